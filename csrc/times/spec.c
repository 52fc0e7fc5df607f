/*
** spec.c: reads specs from matches.
*/
#include "spec.h"

#include <math.h>

#include "digits.h"

/* ---- room ---- */

fb_spec *fb_spec_new(fb_specs *p, fb_time_type type) {
  fb_spec *s;
  if (p->n == FB_MOST_SPECS) return NULL;
  s = &p->at[p->n++];
  memset(s, 0, sizeof *s);
  s->type = (uint8_t)type;
  return s;
}

/* ---- what a match says ---- */

static int is(const fb_timing *x, const fb_found *m, fb_key key) { return fb_found_is(&x->s->r, m, key); }
static int number(const fb_timing *x, const fb_found *m, fb_key key, double *n) {
  return fb_found_number(&x->s->r, m, key, n);
}
static double number_or(const fb_timing *x, const fb_found *m, fb_key key, double otherwise) {
  double n;
  return number(x, m, key, &n) ? n : otherwise;
}
static int text(const fb_timing *x, const fb_found *m, fb_key key, fb_value *v) {
  return fb_found_text(&x->s->r, m, key, v);
}
static int text_is(const fb_timing *x, const fb_found *m, fb_key key, const char *word) {
  fb_value v;
  return text(x, m, key, &v) && v.len == strlen(word) && memcmp(v.s, word, v.len) == 0;
}
static int part(const fb_timing *x, const fb_found *m, fb_cap name, fb_found *p) {
  return fb_found_part(&x->s->r, m, name, p);
}
static fb_slice words_of(const fb_timing *x, const fb_found *m) { return fb_found_read_as(&x->s->r, m); }

/* What a spec says of a key is what the match says, where it says something. */
static void take(const fb_timing *x, const fb_found *m, fb_spec *s, fb_spec_key to, fb_key from) {
  double n;
  if (number(x, m, from, &n)) fb_spec_say(s, to, n);
}

/* The unit in a capture of that name, by what the lists say or by its own words. */
static fb_time_unit unit_of(const fb_timing *x, const fb_found *unit) {
  char word[16];
  fb_slice s = words_of(x, unit);
  fb_value v;
  uint32_t i;
  if (text(x, unit, FB_KEY_unit, &v)) return fb_unit_named(v.s, v.len);
  if (s.len > sizeof word) return FB_NO_UNIT;
  for (i = 0; i < s.len; i++) word[i] = s.s[i] >= 'A' && s.s[i] <= 'Z' ? (char)(s.s[i] + 32) : s.s[i];
  return fb_unit_named(word, s.len);
}

/* ---- amounts of time ---- */

/* "a few days ago", "five or six years ago" */
static int is_vague(const fb_timing *x, const fb_found *stretch) {
  return is(x, stretch, FB_KEY_vague) || fb_found_has(&x->s->r, stretch, FB_CAP_least);
}

/* ---- holidays ---- */

/* What a match of a list's entry says of a holiday; NULL where there is no room for more. */
static const fb_holiday *holiday_of(const fb_timing *x, fb_specs *p, const fb_found *w) {
  static const fb_key keys[FB_H_WHOLE] = {FB_KEY_month,    FB_KEY_day,    FB_KEY_weekday, FB_KEY_nth,  FB_KEY_easter,
                                          FB_KEY_orthodox, FB_KEY_add,    FB_KEY_tithi,   FB_KEY_hour, FB_KEY_longitude,
                                          FB_KEY_length,   FB_KEY_sunday, FB_KEY_before};
  fb_holiday *h;
  fb_value v;
  int k;
  if (p->nholidays == FB_MOST_SPECS) return NULL;
  h = &p->holidays[p->nholidays++];
  memset(h, 0, sizeof *h);
  for (k = 0; k < FB_H_WHOLE; k++) {
    double n;
    if (number(x, w, keys[k], &n)) fb_holiday_say(h, (fb_holiday_key)k, n);
  }
  if (is(x, w, FB_KEY_whole)) fb_holiday_say(h, FB_H_WHOLE, 1);
  if (is(x, w, FB_KEY_observed)) fb_holiday_say(h, FB_H_OBSERVED, 1);
  if (text(x, w, FB_KEY_calendar, &v)) h->calendar = fb_calendar_named(v.s, v.len);
  return h;
}

/* ---- specs by what they tell ---- */

/* What a match tells: types of specs, and what becomes one of them. */
enum { DEICTIC = FB_TIME_TYPES, DEICTIC_DAY, MONTH_OF };

static int told_by(const fb_timing *x, const fb_found *w) {
  double n;
  fb_value v;
  if (text(x, w, FB_KEY_time, &v)) {
    if (v.len == 7 && memcmp(v.s, "deictic", 7) == 0) return DEICTIC;
    if (v.len == 11 && memcmp(v.s, "deictic_day", 11) == 0) return DEICTIC_DAY;
    if (v.len == 8 && memcmp(v.s, "month_of", 8) == 0) return MONTH_OF;
    return fb_time_type_named(v.s, v.len);
  }
  if (number(x, w, FB_KEY_day, &n)) return FB_TIME_DATE;
  if (number(x, w, FB_KEY_hour, &n)) return FB_TIME_CLOCK;
  if (text(x, w, FB_KEY_part, &v)) return FB_TIME_PART;
  return number(x, w, FB_KEY_month, &n) ? FB_TIME_DATE : FB_TIME_NONE;
}

/* Fields that go by the same name in a match. */
static void take_fields(const fb_timing *x, const fb_found *w, fb_spec *s) {
  static const struct {
    fb_spec_key to;
    fb_key from;
  } numbers[] = {{FB_S_YEAR, FB_KEY_year},       {FB_S_MONTH, FB_KEY_month},     {FB_S_DAY, FB_KEY_day},
                 {FB_S_WEEKDAY, FB_KEY_weekday}, {FB_S_SHIFT, FB_KEY_shift},     {FB_S_INDEX, FB_KEY_index},
                 {FB_S_HOUR, FB_KEY_hour},       {FB_S_MINUTE, FB_KEY_minute},   {FB_S_SECOND, FB_KEY_second},
                 {FB_S_DECADE, FB_KEY_decade},   {FB_S_CENTURY, FB_KEY_century}, {FB_S_SIGN, FB_KEY_sign},
                 {FB_S_WEEK, FB_KEY_week}},
    flags[] = {{FB_S_SHORT, FB_KEY_short}, {FB_S_BC, FB_KEY_bc}, {FB_S_MIDNIGHT, FB_KEY_midnight}};
  fb_value v;
  size_t k;
  for (k = 0; k < sizeof numbers / sizeof *numbers; k++)
    if (!fb_spec_says(s, numbers[k].to)) take(x, w, s, numbers[k].to, numbers[k].from);
  for (k = 0; k < sizeof flags / sizeof *flags; k++)
    if (is(x, w, flags[k].from)) fb_spec_say(s, flags[k].to, 1);
  if (!s->part && text(x, w, FB_KEY_part, &v)) {
    s->part = v.s;
    s->part_len = v.len;
  }
  if (!s->season && text(x, w, FB_KEY_season, &v)) s->season = (uint8_t)fb_season_named(v.s, v.len);
}

/* The first digits of some words. */
static fb_slice digits_in(fb_slice s) {
  uint32_t n = 0;
  while (s.len && (*s.s < '0' || *s.s > '9')) s.s++, s.len--;
  while (n < s.len && s.s[n] >= '0' && s.s[n] <= '9') n++;
  s.len = n;
  return s;
}

/* "FY23", "Nov 71", "2019 AD" */
static fb_status take_written_year(fb_timing *x, const fb_found *w, fb_spec *s) {
  fb_found raw, numeral;
  int has_raw = part(x, w, FB_CAP_raw, &raw), fiscal = has_raw && is(x, w, FB_KEY_fiscal);
  int short_year = has_raw && is(x, w, FB_KEY_short_year);
  if (fiscal || short_year) {
    fb_slice digits = digits_in(words_of(x, &raw));
    if (digits.len) fb_spec_say(s, FB_S_YEAR, fb_digits(digits.s, digits.len));
    else fb_spec_unsay(s, FB_S_YEAR);
    if (short_year || digits.len == 2) fb_spec_say(s, FB_S_SHORT, 1);
    else fb_spec_unsay(s, FB_S_SHORT);
  } else if (is(x, w, FB_KEY_year_number) && part(x, w, FB_CAP_number, &numeral)) {
    fb_slice words = words_of(x, &numeral);
    fb_number year = fb_number_read(words.s, words.len);
    double n = fb_number_float(year);
    int found = fb_is_number(year);
    if (!found) FB_TRY(fb_numeral_value(x, &numeral, &found, &n));
    if (found) fb_spec_say(s, FB_S_YEAR, n);
    else fb_spec_unsay(s, FB_S_YEAR);
    if (number_or(x, w, FB_KEY_sign, 0) == -1) fb_spec_say(s, FB_S_BC, 1);
    else fb_spec_unsay(s, FB_S_BC);
  }
  return FB_OK;
}

/* A period that a spec counts in: "next year". */
static const fb_spec *period_of(fb_specs *p, fb_time_unit unit, double shift) {
  fb_spec *s = fb_spec_new(p, FB_TIME_PERIOD);
  if (!s) return NULL;
  s->unit = (uint8_t)unit;
  fb_spec_say(s, FB_S_SHIFT, shift);
  return s;
}

/* A date of those of year, month and day that a match says. */
static fb_spec *date_of(const fb_timing *x, fb_specs *p, const fb_found *w, int with_day) {
  fb_spec *s = fb_spec_new(p, FB_TIME_DATE);
  if (!s) return NULL;
  take(x, w, s, FB_S_YEAR, FB_KEY_year);
  take(x, w, s, FB_S_MONTH, FB_KEY_month);
  if (with_day) take(x, w, s, FB_S_DAY, FB_KEY_day);
  return s;
}

static fb_spec *vague_of(const fb_timing *x, fb_specs *p, const fb_found *stretch) {
  fb_spec *s = fb_spec_new(p, FB_TIME_VAGUE);
  if (s) s->unit = (uint8_t)fb_stretch_unit(x, stretch);
  return s;
}

/*
** The amount of time in a match becomes the spec's parts. *spec becomes NULL where there is none, and one that is vague
** where it is.
*/
static fb_status take_amount(fb_timing *x, fb_specs *p, const fb_found *w, fb_spec **spec, fb_spec_key sign,
                             fb_amounts **parts) {
  fb_found amount, stretch;
  fb_spec *s = *spec;
  *parts = NULL;
  *spec = NULL;
  if (!part(x, w, FB_CAP_amount, &amount) || !fb_stretch_in(x, &amount, &stretch)) return FB_OK;
  if (is_vague(x, &stretch)) {
    *spec = vague_of(x, p, &stretch);
    if (*spec && fb_spec_says(s, sign)) fb_spec_say(*spec, FB_S_SIGN, s->of[sign]);
    return FB_OK;
  }
  FB_TRY(fb_stretch_amounts(x, p, &stretch, parts));
  if (*parts) *spec = s;
  return FB_OK;
}

/* The numeral in a match is a number of the spec; *spec becomes NULL where it is none. */
static fb_status take_numeral(fb_timing *x, const fb_found *w, fb_spec **spec, fb_spec_key to) {
  fb_found numeral;
  double n = 0;
  int found = 0;
  if (part(x, w, FB_CAP_number, &numeral)) FB_TRY(fb_numeral_value(x, &numeral, &found, &n));
  if (found) fb_spec_say(*spec, to, n);
  else *spec = NULL;
  return FB_OK;
}

/* "the last two weeks", "the last three months and two days" */
static fb_status period(fb_timing *x, fb_specs *p, const fb_found *w, fb_spec **spec) {
  fb_spec *s = *spec;
  fb_amounts *parts;
  int u;
  if (!fb_found_has(&x->s->r, w, FB_CAP_amount))
    return fb_found_has(&x->s->r, w, FB_CAP_number) ? take_numeral(x, w, spec, FB_S_NUMBER) : FB_OK;
  FB_TRY(take_amount(x, p, w, spec, FB_S_SHIFT, &parts));
  if (*spec && *spec != s) fb_spec_say(*spec, FB_S_STRETCH, 1);
  if (!parts) return FB_OK;
  for (u = FB_UNITS - 1; u > FB_NO_UNIT; u--)
    if (fb_amount_said(parts, u)) {
      s->unit = (uint8_t)u;
      fb_spec_say(s, FB_S_NUMBER, parts->of[u]);
    }
  if (parts->said & (parts->said - 1)) s->parts = parts;
  return FB_OK;
}

/* "the Saturday before Christmas" */
static fb_spec *weekday_by(const fb_timing *x, fb_specs *p, const fb_found *w, fb_spec *s) {
  const fb_doc *d = x->s->r.d;
  fb_found from;
  fb_spec *base;
  uint32_t t;
  if (!part(x, w, FB_CAP_base, &from)) return NULL;
  fb_spec_unsay(s, FB_S_DAY);
  take(x, w, s, FB_S_DAY, FB_KEY_weekday);
  fb_spec_say(s, FB_S_NUMBER, number_or(x, w, FB_KEY_index, 1));
  fb_spec_say(s, FB_S_SIGN, 1);
  for (t = w->first; t < w->end; t++)
    if (fb_guide_word(&x->s->r.p->guide, d->norm[t]) & FB_WORD_EARLIER) fb_spec_say(s, FB_S_SIGN, -1);
  fb_spec_unsay(s, FB_S_WEEKDAY);
  fb_spec_unsay(s, FB_S_MONTH);
  fb_spec_unsay(s, FB_S_YEAR);
  base = date_of(x, p, &from, 1);
  if (!base) return NULL;
  if (is(x, &from, FB_KEY_easter) || is(x, &from, FB_KEY_orthodox) || is(x, &from, FB_KEY_nth) ||
      is(x, &from, FB_KEY_calendar) || is(x, &from, FB_KEY_add) || !fb_spec_says(base, FB_S_DAY)) {
    base->type = FB_TIME_HOLIDAY;
    fb_spec_unsay(base, FB_S_MONTH);
    fb_spec_unsay(base, FB_S_DAY);
    base->holiday = holiday_of(x, p, &from);
  }
  s->from = base;
  return s;
}

/* "the first Friday of July" */
static void nth(const fb_timing *x, fb_specs *p, const fb_found *w, fb_spec *s) {
  fb_found per;
  fb_spec *of;
  int half = is(x, w, FB_KEY_half);
  if (text_is(x, w, FB_KEY_inside, "month")) s->inside = date_of(x, p, w, 0);
  else if (text_is(x, w, FB_KEY_inside, "period")) {
    fb_time_unit unit = fb_time_unit_at(x, w, FB_KEY_within_unit);
    if (!unit && part(x, w, FB_CAP_per, &per)) unit = fb_time_unit_at(x, &per, FB_KEY_unit);
    s->inside = period_of(p, unit, number_or(x, w, FB_KEY_shift, 0));
  } else if (text_is(x, w, FB_KEY_inside, "year") || fb_spec_says(s, FB_S_YEAR)) {
    s->inside = of = fb_spec_new(p, FB_TIME_DATE);
    if (of && fb_spec_says(s, FB_S_YEAR)) fb_spec_say(of, FB_S_YEAR, s->of[FB_S_YEAR]);
    if (of && fb_spec_says(s, FB_S_SHORT) && !text_is(x, w, FB_KEY_inside, "year")) fb_spec_say(of, FB_S_SHORT, 1);
  }
  take(x, w, s, FB_S_DAY, FB_KEY_weekday);
  if (half) s->unit = FB_HALF;
  if (is(x, w, FB_KEY_by_day)) {
    fb_spec_unsay(s, FB_S_DAY);
    fb_spec_unsay(s, FB_S_INDEX);
    take(x, w, s, FB_S_INDEX, FB_KEY_day);
  }
  if (half && !is(x, w, FB_KEY_year)) s->inside = period_of(p, FB_YEAR, 0);
}

/* "the first three weeks of 2019" */
static fb_status first_units(fb_timing *x, fb_specs *p, const fb_found *w, fb_spec **spec) {
  fb_spec *s = *spec;
  fb_found of;
  FB_TRY(take_numeral(x, w, spec, FB_S_NUMBER));
  if (!*spec || !part(x, w, FB_CAP_upon, &of)) {
    *spec = NULL;
    return FB_OK;
  }
  if (is(x, &of, FB_KEY_unit))
    s->inside = period_of(p, fb_time_unit_at(x, &of, FB_KEY_unit), number_or(x, &of, FB_KEY_shift, 0));
  else s->inside = date_of(x, p, &of, 0);
  return FB_OK;
}

static void holding(const fb_timing *x, fb_specs *p, const fb_found *w, fb_spec *s) {
  if (is(x, w, FB_KEY_of_holiday)) {
    fb_spec *of = fb_spec_new(p, FB_TIME_HOLIDAY);
    s->inside = of;
    if (!of) return;
    of->holiday = holiday_of(x, p, w);
    take(x, w, of, FB_S_YEAR, FB_KEY_year);
    take(x, w, of, FB_S_SHIFT, FB_KEY_shift);
  } else s->inside = date_of(x, p, w, 1);
}

/* ---- times of day ---- */

static const char *a_digit(const char *s, const char *end) { return s < end && *s >= '0' && *s <= '9' ? s + 1 : s; }

/* Seconds that a zone's end adds to it: "UTC+2", "GMT -08:45", "+0200"; 0 without one. */
static double zone_offset(fb_slice s) {
  const char *end = s.s + s.len, *at, *sign;
  for (sign = s.s; sign < end; sign++) {
    const char *hour, *minute;
    if (*sign != '+' && *sign != '-') continue;
    for (hour = sign + 1; hour < end && (*hour == ' ' || (*hour >= '\t' && *hour <= '\r'));) hour++;
    at = a_digit(a_digit(hour, end), end);
    minute = at < end && *at == ':' ? at + 1 : at;
    if (at == hour || !fb_has_digits(minute, end, (size_t)(end - minute))) continue;
    return (fb_digits(hour, (size_t)(at - hour)) * 3600 + fb_digits(minute, (size_t)(end - minute)) * 60) *
           (*sign == '-' ? -1 : 1);
  }
  return 0;
}

/* "ten past eight", "quarter to nine", "half past seven" */
static fb_status minutes_past(fb_timing *x, const fb_found *w, const fb_found *numeral, fb_spec **spec) {
  fb_numeral n;
  double past, total;
  FB_TRY(fb_numeral_of(x->s, numeral, &n));
  if (!fb_is_number(n.value) || !fb_spec_says(*spec, FB_S_HOUR)) {
    *spec = NULL;
    return FB_OK;
  }
  past = fb_number_float(n.value);
  if (n.kind == FB_ORDINAL) past = 1 / past; /* "a quarter" */
  if (past < 1) past *= 60;
  total = (*spec)->of[FB_S_HOUR] * 60 + fb_spec_get(*spec, FB_S_MINUTE, 0) +
          number_or(x, w, FB_KEY_sign, 1) * floor(past + 0.5);
  fb_spec_say(*spec, FB_S_HOUR, floor(total / 60) - floor(floor(total / 60) / 24) * 24);
  fb_spec_say(*spec, FB_S_MINUTE, total - floor(total / 60) * 60);
  return FB_OK;
}

static int part_is(const fb_spec *s, const char *code) {
  return s->part && s->part_len == strlen(code) && memcmp(s->part, code, s->part_len) == 0;
}

static fb_status clock(fb_timing *x, const fb_found *w, fb_spec **spec) {
  fb_spec *s = *spec;
  fb_found numeral, zone;
  fb_value v;
  double offset;
  if (part(x, w, FB_CAP_number, &numeral)) FB_TRY(minutes_past(x, w, &numeral, spec));
  if (!*spec) return FB_OK;
  if (text(x, w, FB_KEY_meridiem, &v)) s->meridiem = (uint8_t)fb_meridiem_named(v.s, v.len);
  if (s->part) { /* "half past seven in the afternoon", "lunchtime 11 o'clock" */
    if (!s->meridiem && fb_spec_says(s, FB_S_HOUR) && s->of[FB_S_HOUR] < 12) {
      int morning = part_is(s, "MO") || (part_is(s, "MI") && s->of[FB_S_HOUR] >= 10);
      s->meridiem = morning ? FB_AM : part_is(s, "NI") ? FB_AT_NIGHT : FB_PM;
    }
    s->part = NULL;
  }
  if (part(x, w, FB_CAP_zone, &zone) && number(x, &zone, FB_KEY_offset, &offset))
    fb_spec_say(s, FB_S_ZONE, floor(offset * 3600) + zone_offset(words_of(x, &zone)));
  return FB_OK;
}

/* ---- all of them ---- */

/* Changes the fields of a spec to what its kind means; *spec becomes NULL where it tells no time. */
static fb_status by_kind(fb_timing *x, fb_specs *p, const fb_found *w, int kind, fb_spec **spec) {
  fb_spec *s = *spec;
  fb_amounts *parts;
  switch (kind) {
    case FB_TIME_WEEKDAY:
      fb_spec_unsay(s, FB_S_DAY);
      take(x, w, s, FB_S_DAY, FB_KEY_weekday);
      if (!is(x, w, FB_KEY_in_week)) return FB_OK;
      fb_spec_unsay(s, FB_S_WEEK);
      if (fb_spec_says(s, FB_S_SHIFT)) fb_spec_say(s, FB_S_WEEK, s->of[FB_S_SHIFT]);
      fb_spec_unsay(s, FB_S_SHIFT);
      return FB_OK;
    case DEICTIC:
      s->type = FB_TIME_DAY;
      fb_spec_unsay(s, FB_S_SHIFT);
      take(x, w, s, FB_S_SHIFT, FB_KEY_offset);
      return FB_OK;
    case DEICTIC_DAY:
      s->type = FB_TIME_DAY;
      if (fb_spec_get(s, FB_S_SHIFT, 0) > 0) fb_spec_say(s, FB_S_TOLD, 1);
      return FB_OK;
    case MONTH_OF:
      s->type = FB_TIME_DATE;
      fb_spec_say(s, FB_S_IN_YEAR, 1);
      return FB_OK;
    case FB_TIME_HOLIDAY:
      s->holiday = holiday_of(x, p, w);
      fb_spec_unsay(s, FB_S_MONTH);
      fb_spec_unsay(s, FB_S_DAY);
      fb_spec_unsay(s, FB_S_WEEKDAY);
      if (!is(x, w, FB_KEY_of_year)) return FB_OK;
      s->inside = period_of(p, FB_YEAR, number_or(x, w, FB_KEY_shift, 0));
      fb_spec_unsay(s, FB_S_SHIFT);
      return FB_OK;
    case FB_TIME_DISTANCE:
      FB_TRY(take_amount(x, p, w, spec, FB_S_SIGN, &parts));
      s->parts = parts;
      return FB_OK;
    case FB_TIME_WEEKDAYS:
      fb_spec_unsay(s, FB_S_DAY);
      take(x, w, s, FB_S_DAY, FB_KEY_weekday);
      if (is(x, w, FB_KEY_amount_of)) take(x, w, s, FB_S_NUMBER, FB_KEY_amount_of);
      else return take_numeral(x, w, spec, FB_S_NUMBER);
      return FB_OK;
    case FB_TIME_PERIOD: return period(x, p, w, spec);
    case FB_TIME_NTH: nth(x, p, w, s); return FB_OK;
    case FB_TIME_HOLDING: holding(x, p, w, s); return FB_OK;
    case FB_TIME_WEEK:
    case FB_TIME_CENTURY:
      if (is(x, w, FB_KEY_form) || !fb_found_has(&x->s->r, w, FB_CAP_number)) return FB_OK;
      FB_TRY(take_numeral(x, w, spec, kind == FB_TIME_WEEK ? FB_S_NUMBER : FB_S_CENTURY));
      if (*spec && is(x, w, FB_KEY_of_year)) s->inside = period_of(p, FB_YEAR, number_or(x, w, FB_KEY_shift, 0));
      return FB_OK;
    case FB_TIME_CLOCK: return clock(x, w, spec);
    default: return FB_OK;
  }
}

/* What stands beside: a part of the day, the day of a time of day, the day that a distance is counted from. */
static fb_status take_beside(fb_timing *x, fb_specs *p, const fb_found *w, int kind, fb_spec **spec) {
  fb_spec *s = *spec;
  fb_found upon, base;
  fb_value v;
  if (kind != FB_TIME_CLOCK && s->type != FB_TIME_CLOCK && !s->part &&
      text(x, w, FB_KEY_meridiem, &v)) { /* "Tuesday AM" */
    fb_meridiem half = fb_meridiem_named(v.s, v.len);
    s->part = half == FB_AM ? "MO" : half == FB_AT_NIGHT ? "NI" : "AF";
    s->part_len = 2;
  }
  if (part(x, w, FB_CAP_upon, &upon)) {
    fb_spec *on;
    FB_TRY(fb_spec_of(x, p, &upon, &on));
    s->on = on;
    if (!on) *spec = NULL;
  }
  if (part(x, w, FB_CAP_base, &base)) {
    fb_spec *from = fb_spec_new(p, FB_TIME_DAY);
    if (from) fb_spec_say(from, FB_S_SHIFT, number_or(x, &base, FB_KEY_offset, 0));
    s->from = from;
  }
  return FB_OK;
}

fb_status fb_spec_of(fb_timing *x, fb_specs *p, const fb_found *capture, fb_spec **spec) {
  const fb_guide *g = &x->s->r.p->guide;
  fb_found known = *capture, inner, raw, unit;
  const fb_found *w = &known;
  fb_value form;
  fb_spec *s;
  int kind;
  *spec = NULL;
  if (known.span == FB_NONE && is(x, capture, FB_KEY_deep) &&
      fb_found_inner(&x->s->r, capture, g->when, g->clock, &inner))
    known = inner;
  fb_found_know(&x->s->r, &known);
  kind = told_by(x, w);
  s = fb_spec_new(p, kind < FB_TIME_TYPES ? (fb_time_type)kind : FB_TIME_NONE);
  if (!s) return FB_OK;
  if (text(x, w, FB_KEY_form, &form)) {
    fb_spec *on = fb_spec_new(p, FB_TIME_NONE);
    fb_slice words;
    if (!on || !part(x, w, FB_CAP_raw, &raw)) return FB_OK;
    words = words_of(x, &raw);
    if (!fb_digits_read(form.s, form.len, words.s, words.len, s, on)) return FB_OK;
  }
  take_fields(x, w, s);
  if (part(x, w, FB_CAP_unit, &unit)) s->unit = (uint8_t)unit_of(x, &unit);
  else if (is(x, w, FB_KEY_unit)) s->unit = (uint8_t)fb_time_unit_at(x, w, FB_KEY_unit);
  FB_TRY(take_written_year(x, w, s));
  *spec = s;
  if (kind == FB_TIME_FIRST_UNITS) return first_units(x, p, w, spec);
  if (kind == FB_TIME_WEEKDAY_BY) {
    *spec = weekday_by(x, p, w, s);
    return FB_OK;
  }
  FB_TRY(by_kind(x, p, w, kind, spec));
  return *spec == s ? take_beside(x, p, w, kind, spec) : FB_OK;
}
