--- LPeg for single words: what `spelled(p)` in rule files is made of.
--
-- Rule files get this instead of LPeg itself, for three reasons. A pattern made here cannot call functions or reach
-- LPeg's library through its metatable: what rule files hold is an empty table with the operators. It has a bound on
-- the steps that a word of 64 bytes can cost, since no hook stops LPeg (that is why there are no grammars). And it
-- knows what characters a word that it matches can begin with, so that `spelled(R "09"^1 * "th")` is tried on words
-- with digits only: the VM then never asks for the others.
-- @module factbox.spelling

local lpeg = require "lpeg"

local spelling = {}

--- Groups of first bytes; a pattern's `first` is a set of them, never too small.
local DIGIT, UPPER, LOWER, HIGH, OTHER = 1, 2, 4, 8, 16
local ALL = 31

--- Longest word in bytes that a pattern is tried on (csrc/lua/lua_doc.c), most repetitions that p^n counts.
local WORD = 64
--- Most steps that a pattern may need for such a word, and most parts of a pattern.
local MOST_STEPS, MOST_PARTS = 1000000, 4000
--- From so many steps on the time is taken that a pattern needs (reader.lua).
local SLOW_STEPS = 20000

local function group(byte)
  if byte >= 128 then return HIGH end
  if byte >= 48 and byte <= 57 then return DIGIT end
  if byte >= 65 and byte <= 90 then return UPPER end
  if byte >= 97 and byte <= 122 then return LOWER end
  return OTHER
end

local meta = { __metatable = "spelling", __newindex = function() error("a pattern has no fields", 2) end }

local slow = setmetatable({}, { __mode = "k" })

--- What stands behind a rule file's pattern: { p = LPeg pattern, first =, nullable =, steps =, parts = }.
local known = setmetatable({}, { __mode = "k" })

local function new(p, first, nullable, steps, parts)
  local x = setmetatable({}, meta)
  known[x] = { p = p, first = first, nullable = nullable, steps = steps, parts = parts }
  return x
end

--- Checked before LPeg makes the pattern. `steps`: at most so many for one try at one place.
local function bounded(steps, parts, level)
  if steps > MOST_STEPS then error("the pattern of characters can take too long (repetitions in repetitions)", level + 1) end
  if parts > MOST_PARTS then error("the pattern of characters is too large", level + 1) end
end

local function to(x, level)
  local t = type(x)
  if t == "table" and known[x] then
    return known[x]
  elseif t == "string" then
    bounded(#x, #x, level + 1)
    if x == "" then return { p = lpeg.P "", first = 0, nullable = true, steps = 1, parts = 1 } end
    return { p = lpeg.P(x), first = group(string.byte(x)), nullable = false, steps = #x, parts = #x }
  elseif t == "number" then
    if math.type(x) ~= "integer" or x > WORD or x < -WORD then
      error("a number of characters from -64 to 64 was expected", level + 1)
    end
    return { p = lpeg.P(x), first = x > 0 and ALL or 0, nullable = x <= 0, steps = WORD, parts = WORD }
  elseif t == "boolean" then
    return { p = lpeg.P(x), first = 0, nullable = x, steps = 1, parts = 1 }
  end
  error("a pattern of characters was expected, not a " .. t, level + 1)
end

function meta.__mul(a, b)
  a, b = to(a, 2), to(b, 2)
  local steps, parts = a.steps + b.steps, a.parts + b.parts
  bounded(steps, parts, 2)
  return new(a.p * b.p, a.first | (a.nullable and b.first or 0), a.nullable and b.nullable, steps, parts)
end

function meta.__add(a, b)
  a, b = to(a, 2), to(b, 2)
  local steps, parts = a.steps + b.steps, a.parts + b.parts
  bounded(steps, parts, 2)
  return new(a.p + b.p, a.first | b.first, a.nullable or b.nullable, steps, parts)
end

function meta.__sub(a, b)
  a, b = to(a, 2), to(b, 2)
  local steps, parts = a.steps + b.steps, a.parts + b.parts + 1
  bounded(steps, parts, 2)
  return new(a.p - b.p, a.first, a.nullable, steps, parts)
end

function meta.__unm(a)
  a = to(a, 2)
  return new(-a.p, 0, true, a.steps, a.parts + 1)
end

function meta.__len(a)
  a = to(a, 2)
  return new(#a.p, 0, true, a.steps, a.parts + 1)
end

function meta.__pow(a, n)
  a = to(a, 2)
  if math.type(n) ~= "integer" or n > WORD or n < -WORD then error("p^n needs a whole number from -64 to 64", 2) end
  local rounds = n < 0 and -n or WORD + n + 1 -- without end: a round takes a character
  local steps, parts = rounds * (a.steps + 1), (math.abs(n) + 1) * (a.parts + 1)
  bounded(steps, parts, 2)
  return new(a.p ^ n, a.first, n <= 0 or a.nullable, steps, parts)
end

local function ranges(...)
  local first = 0
  for _, r in ipairs { ... } do
    if type(r) ~= "string" or #r ~= 2 then error('R: ranges are two characters, as in R "az"', 3) end
    for b = string.byte(r, 1), string.byte(r, 2) do first = first | group(b) end
  end
  return first
end

--- The table `lpeg` of rule files: P, R, S, B as in LPeg, without functions, captures and grammars.
function spelling.library()
  return {
    P = function(x)
      local k = to(x, 2)
      return new(k.p, k.first, k.nullable, k.steps, k.parts)
    end,
    R = function(...) return new(lpeg.R(...), ranges(...), false, 1, 1) end,
    S = function(s)
      if type(s) ~= "string" then error("S: a string of characters was expected", 2) end
      local first = 0
      for i = 1, #s do first = first | group(string.byte(s, i)) end
      return new(lpeg.S(s), first, s == "", 1, 1)
    end,
    B = function(p)
      local k = to(p, 2)
      return new(lpeg.B(k.p), 0, true, k.steps, k.parts + 1)
    end,
  }
end

--- The LPeg pattern for whole words, and the token class that every matching word has (nil where nothing is known).
-- @param p  a pattern made with the library, or a string
-- @return LPeg pattern, class name or nil; or nil and a message
function spelling.word(p)
  local x = known[p]
  if type(p) == "string" then x = to(p, 2) end
  if not x then return nil, "a pattern of characters (lpeg.P, R, S …) was expected" end
  local class
  if x.first == DIGIT then
    class = "has_digit"
  elseif x.first == UPPER then
    class = "capitalized"
  elseif x.first & (DIGIT | OTHER | HIGH) == 0 then
    class = "letter"
  end
  local whole = x.p * -1
  if x.steps >= SLOW_STEPS then slow[whole] = true end
  return whole, class
end

--- Can the pattern take long for a word? Then many words can take very long together.
-- @param whole  what spelling.word gave
function spelling.is_slow(whole) return slow[whole] ~= nil end

--- Patterns of a group: a word is asked about all of them at once (FB_SPELL_GROUP in csrc/rules/known.h).
local GROUP = 64

local function sum(a, b, ...)
  if not b then return a end
  return sum(a + b, ...)
end

--- One function for many patterns, since asking for each by itself would cost a call a word and pattern.
-- @param patterns  of whole words, as from spelling.word
-- @return function(group, word, ask_slow) -> integer, open: bit k is set where pattern 64 * group + k + 1 matches. Slow
--   patterns are asked by ask_slow(pattern, word), which may answer nil; `open` is true where it did.
function spelling.together(patterns)
  local groups = {}
  for first = 1, #patterns, GROUP do
    local all, late = lpeg.Cc(0), {}
    for k = first, math.min(first + GROUP - 1, #patterns) do
      local bit = 1 << (k - first)
      if spelling.is_slow(patterns[k]) then
        late[#late + 1] = { bit = bit, p = patterns[k] }
      else
        all = all * (#patterns[k] * lpeg.Cc(bit) + true)
      end
    end
    groups[#groups + 1] = { all = all, late = late }
  end
  return function(number, word, ask_slow)
    local g = groups[number + 1]
    local yes, open = sum(g.all:match(word)), false
    for i = 1, #g.late do
      local answer = ask_slow(g.late[i].p, word)
      if answer then yes = yes | g.late[i].bit end
      open = open or answer == nil
    end
    return yes, open
  end
end

return spelling
