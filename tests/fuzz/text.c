/*
** text.c: any bytes as a text: tokens, sentences, list phrases, quotation marks, a few rules, offsets.
** Beside what the sanitizers see, the document must be as doc.h says (sample_check).
*/
#include <stdio.h>

#include "offsets.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static fb_status load(sample *s) {
  static const char lists[] = "at least\tmodifier=at_least\nmore than\nUnited Nations\nUN\nJr.\nsaid\nMr. Smith\n";
  fb_node n[8];
  uint32_t said;
  memset(n, 0, sizeof n);
  FB_TRY(fb_tokenizer_load(&s->p.tokenizer, "Mr.\tkind=title\nInc.\nJr.\n", 24));
  FB_TRY(sample_list(s, lists, sizeof lists - 1, FB_LIST_NAME));
  FB_TRY(sample_word(s, "said", &said));
  FB_TRY(sample_phase(s, FB_LONGEST));
  n[0].op = FB_P_CLASS; /* capitalized^1 */
  n[0].a = FB_C_CAP;
  n[1].op = FB_P_REP;
  n[1].lo = 1;
  n[1].hi = FB_NONE;
  FB_TRY(sample_rule(s, n, 2, 0, FB_IN_SENTENCE));
  FB_TRY(sample_phase(s, FB_ALL));
  n[0].op = FB_P_FOUND; /* found(0) * word "said" * any^0, over the whole document */
  n[0].name = 0;
  n[0].a = FB_NONE;
  n[1].op = FB_P_NORM;
  n[1].a = said;
  n[2].op = FB_P_SEQ;
  n[2].b = 1;
  n[3].op = FB_P_ANY;
  n[4].op = FB_P_REP;
  n[4].a = 3;
  n[4].hi = FB_NONE;
  n[5].op = FB_P_SEQ;
  n[5].a = 2;
  n[5].b = 4;
  FB_TRY(sample_rule(s, n, 6, 1, FB_IN_DOCUMENT));
  return sample_freeze(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static sample s; /* one program for all inputs, as in a reader */
  static int ready;
  char *text = malloc(size ? size : 1); /* exactly as long as the text: a read behind it is seen */
  fb_ruler ruler;
  const char *wrong;
  uint32_t k, last = 0;
  if (!ready) {
    sample_open(&s);
    if (load(&s) != FB_OK) abort();
    ready = 1;
  }
  if (!text) return 0;
  if (size) memcpy(text, data, size);
  if (sample_read(&s, text, size) != FB_OK) abort();
  wrong = sample_check(&s);
  if (wrong) {
    fprintf(stderr, "%s\n", wrong);
    abort();
  }
  if (fb_ruler_init(&ruler, text, size, size & 1 ? FB_CHARS : FB_UTF16) != FB_OK) abort();
  for (k = 0; k < s.d.ntok; k++) {
    uint32_t at = fb_ruler_at(&ruler, s.d.start[k]);
    if (at < last) abort();
    last = at;
  }
  fb_ruler_free(&ruler);
  fb_doc_reset(&s.d); /* forgets the text */
  free(text);
  return 0;
}
