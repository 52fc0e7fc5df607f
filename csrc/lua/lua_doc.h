/*
** lua_doc.h: what the bindings of documents share: lua_doc.c (text and tokens), lua_span.c, lua_match.c (what rules
** found), lua_phase.c (running them), lua_box.c (the stages between phases), lua_figure.c (that of figures), lua_take.c
** and lua_report.c (what they found: from tables, as tables or JSON).
**
** Tokens are numbered from 1, token ranges `from`..`to` are inclusive; spans of text are `first`..`last`, 1-based
** inclusive bytes of the input as given. Spans of rules are numbered from 0, as are kinds, keys and rules.
*/
#ifndef FB_LUA_DOC_H
#define FB_LUA_DOC_H

#include "box.h"
#include "figure.h"
#include "lua_core.h"

typedef struct fb_lua_doc {
  fb_doc d;
  fb_runner r;
  fb_box box;
  fb_figuring figuring;
  fb_timing timing; /* of the text */
  fb_reference reference; /* its date */
  fb_almanac almanac;
  fb_loan json; /* where it is written */
  const fb_program *p;
  const char *input; /* the bytes of FB_USER_TEXT */
  size_t ninput;
  uint8_t open;
  uint8_t ready;   /* tokenized and sealed */
  uint8_t boxed;   /* has a fact box, of the text that it was given */
  uint8_t running; /* a phase is under way: its actions must not change the document under it */
} fb_lua_doc;

/* The user value of a document. */
enum { FB_USER_PROGRAM = 1, FB_USER_NAMES, FB_USER_TEXT, FB_USER_TRACE, FB_USER_ELDER };

/* The document at index 1: perhaps without a text, with tokens (ready), with a fact box (boxed). */
fb_lua_doc *fb_lua_document(lua_State *L);
fb_lua_doc *fb_lua_ready(lua_State *L);
fb_lua_doc *fb_lua_boxed(lua_State *L);

/* The tokens [first, end) that the arguments at `at` and behind it name; the second may be left out. */
void fb_lua_tokens(lua_State *L, const fb_lua_doc *b, int at, uint32_t *first, uint32_t *end);
/* The span that the argument at `at` names. */
uint32_t fb_lua_span(lua_State *L, const fb_lua_doc *b, int at);

/* Pushes names.<name>, a table: see program:doc. */
void fb_lua_push_names(lua_State *L, const char *name);
/* Pushes the input's text at a place. */
void fb_lua_push_text(lua_State *L, const fb_lua_doc *b, fb_place place);
/* Pushes an attribute's value. */
void fb_lua_push_value(lua_State *L, const fb_program *p, uint16_t key, const fb_value *v);
/* Pushes the table of a span: place, kind, rule, sentence, attributes, captures. */
void fb_lua_push_match(lua_State *L, const fb_lua_doc *b, uint32_t span);
/* Gives a span the attribute whose value stands at `at`, before any other source. */
void fb_lua_set_attr(lua_State *L, fb_lua_doc *b, uint32_t span, lua_Integer key, int at);

/* The methods of documents that each file has. */
extern const luaL_Reg fb_lua_span_methods[], fb_lua_match_methods[], fb_lua_phase_methods[], fb_lua_box_methods[],
    fb_lua_figure_methods[], fb_lua_report_methods[], fb_lua_tag_methods[], fb_lua_take_methods[], fb_lua_trace_methods[];

#endif
