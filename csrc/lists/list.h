/*
** list.h: the text of a word list, line by line, and the attributes of a line.
**
**   # comment                                   skipped, like blank lines
**   at least<TAB>modifier=at_least<TAB>low=1    a phrase and its attributes
**   !at most                                    removes a phrase that a lower layer gave
**   \#1                                         a phrase that begins with #, ! or a backslash
**
** UTF-8, with or without a byte order mark; lines end in LF or CRLF. A line that cannot be
** read is reported with its number and the reason, and the lines around it still load.
*/
#ifndef FB_LIST_H
#define FB_LIST_H

#include "fb.h"

/* A phrase of more bytes is refused: nothing that reads like a phrase comes near, and the
** tokenizer is spared a line of 10 MB that lost its line ends. */
#define FB_PHRASE_BYTES 4096

/* Notes kept of one list; further ones are only counted. */
#define FB_LIST_NOTES 100

typedef enum fb_note_level { FB_NOTE_ERROR, FB_NOTE_WARNING } fb_note_level;

/* What is wrong with a line. */
typedef struct fb_list_note {
  uint32_t line;       /* from 1 */
  uint32_t other;      /* line of the same file that it clashes with; 0 for none */
  fb_note_level level; /* an error's line was left out */
  const char *message; /* a constant */
} fb_list_note;

/* What loading a source came to. Zeroed to start with; may gather several sources. */
typedef struct fb_list_report {
  uint32_t entries, removals; /* lines that took effect */
  uint32_t errors, warnings;
  fb_vec(fb_list_note) notes; /* in the order of the lines */
} fb_list_report;

/* Adds a note to `r` (NULL: nothing happens). Out of memory only loses the note, not its count. */
void fb_list_note_add(fb_list_report *r, fb_note_level level, uint32_t line, uint32_t other, const char *message);
void fb_list_report_free(fb_list_report *r);

/* Where reading a source stands. */
typedef struct fb_list_reader {
  const char *at, *end;
  uint32_t line; /* number of the line read last */
  uint8_t clean; /* the whole source is UTF-8 without NUL: lines need no check of their own */
} fb_list_reader;

/* A line that says something. Both parts point into the source. */
typedef struct fb_list_line {
  const char *phrase;
  size_t phrase_len; /* at least 1 */
  const char *attrs; /* "key=value<TAB>key=value", or empty */
  size_t attrs_len;
  uint32_t line;
  uint8_t removes; /* "!phrase" */
} fb_list_line;

/* Starts reading the `n` bytes of a list; `report` gets what is wrong with the file as a whole. */
void fb_list_open(fb_list_reader *r, const char *bytes, size_t n, fb_list_report *report);

/* Gives the next phrase line in `line` and 1, or 0 at the end. Bad lines go to `report`. */
int fb_list_next(fb_list_reader *r, fb_list_line *line, fb_list_report *report);

/* One attribute of a line. */
typedef struct fb_list_attr {
  const char *key, *value;
  size_t key_len, value_len;
} fb_list_attr;

/*
** Gives the attribute at *at, moves *at past it and returns 1; returns 0 at `end`. Fields
** without a key and a "=" are passed over (fb_list_next has refused them).
*/
int fb_list_attr_next(const char **at, const char *end, fb_list_attr *attr);

#endif
