/*
** lua_sandbox.c: runs Lua functions with bounds on steps, processor time and memory.
**
**   enter   puts a count hook on the thread and an allocator before the host's, which forwards to it
**   call    switches the bounds on for one function; in between, the engine's own code runs without them
**   leave   puts the host's hook and allocator back
**
** Blocks are always the host allocator's: one that was allocated inside can be freed outside, and the reverse. The
** memory bound counts what is allocated, garbage included, so that it bounds the time spent on copies as well.
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
  unsigned refused;
  uint8_t up, bounded;
} guard;

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

static void down(guard *g, lua_State *L) {
  if (!g->up) return;
  g->up = g->bounded = 0;
  lua_sethook(g->L, g->hook, g->mask, g->count);
  if (guard_of(L) == g) lua_setallocf(L, g->alloc, g->ud);
}

/* guard:enter() */
static int guard_enter(lua_State *L) {
  guard *g = checkguard(L);
  if (g->up) return luaL_error(L, "the guard is up already");
  g->hook = lua_gethook(L);
  g->mask = lua_gethookmask(L);
  g->count = lua_gethookcount(L);
  g->L = L;
  g->alloc = lua_getallocf(L, &g->ud);
  g->bounded = 0;
  g->up = 1;
  lua_sethook(L, on_count, LUA_MASKCOUNT, TICK);
  lua_setallocf(L, forward, g);
  return 0;
}

/* guard:leave() */
static int guard_leave(lua_State *L) {
  down(checkguard(L), L);
  return 0;
}

/*
** guard:call(steps, seconds, bytes, f, ...) -> true and f's results, or false and the error: as pcall, within bounds.
** Where the guard is not up there are no bounds.
*/
static int guard_call(lua_State *L) {
  guard *g = checkguard(L), outer = *g;
  lua_Integer steps = luaL_checkinteger(L, 2), bytes = luaL_checkinteger(L, 4);
  lua_Number seconds = luaL_checknumber(L, 3);
  int status;
  luaL_checkany(L, 5);
  g->ticks = steps / TICK + 1;
  g->deadline = 0;
  g->patience = (clock_t)(seconds * CLOCKS_PER_SEC);
  g->bytes = bytes > 0 ? (size_t)bytes : 0;
  g->refused = 0;
  g->bounded = g->up;
  status = lua_pcall(L, lua_gettop(L) - 5, LUA_MULTRET, 0);
  g->bounded = outer.bounded;
  g->ticks = outer.ticks;
  g->deadline = outer.deadline;
  g->patience = outer.patience;
  g->bytes = outer.bytes;
  g->refused = outer.refused;
  luaL_checkstack(L, 1, "results");
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 4);
  return lua_gettop(L) - 3;
}

/* guard:spent(most) -> have calls allocated more than `most` bytes since the last time that this was true? */
static int guard_spent(lua_State *L) {
  guard *g = checkguard(L);
  int yes = g->spent > (size_t)luaL_checkinteger(L, 2);
  if (yes) g->spent = 0;
  lua_pushboolean(L, yes);
  return 1;
}

static int guard_gc(lua_State *L) { /* a state that is closed while the guard is up */
  down(checkguard(L), L);
  return 0;
}

int fb_lua_guard(lua_State *L) {
  guard *g = lua_newuserdata(L, sizeof *g);
  memset(g, 0, sizeof *g);
  luaL_setmetatable(L, FB_GUARD);
  return 1;
}

void fb_lua_open_sandbox(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"call", guard_call}, {"enter", guard_enter}, {"leave", guard_leave}, {"spent", guard_spent}, {NULL, NULL}};
  luaL_newmetatable(L, FB_GUARD);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, guard_gc);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "factbox.guard");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
