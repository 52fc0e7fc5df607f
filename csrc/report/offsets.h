/*
** offsets.h: byte offsets of a text in code points or UTF-16 units.
**
**   fb_ruler   marks   {at 0, units 0} {at 128, units 126} {at 257, units 249} …
**              one mark about every FB_RULER_STEP bytes, each at a character's start, so that any
**              byte offset is counted in at most that many bytes: mentions jump back and forth in
**              the text, an ascending pass would not serve them.
**
** Ill-formed UTF-8: each maximal subpart (Unicode 15, section 3.9) counts as one.
*/
#ifndef FB_OFFSETS_H
#define FB_OFFSETS_H

#include "fb.h"

/* Length of the character or maximal ill-formed subpart at `s` (n > 0); *good tells which. */
size_t fb_utf8_step(const unsigned char *s, size_t n, int *good);

/* What an offset counts. */
typedef enum fb_unit { FB_BYTES, FB_CHARS, FB_UTF16 } fb_unit;

typedef struct fb_mark {
  uint32_t at;    /* byte offset of a character's start */
  uint32_t units; /* units before it */
} fb_mark;

typedef struct fb_ruler {
  const char *text; /* borrowed */
  uint32_t len;
  fb_unit unit;
  int same; /* every unit is one byte: nothing to count */
  fb_vec(fb_mark) marks;
} fb_ruler;

/* Prepares `r` for offsets in `text`. Linear in `len`, nothing to do for FB_BYTES. FB_TOOBIG over FB_MAX_TEXT. */
fb_status fb_ruler_init(fb_ruler *r, const char *text, size_t len, fb_unit unit);
void fb_ruler_free(fb_ruler *r);
/* Units before byte offset `at` (clamped to the text's length); an offset within a character counts it. */
uint32_t fb_ruler_at(const fb_ruler *r, uint32_t at);

#endif
