/*
** timing.h: figures of times: dates, times of day, durations and sets.
*/
#ifndef FB_TIMING_H
#define FB_TIMING_H

#include "amount.h"
#include "spec.h"

/* A time under way: what a builder makes of a match. */
typedef struct fb_telling {
  fb_figure_kind kind; /* what it is taken for; a builder may find that it is something else */
  fb_figure *f;        /* has its rule, sentence, extent and event already */
  fb_outcome outcome;
  const fb_found *m;
  fb_str modifier; /* of the match, or of the bound around it */
} fb_telling;

/* Builds a figure: of any kind of time, or of those kinds. */
fb_status fb_time_build(fb_timing *x, fb_telling *t);
fb_status fb_date_build(fb_timing *x, fb_telling *t);
fb_status fb_duration_build(fb_timing *x, fb_telling *t);
fb_status fb_set_build(fb_timing *x, fb_telling *t);

/* Does what a spec means hang on the tense around it? */
int fb_spec_needs_direction(const fb_spec *s);
/* Writes the value of what a match tells. */
fb_time_kind fb_spec_resolve(fb_timing *x, const fb_found *m, int until, fb_spec *s, fb_written *value);
/* The same where neither the text's date nor its tense counts. */
fb_time_kind fb_spec_resolve_bare(fb_timing *x, fb_spec *s, fb_written *value);

/* Gives the figure a value, where there is one, and a modifier. */
fb_status fb_tell_value(fb_timing *x, fb_telling *t, const fb_written *value);
fb_status fb_tell_modifier(fb_timing *x, fb_telling *t, const char *modifier);

/*
** The document's own date, where a full date stands as a dateline: alone on its line, after a place in capitals ("KYIV,
** 23 March 2025 -"), or after a word such as "Published". Nothing is written where there is none.
*/
fb_status fb_dateline(fb_timing *x, fb_written *date);

#endif
