--- Dates and times of the clock in digits ("2025-03-11", "31/Oct", "8.30pm", "Q3'24") as fields of a spec for
-- factbox.timex.
--
-- @module factbox.figure.digits

local calendar = require "factbox.calendar"

local MONTHS = { jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6, jul = 7, aug = 8, sep = 9, oct = 10, nov = 11,
                 dec = 12 }

--- Two-digit years and the order of numbers: month first as in American news, unless that cannot be.
local function ymd(y, a, b, short)
  local m, d = tonumber(a), tonumber(b)
  if m > 12 and d <= 12 then m, d = d, m end
  if y then y = tonumber(y) end
  if not calendar.valid(y and not short and y or nil, m, d) then return nil end
  return { type = "date", year = y, month = m, day = d, short = short or nil }
end

--- Form of a rule ("iso", "clock", …) -> function of the text that gives a spec; nil where it is no such date.
local digits = {
  iso = function(s)
    local y, m, d, rest = s:match("^(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)(.*)$")
    if not y or not calendar.valid(tonumber(y), tonumber(m), tonumber(d)) then return nil end
    local date = { type = "date", year = tonumber(y), month = tonumber(m), day = tonumber(d) }
    local h, mi, se = rest:match("^[Tt](%d%d):?(%d%d):?(%d*)")
    if not h then return date end
    return { type = "clock", hour = tonumber(h), minute = tonumber(mi), second = tonumber(se), on = date }
  end,
  numeric = function(s)
    local a, b, y = s:match("^(%d%d?)[-/.](%d%d?)[-/.](%d+)$")
    if a then return ymd(y, a, b, #y <= 2) end
    a, b = s:match("^(%d%d?)[-/.](%d%d?)$")
    if a then return ymd(nil, a, b) end
  end,
  named = function(s) -- 31/Oct/1974, 2019-sep-1
    local a, name, b = s:match("^(%d+)[-/. ]*(%a+)[-/. ]*(%d+)$")
    if not a then
      name, a = s:match("^(%a+)[-/.]?(%d+)$")
      if not a then a, name = s:match("^(%d+)[-/.]?(%a+)$") end
      b = nil
    end
    local m = name and MONTHS[name:sub(1, 3):lower()]
    if not m then return nil end
    if not b then
      local n = tonumber(a)
      if #a == 4 then return { type = "date", year = n, month = m } end
      return n <= 31 and { type = "date", month = m, day = n } or nil
    end
    local d, y = a, b
    if #a == 4 then d, y = b, a end
    if not calendar.valid(nil, m, tonumber(d)) then return nil end
    return { type = "date", year = tonumber(y), month = m, day = tonumber(d), short = #y <= 2 or nil }
  end,
  month_year = function(s)
    local a, b = s:match("^(%d+)[-/.](%d+)$")
    if not a then return nil end
    local y, m = a, b
    if #b == 4 then y, m = b, a end
    local short = #m == 1 and s:find("^%d%d%d%d%-%d$")
    y, m = tonumber(y), tonumber(m)
    if short and m == y % 10 + 1 then return { type = "years", year = y, last = y + 1 } end -- "2008-9"
    return m >= 1 and m <= 12 and { type = "date", year = y, month = m } or nil
  end,
  years = function(s)
    local a, b = s:match("^(%d%d%d%d)%D+(%d+)$")
    if not a then return nil end
    if #b == 2 and tonumber(b) <= 12 and tonumber(b) <= tonumber(a) % 100 then -- 2016-11
      return b ~= "00" and { type = "date", year = tonumber(a), month = tonumber(b) } or nil
    end
    if #b == 2 then b = a:sub(1, 2) .. b end
    a, b = tonumber(a), tonumber(b)
    if b % 100 == 0 and b < a then b = b + 100 end
    return b > a and { type = "years", year = a, last = b } or nil
  end,
  decade = function(s)
    local n = s:match("%d+")
    n = tonumber(n)
    if n >= 1000 then
      return n % 10 == 0 and { type = "decade", decade = n // 10 } or nil
    end
    return n % 10 == 0 and n < 100 and { type = "decade", decade = n // 10, short = true } or nil
  end,
  century = function(s)
    local n = tonumber(s:match("%d+"))
    return n >= 1 and n <= 30 and { type = "century", century = n } or nil
  end,
  clock = function(s)
    local h, m, se, rest = s:match("^(%d%d?)[:.h](%d%d):?(%d*)%s*(%a*)")
    if not h then
      h, rest = s:match("^(%d%d?)%s*(%a+)")
      if not h then return nil end
      if rest == "h" then rest = "" end
    end
    local spec = { type = "clock", hour = tonumber(h), minute = tonumber(m), second = tonumber(se) }
    spec.sharp = s:find("^%d+h") and true or nil -- "3h18" counts to 24
    local half = rest:sub(1, 1):lower()
    if half == "a" then spec.meridiem = "am" elseif half == "p" then spec.meridiem = "pm" end
    return spec
  end,
  military = function(s) -- 0730, 1630
    local h, m = s:match("^(%d%d?)(%d%d)$")
    return h and { type = "clock", hour = tonumber(h), minute = tonumber(m), sharp = #s == 4 or nil } or nil
  end,
  clock_dot = function(s)
    local h, m, half = s:match("^(%d%d?)%.(%d%d)%s*(%a?)")
    if not h then return nil end
    half = half:lower()
    return { type = "clock", hour = tonumber(h), minute = tonumber(m),
             meridiem = half == "a" and "am" or half == "p" and "pm" or nil }
  end,
  quarter = function(s) -- Q3, 3Q, Q3'24, 18q4
    local short, quarter = s:match("^(%d%d)[Qq]([1-4])$")
    if short then
      return { type = "nth", unit = "quarter", index = tonumber(quarter), year = tonumber(short), short = true }
    end
    local year, kind, number = s:match("^(%d%d%d%d)([QqHh])([1-4])$")
    if year then
      return { type = "nth", unit = kind:upper() == "Q" and "quarter" or "half", index = tonumber(number),
               year = tonumber(year) }
    end
    local unit, index = s:match("([QqHh])([1-4])")
    if not unit then index, unit = s:match("^([1-4])([QqHh])") end
    if not unit then return nil end
    unit = unit:upper() == "Q" and "quarter" or "half"
    return { type = "nth", unit = unit, index = tonumber(index) }
  end,
}

return digits
