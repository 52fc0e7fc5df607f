/*
** first.h: what a token must be for code to go on there, as a few bits that one look compares.
**
**   SPLIT 1's copy, else 4         may(1's copy)   may(4)
**   1  LIST  title            ─►   lists {title}
**   2  CLASS cap
**   4  SET   the, a           ─►                   words {the, a}
**
** Most choices of a pattern are decided by the next token, most attempts by the first. An fb_first says which tokens
** come into question: those that begin a phrase of one of its lists or a span of one of its kinds, are one of its
** words, or have all bits of one of its masks. Lists, kinds and words share bits, and what a test asks beyond them (a
** condition, a look-around) is left out: an fb_first may let a token through that fails later, never the other way.
*/
#ifndef FB_FIRST_H
#define FB_FIRST_H

#include "fb.h"

#define FB_FIRST_MASKS 4
typedef struct fb_first {
  uint64_t lists, kinds; /* bits as in the document's columns (doc.h) */
  uint64_t words;        /* bits of fb_program.word_bit */
  uint32_t mask[FB_FIRST_MASKS]; /* all bits of one of them; FB_FIRST_NEVER where unused, 0 for any token */
} fb_first;

/* The number of an fb_first that says nothing: the code may also go on at the end, or without looking at a token. */
#define FB_FIRST_ANY 0
/* No word is in lower case and all capitals. */
#define FB_FIRST_NEVER UINT32_MAX
/* The bit of words that no rule names. */
#define FB_WORD_UNNAMED 63

/*
** What a rule asks of the tokens around a start before the machine is begun: the token before, the first, and the one
** behind what it begins with, which is one token, or as long as the hits or spans are that start there (FB_ENDS_).
*/
typedef struct fb_gate {
  uint16_t before, first, second; /* of program->firsts */
  uint16_t ends;
} fb_gate;
enum { FB_ENDS_TOKEN = 1, FB_ENDS_HIT = 2, FB_ENDS_SPAN = 4 };

struct fb_program;

/*
** For all compiled rules of `p`: gives the words that they name a bit each (p->word_bit), fills p->wordsets and
** p->firsts, and notes in SPLIT, LAZY, LOOK and BEHIND (pattern.h) where the code may go on, in p->gates each rule's.
*/
fb_status fb_first_note(struct fb_program *p);

#endif
