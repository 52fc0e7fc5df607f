/*
** found_test.c: captures by name, further ones of a name, attributes of what stands in them, spans nested in them and
** the words as they are read.
*/
#include "found.h"

#include <string.h>

#include "check.h"
#include "sample.h"

enum { LENGTH = 2, NUMERAL, RISE };
/* The captures and keys of the sample: those of figures by their own number, and one that figures do not ask for. */
enum { OTHER_CAP = FB_CAPS };

static const char units[] = "feet\tunit=foot\tfactor=0.3048\ninches\tunit=inch\tfactor=0.0254\tsign=x\n";
static const char numbers[] = "six\tvalue=6\ntwo\tvalue=2\n";

static uint32_t push_string(sample *s, const char *text) {
  uint32_t at = s->p.pool.n;
  size_t i;
  for (i = 0; i <= strlen(text); i++) CHECK_EQ(fb_push(&s->p.pool, text[i]), FB_OK);
  return at;
}

static void key(sample *s, fb_key k, const char *name, uint8_t type) {
  fb_const c;
  memset(&c, 0, sizeof c);
  c.off = push_string(s, name);
  c.len = (uint32_t)strlen(name);
  c.type = type;
  s->p.guide.key[k] = s->p.nkeys;
  CHECK_EQ(fb_push(&s->p.keys, c), FB_OK);
  s->p.nkeys++;
}

/*
** numerals: number words as spans of a kind; lengths: (a numeral, then a unit) once or twice inside `expression`;
** rises: the word "rose" and a unit in `base`.
*/
static void open(sample *s) {
  fb_node n[8];
  uint32_t rose = 0;
  int i;
  sample_open(s);
  CHECK_EQ(sample_list(s, units, sizeof units - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(s, numbers, sizeof numbers - 1, FB_LIST_FOLDED), FB_OK);
  for (i = 0; i < FB_CAPS; i++) s->p.guide.capture[i] = (uint32_t)i;
  key(s, FB_KEY_unit, "unit", FB_ATTR_STRING);
  key(s, FB_KEY_factor, "factor", FB_ATTR_NUMBER);
  key(s, FB_KEY_value, "value", FB_ATTR_NUMBER);
  key(s, FB_KEY_sign, "sign", FB_ATTR_NUMBER);
  key(s, FB_KEY_vague, "vague", FB_ATTR_STRING);
  CHECK_EQ(sample_phase(s, FB_LONGEST), FB_OK);
  n[0] = sample_named(FB_P_LIST, 1, FB_NONE);
  CHECK_EQ(sample_rule(s, n, 1, NUMERAL, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_phase(s, FB_LONGEST), FB_OK);
  n[0] = sample_named(FB_P_FOUND, NUMERAL, FB_NONE);
  n[1] = sample_named(FB_P_CAPTURE, FB_CAP_number, 0);
  n[2] = sample_named(FB_P_LIST, 0, FB_NONE);
  n[3] = sample_named(FB_P_CAPTURE, FB_CAP_unit, 2);
  n[4] = sample_node(FB_P_SEQ, 1, 3);
  n[5] = sample_repeat(4, 1, 2);
  n[6] = sample_named(FB_P_CAPTURE, FB_CAP_expression, 5);
  CHECK_EQ(sample_rule(s, n, 7, LENGTH, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_word(s, "rose", &rose), FB_OK);
  n[0] = sample_node(FB_P_NORM, rose, rose);
  n[1] = sample_named(FB_P_LIST, 0, FB_NONE);
  n[2] = sample_named(FB_P_CAPTURE, FB_CAP_base, 1);
  n[3] = sample_named(FB_P_CAPTURE, OTHER_CAP, 2);
  n[4] = sample_node(FB_P_SEQ, 0, 3);
  CHECK_EQ(sample_rule(s, n, 5, RISE, FB_IN_SENTENCE), FB_OK);
  CHECK_EQ(sample_freeze(s), FB_OK);
}

static fb_reading reading(const sample *s) {
  fb_reading r;
  r.p = &s->p;
  r.d = &s->d;
  r.input = s->input;
  r.ninput = (uint32_t)s->ninput;
  return r;
}

/* The first span of a kind. */
static fb_found found(const fb_reading *r, uint32_t kind) {
  fb_found m;
  uint32_t k;
  memset(&m, 0, sizeof m);
  for (k = 0; k < r->d->spans.n; k++)
    if (r->d->spans.at[k].kind == kind) {
      fb_found_of(r, k, &m);
      return m;
    }
  CHECK(!"there is such a span");
  return m;
}

static void captures(sample *s) {
  static const char text[] = "It is six Feet two inches long.";
  fb_reading r;
  fb_found m, number, unit, e;
  fb_value v;
  double x;
  CHECK_EQ(sample_read(s, text, sizeof text - 1), FB_OK);
  r = reading(s);
  m = found(&r, LENGTH);
  CHECK_EQ(m.first, 2);
  CHECK_EQ(m.end, 6);
  CHECK_EQ(fb_found_sentence(&r, &m), 0);
  CHECK_EQ(fb_found_rule(&r, &m), 1);
  CHECK(fb_found_part(&r, &m, FB_CAP_expression, &e));
  /* those in the expression count as the match's own */
  CHECK(fb_found_has(&r, &m, FB_CAP_number) && !fb_found_has(&r, &m, FB_CAP_base));
  CHECK(fb_found_part(&r, &m, FB_CAP_number, &number));
  CHECK(fb_found_number(&r, &number, FB_KEY_value, &x) && x == 6); /* of the numeral's span, from its hit */
  CHECK(!fb_found_text(&r, &number, FB_KEY_value, &v));
  CHECK(fb_found_further(&r, &number));
  CHECK(fb_found_number(&r, &number, FB_KEY_value, &x) && x == 2);
  CHECK(fb_slice_is(fb_found_read_as(&r, &number), "two"));
  CHECK(!fb_found_further(&r, &number));
  CHECK(fb_slice_is(fb_found_read_as(&r, &number), "two"));
  CHECK(fb_found_part(&r, &e, FB_CAP_unit, &unit));
  CHECK(fb_found_text(&r, &unit, FB_KEY_unit, &v) && v.len == 4 && memcmp(v.s, "foot", 4) == 0);
  CHECK(fb_found_number(&r, &unit, FB_KEY_factor, &x) && x == 0.3048);
  CHECK(!fb_found_is(&r, &unit, FB_KEY_sign) && !fb_found_is(&r, &unit, FB_KEY_vague));
  CHECK(fb_slice_is(fb_found_input(&r, &unit), "Feet"));
  CHECK(fb_slice_is_folded(fb_found_input(&r, &unit), "feet") && !fb_slice_is_folded(fb_found_input(&r, &unit), "foot"));
  CHECK(fb_slice_begins(fb_found_input(&r, &unit), "Fe") && !fb_slice_begins(fb_found_input(&r, &unit), "Feets"));
  CHECK(fb_found_further(&r, &unit));
  CHECK(fb_found_is(&r, &unit, FB_KEY_sign));
  CHECK(!fb_found_number(&r, &unit, FB_KEY_sign, &x)); /* a numeric key, but no number */
  CHECK(fb_found_text(&r, &unit, FB_KEY_sign, &v));
  CHECK_EQ(fb_found_place(&r, &unit).first, 19);
}

/* Who has looked what there is gets the same answers. */
static void known(sample *s) {
  static const char text[] = "It is six feet two inches long.";
  fb_reading r;
  fb_found m, part;
  fb_value v;
  double x;
  uint32_t k;
  CHECK_EQ(sample_read(s, text, sizeof text - 1), FB_OK);
  r = reading(s);
  m = found(&r, NUMERAL);
  fb_found_know(&r, &m);
  CHECK(fb_found_number(&r, &m, FB_KEY_value, &x) && x == 6);
  m = found(&r, LENGTH);
  CHECK(fb_found_part(&r, &m, FB_CAP_number, &part));
  fb_found_know(&r, &part);
  CHECK(fb_found_number(&r, &part, FB_KEY_value, &x) && x == 6);
  CHECK(fb_found_part(&r, &m, FB_CAP_unit, &part));
  for (k = 0; k < 2; k++) {
    fb_found all = part;
    uint32_t key;
    fb_found_know(&r, &part);
    CHECK(part.keys != UINT64_MAX);
    for (key = 0; key < FB_KEYS_ASKED; key++)
      CHECK_EQ(fb_found_attr(&r, &part, (fb_key)key, &v), fb_found_attr(&r, &all, (fb_key)key, &v));
    fb_found_further(&r, &part);
  }
}

static void nested(sample *s) {
  static const char text[] = "It rose inches or six feet.";
  fb_reading r;
  fb_found m, number, inner;
  CHECK_EQ(sample_read(s, text, sizeof text - 1), FB_OK);
  r = reading(s);
  m = found(&r, LENGTH);
  CHECK(fb_found_part(&r, &m, FB_CAP_number, &number));
  CHECK(fb_found_inner(&r, &number, NUMERAL, FB_NONE, &inner));
  CHECK_EQ(inner.first, 4);
  CHECK(fb_found_inner(&r, &number, LENGTH, NUMERAL, &inner)); /* the length ends behind the capture */
  CHECK_EQ(inner.end, 5);
  CHECK(!fb_found_inner(&r, &number, LENGTH, FB_NONE, &inner));
  s->d.spans.at[inner.span].flags |= FB_SPAN_DEAD;
  CHECK(!fb_found_inner(&r, &number, NUMERAL, FB_NONE, &inner));
  m = found(&r, RISE);
  CHECK(!fb_found_has(&r, &m, FB_CAP_base)); /* it stands in another capture */
  CHECK(!fb_found_has(&r, &m, FB_CAP_expression));
}

static void read_as(sample *s) {
  static const char text[] = "It is si\xc2\xadx feet long.";
  fb_reading r;
  fb_found m, number;
  s->repairs = FB_REPAIR_ALL;
  CHECK_EQ(sample_read(s, text, sizeof text - 1), FB_OK);
  r = reading(s);
  m = found(&r, LENGTH);
  CHECK(fb_found_part(&r, &m, FB_CAP_number, &number));
  CHECK(fb_slice_is(fb_found_read_as(&r, &number), "six"));
  CHECK(fb_slice_is(fb_found_input(&r, &number), "si\xc2\xadx"));
}

int main(void) {
  sample s;
  open(&s);
  captures(&s);
  known(&s);
  nested(&s);
  read_as(&s);
  sample_close(&s);
  return check_report();
}
