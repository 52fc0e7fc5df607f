/*
** link.h: which names mean the same thing: a name joins another by `head`; the head of a chain is the fullest one.
**
**   "Ana Lund"  person ┐  last word, misspelt or not
**   "Lund"      person ┘
**   "US", "SH.BA" place ─ the same canonical name in the word lists
**   "FSB"       org.   ── initials of a full name
**
** Order of trust, as in name matching for news since Mikheev et al. (1999): canonical names of lists, full names, parts
** of full names, acronyms, misspellings last.
*/
#ifndef FB_LINK_H
#define FB_LINK_H

#include "box.h"
#include "program.h"

/* Links box->names, which fb_names_decide has filled, and notes the canonical names that lists have for them. */
fb_status fb_link(fb_box *b, const fb_program *p, const fb_doc *d);

/* May `a` be a misspelling of `b`? The first letters agree; the longer the words, the more may differ. */
int fb_misspelt(const char *a, size_t na, const char *b, size_t nb);

#endif
