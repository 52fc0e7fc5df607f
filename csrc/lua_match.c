/*
** lua_match.c: what a rule found, and what lists have, as tables: place, attributes, captures.
*/
#include "lua_doc.h"

void fb_lua_push_value(lua_State *L, const fb_program *p, uint16_t key, const fb_value *v) {
  double number;
  if (v->type == FB_ATTR_BOOLEAN)
    lua_pushboolean(L, v->number != 0);
  else if (v->type == FB_ATTR_NUMBER || (p->keys.at[key].type == FB_ATTR_NUMBER && fb_value_number(v, &number))) {
    if (v->type == FB_ATTR_NUMBER) number = v->number;
    if (number >= -9007199254740992.0 && number <= 9007199254740992.0 && number == (double)(lua_Integer)number)
      lua_pushinteger(L, (lua_Integer)number);
    else
      lua_pushnumber(L, number);
  } else
    lua_pushlstring(L, v->s, v->len);
}

/* Sets t[key] = the value on top unless it is set already; pops the value. `t` at index `at`. */
static void set_new(lua_State *L, int at) { /* stack: …, key, value */
  lua_pushvalue(L, -2);
  if (lua_rawget(L, at) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_rawset(L, at);
  } else
    lua_pop(L, 3);
}

/* Sets from, to, first, last, text of the table on top; `repaired` where it is read in another way than it stands there. */
static void set_place(lua_State *L, const fb_lua_doc *b, uint32_t first, uint32_t end) {
  const fb_doc *d = &b->d;
  fb_place p = fb_doc_place(d, first, end);
  lua_pushinteger(L, (lua_Integer)first + 1);
  lua_setfield(L, -2, "from");
  lua_pushinteger(L, (lua_Integer)end);
  lua_setfield(L, -2, "to");
  lua_pushinteger(L, (lua_Integer)p.first + 1);
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, p.end);
  lua_setfield(L, -2, "last");
  fb_lua_push_text(L, b, p);
  if (d->map.n && end > first) {
    uint32_t at = d->start[first], n = d->start[end - 1] + d->tlen[end - 1] - at;
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

/* Adds a list hit's attributes to the table at index `at`. */
static void add_hit(lua_State *L, const fb_lua_doc *b, uint32_t hit, int at, int keys) {
  uint32_t len;
  const char *s = fb_lexicon_attrs(&b->p->lexicon, b->d.hits.at[hit].entry, &len);
  const char *end = s + len;
  fb_list_attr a;
  while (fb_list_attr_next(&s, end, &a)) {
    fb_value v;
    lua_Integer number;
    v.type = FB_ATTR_STRING;
    v.s = a.value;
    v.len = (uint32_t)a.value_len;
    lua_pushlstring(L, a.key, a.key_len);
    lua_pushvalue(L, -1);
    number = lua_rawget(L, keys) == LUA_TNUMBER ? lua_tointeger(L, -1) : -1;
    lua_pop(L, 1);
    if (number >= 0)
      fb_lua_push_value(L, b->p, (uint16_t)number, &v);
    else
      lua_pushlstring(L, v.s, v.len);
    set_new(L, at);
  }
}

static void add_span(lua_State *L, const fb_lua_doc *b, uint32_t span, int at, int keys, int depth);

/* Adds the attributes of the hits and spans at one depth of a stretch of a log. */
static void add_log(lua_State *L, const fb_lua_doc *b, uint32_t from, uint32_t to, int level, int at, int keys, int depth) {
  uint32_t k;
  for (k = from; k < to; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->depth != level) continue;
    if (l->kind == FB_LOG_HIT) add_hit(L, b, l->ref, at, keys);
    if (l->kind == FB_LOG_SPAN) add_span(L, b, l->ref, at, keys, depth + 1);
  }
}

/* Adds all attributes of a span to the table at index `at`, in the order of fb_span_attr. */
static void add_span(lua_State *L, const fb_lua_doc *b, uint32_t span, int at, int keys, int depth) {
  const fb_doc *d = &b->d;
  const fb_program *p = b->p;
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
  add_log(L, b, s->log, s->log + s->nlog, 0, at, keys, depth);
}

/* Adds the captures of one depth of a log as fields: a table each, its own [1], further ones of the name [2] … */
static void add_captures(lua_State *L, const fb_lua_doc *b, uint32_t from, uint32_t to, int level, int at, int keys,
                         int captures) {
  uint32_t k;
  luaL_checkstack(L, 12, "captures");
  for (k = from; k < to; k++) {
    const fb_log *l = &b->d.log.at[k];
    int here;
    if (l->kind != FB_LOG_CAPTURE || l->depth != level) continue;
    lua_rawgeti(L, captures, (lua_Integer)l->name + 1); /* name */
    lua_createtable(L, 0, 7); /* [1] too: one allocation less */
    here = lua_gettop(L);
    add_log(L, b, k + 1, k + 1 + l->ref, level + 1, here, keys, 0);
    set_place(L, b, l->first, l->end);
    add_captures(L, b, k + 1, k + 1 + l->ref, level + 1, here, keys, captures);
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

/* Pushes the table of a span: place, span, kind, rule, sentence, attributes, captures. */
void fb_lua_push_match(lua_State *L, const fb_lua_doc *b, uint32_t span) {
  const fb_span *s = &b->d.spans.at[span];
  int names, at;
  luaL_checkstack(L, 16, "span");
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, FB_USER_NAMES);
  lua_replace(L, -2);
  names = lua_gettop(L);
  lua_getfield(L, names, "key");      /* names + 1: key number by name */
  lua_getfield(L, names, "captures"); /* names + 2 */
  lua_createtable(L, 0, 14);
  at = lua_gettop(L);
  set_place(L, b, s->first, s->end);
  lua_pushinteger(L, (lua_Integer)span);
  lua_setfield(L, at, "span");
  lua_pushinteger(L, (lua_Integer)b->d.sent[s->first] + 1);
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
  add_captures(L, b, s->log, s->log + s->nlog, 0, at, names + 1, names + 2);
  add_span(L, b, span, at, names + 1, 0);
  lua_replace(L, names);
  lua_settop(L, names);
}

/*
** doc:get(span) -> { span=, kind=, rule=, sentence=, from=, to=, first=, last=, text=, attributes and captures by name }
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
  int keys;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  fb_lua_push_names(L, "key");
  keys = lua_gettop(L);
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
    add_hit(L, b, k, lua_gettop(L), keys);
    lua_rawseti(L, -2, ++i);
  }
  return 1;
}

const luaL_Reg fb_lua_match_methods[] = {{"get", doc_get}, {"hits", doc_hits}, {NULL, NULL}};
