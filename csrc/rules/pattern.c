/*
** pattern.c: compiles pattern trees to VM code and chooses each rule's anchor.
**
** Code generation follows the classic backtracking machines (Thompson's alternatives with priority, as in
** Pike's and LPeg's): alternatives and repetitions become SPLITs whose first choice falls through.
** The anchor is the rarest element that every match must contain; it chooses where the VM is started
** and nothing else.
*/
#include "pattern.h"
#include "word.h"

/* State of one compilation. */
typedef struct compiler {
  const fb_node *nodes;
  const fb_rarity *r;
  fb_code *code;
  uint32_t base; /* where this rule's code begins */
  fb_atoms *atoms;
  fb_vec(uint32_t) ways; /* alternatives of the ORs under way */
  const char *why;
} compiler;

static uint32_t add_len(uint32_t a, uint32_t b) {
  return a >= FB_INF || b >= FB_INF || a + b >= FB_INF ? FB_INF : a + b;
}

static uint32_t mul_len(uint32_t a, uint32_t n) {
  if (a == 0 || n == 0) return 0;
  return a >= FB_INF || n >= FB_INF || (uint64_t)a * n >= FB_INF ? FB_INF : a * n;
}

/* Is the node a test of exactly one token (so that it needs no frame under a look-around)? */
static int one_token(uint8_t op) { return op >= FB_P_ANY && op <= FB_P_POS; }

/* Fewest tokens that node `i` takes. */
static uint32_t least(const compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  uint32_t a, b;
  switch ((fb_op)n->op) {
    case FB_P_SEQ: return add_len(least(c, n->a), least(c, n->b));
    case FB_P_OR:
      a = least(c, n->a);
      b = least(c, n->b);
      return a < b ? a : b;
    case FB_P_REP: return mul_len(least(c, n->a), n->lo);
    case FB_P_CAPTURE:
    case FB_P_WITHIN: return least(c, n->a);
    case FB_P_LIST:
    case FB_P_FOUND: return 1;
    default: return one_token(n->op) ? 1 : 0;
  }
}

/* Most tokens that node `i` takes; FB_INF where there is no bound. */
static uint32_t most(const compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  uint32_t a, b;
  switch ((fb_op)n->op) {
    case FB_P_SEQ: return add_len(most(c, n->a), most(c, n->b));
    case FB_P_OR:
      a = most(c, n->a);
      b = most(c, n->b);
      return a > b ? a : b;
    case FB_P_REP: return mul_len(most(c, n->a), n->hi == FB_NONE ? FB_INF : n->hi);
    case FB_P_CAPTURE: return most(c, n->a);
    case FB_P_WITHIN: return add_len(n->lo, most(c, n->a));
    case FB_P_LIST: return c->r->list_most && n->name < c->r->nlists ? c->r->list_most[n->name] : FB_INF;
    case FB_P_FOUND: return c->r->kind_most ? c->r->kind_most[n->name] : FB_INF;
    default: return one_token(n->op) ? 1 : 0;
  }
}

/* The same for a look-behind, where a span counts as at most so many tokens. */
#define BEHIND_SPAN 16
static uint32_t most_behind(const compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  uint32_t a, b;
  switch ((fb_op)n->op) {
    case FB_P_SEQ: return add_len(most_behind(c, n->a), most_behind(c, n->b));
    case FB_P_OR:
      a = most_behind(c, n->a);
      b = most_behind(c, n->b);
      return a > b ? a : b;
    case FB_P_REP: return mul_len(most_behind(c, n->a), n->hi == FB_NONE ? FB_INF : n->hi);
    case FB_P_CAPTURE: return most_behind(c, n->a);
    case FB_P_WITHIN: return add_len(n->lo, most_behind(c, n->a));
    case FB_P_LIST:
    case FB_P_FOUND:
      a = most(c, i);
      return a < BEHIND_SPAN ? a : BEHIND_SPAN;
    default: return most(c, i);
  }
}

/* Tokens before its start that node `i` may read. */
static uint32_t back(const compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  uint32_t a, b;
  switch ((fb_op)n->op) {
    case FB_P_SEQ:
    case FB_P_OR:
      a = back(c, n->a);
      b = back(c, n->b);
      return a > b ? a : b;
    case FB_P_BEHIND:
      a = most_behind(c, n->a);
      if (a > FB_MAX_BEHIND) a = FB_MAX_BEHIND;
      return a + back(c, n->a);
    case FB_P_REP:
    case FB_P_CAPTURE:
    case FB_P_WITHIN:
    case FB_P_AND:
    case FB_P_NOT: return back(c, n->a);
    default: return 0;
  }
}

/* ---- code ---- */

static fb_status emit(compiler *c, fb_opcode op, uint8_t flag, uint32_t name, uint32_t arg) {
  fb_inst in;
  if (c->code->n - c->base >= FB_MAX_CODE) {
    c->why = "the pattern is too large (counted repetitions are written out)";
    return FB_BAD;
  }
  in.op = (uint8_t)op;
  in.flag = flag;
  in.name = (uint16_t)name;
  in.arg = arg;
  return fb_push(c->code, in);
}

static uint32_t here(const compiler *c) { return c->code->n - c->base; }
static void patch(compiler *c, uint32_t pc) { c->code->at[c->base + pc].arg = here(c); }

static fb_status emit_test(compiler *c, const fb_node *n, uint8_t flag) {
  static const uint8_t op_of[] = {[FB_P_ANY] = FB_I_ANY,     [FB_P_CLASS] = FB_I_CLASS, [FB_P_NORM] = FB_I_NORM,
                                  [FB_P_TEXT] = FB_I_TEXT,   [FB_P_SET] = FB_I_SET,     [FB_P_SPELL] = FB_I_SPELL, [FB_P_SUFFIX] = FB_I_SUFFIX,
                                  [FB_P_SEEN] = FB_I_SEEN, [FB_P_POS] = FB_I_POS};
  uint32_t name = n->op == FB_P_SET || n->op == FB_P_SUFFIX ? n->b : n->name;
  return emit(c, (fb_opcode)op_of[n->op], flag, name, n->a);
}

static fb_status gen(compiler *c, uint32_t i);

/* Notes the alternatives of an OR, in order, those of ORs in it among them. */
static fb_status push_ways(compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  if (n->op != FB_P_OR) return fb_push(&c->ways, i);
  FB_TRY(push_ways(c, n->a));
  return push_ways(c, n->b);
}

/*
** Code for the alternatives `from` to `to`: a choice between the former and the latter half, so that the next token leads
** to the one of many that fits in a few steps. They are tried in their order all the same.
*/
static fb_status gen_ways(compiler *c, uint32_t from, uint32_t to) {
  uint32_t split, jump, middle = from + (to - from) / 2;
  if (to - from == 1) return gen(c, c->ways.at[from]);
  split = here(c);
  FB_TRY(emit(c, FB_I_SPLIT, 0, 0, 0));
  FB_TRY(gen_ways(c, from, middle));
  jump = here(c);
  FB_TRY(emit(c, FB_I_JUMP, 0, 0, 0));
  patch(c, split);
  FB_TRY(gen_ways(c, middle, to));
  patch(c, jump);
  return FB_OK;
}

static fb_status gen(compiler *c, uint32_t i) {
  const fb_node *n = &c->nodes[i];
  const fb_node *child = &c->nodes[n->a < i ? n->a : i];
  uint32_t split, k, a;
  switch ((fb_op)n->op) {
    case FB_P_TRUE: return FB_OK;
    case FB_P_SEQ: FB_TRY(gen(c, n->a)); return gen(c, n->b);
    case FB_P_OR:
      k = c->ways.n;
      FB_TRY(push_ways(c, i));
      FB_TRY(gen_ways(c, k, c->ways.n));
      c->ways.n = k;
      return FB_OK;
    case FB_P_REP: {
      uint32_t first = FB_NONE; /* chain of SPLITs to patch, linked through their arg */
      for (k = 0; k < n->lo; k++) {
        uint32_t from = here(c);
        FB_TRY(gen(c, n->a));
        if (here(c) == from) return FB_OK; /* nothing, however often: counts of counts must not take for ever */
      }
      if (n->hi == FB_NONE) {
        split = here(c);
        FB_TRY(emit(c, FB_I_SPLIT, least(c, n->a) == 0 ? FB_F_EMPTY : 0, 0, 0));
        FB_TRY(gen(c, n->a));
        FB_TRY(emit(c, FB_I_JUMP, 0, 0, split));
        patch(c, split);
        return FB_OK;
      }
      if (n->hi > FB_MAX_CODE) {
        c->why = "a repetition of so many times cannot be written out";
        return FB_BAD;
      }
      for (k = n->lo; k < n->hi; k++) {
        split = here(c);
        FB_TRY(emit(c, FB_I_SPLIT, 0, 0, first));
        first = split;
        FB_TRY(gen(c, n->a));
      }
      while (first != FB_NONE) {
        uint32_t next = c->code->at[c->base + first].arg;
        patch(c, first);
        first = next;
      }
      return FB_OK;
    }
    case FB_P_AND:
    case FB_P_NOT: {
      uint8_t neg = n->op == FB_P_NOT ? FB_F_NEG : 0;
      if (one_token(child->op)) return emit_test(c, child, (uint8_t)(neg | FB_F_PEEK));
      if (child->op == FB_P_AT) return emit(c, FB_I_AT, neg, 0, child->a);
      if (child->op == FB_P_LIST || child->op == FB_P_FOUND) /* one look tells, no frame is needed */
        return emit(c, child->op == FB_P_LIST ? FB_I_LIST : FB_I_FOUND, (uint8_t)(neg | FB_F_PEEK), child->name, child->a);
      split = here(c);
      FB_TRY(emit(c, FB_I_LOOK, neg, 0, 0));
      FB_TRY(gen(c, n->a));
      FB_TRY(emit(c, FB_I_LOOK_END, 0, 0, 0));
      patch(c, split);
      return FB_OK;
    }
    case FB_P_BEHIND:
      a = most_behind(c, n->a);
      if (a >= FB_INF) {
        c->why = "behind(p) needs a pattern of bounded length";
        return FB_BAD;
      }
      if (a > FB_MAX_BEHIND) a = FB_MAX_BEHIND;
      split = here(c);
      FB_TRY(emit(c, FB_I_BEHIND, 0, a << 8 | (least(c, n->a) & 0xff), 0));
      FB_TRY(gen(c, n->a));
      FB_TRY(emit(c, FB_I_BEHIND_END, 0, 0, 0));
      patch(c, split);
      return FB_OK;
    case FB_P_WITHIN: {
      uint32_t start = here(c);
      for (k = 0; k < n->lo; k++) {
        FB_TRY(emit(c, FB_I_LAZY, 0, 0, 0));
        FB_TRY(emit(c, FB_I_ANY, 0, 0, 0));
      }
      for (k = 0; k < n->lo; k++) patch(c, start + 2 * k);
      return gen(c, n->a);
    }
    case FB_P_CAPTURE:
      FB_TRY(emit(c, FB_I_OPEN, 0, n->name, 0));
      FB_TRY(gen(c, n->a));
      return emit(c, FB_I_CLOSE, 0, n->name, 0);
    case FB_P_LIST: return emit(c, FB_I_LIST, 0, n->name, n->a);
    case FB_P_FOUND: return emit(c, FB_I_FOUND, 0, n->name, n->a);
    case FB_P_AT: return emit(c, FB_I_AT, 0, 0, n->a);
    case FB_P_MAY: c->why = "may(…) is for the rules of a phase that gives classes; elsewhere pos(…)"; return FB_BAD;
    default: return emit_test(c, n, 0);
  }
}

/* ---- anchors ---- */

/* Occurrences of class bits per thousand tokens of news, measured roughly; their order matters only. */
static float class_rarity(uint32_t bits) {
  static const struct {
    uint32_t bit;
    float per_mille;
  } table[] = {
      {FB_C_LETTER, 850}, {FB_C_CAP, 150},      {FB_C_UPPER, 20},      {FB_C_LOWER, 650},     {FB_C_MIXED, 3},
      {FB_C_DIGITS, 18},  {FB_C_NUMERIC, 25},   {FB_C_HASDIGIT, 30},   {FB_C_PUNCT, 130},     {FB_C_SYMBOL, 8},
      {FB_C_CURRENCY, 4}, {FB_C_OPEN, 15},      {FB_C_CLOSE, 15},      {FB_C_QUOTE, 20},      {FB_C_HYPHEN, 12},
      {FB_C_STOP, 45},    {FB_C_ABBREV, 8},     {FB_C_INITIAL, 15},    {FB_C_URL, 1},         {FB_C_HANDLE, 1},
      {FB_C_EMOJI, 1},    {FB_C_CLITIC, 15},    {FB_C_ORDINAL, 2},     {FB_C_ALPHA, 820},     {FB_T_GLUED, 170},
      {FB_T_SENT_START, 45}, {FB_T_SENT_END, 45}, {FB_T_PARA_START, 10}, {FB_T_LINE_START, 12}};
  float best = 1000;
  size_t k;
  for (k = 0; k < sizeof table / sizeof *table; k++)
    if ((bits & table[k].bit) && table[k].per_mille < best) best = table[k].per_mille;
  return best;
}

/* A node's best anchor: its atoms lie at the end of c->atoms from `at` on; none where cost is NO_ANCHOR. */
typedef struct anchor {
  uint32_t at, n;
  float cost;
} anchor;
#define NO_ANCHOR 1e9f

static float word_rarity(const compiler *c, uint32_t norm) {
  float w = c->r->word && norm < c->r->nwords ? c->r->word[norm] : 0;
  return w > 0 ? w : 0.5f;
}

/* What an atom alone costs, wide ranges apart. */
static float atom_cost(const compiler *c, const fb_atom *a) {
  float w = 0;
  switch (a->type) {
    case FB_A_CLASS: return class_rarity(a->arg);
    case FB_A_NORM: return word_rarity(c, a->arg);
    case FB_A_LIST:
      if (c->r->list && a->id < c->r->nlists) w = c->r->list[a->id];
      return w > 0 ? w : 6;
    case FB_A_FOUND:
      if (c->r->kind) w = c->r->kind[a->id];
      return w > 0 ? w : 12;
    default: return 1000;
  }
}

static fb_status atom(compiler *c, anchor *out, uint8_t type, uint16_t id, uint32_t arg) {
  fb_atom a;
  a.type = type;
  a.id = id;
  a.arg = arg;
  a.lo = a.hi = 0;
  out->n++;
  out->cost += atom_cost(c, &a);
  return fb_push(c->atoms, a);
}


/* Moves an anchor's atoms by lo … hi tokens; a wide range costs more attempts. */
static void shift(compiler *c, anchor *a, uint32_t lo, uint32_t hi) {
  uint32_t k, wide = hi >= FB_INF ? 20 : hi - lo;
  for (k = a->at; k < a->at + a->n; k++) {
    fb_atom *x = &c->atoms->at[k];
    x->lo += (int32_t)lo;
    x->hi = hi >= FB_INF || x->hi >= FB_INF ? FB_INF : x->hi + (int32_t)hi;
  }
  if (a->cost < NO_ANCHOR) a->cost *= 1.0f + 0.25f * (float)(wide > 20 ? 20 : wide);
}

/* Is the atom among an anchor's already? */
static int known_atom(const compiler *c, const anchor *of, const fb_atom *x) {
  uint32_t k;
  for (k = of->at; k < of->at + of->n; k++) {
    const fb_atom *a = &c->atoms->at[k];
    if (a->type == x->type && a->id == x->id && a->arg == x->arg && a->lo == x->lo && a->hi == x->hi) return 1;
  }
  return 0;
}

static fb_status find_anchor(compiler *c, uint32_t i, anchor *out) {
  const fb_node *n = &c->nodes[i];
  anchor b;
  uint32_t k;
  out->at = c->atoms->n;
  out->n = 0;
  out->cost = 0;
  switch ((fb_op)n->op) {
    case FB_P_CLASS: return atom(c, out, FB_A_CLASS, 0, n->a);
    case FB_P_NORM: return atom(c, out, FB_A_NORM, 0, n->a);
    case FB_P_TEXT: return atom(c, out, FB_A_NORM, 0, n->b);
    case FB_P_SET:
      for (k = n->a; k < n->a + n->b; k++)
        FB_TRY(atom(c, out, FB_A_NORM, 0, c->r->sets[k]));
      return FB_OK;
    case FB_P_LIST: return atom(c, out, FB_A_LIST, n->name, 0);
    case FB_P_FOUND: return atom(c, out, FB_A_FOUND, n->name, 0);
    case FB_P_SEQ:
      FB_TRY(find_anchor(c, n->a, out));
      FB_TRY(find_anchor(c, n->b, &b));
      shift(c, &b, least(c, n->a), most(c, n->a));
      if (b.cost < out->cost) {
        memmove(c->atoms->at + out->at, c->atoms->at + b.at, b.n * sizeof(fb_atom));
        out->n = b.n;
        out->cost = b.cost;
      }
      c->atoms->n = out->at + out->n;
      return FB_OK;
    case FB_P_OR:
      FB_TRY(find_anchor(c, n->a, out));
      FB_TRY(find_anchor(c, n->b, &b));
      if (out->cost >= NO_ANCHOR || b.cost >= NO_ANCHOR) break;
      for (k = b.at; k < b.at + b.n; k++) { /* what both wait for counts once */
        const fb_atom *x = &c->atoms->at[k];
        if (known_atom(c, out, x))
          b.cost -= atom_cost(c, x);
        else
          c->atoms->at[out->at + out->n++] = *x;
      }
      c->atoms->n = out->at + out->n;
      if (b.cost > 0) out->cost += b.cost;
      return FB_OK;
    case FB_P_REP:
      if (n->lo == 0) break;
      return find_anchor(c, n->a, out);
    case FB_P_CAPTURE:
    case FB_P_AND: return find_anchor(c, n->a, out);
    case FB_P_WITHIN:
      FB_TRY(find_anchor(c, n->a, out));
      shift(c, out, 0, n->lo);
      return FB_OK;
    default: break;
  }
  c->atoms->n = out->at;
  out->n = 0;
  out->cost = NO_ANCHOR;
  return FB_OK;
}

fb_status fb_pattern_compile(const fb_node *nodes, uint32_t n, const fb_rarity *r, fb_code *code,
                             fb_atoms *atoms, fb_shape *shape, const char **why) {
  compiler c;
  anchor best;
  fb_status status;
  uint32_t root = n - 1, first_atom = atoms->n;
  c.nodes = nodes;
  c.r = r;
  c.code = code;
  c.base = code->n;
  c.atoms = atoms;
  memset(&c.ways, 0, sizeof c.ways);
  c.why = NULL;
  if (n > FB_MAX_NODES) { /* what walks over it recurses */
    *why = "the pattern is too large; make a word list of its words";
    return FB_BAD;
  }
  shape->least = least(&c, root);
  shape->most = most(&c, root);
  shape->back = back(&c, root);
  status = gen(&c, root);
  fb_drop(&c.ways);
  if (status == FB_OK) status = emit(&c, FB_I_MATCH, 0, 0, 0);
  if (status == FB_OK && shape->least == 0) {
    c.why = "the pattern can match no token at all";
    status = FB_BAD;
  }
  if (status == FB_OK) status = find_anchor(&c, root, &best);
  if (status == FB_OK && best.cost >= 1000) {
    fb_atom any;
    memset(&any, 0, sizeof any);
    any.type = FB_A_ANY;
    atoms->n = first_atom;
    status = fb_push(atoms, any);
    best.cost = 1000;
  }
  shape->rarity = status == FB_OK ? best.cost : 1000;
  if (status != FB_OK) {
    code->n = c.base;
    atoms->n = first_atom;
  }
  *why = c.why;
  return status;
}
