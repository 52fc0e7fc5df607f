/*
** met.h: words that were met lately, by their bytes.
**
**   vocabulary:  hash ─► slot ─► word ─► bytes        three places in several megabytes
**   met:         hash ─► a set of two words           one line of the cache, of 256 kB that stay in it
**
** A document's words are few and the same ones as in the last document, but what is done between two documents drives
** the vocabulary out of the cache. So a document keeps what tokenizing asks of short words it has met; it outlives
** the text. Words that the base vocabulary does not know have an id for one text only, so they carry its number.
** Rare words take the place of words that were not met again.
*/
#ifndef FB_MET_H
#define FB_MET_H

#include "fb.h"

/* Sets of words; bytes of the longest. */
#define FB_MET_BITS 12
#define FB_MET_BYTES 15

typedef struct fb_met_word {
  uint64_t head, tail; /* its bytes, zeros behind them; its length in the last byte */
  uint32_t id, norm;   /* as in the vocabulary (vocab.h) */
  uint32_t cls;
  uint16_t text;  /* the text whose word it is; 0: it is the base's */
  uint16_t again; /* was it met once more? */
} fb_met_word;

typedef struct fb_met_set {
  fb_met_word way[2];
} fb_met_set;

typedef struct fb_met {
  fb_met_set *sets; /* NULL before the first text */
  void *memory;
  uint16_t text; /* number of the text, 1 and more */
} fb_met;

void fb_met_free(fb_met *r);
/* Readies `r` for the next text: words of the last one that the base does not know are forgotten. */
fb_status fb_met_begin(fb_met *r);

/* The set of the words with this hash: not by the bits that tell slots of the vocabulary apart. */
static inline fb_met_set *fb_met_set_of(const fb_met *r, uint32_t hash) { return &r->sets[hash >> (32 - FB_MET_BITS)]; }

/* Has the set fetched from memory. */
static inline void fb_met_fetch(const fb_met *r, uint32_t hash) { fb_prefetch(fb_met_set_of(r, hash)); }

/* What stands in `tail` for a word of `len` bytes of which those from the eighth on are `tail`. */
static inline uint64_t fb_met_tail(uint64_t tail, uint32_t len) { return tail | (uint64_t)len << 56; }

/* The word, NULL where it is not among them. Which of the two it is cannot be guessed, so no branch asks. */
static inline const fb_met_word *fb_met_find(fb_met *r, uint64_t head, uint64_t tail, uint32_t hash) {
  fb_met_word *w = fb_met_set_of(r, hash)->way;
  uint64_t other = (w[0].head ^ head) | (w[0].tail ^ tail), none = (w[1].head ^ head) | (w[1].tail ^ tail);
  uint64_t second = (other | (0 - other)) >> 63;
  w += second;
  if (none & (0 - second)) return NULL;
  if ((w->text != 0) & (w->text != r->text)) return NULL;
  if (!w->again) w->again = 1;
  return w;
}

/* Keeps a word that fb_met_find does not find. */
void fb_met_keep(fb_met *r, const fb_met_word *w, uint32_t hash);

#endif
