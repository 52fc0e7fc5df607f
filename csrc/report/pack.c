/*
** pack.c: records as differences.
*/
#include "pack.h"

/* Most bytes of a record: its bits, and five for each word. */
enum { MOST = FB_PACK_WORDS / 8 + FB_PACK_WORDS * 5 };

void fb_pack_drop(fb_pack *p) {
  fb_drop(&p->bytes);
  fb_drop(&p->stops);
  p->n = 0;
}

fb_status fb_pack_add(fb_pack *p, const void *record, size_t size) {
  uint32_t word[FB_PACK_WORDS], words = (uint32_t)(size / 4), i;
  unsigned char *bits, *out;
  fb_packing *s = &p->state;
  memcpy(word, record, size);
  FB_TRY(fb_reserve(&p->bytes, MOST));
  if (p->n % FB_PACK_STOP == 0) {
    FB_TRY(fb_push(&p->stops, p->bytes.n));
    memset(s, 0, sizeof *s);
  }
  bits = p->bytes.at + p->bytes.n;
  out = bits + (words + 7) / 8;
  memset(bits, 0, (words + 7) / 8);
  for (i = 0; i < words; i++) {
    uint64_t code;
    if (word[i] == s->before[i]) continue;
    bits[i / 8] |= (unsigned char)(1u << i % 8);
    s->before[i] = word[i];
    if (word[i] == FB_NONE) code = 0;
    else if (word[i] == 0) code = 1;
    else {
      uint32_t d = word[i] - s->base[i];
      code = 2 + (uint64_t)(d >> 31 ? ~(d << 1) : d << 1);
      s->base[i] = word[i];
    }
    for (; code > 127; code >>= 7) *out++ = (unsigned char)(code | 128);
    *out++ = (unsigned char)code;
  }
  p->bytes.n = (uint32_t)(out - p->bytes.at);
  p->n++;
  return FB_OK;
}

/* Goes on to the next record. */
static void step(const fb_pack *p, fb_unpacking *u, uint32_t words) {
  fb_packing *s = &u->state;
  const unsigned char *bits, *in;
  uint32_t i;
  if (u->next % FB_PACK_STOP == 0) {
    memset(s, 0, sizeof *s);
    u->at = p->stops.at[u->next / FB_PACK_STOP];
  }
  bits = p->bytes.at + u->at;
  in = bits + (words + 7) / 8;
  for (i = 0; i < words; i++) {
    uint64_t code = 0;
    int shift = 0;
    if (!(bits[i / 8] >> i % 8 & 1)) continue;
    do code |= (uint64_t)(*in & 127) << shift, shift += 7;
    while (*in++ > 127);
    if (code < 2) s->before[i] = code ? 0 : FB_NONE;
    else {
      uint32_t d = (uint32_t)(code - 2);
      s->base[i] += d & 1 ? ~(d >> 1) : d >> 1;
      s->before[i] = s->base[i];
    }
  }
  u->at = (uint32_t)(in - p->bytes.at);
  u->next++;
}

void fb_pack_get(const fb_pack *p, fb_unpacking *u, uint32_t i, void *record, size_t size) {
  if (i + 1 != u->next) { /* another than the latest */
    if (i < u->next || i / FB_PACK_STOP != u->next / FB_PACK_STOP) u->next = i - i % FB_PACK_STOP;
    while (u->next <= i) step(p, u, (uint32_t)(size / 4));
  }
  memcpy(record, u->state.before, size);
}
