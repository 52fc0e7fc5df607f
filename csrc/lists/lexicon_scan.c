/*
** lexicon_scan.c: finds the phrases of the lists in a document (columns drawn in lexicon.h).
**
** Between two documents the columns leave the caches, so the memory that a stretch of tokens needs is fetched a step of
** the way at a time, for all its tokens, before anything is read.
*/
#include "lexicon.h"

/* Tokens whose memory is fetched together. */
#define SPAN 128

/* Phrases that end at one place, and how many tokens lead there. */
typedef struct ending {
  uint32_t end, len;
} ending;

/* Are the `n` tokens from `i` on spelt as the exact phrase `p` asks? */
static int spelt_exactly(const fb_lexicon *lx, const fb_doc *d, const fb_phrase *p, uint32_t i) {
  const uint32_t *want = lx->spell.at + p->spell, *have = d->sym + i;
  const fb_word *w, *h;
  uint32_t k, last = p->ntok - 1u;
  for (k = 0; k < last; k++)
    if (have[k] != want[k]) return 0;
  if (have[last] == want[last]) return 1;
  /* The text's last word may have a stop that the phrase's has not. */
  w = fb_vocab_word(&d->vocab, want[last]);
  h = fb_vocab_word(&d->vocab, have[last]);
  return h->len == w->len + 1 && fb_lex_spare_stop(fb_vocab_bytes(&d->vocab, have[last]), h->len, h->cls) &&
         memcmp(fb_vocab_bytes(&d->vocab, have[last]), fb_vocab_bytes(&d->vocab, want[last]), w->len) == 0;
}

/* Has every word that the name of `e` writes with a capital one in the text from token `i` on? */
static int has_capitals(const fb_lexicon *lx, const fb_doc *d, const fb_lex_end *e, uint32_t i) {
  uint32_t caps = e->how & FB_LEX_CAPS ? lx->phrases.at[e->entry].spell : e->caps;
  for (; caps; caps &= caps - 1)
    if (!(d->cls[i + fb_lowest_bit(caps)] & (FB_C_CAP | FB_C_UPPER))) return 0;
  return 1;
}

/*
** Normal form of token `i` without its spare stop ("inc" for "Inc."), or FB_NONE where it has none
** or no list knows that word.
*/
static uint32_t without_stop(const fb_doc *d, uint32_t i) {
  const fb_word *w = fb_vocab_word(&d->vocab, d->norm[i]);
  const char *s = fb_vocab_bytes(&d->vocab, d->norm[i]);
  if (d->vocab.base == NULL || !fb_lex_spare_stop(s, w->len, d->cls[i])) return FB_NONE;
  return fb_vocab_find(d->vocab.base, s, w->len - 1, fb_vocab_hash(s, w->len - 1));
}

/* The edge from `from` by `word`, or NULL: mostly there is none, and the filter says so. */
static const fb_lex_edge *find_edge(const fb_lexicon *lx, uint32_t from, uint32_t word) {
  uint64_t hash = fb_lex_hash(from, word), mask = fb_lex_pair_mask(hash);
  uint32_t i;
  if ((lx->pairs.at[fb_lex_pair(hash, lx->pair_bits)] & mask) != mask) return NULL;
  for (i = fb_lex_slot(hash, lx->edges.n);;) {
    const fb_lex_edge *e = &lx->edges.at[i];
    if (e->from == from && e->word == word) return e;
    if (e->from == FB_NONE) return NULL;
    i = i + 1 < lx->edges.n ? i + 1 : 0;
  }
}

/*
** Appends the hits of the phrases from number `end` on, `len` tokens long, where their list's mode allows them, each with
** the next one as its next. Adds the bits of their lists to *lists.
*/
static fb_status add_hits(const fb_lexicon *lx, fb_doc *d, uint32_t i, uint32_t end, uint32_t len, int caseless,
                          uint64_t *lists) {
  const fb_lex_end *e = &lx->ends.at[end];
  for (;; e++) {
    uint32_t mode = e->how & FB_LEX_MODE;
    if (!(e->list < lx->skip.n && lx->skip.at[e->list]) &&
        (mode == FB_LIST_FOLDED || (mode == FB_LIST_NAME && (caseless || has_capitals(lx, d, e, i))) ||
         (mode == FB_LIST_EXACT && spelt_exactly(lx, d, &lx->phrases.at[e->entry], i)))) {
      fb_hit *h;
      FB_TRY(fb_reserve(&d->hits, 1));
      h = &d->hits.at[d->hits.n++];
      h->next = d->hits.n;
      h->entry = e->entry;
      h->list = e->list;
      h->len = (uint16_t)len;
      *lists |= FB_LIST_BIT(e->list);
    }
    if (e->how & FB_LEX_LAST) return FB_OK;
  }
}

/* Ends the list of token `i`'s hits, those from `from` on, which are in order and linked. */
static void end_hits(fb_doc *d, uint32_t i, uint32_t from, uint64_t lists) {
  if (d->hits.n == from) return;
  d->hits.at[d->hits.n - 1].next = FB_NONE;
  d->hit_at[i] = from;
  d->sight[i].lists = lists;
}

/* Orders the hits from `from` on by list within one length: they come so but where two ends meet, a spare stop's. */
static void order_hits(fb_doc *d, uint32_t from) {
  fb_hit *h = d->hits.at;
  uint32_t k, j;
  for (k = from + 1; k < d->hits.n; k++) {
    fb_hit hit = h[k];
    for (j = k; j > from && h[j - 1].len == hit.len && h[j - 1].list > hit.list; j--) h[j] = h[j - 1];
    h[j] = hit;
  }
  for (k = from; k < d->hits.n; k++) h[k].next = k + 1;
}

/* Finds what begins at token `i`, as far as token `stop`. */
static fb_status scan_at(const fb_lexicon *lx, fb_doc *d, uint32_t i, uint32_t stop, int caseless) {
  ending found[2 * FB_PHRASE_TOKENS + 1];
  uint64_t lists = 0;
  uint32_t n = 0, known = lx->first.n - 1, from = d->hits.n, at = d->norm[i], ends, len;
  if (d->cls[i] & FB_C_ABBREV) {
    uint32_t bare = without_stop(d, i);
    if (bare < known && (lx->first.at[bare] & ~FB_LEX_LONGER) != 0) {
      found[n].end = lx->first.at[bare] & ~FB_LEX_LONGER;
      found[n++].len = 1;
    }
  }
  ends = lx->first.at[at < known ? at : known];
  for (len = 1;; len++) {
    const fb_lex_edge *e;
    uint32_t word;
    if (ends & ~FB_LEX_LONGER) {
      found[n].end = ends & ~FB_LEX_LONGER;
      found[n++].len = len;
    }
    if (i + len >= stop || !(ends & FB_LEX_LONGER) || len == FB_PHRASE_TOKENS) break;
    word = d->norm[i + len];
    if (d->cls[i + len] & FB_C_ABBREV) {
      uint32_t bare = without_stop(d, i + len);
      e = bare != FB_NONE ? find_edge(lx, at, bare) : NULL;
      if (e != NULL && (e->ends & ~FB_LEX_LONGER) != 0) {
        found[n].end = e->ends & ~FB_LEX_LONGER;
        found[n++].len = len + 1;
      }
    }
    e = find_edge(lx, at, word);
    if (e == NULL) break;
    at = (uint32_t)(e - lx->edges.at) | FB_LEX_EDGE;
    ends = e->ends;
  }
  while (n-- > 0) FB_TRY(add_hits(lx, d, i, found[n].end, found[n].len, caseless, &lists));
  order_hits(d, from);
  end_hits(d, i, from, lists);
  return FB_OK;
}

/* A token of a stretch, and what is known of it so far. */
typedef struct candidate {
  uint32_t tok;
  uint32_t ends; /* of `first`; FB_LEX_LONGER where with the next token it passed the filter of pairs */
  uint32_t full; /* looked at in full */
} candidate;

/*
** Writes to `at` those of the tokens [i, till), at most SPAN, where a phrase may begin, and returns how
** many. No branch depends on the text: on news every third word begins some phrase of a million, and
** a processor guesses such branches wrong.
*/
static uint32_t candidates(const fb_lexicon *lx, const fb_doc *d, uint32_t i, uint32_t till, candidate *at) {
  const uint32_t *norm = d->norm, *cls = d->cls, *first = lx->first.at;
  uint32_t known = lx->first.n - 1, bits = lx->pair_bits, n = 0, last = till, k, m;
  uint32_t ends[SPAN];
  uint64_t hash[SPAN];
  for (k = i; k < till; k++) fb_prefetch(&first[norm[k] < known ? norm[k] : known]);
  if (till == d->ntok && till > i) last--; /* it has no next word to look at */
  for (k = i; k < last; k++) {
    uint32_t word = norm[k] < known ? norm[k] : known, e = first[word];
    uint64_t h = fb_lex_hash(word, norm[k + 1]);
    ends[k - i] = e;
    hash[k - i] = h;
    fb_prefetch(&lx->ends.at[e & ~FB_LEX_LONGER]);
    /* Where nothing longer begins the filter's word 0 does: it is in the cache. */
    fb_prefetch(&lx->pairs.at[fb_lex_pair(h, bits) & (0u - (e >> 31))]);
  }
  for (k = i; k < last; k++) {
    uint32_t e = ends[k - i];
    uint64_t h = hash[k - i], mask = fb_lex_pair_mask(h);
    uint32_t look = fb_lex_pair(h, bits) & (0u - (e >> 31));
    uint32_t pair = (lx->pairs.at[look] & mask) == mask;
    /* "Inc." may also be read "Inc", first or later. */
    uint32_t stop = (cls[k] | cls[k + 1]) / FB_C_ABBREV & 1;
    uint32_t longer = e >> 31 & pair;
    at[n].tok = k;
    at[n].ends = e & ~FB_LEX_LONGER;
    at[n].full = longer | stop;
    hash[n] = h;
    n += (at[n].full | (at[n].ends != 0)) & 1;
  }
  for (m = 0; m < n; m++)
    if (at[m].full) fb_prefetch(&lx->edges.at[fb_lex_slot(hash[m], lx->edges.n)]);
  if (last < till) {
    at[n].tok = last;
    at[n].ends = 0;
    at[n++].full = 1;
  }
  return n;
}

fb_status fb_lexicon_skip(fb_lexicon *lx, uint16_t list) {
  while (lx->skip.n <= list) FB_TRY(fb_push(&lx->skip, 0));
  lx->skip.at[list] = 1;
  return FB_OK;
}

fb_status fb_lexicon_scan(const fb_lexicon *lx, fb_doc *d, int caseless) {
  candidate at[SPAN];
  uint32_t i = 0, s = 0, end = 0, k, n, till;
  if (!lx->frozen) return FB_BAD;
  if (lx->phrases.n == 0) return FB_OK;
  for (; i < d->ntok; i = till) {
    till = d->ntok - i > SPAN ? i + SPAN : d->ntok;
    n = candidates(lx, d, i, till, at);
    for (k = 0; k < n; k++) {
      uint32_t tok = at[k].tok;
      if (!at[k].full) { /* a word alone; most are */
        uint32_t from = d->hits.n;
        uint64_t lists = 0;
        FB_TRY(add_hits(lx, d, tok, at[k].ends, 1, caseless, &lists));
        end_hits(d, tok, from, lists);
        continue;
      }
      while (tok >= end && s < d->sents.n) end = d->sents.at[s++].end;
      FB_TRY(scan_at(lx, d, tok, tok < end ? end : d->ntok, caseless));
    }
  }
  return FB_OK;
}
