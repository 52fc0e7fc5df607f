/*
** written.h: a short text that is written piece by piece into room of its own: TIMEX3 values. What does not fit, or is
** no whole number where one is asked for, spoils it: the text is then no value at all.
*/
#ifndef FB_WRITTEN_H
#define FB_WRITTEN_H

#include <stddef.h>
#include <stdint.h>

#define FB_WRITTEN_ROOM 320

typedef struct fb_written {
  uint32_t n;
  uint32_t spoilt;
  char at[FB_WRITTEN_ROOM];
} fb_written;

static inline void fb_written_open(fb_written *w) { w->n = w->spoilt = 0; }
/* Is there a text, all of which could be written? */
static inline int fb_written_fine(const fb_written *w) { return w->n > 0 && !w->spoilt; }

void fb_write(fb_written *w, const char *s, size_t n);
/* The same up to a NUL. */
void fb_write_word(fb_written *w, const char *s);
/* A whole number, with zeros up to `width` characters. */
void fb_write_whole(fb_written *w, double number, unsigned width);
/* A number, without a point where it is whole. */
void fb_write_number(fb_written *w, double number);

/* The number that `n` digits at `s` write. */
double fb_digits(const char *s, size_t n);
/* Are there `n` digits at `s`, before `end`? */
int fb_has_digits(const char *s, const char *end, size_t n);

#endif
