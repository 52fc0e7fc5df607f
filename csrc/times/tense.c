/*
** tense.c: the tense around a time.
*/
#include "tense.h"

/* Words of a verb group that stand before its participle at most. */
enum { GROUP_REACH = 4 };
/* A text of more bytes that has no tense is no note. */
enum { NOTE_BYTES = 300 };

/* What a word says of tense. */
typedef enum tense { NO_TENSE, PAST, PRESENT, FUTURE, PLANNED, EITHER, ENDS_IN_ED } tense;

typedef struct sentence {
  const fb_reading *r;
  const fb_doc *d;
  uint32_t first, end; /* tokens */
  int either;          /* a word in it may be past ("hit") where it is past */
  int loose;
} sentence;

static tense tense_named(const fb_value *v) {
  static const char *const names[] = {"past", "present", "future", "planned"};
  int k;
  for (k = 0; k < 4; k++)
    if (strlen(names[k]) == v->len && memcmp(names[k], v->s, v->len) == 0) return (tense)(PAST + k);
  return NO_TENSE;
}

static const char *norm_of(const fb_doc *d, uint32_t t, uint32_t *n) {
  *n = fb_vocab_word(&d->vocab, d->norm[t])->len;
  return fb_vocab_bytes(&d->vocab, d->norm[t]);
}

/* From the list, or from -ed. Clitics ("I'll") tell nothing so far, though the list has some. */
static tense tense_of(const fb_reading *r, uint32_t t) {
  const fb_doc *d = r->d;
  const fb_guide *g = &r->p->guide;
  const char *s;
  tense found = NO_TENSE;
  uint32_t k, n;
  if (g->time_tense != FB_NONE && d->sight[t].lists & FB_LIST_BIT(g->time_tense) && !(d->cls[t] & FB_C_CLITIC))
    for (k = d->hit_at[t]; k != FB_NONE; k = d->hits.at[k].next) {
      fb_value v;
      if (d->hits.at[k].list != g->time_tense || d->hits.at[k].len != 1) continue;
      if (!fb_hit_attr(r->p, d, k, (uint16_t)g->key[FB_KEY_tense], &v)) continue;
      found = tense_named(&v);
      if (found == PAST && fb_hit_attr(r->p, d, k, (uint16_t)g->key[FB_KEY_ambiguous], &v)) found = EITHER;
    }
  if (found) return found;
  s = norm_of(d, t, &n);
  return n > 4 && s[n - 2] == 'e' && s[n - 1] == 'd' ? ENDS_IN_ED : NO_TENSE;
}

static uint32_t class_of(const sentence *x, uint32_t t) { return fb_guide_word(&x->r->p->guide, x->d->norm[t]); }

static int is_capitalized(const sentence *x, uint32_t t) {
  char c = x->r->input[fb_doc_place(x->d, t, t + 1).first];
  return c >= 'A' && c <= 'Z';
}

static int ends_in_ly(const sentence *x, uint32_t t) {
  uint32_t n;
  const char *s = norm_of(x->d, t, &n);
  return n >= 2 && s[n - 2] == 'l' && s[n - 1] == 'y';
}

/* Is the token behind t, in the sentence, one of a class? */
static int follows(const sentence *x, uint32_t t, uint32_t class) {
  return t + 1 < x->end && class_of(x, t + 1) & class;
}

/* Direction of a verb group that ends in a participle or past form, from what stands before it. */
static fb_direction participle(sentence *x, uint32_t t) {
  uint32_t least = t > GROUP_REACH && t - GROUP_REACH > x->first ? t - GROUP_REACH : x->first;
  int passive = 0;
  while (t-- > least) {
    uint32_t class = class_of(x, t);
    tense before = tense_of(x->r, t);
    if (before == FUTURE || (class & FB_WORD_TO && passive)) return FB_FUTURE;
    if (class & FB_WORD_BE) passive = 1;
    if (class & FB_WORD_LASTING) return FB_NEAR;
    if (before == PAST) return FB_PAST;
    if (before == PRESENT) {
      x->loose = (class & FB_WORD_IS) != 0;
      return FB_PAST;
    }
    if (!(class & FB_WORD_BEFORE_PARTICIPLE) && !ends_in_ly(x, t)) break;
  }
  return FB_PAST;
}

/* Tense of the verb group around a word: "will be held" looks ahead though "held" does not. 0: it is no finite verb. */
static int group_tense(sentence *x, uint32_t t, tense told, fb_direction *direction) {
  switch (told) {
    case PLANNED: *direction = FB_FUTURE; return follows(x, t, FB_WORD_AFTER_PLANNED);
    case PRESENT: *direction = follows(x, t, FB_WORD_TO) ? FB_FUTURE : FB_NEAR; return 1;
    case FUTURE: *direction = FB_FUTURE; return 1;
    case EITHER: return 0;
    default: break;
  }
  if (told == ENDS_IN_ED && t > x->first && is_capitalized(x, t)) return 0; /* "Mohamed" */
  x->loose = 0;
  *direction = participle(x, t);
  /* "talks, followed by others" */
  return *direction != FB_PAST || x->loose || told != ENDS_IN_ED || !follows(x, t, FB_WORD_AGENT);
}

/*
** Whether a word that may be present or past ("The storm hit the coast") stands where news means the past: neither
** first, as a command does, nor as a noun or infinitive.
*/
static int may_be_past(const sentence *x, uint32_t t) {
  return t > x->first && !(class_of(x, t - 1) & FB_WORD_NO_PAST);
}

/* What a token says of the direction; 0: nothing. */
static int told_at(sentence *x, uint32_t t, fb_direction *direction) {
  tense told = tense_of(x->r, t);
  x->loose = 0;
  if (told == NO_TENSE) return 0;
  if (group_tense(x, t, told, direction)) return 1;
  if (told == EITHER && may_be_past(x, t)) x->either = 1;
  return 0;
}

static int is_quote(const sentence *x, uint32_t t) { return (class_of(x, t) & FB_WORD_QUOTE) != 0; }

/* How a text looks that has no tense here. */
static fb_direction outlook_of(const fb_reading *r, fb_outlook *outlook) {
  uint32_t t;
  if (outlook->known) return (fb_direction)outlook->direction;
  outlook->known = 1;
  outlook->direction = r->ninput > NOTE_BYTES ? FB_NEAR : FB_FUTURE;
  for (t = 0; t < r->d->ntok && outlook->direction == FB_FUTURE; t++) {
    tense told = tense_of(r, t);
    if (told != NO_TENSE && told != EITHER) outlook->direction = FB_NEAR;
  }
  return (fb_direction)outlook->direction;
}

fb_direction fb_tense_direction(const fb_reading *r, fb_outlook *outlook, const fb_found *m, int *loose) {
  const fb_sent *sent = &r->d->sents.at[fb_doc_sentence(r->d, m->first)];
  uint32_t t, start = sent->first;
  int quoted = 0;
  fb_direction direction;
  sentence x;
  x.r = r;
  x.d = r->d;
  x.first = sent->first;
  x.end = sent->end;
  x.either = 0;
  *loose = 0;
  for (t = m->first; t > x.first;) {
    if (is_quote(&x, --t)) {
      quoted = 1;
      start = t + 1;
      break;
    }
    if (told_at(&x, t, &direction)) {
      *loose = x.loose;
      return direction;
    }
  }
  if (start < m->first && class_of(&x, start) & FB_WORD_IMPERATIVE) return FB_FUTURE;
  for (t = m->first; t < x.end; t++) {
    if (is_quote(&x, t)) {
      quoted = t + 1 < x.end && t > m->first;
      break;
    }
    if (told_at(&x, t, &direction)) {
      *loose = x.loose;
      return direction;
    }
  }
  if (x.either) return FB_PAST;
  return quoted ? FB_NEAR : outlook_of(r, outlook);
}
