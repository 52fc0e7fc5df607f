/*
** lua_timex.c: calendars, holidays and TIMEX3 values for Lua: specs, holidays and references are tables there, days are
** numbers. See lua/factbox/timex.lua, calendar.lua, holiday.lua and lunar.lua.
*/
#include "lua_timex.h"

#include <math.h>

#include "calendar.h"
#include "lunar.h"

/* Specs that one spec is made of, and how deep they may stand in each other. */
enum { MOST_SPECS = 24, DEEPEST = 8 };

/* ---- numbers ---- */

static double number(lua_State *L, int at) { return (double)luaL_checknumber(L, at); }

/* Pushes a number: an integer where it is whole, as calendars count. */
static int push(lua_State *L, double n) {
  if (n == floor(n) && fabs(n) < 9007199254740992.0) lua_pushinteger(L, (lua_Integer)n);
  else lua_pushnumber(L, n);
  return 1;
}

static int push_days(lua_State *L, int found, const fb_days *days) {
  if (!found) return 0;
  push(L, days->first);
  push(L, days->last);
  return 2;
}

/* ---- the calendar ---- */

static int days_from_civil(lua_State *L) { return push(L, fb_day_number(number(L, 1), number(L, 2), number(L, 3))); }

static int civil_from_days(lua_State *L) {
  fb_civil c = fb_date_of(number(L, 1));
  push(L, c.year);
  push(L, c.month);
  push(L, c.day);
  return 3;
}

static int weekday_of(lua_State *L) { return push(L, fb_weekday(number(L, 1))); }

static int valid(lua_State *L) {
  double m = number(L, 2), d = number(L, 3);
  lua_pushboolean(L, lua_isnoneornil(L, 1) ? fb_may_be_date(m, d) : fb_is_date(number(L, 1), m, d));
  return 1;
}

static int iso_week(lua_State *L) {
  double year, week = fb_week_of(number(L, 1), &year);
  push(L, year);
  push(L, week);
  return 2;
}

static int week_start(lua_State *L) { return push(L, fb_week_start(number(L, 1), number(L, 2))); }
static int add_months(lua_State *L) { return push(L, fb_add_months(number(L, 1), number(L, 2))); }

static int easter(lua_State *L) {
  double y = number(L, 1);
  return push(L, lua_toboolean(L, 2) ? fb_orthodox_easter(y) : fb_easter(y));
}

/* ---- calendars of the moon ---- */

static int chinese(lua_State *L) { return push(L, fb_chinese(number(L, 1), number(L, 2), number(L, 3))); }
static int sankranti(lua_State *L) { return push(L, fb_sankranti(number(L, 1), number(L, 2))); }
static int islamic(lua_State *L) { return push(L, fb_islamic(number(L, 1), number(L, 2), number(L, 3))); }
static int hebrew(lua_State *L) { return push(L, fb_hebrew(number(L, 1), number(L, 2), number(L, 3))); }

static int islamic_years(lua_State *L) {
  push(L, fb_islamic_year(number(L, 1)));
  push(L, fb_islamic_year(number(L, 2)));
  return 2;
}

static int hindu(lua_State *L) {
  double day;
  if (!fb_hindu(number(L, 1), number(L, 2), number(L, 3), number(L, 4), number(L, 5), &day)) return 0;
  return push(L, day);
}

/* ---- holidays ---- */

static const char *const holiday_keys[FB_H_KEYS] = {"month",    "day",    "weekday", "nth",   "easter",
                                                    "orthodox", "add",    "tithi",   "hour",  "longitude",
                                                    "length",   "sunday", "before",  "whole", "observed"};

/* Reads the table at `at`. */
static void read_holiday(lua_State *L, int at, fb_holiday *h) {
  int k;
  memset(h, 0, sizeof *h);
  luaL_checktype(L, at, LUA_TTABLE);
  for (k = 0; k < FB_H_KEYS; k++) {
    lua_getfield(L, at, holiday_keys[k]);
    if (lua_toboolean(L, -1)) fb_holiday_say(h, (fb_holiday_key)k, k < FB_H_WHOLE ? luaL_checknumber(L, -1) : 1);
    lua_pop(L, 1);
  }
  lua_getfield(L, at, "calendar");
  if (!lua_isnil(L, -1)) {
    size_t n;
    const char *name = luaL_checklstring(L, -1, &n);
    h->calendar = fb_calendar_named(name, n);
  }
  lua_pop(L, 1);
}

static fb_direction direction_at(lua_State *L, int at) {
  const char *name = luaL_optstring(L, at, "");
  return strcmp(name, "past") == 0 ? FB_PAST : strcmp(name, "future") == 0 ? FB_FUTURE : FB_NEAR;
}

static int holiday_of_year(lua_State *L) {
  fb_holiday h;
  fb_days days;
  read_holiday(L, 1, &h);
  return push_days(L, fb_holiday_in(NULL, &h, number(L, 2), &days), &days);
}

static int holiday_near(lua_State *L) {
  fb_holiday h;
  fb_days days;
  read_holiday(L, 1, &h);
  return push_days(L, fb_holiday_near(NULL, &h, number(L, 2), direction_at(L, 3), &days), &days);
}

/* ---- references ---- */

/* timex.reference(text) -> { days=, year=, month=, day=, seconds=, zone= }; nil and a message where it is no date. */
static int reference(lua_State *L) {
  fb_reference r;
  const char *s, *why;
  size_t n;
  if (lua_type(L, 1) != LUA_TSTRING) {
    lua_pushnil(L);
    lua_pushliteral(L, "the date is not a string");
    return 2;
  }
  s = lua_tolstring(L, 1, &n);
  if (!fb_reference_read(&r, s, n, &why)) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s '", why);
    lua_pushvalue(L, 1);
    lua_pushliteral(L, "'");
    lua_concat(L, 3);
    return 2;
  }
  lua_createtable(L, 0, 6);
  push(L, r.day);
  lua_setfield(L, -2, "days");
  push(L, r.year);
  lua_setfield(L, -2, "year");
  push(L, r.month);
  lua_setfield(L, -2, "month");
  push(L, r.day_of_month);
  lua_setfield(L, -2, "day");
  if (r.has_time) {
    push(L, r.seconds);
    lua_setfield(L, -2, "seconds");
  }
  if (r.has_zone) {
    push(L, r.zone);
    lua_setfield(L, -2, "zone");
  }
  return 1;
}

/* A number in the table at `at`; 0 where it is absent. */
static int number_in(lua_State *L, int at, const char *key, double *n) {
  int has = lua_getfield(L, at, key) != LUA_TNIL;
  *n = has ? luaL_checknumber(L, -1) : 0;
  lua_pop(L, 1);
  return has;
}

/* Reads the reference at `at`; NULL for nil. */
static const fb_reference *read_reference(lua_State *L, int at, fb_reference *r) {
  if (lua_isnoneornil(L, at)) return NULL;
  luaL_checktype(L, at, LUA_TTABLE);
  number_in(L, at, "days", &r->day);
  number_in(L, at, "year", &r->year);
  number_in(L, at, "month", &r->month);
  number_in(L, at, "day", &r->day_of_month);
  r->has_time = (uint8_t)number_in(L, at, "seconds", &r->seconds);
  r->has_zone = (uint8_t)number_in(L, at, "zone", &r->zone);
  return r;
}

/* ---- specs ---- */

/* What a spec and those in it are read into. */
typedef struct reading {
  lua_State *L;
  int depth;
  uint32_t nspecs, namounts, nholidays;
  fb_spec specs[MOST_SPECS];
  fb_amounts amounts[MOST_SPECS];
  fb_holiday holidays[MOST_SPECS];
} reading;

static const char *const keys[FB_S_TOLD] = {"year",   "month",    "day",    "weekday", "shift",  "week",
                                            "index",  "sign",     "number", "times",   "hour",   "minute",
                                            "second", "zone",     "decade", "century", "last",   "short",
                                            "bc",     "midnight", "sharp",  "dated",   "in_year"};

static fb_spec *read_spec(reading *r, int at);

/* The string of a key in the table at `at`, left on the stack; NULL where there is none. */
static const char *string_in(lua_State *L, int at, const char *key, size_t *n) {
  lua_getfield(L, at, key);
  return lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, n) : NULL;
}

/* The spec of a key in the table at `at`; NULL where there is none. */
static fb_spec *spec_in(reading *r, int at, const char *key) {
  fb_spec *s = NULL;
  if (lua_getfield(r->L, at, key) == LUA_TTABLE) s = read_spec(r, lua_gettop(r->L));
  lua_pop(r->L, 1);
  return s;
}

/* Reads units and their amounts from the table at `at`. */
static void read_amounts(lua_State *L, int at, fb_amounts *a) {
  memset(a, 0, sizeof *a);
  luaL_checktype(L, at, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    size_t n;
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &n) : NULL;
    fb_time_unit u = name ? fb_unit_named(name, n) : FB_NO_UNIT;
    if (!u) luaL_error(L, "no such unit");
    fb_amount_add(a, u, luaL_checknumber(L, -1));
    lua_pop(L, 1);
  }
}

/* Words of the table at `at`: type, unit, season, part … */
static void read_words(lua_State *L, int at, fb_spec *s) {
  size_t n;
  const char *word = string_in(L, at, "type", &n);
  if (word) s->type = (uint8_t)fb_time_type_named(word, n);
  word = string_in(L, at, "unit", &n);
  if (word) s->unit = (uint8_t)fb_unit_named(word, n);
  word = string_in(L, at, "season", &n);
  if (word) s->season = (uint8_t)fb_season_named(word, n);
  word = string_in(L, at, "meridiem", &n);
  if (word) s->meridiem = (uint8_t)fb_meridiem_named(word, n);
  word = string_in(L, at, "edge", &n);
  if (word) s->edge = strcmp(word, "start") == 0 ? FB_START_EDGE : FB_END_EDGE;
  word = string_in(L, at, "modifier", &n);
  if (word) s->opening = strcmp(word, "since") == 0 ? FB_SINCE : strcmp(word, "until") == 0 ? FB_UNTIL : FB_CLOSED;
  word = string_in(L, at, "part", &n); /* the table keeps the string */
  s->part = word;
  s->part_len = word ? (uint32_t)n : 0;
  lua_pop(L, 7);
}

static fb_spec *read_spec(reading *r, int at) {
  lua_State *L = r->L;
  fb_spec *s;
  int k;
  if (r->nspecs == MOST_SPECS || ++r->depth > DEEPEST) luaL_error(L, "a time of too many parts");
  luaL_checkstack(L, 12, "time");
  luaL_checktype(L, at, LUA_TTABLE);
  s = &r->specs[r->nspecs++];
  memset(s, 0, sizeof *s);
  read_words(L, at, s);
  s->last = spec_in(r, at, "last"); /* of years it is a number */
  for (k = 0; k < FB_S_TOLD; k++) {
    int type = lua_getfield(L, at, keys[k]);
    if (k >= FB_S_SHORT ? lua_toboolean(L, -1) : type != LUA_TNIL && type != LUA_TTABLE)
      fb_spec_say(s, (fb_spec_key)k, k < FB_S_SHORT ? luaL_checknumber(L, -1) : 1);
    lua_pop(L, 1);
  }
  if (lua_getfield(L, at, "parts") != LUA_TNIL) {
    s->parts = &r->amounts[r->namounts];
    read_amounts(L, lua_gettop(L), &r->amounts[r->namounts++]);
  }
  if (lua_getfield(L, at, "holiday") != LUA_TNIL) {
    s->holiday = &r->holidays[r->nholidays];
    read_holiday(L, lua_gettop(L), &r->holidays[r->nholidays++]);
  }
  lua_pop(L, 2);
  s->inside = spec_in(r, at, "of");
  s->on = spec_in(r, at, "on");
  s->from = spec_in(r, at, "from");
  s->every = spec_in(r, at, "every");
  s->first = spec_in(r, at, "first");
  r->depth--;
  return s;
}

/* ---- values ---- */

static int push_written(lua_State *L, const fb_written *w) {
  if (fb_written_fine(w)) lua_pushlstring(L, w->at, w->n);
  else lua_pushnil(L);
  return 1;
}

/* timex.resolve(spec [, reference [, direction]]) -> value or nil, kind. The upvalue keeps holidays. */
static int resolve(lua_State *L) {
  static const char *const kinds[] = {"date", "time", "duration", "set"};
  reading r;
  fb_reference ref;
  fb_around x;
  fb_written value;
  fb_time_kind kind;
  x.known = (fb_almanac *)lua_touserdata(L, lua_upvalueindex(1));
  x.direction = direction_at(L, 3);
  x.ref = read_reference(L, 2, &ref);
  r.L = L;
  r.depth = 0;
  r.nspecs = r.namounts = r.nholidays = 0;
  kind = fb_time_resolve(&x, read_spec(&r, 1), &value);
  push_written(L, &value);
  lua_pushstring(L, kinds[kind]);
  return 2;
}

static fb_time_unit unit_at(lua_State *L, int at) {
  size_t n;
  const char *name = luaL_optlstring(L, at, "", &n);
  return fb_unit_named(name, n);
}

/* timex.duration(n, unit) -> value, n in the unit that it is counted in, that unit; nil where nothing is told in it. */
static int duration(lua_State *L) {
  fb_time_unit unit = unit_at(L, 2);
  fb_written value;
  fb_written_open(&value);
  if (lua_isnoneornil(L, 1)) fb_write_vague_duration(&value, unit);
  else fb_write_duration(&value, number(L, 1), unit);
  push_written(L, &value);
  if (!value.n) return 1;
  if (lua_isnoneornil(L, 1)) lua_pushnil(L);
  else push(L, number(L, 1) * fb_unit_factor(unit));
  lua_pushstring(L, fb_unit_name(fb_unit_base(unit)));
  return 3;
}

/* timex.compound{ unit = n } -> value. */
static int compound(lua_State *L) {
  fb_amounts a;
  fb_written value;
  read_amounts(L, 1, &a);
  fb_written_open(&value);
  fb_write_amounts(&value, &a);
  return push_written(L, &value);
}

/* timex.every(unit, times) -> value. */
static int every(lua_State *L) {
  fb_written value;
  fb_written_open(&value);
  fb_write_every(&value, unit_at(L, 1), (double)luaL_optnumber(L, 2, 1));
  return push_written(L, &value);
}

/* ---- the module's tables ---- */

static void add(lua_State *L, const char *name, const luaL_Reg *functions) {
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  lua_setfield(L, -2, name);
}

void fb_lua_add_timex(lua_State *L) {
  static const luaL_Reg calendar[] = {{"add_months", add_months},
                                      {"civil_from_days", civil_from_days},
                                      {"days_from_civil", days_from_civil},
                                      {"easter", easter},
                                      {"iso_week", iso_week},
                                      {"valid", valid},
                                      {"week_start", week_start},
                                      {"weekday_of", weekday_of},
                                      {NULL, NULL}};
  static const luaL_Reg lunar[] = {{"chinese", chinese},
                                   {"hebrew", hebrew},
                                   {"hindu", hindu},
                                   {"islamic", islamic},
                                   {"islamic_years", islamic_years},
                                   {"sankranti", sankranti},
                                   {NULL, NULL}};
  static const luaL_Reg holiday[] = {{"near", holiday_near}, {"of_year", holiday_of_year}, {NULL, NULL}};
  static const luaL_Reg timex[] = {
      {"compound", compound}, {"duration", duration}, {"every", every}, {"reference", reference}, {NULL, NULL}};
  fb_almanac *known;
  add(L, "calendar", calendar);
  add(L, "lunar", lunar);
  add(L, "holiday", holiday);
  add(L, "timex", timex);
  lua_getfield(L, -1, "timex");
  known = (fb_almanac *)lua_newuserdata(L, sizeof *known);
  memset(known, 0, sizeof *known);
  lua_pushcclosure(L, resolve, 1);
  lua_setfield(L, -2, "resolve");
  lua_pop(L, 1);
}
