/*
** lua_phase.c: runs phases of rules; their actions, and their tests of spelling, are Lua functions.
*/
#include "lua_doc.h"

/* Stack of a running phase: 1 the document, 3 spelled, 4 action, 5 spent (functions), 6 the program's rules' names. */
typedef struct hook_self {
  lua_State *L;
  fb_lua_doc *b;
} hook_self;

static fb_status on_spelled(void *self, uint32_t word, uint32_t group, uint64_t *yes, int *open) {
  hook_self *h = self;
  const fb_word *w = fb_vocab_word(&h->b->d.vocab, word);
  if (w->len > 64) { /* a spelling pattern sees words, not blobs */
    *yes = 0;
    *open = 0;
    return FB_OK;
  }
  lua_pushvalue(h->L, 3);
  lua_pushinteger(h->L, (lua_Integer)group);
  lua_pushlstring(h->L, fb_vocab_bytes(&h->b->d.vocab, word), w->len);
  lua_call(h->L, 2, 2);
  *yes = (uint64_t)lua_tointeger(h->L, -2);
  *open = lua_toboolean(h->L, -1);
  lua_pop(h->L, 2);
  return FB_OK;
}

static fb_status on_action(void *self, uint32_t span, int *keep) {
  hook_self *h = self;
  lua_State *L = h->L;
  int top = lua_gettop(L);
  luaL_checkstack(L, 16, "action");
  lua_pushvalue(L, 4);
  lua_pushinteger(L, (lua_Integer)h->b->d.spans.at[span].rule);
  fb_lua_push_match(L, h->b, span);
  lua_call(L, 2, 1); /* -> false: refused; table: key number -> value; nil: kept as it is */
  *keep = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
  if (lua_istable(L, -1)) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      fb_lua_set_attr(L, h->b, span, luaL_checkinteger(L, -2), lua_gettop(L));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, top);
  return FB_OK;
}

static fb_status on_spent(void *self, uint32_t rule) {
  hook_self *h = self;
  lua_pushvalue(h->L, 5);
  lua_pushinteger(h->L, (lua_Integer)rule);
  lua_call(h->L, 1, 0);
  return FB_OK;
}

/*
** doc:phase(number, spelled, action, spent): runs a phase's rules.
**   spelled(group, word) -> integer, open  which LPeg patterns 64 * group + 1 … + 64 the word satisfies, a bit each;
**                                          open: they are asked anew in the next document
**   action(rule number, match) -> attributes by key number | nil | false     the rule's own function
**   spent(rule number)                     the rule took too many steps and is left out here
*/
static int doc_phase(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_Integer phase = luaL_checkinteger(L, 2);
  hook_self self;
  fb_hooks hooks;
  fb_status status;
  luaL_argcheck(L, phase >= 0 && phase < (lua_Integer)b->p->phases.n, 2, "no such phase");
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  luaL_checktype(L, 3, LUA_TFUNCTION);
  luaL_checktype(L, 4, LUA_TFUNCTION);
  luaL_checktype(L, 5, LUA_TFUNCTION);
  lua_settop(L, 5);
  self.L = L;
  self.b = b;
  hooks.self = &self;
  hooks.spelled = on_spelled;
  hooks.action = on_action;
  hooks.spent = on_spent;
  b->running = 1; /* stays set if a hook raises an error: the document is then of no use, its memory still is freed */
  status = fb_phase_run(&b->r, b->p, &b->d, (uint32_t)phase, &hooks);
  b->running = 0;
  fb_lua_check(L, status, "phase");
  return 0;
}

const luaL_Reg fb_lua_phase_methods[] = {{"phase", doc_phase}, {NULL, NULL}};
