/*
** first.c: works out, once the rules are compiled, which tokens can follow at each choice (the FIRST sets of
** predictive parsing, as unions of bits).
*/
#include "first.h"

#include "program.h"
#include "word.h"

/* ---- marks ---- */

/* The most frequent words have a mark of their own; the others share the rest. */
enum { FIRST_WORD = FB_MARK_WORDS, OWN_MARKS = 20, SHARED_MARKS = 64 - FIRST_WORD - OWN_MARKS };

/* Things and how often they occur; the most frequent ones first. */
typedef struct ranking {
  uint32_t most[FB_MARK_CLASSES];
  float often[FB_MARK_CLASSES];
  uint32_t n, room;
} ranking;

/* Puts `what` in its place; one that is there already stays. */
static void rank(ranking *r, uint32_t what, float often) {
  uint32_t k, at;
  for (k = 0; k < r->n; k++)
    if (r->most[k] == what) return;
  for (at = r->n; at > 0 && r->often[at - 1] < often; at--) continue;
  if (at == r->room) return;
  if (r->n < r->room) r->n++;
  for (k = r->n - 1; k > at; k--) {
    r->most[k] = r->most[k - 1];
    r->often[k] = r->often[k - 1];
  }
  r->most[at] = what;
  r->often[at] = often;
}

/* Calls `see` for each word that the code names. */
static void each_word(fb_program *p, void (*see)(fb_program *p, uint32_t norm, void *state), void *state) {
  uint32_t k, i;
  for (k = 0; k < p->code.n; k++) {
    const fb_inst *in = &p->code.at[k];
    if (in->op == FB_I_NORM) see(p, in->arg, state);
    if (in->op == FB_I_TEXT) see(p, fb_vocab_word(&p->vocab, in->arg)->norm, state);
    if (in->op == FB_I_SET)
      for (i = in->arg; i < in->arg + in->name; i++) see(p, p->sets.at[i], state);
  }
}

static void see_frequent(fb_program *p, uint32_t norm, void *state) {
  float often = norm < p->word_rarity.n ? p->word_rarity.at[norm] : 0;
  if (often > 0) rank(state, norm, often);
}

static void see_new(fb_program *p, uint32_t norm, void *state) {
  (void)state;
  fb_rule_word_add(p, norm);
}

/* Gives marks to the classes that most instructions ask for. */
static void mark_classes(fb_program *p) {
  fb_marks *m = &p->marks;
  ranking r;
  uint32_t k, i;
  r.n = 0;
  r.room = FB_MARK_CLASSES;
  for (k = 0; k < p->code.n; k++) {
    const fb_inst *in = &p->code.at[k];
    uint32_t count = 0;
    if (in->op != FB_I_CLASS) continue;
    for (i = 0; i < r.n && r.most[i] != in->arg; i++) continue;
    if (i < r.n) continue; /* counted when it was first met */
    for (i = k; i < p->code.n; i++) count += p->code.at[i].op == FB_I_CLASS && p->code.at[i].arg == in->arg;
    rank(&r, in->arg, (float)count);
  }
  m->ncls = r.n;
  m->used = 0;
  for (k = 0; k < r.n; k++) m->used |= m->cls[k] = r.most[k];
}

static fb_status give_marks(fb_program *p) {
  ranking r;
  uint32_t k;
  mark_classes(p);
  each_word(p, see_new, NULL);
  p->marks.word.n = 0;
  FB_TRY(fb_reserve(&p->marks.word, p->nwords + 1));
  p->marks.word.n = p->nwords + 1;
  p->marks.word.at[0] = 0;
  for (k = 1; k <= p->nwords; k++)
    p->marks.word.at[k] = (uint8_t)(FIRST_WORD + OWN_MARKS + (k * 0x9e3779b1u >> 16) % SHARED_MARKS);
  r.n = 0;
  r.room = OWN_MARKS;
  each_word(p, see_frequent, &r);
  for (k = 0; k < r.n; k++) p->marks.word.at[p->rule_word.at[r.most[k]]] = (uint8_t)(FIRST_WORD + k);
  return FB_OK;
}

static uint64_t word_mark(const fb_program *p, uint32_t norm) {
  return (uint64_t)1 << p->marks.word.at[p->rule_word.at[norm]];
}

uint64_t fb_marks_of_class(const fb_marks *m, uint32_t cls) {
  uint64_t marks = FB_MARK_ANY;
  uint32_t k;
  for (k = 0; k < m->ncls; k++)
    if ((cls & m->cls[k]) == m->cls[k]) marks |= (uint64_t)2 << k;
  return marks;
}

/* The mark of a class; where it has none, of one that asks for less. */
static uint64_t class_mark(const fb_marks *m, uint32_t cls) {
  uint64_t mark = FB_MARK_ANY;
  uint32_t k;
  for (k = 0; k < m->ncls; k++) {
    if (m->cls[k] == cls) return (uint64_t)2 << k;
    if ((cls & m->cls[k]) == m->cls[k]) mark = (uint64_t)2 << k;
  }
  return mark;
}

/* ---- first tokens ---- */

/* One rule's code, and which instructions a walk has been at. */
typedef struct walk {
  const fb_program *p;
  const fb_inst *code;
  uint32_t *been; /* number of the walk that was last there */
  uint32_t now;
  fb_vec(uint32_t) todo, found, heads;
} walk;

/*
** Collects in w->found the tests of a token at which the code from `pc` on can begin. *any: it may also go on without
** one. What takes no token and only forbids is passed over.
*/
static fb_status first_tests(walk *w, uint32_t pc, int *any) {
  w->now++;
  w->todo.n = w->found.n = 0;
  FB_TRY(fb_push(&w->todo, pc));
  while (w->todo.n && !*any) {
    const fb_inst *in;
    pc = w->todo.at[--w->todo.n];
    if (w->been[pc] == w->now) continue;
    w->been[pc] = w->now;
    in = &w->code[pc];
    if ((in->flag & FB_F_NEG) && (in->flag & FB_F_PEEK)) {
      FB_TRY(fb_push(&w->todo, pc + 1));
      continue;
    }
    switch ((fb_opcode)in->op) {
      case FB_I_CLASS:
        if (fb_fact_taker(in)->op != FB_I_SPELL || fb_fact_spelling_of(&w->p->facts, fb_fact_taker(in)))
          pc = (uint32_t)(fb_fact_taker(in) - w->code);
        /* fall through */
      case FB_I_ANY:
      case FB_I_NORM:
      case FB_I_TEXT:
      case FB_I_SET:
      case FB_I_SUFFIX:
      case FB_I_LIST:
      case FB_I_FOUND:
        if ((in->flag & FB_F_NEG) || (in->op == FB_I_SUFFIX && !fb_fact_of(w->p, in))) break;
        FB_TRY(fb_push(&w->found, pc));
        continue;
      case FB_I_OPEN:
      case FB_I_CLOSE:
      case FB_I_AT: FB_TRY(fb_push(&w->todo, pc + 1)); continue;
      case FB_I_JUMP: FB_TRY(fb_push(&w->todo, in->arg)); continue;
      case FB_I_SPLIT:
      case FB_I_LAZY: FB_TRY(fb_push(&w->todo, pc + 1)); /* fall through */
      case FB_I_LOOK:
      case FB_I_BEHIND: FB_TRY(fb_push(&w->todo, FB_TARGET(in))); continue;
      default: break;
    }
    *any = 1;
  }
  return FB_OK;
}

/* Adds to *f the tokens at which the code from `pc` on can begin. */
static fb_status add_first(walk *w, uint32_t pc, fb_first *f, int *any) {
  const fb_program *p = w->p;
  uint32_t k;
  FB_TRY(first_tests(w, pc, any));
  for (k = 0; k < w->found.n && !*any; k++) {
    const fb_inst *in = &w->code[w->found.at[k]];
    switch ((fb_opcode)in->op) {
      case FB_I_ANY: f->marks |= FB_MARK_ANY; break;
      case FB_I_CLASS: f->marks |= class_mark(&p->marks, in->arg); break;
      case FB_I_NORM: f->marks |= word_mark(p, in->arg); break;
      case FB_I_TEXT: f->marks |= word_mark(p, fb_vocab_word(&p->vocab, in->arg)->norm); break;
      case FB_I_SET: f->marks |= p->wordsets.at[in->arg].marks; break;
      case FB_I_SPELL: f->marks |= fb_fact_spelling_of(&p->facts, in); break;
      case FB_I_SUFFIX: f->facts |= fb_fact_of(p, in); break;
      case FB_I_LIST:
        if (fb_fact_of(p, in)) f->facts |= fb_fact_of(p, in);
        else f->lists |= FB_LIST_BIT(in->name);
        break;
      default: f->kinds |= FB_KIND_BIT(in->name); break; /* FOUND */
    }
  }
  return FB_OK;
}

/* A set of fb_firsts by value: open addressing over p->firsts. */
typedef struct interned {
  uint32_t *slots; /* number + 1, 0 is empty */
  uint32_t mask;
} interned;

/* The most that have a number; what comes later says nothing, which is slower and never wrong. */
#define MOST_FIRSTS 0xffffu

static uint32_t hash_first(const fb_first *f) {
  uint64_t h = f->lists * 0x9e3779b97f4a7c15u;
  h = (h ^ h >> 29 ^ f->kinds) * 0xd6e8feb86659fd93u;
  h = (h ^ h >> 29 ^ f->marks) * 0x9e3779b97f4a7c15u;
  h = (h ^ h >> 29 ^ f->facts) * 0xd6e8feb86659fd93u;
  return (uint32_t)(h >> 32);
}

static int same_first(const fb_first *a, const fb_first *b) {
  return a->lists == b->lists && a->kinds == b->kinds && a->marks == b->marks && a->facts == b->facts;
}

static const fb_first nothing = {0, 0, 0, 0};

/* The number of an fb_first. */
static fb_status number_of(fb_program *p, interned *in, const fb_first *f, uint32_t *number) {
  uint32_t at;
  *number = FB_FIRST_ANY;
  for (at = hash_first(f) & in->mask; in->slots[at]; at = (at + 1) & in->mask) {
    if (same_first(&p->firsts.at[in->slots[at] - 1], f)) {
      *number = in->slots[at] - 1;
      return FB_OK;
    }
  }
  if (p->firsts.n >= MOST_FIRSTS) return FB_OK;
  FB_TRY(fb_push(&p->firsts, *f));
  in->slots[at] = p->firsts.n;
  *number = p->firsts.n - 1;
  return FB_OK;
}

/* The number of an fb_first for the code at `pc`. */
static fb_status first_of(fb_program *p, walk *w, interned *in, uint32_t pc, uint32_t *number) {
  fb_first f = nothing;
  int any = 0;
  *number = FB_FIRST_ANY;
  FB_TRY(add_first(w, pc, &f, &any));
  return any ? FB_OK : number_of(p, in, &f, number);
}

/* Number of the fb_first that a look-behind of one token at the rule's start asks of the token before. */
static uint32_t before_of(const fb_inst *code) {
  const fb_inst *in = code;
  for (;;) {
    if (in->op == FB_I_BEHIND && !(in->flag & FB_F_NEG) && in->name == (1 << 8 | 1)) return FB_OTHER(in);
    if (in->op == FB_I_LOOK || in->op == FB_I_BEHIND) in = code + FB_TARGET(in);
    else if (in->op == FB_I_OPEN || in->op == FB_I_AT || (in->flag & FB_F_NEG && in->flag & FB_F_PEEK)) in++;
    else return FB_FIRST_ANY;
  }
}

/* How much an fb_first says, so that the lesser of two says more: classes are common, other bits are not. */
static uint32_t breadth(const fb_first *f) {
  uint64_t classes = f->marks & ~(UINT64_MAX << FB_MARK_WORDS), rest = f->marks ^ classes;
  uint32_t n = classes ? 1000 : 0;
  uint64_t parts[4];
  int k;
  parts[0] = f->lists, parts[1] = f->kinds, parts[2] = f->facts, parts[3] = rest;
  for (k = 0; k < 4; k++)
    for (; parts[k]; parts[k] &= parts[k] - 1) n++;
  return n;
}

/* Takes what is asked of a rule's first token into the gate, where it says more than what is there. */
static fb_status ask(fb_program *p, interned *in, const fb_first *f, fb_gate *gate) {
  uint32_t number;
  FB_TRY(number_of(p, in, f, &number));
  if (number == FB_FIRST_ANY || number == gate->first) return FB_OK;
  if (gate->first == FB_FIRST_ANY || breadth(f) < breadth(&p->firsts.at[gate->first])) {
    gate->also = gate->first;
    gate->first = (uint16_t)number;
  } else if (gate->also == FB_FIRST_ANY || breadth(f) < breadth(&p->firsts.at[gate->also])) {
    gate->also = (uint16_t)number;
  }
  return FB_OK;
}

/* The same for what the code at `pc` can begin with. */
static fb_status ask_from(fb_program *p, walk *w, interned *in, uint32_t pc, fb_gate *gate) {
  fb_first f = nothing;
  int any = 0;
  FB_TRY(add_first(w, pc, &f, &any));
  return any ? FB_OK : ask(p, in, &f, gate);
}

/* All that a rule asks of its first token: what it looks at there, and what takes it. */
static fb_status note_first(fb_program *p, walk *w, interned *in, const fb_inst *code, fb_gate *gate) {
  uint32_t pc = 0;
  for (;;) {
    const fb_inst *i = code + pc;
    if (i->op == FB_I_OPEN || i->op == FB_I_AT || ((i->flag & FB_F_NEG) && (i->flag & FB_F_PEEK))) pc++;
    else if (i->op == FB_I_BEHIND || (i->op == FB_I_LOOK && (i->flag & FB_F_NEG))) pc = FB_TARGET(i);
    else if (i->op == FB_I_LOOK) {
      FB_TRY(ask_from(p, w, in, pc + 1, gate));
      pc = FB_TARGET(i);
    } else {
      FB_TRY(ask_from(p, w, in, pc, gate)); /* of a class, what takes the token (fb_fact_taker) */
      if (!(i->flag & FB_F_PEEK)) return FB_OK;
      if (i->op == FB_I_CLASS) {
        fb_first f = nothing;
        f.marks = class_mark(&p->marks, i->arg);
        FB_TRY(ask(p, in, &f, gate));
      }
      pc++;
    }
  }
}

/* The boundary with which a rule begins. */
static void note_at(const fb_inst *code, fb_gate *gate) {
  while (code->op == FB_I_OPEN) code++;
  if (code->op != FB_I_AT) return;
  gate->at = (uint8_t)(code->arg + 1);
  gate->not_at = code->flag & FB_F_NEG;
}

/* What can follow what a rule begins with, whichever way it begins; how that is found is in gate->ends. */
static fb_status note_second(fb_program *p, walk *w, interned *in, fb_gate *gate) {
  fb_first f = nothing, begins = nothing;
  uint32_t k, number;
  int any = 0;
  FB_TRY(first_tests(w, 0, &any));
  if (any) return FB_OK;
  w->heads.n = 0;
  for (k = 0; k < w->found.n; k++) {
    const fb_inst *head = &w->code[w->found.at[k]];
    if (head->flag & FB_F_PEEK) return FB_OK;
    if (head->op == FB_I_LIST) begins.lists |= FB_LIST_BIT(head->name);
    if (head->op == FB_I_FOUND) begins.kinds |= FB_KIND_BIT(head->name);
    gate->ends |= head->op == FB_I_LIST ? FB_ENDS_HIT : head->op == FB_I_FOUND ? FB_ENDS_SPAN : FB_ENDS_TOKEN;
    FB_TRY(fb_push(&w->heads, w->found.at[k]));
  }
  for (k = 0; k < w->heads.n && !any; k++) FB_TRY(add_first(w, w->heads.at[k] + 1, &f, &any));
  if (any) return FB_OK;
  FB_TRY(number_of(p, in, &f, &number));
  gate->second = (uint16_t)number;
  FB_TRY(number_of(p, in, &begins, &number));
  gate->head = (uint16_t)number;
  if (number == FB_FIRST_ANY) gate->second = FB_FIRST_ANY; /* there was no number left for it */
  return FB_OK;
}

/* Makes each SET point to p->wordsets, with the bits of its words. */
static fb_status note_sets(fb_program *p) {
  uint32_t k, i;
  for (k = 0; k < p->code.n; k++) {
    fb_inst *in = &p->code.at[k];
    fb_wordset s;
    if (in->op != FB_I_SET) continue;
    s.at = in->arg;
    s.n = in->name;
    s.marks = 0;
    for (i = s.at; i < s.at + s.n; i++) s.marks |= word_mark(p, p->sets.at[i]);
    in->arg = p->wordsets.n;
    FB_TRY(fb_push(&p->wordsets, s));
  }
  return FB_OK;
}

/* Where one ends up that goes to `pc`: behind its jumps. */
static uint32_t landing(const fb_inst *code, uint32_t pc) {
  uint32_t jumps;
  for (jumps = 0; code[pc].op == FB_I_JUMP && jumps < FB_MAX_CODE; jumps++) pc = code[pc].arg;
  return pc;
}

static fb_status note_rule(fb_program *p, const fb_rule *rule, walk *w, interned *in) {
  fb_inst *code = p->code.at + rule->code;
  uint32_t pc, number;
  fb_gate gate;
  w->code = code;
  w->now = 0;
  memset(w->been, 0, rule->ncode * sizeof *w->been);
  memset(&gate, 0, sizeof gate);
  FB_TRY(note_first(p, w, in, code, &gate));
  for (pc = 0; pc < rule->ncode; pc++)
    if (code[pc].op == FB_I_JUMP || code[pc].op == FB_I_SPLIT || code[pc].op == FB_I_LAZY)
      code[pc].arg = landing(code, code[pc].arg);
  for (pc = 0; pc < rule->ncode; pc++) {
    switch ((fb_opcode)code[pc].op) {
      case FB_I_SPLIT:
      case FB_I_LAZY:
        FB_TRY(first_of(p, w, in, pc + 1, &number));
        code[pc].name = (uint16_t)number;
        FB_TRY(first_of(p, w, in, FB_TARGET(&code[pc]), &number));
        code[pc].arg |= number << 16;
        break;
      case FB_I_LOOK:
      case FB_I_BEHIND:
        FB_TRY(first_of(p, w, in, pc + 1, &number));
        code[pc].arg |= number << 16;
        break;
      default: break;
    }
  }
  gate.before = (uint16_t)before_of(code);
  note_at(code, &gate);
  FB_TRY(note_second(p, w, in, &gate));
  return fb_push(&p->gates, gate);
}

fb_status fb_first_note(fb_program *p) {
  walk w;
  interned in;
  uint32_t k, longest = 0;
  fb_status status = FB_OK;
  FB_TRY(give_marks(p));
  FB_TRY(note_sets(p));
  FB_TRY(fb_push(&p->firsts, nothing)); /* FB_FIRST_ANY: its bits are not looked at */
  for (k = 0; k < p->rules.n; k++)
    if (p->rules.at[k].ncode > longest) longest = p->rules.at[k].ncode;
  memset(&w, 0, sizeof w);
  w.p = p;
  in.mask = 2 * (MOST_FIRSTS + 1) - 1;
  in.slots = fb_realloc(NULL, ((size_t)in.mask + 1) * sizeof *in.slots);
  w.been = fb_realloc(NULL, ((size_t)longest + 1) * sizeof *w.been);
  if (!in.slots || !w.been) status = FB_NOMEM;
  if (in.slots) memset(in.slots, 0, ((size_t)in.mask + 1) * sizeof *in.slots);
  for (k = 0; k < p->rules.n && status == FB_OK; k++) status = note_rule(p, &p->rules.at[k], &w, &in);
  fb_free(in.slots);
  fb_free(w.been);
  fb_drop(&w.todo);
  fb_drop(&w.found);
  fb_drop(&w.heads);
  return status;
}
