/*
** decimal.h: values of numbers in digits, with the separators of any country, signs and powers of ten; of Roman
** numerals and of vulgar fractions.
**
**   1,580   1.234.567,89   12 000   1,23,456   1'000'000   1.3e6   -127.32e13   6.23 x 10^-4   3 × 10⁻⁴
**
** One dot is a decimal point unless the document writes decimal commas; one comma with exactly three digits behind it
** groups thousands, with any other number of digits it is a decimal comma. Separators that group nothing ("2.3.1",
** "192.168.1.20", "1,2,3") make no number.
*/
#ifndef FB_DECIMAL_H
#define FB_DECIMAL_H

#include "number.h"

/* Bytes that a written number may have. Longer ones are none. */
enum { FB_LONGEST_NUMBER = 512 };

/* The value; FB_NUMBER_NONE where it is no number. `comma`: the document writes 1.234,5. */
fb_number fb_decimal_read(const char *s, size_t n, int comma);

/* Is it one to three digits, a dot and three digits ("4.800"): a number whose value the document's decimal mark decides? */
int fb_decimal_ambiguous(const char *s, size_t n);
/* Does a text write decimal commas? Told from numbers that can be read one way only. */
int fb_decimal_commas(const char *text, size_t n);

/* The value of a Roman numeral in capitals and in its usual form. */
fb_number fb_roman_read(const char *s, size_t n);

/* The value of a fraction that is one character ("½") at the start of the n bytes at s; *len is how long it is. */
fb_number fb_fraction_read(const char *s, size_t n, size_t *len);

/* ASCII alone, whatever the host's locale. */
static inline int fb_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline int fb_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

#endif
