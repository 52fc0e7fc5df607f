/*
** program.h: everything that loading a language gives: words, lists and compiled rules. Immutable once
** frozen; documents point to the program that they were begun with, so a reload never disturbs them.
**
**   phases[] ─► index: normal form ─┐
**                      list ────────┼─► entries (rule, offset range) ─► rules[] ─► code[]
**                      kind, class ─┘
*/
#ifndef FB_PROGRAM_H
#define FB_PROGRAM_H

#include "chunk.h"
#include "doc.h"
#include "fact.h"
#include "first.h"
#include "guide.h"
#include "image.h"
#include "lexicon.h"
#include "pattern.h"
#include "repair.h"
#include "tag.h"
#include "token.h"
#include "vocab.h"

/* Conflict policies of a phase. */
typedef enum fb_policy {
  FB_LONGEST,
  FB_FIRST,
  FB_ALL,
  FB_CLASSES, /* its rules give words their classes (tag.h) */
  FB_CHUNKS   /* its rules ask for classes alone (chunk.h) */
} fb_policy;
/* How far a rule's match may reach. */
typedef enum fb_window { FB_IN_SENTENCE, FB_IN_PARAGRAPH, FB_IN_DOCUMENT } fb_window;

/* A constant attribute that a rule gives its spans. */
typedef struct fb_const {
  uint16_t key;
  uint8_t type; /* FB_ATTR_ */
  double number;
  uint32_t off, len; /* string in the program's pool */
} fb_const;

typedef struct fb_rule {
  uint32_t code, ncode; /* in program->code */
  uint32_t atom, natom; /* in program->atoms, until frozen */
  uint32_t node, nnode; /* in program->nodes, until frozen */
  uint32_t attr, nattr; /* in program->consts */
  fb_shape shape;
  uint64_t keep; /* in a phase that gives classes: those that are left */
  uint16_t kind; /* of the spans that it gives */
  uint16_t phase;
  uint16_t main; /* capture that is the span; FB_NO_NAME: the whole match */
  int16_t priority;
  uint8_t category; /* the caller's number for what it gives (entity, figure, …) */
  uint8_t window;   /* fb_window */
  uint8_t action;   /* a Lua function looks at its matches */
  uint8_t in_order; /* all its anchors stand at the same distance: its starts come in ascending order */
} fb_rule;
#define FB_NO_NAME 0xffff

/* A rule waits for something at token t: try its starts t - hi … t - lo. */
typedef struct fb_entry {
  uint32_t rule;
  int32_t lo, hi;
  fb_gate gate;             /* of the rule */
  uint8_t window, in_order; /* of the rule */
  uint8_t begins;           /* the rule begins with what is waited for, a span of one kind, and nothing else */
} fb_entry;

/* The entries that wait for one thing: program->entries[at .. at + n). */
typedef struct fb_waiting {
  uint32_t at, n;
} fb_waiting;

/* Entries that wait for a token with all of these class bits. */
typedef struct fb_class_waiting {
  uint32_t mask;
  fb_waiting waiting;
} fb_class_waiting;

typedef struct fb_phase {
  uint8_t policy; /* fb_policy */
  uint32_t rule, nrule;
  fb_waiting *by_norm; /* by anchor word; NULL where unused */
  fb_waiting *by_list;
  fb_waiting *by_kind;
  fb_chunker chunks;                 /* FB_CHUNKS */
  fb_vec(fb_class_waiting) by_class; /* linear: a phase has few distinct ones */
  uint64_t kinds;                    /* which kinds by_kind waits for: FB_KIND_BITs */
  uint64_t lists;                    /* which lists by_list waits for: FB_LIST_BITs */
} fb_phase;

/* Phases are told apart by a bit each; further ones share the last, which costs a look and changes nothing. */
#define FB_PHASE_ROWS 32
#define FB_PHASE_BIT(phase) ((uint32_t)1 << ((phase) < FB_PHASE_ROWS ? (phase) : FB_PHASE_ROWS - 1))

typedef struct fb_range {
  uint32_t first, end;
} fb_range;

typedef struct fb_class_phases {
  uint32_t mask, phases;
} fb_class_phases;

/* The words of a set test: program->sets[at .. at + n), and their marks. */
typedef struct fb_wordset {
  uint32_t at, n;
  uint64_t marks;
} fb_wordset;

typedef struct fb_program {
  fb_image image; /* where vocabulary and lexicon were mapped from; empty otherwise */
  fb_vocab vocab;
  fb_tokenizer tokenizer;
  fb_compounds compounds;
  fb_lexicon lexicon;
  fb_vec(fb_node) nodes;
  fb_vec(fb_rule) rules;
  fb_vec(fb_phase) phases;
  fb_vec(fb_entry) entries;
  fb_vec(fb_const) consts;
  fb_vec(fb_cond) conds;
  fb_vec(uint32_t) sets;  /* words of FB_P_SET, sorted within each set */
  fb_vec(uint64_t) masks; /* sets of classes of FB_P_POS and FB_P_MAY */
  fb_tags tags;
  uint16_t head;               /* key that gives a chunk's captured word as lemma; FB_NO_NAME: none */
  fb_vec(fb_wordset) wordsets; /* of FB_I_SET */
  fb_vec(fb_first) firsts;     /* number 0 is FB_FIRST_ANY */
  fb_vec(fb_gate) gates;       /* by rule */
  fb_marks marks;
  fb_facts facts;
  fb_vec(char) pool;           /* strings of conditions and constants */
  fb_vec(fb_range) list_range; /* by list: its phrases in the lexicon, with others between them */
  fb_vec(float) list_rarity;   /* by list; how often its phrases occur, per thousand tokens */
  fb_vec(float) word_rarity;   /* by rule word's normal form */
  fb_vec(uint8_t) seen_slot;   /* by kind: slot of its SEEN bit + 1, 0 where no rule asks */
  fb_code code;
  fb_atoms atoms;
  fb_vec(uint16_t) rule_word;   /* by normal form: its number among the words that rules name, from 1 on; 0 for most */
  fb_vec(uint32_t) word_phases; /* by anchor word: bit per phase that waits for it (FB_PHASE_BIT) */
  fb_vec(uint32_t) list_phases; /* the same by list */
  fb_vec(fb_class_phases) class_phases; /* the same by class bits, of which all are needed */
  uint32_t nanchor;                     /* the rules' words that are anchors: numbers 1 to nanchor */
  uint32_t nwords;                      /* the rules' words */
  uint32_t nlists, nkinds, nkeys;
  uint32_t nstage; /* kinds below this are given by stages, too: their length has no bound */
  uint32_t nspell; /* spelling patterns */
  uint32_t nseen;
  uint8_t frozen;
  /* keys are words too: their spelling for attribute look-ups in list bytes */
  fb_vec(fb_const) keys; /* off, len in pool */
  fb_guide guide;        /* what it tells the stages between phases */
} fb_program;

/* At most so many spelling patterns: their number has 16 bits in vm.h. */
#define FB_MAX_SPELL 4096
#define FB_MAX_SEEN 32
/* Instructions of all rules: 128 MB, as many as a thousand rules of the greatest size have. */
#define FB_MAX_PROGRAM (1u << 24)
#define FB_MAX_RULES 65000
/* Rules' words that have a number; later ones share the last, so are looked at more often than they need to. */
#define FB_MAX_WORDS 65535

/* Gives the word a number among those that rules name, if it has none. */
static inline void fb_rule_word_add(fb_program *p, uint32_t norm) {
  if (p->rule_word.at[norm]) return;
  if (p->nwords < FB_MAX_WORDS) p->nwords++;
  p->rule_word.at[norm] = (uint16_t)p->nwords;
}

void fb_program_init(fb_program *p);
void fb_program_free(fb_program *p);
/* Compiles all rules and builds the phases' indexes. FB_BAD: *rule and *why tell which and why. */
fb_status fb_program_freeze(fb_program *p, uint32_t *rule, const char **why);

/* ---- attributes ---- */

/* A value found for a key: FB_ATTR_ type, number, or string bytes that live as long as program and document. */
typedef struct fb_value {
  uint8_t type;
  double number;
  const char *s;
  uint32_t len;
  char own[FB_LEMMA_ROOM]; /* where `s` points to a lemma */
} fb_value;

/* Looks a key up in a list hit's attribute bytes; 0 where absent. Values are strings. */
int fb_hit_attr(const fb_program *p, const fb_doc *d, uint32_t hit, uint16_t key, fb_value *v);
/*
** Looks a key up in a span: what an action or stage set, then the rule's constants, then the list hits and
** spans that its match used outside captures, in order. 0 where absent.
*/
int fb_span_attr(const fb_program *p, const fb_doc *d, uint32_t span, uint16_t key, fb_value *v);
/* Do the attributes of a hit (FB_LOG_HIT) or span (FB_LOG_SPAN) fit condition `cond` (FB_NONE: always)? */
int fb_cond_holds(const fb_program *p, const fb_doc *d, uint8_t kind, uint32_t ref, uint32_t cond);
/* The number that a value says, where it is one ("3", "4.5", "-1e6"); 0 where it is not. */
int fb_value_number(const fb_value *v, double *number);

#endif
