--- `factbox score`: how good each rule is on gold of one's own (factbox.score).
--
-- @module factbox.command.score

local cjson = require "cjson".new()
local encode = require "factbox.command.encode"
local timex = require "factbox.timex"
local tools = require "factbox.command.tools"

local command = {}

command.summary = "Measure rules on gold of your own."

local EXAMPLES = [=[
Examples:
   factbox score gold.jsonl
        what each rule found rightly and wrongly, and what none found
   factbox score --rule person.titled --examples 20 gold.jsonl
        one rule, with up to 20 examples of each kind
   factbox score --map person=PERSON,organization=ORG,place=GPE gold.jsonl
        gold with types of its own; types that have no name there are not counted
   factbox score --rules my-rules --format json gold.jsonl | jq '.entities.rules'
        for a program

Gold is a JSON object a line, offsets are bytes from 0, ends exclusive:
   {"id": 1, "text": "Ana Lund left.", "entities": [{"start": 0, "end": 8, "type": "person"}]}
   {"id": 2, "text": "…", "quotes": [{"content": [[0, 12]], "speaker": [18, 26]}]}
   {"id": 3, "text": "…", "date": "2025-03-23",
    "figures": [{"start": 4, "end": 6, "kind": "count", "value": 12}]}
Types are those of the report, or PER, ORG, LOC, MISC. A text's gold is complete:
what a rule finds beyond it is wrong.

Exit status: 0 all well, 1 lines that could not be read, 2 wrong usage or rules
that do not load.]=]

--- Declares arguments and options.
function command.define(parser)
  parser:epilog(EXAMPLES)
  parser:argument "GOLD":args "+":description "Files of JSON lines; '-' for standard input."
  parser:option "--rule":argname "NAME":description "Only what this rule finds."
  parser:option "--examples":argname "N":convert(tonumber):default "2":show_default(false)
    :description "Examples of wrong ones for each rule, and of missed ones (2)."
  parser:flag "--right":description "Also examples of right ones."
  parser:option "--map":argname "LIST":description "Names of types in the gold: person=PER,place=LOC,…"
  parser:flag "--untyped":description "Types and kinds do not matter, only spans."
  tools.format_option(parser, "a table with examples")
  tools.rules_options(parser)
  tools.color_option(parser)
end

function command.check(options)
  options.examples = math.tointeger(tonumber(options.examples))
  if not options.examples or options.examples < 0 then return "--examples: expected a number from 0" end
  if options.map then
    options.types = {}
    for part in options.map:gmatch "[^,]+" do
      local ours, theirs = part:match "^%s*([%w_]+)=(.-)%s*$"
      if not ours or theirs == "" then return ("--map: expected person=PER,…, got '%s'"):format(part) end
      options.types[ours] = theirs
    end
  end
  if options.rules_only and #options.rules == 0 then return "--rules-only needs --rules DIR" end
  return nil
end

--- A number from JSON as an offset; nil for anything else.
local function offset(x)
  return type(x) == "number" and x >= 0 and math.tointeger(x) or nil
end

--- Makes a list of gold what factbox.score wants. @return the list; or nil and what is wrong with it
local function checked(list, section, size)
  if type(list) ~= "table" then return nil, section .. " is not a list" end
  local rows = {}
  for i, g in ipairs(list) do
    local row = {}
    for k, v in pairs(type(g) == "table" and g or {}) do
      if v ~= cjson.null then row[k] = v end
    end
    local spans = section == "quotes" and row.content or { { row.start, row["end"] } }
    if type(spans) ~= "table" or #spans == 0 then return nil, ("%s[%d] has no content"):format(section, i) end
    for k, s in ipairs(spans) do
      local first, last = offset(s[1]), offset(s[2])
      if not first or not last or last <= first or last > size then return nil, ("%s[%d]: no such span"):format(section, i) end
      spans[k] = { first, last }
    end
    if section == "quotes" then
      local s = row.speaker
      row.content, row.speaker = spans, s and offset(s[1]) and offset(s[2]) and { offset(s[1]), offset(s[2]) } or nil
    else
      row.start, row["end"] = spans[1][1], spans[1][2]
    end
    rows[#rows + 1] = row
  end
  return rows
end

--- One line of gold. @return record; or nil and what is wrong
local function parse(line, sections)
  local ok, r = pcall(cjson.decode, line)
  if not ok then return nil, tostring(r) end
  if type(r) ~= "table" or type(r.text) ~= "string" then return nil, 'no "text"' end
  local record = { id = r.id ~= cjson.null and r.id or nil, text = r.text }
  if math.type(record.id) == "float" then record.id = math.tointeger(record.id) or record.id end
  for _, name in ipairs { "date", "reference_time" } do
    local date = r[name]
    if type(date) == "string" and not record.date and timex.reference(date) then record.date = date end
  end
  local any = false
  for _, section in ipairs(sections) do
    if r[section] ~= nil and r[section] ~= cjson.null then
      local list, why = checked(r[section], section, #r.text)
      if not list then return nil, why end
      record[section], any = list, true
    end
  end
  if type(r.scope) == "table" then record.scope = r.scope end
  if not any then return nil, "no entities, quotes or figures" end
  return record
end

--- Reads all gold. @return records, number of lines that could not be read
local function read_gold(names, sections)
  local records, bad = {}, 0
  for _, name in ipairs(names) do
    local text, why = tools.read_file(name)
    if not text then
      tools.complain(why)
      bad = bad + 1
    end
    local n = 0
    for line in ((text or ""):gsub("^\239\187\191", "") .. "\n"):gmatch "([^\n]*)\n" do
      n = n + 1
      if line:find "%S" then
        local record, reason = parse(line, sections)
        if record then
          record.id = record.id or ("%s:%d"):format(name, n)
          records[#records + 1] = record
        else
          tools.complain(("%s:%d: %s"):format(name, n, reason))
          bad = bad + 1
        end
      end
    end
  end
  return records, bad
end

local function percent(n, of)
  return of > 0 and ("%.1f"):format(100 * n / of) or "-"
end

--- Measures of a whole section, as numbers from 0 to 1.
local function measures(x)
  local p, r = x.found > 0 and x.right / x.found or 0, x.gold > 0 and x.right / x.gold or 0
  return p, r, p + r > 0 and 2 * p * r / (p + r) or 0
end

local FATES = { spurious = "nothing there", type = "other type", span = "other span", value = "other value", right = "right",
  missed = "missed" }

local function print_example(e, paint)
  local colour = e.fate == "right" and "green" or e.fate == "missed" and "yellow" or "red"
  print(("      %s  %s%s%s  %s"):format(paint(colour, FATES[e.fate]), tools.one_line(e.before),
    paint("bold", "<" .. tools.one_line(e.text, 70) .. ">"), tools.one_line(e.after),
    paint("dim", (e.note and tools.one_line(e.note, 60) .. " · " or "") .. tostring(e.id) .. ":" .. e.first - 1)))
end

--- Prints up to n examples of each fate.
local function print_examples(list, n, paint, right)
  local shown = {}
  for _, e in ipairs(list) do
    shown[e.fate] = (shown[e.fate] or 0) + 1
    if (e.fate ~= "right" or right) and shown[e.fate] <= n then print_example(e, paint) end
  end
end

local function print_section(name, x, options, paint)
  local p, r, f = measures(x)
  print(("%s · %s · precision %.1f%s"):format(paint("bold", name), tools.count(x.texts, "text"), 100 * p,
    options.rule and "" or (", recall %.1f, F1 %.1f"):format(100 * r, 100 * f)))
  local widest = 4
  for _, row in ipairs(x.rules) do widest = math.max(widest, #row.rule) end
  print(paint("dim", ("\n  %-" .. widest .. "s  %6s %6s %6s  %9s"):format("rule", "found", "right", "wrong", "precision")))
  for _, row in ipairs(x.rules) do
    local speakers = row.speakers and ("  speaker right in %s of %d"):format(row.speakers_right, row.speakers) or ""
    print(("  %-" .. widest .. "s  %6d %6d %6d  %9s%s"):format(row.rule, row.found, row.right, row.wrong,
      percent(row.right, row.found), paint("dim", speakers)))
    print_examples(row.examples, options.examples, paint, options.right)
  end
  if not options.rule and #x.missed > 0 then
    print(paint("dim", ("\n  missed: %d of %d"):format(x.lost, x.gold)))
    for _, row in ipairs(x.missed) do
      print(("  %-" .. widest .. "s  %6d"):format(row.kind, row.n))
      print_examples(row.examples, options.examples, paint)
    end
  end
end

local function json_examples(list, n)
  local rows, shown = {}, {}
  for _, e in ipairs(list) do
    shown[e.fate] = (shown[e.fate] or 0) + 1
    if shown[e.fate] <= n then
      rows[#rows + 1] = { id = e.id, fate = e.fate, start = e.first - 1, ["end"] = e.last, text = e.text, before = e.before,
        after = e.after, note = e.note, kind = e.kind, value = e.value }
    end
  end
  return rows
end

local function print_json(results, options)
  local out = {}
  for name, x in pairs(results) do
    local p, r, f = measures(x)
    local section = { texts = x.texts, gold = x.gold, found = x.found, right = x.right, precision = p, recall = r, f1 = f,
      rules = {}, missed = {} }
    for i, row in ipairs(x.rules) do
      section.rules[i] = { rule = row.rule, found = row.found, right = row.right, wrong = row.wrong,
        precision = row.right / row.found, fates = row.fates, speakers = row.speakers, speakers_right = row.speakers_right,
        examples = json_examples(row.examples, options.examples) }
    end
    for i, row in ipairs(x.missed) do
      section.missed[i] = { kind = row.kind, n = row.n, examples = json_examples(row.examples, options.examples) }
    end
    out[name] = section
  end
  print(encode(out))
end

--- Runs the command. @treturn integer exit status
function command.run(options)
  local score = require "factbox.score"
  local records, bad = read_gold(options.GOLD, score.sections)
  local reader = tools.reader(options)
  if not reader then return 2 end
  if options.rule then
    local known = false
    for _, name in ipairs(reader.program.names.rules) do known = known or name == options.rule end
    if not known then
      tools.complain("no rule is called ", options.rule)
      return 2
    end
  end
  local results = score.run(reader, records, { map = options.types, untyped = options.untyped, rule = options.rule })
  if options.format == "json" then
    print_json(results, options)
  else
    local paint, first = tools.painter(options.color), true
    for _, name in ipairs(score.sections) do
      if results[name] then
        if not first then print() end
        print_section(name, results[name], options, paint)
        first = false
      end
    end
  end
  return bad > 0 and 1 or 0
end

return command
