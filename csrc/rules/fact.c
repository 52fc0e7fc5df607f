/*
** fact.c: see fact.h.
*/
#include "fact.h"

#include "known.h"
#include "program.h"
#include "word.h"

void fb_facts_free(fb_facts *f) {
  fb_drop(&f->entries);
  fb_drop(&f->entry);
  fb_drop(&f->of_cond);
  fb_drop(&f->of_spell);
}

const fb_inst *fb_fact_taker(const fb_inst *in) {
  const fb_inst *taker = in;
  uint32_t classes = 0;
  for (; taker->op == FB_I_CLASS && (taker->flag & FB_F_PEEK) && !(taker->flag & FB_F_NEG); taker++)
    classes |= taker->arg;
  if (taker->flag & FB_F_NEG) return in;
  switch ((fb_opcode)taker->op) {
    case FB_I_NORM:
    case FB_I_TEXT:
    case FB_I_SET:
    case FB_I_LIST:
    case FB_I_FOUND: return taker;
    case FB_I_SPELL: return classes & FB_C_HASDIGIT ? taker : in;
    default: return in;
  }
}

static uint64_t bit_of(const uint8_t *bits, uint32_t n, uint32_t k) {
  return k < n && bits[k] ? (uint64_t)1 << (bits[k] - 1) : 0;
}

/* Of an instruction's suffixes, each closed by NUL: calls are few, so they are gone through each time. */
static uint64_t lasts_of(const fb_program *p, const fb_inst *in) {
  const char *s = p->pool.at + in->arg, *end = s + in->name;
  uint64_t bits = 0;
  for (; s < end; s += strlen(s) + 1) {
    uint8_t last = (uint8_t)(*s ? s[strlen(s) - 1] : 0);
    if (!p->facts.of_last[last]) return 0;
    bits |= (uint64_t)1 << (p->facts.of_last[last] - 1);
  }
  return bits;
}

uint64_t fb_fact_of(const fb_program *p, const fb_inst *in) {
  if (in->op == FB_I_SUFFIX) return lasts_of(p, in);
  return in->op == FB_I_LIST ? bit_of(p->facts.of_cond.at, p->facts.of_cond.n, in->arg) : 0;
}

uint64_t fb_fact_spelling_of(const fb_facts *f, const fb_inst *in) {
  return in->op == FB_I_SPELL ? bit_of(f->of_spell.at, f->of_spell.n, in->arg) : 0;
}

/* Do two conditions ask the same? The compiler gives each place in a pattern one of its own. */
static int same_condition(const fb_program *p, uint32_t a, uint32_t b) {
  for (;; a++, b++) {
    const fb_cond *x = &p->conds.at[a], *y = &p->conds.at[b];
    if (x->key != y->key || x->type != y->type || x->last != y->last) return 0;
    if (x->type == FB_COND_NUMBER && x->number != y->number) return 0;
    if (x->type == FB_COND_STRING &&
        (x->len != y->len || memcmp(p->pool.at + x->off, p->pool.at + y->off, x->len) != 0))
      return 0;
    if (x->last) return 1;
  }
}

static fb_status note_entry(fb_program *p, uint16_t list, uint32_t cond) {
  fb_facts *f = &p->facts;
  fb_fact_entry e;
  uint32_t k;
  if (f->of_cond.at[cond]) return FB_OK;
  for (k = 0; k < f->entries.n; k++) {
    if (f->entries.at[k].list != list || !same_condition(p, f->entries.at[k].cond, cond)) continue;
    f->of_cond.at[cond] = (uint8_t)(f->entries.at[k].bit + 1);
    return FB_OK;
  }
  e.list = list;
  e.cond = cond;
  e.bit = (uint8_t)(f->nlast + f->entries.n % (FB_FACT_BITS - f->nlast));
  f->of_cond.at[cond] = (uint8_t)(e.bit + 1);
  f->lists |= FB_LIST_BIT(list);
  return fb_push(&f->entries, e);
}

/* Most last letters of suffixes that have a bit. */
enum { MOST_LASTS = 8 };

static void note_suffixes(fb_program *p, const fb_inst *in) {
  fb_facts *f = &p->facts;
  const char *s = p->pool.at + in->arg, *end = s + in->name;
  for (; s < end; s += strlen(s) + 1) {
    uint8_t last = (uint8_t)(*s ? s[strlen(s) - 1] : 0);
    if (last == 0 || last >= 0x80 || f->of_last[last] || f->nlast == MOST_LASTS) continue;
    f->lasts |= (uint64_t)1 << f->nlast;
    f->of_last[last] = (uint8_t)++f->nlast;
  }
}

static void note_spelling(fb_facts *f, uint32_t pattern) {
  if (f->of_spell.at[pattern]) return;
  f->groups |= (uint64_t)1 << pattern / FB_SPELL_GROUP;
  f->of_spell.at[pattern] = (uint8_t)(FB_MARK_WORDS + f->nspelling++ % (64 - FB_MARK_WORDS) + 1);
}

/* Sorts the entries by list, and notes where those of each list begin. */
static fb_status sort_entries(fb_program *p) {
  fb_facts *f = &p->facts;
  uint32_t k, j, list = 0;
  for (k = 1; k < f->entries.n; k++) {
    fb_fact_entry e = f->entries.at[k];
    for (j = k; j > 0 && f->entries.at[j - 1].list > e.list; j--) f->entries.at[j] = f->entries.at[j - 1];
    f->entries.at[j] = e;
  }
  FB_TRY(fb_reserve(&f->entry, p->nlists + 2));
  for (k = 0; k < f->entries.n; k++)
    while (list <= f->entries.at[k].list) f->entry.at[list++] = k;
  while (list <= p->nlists) f->entry.at[list++] = f->entries.n;
  f->entry.n = list;
  return FB_OK;
}

#define ZEROED(v, count) \
  do { \
    FB_TRY(fb_reserve((v), (count) + 1)); \
    memset((v)->at, 0, ((count) + 1) * sizeof *(v)->at); \
    (v)->n = (count); \
  } while (0)

/* Notes what an instruction asks for. */
static fb_status note(fb_program *p, const fb_inst *in) {
  if (in->op == FB_I_LIST && in->arg != FB_NONE && in->name < p->nlists) return note_entry(p, in->name, in->arg);
  if (in->op != FB_I_CLASS) return FB_OK;
  in = fb_fact_taker(in);
  if (in->op == FB_I_SPELL && in->arg < p->nspell) note_spelling(&p->facts, in->arg);
  return FB_OK;
}

/* Instructions at a rule's beginning whose facts come first. */
enum { BEGINNING = 16 };

fb_status fb_facts_note(fb_program *p) {
  fb_facts *f = &p->facts;
  uint32_t k, i;
  ZEROED(&f->of_cond, p->conds.n);
  ZEROED(&f->of_spell, p->nspell);
  for (k = 0; k < p->code.n; k++)
    if (p->code.at[k].op == FB_I_SUFFIX) note_suffixes(p, p->code.at + k);
  for (k = 0; k < p->rules.n; k++) {
    const fb_rule *u = &p->rules.at[k];
    for (i = 0; i < u->ncode && i < BEGINNING; i++) FB_TRY(note(p, p->code.at + u->code + i));
  }
  for (k = 0; k < p->code.n; k++) FB_TRY(note(p, p->code.at + k));
  return sort_entries(p);
}
