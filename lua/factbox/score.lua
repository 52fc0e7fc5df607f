--- Compares reports with gold, rule by rule: what each rule found rightly and wrongly, and what no rule found.
--
-- A gold record is a line of JSON with byte offsets from 0, ends exclusive:
--
--     { "id", "text", "date"?, "entities": [ { "start", "end", "type" } ] }
--     { …, "quotes": [ { "content": [[start, end], …], "speaker"?: [start, end], "speech"?: false } ] }
--     { …, "figures": [ { "start", "end", "kind", "value"?, "timex"? } ], "scope"?: [kinds] }
--
-- A mention is right with the same span and type. A quote is right where at least half of the words of both together
-- are in both; gold with "speech": false may be found or not. A figure is right where one of its nested spans begins
-- and one ends with the gold span, and kind, value and timex agree where the gold has them.
-- @module factbox.score

local score = {}

--- Names of our types in the common sets of four classes, taken where the gold uses those.
local CONLL = { person = "PER", organization = "ORG", place = "LOC", facility = "LOC" }
local CONLL_NAMES = { PER = true, ORG = true, LOC = true, MISC = true }

--- Our kinds of figures that a gold kind of another name may be.
local KINDS = {
  cardinal = { number = true, count = true }, quantity = { count = true, measure = true, number = true },
  dimension = { measure = true }, basis_point = { percentage_point = true }, date_range = { date = true },
  time_range = { time = true },
}

--- Least part of the words of two quotes together that must be in both.
local OVERLAP = 0.5

--- Text that is shown on each side of an example, in bytes.
local AROUND = 30

--- The place with some text around it, as { before, text, after }.
local function snippet(text, first, last)
  local before = text:sub(math.max(1, first - AROUND), first - 1):gsub("^[\128-\191]+", "")
  if first > AROUND + 1 then before = before:gsub("^%S*%s+", "") end
  local after = text:sub(last + 1, last + AROUND):gsub("[\192-\255][\128-\191]*$", "")
  if last + AROUND < #text then after = after:gsub("%s+%S*$", "") end
  return { before = before, text = text:sub(first, last), after = after }
end

-----------------------------------------------------------------------------------------------------------------------
-- One document: each gives judged(found, fate, gold) for all that was found and missed(gold) for the rest
-----------------------------------------------------------------------------------------------------------------------

local compare = {}

--- @param env { map = { [our type] = gold type }, types = { [gold type] = true } }
function compare.entities(report, gold, env, judged, missed)
  local at, left = {}, {}
  for _, g in ipairs(gold.entities) do
    local key = g.start .. ":" .. g["end"]
    at[key] = at[key] or {}
    at[key][#at[key] + 1] = g
    left[g] = true
  end
  for _, e in ipairs(report.entities) do
    for _, m in ipairs(e.mentions) do
      local type_name = env.map[e.type] or e.type
      if m.form == "name" and (env.types[type_name] or env.untyped) then
        local fate, by = "spurious", nil
        for _, g in ipairs(at[(m.first - 1) .. ":" .. m.last] or {}) do
          if g.type == type_name or env.untyped then
            if left[g] then fate, by = "right", g break end
          elseif fate ~= "right" then
            fate, by = "type", g
          end
        end
        if fate == "right" then left[by] = nil end
        if fate == "spurious" then
          for _, g in ipairs(gold.entities) do
            if g.start < m.last and m.first - 1 < g["end"] then fate, by = "span", g break end
          end
        end
        judged({ first = m.first, last = m.last, rule = m.rule, kind = type_name }, fate, by)
      end
    end
  end
  for _, g in ipairs(gold.entities) do
    if left[g] and (env.types[g.type] or env.untyped) then missed { first = g.start + 1, last = g["end"], kind = g.type } end
  end
end

--- Start and end of each word, marks and dashes of several bytes left out.
local function words_of(text)
  local plain = text:gsub("\226\128.", "   "):gsub("\194[\160\171\187]", "  ")
  local words = {}
  for first, stop in plain:gmatch "()[%w\128-\255]+()" do words[#words + 1] = { first, stop - 1 } end
  return words
end

--- Numbers of the words inside spans { {first, last}, … }.
local function covered(words, spans)
  local set, n = {}, 0
  for i, w in ipairs(words) do
    for _, s in ipairs(spans) do
      if w[1] >= s[1] and w[2] <= s[2] and not set[i] then set[i], n = true, n + 1 end
    end
  end
  return set, n
end

function compare.quotes(report, gold, _, judged, missed)
  local words = words_of(gold.text)
  local theirs, ours, pairs_of = {}, {}, {}
  for i, g in ipairs(gold.quotes) do
    local spans = {}
    for k, c in ipairs(g.content) do spans[k] = { c[1] + 1, c[2] } end
    local set, n = covered(words, spans)
    theirs[i] = { set = set, n = n, first = spans[1][1], last = spans[#spans][2], gold = g }
  end
  for i, q in ipairs(report.quotes) do
    local spans = {}
    for k, p in ipairs(q.parts) do spans[k] = { p.first, p.last } end
    local set, n = covered(words, spans)
    ours[i] = { set = set, n = n, quote = q }
    for j, t in ipairs(theirs) do
      if q.first <= t.last and t.first <= q.last then
        local both = 0
        for w in pairs(set) do both = both + (t.set[w] and 1 or 0) end
        if both > 0 then pairs_of[#pairs_of + 1] = { i, j, both / (n + t.n - both) } end
      end
    end
  end
  table.sort(pairs_of, function(a, b)
    if a[3] ~= b[3] then return a[3] > b[3] end
    if a[2] ~= b[2] then return a[2] < b[2] end
    return a[1] < b[1]
  end)
  for _, p in ipairs(pairs_of) do
    local o, t = ours[p[1]], theirs[p[2]]
    if not o.with and not t.with then o.with, t.with, o.overlap = t, o, p[3] end
  end
  for _, o in ipairs(ours) do
    local q, t = o.quote, o.with
    local found = { first = q.first, last = q.last, rule = q.rule, kind = q.type }
    if not t then
      judged(found, "spurious")
    elseif o.overlap < OVERLAP then
      t.with = nil
      if t.gold.speech ~= false then judged(found, "span", t.gold) end
    elseif t.gold.speech ~= false then
      local s = t.gold.speaker
      if s and q.speaker and q.speaker.first then
        found.speaker = q.speaker.first <= s[2] and q.speaker.last > s[1]
      elseif s then
        found.speaker = false
      end
      judged(found, "right", t.gold)
    end
  end
  for _, t in ipairs(theirs) do
    if not t.with and t.gold.speech ~= false then missed { first = t.first, last = t.last, kind = t.gold.type } end
  end
end

local function close(a, b)
  a, b = tonumber(a), tonumber(b)
  return a and b and math.abs(a - b) <= 1e-9 * math.max(math.abs(a), math.abs(b), 1e-300)
end

function compare.figures(report, gold, env, judged, missed)
  local scope
  for _, kind in ipairs(gold.scope or {}) do
    scope = scope or {}
    scope[kind] = true
    for k in pairs(KINDS[kind] or {}) do scope[k] = true end
  end
  local left = {}
  for _, g in ipairs(gold.figures) do left[g] = true end
  for _, f in ipairs(report.figures) do
    if not scope or scope[f.kind] then
      local starts, ends = {}, {}
      local spans = { f }
      for _, name in ipairs { "number", "extent", "of" } do spans[#spans + 1] = f[name] end
      for _, s in ipairs(spans) do
        if s.first then starts[s.first - 1], ends[s.last] = true, true end
      end
      local fate, by = "spurious", nil
      for _, g in ipairs(gold.figures) do
        if left[g] and starts[g.start] and ends[g["end"]] then
          by = g
          local kinds = KINDS[g.kind] or { [g.kind or f.kind] = true }
          if not kinds[f.kind] and not env.untyped and g.kind ~= "range" then
            fate = "type"
          elseif g.value ~= nil and g.timex == nil and not close(g.value, f.value) or g.timex ~= nil and g.timex ~= f.timex then
            fate = "value"
          else
            fate = "right"
            left[g] = nil
          end
          break
        end
      end
      if not by then
        local e = f.extent or f
        for _, g in ipairs(gold.figures) do
          if g.start < e.last and e.first - 1 < g["end"] then fate, by = "span", g break end
        end
      end
      judged({ first = f.first, last = f.last, rule = f.rule, kind = f.kind, value = f.timex or f.value }, fate, by)
    end
  end
  for _, g in ipairs(gold.figures) do
    if left[g] then missed { first = g.start + 1, last = g["end"], kind = g.kind, value = g.timex or g.value } end
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- All documents
-----------------------------------------------------------------------------------------------------------------------

score.sections = { "entities", "quotes", "figures" }

local function plain(value)
  return type(value) == "number" and ("%.14g"):format(value) or tostring(value)
end

--- What the gold is, where a finding is wrong, in words.
local function correction(section, fate, gold, text)
  if fate == "spurious" then return nil end
  if fate == "type" then return "is " .. tostring(gold.type or gold.kind) end
  if fate == "value" then return "is " .. plain(gold.timex or gold.value) end
  local from, to = gold.start, gold["end"]
  if section == "quotes" then from, to = gold.content[1][1], gold.content[#gold.content][2] end
  return "is <" .. text:sub(from + 1, to) .. ">"
end

--- Scores a reader.
-- @param reader   factbox.reader{…}
-- @param records  list of gold records
-- @param options  `map` { [our type] = gold type }, `untyped`: types do not matter, `rule`: only this rule's findings
-- @return { entities=, quotes=, figures= } for what the gold has: { texts=, gold=, found=, right=, rules=, missed= };
--   rules: { rule=, found=, right=, wrong=, fates=, examples={…} }, the ones with most errors first; missed: { kind=, n=,
--   examples= }. Each example is { id=, fate=, before=, text=, after=, first=, last=, note= }
function score.run(reader, records, options)
  local results = {}
  for _, section in ipairs(score.sections) do
    local env = { map = options.map or {}, types = {}, untyped = options.untyped }
    local has, four = false, true
    for _, r in ipairs(records) do
      for _, g in ipairs(r[section] or {}) do
        if g.type then
          env.types[g.type] = true
          four = four and CONLL_NAMES[g.type] or false
        end
      end
      has = has or r[section] ~= nil
    end
    if has then
      if not options.map and four and next(env.types) then
        env.map = setmetatable({}, { __index = function(_, k) return CONLL[k] or "MISC" end })
      end
      results[section] = { env = env, texts = 0, gold = 0, found = 0, right = 0, by_rule = {}, by_kind = {} }
    end
  end

  for _, record in ipairs(records) do
    local report = reader:read(record.text, { id = record.id, date = record.date })
    for section, result in pairs(results) do
      if record[section] then
        result.texts = result.texts + 1
        local function example(x, fate, note)
          local e = snippet(record.text, x.first, x.last)
          e.id, e.fate, e.first, e.last, e.note, e.kind, e.value = record.id, fate, x.first, x.last, note, x.kind, x.value
          return e
        end
        compare[section](report, record, result.env, function(found, fate, gold)
          local name = found.rule or "?"
          if options.rule and name ~= options.rule then return end
          local row = result.by_rule[name]
          if not row then
            row = { rule = name, found = 0, right = 0, wrong = 0, fates = {}, examples = {} }
            result.by_rule[name] = row
          end
          local right = fate == "right"
          row.found, result.found = row.found + 1, result.found + 1
          row[right and "right" or "wrong"] = row[right and "right" or "wrong"] + 1
          result.right = result.right + (right and 1 or 0)
          row.fates[fate] = (row.fates[fate] or 0) + 1
          if found.speaker ~= nil then
            row.speakers = (row.speakers or 0) + 1
            row.speakers_right = (row.speakers_right or 0) + (found.speaker and 1 or 0)
          end
          row.examples[#row.examples + 1] = example(found, fate, not right and correction(section, fate, gold, record.text) or nil)
        end, function(gold)
          local kind = gold.kind or "?"
          local row = result.by_kind[kind]
          if not row then
            row = { kind = kind, n = 0, examples = {} }
            result.by_kind[kind] = row
          end
          row.n = row.n + 1
          row.examples[#row.examples + 1] = example(gold, "missed")
        end)
      end
    end
  end

  for _, result in pairs(results) do
    result.rules, result.missed = {}, {}
    for _, row in pairs(result.by_rule) do result.rules[#result.rules + 1] = row end
    table.sort(result.rules, function(a, b)
      if a.wrong ~= b.wrong then return a.wrong > b.wrong end
      if a.found ~= b.found then return a.found > b.found end
      return a.rule < b.rule
    end)
    result.lost = 0
    for _, row in pairs(result.by_kind) do
      result.missed[#result.missed + 1] = row
      result.lost = result.lost + row.n
    end
    table.sort(result.missed, function(a, b)
      if a.n ~= b.n then return a.n > b.n end
      return a.kind < b.kind
    end)
    result.gold = result.lost + result.right
    result.by_rule, result.by_kind, result.env = nil, nil, nil
  end
  return results
end

return score
