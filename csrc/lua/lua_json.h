/*
** lua_json.h: writing reports as JSON. lua_json.c writes tables and drives; lua_report.c writes what stands in a
** fact box, without tables.
*/
#ifndef FB_LUA_JSON_H
#define FB_LUA_JSON_H

#include "json.h"
#include "lua_doc.h"
#include "offsets.h"
#include "report.h"

/* A report being written. */
typedef struct fb_walk {
  lua_State *L;
  const struct fb_keys *keys;
  fb_json json;
  fb_ruler ruler;
  fb_unit unit;
  const char *text; /* the input */
  size_t len;
  int with_tokens, with_sentences, with_text;
  fb_lua_doc *doc; /* has what the report's table leaves out; NULL: the table has it all */
  int rules;       /* stack index of the names of rules, where there is a document */
  int write;       /* stack index of the file or function that takes the JSON in pieces; 0: it is one string */
} fb_walk;

/* core.json(report, text, options): a report as JSON. */
int fb_lua_json(lua_State *L);

/* Hands what was written to the function that wants it in pieces, where there is enough of it. */
void fb_walk_drain(fb_walk *w);

/* Writes the list of a document's entities, quotes, tokens or sentences. */
void fb_report_list(fb_walk *w, const fb_field *f);

#endif
