/*
** program.c: compiles a language's rules and builds each phase's index.
*/
#include "program.h"
#include "tagrule.h"

void fb_program_init(fb_program *p) {
  memset(p, 0, sizeof *p);
  p->head = FB_NO_NAME;
  fb_vocab_init(&p->vocab, NULL);
  fb_tokenizer_init(&p->tokenizer);
  fb_compounds_init(&p->compounds);
  fb_lexicon_init(&p->lexicon);
  fb_guide_init(&p->guide);
}

void fb_program_free(fb_program *p) {
  uint32_t k;
  for (k = 0; k < p->phases.n; k++) {
    fb_phase *f = &p->phases.at[k];
    fb_free(f->by_norm);
    fb_free(f->by_list);
    fb_free(f->by_kind);
    fb_drop(&f->by_class);
    fb_chunker_free(&f->chunks);
  }
  fb_tags_free(&p->tags);
  fb_drop(&p->masks);
  fb_drop(&p->rule_word);
  fb_drop(&p->word_phases);
  fb_drop(&p->list_phases);
  fb_drop(&p->class_phases);
  fb_lexicon_free(&p->lexicon);
  fb_tokenizer_free(&p->tokenizer);
  fb_compounds_free(&p->compounds);
  fb_vocab_free(&p->vocab);
  fb_image_close(&p->image);
  fb_drop(&p->nodes);
  fb_drop(&p->rules);
  fb_drop(&p->phases);
  fb_drop(&p->entries);
  fb_drop(&p->consts);
  fb_drop(&p->conds);
  fb_drop(&p->list_range);
  fb_drop(&p->sets);
  fb_drop(&p->wordsets);
  fb_drop(&p->firsts);
  fb_drop(&p->gates);
  fb_drop(&p->marks.word);
  fb_facts_free(&p->facts);
  fb_drop(&p->pool);
  fb_drop(&p->list_rarity);
  fb_drop(&p->word_rarity);
  fb_drop(&p->seen_slot);
  fb_drop(&p->code);
  fb_drop(&p->atoms);
  fb_drop(&p->keys);
  fb_guide_free(&p->guide);
}

/* The entries of a phase that wait for these class bits; NULL where memory runs out. */
static fb_waiting *waiting_for_class(fb_phase *f, uint32_t mask) {
  fb_class_waiting none;
  uint32_t k;
  for (k = 0; k < f->by_class.n; k++)
    if (f->by_class.at[k].mask == mask) return &f->by_class.at[k].waiting;
  memset(&none, 0, sizeof none);
  none.mask = mask;
  return fb_push(&f->by_class, none) == FB_OK ? &f->by_class.at[k].waiting : NULL;
}

/* Where in the phase's index an atom waits: *map of `n` things, of which it is `id`; *map NULL for class entries. */
typedef struct place {
  fb_waiting **map;
  uint32_t n, id;
} place;

static place place_of(const fb_program *p, fb_phase *f, const fb_atom *a) {
  place x;
  switch (a->type) {
    case FB_A_NORM: x.map = &f->by_norm, x.n = p->nanchor, x.id = p->rule_word.at[a->arg] - 1u; break;
    case FB_A_LIST: x.map = &f->by_list, x.n = p->nlists, x.id = a->id; break;
    case FB_A_FOUND: x.map = &f->by_kind, x.n = p->nkinds, x.id = a->id; break;
    default: x.map = NULL, x.n = x.id = 0;
  }
  return x;
}

/* Does `use` for each atom of a phase's rules and the entries that wait with it. */
static fb_status each_atom(fb_program *p, uint32_t phase,
                           fb_status (*use)(fb_program *, fb_rule *, uint32_t, fb_waiting *)) {
  fb_phase *f = &p->phases.at[phase];
  uint32_t k, i;
  for (k = f->rule; k < f->rule + f->nrule; k++) {
    fb_rule *u = &p->rules.at[k];
    for (i = u->atom; i < u->atom + u->natom; i++) {
      const fb_atom *a = &p->atoms.at[i];
      place x = place_of(p, f, a);
      fb_waiting *w;
      if (x.map && !*x.map) {
        *x.map = fb_realloc(NULL, (x.n ? x.n : 1) * sizeof **x.map);
        if (!*x.map) return FB_NOMEM;
        memset(*x.map, 0, (x.n ? x.n : 1) * sizeof **x.map);
      }
      w = x.map ? &(*x.map)[x.id] : waiting_for_class(f, a->type == FB_A_CLASS ? a->arg : 0);
      if (!w) return FB_NOMEM;
      FB_TRY(use(p, u, i, w));
    }
  }
  return FB_OK;
}

static fb_status count_entry(fb_program *p, fb_rule *u, uint32_t atom, fb_waiting *w) {
  const fb_atom *a = &p->atoms.at[atom];
  if (a->type == FB_A_FOUND) p->phases.at[u->phase].kinds |= FB_KIND_BIT(a->id);
  if (a->type == FB_A_LIST) p->phases.at[u->phase].lists |= FB_LIST_BIT(a->id);
  w->n++;
  return FB_OK;
}

/* Do all ways into the gate's rule begin with a span of the kind? What it only looks at there is another matter. */
static int begins_with_kind(const fb_program *p, const fb_gate *g, uint16_t kind) {
  const fb_first *head = &p->firsts.at[g->head];
  return g->ends == FB_ENDS_SPAN && g->second != FB_FIRST_ANY && head->kinds == FB_KIND_BIT(kind) && !head->lists;
}

/* Writes an atom's entry; the first one of a place reserves room for all that were counted there. */
static fb_status write_entry(fb_program *p, fb_rule *u, uint32_t atom, fb_waiting *w) {
  const fb_atom *a = &p->atoms.at[atom];
  fb_entry e;
  if (w->at == 0) {
    FB_TRY(fb_reserve(&p->entries, w->n));
    w->at = p->entries.n;
    p->entries.n += w->n;
    w->n = 0;
  }
  e.rule = (uint32_t)(u - p->rules.at);
  e.lo = a->lo;
  e.hi = a->hi;
  e.gate = p->gates.at[e.rule];
  e.window = u->window;
  e.in_order = u->in_order;
  e.begins = a->type == FB_A_FOUND && a->lo == 0 && a->hi == 0 && begins_with_kind(p, &e.gate, a->id);
  p->entries.at[w->at + w->n++] = e;
  return FB_OK;
}

/* Builds each phase's index: the entries of one place stand together. */
static fb_status build_index(fb_program *p) {
  fb_entry none;
  uint32_t k;
  memset(&none, 0, sizeof none);
  FB_TRY(fb_push(&p->entries, none)); /* so that a place that starts at 0 is one without room yet */
  for (k = 0; k < p->phases.n; k++) FB_TRY(each_atom(p, k, count_entry));
  for (k = 0; k < p->phases.n; k++) FB_TRY(each_atom(p, k, write_entry));
  return FB_OK;
}

/* Numbers the words that anchors wait for: they come first among the rules' words. */
static fb_status number_anchors(fb_program *p) {
  uint32_t k, n = fb_vocab_count(&p->vocab);
  FB_TRY(fb_reserve(&p->rule_word, n + 1));
  p->rule_word.n = n;
  memset(p->rule_word.at, 0, n * sizeof *p->rule_word.at);
  for (k = 0; k < p->atoms.n; k++) {
    const fb_atom *a = &p->atoms.at[k];
    if (a->type == FB_A_NORM) fb_rule_word_add(p, a->arg);
  }
  p->nanchor = p->nwords;
  return FB_OK;
}

/* Notes which phases wait for what, so that one look at a token serves all of them. */
static fb_status note_phases(fb_program *p) {
  uint32_t k, i, j;
  FB_TRY(fb_reserve(&p->word_phases, p->nanchor + 1));
  FB_TRY(fb_reserve(&p->list_phases, p->nlists + 1));
  memset(p->word_phases.at, 0, (p->nanchor + 1) * sizeof(uint32_t));
  memset(p->list_phases.at, 0, (p->nlists + 1) * sizeof(uint32_t));
  p->word_phases.n = p->nanchor;
  p->list_phases.n = p->nlists;
  for (k = 0; k < p->rules.n; k++) {
    const fb_rule *u = &p->rules.at[k];
    uint32_t bit = FB_PHASE_BIT(u->phase);
    for (i = u->atom; i < u->atom + u->natom; i++) {
      const fb_atom *a = &p->atoms.at[i];
      fb_class_phases c;
      if (a->type == FB_A_NORM) p->word_phases.at[p->rule_word.at[a->arg] - 1] |= bit;
      if (a->type == FB_A_LIST) p->list_phases.at[a->id] |= bit;
      if (a->type != FB_A_CLASS && a->type != FB_A_ANY) continue;
      c.mask = a->type == FB_A_CLASS ? a->arg : 0;
      c.phases = bit;
      for (j = 0; j < p->class_phases.n && p->class_phases.at[j].mask != c.mask; j++) continue;
      if (j < p->class_phases.n) p->class_phases.at[j].phases |= bit;
      else FB_TRY(fb_push(&p->class_phases, c));
    }
  }
  return FB_OK;
}

/* ---- phases that have a machine of their own ---- */

static int has_machine(const fb_phase *f) { return f->policy == FB_CLASSES || f->policy == FB_CHUNKS; }

/* How often spans of such a phase occur, per thousand tokens: more often than anything that is worth waiting for. */
#define OF_MACHINES 250

/* The automata of the phases of chunks. */
static fb_status compile_chunks(fb_program *p, uint32_t *rule, const char **why) {
  uint32_t f, k, at;
  for (f = 0; f < p->phases.n; f++) {
    fb_phase *x = &p->phases.at[f];
    fb_chunk_source *from;
    fb_status status;
    if (x->policy != FB_CHUNKS || x->nrule == 0) continue;
    from = fb_realloc(NULL, x->nrule * sizeof *from);
    if (!from) return FB_NOMEM;
    for (k = 0; k < x->nrule; k++) {
      const fb_rule *u = &p->rules.at[x->rule + k];
      from[k].nodes = p->nodes.at + u->node;
      from[k].n = u->nnode;
      from[k].rule = x->rule + k;
      from[k].kind = u->kind;
    }
    status = fb_chunk_compile(&x->chunks, from, x->nrule, p->masks.at, &at, why);
    fb_free(from);
    *rule = x->rule + at;
    if (status != FB_OK) return status;
  }
  return FB_OK;
}

fb_status fb_program_freeze(fb_program *p, uint32_t *rule, const char **why) {
  fb_rarity r;
  uint32_t k, i, *most, *kind_most;
  float *kind;
  fb_status status = FB_OK;
  *rule = FB_NONE;
  *why = NULL;
  FB_TRY(fb_reserve(&p->list_range, p->nlists));
  p->list_range.n = p->nlists;
  most = fb_realloc(NULL, (p->nlists ? p->nlists : 1) * sizeof *most);
  kind_most = fb_realloc(NULL, (p->nkinds ? p->nkinds : 1) * sizeof *kind_most);
  kind = fb_realloc(NULL, (p->nkinds ? p->nkinds : 1) * sizeof *kind);
  if (!most || !kind_most || !kind) {
    fb_free(most);
    fb_free(kind_most);
    fb_free(kind);
    return FB_NOMEM;
  }
  /* what a rule finds is as long as its pattern; the phases stand in order, so what it looks for is known by then */
  for (k = 0; k < p->nkinds; k++) {
    kind_most[k] = k < p->nstage ? FB_INF : 0;
    kind[k] = 0;
  }
  memset(most, 0, (p->nlists ? p->nlists : 1) * sizeof *most);
  for (k = 0; k < p->nlists; k++) p->list_range.at[k].first = p->list_range.at[k].end = 0;
  for (k = 0; k < p->lexicon.phrases.n; k++) {
    const fb_phrase *x = &p->lexicon.phrases.at[k];
    if (x->list < p->nlists) {
      fb_range *range = &p->list_range.at[x->list];
      if (range->end == 0) range->first = k;
      range->end = k + 1;
    }
    if (x->list < p->nlists && x->ntok > most[x->list]) most[x->list] = x->ntok;
  }
  r.word = p->word_rarity.at;
  r.nwords = p->word_rarity.n;
  r.list = p->list_rarity.at;
  r.nlists = p->nlists < p->list_rarity.n ? p->nlists : p->list_rarity.n;
  r.list_most = r.nlists == p->nlists ? most : NULL;
  r.kind_most = kind_most;
  r.kind = kind;
  r.sets = p->sets.at;
  for (k = 0; k < p->rules.n && status == FB_OK; k++) {
    fb_rule *u = &p->rules.at[k];
    u->code = p->code.n;
    u->atom = p->atoms.n;
    *rule = k;
    if (has_machine(&p->phases.at[u->phase])) { /* compiled below */
      fb_inst none;
      memset(&none, 0, sizeof none);
      none.op = FB_I_MATCH;
      status = fb_push(&p->code, none);
      u->ncode = 1;
      u->in_order = 1;
      u->shape.least = 1;
      u->shape.most = kind_most[u->kind] = FB_INF;
      kind[u->kind] = OF_MACHINES;
      continue;
    }
    status = fb_pattern_compile(p->nodes.at + u->node, u->nnode, &r, &p->code, &p->atoms, &u->shape, why);
    u->ncode = p->code.n - u->code;
    if (p->code.n > FB_MAX_PROGRAM) status = FB_TOOBIG;
    if (u->shape.most > kind_most[u->kind]) kind_most[u->kind] = u->shape.most;
    /* a rule on a common anchor that takes one token gives about as many spans; others match far less than they try */
    if (u->shape.most == 1 && u->shape.rarity >= 100) kind[u->kind] = u->shape.rarity < 500 ? u->shape.rarity : 500;
    u->natom = p->atoms.n - u->atom;
    u->in_order = 1;
    for (i = u->atom + 1; i < p->atoms.n; i++)
      if (p->atoms.at[i].lo != p->atoms.at[u->atom].lo || p->atoms.at[i].hi != p->atoms.at[u->atom].hi) u->in_order = 0;
  }
  fb_free(most);
  fb_free(kind_most);
  fb_free(kind);
  if (status != FB_OK) return status;
  FB_TRY(fb_tagrules_compile(p, rule, why));
  FB_TRY(compile_chunks(p, rule, why));
  *rule = FB_NONE;
  FB_TRY(number_anchors(p));
  FB_TRY(note_phases(p));
  FB_TRY(fb_facts_note(p));
  FB_TRY(fb_first_note(p));
  FB_TRY(build_index(p));
  fb_drop(&p->nodes);
  p->frozen = 1;
  return FB_OK;
}
