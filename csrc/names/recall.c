/*
** recall.c: entities by what they are called.
*/
#include "recall.h"

/* Ways to be called. */
enum { PHRASE = 1, FAMILY, ACRONYM, OFFICE, CANONICAL };
/* Longest acronym that is looked for. */
enum { LONGEST_ACRONYM = 16 };

/* ---- hashes ---- */

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * 0xd6e8feb86659fd93u;
  return h ^ h >> 32;
}

static uint64_t bytes_of(uint64_t h, const char *s, size_t n) {
  h = mix(h, n);
  for (; n >= 8; n -= 8, s += 8) h = mix(h, fb_vocab_load(s, 8));
  return n ? mix(h, fb_vocab_load(s, n)) : h;
}

static uint64_t word_of(uint64_t h, const fb_doc *d, uint32_t norm) {
  return bytes_of(h, fb_vocab_bytes(&d->vocab, norm), fb_vocab_word(&d->vocab, norm)->len);
}

static uint64_t phrase_of(const fb_doc *d, const fb_name *n) {
  uint64_t h = PHRASE;
  uint32_t t;
  for (t = n->first; t < n->end; t++) h = word_of(h, d, d->norm[t]);
  return h;
}

static uint64_t canonical_of(const fb_box *b, const fb_name *n) {
  fb_str s = b->canonicals.at[n->canonical].name;
  return bytes_of(CANONICAL, fb_box_at(b, s), s.len);
}

/* The acronym that the words' first letters make; 0 where they make none. */
static uint64_t acronym_of(const fb_doc *d, const fb_name *n, const fb_guide *g, unsigned left_out) {
  char letters[LONGEST_ACRONYM];
  uint32_t size = 0, t;
  for (t = n->first; t < n->end; t++) {
    if (fb_guide_word(g, d->norm[t]) & left_out) continue;
    if (size == LONGEST_ACRONYM || fb_vocab_word(&d->vocab, d->norm[t])->len == 0) return 0;
    letters[size++] = *fb_vocab_bytes(&d->vocab, d->norm[t]);
  }
  return size > 1 ? bytes_of(ACRONYM, letters, size) : 0;
}

/* ---- asking ---- */

/* The entity of a type with a key; FB_NONE. */
static uint32_t find(const fb_box *b, uint64_t key, uint8_t type) {
  uint32_t e = fb_map_find(&b->recall.entities, key);
  return e != FB_NONE && b->entities.at[e].type == type ? e : FB_NONE;
}

/* Is an entity known by a single word so far? */
static int is_word(const fb_box *b, const fb_entity *e) {
  return e->canonical == FB_NONE && !memchr(fb_box_at(b, e->name), ' ', e->name.len);
}

uint32_t fb_recall_entity(const fb_box *b, const fb_doc *d, const fb_name *n) {
  uint32_t e = FB_NONE;
  if (n->canonical != FB_NONE) e = find(b, canonical_of(b, n), n->type);
  if (e == FB_NONE) e = find(b, phrase_of(d, n), n->type);
  if (e != FB_NONE || n->canonical != FB_NONE) return e;
  if (n->type == FB_PERSON && n->end - n->first == 1) return find(b, word_of(FAMILY, d, d->norm[n->first]), FB_PERSON);
  if (n->type == FB_PERSON) { /* the full name of who was only "Lund" */
    e = find(b, word_of(PHRASE, d, n->family), FB_PERSON);
    return e != FB_NONE && is_word(b, &b->entities.at[e]) ? e : FB_NONE;
  }
  return n->acronym ? find(b, word_of(ACRONYM, d, d->norm[n->first]), n->type) : FB_NONE;
}

fb_type fb_recall_type(const fb_box *b, const fb_doc *d, const fb_name *n) {
  uint32_t e = fb_map_find(&b->recall.entities, phrase_of(d, n));
  if (e == FB_NONE && n->end - n->first == 1) e = find(b, word_of(FAMILY, d, d->norm[n->first]), FB_PERSON);
  return e == FB_NONE ? FB_UNTYPED : (fb_type)b->entities.at[e].type;
}

uint32_t fb_recall_office(const fb_box *b, const fb_doc *d, uint32_t norm) {
  return fb_map_find(&b->recall.entities, word_of(OFFICE, d, norm));
}

/* ---- noting ---- */

static fb_status note_name(fb_box *b, const fb_doc *d, const fb_guide *g, const fb_name *n, uint32_t entity) {
  fb_map *m = &b->recall.entities;
  FB_TRY(fb_map_set(m, phrase_of(d, n), entity));
  if (n->canonical != FB_NONE) FB_TRY(fb_map_set(m, canonical_of(b, n), entity));
  if (n->end - n->first == 1) return FB_OK;
  if (n->type == FB_PERSON) return fb_map_set(m, word_of(FAMILY, d, n->family), entity);
  if (n->type == FB_ORGANIZATION) {
    uint64_t all = acronym_of(d, n, g, 0), large = acronym_of(d, n, g, FB_WORD_SMALL);
    if (all) FB_TRY(fb_map_set(m, all, entity));
    if (large && large != all) FB_TRY(fb_map_set(m, large, entity));
  }
  return FB_OK;
}

fb_status fb_recall_note(fb_box *b, const fb_doc *d, const fb_guide *g, const fb_map *role_of) {
  uint32_t i;
  for (i = 0; i < b->names.n; i++) {
    const fb_name *n = &b->names.at[i];
    uint32_t entity = b->names.at[fb_box_head(b, i)].entity;
    if (!n->type || entity == FB_NONE) continue;
    if (n->gender) {
      b->entities.at[entity].gender = n->gender;
      b->entities.at[entity].sure = n->sure;
    }
    if (n->role_word != FB_NONE) {
      uint32_t holder = fb_map_find(role_of, n->role_word);
      if (holder != FB_NONE)
        FB_TRY(fb_map_set(&b->recall.entities, word_of(OFFICE, d, n->role_word), b->names.at[holder].entity));
    }
    if (n->end > n->first) FB_TRY(note_name(b, d, g, n, entity));
  }
  return FB_OK;
}
