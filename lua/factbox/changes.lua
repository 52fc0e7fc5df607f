--- What changed between two reports of a text: mentions, quotes, figures that came, went, or read otherwise now.
-- @module factbox.changes

local changes = {}

--- Fields that are told when they differ, in this order.
local TOLD = { "type", "kind", "name", "speaker", "cue", "value", "low", "high", "modifier", "unit", "timex", "of", "extent",
  "negated", "rule" }

local function text_of(x)
  return x and x.text
end

--- A report as a list of items { what=, text=, first=, last=, order=, about = { field = value } }.
local function items(report)
  local list = {}
  local function add(what, x, about)
    list[#list + 1] = { what = what, text = x.text, first = x.first, last = x.last, about = about }
  end
  for _, e in ipairs(report.entities) do
    for _, m in ipairs(e.mentions) do
      add("mention", m, { type = e.type, name = e.name ~= m.text and e.name or nil, rule = m.rule })
    end
  end
  for _, q in ipairs(report.quotes) do
    add("quote", q, { type = q.type, speaker = q.speaker and (q.speaker.name or q.speaker.text), cue = text_of(q.cue),
      negated = q.negated or nil, rule = q.rule })
  end
  for _, f in ipairs(report.figures) do
    local extent = text_of(f.extent)
    add("figure", f, { kind = f.kind, value = f.value, low = f.low, high = f.high, unit = f.unit, timex = f.timex,
      modifier = f.modifier ~= "exact" and f.modifier or nil, of = text_of(f.of), extent = extent ~= f.text and extent or nil,
      rule = f.rule })
  end
  return list
end

--- Items by what they are about: where the text is the same, their place; else their words, and which time it is.
local function keyed(list, same_text)
  local by, times = {}, {}
  for _, x in ipairs(list) do
    local key = same_text and ("%s %d %d"):format(x.what, x.first, x.last) or x.what .. " " .. (x.text or "")
    times[key] = (times[key] or 0) + 1
    by[key .. " " .. times[key]] = x
  end
  return by
end

--- Fields in which two items differ: list of { name=, was=, now= }.
local function differences(old, new)
  local t = {}
  for _, name in ipairs(TOLD) do
    if old.about[name] ~= new.about[name] then t[#t + 1] = { name = name, was = old.about[name], now = new.about[name] } end
  end
  return t
end

--- Compares two reports.
-- @param same_text  were both read from the same text? Then places are compared, else words
-- @return list of { change= "added"|"removed"|"changed", what= "mention"|"quote"|"figure", text=, first=, last=,
--   about= (of the new, or of what is gone), fields= (changed: { name=, was=, now= }), was= (changed: old text, where it
--   differs) }, in the order of the text
function changes.between(old, new, same_text)
  local before, after = keyed(items(old), same_text), keyed(items(new), same_text)
  local rows, gone = {}, {}
  local function row(change, x, fields, was)
    rows[#rows + 1] = { change = change, what = x.what, text = x.text, first = x.first, last = x.last, about = x.about,
      fields = fields, was = was }
  end
  for key, x in pairs(before) do
    if not after[key] then gone[#gone + 1] = x end
  end
  local came = {}
  for key, x in pairs(after) do
    local o = before[key]
    if not o then
      came[#came + 1] = x
    else
      local fields = differences(o, x)
      if #fields > 0 then row("changed", x, fields) end
    end
  end
  local function in_order(a, b)
    if a.first ~= b.first then return (a.first or 0) < (b.first or 0) end
    if a.last ~= b.last then return (a.last or 0) < (b.last or 0) end
    return a.what < b.what
  end
  table.sort(came, in_order)
  table.sort(gone, in_order)
  -- what came where something of its sort went has moved its ends
  for _, x in ipairs(came) do
    local old_one
    for i, o in ipairs(same_text and gone or {}) do
      if o.what == x.what and o.first <= x.last and x.first <= o.last then
        old_one = table.remove(gone, i)
        break
      end
    end
    if old_one then
      row("changed", x, differences(old_one, x), old_one.text)
    else
      row("added", x)
    end
  end
  for _, o in ipairs(gone) do row("removed", o) end
  table.sort(rows, function(a, b)
    if a.first ~= b.first then return (a.first or 0) < (b.first or 0) end
    if a.change ~= b.change then return a.change > b.change end
    return in_order(a, b)
  end)
  return rows
end

return changes
