/*
** quantity.c: values, bounds and ranges.
*/
#include "quantity.h"

/* Tokens between a word of change and "from", as in "cut its forecast for growth from 4 to 3 per cent". */
enum { CHANGE_REACH = 6 };
/* A lower end that is less than the higher one's number without its scale shares the scale; a little more, too. */
#define SHARED_SCALE 1.0001

void fb_figuring_init(fb_figuring *s, const fb_program *p) {
  memset(s, 0, sizeof *s);
  fb_wordbook_init(&s->words, p);
}

void fb_figuring_free(fb_figuring *s) { fb_wordbook_free(&s->words); }

int fb_same_string(const fb_box *b, fb_str x, fb_str y) {
  if (!fb_is_string(x) || !fb_is_string(y)) return fb_is_string(x) == fb_is_string(y);
  return x.len == y.len && (x.len == 0 || memcmp(fb_box_at(b, x), fb_box_at(b, y), x.len) == 0);
}

/* ---- reading a match ---- */

fb_status fb_numeral_in(fb_figuring *s, const char *words, size_t n, fb_numeral *out) {
  if (s->mark == FB_MARK_UNKNOWN && fb_decimal_ambiguous(words, n)) /* only here the text has a say */
    s->mark = fb_decimal_commas(s->r.input, s->r.ninput) ? FB_MARK_COMMA : FB_MARK_POINT;
  return fb_numeral_read(words, n, s->mark == FB_MARK_COMMA, fb_wordbook_find, &s->words, out);
}

fb_status fb_numeral_of(fb_figuring *s, const fb_found *part, fb_numeral *out) {
  fb_slice words = fb_found_read_as(&s->r, part);
  return fb_numeral_in(s, words.s, words.len, out);
}

fb_status fb_string_of(fb_figuring *s, const fb_found *m, fb_key key, fb_str *out) {
  fb_value v;
  *out = fb_no_string();
  return fb_found_text(&s->r, m, key, &v) ? fb_box_share(s->box, v.s, v.len, out) : FB_OK;
}

fb_number fb_number_at(const fb_figuring *s, const fb_found *m, fb_key key) {
  double number;
  return fb_found_number(&s->r, m, key, &number) ? fb_number_of(number) : fb_no_number();
}

fb_status fb_unit_at(fb_figuring *s, const fb_found *part, fb_unit_of *unit) {
  unit->at = *part;
  unit->factor = fb_number_at(s, part, FB_KEY_factor);
  unit->offset = fb_number_at(s, part, FB_KEY_offset);
  unit->sign = fb_number_at(s, part, FB_KEY_sign);
  FB_TRY(fb_string_of(s, part, FB_KEY_base, &unit->base));
  return fb_string_of(s, part, FB_KEY_unit, &unit->name);
}

static void take_part(fb_figuring *s, const fb_found *m, fb_cap name, fb_found *part) {
  if (!fb_found_part(&s->r, m, name, part)) part->end = 0;
}

fb_status fb_amount_of(fb_figuring *s, const fb_found *m, fb_amount *a) {
  fb_found unit;
  memset(a, 0, sizeof *a);
  a->m = *m;
  a->unit.name = a->unit.base = a->least_unit = a->most_unit = fb_no_string();
  take_part(s, m, FB_CAP_number, &a->number);
  take_part(s, m, FB_CAP_least, &a->least);
  take_part(s, m, FB_CAP_most, &a->most);
  take_part(s, m, FB_CAP_base, &a->base);
  if (fb_found_part(&s->r, m, FB_CAP_unit, &unit)) FB_TRY(fb_unit_at(s, &unit, &a->unit));
  a->joined = (uint8_t)fb_found_is(&s->r, m, FB_KEY_joined);
  a->ordered = (uint8_t)fb_found_is(&s->r, m, FB_KEY_ordered);
  a->vague = (uint8_t)fb_found_is(&s->r, m, FB_KEY_vague);
  return fb_string_of(s, m, FB_KEY_modifier, &a->modifier);
}

/* ---- bounds ---- */

static int modifier_is(const fb_figuring *s, fb_str modifier, const char *word) {
  size_t n = strlen(word);
  return modifier.len == n && memcmp(fb_box_at(s->box, modifier), word, n) == 0;
}

fb_status fb_bound(fb_figuring *s, fb_figure *f, fb_number value, fb_str modifier) {
  f->value = value;
  f->modifier = modifier;
  if (!fb_is_string(modifier)) FB_TRY(fb_box_share(s->box, "exact", 5, &f->modifier));
  if (!fb_is_string(modifier) || modifier_is(s, modifier, "exact")) f->low = f->high = value;
  else if (modifier_is(s, modifier, "at_least") || modifier_is(s, modifier, "more_than")) f->low = value;
  else if (modifier_is(s, modifier, "at_most") || modifier_is(s, modifier, "less_than")) f->high = value;
  return FB_OK;
}

fb_status fb_between(fb_figuring *s, fb_figure *f, fb_number low, fb_number high, const char *modifier) {
  f->low = low;
  f->high = high;
  return fb_box_share(s->box, modifier, strlen(modifier), &f->modifier);
}

/* ---- ranges ---- */

static int begins_with_from(fb_slice s) {
  return s.len > 4 && (s.s[0] == 'F' || s.s[0] == 'f') && memcmp(s.s + 1, "rom", 3) == 0 && fb_is_space(s.s[4]);
}

/* Does it say "to", with space around? */
static int says_to(fb_slice s) {
  uint32_t i;
  for (i = 0; i + 4 <= s.len; i++)
    if (fb_is_space(s.s[i]) && s.s[i + 1] == 't' && s.s[i + 2] == 'o' && fb_is_space(s.s[i + 3])) return 1;
  return 0;
}

/* "rose from 4 to 5": the old and the new value. */
static int tells_change(const fb_figuring *s, const fb_amount *a) {
  const fb_doc *d = s->r.d;
  uint32_t t = a->m.first, first = d->sents.at[fb_doc_sentence(d, t)].first;
  if (!begins_with_from(fb_found_input(&s->r, &a->m))) return 0;
  if (t > CHANGE_REACH && t - CHANGE_REACH > first) first = t - CHANGE_REACH;
  while (t > first)
    if (fb_guide_word(&s->r.p->guide, d->norm[--t]) & FB_WORD_CHANGE) return 1;
  return 0;
}

/* Makes the ends of the pair in `base` those of the range. *is 0: there is no pair; *apart: two sums in two currencies. */
static fb_status take_pair(fb_figuring *s, fb_amount *a, int *is, int *apart) {
  fb_found pair, unit;
  fb_unit_of sign;
  *apart = 0;
  *is = fb_found_inner(&s->r, &a->base, s->r.p->guide.pair, FB_NONE, &pair);
  if (!*is) return FB_OK;
  take_part(s, &pair, FB_CAP_least, &a->least);
  take_part(s, &pair, FB_CAP_most, &a->most);
  if (!fb_is_there(&a->most) || !fb_found_part(&s->r, &pair, FB_CAP_unit, &unit)) return FB_OK;
  FB_TRY(fb_unit_at(s, &unit, &sign));
  a->most_unit = sign.name; /* "$10 to $15", but "$1.20 to £3.45" are two sums */
  if (fb_is_there(&a->unit.at) && !fb_same_string(s->box, a->unit.name, sign.name)) {
    a->least_sign = a->unit.at;
    a->most_sign = unit;
    *apart = 1;
  }
  return FB_OK;
}

static int all_digits(fb_slice s) {
  uint32_t i;
  for (i = 0; i < s.len; i++)
    if (!fb_is_digit(s.s[i])) return 0;
  return s.len > 0;
}

/* "1995-96": the second number may be short; gives it as it is meant. */
static fb_number lengthened(const fb_figuring *s, const fb_amount *a, fb_number b) {
  fb_slice from = fb_found_read_as(&s->r, &a->least), to = fb_found_read_as(&s->r, &a->most);
  char buf[FB_LONGEST_NUMBER];
  if (to.len >= from.len || from.len > sizeof buf || !all_digits(from) || !all_digits(to)) return b;
  memcpy(buf, from.s, from.len - to.len);
  memcpy(buf + from.len - to.len, to.s, to.len);
  return fb_number_read(buf, from.len);
}

static fb_status range(fb_figuring *s, fb_figure *f, fb_amount *a, fb_number factor, fb_outcome *outcome) {
  fb_numeral least, most;
  fb_number low, high;
  *outcome = FB_REFUSED;
  if (!fb_is_there(&a->least) || !fb_is_there(&a->most)) return FB_OK;
  FB_TRY(fb_numeral_of(s, &a->least, &least));
  FB_TRY(fb_numeral_of(s, &a->most, &most));
  low = least.value;
  high = most.value;
  if (!fb_is_number(low) || !fb_is_number(high)) return FB_OK;
  if (fb_is_number(most.scale) && !fb_is_number(least.scale) &&
      fb_less(low, fb_multiply(fb_divide(high, most.scale), fb_float(SHARED_SCALE)))) { /* "$10 to $15 million" */
    low = fb_multiply(low, most.scale);
    a->least_times = most.scale;
  }
  *outcome = FB_APART;
  if (a->joined && tells_change(s, a)) return FB_OK;
  if (a->joined && fb_less(high, low)) high = lengthened(s, a, high);
  if (fb_less(high, low)) {
    fb_number swap = low;
    if (a->ordered) return FB_OK;                                               /* "more than 60 and less than 15" */
    if (!a->joined || says_to(fb_found_input(&s->r, &a->m))) return FB_OK; /* "45% to 41%", "from 7 to 5" */
    low = high;
    high = swap;
  }
  *outcome = FB_TAKEN;
  return fb_between(s, f, fb_tidy(fb_multiply(low, factor)), fb_tidy(fb_multiply(high, factor)), "range");
}

/* "dozens": no value, but often a bound. */
static fb_status vague(fb_figuring *s, fb_figure *f, const fb_amount *a, fb_number factor) {
  fb_found e;
  fb_number low;
  if (!fb_found_part(&s->r, &a->m, FB_CAP_expression, &e)) e = a->m;
  low = fb_number_at(s, &e, FB_KEY_low);
  if (fb_is_number(low) && !fb_is_integer(factor, 1)) low = fb_multiply(low, factor);
  return fb_between(s, f, low, fb_number_at(s, &e, FB_KEY_high), "vague");
}

fb_status fb_quantify(fb_figuring *s, fb_figure *f, fb_amount *a, fb_number factor, fb_outcome *outcome) {
  fb_numeral n;
  if (!fb_is_number(factor)) factor = fb_integer(1);
  *outcome = FB_REFUSED;
  if (fb_is_there(&a->base) && !fb_is_there(&a->least)) {
    int is, apart;
    FB_TRY(take_pair(s, a, &is, &apart));
    if (!is) return FB_OK;
    if (apart) {
      *outcome = FB_APART;
      return FB_OK;
    }
  }
  if (fb_is_there(&a->least) || fb_is_there(&a->most)) return range(s, f, a, factor, outcome);
  *outcome = FB_TAKEN;
  if (a->vague) return vague(s, f, a, factor);
  if (!fb_is_there(&a->number)) {
    fb_number value = a->piece ? fb_no_number() : fb_number_at(s, &a->m, FB_KEY_value);
    if (fb_is_number(value)) return fb_bound(s, f, value, a->modifier);
    *outcome = FB_REFUSED;
    return FB_OK;
  }
  FB_TRY(fb_numeral_of(s, &a->number, &n));
  if (!fb_is_number(n.value)) {
    *outcome = FB_REFUSED;
    return FB_OK;
  }
  if (fb_is_number(a->times)) n.value = fb_multiply(n.value, a->times);
  return fb_bound(s, f, fb_is_integer(factor, 1) ? n.value : fb_tidy(fb_multiply(n.value, factor)), a->modifier);
}
