/*
** token.h: text to tokens, by the conventions of the Penn Treebank and Universal Dependencies:
** "30-day" is three tokens, "Russia's" two, "$4.5bn" three, "don't" two ("do" "n't"), "U.S." one.
**
** What depends on words stands in a list (rules/LANGUAGE/lists/abbreviation.txt), each with its kind:
**
**   Mr.<TAB>kind=title      a name follows: its stop never ends a sentence
**   Inc.<TAB>kind=other     its stop may end a sentence, where a likely first word follows
**   No.<TAB>kind=number     an abbreviation before a number only
**   Sun.<TAB>kind=weak      a word, too: an abbreviation where the sentence goes on
**   in.<TAB>kind=unit       a word, too: an abbreviation behind a number where the sentence goes on
**   non-<TAB>kind=prefix    no word of its own: "non-profit" is one token
**   .com<TAB>kind=ending    of domains and files
**   gonna<TAB>parts=gon na  written as one word, read as several
**   b/c<TAB>kind=whole      one token in spite of its marks
**   However<TAB>kind=start  a likely first word of a sentence
**   said<TAB>kind=says      a verb of speech: what is quoted before it is part of its sentence
**   asked<TAB>kind=asks     the same, whatever stands behind it
**   EUR<TAB>kind=currency   a word of its own before the digits of "EUR20bn"
*/
#ifndef FB_TOKEN_H
#define FB_TOKEN_H

#include "doc.h"
#include "vocab.h"

/* Kinds of the list's entries. The first three matter to sentences. */
enum {
  FB_ABBREV_NONE,
  FB_ABBREV_TITLE,
  FB_ABBREV_OTHER,
  FB_ABBREV_NUMBER,
  FB_ABBREV_WEAK,
  FB_WORD_PREFIX,
  FB_WORD_ENDING,
  FB_WORD_PARTS,
  FB_WORD_WHOLE,
  FB_WORD_START,
  FB_ABBREV_UNIT,
  FB_WORD_CURRENCY,
  FB_WORD_SAYS,
  FB_WORD_ASKS
};

/* Bits of the filters that tell most words apart from the list's, by a hash of shorter words than so many bytes. */
#define FB_FILTER_LONGEST 16
#define FB_FILTER_LOG 13
#define FB_FILTER_BITS (1u << FB_FILTER_LOG)

typedef struct fb_tokenizer {
  fb_vocab words;                     /* the entries, case folded */
  fb_vec(uint8_t) kinds;              /* by word: a kind above, | FB_WORD_CAPITAL */
  fb_vec(uint32_t) parts;             /* by word: bit n where a part begins after n bytes */
  uint8_t stops[FB_FILTER_BITS / 8];  /* filter of the entries that end in a stop */
  uint8_t joined[FB_FILTER_BITS / 8]; /* filter of those with parts */
} fb_tokenizer;
#define FB_WORD_CAPITAL 0x80 /* the entry has a capital, and it is a word without: the text must have it, too */

void fb_tokenizer_init(fb_tokenizer *tk);
void fb_tokenizer_free(fb_tokenizer *tk);
/* Adds the entries of a list. Lines that are no phrase are passed over; without a kind an entry is FB_ABBREV_OTHER. */
fb_status fb_tokenizer_load(fb_tokenizer *tk, const char *bytes, size_t n);
/* Kind of a token's spelling, FB_ABBREV_NONE for one that the list has not. */
int fb_tokenizer_abbreviation(const fb_tokenizer *tk, const char *s, uint32_t len);

/* Is the word of `len` ASCII letters at s one token wherever it stands by itself? Most are; some fall into parts ("cannot"). */
int fb_tokenizer_whole(const fb_tokenizer *tk, const char *s, size_t len);

/* Fills `d` (empty) with the tokens of the `len` bytes at `s`, which must stay as long as `d` is used. */
fb_status fb_tokenize(fb_doc *d, const fb_tokenizer *tk, const char *s, size_t len);
/* The tokens of a phrase, interned in `v`: spelling and normal form of each, at most `max`; *n is how many. */
fb_status fb_tokenize_phrase(const fb_tokenizer *tk, fb_vocab *v, const char *s, size_t len, uint32_t *sym,
                             uint32_t *norm, uint32_t max, uint32_t *n);
/* Splits the tokens of `d` into sentences; sets FB_T_SENT_START, FB_T_SENT_END and, for lines that are paragraphs, FB_T_PARA_START. */
fb_status fb_split_sentences(fb_doc *d, const fb_tokenizer *tk);

#endif
