/*
** tag_test.c: classes of words from lists, endings and shapes, the rules that choose among them, lemmas; and the
** automaton that finds groups.
*/
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "sample.h"

enum { SINGULAR = 1, PLURAL, BASE, THIRD, DET, NAME, NUMBER, STOP, CLASSES = STOP };
#define BIT(cls) ((uint64_t)1 << (cls))
enum { GROUP = 2, SHOWN = 3, NOUN = 5 }; /* kinds; a capture */

static fb_set set(uint64_t may, uint8_t first) {
  fb_set s;
  memset(&s, 0, sizeof s);
  s.may = may;
  s.first = first;
  return s;
}

static fb_status listed(sample *s, const char *word, uint64_t may, uint8_t first) {
  uint32_t norm = 0;
  FB_TRY(sample_word(s, word, &norm));
  return fb_tags_list(&s->p.tags, norm, set(may, first));
}

static fb_status ending(sample *s, const char *end, const char *stem, uint64_t of, uint64_t may, uint8_t first, int doubled) {
  fb_tags *g = &s->p.tags;
  fb_ending e;
  memset(&e, 0, sizeof e);
  e.end_len = (uint32_t)strlen(end);
  e.stem_len = (uint32_t)strlen(stem);
  FB_TRY(fb_tags_string(g, end, e.end_len, &e.end));
  FB_TRY(fb_tags_string(g, stem, e.stem_len, &e.stem));
  e.of = of;
  e.gives = set(may, first);
  e.doubled = (uint8_t)doubled;
  return fb_push(&g->endings, e);
}

static fb_status shape(sample *s, uint32_t need, uint8_t cls) {
  fb_shape_set x;
  memset(&x, 0, sizeof x);
  x.need = need;
  x.gives = set(BIT(cls), cls);
  return fb_push(&s->p.tags.shapes, x);
}

/* Number of a set of classes that POS and MAY refer to. */
static uint32_t mask(sample *s, uint64_t classes) {
  uint32_t n = s->p.masks.n;
  return fb_push(&s->p.masks, classes) == FB_OK ? n : FB_NONE;
}

#define MASK(name, classes)            \
  uint32_t name = mask(s, (classes));  \
  if (name == FB_NONE) return FB_NOMEM

/* A rule of a phase of classes. */
static fb_status gives(sample *s, const fb_node *nodes, uint32_t n, uint64_t keep) {
  FB_TRY(sample_rule(s, nodes, n, SHOWN, FB_IN_SENTENCE));
  s->p.rules.at[s->p.rules.n - 1].keep = keep;
  return FB_OK;
}

static fb_status load(sample *s) {
  fb_node n[12];
  fb_word_form form;
  fb_tags *g = &s->p.tags;
  g->nclass = CLASSES;
  g->capital = NAME;
  g->capital_of = BIT(SINGULAR) | BIT(BASE) | BIT(PLURAL);
  g->capital_keeps = BIT(SINGULAR) | BIT(PLURAL);
  FB_TRY(listed(s, "the", BIT(DET), DET));
  FB_TRY(listed(s, "plan", BIT(SINGULAR) | BIT(BASE), BASE));
  FB_TRY(listed(s, "boat", BIT(SINGULAR), SINGULAR));
  FB_TRY(listed(s, "party", BIT(SINGULAR), SINGULAR));
  FB_TRY(listed(s, "men", BIT(PLURAL), PLURAL));
  memset(&form, 0, sizeof form);
  FB_TRY(sample_word(s, "men", &form.word));
  FB_TRY(sample_word(s, "man", &form.lemma));
  form.cls = PLURAL;
  FB_TRY(fb_tags_form(g, form));
  FB_TRY(ending(s, "ies", "y", BIT(SINGULAR), BIT(PLURAL), PLURAL, 0));
  FB_TRY(ending(s, "s", "", BIT(SINGULAR), BIT(PLURAL), PLURAL, 0));
  FB_TRY(ending(s, "s", "", BIT(BASE), BIT(THIRD), THIRD, 0));
  FB_TRY(ending(s, "er", "", BIT(BASE), BIT(SINGULAR), SINGULAR, 1));
  FB_TRY(ending(s, "s", "", 0, BIT(PLURAL) | BIT(THIRD), PLURAL, 0));
  FB_TRY(shape(s, FB_C_NUMERIC, NUMBER));
  FB_TRY(shape(s, FB_C_STOP, STOP));
  FB_TRY(shape(s, FB_C_LETTER, SINGULAR));
  FB_TRY(fb_push(&g->of_kind, NAME)); /* quotations are names here */
  FB_TRY(sample_phase(s, FB_CLASSES));
  {
    MASK(det, BIT(DET));
    MASK(noun, BIT(SINGULAR) | BIT(PLURAL));
    MASK(third, BIT(THIRD));
    MASK(edge, 1);
    MASK(base, BIT(BASE));
    n[0] = sample_node(FB_P_POS, det, 0); /* behind(det) * may(noun): a noun */
    n[1] = sample_node(FB_P_BEHIND, 0, 0);
    n[2] = sample_node(FB_P_MAY, noun, 0);
    n[3] = sample_node(FB_P_SEQ, 1, 2);
    FB_TRY(gives(s, n, 4, BIT(SINGULAR) | BIT(PLURAL)));
    n[0] = sample_node(FB_P_POS, edge, 0); /* behind(- edge) * may(third) * -#may(base): a third person */
    n[1] = sample_node(FB_P_NOT, 0, 0);
    n[2] = sample_node(FB_P_ANY, 0, 0);
    n[3] = sample_node(FB_P_SEQ, 1, 2);
    n[4] = sample_node(FB_P_BEHIND, 3, 0);
    n[5] = sample_node(FB_P_MAY, third, 0);
    n[6] = sample_node(FB_P_SEQ, 4, 5);
    n[7] = sample_node(FB_P_MAY, base, 0);
    n[8] = sample_node(FB_P_NOT, 7, 0);
    n[9] = sample_node(FB_P_SEQ, 6, 8);
    FB_TRY(gives(s, n, 10, BIT(THIRD)));
  }
  FB_TRY(sample_phase(s, FB_CHUNKS));
  {
    MASK(det, BIT(DET));
    MASK(singular, BIT(SINGULAR) | BIT(NAME));
    MASK(plural, BIT(PLURAL));
    int which;
    for (which = 0; which < 2; which++) { /* det? singular* noun(plural), then noun(singular) */
      n[0] = sample_node(FB_P_POS, det, 0);
      n[1] = sample_node(FB_P_REP, 0, 0);
      n[1].hi = 1;
      n[2] = sample_node(FB_P_POS, singular, 0);
      n[3] = sample_node(FB_P_REP, 2, 0);
      n[3].hi = FB_NONE;
      n[4] = sample_node(FB_P_SEQ, 1, 3);
      n[5] = sample_node(FB_P_POS, which ? singular : plural, 0);
      n[6] = sample_node(FB_P_CAPTURE, 5, 0);
      n[6].name = NOUN;
      n[7] = sample_node(FB_P_SEQ, 4, 6);
      FB_TRY(sample_rule(s, n, 8, GROUP, FB_IN_SENTENCE));
    }
  }
  fb_tags_sort(g);
  return sample_freeze(s);
}

/* The classes of the words of a text, a digit each; then its groups as "first-end:noun". */
static const char *read(sample *s, const char *text) {
  static char out[2000];
  size_t n = 0;
  uint32_t t, k;
  out[0] = 0;
  CHECK_EQ(sample_read(s, text, strlen(text)), FB_OK);
  CHECK(sample_check(s) == NULL);
  for (t = 0; t < s->d.ntok && n < 500; t++) n += (size_t)snprintf(out + n, sizeof out - n, "%u", (unsigned)s->d.tag[t]);
  for (t = 0; t < s->d.ntok && n < 1900; t++)
    for (k = s->d.span_at[t]; k != FB_NONE; k = s->d.spans.at[k].next) {
      const fb_span *x = &s->d.spans.at[k];
      if (x->kind != GROUP) continue;
      CHECK(x->nlog == 1 && s->d.log.at[x->log].name == NOUN);
      n += (size_t)snprintf(out + n, sizeof out - n, " %u-%u:%u", (unsigned)x->first, (unsigned)x->end,
                            (unsigned)s->d.log.at[x->log].first);
    }
  return out;
}

static void check_read(sample *s, const char *text, const char *expected) {
  const char *got = read(s, text);
  CHECK(strcmp(got, expected) == 0);
  if (strcmp(got, expected) != 0) printf("  %s: %s, not %s\n", text, got, expected);
}

static void reading(void) {
  sample s;
  sample_open(&s);
  CHECK_EQ(load(&s), FB_OK);
  check_read(&s, "the plan plans .", "5148 0-2:1");            /* by rules; of "plans" a third person is left */
  check_read(&s, "plan the boats plan .", "35238 1-3:2");      /* the likeliest class; before a base no third */
  check_read(&s, "two men saw 3 parties .", "121728 0-2:1 2-3:2 4-5:4"); /* shapes, endings */
  check_read(&s, "the old Plan fell .", "51618 0-4:3");        /* a capital */
  check_read(&s, "Plan the boats .", "3528 1-3:2");            /* none where a sentence begins */
  check_read(&s, "", "");
  s.r.caseless = 1;
  check_read(&s, "the old Plan fell .", "51318 0-2:1 3-4:3");
  s.r.caseless = 0;
  check_read(&s, "\"Plan the boats\" fell", "666661 0-6:5");
  sample_close(&s);
}

/* Lemmas: forms, endings behind listed words, endings alone, the word itself. */
static void lemmas(void) {
  static const char *const rows[][2] = {{"men", "man"}, {"boats", "boat"}, {"parties", "party"}, {"zeps", "zep"}, {"boat", "boat"}};
  char out[FB_LEMMA_ROOM];
  sample s;
  size_t k;
  uint32_t norm;
  sample_open(&s);
  CHECK_EQ(load(&s), FB_OK);
  CHECK_EQ(sample_read(&s, "men boats parties zeps boat", 27), FB_OK);
  CHECK_EQ(s.d.ntok, 5);
  for (k = 0; k < 5 && k < s.d.ntok; k++) {
    size_t n;
    norm = s.d.norm[k];
    n = fb_tag_lemma(&s.p.tags, &s.d.vocab, norm, k == 4 ? SINGULAR : PLURAL, out);
    CHECK(n == strlen(rows[k][1]) && memcmp(out, rows[k][1], n) == 0);
  }
  sample_close(&s);
}

/* Patterns that these phases cannot have. */
static void refuses(void) {
  fb_node n[4];
  sample s;
  int k;
  for (k = 0; k < 4; k++) {
    uint32_t noun;
    sample_open(&s);
    s.p.tags.nclass = CLASSES;
    noun = mask(&s, BIT(SINGULAR));
    CHECK_EQ(sample_phase(&s, k < 2 ? FB_CLASSES : FB_CHUNKS), FB_OK);
    n[0] = sample_node(k == 1 ? FB_P_MAY : FB_P_POS, noun, 0);
    n[1] = k == 3 ? sample_node(FB_P_REP, 0, 0) : sample_node(FB_P_NOT, 0, 0); /* pos where may is meant; no word; a look-around; nothing */
    n[1].hi = 1;
    CHECK_EQ(sample_rule(&s, n, k == 0 ? 1 : 2, GROUP, FB_IN_SENTENCE), FB_OK);
    CHECK_EQ(sample_freeze(&s), FB_BAD);
    sample_close(&s);
  }
}

/* A million words that never become a group are read in proportion. */
static void long_runs(void) {
  static char text[200000];
  sample s;
  uint32_t k;
  for (k = 0; k + 4 <= sizeof text; k += 4) memcpy(text + k, "the ", 4);
  sample_open(&s);
  CHECK_EQ(load(&s), FB_OK);
  CHECK_EQ(sample_read(&s, text, sizeof text), FB_OK);
  for (k = 0; k + 5 <= sizeof text; k += 5) memcpy(text + k, "boat ", 5);
  CHECK_EQ(sample_read(&s, text, sizeof text), FB_OK);
  CHECK(s.d.spans.n > 0);
  for (k = 0; k < s.d.spans.n; k++) CHECK(s.d.spans.at[k].end - s.d.spans.at[k].first <= FB_CHUNK_WORDS);
  sample_close(&s);
}

static void failing_allocations(void) {
  static const char text[] = "the plan plans . zeps saw \"Plan the boats\" , the men plan 12 parties .";
  long n;
  sample s;
  for (n = 1;; n++) {
    fb_status status;
    int refused;
    sample_open(&s);
    alloc_fail_after(n);
    status = load(&s);
    refused = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, refused ? FB_NOMEM : FB_OK);
    if (!refused) break;
    sample_close(&s);
  }
  for (n = 1;; n++) {
    fb_status status;
    int refused;
    uint32_t spans;
    fb_runner_free(&s.r);
    fb_runner_init(&s.r);
    fb_doc_free(&s.d);
    fb_doc_init(&s.d, &s.p.vocab);
    alloc_fail_after(n);
    status = sample_read(&s, text, sizeof text - 1);
    refused = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, refused ? FB_NOMEM : FB_OK);
    spans = s.d.spans.n;
    CHECK_EQ(sample_read(&s, text, sizeof text - 1), FB_OK); /* the same runner, once there is memory again */
    if (!refused) {
      CHECK_EQ(s.d.spans.n, spans);
      break;
    }
  }
  sample_close(&s);
}

int main(void) {
  reading();
  lemmas();
  refuses();
  long_runs();
  failing_allocations();
  return check_report();
}
