/*
** number.c: arithmetic of integers and floats.
*/
#include "number.h"

#include <math.h>
#include <stdio.h>

/* Whole numbers below this are written without exponent. */
#define MOST_WHOLE 1e15

fb_number fb_number_of(double f) {
  if (f >= -9007199254740992.0 && f <= 9007199254740992.0 && f == (double)(int64_t)f) return fb_integer((int64_t)f);
  return fb_float(f);
}

static int both_integers(fb_number a, fb_number b) {
  return a.type == FB_NUMBER_INTEGER && b.type == FB_NUMBER_INTEGER;
}

fb_number fb_add(fb_number a, fb_number b) {
  if (both_integers(a, b)) return fb_integer((int64_t)((uint64_t)a.of.i + (uint64_t)b.of.i));
  return fb_float(fb_number_float(a) + fb_number_float(b));
}

fb_number fb_subtract(fb_number a, fb_number b) {
  if (both_integers(a, b)) return fb_integer((int64_t)((uint64_t)a.of.i - (uint64_t)b.of.i));
  return fb_float(fb_number_float(a) - fb_number_float(b));
}

fb_number fb_multiply(fb_number a, fb_number b) {
  if (both_integers(a, b)) return fb_integer((int64_t)((uint64_t)a.of.i * (uint64_t)b.of.i));
  return fb_float(fb_number_float(a) * fb_number_float(b));
}

fb_number fb_divide(fb_number a, fb_number b) { return fb_float(fb_number_float(a) / fb_number_float(b)); }

/* Is the integer less than the float? Exactly: large integers are no floats. */
static int integer_less(int64_t i, double f) {
  if (f != f) return 0;
  if (f >= 9223372036854775808.0) return 1;
  if (f <= -9223372036854775808.0) return 0;
  return i < (int64_t)ceil(f);
}

static int float_less(double f, int64_t i) {
  if (f != f) return 0;
  if (f >= 9223372036854775808.0) return 0;
  if (f < -9223372036854775808.0) return 1;
  return (int64_t)floor(f) < i;
}

int fb_less(fb_number a, fb_number b) {
  if (both_integers(a, b)) return a.of.i < b.of.i;
  if (a.type == FB_NUMBER_INTEGER) return integer_less(a.of.i, b.of.f);
  if (b.type == FB_NUMBER_INTEGER) return float_less(a.of.f, b.of.i);
  return a.of.f < b.of.f;
}

int fb_equal(fb_number a, fb_number b) {
  if (both_integers(a, b)) return a.of.i == b.of.i;
  if (a.type == FB_NUMBER_FLOAT && b.type == FB_NUMBER_FLOAT) return a.of.f == b.of.f;
  if (a.type == FB_NUMBER_FLOAT) return fb_equal(b, a);
  return b.of.f == b.of.f && !integer_less(a.of.i, b.of.f) && !float_less(b.of.f, a.of.i);
}

fb_number fb_floor(fb_number n) {
  double f;
  if (n.type != FB_NUMBER_FLOAT) return n;
  f = floor(n.of.f);
  return f >= -9223372036854775808.0 && f < 9223372036854775808.0 ? fb_integer((int64_t)f) : fb_float(f);
}

fb_number fb_whole(fb_number n) {
  if (n.type == FB_NUMBER_FLOAT && n.of.f < MOST_WHOLE && n.of.f > -MOST_WHOLE && n.of.f == floor(n.of.f))
    return fb_integer((int64_t)n.of.f);
  return n;
}

fb_number fb_rounded(fb_number n) {
  char buf[40];
  if (n.type != FB_NUMBER_FLOAT) return n;
  return fb_number_read(buf, (size_t)snprintf(buf, sizeof buf, "%.14g", n.of.f));
}

fb_number fb_tidy(fb_number n) {
  if (n.type == FB_NUMBER_FLOAT && n.of.f != floor(n.of.f)) return fb_rounded(n);
  return fb_whole(n);
}

static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex_of(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* An integer without spaces around it; 0 where it is none, or too large for one. */
static int read_integer(const char *s, const char *end, fb_number *out) {
  uint64_t a = 0;
  int negative = s < end && *s == '-';
  if (s < end && (*s == '-' || *s == '+')) s++;
  if (s == end) return 0;
  if (end - s > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) { /* these wrap round */
    for (s += 2; s < end; s++) {
      if (hex_of(*s) < 0) return 0;
      a = a * 16 + (uint64_t)hex_of(*s);
    }
  } else
    for (; s < end; s++) {
      uint64_t d = (uint64_t)(*s - '0'), most = (uint64_t)INT64_MAX + (uint64_t)negative;
      if (!is_digit(*s)) return 0;
      if (a > (most - d) / 10) return 0; /* it is a float */
      a = a * 10 + d;
    }
  *out = fb_integer((int64_t)(negative ? 0u - a : a));
  return 1;
}

/* Bytes that a float may have. */
enum { LONGEST_FLOAT = 512 };

fb_number fb_number_read(const char *s, size_t n) {
  const char *end = s + n;
  char buf[LONGEST_FLOAT + 1], *stop;
  fb_number out;
  double f;
  while (s < end && is_space(*s)) s++;
  while (end > s && is_space(end[-1])) end--;
  n = (size_t)(end - s);
  if (n == 0) return fb_no_number();
  if (read_integer(s, end, &out)) return out;
  if (n > LONGEST_FLOAT || memchr(s, 'n', n) || memchr(s, 'N', n) || memchr(s, 0, n)) /* "inf", "nan" */
    return fb_no_number();
  memcpy(buf, s, n);
  buf[n] = 0;
  f = strtod(buf, &stop);
  return *stop || stop == buf ? fb_no_number() : fb_float(f);
}
