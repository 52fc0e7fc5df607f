--- Builders of dates, times, durations and sets: each fills the figure `f` from the match `m`; false refuses it.
--
-- @module factbox.figure.time

local match = require "factbox.figure.match"
local quantity = require "factbox.figure.quantity"
local specs = require "factbox.figure.spec"
local tense = require "factbox.figure.tense"
local timex = require "factbox.timex"

local build = {}

local inner = match.inner
local tidy, number_of, bound, range = quantity.tidy, quantity.number_of, quantity.bound, quantity.range
local spec_of, parts_of, resolve, UNIT_NAME = specs.of, specs.parts_of, specs.resolve, specs.UNIT_NAME
local direction_of = tense.direction

function build.duration(state, f, m)
  local stretch = m.expression and inner(state, state.figures_known.duration, m.expression) or m
  local units, numbers = stretch.unit, stretch.number
  if type(units) ~= "table" then return false end
  if stretch.least then
    f.unit = UNIT_NAME[units.unit] or units.unit
    if not range(state, f, stretch) then return false end
    local a = timex.duration(f.low, f.unit)
    local b, _, canonical = timex.duration(f.high, f.unit)
    f.timex, f.unit = a and b and a .. "/" .. b, canonical
    return
  end
  local modifier = m.modifier or stretch.modifier
  if m.ahead and state.reference and direction_of(state, m) == "future" then -- "within five days": until then
    local parts = parts_of(state, stretch)
    if not parts and stretch.vague then -- "within a few months"
      f.timex, f.kind = timex.resolve({ type = "vague", sign = 1, unit = units.unit }, state.reference)
      f.modifier, f.number = "vague", nil
      return
    elseif parts then
      f.kind, f.modifier, f.number = "date", "range", nil
      local there = timex.resolve({ type = "distance", parts = parts, sign = 1 }, state.reference)
      local here = timex.resolve({ type = there:find("T", 1, true) and "now" or "day" }, state.reference)
      if there:find("T", 1, true) then f.kind = "time" end
      f.timex = here .. "/" .. there
      return
    end
  end
  if units[2] or type(stretch.minute) == "table" then
    local parts = parts_of(state, stretch)
    if not parts then return false end
    f.timex, f.modifier, f.number = timex.compound(parts), modifier or "exact", nil
    return
  end
  local unit = UNIT_NAME[units.unit] or units.unit
  if stretch.vague then
    f.timex, f.low, f.unit = timex.duration(nil, unit)
    f.low, f.high, f.modifier = stretch.low, stretch.high, "vague"
    return
  end
  local n = 1
  if numbers then
    n = number_of(state, numbers)
    if not n then return false end
    n = n + (stretch.extra or 0)
    f.number = numbers
  elseif stretch.value then n = stretch.value end
  local text, value, canonical = timex.duration(n, unit)
  if not text then return false end
  f.timex, f.unit = text, canonical
  bound(f, tidy(value), modifier)
end

--- One end of a range: a "when", or a time of day beside its day ("4pm on Monday").
local function end_of(state, c)
  local clock = type(c.number) == "table" and c.number
  if not clock or not c.upon then return spec_of(state, clock or c.upon or c) end
  local spec, upon = spec_of(state, clock), spec_of(state, c.upon)
  if not spec or not upon then return nil end
  spec.on = upon
  return spec
end

-- Before "in 25 years" these tell of what has not been so for that long: "the first time in …", "the worst in …".
local RECORD = { first = true, time = true, times = true, most = true, least = true, worst = true, best = true,
                 only = true, second = true, third = true, once = true, twice = true, low = true, high = true }
local RECORD_WINDOW = 6

--- Whether "in two weeks" or "two weeks later" is a time ahead.
local function looks_ahead(state, m, w)
  local direction = direction_of(state, m)
  if direction == "past" or w.later and direction ~= "future" then return false end -- news tells what came later
  if not w.later then
    local doc = state.doc
    local _, first = doc:sentence(m.from)
    for t = m.from - 1, m.from - RECORD_WINDOW < first and first or m.from - RECORD_WINDOW, -1 do
      local norm = doc:norm(t, t)
      if RECORD[norm] or #norm > 4 and norm:sub(-3) == "est" then return false end
    end
  end
  return true
end

--- Dates and times: one "when", or two that make a range.
local function when(state, f, m)
  local spec
  if m.holiday_at then
    local stretch, on = inner(state, state.figures_known.duration, m.amount), spec_of(state, m.upon)
    local parts = stretch and parts_of(state, stretch)
    if not parts or not on or on.type ~= "holiday" then return false end
    on.from = { type = "distance", sign = m.holiday_at, parts = parts }
    spec = on
    f.number, f.modifier = nil, "exact"
  elseif m.distance then
    local stretch = m.amount and inner(state, state.figures_known.duration, m.amount)
    local parts, from = stretch and parts_of(state, stretch), m.upon and spec_of(state, m.upon)
    if m.step then parts = { [m.step] = 1 } end -- "the day after"
    if not parts or not from then return false end
    spec = { type = "distance", sign = m.distance, parts = parts, from = from }
    f.number, f.modifier = nil, m.modifier or "exact"
  elseif m.lasting then
    local stretch = m.amount and inner(state, state.figures_known.duration, m.amount)
    local parts, from = stretch and parts_of(state, stretch), m.upon and spec_of(state, m.upon)
    if not parts or not from then return false end
    if m.base then from.on = spec_of(state, m.base) end
    spec = { type = "range", first = from, parts = parts }
    f.number, f.modifier = nil, "range"
  elseif m.earlier and m.later then
    local a, b = end_of(state, m.earlier), end_of(state, m.later)
    if not a or not b then return false end
    f.number = nil
    if m.upon then
      local upon = spec_of(state, m.upon)
      if not upon then return false end
      if upon.part and a.type == "clock" and b.type == "clock" and not b.meridiem then
        b.meridiem = upon.part == "MO" and "am" or "pm"
      end
      upon.part = nil
      a.on, b.on = upon, upon
    end
    spec = { type = "range", first = a, last = b }
    f.modifier = "range"
  else
    local w = m.expression or m
    if m.up_to then
      local there = spec_of(state, w)
      if not there then return false end
      spec = { type = "range", first = there.from or { type = "now" }, last = there }
      f.modifier = "range"
    elseif m.together then
      spec = spec_of(state, m.number)
      local upon = spec and spec_of(state, m.upon)
      if not upon then return false end
      if spec.type == "clock" and upon.part then
        if not spec.meridiem then
          spec.meridiem = (upon.part == "MO" and "am") or (upon.part == "NI" and "NI") or "pm"
        end
        upon.part = nil
      end
      spec.on = upon
      f.number = nil
    else
      if w.ahead_only and not looks_ahead(state, m, w) then -- "in two weeks" that have passed are a duration
        local whole = inner(state, state.figures_known.when, w)
        if not (whole and whole.amount) then return false end
        local amount = whole.amount
        f.kind, f.first, f.last, f.text = "duration", amount.first, amount.last, amount.text
        return build.duration(state, f, { expression = amount })
      end
      spec = spec_of(state, w)
    end
    if not spec then return false end
    if spec.type == "distance" and spec.sign == 1 and not w.ahead_only and m.text:find("^[Ff]or ") then
      -- "for 3 days from today"
      spec = { type = "range", first = spec.from or { type = "day", shift = 0 }, parts = spec.parts }
    end
    f.modifier = spec.type == "range" and "range" or m.modifier or w.modifier
      or spec.type == "vague" and (spec.stretch and "vague" or "about") or "exact"
    spec.modifier = f.modifier
    if w.of == "yes" and spec.type == "period" and (f.modifier == "start" or f.modifier == "end") then
      spec.edge = f.modifier -- "the end of next week"
    end
    if m.part and not spec.part and spec.type ~= "clock" then spec.part = m.part end
    if spec.told and state.reference and direction_of(state, m) == "past" then -- "the next day he left": after what?
      if spec.part then f.kind = "time" end
      return
    end
  end
  local value, kind = resolve(state, m, spec)
  if not value and (state.reference or spec.type == "clock" or spec.day and spec.month) then return false end
  f.timex = value
  if kind == "time" or kind == "date" then f.kind = kind end
  if value and value:find("/", 1, true) and f.modifier == "exact" then f.modifier = "range" end
end

build.date, build.time = when, when

function build.set(state, f, m)
  f.modifier = m.modifier or "exact"
  if m.timex then
    f.timex = m.timex
    local times = m.freq and tonumber(m.freq:match("%d+"))
    if times and times > 1 then
      local unit = ({ D = "day", W = "week", M = "month", Y = "year", H = "hour" })[m.timex:sub(-1)]
      if unit then f.timex = timex.every(unit, times) end
    end
    return
  end
  if m.at_clock then
    local clock = m.upon and spec_of(state, m.upon)
    if not clock then return false end
    local e = m.expression
    if e and (e.weekday or e.time == "weekday") then
      clock.on = { type = "weekday", day = e.weekday }
    elseif e and e.part and not clock.meridiem then
      clock.meridiem = e.part == "MO" and "am" or "pm"
    end
    f.number = nil
    f.timex = timex.resolve(clock, nil, nil)
    return f.timex ~= nil
  end
  if m.yearly then
    local day = spec_of(state, m.upon)
    if day then day.year = nil end
    f.timex, f.number = day and timex.resolve(day, nil, nil), nil
    return f.timex ~= nil
  end
  if m.weekends then
    f.timex = "P1WE"
    return
  end
  if m.of_month then
    local day = spec_of(state, m.upon)
    f.timex, f.number = day and timex.resolve({ type = "date", day = day.day }, nil, nil), nil
    return f.timex ~= nil
  end
  if m.weekdays and m.expression then
    f.timex = timex.resolve({ type = "weekday", day = m.expression.weekday }, nil, nil)
    return f.timex ~= nil
  end
  if m.expression and type(m.unit) ~= "table" then
    local spec = spec_of(state, m.expression)
    if not spec then return false end
    spec.shift = nil
    f.timex = timex.resolve(spec, nil, nil)
    return f.timex ~= nil
  end
  local n = m.number and number_of(state, m.number) or 1
  local unit = m.unit and (UNIT_NAME[m.unit.unit] or m.unit.unit)
  if not unit then return false end
  if m.alternate then n = 2 end
  if m.unit.kind == "business" and n == 1 and m.unit.text:lower() == "weekday" then f.timex = "P1WD"
  elseif m.times then f.timex = timex.every(unit, n) else f.timex = timex.duration(n, unit) end
  return f.timex ~= nil
end

return build
