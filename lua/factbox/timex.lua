--- Calendar arithmetic and TIMEX3 values.
--
-- A rule says *what was written* as a small table of attributes (a spec: `{type="weekday", day=5, part="NI"}`); this
-- file says *when that is*, once the document's date and the tense of the sentence are known. Nothing here looks at
-- text. The calendar is the proleptic Gregorian one, weeks are those of ISO 8601.
--
-- Where something lies is passed around as three plain values, a granularity and one or two numbers, instead of a
-- table, so that resolving a date makes no garbage but its result:
--
--     day d · week d · weekend d      d = day number (1970-01-01 is 0) of the day, or of the week's Monday
--     month y m · quarter y q · half y h · season y code
--     year y · decade y//10 · century y//100
--     text s                          underspecified: s is the TIMEX3 value itself ("XXXX-03-11")
--     span d1 d2                      from one day to another, both included
--
-- @module factbox.timex

local timex = {}

local floor = math.floor
local format = string.format

local calendar = require "factbox.calendar"
local holidays = require "factbox.holiday"

local days_from_civil, civil_from_days = calendar.days_from_civil, calendar.civil_from_days
local weekday_of = calendar.weekday_of
local is_leap, days_in_month, valid = calendar.is_leap, calendar.days_in_month, calendar.valid
local monday_of, iso_week, week_start = calendar.monday_of, calendar.iso_week, calendar.week_start
local add_months = calendar.add_months

---------------------------------------------------------------------------------------------------------------------
-- Reference date
---------------------------------------------------------------------------------------------------------------------

--- Reads an ISO 8601 date or date-time, with optional zone and fraction.
-- @tparam string s "2025-03-23", "2025-03-23T10:30:00.5+02:00"
-- @treturn ?table `{days, year, month, day, seconds?, zone?}`: `seconds` since midnight, absent for a bare date;
-- `zone` in seconds east of Greenwich. nil and a message where it is no such date.
function timex.reference(s)
  if type(s) ~= "string" then return nil, "the date is not a string" end
  local y, m, d, rest = s:match("^%s*(%d%d%d%d)%-?(%d%d)%-?(%d%d)(.-)%s*$")
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if not y or not valid(y, m, d) then return nil, "expected an ISO 8601 date, got '" .. s .. "'" end
  local ref = { days = days_from_civil(y, m, d), year = y, month = m, day = d }
  if rest == "" then return ref end
  local hour, after = rest:match("^[Tt ](%d%d)(.*)$")
  if not hour then return nil, "expected an ISO 8601 time after the date, got '" .. s .. "'" end
  local minute, second = 0, 0
  local mm, a = after:match("^:?(%d%d)(.*)$")
  if mm then
    minute, after = tonumber(mm), a
    local ss, b = after:match("^:?(%d%d)(.*)$")
    if ss then second, after = tonumber(ss), b:match("^[%.,]%d+(.*)$") or b end
  end
  hour = tonumber(hour)
  if hour > 24 or minute > 59 or second > 60 then return nil, "no such time: '" .. s .. "'" end
  ref.seconds = hour * 3600 + minute * 60 + second
  if after == "Z" or after == "z" then
    ref.zone = 0
  elseif after ~= "" then
    local sign, zh, zm = after:match("^([+-])(%d%d):?(%d*)$")
    if not sign then return nil, "expected a zone such as Z or +02:00, got '" .. s .. "'" end
    ref.zone = (tonumber(zh) * 3600 + (tonumber(zm) or 0) * 60) * (sign == "-" and -1 or 1)
  end
  return ref
end

--- Whether a reference has a time of day but no zone. Such a stamp says when a text was stored rather than on which
-- day "8pm" is: a time of day without a day then stays one ("T20:00"). A bare date is the day of the text, and an
-- instant with a zone tells what of the day is over.
local function floating(ref) return ref.seconds and not ref.zone end

---------------------------------------------------------------------------------------------------------------------
-- TIMEX3 values
---------------------------------------------------------------------------------------------------------------------

local function year_text(y)
  if y < 0 then return "BC" .. format("%04d", -y) end
  return format("%04d", y)
end

-- News names the same few days over and over; the cache is emptied when it is full.
local day_texts, day_count = {}, 0

local function day_text(days)
  local text = day_texts[days]
  if text then return text end
  local y, m, d = civil_from_days(days)
  if y < 0 then text = format("BC%04d-%02d-%02d", -y, m, d) else text = format("%04d-%02d-%02d", y, m, d) end
  if day_count >= 4096 then day_texts, day_count = {}, 0 end
  day_texts[days], day_count = text, day_count + 1
  return text
end

--- The TIMEX3 value of a place on the calendar (see the head of this file), or nil for nil.
local function value_of(gran, a, b)
  if gran == "day" then return day_text(a)
  elseif gran == "month" then return format("%s-%02d", year_text(a), b)
  elseif gran == "year" then return year_text(a)
  elseif gran == "week" then return format("%04d-W%02d", iso_week(a))
  elseif gran == "weekend" then return format("%04d-W%02d-WE", iso_week(a))
  elseif gran == "quarter" then return format("%s-Q%d", year_text(a), b)
  elseif gran == "half" then return format("%s-H%d", year_text(a), b)
  elseif gran == "season" then return year_text(a) .. "-" .. b
  elseif gran == "decade" then return format("%03d", a)
  elseif gran == "century" then return format("%02d", a)
  elseif gran == "text" then return a
  elseif gran == "span" then return a == b and day_text(a) or day_text(a) .. "/" .. day_text(b)
  end
end

-- Northern meteorological seasons, by their first month; winter begins in the year before the one it ends in.
local SEASON_MONTH = { SP = 3, SU = 6, FA = 9, WI = 12 }
local MONTH_SEASON = { "WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI" }

--- First and last day of a place on the calendar, or nil where it is underspecified.
local function bounds(gran, a, b)
  if gran == "day" then return a, a
  elseif gran == "span" then return a, b
  elseif gran == "week" then return a, a + 6
  elseif gran == "weekend" then return a + 5, a + 6
  end
  local y, m, n
  if gran == "month" then y, m, n = a, b, 1
  elseif gran == "quarter" then y, m, n = a, 3 * b - 2, 3
  elseif gran == "half" then y, m, n = a, 6 * b - 5, 6
  elseif gran == "season" then y, m, n = a, SEASON_MONTH[b], 3
  elseif gran == "year" then y, m, n = a, 1, 12
  elseif gran == "decade" then y, m, n = a * 10, 1, 120
  elseif gran == "century" then y, m, n = a * 100, 1, 1200
  else return nil end
  local first = days_from_civil(y, m, 1)
  return first, add_months(first, n) - 1
end

timex.value_of, timex.bounds = value_of, bounds

---------------------------------------------------------------------------------------------------------------------
-- Durations and sets
---------------------------------------------------------------------------------------------------------------------

-- unit -> TIMEX3 designator, factor on it, and whether it stands after the T.
local DESIGNATOR = {
  year = "Y", month = "M", week = "W", day = "D", hour = "H", minute = "M", second = "S",
  decade = "Y", century = "Y", millennium = "Y", quarter = "M", half = "M", fortnight = "W", weekend = "WE", night = "D",
  semester = "M", millisecond = "S",
}
local FACTOR = { decade = 10, century = 100, millennium = 1000, quarter = 3, half = 6, fortnight = 2, semester = 6,
                 millisecond = 0.001 }
local BASE = { decade = "year", century = "year", millennium = "year", quarter = "month", half = "month",
               fortnight = "week", semester = "month", night = "day", millisecond = "second" }
local CLOCK = { hour = true, minute = true, second = true, millisecond = true }
local ORDER = { "millennium", "century", "decade", "year", "half", "semester", "quarter", "month", "fortnight", "week",
                "day", "night", "hour", "minute", "second", "millisecond" }

--- A number as TIMEX3 writes it: whole numbers without a point. Lua 5.3's "%d" refuses 3.0000001, so test first.
local function amount_text(n)
  if n == floor(n) and n > -1e15 and n < 1e15 then return format("%d", n) end
  return (format("%.10g", n))
end
timex.amount_text = amount_text

--- Duration of one amount: `timex.duration(30, "day")` is "P30D", `timex.duration(nil, "hour")` is "PTXH" (vague).
-- @treturn string TIMEX3 @treturn ?number value in the canonical unit @treturn string canonical unit
function timex.duration(n, unit)
  local d = DESIGNATOR[unit]
  if not d then return nil end
  local f = FACTOR[unit]
  if n and f then n = n * f end
  return (CLOCK[unit] and "PT" or "P") .. (n and amount_text(n) or "X") .. d, n, BASE[unit] or unit
end

--- Duration of several amounts: `{ year = 2, month = 3 }` is "P2Y3M".
-- @tparam table parts unit -> number
function timex.compound(parts)
  local date, time = "", ""
  for i = 1, #ORDER do
    local unit = ORDER[i]
    local n = parts[unit]
    if n then
      n = n * (FACTOR[unit] or 1)
      if CLOCK[unit] then time = time .. amount_text(n) .. DESIGNATOR[unit]
      else date = date .. amount_text(n) .. DESIGNATOR[unit] end
    end
  end
  return "P" .. date .. (time ~= "" and "T" .. time or "")
end

--- Value of "n times a unit": the spacing where that is a whole number of a smaller unit (twice a year: P6M), else the
-- unit itself, since "three times a week" is not every 2.33 days.
function timex.every(unit, times)
  times = times or 1
  if times > 1 and times == floor(times) then
    if unit == "year" and 12 % times == 0 then return timex.duration(12 / times, "month") end
    if unit == "day" and 24 % times == 0 then return timex.duration(24 / times, "hour") end
    if unit == "hour" and 60 % times == 0 then return timex.duration(60 / times, "minute") end
  end
  return timex.duration(1, unit)
end

---------------------------------------------------------------------------------------------------------------------
-- Choosing between past and future
---------------------------------------------------------------------------------------------------------------------

--- A two-digit year within the eighty years before and the twenty after the reference year.
local function full_year(yy, ref)
  local now = ref and ref.year or 2025
  local y = floor(now / 100) * 100 + yy
  if y > now + 20 then y = y - 100 elseif y < now - 79 then y = y + 100 end
  return y
end
timex.full_year = full_year

-- A day this near ahead is not taken for one of last year, however the tense was read.
local CLOSE = 21

--- Year of a month and day without one. "past": the last that is not after the reference; "future": the first that is
-- not before it; otherwise the nearest, so that no tense we misread ever costs more than six months.
local function year_for(m, d, ref, direction, weekday)
  local y = ref.year
  if weekday then                        -- "Tuesday, January 10": the only year around in which that is so
    local step = direction == "future" and 1 or -1
    for i = 0, 2 do
      local k = i == 0 and y or i == 1 and y + step or y - step
      if valid(k, m, d) and weekday_of(days_from_civil(k, m, d)) == weekday then return k end
    end
  end
  if m == 2 and d == 29 then             -- the nearest leap year in that direction
    local step = direction == "past" and -1 or 1
    while not is_leap(y) do y = y + step end
    return y
  end
  local days = days_from_civil(y, m, d)
  if direction == "past" then
    return days > ref.days + CLOSE and y - 1 or y
  elseif direction == "future" then
    return days < ref.days and y + 1 or y
  end
  if days - ref.days > 183 then return y - 1 elseif ref.days - days > 183 then return y + 1 end
  return y
end

--- Year of a month without one; the reference month itself always counts as reached.
local function year_for_month(m, ref, direction)
  local k = m - ref.month
  if direction == "past" then return k > 0 and ref.year - 1 or ref.year
  elseif direction == "future" then return k < 0 and ref.year + 1 or ref.year end
  return k > 6 and ref.year - 1 or k < -6 and ref.year + 1 or ref.year
end

--- Day number of a bare weekday. News dated Sunday that says "on Sunday" means that very day.
local function weekday_for(weekday, ref, direction)
  local back = (weekday_of(ref.days) - weekday) % 7
  if back == 0 then return ref.days end
  if direction == "past" then return ref.days - back
  elseif direction == "future" then return ref.days + 7 - back end
  return back <= 3 and ref.days - back or ref.days + 7 - back
end

---------------------------------------------------------------------------------------------------------------------
-- Specs
---------------------------------------------------------------------------------------------------------------------

local locate -- (spec, ref, direction) -> gran, a, b: filled below; specs nest

local at = {}

--- Civil date with whatever parts are given: year, month, day, weekday. Two-digit years have `short = true`.
function at.date(spec, ref, direction)
  local y, m, d = spec.year, spec.month, spec.day
  if y and spec.short then y = full_year(y, ref) end
  if y and spec.bc then y = -y end
  if not m then
    if not d then
      if y then return "year", y end
      return nil
    end
    if not ref then return "text", format("XXXX-XX-%02d", d) end
    return at.day_of_month(spec, ref, direction)
  end
  if spec.in_year then -- "June next year"
    if not ref then return nil end
    y = ref.year + (spec.shift or 0)
  elseif spec.shift and ref and not y then -- "last September", "next June", "this August"
    y = ref.year
    if spec.shift < 0 and m >= ref.month then y = y - 1 elseif spec.shift > 0 and m <= ref.month then y = y + 1 end
  end
  if not d then
    if y then return "month", y, m end
    if not ref then return "text", format("XXXX-%02d", m) end
    return "month", year_for_month(m, ref, direction), m
  end
  if not valid(y, m, d) then return nil end
  if not y then
    if not ref then return "text", format("XXXX-%02d-%02d", m, d) end
    y = year_for(m, d, ref, direction, spec.weekday)
  end
  return "day", days_from_civil(y, m, d)
end

--- "the 15th", "Friday the 22nd": the month in that direction which has that day (on that weekday).
function at.day_of_month(spec, ref, direction)
  local d, weekday = spec.day, spec.weekday
  if d < 1 or d > 31 then return nil end
  local step = direction == "past" and -1 or 1
  local first = ref.year * 12 + ref.month - 1
  if not weekday then
    if direction == "past" and d > ref.day then first = first - 1
    elseif direction == "future" and d < ref.day then first = first + 1 end
  end
  -- A weekday and day recur within a year and a half; months too short for the day are passed over.
  local sure = weekday and (direction == "future" or direction == "past") and 12 or 0
  for i = 0, weekday and 30 + sure or 2 do
    -- with a weekday look a year into the direction, then at both sides, nearest first: in the end "Friday the 22nd"
    -- is decided by the calendar, not by tense
    local j = i - sure
    local k = first + step * (weekday and j >= 0 and (j % 2 == 0 and -1 or 1) * floor((j + 1) / 2) or i)
    local y, m = floor(k / 12), k % 12 + 1
    if d <= days_in_month(y, m) then
      local days = days_from_civil(y, m, d)
      if not weekday or weekday_of(days) == weekday then return "day", days end
    end
  end
end

--- Weekday, bare or with `shift` (last -1, this 0, next 1) or in a `week` (of next week: 1).
function at.weekday(spec, ref, direction)
  local day, shift = spec.day, spec.week or spec.shift
  if not ref then return "text", "XXXX-WXX-" .. format("%d", day) end
  if not shift then return "day", weekday_for(day, ref, direction) end
  if shift == -1 and not spec.week then -- "last Tuesday": the one before today, in this week or the last
    local back = (weekday_of(ref.days) - day) % 7
    return "day", ref.days - (back == 0 and 7 or back)
  end
  return "day", monday_of(ref.days) + 7 * shift + day - 1
end

--- Day counted from the reference: yesterday -1, today 0, tomorrow 1.
function at.day(spec, ref)
  if not ref then return nil end
  return "day", ref.days + (spec.shift or 0)
end

local SECONDS = { hour = 3600, minute = 60, second = 1 }

local function instant_text(seconds, with_time)
  local days = floor(seconds / 86400)
  local s = seconds - days * 86400
  if not with_time then return day_text(days) end
  return format("%sT%02d:%02d:%02d", day_text(days), floor(s / 3600), floor(s / 60) % 60, floor(s % 60))
end

--- One calendar unit from another: `shift` units away from the one that holds the reference.
local function unit_at(unit, shift, ref)
  local y, m = ref.year, ref.month
  if unit == "day" or unit == "night" then return "day", ref.days + shift
  elseif unit == "week" then return "week", monday_of(ref.days) + 7 * shift
  elseif unit == "fortnight" then
    local monday = monday_of(ref.days) + 14 * shift
    return "span", monday, monday + 13
  elseif unit == "weekend" then return "weekend", monday_of(ref.days) + 7 * shift
  elseif unit == "month" then
    local k = y * 12 + m - 1 + shift
    return "month", floor(k / 12), k % 12 + 1
  elseif unit == "quarter" then
    local k = y * 4 + floor((m - 1) / 3) + shift
    return "quarter", floor(k / 4), k % 4 + 1
  elseif unit == "half" or unit == "semester" then
    local k = y * 2 + floor((m - 1) / 6) + shift
    return "half", floor(k / 2), k % 2 + 1
  elseif unit == "season" then
    local code = MONTH_SEASON[m]
    local k = (m <= 2 and y - 1 or y) * 4 + (SEASON_MONTH[code] / 3 - 1) + shift
    local month = (k % 4 + 1) * 3
    return "season", floor(k / 4), MONTH_SEASON[floor(month)]
  elseif unit == "year" then return "year", y + shift
  elseif unit == "decade" then return "decade", floor(y / 10) + shift
  elseif unit == "century" then return "century", floor(y / 100) + shift
  end
end

--- "last week", "next month", "this year"; with `number`, "the next two days", "the past 3 months" (rolling, and
-- without the reference day itself).
function at.period(spec, ref, direction)
  if not ref then return nil end
  local unit, shift, n = spec.unit, spec.shift or 0, spec.number
  if spec.parts then
    local gran, day = at.distance({ sign = shift, parts = spec.parts }, ref, direction)
    if gran == "text" and ref.seconds then
      local now = instant_text(ref.days * 86400 + ref.seconds, true)
      return "text", shift < 0 and day .. "/" .. now or now .. "/" .. day
    end
    if gran ~= "day" then return nil end
    if shift < 0 then return "span", day, ref.days - 1 end
    return "span", ref.days + 1, day
  end
  if spec.edge and unit == "week" then -- its first or last three days
    local monday = monday_of(ref.days) + 7 * shift
    if spec.edge == "start" then return "span", monday, monday + 2 end
    return "span", monday + 4, monday + 6
  end
  if unit == "weekend" and shift == 0 and direction == "past" and weekday_of(ref.days) < 6 then shift = -1 end
  if not n or n == 1 and not SECONDS[unit] then
    if not SECONDS[unit] then return unit_at(unit, shift, ref) end
    n = 1
  end
  if SECONDS[unit] then
    if not ref.seconds then return "day", ref.days end
    local now = ref.days * 86400 + ref.seconds
    local other = now + shift * n * SECONDS[unit]
    if shift < 0 then now, other = other, now end
    return "text", instant_text(now, true) .. "/" .. instant_text(other, true)
  end
  -- quarters are counted whole, nobody's begins on the 5th; "the past two decades" are the last twenty years
  if unit == "quarter" or shift > 0 and (unit == "decade" or unit == "century") then
    local first = bounds(unit_at(unit, shift > 0 and 1 or -n, ref))
    local _, last = bounds(unit_at(unit, shift > 0 and n or -1, ref))
    return "span", first, last
  end
  local f = FACTOR[unit] or 1
  unit = BASE[unit] or unit
  n = n * f
  local first = shift > 0 and ref.days + 1 or ref.days
  local other
  if unit == "day" then other = first + shift * n
  elseif unit == "week" then other = first + shift * 7 * n
  elseif unit == "month" then other = add_months(first, floor(shift * n + 0.5))
  elseif unit == "year" then other = add_months(first, floor(shift * n * 12 + 0.5))
  elseif unit == "weekend" then other = first + shift * 7 * n
  else return nil end
  other = floor(other)
  if shift > 0 then return "span", first, other - 1 end
  return "span", other, first - 1
end

--- Distance from a day: "two days ago" (`sign = -1`), "in three weeks", "3 weeks from tomorrow" (`from` = a spec).
-- `parts` maps units to amounts. Years and months keep the day; hours give a time.
function at.distance(spec, ref, direction)
  local base
  local seconds = 0
  if spec.from then
    local gran, a, b = locate(spec.from, ref, direction)
    base = bounds(gran, a, b)
    if not base then return nil end
  else
    if not ref then return nil end
    base, seconds = ref.days, ref.seconds or 0
  end
  local sign, months, days, moved = spec.sign, 0, 0, 0
  local sharp = false
  for unit, n in pairs(spec.parts) do
    if SECONDS[unit] then
      moved = moved + n * SECONDS[unit]
      sharp = true
    else
      n = n * (FACTOR[unit] or 1)
      unit = BASE[unit] or unit
      if unit == "year" then months = months + n * 12
      elseif unit == "month" then months = months + n
      elseif unit == "week" or unit == "weekend" then days = days + n * 7
      else days = days + n end
    end
  end
  local whole = floor(months)
  days = floor(days + (months - whole) * 30 + 0.5)
  base = add_months(base, sign * whole) + sign * days
  if sharp then
    local text = instant_text(base * 86400 + seconds + sign * moved, ref and ref.seconds and true)
    return "text", text
  end
  return "day", base
end

--- "two Sundays from now", "3 Fridays ago": the n-th such weekday after or before the reference.
function at.weekdays(spec, ref)
  if not ref then return nil end
  local n, back = spec.number, (weekday_of(ref.days) - spec.day) % 7
  if spec.sign < 0 then return "day", ref.days - (back == 0 and 7 or back) - 7 * (n - 1) end
  return "day", ref.days + (7 - back) + 7 * (n - 1)
end

--- "the Saturday before Christmas", "the second Tuesday after Easter": the n-th such weekday from a day.
function at.weekday_by(spec, ref, direction)
  local gran, a, b = locate(spec.from, ref, direction)
  local first, last = bounds(gran, a, b)
  if not first then return nil end
  if spec.sign < 0 then
    local back = (weekday_of(first) - spec.day) % 7
    return "day", first - (back == 0 and 7 or back) - 7 * (spec.number - 1)
  end
  local ahead = (spec.day - weekday_of(last)) % 7
  return "day", last + (ahead == 0 and 7 or ahead) + 7 * (spec.number - 1)
end

--- The n-th unit of a larger one: "the first Friday of July", "third quarter of 2023", "last day of October",
-- "the second week of this month". `index` < 0 counts from the end.
function at.nth(spec, ref, direction)
  local unit, index = spec.unit, spec.index
  local gran, a, b
  if spec.of and not ref and unit == "weekday" and spec.of.type == "period" and spec.of.unit == "month" and index > 0 then
    return "text", format("XXXX-XX-WXX-%d-#%d", spec.day, index) -- "every first Monday of the month"
  elseif spec.of then
    gran, a, b = locate(spec.of, ref, direction)
    if gran == "text" then
      if unit == "weekday" and index > 0 then return "text", format("%s-WXX-%d-#%d", a, spec.day, index) end
      return nil
    end
  elseif unit == "quarter" or unit == "half" then
    if not ref then return "text", format("XXXX-%s%d", unit == "quarter" and "Q" or "H", index) end
    local y = ref.year
    local now = unit == "quarter" and floor((ref.month - 1) / 3) + 1 or floor((ref.month - 1) / 6) + 1
    if direction == "past" and index > now then y = y - 1 end
    gran, a = "year", y
  elseif ref then
    if unit == "weekday" or unit == "week" then gran, a, b = "month", ref.year, ref.month
    else gran, a = "year", ref.year end
  end
  if not gran then return nil end
  if gran == "year" and (unit == "quarter" or unit == "half" or unit == "month") then
    local count = unit == "quarter" and 4 or unit == "half" and 2 or 12
    local n = index > 0 and index or count + 1 + index
    if n < 1 or n > count then return nil end
    return unit, a, n
  end
  local first, last = bounds(gran, a, b)
  if not first then return nil end
  if unit == "day" or unit == "weekday" then
    local day
    if unit == "day" then
      day = index > 0 and first + index - 1 or last + index + 1
    elseif index > 0 then
      day = first + (spec.day - weekday_of(first)) % 7 + 7 * (index - 1)
    else
      day = last - (weekday_of(last) - spec.day) % 7 + 7 * (index + 1)
    end
    if day < first or day > last then return nil end
    return "day", day
  elseif unit == "week" or unit == "weekend" then
    -- a week belongs to the month or year of its Thursday (as in ISO 8601), a weekend to that of its Saturday
    local shift = unit == "week" and 3 or 5
    local monday
    if index > 0 then
      monday = monday_of(first)
      if monday + shift < first then monday = monday + 7 end
      monday = monday + 7 * (index - 1)
    else
      monday = monday_of(last)
      if monday + shift > last then monday = monday - 7 end
      monday = monday + 7 * (index + 1)
    end
    return unit, monday
  elseif unit == "month" then
    local y, m = civil_from_days(index > 0 and first or last)
    local k = y * 12 + m - 1 + (index > 0 and index - 1 or index + 1)
    return "month", floor(k / 12), k % 12 + 1
  elseif unit == "year" then
    local y = civil_from_days(index > 0 and first or last)
    return "year", y + (index > 0 and index - 1 or index + 1)
  elseif unit == "decade" then
    local y = civil_from_days(first)
    return "decade", floor(y / 10) + (index > 0 and index - 1 or 10 + index)
  end
end

--- The first or last few units of a larger one: "the first three weeks of 2019", "the last five months of the year".
function at.first_units(spec, ref, direction)
  local n, index = spec.number, spec.index
  local near = { type = "nth", unit = spec.unit, of = spec.of, index = index }
  local far = { type = "nth", unit = spec.unit, of = spec.of, index = index > 0 and n or -n }
  if index < 0 then near, far = far, near end
  local gran, a, b = at.nth(near, ref, direction)
  if not gran or gran == "text" then return nil end
  local first = bounds(gran, a, b)
  gran, a, b = at.nth(far, ref, direction)
  if not gran then return nil end
  local _, last = bounds(gran, a, b)
  return "span", first, last
end

--- The week, month or year that holds a day: "the week of November 30th".
function at.holding(spec, ref, direction)
  local gran, a, b = locate(spec.of, ref, direction)
  if gran == "text" then return gran, a end
  local first = bounds(gran, a, b)
  if not first then return nil end
  local y, m = civil_from_days(first)
  if spec.unit == "week" then return "week", monday_of(first)
  elseif spec.unit == "weekend" then -- of a holiday on Monday or Tuesday: the one before it
    return "weekend", monday_of(first) - (weekday_of(first) <= 2 and 7 or 0)
  elseif spec.unit == "month" then return "month", y, m
  else return "year", y end
end

--- What is left of, or has passed of, a unit: "the rest of the week" (`sign = 1`), "so far this year" (-1).
function at.rest(spec, ref)
  if not ref then return nil end
  local gran, a, b = unit_at(spec.unit, 0, ref)
  local first, last = bounds(gran, a, b)
  if spec.sign < 0 then return "span", first, ref.days end
  if first == last and ref.seconds then
    return "text", instant_text(ref.days * 86400 + ref.seconds, true) .. "/" .. instant_text(last * 86400 + 86399, true)
  end
  return "span", ref.days, last
end

--- Season: "summer 2016", "last winter", "this spring".
function at.season(spec, ref, direction)
  local code, y, shift = spec.season, spec.year, spec.shift
  if y then return "season", y, code end
  if not ref then return "text", "XXXX-" .. code end
  y = ref.year
  local m = SEASON_MONTH[code]
  if code == "WI" and ref.month <= 2 then y = y - 1 end -- the winter that is still on began last year
  local started = y < ref.year or m <= ref.month
  local running = MONTH_SEASON[ref.month] == code
  if shift then
    if shift < 0 and (not started or running) then y = y - 1
    elseif shift > 0 and started then y = y + 1 end
  elseif direction == "past" and not started then y = y - 1
  elseif direction == "future" and started and not running then y = y + 1 end
  return "season", y, code
end

--- "the 1990s" (`decade = 199`), "the 80s" (`decade = 8, short = true`).
function at.decade(spec, ref)
  local k = spec.decade
  if spec.short then
    local now = ref and ref.year or 2025
    k = floor(now / 100) * 10 + k
    if k * 10 > now then k = k - 10 end -- "the 80s" have been: nobody writes so of decades to come
  end
  return "decade", k
end

--- "the 19th century" is 18.
function at.century(spec)
  if spec.bc then return "text", format("BC%02d", spec.century) end
  return "century", spec.century - 1
end

--- Week by number ("week 10", "week 3 of 2027").
function at.week(spec, ref, direction)
  local y = spec.year or ref and ref.year
  if spec.of then
    local _, of = locate(spec.of, ref, direction)
    y = of
  end
  if not y then return "text", format("XXXX-W%02d", spec.number) end
  return "week", week_start(y, spec.number)
end

--- Fiscal and plain years, and ranges of years within one token group ("2019-20").
function at.years(spec)
  return "text", year_text(spec.year) .. "/" .. year_text(spec.last)
end

--- Holiday, from its list attributes (see factbox.holiday): of a year, or the last, next or nearest one.
function at.holiday(spec, ref, direction)
  local h = spec.holiday
  local y, shift = spec.year, spec.shift
  if not y and spec.of then
    local gran, a = locate(spec.of, ref, direction)
    if gran == "year" then y = a end
  end
  if not y and not ref then
    if h.month and h.day and not h.weekday and not h.calendar then
      return "text", format("XXXX-%02d-%02d", h.month, h.day)
    end
    return nil
  end
  if spec.from then -- "Thanksgiving three years ago": the first one from that day on
    local gran, a = locate(spec.from, ref, direction)
    if gran ~= "day" then return nil end
    local first, last = holidays.near(h, a, "future")
    if not first then return nil end
    if first == last then return "day", first end
    return "span", first, last
  end
  if shift == 0 and not y then
    local _, last = holidays.of_year(h, ref.year)
    -- "this Christmas" may still be to come
    if not (direction == "future" and last and last < ref.days) then y = ref.year end
    shift = nil
  end
  local first, last
  if y then
    first, last = holidays.of_year(h, y)
  else
    local today = ref.days
    if shift and shift ~= 0 then direction, today = shift < 0 and "past" or "future", today + shift end
    first, last = holidays.near(h, today, direction)
  end
  if not first then return nil end
  if first == last then return "day", first end
  return "span", first, last
end

locate = function(spec, ref, direction)
  local f = at[spec.type]
  if f then return f(spec, ref, direction) end
end
timex.locate = locate

---------------------------------------------------------------------------------------------------------------------
-- Times of day
---------------------------------------------------------------------------------------------------------------------

--- Hour on the 24-hour clock. Words of day parts count like am and pm: "8 in the evening".
local function hour24(spec)
  local h, half = spec.hour, spec.meridiem
  if h <= 12 then
    if half == "am" then return h == 12 and 0 or h
    elseif half == "pm" then return h == 12 and 12 or h + 12
    elseif half == "NI" then -- "12 at night" is 0, "8 at night" 20, "2 at night" 2
      return h == 12 and 0 or h >= 5 and h + 12 or h
    end
  end
  return h
end

local function clock_text(hour, spec)
  if spec.second then return format("T%02d:%02d:%02d", hour, spec.minute or 0, spec.second) end
  if spec.minute then return format("T%02d:%02d", hour, spec.minute) end
  return format("T%02d:00", hour)
end

local function zone_text(zone)
  if zone == 0 then return "Z" end
  local z = zone < 0 and -zone or zone
  return format("%s%02d:%02d", zone < 0 and "-" or "+", floor(z / 3600), floor(z / 60) % 60)
end

--- "8pm", "half past three on Friday", "15:11 GMT". Without a day: the reference day, or the next when that time is
-- over and the sentence looks forward. In a zone other than the reference's, it is converted to the reference's.
local function clock_value(spec, ref, direction)
  if not spec.hour then return nil end
  local hour = hour24(spec)
  if hour > 24 or (spec.minute or 0) > 59 or (spec.second or 0) > 60 then return nil end
  local gran, a, b
  if spec.on then gran, a, b = locate(spec.on, ref, direction)
  elseif ref and (spec.dated or not floating(ref)) then gran, a = "day", ref.days end
  local vague = spec.hour < 12 and spec.hour > 0 and not spec.meridiem and not spec.sharp
  if gran == "day" then
    if ref and ref.seconds and ref.seconds > 0 and not spec.on and not spec.zone and direction == "future" then
      local s = hour * 3600 + (spec.minute or 0) * 60
      if s <= ref.seconds then
        if vague and s + 43200 > ref.seconds then hour = hour + 12 else a = a + 1 end
      end
    end
    if hour == 24 then hour, a = 0, a + 1 end
    if spec.midnight and spec.hour == 0 then a = a + 1 end -- "Tuesday midnight" ends Tuesday
  end
  if spec.zone and ref and ref.zone and gran == "day" then
    local s = a * 86400 + hour * 3600 + (spec.minute or 0) * 60 + (spec.second or 0) - spec.zone + ref.zone
    a = floor(s / 86400)
    s = s - a * 86400
    return day_text(a) .. format("T%02d:%02d", floor(s / 3600), floor(s / 60) % 60)
  end
  if hour == 24 then hour = 0 end
  local value = (value_of(gran, a, b) or "") .. clock_text(hour, spec)
  if spec.zone then value = value .. zone_text(spec.zone) end
  return value
end

--- "Friday night", "yesterday morning", "tonight" and the bare "in the evening".
local function part_value(spec, ref, direction)
  local gran, a, b
  if not spec.part then return nil end
  if spec.on then gran, a, b = locate(spec.on, ref, direction)
  elseif ref and not floating(ref) then gran, a = "day", ref.days end
  if gran and gran ~= "day" and gran ~= "text" then return nil end
  return (value_of(gran, a, b) or "") .. "T" .. spec.part
end

---------------------------------------------------------------------------------------------------------------------
-- Ranges
---------------------------------------------------------------------------------------------------------------------

local TODAY = { type = "day", shift = 0 }
local INHERIT = { "year", "month", "short" }

--- Gives one end of a range what the other end says for both: "March 3-5", "10 to 22 August 2012", "5 to 6pm".
local function share(first, last, ref)
  if first.type == "date" and first.day and not first.month and last.type == "nth" and last.unit == "day" then
    first.type, first.unit, first.index, first.of, first.day = "nth", "day", first.day, last.of, nil -- "6 to 17 next …"
  end
  if first.type == "date" and last.type == "date" then
    if not first.month and first.day and last.month then first.month = last.month end
    if not last.month and last.day and first.month then
      last.month = first.month
      if first.day and last.day < first.day then -- "June 28 to the 5th"
        last.month = first.month % 12 + 1
        if last.month == 1 and first.year then last.year = first.year + 1 end
      end
    end
    for i = 1, #INHERIT, 2 do
      local k = INHERIT[i]
      if first[k] == nil and last[k] ~= nil and (first.month or first.day) then
        first[k], first.short = last[k], last.short
        if k == "year" and first.month and last.month and first.month > last.month then
          first.year = first.year - 1 -- "Nov-Feb 2017"
        end
      end
    end
    if not last.year and first.year and last.month then
      last.year, last.short = first.year, first.short
      if first.month and last.month < first.month then last.year = last.year + 1 end
    end
    if last.shift == nil and first.shift ~= nil and last.day and not last.month then last.shift = first.shift end
  elseif first.type == "nth" and last.type == "nth" then
    first.of = first.of or last.of -- "Q1 to Q3 2024"
  elseif first.type == "clock" and last.type == "clock" then
    first.zone, last.zone = first.zone or last.zone, last.zone or first.zone
    local a, b = first.hour, last.hour
    if last.meridiem and not first.meridiem and a <= 12 then
      local same = a % 12 * 60 + (first.minute or 0) < b % 12 * 60 + (last.minute or 0)
      local m = last.meridiem
      first.meridiem = same and m or m == "pm" and "am" or m == "am" and "pm" or m
    elseif first.meridiem and not last.meridiem and b <= 12 then
      local h = hour24(first) * 60 + (first.minute or 0)
      local k = b % 12 * 60 + (last.minute or 0)
      last.meridiem = (k > h or k + 720 <= h) and "am" or "pm"
    end
    if not first.meridiem and not last.meridiem and a <= 12 and b < 12
      and b * 60 + (last.minute or 0) < a * 60 + (first.minute or 0) then
      last.hour = b + 12 -- "10:30 to 3"
    end
    last.on = last.on or first.on
    first.on = first.on or last.on
    if not first.on and ref and not floating(ref) then -- one day for both, whatever of it is over
      first.on, last.on = TODAY, TODAY
    end
  end
end

--- From a day or a time on, as long as `parts` says: "for three days from Monday" is Monday to Wednesday.
-- @treturn ?string value @treturn string kind
function timex.lasting(spec, ref, direction)
  local from = spec.first
  local start, kind = timex.resolve(from, ref, direction)
  local whole, seconds = true, 0
  for unit, n in pairs(spec.parts) do
    if SECONDS[unit] then whole, seconds = false, seconds + n * SECONDS[unit] end
  end
  if not start then return nil, kind end
  local y, m, d = start:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)")
  local h, mi = start:match("T(%d%d):(%d%d)")
  if kind == "time" and h and not whole then
    local base = y and days_from_civil(tonumber(y), tonumber(m), tonumber(d)) or 0
    local text = instant_text(base * 86400 + tonumber(h) * 3600 + tonumber(mi) * 60 + seconds, true)
    if not y then text = text:match("T.*$") end
    if text:sub(-3) == ":00" then text = text:sub(1, -4) end
    return start .. "/" .. text, "time"
  elseif kind == "date" and y and whole then
    local _, last = at.distance({ sign = 1, parts = spec.parts, from = from }, ref, direction)
    if not last then return nil, kind end
    return start .. "/" .. day_text(last - 1), "date"
  end
  return nil, kind
end

--- One end of a range. "now" is a day beside a date ("between March 6 and now") and an instant beside a time of day,
-- which then is the next one ("between now and ten o'clock").
local function one_end(spec, other, ref, direction, from_now)
  if spec.type == "now" and ref then
    if other.type == "clock" or other.type == "distance" and ref.seconds then return timex.resolve(spec, ref) end
    return day_text(ref.days), "date"
  elseif other.type == "now" and ref then -- from now on, or until now
    if spec.type == "clock" then spec.dated = true end
    direction = from_now and "future" or "past"
  end
  return timex.resolve(spec, ref, direction)
end

--- Year of the first end of a range that looks ahead: what ends next may have begun ("from January 23 through March 9",
-- said in between), so it is the last such day before the other end.
local function run_up(first, last, ref)
  if first.type ~= "date" or last.type ~= "date" then return nil end
  if first.year or last.year or not first.month or not last.month then return nil end
  if first.weekday or last.weekday or first.shift or last.shift then return nil end
  local gran, a, b = at.date(last, ref, "future")
  local last_day = select(2, bounds(gran, a, b))
  if not last_day then return nil end
  local y = civil_from_days(last_day)
  if first.month > last.month or first.month == last.month and (first.day or 1) > (last.day or 31) then y = y - 1 end
  return y
end

local CALENDAR_OPEN = { since = "%s/..", ["until"] = "../%s" }

---------------------------------------------------------------------------------------------------------------------
-- Entry point
---------------------------------------------------------------------------------------------------------------------

--- Resolves what was written to when it is.
-- @tparam table spec attributes as the rules give them; `type` is one of clock, part, now, duration, set, range, and
-- the calendar types above (date, weekday, day, period, distance, nth, …). `part` on a calendar type adds a part of
-- day; `modifier` is passed through and, where it is since or until, opens the value.
-- @tparam ?table ref from `timex.reference`; nil gives an underspecified value where there is one
-- @tparam ?string direction "past", "future" or nil (the nearest)
-- @treturn ?string TIMEX3 value @treturn string kind: date, time, duration or set
function timex.resolve(spec, ref, direction)
  local kind, value = spec.type, nil
  if kind == "clock" then
    kind, value = "time", clock_value(spec, ref, direction)
  elseif kind == "part" then
    kind, value = "time", part_value(spec, ref, direction)
  elseif kind == "vague" then -- "a few days ago", "in the coming weeks"
    kind, value = SECONDS[spec.unit] and "time" or "date", (spec.sign or -1) < 0 and "PAST_REF" or "FUTURE_REF"
  elseif kind == "now" then
    kind = "time"
    if ref and ref.seconds then value = instant_text(ref.days * 86400 + ref.seconds, true) else value = "PRESENT_REF" end
  elseif kind == "duration" then
    if spec.parts then value = timex.compound(spec.parts) else value = timex.duration(spec.number, spec.unit) end
  elseif kind == "set" then
    if spec.every then
      value = timex.resolve(spec.every, nil, nil)
    else
      value = spec.times and timex.every(spec.unit, spec.times) or timex.duration(spec.number or 1, spec.unit)
    end
  elseif kind == "range" and spec.parts then
    value, kind = timex.lasting(spec, ref, direction)
  elseif kind == "range" then
    share(spec.first, spec.last, ref)
    local began = ref and direction == "future" and run_up(spec.first, spec.last, ref)
    if began then spec.first.year = began end
    local a, k1 = one_end(spec.first, spec.last, ref, direction)
    local b, k2 = one_end(spec.last, spec.first, ref, direction, true)
    if began then spec.first.year = nil end
    kind = (k1 == "time" or k2 == "time") and "time" or "date"
    if a and b then
      a, b = a:match("^[^/]+"), b:match("[^/]+$")
      if b < a and kind == "date" and spec.last.type == "weekday" and ref then -- "Friday to Monday"
        local y, m, d = b:match("^(%d+)-(%d+)-(%d+)$")
        if y then b = day_text(days_from_civil(tonumber(y), tonumber(m), tonumber(d)) + 7) end
      end
      if b < a and kind == "date" and spec.last.type == "date" and not spec.last.year and ref then
        local y = tonumber(b:match("^%d%d%d%d"))
        if y then b = year_text(y + 1) .. b:sub(5) end
      end
      local day = kind == "time" and b < a and ref and b:match("^%d%d%d%d%-%d%d%-%d%d")
      if day and a:sub(1, 10) == day then -- "11pm to 3"
        local y, m, d = day:match("(%d+)-(%d+)-(%d+)")
        b = day_text(days_from_civil(tonumber(y), tonumber(m), tonumber(d)) + 1) .. b:sub(11)
      end
      value = a .. "/" .. b
    end
  else
    local gran, a, b = locate(spec, ref, direction)
    value, kind = value_of(gran, a, b), "date"
    if spec.part and value and (gran == "day" or gran == "text") then
      value, kind = value .. "T" .. spec.part, "time"
    elseif gran == "text" and value:find("T", 1, true) then
      kind = "time"
    end
  end
  local open = value and CALENDAR_OPEN[spec.modifier]
  if open and kind ~= "duration" then value = open:format(value) end
  return value, kind
end

return timex
