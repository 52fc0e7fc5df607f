--- The figure stage. Amounts are built by the core (csrc/figure.h); here are times: figures whose TIMEX3 value hangs on the
-- document's date and on the tense of their sentence.
--
-- Times are spans of kind "when" whose attributes are the fields of a spec for factbox.timex; beside it, figure/time.lua
-- builds the figures, spec.lua and digits.lua read times, tense.lua says whether they lie ahead, quantity.lua and
-- match.lua have what all use.
--
-- @module factbox.figure

local build = require "factbox.figure.time"
local knowledge = require "factbox.figure.knowledge"
local match = require "factbox.figure.match"
local specs = require "factbox.figure.spec"
local timex = require "factbox.timex"

local figure = {}

local cleaned = match.cleaned

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
    local m = cleaned(doc:get(spans[i]), k.inside)
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

--- Adds the figure of a time.
-- @param modifier of the bound around it; nil without one
-- @param first, last of its extent
local function add_time(state, span, modifier, first, last)
  local doc, k = state.doc, state.figures_known
  local m = cleaned(doc:get(span), k.inside)
  local _, _, _, rule = doc:place(span)
  m.modifier = m.modifier or modifier
  local shown = m.expression or m.number or m
  local f = {
    kind = m.kind, first = shown.first, last = shown.last, text = shown.text, rule = rule, sentence = m.sentence,
    extent = { first = first, last = last }, modifier = nil, low = nil, high = nil, unit = nil, timex = nil,
    number = m.number, event = m.event, -- room for what the builders add
  }
  if f.first == m.first and (m.kind == "date" or m.kind == "time") and f.text:find("^[Tt]he ") then
    f.first, f.text = f.first + 4, f.text:sub(5) -- the article belongs to the extent
  end
  if m.at_clock and m.upon and m.expression then -- "9am on Sundays": both say when
    f.first = m.upon.first < shown.first and m.upon.first or shown.first
    f.last = m.upon.last > shown.last and m.upon.last or shown.last
    f.text = state.text:sub(f.first, f.last)
  end
  local fine, outcome = pcall(build[m.kind], state, f, m)
  if not fine then -- costs this figure, not the others
    state:warn("figure-error", tostring(outcome), m.rule, m.first, m.last)
  elseif outcome ~= false then
    doc:figure(f)
  end
end

--- Works out what the stage needs of a program, as long as it has its rules' patterns.
figure.prepare = knowledge.of

--- Adds the document's figures.
-- @param state of the reader: `doc`, `program`, `text`, `options.date`
function figure.run(state)
  local k = knowledge.of(state.program)
  state.figures_known = k
  local date = state.options.date
  if date and not state.reference then
    local ref, why = timex.reference(date)
    state.reference = ref
    if not ref and state.warn and (state.first or 1) == 1 then state:warn("date", why) end
  end
  local doc = state.doc
  if not date and not state.reference then
    local own = dateline(state, k, doc:spans(k.wanted))
    if own then state.date, state.reference = own, timex.reference(own) end
  end
  doc:measure(function(span, modifier, first, last) add_time(state, span, modifier, first, last) end)
end

return figure
