/*
** lua_trace.c: for `factbox explain`: what rules did around a place (trace.h), and what a rule's instructions test.
** These are methods of documents and programs; their tables are filled in lua_doc.c and lua_program.c.
*/
#include "lua_doc.h"

#define FB_TRACE "factbox.trace"

static int trace_gc(lua_State *L) {
  fb_trace_free(luaL_checkudata(L, 1, FB_TRACE)); /* twice is harmless: it leaves empty vectors */
  return 0;
}

/*
** doc:trace(from, to [, rule]): records from now on what rules do around tokens from..to; with `rule` (a number) only
** what this one does, which is then also tried where the index does not lead. doc:trace(): no more.
*/
static int doc_trace(lua_State *L) {
  fb_runner *r = fb_lua_runner(L);
  fb_trace *t;
  lua_Integer from, to, only;
  if (lua_isnoneornil(L, 2)) {
    r->vm.trace = NULL;
    lua_pushnil(L);
    fb_lua_keep_trace(L);
    return 0;
  }
  from = luaL_checkinteger(L, 2);
  to = luaL_checkinteger(L, 3);
  only = luaL_optinteger(L, 4, -1);
  luaL_argcheck(L, from >= 1 && to >= from && to <= (lua_Integer)FB_MAX_TEXT, 2, "no such tokens");
  luaL_argcheck(L, only < (lua_Integer)FB_MAX_TEXT, 4, "no such rule");
  t = lua_newuserdata(L, sizeof *t);
  fb_trace_init(t);
  if (luaL_newmetatable(L, FB_TRACE)) {
    lua_pushcfunction(L, trace_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushliteral(L, FB_TRACE);
    lua_setfield(L, -2, "__metatable");
  }
  lua_setmetatable(L, -2);
  t->first = (uint32_t)from - 1;
  t->end = (uint32_t)to;
  if (only >= 0) t->only = (uint32_t)only;
  r->vm.trace = t;
  fb_lua_keep_trace(L);
  return 0;
}

static void set_integer(lua_State *L, const char *name, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, name);
}

/*
** doc:traced() -> attempts, fates; both are then forgotten.
**   attempts  { { rule=, from=, far=, to=, forced=, [1…]= instructions that failed at token far }, … } by time; `to`
**             is the match's last token, absent where there is none
**   fates     { { rule=, from=, to=, fate= "kept"|"suppressed"|"refused", span= }, … }; span: as in trace.h
*/
static int doc_traced(lua_State *L) {
  static const char *const names[] = {"kept", "suppressed", "refused"};
  fb_trace *t = fb_lua_runner(L)->vm.trace;
  uint32_t k, i;
  lua_newtable(L);
  for (k = 0; t && k < t->attempts.n; k++) {
    const fb_trace_try *x = &t->attempts.at[k];
    lua_createtable(L, (int)x->nfail, 5);
    set_integer(L, "rule", x->rule);
    set_integer(L, "from", (lua_Integer)x->start + 1);
    set_integer(L, "far", (lua_Integer)x->far + 1);
    if (x->end != FB_NONE) set_integer(L, "to", x->end);
    lua_pushboolean(L, x->forced);
    lua_setfield(L, -2, "forced");
    for (i = 0; i < x->nfail; i++) {
      lua_pushinteger(L, t->fails.at[x->fail + i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  lua_newtable(L);
  for (k = 0; t && k < t->fates.n; k++) {
    const fb_trace_fate *f = &t->fates.at[k];
    lua_createtable(L, 0, 5);
    set_integer(L, "rule", f->rule);
    set_integer(L, "from", (lua_Integer)f->first + 1);
    set_integer(L, "to", f->end);
    lua_pushstring(L, names[f->fate]);
    lua_setfield(L, -2, "fate");
    if (f->span != FB_NONE) set_integer(L, "span", f->span);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  if (t) fb_trace_clear(t);
  return 2;
}

/* ---- what instructions test ---- */

static const fb_rule *checkrule(lua_State *L, const fb_program *p) {
  lua_Integer k = luaL_checkinteger(L, 2);
  luaL_argcheck(L, p->frozen && k >= 0 && k < (lua_Integer)p->rules.n, 2, "no such rule");
  return &p->rules.at[k];
}

static void push_word(lua_State *L, const fb_program *p, uint32_t id) {
  lua_pushlstring(L, fb_vocab_bytes(&p->vocab, id), fb_vocab_word(&p->vocab, id)->len);
}

/* Sets `name` of the table on top to the NUL-closed strings at [at, end) of the pool. */
static void set_strings(lua_State *L, const char *name, const char *at, const char *end) {
  lua_Integer n = 0;
  lua_newtable(L);
  for (; at < end; at += strlen(at) + 1) {
    lua_pushstring(L, at);
    lua_rawseti(L, -2, ++n);
  }
  lua_setfield(L, -2, name);
}

/* Sets `cond` of the table on top: { { key number, value or a list of strings }, … }. */
static void set_condition(lua_State *L, const fb_program *p, uint32_t cond) {
  lua_Integer n = 0;
  if (cond == FB_NONE) return;
  lua_newtable(L);
  for (;; cond++) {
    const fb_cond *c = &p->conds.at[cond];
    lua_newtable(L);
    set_integer(L, "key", c->key);
    if (c->type == FB_COND_STRING) set_strings(L, "value", p->pool.at + c->off, p->pool.at + c->off + c->len);
    else {
      if (c->type == FB_COND_NUMBER) lua_pushnumber(L, (lua_Number)c->number);
      else lua_pushboolean(L, c->type == FB_COND_TRUE);
      lua_setfield(L, -2, "value");
    }
    lua_rawseti(L, -2, ++n);
    if (c->last) break;
  }
  lua_setfield(L, -2, "cond");
}

/*
** program:code(rule) -> { { op=, neg=, …what it tests }, … }: instruction pc at [pc + 1]. Beside `op` a test has
**   words = {…} | suffixes = {…} | class = bits | list = number, cond = … | kind = number, cond = … | at = boundary
** and an instruction that leads elsewhere has `to` (a pc); MATCH is the last.
*/
int fb_lua_program_code(lua_State *L) {
  static const char *const names[] = {
      [FB_I_MATCH] = "match",   [FB_I_ANY] = "any",     [FB_I_CLASS] = "class",  [FB_I_NORM] = "norm",
      [FB_I_TEXT] = "text",     [FB_I_SET] = "norm",    [FB_I_SPELL] = "spell",  [FB_I_SUFFIX] = "suffix",
      [FB_I_SEEN] = "seen",     [FB_I_POS] = "pos",     [FB_I_LIST] = "list",   [FB_I_FOUND] = "found",  [FB_I_AT] = "at",
      [FB_I_JUMP] = "jump",     [FB_I_SPLIT] = "split", [FB_I_LAZY] = "split",   [FB_I_OPEN] = "open",
      [FB_I_CLOSE] = "close",   [FB_I_LOOK] = "look",   [FB_I_LOOK_END] = "end", [FB_I_BEHIND] = "behind",
      [FB_I_BEHIND_END] = "end"};
  const fb_program *p = fb_lua_program(L, 1);
  const fb_rule *r = checkrule(L, p);
  uint32_t pc, k;
  lua_createtable(L, (int)r->ncode, 0);
  for (pc = 0; pc < r->ncode; pc++) {
    const fb_inst *in = &p->code.at[r->code + pc];
    lua_createtable(L, 0, 4);
    lua_pushstring(L, in->op < sizeof names / sizeof *names && names[in->op] ? names[in->op] : "other");
    lua_setfield(L, -2, "op");
    lua_pushboolean(L, in->flag & FB_F_NEG);
    lua_setfield(L, -2, "neg");
    switch ((fb_opcode)in->op) {
      case FB_I_CLASS: set_integer(L, "class", in->arg); break;
      case FB_I_NORM:
      case FB_I_TEXT:
        lua_createtable(L, 1, 0);
        push_word(L, p, in->arg);
        lua_rawseti(L, -2, 1);
        lua_setfield(L, -2, "words");
        break;
      case FB_I_SET:
        lua_createtable(L, in->name, 0);
        for (k = 0; k < in->name; k++) {
          push_word(L, p, p->sets.at[p->wordsets.at[in->arg].at + k]);
          lua_rawseti(L, -2, (lua_Integer)k + 1);
        }
        lua_setfield(L, -2, "words");
        break;
      case FB_I_SUFFIX: set_strings(L, "suffixes", p->pool.at + in->arg, p->pool.at + in->arg + in->name); break;
      case FB_I_SEEN: set_integer(L, "kind", in->name); break;
      case FB_I_POS: set_integer(L, "mask", (lua_Integer)p->masks.at[in->arg]); break;
      case FB_I_LIST:
        set_integer(L, "list", in->name);
        set_condition(L, p, in->arg);
        break;
      case FB_I_FOUND:
        set_integer(L, "kind", in->name);
        set_condition(L, p, in->arg);
        break;
      case FB_I_AT: set_integer(L, "at", in->arg); break;
      case FB_I_JUMP: set_integer(L, "to", in->arg); break;
      case FB_I_SPLIT:
      case FB_I_LAZY:
      case FB_I_LOOK:
      case FB_I_BEHIND: set_integer(L, "to", FB_TARGET(in)); break;
      default: break;
    }
    lua_rawseti(L, -2, (lua_Integer)pc + 1);
  }
  return 1;
}

/*
** program:anchor(rule) -> { { op= "any"|"class"|"norm"|"list"|"found", class=, words=, list=, kind=, least=, most= }, … }
** what the index waits for before it tries the rule, and how many tokens after the rule's start that stands (`most` is
** absent where there is no bound).
*/
int fb_lua_program_anchor(lua_State *L) {
  const fb_program *p = fb_lua_program(L, 1);
  const fb_rule *r = checkrule(L, p);
  uint32_t k;
  lua_createtable(L, (int)r->natom, 0);
  for (k = r->atom; k < r->atom + r->natom && k < p->atoms.n; k++) {
    static const char *const names[] = {"any", "class", "norm", "list", "found"};
    const fb_atom *a = &p->atoms.at[k];
    lua_createtable(L, 0, 4);
    lua_pushstring(L, names[a->type]);
    lua_setfield(L, -2, "op");
    set_integer(L, "least", a->lo);
    if (a->hi < FB_INF) set_integer(L, "most", a->hi);
    switch (a->type) {
      case FB_A_CLASS: set_integer(L, "class", a->arg); break;
      case FB_A_NORM:
        lua_createtable(L, 1, 0);
        push_word(L, p, a->arg);
        lua_rawseti(L, -2, 1);
        lua_setfield(L, -2, "words");
        break;
      case FB_A_LIST: set_integer(L, "list", a->id); break;
      case FB_A_FOUND: set_integer(L, "kind", a->id); break;
      default: break;
    }
    lua_rawseti(L, -2, (lua_Integer)(k - r->atom) + 1);
  }
  return 1;
}

const luaL_Reg fb_lua_trace_methods[] = {{"trace", doc_trace}, {"traced", doc_traced}, {NULL, NULL}};
