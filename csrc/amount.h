/*
** amount.h: figures of every kind but times: numbers, counts, shares, sums of money, measures, ages, results, rates.
*/
#ifndef FB_AMOUNT_H
#define FB_AMOUNT_H

#include "quantity.h"

/* What the spans of a kind become: guide->figures has it by kind. */
typedef enum fb_figure_kind {
  FB_NO_FIGURE,
  FB_NUMBER,
  FB_COUNT,
  FB_ORDINAL_NUMBER,
  FB_RANK,
  FB_SHARE,
  FB_MULTIPLE,
  FB_PERCENT,
  FB_POINT,
  FB_MONEY,
  FB_MEASURE,
  FB_TEMPERATURE,
  FB_AGE,
  FB_RESULT,
  FB_RATE,
  FB_DATE, /* from here on times */
  FB_TIME,
  FB_DURATION,
  FB_SET,
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
