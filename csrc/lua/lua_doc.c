/*
** lua_doc.c: documents for Lua: their life, text and tokens. See lua_doc.h.
*/
#include <limits.h>

#include "lua_doc.h"
#include "repair.h"
#include "window.h"

/* The document at index 1. Methods have the metatable as an upvalue: sooner compared than looked up by its name. */
fb_lua_doc *fb_lua_document(lua_State *L) {
  fb_lua_doc *b = lua_touserdata(L, 1);
  int same = 0;
  if (b && lua_getmetatable(L, 1)) {
    same = lua_rawequal(L, -1, lua_upvalueindex(1));
    lua_pop(L, 1);
  }
  if (!same) b = luaL_checkudata(L, 1, FB_DOC); /* for its message, or a function without the upvalue */
  luaL_argcheck(L, b->open && b->p->frozen, 1, "the document or its program is closed");
  return b;
}

fb_lua_doc *fb_lua_ready(lua_State *L) {
  fb_lua_doc *b = fb_lua_document(L);
  luaL_argcheck(L, b->ready, 1, "the document has no text yet");
  return b;
}

fb_lua_doc *fb_lua_boxed(lua_State *L) {
  fb_lua_doc *b = fb_lua_document(L);
  luaL_argcheck(L, b->boxed, 1, "the document has no text yet");
  return b;
}

/* Pushes a document of a program, without its user value. */
static fb_lua_doc *push_document(lua_State *L, const fb_program *p) {
  fb_lua_doc *b = lua_newuserdata(L, sizeof *b);
  memset(b, 0, sizeof *b);
  b->p = p;
  fb_doc_init(&b->d, &p->vocab);
  fb_runner_init(&b->r);
  fb_box_init(&b->box);
  fb_figuring_init(&b->figuring, p);
  fb_doc_share(&b->figuring.words.d, &b->d);
  b->open = 1;
  luaL_setmetatable(L, FB_DOC);
  return b;
}

/* program:doc(names) -> document. names: {kinds=, keys=, captures=, rules=}, arrays of strings, number + 1 each. */
int fb_lua_doc_new(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  luaL_argcheck(L, p->frozen, 1, "the program is not frozen yet");
  luaL_checktype(L, 2, LUA_TTABLE);
  push_document(L, p);
  lua_createtable(L, 3, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, FB_USER_PROGRAM);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, FB_USER_NAMES);
  lua_setuservalue(L, -2);
  return 1;
}

/*
** doc:sibling() -> another document of the same program, which shares what they learn of its words and entries: for
** texts that are read side by side.
*/
static int doc_sibling(lua_State *L) {
  fb_lua_doc *elder = fb_lua_document(L), *b;
  lua_settop(L, 1);
  b = push_document(L, elder->p);
  fb_doc_share(&b->d, &elder->d);
  fb_doc_share(&b->figuring.words.d, &elder->d);
  fb_runner_share(&b->r, &elder->r);
  lua_createtable(L, FB_USER_ELDER, 0);
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, FB_USER_PROGRAM);
  lua_rawseti(L, 3, FB_USER_PROGRAM);
  lua_rawgeti(L, -1, FB_USER_NAMES);
  lua_rawseti(L, 3, FB_USER_NAMES);
  lua_pushvalue(L, 1);
  lua_rawseti(L, 3, FB_USER_ELDER); /* keeps what is shared alive */
  lua_settop(L, 3);
  lua_setuservalue(L, 2);
  return 1;
}

static int doc_gc(lua_State *L) {
  fb_lua_doc *b = luaL_checkudata(L, 1, FB_DOC);
  if (b->open) {
    b->open = 0;
    fb_runner_free(&b->r);
    fb_box_free(&b->box);
    fb_figuring_free(&b->figuring);
    fb_repay(&b->json);
    fb_doc_free(&b->d);
  }
  return 0;
}

fb_runner *fb_lua_runner(lua_State *L) { return &fb_lua_ready(L)->r; }

void fb_lua_keep_trace(lua_State *L) {
  lua_getuservalue(L, 1);
  lua_insert(L, -2);
  lua_rawseti(L, -2, FB_USER_TRACE);
  lua_pop(L, 1);
}

/*
** doc:tokenize(text [, repairs [, keep [, first, size]]]) -> tokens, sentences, ill-formed UTF-8 subparts, next
** Repairs the text, splits it into tokens and sentences. `repairs`: bits of the wanted kinds (core.repairs), none
** without; `keep` notes each repair for doc:repairs. doc:scan(caseless) then finds list phrases.
** With `first` and `size` only a window of the text is read, from byte `first` on and of about `size` bytes at most
** (window.h): tokens and spans are the window's, places are the text's, and the fact box, which the window at byte 1
** empties, holds what was found so far. `next` is where the next window begins; nil at the end.
*/
static int doc_tokenize(lua_State *L) {
  fb_lua_doc *b = fb_lua_document(L);
  size_t n, from = 0, end;
  uint32_t sentences = 0;
  lua_Integer kinds;
  const char *s = luaL_checklstring(L, 2, &n);
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  if (n >= FB_MAX_TEXT) return luaL_error(L, "text of %I bytes: the limit is 2 GB", (LUAI_UACINT)n);
  kinds = luaL_optinteger(L, 3, 0);
  end = n;
  if (!lua_isnoneornil(L, 5)) {
    lua_Integer first = luaL_checkinteger(L, 5), size = luaL_checkinteger(L, 6);
    luaL_argcheck(L, first >= 1 && (first == 1 || (size_t)first <= n), 5, "no such byte");
    luaL_argcheck(L, size >= 1, 6, "no window is so small");
    luaL_argcheck(L, first == 1 || (b->boxed && s == b->input), 2, "another text than that of the windows before");
    from = (size_t)first - 1;
    end = fb_window_end(s, n, from, (size_t)size);
  }
  if (from == 0) {
    lua_getuservalue(L, 1);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, FB_USER_TEXT); /* keeps the bytes alive */
    lua_pop(L, 1);
    b->input = s;
    b->ninput = n;
    fb_box_reset(&b->box);
    fb_figures_begin(&b->figuring);
    memset(&b->timing, 0, sizeof b->timing);
  } else sentences = b->d.sent_base + b->d.sents.n;
  b->ready = b->boxed = 0;
  fb_doc_renew(&b->d, end - from);
  b->d.base = (uint32_t)from;
  b->d.sent_base = sentences;
  fb_lua_check(L, fb_box_turn(&b->box, end < n), "report");
  fb_lua_check(L,
               fb_repair(&b->d, &b->p->vocab, &b->p->tokenizer, &b->p->compounds, s + from, end - from,
                         (unsigned)(kinds & FB_REPAIR_ALL), lua_toboolean(L, 4)),
               "repair");
  fb_lua_check(L, fb_tokenize(&b->d, &b->p->tokenizer, b->d.text, b->d.len), "text");
  fb_lua_check(L, fb_split_sentences(&b->d, &b->p->tokenizer), "text");
  fb_lua_check(L, fb_doc_seal(&b->d), "text");
  fb_lua_check(L, fb_runner_begin(&b->r, b->p, &b->d), "text");
  b->ready = b->boxed = 1;
  lua_pushinteger(L, (lua_Integer)b->d.ntok);
  lua_pushinteger(L, (lua_Integer)b->d.sents.n);
  lua_pushinteger(L, (lua_Integer)b->d.invalid);
  if (end == n) return 3;
  lua_pushinteger(L, (lua_Integer)end + 1);
  return 4;
}

/* Tokens from which on a document is so long that it is worth giving back memory before the report is made. */
enum { LONG = 1 << 16 };

/*
** doc:shed(): nothing but the report will be asked of the document. Of a long one, or of one that was read in windows,
** all memory but that of its fact box is given back: of tokens, list hits, spans, and what was needed to find them.
*/
static int doc_shed(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  if (b->d.ntok < LONG && b->d.base == 0) return 0;
  b->ready = 0;
  fb_box_shed(&b->box);
  fb_doc_reset(&b->d);
  fb_runner_shrink(&b->r);
  return 0;
}

/*
** doc:casing() -> words in lower case, words with a capital, words all in capitals (of two letters or more).
** What capitals can tell in this text.
*/
static int doc_casing(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t t, lower = 0, cap = 0, upper = 0;
  for (t = 0; t < b->d.ntok; t++) {
    uint32_t c = b->d.cls[t];
    if (!(c & FB_C_ALPHA)) continue;
    if (c & FB_C_UPPER) upper++;
    else if (c & FB_C_CAP) cap++;
    else lower++;
  }
  lua_pushinteger(L, (lua_Integer)lower);
  lua_pushinteger(L, (lua_Integer)cap);
  lua_pushinteger(L, (lua_Integer)upper);
  return 3;
}

/* doc:scan(caseless) -> list hits. */
static int doc_scan(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  b->r.caseless = (uint8_t)lua_toboolean(L, 2);
  fb_lua_check(L, fb_lexicon_scan(&b->p->lexicon, &b->d, lua_toboolean(L, 2)), "word lists");
  lua_pushinteger(L, (lua_Integer)b->d.hits.n);
  return 1;
}

/* ---- tokens ---- */

void fb_lua_push_names(lua_State *L, const char *name) {
  lua_getuservalue(L, 1);
  lua_rawgeti(L, -1, FB_USER_NAMES);
  lua_getfield(L, -1, name);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

void fb_lua_push_text(lua_State *L, const fb_lua_doc *b, fb_place place) {
  size_t end = place.end < b->ninput ? place.end : b->ninput;
  lua_pushlstring(L, b->input + (place.first < end ? place.first : end), place.first < end ? end - place.first : 0);
}

void fb_lua_tokens(lua_State *L, const fb_lua_doc *b, int at, uint32_t *first, uint32_t *end) {
  lua_Integer from = luaL_checkinteger(L, at), to = luaL_optinteger(L, at + 1, from);
  luaL_argcheck(L, from >= 1 && to >= from - 1 && to <= (lua_Integer)b->d.ntok, at, "no such tokens");
  *first = (uint32_t)from - 1;
  *end = (uint32_t)to;
}

/* doc:bytes(from, to) -> first, last. */
static int doc_bytes(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end;
  fb_place p;
  fb_lua_tokens(L, b, 2, &first, &end);
  p = fb_doc_place(&b->d, first, end);
  lua_pushinteger(L, (lua_Integer)p.first + 1);
  lua_pushinteger(L, p.end);
  return 2;
}

/* doc:text(from, to) -> the input's bytes. */
static int doc_text(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end;
  fb_place p;
  fb_lua_tokens(L, b, 2, &first, &end);
  p = fb_doc_place(&b->d, first, end);
  fb_lua_push_text(L, b, p);
  return 1;
}

/* doc:name(from, to) -> the words as they are after repair, with single spaces where there was space. */
static int doc_name(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_doc *d = &b->d;
  uint32_t first, end, t;
  luaL_Buffer buf;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_buffinit(L, &buf);
  for (t = first; t < end; t++) {
    if (t > first && !(d->cls[t] & FB_T_GLUED)) luaL_addchar(&buf, ' ');
    luaL_addlstring(&buf, fb_vocab_bytes(&d->vocab, d->sym[t]), fb_vocab_word(&d->vocab, d->sym[t])->len);
  }
  luaL_pushresult(&buf);
  return 1;
}

/* doc:norm(from, to) -> the normal forms, joined by one space: the same for a phrase in capitals or not. */
static int doc_norm(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const fb_doc *d = &b->d;
  uint32_t first, end, t;
  luaL_Buffer buf;
  fb_lua_tokens(L, b, 2, &first, &end);
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
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  lua_pushinteger(L, (lua_Integer)b->d.cls[first]);
  return 1;
}

/* doc:sentence(token) -> its number, its first and last token. */
static int doc_sentence(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  lua_pushinteger(L, (lua_Integer)fb_doc_sentence(&b->d, first) + 1);
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[fb_doc_sentence(&b->d, first)].first + 1);
  lua_pushinteger(L, (lua_Integer)b->d.sents.at[fb_doc_sentence(&b->d, first)].end);
  return 3;
}

static void push_place(lua_State *L, fb_place p, lua_Integer i) {
  lua_createtable(L, 0, 2);
  lua_pushinteger(L, (lua_Integer)p.first + 1);
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, p.end);
  lua_setfield(L, -2, "last");
  lua_rawseti(L, -2, i);
}

/* doc:tokens() and doc:sentences() -> { {first=, last=}, … }: behind those that doc:note has noted. */
static int doc_tokens(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t t, n = b->box.recall.tokens.n + b->d.ntok;
  fb_unpacking u;
  memset(&u, 0, sizeof u);
  lua_createtable(L, n < INT_MAX ? (int)n : 0, 0);
  for (t = 0; t < n; t++) push_place(L, fb_box_token(&b->box, &b->d, t, &u), (lua_Integer)t + 1);
  return 1;
}

static int doc_sentences(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t s, n = b->box.recall.sentences.n + b->d.sents.n;
  fb_unpacking u;
  memset(&u, 0, sizeof u);
  lua_createtable(L, n < INT_MAX ? (int)n : 0, 0);
  for (s = 0; s < n; s++) push_place(L, fb_box_sentence(&b->box, &b->d, s, &u), (lua_Integer)s + 1);
  return 1;
}

/* doc:note(tokens, sentences): notes the places of these, or not, before the next window is read. */
static int doc_note(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  if (lua_toboolean(L, 2)) fb_lua_check(L, fb_box_note_tokens(&b->box, &b->d), "tokens");
  if (lua_toboolean(L, 3)) fb_lua_check(L, fb_box_note_sentences(&b->box, &b->d), "sentences");
  return 0;
}

/* doc:count() -> tokens, sentences. */
static int doc_count(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_pushinteger(L, (lua_Integer)b->d.ntok);
  lua_pushinteger(L, (lua_Integer)b->d.sents.n);
  return 2;
}

/* doc:repairs() -> { {first=, last=, kind=name, text=what is read there}, … }: what doc:tokenize was told to keep. */
static int doc_repairs(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t k;
  int n;
  lua_newtable(L);
  for (k = 0; k < b->d.fixes.n; k++) {
    const fb_fix *f = &b->d.fixes.at[k];
    for (n = 0; n < FB_REPAIR_KINDS - 1 && !(f->kind >> n & 1); n++) continue;
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, (lua_Integer)b->d.base + f->first + 1);
    lua_setfield(L, -2, "first");
    lua_pushinteger(L, (lua_Integer)b->d.base + f->end);
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
  lua_pushboolean(L, fb_lua_ready(L)->d.lines == FB_LINES_WRAPPED);
  return 1;
}

/* doc:repaired() -> the whole text as it is read. */
static int doc_repaired(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_pushlstring(L, b->d.len ? b->d.text : "", b->d.len);
  return 1;
}

void fb_lua_open_doc(lua_State *L) {
  static const luaL_Reg methods[] = {{"bytes", doc_bytes},
                                     {"casing", doc_casing},
                                     {"class", doc_class},
                                     {"count", doc_count},
                                     {"name", doc_name},
                                     {"norm", doc_norm},
                                     {"note", doc_note},
                                     {"repaired", doc_repaired},
                                     {"repairs", doc_repairs},
                                     {"scan", doc_scan},
                                     {"sentence", doc_sentence},
                                     {"sentences", doc_sentences},
                                     {"shed", doc_shed},
                                     {"sibling", doc_sibling},
                                     {"text", doc_text},
                                     {"tokenize", doc_tokenize},
                                     {"tokens", doc_tokens},
                                     {"wrapped", doc_wrapped},
                                     {NULL, NULL}};
  static const luaL_Reg *const parts[] = {methods,
                                          fb_lua_span_methods,
                                          fb_lua_match_methods,
                                          fb_lua_phase_methods,
                                          fb_lua_box_methods,
                                          fb_lua_figure_methods,
                                          fb_lua_report_methods,
                                          fb_lua_tag_methods,
                                          fb_lua_take_methods,
                                          fb_lua_trace_methods,
                                          NULL};
  int i;
  luaL_newmetatable(L, FB_DOC);
  lua_newtable(L);
  for (i = 0; parts[i]; i++) {
    lua_pushvalue(L, -2);
    luaL_setfuncs(L, parts[i], 1);
  }
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, doc_gc);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "factbox.doc");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
