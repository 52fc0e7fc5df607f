/*
** vm_test.c: the machine, phases and quotation marks on small programs; and every allocation of loading, compiling
** and reading made to fail in turn.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "sample.h"

static fb_node word(sample *s, const char *w) {
  uint32_t norm = 0;
  CHECK_EQ(sample_word(s, w, &norm), FB_OK);
  return sample_node(FB_P_NORM, norm, norm);
}

/* The live spans of a kind as "first-end first-end …". */
static const char *spans_of(const sample *s, uint16_t kind) {
  static char out[1000];
  uint32_t t, k;
  size_t n = 0;
  out[0] = 0;
  for (t = 0; t < s->d.ntok; t++)
    for (k = s->d.span_at[t]; k != FB_NONE; k = s->d.spans.at[k].next) {
      const fb_span *x = &s->d.spans.at[k];
      if (x->kind != kind || (x->flags & FB_SPAN_DEAD) || n > sizeof out - 40) continue;
      n += (size_t)snprintf(out + n, sizeof out - n, "%s%u-%u", n ? " " : "", (unsigned)x->first, (unsigned)x->end);
    }
  return out;
}

static void check_spans(sample *s, const char *text, uint16_t kind, const char *expected) {
  CHECK_EQ(sample_read(s, text, strlen(text)), FB_OK);
  CHECK(sample_check(s) == NULL);
  CHECK(strcmp(spans_of(s, kind), expected) == 0);
  if (strcmp(spans_of(s, kind), expected) != 0) printf("  %s: %s, not %s\n", text, spans_of(s, kind), expected);
}

/* a look-behind is tried at several tokens of one attempt: what failed for one may hold for the next */
static void look_behind(void) {
  sample s;
  fb_node n[12];
  sample_open(&s);
  CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
  n[0] = word(&s, "a"); /* word "a" * any^1 * behind(letter^-3 * word "b") */
  n[1] = sample_node(FB_P_ANY, 0, 0);
  n[2] = sample_repeat(1, 1, FB_NONE);
  n[3] = sample_node(FB_P_SEQ, 0, 2);
  n[4] = sample_node(FB_P_CLASS, FB_C_LETTER, 0);
  n[5] = sample_repeat(4, 0, 3);
  n[6] = word(&s, "b");
  n[7] = sample_node(FB_P_SEQ, 5, 6);
  n[8] = sample_node(FB_P_BEHIND, 7, 0);
  n[9] = sample_node(FB_P_SEQ, 3, 8);
  CHECK_EQ(sample_rule(&s, n, 10, 0, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_freeze(&s), FB_OK);
  check_spans(&s, "a a b b x", 0, "0-4");
  check_spans(&s, "a b b b b x x", 0, "0-5");
  check_spans(&s, "a b", 0, "0-2");
  check_spans(&s, "a x b. A x x", 0, "0-3");
  sample_close(&s);
}

/* longest, first, all: what overlapping rules give */
static void policies(void) {
  static const char *const expected[] = {"0-3 3-4", "0-1 1-2 2-3 3-4", "0-3 0-1 1-2 2-3 3-4 3-4"};
  uint32_t policy;
  for (policy = FB_LONGEST; policy <= FB_ALL; policy++) {
    sample s;
    fb_node n[2];
    sample_open(&s);
    CHECK_EQ(sample_phase(&s, (fb_policy)policy), FB_OK);
    n[0] = sample_node(FB_P_CLASS, FB_C_LETTER, 0);
    CHECK_EQ(sample_rule(&s, n, 1, 0, FB_IN_SENTENCE), FB_OK);
    n[1] = sample_repeat(0, 1, 3);
    CHECK_EQ(sample_rule(&s, n, 2, 0, FB_IN_SENTENCE), FB_OK);
    CHECK_EQ(sample_freeze(&s), FB_OK);
    check_spans(&s, "a b c d", 0, expected[policy]);
    sample_close(&s);
  }
}

/* what the compiler refuses, and what it must not take long over */
static void refuses(void) {
  fb_node n[40];
  const char *why;
  uint32_t rule, k;
  sample s;
  int kind;
  for (kind = 0; kind < 5; kind++) {
    uint32_t count = 0;
    sample_open(&s);
    CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
    n[count++] = sample_node(kind == 3 ? FB_P_TRUE : FB_P_ANY, 0, 0);
    switch (kind) {
      case 0: n[count++] = sample_repeat(0, 0, FB_NONE); break; /* no token at all */
      case 1:                                            /* look-behind without bound */
        n[count++] = sample_repeat(0, 1, FB_NONE);
        n[count++] = sample_node(FB_P_BEHIND, 1, 0);
        n[count++] = sample_node(FB_P_SEQ, 2, 0);
        break;
      case 2: /* 64^6 copies */
      case 3: /* of nothing */
        for (k = 0; k < 6; k++, count++) n[count] = sample_repeat(count - 1, 64, 64);
        break;
      default: /* as many repetitions as a number can say */
        n[count++] = sample_repeat(0, 0, 0xfffffffeu);
        n[count++] = sample_node(FB_P_SEQ, 0, 1);
        break;
    }
    CHECK_EQ(sample_rule(&s, n, count, 0, FB_IN_SENTENCE), FB_OK);
    CHECK_EQ(fb_lexicon_freeze(&s.p.lexicon), FB_OK);
    CHECK_EQ(fb_program_freeze(&s.p, &rule, &why), FB_BAD);
    CHECK(rule == 0 && why != NULL);
    sample_close(&s);
  }
}

/* A rule that backtracks much is left out after its steps, and the others still run. */
static void budget(void) {
  static char text[4000];
  size_t n = 0;
  fb_node x[24];
  uint32_t k, at;
  sample s;
  while (n < sizeof text - 2) {
    text[n++] = 'a';
    text[n++] = ' ';
  }
  sample_open(&s);
  CHECK_EQ(sample_phase(&s, FB_ALL), FB_OK);
  x[0] = word(&s, "a"); /* a^0 * … * a^0 * b: every token tried, far each time */
  x[1] = sample_repeat(0, 1, FB_NONE);
  for (k = 0, at = 1; k < 8; k++) {
    x[at + 1] = sample_node(FB_P_SEQ, at, 1);
    at++;
  }
  x[at + 1] = word(&s, "b");
  x[at + 2] = sample_node(FB_P_SEQ, at, at + 1);
  CHECK_EQ(sample_rule(&s, x, at + 3, 0, FB_IN_DOCUMENT), FB_OK);
  x[0] = word(&s, "a");
  CHECK_EQ(sample_rule(&s, x, 1, 2, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_freeze(&s), FB_OK);
  CHECK_EQ(sample_read(&s, text, n), FB_OK);
  CHECK_EQ(s.d.spans.n, s.d.ntok); /* the second rule's, whatever became of the first */
  sample_close(&s);
}

static const char lists[] = "at least\tmodifier=at_least\nNew York\tk=1\nnew\nsaid\nUnited Nations Security Council\n";
static const char text[] =
    "Petr Pavel's 30-day visit to New York, at least, was “a success”, he said. New  news -day \xc3\xa9t\xc3\xa9!\n\n"
    "He said “no”. \xff Zor\xc3\xa9\xc3\xa9 said 1,580 of the United Nations Security Council’s 4.5bn.";

/* Loads and compiles: lists, several rules in two phases. */
static fb_status load(sample *s) {
  fb_node n[12];
  uint32_t said = 0;
  memset(n, 0, sizeof n);
  FB_TRY(fb_tokenizer_load(&s->p.tokenizer, "Mr.\tkind=title\nJr.\n", 19));
  FB_TRY(sample_list(s, lists, sizeof lists - 1, FB_LIST_NAME));
  FB_TRY(sample_list(s, lists, sizeof lists - 1, FB_LIST_EXACT));
  FB_TRY(fb_lexicon_add(&s->p.lexicon, &s->p.vocab, &s->p.tokenizer, 0, "at the least", 12));
  FB_TRY(sample_word(s, "said", &said));
  FB_TRY(sample_phase(s, FB_LONGEST));
  n[0] = sample_node(FB_P_CLASS, FB_C_CAP, 0);
  n[1] = sample_repeat(0, 1, FB_NONE);
  n[2] = sample_named(FB_P_CAPTURE, 1, 1);
  FB_TRY(sample_rule(s, n, 3, 4, FB_IN_SENTENCE));
  n[0] = sample_named(FB_P_LIST, 0, FB_NONE);
  FB_TRY(sample_rule(s, n, 1, 1, FB_IN_PARAGRAPH));
  FB_TRY(sample_phase(s, FB_ALL));
  n[0] = sample_named(FB_P_FOUND, 4, FB_NONE);
  n[1] = sample_node(FB_P_ANY, 0, 0);
  n[2] = sample_repeat(1, 0, FB_NONE);
  n[3] = sample_node(FB_P_SEQ, 0, 2);
  n[4] = sample_node(FB_P_NORM, said, said);
  n[5] = sample_node(FB_P_SEQ, 3, 4);
  n[6] = sample_node(FB_P_SPELL, 2, 0);
  n[7] = sample_node(FB_P_SEQ, 6, 1);
  n[8] = sample_node(FB_P_AND, 7, 0);
  n[9] = sample_node(FB_P_SEQ, 5, 8);
  FB_TRY(sample_rule(s, n, 10, 2, FB_IN_DOCUMENT));
  n[0] = sample_named(FB_P_SEEN, 4, 0);
  n[1] = sample_node(FB_P_CLASS, FB_C_LETTER, 0);
  n[2] = sample_node(FB_P_BEHIND, 1, 0);
  n[3] = sample_node(FB_P_SEQ, 2, 0);
  FB_TRY(sample_rule(s, n, 4, 3, FB_IN_SENTENCE));
  return sample_freeze(s);
}

/* Each allocation refused in turn: FB_NOMEM, nothing lost (the leak check at exit), and the object still of use. */
static void failing_allocations(void) {
  long n, loads = 0, reads = 0;
  sample s;
  uint32_t spans, hits;
  for (n = 1;; n++) { /* loading */
    fb_status status;
    int refused;
    sample_open(&s);
    alloc_fail_after(n);
    status = load(&s);
    refused = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, refused ? FB_NOMEM : FB_OK);
    if (!refused) break;
    loads++;
    sample_close(&s);
  }
  CHECK(loads > 20);
  CHECK_EQ(sample_read(&s, text, sizeof text - 1), FB_OK);
  CHECK(sample_check(&s) == NULL);
  spans = s.d.spans.n;
  hits = s.d.hits.n;
  CHECK(spans > 10 && hits > 4);
  for (n = 1;; n++) { /* reading, from nothing each time */
    fb_status status;
    int refused;
    fb_doc_free(&s.d);
    fb_runner_free(&s.r);
    fb_doc_init(&s.d, &s.p.vocab);
    fb_runner_init(&s.r);
    s.acted = 0;
    alloc_fail_after(n);
    status = sample_read(&s, text, sizeof text - 1);
    refused = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, refused ? FB_NOMEM : FB_OK);
    if (!refused) break;
    reads++;
    s.acted = 0; /* the same document and runner, once there is memory again */
    CHECK_EQ(sample_read(&s, text, sizeof text - 1), FB_OK);
    CHECK_EQ(s.d.spans.n, spans);
    CHECK_EQ(s.d.hits.n, hits);
  }
  CHECK(reads > 20);
  sample_close(&s);
}

/* Documents after each other on one runner: the same result each time, whatever came between. */
static void used_again(void) {
  sample s;
  uint32_t k, spans, words;
  static char noise[20000];
  for (k = 0; k < sizeof noise; k++) noise[k] = "ab c.\"'\xff\n1,"[(k * 2654435761u >> 16) % 11];
  sample_open(&s);
  CHECK_EQ(load(&s), FB_OK);
  words = fb_vocab_count(&s.p.vocab);
  s.acted = 0;
  CHECK_EQ(sample_read(&s, text, sizeof text - 1), FB_OK);
  spans = s.d.spans.n;
  for (k = 0; k < 50; k++) {
    CHECK_EQ(sample_read(&s, noise + k, sizeof noise - 300 * k), FB_OK);
    CHECK(sample_check(&s) == NULL);
    s.acted = 0;
    CHECK_EQ(sample_read(&s, text, sizeof text - 1), FB_OK);
    CHECK_EQ(s.d.spans.n, spans);
    CHECK(sample_check(&s) == NULL);
  }
  CHECK_EQ(fb_vocab_count(&s.p.vocab), words); /* frozen: new words are the document's */
  sample_close(&s);
}

int main(void) {
  look_behind();
  policies();
  refuses();
  budget();
  failing_allocations();
  used_again();
  return check_report();
}
