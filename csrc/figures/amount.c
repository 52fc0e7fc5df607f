/*
** amount.c: builders of amounts. Each fills the figure from its match; see amount.h.
*/
#include "amount.h"

#include <math.h>

#include "money.h"
#include "singular.h"

const char *fb_figure_name(fb_figure_kind kind) {
  static const char *const names[] = {"",        "number",           "count", "ordinal", "rank",        "fraction", "multiple",
                                      "percent", "percentage_point", "money", "measure", "temperature", "age",      "score",
                                      "rate",    "date",             "time",  "duration", "set"};
  return names[kind];
}

static fb_status set_word(fb_figuring *s, fb_str *to, const char *word) {
  return fb_box_share(s->box, word, strlen(word), to);
}

/* ---- what is counted ---- */

static fb_status singular_of(fb_figuring *s, fb_slice word, fb_str *out) {
  char buf[FB_SINGULAR_ROOM(128)];
  fb_box *b = s->box;
  if (word.len <= 128) return fb_box_share(b, buf, fb_singular(word.s, word.len, buf), out);
  FB_TRY(fb_reserve(&b->pool, FB_SINGULAR_ROOM(word.len)));
  out->off = b->pool.n;
  out->len = (uint32_t)fb_singular(word.s, word.len, b->pool.at + b->pool.n);
  b->pool.n += out->len;
  return FB_OK;
}

/* The last word of a phrase, behind spaces and hyphens; the phrase where it ends in such. */
static fb_slice last_word(fb_slice s) {
  uint32_t i = s.len;
  while (i > 0 && !fb_is_space(s.s[i - 1]) && s.s[i - 1] != '-') i--;
  if (i == s.len) return s;
  s.s += i;
  s.len -= i;
  return s;
}

/* What is counted, with its head: that of the noun group; of a name ("Democrats") and elsewhere the last word, singular. */
static fb_status of_what(fb_figuring *s, fb_figure *f, const fb_found *of) {
  f->counted.at = fb_found_place(&s->r, of);
  if (!fb_found_is(&s->r, of, FB_KEY_name)) {
    FB_TRY(fb_string_of(s, of, FB_KEY_head, &f->counted.head));
    if (fb_is_string(f->counted.head)) return FB_OK;
  }
  return singular_of(s, last_word(fb_found_read_as(&s->r, of)), &f->counted.head);
}

/* The same of the capture that says it, where there is one. */
static fb_status count_of(fb_figuring *s, fb_figure *f, const fb_amount *a) {
  fb_found of;
  return !a->piece && fb_found_part(&s->r, &a->m, FB_CAP_of, &of) ? of_what(s, f, &of) : FB_OK;
}

/* An attribute of the match that is not false; a piece has none. */
static int says(const fb_figuring *s, const fb_amount *a, fb_key key) { return !a->piece && fb_found_is(&s->r, &a->m, key); }
static int part_of(const fb_figuring *s, const fb_amount *a, fb_cap name, fb_found *part) {
  return !a->piece && fb_found_part(&s->r, &a->m, name, part);
}

/* ---- numbers and shares ---- */

static fb_status rank(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  if (!a->vague) return fb_quantify(s, f, a, fb_no_number(), outcome);
  *outcome = FB_TAKEN;
  return set_word(s, &f->modifier, "vague"); /* "one of the biggest" is no number */
}

static fb_status count(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  FB_TRY(fb_quantify(s, f, a, fb_no_number(), outcome));
  return *outcome == FB_TAKEN ? count_of(s, f, a) : FB_OK;
}

/* "nine out of 10", "two over three" */
static fb_status share(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found whole = a->number, expression;
  fb_numeral part, of;
  fb_value ratio;
  int over;
  if (!says(s, a, FB_KEY_ratio)) return fb_quantify(s, f, a, fb_no_number(), outcome);
  *outcome = FB_REFUSED;
  if (!fb_is_there(&a->number) || !fb_found_further(&s->r, &whole)) return FB_OK;
  FB_TRY(fb_numeral_of(s, &a->number, &part));
  FB_TRY(fb_numeral_of(s, &whole, &of));
  if (!fb_is_number(part.value) || !fb_is_number(of.value)) return FB_OK;
  over = fb_found_text(&s->r, &a->m, FB_KEY_ratio, &ratio) && ratio.len == 4 && memcmp(ratio.s, "over", 4) == 0;
  if (!fb_less(part.value, of.value) && !over) { /* "12 out of 10" is no share */
    *outcome = FB_APART;
    return FB_OK;
  }
  *outcome = FB_TAKEN;
  f->number.first = FB_NONE;
  if (fb_found_part(&s->r, &a->m, FB_CAP_expression, &expression)) f->number = fb_found_place(&s->r, &expression);
  FB_TRY(fb_bound(s, f, fb_divide(part.value, of.value), a->modifier));
  return count_of(s, f, a);
}

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* The length of words without " of a", " of one" at their end. */
static uint32_t without_of(const char *s, uint32_t n) {
  uint32_t k = n, stop;
  while (k > 0 && is_letter(s[k - 1])) k--;
  stop = k;
  while (k > 0 && fb_is_space(s[k - 1])) k--;
  if (stop == n || k == stop || k < 2 || s[k - 2] != 'o' || s[k - 1] != 'f') return n;
  stop = k -= 2;
  while (k > 0 && fb_is_space(s[k - 1])) k--;
  return k == stop ? n : k;
}

/* The length of words without the article behind "half". */
static uint32_t without_article(const char *s, uint32_t n) {
  uint32_t k = 4;
  if (n < 6 || memcmp(s, "half", 4) != 0) return n;
  while (k < n && fb_is_space(s[k])) k++;
  if (k == 4 || k == n || s[k] != 'a') return n;
  return n == k + 1 || (n == k + 2 && s[k + 1] == 'n') ? 4 : n;
}

/* "half a per cent", "a quarter of a percentage point": the words up to "of" or the article are the number. */
static fb_status share_of_one(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  char words[FB_LONGEST_NUMBER];
  fb_slice said;
  fb_numeral n;
  uint32_t i, len;
  *outcome = FB_REFUSED;
  if (!fb_is_there(&a->number)) return FB_OK;
  said = fb_found_read_as(&s->r, &a->number);
  if (said.len > sizeof words) return FB_OK;
  for (i = 0; i < said.len; i++)
    words[i] = said.s[i] >= 'A' && said.s[i] <= 'Z' ? (char)(said.s[i] + ('a' - 'A')) : said.s[i];
  len = without_article(words, without_of(words, said.len));
  FB_TRY(fb_numeral_read(words, len, s->mark == FB_MARK_COMMA, fb_wordbook_find, &s->words, &n));
  if (!fb_is_number(n.value)) return FB_OK;
  *outcome = FB_TAKEN;
  return fb_bound(s, f, n.value, a->modifier);
}

static fb_status percent(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  FB_TRY(set_word(s, &f->unit, "percent"));
  if (says(s, a, FB_KEY_share)) return share_of_one(s, f, a, outcome);
  return fb_quantify(s, f, a, fb_no_number(), outcome);
}

static fb_status point(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  f->unit = a->unit.name;
  if (!fb_is_string(f->unit)) FB_TRY(set_word(s, &f->unit, "percentage-point"));
  if (says(s, a, FB_KEY_share)) return share_of_one(s, f, a, outcome);
  return fb_quantify(s, f, a, fb_no_number(), outcome);
}

/* ---- measures ---- */

/* Sets the SI base value of a measure, where it has one number. */
static void to_base(fb_figure *f, const fb_unit_of *unit) {
  if (!fb_is_number(f->value) || !fb_is_number(unit->factor) || !fb_is_string(unit->base)) return;
  f->base.value = fb_tidy(fb_add(fb_multiply(f->value, unit->factor), fb_is_number(unit->offset) ? unit->offset : fb_integer(0)));
  f->base.unit = unit->base;
}

/* A quotation is not longer than so many bytes where a straight mark may stand for inches or feet. */
enum { QUOTATION = 2000 };

/*
** Whether a straight mark after a number closes a quotation rather than stands for inches or feet: then another opens
** it before, on the same line.
*/
static int closes_quotation(const fb_figuring *s, const fb_amount *a, char mark) {
  uint32_t end = fb_found_place(&s->r, &a->m).first, i = end > QUOTATION ? end - QUOTATION : 0, k, marks = 0;
  char before = ' ';
  for (k = end; k > i; k--)
    if (s->r.input[k - 1] == '\n') i = k;
  for (k = i; k < end; k++) {
    char c = s->r.input[k];
    if (c == mark && !fb_is_digit(before)) {
      marks++;
      before = '0'; /* the mark is taken: what follows needs another character before it */
    } else before = c;
  }
  return marks % 2 == 1;
}

/* "6ft 2in": in the first and largest unit. */
static fb_status compound(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found number = a->number, unit = a->unit.at;
  fb_number sum = fb_integer(0);
  int more = 1;
  *outcome = FB_REFUSED;
  while (more) {
    fb_number factor = fb_number_at(s, &unit, FB_KEY_factor);
    fb_numeral n;
    FB_TRY(fb_numeral_of(s, &number, &n));
    if (!fb_is_number(n.value) || !fb_is_number(factor)) return FB_OK;
    sum = fb_add(sum, fb_multiply(n.value, factor));
    more = fb_found_further(&s->r, &unit);
    if (more && !fb_found_further(&s->r, &number)) return FB_OK;
  }
  *outcome = FB_TAKEN;
  f->number.first = FB_NONE;
  FB_TRY(fb_bound(s, f, fb_tidy(fb_divide(sum, a->unit.factor)), a->modifier));
  to_base(f, &a->unit);
  return FB_OK;
}

/* "five foot six" */
static fb_status with_inches(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found minor;
  fb_numeral n;
  *outcome = FB_REFUSED;
  if (!part_of(s, a, FB_CAP_minor, &minor) || !fb_is_number(f->value)) return FB_OK;
  FB_TRY(fb_numeral_of(s, &minor, &n));
  if (!fb_is_number(n.value) || !fb_less(n.value, fb_integer(12))) return FB_OK;
  *outcome = FB_TAKEN;
  f->number.first = FB_NONE;
  return fb_bound(s, f, fb_tidy(fb_add(f->value, fb_divide(n.value, fb_integer(12)))), a->modifier);
}

static fb_status measure(fb_figuring *s, fb_figure_kind *kind, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found number = a->number, unit = a->unit.at;
  int several = fb_is_there(&unit) && fb_found_further(&s->r, &unit);
  *outcome = FB_REFUSED;
  if (!fb_is_there(&a->unit.at) && !fb_is_string(a->unit.name)) return FB_OK;
  if (fb_is_there(&a->number) && fb_is_there(&a->unit.at) && !several) {
    fb_slice mark = fb_found_input(&s->r, &a->unit.at);
    if ((fb_slice_is(mark, "\"") || fb_slice_is(mark, "'")) && closes_quotation(s, a, *mark.s)) {
      *kind = FB_FIGURE_NUMBER;
      f->at = f->number = f->extent = fb_found_place(&s->r, &a->number);
      return fb_quantify(s, f, a, fb_no_number(), outcome);
    }
  }
  f->unit = a->unit.name;
  FB_TRY(count_of(s, f, a));
  if (several && fb_is_there(&number) && fb_found_further(&s->r, &number)) return compound(s, f, a, outcome);
  FB_TRY(fb_quantify(s, f, a, fb_no_number(), outcome));
  if (*outcome != FB_TAKEN) return FB_OK;
  if (says(s, a, FB_KEY_share) && fb_is_there(&a->number) && fb_is_number(f->value)) { /* "a fifth of a gallon" */
    fb_numeral n;
    FB_TRY(fb_numeral_of(s, &a->number, &n));
    if (n.kind == FB_ORDINAL) FB_TRY(fb_bound(s, f, fb_divide(fb_integer(1), f->value), a->modifier));
  }
  if (says(s, a, FB_KEY_height)) FB_TRY(with_inches(s, f, a, outcome));
  to_base(f, &a->unit);
  return FB_OK;
}

/* Degrees from here on are those of an angle. */
enum { LEAST_ANGLE = 150 };

static fb_status temperature(fb_figuring *s, fb_figure_kind *kind, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  f->unit = a->unit.name;
  if (!fb_is_string(f->unit)) FB_TRY(set_word(s, &f->unit, "degree"));
  FB_TRY(fb_quantify(s, f, a, a->unit.sign, outcome)); /* "20 degrees below zero" */
  if (*outcome != FB_TAKEN) return FB_OK;
  if (f->unit.len == 6 && memcmp(fb_box_at(s->box, f->unit), "degree", 6) == 0 && fb_is_number(f->value) &&
      !fb_less(f->value, fb_integer(LEAST_ANGLE)))
    *kind = FB_FIGURE_MEASURE;
  to_base(f, &a->unit);
  return FB_OK;
}

/* ---- ages and results ---- */

/* The first digits of some words; FB_NUMBER_NONE for none. */
static fb_number first_digits(fb_slice s) {
  uint32_t i = 0, k;
  while (i < s.len && !fb_is_digit(s.s[i])) i++;
  for (k = i; k < s.len && fb_is_digit(s.s[k]); k++) continue;
  return fb_number_read(s.s + i, k - i);
}

static int is_multiple(fb_number n, int64_t of) {
  return n.type == FB_NUMBER_INTEGER ? n.of.i % of == 0 : fmod(n.of.f, (double)of) == 0;
}

/* "in his early 40s", "in her teens" */
static fb_status decade(fb_figuring *s, fb_figure *f, const fb_amount *a, const fb_found *said, fb_outcome *outcome) {
  fb_number n = first_digits(fb_found_read_as(&s->r, said));
  int64_t from = 0, to = 9;
  fb_found part;
  *outcome = FB_REFUSED;
  if (!fb_is_number(n)) {
    fb_number tens = fb_number_at(s, said, FB_KEY_decade);
    n = fb_is_number(tens) ? fb_multiply(tens, fb_integer(10)) : fb_number_at(s, said, FB_KEY_value);
  }
  if (fb_is_number(n) && !is_multiple(n, 10)) return FB_OK;
  *outcome = FB_TAKEN;
  if (!fb_is_number(n)) return fb_between(s, f, fb_integer(13), fb_integer(19), "range"); /* "in her teens" */
  if (part_of(s, a, FB_CAP_part, &part)) {
    fb_slice word = fb_found_read_as(&s->r, &part);
    if (fb_slice_is_folded(word, "early")) to = 3;
    else if (fb_slice_is_folded(word, "mid")) {
      from = 4;
      to = 6;
    } else from = 7;
  }
  return fb_between(s, f, from ? fb_add(n, fb_integer(from)) : n, fb_add(n, fb_integer(to)), "range");
}

static fb_status age(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found said;
  int has = part_of(s, a, FB_CAP_decade, &said);
  f->unit = a->unit.name;
  if (!fb_is_string(f->unit)) FB_TRY(set_word(s, &f->unit, "year"));
  if (has && says(s, a, FB_KEY_bound)) { /* "under-16s", "over-65s" */
    fb_slice text = fb_found_input(&s->r, &a->m);
    fb_str modifier;
    int under = text.len && (*text.s == 'U' || *text.s == 'u');
    FB_TRY(set_word(s, &modifier, under ? "less_than" : "more_than"));
    f->number = fb_found_place(&s->r, &said);
    *outcome = FB_TAKEN;
    return fb_bound(s, f, first_digits(fb_found_read_as(&s->r, &said)), modifier);
  }
  if (has) return decade(s, f, a, &said, outcome);
  return fb_quantify(s, f, a, fb_no_number(), outcome);
}

/* The end of digits in brackets at i, the points of a tie-break; i where there are none. */
static uint32_t behind_points(fb_slice s, uint32_t i) {
  uint32_t k = i + 1;
  if (s.s[i] != '(') return i;
  while (k < s.len && fb_is_digit(s.s[k])) k++;
  return k > i + 1 && k < s.len && s.s[k] == ')' ? k + 1 : i;
}

/* Adds the numbers of a result in digits to the box's, without the points of tie-breaks. */
static fb_status results_in(fb_figuring *s, fb_slice raw, uint32_t *n) {
  char digits[FB_LONGEST_NUMBER];
  uint32_t i = 0, k = 0;
  while (i <= raw.len) {
    uint32_t behind = i < raw.len ? behind_points(raw, i) : i;
    if (behind > i) {
      i = behind;
      continue;
    }
    if (i < raw.len && fb_is_digit(raw.s[i])) {
      if (k < sizeof digits) digits[k++] = raw.s[i];
    } else if (k) {
      FB_TRY(fb_push(&s->box->numbers, fb_number_read(digits, k)));
      ++*n;
      k = 0;
    }
    i++;
  }
  return FB_OK;
}

/* Adds the numbers of a result to the box's, up to one that cannot be read. */
static fb_status results_of(fb_figuring *s, const fb_amount *a, uint32_t *n) {
  fb_found number = a->number;
  fb_numeral read;
  int more = fb_is_there(&number);
  while (more) {
    FB_TRY(fb_numeral_of(s, &number, &read));
    if (!fb_is_number(read.value)) break;
    FB_TRY(fb_push(&s->box->numbers, read.value));
    ++*n;
    more = fb_found_further(&s->r, &number);
  }
  return FB_OK;
}

static int is_round(fb_number n) { return !fb_less(n, fb_integer(20)) && is_multiple(n, 10); }

static fb_status result(fb_figuring *s, fb_figure_kind *kind, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  uint32_t at = s->box->numbers.n, n = 0;
  fb_number first, second;
  fb_found raw;
  if (part_of(s, a, FB_CAP_raw, &raw)) FB_TRY(results_in(s, fb_found_read_as(&s->r, &raw), &n));
  else FB_TRY(results_of(s, a, &n));
  s->box->numbers.n = at; /* unless they are kept */
  *outcome = FB_REFUSED;
  if (n < 2) return FB_OK;
  first = s->box->numbers.at[at];
  second = s->box->numbers.at[at + 1];
  if (says(s, a, FB_KEY_falling) && fb_is_there(&a->number) && !fb_less(second, first)) { /* "by 10 to 15" */
    *kind = FB_FIGURE_NUMBER;
    a->least = a->most = a->number;
    fb_found_further(&s->r, &a->most);
    a->joined = 1;
    return fb_quantify(s, f, a, fb_no_number(), outcome);
  }
  *outcome = FB_TAKEN;
  f->number.first = FB_NONE;
  if (n == 2 && fb_less(first, second) && is_round(first) && is_multiple(second, 10)) { /* "600-700 letters" */
    *kind = FB_FIGURE_NUMBER;
    return fb_between(s, f, first, second, "range");
  }
  s->box->numbers.n = at + n;
  f->values = at;
  f->nvalues = n;
  return set_word(s, &f->modifier, "exact");
}

/* ---- rates ---- */

/* "USD per barrel", "car per day" */
static fb_status per_unit(fb_figuring *s, fb_str of, fb_str per, fb_str *out) {
  char buf[200];
  fb_box *b = s->box;
  static const char between[] = " per ";
  uint32_t nof, nper = per.len, n;
  if (!fb_is_string(of)) FB_TRY(set_word(s, &of, "one"));
  nof = of.len;
  n = nof + (uint32_t)sizeof between - 1 + nper;
  if (n <= sizeof buf) {
    memcpy(buf, fb_box_at(b, of), nof);
    memcpy(buf + nof, between, sizeof between - 1);
    memcpy(buf + n - nper, fb_box_at(b, per), nper);
    return fb_box_share(b, buf, n, out);
  }
  FB_TRY(fb_reserve(&b->pool, n));
  out->off = b->pool.n;
  out->len = n;
  memcpy(b->pool.at + out->off, fb_box_at(b, of), nof);
  memcpy(b->pool.at + out->off + nof, between, sizeof between - 1);
  memcpy(b->pool.at + out->off + n - nper, fb_box_at(b, per), nper);
  b->pool.n += n;
  return FB_OK;
}

static fb_status rate(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  /* the factor of a unit with a base leads to that; that of a currency, from cents to dollars */
  fb_number factor = fb_is_string(a->unit.base) ? fb_no_number() : a->unit.factor;
  fb_found said;
  fb_str of = a->unit.name, per;
  FB_TRY(fb_quantify(s, f, a, factor, outcome));
  if (*outcome != FB_TAKEN) return FB_OK;
  if (!part_of(s, a, FB_CAP_per, &said)) {
    *outcome = FB_REFUSED;
    return FB_OK;
  }
  if (!fb_is_string(of)) {
    FB_TRY(count_of(s, f, a));
    of = f->counted.head;
  }
  FB_TRY(fb_string_of(s, &said, FB_KEY_unit, &per));
  if (!fb_is_string(per)) FB_TRY(singular_of(s, fb_found_read_as(&s->r, &said), &per));
  return per_unit(s, of, per, &f->unit);
}

fb_status fb_amount_build(fb_figuring *s, fb_figure_kind *kind, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_number one = fb_no_number();
  *outcome = FB_REFUSED;
  switch (*kind) {
    case FB_FIGURE_NUMBER:
    case FB_FIGURE_ORDINAL:
    case FB_FIGURE_MULTIPLE: return fb_quantify(s, f, a, one, outcome);
    case FB_FIGURE_COUNT: return count(s, f, a, outcome);
    case FB_FIGURE_RANK: return rank(s, f, a, outcome);
    case FB_FIGURE_FRACTION: return share(s, f, a, outcome);
    case FB_FIGURE_PERCENT: return percent(s, f, a, outcome);
    case FB_FIGURE_PERCENTAGE_POINT: return point(s, f, a, outcome);
    case FB_FIGURE_MONEY:
      FB_TRY(fb_money_build(s, f, a, outcome));
      if (*outcome != FB_WEIGHT) return FB_OK;
      *kind = FB_FIGURE_MEASURE; /* fall through */
    case FB_FIGURE_MEASURE: return measure(s, kind, f, a, outcome);
    case FB_FIGURE_TEMPERATURE: return temperature(s, kind, f, a, outcome);
    case FB_FIGURE_AGE: return age(s, f, a, outcome);
    case FB_FIGURE_SCORE: return result(s, kind, f, a, outcome);
    case FB_FIGURE_RATE: return rate(s, f, a, outcome);
    default: return FB_OK;
  }
}
