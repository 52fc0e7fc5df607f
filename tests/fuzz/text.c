/*
** text.c: any bytes as a text: repair, tokens, sentences, list phrases, quotation marks, a few rules, offsets.
** Beside what the sanitizers see, the document must be as doc.h says (sample_check).
*/
#include <stdio.h>

#include "offsets.h"
#include "repair.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static fb_status load(sample *s) {
  static const char lists[] = "at least\tmodifier=at_least\nmore than\nUnited Nations\nUN\nJr.\nsaid\nMr. Smith\n";
  static const char words[] = /* every kind of entry */
      "Mr.\tkind=title\nInc.\nJr.\nNo.\tkind=number\np.\tkind=number\nin.\tkind=unit\nSun.\tkind=weak\nkm.\tkind=weak\n"
      "non-\tkind=prefix\n.com\tkind=ending\n.pdf\tkind=ending\ngonna\tparts=gon na\n'tis\tparts='t is\ny'all\tparts=y' all\n"
      "b/c\tkind=whole\nC++\tkind=whole\n'n'\tkind=whole\n3G\tkind=whole\nol'\tkind=whole\nuh-huh\tkind=whole\n"
      "EUR\tkind=currency\nThe\tkind=start\nIt\tkind=start\nU.S.\na.m.\n";
  fb_node n[8];
  uint32_t said;
  memset(n, 0, sizeof n);
  FB_TRY(fb_tokenizer_load(&s->p.tokenizer, words, sizeof words - 1));
  FB_TRY(sample_list(s, lists, sizeof lists - 1, FB_LIST_NAME));
  FB_TRY(fb_compounds_load(&s->p.compounds, "multi\tkind=first\nchief\tkind=last\n", 33));
  FB_TRY(sample_word(s, "said", &said));
  FB_TRY(sample_phase(s, FB_LONGEST));
  n[0].op = FB_P_CLASS; /* capitalized^1 */
  n[0].a = FB_C_CAP;
  n[1].op = FB_P_REP;
  n[1].lo = 1;
  n[1].hi = FB_NONE;
  FB_TRY(sample_rule(s, n, 2, 4, FB_IN_SENTENCE));
  FB_TRY(sample_phase(s, FB_ALL));
  n[0].op = FB_P_FOUND; /* found(4) * word "said" * any^0, over the whole document */
  n[0].name = 4;
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

/* Repairs the text: every token of what is read must be a stretch of the input, in order; ill-formed bytes stay. */
static void repair(const sample *s, const fb_compounds *parts, const char *text, size_t size) {
  fb_doc d;
  uint32_t k, last = 0, invalid;
  fb_doc_init(&d, &s->p.vocab);
  if (fb_tokenize(&d, &s->p.tokenizer, text, size) != FB_OK) abort();
  invalid = d.invalid;
  fb_doc_reset(&d);
  if (fb_repair(&d, &s->p.vocab, &s->p.tokenizer, parts, text, size, FB_REPAIR_ALL, 1) != FB_OK) abort();
  if (fb_tokenize(&d, &s->p.tokenizer, d.text, d.len) != FB_OK) abort();
  if (d.invalid != invalid) abort();
  for (k = 0; k < d.ntok; k++) {
    uint32_t from = fb_doc_input_offset(&d, d.start[k], 0),
             to = fb_doc_input_offset(&d, d.start[k] + fb_doc_len(&d, k), 1);
    if (from < last || to <= from || to > size) abort();
    if (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80 && d.map.n && invalid == 0)
      abort(); /* within a character */
    last = from;
  }
  for (k = 0; k < d.fixes.n; k++)
    if (d.fixes.at[k].first >= d.fixes.at[k].end || d.fixes.at[k].end > size) abort();
  fb_doc_free(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static fb_compounds parts;
  static sample s; /* one program for all inputs, as in a reader */
  static int ready;
  char *text = malloc(size ? size : 1); /* exactly as long as the text: a read behind it is seen */
  fb_ruler ruler;
  const char *wrong;
  uint32_t k, last = 0;
  if (!ready) {
    sample_open(&s);
    if (load(&s) != FB_OK) abort();
    fb_compounds_init(&parts);
    if (fb_compounds_load(&parts, "multi\tkind=first\nrelated\tkind=last\nand\tkind=suspends\n", 53) != FB_OK) abort();
    ready = 1;
  }
  if (!text) return 0;
  if (size) memcpy(text, data, size);
  s.repairs = size & 2 ? FB_REPAIR_ALL : 0;
  repair(&s, &parts, text, size);
  if (sample_read(&s, text, size) != FB_OK) abort();
  wrong = sample_check(&s);
  if (wrong) {
    fprintf(stderr, "%s\n", wrong);
    abort();
  }
  if (fb_ruler_init(&ruler, text, size, size & 1 ? FB_CHARS : FB_UTF16) != FB_OK) abort();
  for (k = 0; k < s.d.ntok; k++) {
    uint32_t at = fb_ruler_at(&ruler, fb_doc_input_offset(&s.d, s.d.start[k], 0));
    if (at < last) abort();
    last = at;
  }
  fb_ruler_free(&ruler);
  fb_doc_reset(&s.d); /* forgets the text */
  free(text);
  return 0;
}
