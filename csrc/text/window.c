/*
** window.c: cuts big texts.
*/
#include "window.h"

/* Line ends that are compared at most: what is not found among them is hardly there. */
enum { MOST_LINES = 256 };
/* Bytes on either side of a place that are looked at: the last paragraph, or blanks. */
enum { PARAGRAPH = 2000 };

/* What speaks for a cut behind a line end; the sum decides. */
enum { AT_STOP = 1, UNOPENED = 2, CLOSED = 4, AT_BLANK = 8, BEST = AT_STOP + UNOPENED + CLOSED + AT_BLANK };

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

/* Is it a byte within a character? */
static int is_inside(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* Is there a quotation mark of three bytes, U+201C to U+201F, of which the last byte is `last`? */
static int is_curly(const char *s, size_t n, unsigned char last) {
  return n >= 3 && (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] == last;
}

/* Does what ends before byte `at`, spaces left out, end a sentence? */
static int ends_sentence(const char *s, size_t from, size_t at) {
  if (at - from > PARAGRAPH) from = at - PARAGRAPH;
  while (at > from && is_space(s[at - 1])) at--;
  while (at > from) { /* closing marks behind the stop */
    if (s[at - 1] == '"' || s[at - 1] == '\'' || s[at - 1] == ')') at--;
    else if (at >= from + 3 && (is_curly(s + at - 3, 3, 0x9d) || is_curly(s + at - 3, 3, 0x99))) at -= 3;
    else break;
  }
  if (at > from && (s[at - 1] == '.' || s[at - 1] == '!' || s[at - 1] == '?')) return 1;
  return at >= from + 3 && is_curly(s + at - 3, 3, 0xa6); /* U+2026 */
}

/* Is no quotation open before byte `at`? */
static int is_closed(const char *s, size_t from, size_t at, size_t len) {
  size_t first = at - from > PARAGRAPH ? at - PARAGRAPH : from, i = at;
  int straight = 0, curly = 0; /* marks so far; the last curly one: 1 opens, 2 closes */
  while (i > first && is_space(s[i - 1])) i--;
  for (; i > first && !(s[i - 1] == '\n' && i >= 2 && s[i - 2] == '\n'); i--) {
    straight += s[i - 1] == '"';
    if (!curly) curly = is_curly(s + i - 1, len - i + 1, 0x9c) ? 1 : is_curly(s + i - 1, len - i + 1, 0x9d) ? 2 : 0;
  }
  return straight % 2 == 0 && curly != 1;
}

/* Is none opened there, which could go on with one before? */
static int is_unopened(const char *s, size_t at, size_t len) {
  if (len - at > PARAGRAPH) len = at + PARAGRAPH;
  while (at < len && is_space(s[at])) at++;
  return at == len || !(s[at] == '"' || is_curly(s + at, len - at, 0x9c));
}

/* What speaks for a cut behind the line end before byte `at`. */
static int rank_of(const char *s, size_t from, size_t at, size_t len) {
  size_t i = at - 1;
  int rank = 0;
  while (i > from && s[i - 1] != '\n' && is_space(s[i - 1])) i--;
  if (i > from && s[i - 1] == '\n') rank += AT_BLANK;
  if (ends_sentence(s, from, at)) rank += AT_STOP;
  if (is_unopened(s, at, len)) rank += UNOPENED;
  if (is_closed(s, from, at, len)) rank += CLOSED;
  return rank;
}

/* The best line end to cut behind in bytes [low, high); 0 for none that ends a paragraph or a sentence. */
static size_t behind_line(const char *s, size_t len, size_t from, size_t low, size_t high) {
  size_t best = 0, at;
  int highest = 0, lines = 0;
  for (at = high; at > low && lines < MOST_LINES; at--)
    if (s[at - 1] == '\n') {
      int rank = rank_of(s, from, at, len);
      lines++;
      if (rank > highest && (rank & (AT_STOP | AT_BLANK))) {
        highest = rank;
        best = at;
      }
      if (highest == BEST) break;
    }
  return best;
}

size_t fb_window_end(const char *text, size_t len, size_t from, size_t size) {
  size_t high, low, at, end;
  if (from >= len || len - from <= size) return len;
  high = from + (size ? size : 1);
  low = high - (high - from) / 2;
  at = behind_line(text, len, from, low, high);
  if (at) return at;
  for (at = high; at > low; at--) /* behind a sentence in a line */
    if (is_space(text[at - 1]) && at - 1 > low && !is_space(text[at - 2]) && ends_sentence(text, low, at)) return at;
  for (at = high; at > low; at--)
    if (is_space(text[at - 1])) return at;
  for (end = high; end + 3 > high && end > from && is_inside(text[end]); end--) continue;
  if (is_inside(text[end])) end = high; /* no character is so long */
  if (end > from) return end;
  for (end = high; end < len && end < high + 3 && is_inside(text[end]);) end++;
  return end;
}
