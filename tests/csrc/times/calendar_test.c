/* calendar_test.c: dates and day numbers, weeks, Easter. */
#include "check.h"
#include "day.h"

static void numbers(void) {
  double n, year;
  CHECK_EQ(day(19700101), 0);
  CHECK_EQ(day(20000301), 11017);
  CHECK_EQ(fb_day_number(2025, 4, 31), day(20250501));
  for (n = -800000; n <= 800000; n += 997) {
    fb_civil c = fb_date_of(n);
    CHECK(fb_day_number(c.year, c.month, c.day) == n);
  }
  CHECK_EQ(date(fb_add_months(day(20250131), 1)), 20250228);
  CHECK_EQ(date(fb_add_months(day(20240131), 1)), 20240229);
  CHECK_EQ(date(fb_add_months(day(20240331), -13)), 20230228);
  CHECK_EQ(fb_weekday(day(20250323)), 7);
  CHECK_EQ(fb_weekday(-1), 3); /* 31 December 1969 */
  CHECK_EQ(fb_week_of(day(20210103), &year), 53);
  CHECK_EQ(year, 2020);
  CHECK_EQ(fb_week_of(day(20241230), &year), 1);
  CHECK_EQ(year, 2025);
  CHECK_EQ(date(fb_week_start(2025, 1)), 20241230);
}

static void which_dates_there_are(void) {
  CHECK(fb_is_date(2024, 2, 29));
  CHECK(!fb_is_date(2025, 2, 29));
  CHECK(!fb_is_date(1900, 2, 29));
  CHECK(fb_is_date(2000, 2, 29));
  CHECK(fb_may_be_date(2, 29));
  CHECK(!fb_may_be_date(4, 31));
  CHECK(!fb_may_be_date(13, 1));
  CHECK(!fb_may_be_date(0, 1));
  CHECK_EQ(fb_month_length(2025, 14), 0);
}

static void easter(void) {
  double d;
  CHECK_EQ(date(fb_easter(2025)), 20250420);
  CHECK_EQ(date(fb_easter(2024)), 20240331);
  CHECK_EQ(date(fb_orthodox_easter(2025)), 20250420);
  CHECK_EQ(date(fb_orthodox_easter(2024)), 20240505);
  CHECK(fb_nth_weekday(2025, 11, 4, 4, &d));
  CHECK_EQ(date(d), 20251127);
  CHECK(fb_nth_weekday(2025, 5, 1, -1, &d));
  CHECK_EQ(date(d), 20250526);
  CHECK(!fb_nth_weekday(2025, 2, 1, 5, &d));
  CHECK(!fb_nth_weekday(2025, 2, 1, -5, &d));
}

int main(void) {
  numbers();
  which_dates_there_are();
  easter();
  return check_report();
}
