/*
** settle.h: which of a phase's matches become spans.
**
**   matches by first token ─► groups that overlap ─► each in the order of the policy ─► spans
**
** Ties go by priority, length, start, file order: never by chance. Where a policy lets only one match have a token, what
** comes later in the group is suppressed. A rule's action may still refuse its match; the tokens are then free again.
*/
#ifndef FB_SETTLE_H
#define FB_SETTLE_H

#include "phase.h"

/* Makes spans of `r->matches`, which phase `f` has found in `d`; r->here has room for a bit per token. */
fb_status fb_settle(fb_runner *r, const fb_program *p, fb_doc *d, const fb_phase *f, const fb_hooks *hooks);

#endif
