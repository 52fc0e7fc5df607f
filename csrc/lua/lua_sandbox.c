/*
** lua_sandbox.c: runs Lua functions with bounds on steps, processor time and memory, and strings with few methods.
**
**   run      puts a count hook on the thread, an allocator before the host's, which forwards to it, and other methods
**            into the metatable of strings; calls a function; puts the host's hook, allocator and methods back
**   call     switches the bounds on for one function inside; in between, the engine's own code runs without them
**   outside  calls a function of the engine from inside, with the host's string methods
**
** All in C, so that nothing between putting up and taking down can fail for want of memory. Blocks are always the host
** allocator's: one that was allocated inside can be freed outside, and the reverse. The memory bound counts what is
** allocated, garbage included, so that it bounds the time spent on copies as well.
*/
#include "lua_sandbox.h"

#include <lauxlib.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#define FB_GUARD "factbox.guard"

/* Instructions between two looks at what is left. */
#define TICK 1000
/* What the error that ends a function may still allocate. */
#define RESERVE 32768

typedef struct guard {
  lua_Alloc alloc; /* the host's */
  void *ud;
  lua_Hook hook;
  int mask, count;
  lua_State *L;     /* the thread that has the hook */
  int64_t ticks;    /* left for this call */
  clock_t deadline; /* processor time; 0 until the first look: most functions end sooner and cost less than a clock */
  clock_t patience; /* from then on */
  size_t bytes;     /* left for this call */
  size_t spent;     /* by all calls since the last look at what they keep */
  size_t total;     /* by all calls ever */
  unsigned refused;
  int depth; /* calls of run under way: a rule file's function may be called while another file loads */
  uint8_t bounded;
} guard;

/* What the guard's table holds. */
enum { USER_META = 1, USER_INDEX, USER_SAFE, USER_HOST };

static void *forward(void *ud, void *p, size_t osize, size_t nsize) {
  guard *g = ud;
  size_t before = p ? osize : 0; /* without a block, osize says what it is for */
  if (g->bounded && nsize > before) {
    if (nsize - before > g->bytes) {
      /* Lua tries again after a full collection; after that comes an error, which needs a little memory itself */
      if (++g->refused % 2 == 0) g->bytes += RESERVE;
      return NULL;
    }
    g->bytes -= nsize - before;
    g->spent += nsize - before;
    g->total += nsize - before;
  }
  return g->alloc(g->ud, p, osize, nsize);
}

/* The guard whose allocator is in place, or NULL. */
static guard *guard_of(lua_State *L) {
  void *ud;
  return lua_getallocf(L, &ud) == forward ? ud : NULL;
}

static void on_count(lua_State *L, lua_Debug *ar) {
  guard *g = guard_of(L);
  if (!g || !g->bounded) return;
  if (g->deadline == 0) {
    g->deadline = clock() + g->patience;
    if (g->deadline == 0) g->deadline = 1;
  }
  if (--g->ticks > 0 && clock() < g->deadline) return;
  lua_getinfo(L, "Sl", ar);
  lua_pushfstring(L, "%s:%d: %s", ar->short_src, ar->currentline, g->ticks > 0 ? "took too long" : "too many steps");
  lua_error(L);
}

static guard *checkguard(lua_State *L) { return luaL_checkudata(L, 1, FB_GUARD); }

/* Gives strings the methods USER_SAFE or USER_HOST of the guard at index 1. Allocates nothing; takes four slots. */
static void methods(lua_State *L, int which) {
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, USER_META);
  lua_rawgeti(L, -2, USER_INDEX);
  if (which == USER_SAFE) { /* keeps the host's */
    lua_pushvalue(L, -1);
    lua_rawget(L, -3);
    lua_rawseti(L, -4, USER_HOST);
  }
  lua_rawgeti(L, -3, which);
  lua_rawset(L, -3);
  lua_pop(L, 2);
}

static void up(guard *g, lua_State *L) {
  if (g->depth++) return;
  methods(L, USER_SAFE);
  g->hook = lua_gethook(L);
  g->mask = lua_gethookmask(L);
  g->count = lua_gethookcount(L);
  g->L = L;
  g->alloc = lua_getallocf(L, &g->ud);
  g->bounded = 0;
  lua_sethook(L, on_count, LUA_MASKCOUNT, TICK);
  lua_setallocf(L, forward, g);
}

static void down(guard *g, lua_State *L) {
  if (--g->depth) return;
  g->bounded = 0;
  lua_sethook(g->L, g->hook, g->mask, g->count);
  if (guard_of(L) == g) lua_setallocf(L, g->alloc, g->ud);
  methods(L, USER_HOST);
}

/* Room for what follows a protected call; where there is none its results make room for an error. Gives the status. */
static int room(lua_State *L, int base, int status) {
  if (lua_checkstack(L, 6)) return status;
  lua_settop(L, base);
  lua_pushliteral(L, "not enough memory"); /* a string that Lua always has */
  return LUA_ERRMEM;
}

/* (guard, steps, seconds, bytes, f, ...) -> true and f's results, or false and the error: within bounds, if steps is no nil. */
static int bounded_call(lua_State *L, int enter) {
  guard *g = checkguard(L), outer;
  int bound = !lua_isnil(L, 2), status;
  lua_Integer steps = bound ? luaL_checkinteger(L, 2) : 0, bytes = bound ? luaL_checkinteger(L, 4) : 0;
  lua_Number seconds = bound ? luaL_checknumber(L, 3) : 0;
  luaL_checkany(L, 5);
  luaL_checkstack(L, 8, "sandbox");
  if (enter) up(g, L);
  outer = *g;
  if (bound) {
    g->ticks = steps / TICK + 1;
    g->deadline = 0;
    g->patience = (clock_t)(seconds * CLOCKS_PER_SEC);
    g->bytes = bytes > 0 ? (size_t)bytes : 0;
    g->refused = 0;
  }
  g->bounded = (uint8_t)(bound && g->depth > 0);
  status = lua_pcall(L, lua_gettop(L) - 5, LUA_MULTRET, 0);
  g->bounded = outer.bounded;
  g->ticks = outer.ticks;
  g->deadline = outer.deadline;
  g->patience = outer.patience;
  g->bytes = outer.bytes;
  g->refused = outer.refused;
  status = room(L, 4, status);
  if (enter) down(g, L);
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 4);
  return lua_gettop(L) - 3;
}

/* guard:run(steps, seconds, bytes, f, ...) -> as pcall(f, ...), with the guard up. Steps nil: no bounds. */
static int guard_run(lua_State *L) { return bounded_call(L, 1); }

/* guard:call(steps, seconds, bytes, f, ...) -> as pcall(f, ...), within bounds where the guard is up. */
static int guard_call(lua_State *L) { return bounded_call(L, 0); }

/* guard:outside(f, ...) -> f's results; errors pass through. f runs with the host's string methods. */
static int guard_outside(lua_State *L) {
  guard *g = checkguard(L);
  int status;
  luaL_checkany(L, 2);
  luaL_checkstack(L, 8, "sandbox");
  if (g->depth) methods(L, USER_HOST);
  status = room(L, 1, lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0));
  if (g->depth) methods(L, USER_SAFE);
  return status == LUA_OK ? lua_gettop(L) - 1 : lua_error(L);
}

/* guard:spent(most) -> have calls allocated more than `most` bytes since the last time that this was true? */
static int guard_spent(lua_State *L) {
  guard *g = checkguard(L);
  int yes = g->spent > (size_t)luaL_checkinteger(L, 2);
  if (yes) g->spent = 0;
  lua_pushboolean(L, yes);
  return 1;
}

/* guard:total() -> bytes that all calls have allocated. */
static int guard_total(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)checkguard(L)->total);
  return 1;
}

/* A state that is closed while the guard is up frees its blocks after the guard. */
static int guard_gc(lua_State *L) {
  guard *g = checkguard(L);
  if (g->depth && guard_of(L) == g) lua_setallocf(L, g->alloc, g->ud);
  g->depth = g->bounded = 0;
  return 0;
}

/* core.guard(string metatable, safe methods) -> guard */
int fb_lua_guard(lua_State *L) {
  guard *g;
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  g = lua_newuserdata(L, sizeof *g);
  memset(g, 0, sizeof *g);
  luaL_setmetatable(L, FB_GUARD);
  lua_createtable(L, USER_HOST, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, USER_META);
  lua_pushliteral(L, "__index");
  lua_rawseti(L, -2, USER_INDEX);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, USER_SAFE);
  lua_pushboolean(L, 0);
  lua_rawseti(L, -2, USER_HOST);
  lua_setuservalue(L, -2);
  return 1;
}

void fb_lua_open_sandbox(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"call", guard_call}, {"outside", guard_outside}, {"run", guard_run}, {"spent", guard_spent}, {"total", guard_total}, {NULL, NULL}};
  luaL_newmetatable(L, FB_GUARD);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, guard_gc);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "factbox.guard");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
