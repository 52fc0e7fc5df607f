/*
** lua_digest.h: digests for Lua.
*/
#ifndef FB_LUA_DIGEST_H
#define FB_LUA_DIGEST_H

#include "lua_core.h"

/* Pushes what core.digest{ s } gives. */
void fb_lua_push_digest(lua_State *L, const char *s, size_t n);

/* Adds core.digest and core.digester to the module's table at the top of the stack. */
void fb_lua_add_digest(lua_State *L);

#endif
