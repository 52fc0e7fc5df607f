/*
** word.c: classes and normal forms of words. Runs once per distinct word, so the long way (utf8proc) may be slow.
*/
#include "word.h"

#include <utf8proc.h>

/* One code point of [s, s + n); invalid bytes read as U+FFFD, one at a time. Gives its length. */
static size_t decode(const char *s, size_t n, utf8proc_int32_t *c) {
  utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s, n > 4 ? 4 : (utf8proc_ssize_t)n, c);
  if (len > 0) return (size_t)len;
  *c = 0xfffd;
  return 1;
}

static int is_apostrophe(utf8proc_int32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0xff07;
}
static int is_hyphen(utf8proc_int32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x00ad || c == 0x2212;
}

static int is_quote(utf8proc_int32_t c) {
  switch (c) {
    case '"':
    case 0x00ab:
    case 0x00bb:
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2039:
    case 0x203a:
    case 0xff02:
    case '`': return 1;
    default: return c == '\'';
  }
}

static int is_emoji(utf8proc_int32_t c) {
  return (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) || (c >= 0x1f1e6 && c <= 0x1f1ff) ||
         c == 0x2b50;
}

/* What the whole word showed. */
typedef struct tally {
  uint32_t letters, upper, lower, digits, other, points, seps, punct, symbols, currency, fractions;
} tally;

/* "1,580", "4.5", ".5", "12 000", "2½": digits with separators between them. */
static int is_numeric(const char *s, size_t len, const tally *n) {
  size_t i, last = 0;
  int digit_before = 0;
  if (n->digits == 0 && n->fractions == 0) return 0;
  if (n->letters || n->other || n->symbols) return 0;
  if (n->fractions) return n->punct == 0;
  for (i = 0; i < len; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c == ',' || c == '.' || c == '\'') {
      if (c == ',' && !digit_before) return 0;
      if (i + 1 == len) return 0;
      last = i;
      digit_before = 0;
    } else if (c >= '0' && c <= '9') digit_before = 1;
    else if (c < 0x80) return 0;
  }
  (void)last;
  return digit_before;
}

static int is_ordinal(const char *s, size_t len) {
  size_t i = 0;
  char a, b;
  while (i < len && ((s[i] >= '0' && s[i] <= '9') || s[i] == ',')) i++;
  if (i == 0 || len - i != 2) return 0;
  a = (char)(s[i] | 0x20);
  b = (char)(s[i + 1] | 0x20);
  return (a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h');
}

static int is_clitic(const char *fold, size_t n) {
  static const char *const clitics[] = {"'s", "n't", "'re", "'ll", "'ve", "'d", "'m", "'t", "'em", NULL};
  int k;
  for (k = 0; clitics[k]; k++)
    if (strlen(clitics[k]) == n && memcmp(clitics[k], fold, n) == 0) return 1;
  return 0;
}

static int looks_like_url(const char *s, size_t n) {
  size_t i, at = 0, dots = 0;
  if (n < 5) return 0;
  if (n > 7 && (memcmp(s, "http://", 7) == 0 || memcmp(s, "https:/", 7) == 0)) return 1;
  if (memcmp(s, "www.", 4) == 0) return 1;
  for (i = 1; i + 1 < n; i++) {
    if (s[i] == '@') at++;
    if (s[i] == '.') dots++;
    if (s[i] == '/' && dots) return 1;
  }
  return at == 1 && dots > 0;
}

/* ":)", ";-D": the tokenizer joins an eye and a mouth where they are meant, and nowhere else. */
static int looks_like_emoticon(const char *s, size_t n) {
  return n > 1 && s[0] && strchr(":;=", s[0]) && s[n - 1] && strchr("()DPpOo/\\|*][", s[n - 1]);
}

/* Classes of a word of ASCII letters, as most are; 0 for any other. No branch depends on the letters. */
static uint32_t plain_class(const char *s, size_t len) {
  uint32_t cls = FB_C_LETTER | FB_C_ALPHA, others = 0, mixed = 0, lower = 0, upper = 0;
  size_t i;
  for (i = 0; i < len; i++) {
    uint32_t c = (unsigned char)s[i], is_letter = (c | 0x20) - 'a' < 26, up = is_letter & ~(c >> 5);
    others |= !is_letter;
    mixed |= up & lower;
    lower |= is_letter & c >> 5;
    upper += up;
  }
  if (others || len == 0) return 0;
  if (!(s[0] & 0x20)) cls |= FB_C_CAP;
  if (mixed) cls |= FB_C_MIXED;
  if (upper == 0) return cls | FB_C_LOWER;
  if (upper == len) cls |= len == 1 ? FB_C_INITIAL : FB_C_UPPER;
  return cls;
}

uint32_t fb_word_class(const char *s, size_t len) {
  tally n;
  uint32_t cls = 0;
  size_t i = 0;
  int first_letter_upper = -1, seen_lower = 0, mixed = 0, quotes = 0, hyphens = 0, stops = 0, opens = 0, closes = 0,
      emoji = 0;
  size_t points = 0;
  if ((cls = plain_class(s, len)) != 0) return cls;
  memset(&n, 0, sizeof n);
  while (i < len) {
    utf8proc_int32_t c;
    unsigned char b = (unsigned char)s[i];
    if (b < 0x80) {
      c = b;
      i++;
    } else i += decode(s + i, len - i, &c);
    points++;
    if (c < 0x80 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
      int up = c <= 'Z';
      if (first_letter_upper < 0) first_letter_upper = up;
      if (up && seen_lower) mixed = 1;
      n.letters++;
      if (up) n.upper++;
      else n.lower++, seen_lower = 1;
      continue;
    }
    if (c >= '0' && c <= '9') {
      n.digits++;
      continue;
    }
    if (is_quote(c)) {
      quotes++;
      if (c == 0x201c || c == 0x2018 || c == 0xab || c == 0x201e || c == 0x201a || c == 0x2039 || c == '`') opens++;
      if (c == 0x201d || c == 0xbb || c == 0x203a) closes++;
      n.punct++;
      continue;
    }
    if (is_hyphen(c) || (c >= 0x2012 && c <= 0x2015)) {
      hyphens++;
      n.punct++;
      continue;
    }
    if (c == '.' || c == '!' || c == '?' || c == 0x2026) stops++;
    if (is_emoji(c)) emoji++;
    switch (utf8proc_category(c)) {
      case UTF8PROC_CATEGORY_LU:
      case UTF8PROC_CATEGORY_LT:
        if (first_letter_upper < 0) first_letter_upper = 1;
        if (seen_lower) mixed = 1;
        n.letters++;
        n.upper++;
        break;
      case UTF8PROC_CATEGORY_LL:
        if (first_letter_upper < 0) first_letter_upper = 0;
        seen_lower = 1;
        n.letters++;
        n.lower++;
        break;
      case UTF8PROC_CATEGORY_LM:
      case UTF8PROC_CATEGORY_LO:
        if (first_letter_upper < 0) first_letter_upper = 0;
        n.letters++;
        break;
      case UTF8PROC_CATEGORY_MN:
      case UTF8PROC_CATEGORY_MC:
      case UTF8PROC_CATEGORY_ME:
      case UTF8PROC_CATEGORY_CF: break;
      case UTF8PROC_CATEGORY_ND: n.digits++; break;
      case UTF8PROC_CATEGORY_NO: n.fractions++; break;
      case UTF8PROC_CATEGORY_NL: n.letters++; break;
      case UTF8PROC_CATEGORY_SC: n.currency++; break;
      case UTF8PROC_CATEGORY_SM:
      case UTF8PROC_CATEGORY_SK:
      case UTF8PROC_CATEGORY_SO: n.symbols++; break;
      case UTF8PROC_CATEGORY_PS:
      case UTF8PROC_CATEGORY_PI:
        opens++;
        n.punct++;
        break;
      case UTF8PROC_CATEGORY_PE:
      case UTF8PROC_CATEGORY_PF:
        closes++;
        n.punct++;
        break;
      case UTF8PROC_CATEGORY_PC:
      case UTF8PROC_CATEGORY_PD:
      case UTF8PROC_CATEGORY_PO: n.punct++; break;
      default: n.other++; break;
    }
  }
  if (n.letters) {
    cls |= FB_C_LETTER;
    if (first_letter_upper == 1) cls |= FB_C_CAP;
    if (n.upper == n.letters && n.letters >= 2) cls |= FB_C_UPPER;
    if (n.upper == 0) cls |= FB_C_LOWER;
    if (mixed) cls |= FB_C_MIXED;
    if (n.letters == 1 && n.upper == 1 && !n.digits && (points == 1 || (points == 2 && s[len - 1] == '.')))
      cls |= FB_C_INITIAL;
    if (!n.digits && !n.fractions && !n.symbols && !n.currency && !n.other &&
        (n.punct == 0 || (quotes == (int)n.punct && quotes > 0)))
      cls |= FB_C_ALPHA;
    if (len > 1 && s[len - 1] == '.' && !n.digits) cls |= FB_C_ABBREV;
  }
  if (n.digits || n.fractions) cls |= FB_C_HASDIGIT;
  if (n.digits && n.digits == points) cls |= FB_C_DIGITS;
  if (is_numeric(s, len, &n)) cls |= FB_C_NUMERIC;
  if (is_ordinal(s, len)) cls |= FB_C_ORDINAL;
  if (!n.letters && !n.digits && !n.fractions) {
    if (n.punct && n.punct == points) {
      cls |= FB_C_PUNCT;
      if (quotes == (int)points) cls |= FB_C_QUOTE;
      if (hyphens == (int)points) cls |= FB_C_HYPHEN;
      if (stops == (int)points) cls |= FB_C_STOP;
      if (opens) cls |= FB_C_OPEN;
      if (closes) cls |= FB_C_CLOSE;
    } else if (n.symbols + n.currency + n.punct == points && points) cls |= FB_C_SYMBOL;
  }
  if (n.currency && n.letters <= 3 && !n.digits && n.lower == 0) cls |= FB_C_CURRENCY | FB_C_SYMBOL;
  if (emoji || looks_like_emoticon(s, len)) cls = (cls | FB_C_EMOJI) & ~(uint32_t)(FB_C_PUNCT | FB_C_OPEN | FB_C_CLOSE);
  if (len > 1 && (s[0] == '@' || s[0] == '#') && (n.letters || n.digits) && n.letters + n.digits + 1 <= points)
    cls |= FB_C_HANDLE;
  if (n.letters && looks_like_url(s, len)) cls |= FB_C_URL;
  if (n.letters && len <= 8) {
    char fold[FB_FOLD_ROOM(8)];
    size_t k = fb_word_fold(s, len, fold);
    if (is_clitic(fold, k)) cls = (cls | FB_C_CLITIC) & ~(uint32_t)FB_C_ALPHA;
  }
  return cls;
}

size_t fb_word_fold(const char *s, size_t len, char *out) {
  size_t i, n = 0;
  unsigned all = 0;
  for (i = 0; i < len; i++) {
    unsigned c = (unsigned char)s[i];
    out[i] = (char)(c + ((c - 'A' < 26u) << 5));
    all |= c;
  }
  if (all < 0x80) return len;
  for (i = 0; i < len;) {
    utf8proc_int32_t c, buf[24];
    utf8proc_ssize_t k, j;
    int last = 0;
    size_t step = decode(s + i, len - i, &c);
    i += step;
    if (c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff) continue;
    if (is_apostrophe(c)) c = '\'';
    if (c == 0x201c || c == 0x201d) { /* curly marks stay: their side matters */
      n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n);
      continue;
    }
    if (is_hyphen(c)) c = '-';
    k = utf8proc_decompose_char(c, buf, 24, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
                                &last);
    if (k < 0 || k > 24) { /* nothing maps to more; keep the character */
      buf[0] = c;
      k = 1;
    }
    for (j = 0; j < k && n + 4 <= FB_FOLD_ROOM(len); j++) { /* a normal form is its own: also of a superscript minus */
      c = is_apostrophe(buf[j]) ? '\'' : is_hyphen(buf[j]) ? '-' : buf[j];
      n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n);
    }
  }
  { /* compose again: "é" is one character however it was written */
    utf8proc_int32_t small[128], *points = small;
    utf8proc_ssize_t count = 0, j;
    if (n > 128) return n;
    for (i = 0; i < n;) i += decode(out + i, n - i, &points[count++]);
    count = utf8proc_normalize_utf32(points, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (count > 0)
      for (j = 0, n = 0; j < count; j++) n += (size_t)utf8proc_encode_char(points[j], (utf8proc_uint8_t *)out + n);
  }
  return n;
}

int fb_has_lower(const char *s, size_t len) {
  size_t i;
  for (i = 0; i < len; i++)
    if (s[i] >= 'a' && s[i] <= 'z') return 1;
  return 0;
}
