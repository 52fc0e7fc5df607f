--- What the benchmarks run: each stage by itself, on the core's interface.
--
-- The calls into the core that are not public (`core` programs and documents, as lua/factbox/reader.lua uses
-- them) stand in this file only; when they change, this is what to change.
--
-- A stage is a function of a context, `{documents = list of texts, bytes = their size}`, that makes ready what
-- is not to be timed and returns a function; this runs once over all documents and returns the seconds of CPU
-- that the stage itself took. `os.clock` is CPU time of the process.

local stages = {}

local clock = os.clock

--- Rules and lists made for the benchmark lie in a folder of their own, as a user's rules would.
-- @param files table of path to content, below `en/`
-- @return string the folder
local function rules_folder(files, scratch, name)
  local dir = scratch .. "/" .. name
  for path, content in pairs(files) do
    local folder = (dir .. "/en/" .. path):match("^(.*)/")
    assert(os.execute(("mkdir -p '%s'"):format(folder)))
    local file = assert(io.open(dir .. "/en/" .. path, "wb"))
    file:write(content)
    file:close()
  end
  return dir
end

--- A reader with the shipped rules, or with those of `options`. Rules made here have to be right; of the shipped
-- ones, which `factbox check` looks after, those that do not compile are named on standard error.
local function open(options)
  local reader = require "factbox".reader(options)
  for _, e in ipairs(reader.errors or {}) do
    if not e.warning then
      local message = ("%s:%s: %s"):format(e.file, e.line or "?", e.message)
      if options then error(message, 0) end
      io.stderr:write(message, "\n")
    end
  end
  return reader
end

local function new_document(reader)
  local program = reader.program
  return program.core:doc(program.names)
end

--- Runs a phase of a program without actions.
local function run_phase(doc, program, phase)
  doc:phase(phase.number, program.spelled, function() return nil end, function() end)
end

--- Reading in a Lua loop and in a C loop over the bytes: what other figures are compared with.
stages["byte-loop"] = function(context)
  return function()
    local start = clock()
    local count = 0
    for _, text in ipairs(context.documents) do count = count + (utf8.len(text) or 0) end
    return clock() - start
  end
end

stages["tokens"] = function(context)
  local doc = new_document(open())
  return function()
    local start = clock()
    for _, text in ipairs(context.documents) do doc:tokenize(text) end
    return clock() - start
  end
end

-- One stage after tokenizing, timed alone; the note says how fast both are together. The clock's own cost
-- (about a third of a microsecond for each of two calls) is kept out of the figure by taking chunks of some size.
local function after_tokens(context, reader, run, note)
  local doc = new_document(reader)
  local together = math.huge
  return function()
    local spent, begun = 0, clock()
    for _, text in ipairs(context.chunks) do
      doc:tokenize(text)
      local start = clock()
      run(doc)
      spent = spent + clock() - start
    end
    together = math.min(together, clock() - begun)
    context.note = ("%swith tokens %.1f"):format(note and note .. "; " or "", context.bytes / 1e6 / together)
    return spent
  end
end

stages["lists"] = function(context)
  return after_tokens(context, open(), function(doc) doc:scan(false) end)
end

--- Makes the methods of documents add up the time that they take, within the very pipeline that users run. Functions
-- that C calls back are not counted. For the rest of the process.
-- @return table of seconds by method (phases by `phase:NUMBER`)
local function time_methods(doc)
  local methods = debug.getmetatable(doc).__index
  local spent = {}
  local called_back = 0
  local function timed(name)
    local method = methods[name]
    methods[name] = function(...)
      local start = clock()
      local a, b, c, d, e, f = method(...)
      spent[name] = (spent[name] or 0) + clock() - start
      return a, b, c, d, e, f
    end
  end
  local function uncounted(f)
    return function(...)
      local start = clock()
      local a, b, c = f(...)
      called_back = called_back + clock() - start
      return a, b, c
    end
  end
  timed "tokenize"
  timed "scan"
  local phase = methods.phase
  function methods.phase(self, number, on_spelled, on_action, on_spent)
    called_back = 0
    local start = clock()
    phase(self, number, on_spelled, uncounted(on_action), on_spent)
    local key = "phase:" .. number
    spent[key] = (spent[key] or 0) + clock() - start - called_back
  end
  return spent
end

--- All C stages that rules depend on: tokens and sentences, lists, every phase of rules, in the pipeline that writes JSON.
-- What stands between the phases runs, as later ones need it, but is not counted, nor are actions.
-- `context.detail` gets the seconds of each, by name.
stages["c-stages"] = function(context)
  local reader = open()
  local spent = time_methods(new_document(reader))
  local names = {}
  for _, phase in ipairs(reader.program.phases) do
    if phase.number then names["phase:" .. phase.number] = "phase " .. phase.name end
  end
  names.tokenize, names.scan = "tokens, sentences", "lists"
  return function()
    for key in pairs(spent) do spent[key] = nil end
    for _, text in ipairs(context.documents) do reader:json(text) end
    local sum, detail = 0, {}
    for key, seconds in pairs(spent) do
      sum = sum + seconds
      detail[names[key] or key] = seconds
    end
    context.detail = detail
    return sum
  end
end

--- @param write as for reader:json
local function read_as_json(texts, write)
  local reader = open()
  return function()
    local start = clock()
    for _, text in ipairs(texts) do reader:json(text, nil, write) end
    return clock() - start
  end
end

--- The whole pipeline: text in, JSON out.
stages["pipeline"] = function(context) return read_as_json(context.documents) end

--- The same, with documents read together, as the command reads those of files.
stages["batch"] = function(context)
  local reader = open()
  local batches = {}
  for _, text in ipairs(context.documents) do
    local batch = batches[#batches]
    if not batch or #batch == reader.together.texts then
      batch = {}
      batches[#batches + 1] = batch
    end
    batch[#batch + 1] = { text = text }
  end
  return function()
    local start = clock()
    for _, batch in ipairs(batches) do reader:batch(batch) end
    return clock() - start
  end
end

--- A report in tables.
stages["read"] = function(context)
  local reader = open()
  return function()
    local start = clock()
    for _, text in ipairs(context.documents) do reader:read(text) end
    return clock() - start
  end
end

--- All documents as one text, written in pieces, as the command does.
stages["one-text"] = function(context)
  local text = table.concat(context.documents, "\n")
  context.documents = nil
  return read_as_json({ text }, assert(io.open("/dev/null", "wb")))
end

--- For the doubling check: functions of a text that return the seconds it took.
stages["doubling-tokens"] = function()
  local doc = new_document(open())
  return function(text)
    local start = clock()
    doc:tokenize(text)
    return clock() - start
  end
end

stages["doubling-pipeline"] = function()
  local reader, void = open(), assert(io.open("/dev/null", "wb"))
  return function(text)
    local start = clock()
    reader:json(text, nil, void)
    return clock() - start
  end
end

--- 2,000 rules over words of the text, names and classes, in one phase.
stages["2000-rules"] = function(context)
  -- Words of the text, each once, in the order of first appearance.
  local seen, words = {}, {}
  for i = 1, math.min(#context.documents, 400) do
    for word in context.documents[i]:gmatch "%a%a+" do
      word = word:lower()
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  local shapes = {
    'capitalized^1 * word "%s"', 'word "%s" * capitalized^1', 'digits * word "%s"', 'word "%s" * word "%s"',
    'word "%s" * (word "of" + word "in") * capitalized^1', '(word "%s" + word "%s") * lower * capitalized',
    'word "the" * lower^-2 * word "%s"', 'word "%s" * within(5, word "%s")',
  }
  local lines = {}
  for i = 1, 2000 do
    -- Far into the list, where words are as rare as the anchors of real rules; some common ones among them.
    local a = words[1 + (i * 7919) % #words]
    local b = words[1 + (i * 104729) % #words]
    lines[i] = ('rule "bench.r%d" { match = %s, gives = span "bench" }'):format(i,
      shapes[1 + i % #shapes]:format(a, b))
  end
  local dir = rules_folder({
    ["init.lua"] = 'return { phases = { { name = "bench", policy = "longest" } }, kinds = {}, captures = {},\n'
      .. '  common = { the = 55, of = 25, ["in"] = 20, ["and"] = 22, a = 22, that = 11, said = 8, was = 8 } }',
    ["bench/rules.lua"] = table.concat(lines, "\n") .. "\n",
  }, context.scratch, "rules-2000")
  local start = clock()
  local reader = open { rules = dir, rules_only = true }
  local note = ("compiled in %.0f ms"):format((clock() - start) * 1000)
  local phase = reader.program.phases[1]
  return after_tokens(context, reader, function(doc) run_phase(doc, reader.program, phase) end, note)
end

--- A list of a million phrases, one to three words each: words of the text and coined ones.
stages["1m-phrases"] = function(context)
  local corpus = require "corpus"
  local seen, words = {}, {}
  for i = 1, #context.documents do
    for word in context.documents[i]:gmatch "%a%a+" do
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  local coined = corpus.names(200000, 3)
  local random = corpus.random(7)
  local lines, phrase = {}, {}
  while #lines < 1000000 do
    local n = random(3)
    for i = 1, 3 do phrase[i] = nil end
    for i = 1, n do
      phrase[i] = (i == 1 or random(2) == 1) and coined[random(#coined)] or words[random(#words)]
    end
    if n == 1 then phrase[1] = phrase[1] .. coined[random(#coined)]:lower() end
    lines[#lines + 1] = table.concat(phrase, " ")
  end
  local dir = rules_folder({
    ["init.lua"] = 'return { phases = {}, kinds = {}, captures = {}, lists = { "million" } }', -- or it would not be searched
    ["lists/index.lua"] = 'return { million = { file = "million.txt", mode = "folded" } }',
    ["lists/million.txt"] = table.concat(lines, "\n") .. "\n",
  }, context.scratch, "list-1m")
  lines, words, seen, coined = nil, nil, nil, nil -- luacheck: ignore
  collectgarbage()
  local start = clock()
  local reader = open { rules = dir, rules_only = true }
  local note = ("built in %.2f s"):format(clock() - start)
  os.execute(("rm -rf '%s'"):format(dir))
  return after_tokens(context, reader, function(doc) doc:scan(false) end, note)
end

--- A reader for the memory check, and what is found in `texts` per kB.
function stages.reader() return open() end

function stages.density(texts)
  local reader = open()
  local count = { bytes = 0, mentions = 0, entities = 0, quotes = 0, figures = 0 }
  for _, text in ipairs(texts) do
    local report = reader:read(text)
    count.bytes = count.bytes + #text
    count.entities = count.entities + #report.entities
    count.quotes = count.quotes + #report.quotes
    count.figures = count.figures + #report.figures
    for _, entity in ipairs(report.entities) do count.mentions = count.mentions + #entity.mentions end
  end
  return count
end

--- The command on JSON lines, in this process, whose standard output goes to /dev/null.
function stages.command(root, input)
  local exit = os.exit
  os.exit = function(status) error { status = status } end -- luacheck: ignore
  _G.arg = { [0] = root .. "/lua/bin/factbox", "read", "--input", "jsonl", "--format", "jsonl", input }
  local start = clock()
  local ok, why = pcall(dofile, arg[0])
  local seconds = clock() - start
  os.exit = exit -- luacheck: ignore
  if not ok and not (type(why) == "table" and (why.status == 0 or why.status == true)) then
    error(type(why) == "table" and "the command ends with status " .. tostring(why.status) or why, 0)
  end
  return seconds
end

return stages
