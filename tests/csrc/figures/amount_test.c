/* amount.c, money.c, quantity.c: what matches of each kind come to. */
#include "amount.h"

#include "check.h"
#include "figures.h"

static int is(fb_number n, double value) { return fb_is_number(n) && fb_number_float(n) == value; }

static int near(fb_number n, double value) {
  double off = fb_number_float(n) - value;
  return fb_is_number(n) && off < 1e-9 && off > -1e-9;
}

/* Figures, after one match: a numeral, tokens [from, to), and a unit. */
static const fb_figure *number_with_unit(figures *x, const char *text, uint16_t kind, uint32_t from, uint32_t to, uint32_t unit) {
  uint32_t first = from < unit ? from : unit, end = to > unit ? to : unit + 1;
  figures_read(x, text);
  figures_span(x, kind, first, end);
  figures_in(x, FB_CAP_expression, first, end);
  if (unit < from) figures_capture(x, FB_CAP_unit, unit, unit + 1);
  figures_bare(x, FB_CAP_number, from, to);
  if (unit > from) figures_capture(x, FB_CAP_unit, unit, unit + 1);
  figures_build(x);
  return figures_only(x);
}

static void sums(figures *x) {
  const fb_figure *f = number_with_unit(x, "It cost $ 4.5 million .", MONEY, 3, 5, 2);
  CHECK(f->value.type == FB_NUMBER_INTEGER && is(f->value, 4500000) && is(f->low, 4500000) && is(f->high, 4500000));
  CHECK(figures_says(x, f->kind, "money") && figures_says(x, f->unit, "USD") && figures_says(x, f->modifier, "exact"));
  CHECK(figures_covers(x, f->at, "$ 4.5 million") && figures_covers(x, f->number, "4.5 million"));
  CHECK(!fb_is_number(f->base.value));
  f = number_with_unit(x, "It cost 40 cents .", MONEY, 2, 3, 3);
  CHECK(is(f->value, 0.4));
  figures_read(x, "It cost half a euros .");
  figures_span(x, MONEY, 2, 5);
  figures_set(x, FB_KEY_half, NULL, 1);
  figures_capture(x, FB_CAP_unit, 4, 5);
  figures_build(x);
  CHECK(is(figures_only(x)->value, 0.5));
  figures_read(x, "It cost 2 euros 40 cents .");
  figures_span(x, MONEY, 2, 6);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figures_bare(x, FB_CAP_minor, 4, 5);
  figures_capture(x, FB_CAP_upon, 5, 6);
  figures_build(x);
  CHECK(is(figures_only(x)->value, 2.4));
  figures_read(x, "They owe 40 $ million .");
  figures_span(x, MONEY, 2, 5);
  figures_set(x, FB_KEY_negative, NULL, 1);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figures_bare(x, FB_CAP_scale, 4, 5);
  figures_build(x);
  CHECK(is(figures_only(x)->value, 40000000)); /* a scale goes before a sign */
  figures_read(x, "It cost Rs40 million .");
  figures_span(x, MONEY, 2, figures_covers(x, fb_doc_place(&x->s.d, 2, 3), "Rs40") ? 4 : 5);
  figures_bare(x, FB_CAP_raw, 2, x->s.d.spans.at[0].end - 1);
  figures_build(x);
  CHECK(is(figures_only(x)->value, 40000000) && figures_says(x, figures_only(x)->unit, "INR"));
}

static void pounds(figures *x) {
  const fb_figure *f = number_with_unit(x, "It holds 40 pounds .", MONEY, 2, 3, 3);
  CHECK(figures_says(x, f->kind, "measure") && figures_says(x, f->unit, "pound"));
  CHECK(near(f->base.value, 18.1436948) && figures_says(x, f->base.unit, "kilogram"));
  f = number_with_unit(x, "London paid 40 pounds .", MONEY, 2, 3, 3);
  CHECK(figures_says(x, f->kind, "money") && figures_says(x, f->unit, "GBP"));
  f = number_with_unit(x, "It cost 4 million pounds .", MONEY, 2, 4, 4);
  CHECK(figures_says(x, f->kind, "money"));
}

static void ranges(figures *x) {
  const fb_figure *f;
  figures_read(x, "It cost $ 2 to 4 million .");
  figures_span(x, PAIR, 3, 7);
  figures_bare(x, FB_CAP_least, 3, 4);
  figures_bare(x, FB_CAP_most, 5, 7);
  figures_span(x, MONEY, 2, 7);
  figures_set(x, FB_KEY_joined, NULL, 1);
  figures_capture(x, FB_CAP_unit, 2, 3);
  figures_bare(x, FB_CAP_base, 3, 7);
  figures_build(x);
  f = figures_only(x);
  CHECK(is(f->low, 2000000) && is(f->high, 4000000) && figures_says(x, f->modifier, "range"));
  CHECK(!fb_is_number(f->value));
  figures_read(x, "In 1995 - 96 it grew .");
  figures_span(x, NUMBER, 1, 4);
  figures_set(x, FB_KEY_joined, NULL, 1);
  figures_bare(x, FB_CAP_least, 1, 2);
  figures_bare(x, FB_CAP_most, 3, 4);
  figures_build(x);
  CHECK(is(figures_only(x)->low, 1995) && is(figures_only(x)->high, 1996));
  figures_read(x, "They sent dozens .");
  figures_span(x, COUNT, 2, 3);
  figures_set(x, FB_KEY_vague, NULL, 1);
  figures_capture(x, FB_CAP_expression, 2, 3);
  figures_build(x);
  CHECK(is(figures_only(x)->low, 24) && figures_says(x, figures_only(x)->modifier, "vague"));
  figures_read(x, "They sent houses .");
  figures_span(x, COUNT, 2, 3);
  figures_bare(x, FB_CAP_number, 2, 3); /* no number */
  figures_span(x, NUMBER, 2, 3);        /* none at all */
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 0);
}

static void shares(figures *x) {
  const fb_figure *f;
  figures_read(x, "He met three of four boats .");
  figures_span(x, FRACTION, 2, 6);
  figures_set(x, FB_KEY_ratio, NULL, 1);
  figures_bare(x, FB_CAP_of, 5, 6);
  figures_in(x, FB_CAP_expression, 2, 5);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_bare(x, FB_CAP_number, 4, 5);
  figures_build(x);
  f = figures_only(x);
  CHECK(is(f->value, 0.75) && figures_covers(x, f->number, "three of four") && figures_says(x, f->counted.head, "boat"));
  figures_read(x, "He met four of three .");
  figures_span(x, FRACTION, 2, 5);
  figures_set(x, FB_KEY_ratio, NULL, 1);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_bare(x, FB_CAP_number, 4, 5);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2); /* two numbers */
  CHECK(figures_says(x, figures_at(x, 0)->kind, "number") && is(figures_at(x, 1)->value, 3));
  figures_read(x, "It rose Half a percent , or a quarter of one percent .");
  figures_span(x, PERCENT, 2, 5);
  figures_set(x, FB_KEY_share, NULL, 1);
  figures_bare(x, FB_CAP_number, 2, 4);
  figures_span(x, POINT, 7, 12);
  figures_set(x, FB_KEY_share, NULL, 1);
  figures_bare(x, FB_CAP_number, 7, 11);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(is(figures_at(x, 0)->value, 0.5) && figures_says(x, figures_at(x, 0)->unit, "percent"));
  CHECK(is(figures_at(x, 1)->value, 0.25) && figures_says(x, figures_at(x, 1)->unit, "percentage-point"));
}

static void measures(figures *x) {
  const fb_figure *f = number_with_unit(x, "It ran 4 km .", MEASURE, 2, 3, 3);
  CHECK(is(f->value, 4) && is(f->base.value, 4000) && f->base.value.type == FB_NUMBER_INTEGER);
  figures_read(x, "It is 6 ft 2 in tall .");
  figures_span(x, MEASURE, 2, 6);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figures_bare(x, FB_CAP_number, 4, 5);
  figures_capture(x, FB_CAP_unit, 5, 6);
  figures_build(x);
  f = figures_only(x);
  CHECK(near(f->value, 6 + 1. / 6) && figures_says(x, f->unit, "foot") && near(f->base.value, 1.8796));
  CHECK_EQ(f->number.first, FB_NONE);
  figures_read(x, "She is 6 ft 2 tall .");
  figures_span(x, MEASURE, 2, 5);
  figures_set(x, FB_KEY_height, NULL, 1);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figures_bare(x, FB_CAP_minor, 4, 5);
  figures_build(x);
  CHECK(near(figures_only(x)->value, 6 + 1. / 6));
  figures_read(x, "It lost a tenth of gallon .");
  figures_span(x, MEASURE, 2, 6);
  figures_set(x, FB_KEY_share, NULL, 1);
  figures_bare(x, FB_CAP_number, 3, 4);
  figures_capture(x, FB_CAP_unit, 5, 6);
  figures_build(x);
  CHECK(is(figures_only(x)->value, 0.1));
}

static void marks(figures *x) {
  const fb_figure *f = number_with_unit(x, "It is a 9 \" plate .", MEASURE, 3, 4, 4);
  CHECK(figures_says(x, f->kind, "measure") && figures_says(x, f->unit, "inch"));
  f = number_with_unit(x, "He said \"it has 9 \" there .", MEASURE, 5, 6, 6);
  CHECK(figures_says(x, f->kind, "number") && !fb_is_string(f->unit) && figures_covers(x, f->extent, "9"));
}

static void heat(figures *x) {
  const fb_figure *f = number_with_unit(x, "It was 10 celsius .", TEMPERATURE, 2, 3, 3);
  CHECK(near(f->base.value, 283.15) && figures_says(x, f->base.unit, "kelvin"));
  f = number_with_unit(x, "It was 10 frost .", TEMPERATURE, 2, 3, 3);
  CHECK(is(f->value, -10) && figures_says(x, f->unit, "degree"));
  figures_read(x, "It is 160 wide .");
  figures_span(x, TEMPERATURE, 2, 3);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_build(x);
  CHECK(figures_says(x, figures_only(x)->kind, "measure")); /* of an angle */
}

static void ages(figures *x) {
  const fb_figure *f;
  figures_read(x, "He is in his early 40s , not in his forties .");
  figures_span(x, AGE, 2, 6);
  figures_in(x, FB_CAP_expression, 2, 6);
  figures_bare(x, FB_CAP_part, 4, 5);
  figures_bare(x, FB_CAP_decade, 5, 6);
  figures_span(x, AGE, 8, 11);
  figures_capture(x, FB_CAP_decade, 10, 11);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  f = figures_at(x, 0);
  CHECK(is(f->low, 40) && is(f->high, 43) && figures_says(x, f->modifier, "range") && figures_says(x, f->unit, "year"));
  CHECK(is(figures_at(x, 1)->low, 40) && is(figures_at(x, 1)->high, 49));
  figures_read(x, "under 16s and teens and 45s");
  figures_span(x, AGE, 0, 2);
  figures_set(x, FB_KEY_bound, NULL, 1);
  figures_bare(x, FB_CAP_decade, 1, 2);
  figures_span(x, AGE, 3, 4);
  figures_bare(x, FB_CAP_decade, 3, 4);
  figures_span(x, AGE, 5, 6);
  figures_bare(x, FB_CAP_decade, 5, 6); /* no decade */
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(is(figures_at(x, 0)->high, 16) && figures_says(x, figures_at(x, 0)->modifier, "less_than"));
  CHECK(is(figures_at(x, 1)->low, 13) && is(figures_at(x, 1)->high, 19));
}

static void results(figures *x) {
  const fb_figure *f;
  figures_read(x, "He lost 6-4 7-6(5) there .");
  figures_span(x, SCORE, 2, x->s.d.ntok - 2);
  figures_bare(x, FB_CAP_raw, 2, x->s.d.ntok - 2);
  figures_build(x);
  f = figures_only(x);
  CHECK_EQ(f->nvalues, 4);
  CHECK(is(x->box.numbers.at[f->values], 6) && is(x->box.numbers.at[f->values + 3], 6));
  CHECK_EQ(x->box.numbers.n, 4);
  figures_read(x, "They found 600 to 700 , and 3 to 1 .");
  figures_span(x, SCORE, 2, 5);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_bare(x, FB_CAP_number, 4, 5);
  figures_span(x, SCORE, 7, 10);
  figures_bare(x, FB_CAP_number, 7, 8);
  figures_bare(x, FB_CAP_number, 9, 10);
  figures_build(x);
  CHECK(figures_says(x, figures_at(x, 0)->kind, "number") && is(figures_at(x, 0)->high, 700));
  CHECK(figures_says(x, figures_at(x, 1)->kind, "score") && figures_at(x, 1)->nvalues == 2);
  CHECK_EQ(x->box.numbers.n, 2); /* those of the range are not kept */
  figures_read(x, "It fell by 10 to 15 .");
  figures_span(x, SCORE, 3, 6);
  figures_set(x, FB_KEY_falling, NULL, 1);
  figures_bare(x, FB_CAP_number, 3, 4);
  figures_bare(x, FB_CAP_number, 5, 6);
  figures_build(x);
  CHECK(figures_says(x, figures_only(x)->modifier, "range") && is(figures_only(x)->low, 10));
}

static void rates(figures *x) {
  figures_read(x, "They sell 40 boats per year at $ 60 a barrel .");
  figures_span(x, RATE, 2, 6);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_bare(x, FB_CAP_of, 3, 4);
  figures_capture(x, FB_CAP_per, 5, 6);
  figures_span(x, RATE, 7, 11);
  figures_capture(x, FB_CAP_unit, 7, 8);
  figures_bare(x, FB_CAP_number, 8, 9);
  figures_capture(x, FB_CAP_per, 10, 11);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(figures_says(x, figures_at(x, 0)->unit, "boat per year") && is(figures_at(x, 0)->value, 40));
  CHECK(figures_says(x, figures_at(x, 1)->unit, "USD per barrel") && is(figures_at(x, 1)->value, 60));
}

static void ranks(figures *x) {
  figures_read(x, "It is one of the largest , second .");
  figures_span(x, RANK, 2, 6);
  figures_set(x, FB_KEY_vague, NULL, 1);
  figures_bare(x, FB_CAP_expression, 2, 6);
  figures_span(x, MULTIPLE, 7, 8);
  figures_set(x, FB_KEY_value, NULL, 2);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(figures_says(x, figures_at(x, 0)->modifier, "vague") && !fb_is_number(figures_at(x, 0)->value));
  CHECK(is(figures_at(x, 1)->value, 2));
}

/* The text's decimal mark is asked for where a number can be read two ways. */
static void decimal_marks(figures *x) {
  const fb_figure *f = number_with_unit(x, "It ran 4.800 km .", MEASURE, 2, 3, 3);
  CHECK(is(f->value, 4.8));
  f = number_with_unit(x, "It ran 4.800 km for 1.234,5 euros .", MEASURE, 2, 3, 3);
  CHECK(is(f->value, 4800));
}

int main(void) {
  figures x;
  figures_open(&x);
  sums(&x);
  pounds(&x);
  ranges(&x);
  shares(&x);
  measures(&x);
  marks(&x);
  heat(&x);
  ages(&x);
  results(&x);
  rates(&x);
  ranks(&x);
  decimal_marks(&x);
  figures_close(&x);
  return check_report();
}
