/*
** list.c: any bytes as a word list, and as a text that is searched for its phrases. The first byte says how: mode of
** the list, case of the text, and where the input is cut in two sources and the text.
*/
#include <stdio.h>

#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *copy(const uint8_t *data, size_t size) {
  char *s = malloc(size ? size : 1);
  if (!s) abort();
  if (size) memcpy(s, data, size);
  return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const fb_list_mode modes[] = {FB_LIST_EXACT, FB_LIST_FOLDED, FB_LIST_NAME, FB_LIST_FOLDED};
  sample s;
  uint8_t how;
  size_t cut, from;
  char *lower, *upper, *text;
  fb_status status;
  uint32_t k, len;
  if (size < 3) return 0;
  how = data[0];
  cut = 1 + (size - 1) * data[1] / 256;
  from = how & 64 ? 1 : cut; /* the text: what follows, or all of it */
  lower = copy(data + 1, cut - 1);
  upper = copy(data + cut, size - cut);
  text = copy(data + from, size - from);
  sample_open(&s);
  status = sample_list(&s, lower, cut - 1, modes[how & 3]);
  if (status == FB_OK)
    status = fb_lexicon_load(&s.p.lexicon, &s.p.vocab, &s.p.tokenizer, (uint16_t)(how >> 2 & 1), modes[how >> 3 & 3],
                             upper, size - cut, NULL);
  if (how >> 2 & 1) s.p.nlists = 2;
  if (status == FB_OK && how & 32) {
    k = fb_lexicon_next(&s.p.lexicon, 0, 0);
    if (k != FB_NONE) {
      status = fb_lexicon_add(&s.p.lexicon, &s.p.vocab, &s.p.tokenizer, k, text, (size - from) & 63);
      if (status == FB_BAD) status = FB_OK; /* no phrase */
    }
  }
  free(lower); /* sources are copied */
  free(upper);
  if (status != FB_OK) abort();
  if (sample_freeze(&s) != FB_OK || sample_tokens(&s, text, size - from) != FB_OK) abort();
  if (fb_lexicon_scan(&s.p.lexicon, &s.d, how >> 7) != FB_OK) abort();
  for (k = 0; k < s.d.hits.n; k++) {
    const fb_hit *h = &s.d.hits.at[k];
    const char *a = fb_lexicon_attrs(&s.p.lexicon, h->entry, &len), *end = a + len;
    fb_list_attr attr;
    uint32_t source, line;
    if (h->list > 1) abort();
    while (fb_list_attr_next(&a, end, &attr))
      if (attr.key_len == 0 || attr.value + attr.value_len > end) abort();
    fb_lexicon_text(&s.p.lexicon, h->entry, &len);
    fb_lexicon_where(&s.p.lexicon, h->entry, &source, &line);
  }
  sample_close(&s);
  free(text);
  return 0;
}
