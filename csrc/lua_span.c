/*
** lua_span.c: spans and list hits for Lua, by number: what there is in a document, and changing it.
*/
#include "lua_doc.h"

uint32_t fb_lua_span(lua_State *L, const fb_lua_doc *b, int at) {
  lua_Integer k = luaL_checkinteger(L, at);
  luaL_argcheck(L, k >= 0 && k < (lua_Integer)b->d.spans.n, at, "no such span");
  return (uint32_t)k;
}

/* ---- reading spans ---- */

/* doc:attr(span, key number) -> value or nil. */
static int doc_attr(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t span = fb_lua_span(L, b, 2);
  lua_Integer key = luaL_checkinteger(L, 3);
  fb_value v;
  luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 3, "no such key");
  if (fb_span_attr(b->p, &b->d, span, (uint16_t)key, &v)) fb_lua_push_value(L, b->p, (uint16_t)key, &v);
  else lua_pushnil(L);
  return 1;
}

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

/* doc:first(kind number, from, to) -> number of the first span of this kind that starts in tokens from..to, or nil. */
static int doc_first(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_doc *d = &b->d;
  lua_Integer kind = luaL_checkinteger(L, 2), from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4), t;
  uint32_t k;
  if (from < 1) from = 1;
  if (to > (lua_Integer)d->ntok) to = (lua_Integer)d->ntok;
  for (t = from; t <= to; t++)
    for (k = d->sight[t - 1].kinds & FB_KIND_BIT(kind) ? d->span_at[t - 1] : FB_NONE; k != FB_NONE;
         k = d->spans.at[k].next)
      if (d->spans.at[k].kind == kind && !(d->spans.at[k].flags & FB_SPAN_DEAD)) {
        lua_pushinteger(L, (lua_Integer)k);
        return 1;
      }
  return 0;
}

/*
** doc:capture(span, capture number, key number, …) -> from, to, value, …; nothing where the match has no such capture.
** The first capture of this name, with attributes of the list hits and spans that it holds; makes no table.
*/
static int doc_capture(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_span *s = &b->d.spans.at[fb_lua_span(L, b, 2)];
  lua_Integer name = luaL_checkinteger(L, 3);
  int nkeys = lua_gettop(L) - 3, i;
  uint32_t k, j;
  for (k = s->log; k < s->log + s->nlog; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->kind != FB_LOG_CAPTURE || l->name != name) continue;
    lua_pushinteger(L, (lua_Integer)l->first + 1);
    lua_pushinteger(L, (lua_Integer)l->end);
    for (i = 0; i < nkeys; i++) {
      lua_Integer key = luaL_checkinteger(L, 4 + i);
      fb_value v;
      int found = 0;
      luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 4 + i, "no such key");
      for (j = k + 1; j < k + 1 + l->ref && !found; j++) {
        const fb_log *in = &b->d.log.at[j];
        if (in->depth != l->depth + 1) continue;
        if (in->kind == FB_LOG_HIT) found = fb_hit_attr(b->p, &b->d, in->ref, (uint16_t)key, &v);
        if (in->kind == FB_LOG_SPAN) found = fb_span_attr(b->p, &b->d, in->ref, (uint16_t)key, &v);
      }
      if (found) fb_lua_push_value(L, b->p, (uint16_t)key, &v);
      else lua_pushnil(L);
    }
    return nkeys + 2;
  }
  return 0;
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

/* doc:part(span, capture name's number) -> from, to of its first capture of that name; nothing without one. */
static int doc_part(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_span *s = &b->d.spans.at[fb_lua_span(L, b, 2)];
  lua_Integer name = luaL_checkinteger(L, 3);
  uint32_t k;
  for (k = s->log; k < s->log + s->nlog; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->kind != FB_LOG_CAPTURE || l->name != name) continue;
    lua_pushinteger(L, (lua_Integer)l->first + 1);
    lua_pushinteger(L, l->end);
    return 2;
  }
  return 0;
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

/* doc:set(span, key number, value): an attribute of its own, before any other source. */
static int doc_set(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  fb_lua_set_attr(L, b, fb_lua_span(L, b, 2), luaL_checkinteger(L, 3), 4);
  return 0;
}

/* doc:add(kind number, from, to) -> span number: a span that a stage made. */
static int doc_add(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_Integer kind = luaL_checkinteger(L, 2), from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  fb_span s;
  uint32_t index;
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 2, "no such kind");
  luaL_argcheck(L, from >= 1 && to >= from && to <= (lua_Integer)b->d.ntok, 3, "no such tokens");
  memset(&s, 0, sizeof s);
  s.first = (uint32_t)from - 1;
  s.end = (uint32_t)to;
  s.next = FB_NONE;
  s.rule = FB_NONE;
  s.attr = FB_NONE;
  s.kind = (uint16_t)kind;
  fb_lua_check(L, fb_doc_add_span(&b->d, &s, &index), "spans");
  fb_lua_check(L, fb_vm_see(&b->r.vm, &s), "spans");
  lua_pushinteger(L, (lua_Integer)index);
  return 1;
}

/* doc:retype(span, kind number). */
static int doc_retype(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t span = fb_lua_span(L, b, 2);
  lua_Integer kind = luaL_checkinteger(L, 3);
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 3, "no such kind");
  fb_doc_retype(&b->d, span, (uint16_t)kind);
  fb_lua_check(L, fb_vm_see(&b->r.vm, &b->d.spans.at[span]), "spans");
  return 0;
}

/* doc:kill(span) or doc:kill(kinds): no pattern finds it (them) any more, doc:spans leaves it out. */
static int doc_kill(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  if (lua_istable(L, 2)) {
    kind_set set;
    uint32_t k;
    kinds_wanted(L, b, &set);
    for (k = 0; k < b->d.spans.n; k++)
      if (is_wanted(&set, &b->d.spans.at[k])) b->d.spans.at[k].flags |= FB_SPAN_DEAD;
    return 0;
  }
  b->d.spans.at[fb_lua_span(L, b, 2)].flags |= FB_SPAN_DEAD;
  return 0;
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

/* doc:listed(from, to, list number [, key number]) -> value of the key | true where the list has these tokens; else nil. */
static int doc_listed(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end, k;
  lua_Integer list = luaL_checkinteger(L, 4);
  fb_lua_tokens(L, b, 2, &first, &end);
  if (end > first)
    for (k = b->d.hit_at[first]; k != FB_NONE; k = b->d.hits.at[k].next) {
      const fb_hit *h = &b->d.hits.at[k];
      if (h->list != list || h->len != end - first) continue;
      if (lua_isinteger(L, 5)) {
        fb_value v;
        lua_Integer key = lua_tointeger(L, 5);
        luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 5, "no such key");
        if (!fb_hit_attr(b->p, &b->d, k, (uint16_t)key, &v)) continue;
        fb_lua_push_value(L, b->p, (uint16_t)key, &v);
      } else lua_pushboolean(L, 1);
      return 1;
    }
  lua_pushnil(L);
  return 1;
}

const luaL_Reg fb_lua_span_methods[] = {{"attr", doc_attr},       {"place", doc_place}, {"first", doc_first},
                                        {"capture", doc_capture}, {"spans", doc_spans}, {"rows", doc_rows},
                                        {"part", doc_part},       {"set", doc_set},     {"add", doc_add},
                                        {"retype", doc_retype},   {"kill", doc_kill},   {"flags", doc_flags},
                                        {"listed", doc_listed},   {NULL, NULL}};
