/*
** number.h: numbers as Lua has them, integers and floats, and the same arithmetic: a report says 1200000, not 1200000.0,
** and a sum of millions comes out the same in the core as it would in a rule's function.
*/
#ifndef FB_NUMBER_H
#define FB_NUMBER_H

#include "fb.h"

typedef struct fb_number {
  union {
    int64_t i;
    double f;
  } of;
  uint64_t type; /* FB_NUMBER_; as wide as the number, so that no byte is left unset */
} fb_number;
enum { FB_NUMBER_NONE, FB_NUMBER_INTEGER, FB_NUMBER_FLOAT };

static inline fb_number fb_no_number(void) {
  fb_number n;
  n.type = FB_NUMBER_NONE;
  n.of.i = 0;
  return n;
}
static inline fb_number fb_integer(int64_t i) {
  fb_number n;
  n.type = FB_NUMBER_INTEGER;
  n.of.i = i;
  return n;
}
static inline fb_number fb_float(double f) {
  fb_number n;
  n.type = FB_NUMBER_FLOAT;
  n.of.f = f;
  return n;
}
static inline double fb_number_float(fb_number n) { return n.type == FB_NUMBER_INTEGER ? (double)n.of.i : n.of.f; }
static inline int fb_is_number(fb_number n) { return n.type != FB_NUMBER_NONE; }

/* The value of an attribute: an integer where it is a whole number that a double holds exactly. */
fb_number fb_number_of(double f);

/* Of two integers an integer, which wraps round; else a float. */
fb_number fb_add(fb_number a, fb_number b);
fb_number fb_subtract(fb_number a, fb_number b);
fb_number fb_multiply(fb_number a, fb_number b);
/* Always a float. */
fb_number fb_divide(fb_number a, fb_number b);

int fb_less(fb_number a, fb_number b);
int fb_equal(fb_number a, fb_number b);
static inline int fb_is_integer(fb_number n, int64_t i) { return fb_equal(n, fb_integer(i)); }

/* The largest whole number that is not greater: an integer where there is such a one. */
fb_number fb_floor(fb_number n);

/* An integer where the number is whole and below 1e15: reports say 1200000, not 1.2e6. */
fb_number fb_whole(fb_number n);

/* The number as 14 digits say it, which leaves out the noise of decimal fractions in binary; FB_NUMBER_NONE of a NaN. */
fb_number fb_rounded(fb_number n);

/* fb_whole, or rounded: 4.35 * 100 is 435, not 434.99999999999994. */
fb_number fb_tidy(fb_number n);

/* What the n bytes at s say, by the rules of Lua's tonumber; FB_NUMBER_NONE where they say no number. */
fb_number fb_number_read(const char *s, size_t n);

#endif
