/*
** boundary.h: the boundaries that patterns ask for (FB_AT_ of pattern.h).
*/
#ifndef FB_BOUNDARY_H
#define FB_BOUNDARY_H

#include "doc.h"
#include "pattern.h"

/* Do tokens t - 1 and t belong to one hyphenated run ("30-day": neither space nor other marks between)? */
static inline int fb_in_run(const fb_doc *d, uint32_t t) {
  if (t == 0 || t >= d->ntok || !(d->cls[t] & FB_T_GLUED)) return 0;
  if ((d->cls[t] | d->cls[t - 1]) & FB_C_HYPHEN) {
    uint32_t other = (d->cls[t] & FB_C_HYPHEN) ? d->cls[t - 1] : d->cls[t];
    return (other & (FB_C_LETTER | FB_C_HASDIGIT | FB_C_NUMERIC)) != 0;
  }
  return 0;
}

/* Is boundary `which` before token t? The text's end is before token d->ntok. */
static inline int fb_at_boundary(const fb_doc *d, uint32_t which, uint32_t t) {
  switch (which) {
    case FB_AT_SENTENCE_START: return t < d->ntok && (d->cls[t] & FB_T_SENT_START);
    case FB_AT_SENTENCE_END: return t == 0 ? 0 : (d->cls[t - 1] & FB_T_SENT_END) != 0;
    case FB_AT_PARAGRAPH_START: return t < d->ntok && (d->cls[t] & FB_T_PARA_START);
    case FB_AT_LINE_START: return t < d->ntok && (d->cls[t] & (FB_T_LINE_START | FB_T_PARA_START));
    case FB_AT_SPACE_BEFORE: return t >= d->ntok || !(d->cls[t] & FB_T_GLUED);
    case FB_AT_GLUED: return t < d->ntok && (d->cls[t] & FB_T_GLUED);
    case FB_AT_RUN_START: return !fb_in_run(d, t);
    case FB_AT_RUN_END: return !fb_in_run(d, t);
    default: return 0;
  }
}

#endif
