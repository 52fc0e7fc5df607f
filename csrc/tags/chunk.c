/*
** chunk.c: places and what can follow them (Glushkov's construction), then states by sets of places.
*/
#include "chunk.h"

void fb_chunker_free(fb_chunker *c) {
  fb_drop(&c->rules);
  fb_drop(&c->next);
  fb_drop(&c->accept);
}

enum { CLASSES = 64, DEEPEST = 200 };

/* A set of places: bits in `words` words of the arena. */
typedef uint32_t places;

/* State of one compilation. */
typedef struct compiler {
  const fb_node *nodes; /* of the rule at hand */
  const uint64_t *masks;
  const char *why;
  uint32_t words; /* of a set */
  fb_vec(uint64_t) class_of;  /* by place: its classes */
  fb_vec(uint16_t) rule_of;   /* by place: rule + 1 where it may be a rule's last */
  fb_vec(uint64_t) arena;     /* sets, one behind the other */
  fb_vec(uint32_t) follow;    /* by place: set of the places that may follow */
  fb_vec(uint32_t) states;    /* by state: its set */
  uint16_t slots[2 * FB_CHUNK_STATES]; /* states by the hash of their sets, open addressing; 0 is empty */
  uint64_t captured;
  uint16_t name;
} compiler;

/* A part of a pattern: where it may begin and end, and whether it may be nothing. */
typedef struct part {
  places first, last;
  int empty;
} part;

static fb_status new_set(compiler *c, places *out) {
  FB_TRY(fb_reserve(&c->arena, c->words));
  *out = c->arena.n;
  memset(c->arena.at + c->arena.n, 0, c->words * sizeof(uint64_t));
  c->arena.n += c->words;
  return FB_OK;
}

static void unite(compiler *c, places into, places from) {
  uint32_t k;
  for (k = 0; k < c->words; k++) c->arena.at[into + k] |= c->arena.at[from + k];
}

/* The first place of a set from `from` on; FB_NONE where there is none. */
static uint32_t next_place(const compiler *c, places set, uint32_t from) {
  uint32_t w = from / 64;
  uint64_t bits;
  if (w >= c->words) return FB_NONE;
  bits = c->arena.at[set + w] >> from % 64 << from % 64;
  while (!bits) {
    if (++w == c->words) return FB_NONE;
    bits = c->arena.at[set + w];
  }
  for (from = w * 64; !(bits & 1); bits >>= 1) from++;
  return from;
}

/* What may be last in `a` is followed by what may be first in `b`. */
static void link(compiler *c, places last, places first) {
  uint32_t k;
  for (k = next_place(c, last, 0); k != FB_NONE; k = next_place(c, last, k + 1)) unite(c, c->follow.at[k], first);
}

static fb_status fail(compiler *c, const char *why) {
  c->why = why;
  return FB_BAD;
}

/* A word of one of the classes of `mask`. */
static fb_status place(compiler *c, uint64_t mask, part *out) {
  uint32_t k = c->class_of.n, set;
  if (k >= c->words * 64) return fail(c, "the phase's rules are too large (counted repetitions are written out)");
  FB_TRY(fb_push(&c->class_of, mask));
  FB_TRY(fb_push(&c->rule_of, 0));
  FB_TRY(new_set(c, &set));
  FB_TRY(fb_push(&c->follow, set));
  FB_TRY(new_set(c, &out->first));
  c->arena.at[out->first + k / 64] |= (uint64_t)1 << k % 64;
  out->last = out->first;
  out->empty = 0;
  return FB_OK;
}

static fb_status nothing(compiler *c, part *out) {
  FB_TRY(new_set(c, &out->first));
  out->last = out->first;
  out->empty = 1;
  return FB_OK;
}

/* a, then b. */
static fb_status then(compiler *c, const part *a, const part *b, part *out) {
  part x;
  link(c, a->last, b->first);
  FB_TRY(new_set(c, &x.first));
  FB_TRY(new_set(c, &x.last));
  unite(c, x.first, a->first);
  if (a->empty) unite(c, x.first, b->first);
  unite(c, x.last, b->last);
  if (b->empty) unite(c, x.last, a->last);
  x.empty = a->empty && b->empty;
  *out = x;
  return FB_OK;
}

static fb_status build(compiler *c, uint32_t i, int inside, int depth, part *out) {
  const fb_node *n = &c->nodes[i];
  part a, b;
  uint32_t k;
  if (depth > DEEPEST) return fail(c, "the pattern is nested too deeply");
  switch ((fb_op)n->op) {
    case FB_P_TRUE: return nothing(c, out);
    case FB_P_POS:
      if (inside) c->captured |= c->masks[n->a];
      return place(c, c->masks[n->a], out);
    case FB_P_CAPTURE:
      c->name = n->name;
      return build(c, n->a, 1, depth + 1, out);
    case FB_P_SEQ:
      FB_TRY(build(c, n->a, inside, depth + 1, &a));
      FB_TRY(build(c, n->b, inside, depth + 1, &b));
      return then(c, &a, &b, out);
    case FB_P_OR:
      FB_TRY(build(c, n->a, inside, depth + 1, &a));
      FB_TRY(build(c, n->b, inside, depth + 1, &b));
      FB_TRY(new_set(c, &out->first));
      FB_TRY(new_set(c, &out->last));
      unite(c, out->first, a.first);
      unite(c, out->first, b.first);
      unite(c, out->last, a.last);
      unite(c, out->last, b.last);
      out->empty = a.empty || b.empty;
      return FB_OK;
    case FB_P_REP:
      FB_TRY(nothing(c, out));
      for (k = 0; k < n->lo || (n->hi != FB_NONE && k < n->hi); k++) {
        FB_TRY(build(c, n->a, inside, depth + 1, &a));
        if (k >= n->lo) a.empty = 1;
        FB_TRY(then(c, out, &a, out));
      }
      if (n->hi == FB_NONE) {
        FB_TRY(build(c, n->a, inside, depth + 1, &a));
        link(c, a.last, a.first);
        a.empty = 1;
        return then(c, out, &a, out);
      }
      return FB_OK;
    default: return fail(c, "a rule of this phase asks for classes of words alone: pos \"…\", *, +, ^ and one capture");
  }
}

/* The state whose places are `set`, which it gets when it is new (the arena may then be cut back to behind it). */
static fb_status state_of(fb_chunker *out, compiler *c, places set, uint16_t *state) {
  const uint64_t *bits = c->arena.at + set;
  uint64_t h = 0;
  uint32_t k = c->states.n, i, at;
  uint16_t rule = 0;
  for (i = 0; i < c->words; i++) h = (h ^ bits[i]) * 0x9e3779b97f4a7c15u, h ^= h >> 29;
  for (at = (uint32_t)h % (2 * FB_CHUNK_STATES); c->slots[at]; at = (at + 1) % (2 * FB_CHUNK_STATES))
    if (memcmp(c->arena.at + c->states.at[c->slots[at]], bits, c->words * sizeof(uint64_t)) == 0) {
      *state = c->slots[at];
      return FB_OK;
    }
  if (k >= FB_CHUNK_STATES) return fail(c, "the phase's rules have too many ways to match");
  for (i = next_place(c, set, 0); i != FB_NONE; i = next_place(c, set, i + 1))
    if (c->rule_of.at[i] && (!rule || c->rule_of.at[i] < rule)) rule = c->rule_of.at[i];
  FB_TRY(fb_push(&c->states, set));
  FB_TRY(fb_push(&out->accept, rule));
  FB_TRY(fb_reserve(&out->next, CLASSES));
  memset(out->next.at + out->next.n, 0, CLASSES * sizeof *out->next.at);
  out->next.n += CLASSES;
  *state = c->slots[at] = (uint16_t)k;
  return FB_OK;
}

/* Fills in where each state leads. State 0 is dead; state 1, the first, begins all rules. */
static fb_status determinize(fb_chunker *out, compiler *c, places begin) {
  places set, next, of_class[CLASSES];
  uint32_t s, i, cls;
  uint8_t used[CLASSES];
  uint16_t to;
  for (cls = 0; cls < CLASSES; cls++) {
    FB_TRY(new_set(c, &of_class[cls]));
    for (i = 0, used[cls] = 0; i < c->class_of.n; i++)
      if (c->class_of.at[i] >> cls & 1) {
        c->arena.at[of_class[cls] + i / 64] |= (uint64_t)1 << i % 64;
        used[cls] = 1;
      }
  }
  FB_TRY(new_set(c, &set));
  FB_TRY(fb_push(&c->states, set));
  FB_TRY(fb_push(&out->accept, 0));
  FB_TRY(fb_reserve(&out->next, CLASSES));
  memset(out->next.at, 0, CLASSES * sizeof *out->next.at);
  out->next.n = CLASSES;
  /* a place that none is just read, so that the first state is not taken for the dead one */
  FB_TRY(new_set(c, &set));
  FB_TRY(fb_push(&c->states, set));
  FB_TRY(fb_push(&out->accept, 0));
  FB_TRY(fb_reserve(&out->next, CLASSES));
  memset(out->next.at + CLASSES, 0, CLASSES * sizeof *out->next.at);
  out->next.n += CLASSES;
  for (s = 1; s < c->states.n; s++) {
    FB_TRY(new_set(c, &set));
    if (s == 1) unite(c, set, begin);
    else
      for (i = next_place(c, c->states.at[s], 0); i != FB_NONE; i = next_place(c, c->states.at[s], i + 1))
        unite(c, set, c->follow.at[i]);
    for (cls = 1; cls < CLASSES; cls++) {
      uint32_t mark = c->arena.n, known = c->states.n;
      uint64_t any = 0;
      if (!used[cls]) continue; /* no rule asks for it */
      FB_TRY(new_set(c, &next));
      for (i = 0; i < c->words; i++)
        any |= c->arena.at[next + i] = c->arena.at[set + i] & c->arena.at[of_class[cls] + i];
      to = 0;
      if (any) FB_TRY(state_of(out, c, next, &to));
      if (c->states.n == known) c->arena.n = mark;
      out->next.at[s * CLASSES + cls] = to;
    }
  }
  return FB_OK;
}

/* Places of the part of a tree with its root at `i`; more than there may be where it is too large or too deep. */
static uint64_t count_places(const fb_node *nodes, uint32_t i, int depth) {
  const fb_node *n = &nodes[i];
  uint64_t times = 1, count;
  if (depth > DEEPEST) return FB_CHUNK_PLACES + 1;
  switch ((fb_op)n->op) {
    case FB_P_POS: return 1;
    case FB_P_SEQ:
    case FB_P_OR: return count_places(nodes, n->a, depth + 1) + count_places(nodes, n->b, depth + 1);
    case FB_P_REP: times = n->hi == FB_NONE ? (uint64_t)n->lo + 1 : n->hi; /* fall through */
    case FB_P_CAPTURE:
      count = count_places(nodes, n->a, depth + 1);
      return count > FB_CHUNK_PLACES ? count : count * times;
    default: return 0;
  }
}

/* Words of a set that has room for the places of all rules. */
static uint32_t words_for(const fb_chunk_source *rules, uint32_t n) {
  uint32_t r;
  uint64_t count = 0;
  for (r = 0; r < n && count <= FB_CHUNK_PLACES; r++) count += count_places(rules[r].nodes, rules[r].n - 1, 0);
  if (count > FB_CHUNK_PLACES) count = FB_CHUNK_PLACES;
  return (uint32_t)(count / 64 + 1);
}

static fb_status compile(fb_chunker *out, compiler *c, const fb_chunk_source *rules, uint32_t n, uint32_t *at) {
  places begin;
  uint32_t r, i;
  FB_TRY(new_set(c, &begin));
  for (r = 0; r < n; r++) {
    fb_chunk_rule x;
    part whole;
    uint32_t from = c->class_of.n;
    *at = r;
    c->nodes = rules[r].nodes;
    c->captured = 0;
    c->name = 0;
    FB_TRY(build(c, rules[r].n - 1, 0, 0, &whole));
    if (whole.empty) return fail(c, "the pattern can match no token at all");
    unite(c, begin, whole.first);
    for (i = next_place(c, whole.last, from); i != FB_NONE; i = next_place(c, whole.last, i + 1))
      c->rule_of.at[i] = (uint16_t)(r + 1);
    memset(&x, 0, sizeof x);
    x.rule = rules[r].rule;
    x.kind = rules[r].kind;
    x.name = c->name;
    x.captured = c->captured;
    FB_TRY(fb_push(&out->rules, x));
  }
  *at = n ? n - 1 : 0;
  return determinize(out, c, begin);
}

fb_status fb_chunk_compile(fb_chunker *out, const fb_chunk_source *rules, uint32_t n, const uint64_t *masks, uint32_t *at,
                           const char **why) {
  compiler c;
  fb_status status;
  memset(&c, 0, sizeof c);
  *at = 0;
  c.masks = masks;
  c.words = words_for(rules, n);
  status = n < 0xffff ? compile(out, &c, rules, n, at) : FB_TOOBIG;
  *why = c.why;
  fb_drop(&c.class_of);
  fb_drop(&c.rule_of);
  fb_drop(&c.arena);
  fb_drop(&c.follow);
  fb_drop(&c.states);
  return status;
}

/* Adds the chunk [first, end). */
static fb_status found(const fb_chunk_rule *x, fb_doc *d, uint32_t first, uint32_t end) {
  fb_span s;
  uint32_t index, t = end;
  memset(&s, 0, sizeof s);
  s.first = first;
  s.end = end;
  s.next = s.attr = FB_NONE;
  s.rule = x->rule;
  s.kind = x->kind;
  s.log = d->log.n;
  while (x->captured && t-- > first)
    if (x->captured >> d->tag[t] & 1) {
      fb_log l;
      memset(&l, 0, sizeof l);
      l.first = t;
      l.end = t + 1;
      l.name = x->name;
      l.kind = FB_LOG_CAPTURE;
      FB_TRY(fb_push(&d->log, l));
      s.nlog = 1;
      break;
    }
  return fb_doc_add_span(d, &s, &index);
}

fb_status fb_chunk(const fb_chunker *c, fb_doc *d) {
  const uint16_t *next = c->next.at, *accept = c->accept.at;
  uint32_t s, t;
  if (c->rules.n == 0) return FB_OK;
  for (s = 0; s < d->sents.n; s++) {
    uint32_t stop = d->sents.at[s].end;
    for (t = d->sents.at[s].first; t < stop;) {
      uint32_t at = t, end = t, last = stop - t > FB_CHUNK_WORDS ? t + FB_CHUNK_WORDS : stop, state = next[CLASSES + d->tag[t]], rule = 0;
      while (state) {
        at++;
        if (accept[state]) {
          rule = accept[state];
          end = at;
        }
        if (at == last) break;
        state = next[state * CLASSES + d->tag[at]];
      }
      if (!rule) {
        t++;
        continue;
      }
      FB_TRY(found(&c->rules.at[rule - 1], d, t, end));
      t = end;
    }
  }
  return FB_OK;
}
