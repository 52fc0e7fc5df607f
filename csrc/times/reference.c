/*
** reference.c: reads the date of a text.
*/
#include <string.h>

#include "calendar.h"
#include "timex.h"

static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Two digits, perhaps behind a mark; NULL where there are none. */
static const char *two_digits(const char *s, const char *end, char mark, double *number) {
  if (s < end && *s == mark) s++;
  if (!fb_has_digits(s, end, 2)) return NULL;
  *number = fb_digits(s, 2);
  return s + 2;
}

/* Reads year, month and day; NULL where there is no such date. */
static const char *read_date(fb_reference *r, const char *s, const char *end) {
  if (!fb_has_digits(s, end, 4)) return NULL;
  r->year = fb_digits(s, 4);
  s = two_digits(s + 4, end, '-', &r->month);
  if (s) s = two_digits(s, end, '-', &r->day_of_month);
  if (!s || !fb_is_date(r->year, r->month, r->day_of_month)) return NULL;
  r->day = fb_day_number(r->year, r->month, r->day_of_month);
  return s;
}

/* Reads "10", "10:30", "10:30:00", "10:30:00.5" and moves `s` behind it; 0 where there is no such time. */
static int read_time(fb_reference *r, const char **s, const char *end) {
  double hour = 0, minute = 0, second = 0;
  const char *at = two_digits(*s, end, 0, &hour), *more;
  more = two_digits(at, end, ':', &minute);
  if (more) {
    at = more;
    more = two_digits(at, end, ':', &second);
    if (more) {
      at = more;
      if (end - at >= 2 && (*at == '.' || *at == ',') && fb_has_digits(at + 1, end, 1))
        for (at++; fb_has_digits(at, end, 1);) at++;
    }
  }
  *s = at;
  r->seconds = hour * 3600 + minute * 60 + second;
  return hour <= 24 && minute <= 59 && second <= 60;
}

/* Reads "Z", "+02:00", "-0330", "+01"; 0 for anything else. */
static int read_zone(fb_reference *r, const char *s, const char *end) {
  double hours, minutes;
  const char *at;
  r->has_zone = 1;
  r->zone = 0;
  if (end - s == 1 && (*s == 'Z' || *s == 'z')) return 1;
  if ((*s != '+' && *s != '-') || !fb_has_digits(s + 1, end, 2)) return 0;
  at = s + 3;
  if (at < end && *at == ':') at++;
  if (!fb_has_digits(at, end, (size_t)(end - at))) return 0;
  hours = fb_digits(s + 1, 2);
  minutes = fb_digits(at, (size_t)(end - at));
  r->zone = (hours * 3600 + minutes * 60) * (*s == '-' ? -1 : 1);
  return 1;
}

int fb_reference_read(fb_reference *r, const char *s, size_t n, const char **why) {
  const char *end = s + n;
  memset(r, 0, sizeof *r);
  while (s < end && is_space(*s)) s++;
  while (end > s && is_space(end[-1])) end--;
  *why = "expected an ISO 8601 date, got";
  s = read_date(r, s, end);
  if (!s) return 0;
  if (s == end) return 1;
  *why = "expected an ISO 8601 time after the date, got";
  if ((*s != 'T' && *s != 't' && *s != ' ') || !fb_has_digits(s + 1, end, 2)) return 0;
  s++;
  r->has_time = 1;
  *why = "no such time:";
  if (!read_time(r, &s, end)) return 0;
  *why = "expected a zone such as Z or +02:00, got";
  return s == end || read_zone(r, s, end);
}
