/*
** guide.h: what a program says to the stages that stand between its phases: numbers of the kinds, lists, keys and
** captures that they ask for, what its rules mean to them, and classes of small words ("the", "but", "of").
**
** Filled while the program is built (lua/factbox/guide.lua); a number that the rules do not have is FB_NONE.
*/
#ifndef FB_GUIDE_H
#define FB_GUIDE_H

#include "fb.h"
#include "map.h"

/* Types of names, in the order that decides ties. */
typedef enum fb_type {
  FB_UNTYPED,
  FB_PERSON,
  FB_ORGANIZATION,
  FB_PLACE,
  FB_DEMONYM,
  FB_EVENT,
  FB_FACILITY,
  FB_PRODUCT,
  FB_WEAPON,
  FB_WORK,
  FB_LAW,
  FB_OTHER,
  FB_TYPES
} fb_type;

/* What spans of a kind are to the stages. */
typedef enum fb_role {
  FB_ROLE_NONE,
  FB_ROLE_NAME,
  FB_ROLE_CLUE,
  FB_ROLE_PRONOUN, /* from here to the last: kinds that refer to a name */
  FB_ROLE_NOMINAL,
  FB_ROLE_BODY,
  FB_ROLE_APPOSITION,
  FB_ROLE_GOVERNMENT
} fb_role;

/* What a rule says of the name that it finds (or, a clue, that it stands on). */
typedef struct fb_naming {
  uint8_t type;          /* fb_type that it states; FB_UNTYPED: none */
  uint8_t flags;         /* FB_NAMING_ */
  double weight;         /* for `type` */
  double doubt;          /* of a clue: what the name must score the more */
  uint32_t clue, nclues; /* in guide->clues */
} fb_naming;
enum {
  FB_NAMING_START = 1, /* at a sentence's start, where a capital says little */
  FB_NAMING_ACRONYM = 2,
  FB_NAMING_ONCE = 4, /* a clue that counts at a name's first mention only */
  FB_NAMING_CASED = 8 /* a clue that rests on capitals */
};

/* A weight that a clue gives a type. */
typedef struct fb_clue {
  uint32_t type;
  double weight;
} fb_clue;

/* What a rule is to the resolve and quote stages. */
enum {
  FB_RULE_TITLED = 1,     /* finds a person behind a title */
  FB_RULE_SEAT = 2,       /* finds a seat that stands for a government */
  FB_RULE_PARTICIPLE = 4, /* a frame without a source of its own: "…, saying that" */
  FB_RULE_INVERTED = 8,   /* its source stands behind the cue */
  FB_RULE_ACCORDING = 16
};

/* Classes of words, a bit each; which words rules/LANGUAGE/init.lua says in `words`, or lua/factbox/guide.lua. */
enum {
  FB_WORD_SMALL = 1,        /* left out of acronyms: "of", "and" */
  FB_WORD_SUFFIX = 2,       /* behind a family name: "Jr." */
  FB_WORD_DETERMINER = 4,   /* begins a noun phrase */
  FB_WORD_COORDINATOR = 8,  /* joins clauses: "but", "while" */
  FB_WORD_AND = 16,         /* the one that needs a comma to do so */
  FB_WORD_JOINER = 32,      /* joins names: "and", "," */
  FB_WORD_PREPOSITION = 64, /* makes the name behind it another noun's */
  FB_WORD_PRONOUN = 128,
  FB_WORD_ADJUNCT = 256,    /* begins an adjunct of time or place: "on", "late" */
  FB_WORD_NUMBER_AND = 512, /* in numerals: "and" */
  FB_WORD_NUMBER_ARTICLE = 1024,
  FB_WORD_NUMBER_SKIP = 2048, /* "of" */
  FB_WORD_NUMBER_POINT = 4096,
  FB_WORD_NUMBER_SIGN = 8192, /* "minus" */
  FB_WORD_CHANGE = 16384,      /* tells of a change: behind it "from 4 to 5" is the old and the new value */
  FB_WORD_QUOTE = 1 << 15, /* a quotation mark: a verb on its other side tells of another time */
  FB_WORD_TO = 1 << 16, /* "to" */
  FB_WORD_BE = 1 << 17, /* "be", as in "to be held" */
  FB_WORD_IS = 1 << 18, /* a present of "be" */
  FB_WORD_AGENT = 1 << 19, /* "by", behind a participle */
  FB_WORD_LASTING = 1 << 20, /* "remains": what is told behind it lasts */
  FB_WORD_BEFORE_PARTICIPLE = 1 << 21, /* may stand between an auxiliary and its participle */
  FB_WORD_AFTER_PLANNED = 1 << 22, /* makes a plan of "due", "set" */
  FB_WORD_NO_PAST = 1 << 23, /* behind it "hit" or "cut" is a noun or an infinitive */
  FB_WORD_IMPERATIVE = 1 << 24, /* asks for something at the start of a sentence */
  FB_WORD_FORWARD = 1 << 25, /* looks ahead, before a time: "until" */
  FB_WORD_RECORD = 1 << 26, /* before "in 25 years": "the first time" */
  FB_WORD_EARLIER = 1 << 27 /* "before", between a weekday and a holiday */
};

/*
** Captures and keys of attributes that the figure stage asks for, by the names that rules give them: FB_CAP_number is
** that of captures "number", FB_KEY_unit that of attributes "unit". What stands here is all that there is to add:
** lua/factbox/guide.lua gives each its number (guide->capture, guide->key) where the rules have it.
*/
#define FB_CAPTURES(X)                                                                                             \
  X(amount) X(base) X(decade) X(earlier) X(event) X(expression) X(later) X(least) X(minor) X(minute) X(most)       \
  X(number) X(of) X(part) X(per) X(raw) X(scale) X(unit) X(upon) X(zone)
#define FB_KEYS(X)                                                                                                 \
  X(add) X(ahead) X(ahead_only) X(alternate) X(ambiguous) X(amount_of) X(at_clock) X(base) X(bc) X(before)         \
  X(bound) X(by_day) X(calendar) X(century) X(class) X(day) X(decade) X(deep) X(distance) X(easter) X(extra)       \
  X(factor) X(falling) X(fiscal) X(form) X(freq) X(half) X(head) X(height) X(high) X(holiday_at) X(hour)           \
  X(in_week) X(index) X(inside) X(joined) X(kind) X(lasting) X(later) X(length) X(longitude) X(low) X(meridiem)    \
  X(midnight) X(minute) X(modifier) X(month) X(name) X(negative) X(nth) X(number) X(observed) X(of)                \
  X(of_holiday) X(of_month) X(of_year) X(offset) X(ordered) X(orthodox) X(part) X(ratio) X(season) X(second)       \
  X(share) X(shift) X(short) X(short_year) X(sign) X(step) X(sunday) X(tense) X(time) X(times) X(timex)            \
  X(tithi) X(together) X(unit) X(up_to) X(vague) X(value) X(week) X(weekday) X(weekdays) X(weekends) X(whole)      \
  X(within_unit) X(year) X(year_number) X(yearly)

#define FB_CAP_OF(name) FB_CAP_##name,
#define FB_KEY_OF(name) FB_KEY_##name,
typedef enum fb_cap { FB_CAPTURES(FB_CAP_OF) FB_CAPS } fb_cap;
typedef enum fb_key { FB_KEYS(FB_KEY_OF) FB_KEYS_ASKED } fb_key;

/* A list whose entries have canonical names, for names of a type. */
typedef struct fb_canonical_list {
  uint32_t type, list, rank;
} fb_canonical_list;

typedef struct fb_guide {
  /* kinds of spans */
  uint32_t kind_of[FB_TYPES]; /* by type */
  uint32_t quotation, frame, source, date, time, tense;
  uint32_t pair, when, clock, stretch, bounded, told, verb_group;
  fb_vec(uint8_t) roles;   /* by kind: fb_role */
  fb_vec(uint8_t) figures; /* by kind: fb_figure_kind (amount.h) */
  /* lists */
  uint32_t first_name, city, demonym, person_title, cue_verb, function_word;
  uint32_t number_word, number_scale, number_part, number_ordinal, currency_code, currency_symbol, currency_loose, bound, time_tense;
  fb_vec(fb_canonical_list) canonical_lists;
  /* keys of attributes */
  uint32_t canonical, id, origin, gender, grammar, sort, capital, of, by, clause, strength;
  /* names of captures */
  uint32_t role, speaker, cue, that, negation, addressee;
  /* what figures ask for: captures and keys by fb_cap and fb_key */
  uint32_t capture[FB_CAPS], key[FB_KEYS_ASKED];
  /* rules, by number */
  fb_vec(fb_naming) namings;
  fb_vec(fb_clue) clues;
  fb_vec(uint8_t) rules; /* FB_RULE_ bits */
  fb_map words;          /* normal form -> FB_WORD_ bits */
} fb_guide;

/* A guide that knows nothing. Allocates nothing. */
void fb_guide_init(fb_guide *g);
void fb_guide_free(fb_guide *g);

static inline uint32_t fb_guide_word(const fb_guide *g, uint32_t norm) {
  uint32_t bits = fb_map_find(&g->words, norm);
  return bits == FB_NONE ? 0 : bits;
}

#endif
