/*
** box.c: the life of a fact box, and small questions that its stages have.
*/
#include "box.h"

/* Records of a kind that a box keeps room for when it is emptied. */
enum { KEEP = 1 << 14 };
/* Names that a name may stand for in turn: a word, a short name, a full name. */
enum { LONGEST_CHAIN = 8 };

static void forget_windows(fb_recall *r) {
  fb_map_reset(&r->entities);
  fb_map_reset(&r->codes);
  fb_map_reset(&r->roles);
  r->persons.n = 0;
  r->on = 0;
  r->body = FB_NONE;
  r->spoken = 0;
  fb_pack_drop(&r->quotes);
  fb_pack_drop(&r->figures);
  fb_pack_drop(&r->tokens);
  fb_pack_drop(&r->sentences);
}

void fb_box_init(fb_box *b) {
  memset(b, 0, sizeof *b);
  forget_windows(&b->recall);
}

void fb_box_free(fb_box *b) {
  fb_box_shed(b);
  fb_drop(&b->canonicals);
  fb_drop(&b->entities);
  fb_drop(&b->spots);
  fb_drop(&b->aliases);
  fb_drop(&b->roles);
  fb_drop(&b->quotes);
  fb_drop(&b->figures);
  fb_drop(&b->numbers);
  fb_drop(&b->places);
  fb_drop(&b->ids);
  fb_drop(&b->pool);
  forget_windows(&b->recall);
}

void fb_box_shed(fb_box *b) {
  int i;
  fb_drop(&b->mentions);
  fb_drop(&b->names);
  fb_drop(&b->scores);
  fb_drop(&b->points);
  fb_drop(&b->recall.persons);
  fb_map_free(&b->recall.entities);
  fb_map_free(&b->recall.codes);
  fb_map_free(&b->recall.roles);
  fb_map_free(&b->maps[0]);
  fb_map_free(&b->maps[1]);
  for (i = 0; i < FB_BOX_LOANS; i++) fb_repay(&b->loans[i]);
}

#define EMPTY(v) \
  do { \
    if ((v)->cap > KEEP) fb_drop(v); \
    (v)->n = 0; \
  } while (0)

void fb_box_reset(fb_box *b) {
  EMPTY(&b->mentions);
  EMPTY(&b->names);
  EMPTY(&b->scores);
  EMPTY(&b->canonicals);
  EMPTY(&b->entities);
  EMPTY(&b->spots);
  EMPTY(&b->aliases);
  EMPTY(&b->roles);
  EMPTY(&b->points);
  EMPTY(&b->quotes);
  EMPTY(&b->figures);
  EMPTY(&b->numbers);
  EMPTY(&b->places);
  EMPTY(&b->ids);
  EMPTY(&b->pool);
  memset(b->shared, 0, sizeof b->shared);
  forget_windows(&b->recall);
}

/* Packs the quotes and figures of a window that is done. */
static fb_status pack(fb_box *b) {
  fb_recall *r = &b->recall;
  uint32_t i;
  for (i = 0; i < b->quotes.n; i++) {
    fb_quote *q = &b->quotes.at[i];
    q->from = q->to = q->speaker.from = q->speaker.to = q->addressee.from = q->addressee.to = 0; /* no tokens any more */
    q->speaker.like = q->addressee.like = FB_NONE;
    FB_TRY(fb_pack_add(&r->quotes, q, sizeof *q));
    r->last = *q;
    if (!q->speaker.nids) continue;
    r->spoke = *q;
    r->spoken = 1;
  }
  for (i = 0; i < b->figures.n; i++) FB_TRY(fb_pack_add(&r->figures, &b->figures.at[i], sizeof *b->figures.at));
  b->quotes.n = b->figures.n = 0;
  return FB_OK;
}

fb_status fb_box_turn(fb_box *b, int more) {
  b->recall.on = more != 0;
  b->mentions.n = b->names.n = b->scores.n = b->points.n = 0;
  return pack(b);
}

fb_status fb_box_note_tokens(fb_box *b, const fb_doc *d) {
  uint32_t t;
  for (t = 0; t < d->ntok; t++) {
    fb_place p = fb_doc_place(d, t, t + 1);
    FB_TRY(fb_pack_add(&b->recall.tokens, &p, sizeof p));
  }
  return FB_OK;
}

fb_status fb_box_note_sentences(fb_box *b, const fb_doc *d) {
  uint32_t i;
  for (i = 0; i < d->sents.n; i++) {
    fb_place p = fb_doc_place(d, d->sents.at[i].first, d->sents.at[i].end);
    FB_TRY(fb_pack_add(&b->recall.sentences, &p, sizeof p));
  }
  return FB_OK;
}

fb_place fb_box_token(const fb_box *b, const fb_doc *d, uint32_t i, fb_unpacking *u) {
  uint32_t before = b->recall.tokens.n;
  fb_place p;
  if (i >= before) return fb_doc_place(d, i - before, i - before + 1);
  fb_pack_get(&b->recall.tokens, u, i, &p, sizeof p);
  return p;
}

fb_place fb_box_sentence(const fb_box *b, const fb_doc *d, uint32_t i, fb_unpacking *u) {
  uint32_t before = b->recall.sentences.n;
  fb_place p;
  if (i >= before) return fb_doc_place(d, d->sents.at[i - before].first, d->sents.at[i - before].end);
  fb_pack_get(&b->recall.sentences, u, i, &p, sizeof p);
  return p;
}

const fb_quote *fb_box_quote(const fb_box *b, uint32_t i, fb_unpacking *u, fb_quote *copy) {
  if (i >= b->recall.quotes.n) return &b->quotes.at[i - b->recall.quotes.n];
  fb_pack_get(&b->recall.quotes, u, i, copy, sizeof *copy);
  return copy;
}

const fb_figure *fb_box_figure(const fb_box *b, uint32_t i, fb_unpacking *u, fb_figure *copy) {
  if (i >= b->recall.figures.n) return &b->figures.at[i - b->recall.figures.n];
  fb_pack_get(&b->recall.figures, u, i, copy, sizeof *copy);
  return copy;
}

fb_status fb_box_string(fb_box *b, const char *s, size_t len, fb_str *str) {
  if (len > FB_MAX_TEXT) return FB_TOOBIG;
  FB_TRY(fb_reserve(&b->pool, (uint32_t)len));
  str->off = b->pool.n;
  str->len = (uint32_t)len;
  if (len) memcpy(b->pool.at + b->pool.n, s, len);
  b->pool.n += (uint32_t)len;
  return FB_OK;
}

fb_status fb_box_share(fb_box *b, const char *s, size_t len, fb_str *str) {
  fb_str *known = &b->shared[fb_vocab_hash(s, len) % FB_BOX_SHARED];
  if (known->len != len || memcmp(fb_box_at(b, *known), s, len) != 0) {
    known->len = 0;
    FB_TRY(fb_box_string(b, s, len, str));
    *known = *str;
  }
  *str = *known;
  return FB_OK;
}

uint32_t fb_box_head(const fb_box *b, uint32_t name) {
  int i;
  for (i = 0; i < LONGEST_CHAIN && b->names.at[name].head != FB_NONE; i++) name = b->names.at[name].head;
  return name;
}

fb_place fb_doc_place(const fb_doc *d, uint32_t first, uint32_t end) {
  fb_place p;
  if (end <= first) {
    p.first = fb_doc_input_offset(d, first < d->ntok ? d->start[first] : (uint32_t)d->len, 0);
    p.end = p.first;
  } else {
    p.first = fb_doc_input_offset(d, d->start[first], 0);
    p.end = fb_doc_input_offset(d, d->start[end - 1] + fb_doc_len(d, end - 1), 1);
  }
  return p;
}

int fb_doc_is(const fb_doc *d, uint32_t t, const char *w) {
  const fb_word *word = fb_vocab_word(&d->vocab, d->norm[t]);
  size_t n = strlen(w);
  return word->len == n && memcmp(fb_vocab_bytes(&d->vocab, d->norm[t]), w, n) == 0;
}
