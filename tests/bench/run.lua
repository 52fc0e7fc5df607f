--- Benchmarks: how many MB a second each stage and the whole pipeline read, in how much memory.
--
--     lua5.4 tests/bench/run.lua [PATH] [--mb N] [--runs N] [--stage NAME]… [--check] [--list]
--
--     PATH      text, or JSON lines with a `text` field, to read instead of the text that is built
--     --mb      how much text (default 20 MB)
--     --runs    how often each stage runs; best and median are printed (default 5)
--     --stage   only these (see --list); may be given several times
--     --check   exit with 1 where a figure misses its target
--
-- Each stage runs in a process of its own, so that its peak memory (VmHWM) is its own. Times are CPU time. Lua
-- 5.3 and 5.4 can run it, on the core built for them.

local BASE = (arg[0]:match "^(.*)/[^/]*$" or ".") .. "/"
local ROOT = BASE .. "../.."
local VERSION = _VERSION:match "%d%.%d"
package.path = BASE .. "?.lua;" .. ROOT .. "/lua/?.lua;" .. ROOT .. "/lua/?/init.lua;" .. package.path
package.cpath = ROOT .. "/" .. (os.getenv "FACTBOX_BUILD" or "build/" .. VERSION) .. "/?.so;" .. package.cpath

local SEED = 20250323
local MB = 1e6

--- Stages in the order of the table: name, heading, target in MB/s as DESIGN.md has it, where it has one.
local STAGES = {
  { "byte-loop", "byte loop (utf8.len)" },
  { "tokens", "tokens and sentences", 60 },
  { "lists", "word lists, shipped" },
  { "1m-phrases", "word list of a million phrases", 100 },
  { "2000-rules", "2,000 rules", 100 },
  { "c-stages", "all C stages", 30 },
  { "read", "reader:read" },
  { "pipeline", "whole pipeline, with JSON", 8 },
  { "batch", "the same, 16 documents at a time", 8 },
  { "one-text", "the same, all as one text" },
  { "command", "factbox read --input jsonl" },
}

--- Checks that print lines of their own.
local CHECKS = { "start-up", "doubling", "memory", "density" }

local START_UP_MS = 60
local DOUBLING = 2.2
--- Bytes of the short texts that are read in turn for it.
local TURN = 1.3 * MB
--- A stage that has run so long is not run once more.
local ENOUGH_SECONDS = 30
--- Peak of one big text, in bytes per byte of input.
local PEAK_PER_BYTE = 12
--- Documents of the memory check, and how much the process may grow after the first tenth of them.
local STREAM, STREAM_GROWTH_MB = 100000, 2

-- ---------------------------------------------------------------------------------------------
-- Processes.

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local s = file:read "a"
  file:close()
  return s
end

local function write_file(path, s)
  local file = assert(io.open(path, "wb"))
  file:write(s)
  file:close()
end

--- A field of /proc/self/status, in MB; nil where there is no such thing.
local function memory(field)
  local file = io.open "/proc/self/status"
  if not file then return nil end
  local kb = file:read("a"):match(field .. ":%s*(%d+) kB")
  file:close()
  return kb and tonumber(kb) * 1024 / MB
end

--- Sets the peak back to what is resident now (Linux). @return true where that worked
local function reset_peak()
  collectgarbage()
  collectgarbage()
  local file = io.open("/proc/self/clear_refs", "w")
  if not file then return false end
  local ok = file:write "5"
  return file:close() and ok
end

--- A flat table of strings, numbers and tables of numbers as Lua source.
local function serialize(t)
  local parts = {}
  for key, value in pairs(t) do
    if type(value) == "table" then value = serialize(value)
    else value = type(value) == "string" and ("%q"):format(value) or tostring(value) end
    parts[#parts + 1] = ("[%s]=%s"):format(type(key) == "number" and key or ("%q"):format(key), value)
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

--- The first line of a file of error messages, without the interpreter's name.
local function first_line(path) return (read_file(path):gsub("^.-: ", "", 1):match "[^\n]*") end

local interpreter = arg[-1] or "lua" .. VERSION

--- Runs a stage in a process of its own. @return its answer, or nil and why there is none
local function in_child(setting, stage)
  local answer = setting.scratch .. "/answer"
  local errors = setting.scratch .. "/errors"
  os.remove(answer)
  -- images of lists are cached: in the scratch folder, or the next run would find the million phrases built
  os.execute(("XDG_CACHE_HOME='%s' '%s' '%s' --child '%s' '%s' %d >/dev/null 2>'%s'"):format(
    setting.scratch, interpreter, arg[0], stage, setting.scratch, setting.runs, errors))
  local file = io.open(answer, "rb")
  if not file then return nil, first_line(errors) end
  local s = file:read "a"
  file:close()
  return load("return " .. s)()
end

--- Documents, as written by `store`.
local function stored(scratch)
  local s = read_file(scratch .. "/documents")
  local list, at = {}, 1
  while at <= #s do list[#list + 1], at = ("s4"):unpack(s, at) end
  return list, #s - 4 * #list
end

local function store(list, scratch)
  local corpus = require "corpus"
  local pack = assert(io.open(scratch .. "/documents", "wb"))
  local json = assert(io.open(scratch .. "/documents.jsonl", "wb"))
  for i, text in ipairs(list) do
    pack:write(("s4"):pack(text))
    json:write('{"id":"d', i, '","text":', corpus.quote(text), "}\n")
  end
  pack:close()
  json:close()
end

-- ---------------------------------------------------------------------------------------------
-- In the child.

--- Documents joined to chunks of about 64 kB.
local function chunks(documents)
  local list, part, size = {}, {}, 0
  for _, text in ipairs(documents) do
    part[#part + 1] = text
    size = size + #text
    if size > 65536 then
      list[#list + 1] = table.concat(part, "\n")
      part, size = {}, 0
    end
  end
  if size > 0 then list[#list + 1] = table.concat(part, "\n") end
  return list
end

local child = {}

--- A stage of the table: `runs` times over all documents.
local function measure(stages, name, scratch, runs)
  local documents, bytes = stored(scratch)
  local context = { documents = documents, bytes = bytes, scratch = scratch }
  if name == "lists" or name == "1m-phrases" or name == "2000-rules" then context.chunks = chunks(documents) end
  local run = stages[name](context)
  local before = reset_peak() and memory "VmRSS"
  local seconds, spent = {}, 0
  for i = 1, runs do
    seconds[i] = run()
    spent = spent + seconds[i]
    if spent > ENOUGH_SECONDS then break end
  end
  return {
    bytes = bytes, seconds = seconds, peak = memory "VmHWM", before = before,
    note = context.note, detail = context.detail,
  }
end

child["command"] = function(stages, scratch, runs)
  local input = scratch .. "/documents.jsonl"
  local seconds = {}
  local before = memory "VmRSS"
  local spent = 0
  for i = 1, runs do
    seconds[i] = stages.command(ROOT, input)
    spent = spent + seconds[i]
    if spent > ENOUGH_SECONDS then break end
  end
  local _, bytes = stored(scratch)
  return { bytes = bytes, seconds = seconds, peak = memory "VmHWM", before = before }
end

-- Nothing but the reader is loaded here: the time is that of the process.
if arg[1] == "--start-up" then
  assert(require("factbox").reader())
  local seconds = os.clock()
  write_file(arg[2], ("return %.6f, %.3f"):format(seconds, memory "VmHWM" or 0))
  os.exit(0)
end

--- Texts of 10 kB, 20 kB, …, the last of them with `bytes` at most: {texts, size} each. A processor's branch predictor
-- knows by heart a short text that is read again and again, and no long one: short texts are read in turn, so that all
-- sizes meet as much that is new. Each ends with a whole line.
local function doubled(all, bytes)
  local sizes, size = {}, 10000
  while size <= bytes do
    local texts, read, at = {}, 0, 1
    repeat
      local last = all:find("\n", at + size - 1, true) or #all
      texts[#texts + 1] = all:sub(at, last)
      read, at = read + last - at + 1, last + 1
    until read + size > TURN or at + size - 1 > bytes
    sizes[#sizes + 1] = { texts = texts, size = read / #texts, least = {} }
    size = size * 2
  end
  return sizes
end

--- Their times: all sizes in turn, a few times, as a machine is slower for a while now and then; each twice, as the first
-- text of its size pays for memory. Of each text the best time counts.
child["doubling"] = function(stages, scratch)
  local documents, bytes = stored(scratch)
  local all = table.concat(documents, "\n")
  documents = nil -- luacheck: ignore
  local answer = {}
  for _, name in ipairs { "doubling-tokens", "doubling-pipeline" } do
    local run, sizes, spent, rounds = stages[name](), doubled(all, bytes), 0, 0
    repeat
      for k, s in ipairs(sizes) do
        local sum = 0
        for i = 0, 2 * #s.texts - 1 do
          local at = i % #s.texts + 1
          local seconds = run(s.texts[at])
          s.least[at], sum = math.min(s.least[at] or seconds, seconds), sum + seconds
        end
        spent = spent + sum
        if sum > 20 then for j = #sizes, k + 1, -1 do sizes[j] = nil end end -- slow enough
      end
      rounds = rounds + 1
    until rounds >= 3 and (spent > 10 or rounds >= 8) or spent > ENOUGH_SECONDS
    local rows = {}
    for k, s in ipairs(sizes) do
      local best = 0
      for _, seconds in ipairs(s.least) do best = best + seconds end
      rows[k] = { s.size, best / #s.texts }
    end
    answer[name] = rows
  end
  return answer
end

--- Many short documents in one process, each made of words that no other has.
child["memory"] = function(stages)
  local corpus = require "corpus"
  local factbox = require "factbox"
  local reader = stages.reader()
  local documents = corpus.documents(SEED + 1)
  local count, bytes, rows = 0, 0, {}
  while count < STREAM do
    local text = documents()
    for piece in text:gmatch "[^\n]+" do
      factbox.encode(reader:read(piece), piece)
      count, bytes = count + 1, bytes + #piece
      if count % (STREAM // 10) == 0 then
        collectgarbage()
        rows[#rows + 1] = memory "VmRSS"
      end
      if count == STREAM then break end
    end
  end
  return { count = count, bytes = bytes, rows = rows, peak = memory "VmHWM" }
end

child["density"] = function(stages, scratch)
  local documents = stored(scratch)
  local sample = {}
  for i = 1, #documents, math.max(1, #documents // 500) do sample[#sample + 1] = documents[i] end
  return stages.density(sample)
end

local function run_child(name, scratch, runs)
  local stages = require "stages"
  local answer = child[name] and child[name](stages, scratch, runs) or measure(stages, name, scratch, runs)
  write_file(scratch .. "/answer", serialize(answer))
end

-- ---------------------------------------------------------------------------------------------
-- The table.

local function best_and_median(seconds)
  local sorted = table.move(seconds, 1, #seconds, 1, {})
  table.sort(sorted)
  return sorted[1], sorted[(#sorted + 1) // 2]
end

local missed = {}

--- "ok" or "MISSED", which is remembered.
local function verdict(good, what)
  if not good then missed[#missed + 1] = what end
  return good and "ok" or "MISSED"
end

local function print_stages(setting)
  print(("%-32s %9s %9s %10s %9s  %s"):format("", "best", "median", "of the", "peak", "target"))
  print(("%-32s %9s %9s %10s %9s  %s"):format("stage", "MB/s", "MB/s", "byte loop", "MB", "MB/s"))
  local reference
  for _, row in ipairs(STAGES) do
    local name, title, target = row[1], row[2], row[3]
    if setting.wanted(name) or name == "byte-loop" then
      local answer, why = in_child(setting, name)
      if not answer then
        print(("%-32s not run: %s"):format(title, why))
        if target then missed[#missed + 1] = title end
      else
        local best, median = best_and_median(answer.seconds)
        local speed = answer.bytes / MB / best
        if name == "byte-loop" then reference = speed end
        local extra = {}
        if target then extra[1] = ("%d %s"):format(target, verdict(speed >= target, title)) end
        if answer.note then extra[#extra + 1] = "(" .. answer.note .. ")" end
        if name == "one-text" and answer.before then
          local per_byte = (answer.peak - answer.before) * MB / answer.bytes
          extra[#extra + 1] = ("%.1f bytes of memory per byte, at most %d: %s"):format(
            per_byte, PEAK_PER_BYTE, verdict(per_byte <= PEAK_PER_BYTE, "memory of one text"))
        end
        print(("%-32s %9.1f %9.1f %10s %9s  %s"):format(title, speed, answer.bytes / MB / median,
          reference and ("%.3f"):format(speed / reference) or "", answer.peak and ("%.0f"):format(answer.peak) or "-",
          table.concat(extra, " ")))
        if answer.detail then
          local names = {}
          for key in pairs(answer.detail) do names[#names + 1] = key end
          table.sort(names, function(a, b) return answer.detail[a] > answer.detail[b] end)
          for _, key in ipairs(names) do
            print(("    %-28s %9.1f"):format(key, answer.bytes / MB / answer.detail[key]))
          end
        end
      end
    end
  end
end

local print_check = {}

print_check["start-up"] = function(setting)
  local best, peak = math.huge, nil
  for _ = 1, 10 do
    local path = setting.scratch .. "/start-up"
    os.remove(path)
    os.execute(("'%s' '%s' --start-up '%s' >/dev/null 2>'%s'"):format(interpreter, arg[0], path, setting.scratch .. "/errors"))
    local read = loadfile(path)
    if not read then
      print("start-up: not run: " .. first_line(setting.scratch .. "/errors"))
      return
    end
    local seconds, resident = read()
    if seconds < best then best, peak = seconds, resident end
  end
  print(("start-up with the shipped rules: %.0f ms, at most %d: %s; %.0f MB resident"):format(
    best * 1000, START_UP_MS, verdict(best * 1000 <= START_UP_MS, "start-up"), peak or 0))
end

print_check["doubling"] = function(setting)
  local answer, why = in_child(setting, "doubling")
  if not answer then
    print("doubling: not run: " .. why)
    return
  end
  print(("doubling the text: time against the text of half the size, at most %.1f"):format(DOUBLING))
  print(("%12s %14s %8s %14s %8s"):format("bytes", "tokens MB/s", "ratio", "pipeline MB/s", "ratio"))
  local tokens, pipeline = answer["doubling-tokens"], answer["doubling-pipeline"]
  local worst = 0
  for i = 1, math.max(#tokens, #pipeline) do
    local cells = {}
    for k, rows in ipairs { tokens, pipeline } do
      local row, half = rows[i], rows[i - 1]
      -- Sizes are not exactly twice: the ratio is brought to twice.
      local ratio = row and half and row[2] / half[2] * 2 / (row[1] / half[1])
      if ratio then worst = math.max(worst, ratio) end
      cells[2 * k - 1] = row and ("%.1f"):format(row[1] / MB / row[2]) or "-"
      cells[2 * k] = ratio and ("%.2f"):format(ratio) or "-"
    end
    print(("%12.0f %14s %8s %14s %8s"):format((tokens[i] or pipeline[i])[1], table.unpack(cells)))
  end
  print(("worst ratio %.2f: %s"):format(worst, verdict(worst <= DOUBLING, "doubling")))
end

print_check["memory"] = function(setting)
  local answer, why = in_child(setting, "memory")
  if not answer then
    print("memory of a stream: not run: " .. why)
    return
  end
  local rows = answer.rows
  if #rows == 0 then
    print "memory of a stream: not known on this system"
    return
  end
  local growth = rows[#rows] - rows[1]
  local cells = {}
  for i, mb in ipairs(rows) do cells[i] = ("%.1f"):format(mb) end
  print(("memory of %d documents (%.0f MB) in one process: MB resident after each tenth: %s"):format(
    answer.count, answer.bytes / MB, table.concat(cells, " ")))
  print(("growth after the first tenth %.1f MB, at most %d: %s; peak %.0f MB"):format(
    growth, STREAM_GROWTH_MB, verdict(growth <= STREAM_GROWTH_MB, "memory of a stream"), answer.peak))
end

print_check["density"] = function(setting)
  local answer, why = in_child(setting, "density")
  if not answer then
    print("density: not run: " .. why)
    return
  end
  local kb = answer.bytes / 1000
  print(("found per kB: %.1f mentions (of %.1f entities), %.1f quotes, %.1f figures"):format(
    answer.mentions / kb, answer.entities / kb, answer.quotes / kb, answer.figures / kb))
end

-- ---------------------------------------------------------------------------------------------

local function usage(message)
  io.stderr:write(message, "\n", "usage: run.lua [PATH] [--mb N] [--runs N] [--stage NAME]… [--check] [--list]\n")
  os.exit(2)
end

local function options()
  local setting, only = { mb = 20, runs = 5 }, nil
  local i = 1
  while arg[i] do
    local a = arg[i]
    if a == "--mb" or a == "--runs" then
      i = i + 1
      setting[a:sub(3)] = tonumber(arg[i]) or usage(a .. " needs a number")
    elseif a == "--stage" then
      i = i + 1
      only = only or {}
      only[arg[i] or usage "--stage needs a name"] = true
    elseif a == "--check" then
      setting.check = true
    elseif a == "--list" then
      for _, row in ipairs(STAGES) do print(row[1]) end
      for _, name in ipairs(CHECKS) do print(name) end
      os.exit(0)
    elseif a:sub(1, 1) == "-" then
      usage("unknown option " .. a)
    else
      setting.path = a
    end
    i = i + 1
  end
  setting.runs = math.tointeger(setting.runs) or usage "--runs needs a whole number"
  setting.wanted = function(name) return not only or only[name] end
  return setting
end

local function main()
  local setting = options()
  setting.scratch = os.tmpname()
  os.remove(setting.scratch)
  assert(os.execute(("mkdir '%s'"):format(setting.scratch)))

  local corpus = require "corpus"
  local documents, about
  local bytes = setting.mb * MB
  if setting.path then
    local repeated
    documents, repeated = corpus.from_path(setting.path, bytes)
    about = setting.path .. (repeated and ", repeated" or "")
  else
    local counts
    documents, counts = corpus.build(bytes, SEED)
    local kb = counts.bytes / 1000
    about = ("built: %.1f names, %.1f quotes, %.1f figures per kB"):format(
      counts.name / kb, counts.quote / kb, counts.figure / kb)
  end
  local total = 0
  for _, text in ipairs(documents) do total = total + #text end
  store(documents, setting.scratch)
  print(("%.1f MB in %d documents (%s); %s; CPU time of one core"):format(total / MB, #documents, about, _VERSION))
  print ""

  local ok, why = pcall(function()
    print_stages(setting)
    for _, name in ipairs(CHECKS) do
      if setting.wanted(name) then
        print ""
        print_check[name](setting)
      end
    end
  end)
  os.execute(("rm -rf '%s'"):format(setting.scratch))
  if not ok then error(why, 0) end
  if #missed > 0 then
    print ""
    print("missed: " .. table.concat(missed, ", "))
    if setting.check then os.exit(1) end
  end
end

if arg[1] == "--child" then
  run_child(arg[2], arg[3], math.tointeger(tonumber(arg[4])))
else
  main()
end
