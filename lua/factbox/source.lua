--- Who gives a figure: a number inside what somebody says carries who said it.
-- @module factbox.source

local source = {}

--- Does one of the quote's parts hold the bytes first..last?
local function holds(q, first, last)
  for _, p in ipairs(q.parts) do
    if p.first <= first and last <= p.last then return true end
  end
  return false
end

--- Sets `source` of the figures that stand inside quotes; the innermost quote counts. Both lists are in text order.
function source.run(state)
  local quotes, from = state.quotes or {}, 1 -- none where their stage failed
  for _, f in ipairs(state.figures or {}) do
    while quotes[from] and quotes[from].last < f.first do from = from + 1 end
    local best
    local i = from
    while quotes[i] and quotes[i].first <= f.first do
      local q = quotes[i]
      if holds(q, f.first, f.last) and (not best or q.last - q.first <= best.last - best.first) then best = q end
      i = i + 1
    end
    if best then
      f.source = { quote = best.id, entities = best.speaker and best.speaker.entities or {} }
    end
  end
end

return source
