/*
** money.c: sums of money.
*/
#include "money.h"

/* Kilograms of a pound. */
#define POUND 0.45359237
/* What a cent is of its unit where no list says it. */
#define CENT 0.01

/* ---- pounds ---- */

static int has(const char *text, size_t n, const char *word) {
  size_t len = strlen(word);
  const char *end = text + n, *p = text;
  while ((size_t)(end - p) >= len && (p = memchr(p, word[0], (size_t)(end - p) - len + 1)) != NULL) {
    if (memcmp(p, word, len) == 0) return 1;
    p++;
  }
  return 0;
}

/* Has the text pounds sterling or Britain? */
static int has_sterling(fb_figuring *s) {
  static const char *const signs[] = {"\xc2\xa3", "sterling", "Brit", "London", "UK"};
  size_t i;
  if (!s->sterling) {
    s->sterling = 1;
    for (i = 0; i < sizeof signs / sizeof *signs; i++)
      if (has(s->r.input, s->r.ninput, signs[i])) s->sterling = 2;
  }
  return s->sterling == 2;
}

/* "Pounds" are money where there are millions of them or the text has pounds sterling or Britain, and a weight elsewhere. */
static int is_weight(fb_figuring *s, const fb_amount *a) {
  fb_slice unit, number;
  if (!fb_is_there(&a->unit.at)) return 0;
  unit = fb_found_read_as(&s->r, &a->unit.at);
  if (!fb_slice_is_folded(unit, "pound") && !fb_slice_is_folded(unit, "pounds")) return 0;
  if (fb_is_there(&a->number)) {
    number = fb_found_read_as(&s->r, &a->number);
    if (has(number.s, number.len, "illion")) return 0;
  }
  return !has_sterling(s);
}

/* Makes the amount one of pounds as a weight, without what only sums have. */
static fb_status weigh(fb_figuring *s, fb_amount *a) {
  memset(&a->unit, 0, sizeof a->unit);
  a->base.end = 0;
  a->joined = a->ordered = a->vague = 0;
  a->piece = 1;
  a->unit.factor = fb_float(POUND);
  FB_TRY(fb_box_share(s->box, "pound", 5, &a->unit.name));
  return fb_box_share(s->box, "kilogram", 8, &a->unit.base);
}

/* ---- sums ---- */

/* The currency of a code or sign that stands in the midst of a token. */
static fb_status currency_of(fb_figuring *s, const char *code, uint32_t n, fb_str *unit) {
  const fb_program *p = s->r.p;
  const fb_guide *g = &p->guide;
  const fb_doc *d = &s->words.d;
  uint32_t k;
  *unit = fb_no_string();
  FB_TRY(fb_wordbook_look(&s->words, code, n));
  if (d->ntok == 0 || g->key[FB_KEY_unit] == FB_NONE) return FB_OK;
  for (k = d->hit_at[0]; k != FB_NONE; k = d->hits.at[k].next) {
    uint32_t list = d->hits.at[k].list;
    fb_value v;
    if (list != g->currency_code && list != g->currency_symbol && list != g->currency_loose) continue;
    if (fb_hit_attr(p, d, k, (uint16_t)g->key[FB_KEY_unit], &v)) FB_TRY(fb_box_share(s->box, v.s, v.len, unit));
  }
  return FB_OK;
}

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* "Rs20", "TRY20 million": one token has both the currency and the number. */
static fb_status glued(fb_figuring *s, fb_figure *f, const fb_amount *a, const fb_found *raw, fb_outcome *outcome) {
  fb_slice token = fb_found_input(&s->r, raw), whole = fb_found_input(&s->r, &a->m), more;
  char text[FB_LONGEST_NUMBER];
  uint32_t code = 0, end, n;
  fb_numeral number;
  *outcome = FB_REFUSED;
  while (code < token.len && is_letter(token.s[code])) code++;
  for (end = code; end < token.len && (fb_is_digit(token.s[end]) || token.s[end] == '.' || token.s[end] == ','); end++) continue;
  while (end > code && !fb_is_digit(token.s[end - 1])) end--;
  if (code == 0 || end == code) return FB_OK;
  FB_TRY(currency_of(s, token.s, code, &f->unit));
  if (!fb_is_string(f->unit)) return FB_OK;
  more.s = token.s + token.len;
  more.len = (uint32_t)(whole.s + whole.len - more.s);
  n = end - code + more.len;
  if (n > sizeof text) return FB_OK;
  memcpy(text, token.s + code, end - code);
  memcpy(text + (end - code), more.s, more.len);
  FB_TRY(fb_numeral_read(text, n, s->mark == FB_MARK_COMMA, fb_wordbook_find, &s->words, &number));
  if (!fb_is_number(number.value)) return FB_OK;
  *outcome = FB_TAKEN;
  return fb_bound(s, f, fb_tidy(number.value), a->modifier);
}

static fb_number or_one(fb_number n) { return fb_is_number(n) ? n : fb_integer(1); }

/* Adds the cents of "two dollars and 40 cents". */
static fb_status add_minor(fb_figuring *s, fb_figure *f, const fb_amount *a, const fb_found *minor) {
  fb_numeral n;
  fb_found unit;
  fb_number factor = fb_no_number();
  FB_TRY(fb_numeral_of(s, minor, &n));
  if (!fb_is_number(n.value)) return FB_OK;
  if (fb_found_part(&s->r, &a->m, FB_CAP_upon, &unit)) factor = fb_number_at(s, &unit, FB_KEY_factor);
  if (!fb_is_number(factor)) factor = fb_float(CENT);
  return fb_bound(s, f, fb_tidy(fb_add(f->value, fb_multiply(n.value, factor))), a->modifier);
}

/* What the number is multiplied by: cents are a hundredth, and a scale may stand behind the currency. *is 0: unreadable. */
static fb_status factor_of(fb_figuring *s, const fb_amount *a, fb_number *factor, int *is) {
  fb_found scale;
  fb_numeral times;
  *factor = a->unit.factor;
  *is = 1;
  if (a->piece) return FB_OK;
  if (fb_found_part(&s->r, &a->m, FB_CAP_scale, &scale)) { /* "75 USD million" */
    FB_TRY(fb_numeral_of(s, &scale, &times));
    *is = fb_is_number(times.value);
    *factor = fb_multiply(or_one(*factor), times.value);
  } else if (fb_found_is(&s->r, &a->m, FB_KEY_negative)) *factor = fb_multiply(fb_integer(-1), or_one(*factor));
  return FB_OK;
}

fb_status fb_money_build(fb_figuring *s, fb_figure *f, fb_amount *a, fb_outcome *outcome) {
  fb_found raw, minor;
  fb_number factor;
  int has_minor = !a->piece && fb_found_part(&s->r, &a->m, FB_CAP_minor, &minor), is;
  if (!a->piece && fb_found_part(&s->r, &a->m, FB_CAP_raw, &raw)) return glued(s, f, a, &raw, outcome);
  if (is_weight(s, a)) {
    *outcome = FB_WEIGHT;
    return weigh(s, a);
  }
  f->unit = a->unit.name;
  *outcome = FB_TAKEN;
  if (!a->piece && fb_found_is(&s->r, &a->m, FB_KEY_half)) /* "half a dollar" */
    FB_TRY(fb_bound(s, f, fb_multiply(fb_float(0.5), or_one(a->unit.factor)), a->modifier));
  else if (!fb_is_there(&a->number) && has_minor) FB_TRY(fb_bound(s, f, fb_integer(1), a->modifier));
  else {
    *outcome = FB_REFUSED;
    FB_TRY(factor_of(s, a, &factor, &is));
    if (!is) return FB_OK;
    FB_TRY(fb_quantify(s, f, a, factor, outcome));
    if (*outcome != FB_TAKEN) return FB_OK;
  }
  return has_minor && fb_is_number(f->value) ? add_minor(s, f, a, &minor) : FB_OK;
}
