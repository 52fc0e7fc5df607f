/*
** map.h: a hash table from 64-bit keys to 32-bit values, for what stages look up by word, by phrase or by name.
**
**   slots   {key, value + 1} …   open addressing, at most half full; 0 in the second place is free
*/
#ifndef FB_MAP_H
#define FB_MAP_H

#include "fb.h"

typedef struct fb_map_slot {
  uint64_t key;
  uint32_t value; /* + 1; 0: free */
} fb_map_slot;

typedef struct fb_map {
  fb_map_slot *slots;
  uint32_t n, mask; /* slots - 1; 0 before the first */
} fb_map;

void fb_map_free(fb_map *m);
/* Forgets everything; gives memory back where it had grown large. */
void fb_map_reset(fb_map *m);
/* The value of a key, FB_NONE for none. */
uint32_t fb_map_find(const fb_map *m, uint64_t key);
/* Sets the value of a key (not FB_NONE), new or not. */
fb_status fb_map_set(fb_map *m, uint64_t key, uint32_t value);

#endif
