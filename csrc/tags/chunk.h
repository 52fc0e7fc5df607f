/*
** chunk.h: the rules of a phase that ask for nothing but classes of words (tag.h), as one automaton: noun groups and
** verb groups are found in one pass over the classes, whatever number of rules there are.
**
**   det^-1 * adj^0 * head(noun)       places: 1 det, 2 adj, 3 noun; a state is a set of places just read
**
**   state 0 ──det──► {1} ──adj──► {2} ──noun──► {3} accepts the rule
**
** From left to right, the longest match wins; of rules that match the same words the first in file order. A match
** goes on behind the last one. The one capture that a rule may have is the last word of those that it stands around.
*/
#ifndef FB_CHUNK_H
#define FB_CHUNK_H

#include "doc.h"
#include "pattern.h"

/* Words that the rules of one phase may test, counted repetitions written out, and states of the automaton. */
#define FB_CHUNK_PLACES 4096
#define FB_CHUNK_STATES 4096
/* Words of a chunk at most, so that a text of a million hyphens is read in proportion to its length. */
#define FB_CHUNK_WORDS 64

/* What a state that accepts says: the rule (of the phase) and its captured classes. */
typedef struct fb_chunk_rule {
  uint32_t rule;  /* number in the program */
  uint16_t kind;  /* of the spans */
  uint16_t name;  /* capture; meaningless where `captured` is 0 */
  uint64_t captured;
} fb_chunk_rule;

/* One phase's automaton. Zeroed to start with. */
typedef struct fb_chunker {
  fb_vec(fb_chunk_rule) rules;
  fb_vec(uint16_t) next;   /* by state and class, 64 a state: the state behind; 0 is the dead one, 1 the first */
  fb_vec(uint16_t) accept; /* by state: rule + 1, 0 for none */
} fb_chunker;

void fb_chunker_free(fb_chunker *c);

/* What compiling needs of a rule. */
typedef struct fb_chunk_source {
  const fb_node *nodes; /* its tree, root last */
  uint32_t n;
  uint32_t rule;
  uint16_t kind;
} fb_chunk_source;

/*
** Compiles a phase's rules; `masks` are the sets of classes that FB_P_POS nodes refer to. FB_BAD: *at is the number of
** the source that asks for more than classes, or is too large, and *why says so.
*/
fb_status fb_chunk_compile(fb_chunker *c, const fb_chunk_source *rules, uint32_t n, const uint64_t *masks, uint32_t *at,
                           const char **why);

/* Finds all chunks and adds them to the spans of `d`, whose words have their classes. */
fb_status fb_chunk(const fb_chunker *c, fb_doc *d);

#endif
