--- `factbox explain`: why a place of a text was read as it was (factbox.explain), laid out for a terminal.
--
-- @module factbox.command.explain

local core = require "factbox.core"
local describe = require "factbox.describe"
local encode = require "factbox.command.encode"
local terminal = require "factbox.command.terminal"
local tools = require "factbox.command.tools"

local command = {}

command.summary = "Show why a place of a text was read as it was."

local EXAMPLES = [[
Examples:
   factbox explain article.txt --match "Ana Lund"
        the first place where the text says so; --nth 2: the second
   factbox explain article.txt --at 120
        the word at this offset (bytes from 0, as in JSON: `start`)
   factbox explain article.txt --at 120-131      or by line and column:
   factbox explain article.txt --at 3:14
   factbox explain --text "Sir Keir Starmer said so." --match Starmer
        without a file: a sentence that is given
   factbox explain article.txt --match "Ana Lund" --rule person.titled
        one rule only: where it was tried, and what it waits for

What is shown, phase by phase:
   +   what a rule found, with its captures and attributes
   =   what a rule matched and had to leave to another match
   !   what a rule matched and its own function refused
   -   how far a rule got, and which test failed there
   ~   what a stage added, removed, or decided anew

Exit status: 0 all well, 1 no such place, 2 wrong usage or rules that do not load.]]

--- Declares arguments and options.
function command.define(parser)
  parser:epilog(EXAMPLES)
  parser:argument "FILE":args "?":description "Text to read; '-' for standard input."
  parser:option "--text":argname "TEXT":description "The text itself, instead of a file."
  parser:option "--at":argname "PLACE":description "OFFSET, START-END (bytes from 0) or LINE:COLUMN (from 1)."
  parser:option "--match":argname "TEXT":description "The place where the text says this."
  parser:option "--nth":argname "N":convert(math.tointeger or tonumber):default "1":show_default(false)
    :description "Which of the places that --match finds (1)."
  parser:option "--rule":argname "NAME":description "Only this rule."
  parser:flag "--all":description "Also rules that failed at their first word."
  tools.format_option(parser, "for a terminal")
  tools.date_option(parser)
  tools.rules_options(parser)
  tools.color_option(parser)
end

--- "120", "120-131", "3:14" as a function(text) -> first, last (1-based inclusive bytes).
local function parse_place(value)
  local line, column = value:match "^(%d+):(%d+)$"
  if line then
    return function(text)
      local from = 1
      for _ = 2, tonumber(line) do
        from = (text:find("\n", from, true) or #text) + 1
      end
      local stop = (text:find("\n", from, true) or #text + 1) - 1
      local at = utf8.len(text, from, stop) and utf8.offset(text:sub(from, stop), tonumber(column))
      if from > #text or not at then return nil end
      return from + at - 1, from + at - 1
    end
  end
  local first, last = value:match "^(%d+)%-?(%d*)$"
  first, last = tonumber(first), tonumber(last)
  if not first or last and last <= first then return nil end
  return function(text)
    if first >= #text then return nil end
    return first + 1, last or first + 1
  end
end

function command.check(options)
  if (options.FILE == nil) == (options.text == nil) then return "either FILE or --text TEXT" end
  if options.at and options.match then return "--at and --match exclude each other" end
  if options.at then
    options.place = parse_place(options.at)
    if not options.place then return ("--at: expected OFFSET, START-END or LINE:COLUMN, got '%s'"):format(options.at) end
  elseif options.match == "" then
    return "--match: nothing to look for"
  end
  options.nth = math.tointeger(tonumber(options.nth))
  if not options.nth or options.nth < 1 then return "--nth: expected a number from 1" end
  if options.rules_only and #options.rules == 0 then return "--rules-only needs --rules DIR" end
  return nil
end

--- Bytes that a whole text may have to be explained as one place.
local SHORT = 400

--- The place that the options name. @return first, last; or nil and what is wrong
local function place_of(text, options)
  if options.place then
    local first, last = options.place(text)
    if not first then return nil, ("the text has no %s"):format(options.at) end
    return first, last
  elseif options.match then
    local at, n = 1, 0
    while true do
      local first, last = text:find(options.match, at, true)
      if not first then break end
      n = n + 1
      if n == options.nth then return first, last end
      at = last + 1
    end
    return nil, n == 0 and ("the text does not say %q"):format(options.match)
      or ("the text says %q only %s"):format(options.match, tools.count(n, "time"))
  elseif #text <= SHORT or options.rule then
    return 1, math.max(1, #text)
  end
  return nil, "which place? --at OFFSET or --match TEXT"
end

-----------------------------------------------------------------------------------------------------------------------
-- For a terminal
-----------------------------------------------------------------------------------------------------------------------

local function span(s)
  return "<" .. tools.one_line(s, 60) .. ">"
end

--- "gender = "f", weight = 3".
local function attributes(list)
  local t = {}
  for i, a in ipairs(list or {}) do t[i] = a.name .. " = " .. describe.literal(a.value) end
  return table.concat(t, ", ")
end

--- Prints words with a margin, as many in a line as there is room.
local function wrapped(words, margin, width, paint)
  local line, columns = {}, 0
  local function flush()
    if #line > 0 then print(margin .. paint("dim", table.concat(line, " "))) end
    line, columns = {}, 0
  end
  for _, w in ipairs(words) do
    if columns + core.width(w) + 1 > width - #margin then flush() end
    line[#line + 1] = w
    columns = columns + core.width(w) + 1
  end
  flush()
end

--- Characters of the sentence that are shown on each side of the place.
local AROUND = 60

local function print_place(x, text, name, paint)
  local line, column = tools.line_column(text, x.first)
  print(("%s · bytes %d-%d · sentence %d"):format(paint("bold", ("%s:%d:%d"):format(name, line, column)), x.first - 1, x.last,
    x.sentence))
  local before = text:sub(math.max(x.context.first, x.first - AROUND), x.first - 1):gsub("^[\128-\191]+", "")
  local after = text:sub(x.last + 1, math.min(x.context.last, x.last + AROUND))
  if x.first - AROUND > x.context.first then before = "…" .. before end
  if x.last + AROUND < x.context.last then after = after:gsub("[\192-\255]?[\128-\191]*$", "") .. "…" end
  local lead = "  " .. tools.cut((before:gsub("%s+", " ")))
  local middle = tools.cut((text:sub(x.first, x.last):gsub("%s+", " ")), AROUND)
  print(lead .. paint("bold", middle) .. tools.cut((after:gsub("%s+", " "))))
  print((" "):rep(core.width(lead)) .. paint("green", ("^"):rep(math.max(1, core.width(middle)))))
end

--- Words whose lists are shown: a longer place is there for its rules.
local MOST_WORDS = 30

local function print_tokens(x, paint)
  print(paint("bold", "\nwords"))
  local widest = 0
  for _, t in ipairs(x.tokens) do widest = math.max(widest, math.min(24, core.width(t.text))) end
  for i, t in ipairs(x.tokens) do
    if i > MOST_WORDS then
      print("  … " .. tools.count(#x.tokens - MOST_WORDS, "more word", "more words"))
      break
    end
    local classes = {}
    for _, c in ipairs(t.classes) do
      if c ~= "letter" and c ~= "alpha" then classes[#classes + 1] = c end
    end
    local shown = tools.one_line(t.text, 24)
    print("  " .. paint("cyan", shown) .. (" "):rep(widest - core.width(shown)) .. "  "
      .. paint("dim", table.concat(classes, ", ")))
    for _, h in ipairs(t.hits) do
      local same = h.entry:lower() == h.text:lower() and h.text == t.text
      local more = attributes(h.attributes)
      print(("  %s  %s%s%s"):format((" "):rep(widest), paint("blue", "list " .. h.list),
        same and "" or " " .. (h.entry:lower() == h.text:lower() and span(h.text) or span(h.entry)),
        more ~= "" and paint("dim", "  " .. more) or ""))
    end
  end
end

local function print_match(m, paint, width)
  local line
  if m.fate == "kept" then
    line = ("+ %s  %s %s"):format(paint("green", m.rule), m.kind, span(m.text))
  elseif m.fate == "suppressed" then
    line = ("= %s  %s gives way to %s %s"):format(paint("yellow", m.rule), span(m.text),
      m.by and m.by.rule or "another", m.by and span(m.by.text) or "match")
  elseif m.fate == "refused" then
    line = ("! %s  %s refused by its own function"):format(paint("red", m.rule), span(m.text))
  elseif m.fate == "untried" then
    line = ("! %s  %s would match, but the rule went on behind it or was not led here")
      :format(paint("red", m.rule), span(m.text))
  else
    line = ("! %s  %s matches, but its mention is empty"):format(paint("red", m.rule), span(m.text))
  end
  print("  " .. line .. paint("dim", ("  %s:%d"):format(tools.path(m.file), m.line)))
  local more = {}
  for _, c in ipairs(m.captures or {}) do more[#more + 1] = c.name .. " " .. span(c.text) end
  for _, a in ipairs(m.attributes or {}) do more[#more + 1] = a.name .. " = " .. describe.literal(a.value) end
  if #more > 0 then wrapped(more, "      ", width, paint) end
end

--- Phrases that a line shows: the last ones, since what is optional is tried before what has to come.
local SHOWN = 4

local function either(phrases, all)
  if not phrases then return nil end
  if all or #phrases <= SHOWN + 1 then return describe.either(phrases) end
  local t = table.move(phrases, #phrases - SHOWN + 1, #phrases, 1, {})
  t[#t + 1] = ("%d others"):format(#phrases - SHOWN)
  return describe.either(t)
end

--- 'list "title" expected, found <said>'.
local function verdict(f, all)
  local found = f.reached.over and "found " .. f.reached.text or "found " .. span(f.reached.text)
  local expected, unexpected = either(f.expected, all), either(f.unexpected, all)
  if expected and unexpected then
    return ("%s expected and no %s, %s"):format(expected, unexpected, found)
  elseif expected then
    return ("%s expected, %s"):format(expected, found)
  elseif unexpected then
    return ("%s must not stand here, %s"):format(unexpected, found)
  end
  return found
end

local function print_failure(f, options, paint)
  local how = f.words == 0 and ("at %s"):format(span(f.at.text))
    or ("from %s, after %s"):format(span(f.at.text), tools.count(f.words, "word"))
  print(("  - %s  %s: %s%s"):format(f.rule, paint("dim", how .. (f.forced and " (not led here by the index)" or "")),
    verdict(f, options.all or options.rule), paint("dim", ("  %s:%d"):format(tools.path(f.file), f.line))))
  for _, n in ipairs(f.notes or {}) do print("      " .. n) end
end

local function print_phase(p, options, paint, width)
  local near, far = {}, {}
  for _, f in ipairs(p.failures) do
    local list = (f.words > 0 or options.all or options.rule) and near or far
    list[#list + 1] = f
  end
  if #p.matches + #near + #far == 0 then return end
  print("\n" .. paint("bold", p.name) .. paint("dim", " · " .. p.policy))
  for _, m in ipairs(p.matches) do print_match(m, paint, width) end
  for _, f in ipairs(near) do print_failure(f, options, paint) end
  if #far > 0 then
    local names = { "-", "at the first word:" }
    for _, f in ipairs(far) do names[#names + 1] = f.rule end
    wrapped(names, "  ", width, paint)
  end
end

local function print_stage(p, paint)
  if #p.changes == 0 then return end
  print("\n" .. paint("bold", p.name) .. paint("dim", " · stage"))
  for _, c in ipairs(p.changes) do
    local what = c.change == "retyped" and ("%s, was %s"):format(c.kind, c.was)
      or c.change == "added" and c.kind or c.kind .. " taken out"
    print(("  ~ %s %s"):format(span(c.text), paint("magenta", what)))
  end
end

local function print_report(x, paint)
  print("\n" .. paint("bold", "in the report"))
  local rows = x.report
  if x.anchor and #x.tokens > MOST_WORDS then -- of a whole text: what the rule gave
    rows = {}
    for _, r in ipairs(x.report) do
      if r.rule == x.anchor.rule then rows[#rows + 1] = r end
    end
  end
  if #rows == 0 then print "  nothing" end
  for _, r in ipairs(rows) do
    local more = {}
    for _, key in ipairs { "name", "value", "unit", "timex" } do
      if r[key] ~= nil then more[#more + 1] = key .. " = " .. describe.literal(r[key]) end
    end
    print(("  %s %s %s %s%s%s"):format(r.what, r.id, r.kind, paint("cyan", span(r.text)),
      #more > 0 and "  " .. table.concat(more, ", ") or "", paint("dim", r.rule and "  by " .. r.rule or "")))
  end
  for _, w in ipairs(x.warnings) do
    print(("  %s %s%s: %s"):format(paint("yellow", "warning"), w.code, w.rule and " " .. w.rule or "", w.message))
  end
end

local function print_text(x, text, options)
  local paint, width = tools.painter(options.color), terminal.width()
  print_place(x, text, options.FILE == "-" and "standard input" or options.FILE or "text", paint)
  if not options.rule then print_tokens(x, paint) end
  local shown = false
  for _, p in ipairs(x.phases) do
    if p.stage then print_stage(p, paint) else print_phase(p, options, paint, width) end
    shown = shown or not p.stage and #p.matches + #p.failures > 0
  end
  if x.anchor then
    print(("\n%s is tried where %s stands %s."):format(paint("bold", x.anchor.rule), x.anchor.what, x.anchor.where))
    if not shown then print "It was not tried here." end
  end
  print_report(x, paint)
end

--- Spans as JSON gives them: `start`, `end`, from 0.
local function to_json(x)
  if type(x) ~= "table" then return x end
  local t = {}
  for k, v in pairs(x) do
    if k == "first" and x.last then
      t.start = v - 1
    elseif k == "last" and x.first then
      t["end"] = v
    elseif k == "file" then
      t.file = tools.path(v)
    else
      t[k] = to_json(v)
    end
  end
  return t
end

--- Runs the command. @treturn integer exit status
function command.run(options)
  local text = options.text
  if not text then
    local message
    text, message = tools.read_file(options.FILE)
    if not text then
      tools.complain(message)
      return 1
    end
  end
  local first, last = place_of(text, options)
  if not first then
    tools.complain(last)
    return 1
  end
  local reader = tools.reader(options)
  if not reader then return 2 end
  local x, why = require "factbox.explain".run(reader, text, { first = first, last = last, rule = options.rule, date = options.date })
  if not x then
    tools.complain(why)
    return 1
  end
  if options.format == "json" then print(encode(to_json(x))) else print_text(x, text, options) end
  return 0
end

return command
