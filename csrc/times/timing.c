/*
** timing.c: what builders of times share; durations and sets.
*/
#include "timing.h"

/* ---- what builders share ---- */

fb_status fb_tell_value(fb_timing *x, fb_telling *t, const fb_written *value) {
  if (!fb_written_fine(value)) return FB_OK;
  return fb_box_share(x->s->box, value->at, value->n, &t->f->timex);
}

fb_status fb_tell_modifier(fb_timing *x, fb_telling *t, const char *modifier) {
  return fb_box_share(x->s->box, modifier, strlen(modifier), &t->f->modifier);
}

/* The match's own modifier, or another one. */
static fb_status modifier_or(fb_timing *x, fb_telling *t, fb_str own, const char *otherwise) {
  if (!fb_is_string(own)) return fb_tell_modifier(x, t, otherwise);
  t->f->modifier = own;
  return FB_OK;
}

static fb_status tell_unit(fb_timing *x, fb_telling *t, fb_time_unit unit) {
  const char *name = fb_unit_name(fb_unit_base(unit));
  return fb_box_share(x->s->box, name, strlen(name), &t->f->unit);
}

static void no_number(fb_figure *f) { f->number.first = FB_NONE; }

static int is(const fb_timing *x, const fb_found *m, fb_key key) { return fb_found_is(&x->s->r, m, key); }
static int part(const fb_timing *x, const fb_found *m, fb_cap name, fb_found *p) {
  return fb_found_part(&x->s->r, m, name, p);
}

/* ---- values by date and tense ---- */

int fb_spec_needs_direction(const fb_spec *s) {
  switch (s->type) {
    case FB_TIME_RANGE: return fb_spec_needs_direction(s->first) || (s->last && fb_spec_needs_direction(s->last));
    case FB_TIME_CLOCK: return !s->on || fb_spec_needs_direction(s->on);
    case FB_TIME_DATE:
    case FB_TIME_SEASON:
    case FB_TIME_HOLIDAY: return !fb_spec_says(s, FB_S_YEAR) && !s->inside;
    case FB_TIME_WEEKDAY: return !fb_spec_says(s, FB_S_SHIFT) && !fb_spec_says(s, FB_S_WEEK);
    case FB_TIME_NTH: return !s->inside || fb_spec_needs_direction(s->inside);
    case FB_TIME_HOLDING: return s->inside && fb_spec_needs_direction(s->inside);
    case FB_TIME_WEEKDAY_BY: return s->from && fb_spec_needs_direction(s->from);
    case FB_TIME_PERIOD: return s->unit == FB_WEEKEND;
    case FB_TIME_PART: return s->on && fb_spec_needs_direction(s->on);
    default: return 0;
  }
}

/* Does a word before a time, or its first one, look ahead, whatever the verb does: "remains closed until April 15"? */
static int looks_forward(const fb_timing *x, uint32_t first) {
  const fb_doc *d = x->s->r.d;
  const fb_guide *g = &x->s->r.p->guide;
  if (fb_guide_word(g, d->norm[first]) & FB_WORD_FORWARD) return 1;
  return first > 0 && fb_guide_word(g, d->norm[first - 1]) & FB_WORD_FORWARD;
}

fb_time_kind fb_spec_resolve(fb_timing *x, const fb_found *m, int until, fb_spec *s, fb_written *value) {
  fb_around around;
  around.ref = x->ref;
  around.direction = FB_NEAR;
  around.known = x->known;
  if (x->ref && fb_spec_needs_direction(s)) {
    int loose;
    around.direction = fb_tense_direction(&x->s->r, &x->outlook, m, &loose);
    if (until || looks_forward(x, m->first)) {
      if (around.direction != FB_PAST || loose) around.direction = FB_FUTURE;
      else if (s->type == FB_TIME_DATE) around.direction = FB_NEAR; /* "was closed until April 15" */
    }
  }
  return fb_time_resolve(&around, s, value);
}

fb_time_kind fb_spec_resolve_bare(fb_timing *x, fb_spec *s, fb_written *value) {
  fb_around around = {NULL, FB_NEAR, NULL};
  around.known = x->known;
  return fb_time_resolve(&around, s, value);
}

/* ---- durations ---- */

/* "three to five years" */
static fb_status range_of_units(fb_timing *x, fb_telling *t, const fb_found *stretch, fb_time_unit unit) {
  fb_written value;
  fb_amount a;
  int k;
  FB_TRY(fb_amount_of(x->s, stretch, &a));
  FB_TRY(fb_quantify(x->s, t->f, &a, fb_no_number(), &t->outcome));
  if (t->outcome == FB_REFUSED) return FB_OK;
  t->outcome = FB_TAKEN;
  fb_written_open(&value);
  for (k = 0; k < 2; k++) {
    fb_number n = k == 0 ? t->f->low : t->f->high;
    if (k) fb_write_word(&value, "/");
    if (fb_is_number(n)) fb_write_duration(&value, fb_number_float(n), unit);
    else fb_write_vague_duration(&value, unit);
  }
  if (value.n <= 1 || !fb_written_fine(&value)) return FB_OK; /* a unit of no durations */
  FB_TRY(fb_tell_value(x, t, &value));
  return tell_unit(x, t, unit);
}

/* "within five days", said of what is to come: until then. 0 in *told: it is a duration. */
static fb_status until_then(fb_timing *x, fb_telling *t, const fb_found *stretch, int *told) {
  fb_around around = {x->ref, FB_NEAR, x->known};
  fb_written value, there;
  fb_amounts *parts;
  fb_specs specs;
  fb_spec *s;
  int loose, timed;
  *told = 0;
  if (!x->ref || fb_tense_direction(&x->s->r, &x->outlook, t->m, &loose) != FB_FUTURE) return FB_OK;
  fb_specs_open(&specs);
  FB_TRY(fb_stretch_amounts(x, &specs, stretch, &parts));
  if (!parts && !is(x, stretch, FB_KEY_vague)) return FB_OK;
  *told = 1;
  no_number(t->f);
  s = fb_spec_new(&specs, parts ? FB_TIME_DISTANCE : FB_TIME_VAGUE);
  fb_spec_say(s, FB_S_SIGN, 1);
  if (!parts) { /* "within a few decades" */
    s->unit = (uint8_t)fb_stretch_unit(x, stretch);
    t->kind = fb_time_resolve(&around, s, &value) == FB_AS_TIME ? FB_FIGURE_TIME : FB_FIGURE_DATE;
    FB_TRY(fb_tell_modifier(x, t, "vague"));
    return fb_tell_value(x, t, &value);
  }
  s->parts = parts;
  fb_time_resolve(&around, s, &there);
  timed = memchr(there.at, 'T', there.n) != NULL;
  t->kind = timed ? FB_FIGURE_TIME : FB_FIGURE_DATE;
  s = fb_spec_new(&specs, timed ? FB_TIME_NOW : FB_TIME_DAY);
  fb_time_resolve(&around, s, &value);
  if (!fb_written_fine(&there)) t->outcome = FB_REFUSED;
  fb_write_word(&value, "/");
  fb_write(&value, there.at, there.n);
  FB_TRY(fb_tell_modifier(x, t, "range"));
  return fb_tell_value(x, t, &value);
}

/* "two years and three months", "one hour thirty" */
static fb_status several_units(fb_timing *x, fb_telling *t, const fb_found *stretch, fb_str modifier) {
  fb_written value;
  fb_amounts *parts;
  fb_specs specs;
  fb_specs_open(&specs);
  FB_TRY(fb_stretch_amounts(x, &specs, stretch, &parts));
  if (!parts) {
    t->outcome = FB_REFUSED;
    return FB_OK;
  }
  no_number(t->f);
  fb_written_open(&value);
  fb_write_amounts(&value, parts);
  FB_TRY(modifier_or(x, t, modifier, "exact"));
  return fb_tell_value(x, t, &value);
}

/* The amount of one unit. *n is FB_NUMBER_NONE where it cannot be read. */
static fb_status amount_of(fb_timing *x, fb_telling *t, const fb_found *stretch, fb_number *n) {
  fb_found numeral;
  fb_numeral read;
  *n = fb_number_at(x->s, stretch, FB_KEY_value);
  if (part(x, stretch, FB_CAP_number, &numeral)) {
    fb_number extra = fb_number_at(x->s, stretch, FB_KEY_extra);
    FB_TRY(fb_numeral_of(x->s, &numeral, &read));
    *n = read.value;
    if (fb_is_number(*n) && fb_is_number(extra)) *n = fb_add(*n, extra);
    t->f->number = fb_found_place(&x->s->r, &numeral);
  } else if (!fb_is_number(*n)) *n = fb_integer(1);
  return FB_OK;
}

/* `factor` of a unit times an amount of it: whole where both are. */
static fb_number in_base(fb_number n, fb_time_unit unit) {
  double factor = fb_unit_factor(unit);
  if (factor == 1) return n;
  return fb_multiply(n, fb_number_of(factor));
}

fb_status fb_duration_build(fb_timing *x, fb_telling *t) {
  const fb_found *m = t->m, *stretch = m;
  fb_found expression, inner, unit_at, further;
  fb_str modifier = t->modifier;
  fb_time_unit unit;
  fb_written value;
  fb_number n;
  t->outcome = FB_REFUSED;
  if (part(x, m, FB_CAP_expression, &expression) && fb_stretch_in(x, &expression, &inner)) stretch = &inner;
  if (!part(x, stretch, FB_CAP_unit, &unit_at)) return FB_OK;
  t->outcome = FB_TAKEN;
  unit = fb_stretch_unit(x, stretch);
  if (fb_found_has(&x->s->r, stretch, FB_CAP_least)) return range_of_units(x, t, stretch, unit);
  if (!fb_is_string(modifier)) FB_TRY(fb_string_of(x->s, stretch, FB_KEY_modifier, &modifier));
  if (is(x, m, FB_KEY_ahead)) {
    int told;
    FB_TRY(until_then(x, t, stretch, &told));
    if (told) return FB_OK;
  }
  further = unit_at;
  if (fb_found_further(&x->s->r, &further) || fb_found_has(&x->s->r, stretch, FB_CAP_minute))
    return several_units(x, t, stretch, modifier);
  fb_written_open(&value);
  if (is(x, stretch, FB_KEY_vague)) {
    fb_write_vague_duration(&value, unit);
    FB_TRY(fb_between(x->s, t->f, fb_number_at(x->s, stretch, FB_KEY_low), fb_number_at(x->s, stretch, FB_KEY_high),
                      "vague"));
  } else {
    FB_TRY(amount_of(x, t, stretch, &n));
    if (fb_is_number(n)) fb_write_duration(&value, fb_number_float(n), unit);
    if (!value.n) {
      t->outcome = FB_REFUSED;
      return FB_OK;
    }
    FB_TRY(fb_bound(x->s, t->f, fb_tidy(in_base(n, unit)), modifier));
  }
  if (!fb_written_fine(&value)) return FB_OK;
  FB_TRY(fb_tell_value(x, t, &value));
  return tell_unit(x, t, unit);
}

/* ---- sets ---- */

static int text(const fb_timing *x, const fb_found *m, fb_key key, fb_value *v) {
  return fb_found_text(&x->s->r, m, key, v);
}

/* "twice a year": the list has the unit, and how often. */
static void write_frequency(const fb_timing *x, const fb_found *m, const fb_value *timex, fb_written *value) {
  static const char letters[] = "DWMYH";
  static const uint8_t units[] = {FB_DAY, FB_WEEK, FB_MONTH, FB_YEAR, FB_HOUR};
  const char *letter = timex->len ? strchr(letters, timex->s[timex->len - 1]) : NULL;
  double times = 0;
  fb_value freq;
  uint32_t k = 0;
  if (text(x, m, FB_KEY_freq, &freq)) {
    while (k < freq.len && (freq.s[k] < '0' || freq.s[k] > '9')) k++;
    for (; k < freq.len && freq.s[k] >= '0' && freq.s[k] <= '9'; k++) times = times * 10 + (freq.s[k] - '0');
  }
  if (times > 1 && letter && *letter) fb_write_every(value, (fb_time_unit)units[letter - letters], times);
  else fb_write(value, timex->s, timex->len);
}

/* The weekday that an expression says, as a set of days; 0 where there is no room. */
static fb_spec *weekday_in(const fb_timing *x, fb_specs *p, const fb_found *e) {
  fb_spec *s = fb_spec_new(p, FB_TIME_WEEKDAY);
  double day;
  if (s && fb_found_number(&x->s->r, e, FB_KEY_weekday, &day)) fb_spec_say(s, FB_S_DAY, day);
  return s;
}

/* "every Monday at 4pm", "9am on Sundays" */
static void clock_of_days(const fb_timing *x, fb_specs *p, const fb_found *m, fb_spec *clock) {
  fb_found e;
  fb_value v;
  double day;
  if (!part(x, m, FB_CAP_expression, &e)) return;
  if (fb_found_number(&x->s->r, &e, FB_KEY_weekday, &day)) clock->on = weekday_in(x, p, &e);
  else if (text(x, &e, FB_KEY_part, &v) && !clock->meridiem)
    clock->meridiem = v.len == 2 && memcmp(v.s, "MO", 2) == 0 ? FB_AM : FB_PM;
}

/* The time that repeats: *spec is NULL where there is none. */
static fb_status repeated(fb_timing *x, fb_specs *p, const fb_found *m, fb_spec **spec) {
  fb_found upon, e;
  *spec = NULL;
  if (is(x, m, FB_KEY_at_clock)) {
    if (part(x, m, FB_CAP_upon, &upon)) FB_TRY(fb_spec_of(x, p, &upon, spec));
    if (*spec) clock_of_days(x, p, m, *spec);
  } else if (is(x, m, FB_KEY_yearly)) {
    if (part(x, m, FB_CAP_upon, &upon)) FB_TRY(fb_spec_of(x, p, &upon, spec));
    if (*spec) fb_spec_unsay(*spec, FB_S_YEAR);
  } else if (is(x, m, FB_KEY_of_month)) {
    if (part(x, m, FB_CAP_upon, &upon)) FB_TRY(fb_spec_of(x, p, &upon, spec));
    if (*spec) {
      fb_spec *day = fb_spec_new(p, FB_TIME_DATE);
      if (day && fb_spec_says(*spec, FB_S_DAY)) fb_spec_say(day, FB_S_DAY, (*spec)->of[FB_S_DAY]);
      *spec = day;
    }
  } else if (part(x, m, FB_CAP_expression, &e)) {
    if (is(x, m, FB_KEY_weekdays)) *spec = weekday_in(x, p, &e);
    else FB_TRY(fb_spec_of(x, p, &e, spec));
    if (*spec) fb_spec_unsay(*spec, FB_S_SHIFT);
  }
  return FB_OK;
}

/* "every three weeks", "every other day", "three times a week" */
static fb_status write_units(fb_timing *x, const fb_found *m, const fb_found *unit_at, fb_written *value) {
  fb_found numeral;
  fb_numeral read;
  fb_value v;
  fb_time_unit unit = text(x, unit_at, FB_KEY_unit, &v) ? fb_unit_named(v.s, v.len) : FB_NO_UNIT;
  double n = 1;
  if (part(x, m, FB_CAP_number, &numeral)) {
    FB_TRY(fb_numeral_of(x->s, &numeral, &read));
    if (fb_is_number(read.value)) n = fb_number_float(read.value);
  }
  if (is(x, m, FB_KEY_alternate)) n = 2;
  if (n == 1 && text(x, unit_at, FB_KEY_kind, &v) && v.len == 8 && memcmp(v.s, "business", 8) == 0 &&
      fb_slice_is_folded(fb_found_input(&x->s->r, unit_at), "weekday"))
    fb_write_word(value, "P1WD");
  else if (is(x, m, FB_KEY_times)) fb_write_every(value, unit, n);
  else fb_write_duration(value, n, unit);
  return FB_OK;
}

/* Does a time in it say when, rather than a unit? */
static int is_told_by_time(const fb_timing *x, const fb_found *m) {
  return is(x, m, FB_KEY_at_clock) || is(x, m, FB_KEY_yearly) || is(x, m, FB_KEY_of_month) || is(x, m, FB_KEY_weekdays);
}

fb_status fb_set_build(fb_timing *x, fb_telling *t) {
  const fb_found *m = t->m;
  fb_found unit;
  fb_written value;
  fb_specs specs;
  fb_spec *s;
  fb_value v;
  t->outcome = FB_TAKEN;
  FB_TRY(modifier_or(x, t, t->modifier, "exact"));
  fb_written_open(&value);
  if (text(x, m, FB_KEY_timex, &v)) write_frequency(x, m, &v, &value);
  else if (is(x, m, FB_KEY_weekends)) fb_write_word(&value, "P1WE");
  else if (!is_told_by_time(x, m) && part(x, m, FB_CAP_unit, &unit)) FB_TRY(write_units(x, m, &unit, &value));
  else {
    fb_specs_open(&specs);
    FB_TRY(repeated(x, &specs, m, &s));
    if (s) fb_spec_resolve_bare(x, s, &value);
    if (is(x, m, FB_KEY_at_clock) || is(x, m, FB_KEY_yearly) || is(x, m, FB_KEY_of_month)) no_number(t->f);
  }
  if (!fb_written_fine(&value)) t->outcome = FB_REFUSED;
  return fb_tell_value(x, t, &value);
}

/* ---- all of them ---- */

/* Where the figure stands: "the" belongs to its extent only; of a clock and its days both say when. */
static void place(const fb_timing *x, fb_telling *t) {
  const fb_reading *r = &x->s->r;
  fb_figure *f = t->f;
  fb_found shown, number, upon;
  int told = part(x, t->m, FB_CAP_expression, &shown);
  if (part(x, t->m, FB_CAP_number, &number)) f->number = fb_found_place(r, &number);
  if (!told) shown = f->number.first == FB_NONE ? *t->m : number;
  f->at = fb_found_place(r, &shown);
  if (f->at.first == fb_found_place(r, t->m).first && (t->kind == FB_FIGURE_DATE || t->kind == FB_FIGURE_TIME) &&
      f->at.end - f->at.first > 4 && (r->input[f->at.first] == 'T' || r->input[f->at.first] == 't') &&
      memcmp(r->input + f->at.first + 1, "he ", 3) == 0)
    f->at.first += 4;
  if (told && is(x, t->m, FB_KEY_at_clock) && part(x, t->m, FB_CAP_upon, &upon)) {
    fb_place p = fb_found_place(r, &upon);
    if (p.first < f->at.first) f->at.first = p.first;
    if (p.end > f->at.end) f->at.end = p.end;
  }
}

fb_status fb_time_build(fb_timing *x, fb_telling *t) {
  fb_str own;
  place(x, t);
  FB_TRY(fb_string_of(x->s, t->m, FB_KEY_modifier, &own));
  if (fb_is_string(own)) t->modifier = own;
  if (t->kind == FB_FIGURE_DURATION) return fb_duration_build(x, t);
  if (t->kind == FB_FIGURE_SET) return fb_set_build(x, t);
  return fb_date_build(x, t);
}
