/*
** figure.c: the stage itself: goes through the figures' spans, with what stands around them.
*/
#include "figure.h"

/* Most words before a main verb in its group: "has probably not yet been". */
enum { MOST_AUXILIARIES = 6 };

/* A bound around a figure. */
typedef struct around {
  uint32_t first, end;
  fb_str modifier;
} around;

typedef struct stage {
  fb_timing *times;
  fb_figuring *s;
  const fb_reading *r;
  const fb_guide *g;
  const fb_doc *d;
  fb_map *bound_at, *event_at; /* first token of the figure -> which one of these */
  fb_vec(around) bounds;
  fb_vec(fb_place) events;
} stage;

/* ---- what stands around figures ---- */

static fb_status add_bound(stage *x, const fb_found *bounded) {
  fb_found amount;
  around b;
  if (!fb_found_part(x->r, bounded, FB_CAP_amount, &amount)) return FB_OK;
  b.first = bounded->first;
  b.end = bounded->end;
  FB_TRY(fb_string_of(x->s, bounded, FB_KEY_modifier, &b.modifier));
  FB_TRY(fb_map_set(x->bound_at, amount.first, x->bounds.n));
  return fb_push(&x->bounds, b);
}

/* First token of the verb group whose main verb is at a token: "has not |repaired|". */
static uint32_t group_start(const stage *x, uint32_t verb) {
  const fb_doc *d = x->d;
  uint32_t t = verb, least = verb > MOST_AUXILIARIES ? verb - MOST_AUXILIARIES : 0, k;
  while (t-- > least) {
    if (!(d->sight[t].kinds & FB_KIND_BIT(x->g->verb_group))) continue;
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if (s->kind == x->g->verb_group && !(s->flags & FB_SPAN_DEAD)) return s->end == verb + 1 ? t : verb;
    }
  }
  return verb;
}

/*
** The verb that a figure is told with. One before the figure is nearer to it than one behind: "arrested three men
** suspected of theft".
*/
static fb_status add_event(stage *x, const fb_found *told) {
  fb_found amount, event;
  uint32_t first, known;
  int before;
  if (!fb_found_part(x->r, told, FB_CAP_amount, &amount) || !fb_found_part(x->r, told, FB_CAP_event, &event)) return FB_OK;
  before = event.first < amount.first;
  known = fb_map_find(x->event_at, amount.first);
  if (!before && known != FB_NONE) return FB_OK;
  first = before && x->g->verb_group != FB_NONE ? group_start(x, event.first) : event.first;
  FB_TRY(fb_map_set(x->event_at, amount.first, x->events.n));
  return fb_push(&x->events, fb_doc_place(x->d, first, event.end));
}

/* Takes what stands around the figures that begin at a token or behind it. */
static fb_status look_around(stage *x, uint32_t t) {
  const fb_doc *d = x->d;
  uint32_t k;
  for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
    const fb_span *s = &d->spans.at[k];
    fb_found m;
    if (s->flags & FB_SPAN_DEAD || (s->kind != x->g->bounded && s->kind != x->g->told)) continue;
    fb_found_of(x->r, k, &m);
    FB_TRY(s->kind == x->g->bounded ? add_bound(x, &m) : add_event(x, &m));
  }
  return FB_OK;
}

/* ---- figures ---- */

static fb_status empty_figure(stage *x, fb_figure *f, uint32_t rule, uint32_t token) {
  static const fb_place nowhere = {FB_NONE, 0};
  memset(f, 0, sizeof *f);
  f->at = f->number = f->extent = f->event = f->counted.at = nowhere;
  f->counted.head = f->base.unit = f->kind = f->modifier = f->unit = f->entity = f->timex = fb_no_string();
  f->quote = FB_NONE;
  f->rule = rule;
  f->sentence = fb_doc_sentence(x->d, token) + x->d->sent_base;
  return FB_OK;
}

static fb_status add_figure(stage *x, fb_figure *f, fb_figure_kind kind) {
  const char *name = fb_figure_name(kind);
  FB_TRY(fb_box_share(x->s->box, name, strlen(name), &f->kind));
  return fb_push(&x->s->box->figures, *f);
}

/* ---- several figures in one match ---- */

/* Where the word ends that stands at `from` and before " to " or " and ": the unit of "5%| to 7%"; `from` without one. */
static uint32_t unit_before(const char *s, uint32_t from, uint32_t end, const char *link) {
  uint32_t i = from, stop, n = (uint32_t)strlen(link);
  while (i < end && fb_is_space(s[i])) i++;
  for (stop = i; stop < end && !fb_is_space(s[stop]) && s[stop] != '-'; stop++) continue;
  if (stop == i) return from;
  for (i = stop; i < end && fb_is_space(s[i]); i++) continue;
  return i > stop && end - i > n && memcmp(s + i, link, n) == 0 && fb_is_space(s[i + n]) ? stop : from;
}

/* Last byte, exclusive, of the unit that belongs to an end of a range: "5%| to 7%", "3 km| to 5 km|". */
static uint32_t with_unit(const stage *x, const fb_amount *a, int second) {
  fb_place from = fb_found_place(x->r, &a->least), to = fb_found_place(x->r, &a->most);
  fb_found e;
  uint32_t stop;
  if (!second) {
    stop = unit_before(x->r->input, from.end, to.first, "to");
    return stop > from.end ? stop : unit_before(x->r->input, from.end, to.first, "and");
  }
  if (fb_is_there(&a->most_sign) || !fb_found_part(x->r, &a->m, FB_CAP_expression, &e)) return to.end;
  stop = fb_found_place(x->r, &e).end;
  return stop > to.end ? stop : to.end;
}

/* Modifier and first token of the bound that ends before a token and begins at `from` or behind it. */
static fb_status bound_before(stage *x, uint32_t from, uint32_t token, uint32_t *begin, fb_str *modifier) {
  const fb_doc *d = x->d;
  uint32_t t, k;
  *begin = FB_NONE;
  *modifier = fb_no_string();
  if (x->g->bounded == FB_NONE || x->g->bound == FB_NONE) return FB_OK;
  for (t = from; t < token; t++)
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) {
      fb_value v;
      if (d->hits.at[k].list != x->g->bound || d->hits.at[k].len != token - t) continue;
      if (!fb_hit_attr(x->r->p, d, k, (uint16_t)x->g->key[FB_KEY_modifier], &v)) continue;
      *begin = t;
      return fb_box_share(x->s->box, v.s, v.len, modifier);
    }
  return FB_OK;
}

/* A piece of a match: a numeral with its sign or what it shares with the others. */
typedef struct piece {
  fb_found number, sign;
  fb_str unit;
  fb_number times;
  uint32_t end; /* in the input */
} piece;

static fb_status add_piece(stage *x, fb_figure_kind kind, const fb_figure *whole, const fb_amount *a, const piece *p,
                           uint32_t *after) {
  fb_figure f;
  fb_amount part = *a;
  fb_outcome outcome;
  FB_TRY(empty_figure(x, &f, whole->rule, a->m.first));
  f.number = f.at = fb_found_place(x->r, &p->number);
  if (fb_is_there(&p->sign) && p->sign.first < p->number.first) f.at.first = fb_found_place(x->r, &p->sign).first;
  if (p->end > f.at.end) f.at.end = p->end;
  f.extent = f.at;
  f.unit = fb_is_string(p->unit) ? p->unit : whole->unit;
  part.piece = 1;
  part.number = p->number;
  part.number.bound = part.number.until; /* none of the others belongs to it */
  part.least.end = part.most.end = part.base.end = 0;
  part.joined = part.ordered = part.vague = 0;
  part.times = p->times;
  part.modifier = fb_no_string();
  if (fb_is_string(p->unit)) {
    memset(&part.unit, 0, sizeof part.unit);
    part.unit.name = p->unit;
    part.unit.base = fb_no_string();
  }
  if (a->ordered) {
    uint32_t begin;
    FB_TRY(bound_before(x, *after, p->number.first, &begin, &part.modifier));
    *after = p->number.end;
    if (begin != FB_NONE) f.extent = fb_doc_place(x->d, begin, p->number.end);
  }
  FB_TRY(fb_amount_build(x->s, &kind, &f, &part, &outcome));
  return outcome == FB_REFUSED ? FB_OK : add_figure(x, &f, kind);
}

/* Adds a figure for each numeral of a match that only looked like one figure; a sign before a numeral belongs to it. */
static fb_status add_apart(stage *x, fb_figure_kind kind, const fb_figure *whole, const fb_amount *a) {
  uint32_t after = a->m.first;
  fb_found number = a->number;
  piece p;
  int swap, i;
  memset(&p, 0, sizeof p);
  if (!fb_is_there(&a->least)) {
    int more = fb_is_there(&number);
    p.unit = fb_no_string();
    while (more) {
      p.number = number;
      p.end = fb_found_place(x->r, &number).end;
      FB_TRY(add_piece(x, FB_FIGURE_NUMBER, whole, a, &p, &after));
      more = fb_found_further(x->r, &number);
    }
    return FB_OK;
  }
  if (kind == FB_FIGURE_COUNT) kind = FB_FIGURE_NUMBER;
  swap = a->ordered && a->most.first < a->least.first;
  for (i = 0; i < 2; i++) {
    int least = (i == 0) != swap;
    p.number = least ? a->least : a->most;
    p.sign = least ? a->least_sign : a->most_sign;
    p.unit = least ? a->least_unit : a->most_unit;
    p.times = least ? a->least_times : fb_no_number();
    p.end = with_unit(x, a, i);
    FB_TRY(add_piece(x, kind, whole, a, &p, &after));
  }
  return FB_OK;
}

/* ---- one match ---- */

static int has_event(fb_figure_kind kind) {
  return kind == FB_FIGURE_COUNT || kind == FB_FIGURE_NUMBER || kind == FB_FIGURE_PERCENT || kind == FB_FIGURE_MONEY;
}

static fb_status build(stage *x, fb_figure_kind kind, const fb_found *m, const around *b, fb_place extent) {
  fb_figure f;
  fb_amount a;
  fb_outcome outcome;
  fb_found e;
  FB_TRY(empty_figure(x, &f, fb_found_rule(x->r, m), m->first));
  FB_TRY(fb_amount_of(x->s, m, &a));
  if (!fb_is_string(a.modifier) && b) a.modifier = b->modifier;
  if (fb_is_there(&a.number)) f.number = fb_found_place(x->r, &a.number);
  f.extent = extent;
  if (fb_found_part(x->r, m, FB_CAP_expression, &e)) f.at = fb_found_place(x->r, &e);
  else f.at = fb_is_there(&a.number) ? f.number : fb_found_place(x->r, m);
  if (fb_found_part(x->r, m, FB_CAP_event, &e)) f.event = fb_found_place(x->r, &e);
  else if (has_event(kind)) {
    uint32_t event = fb_map_find(x->event_at, b ? b->first : m->first);
    if (event != FB_NONE) f.event = x->events.at[event];
  }
  FB_TRY(fb_amount_build(x->s, &kind, &f, &a, &outcome));
  if (outcome == FB_APART) return add_apart(x, kind, &f, &a);
  return outcome == FB_REFUSED ? FB_OK : add_figure(x, &f, kind);
}

/* The figure of a time. */
static fb_status build_time(stage *x, fb_figure_kind kind, const fb_found *m, const around *b, fb_place extent) {
  fb_telling t;
  fb_figure f;
  fb_found event;
  FB_TRY(empty_figure(x, &f, fb_found_rule(x->r, m), m->first));
  f.extent = extent;
  if (fb_found_part(x->r, m, FB_CAP_event, &event)) f.event = fb_found_place(x->r, &event);
  t.kind = kind;
  t.f = &f;
  t.m = m;
  t.modifier = b ? b->modifier : fb_no_string();
  FB_TRY(fb_time_build(x->times, &t));
  return t.outcome == FB_REFUSED ? FB_OK : add_figure(x, &f, t.kind);
}

static fb_status take_span(stage *x, uint32_t span, fb_figure_kind kind) {
  uint32_t bound;
  const around *b;
  fb_place extent;
  fb_found m;
  fb_found_of(x->r, span, &m);
  bound = fb_map_find(x->bound_at, m.first);
  b = bound == FB_NONE ? NULL : &x->bounds.at[bound];
  extent = b && b->end >= m.end ? fb_doc_place(x->d, b->first, b->end) : fb_found_place(x->r, &m);
  return kind >= FB_FIGURE_DATE ? build_time(x, kind, &m, b, extent) : build(x, kind, &m, b, extent);
}

static uint64_t bit_of(uint32_t kind) { return kind == FB_NONE ? 0 : FB_KIND_BIT(kind); }

/* Bounds and verbs begin no later than the figures that they stand around, so one walk sees all in time. */
static fb_status take_spans(stage *x) {
  const fb_doc *d = x->d;
  const fb_guide *g = x->g;
  uint64_t around_bits = bit_of(g->bounded) | bit_of(g->told), figure_bits = 0;
  uint32_t t, k, n = d->ntok;
  for (k = 0; k < g->figures.n; k++)
    if (g->figures.at[k]) figure_bits |= FB_KIND_BIT(k);
  for (t = 0; t < n; t++) {
    uint64_t kinds = d->sight[t].kinds;
    if (!(kinds & (around_bits | figure_bits))) continue;
    if (kinds & around_bits) FB_TRY(look_around(x, t));
    if (!(kinds & figure_bits)) continue;
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if (s->flags & FB_SPAN_DEAD || s->kind >= g->figures.n || !g->figures.at[s->kind]) continue;
      FB_TRY(take_span(x, k, (fb_figure_kind)g->figures.at[s->kind]));
    }
  }
  return FB_OK;
}

void fb_figures_begin(fb_figuring *s) {
  s->mark = FB_MARK_UNKNOWN;
  s->sterling = 0;
}

fb_status fb_figures_find(fb_timing *times) {
  fb_figuring *s = times->s;
  fb_box *b = s->box;
  fb_status status;
  stage x;
  memset(&x, 0, sizeof x);
  x.s = s;
  x.times = times;
  x.r = &s->r;
  x.g = &s->r.p->guide;
  x.d = s->r.d;
  x.bound_at = &b->maps[0];
  x.event_at = &b->maps[1];
  fb_borrow(&x.bounds, &b->loans[0]);
  fb_borrow(&x.events, &b->loans[1]);
  status = take_spans(&x);
  fb_map_reset(x.bound_at);
  fb_map_reset(x.event_at);
  fb_give_back(&x.bounds, &b->loans[0]);
  fb_give_back(&x.events, &b->loans[1]);
  return status;
}
