/*
** recent.c: a table of sets of two words (recent.h).
*/
#include "recent.h"

#define SETS ((size_t)1 << FB_RECENT_BITS)

void fb_recent_free(fb_recent *r) {
  fb_free(r->memory);
  r->memory = NULL;
  r->sets = NULL;
}

fb_status fb_recent_begin(fb_recent *r) {
  size_t size = SETS * sizeof *r->sets, line = sizeof *r->sets;
  if (r->sets) return FB_OK;
  r->memory = fb_realloc(NULL, size + line);
  if (!r->memory) return FB_NOMEM;
  r->sets = (fb_recent_set *)(((uintptr_t)r->memory + line - 1) / line * line); /* a set is a line of the cache */
  memset(r->sets, 0, size);
  return FB_OK;
}

void fb_recent_keep(fb_recent *r, const fb_recent_word *w, uint32_t hash) {
  fb_recent_word *way = fb_recent_set_of(r, hash)->way;
  uint32_t k = way[0].again ? 1 : 0;
  if (way[k].again) { /* both were met again: the newer one has to show it once more */
    way[0].again = way[1].again = 0;
    k = hash & 1;
  }
  way[k] = *w;
}
