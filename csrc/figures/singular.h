/*
** singular.h: English nouns from plural to singular, for the heads of what is counted.
*/
#ifndef FB_SINGULAR_H
#define FB_SINGULAR_H

#include "fb.h"

/*
** Writes the singular of a word in lower case (ASCII; other letters stay) to `out`, which has room for FB_SINGULAR_ROOM(n)
** bytes; gives its length. What is none of the plurals known comes back as it is.
*/
size_t fb_singular(const char *word, size_t n, char *out);
#define FB_SINGULAR_ROOM(n) ((n) + 16)

#endif
