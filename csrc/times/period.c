/*
** period.c: places on the calendar that are counted: "last week", "the next two days", "three weeks ago", "the second
** Tuesday after Easter", "the first Friday of July".
*/
#include <math.h>

#include "calendar.h"
#include "timex.h"

/* Days of a month that parts of one are counted in. */
#define MONTH_DAYS 30
#define DAY_SECONDS 86400

static int says(const fb_spec *s, fb_spec_key k) { return fb_spec_says(s, k); }

static double now_of(const fb_reference *ref) { return ref->day * DAY_SECONDS + (ref->has_time ? ref->seconds : 0); }

/* Two instants with a slash between them. */
static void between(fb_when *w, double a, double b) {
  fb_write_instant(fb_when_text(w), a);
  fb_write_word(&w->text, "/");
  fb_write_instant(&w->text, b);
}

/* The weekday that is nearest to a day, before or after it but not that day. */
static double weekday_before(double day, double weekday) {
  double back = fb_mod(fb_weekday(day) - weekday, 7);
  return day - (back == 0 ? 7 : back);
}
static double weekday_after(double day, double weekday) {
  double ahead = fb_mod(weekday - fb_weekday(day), 7);
  return day + (ahead == 0 ? 7 : ahead);
}

/* One calendar unit from another: `shift` units away from the one that holds the reference. */
static void unit_at(fb_time_unit unit, double shift, const fb_reference *ref, fb_when *w) {
  double y = ref->year, m = ref->month, monday = fb_monday(ref->day), k;
  fb_when_nowhere(w);
  switch (unit) {
    case FB_DAY:
    case FB_NIGHT: fb_when_set(w, FB_WHEN_DAY, ref->day + shift, 0); return;
    case FB_WEEK: fb_when_set(w, FB_WHEN_WEEK, monday + 7 * shift, 0); return;
    case FB_WEEKEND: fb_when_set(w, FB_WHEN_WEEKEND, monday + 7 * shift, 0); return;
    case FB_FORTNIGHT: fb_when_set(w, FB_WHEN_SPAN, monday + 14 * shift, monday + 14 * shift + 13); return;
    case FB_MONTH:
      k = y * 12 + m - 1 + shift;
      fb_when_set(w, FB_WHEN_MONTH, floor(k / 12), fb_mod(k, 12) + 1);
      return;
    case FB_QUARTER:
      k = y * 4 + floor((m - 1) / 3) + shift;
      fb_when_set(w, FB_WHEN_QUARTER, floor(k / 4), fb_mod(k, 4) + 1);
      return;
    case FB_HALF:
    case FB_SEMESTER:
      k = y * 2 + floor((m - 1) / 6) + shift;
      fb_when_set(w, FB_WHEN_HALF, floor(k / 2), fb_mod(k, 2) + 1);
      return;
    case FB_SEASON:
      k = (m <= 2 ? y - 1 : y) * 4 + (int)fb_season_of(m) - 1 + shift;
      fb_when_set(w, FB_WHEN_SEASON, floor(k / 4), floor(fb_mod(k, 4)) + 1);
      return;
    case FB_YEAR: fb_when_set(w, FB_WHEN_YEAR, y + shift, 0); return;
    case FB_DECADE: fb_when_set(w, FB_WHEN_DECADE, floor(y / 10) + shift, 0); return;
    case FB_CENTURY: fb_when_set(w, FB_WHEN_CENTURY, floor(y / 100) + shift, 0); return;
    default: return;
  }
}

/* ---- distances ---- */

/*
** The day that lies `parts` before (`sign` -1) or after a day and the seconds of it; hours give a time, told as one
** where `timed`. Years and months keep the day.
*/
static void move(double day, double seconds, double sign, const fb_amounts *parts, int timed, fb_when *w) {
  double months = 0, days = 0, moved = 0, whole;
  int u, sharp = 0;
  for (u = FB_NO_UNIT + 1; u < FB_UNITS; u++) {
    double n = parts->of[u];
    if (!fb_amount_said(parts, u)) continue;
    if (fb_unit_seconds((fb_time_unit)u) != 0) {
      moved += n * fb_unit_seconds((fb_time_unit)u);
      sharp = 1;
      continue;
    }
    n *= fb_unit_factor((fb_time_unit)u);
    switch (fb_unit_base((fb_time_unit)u)) {
      case FB_YEAR: months += n * 12; break;
      case FB_MONTH: months += n; break;
      case FB_WEEK:
      case FB_WEEKEND: days += n * 7; break;
      default: days += n;
    }
  }
  whole = floor(months);
  days = floor(days + (months - whole) * MONTH_DAYS + 0.5);
  day = fb_add_months(day, sign * whole) + sign * days;
  if (!sharp) fb_when_set(w, FB_WHEN_DAY, day, 0);
  else {
    double instant = day * DAY_SECONDS + seconds + sign * moved;
    if (timed) fb_write_instant(fb_when_text(w), instant);
    else fb_write_day(fb_when_text(w), floor(instant / DAY_SECONDS));
  }
}

void fb_locate_distance(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_reference *ref = x->ref;
  double day, seconds = 0, last;
  fb_when_nowhere(w);
  if (!s->parts) return;
  if (s->from) {
    fb_locate(x, s->from, w);
    if (!fb_when_days(w, &day, &last)) {
      fb_when_nowhere(w);
      return;
    }
  } else {
    if (!ref) return;
    day = ref->day;
    if (ref->has_time) seconds = ref->seconds;
  }
  move(day, seconds, s->of[FB_S_SIGN], s->parts, ref && ref->has_time, w);
}

/* "the last three months and two days" */
static void period_of_parts(const fb_reference *ref, const fb_spec *s, fb_when *w) {
  double shift = fb_spec_get(s, FB_S_SHIFT, 0);
  move(ref->day, ref->has_time ? ref->seconds : 0, shift, s->parts, ref->has_time, w);
  if (w->grain == FB_WHEN_TEXT && ref->has_time) {
    fb_written there = w->text;
    if (shift < 0) {
      fb_write_word(&w->text, "/");
      fb_write_instant(&w->text, now_of(ref));
    } else {
      fb_write_instant(fb_when_text(w), now_of(ref));
      fb_write_word(&w->text, "/");
      fb_write(&w->text, there.at, there.n);
    }
  } else if (w->grain != FB_WHEN_DAY) fb_when_nowhere(w);
  else if (shift < 0) fb_when_set(w, FB_WHEN_SPAN, w->a, ref->day - 1);
  else fb_when_set(w, FB_WHEN_SPAN, ref->day + 1, w->a);
}

/* ---- periods ---- */

/* "the next two days", "the past 3 months": rolling, and without the reference day itself. */
static void some_units(const fb_reference *ref, fb_time_unit unit, double shift, double n, fb_when *w) {
  double first = shift > 0 ? ref->day + 1 : ref->day, other, unused;
  if (fb_unit_seconds(unit) != 0) {
    double now, then;
    if (!ref->has_time) {
      fb_when_set(w, FB_WHEN_DAY, ref->day, 0);
      return;
    }
    now = now_of(ref);
    then = now + shift * n * fb_unit_seconds(unit);
    between(w, shift < 0 ? then : now, shift < 0 ? now : then);
    return;
  }
  /* quarters are counted whole, nobody's begins on the 5th; "the past two decades" are the last twenty years */
  if (unit == FB_QUARTER || (shift > 0 && (unit == FB_DECADE || unit == FB_CENTURY))) {
    double last = 0;
    unit_at(unit, shift > 0 ? 1 : -n, ref, w);
    fb_when_days(w, &first, &unused);
    unit_at(unit, shift > 0 ? n : -1, ref, w);
    fb_when_days(w, &unused, &last);
    fb_when_set(w, FB_WHEN_SPAN, first, last);
    return;
  }
  n *= fb_unit_factor(unit);
  switch (fb_unit_base(unit)) {
    case FB_DAY: other = first + shift * n; break;
    case FB_WEEK:
    case FB_WEEKEND: other = first + shift * 7 * n; break;
    case FB_MONTH: other = fb_add_months(first, floor(shift * n + 0.5)); break;
    case FB_YEAR: other = fb_add_months(first, floor(shift * n * 12 + 0.5)); break;
    default: fb_when_nowhere(w); return;
  }
  other = floor(other);
  if (shift > 0) fb_when_set(w, FB_WHEN_SPAN, first, other - 1);
  else fb_when_set(w, FB_WHEN_SPAN, other, first - 1);
}

static void at_period(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_reference *ref = x->ref;
  fb_time_unit unit = (fb_time_unit)s->unit;
  double shift = fb_spec_get(s, FB_S_SHIFT, 0), n = fb_spec_get(s, FB_S_NUMBER, 1);
  if (!ref) return;
  if (s->parts) {
    period_of_parts(ref, s, w);
    return;
  }
  if (s->edge && unit == FB_WEEK) { /* its first or last three days */
    double monday = fb_monday(ref->day) + 7 * shift;
    if (s->edge == FB_START_EDGE) fb_when_set(w, FB_WHEN_SPAN, monday, monday + 2);
    else fb_when_set(w, FB_WHEN_SPAN, monday + 4, monday + 6);
    return;
  }
  if (unit == FB_WEEKEND && shift == 0 && x->direction == FB_PAST && fb_weekday(ref->day) < 6) shift = -1;
  if (n == 1 && fb_unit_seconds(unit) == 0) unit_at(unit, shift, ref, w);
  else some_units(ref, unit, shift, n, w);
}

/* What is left of, or has passed of, a unit: "the rest of the week", "so far this year". */
static void at_rest(const fb_around *x, const fb_spec *s, fb_when *w) {
  const fb_reference *ref = x->ref;
  double first, last;
  if (!ref) return;
  unit_at((fb_time_unit)s->unit, 0, ref, w);
  if (!fb_when_days(w, &first, &last)) return;
  if (s->of[FB_S_SIGN] < 0) fb_when_set(w, FB_WHEN_SPAN, first, ref->day);
  else if (first == last && ref->has_time) between(w, now_of(ref), last * DAY_SECONDS + DAY_SECONDS - 1);
  else fb_when_set(w, FB_WHEN_SPAN, ref->day, last);
}

/* ---- weekdays, counted ---- */

/* "two Tuesdays from now", "3 Fridays ago": the n-th such weekday after or before the reference. */
static void at_weekdays(const fb_around *x, const fb_spec *s, fb_when *w) {
  double more = 7 * (s->of[FB_S_NUMBER] - 1), day = s->of[FB_S_DAY];
  if (!x->ref || !says(s, FB_S_NUMBER) || !says(s, FB_S_DAY)) return;
  if (s->of[FB_S_SIGN] < 0) fb_when_set(w, FB_WHEN_DAY, weekday_before(x->ref->day, day) - more, 0);
  else fb_when_set(w, FB_WHEN_DAY, weekday_after(x->ref->day, day) + more, 0);
}

/* "the Saturday before Christmas", "the second Tuesday after Easter": the n-th such weekday from a day. */
static void at_weekday_by(const fb_around *x, const fb_spec *s, fb_when *w) {
  double first, last, more = 7 * (s->of[FB_S_NUMBER] - 1), day = s->of[FB_S_DAY];
  if (!s->from) return;
  fb_locate(x, s->from, w);
  if (!fb_when_days(w, &first, &last) || !says(s, FB_S_NUMBER) || !says(s, FB_S_DAY)) fb_when_nowhere(w);
  else if (s->of[FB_S_SIGN] < 0) fb_when_set(w, FB_WHEN_DAY, weekday_before(first, day) - more, 0);
  else fb_when_set(w, FB_WHEN_DAY, weekday_after(last, day) + more, 0);
}

/* ---- units inside a larger one ---- */

/* The larger one, where it is said, else what goes without saying; 0 where `w` is the answer already, or nowhere. */
static int around_nth(const fb_around *x, const fb_spec *s, double index, fb_when *w) {
  const fb_reference *ref = x->ref;
  fb_time_unit unit = (fb_time_unit)s->unit;
  if (s->inside) {
    const fb_spec *of = s->inside;
    fb_written month;
    if (!ref && unit == FB_WEEKDAY && of->type == FB_TIME_PERIOD && of->unit == FB_MONTH && index > 0) {
      fb_write_word(fb_when_text(w), "XXXX-XX"); /* "every first Monday of the month" */
    } else fb_locate(x, of, w);
    if (w->grain != FB_WHEN_TEXT) return w->grain != FB_NOWHERE;
    month = w->text;
    fb_when_nowhere(w);
    if (unit != FB_WEEKDAY || !(index > 0)) return 0;
    fb_write(fb_when_text(w), month.at, month.n);
    fb_write_word(&w->text, "-WXX-");
    fb_write_whole(&w->text, s->of[FB_S_DAY], 1);
    fb_write_word(&w->text, "-#");
    fb_write_whole(&w->text, index, 1);
    return 0;
  }
  if (unit == FB_QUARTER || unit == FB_HALF) {
    double now;
    if (!ref) {
      fb_write_word(fb_when_text(w), unit == FB_QUARTER ? "XXXX-Q" : "XXXX-H");
      fb_write_whole(&w->text, index, 1);
      return 0;
    }
    now = floor((ref->month - 1) / (unit == FB_QUARTER ? 3 : 6)) + 1;
    fb_when_set(w, FB_WHEN_YEAR, x->direction == FB_PAST && index > now ? ref->year - 1 : ref->year, 0);
  } else if (ref && (unit == FB_WEEKDAY || unit == FB_WEEK)) fb_when_set(w, FB_WHEN_MONTH, ref->year, ref->month);
  else if (ref) fb_when_set(w, FB_WHEN_YEAR, ref->year, 0);
  return ref != NULL;
}

/* The n-th week, by its Monday. It belongs to the month or year of its Thursday (ISO 8601), a weekend to its
   Saturday's. */
static double nth_week(double first, double last, double index, double belongs) {
  double monday = fb_monday(index > 0 ? first : last);
  if (index > 0) {
    if (monday + belongs < first) monday += 7;
    return monday + 7 * (index - 1);
  }
  if (monday + belongs > last) monday -= 7;
  return monday + 7 * (index + 1);
}

/* The n-th unit of a larger one: "the first Friday of July", "third quarter of 2023", "last day of October". */
static void nth(const fb_around *x, const fb_spec *s, double index, fb_when *w) {
  fb_time_unit unit = (fb_time_unit)s->unit;
  double first, last, steps = index > 0 ? index - 1 : index + 1, day, k;
  fb_civil c;
  fb_when_nowhere(w);
  if (unit == FB_WEEKDAY && !says(s, FB_S_DAY)) return;
  if (!around_nth(x, s, index, w)) return;
  if (w->grain == FB_WHEN_YEAR && (unit == FB_QUARTER || unit == FB_HALF || unit == FB_MONTH)) {
    double count = unit == FB_QUARTER ? 4 : unit == FB_HALF ? 2 : 12, n = index > 0 ? index : count + 1 + index;
    if (n < 1 || n > count) fb_when_nowhere(w);
    else fb_when_set(w, unit == FB_QUARTER ? FB_WHEN_QUARTER : unit == FB_HALF ? FB_WHEN_HALF : FB_WHEN_MONTH, w->a, n);
    return;
  }
  if (!fb_when_days(w, &first, &last)) {
    fb_when_nowhere(w);
    return;
  }
  fb_when_nowhere(w);
  c = fb_date_of(index > 0 ? first : last);
  switch (unit) {
    case FB_DAY:
    case FB_WEEKDAY:
      day = s->of[FB_S_DAY];
      if (unit == FB_DAY) day = (index > 0 ? first : last) + steps;
      else if (index > 0) day = first + fb_mod(day - fb_weekday(first), 7) + 7 * steps;
      else day = last - fb_mod(fb_weekday(last) - day, 7) + 7 * steps;
      if (day >= first && day <= last) fb_when_set(w, FB_WHEN_DAY, day, 0);
      return;
    case FB_WEEK: fb_when_set(w, FB_WHEN_WEEK, nth_week(first, last, index, 3), 0); return;
    case FB_WEEKEND: fb_when_set(w, FB_WHEN_WEEKEND, nth_week(first, last, index, 5), 0); return;
    case FB_MONTH:
      k = c.year * 12 + c.month - 1 + steps;
      fb_when_set(w, FB_WHEN_MONTH, floor(k / 12), fb_mod(k, 12) + 1);
      return;
    case FB_YEAR: fb_when_set(w, FB_WHEN_YEAR, c.year + steps, 0); return;
    case FB_DECADE:
      fb_when_set(w, FB_WHEN_DECADE, floor(fb_date_of(first).year / 10) + (index > 0 ? index - 1 : 10 + index), 0);
      return;
    default: return;
  }
}

/* The first or last few units of a larger one: "the first three weeks of 2019", "the last five months of the year". */
static void at_first_units(const fb_around *x, const fb_spec *s, fb_when *w) {
  double n = s->of[FB_S_NUMBER], index = s->of[FB_S_INDEX], first, last, unused;
  if (!says(s, FB_S_NUMBER) || !says(s, FB_S_INDEX)) return;
  nth(x, s, index < 0 ? -n : index, w);
  if (fb_when_days(w, &first, &unused)) {
    nth(x, s, index > 0 ? n : index, w);
    if (fb_when_days(w, &unused, &last)) {
      fb_when_set(w, FB_WHEN_SPAN, first, last);
      return;
    }
  }
  fb_when_nowhere(w);
}

/* The week, month or year that holds a day: "the week of November 30th". */
static void at_holding(const fb_around *x, const fb_spec *s, fb_when *w) {
  double first, last, monday;
  fb_civil c;
  if (!s->inside) return;
  fb_locate(x, s->inside, w);
  if (!fb_when_days(w, &first, &last)) return; /* a text stays one */
  c = fb_date_of(first);
  monday = fb_monday(first);
  if (s->unit == FB_WEEK) fb_when_set(w, FB_WHEN_WEEK, monday, 0);
  else if (s->unit == FB_WEEKEND) /* of a holiday on Monday or Tuesday: the one before it */
    fb_when_set(w, FB_WHEN_WEEKEND, monday - (fb_weekday(first) <= 2 ? 7 : 0), 0);
  else if (s->unit == FB_MONTH) fb_when_set(w, FB_WHEN_MONTH, c.year, c.month);
  else fb_when_set(w, FB_WHEN_YEAR, c.year, 0);
}

void fb_locate_period(const fb_around *x, const fb_spec *s, fb_when *w) {
  fb_when_nowhere(w);
  switch (s->type) {
    case FB_TIME_PERIOD: at_period(x, s, w); return;
    case FB_TIME_REST: at_rest(x, s, w); return;
    case FB_TIME_WEEKDAYS: at_weekdays(x, s, w); return;
    case FB_TIME_WEEKDAY_BY: at_weekday_by(x, s, w); return;
    case FB_TIME_NTH:
      if (says(s, FB_S_INDEX)) nth(x, s, s->of[FB_S_INDEX], w);
      return;
    case FB_TIME_FIRST_UNITS: at_first_units(x, s, w); return;
    case FB_TIME_HOLDING: at_holding(x, s, w); return;
    default: return;
  }
}
