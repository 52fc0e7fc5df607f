--- Runs the examples that rules stand beside: what each rule must find in a sentence, and what it must not.
--
--   yes = { "Yesterday [President] <Ana Lund> opened the bridge." }    the rule gives a span for each <…>, and each […]
--                                                                      is a capture of one of its spans
--   no  = { "The president opened the bridge." }                       the rule gives no span at all
--
-- A sentence goes through the whole pipeline, and the spans are looked at when the rule's phase is done: an example
-- also fails where another rule of the phase, or an earlier one, takes the words away.
-- @module factbox.check

local check = {}

--- The date against which examples are read.
check.DATE = "2025-03-23"

--- Takes the marks out of an example.
-- @return the bare text; list of { first=, last=, mark= "<" or "[" }, 1-based inclusive; or nil and what is wrong
local function unmarked(example)
  local parts, length, marks, open = {}, 0, {}, {}
  local at = 1
  while true do
    local here = example:find("[<>%[%]]", at)
    local plain = example:sub(at, (here or 0) - 1)
    parts[#parts + 1] = plain
    length = length + #plain
    if not here then break end
    local c = example:sub(here, here)
    if c == "<" or c == "[" then
      open[#open + 1] = { first = length + 1, mark = c }
    else
      local mark = table.remove(open)
      if not mark or (mark.mark == "<") ~= (c == ">") then return nil, "the marks <…> and […] do not pair" end
      mark.last = length
      marks[#marks + 1] = mark
    end
    at = here + 1
  end
  if open[1] then return nil, "the marks <…> and […] do not pair" end
  return table.concat(parts), marks
end

--- Whether a span's table, as doc:get gives it, has a capture with this extent.
local function has_capture(span, mark)
  for _, capture in pairs(span) do
    if type(capture) == "table" then
      for _, c in ipairs(capture) do
        if c.first == mark.first and c.last == mark.last or c ~= capture and has_capture(c, mark) then return true end
      end
      if capture.first == mark.first and capture.last == mark.last then return true end
    end
  end
  return false
end

--- What a rule gives in a text, and what other rules of its phase and of earlier ones give, as doc:get gives them.
local function given(reader, rule, text)
  local rules, every, own, others = reader.program.rules, {}, {}, {}
  for _, kind in pairs(reader.program.kinds) do every[kind] = true end
  reader:read(text, {
    date = check.DATE,
    watch = function(doc, phase)
      if phase.name ~= rule.phase then return end
      local rows = doc:rows(every)
      for i = 1, #rows, 6 do
        local number = rows[i + 4]
        if number >= 0 then
          local list = rules[number + 1] == rule and own or others
          list[#list + 1] = doc:get(rows[i])
        end
      end
    end,
  })
  return own, others
end

--- Spans for a message. Of `others` only those that overlap first..last, by rule.
local function described(spans, others, first, last)
  local texts = {}
  for _, s in ipairs(spans) do texts[#texts + 1] = "<" .. s.text .. ">" end
  local message = #texts > 0 and table.concat(texts, " ") or "nothing"
  texts = {}
  for _, s in ipairs(others or {}) do
    if s.first <= last and first <= s.last then texts[#texts + 1] = ("%s <%s>"):format(s.rule, s.text) end
  end
  return #texts > 0 and message .. "; there stand " .. table.concat(texts, ", ") or message
end

--- @return nil when the example holds, else what is wrong
local function check_yes(reader, rule, example)
  local text, marks = unmarked(example)
  if not text then return marks end
  if #marks == 0 then return "a yes example marks with <…> what must be found, with […] what must be captured" end
  local spans, others = given(reader, rule, text)
  for _, mark in ipairs(marks) do
    local hit = false
    for _, s in ipairs(spans) do
      if mark.mark == "<" then
        hit = hit or s.first == mark.first and s.last == mark.last
      else
        hit = hit or has_capture(s, mark)
      end
    end
    if not hit then
      return ("%s %q is not found; the rule gives %s"):format(mark.mark == "<" and "the span" or "the capture",
        text:sub(mark.first, mark.last), described(spans, others, mark.first, mark.last))
    end
  end
  return nil
end

local function check_no(reader, rule, example)
  local text, why = unmarked(example)
  if not text then return why end
  local spans = given(reader, rule, text)
  return #spans > 0 and "the rule gives " .. described(spans) or nil
end

--- Runs every rule's examples.
-- @param reader  factbox.reader{…}
-- @return number of examples that hold; list of { rule=, file=, line=, example=, message= } of the others, with a row
--   for each rule that lacks a yes or a no example
function check.run(reader)
  local passed, failures = 0, {}
  local function fail(rule, example, message)
    failures[#failures + 1] = { rule = rule.name, file = rule.file, line = rule.line, example = example, message = message }
  end
  for _, rule in ipairs(reader.program.rules) do
    for _, kind in ipairs { "yes", "no" } do
      if #rule[kind] == 0 then fail(rule, nil, "the rule has no `" .. kind .. "` example") end
      for _, example in ipairs(rule[kind]) do
        local message = (kind == "yes" and check_yes or check_no)(reader, rule, example)
        if message then
          fail(rule, kind .. ": " .. example, message)
        else
          passed = passed + 1
        end
      end
    end
  end
  return passed, failures
end

return check
