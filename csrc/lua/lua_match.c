/*
** lua_match.c: what a rule found, and what lists have, as tables: place, attributes, captures.
*/
#include "lua_doc.h"

void fb_lua_push_value(lua_State *L, const fb_program *p, uint16_t key, const fb_value *v) {
  double number;
  if (v->type == FB_ATTR_BOOLEAN) lua_pushboolean(L, v->number != 0);
  else if (v->type == FB_ATTR_NUMBER || (p->keys.at[key].type == FB_ATTR_NUMBER && fb_value_number(v, &number))) {
    if (v->type == FB_ATTR_NUMBER) number = v->number;
    if (number >= -9007199254740992.0 && number <= 9007199254740992.0 && number == (double)(lua_Integer)number)
      lua_pushinteger(L, (lua_Integer)number);
    else lua_pushnumber(L, number);
  } else lua_pushlstring(L, v->s, v->len);
}

/* Sets t[key] = the value on top unless it is set already; pops the value. `t` at index `at`. */
static void set_new(lua_State *L, int at) { /* stack: …, key, value */
  lua_pushvalue(L, -2);
  if (lua_rawget(L, at) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_rawset(L, at);
  } else lua_pop(L, 3);
}

/* What pushing one match needs: where on the stack the program's tables are. */
typedef struct maker {
  lua_State *L;
  const fb_lua_doc *b;
  int keys;     /* key number by name */
  int captures; /* names of captures, number + 1 */
  int said;     /* attributes of lists' entries that were pushed before: entry -> { key, value, key, value … } */
} maker;

/* Sets from, to, first, last, text of the table on top; `repaired` where it is read otherwise than it stands there. */
static void set_place(const maker *k, uint32_t first, uint32_t end) {
  lua_State *L = k->L;
  const fb_doc *d = &k->b->d;
  fb_place p = fb_doc_place(d, first, end);
  lua_pushinteger(L, (lua_Integer)first + 1);
  lua_setfield(L, -2, "from");
  lua_pushinteger(L, (lua_Integer)end);
  lua_setfield(L, -2, "to");
  lua_pushinteger(L, (lua_Integer)p.first + 1);
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, p.end);
  lua_setfield(L, -2, "last");
  fb_lua_push_text(L, k->b, p);
  if (d->map.n && end > first) {
    uint32_t at = d->start[first], n = d->start[end - 1] + fb_doc_len(d, end - 1) - at;
    size_t len;
    const char *raw = lua_tolstring(L, -1, &len);
    if (n != len || memcmp(d->text + at, raw, n) != 0) {
      lua_pushlstring(L, d->text + at, n);
      lua_setfield(L, -3, "repaired");
    }
  }
  lua_setfield(L, -2, "text");
}

static void push_key(lua_State *L, const fb_program *p, uint16_t key) {
  const fb_const *k = &p->keys.at[key];
  lua_pushlstring(L, p->pool.at + k->off, k->len);
}

#define DEEPEST 64

/* Entries whose attributes are kept as values; past this all are forgotten. */
#define FB_MOST_SAID 20000

/* Pushes { key, value, key, value … } of an entry's attributes, made at the first time. */
static void push_said(const maker *m, uint32_t entry) {
  lua_State *L = m->L;
  const fb_program *p = m->b->p;
  uint32_t len, n = 0;
  const char *s, *end;
  fb_list_attr a;
  if (lua_rawgeti(L, m->said, (lua_Integer)entry + 1) == LUA_TTABLE) return;
  lua_pop(L, 1);
  s = fb_lexicon_attrs(&p->lexicon, entry, &len);
  end = s + len;
  lua_newtable(L);
  while (fb_list_attr_next(&s, end, &a)) {
    fb_value v;
    lua_Integer number;
    v.type = FB_ATTR_STRING;
    v.s = a.value;
    v.len = (uint32_t)a.value_len;
    lua_pushlstring(L, a.key, a.key_len);
    lua_pushvalue(L, -1);
    number = lua_rawget(L, m->keys) == LUA_TNUMBER ? lua_tointeger(L, -1) : -1;
    lua_pop(L, 1);
    if (number >= 0) fb_lua_push_value(L, p, (uint16_t)number, &v);
    else lua_pushlstring(L, v.s, v.len);
    lua_rawseti(L, -3, (lua_Integer)n + 2);
    lua_rawseti(L, -2, (lua_Integer)n + 1);
    n += 2;
  }
  lua_pushvalue(L, -1);
  lua_rawseti(L, m->said, (lua_Integer)entry + 1);
  lua_rawgeti(L, m->said, 0);
  lua_pushinteger(L, lua_tointeger(L, -1) + 1);
  lua_rawseti(L, m->said, 0);
  lua_pop(L, 1);
}

/* Adds a list hit's attributes to the table at index `at`. */
static void add_hit(const maker *m, uint32_t hit, int at) {
  lua_State *L = m->L;
  lua_Integer k, n;
  push_said(m, m->b->d.hits.at[hit].entry);
  n = (lua_Integer)lua_rawlen(L, -1);
  for (k = 1; k < n; k += 2) {
    lua_rawgeti(L, -1, k);
    lua_rawgeti(L, -2, k + 1);
    set_new(L, at);
  }
  lua_pop(L, 1);
}

static void add_span(const maker *m, uint32_t span, int at, int depth);

/* Adds the attributes of the hits and spans at one depth of a stretch of a log. */
static void add_log(const maker *m, uint32_t from, uint32_t to, int level, int at, int depth) {
  uint32_t k;
  for (k = from; k < to; k++) {
    const fb_log *l = &m->b->d.log.at[k];
    if (l->depth != level) continue;
    if (l->kind == FB_LOG_HIT) add_hit(m, l->ref, at);
    if (l->kind == FB_LOG_SPAN) add_span(m, l->ref, at, depth + 1);
  }
}

/* Adds all attributes of a span to the table at index `at`, in the order of fb_span_attr. */
static void add_span(const maker *m, uint32_t span, int at, int depth) {
  lua_State *L = m->L;
  const fb_doc *d = &m->b->d;
  const fb_program *p = m->b->p;
  const fb_span *s = &d->spans.at[span];
  uint32_t k;
  fb_value v;
  if (depth > DEEPEST) return;
  luaL_checkstack(L, 8, "spans");
  for (k = s->attr; k != FB_NONE; k = d->attrs.at[k].next) {
    const fb_attr *a = &d->attrs.at[k];
    v.type = a->type;
    v.number = a->number;
    if (a->type == FB_ATTR_STRING) {
      v.s = d->pool.at + a->off;
      v.len = a->len;
    }
    push_key(L, p, a->key);
    fb_lua_push_value(L, p, a->key, &v);
    set_new(L, at);
  }
  if (s->rule != FB_NONE) {
    const fb_rule *r = &p->rules.at[s->rule];
    for (k = r->attr; k < r->attr + r->nattr; k++) {
      const fb_const *c = &p->consts.at[k];
      v.type = c->type;
      v.number = c->number;
      v.s = p->pool.at + c->off;
      v.len = c->len;
      push_key(L, p, c->key);
      fb_lua_push_value(L, p, c->key, &v);
      set_new(L, at);
    }
  }
  if (p->head != FB_NO_NAME && fb_span_attr(p, d, span, p->head, &v) && v.s == v.own) { /* made when asked for */
    push_key(L, p, p->head);
    fb_lua_push_value(L, p, p->head, &v);
    set_new(L, at);
  }
  add_log(m, s->log, s->log + s->nlog, 0, at, depth);
}

/* Fields of a capture's table: its place and itself as [1], and some attributes where it holds a hit or span. */
enum { PLAIN_CAPTURE = 6, RICH_CAPTURE = 14 };

/* Adds the captures of one depth of a log as fields: a table each, its own [1], further ones of the name [2] … */
static void add_captures(const maker *m, uint32_t from, uint32_t to, int level, int at) {
  lua_State *L = m->L;
  uint32_t k;
  luaL_checkstack(L, 12, "captures");
  for (k = from; k < to; k++) {
    const fb_log *l = &m->b->d.log.at[k];
    int here;
    if (l->kind != FB_LOG_CAPTURE || l->depth != level) continue;
    lua_rawgeti(L, m->captures, (lua_Integer)l->name + 1); /* name */
    lua_createtable(L, 0, l->ref ? RICH_CAPTURE : PLAIN_CAPTURE);
    here = lua_gettop(L);
    add_log(m, k + 1, k + 1 + l->ref, level + 1, here, 0);
    set_place(m, l->first, l->end);
    if (l->ref) add_captures(m, k + 1, k + 1 + l->ref, level + 1, here);
    lua_pushvalue(L, here - 1);
    if (lua_rawget(L, at) == LUA_TTABLE) { /* a further one of this name */
      lua_pushvalue(L, here);
      lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
      lua_settop(L, here - 2);
      continue;
    }
    lua_pop(L, 1);
    lua_pushvalue(L, here);
    lua_rawseti(L, here, 1);
    lua_rawset(L, at);
  }
}

/* Pushes names.said, a table: a new one where there is none yet or it has grown large. */
static void push_said_table(lua_State *L, int names) {
  if (lua_getfield(L, names, "said") == LUA_TTABLE) {
    lua_Integer count;
    lua_rawgeti(L, -1, 0); /* how many entries it has */
    count = lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (count < FB_MOST_SAID) return;
  }
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, names, "said");
}

/* Makes *m ready for the document at index 1; pushes the names and the three tables that it tells of. */
static int open_maker(lua_State *L, const fb_lua_doc *b, maker *m) {
  int names;
  luaL_checkstack(L, 20, "match");
  m->L = L;
  m->b = b;
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, FB_USER_NAMES);
  lua_replace(L, -2);
  names = lua_gettop(L);
  lua_getfield(L, names, "key");
  lua_getfield(L, names, "captures");
  push_said_table(L, names);
  m->keys = names + 1;
  m->captures = names + 2;
  m->said = names + 3;
  return names;
}

/* Pushes the table of a span: place, span, kind, rule, sentence, attributes, captures. */
void fb_lua_push_match(lua_State *L, const fb_lua_doc *b, uint32_t span) {
  const fb_span *s = &b->d.spans.at[span];
  maker m;
  int names = open_maker(L, b, &m), at;
  lua_createtable(L, 0, 16);
  at = lua_gettop(L);
  set_place(&m, s->first, s->end);
  lua_pushinteger(L, (lua_Integer)span);
  lua_setfield(L, at, "span");
  lua_pushinteger(L, (lua_Integer)fb_doc_sentence(&b->d, s->first) + 1);
  lua_setfield(L, at, "sentence");
  lua_getfield(L, names, "kinds");
  lua_rawgeti(L, -1, (lua_Integer)s->kind + 1);
  lua_setfield(L, at, "kind");
  lua_pop(L, 1);
  if (s->rule != FB_NONE) {
    lua_getfield(L, names, "rules");
    lua_rawgeti(L, -1, (lua_Integer)s->rule + 1);
    lua_setfield(L, at, "rule");
    lua_pop(L, 1);
  }
  add_captures(&m, s->log, s->log + s->nlog, 0, at);
  add_span(&m, span, at, 0);
  lua_replace(L, names);
  lua_settop(L, names);
}

/*
** doc:get(span) -> { span=, kind=, rule=, sentence=, from=, to=, first=, last=, text=, attributes, captures by name }
*/
static int doc_get(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  fb_lua_push_match(L, b, fb_lua_span(L, b, 2));
  return 1;
}

/* doc:hits(token) -> { {list=number, from=, to=, phrase=text, attributes by name}, … }: what lists say there. */
static int doc_hits(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end, k, len;
  lua_Integer i = 0;
  maker m;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  open_maker(L, b, &m);
  lua_newtable(L);
  for (k = b->d.hit_at[first]; k != FB_NONE; k = b->d.hits.at[k].next) {
    const fb_hit *h = &b->d.hits.at[k];
    const char *s = fb_lexicon_text(&b->p->lexicon, h->entry, &len);
    lua_createtable(L, 0, 6);
    lua_pushinteger(L, h->list);
    lua_setfield(L, -2, "list");
    lua_pushinteger(L, (lua_Integer)first + 1);
    lua_setfield(L, -2, "from");
    lua_pushinteger(L, (lua_Integer)first + h->len);
    lua_setfield(L, -2, "to");
    lua_pushlstring(L, s, len);
    lua_setfield(L, -2, "phrase");
    add_hit(&m, k, lua_gettop(L));
    lua_rawseti(L, -2, ++i);
  }
  return 1;
}

const luaL_Reg fb_lua_match_methods[] = {{"get", doc_get}, {"hits", doc_hits}, {NULL, NULL}};
