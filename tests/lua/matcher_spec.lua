-- Random patterns over random texts: the compiled patterns, the index and the machine against support/naive.lua.
-- luacheck: no max line length

local lpeg = require "lpeg"
local naive = require "support.naive"
local pattern = require "factbox.pattern"
local program = require "factbox.program"
local spelling = require "factbox.spelling"
local random_of = require "support.random"
local core = require "factbox.core"

local LISTS = {
  one = "a b\tk=1\na\tk=2\nb c a\tk=1\nbo\tk=2\n12 ,\tk=1\na b a b\tk=2\nc\tk=1\nd\nd a\n",
  two = "c\nd d\nbo bo\na c\nd\n",
}
local WORDS = { "a", "b", "c", "d", "Bo", "Al", "12", ",", "ab" }
local CAPTURES = { "mention", "x", "y" }
local CLASSES = { "capitalized", "lower", "digits", "punctuation", "letter" }
local BOUNDARIES = { "sentence_start", "sentence_end", "paragraph_start", "space_before", "glued" }
local SPELLED = { "a.*", "[%l%u]+", "%d+", "b" }

local CONDITIONS = { "1", "2", { "1", "2" }, { "2", "3" }, true, false }

local function phrases(source)
  local list = {}
  for phrase, k in source:gmatch "([^\t\n]+)\t?k?=?(%d?)\n" do
    local words = {}
    for w in phrase:gmatch "%S+" do words[#words + 1] = w end
    list[#list + 1] = { words = words, k = k ~= "" and k or nil }
  end
  return list
end

--- A random pattern (naive.lua's tables), at most `depth` deep; `bounded` inside behind.
local function random_pattern(r, depth, bounded)
  local function inner(b) return random_pattern(r, depth - 1, bounded or b) end
  local kind = depth <= 0 and r(10) or r(26)
  if kind <= 2 then return { "word", r(WORDS):lower() } end
  if kind == 3 then return { "word", r(WORDS):lower() .. " " .. r(WORDS):lower(), r(WORDS):lower(), r(WORDS):lower() } end
  if kind == 4 then return { "text", r(WORDS) } end
  if kind == 5 then return { "class", core.classes[r(CLASSES)], } end
  if kind == 6 then return { "any" } end
  if kind == 7 then return { "list", r { "one", "two" } } end
  if kind == 8 then return { "list", "one", r(CONDITIONS) } end
  if kind == 9 then
    if r(2) == 1 then return { "found", r { "name", "pair" }, r(CONDITIONS) } end
    return { "found", r { "name", "pair" } }
  end
  if kind == 10 then
    local which = r(5)
    if which == 1 then return { "at", r(BOUNDARIES) } end
    if which == 2 then return { "suffix", r { "b", "o", "l" } } end
    if which == 3 then return { "seen", "name" } end
    if which == 4 then return { "spelled", r(SPELLED) } end
    return { "true" }
  end
  if kind <= 14 then
    local p = { "seq", inner(), inner() }
    if r(3) == 1 then p[4] = inner() end
    return p
  end
  if kind <= 17 then
    local p = { "or", inner(), inner() }
    if r(3) == 1 then p[4] = inner() end
    return p
  end
  if kind <= 20 then
    local lo = r(3) - 1
    if bounded or r(2) == 1 then return { "rep", inner(), 0, r(3) } end
    return { "rep", inner(), lo }
  end
  if kind == 21 then return { "and", inner() } end
  if kind == 22 then return { "not", inner() } end
  if kind == 23 then return { "behind", inner(true) } end
  if kind == 24 then return { "within", r(3) - 1, inner() } end
  return { "capture", r(CAPTURES), inner() }
end

local function least(p)
  local op = p[1]
  if op == "seq" then
    local n = 0
    for i = 2, #p do n = n + least(p[i]) end
    return n
  elseif op == "or" then
    local n = math.huge
    for i = 2, #p do n = math.min(n, least(p[i])) end
    return n
  elseif op == "rep" then
    return p[3] * least(p[2])
  elseif op == "within" or op == "capture" then
    return least(p[3])
  elseif op == "and" or op == "not" or op == "behind" or op == "at" or op == "true" then
    return 0
  end
  return 1
end

--- The same pattern with the operators of rule files.
local function compile(v, p)
  local op = p[1]
  if op == "word" or op == "text" then return v[op](table.unpack(p, 2)) end
  if op == "class" then
    for _, name in ipairs(CLASSES) do
      if core.classes[name] == p[2] then return v[name == "open" and "open_mark" or name] end
    end
  end
  if op == "any" then return v.any end
  if op == "true" then return v.nothing end
  if op == "list" or op == "found" then
    local q = v[op](p[2])
    return p[3] ~= nil and q { k = p[3] } or q
  end
  if op == "seen" then return v.seen(p[2]) end
  if op == "suffix" then return v.suffix(p[2]) end
  if op == "spelled" then return v.spelled(p[2]) end
  if op == "at" then return v[p[2]] end
  if op == "seq" or op == "or" then
    local q = compile(v, p[2])
    for i = 3, #p do
      if op == "seq" then q = q * compile(v, p[i]) else q = q + compile(v, p[i]) end
    end
    return q
  end
  if op == "rep" then
    if p[4] then return compile(v, p[2]) ^ -p[4] end
    return compile(v, p[2]) ^ p[3]
  end
  if op == "and" then return #compile(v, p[2]) end
  if op == "not" then return -compile(v, p[2]) end
  if op == "behind" then return v.behind(compile(v, p[2])) end
  if op == "within" then return v.within(p[2], compile(v, p[3])) end
  if op == "capture" then return v[p[2]](compile(v, p[3])) end
  error("no such pattern: " .. op)
end

local function shown(p)
  if type(p) ~= "table" then return tostring(p) end
  local parts = {}
  for i, x in ipairs(p) do parts[i] = shown(x) end
  return (p[1] == "seq" or p[1] == "or") and table.concat(parts, " ", 1, 1) .. "(" .. table.concat(parts, ", ", 2) .. ")"
    or "{" .. table.concat(parts, " ") .. "}"
end

--- A text of several sentences and paragraphs, some tokens glued.
local function random_text(r)
  local out = {}
  for _ = 1, r(4) do
    out[#out + 1] = r { "A", "Bo", "Al", "12" }
    for _ = 1, r(9) do
      out[#out + 1] = r { " ", " ", " ", " ", " ", "-" }
      out[#out + 1] = r(WORDS)
    end
    out[#out + 1] = r { ". ", ".\n\n", "! " }
  end
  return table.concat(out)
end

local function rule(name, match, kind, window, attrs)
  return { name = name, match = match, file = "x.lua", line = 1, window = window or "sentence", priority = 0, yes = {}, no = {},
    gives = { gives = true, category = 0, kind = kind, attrs = attrs } }
end

--- A program of random rules in one phase of policy `all`, after phases that give names and pairs.
local function random_program(r, count)
  local spelled = {}
  local v = pattern.vocabulary {
    captures = CAPTURES,
    lemma = function(w) return { w } end,
    spelled = function(p)
      spelled[#spelled + 1] = lpeg.Cmt(lpeg.P(true), function(w) return w:find("^" .. p .. "$") ~= nil end)
      return #spelled - 1
    end,
  }
  local rules, patterns = {}, {}
  for i = 1, count do
    local p = random_pattern(r, 4)
    if least(p) == 0 then p = { "seq", p, { r { "any", "found" }, "name" } } end
    patterns[i] = { p, r { "sentence", "sentence", "paragraph", "document" } }
    rules[i] = rule("random." .. i, pattern.node(compile(v, p)), "thing", patterns[i][2])
  end
  local by_name, order = {}, {}
  for _, name in ipairs { "one", "two" } do
    order[#order + 1] = name
    by_name[name] = { name = name, mode = "folded", numeric = {}, sources = { { path = name .. ".txt", bytes = LISTS[name] } } }
  end
  local built = program.build {
    init = { captures = CAPTURES, kinds = { "pair" } },
    phases = {
      { name = "names", policy = "longest", rules = { rule("name", pattern.node(v.capitalized * (v.capitalized + v.digits) ^ -2), "name") } },
      { name = "pairs", policy = "all", rules = {
        rule("pair.one", pattern.node(v.letter * v.letter), "pair", nil, { k = "1" }),
        rule("pair.two", pattern.node(v.word "a" * v.any ^ -2), "pair", nil, { k = "2" }),
        rule("pair.three", pattern.node(v.word "b" * v.any), "pair") } },
      { name = "random", policy = "all", rules = rules },
    },
    lists = by_name, list_order = order, spelled = spelled, errors = {}, files = {},
  }
  return built, patterns
end

--- Captures of a match as the engine tells them, as a string; `names` in declared order.
local function told(m)
  local parts = {}
  for _, name in ipairs(CAPTURES) do
    for _, c in ipairs(m[name] or {}) do
      parts[#parts + 1] = ("%s %d-%d(%s)"):format(name, c.from, c.to, told(c))
    end
  end
  return table.concat(parts, " ")
end

local function expected(tree)
  local parts = {}
  for _, name in ipairs(CAPTURES) do
    for _, c in ipairs(tree) do
      if c.name == name then parts[#parts + 1] = ("%s %d-%d(%s)"):format(name, c.from, c.to, expected(c.inside)) end
    end
  end
  return table.concat(parts, " ")
end

--- The span that a rule gives: its first mention in the order of opening, or the whole match.
local function main_of(m)
  local function find(tree)
    for _, c in ipairs(tree) do
      if c.name == "mention" then return c end
      local deeper = find(c.inside)
      if deeper then return deeper end
    end
    return nil
  end
  local c = find(m.captures)
  if c then return c.from, c.to end
  return m.from, m.to
end

local function run(seed, texts, count)
  local r = random_of(seed)
  local built, patterns = random_program(r, count)
  local lists = { one = phrases(LISTS.one), two = phrases(LISTS.two) }
  local doc = built.core:doc(built.names)
  local kinds, compared = built.kinds, 0
  local spelled = built.spelled
  local function none() end
  for _, e in ipairs(built.errors) do error(e.message) end
  for _ = 1, texts do
    local text = random_text(r)
    doc:tokenize(text)
    doc:scan(false)
    doc:phase(0, spelled, none, none)
    doc:phase(1, spelled, none, none)
    local d = naive.document(doc, lists)
    for _, kind in ipairs { "name", "pair" } do
      local rows = doc:rows { [kinds[kind]] = true }
      for i = 1, #rows, 6 do naive.found(d, kind, rows[i + 1], rows[i + 2], ({ "1", "2" })[rows[i + 4]]) end
    end
    doc:phase(2, spelled, none, none)
    local got = {}
    local rows = doc:rows { [kinds.thing] = true }
    for i = 1, #rows, 6 do
      local number = rows[i + 4] - 3
      got[number] = got[number] or {}
      table.insert(got[number], { rows[i + 1], rows[i + 2], told(doc:get(rows[i])) })
    end
    for number, p in ipairs(patterns) do
      local here, there = {}, {}
      local done, matches = pcall(naive.run, d, p[1], p[2])
      if not done and matches ~= naive.TOO_LONG then error(matches, 0) end
      for _, m in ipairs(done and matches or {}) do
        local from, to = main_of(m)
        if from <= to then here[#here + 1] = ("%d-%d %s"):format(from, to, expected(m.captures)) end
      end
      for _, g in ipairs(done and got[number] or {}) do there[#there + 1] = ("%d-%d %s"):format(table.unpack(g)) end
      table.sort(here)
      table.sort(there)
      if #here > 0 then compared = compared + 1 end
      if table.concat(here, "\n") ~= table.concat(there, "\n") then
        error(("seed %d\npattern %s (%s)\ntext %q\nexpected:\n%s\ngot:\n%s"):format(seed, shown(p[1]), p[2], text,
          table.concat(here, "\n"), table.concat(there, "\n")))
      end
    end
  end
  return compared
end

describe("the machine and its index", function()
  it("match as the naive matcher does, with the same captures", function()
    local compared = 0
    for seed = 1, 60 do compared = compared + run(seed, 12, 40) end
    assert.is_true(compared > 8000)
  end)

  it("know what words spelling patterns can begin with", function()
    local P, R = spelling.library().P, spelling.library().R
    for _, case in ipairs {
      { R "09" ^ 1, "has_digit" }, { R "AZ" * P(1) ^ 0, "capitalized" }, { P "a" + P "B", "letter" }, { P "a" + P "1", nil },
      { P(1) ^ 0, nil },
    } do
      local _, class = spelling.word(case[1])
      assert.are.equal(case[2], class)
    end
  end)
end)
