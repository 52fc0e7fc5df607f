--- Name evidence: decides what each name of a document is, from all its mentions.
--
-- The names phase gives mentions: typed ones (entity "person" …) and candidates (span "name"). The clues phase gives
-- evidence: `evidence("clue", { person = 1, organization = 0.6 })` over a mention. Everything that is known of
-- language stands in those rules; this file adds their weights up for each distinct name and settles it: one clear
-- mention settles the unclear ones (one sense per document).
--
--   mention ─► name (same normal form) ─► score by type ─► type, or no name at all
--   "Lund"      { person = 3.7, place = 0.3 }              person
--
-- Spans are retyped, added and killed so that later phases find "person", "organization", … and nothing else. What
-- was learnt stays in state.names for the resolve stage.
-- @module factbox.evidence

local evidence = {}

local gmatch, gsub, sub = string.gmatch, string.gsub, string.sub

--- Types of names, in the order that decides ties.
local TYPES = {
  "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other",
}

--- How much a repetition of the same typed mention counts beside the first.
local AGAIN = 0.3
--- What a name that only stands at sentence starts must score to be believed.
local START = 1
--- What a full name lends to its last and to its first word standing alone.
local LAST, FIRST = 3, 2
--- What the full name of an organization lends to its head noun standing alone with a capital.
local HEAD = 1.5
--- What a name lends to its acronym.
local ACRONYM = 3

--- A distinct name of a document.
---@class factbox.Name
---@field key string      normal form
---@field type string     what it was decided to be
---@field words integer   tokens
---@field known integer   mentions that do not stand at a sentence's start
---@field n integer       mentions
---@field [integer] integer  span numbers, in the order of the text; `from`, `to`, `rule`, `sentence` run alongside

--- Program -> what this stage needs of it. Weak, so that a reloaded program goes.
local knowledge = setmetatable({}, { __mode = "k" })

local function learn(prog)
  local k = { wanted = {}, rules = {}, kind_of = {} }
  for _, t in ipairs(TYPES) do
    if prog.kinds[t] then
      k.wanted[prog.kinds[t]] = true
      k.kind_of[prog.kinds[t]] = t
    end
  end
  for _, kind in ipairs { "name", "clue" } do
    if prog.kinds[kind] then k.wanted[prog.kinds[kind]] = true end
  end
  local is_type = {}
  for _, t in ipairs(TYPES) do is_type[t] = true end
  for i, r in ipairs(prog.rules) do
    local gives = r.gives
    if gives.kind == "clue" then
      local w = { clue = true, once = gives.attrs and gives.attrs.once, doubt = gives.attrs and gives.attrs.doubt }
      for key, value in pairs(gives.attrs or {}) do
        if is_type[key] then
          w[#w + 1] = key
          w[#w + 1] = value
        end
      end
      k.rules[i - 1] = w
    elseif is_type[gives.kind] or gives.kind == "name" then
      k.rules[i - 1] = {
        type = is_type[gives.kind] and gives.kind or nil, weight = gives.attrs and gives.attrs.weight or 3,
        start = gives.attrs and gives.attrs.start, shape = gives.attrs and gives.attrs.shape, attrs = gives.attrs or {},
      }
    end
  end
  knowledge[prog] = k
  return k
end

--- Adds `weight` for `type` to a name's score.
local function lend(name, type, weight)
  name[type] = (name[type] or 0) + weight
end

--- Gathers mentions by name and adds up what rules say of them.
local function gather(state, k)
  local doc = state.doc
  local rows = doc:rows(k.wanted)
  local names, by_key, at, clues = {}, {}, {}, {}
  local rules = k.rules
  for i = 1, #rows, 6 do
    local rule = rules[rows[i + 4]]
    if rule and not rule.clue then
      local span, from, to = rows[i], rows[i + 1], rows[i + 2]
      local key = doc:norm(from, to)
      local name = by_key[key]
      if not name then
        name = { key = key, words = to - from + 1, n = 0, known = 0, from = {}, to = {}, rule = {}, sentence = {}, seen = {} }
        by_key[key] = name
        names[#names + 1] = name
      end
      local n = name.n + 1
      name.n, name[n], name.from[n], name.to[n], name.rule[n], name.sentence[n] =
        n, span, from, to, rows[i + 4], rows[i + 5]
      if not rule.start then name.known = name.known + 1 end
      if rule.shape == "acronym" then name.acronym = true end
      if rule.type then
        local seen = name.seen
        local weight = rule.weight
        if seen[rule] then weight = weight * AGAIN end
        seen[rule] = true
        name[rule.type] = (name[rule.type] or 0) + weight
        name.typed = true
      end
      at[from] = name
    elseif rule then
      clues[#clues + 1] = i
    end
  end
  for j = 1, #clues do
    local i = clues[j]
    local rule, name = rules[rows[i + 4]], at[rows[i + 1]]
    doc:kill(rows[i])
    if name and rows[i + 2] - rows[i + 1] + 1 == name.words and not (rule.once and name.seen[rule]) then
      name.seen[rule] = true
      for t = 1, #rule, 2 do
        name[rule[t]] = (name[rule[t]] or 0) + rule[t + 1]
      end
      if rule.doubt then name.doubt = (name.doubt or 0) + rule.doubt end
    end
  end
  return names, by_key
end

--- The type with the highest score, and the score.
local function best(name)
  local type, score = nil, 0
  for i = 1, #TYPES do
    local s = name[TYPES[i]]
    if s and s > score then type, score = TYPES[i], s end
  end
  return type, score
end

--- Full names lend to single words that repeat a part of them; initials lend to acronyms.
local function share(names, by_key)
  for i = 1, #names do
    local name = names[i]
    if name.words > 1 then
      local type = best(name)
      if type == "person" then
        local first, last
        for w in gmatch(name.key, "%S+") do
          first, last = first or w, w
        end
        local single = by_key[last]
        if single then
          lend(single, "person", LAST)
          single.full = name
        end
        single = by_key[first]
        if single and single ~= by_key[last] then
          lend(single, "person", FIRST)
          single.full = single.full or name
        end
      elseif type == "organization" then
        local initials, all = "", ""
        for w in gmatch(name.key, "%S+") do
          local letter = sub(w, 1, 1)
          all = all .. letter
          if not (w == "of" or w == "the" or w == "and" or w == "for" or w == "on" or w == "in") then initials = initials .. letter end
        end
        local acronym = by_key[initials] or by_key[all]
        if acronym then
          lend(acronym, "organization", ACRONYM)
          acronym.stands_for = name
        end
        local last = by_key[(gsub(name.key, "^.* ", ""))] -- "the League" after "the Lund Football League"
        if last and last.known > 0 then lend(last, "organization", HEAD) end
      end
    end
  end
end

--- Runs the stage.
-- @param state the document's state; gets `names`, the list of distinct names that were kept
function evidence.run(state)
  local prog, doc = state.program, state.doc
  local k = knowledge[prog] or learn(prog)
  local names, by_key = gather(state, k)
  share(names, by_key)
  local kept = {}
  for i = 1, #names do
    local name = names[i]
    local type, score = best(name)
    -- a common word that keeps its capital all through the text is a name after all
    if not name.typed and score < (name.doubt or 0) / (name.known > 1 and name.known or 1) + (name.known == 0 and START or 0) then
      for m = 1, name.n do doc:kill(name[m]) end
    else
      type = type or "other"
      name.type, name.score = type, score
      local kind = prog.kinds[type]
      local rules = k.rules
      for m = 1, name.n do
        if rules[name.rule[m]].type ~= type then doc:retype(name[m], kind) end
      end
      kept[#kept + 1] = name
    end
  end
  state.names, state.name_by_key = kept, by_key
end

return evidence
