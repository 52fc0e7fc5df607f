/*
** digits.h: dates and times of the clock in digits ("2025-03-11", "31/Oct", "8.30pm", "Q3'24") as specs.
*/
#ifndef FB_DIGITS_H
#define FB_DIGITS_H

#include "timex.h"

/*
** Reads `n` bytes, written in the form that a rule names ("iso", "clock", …), into *s; 0 where it is no such date. A
** date with a time of day is a clock on a date, which then stands in *on.
*/
int fb_digits_read(const char *form, size_t nform, const char *text, size_t n, fb_spec *s, fb_spec *on);

#endif
