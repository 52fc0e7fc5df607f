/*
** lua_guide.c: tells a program's guide (guide.h) what Lua knows. lua/factbox/guide.lua is the caller.
*/
#include <stddef.h>

#include "amount.h"
#include "lua_core.h"

typedef struct named {
  const char *name;
  size_t at; /* the field of fb_guide, or the number that the name stands for */
} named;

#define FIELD(name) \
  { #name, offsetof(fb_guide, name) }
static const named fields[] = {
    FIELD(quotation),  FIELD(frame), FIELD(source),  FIELD(date),         FIELD(time),      FIELD(tense),
    FIELD(pair),       FIELD(when),  FIELD(clock),   FIELD(stretch),      FIELD(bounded),   FIELD(told),
    FIELD(verb_group), FIELD(number_word), FIELD(number_scale), FIELD(number_part), FIELD(number_ordinal),
    FIELD(currency_code), FIELD(currency_symbol), FIELD(currency_loose), FIELD(bound), FIELD(time_tense),
    FIELD(first_name), FIELD(city),  FIELD(demonym), FIELD(person_title), FIELD(cue_verb),  FIELD(function_word),
    FIELD(canonical),  FIELD(id),    FIELD(origin),  FIELD(gender),       FIELD(grammar),   FIELD(sort),
    FIELD(capital),    FIELD(of),    FIELD(by),      FIELD(clause),       FIELD(strength),  FIELD(role),
    FIELD(speaker),    FIELD(cue),   FIELD(that),    FIELD(negation),     FIELD(addressee), {NULL, 0}};

#define CAPTURE(name) {#name, FB_CAP_##name},
#define KEY(name) {#name, FB_KEY_##name},
static const named captures[] = {FB_CAPTURES(CAPTURE){NULL, 0}};
static const named keys[] = {FB_KEYS(KEY){NULL, 0}};

static const named types[] = {{"person", FB_PERSON},   {"organization", FB_ORGANIZATION},
                              {"place", FB_PLACE},     {"demonym", FB_DEMONYM},
                              {"event", FB_EVENT},     {"facility", FB_FACILITY},
                              {"product", FB_PRODUCT}, {"weapon", FB_WEAPON},
                              {"work", FB_WORK},       {"law", FB_LAW},
                              {"other", FB_OTHER},     {NULL, 0}};

static const named roles[] = {{"name", FB_ROLE_NAME},
                              {"clue", FB_ROLE_CLUE},
                              {"pronoun", FB_ROLE_PRONOUN},
                              {"nominal", FB_ROLE_NOMINAL},
                              {"body", FB_ROLE_BODY},
                              {"apposition", FB_ROLE_APPOSITION},
                              {"government", FB_ROLE_GOVERNMENT},
                              {NULL, 0}};

static const named words[] = {{"small", FB_WORD_SMALL},
                              {"suffix", FB_WORD_SUFFIX},
                              {"determiner", FB_WORD_DETERMINER},
                              {"coordinator", FB_WORD_COORDINATOR},
                              {"and", FB_WORD_AND},
                              {"joiner", FB_WORD_JOINER},
                              {"preposition", FB_WORD_PREPOSITION},
                              {"pronoun", FB_WORD_PRONOUN},
                              {"adjunct", FB_WORD_ADJUNCT},
                              {"number_and", FB_WORD_NUMBER_AND},
                              {"number_article", FB_WORD_NUMBER_ARTICLE},
                              {"number_skip", FB_WORD_NUMBER_SKIP},
                              {"number_point", FB_WORD_NUMBER_POINT},
                              {"number_sign", FB_WORD_NUMBER_SIGN},
                              {"change", FB_WORD_CHANGE},
                              {"quote", FB_WORD_QUOTE},
                              {"to", FB_WORD_TO},
                              {"be", FB_WORD_BE},
                              {"is", FB_WORD_IS},
                              {"agent", FB_WORD_AGENT},
                              {"lasting", FB_WORD_LASTING},
                              {"before_participle", FB_WORD_BEFORE_PARTICIPLE},
                              {"after_planned", FB_WORD_AFTER_PLANNED},
                              {"no_past", FB_WORD_NO_PAST},
                              {"imperative", FB_WORD_IMPERATIVE},
                              {"forward", FB_WORD_FORWARD},
                              {"record", FB_WORD_RECORD},
                              {"earlier", FB_WORD_EARLIER},
                              {NULL, 0}};

static const named marks[] = {{"titled", FB_RULE_TITLED},         {"seat", FB_RULE_SEAT},
                              {"participle", FB_RULE_PARTICIPLE}, {"inverted", FB_RULE_INVERTED},
                              {"according", FB_RULE_ACCORDING},   {NULL, 0}};

static const named said[] = {{"start", FB_NAMING_START},
                             {"acronym", FB_NAMING_ACRONYM},
                             {"once", FB_NAMING_ONCE},
                             {"cased", FB_NAMING_CASED},
                             {NULL, 0}};

/* What the argument at `at` names; an error where the table does not have it. */
static size_t number_of(lua_State *L, int at, const named *n) {
  const char *name = luaL_checkstring(L, at);
  for (; n->name; n++)
    if (strcmp(n->name, name) == 0) return n->at;
  return (size_t)luaL_argerror(L, at, "the core knows no such name");
}

/* The flags that the table at `at` has set. */
static unsigned flags_of(lua_State *L, int at, const named *n) {
  unsigned bits = 0;
  for (; n->name; n++) {
    lua_getfield(L, at, n->name);
    if (lua_toboolean(L, -1)) bits |= (unsigned)n->at;
    lua_pop(L, 1);
  }
  return bits;
}

static double number_in(lua_State *L, int at, const char *key) {
  double number;
  lua_getfield(L, at, key);
  number = luaL_optnumber(L, -1, 0);
  lua_pop(L, 1);
  return number;
}

static uint32_t index_of(lua_State *L, int at) {
  lua_Integer n = luaL_checkinteger(L, at);
  luaL_argcheck(L, n >= 0 && n < FB_MAX_RULES, at, "no such number");
  return (uint32_t)n;
}

/* program:guide(name, number): the number of a kind, list, key or capture that stages ask for. */
static int program_guide(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  size_t at = number_of(L, 2, fields);
  *(uint32_t *)(void *)((char *)&p->guide + at) = index_of(L, 3);
  return 0;
}

/* program:asked() -> names of captures, names of keys: what figures ask for. */
static int program_asked(lua_State *L) {
  const named *tables[2], *n;
  int i;
  lua_Integer k;
  tables[0] = captures;
  tables[1] = keys;
  for (i = 0; i < 2; i++) {
    lua_newtable(L);
    for (n = tables[i], k = 1; n->name; n++, k++) {
      lua_pushstring(L, n->name);
      lua_rawseti(L, -2, k);
    }
  }
  return 2;
}

/* program:asked_capture(name, number) and program:asked_key(name, number): the numbers of such. */
static int program_asked_capture(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  size_t at = number_of(L, 2, captures);
  p->guide.capture[at] = index_of(L, 3);
  return 0;
}
static int program_asked_key(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  size_t at = number_of(L, 2, keys);
  lua_Integer key = luaL_checkinteger(L, 3);
  luaL_argcheck(L, key >= 0 && key < (lua_Integer)p->nkeys, 3, "no such key");
  p->guide.key[at] = (uint32_t)key;
  return 0;
}

/* program:typed(type, kind number): the kind of spans of names of a type. */
static int program_typed(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  size_t type = number_of(L, 2, types);
  p->guide.kind_of[type] = index_of(L, 3);
  return 0;
}

/* program:role(kind number, role): what spans of a kind are to the stages. */
static int program_role(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  uint32_t kind = index_of(L, 2);
  size_t role = number_of(L, 3, roles);
  while (p->guide.roles.n <= kind) fb_lua_check(L, fb_push(&p->guide.roles, FB_ROLE_NONE), "guide");
  p->guide.roles.at[kind] = (uint8_t)role;
  return 0;
}

/* program:figures(kind number, name): spans of a kind become figures of that name; nothing where it is no kind of figures. */
static int program_figures(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  uint32_t kind = index_of(L, 2), k = FB_FIGURE_KINDS;
  const char *name = luaL_checkstring(L, 3);
  while (--k > 0 && strcmp(fb_figure_name((fb_figure_kind)k), name) != 0) continue;
  while (p->guide.figures.n <= kind) fb_lua_check(L, fb_push(&p->guide.figures, FB_FIGURE_NONE), "guide");
  p->guide.figures.at[kind] = (uint8_t)k;
  return 0;
}

/* program:canonical(type, list number, rank): a list whose entries have canonical names for names of a type. */
static int program_canonical(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  fb_canonical_list c;
  c.type = (uint32_t)number_of(L, 2, types);
  c.list = index_of(L, 3);
  c.rank = index_of(L, 4);
  fb_lua_check(L, fb_push(&p->guide.canonical_lists, c), "guide");
  return 0;
}

/*
** program:naming(rule number, { type=, weight=, doubt=, start=, acronym=, once=, cased=, clues= }): what a rule says of
** names; clues: { type, weight, … }.
*/
static int program_naming(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  uint32_t rule = index_of(L, 2);
  fb_naming n;
  lua_Integer i;
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  memset(&n, 0, sizeof n);
  if (lua_getfield(L, 3, "type") == LUA_TSTRING) n.type = (uint8_t)number_of(L, 4, types);
  n.weight = number_in(L, 3, "weight");
  n.doubt = number_in(L, 3, "doubt");
  n.flags = (uint8_t)flags_of(L, 3, said);
  n.clue = p->guide.clues.n;
  if (lua_getfield(L, 3, "clues") == LUA_TTABLE)
    for (i = 1; lua_rawgeti(L, 5, i) == LUA_TSTRING; i += 2) {
      fb_clue c;
      c.type = (uint32_t)number_of(L, 6, types);
      lua_rawgeti(L, 5, i + 1);
      c.weight = luaL_checknumber(L, 7);
      lua_settop(L, 5);
      fb_lua_check(L, fb_push(&p->guide.clues, c), "guide");
    }
  n.nclues = p->guide.clues.n - n.clue;
  while (p->guide.namings.n <= rule) {
    fb_naming none;
    memset(&none, 0, sizeof none);
    fb_lua_check(L, fb_push(&p->guide.namings, none), "guide");
  }
  p->guide.namings.at[rule] = n;
  return 0;
}

/* program:mark(rule number, { titled=, seat=, participle=, inverted=, according= }): what a rule is to later stages. */
static int program_mark(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  uint32_t rule = index_of(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  while (p->guide.rules.n <= rule) fb_lua_check(L, fb_push(&p->guide.rules, 0), "guide");
  p->guide.rules.at[rule] = (uint8_t)flags_of(L, 3, marks);
  return 0;
}

/* program:word(class, word): puts a word, given as its normal form, into a class. Before the program is frozen. */
static int program_word(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  uint32_t bit = (uint32_t)number_of(L, 2, words), id, norm;
  size_t len;
  const char *s = luaL_checklstring(L, 3, &len);
  luaL_argcheck(L, !p->frozen, 1, "the program is frozen");
  luaL_argcheck(L, len > 0 && len < 64, 3, "not a word");
  fb_lua_check(L, fb_vocab_intern(&p->vocab, s, (uint32_t)len, fb_vocab_hash(s, len), &id), "words");
  norm = fb_vocab_word(&p->vocab, id)->norm;
  fb_lua_check(L, fb_map_set(&p->guide.words, norm, fb_guide_word(&p->guide, norm) | bit), "words");
  return 0;
}

const luaL_Reg fb_lua_guide_methods[] = {{"asked", program_asked},
                                         {"asked_capture", program_asked_capture},
                                         {"asked_key", program_asked_key},
                                         {"canonical", program_canonical},
                                         {"figures", program_figures},
                                         {"guide", program_guide},
                                         {"mark", program_mark},
                                         {"naming", program_naming},
                                         {"role", program_role},
                                         {"typed", program_typed},
                                         {"word", program_word},
                                         {NULL, NULL}};
