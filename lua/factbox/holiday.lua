--- On which days a holiday falls, from the attributes of its entry in the list `time_holiday`:
--
--     month day                    a day of the year
--     month weekday nth            the n-th such weekday of a month (negative: from its end)
--     month day weekday            the last such weekday on or before that day
--     easter, orthodox             days after Easter Sunday, Western or Orthodox
--     calendar month day           a day of the hebrew, islamic or chinese calendar; parsi: of years of 365 days
--     calendar=hindu month tithi hour   the day at whose hour the tithi runs (see factbox.lunar)
--     calendar=solar longitude     the day on which the sun enters that sidereal sign
--     calendar=islamic month whole=yes  that whole month
--
-- and for all of them `add` (days after the day so found), `length` (in days), `observed=nearest` (a Saturday's is kept
-- on Friday, a Sunday's on Monday), `sunday` (days to add where it falls on one), `before` (the last such weekday on or
-- before the day so found).
--
-- @module factbox.holiday

local calendar = require "factbox.calendar"
local lunar = require "factbox.lunar"

local holiday = {}

local floor = math.floor
local days_from_civil, weekday_of = calendar.days_from_civil, calendar.weekday_of

--- Days of 1 January and 31 December.
local function ends(y) return days_from_civil(y, 1, 1), days_from_civil(y, 12, 31) end

--- Day of each calendar in a Gregorian year: calendar -> function of the attributes and the year, which gives a day and
-- of a whole month also its last day.
local found_in = {
  hebrew = function(h, y)
    return lunar.hebrew(y + (h.month >= 7 and h.month <= 9 and 3761 or 3760), h.month, h.day)
  end,
  islamic = function(h, y)
    local start, stop = ends(y)
    local from, to = lunar.islamic_years(start, stop)
    for year = from - 1, to + 1 do
      local day = lunar.islamic(year, h.month, h.day or 1)
      if day >= start and day <= stop then
        if not h.whole then return day end
        local after = h.month == 12 and lunar.islamic(year + 1, 1, 1) or lunar.islamic(year, h.month + 1, 1)
        return day, after - 1
      end
    end
  end,
  chinese = function(h, y) return lunar.chinese((ends(y)), h.month, h.day) end,
  hindu = function(h, y)
    local start, stop = ends(y)
    return lunar.hindu(start, stop, h.month, h.tithi, h.hour or 6)
  end,
  solar = function(h, y) return lunar.sankranti((ends(y)), h.longitude) end,
  parsi = function(h, y) -- 16 August 2020 began such a year
    local start = ends(y)
    local day = days_from_civil(2020, h.month, h.day)
    return day + 365 * floor((start - day + 364) / 365)
  end,
}

--- A holiday's first and last day in a year, before what moves it.
local function plain(h, y)
  if h.calendar then
    local f = found_in[h.calendar]
    if f then return f(h, y) end
  elseif h.easter then return calendar.easter(y) + h.easter
  elseif h.orthodox then return calendar.easter(y, true) + h.orthodox
  elseif h.nth then return calendar.nth_weekday(y, h.month, h.weekday, h.nth)
  elseif h.weekday then -- the last such weekday before a date, as Victoria Day
    local limit = days_from_civil(y, h.month, h.day)
    return limit - (weekday_of(limit) - h.weekday) % 7
  elseif h.month then return days_from_civil(y, h.month, h.day) end
end

-- The places of sun and moon are worked out once for a holiday and year; emptied when full.
local known, count = {}, 0

--- First and last day of a holiday in a year.
-- @tparam table h attributes of its list entry @tparam integer y year
-- @treturn ?integer day number @treturn ?integer day number; nil where that year has none
function holiday.of_year(h, y)
  local key
  if h.calendar then
    key = table.concat({ h.calendar, h.month or 0, h.day or h.tithi or h.longitude or 0, h.add or 0, h.length or 1,
                         h.before or 0, h.hour or 0, y }, " ")
    local k = known[key]
    if k then return k[1], k[2] end
  end
  local first, last = plain(h, y)
  if not first then return nil end
  first = first + (h.add or 0)
  if h.before then first = first - (weekday_of(first) - h.before) % 7 end
  local weekday = weekday_of(first)
  if h.observed and weekday >= 6 then first = first + (weekday == 6 and -1 or 1) end
  if h.sunday and weekday == 7 then first = first + h.sunday end
  last = last or first + (h.length or 1) - 1
  if key then
    if count >= 1024 then known, count = {}, 0 end
    known[key], count = { first, last }, count + 1
  end
  return first, last
end

--- The holiday that is the last to have begun by a day ("past"), the first not over by then ("future"), or the nearest.
-- @tparam table h attributes @tparam integer today day number @tparam ?string direction
-- @treturn ?integer first day @treturn ?integer last day
function holiday.near(h, today, direction)
  local year = calendar.civil_from_days(today)
  local best, best_last, distance
  for y = year - 1, year + 1 do
    local first, last = holiday.of_year(h, y)
    if first then
      local off = first > today and first - today or last < today and today - last or 0
      if (direction ~= "past" or first <= today) and (direction ~= "future" or last >= today)
        and (not distance or off < distance) then
        best, best_last, distance = first, last, off
      end
    end
  end
  return best, best_last
end

return holiday
