/*
** vm.h: matches one rule at one token.
**
** Backtracking with a visited bit per (branching instruction, token): a state that failed is not tried twice,
** so an attempt costs at most code × window steps. All state is in the struct below; no C recursion.
**
**   choices   alternatives not yet tried, a stack
**   frames    look-arounds under way: each a bounded match of its own
**   trail     visited bits set inside frames, taken back when a frame succeeds (its states did not fail)
**   log       captures, list hits and spans along the current path
*/
#ifndef FB_VM_H
#define FB_VM_H

#include "doc.h"
#include "known.h"
#include "program.h"
#include "trace.h"

/* Tokens that a match may reach past its start: a sentence of a normal text, or a long paragraph. */
#define FB_WINDOW_SENTENCE 400
#define FB_WINDOW_WIDE 4000

typedef struct fb_choice {
  uint32_t pc, tok;
  uint32_t log;
  uint32_t ref;  /* FB_RESUME_HIT, FB_RESUME_SPAN: candidate to go on with */
  uint32_t kind; /* FB_RESUME_ */
} fb_choice;

typedef struct fb_frame {
  uint32_t choice; /* choices below this are outside */
  uint32_t after;  /* program counter behind the look-around */
  uint32_t tok, log, trail;
  uint8_t neg;
} fb_frame;

/* An event on the current path; becomes fb_log when a match is kept. */
typedef struct fb_event {
  uint32_t tok, end, ref;
  uint16_t name;
  uint8_t kind; /* FB_EV_ */
} fb_event;
enum { FB_EV_OPEN, FB_EV_CLOSE, FB_EV_HIT, FB_EV_SPAN };

typedef struct fb_vm {
  const fb_program *p;
  const fb_doc *d;
  fb_vec(fb_choice) choices;
  fb_vec(fb_frame) frames;
  fb_vec(fb_event) events;
  fb_vec(uint64_t) trail;
  fb_vec(uint64_t) visited; /* rows of ceil(ncode / 64) words, a row per token of the window */
  fb_vec(uint32_t) row_of;  /* generation in which a row was last cleared */
  uint32_t generation;
  fb_known own, *known;  /* what was asked before (known.h): its own, or what it shares with another machine */
  fb_answers here;       /* and of this document's words */
  fb_vec(uint32_t) seen; /* by normal form: slots of kinds that it was seen in */
  fb_vec(uint32_t) saw;  /* normal forms with a slot: what the next document clears */
  fb_vec(uint16_t) word; /* by token: number of its word among the rules' (program.h) */
  uint64_t steps;        /* of this document so far */
  uint64_t budget;
  uint32_t ask_word, ask_group; /* FB_AGAIN: what is to be told */
  fb_trace *trace;              /* where fb_vm_trace records; NULL nearly always */
} fb_vm;

/* Steps that one document may take: plenty for good rules, a bound for bad ones. */
#define FB_STEPS_PER_TOKEN 20000
#define FB_STEPS_ALWAYS 2000000

void fb_vm_init(fb_vm *vm);
void fb_vm_free(fb_vm *vm);
/* Lets `vm` share what `other`, which outlives it, knows of the program's words and entries. */
void fb_vm_share(fb_vm *vm, fb_vm *other);
/* Readies `vm` for a document that has been tokenized. */
fb_status fb_vm_begin(fb_vm *vm, const fb_program *p, const fb_doc *d);
/*
** Matches `rule` at token `start`, tokens [lo, hi) in reach. *end is the token after the match, FB_NONE where
** there is none; the events of the match are then in vm->events.
** FB_AGAIN: the caller tells vm->known what spelling patterns of group vm->ask_group say of word vm->ask_word, and
** calls again.
** FB_TOOBIG: the document's step budget is spent.
*/
fb_status fb_vm_match(fb_vm *vm, const fb_rule *rule, uint32_t start, uint32_t lo, uint32_t hi, uint32_t *end);
/* The same, telling vm->trace of each test that fails. */
fb_status fb_vm_trace(fb_vm *vm, const fb_rule *rule, uint32_t start, uint32_t lo, uint32_t hi, uint32_t *end);
/* What an fb_first is compared with: columns that stay where they are while a phase runs. */
typedef struct fb_view {
  const fb_first *firsts;
  const fb_sight *sight;
} fb_view;

static inline fb_view fb_vm_view(const fb_vm *vm) {
  fb_view v;
  v.firsts = vm->p->firsts.at;
  v.sight = vm->d->sight;
  return v;
}

/* Can code whose fb_first has the number `first` go on at token t, of tokens below `hi`? */
static inline int fb_may(const fb_view *v, uint32_t first, uint32_t t, uint32_t hi) {
  const fb_first *f = &v->firsts[first];
  const fb_sight *s = &v->sight[t];
  if (first == FB_FIRST_ANY) return 1;
  return t < hi && ((s->lists & f->lists) | (s->kinds & f->kinds) | (s->marks & f->marks) | (s->facts & f->facts)) != 0;
}
/* The mark of token t's word. */
static inline uint64_t fb_word_mark(const fb_vm *vm, uint32_t t) {
  return (uint64_t)1 << vm->p->marks.word.at[vm->word.at[t]];
}
/* Marks the tokens of a span as seen, where a rule asks for its kind. */
fb_status fb_vm_see(fb_vm *vm, const fb_span *s);
/* Copies the events of a match as nested log entries to `d`; gives their range. */
fb_status fb_vm_keep(const fb_vm *vm, fb_doc *d, uint32_t *log, uint32_t *nlog);

#endif
