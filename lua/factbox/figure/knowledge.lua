--- What the figure stage needs of a program, worked out once.
--
-- @module factbox.figure.knowledge

local core = require "factbox.core"
local pattern = require "factbox.pattern"
local rules = require "factbox.rules"
local tense = require "factbox.figure.tense"

local knowledge = {}

local FIGURE = rules.categories.figure

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

--- What the stage needs of a program for times:
--   wanted, when, duration   sets of span kinds      inside   rule -> captures inside `expression`
--   tenses    see tense.words
function knowledge.of(prog)
  local k = known[prog]
  if k then return k end
  k = { wanted = {}, when = {}, duration = {}, inside = {}, tenses = tense.words(prog) }
  for _, rule in ipairs(prog.rules) do
    if rule.gives.category == FIGURE then
      k.wanted[prog.kinds[rule.gives.kind]] = true
      k.inside[rule.name] = captures_inside(prog, rule)
    end
  end
  for _, name in ipairs { "when", "duration" } do
    -- clocks are a kind of their own, so that rules which need one wait for one
    if name == "when" and prog.kinds.clock then k.when[prog.kinds.clock] = true end
    -- "duration" names both the inner span and the figure; the inner one is "stretch"
    local kind = prog.kinds[name == "duration" and "stretch" or name]
    if kind then k[name][kind] = true end
  end
  known[prog] = k
  return k
end

return knowledge
