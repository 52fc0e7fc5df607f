/*
** vocab.c: open addressing with linear probing; the hash in each slot spares most comparisons of bytes.
*/
#include "vocab.h"

#include "word.h"

/* Words from which on slots are at most 5/8 full, not half: memory costs more there than a further probe. */
#define MANY (1u << 18)
#define too_full(used, mask) ((used) < MANY ? (used)*2 > (mask) : (uint64_t)(used)*8 > (uint64_t)(mask)*5)

void fb_vocab_init(fb_vocab *v, const fb_vocab *base) {
  memset(v, 0, sizeof *v);
  v->base = base;
  v->base_n = base ? fb_vocab_count(base) : 0;
}

void fb_vocab_free(fb_vocab *v) {
  if (v->mapped) { /* the image's owner unmaps it */
    memset(&v->bytes, 0, sizeof v->bytes);
    memset(&v->words, 0, sizeof v->words);
    v->slots = NULL;
    v->mapped = 0;
  }
  fb_drop(&v->bytes);
  fb_drop(&v->words);
  fb_free(v->slots);
  v->slots = NULL;
  v->mask = 0;
}

void fb_vocab_reset(fb_vocab *v, uint32_t keep) {
  if (v->words.cap > keep && v->words.n < v->words.cap / 4) {
    fb_vocab_free(v);
    return;
  }
  if (v->slots && v->words.n < v->mask / 16) { /* a short text after a long one: clear what is used */
    uint32_t k, i;
    for (k = 0; k < v->words.n; k++) {
      const fb_word *w = &v->words.at[k];
      for (i = fb_vocab_hash(v->bytes.at + w->off, w->len) & v->mask; v->slots[i]; i = (i + 1) & v->mask)
        v->slots[i] = 0;
    }
  } else if (v->slots) memset(v->slots, 0, ((size_t)v->mask + 1) * sizeof *v->slots);
  v->words.n = v->bytes.n = 0;
}

/* The word's number in `v` itself, without its base. */
static uint32_t own(const fb_vocab *v, const char *s, uint32_t len, uint32_t hash) {
  uint32_t i;
  if (!v->slots) return FB_NONE;
  for (i = hash & v->mask;; i = (i + 1) & v->mask) {
    uint64_t x = v->slots[i];
    if (!x) return FB_NONE;
    if ((uint32_t)(x >> 32) == hash) {
      const fb_word *w = &v->words.at[(uint32_t)x - 1];
      if (w->len == len && (len == 0 || fb_vocab_same(v->bytes.at + w->off, s, len)))
        return v->base_n + (uint32_t)x - 1;
    }
  }
}

uint32_t fb_vocab_find(const fb_vocab *v, const char *s, uint32_t len, uint32_t hash) {
  if (v->base) {
    uint32_t id = own(v->base, s, len, hash);
    if (id != FB_NONE) return id;
  }
  return own(v, s, len, hash);
}

/* Bytes of a word for which room is made. */
#define WORD_BYTES 12

/* Gives `v` a table of mask + 1 slots. */
static fb_status rehash(fb_vocab *v, uint32_t mask) {
  uint32_t i, j;
  uint64_t *slots = fb_realloc(NULL, ((size_t)mask + 1) * sizeof *slots);
  if (!slots) return FB_NOMEM;
  memset(slots, 0, ((size_t)mask + 1) * sizeof *slots);
  if (v->slots)
    for (i = 0; i <= v->mask; i++)
      if (v->slots[i]) {
        j = (uint32_t)(v->slots[i] >> 32) & mask;
        while (slots[j]) j = (j + 1) & mask;
        slots[j] = v->slots[i];
      }
  fb_free(v->slots);
  v->slots = slots;
  v->mask = mask;
  return FB_OK;
}

fb_status fb_vocab_reserve(fb_vocab *v, uint32_t n) {
  uint32_t mask = v->mask ? v->mask : 255;
  if (v->mapped || n > UINT32_MAX / (2 * WORD_BYTES)) return FB_OK;
  while (too_full(v->words.n + n, mask)) mask = mask * 2 + 1;
  FB_TRY(fb_reserve(&v->words, n));
  FB_TRY(fb_reserve(&v->bytes, (uint64_t)n * WORD_BYTES));
  return v->slots && mask == v->mask ? FB_OK : rehash(v, mask);
}

/* Gives a mapped vocabulary columns of its own, so that it can grow. */
static fb_status unshare(fb_vocab *v) {
  char *bytes = fb_realloc(NULL, (size_t)v->bytes.n + 1);
  fb_word *words = fb_realloc(NULL, ((size_t)v->words.n + 1) * sizeof *words);
  uint64_t *slots = fb_realloc(NULL, ((size_t)v->mask + 1) * sizeof *slots);
  if (!bytes || !words || !slots) {
    fb_free(bytes);
    fb_free(words);
    fb_free(slots);
    return FB_NOMEM;
  }
  memcpy(bytes, v->bytes.at, v->bytes.n);
  memcpy(words, v->words.at, v->words.n * sizeof *words);
  memcpy(slots, v->slots, ((size_t)v->mask + 1) * sizeof *slots);
  v->bytes.at = bytes;
  v->bytes.cap = v->bytes.n;
  v->words.at = words;
  v->words.cap = v->words.n;
  v->slots = slots;
  v->mapped = 0;
  return FB_OK;
}

/* Adds a word that is not there yet. `norm` is FB_NONE where it is its own normal form. */
static fb_status add(fb_vocab *v, const char *s, uint32_t len, uint32_t hash, uint32_t norm, uint32_t *id) {
  fb_word w;
  uint32_t i;
  if (v->mapped) FB_TRY(unshare(v));
  if (too_full(v->words.n + 1, v->mask)) FB_TRY(rehash(v, v->mask ? v->mask * 2 + 1 : 255));
  FB_TRY(fb_reserve(&v->words, 1));
  FB_TRY(fb_reserve(&v->bytes, len + 1)); /* of nothing but zero-width characters nothing is left */
  w.off = v->bytes.n;
  w.len = len;
  w.cls = fb_word_class(s, len);
  w.norm = norm == FB_NONE ? v->base_n + v->words.n : norm;
  memcpy(v->bytes.at + v->bytes.n, s, len);
  v->bytes.n += len;
  v->words.at[v->words.n++] = w;
  *id = v->base_n + v->words.n - 1;
  i = hash & v->mask;
  while (v->slots[i]) i = (i + 1) & v->mask;
  v->slots[i] = (uint64_t)hash << 32 | v->words.n;
  return FB_OK;
}

fb_status fb_vocab_intern(fb_vocab *v, const char *s, uint32_t len, uint32_t hash, uint32_t *id) {
  char small[512], *fold = small;
  uint32_t norm = FB_NONE;
  size_t n;
  fb_status status = FB_OK;
  *id = fb_vocab_find(v, s, len, hash);
  if (*id != FB_NONE) return FB_OK;
  if (FB_FOLD_ROOM((size_t)len) > sizeof small) {
    fold = fb_realloc(NULL, FB_FOLD_ROOM((size_t)len));
    if (!fold) return FB_NOMEM;
  }
  n = fb_word_fold(s, len, fold);
  if (n != len || memcmp(fold, s, n) != 0) {
    uint32_t h = fb_vocab_hash(fold, n);
    norm = fb_vocab_find(v, fold, (uint32_t)n, h);
    /* a normal form is its own normal form, whatever folding it once more would give */
    if (norm == FB_NONE) status = add(v, fold, (uint32_t)n, h, FB_NONE, &norm);
  }
  if (status == FB_OK) status = add(v, s, len, hash, norm, id);
  if (fold != small) fb_free(fold);
  return status;
}
