/*
** sample.h: a small program (words, lists, rules) and a document over it, for C tests and fuzzers of the engine.
**
**   sample s;
**   sample_open(&s);
**   status = sample_list(&s, "at least\tmodifier=at_least\n", FB_LIST_FOLDED);   lists are numbered from 0
**   status = sample_phase(&s, FB_ALL);
**   status = sample_rule(&s, nodes, n, kind);                                    kinds: SAMPLE_KINDS of them
**   status = sample_freeze(&s);
**   status = sample_read(&s, text, n);                                           tokens, sentences, lists, phases
**   sample_close(&s);
**
** Every function gives a status and leaves `s` fit for sample_close.
*/
#ifndef FB_SAMPLE_H
#define FB_SAMPLE_H

#include "doc.h"
#include "marks.h"
#include "phase.h"
#include "program.h"
#include "repair.h"

#define SAMPLE_KINDS 6
#define SAMPLE_QUOTATION 0 /* what fb_pair_marks gives in sample_read; the only kind that a stage gives */

typedef struct sample {
  fb_program p;
  fb_doc d;
  fb_runner r;
  int frozen;
  uint32_t asked, acted, spent; /* calls of the hooks */
  unsigned repairs;             /* FB_REPAIR_ bits for what is read next; none at first */
  const char *input;            /* what is read, before repair */
  size_t ninput;
} sample;

void sample_open(sample *s);
void sample_close(sample *s);
/* A further word list. */
fb_status sample_list(sample *s, const char *bytes, size_t n, fb_list_mode mode);
fb_status sample_phase(sample *s, fb_policy policy);
/* A rule of the phase begun last; a node's children are indexes into `nodes`, the root is the last one. */
fb_status sample_rule(sample *s, const fb_node *nodes, uint32_t n, uint16_t kind, fb_window window);
/* Nodes: of operator `op`; of `name`, a list or kind; `a` repeated lo to hi times. Children stand before their parents. */
fb_node sample_node(fb_op op, uint32_t a, uint32_t b);
fb_node sample_named(fb_op op, uint16_t name, uint32_t a);
fb_node sample_repeat(uint32_t a, uint32_t lo, uint32_t hi);
/* The normal form of a word, added where it is new. */
fb_status sample_word(sample *s, const char *word, uint32_t *norm);
fb_status sample_freeze(sample *s);
/* Tokens, sentences and list hits only. */
fb_status sample_tokens(sample *s, const char *text, size_t n);
/* All of it: tokens, sentences, lists, quotation marks, every phase. The text must outlive the document. */
fb_status sample_read(sample *s, const char *text, size_t n);
/* Is the document as doc.h says: tokens and sentences in order and inside the text, links sound? Gives what is wrong. */
const char *sample_check(const sample *s);
/* The hooks of sample_read: a spelling pattern k is "k letters or more"; an action keeps every second match. */
fb_hooks sample_hooks(sample *s);

#endif
