--- Values in words for people: "≥ 3", "4.5 billion USD", "Sunday 23 March 2025", "30 days".
--
-- @module factbox.writers.phrase

local calendar = require "factbox.calendar"

local phrase = {}

local DAYS = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }
local MONTHS = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December" }
local SEASONS = { SP = "spring", SU = "summer", FA = "autumn", AU = "autumn", WI = "winter" }
local PARTS = { MO = "morning", AF = "afternoon", EV = "evening", NI = "night", DT = "daytime", MI = "midday" }
local UNITS = { Y = "year", M = "month", W = "week", D = "day" }
local CLOCK = { H = "hour", M = "minute", S = "second" }

local SCALES = { { 1e12, " trillion" }, { 1e9, " billion" }, { 1e6, " million" } }

--- A number as people write it: "1,580", "4.5", "-12", "4.5 billion" where that is all of it.
function phrase.number(n)
  for _, scale in ipairs(SCALES) do
    local times = n / scale[1]
    if math.abs(times) >= 1 and math.abs(times) < 1000 and times * 1000 % 1 == 0 then
      return ("%.6g"):format(times) .. scale[2]
    end
  end
  if math.type(n) == "float" and n == math.floor(n) and math.abs(n) < 2 ^ 53 then n = math.floor(n) end
  local s = math.type(n) == "integer" and ("%d"):format(n) or ("%.12g"):format(n)
  local sign, whole, rest = s:match "^(%-?)(%d+)(.*)$"
  if not whole then return s end
  if #whole > 4 or #whole == 4 and rest == "" then
    whole = whole:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  end
  return sign .. whole .. rest
end

local function plural(n, unit)
  return n .. " " .. unit .. (n == "1" and "" or "s")
end

--- "P1Y6M" as "1 year 6 months"; nil for what is no plain duration.
local function duration(value)
  local date, clock = value:match "^P([%d.YMWD]*)T?([%d.HMS]*)$"
  if not date then return nil end
  local parts = {}
  for n, unit in date:gmatch "([%d.]+)(%u)" do parts[#parts + 1] = plural(n, UNITS[unit] or unit) end
  for n, unit in clock:gmatch "([%d.]+)(%u)" do parts[#parts + 1] = plural(n, CLOCK[unit] or unit) end
  return #parts > 0 and table.concat(parts, " ") or nil
end

--- A calendar day, week, month, quarter, season or year, without a clock.
local function period(value)
  local y, m, d = value:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  if y and MONTHS[tonumber(m)] then
    y, m, d = tonumber(y), tonumber(m), tonumber(d)
    return ("%s %d %s %d"):format(DAYS[calendar.weekday_of(calendar.days_from_civil(y, m, d))], d, MONTHS[m], y)
  end
  y, m = value:match "^(%d%d%d%d)%-(%d%d)$"
  if y and MONTHS[tonumber(m)] then return MONTHS[tonumber(m)] .. " " .. y end
  y, m = value:match "^(%d%d%d%d)%-W(%d%d)$"
  if y then return ("week %d of %s"):format(m, y) end
  y, m = value:match "^(%d%d%d%d)%-W(%d%d)%-WE$"
  if y then return ("weekend of week %d, %s"):format(m, y) end
  y, m = value:match "^(%d%d%d%d)%-Q(%d)$"
  if y then return ("quarter %s of %s"):format(m, y) end
  y, m = value:match "^(%d%d%d%d)%-H(%d)$"
  if y then return ("%s half of %s"):format(m == "1" and "first" or "second", y) end
  y, m = value:match "^(%d%d%d%d)%-(%u%u)$"
  if y and SEASONS[m] then return SEASONS[m] .. " " .. y end
  if value:match "^%d%d%d%d$" then return value end
  y = value:match "^(%d%d%d)$"
  if y then return y .. "0s" end
  m, d = value:match "^XXXX%-(%d%d)%-(%d%d)$"
  if m and MONTHS[tonumber(m)] then return ("%d %s"):format(d, MONTHS[tonumber(m)]) end
  m = value:match "^XXXX%-(%d%d)$"
  if m and MONTHS[tonumber(m)] then return MONTHS[tonumber(m)] end
  d = value:match "^XXXX%-WXX%-(%d)$"
  if d and DAYS[tonumber(d)] then return "a " .. DAYS[tonumber(d)] end
  return nil
end

--- One TIMEX3 value without "/".
local function point(value)
  local day, clock = value:match "^(.*)T(%d%d[%d:]*.*)$"
  if not day then
    local part
    day, part = value:match "^(.*)T(%u%u)$"
    clock = PARTS[part]
  end
  if day and clock and not day:find "^P" then
    clock = clock:gsub("^(%d%d)$", "%1:00")
    if day == "" then return clock end
    local date = period(day)
    return date and date .. ", " .. clock
  end
  return duration(value) or period(value)
end

--- A TIMEX3 value in words; the value itself where it has none.
function phrase.timex(value)
  local first, last = value:match "^(.-)/(.+)$"
  if first then
    if last == ".." then return "from " .. (point(first) or first) end
    if first == ".." then return "until " .. (point(last) or last) end
    return (point(first) or first) .. " to " .. (point(last) or last)
  end
  return point(value) or value
end

local SIGNS = { at_least = "≥ ", at_most = "≤ ", more_than = "> ", less_than = "< ", about = "≈ " }
local TIMES = { before = "before ", after = "after ", since = "since ", ["until"] = "until ", start = "early ",
                mid = "mid ", ["end"] = "late ", about = "≈ ", at_least = "≥ ", at_most = "≤ ", more_than = "> ",
                less_than = "< " }
local SHORT = { percent = "%", percentage_point = "percentage points", celsius = "°C", fahrenheit = "°F",
                kilometer = "km", meter = "m", centimeter = "cm", millimeter = "mm", kilogram = "kg", gram = "g",
                foot = "feet", inch = "inches", hertz = "Hz", ["kilometer-per-hour"] = "km/h" }

--- A unit as it stands after a number: "%", " km", " EUR", " years".
local function unit_after(figure)
  local unit = figure.unit
  if not unit then return "" end
  if SHORT[unit] then return (unit == "percent" and "" or " ") .. SHORT[unit] end
  if unit:find "^%l+$" and figure.value ~= 1 then return " " .. unit .. (unit:find "s$" and "" or "s") end
  return " " .. unit
end

--- What a figure's words mean; "" where nothing is known beyond them.
function phrase.figure(figure)
  local value = figure.timex
  if value then
    local text = phrase.timex(value)
    if value:find "^P.*X" then return "" end -- "several hours" says it better than PTXH
    if figure.kind == "set" and text ~= value then
      return "every " .. text:gsub("^1 ", ""):gsub("^an? ", "")
    end
    local open = value:find("..", 1, true) -- "since 2014" is told by the value already
    return (not open and TIMES[figure.modifier] or "") .. text
  end
  local unit = unit_after(figure)
  if figure.values and #figure.values > 0 then
    local parts = {}
    for i, v in ipairs(figure.values) do parts[i] = phrase.number(v) end
    return table.concat(parts, ":") .. unit
  end
  if figure.value then
    if figure.kind == "ordinal" or figure.kind == "rank" then return "no. " .. phrase.number(figure.value) end
    if figure.kind == "multiple" then return (SIGNS[figure.modifier] or "") .. phrase.number(figure.value) .. "×" end
    return (SIGNS[figure.modifier] or "") .. phrase.number(figure.value) .. unit
  end
  local low, high = figure.low, figure.high
  if low and low == high then return phrase.number(low) .. unit end
  if low and high then return phrase.number(low) .. " to " .. phrase.number(high) .. unit end
  if low then return "≥ " .. phrase.number(low) .. unit end
  if high then return "≤ " .. phrase.number(high) .. unit end
  return ""
end

return phrase
