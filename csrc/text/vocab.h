/*
** vocab.h: distinct words and their ids.
**
**   base vocabulary (of a program, frozen)      overlay (of one document, reset for the next)
**   id 0 … base_n-1                             id base_n …
**   words[] ─ spelling, normal form, classes    the same, for words that nobody knew
**
** A word that the base knows has the base's id everywhere; a word that it does not know gets an
** id in the overlay, for this document only: a process that reads for a month does not grow.
*/
#ifndef FB_VOCAB_H
#define FB_VOCAB_H

#include "fb.h"

typedef struct fb_word {
  uint32_t off; /* of its spelling in `bytes` */
  uint32_t len;
  uint32_t norm; /* id of its normal form; its own id where it is one */
  uint32_t cls;  /* FB_C_ bits */
} fb_word;

typedef struct fb_vocab {
  const struct fb_vocab *base; /* frozen vocabulary below this one, or NULL */
  uint32_t base_n;             /* ids below this are the base's */
  fb_vec(char) bytes;
  fb_vec(fb_word) words; /* words.at[id - base_n] */
  uint64_t *slots;       /* open addressing: hash in the high half, id + 1 in the low; 0 is empty */
  uint32_t mask;         /* slots - 1 */
  uint8_t mapped;        /* the columns belong to an image (image.h): not freed here, copied before they grow */
} fb_vocab;

/* Makes `v` an empty vocabulary on top of `base` (NULL for none). Allocates nothing. */
void fb_vocab_init(fb_vocab *v, const fb_vocab *base);
void fb_vocab_free(fb_vocab *v);
/* Forgets the words of `v` itself; gives memory back when it had grown past `keep` words. */
void fb_vocab_reset(fb_vocab *v, uint32_t keep);

/*
** The n bytes at s (1 to 8), the first one lowest, zeros above them: by loads that overlap, as most words are shorter
** than eight bytes.
*/
static inline uint64_t fb_vocab_load(const char *s, size_t n) {
#ifdef FB_LOW_FIRST
  if (n >= 4) {
    uint32_t lo, hi;
    memcpy(&lo, s, 4);
    memcpy(&hi, s + n - 4, 4);
    return (uint64_t)hi << (n - 4) * 8 | lo;
  }
  return (uint64_t)(unsigned char)s[n - 1] << (n - 1) * 8 | (uint64_t)(unsigned char)s[n >> 1] << (n >> 1) * 8 |
         (unsigned char)s[0];
#else
  uint64_t x = 0;
  while (n-- > 0) x = x << 8 | (unsigned char)s[n];
  return x;
#endif
}

/* A round of the hash: multiply and fold. */
static inline uint64_t fb_vocab_round(uint64_t h, uint64_t x) {
  h = (h ^ x) * 0xd6e8feb86659fd93u;
  return h ^ h >> 32;
}

/* The hash of n bytes, 0 to 15, that were loaded already: the first eight and the others, with zeros above them. */
static inline uint32_t fb_vocab_hash_short(uint64_t head, uint64_t tail, size_t n) {
  uint64_t h = fb_vocab_round(fb_vocab_round(n * 0x9e3779b97f4a7c15u, head), tail);
  return (uint32_t)(h ^ h >> 29);
}

/* The hash of any byte string, eight bytes at a time; words of up to 15 bytes have two rounds, whatever their length. */
static inline uint32_t fb_vocab_hash(const char *s, size_t n) {
  uint64_t h = n * 0x9e3779b97f4a7c15u;
  if (n < 16)
    return fb_vocab_hash_short(n ? fb_vocab_load(s, n < 8 ? n : 8) : 0, n > 8 ? fb_vocab_load(s + 8, n - 8) : 0, n);
  for (; n >= 8; s += 8, n -= 8) h = fb_vocab_round(h, fb_vocab_load(s, 8));
  if (n) h = fb_vocab_round(h, fb_vocab_load(s, n));
  return (uint32_t)(h ^ h >> 29);
}

/* Are the n bytes (at least one) at a and b the same? */
static inline int fb_vocab_same(const char *a, const char *b, size_t n) {
  uint64_t x, y;
  if (n <= 8) return fb_vocab_load(a, n) == fb_vocab_load(b, n);
  if (n <= 16) {
    memcpy(&x, a, 8);
    memcpy(&y, b, 8);
    if (x != y) return 0;
    memcpy(&x, a + n - 8, 8);
    memcpy(&y, b + n - 8, 8);
    return x == y;
  }
  return memcmp(a, b, n) == 0;
}

/* Fetch from memory what looking up a word of this hash in the base will need: its slot, its word, and its bytes. */
static inline void fb_vocab_fetch_slot(const fb_vocab *v, uint32_t hash) {
  if (v->base && v->base->slots) fb_prefetch(&v->base->slots[hash & v->base->mask]);
}
static inline void fb_vocab_fetch_word(const fb_vocab *v, uint32_t hash) {
  uint64_t x;
  if (!v->base || !v->base->slots) return;
  x = v->base->slots[hash & v->base->mask];
  if ((uint32_t)(x >> 32) == hash && (uint32_t)x) fb_prefetch(&v->base->words.at[(uint32_t)x - 1]);
}
static inline void fb_vocab_fetch_bytes(const fb_vocab *v, uint32_t hash) {
  uint64_t x;
  if (!v->base || !v->base->slots) return;
  x = v->base->slots[hash & v->base->mask];
  if ((uint32_t)(x >> 32) != hash || !(uint32_t)x) return;
  fb_prefetch(v->base->bytes.at + v->base->words.at[(uint32_t)x - 1].off);
}

/* Id of a spelling that the base has in the first slot of its hash, as nearly all words of a text; FB_NONE: ask on. */
static inline uint32_t fb_vocab_guess(const fb_vocab *v, const char *s, uint32_t len, uint32_t hash) {
  const fb_vocab *b = v->base;
  uint64_t x;
  const fb_word *w;
  if (!b || !b->slots) return FB_NONE;
  x = b->slots[hash & b->mask];
  if ((uint32_t)(x >> 32) != hash || !(uint32_t)x) return FB_NONE;
  w = &b->words.at[(uint32_t)x - 1];
  return w->len == len && fb_vocab_same(b->bytes.at + w->off, s, len) ? (uint32_t)x - 1 : FB_NONE;
}

/* Id of the spelling, added (with its normal form and classes) where it is new. */
fb_status fb_vocab_intern(fb_vocab *v, const char *s, uint32_t len, uint32_t hash, uint32_t *id);

/* Makes room in `v` for about `n` further words, so that it need not grow step by step. */
fb_status fb_vocab_reserve(fb_vocab *v, uint32_t n);

/* Id of the spelling, or FB_NONE; adds nothing. */
uint32_t fb_vocab_find(const fb_vocab *v, const char *s, uint32_t len, uint32_t hash);

static inline uint32_t fb_vocab_count(const fb_vocab *v) { return v->base_n + v->words.n; }

/* The word with this id, in `v` or its base. */
static inline const fb_word *fb_vocab_word(const fb_vocab *v, uint32_t id) {
  return id >= v->base_n ? &v->words.at[id - v->base_n] : &v->base->words.at[id];
}

/* Its spelling (not NUL-terminated; `len` bytes). */
static inline const char *fb_vocab_bytes(const fb_vocab *v, uint32_t id) {
  return id >= v->base_n ? v->bytes.at + v->words.at[id - v->base_n].off
                         : v->base->bytes.at + v->base->words.at[id].off;
}

#endif
