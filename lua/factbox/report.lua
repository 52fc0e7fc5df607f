--- Puts the report together from what the stages found (see REPORT.md for its fields).
-- @module factbox.report

local report = {}

report.VERSION = "0.1.0"

--- Do capitals tell nothing in this text: all words in capitals, or none with one?
-- @param doc a tokenized document
function report.caseless(doc)
  local lower, cap, upper = doc:casing()
  local words = lower + cap + upper
  if words < 4 then return false end
  return upper * 10 > words * 7 or (cap + upper) * 100 < words
end

--- What the report says beside the lists that stand in the document.
-- @param state of a read: program, options, warnings, date
function report.head(state)
  local options = state.options
  return {
    id = options.id,
    version = report.VERSION,
    rules = state.program.digest,
    offsets = "bytes",
    language = state.program.init.language or "en",
    date = state.date or options.date,
    warnings = state.warnings,
  }
end

--- The whole report.
function report.build(state)
  local doc, with = state.doc, state.options.with or {}
  local out = report.head(state)
  out.entities, out.quotes, out.figures = doc:entities(), doc:quotes(), doc:figures()
  if with.tokens then out.tokens = doc:tokens() end
  if with.sentences then out.sentences = doc:sentences() end
  return out
end

return report
