/*
** lua_report.c: a fact box as tables, or as JSON without tables. Both go through the shapes of report.h, and ask the
** record for a field's value in the same way.
*/
#include <limits.h>

#include "lua_json.h"

/* What the values of fields are made from. */
typedef struct from {
  lua_State *L;
  const fb_box *box;
  const char *text; /* the input */
  int rules;        /* stack index of the names of rules */
  union {
    fb_quote quote;
    fb_figure figure;
  } record;                    /* copy of the one that is written … */
  fb_quote around;             /* … and of the quote in which a figure stands; its number */
  uint32_t quote;
  fb_unpacking records, quotes; /* where they are */
} from;

/* Room for "e1", "q1". */
enum { ID_ROOM = 16 };

static size_t id_of(char *buf, char letter, uint32_t number) {
  char *p = buf + ID_ROOM;
  do *--p = (char)('0' + number % 10);
  while (number /= 10);
  *--p = letter;
  memmove(buf, p, (size_t)(buf + ID_ROOM - p));
  return (size_t)(buf + ID_ROOM - p);
}

/* The parts of a quote, joined by one space; two parts need a string of Lua, which is left on the stack. */
static const char *parts_text(const from *o, const fb_place *part, uint32_t n, size_t *len) {
  luaL_Buffer b;
  uint32_t i;
  if (n == 1) {
    *len = part->end - part->first;
    return o->text + part->first;
  }
  luaL_buffinit(o->L, &b);
  for (i = 0; i < n; i++) {
    if (i) luaL_addchar(&b, ' ');
    luaL_addlstring(&b, o->text + part[i].first, part[i].end - part[i].first);
  }
  luaL_pushresult(&b);
  return lua_tolstring(o->L, -1, len);
}

/*
** The bytes of a field that is a string; NULL where it is absent. `number`: of the record, from 1. May leave a value on
** the stack.
*/
static const char *string_of(const from *o, const fb_field *f, const void *record, uint32_t number, char *buf,
                             size_t *len) {
  const void *at = (const char *)record + f->at;
  switch (f->source) {
    case FB_FROM_SLICE: {
      const fb_place *p = at;
      *len = p->end - p->first;
      return p->first == FB_NONE ? NULL : o->text + p->first;
    }
    case FB_FROM_STRING: {
      const fb_str *s = at;
      *len = s->len;
      return s->len == FB_NONE ? NULL : s->len ? fb_box_at(o->box, *s) : "";
    }
    case FB_FROM_NUMBER: *len = id_of(buf, (char)f->at, number); return buf;
    case FB_FROM_QUOTE:
      *len = id_of(buf, 'q', o->quote + 1);
      return buf;
    case FB_FROM_ENTITY: {
      uint32_t e = *(const uint32_t *)at;
      *len = id_of(buf, 'e', e + 1);
      return e == FB_NONE ? NULL : buf;
    }
    case FB_FROM_RULE:
    case FB_FROM_FINDER: {
      uint32_t rule = *(const uint32_t *)at;
      *len = 8;
      if (rule == FB_NONE) return f->source == FB_FROM_RULE ? "floating" : NULL;
      lua_rawgeti(o->L, o->rules, (lua_Integer)rule + 1);
      return lua_tolstring(o->L, -1, len);
    }
    case FB_FROM_PARTS_TEXT: return parts_text(o, at, ((const fb_quote *)record)->nparts, len);
    case FB_FROM_PARTY_NAME: {
      const fb_party *p = record;
      fb_str s;
      if (p->nids != 1) return NULL;
      s = o->box->entities.at[o->box->ids.at[p->ids]].name;
      *len = s.len;
      return s.len ? fb_box_at(o->box, s) : "";
    }
    case FB_FROM_NOTHING: return NULL;
    default: {
      const char *s = fb_field_word((fb_source)f->source, *(const uint8_t *)at);
      *len = strlen(s);
      return *len ? s : NULL;
    }
  }
}

/* May string_of leave a value on the stack? */
static int leaves_value(const fb_field *f) {
  return f->source == FB_FROM_RULE || f->source == FB_FROM_FINDER || f->source == FB_FROM_PARTS_TEXT;
}

/* The record of a field that is an object; NULL where it is absent. */
static const void *object_of(from *o, const fb_field *f, const void *record) {
  const void *at = (const char *)record + f->at;
  switch (f->source) {
    case FB_FROM_CANONICAL: {
      uint32_t c = *(const uint32_t *)at;
      return c == FB_NONE ? NULL : &o->box->canonicals.at[c];
    }
    case FB_FROM_PARTY: return ((const fb_party *)at)->by == FB_BY_NOBODY ? NULL : at;
    case FB_FROM_EXTENT:
    case FB_FROM_COUNTED: return ((const fb_place *)at)->first == FB_NONE ? NULL : at;
    case FB_FROM_BASE: return ((const fb_base *)at)->value.type == FB_NUMBER_NONE ? NULL : at;
    case FB_FROM_AROUND: {
      o->quote = *(const uint32_t *)at;
      if (o->quote == FB_NONE) return NULL;
      return fb_box_quote(o->box, o->quote, &o->quotes, &o->around);
    }
    default: return NULL;
  }
}

/* Goes through a field that is a list. */
typedef struct items {
  const fb_field *f;
  const void *record;
  uint32_t next, end; /* of a chain: the next one */
} items;

static items items_of(const fb_field *f, const void *record) {
  const void *at = (const char *)record + f->at;
  items i = {f, record, 0, 0};
  switch (f->source) {
    case FB_FROM_ALIASES:
    case FB_FROM_ROLES:
    case FB_FROM_SPOTS: i.next = ((const fb_chain *)at)->head; break;
    case FB_FROM_PARTS: i.end = ((const fb_quote *)record)->nparts; break;
    case FB_FROM_MARKED:
      i.next = ((const fb_quote *)record)->marked;
      i.end = i.next + ((const fb_quote *)record)->nmarked;
      break;
    default: i.next = ((const fb_party *)at)->ids; i.end = i.next + ((const fb_party *)at)->nids;
  }
  return i;
}

/* The next record of a list; NULL behind the last. */
static const void *next_item(const from *o, items *i) {
  const fb_box *b = o->box;
  uint32_t k = i->next;
  switch (i->f->source) {
    case FB_FROM_ALIASES:
      if (k == FB_NONE) return NULL;
      i->next = b->aliases.at[k].next;
      return &b->aliases.at[k];
    case FB_FROM_ROLES:
      if (k == FB_NONE) return NULL;
      i->next = b->roles.at[k].next;
      return &b->roles.at[k];
    case FB_FROM_SPOTS:
      if (k == FB_NONE) return NULL;
      i->next = b->spots.at[k].next;
      return &b->spots.at[k];
    default: break;
  }
  if (k == i->end) return NULL;
  i->next++;
  if (i->f->source == FB_FROM_PARTS) return &((const fb_quote *)i->record)->part[k];
  if (i->f->source == FB_FROM_MARKED) return &b->places.at[k];
  return &b->ids.at[k];
}

/* The bytes of a list's item that is a string. */
static const char *item_string(const from *o, const items *i, const void *item, char *buf, size_t *len) {
  if (i->f->source == FB_FROM_ALIASES) {
    const fb_alias *a = item;
    *len = a->text.len;
    return a->text.len ? fb_box_at(o->box, a->text) : "";
  }
  *len = id_of(buf, 'e', *(const uint32_t *)item + 1);
  return buf;
}

/* Records in one of the box's lists. */
static uint32_t count_of(const fb_box *b, fb_shape_id shape) {
  return shape == FB_ENTITY ? b->entities.n : shape == FB_QUOTE ? fb_box_quotes(b) : fb_box_figures(b);
}

/* A record of one of the box's lists, until the next one is asked for. */
static const void *record_of(from *o, fb_shape_id shape, uint32_t i) {
  if (shape == FB_ENTITY) return &o->box->entities.at[i];
  if (shape == FB_QUOTE) return fb_box_quote(o->box, i, &o->records, &o->record.quote);
  return fb_box_figure(o->box, i, &o->records, &o->record.figure);
}

/* Readies what the values of fields are made from. */
static void begin(from *o, lua_State *L, const fb_lua_doc *b, const char *text, int rules) {
  memset(o, 0, sizeof *o);
  o->L = L;
  o->box = &b->box;
  o->text = text;
  o->rules = rules;
}

static int is_absent_place(const void *at) { return ((const fb_place *)at)->first == FB_NONE; }

/* ---- JSON ---- */

static void json_object(fb_walk *w, from *o, fb_shape_id shape, const void *record, uint32_t number);

static void json_offset(fb_walk *w, uint32_t at) {
  fb_json_integer(&w->json, w->unit == FB_BYTES ? at : fb_ruler_at(&w->ruler, at));
}

static void json_items(fb_walk *w, from *o, const fb_field *f, const void *record) {
  items i = items_of(f, record);
  const void *item;
  int some = 0;
  fb_json_char(&w->json, '[');
  while ((item = next_item(o, &i)) != NULL) {
    if (some++) fb_json_char(&w->json, ',');
    if (f->rule == FB_OBJECTS) json_object(w, o, (fb_shape_id)f->shape, item, 0);
    else {
      char buf[ID_ROOM];
      size_t len;
      const char *s = item_string(o, &i, item, buf, &len);
      fb_json_string(&w->json, s, len);
    }
  }
  fb_json_char(&w->json, ']');
}

static void json_number(fb_walk *w, const fb_number *n) {
  if (n->type == FB_NUMBER_INTEGER) fb_json_integer(&w->json, n->of.i);
  else fb_json_number(&w->json, n->of.f);
}

/* Writes a field that is one number, several, or a string; 0 where it is absent. */
static int json_value(fb_walk *w, const from *o, const fb_field *f, const void *record, uint32_t number, int first) {
  if (f->source == FB_FROM_VALUE) {
    const fb_number *n = (const void *)((const char *)record + f->at);
    if (n->type == FB_NUMBER_NONE) return 0;
    fb_field_name(&w->json, f, first, 0);
    json_number(w, n);
  } else if (f->source == FB_FROM_VALUES) {
    const fb_figure *r = record;
    uint32_t i;
    if (r->nvalues == 0) return 0;
    fb_field_name(&w->json, f, first, 0);
    for (i = 0; i < r->nvalues; i++) {
      fb_json_char(&w->json, i ? ',' : '[');
      json_number(w, &o->box->numbers.at[r->values + i]);
    }
    fb_json_char(&w->json, ']');
  } else {
    char buf[ID_ROOM];
    size_t len;
    int top = leaves_value(f) ? lua_gettop(w->L) : -1;
    const char *s = string_of(o, f, record, number, buf, &len);
    if (!s) return 0;
    fb_field_name(&w->json, f, first, 0);
    fb_json_string(&w->json, s, len);
    if (top >= 0) lua_settop(w->L, top);
  }
  return 1;
}

/* Writes one field; 0 where nothing was written. */
static int json_field(fb_walk *w, from *o, const fb_field *f, const void *record, uint32_t number, int first) {
  const void *at = (const char *)record + f->at;
  switch (f->rule) {
    case FB_START:
    case FB_END:
      if (is_absent_place(at)) break;
      fb_field_name(&w->json, f, first, 0);
      json_offset(w, f->rule == FB_START ? ((const fb_place *)at)->first : ((const fb_place *)at)->end);
      return 1;
    case FB_SENTENCE:
      fb_field_name(&w->json, f, first, 0);
      fb_json_integer(&w->json, *(const uint32_t *)at);
      return 1;
    case FB_FLAG:
      fb_field_name(&w->json, f, first, 0);
      if (*(const uint8_t *)at) fb_json_raw(&w->json, "true", 4);
      else fb_json_raw(&w->json, "false", 5);
      return 1;
    case FB_LIST:
    case FB_OBJECTS:
      fb_field_name(&w->json, f, first, 0);
      json_items(w, o, f, record);
      return 1;
    case FB_OBJECT: {
      const void *object = object_of(o, f, record);
      if (!object) break;
      fb_field_name(&w->json, f, first, 0);
      json_object(w, o, (fb_shape_id)f->shape, object, 0);
      return 1;
    }
    default:
      if (json_value(w, o, f, record, number, first)) return 1;
  }
  fb_field_absent(&w->json, f, first);
  return f->rule != FB_MAYBE;
}

static void json_object(fb_walk *w, from *o, fb_shape_id shape, const void *record, uint32_t number) {
  const fb_field *f;
  int some = 0;
  fb_json_char(&w->json, '{');
  for (f = fb_shapes[shape]; f->key; f++) some |= json_field(w, o, f, record, number, !some);
  fb_json_char(&w->json, '}');
}

void fb_report_list(fb_walk *w, const fb_field *f) {
  const fb_lua_doc *b = w->doc;
  from o;
  int tokens = f->key[0] == 't';
  uint32_t i, n = f->rule == FB_OBJECTS ? count_of(&b->box, (fb_shape_id)f->shape)
                  : tokens              ? b->box.recall.tokens.n + b->d.ntok
                                        : b->box.recall.sentences.n + b->d.sents.n;
  begin(&o, w->L, b, w->text, w->rules);
  luaL_checkstack(w->L, 8, "JSON");
  fb_json_char(&w->json, '[');
  for (i = 0; i < n; i++) {
    if (i) fb_json_char(&w->json, ',');
    if (f->rule == FB_OBJECTS)
      json_object(w, &o, (fb_shape_id)f->shape, record_of(&o, (fb_shape_id)f->shape, i), i + 1);
    else {
      fb_place p = tokens ? fb_box_token(&b->box, &b->d, i, &o.records) : fb_box_sentence(&b->box, &b->d, i, &o.records);
      json_object(w, &o, FB_PLACE_SHAPE, &p, 0);
    }
    fb_walk_drain(w);
  }
  fb_json_char(&w->json, ']');
}

/* ---- tables ---- */

static void push_object(from *o, fb_shape_id shape, const void *record, uint32_t number);

static void push_number(lua_State *L, const fb_number *n) {
  if (n->type == FB_NUMBER_INTEGER) lua_pushinteger(L, (lua_Integer)n->of.i);
  else lua_pushnumber(L, n->of.f);
}

/* Pushes a field that is one number, several, or a string; 0 where it is absent. */
static int push_value(const from *o, const fb_field *f, const void *record, uint32_t number) {
  const fb_figure *r = record;
  char buf[ID_ROOM];
  size_t len;
  int top = lua_gettop(o->L);
  const char *s;
  uint32_t i;
  if (f->source == FB_FROM_VALUE) {
    const fb_number *n = (const void *)((const char *)record + f->at);
    if (n->type != FB_NUMBER_NONE) push_number(o->L, n);
    return n->type != FB_NUMBER_NONE;
  }
  if (f->source == FB_FROM_VALUES) {
    if (r->nvalues == 0) return 0;
    lua_newtable(o->L);
    for (i = 0; i < r->nvalues; i++) {
      push_number(o->L, &o->box->numbers.at[r->values + i]);
      lua_rawseti(o->L, -2, (lua_Integer)i + 1);
    }
    return 1;
  }
  s = string_of(o, f, record, number, buf, &len);
  if (lua_gettop(o->L) > top) return 1; /* a string of Lua already */
  if (s) lua_pushlstring(o->L, s, len);
  return s != NULL;
}

/* Pushes the list of a field. */
static void push_items(from *o, const fb_field *f, const void *record) {
  items i = items_of(f, record);
  const void *item;
  lua_Integer n = 0;
  lua_createtable(o->L, i.end > i.next && i.end - i.next < INT_MAX ? (int)(i.end - i.next) : 0, 0);
  while ((item = next_item(o, &i)) != NULL) {
    if (f->rule == FB_OBJECTS) push_object(o, (fb_shape_id)f->shape, item, 0);
    else {
      char buf[ID_ROOM];
      size_t len;
      const char *s = item_string(o, &i, item, buf, &len);
      lua_pushlstring(o->L, s, len);
    }
    lua_rawseti(o->L, -2, ++n);
  }
}

/* Pushes the value of one field; 0 where it is absent. */
static int push_field(from *o, const fb_field *f, const void *record, uint32_t number) {
  const void *at = (const char *)record + f->at;
  switch (f->rule) {
    case FB_START:
    case FB_END:
      if (is_absent_place(at)) return 0;
      lua_pushinteger(o->L, f->rule == FB_START ? (lua_Integer)((const fb_place *)at)->first + 1
                                                : (lua_Integer)((const fb_place *)at)->end);
      return 1;
    case FB_SENTENCE: lua_pushinteger(o->L, (lua_Integer) * (const uint32_t *)at + 1); return 1;
    case FB_FLAG: lua_pushboolean(o->L, *(const uint8_t *)at); return 1;
    case FB_LIST:
    case FB_OBJECTS: push_items(o, f, record); return 1;
    case FB_OBJECT: {
      const void *object = object_of(o, f, record);
      if (object) push_object(o, (fb_shape_id)f->shape, object, 0);
      return object != NULL;
    }
    default: return push_value(o, f, record, number);
  }
}

static void push_object(from *o, fb_shape_id shape, const void *record, uint32_t number) {
  const fb_field *f = fb_shapes[shape];
  int n = 0;
  luaL_checkstack(o->L, 8, "report");
  while (f[n].key) n++;
  lua_createtable(o->L, 0, n);
  for (; f->key; f++)
    if (push_field(o, f, record, number)) lua_setfield(o->L, -2, f->key);
}

/* Pushes a list of the fact box of the document at index 1. */
static int push_list(lua_State *L, fb_shape_id shape) {
  const fb_lua_doc *b = fb_lua_boxed(L);
  uint32_t i, n = count_of(&b->box, shape);
  from o;
  lua_settop(L, 1);
  fb_lua_push_names(L, "rules");
  begin(&o, L, b, b->input, 2);
  lua_createtable(L, n < INT_MAX ? (int)n : 0, 0);
  for (i = 0; i < n; i++) {
    push_object(&o, shape, record_of(&o, shape, i), i + 1);
    lua_rawseti(L, 3, (lua_Integer)i + 1);
  }
  return 1;
}

/* doc:entities(), doc:quotes(), doc:figures() -> lists of tables: the report's, see report.c. */
static int doc_entities(lua_State *L) { return push_list(L, FB_ENTITY); }
static int doc_quotes(lua_State *L) { return push_list(L, FB_QUOTE); }
static int doc_figures(lua_State *L) { return push_list(L, FB_FIGURE); }

const luaL_Reg fb_lua_report_methods[] = {
    {"entities", doc_entities}, {"figures", doc_figures}, {"quotes", doc_quotes}, {NULL, NULL}};
