/*
** lua_terminal.h: what the command needs to know of a terminal, for Lua.
*/
#ifndef FB_LUA_TERMINAL_H
#define FB_LUA_TERMINAL_H

#include <lua.h>

int fb_lua_isatty(lua_State *L);  /* core.isatty(fd) -> boolean */
int fb_lua_columns(lua_State *L); /* core.columns(fd) -> width of the terminal, or nil */
int fb_lua_sleep(lua_State *L);   /* core.sleep(milliseconds) -> true; false where a signal came */
int fb_lua_width(lua_State *L);   /* core.width(s) -> columns that a terminal shows it in */
int fb_lua_clean(lua_State *L);   /* core.clean(s) -> string on one line, safe to show */

#endif
