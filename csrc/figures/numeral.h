/*
** numeral.h: values of written numbers: digits, words and both together.
**
** The rules decide which tokens make a numeral; here is what it is worth. Digits are read by their separators
** (decimal.h), words by folding over their classes, which whoever calls knows (numword.h: from the word lists):
**
**   "two hundred and five"     unit 2 · hundred 100 · and · unit 5                                      205
**   "4.5bn"                    digits 4.5 · scale 1e9                                                   4500000000
**   "one and a quarter million"  unit 1 · and · article · ordinal 4 (part) · scale 1e6                  1250000
**   "thirty and two fifths"    ten 30 · and · unit 2 · ordinal 5 (plural)                             30.4
*/
#ifndef FB_NUMERAL_H
#define FB_NUMERAL_H

#include "decimal.h"

/* What a word is in a numeral. */
typedef enum fb_numclass {
  FB_NUM_NONE,    /* no part of one */
  FB_NUM_UNIT,    /* 0 to 9 */
  FB_NUM_TEEN,    /* 10 to 19 */
  FB_NUM_TEN,     /* 20 to 90 */
  FB_NUM_DIGITS,  /* written in digits */
  FB_NUM_HUNDRED,
  FB_NUM_SCALE,   /* thousand, m, bn, crore, dozen */
  FB_NUM_HALF,
  FB_NUM_ORDINAL, /* third: 3, hundredth: 100; `plural` of "thirds" */
  FB_NUM_POINT,   /* "nought point three" */
  FB_NUM_AND,
  FB_NUM_ARTICLE,
  FB_NUM_SIGN,    /* "minus" */
  FB_NUM_SKIP     /* "of" */
} fb_numclass;

typedef struct fb_numword {
  fb_number value;
  uint8_t class;  /* fb_numclass */
  uint8_t plural; /* of an ordinal: "thirds" */
  uint8_t part;   /* of an ordinal: it says a fraction alone ("quarter") */
  uint8_t dozen;  /* of a scale */
} fb_numword;

typedef enum fb_numkind { FB_CARDINAL, FB_FRACTION, FB_ORDINAL } fb_numkind;

typedef struct fb_numeral {
  fb_number value; /* FB_NUMBER_NONE: it is no number */
  fb_number scale; /* where it ends in one: "million" */
  uint8_t kind;    /* fb_numkind */
} fb_numeral;

/* What a word is in a numeral: fills *w, whose class is FB_NUM_NONE where it is no part of one. */
typedef fb_status (*fb_numwords)(void *self, const char *s, uint32_t n, fb_numword *w);

/* Reads a numeral. `comma`: the document writes 1.234,5. */
fb_status fb_numeral_read(const char *s, size_t n, int comma, fb_numwords words, void *self, fb_numeral *out);

#endif
