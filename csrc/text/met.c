/*
** met.c: a table of sets of two words (met.h).
*/
#include "met.h"

#define SETS ((size_t)1 << FB_MET_BITS)

void fb_met_free(fb_met *r) {
  fb_free(r->memory);
  r->memory = NULL;
  r->sets = NULL;
}

fb_status fb_met_begin(fb_met *r) {
  size_t size = SETS * sizeof *r->sets, line = sizeof *r->sets;
  if (!r->sets) {
    r->memory = fb_realloc(NULL, size + line);
    if (!r->memory) return FB_NOMEM;
    r->sets = (fb_met_set *)(((uintptr_t)r->memory + line - 1) / line * line); /* a set is a line of the cache */
    r->text = 0;
  }
  if (++r->text > 1) return FB_OK;
  memset(r->sets, 0, size); /* the numbers of texts begin anew */
  r->text = 1;
  return FB_OK;
}

/* How much would be lost with the word of this way? */
static int worth(const fb_met *r, const fb_met_word *w) {
  return !w->tail ? 0 : w->text && w->text != r->text ? 1 : !w->again ? 2 : 3;
}

static int same(const fb_met_word *a, const fb_met_word *b) { return a->head == b->head && a->tail == b->tail; }

void fb_met_keep(fb_met *r, const fb_met_word *w, uint32_t hash) {
  fb_met_word *way = fb_met_set_of(r, hash)->way;
  int first = worth(r, &way[0]), second = worth(r, &way[1]);
  uint32_t k = first == second ? hash & 1 : second < first;
  if (same(&way[0], w)) k = 0; /* that of an earlier text */
  else if (same(&way[1], w)) k = 1;
  else if (first == 3 && second == 3) way[0].again = way[1].again = 0; /* the one that stays has to show it once more */
  way[k] = *w;
}
