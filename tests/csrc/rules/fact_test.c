/*
** fact_test.c: rules that begin with a boundary, a spelling or an entry of a certain kind are begun where that holds, and
** nowhere that it holds are they missed; facts that share a bit cost a try, no match.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "sample.h"

static void read(sample *s, const char *text) {
  CHECK_EQ(sample_freeze(s), FB_OK);
  CHECK_EQ(sample_read(s, text, strlen(text)), FB_OK);
}

/* A condition: attribute 0, "k", is one of the alternatives in `values`, `n` bytes, each closed by NUL. */
static uint32_t condition(sample *s, const char *values, uint32_t n) {
  fb_cond c;
  uint32_t i;
  memset(&c, 0, sizeof c);
  c.last = 1;
  c.type = FB_COND_STRING;
  c.off = s->p.pool.n;
  c.len = n;
  for (i = 0; i < n; i++) CHECK_EQ(fb_push(&s->p.pool, values[i]), FB_OK);
  CHECK_EQ(fb_push(&s->p.conds, c), FB_OK);
  return s->p.conds.n - 1;
}

static void open_with(sample *s, const char *list) {
  fb_const key;
  memset(&key, 0, sizeof key);
  sample_open(s);
  CHECK_EQ(sample_list(s, list, strlen(list), FB_LIST_FOLDED), FB_OK);
  key.off = s->p.pool.n;
  key.len = 1;
  CHECK_EQ(fb_push(&s->p.pool, 'k'), FB_OK);
  CHECK_EQ(fb_push(&s->p.keys, key), FB_OK);
  s->p.nkeys = 1;
  CHECK_EQ(sample_phase(s, FB_ALL), FB_OK);
}

/* #has_digit * spelled(p): tried where the word satisfies p, or one that shares its bit */
static void spellings(void) {
  sample s;
  fb_node n[4];
  uint32_t k;
  open_with(&s, "quay\n");
  n[0] = sample_node(FB_P_CLASS, FB_C_HASDIGIT, 0);
  n[1] = sample_node(FB_P_AND, 0, 0);
  n[2] = sample_node(FB_P_SPELL, 4, 0); /* four letters or more */
  n[3] = sample_node(FB_P_SEQ, 1, 2);
  CHECK_EQ(sample_rule(&s, n, 4, 2, FB_IN_SENTENCE), FB_OK);
  s.p.nspell = 100;
  read(&s, "12 1234 quays 7 56789 ferries");
  CHECK_EQ(s.p.facts.nspelling, 1);
  CHECK_EQ(s.r.tries.at[0], 2);
  CHECK_EQ(s.d.spans.n, 2);
  CHECK_EQ(s.asked, 4); /* words with digits alone */
  for (k = 0; k < s.d.spans.n; k++) CHECK(s.d.spans.at[k].first == 1 || s.d.spans.at[k].first == 4);
  sample_close(&s);
}

/* without the class a word of any kind may have the spelling: none is passed over */
static void spellings_of_any_word(void) {
  sample s;
  fb_node n = sample_node(FB_P_SPELL, 4, 0);
  open_with(&s, "quay\n");
  CHECK_EQ(sample_rule(&s, &n, 1, 2, FB_IN_SENTENCE), FB_OK);
  s.p.nspell = 100;
  read(&s, "12 1234 quays");
  CHECK_EQ(s.p.facts.nspelling, 0);
  CHECK_EQ(s.d.spans.n, 2);
  sample_close(&s);
}

/* list { k = … }: tried where an entry fits; as long as its phrases are, what follows is looked at behind them */
static void entries(void) {
  sample s;
  fb_node n[3];
  open_with(&s, "ferry\tk=1\nharbour master\tk=2\ntug\tk=1\n");
  n[0] = sample_named(FB_P_LIST, 0, condition(&s, "1", 2));
  n[1] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[2] = sample_node(FB_P_SEQ, 0, 1);
  CHECK_EQ(sample_rule(&s, n, 3, 2, FB_IN_SENTENCE), FB_OK);
  n[0] = sample_named(FB_P_LIST, 0, condition(&s, "2", 2));
  CHECK_EQ(sample_rule(&s, n, 3, 3, FB_IN_SENTENCE), FB_OK);
  n[0] = sample_named(FB_P_LIST, 0, condition(&s, "1", 2)); /* the same as the first, with a place of its own */
  CHECK_EQ(sample_rule(&s, n, 1, 4, FB_IN_SENTENCE), FB_OK);
  read(&s, "a tug Aurora and the harbour master Berg, the ferry there, the harbour master slept");
  CHECK_EQ(s.p.facts.entries.n, 2);
  CHECK_EQ(s.r.tries.at[0], 1);
  CHECK_EQ(s.r.tries.at[1], 1);
  CHECK_EQ(s.r.tries.at[2], 2);
  CHECK_EQ(s.d.spans.n, 4);
  sample_close(&s);
}

/* a rule that begins with a boundary, or with none there, is tried on that side of it */
static void boundaries(void) {
  sample s;
  fb_node n[4];
  open_with(&s, "quay\n");
  n[0] = sample_node(FB_P_AT, FB_AT_SENTENCE_START, 0);
  n[1] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[2] = sample_node(FB_P_SEQ, 0, 1);
  CHECK_EQ(sample_rule(&s, n, 3, 2, FB_IN_SENTENCE), FB_OK);
  n[1] = sample_node(FB_P_NOT, 0, 0);
  n[2] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[3] = sample_node(FB_P_SEQ, 1, 2);
  CHECK_EQ(sample_rule(&s, n, 4, 3, FB_IN_SENTENCE), FB_OK);
  read(&s, "The Aurora sank. Nobody saw Berg.");
  CHECK_EQ(s.p.gates.at[0].at, FB_AT_SENTENCE_START + 1);
  CHECK(!s.p.gates.at[0].not_at && s.p.gates.at[1].not_at);
  CHECK_EQ(s.r.tries.at[0], 2);
  CHECK_EQ(s.r.tries.at[1], 2);
  CHECK_EQ(s.d.spans.n, 4);
  sample_close(&s);
}

/* suffix "ing": tried where a word ends in g, however long it is */
static void suffixes(void) {
  static char text[400];
  sample s;
  fb_node n;
  uint32_t k;
  open_with(&s, "quay\n");
  n = sample_node(FB_P_SUFFIX, s.p.pool.n, 4);
  for (k = 0; k < 4; k++) CHECK_EQ(fb_push(&s.p.pool, "ing"[k]), FB_OK);
  CHECK_EQ(sample_rule(&s, &n, 1, 2, FB_IN_SENTENCE), FB_OK);
  memset(text, 'a', 300);
  strcpy(text + 300, "ing saw Landing and fog, the quay");
  read(&s, text);
  CHECK_EQ(s.r.tries.at[0], 3);
  CHECK_EQ(s.d.spans.n, 2);
  sample_close(&s);
}

/* more conditions than bits */
static void shared_bits(void) {
  enum { MANY = 150 };
  sample s;
  char list[MANY * 16];
  uint32_t k, at = 0;
  for (k = 0; k < MANY; k++) at += (uint32_t)sprintf(list + at, "tug%u\tk=%u\n", k, k);
  open_with(&s, list);
  for (k = 0; k < MANY; k++) {
    char value[8];
    fb_node n = sample_named(FB_P_LIST, 0, condition(&s, value, (uint32_t)sprintf(value, "%u", k) + 1));
    CHECK_EQ(sample_rule(&s, &n, 1, 2, FB_IN_SENTENCE), FB_OK);
  }
  read(&s, "tug0 tug64 tug149 tug7");
  CHECK_EQ(s.p.facts.entries.n, MANY);
  CHECK_EQ(s.d.spans.n, 4);
  CHECK_EQ(s.r.tries.at[7], 1);
  CHECK(s.r.tries.at[1] == 0);
  sample_close(&s);
}

int main(void) {
  spellings();
  spellings_of_any_word();
  entries();
  boundaries();
  suffixes();
  shared_bits();
  return check_report();
}
