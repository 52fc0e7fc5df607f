/*
** lua_json.c: walks a report (a Lua table) and writes it as JSON.
**
** What a report may hold stands in the shapes of report.h. An object is read in one pass of lua_next, which leaves its
** values on the Lua stack; `place` says where each field of the shape stands:
**
**   stack   … text "Ana Lund"  first 12  form "name"  last 21 …     as the table gives them
**   shape   start end text form rule as sentence                    as they are written
**   place   +4    +8  +2   +6   0    0  0                           0: absent
**
** A key is recognised by its address (lua_keys.h), and an absent field costs nothing. Unknown fields are counted,
** looked up again and written last, sorted by name.
*/
#include "lua_json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lua_keys.h"

/* Deeper tables are refused: they can only be a cycle or a mistake. */
#define MAX_DEPTH 64

static const char walk_type[] = "factbox.json";
static const char *const units[] = {"bytes", "chars", "utf16", NULL};

static int walk_gc(lua_State *L) {
  fb_walk *w = (fb_walk *)lua_touserdata(L, 1);
  fb_json_free(&w->json);
  fb_ruler_free(&w->ruler);
  return 0;
}

/* Pushes a fresh walk: its memory is freed by __gc where an error leaves it behind. */
static fb_walk *push_walk(lua_State *L) {
  fb_walk *w = (fb_walk *)lua_newuserdata(L, sizeof *w);
  memset(w, 0, sizeof *w);
  w->L = L;
  if (luaL_newmetatable(L, walk_type)) {
    lua_pushcfunction(L, walk_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return w;
}

static void put(fb_walk *w, char c) { fb_json_char(&w->json, c); }

/* Writes the literals of JSON. */
static void literal(fb_walk *w, const char *s) { fb_json_raw(&w->json, s, strlen(s)); }
static void boolean(fb_walk *w, int at) { literal(w, lua_toboolean(w->L, at) ? "true" : "false"); }

static void value(fb_walk *w, int at, int depth);
static void object(fb_walk *w, int at, const fb_field *shape, const unsigned char *slots, int depth);

/* Stack room for one more level, `n` values wide; raises where a table is nested too deep. */
static void enter(fb_walk *w, int n, int depth) {
  if (depth > MAX_DEPTH) luaL_error(w->L, "JSON: tables nested deeper than %d levels (a cycle?)", MAX_DEPTH);
  luaL_checkstack(w->L, n + 8, "JSON");
}

/* Writes the position at `at` (bytes, 1-based), less `minus`, in the walk's unit. */
static void offset(fb_walk *w, int at, int minus, const char *key) {
  int is_integer;
  lua_Integer n = lua_tointegerx(w->L, at, &is_integer) - minus;
  if (!is_integer) luaL_error(w->L, "JSON: '%s' is not an integer", key);
  if (w->unit == FB_BYTES) {
    fb_json_integer(&w->json, n);
  } else {
    uint32_t in_text = n < 0 ? 0 : n > (lua_Integer)w->len ? (uint32_t)w->len : (uint32_t)n;
    fb_json_integer(&w->json, fb_ruler_at(&w->ruler, in_text));
  }
}

static void object_of(fb_walk *w, int at, fb_shape_id shape, int depth) {
  object(w, at, fb_shapes[shape], w->keys->slot[shape], depth);
}

/* Writes the list of spans, {first=, last=} or {first, last} each, or of other objects at `at`. */
static void objects(fb_walk *w, int at, fb_shape_id shape, int depth) {
  lua_State *L = w->L;
  int element;
  lua_Integer i, n;
  if (!lua_istable(L, at)) luaL_error(L, "JSON: a list is a %s", luaL_typename(L, at));
  enter(w, 0, depth);
  n = (lua_Integer)lua_rawlen(L, at);
  element = lua_gettop(L) + 1;
  put(w, '[');
  for (i = 1; i <= n; i++) {
    if (i > 1) put(w, ',');
    if (depth == 1) fb_walk_drain(w); /* a list of the document */
    if (lua_rawgeti(L, at, i) != LUA_TTABLE) value(w, element, depth + 1);
    else if (shape == FB_PLACE_SHAPE && lua_rawgeti(L, element, 1) == LUA_TNUMBER) {
      lua_rawgeti(L, element, 2);
      put(w, '{');
      fb_field_name(&w->json, &fb_shapes[FB_PLACE_SHAPE][0], 1, 0);
      offset(w, element + 1, 1, "first");
      fb_field_name(&w->json, &fb_shapes[FB_PLACE_SHAPE][1], 0, 0);
      offset(w, element + 2, 0, "last");
      put(w, '}');
    } else {
      object_of(w, element, shape, depth + 1);
    }
    lua_settop(L, element - 1);
  }
  put(w, ']');
}

/* Writes the value of field `f`, which stands at `at` (but for FB_UNIT_NAME and FB_TEXT, which no table holds). */
static void field_value(fb_walk *w, const fb_field *f, int at, int depth) {
  lua_State *L = w->L;
  switch (f->rule) {
    case FB_START: offset(w, at, 1, f->key); break;
    case FB_END: offset(w, at, 0, f->key); break;
    case FB_SENTENCE:
      if (lua_isinteger(L, at)) fb_json_integer(&w->json, lua_tointeger(L, at) - 1);
      else value(w, at, depth);
      break;
    case FB_FLAG: boolean(w, at); break;
    case FB_OBJECT:
      if (lua_istable(L, at)) object_of(w, at, (fb_shape_id)f->shape, depth + 1);
      else value(w, at, depth);
      break;
    case FB_OBJECTS:
    case FB_SPANS: objects(w, at, (fb_shape_id)f->shape, depth + 1); break;
    case FB_UNIT_NAME: fb_json_string(&w->json, units[w->unit], strlen(units[w->unit])); break;
    case FB_TEXT: fb_json_string(&w->json, w->text, w->len); break;
    default: value(w, at, depth); break;
  }
}

/* Whether the options ask for field `f`. */
static int is_wanted(const fb_walk *w, const fb_field *f) {
  switch (f->rule) {
    case FB_TEXT: return w->with_text;
    case FB_SPANS: return f->key[0] == 't' ? w->with_tokens : w->with_sentences;
    default: return 1;
  }
}

/* Whether field `f` is a list that a document has, where the report's table leaves it out. */
static int has_list(const fb_field *f) {
  return f->rule == FB_SPANS ||
         (f->rule == FB_OBJECTS && (f->shape == FB_ENTITY || f->shape == FB_QUOTE || f->shape == FB_FIGURE));
}

typedef struct name {
  const char *s;
  size_t len;
} name;

static int by_bytes(const void *a, const void *b) {
  const name *x = (const name *)a, *y = (const name *)b;
  int order = memcmp(x->s, y->s, x->len < y->len ? x->len : y->len);
  return order ? order : (x->len > y->len) - (x->len < y->len);
}

/*
** Writes the `n` fields of the table at `at` that `slots` (NULL: none) does not know, sorted by
** name, each after a comma but for the first of an object that is empty so far (`comma` 0).
*/
static void other_fields(fb_walk *w, int at, const unsigned char *slots, int n, int comma, int depth) {
  lua_State *L = w->L;
  int i = 0, top = lua_gettop(L);
  name *names = (name *)lua_newuserdata(L, (size_t)n * sizeof *names);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "JSON: a table has both names and other keys (%s)", luaL_typename(L, -1));
    names[i].s = lua_tolstring(L, -1, &names[i].len); /* stays alive as the table's key */
    if (!slots || !slots[fb_key_find(w->keys, names[i].s)]) i++;
    if (i == n) break;
  }
  qsort(names, (size_t)i, sizeof *names, by_bytes);
  for (n = i, i = 0; i < n; i++) {
    lua_settop(L, top + 1);
    if (i || comma) put(w, ',');
    fb_json_string(&w->json, names[i].s, names[i].len);
    put(w, ':');
    lua_pushlstring(L, names[i].s, names[i].len);
    lua_rawget(L, at);
    value(w, top + 2, depth + 1);
  }
  lua_settop(L, top);
}

/* Writes the table at `at` as an object of a known shape. */
static void object(fb_walk *w, int at, const fb_field *shape, const unsigned char *slots, int depth) {
  lua_State *L = w->L;
  unsigned char place[FB_MAX_FIELDS + 1] = {0};
  int base = lua_gettop(L), top = base, others = 0, written = 0;
  const fb_field *f;
  enter(w, 2 * FB_MAX_FIELDS, depth);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    const char *key;
    int slot;
    lua_pushvalue(L, top + 1); /* for lua_next; now tolstring may turn a number into a string */
    key = lua_tostring(L, top + 1);
    slot = key ? slots[fb_key_find(w->keys, key)] : 0;
    if (slot) {
      place[slot] = (unsigned char)(2 + top - base);
      top += 2;
    } else {
      others++;
      lua_replace(L, top + 1);
      lua_settop(L, top + 1);
    }
  }
  put(w, '{');
  for (f = shape; f->key; f++) {
    int here = place[1 + (f - shape)];
    if (!is_wanted(w, f)) continue;
    if (here || f->rule == FB_UNIT_NAME || f->rule == FB_TEXT) {
      fb_field_name(&w->json, f, !written, 0);
      field_value(w, f, base + here, depth);
    } else if (w->doc && has_list(f)) {
      fb_field_name(&w->json, f, !written, 0);
      fb_report_list(w, f);
    } else {
      fb_field_absent(&w->json, f, !written);
    }
    written = written || here || f->rule != FB_MAYBE; /* the first goes without its comma */
  }
  if (others) other_fields(w, at, slots, others, written, depth);
  put(w, '}');
  lua_settop(L, base);
}

/* Writes a table of no known shape: a list, a span with its positions converted, or an object. */
static void any_table(fb_walk *w, int at, int depth) {
  lua_State *L = w->L;
  int top = lua_gettop(L), n = 0, is_list = 1, i;
  lua_Integer length = (lua_Integer)lua_rawlen(L, at);
  enter(w, 2, depth);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    is_list = is_list && lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= length;
    n++;
  }
  if (is_list) {
    put(w, '[');
    for (i = 1; i <= length; i++) {
      if (i > 1) put(w, ',');
      lua_rawgeti(L, at, i);
      value(w, top + 1, depth + 1);
      lua_settop(L, top);
    }
    put(w, ']');
    return;
  }
  lua_pushliteral(L, "first");
  lua_rawget(L, at);
  lua_pushliteral(L, "last");
  lua_rawget(L, at);
  if (lua_isinteger(L, -1) && lua_isinteger(L, -2)) {
    lua_settop(L, top);
    object_of(w, at, FB_PLACE_SHAPE, depth);
  } else {
    lua_settop(L, top);
    put(w, '{');
    other_fields(w, at, NULL, n, 0, depth);
    put(w, '}');
  }
}

/* Writes whatever stands at `at`. */
static void value(fb_walk *w, int at, int depth) {
  lua_State *L = w->L;
  switch (lua_type(L, at)) {
    case LUA_TNIL: literal(w, "null"); break;
    case LUA_TBOOLEAN: boolean(w, at); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, at)) fb_json_integer(&w->json, lua_tointeger(L, at));
      else fb_json_number(&w->json, lua_tonumber(L, at));
      break;
    case LUA_TSTRING: {
      size_t len;
      const char *s = lua_tolstring(L, at, &len);
      fb_json_string(&w->json, s, len);
      break;
    }
    case LUA_TTABLE: any_table(w, at, depth + 1); break;
    case LUA_TLIGHTUSERDATA:
      if (!lua_touserdata(L, at)) { /* cjson.null and its like */
        literal(w, "null");
        break;
      } /* fall through */
    default: luaL_error(L, "JSON: cannot write a %s", luaL_typename(L, at));
  }
}

/* Whether field `key` of the table at `at` is true; a missing table has none. */
static int flag(lua_State *L, int at, const char *key) {
  int is;
  if (!lua_istable(L, at)) return 0;
  lua_getfield(L, at, key);
  is = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return is;
}

/* Reads `options` at stack index 3: {offsets = "bytes"|"chars"|"utf16", with = {tokens, sentences, text}}. */
static void options(lua_State *L, fb_walk *w) {
  if (lua_isnoneornil(L, 3)) return;
  luaL_checktype(L, 3, LUA_TTABLE);
  if (lua_getfield(L, 3, "offsets") != LUA_TNIL) {
    const char *unit = lua_tostring(L, -1);
    int i = 0;
    while (units[i] && !(unit && strcmp(units[i], unit) == 0)) i++;
    if (!units[i]) luaL_argerror(L, 3, "offsets: expected bytes, chars or utf16");
    w->unit = (fb_unit)i;
  }
  lua_pop(L, 1);
  lua_getfield(L, 3, "with");
  w->with_tokens = flag(L, -1, "tokens");
  w->with_sentences = flag(L, -1, "sentences");
  w->with_text = flag(L, -1, "text");
  lua_pop(L, 1);
}

static void check(lua_State *L, fb_status status) {
  if (status == FB_TOOBIG) luaL_error(L, "JSON: too big (4 GB of output or 2 GB of text)");
  if (status != FB_OK) luaL_error(L, "not enough memory");
}

/* Gives the walk the document at stack index `at`, which the report was read in. */
static void document(lua_State *L, fb_walk *w, int at) {
  w->doc = luaL_checkudata(L, at, FB_DOC);
  luaL_argcheck(L, w->doc->open && w->doc->p->frozen, at, "the document or its program is closed");
  luaL_argcheck(L, w->doc->boxed, at, "the document has no text");
  fb_borrow(&w->json.out, &w->doc->json);
  lua_getuservalue(L, at);
  lua_rawgeti(L, -1, FB_USER_NAMES);
  lua_getfield(L, -1, "rules");
  w->rules = lua_gettop(L);
}

/* Hands on what was written: to a file as it is, to a function as a string. */
static void write_piece(fb_walk *w) {
  lua_State *L = w->L;
  luaL_Stream *file = luaL_testudata(L, w->write, LUA_FILEHANDLE);
  check(L, w->json.status);
  if (file) {
    if (!file->closef) luaL_error(L, "the file is closed");
    if (fwrite(w->json.out.at, 1, w->json.out.n, file->f) != w->json.out.n) {
      lua_pushstring(L, strerror(errno)); /* alone: it is nobody's mistake */
      lua_error(L);
    }
  } else {
    lua_pushvalue(L, w->write);
    lua_pushlstring(L, w->json.out.at, w->json.out.n);
    lua_call(L, 1, 0);
  }
  w->json.out.n = 0;
}

/* Bytes that are handed on at once. */
enum { PIECE = 1 << 16 };

void fb_walk_drain(fb_walk *w) {
  if (w->write && w->json.out.n >= PIECE) write_piece(w);
}

/*
** core.json(report, text [, options [, document [, write]]]) -> string, without line end.
** `report` is a table as REPORT.md says, or {id =, error = {code =, message =}}; `text` the input
** that its spans count in (needed for offsets other than bytes, and for with.text).
** A report that leaves out entities, quotes, figures, sentences and tokens has them from `document`.
** `write`, a file or a function, takes the JSON in pieces, where one is given; the result is then nil.
** Raises on tables that no JSON can stand for: cycles, functions, names mixed with numbers.
*/
int fb_lua_json(lua_State *L) {
  fb_walk *w;
  int report;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 5);
  w = push_walk(L);
  options(L, w);
  if (w->unit != FB_BYTES || w->with_text) luaL_checktype(L, 2, LUA_TSTRING);
  w->text = luaL_optlstring(L, 2, "", &w->len);
  check(L, fb_ruler_init(&w->ruler, w->text, w->len, w->unit));
  w->keys = fb_lua_push_keys(L);
  if (!lua_isnil(L, 4)) document(L, w, 4);
  if (!lua_isnil(L, 5)) w->write = 5;
  lua_getfield(L, 1, "error");
  report = lua_istable(L, -1) ? FB_FAILURE : FB_DOCUMENT;
  lua_pop(L, 1);
  object_of(w, 1, (fb_shape_id)report, 0);
  if (w->write) {
    write_piece(w);
    lua_pushnil(L);
  } else {
    check(L, w->json.status);
    lua_pushlstring(L, w->json.out.at, w->json.out.n);
  }
  if (w->doc) fb_give_back(&w->json.out, &w->doc->json);
  fb_json_free(&w->json); /* now rather than when the collector comes round */
  fb_ruler_free(&w->ruler);
  return 1;
}
