/*
** lua_box.c: the stages between phases that fill a document's fact box.
*/
#include "link.h"
#include "lua_doc.h"
#include "marks.h"
#include "names.h"
#include "quote.h"
#include "resolve.h"

/* doc:decide(caseless): what each name is; spans are retyped, clues die. */
static int doc_decide(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  luaL_argcheck(L, !b->running, 1, "a phase is running on the document");
  fb_lua_check(L, fb_names_decide(&b->box, &b->d, &b->p->guide, &b->r, lua_toboolean(L, 2)), "names");
  return 0;
}

/* doc:marks(kind number [, lost]): adds a span of this kind for every quotation, marks included (see marks.h). */
static int doc_marks(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  lua_Integer kind = luaL_checkinteger(L, 2);
  luaL_argcheck(L, kind >= 0 && kind < (lua_Integer)b->p->nkinds, 2, "no such kind");
  fb_lua_check(L, fb_pair_marks(&b->d, (uint16_t)kind, lua_isnone(L, 3) || lua_toboolean(L, 3)), "quotation marks");
  return 0;
}

/* doc:quote(): finds quotes. */
static int doc_quote(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  fb_lua_check(L, fb_quotes_find(&b->box, b->p, &b->d, b->input), "quotes");
  return 0;
}

/* doc:resolve(): names to entities, who speaks in quotes, and who gives each figure. */
static int doc_resolve(lua_State *L) {
  fb_lua_doc *b = fb_lua_ready(L);
  const char *text = b->input;
  fb_lua_check(L, fb_resolve(&b->box, b->p, &b->d, text), "entities");
  fb_lua_check(L, fb_quotes_attribute(&b->box, b->p, &b->d, text), "speakers");
  fb_figures_attribute(&b->box);
  return 0;
}

/* doc:refer(from, to) -> by, ids of the entities that tokens from..to refer to; nothing for an empty stretch. */
static int doc_refer(lua_State *L) {
  static const char *const by[] = {"", "name", "nominal", "pronoun", "floating"};
  fb_lua_doc *b = fb_lua_ready(L);
  uint32_t first, end, i;
  fb_party p;
  fb_lua_tokens(L, b, 2, &first, &end);
  fb_lua_check(L, fb_refer(&b->box, b->p, &b->d, first, end, &p), "entities");
  if (!p.by) return 0;
  lua_pushstring(L, by[p.by]);
  lua_newtable(L);
  for (i = 0; i < p.nids; i++) {
    lua_pushfstring(L, "e%d", (int)b->box.ids.at[p.ids + i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

/* core.misspelt(a, b): may the word `a` be a misspelling of `b`? */
int fb_lua_misspelt(lua_State *L) {
  size_t na, nb;
  const char *a = luaL_checklstring(L, 1, &na), *b = luaL_checklstring(L, 2, &nb);
  lua_pushboolean(L, fb_misspelt(a, na, b, nb));
  return 1;
}

const luaL_Reg fb_lua_box_methods[] = {{"decide", doc_decide}, {"marks", doc_marks},     {"quote", doc_quote},
                                       {"refer", doc_refer},   {"resolve", doc_resolve}, {NULL, NULL}};
