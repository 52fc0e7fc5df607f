/*
** found.h: reading what a rule matched, straight from its span and log: captures by name, attributes by key, spans
** nested in it, its words. Nothing is copied or allocated.
**
**   "cost $4.5 million or so"      expression{ unit{ hit "$" }, number{ span numeral } }
**
**   fb_found m, number, unit;
**   fb_found_of(&r, span, &m);
**   if (fb_found_part(&r, &m, FB_CAP_number, &number))          the first capture of the name …
**     do words = fb_found_read_as(&r, &number);
**     while (fb_found_further(&r, &number));                    … and further ones: "6ft 2in" has two numbers
**   if (fb_found_part(&r, &m, FB_CAP_unit, &unit) && fb_found_text(&r, &unit, FB_KEY_unit, &v)) … v.s, v.len
**
** A part is a match, too: it has its own captures, and the attributes of the list hits and spans that stand directly
** in it. A match has the attributes of its span. Captures that stand in the capture `expression` of a match count as
** its own where it has none of that name. Captures and attributes of one name (base, number, of, unit) are different
** things, told apart by what is asked. The names that can be asked are listed in guide.h.
*/
#ifndef FB_FOUND_H
#define FB_FOUND_H

#include "box.h"
#include "program.h"

/* What is read. */
typedef struct fb_reading {
  const fb_program *p;
  const fb_doc *d;
  const char *input; /* the text as it was given */
  uint32_t ninput;
} fb_reading;

/* A span or a capture. */
typedef struct fb_found {
  uint32_t first, end; /* tokens */
  uint32_t span;       /* FB_NONE: a capture */
  uint32_t log, until; /* what it has: doc->log[log .. until) */
  uint32_t bound;      /* of a capture: where the log of what it stands in ends */
  uint32_t expression; /* of a span: its capture of that name, in the log; FB_NONE */
  uint8_t depth;       /* of its captures, hits and spans in the log */
  uint8_t plain;       /* of a span: it has no attributes but its rule's */
  uint64_t names;      /* a bit for the names, modulo 64, of captures that it may have */
  uint64_t keys;       /* bits for the keys of attributes that it may have; all where nobody has looked */
} fb_found;

/* Bytes that live as long as the document. */
typedef struct fb_slice {
  const char *s;
  uint32_t len;
} fb_slice;

/* The match of a span. */
void fb_found_of(const fb_reading *r, uint32_t span, fb_found *m);

/* The first capture of a name in a match, or in a part of one; 0 where there is none. `part` may be `m`. */
int fb_found_part(const fb_reading *r, const fb_found *m, fb_cap name, fb_found *part);
/* Is there one? */
int fb_found_has(const fb_reading *r, const fb_found *m, fb_cap name);
/* Makes *part the next capture of the same name beside it; 0 where it is the last, which it then stays. */
int fb_found_further(const fb_reading *r, fb_found *part);

/*
** The first span of one of two kinds (guide->pair, …; the second may be FB_NONE) that starts in a capture and ends
** with it; 0 where there is none. Its `expression` is like any other capture.
*/
int fb_found_inner(const fb_reading *r, const fb_found *part, uint32_t kind, uint32_t or_kind, fb_found *inner);

/* Looks once which attributes a match can have: for whoever then asks for very many. */
void fb_found_know(const fb_reading *r, fb_found *m);

/* An attribute, as it stands; of a numeric key's number, a number. 0 where absent. *v must not be moved: see fb_value. */
int fb_found_attr(const fb_reading *r, const fb_found *m, fb_key key, fb_value *v);
/* Is there such an attribute that is not false? */
int fb_found_is(const fb_reading *r, const fb_found *m, fb_key key);
/* An attribute that is a number, or a string. */
int fb_found_number(const fb_reading *r, const fb_found *m, fb_key key, double *number);
int fb_found_text(const fb_reading *r, const fb_found *m, fb_key key, fb_value *v);

/* Its words as they are read, after repair. */
fb_slice fb_found_read_as(const fb_reading *r, const fb_found *m);
/* Its place in the input, and what stands there. */
static inline fb_place fb_found_place(const fb_reading *r, const fb_found *m) {
  return fb_doc_place(r->d, m->first, m->end);
}
fb_slice fb_found_input(const fb_reading *r, const fb_found *m);

/* The number of the rule that found it, of the sentence in which it begins. */
static inline uint32_t fb_found_rule(const fb_reading *r, const fb_found *m) { return r->d->spans.at[m->span].rule; }
static inline uint32_t fb_found_sentence(const fb_reading *r, const fb_found *m) {
  return fb_doc_sentence(r->d, m->first);
}

/* ---- slices ---- */

/* Are the bytes those of `word`? And without regard to case, where `word` is in lower case? */
int fb_slice_is(fb_slice s, const char *word);
int fb_slice_is_folded(fb_slice s, const char *word);
/* Does it begin with `word`? */
int fb_slice_begins(fb_slice s, const char *word);

#endif
