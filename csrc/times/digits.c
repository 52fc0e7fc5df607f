/*
** digits.c: dates and times in digits, a function for each form.
*/
#include "digits.h"

#include <math.h>
#include <string.h>

#include "calendar.h"

/* Where reading stands. */
typedef struct text {
  const char *at, *end;
} text;

static int is_digit(char c) { return c >= '0' && c <= '9'; }
static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Digits, at least `least` and at most `most` of them; 0 where there are fewer, and nothing is read. */
static size_t digits(text *t, size_t least, size_t most, double *number) {
  size_t n = 0;
  while (n < most && t->at + n < t->end && is_digit(t->at[n])) n++;
  if (n < least) return 0;
  *number = fb_digits(t->at, n);
  t->at += n;
  return n;
}

/* One of these bytes; 0 where it is none of them. */
static int one_of(text *t, const char *bytes) {
  if (t->at == t->end || !strchr(bytes, *t->at) || !*t->at) return 0;
  t->at++;
  return 1;
}

static void spaces(text *t) {
  while (t->at < t->end && (*t->at == ' ' || (*t->at >= '\t' && *t->at <= '\r'))) t->at++;
}

static int at_end(const text *t) { return t->at == t->end; }

static void begin(fb_spec *s, fb_time_type type) { s->type = (uint8_t)type; }

static int date(fb_spec *s, double m, double d) {
  begin(s, FB_TIME_DATE);
  fb_spec_say(s, FB_S_MONTH, m);
  fb_spec_say(s, FB_S_DAY, d);
  return 1;
}

static int short_if(fb_spec *s, int is) {
  if (is) fb_spec_say(s, FB_S_SHORT, 1);
  return 1;
}

/* "2025-03-11", "2025/3/11T10:30" */
static int iso(text t, fb_spec *s, fb_spec *on) {
  double y, m, d, hour, minute, second;
  text after;
  if (!digits(&t, 4, 4, &y) || !one_of(&t, "-/.") || !digits(&t, 1, 2, &m) || !one_of(&t, "-/.") ||
      !digits(&t, 1, 2, &d) || !fb_is_date(y, m, d))
    return 0;
  date(s, m, d);
  fb_spec_say(s, FB_S_YEAR, y);
  if (!one_of(&t, "Tt") || !digits(&t, 2, 2, &hour)) return 1;
  one_of(&t, ":");
  if (!digits(&t, 2, 2, &minute)) return 1;
  *on = *s;
  memset(s, 0, sizeof *s);
  begin(s, FB_TIME_CLOCK);
  fb_spec_say(s, FB_S_HOUR, hour);
  fb_spec_say(s, FB_S_MINUTE, minute);
  one_of(&t, ":");
  after = t;
  if (digits(&after, 1, 9, &second)) fb_spec_say(s, FB_S_SECOND, second);
  s->on = on;
  return 1;
}

/* Month first, as in American news, unless that cannot be. */
static int numeric(text t, fb_spec *s) {
  double m, d, y = 0;
  size_t n = 0;
  if (!digits(&t, 1, 2, &m) || !one_of(&t, "-/.") || !digits(&t, 1, 2, &d)) return 0;
  if (!at_end(&t) && (!one_of(&t, "-/.") || !(n = digits(&t, 1, SIZE_MAX, &y)) || !at_end(&t))) return 0;
  if (m > 12 && d <= 12) {
    double swap = m;
    m = d;
    d = swap;
  }
  if (n > 2 ? !fb_is_date(y, m, d) : !fb_may_be_date(m, d)) return 0;
  date(s, m, d);
  if (n) fb_spec_say(s, FB_S_YEAR, y);
  return short_if(s, n && n <= 2);
}

/* The month that letters begin the name of; 0 for none. */
static double month_named(const char *s, size_t n) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  size_t k;
  for (k = 0; n >= 3 && k < 12; k++)
    if (lower(s[0]) == months[3 * k] && lower(s[1]) == months[3 * k + 1] && lower(s[2]) == months[3 * k + 2])
      return (double)k + 1;
  return 0;
}

static size_t letters(text *t, const char **name) {
  *name = t->at;
  while (!at_end(t) && is_letter(*t->at)) t->at++;
  return (size_t)(t->at - *name);
}

static void marks(text *t) {
  while (one_of(t, "-/. ")) continue;
}

/* "28/Nov/1986", "2019-sep-1", "Oct/31", "Oct1974" */
static int named(text t, fb_spec *s) {
  text start = t;
  const char *name;
  double a, b = 0, month;
  size_t na = digits(&t, 1, SIZE_MAX, &a), nb = 0, nname = 0;
  if (na) {
    marks(&t);
    nname = letters(&t, &name);
    marks(&t);
    nb = nname ? digits(&t, 1, SIZE_MAX, &b) : 0;
  }
  if (!nb || !at_end(&t)) { /* a day or a year alone */
    nb = 0;
    t = start;
    if (na) {
      digits(&t, 1, SIZE_MAX, &a);
      one_of(&t, "-/.");
      nname = letters(&t, &name);
    } else {
      nname = letters(&t, &name);
      one_of(&t, "-/.");
      na = nname ? digits(&t, 1, SIZE_MAX, &a) : 0;
    }
    if (!na || !nname || !at_end(&t)) return 0;
  }
  month = month_named(name, nname);
  if (!month) return 0;
  begin(s, FB_TIME_DATE);
  fb_spec_say(s, FB_S_MONTH, month);
  if (!nb) {
    fb_spec_say(s, na == 4 ? FB_S_YEAR : FB_S_DAY, a);
    return na == 4 || a <= 31;
  }
  if (na == 4) {
    double swap = a;
    a = b;
    b = swap;
    nb = na;
  }
  fb_spec_say(s, FB_S_DAY, a);
  fb_spec_say(s, FB_S_YEAR, b);
  return fb_may_be_date(month, a) && short_if(s, nb <= 2);
}

static int years(fb_spec *s, double first, double last) {
  begin(s, FB_TIME_YEARS);
  fb_spec_say(s, FB_S_YEAR, first);
  fb_spec_say(s, FB_S_LAST_YEAR, last);
  return 1;
}

static int month_of_year(fb_spec *s, double y, double m) {
  begin(s, FB_TIME_DATE);
  fb_spec_say(s, FB_S_YEAR, y);
  fb_spec_say(s, FB_S_MONTH, m);
  return m >= 1 && m <= 12;
}

/* "04/2016", "2019-4" */
static int month_year(text t, fb_spec *s) {
  double y, m;
  size_t ny = digits(&t, 1, SIZE_MAX, &y), nm;
  int dash = !at_end(&t) && *t.at == '-';
  if (!ny || !one_of(&t, "-/.") || !(nm = digits(&t, 1, SIZE_MAX, &m)) || !at_end(&t)) return 0;
  if (nm == 4) {
    double swap = y;
    y = m;
    m = swap;
    nm = ny;
    ny = 0; /* the year does not stand first */
  }
  if (nm == 1 && ny == 4 && dash && m == fb_mod(y, 10) + 1) return years(s, y, y + 1); /* "2008-9" */
  return month_of_year(s, y, m);
}

/* "2019-20", "1995/96", and "2016-11", which is a month */
static int two_years(text t, fb_spec *s) {
  double a, b;
  size_t n, between = 0;
  const char *last;
  if (!digits(&t, 4, 4, &a)) return 0;
  for (; !at_end(&t) && !is_digit(*t.at); t.at++) between++;
  last = t.at;
  n = between ? digits(&t, 1, SIZE_MAX, &b) : 0;
  if (!n || !at_end(&t)) return 0;
  if (n == 2 && b <= 12 && b <= fb_mod(a, 100)) return (last[0] != '0' || last[1] != '0') && month_of_year(s, a, b);
  if (n == 2) b += floor(a / 100) * 100;
  if (fb_mod(b, 100) == 0 && b < a) b += 100;
  return b > a && years(s, a, b);
}

/* The first digits there are. */
static size_t first_digits(text *t, double *number) {
  while (!at_end(t) && !is_digit(*t->at)) t->at++;
  return digits(t, 1, SIZE_MAX, number);
}

/* "1990s", "'80s" */
static int decade(text t, fb_spec *s) {
  double n;
  if (!first_digits(&t, &n) || fb_mod(n, 10) != 0 || (n >= 100 && n < 1000)) return 0;
  begin(s, FB_TIME_DECADE);
  fb_spec_say(s, FB_S_DECADE, floor(n / 10));
  return short_if(s, n < 100);
}

static int century(text t, fb_spec *s) {
  double n;
  if (!first_digits(&t, &n) || n < 1 || n > 30) return 0;
  begin(s, FB_TIME_CENTURY);
  fb_spec_say(s, FB_S_CENTURY, n);
  return 1;
}

static void half_of_day(text t, fb_spec *s) {
  if (at_end(&t)) return;
  if (lower(*t.at) == 'a') s->meridiem = FB_AM;
  else if (lower(*t.at) == 'p') s->meridiem = FB_PM;
}

/* "8:30", "8:30:15pm", "3h18", "8 pm", "15h" */
static int clock(text t, fb_spec *s) {
  double hour, minute, second;
  text after;
  if (!digits(&t, 1, 2, &hour)) return 0;
  after = t;
  begin(s, FB_TIME_CLOCK);
  fb_spec_say(s, FB_S_HOUR, hour);
  if (!at_end(&t) && *t.at == 'h') fb_spec_say(s, FB_S_SHARP, 1); /* it counts to 24 */
  if (one_of(&after, ":.h") && digits(&after, 2, 2, &minute)) {
    fb_spec_say(s, FB_S_MINUTE, minute);
    one_of(&after, ":");
    if (digits(&after, 1, SIZE_MAX, &second)) fb_spec_say(s, FB_S_SECOND, second);
    spaces(&after);
    half_of_day(after, s);
    return 1;
  }
  spaces(&t);
  half_of_day(t, s);
  return !at_end(&t) && is_letter(*t.at);
}

/* "0730", "1630" */
static int military(text t, fb_spec *s) {
  size_t n = (size_t)(t.end - t.at);
  if ((n != 3 && n != 4) || !fb_has_digits(t.at, t.end, n)) return 0;
  begin(s, FB_TIME_CLOCK);
  fb_spec_say(s, FB_S_HOUR, fb_digits(t.at, n - 2));
  fb_spec_say(s, FB_S_MINUTE, fb_digits(t.end - 2, 2));
  if (n == 4) fb_spec_say(s, FB_S_SHARP, 1);
  return 1;
}

/* "9.15pm" */
static int clock_dot(text t, fb_spec *s) {
  double hour, minute;
  if (!digits(&t, 1, 2, &hour) || !one_of(&t, ".") || !digits(&t, 2, 2, &minute)) return 0;
  begin(s, FB_TIME_CLOCK);
  fb_spec_say(s, FB_S_HOUR, hour);
  fb_spec_say(s, FB_S_MINUTE, minute);
  spaces(&t);
  half_of_day(t, s);
  return 1;
}

static int is_half(char c) { return lower(c) == 'h'; }
static int is_quarter_mark(char c) { return lower(c) == 'q' || is_half(c); }
static int is_quarter(char c) { return c >= '1' && c <= '4'; }

/* "Q3", "3Q", "18q4", "2018H1" */
static int quarter(text t, fb_spec *s) {
  size_t n = (size_t)(t.end - t.at), year = 0, k;
  char mark = 0, index = 0;
  if (n == 4 && fb_has_digits(t.at, t.end, 2) && lower(t.at[2]) == 'q' && is_quarter(t.at[3])) year = 2;
  else if (n == 6 && fb_has_digits(t.at, t.end, 4) && is_quarter_mark(t.at[4]) && is_quarter(t.at[5])) year = 4;
  if (year) {
    mark = t.at[year];
    index = t.at[year + 1];
    fb_spec_say(s, FB_S_YEAR, fb_digits(t.at, year));
    short_if(s, year == 2);
  } else {
    for (k = 0; k + 1 < n && !mark; k++)
      if (is_quarter_mark(t.at[k]) && is_quarter(t.at[k + 1])) {
        mark = t.at[k];
        index = t.at[k + 1];
      }
    if (!mark && n >= 2 && is_quarter(t.at[0]) && is_quarter_mark(t.at[1])) {
      mark = t.at[1];
      index = t.at[0];
    }
    if (!mark) return 0;
  }
  begin(s, FB_TIME_NTH);
  s->unit = is_half(mark) ? FB_HALF : FB_QUARTER;
  fb_spec_say(s, FB_S_INDEX, index - '0');
  return 1;
}

int fb_digits_read(const char *form, size_t nform, const char *bytes, size_t n, fb_spec *s, fb_spec *on) {
  static const struct {
    const char *name;
    int (*read)(text t, fb_spec *s);
  } forms[] = {{"numeric", numeric}, {"named", named},        {"month_year", month_year}, {"years", two_years},
               {"decade", decade},   {"century", century},    {"clock", clock},           {"military", military},
               {"quarter", quarter}, {"clock_dot", clock_dot}};
  size_t k;
  text t;
  t.at = bytes;
  t.end = bytes + n;
  memset(s, 0, sizeof *s);
  if (nform == 3 && memcmp(form, "iso", 3) == 0) return iso(t, s, on);
  for (k = 0; k < sizeof forms / sizeof *forms; k++)
    if (strlen(forms[k].name) == nform && memcmp(forms[k].name, form, nform) == 0) return forms[k].read(t, s);
  return 0;
}
