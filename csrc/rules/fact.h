/*
** fact.h: what rules ask of a token beyond its class, its word and its lists, as bits, so that an fb_first (first.h) can
** hold it.
**
**   list "month" { number = 5 }  an entry that begins here fits a condition    a column of its own
**   suffix "ly"                  the word ends in the suffix's last letter     in the same
**   spelled "2nd", "3rd"         the word satisfies a spelling pattern         among marks; asked for words with digits
**
** Of a rule that begins with one of these, most starts fail there: a bit is cheaper to look at than the machine to begin.
** A token has the bits of all that holds for it. Facts may share a bit, those that stand far from a rule's beginning
** sooner; what has none is looked at by the machine alone. Spellings share those of words among a token's marks: digits
** and words hardly meet.
*/
#ifndef FB_FACT_H
#define FB_FACT_H

#include "pattern.h"

/* The bits of a token's marks that words and spellings share (first.h). */
#define FB_MARK_WORDS 24

/* Of the entries of one list: that they fit a condition. */
typedef struct fb_fact_entry {
  uint32_t cond; /* its first test in program->conds */
  uint16_t list;
  uint8_t bit;
} fb_fact_entry;

typedef struct fb_facts {
  fb_vec(fb_fact_entry) entries; /* by list; one of each pair of list and condition */
  fb_vec(uint32_t) entry; /* by list: its first in `entries`, and one more: that of a list goes to the next one's */
  uint8_t of_last[256];   /* by the last byte of suffixes: its bit + 1; 0: none */
  uint64_t lasts;         /* these bits */
  uint32_t nlast;
  fb_vec(uint8_t) of_cond;  /* by condition: its bit + 1; 0: none */
  fb_vec(uint8_t) of_spell; /* the same by spelling pattern */
  uint64_t lists;           /* FB_LIST_BITs of the lists in `entries` */
  uint32_t nspelling;       /* patterns that have a bit */
  uint64_t groups;          /* of these (FB_SPELL_GROUP in known.h): a bit each */
} fb_facts;
#define FB_FACT_BITS 64 /* that entries share, but for those of suffixes */

struct fb_program;

/* Gives the facts that the compiled rules of `p` ask for their bits, in p->facts. */
fb_status fb_facts_note(struct fb_program *p);
void fb_facts_free(fb_facts *f);
/* The bits of the entry or suffixes that instruction `in` asks for, or among marks of the spelling; 0 where it has none. */
uint64_t fb_fact_of(const struct fb_program *p, const fb_inst *in);
uint64_t fb_fact_spelling_of(const fb_facts *f, const fb_inst *in);
/*
** Where `in` and what follows look for classes before they take the token ("#has_digit * spelled(p)"): the instruction
** that takes it, which says more; else `in`. A spelling counts where the classes say that the word has a digit.
*/
const fb_inst *fb_fact_taker(const fb_inst *in);
/* The bit of a word that ends in this byte, which suffixes may end in. */
static inline uint64_t fb_fact_last(const fb_facts *f, uint8_t last) {
  if (last >= 0x80) return f->lasts; /* what it is folded to ends otherwise */
  last = last >= 'A' && last <= 'Z' ? last + 32 : last;
  return f->of_last[last] ? (uint64_t)1 << (f->of_last[last] - 1) : 0;
}

#endif
