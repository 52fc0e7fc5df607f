/*
** doc.h: one document: struct of arrays, a column per property, a row per token.
**
**   text     "Petr Pavel's train, 20 minutes"        bytes, repaired where repair is on
**   map      offsets of `text` to offsets of the input (empty where nothing was repaired)
**   start    0    5     10 13    18 20 23            byte offset in `text`
**   tlen     4    5     2  5     1  2  7           255: longer, as its word says
**   sym      id of the exact spelling (vocab.h)
**   norm     id of the normal form
**   cls      FB_C_ bits of the word | FB_T_ bits of the occurrence
**   sent_at  number of the sentence of every FB_SENT_STEPth token
**   tag      class of the word in its place (tag.h); 0 before classes are given
**   hit_at   first list hit that starts here   ─► hits[], longest first, linked by `next`
**   span_at  first span that starts here       ─► spans[], longest first, linked by `next`
**   sight    what begins here and what the token is, as bits (fb_sight)
**
** Token ranges are half open in C: [first, end). Spans in Lua are 1-based inclusive bytes;
** the binding converts, nothing else does.
*/
#ifndef FB_DOC_H
#define FB_DOC_H

#include "fb.h"
#include "met.h"
#include "vocab.h"
#include "word.h"

/*
** Where repaired text differs: from `at` on, input offset = offset in text + delta. The `len` bytes at `at` stand, as a
** whole, for `was` bytes of the input: an offset within them is that of their start or end.
*/
typedef struct fb_shift {
  uint32_t at;
  int32_t delta;
  uint32_t len, was;
} fb_shift;

/* A repair: these bytes of the input are read as `text` (nothing: left out). */
typedef struct fb_fix {
  uint32_t first, end;
  uint16_t kind; /* FB_REPAIR_ (repair.h) */
  uint8_t len;
  char text[5];
} fb_fix;

/* A phrase of a word list that starts at a token. */
typedef struct fb_hit {
  uint32_t next;  /* next hit at the same token, not longer; FB_NONE at the end */
  uint32_t entry; /* of the lexicon: attributes, canonical form */
  uint16_t list;
  uint16_t len; /* tokens */
} fb_hit;
/* Lists and kinds have a bit each, by their number modulo 64. */
#define FB_LIST_BIT(list) ((uint64_t)1 << ((list)&63))
#define FB_KIND_BIT(kind) ((uint64_t)1 << ((kind)&63))

/* One element of a match's log: a capture, a list hit or an earlier span that the match used. */
typedef struct fb_log {
  uint32_t first, end; /* tokens */
  uint32_t ref;        /* FB_LOG_HIT: hit; FB_LOG_SPAN: span; FB_LOG_CAPTURE: number of entries inside */
  uint16_t name;       /* FB_LOG_CAPTURE: capture name */
  uint8_t kind;
  uint8_t depth; /* captures around it */
} fb_log;
enum { FB_LOG_CAPTURE, FB_LOG_HIT, FB_LOG_SPAN };

/* What a rule found. */
typedef struct fb_span {
  uint32_t first, end; /* tokens */
  uint32_t next;       /* next span at the same token, not longer; FB_NONE at the end */
  uint32_t rule;       /* of the program; FB_NONE where a stage made it */
  uint32_t log, nlog;  /* its match's log: doc->log[log .. log + nlog) */
  uint32_t attr;       /* its own attributes, first of a chain in doc->attrs; FB_NONE without */
  uint16_t kind;       /* "person", "numeral", "count", …: index into the program's kinds */
  uint16_t flags;      /* FB_SPAN_ */
} fb_span;
enum {
  FB_SPAN_DEAD = 1,     /* withdrawn by a stage; no pattern finds it */
  FB_SPAN_UNCLOSED = 2, /* a quotation without its closing mark (marks.h) */
  FB_SPAN_UNOPENED = 4, /* a quotation without its opening mark */
  FB_SPAN_SINGLE = 8,   /* a quotation in single marks */
  FB_SPAN_NESTED = 16,  /* a quotation inside another */
  FB_SPAN_GOES_ON = 32  /* an unclosed quotation that the next paragraph opens again: no mark was lost */
};

/* An attribute that an action or a stage gave a span; list attributes stay bytes in the lexicon. */
typedef struct fb_attr {
  uint32_t next;
  uint16_t key;      /* index into the program's keys */
  uint8_t type;      /* FB_ATTR_ */
  double number;     /* number or boolean */
  uint32_t off, len; /* string in doc->pool */
} fb_attr;
enum { FB_ATTR_NUMBER, FB_ATTR_BOOLEAN, FB_ATTR_STRING };

/* What single line ends are: paragraphs, or, where lines are wrapped, nothing. KEPT: paragraphs in any case. */
enum { FB_LINES_ANY, FB_LINES_KEPT, FB_LINES_WRAPPED };

/*
** What rules ask most of a token, side by side in the cache; an fb_first (first.h) is compared with it. A runner fills
** in marks and facts.
*/
typedef struct fb_sight {
  uint64_t lists; /* FB_LIST_BITs of the lists of all hits that start here */
  uint64_t kinds; /* FB_KIND_BITs of the kinds of all spans that start here, dead ones too */
  uint64_t marks; /* of class, word and spelling (first.h) */
  uint64_t facts; /* of the entries that begin here (fact.h) */
} fb_sight;

/* What a token's length is where it does not fit. */
#define FB_LONG_TOKEN 255
/* Tokens of which the first one's sentence is kept: no more than a sentence or two have. */
#define FB_SENT_STEP 32

typedef struct fb_sent {
  uint32_t first, end; /* tokens */
} fb_sent;

typedef struct fb_doc {
  fb_vocab vocab;       /* overlay on the program's */
  fb_met own_met, *met; /* words of the program's, from text to text: its own, or those of another document */
  const char *text;
  size_t len;
  uint32_t base, sent_base; /* bytes and sentences of the input before this window of it (window.h) */
  fb_vec(char) repaired;    /* backing of `text` where it differs from the input */
  fb_vec(fb_shift) map;
  fb_vec(fb_fix) fixes; /* where they were asked for */
  uint32_t invalid;     /* ill-formed UTF-8 subparts in the input */
  uint8_t lines;        /* FB_LINES_: KEPT as fb_repair was told, WRAPPED as the splitter of sentences finds */

  /* token columns, `ntok` rows */
  uint32_t ntok, cap;
  uint32_t *start, *sym, *norm, *cls;
  uint8_t *tlen;              /* fb_doc_len */
  uint32_t *sent_at;          /* sentence of every FB_SENT_STEPth token: fb_doc_sentence */
  uint8_t *tag;               /* emptied by fb_doc_seal */
  uint32_t *hit_at, *span_at; /* filled with FB_NONE by fb_doc_seal */
  fb_sight *sight;            /* emptied by fb_doc_seal */

  fb_vec(fb_sent) sents;
  fb_vec(fb_hit) hits;
  fb_vec(fb_span) spans;
  fb_vec(fb_log) log;
  fb_vec(fb_attr) attrs;
  fb_vec(char) pool;
} fb_doc;

/* Makes `d` an empty document over the frozen vocabulary `base`. Allocates nothing. */
void fb_doc_init(fb_doc *d, const fb_vocab *base);
void fb_doc_free(fb_doc *d);
/* Lets `d` share what `other`, which outlives it, keeps of the vocabulary's words. */
void fb_doc_share(fb_doc *d, fb_doc *other);
/* Empties `d` for the next text; buffers grown past a named size are given back. */
void fb_doc_reset(fb_doc *d);
/* The same for a next text of `len` bytes: what it will need is kept, as new memory costs more than its tokens do. */
void fb_doc_renew(fb_doc *d, size_t len);
/* Makes room for `n` further tokens. */
fb_status fb_doc_room(fb_doc *d, uint32_t n);
/* Sets where token t is, for which there is room. */
static inline void fb_doc_set_place(fb_doc *d, uint32_t t, uint32_t start, uint32_t len) {
  d->start[t] = start;
  d->tlen[t] = len < FB_LONG_TOKEN ? (uint8_t)len : FB_LONG_TOKEN;
}
/* The bytes of token t. */
static inline uint32_t fb_doc_len(const fb_doc *d, uint32_t t) {
  return d->tlen[t] < FB_LONG_TOKEN ? d->tlen[t] : fb_vocab_word(&d->vocab, d->sym[t])->len;
}
/* The sentence of token t, where sentences have been found. */
static inline uint32_t fb_doc_sentence(const fb_doc *d, uint32_t t) {
  uint32_t s = d->sent_at[t / FB_SENT_STEP];
  while (d->sents.at[s].end <= t) s++;
  return s;
}
/* Appends a token of the word `sym`, room or not; `occurrence` has its FB_T_ bits. */
fb_status fb_doc_push(fb_doc *d, uint32_t start, uint32_t len, uint32_t sym, uint32_t occurrence);
/* After the last token: readies the columns of hits and spans. */
fb_status fb_doc_seal(fb_doc *d);
/* Adds a span and links it at its first token, longest first, older first among equals. */
fb_status fb_doc_add_span(fb_doc *d, const fb_span *s, uint32_t *index);

/* Makes a span one of another kind. */
void fb_doc_retype(fb_doc *d, uint32_t span, uint16_t kind);

/* Byte offset in the input of an offset in `text` (for a span's end give the end offset and `is_end`). */
uint32_t fb_doc_input_offset(const fb_doc *d, uint32_t offset, int is_end);
/* The same for a map of `n` shifts. */
uint32_t fb_shift_offset(const fb_shift *map, uint32_t n, uint32_t offset, int is_end);

#endif
