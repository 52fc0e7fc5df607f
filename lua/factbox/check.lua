--- Runs the examples that rules stand beside: what each rule must find in a sentence, and what it must not.
--
--   yes = { "Yesterday [President] <Ana Lund> opened the bridge." }    the rule gives a span for each <…>, and each […]
--                                                                      is a capture of one of its spans
--   no  = { "The president opened the bridge." }                       the rule gives no span at all
--
-- A sentence goes through the whole pipeline, and the spans are looked at when the rule's phase is done: an example
-- also fails where another rule of the phase, or an earlier one, takes the words away.
-- @module factbox.check

local lint = require "factbox.lint"
local program = require "factbox.program"
local reader_of = require "factbox.reader"

local check = {}

--- The date against which examples are read.
check.DATE = "2025-03-23"

--- Takes the marks out of an example.
-- @return the bare text; list of { first=, last=, mark= "<" or "[", from=, to= }, 1-based inclusive: in the bare text, and
-- with its marks in the example; or nil and what is wrong
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
      open[#open + 1] = { first = length + 1, mark = c, from = here }
    else
      local mark = table.remove(open)
      if not mark or (mark.mark == "<") ~= (c == ">") then return nil, "the marks <…> and […] do not pair" end
      mark.last, mark.to = length, here
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
    ready = function(doc) doc:show_classes() end,
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

--- @return nil when the example holds, else what is wrong, and the mark that it is about
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
        text:sub(mark.first, mark.last), described(spans, others, mark.first, mark.last)), mark
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
-- @param wanted  optional function(rule) -> whether to run its examples
-- @return number of examples that hold; list of { rule=, file=, line=, example=, source=, mark=, message= } of the others,
--   with a row for each rule that lacks a yes or a no example (without `example`). `source` is the example as the file
--   has it, `mark` { from=, to= } the part of it that fails
function check.run(reader, wanted)
  local passed, failures = 0, {}
  local function fail(rule, message, example, source, mark)
    failures[#failures + 1] = { rule = rule.name, file = rule.file, line = rule.line, message = message,
      example = example, source = source, mark = mark }
  end
  for _, rule in ipairs(reader.program.rules) do
    for _, kind in ipairs(wanted and not wanted(rule) and {} or { "yes", "no" }) do
      if #rule[kind] == 0 then fail(rule, "the rule has no `" .. kind .. "` example") end
      for _, example in ipairs(rule[kind]) do
        local message, mark = (kind == "yes" and check_yes or check_no)(reader, rule, example)
        if message then
          fail(rule, message, kind .. ": " .. example, example, mark)
        else
          passed = passed + 1
        end
      end
    end
  end
  return passed, failures
end

-----------------------------------------------------------------------------------------------------------------------
-- Everything at once: loading, lint, examples
-----------------------------------------------------------------------------------------------------------------------

--- A problem, as `factbox check` shows it.
---@class factbox.Found
---@field severity "error"|"warning"
---@field code string "load", "list", "example", "no-example", or one of factbox.lint's
---@field file string
---@field line integer|nil
---@field column integer|nil  1-based, in bytes; with `width` what a pointer should stand under
---@field width integer|nil
---@field rule string|nil
---@field message string

--- Lines that a rule may take, for finding a word of a message in it.
local LONGEST_RULE = 80

--- The lines of a file, made once.
local function lines_of(sources, path)
  local s = sources[path]
  if type(s) == "string" then
    local lines = {}
    for line in (s .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = (line:gsub("\r$", "")) end
    s = lines
    sources[path] = s
  end
  return s
end

--- Looks for `text` from line `from` on, as a word of its own where it is one. @return line, column
local function find(lines, from, text, longest)
  for at = from, math.min(#lines, from + longest - 1) do
    if at > from and lines[at]:find "^%s*rule%s*[\"(']" then return nil end
    local init = 1
    while true do
      local column, to = lines[at]:find(text, init, true)
      if not column then break end
      local inside = lines[at]:sub(column - 1, column):find "^[%w_][%w_]" or lines[at]:sub(to, to + 1):find "^[%w_][%w_]"
      if not inside then return at, column end
      init = column + 1
    end
  end
  return nil
end

--- Gives a problem line, column and width where its source shows them.
-- @param near  text that it is about; else what its message quotes; else the rule's name
local function locate(p, lines, near, first, last)
  if not lines then return end
  local start, longest = p.line or 1, p.rule and LONGEST_RULE or p.line and 1 or #lines
  local tries = {}
  if near then
    tries = { near, (near:gsub('[\\"]', "\\%0")) }
  else
    for quoted in p.message:gmatch '"[^"]*"' do tries[#tries + 1] = quoted end
    for quoted in p.message:gmatch "near '([^']+)'" do tries[#tries + 1] = quoted end
    local said = p.message:match "list (%S+):"
    if said then tries[#tries + 1] = said end
    if p.rule then tries[#tries + 1] = '"' .. p.rule .. '"' end
  end
  for _, text in ipairs(tries) do
    local line, column = find(lines, start, text, longest)
    if line then
      p.line, p.column, p.width = line, column, #text
      if first and #text == #near then p.column, p.width = column + first - 1, last - first + 1 end
      return
    end
  end
  if not p.line or not lines[p.line] then return end
  local indent, text = lines[p.line]:match "^(%s*)([^\t]*)"
  p.column, p.width = #indent + 1, math.max(1, #text)
end

--- Loads, lints and runs the examples of a set of rules.
-- @param options  as for factbox.reader; `wanted` function(path) -> whether to look at what stands in this file
-- @return { problems=, passed=, failed=, rules=, lists=, entries=, others=, program= }: problems by file and line,
--   passed and failed examples, what was loaded; others: examples of files not wanted that fail. nil and a message where
--   no rules could be loaded at all
function check.all(options)
  local def, why = reader_of.definition(options)
  if not def then return nil, why end
  def.image = false -- lists are parsed, so that their notes come again
  local built, reason = program.build(def)
  if not built then return nil, reason end
  local sources, order = {}, {}
  for i, f in ipairs(def.files) do
    sources[f.path] = f.bytes
    order[f.path] = order[f.path] or i
  end
  local wanted = options.wanted or function() return true end
  local problems = {}
  local function add(p, near, first, last)
    if not wanted(p.file) then return end
    locate(p, lines_of(sources, p.file), near, first, last)
    p.at = #problems
    problems[#problems + 1] = p
  end

  local entries, whole = 0, true
  for _, l in pairs(built.lists) do entries = entries + #built.core:phrases(l.number) // 2 end
  for _, e in ipairs(built.errors) do
    whole = whole and not (e.file:find "%.lua$" and not e.warning)
    add { severity = e.warning and "warning" or "error", code = e.file:find "%.txt$" and "list" or "load", file = e.file,
      line = e.line, rule = e.rule, message = e.rule and e.message:gsub("^rule %S+: ", "") or e.message }
  end
  for _, f in ipairs(lint.run(def, built)) do
    -- what a file that did not load would have asked for, or given, is not known
    if whole or f.code ~= "unused-list" and f.code ~= "never-found" and f.code ~= "no-attribute" then
      add({ severity = f.severity, code = f.code, file = f.file, line = f.line, rule = f.rule, message = f.message }, f.near)
    end
  end
  local passed, failures = check.run(reader_of.of(built, options))
  local failed, others = 0, 0
  for _, f in ipairs(failures) do
    if not wanted(f.file) then
      others = others + (f.example and 1 or 0)
    else
      failed = failed + (f.example and 1 or 0)
      add({ severity = "error", code = f.example and "example" or "no-example", file = f.file, line = f.line, rule = f.rule,
        message = f.message, example = f.example }, f.source, f.mark and f.mark.from, f.mark and f.mark.to)
    end
  end
  table.sort(problems, function(a, b)
    if a.file ~= b.file then return (order[a.file] or 0) < (order[b.file] or 0) end
    if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
    return a.at < b.at
  end)
  for _, p in ipairs(problems) do
    p.at = nil
    local lines = p.line and lines_of(sources, p.file)
    p.source = lines and lines[p.line]
  end
  return { problems = problems, passed = passed, failed = failed, others = others, rules = #built.rules,
    lists = #def.list_order, entries = entries, program = built }
end

return check
