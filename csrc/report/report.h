/*
** report.h: what a report may hold, as data: REPORT.md's objects and fields, in the order in which they are written.
**
** There is one description for all: lua_json.c writes tables by it, lua_report.c makes tables of a fact box (box.h) by
** it, or writes the box as JSON without any table. For each field it says
**
**   key, json   its name in Lua; in JSON
**   rule        what the writer does with it, and where it is absent
**   source, at  where it stands in the record of the box; records that are made of tables in Lua have none
*/
#ifndef FB_REPORT_H
#define FB_REPORT_H

#include "json.h"

/* How a field is written. */
typedef enum fb_field_rule {
  FB_VALUE,     /* anything; null where absent */
  FB_MAYBE,     /* anything; left out where absent */
  FB_LIST,      /* a list of anything; [] where absent */
  FB_FLAG,      /* a boolean; false where absent */
  FB_OBJECT,    /* an object of `shape`; null where absent */
  FB_OBJECTS,   /* a list of objects of `shape`; [] where absent */
  FB_START,     /* from `first`, `last`: 1-based, inclusive, bytes … */
  FB_END,       /* … to 0-based, end-exclusive, in the unit asked for */
  FB_SENTENCE,  /* 1-based to 0-based */
  FB_UNIT_NAME, /* the name of the unit, which the options say */
  FB_TEXT,      /* the input, where asked for */
  FB_SPANS      /* FB_OBJECTS, where asked for */
} fb_field_rule;

/* What stands at `at` in a field's record (box.h). */
typedef enum fb_source {
  FB_FROM_NOTHING,
  FB_FROM_PLACE,  /* fb_place: first or last */
  FB_FROM_SLICE,  /* fb_place: the input there */
  FB_FROM_STRING, /* fb_str */
  FB_FROM_NUMBER, /* the record's own number, from 1, behind the letter `at`: "e1" */
  FB_FROM_ENTITY, /* uint32_t: an entity's id */
  FB_FROM_TYPE,   /* uint8_t: fb_type, fb_quoting, fb_form, fb_by */
  FB_FROM_QUOTING,
  FB_FROM_FORM,
  FB_FROM_BY,
  FB_FROM_GOVERNMENT, /* uint8_t: "government" */
  FB_FROM_RULE,       /* uint32_t: a rule's name; of none "floating" */
  FB_FROM_FINDER,     /* the same; of none nothing */
  FB_FROM_SENTENCE,   /* uint32_t, from 0 */
  FB_FROM_FLAG,       /* uint8_t */
  FB_FROM_CANONICAL,  /* uint32_t: in box->canonicals */
  FB_FROM_ALIASES,    /* fb_chain: strings */
  FB_FROM_ROLES,      /* fb_chain */
  FB_FROM_SPOTS,      /* fb_chain */
  FB_FROM_PARTS,      /* of a fb_quote, as a whole */
  FB_FROM_PARTS_TEXT,
  FB_FROM_MARKED,
  FB_FROM_PARTY, /* fb_party */
  FB_FROM_PARTY_IDS,
  FB_FROM_PARTY_NAME,
  FB_FROM_EXTENT, /* fb_place, fb_counted or fb_base: an object, absent where its first field is */
  FB_FROM_COUNTED,
  FB_FROM_BASE,
  FB_FROM_VALUE,  /* fb_number */
  FB_FROM_VALUES, /* of a fb_figure, as a whole */
  FB_FROM_AROUND, /* uint32_t: a quote, as an object */
  FB_FROM_QUOTE   /* of a fb_quote: its id */
} fb_source;

typedef enum fb_shape_id {
  FB_DOCUMENT,
  FB_FAILURE,
  FB_ERROR,
  FB_PLACE_SHAPE,
  FB_PART,
  FB_WARNING,
  FB_ENTITY,
  FB_ROLE,
  FB_CANONICAL,
  FB_MENTION,
  FB_QUOTE,
  FB_SPEAKER,
  FB_FIGURE,
  FB_EXTENT,
  FB_BASE,
  FB_COUNTED,
  FB_GIVEN_BY,
  FB_SHAPES
} fb_shape_id;

typedef struct fb_field {
  const char *key;             /* in Lua; NULL ends a shape */
  char json[FB_JSON_WORD + 1]; /* as written where absent: ,"start":null (one byte more: see fb_json_word) */
  unsigned char size;          /* of `json` up to the colon, with it */
  unsigned char rule;
  unsigned char shape;
  unsigned char source;
  unsigned short at;
} fb_field;

/* Most fields in a shape. */
#define FB_MAX_FIELDS 26

extern const fb_field fb_shapes[FB_SHAPES][FB_MAX_FIELDS + 1];

/* Writes the name of field `f`, its comma before it but where it is the `first`, `more` bytes of its null. */
static inline void fb_field_name(fb_json *j, const fb_field *f, int first, size_t more) {
  fb_json_word(j, f->json + first, f->size - (size_t)first + more);
}

/* Writes field `f` where it is absent: name and null, [] or false, or nothing. */
void fb_field_absent(fb_json *j, const fb_field *f, int first);

/* Names of enumerations, by source and value; "" where there is nothing to say. */
const char *fb_field_word(fb_source source, unsigned value);

#endif
