/*
** trace.c: see trace.h.
*/
#include "trace.h"

void fb_trace_init(fb_trace *t) {
  memset(t, 0, sizeof *t);
  t->only = FB_NONE;
}

void fb_trace_free(fb_trace *t) {
  fb_drop(&t->attempts);
  fb_drop(&t->fails);
  fb_drop(&t->fates);
}

void fb_trace_clear(fb_trace *t) { t->attempts.n = t->fails.n = t->fates.n = 0; }

void fb_trace_begin(fb_trace *t, uint32_t start) {
  t->open = t->attempts.n ? t->attempts.at[t->attempts.n - 1].fail + t->attempts.at[t->attempts.n - 1].nfail : 0;
  t->fails.n = t->open;
  t->far = start;
}

fb_status fb_trace_failed(fb_trace *t, uint32_t pc, uint32_t tok) {
  uint32_t k;
  if (tok < t->far) return FB_OK;
  if (tok > t->far) {
    t->far = tok;
    t->fails.n = t->open;
  }
  for (k = t->open; k < t->fails.n; k++)
    if (t->fails.at[k] == pc) return FB_OK;
  if (t->fails.n - t->open >= FB_TRACE_FAILS) return FB_OK;
  return fb_push(&t->fails, pc);
}

fb_status fb_trace_tried(fb_trace *t, uint32_t rule, uint32_t start, uint32_t end, int forced) {
  fb_trace_try x;
  uint32_t reached = end == FB_NONE ? t->far : end > start ? end - 1 : start;
  if (start >= t->end || reached < t->first || (t->only != FB_NONE && rule != t->only)) return FB_OK;
  x.rule = rule;
  x.start = start;
  x.far = t->far;
  x.fail = t->open;
  x.nfail = t->fails.n - t->open;
  x.end = end;
  x.forced = (uint8_t)forced;
  return fb_push(&t->attempts, x);
}

int fb_trace_knows(const fb_trace *t, uint32_t rule, uint32_t start) {
  uint32_t k;
  for (k = 0; k < t->attempts.n; k++)
    if (t->attempts.at[k].rule == rule && t->attempts.at[k].start == start) return 1;
  return 0;
}

fb_status fb_trace_settled(fb_trace *t, const fb_trace_fate *f) {
  uint32_t k;
  for (k = 0; k < t->attempts.n; k++) {
    const fb_trace_try *x = &t->attempts.at[k];
    if (x->rule == f->rule && x->end != FB_NONE && x->start <= f->first && f->end <= x->end)
      return fb_push(&t->fates, *f);
  }
  return FB_OK;
}
