/*
** timex.c: from a spec to its value.
*/
#include "timex.h"

#include <string.h>

fb_time_type fb_time_type_named(const char *name, size_t n) {
  static const char *const names[FB_TIME_TYPES] = {
      "",        "clock",  "part",   "vague",    "now",      "duration",   "set",    "range",       "date",
      "weekday", "day",    "period", "distance", "weekdays", "weekday_by", "nth",    "first_units", "holding",
      "rest",    "season", "decade", "century",  "week",     "years",      "holiday"};
  int t;
  for (t = FB_TIME_CLOCK; t < FB_TIME_TYPES; t++)
    if (strlen(names[t]) == n && memcmp(names[t], name, n) == 0) return (fb_time_type)t;
  return FB_TIME_NONE;
}

fb_meridiem fb_meridiem_named(const char *name, size_t n) {
  if (n == 2 && memcmp(name, "am", n) == 0) return FB_AM;
  if (n == 2 && memcmp(name, "pm", n) == 0) return FB_PM;
  if (n == 2 && memcmp(name, "NI", n) == 0) return FB_AT_NIGHT;
  return FB_OTHER_MERIDIEM;
}

/* A place on the calendar, and the part of a day on it. */
static fb_time_kind calendar_value(const fb_around *x, const fb_spec *s, fb_written *value) {
  fb_when w;
  fb_locate(x, s, &w);
  fb_write_when(value, &w);
  if (!value->n || (w.grain != FB_WHEN_DAY && w.grain != FB_WHEN_TEXT)) return FB_AS_DATE;
  if (s->part) {
    fb_write_word(value, "T");
    fb_write(value, s->part, s->part_len);
    return FB_AS_TIME;
  }
  return w.grain == FB_WHEN_TEXT && memchr(value->at, 'T', value->n) ? FB_AS_TIME : FB_AS_DATE;
}

static void set_value(const fb_around *x, const fb_spec *s, fb_written *value) {
  if (s->every) {
    fb_around nowhere = {NULL, FB_NEAR, x->known};
    fb_spec every = *s->every;
    fb_time_resolve(&nowhere, &every, value);
  } else if (fb_spec_says(s, FB_S_TIMES)) fb_write_every(value, (fb_time_unit)s->unit, s->of[FB_S_TIMES]);
  else fb_write_duration(value, fb_spec_get(s, FB_S_NUMBER, 1), (fb_time_unit)s->unit);
}

static fb_time_kind closed_value(const fb_around *x, fb_spec *s, fb_written *value) {
  const fb_reference *ref = x->ref;
  switch (s->type) {
    case FB_TIME_CLOCK: fb_clock_value(x, s, value); return FB_AS_TIME;
    case FB_TIME_PART: fb_part_value(x, s, value); return FB_AS_TIME;
    case FB_TIME_VAGUE:
      fb_write_word(value, fb_spec_get(s, FB_S_SIGN, -1) < 0 ? "PAST_REF" : "FUTURE_REF");
      return fb_unit_seconds((fb_time_unit)s->unit) != 0 ? FB_AS_TIME : FB_AS_DATE;
    case FB_TIME_NOW:
      if (ref && ref->has_time) fb_write_instant(value, ref->day * 86400 + ref->seconds);
      else fb_write_word(value, "PRESENT_REF");
      return FB_AS_TIME;
    case FB_TIME_DURATION:
      if (s->parts) fb_write_amounts(value, s->parts);
      else if (fb_spec_says(s, FB_S_NUMBER)) fb_write_duration(value, s->of[FB_S_NUMBER], (fb_time_unit)s->unit);
      else fb_write_vague_duration(value, (fb_time_unit)s->unit);
      return FB_AS_DURATION;
    case FB_TIME_SET: set_value(x, s, value); return FB_AS_SET;
    case FB_TIME_RANGE: return fb_range_value(x, s, value);
    default: return calendar_value(x, s, value);
  }
}

fb_time_kind fb_time_resolve(const fb_around *x, fb_spec *s, fb_written *value) {
  fb_time_kind kind;
  fb_written_open(value);
  kind = closed_value(x, s, value);
  if (!value->n || kind == FB_AS_DURATION) return kind;
  if (s->opening == FB_SINCE) fb_write_word(value, "/..");
  else if (s->opening == FB_UNTIL) {
    fb_written end = *value;
    fb_written_open(value);
    fb_write_word(value, "../");
    fb_write(value, end.at, end.n);
    value->spoilt |= end.spoilt;
  }
  return kind;
}
