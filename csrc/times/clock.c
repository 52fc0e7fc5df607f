/*
** clock.c: times of day: "8pm", "half past three on Friday", "15:11 GMT", "Friday night".
*/
#include <math.h>

#include "timex.h"

#define DAY_SECONDS 86400
#define HALF_DAY 43200

double fb_hour24(const fb_spec *s) {
  double h = s->of[FB_S_HOUR];
  if (h > 12) return h;
  switch (s->meridiem) {
    case FB_AM: return h == 12 ? 0 : h;
    case FB_PM: return h == 12 ? 12 : h + 12;
    case FB_AT_NIGHT: return h == 12 ? 0 : h >= 5 ? h + 12 : h; /* "8 at night" is 20, "2 at night" 2 */
    default: return h;
  }
}

/* "T20:00": two numbers of two digits, and perhaps a third. */
static void write_clock(fb_written *value, const char *before, double hour, double minute) {
  fb_write_word(value, before);
  fb_write_whole(value, hour, 2);
  fb_write_word(value, ":");
  fb_write_whole(value, minute, 2);
}

static void write_zone(fb_written *value, double zone) {
  double z = fabs(zone);
  if (zone == 0) fb_write_word(value, "Z");
  else write_clock(value, zone < 0 ? "-" : "+", floor(z / 3600), fmod(floor(z / 60), 60));
}

/*
** Where the time of day lies: without a day that is the reference day, or the next when that time is over and the
** sentence looks forward.
*/
static void day_of_clock(const fb_around *x, const fb_spec *s, double *hour, fb_when *w) {
  const fb_reference *ref = x->ref;
  int vague = s->of[FB_S_HOUR] < 12 && s->of[FB_S_HOUR] > 0 && !s->meridiem && !fb_spec_says(s, FB_S_SHARP);
  fb_when_nowhere(w);
  if (s->on) fb_locate(x, s->on, w);
  else if (ref && (fb_spec_says(s, FB_S_DATED) || !fb_is_floating(ref))) fb_when_set(w, FB_WHEN_DAY, ref->day, 0);
  if (w->grain != FB_WHEN_DAY) return;
  if (ref && ref->has_time && ref->seconds > 0 && !s->on && !fb_spec_says(s, FB_S_ZONE) && x->direction == FB_FUTURE) {
    double seconds = *hour * 3600 + fb_spec_get(s, FB_S_MINUTE, 0) * 60;
    if (seconds <= ref->seconds) {
      if (vague && seconds + HALF_DAY > ref->seconds) *hour += 12;
      else w->a++;
    }
  }
  if (*hour == 24) {
    *hour = 0;
    w->a++;
  }
  if (fb_spec_says(s, FB_S_MIDNIGHT) && s->of[FB_S_HOUR] == 0) w->a++; /* "Tuesday midnight" ends Tuesday */
}

void fb_clock_value(const fb_around *x, const fb_spec *s, fb_written *value) {
  const fb_reference *ref = x->ref;
  double hour = fb_hour24(s), minute = fb_spec_get(s, FB_S_MINUTE, 0), second = fb_spec_get(s, FB_S_SECOND, 0);
  double zone = s->of[FB_S_ZONE];
  int zoned = fb_spec_says(s, FB_S_ZONE);
  fb_when w;
  if (!fb_spec_says(s, FB_S_HOUR) || hour > 24 || minute > 59 || second > 60) return;
  day_of_clock(x, s, &hour, &w);
  if (zoned && ref && ref->has_zone && w.grain == FB_WHEN_DAY) { /* told in the zone of the reference */
    double at = w.a * DAY_SECONDS + hour * 3600 + minute * 60 + second - zone + ref->zone;
    double day = floor(at / DAY_SECONDS);
    at -= day * DAY_SECONDS;
    fb_write_day(value, day);
    write_clock(value, "T", floor(at / 3600), fmod(floor(at / 60), 60));
    return;
  }
  fb_write_when(value, &w);
  write_clock(value, "T", hour == 24 ? 0 : hour, minute);
  if (fb_spec_says(s, FB_S_SECOND)) {
    fb_write_word(value, ":");
    fb_write_whole(value, second, 2);
  }
  if (zoned) write_zone(value, zone);
}

void fb_part_value(const fb_around *x, const fb_spec *s, fb_written *value) {
  fb_when w;
  if (!s->part) return;
  fb_when_nowhere(&w);
  if (s->on) fb_locate(x, s->on, &w);
  else if (x->ref && !fb_is_floating(x->ref)) fb_when_set(&w, FB_WHEN_DAY, x->ref->day, 0);
  if (w.grain != FB_NOWHERE && w.grain != FB_WHEN_DAY && w.grain != FB_WHEN_TEXT) return;
  fb_write_when(value, &w);
  fb_write_word(value, "T");
  fb_write(value, s->part, s->part_len);
}
