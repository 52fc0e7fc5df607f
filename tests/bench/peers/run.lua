--- The same text through Factbox and through other tools, in one run: ratios of speed.
--
--     lua5.4 tests/bench/peers/run.lua [PATH] [--mb N] [--runs N]
--
-- Peers are set up outside the source tree, in $XDG_CACHE_HOME/factbox-peers: a small program on ICU's break
-- iterators (Debian: libicu-dev, a C compiler), wink-nlp and compromise (node and npm). One that cannot be had is
-- left out, and the reason is printed. Slow peers read the first part of the text only; speeds are per byte.

local BASE = (arg[0]:match "^(.*)/[^/]*$" or ".") .. "/"
package.path = BASE .. "../?.lua;" .. package.path
local corpus = require "corpus"

local MB, SEED = 1e6, 20250323

--- What npm installs; versions are fixed, so that figures can be compared from year to year.
local PACKAGES = "wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1 compromise@14.14.4"

--- At most so much text for peers that need seconds for a megabyte.
local SLOW_BYTES = { wink = 4e6, compromise = 0.4e6 }

-- What has to be reached (ratios of MB/s): our tokens and sentences to ICU's words, our pipeline to the others'.
local GOALS = { icu = 1.2, wink = 8, compromise = 80 }

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local s = file:read "a"
  file:close()
  return s
end

local function lines_of(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local out = pipe:read "a"
  local ok = pipe:close()
  return out, ok
end

local function quoted(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function cache_folder()
  local cache = os.getenv "XDG_CACHE_HOME"
  if not cache or cache == "" then cache = assert(os.getenv "HOME", "HOME is not set") .. "/.cache" end
  local dir = cache .. "/factbox-peers"
  assert(os.execute("mkdir -p " .. quoted(dir)))
  return dir
end

--- Builds the ICU program. @return path, or nil and why not
local function icu(dir)
  local program = dir .. "/icu"
  local out, ok = lines_of(("%s -O2 -o %s %s $(pkg-config --cflags --libs icu-uc)"):format(
    os.getenv "CC" or "cc", quoted(program), quoted(BASE .. "icu.c")))
  if not ok then return nil, "needs a C compiler and ICU (Debian: libicu-dev): " .. (out:match "[^\n]+" or "") end
  return program
end

--- Installs the packages unless they are there. @return true, or nil and why not
local function packages(dir)
  if read_file(dir .. "/packages") == PACKAGES then return true end
  local out, ok = lines_of(("cd %s && npm install --no-audit --no-fund --prefix . %s"):format(quoted(dir), PACKAGES))
  if not ok then return nil, "needs node and npm: " .. (out:match "[^\n]+" or "") end
  local file = assert(io.open(dir .. "/packages", "wb"))
  file:write(PACKAGES)
  file:close()
  return true
end

--- What a peer's figure is of, by the name that it prints.
local WHAT = {
  tokens = "tokens and sentences", entities = "entities, as documented", bare = "entities, other stages left out",
}

local rows = {}

--- One line of the table.
local function row(who, what, speed, note) rows[#rows + 1] = { who, what, speed, note } end

local setting = { mb = 8, runs = 3 }
do
  local i = 1
  while arg[i] do
    if arg[i] == "--mb" or arg[i] == "--runs" then
      setting[arg[i]:sub(3)] = assert(tonumber(arg[i + 1]), arg[i] .. " needs a number")
      i = i + 1
    else
      setting.path = arg[i]
    end
    i = i + 1
  end
end

local scratch = os.tmpname()
os.remove(scratch)
assert(os.execute("mkdir " .. quoted(scratch)))
local documents
if setting.path then documents = corpus.from_path(setting.path, setting.mb * MB)
else documents = corpus.build(setting.mb * MB, SEED) end
local bytes = 0
do
  local file = assert(io.open(scratch .. "/documents", "wb"))
  for _, text in ipairs(documents) do
    bytes = bytes + #text
    file:write(("<s4"):pack(text))
  end
  file:close()
end

--- Our own figures come from the stages of tests/bench/run.lua, on the same documents.
local function ours(stage)
  local answer = scratch .. "/answer"
  os.remove(answer)
  local out = lines_of(("%s %s --child %s %s %d"):format(quoted(arg[-1] or "lua5.4"), quoted(BASE .. "../run.lua"), stage,
    quoted(scratch), setting.runs))
  local s = read_file(answer)
  if not s then return nil, out:match "[^\n]+" end
  local a = load("return " .. s)()
  return a.bytes / MB / math.min(table.unpack(a.seconds))
end

local dir = cache_folder()
local tokens, why = ours "tokens"
row("factbox", "tokens and sentences", tokens, why)
local pipeline, reason = ours "pipeline"
row("factbox", "whole pipeline, with JSON", pipeline, reason)
local together, problem = ours "batch"
row("factbox", "the same, 16 documents at a time", together, problem)

local speed = {}
local program, no_icu = icu(dir)
if program then
  local out = lines_of(("%s %s %d"):format(quoted(program), quoted(scratch .. "/documents"), setting.runs))
  for name, seconds in out:gmatch "(%a+) ([%d%.]+) %d+" do
    speed["icu " .. name] = bytes / MB / tonumber(seconds)
    row("ICU", name == "both" and "words and sentences" or name, bytes / MB / tonumber(seconds))
  end
else
  row("ICU", "words", nil, no_icu)
end
local installed, no_npm = packages(dir)
for _, peer in ipairs { "wink", "compromise" } do
  if installed then
    local out = lines_of(("node %s %s %s %s %d %d"):format(quoted(BASE .. "npm.js"), quoted(dir), peer,
      quoted(scratch .. "/documents"), math.tointeger(SLOW_BYTES[peer]), setting.runs))
    local any
    for name, seconds, size in out:gmatch "(%a+) ([%d%.]+) (%d+) %d+" do
      any = true
      speed[peer .. " " .. name] = tonumber(size) / MB / tonumber(seconds)
      row(peer == "wink" and "wink-nlp" or peer, WHAT[name] or name, speed[peer .. " " .. name])
    end
    if not any then row(peer, "entities", nil, out:match "[^\n]+") end
  else
    row(peer, "entities", nil, no_npm)
  end
end
os.execute("rm -rf " .. quoted(scratch))

print(("%.1f MB in %d documents; CPU time of one core, best of %d"):format(bytes / MB, #documents, setting.runs))
print ""
print(("%-12s %-32s %10s"):format("", "", "MB/s"))
for _, r in ipairs(rows) do
  print(("%-12s %-32s %10s  %s"):format(r[1], r[2], r[3] and ("%.2f"):format(r[3]) or "-", r[4] or ""))
end
print ""
local function ratio(what, mine, theirs, goal)
  if mine and theirs then
    print(("%-58s %8.2f  goal %.1f: %s"):format(what, mine / theirs, goal, mine / theirs >= goal and "ok" or "MISSED"))
  end
end
ratio("our tokens and sentences to ICU's words alone", tokens, speed["icu words"], GOALS.icu)
for _, way in ipairs { { "our whole pipeline", pipeline }, { "the same, 16 documents at a time,", together } } do
  ratio(way[1] .. " to wink-nlp's with entities", way[2], speed["wink entities"], GOALS.wink)
  ratio(way[1] .. " to compromise's", way[2], speed["compromise entities"], GOALS.compromise)
end
