/*
** pack.h: many records of one kind in few bytes, for what is only read again in order: quotes and figures of windows
** that are done (window.h). A record is a struct of 32-bit words, as most of them hardly differ from the one before:
**
**   bytes   a bit for each word that is another than in the record before,
**           then for each of these, in bytes of 7 bits: 0 FB_NONE, 1 zero, else 2 + the zigzag difference to its
**           latest value that was neither
**   stops   where every FB_PACK_STOP-th record begins: it knows of none before it
*/
#ifndef FB_PACK_H
#define FB_PACK_H

#include "fb.h"

/* Most words of a record, and records between stops. */
#define FB_PACK_WORDS 64
#define FB_PACK_STOP 64

/* What the next record's words are compared with. */
typedef struct fb_packing {
  uint32_t before[FB_PACK_WORDS]; /* the record before */
  uint32_t base[FB_PACK_WORDS];   /* by word: latest value but 0 and FB_NONE */
} fb_packing;

typedef struct fb_pack {
  fb_vec(unsigned char) bytes;
  fb_vec(uint32_t) stops;
  uint32_t n; /* records */
  fb_packing state;
} fb_pack;

/* Where a reader of a pack is. Zeroed to start with. */
typedef struct fb_unpacking {
  uint32_t next, at; /* record, byte */
  fb_packing state;
} fb_unpacking;

/* Empties a pack and gives its memory back. */
void fb_pack_drop(fb_pack *p);
/* Appends a record of `size` bytes, the same for all of a pack: a multiple of 4, at most FB_PACK_WORDS words. */
fb_status fb_pack_add(fb_pack *p, const void *record, size_t size);
/* Copies record `i`, which there is, to `record`. The next ones cost least. */
void fb_pack_get(const fb_pack *p, fb_unpacking *u, uint32_t i, void *record, size_t size);

#endif
