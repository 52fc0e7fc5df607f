/*
** numeral.c: splits a numeral into its parts and folds them to a value.
*/
#include "numeral.h"

#include <math.h>
#include <stdio.h>

/* Below these an ordinal after "one" is a fraction ("one fifth"), from here on a power of ten ("two hundredth"). */
enum { FEW = 20, LARGE = 100 };

typedef struct parts {
  fb_numword at[FB_LONGEST_NUMBER];
  int n;
} parts;

/* ---- folding ---- */

/* What has been read so far. */
typedef struct fold {
  fb_number total, group;                        /* whole scales; what no scale has closed yet */
  fb_number scale;                               /* the last one */
  fb_number mark_total, mark_group, mark_scale;  /* the same at the last "and" */
  fb_number top;                                 /* numerator of "one one-hundredth", "two twenty-fifths" */
  int open, marked, article, sign;
} fold;

static int is_zero(fb_number n) { return fb_is_integer(n, 0); }
static int is_one(fb_number n) { return fb_is_integer(n, 1); }
static int is_positive(fb_number n) { return fb_less(fb_integer(0), n); }
static fb_number with_sign(const fold *f, fb_number n) { return fb_multiply(fb_integer(f->sign), n); }

/* What is open becomes the numerator of a fraction. */
static void raise_top(fold *f) {
  f->top = fb_add(f->total, f->group);
  f->total = f->group = fb_integer(0);
}

static void small_number(fold *f, const parts *p, int i) {
  const fb_numword *w = &p->at[i], *last = &p->at[p->n - 1];
  int before = i > 0 ? p->at[i - 1].class : FB_NUM_NONE;
  if (w->class == FB_NUM_TEN && f->open) {
    if (last->plural && i == p->n - 2 && fb_less(last->value, fb_integer(10))) raise_top(f); /* "two twenty-fifths" */
    else if (is_positive(f->group) && fb_less(f->group, fb_integer(10)) && before == FB_NUM_UNIT)
      f->group = fb_multiply(f->group, fb_integer(100)); /* "one thirty-five": the unit counts hundreds */
  }
  if (w->class == FB_NUM_UNIT && is_one(w->value) && i > 0 && last->class == FB_NUM_ORDINAL) {
    int after = i + 1 < p->n ? p->at[i + 1].class : FB_NUM_NONE;
    if (before == FB_NUM_UNIT || (before == FB_NUM_HUNDRED && after == FB_NUM_SCALE)) raise_top(f);
  }
  f->group = fb_add(f->group, w->value);
  f->open = 1;
  if (w->class != FB_NUM_TEN) f->article = 0;
}

static void scale(fold *f, const fb_numword *w) {
  fb_number v = w->value;
  if (f->open) {
    if (w->dozen && f->marked && fb_less(f->mark_group, f->group)) /* "three hundred and two dozen" */
      f->total = fb_add(fb_add(f->total, f->mark_group), fb_multiply(fb_subtract(f->group, f->mark_group), v));
    else if (fb_is_number(f->scale) && fb_less(f->scale, v)) f->total = fb_multiply(fb_add(f->total, f->group), v);
    else f->total = fb_add(f->total, fb_multiply(f->group, v));
  } else if (is_positive(f->total)) f->total = fb_multiply(f->total, v);
  else f->total = v;
  f->group = fb_integer(0);
  f->open = f->article = 0;
  f->scale = v;
}

static void half(fold *f, const fb_numword *w) {
  if (f->marked && !f->open && fb_is_number(f->scale)) /* "one million and a half" */
    f->total = fb_add(f->total, fb_multiply(w->value, f->scale));
  else if (f->open && is_one(f->group) && !f->marked) f->group = w->value; /* "one-half" */
  else {
    f->group = fb_add(f->group, w->value);
    f->open = 1;
  }
  f->article = 0;
}

static fb_number read_back(const char *format, double value) {
  char buf[400];
  return fb_number_read(buf, (size_t)snprintf(buf, sizeof buf, format, value));
}

/* Digits behind a point that stand together: "point 25". */
static fb_number decimals(fb_number digits) {
  char buf[48];
  fb_number whole = fb_floor(digits);
  int n = whole.type == FB_NUMBER_INTEGER ? snprintf(buf, sizeof buf, "0.%lld", (long long)whole.of.i)
                                          : snprintf(buf, sizeof buf, "0.%.14g", whole.of.f);
  return fb_number_read(buf, (size_t)n);
}

/* Reads what stands behind a point at part i; gives the last part that belongs to it. */
static int point(fold *f, const parts *p, int i) {
  fb_number unit = fb_float(0.1), value = fb_integer(0), rounded;
  int k;
  for (k = i + 1; k < p->n; k++) {
    const fb_numword *q = &p->at[k];
    if (q->class == FB_NUM_UNIT || (q->class == FB_NUM_DIGITS && fb_less(q->value, fb_integer(10)))) {
      value = fb_add(value, fb_multiply(q->value, unit));
      unit = fb_divide(unit, fb_integer(10));
    } else if ((q->class == FB_NUM_TEEN || q->class == FB_NUM_TEN) && k == i + 1) {
      value = fb_divide(q->value, fb_integer(100));
      unit = fb_float(0.01);
    } else if (q->class == FB_NUM_DIGITS) {
      fb_number read = decimals(q->value);
      if (fb_is_number(read)) value = read;
    } else break;
    i = k;
  }
  /* ten decimals are more than anybody says; rounding keeps 0.1 + 0.02 from being 0.12000000000000001 */
  rounded = read_back("%.10f", fb_number_float(value));
  if (fb_is_number(rounded)) f->group = fb_add(f->group, rounded);
  f->open = 1;
  return i;
}

/* "three quarters of a million": a fraction of the scale that follows. Gives the part before that, -1 without one. */
static int fraction_of(fold *f, const parts *p, int i) {
  fb_number v = p->at[i].value, part;
  int k = i + 1;
  while (k < p->n - 1 && (p->at[k].class == FB_NUM_SKIP || p->at[k].class == FB_NUM_ARTICLE)) k++;
  if (p->at[k].class != FB_NUM_SCALE) return -1;
  if (f->marked) { /* "one and a quarter million" */
    part = fb_subtract(f->group, f->mark_group);
    f->group = fb_add(f->mark_group, fb_divide(is_positive(part) ? part : fb_integer(1), v));
  } else f->group = fb_divide(f->open ? f->group : fb_integer(1), v);
  f->open = 1;
  return k - 1;
}

static void result(fb_numeral *out, fb_number value, fb_numkind kind) {
  out->value = value;
  out->kind = (uint8_t)kind;
}

/*
** The end of an ordinal or fraction. "and" before a proper fraction splits a mixed number ("thirty and two fifths" is
** 30.4, but "two hundred and thirty-one fifths" is 231/5).
*/
static void ordinal(const fold *f, const fb_numword *w, fb_numeral *out) {
  fb_number v = w->value, numerator = fb_add(f->total, f->group);
  int large = !fb_less(v, fb_integer(LARGE)), single;
  if (fb_is_number(f->top)) {
    fb_number under = large ? fb_multiply(f->group, v) : fb_add(numerator, v);
    result(out, fb_divide(with_sign(f, f->top), under), FB_FRACTION);
    return;
  }
  single = f->open && is_zero(f->total) && is_one(f->group) && fb_less(v, fb_integer(FEW));
  if (f->article && f->open && !f->marked && !w->plural) { /* "a thirty-second" */
    result(out, fb_divide(fb_integer(f->sign), fb_add(f->group, v)), FB_FRACTION);
    return;
  }
  if (f->marked && (w->plural || w->part || f->article || single || is_one(fb_subtract(f->group, f->mark_group)))) {
    fb_number part = fb_subtract(fb_subtract(numerator, f->mark_total), f->mark_group);
    if (f->article || (w->part && is_zero(part))) part = fb_integer(1); /* "two and quarter" */
    if (is_positive(part) && fb_less(part, v)) {
      fb_number share = fb_divide(part, v);
      fb_number sum = fb_is_number(f->mark_scale) ? fb_add(f->mark_total, fb_multiply(share, f->mark_scale))
                                                  : fb_add(fb_add(f->mark_total, f->mark_group), share);
      result(out, with_sign(f, sum), FB_FRACTION);
      return;
    }
  }
  if (w->plural || f->article || single) {
    if (is_zero(numerator)) numerator = fb_integer(1);
    result(out, fb_divide(with_sign(f, numerator), v), FB_FRACTION);
  } else if (large && (f->open || is_positive(f->total)))
    result(out, f->open ? fb_add(f->total, fb_multiply(f->group, v)) : fb_multiply(f->total, v), FB_ORDINAL);
  else result(out, fb_add(numerator, v), FB_ORDINAL);
}

static void fold_parts(const parts *p, fb_numeral *out) {
  fold f;
  fb_number value;
  int i;
  memset(&f, 0, sizeof f);
  f.total = f.group = f.mark_total = f.mark_group = fb_integer(0);
  f.sign = 1;
  for (i = 0; i < p->n; i++) {
    const fb_numword *w = &p->at[i];
    switch (w->class) {
      case FB_NUM_UNIT:
      case FB_NUM_TEEN:
      case FB_NUM_TEN:
      case FB_NUM_DIGITS: small_number(&f, p, i); break;
      case FB_NUM_HUNDRED:
        f.group = fb_multiply(f.open ? f.group : fb_integer(1), w->value);
        f.open = 1;
        f.article = 0;
        break;
      case FB_NUM_SCALE: scale(&f, w); break;
      case FB_NUM_HALF: half(&f, w); break;
      case FB_NUM_AND:
        f.marked = 1;
        f.mark_total = f.total;
        f.mark_group = f.group;
        f.mark_scale = f.open ? fb_no_number() : f.scale;
        break;
      case FB_NUM_ARTICLE: f.article = 1; break;
      case FB_NUM_SIGN: f.sign = -f.sign; break;
      case FB_NUM_POINT: i = point(&f, p, i); break;
      case FB_NUM_ORDINAL:
        if (i == p->n - 1) {
          ordinal(&f, w, out);
          return;
        }
        i = fraction_of(&f, p, i);
        if (i < 0) return;
        break;
      default: break;
    }
  }
  value = fb_add(f.total, f.group);
  result(out, with_sign(&f, value), is_positive(value) && fb_less(value, fb_integer(1)) ? FB_FRACTION : FB_CARDINAL);
  if (!f.open) out->scale = f.scale;
}

/* ---- splitting ---- */

typedef struct splitter {
  const char *s, *end;
  int comma;
  fb_numwords words;
  void *self;
  parts p;
} splitter;

static int is_sign(char c) { return c == '+' || c == '-'; }
static int is_mark(char c) { return c == '.' || c == ','; }
static const char *digits_at(const char *s, const char *end) {
  while (s < end && fb_is_digit(*s)) s++;
  return s;
}
static const char *number_at(const char *s, const char *end) {
  while (s < end && (fb_is_digit(*s) || is_mark(*s))) s++;
  return s;
}
static int is3(const char *s, const char *end, const char *bytes) { return end - s >= 3 && memcmp(s, bytes, 3) == 0; }

/* How long is a hyphen, dash or space of more than one byte at s? */
static int gap_at(const char *s, const char *end) {
  unsigned char c = end - s >= 3 ? (unsigned char)s[2] : 0;
  if (c && (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 && ((c >= 0x90 && c <= 0x95) || c == 0xaf || c == 0x89))
    return 3;
  return end - s >= 2 && (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
}

/* The end of the digits at s, with what belongs to them; NULL where there are none. */
static const char *digits_end(const char *s, const char *end) {
  const char *from = s < end && is_sign(*s) ? s + 1 : s, *stop;
  if (from < end && fb_is_digit(*from)) { /* 1.3e6 */
    stop = number_at(from, end);
    if (stop < end && (*stop == 'e' || *stop == 'E')) {
      const char *power = stop + 1 < end && is_sign(stop[1]) ? stop + 2 : stop + 1;
      if (digits_at(power, end) > power) return digits_at(power, end);
    }
  }
  stop = number_at(from, end);
  while (stop > from && !fb_is_digit(stop[-1])) stop--;
  return stop > from ? stop : NULL;
}

static int is_space_byte(unsigned char c) {
  return c == ' ' || c == 0xc2 || c == 0xa0 || c == 0xe2 || c == 0x80 || c == 0xaf || c == 0x89;
}

/* The same for groups of exactly three digits behind a space, which go on a number without separators: "12 000". */
static const char *groups_end(const char *s, const char *stop, const char *end) {
  for (;;) {
    const char *p = stop, *from, *q;
    for (q = s; q < stop; q++)
      if (is_mark(*q)) return stop;
    while (p < end && is_space_byte((unsigned char)*p)) p++;
    from = p;
    if (p == stop || digits_at(p, end) - p != 3) return stop;
    stop = number_at(from, end);
  }
}

static fb_numword *add(splitter *x, fb_numclass class, fb_number value) {
  fb_numword *w = &x->p.at[x->p.n++];
  memset(w, 0, sizeof *w);
  w->class = (uint8_t)class;
  w->value = value;
  return w;
}

/* Reads the digits from x->s to `stop`, and what makes them a fraction or ordinal; 0 where they are no number. */
static int add_digits(splitter *x, const char *stop) {
  const char *p;
  fb_number v;
  stop = groups_end(x->s, stop, x->end);
  v = fb_decimal_read(x->s, (size_t)(stop - x->s), x->comma);
  if (!fb_is_number(v)) return 0;
  x->s = stop;
  if (x->end - stop == 2 && memchr("sSnNrRtT", stop[0], 8) && memchr("tTdDhH", stop[1], 6)) { /* 21st */
    add(x, FB_NUM_ORDINAL, v);
    x->s = x->end;
    return 1;
  }
  for (p = stop; p < x->end && fb_is_space(*p); p++) continue;
  if (p < x->end && *p == '/') { /* "10 1/2", "4/5" */
    for (p++; p < x->end && fb_is_space(*p); p++) continue;
    stop = digits_at(p, x->end);
    if (stop > p) {
      fb_number under = fb_number_read(p, (size_t)(stop - p));
      if (!fb_is_number(under) || is_zero(under)) return 0;
      v = fb_divide(v, under);
      x->s = stop;
    }
  }
  add(x, FB_NUM_DIGITS, v);
  return 1;
}

static int is_word_byte(char c) {
  return !fb_is_space(c) && c != '-' && !fb_is_digit(c) && (unsigned char)c != 0xc2 && (unsigned char)c != 0xe2;
}

/* Reads a word as it stands, or in lower case; *known 0 where it is no part of a numeral. */
static fb_status add_word(splitter *x, int *known) {
  char lower[FB_LONGEST_NUMBER];
  const char *stop = x->s;
  fb_numword w;
  uint32_t n, i;
  while (stop < x->end && is_word_byte(*stop)) stop++;
  n = (uint32_t)(stop - x->s);
  *known = 0;
  if (n == 0) return FB_OK;
  memset(&w, 0, sizeof w);
  FB_TRY(x->words(x->self, x->s, n, &w));
  if (w.class == FB_NUM_NONE) {
    for (i = 0; i < n; i++) lower[i] = x->s[i] >= 'A' && x->s[i] <= 'Z' ? (char)(x->s[i] + ('a' - 'A')) : x->s[i];
    if (memcmp(lower, x->s, n) != 0) FB_TRY(x->words(x->self, lower, n, &w));
  }
  if (w.class == FB_NUM_NONE) return FB_OK;
  *known = 1;
  x->p.at[x->p.n++] = w;
  x->s = stop;
  return FB_OK;
}

/* Splits where words and digits meet ("4.5bn", "2½", "10k"): each part is a word, a number or a mark. */
static fb_status split(splitter *x, int *known) {
  *known = 1;
  while (*known && x->s < x->end) {
    const char *p = x->s, *stop;
    size_t len;
    fb_number v;
    while (p < x->end && (fb_is_space(*p) || *p == '-')) p++;
    if (p == x->s) p += gap_at(p, x->end);
    if (p > x->s) {
      int sign = *x->s == '-' && x->end - x->s >= 2 && (fb_is_digit(x->s[1]) || x->s[1] == '.') && x->p.n == 0;
      if (!sign) {
        x->s = p;
        continue;
      }
    }
    stop = digits_end(x->s, x->end);
    if (stop) {
      *known = add_digits(x, stop);
      continue;
    }
    v = fb_fraction_read(x->s, (size_t)(x->end - x->s), &len);
    if (fb_is_number(v)) {
      add(x, FB_NUM_DIGITS, v);
      x->s += len;
    } else if (is3(x->s, x->end, "\xe2\x88\x92")) {
      add(x, FB_NUM_SIGN, fb_no_number());
      x->s += 3;
    } else FB_TRY(add_word(x, known));
  }
  return FB_OK;
}

/* ---- whole forms ---- */

/* Does the text begin as numbers with a power of ten do: digits, then a letter or sign of one? */
static int may_be_scientific(const char *s, const char *end) {
  const char *p = s < end && is_sign(*s) ? s + 1 : s, *stop = number_at(p, end);
  if (stop > p) {
    const char *q = stop;
    while (q < end && fb_is_space(*q)) q++;
    if (q < end && memchr("eExX*", *q, 5)) return 1;
    if (p == s && end - q >= 2 && memcmp(q, "\xc3\x97", 2) == 0) return 1;
  }
  return 0;
}

/* "2.5^-1": *is 0 where it is no such form. */
static fb_number power_of(const char *s, const char *end, int comma, int *is) {
  const char *p = s < end && is_sign(*s) ? s + 1 : s, *hat = number_at(p, end), *q = hat;
  fb_number base, power;
  double exponent, x;
  *is = 0;
  if (hat == p || hat == end || *hat != '^') return fb_no_number();
  for (q = hat + 1; q < end && is_sign(*q); q++) continue;
  if (q == end || digits_at(q, end) != end) return fb_no_number();
  *is = 1;
  base = fb_decimal_read(s, (size_t)(hat - s), comma);
  if (!fb_is_number(base)) return base;
  power = fb_number_read(q, (size_t)(end - q));
  if (hat[1] == '-' && q - hat == 2) power = fb_multiply(power, fb_integer(-1));
  exponent = fb_number_float(power);
  if (fb_is_integer(base, 10)) { /* as written: a product would not be exact */
    char buf[48];
    int n = power.type == FB_NUMBER_INTEGER ? snprintf(buf, sizeof buf, "1e%lld", (long long)power.of.i)
                                            : snprintf(buf, sizeof buf, "1e%.14g", power.of.f);
    return fb_number_read(buf, (size_t)n);
  }
  x = fabs(fb_number_float(base));
  x = exponent == 2 ? x * x : pow(x, exponent);
  return fb_float(fb_less(base, fb_integer(0)) ? -x : x);
}

/* One byte of an apostrophe between digits. */
static int is_apostrophe(unsigned char c) { return c == '\'' || c == 0xe2 || c == 0x80 || c == 0x99; }

static int is_thousand(const char *s, const char *end) { return end - s >= 3 && digits_at(s, s + 3) == s + 3; }

/* Takes apostrophes out that group digits: "1'000'000". Gives the new length. */
static size_t join_groups(char *s, size_t n) {
  for (;;) {
    size_t i, k, to = 0;
    int again = 0;
    for (i = 0; i + 4 < n && !again; i++)
      again = fb_is_digit(s[i]) && is_apostrophe((unsigned char)s[i + 1]) && is_thousand(s + i + 2, s + n);
    if (!again) return n;
    for (i = 0; i < n;) {
      for (k = i + 1; fb_is_digit(s[i]) && k < n && is_apostrophe((unsigned char)s[k]); k++) continue;
      s[to++] = s[i++];
      if (k > i && is_thousand(s + k, s + n)) {
        memmove(s + to, s + k, 3);
        to += 3;
        i = k + 3;
      }
    }
    n = to;
  }
}

/* Leaves out digits in brackets at the end: "forty-two (42)". Gives the new length. */
static size_t without_restated(const char *s, size_t n) {
  size_t k = n;
  if (n < 3 || s[n - 1] != ')') return n;
  for (k = n - 1; k > 0 && fb_is_digit(s[k - 1]); k--) continue;
  if (k == n - 1 || k == 0 || s[k - 1] != '(') return n;
  for (k--; k > 0 && fb_is_space(s[k - 1]); k--) continue;
  return k;
}

static fb_status read_numeral(const char *s, size_t n, int comma, fb_numwords words, void *self, fb_numeral *out) {
  char text[FB_LONGEST_NUMBER];
  splitter x;
  int is, known;
  fb_number v;
  if (may_be_scientific(s, s + n)) {
    v = fb_decimal_read(s, n, comma);
    if (fb_is_number(v)) {
      result(out, v, FB_CARDINAL);
      return FB_OK;
    }
  }
  v = power_of(s, s + n, comma, &is);
  if (is) {
    result(out, v, FB_CARDINAL);
    return FB_OK;
  }
  v = fb_roman_read(s, n);
  if (fb_is_number(v)) {
    result(out, v, FB_ORDINAL);
    return FB_OK;
  }
  memcpy(text, s, n);
  n = without_restated(text, join_groups(text, n));
  if (n >= 3 && (text[0] == '-' || (unsigned char)text[0] == 0xe2 || (unsigned char)text[0] == 0x88 || (unsigned char)text[0] == 0x92) &&
      text[1] == ' ' && fb_is_digit(text[2]))
    memmove(text + 1, text + 2, --n - 1); /* "- 20" */
  x.s = text;
  x.end = text + n;
  x.comma = comma;
  x.words = words;
  x.self = self;
  x.p.n = 0;
  FB_TRY(split(&x, &known));
  if (known && x.p.n) fold_parts(&x.p, out);
  return FB_OK;
}

/* Bytes of digits alone that an integer can be made of without looking further. */
enum { FEW_DIGITS = 15 };

fb_status fb_numeral_read(const char *s, size_t n, int comma, fb_numwords words, void *self, fb_numeral *out) {
  out->value = out->scale = fb_no_number();
  out->kind = FB_CARDINAL;
  if (n == 0 || n > FB_LONGEST_NUMBER) return FB_OK;
  if (n <= FEW_DIGITS && digits_at(s, s + n) == s + n) {
    out->value = fb_number_read(s, n);
    return FB_OK;
  }
  FB_TRY(read_numeral(s, n, comma, words, self, out));
  /* 16.4 million is 16400000, not 16399999.999999998; fractions keep all their digits */
  if (out->scale.type != FB_NUMBER_NONE && out->value.type == FB_NUMBER_FLOAT && !fb_equal(out->value, fb_floor(out->value)))
    out->value = fb_rounded(out->value);
  out->value = fb_whole(out->value);
  return FB_OK;
}
