/*
** spec.h: specs (timex.h) from what rules found: spans of kind "when" and "clock", whose attributes are the fields of a
** spec, with the numerals, units, holidays and larger times in their captures.
*/
#ifndef FB_SPEC_H
#define FB_SPEC_H

#include "quantity.h"
#include "tense.h"
#include "timex.h"

/* Specs, amounts and holidays that one figure is made of at most. */
enum { FB_MOST_SPECS = 12, FB_MOST_AMOUNTS = 4 };

/* What the specs of one figure stand in. */
typedef struct fb_specs {
  fb_spec at[FB_MOST_SPECS];
  fb_amounts amounts[FB_MOST_AMOUNTS];
  fb_holiday holidays[FB_MOST_SPECS];
  uint32_t n, namounts, nholidays;
} fb_specs;

/* What times are read with. Zeroed to start with. */
typedef struct fb_timing {
  fb_figuring *s;
  const fb_reference *ref; /* NULL: nobody knows when the text was written */
  fb_almanac *known;
  fb_outlook outlook; /* of the text */
} fb_timing;

static inline void fb_specs_open(fb_specs *p) { p->n = p->namounts = p->nholidays = 0; }
/* A further spec of a type, that says nothing yet; NULL where there is no room for more. */
fb_spec *fb_spec_new(fb_specs *p, fb_time_type type);
/* Further amounts, none of them said. */
fb_amounts *fb_amounts_new(fb_specs *p);

/* A spec from a "when" span, or a capture around one; *spec is NULL where it tells no time. */
fb_status fb_spec_of(fb_timing *x, fb_specs *p, const fb_found *w, fb_spec **spec);

/* A unit that an attribute names; FB_NO_UNIT for none. */
fb_time_unit fb_time_unit_at(const fb_timing *x, const fb_found *m, fb_key key);
/* The value of a numeral; *found is 0 where it is none. */
fb_status fb_numeral_value(fb_timing *x, const fb_found *numeral, int *found, double *n);

/* The span of an amount of time that a capture stands around; 0 where there is none. */
int fb_stretch_in(const fb_timing *x, const fb_found *amount, fb_found *stretch);
/* Its unit, as it is named there: of several the first. */
fb_time_unit fb_stretch_unit(const fb_timing *x, const fb_found *stretch);
/* Its amounts ("two years and three months"); *parts is NULL where one is vague or unreadable. */
fb_status fb_stretch_amounts(fb_timing *x, fb_specs *p, const fb_found *stretch, fb_amounts **parts);

#endif
