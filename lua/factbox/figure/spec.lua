--- Specs for factbox.timex from spans of kind "when", and their resolution by date and tense.
--
-- @module factbox.figure.spec

local digits = require "factbox.figure.digits"
local match = require "factbox.figure.match"
local quantity = require "factbox.figure.quantity"
local tense = require "factbox.figure.tense"
local timex = require "factbox.timex"

local specs = {}

local floor = math.floor
local inner, read_as, number_of = match.inner, match.read_as, quantity.number_of

local FIELDS = { "year", "month", "day", "weekday", "shift", "unit", "index", "part", "season", "hour", "minute", "second",
                 "decade", "century", "short", "bc", "sign", "week", "midnight" }

--- Unit of a list -> unit of factbox.timex, where they differ.
local UNIT_NAME = { ["half-year"] = "half" }
specs.UNIT_NAME = UNIT_NAME

--- Amounts of a stretch span ("two years and three months"): unit -> number, or nil where one is vague or unreadable.
function specs.parts_of(state, stretch)
  local parts = {}
  local numbers, units = stretch.number, stretch.unit
  if type(units) ~= "table" or stretch.vague then return nil end
  for i = 1, #units do
    local unit = units[i]
    local n = numbers and numbers[i]
    local value
    if not n then value = stretch.value or 1
    elseif read_as(n):lower():find("^an?$") then value = 1
    else value = number_of(state, n) end
    if not value then return nil end
    local name = UNIT_NAME[unit.unit] or unit.unit
    parts[name] = (parts[name] or 0) + value + (stretch.extra or 0)
  end
  if type(stretch.minute) == "table" then parts.minute = stretch.minute.minute end -- "one hour thirty"
  return parts
end
local parts_of = specs.parts_of

--- What factbox.holiday needs of a list's entry.
local function holiday_of(w)
  return { month = w.month, day = w.day, weekday = w.weekday, nth = w.nth, easter = w.easter, orthodox = w.orthodox,
           add = w.add, calendar = w.calendar, tithi = w.tithi, hour = w.hour, longitude = w.longitude, whole = w.whole,
           length = w.length, observed = w.observed, sunday = w.sunday, before = w.before }
end

local spec_of

--- A spec from a "when" span (or a capture around one).
function spec_of(state, w)
  if w.deep and not w.span then w = inner(state, state.figures_known.when, w) or w end
  local kind = w.time or w.day and "date" or w.hour and "clock" or w.part and "part" or w.month and "date"
  local spec
  if w.form then
    spec = w.raw and digits[w.form](read_as(w.raw))
    if not spec then return nil end
    for i = 1, #FIELDS do
      local k = FIELDS[i]
      if spec[k] == nil then spec[k] = w[k] end
    end
  else
    spec = { -- one constructor: the table has its size at once
      type = kind, year = w.year, month = w.month, day = w.day, weekday = w.weekday, shift = w.shift, unit = nil,
      index = w.index, part = w.part, season = w.season, hour = w.hour, minute = w.minute, second = w.second,
      decade = w.decade, century = w.century, short = w.short, bc = w.bc, sign = w.sign, week = w.week,
      midnight = w.midnight, modifier = nil, of = nil, on = nil, number = nil,
    }
  end
  if w.fiscal and w.raw then -- "FY23"
    local year = read_as(w.raw):match("%d+")
    spec.year, spec.short = tonumber(year), #year == 2 or nil
  end
  local unit = w.unit
  if type(unit) == "table" then unit = unit.unit or read_as(unit):lower() end
  if unit then spec.unit = UNIT_NAME[unit] or unit end
  if w.short_year and w.raw then
    spec.year, spec.short = tonumber(read_as(w.raw):match("%d+")), true
  elseif w.year_number and w.number then
    spec.year = tonumber(read_as(w.number)) or number_of(state, w.number)
    spec.bc = w.sign == -1 or nil
  end
  if kind == "weekday" then
    spec.day = w.weekday
    if w.in_week then spec.week, spec.shift = spec.shift, nil end
  elseif kind == "deictic" then
    spec.type, spec.shift = "day", w.offset
  elseif kind == "deictic_day" then
    spec.type = "day"
    spec.told = spec.shift and spec.shift > 0 or nil
  elseif kind == "month_of" then
    spec.type, spec.in_year = "date", true
  elseif kind == "holiday" then
    spec.holiday = holiday_of(w)
    spec.month, spec.day, spec.weekday = nil, nil, nil
    if w.of_year then
      spec.of = { type = "period", unit = "year", shift = w.shift or 0 }
      spec.shift = nil
    end
  elseif kind == "distance" then
    local stretch = w.amount and inner(state, state.figures_known.duration, w.amount)
    if stretch and (stretch.vague or stretch.least) then -- "a few days ago", "five or six years ago"
      return { type = "vague", sign = spec.sign, unit = (stretch.unit[1] or stretch.unit).unit }
    end
    spec.parts = stretch and parts_of(state, stretch)
    if not spec.parts then return nil end
  elseif kind == "weekdays" then
    spec.day = w.weekday
    spec.number = w.amount_of or w.number and number_of(state, w.number)
    if not spec.number then return nil end
  elseif kind == "weekday_by" then
    local from = w.base
    if not from then return nil end
    spec.day, spec.number = w.weekday, w.index or 1
    local text = read_as(w):lower()
    spec.sign = (text:find(" before ", 1, true) or text:find(" preceding ", 1, true)) and -1 or 1
    spec.weekday, spec.month, spec.year = nil, nil, nil
    if from.easter or from.orthodox or from.nth or from.calendar or from.add or not from.day then
      spec.from = { type = "holiday", holiday = holiday_of(from), year = from.year }
    else
      spec.from = { type = "date", month = from.month, day = from.day, year = from.year }
    end
    return spec
  elseif kind == "period" then
    if w.amount then
      local stretch = inner(state, state.figures_known.duration, w.amount)
      if stretch and (stretch.vague or stretch.least) then
        return { type = "vague", stretch = true, sign = spec.shift, unit = (stretch.unit[1] or stretch.unit).unit }
      end
      local parts = stretch and parts_of(state, stretch)
      if not parts then return nil end
      spec.unit, spec.number = next(parts)
      if next(parts, spec.unit) then spec.parts = parts end -- "the last three months and two days"
    elseif type(w.number) == "table" then -- a unit's own "number" says that it is singular
      spec.number = number_of(state, w.number)
      if not spec.number then return nil end
    end
  elseif kind == "nth" then
    if w.inside == "month" then
      spec.of = { type = "date", month = w.month, year = w.year }
    elseif w.inside == "year" then
      spec.of = { type = "date", year = spec.year }
    elseif w.inside == "period" then
      spec.of = { type = "period", unit = w.within_unit or w.per and w.per.unit, shift = w.shift or 0 }
    elseif spec.year then
      spec.of = { type = "date", year = spec.year, short = spec.short }
    end
    if w.weekday then spec.day = w.weekday end
    if w.half then spec.unit = "half" end
    if w.by_day then spec.index, spec.day = w.day, nil end
    if w.half and not w.year then spec.of = { type = "period", unit = "year", shift = 0 } end
  elseif kind == "first_units" then
    local of = w.upon
    spec.number = w.number and number_of(state, w.number)
    if not spec.number or not of then return nil end
    if of.unit then spec.of = { type = "period", unit = of.unit, shift = of.shift or 0 }
    else spec.of = { type = "date", year = of.year, month = of.month } end
    return spec
  elseif kind == "holding" then
    if w.of_holiday then
      spec.of = { type = "holiday", holiday = holiday_of(w), year = w.year, shift = w.shift }
    else
      spec.of = { type = "date", year = w.year, month = w.month, day = w.day }
    end
  elseif kind == "week" or kind == "century" then
    if w.number and not w.form then
      local n = number_of(state, w.number)
      if not n then return nil end
      spec[kind == "week" and "number" or "century"] = n
      if w.of_year then spec.of = { type = "period", unit = "year", shift = w.shift or 0 } end
    end
  elseif kind == "clock" then
    if w.number then -- "ten past eight", "quarter to nine"
      local past, sort = number_of(state, w.number)
      if past and sort == "ordinal" then past = 1 / past end -- "a quarter"
      if not past then return nil end
      local minutes = past < 1 and past * 60 or past -- "half past", "a quarter to"
      local total = spec.hour * 60 + (spec.minute or 0) + (w.sign or 1) * floor(minutes + 0.5)
      spec.hour, spec.minute = total // 60 % 24, total % 60
    end
    if w.meridiem then spec.meridiem = w.meridiem end
    if spec.part then -- "half past seven in the afternoon", "afternoon at 7"
      if not spec.meridiem and spec.hour and spec.hour < 12 then
        local morning = spec.part == "MO" or spec.part == "MI" and spec.hour >= 10 -- "lunchtime 11 o'clock"
        spec.meridiem = morning and "am" or spec.part == "NI" and "NI" or "pm"
      end
      spec.part = nil
    end
    local zone = w.zone
    if zone and zone.offset then
      spec.zone = floor(zone.offset * 3600)
      local sign, h, m = read_as(zone):match("([+-])%s*(%d%d?):?(%d*)$")
      if h then spec.zone = spec.zone + (tonumber(h) * 3600 + (tonumber(m) or 0) * 60) * (sign == "-" and -1 or 1) end
    end
  end
  if w.meridiem and kind ~= "clock" and not spec.part and spec.type ~= "clock" then -- "Tuesday AM"
    spec.part = w.meridiem == "am" and "MO" or w.meridiem == "NI" and "NI" or "AF"
  end
  if w.upon then
    spec.on = spec_of(state, w.upon)
    if not spec.on then return nil end
  end
  if w.base then spec.from = { type = "day", shift = w.base.offset or 0 } end
  return spec
end
specs.of = spec_of

--- Whether what a spec means hangs on the tense around it.
local needs_direction
function needs_direction(spec)
  local kind = spec.type
  if kind == "range" then return needs_direction(spec.first) or spec.last and needs_direction(spec.last) end
  if kind == "clock" then return spec.on == nil or needs_direction(spec.on) end
  if kind == "date" or kind == "season" or kind == "holiday" then return spec.year == nil and not spec.of end
  if kind == "weekday" then return spec.shift == nil and spec.week == nil end
  if kind == "nth" then return not spec.of or needs_direction(spec.of) end
  if kind == "holding" then return needs_direction(spec.of) end
  if kind == "weekday_by" then return needs_direction(spec.from) end
  if kind == "period" then return spec.unit == "weekend" end
  return kind == "part" and spec.on and needs_direction(spec.on)
end

-- Words before a time that look ahead, whatever tense the verb has: "remains closed until April 15".
local FORWARD = { ["until"] = true, till = true, by = true, from = true, due = true, through = true }

--- TIMEX3 value and kind of what a match tells.
-- @tparam table spec
function specs.resolve(state, m, spec)
  local direction, loose
  if state.reference and needs_direction(spec) then
    direction, loose = tense.direction(state, m)
    local doc = state.doc
    local norm = doc:norm(m.from, m.from)
    if not FORWARD[norm] and m.from > 1 then norm = doc:norm(m.from - 1, m.from - 1) end
    if FORWARD[norm] or m.modifier == "until" then
      if direction ~= "past" or loose then direction = "future"
      elseif spec.type == "date" then direction = "near" end -- "was closed until April 15"
    end
  end
  return timex.resolve(spec, state.reference, direction)
end

return specs
