--- Builders of amounts - numbers, counts, money, measures, … - each fills the figure `f` from the match `m`; false
-- refuses it, "apart" says that it is several numbers.
--
-- @module factbox.figure.amount

local match = require "factbox.figure.match"
local quantity = require "factbox.figure.quantity"
local singular = require "factbox.singular"

local build = {}

local read_as = match.read_as
local tidy, number_of, bound, quantify = quantity.tidy, quantity.number_of, quantity.bound, quantity.quantify

--- What is counted, with its head: that of the noun group; of a name ("Democrats") and elsewhere the last word, singular.
local function of_what(capture)
  if type(capture.head) == "string" and not capture.name then
    return { first = capture.first, last = capture.last, text = capture.text, head = capture.head }
  end
  local last = read_as(capture):match("([^%s%-]+)$") or read_as(capture)
  return { first = capture.first, last = capture.last, text = capture.text, head = singular(last) }
end

local function plain(state, f, m)
  return quantify(state, f, m)
end

build.number, build.ordinal, build.multiple = plain, plain, plain

function build.rank(state, f, m)
  if m.vague then f.modifier = "vague" else return quantify(state, f, m) end -- "one of the biggest" is no number
end

function build.fraction(state, f, m)
  if not m.ratio then return quantify(state, f, m) end
  local part, whole = number_of(state, m.number[1]), m.number[2] and number_of(state, m.number[2])
  if not part or not whole then return false end
  if part >= whole and m.ratio ~= "over" then return "apart" end -- "12 out of 10" is no share
  f.number = m.expression
  bound(f, part / whole, m.modifier)
  if m.of then f.of = of_what(m.of) end
end

function build.count(state, f, m)
  local outcome = quantify(state, f, m)
  if outcome ~= true then return outcome end
  if m.of then f.of = of_what(m.of) end
end

--- "half a per cent", "a quarter of a percentage point": the words up to "of" or the article are the number.
local function share_of_one(state, f, m)
  local words = read_as(m.number):lower():gsub("%s+of%s+%a+$", ""):gsub("^half%s+an?$", "half")
  local value = state.figures_known.read(words, state.locale)
  if not value then return false end
  bound(f, value, m.modifier)
end

function build.percent(state, f, m)
  f.unit = "percent"
  if m.share then return share_of_one(state, f, m) end
  return quantify(state, f, m)
end

function build.percentage_point(state, f, m)
  f.unit = m.unit and m.unit.unit or "percentage-point"
  if m.share then return share_of_one(state, f, m) end
  return quantify(state, f, m)
end

--- "Pounds" are money where there are millions of them or the text has pounds sterling or Britain, and a weight elsewhere.
local function is_weight(state, unit, amount)
  if not unit.text or not read_as(unit):lower():match("^pounds?$") then return false end
  if amount and read_as(amount):find("illion") then return false end
  if state.sterling == nil then
    local t = state.text
    state.sterling = (t:find("£", 1, true) or t:find("sterling", 1, true) or t:find("Brit", 1, true) or t:find("London", 1, true)
      or t:find("UK", 1, true)) ~= nil
  end
  return not state.sterling
end

function build.money(state, f, m)
  local unit = m.unit
  if m.raw then -- "Rs20"
    local code, rest = m.raw.text:match("^(%a+)([%d.,]*%d)")
    unit = code and state.figures_known.currency(code)
    if not unit then return false end
    local value = state.figures_known.read(rest .. m.text:sub(m.raw.last - m.first + 2), state.locale)
    if not value then return false end
    f.unit = unit
    bound(f, tidy(value), m.modifier)
    return
  end
  if unit and is_weight(state, unit, m.number) then
    f.kind = "measure"
    return build.measure(state, f, { unit = { unit = "pound", base = "kilogram", factor = 0.45359237 }, number = m.number,
      least = m.least, most = m.most, modifier = m.modifier })
  end
  f.unit = unit and unit.unit
  if m.half then
    bound(f, 0.5 * (unit.factor or 1), m.modifier)
  elseif not m.number and m.minor then
    bound(f, 1, m.modifier)
  else
    local factor = unit and unit.factor
    if m.scale then -- "75 USD million"
      local times = number_of(state, m.scale)
      if not times then return false end
      factor = (factor or 1) * times
    elseif m.negative then factor = -(factor or 1) end
    local outcome = quantify(state, f, m, factor)
    if outcome ~= true then return outcome end
  end
  if m.minor and f.value then
    local minor = number_of(state, m.minor)
    if minor then bound(f, tidy(f.value + minor * (m.upon and m.upon.factor or 0.01)), m.modifier) end
  end
end

--- Sets the SI base value of a measure, where it has one number.
local function to_base(f, unit)
  if f.value and unit.factor and unit.base then
    f.base = { value = tidy(f.value * unit.factor + (unit.offset or 0)), unit = unit.base }
  end
end

--- A quotation is not longer than so many bytes where a straight mark may stand for inches or feet.
local QUOTATION = 2000

--- Whether a straight mark after a number closes a quotation rather than stands for inches or feet: then another
-- opens it before, on the same line.
local function closes_quotation(state, m, mark)
  local before = state.text:sub(math.max(1, m.first - QUOTATION), m.first - 1)
  local line = before:match(".*\n(.*)") or before
  local _, marks = (" " .. line):gsub("%D" .. mark, "")
  return marks % 2 == 1
end

function build.measure(state, f, m)
  local unit = m.unit
  if not unit then return false end
  local mark = m.number and not unit[2] and unit.text
  if (mark == '"' or mark == "'") and closes_quotation(state, m, mark) then
    f.kind, f.first, f.last, f.text = "number", m.number.first, m.number.last, m.number.text
    f.extent = { first = m.number.first, last = m.number.last, text = m.number.text }
    return quantify(state, f, m)
  end
  f.unit = unit.unit
  if m.of then f.of = of_what(m.of) end
  if unit[2] and m.number and m.number[2] then -- "6ft 2in": in the first and largest unit
    local n, sum = #unit, 0
    for i = 1, n do
      local value = m.number[i] and number_of(state, m.number[i])
      if not value or not unit[i].factor then return false end
      sum = sum + value * unit[i].factor
    end
    f.number = nil
    bound(f, tidy(sum / unit.factor), m.modifier)
    to_base(f, unit)
    return
  end
  local outcome = quantify(state, f, m)
  if outcome ~= true then return outcome end
  if m.share then -- "a tenth of a gallon"
    local _, sort = number_of(state, m.number)
    if sort == "ordinal" then bound(f, 1 / f.value, m.modifier) end
  end
  if m.height then -- "five foot six"
    local inches = number_of(state, m.minor)
    if not inches or inches >= 12 then return false end
    f.number = nil
    bound(f, tidy(f.value + inches / 12), m.modifier)
  end
  to_base(f, unit)
end

-- Degrees from here on are those of an angle.
local LEAST_ANGLE = 150

function build.temperature(state, f, m)
  local unit = m.unit
  f.unit = unit and unit.unit or "degree"
  local outcome = quantify(state, f, m, unit and unit.sign) -- "20 degrees below zero"
  if outcome ~= true then return outcome end
  if f.unit == "degree" and f.value and f.value >= LEAST_ANGLE then f.kind = "measure" end
  if unit then to_base(f, unit) end
end

function build.age(state, f, m)
  f.unit = m.unit and m.unit.unit or "year"
  if m.bound then -- "under-16s", "over-65s"
    local n = tonumber(read_as(m.decade):match("%d+"))
    bound(f, n, m.text:find("^[Uu]") and "less_than" or "more_than")
    f.number = m.decade
    return
  elseif m.decade then
    local n = tonumber(read_as(m.decade):match("%d+")) or m.decade.decade and m.decade.decade * 10 or m.decade.value
    if n and n % 10 ~= 0 then return false end
    local low, high = n or 13, n and n + 9 or 19 -- "in her teens"
    if n and m.part then
      local part = read_as(m.part):lower()
      if part == "early" then high = n + 3 elseif part == "mid" then low, high = n + 4, n + 6 else low = n + 7 end
    end
    f.low, f.high, f.modifier = low, high, "range"
    return
  end
  return quantify(state, f, m)
end

function build.score(state, f, m)
  local values = {}
  if m.raw then
    local results = read_as(m.raw):gsub("%(%d+%)", "") -- a tie-break's points
    for n in results:gmatch("%d+") do values[#values + 1] = tonumber(n) end
  else
    for i = 1, m.number and #m.number or 0 do values[i] = number_of(state, m.number[i]) end
  end
  if #values < 2 then return false end
  if m.falling and values[1] <= values[2] then -- "by 10 to 15"
    f.kind, m.least, m.most, m.joined = "number", m.number[1], m.number[2], true
    return quantify(state, f, m)
  end
  -- "600-700 letters": round, rising numbers are a range
  if #values == 2 and values[1] < values[2] and values[1] >= 20 and values[1] % 10 == 0 and values[2] % 10 == 0 then
    f.kind, f.number, f.low, f.high, f.modifier = "number", nil, values[1], values[2], "range"
    return
  end
  f.values, f.modifier, f.number = values, "exact", nil
end

function build.rate(state, f, m)
  local unit, per = m.unit, m.per
  -- the factor of a unit with a base leads to that; that of a currency, from cents to dollars
  local outcome = quantify(state, f, m, unit and not unit.base and unit.factor or nil)
  if outcome ~= true then return outcome end
  local of = unit and unit.unit
  if not of and m.of then
    f.of = of_what(m.of)
    of = f.of.head
  end
  f.unit = (of or "one") .. " per " .. (per.unit or singular(read_as(per)))
end

return build
