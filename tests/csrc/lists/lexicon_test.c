/*
** lexicon_test.c: word lists (list.h) and the phrase trie (lexicon.h), against a naive matcher on random
** phrases and texts.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "lexicon.h"

/* A program's words and lists, and a document over them. */
typedef struct support {
  fb_vocab vocab;
  fb_tokenizer tokenizer;
  fb_lexicon lexicon;
  fb_doc doc;
} support;

static const char abbreviations[] = "Inc.\nMr.\tkind=title\n";

static void support_open(support *s) {
  memset(s, 0, sizeof *s);
  fb_vocab_init(&s->vocab, NULL);
  fb_tokenizer_init(&s->tokenizer);
  CHECK_EQ(fb_tokenizer_load(&s->tokenizer, abbreviations, sizeof abbreviations - 1), FB_OK);
  fb_lexicon_init(&s->lexicon);
}

static void support_freeze(support *s) {
  CHECK_EQ(fb_lexicon_freeze(&s->lexicon), FB_OK);
  fb_doc_free(&s->doc);
  fb_doc_init(&s->doc, &s->vocab);
}

static fb_status support_read(support *s, const char *text) {
  if (s->doc.vocab.base == NULL) fb_doc_init(&s->doc, &s->vocab);
  fb_doc_reset(&s->doc);
  FB_TRY(fb_tokenize(&s->doc, &s->tokenizer, text, strlen(text)));
  FB_TRY(fb_split_sentences(&s->doc, &s->tokenizer));
  return fb_doc_seal(&s->doc);
}

static void support_close(support *s) {
  fb_doc_free(&s->doc);
  fb_lexicon_free(&s->lexicon);
  fb_lexicon_free(&s->lexicon); /* twice does no harm */
  fb_tokenizer_free(&s->tokenizer);
  fb_vocab_free(&s->vocab);
}

/* ---- reading lists -------------------------------------------------------------------------- */

static void read_lines(void) {
  const char src[] = "\xef\xbb\xbf# head\r\n"
                     "\r\n"
                     "at least\tmodifier=at_least\tlow=1\r\n"
                     "  spaced out \n"
                     "!at most\n"
                     "\\#1\n"
                     "\\!wow\tkey=\n"
                     "   \t\n"
                     "last";
  fb_list_reader r;
  fb_list_line line;
  fb_list_report report = {0};
  fb_list_open(&r, src, sizeof src - 1, &report);
  CHECK(fb_list_next(&r, &line, &report));
  CHECK_EQ(line.line, 3);
  CHECK(line.phrase_len == 8 && memcmp(line.phrase, "at least", 8) == 0);
  CHECK(line.attrs_len == 23 && memcmp(line.attrs, "modifier=at_least\tlow=1", 23) == 0);
  CHECK(!line.removes);
  CHECK(fb_list_next(&r, &line, &report));
  CHECK(line.phrase_len == 10 && memcmp(line.phrase, "spaced out", 10) == 0);
  CHECK_EQ(line.attrs_len, 0);
  CHECK(fb_list_next(&r, &line, &report));
  CHECK(line.removes && line.phrase_len == 7);
  CHECK(fb_list_next(&r, &line, &report));
  CHECK(!line.removes && line.phrase_len == 2 && line.phrase[0] == '#');
  CHECK(fb_list_next(&r, &line, &report));
  CHECK(!line.removes && line.phrase_len == 4 && line.phrase[0] == '!');
  CHECK(fb_list_next(&r, &line, &report));
  CHECK_EQ(line.line, 9);
  CHECK(!fb_list_next(&r, &line, &report));
  CHECK_EQ(report.errors + report.warnings, 0);
  fb_list_report_free(&report);
}

/* A line that must be refused, between two good ones. */
static void refuses(const char *bad, size_t n) {
  char src[6000];
  fb_list_reader r;
  fb_list_line line;
  fb_list_report report = {0};
  int good = 0;
  memcpy(src, "one\n", 4);
  memcpy(src + 4, bad, n);
  memcpy(src + 4 + n, "\ntwo\n", 5);
  fb_list_open(&r, src, n + 9, &report);
  while (fb_list_next(&r, &line, &report)) good += line.phrase_len == 3;
  CHECK_EQ(good, 2);
  CHECK_EQ(report.errors, 1);
  CHECK(report.notes.n == 1 && report.notes.at[0].line == 2 && report.notes.at[0].message != NULL);
  fb_list_report_free(&report);
}

static void refuse_lines(void) {
  static const char *const bad[] = {
      "x\tnovalue",
      "x\t=value",
      "x\tk-y=1",
      "\tk=1",
      "!",
      "! \tk=1",
      "caf\xe9",
      "x\tk=\xff",
      "\xc0\xafx",
      "\xed\xa0\x80",
      "\xf4\x90\x80\x80",
      "abc\xe2\x82",
      "\xf8\x88\x80\x80\x80",
  };
  static char huge[5000];
  size_t i;
  for (i = 0; i < sizeof bad / sizeof *bad; i++) refuses(bad[i], strlen(bad[i]));
  refuses("nul\0byte", 8);
  memset(huge, 'x', sizeof huge);
  refuses(huge, sizeof huge);
}

static void read_attrs(void) {
  const char *s = "a=1\t\tbad\tkey=x=y\tempty=\t last=z";
  const char *at = s, *end = s + strlen(s);
  fb_list_attr a;
  CHECK(fb_list_attr_next(&at, end, &a) && a.key_len == 1 && a.value_len == 1);
  CHECK(fb_list_attr_next(&at, end, &a) && a.value_len == 3 && memcmp(a.value, "x=y", 3) == 0);
  CHECK(fb_list_attr_next(&at, end, &a) && a.value_len == 0);
  CHECK(fb_list_attr_next(&at, end, &a) && a.key_len == 4 && a.value_len == 1);
  CHECK(!fb_list_attr_next(&at, end, &a));
}

/* ---- matching ------------------------------------------------------------------------------- */

/* Hits of `text` as "token+length=list:phrase" joined by spaces, to compare with what is expected. */
static const char *hits_of(support *s, const char *text, int caseless) {
  static char out[4096];
  uint32_t i, h, len;
  size_t n = 0;
  out[0] = 0;
  if (support_read(s, text) != FB_OK) return "failed";
  if (fb_lexicon_scan(&s->lexicon, &s->doc, caseless) != FB_OK) return "failed";
  for (i = 0; i < s->doc.ntok; i++) {
    for (h = s->doc.hit_at[i]; h != FB_NONE; h = s->doc.hits.at[h].next) {
      const fb_hit *hit = &s->doc.hits.at[h];
      const char *phrase = fb_lexicon_text(&s->lexicon, hit->entry, &len);
      n += (size_t)snprintf(out + n, sizeof out - n, "%s%u+%u=%u:%.*s", n ? " " : "", (unsigned)i, (unsigned)hit->len,
                            (unsigned)hit->list, (int)len, phrase);
      if (n >= sizeof out) return "too long";
    }
  }
  return out;
}

static fb_status load(support *s, uint16_t list, fb_list_mode mode, const char *src, fb_list_report *r) {
  return fb_lexicon_load(&s->lexicon, &s->vocab, &s->tokenizer, list, mode, src, strlen(src), r);
}

#define EXPECT_HITS(s, text, want) \
  do { \
    const char *got = hits_of((s), (text), 0); \
    CHECK(strcmp(got, (want)) == 0); \
    if (strcmp(got, (want)) != 0) printf("  got \"%s\"\n", got); \
  } while (0)

static void modes(void) {
  support s;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_EXACT, "US\niPhone maker\n", NULL), FB_OK);
  CHECK_EQ(load(&s, 1, FB_LIST_FOLDED, "at least\nus\n", NULL), FB_OK);
  CHECK_EQ(load(&s, 2, FB_LIST_NAME, "New York\nGeneral of the Army\n", NULL), FB_OK);
  support_freeze(&s);
  EXPECT_HITS(&s, "the US and us", "1+1=0:US 1+1=1:us 3+1=1:us");
  EXPECT_HITS(&s, "AT LEAST one iPhone maker and IPHONE maker", "0+2=1:at least 3+2=0:iPhone maker");
  EXPECT_HITS(&s, "new york, New york, NEW YORK", "6+2=2:New York");
  EXPECT_HITS(&s, "a General of The ARMY", "1+4=2:General of the Army");
  CHECK(strcmp(hits_of(&s, "in new york", 1), "1+2=2:New York") == 0);
  support_close(&s);
}

static void lengths(void) {
  support s;
  support_open(&s);
  CHECK_EQ(load(&s, 3, FB_LIST_FOLDED, "bank\nbank of england governor\n", NULL), FB_OK);
  CHECK_EQ(load(&s, 1, FB_LIST_FOLDED, "bank\tk=1\nbank of england\nbank\tk=2\n", NULL), FB_OK);
  support_freeze(&s);
  EXPECT_HITS(&s, "Bank of England governor",
              "0+4=3:bank of england governor 0+3=1:bank of england 0+1=1:bank 0+1=1:bank 0+1=3:bank");
  EXPECT_HITS(&s, "He ran the bank. Of England nothing", "3+1=1:bank 3+1=1:bank 3+1=3:bank");
  EXPECT_HITS(&s, "", "");
  support_close(&s);
}

static void stops(void) {
  support s;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_NAME, "Acme Inc\nBolt Inc.\n", NULL), FB_OK);
  CHECK_EQ(load(&s, 1, FB_LIST_EXACT, "Inc.\n", NULL), FB_OK);
  support_freeze(&s);
  EXPECT_HITS(&s, "Acme Inc. and Acme Inc and Bolt Inc. or Bolt Inc",
              "0+2=0:Acme Inc 1+1=1:Inc. 3+2=0:Acme Inc 4+1=1:Inc. 6+2=0:Bolt Inc. 7+1=1:Inc. 9+2=0:Bolt Inc. "
              "10+1=1:Inc.");
  support_close(&s);
}

static void attributes(void) {
  support s;
  const char *value;
  size_t len;
  uint32_t source, line, h;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "# x\nat least\tmodifier=at_least\tlow=1\n", NULL), FB_OK);
  support_freeze(&s);
  EXPECT_HITS(&s, "at least", "0+2=0:at least");
  h = s.doc.hits.at[0].entry;
  CHECK(fb_lexicon_attr(&s.lexicon, h, "low", 3, &value, &len) && len == 1 && *value == '1');
  CHECK(fb_lexicon_attr(&s.lexicon, h, "modifier", 8, &value, &len) && len == 8);
  CHECK(!fb_lexicon_attr(&s.lexicon, h, "mod", 3, &value, &len));
  CHECK(fb_lexicon_where(&s.lexicon, h, &source, &line) && source == 0 && line == 2);
  support_close(&s);
}

static void layers(void) {
  support s;
  fb_list_report r = {0};
  const char *value;
  size_t len;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "one\tv=1\ntwo\tv=2\nthree\tv=3\nthree\tv=33\n", &r), FB_OK);
  CHECK_EQ(load(&s, 1, FB_LIST_FOLDED, "two\tv=other\n", &r), FB_OK);
  CHECK_EQ(r.entries, 5);
  CHECK_EQ(r.errors + r.warnings, 0);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "!Two\nTHREE\tv=4\nfour\n!nine\n", &r), FB_OK);
  CHECK_EQ(r.entries, 7);
  CHECK_EQ(r.removals, 2);
  CHECK_EQ(r.warnings, 1); /* nothing to remove */
  CHECK(r.notes.n == 1 && r.notes.at[0].line == 4);
  support_freeze(&s);
  EXPECT_HITS(&s, "one two three four", "0+1=0:one 1+1=1:two 2+1=0:THREE 3+1=0:four");
  CHECK(fb_lexicon_attr(&s.lexicon, s.doc.hits.at[2].entry, "v", 1, &value, &len) && *value == '4');
  CHECK_EQ(fb_lexicon_next(&s.lexicon, 1, 0), 4);
  CHECK_EQ(fb_lexicon_next(&s.lexicon, 1, 5), FB_NONE);
  fb_list_report_free(&r);
  support_close(&s);
}

static void doubles(void) {
  support s;
  fb_list_report r = {0};
  char many[8000];
  size_t n = 0;
  int i;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "one\tv=1\ntwo\nOne\tv=1\n", &r), FB_OK);
  CHECK_EQ(r.warnings, 1);
  CHECK(r.notes.n == 1 && r.notes.at[0].line == 3 && r.notes.at[0].other == 1);
  /* For a list of exact spellings, these are three phrases. */
  CHECK_EQ(load(&s, 1, FB_LIST_EXACT, "IT\nIt\nit\nIt\n", &r), FB_OK);
  CHECK_EQ(r.warnings, 2);
  /* As names, "IT" and "It" ask for the same: a capital. */
  CHECK_EQ(load(&s, 2, FB_LIST_NAME, "IT\nit\nIt\n", &r), FB_OK);
  CHECK_EQ(r.warnings, 3);
  for (i = 0; i < 300; i++) n += (size_t)snprintf(many + n, sizeof many - n, "san jose\tid=%d\n", i);
  CHECK_EQ(load(&s, 3, FB_LIST_FOLDED, many, &r), FB_OK);
  CHECK_EQ(r.errors, 300 - FB_PHRASE_SAME);
  support_freeze(&s);
  EXPECT_HITS(&s, "It", "0+1=1:It 0+1=2:IT 0+1=2:it");
  fb_list_report_free(&r);
  support_close(&s);
}

static void forms(void) {
  support s;
  fb_list_report r = {0};
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "say\tlemma=say\nfind\tlemma=find\nfound\tlemma=found\n", &r), FB_OK);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "!saith\n", &r), FB_OK);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "said", 4), FB_OK);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "said", 4), FB_OK);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "saith", 5), FB_OK);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 1, "found", 5), FB_OK);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "", 0), FB_BAD);
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 99, "x", 1), FB_BAD);
  support_freeze(&s);
  EXPECT_HITS(&s, "said saith say found", "0+1=0:said 2+1=0:say 3+1=0:found 3+1=0:found");
  CHECK_EQ(fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "sez", 3), FB_BAD);
  fb_list_report_free(&r);
  support_close(&s);
}

static void long_phrases(void) {
  support s;
  fb_list_report r = {0};
  char src[300], text[300];
  int i;
  support_open(&s);
  src[0] = 0;
  for (i = 0; i < FB_PHRASE_TOKENS; i++) strcat(src, "w ");
  strcpy(text, src);
  strcat(src, "\n");
  strcat(src, text);
  strcat(src, "w\n");
  CHECK_EQ(load(&s, 0, FB_LIST_NAME, src, &r), FB_OK);
  CHECK_EQ(r.entries, 1);
  CHECK_EQ(r.errors, 1);
  support_freeze(&s);
  CHECK_EQ(support_read(&s, text), FB_OK);
  CHECK_EQ(fb_lexicon_scan(&s.lexicon, &s.doc, 0), FB_OK);
  CHECK_EQ(s.doc.hits.n, 1);
  fb_list_report_free(&r);
  support_close(&s);
}

static void empty(void) {
  support s;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_NAME, "", NULL), FB_OK);
  CHECK_EQ(support_read(&s, "a"), FB_OK);
  CHECK_EQ(fb_lexicon_scan(&s.lexicon, &s.doc, 0), FB_BAD);
  support_freeze(&s);
  EXPECT_HITS(&s, "Some text.", "");
  support_close(&s);
}

/* ---- against a naive matcher ---------------------------------------------------------------- */

static uint32_t random_state = 12345;

static uint32_t random_below(uint32_t n) {
  random_state = random_state * 1664525u + 1013904223u;
  return (uint32_t)((uint64_t)(random_state >> 4) * n >> 28);
}

static const char *const words[] = {"a",    "A",    "b",    "B",   "c",   "Inc", "Inc.",        "inc",
                                    "INC.", "U.S.", "J.",   "new", "New", "NEW", "-",           "'s",
                                    "x",    "y",    "iPod", "Mr.", "Mr",  "10",  "caf\xc3\xa9", "CAF\xc3\x89"};

static void random_words(char *out, uint32_t n) {
  out[0] = 0;
  while (n-- > 0) {
    strcat(out, words[random_below(sizeof words / sizeof *words)]);
    if (n > 0) strcat(out, " ");
  }
}

static int same_word(const fb_vocab *v, uint32_t a, uint32_t b) {
  const fb_word *x = fb_vocab_word(v, a), *y = fb_vocab_word(v, b);
  return x->len == y->len && memcmp(fb_vocab_bytes(v, a), fb_vocab_bytes(v, b), x->len) == 0;
}

/* Length of a word's spelling without the stop that may be left off. */
static uint32_t bare_len(const fb_vocab *v, uint32_t sym, uint32_t spelling) {
  const fb_word *w = fb_vocab_word(v, sym);
  uint32_t len = fb_vocab_word(v, spelling)->len;
  if ((w->cls & FB_C_ABBREV) && !(w->cls & FB_C_INITIAL) && fb_vocab_bytes(v, spelling)[len - 1] == '.') len--;
  return len;
}

static int same_last_word(const fb_vocab *v, uint32_t a, uint32_t b, int folded) {
  uint32_t x = folded ? fb_vocab_word(v, a)->norm : a, y = folded ? fb_vocab_word(v, b)->norm : b;
  uint32_t xn = bare_len(v, a, x), yn = bare_len(v, b, y);
  if (same_word(v, x, y)) return 1;
  return xn == yn && memcmp(fb_vocab_bytes(v, x), fb_vocab_bytes(v, y), xn) == 0;
}

typedef struct naive {
  uint32_t sym[8], n;
  uint16_t list;
  fb_list_mode mode;
} naive;

static int naive_match(const support *s, const naive *p, uint32_t i, int caseless) {
  const fb_doc *d = &s->doc;
  const fb_vocab *v = &d->vocab;
  uint32_t k;
  if (i + p->n > d->ntok) return 0;
  for (k = 0; k < p->n; k++) {
    uint32_t a = d->sym[i + k], b = p->sym[k];
    int folded = p->mode != FB_LIST_EXACT;
    if (fb_doc_sentence(d, i + k) != fb_doc_sentence(d, i)) return 0;
    if (k + 1 == p->n ? !same_last_word(v, a, b, folded)
                      : !same_word(v, folded ? fb_vocab_word(v, a)->norm : a, folded ? fb_vocab_word(v, b)->norm : b))
      return 0;
    if (p->mode == FB_LIST_NAME && !caseless && (fb_vocab_word(v, b)->cls & FB_C_CAP) &&
        !(fb_vocab_word(v, a)->cls & (FB_C_CAP | FB_C_UPPER)))
      return 0;
  }
  return 1;
}

static void against_naive(void) {
  int round, bad = 0;
  for (round = 0; round < 400 && bad == 0; round++) {
    enum { LISTS = 3, PHRASES = 40 };
    support s;
    naive phrases[PHRASES];
    uint32_t np = 0, i, h, text_round;
    uint16_t list;
    support_open(&s);
    for (list = 0; list < LISTS; list++) {
      char src[4000] = "", phrase[200];
      uint32_t n = random_below(PHRASES / LISTS) + 1;
      while (n-- > 0) {
        naive *p = &phrases[np];
        uint32_t norm[8];
        random_words(phrase, random_below(4) + 1);
        if (phrase[0] == '!' || phrase[0] == '#') continue;
        CHECK_EQ(fb_tokenize_phrase(&s.tokenizer, &s.vocab, phrase, strlen(phrase), p->sym, norm, 8, &p->n), FB_OK);
        if (p->n == 0 || p->n > 8) continue;
        p->list = list;
        p->mode = (fb_list_mode)list;
        strcat(src, phrase);
        sprintf(src + strlen(src), "\tid=%u\n", (unsigned)np);
        np++;
      }
      CHECK_EQ(load(&s, list, (fb_list_mode)list, src, NULL), FB_OK);
    }
    CHECK_EQ(s.lexicon.phrases.n, np); /* all have an id of their own, so none is a double */
    support_freeze(&s);
    for (text_round = 0; text_round < 5 && s.lexicon.phrases.n == np; text_round++) {
      char text[2000];
      int caseless = (int)random_below(2);
      random_words(text, random_below(100));
      if (random_below(2)) strcat(text, ".\n\nThe next a b c");
      CHECK_EQ(support_read(&s, text), FB_OK);
      CHECK_EQ(fb_lexicon_scan(&s.lexicon, &s.doc, caseless), FB_OK);
      for (i = 0; i < s.doc.ntok && bad == 0; i++) {
        uint32_t len, k;
        h = s.doc.hit_at[i];
        for (len = 8; len > 0; len--) {
          for (k = 0; k < np; k++) {
            const fb_hit *hit;
            if (phrases[k].n != len || !naive_match(&s, &phrases[k], i, caseless)) continue;
            hit = h == FB_NONE ? NULL : &s.doc.hits.at[h];
            if (hit == NULL || hit->entry != k || hit->list != phrases[k].list || hit->len != len) bad = 1;
            else h = hit->next;
          }
        }
        if (h != FB_NONE) bad = 1;
        if (bad) printf("round %d: token %u of \"%s\"\n", round, (unsigned)i, text);
      }
    }
    support_close(&s);
  }
  CHECK_EQ(bad, 0);
}

/* A source that stands in the lexicon's own room is not copied, and means the same. */
static void own_room(void) {
  static const char src[] = "at least\nYork\tid=1\n";
  support s;
  char *at;
  uint32_t len;
  support_open(&s);
  CHECK_EQ(load(&s, 0, FB_LIST_FOLDED, "before\n", NULL), FB_OK);
  CHECK_EQ(fb_lexicon_room(&s.lexicon, 100, &at), FB_OK);
  memcpy(at, src, sizeof src - 1);
  CHECK_EQ(fb_lexicon_load(&s.lexicon, &s.vocab, &s.tokenizer, 0, FB_LIST_FOLDED, at, sizeof src - 1, NULL), FB_OK);
  CHECK(fb_lexicon_text(&s.lexicon, 1, &len) == at && len == 8);
  CHECK_EQ(fb_lexicon_room(&s.lexicon, FB_MAX_TEXT, &at), FB_TOOBIG);
  support_freeze(&s);
  CHECK_EQ(fb_lexicon_room(&s.lexicon, 1, &at), FB_BAD);
  CHECK(strcmp(hits_of(&s, "Before at least York.", 0), "0+1=0:before 1+2=0:at least 3+1=0:York") == 0);
  support_close(&s);
}

/* ---- hostile input -------------------------------------------------------------------------- */

static void noise(void) {
  static const char alphabet[] = "ab.!#\t=\n\r\\ \xc3\xa9\xff'-$19,\"";
  int round;
  for (round = 0; round < 2000; round++) {
    support s;
    fb_list_report r = {0};
    char src[200];
    uint32_t n = random_below(sizeof src), i, layer;
    support_open(&s);
    for (layer = 0; layer < 3; layer++) {
      for (i = 0; i < n; i++) src[i] = alphabet[random_below(sizeof alphabet)];
      if (fb_lexicon_load(&s.lexicon, &s.vocab, &s.tokenizer, 0, (fb_list_mode)(round % 3), src, n, &r) != FB_OK)
        CHECK(0);
    }
    support_freeze(&s);
    for (i = 0; i < n; i++)
      if (src[i] & 0x80 || src[i] == 0) src[i] = 'a';
    src[n > 0 ? n - 1 : 0] = 0;
    if (strcmp(hits_of(&s, src, 0), "failed") == 0) CHECK(0);
    fb_list_report_free(&r);
    support_close(&s);
  }
}

/* Every allocation fails once: a status each time, nothing leaks. */
static void failing_allocations(void) {
  long n;
  int done = 0;
  for (n = 1; !done && n < 10000; n++) {
    support s;
    fb_list_report r = {0};
    fb_status status;
    support_open(&s);
    alloc_fail_after(n);
    status = load(&s, 0, FB_LIST_EXACT, "one\ntwo words\tk=1\n!x\ntwo words\tk=1\nInc.\n", &r);
    if (status == FB_OK) status = load(&s, 1, FB_LIST_NAME, "New York\nYork\n", &r);
    if (status == FB_OK) status = fb_lexicon_add(&s.lexicon, &s.vocab, &s.tokenizer, 0, "ones", 4);
    if (status == FB_OK) status = fb_lexicon_freeze(&s.lexicon);
    /* Notes and the trimming of columns can do without; anything else says so. */
    CHECK(status == FB_OK || (status == FB_NOMEM && alloc_failed()));
    done = !alloc_failed();
    alloc_fail_after(0);
    fb_list_report_free(&r);
    support_close(&s);
  }
  CHECK(done);
}

int main(void) {
  read_lines();
  refuse_lines();
  read_attrs();
  modes();
  lengths();
  stops();
  attributes();
  layers();
  doubles();
  forms();
  long_phrases();
  empty();
  own_room();
  against_naive();
  noise();
  failing_allocations();
  return check_report();
}
