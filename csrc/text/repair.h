/*
** repair.h: garbled text to readable text: a shadow of the input, and where each of its bytes came from.
**
**   input     Anna Reyes , editor -in -chief of âœ‰ …      (never changed)
**   text      Anna Reyes, editor-in-chief of ✉ …
**   map       {at 10, delta +1} {at 18, delta +2} …         from `at` on: input offset = offset + delta
**
** Two passes over the text, each from left to right:
**   characters   HTML entities, mojibake, ligatures, full-width forms, invisible characters
**   context      spaced hyphens, spaces before punctuation, words broken at line ends, quotation marks
** Text without suspicious byte pairs is scanned once, 16 bytes at a time, and left where it is.
**
** Of several readings the cautious one is taken: a repair must not change what a clean text says.
*/
#ifndef FB_REPAIR_H
#define FB_REPAIR_H

#include "doc.h"
#include "token.h"

/* Kinds of repairs, a bit each: what may be repaired, and what a repair was. */
enum {
  FB_REPAIR_HYPHENS = 1,     /* "editor -in -chief" */
  FB_REPAIR_SPACES = 2,      /* "here , and", "Russia 's", narrow spaces within numbers */
  FB_REPAIR_INVISIBLE = 4,   /* soft hyphens, zero-width characters, direction marks */
  FB_REPAIR_LIGATURES = 8,   /* "ﬁ" */
  FB_REPAIR_WIDTHS = 16,     /* "Ｎ５" */
  FB_REPAIR_LINEBREAKS = 32, /* "govern-⏎ment" */
  FB_REPAIR_MOJIBAKE = 64,   /* "Ã©", "â€™", also encoded twice */
  FB_REPAIR_QUOTES = 128, /* ",,", "‘‘", "``…''", marks that show the wrong side, "don´t"; lost ones (marks.h) */
  FB_REPAIR_ENTITIES = 256, /* "&amp;", "&#8217;" */
  FB_REPAIR_WRAPS = 512,    /* lines of one width: their ends are no paragraphs' (found by fb_split_sentences) */
  FB_REPAIR_ALL = 1023
};
#define FB_REPAIR_KINDS 10

/* What the list of compounds says of a word beside a hyphen; the list's head explains. */
enum { FB_PART_CLAUSE = 1, FB_PART_SUSPENDS = 2, FB_PART_FIRST = 4, FB_PART_LAST = 8, FB_PART_ARTICLE = 16 };

typedef struct fb_compounds {
  fb_vocab words;        /* the entries, case folded */
  fb_vec(uint8_t) kinds; /* by word: FB_PART_ bits */
} fb_compounds;

void fb_compounds_init(fb_compounds *c);
void fb_compounds_free(fb_compounds *c);
/* Adds the entries of a list: "multi<TAB>kind=first". */
fb_status fb_compounds_load(fb_compounds *c, const char *bytes, size_t n);

/* Name of the kind with bit `n`, for options and warnings: "hyphens", "spaces", … */
const char *fb_repair_name(int n);

/*
** Sets `text`, `len`, `repaired` and `map` of the empty document `d` to the `len` bytes at `s` with repairs of `kinds`
** (FB_REPAIR_ bits; 0: none). Where nothing needs repair `text` is `s` itself and the map is empty. With `keep` each
** repair is noted in `fixes`, in the order of the text.
** `words` (or NULL) tells which words there are when a line ends in a hyphen: all spellings and normal forms of it and
** its base; `tk` (or NULL) knows the abbreviations; `parts` (or NULL) tells hyphens from dashes: without it neither is touched.
** FB_TOOBIG over FB_MAX_TEXT.
*/
fb_status fb_repair(fb_doc *d, const fb_vocab *words, const fb_tokenizer *tk, const fb_compounds *parts, const char *s,
                    size_t len, unsigned kinds, int keep);

#endif
