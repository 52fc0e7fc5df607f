/*
** when.c: places on the calendar: their days and their values.
*/
#include "when.h"

#include <math.h>
#include <string.h>

#include "calendar.h"

const char *fb_season_code(fb_season season) {
  static const char *const codes[] = {"", "SP", "SU", "FA", "WI"};
  return codes[season];
}

fb_season fb_season_named(const char *code, size_t n) {
  int s;
  for (s = FB_SPRING; s <= FB_WINTER; s++)
    if (n == 2 && memcmp(fb_season_code((fb_season)s), code, n) == 0) return (fb_season)s;
  return FB_NO_SEASON;
}

fb_season fb_season_of(double month) { return month < 3 ? FB_WINTER : (fb_season)(int)(month / 3); }

double fb_season_month(fb_season season) { return 3 * (int)season; }

int fb_when_days(const fb_when *w, double *first, double *last) {
  double y = w->a, m = 1, months;
  switch (w->grain) {
    case FB_WHEN_DAY: *first = *last = w->a; return 1;
    case FB_WHEN_SPAN:
      *first = w->a;
      *last = w->b;
      return 1;
    case FB_WHEN_WEEK:
      *first = w->a;
      *last = w->a + 6;
      return 1;
    case FB_WHEN_WEEKEND:
      *first = w->a + 5;
      *last = w->a + 6;
      return 1;
    case FB_WHEN_MONTH: m = w->b, months = 1; break;
    case FB_WHEN_QUARTER: m = 3 * w->b - 2, months = 3; break;
    case FB_WHEN_HALF: m = 6 * w->b - 5, months = 6; break;
    case FB_WHEN_SEASON: m = 3 * w->b, months = 3; break;
    case FB_WHEN_YEAR: months = 12; break;
    case FB_WHEN_DECADE: y = w->a * 10, months = 120; break;
    case FB_WHEN_CENTURY: y = w->a * 100, months = 1200; break;
    default: return 0;
  }
  *first = fb_day_number(y, m, 1);
  *last = fb_add_months(*first, months) - 1;
  return 1;
}

void fb_write_year(fb_written *value, double year) {
  if (year < 0) fb_write_word(value, "BC");
  fb_write_whole(value, fabs(year), 4);
}

void fb_write_day(fb_written *value, double day) {
  fb_civil c = fb_date_of(day);
  fb_write_year(value, c.year);
  fb_write_word(value, "-");
  fb_write_whole(value, c.month, 2);
  fb_write_word(value, "-");
  fb_write_whole(value, c.day, 2);
}

void fb_write_instant(fb_written *value, double seconds) {
  double day = floor(seconds / 86400), s = seconds - day * 86400;
  fb_write_day(value, day);
  fb_write_word(value, "T");
  fb_write_whole(value, floor(s / 3600), 2);
  fb_write_word(value, ":");
  fb_write_whole(value, fb_mod(floor(s / 60), 60), 2);
  fb_write_word(value, ":");
  fb_write_whole(value, floor(fb_mod(s, 60)), 2);
}

/* A year and what follows it. */
static void of_year(fb_written *value, double year, const char *letter, double number, unsigned width) {
  fb_write_year(value, year);
  fb_write_word(value, letter);
  fb_write_whole(value, number, width);
}

static void week(fb_written *value, double monday, const char *end) {
  double year, number = fb_week_of(monday, &year);
  fb_write_whole(value, year, 4);
  fb_write_word(value, "-W");
  fb_write_whole(value, number, 2);
  fb_write_word(value, end);
}

void fb_write_when(fb_written *value, const fb_when *w) {
  switch (w->grain) {
    case FB_NOWHERE: return;
    case FB_WHEN_DAY: fb_write_day(value, w->a); return;
    case FB_WHEN_MONTH: of_year(value, w->a, "-", w->b, 2); return;
    case FB_WHEN_YEAR: fb_write_year(value, w->a); return;
    case FB_WHEN_WEEK: week(value, w->a, ""); return;
    case FB_WHEN_WEEKEND: week(value, w->a, "-WE"); return;
    case FB_WHEN_QUARTER: of_year(value, w->a, "-Q", w->b, 1); return;
    case FB_WHEN_HALF: of_year(value, w->a, "-H", w->b, 1); return;
    case FB_WHEN_SEASON:
      fb_write_year(value, w->a);
      fb_write_word(value, "-");
      fb_write_word(value, fb_season_code((fb_season)(int)w->b));
      return;
    case FB_WHEN_DECADE: fb_write_whole(value, w->a, 3); return;
    case FB_WHEN_CENTURY: fb_write_whole(value, w->a, 2); return;
    case FB_WHEN_TEXT:
      fb_write(value, w->text.at, w->text.n);
      value->spoilt |= w->text.spoilt;
      return;
    case FB_WHEN_SPAN:
      fb_write_day(value, w->a);
      if (w->a == w->b) return;
      fb_write_word(value, "/");
      fb_write_day(value, w->b);
  }
}
