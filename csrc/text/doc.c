/*
** doc.c: columns grow together; a document is emptied and used again.
*/
#include "doc.h"

/*
** Tokens, words, … that a document may keep room for when it is emptied; and bytes of the next text to a token, if that
** needs more.
*/
enum { KEEP = 1 << 18, TOKEN_BYTES = 3 };

void fb_doc_init(fb_doc *d, const fb_vocab *base) {
  memset(d, 0, sizeof *d);
  fb_vocab_init(&d->vocab, base);
  d->met = &d->own_met;
}

static void free_columns(fb_doc *d) {
  fb_free(d->start);
  fb_free(d->tlen);
  fb_free(d->sym);
  fb_free(d->norm);
  fb_free(d->cls);
  fb_free(d->sent_at);
  fb_free(d->hit_at);
  fb_free(d->span_at);
  fb_free(d->sight);
  fb_free(d->tag);
  d->tlen = d->tag = NULL;
  d->start = d->sym = d->norm = d->cls = d->sent_at = d->hit_at = d->span_at = NULL;
  d->sight = NULL;
  d->cap = 0;
}

void fb_doc_free(fb_doc *d) {
  fb_vocab_free(&d->vocab);
  fb_met_free(&d->own_met);
  free_columns(d);
  fb_drop(&d->repaired);
  fb_drop(&d->map);
  fb_drop(&d->fixes);
  fb_drop(&d->sents);
  fb_drop(&d->hits);
  fb_drop(&d->spans);
  fb_drop(&d->log);
  fb_drop(&d->attrs);
  fb_drop(&d->pool);
}

#define EMPTY(v) \
  do { \
    if ((v)->cap > keep) fb_drop(v); \
    (v)->n = 0; \
  } while (0)

void fb_doc_reset(fb_doc *d) { fb_doc_renew(d, 0); }

void fb_doc_renew(fb_doc *d, size_t len) {
  uint32_t keep = (uint32_t)(len / TOKEN_BYTES > KEEP ? len / TOKEN_BYTES : KEEP);
  fb_vocab_reset(&d->vocab, KEEP);
  if (d->cap > keep) free_columns(d);
  d->text = NULL;
  d->len = 0;
  d->ntok = 0;
  d->base = d->sent_base = 0;
  d->invalid = 0;
  d->lines = FB_LINES_ANY;
  EMPTY(&d->repaired);
  EMPTY(&d->map);
  EMPTY(&d->fixes);
  EMPTY(&d->sents);
  EMPTY(&d->hits);
  EMPTY(&d->spans);
  EMPTY(&d->log);
  EMPTY(&d->attrs);
  EMPTY(&d->pool);
}

/* Gives the column at `at` room for `size` bytes; NULL where there is none. */
static void *resized(void *at, size_t size) {
  at = fb_realloc(at, size);
  if (at) fb_large(at, size);
  return at;
}

/* Gives column `c` room for `n` elements, in a function that returns a status. */
#define COLUMN(c, n) \
  do { \
    void *resized_c = resized(c, (n) * sizeof *(c)); \
    if (!resized_c) return FB_NOMEM; \
    (c) = resized_c; \
  } while (0)

void fb_doc_share(fb_doc *d, fb_doc *other) { d->met = other->met; }

fb_status fb_doc_room(fb_doc *d, uint32_t n) {
  if (d->cap - d->ntok < n) {
    uint32_t cap = d->cap + d->cap / 2 + 256;
    if (cap - d->ntok < n) cap = d->ntok + n;
    COLUMN(d->start, cap);
    COLUMN(d->tlen, cap);
    COLUMN(d->sym, cap);
    COLUMN(d->norm, cap);
    COLUMN(d->cls, cap);
    COLUMN(d->sent_at, cap / FB_SENT_STEP + 1);
    COLUMN(d->hit_at, cap);
    COLUMN(d->span_at, cap);
    COLUMN(d->tag, cap);
    COLUMN(d->sight, cap);
    d->cap = cap;
  }
  return FB_OK;
}

fb_status fb_doc_push(fb_doc *d, uint32_t start, uint32_t len, uint32_t sym, uint32_t occurrence) {
  const fb_word *w = fb_vocab_word(&d->vocab, sym);
  FB_TRY(fb_doc_room(d, 1));
  fb_doc_set_place(d, d->ntok, start, len);
  d->sym[d->ntok] = sym;
  d->norm[d->ntok] = w->norm;
  d->cls[d->ntok++] = w->cls | occurrence;
  return FB_OK;
}

fb_status fb_doc_seal(fb_doc *d) {
  if (d->ntok) {
    memset(d->hit_at, 0xff, d->ntok * sizeof *d->hit_at);
    memset(d->span_at, 0xff, d->ntok * sizeof *d->span_at);
    memset(d->sight, 0, d->ntok * sizeof *d->sight);
    memset(d->tag, 0, d->ntok);
  }
  return FB_OK;
}

fb_status fb_doc_add_span(fb_doc *d, const fb_span *s, uint32_t *index) {
  uint32_t *link = &d->span_at[s->first];
  FB_TRY(fb_push(&d->spans, *s));
  *index = d->spans.n - 1;
  while (*link != FB_NONE && d->spans.at[*link].end >= s->end) link = &d->spans.at[*link].next;
  d->spans.at[*index].next = *link;
  *link = *index;
  d->sight[s->first].kinds |= FB_KIND_BIT(s->kind);
  return FB_OK;
}

void fb_doc_retype(fb_doc *d, uint32_t span, uint16_t kind) {
  fb_span *s = &d->spans.at[span];
  s->kind = kind;
  d->sight[s->first].kinds |= FB_KIND_BIT(kind);
}

uint32_t fb_shift_offset(const fb_shift *map, uint32_t n, uint32_t offset, int is_end) {
  uint32_t lo = 0, hi = n;
  while (lo < hi) { /* the last shift that begins before the offset (at it, for a start) */
    uint32_t mid = (lo + hi) / 2;
    if (map[mid].at < offset || (map[mid].at == offset && !is_end)) lo = mid + 1;
    else hi = mid;
  }
  if (lo == 0) return offset;
  map += lo - 1;
  if (offset - map->at < map->len || (is_end && map->len > 0 && offset - map->at == map->len))
    offset = map->at + (is_end ? map->was : 0);
  return (uint32_t)((int64_t)offset + map->delta);
}

uint32_t fb_doc_input_offset(const fb_doc *d, uint32_t offset, int is_end) {
  return d->base + (d->map.n == 0 ? offset : fb_shift_offset(d->map.at, d->map.n, offset, is_end));
}
