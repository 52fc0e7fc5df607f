--- Figures of short texts, for the specs of the figure stage.

local factbox = require "factbox"

local figures = { reader = assert(factbox.reader {}) }

--- Figures of a text, read on a Sunday.
function figures.read(text, date)
  return figures.reader:read(text, { date = date or "2025-03-23" }).figures
end

--- The one figure of a text.
function figures.only(text, date)
  local found = figures.read(text, date)
  assert(#found == 1, #found .. " figures in: " .. text)
  return found[1]
end

return figures
