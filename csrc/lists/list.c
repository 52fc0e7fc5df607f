/*
** list.c: reads the text of word lists (format in list.h).
*/
#include "list.h"

void fb_list_note_add(fb_list_report *r, fb_note_level level, uint32_t line, uint32_t other, const char *message) {
  fb_list_note note;
  if (r == NULL) return;
  if (level == FB_NOTE_ERROR) r->errors++;
  else r->warnings++;
  if (r->notes.n >= FB_LIST_NOTES) return;
  note.line = line;
  note.other = other;
  note.level = level;
  note.message = message;
  (void)fb_push(&r->notes, note);
}

void fb_list_report_free(fb_list_report *r) { fb_drop(&r->notes); }

/* Is [s, s + n) well-formed UTF-8 (Unicode, table 3-7)? Long runs of ASCII go eight bytes at a time. */
static int is_utf8(const char *s, size_t n) {
  const unsigned char *p = (const unsigned char *)s, *end = p + n;
  while (p < end) {
    unsigned c = *p, low = 0x80, high = 0xbf;
    int more;
    uint64_t word;
    if (c < 0x80) {
      for (p++; end - p >= 8; p += 8) {
        memcpy(&word, p, 8);
        if (word & UINT64_C(0x8080808080808080)) break;
      }
      continue;
    }
    if (c >= 0xc2 && c <= 0xdf) more = 1;
    else if (c >= 0xe0 && c <= 0xef) more = 2;
    else if (c >= 0xf0 && c <= 0xf4) more = 3;
    else return 0;
    if (end - p <= more) return 0;
    /* The second byte's range keeps out overlong forms, surrogates and what lies past U+10FFFF. */
    if (c == 0xe0) low = 0xa0;
    if (c == 0xed) high = 0x9f;
    if (c == 0xf0) low = 0x90;
    if (c == 0xf4) high = 0x8f;
    if (p[1] < low || p[1] > high) return 0;
    for (p += 2; more > 1; more--, p++)
      if ((*p & 0xc0) != 0x80) return 0;
  }
  return 1;
}

void fb_list_open(fb_list_reader *r, const char *bytes, size_t n, fb_list_report *report) {
  r->at = bytes;
  r->end = bytes + n;
  r->line = 0;
  if (n >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
    /* One clear note instead of an error for every line. */
    fb_list_note_add(report, FB_NOTE_ERROR, 1, 0, "the file is UTF-16; word lists are UTF-8");
    r->at = r->end;
  }
  if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) r->at += 3;
  r->clean = r->at == r->end ||
             (memchr(r->at, 0, (size_t)(r->end - r->at)) == NULL && is_utf8(r->at, (size_t)(r->end - r->at)));
}

static int is_blank(char c) { return c == ' ' || c == '\t'; }

static int is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Why the attribute bytes [s, e) cannot be read, or NULL. */
static const char *attrs_fault(const char *s, const char *e) {
  while (s < e) {
    const char *key;
    while (s < e && is_blank(*s)) s++;
    if (s == e) break;
    key = s;
    while (s < e && is_key_byte(*s)) s++;
    if (s == e || *s == '\t') return "attribute without \"=\": expected key=value after the tab";
    if (*s != '=') return "attribute key with other than letters, digits and _";
    if (s == key) return "attribute without a key: expected key=value after the tab";
    s = memchr(s, '\t', (size_t)(e - s));
    if (s == NULL) break;
  }
  return NULL;
}

int fb_list_next(fb_list_reader *r, fb_list_line *line, fb_list_report *report) {
  while (r->at < r->end) {
    const char *s = r->at;
    const char *e = memchr(s, '\n', (size_t)(r->end - s));
    const char *tab, *fault;
    if (e == NULL) e = r->end;
    r->at = e < r->end ? e + 1 : e;
    r->line++;
    if (e > s && e[-1] == '\r') e--;
    if (s < e && *s == '#') continue;
    while (e > s && is_blank(e[-1])) e--;
    if (s == e) continue;
    if (!r->clean) {
      fault = memchr(s, 0, (size_t)(e - s)) != NULL ? "NUL byte" : NULL;
      if (fault == NULL && !is_utf8(s, (size_t)(e - s))) fault = "not valid UTF-8";
      if (fault != NULL) {
        fb_list_note_add(report, FB_NOTE_ERROR, r->line, 0, fault);
        continue;
      }
    }
    tab = memchr(s, '\t', (size_t)(e - s));
    line->attrs = tab != NULL ? tab + 1 : e;
    line->attrs_len = (size_t)(e - line->attrs);
    if (tab == NULL) tab = e;
    while (s < tab && *s == ' ') s++;
    while (tab > s && tab[-1] == ' ') tab--;
    line->removes = s < tab && *s == '!';
    if (line->removes) {
      s++;
      while (s < tab && *s == ' ') s++;
    }
    if (tab - s >= 2 && *s == '\\' && (s[1] == '#' || s[1] == '!' || s[1] == '\\')) s++;
    line->phrase = s;
    line->phrase_len = (size_t)(tab - s);
    line->line = r->line;
    if (s == tab) fault = line->removes ? "no phrase after \"!\"" : "no phrase before the tab";
    else if (tab - s > FB_PHRASE_BYTES) fault = "phrase longer than 4096 bytes";
    else fault = attrs_fault(line->attrs, line->attrs + line->attrs_len);
    if (fault != NULL) {
      fb_list_note_add(report, FB_NOTE_ERROR, r->line, 0, fault);
      continue;
    }
    return 1;
  }
  return 0;
}

int fb_list_attr_next(const char **at, const char *end, fb_list_attr *attr) {
  while (*at < end) {
    const char *s = *at;
    const char *e = memchr(s, '\t', (size_t)(end - s));
    const char *eq;
    if (e == NULL) e = end;
    *at = e < end ? e + 1 : e;
    while (s < e && *s == ' ') s++;
    eq = memchr(s, '=', (size_t)(e - s));
    if (eq == NULL || eq == s) continue;
    attr->key = s;
    attr->key_len = (size_t)(eq - s);
    attr->value = eq + 1;
    attr->value_len = (size_t)(e - eq - 1);
    return 1;
  }
  return 0;
}
