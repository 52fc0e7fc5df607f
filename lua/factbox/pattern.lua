--- Token patterns in LPeg's operators: the vocabulary that rule files are written in.
--
-- A pattern is a small table `{ op = number, … }` that csrc/lua/lua_program.c walks once, when a program is built.
-- Nothing here runs while a document is read. Rule files never see that table: what they hold has the operators and
-- nothing else (csrc/lua/lua_pattern.c), so that no file can change a pattern that another uses, or make one that the
-- operators do not.
--
--   p * q   p, then q            p + q   p, or else q        p - q   p where q does not match
--   p^n     n times or more      p^-n    at most n times     p^0     any number of times; gives back
--   #p      p would match here   -p      p would not match   behind(p)   p ends here
--
-- Unlike LPeg, repetition gives back: `capitalized^1 * word "Inc"` matches "Acme Widgets Inc".
-- @module factbox.pattern

local core = require "factbox.core"
local rawlen = rawlen -- #p is a pattern of its own
local ops, at, classes = core.ops, core.at, core.classes
local public, to_node = core.patterns.public, core.patterns.to_node
local around, named, strings = core.patterns.around, core.patterns.named, core.patterns.strings

local pattern = {}

--- A token pattern.
---@class factbox.Pattern
---@field op integer operator, one of `core.ops`

--- Longest word in bytes whose inflected forms are made.
local MAX_LEMMA = 64

--- Raises an error at the rule file's line.
local function fail(level, ...)
  error(string.format(...), level + 1)
end

--- An n-ary node of `op`, flattening operands of the same operator.
local function join(op, a, b)
  local t, n = { op = op }, 0
  for i = 1, 2 do
    local x = i == 1 and a or b
    if x.op == op then
      local parts = rawlen(x)
      table.move(x, 1, parts, n + 1, t)
      n = n + parts
    else
      n = n + 1
      t[n] = x
    end
  end
  return t
end

-- ---- vocabulary ------------------------------------------------------------------------------------------

--- compound(p) as plain patterns: every token of p but the first must be glued to the one before.
--  first(p) matches what p matches, with the first token free; rest(p) with all tokens glued.
local nullable, first, rest

local glued = { op = ops.AT, arg = at.glued }

function nullable(p)
  local op = p.op
  if op == ops.SEQ then
    for _, x in ipairs(p) do
      if not nullable(x) then return false end
    end
    return true
  elseif op == ops.OR then
    for _, x in ipairs(p) do
      if nullable(x) then return true end
    end
    return false
  elseif op == ops.REP then
    return p.lo == 0 or nullable(p[1])
  elseif op == ops.CAPTURE or op == ops.WITHIN then
    return nullable(p[1])
  end
  return op == ops.TRUE or op == ops.AT or op == ops.AND or op == ops.NOT or op == ops.BEHIND
end

local function slice(p, from)
  local t = { op = p.op }
  for i = from, rawlen(p) do t[#t + 1] = p[i] end
  return #t == 0 and { op = ops.TRUE } or #t == 1 and t[1] or t
end

local function wrap(p, inner)
  local t = {}
  for k, v in pairs(p) do t[k] = v end
  t[1] = inner
  return t
end

function rest(p)
  local op = p.op
  if op == ops.SEQ or op == ops.OR then
    local t = { op = op }
    for i, x in ipairs(p) do t[i] = rest(x) end
    return t
  elseif op == ops.REP or op == ops.CAPTURE or op == ops.WITHIN then
    return wrap(p, rest(p[1]))
  elseif op == ops.NORM or op == ops.TEXT then -- an entry may be several tokens
    return join(ops.SEQ, glued, p)
  elseif op == ops.TRUE or op == ops.AT or op == ops.AND or op == ops.NOT or op == ops.BEHIND then
    return p
  end
  return join(ops.SEQ, glued, p)
end

function first(p)
  local op = p.op
  if op == ops.SEQ then
    local head, tail = p[1], slice(p, 2)
    if not head then return p end
    local used = join(ops.SEQ, first(head), rest(tail))
    if not nullable(head) then return used end
    if head.op == ops.AT or head.op == ops.AND or head.op == ops.NOT or head.op == ops.BEHIND then
      return join(ops.SEQ, head, first(tail))
    end
    return join(ops.OR, used, first(tail))
  elseif op == ops.OR then
    local t = { op = op }
    for i, x in ipairs(p) do t[i] = first(x) end
    return t
  elseif op == ops.REP then
    local more = { op = ops.REP, lo = math.max(p.lo - 1, 0), hi = p.hi and p.hi - 1, rest(p[1]) }
    local used = join(ops.SEQ, first(p[1]), more)
    return p.lo > 0 and used or { op = ops.REP, lo = 0, hi = 1, used }
  elseif op == ops.CAPTURE or op == ops.WITHIN then
    return wrap(p, first(p[1]))
  end
  return p
end

--- Short names of token classes in rule files, and the class bits behind them.
pattern.class_names = {
  capitalized = "capitalized", upper = "upper", lower = "lower", mixed = "mixed", digits = "digits",
  numeric = "numeric", has_digit = "has_digit", letter = "letter", alpha = "alpha", symbol = "symbol",
  punctuation = "punctuation", currency_sign = "currency_sign", open_mark = "open", close_mark = "close",
  quote_mark = "quote_mark", hyphen = "hyphen", stop = "stop", abbreviation = "abbreviation",
  initial = "initial", url = "url", handle = "handle", emoji = "emoji", clitic = "clitic",
  ordinal_digits = "ordinal_digits",
}

--- The functions and values that a rule file sees, in a new table.
-- @param env    { captures = {names}, lemma = function(word) -> {forms},
--                 spelled = function(pattern of characters) -> number, class or nil }
-- @return table name -> pattern, or function that makes one
function pattern.vocabulary(env)
  local v = {
    word = strings(ops.NORM, "word"),
    text = strings(ops.TEXT, "text"),
    any = public { op = ops.ANY },
    nothing = public { op = ops.TRUE },
    list = named(ops.LIST, "list"), found = named(ops.FOUND, "found"), seen = named(ops.SEEN, "seen"),
    behind = around(ops.BEHIND), within = core.patterns.within,
  }
  for name, class in pairs(pattern.class_names) do
    v[name] = public { op = ops.CLASS, arg = classes[class] }
  end
  for _, name in ipairs { "sentence_start", "sentence_end", "paragraph_start", "line_start", "space_before", "glued" } do
    v[name] = public { op = ops.AT, arg = at[name] }
  end

  --- punct ",": this mark, in every form that folds to it; punct "" is any punctuation.
  function v.punct(s)
    if s == nil or s == "" then return v.punctuation end
    if type(s) ~= "string" then fail(2, 'punct needs a mark: punct ","') end
    return public { op = ops.NORM, s }
  end

  function v.lemma(...)
    local t = { op = ops.NORM }
    for i, w in ipairs { ... } do
      if type(w) ~= "string" or #w > MAX_LEMMA then fail(2, "lemma: argument %d is not a word", i) end
      for _, form in ipairs(env.lemma(w)) do t[#t + 1] = form end
    end
    if #t == 0 then fail(2, 'lemma needs a word: lemma "say"') end
    return public(t)
  end

  function v.spelled(p)
    local number, class = env.spelled(p)
    if not number then fail(2, "spelled: %s", class) end
    local test = { op = ops.SPELL, arg = number }
    if not class then return public(test) end
    -- the class is tested first, and is what the index waits for
    return public { op = ops.SEQ, { op = ops.AND, { op = ops.CLASS, arg = classes[class] } }, test }
  end

  --- pos("noun", "name"): the class that the word has in its place; may "noun": one that it may have, before it gets one.
  v.pos = strings(ops.POS, "pos")
  v.may = strings(ops.MAY, "may")

  --- suffix("ed", "ing"): the word ends so and is longer; any case.
  v.suffix = strings(ops.SUFFIX, "suffix")

  function v.compound(p)
    local ok, inner = pcall(to_node, p)
    if not ok then error(inner, 2) end
    local start, stop = { op = ops.AT, arg = at.run_start }, { op = ops.AT, arg = at.run_end }
    return public { op = ops.SEQ, start, first(inner), stop }
  end

  for i, name in ipairs(env.captures) do v[name] = around(ops.CAPTURE, i - 1) end
  return v
end

--- The node of a pattern that a rule file made; nil, or a message, for anything else.
pattern.node = core.patterns.node

--- Calls visit(node) for every node of a pattern, parents first.
-- @tparam ?table seen  nodes that were visited before, by this or other patterns, and are passed over; new ones are added
function pattern.walk(p, visit, seen)
  if seen then
    if seen[p] then return end
    seen[p] = true
  end
  visit(p)
  for i = 1, rawlen(p) do
    if type(p[i]) == "table" then pattern.walk(p[i], visit, seen) end
  end
end

return pattern
