/* names.c, link.c, resolve.c, quote.c: the fact box of a small document whose spans are put there by hand. */
#include <string.h>

#include "box.h"
#include "check.h"
#include "link.h"
#include "names.h"
#include "quote.h"
#include "resolve.h"
#include "sample.h"

enum { QUOTATION = SAMPLE_QUOTATION, PERSON, ORGANIZATION, PRONOUN, FRAME, NAME };
enum { TYPED, UNTYPED, REFERENCE, SAID, RULES };
enum { SPEAKER, CUE };

/*                          0   1    2   3      4 5 6  7    8 9 10   11   12 13  14   15 16   17 18 19  20   21   22 */
static const char text[] = "Ana Lund met Zorbix. \"We grew,\" Lund said. She left. \"It is done,\" she told Zorbix.";

static const char *word_at(const sample *s, uint32_t t) {
  static char out[64];
  uint32_t n = fb_doc_len(&s->d, t) < 63 ? fb_doc_len(&s->d, t) : 63;
  memcpy(out, s->d.text + s->d.start[t], n);
  out[n] = 0;
  return out;
}

/* The token of the nth such word, from 1. */
static uint32_t find(const sample *s, const char *word, int nth) {
  uint32_t t;
  for (t = 0; t < s->d.ntok; t++)
    if (strcmp(word_at(s, t), word) == 0 && --nth == 0) return t;
  CHECK(!"there is such a word");
  return 0;
}

static void open(sample *s) {
  fb_node any;
  int i;
  fb_naming typed;
  fb_guide *g = &s->p.guide;
  uint8_t roles[SAMPLE_KINDS] = {FB_ROLE_NONE, FB_ROLE_NAME, FB_ROLE_NAME, FB_ROLE_PRONOUN, FB_ROLE_NONE, FB_ROLE_NAME};
  memset(&any, 0, sizeof any);
  any.op = FB_P_ANY;
  memset(&typed, 0, sizeof typed);
  sample_open(s);
  CHECK_EQ(sample_phase(s, FB_ALL), FB_OK);
  for (i = 0; i < RULES; i++) CHECK_EQ(sample_rule(s, &any, 1, NAME, FB_IN_SENTENCE), FB_OK);
  for (i = 0; i < SAMPLE_KINDS; i++) CHECK_EQ(fb_push(&g->roles, roles[i]), FB_OK);
  for (i = 0; i < RULES; i++) {
    typed.type = i == TYPED ? FB_PERSON : FB_UNTYPED;
    typed.weight = 3;
    CHECK_EQ(fb_push(&g->namings, typed), FB_OK);
    CHECK_EQ(fb_push(&g->rules, 0), FB_OK);
  }
  g->kind_of[FB_PERSON] = PERSON;
  g->kind_of[FB_ORGANIZATION] = ORGANIZATION;
  g->quotation = QUOTATION;
  g->frame = FRAME;
  g->speaker = SPEAKER;
  g->cue = CUE;
  CHECK_EQ(sample_freeze(s), FB_OK);
}

static fb_status add(sample *s, uint32_t first, uint32_t end, int kind, int rule) {
  fb_span x;
  uint32_t index;
  memset(&x, 0, sizeof x);
  x.first = first;
  x.end = end;
  x.kind = (uint16_t)kind;
  x.rule = (uint32_t)rule;
  x.attr = x.next = FB_NONE;
  return fb_doc_add_span(&s->d, &x, &index);
}

/* SOURCE said: a frame of two tokens. */
static fb_status add_frame(sample *s, uint32_t first) {
  fb_log speaker = {0, 0, 0, SPEAKER, FB_LOG_CAPTURE, 0}, cue = {0, 0, 0, CUE, FB_LOG_CAPTURE, 0};
  fb_span *x;
  speaker.first = first;
  speaker.end = cue.first = first + 1;
  cue.end = first + 2;
  FB_TRY(add(s, first, first + 2, FRAME, SAID));
  x = &s->d.spans.at[s->d.spans.n - 1];
  x->log = s->d.log.n;
  x->nlog = 2;
  FB_TRY(fb_push(&s->d.log, speaker));
  return fb_push(&s->d.log, cue);
}

/* All stages over the text, which stands at byte `base` of an input, behind `sentences` others. */
static fb_status stages_of(sample *s, fb_box *b, const char *input, uint32_t base, uint32_t sentences) {
  fb_figure f;
  memset(&f, 0, sizeof f);
  f.quote = FB_NONE;
  FB_TRY(sample_tokens(s, input + base, sizeof text - 1));
  s->d.base = base;
  s->d.sent_base = sentences;
  FB_TRY(add(s, 0, 2, PERSON, TYPED));
  FB_TRY(add(s, find(s, "Zorbix", 1), find(s, "Zorbix", 1) + 1, NAME, UNTYPED));
  FB_TRY(add(s, find(s, "Lund", 2), find(s, "Lund", 2) + 1, NAME, UNTYPED));
  FB_TRY(add(s, find(s, "Zorbix", 2), find(s, "Zorbix", 2) + 1, NAME, UNTYPED));
  FB_TRY(add(s, find(s, "She", 1), find(s, "She", 1) + 1, PRONOUN, REFERENCE));
  FB_TRY(add(s, find(s, "she", 1), find(s, "she", 1) + 1, PRONOUN, REFERENCE));
  FB_TRY(fb_names_decide(b, &s->d, &s->p.guide, &s->r, 0));
  FB_TRY(fb_pair_marks(&s->d, QUOTATION, 1));
  FB_TRY(add_frame(s, find(s, "Lund", 2)));
  FB_TRY(add_frame(s, find(s, "she", 1)));
  FB_TRY(fb_quotes_find(b, &s->p, &s->d, input));
  f.at = fb_doc_place(&s->d, find(s, "done", 1), find(s, "done", 1) + 1);
  FB_TRY(fb_push(&b->figures, f));
  FB_TRY(fb_resolve(b, &s->p, &s->d, input));
  FB_TRY(fb_quotes_attribute(b, &s->p, &s->d, input));
  fb_figures_attribute(b);
  return FB_OK;
}

static fb_status stages(sample *s, fb_box *b) { return stages_of(s, b, text, 0, 0); }

/* The text twice, in windows. */
static fb_status windows(sample *s, fb_box *b) {
  static char twice[2 * sizeof text];
  uint32_t size = sizeof text - 1;
  memcpy(twice, text, size);
  memcpy(twice + size, text, size);
  FB_TRY(fb_box_turn(b, 1));
  FB_TRY(stages_of(s, b, twice, 0, 0));
  FB_TRY(fb_box_note_tokens(b, &s->d));
  FB_TRY(fb_box_note_sentences(b, &s->d));
  FB_TRY(fb_box_turn(b, 0));
  return stages_of(s, b, twice, size, s->d.sents.n);
}

static void all_of_it(void) {
  sample s;
  fb_box b;
  int round;
  open(&s);
  fb_box_init(&b);
  for (round = 0; round < 2; round++) { /* the second time with what the first left */
    const fb_quote *q;
    fb_party p;
    fb_box_reset(&b);
    CHECK_EQ(stages(&s, &b), FB_OK);
    CHECK_EQ(b.mentions.n, 4);
    CHECK_EQ(b.names.n, 3); /* Ana Lund, Zorbix, Lund */
    CHECK_EQ(b.names.at[0].type, FB_PERSON);
    CHECK_EQ(b.names.at[1].type, FB_OTHER);  /* nothing says what */
    CHECK_EQ(b.names.at[2].type, FB_PERSON); /* lent by the full name */
    CHECK_EQ(fb_box_head(&b, 2), 0);
    CHECK_EQ(b.entities.n, 2);
    CHECK_EQ(b.spots.n, 6); /* two of them pronouns */
    CHECK_EQ(b.quotes.n, 2);
    q = b.quotes.at;
    CHECK(strncmp(text + q->at.first, "We grew", q->at.end - q->at.first) == 0);
    CHECK_EQ(q[0].speaker.nids, 1);
    CHECK_EQ(b.ids.at[q[0].speaker.ids], 0);
    CHECK_EQ(q[1].speaker.nids, 1);
    CHECK_EQ(b.ids.at[q[1].speaker.ids], 0);
    CHECK_EQ(q[1].type, FB_DIRECT);
    CHECK_EQ(b.figures.at[0].quote, 1);
    CHECK_EQ(fb_refer(&b, &s.p, &s.d, 0, 0, &p), FB_OK);
    CHECK_EQ(p.by, FB_BY_NOBODY);
    CHECK_EQ(fb_refer(&b, &s.p, &s.d, 0, 4, &p), FB_OK); /* the person, not what stands beside */
    CHECK_EQ(p.nids, 1);
  }
  fb_box_free(&b);
  sample_close(&s);
}

/* Entities are found again in the next window, whose records have places and sentences of the whole text. */
static void in_windows(void) {
  sample s;
  fb_box b;
  int round;
  open(&s);
  fb_box_init(&b);
  for (round = 0; round < 2; round++) {
    fb_unpacking quotes, figures;
    uint32_t i, sentences;
    fb_box_reset(&b);
    CHECK_EQ(windows(&s, &b), FB_OK);
    sentences = s.d.sents.n;
    CHECK_EQ(b.mentions.n, 4); /* of the second one */
    CHECK_EQ(b.entities.n, 2);
    CHECK_EQ(b.aliases.n, 1);
    CHECK_EQ(b.spots.n, 12);
    CHECK_EQ(fb_box_quotes(&b), 4);
    CHECK_EQ(fb_box_figures(&b), 2);
    memset(&quotes, 0, sizeof quotes);
    memset(&figures, 0, sizeof figures);
    for (i = 0; i < 2; i++) {
      fb_quote copies[2];
      const fb_quote *one = fb_box_quote(&b, i, &quotes, &copies[0]),
                     *two = fb_box_quote(&b, i + 2, &quotes, &copies[1]);
      CHECK_EQ(two->at.first, one->at.first + sizeof text - 1);
      CHECK_EQ(two->at.end, one->at.end + sizeof text - 1);
      CHECK_EQ(two->sentence, one->sentence + sentences);
      CHECK_EQ(two->speaker.nids, 1);
      CHECK_EQ(b.ids.at[two->speaker.ids], 0);
    }
    CHECK_EQ(b.recall.tokens.n, s.d.ntok);
    CHECK_EQ(b.recall.sentences.n, sentences);
    memset(&quotes, 0, sizeof quotes);
    memset(&figures, 0, sizeof figures);
    for (i = 0; i < s.d.ntok; i++) {
      fb_place one = fb_box_token(&b, &s.d, i, &quotes), two = fb_box_token(&b, &s.d, i + s.d.ntok, &figures);
      CHECK_EQ(one.first, s.d.start[i]);
      CHECK_EQ(one.first + sizeof text - 1, two.first);
      CHECK_EQ(one.end + sizeof text - 1, two.end);
    }
    memset(&quotes, 0, sizeof quotes);
    for (i = 0; i < sentences; i++) {
      fb_place one = fb_box_sentence(&b, &s.d, i, &quotes), two = fb_box_sentence(&b, &s.d, i + sentences, &figures);
      CHECK_EQ(one.first + sizeof text - 1, two.first);
      CHECK_EQ(one.end + sizeof text - 1, two.end);
    }
    memset(&figures, 0, sizeof figures);
    for (i = 0; i < 6; i++) CHECK_EQ(b.spots.at[i + 6].sentence, b.spots.at[i].sentence + sentences);
    for (i = 0; i < 2; i++) {
      fb_figure f;
      CHECK_EQ(fb_box_figure(&b, i, &figures, &f)->quote, 2 * i + 1);
    }
    fb_box_shed(&b);
    CHECK_EQ(b.entities.n, 2);
    CHECK_EQ(b.names.n, 0);
  }
  fb_box_free(&b);
  sample_close(&s);
}

/* Every allocation that fails gives a status and leaves what can be freed, or used again. */
static void out_of_memory(fb_status (*work)(sample *, fb_box *)) {
  sample s;
  fb_box b;
  long n;
  open(&s);
  for (n = 1; n < 10000; n++) {
    fb_status status;
    fb_box_init(&b);
    alloc_fail_after(n);
    status = work(&s, &b);
    if (!alloc_failed()) break;
    alloc_fail_after(0);
    CHECK_EQ(status, FB_NOMEM);
    fb_box_reset(&b);
    CHECK_EQ(work(&s, &b), FB_OK);
    fb_box_free(&b);
    fb_runner_free(&s.r);
    fb_doc_free(&s.d);
    fb_runner_init(&s.r);
    fb_doc_init(&s.d, &s.p.vocab);
  }
  alloc_fail_after(0);
  CHECK(n > 20);
  fb_box_free(&b);
  sample_close(&s);
}

static int misspelt(const char *a, const char *b) { return fb_misspelt(a, strlen(a), b, strlen(b)); }

static void misspellings(void) {
  CHECK(misspelt("karasi", "karasin"));
  CHECK(misspelt("sholz", "scholz"));
  CHECK(misspelt("zelenskyy", "zelensky"));
  CHECK(!misspelt("lund", "lunt")); /* too short */
  CHECK(!misspelt("brandt", "grandt"));
  CHECK(!misspelt("karlin", "kerlan"));
  CHECK(!misspelt("", "lundgren"));
  CHECK(misspelt("lundgren", "lundgren"));
}

int main(void) {
  all_of_it();
  misspellings();
  in_windows();
  out_of_memory(stages);
  out_of_memory(windows);
  return check_report();
}
