/* repair.c: what is repaired, what is left alone, and that every offset finds its way back. */
#include <string.h>

#include "check.h"
#include "doc.h"
#include "offsets.h"
#include "repair.h"

/* The abbreviations and words that the tests know. */
typedef struct knowledge {
  fb_vocab words;
  fb_tokenizer tk;
  fb_compounds parts;
} knowledge;

static void learn(knowledge *k) {
  static const char *const words[] = {"government", "long", "term",      "state", "of",
                                      "the",        "art",  "negotiate", "elect", NULL};
  static const char list[] = "Mr.\tkind=title\nno.\tkind=weak\nCo.\n";
  static const char parts[] =
      "and\tkind=clause suspends\nto\tkind=clause suspends\nhe\tkind=clause\nthe\tkind=clause\nanti\tkind=first\n"
      "multi\tkind=first\nfifty\tkind=first last\nrelated\tkind=last\nyear\tkind=last\nal\tkind=article\naz\tkind=article\n!fifty\n";
  int i;
  uint32_t id;
  fb_vocab_init(&k->words, NULL);
  fb_tokenizer_init(&k->tk);
  for (i = 0; words[i]; i++) {
    size_t n = strlen(words[i]);
    CHECK_EQ(fb_vocab_intern(&k->words, words[i], (uint32_t)n, fb_vocab_hash(words[i], n), &id), FB_OK);
  }
  CHECK_EQ(fb_tokenizer_load(&k->tk, list, sizeof list - 1), FB_OK);
  fb_compounds_init(&k->parts);
  CHECK_EQ(fb_compounds_load(&k->parts, parts, sizeof parts - 1), FB_OK);
}

static void forget(knowledge *k) {
  fb_vocab_free(&k->words);
  fb_tokenizer_free(&k->tk);
  fb_compounds_free(&k->parts);
}

/* Is this offset of the text within a stretch that stands for the input as a whole: in the middle of a ligature? */
static int within_whole(const fb_doc *d, uint32_t offset) {
  uint32_t k;
  for (k = 0; k < d->map.n; k++)
    if (d->map.at[k].at < offset && offset < d->map.at[k].at + d->map.at[k].len) return 1;
  return 0;
}

/* Does every offset of the text lead to a character's boundary of the input, forward only, and do spans hold together? */
static void check_map(const fb_doc *d, const char *input, size_t len) {
  const unsigned char *s = (const unsigned char *)input, *t = (const unsigned char *)d->text;
  char *boundary = calloc(len + 1, 1);
  size_t i;
  uint32_t last_start = 0, last_end = 0;
  int good, wrong = 0;
  for (i = 0; i < len; i += fb_utf8_step(s + i, len - i, &good)) boundary[i] = 1;
  boundary[len] = 1;
  for (i = 0; i < d->len; i += fb_utf8_step(t + i, d->len - i, &good)) {
    uint32_t start = fb_doc_input_offset(d, (uint32_t)i, 0), end = fb_doc_input_offset(d, (uint32_t)i, 1);
    if (start > len || end > len || !boundary[start] || !boundary[end]) wrong++;
    else if (start < last_start || end < last_end || (end > start && !within_whole(d, (uint32_t)i))) wrong++;
    last_start = start;
    last_end = end;
  }
  if (fb_doc_input_offset(d, (uint32_t)d->len, 1) > len) wrong++;
  CHECK_EQ(wrong, 0);
  for (i = 0; i < d->fixes.n; i++) {
    const fb_fix *f = &d->fixes.at[i];
    CHECK(f->first < f->end && f->end <= len && boundary[f->first] && boundary[f->end]);
    CHECK(i == 0 || f[-1].first <= f->first);
  }
  free(boundary);
}

/* `input` with repairs of `kinds` must read `wanted` (NULL: stay as it is, at no cost). */
static void reads_as(const knowledge *k, const char *input, const char *wanted, unsigned kinds, int line) {
  fb_doc d;
  size_t n = strlen(input);
  int same;
  fb_doc_init(&d, NULL);
  CHECK_EQ(fb_repair(&d, &k->words, &k->tk, &k->parts, input, n, kinds, 1), FB_OK);
  if (wanted == NULL)
    same = d.text == input && d.len == n && d.map.n == 0 && d.repaired.n == 0 &&
           (d.fixes.n == 0 || d.fixes.at[0].text[0] == ' ');
  else same = d.len == strlen(wanted) && memcmp(d.text, wanted, d.len) == 0;
  CHECK(same);
  if (!same) printf("  line %d: \"%s\" reads \"%.*s\"\n", line, input, (int)d.len, d.text);
  check_map(&d, input, n);
  fb_doc_free(&d);
}
#define READS(input, wanted) reads_as(&k, input, wanted, FB_REPAIR_ALL, __LINE__)
#define STAYS(input) reads_as(&k, input, NULL, FB_REPAIR_ALL, __LINE__)

static void hyphens(void) {
  knowledge k;
  learn(&k);
  READS("the editor -in -chief of a paper", "the editor-in-chief of a paper");
  READS("a low -level talk", "a low-level talk");
  READS("Harbour -based", "Harbour-based");
  READS("an anti -American mood", "an anti-American mood");
  READS("a 30 -day truce", "a 30-day truce");
  READS("two F -16 jets", "two F-16 jets");
  READS("a cut -and -dried case", "a cut-and-dried case");
  READS("a multi- million deal", "a multi-million deal");
  READS("energy- related", "energy-related");
  READS("30- year", "30-year");
  READS("editor-in- chief", "editor-in-chief");
  READS("Omar al -Lund", "Omar al-Lund");
  READS("Ali az- Tarn, Ana Reyes- Lund", "Ali az-Tarn, Ana Reyes-Lund");
  STAYS("Ana Reye- Reyes");
  STAYS("Ana Lu- Lu");
  STAYS("TARN- Mayor Lund");
  READS("a post -war multi- million deal, a 30 -day truce, a 20- year plan",
        "a post-war multi-million deal, a 30-day truce, a 20-year plan");
  STAYS("he spoke - and left");
  STAYS("he spoke -and left");
  STAYS("she said -Lund was there");
  STAYS("the talks -held in Tarn- ended");
  STAYS("short- and long-term plans");
  STAYS("two- to three-day trips");
  STAYS("it fell to -5 degrees");
  STAYS("lost 3 -1 and 5- 7");
  STAYS("GDP -3%");
  STAYS("- item one\n- item two");
  STAYS("for sale: -boats -cars");
  STAYS("ls -l");
  STAYS("the president- he knew- left");
  STAYS("a well-known post-war plan");
  STAYS("-");
  STAYS(" -");
  STAYS("- ");
  forget(&k);
}

static void spaces(void) {
  knowledge k;
  learn(&k);
  READS("here , and there ; why ? yes !!", "here, and there; why? yes!!");
  READS("\xe2\x80\x9cWe agree ,\xe2\x80\x9d she said .", "\xe2\x80\x9cWe agree,\xe2\x80\x9d she said.");
  READS("Lund 's car, they 'll go, do n't", "Lund's car, they'll go, don't");
  READS("Lund \xe2\x80\x99s car, do n\xe2\x80\x99t", "Lund\xe2\x80\x99s car, don\xe2\x80\x99t");
  READS("Lund ' s car, Lund \xe2\x80\x99 s car", "Lund's car, Lund\xe2\x80\x99s car");
  READS("Lund\xe2\x80\x99 s car", "Lund\xe2\x80\x99s car");
  READS("don' t go", "don't go");
  READS("Mr . Lund", "Mr. Lund");
  READS("1 ,580 ships", "1,580 ships");
  READS("1\xe2\x80\xaf"
        "580 ships, 12\xc2\xa0"
        "000\xc2\xa0"
        "000 people",
        "1580 ships, 12000000 people");
  READS("quoi\xc2\xa0?", "quoi?");
  READS("at 5 p.m . today, the former Co . Lund, in 2024 . Then",
        "at 5 p.m. today, the former Co. Lund, in 2024. Then");
  READS("end.Mr . Lund", "end.Mr. Lund");
  STAYS("the answer is no . Lund");
  STAYS("score 3 : 1 :) ;) :D");
  READS("Ana B . Lund", "Ana B. Lund");
  STAYS("the end . . . of it . . .");
  STAYS("It's f- like that");
  STAYS("Lund Co. , Tarn");
  STAYS("a .5 share, .com, and ... so");
  STAYS("the workers' strike");
  STAYS("he 'said' it, the '90s");
  STAYS("11\xc2\xa0"
        "2024");
  STAYS(" , ");
  STAYS("two  spaces,\xc2\xa0one\xe3\x80\x80wide");
  forget(&k);
}

static void line_ends(void) {
  knowledge k;
  learn(&k);
  READS("the govern-\nment", "the government");
  READS("the govern-\r\n  ment", "the government");
  READS("long-\nterm", "long-term");
  READS("state-of-the-\nart", "state-of-the-art");
  READS("negotia-\nting", "negotiating");
  READS("US-\nRussian", "US-Russian");
  READS("F-\n16", "F-16");
  READS("a zorba-\nlisation", "a zorbalisation");
  READS("govern\xc2\xad\nment", "government");
  READS("anti-\nAmerican", "anti-American");
  STAYS("the news-\nLund said");
  STAYS("a long-\nhe said");
  STAYS("a dash -\nand on");
  STAYS("short-\nand long-term");
  STAYS("end-\n\nnew");
  STAYS("hard\nwrapped\nlines");
  forget(&k);
}

static void characters(void) {
  knowledge k;
  learn(&k);
  READS("so\xc2\xad"
        "ft Ze\xe2\x80\x8blen\xef\xbb\xbf \xe2\x80\x8e"
        "a\xe2\x80\x8d"
        "b",
        "soft Zelen ab");
  READS("longterm of\xe2\x80\x8bthe long\xe2\x80\x8bterm ne\xe2\x80\x8bgotiate Of\xe2\x80\x8blong",
        "longterm of the long term negotiate Oflong");
  STAYS("\xef\xbb\xbfstart");
  STAYS("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9");
  READS("o\xef\xac\x83"
        "ce \xef\xac\x81re",
        "office fire");
  READS("\xef\xbc\xae\xef\xbc\x91\xef\xbc\x95\xef\xbc\x8c", "N15,");
  READS("\xef\xbf\xa1"
        "5",
        "\xc2\xa3"
        "5");
  /* entities */
  READS("A&amp;B &quot;x&quot; &#8217;s &#x2014; &eacute;&yuml;&nbsp;&Agrave;&#146;",
        "A&B \"x\" \xe2\x80\x99s \xe2\x80\x94 \xc3\xa9\xc3\xbf \xc3\x80\xe2\x80\x99");
  READS("&amp;quot;x&amp;quot;", "\"x\"");
  READS("a&shy;b&#x200b;c", "abc");
  STAYS("AT&T & Co &foo; &; &#; &#xd800; &#1114112; &#5; &amp");
  /* mojibake */
  READS("caf\xc3\x83\xc2\xa9", "caf\xc3\xa9");
  READS("\xc3\xa2\xe2\x82\xac\xc5\x93We\xc3\xa2\xe2\x82\xac\xc2\x9d", "\xe2\x80\x9cWe\xe2\x80\x9d");
  READS("\xc3\xa2\xe2\x82\xac\xc5\x93We\xc3\xa2\xe2\x82\xac, he", "\xe2\x80\x9cWe\xe2\x80\x9d, he");
  READS("\xc3\xa2\xc2\x80\xc2\x99s", "\xe2\x80\x99s"); /* Latin-1 */
  READS("\xc3\x82\xc2\xa3"
        "5",
        "\xc2\xa3"
        "5");
  READS("100\xc3\x82\xc2\xa0km", "100 km");
  READS("\xc3\x83\xc2\xa2\xc3\xa2\xe2\x80\x9a\xc2\xac\xc3\xa2\xe2\x80\x9e\xc2\xa2s", "\xe2\x80\x99s"); /* twice */
  READS("\xc3\x83\xc6\x92\xc3\x82\xc2\xa9t", "\xc3\xa9t");
  READS("\xc3\xb0\xc5\xb8\xcb\x9c\xe2\x82\xac", "\xf0\x9f\x98\x80");
  READS("o\xc3\x83\xc2\xaf\xc3\x82\xc2\xac\xc3\x86\xe2\x80\x99"
        "ce",
        "office"); /* a ligature, twice */
  READS("&acirc;&#128;&#153;s", "\xe2\x80\x99s");
  READS("don\xef\xbf\xbdt", "don\xe2\x80\x99t");
  STAYS("\xe2\x80\x9eMEN\xc3\x9c\xe2\x80\x9c, \xe2\x80\x9cIRM\xc3\x83\xe2\x80\x9d, \xe2\x80\x9c"
        "caf\xc3\xa9\xe2\x80\x9d\xe2\x80\xa6");
  READS("caf\xc3\x83\xc2\xa9, IRM\xc3\x83\xe2\x80\x93",
        "caf\xc3\xa9, IRM\xc3\x96"); /* the first makes the second sure */
  STAYS("na\xc3\xafve \xc3\x89t\xc3\xa9 \xc5\xbd"
        "ižek \xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2 \xe2\x80\x94 \xe2\x82\xac");
  forget(&k);
}

static void quotes(void) {
  knowledge k;
  learn(&k);
  READS(",,Wir gehen''", "\xe2\x80\x9eWir gehen\xe2\x80\x9d");
  READS("''We go''", "\xe2\x80\x9cWe go\xe2\x80\x9d");
  READS("``We go,'' he said. ``Or not.''", "\xe2\x80\x9cWe go,\xe2\x80\x9d he said. \xe2\x80\x9cOr not.\xe2\x80\x9d");
  READS("``Three of 6'2''?'' he asked", "\xe2\x80\x9cThree of 6'2''?\xe2\x80\x9d he asked");
  READS("\"\"We go\"\" he said", "\"We go\" he said");
  READS("\xe2\x80\x98\xe2\x80\x98We go\xe2\x80\x99\xe2\x80\x99", "\xe2\x80\x9cWe go\xe2\x80\x9d");
  READS("`We go'' he said", "\xe2\x80\x9cWe go\xe2\x80\x9d he said");
  READS("\xe2\x80\x9dWe go\xe2\x80\x9d he said", "\xe2\x80\x9cWe go\xe2\x80\x9d he said");
  READS("\xe2\x80\x9cWe go\xe2\x80\x9c he said", "\xe2\x80\x9cWe go\xe2\x80\x9d he said");
  READS("don\xc2\xb4t, don`t, Lund\xe2\x80\x98s", "don't, don't, Lund\xe2\x80\x99s");
  READS("they do n`t, ca n\xc2\xb4t", "they don't, can't");
  STAYS("6'2'' tall, ``` and ''\n'' \"now\" and 'then' \xe2\x80\x9cso\xe2\x80\x9d it's 6'2\"");
  STAYS("\xe2\x80\x9eWir gehen\xe2\x80\x9c sagte er");
  STAYS("an empty \"\" cell, f(a,,b)");
  STAYS("\xe2\x80\x9cthe \xe2\x80\x98inner\xe2\x80\x99 one\xe2\x80\x9d");
  forget(&k);
}

/* Each kind can be switched off, alone. */
static void switches(void) {
  static const char *const samples[FB_REPAIR_KINDS] = {"low -level",
                                                       "a , b",
                                                       "so\xc2\xad"
                                                       "ft",
                                                       "\xef\xac\x81re",
                                                       "\xef\xbc\xae",
                                                       "gov-\nern",
                                                       "caf\xc3\x83\xc2\xa9",
                                                       "don`t",
                                                       "&amp;",
                                                       NULL}; /* wraps: found where sentences are split */
  knowledge k;
  fb_doc d;
  int i;
  learn(&k);
  fb_doc_init(&d, NULL);
  for (i = 0; i < FB_REPAIR_KINDS; i++) {
    CHECK(fb_repair_name(i) != NULL);
    if (samples[i] == NULL) continue;
    reads_as(&k, samples[i], NULL, 0, __LINE__);
    reads_as(&k, samples[i], NULL, FB_REPAIR_ALL & ~(1u << i), __LINE__);
    fb_doc_reset(&d);
    CHECK_EQ(fb_repair(&d, &k.words, &k.tk, &k.parts, samples[i], strlen(samples[i]), 1u << i, 1), FB_OK);
    CHECK(d.fixes.n == 1 && d.fixes.at[0].kind == 1u << i);
  }
  fb_doc_free(&d);
  forget(&k);
}

/* Where a repaired stretch begins and ends in the input. */
static void places(void) {
  knowledge k;
  fb_doc d;
  const char *s = "A\xef\xac\x81 low -xx\xc2\xad level";
  learn(&k);
  fb_doc_init(&d, NULL);
  CHECK_EQ(fb_repair(&d, NULL, NULL, &k.parts, s, strlen(s), FB_REPAIR_ALL, 0), FB_OK);
  CHECK(d.len == 16 && memcmp(d.text, "Afi low-xx level", 16) == 0);
  CHECK_EQ(fb_doc_input_offset(&d, 1, 0), 1); /* the ligature is one character of the input */
  CHECK_EQ(fb_doc_input_offset(&d, 2, 0), 1);
  CHECK_EQ(fb_doc_input_offset(&d, 2, 1), 4);
  CHECK_EQ(fb_doc_input_offset(&d, 3, 1), 4);
  CHECK_EQ(fb_doc_input_offset(&d, 3, 0), 4);
  CHECK_EQ(fb_doc_input_offset(&d, 7, 1), 8);   /* low|: before the space that was left out */
  CHECK_EQ(fb_doc_input_offset(&d, 7, 0), 9);   /* |-x: behind it */
  CHECK_EQ(fb_doc_input_offset(&d, 10, 1), 12); /* xx|: before the soft hyphen */
  CHECK_EQ(fb_doc_input_offset(&d, 10, 0), 14);
  CHECK_EQ(fb_doc_input_offset(&d, 16, 1), (long long)strlen(s));
  fb_doc_reset(&d);
  CHECK_EQ(fb_repair(&d, NULL, NULL, &k.parts, "\xc2\xad", 2, FB_REPAIR_ALL, 0), FB_OK); /* nothing is left */
  CHECK_EQ(d.len, 0);
  CHECK_EQ(fb_tokenize(&d, &k.tk, d.text, d.len), FB_OK);
  CHECK_EQ(d.ntok, 0);
  fb_doc_reset(&d);
  CHECK_EQ(fb_repair(&d, NULL, NULL, &k.parts, "", 0, FB_REPAIR_ALL, 0), FB_OK);
  CHECK_EQ(fb_repair(&d, NULL, NULL, &k.parts, "", FB_MAX_TEXT + 1, FB_REPAIR_ALL, 0), FB_TOOBIG);
  fb_doc_free(&d);
  forget(&k);
}

/* Spaces that are read as one are noted, once, although nothing is edited. */
static void noted_spaces(void) {
  knowledge k;
  fb_doc d;
  const char *s = "  Ana  Lund\xc2\xa0said  ,  then\n  left  ";
  learn(&k);
  fb_doc_init(&d, NULL);
  CHECK_EQ(fb_repair(&d, NULL, NULL, NULL, s, strlen(s), FB_REPAIR_ALL, 1), FB_OK);
  CHECK_EQ(d.fixes.n, 4);
  CHECK(d.fixes.at[0].first == 5 && d.fixes.at[0].end == 7 && d.fixes.at[0].text[0] == ' ');
  CHECK(d.fixes.at[1].first == 11 && d.fixes.at[1].end == 13);
  CHECK(d.fixes.at[2].first == 17 && d.fixes.at[2].end == 19 && d.fixes.at[2].len == 0);
  CHECK(d.fixes.at[3].first == 20 && d.fixes.at[3].end == 22);
  fb_doc_reset(&d);
  CHECK_EQ(fb_repair(&d, NULL, NULL, NULL, s, strlen(s), FB_REPAIR_ALL & ~FB_REPAIR_SPACES, 1), FB_OK);
  CHECK_EQ(d.fixes.n, 0);
  fb_doc_reset(&d);
  CHECK_EQ(fb_repair(&d, NULL, NULL, NULL, s, strlen(s), FB_REPAIR_ALL, 0), FB_OK);
  CHECK_EQ(d.fixes.n, 0);
  fb_doc_free(&d);
  forget(&k);
}

/* Random pieces of everything that repairs look at, ill-formed bytes too: maps stay sound, damage is not mended by chance. */
static void random_texts(void) {
  static const char *const pieces[] = {"low",
                                       "a",
                                       "I",
                                       "9",
                                       "580",
                                       "Lund",
                                       " ",
                                       " ",
                                       "  ",
                                       "-",
                                       "-",
                                       "\n",
                                       "\r\n",
                                       ",",
                                       ".",
                                       ";",
                                       "?",
                                       "'",
                                       "''",
                                       "`",
                                       "\"",
                                       "s",
                                       "t",
                                       "n't",
                                       "&",
                                       "amp;",
                                       "&quot;",
                                       "&#8217;",
                                       "&shy;",
                                       "\xc2\xad",
                                       "\xe2\x80\x8b",
                                       "\xe2\x80\x8d",
                                       "\xef\xbb\xbf",
                                       "\xef\xac\x83",
                                       "\xef\xbc\xae",
                                       "\xc3\x83",
                                       "\xc2\xa9",
                                       "\xc3\xa2",
                                       "\xe2\x82\xac",
                                       "\xe2\x84\xa2",
                                       "\xe2\x80\x99",
                                       "\xe2\x80\x98",
                                       "\xe2\x80\x9c",
                                       "\xe2\x80\x9d",
                                       "\xe2\x80\x9e",
                                       "\xe2\x80\xaf",
                                       "\xc2\xa0",
                                       "\xef\xbf\xbd",
                                       "\xc3",
                                       "\xe2",
                                       "\xe2\x80",
                                       "\x80",
                                       "\x99",
                                       "\xff",
                                       "\xf0\x9f\x98\x80",
                                       "\xc3\xb0",
                                       "\xc5\xb8",
                                       "\xcb\x9c",
                                       "\xc3\xa9",
                                       "\xc2\xb4",
                                       ",,",
                                       ""};
  enum { PIECES = sizeof pieces / sizeof *pieces };
  knowledge k;
  fb_doc d;
  uint64_t x = 88172645463325252u;
  int round;
  learn(&k);
  fb_doc_init(&d, NULL);
  for (round = 0; round < 6000; round++) {
    char text[400], *copy;
    size_t n = 0, i;
    int good, ill = 0, ill_left = 0;
    while (n < 10 + (size_t)(round % 120)) {
      const char *piece;
      x ^= x << 13, x ^= x >> 7, x ^= x << 17;
      piece = pieces[(x >> 20) % PIECES];
      memcpy(text + n, piece, strlen(piece));
      n += strlen(piece);
    }
    copy = malloc(n ? n : 1); /* of its own size, so that reads behind it are seen */
    memcpy(copy, text, n);
    fb_doc_reset(&d);
    CHECK_EQ(fb_repair(&d, &k.words, &k.tk, &k.parts, copy, n, FB_REPAIR_ALL, 1), FB_OK);
    check_map(&d, copy, n);
    for (i = 0; i < n; i += fb_utf8_step((unsigned char *)copy + i, n - i, &good), ill += !good) continue;
    for (i = 0; i < d.len; i += fb_utf8_step((const unsigned char *)d.text + i, d.len - i, &good), ill_left += !good)
      continue;
    CHECK_EQ(ill_left, ill);
    free(copy);
  }
  fb_doc_free(&d);
  forget(&k);
}

/* The scan of 16 bytes at a time and the one of single bytes suspect the same places, wherever they stand. */
static void scans(void) {
  knowledge k;
  char text[64], wanted[64];
  int at;
  learn(&k);
  for (at = 1; at < 40; at++) {
    memset(text, 'x', 63);
    text[63] = 0;
    memcpy(text + at, " -", 2);
    memcpy(wanted, text, 64);
    memmove(wanted + at, wanted + at + 1, (size_t)(63 - at));
    reads_as(&k, text, wanted, FB_REPAIR_ALL, __LINE__);
    memset(text, 'x', 63);
    memcpy(text + at, "&lt;", 4);
    memcpy(wanted, text, 64);
    wanted[at] = '<';
    memmove(wanted + at + 1, wanted + at + 4, (size_t)(60 - at));
    reads_as(&k, text, wanted, FB_REPAIR_ALL, __LINE__);
  }
  forget(&k);
}

/* A failed allocation leaves a document that can be emptied, used again and freed. */
static void no_memory(void) {
  const char *s = "caf\xc3\x83\xc2\xa9 o\xef\xac\x83"
                  "ce , low -level , don`t &amp; so\xc2\xad"
                  "ft  two";
  knowledge k;
  long n;
  learn(&k);
  for (n = 1;; n++) {
    fb_doc d;
    fb_status status;
    fb_doc_init(&d, NULL);
    alloc_fail_after(n);
    status = fb_repair(&d, NULL, NULL, &k.parts, s, strlen(s), FB_REPAIR_ALL, 1);
    if (alloc_failed()) CHECK_EQ(status, FB_NOMEM);
    alloc_fail_after(0);
    fb_doc_reset(&d);
    CHECK_EQ(fb_repair(&d, NULL, NULL, &k.parts, s, strlen(s), FB_REPAIR_ALL, 1), FB_OK);
    fb_doc_free(&d);
    if (status == FB_OK) break;
  }
  CHECK(n > 5);
  forget(&k);
  for (n = 1;; n++) {
    fb_compounds parts;
    fb_status status;
    fb_compounds_init(&parts);
    alloc_fail_after(n);
    status = fb_compounds_load(&parts, "multi\tkind=first\n", 17);
    fb_compounds_free(&parts);
    if (!alloc_failed()) break;
    CHECK_EQ(status, FB_NOMEM);
  }
  alloc_fail_after(0);
}

int main(void) {
  hyphens();
  spaces();
  line_ends();
  characters();
  quotes();
  switches();
  places();
  noted_spaces();
  random_texts();
  scans();
  no_memory();
  return check_report();
}
