/*
** fb.c: growth of the arrays that every stage uses.
*/
#define _DEFAULT_SOURCE /* madvise */

#include "fb.h"

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

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

void fb_large(void *at, size_t size) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = ((uintptr_t)at + page - 1) & ~(page - 1);
  uintptr_t end = ((uintptr_t)at + size) & ~(page - 1);
  if (size >= FB_LARGE && from < end) (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
#else
  (void)at, (void)size;
#endif
}
