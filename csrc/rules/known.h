/*
** known.h: answers that are kept, so that no question about a word or a list's entry is asked twice.
**
**   does a word satisfy spelling patterns?   always    on words of the program: for all documents
**                                            here      on all others: for this document, which has them itself
**                                            recalled  on short ones of these: for later documents, while there is room
**   does an entry fit a condition?           fits      two bits an entry, for all documents
**   which conditions of fact.h does it fit?  facts     for all documents, while there is room
*/
#ifndef FB_KNOWN_H
#define FB_KNOWN_H

#include "doc.h"
#include "program.h"

/* Spelling patterns are asked in groups of so many: what a word is like is told for all of a group at once. */
#define FB_SPELL_GROUP 64

/* Answers of groups of patterns on words: a hash table, open addressing. */
typedef struct fb_answer {
  uint64_t key; /* 1 << 63 | word << 16 | group; 0 is empty */
  uint64_t yes; /* a bit for each pattern of the group */
} fb_answer;
typedef struct fb_answers {
  fb_answer *slots;
  uint32_t n, mask;
} fb_answers;

/*
** Answers on a short word that the program does not know, as most numbers are: by the word's bytes, since its number is
** another in each document. The table has a fixed size; of a set of two, the newest stay.
*/
#define FB_RECALLED_BYTES 14
#define FB_RECALLED_BITS 15
typedef struct fb_recalled {
  uint64_t yes;
  char word[FB_RECALLED_BYTES];
  uint8_t len; /* 0: the slot is free */
  uint8_t group;
} fb_recalled;

/* Do the entries of a list fit a condition? Two bits for each, from the list's first on: asked, yes. */
typedef struct fb_fits {
  uint8_t *bits; /* NULL before the first question */
  uint32_t first, list;
} fb_fits;

/* What rules ask of an entry, as bits (fact.h). The table has a fixed size, the newest entry of a slot stays. */
#define FB_ENTRY_FACTS_BITS 12
typedef struct fb_entry_facts {
  uint64_t facts;
  uint32_t entry; /* of the lexicon + 1; 0: the slot is free */
} fb_entry_facts;

typedef struct fb_known {
  const fb_program *p; /* whose words and entries they are */
  fb_answers always;
  fb_vec(fb_recalled) recalled; /* 1 << FB_RECALLED_BITS of them where there are patterns */
  fb_vec(fb_fits) fits;         /* by condition (its first test in program->conds) */
  fb_vec(fb_entry_facts) facts; /* 1 << FB_ENTRY_FACTS_BITS of them where there are facts */
} fb_known;

void fb_known_free(fb_known *k);
/* Readies `k` for documents of a program: forgets all where it is another than before. */
fb_status fb_known_begin(fb_known *k, const fb_program *p);
/* Forgets what held for the last document. */
void fb_answers_reset(fb_answers *here);
/*
** Is it known which patterns of `group` the word `word` of `d` satisfies? *yes then has a bit for each. `here`: the
** document's own answers.
*/
int fb_known_spelling(const fb_known *k, const fb_answers *here, const fb_doc *d, uint32_t word, uint32_t group,
                      uint64_t *yes);
/* Keeps an answer; an open one for this document only. */
fb_status fb_known_tell(fb_known *k, fb_answers *here, const fb_doc *d, uint32_t word, uint32_t group, uint64_t yes,
                        int open);
/* Readies `f` for the entries of a list. */
fb_status fb_known_list(const fb_program *p, fb_fits *f, uint32_t list);

/* Does the entry of `hit` fit condition `cond`? Attributes are bytes that would have to be read again each time. */
static inline fb_status fb_known_fits(fb_known *k, const fb_doc *d, uint32_t hit, uint32_t cond, int *yes) {
  const fb_hit *h = &d->hits.at[hit];
  fb_fits *f = &k->fits.at[cond];
  uint8_t *byte, bits;
  uint32_t shift;
  if (!f->bits) FB_TRY(fb_known_list(k->p, f, h->list));
  if (f->list != h->list) { /* each pattern has a condition of its own, so this is none of the compiler's */
    *yes = fb_cond_holds(k->p, d, FB_LOG_HIT, hit, cond);
    return FB_OK;
  }
  byte = &f->bits[(h->entry - f->first) / 4];
  shift = ((h->entry - f->first) & 3) * 2;
  bits = *byte >> shift & 3;
  if (!bits) {
    bits = fb_cond_holds(k->p, d, FB_LOG_HIT, hit, cond) ? 3 : 1;
    *byte |= (uint8_t)(bits << shift);
  }
  *yes = bits == 3;
  return FB_OK;
}

/* Works out the facts of the entry of `hit`. */
fb_status fb_known_entry(fb_known *k, const fb_doc *d, uint32_t hit, fb_entry_facts *slot);

/* Where the facts of an entry are, of a program that has facts. */
static inline fb_entry_facts *fb_known_slot(const fb_known *k, uint32_t entry) {
  return &k->facts.at[entry * 0x9e3779b1u >> (32 - FB_ENTRY_FACTS_BITS)];
}

/* Adds to *facts what holds for the entry of `hit`. */
static inline fb_status fb_known_facts(fb_known *k, const fb_doc *d, uint32_t hit, uint64_t *facts) {
  uint32_t entry = d->hits.at[hit].entry;
  fb_entry_facts *slot = fb_known_slot(k, entry);
  if (slot->entry != entry + 1) FB_TRY(fb_known_entry(k, d, hit, slot));
  *facts |= slot->facts;
  return FB_OK;
}

#endif
