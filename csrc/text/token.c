/*
** token.c: the scanner. One pass over the bytes. A table tells ASCII apart; words, numbers and marks that end where
** the table says are done at once, everything else goes the long way (token_at), with utf8proc where there is no other.
*/
#include "token.h"

#include <utf8proc.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "list.h"
#include "offsets.h"
#include "word.h"

/* Longest token in bytes: what is longer has no word boundaries to find (base64, a line of dashes). */
#define MAX_TOKEN 4096

/* How far a domain, an address or a file name is looked for. Bounded: "a.a.a.a…" must not be read again at each letter. */
#define MAX_NAME 256
#define MAX_LABELS 12

/* Bytes of text to a token, the space included: fewer than in most texts (5.2), so that there is room for the rest. */
#define TOKEN_BYTES 5

/* Longest entry of the list in bytes. */
#define MAX_ENTRY 24

enum { OTHER, SPACE, LETTER, DIGIT, PUNCT };

/* What stands before a token, as far as it matters to where the token ends. */
enum {
  GLUED = 1,        /* no space */
  AFTER_NAME = 2,   /* a capitalized word: an initial may follow */
  INNER = 4,        /* the second half of O'Brien, which has no further one: "a'a'a'…" must not recurse */
  PHRASE = 8,       /* the text is a phrase of a list: its last stop belongs to its last word */
  AFTER_NUMBER = 16 /* a number: a unit may follow */
};

/* ---- the list ------------------------------------------------------------------------------- */

void fb_tokenizer_init(fb_tokenizer *tk) {
  memset(tk, 0, sizeof *tk);
  fb_vocab_init(&tk->words, NULL);
}

void fb_tokenizer_free(fb_tokenizer *tk) {
  fb_vocab_free(&tk->words);
  fb_drop(&tk->kinds);
  fb_drop(&tk->parts);
}

static int is_letter(int c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
static int is_digit(int c) { return c >= '0' && c <= '9'; }
static int is_upper(int c) { return c >= 'A' && c <= 'Z'; }
static int is_lower(int c) { return c >= 'a' && c <= 'z'; }

static int is(const char *s, size_t n, const char *x) { return strlen(x) == n && memcmp(s, x, n) == 0; }

/* ASCII letters to lower case, 1 to 26; all else 0. */
static inline uint32_t letter(char c) {
  uint32_t x = ((uint32_t)(unsigned char)c | 0x20) - 'a';
  return x < 26 ? x + 1 : 0;
}

/*
** Bit in the filters of a word of 1 to 15 bytes, with zeros behind them, that is all ASCII; letters of any case are the
** same.
*/
static inline uint32_t filter_bit_of(uint64_t head, uint64_t tail) {
  const uint64_t small = 0x2020202020202020u;
  return (uint32_t)(((head | small) * 0x9e3779b97f4a7c15u + (tail | small) * 0xd6e8feb86659fd93u) >>
                    (64 - FB_FILTER_LOG));
}

/* The same of any word; FB_FILTER_BITS where it is longer, or does not begin and end with an ASCII letter. */
static uint32_t filter_bit(const char *s, size_t len) {
  uint64_t head, tail;
  if (len == 0 || len >= FB_FILTER_LONGEST || !letter(s[0]) || !letter(s[len - 1])) return FB_FILTER_BITS;
  head = fb_vocab_load(s, len < 8 ? len : 8);
  tail = len > 8 ? fb_vocab_load(s + 8, len - 8) : 0;
  if ((head | tail) & 0x8080808080808080u) { /* folding may change all but these */
    head = (unsigned char)s[0] | (uint64_t)(unsigned char)s[len - 1] << 8;
    tail = (uint64_t)len << 56;
  }
  return filter_bit_of(head, tail);
}

static uint8_t kind_of(const fb_list_attr *a) {
  static const struct {
    const char *name;
    uint8_t kind;
  } kinds[] = {{"title", FB_ABBREV_TITLE},
               {"other", FB_ABBREV_OTHER},
               {"number", FB_ABBREV_NUMBER},
               {"weak", FB_ABBREV_WEAK},
               {"prefix", FB_WORD_PREFIX},
               {"ending", FB_WORD_ENDING},
               {"whole", FB_WORD_WHOLE},
               {"start", FB_WORD_START},
               {"unit", FB_ABBREV_UNIT},
               {"currency", FB_WORD_CURRENCY},
               {"says", FB_WORD_SAYS},
               {"asks", FB_WORD_ASKS},
               {NULL, 0}};
  int k;
  for (k = 0; kinds[k].name; k++)
    if (is(a->value, a->value_len, kinds[k].name)) return kinds[k].kind;
  return FB_ABBREV_OTHER;
}

/* "gon na": bit 3. */
static uint32_t parts_of(const fb_list_attr *a) {
  uint32_t bits = 0, at = 0;
  size_t i;
  for (i = 0; i < a->value_len && at < FB_FILTER_LONGEST; i++)
    if (a->value[i] == ' ') bits |= (uint32_t)1 << at;
    else at++;
  return bits & ~(uint32_t)1;
}

fb_status fb_tokenizer_load(fb_tokenizer *tk, const char *bytes, size_t n) {
  fb_list_reader r;
  fb_list_line line;
  fb_list_open(&r, bytes, n, NULL);
  while (fb_list_next(&r, &line, NULL)) {
    const char *at = line.attrs, *end = line.attrs + line.attrs_len;
    fb_list_attr a;
    uint8_t kind = FB_ABBREV_OTHER;
    uint32_t id, parts = 0, bit;
    char fold[FB_FOLD_ROOM(MAX_ENTRY)];
    size_t len;
    if (line.phrase_len > MAX_ENTRY) continue;
    while (fb_list_attr_next(&at, end, &a)) {
      if (is(a.key, a.key_len, "kind")) kind = kind_of(&a);
      if (is(a.key, a.key_len, "parts") && (parts = parts_of(&a)) != 0) kind = FB_WORD_PARTS;
    }
    if ((kind == FB_ABBREV_WEAK || kind == FB_WORD_PARTS) && is_upper(line.phrase[0])) kind |= FB_WORD_CAPITAL;
    len = fb_word_fold(line.phrase, line.phrase_len, fold);
    FB_TRY(fb_vocab_intern(&tk->words, fold, (uint32_t)len, fb_vocab_hash(fold, len), &id));
    while (tk->kinds.n <= id) FB_TRY(fb_push(&tk->kinds, FB_ABBREV_NONE));
    while (tk->parts.n <= id) FB_TRY(fb_push(&tk->parts, 0));
    tk->kinds.at[id] = line.removes ? FB_ABBREV_NONE : kind;
    tk->parts.at[id] = line.removes ? 0 : parts;
    if (parts && len && (bit = filter_bit(fold, len)) < FB_FILTER_BITS) tk->joined[bit / 8] |= (uint8_t)(1u << bit % 8);
    if (len > 1 && fold[len - 1] == '.' && (bit = filter_bit(fold, len - 1)) < FB_FILTER_BITS)
      tk->stops[bit / 8] |= (uint8_t)(1u << bit % 8);
  }
  return FB_OK;
}

/* May the list have the word of `len` letters at s with a stop? Tells most words apart. */
static int maybe_listed(const fb_tokenizer *tk, const char *s, size_t len) {
  uint32_t bit = filter_bit(s, len);
  return bit < FB_FILTER_BITS ? tk->stops[bit / 8] >> bit % 8 & 1 : 1;
}

/* The entry of a spelling, or FB_NONE. */
static uint32_t entry(const fb_tokenizer *tk, const char *s, size_t len) {
  char fold[FB_FOLD_ROOM(MAX_ENTRY)];
  uint32_t id;
  size_t n;
  if (len == 0 || len > MAX_ENTRY) return FB_NONE;
  for (n = 0; n < len && (unsigned char)s[n] < 0x80; n++) fold[n] = (char)(is_upper(s[n]) ? s[n] | 0x20 : s[n]);
  if (n < len) n = fb_word_fold(s, len, fold);
  id = fb_vocab_find(&tk->words, fold, (uint32_t)n, fb_vocab_hash(fold, n));
  if (id == FB_NONE || ((tk->kinds.at[id] & FB_WORD_CAPITAL) && !is_upper(s[0]))) return FB_NONE;
  return id;
}

int fb_tokenizer_abbreviation(const fb_tokenizer *tk, const char *s, uint32_t len) {
  uint32_t id = entry(tk, s, len);
  return id == FB_NONE ? FB_ABBREV_NONE : tk->kinds.at[id] & ~FB_WORD_CAPITAL;
}

/* ---- characters ----------------------------------------------------------------------------- */

/* The character at s, which is not ASCII, and its length; 0 where it is no UTF-8. */
static size_t decode(const char *s, size_t n, utf8proc_int32_t *c) {
  utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s, n > 4 ? 4 : (utf8proc_ssize_t)n, c);
  return k > 0 ? (size_t)k : 0;
}

/* Class and length of the character at s; OTHER where it is no UTF-8. */
static int char_at(const char *s, size_t n, size_t *len) {
  unsigned char c = (unsigned char)*s;
  utf8proc_int32_t cp;
  *len = 1;
  if (c < 0x80) {
    if (is_letter(c)) return LETTER;
    if (is_digit(c)) return DIGIT;
    return c <= ' ' || c == 0x7f ? SPACE : PUNCT; /* control characters, NUL among them, say nothing */
  }
  if (c == 0xe2 && n >= 3 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] >= 0x90 &&
      (unsigned char)s[2] <= 0xa7) {
    *len = 3; /* dashes, curly quotation marks, bullets: all that most texts have beside ASCII */
    return PUNCT;
  }
  *len = decode(s, n, &cp);
  if (*len == 0) { /* as one character: a maximal ill-formed subpart, as the offsets count it */
    int good;
    *len = fb_utf8_step((const unsigned char *)s, n, &good);
    return OTHER;
  }
  if (cp == 0xad || cp == 0x200b || cp == 0x200c || cp == 0x200d || cp == 0x2060 || cp == 0xfeff) return LETTER;
  switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NL: return LETTER;
    case UTF8PROC_CATEGORY_ND: return DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return SPACE;
    default: return PUNCT;
  }
}

/* Is there a letter or a digit at s? */
static int word_at(const char *s, size_t n) {
  size_t len;
  int cls = n ? char_at(s, n, &len) : SPACE;
  return cls == LETTER || cls == DIGIT;
}

/* Bytes of the ASCII letters at s, at most `most`. */
static size_t letters(const char *s, size_t n, size_t most) {
  size_t i = 0;
  if (n > most) n = most;
  while (i < n && is_letter(s[i])) i++;
  return i;
}

/* Length of an apostrophe at s, 0 without. */
static size_t apostrophe(const char *s, size_t n) {
  if (n >= 1 && *s == '\'') return 1;
  if (n >= 3 && memcmp(s, "\xe2\x80\x99", 3) == 0) return 3;
  return 0;
}

/* Does a clitic ('s, 're, …) of its own begin with the apostrophe at s? Gives its length. */
static size_t clitic(const char *s, size_t n) {
  static const char *const tails[] = {"s", "re", "ll", "ve", "d", "m", NULL};
  size_t a = apostrophe(s, n);
  int k;
  if (!a) return 0;
  for (k = 0; tails[k]; k++) {
    size_t t = strlen(tails[k]), i;
    if (a + t > n) continue;
    for (i = 0; i < t && (s[a + i] | 0x20) == tails[k][i]; i++) continue;
    if (i == t && !word_at(s + a + t, n - a - t)) return a + t;
  }
  return 0;
}

/* Does the word at s (len bytes, letters) end in n before an apostrophe and t: "don|'t"? */
static int ends_nt(const char *s, size_t len, size_t n) {
  size_t a;
  if (len < 2 || (s[len - 1] | 0x20) != 'n') return 0;
  a = apostrophe(s + len, n - len);
  if (!a || len + a >= n || (s[len + a] | 0x20) != 't') return 0;
  return !word_at(s + len + a + 1, n - len - a - 1);
}

/* Bytes of combining marks and variation selectors at s, and of what a zero-width joiner joins: "👩‍🚒", "1️⃣". */
static size_t marks(const char *s, size_t n) {
  size_t i = 0;
  while (i < n && i < MAX_TOKEN && (unsigned char)s[i] >= 0x80) {
    utf8proc_int32_t cp;
    size_t k = decode(s + i, n - i, &cp);
    utf8proc_category_t cat;
    if (k == 0) break;
    cat = utf8proc_category(cp);
    if (cp == 0x200d) { /* with the character behind it */
      size_t j = i + k, len;
      if (j >= n || char_at(s + j, n - j, &len) != PUNCT || (unsigned char)s[j] < 0x80) break;
      i = j + len;
    } else if (cat == UTF8PROC_CATEGORY_MN || cat == UTF8PROC_CATEGORY_ME || (cp >= 0x1f3fb && cp <= 0x1f3ff) ||
               (cp >= 0xe0020 && cp <= 0xe007f))
      i += k;
    else break;
  }
  return i;
}

/* Length of a symbol at s that has `len` bytes, with all that makes one picture with it; flags are two letters. */
static size_t symbol(const char *s, size_t n, size_t len) {
  if (len == 4 && n >= 8 && memcmp(s, "\xf0\x9f\x87", 3) == 0 && memcmp(s + 4, "\xf0\x9f\x87", 3) == 0 &&
      (unsigned char)s[3] >= 0xa6 && (unsigned char)s[7] >= 0xa6)
    len = 8;
  return len + marks(s + len, n - len);
}

/* Length of an emoticon at s: eyes, perhaps a nose, a mouth. 0 without. */
static size_t emoticon(const char *s, size_t n, int before) {
  size_t i = 1;
  char mouth;
  if (n < 2 || !strchr(":;=", s[0])) return 0;
  if (i < n && (s[i] == '-' || s[i] == '^' || (s[i] == '\'' && s[0] == ':'))) i++;
  if (i >= n || !s[i]) return 0;
  mouth = s[i];
  if (!strchr("()DPpOo/\\|*][", mouth)) return 0;
  if (strchr("DPpOo/\\|*][", mouth) && (before & GLUED)) return 0; /* "a:b", "12:Dec" */
  if (s[0] == '=' && i == 1 && !strchr("()DP", mouth)) return 0;
  i++;
  if (mouth == ')' || mouth == '(')
    while (i < n && i < MAX_TOKEN && s[i] == mouth) i++;
  if (word_at(s + i, n - i)) return 0; /* "as follows:(a)" */
  return i;
}

/* Length of a picture of other signs at s: "<3", "^_^", ">:(". 0 without. */
static size_t face(const char *s, size_t n, int before) {
  size_t i, k;
  if (n < 2 || (before & GLUED)) return 0;
  switch (*s) {
    case '>': return (k = emoticon(s + 1, n - 1, 0)) != 0 ? 1 + k : 0;
    case '^':
    case '-':
      if (n < 3 || !(s[1] == '_' || (*s == '^' && (s[1] == '-' || s[1] == '.'))) || s[2] != *s) return 0;
      return n > 3 && (word_at(s + 3, n - 3) || s[3] == *s || s[3] == '_') ? 0 : 3;
    case '<': /* "<3" at the end; "<3 people" are fewer than three */
      i = s[1] == '/' ? 2 : 1;
      if (i >= n || s[i] != '3') return 0;
      while (i < n && i < MAX_TOKEN && s[i] == '3') i++;
      for (k = i; k < n && s[k] == ' ';) k++;
      return k < n && (word_at(s + k, n - k) || strchr("%.,-+$/", s[k]) || s[k] == (char)0xc2) ? 0 : i;
    default: return 0;
  }
}

/* ---- addresses ------------------------------------------------------------------------------ */

/* Has each bracket that the `n` bytes at s close been opened there? "Bergen_(city)" */
static int balanced(const char *s, size_t n) {
  size_t i, open = 0, close = 0;
  for (i = 0; i < n; i++) {
    open += s[i] == '(';
    close += s[i] == ')';
  }
  return close <= open;
}

/* Where a URL that begins at s ends. */
static size_t until_space(const char *s, size_t n) {
  size_t i = 0, len;
  int cls;
  while (i < n && i < MAX_TOKEN) {
    cls = char_at(s + i, n - i, &len);
    if (cls == SPACE || cls == OTHER || s[i] == '<' || s[i] == '>' || s[i] == '"') break;
    if (len == 3 && (memcmp(s + i, "\xe2\x80\x9d", 3) == 0 || memcmp(s + i, "\xe2\x80\x9c", 3) == 0)) break;
    i += len;
  }
  for (;;) {
    if (i > 1 && strchr(".,;:!?]}'*", s[i - 1])) i--;
    else if (i > 1 && s[i - 1] == ')' && !balanced(s, i)) i--;
    else if (i > 3 && memcmp(s + i - 3, "\xe2\x80\x99", 3) == 0) i -= 3;
    else return i;
  }
}

static int name_byte(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }

/*
** A domain, an e-mail address, a file's or a newsgroup's name at s; 0 where there is none. `word` is the length of
** its first word. A name is told by its ending ("example.com", "notes.pdf"), by "@" inside, or by three words and more
** that are all in lower case ("alt.animals.cat").
*/
static size_t dotted(const fb_tokenizer *tk, const char *s, size_t n, size_t word) {
  size_t i = word, label = 0, best = 0, dots = 0, most = n < MAX_NAME ? n : MAX_NAME;
  int lower = word > 1, underscore = 0;
  for (i = 0; i < word; i++)
    if (!is_lower(s[i])) lower = 0;
  for (;;) {
    while (i < most && name_byte(s[i])) {
      if (!is_lower(s[i]) && s[i] != '-') lower = 0;
      if (s[i] == '_') underscore = 1;
      i++;
    }
    if (dots && i - label > 1) {
      uint32_t id = entry(tk, s + label - 1, i - label + 1);
      if (id != FB_NONE && tk->kinds.at[id] == FB_WORD_ENDING) best = i;
      if (i - label < 2) lower = 0;
    }
    if (dots < MAX_LABELS && i + 1 < most && s[i] == '.' && (is_letter(s[i + 1]) || is_digit(s[i + 1]))) {
      dots++;
      label = ++i;
      continue;
    }
    break;
  }
  while (i < most && (s[i] == '.' || s[i] == '+' || name_byte(s[i]))) i++; /* "name...@host" */
  if (i > 0 && i + 1 < most && s[i] == '@' && (is_letter(s[i + 1]) || is_digit(s[i + 1]))) {
    size_t end = i + 1;
    while (end < most && (name_byte(s[end]) || (s[end] == '.' && end + 1 < most && name_byte(s[end + 1])))) end++;
    if (is_letter(s[i + 1]) || memchr(s + i, '.', end - i)) return end;
  }
  if (best) {
    int path = best < n && (s[best] == '/' || (s[best] == ':' && best + 1 < n && is_digit(s[best + 1])));
    return path ? until_space(s, n) : best;
  }
  if (dots >= 2 && lower) {
    for (i = word; i < most && (name_byte(s[i]) || (s[i] == '.' && i + 1 < most && is_letter(s[i + 1]))); i++) continue;
    return i;
  }
  if (underscore && s[word] == '_') {
    for (i = word; i < most && (is_letter(s[i]) || is_digit(s[i]) || s[i] == '_'); i++) continue;
    return i;
  }
  return 0;
}

/* A URL, or what dotted() finds. */
static size_t url(const fb_tokenizer *tk, const char *s, size_t n, size_t word) {
  if (word + 3 < n && s[word] == ':' && s[word + 1] == '/' && s[word + 2] == '/') return until_space(s, n);
  if (s[word] == ':' || s[word] == '/') return 0;
  if (word == 3 && n > 5 && (s[0] | 0x20) == 'w' && (s[1] | 0x20) == 'w' && (s[2] | 0x20) == 'w' && s[3] == '.' &&
      is_letter(s[4]))
    return until_space(s, n);
  return dotted(tk, s, n, word);
}

/* ---- numbers -------------------------------------------------------------------------------- */

static size_t digits(const char *s, size_t n) {
  size_t i = 0;
  while (i < n && i < MAX_TOKEN && is_digit(s[i])) i++;
  return i;
}

/*
** Length of digits joined by hyphens that are one thing at s, whose first group has `first` digits: telephone and
** case numbers, codes ("555-0134", "22-506"); 0 for ranges and scores ("1998-2004", "500-1000", "3-2") and dates.
*/
static size_t joined_digits(const char *s, size_t n, size_t first) {
  size_t second = first + 1 < n ? digits(s + first + 1, n - first - 1) : 0, end = first + 1 + second, third;
  if (!second || first > 5 || second > 4) return 0;
  if (end < n && word_at(s + end, n - end)) return 0;
  if (end + 1 < n && s[end] == '-' && is_digit(s[end + 1])) {
    third = digits(s + end + 1, n - end - 1);
    if (first != 3 || third != 4) return 0;
    return end + 1 + third;
  }
  if (s[first - 1] == '0' && s[end - 1] == '0') return 0; /* round: a range */
  if (first < 3 && second == 4 && (is(s + first + 1, 2, "19") || is(s + first + 1, 2, "20")))
    return 0; /* a month and its year */
  if (first == 5 || (first < 4 && second == 4)) return second == 4 ? end : 0;
  if (s[first + 1] == '0' && s[0] != '0' && second == 2 && first == 2) return end; /* "36-01" */
  return 0;
}

/* Length of the number that begins at s: digits with separators, times and dates of the same kind. */
static size_t number(const char *s, size_t n) {
  size_t i = 0, j;
  int plain = 1;
  while (i < n && i < MAX_TOKEN) {
    if (is_digit(s[i])) {
      i++;
      continue;
    }
    if ((s[i] == ',' || s[i] == '.' || s[i] == ':' || s[i] == '/') && i + 1 < n && is_digit(s[i + 1])) {
      plain = 0;
      i++;
      continue;
    }
    break;
  }
  if (plain && i > 0 && i < n && s[i] == '-' && (j = joined_digits(s, n, i)) != 0) return j;
  if (i < n && (unsigned char)s[i] >= 0x80) { /* ½ and its like belong to the number before; keycaps */
    utf8proc_int32_t cp;
    size_t k = decode(s + i, n - i, &cp);
    if (k && utf8proc_category(cp) == UTF8PROC_CATEGORY_NO) return i + k;
    i += marks(s + i, n - i);
  }
  return i;
}

/* A token that begins with a digit. */
static size_t number_at(const fb_tokenizer *tk, const char *s, size_t n) {
  size_t i = number(s, n), j = i, a;
  if (i < n && is_letter(s[i])) {
    while (j < n && j < MAX_TOKEN && is_letter(s[j])) j++;
    if (j < n && is_digit(s[j])) { /* "3D4": a code */
      while (j < n && j < MAX_TOKEN && (is_letter(s[j]) || is_digit(s[j]))) j++;
      return j;
    }
    if (j - i == 2) {
      char x = (char)(s[i] | 0x20), y = (char)(s[i + 1] | 0x20);
      if ((x == 's' && y == 't') || (x == 'n' && y == 'd') || (x == 'r' && y == 'd') || (x == 't' && y == 'h'))
        return j;
    }
    if (j - i == 1 && s[i] == 's') return j;                                                    /* 1990s, 737s */
    if (j - i == 1 && fb_tokenizer_abbreviation(tk, s, (uint32_t)j) == FB_WORD_WHOLE) return j; /* 3G */
    return i;
  }
  if (i <= 4 && (a = apostrophe(s + i, n - i)) != 0 && i + a < n && s[i + a] == 's' &&
      !word_at(s + i + a + 1, n - i - a - 1) && (i == 4 || i == 2) && s[i - 1] == '0')
    return i + a + 1; /* 1990's, 70's */
  return i;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* What comes after a stop. */
enum { NOTHING, A_START, A_CAPITAL, A_LOWER, A_NUMBER, A_MARK, ELSE };

static int follows(const fb_tokenizer *tk, const char *s, size_t n) {
  size_t i = 0, k;
  int breaks = 0;
  while (i < n && i < MAX_NAME && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'))
    breaks += s[i++] == '\n';
  if (i == n || breaks > 1) return NOTHING;
  if (i == 0 && (s[0] == ',' || s[0] == ';')) return A_MARK;
  if (is_digit(s[i]) || (s[i] == '#' && i + 1 < n && is_digit(s[i + 1]))) return A_NUMBER;
  if (is_lower(s[i])) return A_LOWER;
  if (!is_upper(s[i])) return ELSE;
  k = letters(s + i, n - i, MAX_ENTRY + 1);
  if (i + k < n && s[i + k] == '.' && k == 1) return A_CAPITAL;
  return i && fb_tokenizer_abbreviation(tk, s + i, (uint32_t)k) == FB_WORD_START ? A_START : A_CAPITAL;
}

/* Does the stop at s[i] belong to the word of i letters before it? Gives the token's length, 0 where it does not. */
static size_t stopped(const fb_tokenizer *tk, const char *s, size_t n, size_t i, int before) {
  size_t j = i + 1, stops = 1;
  int after, kind;
  if (j < n && s[j] == '.') { /* an ellipsis; or "Foo Inc..", which keeps its stop beside the sentence's */
    kind =
        (j + 1 == n || s[j + 1] != '.') && maybe_listed(tk, s, i) ? fb_tokenizer_abbreviation(tk, s, (uint32_t)j) : 0;
    return kind == FB_ABBREV_TITLE || kind == FB_ABBREV_OTHER ? j : 0;
  }
  if (i == 1 || (i == 2 && (s[0] | 0x20) == 'p' && (s[1] | 0x20) == 'h')) {
    /* U.S., e.g., p.m., Ph.D.: letters each with its stop */
    while (j + 1 < n && j < MAX_NAME && is_letter(s[j]) && s[j + 1] == '.' && !(j + 2 < n && s[j + 2] == '.')) {
      j += 2;
      stops++;
    }
    if (stops == 1 && i == 1 && j + 1 < n && is_upper(s[0]) && is_upper(s[j]) && !word_at(s + j + 1, n - j - 1))
      return j + 1; /* "U.S" */
    if (stops > 1)
      return j < n && s[j] == 's' && is_upper(s[0]) && !word_at(s + j + 1, n - j - 1) ? j + 1 : j; /* M.P.s */
  }
  /* words with inner stops: "SH.BA" */
  if (i <= 4 && j < n && is_upper(s[0]) && is_upper(s[i - 1]) && is_upper(s[j]) && i > 1) {
    while (j < n && j - i <= 6 && is_upper(s[j])) j++;
    if (j - i <= 5 && !word_at(s + j, n - j) && j - i > 2) return j;
    j = i + 1;
  }
  kind = maybe_listed(tk, s, i) ? fb_tokenizer_abbreviation(tk, s, (uint32_t)j) : FB_ABBREV_NONE;
  if (kind == FB_ABBREV_NUMBER && i == 1 && is_upper(s[0]))
    kind = FB_ABBREV_NONE; /* "p. 5" is a page, "P." an initial */
  if (kind == FB_ABBREV_TITLE || kind == FB_ABBREV_OTHER) return j;
  if (kind == FB_ABBREV_NONE && i > 1 && j < n && s[j] != ',' && s[j] != ';') return 0;
  after = follows(tk, s + j, n - j);
  if (after == NOTHING && (before & PHRASE)) return i == 1 || kind != FB_ABBREV_NONE ? j : 0;
  if ((before & AFTER_NUMBER) && (kind == FB_ABBREV_UNIT || kind == FB_ABBREV_NUMBER) &&
      (after == A_MARK || (j + 1 < n && s[j] == ' ' && (after == A_LOWER || s[j + 1] == '('))))
    return j; /* "6 in. long", "5 min. later", "7 in. (18 cm)" */
  if (kind == FB_ABBREV_UNIT) return 0;
  if (kind == FB_ABBREV_NUMBER) return after == A_NUMBER || after == A_MARK ? j : 0;
  if (kind == FB_ABBREV_WEAK)
    return after == A_LOWER || after == A_NUMBER || after == A_MARK || (after == A_CAPITAL && is_upper(s[0])) ? j : 0;
  if (after == A_MARK && i < 12) return j; /* no sentence ends before a comma: an abbreviation that nobody listed */
  if (i == 1 && is_upper(s[0]) && j < n && (s[j] == ' ' || s[j] == '\n')) { /* an initial */
    if (after == A_CAPITAL) return s[0] != 'I' || (before & AFTER_NAME) ? j : 0;
    if (after == A_START) return s[0] != 'I' && (before & AFTER_NAME) ? j : 0;
    if (after == NOTHING) return 0;
    return s[0] != 'I' ? j : 0;
  }
  return 0;
}

/* A fragment that a speaker broke off: "w-", "th-" before a space or a comma. `i` letters stand before the hyphen. */
static int broken_off(const fb_tokenizer *tk, const char *s, size_t n, size_t i) {
  size_t k;
  if (i + 1 < n && s[i + 1] != ' ' && s[i + 1] != '\n' && s[i + 1] != ',' && s[i + 1] != '.') return 0;
  if (i <= 3 && !(i > 1 && is_upper(s[1]))) {
    for (k = 0; k < i && !strchr("aeiouAEIOU", s[k]); k++) continue;
    if (k == i || i == 1) return 1;
  }
  return fb_tokenizer_abbreviation(tk, s, (uint32_t)i + 1) == FB_WORD_PREFIX;
}

static size_t token_at(const fb_tokenizer *tk, const char *s, size_t n, int before);

/* Letters of the currency's sign that the word of `i` bytes at s begins with, before a number: "EUR20bn", "Rs500". */
static size_t currency(const fb_tokenizer *tk, const char *s, size_t i) {
  size_t k = letters(s, i, 4);
  if (k < 2 || k > 3 || k == i || !is_upper(s[0]) || !is_digit(s[k])) return 0;
  return fb_tokenizer_abbreviation(tk, s, (uint32_t)k) == FB_WORD_CURRENCY ? k : 0;
}

/* Bytes of raised and lowered digits at s: "m²", "CO₂". Behind a long word they are a note's. */
static size_t small_digits(const char *s, size_t n, size_t word) {
  if (word > 3) return 0;
  if (n >= 2 && (unsigned char)s[0] == 0xc2 && ((unsigned char)s[1] == 0xb2 || (unsigned char)s[1] == 0xb3)) return 2;
  return n >= 3 && memcmp(s, "\xe2\x82", 2) == 0 && (unsigned char)s[2] >= 0x80 && (unsigned char)s[2] <= 0x89 ? 3 : 0;
}

/* A token that begins with a letter. */
static size_t word_token(const fb_tokenizer *tk, const char *s, size_t n, int before) {
  size_t i, k, u;
  for (i = 0; i < n && i < MAX_TOKEN; i += k) {
    int x = char_at(s + i, n - i, &k);
    if (x == LETTER || x == DIGIT) continue;
    if (s[i] == '&' && i > 0 && i + 1 < n && is_upper(s[i + 1]) && is_upper(s[i - 1])) {
      k = 1;
      continue; /* AT&T */
    }
    if ((unsigned char)s[i] >= 0x80 && (k = small_digits(s + i, n - i, i)) != 0) continue;
    break;
  }
  if ((k = currency(tk, s, i)) != 0) return k;
  if (i >= n) return i;
  switch (s[i]) {
    case ':':
    case '@':
    case '_': return (u = url(tk, s, n, i)) > i ? u : i;
    case '+':
    case '#': /* C++, C# */
      for (u = i + 1; u < n && u < i + 3 && s[u] == s[i];) u++;
      if (fb_tokenizer_abbreviation(tk, s, (uint32_t)u) == FB_WORD_WHOLE && !word_at(s + u, n - u)) return u;
      return s[i] == '+' && (u = url(tk, s, n, i)) > i ? u : i;
    case '.':
      if (i + 1 < n && !(s[i + 1] == ' ' || s[i + 1] == '\n') && (u = url(tk, s, n, i)) > i) return u;
      if (i + 1 < n && is_digit(s[i - 1]) && is_digit(s[i + 1])) { /* v2.3.1, PM2.5, M7.8 */
        while (i < n && i < MAX_TOKEN && (is_digit(s[i]) || (s[i] == '.' && i + 1 < n && is_digit(s[i + 1])))) i++;
        return i;
      }
      return (u = stopped(tk, s, n, i, before)) != 0 ? u : i;
    case '-':
      if (!(before & (GLUED | INNER)) && broken_off(tk, s, n, i)) return i + 1;
      if ((u = url(tk, s, n, i)) > i) return u;
      u = i + 1 + letters(s + i + 1, n - i - 1, MAX_ENTRY);
      if (u > i + 1 && fb_tokenizer_abbreviation(tk, s, (uint32_t)u) == FB_WORD_WHOLE) return u; /* uh-huh */
      if (!(before & (INNER | GLUED)) && i < MAX_ENTRY && letters(s + i + 1, n - i - 1, 1) &&
          fb_tokenizer_abbreviation(tk, s, (uint32_t)i + 1) == FB_WORD_PREFIX)
        return i + 1 + token_at(tk, s + i + 1, n - i - 1, GLUED | INNER);
      return i;
    case '/':
      u = i + 1 + letters(s + i + 1, n - i - 1, MAX_ENTRY);
      if (fb_tokenizer_abbreviation(tk, s, (uint32_t)u) == FB_WORD_WHOLE) return u;
      return fb_tokenizer_abbreviation(tk, s, (uint32_t)i + 1) == FB_WORD_WHOLE ? i + 1 : i;
    case '(': /* friend(s) */
      if (i + 2 < n && s[i + 1] == 's' && s[i + 2] == ')' && !word_at(s + i + 3, n - i - 3)) return i + 3;
      return i;
    case '$': return i <= 3 && is_upper(s[0]) ? i + 1 : i; /* US$ */
    default: break;
  }
  if ((u = apostrophe(s + i, n - i)) == 0) return i;
  if (ends_nt(s, i, n)) return i - 1;
  if ((before & GLUED) && (s[0] | 0x20) == 'n' && i == 1 && i + u < n && (s[i + u] | 0x20) == 't')
    return i + u + 1; /* n't */
  if (i + u < n && !(before & INNER) && !clitic(s + i, n - i) && char_at(s + i + u, n - i - u, &k) == LETTER)
    return i + u + token_at(tk, s + i + u, n - i - u, INNER); /* O'Brien, Sana'a */
  if (!word_at(s + i + u, n - i - u) && fb_tokenizer_abbreviation(tk, s, (uint32_t)(i + u)) == FB_WORD_WHOLE)
    return i + u; /* ol' */
  return i;
}

/* A token that begins with a mark of `len` bytes. */
static size_t mark_token(const fb_tokenizer *tk, const char *s, size_t n, size_t len, int before) {
  unsigned char c = (unsigned char)*s;
  size_t i, u;
  if (apostrophe(s, n)) {
    if ((before & GLUED) && (u = clitic(s, n)) != 0) return u;
    if (c == '\'' && n > 1 && s[1] == '\'') return 2;
    if (!(before & GLUED) && len + 1 < n && is_digit(s[len]) && is_digit(s[len + 1])) { /* '90s */
      i = len + 2;
      return i < n && s[i] == 's' ? i + 1 : i;
    }
    if (!(before & GLUED)) {
      i = len + letters(s + len, n - len, MAX_ENTRY);
      if (i > len && (u = apostrophe(s + i, n - i)) != 0 &&
          fb_tokenizer_abbreviation(tk, s, (uint32_t)(i + u)) == FB_WORD_WHOLE)
        return i + u; /* 'n' */
      if (i > len && (u = entry(tk, s, i)) != FB_NONE &&
          (tk->kinds.at[u] == FB_WORD_WHOLE || (tk->kinds.at[u] & ~FB_WORD_CAPITAL) == FB_WORD_PARTS))
        return i; /* 'em, 'tis */
    }
    return len;
  }
  if (c >= 0x80) {
    if (n > 6 && memcmp(s, "\xe2\x80\x98", 3) == 0 && !(before & GLUED) && is_digit(s[3]) && is_digit(s[4]) &&
        s[5] == 's')
      return 6; /* an apostrophe that was made an opening mark: ‘90s */
    return symbol(s, n, len);
  }
  if ((c == '#' || c == '*') && n > 3 && (unsigned char)s[1] >= 0xe0 && (u = marks(s + 1, n - 1)) > 0) return 1 + u;
  if ((u = face(s, n, before)) != 0) return u;
  switch (c) {
    case '`': return n > 1 && s[1] == '`' ? 2 : 1;
    case '@':
      if (n < 2 || (before & GLUED) || !(is_letter(s[1]) || s[1] == '_')) return 1;
      if ((u = dotted(tk, s + 1, n - 1, letters(s + 1, n - 1, MAX_NAME))) > 0) return u + 1;
      for (i = 1; i < n && i < MAX_TOKEN && (is_letter(s[i]) || is_digit(s[i]) || s[i] == '_'); i++) continue;
      return i;
    case '#':
      if (n < 2 || (before & GLUED) || !(is_letter(s[1]) || s[1] == '_')) break;
      for (i = 1; i < n && i < MAX_TOKEN && (is_letter(s[i]) || is_digit(s[i]) || s[i] == '_'); i++) continue;
      return i;
    case ':':
    case ';':
    case '=':
      if ((u = emoticon(s, n, before)) != 0) return u;
      break;
    case '.':
      if (n > 1 && is_digit(s[1]) && !(before & GLUED)) return 1 + number(s + 1, n - 1);
      u = 1 + letters(s + 1, n - 1, MAX_ENTRY);
      if (u > 1 && !word_at(s + u, n - u) && fb_tokenizer_abbreviation(tk, s, (uint32_t)u) == FB_WORD_ENDING)
        return u; /* ".doc" */
      for (i = 1; i < n && i < MAX_TOKEN && s[i] == '.';) i++;
      while (i < n && i < MAX_TOKEN && (s[i] == '?' || s[i] == '!')) i++; /* "..?" */
      return i;
    case '!':
    case '?':
      for (i = 1; i < n && i < MAX_TOKEN && (s[i] == '!' || s[i] == '?');) i++;
      return i < n && s[i] == '.' && !(i + 1 < n && s[i + 1] == '.') ? i + 1 : i; /* "?." */
    default: break;
  }
  if (!strchr("-=*_~+#$<>/\\^|", c)) return len;
  for (i = 1; i < n && i < MAX_TOKEN && (s[i] == s[0] || (c == '-' && s[i] == '=') || (c == '=' && s[i] == '-'));) i++;
  /* what comes before a number is not all one: "$$5", "--5" */
  return c == '$' && i < n && is_digit(s[i]) ? 1 : i;
}

/* Length of the token at s; s is no space. `before`: bits above. */
static size_t token_at(const fb_tokenizer *tk, const char *s, size_t n, int before) {
  size_t len;
  int cls = char_at(s, n, &len);
  if (cls == OTHER) return len;
  if (cls == DIGIT && (unsigned char)*s < 0x80) return number_at(tk, s, n);
  if (cls == LETTER || cls == DIGIT) return word_token(tk, s, n, before);
  return mark_token(tk, s, n, len, before);
}

/*
** Where the word of `len` bytes at s falls apart: parts as in fb_tokenizer, 0 for nearly all words. A curly apostrophe
** counts as the straight one of the entry.
*/
static uint32_t parts_listed(const fb_tokenizer *tk, const char *s, size_t len) {
  uint32_t id = entry(tk, s, len), bits, out = 0, from, to;
  size_t i, a;
  if (id == FB_NONE || (bits = tk->parts.at[id]) == 0) return 0;
  for (i = 0, from = 0, to = 0; i < len && to < 32; i += a, from++, to += (uint32_t)a) {
    if (bits >> from & 1) out |= (uint32_t)1 << to;
    a = apostrophe(s + i, len - i);
    if (!a) a = 1;
  }
  return out;
}
static inline uint32_t parts(const fb_tokenizer *tk, const char *s, size_t len) {
  uint32_t bit = filter_bit(s, len);
  return bit < FB_FILTER_BITS && tk->joined[bit / 8] >> bit % 8 & 1 ? parts_listed(tk, s, len) : 0;
}
/* The same for any token: 'tis, y’all */
static uint32_t parts_any(const fb_tokenizer *tk, const char *s, size_t len) {
  size_t i;
  if (len < 3 || len > MAX_ENTRY) return 0;
  if (*s == '\'') return parts_listed(tk, s, len);
  for (i = 0; i < len && (unsigned char)s[i] != 0xe2; i++) continue;
  return i < len && apostrophe(s + i, len - i) ? parts_listed(tk, s, len) : parts(tk, s, len);
}

int fb_tokenizer_whole(const fb_tokenizer *tk, const char *s, size_t len) {
  return len != 0 && len < MAX_TOKEN && !parts(tk, s, len);
}

/* ---- the whole text ------------------------------------------------------------------------- */

/* What a byte is to the fast way. */
enum {
  B_LETTER = 1, /* of a word that ends at a B_ENDS byte */
  B_DIGIT = 2,
  B_SPACE = 4,  /* blank, not a line's end */
  B_LINE = 8,   /* \n \v \f \r */
  B_ENDS = 16,  /* ends a word or a number for certain */
  B_SINGLE = 32 /* a token by itself wherever it stands */
};

/* clang-format off */
#define L B_LETTER
#define D B_DIGIT
#define S (B_SPACE | B_ENDS)
#define N (B_LINE | B_ENDS)
#define E B_ENDS
#define T (B_SINGLE | B_ENDS)
#define O B_SINGLE /* not the end of "boat(s)" */
static const uint8_t bytes[256] = {
  S, S, S, S, S, S, S, S, S, S, N, N, N, N, S, S,  S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
  S, E, T, 0, 0, 0, 0, 0, O, T, 0, 0, T, 0, 0, 0,  D, D, D, D, D, D, D, D, D, D, 0, E, 0, 0, 0, E,
  0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  L, L, L, L, L, L, L, L, L, L, L, T, 0, T, 0, 0,
  0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  L, L, L, L, L, L, L, L, L, L, L, T, 0, T, 0, S,
};
#undef L
#undef D
#undef S
#undef N
#undef E
#undef T
#undef O
/* clang-format on */

#ifdef FB_LOW_FIRST
#define WIDE 16 /* bytes that are looked at together */

/* A bit for each of the WIDE bytes at s: is it an ASCII letter, is it a space? */
#ifdef __SSE2__
static inline void shapes_of(const char *s, uint32_t *letters, uint32_t *spaces) {
  __m128i x = _mm_loadu_si128((const __m128i *)(const void *)s), low = _mm_or_si128(x, _mm_set1_epi8(0x20));
  low = _mm_add_epi8(low, _mm_set1_epi8(128 - 'a')); /* letters are the 26 lowest ones now */
  *letters = (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(low, _mm_set1_epi8(-128 + 26)));
  *spaces = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8(' ')));
}
#else
#define ONES 0x0101010101010101u
#define TOPS (0x80 * ONES)
/* The top bits of eight bytes, gathered by a product. */
static inline uint32_t tops_of(uint64_t x) { return (uint32_t)(((x & TOPS) >> 7) * 0x0102040810204080u >> 56); }
static inline void shapes_of(const char *s, uint32_t *letters, uint32_t *spaces) {
  uint32_t k;
  *letters = *spaces = 0;
  for (k = 0; k < WIDE; k += 8) { /* each byte + 0x1f has its top bit set from 'a' on, + 5 from '{' on */
    uint64_t x, low, not_space;
    memcpy(&x, s + k, 8);
    low = (x | 0x20 * ONES) & ~TOPS;
    *letters |= tops_of((low + 0x1f * ONES) & ~(low + 5 * ONES) & ~x) << k;
    not_space = x ^ 0x20 * ONES;
    not_space |= (not_space & ~TOPS) + 0x7f * ONES;
    *spaces |= tops_of(~not_space) << k;
  }
}
#endif

/*
** Which bytes of a stretch of the text are letters, which are spaces: two bits a byte, so that a word's end and what is
** behind it are known from one look at each column.
*/
#define STRETCH 2048
typedef struct shapes {
  size_t from, end; /* bytes at which one may look: those behind them are known, too, as far as a look goes */
  uint64_t letters[STRETCH / 64 + 1], spaces[STRETCH / 64 + 1];
} shapes;

/* Fills in the stretch from byte `from` on. Bytes behind the text are neither. */
static void look_at(shapes *x, const char *s, size_t len, size_t from) {
  size_t k, n = len - from < STRETCH ? len - from : STRETCH;
  uint32_t letters, spaces;
  x->from = from;
  x->end = from + (n < STRETCH ? n : STRETCH - 64);
  memset(x->letters, 0, sizeof x->letters);
  memset(x->spaces, 0, sizeof x->spaces);
  for (k = 0; k < n; k += WIDE) {
    if (n - k >= WIDE) shapes_of(s + from + k, &letters, &spaces);
    else {
      char last[WIDE] = {0};
      memcpy(last, s + from + k, n - k);
      shapes_of(last, &letters, &spaces);
    }
    x->letters[k / 64] |= (uint64_t)letters << k % 64;
    x->spaces[k / 64] |= (uint64_t)spaces << k % 64;
  }
}

/* The bits of a column from byte i of the stretch on, 57 of them. */
static inline uint64_t look(const uint64_t *column, size_t i) {
  uint64_t x;
  memcpy(&x, (const char *)column + i / 8, sizeof x);
  return x >> i % 8;
}

/* The first n of the WIDE bytes at s, zeros behind them. */
static inline void first_bytes(const char *s, size_t n, uint64_t x[2]) {
  static const unsigned char ones[2 * WIDE] = {255, 255, 255, 255, 255, 255, 255, 255,
                                               255, 255, 255, 255, 255, 255, 255, 255};
  uint64_t mask[2];
  memcpy(x, s, WIDE);
  memcpy(mask, ones + WIDE - n, WIDE);
  x[0] &= mask[0];
  x[1] &= mask[1];
}
#endif

/* Line ends in the white space of `k` bytes at s, which is not ASCII: U+0085, U+2028 and U+2029 (two: a paragraph). */
static uint32_t wide_lines(const char *s, size_t k) {
  if (k == 2 && memcmp(s, "\xc2\x85", 2) == 0) return 1;
  if (k == 3 && memcmp(s, "\xe2\x80\xa8", 3) == 0) return 1;
  return k == 3 && memcmp(s, "\xe2\x80\xa9", 3) == 0 ? 2 : 0;
}

/* Is the token of `len` bytes at s a capitalized word? An initial may follow it. */
static int is_name(const char *s, size_t len) {
  return len > 1 && is_upper(s[0]) && (is_lower(s[1]) || s[len - 1] == '.');
}

/*
** Tokens that were found go two ways. Where their words stand is fetched from memory while the next ones are scanned.
**
**   scan ─► queue ─► words met lately (met.h)
**                └─► rest ─► vocabulary
*/
#define WAITING 64
typedef struct waiting {
  uint64_t head, tail; /* the word as in fb_met_word; tail 0: it is too long, `head` bytes */
  uint32_t hash, tok;
} waiting;

/* What fb_tokenize has in hand. */
typedef struct scanner {
  fb_doc *d;
  const char *s;
  uint32_t n; /* tokens in the queue: the document's last ones, which have no words yet */
  uint32_t nrest;
  waiting queue[WAITING];
  waiting rest[WAITING];
} scanner;

/* The bytes of x with ASCII capitals as small letters. */
static uint64_t lower_of(uint64_t x) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x80 * ones;
  uint64_t low = x & ~tops, capitals = (low + (0x80 - 'A') * ones) & ~(low + (0x7f - 'Z') * ones) & ~x & tops;
  return x | capitals >> 2;
}

/* Has the slot fetched of the normal form of a word that the base may not know. */
static void fetch_norm(const fb_vocab *v, const waiting *w) {
  uint64_t head = lower_of(w->head), tail = lower_of(w->tail);
  uint32_t len = (uint32_t)(w->tail >> 56);
  if (!len || (head == w->head && tail == w->tail)) return;
  fb_vocab_fetch_slot(v, fb_vocab_hash_short(head, tail & ~fb_met_tail(0, len), len));
}

/* Looks up what the words met lately do not have. */
static fb_status look_up_rest(scanner *x) {
  fb_doc *d = x->d;
  uint32_t k, n = x->nrest;
  x->nrest = 0;
  for (k = 0; k < n; k++) fb_vocab_fetch_word(&d->vocab, x->rest[k].hash);
  for (k = 0; k < n; k++) fb_vocab_fetch_bytes(&d->vocab, x->rest[k].hash);
  for (k = 0; k < n; k++) {
    const waiting *w = &x->rest[k];
    uint32_t t = w->tok, len = w->tail ? (uint32_t)(w->tail >> 56) : (uint32_t)w->head, id;
    const char *s = d->text + d->start[t];
    const fb_word *word;
    fb_met_word r;
    id = fb_vocab_guess(&d->vocab, s, len, w->hash);
    if (id == FB_NONE) FB_TRY(fb_vocab_intern(&d->vocab, s, len, w->hash, &id));
    word = fb_vocab_word(&d->vocab, id);
    d->sym[t] = id;
    d->norm[t] = word->norm;
    d->cls[t] |= word->cls;
    if (!w->tail) continue;
    r.head = w->head;
    r.tail = w->tail;
    r.id = id;
    r.norm = word->norm;
    r.cls = word->cls;
    r.text = id < d->vocab.base_n ? 0 : d->met->text;
    r.again = 0;
    fb_met_keep(d->met, &r, w->hash);
  }
  return FB_OK;
}

/* Looks up the words of the tokens in the queue. */
static fb_status look_up(scanner *x) {
  fb_doc *d = x->d;
  uint32_t k, n = x->n, t = d->ntok - n, *sym = d->sym, *norm = d->norm, *cls = d->cls;
  x->n = 0;
  for (k = 0; k < n; k++, t++) {
    const waiting *w = &x->queue[k];
    const fb_met_word *r = fb_met_find(d->met, w->head, w->tail, w->hash);
    if (r) {
      sym[t] = r->id;
      norm[t] = r->norm;
      cls[t] |= r->cls;
      continue;
    }
    fb_vocab_fetch_slot(&d->vocab, w->hash);
    fetch_norm(&d->vocab, w);
    x->rest[x->nrest] = *w;
    x->rest[x->nrest].tok = t;
    if (++x->nrest == WAITING) FB_TRY(look_up_rest(x));
  }
  return fb_doc_room(d, WAITING);
}

/* Adds a token, for which there is room, and puts its word in the queue; `head` and `tail` as in `waiting`. */
static inline fb_status put_known(scanner *x, size_t start, size_t len, uint64_t head, uint64_t tail, uint32_t hash,
                                  uint32_t occurrence) {
  fb_doc *d = x->d;
  waiting *w = &x->queue[x->n];
  uint32_t t = d->ntok++;
  w->head = head;
  w->tail = tail;
  w->hash = hash;
  fb_doc_set_place(d, t, (uint32_t)start, (uint32_t)len);
  d->cls[t] = occurrence;
  fb_met_fetch(d->met, hash);
  return ++x->n < WAITING ? FB_OK : look_up(x);
}

/* The same of a word of 1 to 15 bytes, with zeros behind them. */
static inline fb_status put_short(scanner *x, size_t start, size_t len, const uint64_t word[2], uint32_t occurrence) {
  return put_known(x, start, len, word[0], fb_met_tail(word[1], (uint32_t)len),
                   fb_vocab_hash_short(word[0], word[1], len), occurrence);
}

/* The same of any word. */
static fb_status put(scanner *x, size_t start, size_t len, uint32_t occurrence) {
  const char *s = x->s + start;
  uint64_t word[2];
  if (len > FB_MET_BYTES) return put_known(x, start, len, len, 0, fb_vocab_hash(s, len), occurrence);
#ifdef FB_LOW_FIRST
  if (x->d->len - start >= WIDE) {
    first_bytes(s, len, word);
    return put_short(x, start, len, word, occurrence);
  }
#endif
  word[0] = fb_vocab_load(s, len < 8 ? len : 8);
  word[1] = len > 8 ? fb_vocab_load(s + 8, len - 8) : 0;
  return put_short(x, start, len, word, occurrence);
}

#ifdef FB_LOW_FIRST
/*
** Does the word of k letters at s (1 to 15), which have two more bytes behind them, certainly end with them? A byte that
** ends words follows, or a stop and a space behind three letters or more that are no abbreviation; and it has no parts.
*/
static inline int word_ends(const fb_tokenizer *tk, const char *s, size_t k, const uint64_t word[2]) {
  uint32_t bit = filter_bit_of(word[0], word[1]);
  if (tk->joined[bit / 8] >> bit % 8 & 1) return 0;
  if (bytes[(unsigned char)s[k]] & B_ENDS) return 1;
  return s[k] == '.' && k > 2 && (s[k + 1] == ' ' || s[k + 1] == '\n') && !(tk->stops[bit / 8] >> bit % 8 & 1);
}
#endif

/* Is there a curly double quotation mark or a dash (U+2013, U+2014) at s, and nothing but ASCII behind it? */
static inline int mark_alone(const char *s, size_t n) {
  return n > 3 && (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 &&
         ((unsigned char)s[2] == 0x9c || (unsigned char)s[2] == 0x9d || (unsigned char)s[2] == 0x93 ||
          (unsigned char)s[2] == 0x94) &&
         (unsigned char)s[3] < 0x80;
}

/* The parts of the word from i to end, by the bits of `split`. */
static fb_status put_parts(scanner *x, size_t i, size_t end, uint32_t split, uint32_t occurrence) {
  size_t k, part;
  for (k = i; k < end; k = part) {
    for (part = k + 1; part < end && !(split >> (part - i) & 1);) part++;
    FB_TRY(put(x, k, part - k, k == i ? occurrence : FB_T_GLUED));
  }
  return FB_OK;
}

fb_status fb_tokenize(fb_doc *d, const fb_tokenizer *tk, const char *s, size_t len) {
  size_t i = 0, last = 0, last_len = 0; /* the token before; last + last_len == i where nothing stands between */
  uint32_t lines = 2;
  scanner x;
#ifdef FB_LOW_FIRST
  shapes near;
  near.from = near.end = 0;
#endif
  if (len > FB_MAX_TEXT) return FB_TOOBIG;
  d->text = s;
  d->len = len;
  x.d = d;
  x.s = s;
  x.n = x.nrest = 0;
  FB_TRY(fb_met_begin(d->met));
  FB_TRY(fb_doc_room(d, (uint32_t)(len / TOKEN_BYTES) + WAITING)); /* columns that grow are copied */
  if (len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) i = 3;
  while (i < len) {
    size_t end = i, k;
    uint32_t occurrence, split;
    int word = 0; /* of ASCII letters */
    uint8_t b = bytes[(unsigned char)s[i]];
    if (b & (B_SPACE | B_LINE)) {
      if (b & B_LINE) lines += !(s[i] == '\r' && i + 1 < len && s[i + 1] == '\n');
      i++;
      continue;
    }
    occurrence = last_len && last + last_len == i ? FB_T_GLUED : 0;
    if (lines) occurrence |= lines > 1 ? FB_T_LINE_START | FB_T_PARA_START : FB_T_LINE_START;
    lines = 0;
    if (b & B_LETTER) {
#ifdef FB_LOW_FIRST
      if (len - i > WIDE + 1) { /* nearly all words */
        uint64_t two[2];
        if (i >= near.end) look_at(&near, s, len, i);
        k = fb_lowest_bit(~look(near.letters, i - near.from) | (uint64_t)1 << 63);
        first_bytes(s + i, k < WIDE ? k : WIDE, two);
        if (k < FB_FILTER_LONGEST && word_ends(tk, s + i, k, two)) {
          FB_TRY(put_short(&x, i, k, two, occurrence));
          last = i;
          last_len = k;
          i += k + (look(near.spaces, i - near.from) >> k & 1);
          continue;
        }
      }
#endif
      do end++;
      while (end < len && end - i <= MAX_TOKEN && bytes[(unsigned char)s[end]] & B_LETTER);
      if (end == len || !(bytes[(unsigned char)s[end]] & B_ENDS) || end - i > MAX_TOKEN) end = i;
      word = end > i;
    } else if (b & B_SINGLE) end = i + 1;
    else if (b & B_DIGIT) {
      do end++;
      while (end < len && end - i <= MAX_TOKEN && bytes[(unsigned char)s[end]] & B_DIGIT);
      if (end == len || !(bytes[(unsigned char)s[end]] & (B_SPACE | B_LINE)) || end - i > MAX_TOKEN) end = i;
    } else if (s[i] == '.' && i + 1 < len && bytes[(unsigned char)s[i + 1]] & (B_SPACE | B_LINE)) end = i + 1;
    else if (mark_alone(s + i, len - i)) end = i + 3;
    if (end == i) { /* the long way */
      if ((unsigned char)s[i] >= 0x80) {
        int cls = char_at(s + i, len - i, &k);
        if (cls == SPACE) { /* the lines before it count as well */
          lines = (occurrence & FB_T_PARA_START ? 2u : occurrence & FB_T_LINE_START ? 1u : 0u) + wide_lines(s + i, k);
          i += k;
          continue;
        }
        if (cls == OTHER) d->invalid++;
      }
      end = i + token_at(tk, s + i, len - i,
                         (occurrence & FB_T_GLUED ? GLUED : 0) | (is_name(s + last, last_len) ? AFTER_NAME : 0) |
                             (last_len && is_digit(s[last + last_len - 1]) ? AFTER_NUMBER : 0));
    }
    split = word ? parts(tk, s + i, end - i) : parts_any(tk, s + i, end - i);
    if (split) FB_TRY(put_parts(&x, i, end, split, occurrence));
    else FB_TRY(put(&x, i, end - i, occurrence));
    last = i;
    last_len = end - i;
    i = end + (end < len && s[end] == ' ');
  }
  FB_TRY(look_up(&x));
  return look_up_rest(&x);
}

/* Is the token at s + i of a phrase glued to what is before it? A phrase that begins with a clitic is that clitic. */
static int word_glue(const char *s, size_t len, size_t i) {
  if (i == 0) return apostrophe(s, len) != 0 || (len == 3 && memcmp(s, "n't", 3) == 0);
  return s[i - 1] != ' ' && s[i - 1] != '\n' && s[i - 1] != '\t';
}

fb_status fb_tokenize_phrase(const fb_tokenizer *tk, fb_vocab *v, const char *s, size_t len, uint32_t *sym,
                             uint32_t *norm, uint32_t max, uint32_t *n) {
  size_t i = 0;
  *n = 0;
  while (i < len) {
    size_t k, end, part;
    uint32_t split;
    if (char_at(s + i, len - i, &k) == SPACE) {
      i += k;
      continue;
    }
    end = i + token_at(tk, s + i, len - i, (word_glue(s, len, i) ? GLUED : 0) | PHRASE);
    split = parts_any(tk, s + i, end - i);
    for (k = i; k < end; k = part) {
      part = end;
      if (split)
        for (part = k + 1; part < end && !(split >> (part - i) & 1);) part++;
      if (*n == max) return FB_TOOBIG;
      FB_TRY(fb_vocab_intern(v, s + k, (uint32_t)(part - k), fb_vocab_hash(s + k, part - k), &sym[*n]));
      norm[*n] = fb_vocab_word(v, sym[*n])->norm;
      ++*n;
    }
    i = end;
  }
  return FB_OK;
}
