/* figures.c: see figures.h. */
#include "figures.h"

#include "check.h"

static const char number_words[] =
    "one\tclass=unit\tvalue=1\ntwo\tclass=unit\tvalue=2\nthree\tclass=unit\tvalue=3\nfour\tclass=unit\tvalue=4\n"
    "six\tclass=unit\tvalue=6\nten\tclass=teen\tvalue=10\nforty\tclass=ten\tvalue=40\n"
    "million\tclass=scale\tvalue=1000000\nhalf\tclass=half\tvalue=0.5\n";
static const char parts[] = "quarter\tvalue=4\ntenth\tvalue=10\n";
static const char scales[] = "mn\tvalue=1000000\n";
static const char units[] =
    "$\tunit=USD\n£\tunit=GBP\neuros\tunit=EUR\npounds\tunit=GBP\ncents\tunit=USD\tfactor=0.01\nRs\tunit=INR\n"
    "ft\tunit=foot\tbase=meter\tfactor=0.3048\nin\tunit=inch\tbase=meter\tfactor=0.0254\n"
    "\"\tunit=inch\tbase=meter\tfactor=0.0254\nkm\tunit=kilometer\tbase=meter\tfactor=1000\n"
    "gallon\tunit=gallon\tbase=cubic-meter\tfactor=0.00378541\nfrost\tsign=-1\n"
    "celsius\tunit=celsius\tbase=kelvin\tfactor=1\toffset=273.15\nbarrel\tunit=barrel\nyear\tunit=year\n"
    "dozens\tlow=24\nforties\tdecade=4\nminutes\tunit=minute\nhours\tunit=hour\nweeks\tunit=week\nweek\tunit=week\n";
static const char tenses[] = "met\ttense=past\nwill\ttense=future\nis\ttense=present\nhit\ttense=past\tambiguous=yes\n";
static const char bounds[] = "more than\tmodifier=more_than\nless than\tmodifier=less_than\n";

static void lists(figures *x) {
  fb_guide *g = &x->s.p.guide;
  CHECK_EQ(sample_list(&x->s, number_words, sizeof number_words - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&x->s, parts, sizeof parts - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&x->s, scales, sizeof scales - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&x->s, units, sizeof units - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&x->s, bounds, sizeof bounds - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(&x->s, tenses, sizeof tenses - 1, FB_LIST_FOLDED), FB_OK);
  g->time_tense = 5;
  g->number_word = 0;
  g->number_part = 1;
  g->number_scale = 2;
  g->currency_code = 3;
  g->bound = 4;
}

static void names(figures *x) {
#define NAME(name) #name,
  static const char *const keys[] = {FB_KEYS(NAME)};
  fb_program *p = &x->s.p;
  uint32_t k, i;
  for (k = 0; k < FB_CAPS; k++) p->guide.capture[k] = k;
  for (k = 0; k < FB_KEYS_ASKED; k++) {
    fb_const c;
    memset(&c, 0, sizeof c);
    c.off = p->pool.n;
    c.len = (uint32_t)strlen(keys[k]);
    c.type = strstr(" factor offset sign value low high decade year month weekday hour minute shift index distance ",
                    keys[k])
                 ? FB_ATTR_NUMBER
                 : FB_ATTR_STRING;
    for (i = 0; i <= c.len; i++) CHECK_EQ(fb_push(&p->pool, keys[k][i]), FB_OK);
    CHECK_EQ(fb_push(&p->keys, c), FB_OK);
    p->guide.key[k] = p->nkeys++;
  }
}

static void word(figures *x, const char *w, uint32_t bits) {
  uint32_t norm = 0;
  CHECK_EQ(sample_word(&x->s, w, &norm), FB_OK);
  CHECK_EQ(fb_map_set(&x->s.p.guide.words, norm, bits), FB_OK);
}

void figures_open(figures *x) {
  static const uint8_t kinds[] = {
      FB_FIGURE_NUMBER,   FB_FIGURE_COUNT,    FB_FIGURE_ORDINAL,     FB_FIGURE_RANK,
      FB_FIGURE_FRACTION, FB_FIGURE_MULTIPLE, FB_FIGURE_PERCENT,     FB_FIGURE_PERCENTAGE_POINT,
      FB_FIGURE_MONEY,    FB_FIGURE_MEASURE,  FB_FIGURE_TEMPERATURE, FB_FIGURE_AGE,
      FB_FIGURE_SCORE,    FB_FIGURE_RATE,     FB_FIGURE_DATE,        FB_FIGURE_TIME,
      FB_FIGURE_DURATION, FB_FIGURE_SET};
  fb_guide *g;
  uint32_t k;
  memset(x, 0, sizeof *x);
  sample_open(&x->s);
  g = &x->s.p.guide;
  lists(x);
  names(x);
  word(x, "rose", FB_WORD_CHANGE);
  word(x, "and", FB_WORD_NUMBER_AND);
  word(x, "a", FB_WORD_NUMBER_ARTICLE);
  word(x, "until", FB_WORD_FORWARD);
  word(x, "first", FB_WORD_RECORD);
  word(x, "\"", FB_WORD_QUOTE);
  for (k = 0; k < NUMBER; k++) CHECK_EQ(fb_push(&g->figures, FB_FIGURE_NONE), FB_OK);
  for (k = 0; k < sizeof kinds; k++) CHECK_EQ(fb_push(&g->figures, kinds[k]), FB_OK);
  g->pair = PAIR;
  g->bounded = BOUNDED;
  g->told = TOLD;
  g->verb_group = VERBS;
  g->date = DATE;
  g->when = WHEN;
  g->clock = CLOCK;
  g->stretch = STRETCH;
  CHECK_EQ(sample_freeze(&x->s), FB_OK);
  fb_box_init(&x->box);
  fb_figuring_init(&x->stage, &x->s.p);
}

void figures_close(figures *x) {
  fb_figuring_free(&x->stage);
  fb_box_free(&x->box);
  sample_close(&x->s);
}

void figures_read(figures *x, const char *text) {
  fb_box_reset(&x->box);
  fb_figures_begin(&x->stage);
  CHECK_EQ(sample_tokens(&x->s, text, strlen(text)), FB_OK);
  figures_date(x, NULL);
}

void figures_date(figures *x, const char *date) {
  const char *why;
  memset(&x->times, 0, sizeof x->times);
  x->times.s = &x->stage;
  x->times.known = &x->almanac;
  if (!date) return;
  CHECK(fb_reference_read(&x->reference, date, strlen(date), &why));
  x->times.ref = &x->reference;
}

void figures_span(figures *x, uint16_t kind, uint32_t first, uint32_t end) {
  fb_span s;
  uint32_t index;
  memset(&s, 0, sizeof s);
  s.first = first;
  s.end = end;
  s.next = s.rule = s.attr = FB_NONE;
  s.log = x->s.d.log.n;
  s.kind = kind;
  CHECK_EQ(fb_doc_add_span(&x->s.d, &s, &index), FB_OK);
  figures_out(x);
}

void figures_out(figures *x) {
  x->depth = 0;
  x->open = FB_NONE;
}

static void log_entry(figures *x, uint8_t kind, uint16_t name, uint32_t ref, uint32_t first, uint32_t end,
                      uint32_t depth) {
  fb_log l;
  memset(&l, 0, sizeof l);
  l.first = first;
  l.end = end;
  l.ref = ref;
  l.name = name;
  l.kind = kind;
  l.depth = (uint8_t)depth;
  CHECK_EQ(fb_push(&x->s.d.log, l), FB_OK);
  x->s.d.spans.at[x->s.d.spans.n - 1].nlog++;
  if (x->open != FB_NONE) x->s.d.log.at[x->open].ref++;
}

void figures_bare(figures *x, fb_cap name, uint32_t first, uint32_t end) {
  log_entry(x, FB_LOG_CAPTURE, (uint16_t)name, 0, first, end, x->depth);
}

void figures_capture(figures *x, fb_cap name, uint32_t first, uint32_t end) {
  uint32_t hit = x->s.d.hit_at[first], at = x->s.d.log.n;
  log_entry(x, FB_LOG_CAPTURE, (uint16_t)name, 0, first, end, x->depth);
  if (hit == FB_NONE) return;
  log_entry(x, FB_LOG_HIT, 0, hit, first, first + x->s.d.hits.at[hit].len, x->depth + 1);
  x->s.d.log.at[at].ref = 1;
}

void figures_found(figures *x, uint32_t span) {
  const fb_span *s = &x->s.d.spans.at[span];
  log_entry(x, FB_LOG_SPAN, 0, span, s->first, s->end, x->depth);
}

/* Makes what was put behind the log's entry `at` a part of it. */
static void hold(figures *x, uint32_t at) { x->s.d.log.at[at].ref = x->s.d.log.n - at - 1; }

void figures_nested(figures *x, fb_cap name, uint32_t span) {
  const fb_span *s = &x->s.d.spans.at[span];
  uint32_t at = x->s.d.log.n;
  figures_bare(x, name, s->first, s->end);
  x->depth++;
  figures_found(x, span);
  x->depth--;
  hold(x, at);
}

void figures_in(figures *x, fb_cap name, uint32_t first, uint32_t end) {
  uint32_t at = x->s.d.log.n;
  figures_capture(x, name, first, end);
  x->open = at;
  x->depth = 1;
}

void figures_set(figures *x, fb_key key, const char *value, double number) {
  fb_doc *d = &x->s.d;
  fb_span *s = &d->spans.at[d->spans.n - 1];
  fb_attr a;
  size_t i;
  memset(&a, 0, sizeof a);
  a.next = s->attr;
  a.key = (uint16_t)x->s.p.guide.key[key];
  a.type = value ? FB_ATTR_STRING : FB_ATTR_NUMBER;
  a.number = number;
  a.off = d->pool.n;
  a.len = value ? (uint32_t)strlen(value) : 0;
  for (i = 0; i < a.len; i++) CHECK_EQ(fb_push(&d->pool, value[i]), FB_OK);
  s->attr = d->attrs.n;
  CHECK_EQ(fb_push(&d->attrs, a), FB_OK);
}

void figures_ready(figures *x) {
  x->stage.r.p = &x->s.p;
  x->stage.r.d = &x->s.d;
  x->stage.r.input = x->s.input;
  x->stage.r.ninput = (uint32_t)x->s.ninput;
  x->stage.box = &x->box;
}

fb_status figures_run(figures *x) {
  figures_ready(x);
  return fb_figures_find(&x->times);
}

void figures_build(figures *x) { CHECK_EQ(figures_run(x), FB_OK); }

long figures_exhaust(figures *x) {
  fb_status status;
  long n;
  for (n = 1;; n++) {
    fb_box_free(&x->box);
    fb_box_init(&x->box);
    fb_figuring_free(&x->stage);
    fb_figuring_init(&x->stage, &x->s.p);
    alloc_fail_after(n);
    status = figures_run(x);
    if (!alloc_failed()) break;
    alloc_fail_after(0);
    CHECK_EQ(status, FB_NOMEM);
  }
  alloc_fail_after(0);
  CHECK_EQ(status, FB_OK);
  return n;
}

const fb_figure *figures_at(const figures *x, uint32_t n) {
  static const fb_figure none;
  CHECK(n < x->box.figures.n);
  return n < x->box.figures.n ? &x->box.figures.at[n] : &none;
}

const fb_figure *figures_only(const figures *x) {
  CHECK_EQ(x->box.figures.n, 1);
  return figures_at(x, 0);
}

int figures_says(const figures *x, fb_str s, const char *text) {
  return s.len == strlen(text) && memcmp(fb_box_at(&x->box, s), text, s.len) == 0;
}

int figures_covers(const figures *x, fb_place at, const char *text) {
  return at.first != FB_NONE && at.end - at.first == strlen(text) &&
         memcmp(x->s.input + at.first, text, strlen(text)) == 0;
}
