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

local gmatch, sub = string.gmatch, string.sub

--- Types of names, in the order that decides ties; the first three are the frequent ones.
local TYPES = {
  "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other",
}

--- How much a repetition of the same typed mention counts beside the first.
local AGAIN = 0.1
--- What a name that only stands at sentence starts must score to be believed.
local START = 1
--- What a full name lends to its last and to its first word standing alone.
local LAST, FIRST = 4, 2
--- The same where only the context says that the full name is a person's.
local GUESSED = 2
--- What the full name of an organization lends to its head noun standing alone with a capital.
local HEAD = 1.5
--- What a name must score that only no list of words has, in a text without capitals.
local UNKNOWN = 0.3
--- What a name lends to its acronym.
local ACRONYM = 3

--- Numbers that doc:mentions gives for each mention: span, from, to, rule, sentence, first, last, group.
evidence.STRIDE = 8
local STRIDE, SPAN, FROM, TO, RULE, GROUP = 8, 0, 1, 2, 3, 7

--- A distinct name of a document.
---@class factbox.Name
---@field key string        its words' normal forms
---@field words integer     how many
---@field from integer      tokens of its first mention
---@field to integer
---@field known integer     mentions that do not stand at a sentence's start
---@field type string|false what it was decided to be; false: no name
---@field doubt number      what its score must exceed
---@field typed string|false  the type that a rule stated
---@field stands_for factbox.Name|nil  the full name of an acronym

--- Program -> what this stage needs of it. Weak, so that a reloaded program goes.
local knowledge = setmetatable({}, { __mode = "k" })

local function learn(prog)
  local k = { names = {}, clues = {}, rules = {}, kinds = prog.kinds }
  local is_type = {}
  for i, t in ipairs(TYPES) do
    is_type[t] = i
    if prog.kinds[t] then k.names[prog.kinds[t]] = true end
  end
  if prog.kinds.name then k.names[prog.kinds.name] = true end
  if prog.kinds.clue then k.clues[prog.kinds.clue] = true end
  for i, r in ipairs(prog.rules) do
    local gives, attrs = r.gives, r.gives.attrs or {}
    if gives.kind == "clue" then
      local w = { once = attrs.once, cased = attrs.cased, doubt = attrs.doubt, rare = false }
      for j, t in ipairs(TYPES) do
        if attrs[t] then
          w.rare = w.rare or j > 3
          w[#w + 1] = t
          w[#w + 1] = attrs[t]
        end
      end
      k.rules[i - 1] = w
    elseif is_type[gives.kind] or gives.kind == "name" then
      k.rules[i - 1] = { type = is_type[gives.kind] and gives.kind, weight = attrs.weight or 3, start = attrs.start,
                         acronym = attrs.shape == "acronym", rare = is_type[gives.kind] ~= nil and is_type[gives.kind] > 3 }
    end
  end
  knowledge[prog] = k
  return k
end

--- Gathers mentions by name and adds up what rules say of them.
-- @return names by group, rows of mentions, is there an acronym?
local function gather(state, k)
  local doc, rules, caseless = state.doc, k.rules, state.caseless
  local rows, groups = doc:mentions(k.names)
  local names, acronyms = {}, false
  for g = 1, groups do names[g] = false end
  for i = 1, #rows, STRIDE do
    local g = rows[i + GROUP]
    local rule = rules[rows[i + RULE]]
    local type = rule.type
    local name = names[g]
    if not name then
      local from, to = rows[i + FROM], rows[i + TO]
      name = { -- 11 fields: the resolve stage adds up to 5 before the table has to grow
        key = doc:norm(from, to), words = to - from + 1, from = from, to = to, known = rule.start and 0 or 1, typed = type,
        person = 0, organization = 0, place = 0, doubt = 0, type = false,
      }
      names[g] = name
      if rule.acronym and not caseless then acronyms, name.acronym = true, true end
      if type then
        name[type] = rule.weight
        if rule.rare then name.rare = true end
      end
    else
      if not rule.start then name.known = name.known + 1 end
      if type then
        name[type] = (name[type] or 0) + (name.typed == type and rule.weight * AGAIN or rule.weight)
        name.typed = type
        if rule.rare then name.rare = true end
      end
    end
  end
  -- clues stand in the order of the text, as mentions do
  local clues = doc:rows(k.clues)
  if #clues > 0 then doc:kill(k.clues) end
  local i, last = 1, #rows
  for j = 1, #clues, 6 do
    local from = clues[j + 1]
    while i <= last and rows[i + FROM] < from do i = i + STRIDE end
    if i > last then break end
    if rows[i + FROM] == from and rows[i + TO] == clues[j + 2] then
      local rule, name = rules[clues[j + 4]], names[rows[i + GROUP]]
      if (not rule.once or name.from == from) and not (caseless and rule.cased) then
        for t = 1, #rule, 2 do
          local type = rule[t]
          name[type] = (name[type] or 0) + rule[t + 1]
        end
        if rule.rare then name.rare = true end
        local doubt = rule.doubt
        if doubt then name.doubt = name.doubt + doubt end
      end
    end
  end
  return names, rows, acronyms
end

--- The type with the highest score, and the score. Most names have been given a score for the first three types only.
local function best(name)
  local type, score = nil, 0
  local s = name.person
  if s > 0 then type, score = "person", s end
  s = name.organization
  if s > score then type, score = "organization", s end
  s = name.place
  if s > score then type, score = "place", s end
  if name.rare then
    for i = 4, #TYPES do
      s = name[TYPES[i]]
      if s and s > score then type, score = TYPES[i], s end
    end
  end
  return type, score
end

local SMALL = { of = true, the = true, ["and"] = true, ["for"] = true, on = true, ["in"] = true, ["&"] = true }
local SUFFIX = { ["jr."] = true, jr = true, ["sr."] = true, sr = true, ii = true, iii = true, iv = true }

--- The acronyms that a full name can have: of its large words, and of all.
local function initials(key)
  local large, all = "", ""
  for w in gmatch(key, "%S+") do
    local letter = sub(w, 1, 1)
    all = all .. letter
    if not SMALL[w] then large = large .. letter end
  end
  return large, all
end

--- Full names lend to single words that repeat a part of them; initials lend to acronyms.
local function share(state, names, acronyms)
  local doc = state.doc
  local by_key, many = {}, false
  for g = 1, #names do
    local name = names[g]
    if name.words == 1 then by_key[name.key] = name else many = true end
  end
  if not many then return end
  for g = 1, #names do
    local name = names[g]
    if name.words > 1 then
      local type = best(name)
      if type == "person" then
        local first, last = doc:norm(name.from, name.from), doc:norm(name.to, name.to)
        if SUFFIX[last] and name.words > 2 then last = doc:norm(name.to - 1, name.to - 1) end
        name.first, name.last = first, last
        local single = by_key[last]
        if single then single.person = single.person + (name.typed == "person" and LAST or GUESSED) end
        local other = by_key[first]
        if other and other ~= single then other.person = other.person + FIRST end
      elseif type == "organization" then
        if acronyms then
          local large, all = initials(name.key)
          local acronym = by_key[large] or by_key[all]
          if acronym then
            acronym.organization = acronym.organization + ACRONYM
            acronym.stands_for = name
          end
        end
        for t = name.from, name.to do -- "the League" after "the Lund Football League", "Lund" after "Lund Design"
          local head = by_key[doc:norm(t, t)]
          if head and not head.typed and (t == name.to and head.known > 0 or head.person < 1 and head.place <= 0) then
            head.organization = head.organization + HEAD
          end
        end
      end
    end
  end
end

--- Runs the stage.
-- @param state the document's state; gets `names` (by group) and `rows` (of doc:mentions) for the resolve stage
function evidence.run(state)
  local prog, doc = state.program, state.doc
  local k = knowledge[prog] or learn(prog)
  local names, rows, acronyms = gather(state, k)
  share(state, names, acronyms)
  local caseless = state.caseless
  for g = 1, #names do
    local name = names[g]
    local type, score = best(name)
    -- a common word that keeps its capital all through the text is a name after all
    local doubt = name.doubt / (name.known > 1 and not name.acronym and name.known or 1) + (name.known == 0 and START or 0)
    if caseless and doubt == 0 then doubt = UNKNOWN end
    name.type = (name.typed and not caseless or score >= doubt) and (type or "other")
  end
  local rules, kinds = k.rules, k.kinds
  for i = 1, #rows, STRIDE do
    local type = names[rows[i + GROUP]].type
    if not type then
      doc:kill(rows[i + SPAN])
    elseif rules[rows[i + RULE]].type ~= type then
      doc:retype(rows[i + SPAN], kinds[type])
    end
  end
  state.names, state.rows = names, rows
end

return evidence
