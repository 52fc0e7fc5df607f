/* digits_test.c: dates and times in digits. */
#include "digits.h"

#include <string.h>

#include "check.h"

static fb_spec s, on;

static int reads(const char *form, const char *text) {
  return fb_digits_read(form, strlen(form), text, strlen(text), &s, &on);
}

/* What was read last says of a key; -1: nothing. */
static int says(fb_spec_key k) { return (int)fb_spec_get(&s, k, -1); }

static int is_date(int y, int m, int d) {
  return s.type == FB_TIME_DATE && says(FB_S_YEAR) == y && says(FB_S_MONTH) == m && says(FB_S_DAY) == d;
}

static int is_clock(int hour, int minute, fb_meridiem half) {
  return s.type == FB_TIME_CLOCK && says(FB_S_HOUR) == hour && says(FB_S_MINUTE) == minute && s.meridiem == half;
}

static void dates(void) {
  CHECK(reads("iso", "2025-03-11") && is_date(2025, 3, 11));
  CHECK(reads("iso", "2025-03-11T10:30:05") && is_clock(10, 30, FB_NO_MERIDIEM));
  CHECK_EQ(says(FB_S_SECOND), 5);
  CHECK(s.on == &on && on.type == FB_TIME_DATE && on.of[FB_S_DAY] == 11);
  CHECK(!reads("iso", "2025-02-29"));
  CHECK(reads("numeric", "3/11/2025") && is_date(2025, 3, 11));
  CHECK(reads("numeric", "23.11.98") && is_date(98, 11, 23) && says(FB_S_SHORT) == 1);
  CHECK(reads("numeric", "4/20") && is_date(-1, 4, 20));
  CHECK(!reads("numeric", "31/31"));
  CHECK(!reads("numeric", "4/20/"));
  CHECK(reads("named", "28/Nov/1986") && is_date(1986, 11, 28));
  CHECK(reads("named", "2019-sep-1") && is_date(2019, 9, 1));
  CHECK(reads("named", "1Jan05") && is_date(5, 1, 1) && says(FB_S_SHORT) == 1);
  CHECK(reads("named", "May/7") && is_date(-1, 5, 7));
  CHECK(reads("named", "2020-Mar") && is_date(2020, 3, -1));
  CHECK(!reads("named", "31/Foo/1974"));
  CHECK(!reads("named", "40-Mar"));
  CHECK(reads("month_year", "04/2016") && is_date(2016, 4, -1));
  CHECK(reads("month_year", "2019-4") && is_date(2019, 4, -1));
  CHECK(reads("month_year", "2008-9") && s.type == FB_TIME_YEARS && says(FB_S_LAST_YEAR) == 2009);
  CHECK(!reads("month_year", "2019-13"));
}

static void stretches(void) {
  CHECK(reads("years", "2019-20") && says(FB_S_YEAR) == 2019 && says(FB_S_LAST_YEAR) == 2020);
  CHECK(reads("years", "1995/96") && says(FB_S_LAST_YEAR) == 1996);
  CHECK(!reads("years", "1999/00"));
  CHECK(reads("years", "2016-11") && is_date(2016, 11, -1));
  CHECK(!reads("years", "2016-2010"));
  CHECK(reads("decade", "1990s") && says(FB_S_DECADE) == 199);
  CHECK(reads("decade", "'80s") && says(FB_S_DECADE) == 8 && says(FB_S_SHORT) == 1);
  CHECK(!reads("decade", "1985s"));
  CHECK(reads("century", "19th") && says(FB_S_CENTURY) == 19);
  CHECK(!reads("century", "31st"));
  CHECK(reads("quarter", "Q3") && s.unit == FB_QUARTER && says(FB_S_INDEX) == 3);
  CHECK(reads("quarter", "2H") && s.unit == FB_HALF && says(FB_S_INDEX) == 2);
  CHECK(reads("quarter", "18q4") && says(FB_S_YEAR) == 18 && says(FB_S_SHORT) == 1);
  CHECK(reads("quarter", "2018H1") && says(FB_S_YEAR) == 2018 && s.unit == FB_HALF);
  CHECK(!reads("quarter", "Q7"));
}

static void clocks(void) {
  CHECK(reads("clock", "8:30") && is_clock(8, 30, FB_NO_MERIDIEM));
  CHECK(reads("clock", "7:56:30pm") && is_clock(7, 56, FB_PM) && says(FB_S_SECOND) == 30);
  CHECK(reads("clock", "3h18") && is_clock(3, 18, FB_NO_MERIDIEM) && says(FB_S_SHARP) == 1);
  CHECK(reads("clock", "8 a.m.") && is_clock(8, -1, FB_AM));
  CHECK(reads("clock", "15h") && is_clock(15, -1, FB_NO_MERIDIEM));
  CHECK(!reads("clock", "8"));
  CHECK(reads("clock_dot", "9.15 p.m.") && is_clock(9, 15, FB_PM));
  CHECK(!reads("clock_dot", "9.5"));
  CHECK(reads("military", "0730") && is_clock(7, 30, FB_NO_MERIDIEM) && says(FB_S_SHARP) == 1);
  CHECK(reads("military", "730") && is_clock(7, 30, FB_NO_MERIDIEM) && says(FB_S_SHARP) == -1);
  CHECK(!reads("military", "73"));
  CHECK(!reads("sundial", "0730"));
}

int main(void) {
  dates();
  stretches();
  clocks();
  return check_report();
}
