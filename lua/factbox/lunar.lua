--- Days of calendars that follow the moon: the Hebrew and Islamic ones, and the Chinese and Hindu ones, for which the
-- places of sun and moon are worked out (csrc/times/lunar.c). All give day numbers (1970-01-01 is 0).
--
-- @module factbox.lunar

local core = require("factbox.core").lunar

local lunar = {}

--- A day of the Chinese calendar in the year that begins in a Gregorian one.
-- @function lunar.chinese
-- @tparam integer start day number of that year's 1 January @tparam integer month @tparam integer day
-- @treturn integer day number
lunar.chinese = core.chinese

--- A day of the Hindu lunisolar calendar (months that end with the new moon; Chaitra is 1): the day at whose hour
-- (India's time) the tithi runs.
-- @function lunar.hindu
-- @tparam integer start day number of a year's 1 January @tparam integer stop of its 31 December
-- @tparam integer month 1 to 12 @tparam integer tithi 1 to 30 @tparam number hour of the day
-- @treturn ?integer day number; nil where that year has none
lunar.hindu = core.hindu

--- The day on which the sun enters a sidereal sign (Capricorn, 270 degrees, is Makara Sankranti; Aries, 0, Vaisakhi).
-- @function lunar.sankranti
-- @tparam integer start day number of a year's 1 January @tparam number longitude of the sign
-- @treturn integer day number
lunar.sankranti = core.sankranti

--- A day of an Islamic month.
-- @function lunar.islamic
-- @tparam integer year of the Hijra @tparam integer month 1 to 12 @tparam integer day
-- @treturn integer day number
lunar.islamic = core.islamic

--- The years of the Hijra that a Gregorian year touches.
-- @function lunar.islamic_years
-- @tparam integer start day number of its 1 January @tparam integer stop of its 31 December
-- @treturn integer the first @treturn integer the last
lunar.islamic_years = core.islamic_years

--- A day of the Hebrew calendar; months count from Nisan, 7 is Tishri, in which the year begins, 12 is Adar, of leap
-- years the second one.
-- @function lunar.hebrew
-- @tparam integer year @tparam integer month @tparam integer day
-- @treturn integer day number
lunar.hebrew = core.hebrew

return lunar
