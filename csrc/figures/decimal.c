/*
** decimal.c: numbers in digits, Roman numerals, vulgar fractions.
*/
#include "decimal.h"

#include <stdio.h>

/* A number that is worked on: a copy without what means nothing. */
typedef struct digits {
  char at[FB_LONGEST_NUMBER + 1];
  size_t n;
} digits;

/* Replaces each `from` by `to`, which is not longer. */
static void replace(digits *d, const char *from, const char *to) {
  size_t nfrom = strlen(from), nto = strlen(to), i = 0, n = 0;
  while (i < d->n)
    if (i + nfrom <= d->n && memcmp(d->at + i, from, nfrom) == 0) {
      memcpy(d->at + n, to, nto);
      n += nto;
      i += nfrom;
    } else d->at[n++] = d->at[i++];
  d->n = n;
}

/* Leaves out white space and apostrophes. */
static void squeeze(digits *d) {
  size_t i, n = 0;
  for (i = 0; i < d->n; i++)
    if (!fb_is_space(d->at[i]) && d->at[i] != '\'') d->at[n++] = d->at[i];
  d->n = n;
}

/* How many digits stand at i. */
static size_t run(const digits *d, size_t i) {
  size_t k = i;
  while (k < d->n && fb_is_digit(d->at[k])) k++;
  return k - i;
}

static int is_mantissa(char c) { return fb_is_digit(c) || c == '.' || c == ','; }

/* Is what stands at i a sign or none, and digits to the end? */
static int is_power(const digits *d, size_t i) {
  if (i < d->n && (d->at[i] == '+' || d->at[i] == '-')) i++;
  return i < d->n && run(d, i) == d->n - i;
}

/* Writes superscript digits and signs as ASCII. */
static void lower_superscripts(digits *d) {
  size_t i = 0, n = 0;
  while (i < d->n) {
    const unsigned char *s = (const unsigned char *)d->at + i;
    size_t left = d->n - i, len = 1;
    char c = 0;
    if (left >= 2 && s[0] == 0xc2) {
      c = s[1] == 0xb9 ? '1' : s[1] == 0xb2 ? '2' : s[1] == 0xb3 ? '3' : 0;
      len = 2;
    } else if (left >= 3 && s[0] == 0xe2 && s[1] == 0x81) {
      if (s[2] == 0xb0 || (s[2] >= 0xb4 && s[2] <= 0xb9)) c = (char)('0' + (s[2] - 0xb0));
      else c = s[2] == 0xbb ? '-' : s[2] == 0xba ? '+' : 0;
      len = 3;
    }
    if (c) {
      d->at[n++] = c;
      i += len;
    } else d->at[n++] = d->at[i++];
  }
  d->n = n;
}

/*
** Mantissa and power of ten of "6.02x10^23", "5.5x10-3", "3×10⁻⁴", "1.3e6": cuts *d to the mantissa, and gives where
** in `power` the power stands; 0 where it is no such number.
*/
static size_t scientific(digits *d, digits *power) {
  size_t i = 0, k;
  while (i < d->n && is_mantissa(d->at[i])) i++;
  if (i && i < d->n && (d->at[i] == 'e' || d->at[i] == 'E') && is_power(d, i + 1)) {
    *power = *d;
    d->n = i;
    return i + 1;
  }
  for (k = 2; k + 1 < d->n && !(d->at[k] == '1' && d->at[k + 1] == '0'); k++) continue;
  if (k + 1 >= d->n) return 0;
  *power = *d;
  replace(power, "\xc3\x97", "x");
  lower_superscripts(power);
  for (i = 0; i < power->n && is_mantissa(power->at[i]); i++) continue;
  if (i == 0 || i + 3 >= power->n) return 0;
  if (power->at[i] != 'x' && power->at[i] != 'X' && power->at[i] != '*') return 0;
  if (power->at[i + 1] != '1' || power->at[i + 2] != '0') return 0;
  k = i + 3;
  if (power->at[k] == '^') k++;
  if (!is_power(power, k)) return 0;
  *d = *power;
  d->n = i;
  return k;
}

static size_t count(const digits *d, char c) {
  size_t i, n = 0;
  for (i = 0; i < d->n; i++) n += d->at[i] == c;
  return n;
}

/* Is it one to three digits, the separator and three digits? */
static int is_thousands(const digits *d, char separator) {
  size_t lead = run(d, 0);
  return lead >= 1 && lead <= 3 && d->n == lead + 4 && d->at[lead] == separator && run(d, lead + 1) == 3;
}

/* Do the separators, of which there are several, group digits? The last has three behind it, the others `least`. */
static int are_groups(const digits *d, char separator, size_t least) {
  size_t i, last = 0;
  for (i = 0; i < d->n; i++)
    if (d->at[i] == separator) {
      size_t len = run(d, i + 1);
      if (i + 1 + len < d->n && d->at[i + 1 + len] == separator && len < least) return 0;
      last = i;
    }
  return d->n == last + 4 && run(d, last + 1) == 3;
}

/* Makes separators a decimal point or nothing; 0 where they group nothing. */
static int settle_separators(digits *d, int comma) {
  size_t commas = count(d, ','), dots = count(d, '.'), i;
  if (commas && dots) {
    for (i = d->n; d->at[i - 1] != ',' && d->at[i - 1] != '.'; i--) continue;
    if (d->at[i - 1] == ',') { /* 1.234.567,89 */
      replace(d, ".", "");
      replace(d, ",", ".");
    } else replace(d, ",", "");
  } else if (commas) {
    if (is_thousands(d, ',')) replace(d, ",", comma ? "." : "");
    else if (commas == 1) replace(d, ",", ".");
    else {
      if (!are_groups(d, ',', 2)) return 0;
      replace(d, ",", "");
    }
  } else if (dots > 1) {
    if (!are_groups(d, '.', 3)) return 0;
    replace(d, ".", "");
  } else if (dots && comma && is_thousands(d, '.')) replace(d, ".", "");
  return 1;
}

/* A number as Lua writes it: digits of its mantissa in front of a power. */
static size_t written(fb_number n, char *buf, size_t room) {
  if (n.type == FB_NUMBER_INTEGER) return (size_t)snprintf(buf, room, "%lld", (long long)n.of.i);
  return (size_t)snprintf(buf, room, "%.14g", n.of.f);
}

static fb_number signed_as(fb_number n, int sign) {
  return fb_is_number(n) ? fb_multiply(fb_integer(sign), n) : n;
}

fb_number fb_decimal_read(const char *s, size_t n, int comma) {
  digits d, power;
  size_t at, i;
  int sign = 1, plain = 1;
  fb_number value;
  if (n > FB_LONGEST_NUMBER) return fb_no_number();
  for (i = 0; i < n; i++) plain &= s[i] != 'x' && s[i] != 'X' && s[i] != 'p' && s[i] != 'P';
  memcpy(d.at, s, n);
  d.n = n;
  if (plain && (value = fb_number_read(s, n)).type != FB_NUMBER_NONE) {
    size_t lead = run(&d, 0);
    if (!(comma && lead && n == lead + 4 && s[lead] == '.' && run(&d, lead + 1) == 3)) return value;
  }
  replace(&d, "\xe2\x88\x92", "-"); /* minus sign */
  replace(&d, "\xe2\x80\xaf", "");  /* narrow no-break space, thin space, no-break space */
  replace(&d, "\xe2\x80\x89", "");
  replace(&d, "\xc2\xa0", "");
  squeeze(&d);
  replace(&d, "\xe2\x80\x99", "");
  if (d.n && (d.at[0] == '+' || d.at[0] == '-')) {
    if (d.at[0] == '-') sign = -1;
    memmove(d.at, d.at + 1, --d.n);
  }
  at = scientific(&d, &power);
  if (!settle_separators(&d, comma)) return fb_no_number();
  value = fb_number_read(d.at, d.n);
  if (at && fb_is_number(value)) {
    char buf[64];
    size_t len = written(value, buf, 30);
    buf[len++] = 'e';
    len += written(fb_number_read(power.at + at, power.n - at), buf + len, 30);
    value = fb_number_read(buf, len);
  }
  return signed_as(value, sign);
}

int fb_decimal_ambiguous(const char *s, size_t n) {
  digits d;
  if (n < 5 || n > 7 || s[n - 4] != '.') return 0;
  memcpy(d.at, s, n);
  d.n = n;
  return is_thousands(&d, '.');
}

int fb_decimal_commas(const char *text, size_t n) {
  const char *end = text + n, *p = text;
  while (p < end && (p = memchr(p, '.', (size_t)(end - p))) != NULL) {
    const char *q = p + 4; /* behind "8.123" */
    p++;
    if (p - text < 2 || !fb_is_digit(p[-2]) || end - p < 5) continue;
    if (!fb_is_digit(p[0]) || !fb_is_digit(p[1]) || !fb_is_digit(p[2])) continue;
    if (*q == '.' && end - q >= 4 && fb_is_digit(q[1]) && fb_is_digit(q[2]) && fb_is_digit(q[3])) return 1;
    if (*q == ',' && fb_is_digit(q[1])) {
      for (q++; q < end && q - p < 6 && fb_is_digit(*q); q++) continue;
      if (q == end || !fb_is_digit(*q)) return 1; /* one or two digits */
    }
  }
  return 0;
}

fb_number fb_roman_read(const char *s, size_t n) {
  static const char *const ranks[] = {"CDM", "XLC", "IVX"};
  int64_t sum = 0, highest = 0;
  size_t i = 0;
  int k;
  for (k = 0; k < 3; k++)
    while (i < n && s[i] && strchr(ranks[k], s[i])) i++;
  if (n == 0 || i < n) return fb_no_number();
  for (i = n; i > 0; i--) {
    int64_t v = 0;
    switch (s[i - 1]) {
      case 'I': v = 1; break;
      case 'V': v = 5; break;
      case 'X': v = 10; break;
      case 'L': v = 50; break;
      case 'C': v = 100; break;
      case 'D': v = 500; break;
      case 'M': v = 1000; break;
    }
    if (v < highest) sum -= v;
    else {
      sum += v;
      highest = v;
    }
  }
  return fb_integer(sum);
}

fb_number fb_fraction_read(const char *s, size_t n, size_t *len) {
  static const struct {
    char at[4];
    double over, under;
  } fractions[] = {{"\xc2\xbd", 1, 2},     {"\xc2\xbc", 1, 4},     {"\xc2\xbe", 3, 4},     {"\xe2\x85\x93", 1, 3},
                   {"\xe2\x85\x94", 2, 3}, {"\xe2\x85\x95", 1, 5}, {"\xe2\x85\x96", 2, 5}, {"\xe2\x85\x97", 3, 5},
                   {"\xe2\x85\x98", 4, 5}, {"\xe2\x85\x99", 1, 6}, {"\xe2\x85\x9a", 5, 6}, {"\xe2\x85\x9b", 1, 8},
                   {"\xe2\x85\x9c", 3, 8}, {"\xe2\x85\x9d", 5, 8}, {"\xe2\x85\x9e", 7, 8}, {"\xe2\x85\x90", 1, 7},
                   {"\xe2\x85\x91", 1, 9}, {"\xe2\x85\x92", 1, 10}};
  size_t i;
  if (n < 2 || ((unsigned char)s[0] != 0xc2 && (unsigned char)s[0] != 0xe2)) return fb_no_number();
  for (i = 0; i < sizeof fractions / sizeof *fractions; i++) {
    *len = strlen(fractions[i].at);
    if (*len <= n && memcmp(s, fractions[i].at, *len) == 0) return fb_float(fractions[i].over / fractions[i].under);
  }
  return fb_no_number();
}
