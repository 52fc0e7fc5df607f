/*
** day.h: days of the calendar as numbers like 20250323, for tests.
*/
#ifndef FB_DAY_H
#define FB_DAY_H

#include "calendar.h"

static inline double day(int date) { return fb_day_number(date / 10000, date / 100 % 100, date % 100); }

static inline int date(double number) {
  fb_civil c = fb_date_of(number);
  return (int)c.year * 10000 + (int)c.month * 100 + (int)c.day;
}

#endif
