/*
** resolve.h: from names to entities: one entry for one thing, however it is called.
**
**   names, linked (link.h)                  entities
**   "Ana Lund", "Lund"                      e2 person "Ana Lund"         spots, aliases, roles
**   "US", "SH.BA"                           e1 place "United States"
**   "the president", "he"                   the nearest entity that fits, or nothing
*/
#ifndef FB_RESOLVE_H
#define FB_RESOLVE_H

#include "box.h"
#include "program.h"

/* Makes the entities of a document whose names are decided. `text`: the input, whose places the box has. */
fb_status fb_resolve(fb_box *b, const fb_program *p, const fb_doc *d, const char *text);

/*
** What a stretch of tokens [first, end) refers to, a speaker or an addressee, once fb_resolve has run: sets how it is
** named and the entities. FB_BY_NOBODY for an empty stretch.
*/
fb_status fb_refer(fb_box *b, const fb_program *p, const fb_doc *d, uint32_t first, uint32_t end, fb_party *party);

/* A whole hash of an attribute's value, so that values can be compared; 0 for none. */
uint32_t fb_code_of(const fb_value *v);

/* ---- what stages ask of lists and matches; numbers that the program does not have are FB_NONE ---- */

/* The hit of a list over tokens [first, end) exactly; FB_NONE for none. */
uint32_t fb_listed(const fb_doc *d, uint32_t first, uint32_t end, uint32_t list);
/* The value that the list gives them for a key; 0 where there is none. */
int fb_listed_attr(const fb_program *p, const fb_doc *d, uint32_t first, uint32_t end, uint32_t list, uint32_t key,
                   fb_value *v);
/* The first capture of a name in a span's match; NULL for none. */
const fb_log *fb_captured(const fb_doc *d, uint32_t span, uint32_t name);

#endif
