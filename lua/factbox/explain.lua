--- Why a place of a text was read as it was: reads the text with a trace (csrc/rules/trace.h) and puts in words what each
-- phase did there.
-- @module factbox.explain

local describe = require "factbox.describe"

local explain = {}

--- Fields of a match's table (doc:get) that are neither attributes nor captures.
local OWN = { from = true, to = true, first = true, last = true, text = true, span = true, kind = true, rule = true,
  sentence = true }

--- Captures and attributes of a match's table, as sorted lists of { name=, … }.
local function parts(m)
  local captures, attributes = {}, {}
  for name, value in pairs(m) do
    if type(name) ~= "string" or OWN[name] then -- luacheck: ignore 542 (nothing to do)
    elseif type(value) == "table" then
      for _, c in ipairs(value) do captures[#captures + 1] = { name = name, first = c.first, last = c.last, text = c.text } end
    else
      attributes[#attributes + 1] = { name = name, value = value }
    end
  end
  table.sort(captures, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.name < b.name
  end)
  table.sort(attributes, function(a, b) return a.name < b.name end)
  return captures, attributes
end

--- Failures that are told of the one rule that was asked for.
local MISSES = 10

--- One explanation under way.
local context = {}
context.__index = context

--- Code of a rule, asked for once.
function context:code_of(rule)
  local c = self.codes[rule]
  if not c then
    c = self.prog.core:code(rule)
    self.codes[rule] = c
  end
  return c
end

--- The text of tokens from..to, with its bytes.
function context:stretch(from, to)
  local first, last = self.doc:bytes(from, to)
  return { first = first, last = last, text = self.doc:text(from, to) }
end

--- Live spans that touch the place: { [span] = { kind=, rule=, from=, to= } }.
function context:spans()
  local t, rows = {}, self.doc:rows(self.every)
  for i = 1, #rows, 6 do
    if rows[i + 1] <= self.to and rows[i + 2] >= self.from then
      t[rows[i]] = { kind = self.names.kinds[rows[i + 3] + 1], from = rows[i + 1], to = rows[i + 2],
        rule = rows[i + 4] >= 0 and self.prog.names.rules[rows[i + 4] + 1] or nil }
    end
  end
  return t
end

--- Why a list's phrase or an earlier span that does stand at a token does not fit an instruction's condition.
function context:unfit(i, token, into)
  local function tell(what, has)
    for _, c in ipairs(i.cond) do
      local key = self.names.keys[c.key] or "?"
      into[#into + 1] = ("%s has %s"):format(what, has[key] == nil and "no " .. key or key .. " = " .. describe.literal(has[key]))
    end
  end
  if i.op == "list" then
    for _, h in ipairs(self.doc:hits(token)) do
      if h.list == i.list then tell(("%q of list %q"):format(h.phrase, self.names.lists[i.list]), h) end
    end
  else
    for _, span in ipairs(self.doc:spans({ [i.kind] = true }, token, token)) do
      local m = self.doc:get(span)
      tell(("the %s %q"):format(m.kind, m.text), m)
    end
  end
end

--- Phrases without those that came before; nil for none.
local function distinct(phrases)
  local t, seen = {}, {}
  for _, p in ipairs(phrases) do
    if not seen[p] then t[#t + 1] = p end
    seen[p] = true
  end
  return #t > 0 and t or nil
end

--- An attempt that failed, in words.
function context:failure(a)
  local doc, code = self.doc, self:code_of(a.rule)
  local wanted, unwanted, notes = {}, {}, {}
  local inside = a.far <= self.ntok
  for _, pc in ipairs(a) do
    local phrases, not_wanted = describe.expected(code, pc, self.names)
    local list = not_wanted and unwanted or wanted
    for _, p in ipairs(phrases) do list[#list + 1] = p end
    local i = code[pc + 1]
    if i.cond and inside then self:unfit(i, a.far, notes) end
  end
  local row = self:rule_row(a.rule)
  row.at = self:stretch(a.from, a.from)
  row.words = a.far - a.from -- that it got through
  row.expected = distinct(wanted)
  row.unexpected = distinct(unwanted)
  row.notes = #notes > 0 and notes or nil
  row.forced = a.forced or nil
  if inside and doc:sentence(a.far) == doc:sentence(a.from) then
    row.reached = self:stretch(a.far, a.far)
  else
    row.reached = { text = inside and "the end of the sentence" or "the end of the text", over = true }
  end
  return row
end

function context:rule_row(number)
  local r = self.prog.rules[number + 1]
  return { rule = r.name, file = r.file, line = r.line }
end

--- What became of a match.
function context:match(f)
  local row = self:rule_row(f.rule)
  local place = self:stretch(f.from, f.to)
  row.first, row.last, row.text, row.fate = place.first, place.last, place.text, f.fate
  if f.fate == "suppressed" then
    if f.span then
      local from, to, _, rule = self.doc:place(f.span)
      row.by = self:stretch(from, to)
      row.by.rule = rule and self.prog.names.rules[rule + 1]
    end
  else
    local m = self.doc:get(f.span)
    row.kind = m.kind
    row.captures, row.attributes = parts(m)
  end
  return row
end

--- What a phase of rules did at the place.
function context:phase(phase)
  local attempts, fates = self.doc:traced()
  local row = { name = phase.name, policy = phase.policy, matches = {}, failures = {} }
  local matched, best, order = {}, {}, {}
  for _, f in ipairs(fates) do
    row.matches[#row.matches + 1] = self:match(f)
    matched[f.rule] = true
  end
  for _, a in ipairs(attempts) do
    if a.to and not a.forced then
      if not matched[a.rule] then -- no fate: the span that it would give is empty
        local m = self:rule_row(a.rule)
        local place = self:stretch(a.from, a.to)
        m.first, m.last, m.text, m.fate = place.first, place.last, place.text, "empty"
        row.matches[#row.matches + 1] = m
        matched[a.rule] = true
      end
    else
      local b = best[a.rule]
      if not b then order[#order + 1] = a.rule end
      if not b or a.far - a.from > b.far - b.from then best[a.rule] = a end
    end
  end
  local tries = {}
  for i, rule in ipairs(order) do tries[i] = best[rule] end
  if self.only then -- the nearest misses of the one rule
    tries = {}
    for _, a in ipairs(attempts) do
      if not a.to or a.forced then tries[#tries + 1] = a end
    end
    table.sort(tries, function(a, b)
      if a.far - a.from ~= b.far - b.from then return a.far - a.from > b.far - b.from end
      return a.from < b.from
    end)
  end
  for i, a in ipairs(tries) do
    local rule = a.rule
    if self.only and i > MISSES then break end
    if a.to then -- it would have matched: the index is wrong, or a look at the whole window is needed
      local m = self:rule_row(rule)
      local place = self:stretch(a.from, a.to)
      m.first, m.last, m.text, m.fate = place.first, place.last, place.text, "untried"
      row.matches[#row.matches + 1] = m
    elseif self.only or not matched[rule] then
      row.failures[#row.failures + 1] = self:failure(a)
    end
  end
  table.sort(row.matches, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.rule < b.rule
  end)
  table.sort(row.failures, function(a, b)
    if a.words ~= b.words then return a.words > b.words end
    if a.rule ~= b.rule then return a.rule < b.rule end
    return a.at.first < b.at.first
  end)
  return row
end

--- What a stage changed at the place.
function context:stage(phase, now)
  local row = { name = phase.stage, stage = true, changes = {} }
  local function change(what, span, s, was)
    local place = self:stretch(s.from, s.to)
    row.changes[#row.changes + 1] = { change = what, kind = s.kind, was = was, rule = s.rule, first = place.first,
      last = place.last, text = place.text, span = span }
  end
  for span, s in pairs(now) do
    local old = self.before[span]
    if not old then
      change("added", span, s)
    elseif old.kind ~= s.kind then
      change("retyped", span, s, old.kind)
    end
  end
  for span, s in pairs(self.before) do
    if not now[span] then change("removed", span, s) end
  end
  table.sort(row.changes, function(a, b) return a.span < b.span end)
  for _, c in ipairs(row.changes) do c.span = nil end
  return row
end

--- The tokens of the place, with what is known of each.
function context:tokens()
  local rows = {}
  for t = self.from, self.to do
    local row = self:stretch(t, t)
    row.norm = self.doc:norm(t, t)
    row.classes = describe.classes(self.doc:class(t))
    row.hits = {}
    for _, h in ipairs(self.doc:hits(t)) do
      local hit = self:stretch(h.from, h.to)
      hit.list, hit.entry, hit.attributes = self.names.lists[h.list], h.phrase, {}
      for k, v in pairs(h) do
        if k ~= "list" and k ~= "from" and k ~= "to" and k ~= "phrase" then
          hit.attributes[#hit.attributes + 1] = { name = k, value = v }
        end
      end
      table.sort(hit.attributes, function(a, b) return a.name < b.name end)
      row.hits[#row.hits + 1] = hit
    end
    rows[#rows + 1] = row
  end
  return rows
end

--- What the report says of the place.
local function reported(report, first, last)
  local rows = {}
  local function covers(x) return x.first and x.first <= last and x.last >= first end
  for _, e in ipairs(report.entities) do
    for _, m in ipairs(e.mentions) do
      if covers(m) then
        rows[#rows + 1] = { what = "mention", id = e.id, kind = e.type, name = e.name, rule = m.rule, form = m.form,
          first = m.first, last = m.last, text = m.text }
      end
    end
  end
  for _, q in ipairs(report.quotes) do
    if covers(q) or q.cue and covers(q.cue) or q.speaker and covers(q.speaker) then
      rows[#rows + 1] = { what = "quote", id = q.id, kind = q.type, rule = q.rule, first = q.first, last = q.last,
        text = q.text, name = q.speaker and (q.speaker.name or q.speaker.text) }
    end
  end
  for _, f in ipairs(report.figures) do
    if covers(f.extent or f) then
      rows[#rows + 1] = { what = "figure", id = f.id, kind = f.kind, rule = f.rule, first = f.first, last = f.last,
        text = f.text, value = f.value, unit = f.unit, timex = f.timex }
    end
  end
  return rows
end

--- What the index waits for before it tries a rule: 'list "title"', "0 to 3 words after its beginning".
function context:anchor(number)
  local phrases = {}
  local atoms = self.prog.core:anchor(number)
  for _, a in ipairs(atoms) do phrases[#phrases + 1] = describe.test(a, self.names) end
  local a = atoms[1]
  local where
  if a and not a.most then
    where = "later in the sentence"
  elseif a and a.most == 0 then
    where = "where it begins"
  elseif a then
    where = a.least ~= a.most and ("%d to %d words on"):format(a.least, a.most) or a.least == 1 and "one word on"
      or ("%d words on"):format(a.least)
  end
  if #phrases > 6 then
    local n = #phrases
    phrases = { phrases[1], phrases[2], phrases[3], ("%d more"):format(n - 3) }
  end
  return describe.either(phrases), where
end

--- Number of a rule by name; nil and a message with names like it.
local function rule_number(prog, name)
  local like = {}
  for i, n in ipairs(prog.names.rules) do
    if n == name then return i - 1 end
    if #like < 5 and (n:find(name, 1, true) or name:find(n, 1, true) or n:match "^[^.]*" == name:match "^[^.]*") then
      like[#like + 1] = n
    end
  end
  return nil, ("no rule is called %s%s"):format(name, #like > 0 and "; there are " .. table.concat(like, ", ") or "")
end

--- Explains a place.
-- @param reader   factbox.reader{…}
-- @param text     the whole text
-- @param options  `first`, `last`: the place, 1-based inclusive bytes; `rule`: name of the one rule to look at;
--   `date`, as for reader:read
-- @return { first=, last=, text=, sentence=, tokens=, phases=, report=, warnings=, anchor= }; or nil and a message.
--   phases: { name=, policy=, matches=, failures= } of rules, { name=, stage=true, changes= } of stages. Each failure is
--   the attempt of a rule that got farthest (of `rule`: each of the ten that got farthest), with what was expected there:
--   phrases, any of which would have done.
--   `anchor`: what the index waits for before it tries `rule`
function explain.run(reader, text, options)
  local prog = reader.program
  local only, why
  if options.rule then
    only, why = rule_number(prog, options.rule)
    if not only then return nil, why end
  end
  local self = setmetatable({ prog = prog, only = only, names = describe.names(prog), codes = {}, every = {}, before = {} }, context)
  for _, kind in pairs(prog.kinds) do self.every[kind] = true end
  local result = { phases = {} }

  local report = reader:read(text, {
    date = options.date,
    ready = function(doc)
      self.doc = doc
      self.ntok = doc:count()
      for t, place in ipairs(doc:tokens()) do
        if place.last >= options.first and not self.from then self.from, self.to = t, t end
        if place.first <= options.last and place.last >= options.first then self.to = t end
      end
      if not self.from then return end
      doc:trace(self.from, self.to, only)
      local place = self:stretch(self.from, self.to)
      result.first, result.last, result.text = place.first, place.last, place.text
      local from, to
      result.sentence, from, to = doc:sentence(self.from)
      result.context = self:stretch(from, math.max(to, self.to))
      result.tokens = self:tokens()
    end,
    watch = function(_, phase)
      if not self.from then return end
      local now = self:spans()
      local row = phase.stage and self:stage(phase, now) or self:phase(phase)
      self.before = now
      if only then
        local function keep(list)
          local kept = {}
          for _, x in ipairs(list or {}) do
            if x.rule == options.rule then kept[#kept + 1] = x end
          end
          return kept
        end
        row.matches, row.failures, row.changes = keep(row.matches), keep(row.failures), keep(row.changes)
      end
      result.phases[#result.phases + 1] = row
    end,
  })
  if not self.from then return nil, "there is no word at this place" end
  self.doc:trace()
  result.report = reported(report, result.first, result.last)
  result.warnings = report.warnings
  if only then
    local what, where = self:anchor(only)
    result.anchor = { what = what, where = where, rule = options.rule }
  end
  return result
end

return explain
