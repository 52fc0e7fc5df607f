/*
** dating.c: dates and times of day, and the document's own date.
*/
#include "timing.h"

/* Words back in which "in 25 years" may be told to be a record: "the first time in …", "the worst in …". */
enum { RECORD_REACH = 6 };
/* A dateline stands this early in the text, this near to the start of its line; what follows it that is looked at. */
enum { DATELINE_BYTES = 400, DATELINE_PREFIX = 40, DATELINE_SUFFIX = 8 };

static int is(const fb_timing *x, const fb_found *m, fb_key key) { return fb_found_is(&x->s->r, m, key); }
static int part(const fb_timing *x, const fb_found *m, fb_cap name, fb_found *p) {
  return fb_found_part(&x->s->r, m, name, p);
}

static int string_is(const fb_timing *x, fb_str s, const char *word) {
  return s.len == strlen(word) && memcmp(fb_box_at(x->s->box, s), word, s.len) == 0;
}

/* The spec in a capture of a match; NULL where there is none. */
static fb_status spec_in(fb_timing *x, fb_specs *p, const fb_found *m, fb_cap name, fb_spec **spec) {
  fb_found w;
  *spec = NULL;
  return part(x, m, name, &w) ? fb_spec_of(x, p, &w, spec) : FB_OK;
}

/* The amounts of the stretch in a match; NULL where there are none. */
static fb_status amounts_in(fb_timing *x, fb_specs *p, const fb_found *m, fb_amounts **parts) {
  fb_found amount, stretch;
  *parts = NULL;
  if (!part(x, m, FB_CAP_amount, &amount) || !fb_stretch_in(x, &amount, &stretch)) return FB_OK;
  return fb_stretch_amounts(x, p, &stretch, parts);
}

/* The half of the day that a part of it is, for a time on the clock. */
static fb_meridiem half_of(const fb_spec *s) {
  if (s->part_len == 2 && memcmp(s->part, "MO", 2) == 0) return FB_AM;
  return s->part_len == 2 && memcmp(s->part, "NI", 2) == 0 ? FB_AT_NIGHT : FB_PM;
}

/* ---- ranges ---- */

/* One end of a range: a time, or a time of day beside its day ("4pm on Monday"). */
static fb_status end_of(fb_timing *x, fb_specs *p, const fb_found *c, fb_spec **spec) {
  fb_found clock, upon;
  int timed = part(x, c, FB_CAP_number, &clock), dated = part(x, c, FB_CAP_upon, &upon);
  fb_spec *on;
  if (!timed || !dated) return fb_spec_of(x, p, timed ? &clock : dated ? &upon : c, spec);
  FB_TRY(fb_spec_of(x, p, &clock, spec));
  FB_TRY(fb_spec_of(x, p, &upon, &on));
  if (*spec && on) (*spec)->on = on;
  else *spec = NULL;
  return FB_OK;
}

static fb_spec *range_of(fb_specs *p, fb_spec *first, fb_spec *last, const fb_amounts *parts) {
  fb_spec *s = first ? fb_spec_new(p, FB_TIME_RANGE) : NULL;
  if (!s) return NULL;
  s->first = first;
  s->last = last;
  s->parts = parts;
  return s;
}

/* "from 2:00 to 5:00 tomorrow", "4 May - 19 June" */
static fb_status two_ends(fb_timing *x, fb_specs *p, const fb_found *m, fb_spec **spec) {
  fb_found earlier, later, upon;
  fb_spec *a, *b, *on;
  *spec = NULL;
  part(x, m, FB_CAP_earlier, &earlier);
  part(x, m, FB_CAP_later, &later);
  FB_TRY(end_of(x, p, &earlier, &a));
  FB_TRY(end_of(x, p, &later, &b));
  if (!a || !b) return FB_OK;
  if (part(x, m, FB_CAP_upon, &upon)) {
    FB_TRY(fb_spec_of(x, p, &upon, &on));
    if (!on) return FB_OK;
    if (on->part && a->type == FB_TIME_CLOCK && b->type == FB_TIME_CLOCK && !b->meridiem)
      b->meridiem = half_of(on) == FB_AM ? FB_AM : FB_PM;
    on->part = NULL;
    a->on = b->on = on;
  }
  *spec = range_of(p, a, b, NULL);
  return FB_OK;
}

/* "for three days from Monday" */
static fb_status lasting(fb_timing *x, fb_specs *p, const fb_found *m, fb_spec **spec) {
  fb_amounts *parts;
  fb_spec *from, *on;
  fb_found base;
  *spec = NULL;
  FB_TRY(amounts_in(x, p, m, &parts));
  FB_TRY(spec_in(x, p, m, FB_CAP_upon, &from));
  if (!parts || !from) return FB_OK;
  if (part(x, m, FB_CAP_base, &base)) {
    FB_TRY(fb_spec_of(x, p, &base, &on));
    from->on = on;
  }
  *spec = range_of(p, from, NULL, parts);
  return FB_OK;
}

/* ---- distances ---- */

static fb_spec *distance_of(fb_specs *p, double sign, const fb_amounts *parts, const fb_spec *from) {
  fb_spec *s = fb_spec_new(p, FB_TIME_DISTANCE);
  if (!s) return NULL;
  fb_spec_say(s, FB_S_SIGN, sign);
  s->parts = parts;
  s->from = from;
  return s;
}

/* "three days after January 12", "the day before Christmas" */
static fb_status distance(fb_timing *x, fb_specs *p, const fb_found *m, double sign, fb_spec **spec) {
  fb_amounts *parts;
  fb_spec *from;
  fb_value step;
  *spec = NULL;
  FB_TRY(amounts_in(x, p, m, &parts));
  FB_TRY(spec_in(x, p, m, FB_CAP_upon, &from));
  if (fb_found_text(&x->s->r, m, FB_KEY_step, &step)) {
    parts = fb_amounts_new(p);
    if (parts) fb_amount_add(parts, fb_unit_named(step.s, step.len), 1);
  }
  if (parts && from) *spec = distance_of(p, sign, parts, from);
  return FB_OK;
}

/* "Thanksgiving three years ago" */
static fb_status holiday_at(fb_timing *x, fb_specs *p, const fb_found *m, double sign, fb_spec **spec) {
  fb_amounts *parts;
  fb_spec *on;
  *spec = NULL;
  FB_TRY(amounts_in(x, p, m, &parts));
  FB_TRY(spec_in(x, p, m, FB_CAP_upon, &on));
  if (!parts || !on || on->type != FB_TIME_HOLIDAY) return FB_OK;
  on->from = distance_of(p, sign, parts, NULL);
  if (on->from) *spec = on;
  return FB_OK;
}

/* ---- one time ---- */

/* Does a word before "in 25 years" tell of what has not been so for that long? */
static int is_record(const fb_timing *x, uint32_t t) {
  const fb_doc *d = x->s->r.d;
  const fb_word *w = fb_vocab_word(&d->vocab, d->norm[t]);
  if (fb_guide_word(&x->s->r.p->guide, d->norm[t]) & FB_WORD_RECORD) return 1;
  return w->len > 4 && memcmp(fb_vocab_bytes(&d->vocab, d->norm[t]) + w->len - 3, "est", 3) == 0;
}

/* Is "in two weeks" or "two weeks later" a time ahead? */
static int looks_ahead(fb_timing *x, const fb_found *m, const fb_found *w) {
  const fb_doc *d = x->s->r.d;
  uint32_t t = m->first, least = d->sents.at[fb_doc_sentence(d, t)].first;
  int loose, later = is(x, w, FB_KEY_later);
  fb_direction direction = fb_tense_direction(&x->s->r, &x->outlook, m, &loose);
  if (direction == FB_PAST || (later && direction != FB_FUTURE)) return 0; /* news tells what came later */
  if (later) return 1;
  if (t > RECORD_REACH && t - RECORD_REACH > least) least = t - RECORD_REACH;
  while (t-- > least)
    if (is_record(x, t)) return 0;
  return 1;
}

/* "in two weeks" that have passed are a duration. */
static fb_status as_duration(fb_timing *x, fb_telling *t, const fb_found *w) {
  const fb_guide *g = &x->s->r.p->guide;
  fb_found whole, amount, stretch;
  fb_telling duration = *t;
  t->outcome = FB_REFUSED;
  if (!fb_found_inner(&x->s->r, w, g->when, g->clock, &whole) || !part(x, &whole, FB_CAP_amount, &amount)) return FB_OK;
  t->kind = FB_FIGURE_DURATION;
  t->f->at = fb_found_place(&x->s->r, &amount);
  duration.m = fb_stretch_in(x, &amount, &stretch) ? &stretch : &amount;
  duration.modifier = fb_no_string();
  FB_TRY(fb_duration_build(x, &duration));
  t->outcome = duration.outcome;
  return FB_OK;
}

/* "8pm on Friday", "the morning of March 11" */
static fb_status together(fb_timing *x, fb_specs *p, fb_telling *t, fb_spec **spec) {
  fb_spec *on = NULL;
  FB_TRY(spec_in(x, p, t->m, FB_CAP_number, spec));
  if (*spec) FB_TRY(spec_in(x, p, t->m, FB_CAP_upon, &on));
  if (!on) {
    *spec = NULL;
    return FB_OK;
  }
  if ((*spec)->type == FB_TIME_CLOCK && on->part) {
    if (!(*spec)->meridiem) (*spec)->meridiem = half_of(on);
    on->part = NULL;
  }
  (*spec)->on = on;
  t->f->number.first = FB_NONE;
  return FB_OK;
}

static int begins_with_for(const fb_timing *x, const fb_found *m) {
  fb_slice s = fb_found_input(&x->s->r, m);
  return s.len >= 4 && (s.s[0] == 'F' || s.s[0] == 'f') && memcmp(s.s + 1, "or ", 3) == 0;
}

/* The figure's modifier: that of the match, of the time itself, or what goes without saying. */
static fb_status take_modifier(fb_timing *x, fb_telling *t, const fb_found *w, const fb_spec *s) {
  fb_str own;
  if (s->type == FB_TIME_RANGE) return fb_tell_modifier(x, t, "range");
  FB_TRY(fb_string_of(x->s, w, FB_KEY_modifier, &own));
  if (fb_is_string(t->modifier)) own = t->modifier;
  if (fb_is_string(own)) {
    t->f->modifier = own;
    return FB_OK;
  }
  if (s->type != FB_TIME_VAGUE) return fb_tell_modifier(x, t, "exact");
  return fb_tell_modifier(x, t, fb_spec_says(s, FB_S_STRETCH) ? "vague" : "about");
}

/* A time that is told as one. *done: there is nothing left to resolve. */
static fb_status one_time(fb_timing *x, fb_specs *p, fb_telling *t, fb_spec **spec, int *done) {
  const fb_found *m = t->m, *w = m;
  fb_found expression;
  int within = is(x, m, FB_KEY_up_to), ahead = 0, loose;
  fb_spec *s;
  fb_value v;
  *done = 0;
  if (part(x, m, FB_CAP_expression, &expression)) w = &expression;
  if (!within && is(x, m, FB_KEY_together)) FB_TRY(together(x, p, t, spec));
  else {
    ahead = !within && is(x, w, FB_KEY_ahead_only);
    if (ahead && !looks_ahead(x, m, w)) {
      *done = 1;
      return as_duration(x, t, w);
    }
    FB_TRY(fb_spec_of(x, p, w, spec));
  }
  s = *spec;
  if (!s) return FB_OK;
  if (within) { /* "within two weeks from today" */
    fb_spec *from = fb_spec_new(p, FB_TIME_NOW);
    if (s->from && from) *from = *s->from;
    s = range_of(p, from, s, NULL);
  } else if (s->type == FB_TIME_DISTANCE && fb_spec_get(s, FB_S_SIGN, 0) == 1 && !ahead && begins_with_for(x, m)) {
    fb_spec *from = fb_spec_new(p, FB_TIME_DAY); /* "for 3 days from today" */
    if (s->from && from) *from = *s->from;
    s = range_of(p, from, NULL, s->parts);
  }
  *spec = s;
  if (!s) return FB_OK;
  FB_TRY(take_modifier(x, t, w, s));
  s->opening = string_is(x, t->f->modifier, "since")   ? FB_SINCE
               : string_is(x, t->f->modifier, "until") ? FB_UNTIL
                                                       : FB_CLOSED;
  if (s->type == FB_TIME_PERIOD && w != m && fb_found_text(&x->s->r, w, FB_KEY_of, &v) && v.len == 3 &&
      memcmp(v.s, "yes", 3) == 0) /* "the end of next week" */
    s->edge = string_is(x, t->f->modifier, "start") ? FB_START_EDGE
              : string_is(x, t->f->modifier, "end") ? FB_END_EDGE
                                                    : FB_NO_EDGE;
  if (!s->part && s->type != FB_TIME_CLOCK && fb_found_text(&x->s->r, m, FB_KEY_part, &v)) {
    s->part = v.s;
    s->part_len = v.len;
  }
  if (fb_spec_says(s, FB_S_TOLD) && x->ref &&
      fb_tense_direction(&x->s->r, &x->outlook, m, &loose) == FB_PAST) { /* "the next day he left": after what? */
    if (s->part) t->kind = FB_FIGURE_TIME;
    *done = 1;
  }
  return FB_OK;
}

/* What the match tells: *spec is NULL where it tells no time. */
static fb_status told(fb_timing *x, fb_specs *p, fb_telling *t, fb_spec **spec, int *done) {
  const fb_found *m = t->m;
  const fb_reading *r = &x->s->r;
  double sign;
  *done = 0;
  *spec = NULL;
  if (fb_found_number(r, m, FB_KEY_holiday_at, &sign)) {
    FB_TRY(holiday_at(x, p, m, sign, spec));
    FB_TRY(fb_tell_modifier(x, t, "exact"));
  } else if (fb_found_number(r, m, FB_KEY_distance, &sign)) {
    FB_TRY(distance(x, p, m, sign, spec));
    if (fb_is_string(t->modifier)) t->f->modifier = t->modifier;
    else FB_TRY(fb_tell_modifier(x, t, "exact"));
  } else if (is(x, m, FB_KEY_lasting)) {
    FB_TRY(lasting(x, p, m, spec));
    FB_TRY(fb_tell_modifier(x, t, "range"));
  } else if (fb_found_has(r, m, FB_CAP_earlier) && fb_found_has(r, m, FB_CAP_later)) {
    FB_TRY(two_ends(x, p, m, spec));
    FB_TRY(fb_tell_modifier(x, t, "range"));
  } else return one_time(x, p, t, spec, done);
  t->f->number.first = FB_NONE;
  return FB_OK;
}

fb_status fb_date_build(fb_timing *x, fb_telling *t) {
  fb_time_kind kind;
  fb_written value;
  fb_specs specs;
  fb_spec *s;
  int done;
  t->outcome = FB_TAKEN;
  fb_specs_open(&specs);
  FB_TRY(told(x, &specs, t, &s, &done));
  if (done) return FB_OK;
  t->outcome = FB_REFUSED;
  if (!s) return FB_OK;
  kind = fb_spec_resolve(x, t->m, string_is(x, t->modifier, "until"), s, &value);
  if (!fb_written_fine(&value) &&
      (x->ref || s->type == FB_TIME_CLOCK || (fb_spec_says(s, FB_S_DAY) && fb_spec_says(s, FB_S_MONTH))))
    return FB_OK;
  t->outcome = FB_TAKEN;
  if (kind == FB_AS_TIME) t->kind = FB_FIGURE_TIME;
  else if (kind == FB_AS_DATE) t->kind = FB_FIGURE_DATE;
  if (memchr(value.at, '/', value.n) && string_is(x, t->f->modifier, "exact")) FB_TRY(fb_tell_modifier(x, t, "range"));
  return fb_tell_value(x, t, &value);
}

/* ---- the document's own date ---- */

static int contains(const char *s, uint32_t n, const char *word) {
  uint32_t len = (uint32_t)strlen(word), i;
  for (i = 0; i + len <= n; i++)
    if ((s[i] | 32) == word[0] && memcmp(s + i + 1, word + 1, len - 1) == 0) return 1;
  return 0;
}

/* Does what follows a date end it: the end of its line, a dash, a bracket? */
static int ends(const char *s, uint32_t n) {
  uint32_t i = 0;
  if (n == 0) return 1;
  while (i < n && (s[i] == ' ' || (s[i] >= '\t' && s[i] <= '\r')))
    if (s[i++] == '\n') return 1;
  if (i < n && strchr("(-|", s[i]) && s[i]) return 1;
  return n - i >= 3 && memcmp(s + i, "\342\200", 2) == 0 && (s[i + 2] == '\223' || s[i + 2] == '\224');
}

/* Does a date stand as a dateline does? */
static int stands_as_dateline(const fb_reading *r, fb_place at) {
  const char *text = r->input;
  uint32_t line = at.first, n = r->ninput - at.end, len;
  while (line > 0 && text[line - 1] != '\n') line--;
  len = at.first - line;
  if (len > DATELINE_PREFIX || !ends(text + at.end, n < DATELINE_SUFFIX ? n : DATELINE_SUFFIX)) return 0;
  return !fb_has_lower(text + line, len) || contains(text + line, len, "published") ||
         contains(text + line, len, "updated") || contains(text + line, len, "date:");
}

/* Is it a day of a year: "2025-03-23"? */
static int is_full_date(const fb_written *w) {
  const char *end = w->at + w->n;
  return w->n == 10 && fb_has_digits(w->at, end, 4) && w->at[4] == '-' && fb_has_digits(w->at + 5, end, 2) &&
         w->at[7] == '-' && fb_has_digits(w->at + 8, end, 2);
}

/* The date that a span tells, where it is a dateline. */
static fb_status dateline_at(fb_timing *x, uint32_t span, fb_written *date) {
  const fb_reading *r = &x->s->r;
  fb_found m, e;
  fb_specs specs;
  fb_spec *s;
  fb_written value;
  fb_found_of(r, span, &m);
  if (!part(x, &m, FB_CAP_expression, &e) || fb_found_has(r, &m, FB_CAP_earlier)) return FB_OK;
  if (!stands_as_dateline(r, fb_found_place(r, &e))) return FB_OK;
  fb_specs_open(&specs);
  FB_TRY(fb_spec_of(x, &specs, &e, &s));
  if (!s) return FB_OK;
  fb_spec_resolve_bare(x, s, &value);
  if (fb_written_fine(&value) && is_full_date(&value)) *date = value;
  return FB_OK;
}

fb_status fb_dateline(fb_timing *x, fb_written *date) {
  const fb_doc *d = x->s->r.d;
  const fb_guide *g = &x->s->r.p->guide;
  uint32_t t, k;
  fb_written_open(date);
  if (g->date == FB_NONE) return FB_OK;
  for (t = 0; t < d->ntok && !date->n; t++) {
    if (fb_doc_place(d, t, t + 1).first >= DATELINE_BYTES) return FB_OK;
    if (!(d->sight[t].kinds & FB_KIND_BIT(g->date))) continue;
    for (k = d->span_at[t]; k != FB_NONE && !date->n; k = d->spans.at[k].next)
      if (d->spans.at[k].kind == g->date && !(d->spans.at[k].flags & FB_SPAN_DEAD)) FB_TRY(dateline_at(x, k, date));
  }
  return FB_OK;
}
