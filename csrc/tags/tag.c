/*
** tag.c: see tag.h.
*/
#include "tag.h"

enum { MOST_SETS = 1 << 12 };

void fb_tags_free(fb_tags *g) {
  if (g->mapped) { /* the image's owner unmaps them */
    memset(&g->listed, 0, sizeof g->listed);
    memset(&g->sets, 0, sizeof g->sets);
    memset(&g->forms, 0, sizeof g->forms);
    g->mapped = 0;
  }
  fb_drop(&g->listed);
  fb_drop(&g->sets);
  fb_drop(&g->forms);
  fb_drop(&g->endings);
  fb_drop(&g->shapes);
  fb_drop(&g->rules);
  fb_drop(&g->of_kind);
  fb_drop(&g->pool);
}

static fb_set alone(uint8_t cls) {
  fb_set s;
  memset(&s, 0, sizeof s);
  s.may = (uint64_t)1 << cls;
  s.first = cls;
  return s;
}

static int same_set(const fb_set *a, const fb_set *b) { return a->may == b->may && a->first == b->first; }

fb_status fb_tags_list(fb_tags *g, uint32_t norm, fb_set set) {
  uint32_t k;
  if (g->mapped) return FB_BAD;
  if (g->sets.n == 0) FB_TRY(fb_push(&g->sets, alone(0)));
  for (k = 1; k < g->sets.n && !same_set(&g->sets.at[k], &set); k++) continue;
  if (k == g->sets.n) {
    if (k >= MOST_SETS / 2) return FB_TOOBIG;
    FB_TRY(fb_push(&g->sets, set));
  }
  if (norm >= g->listed.n) {
    uint32_t from = g->listed.n;
    FB_TRY(fb_reserve(&g->listed, norm + 1 - from));
    memset(g->listed.at + from, 0, (norm + 1 - from) * sizeof *g->listed.at);
    g->listed.n = norm + 1;
  }
  g->listed.at[norm] = (uint16_t)k;
  return FB_OK;
}

fb_status fb_tags_form(fb_tags *g, fb_word_form form) {
  if (g->mapped) return FB_BAD;
  return fb_push(&g->forms, form);
}

static int by_word(const void *a, const void *b) {
  const fb_word_form *x = a, *y = b;
  if (x->word != y->word) return x->word < y->word ? -1 : 1;
  return x->cls < y->cls ? -1 : x->cls > y->cls;
}

void fb_tags_sort(fb_tags *g) {
  uint32_t k;
  memset(g->by_last, 0, sizeof g->by_last);
  for (k = g->endings.n; k-- > 0;) {
    fb_ending *e = &g->endings.at[k];
    unsigned char last = (unsigned char)g->pool.at[e->end + e->end_len - 1];
    e->next = g->by_last[last];
    g->by_last[last] = k + 1;
  }
  if (!g->mapped && g->forms.n) qsort(g->forms.at, g->forms.n, sizeof *g->forms.at, by_word);
}

fb_status fb_tags_string(fb_tags *g, const char *s, size_t len, uint32_t *off) {
  if (len > 0xffff) return FB_TOOBIG;
  FB_TRY(fb_reserve(&g->pool, (uint32_t)len + 1));
  *off = g->pool.n;
  if (len) memcpy(g->pool.at + g->pool.n, s, len);
  g->pool.n += (uint32_t)len;
  return FB_OK;
}

/* ---- what a word may be ---- */

/* What the lists say of a normal form; NULL where they say nothing. */
static const fb_set *listed(const fb_tags *g, uint32_t norm) {
  uint32_t k = norm < g->listed.n ? g->listed.at[norm] : 0;
  return k ? &g->sets.at[k] : NULL;
}

/* The lemma that the word is where it ends so, in `out`; 0 where it does not, or would be too short or long. */
static size_t stem_of(const fb_tags *g, const fb_ending *e, const char *s, size_t len, char *out) {
  const char *pool = g->pool.at;
  size_t n;
  if (len < e->end_len + 2 || memcmp(s + len - e->end_len, pool + e->end, e->end_len) != 0) return 0;
  n = len - e->end_len;
  if (e->doubled) {
    if (n < 3 || s[n - 1] != s[n - 2]) return 0;
    n--;
  }
  if (n + e->stem_len > FB_LEMMA_ROOM) return 0;
  memcpy(out, s, n);
  if (e->stem_len) memcpy(out + n, pool + e->stem, e->stem_len);
  return n + e->stem_len;
}

/* The listed set of the lemma behind an ending; NULL where there is none of the classes that the ending takes. */
static const fb_set *lemma_set(const fb_tags *g, const fb_vocab *v, const fb_ending *e, const char *s, size_t len) {
  char stem[FB_LEMMA_ROOM];
  size_t n = stem_of(g, e, s, len, stem);
  const fb_set *x;
  uint32_t id;
  if (n == 0) return NULL;
  id = fb_vocab_find(v, stem, (uint32_t)n, fb_vocab_hash(stem, n));
  x = id == FB_NONE ? NULL : listed(g, id);
  return x && (x->may & e->of) ? x : NULL;
}

/* Classes of a word that is not listed: from its ending and lemma, from its ending alone, from its shape. */
static fb_set looks_like(const fb_tags *g, const fb_vocab *v, uint32_t norm) {
  const fb_word *w = fb_vocab_word(v, norm);
  const char *s = fb_vocab_bytes(v, norm);
  fb_set set = alone(0);
  uint32_t k;
  set.may = 0;
  if (w->cls & FB_C_LETTER) {
    uint32_t first = g->by_last[(unsigned char)s[w->len - 1]];
    const fb_ending *e;
    for (k = first; k; k = e->next) {
      e = &g->endings.at[k - 1];
      if (!e->of || !lemma_set(g, v, e, s, w->len)) continue;
      if (!set.first) set.first = e->gives.first;
      set.may |= e->gives.may;
    }
    for (k = first; !set.may && k; k = e->next) {
      char stem[FB_LEMMA_ROOM];
      e = &g->endings.at[k - 1];
      if (!e->of && (w->cls & FB_C_ALPHA) && stem_of(g, e, s, w->len, stem)) return e->gives;
    }
  }
  for (k = 0; !set.may && k < g->shapes.n; k++) {
    const fb_shape_set *x = &g->shapes.at[k];
    if ((w->cls & x->need) == x->need && !(w->cls & x->without)) return x->gives;
  }
  return set;
}

size_t fb_tag_lemma(const fb_tags *g, const fb_vocab *v, uint32_t norm, uint8_t cls, char *out) {
  const fb_word *w = fb_vocab_word(v, norm);
  const char *s = fb_vocab_bytes(v, norm);
  uint64_t bit = (uint64_t)1 << cls;
  uint32_t lo = 0, hi = g->forms.n, k;
  size_t guess = 0, n = w->len < FB_LEMMA_ROOM ? w->len : FB_LEMMA_ROOM;
  char stem[FB_LEMMA_ROOM];
  while (lo < hi) { /* the first form of the word with this class or a later one */
    uint32_t mid = (lo + hi) / 2;
    const fb_word_form *f = &g->forms.at[mid];
    if (f->word < norm || (f->word == norm && f->cls < cls))
      lo = mid + 1;
    else
      hi = mid;
  }
  if (lo < g->forms.n && g->forms.at[lo].word == norm && g->forms.at[lo].cls == cls) {
    uint32_t lemma = g->forms.at[lo].lemma;
    n = fb_vocab_word(v, lemma)->len;
    if (n > FB_LEMMA_ROOM) n = FB_LEMMA_ROOM;
    memcpy(out, fb_vocab_bytes(v, lemma), n);
    return n;
  }
  for (k = w->len ? g->by_last[(unsigned char)s[w->len - 1]] : 0; k; k = g->endings.at[k - 1].next) {
    const fb_ending *e = &g->endings.at[k - 1];
    if (!e->of || !(e->gives.may & bit)) continue;
    if (lemma_set(g, v, e, s, w->len)) return stem_of(g, e, s, w->len, out);
    if (!guess) { /* nobody knows the word: as the first ending that fits */
      guess = stem_of(g, e, s, w->len, stem);
      if (guess) memcpy(out, stem, guess);
    }
  }
  if (guess) return guess;
  memcpy(out, s, n);
  return n;
}

/* ---- sets by number ---- */

void fb_tagger_free(fb_tagger *r) {
  fb_drop(&r->sets);
  fb_drop(&r->in_capital);
  fb_drop(&r->known);
  fb_drop(&r->here);
  fb_drop(&r->by_set);
  fb_drop(&r->by_class);
  fb_drop(&r->ids);
}

/* Adds a set, with the rules that it may fit at each place. */
static fb_status add_set(fb_tagger *r, const fb_set *s) {
  const fb_tags *g = r->g;
  uint32_t k, at, words = r->words;
  FB_TRY(fb_reserve(&r->in_capital, 1));
  FB_TRY(fb_reserve(&r->by_set, 3 * words));
  FB_TRY(fb_reserve(&r->sets, 1)); /* all or nothing: the columns go together */
  for (at = 0; at < 3; at++) {
    uint64_t *row = r->by_set.at + r->by_set.n;
    memset(row, 0, words * sizeof *row);
    r->by_set.n += words;
    for (k = 0; k < g->rules.n; k++) {
      const fb_tag_rule *u = &g->rules.at[k];
      int fits = (s->may & u->some[at]) != 0;
      if (at > 0) fits = fits && !(s->may & u->none[at]); /* of the word itself a rule may have taken it away by then */
      else fits = fits && (s->may & u->target) && (s->may & u->keep) && (s->may & ~u->keep);
      if (fits) row[k / 64] |= (uint64_t)1 << k % 64;
    }
  }
  r->in_capital.at[r->in_capital.n++] = 0;
  return fb_push(&r->sets, *s);
}

/* Notes which rules each class fits at each of the places before a word. */
static fb_status note_classes(fb_tagger *r) {
  const fb_tags *g = r->g;
  uint32_t cls, at, k, n = (g->nclass + 1) * 3 * r->words;
  r->by_class.n = 0;
  FB_TRY(fb_reserve(&r->by_class, n));
  if (n) memset(r->by_class.at, 0, n * sizeof *r->by_class.at);
  r->by_class.n = n;
  for (cls = 0; cls <= g->nclass; cls++)
    for (at = 0; at < 3; at++)
      for (k = 0; k < g->rules.n; k++)
        if (g->rules.at[k].before[at] >> cls & 1)
          r->by_class.at[(cls * 3 + at) * r->words + k / 64] |= (uint64_t)1 << k % 64;
  return FB_OK;
}

/* The number of a set, which it gets when it is new. A set too many counts as its first choice alone. */
static fb_status number_of(fb_tagger *r, const fb_set *set, uint16_t *id) {
  uint32_t k;
  if ((set->may & (set->may - 1)) == 0) { /* one class, or none */
    *id = set->first;
    return FB_OK;
  }
  for (k = r->g->nclass + 1; k < r->sets.n; k++)
    if (same_set(&r->sets.at[k], set)) {
      *id = (uint16_t)k;
      return FB_OK;
    }
  if (r->sets.n >= MOST_SETS) {
    *id = set->first;
    return FB_OK;
  }
  *id = (uint16_t)r->sets.n;
  return add_set(r, set);
}

/* Makes the scratch that of these tags, and forgets the words of the last document. */
static fb_status begin(fb_tagger *r, const fb_tags *g, const fb_doc *d) {
  uint32_t base = d->vocab.base_n, own = d->vocab.words.n, k;
  if (r->g != g || r->known.n != base) {
    r->g = g;
    r->known.n = 0; /* until all is there: an allocation may fail */
    r->sets.n = r->in_capital.n = r->by_set.n = 0;
    r->words = g->rules.n / 64 + 1;
    FB_TRY(note_classes(r));
    for (k = 0; k <= g->nclass; k++) {
      fb_set s = alone((uint8_t)k);
      if (k == 0) s.may = 1; /* the end of a sentence */
      FB_TRY(add_set(r, &s));
    }
    FB_TRY(fb_reserve(&r->known, base));
    if (base) memset(r->known.at, 0, base * sizeof *r->known.at);
    r->known.n = base;
  }
  if (r->here.cap > 1u << 16) fb_drop(&r->here);
  if (r->ids.cap > 1u << 18) fb_drop(&r->ids);
  r->here.n = 0;
  FB_TRY(fb_reserve(&r->here, own));
  if (own) memset(r->here.at, 0, own * sizeof *r->here.at);
  r->here.n = own;
  r->ids.n = 0;
  return fb_reserve(&r->ids, d->ntok + 2);
}

/* Asks for the set of a word that was not asked for yet. */
static fb_status ask(fb_tagger *r, const fb_doc *d, uint32_t norm, uint16_t *slot) {
  const fb_set *x = listed(r->g, norm);
  fb_set guess;
  uint16_t id;
  if (!x) {
    guess = looks_like(r->g, &d->vocab, norm);
    x = &guess;
  }
  FB_TRY(number_of(r, x, &id));
  *slot = (uint16_t)(id + 1);
  return FB_OK;
}

/* The set of a word of set `id` that is written with a capital inside a sentence. */
static fb_status capital(fb_tagger *r, uint16_t id, uint16_t *out) {
  if (!r->in_capital.at[id]) {
    const fb_tags *g = r->g;
    fb_set s = r->sets.at[id];
    uint16_t other = id;
    if (s.may & g->capital_of) {
      s.may = (s.may & g->capital_keeps) | (uint64_t)1 << g->capital;
      if (!(g->capital_but >> s.first & 1)) s.first = g->capital;
      FB_TRY(number_of(r, &s, &other));
    }
    r->in_capital.at[id] = (uint16_t)(other + 1);
  }
  *out = (uint16_t)(r->in_capital.at[id] - 1);
  return FB_OK;
}

/* Do capitals tell something in the sentence [first, end)? Not in a title, where most words have one. */
static int telling(const fb_doc *d, uint32_t first, uint32_t end) {
  uint32_t t, caps = 0, lower = 0;
  for (t = first; t < end; t++) {
    caps += (d->cls[t] & FB_C_CAP) != 0;
    lower += (d->cls[t] & FB_C_LOWER) != 0;
  }
  return caps < FB_TITLE_WORDS || lower >= caps;
}

/* Words are looked up so many tokens ahead of their turn: the table is larger than the caches. */
enum { AHEAD = 12 };

static inline void fetch(const fb_tagger *r, uint32_t norm) {
  if (norm < r->known.n) fb_prefetch(&r->known.at[norm]);
}

/* Fills r->ids: the set of every token. */
static fb_status look_up(fb_tagger *r, fb_doc *d, int caseless) {
  const fb_tags *g = r->g;
  uint32_t t, s, base = d->vocab.base_n, until = 0;
  uint16_t *ids = r->ids.at, cls = 0;
  for (s = 0; s < d->sents.n; s++) {
    uint32_t end = d->sents.at[s].end, first = d->sents.at[s].first;
    int cased = g->capital && !caseless && telling(d, first, end), opening = 1;
    for (t = first; t < end; t++) {
      uint32_t norm = d->norm[t], k = d->span_at[t];
      uint16_t *slot;
      if (t + AHEAD < d->ntok) fetch(r, d->norm[t + AHEAD]);
      for (; k != FB_NONE && t >= until; k = d->spans.at[k].next) {
        const fb_span *x = &d->spans.at[k];
        if (x->kind >= g->of_kind.n || !g->of_kind.at[x->kind] || (x->flags & FB_SPAN_DEAD)) continue;
        cls = g->of_kind.at[x->kind];
        until = x->end;
      }
      if (t < until) {
        ids[t] = cls;
        opening = 0;
        continue;
      }
      slot = norm < base ? &r->known.at[norm] : &r->here.at[norm - base];
      if (!*slot) FB_TRY(ask(r, d, norm, slot));
      ids[t] = (uint16_t)(*slot - 1);
      if (d->cls[t] & FB_C_LETTER) {
        if (cased && !opening && (d->cls[t] & FB_C_CAP)) FB_TRY(capital(r, ids[t], &ids[t]));
        opening = 0;
      } else if (d->cls[t] & (FB_C_QUOTE | FB_C_STOP))
        opening = 1;
    }
  }
  ids[d->ntok] = ids[d->ntok + 1] = 0;
  r->ids.n = d->ntok + 2;
  return FB_OK;
}

/* ---- decisions ---- */

/* The words around the one that is decided: classes of those before, sets of itself and of those behind. */
typedef struct context {
  uint8_t before[3];
  uint16_t id[3];
} context;

/* Number of the lowest bit. */
static inline uint32_t lowest(uint64_t bits) {
#ifdef __GNUC__
  return (uint32_t)__builtin_ctzll(bits);
#else
  uint32_t k = 0;
  while (!(bits >> k & 1)) k++;
  return k;
#endif
}

/* Decides for a word; *by gets the rule that settled it. */
static uint8_t decide(const fb_tagger *r, const context *c, uint32_t *by) {
  const fb_set *set = &r->sets.at[c->id[0]];
  const uint64_t *self = r->by_set.at + (size_t)c->id[0] * 3 * r->words, *next = r->by_set.at + ((size_t)c->id[1] * 3 + 1) * r->words,
                 *after = r->by_set.at + ((size_t)c->id[2] * 3 + 2) * r->words;
  const uint64_t *b0 = r->by_class.at + (size_t)c->before[0] * 3 * r->words, *b1 = r->by_class.at + ((size_t)c->before[1] * 3 + 1) * r->words,
                 *b2 = r->by_class.at + ((size_t)c->before[2] * 3 + 2) * r->words;
  uint64_t may = set->may;
  uint8_t cls = set->first;
  uint32_t w;
  *by = FB_NONE;
  for (w = 0; w < r->words; w++) {
    uint64_t rules = self[w] & next[w] & after[w] & b0[w] & b1[w] & b2[w];
    for (; rules; rules &= rules - 1) {
      const fb_tag_rule *u = &r->g->rules.at[w * 64 + lowest(rules)];
      /* an earlier rule may have taken away what this one asks for */
      if (!(may & u->target) || !(may & u->some[0]) || (may & u->none[0]) || !(may & u->keep) || !(may & ~u->keep)) continue;
      may &= u->keep;
      *by = u->rule;
    }
  }
  if (!(may >> cls & 1))
    for (cls = 1; !(may >> cls & 1);) cls++;
  return cls;
}

fb_status fb_tag(fb_tagger *r, const fb_tags *g, fb_doc *d, int caseless, uint32_t *by) {
  uint32_t t, s, rule;
  const uint16_t *ids;
  if (g->nclass == 0 || d->ntok == 0) return FB_OK;
  FB_TRY(begin(r, g, d));
  FB_TRY(look_up(r, d, caseless));
  ids = r->ids.at;
  for (s = 0; s < d->sents.n; s++) {
    uint32_t end = d->sents.at[s].end;
    context c;
    memset(&c, 0, sizeof c);
    for (t = d->sents.at[s].first; t < end; t++) {
      uint8_t cls = (uint8_t)ids[t];
      rule = FB_NONE;
      if (ids[t] > g->nclass) {
        c.id[0] = ids[t];
        c.id[1] = t + 1 < end ? ids[t + 1] : 0;
        c.id[2] = t + 2 < end ? ids[t + 2] : 0;
        cls = decide(r, &c, &rule);
      }
      if (by) by[t] = rule;
      d->tag[t] = cls;
      c.before[2] = c.before[1];
      c.before[1] = c.before[0];
      c.before[0] = cls;
    }
  }
  return FB_OK;
}
