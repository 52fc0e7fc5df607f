/*
** box.h: the fact box of one document, as columns of plain records. Stages fill it, report.h says how it is written.
**
**   mentions   a row per name found, in the order of the text ─► names
**   names      distinct names ─► head (the fullest name of the same thing) ─► entities
**   entities   ─► spots (mentions as reported), aliases, roles: chains, in order
**   quotes     ─► marked: a range of `places`; speaker, addressee ─► entities: a range of `ids`
**   figures    ─► values: a range of `numbers`; the quote that each stands in
**
** Places are bytes of the input, half open, and sentences are numbered through it. Strings that no place of the input
** has stand in `pool`. Of a text that is read in windows (window.h) the box holds the mentions and names of one window,
** and everything else of all windows so far, quotes and figures of earlier ones in few bytes (pack.h); what names
** tokens, spans or names is of use in its window only.
*/
#ifndef FB_BOX_H
#define FB_BOX_H

#include "doc.h"
#include "guide.h"
#include "number.h"
#include "pack.h"

typedef struct fb_place {
  uint32_t first, end; /* first FB_NONE: absent */
} fb_place;

typedef struct fb_str {
  uint32_t off, len; /* in box->pool; len FB_NONE: absent */
} fb_str;

/* A chain of records, each with `next`; both FB_NONE while empty. */
typedef struct fb_chain {
  uint32_t head, tail;
} fb_chain;

/* A name's place in the text: a span, and the distinct name. */
typedef struct fb_mention {
  uint32_t span, name;
} fb_mention;

/* A distinct name: the same words by normal form. */
typedef struct fb_name {
  uint32_t first, end;    /* tokens of its first mention */
  uint32_t known;         /* mentions that do not stand at a sentence's start */
  uint32_t head;          /* a fuller name of the same thing */
  uint32_t stands_for;    /* the full name of an acronym */
  uint32_t given, family; /* normal forms of a longer name's first and last word, once somebody asked */
  uint32_t entity;
  uint32_t list;         /* word list of its canonical name */
  uint32_t canonical;    /* in box->canonicals */
  uint32_t gender;       /* fb_code_of an attribute; 0: not known */
  uint32_t role_word;    /* normal form of its role's noun: "president" */
  fb_place raw;          /* its latest mention */
  uint8_t type, typed;   /* fb_type: decided; stated by a rule */
  uint8_t acronym, sure; /* `sure`: of its gender */
  uint8_t power;         /* can stand for a government: 1 no, 2 yes, 0 nobody asked */
  uint8_t recalled;      /* an earlier window of the text has its entity */
} fb_name;

/* What speaks for each type of a name, and for none: only while evidence is taken. */
typedef struct fb_score {
  double of[FB_TYPES], doubt;
} fb_score;

/* The word list's entry for a thing. */
typedef struct fb_canonical {
  fb_str name, id, source;
} fb_canonical;

typedef enum fb_form { FB_FORM_NAME, FB_FORM_NOMINAL, FB_FORM_PRONOUN } fb_form;

/* A mention as the report has it. */
typedef struct fb_spot {
  fb_place at;
  uint32_t rule, sentence;
  uint32_t next;
  uint8_t form;       /* fb_form */
  uint8_t government; /* the place or seat stands for its government */
} fb_spot;

typedef struct fb_alias {
  fb_str text;
  uint32_t next, before;
} fb_alias;

typedef struct fb_role_of {
  fb_place at;
  uint32_t of;         /* entity whose role it is; FB_NONE */
  uint32_t first, end; /* tokens in which a mention says whose; end 0: none */
  uint32_t next;
} fb_role_of;

typedef struct fb_entity {
  fb_str name;
  uint32_t canonical; /* in box->canonicals; FB_NONE */
  fb_chain spots, aliases, roles;
  uint32_t gender; /* for windows to come: of the name */
  uint8_t type, sure;
} fb_entity;

/* A pronoun's or noun's first token, and what it stands for. */
typedef struct fb_point {
  uint32_t token, entity;
} fb_point;

typedef enum fb_by { FB_BY_NOBODY, FB_BY_NAME, FB_BY_NOMINAL, FB_BY_PRONOUN, FB_BY_FLOATING } fb_by;

/* The latest quote of the windows before. */
#define FB_BEFORE (FB_NONE - 1)

/* A speaker or an addressee. */
typedef struct fb_party {
  fb_place at;
  int32_t from, to;   /* tokens, both ends included; to < from: none */
  uint32_t ids, nids; /* entities: box->ids[ids .. ids + nids) */
  uint32_t like;      /* quote whose speaker it shares; FB_BEFORE */
  uint8_t by;         /* fb_by; FB_BY_NOBODY: there is none */
} fb_party;

typedef enum fb_quoting { FB_DIRECT, FB_INDIRECT, FB_MIXED } fb_quoting;

typedef struct fb_quote {
  fb_place part[2];
  uint32_t nparts;
  uint32_t marked, nmarked; /* box->places[marked .. marked + nmarked) */
  int32_t from, to;         /* tokens, both ends included */
  fb_place at, cue;
  fb_party speaker, addressee;
  uint32_t sentence;
  uint32_t rule; /* FB_NONE: no rule, it floats */
  uint8_t type;  /* fb_quoting */
  uint8_t floating, negated;
} fb_quote;

/* What is counted. */
typedef struct fb_counted {
  fb_place at;
  fb_str head;
} fb_counted;

typedef struct fb_base {
  fb_number value;
  fb_str unit;
} fb_base;

typedef struct fb_figure {
  fb_place at, number, extent, event;
  fb_counted counted;
  fb_number value, low, high;
  fb_base base;
  fb_str kind, modifier, unit, entity, timex;
  uint32_t values, nvalues; /* box->numbers[values .. values + nvalues) */
  uint32_t quote;           /* that it stands in, of all windows; FB_NONE */
  uint32_t rule, sentence;  /* rule FB_NONE: none */
} fb_figure;

/* A person that was mentioned, for pronouns of the next window. */
typedef struct fb_recent {
  uint32_t entity, sentence, gender;
  uint8_t sure;
} fb_recent;

/* What the windows of a text (window.h) need of those before them: see recall.h. */
typedef struct fb_recall {
  uint8_t on;      /* the text is read in windows, and this is not the last one */
  fb_map entities; /* hash of how an entity is called -> the latest that is called so */
  fb_map codes;    /* hash of an id of the lists -> the entity that has it; further ones under the next keys */
  fb_map roles;    /* hash of an entity and of words that one of its roles ends with, where it has very many */
  fb_vec(fb_recent) persons;
  uint32_t body, body_sentence; /* the organization mentioned last; FB_NONE */
  fb_pack quotes, figures;      /* of windows that are done */
  fb_pack tokens, sentences;    /* the same, where somebody wants to list them: fb_place */
  fb_quote last, spoke;         /* the latest quote, the latest whose speaker has a name: where there are quotes */
  uint8_t spoken;               /* there is such a one */
} fb_recall;

/* Strings of the pool that are looked at first when a further one is to be shared. */
#define FB_BOX_SHARED 64

/* Vecs that a stage works with at most. */
#define FB_BOX_LOANS 5

typedef struct fb_box {
  fb_vec(fb_mention) mentions;
  fb_vec(fb_name) names;
  fb_vec(fb_score) scores; /* by name */
  fb_vec(fb_canonical) canonicals;
  fb_vec(fb_entity) entities;
  fb_vec(fb_spot) spots;
  fb_vec(fb_alias) aliases;
  fb_vec(fb_role_of) roles;
  fb_vec(fb_point) points; /* in order */
  fb_vec(fb_quote) quotes;
  fb_vec(fb_figure) figures;
  fb_vec(fb_number) numbers;
  fb_vec(fb_place) places;
  fb_vec(uint32_t) ids;
  fb_vec(char) pool;
  fb_str shared[FB_BOX_SHARED]; /* by hash; len 0: none yet */
  fb_recall recall;
  fb_map maps[2]; /* empty between stages */
  fb_loan loans[FB_BOX_LOANS];
} fb_box;

/* Makes `b` empty. Allocates nothing. */
void fb_box_init(fb_box *b);
void fb_box_free(fb_box *b);
/* Empties `b` for the next document; buffers grown past a named size are given back. */
void fb_box_reset(fb_box *b);

/*
** Readies `b` for the first or next window: forgets mentions and names, keeps what was found. `more`: there are further
** ones.
*/
fb_status fb_box_turn(fb_box *b, int more);
/* Nothing more will be found: gives back what only that needs. */
void fb_box_shed(fb_box *b);

/* Notes the places of a window's tokens or of its sentences: they are listed before those of the last window. */
fb_status fb_box_note_tokens(fb_box *b, const fb_doc *d);
fb_status fb_box_note_sentences(fb_box *b, const fb_doc *d);
/* The place of a token or sentence of all windows; `d` has the last one. */
fb_place fb_box_token(const fb_box *b, const fb_doc *d, uint32_t i, fb_unpacking *u);
fb_place fb_box_sentence(const fb_box *b, const fb_doc *d, uint32_t i, fb_unpacking *u);

/* Quotes and figures of all windows: where they stand, or the copy, in which packed ones are put. `u`: see pack.h. */
static inline uint32_t fb_box_quotes(const fb_box *b) { return b->recall.quotes.n + b->quotes.n; }
static inline uint32_t fb_box_figures(const fb_box *b) { return b->recall.figures.n + b->figures.n; }
const fb_quote *fb_box_quote(const fb_box *b, uint32_t i, fb_unpacking *u, fb_quote *copy);
const fb_figure *fb_box_figure(const fb_box *b, uint32_t i, fb_unpacking *u, fb_figure *copy);

/* Copies a string into the pool. */
fb_status fb_box_string(fb_box *b, const char *s, size_t len, fb_str *str);
/* The same for strings that figures repeat, as kinds and units are: one that stands there already is used again. */
fb_status fb_box_share(fb_box *b, const char *s, size_t len, fb_str *str);
static inline const char *fb_box_at(const fb_box *b, fb_str s) { return b->pool.at + s.off; }

/* The head of a name's chain of fuller names. */
uint32_t fb_box_head(const fb_box *b, uint32_t name);

/* ---- what stages read in a document ---- */

/* Input bytes of tokens [first, end). An empty range lies before token `first`. */
fb_place fb_doc_place(const fb_doc *d, uint32_t first, uint32_t end);

/* The FB_KIND_BITs of the kinds that have a role from `from` to `to`: a token without any of them has no such span. */
static inline uint64_t fb_kinds_of(const fb_guide *g, fb_role from, fb_role to) {
  uint64_t bits = 0;
  uint32_t k;
  for (k = 0; k < g->roles.n; k++)
    if (g->roles.at[k] >= from && g->roles.at[k] <= to) bits |= FB_KIND_BIT(k);
  return bits;
}

/* Is the normal form of token t the word w? */
int fb_doc_is(const fb_doc *d, uint32_t t, const char *w);

#endif
