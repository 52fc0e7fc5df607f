--- What the numerals of times are worth: values, bounds, ranges. (Those of amounts: csrc/quantity.c.)
--
-- @module factbox.figure.quantity

local guide = require "factbox.guide"
local match = require "factbox.figure.match"

local quantity = {}

local floor = math.floor
local read_as = match.read_as

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

--- Value of a numeral, its kind and its scale.
function quantity.number_of(state, capture) return state.doc:numeral(read_as(capture)) end
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

-- Tokens between a word of change and "from", as in "cut its forecast for growth from 4 to 3 years".
local CHANGE_REACH = 6

local function tells_change(state, m)
  if not m.text:find("^[Ff]rom%s") then return false end
  local doc = state.doc
  local _, first = doc:sentence(m.from)
  for t = m.from - 1, math.max(first, m.from - CHANGE_REACH), -1 do
    if guide.changes[doc:norm(t, t)] then return true end
  end
  return false
end

--- Low, high and modifier of a range of numbers.
-- @return false where it is none
function quantity.range(state, f, m)
  if not (m.least and m.most) then return false end
  local a, _, scale_a = number_of(state, m.least)
  local b, _, scale_b = number_of(state, m.most)
  if not a or not b then return false end
  if scale_b and not scale_a and a < b / scale_b * 1.0001 then a = a * scale_b end -- "10 to 15 million"
  if m.joined and tells_change(state, m) then return true end
  if m.joined then -- "5-7", "1995-96": the second may be short
    local sa, sb = read_as(m.least), read_as(m.most)
    if b < a and #sb < #sa and sa:find("^%d+$") and sb:find("^%d+$") then b = tonumber(sa:sub(1, #sa - #sb) .. sb) end
  end
  if b < a then
    if not m.joined or m.text:find("%sto%s") then return true end
    a, b = b, a
  end
  f.low, f.high, f.modifier = tidy(a), tidy(b), "range"
  return true
end

return quantity
