--- Days of calendars that follow the moon: the Hebrew and Islamic ones, and the Chinese and Hindu ones, for which the
-- places of sun and moon are worked out. All give day numbers (1970-01-01 is 0).
--
-- The Hebrew calendar is arithmetic (its molad and postponements, as in Dershowitz and Reingold, "Calendrical
-- Calculations"). The Islamic month begins on the day after the evening that follows the conjunction at Mecca, which is
-- close to the Umm al-Qura calendar that news dates by; sighting may move it by a day. Sun and moon are those of Meeus,
-- "Astronomical Algorithms" (chapters 25 and 47, the largest terms): within a few minutes between 1900 and 2100.
--
-- @module factbox.lunar

local lunar = {}

local floor, sin, rad = math.floor, math.sin, math.rad

---------------------------------------------------------------------------------------------------------------------
-- Sun and moon
---------------------------------------------------------------------------------------------------------------------

-- Day number of noon of 1 January 2000, where the theory counts from.
local J2000 = 10957.5

--- Apparent longitude of the sun in degrees at a time (days since 1970, Universal Time).
local function sun_longitude(t)
  local T = (t + 0.0008 - J2000) / 36525 -- terrestrial time is about 70 s ahead
  local L = 280.46646 + 36000.76983 * T
  local M = rad(357.52911 + 35999.05029 * T)
  local C = (1.914602 - 0.004817 * T) * sin(M) + 0.019993 * sin(2 * M) + 0.000289 * sin(3 * M)
  return (L + C - 0.00569 - 0.00478 * sin(rad(125.04 - 1934.136 * T))) % 360
end

-- Coefficient in degrees and multiples of D, M, M' and F of the largest terms of the moon's longitude.
local MOON = {
  { 6.288774, 0, 0, 1, 0 }, { 1.274027, 2, 0, -1, 0 }, { 0.658314, 2, 0, 0, 0 }, { 0.213618, 0, 0, 2, 0 },
  { -0.185116, 0, 1, 0, 0 }, { -0.114332, 0, 0, 0, 2 }, { 0.058793, 2, 0, -2, 0 }, { 0.057066, 2, -1, -1, 0 },
  { 0.053322, 2, 0, 1, 0 }, { 0.045758, 2, -1, 0, 0 }, { -0.040923, 0, 1, -1, 0 }, { -0.03472, 1, 0, 0, 0 },
  { -0.030383, 0, 1, 1, 0 }, { 0.015327, 2, 0, 0, -2 }, { -0.012528, 0, 0, 1, 2 }, { 0.01098, 0, 0, 1, -2 },
  { 0.010675, 4, 0, -1, 0 }, { 0.010034, 0, 0, 3, 0 }, { 0.008548, 4, 0, -2, 0 }, { -0.007888, 2, 1, -1, 0 },
  { -0.006766, 2, 1, 0, 0 }, { -0.005163, 1, 0, -1, 0 }, { 0.004987, 1, 1, 0, 0 }, { 0.004036, 2, -1, 1, 0 },
}

--- Longitude of the moon in degrees.
local function moon_longitude(t)
  local T = (t + 0.0008 - J2000) / 36525
  local L = 218.3164477 + 481267.88123421 * T
  local D, M = 297.8501921 + 445267.1114034 * T, 357.5291092 + 35999.0502909 * T
  local P, F = 134.9633964 + 477198.8675055 * T, 93.272095 + 483202.0175233 * T
  local sum = 0
  for i = 1, #MOON do
    local m = MOON[i]
    sum = sum + m[1] * sin(rad(m[2] * D + m[3] * M + m[4] * P + m[5] * F))
  end
  return (L + sum - 0.00478 * sin(rad(125.04 - 1934.136 * T))) % 360
end

--- How far the moon is ahead of the sun, in degrees.
local function elongation(t) return (moon_longitude(t) - sun_longitude(t)) % 360 end

--- The last conjunction at or before a time.
local function new_moon_before(t)
  local guess = t - elongation(t) / 12.19075
  for _ = 1, 4 do
    local off = elongation(guess)
    if off > 180 then off = off - 360 end
    guess = guess - off / 12.19075
  end
  if guess > t then return new_moon_before(t - 3) end
  return guess
end

--- When the sun, from a time on, next reaches a longitude.
local function sun_reaches(longitude, t)
  local ahead = (longitude - sun_longitude(t)) % 360
  local guess = t + ahead * 365.2422 / 360
  for _ = 1, 4 do
    local off = (longitude - sun_longitude(guess)) % 360
    if off > 180 then off = off - 360 end
    guess = guess + off * 365.2422 / 360
  end
  return guess
end

---------------------------------------------------------------------------------------------------------------------
-- Chinese and Hindu days
---------------------------------------------------------------------------------------------------------------------

local CHINA, INDIA = 8 / 24, 5.5 / 24

--- A day of the Chinese calendar in the year that begins in a Gregorian one: a month is that in which the sun passes
-- its multiple of 30 degrees (330 in the first), which leap months have none of.
-- @tparam integer start day number of that year's 1 January
function lunar.chinese(start, month, day)
  local longitude = (300 + 30 * month) % 360
  local passes = sun_reaches(longitude, start + (month > 9 and 200 or 0))
  local midnight = floor(passes + CHINA) + 1 - CHINA
  return floor(new_moon_before(midnight) + CHINA) + day - 1
end

--- Longitude of the sun from the stars by which Hindu calendars count (Lahiri).
local function ayanamsa(t) return 23.853 + (t - J2000) * 1.39664e-2 / 365.25 end

--- A day of the Hindu lunisolar calendar (months that end with the new moon; Chaitra is 1): the day at whose hour
-- (India's time) the tithi runs. Of a month that comes twice the second one has the festivals.
-- @tparam integer start day number of a year's 1 January @tparam integer stop of its 31 December
-- @tparam integer month 1 to 12 @tparam integer tithi 1 to 30 @tparam number hour of the day
function lunar.hindu(start, stop, month, tithi, hour)
  for back = 0, 1 do
    -- the sun enters the next sign: the last new moon before began the month
    local t = start - 400 + 365.25 * (1 - back) + 20
    local leaves = sun_reaches((30 * (month - 1) + ayanamsa(t)) % 360, t)
    for _ = 1, 2 do
      local new = new_moon_before(leaves)
      local first = floor(new + INDIA)
      local found
      for d = first - 1, first + 31 do
        local at = d + hour / 24 - INDIA
        if at > new - 1 then
          local n = floor(elongation(at) / 12) + 1
          if at < new then n = n - 30 end
          if at > new + 20 and n < 10 then n = n + 30 end
          if n >= tithi then
            found = d
            if n > tithi then found = d - 1 end -- it began and ended between two such hours
            break
          end
        end
      end
      if found and found >= start and found <= stop then return found end
      leaves = sun_reaches((30 * (month - 1) + ayanamsa(leaves)) % 360, leaves + 300)
    end
  end
end

--- The day on which the sun enters a sidereal sign (Capricorn, 270 degrees, is Makara Sankranti; Aries, 0, Vaisakhi).
function lunar.sankranti(start, longitude)
  local t = sun_reaches((longitude + ayanamsa(start)) % 360, start)
  return floor(t + INDIA + 0.25) -- after sunset it is kept on the next day
end

---------------------------------------------------------------------------------------------------------------------
-- Islamic days
---------------------------------------------------------------------------------------------------------------------

-- Sunset at Mecca, as a fraction of the day in Universal Time.
local MECCA_SUNSET = 15.3 / 24
local EPOCH = -492148 -- 16 July 622 of the Julian calendar

--- First day of an Islamic month.
-- @tparam integer year of the Hijra @tparam integer month 1 to 12
function lunar.islamic(year, month, day)
  local about = EPOCH + floor((year - 1) * 354.36667 + (month - 1) * 29.530589 + 0.5)
  local new = new_moon_before(about + 8)
  local first = floor(new) + (new - floor(new) < MECCA_SUNSET and 1 or 2)
  return first + day - 1
end

--- The years of the Hijra that a Gregorian year touches: from the first to the last.
function lunar.islamic_years(start, stop)
  return floor((start - EPOCH) / 354.36667) + 1, floor((stop - EPOCH) / 354.36667) + 1
end

---------------------------------------------------------------------------------------------------------------------
-- Hebrew days
---------------------------------------------------------------------------------------------------------------------

-- Day number of 1 Tishri of the year 1.
local HEBREW_EPOCH = -2092590

local function hebrew_elapsed(year)
  local months = floor((235 * year - 234) / 19)
  local parts = 12084 + 13753 * months
  local day = 29 * months + floor(parts / 25920)
  if 3 * (day + 1) % 7 < 3 then day = day + 1 end
  return day
end

local function hebrew_new_year(year)
  local before, this, after = hebrew_elapsed(year - 1), hebrew_elapsed(year), hebrew_elapsed(year + 1)
  local delay = 0
  if after - this == 356 then delay = 2 elseif this - before == 382 then delay = 1 end
  return HEBREW_EPOCH + this + delay
end

local function hebrew_leap(year) return (7 * year + 1) % 19 < 7 end

--- A day of the Hebrew calendar; months count from Nisan, 7 is Tishri, in which the year begins, 12 is Adar, of leap
-- years the second one.
function lunar.hebrew(year, month, day)
  local new_year = hebrew_new_year(year)
  local length = hebrew_new_year(year + 1) - new_year
  local long_heshvan, short_kislev = length % 10 == 5, length % 10 == 3
  local lengths = { 30, 29, 30, 29, 30, 29, 30, long_heshvan and 30 or 29, short_kislev and 29 or 30, 29, 30, 29 }
  local days = new_year
  if month >= 7 then
    for m = 7, month - 1 do days = days + lengths[m] end
    if month == 12 and hebrew_leap(year) then days = days + 30 end
  else
    for m = 7, 12 do days = days + lengths[m] end
    if hebrew_leap(year) then days = days + 30 end
    for m = 1, month - 1 do days = days + lengths[m] end
  end
  return days + day - 1
end

return lunar
