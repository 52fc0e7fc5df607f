--- From what the rules found to the report's figures: values, bounds, units, TIMEX3.
--
-- A rule of the figures phase says which tokens are the numeral, the unit, the thing counted; this file computes what
-- they are worth. Its captures:
--
--   number       the numeral with its scale             unit        a list's unit, currency or unit of time
--   expression   numeral with unit: the report's text   of          what is counted
--   least, most  the two ends of a range of numbers     event       the verb it is told with
--   earlier, later   the two ends of a range of times   amount      a duration inside a time ("two days" ago)
--   raw          a date or time in digits               minor       cents after dollars
--
-- Times are spans of kind "when" whose attributes are the fields of a spec for factbox.timex; they are resolved here,
-- where the document's date and the tense of the sentence are known.
--
-- Beside it: figure/amount.lua and figure/time.lua build the kinds of figures; quantity.lua reads numerals and bounds;
-- spec.lua and digits.lua read times, tense.lua says whether they lie ahead; match.lua has what all use.
--
-- @module factbox.figure

local amount = require "factbox.figure.amount"
local knowledge = require "factbox.figure.knowledge"
local match = require "factbox.figure.match"
local specs = require "factbox.figure.spec"
local time = require "factbox.figure.time"
local timex = require "factbox.timex"

local figure = {}

local cleaned = match.cleaned

--- Builders of all kinds of figures.
local build = {}
for _, builders in ipairs { amount, time } do
  for kind, builder in pairs(builders) do build[kind] = builder end
end

--- Bounds around figures: first token of the figure -> modifier and extent.
local function bounds_of(doc, k)
  local rows = doc:rows(k.bounded)
  if not rows[1] then return nil end
  local at = {}
  for i = 1, #rows, 6 do
    local from = doc:part(rows[i], k.amount)
    if from then at[from] = { from = rows[i + 1], to = rows[i + 2], modifier = doc:attr(rows[i], k.modifier) } end
  end
  return at
end

local HAS_EVENT = { count = true, number = true, percent = true, money = true }

--- Most words before a main verb in its group: "has probably not yet been".
local MOST_AUXILIARIES = 6

--- First token of the verb group whose main verb is at a token: "has not |repaired|".
local function group_start(doc, k, verb)
  for t = verb - 1, verb - MOST_AUXILIARIES > 1 and verb - MOST_AUXILIARIES or 1, -1 do
    local group = doc:first(k.verb_group, t, t)
    if group then
      local from, to = doc:place(group)
      return to == verb and from or verb
    end
  end
  return verb
end

--- The verbs that figures are told with: first token of the figure's extent -> place. A verb before a figure is nearer to
-- it than one after it: "arrested three men suspected of theft".
local function events_of(doc, k)
  local rows = doc:rows(k.told)
  if not rows[1] then return nil end
  local at = {}
  for i = 1, #rows, 6 do
    local amount_from = doc:part(rows[i], k.amount)
    local from, to = doc:part(rows[i], k.event)
    if from and amount_from and (from < amount_from or not at[amount_from]) then
      if from < amount_from and k.verb_group then from = group_start(doc, k, from) end
      local first, last = doc:bytes(from, to)
      at[amount_from] = { first = first, last = last }
    end
  end
  return at
end

--- Modifier and first token of the bound that ends before a token and begins after another; nil where there is none.
local function bound_before(state, after, token)
  local k = state.figures_known
  for t = after + 1, token - 1 do
    local modifier = k.bound and state.doc:listed(t, token - 1, k.bound, k.modifier)
    if modifier then return modifier, t end
  end
end

--- Last byte of the unit that belongs to an end of a range: "5%| to 7%|", "3 km| to 5 km|".
local function with_unit(state, m, j)
  if j == 2 then
    local e = m.expression
    return e and e.last > m.most.last and not m.most.sign and e.last or m.most.last
  end
  local between = state.text:sub(m.least.last + 1, m.most.first - 1)
  local unit = between:match("^(%s*[^%s%-]+)%s+to%s") or between:match("^(%s*[^%s%-]+)%s+and%s")
  return m.least.last + (unit and #unit or 0)
end

--- Adds a figure for each numeral of a match that only looked like one figure; a currency sign before a numeral belongs
-- to it.
local function add_apart(state, f, m)
  local pieces = m.least and { m.least, m.most } or m.number
  if m.ordered and m.most.from < m.least.from then pieces[1], pieces[2] = m.most, m.least end
  local after = m.from - 1
  for j = 1, #pieces do
    local c, modifier = pieces[j], nil
    local first = c.sign and c.sign.first or c.first
    local last = m.least and with_unit(state, m, j) or c.last
    local kind = m.least and f.kind or "number"
    if kind == "count" then kind = "number" end
    local one = { kind = kind, unit = c.currency or f.unit, first = first, last = last,
                  text = state.text:sub(first, last), rule = m.rule, sentence = m.sentence, number = c }
    one.extent = { first = first, last = last, text = one.text }
    if m.ordered then
      local begin
      modifier, begin = bound_before(state, after, c.from)
      after = c.to
      if begin then
        local a, b = state.doc:bytes(begin, c.to)
        one.extent = { first = a, last = b }
      end
    end
    local unit = c.currency and { unit = c.currency } or type(m.unit) == "table" and m.unit
    local piece = { number = c, modifier = modifier, unit = unit or nil, times = c.times, text = one.text }
    if build[kind](state, one, piece) ~= false then state.doc:figure(one) end
  end
end

-- A dateline stands this early in the text, this near to the start of its line.
local DATELINE_BYTES, DATELINE_PREFIX = 400, 40

--- The document's own date, where a full date stands as a dateline: alone on its line, after a place in capitals
-- ("KYIV, 23 March 2025 -"), or after a word such as "Published".
local function dateline(state, k, spans)
  local text, doc = state.text, state.doc
  for i = 1, #spans do
    local from, to = doc:place(spans[i])
    local first = doc:bytes(from, to)
    if first > DATELINE_BYTES then return nil end
    local m = doc:get(spans[i])
    cleaned(m, k.inside[m.rule])
    if m.kind == "date" and m.expression and not m.earlier then
      local e = m.expression
      local before = text:sub(1, e.first - 1):match("[^\n]*$")
      local after = text:sub(e.last + 1, e.last + 8)
      local placed = before == "" or not before:find("%l") or before:find("[Pp]ublished") or before:find("[Uu]pdated")
                  or before:find("[Dd]ate:")
      local ended = after == "" or after:find("^%s*[\n(%-|]") or after:find("^%s*\226\128[\147\148]")
      if #before <= DATELINE_PREFIX and placed and ended then
        local spec = specs.of(state, e)
        local value = spec and timex.resolve(spec, nil, nil)
        if value and value:find("^%d%d%d%d%-%d%d%-%d%d$") then return value end
      end
    end
  end
end

--- Works out what the stage needs of a program, as long as it has its rules' patterns.
figure.prepare = knowledge.of

--- Builds the document's figures from its figure spans.
-- @param state of the reader: `doc`, `program`, `text`, `options.date`
function figure.run(state)
  local k = knowledge.of(state.program)
  state.figures_known = k
  local date = state.options.date
  if date and not state.reference then
    local ref, why = timex.reference(date)
    state.reference = ref
    if not ref and state.warn then state:warn("date", why) end
  end
  local doc = state.doc
  local bounded = k.bounded and bounds_of(doc, k)
  local events = k.told and events_of(doc, k)
  local spans = doc:spans(k.wanted)
  if not date and not state.reference then
    local own = dateline(state, k, spans)
    if own then state.date, state.reference = own, timex.reference(own) end
  end
  for i = 1, #spans do
    local m = doc:get(spans[i])
    cleaned(m, k.inside[m.rule])
    local around = bounded and bounded[m.from]
    if around then m.modifier = m.modifier or around.modifier end
    local build_one = build[m.kind]
    if build_one then
      local shown = m.expression or m.number or m
      if m.expression and (m.together or m.earlier or m.ratio or m.lasting) then shown = m.expression end
      local f = {
        kind = m.kind, first = shown.first, last = shown.last, text = shown.text, rule = m.rule, sentence = m.sentence,
        extent = m, modifier = nil, value = nil, low = nil, high = nil, unit = nil, timex = nil, number = nil,
        id = nil, of = nil, -- room for what the builders add
      }
      if m.number then f.number = m.number end
      if f.first == m.first and (m.kind == "date" or m.kind == "time") and f.text:find("^[Tt]he ") then
        f.first, f.text = f.first + 4, f.text:sub(5) -- the article belongs to the extent
      end
      if m.at_clock and m.upon and m.expression then -- "9am on Sundays": both say when
        f.first = m.upon.first < shown.first and m.upon.first or shown.first
        f.last = m.upon.last > shown.last and m.upon.last or shown.last
        f.text = state.text:sub(f.first, f.last)
      end
      if around and around.to >= m.to then
        local first, last = doc:bytes(around.from, around.to)
        f.extent = { first = first, last = last }
      end
      if m.event then
        f.event = m.event
      elseif HAS_EVENT[m.kind] then
        f.event = events and events[around and around.from or m.from]
      end
      local fine, outcome = pcall(build_one, state, f, m)
      if not fine then -- costs this figure, not the others
        state:warn("figure-error", tostring(outcome), m.rule, m.first, m.last)
        outcome = false
      end
      if outcome == "apart" then -- what looked like one figure is several numbers
        add_apart(state, f, m)
      elseif outcome ~= false then
        doc:figure(f)
      end
    end
  end
end

return figure
