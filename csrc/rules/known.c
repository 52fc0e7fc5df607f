/*
** known.c: see known.h.
*/
#include "known.h"

/* Answers kept on the program's words; past this they are asked anew, so that memory has a bound. */
enum { MOST_ANSWERS = 1 << 20 };

static void forget(fb_answers *s) {
  if (s->n) memset(s->slots, 0, ((size_t)s->mask + 1) * sizeof *s->slots);
  s->n = 0;
}

static void forget_fits(fb_known *k) {
  while (k->fits.n) fb_free(k->fits.at[--k->fits.n].bits);
}

void fb_known_free(fb_known *k) {
  fb_free(k->always.slots);
  fb_drop(&k->recalled);
  forget_fits(k);
  fb_drop(&k->fits);
  fb_drop(&k->facts);
}

void fb_answers_reset(fb_answers *here) {
  if (here->mask >> 16) { /* a long document's: given back */
    fb_free(here->slots);
    memset(here, 0, sizeof *here);
  }
  forget(here);
}

fb_status fb_known_begin(fb_known *k, const fb_program *p) {
  if (k->p == p) return FB_OK;
  k->p = NULL; /* until all is ready */
  forget(&k->always);
  forget_fits(k);
  FB_TRY(fb_reserve(&k->fits, p->conds.n));
  k->fits.n = p->conds.n;
  if (p->conds.n) memset(k->fits.at, 0, p->conds.n * sizeof *k->fits.at);
  k->recalled.n = 0;
  if (p->nspell) {
    FB_TRY(fb_reserve(&k->recalled, 1u << FB_RECALLED_BITS));
    k->recalled.n = 1u << FB_RECALLED_BITS;
    memset(k->recalled.at, 0, k->recalled.n * sizeof *k->recalled.at);
  }
  k->facts.n = 0;
  if (p->facts.entries.n) {
    FB_TRY(fb_reserve(&k->facts, 1u << FB_ENTRY_FACTS_BITS));
    k->facts.n = 1u << FB_ENTRY_FACTS_BITS;
    memset(k->facts.at, 0, k->facts.n * sizeof *k->facts.at);
  }
  k->p = p;
  return FB_OK;
}

static uint64_t answer_key(uint32_t word, uint32_t group) { return (uint64_t)1 << 63 | (uint64_t)word << 16 | group; }

/* The key's slot, or the free one where it would be. */
static fb_answer *answer_slot(const fb_answers *s, uint64_t key) {
  uint32_t i = (uint32_t)((key * 0x9e3779b97f4a7c15u) >> 32) & s->mask;
  while (s->slots[i].key && s->slots[i].key != key) i = (i + 1) & s->mask;
  return &s->slots[i];
}

static int answered(const fb_answers *s, uint64_t key, uint64_t *yes) {
  const fb_answer *slot = s->slots ? answer_slot(s, key) : NULL;
  if (!slot || !slot->key) return 0;
  *yes = slot->yes;
  return 1;
}

static fb_status remember(fb_answers *s, uint64_t key, uint64_t yes) {
  fb_answer *slot;
  if (s->n >= MOST_ANSWERS) forget(s);
  if (!s->slots || s->n * 2 >= s->mask) {
    fb_answers more;
    uint32_t k;
    more.mask = s->slots ? s->mask * 2 + 1 : 255;
    more.n = s->n;
    more.slots = fb_realloc(NULL, ((size_t)more.mask + 1) * sizeof *more.slots);
    if (!more.slots) return FB_NOMEM;
    memset(more.slots, 0, ((size_t)more.mask + 1) * sizeof *more.slots);
    if (s->slots)
      for (k = 0; k <= s->mask; k++)
        if (s->slots[k].key) *answer_slot(&more, s->slots[k].key) = s->slots[k];
    fb_free(s->slots);
    *s = more;
  }
  slot = answer_slot(s, key);
  slot->key = key;
  slot->yes = yes;
  s->n++;
  return FB_OK;
}

/* The two slots for answers of a group of patterns on a word; NULL where the word is too long for one. */
static fb_recalled *recalled_set(const fb_known *k, const fb_doc *d, uint32_t word, uint32_t group) {
  uint32_t len = fb_vocab_word(&d->vocab, word)->len, hash;
  if (len > FB_RECALLED_BYTES || group > UINT8_MAX || !k->recalled.n) return NULL;
  hash = fb_vocab_hash(fb_vocab_bytes(&d->vocab, word), len) + group;
  return &k->recalled.at[(hash * 0x9e3779b1u >> (32 - FB_RECALLED_BITS)) & ~1u];
}

static int is_recalled(const fb_recalled *r, const fb_doc *d, uint32_t word, uint32_t group) {
  return r->len == fb_vocab_word(&d->vocab, word)->len && r->group == group &&
         memcmp(r->word, fb_vocab_bytes(&d->vocab, word), r->len) == 0;
}

int fb_known_spelling(const fb_known *k, const fb_answers *here, const fb_doc *d, uint32_t word, uint32_t group,
                      uint64_t *yes) {
  uint64_t key = answer_key(word, group);
  const fb_recalled *r;
  if (word < d->vocab.base_n && answered(&k->always, key, yes)) return 1;
  if (answered(here, key, yes)) return 1;
  if (word < d->vocab.base_n) return 0;
  r = recalled_set(k, d, word, group);
  if (!r || !(is_recalled(r, d, word, group) || is_recalled(++r, d, word, group))) return 0;
  *yes = r->yes;
  return 1;
}

fb_status fb_known_tell(fb_known *k, fb_answers *here, const fb_doc *d, uint32_t word, uint32_t group, uint64_t yes,
                        int open) {
  fb_recalled *r;
  if (!open && word < d->vocab.base_n) return remember(&k->always, answer_key(word, group), yes);
  r = open ? NULL : recalled_set(k, d, word, group);
  if (r) {
    r[1] = r[0];
    r->len = (uint8_t)fb_vocab_word(&d->vocab, word)->len;
    memcpy(r->word, fb_vocab_bytes(&d->vocab, word), r->len);
    r->group = (uint8_t)group;
    r->yes = yes;
  }
  return remember(here, answer_key(word, group), yes);
}

fb_status fb_known_list(const fb_program *p, fb_fits *f, uint32_t list) {
  const fb_range *range = &p->list_range.at[list];
  size_t bytes = (range->end - range->first) / 4 + 1;
  f->bits = fb_realloc(NULL, bytes);
  if (!f->bits) return FB_NOMEM;
  memset(f->bits, 0, bytes);
  f->first = range->first;
  f->list = list;
  return FB_OK;
}

fb_status fb_known_entry(fb_known *k, const fb_doc *d, uint32_t hit, fb_entry_facts *slot) {
  const fb_facts *f = &k->p->facts;
  uint32_t list = d->hits.at[hit].list, i;
  slot->entry = 0; /* until all is known */
  slot->facts = 0;
  for (i = f->entry.at[list]; i < f->entry.at[list + 1]; i++) {
    int fits;
    FB_TRY(fb_known_fits(k, d, hit, f->entries.at[i].cond, &fits));
    if (fits) slot->facts |= (uint64_t)1 << f->entries.at[i].bit;
  }
  slot->entry = d->hits.at[hit].entry + 1;
  return FB_OK;
}
