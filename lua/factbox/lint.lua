--- Looks over a set of rules for what loads and yet is wrong, or slow, or never used.
--
--   unanchored     a rule that the index cannot help: it is tried at every token
--   unreachable    an alternative that an earlier one of the same choice always hides
--   never-found    found "x" where no earlier phase gives x
--   no-attribute   a condition on an attribute that nothing gives
--   name-clash     two things of one name
--   unused-list    a word list that no rule and no stage asks for
--
-- What loading reports itself (an entry twice, a rule twice) and examples are not looked at here: see factbox.check.
-- @module factbox.lint

local core = require "factbox.core"
local describe = require "factbox.describe"
local pattern = require "factbox.pattern"
local rules = require "factbox.rules"
local sandbox = require "factbox.sandbox"

local lint = {}

local ops = core.ops
local rawlen = rawlen -- #p is a pattern of its own

--- A finding.
---@class factbox.Finding
---@field code string one of the names above
---@field severity "error"|"warning"
---@field file string
---@field line integer|nil
---@field rule string|nil
---@field message string
---@field near string|nil text of the source that a pointer should stand under

-----------------------------------------------------------------------------------------------------------------------
-- Unreachable alternatives
-----------------------------------------------------------------------------------------------------------------------

--- The elements of a sequence; captures are seen through.
local function elements(p, into)
  into = into or {}
  if p.op == ops.SEQ then
    for i = 1, rawlen(p) do elements(p[i], into) end
  elseif p.op == ops.CAPTURE then
    elements(p[1], into)
  elseif p.op ~= ops.TRUE then
    into[#into + 1] = p
  end
  return into
end

local function same_condition(a, b)
  return describe.condition(describe.sorted(a)) == describe.condition(describe.sorted(b))
end

local function same(a, b)
  if rawequal(a, b) then return true end
  if a.op ~= b.op or a.arg ~= b.arg or a.list ~= b.list or a.kind ~= b.kind or a.lo ~= b.lo or a.hi ~= b.hi
    or rawlen(a) ~= rawlen(b) or not same_condition(a.source or a.cond, b.source or b.cond) then
    return false
  end
  for i = 1, rawlen(a) do
    local x, y = a[i], b[i]
    if type(x) == "table" and type(y) == "table" then
      if not same(x, y) then return false end
    elseif x ~= y then
      return false
    end
  end
  return true
end

--- Operators that take exactly one token.
local SINGLE = { [ops.ANY] = true, [ops.CLASS] = true, [ops.SPELL] = true, [ops.SUFFIX] = true, [ops.SEEN] = true,
  [ops.POS] = true }

local function is_single(p)
  if SINGLE[p.op] then return true end
  if p.op ~= ops.NORM and p.op ~= ops.TEXT then return false end
  for i = 1, rawlen(p) do
    if p[i]:find "[%s%-'’.]" then return false end -- may be several tokens
  end
  return true
end

--- Largest list whose phrases are looked through for a word.
local MOST_BYTES = 200000

--- Phrases of a list that match in any case: { [phrase] = true }.
local function folded_phrases(def, name, cache)
  local set = cache[name]
  if set then return set end
  set = {}
  cache[name] = set
  local l = def.lists[name]
  for _, s in ipairs(l and l.mode ~= "exact" and l.sources or {}) do
    if #s.bytes > MOST_BYTES then return set end
    for phrase in s.bytes:gmatch "[^\r\n]+" do
      phrase = phrase:match "^[^\t]*"
      local removed = phrase:match "^!(.*)"
      if removed then
        set[removed] = nil
      elseif phrase:sub(1, 1) ~= "#" and (l.mode == "folded" or phrase == phrase:lower()) then
        set[phrase:lower()] = true
      end
    end
  end
  return set
end

--- Does `a` match, over the same tokens, wherever `b` does? (false where that cannot be told)
local function covers(def, a, b, cache)
  if same(a, b) then return true end
  if b.op == ops.OR then
    for i = 1, rawlen(b) do
      if not covers(def, a, b[i], cache) then return false end
    end
    return true
  end
  if a.op == ops.OR then
    for i = 1, rawlen(a) do
      if covers(def, a[i], b, cache) then return true end
    end
    return false
  end
  if a.op == ops.CAPTURE then return covers(def, a[1], b, cache) end
  if b.op == ops.CAPTURE then return covers(def, a, b[1], cache) end
  if a.op == ops.ANY then return is_single(b) end
  if a.op == ops.CLASS then return b.op == ops.CLASS and b.arg & a.arg == a.arg end
  if a.op == ops.LIST and b.op == ops.LIST then return a.list == b.list and not (a.source or a.cond) end
  if a.op == ops.FOUND and b.op == ops.FOUND then return a.kind == b.kind and not (a.source or a.cond) end
  local words
  if a.op == ops.LIST and not (a.source or a.cond) then
    if b.op ~= ops.NORM then return false end
    words = folded_phrases(def, a.list, cache)
  elseif a.op == ops.NORM and (b.op == ops.NORM or b.op == ops.TEXT) or a.op == ops.TEXT and b.op == ops.TEXT
    or a.op == ops.SUFFIX and b.op == ops.SUFFIX then
    words = {}
    for i = 1, rawlen(a) do words[a.op == ops.NORM and a[i]:lower() or a[i]] = true end
  else
    return false
  end
  for i = 1, rawlen(b) do
    if not words[a.op == ops.NORM and b[i]:lower() or b[i]] then return false end
  end
  return rawlen(b) > 0
end

local function is_optional(p)
  return p.op == ops.TRUE or p.op == ops.REP and p.lo == 0
end

--- Does `a` match the beginning of whatever `b` matches?
-- @param whole  must it match all of it?
local function hides(def, a, b, whole, cache)
  local x, y = elements(a), elements(b)
  if whole and #x ~= #y then return false end
  for i = 1, math.max(#x, #y) do
    if i > #x then return not whole end
    if i > #y or not covers(def, x[i], y[i], cache) then
      if whole then return false end
      for k = i, #x do
        if not is_optional(x[k]) then return false end
      end
      return true
    end
  end
  return true
end

--- Calls found(earlier, later) for alternatives that an earlier one of the same choice hides.
-- @param last  does the rule end with this pattern? Then the first alternative that matches is the one that counts.
local function unreachable(def, p, last, cache, found)
  local op = p.op
  if op == ops.OR then
    for j = 2, rawlen(p) do
      for i = 1, j - 1 do
        if hides(def, p[i], p[j], true, cache) or last and hides(def, p[i], p[j], false, cache) then
          found(p[i], p[j])
          break
        end
      end
    end
    for i = 1, rawlen(p) do unreachable(def, p[i], last, cache, found) end
  elseif op == ops.SEQ then
    local n = rawlen(p)
    for i = 1, n do unreachable(def, p[i], last and i == n, cache, found) end
  elseif op == ops.CAPTURE or op == ops.WITHIN then
    unreachable(def, p[1], last, cache, found)
  elseif op == ops.REP then
    unreachable(def, p[1], last and p.lo <= 1, cache, found)
  elseif op == ops.AND or op == ops.NOT or op == ops.BEHIND then
    unreachable(def, p[1], false, cache, found)
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- Attributes
-----------------------------------------------------------------------------------------------------------------------

--- Attributes of a list: { [key] = { [value] = true } }.
local function list_attributes(def, name, cache)
  local keys = cache[name]
  if keys then return keys end
  keys = {}
  cache[name] = keys
  for _, s in ipairs(def.lists[name] and def.lists[name].sources or {}) do
    for key, value in s.bytes:gmatch "\t%s*([%w_]+)=([^\t\r\n]*)" do
      local values = keys[key]
      if not values then
        values = {}
        keys[key] = values
      end
      values[value] = true
    end
  end
  return keys
end

--- The keys that spans of each kind may have, as far as rules tell: { [kind] = { [key] = true } }. Where an action is a
-- function, every name that its file assigns to counts.
local function kind_attributes(def, lists, sources)
  local keys, feeds = {}, {} -- feeds[kind]: kinds whose attributes pass on to it
  local function of(kind)
    keys[kind], feeds[kind] = keys[kind] or {}, feeds[kind] or {}
    return keys[kind]
  end
  local assigned = {}
  local function assigned_in(path)
    local names = assigned[path]
    if not names then
      names = {}
      for name in (sources[path] or ""):gmatch "([%a_][%w_]*)%s*=%f[^=]" do names[name] = true end
      for name in (sources[path] or ""):gmatch "%[\"([%a_][%w_]*)\"%]%s*=" do names[name] = true end
      assigned[path] = names
    end
    return names
  end
  for _, phase in ipairs(def.phases) do
    for _, r in ipairs(phase.rules or {}) do
      local mine = of(r.gives.kind)
      for k in pairs(r.gives.attrs or {}) do mine[k] = true end
      if r.gives.action then
        for k in pairs(assigned_in(r.file)) do mine[k] = true end
      end
      pattern.walk(r.match, function(p)
        if p.op == ops.LIST then
          for k in pairs(list_attributes(def, p.list, lists)) do mine[k] = true end
        elseif p.op == ops.FOUND then
          of(p.kind)
          feeds[r.gives.kind][p.kind] = true
        end
      end)
    end
  end
  local changed = true
  while changed do
    changed = false
    for kind, from in pairs(feeds) do
      for other in pairs(from) do
        for k in pairs(keys[other]) do
          if not keys[kind][k] then keys[kind][k], changed = true, true end
        end
      end
    end
  end
  return keys
end

--- Does a list's entry have this attribute, with this value (true, false: with any)?
local function has_value(attributes, key, value)
  local values = attributes[key]
  if not values or type(value) == "boolean" then return values ~= nil end
  if type(value) == "string" then return values[value] ~= nil end
  for x in pairs(values) do
    if tonumber(x) == value then return true end
  end
  return false
end

--- Notes what a condition wants of a list in `wanted`: in the order of the first, { key=, value=, lists=, found= }.
-- A condition that a rule puts to several lists is right where one of them can fulfil it.
local function want(wanted, attributes, list, key, value)
  for _, v in ipairs(type(value) == "table" and value or { value }) do
    local name = key .. " = " .. describe.literal(v)
    local w = wanted[name]
    if not w then
      w = { key = key, text = type(v) == "boolean" and ('an attribute "%s"'):format(key) or name, lists = {}, found = false }
      wanted[name], wanted[#wanted + 1] = w, w
    end
    if not w.lists[list] then
      w.lists[list], w.lists[#w.lists + 1] = true, ("%q"):format(list)
      w.found = w.found or has_value(attributes, key, v)
      w.any = w.any or attributes[key] ~= nil
    end
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- The checks
-----------------------------------------------------------------------------------------------------------------------

--- Fields that the table of a match has beside captures and attributes.
local MATCH_FIELDS = { "from", "to", "first", "last", "text", "span", "kind", "rule", "sentence" }

--- Names of captures that would hide something else in rule files.
local function check_captures(def, report)
  local taken = { rule = "the function that makes rules", lpeg = "the library of character patterns" }
  for name in pairs(sandbox.environment()) do taken[name] = "a function of Lua" end
  for name in pairs(rules.categories) do taken[name] = "what a rule gives" end
  for name in pairs(pattern.vocabulary { captures = {} }) do taken[name] = "a pattern" end
  for _, name in ipairs(MATCH_FIELDS) do taken[name] = "a field of every match" end
  local seen = {}
  for _, name in ipairs(def.init.captures or {}) do
    if taken[name] then
      report { code = "name-clash", severity = "error", file = def.init_path, near = '"' .. name .. '"',
        message = ('the capture "%s" hides %s of the same name'):format(name, taken[name]) }
    elseif seen[name] then
      report { code = "name-clash", severity = "error", file = def.init_path, near = '"' .. name .. '"',
        message = ('the capture "%s" is declared twice'):format(name) }
    end
    seen[name] = true
  end
end

local function check_lists(def, used, report)
  for _, name in ipairs(def.init.lists or {}) do used[name] = true end
  for _, name in ipairs { "abbreviation", "compound", "irregular" } do used[name] = true end -- the engine's own
  for _, name in ipairs(def.list_order) do
    if not used[name] then
      local sources = def.lists[name].sources
      local index = sources[#sources].path:gsub("[^/]*$", "index.lua")
      report { code = "unused-list", severity = "warning", file = index, near = name,
        message = ('no rule and no stage asks for the list "%s"'):format(name) }
    end
  end
end

--- Looks a definition and its program over.
-- @param def   from factbox.rules   @param prog  from factbox.program, built of it
-- @return list of findings, rules in the order in which they stand
function lint.run(def, prog)
  local findings, sources = {}, {}
  for _, f in ipairs(def.files) do
    sources[f.path] = f.bytes
    if f.path:find "/init%.lua$" and not def.init_path then def.init_path = f.path end
  end
  local function report(f) findings[#findings + 1] = f end

  local given, lists_used, phrases, attributes = {}, {}, {}, {}
  for _, kind in ipairs(def.init.kinds or {}) do given[kind] = "stage" end
  local keys_of = kind_attributes(def, attributes, sources)
  local always = {}
  for _, k in ipairs(def.init.keys or {}) do always[k] = true end

  local number = {}
  for i, r in ipairs(prog.rules) do number[r] = i - 1 end

  check_captures(def, report)
  for _, phase in ipairs(def.phases) do
    for _, r in ipairs(phase.rules or {}) do
      local function warn(code, message, near)
        report { code = code, severity = "warning", file = r.file, line = r.line, rule = r.name, message = message, near = near }
      end
      if number[r] then
        local _, _, rarity = prog.core:rule_shape(number[r])
        if rarity >= 1000 then
          warn("unanchored", "the rule is tried at every token: let it require a list, a word, or a class that is rare")
        end
      end
      unreachable(def, r.match, true, phrases, function(earlier, later)
        warn("unreachable", ("the alternative %s is never reached: %s stands before it and takes all that it matches")
          :format(describe.pattern(later, 60), describe.pattern(earlier, 60)))
      end)
      local captured, told, wanted = {}, {}, {}
      local function once(code, message, near)
        if not told[message] then warn(code, message, near) end
        told[message] = true
      end
      pattern.walk(r.match, function(p)
        local cond = p.source or p.cond
        if p.op == ops.LIST then
          lists_used[p.list] = true
          if cond and def.lists[p.list] then
            for _, c in ipairs(describe.sorted(cond)) do
              want(wanted, list_attributes(def, p.list, attributes), p.list, c[1], c[2])
            end
          end
        elseif p.op == ops.FOUND then
          if prog.kinds[p.kind] and not given[p.kind] then
            once("never-found", ('found "%s": no earlier phase gives it'):format(p.kind), '"' .. p.kind .. '"')
          end
          for _, c in ipairs(given[p.kind] == "rule" and describe.sorted(cond) or {}) do
            if not keys_of[p.kind][c[1]] and not always[c[1]] then
              once("no-attribute", ('nothing gives a %s the attribute "%s"'):format(p.kind, c[1]), c[1])
            end
          end
        elseif p.op == ops.CAPTURE then
          captured[def.init.captures[p.id + 1]] = true
        end
      end)
      for _, w in ipairs(wanted) do
        if not w.found then
          once("no-attribute", ("no entry of list %s has %s"):format(describe.either(w.lists),
            w.any and w.text or ('an attribute "%s"'):format(w.key)), w.key)
        end
      end
      for _, c in ipairs(describe.sorted(r.gives.attrs)) do
        if captured[c[1]] then
          warn("name-clash", ('"%s" is a capture of the rule and an attribute that it gives: its action sees the capture only')
            :format(c[1]), c[1])
        end
      end
    end
    -- spans are there for the phases that follow, not for the one that gives them
    for _, r in ipairs(phase.rules or {}) do given[r.gives.kind] = given[r.gives.kind] or "rule" end
  end
  check_lists(def, lists_used, report)
  return findings
end

return lint
