/*
** lua_keys.c: the keys of a report's tables.
*/
#include "lua_keys.h"

#include <lauxlib.h>
#include <string.h>

static const char keys_key = 0; /* its address is a registry key */

const fb_keys *fb_lua_push_keys(lua_State *L) {
  fb_keys *k;
  int shape, i, n = 0;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &keys_key) == LUA_TUSERDATA) return (fb_keys *)lua_touserdata(L, -1);
  lua_pop(L, 1);
  k = (fb_keys *)lua_newuserdata(L, sizeof *k);
  memset(k, 0, sizeof *k);
  lua_newtable(L); /* anchors */
  for (shape = 0; shape < FB_SHAPES; shape++)
    for (i = 0; fb_shapes[shape][i].key; i++) {
      const char *s = lua_pushstring(L, fb_shapes[shape][i].key);
      unsigned id = fb_key_find(k, s);
      if (!id) {
        unsigned h = fb_key_hash(s);
        if (n + 1 >= FB_MOST_KEYS) luaL_error(L, "JSON: more keys than FB_MOST_KEYS");
        while (k->id[h]) h = (h + 1) % FB_KEY_SLOTS;
        k->at[h] = s;
        k->id[h] = (unsigned char)(id = (unsigned)++n);
      }
      k->slot[shape][id] = (unsigned char)(i + 1);
      lua_rawseti(L, -2, (int)id);
    }
  lua_setuservalue(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &keys_key);
  return k;
}
