/*
** offsets.c: well-formed UTF-8 and units.
*/
#include "offsets.h"

/* A mark each so many bytes: memory of the text / 16, a count within two cache lines. */
#define FB_RULER_STEP 128u

#define HIGH_BITS UINT64_C(0x8080808080808080)

/*
** Length of the well-formed character, or of the maximal ill-formed subpart, at `s`
** (Unicode 15, table 3-7 and "U+FFFD substitution of maximal subparts"). *good tells which.
*/
size_t fb_utf8_step(const unsigned char *s, size_t n, int *good) {
  unsigned low = 0x80, high = 0xbf;
  size_t need, i;
  unsigned c = s[0];
  *good = 0;
  if (c < 0x80) {
    *good = 1;
    return 1;
  }
  if (c < 0xc2 || c > 0xf4) return 1;
  need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
  if (c == 0xe0) low = 0xa0;
  else if (c == 0xed) high = 0x9f; /* no surrogates */
  else if (c == 0xf0) low = 0x90;
  else if (c == 0xf4) high = 0x8f; /* nothing above U+10FFFF */
  for (i = 1; i <= need; i++, low = 0x80, high = 0xbf)
    if (i >= n || s[i] < low || s[i] > high) return i;
  *good = 1;
  return need + 1;
}

fb_status fb_ruler_init(fb_ruler *r, const char *text, size_t len, fb_unit unit) {
  const unsigned char *s = (const unsigned char *)text;
  uint32_t at = 0, units = 0, next = 0;
  memset(r, 0, sizeof *r);
  if (len > FB_MAX_TEXT) return FB_TOOBIG;
  r->text = text;
  r->len = (uint32_t)len;
  r->unit = unit;
  r->same = unit == FB_BYTES;
  if (r->same) return FB_OK;
  FB_TRY(fb_reserve(&r->marks, len / FB_RULER_STEP + 1));
  while (at < r->len) {
    uint64_t w = HIGH_BITS;
    if (at >= next) {
      fb_mark m = {at, units};
      r->marks.at[r->marks.n++] = m; /* reserved: `next` grows by a step each time */
      next += FB_RULER_STEP;
    }
    if (at + 8 <= r->len) memcpy(&w, s + at, 8);
    if (!(w & HIGH_BITS)) {
      at += 8;
      units += 8;
    } else {
      int good;
      uint32_t n = (uint32_t)fb_utf8_step(s + at, r->len - at, &good);
      at += n;
      units += 1 + (unit == FB_UTF16 && n == 4);
    }
  }
  if (units == r->len) {
    r->same = 1;
    fb_drop(&r->marks);
  }
  return FB_OK;
}

void fb_ruler_free(fb_ruler *r) { fb_drop(&r->marks); }

uint32_t fb_ruler_at(const fb_ruler *r, uint32_t off) {
  const unsigned char *s = (const unsigned char *)r->text;
  const fb_mark *m;
  uint32_t at, units;
  if (off > r->len) off = r->len;
  if (r->same || off == 0) return off;
  at = off / FB_RULER_STEP;
  m = &r->marks.at[at < r->marks.n ? at : r->marks.n - 1];
  if (m->at > off) m--; /* a mark stands up to a few bytes after its step; the first stands at 0 */
  at = m->at;
  units = m->units;
  while (at < off) {
    int good;
    uint32_t n = s[at] < 0x80 ? 1 : (uint32_t)fb_utf8_step(s + at, r->len - at, &good);
    at += n;
    units += 1 + (r->unit == FB_UTF16 && n == 4);
  }
  return units;
}
