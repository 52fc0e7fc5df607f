/*
** figures.h: a program with word lists and a document whose figure spans are put by hand, for tests of the figure stage.
**
**   figures x;
**   figures_open(&x);
**   figures_read(&x, "It cost $4 million.");
**   figures_span(&x, MONEY, 2, 5);                  a span of tokens [2, 5), and what its match holds:
**   figures_capture(&x, FB_CAP_unit, 2, 3);           a capture, and the first list hit in it, if any
**   figures_capture(&x, FB_CAP_number, 3, 5);
**   figures_build(&x);
**   figures_only(&x)->value …
**   figures_close(&x);
**
** `figures_in(&x, FB_CAP_expression, 2, 5)` begins a capture that holds those behind it; `figures_set` gives the span an
** attribute, as a rule's.
*/
#ifndef FB_TEST_FIGURES_H
#define FB_TEST_FIGURES_H

#include "figure.h"
#include "sample.h"

/* Kinds of spans. */
enum {
  NUMBER = 8,
  COUNT,
  ORDINAL,
  RANK,
  FRACTION,
  MULTIPLE,
  PERCENT,
  POINT,
  MONEY,
  MEASURE,
  TEMPERATURE,
  AGE,
  SCORE,
  RATE,
  DATE,
  TIME,
  DURATION,
  SET,
  PAIR,
  BOUNDED,
  TOLD,
  VERBS,
  WHEN,
  CLOCK,
  STRETCH
};

typedef struct figures {
  sample s;
  fb_box box;
  fb_figuring stage;
  uint32_t depth; /* of what is captured next */
  uint32_t open;  /* log of the capture that holds it; FB_NONE */
  fb_timing times;
  fb_reference reference;
  fb_almanac almanac;
} figures;

void figures_open(figures *x);
void figures_close(figures *x);
void figures_read(figures *x, const char *text);
void figures_span(figures *x, uint16_t kind, uint32_t first, uint32_t end);
void figures_capture(figures *x, fb_cap name, uint32_t first, uint32_t end);
void figures_in(figures *x, fb_cap name, uint32_t first, uint32_t end);
/* The same capture without list hits. */
void figures_bare(figures *x, fb_cap name, uint32_t first, uint32_t end);
/* The nth span that was put, in the capture begun last or in the span itself. */
void figures_found(figures *x, uint32_t span);
/* A capture around the nth span. */
void figures_nested(figures *x, fb_cap name, uint32_t span);
/* What figures_run does first: the stage sees the text. */
void figures_ready(figures *x);
/* The text is of this date; NULL: nobody knows. */
void figures_date(figures *x, const char *date);
/* What follows stands in the span itself again. */
void figures_out(figures *x);
/* An attribute of the span: a word, or, where it is NULL, a number. */
void figures_set(figures *x, fb_key key, const char *word, double number);
/* Runs the stage. */
fb_status figures_run(figures *x);
void figures_build(figures *x);
/* Runs the stage with its first allocation refused, its second, …, until none is; the number of runs. */
long figures_exhaust(figures *x);
/* The nth figure, from 0; the only one. An empty one where there is none. */
const fb_figure *figures_at(const figures *x, uint32_t n);
const fb_figure *figures_only(const figures *x);
/* Is the string of the box this word? */
int figures_says(const figures *x, fb_str s, const char *word);
/* Is what stands at the place this text? */
int figures_covers(const figures *x, fb_place at, const char *text);

#endif
