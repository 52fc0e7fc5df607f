/*
** link.c: links names of the same thing to each other.
*/
#include "link.h"

#include "map.h"

/* Shortest words that may be taken for misspellings of each other, by one and by two letters. */
enum { FUZZY_ONE = 5, FUZZY_TWO = 8 };
/* Longest word that is compared: what is longer is no name. */
enum { FUZZY_LONGEST = 40 };
/* Names that share a word, or the beginning of one, with which a name is compared at most. */
enum { MOST_ALIKE = 32, MOST_FUZZY = 12 };

/* ---- spelling ---- */

/* Is the edit distance of two words at most `most` (1 or 2)? */
static int is_near(const char *a, int n, const char *b, int m, int most) {
  int rows[2][FUZZY_LONGEST + 3], *prev = rows[0], *row = rows[1], i, j;
  if (n - m > most || m - n > most) return 0;
  if (n == m && memcmp(a, b, (size_t)n) == 0) return 1;
  if (n > FUZZY_LONGEST) return 0;
  for (j = 0; j <= m; j++) prev[j] = j;
  for (i = 1; i <= n; i++) {
    int least = i, *swap = prev;
    row[0] = i;
    for (j = 1; j <= m; j++) {
      int x = prev[j - 1] + (a[i - 1] != b[j - 1]);
      if (prev[j] + 1 < x) x = prev[j] + 1;
      if (row[j - 1] + 1 < x) x = row[j - 1] + 1;
      row[j] = x;
      if (x < least) least = x;
    }
    if (least > most) return 0;
    prev = row;
    row = swap;
  }
  return prev[m] <= most;
}

int fb_misspelt(const char *a, size_t na, const char *b, size_t nb) {
  size_t n = na < nb ? na : nb;
  if (n < FUZZY_ONE || na > FB_MAX_TEXT || nb > FB_MAX_TEXT || a[0] != b[0]) return 0;
  if (a[1] != b[1] && memcmp(a + na - 2, b + nb - 2, 2) != 0) return 0;
  return is_near(a, (int)na, b, (int)nb, n >= FUZZY_TWO ? 2 : 1);
}

/* ---- names that share something ---- */

/* A name in a list of those that share something, in the order in which they came. */
typedef struct fellow {
  uint32_t name, next;
} fellow;

typedef struct linking {
  fb_box *b;
  const fb_program *p;
  const fb_doc *d;
  fb_map *lists; /* what is shared -> number of its list */
  fb_vec(fb_chain) chains;
  fb_vec(fellow) fellows;
} linking;

/* What names may share: a word; the first two letters of the last word; its first letter and last two; … */
enum { BY_WORD = 1, BY_START, BY_END, BY_ENDING, BY_INNER };
#define SHARED(what, key) ((uint64_t)(what) << 32 | (key))

static fb_status push(linking *l, uint64_t shared, uint32_t name) {
  uint32_t list = fb_map_find(l->lists, shared);
  fellow f = {name, FB_NONE};
  if (list == FB_NONE) {
    fb_chain empty = {FB_NONE, FB_NONE};
    list = l->chains.n;
    FB_TRY(fb_push(&l->chains, empty));
    FB_TRY(fb_map_set(l->lists, shared, list));
  }
  FB_TRY(fb_push(&l->fellows, f));
  if (l->chains.at[list].head == FB_NONE) l->chains.at[list].head = l->fellows.n - 1;
  else l->fellows.at[l->chains.at[list].tail].next = l->fellows.n - 1;
  l->chains.at[list].tail = l->fellows.n - 1;
  return FB_OK;
}

/* The first that share something; FB_NONE for none. */
static uint32_t fellows_of(const linking *l, uint64_t shared) {
  uint32_t list = fb_map_find(l->lists, shared);
  return list == FB_NONE ? FB_NONE : l->chains.at[list].head;
}

static void forget(linking *l) {
  fb_map_reset(l->lists);
  l->chains.n = l->fellows.n = 0;
}

static uint32_t words(const fb_name *n) { return n->end - n->first; }

static const char *spelling(const linking *l, uint32_t norm, uint32_t *len) {
  *len = fb_vocab_word(&l->d->vocab, norm)->len;
  return fb_vocab_bytes(&l->d->vocab, norm);
}

static int misspelt(const linking *l, uint32_t a, uint32_t b) {
  uint32_t na, nb;
  const char *x = spelling(l, a, &na), *y = spelling(l, b, &nb);
  return fb_misspelt(x, na, y, nb);
}

/* Does a longer name end with the words of a shorter one? */
static int ends_with(const linking *l, const fb_name *longer, const fb_name *shorter) {
  return words(longer) > words(shorter) &&
         memcmp(l->d->norm + longer->end - words(shorter), l->d->norm + shorter->first,
                words(shorter) * sizeof *l->d->norm) == 0;
}

/* ---- persons ---- */

/* Can two first names be of one person: the same, or one an initial of the other? */
static int same_first(const linking *l, uint32_t a, uint32_t b) {
  uint32_t na, nb;
  const char *x = spelling(l, a, &na), *y = spelling(l, b, &nb);
  if (a == b) return 1;
  if (na > 2 && nb > 2) return 0;
  if (na == 0 || nb == 0 || x[0] != y[0]) return 0;
  return na == 1 || x[1] == '.' || nb == 1 || y[1] == '.';
}

/* Can the second, shorter name be the first one's? 3 surely, 2 by the first name, 1 misspelt, 0 no. */
static int same_person(const linking *l, const fb_name *longer, const fb_name *shorter) {
  const uint32_t *norm = l->d->norm;
  if (words(shorter) == 1) {
    uint32_t w = norm[shorter->first];
    if (words(longer) == 1) return misspelt(l, w, norm[longer->first]);
    return w == longer->family ? 3 : w == longer->given ? 2 : misspelt(l, w, longer->family);
  }
  if (words(longer) == 1) return 0;
  if (longer->family == shorter->family) {
    if (same_first(l, longer->given, shorter->given)) return 3;
    if (ends_with(l, longer, shorter)) return 3; /* "Prezident Jan Novak" ends in "Jan Novak" */
    return misspelt(l, longer->given, shorter->given);
  }
  return longer->given == shorter->given && misspelt(l, longer->family, shorter->family);
}

/* The best that a name can be short for, so far. */
typedef struct choice {
  uint32_t name;
  int how;
  uint32_t at; /* where it stands before the name, from 1; 0 for behind it */
} choice;

/*
** Of the first `most` that share something the best that `name` can be short for: by same_person, then the one
** mentioned last before it, or else the first.
*/
static void choose(const linking *l, uint64_t shared, int most, uint32_t name, choice *c) {
  const fb_name *names = l->b->names.at;
  uint32_t i = fellows_of(l, shared);
  for (; i != FB_NONE && most > 0; i = l->fellows.at[i].next, most--) {
    uint32_t other = l->fellows.at[i].name;
    int how = same_person(l, &names[other], &names[name]);
    uint32_t at = names[other].first < names[name].first ? names[other].first + 1 : 0;
    if (how && (how > c->how || (how == c->how && at > c->at))) {
      c->name = other;
      c->how = how;
      c->at = at;
    }
  }
}

/* Links one name of a person to those that are not shorter. */
static fb_status link_person(linking *l, uint32_t index) {
  fb_name *name = &l->b->names.at[index];
  int one = words(name) == 1;
  uint32_t first = one ? l->d->norm[name->first] : name->given;
  uint32_t last = one ? l->d->norm[name->first] : name->family;
  uint32_t n;
  const unsigned char *s = (const unsigned char *)spelling(l, last, &n);
  uint32_t start = n == 0 ? 0 : n == 1 ? s[0] | 1u << 16 : s[0] | (uint32_t)s[1] << 8 | 2u << 16;
  uint32_t end = n == 0   ? 0
                 : n == 1 ? s[0] | (uint32_t)s[0] << 8 | 1u << 24
                          : s[0] | (uint32_t)s[n - 2] << 8 | (uint32_t)s[n - 1] << 16 | 2u << 24;
  choice c = {FB_NONE, 0, 0};
  choose(l, SHARED(BY_WORD, last), MOST_ALIKE, index, &c);
  if (!one) choose(l, SHARED(BY_WORD, first), MOST_ALIKE, index, &c);
  if (c.name == FB_NONE) choose(l, SHARED(BY_START, start), MOST_FUZZY, index, &c);
  if (c.name == FB_NONE) choose(l, SHARED(BY_END, end), MOST_FUZZY, index, &c); /* "Sholz", "Scholz" */
  if (c.name != FB_NONE) {
    name->head = c.name;
    return FB_OK;
  }
  FB_TRY(push(l, SHARED(BY_WORD, last), index));
  FB_TRY(push(l, SHARED(BY_START, start), index));
  FB_TRY(push(l, SHARED(BY_END, end), index));
  return first != last ? push(l, SHARED(BY_WORD, first), index) : FB_OK;
}

/* Links names of persons: full names, surnames, first names, misspellings; the longest names first. */
static fb_status link_persons(linking *l) {
  uint32_t size, i;
  for (size = 4; size >= 1; size--)
    for (i = 0; i < l->b->names.n; i++) {
      const fb_name *n = &l->b->names.at[i];
      if (n->type == FB_PERSON && (words(n) == size || (size == 4 && words(n) > 4))) FB_TRY(link_person(l, i));
    }
  forget(l);
  return FB_OK;
}

/* ---- organizations ---- */

/* Words that names of organizations can be shortened to. */
static fb_status index_organizations(linking *l) {
  uint32_t i, t;
  for (i = 0; i < l->b->names.n; i++) {
    fb_name *n = &l->b->names.at[i];
    if (n->type != FB_ORGANIZATION || words(n) == 1) continue;
    if (n->family == FB_NONE) n->family = l->d->norm[n->end - 1];
    FB_TRY(push(l, SHARED(BY_ENDING, n->family), i));
    for (t = n->first; t + 1 < n->end; t++) FB_TRY(push(l, SHARED(BY_INNER, l->d->norm[t]), i));
  }
  return FB_OK;
}

/* The one longer name that a name ends or, of one word, is contained in; FB_NONE for none or several. */
static uint32_t longer_organization(const linking *l, uint32_t index) {
  const fb_name *names = l->b->names.at, *name = &names[index];
  uint32_t key = words(name) == 1 ? l->d->norm[name->first] : name->family;
  uint32_t full = FB_NONE, i;
  int several = 0, most = MOST_ALIKE;
  for (i = fellows_of(l, SHARED(BY_ENDING, key)); i != FB_NONE && most > 0; i = l->fellows.at[i].next, most--)
    if (ends_with(l, &names[l->fellows.at[i].name], name)) {
      several = several || full != FB_NONE;
      full = l->fellows.at[i].name;
    }
  if (words(name) == 1)
    for (i = fellows_of(l, SHARED(BY_INNER, key)), most = MOST_ALIKE; i != FB_NONE && most > 0;
         i = l->fellows.at[i].next, most--)
      if (l->fellows.at[i].name != full) {
        several = several || full != FB_NONE;
        full = l->fellows.at[i].name;
      }
  return several ? FB_NONE : full;
}

/*
** Links names of organizations: acronyms with full names, and a short form with the one longer name that it ends or
** stands in ("the League" of the Lund Football League, "Costa" of Costa Design).
*/
static fb_status link_organizations(linking *l) {
  uint32_t i, unlisted = 0;
  for (i = 0; i < l->b->names.n; i++) {
    const fb_name *n = &l->b->names.at[i];
    unlisted += n->type == FB_ORGANIZATION && n->canonical == FB_NONE;
  }
  FB_TRY(index_organizations(l));
  for (i = 0; i < l->b->names.n && unlisted; i++) {
    fb_name *name = &l->b->names.at[i];
    uint32_t full = name->stands_for;
    if (name->type != FB_ORGANIZATION || name->canonical != FB_NONE) continue;
    if (full == FB_NONE || full == i || l->b->names.at[full].type != FB_ORGANIZATION) full = longer_organization(l, i);
    if (full != FB_NONE && fb_box_head(l->b, full) != i) name->head = full;
  }
  forget(l);
  return FB_OK;
}

/* ---- canonical names ---- */

/* The list hit over a name's tokens whose list ranks first for its type; FB_NONE for none. */
static uint32_t entry_of(const linking *l, const fb_name *n) {
  const fb_guide *g = &l->p->guide;
  uint32_t k, i, best = FB_NONE, rank = 0;
  for (k = l->d->hit_at[n->first]; k != FB_NONE; k = l->d->hits.at[k].next) {
    const fb_hit *h = &l->d->hits.at[k];
    if (h->len != words(n)) continue;
    for (i = 0; i < g->canonical_lists.n; i++) {
      const fb_canonical_list *c = &g->canonical_lists.at[i];
      if (c->type == n->type && c->list == h->list && (best == FB_NONE || c->rank < rank)) {
        best = k;
        rank = c->rank;
      }
    }
  }
  return best;
}

/* A list hit's value of a key, in the pool. */
static fb_status copy_attr(const linking *l, uint32_t hit, uint32_t key, fb_str *s) {
  fb_value v;
  s->off = 0;
  s->len = FB_NONE;
  if (key == FB_NONE || !fb_hit_attr(l->p, l->d, hit, (uint16_t)key, &v)) return FB_OK;
  return fb_box_string(l->b, v.s, v.len, s);
}

/* Notes a name's canonical form and links it to the first name that has the same. */
static fb_status link_canonical(linking *l, uint32_t index) {
  fb_box *b = l->b;
  fb_name *name = &b->names.at[index];
  fb_canonical c;
  uint64_t h;
  uint32_t hit = entry_of(l, name), same;
  if (hit == FB_NONE) return FB_OK;
  FB_TRY(copy_attr(l, hit, l->p->guide.canonical, &c.name));
  if (c.name.len == FB_NONE) return FB_OK;
  FB_TRY(copy_attr(l, hit, l->p->guide.id, &c.id));
  FB_TRY(copy_attr(l, hit, l->p->guide.origin, &c.source));
  name->list = l->d->hits.at[hit].list;
  name->canonical = b->canonicals.n;
  FB_TRY(fb_push(&b->canonicals, c));
  for (h = fb_vocab_hash(fb_box_at(b, c.name), c.name.len);; h++) {
    fb_str s;
    same = fb_map_find(l->lists, h);
    if (same == FB_NONE) return fb_map_set(l->lists, h, index);
    s = b->canonicals.at[b->names.at[same].canonical].name;
    if (s.len == c.name.len && memcmp(fb_box_at(b, s), fb_box_at(b, c.name), s.len) == 0) break;
  }
  if (b->names.at[same].type == name->type) name->head = same;
  return FB_OK;
}

static fb_status link_all(linking *l) {
  uint32_t i, persons = 0, organizations = 0;
  for (i = 0; i < l->b->names.n; i++) {
    fb_name *n = &l->b->names.at[i];
    if (n->type == FB_PERSON) {
      persons++;
      if (words(n) > 1 && n->family == FB_NONE) { /* the evidence stage had no need of them */
        n->given = l->d->norm[n->first];
        n->family = l->d->norm[n->end - 1];
      }
    } else if (n->type) {
      organizations += n->type == FB_ORGANIZATION;
      FB_TRY(link_canonical(l, i));
    }
  }
  forget(l);
  if (persons > 1) FB_TRY(link_persons(l));
  return organizations > 1 ? link_organizations(l) : FB_OK;
}

fb_status fb_link(fb_box *b, const fb_program *p, const fb_doc *d) {
  linking l;
  fb_status status;
  memset(&l, 0, sizeof l);
  l.b = b;
  l.p = p;
  l.d = d;
  l.lists = &b->maps[0];
  fb_borrow(&l.chains, &b->loans[0]);
  fb_borrow(&l.fellows, &b->loans[1]);
  status = link_all(&l);
  forget(&l);
  fb_give_back(&l.chains, &b->loans[0]);
  fb_give_back(&l.fellows, &b->loans[1]);
  return status;
}
