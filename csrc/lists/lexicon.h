/*
** lexicon.h: the phrases of all word lists, found by the normal forms of their words.
**
**   first    normal form ─► its phrases of this one word, in `ends`; and does a longer phrase begin so?
**   pairs    bits that every edge sets (a Bloom filter)
**   edges    open addressing: (from, word) ─► phrases that end here, in `ends`; and does a longer one go on?
**            `from` is the first word's normal form, or the edge before
**   ends     phrases that end at the same place, one behind the other: what a hit needs, eight bytes each
**   phrases  ─ list, mode, spelling and attributes as offsets into `bytes`; in the order of loading
**   bytes    the sources of the lists as they were read: attributes stay text until asked for
**
**   "at least", "at last", "US" (two lists)
**
**   first[at] ──least──► edge 1 ─► ends 1: phrase 0
**             └─last───► edge 2 ─► ends 2: phrase 1
**   first[us] ─────────────────► ends 3: phrase 2, phrase 3
**
** While lists are loaded the phrases stand in a trie whose edges come in order of appearance (fb_lex_trie);
** fb_lexicon_freeze makes of it the columns above, each of just the size it needs.
**
** Everything is an offset or an index, so the columns can be written out and mapped as they are
** (image.h).
**
** A match is a run of whole tokens within one sentence. The stop of a final abbreviation is
** optional on both sides ("Inc" and "Inc." match each other; "J." is an initial and keeps its stop).
**
** lexicon.c loads, lexicon_scan.c finds.
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
  uint32_t text;  /* own spelling, in `bytes` */
  uint32_t attrs; /* "key=value<TAB>…", in `bytes` */
  uint32_t attrs_len : 26;
  uint32_t ntok : 6;
  uint32_t spell; /* name: bit per token that needs a capital; exact: its tokens' ids in `spell` */
  uint16_t list;
  uint16_t text_len : 13;
  uint16_t mode : 2; /* fb_list_mode */
  uint16_t dead : 1; /* replaced or removed by a higher layer; matches nothing */
} fb_phrase;

/* Attributes of one entry, in bytes: what fits above. */
#define FB_PHRASE_ATTRS ((1u << 26) - 1)

/* A phrase where it ends. */
typedef struct fb_lex_end {
  uint32_t entry;
  uint16_t list;
  uint8_t caps; /* FB_LIST_NAME: its first tokens that need a capital */
  uint8_t how;  /* fb_list_mode, | FB_LEX_ bits below */
} fb_lex_end;
#define FB_LEX_MODE 3u
#define FB_LEX_LAST 4u /* nothing further ends here */
#define FB_LEX_CAPS 8u /* tokens behind the eighth need capitals, too: see the phrase */

/* A word that goes on in a phrase. */
typedef struct fb_lex_edge {
  uint32_t from; /* normal form of the first word, or FB_LEX_EDGE | number of the edge before; FB_NONE: a free slot */
  uint32_t word; /* normal form */
  uint32_t ends; /* as in `first` */
} fb_lex_edge;
#define FB_LEX_EDGE (UINT32_C(1) << 31)

/* In fb_lexicon.first and fb_lex_edge.ends, beside the number of the first end (0: none ends here). */
#define FB_LEX_LONGER (UINT32_C(1) << 31)

/* An edge while lists are loaded. */
typedef struct fb_lex_node {
  uint32_t from, word; /* as above; edges are counted from 0 in order of appearance */
  uint32_t phrase;     /* first phrase that ends here, FB_NONE for none */
} fb_lex_node;

/* The phrases while lists are loaded. */
typedef struct fb_lex_trie {
  fb_vec(uint32_t) alone; /* normal form ─► first phrase of this one word, FB_NONE for none */
  fb_vec(fb_lex_node) nodes;
  fb_vec(uint32_t) next; /* by phrase: the next that ends where it does, in list order; FB_NONE at the end */
  uint64_t *slots;       /* hash of an edge in the high half, its number in the low; UINT64_MAX is free */
  uint32_t bits;         /* 2^bits slots; 0 for none */
} fb_lex_trie;

/* Where a stretch of `bytes` came from: the nth fb_lexicon_load. */
typedef struct fb_lex_source {
  uint32_t off, len;
  uint16_t list;
  uint16_t unused; /* named, so that images have no undefined bytes */
} fb_lex_source;

typedef struct fb_lexicon {
  fb_vec(uint32_t) first; /* made by freezing, as are the next three: with a row more, for words that begin nothing */
  fb_vec(uint64_t) pairs; /* 2^pair_bits of them */
  fb_vec(fb_lex_edge) edges;
  fb_vec(fb_lex_end) ends; /* the first is none */
  uint32_t pair_bits;
  fb_vec(fb_phrase) phrases;
  fb_vec(uint32_t) spell;
  fb_vec(char) bytes;
  fb_vec(fb_lex_source) sources;
  fb_vec(uint8_t) skip; /* by list: nobody asks for its hits, so scanning makes none; not part of an image */
  fb_lex_trie trie;     /* until it is frozen */
  uint8_t frozen;
  uint8_t mapped; /* the columns belong to an image; not freed here */
} fb_lexicon;

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
** Room for a source of `n` bytes in *at, of which no copy is made where the next fb_lexicon_load is given these bytes, or
** fewer of them.
*/
fb_status fb_lexicon_room(fb_lexicon *lx, size_t n, char **at);

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

/* ---- shared by loading and finding ------------------------------------------------------------ */

/* Hash of two small numbers, as normal forms and edges are: two rounds. Only its high half is good. */
static inline uint64_t fb_lex_hash(uint32_t from, uint32_t word) {
  uint64_t h = ((uint64_t)from << 32 | word) * UINT64_C(0x9e3779b97f4a7c15);
  return (h ^ h >> 32) * UINT64_C(0xd6e8feb86659fd93);
}

/* The filter's word for an edge, and the two bits that the edge sets there. */
static inline uint32_t fb_lex_pair(uint64_t hash, uint32_t bits) { return (uint32_t)(hash >> (64 - bits)); }

static inline uint64_t fb_lex_pair_mask(uint64_t hash) {
  return UINT64_C(1) << (hash >> 32 & 63) | UINT64_C(1) << (hash >> 26 & 63);
}

/* Where the edge of this hash is looked for first, of `n` slots. */
static inline uint32_t fb_lex_slot(uint64_t hash, uint32_t n) { return (uint32_t)((hash >> 32) * n >> 32); }

/* Is the stop of this word one that may be left off? An initial ("J.") is not itself without. */
static inline int fb_lex_spare_stop(const char *s, uint32_t len, uint32_t cls) {
  return (cls & FB_C_ABBREV) && !(cls & FB_C_INITIAL) && len >= 2 && s[len - 1] == '.';
}

#endif
