/*
** lua_pattern.h: token patterns in Lua.
*/
#ifndef FB_LUA_PATTERN_H
#define FB_LUA_PATTERN_H

#include "lua_core.h"

/* Adds core.patterns to the module's table at the top of the stack. */
void fb_lua_add_patterns(lua_State *L);

#endif
