--- Reading what a rule matched: its captures, the spans nested in it, its words as they were meant.
--
-- @module factbox.figure.match

local match = {}

--- A span's table with the captures inside `expression` brought up, and without list attributes that go by the name
-- of a capture ("number=pl" of a noun).
-- @tparam table m  from doc:get
-- @tparam ?{rule=names} inside  names of the captures that rules have inside `expression`
function match.cleaned(m, inside)
  if type(m.number) ~= "table" then m.number = nil end
  if type(m.of) ~= "table" then m.of = nil end
  local e = m.expression
  local names = e and inside and inside[m.rule]
  if names then
    for i = 1, #names do
      local k = names[i]
      local v = e[k]
      if type(v) == "table" and type(m[k]) ~= "table" then m[k] = v end
    end
  end
  return m
end

--- The nested span of `kinds` that a capture stands around, with its own captures.
function match.inner(state, kinds, capture)
  local doc = state.doc
  local spans = doc:spans(kinds, capture.from, capture.to)
  for i = 1, #spans do
    local _, to = doc:place(spans[i])
    if to == capture.to then return match.cleaned(doc:get(spans[i])) end
  end
end

--- The words of a capture as they are read: what stands in the input may have been repaired.
function match.read_as(capture) return capture.repaired or capture.text end

return match
