/*
** json.h: writing JSON into one growing buffer.
**
**   fb_json            out     {"id":"a","entities":[{"id":"e1", …     bytes written so far
**                      status  first error; after one, every call does nothing
**
** Nothing here knows Lua or what a report is: see lua_json.c.
*/
#ifndef FB_JSON_H
#define FB_JSON_H

#include "fb.h"

typedef struct fb_json {
  fb_vec(char) out;
  fb_status status;
} fb_json;

/* Makes `j` empty. Allocates nothing. */
void fb_json_init(fb_json *j);
void fb_json_free(fb_json *j);
/* Makes room for `n` more bytes; 0 where there is none (the status says why). */
int fb_json_room(fb_json *j, size_t n);

/* Appends `n` bytes as they are. */
void fb_json_raw(fb_json *j, const char *s, size_t n);

/*
** Appends the first `n` bytes of the FB_JSON_WORD bytes at `s`: punctuation and field names.
** Copying a constant number is what makes it cheap: names are half of a report.
*/
#define FB_JSON_WORD 32
static inline void fb_json_word(fb_json *j, const char *s, size_t n) {
  if (FB_JSON_WORD > j->out.cap - j->out.n && !fb_json_room(j, FB_JSON_WORD)) return;
  memcpy(j->out.at + j->out.n, s, FB_JSON_WORD);
  j->out.n += (uint32_t)n;
}

/* Appends one character. */
static inline void fb_json_char(fb_json *j, char c) {
  if (j->out.n < j->out.cap || fb_json_room(j, 1)) j->out.at[j->out.n++] = c;
}

/* Appends a quoted string: control characters escaped, each maximal ill-formed UTF-8 subpart as U+FFFD. */
void fb_json_string(fb_json *j, const char *s, size_t n);
void fb_json_integer(fb_json *j, int64_t v);
/* Appends the shortest decimal that reads back as `v`; no ".0" for whole numbers; null for inf and nan. */
void fb_json_number(fb_json *j, double v);

#endif
