/*
** first.h: what a token must be for code to go on there, as a few bits that one look compares.
**
**   SPLIT 1's copy, else 4         may(1's copy)   may(4)
**   1  LIST  title            ─►   lists {title}
**   2  CLASS cap
**   4  SET   the, a           ─►                   marks {the, a}
**
** Most choices of a pattern are decided by the next token, most attempts by the first. An fb_first says which tokens
** come into question: those that begin a phrase of one of its lists or a span of one of its kinds, or have one of its
** marks - a class that rules ask for, or a word that they name - or one of its facts (fact.h). Lists, kinds and words
** share bits, and what a test asks beyond them (a look-around) is left out: an fb_first may let a token through that
** fails later, never the other way.
*/
#ifndef FB_FIRST_H
#define FB_FIRST_H

#include "fact.h"

typedef struct fb_first {
  uint64_t lists, kinds; /* bits as in the document's columns (doc.h) */
  uint64_t marks;        /* of classes and words: fb_marks */
  uint64_t facts;        /* of entries: fb_facts */
} fb_first;

/* The number of an fb_first that says nothing: the code may also go on at the end, or without looking at a token. */
#define FB_FIRST_ANY 0

/*
** Marks of a token: one that all have, one for each combination of class bits that rules ask for, one of its word, those
** of the spellings that it satisfies.
*/
#define FB_MARK_ANY ((uint64_t)1)
#define FB_MARK_CLASSES 23 /* marks 1 to 23; those of words and spellings from FB_MARK_WORDS on */
typedef struct fb_marks {
  uint32_t cls[FB_MARK_CLASSES]; /* the class bits of mark k + 1 */
  uint32_t ncls, used;           /* how many; all their bits */
  fb_vec(uint8_t) word;          /* by number of a rule's word (program.h): its mark; 0 is that of all other words */
} fb_marks;

struct fb_program;

/* The marks of a token with these class bits, apart from its word's. */
uint64_t fb_marks_of_class(const fb_marks *m, uint32_t cls);

/*
** What a rule asks of the tokens around a start before the machine is begun: the token before; the first, for its
** boundary and for two of the tests that it has to pass, as of "#found "name" * list "city""; and the one behind what
** the rule begins with, which is one token, or as long as the hits or spans are that start there (FB_ENDS_), of the lists
** and kinds of `head`.
*/
typedef struct fb_gate {
  uint16_t before, first, also, head, second; /* of program->firsts */
  uint8_t ends;
  uint8_t at, not_at; /* the boundary that is before the first token, FB_AT_ + 1, or is not there; 0: any */
} fb_gate;
enum { FB_ENDS_TOKEN = 1, FB_ENDS_HIT = 2, FB_ENDS_SPAN = 4 };

/*
** For all compiled rules of `p`: gives the classes and words that they ask for their marks, fills p->wordsets and
** p->firsts, and notes in SPLIT, LAZY, LOOK and BEHIND (pattern.h) where the code may go on, in p->gates each rule's.
*/
fb_status fb_first_note(struct fb_program *p);

#endif
