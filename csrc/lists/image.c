/*
** image.c: writes and maps images of vocabulary and lexicon (image.h).
*/
#define _POSIX_C_SOURCE 200809L

#include "image.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sections begin on cache lines, so that no column's alignment is lost. */
#define ALIGN 64
#define aligned(n) (((uint64_t)(n) + (ALIGN - 1)) & ~(uint64_t)(ALIGN - 1))

enum {
  V_BYTES,
  V_WORDS,
  V_SLOTS,
  L_FIRST,
  L_PAIRS,
  L_EDGES,
  L_ENDS,
  L_PHRASES,
  L_SPELL,
  L_BYTES,
  L_SOURCES,
  T_LISTED,
  T_SETS,
  T_FORMS,
  SECTIONS
};

typedef struct section {
  uint64_t off;  /* from the beginning of the file */
  uint64_t size; /* bytes */
} section;

typedef struct header {
  char magic[8];
  uint32_t order;  /* 1, so that another byte order is seen */
  uint32_t layout; /* changes with any struct that is written */
  uint64_t len;    /* of the file */
  uint32_t key_len;
  char key[FB_IMAGE_KEY];
  uint32_t mask;      /* fb_vocab */
  uint32_t pair_bits; /* fb_lexicon */
  uint32_t unused;
  section at[SECTIONS];
} header;

static const char magic[8] = {'f', 'a', 'c', 't', 'b', 'o', 'x', '\n'};

/* Raise the first number whenever a column or the hash changes its meaning; its size is seen by itself. */
static uint32_t layout(void) {
  return UINT32_C(4) << 24 | (uint32_t)(sizeof(fb_phrase) + 64 * sizeof(fb_lex_edge) + 4096 * sizeof(fb_word));
}

/* Writes `s` to `f` and fills up to the next section. */
static int put(FILE *f, const void *s, uint64_t size) {
  static const char zeros[ALIGN];
  size_t fill = (size_t)(aligned(size) - size);
  return (size == 0 || fwrite(s, 1, (size_t)size, f) == size) && fwrite(zeros, 1, fill, f) == fill;
}

fb_status fb_image_write(const char *path, const char *key, size_t key_len, const fb_vocab *v, const fb_lexicon *lx,
                         const fb_tags *g) {
  header h;
  const void *columns[SECTIONS];
  uint64_t at = aligned(sizeof h);
  char *beside;
  FILE *f;
  int k, fd, ok;
  size_t n = strlen(path) + 32;
  if (key_len > FB_IMAGE_KEY) return FB_TOOBIG;
  if (!lx->frozen || v->base != NULL) return FB_BAD;
  memset(&h, 0, sizeof h);
  memcpy(h.magic, magic, sizeof magic);
  h.order = 1;
  h.layout = layout();
  h.key_len = (uint32_t)key_len;
  memcpy(h.key, key, key_len);
  h.mask = v->mask;
  h.pair_bits = lx->pair_bits;
#define column(number, from, count) (columns[number] = (from), h.at[number].size = (uint64_t)(count) * sizeof *(from))
  column(V_BYTES, v->bytes.at, v->bytes.n);
  column(V_WORDS, v->words.at, v->words.n);
  column(V_SLOTS, v->slots, v->slots != NULL ? (uint64_t)v->mask + 1 : 0);
  column(L_FIRST, lx->first.at, lx->first.n);
  column(L_PAIRS, lx->pairs.at, lx->pairs.n);
  column(L_EDGES, lx->edges.at, lx->edges.n);
  column(L_ENDS, lx->ends.at, lx->ends.n);
  column(L_PHRASES, lx->phrases.at, lx->phrases.n);
  column(L_SPELL, lx->spell.at, lx->spell.n);
  column(L_BYTES, lx->bytes.at, lx->bytes.n);
  column(L_SOURCES, lx->sources.at, lx->sources.n);
  column(T_LISTED, g->listed.at, g->listed.n);
  column(T_SETS, g->sets.at, g->sets.n);
  column(T_FORMS, g->forms.at, g->forms.n);
#undef column
  for (k = 0; k < SECTIONS; k++) {
    h.at[k].off = at;
    at += aligned(h.at[k].size);
  }
  h.len = at;

  beside = fb_realloc(NULL, n);
  if (beside == NULL) return FB_NOMEM;
  /* A name of its own: two processes may write the same image at once. */
  snprintf(beside, n, "%s.%ld.new", path, (long)getpid());
  fd = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0666);
  f = fd >= 0 ? fdopen(fd, "wb") : NULL;
  ok = f != NULL;
  if (ok) {
    ok = put(f, &h, sizeof h);
    for (k = 0; ok && k < SECTIONS; k++) ok = put(f, columns[k], h.at[k].size);
    ok = fclose(f) == 0 && ok;
    ok = ok && rename(beside, path) == 0;
  } else if (fd >= 0) close(fd);
  if (!ok && fd >= 0) unlink(beside);
  fb_free(beside);
  return ok ? FB_OK : FB_BAD;
}

/* Has a section whole elements of `size` bytes, at least `least` of them? */
static int holds(const section *s, size_t size, uint64_t least) { return s->size % size == 0 && s->size / size >= least; }

/* Is what was mapped an image with this key, all sections inside? */
static int is_image(const header *h, size_t len, const char *key, size_t key_len) {
  int k;
  if (len < sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0 || h->order != 1 || h->layout != layout() ||
      h->len != len || h->key_len != key_len || memcmp(h->key, key, key_len) != 0)
    return 0;
  for (k = 0; k < SECTIONS; k++)
    if (h->at[k].off % ALIGN != 0 || h->at[k].off > len || h->at[k].size > len - h->at[k].off) return 0;
  return h->pair_bits > 0 && h->pair_bits <= 31 && h->at[V_SLOTS].size == ((uint64_t)h->mask + 1) * sizeof(uint64_t) &&
         h->at[L_PAIRS].size == sizeof(uint64_t) << h->pair_bits && holds(&h->at[V_WORDS], sizeof(fb_word), 0) &&
         holds(&h->at[L_FIRST], sizeof(uint32_t), 1) && holds(&h->at[L_EDGES], sizeof(fb_lex_edge), 1) &&
         holds(&h->at[L_ENDS], sizeof(fb_lex_end), 1) && holds(&h->at[L_PHRASES], sizeof(fb_phrase), 0) &&
         holds(&h->at[L_SPELL], sizeof(uint32_t), 0) && holds(&h->at[L_SOURCES], sizeof(fb_lex_source), 0);
}

fb_status fb_image_open(fb_image *image, const char *path, const char *key, size_t key_len) {
  struct stat st;
  void *base = MAP_FAILED;
  size_t len = 0;
  int fd;
  if (key_len > FB_IMAGE_KEY) return FB_BAD;
  fd = open(path, O_RDONLY);
  if (fd < 0) return FB_BAD;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= (off_t)sizeof(header)) {
    len = (size_t)st.st_size;
    base = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
  }
  close(fd);
  if (base == MAP_FAILED) return FB_BAD;
  if (!is_image(base, len, key, key_len)) {
    munmap(base, len);
    return FB_BAD;
  }
  image->base = base;
  image->len = len;
  return FB_OK;
}

/* Points vec `to` at a section; its capacity of 0 says that it cannot grow in place. */
#define use(to, number) \
  ((to)->at = (void *)((char *)image->base + h->at[number].off), \
   (to)->n = (uint32_t)(h->at[number].size / sizeof *(to)->at), (to)->cap = 0)

fb_status fb_image_use(const fb_image *image, fb_vocab *v, fb_lexicon *lx, fb_tags *g) {
  const header *h = image->base;
  const char *bytes = (const char *)image->base + h->at[V_BYTES].off;
  const char *words = (const char *)image->base + h->at[V_WORDS].off;
  if (v->base != NULL || lx->phrases.n != 0) return FB_BAD;
  if (v->bytes.n > h->at[V_BYTES].size || v->words.n * sizeof *v->words.at > h->at[V_WORDS].size) return FB_BAD;
  if (v->words.n != 0 && (memcmp(v->bytes.at, bytes, v->bytes.n) != 0 ||
                          memcmp(v->words.at, words, v->words.n * sizeof *v->words.at) != 0))
    return FB_BAD;
  fb_vocab_free(v);
  use(&v->bytes, V_BYTES);
  use(&v->words, V_WORDS);
  v->slots = (void *)((char *)image->base + h->at[V_SLOTS].off);
  v->mask = h->mask;
  v->mapped = 1;
  fb_lexicon_free(lx);
  use(&lx->first, L_FIRST);
  use(&lx->pairs, L_PAIRS);
  use(&lx->edges, L_EDGES);
  use(&lx->ends, L_ENDS);
  use(&lx->phrases, L_PHRASES);
  use(&lx->spell, L_SPELL);
  use(&lx->bytes, L_BYTES);
  use(&lx->sources, L_SOURCES);
  lx->pair_bits = h->pair_bits;
  lx->frozen = lx->mapped = 1;
  use(&g->listed, T_LISTED);
  use(&g->sets, T_SETS);
  use(&g->forms, T_FORMS);
  g->mapped = 1;
  return FB_OK;
}

void fb_image_close(fb_image *image) {
  if (image->base != NULL) munmap(image->base, image->len);
  image->base = NULL;
  image->len = 0;
}
