/*
** timing_test.c: times from matches: specs of what was found, the tense around them, durations, sets, datelines, and
** allocations that fail.
*/
#include "timing.h"

#include "check.h"
#include "figures.h"

/* A "when" span of a type, and how many spans there are then. */
static uint32_t when(figures *x, const char *type, uint32_t first, uint32_t end) {
  figures_span(x, WHEN, first, end);
  figures_set(x, FB_KEY_time, type, 0);
  return x->s.d.spans.n - 1;
}

static uint32_t sunday(figures *x, uint32_t first) {
  uint32_t span = when(x, "weekday", first, first + 1);
  figures_set(x, FB_KEY_weekday, NULL, 7);
  return span;
}

/* An amount of time: a numeral and its unit. */
static uint32_t stretch(figures *x, uint32_t first, uint32_t end) {
  figures_span(x, STRETCH, first, end);
  if (end - first > 1) figures_bare(x, FB_CAP_number, first, end - 1);
  figures_capture(x, FB_CAP_unit, end - 1, end);
  return x->s.d.spans.n - 1;
}

/* A figure whose expression is a span. */
static void figure_of(figures *x, uint16_t kind, uint32_t span) {
  uint32_t first = x->s.d.spans.at[span].first, end = x->s.d.spans.at[span].end;
  figures_span(x, kind, first, end);
  figures_in(x, FB_CAP_expression, first, end);
  figures_found(x, span);
}

static int has_value(figures *x, const char *kind, const char *value) {
  const fb_figure *f;
  figures_build(x);
  f = figures_only(x);
  return figures_says(x, f->kind, kind) && (value ? figures_says(x, f->timex, value) : !fb_is_string(f->timex));
}

/* "Sunday" in a sentence, from a Wednesday. */
static int sunday_is(figures *x, const char *text, uint32_t token, const char *value) {
  figures_read(x, text);
  figures_date(x, "2025-03-26");
  figure_of(x, DATE, sunday(x, token));
  return has_value(x, "date", value);
}

static void tenses(figures *x) {
  CHECK(sunday_is(x, "They met on Sunday .", 3, "2025-03-23"));
  CHECK(sunday_is(x, "They will be there on Sunday .", 5, "2025-03-30"));
  CHECK(sunday_is(x, "They opened it on Sunday .", 4, "2025-03-23"));
  CHECK(sunday_is(x, "The storm hit on Sunday .", 4, "2025-03-23"));
  CHECK(sunday_is(x, "Shut until Sunday .", 2, "2025-03-30"));
  CHECK(sunday_is(x, "\" Home on Sunday , \" he said , and met her .", 3, "2025-03-23"));
  CHECK(sunday_is(x, "Dinner on Sunday .", 2, "2025-03-30")); /* a note */
}

static void days(figures *x) {
  uint32_t span;
  figures_read(x, "They met on 11 March .");
  span = when(x, "date", 3, 5);
  figures_set(x, FB_KEY_day, NULL, 11);
  figures_set(x, FB_KEY_month, NULL, 3);
  figure_of(x, DATE, span);
  CHECK(has_value(x, "date", "XXXX-03-11"));
  CHECK(figures_says(x, figures_only(x)->modifier, "exact") && figures_covers(x, figures_only(x)->at, "11 March"));

  figures_read(x, "They met two weeks ago .");
  figures_date(x, "2025-03-26");
  stretch(x, 2, 4);
  span = when(x, "distance", 2, 5);
  figures_set(x, FB_KEY_sign, NULL, -1);
  figures_set(x, FB_KEY_deep, "yes", 0);
  figures_bare(x, FB_CAP_amount, 2, 4);
  figure_of(x, DATE, span);
  CHECK(has_value(x, "date", "2025-03-12"));

  /*                   0    1   2  3  4   5      6 */
  figures_read(x, "They met at 8 pm Sunday .");
  figures_date(x, "2025-03-26");
  when(x, "clock", 3, 5);
  figures_set(x, FB_KEY_hour, NULL, 8);
  figures_set(x, FB_KEY_meridiem, "pm", 0);
  span = sunday(x, 5);
  figures_span(x, TIME, 3, 6);
  figures_set(x, FB_KEY_together, "yes", 0);
  figures_in(x, FB_CAP_expression, 3, 6);
  figures_nested(x, FB_CAP_number, span - 1);
  figures_nested(x, FB_CAP_upon, span);
  CHECK(has_value(x, "time", "2025-03-23T20:00"));
}

static void durations(figures *x) {
  const fb_figure *f;
  figures_read(x, "It took 40 minutes .");
  figure_of(x, DURATION, stretch(x, 2, 4));
  CHECK(has_value(x, "duration", "PT40M"));
  f = figures_only(x);
  CHECK(fb_number_float(f->value) == 40 && figures_says(x, f->unit, "minute") && figures_covers(x, f->number, "40"));

  figures_read(x, "Back within two weeks .");
  figures_date(x, "2025-03-26");
  figure_of(x, DURATION, stretch(x, 2, 4));
  CHECK(has_value(x, "duration", "P2W"));
  figures_set(x, FB_KEY_ahead, "yes", 0);
  CHECK_EQ(x->box.figures.n, 1);
  fb_box_reset(&x->box);
  CHECK(has_value(x, "date", "2025-03-26/2025-04-09"));

  figures_read(x, "It took several weeks .");
  figures_span(x, STRETCH, 2, 4);
  figures_set(x, FB_KEY_vague, "yes", 0);
  figures_capture(x, FB_CAP_unit, 3, 4);
  figure_of(x, DURATION, 0);
  CHECK(has_value(x, "duration", "PXW"));
  CHECK(figures_says(x, figures_only(x)->modifier, "vague"));
}

static void sets(figures *x) {
  figures_read(x, "They meet every two weeks .");
  figures_span(x, SET, 2, 5);
  figures_in(x, FB_CAP_expression, 2, 5);
  figures_capture(x, FB_CAP_number, 3, 4);
  figures_capture(x, FB_CAP_unit, 4, 5);
  CHECK(has_value(x, "set", "P2W"));

  figures_read(x, "They meet twice a year .");
  figures_span(x, SET, 2, 5);
  figures_set(x, FB_KEY_timex, "P1Y", 0);
  figures_set(x, FB_KEY_freq, "2X", 0);
  CHECK(has_value(x, "set", "P6M"));
}

/* The date of a text that says one here. */
static int dateline_is(figures *x, const char *text, uint32_t first, const char *value) {
  fb_written date;
  uint32_t span;
  figures_read(x, text);
  span = when(x, "date", first, first + 3);
  figures_set(x, FB_KEY_day, NULL, 23);
  figures_set(x, FB_KEY_month, NULL, 3);
  figures_set(x, FB_KEY_year, NULL, 2025);
  figure_of(x, DATE, span);
  figures_ready(x);
  CHECK_EQ(fb_dateline(&x->times, &date), FB_OK);
  if (!fb_written_fine(&date)) return value == NULL;
  return value && date.n == strlen(value) && memcmp(date.at, value, date.n) == 0;
}

static void datelines(figures *x) {
  CHECK(dateline_is(x, "OSLO , 23 March 2025 - They met .", 2, "2025-03-23"));
  CHECK(dateline_is(x, "Updated on 23 March 2025\nThey met .", 2, "2025-03-23"));
  CHECK(dateline_is(x, "They met on 23 March 2025 - and left .", 3, NULL));
  CHECK(dateline_is(x, "OSLO , 23 March 2025 was dry .", 2, NULL));
}

static void failing(figures *x) {
  durations(x);
  figures_exhaust(x);
  CHECK_EQ(x->box.figures.n, 1);
}

int main(void) {
  figures x;
  figures_open(&x);
  tenses(&x);
  days(&x);
  durations(&x);
  sets(&x);
  datelines(&x);
  failing(&x);
  figures_close(&x);
  return check_report();
}
