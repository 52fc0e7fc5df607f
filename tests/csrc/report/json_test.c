/* json.c: escapes, numbers, and what happens when memory runs out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "json.h"

/* Whether writing `n` bytes at `s` as a string gives `want` without its quotation marks. */
static int string_is(const char *s, size_t n, const char *want) {
  fb_json j;
  int same;
  fb_json_init(&j);
  fb_json_string(&j, s, n);
  same = j.status == FB_OK && j.out.n == strlen(want) + 2 && memcmp(j.out.at + 1, want, strlen(want)) == 0 &&
         j.out.at[0] == '"' && j.out.at[j.out.n - 1] == '"';
  fb_json_free(&j);
  return same;
}

static int number_is(double v, const char *want) {
  fb_json j;
  int same;
  fb_json_init(&j);
  fb_json_number(&j, v);
  same = j.out.n == strlen(want) && memcmp(j.out.at, want, j.out.n) == 0;
  fb_json_free(&j);
  return same;
}

static void strings(void) {
  CHECK(string_is("", 0, ""));
  CHECK(string_is("plain", 5, "plain"));
  CHECK(string_is("a\0b", 3, "a\\u0000b"));
  CHECK(string_is("\"\\/\b\f\n\r\t\x1f\x7f", 10, "\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\x7f"));
  CHECK(string_is("eight..\"", 8, "eight..\\\""));
  CHECK(string_is("\xc3\xa9\xff\xe2\x82", 5, "\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd"));
  CHECK(string_is("\xf0\x9f\x9a\xa2", 4, "\xf0\x9f\x9a\xa2"));
}

static void numbers(void) {
  CHECK(number_is(0, "0"));
  CHECK(number_is(-0.0, "0"));
  CHECK(number_is(4.5, "4.5"));
  CHECK(number_is(-1580, "-1580"));
  CHECK(number_is(0.1 + 0.2, "0.30000000000000004"));
  CHECK(number_is(5e-324, "5e-324"));
  CHECK(number_is(HUGE_VAL, "null"));
  CHECK(number_is(HUGE_VAL - HUGE_VAL, "null"));
}

/* A failed allocation leaves a status and an object that can still be written to and freed. */
static void no_memory(void) {
  char big[10000];
  long n;
  memset(big, 'a', sizeof big);
  big[5000] = '\n';
  for (n = 1;; n++) {
    fb_json j;
    int failed;
    alloc_fail_after(n);
    fb_json_init(&j);
    fb_json_raw(&j, "[", 1);
    fb_json_string(&j, big, sizeof big);
    fb_json_word(&j, ",                               ", 1);
    fb_json_number(&j, 1.0 / 3);
    fb_json_char(&j, ']');
    failed = alloc_failed();
    CHECK_EQ(j.status, failed ? FB_NOMEM : FB_OK);
    fb_json_free(&j);
    if (!failed) break;
  }
  CHECK(n > 1);
  alloc_fail_after(0);
}

int main(void) {
  strings();
  numbers();
  no_memory();
  return check_report();
}
