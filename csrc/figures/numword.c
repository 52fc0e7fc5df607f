/*
** numword.c: looks the words of numerals up.
*/
#include "numword.h"

#include "repair.h"

void fb_wordbook_init(fb_wordbook *b, const fb_program *p) {
  memset(b, 0, sizeof *b);
  b->p = p;
  fb_doc_init(&b->d, &p->vocab);
}

void fb_wordbook_free(fb_wordbook *b) { fb_doc_free(&b->d); }

fb_status fb_wordbook_look(fb_wordbook *b, const char *s, uint32_t n) {
  const fb_program *p = b->p;
  fb_doc *d = &b->d;
  fb_doc_reset(d);
  FB_TRY(fb_repair(d, &p->vocab, &p->tokenizer, &p->compounds, s, n, 0, 0));
  FB_TRY(fb_tokenize(d, &p->tokenizer, d->text, d->len));
  FB_TRY(fb_split_sentences(d, &p->tokenizer));
  FB_TRY(fb_doc_seal(d));
  return fb_lexicon_scan(&p->lexicon, d, 0);
}

/* The class of a small word. */
static fb_numclass small_word(uint32_t bits) {
  if (bits & FB_WORD_NUMBER_AND) return FB_NUM_AND;
  if (bits & FB_WORD_NUMBER_ARTICLE) return FB_NUM_ARTICLE;
  if (bits & FB_WORD_NUMBER_SKIP) return FB_NUM_SKIP;
  if (bits & FB_WORD_NUMBER_POINT) return FB_NUM_POINT;
  return bits & FB_WORD_NUMBER_SIGN ? FB_NUM_SIGN : FB_NUM_NONE;
}

/* An attribute of a hit; 0 where absent. */
static int attr_of(const fb_wordbook *b, uint32_t hit, fb_key key, fb_value *v) {
  uint32_t number = b->p->guide.key[key];
  return number != FB_NONE && fb_hit_attr(b->p, &b->d, hit, (uint16_t)number, v);
}

static int attr_is(const fb_wordbook *b, uint32_t hit, fb_key key, const char *word) {
  fb_value v;
  return attr_of(b, hit, key, &v) && v.len == strlen(word) && memcmp(v.s, word, v.len) == 0;
}

/* The class of an entry of number_word; sets w->dozen. */
static fb_numclass class_of(const fb_wordbook *b, uint32_t hit, fb_numword *w) {
  static const struct {
    const char *name;
    fb_numclass class;
  } classes[] = {{"unit", FB_NUM_UNIT},       {"teen", FB_NUM_TEEN},   {"ten", FB_NUM_TEN},    {"hundred", FB_NUM_HUNDRED},
                 {"scale", FB_NUM_SCALE},     {"dozen", FB_NUM_SCALE}, {"half", FB_NUM_HALF}, {NULL, FB_NUM_NONE}};
  int k = 0;
  while (classes[k].name && !attr_is(b, hit, FB_KEY_class, classes[k].name)) k++;
  w->dozen = classes[k].name && classes[k].name[0] == 'd';
  return classes[k].class;
}

/* Takes what a hit says of its word; 1 where that settles it. */
static int take_hit(const fb_wordbook *b, uint32_t hit, fb_numword *w) {
  const fb_guide *g = &b->p->guide;
  uint32_t list = b->d.hits.at[hit].list;
  fb_numword found;
  fb_value v;
  double number;
  memset(&found, 0, sizeof found);
  if (list != g->number_word && list != g->number_part && list != g->number_ordinal && list != g->number_scale) return 0;
  if (!attr_of(b, hit, FB_KEY_value, &v) || !fb_value_number(&v, &number)) return 0;
  found.value = fb_number_of(number);
  if (list == g->number_word) found.class = (uint8_t)class_of(b, hit, &found);
  else if (list == g->number_scale) found.class = FB_NUM_SCALE;
  else {
    found.class = FB_NUM_ORDINAL;
    found.plural = (uint8_t)attr_is(b, hit, FB_KEY_number, "pl");
    found.part = list == g->number_part;
  }
  *w = found;
  return list != g->number_scale; /* a scale gives way to any other */
}

static fb_status look_up(fb_wordbook *b, const char *s, uint32_t n, fb_numword *w) {
  uint32_t id = fb_vocab_find(&b->p->vocab, s, n, fb_vocab_hash(s, n)), hit;
  memset(w, 0, sizeof *w);
  if (id != FB_NONE) {
    w->class = (uint8_t)small_word(fb_guide_word(&b->p->guide, fb_vocab_word(&b->p->vocab, id)->norm));
    if (w->class != FB_NUM_NONE) return FB_OK;
  }
  FB_TRY(fb_wordbook_look(b, s, n));
  if (b->d.ntok)
    for (hit = b->d.hit_at[0]; hit != FB_NONE; hit = b->d.hits.at[hit].next)
      if (take_hit(b, hit, w)) break;
  return FB_OK;
}

fb_status fb_wordbook_find(void *book, const char *s, uint32_t n, fb_numword *w) {
  fb_wordbook *b = book;
  fb_numslot *slot;
  if (n > FB_NUMWORD_LONGEST) return look_up(b, s, n, w);
  slot = &b->kept[fb_vocab_hash(s, n) & (FB_NUMWORDS - 1)];
  if (!slot->known || slot->len != n || memcmp(slot->s, s, n) != 0) {
    slot->known = 0;
    FB_TRY(look_up(b, s, n, &slot->word));
    memcpy(slot->s, s, n);
    slot->len = (uint8_t)n;
    slot->known = 1;
  }
  *w = slot->word;
  return FB_OK;
}
