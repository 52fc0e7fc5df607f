/*
** timex.h: when a time is. A rule says *what was written* as attributes, gathered in a spec ("weekday", day 5, part
** "NI"); this says *when that is*, once the document's date and the tense of the sentence are known, as a TIMEX3 value.
** Nothing here looks at text; nothing is allocated.
**
**   spec ─► locate.c, period.c: a place on the calendar (when.h) ─┐
**        ─► clock.c: a time of day on one                         ├─► value: "2025-03-21TNI"
**        ─► range.c: two of them, which lend each other parts     │
**        ─► duration.c: "P3D"                                    ─┘
*/
#ifndef FB_TIMEX_H
#define FB_TIMEX_H

#include "duration.h"
#include "holiday.h"
#include "when.h"

/* What a spec tells; the calendar's from FB_T_DATE on. */
typedef enum fb_time_type {
  FB_TIME_NONE,
  FB_TIME_CLOCK, /* "8pm": hour, minute, second, meridiem, zone, on */
  FB_TIME_PART,  /* "in the evening": part, on */
  FB_TIME_VAGUE, /* "a few days ago": sign, unit */
  FB_TIME_NOW,
  FB_TIME_DURATION,    /* parts, or number and unit */
  FB_TIME_SET,         /* every, or unit with number or times */
  FB_TIME_RANGE,       /* first and last, or first and parts */
  FB_TIME_DATE,        /* year, month, day, weekday, as far as they are given */
  FB_TIME_WEEKDAY,     /* day; shift (last -1, this 0, next 1) or week (of next week: 1) */
  FB_TIME_DAY,         /* shift: yesterday -1, today 0, tomorrow 1 */
  FB_TIME_PERIOD,      /* "last week": unit, shift; "the next two days": number or parts */
  FB_TIME_DISTANCE,    /* "two days ago", "3 weeks from tomorrow": sign, parts, from */
  FB_TIME_WEEKDAYS,    /* "two Tuesdays from now": number, day, sign */
  FB_TIME_WEEKDAY_BY,  /* "the second Tuesday after Easter": number, day, sign, from */
  FB_TIME_NTH,         /* "the first Friday of July": index (negative: from the end), unit, day, of */
  FB_TIME_FIRST_UNITS, /* "the last five months of the year": number, index, unit, of */
  FB_TIME_HOLDING,     /* "the week of November 30th": unit, of */
  FB_TIME_REST,        /* "the rest of the week" (sign 1), "so far this year" (-1): unit */
  FB_TIME_SEASON,      /* season, year or shift */
  FB_TIME_DECADE,      /* "the 1990s" is 199; "the 80s" 8, short */
  FB_TIME_CENTURY,     /* "the 19th century" is 19 */
  FB_TIME_WEEK,        /* "week 3 of 2027": number, year or of */
  FB_TIME_YEARS,       /* "2019-20": year, last_year */
  FB_TIME_HOLIDAY,     /* holiday; year, of, shift or from */
  FB_TIME_TYPES
} fb_time_type;

/* Numbers of a spec, said or not. */
typedef enum fb_spec_key {
  FB_S_YEAR,
  FB_S_MONTH,
  FB_S_DAY, /* of the month; of FB_TIME_WEEKDAY and _NTH a weekday, 1 to 7 */
  FB_S_WEEKDAY,
  FB_S_SHIFT,
  FB_S_WEEK,
  FB_S_INDEX,
  FB_S_SIGN,
  FB_S_NUMBER,
  FB_S_TIMES,
  FB_S_HOUR,
  FB_S_MINUTE,
  FB_S_SECOND,
  FB_S_ZONE, /* seconds east of Greenwich */
  FB_S_DECADE,
  FB_S_CENTURY,
  FB_S_LAST_YEAR,
  /* said or not is all of these: */
  FB_S_SHORT, /* the year or decade has two digits or one */
  FB_S_BC,
  FB_S_MIDNIGHT, /* ends its day */
  FB_S_SHARP,    /* the hour counts to 24 */
  FB_S_DATED,    /* a time of day is that of the reference day, whatever the reference */
  FB_S_IN_YEAR,  /* `shift` is that of the year */
  /* for whom makes figures of times: */
  FB_S_TOLD,    /* "the next day": in what is told, from a day that is not known */
  FB_S_STRETCH, /* what is vague has an extent: "the last few days" */
  FB_S_KEYS
} fb_spec_key;

typedef enum fb_meridiem { FB_NO_MERIDIEM, FB_AM, FB_PM, FB_AT_NIGHT, FB_OTHER_MERIDIEM } fb_meridiem;
typedef enum fb_edge { FB_NO_EDGE, FB_START_EDGE, FB_END_EDGE } fb_edge;
typedef enum fb_opening { FB_CLOSED, FB_SINCE, FB_UNTIL } fb_opening;

typedef struct fb_spec fb_spec;
struct fb_spec {
  double of[FB_S_KEYS];
  uint32_t said; /* a bit for each key */
  uint8_t type;  /* fb_time_type */
  uint8_t unit;  /* fb_time_unit */
  uint8_t season, meridiem;
  uint8_t edge;    /* of a period: "the end of next week" */
  uint8_t opening; /* its value has an open end */
  uint32_t part_len;
  const char *part; /* of the day: "MO", "NI"; NULL */
  const fb_amounts *parts;
  const fb_holiday *holiday;
  const fb_spec *inside, *on, *from, *every; /* `inside`: "of" what */
  fb_spec *first, *last;                     /* of a range; they are given what they share */
};

static inline int fb_spec_says(const fb_spec *s, fb_spec_key k) { return (int)(s->said >> k & 1); }
static inline void fb_spec_say(fb_spec *s, fb_spec_key k, double value) {
  s->of[k] = value;
  s->said |= (uint32_t)1 << k;
}
static inline void fb_spec_unsay(fb_spec *s, fb_spec_key k) { s->said &= ~((uint32_t)1 << k); }
/* What it says, or something else. */
static inline double fb_spec_get(const fb_spec *s, fb_spec_key k, double otherwise) {
  return fb_spec_says(s, k) ? s->of[k] : otherwise;
}

/* The type, the season and the half of the day of a name. */
fb_time_type fb_time_type_named(const char *name, size_t n);
fb_meridiem fb_meridiem_named(const char *name, size_t n);

/* When a text was written. */
typedef struct fb_reference {
  double day, year, month, day_of_month;
  double seconds; /* since midnight, where has_time */
  double zone;    /* seconds east of Greenwich, where has_zone */
  uint8_t has_time, has_zone;
} fb_reference;

/*
** Reads a date or date-time of ISO 8601 with optional zone and fraction ("2025-03-23T10:30:00.5+02:00"). 0 where it is
** none: `why` then says so, to be followed by the text in quotation marks.
*/
int fb_reference_read(fb_reference *r, const char *s, size_t n, const char **why);

/*
** Has it a time of day but no zone? Such a stamp says when a text was stored rather than on which day "8pm" is: a time
** of day without a day then stays one ("T20:00"). A bare date is the day of the text, and an instant with a zone tells
** what of the day is over.
*/
static inline int fb_is_floating(const fb_reference *r) { return r->has_time && !r->has_zone; }

/* What stands around a time. */
typedef struct fb_around {
  const fb_reference *ref; /* NULL: not known; values are then underspecified, where there are such */
  fb_direction direction;  /* where the sentence looks */
  fb_almanac *known;       /* NULL: holidays are worked out each time */
} fb_around;

/* What a value is. */
typedef enum fb_time_kind { FB_AS_DATE, FB_AS_TIME, FB_AS_DURATION, FB_AS_SET } fb_time_kind;

/* Writes the TIMEX3 value of a spec; fb_written_fine says whether there is one. */
fb_time_kind fb_time_resolve(const fb_around *x, fb_spec *s, fb_written *value);

/* A two-digit year within the eighty years before and the twenty after the reference year. `ref` may be NULL. */
double fb_full_year(const fb_reference *ref, double year);

/* ---- the parts that resolve is made of ---- */

/* Where a spec of the calendar lies; nowhere for any other. */
void fb_locate(const fb_around *x, const fb_spec *s, fb_when *w);
/* The same of FB_TIME_DISTANCE, and of the types that are counted in periods. */
void fb_locate_distance(const fb_around *x, const fb_spec *s, fb_when *w);
void fb_locate_period(const fb_around *x, const fb_spec *s, fb_when *w);

/* Times of day, and ranges. */
void fb_clock_value(const fb_around *x, const fb_spec *s, fb_written *value);
void fb_part_value(const fb_around *x, const fb_spec *s, fb_written *value);
fb_time_kind fb_range_value(const fb_around *x, fb_spec *s, fb_written *value);
/* Hour on the 24-hour clock. */
double fb_hour24(const fb_spec *s);

#endif
