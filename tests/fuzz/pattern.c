/*
** pattern.c: any bytes as a token pattern and a text for it. The rule must give the same matches through the index
** (fb_phase_run) as when the VM is tried at every token from left to right.
*/
#include <stdio.h>

#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const vocabulary[] = {"a", "b", "c", "A", "Bo", "12", ",", ".", "-", "\"", "said", "x"};
enum { WORDS = sizeof vocabulary / sizeof *vocabulary, MOST_NODES = 60, NAME = 4 };

typedef struct input {
  const uint8_t *at, *end;
} input;

static uint32_t take(input *in, uint32_t below) { return in->at < in->end ? *in->at++ % below : 0; }

typedef struct tree {
  sample *s;
  input *in;
  fb_node n[MOST_NODES + 2];
  uint32_t count;
} tree;

static uint32_t put(tree *t, fb_node n) {
  t->n[t->count] = n;
  return t->count++;
}

static uint32_t grow(tree *t, uint32_t depth) {
  static const uint32_t classes[] = {FB_C_CAP, FB_C_LOWER, FB_C_DIGITS, FB_C_PUNCT, FB_C_LETTER};
  fb_node n;
  uint32_t op = take(t->in, FB_P_CAPTURE + 1);
  memset(&n, 0, sizeof n);
  if (depth > 6 || t->count + 2 * depth + 4 > MOST_NODES) op %= FB_P_SEQ;
  n.op = (uint8_t)op;
  switch ((fb_op)op) {
    case FB_P_CLASS: n.a = classes[take(t->in, 5)]; break;
    case FB_P_TEXT:
    case FB_P_NORM:
      if (sample_word(t->s, vocabulary[take(t->in, WORDS)], &n.b) != FB_OK) abort();
      n.a = n.b;
      break;
    case FB_P_SET: { /* sorted, without doubles */
      fb_program *p = &t->s->p;
      uint32_t x, y;
      if (sample_word(t->s, vocabulary[take(t->in, WORDS)], &x) != FB_OK) abort();
      if (sample_word(t->s, vocabulary[take(t->in, WORDS)], &y) != FB_OK) abort();
      n.a = p->sets.n;
      n.b = x == y ? 1 : 2;
      if (fb_push(&p->sets, x < y ? x : y) != FB_OK || (x != y && fb_push(&p->sets, x < y ? y : x) != FB_OK)) abort();
      break;
    }
    case FB_P_SPELL: n.a = take(t->in, 4); break;
    case FB_P_SUFFIX: {
      fb_program *p = &t->s->p;
      n.a = p->pool.n;
      n.b = 2;
      if (fb_push(&p->pool, "abd2"[take(t->in, 4)]) != FB_OK || fb_push(&p->pool, 0) != FB_OK) abort();
      break;
    }
    case FB_P_POS: /* no phase gives classes here: all tokens have class 0 */
      n.a = t->s->p.masks.n;
      if (fb_push(&t->s->p.masks, take(t->in, 2)) != FB_OK) abort();
      break;
    case FB_P_SEEN: n.name = take(t->in, 2) ? NAME : SAMPLE_QUOTATION; break;
    case FB_P_LIST:
      n.name = (uint16_t)take(t->in, 2);
      n.a = FB_NONE;
      break;
    case FB_P_FOUND:
      n.name = take(t->in, 2) ? SAMPLE_QUOTATION : NAME;
      n.a = FB_NONE;
      break;
    case FB_P_AT: n.a = take(t->in, FB_AT_RUN_END + 1); break;
    case FB_P_SEQ:
    case FB_P_OR:
      n.a = grow(t, depth + 1);
      n.b = grow(t, depth + 1);
      break;
    case FB_P_REP: {
      uint32_t x = take(t->in, 16);
      n.lo = x & 3;
      n.hi = x >> 2 == 3 ? FB_NONE : n.lo + (x >> 2);
      n.a = grow(t, depth + 1);
      break;
    }
    case FB_P_WITHIN: n.lo = take(t->in, 4); /* fall through */
    case FB_P_AND:
    case FB_P_NOT:
    case FB_P_BEHIND:
    case FB_P_CAPTURE: n.a = grow(t, depth + 1); break;
    default: break;
  }
  return put(t, n);
}

/* Tries rule `ri` at every token; compares with the matches that the phase recorded for it. */
static void compare(sample *s, uint32_t ri) {
  const fb_rule *rule = &s->p.rules.at[ri];
  fb_hooks hooks = sample_hooks(s);
  uint32_t t = 0, m = 0;
  s->r.steps.at[ri] = 0;
  s->r.vm.steps = 0;
  while (t < s->d.ntok) {
    uint32_t end, lo = 0, hi = s->d.ntok;
    fb_status status;
    if (rule->window == FB_IN_SENTENCE) {
      lo = s->d.sents.at[fb_doc_sentence(&s->d, t)].first;
      hi = s->d.sents.at[fb_doc_sentence(&s->d, t)].end;
    }
    while ((status = fb_vm_match(&s->r.vm, rule, t, lo, hi, &end)) == FB_AGAIN) {
      uint64_t yes;
      int open;
      hooks.spelled(s, s->r.vm.ask_word, s->r.vm.ask_group, &yes, &open);
      if (fb_known_tell(s->r.vm.known, &s->r.vm.here, &s->d, s->r.vm.ask_word, s->r.vm.ask_group, yes, open) != FB_OK)
        abort();
    }
    if (status != FB_OK) abort();
    if (end == FB_NONE) {
      t++;
      continue;
    }
    if (end <= t || end > hi) abort();
    while (m < s->r.matches.n && s->r.matches.at[m].rule != ri) m++;
    if (m == s->r.matches.n || s->r.matches.at[m].first != t || s->r.matches.at[m].end != end) {
      fprintf(stderr, "tried everywhere: %u..%u; through the index: %d..%d\n", (unsigned)t, (unsigned)end,
              m < s->r.matches.n ? (int)s->r.matches.at[m].first : -1,
              m < s->r.matches.n ? (int)s->r.matches.at[m].end : -1);
      abort();
    }
    m++;
    t = end;
  }
  while (m < s->r.matches.n && s->r.matches.at[m].rule != ri) m++;
  if (m < s->r.matches.n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char one[] = "a b\tk=1\na\nb c a\nBo\n12 ,\n", two[] = "c\nA Bo\n";
  input in;
  sample s;
  tree t;
  fb_node cap[2];
  char text[600];
  uint32_t n = 0, k, mode;
  fb_status status;
  in.at = data;
  in.end = data + size;
  sample_open(&s);
  if (sample_list(&s, one, sizeof one - 1, FB_LIST_FOLDED) != FB_OK) abort();
  if (sample_list(&s, two, sizeof two - 1, FB_LIST_NAME) != FB_OK) abort();
  if (sample_phase(&s, FB_LONGEST) != FB_OK) abort();
  memset(cap, 0, sizeof cap);
  cap[0].op = FB_P_CLASS;
  cap[0].a = FB_C_CAP;
  cap[1].op = FB_P_REP;
  cap[1].lo = 1;
  cap[1].hi = 3;
  if (sample_rule(&s, cap, 2, NAME, FB_IN_SENTENCE) != FB_OK) abort();
  if (sample_phase(&s, FB_ALL) != FB_OK) abort();
  mode = take(&in, 2);
  memset(&t, 0, sizeof t);
  t.s = &s;
  t.in = &in;
  grow(&t, 0);
  if (sample_rule(&s, t.n, t.count, 2, mode ? FB_IN_DOCUMENT : FB_IN_SENTENCE) != FB_OK) abort();
  status = sample_freeze(&s);
  if (status != FB_OK && status != FB_BAD) abort();
  if (status == FB_OK) {
    while (in.at < in.end && n < sizeof text - 16) {
      uint32_t x = take(&in, 256);
      const char *w = vocabulary[x % WORDS];
      for (k = 0; w[k]; k++) text[n++] = w[k];
      if (x < 200) text[n++] = x < 190 ? ' ' : '\n';
    }
    if (sample_read(&s, text, n) != FB_OK) abort();
    if (sample_check(&s)) abort();
    if (s.spent == 0) compare(&s, 1);
  }
  sample_close(&s);
  return 0;
}
