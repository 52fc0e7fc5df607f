/*
** first_test.c: what rules ask of the tokens around a start: enough to leave most starts out, never so much that a match
** is missed.
*/
#include <string.h>

#include "check.h"
#include "sample.h"

static fb_node word(sample *s, const char *w) {
  uint32_t norm = 0;
  CHECK_EQ(sample_word(s, w, &norm), FB_OK);
  return sample_node(FB_P_NORM, norm, norm);
}

/* Is the fb_first with this number one that token t passes? */
static int passes(const sample *s, uint32_t first, uint32_t t) {
  fb_view v = fb_vm_view(&s->r.vm);
  return fb_may(&v, first, t, s->d.ntok);
}

static void open_with(sample *s) {
  static const char titles[] = "captain\nharbour master\n";
  sample_open(s);
  CHECK_EQ(sample_list(s, titles, sizeof titles - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_phase(s, FB_ALL), FB_OK);
}

static void read(sample *s, const char *text) {
  CHECK_EQ(sample_freeze(s), FB_OK);
  CHECK_EQ(sample_read(s, text, strlen(text)), FB_OK);
}

/* word "the" * capitalized: the first token and the one behind it are known */
static void words_and_classes(void) {
  sample s;
  fb_node n[3];
  const fb_gate *g;
  open_with(&s);
  n[0] = word(&s, "the");
  n[1] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[2] = sample_node(FB_P_SEQ, 0, 1);
  CHECK_EQ(sample_rule(&s, n, 3, 2, FB_IN_SENTENCE), FB_OK);
  read(&s, "the Aurora saw the quay");
  g = &s.p.gates.at[0];
  CHECK_EQ(g->ends, FB_ENDS_TOKEN);
  CHECK_EQ(g->before, FB_FIRST_ANY);
  CHECK(passes(&s, g->first, 0) && passes(&s, g->first, 3));
  CHECK(!passes(&s, g->first, 1) && !passes(&s, g->first, 2));
  CHECK(passes(&s, g->second, 1) && !passes(&s, g->second, 4));
  CHECK(!passes(&s, g->first, 5)); /* beyond the text */
  CHECK_EQ(s.r.tries.at[0], 1);    /* "the quay" was dismissed without the machine */
  CHECK_EQ(s.d.spans.n, 1);
  sample_close(&s);
}

/* list title * lower, behind "the": as long as the list's phrases are */
static void lists_and_looking_behind(void) {
  sample s;
  fb_node n[6];
  const fb_gate *g;
  open_with(&s);
  n[0] = word(&s, "the");
  n[1] = sample_node(FB_P_BEHIND, 0, 0);
  n[2] = sample_named(FB_P_LIST, 0, FB_NONE);
  n[3] = sample_node(FB_P_SEQ, 1, 2);
  n[4] = sample_node(FB_P_CLASS, FB_C_LOWER, 0);
  n[5] = sample_node(FB_P_SEQ, 3, 4);
  CHECK_EQ(sample_rule(&s, n, 6, 2, FB_IN_SENTENCE), FB_OK);
  read(&s, "the harbour master saw the captain Berg and a captain sing");
  g = &s.p.gates.at[0];
  CHECK_EQ(g->ends, FB_ENDS_HIT);
  CHECK(passes(&s, g->before, 0) && !passes(&s, g->before, 8));
  CHECK(passes(&s, g->first, 1) && passes(&s, g->first, 5) && !passes(&s, g->first, 2));
  CHECK(passes(&s, g->second, 3) && !passes(&s, g->second, 6));
  CHECK_EQ(s.r.tries.at[0], 1); /* neither a name behind the second title nor "a" before the third */
  CHECK_EQ(s.d.spans.n, 1);
  sample_close(&s);
}

/* #capitalized * #(list title) * any word: all three are asked, the two that say most are looked at */
static void looking_ahead(void) {
  sample s;
  fb_node n[7];
  const fb_gate *g;
  open_with(&s);
  n[0] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[1] = sample_node(FB_P_AND, 0, 0);
  n[2] = sample_named(FB_P_LIST, 0, FB_NONE);
  n[3] = sample_node(FB_P_AND, 2, 0);
  n[4] = sample_node(FB_P_SEQ, 1, 3);
  n[5] = sample_node(FB_P_ANY, 0, 0);
  n[6] = sample_node(FB_P_SEQ, 4, 5);
  CHECK_EQ(sample_rule(&s, n, 7, 2, FB_IN_SENTENCE), FB_OK);
  read(&s, "Berg and the captain saw Captain Lund");
  g = &s.p.gates.at[0];
  CHECK(passes(&s, g->first, 3) && passes(&s, g->first, 5) && !passes(&s, g->first, 0));
  CHECK(passes(&s, g->also, 0) && passes(&s, g->also, 5) && !passes(&s, g->also, 3));
  CHECK_EQ(s.r.tries.at[0], 1);
  CHECK_EQ(s.d.spans.n, 1);
  sample_close(&s);
}

/* #(found(a) + found(a)) * found(b) * lower, where both begin at a token: what follows stands behind the one that is taken */
static void looking_at_spans(void) {
  sample s;
  fb_node n[7];
  open_with(&s);
  n[0] = word(&s, "harbour");
  n[1] = word(&s, "master");
  n[2] = sample_node(FB_P_SEQ, 0, 1);
  CHECK_EQ(sample_rule(&s, n, 3, 2, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_rule(&s, n, 1, 3, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
  n[0] = sample_named(FB_P_FOUND, 2, FB_NONE);
  n[1] = sample_node(FB_P_OR, 0, 0);
  n[2] = sample_node(FB_P_AND, 1, 0);
  n[3] = sample_named(FB_P_FOUND, 3, FB_NONE);
  n[4] = sample_node(FB_P_SEQ, 2, 3);
  n[5] = sample_node(FB_P_CLASS, FB_C_LOWER, 0);
  n[6] = sample_node(FB_P_SEQ, 4, 5);
  CHECK_EQ(sample_rule(&s, n, 7, 4, FB_IN_SENTENCE), FB_OK);
  read(&s, "the harbour master.");
  CHECK_EQ(s.d.spans.n, 3);
  sample_close(&s);
}

/* what may be left out, or ends the rule, says nothing of what follows */
static void optional_parts(void) {
  sample s;
  fb_node n[4];
  const fb_gate *g;
  open_with(&s);
  n[0] = sample_node(FB_P_CLASS, FB_C_LOWER, 0);
  n[1] = sample_repeat(0, 0, 1);
  n[2] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[3] = sample_node(FB_P_SEQ, 1, 2);
  CHECK_EQ(sample_rule(&s, n, 4, 2, FB_IN_SENTENCE), FB_OK);
  read(&s, "saw Berg, 12");
  g = &s.p.gates.at[0];
  CHECK(passes(&s, g->first, 0) && passes(&s, g->first, 1) && !passes(&s, g->first, 2));
  CHECK_EQ(g->second, FB_FIRST_ANY);
  CHECK_EQ(s.d.spans.n, 1);
  sample_close(&s);
}

/* more combinations of classes than there are marks: what has none is let through, and found */
static void too_many_classes(void) {
  static const uint32_t more[] = {FB_C_LOWER, FB_C_CAP, FB_C_ALPHA, FB_C_MIXED, FB_C_UPPER};
  sample s;
  uint32_t k, rules = 0;
  open_with(&s);
  for (k = 1; k < 32; k++) { /* all subsets of five classes, on top of "has a letter" */
    fb_node n = sample_node(FB_P_CLASS, FB_C_LETTER, 0);
    uint32_t i;
    for (i = 0; i < 5; i++)
      if (k >> i & 1) n.a |= more[i];
    CHECK_EQ(sample_rule(&s, &n, 1, 2, FB_IN_SENTENCE), FB_OK);
    rules++;
  }
  CHECK(rules > FB_MARK_CLASSES);
  read(&s, "Berg");
  for (k = 0; k < rules; k++) {
    uint32_t end = FB_NONE, mask = s.p.code.at[s.p.rules.at[k].code].arg;
    CHECK_EQ(fb_vm_match(&s.r.vm, &s.p.rules.at[k], 0, 0, s.d.ntok, &end), FB_OK);
    CHECK_EQ(end == 1, (s.d.cls[0] & mask) == mask);
    if (end == 1) CHECK(passes(&s, s.p.gates.at[k].first, 0));
  }
  CHECK_EQ(s.d.spans.n, 3); /* capital, plain letters, both */
  sample_close(&s);
}

int main(void) {
  words_and_classes();
  lists_and_looking_behind();
  looking_ahead();
  looking_at_spans();
  optional_parts();
  too_many_classes();
  return check_report();
}
