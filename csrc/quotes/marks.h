/*
** marks.h: pairs quotation marks: the one part of quotations that no pattern over tokens can say.
*/
#ifndef FB_MARKS_H
#define FB_MARKS_H

#include "doc.h"

/*
** Adds a span of kind `kind` for every quotation, its marks included. Works paragraph by paragraph, so that a
** lost mark spoils one paragraph at most:
**   “a b”  "a b"  «a b»  „a b“  ``a b''  ‘a b’      FB_SPAN_SINGLE for single marks, FB_SPAN_NESTED inside others
**   “a b ¶ “c d”     the convention for quotations of several paragraphs: both are quotations, the first UNCLOSED, GOES_ON
**   “a b.            lost closing mark: to the end of the sentence, UNCLOSED
**   a b,” she said   lost opening mark: from the start of the sentence, UNOPENED
** Without `lost` a mark without a partner is none, except in a quotation of several paragraphs.
** Apostrophes, primes after figures (6'2") and clitics are no marks.
*/
fb_status fb_pair_marks(fb_doc *d, uint16_t kind, int lost);

#endif
