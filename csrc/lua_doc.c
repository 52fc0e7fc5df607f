/*
** lua_doc.c: documents for Lua.
**
** Tokens are numbered from 1, token ranges `from`..`to` are inclusive; spans of text are `first`..`last`, 1-based
** inclusive bytes of the input as given. Spans of rules are numbered from 0, as are kinds, keys and rules.
*/
#include <limits.h>

#include "lua_core.h"
#include "marks.h"
#include "repair.h"

typedef struct doc_box {
  fb_doc d;
  fb_runner r;
  const fb_program *p;
  uint8_t open;
  uint8_t ready;   /* tokenized and sealed */
  uint8_t running; /* a phase is under way: its actions must not change the document under it */
} doc_box;

/* The user value of a document. */
enum { USER_PROGRAM = 1, USER_NAMES, USER_TEXT, USER_TRACE };

/* The document at index 1. Methods have the metatable as an upvalue: sooner compared than looked up by its name. */
static doc_box *checkdoc(lua_State *L) {
  doc_box *b = lua_touserdata(L, 1);
  int same = 0;
  if (b && lua_getmetatable(L, 1)) {
    same = lua_rawequal(L, -1, lua_upvalueindex(1));
    lua_pop(L, 1);
  }
  if (!same) b = luaL_checkudata(L, 1, FB_DOC); /* for its message, or a function without the upvalue */
  luaL_argcheck(L, b->open, 1, "the document is closed");
  return b;
}

static doc_box *readydoc(lua_State *L) {
  doc_box *b = checkdoc(L);
  luaL_argcheck(L, b->ready, 1, "the document has no text yet");
  return b;
}

/* program:doc(names) -> document. names: {kinds=, keys=, captures=, rules=}, arrays of strings, number + 1 each. */
int fb_lua_doc_new(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  doc_box *b;
  luaL_argcheck(L, p->frozen, 1, "the program is not frozen yet");
  luaL_checktype(L, 2, LUA_TTABLE);
  b = lua_newuserdata(L, sizeof *b);
  memset(b, 0, sizeof *b);
  b->p = p;
  fb_doc_init(&b->d, &p->vocab);
  fb_runner_init(&b->r);
  b->open = 1;
  luaL_setmetatable(L, FB_DOC);
  lua_createtable(L, 3, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, USER_PROGRAM);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, USER_NAMES);
  lua_setuservalue(L, -2);
  return 1;
}

static int doc_gc(lua_State *L) {
  doc_box *b = luaL_checkudata(L, 1, FB_DOC);
  if (b->open) {
    b->open = 0;
    fb_runner_free(&b->r);
    fb_doc_free(&b->d);
  }
  return 0;
}

fb_runner *fb_lua_runner(lua_State *L) { return &readydoc(L)->r; }

void fb_lua_keep_trace(lua_State *L) {
  lua_getuservalue(L, 1);
  lua_insert(L, -2);
  lua_rawseti(L, -2, USER_TRACE);
  lua_pop(L, 1);
}

/* Pushes names.<field>, a table. */
static void push_names(lua_State *L, const char *name) {
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, USER_NAMES);
  lua_getfield(L, -1, name);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/*
** doc:tokenize(text [, repairs [, keep]]) -> tokens, sentences, ill-formed UTF-8 subparts
** Repairs the text, splits it into tokens and sentences. `repairs`: bits of the wanted kinds (core.repairs), none
** without; `keep` notes each repair for doc:repairs. doc:scan(caseless) then finds list phrases.
*/
static int doc_tokenize(lua_State *L) {
  doc_box *b = checkdoc(L);
  size_t n;
  lua_Integer kinds;
  const char *s = luaL_checklstring(L, 2, &n);
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  b->ready = 0;
  lua_getuservalue(L, 1);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, USER_TEXT); /* keeps the bytes alive */
  lua_pop(L, 1);
  fb_doc_reset(&b->d);
  if (n >= FB_MAX_TEXT) return luaL_error(L, "text of %f bytes: the limit is 2 GB", (lua_Number)n);
  kinds = luaL_optinteger(L, 3, 0);
  fb_lua_check(L, fb_repair(&b->d, &b->p->vocab, &b->p->tokenizer, &b->p->compounds, s, n,
                            (unsigned)(kinds & FB_REPAIR_ALL), lua_toboolean(L, 4)), "repair");
  fb_lua_check(L, fb_tokenize(&b->d, &b->p->tokenizer, b->d.text, b->d.len), "text");
  fb_lua_check(L, fb_split_sentences(&b->d, &b->p->tokenizer), "text");
  fb_lua_check(L, fb_doc_seal(&b->d), "text");
  fb_lua_check(L, fb_runner_begin(&b->r, b->p, &b->d), "text");
  b->ready = 1;
  lua_pushinteger(L, (lua_Integer)b->d.ntok);
  lua_pushinteger(L, (lua_Integer)b->d.sents.n);
  lua_pushinteger(L, (lua_Integer)b->d.invalid);
  return 3;
}

/*
** doc:casing() -> words in lower case, words with a capital, words all in capitals (of two letters or more).
** What capitals can tell in this text.
*/
static int doc_casing(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t t, lower = 0, cap = 0, upper = 0;
  for (t = 0; t < b->d.ntok; t++) {
    uint32_t c = b->d.cls[t];
    if (!(c & FB_C_ALPHA)) continue;
    if (c & FB_C_UPPER)
      upper++;
    else if (c & FB_C_CAP)
      cap++;
    else
      lower++;
  }
  lua_pushinteger(L, (lua_Integer)lower);
  lua_pushinteger(L, (lua_Integer)cap);
  lua_pushinteger(L, (lua_Integer)upper);
  return 3;
}

/* doc:scan(caseless) -> list hits. */
static int doc_scan(lua_State *L) {
  doc_box *b = readydoc(L);
  fb_lua_check(L, fb_lexicon_scan(&b->p->lexicon, &b->d, lua_toboolean(L, 2)), "word lists");
  lua_pushinteger(L, (lua_Integer)b->d.hits.n);
  return 1;
}

/* ---- reading spans ---- */

static void push_value(lua_State *L, const fb_program *p, uint16_t key, const fb_value *v) {
  double number;
  if (v->type == FB_ATTR_BOOLEAN)
    lua_pushboolean(L, v->number != 0);
  else if (v->type == FB_ATTR_NUMBER || (p->keys.at[key].type == FB_ATTR_NUMBER && fb_value_number(v, &number))) {
    if (v->type == FB_ATTR_NUMBER) number = v->number;
    if (number >= -9007199254740992.0 && number <= 9007199254740992.0 && number == (double)(lua_Integer)number)
      lua_pushinteger(L, (lua_Integer)number);
    else
      lua_pushnumber(L, number);
  } else
    lua_pushlstring(L, v->s, v->len);
}

/* Sets t[key] = the value on top unless it is set already; pops the value. `t` at index `at`. */
static void set_new(lua_State *L, int at) { /* stack: …, key, value */
  lua_pushvalue(L, -2);
  if (lua_rawget(L, at) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_rawset(L, at);
  } else
    lua_pop(L, 3);
}

/* Input bytes of tokens [first, end) as 1-based inclusive positions. */
static void bytes_of(const fb_doc *d, uint32_t first, uint32_t end, lua_Integer *from, lua_Integer *to) {
  if (end <= first) { /* an empty range lies before token `first` */
    uint32_t at = first < d->ntok ? d->start[first] : (uint32_t)d->len;
    *from = (lua_Integer)fb_doc_input_offset(d, at, 0) + 1;
    *to = *from - 1;
    return;
  }
  *from = (lua_Integer)fb_doc_input_offset(d, d->start[first], 0) + 1;
  *to = (lua_Integer)fb_doc_input_offset(d, d->start[end - 1] + d->tlen[end - 1], 1);
}

/* Pushes the input's text of a byte range. */
static void push_text(lua_State *L, lua_Integer from, lua_Integer to) {
  size_t n;
  const char *s;
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, USER_TEXT);
  s = lua_tolstring(L, -1, &n);
  if (from < 1) from = 1;
  if (to > (lua_Integer)n) to = (lua_Integer)n;
  lua_pushlstring(L, to >= from ? s + from - 1 : "", to >= from ? (size_t)(to - from + 1) : 0);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/* Sets from, to, first, last, text of the table on top; `repaired` where it is read in another way than it stands there. */
static void set_place(lua_State *L, const fb_doc *d, uint32_t first, uint32_t end) {
  lua_Integer from, to;
  bytes_of(d, first, end, &from, &to);
  lua_pushinteger(L, (lua_Integer)first + 1);
  lua_setfield(L, -2, "from");
  lua_pushinteger(L, (lua_Integer)end);
  lua_setfield(L, -2, "to");
  lua_pushinteger(L, from);
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, to);
  lua_setfield(L, -2, "last");
  push_text(L, from, to);
  if (d->map.n && end > first) {
    uint32_t at = d->start[first], n = d->start[end - 1] + d->tlen[end - 1] - at;
    size_t len;
    const char *raw = lua_tolstring(L, -1, &len);
    if (n != len || memcmp(d->text + at, raw, n) != 0) {
      lua_pushlstring(L, d->text + at, n);
      lua_setfield(L, -3, "repaired");
    }
  }
  lua_setfield(L, -2, "text");
}

static void push_key(lua_State *L, const fb_program *p, uint16_t key) {
  const fb_const *k = &p->keys.at[key];
  lua_pushlstring(L, p->pool.at + k->off, k->len);
}

#define DEEPEST 64

/* Adds a list hit's attributes to the table at index `at`. */
static void add_hit(lua_State *L, const doc_box *b, uint32_t hit, int at, int keys) {
  uint32_t len;
  const char *s = fb_lexicon_attrs(&b->p->lexicon, b->d.hits.at[hit].entry, &len);
  const char *end = s + len;
  fb_list_attr a;
  while (fb_list_attr_next(&s, end, &a)) {
    fb_value v;
    lua_Integer number;
    v.type = FB_ATTR_STRING;
    v.s = a.value;
    v.len = (uint32_t)a.value_len;
    lua_pushlstring(L, a.key, a.key_len);
    lua_pushvalue(L, -1);
    number = lua_rawget(L, keys) == LUA_TNUMBER ? lua_tointeger(L, -1) : -1;
    lua_pop(L, 1);
    if (number >= 0)
      push_value(L, b->p, (uint16_t)number, &v);
    else
      lua_pushlstring(L, v.s, v.len);
    set_new(L, at);
  }
}

static void add_span(lua_State *L, const doc_box *b, uint32_t span, int at, int keys, int depth);

/* Adds the attributes of the hits and spans at one depth of a stretch of a log. */
static void add_log(lua_State *L, const doc_box *b, uint32_t from, uint32_t to, int level, int at, int keys, int depth) {
  uint32_t k;
  for (k = from; k < to; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->depth != level) continue;
    if (l->kind == FB_LOG_HIT) add_hit(L, b, l->ref, at, keys);
    if (l->kind == FB_LOG_SPAN) add_span(L, b, l->ref, at, keys, depth + 1);
  }
}

/* Adds all attributes of a span to the table at index `at`, in the order of fb_span_attr. */
static void add_span(lua_State *L, const doc_box *b, uint32_t span, int at, int keys, int depth) {
  const fb_doc *d = &b->d;
  const fb_program *p = b->p;
  const fb_span *s = &d->spans.at[span];
  uint32_t k;
  fb_value v;
  if (depth > DEEPEST) return;
  luaL_checkstack(L, 8, "spans");
  for (k = s->attr; k != FB_NONE; k = d->attrs.at[k].next) {
    const fb_attr *a = &d->attrs.at[k];
    v.type = a->type;
    v.number = a->number;
    if (a->type == FB_ATTR_STRING) {
      v.s = d->pool.at + a->off;
      v.len = a->len;
    }
    push_key(L, p, a->key);
    push_value(L, p, a->key, &v);
    set_new(L, at);
  }
  if (s->rule != FB_NONE) {
    const fb_rule *r = &p->rules.at[s->rule];
    for (k = r->attr; k < r->attr + r->nattr; k++) {
      const fb_const *c = &p->consts.at[k];
      v.type = c->type;
      v.number = c->number;
      v.s = p->pool.at + c->off;
      v.len = c->len;
      push_key(L, p, c->key);
      push_value(L, p, c->key, &v);
      set_new(L, at);
    }
  }
  add_log(L, b, s->log, s->log + s->nlog, 0, at, keys, depth);
}

/* Adds the captures of one depth of a log as fields: a table each, its own [1], further ones of the name [2] … */
static void add_captures(lua_State *L, const doc_box *b, uint32_t from, uint32_t to, int level, int at, int keys,
                         int captures) {
  uint32_t k;
  luaL_checkstack(L, 12, "captures");
  for (k = from; k < to; k++) {
    const fb_log *l = &b->d.log.at[k];
    int here;
    if (l->kind != FB_LOG_CAPTURE || l->depth != level) continue;
    lua_rawgeti(L, captures, (lua_Integer)l->name + 1); /* name */
    lua_createtable(L, 1, 6);
    here = lua_gettop(L);
    add_log(L, b, k + 1, k + 1 + l->ref, level + 1, here, keys, 0);
    set_place(L, &b->d, l->first, l->end);
    add_captures(L, b, k + 1, k + 1 + l->ref, level + 1, here, keys, captures);
    lua_pushvalue(L, here - 1);
    if (lua_rawget(L, at) == LUA_TTABLE) { /* a further one of this name */
      lua_pushvalue(L, here);
      lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
      lua_settop(L, here - 2);
      continue;
    }
    lua_pop(L, 1);
    lua_pushvalue(L, here);
    lua_rawseti(L, here, 1);
    lua_rawset(L, at);
  }
}

static uint32_t checkspan(lua_State *L, const doc_box *b, int at) {
  lua_Integer k = luaL_checkinteger(L, at);
  luaL_argcheck(L, k >= 0 && k < (lua_Integer)b->d.spans.n, at, "no such span");
  return (uint32_t)k;
}

/* Pushes the table of a span: place, span, kind, rule, sentence, attributes, captures. */
static void push_span(lua_State *L, const doc_box *b, uint32_t span) {
  const fb_span *s = &b->d.spans.at[span];
  int names, at;
  luaL_checkstack(L, 16, "span");
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, USER_NAMES);
  lua_replace(L, -2);
  names = lua_gettop(L);
  lua_getfield(L, names, "key");      /* names + 1: key number by name */
  lua_getfield(L, names, "captures"); /* names + 2 */
  lua_createtable(L, 0, 14);
  at = lua_gettop(L);
  set_place(L, &b->d, s->first, s->end);
  lua_pushinteger(L, (lua_Integer)span);
  lua_setfield(L, at, "span");
  lua_pushinteger(L, (lua_Integer)b->d.sent[s->first] + 1);
  lua_setfield(L, at, "sentence");
  lua_getfield(L, names, "kinds");
  lua_rawgeti(L, -1, (lua_Integer)s->kind + 1);
  lua_setfield(L, at, "kind");
  lua_pop(L, 1);
  if (s->rule != FB_NONE) {
    lua_getfield(L, names, "rules");
    lua_rawgeti(L, -1, (lua_Integer)s->rule + 1);
    lua_setfield(L, at, "rule");
    lua_pop(L, 1);
  }
  add_captures(L, b, s->log, s->log + s->nlog, 0, at, names + 1, names + 2);
  add_span(L, b, span, at, names + 1, 0);
  lua_replace(L, names);
  lua_settop(L, names);
}

/*
** doc:get(span) -> { span=, kind=, rule=, sentence=, from=, to=, first=, last=, text=, attributes and captures by name }
*/
static int doc_get(lua_State *L) {
  doc_box *b = readydoc(L);
  push_span(L, b, checkspan(L, b, 2));
  return 1;
}

/* doc:attr(span, key number) -> value or nil. */
static int doc_attr(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t span = checkspan(L, b, 2);
  lua_Integer key = luaL_checkinteger(L, 3);
  fb_value v;
  luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 3, "no such key");
  if (fb_span_attr(b->p, &b->d, span, (uint16_t)key, &v))
    push_value(L, b->p, (uint16_t)key, &v);
  else
    lua_pushnil(L);
  return 1;
}

/* doc:place(span) -> from, to, kind number, rule number or nil. */
static int doc_place(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_span *s = &b->d.spans.at[checkspan(L, b, 2)];
  lua_pushinteger(L, (lua_Integer)s->first + 1);
  lua_pushinteger(L, (lua_Integer)s->end);
  lua_pushinteger(L, (lua_Integer)s->kind);
  if (s->rule == FB_NONE)
    lua_pushnil(L);
  else
    lua_pushinteger(L, (lua_Integer)s->rule);
  return 4;
}

/* doc:first(kind number, from, to) -> number of the first span of this kind that starts in tokens from..to, or nil. */
static int doc_first(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  lua_Integer kind = luaL_checkinteger(L, 2), from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4), t;
  uint32_t k;
  if (from < 1) from = 1;
  if (to > (lua_Integer)d->ntok) to = (lua_Integer)d->ntok;
  for (t = from; t <= to; t++)
    for (k = d->span_at[t - 1]; k != FB_NONE; k = d->spans.at[k].next)
      if (d->spans.at[k].kind == kind && !(d->spans.at[k].flags & FB_SPAN_DEAD)) {
        lua_pushinteger(L, (lua_Integer)k);
        return 1;
      }
  return 0;
}

/*
** doc:capture(span, capture number, key number, …) -> from, to, value, …; nothing where the match has no such capture.
** The first capture of this name, with attributes of the list hits and spans that it holds; makes no table.
*/
static int doc_capture(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_span *s = &b->d.spans.at[checkspan(L, b, 2)];
  lua_Integer name = luaL_checkinteger(L, 3);
  int nkeys = lua_gettop(L) - 3, i;
  uint32_t k, j;
  for (k = s->log; k < s->log + s->nlog; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->kind != FB_LOG_CAPTURE || l->name != name) continue;
    lua_pushinteger(L, (lua_Integer)l->first + 1);
    lua_pushinteger(L, (lua_Integer)l->end);
    for (i = 0; i < nkeys; i++) {
      lua_Integer key = luaL_checkinteger(L, 4 + i);
      fb_value v;
      int found = 0;
      luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 4 + i, "no such key");
      for (j = k + 1; j < k + 1 + l->ref && !found; j++) {
        const fb_log *in = &b->d.log.at[j];
        if (in->depth != l->depth + 1) continue;
        if (in->kind == FB_LOG_HIT) found = fb_hit_attr(b->p, &b->d, in->ref, (uint16_t)key, &v);
        if (in->kind == FB_LOG_SPAN) found = fb_span_attr(b->p, &b->d, in->ref, (uint16_t)key, &v);
      }
      if (found)
        push_value(L, b->p, (uint16_t)key, &v);
      else
        lua_pushnil(L);
    }
    return nkeys + 2;
  }
  return 0;
}

/*
** doc:spans(kinds) -> { span numbers } in the order of the text, longest first at one token.
** kinds: table whose keys are the wanted kind numbers; nil for all. doc:spans(kinds, from, to): starting in from..to.
*/
static int doc_spans(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, (lua_Integer)d->ntok), n = 0;
  uint64_t wanted[1024];
  lua_Integer t;
  uint32_t k;
  memset(wanted, lua_istable(L, 2) ? 0 : 0xff, sizeof wanted);
  if (lua_istable(L, 2)) {
    lua_pushnil(L);
    while (lua_next(L, 2)) {
      lua_Integer kind = luaL_checkinteger(L, -2);
      if (kind >= 0 && kind < 65536) wanted[kind >> 6] |= (uint64_t)1 << (kind & 63);
      lua_pop(L, 1);
    }
  }
  lua_newtable(L);
  if (d->spans.n == 0) return 1;
  if (from < 1) from = 1;
  if (to > (lua_Integer)d->ntok) to = (lua_Integer)d->ntok;
  for (t = from; t <= to; t++)
    for (k = d->span_at[t - 1]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if ((s->flags & FB_SPAN_DEAD) || !(wanted[s->kind >> 6] >> (s->kind & 63) & 1)) continue;
      lua_pushinteger(L, (lua_Integer)k);
      lua_rawseti(L, -2, ++n);
    }
  return 1;
}

/* The set of kinds in the table at index 2, as bits. */
static void kinds_wanted(lua_State *L, uint64_t *wanted) {
  luaL_checktype(L, 2, LUA_TTABLE);
  memset(wanted, 0, 1024 * sizeof *wanted);
  lua_pushnil(L);
  while (lua_next(L, 2)) {
    lua_Integer kind = luaL_checkinteger(L, -2);
    if (kind >= 0 && kind < 65536) wanted[kind >> 6] |= (uint64_t)1 << (kind & 63);
    lua_pop(L, 1);
  }
}

static int is_wanted(const uint64_t *wanted, const fb_span *s) {
  return !(s->flags & FB_SPAN_DEAD) && wanted[s->kind >> 6] >> (s->kind & 63) & 1;
}

static uint32_t count_wanted(const fb_doc *d, const uint64_t *wanted) {
  uint32_t k, n = 0;
  for (k = 0; k < d->spans.n; k++) n += (uint32_t)is_wanted(wanted, &d->spans.at[k]);
  return n;
}

/* Appends a number to the array on top of the stack. */
static void put(lua_State *L, lua_Integer *n, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_rawseti(L, -2, ++*n);
}

/*
** doc:rows(kinds) -> { span, from, to, kind, rule, sentence, … }: six numbers for each live span of these kinds (as
** for doc:spans), in its order; rule is -1 where a stage made the span. One call and one table for all of them.
*/
static int doc_rows(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  uint64_t wanted[1024];
  lua_Integer n = 0;
  uint32_t t, k, count;
  kinds_wanted(L, wanted);
  count = count_wanted(d, wanted);
  lua_createtable(L, count < INT_MAX / 6 ? (int)count * 6 : 0, 0);
  if (count == 0) return 1;
  for (t = 0; t < d->ntok; t++)
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      if (!is_wanted(wanted, s)) continue;
      put(L, &n, k);
      put(L, &n, (lua_Integer)s->first + 1);
      put(L, &n, s->end);
      put(L, &n, s->kind);
      put(L, &n, s->rule == FB_NONE ? -1 : (lua_Integer)s->rule);
      put(L, &n, (lua_Integer)d->sent[s->first] + 1);
    }
  return 1;
}

static uint32_t phrase_hash(const fb_doc *d, const fb_span *s) {
  uint32_t h = s->end - s->first, t;
  for (t = s->first; t < s->end; t++) h = (h ^ d->norm[t]) * 0x9e3779b1u, h ^= h >> 15;
  return h;
}

static int same_phrase(const fb_doc *d, const fb_span *a, const fb_span *b) {
  return a->end - a->first == b->end - b->first &&
         memcmp(d->norm + a->first, d->norm + b->first, (a->end - a->first) * sizeof *d->norm) == 0;
}

/*
** doc:mentions(kinds) -> { span, from, to, rule, sentence, first, last, group, … }, groups: eight numbers for each live
** span of these kinds in the order of the text; spans of the same words (by normal form) have the same group, numbered
** from 1 in the order of their first.
*/
static int doc_mentions(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  uint64_t wanted[1024];
  lua_Integer n = 0, from, to;
  uint32_t t, k, count, mask, groups = 0;
  uint32_t *slots; /* span + 1 of a group's first, and the group's number */
  kinds_wanted(L, wanted);
  count = count_wanted(d, wanted);
  for (mask = 15; mask < (uint64_t)count * 2 && mask < 0x3fffffff;) mask = mask * 2 + 1;
  slots = lua_newuserdata(L, ((size_t)mask + 1) * 2 * sizeof *slots);
  memset(slots, 0, ((size_t)mask + 1) * 2 * sizeof *slots);
  lua_createtable(L, count < INT_MAX / 8 ? (int)count * 8 : 0, 0);
  for (t = 0; t < d->ntok && count > 0; t++)
    for (k = d->span_at[t]; k != FB_NONE; k = d->spans.at[k].next) {
      const fb_span *s = &d->spans.at[k];
      uint32_t i;
      if (!is_wanted(wanted, s)) continue;
      for (i = phrase_hash(d, s) & mask;; i = (i + 1) & mask) {
        if (slots[2 * i] == 0) {
          slots[2 * i] = k + 1;
          slots[2 * i + 1] = ++groups;
          break;
        }
        if (same_phrase(d, &d->spans.at[slots[2 * i] - 1], s)) break;
      }
      bytes_of(d, s->first, s->end, &from, &to);
      put(L, &n, k);
      put(L, &n, (lua_Integer)s->first + 1);
      put(L, &n, s->end);
      put(L, &n, s->rule == FB_NONE ? -1 : (lua_Integer)s->rule);
      put(L, &n, (lua_Integer)d->sent[s->first] + 1);
      put(L, &n, from);
      put(L, &n, to);
      put(L, &n, slots[2 * i + 1]);
    }
  lua_pushinteger(L, groups);
  return 2;
}

/* doc:part(span, capture name's number) -> from, to of its first capture of that name; nothing without one. */
static int doc_part(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_span *s = &b->d.spans.at[checkspan(L, b, 2)];
  lua_Integer name = luaL_checkinteger(L, 3);
  uint32_t k;
  for (k = s->log; k < s->log + s->nlog; k++) {
    const fb_log *l = &b->d.log.at[k];
    if (l->kind != FB_LOG_CAPTURE || l->name != name) continue;
    lua_pushinteger(L, (lua_Integer)l->first + 1);
    lua_pushinteger(L, l->end);
    return 2;
  }
  return 0;
}

/* ---- changing spans ---- */

static void set_attr(lua_State *L, doc_box *b, uint32_t span, lua_Integer key, int at) {
  fb_attr a;
  memset(&a, 0, sizeof a);
  luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, at, "no such key");
  a.key = (uint16_t)key;
  switch (lua_type(L, at)) {
    case LUA_TNUMBER:
      a.type = FB_ATTR_NUMBER;
      a.number = lua_tonumber(L, at);
      break;
    case LUA_TBOOLEAN:
      a.type = FB_ATTR_BOOLEAN;
      a.number = lua_toboolean(L, at);
      break;
    case LUA_TSTRING: {
      size_t n;
      const char *s = lua_tolstring(L, at, &n);
      a.type = FB_ATTR_STRING;
      if (n > FB_MAX_TEXT) luaL_error(L, "attribute too long");
      fb_lua_check(L, fb_reserve(&b->d.pool, (uint32_t)n), "attributes");
      a.off = b->d.pool.n;
      a.len = (uint32_t)n;
      memcpy(b->d.pool.at + a.off, s, n);
      b->d.pool.n += (uint32_t)n;
      break;
    }
    default: luaL_error(L, "an attribute is a string, a number or a boolean");
  }
  a.next = b->d.spans.at[span].attr;
  fb_lua_check(L, fb_push(&b->d.attrs, a), "attributes");
  b->d.spans.at[span].attr = b->d.attrs.n - 1;
}

/* doc:set(span, key number, value): an attribute of its own, before any other source. */
static int doc_set(lua_State *L) {
  doc_box *b = readydoc(L);
  set_attr(L, b, checkspan(L, b, 2), luaL_checkinteger(L, 3), 4);
  return 0;
}

/* doc:add(kind number, from, to) -> span number: a span that a stage made. */
static int doc_add(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_Integer kind = luaL_checkinteger(L, 2), from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  fb_span s;
  uint32_t index;
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 2, "no such kind");
  luaL_argcheck(L, from >= 1 && to >= from && to <= (lua_Integer)b->d.ntok, 3, "no such tokens");
  memset(&s, 0, sizeof s);
  s.first = (uint32_t)from - 1;
  s.end = (uint32_t)to;
  s.next = FB_NONE;
  s.rule = FB_NONE;
  s.attr = FB_NONE;
  s.kind = (uint16_t)kind;
  fb_lua_check(L, fb_doc_add_span(&b->d, &s, &index), "spans");
  fb_lua_check(L, fb_vm_see(&b->r.vm, &s), "spans");
  lua_pushinteger(L, (lua_Integer)index);
  return 1;
}

/* doc:retype(span, kind number). */
static int doc_retype(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t span = checkspan(L, b, 2);
  lua_Integer kind = luaL_checkinteger(L, 3);
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 3, "no such kind");
  fb_doc_retype(&b->d, span, (uint16_t)kind);
  fb_lua_check(L, fb_vm_see(&b->r.vm, &b->d.spans.at[span]), "spans");
  return 0;
}

/* doc:kill(span) or doc:kill(kinds): no pattern finds it (them) any more, doc:spans leaves it out. */
static int doc_kill(lua_State *L) {
  doc_box *b = readydoc(L);
  if (lua_istable(L, 2)) {
    uint64_t wanted[1024];
    uint32_t k;
    kinds_wanted(L, wanted);
    for (k = 0; k < b->d.spans.n; k++)
      if (is_wanted(wanted, &b->d.spans.at[k])) b->d.spans.at[k].flags |= FB_SPAN_DEAD;
    return 0;
  }
  b->d.spans.at[checkspan(L, b, 2)].flags |= FB_SPAN_DEAD;
  return 0;
}

/* ---- phases ---- */

/* Stack of a running phase: 1 the document, 3 spelled, 4 action, 5 spent (functions), 6 the program's rules' names. */
typedef struct hook_self {
  lua_State *L;
  doc_box *b;
} hook_self;

static fb_status on_spelled(void *self, uint32_t word, uint32_t pattern, int *yes) {
  hook_self *h = self;
  const fb_word *w = fb_vocab_word(&h->b->d.vocab, word);
  if (w->len > 64) { /* a spelling pattern sees words, not blobs */
    *yes = 0;
    return FB_OK;
  }
  lua_pushvalue(h->L, 3);
  lua_pushinteger(h->L, (lua_Integer)pattern + 1);
  lua_pushlstring(h->L, fb_vocab_bytes(&h->b->d.vocab, word), w->len);
  lua_call(h->L, 2, 1);
  *yes = lua_toboolean(h->L, -1);
  lua_pop(h->L, 1);
  return FB_OK;
}

static fb_status on_action(void *self, uint32_t span, int *keep) {
  hook_self *h = self;
  lua_State *L = h->L;
  int top = lua_gettop(L);
  luaL_checkstack(L, 16, "action");
  lua_pushvalue(L, 4);
  lua_pushinteger(L, (lua_Integer)h->b->d.spans.at[span].rule);
  push_span(L, h->b, span);
  lua_call(L, 2, 1); /* -> false: refused; table: key number -> value; nil: kept as it is */
  *keep = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
  if (lua_istable(L, -1)) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      set_attr(L, h->b, span, luaL_checkinteger(L, -2), lua_gettop(L));
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
**   spelled(pattern, word) -> boolean      LPeg pattern number (from 1) on a word
**   action(rule number, match) -> attributes by key number | nil | false     the rule's own function
**   spent(rule number)                     the rule took too many steps and is left out here
*/
static int doc_phase(lua_State *L) {
  doc_box *b = readydoc(L);
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

/* ---- tokens ---- */

static void checkrange(lua_State *L, const doc_box *b, int at, uint32_t *first, uint32_t *end) {
  lua_Integer from = luaL_checkinteger(L, at), to = luaL_optinteger(L, at + 1, from);
  luaL_argcheck(L, from >= 1 && to >= from - 1 && to <= (lua_Integer)b->d.ntok, at, "no such tokens");
  *first = (uint32_t)from - 1;
  *end = (uint32_t)to;
}

/* doc:bytes(from, to) -> first, last. */
static int doc_bytes(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end;
  lua_Integer from, to;
  checkrange(L, b, 2, &first, &end);
  bytes_of(&b->d, first, end, &from, &to);
  lua_pushinteger(L, from);
  lua_pushinteger(L, to);
  return 2;
}

/* doc:text(from, to) -> the input's bytes. */
static int doc_text(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end;
  lua_Integer from, to;
  checkrange(L, b, 2, &first, &end);
  bytes_of(&b->d, first, end, &from, &to);
  push_text(L, from, to);
  return 1;
}

/* doc:name(from, to) -> the words as they are after repair, with single spaces where there was space. */
static int doc_name(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  uint32_t first, end, t;
  luaL_Buffer buf;
  checkrange(L, b, 2, &first, &end);
  luaL_buffinit(L, &buf);
  for (t = first; t < end; t++) {
    if (t > first && !(d->cls[t] & FB_T_GLUED)) luaL_addchar(&buf, ' ');
    luaL_addlstring(&buf, fb_vocab_bytes(&d->vocab, d->sym[t]), fb_vocab_word(&d->vocab, d->sym[t])->len);
  }
  luaL_pushresult(&buf);
  return 1;
}

/* doc:norm(from, to) -> the normal forms, joined by one space: the same for all spellings of a phrase in capitals or not. */
static int doc_norm(lua_State *L) {
  doc_box *b = readydoc(L);
  const fb_doc *d = &b->d;
  uint32_t first, end, t;
  luaL_Buffer buf;
  checkrange(L, b, 2, &first, &end);
  if (end == first + 1) {
    lua_pushlstring(L, fb_vocab_bytes(&d->vocab, d->norm[first]), fb_vocab_word(&d->vocab, d->norm[first])->len);
    return 1;
  }
  luaL_buffinit(L, &buf);
  for (t = first; t < end; t++) {
    if (t > first) luaL_addchar(&buf, ' ');
    luaL_addlstring(&buf, fb_vocab_bytes(&d->vocab, d->norm[t]), fb_vocab_word(&d->vocab, d->norm[t])->len);
  }
  luaL_pushresult(&buf);
  return 1;
}

/* doc:class(token) -> class bits (core.classes names them). */
static int doc_class(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end;
  checkrange(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  lua_pushinteger(L, (lua_Integer)b->d.cls[first]);
  return 1;
}

/* doc:ids(token) -> id of the spelling, id of the normal form: equal words have equal ids within the document. */
static int doc_ids(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end;
  checkrange(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  lua_pushinteger(L, (lua_Integer)b->d.sym[first]);
  lua_pushinteger(L, (lua_Integer)b->d.norm[first]);
  return 2;
}

/* doc:sentence(token) -> its number, its first and last token. doc:sentence_tokens(n) -> first and last token. */
static int doc_sentence(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end;
  checkrange(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  lua_pushinteger(L, (lua_Integer)b->d.sent[first] + 1);
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[b->d.sent[first]].first + 1);
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[b->d.sent[first]].end);
  return 3;
}

static int doc_sentence_tokens(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 1 && n <= (lua_Integer)b->d.sents.n, 2, "no such sentence");
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[n - 1].first + 1);
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[n - 1].end);
  return 2;
}

static void push_place(lua_State *L, const fb_doc *d, uint32_t first, uint32_t end, lua_Integer i) {
  lua_Integer from, to;
  bytes_of(d, first, end, &from, &to);
  lua_createtable(L, 0, 2);
  lua_pushinteger(L, from);
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, to);
  lua_setfield(L, -2, "last");
  lua_rawseti(L, -2, i);
}

/* doc:tokens() and doc:sentences() -> { {first=, last=}, … }. */
static int doc_tokens(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t t;
  lua_createtable(L, (int)b->d.ntok, 0);
  for (t = 0; t < b->d.ntok; t++) push_place(L, &b->d, t, t + 1, (lua_Integer)t + 1);
  return 1;
}

static int doc_sentences(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t s;
  lua_createtable(L, (int)b->d.sents.n, 0);
  for (s = 0; s < b->d.sents.n; s++)
    push_place(L, &b->d, b->d.sents.at[s].first, b->d.sents.at[s].end, (lua_Integer)s + 1);
  return 1;
}

/* doc:hits(token) -> { {list=number, from=, to=, phrase=text, attributes by name}, … }: what lists say there. */
static int doc_hits(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end, k, len;
  lua_Integer i = 0;
  int keys;
  checkrange(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  push_names(L, "key");
  keys = lua_gettop(L);
  lua_newtable(L);
  for (k = b->d.hit_at[first]; k != FB_NONE; k = b->d.hits.at[k].next) {
    const fb_hit *h = &b->d.hits.at[k];
    const char *s = fb_lexicon_text(&b->p->lexicon, h->entry, &len);
    lua_createtable(L, 0, 6);
    lua_pushinteger(L, h->list);
    lua_setfield(L, -2, "list");
    lua_pushinteger(L, (lua_Integer)first + 1);
    lua_setfield(L, -2, "from");
    lua_pushinteger(L, (lua_Integer)first + h->len);
    lua_setfield(L, -2, "to");
    lua_pushlstring(L, s, len);
    lua_setfield(L, -2, "phrase");
    add_hit(L, b, k, lua_gettop(L), keys);
    lua_rawseti(L, -2, ++i);
  }
  return 1;
}

/* doc:listed(token, list number, tokens) -> value of `key` number | true where the list has this run of tokens; else nil. */
static int doc_listed(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end, k;
  lua_Integer list = luaL_checkinteger(L, 4);
  checkrange(L, b, 2, &first, &end);
  if (end > first)
    for (k = b->d.hit_at[first]; k != FB_NONE; k = b->d.hits.at[k].next) {
      const fb_hit *h = &b->d.hits.at[k];
      if (h->list != list || h->len != end - first) continue;
      if (lua_isinteger(L, 5)) {
        fb_value v;
        lua_Integer key = lua_tointeger(L, 5);
        luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, 5, "no such key");
        if (!fb_hit_attr(b->p, &b->d, k, (uint16_t)key, &v)) continue;
        push_value(L, b->p, (uint16_t)key, &v);
      } else
        lua_pushboolean(L, 1);
      return 1;
    }
  lua_pushnil(L);
  return 1;
}

/* doc:marks(kind number [, lost]): adds a span of this kind for every quotation, marks included (see marks.h). */
static int doc_marks(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_Integer kind = luaL_checkinteger(L, 2);
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 2, "no such kind");
  fb_lua_check(L, fb_pair_marks(&b->d, (uint16_t)kind, lua_isnone(L, 3) || lua_toboolean(L, 3)), "quotation marks");
  return 0;
}

/* doc:flags(span) -> unclosed, unopened, single, nested, goes on: how a quotation's marks stand. */
static int doc_flags(lua_State *L) {
  doc_box *b = readydoc(L);
  uint16_t flags = b->d.spans.at[checkspan(L, b, 2)].flags;
  lua_pushboolean(L, flags & FB_SPAN_UNCLOSED);
  lua_pushboolean(L, flags & FB_SPAN_UNOPENED);
  lua_pushboolean(L, flags & FB_SPAN_SINGLE);
  lua_pushboolean(L, flags & FB_SPAN_NESTED);
  lua_pushboolean(L, flags & FB_SPAN_GOES_ON);
  return 5;
}

/* doc:effort(rule number) -> attempts, steps of the VM: what a rule costs in this document. */
static int doc_effort(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_Integer rule = luaL_checkinteger(L, 2);
  luaL_argcheck(L, rule >= 0 && rule < (lua_Integer)b->r.steps.n, 2, "no such rule");
  lua_pushinteger(L, (lua_Integer)b->r.tries.at[rule]);
  lua_pushinteger(L, (lua_Integer)b->r.steps.at[rule]);
  return 2;
}

/* doc:count() -> tokens, sentences. */
static int doc_count(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_pushinteger(L, (lua_Integer)b->d.ntok);
  lua_pushinteger(L, (lua_Integer)b->d.sents.n);
  return 2;
}

/*
** doc:entry(from, to, lists, key, …) -> list number, value of each key: what lists say of this run of tokens. `lists`:
** list number -> rank; of several lists the lowest rank answers. Nothing where none has it.
*/
static int doc_entry(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t first, end, k, best = FB_NONE;
  lua_Integer rank = 0;
  int keys = lua_gettop(L), i;
  checkrange(L, b, 2, &first, &end);
  luaL_checktype(L, 4, LUA_TTABLE);
  if (end <= first) return 0;
  for (k = b->d.hit_at[first]; k != FB_NONE; k = b->d.hits.at[k].next) {
    const fb_hit *h = &b->d.hits.at[k];
    if (h->len != end - first) continue;
    if (lua_rawgeti(L, 4, h->list) == LUA_TNUMBER && (best == FB_NONE || lua_tointeger(L, -1) < rank)) {
      best = k;
      rank = lua_tointeger(L, -1);
    }
    lua_pop(L, 1);
  }
  if (best == FB_NONE) return 0;
  lua_pushinteger(L, b->d.hits.at[best].list);
  for (i = 5; i <= keys; i++) {
    fb_value v;
    lua_Integer key = luaL_checkinteger(L, i);
    luaL_argcheck(L, key >= 0 && key < (lua_Integer)b->p->nkeys, i, "no such key");
    if (fb_hit_attr(b->p, &b->d, best, (uint16_t)key, &v))
      push_value(L, b->p, (uint16_t)key, &v);
    else
      lua_pushnil(L);
  }
  return keys - 3;
}

/* doc:repairs() -> { {first=, last=, kind=name, text=what is read there}, … }: what doc:tokenize was told to keep. */
static int doc_repairs(lua_State *L) {
  doc_box *b = readydoc(L);
  uint32_t k;
  int n;
  lua_newtable(L);
  for (k = 0; k < b->d.fixes.n; k++) {
    const fb_fix *f = &b->d.fixes.at[k];
    for (n = 0; n < FB_REPAIR_KINDS - 1 && !(f->kind >> n & 1); n++) continue;
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, (lua_Integer)f->first + 1);
    lua_setfield(L, -2, "first");
    lua_pushinteger(L, (lua_Integer)f->end);
    lua_setfield(L, -2, "last");
    lua_pushstring(L, fb_repair_name(n));
    lua_setfield(L, -2, "kind");
    lua_pushlstring(L, f->text, f->len);
    lua_setfield(L, -2, "text");
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

/* doc:wrapped() -> are the text's lines of one width, so that their ends are no paragraphs'? */
static int doc_wrapped(lua_State *L) {
  lua_pushboolean(L, readydoc(L)->d.lines == FB_LINES_WRAPPED);
  return 1;
}

/* doc:repaired() -> the whole text as it is read. */
static int doc_repaired(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_pushlstring(L, b->d.len ? b->d.text : "", b->d.len);
  return 1;
}

/* doc:invalid() -> ill-formed UTF-8 subparts of the input. */
static int doc_invalid(lua_State *L) {
  doc_box *b = readydoc(L);
  lua_pushinteger(L, (lua_Integer)b->d.invalid);
  return 1;
}

void fb_lua_open_doc(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", doc_add},
                                     {"attr", doc_attr},
                                     {"bytes", doc_bytes},
                                     {"capture", doc_capture},
                                     {"casing", doc_casing},
                                     {"class", doc_class},
                                     {"count", doc_count},
                                     {"effort", doc_effort},
                                     {"first", doc_first},
                                     {"flags", doc_flags},
                                     {"entry", doc_entry},
                                     {"get", doc_get},
                                     {"hits", doc_hits},
                                     {"ids", doc_ids},
                                     {"invalid", doc_invalid},
                                     {"kill", doc_kill},
                                     {"listed", doc_listed},
                                     {"marks", doc_marks},
                                     {"mentions", doc_mentions},
                                     {"name", doc_name},
                                     {"norm", doc_norm},
                                     {"part", doc_part},
                                     {"phase", doc_phase},
                                     {"place", doc_place},
                                     {"repaired", doc_repaired},
                                     {"repairs", doc_repairs},
                                     {"wrapped", doc_wrapped},
                                     {"retype", doc_retype},
                                     {"rows", doc_rows},
                                     {"scan", doc_scan},
                                     {"sentence", doc_sentence},
                                     {"sentence_tokens", doc_sentence_tokens},
                                     {"sentences", doc_sentences},
                                     {"set", doc_set},
                                     {"spans", doc_spans},
                                     {"text", doc_text},
                                     {"tokenize", doc_tokenize},
                                     {"tokens", doc_tokens},
                                     {"trace", fb_lua_doc_trace},
                                     {"traced", fb_lua_doc_traced},
                                     {NULL, NULL}};
  luaL_newmetatable(L, FB_DOC);
  luaL_newlibtable(L, methods);
  lua_pushvalue(L, -2);
  luaL_setfuncs(L, methods, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, doc_gc);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "factbox.doc");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
