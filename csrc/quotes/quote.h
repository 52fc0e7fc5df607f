/*
** quote.h: from frames of attribution and quotation marks to quotes: what was said, in how many pieces, by whom.
**
** The rules of the quotes phase find frames (a source and its cue); marks.c pairs the quotation marks. Here each frame
** gets the stretch that its source says, and each quotation the frame that it belongs to:
**
**   FRAME (that) clause           indirect; mixed where the clause has quotations; direct where it is one
**   clause, FRAME.                the same, looking back to the start of the sentence
**   “quotation,” FRAME, “…”       direct, in two parts
**   FRAME. “quotation”            floating: the source is the one before
**   … “fragment” …                mixed without a cue of its own
*/
#ifndef FB_QUOTE_H
#define FB_QUOTE_H

#include "box.h"
#include "program.h"

/* Fills box->quotes, in the order of the text. Who their speakers are is not known yet. `text`: the input. */
fb_status fb_quotes_find(fb_box *b, const fb_program *p, const fb_doc *d, const char *text);

/* After fb_resolve: who the speakers and addressees are. */
fb_status fb_quotes_attribute(fb_box *b, const fb_program *p, const fb_doc *d, const char *text);

/* Then: the innermost quote that each figure stands in. A number inside what somebody says carries who said it. */
void fb_figures_attribute(fb_box *b);

#endif
