/* met.c: words met lately: what stays from text to text, what makes way, failing allocations. */
#include <string.h>

#include "check.h"
#include "met.h"
#include "token.h"

static fb_met_word word(uint64_t head, uint32_t len, uint32_t id, uint16_t text) {
  fb_met_word w;
  memset(&w, 0, sizeof w);
  w.head = head;
  w.tail = fb_met_tail(0, len);
  w.id = id;
  w.text = text;
  return w;
}

static uint32_t find(fb_met *r, const fb_met_word *w, uint32_t hash) {
  const fb_met_word *found = fb_met_find(r, w->head, w->tail, hash);
  return found ? found->id : FB_NONE;
}

static void from_text_to_text(void) {
  fb_met r;
  fb_met_word tide = word('t', 1, 5, 0), quay = word('q', 1, 900, 1), longer = word('t', 2, 6, 0);
  memset(&r, 0, sizeof r);
  CHECK_EQ(fb_met_begin(&r), FB_OK);
  CHECK_EQ(r.text, 1);
  CHECK_EQ(find(&r, &tide, 7), FB_NONE);
  fb_met_keep(&r, &tide, 7);
  fb_met_keep(&r, &quay, 7);
  CHECK_EQ(find(&r, &tide, 7), 5);
  CHECK_EQ(find(&r, &quay, 7), 900);
  CHECK_EQ(find(&r, &longer, 7), FB_NONE); /* the length is part of the word */
  CHECK_EQ(fb_met_begin(&r), FB_OK);
  CHECK_EQ(find(&r, &tide, 7), 5);
  CHECK_EQ(find(&r, &quay, 7), FB_NONE); /* its id was the last text's */
  quay.text = 2;
  quay.id = 901;
  fb_met_keep(&r, &quay, 7);
  CHECK_EQ(find(&r, &quay, 7), 901);
  CHECK_EQ(find(&r, &tide, 7), 5);
  fb_met_free(&r);
}

/* Of the words of a set those stay that are met again. */
static void making_way(void) {
  fb_met r;
  fb_met_word often = word('a', 1, 1, 0), w;
  uint32_t k;
  memset(&r, 0, sizeof r);
  CHECK_EQ(fb_met_begin(&r), FB_OK);
  fb_met_keep(&r, &often, 0);
  CHECK_EQ(find(&r, &often, 0), 1);
  for (k = 0; k < 50; k++) {
    w = word('b' + k, 1, 2 + k, 0);
    fb_met_keep(&r, &w, 0);
  }
  CHECK_EQ(find(&r, &often, 0), 1);
  CHECK_EQ(find(&r, &w, 0), 51); /* met again itself now, as the other */
  for (k = 0; k < 2; k++) {
    w = word('A' + k, 1, 60 + k, 0);
    fb_met_keep(&r, &w, k); /* the hash says which one goes */
    CHECK_EQ(find(&r, &w, 0), 60 + k);
  }
  fb_met_free(&r);
}

/* The numbers of texts have 16 bits; when they begin anew no old word may pass for a new one. */
static void many_texts(void) {
  fb_met r;
  fb_met_word w = word('w', 1, 77, 1);
  uint32_t k, wrong = 0;
  memset(&r, 0, sizeof r);
  CHECK_EQ(fb_met_begin(&r), FB_OK);
  fb_met_keep(&r, &w, 3);
  for (k = 0; k < 0xffff; k++) wrong += fb_met_begin(&r) != FB_OK;
  CHECK_EQ(wrong, 0);
  CHECK_EQ(r.text, 1);
  CHECK_EQ(find(&r, &w, 3), FB_NONE);
  fb_met_free(&r);
}

static void out_of_memory(void) {
  fb_met r;
  memset(&r, 0, sizeof r);
  alloc_fail_after(1);
  CHECK_EQ(fb_met_begin(&r), FB_NOMEM);
  alloc_fail_after(0);
  CHECK_EQ(fb_met_begin(&r), FB_OK);
  fb_met_free(&r);
  fb_met_free(&r);
}

/* The same columns whether words were met before or not. */
static void tokens_of_texts(void) {
  static const char *const texts[] = {
      "Quaymasters and quaymaster: the Quay's 3 tides, the Quay's 3 tides.", "the tides the tides",
      "an unknownfifteenc and an unknownsixteench, twice: unknownfifteenc unknownsixteench", "Éclair éclair the Quay"};
  static const char known[] = "the tides quay and twice";
  fb_vocab base;
  fb_tokenizer tk;
  fb_doc warm, cold;
  uint32_t ids[16], norms[16], n, k, t, wrong = 0;
  fb_vocab_init(&base, NULL);
  fb_tokenizer_init(&tk);
  CHECK_EQ(fb_tokenize_phrase(&tk, &base, known, sizeof known - 1, ids, norms, 16, &n), FB_OK);
  fb_doc_init(&warm, &base);
  for (k = 0; k < 12; k++) {
    const char *s = texts[k % 4];
    fb_doc_reset(&warm);
    fb_doc_init(&cold, &base);
    CHECK_EQ(fb_tokenize(&warm, &tk, s, strlen(s)), FB_OK);
    CHECK_EQ(fb_tokenize(&cold, &tk, s, strlen(s)), FB_OK);
    CHECK_EQ(warm.ntok, cold.ntok);
    for (t = 0; t < warm.ntok && t < cold.ntok; t++)
      wrong += warm.sym[t] != cold.sym[t] || warm.norm[t] != cold.norm[t] || warm.cls[t] != cold.cls[t] ||
               fb_doc_len(&warm, t) != fb_doc_len(&cold, t) || warm.start[t] != cold.start[t];
    fb_doc_free(&cold);
  }
  CHECK_EQ(wrong, 0);
  fb_doc_free(&warm);
  fb_tokenizer_free(&tk);
  fb_vocab_free(&base);
}

int main(void) {
  from_text_to_text();
  making_way();
  many_texts();
  out_of_memory();
  tokens_of_texts();
  return check_report();
}
