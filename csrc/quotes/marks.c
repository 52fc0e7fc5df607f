/*
** marks.c: see marks.h. A stack of open marks per paragraph; straight marks take their side from the spaces
** around them, and from what is open where the spaces do not tell.
*/
#include "marks.h"

/* Quotations nest two deep in good texts; more open marks than this are noise. */
#define DEEPEST_QUOTE 8

/* What a mark looks like, and the side that it tells by itself. */
enum { NO_MARK, DOUBLE_MARK, SINGLE_MARK, GUILLEMET, SINGLE_GUILLEMET };
enum { EITHER, OPENS, CLOSES };

typedef struct mark {
  uint8_t shape, side;
} mark;

static int is(const char *s, uint32_t n, const char *x) { return strlen(x) == n && memcmp(s, x, n) == 0; }

static mark mark_of(const fb_doc *d, uint32_t t) {
  const char *s = d->text + d->start[t];
  uint32_t n = fb_doc_len(d, t);
  mark m = {NO_MARK, EITHER};
  if (!(d->cls[t] & FB_C_QUOTE) && !is(s, n, "'") && !is(s, n, "’")) return m;
  m.shape = DOUBLE_MARK;
  if (is(s, n, "\"") || is(s, n, "＂")) return m;
  if (is(s, n, "``") || is(s, n, "“") || is(s, n, "„") || is(s, n, "‟")) return m.side = OPENS, m;
  if (is(s, n, "''") || is(s, n, "”")) return m.side = CLOSES, m;
  m.shape = GUILLEMET;
  if (is(s, n, "«")) return m.side = OPENS, m;
  if (is(s, n, "»")) return m.side = CLOSES, m;
  m.shape = SINGLE_GUILLEMET;
  if (is(s, n, "‹")) return m.side = OPENS, m;
  if (is(s, n, "›")) return m.side = CLOSES, m;
  m.shape = SINGLE_MARK;
  if (is(s, n, "'")) return m;
  if (is(s, n, "`") || is(s, n, "‘") || is(s, n, "‚") || is(s, n, "‛")) return m.side = OPENS, m;
  if (is(s, n, "’")) return m.side = CLOSES, m;
  m.shape = NO_MARK;
  return m;
}

typedef struct opening {
  uint32_t tok;
  uint8_t shape;
} opening;

typedef struct pairing {
  fb_doc *d;
  uint16_t kind;
  int lost; /* are marks without a partner quotations? */
  opening open[DEEPEST_QUOTE];
  uint32_t depth;
} pairing;

static fb_status add(pairing *p, uint32_t first, uint32_t end, uint32_t depth, uint8_t shape, uint16_t flags) {
  fb_span s;
  uint32_t index;
  if (end <= first + 1) return FB_OK;
  memset(&s, 0, sizeof s);
  s.first = first;
  s.end = end;
  s.next = FB_NONE;
  s.rule = FB_NONE;
  s.attr = FB_NONE;
  s.kind = p->kind;
  if (shape == SINGLE_MARK || shape == SINGLE_GUILLEMET) flags |= FB_SPAN_SINGLE;
  if (depth > 0) flags |= FB_SPAN_NESTED;
  s.flags = flags;
  return fb_doc_add_span(p->d, &s, &index);
}

/* Does the mark at t open or close, as far as the spaces around it tell? `lo`, `hi`: the paragraph. */
static uint8_t side_by_space(const fb_doc *d, uint32_t t, uint32_t lo, uint32_t hi) {
  int before = t > lo && (d->cls[t] & FB_T_GLUED), after = t + 1 < hi && (d->cls[t + 1] & FB_T_GLUED);
  if (!before && after) return OPENS;
  if (before && !after) return CLOSES;
  if (before && after) { /* ("word"), —"word, word"— : look at the neighbour that is no letter */
    uint32_t left = d->cls[t - 1], right = d->cls[t + 1];
    if ((left & (FB_C_OPEN | FB_C_HYPHEN)) && !(right & FB_C_PUNCT)) return OPENS;
    if ((right & (FB_C_CLOSE | FB_C_HYPHEN | FB_C_PUNCT)) && !(left & FB_C_OPEN)) return CLOSES;
  }
  return EITHER;
}

/* The innermost open mark of this shape, or `depth` where there is none. */
static uint32_t matching(const pairing *p, uint8_t shape) {
  uint32_t k = p->depth;
  while (k > 0)
    if (p->open[--k].shape == shape) return k;
  return p->depth;
}

/* A single mark that belongs to a word: possessives of plurals ("workers' rights"), 'em, 'tis, feet and inches. */
static int is_apostrophe(const pairing *p, uint32_t t, uint8_t side, uint32_t lo, uint32_t hi) {
  const fb_doc *d = p->d;
  int before = t > lo && (d->cls[t] & FB_T_GLUED), after = t + 1 < hi && (d->cls[t + 1] & FB_T_GLUED);
  if (before && (d->cls[t - 1] & FB_C_HASDIGIT)) return matching(p, SINGLE_MARK) == p->depth;
  if (before && after && (d->cls[t - 1] & FB_C_LETTER) && (d->cls[t + 1] & FB_C_LETTER)) return 1;
  if (before && !after) return matching(p, SINGLE_MARK) == p->depth; /* closes nothing */
  if (!before && side == CLOSES) return 1;                           /* ’90s, ’em */
  return !before && !after;
}

static fb_status end_paragraph(pairing *p, uint32_t hi, int goes_on) {
  const fb_doc *d = p->d;
  while (p->depth > 0) {
    opening o = p->open[--p->depth];
    int on = goes_on && p->depth == 0;
    uint32_t end;
    if (o.shape == SINGLE_MARK || !(on || p->lost)) continue; /* more likely an apostrophe than a quotation */
    end = on ? hi : d->sents.at[fb_doc_sentence(d, o.tok)].end;
    if (end > hi) end = hi;
    FB_TRY(add(p, o.tok, end, p->depth, o.shape, on ? FB_SPAN_UNCLOSED | FB_SPAN_GOES_ON : FB_SPAN_UNCLOSED));
  }
  return FB_OK;
}

static fb_status paragraph(pairing *p, uint32_t lo, uint32_t hi) {
  const fb_doc *d = p->d;
  uint32_t t, last_end = lo;
  p->depth = 0;
  for (t = lo; t < hi; t++) {
    mark m = mark_of(d, t);
    uint8_t side;
    uint32_t k;
    if (m.shape == NO_MARK) continue;
    side = m.side;
    if (m.shape == SINGLE_MARK && is_apostrophe(p, t, side, lo, hi)) continue;
    if (m.shape == DOUBLE_MARK && side == EITHER && t > lo && (d->cls[t] & FB_T_GLUED) &&
        (d->cls[t - 1] & FB_C_NUMERIC) && matching(p, m.shape) == p->depth)
      continue; /* inches */
    if (side == EITHER) {
      side = side_by_space(d, t, lo, hi);
      if (side == EITHER) side = matching(p, m.shape) < p->depth ? CLOSES : OPENS;
      /* a straight mark that would open while its like is open, at the end of words: the closing one */
      if (side == OPENS && p->depth > 0 && p->open[p->depth - 1].shape == m.shape && m.side == EITHER &&
          !(t + 1 < hi && (d->cls[t + 1] & FB_C_LETTER)))
        side = CLOSES;
    } else if (side == OPENS && m.shape == DOUBLE_MARK && matching(p, m.shape) < p->depth && t > lo &&
               (d->cls[t] & FB_T_GLUED) && !(t + 1 < hi && (d->cls[t + 1] & FB_T_GLUED)))
      side = CLOSES; /* „a b“ */
    if (side == OPENS) {
      k = matching(p, m.shape);
      if (k < p->depth && m.shape == DOUBLE_MARK) { /* the earlier one lost its closing mark */
        opening o = p->open[k];
        uint32_t end = d->sents.at[fb_doc_sentence(d, o.tok)].end;
        if (p->lost) FB_TRY(add(p, o.tok, end < t ? end : t, k, o.shape, FB_SPAN_UNCLOSED));
        p->depth = k;
      }
      if (p->depth < DEEPEST_QUOTE) {
        p->open[p->depth].tok = t;
        p->open[p->depth++].shape = m.shape;
      }
      continue;
    }
    k = matching(p, m.shape);
    if (k < p->depth) {
      opening o = p->open[k];
      p->depth = k;
      FB_TRY(add(p, o.tok, t + 1, k, o.shape, 0));
      last_end = t + 1;
    } else if (m.shape != SINGLE_MARK && p->depth == 0) {
      uint32_t first = d->sents.at[fb_doc_sentence(d, t)].first;
      if (first < last_end) first = last_end;
      if (p->lost && t > first + 2) FB_TRY(add(p, first, t + 1, 0, m.shape, FB_SPAN_UNOPENED));
      last_end = t + 1;
    }
  }
  return end_paragraph(p, hi, hi < d->ntok && mark_of(d, hi).shape != NO_MARK && mark_of(d, hi).side != CLOSES);
}

fb_status fb_pair_marks(fb_doc *d, uint16_t kind, int lost) {
  pairing p;
  uint32_t t, lo = 0;
  p.d = d;
  p.kind = kind;
  p.lost = lost;
  p.depth = 0;
  for (t = 1; t <= d->ntok; t++)
    if (t == d->ntok || (d->cls[t] & FB_T_PARA_START)) {
      FB_TRY(paragraph(&p, lo, t));
      lo = t;
    }
  return FB_OK;
}
