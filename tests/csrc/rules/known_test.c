/*
** known_test.c: no question about a word or an entry is asked twice, and answers that do not hold any more are not given.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "known.h"
#include "sample.h"

static uint32_t asked_for(sample *s, const char *text) {
  s->asked = 0;
  CHECK_EQ(sample_read(s, text, strlen(text)), FB_OK);
  return s->asked;
}

/* a word is asked about once, in a later document only where it is long; all patterns of a group together */
static void words(void) {
  sample s;
  fb_node n[2];
  sample_open(&s);
  CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
  n[0] = sample_node(FB_P_SPELL, 3, 0); /* three letters or more */
  CHECK_EQ(sample_rule(&s, n, 1, 2, FB_IN_SENTENCE), FB_OK);
  n[0] = sample_node(FB_P_SPELL, 5, 0);
  CHECK_EQ(sample_rule(&s, n, 1, 3, FB_IN_SENTENCE), FB_OK);
  s.p.nspell = 6;
  CHECK_EQ(sample_freeze(&s), FB_OK);
  CHECK_EQ(asked_for(&s, "ferry ferry quay ferry"), 2);
  CHECK_EQ(s.d.spans.n, 7); /* four of three letters, three of five */
  CHECK_EQ(asked_for(&s, "quay ferry"), 0);
  CHECK_EQ(s.d.spans.n, 3);
  CHECK_EQ(asked_for(&s, "a bc ferry"), 2);
  CHECK_EQ(s.d.spans.n, 2);
  CHECK_EQ(asked_for(&s, "misunderstandings"), 1);
  CHECK_EQ(asked_for(&s, "misunderstandings misunderstandings"), 1);
  sample_close(&s);
}

/* of many short words nearly all answers outlive the document: two that share a place are both kept */
static void many_words(void) {
  enum { MANY = 1000 };
  static char text[MANY * 8];
  sample s;
  fb_node n = sample_node(FB_P_SPELL, 3, 0);
  uint32_t k, at = 0;
  for (k = 0; k < MANY; k++) at += (uint32_t)sprintf(text + at, "zq%03u ", k);
  sample_open(&s);
  CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
  CHECK_EQ(sample_rule(&s, &n, 1, 2, FB_IN_SENTENCE), FB_OK);
  s.p.nspell = 4;
  CHECK_EQ(sample_freeze(&s), FB_OK);
  CHECK_EQ(asked_for(&s, text), MANY);
  CHECK(asked_for(&s, text) < MANY / 30);
  sample_close(&s);
}

/* an open answer holds for its document, others outlive it; one of a group is none of another's */
static void open_answers(void) {
  sample s;
  fb_known k;
  fb_answers here;
  uint64_t yes = 0;
  memset(&k, 0, sizeof k);
  memset(&here, 0, sizeof here);
  sample_open(&s);
  s.p.nspell = 100;
  CHECK_EQ(sample_freeze(&s), FB_OK);
  CHECK_EQ(sample_tokens(&s, "ferry quay", 10), FB_OK);
  CHECK_EQ(fb_known_begin(&k, &s.p), FB_OK);
  CHECK(!fb_known_spelling(&k, &here, &s.d, s.d.sym[0], 0, &yes));
  CHECK_EQ(fb_known_tell(&k, &here, &s.d, s.d.sym[0], 0, 6, 1), FB_OK);
  CHECK_EQ(fb_known_tell(&k, &here, &s.d, s.d.sym[1], 1, 5, 0), FB_OK);
  CHECK(fb_known_spelling(&k, &here, &s.d, s.d.sym[0], 0, &yes));
  CHECK_EQ(yes, 6);
  CHECK(!fb_known_spelling(&k, &here, &s.d, s.d.sym[0], 1, &yes));
  CHECK(fb_known_spelling(&k, &here, &s.d, s.d.sym[1], 1, &yes));
  CHECK_EQ(yes, 5);
  fb_answers_reset(&here);
  CHECK(!fb_known_spelling(&k, &here, &s.d, s.d.sym[0], 0, &yes));
  CHECK(!fb_known_spelling(&k, &here, &s.d, s.d.sym[1], 0, &yes));
  CHECK(fb_known_spelling(&k, &here, &s.d, s.d.sym[1], 1, &yes));
  CHECK_EQ(yes, 5);
  fb_free(here.slots);
  fb_known_free(&k);
  sample_close(&s);
}

/* A test that attribute `key` is `value`; its number. */
static uint32_t condition(fb_program *p, const char *value) {
  fb_cond c;
  memset(&c, 0, sizeof c);
  c.last = 1;
  c.type = FB_COND_STRING;
  c.off = p->pool.n;
  c.len = (uint32_t)strlen(value) + 1; /* alternatives are closed by NUL */
  for (; *value; value++) CHECK_EQ(fb_push(&p->pool, *value), FB_OK);
  CHECK_EQ(fb_push(&p->pool, 0), FB_OK);
  CHECK_EQ(fb_push(&p->conds, c), FB_OK);
  return p->conds.n - 1;
}

/* what is kept of entries is what their attributes say, whichever list they are of, asked once or twice */
static void entries(void) {
  static const char boats[] = "ferry\tk=1\nbarge\tk=2\ntug\tk=1\ncanoe\n", places[] = "quay\tk=2\nferry\tk=2\n";
  sample s;
  fb_known k;
  fb_const key;
  uint32_t conds[3], i, hit, round, seen = 0;
  memset(&k, 0, sizeof k);
  memset(&key, 0, sizeof key);
  sample_open(&s);
  CHECK_EQ(sample_list(&s, boats, sizeof boats - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&s, places, sizeof places - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(fb_push(&s.p.pool, 'k'), FB_OK);
  key.len = 1;
  CHECK_EQ(fb_push(&s.p.keys, key), FB_OK);
  s.p.nkeys = 1;
  for (i = 0; i < 3; i++) conds[i] = condition(&s.p, i == 2 ? "1" : i ? "2" : "1");
  CHECK_EQ(sample_freeze(&s), FB_OK);
  CHECK_EQ(sample_tokens(&s, "tug ferry canoe quay barge", 26), FB_OK);
  CHECK_EQ(fb_known_begin(&k, &s.p), FB_OK);
  CHECK_EQ(s.d.hits.n, 6);
  for (round = 0; round < 2; round++)
    for (hit = 0; hit < s.d.hits.n; hit++)
      for (i = 0; i < 3; i++) { /* the last one is asked of both lists, which no rule does */
        int yes = -1;
        if (i < 2 && s.d.hits.at[hit].list != i) continue;
        CHECK_EQ(fb_known_fits(&k, &s.d, hit, conds[i], &yes), FB_OK);
        CHECK_EQ(yes, fb_cond_holds(&s.p, &s.d, FB_LOG_HIT, hit, conds[i]));
        seen += (uint32_t)yes;
      }
  CHECK_EQ(seen, 12); /* of boats 2 and, once more, 2; of places 2: each round */
  fb_known_free(&k);
  sample_close(&s);
}

int main(void) {
  words();
  many_words();
  open_answers();
  entries();
  return check_report();
}
