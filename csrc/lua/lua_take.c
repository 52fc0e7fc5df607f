/*
** lua_take.c: takes the tables that stages in Lua make into the fact box, by the shapes of report.h: a record is a
** tenth of the table's size, and a table that is let go of at once is cheap.
*/
#include "lua_doc.h"
#include "lua_keys.h"

/* Copies the string at `at` into the pool. */
static fb_str take_string(lua_State *L, fb_lua_doc *b, int at, const fb_field *f) {
  size_t len;
  const char *s = lua_type(L, at) == LUA_TSTRING ? lua_tolstring(L, at, &len) : NULL;
  fb_str str;
  if (!s) luaL_error(L, "%s is a %s, not a string", f->key, luaL_typename(L, at));
  fb_lua_check(L, fb_box_share(&b->box, s, len, &str), "report");
  return str;
}

/* The rule that the value at `at` says: its number or its name. */
static uint32_t take_rule(lua_State *L, int at) {
  uint32_t i = 0, n;
  fb_lua_push_names(L, "rules");
  n = (uint32_t)lua_rawlen(L, -1);
  if (lua_isinteger(L, at)) i = (uint32_t)lua_tointeger(L, at);
  else for (; i < n; i++) {
    int same;
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    same = lua_rawequal(L, -1, at);
    lua_pop(L, 1);
    if (same) break;
  }
  lua_pop(L, 1);
  if (i >= n) luaL_error(L, "there is no rule %s", luaL_tolstring(L, at, NULL));
  return i;
}

static fb_number take_number(lua_State *L, int at, const fb_field *f) {
  fb_number n;
  if (lua_isinteger(L, at)) {
    n.type = FB_NUMBER_INTEGER;
    n.of.i = lua_tointeger(L, at);
  } else {
    if (lua_type(L, at) != LUA_TNUMBER) luaL_error(L, "%s is a %s, not a number", f->key, luaL_typename(L, at));
    n.type = FB_NUMBER_FLOAT;
    n.of.f = lua_tonumber(L, at);
  }
  return n;
}

static uint32_t take_offset(lua_State *L, const fb_lua_doc *b, int at, const fb_field *f) {
  int is_integer, is_end = f->rule == FB_END; /* the last byte; else the first, or the place behind the text */
  lua_Integer n = lua_tointegerx(L, at, &is_integer);
  if (!is_integer || n < !is_end || n > (lua_Integer)b->ninput + !is_end)
    luaL_error(L, "%s is no place in the text", f->key);
  return (uint32_t)n;
}

static void check_place(lua_State *L, const fb_place *p, const char *key) {
  if (p->first == FB_NONE || p->end < p->first) luaL_error(L, "%s has no place", key);
}

static void take_object(lua_State *L, fb_lua_doc *b, int at, fb_shape_id shape, void *record);

static void take_numbers(lua_State *L, fb_lua_doc *b, int at, const fb_field *f, fb_figure *r) {
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, at);
  r->values = b->box.numbers.n;
  for (i = 1; i <= n; i++) {
    lua_rawgeti(L, at, i);
    fb_lua_check(L, fb_push(&b->box.numbers, take_number(L, lua_gettop(L), f)), "report");
    lua_pop(L, 1);
    r->nvalues++;
  }
}

/* Takes the value at `at` into field `f` of a record. */
static void take_field(lua_State *L, fb_lua_doc *b, int at, const fb_field *f, void *record) {
  void *to = (char *)record + f->at;
  switch (f->source) {
    case FB_FROM_PLACE:
      if (f->rule == FB_START) ((fb_place *)to)->first = take_offset(L, b, at, f) - 1;
      else ((fb_place *)to)->end = take_offset(L, b, at, f);
      break;
    case FB_FROM_SLICE: break; /* the place says it */
    case FB_FROM_STRING: *(fb_str *)to = take_string(L, b, at, f); break;
    case FB_FROM_FINDER: *(uint32_t *)to = take_rule(L, at); break;
    case FB_FROM_VALUE: *(fb_number *)to = take_number(L, at, f); break;
    case FB_FROM_SENTENCE: *(uint32_t *)to = take_offset(L, b, at, f) - 1; break;
    case FB_FROM_VALUES: take_numbers(L, b, at, f, record); break;
    case FB_FROM_EXTENT:
    case FB_FROM_COUNTED:
    case FB_FROM_BASE:
      if (!lua_istable(L, at)) luaL_error(L, "%s is a %s, not a table", f->key, luaL_typename(L, at));
      take_object(L, b, at, (fb_shape_id)f->shape, to);
      if (f->source != FB_FROM_BASE) check_place(L, to, f->key);
      break;
    default: luaL_error(L, "%s is not for stages to say", f->key);
  }
}

/*
** Takes the fields that a shape knows of the table at `at`: a match or a capture will do, whatever else it holds. Texts
** are what stands at the place.
*/
static void take_object(lua_State *L, fb_lua_doc *b, int at, fb_shape_id shape, void *record) {
  const fb_field *f;
  int top = lua_gettop(L);
  luaL_checkstack(L, 4, "report");
  for (f = fb_shapes[shape]; f->key; f++) {
    if (f->source == FB_FROM_SLICE) continue;
    if (lua_getfield(L, at, f->key) != LUA_TNIL) take_field(L, b, top + 1, f, record);
    lua_settop(L, top);
  }
}

/* Takes all fields of the figure at `at`; one that a report does not have is a mistake. */
static void take_figure(lua_State *L, fb_lua_doc *b, const fb_keys *k, int at, fb_figure *record) {
  int top = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    const char *key = lua_type(L, top + 1) == LUA_TSTRING ? lua_tostring(L, top + 1) : NULL;
    unsigned slot = key ? k->slot[FB_FIGURE][fb_key_find(k, key)] : 0;
    if (!slot) luaL_error(L, "a figure has no field %s", key ? key : luaL_typename(L, top + 1));
    take_field(L, b, top + 2, &fb_shapes[FB_FIGURE][slot - 1], record);
    lua_settop(L, top + 1);
  }
}

/*
** doc:figure(table): adds a figure. Texts may be left out, its places may be any tables with `first` and `last`; its
** `source` is found by doc:resolve.
*/
static int doc_figure(lua_State *L) {
  static const fb_place nowhere = {FB_NONE, 0};
  static const fb_str no_string = {0, FB_NONE};
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_keys *k;
  fb_figure f;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  k = fb_lua_push_keys(L);
  memset(&f, 0, sizeof f);
  f.at = f.number = f.extent = f.event = f.counted.at = nowhere;
  f.counted.head = f.base.unit = f.kind = f.modifier = f.unit = f.entity = f.timex = no_string;
  f.quote = f.rule = FB_NONE;
  take_figure(L, b, k, 2, &f);
  check_place(L, &f.at, "a figure");
  f.sentence += b->d.sent_base;
  fb_lua_check(L, fb_push(&b->box.figures, f), "report");
  return 0;
}

const luaL_Reg fb_lua_take_methods[] = {{"figure", doc_figure}, {NULL, NULL}};
