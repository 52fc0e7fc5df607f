/*
** recall.h: what is remembered of the entities of a text from window to window (window.h): forward only, nothing changes
** what an earlier window has decided.
**
**   window 1   "Ana Lund", mayor   ─► e1     called "ana lund", "lund"; family "lund"; office "mayor"
**   window 2   "Lund"              ─► e1     evidence for a person, and the same entity
**              "the mayor"         ─► e1
**
** The latest entity that is called so counts: the next Lund takes the name over. Names are known by 64-bit hashes of
** their words' normal forms, which are the same in every window where the words' numbers need not be.
*/
#ifndef FB_RECALL_H
#define FB_RECALL_H

#include "box.h"

/* The entity that a name means, all that is known of it before this window; FB_NONE. */
uint32_t fb_recall_entity(const fb_box *b, const fb_doc *d, const fb_name *n);
/* What the name was before, or one word of it may be; FB_UNTYPED where nobody knows. */
fb_type fb_recall_type(const fb_box *b, const fb_doc *d, const fb_name *n);
/* The latest person with a role, by the normal form of its noun; FB_NONE. */
uint32_t fb_recall_office(const fb_box *b, const fb_doc *d, uint32_t norm);
/* At the end of a window: notes how its entities are called. `role_of`: normal form of a role's noun -> name. */
fb_status fb_recall_note(fb_box *b, const fb_doc *d, const fb_guide *g, const fb_map *role_of);

#endif
