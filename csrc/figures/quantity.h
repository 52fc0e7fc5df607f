/*
** quantity.h: what the figure stage works with, and what the numerals of a match are worth: value, bounds, ranges.
*/
#ifndef FB_QUANTITY_H
#define FB_QUANTITY_H

#include "found.h"
#include "numword.h"

/* What the stage knows of a text, and the words of numerals, which outlive it. */
typedef struct fb_figuring {
  fb_reading r;
  fb_box *box;
  fb_wordbook words;
  uint8_t mark;     /* the text's decimal mark: FB_MARK_ */
  uint8_t sterling; /* the text has pounds sterling: 1 no, 2 yes, 0 nobody asked */
} fb_figuring;
enum { FB_MARK_UNKNOWN, FB_MARK_POINT, FB_MARK_COMMA };

/* What a figure comes to. */
typedef enum fb_outcome {
  FB_REFUSED, /* it is none */
  FB_TAKEN,
  FB_APART, /* what looked like one figure is several numbers */
  FB_WEIGHT /* pounds that are a weight, not money (money.h) */
} fb_outcome;

/* A unit of a list, or of a sum. */
typedef struct fb_unit_of {
  fb_str name, base;                /* len FB_NONE: absent, as are the numbers */
  fb_number factor, offset, sign;
  fb_found at; /* where it stands; at.end 0: nowhere */
} fb_unit_of;

/*
** The match of an amount, or a piece of one, with what a builder changes of it:
**
**   number       its numeral; further ones behind it (fb_found_further)
**   least, most  the ends of a range
**   base         a pair of numerals, whose ends become least and most
*/
typedef struct fb_amount {
  fb_found m;
  fb_found number, least, most, base; /* end 0: absent */
  fb_unit_of unit;                    /* at.end 0, name absent: it has none */
  fb_found least_sign, most_sign;     /* signs of currency before two sums */
  fb_str least_unit, most_unit;       /* and what they say */
  fb_number times, least_times;       /* scales that stand behind a later numeral only: "$10 to $15 million" */
  fb_str modifier;
  uint8_t joined, ordered, vague;
  uint8_t piece; /* it is one of several that a match came apart into */
} fb_amount;

static inline int fb_is_there(const fb_found *f) { return f->end != 0; }
static inline fb_str fb_no_string(void) {
  fb_str s = {0, FB_NONE};
  return s;
}
static inline int fb_is_string(fb_str s) { return s.len != FB_NONE; }
/* Are the two strings, either of which may be absent, the same? */
int fb_same_string(const fb_box *b, fb_str x, fb_str y);

void fb_figuring_init(fb_figuring *s, const fb_program *p);
void fb_figuring_free(fb_figuring *s);

/* The numeral that some words, or a part, say: read as numbers are written in the text. */
fb_status fb_numeral_in(fb_figuring *s, const char *words, size_t n, fb_numeral *out);
fb_status fb_numeral_of(fb_figuring *s, const fb_found *part, fb_numeral *out);

/* An attribute as a string of the box; one that is no string, or absent, is an absent string. */
fb_status fb_string_of(fb_figuring *s, const fb_found *m, fb_key key, fb_str *out);
/* An attribute that is a number; FB_NUMBER_NONE for none. */
fb_number fb_number_at(const fb_figuring *s, const fb_found *m, fb_key key);

/* A unit that stands in a part. */
fb_status fb_unit_at(fb_figuring *s, const fb_found *part, fb_unit_of *unit);
/* An amount as its match says it. */
fb_status fb_amount_of(fb_figuring *s, const fb_found *m, fb_amount *a);

/* Sets value, low and high by modifier. A number that is neither bounded nor rounded is both. */
fb_status fb_bound(fb_figuring *s, fb_figure *f, fb_number value, fb_str modifier);
/* Sets low and high, and a word for a modifier. */
fb_status fb_between(fb_figuring *s, fb_figure *f, fb_number low, fb_number high, const char *modifier);

/* Value, low, high and modifier of any figure with numbers. `factor` turns cents into dollars; FB_NUMBER_NONE: 1. */
fb_status fb_quantify(fb_figuring *s, fb_figure *f, fb_amount *a, fb_number factor, fb_outcome *outcome);

#endif
