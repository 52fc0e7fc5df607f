/*
** fb.c: growth of the arrays that every stage uses.
*/
#include "fb.h"

fb_status fb_grow(void **at, uint32_t *cap, uint32_t need, size_t size) {
  uint64_t want = (uint64_t)*cap + *cap / 2 + 8;
  void *p;
  if (want < need) want = need;
  if (want > UINT32_MAX) want = UINT32_MAX;
  p = fb_realloc(*at, (size_t)want * size);
  if (!p) return FB_NOMEM;
  *at = p;
  *cap = (uint32_t)want;
  return FB_OK;
}
