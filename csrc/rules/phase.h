/*
** phase.h: runs one phase of rules over a document: candidates from the index, matches from the VM,
** conflicts by the phase's policy, spans into the document.
*/
#ifndef FB_PHASE_H
#define FB_PHASE_H

#include "doc.h"
#include "program.h"
#include "vm.h"

/* What a phase asks of its caller, so that this file knows no Lua. */
typedef struct fb_hooks {
  void *self;
  /* Which spelling patterns of a group (known.h) does `word` satisfy? A bit for each. *open: not all were asked. */
  fb_status (*spelled)(void *self, uint32_t word, uint32_t group, uint64_t *yes, int *open);
  /* The rule's action looks at span `span` (in the document, not yet live) and may set attributes or refuse it. */
  fb_status (*action)(void *self, uint32_t span, int *keep);
  /* A rule has spent its steps and is left out for the rest of this document. */
  fb_status (*spent)(void *self, uint32_t rule);
} fb_hooks;

typedef struct fb_match {
  uint32_t first, end; /* the span that is given */
  uint32_t whole;      /* tokens of the whole match */
  uint32_t order;      /* number of the match: the last tie-break, and what keeps the sort stable */
  uint32_t rule;
  uint32_t log, nlog;
} fb_match;

/* Starts from..to at which a rule is still to be tried, within its reach [lo, hi). */
typedef struct fb_try {
  uint32_t rule, from, to, lo, hi;
} fb_try;

/* Scratch of a runner, kept between documents. */
typedef struct fb_runner {
  fb_vm vm;
  fb_vec(fb_match) matches;
  fb_vec(fb_try) waiting; /* of rules with several anchors, whose starts do not come in order */
  fb_vec(fb_try) sorted;  /* the same by rule, and how many each rule of the phase has */
  fb_vec(uint32_t) count;
  fb_vec(uint32_t) next_start; /* by rule of the phase: first token not tried yet; FB_NONE: spent */
  fb_vec(uint64_t) steps;      /* by rule of the program, of this document */
  fb_vec(uint32_t) tries;      /* the same for attempts */
  fb_tagger own, *tagger;      /* its own, or that of another runner */
  fb_vec(uint32_t) settled;    /* by token: rule that gave it its class, where show_classes asks for it */
  uint8_t show_classes;        /* words that a rule gave a class become spans of it: for the check of examples */
  uint8_t caseless;            /* capitals say nothing in this text */
  fb_vec(uint64_t) waits; /* a row of bits a phase: tokens whose word, lists or class it waits for; made at the first */
  fb_vec(uint64_t) here;  /* bit per token: a span starts there that the phase may wait for; later, a match */
  fb_vec(uint32_t) at_token; /* by token that `here` marks: first match that starts there … */
  fb_vec(uint32_t) chain;    /* … and by match the next one */
  fb_vec(fb_match) group;    /* matches that overlap */
  fb_vec(uint64_t) taken;    /* bit per token: covered by an accepted span of this phase */
} fb_runner;

void fb_runner_init(fb_runner *r);
void fb_runner_free(fb_runner *r);
/* Lets `r` share what `other`, which outlives it, learns of the program's words and entries. */
void fb_runner_share(fb_runner *r, fb_runner *other);
/* Gives back what a long document needed, so that the next, short ones do not hold it. */
void fb_runner_shrink(fb_runner *r);
/* Readies the runner for a tokenized and sealed document. */
fb_status fb_runner_begin(fb_runner *r, const fb_program *p, const fb_doc *d);
fb_status fb_phase_run(fb_runner *r, const fb_program *p, fb_doc *d, uint32_t phase, const fb_hooks *hooks);

#endif
