/* word.c: classes and normal forms. */
#include <string.h>

#include "check.h"
#include "word.h"

static uint32_t cls(const char *s) { return fb_word_class(s, strlen(s)); }
static int has(const char *s, uint32_t bits) { return (cls(s) & bits) == bits; }
static int hasnt(const char *s, uint32_t bits) { return (cls(s) & bits) == 0; }

static int folds(const char *s, const char *want) {
  char out[FB_FOLD_ROOM(64)];
  size_t n = fb_word_fold(s, strlen(s), out);
  return n == strlen(want) && memcmp(out, want, n) == 0;
}

int main(void) {
  CHECK(has("said", FB_C_LETTER | FB_C_LOWER | FB_C_ALPHA) && hasnt("said", FB_C_CAP | FB_C_UPPER | FB_C_MIXED));
  CHECK(has("Kyiv", FB_C_CAP | FB_C_ALPHA) && hasnt("Kyiv", FB_C_UPPER | FB_C_LOWER));
  CHECK(has("US", FB_C_CAP | FB_C_UPPER) && has("U.S.", FB_C_UPPER | FB_C_ABBREV));
  CHECK(has("McCain", FB_C_CAP | FB_C_MIXED) && has("iPhone", FB_C_MIXED) && hasnt("iPhone", FB_C_CAP));
  CHECK(has("J.", FB_C_INITIAL | FB_C_ABBREV) && has("J", FB_C_INITIAL) && hasnt("j", FB_C_INITIAL));
  CHECK(has("30", FB_C_DIGITS | FB_C_NUMERIC | FB_C_HASDIGIT) && has("1,580", FB_C_NUMERIC) &&
        hasnt("1,580", FB_C_DIGITS));
  CHECK(has(".5", FB_C_NUMERIC) && has("2\xc2\xbd", FB_C_NUMERIC) && has("\xc2\xbe", FB_C_NUMERIC) &&
        hasnt("3/4x", FB_C_NUMERIC));
  CHECK(has("3rd", FB_C_ORDINAL | FB_C_HASDIGIT) && hasnt("3rx", FB_C_ORDINAL));
  CHECK(has(",", FB_C_PUNCT) && has("(", FB_C_OPEN) && has(")", FB_C_CLOSE) && has("...", FB_C_STOP) &&
        has("\xe2\x80\xa6", FB_C_STOP));
  CHECK(has("\"", FB_C_QUOTE) && hasnt("\"", FB_C_OPEN | FB_C_CLOSE) && has("\xe2\x80\x9c", FB_C_QUOTE | FB_C_OPEN) &&
        has("\xc2\xbb", FB_C_QUOTE | FB_C_CLOSE));
  CHECK(has("-", FB_C_HYPHEN) && has("\xe2\x80\x94", FB_C_HYPHEN));
  CHECK(has("$", FB_C_CURRENCY | FB_C_SYMBOL) && has("US$", FB_C_CURRENCY) && has("\xe2\x82\xac", FB_C_CURRENCY) &&
        has("%", FB_C_PUNCT));
  CHECK(has("n't", FB_C_CLITIC) && has("'s", FB_C_CLITIC) && has("\xe2\x80\x99s", FB_C_CLITIC) &&
        hasnt("s", FB_C_CLITIC));
  CHECK(has("https://example.org/", FB_C_URL) && has("roe@example.org", FB_C_URL) && hasnt("U.S.", FB_C_URL));
  CHECK(has("@roe", FB_C_HANDLE) && has("#boats", FB_C_HANDLE));
  CHECK(has("\xf0\x9f\x9a\xa2", FB_C_EMOJI) && has(":)", FB_C_EMOJI) && has(";-D", FB_C_EMOJI) &&
        hasnt(":", FB_C_EMOJI) && hasnt("==", FB_C_EMOJI));
  CHECK(hasnt("\xff", FB_C_LETTER | FB_C_PUNCT) && hasnt("\xe2\x80", FB_C_LETTER));

  CHECK(folds("", "") && folds("KYIV", "kyiv") && folds("US", "us"));
  CHECK(folds("\xe2\x80\x99S", "'s") && folds("\xe2\x80\x90", "-") && folds("\xe2\x80\x94", "\xe2\x80\x94"));
  CHECK(folds("co\xc2\xad"
              "op",
              "coop") &&
        folds("\xe2\x80\x8b", "") && folds("\xef\xac\x81n", "fin"));
  CHECK(folds("Stra\xc3\x9f"
              "e",
              "strasse") &&
        folds("\xc3\x89t\xc3\xa9", "\xc3\xa9t\xc3\xa9"));
  CHECK(folds("e\xcc\x81", "\xc3\xa9")); /* composed */
  CHECK(folds("\xef\xbc\xa1\xef\xbc\x91", "a1"));
  return check_report();
}
