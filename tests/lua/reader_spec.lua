-- Readers over rule folders that are edited, broken and mended while they run, and over very many documents.
-- luacheck: no max line length

local factbox = require "factbox"
local lfs = require "lfs"

local dir

local function path(name) return dir .. "/" .. name end

local function write(name, content)
  local at = dir
  for folder in name:gmatch "([^/]+)/" do
    at = at .. "/" .. folder
    lfs.mkdir(at)
  end
  local f = assert(io.open(path(name), "wb"))
  f:write(content)
  f:close()
end

local INIT = [[
return {
  language = "en", captures = { "role" }, kinds = { "person" },
  phases = { { name = "things", policy = "longest" }, { name = "later", policy = "all" } },
}]]

local RULE = [[
rule "thing.%s" { match = list "%s", gives = figure "count", yes = {}, no = {} }
]]

--- The spans that the small language's rules give in a text.
local function spans(reader, text)
  local found = {}
  reader:read(text, { watch = function(doc, phase)
    if phase.name ~= "later" then return end
    for _, k in ipairs(doc:spans()) do
      local s = doc:get(k)
      found[#found + 1] = s.rule .. " " .. s.text
    end
  end })
  return table.concat(found, "; ")
end

local function new() return factbox.reader { rules = dir, rules_only = true } end

--- The one error of a reader, "file:line: message" with the file's name below the folder.
local function only_error(reader)
  local list = {}
  for _, e in ipairs(reader.errors) do
    if not e.warning then
      list[#list + 1] = ("%s:%s: %s"):format(tostring(e.file):gsub("^" .. dir:gsub("%p", "%%%0") .. "/", ""), e.line or "?", e.message)
    end
  end
  assert.are.equal(1, #list, table.concat(list, "\n"))
  return list[1]
end

describe("a reader", function()
  before_each(function()
    dir = os.tmpname()
    os.remove(dir)
    assert(lfs.mkdir(dir))
    write("en/init.lua", INIT)
    write("en/lists/index.lua", 'return { fruit = { file = "fruit.txt", mode = "folded" } }')
    write("en/lists/fruit.txt", "apple\npear\tk=1\n")
    write("en/things/a.lua", RULE:format("fruit", "fruit"))
  end)

  after_each(function() os.execute("rm -r '" .. dir .. "'") end)

  it("reads with the rules that it was given", function()
    assert.are.equal("thing.fruit apple; thing.fruit pear", spans(new(), "An apple and a pear."))
  end)

  it("says what is missing", function()
    for options, message in pairs {
      [{ rules = dir .. "/none", rules_only = true }] = "no such folder of rules",
      [{ rules = dir, rules_only = true, language = "xx" }] = "init.lua",
    } do
      local ok, why = pcall(factbox.reader, options)
      assert.is_false(ok)
      assert.is_truthy(why:find(message, 1, true), why)
    end
    os.execute("rm -r '" .. dir .. "/en'")
    assert.is_false((pcall(new)))
    lfs.mkdir(dir .. "/en")
    assert.is_false((pcall(new)))
    write("en/init.lua", "return { phases = {} }")
    assert.are.same({}, new():read("An apple.").entities)
  end)

  describe("leaves out a rule file, and names file and line, that", function()
    for name, case in pairs {
      ["has a syntax error"] = { "\n\nrule = = 1", "en/things/b.lua:3: ", "unexpected symbol" },
      ["raises an error"] = { "\nlocal x = nil .. 'a'", "en/things/b.lua:2: ", "concatenate" },
      ["asks for an unknown name"] = { "rule 'b' { match = wordd 'x', gives = figure 'count' }", "en/things/b.lua:1: ", "wordd" },
      ["gives no pattern"] = { "\nrule 'b' { match = 5, gives = figure 'count' }", "en/things/b.lua:2: ", "match must be a pattern" },
      ["gives a table for a pattern"] = { "rule 'b' { match = { op = 1 }, gives = figure 'count' }", "en/things/b.lua:1: ", "match must be a pattern" },
      ["gives nothing"] = { "rule 'b' { match = any }", "en/things/b.lua:1: ", "gives must be" },
      ["gives a table for what is given"] = { "rule 'b' { match = any, gives = { gives = true, kind = 'x' } }", "en/things/b.lua:1: ", "gives must be" },
      ["has an unknown field"] = { "rule 'b' { match = any, gives = figure 'count', mach = 1 }", "en/things/b.lua:1: ", "unknown field mach" },
      ["has a wrong window"] = { "rule 'b' { match = any, gives = figure 'count', window = 'page' }", "en/things/b.lua:1: ", "window" },
      ["has a wrong priority"] = { "rule 'b' { match = any, gives = figure 'count', priority = 0.5 }", "en/things/b.lua:1: ", "priority" },
      ["has two rules of a name"] = { "rule 'b' { match = any, gives = figure 'x' }\nrule 'b' { match = any, gives = figure 'x' }", "en/things/b.lua:2: ", "twice" },
      ["has an unknown list"] = { "\nrule 'b' { match = list 'vegetable', gives = figure 'count' }", "en/things/b.lua:2: ", 'no word list is called "vegetable"' },
      ["finds what nothing gives"] = { "rule 'b' { match = found 'planet', gives = figure 'count' }", "en/things/b.lua:1: ", "planet" },
      ["can match nothing"] = { "rule 'b' { match = any^0, gives = figure 'count' }", "en/things/b.lua:1: ", "no token at all" },
      ["looks back without bound"] = { "rule 'b' { match = behind(any^0) * any, gives = figure 'count' }", "en/things/b.lua:1: ", "bounded length" },
      ["repeats too often"] = { "rule 'b' { match = any^65, gives = figure 'count' }", "en/things/b.lua:1: ", "at most 64" },
      ["multiplies repetitions"] = { "rule 'b' { match = ((any^64)^64)^64, gives = figure 'count' }", "en/things/b.lua:1: ", "too large" },
      ["repeats nothing without end"] = { "rule 'b' { match = (((((nothing^64)^64)^64)^64)^64)^64, gives = figure 'count' }", "en/things/b.lua:1: ", "no token at all" },
      ["nests without end"] = { "local p = any\nfor i = 1, 1000 do p = -p end\nrule 'b' { match = p * any, gives = figure 'count' }", "en/things/b.lua:2: ", "nested too deeply" },
      ["runs for ever"] = { "while true do end", "en/things/b.lua:1: ", "too many steps" },
      ["takes all memory"] = { "local t = {} while true do t[#t + 1] = {} end", "en/things/b.lua:1: ", "memory" },
      ["spells in repetitions of repetitions"] = { "local P = lpeg.P\nrule 'b' { match = spelled(((P'a'^1 * P'b')^1 * P'c')^1 * (((P(1)^1*'x')^1*'y')^1*'z')^1), gives = figure 'x' }", "en/things/b.lua:2: ", "too long" },
      ["asks for LPeg itself"] = { "local x = lpeg.Cmt(1, function() end)", "en/things/b.lua:1: ", "Cmt" },
      ["looks behind a pattern"] = { "local x = lpeg.P'a'.p.Cmt", "en/things/b.lua:1: ", "nil" },
      ["is bytecode"] = { "\27Lua", "en/things/b.lua:1: ", "bytecode" },
      ["says what is no sentence"] = { "rule 'b' { match = any, gives = figure 'x', yes = { 1 } }", "en/things/b.lua:1: ", "not a sentence" },
    } do
      it(name, function()
        write("en/things/b.lua", case[1])
        local started = os.clock()
        local reader = new()
        local message = only_error(reader)
        assert.are.equal(case[2], message:sub(1, #case[2]), message)
        assert.is_truthy(message:find(case[3], 1, true), message)
        assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
        assert.is_true(os.clock() - started < 12)
      end)
    end
  end)

  it("leaves out a file with very many rules that cannot be compiled", function()
    write("en/things/b.lua", "for i = 1, 2000 do rule('b' .. i) { match = any^0, gives = figure 'count' } end")
    local started = os.clock()
    local reader = new()
    assert.is_true(#reader.errors < 30)
    assert.is_truthy(reader.errors[#reader.errors].message:find "left out")
    assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
    assert.is_true(os.clock() - started < 5)
  end)

  it("keeps one file's patterns out of another's reach", function()
    write("en/things/0.lua", [[
      for _, p in ipairs { any, capitalized, lower, glued, sentence_start, list 'fruit' } do
        for k in pairs(p) do p[k] = nil end
      end
      any, capitalized = nil, nil
      string.sub = nil
      for k in pairs(lpeg) do lpeg[k] = nil end
    ]])
    write("en/things/b.lua", "rule 'cap' { match = capitalized * any * spelled(lpeg.P 'b'), gives = figure 'count' }")
    local reader = new()
    assert.are.same({}, reader.errors)
    assert.are.equal("cap Go a b; thing.fruit apple", spans(reader, "Go a b, apple."))
  end)

  it("lets no file write into patterns, which all files share", function()
    for _, source in ipairs { "any.x = 1", "capitalized[1] = any", "glued.op = 3", "lpeg.P('a').x = 1" } do
      write("en/things/0.lua", "\n" .. source)
      assert.is_truthy(only_error(new()):find "^en/things/0.lua:2: ", source)
    end
  end)

  it("reads no file outside of its folders", function()
    write("secret.txt", "password\n")
    write("other/0.lua", "rule 'other' { match = any, gives = figure 'count' }")
    for _, file in ipairs { "../../secret.txt", dir .. "/secret.txt", "..", "x/../../../secret.txt", "" } do
      write("en/lists/index.lua", ("return { fruit = { file = %q, mode = 'folded' } }"):format(file))
      local reader = new()
      assert.is_truthy(reader.errors[1].message:find "is no file of this folder", reader.errors[1].message)
      assert.are.equal("", spans(reader, "The password."))
    end
    for _, name in ipairs { "../other", "..", dir .. "/other", "" } do
      write("en/init.lua", ("return { phases = { { name = %q } } }"):format(name))
      local ok, why = pcall(new)
      assert.is_false(ok)
      assert.is_truthy(why:find("no name of a folder", 1, true), why)
    end
  end)

  it("refuses patterns that are small to write and too large to hold", function()
    local started = os.clock()
    for _, source in ipairs {
      "for _ = 1, 45 do p = p * any + p * lower end", "for _ = 1, 45 do p = #p * p end", "for _ = 1, 300 do p = compound(p * p) end",
      "for _ = 1, 20 do p = (p * any)^-64 end", "for _ = 1, 90 do p = behind(p * lower + p) end",
    } do
      write("en/things/0.lua", "local p = word 'a' " .. source .. "\nrule 'bomb' { match = p, gives = figure 'count' }")
      assert.is_truthy(only_error(new()):find "^en/things/0.lua:", source)
    end
    assert.is_true(os.clock() - started < 10)
  end)

  it("reports broken lines of a list and loads the others", function()
    write("en/lists/fruit.txt", "apple\nbad\tkey\n\255\npear\n" .. ("plum "):rep(40) .. "\n" .. ("x"):rep(10000) .. "\n!\nfig")
    local reader = new()
    local lines = {}
    for _, e in ipairs(reader.errors) do lines[#lines + 1] = e.line end
    table.sort(lines)
    assert.are.same({ 2, 3, 5, 6, 7 }, lines)
    assert.are.equal("thing.fruit apple; thing.fruit pear; thing.fruit fig", spans(reader, "apple bad pear fig"))
  end)

  it("reports an index that is broken, and lists without a file", function()
    write("en/lists/index.lua", 'return { fruit = { file = "none.txt", mode = "folded" } }')
    local messages = {}
    for _, e in ipairs(new().errors) do messages[#messages + 1] = e.message end
    assert.is_truthy(messages[1]:find "cannot be read")
    write("en/lists/index.lua", "\nreturn 5 +")
    assert.is_truthy(new().errors[1].file:find "index.lua$")
    assert.are.equal(2, new().errors[1].line)
    write("en/lists/index.lua", "return 5")
    assert.is_truthy(new().errors[1].message:find "table of lists")
    for _, entry in ipairs { "5", "{}", '{ file = "fruit.txt" }', '{ file = "fruit.txt", mode = "odd" }', '{ file = 5, mode = "folded" }' } do
      write("en/lists/index.lua", "return { fruit = " .. entry .. " }")
      assert.is_true(#new().errors > 0, entry)
    end
  end)

  it("survives odd values in init.lua", function()
    for _, source in ipairs { "return 5", "return {}", "return { phases = 5 }", "x = = 1", "while true do end", "error {}", "",
      "return { phases = { 5 } }", "return { phases = { {} } }", "return { phases = {}, captures = { 5 } }", "return { phases = {}, keys = 5 }" } do
      write("en/init.lua", source)
      local ok, why = pcall(new)
      assert.is_false(ok)
      assert.is_truthy(why:find("init.lua:", 1, true), why)
    end
  end)

  describe("whose action", function()
    local function warned(action, text)
      write("en/things/a.lua", "rule 'thing.act' { match = list 'fruit', gives = figure('count', function(m) " .. action .. " end) }")
      local reader = new()
      assert.are.same({}, reader.errors)
      local report = reader:read(text or "An apple.")
      for _, w in ipairs(report.warnings) do
        if w.code == "rule-error" then return w.message, w, reader end
      end
      return nil, report, reader
    end

    it("raises an error costs a warning, and the match stays", function()
      local message, w, reader = warned "error 'no'"
      assert.is_truthy(message:find "a.lua:1: no")
      assert.are.equal("thing.act", w.rule)
      assert.are.equal(4, w.first)
      assert.are.equal("thing.act apple", spans(reader, "An apple."))
    end)

    it("runs for ever, or takes all memory, is stopped", function()
      assert.is_truthy(warned "while true do end":find "too many steps")
      assert.is_truthy(warned "local s = 'x' while true do s = s .. s end":find "memory")
      assert.is_truthy(warned "local t = {} while true do t[#t + 1] = {} end")
      assert.is_truthy(warned "local function f() return f() + 1 end return f()")
      assert.is_truthy(warned "error {}":find "table value")
      assert.are.equal(1, ("abc"):find "a")
    end)

    it("keeps ever more is not called any more", function()
      local kept = "keep = keep or {} for i = 1, 10 do keep[#keep + 1] = ('x'):rep(60000) .. #keep end"
      local message, _, reader = warned(kept)
      assert.is_nil(message)
      local last
      for _ = 1, 80 do
        for _, w in ipairs(reader:read("An apple.").warnings) do last = w.message end
      end
      assert.is_truthy(last:find "not called any more")
      collectgarbage()
      assert.is_true(collectgarbage "count" < 200000)
    end)

    it("gives or says very much is cut short", function()
      write("en/things/a.lua", [[
        local n = 0
        rule "thing.act" { match = list "fruit", gives = figure("count", { word = "x" }, function()
          n = n + 1
          if n % 3 == 1 then return { word = ("x"):rep(60000) } end
          if n % 3 == 2 then error(("é"):rep(20000)) end
          local t = {}
          for i = 1, 3000 do t["k" .. i] = "x" end
          return t
        end) }]])
      local codes = {}
      for _, w in ipairs(new():read(("apple pear "):rep(300)).warnings) do
        codes[#codes + 1] = w.message
        assert.is_true(#w.message < 500)
        assert.is_truthy(utf8.len(w.message))
      end
      assert.are.equal(10, #codes)
      assert.is_truthy(codes[1]:find "the attribute word is too long")
      assert.is_truthy(codes[3]:find("declares the attribute k1", 1, true), table.concat(codes, "\n"))
      assert.is_truthy(codes[10]:find "further errors")
    end)

    it("leaves the next one the methods of the sandbox, whatever it broke off in", function()
      write("en/things/a.lua", [[
        local n = 0
        rule "thing.act" { match = list "fruit", gives = figure("count", function()
          n = n + 1
          if n == 1 then for i = 1, 1e9 do lemma("word" .. i) end end
          error(tostring(("").find))
        end) }]])
      local said = {}
      for _, w in ipairs(new():read("apple pear").warnings) do said[#said + 1] = w.message end
      assert.is_truthy(said[1]:find "too many steps")
      assert.is_truthy(said[2]:find "nil$")
    end)

    it("gives odd things does no harm", function()
      for _, action in ipairs { "return 5", "return 'x'", "return m", "return { [1] = 2, [true] = 3 }", "return { value = {} }",
        "return { text = 5, first = 'x' }", "m.first = nil m.span = -1", "return {}" } do
        local message = warned(action)
        assert.is_true(message == nil or message:find "declares" ~= nil, action)
      end
      assert.is_truthy(warned "return { undeclared = 1 }":find "undeclared")
      assert.is_nil((warned "return false"))
    end)
  end)

  describe("that reloads", function()
    it("takes new rules and lists", function()
      local reader = new()
      write("en/lists/fruit.txt", "apple\nplum\n")
      write("en/things/b.lua", RULE:format("also", "fruit"):gsub("things", "later"))
      assert.are.equal("thing.fruit apple", spans(reader, "apple plum"))
      assert.is_true(reader:reload())
      assert.are.equal("thing.fruit apple; thing.fruit plum", spans(reader, "apple plum"))
    end)

    it("keeps the old rules while a file is broken, and says which line", function()
      local reader = new()
      local digest = reader:read("x").rules
      for file, case in pairs {
        ["en/things/a.lua"] = { "\nrule 'thing.fruit' { match = = }", "en/things/a.lua:2: " },
        ["en/lists/fruit.txt"] = { "apple\nbad\tkey\n", "en/lists/fruit.txt:2: " },
        ["en/lists/index.lua"] = { "\n\nreturn {", "en/lists/index.lua:3: " },
        ["en/init.lua"] = { "return {", "en/init.lua:1: " },
      } do
        local f = io.open(path(file), "rb")
        local good = f:read "a"
        f:close()
        write(file, case[1])
        local ok, why = reader:reload()
        assert.is_nil(ok)
        assert.are.equal(dir .. "/" .. case[2], why:sub(1, #dir + 1 + #case[2]), why)
        assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
        assert.are.equal(digest, reader:read("x").rules)
        write(file, good)
        assert.is_true(reader:reload())
        assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
        assert.are.equal(digest, reader:read("x").rules)
      end
    end)

    it("keeps the old rules while the folder is away", function()
      local reader = new()
      assert(os.rename(dir .. "/en", dir .. "/xx"))
      local ok, why = reader:reload()
      assert.is_nil(ok)
      assert.is_string(why)
      assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
      assert(os.rename(dir .. "/xx", dir .. "/en"))
      assert.is_true(reader:reload())
    end)

    it("lets a document in flight finish with the rules that it began with", function()
      local reader = new()
      write("en/lists/fruit.txt", "plum\n")
      write("en/things/0.lua", RULE:format("first", "fruit") .. "rule 'thing.any' { match = any, gives = span 'other', priority = -5 }")
      local found, once = {}, false
      reader:read("An apple and a plum.", { watch = function(doc, phase)
        if not once then
          once = true
          assert.is_true(reader:reload())
          collectgarbage()
        end
        if phase.name ~= "later" then return end
        for _, k in ipairs(doc:spans()) do found[#found + 1] = doc:get(k).rule .. " " .. doc:get(k).text end
      end })
      assert.are.same({ "thing.fruit apple" }, found)
      assert.is_truthy(spans(reader, "An apple and a plum."):find "thing.first plum")
      assert.is_falsy(spans(reader, "An apple and a plum."):find "thing.fruit apple")
    end)

    it("does not grow", function()
      local reader = new()
      local function cycle(n)
        for i = 1, n do
          write("en/lists/fruit.txt", "apple\nplum" .. i .. "\n")
          assert.is_true(reader:reload())
          spans(reader, "An apple and a plum" .. i)
        end
        collectgarbage()
        collectgarbage()
        return collectgarbage "count"
      end
      local before = cycle(20)
      assert.is_true(cycle(60) < before + 300)
    end)
  end)

  it("does not grow with the documents that it reads, nor with their words", function()
    local reader = factbox.reader { rules = "rules", rules_only = true }
    local function resident()
      local f = io.open "/proc/self/statm"
      if not f then return 0 end
      local pages = f:read "a":match "%d+ (%d+)"
      f:close()
      return tonumber(pages) * 4 -- kB
    end
    local serial = 0
    local function cycle(n)
      for _ = 1, n do
        serial = serial + 1
        local w = ("%x"):format(serial * 7919)
        reader:read(("Zor%s Quim%s said “no%s” in Tor%s; 1%d men %sed it on Monday, 20 %ss. They %sed it last May."):format(w, w, w, w, serial, w, w, w))
      end
      collectgarbage()
      collectgarbage()
      return collectgarbage "count", resident()
    end
    local lua, all = cycle(10000) -- as long as the next: what garbage may grow to in between depends on it
    local lua_later, all_later = cycle(10000)
    assert.is_true(lua_later < lua + 500, ("Lua's memory grew by %.0f kB"):format(lua_later - lua))
    local slack = (os.getenv "FACTBOX_BUILD" or ""):find "asan" and 40000 or 6000 -- what is freed waits in a quarantine
    assert.is_true(all_later < all + slack, ("the process grew by %.0f kB"):format(all_later - all))
  end)

  it("can be thrown away in the middle of anything", function()
    for _ = 1, 3 do
      local reader = new()
      pcall(reader.read, reader, "An apple.", { watch = function() error "stop" end })
      assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
      pcall(reader.read, reader, "An apple.", { ready = function(doc)
        local meta = debug.getmetatable(doc)
        meta.__gc(doc)
        meta.__gc(doc) -- twice does no harm
        assert.has_error(function() doc:count() end)
        error "stop"
      end })
      assert.are.equal("thing.fruit apple", spans(reader, "An apple."))
    end
    collectgarbage()
  end)
end)
