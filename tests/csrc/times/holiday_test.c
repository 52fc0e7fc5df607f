/* holiday_test.c: the days of holidays. */
#include "holiday.h"

#include <string.h>

#include "check.h"
#include "day.h"

static fb_almanac known;

/* A holiday of a calendar with up to three keys; FB_H_KEYS: none. */
static fb_holiday of(fb_calendar calendar, fb_holiday_key a, double x, fb_holiday_key b, double y, fb_holiday_key c,
                     double z) {
  fb_holiday h;
  memset(&h, 0, sizeof h);
  h.calendar = calendar;
  if (a < FB_H_KEYS) fb_holiday_say(&h, a, x);
  if (b < FB_H_KEYS) fb_holiday_say(&h, b, y);
  if (c < FB_H_KEYS) fb_holiday_say(&h, c, z);
  return h;
}

static int first_of(const fb_holiday *h, double year) {
  fb_days d;
  return fb_holiday_in(&known, h, year, &d) ? date(d.first) : 0;
}
static int last_of(const fb_holiday *h, double year) {
  fb_days d;
  return fb_holiday_in(&known, h, year, &d) ? date(d.last) : 0;
}
static int near(const fb_holiday *h, int today, fb_direction direction) {
  fb_days d;
  return fb_holiday_near(&known, h, day(today), direction, &d) ? date(d.first) : 0;
}

static void civil(void) {
  fb_holiday h = of(FB_CIVIL, FB_H_MONTH, 12, FB_H_DAY, 25, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2025), 20251225);
  CHECK_EQ(last_of(&h, 2025), 20251225);
  CHECK_EQ(near(&h, 20250301, FB_PAST), 20241225);
  CHECK_EQ(near(&h, 20250301, FB_FUTURE), 20251225);
  CHECK_EQ(near(&h, 20250301, FB_NEAR), 20241225);
  h = of(FB_CIVIL, FB_H_MONTH, 11, FB_H_WEEKDAY, 4, FB_H_NTH, 4);
  CHECK_EQ(first_of(&h, 2025), 20251127);
  h = of(FB_CIVIL, FB_H_MONTH, 5, FB_H_DAY, 24, FB_H_WEEKDAY, 1);
  CHECK_EQ(first_of(&h, 2025), 20250519);
  h = of(FB_CIVIL, FB_H_EASTER, -2, FB_H_KEYS, 0, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2025), 20250418);
  h = of(FB_CIVIL, FB_H_ORTHODOX, 0, FB_H_LENGTH, 2, FB_H_KEYS, 0);
  CHECK_EQ(last_of(&h, 2024), 20240506);
  h = of(FB_CIVIL, FB_H_KEYS, 0, FB_H_KEYS, 0, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2025), 0);
}

static void moved(void) {
  fb_holiday h = of(FB_CIVIL, FB_H_MONTH, 10, FB_H_DAY, 16, FB_H_OBSERVED, 1);
  CHECK_EQ(first_of(&h, 2022), 20221017);
  CHECK_EQ(first_of(&h, 2027), 20271015);
  h = of(FB_CIVIL, FB_H_MONTH, 4, FB_H_DAY, 27, FB_H_SUNDAY, -1);
  CHECK_EQ(first_of(&h, 2025), 20250426);
  h = of(FB_CIVIL, FB_H_EASTER, 39, FB_H_BEFORE, 7, FB_H_ADD, 1);
  CHECK_EQ(first_of(&h, 2025), 20250525);
}

static void of_other_calendars(void) {
  fb_holiday h = of(FB_HEBREW, FB_H_MONTH, 9, FB_H_DAY, 25, FB_H_LENGTH, 8);
  int round;
  CHECK_EQ(last_of(&h, 2024), 20250102);
  h = of(FB_ISLAMIC, FB_H_MONTH, 9, FB_H_WHOLE, 1, FB_H_KEYS, 0);
  for (round = 0; round < 2; round++) { /* worked out, and known */
    CHECK_EQ(first_of(&h, 2025), 20250301);
    CHECK_EQ(last_of(&h, 2025), 20250329);
  }
  CHECK_EQ(near(&h, 20250306, FB_FUTURE), 20250301); /* it is on */
  h = of(FB_CHINESE, FB_H_MONTH, 1, FB_H_DAY, 1, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2023), 20230122);
  h = of(FB_HINDU, FB_H_MONTH, 7, FB_H_TITHI, 30, FB_H_HOUR, 17.75);
  CHECK_EQ(first_of(&h, 2023), 20231112);
  h = of(FB_SOLAR, FB_H_LONGITUDE, 270, FB_H_KEYS, 0, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2023), 20230115);
  h = of(FB_PARSI, FB_H_MONTH, 8, FB_H_DAY, 16, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2024), 20240815);
  h = of(fb_calendar_named("martian", 7), FB_H_MONTH, 1, FB_H_DAY, 1, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2025), 0);
  h = of(FB_HEBREW, FB_H_MONTH, 99, FB_H_DAY, 1, FB_H_KEYS, 0);
  CHECK_EQ(first_of(&h, 2025), 0);
  CHECK_EQ(first_of(&h, 1e300), 0);
  CHECK_EQ(fb_calendar_named("islamic", 7), FB_ISLAMIC);
}

int main(void) {
  civil();
  moved();
  of_other_calendars();
  return check_report();
}
