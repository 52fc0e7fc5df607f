--- Factbox reads a news article and returns its fact box: who is in it, what they said, how many, how much, when.
--
--   local factbox = require "factbox"
--   local box = factbox.read(text, { date = "2025-03-23" })
--   for _, q in ipairs(box.quotes) do print(q.speaker and q.speaker.name, q.text) end
--
-- The way of the data:
--
--   text ─► tokens, sentences ─► lists ─► phases of rules ◄─► stages between them ─► report ─► writer
--           csrc/text            csrc/    csrc/rules          csrc/tags, names,      csrc/      writers/
--                                lists    rules/en/           quotes, figures, times report
--
-- The list of phases and stages is rules/en/init.lua.
-- @module factbox

local reader = require "factbox.reader"
local core = require "factbox.core"
local report = require "factbox.report"

local factbox = { VERSION = report.VERSION }

--- Makes a reader: rules loaded and compiled, ready for any number of documents. Not to be shared by threads.
--- A rule file that cannot be loaded is left out and named in `reader.errors`.
---@param options? { rules?: string|string[], rules_only?: boolean, language?: string }
---@return factbox.Reader reader  with reader:read(text, options) and reader:reload()
--- Errors: no usable rules were found; the message names the folder.
function factbox.reader(options)
  local r, why = reader.new(options)
  if not r then error("factbox: " .. tostring(why), 2) end
  return r
end

local shared

--- Reads a text with a reader that all callers share.
---@param text string  UTF-8; ill-formed bytes are read with replacement
---@param options? { id?: any, date?: string, with?: { tokens?: boolean, sentences?: boolean } }
---@return table report  see REPORT.md; spans are first, last: 1-based inclusive bytes of `text`
function factbox.read(text, options)
  shared = shared or factbox.reader()
  return shared:read(text, options)
end

--- A report as JSON, in the field order of REPORT.md.
---@param box table  a report, from read
---@param text string  the text that was read
---@param options? { offsets?: "bytes"|"chars"|"utf16", with?: { tokens?: boolean, sentences?: boolean, text?: boolean } }
---@return string
function factbox.encode(box, text, options)
  return core.json(box, text, options or {})
end

return factbox
