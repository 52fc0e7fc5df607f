/*
** amount.h: figures of every kind but times: numbers, counts, shares, sums of money, measures, ages, results, rates.
*/
#ifndef FB_AMOUNT_H
#define FB_AMOUNT_H

#include "quantity.h"

/* What the spans of a kind become: guide->figures has it by kind. */
typedef enum fb_figure_kind {
  FB_FIGURE_NONE,
  FB_FIGURE_NUMBER,
  FB_FIGURE_COUNT,
  FB_FIGURE_ORDINAL,
  FB_FIGURE_RANK,
  FB_FIGURE_FRACTION,
  FB_FIGURE_MULTIPLE,
  FB_FIGURE_PERCENT,
  FB_FIGURE_PERCENTAGE_POINT,
  FB_FIGURE_MONEY,
  FB_FIGURE_MEASURE,
  FB_FIGURE_TEMPERATURE,
  FB_FIGURE_AGE,
  FB_FIGURE_SCORE,
  FB_FIGURE_RATE,
  FB_FIGURE_DATE, /* from here on times */
  FB_FIGURE_TIME,
  FB_FIGURE_DURATION,
  FB_FIGURE_SET,
  FB_FIGURE_KINDS
} fb_figure_kind;

/* Its name in reports. */
const char *fb_figure_name(fb_figure_kind kind);

/*
** Builds a figure from an amount: *f has its places already. *kind is what it is taken for; a builder may find that it
** is something else, and then says so.
*/
fb_status fb_amount_build(fb_figuring *s, fb_figure_kind *kind, fb_figure *f, fb_amount *a, fb_outcome *outcome);

#endif
