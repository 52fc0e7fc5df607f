/*
** token.h: text to tokens, by the conventions of the Penn Treebank and Universal Dependencies:
** "30-day" is three tokens, "Russia's" two, "$4.5bn" three, "don't" two ("do" "n't"), "U.S." one.
*/
#ifndef FB_TOKEN_H
#define FB_TOKEN_H

#include "doc.h"
#include "vocab.h"

/* What an abbreviation is, from its list: decides whether its stop can end a sentence. */
enum {
  FB_ABBREV_NONE,
  FB_ABBREV_TITLE, /* a name follows: never an end */
  FB_ABBREV_OTHER  /* an end where what follows looks like a start */
};

typedef struct fb_tokenizer {
  fb_vocab words;         /* abbreviations in lower case, with their stop */
  fb_vec(uint8_t) kinds;  /* FB_ABBREV_ by word */
} fb_tokenizer;

void fb_tokenizer_init(fb_tokenizer *tk);
void fb_tokenizer_free(fb_tokenizer *tk);
/* Adds the abbreviations of a list: "Mr.<TAB>kind=title". Lines that are no phrase are passed over. */
fb_status fb_tokenizer_load(fb_tokenizer *tk, const char *bytes, size_t n);
/* FB_ABBREV_ of a token. */
int fb_tokenizer_abbreviation(const fb_tokenizer *tk, const char *s, uint32_t len);

/* Fills `d` (empty) with the tokens of the `len` bytes at `s`, which must stay as long as `d` is used. */
fb_status fb_tokenize(fb_doc *d, const fb_tokenizer *tk, const char *s, size_t len);
/* The tokens of a phrase, interned in `v`: spelling and normal form of each, at most `max`; *n is how many. */
fb_status fb_tokenize_phrase(const fb_tokenizer *tk, fb_vocab *v, const char *s, size_t len, uint32_t *sym,
                             uint32_t *norm, uint32_t max, uint32_t *n);
/* Splits the tokens of `d` into sentences; sets FB_T_SENT_START, FB_T_SENT_END and, for lines that are paragraphs, FB_T_PARA_START. */
fb_status fb_split_sentences(fb_doc *d, const fb_tokenizer *tk);

#endif
