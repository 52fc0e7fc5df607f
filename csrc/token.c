/*
** token.c: the scanner. One pass over the bytes; a table tells ASCII apart, utf8proc is asked for the rest only.
*/
#include "token.h"

#include <utf8proc.h>

#include "list.h"
#include "offsets.h"
#include "word.h"

/* Longest token in bytes: what is longer has no word boundaries to find (base64, a line of dashes). */
#define MAX_TOKEN 4096

enum { OTHER, SPACE, LETTER, DIGIT, PUNCT };

void fb_tokenizer_init(fb_tokenizer *tk) {
  memset(tk, 0, sizeof *tk);
  fb_vocab_init(&tk->words, NULL);
}

void fb_tokenizer_free(fb_tokenizer *tk) {
  fb_vocab_free(&tk->words);
  fb_drop(&tk->kinds);
}

fb_status fb_tokenizer_load(fb_tokenizer *tk, const char *bytes, size_t n) {
  fb_list_reader r;
  fb_list_line line;
  fb_list_open(&r, bytes, n, NULL);
  while (fb_list_next(&r, &line, NULL)) {
    const char *at = line.attrs, *end = line.attrs + line.attrs_len;
    fb_list_attr a;
    uint8_t kind = FB_ABBREV_OTHER;
    char fold[256];
    uint32_t id;
    size_t len;
    if (FB_FOLD_ROOM(line.phrase_len) > sizeof fold) continue;
    while (fb_list_attr_next(&at, end, &a))
      if (a.key_len == 4 && memcmp(a.key, "kind", 4) == 0 && a.value_len == 5 && memcmp(a.value, "title", 5) == 0)
        kind = FB_ABBREV_TITLE;
    len = fb_word_fold(line.phrase, line.phrase_len, fold);
    FB_TRY(fb_vocab_intern(&tk->words, fold, (uint32_t)len, fb_vocab_hash(fold, len), &id));
    while (tk->kinds.n <= id) FB_TRY(fb_push(&tk->kinds, FB_ABBREV_NONE));
    tk->kinds.at[id] = line.removes ? FB_ABBREV_NONE : kind;
  }
  return FB_OK;
}

int fb_tokenizer_abbreviation(const fb_tokenizer *tk, const char *s, uint32_t len) {
  char fold[256];
  uint32_t id;
  size_t n;
  if (len > 15) return FB_ABBREV_NONE;
  n = fb_word_fold(s, len, fold);
  id = fb_vocab_find(&tk->words, fold, (uint32_t)n, fb_vocab_hash(fold, n));
  return id == FB_NONE ? FB_ABBREV_NONE : tk->kinds.at[id];
}

/* Class and length of the character at s; OTHER where it is no UTF-8. */
static int char_at(const char *s, size_t n, size_t *len) {
  unsigned char c = (unsigned char)*s;
  utf8proc_int32_t cp;
  utf8proc_ssize_t k;
  *len = 1;
  if (c < 0x80) {
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return LETTER;
    if (c >= '0' && c <= '9') return DIGIT;
    if (c == ' ' || (c >= 9 && c <= 13)) return SPACE;
    return PUNCT;
  }
  k = utf8proc_iterate((const utf8proc_uint8_t *)s, n > 4 ? 4 : (utf8proc_ssize_t)n, &cp);
  if (k <= 0) { /* as one character: a maximal ill-formed subpart, as the offsets count it */
    int good;
    *len = fb_utf8_step((const unsigned char *)s, n, &good);
    return OTHER;
  }
  *len = (size_t)k;
  if (cp == 0xad || cp == 0x200b || cp == 0x200c || cp == 0x200d || cp == 0x2060 || cp == 0xfeff) return LETTER;
  switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NL:
      return LETTER;
    case UTF8PROC_CATEGORY_ND: return DIGIT;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_CC: return SPACE;
    default: return PUNCT;
  }
}

static int is_letter(int c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
static int is_digit(int c) { return c >= '0' && c <= '9'; }

/* Length of an apostrophe at s, 0 without. */
static size_t apostrophe(const char *s, size_t n) {
  if (n >= 1 && *s == '\'') return 1;
  if (n >= 3 && memcmp(s, "\xe2\x80\x99", 3) == 0) return 3;
  return 0;
}

/* Does a clitic ('s, 're, …) of its own begin with the apostrophe at s? Gives its length. */
static size_t clitic(const char *s, size_t n) {
  static const char *const tails[] = {"s", "re", "ll", "ve", "d", "m", NULL};
  size_t a = apostrophe(s, n), len;
  int k;
  if (!a) return 0;
  for (k = 0; tails[k]; k++) {
    size_t t = strlen(tails[k]), i;
    if (a + t > n) continue;
    for (i = 0; i < t && (s[a + i] | 0x20) == tails[k][i]; i++) continue;
    if (i < t) continue;
    if (a + t == n) return a + t;
    if (char_at(s + a + t, n - a - t, &len) != LETTER && !is_digit((unsigned char)s[a + t])) return a + t;
  }
  return 0;
}

/* Does the word at s (len bytes, letters) end in n before an apostrophe and t: "don|'t"? */
static int ends_nt(const char *s, size_t len, size_t n) {
  size_t a, l;
  if (len < 2 || (s[len - 1] | 0x20) != 'n') return 0;
  a = apostrophe(s + len, n - len);
  if (!a || len + a >= n || (s[len + a] | 0x20) != 't') return 0;
  return len + a + 1 == n || char_at(s + len + a + 1, n - len - a - 1, &l) != LETTER;
}

static size_t until_space(const char *s, size_t n) {
  size_t i = 0, len;
  int cls;
  while (i < n && i < MAX_TOKEN && (cls = char_at(s + i, n - i, &len)) != SPACE && cls != OTHER && s[i] != '<' && s[i] != '>' && s[i] != '"' &&
         !(i + 2 < n && (memcmp(s + i, "\xe2\x80\x9d", 3) == 0 || memcmp(s + i, "\xe2\x80\x9c", 3) == 0)))
    i += len;
  while (i > 1 && strchr(".,;:!?)]}'", s[i - 1])) i--;
  return i;
}

/* A URL, an e-mail address or a domain at s; 0 where there is none. `word` is the length of its first word. */
static size_t url(const char *s, size_t n, size_t word) {
  size_t i;
  if (word < n && s[word] == ':' && word + 3 < n && s[word + 1] == '/' && s[word + 2] == '/') return until_space(s, n);
  if (word == 3 && n > 5 && (s[0] | 0x20) == 'w' && (s[1] | 0x20) == 'w' && (s[2] | 0x20) == 'w' && s[3] == '.' && is_letter(s[4]))
    return until_space(s, n);
  /* name.name@host.tld */
  for (i = word; i < n && (is_letter(s[i]) || is_digit(s[i]) || strchr("._-+", s[i])) && s[i]; i++) continue;
  if (i < n && s[i] == '@' && i + 3 < n && is_letter(s[i + 1])) {
    size_t e = until_space(s, n);
    if (e > i + 3 && memchr(s + i, '.', e - i)) return e;
  }
  /* host.tld with a well-known ending */
  if (word < n && s[word] == '.') {
    static const char *const tlds[] = {"com", "org", "net", "gov", "edu", "io", "info", "co.uk", "eu", "ru", "ua", "de", "fr", "uk", NULL};
    size_t e = until_space(s, n), host = 0;
    int k;
    while (host < e && s[host] != '/') host++;
    for (k = 0; tlds[k]; k++) {
      size_t t = strlen(tlds[k]);
      if (host > t + 1 && s[host - t - 1] == '.' && memcmp(s + host - t, tlds[k], t) == 0 && host - t - 1 >= word) return e;
    }
  }
  return 0;
}

/* Length of the number that begins at s: digits with separators, times and dates of the same kind. */
static size_t number(const char *s, size_t n) {
  size_t i = 0;
  int slashes = 0;
  while (i < n) {
    if (is_digit((unsigned char)s[i])) {
      i++;
      continue;
    }
    if ((s[i] == ',' || s[i] == '.' || s[i] == ':') && i + 1 < n && is_digit((unsigned char)s[i + 1])) {
      i++;
      continue;
    }
    if (s[i] == '/' && i + 1 < n && is_digit((unsigned char)s[i + 1])) {
      slashes++;
      i++;
      continue;
    }
    break;
  }
  (void)slashes;
  { /* ½ and its like belong to the number before */
    size_t len;
    utf8proc_int32_t cp;
    if (i < n && (unsigned char)s[i] >= 0x80 && utf8proc_iterate((const utf8proc_uint8_t *)s + i, n - i > 4 ? 4 : (utf8proc_ssize_t)(n - i), &cp) > 0 &&
        utf8proc_category(cp) == UTF8PROC_CATEGORY_NO && char_at(s + i, n - i, &len) == PUNCT)
      i += len;
  }
  return i;
}

/* Is s (lower or upper case) exactly x? */
static int equals(const char *s, size_t len, const char *x) {
  size_t i;
  for (i = 0; i < len && x[i]; i++)
    if ((s[i] | 0x20) != x[i]) return 0;
  return i == len && !x[i];
}

/* What `glued` is for the second half of O'Brien, which has no further one: "a'a'a'…" must not recurse. */
#define INNER 4

/* Length of the token at s; s is no space. `glued`: no space stands before it. */
static size_t token_at(const fb_tokenizer *tk, const char *s, size_t n, int glued) {
  size_t len, i, u;
  int cls = char_at(s, n, &len);
  unsigned char c = (unsigned char)*s;
  if (cls == OTHER) return len;
  if (cls == DIGIT && c < 0x80) {
    i = number(s, n);
    if (i < n && is_letter(s[i])) {
      size_t j = i;
      while (j < n && is_letter(s[j])) j++;
      if (j < n && (is_digit((unsigned char)s[j]))) { /* "3D4": a code */
        while (j < n && (is_letter(s[j]) || is_digit((unsigned char)s[j]))) j++;
        return j;
      }
      if (j - i == 2 && (equals(s + i, 2, "st") || equals(s + i, 2, "nd") || equals(s + i, 2, "rd") || equals(s + i, 2, "th"))) return j;
      if (j - i == 1 && s[i] == 's') return j; /* 1990s, 737s */
      return i;
    }
    if (i + 1 < n && s[i] == '\'' && s[i + 1] == 's' && i == 4 && !(i + 2 < n && is_letter(s[i + 2]))) return i;
    return i;
  }
  if (cls == LETTER || (cls == DIGIT && c >= 0x80)) {
    size_t k;
    for (i = 0; i < n && i < MAX_TOKEN; i += k) {
      int x = char_at(s + i, n - i, &k);
      if (x == LETTER || x == DIGIT) continue;
      if (s[i] == '&' && i > 0 && i + 1 < n && s[i + 1] >= 'A' && s[i + 1] <= 'Z' && s[i - 1] >= 'A' && s[i - 1] <= 'Z') {
        k = 1;
        continue; /* AT&T */
      }
      break;
    }
    if (i < n && (s[i] == ':' || s[i] == '.' || s[i] == '@' || s[i] == '-' || s[i] == '_') && (u = url(s, n, i)) > i) return u;
    if (i < n && s[i] == '$' && i <= 3 && s[0] >= 'A' && s[0] <= 'Z') return i + 1; /* US$ */
    if (i == 6 && equals(s, 6, "cannot")) return 3;
    if (ends_nt(s, i, n)) return i - 1;
    if (i < n && (u = apostrophe(s + i, n - i)) != 0) {
      if (glued && (s[0] | 0x20) == 'n' && i == 1 && i + u < n && (s[i + u] | 0x20) == 't') return i + u + 1; /* n't */
      if (!clitic(s + i, n - i) && i + u < n && char_at(s + i + u, n - i - u, &k) == LETTER && i <= 3 && glued != INNER) {
        size_t rest = token_at(tk, s + i + u, n - i - u, INNER); /* O'Brien, d'Hondt */
        return i + u + rest;
      }
      return i;
    }
    if (i < n && s[i] == '.') {
      /* U.S., e.g., p.m.: letters each with its stop */
      if (i == 1 || (i == 2 && equals(s, 2, "ph"))) {
        size_t j = i + 1, stops = 1;
        while (j + 1 < n && is_letter(s[j]) && s[j + 1] == '.') {
          j += 2;
          stops++;
        }
        if (stops == 1 && j < n && is_letter(s[j]) && j + 1 < n && !is_letter(s[j + 1]) && i == 1) return j + 1 <= n ? j + 1 : j; /* "U.S" */
        if (stops > 1) return j;
        if (i == 1 && s[0] >= 'A' && s[0] <= 'Z' && s[0] != 'I' && (j >= n || s[j] == ' ')) return j; /* initial */
        if (i == 1 && s[0] == 'I' && j + 1 < n && s[j] == ' ' && s[j + 1] >= 'A' && s[j + 1] <= 'Z' && glued == 2) return j;
      }
      { /* words with inner stops: "SH.BA", "EE.UU." */
        size_t j = i + 1;
        if (i <= 4 && j < n && s[0] >= 'A' && s[0] <= 'Z' && s[i - 1] >= 'A' && s[i - 1] <= 'Z' && s[j] >= 'A' && s[j] <= 'Z') {
          while (j < n && s[j] >= 'A' && s[j] <= 'Z') j++;
          if (j - i <= 5 && !(j < n && s[j] >= 'a' && s[j] <= 'z')) return j;
        }
      }
      if (i < 15 && fb_tokenizer_abbreviation(tk, s, (uint32_t)i + 1)) return i + 1;
    }
    return i;
  }
  /* marks */
  if (c == '\'' || (n >= 3 && memcmp(s, "\xe2\x80\x99", 3) == 0)) {
    if (glued && (u = clitic(s, n)) != 0) return u;
    if (c == '\'' && n > 1 && s[1] == '\'') return 2;
    if (!glued && len + 2 < n && is_digit((unsigned char)s[len]) && is_digit((unsigned char)s[len + 1])) { /* '90s */
      size_t j = len + 2;
      if (j < n && s[j] == 's') j++;
      return j;
    }
    return len;
  }
  if (c == '`' && n > 1 && s[1] == '`') return 2;
  if (c == '.' && n > 1 && is_digit((unsigned char)s[1]) && !glued) return 1 + number(s + 1, n - 1);
  if ((c == '@' || c == '#') && n > 1 && (is_letter(s[1]) || s[1] == '_' || (c == '#' && is_digit((unsigned char)s[1]))) && !glued) {
    i = 1;
    while (i < n && (is_letter(s[i]) || is_digit((unsigned char)s[i]) || s[i] == '_')) i++;
    return i;
  }
  if (c < 0x80 && strchr(".-!?*=_~+", c)) { /* runs of one mark: "...", "--", "!!!" */
    i = 1;
    while (i < n && i < MAX_TOKEN && (s[i] == s[0] || ((c == '!' || c == '?') && (s[i] == '!' || s[i] == '?')))) i++;
    return i;
  }
  return len;
}

/* Is the token at s + i of a phrase glued to what is before it? A phrase that begins with a clitic is that clitic. */
static int word_glue(const char *s, size_t len, size_t i) {
  if (i == 0) return apostrophe(s, len) != 0 || (len == 3 && memcmp(s, "n't", 3) == 0);
  return s[i - 1] != ' ' && s[i - 1] != '\n' && s[i - 1] != '\t';
}

fb_status fb_tokenize(fb_doc *d, const fb_tokenizer *tk, const char *s, size_t len) {
  size_t i = 0;
  uint32_t newlines = 2, spaces = 0;
  if (len > FB_MAX_TEXT) return FB_TOOBIG;
  d->text = s;
  d->len = len;
  if (len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) i = 3;
  while (i < len) {
    unsigned char c = (unsigned char)s[i];
    size_t n, k;
    uint32_t id, occ = 0;
    int cls;
    if (c == ' ') {
      spaces++;
      i++;
      continue;
    }
    if (c == '\n') {
      newlines++;
      spaces++;
      i++;
      continue;
    }
    cls = char_at(s + i, len - i, &k);
    if (cls == SPACE) {
      spaces++;
      if (k == 3 && memcmp(s + i, "\xe2\x80\xa9", 3) == 0) newlines += 2;
      i += k;
      continue;
    }
    if (cls == OTHER) d->invalid++;
    if (newlines) occ |= FB_T_LINE_START;
    if (newlines > 1) occ |= FB_T_PARA_START;
    if (!spaces && d->ntok) occ |= FB_T_GLUED;
    n = token_at(tk, s + i, len - i, (occ & FB_T_GLUED) != 0);
    if (n == 0) n = 1;
    if (n > len - i) n = len - i;
    FB_TRY(fb_vocab_intern(&d->vocab, s + i, (uint32_t)n, fb_vocab_hash(s + i, n), &id));
    FB_TRY(fb_doc_push(d, (uint32_t)i, (uint32_t)n, id, occ));
    i += n;
    newlines = spaces = 0;
  }
  return FB_OK;
}

fb_status fb_tokenize_phrase(const fb_tokenizer *tk, fb_vocab *v, const char *s, size_t len, uint32_t *sym,
                             uint32_t *norm, uint32_t max, uint32_t *n) {
  size_t i = 0;
  *n = 0;
  while (i < len) {
    size_t k, t;
    if (char_at(s + i, len - i, &k) == SPACE) {
      i += k;
      continue;
    }
    if (*n == max) return FB_TOOBIG;
    t = token_at(tk, s + i, len - i, word_glue(s, len, i));
    if (t == 0) t = 1;
    FB_TRY(fb_vocab_intern(v, s + i, (uint32_t)t, fb_vocab_hash(s + i, t), &sym[*n]));
    norm[*n] = fb_vocab_word(v, sym[*n])->norm;
    ++*n;
    i += t;
  }
  return FB_OK;
}
