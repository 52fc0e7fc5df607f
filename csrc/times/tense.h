/*
** tense.h: whether a time lies behind or ahead, by the tense of its sentence. Which words tell of tense the list
** `time_tense` says; the small words around them are classes of the guide.
*/
#ifndef FB_TENSE_H
#define FB_TENSE_H

#include "found.h"
#include "holiday.h"

/* How a text without any tense looks: worked out when somebody asks. */
typedef struct fb_outlook {
  uint8_t known;
  uint8_t direction; /* fb_direction */
} fb_outlook;

/*
** Direction of the time that a match tells, from its sentence: the tense of the verb group before it, else of the one
** behind it; a verb on the other side of a quotation mark tells of another time. A sentence without a tense takes what
** is nearest; a text without any looks forward, as notes and questions do. *loose: "past" is a participle after a
** present ("is closed"), which may also tell of a state.
*/
fb_direction fb_tense_direction(const fb_reading *r, fb_outlook *outlook, const fb_found *m, int *loose);

#endif
