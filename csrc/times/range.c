/*
** range.c: ranges of times: "from March 3 to 5", "between 5 and 6pm", "for three days from Monday".
*/
#include <string.h>

#include "calendar.h"
#include "timex.h"

#define DAY_SECONDS 86400
#define HALF_DAY_MINUTES 720

static int says(const fb_spec *s, fb_spec_key k) { return fb_spec_says(s, k); }

/* ---- what the ends of a range share ---- */

/* Takes what `from` says of a key; nothing where it says nothing. */
static void lend(fb_spec *to, const fb_spec *from, fb_spec_key k) {
  if (says(from, k)) fb_spec_say(to, k, from->of[k]);
  else fb_spec_unsay(to, k);
}

/* "March 3-5", "12 to 24 July 2019", "Nov-Feb 2017" */
static void share_dates(fb_spec *first, fb_spec *last) {
  int begins = says(first, FB_S_MONTH) || says(first, FB_S_DAY);
  if (!says(first, FB_S_MONTH) && says(first, FB_S_DAY)) lend(first, last, FB_S_MONTH);
  if (!says(last, FB_S_MONTH) && says(last, FB_S_DAY) && says(first, FB_S_MONTH)) {
    lend(last, first, FB_S_MONTH);
    if (says(first, FB_S_DAY) && last->of[FB_S_DAY] < first->of[FB_S_DAY]) { /* "June 28 to the 5th" */
      fb_spec_say(last, FB_S_MONTH, fb_mod(first->of[FB_S_MONTH], 12) + 1);
      if (last->of[FB_S_MONTH] == 1 && says(first, FB_S_YEAR)) fb_spec_say(last, FB_S_YEAR, first->of[FB_S_YEAR] + 1);
    }
  }
  if (!says(first, FB_S_YEAR) && says(last, FB_S_YEAR) && begins) {
    lend(first, last, FB_S_YEAR);
    lend(first, last, FB_S_SHORT);
    if (says(first, FB_S_MONTH) && says(last, FB_S_MONTH) && first->of[FB_S_MONTH] > last->of[FB_S_MONTH])
      first->of[FB_S_YEAR]--;
  }
  if (!says(first, FB_S_SHORT) && begins) lend(first, last, FB_S_SHORT);
  if (!says(last, FB_S_YEAR) && says(first, FB_S_YEAR) && says(last, FB_S_MONTH)) {
    lend(last, first, FB_S_YEAR);
    lend(last, first, FB_S_SHORT);
    if (says(first, FB_S_MONTH) && last->of[FB_S_MONTH] < first->of[FB_S_MONTH]) last->of[FB_S_YEAR]++;
  }
  if (!says(last, FB_S_SHIFT) && says(last, FB_S_DAY) && !says(last, FB_S_MONTH)) lend(last, first, FB_S_SHIFT);
}

static double minutes_of(double hour, const fb_spec *s) { return hour * 60 + fb_spec_get(s, FB_S_MINUTE, 0); }

/* "5 to 6pm", "11am to 3", "10:30 to 3" */
static void share_clocks(fb_spec *first, fb_spec *last, const fb_reference *ref) {
  static const fb_spec today = {.type = FB_TIME_DAY};
  double a = first->of[FB_S_HOUR], b = last->of[FB_S_HOUR];
  if (!says(first, FB_S_ZONE)) lend(first, last, FB_S_ZONE);
  else if (!says(last, FB_S_ZONE)) lend(last, first, FB_S_ZONE);
  if (last->meridiem && !first->meridiem && a <= 12) {
    int same = minutes_of(fb_mod(a, 12), first) < minutes_of(fb_mod(b, 12), last);
    first->meridiem = last->meridiem;
    if (!same && last->meridiem == FB_PM) first->meridiem = FB_AM;
    else if (!same && last->meridiem == FB_AM) first->meridiem = FB_PM;
  } else if (first->meridiem && !last->meridiem && b <= 12) {
    double h = minutes_of(fb_hour24(first), first), k = minutes_of(fb_mod(b, 12), last);
    last->meridiem = k > h || k + HALF_DAY_MINUTES <= h ? FB_AM : FB_PM;
  }
  if (!first->meridiem && !last->meridiem && a <= 12 && b < 12 && minutes_of(b, last) < minutes_of(a, first))
    last->of[FB_S_HOUR] = b + 12;
  if (!last->on) last->on = first->on;
  if (!first->on) first->on = last->on;
  if (!first->on && ref && !fb_is_floating(ref)) first->on = last->on = &today; /* whatever of the day is over */
}

/* Gives one end what the other end says for both. */
static void share(fb_spec *first, fb_spec *last, const fb_reference *ref) {
  if (first->type == FB_TIME_DATE && says(first, FB_S_DAY) && !says(first, FB_S_MONTH) && last->type == FB_TIME_NTH &&
      last->unit == FB_DAY) { /* "6 to 17 next month" */
    first->type = FB_TIME_NTH;
    first->unit = FB_DAY;
    fb_spec_say(first, FB_S_INDEX, first->of[FB_S_DAY]);
    first->inside = last->inside;
    fb_spec_unsay(first, FB_S_DAY);
  }
  if (first->type != last->type) return;
  if (first->type == FB_TIME_DATE) share_dates(first, last);
  else if (first->type == FB_TIME_CLOCK) share_clocks(first, last, ref);
  else if (first->type == FB_TIME_NTH && !first->inside) first->inside = last->inside; /* "Q1 to Q3 2024" */
}

/*
** Year of the first end of a range that looks ahead: what ends next may have begun ("from February 2 through April 8",
** said in between), so it is the last such day before the other end. 0 where that does not hold.
*/
static int run_up(const fb_around *x, const fb_spec *first, const fb_spec *last, double *year) {
  fb_around ahead = *x;
  double a, b, day = fb_spec_get(first, FB_S_DAY, 1), last_day = fb_spec_get(last, FB_S_DAY, 31);
  fb_when w;
  if (!x->ref || x->direction != FB_FUTURE || first->type != FB_TIME_DATE || last->type != FB_TIME_DATE) return 0;
  if (says(first, FB_S_YEAR) || says(last, FB_S_YEAR) || !says(first, FB_S_MONTH) || !says(last, FB_S_MONTH)) return 0;
  if (says(first, FB_S_WEEKDAY) || says(last, FB_S_WEEKDAY) || says(first, FB_S_SHIFT) || says(last, FB_S_SHIFT))
    return 0;
  ahead.direction = FB_FUTURE;
  fb_locate(&ahead, last, &w);
  if (!fb_when_days(&w, &a, &b)) return 0;
  *year = fb_date_of(b).year;
  if (first->of[FB_S_MONTH] > last->of[FB_S_MONTH] || (first->of[FB_S_MONTH] == last->of[FB_S_MONTH] && day > last_day))
    --*year;
  return 1;
}

/* ---- values, read again ---- */

/* Year, month and day of a value that begins "2025-03-21"; 0 for any other. */
static int read_day(const char *s, const char *end, double *day) {
  if (!fb_has_digits(s, end, 4) || end - s < 10 || s[4] != '-' || s[7] != '-' || !fb_has_digits(s + 5, end, 2) ||
      !fb_has_digits(s + 8, end, 2))
    return 0;
  *day = fb_day_number(fb_digits(s, 4), fb_digits(s + 5, 2), fb_digits(s + 8, 2));
  return 1;
}

/* Seconds of the first "T10:30" in a value; 0 where there is none. */
static int read_clock(const char *s, const char *end, double *seconds) {
  for (; end - s >= 6; s++)
    if (s[0] == 'T' && fb_has_digits(s + 1, end, 2) && s[3] == ':' && fb_has_digits(s + 4, end, 2)) {
      *seconds = fb_digits(s + 1, 2) * 3600 + fb_digits(s + 4, 2) * 60;
      return 1;
    }
  return 0;
}

static int comes_before(const char *a, size_t na, const char *b, size_t nb) {
  int order = memcmp(a, b, na < nb ? na : nb);
  return order ? order < 0 : na < nb;
}

/* ---- values of ranges ---- */

/* From a day or a time on, as long as `parts` says: "for three days from Monday" is Monday to Wednesday. */
static fb_time_kind lasting(const fb_around *x, const fb_spec *s, fb_written *value) {
  fb_time_kind kind = fb_time_resolve(x, s->first, value);
  const char *end = value->at + value->n;
  double day = 0, at = 0, seconds = 0;
  int u, whole = 1, dated = read_day(value->at, end, &day), timed = read_clock(value->at, end, &at);
  for (u = FB_NO_UNIT + 1; u < FB_UNITS; u++)
    if (fb_amount_said(s->parts, u) && fb_unit_seconds((fb_time_unit)u) != 0) {
      whole = 0;
      seconds += s->parts->of[u] * fb_unit_seconds((fb_time_unit)u);
    }
  if (fb_written_fine(value) && kind == FB_AS_TIME && timed && !whole) {
    fb_written until;
    const char *from;
    uint32_t n;
    fb_written_open(&until);
    fb_write_instant(&until, day * DAY_SECONDS + at + seconds);
    from = dated ? until.at : memchr(until.at, 'T', until.n);
    n = (uint32_t)(until.at + until.n - from);
    if (memcmp(from + n - 3, ":00", 3) == 0) n -= 3;
    fb_write_word(value, "/");
    fb_write(value, from, n);
    value->spoilt |= until.spoilt;
    return kind;
  }
  if (fb_written_fine(value) && kind == FB_AS_DATE && dated && whole) {
    fb_spec stretch = {.type = FB_TIME_DISTANCE};
    fb_when w;
    fb_spec_say(&stretch, FB_S_SIGN, 1);
    stretch.parts = s->parts;
    stretch.from = s->first;
    fb_locate_distance(x, &stretch, &w);
    if (w.grain == FB_WHEN_DAY) {
      fb_write_word(value, "/");
      fb_write_day(value, w.a - 1);
      return kind;
    }
  }
  fb_written_open(value);
  return kind;
}

/*
** One end of a range. "now" is a day beside a date ("between March 6 and now") and an instant beside a time of day,
** which then is the next one ("between now and ten o'clock").
*/
static fb_time_kind one_end(const fb_around *x, fb_spec *s, const fb_spec *other, fb_direction towards,
                            fb_written *value) {
  fb_around around = *x;
  if (s->type == FB_TIME_NOW && x->ref) {
    if (other->type != FB_TIME_CLOCK && !(other->type == FB_TIME_DISTANCE && x->ref->has_time)) {
      fb_write_day(value, x->ref->day);
      return FB_AS_DATE;
    }
    around.direction = FB_NEAR;
  } else if (other->type == FB_TIME_NOW && x->ref) { /* from now on, or until now */
    if (s->type == FB_TIME_CLOCK) fb_spec_say(s, FB_S_DATED, 1);
    around.direction = towards;
  }
  return fb_time_resolve(&around, s, value);
}

/* Moves the later end on where it comes before the earlier one: "Friday to Monday", "11pm to 3". */
static void order(const fb_spec *last, const char *a, size_t na, fb_written *b, fb_time_kind kind) {
  const char *end = b->at + b->n;
  fb_written rest;
  double day;
  int dated = read_day(b->at, end, &day);
  if (!comes_before(b->at, b->n, a, na)) return;
  rest = *b;
  if (kind == FB_AS_DATE && last->type == FB_TIME_WEEKDAY && dated && b->n == 10) {
    fb_written_open(b);
    fb_write_day(b, day + 7);
  } else if (kind == FB_AS_DATE && last->type == FB_TIME_DATE && !says(last, FB_S_YEAR) &&
             fb_has_digits(b->at, end, 4)) {
    fb_written_open(b);
    fb_write_year(b, fb_digits(rest.at, 4) + 1);
    fb_write(b, rest.at + 4, rest.n - 4);
  } else if (kind == FB_AS_TIME && dated && na >= 10 && memcmp(a, b->at, 10) == 0) {
    fb_written_open(b);
    fb_write_day(b, day + 1);
    fb_write(b, rest.at + 10, rest.n - 10);
  }
}

fb_time_kind fb_range_value(const fb_around *x, fb_spec *s, fb_written *value) {
  fb_time_kind first, last;
  fb_written end;
  const char *slash;
  uint32_t n, skip = 0;
  double year;
  int began;
  if (!s->first || (!s->last && !s->parts)) return FB_AS_DATE;
  if (s->parts) return lasting(x, s, value);
  share(s->first, s->last, x->ref);
  began = run_up(x, s->first, s->last, &year);
  if (began) fb_spec_say(s->first, FB_S_YEAR, year);
  fb_written_open(&end);
  first = one_end(x, s->first, s->last, FB_PAST, value);
  last = one_end(x, s->last, s->first, FB_FUTURE, &end);
  if (began) fb_spec_unsay(s->first, FB_S_YEAR);
  last = first == FB_AS_TIME || last == FB_AS_TIME ? FB_AS_TIME : FB_AS_DATE;
  if (!fb_written_fine(value) || !fb_written_fine(&end)) {
    fb_written_open(value);
    return last;
  }
  slash = memchr(value->at, '/', value->n); /* of the first end its beginning, of the last its end */
  if (slash) value->n = (uint32_t)(slash - value->at);
  for (n = 0; n < end.n; n++)
    if (end.at[n] == '/') skip = n + 1;
  end.n -= skip;
  memmove(end.at, end.at + skip, end.n);
  if (x->ref) order(s->last, value->at, value->n, &end, last);
  fb_write_word(value, "/");
  fb_write(value, end.at, end.n);
  value->spoilt |= end.spoilt;
  return last;
}
