/*
** lua_core.c: the Lua module factbox.core. See lua/factbox/program.lua and reader.lua for its use.
*/
#include "lua_core.h"
#include "lua_digest.h"
#include "lua_json.h"
#include "lua_pattern.h"
#include "lua_sandbox.h"
#include "lua_terminal.h"
#include "lua_timex.h"
#include "repair.h"

void fb_lua_check(lua_State *L, fb_status status, const char *what) {
  switch (status) {
    case FB_OK: return;
    case FB_NOMEM: luaL_error(L, "%s: out of memory", what); return;
    case FB_TOOBIG: luaL_error(L, "%s: too large", what); return;
    default: luaL_error(L, "%s: malformed", what); return;
  }
}

/* core.ops: numbers of pattern operators; core.at: boundaries; core.classes: class bits. */
typedef struct named {
  const char *name;
  lua_Integer value;
} named;

static void push_table(lua_State *L, const named *n) {
  lua_newtable(L);
  for (; n->name; n++) {
    lua_pushinteger(L, n->value);
    lua_setfield(L, -2, n->name);
  }
}

static const named ops[] = {{"TRUE", FB_P_TRUE},     {"ANY", FB_P_ANY},       {"CLASS", FB_P_CLASS},
                            {"NORM", FB_P_NORM},     {"TEXT", FB_P_TEXT},     {"SPELL", FB_P_SPELL},   {"SUFFIX", FB_P_SUFFIX},
                            {"SEEN", FB_P_SEEN},     {"LIST", FB_P_LIST},     {"FOUND", FB_P_FOUND},
                            {"AT", FB_P_AT},         {"SEQ", FB_P_SEQ},       {"OR", FB_P_OR},
                            {"REP", FB_P_REP},       {"AND", FB_P_AND},       {"NOT", FB_P_NOT},
                            {"POS", FB_P_POS},       {"MAY", FB_P_MAY},
                            {"BEHIND", FB_P_BEHIND}, {"WITHIN", FB_P_WITHIN}, {"CAPTURE", FB_P_CAPTURE},
                            {NULL, 0}};

static const named boundaries[] = {{"sentence_start", FB_AT_SENTENCE_START},
                                   {"sentence_end", FB_AT_SENTENCE_END},
                                   {"paragraph_start", FB_AT_PARAGRAPH_START},
                                   {"line_start", FB_AT_LINE_START},
                                   {"space_before", FB_AT_SPACE_BEFORE},
                                   {"glued", FB_AT_GLUED},
                                   {"run_start", FB_AT_RUN_START},
                                   {"run_end", FB_AT_RUN_END},
                                   {NULL, 0}};

static const named classes[] = {{"letter", FB_C_LETTER},
                                {"capitalized", FB_C_CAP},
                                {"upper", FB_C_UPPER},
                                {"lower", FB_C_LOWER},
                                {"mixed", FB_C_MIXED},
                                {"digits", FB_C_DIGITS},
                                {"numeric", FB_C_NUMERIC},
                                {"has_digit", FB_C_HASDIGIT},
                                {"punctuation", FB_C_PUNCT},
                                {"symbol", FB_C_SYMBOL},
                                {"currency_sign", FB_C_CURRENCY},
                                {"open", FB_C_OPEN},
                                {"close", FB_C_CLOSE},
                                {"quote_mark", FB_C_QUOTE},
                                {"hyphen", FB_C_HYPHEN},
                                {"stop", FB_C_STOP},
                                {"abbreviation", FB_C_ABBREV},
                                {"initial", FB_C_INITIAL},
                                {"url", FB_C_URL},
                                {"handle", FB_C_HANDLE},
                                {"emoji", FB_C_EMOJI},
                                {"clitic", FB_C_CLITIC},
                                {"ordinal_digits", FB_C_ORDINAL},
                                {"alpha", FB_C_ALPHA},
                                {NULL, 0}};

__attribute__((visibility("default"))) int luaopen_factbox_core(lua_State *L);

int luaopen_factbox_core(lua_State *L) {
  static const luaL_Reg functions[] = {{"clean", fb_lua_clean},     {"columns", fb_lua_columns},
                                       {"digits", fb_lua_digits},
                                       {"guard", fb_lua_guard},     {"isatty", fb_lua_isatty},
                                       {"json", fb_lua_json},       {"misspelt", fb_lua_misspelt},
                                       {"numeral", fb_lua_numeral}, {"program", fb_lua_program_new},
                                       {"roman", fb_lua_roman},     {"singular", fb_lua_singular},
                                       {"sleep", fb_lua_sleep},
                                       {"width", fb_lua_width},     {NULL, NULL}};
  int k;
  fb_lua_open_program(L);
  fb_lua_open_doc(L);
  fb_lua_open_sandbox(L);
  luaL_newlib(L, functions);
  fb_lua_add_digest(L);
  fb_lua_add_timex(L);
  fb_lua_add_patterns(L);
  push_table(L, ops);
  lua_setfield(L, -2, "ops");
  push_table(L, boundaries);
  lua_setfield(L, -2, "at");
  lua_createtable(L, 0, FB_REPAIR_KINDS);
  for (k = 0; k < FB_REPAIR_KINDS; k++) {
    lua_pushinteger(L, (lua_Integer)1 << k);
    lua_setfield(L, -2, fb_repair_name(k));
  }
  lua_setfield(L, -2, "repairs");
  push_table(L, classes);
  lua_setfield(L, -2, "classes");
  return 1;
}
