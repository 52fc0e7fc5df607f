/*
** figure.h: from what the rules found to the report's figures.
**
** A rule of the figures phase says which tokens are the numeral, the unit, the thing counted; this stage computes what
** they are worth. Its captures:
**
**   number       the numeral with its scale             unit        a list's unit, currency or unit of time
**   expression   numeral with unit: the report's text   of          what is counted
**   least, most  the two ends of a range of numbers     event       the verb it is told with
**   earlier, later   the two ends of a range of times   amount      a duration inside a time ("two days" ago)
**   base         a pair of numerals                     minor       cents after dollars
**   raw          a date or time in digits
**
** Beside it: amount.c builds the kinds of amounts, money.c sums; quantity.c reads numerals and bounds. In times/, dating.c
** and timing.c build times; spec.c and digits.c read them, tense.c says whether they lie ahead, timex.h when they are.
** Bounds around a figure and the verb that it is told with are spans of the phases after it.
*/
#ifndef FB_FIGURE_STAGE_H
#define FB_FIGURE_STAGE_H

#include "timing.h"

/* Begins with a text, whose windows follow each other. */
void fb_figures_begin(fb_figuring *s);

/* Adds the figures of the document (or window) to its fact box. times->s->r and its box are set. */
fb_status fb_figures_find(fb_timing *times);

#endif
