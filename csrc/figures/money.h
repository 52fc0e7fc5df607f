/*
** money.h: sums of money: signs and names of currencies, cents, scales behind them, and pounds that are none.
*/
#ifndef FB_MONEY_H
#define FB_MONEY_H

#include "quantity.h"

/* Builds a sum, see amount.h. FB_WEIGHT: *a is a weight now, in pounds. */
fb_status fb_money_build(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome);

#endif
