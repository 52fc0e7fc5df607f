/*
** recent.h: words of the base vocabulary that were met lately, by their bytes.
**
**   base:    hash ─► slot ─► word ─► bytes        three places in several megabytes
**   recent:  hash ─► a set of two words           one line of the cache, of 256 kB that stay in it
**
** A document's words are few and the same ones as in the last document, but what is done between two documents drives
** the vocabulary out of the cache. So a document keeps what tokenizing asks of short words it has met; it outlives
** the text. Rare words take the place of words that were not met again.
*/
#ifndef FB_RECENT_H
#define FB_RECENT_H

#include "fb.h"

/* Sets of words; bytes of the longest. */
#define FB_RECENT_BITS 12
#define FB_RECENT_BYTES 15

typedef struct fb_recent_word {
  uint64_t head, tail; /* its bytes, zeros behind them */
  uint32_t id, norm;   /* as in the vocabulary (vocab.h) */
  uint32_t cls;
  uint16_t again; /* was it met once more? */
  uint16_t len;   /* 0: no word */
} fb_recent_word;

typedef struct fb_recent_set {
  fb_recent_word way[2];
} fb_recent_set;

typedef struct fb_recent {
  fb_recent_set *sets; /* NULL before the first text */
  void *memory;
} fb_recent;

void fb_recent_free(fb_recent *r);
/* Makes room, where there is none yet. */
fb_status fb_recent_begin(fb_recent *r);

/* The set of the words with this hash: not by the bits that tell slots of the vocabulary apart. */
static inline fb_recent_set *fb_recent_set_of(const fb_recent *r, uint32_t hash) {
  return &r->sets[hash >> (32 - FB_RECENT_BITS)];
}

/* Has the set fetched from memory. */
static inline void fb_recent_fetch(const fb_recent *r, uint32_t hash) {
#ifdef __GNUC__
  __builtin_prefetch(fb_recent_set_of(r, hash));
#else
  (void)r, (void)hash;
#endif
}

/* The word of `len` bytes, NULL where it is not among them. */
static inline const fb_recent_word *fb_recent_find(fb_recent *r, uint64_t head, uint64_t tail, uint32_t len,
                                                   uint32_t hash) {
  fb_recent_word *w = fb_recent_set_of(r, hash)->way;
  if (w->head != head || w->tail != tail || w->len != len) {
    w++;
    if (w->head != head || w->tail != tail || w->len != len) return NULL;
  }
  if (!w->again) w->again = 1;
  return w;
}

/* Keeps a word that is not there. */
void fb_recent_keep(fb_recent *r, const fb_recent_word *w, uint32_t hash);

#endif
