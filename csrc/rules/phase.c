/*
** phase.c: see phase.h.
**
** The meaning of a rule is that of trying it at every token from left to right, going on at the end of each
** match. The index only leaves out starts from which the rule's anchor cannot be reached.
*/
#include "phase.h"

#include "boundary.h"
#include "settle.h"

void fb_runner_init(fb_runner *r) {
  memset(r, 0, sizeof *r);
  fb_vm_init(&r->vm);
  r->tagger = &r->own;
}

void fb_runner_share(fb_runner *r, fb_runner *other) {
  fb_vm_share(&r->vm, &other->vm);
  r->tagger = other->tagger;
}

void fb_runner_free(fb_runner *r) {
  fb_vm_free(&r->vm);
  fb_drop(&r->matches);
  fb_drop(&r->waiting);
  fb_drop(&r->sorted);
  fb_drop(&r->count);
  fb_drop(&r->next_start);
  fb_drop(&r->steps);
  fb_drop(&r->tries);
  fb_drop(&r->waits);
  fb_drop(&r->here);
  fb_drop(&r->taken);
  fb_drop(&r->chain);
  fb_drop(&r->at_token);
  fb_drop(&r->group);
  fb_drop(&r->settled);
  fb_tagger_free(&r->own);
}

#define SHRINK(v) \
  do { \
    if ((v)->cap > (1u << 16)) fb_drop(v); \
  } while (0)

void fb_runner_shrink(fb_runner *r) {
  SHRINK(&r->matches);
  SHRINK(&r->waiting);
  SHRINK(&r->sorted);
  SHRINK(&r->waits);
  SHRINK(&r->here);
  SHRINK(&r->taken);
  SHRINK(&r->chain);
  SHRINK(&r->at_token);
  SHRINK(&r->group);
}

fb_status fb_runner_begin(fb_runner *r, const fb_program *p, const fb_doc *d) {
  fb_runner_shrink(r);
  r->show_classes = 0;
  r->steps.n = 0;
  r->waits.n = 0;
  FB_TRY(fb_reserve(&r->steps, p->rules.n));
  if (p->rules.n) memset(r->steps.at, 0, p->rules.n * sizeof(uint64_t));
  r->steps.n = p->rules.n;
  r->tries.n = 0;
  FB_TRY(fb_reserve(&r->tries, p->rules.n));
  if (p->rules.n) memset(r->tries.at, 0, p->rules.n * sizeof(uint32_t));
  r->tries.n = p->rules.n;
  return fb_vm_begin(&r->vm, p, d);
}

/* Elements of what only one phase works with from which on they are given back at its end: a phase more or less costs
** that. */
enum { LONG = 1 << 18 };
#define RETURN(v) \
  do { \
    if ((v)->cap > LONG) fb_drop(v); \
  } while (0)

static void give_back(fb_runner *r) {
  RETURN(&r->matches);
  RETURN(&r->waiting);
  RETURN(&r->sorted);
  RETURN(&r->chain);
  RETURN(&r->at_token);
  RETURN(&r->group);
}

/* Tokens that a match starting in token t's sentence or paragraph may use. */
typedef struct reach {
  uint32_t lo, hi;
} reach;

typedef struct run {
  fb_runner *r;
  const fb_program *p;
  fb_doc *d;
  const fb_phase *f;
  const fb_hooks *hooks;
  reach sentence, paragraph; /* of the token that the scan is at */
  fb_view view;
} run;

/* Tokens that a match of such a window around token t may use; called for ascending t, so the last answer is kept. */
static reach reach_of(run *u, uint8_t window, uint32_t t) {
  const fb_doc *d = u->d;
  reach all;
  if (window == FB_IN_SENTENCE) {
    if (t >= u->sentence.hi) {
      const fb_sent *s = &d->sents.at[fb_doc_sentence(d, t)];
      u->sentence.lo = s->first;
      u->sentence.hi = s->end;
    }
    return u->sentence;
  }
  if (window == FB_IN_PARAGRAPH) {
    if (t >= u->paragraph.hi) {
      uint32_t s = fb_doc_sentence(d, t), back = s; /* paragraphs end where sentences end */
      while (back > 0 && !(d->cls[d->sents.at[back].first] & FB_T_PARA_START)) back--;
      u->paragraph.lo = d->sents.at[back].first;
      s++;
      while (s < d->sents.n && !(d->cls[d->sents.at[s].first] & FB_T_PARA_START)) s++;
      u->paragraph.hi = s < d->sents.n ? d->sents.at[s].first : d->ntok;
    }
    return u->paragraph;
  }
  all.lo = 0;
  all.hi = d->ntok;
  return all;
}

/* Learns which spelling patterns of a group a word satisfies. */
static fb_status ask(run *u, uint32_t word, uint32_t group, uint64_t *yes) {
  int open = 0;
  *yes = 0;
  FB_TRY(u->hooks->spelled(u->hooks->self, word, group, yes, &open));
  return fb_known_tell(u->r->vm.known, &u->r->vm.here, u->d, word, group, *yes, open);
}

/* Matches `rule` at `start`, asking for spellings on the way. */
static inline fb_status match_at(run *u, const fb_rule *rule, uint32_t start, reach w, uint32_t *end) {
  fb_vm *vm = &u->r->vm;
  for (;;) {
    fb_status status =
        vm->trace ? fb_vm_trace(vm, rule, start, w.lo, w.hi, end) : fb_vm_match(vm, rule, start, w.lo, w.hi, end);
    uint64_t yes;
    if (status != FB_AGAIN) return status;
    FB_TRY(ask(u, vm->ask_word, vm->ask_group, &yes));
  }
}

/* Records the match of `rule` that the VM has just found. */
static fb_status record(run *u, uint32_t ri, const fb_rule *rule, uint32_t start, uint32_t end) {
  fb_runner *r = u->r;
  fb_vm *vm = &r->vm;
  fb_match m;
  m.first = start;
  m.end = end;
  m.whole = end - start;
  m.order = r->matches.n;
  m.rule = ri;
  FB_TRY(fb_vm_keep(vm, u->d, &m.log, &m.nlog));
  if (rule->main != FB_NO_NAME) {
    uint32_t k;
    for (k = m.log; k < m.log + m.nlog; k++) {
      const fb_log *l = &u->d->log.at[k];
      if (l->kind == FB_LOG_CAPTURE && l->name == rule->main) {
        m.first = l->first;
        m.end = l->end;
        break;
      }
    }
    if (m.first == m.end) return FB_OK; /* an empty capture is no span */
  }
  return fb_push(&r->matches, m);
}

/* Tries `rule` at `start`; records a match and gives where the rule goes on. */
static fb_status attempt(run *u, uint32_t ri, const fb_rule *rule, uint32_t start, reach w, uint32_t *next) {
  fb_runner *r = u->r;
  fb_vm *vm = &r->vm;
  uint32_t end = FB_NONE;
  fb_status status;
  vm->steps = r->steps.at[ri];
  r->tries.at[ri]++;
  status = match_at(u, rule, start, w, &end);
  r->steps.at[ri] = vm->steps;
  if (status == FB_TOOBIG) {
    *next = FB_NONE;
    return u->hooks->spent(u->hooks->self, ri);
  }
  if (status != FB_OK) return status;
  if (vm->trace) FB_TRY(fb_trace_tried(vm->trace, ri, start, end, 0));
  if (end == FB_NONE || end == start) {
    *next = start + 1;
    return FB_OK;
  }
  *next = end;
  return record(u, ri, rule, start, end);
}

/* Can what a gate says is second follow at one of the ends of what begins at token t? */
static int may_follow(const run *u, const fb_gate *g, uint32_t t, uint32_t hi) {
  const fb_doc *d = u->d;
  const fb_first *f = &u->p->firsts.at[g->head];
  uint32_t k;
  if ((g->ends & FB_ENDS_TOKEN) && fb_may(&u->view, g->second, t + 1, hi)) return 1;
  if ((g->ends & FB_ENDS_SPAN) && (d->sight[t].kinds & f->kinds))
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next)
      if ((FB_KIND_BIT(d->spans.at[k].kind) & f->kinds) && fb_may(&u->view, g->second, d->spans.at[k].end, hi))
        return 1;
  if ((g->ends & FB_ENDS_HIT) && (d->sight[t].lists & f->lists))
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next)
      if ((FB_LIST_BIT(d->hits.at[k].list) & f->lists) && fb_may(&u->view, g->second, t + d->hits.at[k].len, hi))
        return 1;
  return 0;
}

/* Is the boundary that a gate asks for before token t? */
static inline int may_begin(const run *u, const fb_gate *g, uint32_t t) {
  return !g->at || fb_at_boundary(u->d, g->at - 1u, t) != g->not_at;
}

/* Can the rule of a gate match at token t, of tokens below `hi`? Wrong only in that it may say so where it cannot. */
static inline int may_start(const run *u, const fb_gate *g, uint32_t t, uint32_t hi) {
  if (!fb_may(&u->view, g->first, t, hi) || !fb_may(&u->view, g->also, t, hi) || !may_begin(u, g, t)) return 0;
  if (g->before != FB_FIRST_ANY && (t == 0 || !fb_may(&u->view, g->before, t - 1, hi))) return 0;
  return g->second == FB_FIRST_ANY || may_follow(u, g, t, hi);
}

/* Tries a rule at starts from..to that it has not passed yet. */
static fb_status try_starts(run *u, uint32_t ri, uint32_t from, uint32_t to, reach w) {
  const fb_gate *g = &u->p->gates.at[ri];
  uint32_t *next = &u->r->next_start.at[ri - u->f->rule];
  int traced = u->r->vm.trace != NULL;
  if (from < *next) from = *next; /* FB_NONE where its steps are spent */
  while (from <= to && from != FB_NONE) {
    if (traced || may_start(u, g, from, w.hi)) FB_TRY(attempt(u, ri, &u->p->rules.at[ri], from, w, &from));
    else /* as most starts are */ from++;
    *next = from;
  }
  return FB_OK;
}

/*
** Something that entry `e` waits for stands at token t. Anchors at one distance give starts in ascending order;
** those at several have to wait until all are known, or a later start would be tried before an earlier.
*/
static fb_status fire(run *u, const fb_entry *e, uint32_t t) {
  fb_runner *r = u->r;
  fb_try x;
  reach w;
  if (e->lo == e->hi && e->in_order && !r->vm.trace) {
    uint32_t *next = &r->next_start.at[e->rule - u->f->rule], start = t - (uint32_t)e->lo;
    if ((uint32_t)e->lo > t || start < *next) return FB_OK;
    w = reach_of(u, e->window, t);
    return start < w.lo ? FB_OK : attempt(u, e->rule, &u->p->rules.at[e->rule], start, w, next);
  }
  w = reach_of(u, e->window, t);
  if (e->lo > (int64_t)t - w.lo) return FB_OK;
  x.rule = e->rule;
  x.from = e->hi > (int64_t)t - w.lo ? w.lo : t - (uint32_t)e->hi;
  x.to = t - (uint32_t)e->lo;
  x.lo = w.lo;
  x.hi = w.hi;
  return e->in_order ? try_starts(u, x.rule, x.from, x.to, w) : fb_push(&r->waiting, x);
}

/* Can an entry at one distance, as most are, start there? The window is asked for later. */
static inline int may_fire(const run *u, const fb_entry *e, uint32_t t) {
  return e->lo != e->hi || u->r->vm.trace ||
         ((uint32_t)e->lo <= t && may_start(u, &e->gate, t - (uint32_t)e->lo, u->d->ntok));
}

/* Order of what waits for one rule. */
static int by_start(const void *a, const void *b) {
  const fb_try *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

/* Sorts what waits for one rule: by insertion, since it was fired in the order of the text; anew where that is far off. */
static void sort_starts(fb_try *x, uint32_t n) {
  uint32_t i, j;
  uint64_t moves = 0;
  for (i = 1; i < n; i++) {
    fb_try one;
    if (by_start(&x[i - 1], &x[i]) <= 0) continue;
    one = x[i];
    for (j = i; j > 0 && by_start(&one, &x[j - 1]) < 0; j--) x[j] = x[j - 1];
    x[j] = one;
    moves += i - j;
    if (moves > 8 * (uint64_t)n) {
      qsort(x, n, sizeof *x, by_start);
      return;
    }
  }
}

/* Sorts what waits by rule (counting), then by start. */
static fb_status sort_waiting(run *u) {
  fb_runner *r = u->r;
  uint32_t n = r->waiting.n, nrule = u->f->nrule, base = u->f->rule, k, from = 0;
  uint32_t *count;
  r->sorted.n = r->count.n = 0;
  FB_TRY(fb_reserve(&r->sorted, n));
  FB_TRY(fb_reserve(&r->count, nrule));
  count = r->count.at;
  memset(count, 0, nrule * sizeof *count);
  for (k = 0; k < n; k++) count[r->waiting.at[k].rule - base]++;
  for (k = 0; k < nrule; k++) {
    uint32_t here = count[k];
    count[k] = from;
    from += here;
  }
  for (k = 0; k < n; k++) r->sorted.at[count[r->waiting.at[k].rule - base]++] = r->waiting.at[k];
  r->sorted.n = n;
  for (k = 0, from = 0; k < nrule; k++) { /* count is now where each rule's end */
    sort_starts(r->sorted.at + from, count[k] - from);
    from = count[k];
  }
  return FB_OK;
}

static fb_status try_waiting(run *u) {
  fb_runner *r = u->r;
  uint32_t k;
  if (r->waiting.n == 0) return FB_OK;
  FB_TRY(sort_waiting(u));
  for (k = 0; k < r->sorted.n; k++) {
    const fb_try x = r->sorted.at[k];
    reach w;
    w.lo = x.lo;
    w.hi = x.hi;
    FB_TRY(try_starts(u, x.rule, x.from, x.to, w));
  }
  return FB_OK;
}

static fb_status fire_all(run *u, const fb_waiting *w, uint32_t t) {
  const fb_entry *e = u->p->entries.at + w->at, *end = e + w->n;
  for (; e < end; e++)
    if (may_fire(u, e, t)) FB_TRY(fire(u, e, t));
  return FB_OK;
}

/* What stands behind all live spans of a kind that start at token t, in one. */
static fb_first behind_spans(const run *u, uint32_t t, uint16_t kind) {
  const fb_doc *d = u->d;
  const fb_view *v = &u->view;
  fb_first f = {0, 0, 0, 0};
  uint32_t k;
  for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
    const fb_span *s = &d->spans.at[k];
    if (s->kind != kind || (s->flags & FB_SPAN_DEAD) || s->end >= d->ntok) continue;
    f.lists |= v->sight[s->end].lists;
    f.kinds |= v->sight[s->end].kinds;
    f.marks |= v->sight[s->end].marks;
    f.facts |= v->sight[s->end].facts;
  }
  return f;
}

/* Fires what waits for spans of a kind at token t: nearly all of it begins with the span, and what follows decides. */
static fb_status fire_kind(run *u, uint32_t t, uint16_t kind) {
  const fb_waiting *w = &u->f->by_kind[kind];
  const fb_entry *e = u->p->entries.at + w->at, *end = e + w->n;
  const fb_view *v = &u->view;
  fb_first behind;
  if (u->r->vm.trace) return fire_all(u, w, t);
  behind = behind_spans(u, t, kind);
  for (; e < end; e++) {
    const fb_first *f = &v->firsts[e->gate.second];
    if (!e->begins) {
      if (!may_fire(u, e, t)) continue;
    } else {
      if (e->gate.second != FB_FIRST_ANY && !((f->lists & behind.lists) | (f->kinds & behind.kinds) |
                                              (f->marks & behind.marks) | (f->facts & behind.facts)))
        continue;
      if (!fb_may(v, e->gate.also, t, u->d->ntok) || !may_begin(u, &e->gate, t)) continue;
      if (e->gate.before != FB_FIRST_ANY && (t == 0 || !fb_may(v, e->gate.before, t - 1, t))) continue;
    }
    FB_TRY(fire(u, e, t));
  }
  return FB_OK;
}

/* Which phases wait for a token with these class bits. */
static uint32_t waiting_for(const fb_program *p, uint32_t cls) {
  uint32_t k, phases = 0;
  for (k = 0; k < p->class_phases.n; k++)
    if ((cls & p->class_phases.at[k].mask) == p->class_phases.at[k].mask) phases |= p->class_phases.at[k].phases;
  return phases;
}

/* What rules ask of the entries that begin at token t, and of its ending. */
static fb_status find_facts(run *u, uint32_t t) {
  const fb_facts *f = &u->p->facts;
  const fb_doc *d = u->d;
  uint64_t facts = fb_fact_last(f, (uint8_t)d->text[d->start[t] + fb_doc_len(d, t) - 1]);
  uint32_t k;
  if (d->sight[t].lists & f->lists)
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) FB_TRY(fb_known_facts(u->r->vm.known, d, k, &facts));
  d->sight[t].facts = facts;
  return FB_OK;
}

/* Which spellings that rules ask for token t, a word with digits, has. */
static fb_status find_spellings(run *u, uint32_t t) {
  const fb_facts *f = &u->p->facts;
  fb_vm *vm = &u->r->vm;
  uint64_t marks = (u->d->sight[t].marks & ~(UINT64_MAX << FB_MARK_WORDS)) | fb_word_mark(vm, t), yes = 0;
  uint64_t groups = f->groups;
  uint32_t word = u->d->sym[t];
  for (; groups; groups &= groups - 1) {
    uint32_t group = fb_lowest_bit(groups);
    if (!fb_known_spelling(vm->known, &vm->here, u->d, word, group, &yes)) FB_TRY(ask(u, word, group, &yes));
    for (; yes; yes &= yes - 1) {
      uint32_t pattern = group * FB_SPELL_GROUP + fb_lowest_bit(yes);
      if (pattern < f->of_spell.n && f->of_spell.at[pattern]) marks |= (uint64_t)1 << (f->of_spell.at[pattern] - 1);
    }
  }
  u->d->sight[t].marks = marks;
  return FB_OK;
}

/*
** Which phases wait for each token, spans apart, and what holds for it: one pass for all of them. Tokens share a few
** combinations of class bits, so the answers to these are kept in a small table.
*/
static fb_status find_waits(run *u) {
  const fb_program *p = u->p;
  const fb_doc *d = u->d;
  fb_runner *r = u->r;
  enum {
    BITS = 7,
    AHEAD = 8
  }; /* tokens by which the facts of entries are fetched ahead: they are far apart in memory */
  struct {
    uint32_t cls, phases;
  } had[1 << BITS];
  uint32_t t, k, used = 0, none = waiting_for(p, 0), words = d->ntok / 64 + 1, rows = FB_PHASE_ROWS;
  for (k = 0; k < p->class_phases.n; k++) used |= p->class_phases.at[k].mask;
  for (k = 0; k < 1 << BITS; k++) {
    had[k].cls = 0;
    had[k].phases = none;
  }
  if (p->phases.n < rows) rows = p->phases.n;
  r->waits.n = 0;
  FB_TRY(fb_reserve(&r->waits, (uint64_t)rows * words));
  r->waits.n = rows * words;
  memset(r->waits.at, 0, r->waits.n * sizeof *r->waits.at);
  for (t = 0; t < d->ntok; t++) {
    uint32_t cls = d->cls[t] & used, at = (cls * 0x9e3779b1u) >> (32 - BITS), phases;
    if (had[at].cls != cls) {
      had[at].cls = cls;
      had[at].phases = waiting_for(p, cls);
    }
    phases = had[at].phases;
    if (r->vm.word.at[t] - 1u < p->nanchor) phases |= p->word_phases.at[r->vm.word.at[t] - 1];
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) phases |= p->list_phases.at[d->hits.at[k].list];
    if (t + AHEAD < d->ntok && (d->sight[t + AHEAD].lists & p->facts.lists))
      fb_prefetch(fb_known_slot(r->vm.known, d->hits.at[d->hit_at[t + AHEAD]].entry));
    FB_TRY(find_facts(u, t));
    if ((d->cls[t] & FB_C_HASDIGIT) && p->facts.nspelling) FB_TRY(find_spellings(u, t));
    for (; phases; phases &= phases - 1) r->waits.at[fb_lowest_bit(phases) * words + t / 64] |= (uint64_t)1 << (t & 63);
  }
  return FB_OK;
}

/*
** Fires what the phase's rules wait for at token t: its word, its lists, its classes. What all phases wait for is asked
** first: it stays in the cache from phase to phase.
*/
static fb_status fire_token(run *u, uint32_t t, uint32_t bit) {
  const fb_phase *f = u->f;
  const fb_doc *d = u->d;
  uint32_t word = u->r->vm.word.at[t] - 1u, cls = d->cls[t], k, last = FB_NONE;
  if (word < u->p->nanchor && (u->p->word_phases.at[word] & bit) && f->by_norm)
    FB_TRY(fire_all(u, &f->by_norm[word], t));
  if (d->sight[t].lists & f->lists)
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) {
      uint32_t list = d->hits.at[k].list;
      if (list == last || !(u->p->list_phases.at[list] & bit)) continue;
      last = list;
      FB_TRY(fire_all(u, &f->by_list[list], t));
    }
  for (k = 0; k < f->by_class.n; k++) {
    const fb_class_waiting *c = &f->by_class.at[k];
    if ((cls & c->mask) == c->mask) FB_TRY(fire_all(u, &c->waiting, t));
  }
  return FB_OK;
}

/* Fires the rules that wait for a kind of span at token t, once for each kind. */
static fb_status fire_spans(run *u, uint32_t t) {
  const fb_phase *f = u->f;
  const fb_doc *d = u->d;
  uint32_t k, j;
  for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
    const fb_span *s = &d->spans.at[k];
    if (!(f->kinds & FB_KIND_BIT(s->kind)) || (s->flags & FB_SPAN_DEAD)) continue;
    for (j = d->span_at[t]; j != k && (d->spans.at[j].kind != s->kind || (d->spans.at[j].flags & FB_SPAN_DEAD));)
      j = d->spans.at[j].next;
    if (j == k) FB_TRY(fire_kind(u, t, s->kind));
  }
  return FB_OK;
}

/* Goes through the tokens at which something is that the phase's rules wait for. */
static fb_status collect(run *u, uint32_t phase) {
  const fb_phase *f = u->f;
  const fb_doc *d = u->d;
  fb_runner *r = u->r;
  uint32_t k, w, words = d->ntok / 64 + 1;
  const uint64_t *waits;
  if (!r->waits.n) FB_TRY(find_waits(u));
  waits = r->waits.at + (size_t)(phase < FB_PHASE_ROWS ? phase : FB_PHASE_ROWS - 1) * words;
  r->here.n = 0;
  FB_TRY(fb_reserve(&r->here, words));
  memset(r->here.at, 0, words * sizeof *r->here.at);
  for (k = 0; f->kinds && k < d->spans.n; k++) {
    const fb_span *s = &d->spans.at[k];
    r->here.at[s->first / 64] |= (f->kinds >> (s->kind & 63) & 1)
                                 << (s->first & 63); /* no branch: it is hard to guess */
  }
  for (w = 0; w < words; w++) {
    uint64_t bits = waits[w] | r->here.at[w];
    for (; bits; bits &= bits - 1) {
      uint32_t t = w * 64 + fb_lowest_bit(bits);
      if (waits[w] >> (t & 63) & 1) FB_TRY(fire_token(u, t, FB_PHASE_BIT(phase)));
      if (r->here.at[w] >> (t & 63) & 1) FB_TRY(fire_spans(u, t));
    }
  }
  return FB_OK;
}

/* Tries the one rule that a trace asks for at the tokens of its place to which the index did not lead. */
static fb_status try_traced(run *u) {
  fb_trace *t = u->r->vm.trace;
  uint32_t at, end;
  fb_status status;
  if (!t || t->only < u->f->rule || t->only - u->f->rule >= u->f->nrule) return FB_OK;
  if (t->end - t->first > FB_TRACE_SHORT) return FB_OK;
  memset(&u->sentence, 0, sizeof u->sentence);
  memset(&u->paragraph, 0, sizeof u->paragraph);
  for (at = t->first; at < t->end && at < u->d->ntok; at++) {
    const fb_rule *rule = &u->p->rules.at[t->only];
    if (fb_trace_knows(t, t->only, at)) continue;
    u->r->vm.steps = 0;
    status = match_at(u, rule, at, reach_of(u, rule->window, at), &end);
    if (status == FB_TOOBIG) return FB_OK;
    if (status != FB_OK) return status;
    FB_TRY(fb_trace_tried(t, t->only, at, end, 1));
  }
  return FB_OK;
}

/*
** The phase that gives words their classes. Where somebody looks at the rules (`shown`), each word that a rule settled
** is a span of that rule.
*/
static fb_status give_classes(run *u) {
  fb_runner *r = u->r;
  fb_doc *d = u->d;
  uint32_t t, index;
  if (!r->show_classes) return fb_tag(r->tagger, &u->p->tags, d, r->caseless, NULL);
  r->settled.n = 0;
  FB_TRY(fb_reserve(&r->settled, d->ntok));
  FB_TRY(fb_tag(r->tagger, &u->p->tags, d, r->caseless, r->settled.at));
  for (t = 0; u->p->tags.nclass && t < d->ntok; t++) {
    fb_span s;
    if (r->settled.at[t] == FB_NONE) continue;
    memset(&s, 0, sizeof s);
    s.first = t;
    s.end = t + 1;
    s.next = s.attr = FB_NONE;
    s.rule = r->settled.at[t];
    s.kind = u->p->rules.at[s.rule].kind;
    FB_TRY(fb_doc_add_span(d, &s, &index));
  }
  return FB_OK;
}

fb_status fb_phase_run(fb_runner *r, const fb_program *p, fb_doc *d, uint32_t phase, const fb_hooks *hooks) {
  run u;
  memset(&u, 0, sizeof u);
  u.r = r;
  u.p = p;
  u.d = d;
  u.f = &p->phases.at[phase];
  u.hooks = hooks;
  u.view = fb_vm_view(&r->vm);
  r->matches.n = 0;
  r->next_start.n = 0;
  if (u.f->policy == FB_CLASSES) return give_classes(&u);
  if (u.f->policy == FB_CHUNKS) return d->ntok ? fb_chunk(&u.f->chunks, d) : FB_OK;
  if (u.f->nrule == 0 || d->ntok == 0) return FB_OK;
  FB_TRY(fb_reserve(&r->next_start, u.f->nrule));
  memset(r->next_start.at, 0, u.f->nrule * sizeof(uint32_t));
  r->waiting.n = 0;
  FB_TRY(collect(&u, phase));
  FB_TRY(try_waiting(&u));
  FB_TRY(try_traced(&u));
  FB_TRY(fb_settle(r, p, d, u.f, hooks));
  give_back(r);
  return FB_OK;
}
