/*
** stretch.c: amounts of time ("two years and three months", "half an hour") from the spans that have them.
*/
#include "spec.h"

fb_time_unit fb_time_unit_at(const fb_timing *x, const fb_found *m, fb_key key) {
  fb_value v;
  return fb_found_text(&x->s->r, m, key, &v) ? fb_unit_named(v.s, v.len) : FB_NO_UNIT;
}

fb_status fb_numeral_value(fb_timing *x, const fb_found *numeral, int *found, double *n) {
  fb_numeral value;
  FB_TRY(fb_numeral_of(x->s, numeral, &value));
  *found = fb_is_number(value.value);
  *n = *found ? fb_number_float(value.value) : 0;
  return FB_OK;
}

int fb_stretch_in(const fb_timing *x, const fb_found *amount, fb_found *stretch) {
  return fb_found_inner(&x->s->r, amount, x->s->r.p->guide.stretch, FB_NONE, stretch);
}

fb_time_unit fb_stretch_unit(const fb_timing *x, const fb_found *stretch) {
  fb_found unit;
  return fb_found_part(&x->s->r, stretch, FB_CAP_unit, &unit) ? fb_time_unit_at(x, &unit, FB_KEY_unit) : FB_NO_UNIT;
}

fb_amounts *fb_amounts_new(fb_specs *p) {
  fb_amounts *a;
  if (p->namounts == FB_MOST_AMOUNTS) return NULL;
  a = &p->amounts[p->namounts++];
  memset(a, 0, sizeof *a);
  return a;
}

static int is_article(fb_slice s) { return fb_slice_is_folded(s, "a") || fb_slice_is_folded(s, "an"); }

/* "one hour thirty": the minutes behind the hour; 0 where there are none. */
static int minutes_behind(const fb_reading *r, const fb_found *stretch, double *minutes) {
  fb_found minute;
  return fb_found_part(r, stretch, FB_CAP_minute, &minute) && fb_found_number(r, &minute, FB_KEY_minute, minutes);
}

fb_status fb_stretch_amounts(fb_timing *x, fb_specs *p, const fb_found *stretch, fb_amounts **parts) {
  const fb_reading *r = &x->s->r;
  fb_found unit, numeral;
  fb_amounts *a;
  double extra, minutes;
  int numbered = fb_found_part(r, stretch, FB_CAP_number, &numeral), more;
  *parts = NULL;
  if (!fb_found_part(r, stretch, FB_CAP_unit, &unit) || fb_found_is(r, stretch, FB_KEY_vague)) return FB_OK;
  if (!fb_found_number(r, stretch, FB_KEY_extra, &extra)) extra = 0;
  a = fb_amounts_new(p);
  if (!a) return FB_OK;
  do {
    fb_time_unit u = fb_time_unit_at(x, &unit, FB_KEY_unit);
    double value = 1;
    int found = 1;
    if (!numbered) {
      if (!fb_found_number(r, stretch, FB_KEY_value, &value)) value = 1;
    } else if (!is_article(fb_found_read_as(r, &numeral))) FB_TRY(fb_numeral_value(x, &numeral, &found, &value));
    if (!found || u == FB_NO_UNIT) return FB_OK;
    fb_amount_add(a, u, value + extra);
    if (numbered) numbered = fb_found_further(r, &numeral);
    more = fb_found_further(r, &unit);
  } while (more);
  if (minutes_behind(r, stretch, &minutes)) {
    a->said &= ~((uint32_t)1 << FB_MINUTE);
    fb_amount_add(a, FB_MINUTE, minutes);
  }
  *parts = a;
  return FB_OK;
}
