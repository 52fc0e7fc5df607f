/*
** names.h: name evidence: decides what each name of a document is, from all its mentions.
**
**   mention ─► name (same normal form) ─► score by type ─► type, or no name at all
**   "Lund"      person 3.7, place 0.3      person
**
** What speaks for a type stands in rules (fb_naming): a rule of names states a type with a weight, a clue over a
** mention gives weights. Here they are added up for each distinct name, full names lend to their parts and acronyms,
** and the score decides: one clear mention settles the unclear ones.
*/
#ifndef FB_NAMES_H
#define FB_NAMES_H

#include "box.h"
#include "phase.h"

/*
** Fills box->mentions and box->names from the spans of a document. Spans are given the kind of their name's type, those
** that are no names die, and so do all clues.
*/
fb_status fb_names_decide(fb_box *b, fb_doc *d, const fb_guide *g, fb_runner *r, int caseless);

#endif
