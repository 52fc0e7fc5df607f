/*
** holiday.h: on which days a holiday falls, from the attributes of its entry in the list `time_holiday`:
**
**   month day                    a day of the year
**   month weekday nth            the n-th such weekday of a month (negative: from its end)
**   month day weekday            the last such weekday on or before that day
**   easter, orthodox             days after Easter Sunday, Western or Orthodox
**   calendar month day           a day of the hebrew, islamic or chinese calendar; parsi: of years of 365 days
**   calendar=hindu month tithi hour   the day at whose hour the tithi runs (see lunar.h)
**   calendar=solar longitude     the day on which the sun enters that sidereal sign
**   calendar=islamic month whole=yes  that whole month
**
** and for all of them `add` (days after the day so found), `length` (in days), `observed=nearest` (a Saturday's is kept
** on Friday, a Sunday's on Monday), `sunday` (days to add where it falls on one), `before` (the last such weekday on or
** before the day so found).
*/
#ifndef FB_HOLIDAY_H
#define FB_HOLIDAY_H

#include <stddef.h>
#include <stdint.h>

typedef enum fb_holiday_key {
  FB_H_MONTH,
  FB_H_DAY,
  FB_H_WEEKDAY,
  FB_H_NTH,
  FB_H_EASTER,
  FB_H_ORTHODOX,
  FB_H_ADD,
  FB_H_TITHI,
  FB_H_HOUR,
  FB_H_LONGITUDE,
  FB_H_LENGTH,
  FB_H_SUNDAY,
  FB_H_BEFORE,
  FB_H_WHOLE,    /* said or not, */
  FB_H_OBSERVED, /* as this is */
  FB_H_KEYS
} fb_holiday_key;

typedef enum fb_calendar {
  FB_CIVIL,
  FB_HEBREW,
  FB_ISLAMIC,
  FB_CHINESE,
  FB_HINDU,
  FB_SOLAR,
  FB_PARSI,
  FB_UNKNOWN_CALENDAR
} fb_calendar;

/* What the attributes say; all zero: nothing. */
typedef struct fb_holiday {
  double of[FB_H_KEYS]; /* 0 where it is not said */
  uint32_t said;        /* a bit for each key */
  uint32_t calendar;    /* fb_calendar */
} fb_holiday;

static inline int fb_holiday_says(const fb_holiday *h, fb_holiday_key k) { return (int)(h->said >> k & 1); }
static inline void fb_holiday_say(fb_holiday *h, fb_holiday_key k, double value) {
  h->of[k] = value;
  h->said |= (uint32_t)1 << k;
}
/* The calendar of a name. */
fb_calendar fb_calendar_named(const char *name, size_t n);

/* First and last day. */
typedef struct fb_days {
  double first, last;
} fb_days;

/* The days of the holidays that were last asked for, as those of sun and moon take a while. Zeroed to start with. */
#define FB_ALMANAC 32
typedef struct fb_almanac {
  struct {
    fb_holiday holiday;
    double year;
    fb_days days;
    int known, found;
  } at[FB_ALMANAC];
} fb_almanac;

/* First and last day of a holiday in a year; 0 where that year has none. `known` may be NULL. */
int fb_holiday_in(fb_almanac *known, const fb_holiday *h, double year, fb_days *days);

typedef enum fb_direction { FB_NEAR, FB_PAST, FB_FUTURE } fb_direction;

/* The holiday that is the last to have begun by a day, the first not over by then, or the nearest. */
int fb_holiday_near(fb_almanac *known, const fb_holiday *h, double today, fb_direction direction, fb_days *days);

#endif
