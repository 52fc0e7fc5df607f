/*
** lua_sandbox.h: bounds on steps, time and memory for code that is not ours: see lua/factbox/sandbox.lua.
*/
#ifndef FB_LUA_SANDBOX_H
#define FB_LUA_SANDBOX_H

#include <lua.h>

/* core.guard(string metatable, safe methods) -> guard, with methods run, call, outside, spent, total. */
int fb_lua_guard(lua_State *L);
/* Registers the type's metatable. */
void fb_lua_open_sandbox(lua_State *L);

#endif
