/*
** duration.c: units of time and durations.
*/
#include "duration.h"

#include <math.h>
#include <string.h>

#include "calendar.h"

static const struct {
  const char *name;
  uint8_t base;
  double factor;
  double seconds;
  const char *designator; /* of its base; NULL: no duration has it */
  int clock;              /* the designator stands behind a T */
} units[FB_UNITS] = {
    {"", FB_NO_UNIT, 1, 0, NULL, 0},
    {"millennium", FB_YEAR, 1000, 0, "Y", 0},
    {"century", FB_YEAR, 100, 0, "Y", 0},
    {"decade", FB_YEAR, 10, 0, "Y", 0},
    {"year", FB_YEAR, 1, 0, "Y", 0},
    {"half", FB_MONTH, 6, 0, "M", 0},
    {"semester", FB_MONTH, 6, 0, "M", 0},
    {"quarter", FB_MONTH, 3, 0, "M", 0},
    {"month", FB_MONTH, 1, 0, "M", 0},
    {"fortnight", FB_WEEK, 2, 0, "W", 0},
    {"week", FB_WEEK, 1, 0, "W", 0},
    {"day", FB_DAY, 1, 0, "D", 0},
    {"night", FB_DAY, 1, 0, "D", 0},
    {"hour", FB_HOUR, 1, 3600, "H", 1},
    {"minute", FB_MINUTE, 1, 60, "M", 1},
    {"second", FB_SECOND, 1, 1, "S", 1},
    {"millisecond", FB_SECOND, 0.001, 0, "S", 1},
    {"weekend", FB_WEEKEND, 1, 0, "WE", 0},
    {"season", FB_SEASON, 1, 0, NULL, 0},
    {"weekday", FB_WEEKDAY, 1, 0, NULL, 0},
};

fb_time_unit fb_unit_named(const char *name, size_t n) {
  int u;
  if (n == 9 && memcmp(name, "half-year", n) == 0) return FB_HALF;
  for (u = FB_NO_UNIT + 1; u < FB_UNITS; u++)
    if (strlen(units[u].name) == n && memcmp(units[u].name, name, n) == 0) return (fb_time_unit)u;
  return FB_NO_UNIT;
}

const char *fb_unit_name(fb_time_unit u) { return units[u].name; }
fb_time_unit fb_unit_base(fb_time_unit u) { return (fb_time_unit)units[u].base; }
double fb_unit_factor(fb_time_unit u) { return units[u].factor; }
double fb_unit_seconds(fb_time_unit u) { return units[u].seconds; }

static void begin(fb_written *w, fb_time_unit u) { fb_write_word(w, units[u].clock ? "PT" : "P"); }

void fb_write_duration(fb_written *w, double n, fb_time_unit u) {
  if (!units[u].designator) return;
  begin(w, u);
  fb_write_number(w, n * units[u].factor);
  fb_write_word(w, units[u].designator);
}

void fb_write_vague_duration(fb_written *w, fb_time_unit u) {
  if (!units[u].designator) return;
  begin(w, u);
  fb_write_word(w, "X");
  fb_write_word(w, units[u].designator);
}

void fb_write_amounts(fb_written *w, const fb_amounts *a) {
  int u, clock = 0;
  fb_write_word(w, "P");
  for (u = FB_NO_UNIT + 1; u < FB_UNITS; u++) {
    if (!fb_amount_said(a, u) || !units[u].designator || u == FB_WEEKEND) continue;
    if (units[u].clock && !clock) fb_write_word(w, "T");
    clock |= units[u].clock;
    fb_write_number(w, a->of[u] * units[u].factor);
    fb_write_word(w, units[u].designator);
  }
}

void fb_write_every(fb_written *w, fb_time_unit u, double times) {
  if (times > 1 && times == floor(times)) {
    if (u == FB_YEAR && fb_mod(12, times) == 0) u = FB_MONTH, times = 12 / times;
    else if (u == FB_DAY && fb_mod(24, times) == 0) u = FB_HOUR, times = 24 / times;
    else if (u == FB_HOUR && fb_mod(60, times) == 0) u = FB_MINUTE, times = 60 / times;
    else times = 1;
  } else times = 1;
  fb_write_duration(w, times, u);
}
