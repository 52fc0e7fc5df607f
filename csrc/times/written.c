/*
** written.c: short texts with numbers in them.
*/
#include "written.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Whole numbers beyond are not exact. */
#define MOST_WHOLE 9007199254740992.0
/* From here on numbers are written with an exponent. */
#define MOST_PLAIN 1e15

void fb_write(fb_written *w, const char *s, size_t n) {
  if (n > FB_WRITTEN_ROOM - w->n) {
    w->spoilt = 1;
    return;
  }
  memcpy(w->at + w->n, s, n);
  w->n += (uint32_t)n;
}

void fb_write_word(fb_written *w, const char *s) { fb_write(w, s, strlen(s)); }

void fb_write_whole(fb_written *w, double number, unsigned width) {
  char digits[24];
  char *at = digits + sizeof digits;
  uint64_t left;
  unsigned n = number < 0;
  if (!(number > -MOST_WHOLE && number < MOST_WHOLE) || number != floor(number)) {
    w->spoilt = 1;
    return;
  }
  left = (uint64_t)fabs(number);
  do {
    *--at = (char)('0' + left % 10);
    n++;
  } while (left /= 10);
  while (n < width && at > digits + 1) {
    *--at = '0';
    n++;
  }
  if (number < 0) *--at = '-';
  fb_write(w, at, (size_t)(digits + sizeof digits - at));
}

void fb_write_number(fb_written *w, double number) {
  char text[40];
  if (number == floor(number) && number > -MOST_PLAIN && number < MOST_PLAIN) {
    fb_write_whole(w, number, 1);
    return;
  }
  snprintf(text, sizeof text, "%.10g", number);
  fb_write_word(w, text);
}

double fb_digits(const char *s, size_t n) {
  double number = 0;
  size_t i;
  for (i = 0; i < n; i++) number = number * 10 + (s[i] - '0');
  return number;
}

int fb_has_digits(const char *s, const char *end, size_t n) {
  size_t i;
  if (s > end || (size_t)(end - s) < n) return 0;
  for (i = 0; i < n; i++)
    if (s[i] < '0' || s[i] > '9') return 0;
  return 1;
}
