/*
** locate.c: the places on the calendar that dates, weekdays, seasons, years and holidays name.
*/
#include <math.h>

#include "calendar.h"
#include "timex.h"

/* A year to count from where there is no reference. */
#define SOME_YEAR 2025
/* A day this near ahead is not taken for one of last year, however the tense was read. */
#define CLOSE 21
/* Half a year, in days. */
#define HALF_YEAR 183

static int says(const fb_spec *s, fb_spec_key k) { return fb_spec_says(s, k); }

/* ---- choosing between past and future ---- */

double fb_full_year(const fb_reference *ref, double year) {
  double now = ref ? ref->year : SOME_YEAR, y = floor(now / 100) * 100 + year;
  return y > now + 20 ? y - 100 : y < now - 79 ? y + 100 : y;
}

/*
** Year of a month and day without one. Past: the last that is not after the reference; future: the first that is not
** before it; otherwise the nearest, so that no tense we misread ever costs more than six months.
*/
static double year_for(double m, double d, const fb_around *x, const fb_spec *s) {
  const fb_reference *ref = x->ref;
  double y = ref->year, day;
  if (says(s, FB_S_WEEKDAY)) { /* "Tuesday, January 10": the only year around in which that is so */
    double step = x->direction == FB_FUTURE ? 1 : -1;
    int i;
    for (i = 0; i < 3; i++) {
      double k = i == 0 ? y : i == 1 ? y + step : y - step;
      if (fb_is_date(k, m, d) && fb_weekday(fb_day_number(k, m, d)) == s->of[FB_S_WEEKDAY]) return k;
    }
  }
  if (m == 2 && d == 29) { /* the nearest leap year in that direction */
    while (!fb_leap_year(y)) y += x->direction == FB_PAST ? -1 : 1;
    return y;
  }
  day = fb_day_number(y, m, d);
  if (x->direction == FB_PAST) return day > ref->day + CLOSE ? y - 1 : y;
  if (x->direction == FB_FUTURE) return day < ref->day ? y + 1 : y;
  return day - ref->day > HALF_YEAR ? y - 1 : ref->day - day > HALF_YEAR ? y + 1 : y;
}

/* Year of a month without one; the reference month itself always counts as reached. */
static double year_for_month(double m, const fb_around *x) {
  double y = x->ref->year, k = m - x->ref->month;
  if (x->direction == FB_PAST) return k > 0 ? y - 1 : y;
  if (x->direction == FB_FUTURE) return k < 0 ? y + 1 : y;
  return k > 6 ? y - 1 : k < -6 ? y + 1 : y;
}

/* A bare weekday. News dated Sunday that says "on Sunday" means that very day. */
static double weekday_for(double weekday, const fb_around *x) {
  double today = x->ref->day, back = fb_mod(fb_weekday(today) - weekday, 7);
  if (back == 0) return today;
  if (x->direction == FB_PAST) return today - back;
  if (x->direction == FB_FUTURE) return today + 7 - back;
  return back <= 3 ? today - back : today + 7 - back;
}

/* ---- dates ---- */

/* "XXXX-" or "XXXX-XX-" with months and days behind it. */
static void unknown_year(fb_when *w, const char *stem, double first, int two, double second) {
  fb_written *text = fb_when_text(w);
  fb_write_word(text, stem);
  fb_write_whole(text, first, 2);
  if (!two) return;
  fb_write_word(text, "-");
  fb_write_whole(text, second, 2);
}

/* "the 15th", "Friday the 22nd": the month in the direction which has that day (on that weekday). */
static void day_of_month(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_reference *ref = x->ref;
  double d = s->of[FB_S_DAY], first = ref->year * 12 + ref->month - 1;
  int weekday = says(s, FB_S_WEEKDAY), step = x->direction == FB_PAST ? -1 : 1, i;
  /* A weekday and day recur within a year and a half; months too short for the day are passed over. */
  int sure = weekday && x->direction != FB_NEAR ? 12 : 0, most = weekday ? 30 + sure : 2;
  if (d < 1 || d > 31) return;
  if (!weekday) {
    if (x->direction == FB_PAST && d > ref->day_of_month) first--;
    else if (x->direction == FB_FUTURE && d < ref->day_of_month) first++;
  }
  for (i = 0; i <= most; i++) {
    /* with a weekday look a year into the direction, then at both sides, nearest first: in the end "Friday the 22nd"
       is decided by the calendar, not by tense */
    int j = i - sure;
    double k = first + step * (weekday && j >= 0 ? (j % 2 == 0 ? -1 : 1) * ((j + 1) / 2) : i);
    double y = floor(k / 12), m = fb_mod(k, 12) + 1;
    if (d <= fb_month_length(y, m)) {
      double day = fb_day_number(y, m, d);
      if (weekday && fb_weekday(day) != s->of[FB_S_WEEKDAY]) continue;
      fb_when_set(w, FB_WHEN_DAY, day, 0);
      return;
    }
  }
}

static void at_date(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_reference *ref = x->ref;
  int dated = says(s, FB_S_YEAR), has_day = says(s, FB_S_DAY), shifted = says(s, FB_S_SHIFT);
  double y = s->of[FB_S_YEAR], m = s->of[FB_S_MONTH], d = s->of[FB_S_DAY], shift = shifted ? s->of[FB_S_SHIFT] : 0;
  if (dated && says(s, FB_S_SHORT)) y = fb_full_year(ref, y);
  if (dated && says(s, FB_S_BC)) y = -y;
  if (!says(s, FB_S_MONTH)) {
    if (has_day && ref) day_of_month(x, s, w);
    else if (has_day) unknown_year(w, "XXXX-XX-", d, 0, 0);
    else if (dated) fb_when_set(w, FB_WHEN_YEAR, y, 0);
    return;
  }
  if (says(s, FB_S_IN_YEAR)) { /* "June next year" */
    if (!ref) return;
    y = ref->year + shift;
    dated = 1;
  } else if (shifted && ref && !dated) { /* "last September", "next June", "this August" */
    y = ref->year;
    if (shift < 0 && m >= ref->month) y--;
    else if (shift > 0 && m <= ref->month) y++;
    dated = 1;
  }
  if (!has_day) {
    if (!dated && !ref) unknown_year(w, "XXXX-", m, 0, 0);
    else fb_when_set(w, FB_WHEN_MONTH, dated ? y : year_for_month(m, x), m);
    return;
  }
  if (!(dated ? fb_is_date(y, m, d) : fb_may_be_date(m, d))) return;
  if (!dated && !ref) unknown_year(w, "XXXX-", m, 1, d);
  else fb_when_set(w, FB_WHEN_DAY, fb_day_number(dated ? y : year_for(m, d, x, s), m, d), 0);
}

static void at_weekday(const fb_around *x, const fb_spec *s, fb_when *w) {
  double day = s->of[FB_S_DAY], shift, today;
  int in_week = says(s, FB_S_WEEK);
  if (!says(s, FB_S_DAY)) return;
  if (!x->ref) {
    fb_write_word(fb_when_text(w), "XXXX-WXX-");
    fb_write_whole(&w->text, day, 1);
    return;
  }
  today = x->ref->day;
  shift = in_week ? s->of[FB_S_WEEK] : s->of[FB_S_SHIFT];
  if (!in_week && !says(s, FB_S_SHIFT)) day = weekday_for(day, x);
  else if (shift == -1 && !in_week) { /* "last Tuesday": the one before today, in this week or the last */
    double back = fb_mod(fb_weekday(today) - day, 7);
    day = today - (back == 0 ? 7 : back);
  } else day = fb_monday(today) + 7 * shift + day - 1;
  fb_when_set(w, FB_WHEN_DAY, day, 0);
}

/* ---- longer stretches ---- */

static void at_season(const fb_around *x, const fb_spec *s, fb_when *w) {
  fb_season code = (fb_season)s->season;
  double y = s->of[FB_S_YEAR];
  if (code == FB_NO_SEASON) return;
  if (!says(s, FB_S_YEAR)) {
    int started, running;
    double shift = fb_spec_get(s, FB_S_SHIFT, 0);
    if (!x->ref) {
      fb_write_word(fb_when_text(w), "XXXX-");
      fb_write_word(&w->text, fb_season_code(code));
      return;
    }
    y = x->ref->year;
    if (code == FB_WINTER && x->ref->month <= 2) y--; /* the winter that is still on began last year */
    started = y < x->ref->year || fb_season_month(code) <= x->ref->month;
    running = fb_season_of(x->ref->month) == code;
    if (says(s, FB_S_SHIFT)) {
      if (shift < 0 && (!started || running)) y--;
      else if (shift > 0 && started) y++;
    } else if (x->direction == FB_PAST && !started) y--;
    else if (x->direction == FB_FUTURE && started && !running) y++;
  }
  fb_when_set(w, FB_WHEN_SEASON, y, code);
}

static void at_decade(const fb_around *x, const fb_spec *s, fb_when *w) {
  double k = s->of[FB_S_DECADE];
  if (!says(s, FB_S_DECADE)) return;
  if (says(s, FB_S_SHORT)) {
    double now = x->ref ? x->ref->year : SOME_YEAR;
    k = floor(now / 100) * 10 + k;
    if (k * 10 > now) k -= 10; /* "the 80s" have been: nobody writes so of decades to come */
  }
  fb_when_set(w, FB_WHEN_DECADE, k, 0);
}

static void at_century(const fb_spec *s, fb_when *w) {
  double k = s->of[FB_S_CENTURY];
  if (!says(s, FB_S_CENTURY)) return;
  if (says(s, FB_S_BC)) {
    fb_write_word(fb_when_text(w), "BC");
    fb_write_whole(&w->text, k, 2);
  } else fb_when_set(w, FB_WHEN_CENTURY, k - 1, 0);
}

/* Week by number ("week 10", "week 3 of 2027"). */
static void at_week(const fb_around *x, const fb_spec *s, fb_when *w) {
  double number = s->of[FB_S_NUMBER], y = says(s, FB_S_YEAR) ? s->of[FB_S_YEAR] : x->ref ? x->ref->year : 0;
  int dated = says(s, FB_S_YEAR) || x->ref;
  if (!says(s, FB_S_NUMBER)) return;
  if (s->inside) {
    fb_locate(x, s->inside, w);
    dated = w->grain != FB_NOWHERE;
    y = w->a;
    if (w->grain == FB_WHEN_TEXT) {
      fb_when_nowhere(w);
      return;
    }
  }
  if (dated) {
    fb_when_set(w, FB_WHEN_WEEK, fb_week_start(y, number), 0);
  } else {
    fb_write_word(fb_when_text(w), "XXXX-W");
    fb_write_whole(&w->text, number, 2);
  }
}

/* Fiscal and plain years, and ranges of years within one token group ("2019-20"). */
static void at_years(const fb_spec *s, fb_when *w) {
  if (!says(s, FB_S_YEAR) || !says(s, FB_S_LAST_YEAR)) return;
  fb_write_year(fb_when_text(w), s->of[FB_S_YEAR]);
  fb_write_word(&w->text, "/");
  fb_write_year(&w->text, s->of[FB_S_LAST_YEAR]);
}

/* Of a year, or the last, next or nearest one. */
static void at_holiday(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_holiday *h = s->holiday;
  int dated = says(s, FB_S_YEAR), shifted = says(s, FB_S_SHIFT), found;
  double y = s->of[FB_S_YEAR], shift = s->of[FB_S_SHIFT];
  fb_days days;
  if (!h) return;
  if (!dated && s->inside) {
    fb_locate(x, s->inside, w);
    dated = w->grain == FB_WHEN_YEAR;
    y = w->a;
    fb_when_nowhere(w);
  }
  if (!dated && !x->ref) {
    if (fb_holiday_says(h, FB_H_MONTH) && fb_holiday_says(h, FB_H_DAY) && !fb_holiday_says(h, FB_H_WEEKDAY) &&
        !h->calendar)
      unknown_year(w, "XXXX-", h->of[FB_H_MONTH], 1, h->of[FB_H_DAY]);
    return;
  }
  if (s->from) { /* "Thanksgiving three years ago": the first one from that day on */
    fb_locate(x, s->from, w);
    found = w->grain == FB_WHEN_DAY && fb_holiday_near(x->known, h, w->a, FB_FUTURE, &days);
    fb_when_nowhere(w);
  } else {
    if (shifted && shift == 0 && !dated) { /* "this Christmas" may still be to come */
      found = fb_holiday_in(x->known, h, x->ref->year, &days);
      dated = !(x->direction == FB_FUTURE && found && days.last < x->ref->day);
      y = x->ref->year;
      shifted = 0;
    }
    if (dated) found = fb_holiday_in(x->known, h, y, &days);
    else if (shifted && shift != 0)
      found = fb_holiday_near(x->known, h, x->ref->day + shift, shift < 0 ? FB_PAST : FB_FUTURE, &days);
    else found = fb_holiday_near(x->known, h, x->ref->day, x->direction, &days);
  }
  if (found) fb_when_set(w, days.first == days.last ? FB_WHEN_DAY : FB_WHEN_SPAN, days.first, days.last);
}

void fb_locate(const fb_around *x, const fb_spec *s, fb_when *w) {
  fb_when_nowhere(w);
  switch (s->type) {
    case FB_TIME_DATE: at_date(x, s, w); return;
    case FB_TIME_WEEKDAY: at_weekday(x, s, w); return;
    case FB_TIME_DAY: /* counted from the reference */
      if (x->ref) fb_when_set(w, FB_WHEN_DAY, x->ref->day + fb_spec_get(s, FB_S_SHIFT, 0), 0);
      return;
    case FB_TIME_DISTANCE: fb_locate_distance(x, s, w); return;
    case FB_TIME_SEASON: at_season(x, s, w); return;
    case FB_TIME_DECADE: at_decade(x, s, w); return;
    case FB_TIME_CENTURY: at_century(s, w); return;
    case FB_TIME_WEEK: at_week(x, s, w); return;
    case FB_TIME_YEARS: at_years(s, w); return;
    case FB_TIME_HOLIDAY: at_holiday(x, s, w); return;
    default: fb_locate_period(x, s, w);
  }
}
