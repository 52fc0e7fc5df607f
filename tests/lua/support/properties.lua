--- What must hold of every report, whatever the text (REPORT.md). Used on generated and garbled texts.

local properties = {}

--- Set of byte positions at which a character or an ill-formed subpart begins, and the position after the text.
local function boundaries(text)
  local starts, at, n = {}, 1, #text
  while at <= n do
    starts[at] = true
    local c = text:byte(at)
    local need, low, high = 0, 0x80, 0xbf
    if c >= 0xc2 and c <= 0xdf then need = 1
    elseif c >= 0xe0 and c <= 0xef then need = 2
    elseif c >= 0xf0 and c <= 0xf4 then need = 3 end
    if c == 0xe0 then low = 0xa0 elseif c == 0xed then high = 0x9f elseif c == 0xf0 then low = 0x90 elseif c == 0xf4 then high = 0x8f end
    at = at + 1
    for _ = 1, need do
      local x = text:byte(at)
      if not x or x < low or x > high then break end
      at, low, high = at + 1, 0x80, 0xbf
    end
  end
  starts[n + 1] = true
  return starts
end

--- The text as the tests compare it: numbers and strings apart, keys in order.
function properties.shown(value, indent)
  indent = indent or ""
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local keys, out = {}, {}
  for k in pairs(value) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  for _, k in ipairs(keys) do out[#out + 1] = indent .. tostring(k) .. " = " .. properties.shown(value[k], indent .. "  ") end
  return "{\n" .. table.concat(out, "\n") .. " }"
end

--- @return list of what is wrong, empty where the report is as it must be
function properties.violations(report, text)
  local wrong = {}
  local starts = boundaries(text)
  local function fail(...) wrong[#wrong + 1] = string.format(...) end

  --- @return whether it is a span at all
  local function span(s, what, no_text)
    if type(s) ~= "table" or math.type(s.first) ~= "integer" or math.type(s.last) ~= "integer" then
      fail("%s has no place", what)
      return false
    end
    if s.first < 1 or s.last > #text or s.last < s.first then
      fail("%s %d..%d is not inside the text of %d bytes", what, s.first, s.last, #text)
      return false
    end
    if not starts[s.first] or not starts[s.last + 1] then fail("%s %d..%d cuts a character", what, s.first, s.last) end
    if not no_text and text:sub(s.first, s.last) ~= s.text then
      fail("%s %d..%d says %q, not %q", what, s.first, s.last, tostring(s.text), text:sub(s.first, s.last))
    end
    return true
  end

  local function holds(outer, inner, what)
    if inner and outer and (inner.first < outer.first or inner.last > outer.last) then
      fail("%s: %d..%d is not inside %d..%d", what, inner.first, inner.last, outer.first, outer.last)
    end
  end

  local function in_order(list, what)
    for i = 2, #list do
      if list[i].first <= list[i - 1].last then fail("%s: %d..%d and %d..%d are out of order", what, list[i - 1].first,
        list[i - 1].last, list[i].first, list[i].last) end
    end
  end

  --- Spans of one kind may nest, never cross.
  local function nested(list, what)
    table.sort(list, function(a, b)
      if a.first ~= b.first then return a.first < b.first end
      return a.last > b.last
    end)
    local stack = {}
    for _, s in ipairs(list) do
      while #stack > 0 and stack[#stack].last < s.first do stack[#stack] = nil end
      if #stack > 0 and s.last > stack[#stack].last then
        fail("%s: %d..%d crosses %d..%d", what, s.first, s.last, stack[#stack].first, stack[#stack].last)
      end
      stack[#stack + 1] = s
    end
  end

  in_order(report.sentences, "sentences")
  in_order(report.tokens, "tokens")
  for _, s in ipairs(report.sentences) do span(s, "sentence", true) end
  for _, t in ipairs(report.tokens) do span(t, "token", true) end
  local function in_sentence(s, what)
    local sentence = report.sentences[s.sentence]
    if not sentence or s.first < sentence.first or s.first > sentence.last then
      fail("%s at %d does not begin in sentence %s", what, s.first, tostring(s.sentence))
    end
  end

  -- Entities, in order of first appearance; each mention once.
  local entity, last = {}, 0
  local mentions_of = {}
  for i, e in ipairs(report.entities) do
    if e.id ~= "e" .. i then fail("entity %d is called %s", i, tostring(e.id)) end
    entity[e.id] = e
    if type(e.name) ~= "string" or e.name == "" then fail("entity %s has no name", e.id) end
    if #e.mentions == 0 then fail("entity %s is mentioned nowhere", e.id) end
    for _, m in ipairs(e.mentions) do
      if span(m, "mention of " .. e.id) then
        in_sentence(m, "mention of " .. e.id)
        mentions_of[e.type] = mentions_of[e.type] or {}
        table.insert(mentions_of[e.type], m)
      end
      if m.form ~= "name" and m.form ~= "nominal" and m.form ~= "pronoun" then fail("mention form %s", tostring(m.form)) end
      if type(m.rule) ~= "string" then fail("a mention of %s without rule", e.id) end
    end
    for k = 2, #e.mentions do -- they may nest ("Ms. Vasian Said He" where every word has a capital)
      local a, b = e.mentions[k - 1], e.mentions[k]
      if b.first < a.first or b.first == a.first and b.last == a.last then fail("mentions of %s are out of order", e.id) end
    end
    if e.mentions[1] and e.mentions[1].first < last then fail("entity %s appears before the one before it", e.id) end
    last = e.mentions[1] and e.mentions[1].first or last
    for _, r in ipairs(e.roles) do
      span(r, "role of " .. e.id)
    end
  end
  for kind, list in pairs(mentions_of) do nested(list, "mentions of kind " .. kind) end
  for _, e in ipairs(report.entities) do
    for _, r in ipairs(e.roles) do
      if r.of and not entity[r.of] then fail("role of %s belongs to %s, which is no entity", e.id, r.of) end
    end
  end
  local function known(ids, what)
    for _, id in ipairs(ids) do
      if not entity[id] then fail("%s names %s, which is no entity", what, tostring(id)) end
    end
  end

  -- Quotes.
  local quote = {}
  last = 0
  for i, q in ipairs(report.quotes) do
    local what = "quote " .. tostring(q.id)
    if q.id ~= "q" .. i then fail("quote %d is called %s", i, tostring(q.id)) end
    quote[q.id] = q
    if q.type ~= "direct" and q.type ~= "indirect" and q.type ~= "mixed" then fail("%s of type %s", what, tostring(q.type)) end
    if span(q, what, true) then
      in_sentence(q, what)
      if q.first < last then fail("%s appears before the one before it", what) end
      last = q.first
    end
    local texts = {}
    for _, p in ipairs(q.parts) do
      if span(p, what .. "'s part", true) then texts[#texts + 1] = text:sub(p.first, p.last) end
    end
    if #q.parts == 0 then
      fail("%s has no parts", what)
    else
      if q.parts[1].first ~= q.first or q.parts[#q.parts].last ~= q.last then fail("%s is not from its first to its last part", what) end
      if table.concat(texts, " ") ~= q.text then fail("%s's text is not its parts", what) end
    end
    in_order(q.parts, what .. "'s parts")
    in_order(q.marked, what .. "'s marked stretches")
    for _, m in ipairs(q.marked) do
      span(m, what .. "'s marked stretch", true)
    end
    if q.type == "indirect" and #q.marked > 0 then fail("%s is indirect but has marked stretches", what) end
    if q.type == "direct" and #q.marked ~= #q.parts then fail("%s is direct but not all of it is marked", what) end
    for _, field in ipairs { "speaker", "addressee" } do
      local s = q[field]
      if s then
        known(s.entities, what .. "'s " .. field)
        if s.first then span(s, what .. "'s " .. field) end
      end
    end
    if q.cue then span(q.cue, what .. "'s cue") end
    if type(q.floating) ~= "boolean" or type(q.negated) ~= "boolean" then fail("%s: floating or negated is no boolean", what) end
    if q.floating and q.cue then fail("%s floats with a cue", what) end
    if type(q.rule) ~= "string" then fail("%s without rule", what) end
  end

  -- Figures: number ⊆ expression ⊆ extent.
  local expressions = {}
  last = 0
  for i, f in ipairs(report.figures) do
    local what = "figure " .. tostring(f.id)
    if f.id ~= "f" .. i then fail("figure %d is called %s", i, tostring(f.id)) end
    if span(f, what) then
      in_sentence(f, what)
      expressions[#expressions + 1] = { first = f.first, last = f.last }
      if f.first < last then fail("%s appears before the one before it", what) end
      last = f.first
    end
    if span(f.extent, what .. "'s extent") then
      holds(f.extent, f, what .. " in its extent")
    end
    if f.number and span(f.number, what .. "'s number") then holds(f, f.number, what .. "'s number in it") end
    if f.of then span(f.of, what .. "'s of") end
    if f.event then span(f.event, what .. "'s event") end
    if f.entity then known({ f.entity }, what) end
    if f.source then
      known(f.source.entities, what .. "'s source")
      if f.source.quote and not quote[f.source.quote] then fail("%s's source is %s, which is no quote", what, f.source.quote) end
    end
    for _, field in ipairs { "value", "low", "high" } do
      local v = f[field]
      if v ~= nil and (type(v) ~= "number" or v ~= v) then fail("%s: %s is %s", what, field, tostring(v)) end
    end
    if f.low and f.high and f.low > f.high then fail("%s: low %s above high %s", what, f.low, f.high) end
    if type(f.kind) ~= "string" or type(f.modifier) ~= "string" or type(f.rule) ~= "string" then
      fail("%s without kind, modifier or rule", what)
    end
  end
  nested(expressions, "figures")

  for _, w in ipairs(report.warnings) do
    if type(w.code) ~= "string" or type(w.message) ~= "string" then fail "a warning without code or message" end
    if w.code == "stage-error" or w.code == "rule-error" then fail("%s: %s", w.code, w.message) end
    if w.first then span(w, "warning", true) end
  end
  return wrong
end

return properties
