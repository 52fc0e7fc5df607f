/*
** attr.c: attributes of list hits and spans, looked up only when somebody asks.
**
** A list's attributes stay the bytes of its line; a span has what a stage or an action set, what its rule says,
** and what the hits and spans that its match used outside captures have.
*/
#include "program.h"

/* Spans refer to spans of earlier phases; the phases bound the depth, this bounds a broken document. */
#define DEEPEST 64

static void of_bytes(fb_value *v, const char *s, size_t len) {
  v->type = FB_ATTR_STRING;
  v->s = s;
  v->len = (uint32_t)len;
  v->number = 0;
}

int fb_hit_attr(const fb_program *p, const fb_doc *d, uint32_t hit, uint16_t key, fb_value *v) {
  const fb_const *k = &p->keys.at[key];
  const char *value;
  size_t len;
  if (!fb_lexicon_attr(&p->lexicon, d->hits.at[hit].entry, p->pool.at + k->off, k->len, &value, &len)) return 0;
  of_bytes(v, value, len);
  return 1;
}

static int span_attr(const fb_program *p, const fb_doc *d, uint32_t span, uint16_t key, fb_value *v, int depth) {
  const fb_span *s = &d->spans.at[span];
  uint32_t k;
  for (k = s->attr; k != FB_NONE; k = d->attrs.at[k].next) {
    const fb_attr *a = &d->attrs.at[k];
    if (a->key != key) continue;
    if (a->type == FB_ATTR_STRING)
      of_bytes(v, d->pool.at + a->off, a->len);
    else {
      v->type = a->type;
      v->number = a->number;
    }
    return 1;
  }
  if (s->rule != FB_NONE) {
    const fb_rule *r = &p->rules.at[s->rule];
    for (k = r->attr; k < r->attr + r->nattr; k++) {
      const fb_const *c = &p->consts.at[k];
      if (c->key != key) continue;
      if (c->type == FB_ATTR_STRING)
        of_bytes(v, p->pool.at + c->off, c->len);
      else {
        v->type = c->type;
        v->number = c->number;
      }
      return 1;
    }
  }
  if (key == p->head && s->nlog && s->rule != FB_NONE && p->phases.at[p->rules.at[s->rule].phase].policy == FB_CHUNKS) {
    uint32_t t = d->log.at[s->log].first;
    of_bytes(v, v->own, fb_tag_lemma(&p->tags, &d->vocab, d->norm[t], d->tag[t], v->own));
    return 1;
  }
  if (depth < DEEPEST)
    for (k = s->log; k < s->log + s->nlog; k++) {
      const fb_log *l = &d->log.at[k];
      if (l->depth != 0) continue;
      if (l->kind == FB_LOG_HIT && fb_hit_attr(p, d, l->ref, key, v)) return 1;
      if (l->kind == FB_LOG_SPAN && span_attr(p, d, l->ref, key, v, depth + 1)) return 1;
    }
  return 0;
}

int fb_span_attr(const fb_program *p, const fb_doc *d, uint32_t span, uint16_t key, fb_value *v) {
  return span_attr(p, d, span, key, v, 0);
}

int fb_value_number(const fb_value *v, double *number) {
  char buf[64], *end;
  if (v->type == FB_ATTR_NUMBER) {
    *number = v->number;
    return 1;
  }
  if (v->type != FB_ATTR_STRING || v->len == 0 || v->len >= sizeof buf) return 0;
  if (v->s[0] != '-' && v->s[0] != '.' && (v->s[0] < '0' || v->s[0] > '9')) return 0; /* no "inf", "nan", spaces */
  memcpy(buf, v->s, v->len);
  buf[v->len] = 0;
  if (buf[0] == '0' && (buf[1] == 'x' || buf[1] == 'X')) return 0;
  *number = strtod(buf, &end);
  return *end == 0;
}

/* Is `x` the value, or one of the values of a list "that,bare"? */
static int among(const fb_value *v, const char *x, size_t n) {
  const char *at = v->s, *end = v->s + v->len;
  while (at <= end) {
    const char *comma = memchr(at, ',', (size_t)(end - at));
    size_t len = (size_t)((comma ? comma : end) - at);
    if (len == n && memcmp(at, x, n) == 0) return 1;
    if (!comma) return 0;
    at = comma + 1;
  }
  return 0;
}

static int fits(const fb_program *p, const fb_cond *c, const fb_value *v) {
  const char *at = p->pool.at + c->off, *end = at + c->len;
  double number;
  switch (c->type) {
    case FB_COND_NUMBER: return fb_value_number(v, &number) && number == c->number;
    case FB_COND_TRUE: return !(v->type == FB_ATTR_BOOLEAN && v->number == 0);
    default:
      if (v->type != FB_ATTR_STRING) return 0;
      while (at < end) { /* alternatives, each closed by NUL */
        size_t n = strlen(at);
        if ((n == v->len && memcmp(at, v->s, n) == 0) || among(v, at, n)) return 1;
        at += n + 1;
      }
      return 0;
  }
}

int fb_cond_holds(const fb_program *p, const fb_doc *d, uint8_t kind, uint32_t ref, uint32_t cond) {
  if (cond == FB_NONE) return 1;
  for (;; cond++) {
    const fb_cond *c = &p->conds.at[cond];
    fb_value v;
    int has = kind == FB_LOG_HIT ? fb_hit_attr(p, d, ref, c->key, &v) : fb_span_attr(p, d, ref, c->key, &v);
    if (c->type == FB_COND_ABSENT ? has && !(v.type == FB_ATTR_BOOLEAN && v.number == 0) : !has || !fits(p, c, &v))
      return 0;
    if (c->last) return 1;
  }
}
