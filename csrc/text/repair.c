/*
** repair.c: see repair.h. `suspect` finds, 16 bytes at a time, the byte pairs at which a repair can begin; a finder
** (`character_at`, `context_at`) looks closely and gives an edit; `run` copies what lies between edits and keeps the map.
*/
#include "repair.h"

#include "list.h"
#include "offsets.h"
#include "word.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How far a finder looks around for what tells a dash from a hyphen, or a mark's partner. */
enum { LOOK = 240 };
/* Longest word that is looked up, in bytes. */
enum { LONGEST_WORD = 40 };
/* Text encoded in UTF-8 and read in another encoding so many times is still understood. */
enum { DEEPEST_MOJIBAKE = 2 };

/* The bits of a list entry's attribute kind: names with spaces between. */
static uint8_t part_kinds(const char *s, size_t n) {
  static const char *const names[] = {"clause", "suspends", "first", "last", "article"};
  uint8_t bits = 0;
  size_t i = 0, k;
  while (i < n) {
    size_t end = i;
    while (end < n && s[end] != ' ') end++;
    for (k = 0; k < sizeof names / sizeof *names; k++)
      if (strlen(names[k]) == end - i && memcmp(names[k], s + i, end - i) == 0) bits |= (uint8_t)(1u << k);
    i = end + 1;
  }
  return bits;
}

void fb_compounds_init(fb_compounds *c) {
  memset(c, 0, sizeof *c);
  fb_vocab_init(&c->words, NULL);
}

void fb_compounds_free(fb_compounds *c) {
  fb_vocab_free(&c->words);
  fb_drop(&c->kinds);
}

fb_status fb_compounds_load(fb_compounds *c, const char *bytes, size_t n) {
  fb_list_reader r;
  fb_list_line line;
  fb_list_open(&r, bytes, n, NULL);
  while (fb_list_next(&r, &line, NULL)) {
    const char *at = line.attrs, *end = line.attrs + line.attrs_len;
    char fold[FB_FOLD_ROOM(LONGEST_WORD)];
    uint8_t kinds = 0;
    uint32_t id;
    size_t len;
    fb_list_attr a;
    if (line.phrase_len > LONGEST_WORD) continue;
    while (fb_list_attr_next(&at, end, &a))
      if (a.key_len == 4 && memcmp(a.key, "kind", 4) == 0) kinds = part_kinds(a.value, a.value_len);
    len = fb_word_fold(line.phrase, line.phrase_len, fold);
    FB_TRY(fb_vocab_intern(&c->words, fold, (uint32_t)len, fb_vocab_hash(fold, len), &id));
    while (c->kinds.n <= id) FB_TRY(fb_push(&c->kinds, 0));
    c->kinds.at[id] = line.removes ? 0 : kinds;
  }
  return FB_OK;
}

const char *fb_repair_name(int n) {
  static const char *const names[FB_REPAIR_KINDS] = {"hyphens",    "spaces",   "invisible", "ligatures", "widths",
                                                     "linebreaks", "mojibake", "quotes",    "entities",  "wraps"};
  return names[n];
}

/* Bytes [from, to) become the `n` bytes of `text`. */
typedef struct edit {
  size_t from, to;
  unsigned kind;
  unsigned n;
  char text[5];
} edit;

typedef struct pass {
  const char *s;
  size_t n;
  size_t done;    /* bytes before it are settled: no edit reaches back behind it */
  unsigned kinds; /* FB_REPAIR_ that are wanted */
  const fb_vocab *words;
  const fb_tokenizer *tk;
  const fb_compounds *parts;
  int garbled; /* mojibake that is certain: 1 some is in this text, 0 none, -1 not looked for yet */
} pass;

/* Looks for a repair at byte i; 1 and the edit where there is one. */
typedef int finder(pass *p, size_t i, edit *e);

#define LEFT "\xe2\x80\x9c"
#define RIGHT "\xe2\x80\x9d"
#define APOSTROPHE "\xe2\x80\x99"

/* ---- bytes ---- */

static int is_digit(int c) { return c >= '0' && c <= '9'; }
static int is_lower(int c) { return c >= 'a' && c <= 'z'; }
static int is_upper(int c) { return c >= 'A' && c <= 'Z'; }
static int is_letter(int c) { return is_lower(c | 0x20); }

/* The byte at i, 0 outside the text. */
static int at(const pass *p, size_t i) { return i < p->n ? (unsigned char)p->s[i] : 0; }

static int is(const pass *p, size_t i, const char *x) {
  size_t k = strlen(x);
  return i <= p->n && k <= p->n - i && memcmp(p->s + i, x, k) == 0;
}

/* Start of the character that ends before i (i > 0). */
static size_t previous(const pass *p, size_t i) {
  size_t k = i - 1;
  while (k > 0 && i - k < 4 && (at(p, k) & 0xc0) == 0x80) k--;
  return k;
}

/* A letter of any script at i, as far as its first bytes tell: punctuation and symbols of Latin-1 and U+2000 are none. */
static int letter_at(const pass *p, size_t i) {
  int c = at(p, i);
  if (c < 0x80) return is_letter(c);
  if (c == 0xc3) return at(p, i + 1) != 0x97 && at(p, i + 1) != 0xb7; /* times, division */
  return (c >= 0xc4 && c <= 0xdf) || c == 0xe0 || c == 0xe1 || (c >= 0xe4 && c <= 0xed);
}

static int letter_before(const pass *p, size_t i) { return i > 0 && letter_at(p, previous(p, i)); }

static int word_at(const pass *p, size_t i) { return is_digit(at(p, i)) || letter_at(p, i); }
static int word_before(const pass *p, size_t i) { return i > 0 && (is_digit(at(p, i - 1)) || letter_before(p, i)); }

/* Length of the space at i, line ends left out; 0 where there is none. */
static size_t space_at(const pass *p, size_t i) {
  int c = at(p, i);
  if (c == ' ' || c == '\t') return 1;
  if (c < 0x80) return 0;
  if (c == 0xc2) return at(p, i + 1) == 0xa0 ? 2 : 0;
  if (c == 0xe2 && at(p, i + 1) == 0x80)
    return (at(p, i + 2) >= 0x80 && at(p, i + 2) <= 0x8a) || at(p, i + 2) == 0xaf ? 3 : 0;
  if (c == 0xe2) return is(p, i, "\xe2\x81\x9f") ? 3 : 0;
  return is(p, i, "\xe3\x80\x80") ? 3 : 0;
}

/* Start of the run of spaces that ends before i, not before what is settled. */
static size_t spaces_before(const pass *p, size_t i) {
  while (i > p->done) {
    size_t k = previous(p, i);
    if (k < p->done || space_at(p, k) != i - k) break;
    i = k;
  }
  return i;
}

static size_t skip_spaces(const pass *p, size_t i) {
  size_t k;
  while ((k = space_at(p, i)) != 0) i += k;
  return i;
}

static int blank_at(const pass *p, size_t i) {
  return i >= p->n || at(p, i) == '\n' || at(p, i) == '\r' || space_at(p, i) != 0;
}

/* Does text, a line or a bracket begin before i, or is there a space? */
static int opens_before(const pass *p, size_t i) {
  int c;
  if (i == 0) return 1;
  c = at(p, i - 1);
  if (c == ' ' || c == '\n' || c == '\t' || c == '(' || c == '[') return 1;
  return c >= 0x80 && space_at(p, previous(p, i)) != 0;
}

/* Does text end at i, or a word: a space, a stop, a bracket? */
static int closes_at(const pass *p, size_t i) { return blank_at(p, i) || (at(p, i) && strchr(".,;:!?)]", at(p, i))); }

static size_t word_end(const pass *p, size_t i) {
  while (word_at(p, i)) {
    i++;
    while ((at(p, i) & 0xc0) == 0x80) i++;
  }
  return i;
}

static size_t word_start(const pass *p, size_t i) {
  while (word_before(p, i)) i = previous(p, i);
  return i;
}

/* Is the word [i, end), in any case, of one of these kinds (FB_PART_ bits)? */
static int listed(const pass *p, size_t i, size_t end, unsigned kinds) {
  char fold[FB_FOLD_ROOM(LONGEST_WORD)];
  size_t n = end - i;
  uint32_t id;
  if (p->parts == NULL || n == 0 || n > LONGEST_WORD) return 0;
  n = fb_word_fold(p->s + i, n, fold);
  id = fb_vocab_find(&p->parts->words, fold, (uint32_t)n, fb_vocab_hash(fold, n));
  return id != FB_NONE && (p->parts->kinds.at[id] & kinds) != 0;
}

static int give(edit *e, size_t from, size_t to, unsigned kind, const char *text) {
  e->from = from;
  e->to = to;
  e->kind = kind;
  e->n = (unsigned)strlen(text);
  memcpy(e->text, text, e->n + 1);
  return 1;
}

/* Is it a word that the vocabulary knows, as it is or without an ending? */
static int known(const pass *p, const char *s, size_t n) {
  static const char *const endings[] = {"", "s", "es", "d", "ed", "ing", "ly", NULL};
  char fold[FB_FOLD_ROOM(2 * LONGEST_WORD)];
  int k;
  if (p->words == NULL || n > 2 * LONGEST_WORD) return 0;
  n = fb_word_fold(s, n, fold);
  for (k = 0; endings[k]; k++) {
    size_t m = strlen(endings[k]);
    if (k > 0 && (n < m + 3 || memcmp(fold + n - m, endings[k], m) != 0)) continue;
    if (fb_vocab_find(p->words, fold, (uint32_t)(n - m), fb_vocab_hash(fold, n - m)) != FB_NONE) return 1;
    if (k == 5) { /* "making" */
      fold[n - m] = 'e';
      if (fb_vocab_find(p->words, fold, (uint32_t)(n - m + 1), fb_vocab_hash(fold, n - m + 1)) != FB_NONE) return 1;
      fold[n - m] = 'i';
    }
  }
  return 0;
}

/* Is what [a, b) and [c, d) make together a word? */
static int one_word(const pass *p, size_t a, size_t b, size_t c, size_t d) {
  char joined[2 * LONGEST_WORD];
  if (b - a >= LONGEST_WORD || d - c >= LONGEST_WORD) return 0;
  memcpy(joined, p->s + a, b - a);
  memcpy(joined + (b - a), p->s + c, d - c);
  return known(p, joined, b - a + d - c);
}

/* Are both words, but not what they make together? */
static int two_words(const pass *p, size_t a, size_t b, size_t c, size_t d) {
  return known(p, p->s + a, b - a) && known(p, p->s + c, d - c) && !one_word(p, a, b, c, d);
}

/* ---- characters ---- */

/* Writes a code point as UTF-8; gives its length. */
static unsigned utf8(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
  if (c < 0x10000)
    return out[0] = (char)(0xe0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63)), out[2] = (char)(0x80 | (c & 63)), 3;
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 63));
  out[2] = (char)(0x80 | (c >> 6 & 63));
  out[3] = (char)(0x80 | (c & 63));
  return 4;
}

/* What Windows-1252 has at 0x80..0x9f; 0 where it has nothing. */
static const uint16_t cp1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

/* Named characters of HTML 4: U+00A0 … U+00FF in order, and some others. */
static const char latin1_names[] =
    " nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro"
    " para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil"
    " Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
    " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml"
    " igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute"
    " thorn yuml ";
static const struct {
  const char *name;
  uint16_t code;
} other_names[] = {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
                   {"OElig", 0x152},   {"oelig", 0x153},  {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},
                   {"circ", 0x2c6},    {"tilde", 0x2dc},  {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
                   {"zwnj", 0x200c},   {"zwj", 0x200d},   {"lrm", 0x200e},    {"rlm", 0x200f},    {"ndash", 0x2013},
                   {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"sbquo", 0x201a},  {"ldquo", 0x201c},
                   {"rdquo", 0x201d},  {"bdquo", 0x201e}, {"dagger", 0x2020}, {"bull", 0x2022},   {"hellip", 0x2026},
                   {"permil", 0x2030}, {"prime", 0x2032}, {"Prime", 0x2033},  {"lsaquo", 0x2039}, {"rsaquo", 0x203a},
                   {"euro", 0x20ac},   {"trade", 0x2122}, {"minus", 0x2212},  {"larr", 0x2190},   {"rarr", 0x2192},
                   {"le", 0x2264},     {"ge", 0x2265},    {"ne", 0x2260}};

/* The character named by the `n` letters at `s`, 0 where HTML has no such name. */
static uint32_t named(const char *s, size_t n) {
  char name[12];
  const char *hit;
  size_t k;
  if (n == 0 || n > 8) return 0;
  for (k = 0; k < sizeof other_names / sizeof *other_names; k++)
    if (strlen(other_names[k].name) == n && memcmp(other_names[k].name, s, n) == 0) return other_names[k].code;
  name[0] = ' ';
  memcpy(name + 1, s, n);
  name[n + 1] = ' ';
  name[n + 2] = 0;
  hit = strstr(latin1_names, name);
  if (hit == NULL) return 0;
  for (k = 0; hit > latin1_names; hit--) k += hit[-1] == ' ';
  return 0xa0 + (uint32_t)k;
}

/* "name;" or "#39;" at i, behind the ampersand. Gives the character and sets *end; 0 for anything else. */
static uint32_t entity_body(const pass *p, size_t i, size_t *end) {
  size_t k = i;
  uint32_t c = 0;
  if (at(p, i) == '#') {
    int hex = (at(p, i + 1) | 0x20) == 'x';
    for (k = i + 1 + (size_t)hex; k < i + 10; k++) {
      int b = at(p, k), low = b | 0x20;
      if (is_digit(b)) c = c * (hex ? 16 : 10) + (uint32_t)(b - '0');
      else if (hex && low >= 'a' && low <= 'f') c = c * 16 + (uint32_t)(low - 'a' + 10);
      else break;
    }
    if (c >= 0x80 && c < 0xa0 && cp1252[c - 0x80]) c = cp1252[c - 0x80]; /* as browsers do */
    if ((c < 0x20 && c != '\n' && c != '\t') || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) return 0;
  } else {
    while (k < i + 9 && (is_letter(at(p, k)) || is_digit(at(p, k)))) k++;
    c = named(p->s + i, k - i);
  }
  if (at(p, k) != ';') return 0;
  *end = k + 1;
  return c;
}

/* The entity at i ("&", and "&amp;" before the rest of one that was written out twice); 0 for none. */
static uint32_t entity(const pass *p, size_t i, size_t *end) {
  size_t inner;
  uint32_t c = entity_body(p, i + 1, end), again;
  if (c != '&' || (again = entity_body(p, *end, &inner)) == 0) return c;
  *end = inner;
  return again;
}

/*
** The character at i as it is after undoing `depth` wrong decodings, its end, and how sure that is: a two-byte sequence
** may be a capital and a quotation mark.
*/
typedef struct reading {
  uint32_t c;
  size_t end;
  uint8_t undone; /* decodings that were undone */
  uint8_t unsure;
  uint8_t entity;
} reading;

/* The byte that is read as this character in Windows-1252 or Latin-1; -1 where there is none. */
static int byte_of(uint32_t c) {
  int k;
  if (c < 0x100) return (int)c;
  for (k = 0; k < 32; k++)
    if (cp1252[k] == c) return 0x80 + k;
  return -1;
}

/* Characters that stand beside letters in ordinary text although they could be the second byte of a sequence. */
static int stands_alone(int byte) {
  switch (byte) {
    case 0x82:
    case 0x84:
    case 0x85:
    case 0x8b:
    case 0x91:
    case 0x92:
    case 0x93:
    case 0x94:
    case 0x96:
    case 0x97:
    case 0x99:
    case 0x9b:
    case 0xa0:
    case 0xab:
    case 0xae:
    case 0xb7:
    case 0xbb: return 1;
  }
  return 0;
}

static int read_character(const pass *p, size_t i, int depth, reading *r) {
  reading first, next;
  int b, need, k;
  uint32_t c;
  if (depth == 0) {
    int good;
    size_t n;
    const unsigned char *s = (const unsigned char *)p->s + i;
    memset(r, 0, sizeof *r);
    if (i >= p->n) return 0;
    if (*s == '&' && (p->kinds & FB_REPAIR_ENTITIES) && (r->c = entity(p, i, &r->end)) != 0) return r->entity = 1;
    n = fb_utf8_step(s, p->n - i, &good);
    if (!good) return 0;
    r->end = i + n;
    r->c = n == 1   ? s[0]
           : n == 2 ? (uint32_t)(s[0] & 31) << 6 | (s[1] & 63)
           : n == 3
               ? (uint32_t)(s[0] & 15) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63)
               : (uint32_t)(s[0] & 7) << 18 | (uint32_t)(s[1] & 63) << 12 | (uint32_t)(s[2] & 63) << 6 | (s[3] & 63);
    return 1;
  }
  if (!read_character(p, i, depth - 1, &first)) return 0;
  *r = first;
  b = byte_of(first.c);
  need = b < 0xc2                                             ? 0
         : b <= 0xc6 || b == 0xcb || (b >= 0xce && b <= 0xd1) ? 1
         : b == 0xe2 || b == 0xe3 || b == 0xef                ? 2
         : b == 0xf0                                          ? 3
                                                              : 0;
  if (need == 0) return 1;
  c = (uint32_t)b & (need == 1 ? 31 : need == 2 ? 15 : 7);
  r->unsure = first.unsure | (b >= 0xc6 && b <= 0xd1);
  for (k = 1; k <= need; k++) {
    int x = read_character(p, r->end, depth - 1, &next) ? byte_of(next.c) : -1;
    if (x < 0x80 || x > 0xbf) {
      if (b == 0xe2 && k == 2 &&
          c == (2 << 6)) { /* "â€" and nothing: ” lost the byte that Windows-1252 has no character for */
        r->c = 0x201d;
        r->undone = (uint8_t)(first.undone + 1);
        return 1;
      }
      *r = first;
      return 1;
    }
    if (need == 1 && stands_alone(x)) r->unsure = 1;
    c = c << 6 | (uint32_t)(x & 63);
    r->end = next.end;
    r->undone |= next.undone;
    r->entity |= next.entity;
    if (b == 0xf0 && k == 1 && x != 0x9f) c = 0; /* emoji; what else begins so is rarer than chance */
  }
  if (((b == 0xc6 || b == 0xcb) && byte_of(c) < 0) || (b == 0xe2 && (c < 0x2000 || c > 0x27bf)) ||
      (b == 0xe3 && (c < 0x3000 || c > 0x3011)) || (b == 0xef && c < 0xfb00) || (b == 0xf0 && c < 0x1f000)) {
    *r = first;
    return 1;
  }
  if (b == 0xe2 && c >= 0x2500) r->unsure = 1; /* second byte a dash or a mark */
  r->c = c;
  r->undone = (uint8_t)(first.undone + 1);
  return 1;
}

/* Is mojibake in this text that cannot be anything else? */
static int garbled(pass *p) {
  size_t i;
  reading r;
  if (p->garbled >= 0) return p->garbled;
  p->garbled = 0;
  for (i = 0; i + 3 < p->n && !p->garbled; i++) {
    const char *hit = memchr(p->s + i, 0xc3, p->n - i);
    if (hit == NULL) break;
    i = (size_t)(hit - p->s);
    if (read_character(p, i, 1, &r) && r.undone && !r.unsure) p->garbled = 1;
  }
  return p->garbled;
}

static int is_invisible(uint32_t c) {
  return c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || c == 0x2060 ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Letters of a ligature (U+FB00 … U+FB06). */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

/* ASCII or Latin-1 form of a full-width one, 0 for others. */
static uint32_t narrow(uint32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xff01 + 0x21;
  if (c == 0xffe0) return 0xa2;
  if (c == 0xffe1) return 0xa3;
  if (c == 0xffe5) return 0xa5;
  return 0;
}

/* The edit for [i, end) that reads as character c; `kind` is why it is read so, 0 where it stands there as it is. */
static int form(pass *p, size_t i, size_t end, uint32_t c, unsigned kind, edit *e) {
  unsigned wanted = p->kinds;
  uint32_t thin;
  if (is_invisible(c) && (kind || (wanted & FB_REPAIR_INVISIBLE)) && !(i == 0 && c == 0xfeff && !kind)) {
    size_t to = skip_spaces(p, end);
    if (c == 0xad && letter_before(p, i) && at(p, to + (at(p, to) == '\r')) == '\n') { /* a soft hyphen that was used */
      to = skip_spaces(p, to + 1 + (at(p, to) == '\r'));
      if (is_lower(at(p, to)) || at(p, to) >= 0xc3) end = to;
    }
    if (c == 0x200b && letter_before(p, i) && letter_at(p, end) &&
        (is_lower(at(p, word_start(p, i))) || is_upper(at(p, end))) &&
        two_words(p, word_start(p, i), i, end, word_end(p, end)))
      return give(e, i, end, kind ? kind : FB_REPAIR_INVISIBLE, " "); /* a space of no width that divides words */
    return give(e, i, end, kind ? kind : FB_REPAIR_INVISIBLE, "");
  }
  /* joiners shape emoji and some scripts: between Latin letters they do nothing */
  if ((c == 0x200c || c == 0x200d) && (kind || (wanted & FB_REPAIR_INVISIBLE)) && (i == 0 || at(p, i - 1) < 0x80) &&
      at(p, end) < 0x80)
    return give(e, i, end, kind ? kind : FB_REPAIR_INVISIBLE, "");
  if (c >= 0xfb00 && c <= 0xfb06 && (kind || (wanted & FB_REPAIR_LIGATURES)))
    return give(e, i, end, kind ? kind : FB_REPAIR_LIGATURES, ligatures[c - 0xfb00]);
  if ((thin = narrow(c)) != 0 && (kind || (wanted & FB_REPAIR_WIDTHS))) {
    c = thin;
    if (!kind) kind = FB_REPAIR_WIDTHS;
  }
  if (!kind) return 0;
  if (c == 0xa0) c = ' ';
  e->from = i;
  e->to = end;
  e->kind = kind;
  e->n = utf8(c, e->text);
  return 1;
}

static int character_at(pass *p, size_t i, edit *e) {
  int b = at(p, i), b1, b2;
  reading r, plain;
  if (b == '&') {
    if (!(p->kinds & FB_REPAIR_ENTITIES) || !read_character(p, i, 0, &plain) || !plain.entity) return 0;
  } else if (b == 0xc3) { /* Â Ã â ã ð ï Ä Å Î Ï Ð Ñ: what mojibake begins with */
    b1 = at(p, i + 1);
    if (!(p->kinds & FB_REPAIR_MOJIBAKE)) return 0;
    if (!(b1 == 0x82 || b1 == 0x83 || b1 == 0xa2 || b1 == 0xa3 || b1 == 0xb0 || b1 == 0xaf || b1 == 0x84 ||
          b1 == 0x85 || (b1 >= 0x8e && b1 <= 0x91)))
      return 0;
  } else if (b == 0xe2) {
    b1 = at(p, i + 1);
    b2 = at(p, i + 2);
    if (b1 == 0x80) {
      if (b2 >= 0x90 && b2 <= 0xa9) return 0;
    } else if (b1 != 0x81) return 0;
  } else if (!(b == 0xc2 && at(p, i + 1) == 0xad) && b != 0xef) return 0;
  if (!read_character(p, i, 0, &plain)) return 0;
  if ((p->kinds & FB_REPAIR_MOJIBAKE) && plain.c >= 0xc2 && plain.c < 0x100 &&
      read_character(p, i, DEEPEST_MOJIBAKE, &r) && r.undone && !(r.c >= 0x80 && r.c < 0xa0)) {
    if (!r.unsure || (i > 0 && (is_lower(at(p, i - 1)) || is_digit(at(p, i - 1)))) || garbled(p))
      return form(p, i, r.end, r.c, FB_REPAIR_MOJIBAKE, e);
  }
  return form(p, i, plain.end, plain.c, plain.entity ? FB_REPAIR_ENTITIES : 0, e);
}

/* ---- context ---- */

/* Does a hyphen close, as a dash does, within the sentence from i: "held in Riyadh- ended"? */
static int closed_later(const pass *p, size_t i) {
  size_t k;
  for (k = i; k < p->n && k < i + LOOK; k++) {
    int c = at(p, k);
    if (c == '\n' || ((c == '.' || c == '!' || c == '?') && blank_at(p, k + 1))) return 0;
    if (c == '-' && word_before(p, k) && space_at(p, k + 1)) {
      size_t next = skip_spaces(p, k + 1); /* unless it is a compound's, too */
      if (!listed(p, word_start(p, k), k, FB_PART_FIRST) &&
          !listed(p, next, word_end(p, next), FB_PART_LAST | FB_PART_SUSPENDS))
        return 1;
    }
  }
  return 0;
}

/* Does a hyphen open, as a dash or an item of a list does, in the line before i? `loose`: only where no word is before it. */
static int opened_before(const pass *p, size_t i, int loose) {
  size_t k, stop = i > LOOK ? i - LOOK : 0;
  for (k = i; k > stop && at(p, k - 1) != '\n'; k--)
    if (at(p, k - 1) == '-' && word_at(p, k) && opens_before(p, k - 1)) {
      size_t b = k - 1;
      while (b > 0 && at(p, b - 1) == ' ') b--;
      if (!word_before(p, b) || (!loose && b < k - 1)) return 1;
    }
  return 0;
}

/* "post -war": spaces [a, h) before the hyphen at h. Is it part of a compound? */
static int spaced_before(const pass *p, size_t a, size_t h) {
  size_t w1 = word_start(p, a), w2 = h + 1, end = word_end(p, w2);
  size_t after;
  int digits1 = is_digit(at(p, a - 1)), c;
  if (h - a > 2 || w1 == a || end == w2) return 0;
  if (is_digit(at(p, w2))) { /* "F -16", but "of -5", "3 -1" */
    size_t k;
    for (k = w1; k < a; k++)
      if (!is_upper(at(p, k))) return 0;
    for (k = w2; k < end; k++)
      if (!is_digit(at(p, k))) return 0;
    c = at(p, end);
    if ((c == '.' || c == ',' || c == ':') && is_digit(at(p, end + 1))) return 0;
    return a - w1 <= 5 && end - w2 <= 3 && c != '%' && c < 0x80 &&
           !(a - w1 == 1 && (at(p, w1) == 'A' || at(p, w1) == 'I'));
  }
  if (end - w2 == 1 && at(p, w2) < 0x80) return 0; /* "ls -l" */
  if (a - w1 == 1 && strchr("aAI", at(p, w1))) return 0;
  after = end;
  if (space_at(p, after)) after = skip_spaces(p, after);
  if (listed(p, w2, end, FB_PART_CLAUSE) && !(at(p, after) == '-' && letter_at(p, after + 1)))
    return 0; /* "cut -and -dried" */
  /* a capital behind a word in lower case: a dash before a name, if no prefix */
  if (!digits1 && is_upper(at(p, w2)) && !is_upper(at(p, w1)) && !listed(p, w1, a, FB_PART_FIRST | FB_PART_ARTICLE))
    return 0;
  return !opened_before(p, a, 1) && !closed_later(p, end);
}

/* Are the `n` bytes at a and b the same? */
static int alike(const pass *p, size_t a, size_t b, size_t n) {
  size_t k;
  for (k = 0; k < n; k++)
    if (at(p, a + k) != at(p, b + k)) return 0;
  return 1;
}

/* "multi- million": the hyphen at h, spaces behind it up to w2. */
static int spaced_behind(const pass *p, size_t h, size_t w2) {
  size_t w1 = word_start(p, h), end = word_end(p, w2), dash;
  if (w2 - h > 3 || w1 == h || !letter_at(p, w2)) return 0;
  if (listed(p, w2, end, FB_PART_SUSPENDS | FB_PART_CLAUSE)) return 0;
  dash = w1 > 0 && at(p, w1 - 1) == '-';
  if (dash && w1 > 1 && word_before(p, w1 - 1))
    return is_lower(at(p, w2)) && !opened_before(p, w1 - 1, 0); /* "editor-in- chief" */
  if (listed(p, w1, h, FB_PART_FIRST)) return 1;
  if (is_digit(at(p, h - 1))) return is_digit(at(p, w1)) && is_lower(at(p, w2)) && listed(p, w2, end, FB_PART_LAST);
  if (opened_before(p, w1, 0)) return 0;
  if (is_upper(at(p, w2))) /* "al- Lund", "Reyes- Lund", but not "TARN- Lund said", "Lun- Lund" */
    return h - w1 >= 2 && !alike(p, w1, w2, h - w1 < 4 ? 2 : 4) && is_lower(at(p, h - 1)) && is_lower(at(p, end - 1)) &&
           (is_upper(at(p, w1)) || listed(p, w1, h, FB_PART_ARTICLE));
  return h - w1 > 1 && listed(p, w2, end, FB_PART_LAST);
}

/* "govern-⏎ment": the hyphen at h; the line ends at or behind h + 1. */
static int broken_word(const pass *p, size_t h, edit *e) {
  size_t k = skip_spaces(p, h + 1), w1 = word_start(p, h), end;
  if (at(p, k) == '\r') k++;
  if (at(p, k) != '\n') return 0;
  k = skip_spaces(p, k + 1);
  if (w1 == h || !word_at(p, k)) return 0;
  end = word_end(p, k);
  if (listed(p, k, end, FB_PART_SUSPENDS)) return 0;
  /* "US-⏎Russian", "anti-⏎American", "F-⏎16": the hyphen is the word's own; "the news-⏎He": a dash */
  if (is_upper(at(p, k)) && ((!is_upper(at(p, w1)) && !is_digit(at(p, w1)) && !listed(p, w1, h, FB_PART_FIRST)) ||
                             listed(p, k, end, FB_PART_CLAUSE)))
    return 0;
  if (is_digit(at(p, h - 1)) || is_digit(at(p, k)) || is_upper(at(p, k)))
    return give(e, h + 1, k, FB_REPAIR_LINEBREAKS, "");
  if (listed(p, k, end, FB_PART_CLAUSE) && !one_word(p, w1, h, k, end) && known(p, p->s + w1, h - w1)) return 0;
  if (two_words(p, w1, h, k, end) ||
      ((listed(p, w1, h, FB_PART_FIRST) || listed(p, k, end, FB_PART_LAST)) && !one_word(p, w1, h, k, end)))
    return give(e, h + 1, k, FB_REPAIR_LINEBREAKS, "");
  return give(e, h, k, FB_REPAIR_LINEBREAKS, "");
}

/* Length of a clitic's letters at i (behind the apostrophe), 0 for none: "s", "re", … and with `nt` "t". */
static size_t clitic(const pass *p, size_t i, int nt) {
  static const char *const tails[] = {"s", "re", "ll", "ve", "d", "m", "t"};
  int k;
  for (k = 0; k < 6 + nt; k++) {
    size_t n = strlen(tails[k]);
    if (is(p, i, tails[k]) && !word_at(p, i + n) && at(p, i + n) != '\'' && !is(p, i + n, "\xe2\x80\x99")) return n;
  }
  return 0;
}

/* Length of an apostrophe at i. */
static size_t apostrophe(const pass *p, size_t i) { return at(p, i) == '\'' ? 1 : is(p, i, "\xe2\x80\x99") ? 3 : 0; }

/*
** The word [w, a), spaces, a stop, and then the character at `next`: does the stop belong at the word? Not where the two
** would make an abbreviation of a word that ends its sentence: "the answer is no . Then".
*/
static int stop_belongs(const pass *p, size_t w, size_t a, size_t next) {
  char word[16];
  size_t name;
  int capital = is_upper(at(p, w)), after = at(p, next), kind;
  if (a == w || after == '.') return 0; /* ". . ." */
  if (is_digit(at(p, w))) return 1;
  if (a - w == 1 && w > 0 && at(p, w - 1) == '.')
    return w > 1 && letter_at(p, w - 2) && !word_before(p, w - 2);                        /* "a.m ." */
  name = w > 0 && at(p, w - 1) == ' ' ? word_start(p, w - 1) : w;                         /* the word before, if any */
  if (a - w == 1) return capital && is_upper(after) && is_upper(at(p, name)) && name < w; /* "Ana B . Lund" */
  if (a - w > 14 || p->tk == NULL) return 0;
  memcpy(word, p->s + w, a - w);
  word[a - w] = '.';
  kind = fb_tokenizer_abbreviation(p->tk, word, (uint32_t)(a - w + 1));
  if (kind == FB_ABBREV_NONE) return 1;
  if (kind == FB_ABBREV_TITLE) return capital && is_upper(after);
  if (is_digit(after)) return 1;
  if (kind == FB_ABBREV_NUMBER) return 0;
  if (kind == FB_ABBREV_OTHER) return 1;
  if (is_lower(after)) return capital;
  return capital && is_upper(after) && name < w && is_lower(at(p, name)); /* "the former St . Thomas Hall" */
}

/* Spaces [a, i) before the mark at i. */
static int space_before_mark(const pass *p, size_t a, size_t i, edit *e) {
  int c = at(p, i), before = a > 0 ? at(p, a - 1) : 0;
  size_t end = i + 1;
  if (a == 0 || a == i || before == '\n' || (before && strchr("([{-/", before)) ||
      (before >= 0x80 && space_at(p, previous(p, a))))
    return 0;
  if (c == '\'' || c == 0xe2) { /* "Russia 's" */
    size_t n = apostrophe(p, i);
    if (!n || !word_before(p, a)) return 0;
    if (at(p, i + n) == ' ' && at(p, i + n + 1) == 's' && blank_at(p, i + n + 2)) /* "Russia ' s" */
      return give(e, a, i + n + 1, FB_REPAIR_SPACES, n == 1 ? "'" : APOSTROPHE);
    return clitic(p, i + n, 0) && give(e, a, i, FB_REPAIR_SPACES, "");
  }
  if (c == 'n') { /* "do n't" */
    size_t n = apostrophe(p, i + 1);
    if (!n || !letter_before(p, a) || at(p, i + 1 + n) != 't' || word_at(p, i + 2 + n)) return 0;
    return give(e, a, i, FB_REPAIR_SPACES, "");
  }
  if (c == '!' || c == '?')
    while (at(p, end) == '!' || at(p, end) == '?') end++;
  if (c == ',' && is_digit(before) && is_digit(at(p, end)) && is_digit(at(p, end + 1)) && is_digit(at(p, end + 2)) &&
      !word_at(p, end + 3))
    return give(e, a, i, FB_REPAIR_SPACES, ""); /* "1 ,580" */
  if (!blank_at(p, end) && at(p, end) != '"' && at(p, end) != '\'' && !is(p, end, "\xe2\x80\x9d") &&
      !is(p, end, "\xe2\x80\x99") && !(is(p, end, LEFT) && closes_at(p, end + 3)) &&
      (c == ':' || c == ';' || at(p, end) != ')'))
    return 0;
  if (before < 0x80 && !word_before(p, a) && !strchr(")]\"'%", before)) return 0;
  if (c == ':' && is_digit(before) && is_digit(at(p, skip_spaces(p, end)))) return 0; /* "3 : 1" */
  if (c == '.' && !stop_belongs(p, word_start(p, a), a, skip_spaces(p, end))) return 0;
  return give(e, a, i, FB_REPAIR_SPACES, "");
}

/* "1 580" with a space that does not break the line: digits in groups of three. */
static int grouped(const pass *p, size_t i, size_t n) {
  size_t k = i, e = i + n;
  while (k > 0 && is_digit(at(p, k - 1))) k--;
  if (i - k < 1 || i - k > 3 || (k > 0 && (at(p, k - 1) == '.' || at(p, k - 1) == ',' || letter_before(p, k))))
    return 0;
  return is_digit(at(p, e)) && is_digit(at(p, e + 1)) && is_digit(at(p, e + 2)) && !word_at(p, e + 3);
}

/* Is there "''" that closes in this line, before any other mark? */
static int doubled_close(const pass *p, size_t i) {
  size_t k;
  for (k = i; k < p->n && k < i + 2 * LOOK && at(p, k) != '\n' && at(p, k) != '`'; k++)
    if (at(p, k) == '\'' && at(p, k + 1) == '\'') return !opens_before(p, k);
  return 0;
}

/* Do the digits before i stand behind feet: 6'2'' */
static int inches(const pass *p, size_t i) {
  size_t k = i;
  while (k > 0 && is_digit(at(p, k - 1))) k--;
  return k < i && k > 0 && at(p, k - 1) == '\'';
}

/* Does a mark open a quotation in this paragraph before i that '' can close, with no '' between? */
static int doubled_open(const pass *p, size_t i) {
  size_t k;
  for (k = i; k > 0 && i - k < 4 * LOOK; k--) {
    int c = at(p, k - 1);
    if (c == '"' || (c == '\n' && k > 1 && at(p, k - 2) == '\n')) return 0;
    if (c == '\'' && k > 1 && at(p, k - 2) == '\'' && !inches(p, k - 2)) return opens_before(p, k - 2) && word_at(p, k);
    if (c == '`' && !blank_at(p, k)) return 1;
    if (k > 2 && is(p, k - 3, RIGHT)) return opens_before(p, k - 3) && word_at(p, k); /* “ on the wrong side */
    if (k > 5 && is(p, k - 6, "\xe2\x80\x98\xe2\x80\x98")) return 1;
    if (k > 2 && (is(p, k - 3, LEFT) || is(p, k - 3, "\xe2\x80\x9e"))) return 1;
    if (k > 1 && c == ',' && at(p, k - 2) == ',' && word_at(p, k)) return 1;
  }
  return 0;
}

/* Does „ open a quotation in this line before i? */
static int low_before(const pass *p, size_t i) {
  size_t k;
  for (k = i; k > 0 && i - k < 2 * LOOK && at(p, k - 1) != '\n'; k--)
    if (is(p, k - 1, "\xe2\x80\x9e")) return 1;
  return 0;
}

/* "do n`t": the mark of `n` bytes at i, and the space with it. */
static int broken_not(const pass *p, size_t i, size_t n, edit *e) {
  size_t a;
  if (i < 3 || at(p, i - 1) != 'n' || at(p, i + n) != 't' || word_at(p, i + n + 1) || !(p->kinds & FB_REPAIR_SPACES))
    return 0;
  a = spaces_before(p, i - 1);
  return a < i - 1 && letter_before(p, a) && give(e, a, i + n, FB_REPAIR_QUOTES, "n'");
}

/* Quotation marks and apostrophes at i. */
static int mark_at(const pass *p, size_t i, edit *e) {
  int b = at(p, i);
  const unsigned kind = FB_REPAIR_QUOTES;
  if (b == ',')
    return at(p, i + 2) != ',' && opens_before(p, i) && word_at(p, i + 2) && give(e, i, i + 2, kind, "\xe2\x80\x9e");
  if (b == '"') { /* doubled as in a table's cells */
    if (at(p, i + 2) == '"' || (i > 0 && at(p, i - 1) == '"')) return 0;
    if (opens_before(p, i) ? word_at(p, i + 2)
                           : closes_at(p, i + 2) && (word_before(p, i) || strchr(".,!?", at(p, i - 1))))
      return give(e, i, i + 2, kind, "\"");
    return 0;
  }
  if (b == '\'') {
    if (at(p, i + 2) == '\'' || (i > 0 && at(p, i - 1) == '\'')) return 0;
    if (opens_before(p, i) && word_at(p, i + 2)) return give(e, i, i + 2, kind, LEFT);
    return i > 0 && !opens_before(p, i) && closes_at(p, i + 2) && !inches(p, i) && doubled_open(p, i) &&
           give(e, i, i + 2, kind, RIGHT);
  }
  if (b == '`') {
    if (at(p, i + 1) == '`')
      return at(p, i + 2) != '`' && opens_before(p, i) && !blank_at(p, i + 2) && give(e, i, i + 2, kind, LEFT);
    if (i > 0 && at(p, i - 1) == '`') return 0;
    if (broken_not(p, i, 1, e)) return 1;
    if (letter_before(p, i) && letter_at(p, i + 1)) return give(e, i, i + 1, kind, "'");
    return opens_before(p, i) && word_at(p, i + 1) && doubled_close(p, i + 1) && give(e, i, i + 1, kind, LEFT);
  }
  if (b == 0xc2) /* ´ */
    return broken_not(p, i, 2, e) || (letter_before(p, i) && letter_at(p, i + 2) && give(e, i, i + 2, kind, "'"));
  if (is(p, i, "\xe2\x80\x98\xe2\x80\x98")) return give(e, i, i + 6, kind, LEFT);
  if (is(p, i, "\xe2\x80\x9a\xe2\x80\x9a")) return give(e, i, i + 6, kind, "\xe2\x80\x9e");
  if (is(p, i, APOSTROPHE APOSTROPHE))
    return give(e, i, i + 6, kind, opens_before(p, i) && word_at(p, i + 6) ? LEFT : RIGHT);
  if (is(p, i, "\xe2\x80\x98") || is(p, i, "\xe2\x80\xb2")) { /* "don‘t" */
    return letter_before(p, i) && letter_at(p, i + 3) && clitic(p, i + 3, 1) && give(e, i, i + 3, kind, APOSTROPHE);
  }
  if (is(p, i, RIGHT)) return opens_before(p, i) && word_at(p, i + 3) && give(e, i, i + 3, kind, LEFT);
  if (is(p, i, LEFT))
    return i > 0 && (word_before(p, i) || (at(p, i - 1) && strchr(".,!?", at(p, i - 1)))) && closes_at(p, i + 3) &&
           !low_before(p, i) && give(e, i, i + 3, kind, RIGHT);
  return 0;
}

static int context_at(pass *p, size_t i, edit *e) {
  unsigned wanted = p->kinds;
  int b = at(p, i);
  size_t n, a;
  if (b == '-') {
    size_t k = i + 1;
    if (i == 0 || at(p, i - 1) == '-') return 0;
    k = skip_spaces(p, k);
    if ((wanted & FB_REPAIR_LINEBREAKS) && (at(p, k) == '\n' || at(p, k) == '\r')) return broken_word(p, i, e);
    return (wanted & FB_REPAIR_HYPHENS) && k > i + 1 && spaced_behind(p, i, k) &&
           give(e, i + 1, k, FB_REPAIR_HYPHENS, "");
  }
  if ((n = space_at(p, i)) != 0) {
    size_t next = i + n;
    if (n > 1 && (wanted & FB_REPAIR_SPACES) &&
        (n == 2 || is(p, i, "\xe2\x80\x87") || is(p, i, "\xe2\x80\x89") || is(p, i, "\xe2\x80\xaf")) &&
        grouped(p, i, n))
      return give(e, i, next, FB_REPAIR_SPACES, "");
    b = at(p, next);
    if (space_at(p, next) || i < p->done) return 0;
    a = spaces_before(p, next);
    if (b == '-')
      return (wanted & FB_REPAIR_HYPHENS) && a > 0 && spaced_before(p, a, next) &&
             give(e, a, next, FB_REPAIR_HYPHENS, "");
    if (!(wanted & FB_REPAIR_SPACES)) return 0;
    if ((b && strchr(",;:.!?'", b)) || (b == 'n' && apostrophe(p, next + 1))) return space_before_mark(p, a, next, e);
    return 0;
  }
  if ((b == '\'' && at(p, i + 1) == ' ') || is(p, i, APOSTROPHE " ")) { /* "Russia’ s" */
    n = b == '\'' ? 1 : 3;
    if ((wanted & FB_REPAIR_SPACES) && letter_before(p, i) && is_lower(at(p, i + n + 1)) &&
        clitic(p, i + n + 1, (at(p, i - 1) | 0x20) == 'n') && blank_at(p, i + n + 1 + clitic(p, i + n + 1, 1)) &&
        !(at(p, i - 1) == 's' && at(p, i + n + 1) == 's'))
      return give(e, i + n, i + n + 1, FB_REPAIR_SPACES, "");
  }
  if (b == 0xe2 && (wanted & FB_REPAIR_SPACES) &&
      is(p, i, APOSTROPHE)) { /* spaces before it: the scan stops at the mark */
    size_t w = i > 0 && at(p, i - 1) == 'n' && at(p, i + 3) == 't' ? i - 1 : i;
    a = spaces_before(p, w);
    if (a < w && space_before_mark(p, a, w, e)) return 1;
  }
  if (b == 0xef) /* "don\ufffdt": what was lost can only be an apostrophe */
    return (wanted & FB_REPAIR_MOJIBAKE) && is(p, i, "\xef\xbf\xbd") && letter_before(p, i) &&
           clitic(p, i + 3, (at(p, i - 1) | 0x20) == 'n') && give(e, i, i + 3, FB_REPAIR_MOJIBAKE, APOSTROPHE);
  if (!(wanted & FB_REPAIR_QUOTES)) return 0;
  if (b == '`' || b == 0xe2 || (b == 0xc2 && at(p, i + 1) == 0xb4) ||
      ((b == ',' || b == '"' || b == '\'') && at(p, i + 1) == b))
    return mark_at(p, i, e);
  return 0;
}

/* ---- scanning ---- */

/* Can a repair begin at this byte, with this one and this one behind it? The same test as below. */
static int suspicious(int x, int y, int z) {
  if (x >= 0x80 || x == '&' || x == '`') return 1;
  if (x == ' ')
    return (y >= ',' && y <= '.') || (y | 1) == ';' || y == '!' || y == '?' || y == '\'' || (y == 'n' && z == '\'');
  if (x == '-') return y == ' ' || y == '\n' || y == '\r';
  if (x == '\'') return y == '\'' || y == ' ';
  return x == y && (x == ',' || x == '"');
}

/* The first byte from i on at which a repair can begin; p->n where there is none. */
static size_t suspect(const pass *p, size_t i) {
#ifdef __SSE2__
  const char *s = p->s;
  for (; i + 18 <= p->n; i += 16) {
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(s + i));
    __m128i y = _mm_loadu_si128((const __m128i *)(const void *)(s + i + 1));
    __m128i z = _mm_loadu_si128((const __m128i *)(const void *)(s + i + 2));
#define IS(v, c) _mm_cmpeq_epi8((v), _mm_set1_epi8(c))
#define OR(a, b) _mm_or_si128((a), (b))
#define AND(a, b) _mm_and_si128((a), (b))
    __m128i low = _mm_sub_epi8(y, _mm_set1_epi8(','));
    __m128i mark = _mm_cmpeq_epi8(_mm_min_epu8(low, _mm_set1_epi8(2)), low); /* , - . */
    __m128i apos = IS(y, '\''), space = IS(y, ' '), hit;
    mark = OR(mark, IS(OR(y, _mm_set1_epi8(1)), ';'));
    mark = OR(mark, OR(IS(y, '!'), IS(y, '?')));
    mark = OR(OR(mark, apos), AND(IS(y, 'n'), IS(z, '\'')));
    hit = AND(IS(x, ' '), mark);
    hit = OR(hit, AND(IS(x, '-'), OR(space, OR(IS(y, '\n'), IS(y, '\r')))));
    hit = OR(hit, AND(IS(x, '\''), OR(apos, space)));
    hit = OR(hit, AND(_mm_cmpeq_epi8(x, y), OR(IS(x, ','), IS(x, '"'))));
    hit = OR(hit, OR(IS(x, '&'), IS(x, '`')));
    hit = OR(hit, x); /* the high bit of each byte is what is asked for */
    {
      unsigned bits = (unsigned)_mm_movemask_epi8(hit);
      if (bits) {
        while (!(bits & 1)) bits >>= 1, i++;
        return i;
      }
    }
#undef IS
#undef OR
#undef AND
  }
#endif
  for (; i < p->n; i++)
    if (suspicious(at(p, i), at(p, i + 1), at(p, i + 2))) return i;
  return p->n;
}

/* Length of the character at i, one that is suspected and found innocent. *bad: it is ill-formed. */
static size_t step(const pass *p, size_t i, int *bad) {
  int good;
  size_t n;
  *bad = 0;
  if (at(p, i) < 0x80) return 1;
  n = fb_utf8_step((const unsigned char *)p->s + i, p->n - i, &good);
  *bad = !good;
  return n;
}

/*
** Length of the character at i where it is one of those that clean text is full of, and in its place: letters with
** accents, dashes, a curly mark or apostrophe beside its word. 0 for all that deserves a look.
*/
static size_t innocent(const pass *p, size_t i) {
  int c = at(p, i), before, after;
  if (c == 0xc3) { /* what mojibake begins with is looked at */
    c = at(p, i + 1);
    return (c >= 0xa4 && c <= 0xae) || (c >= 0xb1 && c <= 0xbf) || (c >= 0x86 && c <= 0x8d) || (c >= 0x92 && c <= 0x9f)
               ? 2
               : 0;
  }
  if (c != 0xe2 || at(p, i + 1) != 0x80 || i < 2) return 0;
  before = at(p, i - 1);
  after = at(p, i + 3);
  switch (at(p, i + 2)) {
    case 0x93:
    case 0x94:
    case 0xa6: return 3;                                                                        /* – — … */
    case 0x99: return is_letter(before) && is_letter(after) && is_letter(at(p, i - 2)) ? 3 : 0; /* don’t */
    case 0x9c: return is_letter(after) ? 3 : 0;                                                 /* “We */
    case 0x9d: return is_letter(before) || before == '.' || before == ',' ? 3 : 0;              /* go.” */
  }
  return 0;
}

/* Looks for the next edit from *i on; 0 where there is none. */
static int next_edit(pass *p, finder *find, size_t *i, edit *e) {
  size_t k = *i, ill = p->n; /* where an ill-formed piece ended last: an edit there could complete it */
  while ((k = suspect(p, k)) < p->n) {
    int bad;
    size_t n = innocent(p, k);
    if (n) {
      k += n;
      continue;
    }
    if (k != ill && find(p, k, e)) return *i = e->to, 1;
    n = step(p, k, &bad);
    k += n;
    if (bad) ill = k;
  }
  return 0;
}

/* Does any repair apply? For most texts this is all that is done. */
static int clean(pass *p) {
  size_t k = 0;
  edit e;
  while ((k = suspect(p, k)) < p->n) {
    int bad;
    size_t n = innocent(p, k);
    if (n == 0) {
      if (character_at(p, k, &e) || context_at(p, k, &e)) return 0;
      n = step(p, k, &bad);
    }
    k += n;
  }
  return 1;
}

/* ---- writing ---- */

typedef fb_vec(char) bytes;
typedef fb_vec(fb_shift) shifts;

/* Appends a shift; one at the same place is replaced. */
static fb_status put_shift(shifts *m, uint32_t here, int64_t origin, uint32_t len, uint32_t was) {
  fb_shift s;
  s.at = here;
  s.delta = (int32_t)(origin - (int64_t)here);
  s.len = len;
  s.was = was;
  if (m->n && m->at[m->n - 1].at == here) m->n--;
  else if (m->n && m->at[m->n - 1].delta == s.delta && len == 0 && m->at[m->n - 1].at + m->at[m->n - 1].len <= here)
    return FB_OK;
  return fb_push(m, s);
}

/* Copies bytes [from, to) and what the map of an earlier pass says of them. */
static fb_status copy(const pass *p, const shifts *prior, uint32_t *k, size_t from, size_t to, bytes *out,
                      shifts *map) {
  uint32_t n = (uint32_t)(to - from);
  for (; *k < prior->n && prior->at[*k].at < to; ++*k) {
    const fb_shift *s = &prior->at[*k];
    if (s->at >= from)
      FB_TRY(put_shift(map, out->n + (s->at - (uint32_t)from), (int64_t)s->at + s->delta, s->len, s->was));
  }
  FB_TRY(fb_reserve(out, n));
  if (n) memcpy(out->at + out->n, p->s + from, n);
  out->n += n;
  return FB_OK;
}

/*
** Runs a pass: the text of `p` with all edits of `find` into `out`, `map` to the input through `prior` (offsets of the
** text of `p` to the input). *edits is how many there were; with none nothing is written.
*/
static fb_status run(pass *p, finder *find, const shifts *prior, bytes *out, shifts *map, fb_doc *notes,
                     uint32_t *edits) {
  size_t i = 0;
  uint32_t k = 0;
  edit e;
  *edits = 0;
  while (next_edit(p, find, &i, &e)) {
    uint32_t first = fb_shift_offset(prior->at, prior->n, (uint32_t)e.from, 0);
    uint32_t next = fb_shift_offset(prior->at, prior->n, (uint32_t)e.to, 0);
    uint32_t end = fb_shift_offset(prior->at, prior->n, (uint32_t)e.to, 1);
    if (++*edits == 1) FB_TRY(fb_reserve(out, p->n + 16));
    FB_TRY(copy(p, prior, &k, p->done, e.from, out, map));
    while (k < prior->n && prior->at[k].at < e.to) k++;
    if (e.n) {
      FB_TRY(put_shift(map, out->n, first, e.n, end - first));
      FB_TRY(fb_reserve(out, e.n));
      memcpy(out->at + out->n, e.text, e.n);
      out->n += e.n;
    }
    FB_TRY(put_shift(map, out->n, next, 0, 0));
    p->done = e.to;
    if (notes) {
      fb_fix f;
      memset(&f, 0, sizeof f);
      f.first = first;
      f.end = end;
      f.kind = (uint16_t)e.kind;
      f.len = (uint8_t)e.n;
      memcpy(f.text, e.text, e.n);
      FB_TRY(fb_push(&notes->fixes, f));
    }
  }
  if (*edits) FB_TRY(copy(p, prior, &k, p->done, p->n, out, map));
  return FB_OK;
}

static int by_place(const void *a, const void *b) {
  const fb_fix *x = a, *y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

/*
** Notes spaces that are read as one although more than one or another one stands there: they separate words as they
** are, so nothing is edited, but names come out with a plain space. Spaces at the ends of lines do not matter.
*/
static fb_status note_spaces(const char *s, size_t n, fb_doc *d) {
  pass p;
  size_t i = 0;
  uint32_t noted = d->fixes.n, near = 0;
  memset(&p, 0, sizeof p);
  p.s = s;
  p.n = n;
  while (i < n) {
    size_t first = i, end;
    fb_fix f;
    if (space_at(&p, i) == 0) {
      i++;
      continue;
    }
    i = end = skip_spaces(&p, i);
    if (end - first == 1 || first == 0 || end == n || s[first - 1] == '\n' || s[end] == '\n' || s[end] == '\r')
      continue;
    while (near < noted && d->fixes.at[near].end <= first) near++;
    if (near < noted && d->fixes.at[near].first < end) continue; /* repaired already */
    memset(&f, 0, sizeof f);
    f.first = (uint32_t)first;
    f.end = (uint32_t)end;
    f.kind = FB_REPAIR_SPACES;
    f.len = 1;
    f.text[0] = ' ';
    FB_TRY(fb_push(&d->fixes, f));
  }
  return FB_OK;
}

static void sort_fixes(fb_doc *d) {
  if (d->fixes.n > 1) qsort(d->fixes.at, d->fixes.n, sizeof *d->fixes.at, by_place);
}

/* Both passes; `out` and `map` are the caller's, to be freed by it whatever happens. */
static fb_status repair(pass *p, fb_doc *d, bytes *out, shifts *map, int keep) {
  shifts none = {NULL, 0, 0};
  bytes second = {NULL, 0, 0};
  shifts through = {NULL, 0, 0};
  uint32_t edits;
  fb_status status = run(p, character_at, &none, out, map, keep ? d : NULL, &edits);
  if (status != FB_OK) return status;
  if (edits) {
    p->s = out->at;
    p->n = out->n;
  }
  p->done = 0;
  status = run(p, context_at, map, &second, &through, keep ? d : NULL, &edits);
  if (status == FB_OK && edits) {
    bytes b = *out;
    shifts m = *map;
    *out = second;
    *map = through;
    second = b;
    through = m;
  }
  fb_drop(&second);
  fb_drop(&through);
  return status;
}

fb_status fb_repair(fb_doc *d, const fb_vocab *words, const fb_tokenizer *tk, const fb_compounds *parts, const char *s,
                    size_t len, unsigned kinds, int keep) {
  pass p;
  bytes out;
  shifts map;
  fb_status status;
  if (len > FB_MAX_TEXT) return FB_TOOBIG;
  d->text = s;
  d->len = len;
  if (!(kinds & FB_REPAIR_WRAPS)) d->lines = FB_LINES_KEPT;
  memset(&p, 0, sizeof p);
  p.s = s;
  p.n = len;
  p.kinds = kinds;
  p.words = words;
  p.tk = tk;
  p.parts = parts;
  p.garbled = -1;
  if (parts == NULL || parts->kinds.n == 0)
    p.kinds &= ~(unsigned)FB_REPAIR_HYPHENS; /* a language of which nothing is known */
  if (p.kinds && !clean(&p)) {
    memcpy(&out, &d->repaired, sizeof out); /* their room is used again */
    memcpy(&map, &d->map, sizeof map);
    memset(&d->repaired, 0, sizeof d->repaired);
    memset(&d->map, 0, sizeof d->map);
    status = repair(&p, d, &out, &map, keep);
    memcpy(&d->repaired, &out, sizeof out);
    memcpy(&d->map, &map, sizeof map);
    if (status != FB_OK) return status;
    if (d->map.n) {
      d->text = d->repaired.at;
      d->len = d->repaired.n;
    }
  }
  if (!keep) return FB_OK;
  sort_fixes(d);
  if (p.kinds & FB_REPAIR_SPACES) FB_TRY(note_spaces(s, len, d));
  sort_fixes(d);
  return FB_OK;
}
