/*
** figure_test.c: what stands around figures, figures that come apart, times, and allocations that fail.
*/
#include "figure.h"

#include "check.h"
#include "figures.h"

static int is(fb_number n, double value) { return fb_is_number(n) && fb_number_float(n) == value; }

/*                                  0  1  2   3   4    5    6   7    8      9     10 */
static const char around_text[] = "He had not yet sold more than 40 boats there .";

static void around_figures(figures *x) {
  const fb_figure *f;
  figures_read(x, around_text);
  figures_span(x, VERBS, 1, 5);
  figures_span(x, COUNT, 7, 9);
  figures_bare(x, FB_CAP_number, 7, 8);
  figures_bare(x, FB_CAP_of, 8, 9);
  figures_span(x, BOUNDED, 5, 9);
  figures_set(x, FB_KEY_modifier, "more_than", 0);
  figures_bare(x, FB_CAP_amount, 7, 9);
  figures_span(x, TOLD, 4, 9);
  figures_bare(x, FB_CAP_event, 4, 5);
  figures_bare(x, FB_CAP_amount, 5, 9);
  figures_build(x);
  f = figures_only(x);
  CHECK(figures_says(x, f->kind, "count") && figures_says(x, f->modifier, "more_than"));
  CHECK(is(f->value, 40) && is(f->low, 40) && !fb_is_number(f->high));
  CHECK(figures_covers(x, f->at, "40") && figures_covers(x, f->number, "40"));
  CHECK(figures_covers(x, f->extent, "more than 40 boats"));
  CHECK(figures_covers(x, f->counted.at, "boats") && figures_says(x, f->counted.head, "boat"));
  CHECK(figures_covers(x, f->event, "had not yet sold")); /* its whole group */
  CHECK_EQ(f->sentence, 0);
  CHECK_EQ(f->rule, FB_NONE);
}

/* A verb before a figure counts more than one behind it, whichever is found first. */
static void nearest_verb(figures *x) {
  /*                    0   1    2 3     4   */
  figures_read(x, "They sold 40 boats left .");
  figures_span(x, NUMBER, 2, 3);
  figures_bare(x, FB_CAP_number, 2, 3);
  figures_span(x, TOLD, 2, 5);
  figures_bare(x, FB_CAP_amount, 2, 3);
  figures_bare(x, FB_CAP_event, 4, 5);
  figures_span(x, TOLD, 1, 3);
  figures_bare(x, FB_CAP_amount, 2, 3);
  figures_bare(x, FB_CAP_event, 1, 2);
  figures_build(x);
  CHECK(figures_covers(x, figures_only(x)->event, "sold"));
}

static void change(figures *x) {
  const fb_figure *f;
  /*                   0  1    2    3 4  5 6 7  */
  figures_read(x, "It rose from 4 km to 6 km .");
  figures_span(x, PAIR, 3, 7);
  figures_bare(x, FB_CAP_least, 3, 4);
  figures_bare(x, FB_CAP_most, 6, 7);
  figures_span(x, MEASURE, 2, 8);
  figures_set(x, FB_KEY_joined, NULL, 1);
  figures_in(x, FB_CAP_expression, 3, 8);
  figures_bare(x, FB_CAP_base, 3, 7);
  figures_capture(x, FB_CAP_unit, 7, 8);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  f = figures_at(x, 0);
  CHECK(is(f->value, 4) && is(f->base.value, 4000) && figures_covers(x, f->at, "4 km"));
  CHECK(figures_says(x, f->modifier, "exact") && figures_says(x, f->unit, "kilometer"));
  f = figures_at(x, 1);
  CHECK(is(f->value, 6) && figures_covers(x, f->at, "6 km") && figures_covers(x, f->extent, "6 km"));
}

static void two_bounds(figures *x) {
  const fb_figure *f;
  /*                   0    1    2    3   4   5    6    7  8  */
  figures_read(x, "They want less than 15 and more than 60 .");
  figures_span(x, NUMBER, 2, 9);
  figures_set(x, FB_KEY_ordered, NULL, 1);
  figures_bare(x, FB_CAP_most, 4, 5);
  figures_bare(x, FB_CAP_least, 8, 9);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  f = figures_at(x, 0);
  CHECK(is(f->high, 15) && !fb_is_number(f->low) && figures_covers(x, f->extent, "less than 15"));
  f = figures_at(x, 1);
  CHECK(figures_covers(x, f->at, "60"));
  CHECK(is(f->low, 60) && figures_says(x, f->modifier, "more_than") && figures_covers(x, f->extent, "more than 60"));
}

static void two_currencies(figures *x) {
  /*                0 12   3  45    6 */
  figures_read(x, "$ 2 or \xc2\xa3 3 .");
  figures_span(x, PAIR, 1, 5);
  figures_bare(x, FB_CAP_least, 1, 2);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figures_bare(x, FB_CAP_most, 4, 5);
  figures_span(x, MONEY, 0, 5);
  figures_capture(x, FB_CAP_unit, 0, 1);
  figures_bare(x, FB_CAP_base, 1, 5);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(figures_says(x, figures_at(x, 0)->unit, "USD") && figures_covers(x, figures_at(x, 0)->at, "$ 2"));
  CHECK(figures_says(x, figures_at(x, 1)->unit, "GBP") && figures_covers(x, figures_at(x, 1)->at, "\xc2\xa3 3"));
}

/* What is taken for the sign of the first sum may stand behind both. */
static void unit_behind(figures *x) {
  /*               0 1  2    3 4 5  */
  figures_read(x, "2 or \xc2\xa3 3 cents .");
  figures_span(x, PAIR, 0, 4);
  figures_bare(x, FB_CAP_least, 0, 1);
  figures_capture(x, FB_CAP_unit, 2, 3);
  figures_bare(x, FB_CAP_most, 3, 4);
  figures_span(x, MONEY, 0, 5);
  figures_bare(x, FB_CAP_base, 0, 4);
  figures_capture(x, FB_CAP_unit, 4, 5);
  figures_build(x);
  CHECK_EQ(x->box.figures.n, 2);
  CHECK(figures_covers(x, figures_at(x, 0)->at, "2") && is(figures_at(x, 0)->value, 0.02));
  CHECK(figures_covers(x, figures_at(x, 1)->at, "\xc2\xa3 3"));
}

static void times(figures *x) {
  const fb_figure *f;
  /*                   0      1    2      3  */
  figures_read(x, "It came before Sunday .");
  figures_span(x, WHEN, 3, 4);
  figures_set(x, FB_KEY_time, "weekday", 0);
  figures_set(x, FB_KEY_weekday, NULL, 7);
  figures_span(x, BOUNDED, 2, 4);
  figures_set(x, FB_KEY_modifier, "before", 0);
  figures_bare(x, FB_CAP_amount, 3, 4);
  figures_span(x, DATE, 3, 4);
  figures_in(x, FB_CAP_expression, 3, 4);
  figures_found(x, 0);
  figures_build(x);
  f = figures_only(x);
  CHECK(figures_says(x, f->kind, "date") && figures_says(x, f->timex, "XXXX-WXX-7"));
  CHECK(figures_says(x, f->modifier, "before") && figures_covers(x, f->extent, "before Sunday"));
}

static void failing(figures *x) {
  long n;
  around_figures(x);
  n = figures_exhaust(x);
  CHECK_EQ(x->box.figures.n, 1);
  CHECK(n > 3);
}

int main(void) {
  figures x;
  figures_open(&x);
  around_figures(&x);
  nearest_verb(&x);
  change(&x);
  two_bounds(&x);
  two_currencies(&x);
  unit_behind(&x);
  times(&x);
  failing(&x);
  figures_close(&x);
  return check_report();
}
