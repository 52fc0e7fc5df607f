/*
** lua_span.c: spans and list hits for Lua, by number: what there is in a document.
*/
#include "lua_doc.h"

uint32_t fb_lua_span(lua_State *L, const fb_lua_doc *b, int at) {
  lua_Integer k = luaL_checkinteger(L, at);
  luaL_argcheck(L, k >= 0 && k < (lua_Integer)b->d.spans.n, at, "no such span");
  return (uint32_t)k;
}

/* ---- reading spans ---- */

/* doc:place(span) -> from, to, kind number, rule number or nil. */
static int doc_place(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_span *s = &b->d.spans.at[fb_lua_span(L, b, 2)];
  lua_pushinteger(L, (lua_Integer)s->first + 1);
  lua_pushinteger(L, (lua_Integer)s->end);
  lua_pushinteger(L, (lua_Integer)s->kind);
  if (s->rule == FB_NONE) lua_pushnil(L);
  else lua_pushinteger(L, (lua_Integer)s->rule);
  return 4;
}

/* A set of kinds. */
typedef struct kind_set {
  uint64_t any;         /* FB_KIND_BITs of all: tokens without any have no such span */
  uint64_t words[1024]; /* a bit each, as many words as the program's kinds need */
} kind_set;

/* The kinds that are keys of the table at index 2; all where there is none. */
static void kinds_wanted(lua_State *L, const fb_lua_doc *b, kind_set *set) {
  lua_Integer nkinds = (lua_Integer)b->p->nkinds;
  int all = !lua_istable(L, 2);
  set->any = all ? UINT64_MAX : 0;
  memset(set->words, all ? 0xff : 0, (b->p->nkinds / 64 + 1) * sizeof *set->words);
  if (all) return;
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    lua_Integer kind = luaL_checkinteger(L, -2);
    if (kind >= 0 && kind < nkinds) {
      set->words[kind >> 6] |= (uint64_t)1 << (kind & 63);
      set->any |= FB_KIND_BIT(kind);
    }
    lua_pop(L, 1);
  }
}

static int is_wanted(const kind_set *set, const fb_span *s) {
  return !(s->flags & FB_SPAN_DEAD) && set->words[s->kind >> 6] >> (s->kind & 63) & 1;
}

/* The first span at a token where there can be one of the set. */
static uint32_t first_at(const fb_doc *d, const kind_set *set, uint32_t t) {
  return d->sight[t].kinds & set->any ? d->span_at[t] : FB_NONE;
}

/*
** doc:spans(kinds) -> { span numbers } in the order of the text, longest first at one token.
** kinds: table whose keys are the wanted kind numbers; nil for all. doc:spans(kinds, from, to): starting in from..to.
*/
static int doc_spans(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_doc *d = &b->d;
  lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, (lua_Integer)d->ntok), n = 0;
  kind_set set;
  lua_Integer t;
  uint32_t k;
  kinds_wanted(L, b, &set);
  lua_newtable(L);
  if (d->spans.n == 0) return 1;
  if (from < 1) from = 1;
  if (to > (lua_Integer)d->ntok) to = (lua_Integer)d->ntok;
  for (t = from; t <= to; t++)
    for (k = first_at(d, &set, (uint32_t)t - 1); k != FB_NONE; k = d->spans.at[k].next) {
      if (!is_wanted(&set, &d->spans.at[k])) continue;
      lua_pushinteger(L, (lua_Integer)k);
      lua_rawseti(L, -2, ++n);
    }
  return 1;
}

/* Appends a number to the array on top of the stack. */
static void put(lua_State *L, lua_Integer *n, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_rawseti(L, -2, ++*n);
}

/*
** doc:rows(kinds) -> { span, from, to, kind, rule, sentence, … }: six numbers for each live span of these kinds (as
** for doc:spans), in its order; rule is -1 where a stage made the span. One call and one table for all of them.
*/
static int doc_rows(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_doc *d = &b->d;
  kind_set set;
  lua_Integer n = 0;
  uint32_t t, k;
  luaL_checktype(L, 2, LUA_TTABLE);
  kinds_wanted(L, b, &set);
  lua_newtable(L);
  for (t = 0; t < d->ntok; t++)
    for (k = first_at(d, &set, t); k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if (!is_wanted(&set, s)) continue;
      put(L, &n, k);
      put(L, &n, (lua_Integer)s->first + 1);
      put(L, &n, s->end);
      put(L, &n, s->kind);
      put(L, &n, s->rule == FB_NONE ? -1 : (lua_Integer)s->rule);
      put(L, &n, (lua_Integer)fb_doc_sentence(d, s->first) + 1);
    }
  return 1;
}

/* ---- changing spans ---- */

void fb_lua_set_attr(lua_State *L, fb_lua_doc *b, uint32_t span, lua_Integer key, int at) {
  fb_attr a;
  memset(&a, 0, sizeof a);
  luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, at, "no such key");
  a.key = (uint16_t)key;
  switch (lua_type(L, at)) {
    case LUA_TNUMBER:
      a.type = FB_ATTR_NUMBER;
      a.number = lua_tonumber(L, at);
      break;
    case LUA_TBOOLEAN:
      a.type = FB_ATTR_BOOLEAN;
      a.number = lua_toboolean(L, at);
      break;
    case LUA_TSTRING: {
      size_t n;
      const char *s = lua_tolstring(L, at, &n);
      a.type = FB_ATTR_STRING;
      if (n > FB_MAX_TEXT) luaL_error(L, "attribute too long");
      fb_lua_check(L, fb_reserve(&b->d.pool, (uint32_t)n), "attributes");
      a.off = b->d.pool.n;
      a.len = (uint32_t)n;
      memcpy(b->d.pool.at + a.off, s, n);
      b->d.pool.n += (uint32_t)n;
      break;
    }
    default: luaL_error(L, "an attribute is a string, a number or a boolean");
  }
  a.next = b->d.spans.at[span].attr;
  fb_lua_check(L, fb_push(&b->d.attrs, a), "attributes");
  b->d.spans.at[span].attr = b->d.attrs.n - 1;
}

/* doc:flags(span) -> unclosed, unopened, single, nested, goes on: how a quotation's marks stand. */
static int doc_flags(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint16_t flags = b->d.spans.at[fb_lua_span(L, b, 2)].flags;
  lua_pushboolean(L, flags & FB_SPAN_UNCLOSED);
  lua_pushboolean(L, flags & FB_SPAN_UNOPENED);
  lua_pushboolean(L, flags & FB_SPAN_SINGLE);
  lua_pushboolean(L, flags & FB_SPAN_NESTED);
  lua_pushboolean(L, flags & FB_SPAN_GOES_ON);
  return 5;
}

const luaL_Reg fb_lua_span_methods[] = {
    {"place", doc_place}, {"spans", doc_spans}, {"rows", doc_rows}, {"flags", doc_flags}, {NULL, NULL}};
