--- What each rule costs: every rule is timed alone in its phase, on text that the earlier phases have read.
--
--     lua5.4 tests/bench/rules.lua [PATH] [--kb N] [--phase NAME] [--top N]
--
-- Prints the dearest rules, in microseconds per kB of text, less what its phase costs without any
-- rule. A dear rule that finds little wants a better anchor: a rarer word, a
-- list, a class (see `factbox check`).

local BASE = (arg[0]:match "^(.*)/[^/]*$" or ".") .. "/"
local ROOT = BASE .. "../.."
local VERSION = _VERSION:match "%d%.%d"
package.path = BASE .. "?.lua;" .. ROOT .. "/lua/?.lua;" .. ROOT .. "/lua/?/init.lua;" .. package.path
package.cpath = ROOT .. "/" .. (os.getenv "FACTBOX_BUILD" or "build/" .. VERSION) .. "/?.so;" .. package.cpath

local setting = { kb = 100, top = 30 }
do
  local i = 1
  while arg[i] do
    local key = arg[i]:match "^%-%-(%a+)$"
    if key then
      i = i + 1
      setting[key] = tonumber(arg[i]) or arg[i]
    else
      setting.path = arg[i]
    end
    i = i + 1
  end
end

local corpus = require "corpus"
local reader = require "factbox.reader"
local rules = require "factbox.rules"

local bytes = setting.kb * 1000
local documents = setting.path and corpus.from_path(setting.path, bytes) or corpus.build(bytes, 20250323)
bytes = 0
for _, text in ipairs(documents) do bytes = bytes + #text end

--- Rules as loaded, but in phase `only` no other than `name`. The kinds that the others give stay known.
local load_all = rules.load
local function load_with(only, name)
  rules.load = function(...)
    local def, why = load_all(...)
    if not def then return nil, why end
    local kinds = {}
    for _, kind in ipairs(def.init.kinds or {}) do kinds[#kinds + 1] = kind end
    for _, phase in ipairs(def.phases) do
      for _, rule in ipairs(phase.rules or {}) do kinds[#kinds + 1] = rule.gives.kind end
      if phase.name == only and phase.rules then
        local kept = {}
        for _, rule in ipairs(phase.rules) do
          if rule.name == name then kept[#kept + 1] = rule end
        end
        phase.rules = kept
      end
    end
    def.init.kinds = kinds
    return def
  end
  local made = assert(reader.new())
  rules.load = load_all
  return made
end

--- Seconds that phase `only` takes over all documents, the best of two.
local function time_of(only, name)
  local made = load_with(only, name)
  local program = made.program
  local number
  for _, phase in ipairs(program.phases) do
    if phase.name == only then number = phase.number end
  end
  local real = program.core:doc(program.names)
  local spent
  local proxy = setmetatable({
    phase = function(_, n, ...)
      local start = os.clock()
      local given = real:phase(n, ...)
      if n == number then spent = spent + os.clock() - start end
      return given
    end,
  }, {
    __index = function(t, key)
      local method = real[key]
      t[key] = function(_, ...) return method(real, ...) end
      return t[key]
    end,
  })
  local best = math.huge
  for _ = 1, 2 do
    spent = 0
    for _, text in ipairs(documents) do
      made.doc = proxy
      made:read(text)
    end
    best = math.min(best, spent)
  end
  return best
end

local all = assert(reader.new())
local rows = {}
for _, phase in ipairs(all.program.phases) do
  if phase.number and (not setting.phase or setting.phase == phase.name) then
    local idle = time_of(phase.name, nil)
    for _, rule in ipairs(all.program.rules) do
      if rule.phase == phase.name then
        local seconds = time_of(phase.name, rule.name)
        rows[#rows + 1] = { rule.name, phase.name, (seconds - idle) * 1e6 / (bytes / 1000), rule.file, rule.line }
      end
    end
    rows[#rows + 1] = { "(no rule)", phase.name, idle * 1e6 / (bytes / 1000), "", 0 }
  end
end
table.sort(rows, function(a, b) return a[3] > b[3] end)
local sum = 0
for _, row in ipairs(rows) do sum = sum + row[3] end
print(("%d rules over %.0f kB: %.0f us per kB, if each ran alone"):format(#rows, bytes / 1000, sum))
print(("%10s %7s  %-12s %s"):format("us per kB", "share", "phase", "rule"))
for i = 1, math.min(setting.top, #rows) do
  local row = rows[i]
  print(("%10.2f %6.1f%%  %-12s %-32s %s"):format(row[3], 100 * row[3] / sum, row[2], row[1],
    row[4] ~= "" and ("%s:%d"):format(row[4]:match "rules/.*$" or row[4], row[5]) or ""))
end
