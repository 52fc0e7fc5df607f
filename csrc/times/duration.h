/*
** duration.h: units of time, and durations as TIMEX3 writes them: "P30D", "PT20M", "P2Y3M".
*/
#ifndef FB_DURATION_H
#define FB_DURATION_H

#include "written.h"

/* Units of time, in the order in which a duration names them; the last two are units of a calendar only. */
typedef enum fb_time_unit {
  FB_NO_UNIT,
  FB_MILLENNIUM,
  FB_CENTURY,
  FB_DECADE,
  FB_YEAR,
  FB_HALF,
  FB_SEMESTER,
  FB_QUARTER,
  FB_MONTH,
  FB_FORTNIGHT,
  FB_WEEK,
  FB_DAY,
  FB_NIGHT,
  FB_HOUR,
  FB_MINUTE,
  FB_SECOND,
  FB_MILLISECOND,
  FB_WEEKEND,
  FB_SEASON,
  FB_WEEKDAY,
  FB_UNITS
} fb_time_unit;

/* The unit of a name; FB_NO_UNIT where there is none. "half" and "half-year" are one. */
fb_time_unit fb_unit_named(const char *name, size_t n);
/* Its name, as reports have it. */
const char *fb_unit_name(fb_time_unit u);
/* The unit that it is counted in: a century in years, a quarter in months; and how many of them it has. */
fb_time_unit fb_unit_base(fb_time_unit u);
double fb_unit_factor(fb_time_unit u);
/* Seconds of an hour, a minute or a second; 0 of all others. */
double fb_unit_seconds(fb_time_unit u);

/* Amounts of several units. */
typedef struct fb_amounts {
  double of[FB_UNITS];
  uint32_t said; /* a bit for each unit */
} fb_amounts;

static inline int fb_amount_said(const fb_amounts *a, int u) { return (int)(a->said >> u & 1); }
/* Adds to the amount of a unit. */
static inline void fb_amount_add(fb_amounts *a, fb_time_unit u, double n) {
  a->of[u] = (fb_amount_said(a, u) ? a->of[u] : 0) + n;
  a->said |= (uint32_t)1 << u;
}

/* Writes the duration of `n` units, of an unknown number of them, of several amounts. No unit, nothing written. */
void fb_write_duration(fb_written *w, double n, fb_time_unit u);
void fb_write_vague_duration(fb_written *w, fb_time_unit u);
void fb_write_amounts(fb_written *w, const fb_amounts *a);

/*
** Writes what "n times a unit" is: the spacing where that is a whole number of a smaller unit (twice a year: P6M), else
** the unit itself, since "three times a week" is not every 2.33 days.
*/
void fb_write_every(fb_written *w, fb_time_unit u, double times);

#endif
