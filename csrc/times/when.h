/*
** when.h: a place on the calendar: how fine it is, with one or two numbers.
**
**   day d · week d · weekend d      d = day number (1970-01-01 is 0) of the day, or of the week's Monday
**   month y m · quarter y q · half y h · season y fb_season
**   year y · decade y/10 · century y/100
**   span d1 d2                      from one day to another, both included
**   text                            underspecified: the TIMEX3 value itself ("XXXX-03-11")
*/
#ifndef FB_WHEN_H
#define FB_WHEN_H

#include "written.h"

typedef enum fb_grain {
  FB_NOWHERE,
  FB_WHEN_DAY,
  FB_WHEN_WEEK,
  FB_WHEN_WEEKEND,
  FB_WHEN_MONTH,
  FB_WHEN_QUARTER,
  FB_WHEN_HALF,
  FB_WHEN_SEASON,
  FB_WHEN_YEAR,
  FB_WHEN_DECADE,
  FB_WHEN_CENTURY,
  FB_WHEN_SPAN,
  FB_WHEN_TEXT
} fb_grain;

/* Northern meteorological seasons; winter begins in the year before the one it ends in. */
typedef enum fb_season { FB_NO_SEASON, FB_SPRING, FB_SUMMER, FB_AUTUMN, FB_WINTER } fb_season;

typedef struct fb_when {
  fb_grain grain;
  double a, b;
  fb_written text;
} fb_when;

static inline void fb_when_nowhere(fb_when *w) { w->grain = FB_NOWHERE; }
static inline void fb_when_set(fb_when *w, fb_grain grain, double a, double b) {
  w->grain = grain;
  w->a = a;
  w->b = b;
}
/* Makes it an empty text, to be written. */
static inline fb_written *fb_when_text(fb_when *w) {
  w->grain = FB_WHEN_TEXT;
  fb_written_open(&w->text);
  return &w->text;
}

/* First and last day; 0 where it is underspecified. */
int fb_when_days(const fb_when *w, double *first, double *last);

/* Writes the TIMEX3 value; nothing for nowhere. */
void fb_write_when(fb_written *value, const fb_when *w);
void fb_write_year(fb_written *value, double year);
void fb_write_day(fb_written *value, double day);
/* A time in seconds since 1970. */
void fb_write_instant(fb_written *value, double seconds);

/* "SP", "SU", "FA", "WI" and back; the season of a month, and the month in which a season begins. */
const char *fb_season_code(fb_season season);
fb_season fb_season_named(const char *code, size_t n);
fb_season fb_season_of(double month);
double fb_season_month(fb_season season);

#endif
