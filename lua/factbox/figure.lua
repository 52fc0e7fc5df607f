--- The figure stage: what figures and times are worth. The core does it (csrc/figures/figure.h); the document's date is
-- what is given, or what stands in the text as a dateline.
--
-- @module factbox.figure

local figure = {}

--- Adds the document's figures.
-- @param state of the reader: `doc`, `options.date`; gets the `date` of the text itself
function figure.run(state)
  local own, why = state.doc:measure(state.options.date)
  state.date = own or state.date
  if why and not state.dateless and state.warn then state:warn("date", why) end
  state.dateless = why ~= nil -- told once, not in every window
end

return figure
