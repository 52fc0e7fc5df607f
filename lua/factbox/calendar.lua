--- The proleptic Gregorian calendar: day numbers (1970-01-01 is 0), weeks of ISO 8601, Easter.
--
-- @module factbox.calendar

local calendar = {}

local floor = math.floor

--- Days from 1970-01-01 to a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms").
-- @tparam integer y year, astronomical (0 is 1 BC) @tparam integer m month 1-12 @tparam integer d day of the month
-- @treturn integer day number; a day outside the month counts on (31 April is 1 May)
local function days_from_civil(y, m, d)
  if m <= 2 then y = y - 1 end
  local era = floor(y / 400)
  local yoe = y - era * 400
  local doy = floor((153 * (m + (m > 2 and -3 or 9)) + 2) / 5) + d - 1
  local doe = yoe * 365 + floor(yoe / 4) - floor(yoe / 100) + doy
  return era * 146097 + doe - 719468
end

--- The civil date of a day number (the inverse, same source).
-- @treturn integer year @treturn integer month @treturn integer day
local function civil_from_days(z)
  z = z + 719468
  local era = floor(z / 146097)
  local doe = z - era * 146097
  local yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100))
  local mp = floor((5 * doy + 2) / 153)
  local d = doy - floor((153 * mp + 2) / 5) + 1
  local m = mp < 10 and mp + 3 or mp - 9
  local y = yoe + era * 400
  if m <= 2 then y = y + 1 end
  return floor(y), floor(m), floor(d)
end

--- ISO weekday of a day number: 1 Monday to 7 Sunday.
local function weekday_of(days)
  return (days + 3) % 7 + 1
end

local MONTH_DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(y)
  return y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0)
end

local function days_in_month(y, m)
  return m == 2 and is_leap(y) and 29 or MONTH_DAYS[m]
end

--- Whether a date exists; without a year, whether it can.
local function valid(y, m, d)
  return m >= 1 and m <= 12 and d >= 1 and d <= (y and days_in_month(y, m) or m == 2 and 29 or MONTH_DAYS[m])
end

--- Monday of the week that holds a day.
local function monday_of(days)
  return days - (weekday_of(days) - 1)
end

--- ISO week-numbering year and week of a day number: a week belongs to the year of its Thursday.
local function iso_week(days)
  local y = civil_from_days(monday_of(days) + 3)
  local first = monday_of(days_from_civil(y, 1, 4))
  return y, floor((monday_of(days) - first) / 7) + 1
end

--- Monday of an ISO week.
local function week_start(y, week)
  return monday_of(days_from_civil(y, 1, 4)) + 7 * (week - 1)
end

--- A day number moved by months; the day is cut to the length of the month it lands in (31 January + 1 = 28 February).
local function add_months(days, n)
  local y, m, d = civil_from_days(days)
  local k = y * 12 + m - 1 + n
  y, m = floor(k / 12), k % 12 + 1
  local last = days_in_month(y, m)
  return days_from_civil(y, m, d < last and d or last)
end

--- Easter Sunday, Western (anonymous Gregorian computus, Meeus) or Orthodox (Julian computus moved to the Gregorian
-- calendar).
-- @treturn integer day number
local function easter(y, orthodox)
  if orthodox then
    local a, b, c = y % 4, y % 7, y % 19
    local d = (19 * c + 15) % 30
    local e = (2 * a + 4 * b - d + 34) % 7
    local k = d + e + 114
    return days_from_civil(y, floor(k / 31), k % 31 + 1) + floor(y / 100) - floor(y / 400) - 2
  end
  local a, b, c = y % 19, floor(y / 100), y % 100
  local d, e = floor(b / 4), b % 4
  local g = floor((8 * b + 13) / 25)
  local h = (19 * a + b - d - g + 15) % 30
  local i, k = floor(c / 4), c % 4
  local l = (32 + 2 * e + 2 * i - h - k) % 7
  local m = floor((a + 11 * h + 22 * l) / 451)
  local n = h + l - 7 * m + 114
  return days_from_civil(y, floor(n / 31), n % 31 + 1)
end

--- The n-th weekday of a month (n < 0 counts from its end). nil where the month has none.
local function nth_weekday(y, m, weekday, n)
  if n > 0 then
    local first = days_from_civil(y, m, 1)
    local day = first + (weekday - weekday_of(first)) % 7 + 7 * (n - 1)
    return day < first + days_in_month(y, m) and day or nil
  end
  local last = days_from_civil(y, m, days_in_month(y, m))
  local day = last - (weekday_of(last) - weekday) % 7 + 7 * (n + 1)
  return day > last - days_in_month(y, m) and day or nil
end

calendar.days_from_civil = days_from_civil
calendar.civil_from_days = civil_from_days
calendar.weekday_of = weekday_of
calendar.is_leap = is_leap
calendar.days_in_month = days_in_month
calendar.valid = valid
calendar.monday_of = monday_of
calendar.iso_week = iso_week
calendar.week_start = week_start
calendar.add_months = add_months
calendar.easter = easter
calendar.nth_weekday = nth_weekday

return calendar
