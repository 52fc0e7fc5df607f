/* timex_test.c: references, and specs of every type to their values. */
#include "timex.h"

#include <string.h>

#include "check.h"

static fb_almanac known;
static fb_reference sunday, noon; /* 23 March 2025, and its noon in Greenwich */

static fb_reference read(const char *s) {
  fb_reference r;
  const char *why;
  CHECK(fb_reference_read(&r, s, strlen(s), &why));
  return r;
}

static int refused(const char *s) {
  fb_reference r;
  const char *why = NULL;
  return !fb_reference_read(&r, s, strlen(s), &why) && why != NULL;
}

static void references(void) {
  fb_reference r = read(" 2025-03-23T10:30:15.5+02:00\n");
  CHECK_EQ(r.seconds, 10 * 3600 + 30 * 60 + 15);
  CHECK_EQ(r.zone, 7200);
  CHECK(!fb_is_floating(&r));
  CHECK(!read("20250323").has_time);
  CHECK_EQ(read("2025-03-23 1030Z").seconds, 37800);
  CHECK_EQ(read("2025-03-23T10:30-0330").zone, -12600);
  r = read("2025-03-23T10:30");
  CHECK(fb_is_floating(&r));
  CHECK(refused("2025-02-29"));
  CHECK(refused("yesterday"));
  CHECK(refused(""));
  CHECK(refused("2025-03-23T25:00"));
  CHECK(refused("2025-03-23T10:00+"));
  CHECK(refused("2025-03-23T10:00."));
  CHECK(refused("2025-03-23x"));
}

/* ---- specs ---- */

static fb_spec of(fb_time_type type) {
  fb_spec s;
  memset(&s, 0, sizeof s);
  s.type = (uint8_t)type;
  return s;
}

/* A spec that says up to three numbers; FB_S_KEYS: none. */
static fb_spec with(fb_time_type type, fb_spec_key a, double x, fb_spec_key b, double y, fb_spec_key c, double z) {
  fb_spec s = of(type);
  if (a < FB_S_KEYS) fb_spec_say(&s, a, x);
  if (b < FB_S_KEYS) fb_spec_say(&s, b, y);
  if (c < FB_S_KEYS) fb_spec_say(&s, c, z);
  return s;
}
static fb_spec with_two(fb_time_type type, fb_spec_key a, double x, fb_spec_key b, double y) {
  return with(type, a, x, b, y, FB_S_KEYS, 0);
}
static fb_spec with_one(fb_time_type type, fb_spec_key a, double x) { return with_two(type, a, x, FB_S_KEYS, 0); }
static fb_spec in(fb_spec s, fb_time_unit unit) {
  s.unit = (uint8_t)unit;
  return s;
}
static fb_spec part(fb_spec s, const char *part) {
  s.part = part;
  s.part_len = (uint32_t)strlen(part);
  return s;
}
static fb_amounts amounts(fb_time_unit a, double x, fb_time_unit b, double y) {
  fb_amounts p;
  memset(&p, 0, sizeof p);
  fb_amount_add(&p, a, x);
  if (b) fb_amount_add(&p, b, y);
  return p;
}

static fb_time_kind kind;

/* Is the value of a spec this? NULL: it has none. */
static int gives(fb_spec s, const fb_reference *ref, fb_direction direction, const char *expected) {
  fb_around x;
  fb_written value;
  int same;
  x.ref = ref;
  x.direction = direction;
  x.known = &known;
  kind = fb_time_resolve(&x, &s, &value);
  if (!fb_written_fine(&value)) return expected == NULL;
  same = expected && strlen(expected) == value.n && memcmp(value.at, expected, value.n) == 0;
  if (!same) printf("%.*s\n", (int)value.n, value.at);
  return same;
}

#define CHECK_PAST(spec, expected) CHECK(gives(spec, &sunday, FB_PAST, expected))
#define CHECK_FUTURE(spec, expected) CHECK(gives(spec, &sunday, FB_FUTURE, expected))
#define CHECK_NEAR(spec, expected) CHECK(gives(spec, &sunday, FB_NEAR, expected))
#define CHECK_BARE(spec, expected) CHECK(gives(spec, NULL, FB_NEAR, expected))
#define CHECK_NOON(spec, expected) CHECK(gives(spec, &noon, FB_FUTURE, expected))

static void dates(void) {
  fb_spec s = with_two(FB_TIME_DATE, FB_S_MONTH, 9, FB_S_DAY, 11);
  CHECK_PAST(s, "2024-09-11");
  CHECK_FUTURE(s, "2025-09-11");
  CHECK_BARE(s, "XXXX-09-11");
  CHECK_EQ(kind, FB_AS_DATE);
  CHECK_BARE(with_one(FB_TIME_DATE, FB_S_MONTH, 3), "XXXX-03");
  CHECK_PAST(with_one(FB_TIME_DATE, FB_S_MONTH, 12), "2024-12");
  CHECK_NEAR(with_two(FB_TIME_DATE, FB_S_MONTH, 9, FB_S_SHIFT, -1), "2024-09");
  CHECK_PAST(with_two(FB_TIME_DATE, FB_S_MONTH, 4, FB_S_DAY, 31), NULL);
  CHECK_PAST(with_two(FB_TIME_DATE, FB_S_MONTH, 2, FB_S_DAY, 29), "2024-02-29");
  CHECK_PAST(with_two(FB_TIME_DATE, FB_S_DAY, 15, FB_S_WEEKDAY, 6), "2025-03-15");
  CHECK_FUTURE(with_one(FB_TIME_DATE, FB_S_DAY, 3), "2025-04-03");
  CHECK_PAST(with_one(FB_TIME_DATE, FB_S_DAY, 32), NULL);
  CHECK_BARE(with_two(FB_TIME_DATE, FB_S_YEAR, 345, FB_S_BC, 1), "BC0345");
  CHECK_BARE(with(FB_TIME_DATE, FB_S_YEAR, 74, FB_S_MONTH, 10, FB_S_SHORT, 1), "1974-10");
  s = with(FB_TIME_DATE, FB_S_MONTH, 6, FB_S_SHIFT, 1, FB_S_IN_YEAR, 1);
  CHECK_NEAR(s, "2026-06");
  s = with_one(FB_TIME_DATE, FB_S_YEAR, 2014);
  s.opening = FB_SINCE;
  CHECK_NEAR(s, "2014/..");
  s.opening = FB_UNTIL;
  CHECK_NEAR(s, "../2014");
  CHECK_PAST(with_one(FB_TIME_WEEKDAY, FB_S_DAY, 7), "2025-03-23");
  CHECK_BARE(with_one(FB_TIME_WEEKDAY, FB_S_DAY, 5), "XXXX-WXX-5");
  CHECK_PAST(part(with_one(FB_TIME_WEEKDAY, FB_S_DAY, 5), "NI"), "2025-03-21TNI");
  CHECK_EQ(kind, FB_AS_TIME);
  CHECK_NEAR(with_two(FB_TIME_WEEKDAY, FB_S_DAY, 2, FB_S_SHIFT, 1), "2025-03-25");
  CHECK_NEAR(with_two(FB_TIME_WEEKDAY, FB_S_DAY, 2, FB_S_WEEK, -1), "2025-03-11");
  CHECK_NEAR(with_one(FB_TIME_DAY, FB_S_SHIFT, -1), "2025-03-22");
  CHECK_BARE(of(FB_TIME_DAY), NULL);
}

static void stretches(void) {
  fb_holiday christmas;
  fb_spec s = with_one(FB_TIME_SEASON, FB_S_SHIFT, -1), year;
  s.season = FB_SUMMER;
  CHECK_NEAR(s, "2024-SU");
  CHECK_BARE(s, "XXXX-SU");
  CHECK_BARE(with_one(FB_TIME_DECADE, FB_S_DECADE, 199), "199");
  CHECK_NEAR(with_two(FB_TIME_DECADE, FB_S_DECADE, 8, FB_S_SHORT, 1), "198");
  CHECK_BARE(with_one(FB_TIME_CENTURY, FB_S_CENTURY, 19), "18");
  CHECK_BARE(with_two(FB_TIME_CENTURY, FB_S_CENTURY, 5, FB_S_BC, 1), "BC05");
  CHECK_BARE(with_two(FB_TIME_YEARS, FB_S_YEAR, 2019, FB_S_LAST_YEAR, 2020), "2019/2020");
  CHECK_NEAR(with_one(FB_TIME_WEEK, FB_S_NUMBER, 10), "2025-W10");
  CHECK_BARE(with_one(FB_TIME_WEEK, FB_S_NUMBER, 3), "XXXX-W03");
  memset(&christmas, 0, sizeof christmas);
  fb_holiday_say(&christmas, FB_H_MONTH, 12);
  fb_holiday_say(&christmas, FB_H_DAY, 25);
  s = of(FB_TIME_HOLIDAY);
  s.holiday = &christmas;
  CHECK_PAST(s, "2024-12-25");
  CHECK_BARE(s, "XXXX-12-25");
  year = in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, 1), FB_YEAR);
  s.inside = &year;
  CHECK_PAST(s, "2026-12-25");
}

static void periods(void) {
  fb_amounts p = amounts(FB_MONTH, 3, FB_DAY, 2), hour = amounts(FB_HOUR, 1, FB_NO_UNIT, 0);
  fb_spec s;
  CHECK_NEAR(in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, -1), FB_WEEK), "2025-W11");
  CHECK_NEAR(in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, -1), FB_MONTH), "2025-02");
  CHECK_NEAR(in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, 1), FB_QUARTER), "2025-Q2");
  CHECK_NEAR(in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, 0), FB_WEEKEND), "2025-W12-WE");
  CHECK_NEAR(in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, 0), FB_SEASON), "2025-SP");
  CHECK_NEAR(in(with_two(FB_TIME_PERIOD, FB_S_SHIFT, 1, FB_S_NUMBER, 2), FB_DAY), "2025-03-24/2025-03-25");
  CHECK_NEAR(in(with_two(FB_TIME_PERIOD, FB_S_SHIFT, -1, FB_S_NUMBER, 3), FB_MONTH), "2024-12-23/2025-03-22");
  CHECK_NEAR(in(with_two(FB_TIME_PERIOD, FB_S_SHIFT, -1, FB_S_NUMBER, 2), FB_QUARTER), "2024-07-01/2024-12-31");
  CHECK_NOON(in(with_two(FB_TIME_PERIOD, FB_S_SHIFT, -1, FB_S_NUMBER, 2), FB_HOUR),
             "2025-03-23T10:00:00/2025-03-23T12:00:00");
  s = with_one(FB_TIME_PERIOD, FB_S_SHIFT, -1);
  s.parts = &p;
  CHECK_NEAR(s, "2024-12-21/2025-03-22");
  s.parts = &hour;
  CHECK_NOON(s, "2025-03-23T11:00:00/2025-03-23T12:00:00");
  s = in(with_one(FB_TIME_PERIOD, FB_S_SHIFT, 1), FB_WEEK);
  s.edge = FB_END_EDGE;
  CHECK_NEAR(s, "2025-03-28/2025-03-30");
  CHECK_NEAR(in(with_one(FB_TIME_REST, FB_S_SIGN, 1), FB_MONTH), "2025-03-23/2025-03-31");
  CHECK_NEAR(in(with_one(FB_TIME_REST, FB_S_SIGN, -1), FB_YEAR), "2025-01-01/2025-03-23");
  CHECK_NOON(in(with_one(FB_TIME_REST, FB_S_SIGN, 1), FB_DAY), "2025-03-23T12:00:00/2025-03-23T23:59:59");
}

static void distances(void) {
  fb_amounts p = amounts(FB_YEAR, 1, FB_MONTH, 2), week = amounts(FB_WEEK, 1, FB_NO_UNIT, 0);
  fb_amounts hours = amounts(FB_HOUR, 13, FB_NO_UNIT, 0);
  fb_spec s = with_one(FB_TIME_DISTANCE, FB_S_SIGN, -1), from = with_one(FB_TIME_DAY, FB_S_SHIFT, 1);
  s.parts = &p;
  CHECK_NEAR(s, "2024-01-23");
  CHECK_BARE(s, NULL);
  s = with_one(FB_TIME_DISTANCE, FB_S_SIGN, 1);
  s.parts = &week;
  s.from = &from;
  CHECK_NEAR(s, "2025-03-31");
  s.from = NULL;
  s.parts = &hours;
  CHECK_NOON(s, "2025-03-24T01:00:00");
  CHECK_EQ(kind, FB_AS_TIME);
  CHECK_NEAR(s, "2025-03-23");
  s = with(FB_TIME_WEEKDAYS, FB_S_NUMBER, 2, FB_S_DAY, 7, FB_S_SIGN, 1);
  CHECK_NEAR(s, "2025-04-06");
  fb_spec_say(&s, FB_S_SIGN, -1);
  CHECK_NEAR(s, "2025-03-09");
  s = with(FB_TIME_WEEKDAY_BY, FB_S_NUMBER, 1, FB_S_DAY, 6, FB_S_SIGN, -1);
  from = with(FB_TIME_DATE, FB_S_MONTH, 12, FB_S_DAY, 25, FB_S_YEAR, 2024);
  s.from = &from;
  CHECK_NEAR(s, "2024-12-21");
}

static void units_of_others(void) {
  fb_spec july = with_two(FB_TIME_DATE, FB_S_YEAR, 2016, FB_S_MONTH, 7);
  fb_spec year = with_one(FB_TIME_DATE, FB_S_YEAR, 2015), month = in(of(FB_TIME_PERIOD), FB_MONTH), s;
  s = in(with_two(FB_TIME_NTH, FB_S_INDEX, 1, FB_S_DAY, 5), FB_WEEKDAY);
  s.inside = &july;
  CHECK_BARE(s, "2016-07-01");
  s.inside = &month;
  CHECK_BARE(s, "XXXX-XX-WXX-5-#1");
  july = with_one(FB_TIME_DATE, FB_S_MONTH, 7);
  s.inside = &july;
  CHECK_BARE(s, "XXXX-07-WXX-5-#1");
  s = in(with_one(FB_TIME_NTH, FB_S_INDEX, -1), FB_WEEK);
  s.inside = &year;
  CHECK_BARE(s, "2015-W53");
  s.unit = FB_DAY;
  CHECK_BARE(s, "2015-12-31");
  s.unit = FB_QUARTER;
  CHECK_BARE(s, "2015-Q4");
  s = in(with_one(FB_TIME_NTH, FB_S_INDEX, 4), FB_QUARTER);
  CHECK_PAST(s, "2024-Q4");
  CHECK_BARE(s, "XXXX-Q4");
  s = in(with_two(FB_TIME_FIRST_UNITS, FB_S_INDEX, 1, FB_S_NUMBER, 3), FB_WEEK);
  s.inside = &year;
  CHECK_BARE(s, "2014-12-29/2015-01-18");
  s = in(with_two(FB_TIME_FIRST_UNITS, FB_S_INDEX, -1, FB_S_NUMBER, 5), FB_MONTH);
  s.inside = &year;
  CHECK_BARE(s, "2015-08-01/2015-12-31");
  s = in(of(FB_TIME_HOLDING), FB_WEEK);
  july = with(FB_TIME_DATE, FB_S_YEAR, 2016, FB_S_MONTH, 11, FB_S_DAY, 30);
  s.inside = &july;
  CHECK_BARE(s, "2016-W48");
}

static void clocks(void) {
  fb_spec friday = with_one(FB_TIME_WEEKDAY, FB_S_DAY, 5), s = with_one(FB_TIME_CLOCK, FB_S_HOUR, 8);
  s.meridiem = FB_PM;
  CHECK_PAST(s, "2025-03-23T20:00");
  CHECK_BARE(s, "T20:00");
  s.on = &friday;
  CHECK_PAST(s, "2025-03-21T20:00");
  CHECK_BARE(s, "XXXX-WXX-5T20:00");
  s = with(FB_TIME_CLOCK, FB_S_HOUR, 15, FB_S_MINUTE, 11, FB_S_ZONE, 0);
  CHECK_NEAR(s, "2025-03-23T15:11Z");
  fb_spec_say(&s, FB_S_ZONE, -19800);
  CHECK_BARE(s, "T15:11-05:30");
  CHECK_NOON(s, "2025-03-23T20:41");
  CHECK_NOON(with_two(FB_TIME_CLOCK, FB_S_HOUR, 9, FB_S_SHARP, 1), "2025-03-24T09:00"); /* it is over */
  CHECK_NOON(with_one(FB_TIME_CLOCK, FB_S_HOUR, 9), "2025-03-23T21:00");
  CHECK_NEAR(with_one(FB_TIME_CLOCK, FB_S_HOUR, 24), "2025-03-24T00:00");
  CHECK_NEAR(with_one(FB_TIME_CLOCK, FB_S_HOUR, 25), NULL);
  CHECK_NEAR(with(FB_TIME_CLOCK, FB_S_HOUR, 7, FB_S_MINUTE, 5, FB_S_SECOND, 9), "2025-03-23T07:05:09");
  CHECK_NEAR(part(of(FB_TIME_PART), "EV"), "2025-03-23TEV");
  CHECK_BARE(part(of(FB_TIME_PART), "EV"), "TEV");
  CHECK_NEAR(of(FB_TIME_PART), NULL);
  CHECK_NOON(of(FB_TIME_NOW), "2025-03-23T12:00:00");
  CHECK_NEAR(of(FB_TIME_NOW), "PRESENT_REF");
  CHECK_NEAR(in(of(FB_TIME_VAGUE), FB_DAY), "PAST_REF");
  CHECK_EQ(kind, FB_AS_DATE);
}

/* Is the value of a range this? */
static int ranges(fb_spec first, fb_spec last, const fb_reference *ref, fb_direction direction, const char *expected) {
  fb_spec s = of(FB_TIME_RANGE);
  s.first = &first;
  s.last = &last;
  return gives(s, ref, direction, expected);
}

static void of_ranges(void) {
  fb_spec a = with_two(FB_TIME_DATE, FB_S_MONTH, 7, FB_S_DAY, 13), b = with_one(FB_TIME_DATE, FB_S_DAY, 15), s;
  fb_amounts days = amounts(FB_DAY, 3, FB_NO_UNIT, 0), hours = amounts(FB_HOUR, 2, FB_NO_UNIT, 0);
  CHECK(ranges(a, b, &sunday, FB_FUTURE, "2025-07-13/2025-07-15"));
  CHECK(ranges(a, b, NULL, FB_NEAR, "XXXX-07-13/XXXX-07-15"));
  CHECK(ranges(with_two(FB_TIME_DATE, FB_S_MONTH, 6, FB_S_DAY, 28), with_one(FB_TIME_DATE, FB_S_DAY, 5), &sunday,
               FB_FUTURE, "2025-06-28/2025-07-05"));
  CHECK(ranges(with_one(FB_TIME_DATE, FB_S_MONTH, 11), with_two(FB_TIME_DATE, FB_S_MONTH, 2, FB_S_YEAR, 2017), &sunday,
               FB_NEAR, "2016-11/2017-02"));
  CHECK(ranges(with_two(FB_TIME_DATE, FB_S_MONTH, 1, FB_S_DAY, 23), with_two(FB_TIME_DATE, FB_S_MONTH, 4, FB_S_DAY, 9),
               &sunday, FB_FUTURE, "2025-01-23/2025-04-09")); /* it has begun */
  a = with_one(FB_TIME_CLOCK, FB_S_HOUR, 11);
  b = with_one(FB_TIME_CLOCK, FB_S_HOUR, 3);
  b.meridiem = FB_PM;
  CHECK(ranges(a, b, &sunday, FB_NEAR, "2025-03-23T11:00/2025-03-23T15:00"));
  CHECK(ranges(a, b, NULL, FB_NEAR, "T11:00/T15:00"));
  CHECK_EQ(kind, FB_AS_TIME);
  a.meridiem = FB_PM;
  b.meridiem = FB_NO_MERIDIEM;
  CHECK(ranges(a, b, &sunday, FB_NEAR, "2025-03-23T23:00/2025-03-24T03:00"));
  CHECK(ranges(with_one(FB_TIME_WEEKDAY, FB_S_DAY, 5), with_one(FB_TIME_WEEKDAY, FB_S_DAY, 1), &sunday, FB_PAST,
               "2025-03-21/2025-03-24"));
  CHECK(ranges(of(FB_TIME_NOW), with_two(FB_TIME_DATE, FB_S_MONTH, 5, FB_S_DAY, 1), &sunday, FB_NEAR,
               "2025-03-23/2025-05-01"));
  CHECK(ranges(of(FB_TIME_DAY), with_one(FB_TIME_DATE, FB_S_DAY, 40), &sunday, FB_NEAR, NULL));
  a = with_one(FB_TIME_WEEKDAY, FB_S_DAY, 1);
  s = of(FB_TIME_RANGE);
  s.first = &a;
  CHECK_NEAR(s, NULL); /* no end */
  s.parts = &days;
  CHECK_FUTURE(s, "2025-03-24/2025-03-26");
  a = with_one(FB_TIME_CLOCK, FB_S_HOUR, 23);
  CHECK_FUTURE(s, NULL);
  s.parts = &hours;
  CHECK_FUTURE(s, "2025-03-23T23:00/2025-03-24T01:00");
  CHECK_BARE(s, "T23:00/T01:00");
}

static void sets(void) {
  fb_spec s = in(with_one(FB_TIME_SET, FB_S_TIMES, 2), FB_YEAR), friday = with_one(FB_TIME_WEEKDAY, FB_S_DAY, 5);
  CHECK_BARE(s, "P6M");
  CHECK_EQ(kind, FB_AS_SET);
  CHECK_BARE(in(of(FB_TIME_SET), FB_DAY), "P1D");
  s.every = &friday;
  CHECK_NEAR(s, "XXXX-WXX-5");
  CHECK_BARE(in(with_one(FB_TIME_DURATION, FB_S_NUMBER, 30), FB_DAY), "P30D");
  CHECK_BARE(in(of(FB_TIME_DURATION), FB_HOUR), "PTXH");
  CHECK_EQ(kind, FB_AS_DURATION);
  CHECK_NEAR(of(FB_TIME_NONE), NULL);
}

static void names(void) {
  CHECK_EQ(fb_time_type_named("weekday_by", 10), FB_TIME_WEEKDAY_BY);
  CHECK_EQ(fb_time_type_named("holiday", 7), FB_TIME_HOLIDAY);
  CHECK_EQ(fb_time_type_named("age", 3), FB_TIME_NONE);
  CHECK_EQ(fb_meridiem_named("pm", 2), FB_PM);
  CHECK_EQ(fb_season_named("WI", 2), FB_WINTER);
  CHECK_EQ(fb_full_year(NULL, 74), 1974);
  CHECK_EQ(fb_full_year(&sunday, 30), 2030);
}

int main(void) {
  sunday = read("2025-03-23");
  noon = read("2025-03-23T12:00Z");
  references();
  dates();
  stretches();
  periods();
  distances();
  units_of_others();
  clocks();
  of_ranges();
  sets();
  names();
  return check_report();
}
