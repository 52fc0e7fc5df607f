--- Token patterns in LPeg's operators: the vocabulary that rule files are written in.
--
-- A pattern is a small table `{ op = number, … }` that csrc/lua_program.c walks once, when a program is built.
-- Nothing here runs while a document is read. Rule files never see that table: what they hold is an empty one with the
-- operators, so that no file can change a pattern that another uses, or make one that the operators do not.
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

local pattern = {}

--- A token pattern.
---@class factbox.Pattern
---@field op integer operator, one of `core.ops`

local meta = {}
meta.__metatable = "pattern"

--- All rule files hold the same patterns: what one wrote into them, the others would read.
function meta.__newindex()
  error("a pattern has no fields", 2)
end

--- The node behind what rule files hold.
local node_of = setmetatable({}, { __mode = "k" })

--- Most repetitions that p^n writes out; the VM's programs hold each.
local MAX_COUNT = 64
--- Longest word in bytes whose inflected forms are made.
local MAX_LEMMA = 64

--- Deepest nesting, and most parts: more than a person writes, little for what walks over it. Parts that are used
-- several times count as often: `p = p * any + p * lower`, some forty times, is a tree that no machine can hold.
local MAX_DEPTH, MAX_SIZE = 100, 16000

--- A node, with the depth and the size of what it holds; words hold nothing more.
local function node(t)
  local depth, size = 0, 1
  local child = t[1]
  if type(child) == "table" then
    for i = 1, rawlen(t) do
      child = t[i]
      size = size + child.size
      if child.depth > depth then depth = child.depth end
    end
  end
  t.depth, t.size = depth + 1, size
  return t
end

--- Why a pattern is none that can be used; nil where it can.
local function excess(t)
  if t.depth > MAX_DEPTH then return "the pattern is nested too deeply" end
  if t.size > MAX_SIZE then return "the pattern is too large" end
  return nil
end

--- What a rule file gets for a node.
local function public(t)
  local p = setmetatable({}, meta)
  node_of[p] = t
  return p
end

local function is_pattern(x)
  return node_of[x] ~= nil
end

--- Raises an error at the rule file's line.
local function fail(level, ...)
  error(string.format(...), level + 1)
end

--- A pattern from what a rule file may write for one: a pattern, or a string for word "…".
local function to_pattern(x, level)
  local known = x ~= nil and node_of[x]
  if known then
    local why = excess(known)
    if why then fail(level + 1, why) end
    return known
  end
  if type(x) == "string" then return node { op = ops.NORM, x } end
  if type(x) == "function" then fail(level + 1, "a pattern was expected here, not a function (does it want an argument?)") end
  fail(level + 1, "a pattern was expected here, not %s", type(x) == "nil" and "nil (is the name spelt right?)" or "a " .. type(x))
end

--- An n-ary node of `op`, flattening operands of the same operator: `a * b * c` is one sequence.
local function join(op, a, b)
  local t, n, depth, size = { op = op, depth = 1, size = 1 }, 0, 1, 1
  for i = 1, 2 do
    local x = i == 1 and a or b
    if x.op == op then
      local parts = #x
      table.move(x, 1, parts, n + 1, t)
      n, size = n + parts, size + x.size - 1
      if x.depth > depth then depth = x.depth end
    else
      n, size = n + 1, size + x.size
      t[n] = x
      if x.depth >= depth then depth = x.depth + 1 end
    end
  end
  t.depth, t.size = depth, size
  return t
end

function meta.__mul(a, b)
  return public(join(ops.SEQ, to_pattern(a, 2), to_pattern(b, 2)))
end

--- Is the word one token for sure? Alternatives of one word(…) that are several tokens come first, so words may only
-- be thrown together where that changes no order.
local function one_token(w)
  return string.find(w, "^%a+$") and string.lower(w) ~= "cannot"
end

local function all_one_token(p)
  for _, w in ipairs(p) do
    if not one_token(w) then return false end
  end
  return true
end

function meta.__add(a, b)
  a, b = to_pattern(a, 2), to_pattern(b, 2)
  if a.op == ops.NORM and b.op == ops.NORM and all_one_token(b) then -- words become one set test
    local t = { op = ops.NORM }
    for _, x in ipairs { a, b } do
      for _, w in ipairs(x) do t[#t + 1] = w end
    end
    return public(node(t))
  end
  return public(join(ops.OR, a, b))
end

function meta.__unm(a)
  return public(node { op = ops.NOT, to_pattern(a, 2) })
end

function meta.__len(a)
  return public(node { op = ops.AND, to_pattern(a, 2) })
end

function meta.__sub(a, b)
  return public(join(ops.SEQ, node { op = ops.NOT, to_pattern(b, 2) }, to_pattern(a, 2)))
end

function meta.__pow(a, n)
  a = to_pattern(a, 2)
  if math.type(n) ~= "integer" and not (math.type(n) == "float" and n == math.floor(n)) then
    fail(2, "p^n needs a whole number for n")
  end
  n = math.floor(n)
  if n > MAX_COUNT or n < -MAX_COUNT then fail(2, "p^n: at most %d repetitions can be counted", MAX_COUNT) end
  if n < 0 then return public(node { op = ops.REP, lo = 0, hi = -n, a }) end
  return public(node { op = ops.REP, lo = n, a })
end

--- `list "x" { key = value }`: the same pattern with a condition on attributes.
function meta.__call(a, cond)
  a = to_pattern(a, 2)
  if not (a.op == ops.LIST or a.op == ops.FOUND) then
    fail(2, "only list \"…\" and found \"…\" take { attributes }")
  end
  if type(cond) ~= "table" then fail(2, "attributes are written { key = value }") end
  local own = {} -- the file may change its table later
  for k, v in pairs(cond) do
    local tv = type(v)
    if type(k) ~= "string" then fail(2, "attributes are written { key = value }") end
    if tv == "table" then
      for _, x in ipairs(v) do
        if type(x) ~= "string" then fail(2, "the alternatives of attribute %s must be strings", k) end
      end
      if #v == 0 then fail(2, "attribute %s has no alternatives", k) end
      v = { table.unpack(v) }
    elseif tv ~= "string" and tv ~= "number" and tv ~= "boolean" then
      fail(2, "attribute %s must be a string, a list of strings, a number, true (present) or false (absent)", k)
    end
    own[k] = v
  end
  return public(node { op = a.op, list = a.list, kind = a.kind, cond = own })
end

-- ---- vocabulary ------------------------------------------------------------------------------------------

--- A function of one or more strings.
local function strings(name, op)
  return function(...)
    local t = { op = op, ... }
    if #t == 0 then fail(2, '%s needs a word: %s "said"', name, name) end
    for i, s in ipairs(t) do
      if type(s) ~= "string" or s == "" then fail(2, "%s: argument %d is not a word", name, i) end
    end
    return public(node(t))
  end
end

local function single(name)
  return function(s)
    if type(s) ~= "string" or s == "" then fail(2, '%s needs a name: %s "…"', name, name) end
    return s
  end
end

--- compound(p) as plain patterns: every token of p but the first must be glued to the one before.
--  first(p) matches what p matches, with the first token free; rest(p) with all tokens glued.
local nullable, first, rest

local glued = node { op = ops.AT, arg = at.glued }

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
  return #t == 0 and node { op = ops.TRUE } or #t == 1 and t[1] or node(t)
end

local function wrap(p, inner)
  local t = {}
  for k, v in pairs(p) do t[k] = v end
  t[1] = inner
  return node(t)
end

function rest(p)
  local op = p.op
  if op == ops.SEQ or op == ops.OR then
    local t = { op = op }
    for i, x in ipairs(p) do t[i] = rest(x) end
    return node(t)
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
    return node(t)
  elseif op == ops.REP then
    local more = node { op = ops.REP, lo = math.max(p.lo - 1, 0), hi = p.hi and p.hi - 1, rest(p[1]) }
    local used = join(ops.SEQ, first(p[1]), more)
    return p.lo > 0 and used or node { op = ops.REP, lo = 0, hi = 1, used }
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
    word = strings("word", ops.NORM),
    text = strings("text", ops.TEXT),
    any = public(node { op = ops.ANY }),
    nothing = public(node { op = ops.TRUE }),
  }
  for name, class in pairs(pattern.class_names) do
    v[name] = public(node { op = ops.CLASS, arg = classes[class] })
  end
  for _, name in ipairs { "sentence_start", "sentence_end", "paragraph_start", "line_start", "space_before", "glued" } do
    v[name] = public(node { op = ops.AT, arg = at[name] })
  end

  local name_of_list, name_of_kind, name_of_seen = single "list", single "found", single "seen"
  function v.list(name) return public(node { op = ops.LIST, list = name_of_list(name) }) end
  function v.found(kind) return public(node { op = ops.FOUND, kind = name_of_kind(kind) }) end
  function v.seen(kind) return public(node { op = ops.SEEN, kind = name_of_seen(kind) }) end

  --- punct ",": this mark, in every form that folds to it; punct "" is any punctuation.
  function v.punct(s)
    if s == nil or s == "" then return v.punctuation end
    if type(s) ~= "string" then fail(2, 'punct needs a mark: punct ","') end
    return public(node { op = ops.NORM, s })
  end

  function v.lemma(...)
    local t = { op = ops.NORM }
    for i, w in ipairs { ... } do
      if type(w) ~= "string" or #w > MAX_LEMMA then fail(2, "lemma: argument %d is not a word", i) end
      for _, form in ipairs(env.lemma(w)) do t[#t + 1] = form end
    end
    if #t == 0 then fail(2, 'lemma needs a word: lemma "say"') end
    return public(node(t))
  end

  function v.spelled(p)
    local number, class = env.spelled(p)
    if not number then fail(2, "spelled: %s", class) end
    local test = node { op = ops.SPELL, arg = number }
    if not class then return public(test) end
    -- the class is tested first, and is what the index waits for
    return public(node { op = ops.SEQ, node { op = ops.AND, node { op = ops.CLASS, arg = classes[class] } }, test })
  end

  --- pos("noun", "name"): the class that the word has in its place; may "noun": one that it may have, before it gets one.
  v.pos = strings("pos", ops.POS)
  v.may = strings("may", ops.MAY)

  --- suffix("ed", "ing"): the word ends so and is longer; any case.
  v.suffix = strings("suffix", ops.SUFFIX)

  function v.behind(p) return public(node { op = ops.BEHIND, to_pattern(p, 2) }) end

  function v.within(n, p)
    if math.type(n) ~= "integer" or n < 0 or n > MAX_COUNT then
      fail(2, "within(n, p): n is a whole number from 0 to %d", MAX_COUNT)
    end
    return public(node { op = ops.WITHIN, lo = n, to_pattern(p, 2) })
  end

  function v.compound(p)
    p = to_pattern(p, 2)
    local start, stop = node { op = ops.AT, arg = at.run_start }, node { op = ops.AT, arg = at.run_end }
    return public(node { op = ops.SEQ, start, first(p), stop })
  end

  for i, name in ipairs(env.captures) do
    v[name] = function(p) return public(node { op = ops.CAPTURE, id = i - 1, to_pattern(p, 2) }) end
  end
  return v
end

pattern.is_pattern = is_pattern

--- The node of a pattern that a rule file made; nil, or a message, for anything else.
function pattern.node(x)
  local known = x ~= nil and node_of[x] or nil
  local why = known and excess(known)
  if why then return nil, why end
  return known
end

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
