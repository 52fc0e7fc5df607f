/*
** tagrule.h: compiles the rules of phases that give words their classes (FB_CLASSES) into program->tags (tag.h).
**
**   behind(pos "to" * pos "adverb") * may "base" * #may("determiner", "object")
**          -2         -1              0, the word        1
**
** Such a rule is one word that may have a class, and conditions of words around it: up to three before, which have a
** class (pos), the word itself and two behind it, which may have one (may). Anything else is refused.
*/
#ifndef FB_TAGRULE_H
#define FB_TAGRULE_H

#include "program.h"

/* FB_BAD: *rule and *why tell which rule and why. */
fb_status fb_tagrules_compile(fb_program *p, uint32_t *rule, const char **why);

#endif
