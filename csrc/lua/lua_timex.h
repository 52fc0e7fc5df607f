/*
** lua_timex.h: times for Lua.
*/
#ifndef FB_LUA_TIMEX_H
#define FB_LUA_TIMEX_H

#include "lua_core.h"
#include "timex.h"

/* Adds the tables calendar, lunar, holiday and timex to the one on top of the stack. */
void fb_lua_add_timex(lua_State *L);

#endif
