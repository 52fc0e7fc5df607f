--- What the figure stage needs of a program, worked out once.
--
-- @module factbox.figure.knowledge

local core = require "factbox.core"
local numeral = require "factbox.numeral"
local pattern = require "factbox.pattern"
local rules = require "factbox.rules"
local tense = require "factbox.figure.tense"

local knowledge = {}

local FIGURE = rules.categories.figure

--- Words whose answers are kept; then all are forgotten, so that a process that reads for a month does not grow.
local MOST_KEPT = 2000

--- Words of numerals, looked up in the word lists on first use through a document of their own.
local function number_words(prog)
  local doc = prog.core:doc(prog.names)
  local word, scale = prog.lists.number_word, prog.lists.number_scale
  local part, ordinal = prog.lists.number_part, prog.lists.number_ordinal
  local glue = { ["and"] = { class = "and" }, ["&"] = { class = "and" }, a = { class = "article" }, an = { class = "article" },
                 of = { class = "skip" }, more = { class = "skip" }, point = { class = "point" },
                 minus = { class = "sign" }, negative = { class = "sign" }, ["–"] = { class = "sign" } }
  local count = 0
  return setmetatable({}, { __index = function(t, w)
    local found = glue[w] or false
    if count == MOST_KEPT then
      for known in pairs(t) do t[known] = nil end
      count = 0
    end
    count = count + 1
    if not found then
      doc:tokenize(w)
      doc:scan(false)
      for _, hit in ipairs(doc:count() > 0 and doc:hits(1) or {}) do
        if word and hit.list == word.number then
          found = { class = hit.class == "dozen" and "scale" or hit.class, value = hit.value, dozen = hit.class == "dozen" }
          break
        elseif part and hit.list == part.number or ordinal and hit.list == ordinal.number then
          found = { class = "ordinal", value = hit.value, plural = hit.number == "pl",
                    part = part and hit.list == part.number or nil }
          break
        elseif scale and hit.list == scale.number then
          found = { class = "scale", value = hit.value }
        end
      end
    end
    rawset(t, w, found)
    return found
  end })
end

--- Currency of a code or sign, looked up in the lists.
local function currency_words(prog)
  local doc = prog.core:doc(prog.names)
  local units, count = {}, 0
  return function(code)
    local unit = units[code]
    if unit == nil then
      if count == MOST_KEPT then units, count = {}, 0 end
      count = count + 1
      unit = false
      doc:tokenize(code)
      doc:scan(false)
      for _, hit in ipairs(doc:hits(1)) do
        for _, name in ipairs { "currency_code", "currency_symbol", "currency_loose" } do
          local l = prog.lists[name]
          if l and l.number == hit.list and hit.unit then unit = hit.unit end
        end
      end
      units[code] = unit
    end
    return unit or nil
  end
end

--- Names of the captures that a rule has inside `expression`; nil where there are none.
local function captures_inside(prog, rule)
  local captures, found, seen = prog.names.captures, {}, {}
  pattern.walk(rule.match, function(p)
    if p.op ~= core.ops.CAPTURE or captures[p.id + 1] ~= "expression" then return end
    pattern.walk(p, function(q)
      local name = q.op == core.ops.CAPTURE and captures[q.id + 1]
      if name and name ~= "expression" and not seen[name] then
        seen[name] = true
        found[#found + 1] = name
      end
    end)
  end)
  return found[1] and found or nil
end

--- Program -> what this stage needs of it. Weak, so that a reloaded program goes.
local known = setmetatable({}, { __mode = "k" })

--- What the stage needs of a program:
--   wanted, when, duration, pair, bounded, told   sets of span kinds      inside   rule -> captures inside `expression`
--   read      numeral.reader of its words                        currency   code or sign -> unit
--   tenses    see tense.words                                    bound, modifier, amount, event   ids for the phases of bounds and events
function knowledge.of(prog)
  local k = known[prog]
  if k then return k end
  k = { wanted = {}, when = {}, duration = {}, read = numeral.reader(number_words(prog)),
        currency = currency_words(prog) }
  k.inside = {}
  for _, rule in ipairs(prog.rules) do
    if rule.gives.category == FIGURE then
      k.wanted[prog.kinds[rule.gives.kind]] = true
      k.inside[rule.name] = captures_inside(prog, rule)
    end
  end
  k.pair = { [prog.kinds.pair or -1] = true }
  for _, name in ipairs { "when", "duration" } do
    -- clocks are a kind of their own, so that rules which need one wait for one
    if name == "when" and prog.kinds.clock then k.when[prog.kinds.clock] = true end
    -- "duration" names both the inner span and the figure; the inner one is "stretch"
    local kind = prog.kinds[name == "duration" and "stretch" or name]
    if kind then k[name][kind] = true end
  end
  k.tenses = tense.words(prog)
  if prog.kinds.bounded and prog.keys.modifier then
    k.bounded, k.modifier = { [prog.kinds.bounded] = true }, prog.keys.modifier
    k.bound = prog.lists.bound and prog.lists.bound.number
  end
  if prog.kinds.told then k.told = { [prog.kinds.told] = true } end
  k.verb_group = prog.kinds.verb_group
  for i, name in ipairs(prog.names.captures) do
    if name == "amount" then k.amount = i - 1 elseif name == "event" then k.event = i - 1 end
  end
  known[prog] = k
  return k
end

return knowledge
