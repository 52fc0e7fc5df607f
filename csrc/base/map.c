/*
** map.c: the hash table of the stages.
*/
#include "map.h"

/* Slots that a table keeps when it is emptied, and those of the first one. */
enum { KEEP = 1 << 14, FIRST = 64 };

void fb_map_free(fb_map *m) {
  fb_free(m->slots);
  memset(m, 0, sizeof *m);
}

void fb_map_reset(fb_map *m) {
  if (m->mask >= KEEP) fb_map_free(m);
  else if (m->n) memset(m->slots, 0, ((size_t)m->mask + 1) * sizeof *m->slots);
  m->n = 0;
}

/* The slot of a key, or the free one where it would stand. */
static fb_map_slot *slot_of(const fb_map *m, uint64_t key) {
  uint64_t h = key * 0x9e3779b97f4a7c15u;
  uint32_t i = (uint32_t)(h >> 32) & m->mask;
  while (m->slots[i].value && m->slots[i].key != key) i = (i + 1) & m->mask;
  return &m->slots[i];
}

uint32_t fb_map_find(const fb_map *m, uint64_t key) {
  return m->n ? slot_of(m, key)->value - 1 : FB_NONE; /* 0 - 1 is FB_NONE */
}

static fb_status grow(fb_map *m) {
  fb_map old = *m;
  uint32_t i, count = old.slots ? (old.mask + 1) * 2 : FIRST;
  if (count == 0) return FB_TOOBIG;
  m->slots = fb_realloc(NULL, count * sizeof *m->slots);
  if (!m->slots) {
    *m = old;
    return FB_NOMEM;
  }
  memset(m->slots, 0, count * sizeof *m->slots);
  m->mask = count - 1;
  for (i = 0; old.slots && i <= old.mask; i++)
    if (old.slots[i].value) *slot_of(m, old.slots[i].key) = old.slots[i];
  fb_free(old.slots);
  return FB_OK;
}

fb_status fb_map_set(fb_map *m, uint64_t key, uint32_t value) {
  fb_map_slot *s;
  if (m->n * 2 >= m->mask) FB_TRY(grow(m));
  s = slot_of(m, key);
  if (!s->value) m->n++;
  s->key = key;
  s->value = value + 1;
  return FB_OK;
}
