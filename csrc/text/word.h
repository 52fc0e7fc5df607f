/*
** word.h: what is known of a word from its letters alone, computed once per distinct word:
** class bits and normal form. ASCII takes a short way; anything else goes through utf8proc.
*/
#ifndef FB_WORD_H
#define FB_WORD_H

#include "fb.h"

/* Classes of a word (bits 0..25). A word has as many as fit. */
enum {
  FB_C_LETTER = 1u << 0,    /* has a letter */
  FB_C_CAP = 1u << 1,       /* first letter is upper or title case: "Kyiv", "McCain", "US", "A" */
  FB_C_UPPER = 1u << 2,     /* two letters or more, all upper case: "US", "U.S.", "COVID" */
  FB_C_LOWER = 1u << 3,     /* has letters, none upper case: "said", "e-mail" */
  FB_C_MIXED = 1u << 4,     /* upper case after a lower-case letter: "McCain", "iPhone" */
  FB_C_DIGITS = 1u << 5,    /* digits only: "30" */
  FB_C_NUMERIC = 1u << 6,   /* a written number: "30", "1,580", "4.5", ".5", "2½", "¾" */
  FB_C_HASDIGIT = 1u << 7,  /* has a digit: "F16", "30", "3rd" */
  FB_C_PUNCT = 1u << 8,     /* punctuation only */
  FB_C_SYMBOL = 1u << 9,    /* symbols only: "%", "+", "°", "€" */
  FB_C_CURRENCY = 1u << 10, /* currency sign, alone or with a country's letters: "$", "US$", "€" */
  FB_C_OPEN = 1u << 11,     /* opening bracket or opening quotation mark */
  FB_C_CLOSE = 1u << 12,    /* closing bracket or closing quotation mark */
  FB_C_QUOTE = 1u << 13,    /* quotation mark of any kind (straight, curly, guillemet, ``, '') */
  FB_C_HYPHEN = 1u << 14,   /* hyphen or dash of any kind */
  FB_C_STOP = 1u << 15,     /* sentence-final mark: . ! ? … and runs of them */
  FB_C_ABBREV = 1u << 16,   /* ends in its own stop: "Mr.", "U.S.", "p.m." */
  FB_C_INITIAL = 1u << 17,  /* one capital letter, with or without stop: "J", "J." */
  FB_C_URL = 1u << 18,      /* URL, domain or e-mail address */
  FB_C_HANDLE = 1u << 19,   /* "@name", "#tag" */
  FB_C_EMOJI = 1u << 20,    /* emoji sequence or emoticon */
  FB_C_CLITIC = 1u << 21,   /* "'s", "n't", "'re", "'ll", … split from its host */
  FB_C_ORDINAL = 1u << 22,  /* "1st", "22nd", "3rd" */
  FB_C_ALPHA = 1u << 23     /* letters only (apostrophes allowed inside): a plain word */
};

/* Classes of one occurrence (bits 26..31), in the same column as the word's. */
enum {
  FB_T_GLUED = 1u << 26, /* no white space before it (and not first in the text) */
  FB_T_SENT_START = 1u << 27,
  FB_T_SENT_END = 1u << 28,
  FB_T_PARA_START = 1u << 29, /* first after a blank line, or first in the text */
  FB_T_LINE_START = 1u << 30  /* first on its line */
};
#define FB_C_MASK 0x03ffffffu

/*
** Class bits of the `len` bytes at `s` (valid UTF-8, one token).
*/
uint32_t fb_word_class(const char *s, size_t len);

/* Is one of the bytes a lower-case letter of ASCII? */
int fb_has_lower(const char *s, size_t len);

/*
** Writes the normal form of a token into `out` (at least FB_FOLD_ROOM(len) bytes) and returns
** its length: case folded, NFKC, every apostrophe as ', every hyphen (not dash) as -,
** soft hyphens and zero-width characters removed. Diacritics stay. "US" gives "us", "’s" gives "'s".
*/
size_t fb_word_fold(const char *s, size_t len, char *out);
#define FB_FOLD_ROOM(len) ((len)*12 + 16)

#endif
