/* lunar_test.c: days by the moon, against days that are known. */
#include "lunar.h"

#include "check.h"
#include "day.h"

static double start(int year) { return fb_day_number(year, 1, 1); }

static int hindu(int year, double month, double tithi, double hour) {
  double d;
  return fb_hindu(start(year), start(year + 1) - 1, month, tithi, hour, &d) ? date(d) : 0;
}

int main(void) {
  double d;
  CHECK_EQ(date(fb_hebrew(5785, 7, 1)), 20241003);
  CHECK_EQ(date(fb_hebrew(5786, 1, 15)), 20260402);
  CHECK_EQ(date(fb_hebrew(5784, 12, 14)), 20240324); /* of a leap year */
  CHECK_EQ(date(fb_hebrew(5785, 12, 14)), 20250314);
  CHECK_EQ(date(fb_islamic(1445, 9, 1)), 20240311);
  CHECK_EQ(date(fb_islamic(1446, 10, 1)), 20250330);
  CHECK(fb_islamic_year(start(2025)) <= 1446 && fb_islamic_year(start(2026) - 1) >= 1447);
  CHECK_EQ(date(fb_chinese(start(2020), 1, 1)), 20200125);
  CHECK_EQ(date(fb_chinese(start(2023), 1, 1)), 20230122);
  CHECK_EQ(date(fb_chinese(start(2033), 1, 1)), 20330131);
  CHECK_EQ(date(fb_chinese(start(2023), 8, 15)), 20230929);
  CHECK_EQ(hindu(2023, 7, 30, 17.75), 20231112);
  CHECK_EQ(hindu(2022, 11, 29, 24), 20220301);
  CHECK_EQ(hindu(2023, 5, 15, 12), 20230830); /* after a month that came twice */
  CHECK(!fb_hindu(0, -1, 7, 30, 17.75, &d));
  CHECK_EQ(date(fb_sankranti(start(2023), 270)), 20230115);
  CHECK_EQ(date(fb_sankranti(start(2025), 0)), 20250414);
  return check_report();
}
