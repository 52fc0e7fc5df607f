/*
** lexicon.c: loads phrases into a trie and freezes it into the columns that are searched (drawn in lexicon.h).
**
** Loading works on batches of lines, a step at a time, so that the memory reads of different phrases overlap:
** with a million phrases nearly every slot is a cache miss.
*/
#include "lexicon.h"

/* Lines that are inserted together: enough to keep the memory busy, few enough for the stack. */
#define BATCH 32

/* Bytes of a source by which its lines are counted. */
#define SAMPLE ((size_t)1 << 16)

/* Lines of a source from which on as many new words are expected; smaller ones share most of their words. */
#define MANY_LINES 100000

/* Slots of the trie are at most 5/8 full: linear probing stays short. */
#define MIN_BITS 10
#define too_full(used, bits) ((uint64_t)(used)*8 > (UINT64_C(5) << (bits)))

/* The filter of edges has at least 2^6 words of 64 bits. */
#define MIN_PAIR_BITS 6

/* Edges whose slots are fetched ahead while the frozen table is filled. */
#define FAR 16

#define FREE UINT64_MAX

void fb_lexicon_init(fb_lexicon *lx) { memset(lx, 0, sizeof *lx); }

static void free_trie(fb_lex_trie *t) {
  fb_drop(&t->alone);
  fb_drop(&t->nodes);
  fb_drop(&t->next);
  fb_free(t->slots);
  t->slots = NULL;
  t->bits = 0;
}

void fb_lexicon_free(fb_lexicon *lx) {
  free_trie(&lx->trie);
  fb_drop(&lx->skip);
  if (!lx->mapped) {
    fb_drop(&lx->first);
    fb_drop(&lx->pairs);
    fb_drop(&lx->edges);
    fb_drop(&lx->ends);
    fb_drop(&lx->phrases);
    fb_drop(&lx->spell);
    fb_drop(&lx->bytes);
    fb_drop(&lx->sources);
  }
  memset(lx, 0, sizeof *lx);
}

/* ---- the trie ------------------------------------------------------------------------------- */

static uint32_t edge_hash(uint32_t from, uint32_t word) { return (uint32_t)(fb_lex_hash(from, word) >> 32); }

/* The slot to start from: the hash's high bits. */
static uint64_t *slot_of(const fb_lex_trie *t, uint32_t hash) { return &t->slots[hash >> (32 - t->bits)]; }

/* Puts `slot` into the first free place; there is one. */
static void put_slot(fb_lex_trie *t, uint64_t slot) {
  uint32_t mask = (uint32_t)((UINT64_C(1) << t->bits) - 1);
  uint32_t i = (uint32_t)(slot >> 32) >> (32 - t->bits);
  while (t->slots[i] != FREE) i = (i + 1) & mask;
  t->slots[i] = slot;
}

/* Makes room for `edges` edges in all. */
static fb_status reserve_slots(fb_lex_trie *t, uint64_t edges) {
  uint64_t *old = t->slots;
  uint32_t bits = t->bits ? t->bits : MIN_BITS, old_n, i;
  if (t->bits && !too_full(edges, t->bits)) return FB_OK;
  while (too_full(edges, bits)) bits++;
  if (bits > 31) return FB_TOOBIG;
  old_n = t->bits ? UINT32_C(1) << t->bits : 0;
  t->slots = fb_realloc(NULL, sizeof *t->slots << bits);
  if (t->slots == NULL) {
    t->slots = old;
    return FB_NOMEM;
  }
  memset(t->slots, 0xff, sizeof *t->slots << bits);
  t->bits = bits;
  /* The old table goes by in order of hash, and so does the writing: no cache misses. */
  for (i = 0; i < old_n; i++)
    if (old[i] != FREE) put_slot(t, old[i]);
  fb_free(old);
  return FB_OK;
}

/* The edge from `from` by `word`, whose hash is given and for which there is room; made where it is missing. */
static fb_status edge(fb_lex_trie *t, uint32_t from, uint32_t word, uint32_t hash, uint32_t *at) {
  uint32_t mask = (uint32_t)((UINT64_C(1) << t->bits) - 1), i = hash >> (32 - t->bits);
  fb_lex_node nd;
  for (; t->slots[i] != FREE; i = (i + 1) & mask) {
    if ((uint32_t)(t->slots[i] >> 32) == hash) {
      uint32_t k = (uint32_t)t->slots[i];
      if (t->nodes.at[k].from == from && t->nodes.at[k].word == word) {
        *at = k | FB_LEX_EDGE;
        return FB_OK;
      }
    }
  }
  nd.from = from;
  nd.word = word;
  nd.phrase = FB_NONE;
  FB_TRY(fb_push(&t->nodes, nd));
  t->slots[i] = (uint64_t)hash << 32 | (t->nodes.n - 1);
  *at = (t->nodes.n - 1) | FB_LEX_EDGE;
  return FB_OK;
}

/* The first phrase that ends at a word alone or at an edge. */
static uint32_t *phrase_at(fb_lex_trie *t, uint32_t at) {
  return at & FB_LEX_EDGE ? &t->nodes.at[at & ~FB_LEX_EDGE].phrase : &t->alone.at[at];
}

/* Makes room for the phrases of one word: all `n` words that there are. */
static fb_status reserve_alone(fb_lex_trie *t, uint32_t n) {
  if (n <= t->alone.n) return FB_OK;
  FB_TRY(fb_reserve(&t->alone, n - t->alone.n));
  memset(t->alone.at + t->alone.n, 0xff, (n - t->alone.n) * sizeof *t->alone.at);
  t->alone.n = n;
  return FB_OK;
}

/* ---- loading -------------------------------------------------------------------------------- */

/* A phrase on its way into the trie. */
typedef struct item {
  fb_list_line line;
  uint32_t n;     /* tokens; 0: left out */
  uint32_t at;    /* word or edge reached so far */
  uint32_t hash;  /* of the next edge */
  uint32_t caps;  /* bit per token with a capital */
  uint32_t words; /* a plain phrase's: the first of the batch's words; FB_NONE for others */
  uint32_t sym[FB_PHRASE_TOKENS + 1], norm[FB_PHRASE_TOKENS + 1];
} item;

/*
** A word of a batch. Those of plain phrases, letters and single spaces, are the tokens; of others they are guesses,
** good for having memory fetched.
*/
typedef struct ahead {
  const char *s;
  uint32_t len, hash, word;
} ahead;
#define AHEAD (BATCH * 6)

/* A plain phrase's longest word, and the bytes behind a list's that may be read, eight at a time. */
#define PLAIN 64
#define BEYOND 8

/* How many of the bytes at s, of which eight can be read, are ASCII letters? Eight bytes are compared at once. */
static uint32_t letters(const char *s) {
#if defined __GNUC__ && defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  const uint64_t ones = 0x0101010101010101u, tops = 0x80 * ones;
  uint64_t x, low, no;
  memcpy(&x, s, 8);
  low = (x | 0x20 * ones) & ~tops;
  no = ~((low + 0x1f * ones) & ~(low + 5 * ones) & ~x) & tops;
  return no ? fb_lowest_bit(no) / 8 : 8;
#else
  uint32_t n = 0;
  while (n < 8 && (unsigned char)((s[n] | 0x20) - 'a') < 26) n++;
  return n;
#endif
}

/* Splits a phrase at its spaces into words of the batch, of which there are *n, and tells whether it is plain. */
static void split(const fb_tokenizer *tk, item *it, ahead *all, uint32_t *n) {
  const char *s = it->line.phrase, *stop = s + it->line.phrase_len;
  uint32_t from = *n, k;
  int plain = 1;
  while (s < stop && *n < AHEAD) {
    const char *e = s;
    do {
      k = letters(e);
      e += k;
    } while (k == 8 && e < stop);
    if (e > stop) e = stop;
    if (e < stop && *e != ' ') {
      e = memchr(e, ' ', (size_t)(stop - e));
      if (e == NULL) e = stop;
      plain = 0;
    }
    k = (uint32_t)(e - s);
    all[*n].s = s;
    all[*n].len = k;
    all[*n].hash = fb_vocab_hash(s, k);
    if (k == 0 || k > PLAIN || (plain && !fb_tokenizer_whole(tk, s, k))) plain = 0;
    if (k != 0) ++*n;
    s = e + (e < stop);
  }
  it->words = plain && s == stop && *n - from <= FB_PHRASE_TOKENS ? from : FB_NONE;
  it->n = *n - from;
}

/* Has the vocabulary's memory for the words of a batch fetched before they are looked up, a step at a time. */
static void fetch_words(const fb_vocab *v, ahead *all, uint32_t n) {
  ahead *a, *end = all + n;
  if (v->slots == NULL) return;
  for (a = all; a < end; a++) fb_prefetch(&v->slots[a->hash & v->mask]);
  for (a = all; a < end; a++) {
    uint64_t slot = v->slots[a->hash & v->mask];
    a->word = (uint32_t)slot - 1; /* FB_NONE for an empty one */
    if ((uint32_t)(slot >> 32) == a->hash && slot != 0) fb_prefetch(&v->words.at[a->word]);
    else if (a->len <= PLAIN) { /* a new word: its normal form is asked for next */
      char fold[PLAIN];
      uint32_t i;
      a->word = FB_NONE;
      for (i = 0; i < a->len; i++) {
        unsigned c = (unsigned char)a->s[i];
        fold[i] = (char)(c + ((c - 'A' < 26u) << 5));
      }
      fb_prefetch(&v->slots[fb_vocab_hash(fold, a->len) & v->mask]);
    } else a->word = FB_NONE;
  }
  for (a = all; a < end; a++)
    if (a->word != FB_NONE) fb_prefetch(v->bytes.at + v->words.at[a->word].off);
}

/* Looks up the words of a plain phrase, which fills it->sym and it->norm. */
static fb_status look_up(fb_vocab *v, item *it, const ahead *all) {
  uint32_t i;
  it->caps = 0;
  for (i = 0; i < it->n; i++) {
    const ahead *a = &all[it->words + i];
    const fb_word *w;
    FB_TRY(fb_vocab_intern(v, a->s, a->len, a->hash, &it->sym[i]));
    w = fb_vocab_word(v, it->sym[i]);
    it->norm[i] = w->norm;
    if (w->cls & FB_C_CAP) it->caps |= UINT32_C(1) << i;
  }
  return FB_OK;
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
  if (fb_lex_spare_stop(fb_vocab_bytes(v, last), w->len, w->cls)) {
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

/* Walks a batch down the trie, making edges on the way. */
static fb_status walk_down(fb_lexicon *lx, const fb_vocab *v, item *its, uint32_t n) {
  fb_lex_trie *t = &lx->trie;
  uint32_t i, depth, deepest = 0;
  FB_TRY(reserve_alone(t, fb_vocab_count(v)));
  for (i = 0; i < n; i++) {
    if (its[i].n == 0) continue;
    its[i].at = its[i].norm[0];
    if (its[i].n == 1) fb_prefetch(&t->alone.at[its[i].at]);
    if (its[i].n > deepest) deepest = its[i].n;
  }
  for (depth = 1; depth < deepest; depth++) {
    /* Room for all first: no slot moves between prefetch and use. */
    FB_TRY(reserve_slots(t, (uint64_t)t->nodes.n + n));
    for (i = 0; i < n; i++) {
      if (its[i].n <= depth) continue;
      its[i].hash = edge_hash(its[i].at, its[i].norm[depth]);
      fb_prefetch(slot_of(t, its[i].hash));
    }
    for (i = 0; i < n; i++) {
      if (its[i].n <= depth) continue;
      FB_TRY(edge(t, its[i].at, its[i].norm[depth], its[i].hash, &its[i].at));
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

/* Where lines begin, at steps of a source's bytes, so that the line of an entry is found by counting few. */
#define MARKS 256
typedef struct line_marks {
  uint32_t from, step, n; /* of the source's bytes; marks in use */
  struct {
    uint32_t off, line;
  } at[MARKS];
} line_marks;

static void begin_marks(line_marks *m, uint32_t from, uint32_t len) {
  m->from = from;
  m->step = len / MARKS + 1;
  m->n = 1;
  m->at[0].off = from;
  m->at[0].line = 1;
}

/* Notes that line number `line` begins at `off`, for all steps up to there that have none. */
static void mark_line(line_marks *m, uint32_t off, uint32_t line) {
  while (m->n < MARKS && (off - m->from) / m->step >= m->n) {
    m->at[m->n].off = off;
    m->at[m->n++].line = line;
  }
}

/* Number of the line at `off`, in the source whose marks these are. */
static uint32_t marked_line(const fb_lexicon *lx, const line_marks *m, uint32_t off) {
  uint32_t k = (off - m->from) / m->step;
  if (k >= m->n) k = m->n - 1;
  while (k > 0 && m->at[k].off > off) k--;
  return m->at[k].line - 1 + line_at(lx, m->at[k].off, off);
}

/* Where an entry is one of a new source's, and what becomes of those it meets. */
typedef struct merge {
  uint32_t since; /* phrases whose text begins before this are of lower layers */
  fb_list_report *report;
  line_marks *marks;
  uint32_t line;
  uint8_t form; /* an added form: gives way to what is there */
} merge;

/*
** Adds phrase `p` to those that end at `place`, after the settling with phrases of the same list and spelling
** that merge.since asks for. A dead `p` removes only, and stays as a mark that the form is unwanted.
*/
static fb_status attach(fb_lexicon *lx, uint32_t place, const fb_phrase *p, const merge *m) {
  fb_lex_trie *t = &lx->trie;
  uint32_t *link = phrase_at(t, place), at = *link, next;
  uint32_t same = 0, removed = 0;
  for (; at != FB_NONE; at = next) {
    fb_phrase *q = &lx->phrases.at[at];
    next = t->next.at[at];
    if (q->list > p->list) break;
    if (q->list == p->list && same_spelling(lx, p, q)) {
      if (m->form && q->dead) goto unwanted;
      if (q->dead || (q->text < m->since && !m->form)) {
        removed += !q->dead;
        q->dead = 1;
        *link = next;
        continue;
      }
      if (!p->dead && same_attrs(lx, p, q)) {
        if (m->report != NULL && m->report->notes.n < FB_LIST_NOTES)
          fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, marked_line(lx, m->marks, q->text), "the same entry twice");
        else fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, 0, "the same entry twice");
        goto unwanted;
      }
      if (++same >= FB_PHRASE_SAME) {
        fb_list_note_add(m->report, FB_NOTE_ERROR, m->line, 0, "more than 256 entries for one phrase");
        goto unwanted;
      }
    }
    link = &t->next.at[at];
  }
  if (p->dead && removed == 0)
    fb_list_note_add(m->report, FB_NOTE_WARNING, m->line, 0, "no lower layer has the phrase to remove");
  if (m->report != NULL) {
    if (p->dead) m->report->removals++;
    else m->report->entries++;
  }
  FB_TRY(fb_push(&lx->phrases, *p));
  at = *link; /* before `next` moves */
  *link = lx->phrases.n - 1;
  if (fb_push(&t->next, at) == FB_OK) return FB_OK;
  lx->phrases.n--;
  *link = at;
  return FB_NOMEM;
unwanted: /* its tokens are the last of `spell`, if it has any */
  if (p->mode == FB_LIST_EXACT) lx->spell.n -= p->ntok;
  return FB_OK;
}

/* Notes the spelling of `it` in `p`, as p->mode needs it. */
static fb_status set_spelling(fb_lexicon *lx, fb_phrase *p, const item *it) {
  p->ntok = it->n & 0x3f;
  p->spell = p->mode == FB_LIST_NAME ? it->caps : 0;
  if (p->mode != FB_LIST_EXACT) return FB_OK;
  FB_TRY(fb_reserve(&lx->spell, it->n));
  p->spell = lx->spell.n;
  memcpy(lx->spell.at + lx->spell.n, it->sym, it->n * sizeof *it->sym);
  lx->spell.n += it->n;
  return FB_OK;
}

fb_status fb_lexicon_room(fb_lexicon *lx, size_t n, char **at) {
  if (lx->frozen) return FB_BAD;
  if (n > FB_MAX_TEXT || lx->bytes.n + n > FB_MAX_TEXT) return FB_TOOBIG;
  FB_TRY(fb_reserve(&lx->bytes, n + BEYOND));
  *at = lx->bytes.at + lx->bytes.n;
  return FB_OK;
}

fb_status fb_lexicon_load(fb_lexicon *lx, fb_vocab *v, const fb_tokenizer *tk, uint16_t list, fb_list_mode mode,
                          const char *bytes, size_t n, fb_list_report *report) {
  item its[BATCH];
  ahead all[AHEAD];
  line_marks marks;
  fb_list_reader reader;
  fb_lex_source src;
  merge m;
  uint32_t count, i, words, lines = 0;
  const char *s;
  size_t head;
  char *room;
  FB_TRY(fb_lexicon_room(lx, n, &room));
  src.off = lx->bytes.n;
  src.len = (uint32_t)n;
  src.list = list;
  src.unused = 0;
  FB_TRY(fb_push(&lx->sources, src));
  if (n != 0 && bytes != room) memcpy(room, bytes, n);
  lx->bytes.n += (uint32_t)n;
  memset(lx->bytes.at + lx->bytes.n, 0, BEYOND);

  /* About an edge and a phrase per line: growing step by step would copy them all again. How many
  ** lines there are is told by those at the beginning. */
  head = n < SAMPLE ? n : SAMPLE;
  for (s = bytes; head != 0 && (s = memchr(s, '\n', (size_t)(bytes + head - s))) != NULL; s++) lines++;
  if (head < n) lines = (uint32_t)((double)lines / (double)head * (double)n);
  FB_TRY(reserve_slots(&lx->trie, (uint64_t)lx->trie.nodes.n + lines));
  FB_TRY(fb_reserve(&lx->trie.nodes, lines));
  FB_TRY(fb_reserve(&lx->trie.next, lines));
  FB_TRY(fb_reserve(&lx->phrases, lines));
  if (lines >= MANY_LINES) FB_TRY(fb_vocab_reserve(v, lines));

  m.since = src.off;
  m.report = report;
  m.marks = &marks;
  m.form = 0;
  begin_marks(&marks, src.off, src.len);
  fb_list_open(&reader, n ? lx->bytes.at + src.off : "", n, report);
  do {
    for (count = 0; count < BATCH && fb_list_next(&reader, &its[count].line, report);) count++;
    mark_line(&marks, (uint32_t)(reader.at - lx->bytes.at), reader.line + 1);
    for (i = words = 0; i < count; i++) split(tk, &its[i], all, &words);
    fetch_words(v, all, words);
    for (i = 0; i < count; i++) {
      const char *fault = NULL;
      if (its[i].words != FB_NONE) FB_TRY(look_up(v, &its[i], all));
      else FB_TRY(read_words(v, tk, &its[i], &fault));
      if (its[i].line.attrs_len > FB_PHRASE_ATTRS) fault = "attributes of more than 64 MB";
      if (fault == NULL) continue;
      fb_list_note_add(report, FB_NOTE_ERROR, its[i].line.line, 0, fault);
      its[i].n = 0;
    }
    FB_TRY(walk_down(lx, v, its, count));
    for (i = 0; i < count; i++) {
      const fb_list_line *line = &its[i].line;
      fb_phrase p;
      if (its[i].n == 0) continue;
      p.list = list;
      p.mode = mode & 3;
      p.dead = line->removes & 1;
      p.text = (uint32_t)(line->phrase - lx->bytes.at);
      p.text_len = line->phrase_len & 0x1fff;
      p.attrs = (uint32_t)(line->attrs - lx->bytes.at);
      p.attrs_len = line->attrs_len & FB_PHRASE_ATTRS;
      FB_TRY(set_spelling(lx, &p, &its[i]));
      m.line = line->line;
      FB_TRY(attach(lx, its[i].at, &p, &m));
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
  FB_TRY(walk_down(lx, v, &it, 1));
  FB_TRY(fb_reserve(&lx->bytes, len));
  p = lx->phrases.at[of];
  p.dead = 0;
  p.text = lx->bytes.n;
  p.text_len = len & 0x1fff;
  FB_TRY(set_spelling(lx, &p, &it));
  memcpy(lx->bytes.at + lx->bytes.n, s, len);
  lx->bytes.n += (uint32_t)len;
  m.since = 0;
  m.report = NULL;
  m.marks = NULL;
  m.line = 0;
  m.form = 1;
  return attach(lx, it.at, &p, &m);
}

/* Gives back what a vec holds beyond its elements; that it cannot is no failure. */
#define trim(vec) \
  do { \
    void *trim_at = (vec)->n ? fb_realloc((vec)->at, (vec)->n * sizeof *(vec)->at) : NULL; \
    if (trim_at != NULL) (vec)->at = trim_at, (vec)->cap = (vec)->n; \
  } while (0)

/* ---- freezing ------------------------------------------------------------------------------- */

/* Writes the phrases from `at` on, which end at one place, to `ends`; the number of the first, 0 where none lives. */
static uint32_t put_ends(fb_lexicon *lx, uint32_t at) {
  uint32_t from = lx->ends.n;
  for (; at != FB_NONE; at = lx->trie.next.at[at]) {
    const fb_phrase *p = &lx->phrases.at[at];
    fb_lex_end *e = &lx->ends.at[lx->ends.n];
    if (p->dead) continue; /* the marks of removed forms have done their work */
    e->entry = at;
    e->list = p->list;
    e->caps = p->mode == FB_LIST_NAME ? (uint8_t)p->spell : 0;
    e->how = (uint8_t)(p->mode | (p->mode == FB_LIST_NAME && p->spell >> 8 ? FB_LEX_CAPS : 0));
    lx->ends.n++;
  }
  if (lx->ends.n == from) return 0;
  lx->ends.at[lx->ends.n - 1].how |= FB_LEX_LAST;
  return from;
}

/* Makes the trie's words alone `first`, with a row more than there are words, for those that begin nothing. */
static void fill_first(fb_lexicon *lx) {
  fb_lex_trie *t = &lx->trie;
  uint32_t i, n = t->alone.n - 1;
  fb_drop(&lx->first);
  lx->first.at = t->alone.at;
  lx->first.n = t->alone.n;
  lx->first.cap = t->alone.cap;
  memset(&t->alone, 0, sizeof t->alone);
  for (i = 0; i < n; i++) {
    uint32_t later = i + FAR < n ? lx->first.at[i + FAR] : FB_NONE;
    if (later != FB_NONE) fb_prefetch(&lx->phrases.at[later]);
    lx->first.at[i] = put_ends(lx, lx->first.at[i]);
  }
  lx->first.at[n] = 0;
}

/* Makes the filter of edges, empty. About ten bits an edge let some 3 in 100 others through. */
static fb_status make_pairs(fb_lexicon *lx) {
  uint32_t bits = MIN_PAIR_BITS;
  while ((UINT64_C(64) << bits) < (uint64_t)lx->trie.nodes.n * 8) bits++;
  FB_TRY(fb_reserve(&lx->pairs, UINT32_C(1) << bits));
  lx->pairs.n = UINT32_C(1) << bits;
  lx->pair_bits = bits;
  memset(lx->pairs.at, 0, lx->pairs.n * sizeof *lx->pairs.at);
  return FB_OK;
}

/* The edge before node `nd` as frozen, or its first word; FB_NONE where it is not among the first `done` nodes. */
static uint32_t frozen_from(const fb_lex_node *nodes, const fb_lex_node *nd, uint32_t done) {
  uint32_t k = nd->from & ~FB_LEX_EDGE;
  if (!(nd->from & FB_LEX_EDGE)) return nd->from;
  return k < done ? nodes[k].phrase | FB_LEX_EDGE : FB_NONE;
}

/* Has the memory fetched that an edge will be written to. */
static void fetch_edge(const fb_lexicon *lx, uint32_t from, uint32_t word) {
  uint64_t hash = fb_lex_hash(from, word);
  fb_prefetch(&lx->edges.at[fb_lex_slot(hash, lx->edges.n)]);
  fb_prefetch(&lx->pairs.at[fb_lex_pair(hash, lx->pair_bits)]);
  if (!(from & FB_LEX_EDGE)) fb_prefetch(&lx->first.at[from]);
}

/* Fills `edges` and `pairs`. A node comes behind the one before it in a phrase; its place takes that of its phrase. */
static void fill_edges(fb_lexicon *lx) {
  fb_lex_node *nodes = lx->trie.nodes.at;
  uint32_t k, i, n = lx->trie.nodes.n;
  for (k = 0; k < n; k++) {
    uint32_t from = frozen_from(nodes, &nodes[k], k), later;
    uint64_t hash = fb_lex_hash(from, nodes[k].word);
    if (k + FAR < n && (later = frozen_from(nodes, &nodes[k + FAR], k)) != FB_NONE)
      fetch_edge(lx, later, nodes[k + FAR].word);
    for (i = fb_lex_slot(hash, lx->edges.n); lx->edges.at[i].from != FB_NONE;) i = i + 1 < lx->edges.n ? i + 1 : 0;
    lx->edges.at[i].from = from;
    lx->edges.at[i].word = nodes[k].word;
    lx->edges.at[i].ends = put_ends(lx, nodes[k].phrase);
    nodes[k].phrase = i;
    if (from & FB_LEX_EDGE) lx->edges.at[from & ~FB_LEX_EDGE].ends |= FB_LEX_LONGER;
    else lx->first.at[from] |= FB_LEX_LONGER;
    lx->pairs.at[fb_lex_pair(hash, lx->pair_bits)] |= fb_lex_pair_mask(hash);
  }
}

fb_status fb_lexicon_freeze(fb_lexicon *lx) {
  uint64_t most = (uint64_t)lx->trie.nodes.n + lx->trie.nodes.n / 4 + 1; /* four fifths full, and one slot is free */
  if (lx->frozen) return FB_OK;
  if (most >= FB_LEX_EDGE) return FB_TOOBIG;
  /* All memory first: the trie is used up then. */
  FB_TRY(reserve_alone(&lx->trie, lx->trie.alone.n + 1));
  FB_TRY(fb_reserve(&lx->ends, (uint64_t)lx->phrases.n + 1));
  FB_TRY(fb_reserve(&lx->edges, most));
  FB_TRY(make_pairs(lx));
  lx->edges.n = (uint32_t)most;
  memset(lx->edges.at, 0xff, lx->edges.n * sizeof *lx->edges.at);
  memset(lx->ends.at, 0, sizeof *lx->ends.at);
  lx->ends.at[0].how = FB_LEX_LAST;
  lx->ends.n = 1;
  fill_first(lx);
  fill_edges(lx);
  free_trie(&lx->trie);
  trim(&lx->first);
  trim(&lx->phrases);
  trim(&lx->spell);
  trim(&lx->bytes);
  lx->frozen = 1;
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
