/*
** vm.c: the backtracking machine. See vm.h for the state, pattern.h for the instructions.
*/
#include "vm.h"

#include "boundary.h"

enum { FB_RESUME_GO, FB_RESUME_HIT, FB_RESUME_SPAN, FB_RESUME_FRAME };

void fb_vm_init(fb_vm *vm) {
  memset(vm, 0, sizeof *vm);
  vm->known = &vm->own;
}

void fb_vm_share(fb_vm *vm, fb_vm *other) { vm->known = other->known; }

void fb_vm_free(fb_vm *vm) {
  fb_drop(&vm->choices);
  fb_drop(&vm->frames);
  fb_drop(&vm->events);
  fb_drop(&vm->trail);
  fb_drop(&vm->visited);
  fb_drop(&vm->row_of);
  fb_known_free(&vm->own);
  fb_free(vm->here.slots);
  fb_drop(&vm->seen);
  fb_drop(&vm->word);
  fb_drop(&vm->saw);
}

/* Makes `v` hold `n` zeroed elements from `from` on. */
#define ZERO_FROM(v, from, count) \
  do { \
    if ((count) > (v)->cap) FB_TRY(fb_grow((void **)&(v)->at, &(v)->cap, (count), sizeof *(v)->at)); \
    if ((count) > (from)) memset((v)->at + (from), 0, ((count) - (from)) * sizeof *(v)->at); \
    (v)->n = (count); \
  } while (0)

/*
** Gives each token its word's number and its marks; which spellings those with digits have, the first phase asks.
** Tokens share a few combinations of class bits, so the marks of these are kept.
*/
static fb_status mark_tokens(fb_vm *vm) {
  enum { BITS = 7, AHEAD = 16 };
  struct {
    uint64_t marks;
    uint32_t cls;
  } had[1 << BITS];
  const fb_doc *d = vm->d;
  const uint16_t *word = vm->p->rule_word.at;
  uint32_t words = vm->p->rule_word.n;
  const fb_marks *m = &vm->p->marks;
  uint64_t none = fb_marks_of_class(m, 0);
  uint32_t t, k;
  for (k = 0; k < 1 << BITS; k++) {
    had[k].cls = 0;
    had[k].marks = none;
  }
  vm->word.n = 0;
  FB_TRY(fb_reserve(&vm->word, d->ntok + 1));
  vm->word.n = d->ntok;
  for (t = 0; t < d->ntok; t++) {
    uint32_t cls = d->cls[t] & m->used, at = (cls * 0x9e3779b1u) >> (32 - BITS), norm = d->norm[t];
    fb_sight *s = &d->sight[t];
    if (t + AHEAD < d->ntok && d->norm[t + AHEAD] < words) fb_prefetch(&word[d->norm[t + AHEAD]]);
    if (had[at].cls != cls) {
      had[at].cls = cls;
      had[at].marks = fb_marks_of_class(m, cls);
    }
    vm->word.at[t] = norm < words ? word[norm] : 0;
    s->marks = had[at].marks | fb_word_mark(vm, t);
    s->facts = UINT64_MAX; /* any may be, until the first phase looks */
    if ((d->cls[t] & FB_C_HASDIGIT) && vm->p->facts.nspelling) s->marks |= UINT64_MAX << FB_MARK_WORDS;
  }
  return FB_OK;
}

fb_status fb_vm_begin(fb_vm *vm, const fb_program *p, const fb_doc *d) {
  uint32_t words = fb_vocab_count(&d->vocab);
  vm->d = d;
  vm->steps = 0;
  vm->budget = (uint64_t)d->ntok * FB_STEPS_PER_TOKEN + FB_STEPS_ALWAYS;
  vm->p = p;
  fb_answers_reset(&vm->here);
  FB_TRY(fb_known_begin(vm->known, p));
  FB_TRY(mark_tokens(vm));
  if (p->nseen) {
    uint32_t k;
    for (k = 0; k < vm->saw.n; k++)
      if (vm->saw.at[k] < vm->seen.n) vm->seen.at[vm->saw.at[k]] = 0;
    if (vm->seen.n < words) ZERO_FROM(&vm->seen, vm->seen.n, words);
  }
  vm->saw.n = 0;
  return FB_OK;
}

fb_status fb_vm_see(fb_vm *vm, const fb_span *s) {
  uint8_t slot = s->kind < vm->p->seen_slot.n ? vm->p->seen_slot.at[s->kind] : 0;
  uint32_t t;
  if (!slot) return FB_OK;
  for (t = s->first; t < s->end; t++)
    if (vm->d->cls[t] & (FB_C_CAP | FB_C_HASDIGIT)) {
      FB_TRY(fb_push(&vm->saw, vm->d->norm[t]));
      vm->seen.at[vm->d->norm[t]] |= (uint32_t)1 << (slot - 1);
    }
  return FB_OK;
}

/*
** The machine is written into two functions, with a trace and without (see `run`). These parts go with it into both,
** as they would into one.
*/
#if defined(__GNUC__)
#define ALWAYS __attribute__((always_inline))
#define APART __attribute__((noinline))
#define RARELY(x) __builtin_expect((x) != 0, 0)
#define NEVER __builtin_unreachable()
#else
#define ALWAYS
#define APART
#define RARELY(x) (x)
#define NEVER break
#endif

/* Is the word `x` in the set? */
static int in_set(const fb_program *p, const fb_wordset *s, uint32_t x) {
  const uint32_t *set = p->sets.at + s->at;
  uint32_t lo = 0, hi = s->n;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (set[mid] < x) lo = mid + 1;
    else hi = mid;
  }
  return lo < s->n && set[lo] == x;
}

/* ---- the machine ---- */

/*
** Steps of an attempt before visited bits are kept. Nearly all attempts are over by then and spare the work; what goes
** on is bounded from there. A bit says that its state is under way or has failed, so it does not matter when keeping
** them begins; loops whose body may be empty (FB_F_EMPTY) need them from the start.
*/
#define MARK_AFTER 96

/* Makes room for the visited bits of `rows` tokens and forgets those of the attempts before. */
APART static fb_status begin_visits(fb_vm *vm, uint32_t words, uint32_t rows) {
  if (rows * (uint64_t)words > vm->visited.cap)
    FB_TRY(fb_grow((void **)&vm->visited.at, &vm->visited.cap, rows * words, sizeof(uint64_t)));
  if (rows > vm->row_of.n) ZERO_FROM(&vm->row_of, vm->row_of.n, rows);
  if (++vm->generation == 0) { /* stamps of 4 billion attempts ago could look fresh */
    memset(vm->row_of.at, 0, vm->row_of.n * sizeof(uint32_t));
    vm->generation = 1;
  }
  return FB_OK;
}

/* Sets the visited bit of (pc, row); gives whether it was set before. Inside frames the trail remembers it. */
APART static fb_status visit(fb_vm *vm, uint32_t words, uint32_t pc, uint32_t row, int *before) {
  uint64_t *at;
  uint64_t bit = (uint64_t)1 << (pc & 63);
  if (vm->row_of.at[row] != vm->generation) {
    vm->row_of.at[row] = vm->generation;
    memset(vm->visited.at + (size_t)row * words, 0, words * sizeof(uint64_t));
  }
  at = vm->visited.at + (size_t)row * words + (pc >> 6);
  *before = (*at & bit) != 0;
  *at |= bit;
  if (vm->frames.n && !*before) return fb_push(&vm->trail, (uint64_t)row << 32 | pc);
  return FB_OK;
}

/* Takes back the visited bits that the trail has from `from` on. */
static void unvisit(fb_vm *vm, uint32_t words, uint32_t from) {
  while (vm->trail.n > from) {
    uint64_t mark = vm->trail.at[--vm->trail.n];
    vm->visited.at[(size_t)(mark >> 32) * words + ((uint32_t)mark >> 6)] &= ~((uint64_t)1 << (mark & 63));
  }
}

ALWAYS static inline fb_status choose(fb_vm *vm, uint32_t kind, uint32_t pc, uint32_t tok, uint32_t ref) {
  fb_choice *c;
  if (RARELY(vm->choices.n == vm->choices.cap)) FB_TRY(fb_reserve(&vm->choices, 1));
  c = &vm->choices.at[vm->choices.n++];
  c->pc = pc;
  c->tok = tok;
  c->log = vm->events.n;
  c->ref = ref;
  c->kind = kind;
  return FB_OK;
}

ALWAYS static inline fb_status event(fb_vm *vm, uint8_t kind, uint16_t name, uint32_t tok, uint32_t end, uint32_t ref) {
  fb_event *e;
  if (RARELY(vm->events.n == vm->events.cap)) FB_TRY(fb_reserve(&vm->events, 1));
  e = &vm->events.at[vm->events.n++];
  e->tok = tok;
  e->end = end;
  e->ref = ref;
  e->name = name;
  e->kind = kind;
  return FB_OK;
}

/* First hit from *hit on that is of list `list`, ends by `hi` and fits the condition; FB_NONE without. */
ALWAYS static inline fb_status fitting_hit(fb_vm *vm, uint32_t *hit, uint16_t list, uint32_t room, uint32_t cond) {
  const fb_hit *hits = vm->d->hits.at;
  for (; *hit != FB_NONE; *hit = hits[*hit].next) {
    int yes = 1;
    if (hits[*hit].list != list || hits[*hit].len > room) continue;
    if (cond == FB_NONE) return FB_OK;
    FB_TRY(fb_known_fits(vm->known, vm->d, *hit, cond, &yes));
    if (yes) return FB_OK;
  }
  return FB_OK;
}

APART static uint32_t fitting_span(const fb_vm *vm, uint32_t span, uint16_t kind, uint32_t hi, uint32_t cond) {
  for (; span != FB_NONE; span = vm->d->spans.at[span].next) {
    const fb_span *s = &vm->d->spans.at[span];
    if (s->kind == kind && s->end <= hi && !(s->flags & FB_SPAN_DEAD) &&
        fb_cond_holds(vm->p, vm->d, FB_LOG_SPAN, span, cond))
      return span;
  }
  return FB_NONE;
}

/* Does the word end in one of the instruction's suffixes, with something before it? */
static int ends_in(const fb_vm *vm, const fb_inst *in, uint32_t norm) {
  const char *word = fb_vocab_bytes(&vm->d->vocab, norm);
  uint32_t len = fb_vocab_word(&vm->d->vocab, norm)->len;
  const char *at = vm->p->pool.at + in->arg, *end = at + in->name;
  while (at < end) {
    uint32_t n = (uint32_t)strlen(at);
    if (len > n && memcmp(word + len - n, at, n) == 0) return 1;
    at += n + 1;
  }
  return 0;
}

/* One token against one test; FB_AGAIN where a spelling is not known yet. `t` is in reach. */
ALWAYS static inline fb_status test(fb_vm *vm, const fb_inst *in, uint32_t t, int *yes) {
  const fb_doc *d = vm->d;
  switch (in->op) {
    case FB_I_ANY: *yes = 1; break;
    case FB_I_TEXT: *yes = d->sym[t] == in->arg; break;
    case FB_I_POS: *yes = (int)(vm->p->masks.at[in->arg] >> d->tag[t] & 1); break;
    case FB_I_SUFFIX: *yes = ends_in(vm, in, d->norm[t]); break;
    case FB_I_SEEN: {
      uint8_t slot = vm->p->seen_slot.at[in->name];
      *yes = (vm->seen.at[d->norm[t]] >> (slot - 1)) & 1;
      break;
    }
    default: { /* FB_I_SPELL */
      uint64_t answer;
      if (!fb_known_spelling(vm->known, &vm->here, d, d->sym[t], in->arg / FB_SPELL_GROUP, &answer)) {
        vm->ask_word = d->sym[t];
        vm->ask_group = in->arg / FB_SPELL_GROUP;
        return FB_AGAIN;
      }
      *yes = (int)(answer >> in->arg % FB_SPELL_GROUP & 1);
    }
  }
  return FB_OK;
}

/* Can what stands inside the look-around `in` begin, at token t or, of a look-behind, where it may reach back to? */
ALWAYS static inline int may_look(const fb_view *v, const fb_inst *in, uint32_t t, uint32_t base, uint32_t hi) {
  uint32_t first = FB_OTHER(in), k, most, room = t - base;
  if (first == FB_FIRST_ANY) return 1;
  if (in->op == FB_I_LOOK) return fb_may(v, first, t, hi);
  most = in->name >> 8;
  if (most > room) most = room;
  for (k = in->name & 0xff; k <= most; k++)
    if (fb_may(v, first, t - k, hi)) return 1;
  return 0;
}

/*
** The machine itself. `traced` is a constant in each of the two functions that it is written into, below: matching
** without a trace runs no instruction for it.
*/
ALWAYS static inline fb_status run(fb_vm *vm, const fb_rule *rule, uint32_t start, uint32_t lo, uint32_t hi,
                                   uint32_t *end, int traced) {
  const fb_inst *code = vm->p->code.at + rule->code;
  const fb_doc *d = vm->d;
  const fb_view v = fb_vm_view(vm);
  const uint32_t *cls = d->cls, *norm = d->norm;
  const fb_inst *in = code;
  uint32_t words = (rule->ncode + 63) / 64;
  uint32_t reach = rule->window == FB_IN_SENTENCE ? FB_WINDOW_SENTENCE : FB_WINDOW_WIDE;
  uint32_t base = start - lo > rule->shape.back ? start - rule->shape.back : lo;
  uint32_t tok = start, ref;
  uint64_t steps = 0, most = vm->budget - vm->steps;
  int yes, before, marking = 0;

  *end = FB_NONE;
  if (hi - start > reach) hi = start + reach;
  vm->choices.n = vm->frames.n = vm->events.n = vm->trail.n = 0;
  if (traced) fb_trace_begin(vm->trace, start);

/* Leaves a state that was visited before; see MARK_AFTER. */
#define VISIT \
  do { \
    if (!marking) { \
      FB_TRY(begin_visits(vm, words, hi - base + 1)); \
      marking = 1; \
    } \
    FB_TRY(visit(vm, words, (uint32_t)(in - code), tok - base, &before)); \
    if (before) goto back; \
  } while (0)

  for (;;) {
    steps++;
    switch ((fb_opcode)in->op) {
      case FB_I_CLASS: yes = tok < hi && (cls[tok] & in->arg) == in->arg; goto tested;
      case FB_I_NORM: yes = tok < hi && norm[tok] == in->arg; goto tested;
      case FB_I_SET:
        yes = 0;
        if (tok < hi) {
          const fb_wordset *s = &vm->p->wordsets.at[in->arg];
          yes = (s->marks & d->sight[tok].marks) && in_set(vm->p, s, norm[tok]);
        }
        goto tested;
      case FB_I_ANY:
      case FB_I_TEXT:
      case FB_I_SPELL:
      case FB_I_SUFFIX:
      case FB_I_SEEN:
      case FB_I_POS:
        yes = 0;
        if (tok < hi) FB_TRY(test(vm, in, tok, &yes));
      tested:
        if (in->flag & FB_F_NEG) yes = !yes;
        if (!yes) goto fail;
        if (!(in->flag & FB_F_PEEK)) tok++;
        in++;
        continue;
      case FB_I_AT:
        if (fb_at_boundary(vm->d, in->arg, tok) == !!(in->flag & FB_F_NEG)) goto fail;
        in++;
        continue;
      case FB_I_JUMP: in = code + in->arg; continue;
      case FB_I_SPLIT:
      case FB_I_LAZY: {
        const fb_inst *one = in + 1, *other = code + FB_TARGET(in);
        if (!traced) { /* most choices are decided by the token that comes */
          if (!fb_may(&v, in->name, tok, hi)) {
            if (other->op == FB_I_SPLIT && !fb_may(&v, FB_OTHER(in), tok, hi)) goto fail;
            in = other;
            continue;
          }
          if (!(in->flag & FB_F_EMPTY) && !fb_may(&v, FB_OTHER(in), tok, hi)) {
            in = one;
            continue;
          }
        }
        if (in->op == FB_I_LAZY) {
          one = other;
          other = in + 1;
        }
        if (RARELY(steps > MARK_AFTER || (in->flag & FB_F_EMPTY))) VISIT;
        FB_TRY(choose(vm, FB_RESUME_GO, (uint32_t)(other - code), tok, 0));
        in = one;
        continue;
      }
      case FB_I_LIST:
        if (in->flag & FB_F_PEEK) {
          yes = tok < hi && (d->sight[tok].lists & FB_LIST_BIT(in->name));
          if (yes) {
            ref = d->hit_at[tok];
            FB_TRY(fitting_hit(vm, &ref, in->name, hi - tok, in->arg));
            yes = ref != FB_NONE;
          }
          goto tested;
        }
        if (tok >= hi) goto fail;
        if (!(d->sight[tok].lists & FB_LIST_BIT(in->name))) goto fail;
        ref = d->hit_at[tok];
        if (RARELY(steps > MARK_AFTER)) VISIT;
      next_hit:
        FB_TRY(fitting_hit(vm, &ref, in->name, hi - tok, in->arg));
        if (ref == FB_NONE) goto fail;
        {
          const fb_hit *h = &vm->d->hits.at[ref];
          if (h->next != FB_NONE) FB_TRY(choose(vm, FB_RESUME_HIT, (uint32_t)(in - code), tok, h->next));
          FB_TRY(event(vm, FB_EV_HIT, 0, tok, tok + h->len, ref));
          tok += h->len;
        }
        in++;
        continue;
      case FB_I_FOUND:
        if (in->flag & FB_F_PEEK) {
          yes = tok < hi && (d->sight[tok].kinds & FB_KIND_BIT(in->name)) &&
                fitting_span(vm, d->span_at[tok], in->name, hi, in->arg) != FB_NONE;
          goto tested;
        }
        if (tok >= hi) goto fail;
        if (!(d->sight[tok].kinds & FB_KIND_BIT(in->name))) goto fail;
        ref = d->span_at[tok];
        if (RARELY(steps > MARK_AFTER)) VISIT;
      next_span:
        ref = fitting_span(vm, ref, in->name, hi, in->arg);
        if (ref == FB_NONE) goto fail;
        {
          const fb_span *s = &vm->d->spans.at[ref];
          if (s->next != FB_NONE) FB_TRY(choose(vm, FB_RESUME_SPAN, (uint32_t)(in - code), tok, s->next));
          FB_TRY(event(vm, FB_EV_SPAN, 0, tok, s->end, ref));
          tok = s->end;
        }
        in++;
        continue;
      case FB_I_OPEN:
        FB_TRY(event(vm, FB_EV_OPEN, in->name, tok, tok, 0));
        in++;
        continue;
      case FB_I_CLOSE:
        FB_TRY(event(vm, FB_EV_CLOSE, in->name, tok, tok, 0));
        in++;
        continue;
      case FB_I_LOOK:
      case FB_I_BEHIND: {
        fb_frame f;
        if (!traced && !may_look(&v, in, tok, base, hi)) { /* nothing inside can match: spares the frame */
          if (!(in->flag & FB_F_NEG)) goto fail;
          in = code + FB_TARGET(in);
          continue;
        }
        if (RARELY(steps > MARK_AFTER)) VISIT;
        FB_TRY(choose(vm, FB_RESUME_FRAME, (uint32_t)(in - code), tok, 0));
        f.choice = vm->choices.n;
        f.after = FB_TARGET(in);
        f.tok = tok;
        f.log = vm->events.n;
        f.trail = vm->trail.n;
        f.neg = in->flag & FB_F_NEG;
        FB_TRY(fb_push(&vm->frames, f));
        if (in->op == FB_I_BEHIND) {
          uint32_t k = in->name >> 8, least = in->name & 0xff, room = tok - base;
          if (k > room) k = room;
          for (; k + 1 > least; k--) { /* the shortest is pushed last, so tried first */
            FB_TRY(choose(vm, FB_RESUME_GO, (uint32_t)(in - code) + 1, tok - k, 0));
            if (k == 0) break;
          }
          goto back;
        }
        in++;
        continue;
      }
      case FB_I_BEHIND_END:
        if (tok != vm->frames.at[vm->frames.n - 1].tok) goto fail;
        /* fall through */
      case FB_I_LOOK_END: {
        fb_frame f = vm->frames.at[--vm->frames.n];
        unvisit(vm, words, f.trail);  /* these states did not fail */
        vm->choices.n = f.choice - 1; /* with the frame's own */
        vm->events.n = f.log;
        tok = f.tok;
        if (f.neg) goto fail;
        in = code + f.after;
        continue;
      }
      case FB_I_MATCH:
        *end = tok;
        vm->steps += steps;
        return FB_OK;
      default: NEVER;
    }
  fail:
    if (traced && vm->frames.n == 0) FB_TRY(fb_trace_failed(vm->trace, (uint32_t)(in - code), tok));
  back:
    if (RARELY(steps > most)) {
      vm->steps = vm->budget;
      return FB_TOOBIG;
    }
    if (vm->choices.n == 0) {
      vm->steps += steps;
      return FB_OK;
    }
    {
      fb_choice c = vm->choices.at[--vm->choices.n];
      vm->events.n = c.log;
      in = code + c.pc;
      tok = c.tok;
      ref = c.ref;
      if (c.kind == FB_RESUME_HIT) goto next_hit;
      if (c.kind == FB_RESUME_SPAN) goto next_span;
      if (c.kind == FB_RESUME_FRAME) { /* nothing inside matched */
        fb_frame f = vm->frames.at[--vm->frames.n];
        /* in a look-behind, states failed because they did not end here; they may do so elsewhere */
        if (in->op == FB_I_BEHIND) unvisit(vm, words, f.trail);
        if (!f.neg) goto fail;
        in = code + f.after;
      }
    }
  }
#undef VISIT
}

fb_status fb_vm_match(fb_vm *vm, const fb_rule *rule, uint32_t start, uint32_t lo, uint32_t hi, uint32_t *end) {
  return run(vm, rule, start, lo, hi, end, 0);
}

fb_status fb_vm_trace(fb_vm *vm, const fb_rule *rule, uint32_t start, uint32_t lo, uint32_t hi, uint32_t *end) {
  return run(vm, rule, start, lo, hi, end, 1);
}

fb_status fb_vm_keep(const fb_vm *vm, fb_doc *d, uint32_t *log, uint32_t *nlog) {
  enum { DEEPEST = 32 };
  uint32_t open[DEEPEST], depth = 0, k;
  *log = d->log.n;
  FB_TRY(fb_reserve(&d->log, vm->events.n));
  for (k = 0; k < vm->events.n; k++) {
    const fb_event *e = &vm->events.at[k];
    if (e->kind == FB_EV_CLOSE) {
      fb_log *l;
      if (depth-- > DEEPEST) continue;
      l = &d->log.at[open[depth]];
      l->end = e->tok;
      l->ref = d->log.n - open[depth] - 1;
      continue;
    }
    if (e->kind == FB_EV_OPEN && depth >= DEEPEST) {
      depth++;
      continue;
    }
    {
      fb_log l;
      l.first = e->tok;
      l.end = e->end;
      l.ref = e->ref;
      l.name = e->name;
      l.kind = e->kind == FB_EV_OPEN ? FB_LOG_CAPTURE : e->kind == FB_EV_HIT ? FB_LOG_HIT : FB_LOG_SPAN;
      l.depth = (uint8_t)depth;
      if (e->kind == FB_EV_OPEN) open[depth++] = d->log.n;
      d->log.at[d->log.n++] = l;
    }
  }
  *nlog = d->log.n - *log;
  return FB_OK;
}
