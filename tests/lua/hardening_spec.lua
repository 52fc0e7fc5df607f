-- Inputs that nobody writes: nested a hundred thousand deep, as large as a file may be, used after it is gone.
-- luacheck: no max line length

local factbox = require "factbox"
local shell = require "command.shell"

local english = factbox.reader { rules = "rules", rules_only = true }

--- Reads a text; within `seconds` of processor time.
local function read(text, seconds)
  local started = os.clock()
  local report = english:read(text, { with = { tokens = true, sentences = true } })
  assert.is_true(os.clock() - started < seconds, os.clock() - started)
  for _, w in ipairs(report.warnings) do assert.is_nil(w.code:match "error", w.message) end
  return report
end

describe("texts", function()
  local DEEP = 100000

  for name, marks in pairs {
    brackets = { "(", ")" }, ["square brackets"] = { "[", "]" }, ["curly marks"] = { "“", "”" }, ["single marks"] = { "‘", "’" },
    guillemets = { "«", "»" }, ["straight marks"] = { '"', '"' }, ["spaced brackets"] = { "( ", " )" }, ["spaced marks"] = { "“ ", " ”" },
    ["mixed marks"] = { "(“‘[", "]’”)" }, ["quotations of quotations"] = { "Ana Lund said: “", "”, Bob Roe said." },
  } do
    it("nest 100,000 deep in " .. name, function()
      local text = marks[1]:rep(DEEP) .. "Ana Lund paid $5" .. marks[2]:rep(DEEP)
      local report = read(text, 60)
      assert.are.equal("Ana Lund", report.entities[1].name)
      local last = report.tokens[#report.tokens]
      assert.are.equal(#text, last.last + #text:match "%s*$")
    end)
    it("open and never close 100,000 " .. name, function() read(marks[1]:rep(DEEP) .. "Ana Lund.", 60) end)
    it("close and never open 100,000 " .. name, function() read("Ana Lund." .. marks[2]:rep(DEEP), 60) end)
  end
end)

describe("quotes", function()
  it("that nest to the end of a very long sentence do not take the square of its length", function()
    for _, piece in ipairs { "the man said that ", "said the man, ", "Ana Lund said she said “it fell” and that " } do
      local text = piece:rep(200000 // #piece)
      local total = 0
      for _, q in ipairs(read(text, 20).quotes) do total = total + #q.text end
      assert.is_true(total < 600 * #text, total)
    end
  end)
end)

describe("files", function()
  before_each(shell.enter)
  after_each(shell.leave)

  --- The reader of a small language with this rule file and this list.
  local function reader(rule_file, list)
    shell.file("en/init.lua", [[
      return { language = "en", captures = { "role" }, kinds = { "person" }, phases = { { name = "things", policy = "longest" } } }]])
    shell.file("en/things/a.lua", rule_file)
    shell.file("en/lists/index.lua", 'return { fruit = { file = "fruit.txt", mode = "folded" } }')
    shell.file("en/lists/fruit.txt", list or "apple\n")
    return factbox.reader { rules = shell.dir, rules_only = true }
  end

  local function figures(r, text)
    local n = 0
    r:read(text, { watch = function(doc) n = #doc:spans() end })
    return n
  end

  it("of rules may have a megabyte", function()
    local lines = {}
    for i = 1, 8000 do
      lines[i] = ("rule 'thing.%d' { match = word 'apple%d' * list 'fruit', gives = figure 'count', yes = { 'An <apple%d apple>.' }, no = { 'A plum.' } } -- %s")
        :format(i, i, i, ("x"):rep(20))
    end
    local source = table.concat(lines, "\n")
    assert.is_true(#source > 1000000)
    local started = os.clock()
    local r = reader(source)
    assert.are.same({}, r.errors)
    assert.are.equal(1, figures(r, "An apple7999 apple."))
    assert.is_true(os.clock() - started < 20)
  end)

  it("of rules may be a megabyte of one thing", function()
    for _, source in ipairs {
      ("("):rep(1000000), ("{"):rep(1000000), ("a."):rep(500000), "--" .. ("x"):rep(1000000), "x = '" .. ("y"):rep(1000000) .. "'",
      ("\n"):rep(1000000), ("x=1 "):rep(250000), "x = " .. ("1+"):rep(500000) .. "1", ("-"):rep(1000000), ("\0"):rep(1000000),
      "rule 'x' { match = word '" .. ("a "):rep(500000) .. "', gives = figure 'count' }",
      "rule 'x' { match = word('" .. ("a','"):rep(200) .. "'), gives = figure 'count' }",
    } do
      local started = os.clock()
      local ok, r = pcall(reader, source)
      assert.is_true(os.clock() - started < 20, source:sub(1, 20))
      assert.is_true(ok, r) -- a broken file is named and left out
    end
  end)

  it("of lists may have lines of ten megabytes", function()
    local long = ("apple "):rep(10000000 // 6)
    local started = os.clock()
    local r = reader("rule 'thing' { match = list 'fruit', gives = figure 'count' }",
      "pear\n" .. long .. "\n" .. long .. "\tkey=x\nplum\tkey=" .. ("y"):rep(10000000) .. "\n\t" .. ("z"):rep(10000000) .. "\nfig\n" .. ("x"):rep(10000000))
    assert.is_true(#r.errors > 0)
    for _, e in ipairs(r.errors) do assert.is_true(#e.message < 500, #e.message) end
    assert.are.equal(1, figures(r, "A pear."))
    assert.are.equal(1, figures(r, "A fig."))
    assert.is_true(os.clock() - started < 20)
  end)

  it("of more than 2 GB are refused without being read", function()
    assert(os.execute(("truncate -s 2200M %s/large.txt"):format(shell.dir)))
    for _, how in ipairs { "read large.txt", "read < large.txt", "explain large.txt --at 0", "read --format json large.txt" } do
      local started = os.time()
      local status, out, err = shell.run("$FACTBOX " .. how)
      assert.are.equal(1, status)
      assert.is_truthy((err .. out):find("larger than 2 GB", 1, true), err .. out)
      assert.is_true(os.time() - started < 20)
    end
  end)
end)

describe("the core's objects", function()
  local core = require "factbox.core"
  local function NOTHING() end
  local ARGUMENTS = { {}, { 1 }, { "a" }, { {} }, { 1, 2, 3 }, { "x", 1, true }, { 0, NOTHING, NOTHING, NOTHING }, { 1, "x", {} }, { -1 },
    { 1e300 }, { math.mininteger }, { 2 ^ 31 }, { math.maxinteger, math.maxinteger }, { { 1, 2 }, { 3 } }, { { op = 3 } },
    { { [1] = true } }, { { math.maxinteger } }, { 5, 3, 0, 0 }, { {}, {}, {}, {} } }

  local function open()
    local r = factbox.reader { rules = "rules", rules_only = true }
    local doc = r.program.core:doc(r.program.names)
    doc:tokenize "Ana Lund said “no” to 5 of them."
    doc:scan(false)
    return r, doc
  end

  local function close(x)
    for _ = 1, 3 do debug.getmetatable(x).__gc(x) end
  end

  --- Calls every method with anything: an error or not, but no crash.
  local function misuse(x)
    for _, method in pairs(debug.getmetatable(x).__index) do
      for _, arguments in ipairs(ARGUMENTS) do pcall(method, x, table.unpack(arguments, 1, 4)) end
    end
  end

  it("take any arguments", function()
    local r, doc = open()
    misuse(doc)
    doc:tokenize "Ana Lund said “no” to 5 of them."
    misuse(doc)
    misuse(r.program.core)
    for name, f in pairs(core) do
      if type(f) == "function" and name ~= "sleep" then
        for _, arguments in ipairs(ARGUMENTS) do pcall(f, table.unpack(arguments, 1, 4)) end
      end
    end
  end)

  it("are of no use when they are closed, nor when their program is", function()
    local _, doc = open()
    close(doc)
    local r, orphan = open()
    close(r.program.core)
    for _, d in ipairs { doc, orphan } do
      misuse(d)
      assert.has_error(function() d:tokenize "a" end)
      assert.is_false((pcall(core.json, {}, "a", {}, d, NOTHING)))
    end
    misuse(r.program.core)
    assert.has_error(function() r:read "Ana Lund left." end)
    assert.is_true(r:reload())
    assert.are.equal("Ana Lund", r:read("Ana Lund left.").entities[1].name)
    close(doc)
    close(orphan)
  end)
end)
