/*
** lexicon.h: the phrases of all word lists in one trie over normal forms.
**
**   starts   two bits per normal form: a phrase is this word alone; a longer one begins with it
**   pairs    bits that the first two words of every longer phrase set (a Bloom filter): with `starts`
**            they dismiss nearly every token without a look at what lies below
**   first    normal form ─► node of the phrases that begin with it
**   slots    open addressing: (node, normal form) ─► node behind it
**   nodes    ─ which words can follow (64-bit filter), first phrase that ends here ─┐
**   phrases  ◄──────────────────────────────────────────────────────────────────────┘
**            ─ list, mode, spelling and attributes as offsets into `bytes`; linked by `next`
**   bytes    the sources of the lists as they were read: attributes stay text until asked for
**
**   "at least", "at last", "US" (two lists)
**
**   first[at] ─► node 1 ──least──► node 2 ─► phrase 0
**                       └─last───► node 3 ─► phrase 1
**   first[us] ─► node 4 ─► phrase 2 ─► phrase 3
**
** Everything is an offset or an index, so the columns can be written out and mapped as they are
** (image.h).
**
** A match is a run of whole tokens within one sentence. The stop of a final abbreviation is
** optional on both sides ("Inc" and "Inc." match each other; "J." is an initial and keeps its stop).
*/
#ifndef FB_LEXICON_H
#define FB_LEXICON_H

#include "doc.h"
#include "fb.h"
#include "list.h"
#include "token.h"
#include "vocab.h"

/* Tokens of a phrase: a bit each in fb_phrase.spell; and each length that matches is a hit. */
#define FB_PHRASE_TOKENS 32

/* Phrases of one list that differ in attributes alone. More are refused: finding doubles walks them. */
#define FB_PHRASE_SAME 256

typedef enum fb_list_mode {
  FB_LIST_EXACT,  /* this spelling only */
  FB_LIST_FOLDED, /* any case */
  FB_LIST_NAME    /* a word that the phrase writes with a capital has one in the text, too */
} fb_list_mode;

/* A phrase of a list. */
typedef struct fb_phrase {
  uint32_t next;             /* next phrase that ends at the same node, in list order; FB_NONE at the end */
  uint32_t spell;            /* name: bit per token that needs a capital; exact: its tokens' ids in `spell` */
  uint32_t text, text_len;   /* own spelling, in `bytes` */
  uint32_t attrs, attrs_len; /* "key=value<TAB>…", in `bytes` */
  uint16_t list;
  uint8_t mode; /* fb_list_mode */
  uint8_t ntok : 7;
  uint8_t dead : 1; /* replaced or removed by a higher layer; matches nothing */
} fb_phrase;

typedef struct fb_lex_node {
  uint64_t filter;       /* a bit for each word that can follow, six bits of its hash */
  uint32_t parent, norm; /* how it is reached; parent FB_NONE: from `first` */
  uint32_t phrase;       /* first phrase that ends here, FB_NONE for none */
  uint32_t unused;       /* named, so that images have no undefined bytes */
} fb_lex_node;

/* Where a stretch of `bytes` came from: the nth fb_lexicon_load. */
typedef struct fb_lex_source {
  uint32_t off, len;
  uint16_t list;
  uint16_t unused;
} fb_lex_source;

typedef struct fb_lexicon {
  fb_vec(uint64_t) starts; /* when frozen, as is `pairs`: 2^pair_bits words */
  fb_vec(uint64_t) pairs;
  uint32_t pair_bits;
  fb_vec(uint32_t) first;
  uint64_t *slots; /* hash in the high half, node in the low; FB_LEX_EMPTY */
  uint32_t bits;   /* 2^bits slots; 0 for none */
  uint32_t nslots; /* in use */
  fb_vec(fb_lex_node) nodes;
  fb_vec(fb_phrase) phrases;
  fb_vec(uint32_t) spell;
  fb_vec(char) bytes;
  fb_vec(fb_lex_source) sources;
  fb_vec(uint8_t) skip; /* by list: nobody asks for its hits, so scanning makes none; not part of an image */
  uint8_t frozen;
  uint8_t mapped; /* the columns belong to an image; not freed here */
} fb_lexicon;
#define FB_LEX_EMPTY UINT64_MAX

/* Makes `lx` an empty lexicon. Allocates nothing. */
void fb_lexicon_init(fb_lexicon *lx);
void fb_lexicon_free(fb_lexicon *lx);

/*
** Adds the phrases of one source of list number `list` (format: list.h; the bytes are copied).
** Sources of a list are loaded from the lowest layer to the highest: a phrase given again replaces
** the lower layers' entries of the same list, "!phrase" removes them. Within one source the same
** phrase may stand several times with different attributes. Lines that cannot be read are left out
** and noted in `report` (may be NULL); that is no error. Words are interned in `v`.
** FB_TOOBIG: the source, or all sources together, exceed FB_MAX_TEXT.
*/
fb_status fb_lexicon_load(fb_lexicon *lx, fb_vocab *v, const fb_tokenizer *tk, uint16_t list, fb_list_mode mode,
                          const char *bytes, size_t n, fb_list_report *report);

/*
** Adds a further form (`len` bytes at `s`: "said", "mayors") of the phrase `of`, with its list, mode and
** attributes. Nothing happens where the list has the same form with the same attributes, or where a
** "!form" removed it. FB_BAD: it is no phrase (empty, too long). Call it after the list's sources.
*/
fb_status fb_lexicon_add(fb_lexicon *lx, fb_vocab *v, const fb_tokenizer *tk, uint32_t of, const char *s, size_t len);

/* Ends loading: readies `lx` for fb_lexicon_scan. Nothing can be added afterwards. */
fb_status fb_lexicon_freeze(fb_lexicon *lx);

/*
** Finds all phrases in a tokenized document: hits of every length and list are appended to d->hits and
** linked from d->hit_at, longest first, lists in order within one length. `caseless`: capitals mean
** nothing in this text, so FB_LIST_NAME acts like FB_LIST_FOLDED. Time is linear in tokens times the
** longest phrase that begins there. FB_BAD: `lx` is not frozen.
*/
fb_status fb_lexicon_scan(const fb_lexicon *lx, fb_doc *d, int caseless);

/* Leaves the hits of `list` out of scanning from now on. */
fb_status fb_lexicon_skip(fb_lexicon *lx, uint16_t list);

/* Finds `key` in a phrase's attributes; 0 where it has none. The value is not NUL-terminated. */
int fb_lexicon_attr(const fb_lexicon *lx, uint32_t phrase, const char *key, size_t key_len, const char **value,
                    size_t *value_len);

/* The first live phrase of `list` from number `from` on, or FB_NONE: walks a list's entries. */
uint32_t fb_lexicon_next(const fb_lexicon *lx, uint16_t list, uint32_t from);

/* Source and line that a phrase was read from; 0 where it was added (line 0) or is unknown. */
int fb_lexicon_where(const fb_lexicon *lx, uint32_t phrase, uint32_t *source, uint32_t *line);

/* The phrase as its list spells it. */
static inline const char *fb_lexicon_text(const fb_lexicon *lx, uint32_t phrase, uint32_t *len) {
  *len = lx->phrases.at[phrase].text_len;
  return lx->bytes.at + lx->phrases.at[phrase].text;
}

/* Its attribute bytes, for fb_list_attr_next. */
static inline const char *fb_lexicon_attrs(const fb_lexicon *lx, uint32_t phrase, uint32_t *len) {
  *len = lx->phrases.at[phrase].attrs_len;
  return lx->bytes.at + lx->phrases.at[phrase].attrs;
}

#endif
