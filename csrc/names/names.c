/*
** names.c: name evidence.
*/
#include "names.h"

#include "map.h"
#include "recall.h"

/* How much a repetition of the same typed mention counts beside the first. */
#define AGAIN 0.1
/* What a name that only stands at sentence starts must score to be believed. */
#define START 1
/* What a full name lends to its last and to its first word standing alone. */
#define LAST 4
#define FIRST 2
/* The same for the last where only the context says that the full name is a person's. */
#define GUESSED 2
/* What the full name of an organization lends to its head noun standing alone with a capital. */
#define HEAD 1.5
/* What a name must score that only no list of words has, in a text without capitals. */
#define UNKNOWN 0.3
/* What a name lends to its acronym. */
#define ACRONYM 3
/* What a name was in an earlier window of the text. */
#define RECALLED 2
/* Longest acronym that is looked for. */
#define LONGEST_ACRONYM 64

typedef struct naming {
  fb_box *b;
  fb_doc *d;
  const fb_guide *g;
  fb_map *by_phrase; /* hash of the normal forms -> first name of that hash; further ones under the next keys */
  fb_map *by_word;   /* normal form -> the name that is this one word */
  int caseless;
  int acronyms; /* there are any */
} naming;

static const fb_naming none = {0, 0, 0, 0, 0, 0};

/* What a span's rule says of names. */
static const fb_naming *said_of(const fb_guide *g, const fb_span *s) {
  return s->rule < g->namings.n ? &g->namings.at[s->rule] : &none;
}

static fb_role role_of(const fb_guide *g, const fb_span *s) {
  if ((s->flags & FB_SPAN_DEAD) || s->kind >= g->roles.n) return FB_ROLE_NONE;
  return (fb_role)g->roles.at[s->kind];
}

/* The distinct name of a span's words, new or not. */
static fb_status name_of(naming *n, const fb_span *s, uint32_t *name) {
  const fb_doc *d = n->d;
  uint64_t h = s->end - s->first;
  uint32_t t, size = s->end - s->first;
  fb_name new_name;
  fb_score score;
  for (t = s->first; t < s->end; t++) h = (h ^ d->norm[t]) * 0xd6e8feb86659fd93u, h ^= h >> 32;
  for (;; h++) {
    const fb_name *other;
    *name = fb_map_find(n->by_phrase, h);
    if (*name == FB_NONE) break;
    other = &n->b->names.at[*name];
    if (other->end - other->first == size &&
        memcmp(d->norm + other->first, d->norm + s->first, size * sizeof *d->norm) == 0)
      return FB_OK;
  }
  memset(&new_name, 0, sizeof new_name);
  memset(&score, 0, sizeof score);
  new_name.first = s->first;
  new_name.end = s->end;
  new_name.head = new_name.stands_for = new_name.given = new_name.family = new_name.entity = new_name.list = FB_NONE;
  new_name.canonical = new_name.role_word = new_name.raw.first = FB_NONE;
  *name = n->b->names.n;
  FB_TRY(fb_push(&n->b->names, new_name));
  FB_TRY(fb_push(&n->b->scores, score));
  FB_TRY(fb_map_set(n->by_phrase, h, *name));
  return size == 1 ? fb_map_set(n->by_word, d->norm[s->first], *name) : FB_OK;
}

/* Takes all mentions, in the order of the text. */
static fb_status gather(naming *n) {
  fb_box *b = n->b;
  const fb_doc *d = n->d;
  uint64_t kinds = fb_kinds_of(n->g, FB_ROLE_NAME, FB_ROLE_NAME);
  uint32_t t, k;
  for (t = 0; t < d->ntok; t++)
    for (k = d->sight[t].kinds & kinds ? d->span_at[t] : FB_NONE; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      const fb_naming *said = said_of(n->g, s);
      fb_mention m;
      fb_name *name;
      uint32_t names = b->names.n;
      if (role_of(n->g, s) != FB_ROLE_NAME) continue;
      m.span = k;
      FB_TRY(name_of(n, s, &m.name));
      FB_TRY(fb_push(&b->mentions, m));
      name = &b->names.at[m.name];
      if (m.name == names && (said->flags & FB_NAMING_ACRONYM) && !n->caseless) n->acronyms = name->acronym = 1;
      if (!(said->flags & FB_NAMING_START)) name->known++;
      if (said->type) {
        b->scores.at[m.name].of[said->type] += name->typed == said->type ? said->weight * AGAIN : said->weight;
        name->typed = said->type;
      }
    }
  return FB_OK;
}

/* Adds what clues say. They stand in the order of the text, as mentions do; each stands on a whole mention. */
static void take_clues(naming *n) {
  fb_box *b = n->b;
  fb_doc *d = n->d;
  uint64_t kinds = fb_kinds_of(n->g, FB_ROLE_CLUE, FB_ROLE_CLUE);
  uint32_t t, k, i = 0, w;
  for (t = 0; t < d->ntok; t++)
    for (k = d->sight[t].kinds & kinds ? d->span_at[t] : FB_NONE; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_naming *said = said_of(n->g, &d->spans.at[k]);
      const fb_span *m;
      fb_score *score;
      if (role_of(n->g, &d->spans.at[k]) != FB_ROLE_CLUE) continue;
      d->spans.at[k].flags |= FB_SPAN_DEAD;
      while (i < b->mentions.n && d->spans.at[b->mentions.at[i].span].first < t) i++;
      if (i == b->mentions.n) continue;
      m = &d->spans.at[b->mentions.at[i].span];
      if (m->first != t || m->end != d->spans.at[k].end) continue;
      if ((said->flags & FB_NAMING_ONCE) && b->names.at[b->mentions.at[i].name].first != t) continue;
      if ((said->flags & FB_NAMING_CASED) && n->caseless) continue;
      score = &b->scores.at[b->mentions.at[i].name];
      for (w = said->clue; w < said->clue + said->nclues; w++)
        score->of[n->g->clues.at[w].type] += n->g->clues.at[w].weight;
      score->doubt += said->doubt;
    }
}

/* The type with the highest score; the earlier one of equals. */
static fb_type best(const fb_score *s, double *highest) {
  int t, found = FB_UNTYPED;
  *highest = 0;
  for (t = FB_UNTYPED + 1; t < FB_TYPES; t++)
    if (s->of[t] > *highest) {
      *highest = s->of[t];
      found = t;
    }
  return (fb_type)found;
}

/* The name that is the one word of this normal form; FB_NONE without one. */
static uint32_t single(const naming *n, uint32_t norm) { return fb_map_find(n->by_word, norm); }

/* The name that is the one word spelled by `len` bytes at `s`. */
static uint32_t spelled(const naming *n, const char *s, uint32_t len) {
  uint32_t id = len ? fb_vocab_find(&n->d->vocab, s, len, fb_vocab_hash(s, len)) : FB_NONE;
  return id == FB_NONE ? FB_NONE : single(n, id);
}

/* The acronym of a full name among the names: of its large words' first letters, or of all. */
static uint32_t acronym_of(const naming *n, const fb_name *name) {
  char large[LONGEST_ACRONYM], all[LONGEST_ACRONYM];
  uint32_t nlarge = 0, nall = 0, t, found;
  if (name->end - name->first > LONGEST_ACRONYM) return FB_NONE;
  for (t = name->first; t < name->end; t++) {
    uint32_t norm = n->d->norm[t];
    if (fb_vocab_word(&n->d->vocab, norm)->len == 0) continue;
    all[nall++] = *fb_vocab_bytes(&n->d->vocab, norm);
    if (!(fb_guide_word(n->g, norm) & FB_WORD_SMALL)) large[nlarge++] = all[nall - 1];
  }
  found = spelled(n, large, nlarge);
  return found != FB_NONE ? found : spelled(n, all, nall);
}

/* A person's full name lends to the last and the first word standing alone. */
static void lend_person(naming *n, fb_name *name) {
  const fb_doc *d = n->d;
  uint32_t last = d->norm[name->end - 1], one, other;
  if ((fb_guide_word(n->g, last) & FB_WORD_SUFFIX) && name->end - name->first > 2) last = d->norm[name->end - 2];
  name->given = d->norm[name->first];
  name->family = last;
  one = single(n, last);
  other = single(n, name->given);
  if (one != FB_NONE) n->b->scores.at[one].of[FB_PERSON] += name->typed == FB_PERSON ? LAST : GUESSED;
  if (other != FB_NONE && other != one) n->b->scores.at[other].of[FB_PERSON] += FIRST;
}

/* An organization's lends to its acronym, and to its words: "the League" after "the Lund Football League". */
static void lend_organization(naming *n, uint32_t index) {
  fb_box *b = n->b;
  const fb_name *name = &b->names.at[index];
  uint32_t t;
  if (n->acronyms) {
    uint32_t acronym = acronym_of(n, name);
    if (acronym != FB_NONE) {
      b->scores.at[acronym].of[FB_ORGANIZATION] += ACRONYM;
      b->names.at[acronym].stands_for = index;
    }
  }
  for (t = name->first; t < name->end; t++) {
    uint32_t head = single(n, n->d->norm[t]);
    fb_score *s;
    if (head == FB_NONE || b->names.at[head].typed) continue;
    s = &b->scores.at[head];
    if ((t == name->end - 1 && b->names.at[head].known > 0) || (s->of[FB_PERSON] < 1 && s->of[FB_PLACE] <= 0))
      s->of[FB_ORGANIZATION] += HEAD;
  }
}

/* Full names lend to single words that repeat a part of them; initials lend to acronyms. */
static void share(naming *n) {
  uint32_t i;
  double score;
  for (i = 0; i < n->b->names.n; i++) {
    fb_name *name = &n->b->names.at[i];
    fb_type type;
    if (name->end - name->first < 2) continue;
    type = best(&n->b->scores.at[i], &score);
    if (type == FB_PERSON) lend_person(n, name);
    else if (type == FB_ORGANIZATION) lend_organization(n, i);
  }
}

/* Takes what earlier windows of the text have decided as evidence. */
static void recall(naming *n) {
  uint32_t i;
  for (i = 0; i < n->b->names.n; i++) {
    fb_type type = fb_recall_type(n->b, n->d, &n->b->names.at[i]);
    if (type) n->b->scores.at[i].of[type] += RECALLED;
  }
}

/* Settles a name's type. */
static void settle(const naming *n, uint32_t index) {
  fb_name *name = &n->b->names.at[index];
  double score, doubt = n->b->scores.at[index].doubt;
  fb_type type = best(&n->b->scores.at[index], &score);
  /* a common word that keeps its capital all through the text is a name after all */
  if (name->known > 1 && !name->acronym) doubt /= name->known;
  if (name->known == 0) doubt += START;
  if (n->caseless && doubt == 0) doubt = UNKNOWN;
  name->type = FB_UNTYPED;
  if ((name->typed && !n->caseless) || score >= doubt) name->type = (uint8_t)(type ? type : FB_OTHER);
}

/* Gives spans the kinds of what they turned out to be. */
static fb_status retype(naming *n, fb_runner *r) {
  uint32_t i;
  for (i = 0; i < n->b->mentions.n; i++) {
    const fb_mention *m = &n->b->mentions.at[i];
    fb_span *s = &n->d->spans.at[m->span];
    uint8_t type = n->b->names.at[m->name].type;
    if (!type) s->flags |= FB_SPAN_DEAD;
    else if (said_of(n->g, s)->type != type && n->g->kind_of[type] != FB_NONE) {
      fb_doc_retype(n->d, m->span, (uint16_t)n->g->kind_of[type]);
      FB_TRY(fb_vm_see(&r->vm, s));
    }
  }
  return FB_OK;
}

fb_status fb_names_decide(fb_box *b, fb_doc *d, const fb_guide *g, fb_runner *r, int caseless) {
  naming n;
  fb_status status;
  uint32_t i;
  memset(&n, 0, sizeof n);
  n.b = b;
  n.d = d;
  n.g = g;
  n.by_phrase = &b->maps[0];
  n.by_word = &b->maps[1];
  n.caseless = caseless;
  status = gather(&n);
  if (status == FB_OK) {
    take_clues(&n);
    if (b->recall.entities.n) recall(&n);
    share(&n);
    for (i = 0; i < b->names.n; i++) settle(&n, i);
    status = retype(&n, r);
  }
  fb_map_reset(n.by_phrase);
  fb_map_reset(n.by_word);
  b->scores.n = 0;
  return status;
}
