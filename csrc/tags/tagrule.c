/*
** tagrule.c: patterns of rules that give words their classes, as tests of the words around.
*/
#include "tagrule.h"

/* What is not asked. */
#define ALL UINT64_MAX

/* A rule that gives classes, while its pattern is gone through. */
typedef struct classing {
  fb_program *p;
  const fb_node *nodes;
  fb_tag_rule rule;
  int32_t at;      /* place of the next word: 0 is the one that gets a class */
  int targets;
  const char *why;
} classing;

static const char form[] = "a rule that gives classes is written behind(pos \"…\") * may \"…\" * #may \"…\"";

static fb_status refuse(classing *c, const char *why) {
  c->why = why;
  return FB_BAD;
}

/* Asks that the word `at` places on has one of the classes (`neg`: has none), or may have one. */
static fb_status add_test(classing *c, int32_t at, uint64_t mask, int neg) {
  fb_tag_rule *u = &c->rule;
  if (at < -3 || at > 2) return refuse(c, "a rule that gives classes sees three words before and two behind");
  if (at < 0)
    u->before[-at - 1] &= neg ? ~mask : mask;
  else if (neg)
    u->none[at] |= mask;
  else if (u->some[at] != ALL)
    return refuse(c, "one may(…) for a word that stands in a condition: may(\"a\", \"b\") means one of them");
  else
    u->some[at] = mask;
  return FB_OK;
}

/* Fewest words of a part of such a pattern: one for each test. */
static int32_t words_of(const fb_node *nodes, uint32_t i) {
  const fb_node *n = &nodes[i];
  if (n->op == FB_P_SEQ) return words_of(nodes, n->a) + words_of(nodes, n->b);
  if (n->op == FB_P_OR) return 1;
  return n->op == FB_P_POS || n->op == FB_P_MAY || n->op == FB_P_ANY;
}

/* The classes of a test of one word, alternatives together; *op is FB_P_POS or FB_P_MAY. 0 where it is no such test. */
static int one_test(const classing *c, uint32_t i, uint8_t *op, uint64_t *mask, int depth) {
  const fb_node *n = &c->nodes[i];
  uint64_t other = 0;
  uint8_t kind = 0;
  if (depth > 100) return 0;
  if (n->op == FB_P_OR) {
    if (!one_test(c, n->a, op, mask, depth + 1) || !one_test(c, n->b, &kind, &other, depth + 1) || kind != *op) return 0;
    *mask |= other;
    return 1;
  }
  if (n->op != FB_P_POS && n->op != FB_P_MAY) return 0;
  *op = n->op;
  *mask = c->p->masks.at[n->a];
  return 1;
}

/* Goes through a pattern; `side` is -1 inside behind(…), 1 inside #(…), 0 for what the rule is about. */
static fb_status classify(classing *c, uint32_t i, int side, int neg, int depth) {
  const fb_node *n = &c->nodes[i];
  uint64_t mask = 0;
  uint8_t op = 0;
  if (depth > 100) return refuse(c, "the pattern is nested too deeply");
  if (one_test(c, i, &op, &mask, 0)) {
    if ((op == FB_P_POS) != (side < 0))
      return refuse(c, "words before have a class: pos(…); the word and those behind it may have one: may(…)");
    if (side) return add_test(c, c->at++, mask, 0);
    if (c->targets++) return refuse(c, "a rule gives one word its class; what follows it stands in #(…)");
    c->rule.target = mask;
    return FB_OK;
  }
  switch ((fb_op)n->op) {
    case FB_P_SEQ:
      if (neg) return refuse(c, "behind - is one word");
      FB_TRY(classify(c, n->a, side, 0, depth + 1));
      return classify(c, n->b, side, 0, depth + 1);
    case FB_P_CAPTURE: return classify(c, n->a, side, neg, depth + 1);
    case FB_P_BEHIND:
      if (side || c->targets) return refuse(c, "behind(…) stands first");
      c->at = -words_of(c->nodes, n->a);
      FB_TRY(classify(c, n->a, -1, 0, depth + 1));
      c->at = 0;
      return FB_OK;
    case FB_P_AND:
      if (side) return refuse(c, "a look-ahead stands behind the word");
      if (!c->targets) /* a further condition of the word itself */
        return one_test(c, n->a, &op, &mask, 0) && op == FB_P_MAY ? add_test(c, 0, mask, 0) : refuse(c, form);
      c->at = 1;
      return classify(c, n->a, 1, 0, depth + 1);
    case FB_P_NOT:
      if (side) { /* p - q: conditions of one word */
        if (!one_test(c, n->a, &op, &mask, 0) || (op == FB_P_POS) != (side < 0)) break;
        return add_test(c, c->at, mask, 1);
      }
      if (c->nodes[n->a].op == FB_P_BEHIND) {
        if (!one_test(c, c->nodes[n->a].a, &op, &mask, 0) || op != FB_P_POS) break;
        return add_test(c, -1, mask, 1);
      }
      if (!one_test(c, n->a, &op, &mask, 0) || op != FB_P_MAY) break;
      return add_test(c, c->targets ? 1 : 0, mask, 1);
    case FB_P_ANY:
      if (!side) break;
      c->at++;
      return FB_OK;
    default: break;
  }
  return refuse(c, form);
}

fb_status fb_tagrules_compile(fb_program *p, uint32_t *rule, const char **why) {
  uint32_t f, k;
  for (f = 0; f < p->phases.n; f++) {
    const fb_phase *x = &p->phases.at[f];
    for (k = x->rule; x->policy == FB_CLASSES && k < x->rule + x->nrule; k++) {
      const fb_rule *u = &p->rules.at[k];
      classing c;
      fb_status status;
      memset(&c, 0, sizeof c);
      c.p = p;
      c.nodes = p->nodes.at + u->node;
      memset(c.rule.before, 0xff, sizeof c.rule.before);
      memset(c.rule.some, 0xff, sizeof c.rule.some);
      c.rule.rule = k;
      c.rule.keep = u->keep;
      *rule = k;
      status = classify(&c, u->nnode - 1, 0, 0, 0);
      if (status == FB_OK && !c.targets) status = refuse(&c, "a rule that gives classes needs the word that gets one: may \"…\"");
      if (status == FB_BAD) *why = c.why;
      if (status != FB_OK) return status;
      if (p->tags.rules.n >= FB_MAX_TAG_RULES) return FB_TOOBIG;
      FB_TRY(fb_push(&p->tags.rules, c.rule));
    }
  }
  return FB_OK;
}
