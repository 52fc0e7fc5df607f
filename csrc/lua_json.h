/*
** lua_json.h: the report as JSON, for Lua.
*/
#ifndef FB_LUA_JSON_H
#define FB_LUA_JSON_H

#include <lua.h>

/* core.json(report, text, options) -> string; see lua_json.c. */
int fb_lua_json(lua_State *L);

#endif
