--- The noise benchmark: what damage to a text costs with and without repair.
--
--     lua5.4 tests/noise/run.lua [--kb N] [--level N] [--only KIND,…] [SET.jsonl …]
--     lua5.4 tests/noise/run.lua --speed N         what repair takes of N MB: clean, and with each level of damage
--
-- Reads generated news (tests/bench/corpus.lua, N kB of it) and the sets that are named, JSON lines with `text` and,
-- where they have them, `tokens` and `sentences` ([start, end] in bytes); without any, the token sets that stand beside
-- a developer's checkout, where they do. Where a set does not say what is to be found, that is what is found in the
-- clean text. Prints F1 on clean text without and with repair, on damaged text without and with it, and the share of
-- the loss that is left: below 33 per cent is the aim. Run from the top of the checkout after `make`.

package.path = "./lua/?.lua;./lua/?/init.lua;" .. package.path
package.cpath = "./build/" .. _VERSION:match "%d%.%d" .. "/?.so;" .. package.cpath

local corpus = dofile "tests/bench/corpus.lua"
local measure = dofile "tests/noise/measure.lua"
local noise = dofile "tests/noise/noise.lua"
local factbox = require "factbox"

local option, sets = { kb = 200 }, {}
do
  local i = 1
  while arg[i] do
    local key = arg[i]:match "^%-%-(%a+)$"
    if key then
      i = i + 1
      option[key] = arg[i]
    else
      sets[#sets + 1] = arg[i]
    end
    i = i + 1
  end
end

if #sets == 0 then
  for _, name in ipairs { "ud_gum", "ud_ewt", "golden_rules" } do
    local path = "../shared/gold/tokens/" .. name .. ".jsonl"
    local file = io.open(path)
    if file then
      file:close()
      sets[#sets + 1] = path
    end
  end
end

local only
if option.only then
  only = {}
  for kind in option.only:gmatch "[^,]+" do
    if not noise.rates[kind] then error("no such kind of damage: " .. kind) end
    only[kind] = true
  end
end

local reader = factbox.reader {}

local function show(name, texts)
  for level = tonumber(option.level) or 1, tonumber(option.level) or noise.levels do
    local counts = measure.run(reader, texts, level, only)
    for _, metric in ipairs(measure.METRICS) do
      local share, a, b, c, d = measure.share(counts, metric)
      if a then
        print(("%-14s %d  %-10s %7.2f %7.2f   %7.2f %7.2f   %s"):format(name, level, metric, a, b, c or 0, d or 0,
          share and ("%3.0f%%"):format(100 * share) or "  -"))
      end
    end
  end
end

if option.speed then
  local list = corpus.build(tonumber(option.speed) * 1e6, 11)
  local doc, bits = reader.program.core:doc(reader.program.names), require "factbox.repair".kinds()
  for level = 0, noise.levels do
    local texts, bytes = {}, 0
    for i, text in ipairs(list) do
      texts[i] = level == 0 and text or noise.damage(text, level, i)
      bytes = bytes + #texts[i]
    end
    local function seconds(kinds)
      local best = math.huge
      for _ = 1, 9 do
        local start = os.clock()
        for i = 1, #texts do doc:tokenize(texts[i], kinds) end
        best = math.min(best, os.clock() - start)
      end
      return best
    end
    local without, with = seconds(0), seconds(bits)
    print(("level %d: tokens and sentences %.1f MB/s without repair, %.1f with"):format(level, bytes / 1e6 / without,
      bytes / 1e6 / with))
  end
  return
end

print "                              clean           damaged       loss left"
print "               level           off      on       off      on"
local texts = {}
if tonumber(option.kb) > 0 then
  for _, text in ipairs((corpus.build(option.kb * 1000, 11))) do texts[#texts + 1] = { text = text } end
  show("generated", texts)
end
for _, path in ipairs(sets) do
  local json = require "cjson"
  texts = {}
  for line in io.lines(path) do
    local item = json.decode(line)
    texts[#texts + 1] = { text = item.text, wanted = { tokens = item.tokens, sentences = item.sentences } }
  end
  show(path:match "([^/]+)%.jsonl$" or path, texts)
end
