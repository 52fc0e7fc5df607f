--- On which days a holiday falls, from the attributes of its entry in the list `time_holiday`; csrc/times/holiday.h says
-- what they mean.
--
-- @module factbox.holiday

local core = require("factbox.core").holiday

local holiday = {}

--- First and last day of a holiday in a year.
-- @function holiday.of_year
-- @tparam table h attributes of its list entry @tparam integer y year
-- @treturn ?integer day number @treturn ?integer day number; nil where that year has none
holiday.of_year = core.of_year

--- The holiday that is the last to have begun by a day ("past"), the first not over by then ("future"), or the nearest.
-- @function holiday.near
-- @tparam table h attributes @tparam integer today day number @tparam ?string direction
-- @treturn ?integer first day @treturn ?integer last day
holiday.near = core.near

return holiday
