/* sample.c: see sample.h. */
#include "sample.h"

#include "offsets.h"

void sample_open(sample *s) {
  memset(s, 0, sizeof *s);
  fb_program_init(&s->p);
  fb_doc_init(&s->d, &s->p.vocab);
  fb_runner_init(&s->r);
}

void sample_close(sample *s) {
  fb_runner_free(&s->r);
  fb_doc_free(&s->d);
  fb_program_free(&s->p);
}

static fb_status kinds(sample *s) {
  fb_program *p = &s->p;
  uint32_t k;
  if (p->nkinds) return FB_OK;
  FB_TRY(fb_reserve(&p->seen_slot, SAMPLE_KINDS));
  memset(p->seen_slot.at, 0, SAMPLE_KINDS);
  p->seen_slot.n = SAMPLE_KINDS;
  for (k = 0; k < SAMPLE_KINDS; k++) p->seen_slot.at[k] = (uint8_t)(k + 1);
  p->nseen = SAMPLE_KINDS;
  p->nkinds = SAMPLE_KINDS;
  p->nstage = SAMPLE_QUOTATION + 1;
  return FB_OK;
}

fb_status sample_list(sample *s, const char *bytes, size_t n, fb_list_mode mode) {
  fb_program *p = &s->p;
  fb_list_report report;
  fb_status status;
  memset(&report, 0, sizeof report);
  FB_TRY(fb_push(&p->list_rarity, 0));
  status = fb_lexicon_load(&p->lexicon, &p->vocab, &p->tokenizer, (uint16_t)p->nlists, mode, bytes, n, &report);
  p->nlists++;
  fb_list_report_free(&report);
  return status;
}

fb_status sample_phase(sample *s, fb_policy policy) {
  fb_phase f;
  FB_TRY(kinds(s));
  memset(&f, 0, sizeof f);
  f.policy = (uint8_t)policy;
  f.rule = s->p.rules.n;
  return fb_push(&s->p.phases, f);
}

fb_status sample_rule(sample *s, const fb_node *nodes, uint32_t n, uint16_t kind, fb_window window) {
  fb_program *p = &s->p;
  fb_rule r;
  uint32_t k;
  memset(&r, 0, sizeof r);
  r.phase = (uint16_t)(p->phases.n - 1);
  r.kind = kind;
  r.main = FB_NO_NAME;
  r.window = (uint8_t)window;
  r.action = kind == 1;
  r.node = p->nodes.n;
  r.nnode = n;
  FB_TRY(fb_reserve(&p->nodes, n));
  for (k = 0; k < n; k++) p->nodes.at[p->nodes.n++] = nodes[k];
  FB_TRY(fb_push(&p->rules, r));
  p->phases.at[r.phase].nrule++;
  return FB_OK;
}

fb_node sample_node(fb_op op, uint32_t a, uint32_t b) {
  fb_node n;
  memset(&n, 0, sizeof n);
  n.op = (uint8_t)op;
  n.a = a;
  n.b = b;
  return n;
}

fb_node sample_named(fb_op op, uint16_t name, uint32_t a) {
  fb_node n = sample_node(op, a, 0);
  n.name = name;
  return n;
}

fb_node sample_repeat(uint32_t a, uint32_t lo, uint32_t hi) {
  fb_node n = sample_node(FB_P_REP, a, 0);
  n.lo = lo;
  n.hi = hi;
  return n;
}

fb_status sample_word(sample *s, const char *word, uint32_t *norm) {
  uint32_t sym, count = 0;
  return fb_tokenize_phrase(&s->p.tokenizer, &s->p.vocab, word, strlen(word), &sym, norm, 1, &count);
}

fb_status sample_freeze(sample *s) {
  uint32_t rule;
  const char *why;
  FB_TRY(kinds(s));
  FB_TRY(fb_lexicon_freeze(&s->p.lexicon));
  FB_TRY(fb_program_freeze(&s->p, &rule, &why));
  fb_doc_free(&s->d);
  fb_doc_init(&s->d, &s->p.vocab);
  s->frozen = 1;
  return FB_OK;
}

/* Pattern number n asks for words of at least n bytes. */
static fb_status spelled(void *self, uint32_t word, uint32_t group, uint64_t *yes, int *open) {
  sample *s = self;
  uint32_t k;
  s->asked++;
  *yes = 0;
  *open = 0;
  for (k = 0; k < FB_SPELL_GROUP; k++)
    if (fb_vocab_word(&s->d.vocab, word)->len >= group * FB_SPELL_GROUP + k) *yes |= (uint64_t)1 << k;
  return FB_OK;
}

static fb_status action(void *self, uint32_t span, int *keep) {
  sample *s = self;
  (void)span;
  *keep = (int)(s->acted++ & 1);
  return FB_OK;
}

static fb_status spent(void *self, uint32_t rule) {
  sample *s = self;
  (void)rule;
  s->spent++;
  return FB_OK;
}

fb_hooks sample_hooks(sample *s) {
  fb_hooks hooks;
  hooks.self = s;
  hooks.spelled = spelled;
  hooks.action = action;
  hooks.spent = spent;
  return hooks;
}

fb_status sample_tokens(sample *s, const char *text, size_t n) {
  fb_doc_reset(&s->d);
  s->input = text;
  s->ninput = n;
  FB_TRY(fb_repair(&s->d, &s->p.vocab, &s->p.tokenizer, &s->p.compounds, text, n, s->repairs, 1));
  FB_TRY(fb_tokenize(&s->d, &s->p.tokenizer, s->d.text, s->d.len));
  FB_TRY(fb_split_sentences(&s->d, &s->p.tokenizer));
  FB_TRY(fb_doc_seal(&s->d));
  FB_TRY(fb_runner_begin(&s->r, &s->p, &s->d));
  return fb_lexicon_scan(&s->p.lexicon, &s->d, 0);
}

fb_status sample_read(sample *s, const char *text, size_t n) {
  fb_hooks hooks = sample_hooks(s);
  uint32_t k;
  FB_TRY(sample_tokens(s, text, n));
  FB_TRY(fb_pair_marks(&s->d, SAMPLE_QUOTATION, 1));
  for (k = 0; k < s->p.phases.n; k++) FB_TRY(fb_phase_run(&s->r, &s->p, &s->d, k, &hooks));
  return FB_OK;
}

/* Is the byte at `at` the start of a character or of an ill-formed subpart? Walks back at most three bytes. */
static int at_boundary(const sample *s, uint32_t at) {
  uint32_t back, good_at;
  if (at >= s->ninput) return at == s->ninput;
  for (back = 1; back <= 3 && back <= at; back++) {
    int good;
    good_at = at - back;
    if (fb_utf8_step((const unsigned char *)s->input + good_at, s->ninput - good_at, &good) > back && good) return 0;
  }
  return 1;
}

const char *sample_check(const sample *s) {
  const fb_doc *d = &s->d;
  uint32_t t, k, last = 0, next = 0, before = 0, words = fb_vocab_count(&d->vocab);
  for (t = 0; t < d->ntok; t++) {
    uint32_t from = fb_doc_input_offset(d, d->start[t], 0),
             to = fb_doc_input_offset(d, d->start[t] + fb_doc_len(d, t), 1);
    if (d->start[t] < last) return "tokens overlap";
    if (fb_doc_len(d, t) == 0) return "an empty token";
    last = d->start[t] + fb_doc_len(d, t);
    if (last > d->len) return "a token beyond the text";
    if (d->sym[t] >= words || d->norm[t] >= words) return "a token without its word";
    if (from > to || to > s->ninput) return "a token beyond the input";
    if (from < before) return "tokens overlap in the input";
    if (!at_boundary(s, from)) return "a token begins inside a character";
    if (!at_boundary(s, to)) return "a token ends inside a character";
    before = from;
  }
  for (k = 0; k < d->sents.n; k++) {
    const fb_sent *x = &d->sents.at[k];
    if (x->first != next || x->end <= x->first) return "sentences do not follow each other";
    for (t = x->first; t < x->end; t++)
      if (fb_doc_sentence(d, t) != k) return "a token of another sentence";
    if (!(d->cls[x->first] & FB_T_SENT_START) || !(d->cls[x->end - 1] & FB_T_SENT_END))
      return "a sentence without its flags";
    next = x->end;
  }
  if (next != d->ntok) return "tokens outside sentences";
  for (t = 0; t < d->ntok; t++) {
    uint32_t len = UINT32_MAX;
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) {
      const fb_hit *h = &d->hits.at[k];
      if (h->len == 0 || h->len > len || t + h->len > d->ntok) return "list hits out of order";
      if (fb_doc_sentence(d, t) != fb_doc_sentence(d, t + h->len - 1)) return "a list hit across sentences";
      len = h->len;
    }
    len = UINT32_MAX;
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *x = &d->spans.at[k];
      if (x->first != t || x->end <= t || x->end > d->ntok || x->end - t > len) return "spans out of order";
      if ((uint64_t)x->log + x->nlog > d->log.n) return "a span's log beyond the log";
      len = x->end - t;
    }
  }
  return NULL;
}
