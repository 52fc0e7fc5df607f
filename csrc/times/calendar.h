/*
** calendar.h: the proleptic Gregorian calendar: day numbers (1970-01-01 is 0), weeks of ISO 8601, Easter.
**
** Numbers are doubles, exact as far as any calendar goes: "the first two and a half months" has half a month.
*/
#ifndef FB_CALENDAR_H
#define FB_CALENDAR_H

/* A date. Years are astronomical: 0 is 1 BC. */
typedef struct fb_civil {
  double year, month, day;
} fb_civil;

/* The remainder of a division that rounds down, as Lua has it: never negative where `b` is positive. */
double fb_mod(double a, double b);

/* The number of a day; one outside the month counts on (31 April is 1 May). */
double fb_day_number(double y, double m, double d);
/* The date of a day. */
fb_civil fb_date_of(double day);

/* Weekday of ISO 8601: 1 Monday to 7 Sunday. */
double fb_weekday(double day);
int fb_leap_year(double y);
/* Days of a month; 0 where there is no such month. */
double fb_month_length(double y, double m);
/* Is there such a date? And in some year? */
int fb_is_date(double y, double m, double d);
int fb_may_be_date(double m, double d);

/* Monday of the week that holds a day. */
double fb_monday(double day);
/* Week of ISO 8601 and its year: a week belongs to the year of its Thursday. */
double fb_week_of(double day, double *year);
/* Monday of a week of ISO 8601. */
double fb_week_start(double y, double week);

/* A day moved by months; cut to the length of the month that it lands in (31 January + 1 = 28 February). */
double fb_add_months(double day, double n);

/* Easter Sunday, Western or Orthodox. */
double fb_easter(double y);
double fb_orthodox_easter(double y);

/* The n-th weekday of a month, from its end where n < 0; 0 where it has none. */
int fb_nth_weekday(double y, double m, double weekday, double n, double *day);

#endif
