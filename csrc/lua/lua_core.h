/*
** lua_core.h: what the binding files share. Only these files know Lua and raise errors.
*/
#ifndef FB_LUA_CORE_H
#define FB_LUA_CORE_H

#include <lauxlib.h>
#include <lua.h>

#include "doc.h"
#include "phase.h"
#include "program.h"

#define FB_PROGRAM "factbox.program"
#define FB_DOC "factbox.doc"

/* Raises the Lua error for a status; returns where it is FB_OK. `what` names the work. */
void fb_lua_check(lua_State *L, fb_status status, const char *what);

/* The program at stack index `at`; an error for anything else or a closed one. */
fb_program *fb_lua_program(lua_State *L, int at);

/* Registers the types' metatables. */
void fb_lua_open_program(lua_State *L);
void fb_lua_open_doc(lua_State *L);

/* The runner of the document at index 1, which must have a text. keep_trace pops what lives as long as its trace. */
fb_runner *fb_lua_runner(lua_State *L);
void fb_lua_keep_trace(lua_State *L);

/* Methods of programs for explaining, see lua_trace.c; core.misspelt, see lua_box.c. */
int fb_lua_misspelt(lua_State *L);
/* core.numeral, core.digits, core.roman, core.singular, see lua_figure.c. */
int fb_lua_numeral(lua_State *L);
int fb_lua_digits(lua_State *L);
int fb_lua_roman(lua_State *L);
int fb_lua_singular(lua_State *L);
int fb_lua_program_anchor(lua_State *L);
int fb_lua_program_code(lua_State *L);

/* What programs know of words' classes, see lua_tag.c. */
extern const luaL_Reg fb_lua_class_methods[];
/* What programs tell the stages, see lua_guide.c. */
extern const luaL_Reg fb_lua_guide_methods[];

/* core.program() and program:doc(). */
int fb_lua_program_new(lua_State *L);
int fb_lua_doc_new(lua_State *L);

#endif
