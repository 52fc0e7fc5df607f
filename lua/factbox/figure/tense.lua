--- Whether a time lies behind or ahead, by the tense of its sentence.
--
-- @module factbox.figure.tense

local tenses = {}

--- Answers on words that are kept: names are among them, and a process that reads for a month must not grow.
local MOST_KEPT = 10000

--- What a word says of tense, from the list and from -ed; answers are kept, as news repeats its verbs.
function tenses.words(prog)
  local doc = prog.core:doc(prog.names)
  local count = 0
  local list = prog.lists.time_tense
  return setmetatable({}, { __index = function(t, norm)
    local found = false
    doc:tokenize(norm)
    doc:scan(true)
    for _, hit in ipairs(doc:count() > 0 and doc:hits(1) or {}) do -- a soft hyphen alone is no token
      if list and hit.list == list.number then
        found = hit.tense == "past" and hit.ambiguous and "either" or hit.tense
      end
    end
    if not found and #norm > 4 and norm:sub(-2) == "ed" then found = "ed" end
    if count == MOST_KEPT then
      for word in pairs(t) do t[word] = nil end
      count = 0
    end
    count = count + 1
    rawset(t, norm, found)
    return found
  end })
end

local BEFORE_PARTICIPLE = { be = true, been = true, being = true, have = true, ["not"] = true, ["n't"] = true, also = true }
local LASTING = { remain = true, remains = true, stay = true, stays = true, keep = true, keeps = true }
local IS = { is = true, are = true, ["'re"] = true, ["'m"] = true }
local QUOTE = { ['"'] = true, ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true, ["``"] = true,
                ["''"] = true }
-- What asks for something at the start of a sentence or quotation: "Ask me in June" looks ahead.
local IMPERATIVE = { ask = true, call = true, come = true, wait = true, check = true, meet = true, see = true, vote = true,
                     join = true, register = true, visit = true, expect = true, look = true, watch = true, send = true,
                     ["return"] = true, apply = true, book = true, remember = true, remind = true, let = true, try = true,
                     please = true, mark = true, bring = true, give = true, talk = true, tell = true, wake = true,
                     show = true, take = true }
local AFTER_PLANNED = { to = true, ["for"] = true, on = true, ["in"] = true }

-- After these "hit" or "cut" is a noun or an infinitive.
local NO_PAST = { the = true, a = true, an = true, this = true, that = true, its = true, his = true, her = true,
                  their = true, to = true, ["not"] = true, ["n't"] = true, no = true, ["let"] = true }

--- Whether a word that may be present or past ("The storm hit the coast") stands where news means the past: neither
-- first, as a command does, nor as a noun or infinitive.
local function may_be_past(doc, t, first)
  return t > first and not NO_PAST[doc:norm(t - 1, t - 1)]
end

--- Tense of the verb group around a word: "will be held" looks ahead though "held" does not.
-- @treturn ?string past, future, near; nil where the word is no finite verb
-- @treturn ?boolean true where "past" is a participle after a present ("is closed"), which may also tell of a state
local function group_tense(state, doc, t, tense, first, last)
  local words = state.figures_known.tenses
  if tense == "planned" then
    if t < last and AFTER_PLANNED[doc:norm(t + 1, t + 1)] then return "future" end
    return nil
  elseif tense == "present" then
    if t < last and doc:norm(t + 1, t + 1) == "to" then return "future" end
    return "near"
  elseif tense == "future" then
    return "future"
  elseif tense == "either" or tense == "ed" and t > first and doc:text(t, t):find("^%u") then -- "Mohamed"
    return nil
  end
  local passive = false
  for j = t - 1, t - 4 < first and first or t - 4, -1 do
    local norm = doc:norm(j, j)
    local before = words[norm]
    if before == "either" then before = false end
    if before == "future" or norm == "to" and passive then return "future" end
    if norm == "be" then passive = true end
    if LASTING[norm] then return "near" end
    if before == "past" then return "past" end
    if before == "present" then return "past", IS[norm] end
    if not BEFORE_PARTICIPLE[norm] and norm:sub(-2) ~= "ly" then break end
  end
  if tense == "ed" and t < last and doc:norm(t + 1, t + 1) == "by" then return nil end -- "talks, followed by others"
  return "past"
end

--- Whether a time in a sentence lies behind or ahead: the verb group before it, else the one after it; a verb on the
-- other side of a quotation mark tells of another time. A sentence without a tense takes what is nearest; a text
-- without any looks forward, as notes and questions do.
-- @treturn string past, future or near @treturn ?boolean see group_tense
local function direction_at(state, first, last, from)
  local doc, words = state.doc, state.figures_known.tenses
  local quoted, start, either = false, first, false
  local function told(t, norm)
    local tense = words[norm]
    if not tense then return nil end
    local direction, loose = group_tense(state, doc, t, tense, first, last)
    if not direction and tense == "either" and may_be_past(doc, t, first) then either = true end
    return direction, loose
  end
  for t = from - 1, first, -1 do
    local norm = doc:norm(t, t)
    if QUOTE[norm] then
      quoted, start = true, t + 1
      break
    end
    local direction, loose = told(t, norm)
    if direction then return direction, loose end
  end
  if start < from and IMPERATIVE[doc:norm(start, start)] then return "future" end
  for t = from, last do
    local norm = doc:norm(t, t)
    if QUOTE[norm] then
      quoted = t < last and t > from
      break
    end
    local direction, loose = told(t, norm)
    if direction then return direction, loose end
  end
  if either then return "past" end
  if quoted then return "near" end
  if state.figure_default == nil then
    state.figure_default = #state.text > 300 and "near" or "future"
    if state.figure_default == "future" then
      local tokens = doc:count()
      for t = 1, tokens do
        local tense = words[doc:norm(t, t)]
        if tense and tense ~= "either" then
          state.figure_default = "near"
          break
        end
      end
    end
  end
  return state.figure_default
end

--- Direction of the time that a match tells, from its sentence; see direction_at.
function tenses.direction(state, m)
  local _, from, to = state.doc:sentence(m.from)
  return direction_at(state, from, to, m.from)
end

return tenses
