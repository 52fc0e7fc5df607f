/*
** lexicon.c: builds and scans the phrase trie (drawn in lexicon.h).
**
** Loading works on batches of lines, a level of the trie at a time, so that the memory reads of
** different phrases overlap: with a million phrases nearly every slot is a cache miss.
*/
#include "lexicon.h"

/* Lines that are inserted together: enough to keep the memory busy, few enough for the stack. */
#define BATCH 32

/* Bytes of a source by which its lines are counted. */
#define SAMPLE ((size_t)1 << 16)

/* Slots are at most 5/8 full: linear probing stays short. */
#define MIN_BITS 10

/* The filter of first two words has at least 2^6 words of 64 bits. */
#define MIN_PAIR_BITS 6

/* Tokens whose candidates are gathered before any is looked at. */
#define SPAN 256
#define too_full(used, bits) ((uint64_t)(used)*8 > (UINT64_C(5) << (bits)))

#if defined(__GNUC__)
/* The empty asm keeps gcc from taking a function that does nothing but this for one without effect. */
#define prefetch(p) (__extension__({ __builtin_prefetch(p); __asm__ __volatile__(""); }))
#else
#define prefetch(p) ((void)(p))
#endif

void fb_lexicon_init(fb_lexicon *lx) { memset(lx, 0, sizeof *lx); }

void fb_lexicon_free(fb_lexicon *lx) {
  fb_drop(&lx->skip);
  if (!lx->mapped) {
    fb_drop(&lx->starts);
    fb_drop(&lx->pairs);
    fb_drop(&lx->first);
    fb_free(lx->slots);
    fb_drop(&lx->nodes);
    fb_drop(&lx->phrases);
    fb_drop(&lx->spell);
    fb_drop(&lx->bytes);
    fb_drop(&lx->sources);
  }
  memset(lx, 0, sizeof *lx);
}

/* ---- the trie ------------------------------------------------------------------------------- */

/* Hash of the edge from `node` by word `norm`; two rounds, as both are small consecutive numbers. */
static uint32_t edge_hash(uint32_t node, uint32_t norm) {
  uint64_t h = ((uint64_t)node << 32 | norm) * UINT64_C(0x9e3779b97f4a7c15);
  h = (h ^ h >> 32) * UINT64_C(0xd6e8feb86659fd93);
  return (uint32_t)(h >> 32);
}

/* The bit that stands for `norm` in a node's filter. */
static uint64_t filter_bit(uint32_t norm) { return UINT64_C(1) << ((norm * 0x9e3779b1u) >> 26); }

/* Hash of a phrase's first two words. Only its high half is good. */
static uint64_t pair_hash(uint32_t norm, uint32_t next) {
  uint64_t h = ((uint64_t)norm << 32 | next) * UINT64_C(0x9e3779b97f4a7c15);
  return (h ^ h >> 32) * UINT64_C(0xd6e8feb86659fd93);
}

/* The filter's word for a pair, and the two bits that the pair sets there. */
static uint32_t pair_word(uint64_t hash, uint32_t bits) { return (uint32_t)(hash >> (64 - bits)); }

static uint64_t pair_mask(uint64_t hash) { return UINT64_C(1) << (hash >> 32 & 63) | UINT64_C(1) << (hash >> 26 & 63); }

/* The two bits of a word in `starts`. */
#define STARTS_ALONE UINT64_C(1)
#define STARTS_LONGER UINT64_C(2)

/* The slot to start from: the hash's high bits. */
static uint64_t *slot_of(const fb_lexicon *lx, uint32_t hash) { return &lx->slots[hash >> (32 - lx->bits)]; }

/* The node behind `node` by `norm`, or FB_NONE; `hash` is theirs. */
static uint32_t find_child(const fb_lexicon *lx, uint32_t node, uint32_t norm, uint32_t hash) {
  uint32_t mask = (uint32_t)((UINT64_C(1) << lx->bits) - 1);
  uint32_t i = hash >> (32 - lx->bits);
  for (;; i = (i + 1) & mask) {
    uint64_t slot = lx->slots[i];
    if (slot == FB_LEX_EMPTY) return FB_NONE;
    if ((uint32_t)(slot >> 32) == hash) {
      const fb_lex_node *nd = &lx->nodes.at[(uint32_t)slot];
      if (nd->parent == node && nd->norm == norm) return (uint32_t)slot;
    }
  }
}

/* Puts `slot` into the first free place; there is one. */
static void put_slot(fb_lexicon *lx, uint64_t slot) {
  uint32_t mask = (uint32_t)((UINT64_C(1) << lx->bits) - 1);
  uint32_t i = (uint32_t)(slot >> 32) >> (32 - lx->bits);
  while (lx->slots[i] != FB_LEX_EMPTY) i = (i + 1) & mask;
  lx->slots[i] = slot;
}

/* Makes room for `edges` edges in all. */
static fb_status reserve_slots(fb_lexicon *lx, uint32_t edges) {
  uint64_t *old = lx->slots;
  uint32_t bits = lx->bits ? lx->bits : MIN_BITS, old_n, i;
  if (lx->bits && !too_full(edges, lx->bits)) return FB_OK;
  while (too_full(edges, bits)) bits++;
  if (bits > 31) return FB_TOOBIG;
  old_n = lx->bits ? UINT32_C(1) << lx->bits : 0;
  lx->slots = fb_realloc(NULL, sizeof *lx->slots << bits);
  if (lx->slots == NULL) {
    lx->slots = old;
    return FB_NOMEM;
  }
  memset(lx->slots, 0xff, sizeof *lx->slots << bits);
  lx->bits = bits;
  /* The old table goes by in order of hash, and so does the writing: no cache misses. */
  for (i = 0; i < old_n; i++)
    if (old[i] != FB_LEX_EMPTY) put_slot(lx, old[i]);
  fb_free(old);
  return FB_OK;
}

static fb_status add_node(fb_lexicon *lx, uint32_t parent, uint32_t norm, uint32_t *node) {
  fb_lex_node nd;
  nd.filter = 0;
  nd.parent = parent;
  nd.norm = norm;
  nd.phrase = FB_NONE;
  nd.unused = 0;
  FB_TRY(fb_reserve(&lx->nodes, 1));
  *node = lx->nodes.n;
  lx->nodes.at[lx->nodes.n++] = nd;
  return FB_OK;
}

/* The node of phrases that begin with `norm`; made where it is missing. */
static fb_status first_node(fb_lexicon *lx, uint32_t norm, uint32_t *node) {
  if (norm >= lx->first.n) {
    FB_TRY(fb_reserve(&lx->first, norm + 1 - lx->first.n));
    memset(lx->first.at + lx->first.n, 0xff, (norm + 1 - lx->first.n) * sizeof *lx->first.at);
    lx->first.n = norm + 1;
  }
  *node = lx->first.at[norm];
  if (*node != FB_NONE) return FB_OK;
  FB_TRY(add_node(lx, FB_NONE, norm, node));
  lx->first.at[norm] = *node;
  return FB_OK;
}

/* The node behind `node` by `norm`; made where it is missing. */
static fb_status child_node(fb_lexicon *lx, uint32_t node, uint32_t norm, uint32_t hash, uint32_t *child) {
  uint64_t bit = filter_bit(norm);
  if (lx->nodes.at[node].filter & bit) {
    *child = find_child(lx, node, norm, hash);
    if (*child != FB_NONE) return FB_OK;
  }
  FB_TRY(reserve_slots(lx, lx->nslots + 1));
  FB_TRY(add_node(lx, node, norm, child));
  put_slot(lx, (uint64_t)hash << 32 | *child);
  lx->nslots++;
  lx->nodes.at[node].filter |= bit;
  return FB_OK;
}

/* ---- loading -------------------------------------------------------------------------------- */

/* A phrase on its way into the trie. */
typedef struct item {
  fb_list_line line;
  uint32_t n;    /* tokens; 0: left out */
  uint32_t node; /* reached so far */
  uint32_t hash; /* of the next edge */
  uint32_t caps; /* bit per token with a capital */
  uint32_t sym[FB_PHRASE_TOKENS + 1], norm[FB_PHRASE_TOKENS + 1];
} item;

/* Is the stop of this word one that may be left off? An initial ("J.") is not itself without. */
static int has_spare_stop(const char *s, uint32_t len, uint32_t cls) {
  return (cls & FB_C_ABBREV) && !(cls & FB_C_INITIAL) && len >= 2 && s[len - 1] == '.';
}

/*
** Tokenizes it->line.phrase into it->sym and it->norm, the last word without its spare stop.
** *fault tells why it cannot be a phrase; it->n is 0 then.
*/
static fb_status read_words(fb_vocab *v, const fb_tokenizer *tk, item *it, const char **fault) {
  const char *s = it->line.phrase;
  size_t len = it->line.phrase_len;
  uint32_t n, i, last;
  const fb_word *w;
  fb_status status;
  it->n = it->caps = 0;
  *fault = NULL;
  status = fb_tokenize_phrase(tk, v, s, len, it->sym, it->norm, FB_PHRASE_TOKENS + 1, &n);
  if (status != FB_TOOBIG && status != FB_OK) return status; /* too many words are the line's fault only */
  if (n == 0) *fault = "no word in the phrase";
  if (n > FB_PHRASE_TOKENS) *fault = "phrase of more than 32 words";
  if (*fault != NULL) return FB_OK;
  /* "Bros." comes as two tokens where nobody says that it is an abbreviation. */
  w = fb_vocab_word(v, it->sym[n - 1]);
  if (n >= 2 && w->len == 1 && s[len - 1] == '.' && s[len - 2] != ' ' &&
      (fb_vocab_word(v, it->sym[n - 2])->cls & FB_C_LETTER))
    n--;
  last = it->sym[n - 1];
  w = fb_vocab_word(v, last);
  if (has_spare_stop(fb_vocab_bytes(v, last), w->len, w->cls)) {
    char bare[FB_PHRASE_BYTES];
    uint32_t bare_len = w->len - 1;
    if (w->cls & FB_C_CAP) it->caps |= UINT32_C(1) << (n - 1);
    if (bare_len <= sizeof bare) { /* always: the phrase is no longer */
      memcpy(bare, fb_vocab_bytes(v, last), bare_len);
      FB_TRY(fb_vocab_intern(v, bare, bare_len, fb_vocab_hash(bare, bare_len), &it->sym[n - 1]));
    }
  }
  for (i = 0; i < n; i++) {
    w = fb_vocab_word(v, it->sym[i]);
    it->norm[i] = w->norm;
    if (w->cls & FB_C_CAP) it->caps |= UINT32_C(1) << i;
  }
  it->n = n;
  return FB_OK;
}

/* Words of a batch whose vocabulary entries are fetched ahead. */
#define AHEAD (BATCH * 6)

/*
** Has the vocabulary's memory for the words of a batch fetched before the tokenizer asks for them, a step at
** a time as in fetch_ahead. Words are taken to end at spaces: where that is wrong only the time is lost.
*/
static void fetch_words(const fb_vocab *v, const item *its, uint32_t n) {
  struct ahead {
    const char *s;
    uint32_t len, hash, word;
  } all[AHEAD], *a, *end = all;
  uint32_t i;
  if (v->slots == NULL) return;
  for (i = 0; i < n; i++) {
    const char *s = its[i].line.phrase, *stop = s + its[i].line.phrase_len;
    while (s < stop && end < all + AHEAD) {
      const char *space = memchr(s, ' ', (size_t)(stop - s));
      end->s = s;
      end->len = (uint32_t)((space != NULL ? space : stop) - s);
      end->hash = fb_vocab_hash(s, end->len);
      prefetch(&v->slots[end->hash & v->mask]);
      end++;
      s = space != NULL ? space + 1 : stop;
    }
  }
  for (a = all; a < end; a++) {
    uint64_t slot = v->slots[a->hash & v->mask];
    a->word = (uint32_t)slot - 1; /* FB_NONE for an empty one */
    if (slot != 0) prefetch(&v->words.at[a->word]);
    else if (a->len < 64) { /* a new word: its normal form is asked for next */ char fold[64];
      for (i = 0; i < a->len; i++) {
        unsigned char c = (unsigned char)a->s[i];
        fold[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      }
      prefetch(&v->slots[fb_vocab_hash(fold, a->len) & v->mask]);
    }
  }
  for (a = all; a < end; a++)
    if (a->word != FB_NONE) prefetch(v->bytes.at + v->words.at[a->word].off);
}

/* Walks a batch down the trie, making nodes on the way. */
static fb_status walk_down(fb_lexicon *lx, item *its, uint32_t n) {
  uint32_t i, depth, deepest = 0;
  for (i = 0; i < n; i++) {
    if (its[i].n == 0) continue;
    FB_TRY(first_node(lx, its[i].norm[0], &its[i].node));
    prefetch(&lx->nodes.at[its[i].node]);
    if (its[i].n > deepest) deepest = its[i].n;
  }
  for (depth = 1; depth < deepest; depth++) {
    /* Room for all first: no slot moves between prefetch and use. */
    FB_TRY(reserve_slots(lx, lx->nslots + n));
    for (i = 0; i < n; i++) {
      if (its[i].n <= depth) continue;
      its[i].hash = edge_hash(its[i].node, its[i].norm[depth]);
      prefetch(slot_of(lx, its[i].hash));
    }
    for (i = 0; i < n; i++) {
      if (its[i].n <= depth) continue;
      FB_TRY(child_node(lx, its[i].node, its[i].norm[depth], its[i].hash, &its[i].node));
    }
  }
  return FB_OK;
}

/* Do two phrases at one node spell the same for their list's mode? */
static int same_spelling(const fb_lexicon *lx, const fb_phrase *p, const fb_phrase *q) {
  if (p->mode != q->mode) return 1; /* the list's mode was changed between layers */
  if (p->mode == FB_LIST_NAME) return p->spell == q->spell;
  if (p->mode == FB_LIST_EXACT)
    return memcmp(lx->spell.at + p->spell, lx->spell.at + q->spell, p->ntok * sizeof *lx->spell.at) == 0;
  return 1;
}

static int same_attrs(const fb_lexicon *lx, const fb_phrase *p, const fb_phrase *q) {
  return p->attrs_len == q->attrs_len &&
         (p->attrs == q->attrs || memcmp(lx->bytes.at + p->attrs, lx->bytes.at + q->attrs, p->attrs_len) == 0);
}

/* Number of the line at offset `off` of `bytes`, in the source that begins at `from`. */
static uint32_t line_at(const fb_lexicon *lx, uint32_t from, uint32_t off) {
  uint32_t line = 1;
  const char *s = lx->bytes.at + from, *end = lx->bytes.at + off;
  while ((s = memchr(s, '\n', (size_t)(end - s))) != NULL) {
    s++;
    line++;
  }
  return line;
}

/* Where an entry is one of a new source's, and what becomes of those it meets. */
typedef struct merge {
  uint32_t since; /* phrases whose text begins before this are of lower layers */
  fb_list_report *report;
  uint32_t line;
  uint8_t form; /* an added form: gives way to what is there */
} merge;

/*
** Adds phrase `p` to those of `node`, after the settling with phrases of the same list and spelling
** that merge.since asks for. A dead `p` removes only, and stays as a mark that the form is unwanted.
*/
static fb_status attach(fb_lexicon *lx, uint32_t node, fb_phrase *p, const merge *m) {
  uint32_t prev = FB_NONE, at = lx->nodes.at[node].phrase, next, after = FB_NONE;
  uint32_t same = 0, removed = 0;
  for (; at != FB_NONE; at = next) {
    fb_phrase *q = &lx->phrases.at[at];
    next = q->next;
    if (q->list > p->list) break;
    if (q->list == p->list && same_spelling(lx, p, q)) {
      if (m->form && q->dead) goto unwanted;
      if (q->dead || (q->text < m->since && !m->form)) {
        removed += !q->dead;
        q->dead = 1;
        if (prev == FB_NONE) lx->nodes.at[node].phrase = next;
        else lx->phrases.at[prev].next = next;
        continue;
      }
      if (!p->dead && same_attrs(lx, p, q)) {
        if (m->report != NULL && m->report->notes.n < FB_LIST_NOTES)
          fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, line_at(lx, m->since, q->text), "the same entry twice");
        else fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, 0, "the same entry twice");
        goto unwanted;
      }
      if (++same >= FB_PHRASE_SAME) {
        fb_list_note_add(m->report, FB_NOTE_ERROR, m->line, 0, "more than 256 entries for one phrase");
        goto unwanted;
      }
    }
    prev = after = at;
  }
  if (p->dead && removed == 0)
    fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, 0, "no lower layer has the phrase to remove");
  if (m->report != NULL) {
    if (p->dead) m->report->removals++;
    else m->report->entries++;
  }
  p->next = after == FB_NONE ? lx->nodes.at[node].phrase : lx->phrases.at[after].next;
  FB_TRY(fb_reserve(&lx->phrases, 1));
  if (after == FB_NONE) lx->nodes.at[node].phrase = lx->phrases.n;
  else lx->phrases.at[after].next = lx->phrases.n;
  lx->phrases.at[lx->phrases.n++] = *p;
  return FB_OK;
unwanted: /* its tokens are the last of `spell`, if it has any */
  if (p->mode == FB_LIST_EXACT) lx->spell.n -= p->ntok;
  return FB_OK;
}

/* Notes the spelling of `it` in `p`, as p->mode needs it. */
static fb_status set_spelling(fb_lexicon *lx, fb_phrase *p, const item *it) {
  p->ntok = it->n & 0x7f;
  p->spell = p->mode == FB_LIST_NAME ? it->caps : 0;
  if (p->mode != FB_LIST_EXACT) return FB_OK;
  FB_TRY(fb_reserve(&lx->spell, it->n));
  p->spell = lx->spell.n;
  memcpy(lx->spell.at + lx->spell.n, it->sym, it->n * sizeof *it->sym);
  lx->spell.n += it->n;
  return FB_OK;
}

fb_status fb_lexicon_load(fb_lexicon *lx, fb_vocab *v, const fb_tokenizer *tk, uint16_t list, fb_list_mode mode,
                          const char *bytes, size_t n, fb_list_report *report) {
  item its[BATCH];
  fb_list_reader reader;
  fb_lex_source src;
  merge m;
  uint32_t count, i, lines = 0;
  const char *s;
  size_t head;
  if (lx->frozen) return FB_BAD;
  if (n > FB_MAX_TEXT || lx->bytes.n + n > FB_MAX_TEXT) return FB_TOOBIG;
  src.off = lx->bytes.n;
  src.len = (uint32_t)n;
  src.list = list;
  src.unused = 0;
  FB_TRY(fb_reserve(&lx->bytes, n));
  FB_TRY(fb_push(&lx->sources, src));
  if (n != 0) memcpy(lx->bytes.at + lx->bytes.n, bytes, n);
  lx->bytes.n += (uint32_t)n;

  /* About an edge, a node and a phrase per line: growing step by step would copy them all again. How many
  ** lines there are is told by those at the beginning. */
  head = n < SAMPLE ? n : SAMPLE;
  for (s = bytes; head != 0 && (s = memchr(s, '\n', (size_t)(bytes + head - s))) != NULL; s++) lines++;
  if (head < n) lines = (uint32_t)((double)lines / (double)head * (double)n);
  FB_TRY(reserve_slots(lx, lx->nslots + lines));
  FB_TRY(fb_reserve(&lx->nodes, lines));
  FB_TRY(fb_reserve(&lx->phrases, lines));

  m.since = src.off;
  m.report = report;
  m.form = 0;
  fb_list_open(&reader, n ? lx->bytes.at + src.off : "", n, report);
  do {
    for (count = 0; count < BATCH && fb_list_next(&reader, &its[count].line, report);) count++;
    fetch_words(v, its, count);
    for (i = 0; i < count; i++) {
      const char *fault;
      FB_TRY(read_words(v, tk, &its[i], &fault));
      if (fault != NULL) fb_list_note_add(report, FB_NOTE_ERROR, its[i].line.line, 0, fault);
    }
    FB_TRY(walk_down(lx, its, count));
    for (i = 0; i < count; i++) {
      const fb_list_line *line = &its[i].line;
      fb_phrase p;
      if (its[i].n == 0) continue;
      p.list = list;
      p.mode = (uint8_t)mode;
      p.dead = line->removes;
      p.text = (uint32_t)(line->phrase - lx->bytes.at);
      p.text_len = (uint32_t)line->phrase_len;
      p.attrs = (uint32_t)(line->attrs - lx->bytes.at);
      p.attrs_len = (uint32_t)line->attrs_len;
      FB_TRY(set_spelling(lx, &p, &its[i]));
      m.line = line->line;
      FB_TRY(attach(lx, its[i].node, &p, &m));
    }
  } while (count == BATCH);
  return FB_OK;
}

fb_status fb_lexicon_add(fb_lexicon *lx, fb_vocab *v, const fb_tokenizer *tk, uint32_t of, const char *s, size_t len) {
  item it;
  fb_phrase p;
  merge m;
  const char *fault;
  if (lx->frozen || len == 0 || len > FB_PHRASE_BYTES || of >= lx->phrases.n) return FB_BAD;
  if (lx->bytes.n + len > FB_MAX_TEXT) return FB_TOOBIG;
  it.line.phrase = s;
  it.line.phrase_len = len;
  FB_TRY(read_words(v, tk, &it, &fault));
  if (fault != NULL) return FB_BAD;
  FB_TRY(walk_down(lx, &it, 1));
  FB_TRY(fb_reserve(&lx->bytes, len));
  p = lx->phrases.at[of];
  p.dead = 0;
  p.text = lx->bytes.n;
  p.text_len = (uint32_t)len;
  FB_TRY(set_spelling(lx, &p, &it));
  memcpy(lx->bytes.at + lx->bytes.n, s, len);
  lx->bytes.n += (uint32_t)len;
  m.since = 0;
  m.report = NULL;
  m.line = 0;
  m.form = 1;
  return attach(lx, it.node, &p, &m);
}

/* Gives back what a vec holds beyond its elements; that it cannot is no failure. */
#define trim(vec) \
  do { \
    void *trim_at = (vec)->n ? fb_realloc((vec)->at, (vec)->n * sizeof *(vec)->at) : NULL; \
    if (trim_at != NULL) (vec)->at = trim_at, (vec)->cap = (vec)->n; \
  } while (0)

/* Fills the filter of first two words. About ten bits a pair let some 3 in 100 others through. */
static fb_status fill_pairs(fb_lexicon *lx) {
  uint32_t i, bits = MIN_PAIR_BITS;
  while ((UINT64_C(64) << bits) < (uint64_t)lx->nslots * 8) bits++;
  FB_TRY(fb_reserve(&lx->pairs, UINT32_C(1) << bits));
  lx->pairs.n = UINT32_C(1) << bits;
  lx->pair_bits = bits;
  memset(lx->pairs.at, 0, lx->pairs.n * sizeof *lx->pairs.at);
  for (i = 0; i < lx->nodes.n; i++) {
    const fb_lex_node *nd = &lx->nodes.at[i], *from;
    uint64_t hash;
    if (nd->parent == FB_NONE) continue;
    from = &lx->nodes.at[nd->parent];
    if (from->parent != FB_NONE) continue;
    hash = pair_hash(from->norm, nd->norm);
    lx->pairs.at[pair_word(hash, bits)] |= pair_mask(hash);
  }
  return FB_OK;
}

/* Fills `starts`, with a row more than it has words, for words that no phrase begins with. */
static fb_status fill_starts(fb_lexicon *lx) {
  uint32_t i;
  FB_TRY(fb_reserve(&lx->starts, lx->first.n / 32 + 1));
  lx->starts.n = lx->first.n / 32 + 1;
  memset(lx->starts.at, 0, lx->starts.n * sizeof *lx->starts.at);
  for (i = 0; i < lx->first.n; i++) {
    const fb_lex_node *nd;
    uint64_t bits;
    if (lx->first.at[i] == FB_NONE) continue;
    nd = &lx->nodes.at[lx->first.at[i]];
    bits = (nd->phrase != FB_NONE ? STARTS_ALONE : 0) | (nd->filter != 0 ? STARTS_LONGER : 0);
    lx->starts.at[i / 32] |= bits << (i % 32 * 2);
  }
  return FB_OK;
}

fb_status fb_lexicon_freeze(fb_lexicon *lx) {
  uint32_t i;
  if (lx->frozen) return FB_OK;
  for (i = 0; i < lx->nodes.n; i++) { /* the marks of removed forms have done their work */
    uint32_t *link = &lx->nodes.at[i].phrase;
    while (*link != FB_NONE) {
      fb_phrase *p = &lx->phrases.at[*link];
      if (p->dead) *link = p->next;
      else link = &p->next;
    }
  }
  FB_TRY(reserve_slots(lx, lx->nslots)); /* so that there is a table to probe */
  FB_TRY(fill_starts(lx));
  FB_TRY(fill_pairs(lx));
  trim(&lx->first);
  trim(&lx->nodes);
  trim(&lx->phrases);
  trim(&lx->spell);
  trim(&lx->bytes);
  lx->frozen = 1;
  return FB_OK;
}

/* ---- scanning ------------------------------------------------------------------------------- */

/* A node that a phrase may end at, and how many tokens lead there. */
typedef struct ending {
  uint32_t node, len;
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
  return h->len == w->len + 1 && has_spare_stop(fb_vocab_bytes(&d->vocab, have[last]), h->len, h->cls) &&
         memcmp(fb_vocab_bytes(&d->vocab, have[last]), fb_vocab_bytes(&d->vocab, want[last]), w->len) == 0;
}

/* Has every word that the name `p` writes with a capital one in the text from token `i` on? */
static int has_capitals(const fb_doc *d, const fb_phrase *p, uint32_t i) {
  uint32_t k;
  for (k = 0; k < p->ntok; k++)
    if ((p->spell >> k & 1) && !(d->cls[i + k] & (FB_C_CAP | FB_C_UPPER))) return 0;
  return 1;
}

/*
** Normal form of token `i` without its spare stop ("inc" for "Inc."), or FB_NONE where it has none
** or no list knows that word.
*/
static uint32_t without_stop(const fb_doc *d, uint32_t i) {
  const fb_word *w = fb_vocab_word(&d->vocab, d->norm[i]);
  const char *s = fb_vocab_bytes(&d->vocab, d->norm[i]);
  if (d->vocab.base == NULL || !has_spare_stop(s, w->len, d->cls[i])) return FB_NONE;
  return fb_vocab_find(d->vocab.base, s, w->len - 1, fb_vocab_hash(s, w->len - 1));
}

/* Appends the hits of the phrases that end at `node`, `len` tokens long, where their list's mode allows them. */
static fb_status add_hits(const fb_lexicon *lx, fb_doc *d, uint32_t i, uint32_t node, uint32_t len, int caseless) {
  uint32_t at = lx->nodes.at[node].phrase;
  for (; at != FB_NONE; at = lx->phrases.at[at].next) {
    const fb_phrase *p = &lx->phrases.at[at];
    fb_hit hit;
    if (p->list < lx->skip.n && lx->skip.at[p->list]) continue;
    if (p->mode == FB_LIST_NAME && !caseless && !has_capitals(d, p, i)) continue;
    if (p->mode == FB_LIST_EXACT && !spelt_exactly(lx, d, p, i)) continue;
    hit.next = FB_NONE;
    hit.entry = at;
    hit.list = p->list;
    hit.len = (uint16_t)len;
    FB_TRY(fb_push(&d->hits, hit));
  }
  return FB_OK;
}

/* Links the hits from `from` on at token `i`, sorted: longer first, then list, then as they stand. */
static void link_hits(fb_doc *d, uint32_t i, uint32_t from) {
  fb_hit *h = d->hits.at;
  uint32_t k, j;
  uint64_t lists = 0;
  if (d->hits.n == from) return;
  /* They come in order but for words with a spare stop, where two nodes end together. */
  for (k = from + 1; k < d->hits.n; k++) {
    fb_hit hit = h[k];
    for (j = k; j > from && h[j - 1].len == hit.len && h[j - 1].list > hit.list; j--) h[j] = h[j - 1];
    h[j] = hit;
  }
  for (k = from; k < d->hits.n; k++) {
    h[k].next = k + 1 < d->hits.n ? k + 1 : FB_NONE;
    lists |= FB_LIST_BIT(h[k].list);
  }
  d->hit_at[i] = from;
  d->lists[i] = lists;
}

/* Finds what begins at token `i`, as far as token `end`. */
static fb_status scan_at(const fb_lexicon *lx, fb_doc *d, uint32_t i, uint32_t end, int caseless) {
  ending found[2 * FB_PHRASE_TOKENS];
  uint32_t nfound = 0, from = d->hits.n, norm = d->norm[i], node = FB_NONE, len = 1;
  if (d->cls[i] & FB_C_ABBREV) {
    uint32_t bare = without_stop(d, i);
    if (bare < lx->first.n && lx->first.at[bare] != FB_NONE) {
      found[nfound].node = lx->first.at[bare];
      found[nfound++].len = 1;
    }
  }
  if (norm < lx->first.n) node = lx->first.at[norm];
  while (node != FB_NONE) {
    const fb_lex_node *nd = &lx->nodes.at[node];
    uint32_t child = FB_NONE;
    if (nd->phrase != FB_NONE) {
      found[nfound].node = node;
      found[nfound++].len = len;
    }
    if (i + len >= end || nd->filter == 0 || len == FB_PHRASE_TOKENS) break;
    norm = d->norm[i + len];
    if (nd->filter & filter_bit(norm)) child = find_child(lx, node, norm, edge_hash(node, norm));
    if (d->cls[i + len] & FB_C_ABBREV) {
      uint32_t bare = without_stop(d, i + len), bare_child = FB_NONE;
      if (bare != FB_NONE && (nd->filter & filter_bit(bare)))
        bare_child = find_child(lx, node, bare, edge_hash(node, bare));
      if (bare_child != FB_NONE) {
        found[nfound].node = bare_child;
        found[nfound++].len = len + 1;
      }
    }
    node = child;
    len++;
  }
  while (nfound-- > 0) FB_TRY(add_hits(lx, d, i, found[nfound].node, found[nfound].len, caseless));
  link_hits(d, i, from);
  return FB_OK;
}

/* A token where a phrase may begin. */
typedef struct candidate {
  uint32_t tok;
  uint8_t longer; /* with the next token it passed the filter of pairs */
  uint8_t stop;   /* it or the next token may have a spare stop */
  uint32_t node, hash;
} candidate;

/*
** Writes to `at` those of the tokens [i, end), at most SPAN, where a phrase may begin, and returns how
** many. No branch depends on the text: on news every third word begins some phrase of a million, and
** a processor guesses such branches wrong.
*/
static uint32_t candidates(const fb_lexicon *lx, const fb_doc *d, uint32_t i, uint32_t end, candidate *at) {
  const uint32_t *norm = d->norm, *cls = d->cls;
  const uint64_t *starts = lx->starts.at, *pairs = lx->pairs.at;
  uint32_t known = lx->first.n, bits = lx->pair_bits, n = 0, last = end;
  if (end == d->ntok && end > i) last--; /* it has no next word to look at */
  for (; i < last; i++) {
    uint32_t word = norm[i] < known ? norm[i] : known;
    uint64_t start = starts[word / 32] >> (word % 32 * 2);
    uint64_t hash = pair_hash(word, norm[i + 1]), mask = pair_mask(hash);
    /* Where nothing longer begins the filter's word 0 does: it is in the cache. */
    uint32_t look = pair_word(hash, bits) & (0u - (uint32_t)(start >> 1 & 1));
    uint64_t pair = (pairs[look] & mask) == mask;
    /* "Inc." may also be read "Inc", first or later. */
    uint64_t stop = (cls[i] & FB_C_ABBREV) | (cls[i + 1] & FB_C_ABBREV);
    at[n].tok = i;
    at[n].longer = (uint8_t)(start >> 1 & pair);
    at[n].stop = stop != 0;
    n += ((start & STARTS_ALONE) | (start >> 1 & pair) | (stop / FB_C_ABBREV)) & 1;
  }
  if (last < end) {
    at[n].tok = last;
    at[n].longer = 0;
    at[n++].stop = 1; /* looked at in full */
  }
  return n;
}

/* Has the memory that scan_at will read for the `n` candidates fetched, a step of the way at a time. */
static void fetch_ahead(const fb_lexicon *lx, const fb_doc *d, candidate *at, uint32_t n) {
  uint32_t k, known = lx->first.n;
  for (k = 0; k < n; k++) {
    uint32_t norm = d->norm[at[k].tok];
    at[k].node = norm < known ? norm : FB_NONE;
    if (norm < known) prefetch(&lx->first.at[norm]);
  }
  for (k = 0; k < n; k++) {
    if (at[k].node == FB_NONE) continue;
    at[k].node = lx->first.at[at[k].node];
    if (at[k].node == FB_NONE) continue;
    prefetch(&lx->nodes.at[at[k].node]);
    if (at[k].longer) {
      at[k].hash = edge_hash(at[k].node, d->norm[at[k].tok + 1]);
      prefetch(slot_of(lx, at[k].hash));
    }
  }
  for (k = 0; k < n; k++) {
    uint32_t phrase;
    if (at[k].node == FB_NONE) continue;
    phrase = lx->nodes.at[at[k].node].phrase;
    if (phrase != FB_NONE) prefetch(&lx->phrases.at[phrase]);
    if (at[k].longer) prefetch(&lx->nodes.at[(uint32_t)*slot_of(lx, at[k].hash)]);
  }
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
    fetch_ahead(lx, d, at, n);
    for (k = 0; k < n; k++) {
      uint32_t tok = at[k].tok;
      if (!at[k].longer && !at[k].stop) { /* a word alone; most are */
        uint32_t from = d->hits.n;
        FB_TRY(add_hits(lx, d, tok, at[k].node, 1, caseless));
        link_hits(d, tok, from);
        continue;
      }
      while (tok >= end && s < d->sents.n) end = d->sents.at[s++].end;
      FB_TRY(scan_at(lx, d, tok, tok < end ? end : d->ntok, caseless));
    }
  }
  return FB_OK;
}

/* ---- asking --------------------------------------------------------------------------------- */

int fb_lexicon_attr(const fb_lexicon *lx, uint32_t phrase, const char *key, size_t key_len, const char **value,
                    size_t *value_len) {
  const fb_phrase *p = &lx->phrases.at[phrase];
  const char *at = lx->bytes.at + p->attrs, *end = at + p->attrs_len;
  fb_list_attr a;
  while (fb_list_attr_next(&at, end, &a)) {
    if (a.key_len == key_len && memcmp(a.key, key, key_len) == 0) {
      *value = a.value;
      *value_len = a.value_len;
      return 1;
    }
  }
  return 0;
}

uint32_t fb_lexicon_next(const fb_lexicon *lx, uint16_t list, uint32_t from) {
  for (; from < lx->phrases.n; from++)
    if (lx->phrases.at[from].list == list && !lx->phrases.at[from].dead) return from;
  return FB_NONE;
}

int fb_lexicon_where(const fb_lexicon *lx, uint32_t phrase, uint32_t *source, uint32_t *line) {
  const fb_phrase *p = &lx->phrases.at[phrase];
  uint32_t k;
  for (k = 0; k < lx->sources.n; k++) {
    const fb_lex_source *src = &lx->sources.at[k];
    if (src->list != p->list || p->text < src->off || p->text >= src->off + src->len) continue;
    *source = k;
    *line = line_at(lx, src->off, p->text);
    return 1;
  }
  return 0;
}
