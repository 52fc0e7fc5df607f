/*
** doc_test.c: spans of a document in order (doc.h), the words of one document over those of a program (vocab.h), and
** that every normal form is its own (word.h): otherwise a word's would depend on what was read before it.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "doc.h"
#include "vocab.h"
#include "word.h"

static size_t encode(uint32_t c, char *s) {
  if (c < 0x80) return s[0] = (char)c, (size_t)1;
  if (c < 0x800) return s[0] = (char)(0xc0 | c >> 6), s[1] = (char)(0x80 | (c & 63)), (size_t)2;
  if (c < 0x10000)
    return s[0] = (char)(0xe0 | c >> 12), s[1] = (char)(0x80 | (c >> 6 & 63)), s[2] = (char)(0x80 | (c & 63)),
           (size_t)3;
  s[0] = (char)(0xf0 | c >> 18);
  s[1] = (char)(0x80 | (c >> 12 & 63));
  s[2] = (char)(0x80 | (c >> 6 & 63));
  s[3] = (char)(0x80 | (c & 63));
  return 4;
}

/* Every character alone: the normal form fits its room, and is its own normal form. */
static void every_character(void) {
  uint32_t c, bad = 0;
  char *word = malloc(4), *out, again[FB_FOLD_ROOM(FB_FOLD_ROOM(4))];
  out = malloc(FB_FOLD_ROOM(4)); /* exactly: a byte more is seen */
  for (c = 1; c < 0x110000; c++) {
    size_t len, n, m;
    if (c >= 0xd800 && c < 0xe000) continue;
    len = encode(c, word);
    n = fb_word_fold(word, len, out);
    m = fb_word_fold(out, n, again);
    if (n > FB_FOLD_ROOM(4) || m != n || memcmp(out, again, n) != 0) {
      if (bad++ < 5) printf("  U+%04X folds to another form when it is folded once more\n", (unsigned)c);
    }
    (void)fb_word_class(word, len);
  }
  CHECK_EQ(bad, 0);
  free(word);
  free(out);
}

static uint32_t intern(fb_vocab *v, const char *s) {
  uint32_t id = FB_NONE;
  CHECK_EQ(fb_vocab_intern(v, s, (uint32_t)strlen(s), fb_vocab_hash(s, strlen(s)), &id), FB_OK);
  return id;
}

static void vocabulary(void) {
  fb_vocab base, own;
  uint32_t a, b, k, n;
  char word[32];
  fb_vocab_init(&base, NULL);
  a = intern(&base, "Kyiv");
  CHECK_EQ(intern(&base, "Kyiv"), a);
  b = fb_vocab_word(&base, a)->norm;
  CHECK(b != a);
  CHECK_EQ(intern(&base, "kyiv"), b);
  CHECK_EQ(fb_vocab_word(&base, b)->norm, b);
  for (k = 0; k < 5000; k++) {
    snprintf(word, sizeof word, "Word%u", (unsigned)k);
    intern(&base, word);
  }
  n = fb_vocab_count(&base);
  fb_vocab_init(&own, &base);
  CHECK_EQ(intern(&own, "Kyiv"), a);
  for (k = 0; k < 3; k++) { /* a document after the other */
    uint32_t i, first = intern(&own, "Zorblatt");
    CHECK(first >= n);
    CHECK(fb_vocab_word(&own, first)->norm >= n);
    for (i = 0; i < 20000; i++) {
      snprintf(word, sizeof word, "new%u", (unsigned)i);
      intern(&own, word);
    }
    CHECK_EQ(intern(&own, "Zorblatt"), first);
    CHECK(intern(&own, "KYIV") >= n);
    CHECK_EQ(fb_vocab_word(&own, intern(&own, "KYIV"))->norm, b);
    fb_vocab_reset(&own, 1000);
    CHECK_EQ(fb_vocab_find(&own, "Zorblatt", 8, fb_vocab_hash("Zorblatt", 8)), FB_NONE);
    CHECK_EQ(fb_vocab_count(&own), n);
  }
  CHECK_EQ(fb_vocab_count(&base), n);
  intern(&own, "");
  intern(&own, "\xe2\x80\x8b"); /* nothing is left of it */
  fb_vocab_free(&own);
  fb_vocab_free(&own); /* twice does no harm */
  fb_vocab_free(&base);
}

/* Spans at one token: longest first, older first among equals. */
static void spans(void) {
  static const uint32_t ends[] = {2, 4, 3, 4, 1, 2};
  fb_doc d;
  fb_span s;
  uint32_t k, index, last = FB_NONE, id;
  fb_doc_init(&d, NULL);
  id = intern(&d.vocab, "x");
  for (k = 0; k < 4; k++) CHECK_EQ(fb_doc_push(&d, k, 1, id, 0), FB_OK);
  CHECK_EQ(fb_doc_seal(&d), FB_OK);
  memset(&s, 0, sizeof s);
  for (k = 0; k < 6; k++) {
    s.end = ends[k];
    CHECK_EQ(fb_doc_add_span(&d, &s, &index), FB_OK);
    CHECK_EQ(index, k);
  }
  for (k = d.span_at[0]; k != FB_NONE; k = d.spans.at[k].next) {
    if (last != FB_NONE) {
      const fb_span *x = &d.spans.at[last], *y = &d.spans.at[k];
      CHECK(x->end > y->end || (x->end == y->end && last < k));
    }
    last = k;
  }
  CHECK_EQ(last, 4);
  CHECK_EQ(fb_doc_input_offset(&d, 3, 0), 3);
  fb_doc_reset(&d);
  CHECK_EQ(d.ntok, 0);
  fb_doc_free(&d);
  fb_doc_free(&d);
}

/* The length of a token that is too long for its column is its word's. */
static void long_tokens(void) {
  static const uint32_t lengths[] = {1, 254, 255, 256, 4096, 2};
  char bytes[4096];
  fb_doc d;
  uint32_t k, id;
  memset(bytes, 'a', sizeof bytes);
  fb_doc_init(&d, NULL);
  for (k = 0; k < sizeof lengths / sizeof *lengths; k++) {
    CHECK_EQ(fb_vocab_intern(&d.vocab, bytes, lengths[k], fb_vocab_hash(bytes, lengths[k]), &id), FB_OK);
    CHECK_EQ(fb_doc_push(&d, k * 5000, lengths[k], id, 0), FB_OK);
  }
  for (k = 0; k < sizeof lengths / sizeof *lengths; k++) CHECK_EQ(fb_doc_len(&d, k), lengths[k]);
  fb_doc_free(&d);
}

/* What a text will need is kept, more than that given back. */
static void room(void) {
  fb_doc d;
  fb_doc_init(&d, NULL);
  CHECK_EQ(fb_doc_room(&d, 1 << 20), FB_OK);
  CHECK(d.cap >= 1 << 20);
  fb_doc_renew(&d, (size_t)5 << 20);
  CHECK(d.cap >= 1 << 20);
  fb_doc_renew(&d, 1 << 20);
  CHECK_EQ(d.cap, 0);
  CHECK_EQ(fb_doc_room(&d, 1 << 12), FB_OK);
  fb_doc_reset(&d);
  CHECK(d.cap >= 1 << 12);
  alloc_fail_after(3);
  CHECK_EQ(fb_doc_room(&d, 1 << 20), FB_NOMEM); /* some columns have grown, some have not */
  alloc_fail_after(0);
  CHECK(d.cap < 1 << 20);
  fb_doc_free(&d);
}

int main(void) {
  room();
  every_character();
  long_tokens();
  vocabulary();
  spans();
  return check_report();
}
