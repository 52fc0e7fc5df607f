/* duration_test.c: short texts, units and durations. */
#include "duration.h"

#include <string.h>

#include "check.h"

static fb_written w;

static int is(const char *text) {
  int same = fb_written_fine(&w) && w.n == strlen(text) && memcmp(w.at, text, w.n) == 0;
  fb_written_open(&w);
  return same;
}

static void texts(void) {
  static const char year[] = "2025";
  int k;
  fb_written_open(&w);
  CHECK(!fb_written_fine(&w));
  fb_write_whole(&w, 7, 4);
  fb_write_whole(&w, -35, 3);
  fb_write_whole(&w, 123456, 2);
  CHECK(is("0007-35123456"));
  fb_write_number(&w, 3);
  fb_write_word(&w, " ");
  fb_write_number(&w, 0.1 + 0.2);
  fb_write_word(&w, " ");
  fb_write_number(&w, 1e15);
  CHECK(is("3 0.3 1e+15"));
  fb_write_word(&w, "1");
  fb_write_whole(&w, 2.5, 1);
  CHECK(!fb_written_fine(&w)); /* no whole number */
  fb_written_open(&w);
  for (k = 0; k < FB_WRITTEN_ROOM; k++) fb_write_word(&w, "x");
  CHECK(fb_written_fine(&w));
  fb_write_word(&w, "x");
  CHECK(!fb_written_fine(&w)); /* too long */
  fb_written_open(&w);
  CHECK(fb_has_digits(year, year + 4, 4));
  CHECK(!fb_has_digits(year, year + 3, 4));
  CHECK(!fb_has_digits(year, year + 5, 5));
  CHECK_EQ(fb_digits(year, 4), 2025);
}

static void units(void) {
  int u;
  for (u = FB_NO_UNIT + 1; u < FB_UNITS; u++) {
    const char *name = fb_unit_name((fb_time_unit)u);
    CHECK_EQ(fb_unit_named(name, strlen(name)), u);
  }
  CHECK_EQ(fb_unit_named("half-year", 9), FB_HALF);
  CHECK_EQ(fb_unit_named("parsec", 6), FB_NO_UNIT);
  CHECK_EQ(fb_unit_base(FB_CENTURY), FB_YEAR);
  CHECK_EQ(fb_unit_factor(FB_FORTNIGHT), 2);
  CHECK_EQ(fb_unit_seconds(FB_MINUTE), 60);
  CHECK_EQ(fb_unit_seconds(FB_DAY), 0);
}

static void durations(void) {
  fb_amounts a;
  fb_write_duration(&w, 30, FB_DAY);
  CHECK(is("P30D"));
  fb_write_duration(&w, 3.5, FB_YEAR);
  CHECK(is("P3.5Y"));
  fb_write_duration(&w, 20, FB_MINUTE);
  CHECK(is("PT20M"));
  fb_write_duration(&w, 2, FB_DECADE);
  CHECK(is("P20Y"));
  fb_write_duration(&w, 2, FB_SEASON);
  CHECK(!fb_written_fine(&w));
  fb_write_vague_duration(&w, FB_HOUR);
  CHECK(is("PTXH"));
  memset(&a, 0, sizeof a);
  fb_amount_add(&a, FB_MINUTE, 30);
  fb_amount_add(&a, FB_YEAR, 2);
  fb_amount_add(&a, FB_HOUR, 1);
  fb_amount_add(&a, FB_YEAR, 1);
  fb_write_amounts(&w, &a);
  CHECK(is("P3YT1H30M"));
  fb_write_every(&w, FB_YEAR, 2);
  CHECK(is("P6M"));
  fb_write_every(&w, FB_DAY, 3);
  CHECK(is("PT8H"));
  fb_write_every(&w, FB_HOUR, 4);
  CHECK(is("PT15M"));
  fb_write_every(&w, FB_WEEK, 3);
  CHECK(is("P1W"));
}

int main(void) {
  texts();
  units();
  durations();
  return check_report();
}
