/*
** resolve.c: goes through names and what refers to them in the order of the text and makes the entities.
*/
#include "resolve.h"

#include "link.h"
#include "map.h"
#include "recall.h"

/* Sentences back that a pronoun may reach, and that "the company" may. */
enum { PRONOUN_REACH = 6, BODY_REACH = 2 };
/* Mentions of persons that a pronoun looks back on at most. */
enum { PRONOUN_STEPS = 24 };
/* Latest aliases that a further one is compared with. */
enum { MOST_ALIKE = 32 };
/* Roles of an entity that a further one is compared with one by one; with more it is looked up. */
enum { FEW_ROLES = 64 };
/* Capitalized words before a title that belong to it at most: "Foreign Policy" of "Foreign Policy Advisor". */
enum { BEFORE_TITLE = 3 };

/* ---- what stages ask of lists and matches ---- */

uint32_t fb_code_of(const fb_value *v) {
  if (v->type != FB_ATTR_STRING) return 0;
  return fb_vocab_hash(v->s, v->len) | 1;
}

/* The code of a value that rules and lists spell in ASCII. */
static uint32_t code_of_word(const char *s) { return fb_vocab_hash(s, strlen(s)) | 1; }

uint32_t fb_listed(const fb_doc *d, uint32_t first, uint32_t end, uint32_t list) {
  uint32_t k;
  if (list == FB_NONE || first >= d->ntok) return FB_NONE;
  for (k = d->hit_at[first]; k != FB_NONE; k = d->hits.at[k].next)
    if (d->hits.at[k].list == list && d->hits.at[k].len == end - first) return k;
  return FB_NONE;
}

int fb_listed_attr(const fb_program *p, const fb_doc *d, uint32_t first, uint32_t end, uint32_t list, uint32_t key,
                   fb_value *v) {
  uint32_t k;
  if (key == FB_NONE) return 0;
  for (k = fb_listed(d, first, end, list); k != FB_NONE; k = d->hits.at[k].next)
    if (d->hits.at[k].list == list && d->hits.at[k].len == end - first && fb_hit_attr(p, d, k, (uint16_t)key, v))
      return 1;
  return 0;
}

const fb_log *fb_captured(const fb_doc *d, uint32_t span, uint32_t name) {
  const fb_span *s = &d->spans.at[span];
  uint32_t k;
  for (k = s->log; k < s->log + s->nlog; k++)
    if (d->log.at[k].kind == FB_LOG_CAPTURE && d->log.at[k].name == name) return &d->log.at[k];
  return NULL;
}

/* ---- the work under way ---- */

/* A mention of a person, for pronouns to come. */
typedef struct person {
  uint32_t name, sentence;
} person;

typedef struct resolving {
  fb_box *b;
  const fb_program *p;
  const fb_guide *g;
  const fb_doc *d;
  const char *text;
  uint64_t kinds; /* FB_KIND_BITs of what refers to names */
  uint32_t token; /* the next one that may begin something that does */
  uint32_t here;  /* the latest mention, and its spot */
  uint32_t spot;
  uint32_t body, body_sentence; /* the organization mentioned last */
  fb_vec(person) persons;
  fb_map *role_of;        /* normal form of a role's noun -> the latest person with it */
  fb_map *by_code;        /* hash of an id of lists -> the entity that has it; further ones under the next keys */
  fb_vec(uint32_t) owned; /* roles whose owner is to be found */
} resolving;

static const fb_span *span_of(const resolving *r, uint32_t mention) {
  return &r->d->spans.at[r->b->mentions.at[mention].span];
}
static uint32_t head_of(const resolving *r, uint32_t mention) {
  return fb_box_head(r->b, r->b->mentions.at[mention].name);
}
static uint8_t own_type(const resolving *r, uint32_t mention) {
  return r->b->names.at[r->b->mentions.at[mention].name].type;
}
static fb_place place_of(const resolving *r, uint32_t mention) {
  const fb_span *s = span_of(r, mention);
  return fb_doc_place(r->d, s->first, s->end);
}

/* ---- strings ---- */

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Are two strings the same but for the case of ASCII letters? */
static int same_folded(const char *a, const char *b, size_t n) {
  size_t i;
  for (i = 0; i < n; i++)
    if (lower(a[i]) != lower(b[i])) return 0;
  return 1;
}

static int same(const fb_box *b, fb_str x, fb_str y) {
  return x.len == y.len && memcmp(fb_box_at(b, x), fb_box_at(b, y), x.len) == 0;
}

/* The words of tokens [first, end) after repair, with single spaces where there was space, in the pool. */
static fb_status surface(const resolving *r, uint32_t first, uint32_t end, fb_str *s) {
  fb_box *b = r->b;
  const fb_doc *d = r->d;
  uint32_t t;
  s->off = b->pool.n;
  for (t = first; t < end; t++) {
    uint32_t n = fb_vocab_word(&d->vocab, d->sym[t])->len;
    FB_TRY(fb_reserve(&b->pool, n + 1));
    if (t > first && !(d->cls[t] & FB_T_GLUED)) b->pool.at[b->pool.n++] = ' ';
    memcpy(b->pool.at + b->pool.n, fb_vocab_bytes(&d->vocab, d->sym[t]), n);
    b->pool.n += n;
  }
  s->len = b->pool.n - s->off;
  return FB_OK;
}

/* ---- chains ---- */

#define APPEND(b, vec, chain, record) \
  do { \
    (record).next = FB_NONE; \
    FB_TRY(fb_push(&(b)->vec, record)); \
    if ((chain)->head == FB_NONE) (chain)->head = (b)->vec.n - 1; \
    else (b)->vec.at[(chain)->tail].next = (b)->vec.n - 1; \
    (chain)->tail = (b)->vec.n - 1; \
  } while (0)

static fb_status add_spot(fb_box *b, uint32_t entity, fb_place at, uint32_t rule, uint32_t sentence, fb_form form) {
  fb_spot s;
  s.at = at;
  s.rule = rule;
  s.sentence = sentence;
  s.form = (uint8_t)form;
  s.government = 0;
  APPEND(b, spots, &b->entities.at[entity].spots, s);
  return FB_OK;
}

/* Adds a further surface form, unless it is known. */
static fb_status add_alias(resolving *r, uint32_t head, uint32_t first, uint32_t end) {
  fb_box *b = r->b;
  const fb_name *n = &b->names.at[head];
  fb_entity *e = &b->entities.at[n->entity];
  fb_alias a;
  uint32_t i, before = b->pool.n;
  int compared = 0;
  FB_TRY(surface(r, first, end, &a.text));
  if (same(b, a.text, e->name)) {
    b->pool.n = before;
    return FB_OK;
  }
  for (i = e->aliases.tail; i != FB_NONE && compared <= MOST_ALIKE; i = b->aliases.at[i].before, compared++)
    if (same(b, a.text, b->aliases.at[i].text)) {
      b->pool.n = before;
      return FB_OK;
    }
  if (!(n->canonical != FB_NONE && same(b, e->name, b->canonicals.at[n->canonical].name)) &&
      !fb_has_lower(fb_box_at(b, e->name), e->name.len) && fb_has_lower(fb_box_at(b, a.text), a.text.len) &&
      a.text.len == e->name.len && same_folded(fb_box_at(b, a.text), fb_box_at(b, e->name), a.text.len)) {
    fb_str capitals = e->name; /* "LUND" of the headline */
    e->name = a.text;
    a.text = capitals;
  }
  a.before = e->aliases.tail;
  APPEND(b, aliases, &e->aliases, a);
  return FB_OK;
}

/* What an entity's role, or the end of one, is looked up by. */
static uint64_t role_key(const resolving *r, uint32_t entity, uint32_t first, uint32_t end) {
  uint64_t h = 0xcbf29ce484222325u ^ entity;
  for (; first < end; first++) h = (h ^ (unsigned char)lower(r->text[first])) * 0x100000001b3u;
  return h;
}

/* Notes what a role ends with, from any of its words on. */
static fb_status note_role(resolving *r, uint32_t entity, fb_place at) {
  uint32_t i;
  for (i = at.first; i < at.end; i++)
    if (i == at.first || r->text[i - 1] == ' ')
      FB_TRY(fb_map_set(&r->b->recall.roles, role_key(r, entity, i, at.end), entity));
  return FB_OK;
}

/* Does a role of the entity end with the words at a place? Where it has many, *many: the further one is to be noted. */
static fb_status has_role(resolving *r, uint32_t entity, fb_place at, int *has, int *many) {
  const fb_box *b = r->b;
  const char *s = r->text + at.first;
  uint32_t i, n = at.end - at.first, count = 0;
  *many = 0;
  for (i = b->entities.at[entity].roles.head; i != FB_NONE && count < FEW_ROLES; i = b->roles.at[i].next, count++) {
    fb_place other = b->roles.at[i].at;
    uint32_t m = other.end - other.first;
    const char *o = r->text + other.first;
    *has = m >= n && same_folded(s, o + m - n, n) && (m == n || o[m - n - 1] == ' ');
    if (*has) return FB_OK;
  }
  *has = 0;
  if (count < FEW_ROLES) return FB_OK;
  *many = 1;
  if (i == FB_NONE) /* there are many from now on */
    for (i = b->entities.at[entity].roles.head; i != FB_NONE; i = b->roles.at[i].next)
      FB_TRY(note_role(r, entity, b->roles.at[i].at));
  *has = fb_map_find(&b->recall.roles, role_key(r, entity, at.first, at.end)) != FB_NONE;
  return FB_OK;
}

/*
** Adds a role of the bytes `at`; within tokens [first, end) stands a mention that says whose. It may not have been met
** yet, so that `of` is filled in at the end.
*/
static fb_status add_role(resolving *r, uint32_t head, fb_place at, uint32_t first, uint32_t end) {
  fb_box *b = r->b;
  uint32_t entity = b->names.at[head].entity;
  fb_entity *e = &b->entities.at[entity];
  fb_role_of role;
  int has, many;
  FB_TRY(has_role(r, entity, at, &has, &many));
  if (has) return FB_OK;
  if (many) FB_TRY(note_role(r, entity, at));
  role.at = at;
  role.of = FB_NONE;
  role.first = first;
  role.end = end;
  APPEND(b, roles, &e->roles, role);
  return end ? fb_push(&r->owned, b->roles.n - 1) : FB_OK;
}

static int is_word(const fb_box *b, fb_str s) { return !memchr(fb_box_at(b, s), ' ', s.len); }

/* Gives a head the entity of an earlier window; a full name becomes that of who was called by one word so far. */
static fb_status join_entity(resolving *r, uint32_t head, uint32_t entity) {
  fb_box *b = r->b;
  fb_name *n = &b->names.at[head];
  fb_entity *e = &b->entities.at[entity];
  n->entity = entity;
  n->recalled = 1;
  if (!n->gender) {
    n->gender = e->gender;
    n->sure = e->sure;
  }
  if (n->end - n->first > 1 && e->canonical == FB_NONE && is_word(b, e->name)) {
    fb_str full;
    FB_TRY(surface(r, n->first, n->end, &full));
    if (is_word(b, full)) b->pool.n = full.off; /* "Lund-Hansen" */
    else {
      fb_alias a;
      a.text = e->name;
      a.before = e->aliases.tail;
      e->name = full;
      APPEND(b, aliases, &e->aliases, a);
    }
  }
  return FB_OK;
}

/* Makes the entity of a head. */
static fb_status new_entity(resolving *r, uint32_t head) {
  fb_box *b = r->b;
  fb_name *n = &b->names.at[head];
  fb_entity e;
  fb_value v;
  memset(&e, 0, sizeof e);
  e.spots.head = e.aliases.head = e.roles.head = FB_NONE;
  e.spots.tail = e.aliases.tail = e.roles.tail = FB_NONE;
  e.type = n->type;
  e.canonical = n->canonical;
  if (b->recall.entities.n) {
    uint32_t known = fb_recall_entity(b, r->d, n);
    if (known != FB_NONE) return join_entity(r, head, known);
  }
  if (n->canonical != FB_NONE) e.name = b->canonicals.at[n->canonical].name;
  if (n->canonical == FB_NONE || n->list == r->g->city) { /* "Cordova" need not be the Cordoba of the list */
    fb_str s;
    FB_TRY(surface(r, n->first, n->end, &s));
    if (n->canonical == FB_NONE || s.len != e.name.len || !same_folded(fb_box_at(b, s), fb_box_at(b, e.name), s.len))
      e.name = s;
  }
  FB_TRY(fb_push(&b->entities, e));
  n->entity = b->entities.n - 1;
  if (n->canonical == FB_NONE && n->type == FB_PERSON &&
      fb_listed_attr(r->p, r->d, n->first, n->first + 1, r->g->first_name, r->g->gender, &v)) {
    uint32_t gender = fb_code_of(&v);
    if (gender == code_of_word("m") || gender == code_of_word("f")) n->gender = gender;
  }
  return FB_OK;
}

/* ---- titles and roles ---- */

/* The mention before mention `i` if it ends with the token before `end`, over a possessive mark; FB_NONE. */
static uint32_t mention_ending(const resolving *r, uint32_t i, uint32_t end) {
  const fb_span *s;
  do {
    if (i-- == 0) return FB_NONE;
    s = span_of(r, i);
  } while (s->first >= end);
  if (!own_type(r, i)) return FB_NONE;
  return s->end == end || (s->end + 1 == end && fb_doc_is(r->d, end - 1, "'s")) ? i : FB_NONE;
}

/* The title before a name: role, whose it is, gender. */
static fb_status read_title(resolving *r, uint32_t i, uint32_t head) {
  const fb_doc *d = r->d;
  const fb_guide *g = r->g;
  fb_name *n = &r->b->names.at[head];
  const fb_log *c = fb_captured(d, r->b->mentions.at[i].span, g->role);
  fb_value v;
  uint32_t at, start, owner = FB_NONE;
  fb_place place;
  if (!c || c->end == c->first) return FB_OK;
  if (fb_listed_attr(r->p, d, c->first, c->end, g->person_title, g->gender, &v)) {
    n->gender = fb_code_of(&v);
    n->sure = 1;
  }
  if (fb_listed_attr(r->p, d, c->first, c->end, g->person_title, g->sort, &v) &&
      fb_code_of(&v) == code_of_word("honorific"))
    return FB_OK;
  n->role_word = d->norm[c->end - 1];
  start = d->sents.at[fb_doc_sentence(d, c->first)].first;
  at = c->first; /* the role begins here: "Foreign Policy" of "Foreign Policy Advisor" is no name, and part of it */
  while (at > start + 1 && c->first - at < BEFORE_TITLE && (d->cls[at - 1] & FB_C_CAP) &&
         mention_ending(r, i, at) == FB_NONE)
    at--;
  if (at > start) owner = mention_ending(r, i, at);
  place = fb_doc_place(d, at, c->end);
  if (owner != FB_NONE && own_type(r, owner) != FB_PERSON && own_type(r, owner) != FB_OTHER) {
    place.first = place_of(r, owner).first;
    return add_role(r, head, place, span_of(r, owner)->first, span_of(r, owner)->end);
  }
  return add_role(r, head, place, c->first, c->end); /* "US Secretary of State" says itself whose */
}

/* "Ana Lund, editor of the Bergen Times,": the role. */
static fb_status read_apposition(resolving *r, uint32_t span, uint32_t i, uint32_t head) {
  const fb_doc *d = r->d;
  const fb_guide *g = r->g;
  fb_name *n = &r->b->names.at[head];
  const fb_log *c = fb_captured(d, span, g->role);
  uint32_t first, t;
  if (!c || c->end == c->first) return FB_OK;
  first = c->first;
  if (first < span_of(r, i)->first) { /* "Honda spokeswoman Ana Lund": whose stands before it */
    uint32_t owner = mention_ending(r, i, first);
    if (owner != FB_NONE) first = span_of(r, owner)->first;
  }
  FB_TRY(add_role(r, head, fb_doc_place(d, first, c->end), first, c->end));
  for (t = first; t < c->end; t++) {
    fb_value v;
    if (!fb_listed_attr(r->p, d, t, t + 1, g->person_title, g->sort, &v) || fb_code_of(&v) != code_of_word("role"))
      continue;
    if (!n->gender && fb_listed_attr(r->p, d, t, t + 1, g->person_title, g->gender, &v)) n->gender = fb_code_of(&v);
    n->role_word = d->norm[t];
    return fb_map_set(r->role_of, n->role_word, head);
  }
  return FB_OK;
}

/* ---- what refers to names ---- */

/*
** Whom "he" or "she" can be: the subject of this sentence so far, or of a sentence before; as an object or before a
** noun rather somebody else than the subject. FB_NONE: nobody.
*/
static uint32_t antecedent(const resolving *r, uint32_t sentence, uint32_t gender, int object) {
  uint32_t recent = FB_NONE, subject = FB_NONE, earlier = FB_NONE, earlier_sentence = 0, unsure = FB_NONE, j;
  int several = 0;
  for (j = r->persons.n; j > 0 && r->persons.n - j < PRONOUN_STEPS; j--) {
    uint32_t name = r->persons.at[j - 1].name, s = r->persons.at[j - 1].sentence;
    const fb_name *n = &r->b->names.at[name];
    if (sentence - s > PRONOUN_REACH) break;
    if (!n->gender || n->gender == gender) {
      if (s == sentence) {
        if (recent == FB_NONE) recent = name;
        subject = name;
      } else if (earlier == FB_NONE || earlier_sentence == s) {
        earlier = name;
        earlier_sentence = s;
      } else break;
    } else if (!n->sure && !several) { /* a first name can mislead */
      several = unsure != FB_NONE && unsure != name;
      unsure = several ? FB_NONE : name;
    }
  }
  if (recent == FB_NONE && earlier == FB_NONE) return unsure;
  if (object) {
    if (recent != FB_NONE && recent != subject) return recent;
    return earlier != FB_NONE ? earlier : subject;
  }
  return subject != FB_NONE ? subject : earlier;
}

/* Is the place a country, or its capital: can its name stand for a government? */
static int has_government(resolving *r, uint32_t head) {
  fb_name *n = &r->b->names.at[head];
  if (!n->power) {
    fb_value v;
    fb_str id = {0, FB_NONE};
    if (n->canonical != FB_NONE) id = r->b->canonicals.at[n->canonical].id;
    n->power = 1 + (id.len == 2 || fb_listed_attr(r->p, r->d, n->first, n->end, r->g->city, r->g->capital, &v));
  }
  return n->power == 2;
}

static fb_status refer_at(resolving *r, uint32_t span, fb_role role) {
  const fb_doc *d = r->d;
  const fb_span *s = &d->spans.at[span];
  fb_box *b = r->b;
  uint32_t head = FB_NONE, sentence = d->sent_base + fb_doc_sentence(d, s->first);
  fb_form form = FB_FORM_NOMINAL;
  fb_point point = {s->first, FB_NONE};
  fb_value v;
  switch (role) {
    case FB_ROLE_PRONOUN: {
      uint32_t gender = 0;
      int object = 0;
      if (r->g->gender != FB_NONE && fb_span_attr(r->p, d, span, (uint16_t)r->g->gender, &v)) gender = fb_code_of(&v);
      if (r->g->grammar != FB_NONE && fb_span_attr(r->p, d, span, (uint16_t)r->g->grammar, &v))
        object = fb_code_of(&v) == code_of_word("object");
      head = antecedent(r, sentence, gender, object);
      form = FB_FORM_PRONOUN;
      if (head != FB_NONE) {
        b->names.at[head].gender = gender;
        b->names.at[head].sure = 1;
      }
      break;
    }
    case FB_ROLE_GOVERNMENT:
      if (r->here != FB_NONE && span_of(r, r->here)->first == s->first && span_of(r, r->here)->end == s->end) {
        uint32_t it = head_of(r, r->here), rule = span_of(r, r->here)->rule;
        uint8_t type = b->names.at[it].type;
        if ((type == FB_ORGANIZATION && rule < r->g->rules.n && (r->g->rules.at[rule] & FB_RULE_SEAT)) ||
            (type == FB_PLACE && has_government(r, it)))
          b->spots.at[r->spot].government = 1;
      }
      return FB_OK;
    case FB_ROLE_APPOSITION:
      if (r->here != FB_NONE && span_of(r, r->here)->first == s->first) {
        uint32_t it = head_of(r, r->here);
        if (b->names.at[it].type == FB_PERSON) return read_apposition(r, span, r->here, it);
      }
      return FB_OK;
    case FB_ROLE_NOMINAL:
      head = fb_map_find(r->role_of, d->norm[s->end - 1]);
      if (head == FB_NONE && b->recall.entities.n) point.entity = fb_recall_office(b, d, d->norm[s->end - 1]);
      break;
    default:
      if (r->body != FB_NONE && sentence - r->body_sentence <= BODY_REACH) point.entity = r->body;
  }
  if (head != FB_NONE) point.entity = b->names.at[head].entity;
  if (point.entity == FB_NONE) return FB_OK;
  FB_TRY(fb_push(&b->points, point));
  return add_spot(b, point.entity, fb_doc_place(d, s->first, s->end), s->rule, sentence, form);
}

/* Takes what refers to names before token `limit`. */
static fb_status references(resolving *r, uint32_t limit) {
  const fb_doc *d = r->d;
  for (; r->token < limit; r->token++) {
    uint32_t k;
    for (k = d->sight[r->token].kinds & r->kinds ? d->span_at[r->token] : FB_NONE; k != FB_NONE;
         k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      fb_role role = s->kind < r->g->roles.n ? (fb_role)r->g->roles.at[s->kind] : FB_ROLE_NONE;
      if (role >= FB_ROLE_PRONOUN && !(s->flags & FB_SPAN_DEAD)) FB_TRY(refer_at(r, k, role));
    }
  }
  return FB_OK;
}

/* ---- whose a role is ---- */

/* The entity with an id of the word lists; FB_NONE. The slot where it stands or would stand is *key. */
static uint32_t by_code(const resolving *r, const char *s, uint32_t n, uint64_t *key) {
  const fb_box *b = r->b;
  for (*key = fb_vocab_hash(s, n);; ++*key) {
    uint32_t e = fb_map_find(r->by_code, *key);
    fb_str id;
    if (e == FB_NONE) return FB_NONE;
    id = b->canonicals.at[b->entities.at[e].canonical].id;
    if (id.len == n && memcmp(fb_box_at(b, id), s, n) == 0) return e;
  }
}

static fb_status note_code(resolving *r, uint32_t entity) {
  const fb_entity *e = &r->b->entities.at[entity];
  uint64_t key;
  fb_str id;
  if (e->canonical == FB_NONE) return FB_OK;
  id = r->b->canonicals.at[e->canonical].id;
  if (id.len == FB_NONE) return FB_OK;
  by_code(r, fb_box_at(r->b, id), id.len, &key);
  return fb_map_set(r->by_code, key, entity);
}

/* Whose role: of a demonym, the country where it is mentioned. */
static uint32_t owner_of(const resolving *r, uint32_t i) {
  uint32_t head = head_of(r, i);
  const fb_span *s = span_of(r, i);
  if (r->b->names.at[head].type == FB_DEMONYM) {
    fb_value v;
    if (fb_listed_attr(r->p, r->d, s->first, s->end, r->g->demonym, r->g->of, &v) && v.type == FB_ATTR_STRING) {
      uint64_t key;
      uint32_t e = by_code(r, v.s, v.len, &key);
      if (e != FB_NONE) return e;
    }
  }
  return r->b->names.at[head].entity;
}

/* The first mention that starts at token `first` or later. */
static uint32_t first_mention(const fb_box *b, const fb_doc *d, uint32_t first) {
  uint32_t lo = 0, hi = b->mentions.n;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (d->spans.at[b->mentions.at[mid].span].first < first) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

/* The next mention inside tokens [.., end) from mention `i` on that is a name; FB_NONE where there are no more. */
static uint32_t mention_inside(const fb_box *b, const fb_doc *d, uint32_t i, uint32_t end) {
  for (; i < b->mentions.n; i++) {
    const fb_span *s = &d->spans.at[b->mentions.at[i].span];
    if (s->first >= end) break;
    if (s->end <= end && b->names.at[b->mentions.at[i].name].type) return i;
  }
  return FB_NONE;
}

/* Fills in whose roles are: of the names inside, the one that can most likely have an office. */
static void find_owners(resolving *r) {
  static const int rank_of[FB_TYPES] = {0, 1, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0};
  uint32_t j, i;
  for (j = 0; j < r->owned.n; j++) {
    fb_role_of *role = &r->b->roles.at[r->owned.at[j]];
    uint32_t owner = FB_NONE;
    int rank = 0;
    for (i = first_mention(r->b, r->d, role->first); (i = mention_inside(r->b, r->d, i, role->end)) != FB_NONE; i++)
      if (rank_of[own_type(r, i)] > rank) {
        rank = rank_of[own_type(r, i)];
        owner = i;
      }
    if (owner != FB_NONE) role->of = owner_of(r, owner);
  }
}

/* ---- the stage ---- */

/* Adds a mention to its entity, new or not. */
static fb_status take_mention(resolving *r, uint32_t i) {
  fb_box *b = r->b;
  const fb_span *s = span_of(r, i);
  uint32_t name = b->mentions.at[i].name, head = fb_box_head(b, name);
  uint32_t sentence = r->d->sent_base + fb_doc_sentence(r->d, s->first);
  fb_place at = fb_doc_place(r->d, s->first, s->end);
  fb_name *n = &b->names.at[name], *h = &b->names.at[head];
  fb_place raw = n->raw;
  if (h->entity == FB_NONE) FB_TRY(new_entity(r, head));
  if (raw.first == FB_NONE || raw.end - raw.first != at.end - at.first ||
      memcmp(r->text + raw.first, r->text + at.first, at.end - at.first) != 0) {
    if (raw.first != FB_NONE || head != name || h->canonical != FB_NONE || h->recalled)
      FB_TRY(add_alias(r, head, s->first, s->end));
    n->raw = at;
  }
  r->here = i;
  r->spot = b->spots.n;
  FB_TRY(add_spot(b, h->entity, at, s->rule, sentence, FB_FORM_NAME));
  if (h->type == FB_PERSON) {
    person p;
    if (s->rule < r->g->rules.n && (r->g->rules.at[s->rule] & FB_RULE_TITLED)) FB_TRY(read_title(r, i, head));
    p.name = head;
    p.sentence = sentence;
    FB_TRY(fb_push(&r->persons, p));
    return h->role_word != FB_NONE ? fb_map_set(r->role_of, h->role_word, head) : FB_OK;
  }
  if (h->type == FB_ORGANIZATION) {
    r->body = h->entity;
    r->body_sentence = sentence;
    return FB_OK;
  }
  return note_code(r, h->entity);
}

/* Takes who was mentioned at the end of the window before. */
static fb_status take_recent(resolving *r) {
  fb_box *b = r->b;
  uint32_t i;
  r->body = b->recall.body;
  r->body_sentence = b->recall.body_sentence;
  for (i = 0; i < b->recall.persons.n; i++) {
    const fb_recent *recent = &b->recall.persons.at[i];
    person p;
    fb_name n; /* without words */
    memset(&n, 0, sizeof n);
    n.head = n.stands_for = n.given = n.family = n.list = n.canonical = n.role_word = n.raw.first = FB_NONE;
    n.type = FB_PERSON;
    n.entity = recent->entity;
    n.gender = recent->gender;
    n.sure = recent->sure;
    p.name = b->names.n;
    p.sentence = recent->sentence;
    FB_TRY(fb_push(&b->names, n));
    FB_TRY(fb_push(&r->persons, p));
  }
  return FB_OK;
}

/* Notes what the next window will ask for. */
static fb_status note_recent(resolving *r) {
  fb_box *b = r->b;
  uint32_t i = r->persons.n > PRONOUN_STEPS ? r->persons.n - PRONOUN_STEPS : 0;
  b->recall.body = r->body;
  b->recall.body_sentence = r->body_sentence;
  b->recall.persons.n = 0;
  for (; i < r->persons.n; i++) {
    const fb_name *n = &b->names.at[r->persons.at[i].name];
    fb_recent recent;
    memset(&recent, 0, sizeof recent);
    recent.entity = n->entity;
    recent.sentence = r->persons.at[i].sentence;
    recent.gender = n->gender;
    recent.sure = n->sure;
    FB_TRY(fb_push(&b->recall.persons, recent));
  }
  return fb_recall_note(b, r->d, r->g, r->role_of);
}

static fb_status take_all(resolving *r) {
  uint32_t i;
  FB_TRY(take_recent(r));
  for (i = 0; i < r->b->mentions.n; i++) {
    if (!own_type(r, i)) continue;
    FB_TRY(references(r, span_of(r, i)->first));
    FB_TRY(take_mention(r, i));
  }
  FB_TRY(references(r, r->d->ntok));
  find_owners(r);
  return r->b->recall.on ? note_recent(r) : FB_OK;
}

fb_status fb_resolve(fb_box *b, const fb_program *p, const fb_doc *d, const char *text) {
  resolving r;
  fb_status status;
  memset(&r, 0, sizeof r);
  r.b = b;
  r.p = p;
  r.g = &p->guide;
  r.d = d;
  r.text = text;
  r.kinds = fb_kinds_of(r.g, FB_ROLE_PRONOUN, FB_ROLE_GOVERNMENT);
  r.here = r.spot = r.body = FB_NONE;
  r.role_of = &b->maps[0];
  r.by_code = &b->recall.codes;
  status = fb_link(b, p, d);
  fb_borrow(&r.persons, &b->loans[0]);
  fb_borrow(&r.owned, &b->loans[1]);
  if (status == FB_OK) status = take_all(&r);
  fb_give_back(&r.persons, &b->loans[0]);
  fb_give_back(&r.owned, &b->loans[1]);
  fb_map_reset(r.role_of);
  if (!b->recall.on) fb_map_reset(r.by_code);
  return status;
}

/* ---- for speakers and addressees ---- */

/* What a pronoun or noun at a token stands for; FB_NONE. The latest one at a token counts. */
static uint32_t point_at(const fb_box *b, uint32_t token) {
  uint32_t lo = 0, hi = b->points.n;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (b->points.at[mid].token <= token) lo = mid + 1;
    else hi = mid;
  }
  return lo > 0 && b->points.at[lo - 1].token == token ? b->points.at[lo - 1].entity : FB_NONE;
}

/* Adds an entity to a party, once. */
static fb_status add_to(fb_box *b, fb_party *party, uint32_t entity) {
  uint32_t i;
  for (i = party->ids; i < party->ids + party->nids; i++)
    if (b->ids.at[i] == entity) return FB_OK;
  FB_TRY(fb_push(&b->ids, entity));
  party->nids++;
  return FB_OK;
}

/* How the name of tokens [at, end) stands in a stretch that begins at `first`. */
typedef enum standing { ALONE, JOINED, FAR } standing;

static standing standing_of(const fb_guide *g, const fb_doc *d, uint32_t first, uint32_t at) {
  standing found = ALONE;
  uint32_t t;
  for (t = at; t > first && at - t < 3; t--) {
    uint32_t bits = fb_guide_word(g, d->norm[t - 1]);
    if (bits & FB_WORD_JOINER) return found == FAR ? FAR : t == at ? JOINED : ALONE;
    if (bits & FB_WORD_PREPOSITION) found = FAR; /* it belongs to another noun: "a spokesman for Lund" */
  }
  return found;
}

/*
** Names within the stretch: persons first; of others those that end it or are joined to something. `pass` 0 takes
** persons, 1 the joined others, 2 all others.
*/
static fb_status take_names(fb_box *b, const fb_guide *g, const fb_doc *d, uint32_t first, uint32_t end, int pass,
                            fb_party *party) {
  uint32_t i = first_mention(b, d, first);
  for (; (i = mention_inside(b, d, i, end)) != FB_NONE; i++) {
    const fb_span *s = &d->spans.at[b->mentions.at[i].span];
    uint32_t head = fb_box_head(b, b->mentions.at[i].name);
    const fb_name *n = &b->names.at[head];
    standing how;
    if (s->end < end && fb_doc_is(d, s->end, "'s")) continue;
    if ((n->type == FB_PERSON) != (pass == 0)) continue;
    how = standing_of(g, d, first, s->first);
    if (how == FAR || (pass == 1 && how != JOINED)) continue;
    if (pass > 0) {
      if (n->type == FB_DEMONYM && s->end < end) continue;
      if (s->end < end && !(fb_guide_word(g, d->norm[s->end]) & FB_WORD_JOINER) && !fb_doc_is(d, s->end, "(")) continue;
    }
    FB_TRY(add_to(b, party, n->entity));
  }
  return FB_OK;
}

static fb_status point_to(fb_box *b, fb_party *party, fb_by by, uint32_t entity) {
  party->by = (uint8_t)by;
  return entity == FB_NONE ? FB_OK : add_to(b, party, entity);
}

fb_status fb_refer(fb_box *b, const fb_program *p, const fb_doc *d, uint32_t first, uint32_t end, fb_party *party) {
  const fb_guide *g = &p->guide;
  uint32_t t;
  party->ids = b->ids.n;
  party->nids = 0;
  party->by = FB_BY_NOBODY;
  if (end <= first) return FB_OK;
  if (end == first + 1 && (fb_guide_word(g, d->norm[first]) & FB_WORD_PRONOUN) &&
      mention_inside(b, d, first_mention(b, d, first), end) == FB_NONE)
    return point_to(b, party, FB_BY_PRONOUN, point_at(b, first));
  FB_TRY(take_names(b, g, d, first, end, 0, party));
  FB_TRY(take_names(b, g, d, first, end, party->nids ? 1 : 2, party));
  if (party->nids) {
    party->by = FB_BY_NAME;
    return FB_OK;
  }
  for (t = first; t < end; t++) {
    uint32_t entity = point_at(b, t);
    if (entity == FB_NONE) continue;
    if (!(fb_guide_word(g, d->norm[t]) & FB_WORD_PRONOUN)) return point_to(b, party, FB_BY_NOMINAL, entity);
    if (t == end - 1) return point_to(b, party, FB_BY_PRONOUN, entity);
  }
  party->by = FB_BY_NOMINAL;
  return FB_OK;
}
