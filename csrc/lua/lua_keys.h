/*
** lua_keys.h: recognises the names of a report's fields (report.h) in tables by the address of the key: Lua has every
** such string once, and those of the shapes are anchored, so a field costs no comparison of strings.
*/
#ifndef FB_LUA_KEYS_H
#define FB_LUA_KEYS_H

#include <lua.h>

#include "report.h"

/* Distinct keys over all shapes fit a byte and half the table. */
#define FB_MOST_KEYS 96
#define FB_KEY_SLOTS 256

/* What recognises keys; one per Lua state, in its registry. */
typedef struct fb_keys {
  const char *at[FB_KEY_SLOTS];                /* address of the string; open addressing */
  unsigned char id[FB_KEY_SLOTS];              /* number of the key, from 1; 0 where free */
  unsigned char slot[FB_SHAPES][FB_MOST_KEYS]; /* place of key in shape, from 1; 0 where it has none */
} fb_keys;

/* Pushes the state's keys (a userdata, which keeps the strings alive), made at first use. */
const fb_keys *fb_lua_push_keys(lua_State *L);

static inline unsigned fb_key_hash(const char *s) {
  return (unsigned)(((uintptr_t)s >> 3) * 2654435761u >> 16) % FB_KEY_SLOTS;
}

/* Number of the key whose interned string stands at `s`; 0 for an unknown one. */
static inline unsigned fb_key_find(const fb_keys *k, const char *s) {
  unsigned h = fb_key_hash(s);
  while (k->id[h] && k->at[h] != s) h = (h + 1) % FB_KEY_SLOTS;
  return k->id[h];
}

#endif
