/*
** numword.h: the words of numerals, from the lists number_word, number_scale, number_part and number_ordinal, and from
** the classes of small words ("and", "of") that the guide has. News repeats its numerals: the latest answers are kept.
*/
#ifndef FB_NUMWORD_H
#define FB_NUMWORD_H

#include "numeral.h"
#include "program.h"

/* Answers that are kept, of words of so many bytes at most: a power of two. */
#define FB_NUMWORDS 128
#define FB_NUMWORD_LONGEST 22

typedef struct fb_numslot {
  fb_numword word;
  char s[FB_NUMWORD_LONGEST];
  uint8_t len, known;
} fb_numslot;

typedef struct fb_wordbook {
  const fb_program *p;
  fb_doc d; /* a word is looked up as a document of its own */
  fb_numslot kept[FB_NUMWORDS];
} fb_wordbook;

/* A book over a frozen program. Allocates nothing. */
void fb_wordbook_init(fb_wordbook *b, const fb_program *p);
void fb_wordbook_free(fb_wordbook *b);

/* What a word is in a numeral: a fb_numwords of a fb_wordbook. */
fb_status fb_wordbook_find(void *book, const char *s, uint32_t n, fb_numword *w);

/*
** The document that a phrase of its own is: tokens and list hits, until the next call. For what figures look up in
** lists that stands in the midst of a token ("Rs20").
*/
fb_status fb_wordbook_look(fb_wordbook *b, const char *s, uint32_t n);

#endif
