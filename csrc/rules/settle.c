/*
** settle.c: see settle.h.
*/
#include "settle.h"

typedef struct settling {
  fb_runner *r;
  const fb_program *p;
  fb_doc *d;
  const fb_hooks *hooks;
  uint8_t policy;
  uint32_t first_span; /* spans from here on are of this phase */
} settling;

/* Which of two matches comes first: priority, length (unless the policy is `first`), start, file order. */
static int before(const settling *u, const fb_match *a, const fb_match *b) {
  int pa = u->p->rules.at[a->rule].priority, pb = u->p->rules.at[b->rule].priority;
  uint32_t la = a->end - a->first, lb = b->end - b->first;
  if (pa != pb) return pa > pb;
  if (u->policy == FB_LONGEST) {
    if (la != lb) return la > lb;
    if (a->whole != b->whole) return a->whole > b->whole;
  }
  if (u->policy == FB_FIRST && a->rule != b->rule) return a->rule < b->rule;
  if (a->first != b->first) return a->first < b->first;
  if (a->rule != b->rule) return a->rule < b->rule;
  return a->order < b->order;
}

/* Bottom-up heap sort: in place, no recursion, no worst case. */
static void sort_matches(const settling *u, fb_match *m, uint32_t n) {
  uint32_t start, end;
  if (n < 2) return;
  if (n <= 16) { /* clusters are small nearly always */
    uint32_t i, j;
    for (i = 1; i < n; i++) {
      fb_match x = m[i];
      for (j = i; j > 0 && before(u, &x, &m[j - 1]); j--) m[j] = m[j - 1];
      m[j] = x;
    }
    return;
  }
  for (start = n / 2, end = n; end > 1;) {
    uint32_t root, child;
    fb_match x;
    if (start > 0) x = m[root = --start];
    else {
      x = m[--end];
      m[end] = m[0];
      root = 0;
    }
    while ((child = 2 * root + 1) < end) {
      if (child + 1 < end && before(u, &m[child], &m[child + 1])) child++;
      if (!before(u, &x, &m[child])) break;
      m[root] = m[child];
      root = child;
    }
    m[root] = x;
  }
}

static void take(uint64_t *taken, uint32_t first, uint32_t end) {
  uint32_t t;
  for (t = first; t < end; t++) taken[t >> 6] |= (uint64_t)1 << (t & 63);
}

/* Is no token of [first, end) taken? */
static int is_free(const uint64_t *taken, uint32_t first, uint32_t end) {
  uint32_t t;
  for (t = first; t < end; t++)
    if (taken[t >> 6] >> (t & 63) & 1) return 0;
  return 1;
}

/* Tells the trace, if there is one, what became of a match. A suppressed one: by the first live span in its way. */
static fb_status settled(const settling *u, const fb_match *m, uint8_t fate, uint32_t span) {
  fb_trace_fate f;
  uint32_t k;
  if (!u->r->vm.trace) return FB_OK;
  for (k = u->first_span; fate == FB_FATE_SUPPRESSED && k < u->d->spans.n; k++) {
    const fb_span *s = &u->d->spans.at[k];
    if (s->first >= m->end || m->first >= s->end || (s->flags & FB_SPAN_DEAD)) continue;
    span = k;
    break;
  }
  f.rule = m->rule;
  f.first = m->first;
  f.end = m->end;
  f.span = span;
  f.fate = fate;
  return fb_trace_settled(u->r->vm.trace, &f);
}

static fb_status accept(const settling *u, const fb_match *m) {
  const fb_rule *rule = &u->p->rules.at[m->rule];
  fb_span s;
  uint32_t index;
  if (u->policy != FB_ALL && !is_free(u->r->taken.at, m->first, m->end))
    return settled(u, m, FB_FATE_SUPPRESSED, FB_NONE);
  s.first = m->first;
  s.end = m->end;
  s.next = FB_NONE;
  s.rule = m->rule;
  s.log = m->log;
  s.nlog = m->nlog;
  s.attr = FB_NONE;
  s.kind = rule->kind;
  s.flags = rule->action ? FB_SPAN_DEAD : 0;
  FB_TRY(fb_doc_add_span(u->d, &s, &index));
  if (rule->action) {
    int keep = 0;
    FB_TRY(u->hooks->action(u->hooks->self, index, &keep));
    if (!keep) return settled(u, m, FB_FATE_REFUSED, index);
    u->d->spans.at[index].flags = 0;
  }
  FB_TRY(settled(u, m, FB_FATE_KEPT, index));
  if (u->policy != FB_ALL) take(u->r->taken.at, m->first, m->end);
  return fb_vm_see(&u->r->vm, &u->d->spans.at[index]);
}

/* Puts the matches into chains by their first token, in the order in which they were found; marks these tokens. */
static fb_status chain_matches(const settling *u) {
  fb_runner *r = u->r;
  uint32_t n = r->matches.n, k, ntok = u->d->ntok, words = ntok / 64 + 1;
  FB_TRY(fb_reserve(&r->chain, n));
  r->chain.n = n;
  if (r->at_token.n < ntok) {
    FB_TRY(fb_reserve(&r->at_token, ntok - r->at_token.n));
    r->at_token.n = ntok;
  }
  memset(r->here.at, 0, words * sizeof *r->here.at);
  for (k = n; k-- > 0;) {
    uint32_t t = r->matches.at[k].first;
    uint64_t bit = (uint64_t)1 << (t & 63), *marks = &r->here.at[t / 64];
    r->chain.at[k] = *marks & bit ? r->at_token.at[t] : FB_NONE;
    r->at_token.at[t] = k;
    *marks |= bit;
  }
  return FB_OK;
}

static fb_status accept_group(const settling *u) {
  fb_runner *r = u->r;
  uint32_t k;
  sort_matches(u, r->group.at, r->group.n);
  for (k = 0; k < r->group.n; k++) FB_TRY(accept(u, &r->group.at[k]));
  r->group.n = 0;
  return FB_OK;
}

fb_status fb_settle(fb_runner *r, const fb_program *p, fb_doc *d, const fb_phase *f, const fb_hooks *hooks) {
  uint32_t w, end = 0, words = d->ntok / 64 + 1;
  settling u;
  if (r->matches.n == 0) return FB_OK;
  u.r = r;
  u.p = p;
  u.d = d;
  u.hooks = hooks;
  u.policy = f->policy;
  u.first_span = d->spans.n;
  r->taken.n = r->group.n = 0;
  FB_TRY(fb_reserve(&r->taken, words));
  memset(r->taken.at, 0, words * sizeof(uint64_t));
  FB_TRY(chain_matches(&u));
  for (w = 0; w < words; w++) {
    uint64_t bits = r->here.at[w];
    for (; bits; bits &= bits - 1) {
      uint32_t k = r->at_token.at[w * 64 + fb_lowest_bit(bits)];
      if (r->matches.at[k].first >= end) FB_TRY(accept_group(&u));
      for (; k != FB_NONE; k = r->chain.at[k]) {
        if (r->matches.at[k].end > end) end = r->matches.at[k].end;
        FB_TRY(fb_push(&r->group, r->matches.at[k]));
      }
    }
  }
  return accept_group(&u);
}
