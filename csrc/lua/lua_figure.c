/*
** lua_figure.c: numbers and figures for Lua.
*/
#include "lua_doc.h"
#include "numeral.h"
#include "singular.h"

static void push_number(lua_State *L, fb_number n) {
  if (n.type == FB_NUMBER_INTEGER) lua_pushinteger(L, (lua_Integer)n.of.i);
  else if (n.type == FB_NUMBER_FLOAT) lua_pushnumber(L, n.of.f);
  else lua_pushnil(L);
}

static int is_comma(lua_State *L, int at) { return strcmp(luaL_optstring(L, at, "point"), "comma") == 0; }

/* core.digits(text [, "comma"]) -> number or nil: see decimal.h. */
int fb_lua_digits(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  push_number(L, fb_decimal_read(s, n, is_comma(L, 2)));
  return 1;
}

/* core.roman(text) -> number or nil. */
int fb_lua_roman(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  push_number(L, fb_roman_read(s, n));
  return 1;
}

static fb_number number_field(lua_State *L, int at, const char *key) {
  fb_number n = fb_no_number();
  lua_getfield(L, at, key);
  if (lua_isinteger(L, -1)) n = fb_integer(lua_tointeger(L, -1));
  else if (lua_type(L, -1) == LUA_TNUMBER) n = fb_float(lua_tonumber(L, -1));
  lua_pop(L, 1);
  return n;
}

static uint8_t flag_field(lua_State *L, int at, const char *key) {
  int flag;
  lua_getfield(L, at, key);
  flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return (uint8_t)flag;
}

/* A word in the table at index 3: a fb_numwords. */
static fb_status word_in_table(void *self, const char *s, uint32_t n, fb_numword *w) {
  static const char *const names[] = {"",     "unit",    "teen",  "ten", "digits",  "hundred", "scale",
                                      "half", "ordinal", "point", "and", "article", "sign",    "skip", NULL};
  lua_State *L = self;
  int top = lua_gettop(L);
  memset(w, 0, sizeof *w);
  lua_pushlstring(L, s, n);
  lua_gettable(L, 3);
  if (lua_istable(L, -1)) {
    lua_getfield(L, top + 1, "class");
    w->class = (uint8_t)luaL_checkoption(L, top + 2, "", names);
    w->value = number_field(L, top + 1, "value");
    w->plural = flag_field(L, top + 1, "plural");
    w->part = flag_field(L, top + 1, "part");
    w->dozen = flag_field(L, top + 1, "dozen");
  }
  lua_settop(L, top);
  return FB_OK;
}

/* Pushes value, kind and scale of a numeral; nothing of what is none. */
static int push_numeral(lua_State *L, const fb_numeral *n) {
  static const char *const kinds[] = {"cardinal", "fraction", "ordinal"};
  if (!fb_is_number(n->value)) return 0;
  push_number(L, n->value);
  lua_pushstring(L, kinds[n->kind]);
  push_number(L, n->scale);
  return 3;
}

/*
** core.numeral(text, "comma" or nil, words) -> value, kind, scale; nothing where it is no number. words: lower-case
** word -> { class=, value=, plural=, part=, dozen= }, see numeral.h.
*/
int fb_lua_numeral(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  fb_numeral out;
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  fb_lua_check(L, fb_numeral_read(s, n, is_comma(L, 2), word_in_table, L, &out), "numeral");
  return push_numeral(L, &out);
}

/* core.singular(word) -> the noun in the singular and in lower case; what is none already comes back as it is. */
int fb_lua_singular(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  luaL_Buffer b;
  char *out = luaL_buffinitsize(L, &b, FB_SINGULAR_ROOM(n));
  luaL_pushresultsize(&b, fb_singular(s, n, out));
  return 1;
}

/* ---- figures of a document ---- */

/* The stage's view of the document at index 1. */
static fb_figuring *figuring(lua_State *L, fb_lua_doc *b) {
  fb_figuring *s = &b->figuring;
  (void)L;
  s->r.p = b->p;
  s->r.d = &b->d;
  s->r.input = b->input;
  s->r.ninput = (uint32_t)b->ninput;
  s->box = &b->box;
  return s;
}

/*
** Makes *x ready: with the date that is given at index 2, else with what an earlier window, or the text itself, says. *own
** is the text's, *why says what is wrong with a date that is given.
*/
static fb_status take_date(lua_State *L, fb_lua_doc *b, fb_timing *x, fb_written *own, const char **why) {
  const char *ignored;
  size_t n;
  const char *date = luaL_optlstring(L, 2, NULL, &n);
  x->s = figuring(L, b);
  x->known = &b->almanac;
  fb_written_open(own);
  *why = NULL;
  if (!x->ref && date && fb_reference_read(&b->reference, date, n, why)) x->ref = &b->reference;
  if (x->ref || date) return FB_OK;
  FB_TRY(fb_dateline(x, own));
  if (own->n && fb_reference_read(&b->reference, own->at, own->n, &ignored)) x->ref = &b->reference;
  return FB_OK;
}

/*
** doc:measure([date]) -> the text's own date, where no date is given and it has one, or nil; and what is wrong with the
** date that is given, or nil. Adds the figures.
*/
static int doc_measure(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  fb_written own;
  const char *why;
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  lua_settop(L, 2);
  fb_lua_check(L, take_date(L, b, &b->timing, &own, &why), "figures");
  fb_lua_check(L, fb_figures_find(&b->timing), "figures");
  if (own.n) lua_pushlstring(L, own.at, own.n);
  else lua_pushnil(L);
  if (b->timing.ref || !why) return 1;
  lua_pushfstring(L, "%s '", why);
  lua_pushvalue(L, 2);
  lua_pushliteral(L, "'");
  lua_concat(L, 3);
  return 2;
}

const luaL_Reg fb_lua_figure_methods[] = {{"measure", doc_measure}, {NULL, NULL}};
