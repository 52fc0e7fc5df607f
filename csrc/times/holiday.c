/*
** holiday.c: the days of holidays.
*/
#include "holiday.h"

#include <math.h>
#include <string.h>

#include "calendar.h"
#include "lunar.h"

/* Years this far off have no holidays: no theory of the moon reaches there. */
#define MOST_YEAR 1e6

fb_calendar fb_calendar_named(const char *name, size_t n) {
  static const char *const names[] = {"", "hebrew", "islamic", "chinese", "hindu", "solar", "parsi"};
  unsigned k;
  for (k = FB_HEBREW; k < FB_UNKNOWN_CALENDAR; k++)
    if (strlen(names[k]) == n && memcmp(names[k], name, n) == 0) return (fb_calendar)k;
  return FB_UNKNOWN_CALENDAR;
}

static int says(const fb_holiday *h, fb_holiday_key k) { return fb_holiday_says(h, k); }

static int islamic(const fb_holiday *h, double start, double stop, fb_days *days, int *whole) {
  double month = h->of[FB_H_MONTH], year = fb_islamic_year(start) - 1, last = fb_islamic_year(stop) + 1;
  for (; year <= last; year++) {
    days->first = fb_islamic(year, month, says(h, FB_H_DAY) ? h->of[FB_H_DAY] : 1);
    if (days->first < start || days->first > stop) continue;
    *whole = says(h, FB_H_WHOLE);
    if (*whole) days->last = (month == 12 ? fb_islamic(year + 1, 1, 1) : fb_islamic(year, month + 1, 1)) - 1;
    return 1;
  }
  return 0;
}

/* The day in a year, by another calendar; of a whole month also its last day. */
static int by_calendar(const fb_holiday *h, double y, fb_days *days, int *whole) {
  double start = fb_day_number(y, 1, 1), stop = fb_day_number(y, 12, 31);
  double month = h->of[FB_H_MONTH], day = h->of[FB_H_DAY];
  int dated = says(h, FB_H_MONTH) && month >= 1 && month <= 12;
  if (h->calendar == FB_SOLAR) {
    days->first = fb_sankranti(start, h->of[FB_H_LONGITUDE]);
    return says(h, FB_H_LONGITUDE);
  }
  if (h->calendar == FB_ISLAMIC) return dated && islamic(h, start, stop, days, whole);
  if (h->calendar == FB_HINDU)
    return dated && says(h, FB_H_TITHI) &&
           fb_hindu(start, stop, month, h->of[FB_H_TITHI], says(h, FB_H_HOUR) ? h->of[FB_H_HOUR] : 6, &days->first);
  if (!dated || !says(h, FB_H_DAY)) return 0;
  switch (h->calendar) {
    case FB_HEBREW: days->first = fb_hebrew(y + (month >= 7 && month <= 9 ? 3761 : 3760), month, day); return 1;
    case FB_CHINESE: days->first = fb_chinese(start, month, day); return 1;
    case FB_PARSI: /* 16 August 2020 began such a year */
      days->first = fb_day_number(2020, month, day);
      days->first += 365 * floor((start - days->first + 364) / 365);
      return 1;
    default: return 0;
  }
}

/* A holiday's days in a year before what moves it; the last one only of a whole month. */
static int plain(const fb_holiday *h, double y, fb_days *days, int *whole) {
  double month = h->of[FB_H_MONTH], day = h->of[FB_H_DAY], weekday = h->of[FB_H_WEEKDAY];
  *whole = 0;
  if (!(fabs(y) < MOST_YEAR)) return 0;
  if (h->calendar) return by_calendar(h, y, days, whole);
  if (says(h, FB_H_EASTER)) days->first = fb_easter(y) + h->of[FB_H_EASTER];
  else if (says(h, FB_H_ORTHODOX)) days->first = fb_orthodox_easter(y) + h->of[FB_H_ORTHODOX];
  else if (!says(h, FB_H_MONTH)) return 0;
  else if (says(h, FB_H_NTH)) return fb_nth_weekday(y, month, weekday, h->of[FB_H_NTH], &days->first);
  else if (!says(h, FB_H_DAY)) return 0;
  else {
    days->first = fb_day_number(y, month, day);
    if (says(h, FB_H_WEEKDAY)) /* the last such weekday before a date, as Victoria Day */
      days->first -= fb_mod(fb_weekday(days->first) - weekday, 7);
  }
  return 1;
}

static int days_in(const fb_holiday *h, double y, fb_days *days) {
  double weekday;
  int whole;
  if (!plain(h, y, days, &whole)) return 0;
  days->first += h->of[FB_H_ADD];
  if (says(h, FB_H_BEFORE)) days->first -= fb_mod(fb_weekday(days->first) - h->of[FB_H_BEFORE], 7);
  weekday = fb_weekday(days->first);
  if (says(h, FB_H_OBSERVED) && weekday >= 6) days->first += weekday == 6 ? -1 : 1;
  if (says(h, FB_H_SUNDAY) && weekday == 7) days->first += h->of[FB_H_SUNDAY];
  if (!whole) days->last = days->first + (says(h, FB_H_LENGTH) ? h->of[FB_H_LENGTH] : 1) - 1;
  return 1;
}

int fb_holiday_in(fb_almanac *known, const fb_holiday *h, double year, fb_days *days) {
  double place = fabs(h->calendar * 7 + h->of[FB_H_MONTH] * 5 + h->of[FB_H_DAY] + h->of[FB_H_TITHI] + year);
  unsigned slot = place < 1e9 ? (unsigned)place % FB_ALMANAC : 0;
  if (!h->calendar || !known) return days_in(h, year, days);
  if (!known->at[slot].known || known->at[slot].year != year || memcmp(&known->at[slot].holiday, h, sizeof *h) != 0) {
    known->at[slot].known = 1;
    known->at[slot].holiday = *h;
    known->at[slot].year = year;
    known->at[slot].found = days_in(h, year, &known->at[slot].days);
  }
  if (known->at[slot].found) *days = known->at[slot].days;
  return known->at[slot].found;
}

int fb_holiday_near(fb_almanac *known, const fb_holiday *h, double today, fb_direction direction, fb_days *days) {
  double year = fb_date_of(today).year, nearest = -1;
  int k;
  for (k = -1; k <= 1; k++) {
    fb_days d;
    double off;
    if (!fb_holiday_in(known, h, year + k, &d)) continue;
    off = d.first > today ? d.first - today : d.last < today ? today - d.last : 0;
    if ((direction == FB_PAST && d.first > today) || (direction == FB_FUTURE && d.last < today)) continue;
    if (nearest >= 0 && off >= nearest) continue;
    *days = d;
    nearest = off;
  }
  return nearest >= 0;
}
