--- What the numerals of a match are worth: value, bounds, ranges.
--
-- @module factbox.figure.quantity

local inflect = require "factbox.inflect"
local match = require "factbox.figure.match"

local quantity = {}

local floor = math.floor
local inner, read_as = match.inner, match.read_as

--- A number without the noise of decimal fractions in binary: 4.35 * 100 is 435, not 434.99999999999994.
function quantity.tidy(n)
  if n == floor(n) then
    if n > -1e15 and n < 1e15 then return floor(n) end
    return n
  end
  local rounded = tonumber(("%.14g"):format(n))
  return rounded
end
local tidy = quantity.tidy

--- Which decimal mark the document uses, from numerals that can be read one way only.
local function locale_of(text)
  -- one search for each form; both are rare enough that this costs less than looking at every numeral
  if text:find("%d%.%d%d%d%.%d%d%d") or text:find("%d%.%d%d%d,%d%d?%f[%D]") then return "comma" end
  return "point"
end

--- Value of a numeral. The document's decimal mark is only asked for where it matters.
function quantity.number_of(state, capture)
  local text = read_as(capture)
  if state.locale == nil and text:byte(-4) == 46 and text:find("^%d%d?%d?%.%d%d%d$") then
    state.locale = locale_of(state.text) -- "4.800": only here the rest of the document has a say
  end
  return state.figures_known.read(text, state.locale)
end
local number_of = quantity.number_of

--- Sets low and high by modifier. A number that is neither bounded nor rounded is both.
function quantity.bound(f, value, modifier)
  f.value = value
  f.modifier = modifier or "exact"
  if modifier == nil or modifier == "exact" then
    f.low, f.high = value, value
  elseif modifier == "at_least" or modifier == "more_than" then
    f.low = value
  elseif modifier == "at_most" or modifier == "less_than" then
    f.high = value
  end
end
local bound = quantity.bound

--- Words that tell of a change: after them "from 4 to 5" are the old and the new value, not a range.
local CHANGE = {}
for verb in ([[
  climb jump surge soar drop plunge slump tumble slip decline increase decrease raise lower reduce cut double triple
  shrink change move improve worsen expand widen narrow advance rally ease edge boost lift slash upgrade downgrade
  swell dip rise fall grow go come bring push shift revise adjust accelerate slow recover rebound extend shorten ]]):gmatch "%a+" do
  CHANGE[verb] = true
  for _, forms in pairs(inflect.verb(verb)) do
    for _, form in ipairs(forms) do CHANGE[form] = true end
  end
end
for word in ("rose risen fell fallen grew grown went gone came brought up down swollen shrank shrunk"):gmatch "%a+" do
  CHANGE[word] = true
end
-- Tokens between such a word and "from", as in "cut its forecast for growth from 4 to 3 per cent".
local CHANGE_REACH = 6

local function tells_change(state, m)
  if not m.text:find("^[Ff]rom%s") then return false end
  local doc = state.doc
  local _, first = doc:sentence(m.from)
  for t = m.from - 1, math.max(first, m.from - CHANGE_REACH), -1 do
    if CHANGE[doc:norm(t, t)] then return true end
  end
  return false
end

--- Value, low, high and modifier of any figure with numbers; `factor` turns cents into dollars.
-- @return false where the numerals cannot be read; "apart" where they are several figures
function quantity.quantify(state, f, m, factor)
  factor = factor or 1
  if m.base and not m.least then
    local pair = inner(state, state.figures_known.pair, m.base)
    if not pair then return false end
    m.least, m.most = pair.least, pair.most
    if type(pair.unit) == "table" and m.most then -- "$10 to $15", but "$1.20 to £3.45" are two sums
      m.most.currency = pair.unit.unit
      if m.unit and m.unit.unit ~= pair.unit.unit then
        m.least.sign, m.most.sign = m.unit, pair.unit
        return "apart"
      end
    end
  end
  if m.least or m.most then
    if not (m.least and m.most) then return false end
    local a, _, scale_a = number_of(state, m.least)
    local b, _, scale_b = number_of(state, m.most)
    if not a or not b then return false end
    if scale_b and not scale_a and a < b / scale_b * 1.0001 then -- "$10 to $15 million"
      a, m.least.times = a * scale_b, scale_b
    end
    if m.joined and tells_change(state, m) then return "apart" end -- "rose from 4 to 5"
    if m.joined then -- "5-7", "1995-96": the second may be short
      local sa, sb = read_as(m.least), read_as(m.most)
      if b < a and #sb < #sa and sa:find("^%d+$") and sb:find("^%d+$") then b = tonumber(sa:sub(1, #sa - #sb) .. sb) end
    end
    if b < a then
      if m.ordered then return "apart" end -- "more than 60 and less than 15"
      if not m.joined or m.text:find("%sto%s") then return "apart" end -- "45% to 41%", "from 7 to 5"
      a, b = b, a
    end
    f.low, f.high, f.modifier = tidy(a * factor), tidy(b * factor), "range"
    return true
  end
  if m.vague then
    local e = m.expression or m
    f.low, f.high, f.modifier = e.low, e.high, "vague"
    if e.low and factor ~= 1 then f.low = e.low * factor end
    return true
  end
  if not m.number then
    if m.value == nil then return false end
    bound(f, m.value, m.modifier)
    return true
  end
  local value = number_of(state, m.number)
  if not value then return false end
  if m.times then value = value * m.times end
  bound(f, factor == 1 and value or tidy(value * factor), m.modifier)
  return true
end

return quantity
