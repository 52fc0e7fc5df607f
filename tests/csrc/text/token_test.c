/* token.c: what is one token, and that no bytes at all upset the scanner. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "offsets.h"
#include "token.h"

static const char list[] =
    "Mr.\tkind=title\nDr.\tkind=title\nInc.\nvs.\tkind=title\nNo.\tkind=number\np.\tkind=number\nc.\tkind=number\n"
    "Sun.\tkind=weak\nkm.\tkind=weak\nnon-\tkind=prefix\nre-\tkind=prefix\ne-\tkind=prefix\n.com\tkind=ending\n.pdf\tkind=ending\n"
    "gonna\tparts=gon na\ndunno\tparts=du n no\ncannot\tparts=can not\nLets\tparts=Let s\nb/c\tkind=whole\nw/\tkind=whole\nuh-huh\tkind=whole\n3G\tkind=whole\n"
    "in.\tkind=unit\nmin.\tkind=number\nEUR\tkind=currency\nRs\tkind=currency\nC++\tkind=whole\nol'\tkind=whole\n"
    "'tis\tparts='t is\ny'all\tparts=y' all\nc'mon\tparts=c'm on\n"
    "'em\tkind=whole\n'n'\tkind=whole\nHe\tkind=start\nThe\tkind=start\n";

typedef struct state {
  fb_tokenizer tk;
  fb_vocab base;
  fb_doc d;
} state;

static void begin(state *s) {
  fb_tokenizer_init(&s->tk);
  CHECK_EQ(fb_tokenizer_load(&s->tk, list, sizeof list - 1), FB_OK);
  fb_vocab_init(&s->base, NULL);
  fb_doc_init(&s->d, &s->base);
}

static void finish(state *s) {
  fb_doc_free(&s->d);
  fb_vocab_free(&s->base);
  fb_tokenizer_free(&s->tk);
}

/* Tokenizes a copy that is exactly as long as the text: a read behind it is seen. */
static char *read_text(state *s, const char *text, size_t n) {
  char *copy = malloc(n ? n : 1);
  if (n) memcpy(copy, text, n);
  fb_doc_reset(&s->d);
  CHECK_EQ(fb_tokenize(&s->d, &s->tk, copy, n), FB_OK);
  return copy;
}

/* Checks the tokens of a text, written with "|" between them. */
static void tokens_are(state *s, const char *text, const char *want) {
  char got[1024];
  char *copy = read_text(s, text, strlen(text));
  size_t n = 0;
  uint32_t t;
  for (t = 0; t < s->d.ntok && n + fb_doc_len(&s->d, t) + 2 < sizeof got; t++) {
    if (t) got[n++] = '|';
    memcpy(got + n, copy + s->d.start[t], fb_doc_len(&s->d, t));
    n += fb_doc_len(&s->d, t);
  }
  got[n] = 0;
  if (strcmp(got, want) != 0) printf("  %s\n", got);
  check_count(strcmp(got, want) == 0, __FILE__, __LINE__, want);
  free(copy);
}

static void words(state *s) {
  tokens_are(s, "Gonna GONNA gOnna go, cannot", "Gon|na|GON|NA|gOn|na|go|,|can|not"); /* the filter knows any case */
  tokens_are(s, "", "");
  tokens_are(s, "The ferry left.", "The|ferry|left|.");
  tokens_are(s, "Rosa's boats don't, can't, won't sail", "Rosa|'s|boats|do|n't|,|ca|n't|,|wo|n't|sail");
  tokens_are(s, "Rosa’s boats don’t", "Rosa|’s|boats|do|n’t");
  tokens_are(s, "They're sure she'd've", "They|'re|sure|she|'d|'ve");
  tokens_are(s, "I cannot; he's gonna, GONNA", "I|can|not|;|he|'s|gon|na|,|GON|NA");
  tokens_are(s, "I dunno", "I|du|n|no");
  tokens_are(s, "Lets go, he lets go", "Let|s|go|,|he|lets|go");
  tokens_are(s, "'Tis y'all C'mon", "'T|is|y'|all|C'm|on");
  tokens_are(s,
             "\xe2\x80\x99tis y\xe2\x80\x99"
             "all, tis",
             "\xe2\x80\x99t|is|y\xe2\x80\x99|all|,|tis");
  tokens_are(s, "the ol' boat, C++ C+", "the|ol'|boat|,|C++|C|+");
  tokens_are(s, "O'Hara d'Arc Sana'a", "O'Hara|d'Arc|Sana'a");
  tokens_are(s, "30-day well-known non-stop re-entry Abd-re-Amin",
             "30|-|day|well|-|known|non-stop|re-entry|Abd|-|re|-|Amin");
  tokens_are(s, "W- w- well, pre", "W-|w-|well|,|pre");
  tokens_are(s, "B&B AT&T b/c he/she w/ tea", "B&B|AT&T|b/c|he|/|she|w/|tea");
  tokens_are(s, "the boat(s) of '98 and the '90s", "the|boat(s)|of|'98|and|the|'90s");
  tokens_are(s, "give 'em uh-huh, rock 'n' roll", "give|'em|uh-huh|,|rock|'n'|roll");
  tokens_are(s, "\xc3\x89lise na\xc3\xafve co\xcc\x88p \xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2",
             "\xc3\x89lise|na\xc3\xafve|co\xcc\x88p|\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2");
  tokens_are(s, "abcdefgh abcdefghi abcdefg", "abcdefgh|abcdefghi|abcdefg");
}

static void numbers(state *s) {
  tokens_are(s, "$4.5bn US$30 1,580 .5 3/4 12:30", "$|4.5|bn|US$|30|1,580|.5|3/4|12:30");
  tokens_are(s, "1st 22nd 1990s 1990's 70's 3G 3D4", "1st|22nd|1990s|1990's|70's|3G|3D4");
  tokens_are(s, "2\xc2\xbd cups", "2\xc2\xbd|cups");
  tokens_are(s, "555-0134 212-555-0134 12345-6789 3-5213", "555-0134|212-555-0134|12345-6789|3-5213");
  tokens_are(s, "1998-2004, 500-1000, 3-2, 2025-03-23, 11-2016",
             "1998|-|2004|,|500|-|1000|,|3|-|2|,|2025|-|03|-|23|,|11|-|2016");
  tokens_are(s, "-37 +1 5% #1", "-|37|+|1|5|%|#|1");
  tokens_are(s, "EUR20bn Rs500, EURO2024 EUR", "EUR|20|bn|Rs|500|,|EURO2024|EUR");
  tokens_are(s, "v2.3.1 PM2.5. M7.8, A4.He", "v2.3.1|PM2.5|.|M7.8|,|A4|.|He");
  tokens_are(s, "5m\xc2\xb2 CO\xe2\x82\x82 boats\xc2\xb2", "5|m\xc2\xb2|CO\xe2\x82\x82|boats|\xc2\xb2");
}

static void stops(state *s) {
  tokens_are(s, "Mr. Roe of Foo Inc. met Dr. Poe.", "Mr.|Roe|of|Foo|Inc.|met|Dr.|Poe|.");
  tokens_are(s, "the U.S. at 5 p.m. in D.C.", "the|U.S.|at|5|p.m.|in|D.C.");
  tokens_are(s, "No. 5 is no. No. He left.", "No.|5|is|no|.|No|.|He|left|.");
  tokens_are(s, "On Sun. 5 May in the Sun. He 3 km. and 5 km.", "On|Sun.|5|May|in|the|Sun|.|He|3|km.|and|5|km|.");
  tokens_are(s, "J. K. Roe and I. He saw Ann I. Roe", "J.|K.|Roe|and|I|.|He|saw|Ann|I.|Roe");
  tokens_are(s, "Plan B.", "Plan|B|.");
  tokens_are(s, "6 in. long, 7 in. (18 cm), came in. long. 5 min. later, 6 in. He",
             "6|in.|long|,|7|in.|(|18|cm|)|,|came|in|.|long|.|5|min.|later|,|6|in|.|He");
  tokens_are(s, "two M.P.s and Ph.D.s", "two|M.P.s|and|Ph.D.s");
  tokens_are(s, "Inc... and Pfft., too Inc..", "Inc|...|and|Pfft.|,|too|Inc.|.");
  tokens_are(s, "Foo Inc.. He", "Foo|Inc.|.|He");
  tokens_are(s, "end.Next one", "end|.|Next|one");
}

static void marks(state *s) {
  tokens_are(s, "\"Go!\" (he said) \xe2\x80\x9cno\xe2\x80\x9d", "\"|Go|!|\"|(|he|said|)|\xe2\x80\x9c|no|\xe2\x80\x9d");
  tokens_are(s, "``a'' -- b --- c... d!!! e?! f.? g", "``|a|''|--|b|---|c|...|d|!!!|e|?!|f|.?|g");
  tokens_are(s, "*** ==--== $$$ << >>", "***|==--==|$$$|<<|>>");
  tokens_are(s, "fine :) ok:) sad :-( or ;-D a:b 3:D", "fine|:)|ok|:)|sad|:-(|or|;-D|a|:|b|3|:|D");
  tokens_are(s, "see (a:) or:(b)", "see|(|a|:)|or|:|(|b|)");
  tokens_are(s, "fine <3 >:( ^_^ -_- </3", "fine|<3|>:(|^_^|-_-|</3");
  tokens_are(s, "<3 boats, <30, <3%, a-_-b", "<|3|boats|,|<|30|,|<|3|%|,|a|-|_|-|b");
  tokens_are(s, "#\xef\xb8\x8f\xe2\x83\xa3 1\xef\xb8\x8f\xe2\x83\xa3 # 1",
             "#\xef\xb8\x8f\xe2\x83\xa3|1\xef\xb8\x8f\xe2\x83\xa3|#|1");
  tokens_are(
      s,
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x92 \xf0\x9f\x87\xba\xf0\x9f\x87\xa6 \xe2\x9d\xa4\xef\xb8\x8f \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd!",
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x92|\xf0\x9f\x87\xba\xf0\x9f\x87\xa6|\xe2\x9d\xa4\xef\xb8\x8f|\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd|!");
}

static void addresses(state *s) {
  tokens_are(s, "See https://example.org/a_b?c=d#e, or www.example.org.",
             "See|https://example.org/a_b?c=d#e|,|or|www.example.org|.");
  tokens_are(s, "Write to a.b-c@example.org. Or example.com/x (notes_2.pdf)",
             "Write|to|a.b-c@example.org|.|Or|example.com/x|(|notes_2.pdf|)");
  tokens_are(
      s, "See https://example.org/Bergen_(town), (https://example.org/a), \xe2\x80\x98https://example.org\xe2\x80\x99",
      "See|https://example.org/Bergen_(town)|,|(|https://example.org/a|)|,|\xe2\x80\x98|https://example.org|\xe2\x80\x99");
  tokens_are(s, "rec.boats.sail is a group, Roe@HARBOUR a sender", "rec.boats.sail|is|a|group|,|Roe@HARBOUR|a|sender");
  tokens_are(s, "@rosa_roe #boats @example.com .pdf", "@rosa_roe|#boats|@example.com|.pdf");
  tokens_are(s, "album.That Tide.He", "album|.|That|Tide|.|He");
}

/* The bits of occurrences. */
static void places(state *s) {
  static const char text[] = "\xef\xbb\xbf"
                             "a b\r\nc\n\nd\xe2\x80\xa8"
                             "e\xe2\x80\xa9"
                             "f\rg-h";
  char *copy = read_text(s, text, sizeof text - 1);
  static const uint32_t line[] = {1, 0, 1, 1, 1, 1, 1, 0, 0}, para[] = {1, 0, 0, 1, 0, 1, 0, 0, 0},
                        glue[] = {0, 0, 0, 0, 0, 0, 0, 1, 1};
  uint32_t t;
  CHECK_EQ(s->d.ntok, 9);
  CHECK_EQ(s->d.start[0], 3);
  for (t = 0; t < s->d.ntok && t < 9; t++) {
    CHECK_EQ((s->d.cls[t] & FB_T_LINE_START) != 0, line[t]);
    CHECK_EQ((s->d.cls[t] & FB_T_PARA_START) != 0, para[t]);
    CHECK_EQ((s->d.cls[t] & FB_T_GLUED) != 0, glue[t]);
  }
  free(copy);
}

/* Tokens in order, whole characters, every ill-formed subpart counted once and a token by itself. */
static void check_tokens(state *s, const char *text, size_t n) {
  char *copy = read_text(s, text, n);
  size_t at = 0;
  uint32_t t = 0, bad = 0, wrong = 0;
  while (at < n) {
    int good;
    size_t step = fb_utf8_step((const unsigned char *)copy + at, n - at, &good);
    while (t < s->d.ntok && s->d.start[t] + fb_doc_len(&s->d, t) <= at) t++;
    if (!good) {
      bad++;
      wrong += t >= s->d.ntok || s->d.start[t] != at || fb_doc_len(&s->d, t) != step;
    }
    /* no token begins or ends inside a character */
    if (t < s->d.ntok && s->d.start[t] > at && s->d.start[t] < at + step) wrong++;
    if (t < s->d.ntok && s->d.start[t] <= at && s->d.start[t] + fb_doc_len(&s->d, t) < at + step) wrong++;
    at += step;
  }
  for (t = 1; t < s->d.ntok; t++)
    wrong += s->d.start[t] < s->d.start[t - 1] + fb_doc_len(&s->d, t - 1) || fb_doc_len(&s->d, t) == 0;
  CHECK_EQ(wrong, 0);
  CHECK_EQ(s->d.invalid, bad);
  CHECK_EQ(fb_split_sentences(&s->d, &s->tk), FB_OK);
  for (t = 0, wrong = 0, bad = 0; t < s->d.sents.n; t++) {
    wrong += s->d.sents.at[t].first != bad || s->d.sents.at[t].end <= bad;
    bad = s->d.sents.at[t].end;
  }
  CHECK_EQ(wrong, 0);
  CHECK_EQ(bad, s->d.ntok);
  free(copy);
}

static void garbage(state *s) {
  static const char *const pieces[] = {"a",
                                       "Mr.",
                                       ". ",
                                       "...",
                                       "'",
                                       "n't",
                                       "\xe2\x80\x99",
                                       "\xe2\x80",
                                       "\xff",
                                       "\xc0\x80",
                                       "\xed\xa0\x80",
                                       "\xf4\x90\x80\x80",
                                       "\xf0\x9f\x9a",
                                       "1",
                                       "1,",
                                       "-",
                                       "\n",
                                       "\r\n",
                                       "\xe2\x80\xa8",
                                       "\xe2\x80\xa9",
                                       "@",
                                       "://",
                                       "www.a.com/",
                                       ":)",
                                       "[",
                                       "]",
                                       "\"",
                                       " ",
                                       "\xc2\xa0",
                                       "\xc2\x85",
                                       "\xef\xbb\xbf",
                                       "\xcc\x81",
                                       "\xf0\x9f\x87\xba",
                                       "\xe2\x80\x8d",
                                       "U.S",
                                       "*****",
                                       "1.) ",
                                       "\xe2\x80\xa2",
                                       "_",
                                       "B"};
  uint32_t seed = 7, round, k;
  char text[400];
  check_tokens(s, "a\0b\0\0c", 6);
  CHECK_EQ(s->d.ntok, 3);
  check_tokens(s, "\x01\x02 x \x7f\x1b[0m", 9);
  check_tokens(s, "\xff\xfe\xc3", 3);
  CHECK_EQ(s->d.ntok, 3);
  check_tokens(s, "\xf0\x9f\x9a", 3);
  CHECK_EQ(s->d.ntok, 1);
  for (round = 0; round < 4000; round++) {
    size_t n = 0, most = round % 60;
    for (k = 0; k < most; k++) {
      const char *p = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
      memcpy(text + n, p, strlen(p));
      n += strlen(p);
      seed = seed * 1103515245u + 12345u;
      if (n > sizeof text - 16) break;
    }
    check_tokens(s, text, n);
  }
}

/* Texts without boundaries, of a quarter megabyte each: no token beyond its limit, and done at once. */
static void endless(state *s) {
  static const char *const pieces[] = {"a",        "7",        ".",   "-",   "a.", "Ab.",          "a'",
                                       "\xc3\xa9", "\xcc\x81", "a-",  "1-",  "1,", "\xe2\x80\x8d", "\xf0\x9f\x87\xba",
                                       ":",        "(",        "=-",  "a@",  "a/", "re-",          "http://",
                                       "\xff",     "\"",       "Mr.", "I. ", ". ", "1. ",          "[1]"};
  size_t k, n, most = 1 << 18;
  char *text = malloc(most);
  for (k = 0; k < sizeof pieces / sizeof *pieces; k++) {
    size_t p = strlen(pieces[k]);
    uint32_t t, longest = 0;
    for (n = 0; n + p <= most; n += p) memcpy(text + n, pieces[k], p);
    fb_doc_reset(&s->d);
    CHECK_EQ(fb_tokenize(&s->d, &s->tk, text, n), FB_OK);
    CHECK_EQ(fb_split_sentences(&s->d, &s->tk), FB_OK);
    for (t = 0; t < s->d.ntok; t++)
      if (fb_doc_len(&s->d, t) > longest) longest = fb_doc_len(&s->d, t);
    CHECK(longest <= 4096 + 512);
  }
  free(text);
}

static void phrases(state *s) {
  fb_vocab v;
  uint32_t sym[8], norm[8], n;
  fb_vocab_init(&v, NULL);
  CHECK_EQ(fb_tokenize_phrase(&s->tk, &v, "Foo Inc.", 8, sym, norm, 8, &n), FB_OK);
  CHECK_EQ(n, 2);
  CHECK_EQ(fb_vocab_word(&v, sym[1])->len, 4);
  CHECK_EQ(fb_tokenize_phrase(&s->tk, &v, "No.", 3, sym, norm, 8, &n), FB_OK);
  CHECK_EQ(n, 1);
  CHECK_EQ(fb_tokenize_phrase(&s->tk, &v, "cannot", 6, sym, norm, 8, &n), FB_OK);
  CHECK_EQ(n, 2);
  CHECK_EQ(fb_tokenize_phrase(&s->tk, &v, "'s", 2, sym, norm, 8, &n), FB_OK);
  CHECK_EQ(n, 1);
  CHECK_EQ(fb_tokenize_phrase(&s->tk, &v, "a b c", 5, sym, norm, 2, &n), FB_TOOBIG);
  fb_vocab_free(&v);
}

static void kinds(state *s) {
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "MR.", 3), FB_ABBREV_TITLE);
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "inc.", 4), FB_ABBREV_OTHER);
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "Sun.", 4), FB_ABBREV_WEAK);
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "sun.", 4), FB_ABBREV_NONE); /* the list has a capital */
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "Mr", 2), FB_ABBREV_NONE);
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "", 0), FB_ABBREV_NONE);
  CHECK_EQ(fb_tokenizer_load(&s->tk, "!Mr.\n", 5), FB_OK);
  CHECK_EQ(fb_tokenizer_abbreviation(&s->tk, "Mr.", 3), FB_ABBREV_NONE);
}

static void no_memory(void) {
  static const char text[] =
      "Mr. Roe cannot say what Foo Inc. did in 1998-2004. He left.\n\nA new paragraph, new words.";
  long n;
  for (n = 1;; n++) {
    fb_tokenizer tk;
    fb_doc d;
    fb_status status;
    int failed;
    fb_tokenizer_init(&tk);
    fb_doc_init(&d, NULL);
    alloc_fail_after(n);
    status = fb_tokenizer_load(&tk, list, sizeof list - 1);
    if (status == FB_OK) status = fb_tokenize(&d, &tk, text, sizeof text - 1);
    if (status == FB_OK) status = fb_split_sentences(&d, &tk);
    failed = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, failed ? FB_NOMEM : FB_OK);
    fb_doc_free(&d);
    fb_tokenizer_free(&tk);
    if (!failed) break;
  }
}

/*
** Words are found by bits of a stretch of the text, but for the last bytes of the text: the same tokens wherever it
** stands, at a stretch's end, too.
*/
static void anywhere(state *s) {
  static const char *const texts[] = {
      "He saw the tide. The boats \xe2\x80\x9cleft\xe2\x80\x9d at noon \xe2\x80\x94 or later.",
      "I'm gonna go; cannot, Lets see. vs. Mr. Roe of Foo Inc. said so. It is p. 5",
      "counterrevolutionaries and otorhinolaryngologist's uncharacteristically.\nnonetheless-so",
      "im dunno (if) [a] \"b\" boat(s) 12 km. 3,5 x\xcc\x81 caf\xc3\xa9. \xe2\x80\x9c\xcc\x81"};
  static const size_t places[] = {0, 1, 7, 8, 63, 64, 1950, 1983, 1984, 1985, 2016, 2040, 2047, 2048, 4000};
  char text[4400];
  uint32_t start[64], len[64], cls[64], n, t, wrong = 0;
  size_t k, p, bytes;
  for (k = 0; k < sizeof texts / sizeof *texts; k++)
    for (p = 0; p < sizeof places / sizeof *places; p++) {
      size_t at = places[p];
      bytes = strlen(texts[k]);
      memset(text, ' ', sizeof text);
      memcpy(text + at, texts[k], bytes);
      free(read_text(s, text, at + bytes)); /* nothing behind it */
      n = s->d.ntok;
      for (t = 0; t < n && t < 64; t++) start[t] = s->d.start[t], len[t] = s->d.tlen[t], cls[t] = s->d.cls[t];
      free(read_text(s, text, at + bytes + 100));
      wrong += n == 0 || n > 64 || s->d.ntok != n;
      for (t = 0; t < n && t < s->d.ntok; t++)
        wrong += s->d.start[t] != start[t] || s->d.tlen[t] != len[t] || s->d.cls[t] != cls[t];
      if (p == 0) continue;
      free(read_text(s, texts[k], bytes)); /* and nothing before it */
      wrong += s->d.ntok != n;
      for (t = 0; t < n && t < s->d.ntok; t++)
        wrong += s->d.start[t] + at != start[t] || s->d.tlen[t] != len[t] || s->d.cls[t] != cls[t];
    }
  CHECK_EQ(wrong, 0);
}

int main(void) {
  state s;
  begin(&s);
  words(&s);
  numbers(&s);
  stops(&s);
  marks(&s);
  addresses(&s);
  places(&s);
  garbage(&s);
  endless(&s);
  phrases(&s);
  anywhere(&s);
  CHECK_EQ(fb_tokenize(&s.d, &s.tk, "", FB_MAX_TEXT + 1), FB_TOOBIG);
  kinds(&s);
  finish(&s);
  no_memory();
  return check_report();
}
