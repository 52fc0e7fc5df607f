/*
** json.c: escaping and number format for the JSON writer.
*/
#include "json.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "offsets.h"

/* Longest output of one number: sign, 17 digits, point, exponent; 20 digits of an integer. */
#define FB_NUMBER_ROOM 32

/* First and least growth of the buffer. */
#define FB_JSON_FIRST 4096u

void fb_json_init(fb_json *j) { memset(j, 0, sizeof *j); }

void fb_json_free(fb_json *j) { fb_drop(&j->out); }

int fb_json_room(fb_json *j, size_t n) {
  if (j->status != FB_OK) return 0;
  if (n <= j->out.cap - j->out.n) return 1;
  /* the first buffer holds a short document's report; a failed one is emptied, so that nothing fits */
  if (n > UINT32_MAX) j->status = FB_TOOBIG;
  else j->status = fb_reserve(&j->out, n < FB_JSON_FIRST ? FB_JSON_FIRST : n);
  if (j->status != FB_OK) fb_drop(&j->out);
  return j->status == FB_OK;
}

void fb_json_raw(fb_json *j, const char *s, size_t n) {
  if (!fb_json_room(j, n)) return;
  memcpy(j->out.at + j->out.n, s, n);
  j->out.n += (uint32_t)n;
}

#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Nonzero where one of eight bytes is below 0x20, a quotation mark, a backslash or not ASCII. */
static uint64_t special8(const unsigned char *s) {
  uint64_t w, quote, slash;
  memcpy(&w, s, 8);
  quote = w ^ (ONES * '"');
  slash = w ^ (ONES * '\\');
  return ((w - ONES * 0x20) | (quote - ONES) | (slash - ONES) | w) & HIGHS;
}

/* 1: stands for itself; 0: escaped or not ASCII. */
static int plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/* Appends the escape of a control character, quotation mark or backslash: "\n", "\"", "\u001b". */
static void escape(fb_json *j, unsigned char c) {
  static const char hex[] = "0123456789abcdef";
  static const char letters[] = "btn\0fr"; /* of 8, 9, 10, 12, 13 */
  char out[6] = {'\\', 'u', '0', '0', 0, 0};
  if (c == '"' || c == '\\') {
    out[1] = (char)c;
    fb_json_raw(j, out, 2);
  } else if (c >= 8 && c <= 13 && c != 11) {
    out[1] = letters[c - 8];
    fb_json_raw(j, out, 2);
  } else {
    out[4] = hex[c >> 4];
    out[5] = hex[c & 15];
    fb_json_raw(j, out, 6);
  }
}

/* The rest of a string, from the first byte that does not stand for itself; s[0..i) is written. */
static void string_slow(fb_json *j, const char *text, size_t i, size_t n) {
  const unsigned char *s = (const unsigned char *)text;
  size_t run = i; /* s[run..i) is clean and not yet written */
  while (i < n) {
    if (i + 8 <= n && !special8(s + i)) i += 8;
    else if (plain(s[i])) i++;
    else if (s[i] >= 0x80) {
      int good;
      size_t len = fb_utf8_step(s + i, n - i, &good);
      if (!good) {
        fb_json_raw(j, text + run, i - run);
        fb_json_raw(j, "\xef\xbf\xbd", 3);
        run = i + len;
      }
      i += len;
    } else {
      fb_json_raw(j, text + run, i - run);
      escape(j, s[i]);
      run = ++i;
    }
  }
  fb_json_raw(j, text + run, i - run);
  fb_json_char(j, '"');
}

void fb_json_string(fb_json *j, const char *text, size_t n) {
  const unsigned char *s = (const unsigned char *)text;
  char *out;
  size_t i = 0;
  if (!fb_json_room(j, n + 2)) return;
  out = j->out.at + j->out.n;
  *out++ = '"';
  for (; i + 8 <= n && !special8(s + i); i += 8) memcpy(out + i, s + i, 8);
  for (; i < n && plain(s[i]); i++) out[i] = (char)s[i];
  if (i == n) {
    out[n] = '"';
    j->out.n += (uint32_t)n + 2;
  } else {
    j->out.n += (uint32_t)i + 1;
    string_slow(j, text, i, n);
  }
}

void fb_json_integer(fb_json *j, int64_t v) {
  static const char pairs[] =
      "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354"
      "55565758596061626364656667686970717273747576777879808182838485868788899091929394959697989900";
  char buf[2 * FB_NUMBER_ROOM] = {0}, *end = buf + FB_NUMBER_ROOM, *p = end; /* room behind: copies of one size */
  uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;                        /* the most negative has no positive */
  for (; u >= 100; u /= 100) memcpy(p -= 2, pairs + 2 * (u % 100), 2);
  if (u >= 10) memcpy(p -= 2, pairs + 2 * u, 2);
  else *--p = (char)('0' + u);
  if (v < 0) *--p = '-';
  if (!fb_json_room(j, FB_NUMBER_ROOM)) return;
  memcpy(j->out.at + j->out.n, p, FB_NUMBER_ROOM);
  j->out.n += (uint32_t)(end - p);
}

/*
** Appends `v` where it is a whole number of 1/10^d, d <= 15, of at most 15 digits, and returns 1.
** Both the digits and 10^d are then exact doubles, and their correctly rounded quotient is what
** every reader makes of the text (Clinger 1990, the easy case): equal means that it reads back.
** The first d that fits gives the fewest digits. "4.5", "0.25", "1234.75" end here.
*/
static int decimal(fb_json *j, double v) {
  double a = fabs(v), scale = 1;
  int d;
  for (d = 1; d <= 15; d++) {
    double digits;
    scale *= 10;
    digits = a * scale + 0.5;
    if (digits >= 1e15) return 0;
    digits = (double)(uint64_t)digits;
    if (digits / scale == a) {
      char buf[FB_NUMBER_ROOM], *p = buf + sizeof buf;
      uint64_t u = (uint64_t)digits;
      int i;
      for (i = 0; i < d; i++, u /= 10) *--p = (char)('0' + u % 10);
      *--p = '.';
      do *--p = (char)('0' + u % 10);
      while (u /= 10);
      if (v < 0) *--p = '-';
      fb_json_raw(j, p, (size_t)(buf + sizeof buf - p));
      return 1;
    }
  }
  return 0;
}

void fb_json_number(fb_json *j, double v) {
  char buf[FB_NUMBER_ROOM];
  int digits, n = 0, i;
  if (!isfinite(v)) fb_json_raw(j, "null", 4);
  else if (fabs(v) < 1e15 && v == (double)(int64_t)v) fb_json_integer(j, (int64_t)v);
  else if (fabs(v) < 1e-4 || !decimal(j, v)) { /* below, an exponent is shorter */
    /* %g drops trailing zeros, so 15 digits give all shorter ones too; denormals have fewer */
    for (digits = fabs(v) < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
      n = snprintf(buf, sizeof buf, "%.*g", digits, v);
      if (strtod(buf, NULL) == v) break;
    }
    for (i = 0; i < n; i++) /* a host may have set a locale with a decimal comma */
      if (!strchr("0123456789+-e", buf[i])) buf[i] = '.';
    fb_json_raw(j, buf, (size_t)n);
  }
}
