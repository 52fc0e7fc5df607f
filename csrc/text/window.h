/*
** window.h: where a big text is cut into windows, each of which is read as a document of its own.
**
**   … he said.\n\nThe mayor “…”\n\nOn Sunday | …     the best place in the latter half of a window:
**                                                    between paragraphs, behind a sentence, outside quotations
*/
#ifndef FB_WINDOW_H
#define FB_WINDOW_H

#include "fb.h"

/*
** The end of the window that begins at byte `from` and has at most `size` bytes (but a character at least); `len` where
** the rest of the text fits.
*/
size_t fb_window_end(const char *text, size_t len, size_t from, size_t size);

#endif
