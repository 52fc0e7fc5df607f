/*
** lua_json.c: walks a report (a Lua table) and writes it as JSON.
**
** What a report may hold stands in the shapes below, one per kind of object, fields in the order
** in which they are written: REPORT.md as data. An object is read in one pass of lua_next, which
** leaves its values on the Lua stack; `place` says where each field of the shape stands:
**
**   stack   … text "Ana Lund"  first 12  form "name"  last 21 …     as the table gives them
**   shape   start end text form rule as sentence                    as they are written
**   place   +4    +8  +2   +6   0    0  0                           0: absent
**
** A key is recognised by the address of its (interned, anchored) string, so a field costs no
** comparison of strings and an absent one costs nothing. Unknown fields are counted, looked up
** again and written last, sorted by name.
*/
#include "lua_json.h"

#include <lauxlib.h>
#include <stdlib.h>

#include "json.h"
#include "offsets.h"

/* Deeper tables are refused: they can only be a cycle or a mistake. */
#define MAX_DEPTH 64

typedef enum rule_of_field {
  VALUE,    /* anything; null where absent */
  MAYBE,    /* anything; left out where absent */
  LIST,     /* a list of anything; [] where absent */
  FLAG,     /* a boolean; false where absent */
  OBJECT,   /* an object of `shape`; null where absent */
  OBJECTS,  /* a list of objects of `shape`; [] where absent */
  START,    /* from `first`, `last`: 1-based, inclusive, bytes … */
  END,      /* … to 0-based, end-exclusive, in the unit asked for */
  SENTENCE, /* 1-based to 0-based */
  UNIT,     /* the name of the unit, which the options say */
  TEXT,     /* the input, where asked for */
  SPANS     /* OBJECTS, where asked for */
} rule_of_field;

typedef enum shape_id {
  DOCUMENT,
  FAILURE,
  ERROR,
  SPAN,
  PART,
  WARNING,
  ENTITY,
  ROLE,
  CANONICAL,
  MENTION,
  QUOTE,
  SPEAKER,
  CUE,
  FIGURE,
  EXTENT,
  BASE,
  COUNTED,
  SOURCE,
  NSHAPES
} shape_id;

typedef struct field {
  const char *key;             /* in Lua */
  char json[FB_JSON_WORD + 1]; /* as written where absent: ,"start":null (one byte more: see name_of) */
  unsigned char size;          /* of `json` up to the colon, with it */
  unsigned char rule;
  unsigned char shape;
} field;

#define NAMED(key, name, rule, shape) \
  { key, ",\"" name "\":null", sizeof name + 3, rule, shape }
#define F(name, rule) NAMED(name, name, rule, 0)
#define O(name, shape) NAMED(name, name, OBJECT, shape)
#define S(name, shape) NAMED(name, name, OBJECTS, shape)
#define PLACE NAMED("first", "start", START, 0), NAMED("last", "end", END, 0)
#define LAST \
  { NULL, "", 0, 0, 0 }

/* Most fields in a shape. */
#define MAX_FIELDS 26

static const field shapes[NSHAPES][MAX_FIELDS + 1] = {
    [DOCUMENT] = {F("id", VALUE), F("version", VALUE), F("rules", VALUE), F("offsets", UNIT), F("language", VALUE),
                  F("date", VALUE), F("text", TEXT), NAMED("sentences", "sentences", SPANS, SPAN),
                  NAMED("tokens", "tokens", SPANS, SPAN), S("entities", ENTITY), S("quotes", QUOTE),
                  S("figures", FIGURE), S("warnings", WARNING), LAST},
    [FAILURE] = {F("id", VALUE), O("error", ERROR), LAST},
    [ERROR] = {F("code", VALUE), F("message", VALUE), LAST},
    [SPAN] = {PLACE, LAST},
    [PART] = {PLACE, F("text", MAYBE), LAST},
    [WARNING] = {F("code", VALUE), F("message", VALUE), F("rule", VALUE), PLACE, LAST},
    [ENTITY] = {F("id", VALUE), F("type", VALUE), F("name", VALUE), F("aliases", LIST), S("roles", ROLE),
                O("canonical", CANONICAL), S("mentions", MENTION), LAST},
    [ROLE] = {F("text", VALUE), PLACE, F("of", VALUE), LAST},
    [CANONICAL] = {F("name", VALUE), F("id", VALUE), F("source", VALUE), LAST},
    [MENTION] = {PLACE, F("text", VALUE), F("form", VALUE), F("rule", VALUE), F("as", VALUE), F("sentence", SENTENCE),
                 LAST},
    [QUOTE] = {F("id", VALUE), F("type", VALUE), S("parts", PART), F("text", VALUE), PLACE, S("marked", PART),
               O("speaker", SPEAKER), O("addressee", SPEAKER), O("cue", CUE), F("floating", FLAG), F("negated", FLAG),
               F("rule", VALUE), F("sentence", SENTENCE), LAST},
    [SPEAKER] = {PLACE, F("text", VALUE), F("by", VALUE), F("entities", LIST), F("name", VALUE), LAST},
    [CUE] = {PLACE, F("text", VALUE), LAST},
    [FIGURE] = {F("id", VALUE),     F("kind", VALUE),        PLACE,
                F("text", VALUE),   O("number", EXTENT),     O("extent", EXTENT),
                F("value", VALUE),  F("values", VALUE),      F("low", VALUE),
                F("high", VALUE),   F("modifier", VALUE),    F("unit", VALUE),
                O("base", BASE),    O("of", COUNTED),        O("event", EXTENT),
                F("entity", VALUE), F("timex", VALUE),       O("source", SOURCE),
                F("rule", VALUE),   F("sentence", SENTENCE), LAST},
    [EXTENT] = {PLACE, F("text", VALUE), LAST},
    [BASE] = {F("value", VALUE), F("unit", VALUE), LAST},
    [COUNTED] = {PLACE, F("text", VALUE), F("head", VALUE), LAST},
    [SOURCE] = {F("quote", VALUE), F("entities", LIST), LAST},
};

/* Distinct keys over all shapes fit a byte and half the table. */
#define MAX_KEYS 96
#define KEY_SLOTS 256

/* What recognises keys; one per Lua state, in its registry. */
typedef struct keys {
  const char *at[KEY_SLOTS];             /* address of the string; open addressing */
  unsigned char id[KEY_SLOTS];           /* number of the key, from 1; 0 where free */
  unsigned char slot[NSHAPES][MAX_KEYS]; /* place of key in shape, from 1; 0 where it has none */
} keys;

typedef struct walk {
  lua_State *L;
  const keys *k;
  fb_json json;
  fb_ruler ruler;
  fb_unit unit;
  const char *text;
  size_t len;
  int with_tokens, with_sentences, with_text;
} walk;

static const char keys_key = 0, walk_type[] = "factbox.json"; /* the former's address is a registry key */
static const char *const units[] = {"bytes", "chars", "utf16", NULL};

static unsigned slot_of(const char *s) { return (unsigned)(((uintptr_t)s >> 3) * 2654435761u >> 16) % KEY_SLOTS; }

/* Number of the key whose interned string stands at `s`; 0 for an unknown one. */
static unsigned find_key(const keys *k, const char *s) {
  unsigned h = slot_of(s);
  while (k->id[h] && k->at[h] != s) h = (h + 1) % KEY_SLOTS;
  return k->id[h];
}

/* Pushes the state's keys (a userdata), made at first use. Their strings are anchored beside it. */
static const keys *push_keys(lua_State *L) {
  keys *k;
  int shape, i, n = 0;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &keys_key) == LUA_TUSERDATA) return (keys *)lua_touserdata(L, -1);
  lua_pop(L, 1);
  k = (keys *)lua_newuserdata(L, sizeof *k);
  memset(k, 0, sizeof *k);
  lua_newtable(L); /* anchors */
  for (shape = 0; shape < NSHAPES; shape++)
    for (i = 0; shapes[shape][i].key; i++) {
      const char *s = lua_pushstring(L, shapes[shape][i].key);
      unsigned id = find_key(k, s);
      if (!id) {
        unsigned h = slot_of(s);
        if (n + 1 >= MAX_KEYS) luaL_error(L, "JSON: more keys than MAX_KEYS");
        while (k->id[h]) h = (h + 1) % KEY_SLOTS;
        k->at[h] = s;
        k->id[h] = (unsigned char)(id = (unsigned)++n);
      }
      k->slot[shape][id] = (unsigned char)(i + 1);
      lua_rawseti(L, -2, (int)id);
    }
  lua_setuservalue(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &keys_key);
  return k;
}

static int walk_gc(lua_State *L) {
  walk *w = (walk *)lua_touserdata(L, 1);
  fb_json_free(&w->json);
  fb_ruler_free(&w->ruler);
  return 0;
}

/* Pushes a fresh walk: its memory is freed by __gc where an error leaves it behind. */
static walk *push_walk(lua_State *L) {
  walk *w = (walk *)lua_newuserdata(L, sizeof *w);
  memset(w, 0, sizeof *w);
  w->L = L;
  if (luaL_newmetatable(L, walk_type)) {
    lua_pushcfunction(L, walk_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return w;
}

static void put(walk *w, char c) { fb_json_char(&w->json, c); }

/* Writes the literals of JSON. */
static void literal(walk *w, const char *s) { fb_json_raw(&w->json, s, strlen(s)); }
static void boolean(walk *w, int at) { literal(w, lua_toboolean(w->L, at) ? "true" : "false"); }

/* Writes the name of field `f`, its comma before it but where it is the `first`, `more` bytes of its null. */
static void name_of(walk *w, const field *f, int first, size_t more) {
  fb_json_word(&w->json, f->json + first, f->size - (size_t)first + more);
}

static void value(walk *w, int at, int depth);
static void object(walk *w, int at, const field *shape, const unsigned char *slots, int depth);

/* Stack room for one more level, `n` values wide; raises where a table is nested too deep. */
static void enter(walk *w, int n, int depth) {
  if (depth > MAX_DEPTH) luaL_error(w->L, "JSON: tables nested deeper than %d levels (a cycle?)", MAX_DEPTH);
  luaL_checkstack(w->L, n + 8, "JSON");
}

/* Writes the position at `at` (bytes, 1-based), less `minus`, in the walk's unit. */
static void offset(walk *w, int at, int minus, const char *key) {
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

static void object_of(walk *w, int at, shape_id shape, int depth) {
  object(w, at, shapes[shape], w->k->slot[shape], depth);
}

/* Writes the list of spans, {first=, last=} or {first, last} each, or of other objects at `at`. */
static void objects(walk *w, int at, shape_id shape, int depth) {
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
    if (lua_rawgeti(L, at, i) != LUA_TTABLE) value(w, element, depth + 1);
    else if (shape == SPAN && lua_rawgeti(L, element, 1) == LUA_TNUMBER) {
      lua_rawgeti(L, element, 2);
      put(w, '{');
      name_of(w, &shapes[SPAN][0], 1, 0);
      offset(w, element + 1, 1, "first");
      name_of(w, &shapes[SPAN][1], 0, 0);
      offset(w, element + 2, 0, "last");
      put(w, '}');
    } else {
      object_of(w, element, shape, depth + 1);
    }
    lua_settop(L, element - 1);
  }
  put(w, ']');
}

/* Writes field `f`, absent from its table: name and null, [] or false, or nothing. */
static void absent(walk *w, const field *f, int first) {
  switch (f->rule) {
    case MAYBE: break;
    case LIST:
    case OBJECTS:
    case SPANS:
      name_of(w, f, first, 0);
      put(w, '[');
      put(w, ']');
      break;
    case FLAG:
      name_of(w, f, first, 0);
      literal(w, "false");
      break;
    default: name_of(w, f, first, sizeof "null" - 1); break;
  }
}

/* Writes the value of field `f`, which stands at `at` (but for UNIT and TEXT, which no table holds). */
static void field_value(walk *w, const field *f, int at, int depth) {
  lua_State *L = w->L;
  switch (f->rule) {
    case START: offset(w, at, 1, f->key); break;
    case END: offset(w, at, 0, f->key); break;
    case SENTENCE:
      if (lua_isinteger(L, at)) fb_json_integer(&w->json, lua_tointeger(L, at) - 1);
      else value(w, at, depth);
      break;
    case FLAG: boolean(w, at); break;
    case OBJECT:
      if (lua_istable(L, at)) object_of(w, at, (shape_id)f->shape, depth + 1);
      else value(w, at, depth);
      break;
    case OBJECTS:
    case SPANS: objects(w, at, (shape_id)f->shape, depth + 1); break;
    case UNIT: fb_json_string(&w->json, units[w->unit], strlen(units[w->unit])); break;
    case TEXT: fb_json_string(&w->json, w->text, w->len); break;
    default: value(w, at, depth); break;
  }
}

/* Whether the options ask for field `f`. */
static int is_wanted(const walk *w, const field *f) {
  switch (f->rule) {
    case TEXT: return w->with_text;
    case SPANS: return f->key[0] == 't' ? w->with_tokens : w->with_sentences;
    default: return 1;
  }
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
static void other_fields(walk *w, int at, const unsigned char *slots, int n, int comma, int depth) {
  lua_State *L = w->L;
  int i = 0, top = lua_gettop(L);
  name *names = (name *)lua_newuserdata(L, (size_t)n * sizeof *names);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "JSON: a table has both names and other keys (%s)", luaL_typename(L, -1));
    names[i].s = lua_tolstring(L, -1, &names[i].len); /* stays alive as the table's key */
    if (!slots || !slots[find_key(w->k, names[i].s)]) i++;
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
static void object(walk *w, int at, const field *shape, const unsigned char *slots, int depth) {
  lua_State *L = w->L;
  unsigned char place[MAX_FIELDS + 1] = {0};
  int base = lua_gettop(L), top = base, others = 0, written = 0;
  const field *f;
  enter(w, 2 * MAX_FIELDS, depth);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    const char *key;
    int slot;
    lua_pushvalue(L, top + 1); /* for lua_next; now tolstring may turn a number into a string */
    key = lua_tostring(L, top + 1);
    slot = key ? slots[find_key(w->k, key)] : 0;
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
    if (here || f->rule == UNIT || f->rule == TEXT) {
      name_of(w, f, !written, 0);
      field_value(w, f, base + here, depth);
    } else {
      absent(w, f, !written);
    }
    written = written || here || f->rule != MAYBE; /* the first goes without its comma */
  }
  if (others) other_fields(w, at, slots, others, written, depth);
  put(w, '}');
  lua_settop(L, base);
}

/* Writes a table of no known shape: a list, a span with its positions converted, or an object. */
static void any_table(walk *w, int at, int depth) {
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
    object_of(w, at, SPAN, depth);
  } else {
    lua_settop(L, top);
    put(w, '{');
    other_fields(w, at, NULL, n, 0, depth);
    put(w, '}');
  }
}

/* Writes whatever stands at `at`. */
static void value(walk *w, int at, int depth) {
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
static void options(lua_State *L, walk *w) {
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

/*
** core.json(report, text [, options]) -> string, without line end.
** `report` is a table as REPORT.md says, or {id =, error = {code =, message =}}; `text` the input
** that its spans count in (needed for offsets other than bytes, and for with.text).
** Raises on tables that no JSON can stand for: cycles, functions, names mixed with numbers.
*/
int fb_lua_json(lua_State *L) {
  walk *w;
  int report;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 3);
  w = push_walk(L);
  options(L, w);
  if (w->unit != FB_BYTES || w->with_text) luaL_checktype(L, 2, LUA_TSTRING);
  w->text = luaL_optlstring(L, 2, "", &w->len);
  check(L, fb_ruler_init(&w->ruler, w->text, w->len, w->unit));
  w->k = push_keys(L);
  lua_getfield(L, 1, "error");
  report = lua_istable(L, -1) ? FAILURE : DOCUMENT;
  lua_pop(L, 1);
  object_of(w, 1, (shape_id)report, 0);
  check(L, w->json.status);
  lua_pushlstring(L, w->json.out.at, w->json.out.n);
  fb_json_free(&w->json); /* now rather than when the collector comes round */
  fb_ruler_free(&w->ruler);
  return 1;
}
