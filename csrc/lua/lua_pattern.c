/*
** lua_pattern.c: the operators of token patterns, for lua/factbox/pattern.lua: what rule files do thousands of times at
** every start.
**
**   handle   userdata that rule files hold: operators and nothing else, so that no file can change a pattern that
**            another uses; it knows how deep and how large its node is
**    └► node   table { op = number, … } of plain Lua, which csrc/lua/lua_program.c compiles and the tools of rule authors read
**
** A handle's node is its user value. Errors stand at the line of the rule file that called.
*/
#include "lua_pattern.h"

#include "pattern.h"

/* Most repetitions that p^n writes out; the VM's programs hold each. */
#define MOST_COUNT 64

/*
** Deepest nesting, and most parts: more than a person writes, little for what walks over it. Parts that are used
** several times count as often: `p = p * any + p * lower`, some forty times, is a tree that no machine can hold.
*/
#define MOST_DEPTH 100
#define MOST_SIZE 16000
#define HUGE_SIZE 1000000u /* counting ends here */

typedef struct handle {
  uint32_t depth, size; /* of the node as a tree */
  int op;
} handle;

/* Upvalues of all functions here: the handles' metatable, and what a function is made for. */
#define META lua_upvalueindex(1)
#define OWN lua_upvalueindex(2)
#define OWN2 lua_upvalueindex(3)

/* The handle at `at`, or NULL where something else is there. */
static const handle *to_handle(lua_State *L, int at) {
  const handle *h = lua_touserdata(L, at);
  int same;
  if (h == NULL || !lua_getmetatable(L, at)) return NULL;
  same = lua_rawequal(L, -1, META);
  lua_pop(L, 1);
  return same ? h : NULL;
}

static const char *excess(const handle *h) {
  if (h->depth > MOST_DEPTH) return "the pattern is nested too deeply";
  if (h->size > MOST_SIZE) return "the pattern is too large";
  return NULL;
}

/* A new node at the top of the stack, with room for `parts` parts and `fields` fields beside its operator. */
static void new_node(lua_State *L, int op, int parts, int fields) {
  lua_createtable(L, parts, fields + 1);
  lua_pushinteger(L, op);
  lua_setfield(L, -2, "op");
}

/* Replaces the node at the top by its handle. */
static int give(lua_State *L, int op, uint32_t depth, uint32_t size) {
  handle *h = lua_newuserdata(L, sizeof *h);
  h->op = op;
  h->depth = depth;
  h->size = size < HUGE_SIZE ? size : HUGE_SIZE;
  lua_pushvalue(L, META);
  lua_setmetatable(L, -2);
  lua_insert(L, -2);
  lua_setuservalue(L, -2);
  return 1;
}

/* Pushes the node of what a rule file may write for a pattern at `at`: a pattern, or a string for word "…". */
static handle to_node(lua_State *L, int at) {
  const handle *known = to_handle(L, at);
  handle word = {1, 1, FB_P_NORM};
  if (known != NULL) {
    const char *why = excess(known);
    if (why != NULL) luaL_error(L, "%s", why);
    lua_getuservalue(L, at);
    return *known;
  }
  switch (lua_type(L, at)) {
    case LUA_TSTRING:
      new_node(L, FB_P_NORM, 1, 0);
      lua_pushvalue(L, at);
      lua_rawseti(L, -2, 1);
      break;
    case LUA_TFUNCTION:
      luaL_error(L, "a pattern was expected here, not a function (does it want an argument?)");
      break;
    case LUA_TNONE:
    case LUA_TNIL: luaL_error(L, "a pattern was expected here, not nil (is the name spelt right?)"); break;
    default: luaL_error(L, "a pattern was expected here, not a %s", luaL_typename(L, at));
  }
  return word;
}

/* Copies the parts of the node at `from` to the one at `to`, behind its first n; gives how many it has then. */
static lua_Integer copy_parts(lua_State *L, int from, int to, lua_Integer n) {
  lua_Integer i, parts = (lua_Integer)lua_rawlen(L, from);
  for (i = 1; i <= parts; i++) {
    lua_rawgeti(L, from, i);
    lua_rawseti(L, to, ++n);
  }
  return n;
}

/* The node of `op` over those at the stack's last two places, those of the same operator as their parts. */
static int join(lua_State *L, int op, const handle *a, const handle *b) {
  int at = lua_gettop(L) - 1, k;
  const handle *of[2];
  uint32_t depth = 1, size = 1;
  lua_Integer n = 0;
  of[0] = a;
  of[1] = b;
  new_node(L, op, (a->op == op ? (int)lua_rawlen(L, at) : 1) + (b->op == op ? (int)lua_rawlen(L, at + 1) : 1), 0);
  for (k = 0; k < 2; k++) {
    if (of[k]->op == op) {
      n = copy_parts(L, at + k, at + 2, n);
      size += of[k]->size - 1;
      if (of[k]->depth > depth) depth = of[k]->depth;
    } else {
      lua_pushvalue(L, at + k);
      lua_rawseti(L, at + 2, ++n);
      size += of[k]->size;
      if (of[k]->depth >= depth) depth = of[k]->depth + 1;
    }
  }
  return give(L, op, depth, size);
}

static int op_mul(lua_State *L) {
  handle a, b;
  lua_settop(L, 2);
  a = to_node(L, 1);
  b = to_node(L, 2);
  return join(L, FB_P_SEQ, &a, &b);
}

/*
** Is every word of the node at the top one token for sure? Alternatives of one word(…) that are several tokens come
** first, so words may only be thrown together where that changes no order.
*/
static int all_one_token(lua_State *L) {
  static const char cannot[] = "cannot";
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, -1);
  for (i = 1; i <= n; i++) {
    size_t len, k, same = 0;
    const char *s;
    lua_rawgeti(L, -1, i);
    s = lua_tolstring(L, -1, &len);
    for (k = 0; k < len && (s[k] | 0x20) >= 'a' && (s[k] | 0x20) <= 'z'; k++)
      same += k < sizeof cannot - 1 && (s[k] | 0x20) == cannot[k];
    lua_pop(L, 1);
    if (k < len || len == 0 || (len == sizeof cannot - 1 && same == len)) return 0;
  }
  return 1;
}

static int op_add(lua_State *L) {
  handle a, b;
  lua_settop(L, 2);
  a = to_node(L, 1);
  b = to_node(L, 2);
  if (a.op == FB_P_NORM && b.op == FB_P_NORM && all_one_token(L)) { /* words become one set test */
    new_node(L, FB_P_NORM, (int)lua_rawlen(L, 3) + (int)lua_rawlen(L, 4), 0);
    copy_parts(L, 4, 5, copy_parts(L, 3, 5, 0));
    return give(L, FB_P_NORM, 1, 1);
  }
  return join(L, FB_P_OR, &a, &b);
}

/* The node of `op` around the one at the top, which is `inner`. */
static void around(lua_State *L, int op, int fields, const handle *inner, handle *h) {
  new_node(L, op, 1, fields);
  lua_insert(L, -2);
  lua_rawseti(L, -2, 1);
  h->op = op;
  h->depth = inner->depth + 1;
  h->size = inner->size + 1;
}

static int unary(lua_State *L, int op) {
  handle a = to_node(L, 1), h;
  around(L, op, 0, &a, &h);
  return give(L, op, h.depth, h.size);
}

static int op_unm(lua_State *L) { return unary(L, FB_P_NOT); }

static int op_len(lua_State *L) { return unary(L, FB_P_AND); }

static int op_sub(lua_State *L) {
  handle a, b, no;
  lua_settop(L, 2);
  b = to_node(L, 2);
  around(L, FB_P_NOT, 0, &b, &no);
  a = to_node(L, 1);
  return join(L, FB_P_SEQ, &no, &a);
}

static int op_pow(lua_State *L) {
  handle a, h;
  lua_Integer n = 0;
  lua_settop(L, 2);
  a = to_node(L, 1);
  if (lua_isinteger(L, 2)) n = lua_tointeger(L, 2);
  else if (lua_type(L, 2) != LUA_TNUMBER) return luaL_error(L, "p^n needs a whole number for n");
  else {
    lua_Number x = lua_tonumber(L, 2);
    if (x >= -MOST_COUNT && x <= MOST_COUNT) n = (lua_Integer)x;
    else n = MOST_COUNT + 1; /* too many, and what is no number at all */
    if (n <= MOST_COUNT && (lua_Number)n != x) return luaL_error(L, "p^n needs a whole number for n");
  }
  if (n > MOST_COUNT || n < -MOST_COUNT) return luaL_error(L, "p^n: at most %d repetitions can be counted", MOST_COUNT);
  around(L, FB_P_REP, n < 0 ? 2 : 1, &a, &h);
  lua_pushinteger(L, n < 0 ? 0 : n);
  lua_setfield(L, -2, "lo");
  if (n < 0) {
    lua_pushinteger(L, -n);
    lua_setfield(L, -2, "hi");
  }
  return give(L, FB_P_REP, h.depth, h.size);
}

/* Pushes a copy of the alternatives of attribute `key`, which are at the top. */
static void alternatives(lua_State *L, const char *key) {
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, -1);
  if (n == 0) luaL_error(L, "attribute %s has no alternatives", key);
  lua_createtable(L, (int)n, 0);
  for (i = 1; i <= n; i++) {
    if (lua_rawgeti(L, -2, i) != LUA_TSTRING) luaL_error(L, "the alternatives of attribute %s must be strings", key);
    lua_rawseti(L, -2, i);
  }
}

/* `list "x" { key = value }`: the same pattern with a condition on attributes. */
static int op_call(lua_State *L) {
  handle a;
  const char *named;
  lua_settop(L, 2);
  a = to_node(L, 1);
  if (a.op != FB_P_LIST && a.op != FB_P_FOUND) return luaL_error(L, "only list \"…\" and found \"…\" take { attributes }");
  if (!lua_istable(L, 2)) return luaL_error(L, "attributes are written { key = value }");
  named = a.op == FB_P_LIST ? "list" : "kind";
  new_node(L, a.op, 0, 4);
  lua_getfield(L, 3, named);
  lua_setfield(L, 4, named);
  lua_newtable(L); /* the file may change its own later */
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
    if (key == NULL) return luaL_error(L, "attributes are written { key = value }");
    switch (lua_type(L, -1)) {
      case LUA_TTABLE:
        alternatives(L, key);
        lua_remove(L, -2);
        break;
      case LUA_TSTRING:
      case LUA_TNUMBER:
      case LUA_TBOOLEAN: break;
      default:
        return luaL_error(L, "attribute %s must be a string, a list of strings, a number, true (present) or false (absent)", key);
    }
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, 5);
  }
  lua_setfield(L, 4, "cond");
  return give(L, a.op, 1, 1);
}

/* All rule files hold the same patterns: what one wrote into them, the others would read. */
static int op_newindex(lua_State *L) { return luaL_error(L, "a pattern has no fields"); }

/* p.x is nil, for whatever x. */
static int op_index(lua_State *L) {
  lua_pushnil(L);
  return 1;
}

/* pairs(p): nothing */
static int op_pairs(lua_State *L) {
  lua_settop(L, 1);
  lua_pushcfunction(L, op_index);
  lua_insert(L, 1);
  lua_pushnil(L);
  return 3;
}

/* ---- what the vocabulary is made of ---------------------------------------------------------------- */

/* The function of one or more strings that is called OWN2 and makes nodes of operator OWN. */
static int make_strings(lua_State *L) {
  int n = lua_gettop(L), i;
  const char *name = lua_tostring(L, OWN2);
  if (n == 0) return luaL_error(L, "%s needs a word: %s \"said\"", name, name);
  for (i = 1; i <= n; i++)
    if (lua_type(L, i) != LUA_TSTRING || lua_rawlen(L, i) == 0) return luaL_error(L, "%s: argument %d is not a word", name, i);
  new_node(L, (int)lua_tointeger(L, OWN), n, 1);
  lua_insert(L, 1);
  for (i = n; i > 0; i--) lua_rawseti(L, 1, i);
  return give(L, (int)lua_tointeger(L, OWN), 1, 1);
}

/* The same of one name, which becomes the node's field. */
static int make_named(lua_State *L) {
  const char *name = lua_tostring(L, OWN2);
  int op = (int)lua_tointeger(L, OWN);
  if (lua_type(L, 1) != LUA_TSTRING || lua_rawlen(L, 1) == 0) return luaL_error(L, "%s needs a name: %s \"…\"", name, name);
  new_node(L, op, 0, 2);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, op == FB_P_LIST ? "list" : "kind");
  return give(L, op, 1, 1);
}

/* The function of one pattern that makes nodes of operator OWN, with the id OWN2 if that is no nil. */
static int make_around(lua_State *L) {
  int op = (int)lua_tointeger(L, OWN);
  handle a, h;
  lua_settop(L, 1);
  a = to_node(L, 1);
  around(L, op, !lua_isnil(L, OWN2), &a, &h);
  if (!lua_isnil(L, OWN2)) {
    lua_pushvalue(L, OWN2);
    lua_setfield(L, -2, "id");
  }
  return give(L, op, h.depth, h.size);
}

static int make_within(lua_State *L) {
  handle a, h;
  lua_Integer n = lua_isinteger(L, 1) ? lua_tointeger(L, 1) : -1;
  lua_settop(L, 2);
  if (n < 0 || n > MOST_COUNT) return luaL_error(L, "within(n, p): n is a whole number from 0 to %d", MOST_COUNT);
  a = to_node(L, 2);
  around(L, FB_P_WITHIN, 1, &a, &h);
  lua_pushinteger(L, n);
  lua_setfield(L, -2, "lo");
  return give(L, FB_P_WITHIN, h.depth, h.size);
}

/*
** Depth and size of the node at the top as a tree; `known` has those that were measured before, as one number, so that
** each node is looked at once.
*/
static void measure(lua_State *L, int known, int level, uint32_t *depth, uint32_t *size) {
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, -1);
  *depth = *size = 1;
  luaL_checkstack(L, 6, "pattern");
  lua_pushvalue(L, -1);
  if (lua_rawget(L, known) == LUA_TNUMBER) {
    *depth = (uint32_t)(lua_tointeger(L, -1) >> 32);
    *size = (uint32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return;
  }
  lua_pop(L, 1);
  if (level > MOST_DEPTH) return; /* deep enough for being refused */
  for (i = 1; i <= n; i++) {
    uint32_t d, s;
    if (lua_rawgeti(L, -1, i) != LUA_TTABLE) {
      lua_pop(L, 1);
      break;
    }
    measure(L, known, level + 1, &d, &s);
    lua_pop(L, 1);
    if (d >= *depth) *depth = d + 1;
    *size = *size + s < HUGE_SIZE ? *size + s : HUGE_SIZE;
  }
  lua_pushvalue(L, -1);
  lua_pushinteger(L, (lua_Integer)*depth << 32 | *size);
  lua_rawset(L, known);
}

/* patterns.public(node) -> handle */
static int pattern_public(lua_State *L) {
  uint32_t depth, size;
  int op;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, 1);
  measure(L, 2, 0, &depth, &size);
  lua_getfield(L, 1, "op");
  op = (int)lua_tointeger(L, -1);
  lua_settop(L, 1);
  return give(L, op, depth, size);
}

/* patterns.node(x) -> the node of a handle, with what is wrong with it instead of the node; nil for anything else. */
static int pattern_node(lua_State *L) {
  const handle *h = to_handle(L, 1);
  const char *why = h != NULL ? excess(h) : NULL;
  if (h == NULL || why != NULL) {
    lua_pushnil(L);
    lua_pushstring(L, why);
    return 2;
  }
  lua_getuservalue(L, 1);
  return 1;
}

/* patterns.to_node(x) -> the node of what a rule file may write for a pattern, or an error. */
static int pattern_to_node(lua_State *L) {
  lua_settop(L, 1);
  to_node(L, 1);
  return 1;
}

/* Makes a function with the metatable and two more upvalues, which are the arguments. */
static int maker(lua_State *L, lua_CFunction f) {
  lua_settop(L, 2);
  lua_pushvalue(L, META);
  lua_insert(L, 1);
  lua_pushcclosure(L, f, 3);
  return 1;
}

/* patterns.strings(op, name), patterns.named(op, name), patterns.around(op, id): functions for rule files. */
static int pattern_strings(lua_State *L) { return maker(L, make_strings); }
static int pattern_named(lua_State *L) { return maker(L, make_named); }
static int pattern_around(lua_State *L) { return maker(L, make_around); }

/* ---- names to numbers ------------------------------------------------------------------------------ */

/* Has the node at the top been seen before? Notes it in the table at `seen`. */
static int seen_before(lua_State *L, int seen) {
  int yes;
  lua_pushvalue(L, -1);
  yes = lua_rawget(L, seen) != LUA_TNIL;
  lua_pop(L, 1);
  if (yes) return 1;
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, seen);
  return 0;
}

/* The operator of the node at the top. */
static int op_of(lua_State *L) {
  int op;
  lua_getfield(L, -1, "op");
  op = (int)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return op;
}

/* Are there nodes inside those of operator `op`? Only such are worth a note that they were seen. */
static int has_parts(int op) {
  switch (op) {
    case FB_P_SEQ:
    case FB_P_OR:
    case FB_P_REP:
    case FB_P_AND:
    case FB_P_NOT:
    case FB_P_BEHIND:
    case FB_P_WITHIN:
    case FB_P_CAPTURE: return 1;
    default: return 0;
  }
}

static void find_lists(lua_State *L, int asked, int seen) {
  lua_Integer i, n;
  int op = op_of(L);
  luaL_checkstack(L, 6, "pattern");
  if (op == FB_P_LIST) {
    lua_getfield(L, -1, "list");
    lua_pushboolean(L, 1);
    lua_rawset(L, asked);
  }
  if (!has_parts(op) || seen_before(L, seen)) return;
  n = (lua_Integer)lua_rawlen(L, -1);
  for (i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    find_lists(L, asked, seen);
    lua_pop(L, 1);
  }
}

/* patterns.lists(node, asked, seen): sets asked[name] for every list in it; nodes in `seen` are passed over. */
static int pattern_lists(lua_State *L) {
  lua_settop(L, 3);
  lua_pushvalue(L, 1);
  find_lists(L, 2, 3);
  return 0;
}

/* Where patterns.resolve has its arguments. */
enum { R_NODE = 1, R_LISTS, R_KINDS, R_CONDITION, R_MASK, R_DONE };

/* Sets `id` of the node at `at` to the number that `numbers` has for its `field`; or pushes what is wrong. */
static int resolve_name(lua_State *L, int at, const char *field, int numbers, const char *wrong) {
  lua_getfield(L, at, field);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, numbers) == LUA_TNUMBER) {
    lua_setfield(L, at, "id");
    lua_pop(L, 1);
    return 0;
  }
  lua_pushfstring(L, wrong, lua_tostring(L, -2));
  return 1;
}

/* The same of classes of words, whose mask a function of Lua gives. */
static int resolve_classes(lua_State *L, int at) {
  lua_pushvalue(L, R_MASK);
  lua_pushvalue(L, at);
  lua_call(L, 1, 2);
  lua_pushvalue(L, -2);
  lua_setfield(L, at, "mask");
  if (lua_isnil(L, -1)) return 0;
  lua_pushfstring(L, "no class of words is called \"%s\"", lua_tostring(L, -1));
  return 1;
}

/* Gives a condition of the node at `at` its number. It may be compiled again when a broken rule is taken out. */
static void resolve_condition(lua_State *L, int at) {
  if (lua_getfield(L, at, "cond") != LUA_TNIL) {
    lua_pushvalue(L, R_CONDITION);
    if (lua_getfield(L, at, "source") == LUA_TNIL) {
      lua_pop(L, 1);
      lua_pushvalue(L, -2);
      lua_pushvalue(L, -1);
      lua_setfield(L, at, "source");
    }
    lua_call(L, 1, 1);
    lua_setfield(L, at, "cond");
  }
  lua_pop(L, 1);
}

/* Resolves the node at the top and pushes what is wrong with it, or false. */
static void resolve(lua_State *L) {
  int at = lua_gettop(L), op = op_of(L), wrong = 0;
  lua_Integer i, n;
  luaL_checkstack(L, 10, "pattern");
  if (has_parts(op)) {
    lua_pushvalue(L, at);
    if (lua_rawget(L, R_DONE) != LUA_TNIL) return;
    lua_pop(L, 1);
    lua_pushboolean(L, 0);
    n = (lua_Integer)lua_rawlen(L, at);
    for (i = 1; i <= n; i++) {
      lua_rawgeti(L, at, i);
      resolve(L);
      if (!lua_toboolean(L, at + 1)) lua_replace(L, at + 1); /* the first that is wrong is told */
      lua_settop(L, at + 1);
    }
    lua_pushvalue(L, at);
    lua_pushvalue(L, at + 1);
    lua_rawset(L, R_DONE);
    return;
  }
  switch (op) {
    case FB_P_LIST: wrong = resolve_name(L, at, "list", R_LISTS, "no word list is called \"%s\""); break;
    case FB_P_FOUND:
    case FB_P_SEEN: wrong = resolve_name(L, at, "kind", R_KINDS, "no rule and no stage gives \"%s\""); break;
    case FB_P_POS:
    case FB_P_MAY: wrong = resolve_classes(L, at); break;
    default: break;
  }
  if (!wrong) lua_pushboolean(L, 0);
  lua_insert(L, at + 1);
  lua_settop(L, at + 1);
  if (op == FB_P_LIST || op == FB_P_FOUND) resolve_condition(L, at);
}

/*
** patterns.resolve(node, lists, kinds, condition, mask, done) -> false, or what is wrong. Fills in the numbers that a
** pattern's names stand for: of lists and kinds of spans by name, of conditions and classes of words by functions.
** Rules share many parts, so each is looked at once: `done` has false or the message for those that were.
*/
static int pattern_resolve(lua_State *L) {
  lua_settop(L, R_DONE);
  lua_pushvalue(L, R_NODE);
  resolve(L);
  return 1;
}

void fb_lua_add_patterns(lua_State *L) {
  static const luaL_Reg operators[] = {
      {"__mul", op_mul}, {"__add", op_add},   {"__sub", op_sub},   {"__unm", op_unm},           {"__len", op_len},
      {"__pow", op_pow}, {"__call", op_call}, {"__index", op_index}, {"__newindex", op_newindex},
      {"__pairs", op_pairs}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"public", pattern_public},   {"node", pattern_node},     {"to_node", pattern_to_node},
                                       {"strings", pattern_strings}, {"named", pattern_named},   {"around", pattern_around},
                                       {"within", make_within},      {"lists", pattern_lists},   {"resolve", pattern_resolve},
                                       {NULL, NULL}};
  lua_newtable(L);
  lua_pushvalue(L, -1);
  luaL_setfuncs(L, operators, 1);
  lua_pushliteral(L, "pattern");
  lua_setfield(L, -2, "__metatable");
  lua_pushliteral(L, "pattern");
  lua_setfield(L, -2, "__name");
  lua_newtable(L);
  lua_insert(L, -2);
  luaL_setfuncs(L, functions, 1);
  lua_setfield(L, -2, "patterns");
}
