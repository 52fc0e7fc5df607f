--- LPeg for single words: what `spelled(p)` in rule files is made of.
--
-- Rule files get this instead of LPeg itself, for two reasons. A pattern made here cannot call functions or reach
-- LPeg's library through its metatable. And it knows what a word that it matches begins with and must contain, so that
-- `spelled(S "Qq" * R "14")` is tried on words with digits only: the VM then never asks for the others.
-- @module factbox.spelling

local lpeg = require "lpeg"
local byte = string.byte

local spelling = {}

--- Groups of bytes. A pattern's `first` is a set of those that it can begin with, never too small; its `must` a set of
-- those of which every match has one, never too large.
local DIGIT, UPPER, LOWER, HIGH, OTHER = 1, 2, 4, 8, 16
local ALL = 31

local function group(byte)
  if byte >= 128 then return HIGH end
  if byte >= 48 and byte <= 57 then return DIGIT end
  if byte >= 65 and byte <= 90 then return UPPER end
  if byte >= 97 and byte <= 122 then return LOWER end
  return OTHER
end

local meta = { __metatable = "spelling" }

local function new(p, first, nullable, must)
  return setmetatable({ p = p, first = first, nullable = nullable, must = must or 0 }, meta)
end

--- The set `groups` as a `must`: known only where it is a single group.
local function single(groups)
  return groups & (groups - 1) == 0 and groups or 0
end

local function is_spelling(x)
  return type(x) == "table" and getmetatable(x) == "spelling"
end

local function to(x, level)
  if is_spelling(x) then return x end
  local t = type(x)
  if t == "string" then
    if x == "" then return new(lpeg.P "", 0, true) end
    local must = 0
    for i = 1, #x do must = must | group(byte(x, i)) end
    return new(lpeg.P(x), group(byte(x)), false, must)
  elseif t == "number" then
    if x > 0 then return new(lpeg.P(x), ALL, false) end
    return new(lpeg.P(x), 0, true)
  elseif t == "boolean" then
    return new(lpeg.P(x), 0, x)
  elseif t == "table" then -- a grammar: what it begins with is not worked out
    local grammar = {}
    for k, v in pairs(x) do
      grammar[k] = (k == 1 and type(v) == "string") and v or to(v, level + 1).p
    end
    return new(lpeg.P(grammar), ALL, true)
  end
  error("a pattern of characters was expected, not a " .. t, level + 1)
end

function meta.__mul(a, b)
  a, b = to(a, 2), to(b, 2)
  return new(a.p * b.p, a.first | (a.nullable and b.first or 0), a.nullable and b.nullable, a.must | b.must)
end

function meta.__add(a, b)
  a, b = to(a, 2), to(b, 2)
  return new(a.p + b.p, a.first | b.first, a.nullable or b.nullable, a.must & b.must)
end

function meta.__sub(a, b)
  a, b = to(a, 2), to(b, 2)
  return new(a.p - b.p, a.first, a.nullable, a.must)
end

function meta.__unm(a) return new(-to(a, 2).p, 0, true) end
function meta.__len(a) return new(#a.p, 0, true) end

function meta.__pow(a, n)
  a = to(a, 2)
  if type(n) ~= "number" then error("p^n needs a number", 2) end
  return new(a.p ^ n, a.first, n <= 0 or a.nullable, n > 0 and a.must or 0)
end

local function ranges(...)
  local first = 0
  for _, r in ipairs { ... } do
    if type(r) ~= "string" or #r ~= 2 then error('R: ranges are two characters, as in R "az"', 3) end
    for b = byte(r, 1), byte(r, 2) do first = first | group(b) end
  end
  return first
end

--- The table `lpeg` of rule files: P, R, S, V, B as in LPeg, without functions and captures.
function spelling.library()
  return {
    P = function(x) return to(x, 2) end,
    R = function(...)
      local first = ranges(...)
      return new(lpeg.R(...), first, false, single(first))
    end,
    S = function(s)
      if type(s) ~= "string" then error("S: a string of characters was expected", 2) end
      local first = 0
      for i = 1, #s do first = first | group(byte(s, i)) end
      return new(lpeg.S(s), first, s == "", single(first))
    end,
    V = function(name) return new(lpeg.V(name), ALL, true) end,
    B = function(p) return new(lpeg.B(to(p, 2).p), 0, true) end,
  }
end

--- The LPeg pattern for whole words, and the token class that every matching word has (nil where nothing is known).
-- @param p  a pattern made with the library, or a string
-- @return LPeg pattern, class name or nil; or nil and a message
function spelling.word(p)
  if type(p) == "string" then p = to(p, 2) end
  if not is_spelling(p) then return nil, "a pattern of characters (lpeg.P, R, S …) was expected" end
  local class
  if p.must & DIGIT ~= 0 then
    class = "has_digit"
  elseif p.first == UPPER then
    class = "capitalized"
  elseif p.first & (DIGIT | OTHER | HIGH) == 0 then
    class = "letter"
  end
  return p.p * -1, class
end

return spelling
