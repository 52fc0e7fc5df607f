/*
** calendar.c: day numbers and dates (Howard Hinnant, "chrono-compatible low-level date algorithms"), weeks, Easter.
*/
#include "calendar.h"

#include <math.h>

double fb_mod(double a, double b) {
  double m = fmod(a, b);
  return m < 0 ? m + b : m;
}

double fb_day_number(double y, double m, double d) {
  double era, yoe, doy, doe;
  if (m <= 2) y -= 1;
  era = floor(y / 400);
  yoe = y - era * 400;
  doy = floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  doe = yoe * 365 + floor(yoe / 4) - floor(yoe / 100) + doy;
  return era * 146097 + doe - 719468;
}

fb_civil fb_date_of(double day) {
  fb_civil c;
  double z = day + 719468, era = floor(z / 146097), doe = z - era * 146097;
  double yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365);
  double doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100));
  double mp = floor((5 * doy + 2) / 153);
  c.day = floor(doy - floor((153 * mp + 2) / 5) + 1);
  c.month = mp < 10 ? mp + 3 : mp - 9;
  c.year = yoe + era * 400 + (c.month <= 2);
  return c;
}

double fb_weekday(double day) { return fb_mod(day + 3, 7) + 1; }

int fb_leap_year(double y) { return fb_mod(y, 4) == 0 && (fb_mod(y, 100) != 0 || fb_mod(y, 400) == 0); }

/* Days of each month, of a leap year. */
static const double longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static int is_month(double m) { return m >= 1 && m <= 12; }

double fb_month_length(double y, double m) {
  if (!is_month(m)) return 0;
  return m == 2 && !fb_leap_year(y) ? 28 : longest[(int)m - 1];
}

int fb_is_date(double y, double m, double d) { return is_month(m) && d >= 1 && d <= fb_month_length(y, m); }

int fb_may_be_date(double m, double d) { return is_month(m) && d >= 1 && d <= longest[(int)m - 1]; }

double fb_monday(double day) { return day - (fb_weekday(day) - 1); }

double fb_week_of(double day, double *year) {
  double monday = fb_monday(day);
  *year = fb_date_of(monday + 3).year;
  return floor((monday - fb_week_start(*year, 1)) / 7) + 1;
}

double fb_week_start(double y, double week) { return fb_monday(fb_day_number(y, 1, 4)) + 7 * (week - 1); }

double fb_add_months(double day, double n) {
  fb_civil c = fb_date_of(day);
  double k = c.year * 12 + c.month - 1 + n, y = floor(k / 12), m = fb_mod(k, 12) + 1;
  double last = fb_month_length(y, m);
  return fb_day_number(y, m, c.day < last ? c.day : last);
}

/* Meeus: the anonymous Gregorian computus. */
double fb_easter(double y) {
  double a = fb_mod(y, 19), b = floor(y / 100), c = fb_mod(y, 100);
  double d = floor(b / 4), e = fb_mod(b, 4), g = floor((8 * b + 13) / 25);
  double h = fb_mod(19 * a + b - d - g + 15, 30);
  double i = floor(c / 4), k = fb_mod(c, 4), l = fb_mod(32 + 2 * e + 2 * i - h - k, 7);
  double m = floor((a + 11 * h + 22 * l) / 451), n = h + l - 7 * m + 114;
  return fb_day_number(y, floor(n / 31), fb_mod(n, 31) + 1);
}

/* The Julian computus, moved to the Gregorian calendar. */
double fb_orthodox_easter(double y) {
  double a = fb_mod(y, 4), b = fb_mod(y, 7), c = fb_mod(y, 19);
  double d = fb_mod(19 * c + 15, 30), e = fb_mod(2 * a + 4 * b - d + 34, 7), k = d + e + 114;
  return fb_day_number(y, floor(k / 31), fb_mod(k, 31) + 1) + floor(y / 100) - floor(y / 400) - 2;
}

int fb_nth_weekday(double y, double m, double weekday, double n, double *day) {
  double first = fb_day_number(y, m, 1), length = fb_month_length(y, m), last = first + length - 1;
  if (n > 0) *day = first + fb_mod(weekday - fb_weekday(first), 7) + 7 * (n - 1);
  else *day = last - fb_mod(fb_weekday(last) - weekday, 7) + 7 * (n + 1);
  return *day >= first && *day <= last;
}
