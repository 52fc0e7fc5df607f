--- The proleptic Gregorian calendar (csrc/times/calendar.c): day numbers (1970-01-01 is 0), weeks of ISO 8601, Easter.
--
-- @module factbox.calendar

local core = require("factbox.core").calendar

local calendar = {}

--- Day number of a date.
-- @function calendar.days_from_civil
-- @tparam integer y year, astronomical (0 is 1 BC) @tparam integer m month 1-12 @tparam integer d day of the month
-- @treturn integer day number; a day outside the month counts on (31 April is 1 May)
calendar.days_from_civil = core.days_from_civil

--- The date of a day number.
-- @function calendar.civil_from_days
-- @tparam integer day number @treturn integer year @treturn integer month @treturn integer day
calendar.civil_from_days = core.civil_from_days

--- ISO weekday of a day number: 1 Monday to 7 Sunday.
-- @function calendar.weekday_of
calendar.weekday_of = core.weekday_of

--- Whether a date exists; without a year (nil), whether it can.
-- @function calendar.valid
-- @tparam ?integer y @tparam integer m @tparam integer d
calendar.valid = core.valid

--- ISO week-numbering year and week of a day number: a week belongs to the year of its Thursday.
-- @function calendar.iso_week
calendar.iso_week = core.iso_week

--- Monday of an ISO week.
-- @function calendar.week_start
-- @tparam integer y year @tparam integer week @treturn integer day number
calendar.week_start = core.week_start

--- A day number moved by months; the day is cut to the length of the month it lands in (31 January + 1 = 28 February).
-- @function calendar.add_months
-- @tparam integer days @tparam integer n @treturn integer day number
calendar.add_months = core.add_months

--- Easter Sunday of a year, Western or Orthodox.
-- @function calendar.easter
-- @tparam integer y @tparam ?boolean orthodox @treturn integer day number
calendar.easter = core.easter

return calendar
