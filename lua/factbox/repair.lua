--- What is repaired before a text is read, and how that is told (see csrc/text/repair.h for the repairs themselves).
-- @module factbox.repair

local core = require "factbox.core"

local repair = {}

local ALL = 0
for _, bit in pairs(core.repairs) do ALL = ALL | bit end

--- What was wrong, by the kind of repair; a warning adds how it is read.
local WRONG = {
  hyphens = "a space inside a compound",
  spaces = "a space inside a word or before its mark",
  invisible = "an invisible character",
  ligatures = "a ligature",
  widths = "a full-width character",
  linebreaks = "a word broken at the end of a line",
  mojibake = "a character decoded wrongly",
  quotes = "an odd quotation mark or apostrophe",
  entities = "an HTML entity",
  wraps = "lines broken at one width",
}

--- The repairs that an option asks for, as doc:tokenize takes them. Errors: a name that is none.
-- @param option  nil or true: all; false: none that changes a character (wrapped lines and lost quotation marks are
--   ways to read the text as it stands); { hyphens = false, … }: all but these
-- @return number
function repair.kinds(option)
  if option == nil or option == true then return ALL end
  if not option then return core.repairs.wraps end
  if type(option) ~= "table" then error("factbox: repair is a boolean or a table, not a " .. type(option), 3) end
  local kinds = ALL
  for name, on in pairs(option) do
    local bit = core.repairs[name]
    if not bit then error(("factbox: repair.%s: there is no such repair"):format(tostring(name)), 3) end
    if not on then kinds = kinds & ~bit end
  end
  return kinds
end

--- Warns of each repair of a document that was tokenized with `keep`, with the span of the input that is read in
-- another way: code "repair-hyphens", …
-- @param state  of a read: doc, warn, text; the bytes `first` to `last` of it that the document has
function repair.warn(state)
  for _, r in ipairs(state.doc:repairs()) do
    local message
    if r.text == "" then
      message = WRONG[r.kind] .. ", left out"
    elseif r.text == " " then
      message = (r.kind == "spaces" and "several spaces or an unusual one" or WRONG[r.kind]) .. ", read as a space"
    else
      message = ("%s, read as %s"):format(WRONG[r.kind], r.text)
    end
    state:warn("repair-" .. r.kind, message, nil, r.first, r.last)
  end
  if state.doc:wrapped() and state.text:find("%S", state.first) then
    state:warn("repair-wraps", WRONG.wraps .. ", read as running text", nil, state.first, state.last)
  end
end

--- Pairs quotation marks, lost ones with the sentence's beginning or end where quotes are repaired; warns of these
-- where the caller asked for repairs: the span is the quotation as it is read.
-- @param state  of a read: doc, program, repairs, options, warn
function repair.marks(state)
  local doc, kind = state.doc, state.program.kinds.quotation
  doc:marks(kind, state.options.repair == false or state.repairs & core.repairs.quotes ~= 0)
  if not (state.options.with and state.options.with.repairs) then return end
  for _, span in ipairs(doc:spans { [kind] = true }) do
    local unclosed, unopened, _, _, goes_on = doc:flags(span)
    if (unclosed or unopened) and not goes_on then
      local from, to = doc:place(span)
      local first, last = doc:bytes(from, to)
      state:warn("repair-quotes", unclosed and "a quotation mark was lost, read as if it closed here"
        or "a quotation mark was lost, read as if it opened here", nil, first, last)
    end
  end
end

return repair
