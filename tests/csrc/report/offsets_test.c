/* offsets.c: UTF-8 steps and units, against a plain count. */
#include <string.h>

#include "check.h"
#include "offsets.h"

/* Length of the step at `s`, negative for an ill-formed subpart. */
static int step(const char *s, size_t n) {
  int good;
  int len = (int)fb_utf8_step((const unsigned char *)s, n, &good);
  return good ? len : -len;
}

static void steps(void) {
  CHECK_EQ(step("a", 1), 1);
  CHECK_EQ(step("\xc3\xa9", 2), 2);
  CHECK_EQ(step("\xe0\xa0\x80", 3), 3);
  CHECK_EQ(step("\xf4\x8f\xbf\xbf", 4), 4);
  CHECK_EQ(step("\x80", 1), -1);
  CHECK_EQ(step("\xc0\x80", 2), -1);         /* overlong */
  CHECK_EQ(step("\xe0\x80\x80", 3), -1);     /* overlong */
  CHECK_EQ(step("\xed\xa0\x80", 3), -1);     /* surrogate */
  CHECK_EQ(step("\xf4\x90\x80\x80", 4), -1); /* above U+10FFFF */
  CHECK_EQ(step("\xf5", 1), -1);
  CHECK_EQ(step("\xe2\x82", 2), -2); /* cut short */
  CHECK_EQ(step("\xf0\x9f\x9a", 3), -3);
  CHECK_EQ(step("\xf0\x9f\x9a.", 4), -3);
}

/* Units before every offset, against a plain count from the start. */
static void offsets(void) {
  static const char piece[] = "x \xc3\xa9 \xf0\x9f\x9a\xa2 \xff\xe2\x82 yyyyyyyyyyyyy\xc4\x99";
  char text[2000];
  size_t n = sizeof piece - 1, len = 0;
  int unit;
  while (len + n <= sizeof text) {
    memcpy(text + len, piece, n);
    len += n;
  }
  for (unit = FB_CHARS; unit <= FB_UTF16; unit++) {
    fb_ruler r;
    size_t at = 0;
    uint32_t units = 0;
    int wrong = 0, good;
    CHECK_EQ(fb_ruler_init(&r, text, len, (fb_unit)unit), FB_OK);
    while (at < len) {
      wrong += fb_ruler_at(&r, (uint32_t)at) != units;
      n = fb_utf8_step((const unsigned char *)text + at, len - at, &good);
      at += n;
      units += 1 + (unit == FB_UTF16 && n == 4);
    }
    CHECK_EQ(wrong, 0);
    CHECK_EQ(fb_ruler_at(&r, (uint32_t)len), units);
    CHECK_EQ(fb_ruler_at(&r, UINT32_MAX), units);
    fb_ruler_free(&r);
    CHECK_EQ(fb_ruler_init(&r, "ascii only", 10, (fb_unit)unit), FB_OK);
    CHECK_EQ(fb_ruler_at(&r, 7), 7);
    fb_ruler_free(&r);
    CHECK_EQ(fb_ruler_init(&r, "", 0, (fb_unit)unit), FB_OK);
    CHECK_EQ(fb_ruler_at(&r, 0), 0);
    fb_ruler_free(&r);
  }
}

/* A failed allocation leaves a ruler that can be freed. */
static void no_memory(void) {
  long n;
  for (n = 1;; n++) {
    fb_ruler r;
    fb_status status;
    alloc_fail_after(n);
    status = fb_ruler_init(&r, "\xc3\xa9", 2, FB_CHARS);
    fb_ruler_free(&r);
    if (!alloc_failed()) break;
    CHECK_EQ(status, FB_NOMEM);
  }
  alloc_fail_after(0);
}

int main(void) {
  steps();
  offsets();
  no_memory();
  return check_report();
}
