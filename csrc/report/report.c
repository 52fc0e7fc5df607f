/*
** report.c: the shapes of a report's objects.
*/
#include "report.h"

#include <stddef.h>

#include "box.h"

#define NAMED(key, name, rule, shape, source, at) \
  { key, ",\"" name "\":null", sizeof name + 3, rule, shape, source, at }
/* A field that only tables have; of a shape. */
#define F(name, rule) NAMED(name, name, rule, 0, FB_FROM_NOTHING, 0)
#define O(name, shape) NAMED(name, name, FB_OBJECT, shape, FB_FROM_NOTHING, 0)
/* A record's id. */
#define ID(letter) NAMED("id", "id", FB_VALUE, 0, FB_FROM_NUMBER, letter)
#define S(name, shape) NAMED(name, name, FB_OBJECTS, shape, FB_FROM_NOTHING, 0)
/* A field of a record's field; of a shape. */
#define R(name, rule, source, type, field) NAMED(name, name, rule, 0, source, offsetof(type, field))
#define RO(name, shape, source, type, field) NAMED(name, name, FB_OBJECT, shape, source, offsetof(type, field))
#define RS(name, shape, source, type, field) NAMED(name, name, FB_OBJECTS, shape, source, offsetof(type, field))
#define PLACE_AT(offset) \
  NAMED("first", "start", FB_START, 0, FB_FROM_PLACE, offset), NAMED("last", "end", FB_END, 0, FB_FROM_PLACE, offset)
#define PLACE(type, field) PLACE_AT(offsetof(type, field))
#define LAST \
  { NULL, "", 0, 0, 0, 0, 0 }

const fb_field fb_shapes[FB_SHAPES][FB_MAX_FIELDS + 1] = {
    [FB_DOCUMENT] = {F("id", FB_VALUE), F("version", FB_VALUE), F("rules", FB_VALUE), F("offsets", FB_UNIT_NAME),
                     F("language", FB_VALUE), F("date", FB_VALUE), F("text", FB_TEXT),
                     NAMED("sentences", "sentences", FB_SPANS, FB_PLACE_SHAPE, FB_FROM_NOTHING, 0),
                     NAMED("tokens", "tokens", FB_SPANS, FB_PLACE_SHAPE, FB_FROM_NOTHING, 0), S("entities", FB_ENTITY),
                     S("quotes", FB_QUOTE), S("figures", FB_FIGURE), S("warnings", FB_WARNING), LAST},
    [FB_FAILURE] = {F("id", FB_VALUE), O("error", FB_ERROR), LAST},
    [FB_ERROR] = {F("code", FB_VALUE), F("message", FB_VALUE), LAST},
    [FB_PLACE_SHAPE] = {PLACE_AT(0), LAST}, /* of a fb_place itself */
    [FB_PART] = {PLACE_AT(0), F("text", FB_MAYBE), LAST},
    [FB_WARNING] = {F("code", FB_VALUE), F("message", FB_VALUE), F("rule", FB_VALUE), PLACE_AT(0), LAST},
    [FB_ENTITY] = {ID('e'), R("type", FB_VALUE, FB_FROM_TYPE, fb_entity, type),
                   R("name", FB_VALUE, FB_FROM_STRING, fb_entity, name),
                   R("aliases", FB_LIST, FB_FROM_ALIASES, fb_entity, aliases),
                   RS("roles", FB_ROLE, FB_FROM_ROLES, fb_entity, roles),
                   RO("canonical", FB_CANONICAL, FB_FROM_CANONICAL, fb_entity, canonical),
                   RS("mentions", FB_MENTION, FB_FROM_SPOTS, fb_entity, spots), LAST},
    [FB_ROLE] = {R("text", FB_VALUE, FB_FROM_SLICE, fb_role_of, at), PLACE(fb_role_of, at),
                 R("of", FB_VALUE, FB_FROM_ENTITY, fb_role_of, of), LAST},
    [FB_CANONICAL] = {R("name", FB_VALUE, FB_FROM_STRING, fb_canonical, name),
                      R("id", FB_VALUE, FB_FROM_STRING, fb_canonical, id),
                      R("source", FB_VALUE, FB_FROM_STRING, fb_canonical, source), LAST},
    [FB_MENTION] = {PLACE(fb_spot, at), R("text", FB_VALUE, FB_FROM_SLICE, fb_spot, at),
                    R("form", FB_VALUE, FB_FROM_FORM, fb_spot, form), R("rule", FB_VALUE, FB_FROM_RULE, fb_spot, rule),
                    R("as", FB_VALUE, FB_FROM_GOVERNMENT, fb_spot, government),
                    R("sentence", FB_SENTENCE, FB_FROM_SENTENCE, fb_spot, sentence), LAST},
    [FB_QUOTE] = {ID('q'), R("type", FB_VALUE, FB_FROM_QUOTING, fb_quote, type),
                  RS("parts", FB_PART, FB_FROM_PARTS, fb_quote, part),
                  R("text", FB_VALUE, FB_FROM_PARTS_TEXT, fb_quote, part), PLACE(fb_quote, at),
                  RS("marked", FB_PART, FB_FROM_MARKED, fb_quote, marked),
                  RO("speaker", FB_SPEAKER, FB_FROM_PARTY, fb_quote, speaker),
                  RO("addressee", FB_SPEAKER, FB_FROM_PARTY, fb_quote, addressee),
                  RO("cue", FB_EXTENT, FB_FROM_EXTENT, fb_quote, cue),
                  R("floating", FB_FLAG, FB_FROM_FLAG, fb_quote, floating),
                  R("negated", FB_FLAG, FB_FROM_FLAG, fb_quote, negated),
                  R("rule", FB_VALUE, FB_FROM_RULE, fb_quote, rule),
                  R("sentence", FB_SENTENCE, FB_FROM_SENTENCE, fb_quote, sentence), LAST},
    [FB_SPEAKER] = {PLACE(fb_party, at), R("text", FB_VALUE, FB_FROM_SLICE, fb_party, at),
                    R("by", FB_VALUE, FB_FROM_BY, fb_party, by),
                    NAMED("entities", "entities", FB_LIST, 0, FB_FROM_PARTY_IDS, 0),
                    R("name", FB_VALUE, FB_FROM_PARTY_NAME, fb_party, ids), LAST},
    [FB_FIGURE] = {ID('f'),
                   R("kind", FB_VALUE, FB_FROM_STRING, fb_figure, kind),
                   PLACE(fb_figure, at),
                   R("text", FB_VALUE, FB_FROM_SLICE, fb_figure, at),
                   RO("number", FB_EXTENT, FB_FROM_EXTENT, fb_figure, number),
                   RO("extent", FB_EXTENT, FB_FROM_EXTENT, fb_figure, extent),
                   R("value", FB_VALUE, FB_FROM_VALUE, fb_figure, value),
                   R("values", FB_VALUE, FB_FROM_VALUES, fb_figure, values),
                   R("low", FB_VALUE, FB_FROM_VALUE, fb_figure, low),
                   R("high", FB_VALUE, FB_FROM_VALUE, fb_figure, high),
                   R("modifier", FB_VALUE, FB_FROM_STRING, fb_figure, modifier),
                   R("unit", FB_VALUE, FB_FROM_STRING, fb_figure, unit),
                   RO("base", FB_BASE, FB_FROM_BASE, fb_figure, base),
                   RO("of", FB_COUNTED, FB_FROM_COUNTED, fb_figure, counted),
                   RO("event", FB_EXTENT, FB_FROM_EXTENT, fb_figure, event),
                   R("entity", FB_VALUE, FB_FROM_STRING, fb_figure, entity),
                   R("timex", FB_VALUE, FB_FROM_STRING, fb_figure, timex),
                   RO("source", FB_GIVEN_BY, FB_FROM_AROUND, fb_figure, quote),
                   R("rule", FB_VALUE, FB_FROM_FINDER, fb_figure, rule),
                   R("sentence", FB_SENTENCE, FB_FROM_SENTENCE, fb_figure, sentence),
                   LAST},
    [FB_EXTENT] = {PLACE_AT(0), NAMED("text", "text", FB_VALUE, 0, FB_FROM_SLICE, 0), LAST}, /* of a fb_place itself */
    [FB_BASE] = {R("value", FB_VALUE, FB_FROM_VALUE, fb_base, value),
                 R("unit", FB_VALUE, FB_FROM_STRING, fb_base, unit), LAST},
    [FB_COUNTED] = {PLACE(fb_counted, at), R("text", FB_VALUE, FB_FROM_SLICE, fb_counted, at),
                    R("head", FB_VALUE, FB_FROM_STRING, fb_counted, head), LAST},
    [FB_GIVEN_BY] = {NAMED("quote", "quote", FB_VALUE, 0, FB_FROM_QUOTE, 0),
                     R("entities", FB_LIST, FB_FROM_PARTY_IDS, fb_quote, speaker), LAST},
};

void fb_field_absent(fb_json *j, const fb_field *f, int first) {
  switch (f->rule) {
    case FB_MAYBE: break;
    case FB_LIST:
    case FB_OBJECTS:
    case FB_SPANS:
      fb_field_name(j, f, first, 0);
      fb_json_raw(j, "[]", 2);
      break;
    case FB_FLAG:
      fb_field_name(j, f, first, 0);
      fb_json_raw(j, "false", 5);
      break;
    default: fb_field_name(j, f, first, sizeof "null" - 1); break;
  }
}

const char *fb_field_word(fb_source source, unsigned value) {
  static const char *const types[FB_TYPES] = {"",         "person",  "organization", "place", "demonym", "event",
                                              "facility", "product", "weapon",       "work",  "law",     "other"};
  static const char *const quotings[] = {"direct", "indirect", "mixed"};
  static const char *const forms[] = {"name", "nominal", "pronoun"};
  static const char *const bys[] = {"", "name", "nominal", "pronoun", "floating"};
  switch (source) {
    case FB_FROM_TYPE: return types[value];
    case FB_FROM_QUOTING: return quotings[value];
    case FB_FROM_FORM: return forms[value];
    case FB_FROM_BY: return bys[value];
    case FB_FROM_GOVERNMENT: return value ? "government" : "";
    default: return "";
  }
}
