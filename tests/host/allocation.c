/*
** allocation.c: a host whose memory runs out: makes the 1st, 2nd, 3rd, … allocation of Lua and of the core fail while
** rules are loaded, a text is read and rules are reloaded (allocation.lua), until nothing fails any more.
**
** Each time there has to be an error, no crash and no leak (AddressSanitizer), and afterwards everything works as before.
** "all" refuses the n-th allocation and those behind it, "one" the n-th alone. Run from the top of the checkout.
*/
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "fb.h"

int luaopen_factbox_core(lua_State *L);

static long countdown; /* allocations until the one that fails */
static int armed, refused, only_one;

static int refuse(void) {
  if (!armed) return 0;
  if (refused) return !only_one;
  if (countdown == 0 || --countdown > 0) return 0;
  return refused = 1;
}

/* The core's allocator (FB_TEST_ALLOC). */
void *fb_realloc(void *p, size_t n) { return refuse() ? NULL : realloc(p, n); }

static void *lua_allocator(void *ud, void *p, size_t old, size_t n) {
  (void)ud;
  if (n == 0) {
    free(p);
    return NULL;
  }
  if ((p == NULL || n > old) && refuse()) return NULL; /* Lua relies on blocks that shrink */
  return realloc(p, n);
}

/* Calls the function `name` of the table at index 1; true where it gave a true value. */
static int call(lua_State *L, const char *name, const char *what) {
  int status, yes;
  lua_getfield(L, 1, name);
  lua_pushstring(L, what);
  status = lua_pcall(L, 1, 1, 0);
  yes = status == LUA_OK && lua_toboolean(L, -1);
  if (status != LUA_OK && !armed) printf("  %s %s: %s\n", name, what, lua_tostring(L, -1));
  lua_settop(L, 1);
  return yes;
}

/* Fails allocation after allocation of `what`; `step`: every so many only. */
static void exhaust(lua_State *L, const char *what, long step) {
  long n, failures = 0, survived = 0;
  for (n = 1;; n += step) {
    int done;
    lua_gc(L, LUA_GCCOLLECT, 0);
    lua_gc(L, LUA_GCSTOP, 0); /* the same allocations each time */
    refused = 0;
    countdown = n;
    armed = 1;
    done = call(L, "run", what);
    armed = 0;
    lua_gc(L, LUA_GCRESTART, 0);
    if (!refused) {
      CHECK(done);
      break;
    }
    failures++;
    survived += done;
    CHECK(call(L, "check", what)); /* all works as before */
  }
  /* Lua collects garbage and tries again, so one refusal may go unnoticed; when all are refused nothing can be done */
  CHECK(failures > 3 && (only_one || survived == 0));
  printf("%s (%s): %ld failures\n", what, only_one ? "one" : "all", failures);
}

int main(int argc, char **argv) {
  lua_State *L = lua_newstate(lua_allocator, NULL);
  if (!L || argc < 2) return 2;
  luaL_openlibs(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, luaopen_factbox_core);
  lua_setfield(L, -2, "factbox.core");
  lua_settop(L, 0);
  lua_pushstring(L, argv[1]);
  lua_setglobal(L, "FOLDER");
  if (luaL_dofile(L, "tests/host/allocation.lua")) {
    printf("%s\n", lua_tostring(L, -1));
    return 2;
  }
  for (only_one = 0; only_one < 2; only_one++) {
    exhaust(L, "load", 1);
    exhaust(L, "reload", 1);
    exhaust(L, "read", 1);
    exhaust(L, "batch", 1);
    exhaust(L, "read English", 1);
    exhaust(L, "load English", 20011);
  }
  lua_close(L);
  return check_report();
}
