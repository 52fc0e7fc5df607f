/*
** quote.c: builds quotes. Tokens are signed and ranges have both ends included here, as contents grow and shrink at
** either end: from > to is an empty one.
*/
#include "quote.h"

#include "resolve.h"

/* Fewest tokens for a quotation without a frame: single words in marks are irony or titles more often than speech. */
enum { FLOATING_WORDS = 2 };
/* Fewest tokens for a quotation that counts as said by the source before it, without any cue. */
enum { FLOATING_SPEECH = 4 };
/* Most tokens that are added before a noun: "the company's [chief executive]". */
enum { BEFORE_NOUN = 6 };
/* Tokens in which a reported clause has its verb. */
enum { VERB_WITHIN = 24 };
/* Most tokens of a reported clause. Clauses nest to their sentence's end: without a bound "said that he said that …"
   would take the square of its length. */
enum { LONGEST_CLAUSE = 400 };
/* Bytes between two quotations over which nobody goes on speaking. */
enum { FAR_APART = 2000 };

/* A pair of quotation marks. */
typedef struct quotation {
  int32_t from, to; /* with marks */
  int32_t a, b;     /* without */
  uint8_t nested, single, used;
} quotation;

/* How a cue can go on. */
enum { CLAUSE_BARE = 1, CLAUSE_NP = 2, CLAUSE_INF = 4 };

/* A source and its cue. */
typedef struct frame {
  uint32_t rule, number; /* its sentence */
  int32_t from, to;
  int32_t first_token, last_token; /* what its content may take */
  int32_t source_from, source_to, cue_from, cue_to, hearer_from, hearer_to;
  double strength;
  uint8_t source_by, hearer_by; /* fb_by; FB_BY_NOBODY: none */
  uint8_t clause;
  uint8_t bits; /* FB_RULE_ */
  uint8_t that, negated;
} frame;

typedef struct quoting {
  fb_box *b;
  const fb_program *p;
  const fb_guide *g;
  const fb_doc *d;
  const char *text;
  fb_vec(quotation) quotations;
  fb_vec(frame) frames;
  fb_vec(fb_quote) found; /* of frames */
  fb_vec(uint32_t) order; /* the same by place */
  fb_vec(int32_t) taken;  /* by sentence: last token that a frame or content covers; -1: none */
} quoting;

/* ---- tokens ---- */

static int is(const quoting *q, int32_t t, const char *w) {
  return t >= 0 && t < (int32_t)q->d->ntok && fb_doc_is(q->d, (uint32_t)t, w);
}

static uint32_t class_of(const quoting *q, int32_t t) { return q->d->cls[t]; }
static uint32_t word_of(const quoting *q, int32_t t) { return t < 0 ? 0 : fb_guide_word(q->g, q->d->norm[t]); }

/* The number of the sentence of a token, or of the last one where there is no such token. */
static uint32_t sentence_of(const quoting *q, int32_t t) {
  return fb_doc_sentence(q->d, t < (int32_t)q->d->ntok ? t : (int32_t)q->d->ntok - 1);
}

static fb_place place(const quoting *q, int32_t from, int32_t to) {
  return fb_doc_place(q->d, (uint32_t)from, (uint32_t)(to + 1));
}

/* The bytes of a token's normal form. */
static const char *norm_of(const quoting *q, int32_t t, uint32_t *n) {
  *n = fb_vocab_word(&q->d->vocab, q->d->norm[t])->len;
  return fb_vocab_bytes(&q->d->vocab, q->d->norm[t]);
}

/* Is the word one of , : ; - – — */
static int is_break(const quoting *q, int32_t t) {
  uint32_t n;
  const char *s = norm_of(q, t, &n);
  if (n == 1) return *s == ',' || *s == ':' || *s == ';' || *s == '-';
  return n == 3 && (memcmp(s, "\xe2\x80\x93", 3) == 0 || memcmp(s, "\xe2\x80\x94", 3) == 0);
}

/* Is it one of . ! ? … ... */
static int is_stop(const quoting *q, int32_t t) {
  uint32_t n;
  const char *s = norm_of(q, t, &n);
  if (n == 1) return *s == '.' || *s == '!' || *s == '?';
  return n == 3 && (memcmp(s, "\xe2\x80\xa6", 3) == 0 || memcmp(s, "...", 3) == 0);
}

static int has_letter(const quoting *q, int32_t t) {
  uint32_t n, i;
  const char *s = norm_of(q, t, &n);
  for (i = 0; i < n; i++)
    if ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z')) return 1;
  return 0;
}

/* Takes commas, dashes and the like off both ends. */
static void trim(const quoting *q, int32_t *a, int32_t *b) {
  while (*a <= *b && is_break(q, *a)) ++*a;
  while (*b >= *a && is_break(q, *b)) --*b;
}

static int32_t without_stop(const quoting *q, int32_t a, int32_t b) {
  while (b > a && is_stop(q, b)) b--;
  return b;
}

/* ---- spans ---- */

/* The first live span of a kind that starts in tokens a..b; FB_NONE for none. */
static uint32_t first_span(const quoting *q, uint32_t kind, int32_t a, int32_t b) {
  const fb_doc *d = q->d;
  int32_t t;
  uint32_t k;
  if (kind == FB_NONE) return FB_NONE;
  if (b >= (int32_t)d->ntok) b = (int32_t)d->ntok - 1;
  for (t = a < 0 ? 0 : a; t <= b; t++)
    for (k = d->sight[t].kinds & FB_KIND_BIT(kind) ? d->span_at[t] : FB_NONE; k != FB_NONE; k = d->spans.at[k].next)
      if (d->spans.at[k].kind == kind && !(d->spans.at[k].flags & FB_SPAN_DEAD)) return k;
  return FB_NONE;
}

/* An attribute of a capture: of the list hits and spans that it holds; 0 without. */
static int capture_attr(const quoting *q, const fb_log *c, uint32_t key, fb_value *v) {
  uint32_t j;
  if (key == FB_NONE) return 0;
  for (j = 1; j <= c->ref; j++) {
    const fb_log *in = c + j;
    if (in->depth != c->depth + 1) continue;
    if (in->kind == FB_LOG_HIT && fb_hit_attr(q->p, q->d, in->ref, (uint16_t)key, v)) return 1;
    if (in->kind == FB_LOG_SPAN && fb_span_attr(q->p, q->d, in->ref, (uint16_t)key, v)) return 1;
  }
  return 0;
}

static int value_is(const fb_value *v, const char *s) {
  return v->type == FB_ATTR_STRING && v->len == strlen(s) && memcmp(v->s, s, v->len) == 0;
}

static fb_by by_of(const fb_value *v) {
  return value_is(v, "nominal") ? FB_BY_NOMINAL : value_is(v, "pronoun") ? FB_BY_PRONOUN : FB_BY_NAME;
}

/* What a clause attribute says: "that,bare". */
static uint8_t clause_of(const fb_value *v) {
  uint8_t bits = 0;
  uint32_t i;
  if (value_is(v, "np")) bits |= CLAUSE_NP;
  if (value_is(v, "inf")) bits |= CLAUSE_INF;
  if (v->type == FB_ATTR_STRING)
    for (i = 0; i + 4 <= v->len; i++)
      if (memcmp(v->s + i, "bare", 4) == 0) bits |= CLAUSE_BARE;
  return bits;
}

/* Quotations of the document, in order. */
static fb_status take_quotations(quoting *q) {
  const fb_doc *d = q->d;
  uint32_t t, k;
  if (q->g->quotation == FB_NONE) return FB_OK;
  for (t = 0; t < d->ntok; t++)
    for (k = d->sight[t].kinds & FB_KIND_BIT(q->g->quotation) ? d->span_at[t] : FB_NONE; k != FB_NONE;
         k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      quotation m;
      if (s->kind != q->g->quotation || (s->flags & FB_SPAN_DEAD)) continue;
      memset(&m, 0, sizeof m);
      m.from = (int32_t)s->first;
      m.to = (int32_t)s->end - 1;
      m.a = m.from + !(s->flags & FB_SPAN_UNOPENED);
      m.b = m.to - !(s->flags & FB_SPAN_UNCLOSED);
      m.nested = (s->flags & FB_SPAN_NESTED) != 0;
      m.single = (s->flags & FB_SPAN_SINGLE) != 0;
      if (m.b >= m.a) FB_TRY(fb_push(&q->quotations, m));
    }
  return FB_OK;
}

/* Number of the first quotation that begins at token `t` or later. */
static uint32_t quotation_from(const quoting *q, int32_t t) {
  uint32_t lo = 0, hi = q->quotations.n;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (q->quotations.at[mid].from < t) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

static quotation *quotation_at(const quoting *q, uint32_t i) {
  return i < q->quotations.n ? &q->quotations.at[i] : NULL;
}

/* The last quotation that begins before token `t` and is not inside another; NULL. */
static quotation *quotation_before(const quoting *q, int32_t t) {
  uint32_t i = quotation_from(q, t);
  while (i > 0 && q->quotations.at[i - 1].nested) i--;
  return i > 0 ? &q->quotations.at[i - 1] : NULL;
}

/* First token of the noun phrase whose noun stands at `from`: "the company's [chief executive]". */
static int32_t phrase_start(const quoting *q, int32_t from) {
  int32_t t = from, first = (int32_t)q->d->sents.at[sentence_of(q, from)].first;
  while (t > first && t > from - BEFORE_NOUN) {
    uint32_t before = (uint32_t)t - 1;
    if (word_of(q, t - 1) & FB_WORD_DETERMINER) return t - 1;
    if (!is(q, t - 1, "'s") &&
        (!(class_of(q, t - 1) & FB_C_ALPHA) || fb_listed(q->d, before, before + 1, q->g->function_word) != FB_NONE ||
         fb_listed(q->d, before, before + 1, q->g->cue_verb) != FB_NONE ||
         first_span(q, q->g->tense, t - 1, t - 1) != FB_NONE))
      return t;
    t--;
  }
  return t;
}

/* ---- frames ---- */

/* The sentence's subject, for participles ("…, saying that"): its first source before token `before`. */
static void subject(const quoting *q, frame *f, int32_t before) {
  uint32_t span = first_span(q, q->g->source, f->first_token, before - 1);
  fb_value v;
  if (span == FB_NONE) return;
  f->source_from = (int32_t)q->d->spans.at[span].first;
  f->source_to = (int32_t)q->d->spans.at[span].end - 1;
  f->source_by = FB_BY_NAME;
  if (q->g->by != FB_NONE && fb_span_attr(q->p, q->d, span, (uint16_t)q->g->by, &v)) f->source_by = (uint8_t)by_of(&v);
  if (f->source_by == FB_BY_NOMINAL) f->source_from = phrase_start(q, f->source_from);
}

/* A capture's tokens, and how the source in it is named. 0 without one. */
static int read_party(const quoting *q, uint32_t span, uint32_t name, int32_t *from, int32_t *to, uint8_t *by) {
  const fb_log *c = fb_captured(q->d, span, name);
  fb_value v;
  if (!c) return 0;
  *from = (int32_t)c->first;
  *to = (int32_t)c->end - 1;
  *by = (uint8_t)(capture_attr(q, c, q->g->by, &v) ? by_of(&v) : FB_BY_NAME);
  return 1;
}

/* Source, cue and the rest of a span that is a frame. 0 where it has no source. */
static int read_frame(const quoting *q, uint32_t span, frame *f) {
  const fb_span *s = &q->d->spans.at[span];
  const fb_log *c;
  fb_value v;
  memset(f, 0, sizeof *f);
  f->rule = s->rule;
  f->bits = s->rule < q->g->rules.n ? q->g->rules.at[s->rule] : 0;
  f->from = (int32_t)s->first;
  f->to = (int32_t)s->end - 1;
  f->number = fb_doc_sentence(q->d, s->first);
  f->first_token = (int32_t)q->d->sents.at[f->number].first;
  f->last_token = (int32_t)q->d->sents.at[f->number].end - 1;
  f->cue_to = -1;
  if (f->bits & FB_RULE_PARTICIPLE) subject(q, f, f->from);
  else if (read_party(q, span, q->g->speaker, &f->source_from, &f->source_to, &f->source_by)) {
    if (f->source_by == FB_BY_NOMINAL) f->source_from = phrase_start(q, f->source_from);
    if (f->source_from < f->from) f->from = f->source_from;
  }
  if (!f->source_by) return 0;
  c = fb_captured(q->d, span, q->g->cue);
  if (c) {
    f->cue_from = (int32_t)c->first;
    f->cue_to = (int32_t)c->end - 1;
    if (capture_attr(q, c, q->g->clause, &v)) f->clause = clause_of(&v);
    if (capture_attr(q, c, q->g->strength, &v) && !fb_value_number(&v, &f->strength)) f->strength = 0;
  }
  if (read_party(q, span, q->g->addressee, &f->hearer_from, &f->hearer_to, &f->hearer_by) &&
      f->hearer_by == FB_BY_NOMINAL)
    f->hearer_from = phrase_start(q, f->hearer_from);
  f->that = fb_captured(q->d, span, q->g->that) != NULL;
  f->negated = fb_captured(q->d, span, q->g->negation) != NULL;
  return 1;
}

/*
** Cuts a frame back to the outermost quotation that holds it. 0 where it is the quotation's own words and nothing that
** they attribute is a quotation again. *i: quotations before it end before the frame.
*/
static int keep_within(const quoting *q, frame *f, uint32_t *i) {
  const quotation *around, *m;
  uint32_t j;
  int own = 0;
  while (*i < q->quotations.n && q->quotations.at[*i].to < f->from) ++*i;
  around = quotation_at(q, *i);
  if (!around || around->from >= f->from) return 1;
  if (around->a > f->first_token) f->first_token = around->a;
  if (around->b < f->last_token) f->last_token = around->b;
  for (j = *i + 1; (m = quotation_at(q, j)) && m->from <= around->to; j++)
    if (m->nested && m->from > f->to) own = 1;
  return own;
}

/* "…, but SOURCE said": the frame before ends there. */
static void end_before(const quoting *q, frame *before, const frame *f) {
  int32_t t = f->from - 1; /* before titles */
  if (before->number != f->number || (f->bits & FB_RULE_PARTICIPLE)) return;
  while (t > before->to && t > f->from - 5 && (class_of(q, t) & FB_C_CAP)) t--;
  if (t <= before->to) return;
  if (word_of(q, t) & FB_WORD_COORDINATOR) {
    int comma = is(q, t - 1, ",");
    if (t - 1 > before->to && (comma || !(word_of(q, t) & FB_WORD_AND))) {
      if (t - 1 < before->last_token) before->last_token = t - 1;
      return;
    }
    if (t - 1 == before->to && !comma) {
      before->last_token = before->to;
      return;
    }
  }
  if (t - 1 == before->to + 1 && is(q, t - 1, ",")) before->last_token = before->to;
}

/* The frames of the document, in order. */
static fb_status take_frames(quoting *q) {
  const fb_doc *d = q->d;
  uint32_t t, k, i = 0;
  if (q->g->frame == FB_NONE) return FB_OK;
  for (t = 0; t < d->ntok; t++)
    for (k = d->sight[t].kinds & FB_KIND_BIT(q->g->frame) ? d->span_at[t] : FB_NONE; k != FB_NONE;
         k = d->spans.at[k].next) {
      frame f;
      int own;
      if (d->spans.at[k].kind != q->g->frame || (d->spans.at[k].flags & FB_SPAN_DEAD) || !read_frame(q, k, &f))
        continue;
      own = keep_within(q, &f, &i);
      if (q->frames.n) end_before(q, &q->frames.at[q->frames.n - 1], &f);
      if (own) FB_TRY(fb_push(&q->frames, f));
    }
  return FB_OK;
}

/* ---- content ---- */

static void new_party(const quoting *q, fb_party *s, int32_t from, int32_t to, uint8_t by) {
  memset(s, 0, sizeof *s);
  s->at.first = s->like = FB_NONE;
  s->to = -1;
  s->by = by;
  if (!by) return;
  s->at = place(q, from, to);
  s->from = from;
  s->to = to;
}

/* A quote of tokens a..b, said in frame `f` (NULL: floating). */
static fb_quote new_quote(const quoting *q, fb_quoting type, int32_t a, int32_t b, const frame *f) {
  fb_quote n;
  memset(&n, 0, sizeof n);
  n.type = (uint8_t)type;
  n.at = n.part[0] = place(q, a, b);
  n.nparts = 1;
  n.marked = q->b->places.n;
  n.from = a;
  n.to = b;
  n.sentence = q->d->sent_base + sentence_of(q, a);
  n.rule = f ? f->rule : FB_NONE;
  n.floating = !f;
  n.negated = f && f->negated;
  n.cue.first = FB_NONE;
  if (f && f->cue_to >= f->cue_from) n.cue = place(q, f->cue_from, f->cue_to);
  new_party(q, &n.speaker, f ? f->source_from : 0, f ? f->source_to : -1, f ? f->source_by : FB_BY_NOBODY);
  new_party(q, &n.addressee, f ? f->hearer_from : 0, f ? f->hearer_to : -1, f ? f->hearer_by : FB_BY_NOBODY);
  return n;
}

static fb_status mark(quoting *q, fb_quote *n, fb_place p) {
  n->nmarked++;
  return fb_push(&q->b->places, p);
}

/* Gives the quotations inside tokens a..b to a quote. */
static fb_status take_inside(quoting *q, int32_t a, int32_t b, fb_quote *n) {
  uint32_t i = quotation_from(q, a);
  quotation *m;
  for (; (m = quotation_at(q, i)) && m->from <= b; i++) {
    if ((m->to > b + 1 && m->b > b) || m->used) continue;
    m->used = 1;
    if (!m->nested) FB_TRY(mark(q, n, place(q, m->a, m->b < b ? m->b : b)));
  }
  return FB_OK;
}

/* A reported clause needs a finite verb: the rules that look for tenses have found one near its start. */
static int has_finite(const quoting *q, int32_t from, int32_t to) {
  if (q->g->tense == FB_NONE) return 1;
  return first_span(q, q->g->tense, from, to < from + VERB_WITHIN ? to : from + VERB_WITHIN) != FB_NONE;
}

/*
** Skips times and commas after a frame ("said on Friday, …"): they belong to the saying, not to what is said. *comma:
** the content begins after one.
*/
static int32_t skip_adjuncts(const quoting *q, int32_t t, int32_t last, int *comma) {
  *comma = 0;
  if (t <= last) {
    uint32_t span = first_span(q, q->g->date, t, t);
    if (span == FB_NONE) span = first_span(q, q->g->time, t, t);
    if (span != FB_NONE && (int32_t)q->d->spans.at[span].end - 1 < last) t = (int32_t)q->d->spans.at[span].end;
  }
  if (t > last) return t;
  if (word_of(q, t) & FB_WORD_ADJUNCT) { /* "on Friday", "late on Friday": up to four tokens and a comma */
    int32_t i, most = t + 4 < last ? t + 4 : last;
    for (i = t + 1; i <= most; i++)
      if (is(q, i, ",")) {
        *comma = 1;
        return i + 1;
      }
    return t;
  }
  *comma = is(q, t, ",");
  return t + *comma;
}

/* Content after a frame. *done: there is some. */
static fb_status content_after(quoting *q, const frame *f, fb_quote *n, int *done) {
  int32_t last = f->last_token, a = f->to + 1, b;
  const quotation *m = quotation_at(q, quotation_from(q, a));
  int participle = f->bits & FB_RULE_PARTICIPLE, after_comma = 0, quoted, bare;
  if (!f->that) {
    int32_t t = a + is(q, a, ":");
    if (m && (m->from == t || (m->from == t + 1 && is(q, t, ","))) && !m->nested) {
      /* FRAME “quotation”: direct where nothing but the sentence's end follows, in the same sentence */
      int32_t rest = m->to + 1;
      if (rest > last || (rest == last && !has_letter(q, rest)) || m->to >= last) {
        int32_t from = m->from, to = m->to, ma = m->a, mb = m->b;
        trim(q, &ma, &mb);
        *n = new_quote(q, FB_DIRECT, ma, mb, f);
        *done = 1;
        return take_inside(q, from, to, n);
      }
    }
    a = skip_adjuncts(q, a, last, &after_comma);
  }
  if (last - a >= LONGEST_CLAUSE) last = a + LONGEST_CLAUSE - 1;
  b = without_stop(q, a, last);
  trim(q, &a, &b);
  if (b < a) return FB_OK;
  quoted = m && m->from <= b && !m->used;
  bare = (f->clause & CLAUSE_BARE) && (participle || f->strength >= 2);
  if (!f->that && !quoted) {
    if (!bare || b - a < 2 || !has_finite(q, a, b)) return FB_OK;
    if (after_comma && !(f->bits & FB_RULE_ACCORDING)) return FB_OK;
  }
  if (!f->that && quoted && (f->clause & CLAUSE_NP) && is(q, m->to + 1, ",")) b = m->to;
  if (!f->that && quoted && !bare && (f->clause & CLAUSE_INF) && m->from - a > 12) return FB_OK;
  *n = new_quote(q, FB_INDIRECT, a, b, f);
  FB_TRY(take_inside(q, a, b, n));
  if (n->nmarked > 0) {
    fb_place only = q->b->places.at[n->marked];
    n->type = FB_MIXED;
    if (n->nmarked == 1 && only.first <= n->at.first + 3 && only.end + 3 >= n->at.end) {
      n->type = FB_DIRECT;
      n->at = n->part[0] = only;
    }
  }
  *done = 1;
  return FB_OK;
}

/* The whole of what is said: a quotation alone in its sentence, going on behind the frame: “…,” FRAME, “…” */
static fb_status whole_quotation(quoting *q, const frame *f, const quotation *m, fb_quote *n) {
  int32_t a = m->a, b = m->b, t = f->to + 1;
  const quotation *next;
  uint32_t i;
  trim(q, &a, &b);
  *n = new_quote(q, FB_DIRECT, a, b, f);
  FB_TRY(take_inside(q, m->from, m->to, n));
  t += is(q, t, ",");
  next = quotation_at(q, quotation_from(q, f->to + 1));
  if (next && next->from == t && !next->used && sentence_of(q, t) == f->number && t > f->to + 1) {
    a = next->a;
    b = next->b;
    trim(q, &a, &b);
    n->part[n->nparts++] = place(q, a, b);
    n->at.end = n->part[1].end;
    n->to = b;
    FB_TRY(take_inside(q, next->from, next->to, n));
  }
  q->b->places.n = n->marked;
  n->nmarked = 0;
  for (i = 0; i < n->nparts; i++) FB_TRY(mark(q, n, n->part[i]));
  return FB_OK;
}

/* Content before a frame. *done: there is some. */
static fb_status content_before(quoting *q, const frame *f, fb_quote *n, int *done) {
  int32_t before = f->from - 1, first = f->first_token, a, b, taken;
  const quotation *m = quotation_before(q, f->from);
  int comma = is(q, before, ",");
  int close = m && (m->to == before || (comma && m->to == before - 1));
  if (close) {
    /* where the quotation began: alone in its sentence, it is the whole of what is said */
    uint32_t number = sentence_of(q, m->from);
    int32_t start = (int32_t)q->d->sents.at[number].first;
    taken = q->taken.at[number];
    if (m->from == start || is(q, m->from - 1, ":") || (taken >= 0 && taken >= m->from - 1)) {
      if (m->used) return FB_OK;
      *done = 1;
      return whole_quotation(q, f, m, n);
    }
    if (start < first) first = start;
  } else if (!comma && !(f->bits & FB_RULE_INVERTED) && !((f->bits & FB_RULE_ACCORDING) && f->from > first))
    return FB_OK;
  if (before - first >= LONGEST_CLAUSE) first = before - LONGEST_CLAUSE + 1;
  a = first;
  b = before;
  trim(q, &a, &b);
  taken = q->taken.at[f->number];
  if (taken >= 0 && taken >= a) {
    int32_t end = b;
    a = taken + 1;
    trim(q, &a, &end);
  }
  if (b - a < 1 || (!close && !has_finite(q, a, b))) return FB_OK;
  *n = new_quote(q, FB_INDIRECT, a, b, f);
  FB_TRY(take_inside(q, a, b + 1, n));
  if (n->nmarked > 0) n->type = FB_MIXED;
  *done = 1;
  return FB_OK;
}

/*
** Takes titles and roles before a frame's source into it, where a quotation ends right before them: "…,” Foreign
** Ministry spokesman Ana Lund said".
*/
static void with_titles(const quoting *q, frame *f, const quotation *m) {
  int32_t t;
  if ((f->bits & FB_RULE_INVERTED) || !m || m->used || m->to >= f->from || f->from - m->to > 12) return;
  for (t = m->to + 1; t <= f->from - 1; t++)
    if (is(q, t, ".") || is(q, t, ":") || is(q, t, ";") || (is(q, t, ",") && t > m->to + 1)) return;
  f->from = m->to + (is(q, m->to + 1, ",") ? 2 : 1);
}

/* Does the frame look back (its content stands before it)? */
static int looks_back(const quoting *q, frame *f) {
  const quotation *m;
  int32_t before, t;
  if (f->bits & FB_RULE_INVERTED) return 1;
  if (f->that || (f->bits & FB_RULE_PARTICIPLE)) return 0;
  m = quotation_before(q, f->from);
  with_titles(q, f, m);
  before = f->from - 1;
  if (before < f->first_token) return 0;
  if (m && !m->used && (m->to == before || (is(q, before, ",") && m->to == before - 1))) return 1;
  if (f->bits & FB_RULE_ACCORDING) return f->from > f->first_token;
  if (!is(q, before, ",")) return 0;
  /* "clause, he said." / "clause, he said on Friday, …": little follows that could be content */
  t = f->to + 1;
  if (t > f->last_token) return 1;
  if (is(q, t, ".") || is(q, t, ",") || is(q, t, ";") || is(q, t, "?") || is(q, t, "!")) return 1;
  return f->last_token - f->to <= 6 && !has_finite(q, t, f->last_token);
}

/* ---- the stage ---- */

/* The quotes of frames, in the order of frames. */
static fb_status quotes_of_frames(quoting *q) {
  uint32_t i;
  for (i = 0; i < q->frames.n; i++) {
    frame *f = &q->frames.at[i];
    fb_quote n;
    int done = 0;
    int32_t *taken = &q->taken.at[f->number];
    if ((f->bits & FB_RULE_ACCORDING) && f->from == f->first_token) FB_TRY(content_after(q, f, &n, &done));
    else if (looks_back(q, f)) FB_TRY(content_before(q, f, &n, &done));
    else if (!(*taken >= f->to && !f->that)) FB_TRY(content_after(q, f, &n, &done));
    if (!done) continue;
    FB_TRY(fb_push(&q->found, n));
    if (n.to > *taken) *taken = n.to;
    if (f->to > *taken) *taken = f->to;
  }
  return FB_OK;
}

/* Sorts them by place, the longer first. They come nearly in order: insertion takes one look at most of them. */
static fb_status sort(quoting *q) {
  uint32_t i, j;
  FB_TRY(fb_reserve(&q->order, q->found.n));
  for (i = 0; i < q->found.n; i++) {
    fb_place at = q->found.at[i].at;
    for (j = i; j > 0; j--) {
      fb_place other = q->found.at[q->order.at[j - 1]].at;
      if (other.first < at.first || (other.first == at.first && other.end >= at.end)) break;
      q->order.at[j] = q->order.at[j - 1];
    }
    q->order.at[j] = i;
  }
  q->order.n = q->found.n;
  return FB_OK;
}

/* Is there a line end between two quotes? Places far apart count as parted by one. */
static int parted(const quoting *q, const fb_quote *a, const fb_quote *b) {
  uint32_t from = a->at.end - 1, to = b->at.first; /* a's last byte, b's first */
  if (to > from + FAR_APART) return 1;
  return to > from && memchr(q->text + from, '\n', to - from + 1) != NULL;
}

/* Does a verb of speech stand within three tokens before token t ("described as “technical”")? */
static int after_cue(const quoting *q, int32_t t) {
  int32_t i;
  for (i = t - 1; i >= 0 && i >= t - 3; i--)
    if (fb_listed(q->d, (uint32_t)i, (uint32_t)i + 1, q->g->cue_verb) != FB_NONE) return 1;
  return 0;
}

/* Adds a quotation without a frame, unless it is a title or irony. The source before it may go on speaking. */
static fb_status take_floating(quoting *q, quotation *m) {
  fb_box *b = q->b;
  uint32_t number = sentence_of(q, m->from);
  int whole = m->from == (int32_t)q->d->sents.at[number].first, goes_on = 0;
  int32_t first = m->a, last = m->b;
  const fb_quote *previous = b->quotes.n            ? &b->quotes.at[b->quotes.n - 1]
                             : b->recall.quotes.n ? &b->recall.last
                                                  : NULL;
  fb_quote n;
  if (m->used || m->nested || (m->single && m->b - m->a < 3)) return FB_OK;
  if (m->b - m->a + 1 < FLOATING_WORDS && !after_cue(q, m->from)) return FB_OK;
  trim(q, &first, &last);
  if (last < first) return FB_OK;
  n = new_quote(q, whole ? FB_DIRECT : FB_MIXED, first, last, NULL);
  FB_TRY(mark(q, &n, n.at));
  m->used = 1;
  if (previous && previous->speaker.by) {
    int64_t apart = (int64_t)q->d->sent_base + number - previous->sentence;
    goes_on = apart <= (whole ? 3 : 1);
    /* a new paragraph that begins with a quotation goes on */
    if (goes_on && parted(q, previous, &n)) goes_on = whole && apart <= 1;
  }
  if (goes_on && (!whole || m->b - m->a + 1 >= FLOATING_SPEECH)) {
    n.speaker.by = FB_BY_FLOATING;
    n.speaker.like = b->quotes.n ? b->quotes.n - 1 : FB_BEFORE;
  }
  return fb_push(&b->quotes, n);
}

/* Quotations without a frame, merged with the others as they come. */
static fb_status merge(quoting *q) {
  uint32_t i, at = 0;
  for (i = 0; i < q->quotations.n; i++) {
    while (at < q->order.n && q->found.at[q->order.at[at]].from <= q->quotations.at[i].from)
      FB_TRY(fb_push(&q->b->quotes, q->found.at[q->order.at[at++]]));
    FB_TRY(take_floating(q, &q->quotations.at[i]));
  }
  while (at < q->order.n) FB_TRY(fb_push(&q->b->quotes, q->found.at[q->order.at[at++]]));
  return FB_OK;
}

static fb_status find_all(quoting *q) {
  if (q->d->ntok == 0) return FB_OK;
  FB_TRY(fb_reserve(&q->taken, q->d->sents.n));
  memset(q->taken.at, 0xff, q->d->sents.n * sizeof *q->taken.at);
  FB_TRY(take_quotations(q));
  FB_TRY(take_frames(q));
  FB_TRY(quotes_of_frames(q));
  FB_TRY(sort(q));
  return merge(q);
}

fb_status fb_quotes_find(fb_box *b, const fb_program *p, const fb_doc *d, const char *text) {
  quoting q;
  fb_status status;
  memset(&q, 0, sizeof q);
  q.b = b;
  q.p = p;
  q.g = &p->guide;
  q.d = d;
  q.text = text;
  fb_borrow(&q.quotations, &b->loans[0]);
  fb_borrow(&q.frames, &b->loans[1]);
  fb_borrow(&q.found, &b->loans[2]);
  fb_borrow(&q.order, &b->loans[3]);
  fb_borrow(&q.taken, &b->loans[4]);
  status = find_all(&q);
  fb_give_back(&q.quotations, &b->loans[0]);
  fb_give_back(&q.frames, &b->loans[1]);
  fb_give_back(&q.found, &b->loans[2]);
  fb_give_back(&q.order, &b->loans[3]);
  fb_give_back(&q.taken, &b->loans[4]);
  return status;
}

/* ---- speakers ---- */

/* A pronoun that speaks means who spoke last, where that is a person close by. */
static int goes_on(const fb_box *b, const fb_quote *q, const fb_quote *previous, const char *text) {
  const char *s = text + q->speaker.at.first;
  uint32_t n = q->speaker.at.end - q->speaker.at.first;
  if (!previous || q->sentence - previous->sentence > 3 || previous->speaker.nids != 1) return 0;
  if (n < 2 || n > 3 || (s[n - 1] | 32) != 'e' || (s[n - 2] | 32) != 'h' || (n == 3 && (s[0] | 32) != 's')) return 0;
  return b->entities.at[b->ids.at[previous->speaker.ids]].type == FB_PERSON;
}

static fb_status settle(fb_box *b, const fb_program *p, const fb_doc *d, fb_party *s, const fb_party *like) {
  fb_party found;
  if (like) {
    s->ids = like->ids;
    s->nids = like->nids;
    return FB_OK;
  }
  FB_TRY(fb_refer(b, p, d, (uint32_t)s->from, (uint32_t)(s->to + 1), &found));
  s->ids = found.ids;
  s->nids = found.nids;
  if (found.by) s->by = found.by;
  return FB_OK;
}

fb_status fb_quotes_attribute(fb_box *b, const fb_program *p, const fb_doc *d, const char *text) {
  const fb_quote *previous = b->recall.spoken ? &b->recall.spoke : NULL; /* the latest whose speaker has a name */
  uint32_t i;
  for (i = 0; i < b->quotes.n; i++) {
    fb_quote *q = &b->quotes.at[i];
    fb_party *s = &q->speaker;
    if (s->by == FB_BY_FLOATING)
      FB_TRY(settle(b, p, d, s, s->like == FB_BEFORE ? &b->recall.last.speaker : &b->quotes.at[s->like].speaker));
    else if (s->by)
      FB_TRY(settle(b, p, d, s, s->by == FB_BY_PRONOUN && goes_on(b, q, previous, text) ? &previous->speaker : NULL));
    if (q->addressee.by) FB_TRY(settle(b, p, d, &q->addressee, NULL));
    if (s->nids) previous = q;
  }
  return FB_OK;
}

/* ---- figures inside quotes ---- */

static int holds(const fb_quote *q, fb_place place) {
  uint32_t i;
  for (i = 0; i < q->nparts; i++)
    if (q->part[i].first <= place.first && place.end <= q->part[i].end) return 1;
  return 0;
}

void fb_figures_attribute(fb_box *b) {
  uint32_t from = 0, i, j; /* quotes before `from` end before the figure */
  for (i = 0; i < b->figures.n; i++) {
    fb_figure *f = &b->figures.at[i];
    uint32_t size = 0;
    while (from < b->quotes.n && b->quotes.at[from].at.end <= f->at.first) from++;
    for (j = from; j < b->quotes.n && b->quotes.at[j].at.first <= f->at.first; j++) {
      const fb_quote *q = &b->quotes.at[j];
      if (!holds(q, f->at) || (f->quote != FB_NONE && q->at.end - q->at.first > size)) continue;
      f->quote = b->recall.quotes.n + j;
      size = q->at.end - q->at.first;
    }
  }
}
