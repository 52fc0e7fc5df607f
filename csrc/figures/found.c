/*
** found.c: captures, attributes, nested spans and words of matches.
*/
#include "found.h"

#include "list.h"

/* Spans refer to spans of earlier phases; the phases bound the depth, this bounds a broken document. */
#define DEEPEST 64

/* The first capture of a name and depth in a stretch of the log; FB_NONE. */
static uint32_t capture_in(const fb_doc *d, uint32_t k, uint32_t until, uint32_t name, uint8_t depth) {
  for (; k < until; k++) {
    const fb_log *l = &d->log.at[k];
    if (l->kind == FB_LOG_CAPTURE && l->name == name && l->depth == depth) return k;
  }
  return FB_NONE;
}

/* Makes *m the capture at k of a log that ends at `bound`. */
static void match_at(const fb_doc *d, uint32_t k, uint32_t bound, fb_found *m) {
  const fb_log *l = &d->log.at[k];
  m->first = l->first;
  m->end = l->end;
  m->span = FB_NONE;
  m->log = k + 1;
  m->until = k + 1 + l->ref;
  m->bound = bound;
  m->expression = FB_NONE;
  m->depth = (uint8_t)(l->depth + 1);
  m->plain = 0;
  m->names = m->keys = UINT64_MAX;
}

static void match_of_span(const fb_doc *d, uint32_t span, fb_found *m) {
  const fb_span *s = &d->spans.at[span];
  m->first = s->first;
  m->end = s->end;
  m->span = span;
  m->log = s->log;
  m->until = s->log + s->nlog;
  m->bound = m->until;
  m->expression = FB_NONE;
  m->depth = 0;
  m->plain = 0;
  m->names = m->keys = UINT64_MAX;
}

#define NAME_BIT(name) ((uint64_t)1 << ((name) & 63))

void fb_found_of(const fb_reading *r, uint32_t span, fb_found *m) {
  const fb_doc *d = r->d;
  uint32_t k, within = 0, expression = r->p->guide.capture[FB_CAP_expression];
  match_of_span(d, span, m);
  m->names = 0;
  m->plain = d->spans.at[span].attr == FB_NONE;
  for (k = m->log; k < m->until; k++) {
    const fb_log *l = &d->log.at[k];
    if (l->depth > (k < within)) continue;
    if (l->kind == FB_LOG_CAPTURE) m->names |= NAME_BIT(l->name);
    else if (l->depth == 0) m->plain = 0;
    if (l->depth == 0 && l->kind == FB_LOG_CAPTURE && l->name == expression && m->expression == FB_NONE) {
      m->expression = k;
      within = k + 1 + l->ref;
    }
  }
}

/* Where a match has its first capture of a name; *bound: where the log of what it stands in ends. */
static uint32_t find_part(const fb_reading *r, const fb_found *m, fb_cap name, uint32_t *bound) {
  const fb_doc *d = r->d;
  uint32_t number = r->p->guide.capture[name], k;
  if (!(m->names & NAME_BIT(number))) return FB_NONE;
  k = capture_in(d, m->log, m->until, number, m->depth);
  *bound = m->until;
  if (k == FB_NONE && m->expression != FB_NONE && name != FB_CAP_expression) {
    const fb_log *e = &d->log.at[m->expression];
    *bound = m->expression + 1 + e->ref;
    k = capture_in(d, m->expression + 1, *bound, number, (uint8_t)(e->depth + 1));
  }
  return k;
}

int fb_found_part(const fb_reading *r, const fb_found *m, fb_cap name, fb_found *part) {
  uint32_t bound, k = find_part(r, m, name, &bound);
  if (k == FB_NONE) return 0;
  match_at(r->d, k, bound, part);
  return 1;
}

int fb_found_has(const fb_reading *r, const fb_found *m, fb_cap name) {
  uint32_t bound;
  return find_part(r, m, name, &bound) != FB_NONE;
}

int fb_found_further(const fb_reading *r, fb_found *part) {
  const fb_doc *d = r->d;
  const fb_log *self = &d->log.at[part->log - 1];
  uint32_t k = part->until;
  for (; k < part->bound && d->log.at[k].depth >= self->depth; k++) {
    const fb_log *l = &d->log.at[k];
    if (l->kind != FB_LOG_CAPTURE || l->name != self->name || l->depth != self->depth) continue;
    match_at(d, k, part->bound, part);
    return 1;
  }
  return 0;
}

int fb_found_inner(const fb_reading *r, const fb_found *part, uint32_t kind, uint32_t or_kind, fb_found *inner) {
  const fb_doc *d = r->d;
  uint32_t t, k, end = part->end;
  uint64_t bits = (kind == FB_NONE ? 0 : FB_KIND_BIT(kind)) | (or_kind == FB_NONE ? 0 : FB_KIND_BIT(or_kind));
  for (t = part->first; t < end; t++) {
    if (!(d->sight[t].kinds & bits)) continue;
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if (s->end != end || s->flags & FB_SPAN_DEAD || (s->kind != kind && s->kind != or_kind)) continue;
      match_of_span(d, k, inner);
      return 1;
    }
  }
  return 0;
}

/* ---- attributes ---- */

/* The bit of a key, by its name: lists have keys as they are written. */
static uint64_t key_bit(const char *s, size_t n) {
  return (uint64_t)1 << (((uint32_t)s[0] + 7 * (uint32_t)s[n - 1] + 13 * (uint32_t)s[n / 2] + 3 * (uint32_t)n) & 63);
}
static uint64_t bit_of_key(const fb_program *p, uint32_t key) {
  return p->keys.at[key].len ? key_bit(p->pool.at + p->keys.at[key].off, p->keys.at[key].len) : UINT64_MAX;
}

static uint64_t keys_of_hit(const fb_reading *r, uint32_t hit) {
  uint32_t len;
  const char *s = fb_lexicon_attrs(&r->p->lexicon, r->d->hits.at[hit].entry, &len), *end = s + len;
  uint64_t bits = 0;
  fb_list_attr a;
  while (fb_list_attr_next(&s, end, &a)) bits |= a.key_len ? key_bit(a.key, a.key_len) : 0;
  return bits;
}

static uint64_t keys_of_span(const fb_reading *r, uint32_t span, int depth);

/* Keys of the hits and spans that stand at one depth of a stretch of a log. */
static uint64_t keys_in(const fb_reading *r, uint32_t k, uint32_t until, uint8_t level, int depth) {
  uint64_t bits = 0;
  if (depth > DEEPEST) return UINT64_MAX;
  for (; k < until; k++) {
    const fb_log *l = &r->d->log.at[k];
    if (l->depth != level) continue;
    if (l->kind == FB_LOG_HIT) bits |= keys_of_hit(r, l->ref);
    if (l->kind == FB_LOG_SPAN) bits |= keys_of_span(r, l->ref, depth + 1);
  }
  return bits;
}

static uint64_t keys_of_span(const fb_reading *r, uint32_t span, int depth) {
  const fb_program *p = r->p;
  const fb_span *s = &r->d->spans.at[span];
  uint64_t bits = p->head < p->nkeys ? bit_of_key(p, p->head) : 0; /* it is made when asked for */
  uint32_t k;
  for (k = s->attr; k != FB_NONE; k = r->d->attrs.at[k].next) bits |= bit_of_key(p, r->d->attrs.at[k].key);
  if (s->rule != FB_NONE)
    for (k = p->rules.at[s->rule].attr; k < p->rules.at[s->rule].attr + p->rules.at[s->rule].nattr; k++)
      bits |= bit_of_key(p, p->consts.at[k].key);
  return bits | keys_in(r, s->log, s->log + s->nlog, 0, depth);
}

void fb_found_know(const fb_reading *r, fb_found *m) {
  m->keys = m->span != FB_NONE ? keys_of_span(r, m->span, 0) : keys_in(r, m->log, m->until, m->depth, 0);
}

/* Does the rule of a span say something for a key? */
static int rule_says(const fb_reading *r, uint32_t span, uint32_t key) {
  const fb_program *p = r->p;
  uint32_t rule = r->d->spans.at[span].rule, k;
  if (key == p->head) return 1; /* it is made when asked for */
  if (rule != FB_NONE)
    for (k = p->rules.at[rule].attr; k < p->rules.at[rule].attr + p->rules.at[rule].nattr; k++)
      if (p->consts.at[k].key == key) return 1;
  return 0;
}

int fb_found_attr(const fb_reading *r, const fb_found *m, fb_key key, fb_value *v) {
  uint32_t number = r->p->guide.key[key], k;
  int found = 0;
  if (number == FB_NONE || (m->plain && !rule_says(r, m->span, number))) return 0;
  if (m->keys != UINT64_MAX && !(m->keys & bit_of_key(r->p, number))) return 0;
  if (m->span != FB_NONE) found = fb_span_attr(r->p, r->d, m->span, (uint16_t)number, v);
  else
    for (k = m->log; k < m->until && !found; k++) {
      const fb_log *l = &r->d->log.at[k];
      if (l->depth != m->depth) continue;
      if (l->kind == FB_LOG_HIT) found = fb_hit_attr(r->p, r->d, l->ref, (uint16_t)number, v);
      if (l->kind == FB_LOG_SPAN) found = fb_span_attr(r->p, r->d, l->ref, (uint16_t)number, v);
    }
  if (found && v->type == FB_ATTR_STRING && r->p->keys.at[number].type == FB_ATTR_NUMBER &&
      fb_value_number(v, &v->number))
    v->type = FB_ATTR_NUMBER;
  return found;
}

int fb_found_is(const fb_reading *r, const fb_found *m, fb_key key) {
  fb_value v;
  return fb_found_attr(r, m, key, &v) && !(v.type == FB_ATTR_BOOLEAN && v.number == 0);
}

int fb_found_number(const fb_reading *r, const fb_found *m, fb_key key, double *number) {
  fb_value v;
  if (!fb_found_attr(r, m, key, &v) || v.type != FB_ATTR_NUMBER) return 0;
  *number = v.number;
  return 1;
}

int fb_found_text(const fb_reading *r, const fb_found *m, fb_key key, fb_value *v) {
  return fb_found_attr(r, m, key, v) && v->type == FB_ATTR_STRING;
}

/* ---- words ---- */

fb_slice fb_found_read_as(const fb_reading *r, const fb_found *m) {
  const fb_doc *d = r->d;
  fb_slice s = {"", 0};
  if (m->end <= m->first) return s;
  s.s = d->text + d->start[m->first];
  s.len = d->start[m->end - 1] + fb_doc_len(d, m->end - 1) - d->start[m->first];
  return s;
}

fb_slice fb_found_input(const fb_reading *r, const fb_found *m) {
  fb_place p = fb_found_place(r, m);
  fb_slice s;
  s.s = r->input + p.first;
  s.len = p.end - p.first;
  return s;
}

int fb_slice_is(fb_slice s, const char *word) {
  size_t n = strlen(word);
  return s.len == n && memcmp(s.s, word, n) == 0;
}

int fb_slice_is_folded(fb_slice s, const char *word) {
  size_t n = strlen(word), i;
  if (s.len != n) return 0;
  for (i = 0; i < n; i++) {
    char c = s.s[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
    if (c != word[i]) return 0;
  }
  return 1;
}

int fb_slice_begins(fb_slice s, const char *word) {
  size_t n = strlen(word);
  return s.len >= n && memcmp(s.s, word, n) == 0;
}
