/*
** lua_tag.c: classes of words (tag.h) for Lua: what lua/factbox/classes.lua tells a program, what documents say.
*/
#include "lua_doc.h"

static fb_program *growing(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  luaL_argcheck(L, !p->frozen, 1, "the program is frozen");
  return p;
}

/* A set of classes from the stack: its bits and its first choice. */
static fb_set checkset(lua_State *L, const fb_program *p, int may, int first) {
  fb_set s;
  lua_Integer f = luaL_checkinteger(L, first);
  memset(&s, 0, sizeof s);
  s.may = (uint64_t)luaL_checkinteger(L, may);
  luaL_argcheck(L, f >= 1 && f <= (lua_Integer)p->tags.nclass && (s.may >> f & 1), first, "no class of the set");
  s.first = (uint8_t)f;
  return s;
}

/*
** program:classes(n, head key [, capital, capital of, capital keeps, capital but]): there are n classes of words; what a
** capital inside a sentence says: the class, the sets of those that it concerns, that are kept, that stay likeliest.
*/
static int program_classes(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer n = luaL_checkinteger(L, 2), capital = luaL_optinteger(L, 4, 0);
  luaL_argcheck(L, n >= 0 && n < FB_MAX_CLASSES, 2, "too many classes");
  luaL_argcheck(L, capital >= 0 && capital <= n, 4, "no such class");
  p->tags.nclass = (uint32_t)n;
  p->head = (uint16_t)luaL_checkinteger(L, 3);
  p->tags.capital = (uint8_t)capital;
  p->tags.capital_of = (uint64_t)luaL_optinteger(L, 5, 0);
  p->tags.capital_keeps = (uint64_t)luaL_optinteger(L, 6, 0);
  p->tags.capital_but = (uint64_t)luaL_optinteger(L, 7, 0);
  return 0;
}

/* The normal form of a word; FB_NONE where it is not one token. */
static uint32_t checkword(lua_State *L, fb_program *p, int at) {
  size_t n;
  const char *s = luaL_checklstring(L, at, &n);
  uint32_t sym[4], norm[4], count = 0;
  fb_status status = fb_tokenize_phrase(&p->tokenizer, &p->vocab, s, n, sym, norm, 4, &count);
  if (status == FB_TOOBIG) return FB_NONE;
  fb_lua_check(L, status, "words");
  return count == 1 ? norm[0] : FB_NONE;
}

/* program:listed(word, set, first) -> boolean: the classes that a word may have; false where it is not one token. */
static int program_listed(lua_State *L) {
  fb_program *p = growing(L);
  uint32_t norm = checkword(L, p, 2);
  fb_set s = checkset(L, p, 3, 4);
  if (norm != FB_NONE) fb_lua_check(L, fb_tags_list(&p->tags, norm, s), "classes of words");
  lua_pushboolean(L, norm != FB_NONE);
  return 1;
}

/* program:lemma(word, class, lemma): what spelling does not tell. */
static int program_lemma(lua_State *L) {
  fb_program *p = growing(L);
  fb_word_form f;
  lua_Integer cls = luaL_checkinteger(L, 3);
  luaL_argcheck(L, cls >= 1 && cls <= (lua_Integer)p->tags.nclass, 3, "no such class");
  f.word = checkword(L, p, 2);
  f.lemma = checkword(L, p, 4);
  f.cls = (uint32_t)cls;
  if (f.word != FB_NONE && f.lemma != FB_NONE) fb_lua_check(L, fb_tags_form(&p->tags, f), "classes of words");
  return 0;
}

/* program:ending(ending, stem, of, set, first, doubled): endings are given from the longest to the shortest. */
static int program_ending(lua_State *L) {
  fb_program *p = growing(L);
  fb_ending e;
  size_t n;
  const char *s;
  memset(&e, 0, sizeof e);
  s = luaL_checklstring(L, 2, &n);
  luaL_argcheck(L, n > 0, 2, "an ending has a letter");
  e.end_len = (uint32_t)n;
  fb_lua_check(L, fb_tags_string(&p->tags, s, n, &e.end), "endings");
  s = luaL_checklstring(L, 3, &n);
  e.stem_len = (uint32_t)n;
  fb_lua_check(L, fb_tags_string(&p->tags, s, n, &e.stem), "endings");
  e.of = (uint64_t)luaL_checkinteger(L, 4);
  e.gives = checkset(L, p, 5, 6);
  e.doubled = (uint8_t)lua_toboolean(L, 7);
  fb_lua_check(L, fb_push(&p->tags.endings, e), "endings");
  return 0;
}

/* program:shape(class bits needed, class bits not wanted, set, first): the first that fits counts. */
static int program_shape(lua_State *L) {
  fb_program *p = growing(L);
  fb_shape_set x;
  memset(&x, 0, sizeof x);
  x.need = (uint32_t)luaL_checkinteger(L, 2);
  x.without = (uint32_t)luaL_checkinteger(L, 3);
  x.gives = checkset(L, p, 4, 5);
  fb_lua_check(L, fb_push(&p->tags.shapes, x), "classes of words");
  return 0;
}

/* program:kind_class(kind, class): the words of spans of this kind have this class. */
static int program_kind_class(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer kind = luaL_checkinteger(L, 2), cls = luaL_checkinteger(L, 3);
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)p->nkinds, 2, "no such kind");
  luaL_argcheck(L, cls >= 1 && cls <= (lua_Integer)p->tags.nclass, 3, "no such class");
  while (p->tags.of_kind.n <= (uint32_t)kind) fb_lua_check(L, fb_push(&p->tags.of_kind, 0), "kinds");
  p->tags.of_kind.at[kind] = (uint8_t)cls;
  return 0;
}

const luaL_Reg fb_lua_class_methods[] = {{"classes", program_classes},
                                         {"ending", program_ending},
                                         {"kind_class", program_kind_class},
                                         {"lemma", program_lemma},
                                         {"listed", program_listed},
                                         {"shape", program_shape},
                                         {NULL, NULL}};

/* The token that the argument names. */
static uint32_t checktoken(lua_State *L, const fb_lua_doc *b) {
  uint32_t first, end;
  fb_lua_tokens(L, b, 2, &first, &end);
  luaL_argcheck(L, end > first, 2, "no such token");
  return first;
}

/* doc:pos(token) -> number of its class, 0 before words have one. */
static int doc_pos(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_pushinteger(L, (lua_Integer)b->d.tag[checktoken(L, b)]);
  return 1;
}

/* doc:lemma(token) -> what a dictionary would have it under, as a word of its class. */
static int doc_lemma(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t t = checktoken(L, b);
  char lemma[FB_LEMMA_ROOM];
  size_t n = fb_tag_lemma(&b->p->tags, &b->d.vocab, b->d.norm[t], b->d.tag[t], lemma);
  lua_pushlstring(L, lemma, n);
  return 1;
}

/* doc:show_classes(): of this text, words that a rule gave a class are to be spans of that rule. */
static int doc_show_classes(lua_State *L) {
  fb_lua_ready(L)->r.show_classes = 1;
  return 0;
}

const luaL_Reg fb_lua_tag_methods[] = {
    {"lemma", doc_lemma}, {"pos", doc_pos}, {"show_classes", doc_show_classes}, {NULL, NULL}};
