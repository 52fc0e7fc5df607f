/*
** trace.h: what the rules did around one place of a document: who was tried, how far each got, which test failed,
** and what became of the matches. Only `factbox explain` asks for it: a runner without a trace pays for nothing.
**
**   attempts   rule 12 at token 40 ─► fails[3 .. 5): instructions 7 and 9 failed at token 42, the farthest that it got
**   fates      rule 12 matched 40..42 ─► suppressed by rule 8 at 39..42
*/
#ifndef FB_TRACE_H
#define FB_TRACE_H

#include "fb.h"

typedef struct fb_trace_try {
  uint32_t rule, start;
  uint32_t far;         /* farthest token at which a test of the rule failed, look-arounds not counted */
  uint32_t fail, nfail; /* instructions that failed there: in trace->fails */
  uint32_t end;         /* token after the match; FB_NONE where there is none */
  uint8_t forced;       /* tried for the trace alone: the index does not lead there */
} fb_trace_try;

typedef struct fb_trace_fate {
  uint32_t rule, first, end; /* the span that the match would give */
  uint32_t span;             /* kept, refused: its number; suppressed: the span in its way; FB_NONE */
  uint8_t fate;              /* FB_FATE_ */
} fb_trace_fate;
enum { FB_FATE_KEPT, FB_FATE_SUPPRESSED, FB_FATE_REFUSED };

typedef struct fb_trace {
  uint32_t first, end; /* tokens of the place */
  uint32_t only;       /* the one rule to record, tried at every token of a short place, index or not; FB_NONE: all */
  fb_vec(fb_trace_try) attempts;
  fb_vec(uint32_t) fails;
  fb_vec(fb_trace_fate) fates;
  uint32_t far, open; /* of the attempt under way: its farthest token, and where its failures begin */
} fb_trace;

/* Tokens of a short place: a long sentence. */
#define FB_TRACE_SHORT 400
/* Failures told of one attempt: more would be no explanation. */
#define FB_TRACE_FAILS 64

void fb_trace_init(fb_trace *t);
void fb_trace_free(fb_trace *t);
/* Forgets what was recorded; the place stays. */
void fb_trace_clear(fb_trace *t);
/* An attempt begins; instruction `pc` fails at token `tok`; the attempt is over (end: FB_NONE without a match). */
void fb_trace_begin(fb_trace *t, uint32_t start);
fb_status fb_trace_failed(fb_trace *t, uint32_t pc, uint32_t tok);
fb_status fb_trace_tried(fb_trace *t, uint32_t rule, uint32_t start, uint32_t end, int forced);
/* Was `rule` tried at `start` already? */
int fb_trace_knows(const fb_trace *t, uint32_t rule, uint32_t start);
/* Records the fate of a match whose attempt was recorded. */
fb_status fb_trace_settled(fb_trace *t, const fb_trace_fate *f);

#endif
