-- Rule code must not reach anything, run for ever or take all memory; and what it ran in must be as before.

local sandbox = require "factbox.sandbox"

--- Runs a rule file's text. @return ok, result or message
local function run(source, env)
  return sandbox.run(source, "rules/en/x/evil.lua", env or sandbox.environment())
end

--- The text must fail at `line`, saying `what`.
local function refused(source, what, line)
  local ok, why = run(source)
  assert.is_nil(ok, "this ran through: " .. source)
  assert.are.equal("rules/en/x/evil.lua:" .. (line or 1), why:match "^[^:]*:%d+")
  assert.is_truthy(why:find(what, 1, true), why)
end

describe("the sandbox", function()
  it("holds a few harmless functions and nothing else", function()
    for _, name in ipairs {
      "io", "os", "require", "load", "loadstring", "loadfile", "dofile", "debug", "pcall", "xpcall", "coroutine", "setmetatable",
      "getmetatable", "rawget", "rawset", "rawequal", "rawlen", "collectgarbage", "print", "package", "_G", "utf8", "warn",
    } do
      local ok, result = run("return " .. name)
      assert.is_true(ok)
      assert.is_nil(result, name)
    end
    for _, name in ipairs { "find", "match", "gmatch", "gsub", "format", "dump", "pack", "unpack", "packsize" } do
      local ok, result = run("return string." .. name .. " or ('x')." .. name)
      assert.is_true(ok)
      assert.is_nil(result, name)
    end
  end)

  it("lets a file change its own names only", function()
    assert.is_true(run "string.len = nil; table.sort = nil; type = nil; math = nil; x = 1")
    local ok, result = run "return ('x'):len() + #tostring(x)"
    assert.is_true(ok)
    assert.are.equal(4, result)
    assert.is_function(string.len)
    assert.is_function(table.sort)
    assert.is_nil(rawget(_G, "x"))
  end)

  it("does not let strings be given methods", function()
    refused("('').evil = function() end", "index a string value")
    refused("local s = 'x'; s.len = 1", "index a string value")
  end)

  it("refuses bytecode", function()
    local ok, why = run(string.dump(function() return 1 end))
    assert.is_nil(ok)
    assert.is_truthy(why:find "bytecode")
    -- also behind something that load would skip
    assert.is_nil((run("#!x\n" .. string.dump(function() return 1 end))))
  end)

  it("names file and line of every error", function()
    refused("x = = 1", "unexpected symbol")
    refused("\n\nlocal x = nil + 1", "arithmetic", 3)
    refused("error('own words')", "own words")
    refused("error { 1 }", "error (a table value)")
    refused("error()", "error (a nil value)")
    refused("error(function() end)", "error (a function value)")
    refused("assert(false)", "assertion failed")
    refused("return nope.x", "nope")
  end)

  it("says a long path in full", function()
    local path = "/" .. ("long folder/"):rep(20) .. "x.lua"
    local ok, why = sandbox.run("\nerror 'no'", path, sandbox.environment())
    assert.is_nil(ok)
    assert.are.equal(path .. ":2: no", why)
  end)

  describe("stops what runs for ever:", function()
    for _, source in ipairs {
      "while true do end",
      "repeat until false",
      "for i = 1, math.huge do end",
      "::a:: goto a",
      "local function f() return f() end f()",
      "local t = {} while true do table.sort(t) end",
      "table.sort({3, 2, 1}, function() while true do end end)",
      "local function f(n) if n == 0 then return 1 end return f(n - 1) + f(n - 1) end f(60)",
      "local t = {} for i = 1, 1e9 do t[1] = ('x'):rep(100) end",
      "local s = ('x'):rep(60000) while true do local x = s .. 'y' end",
      "local s = ('x'):rep(60000) while true do local x = s:lower() end",
      "local t = {} for i = 1, 1e9 do table.insert(t, 1, i) end",
      "local t = {} for i = 1, 100000 do t[i] = -i end while true do table.sort(t) t[1], t[2] = t[2], t[1] end",
      "local t = {} for i = 1, 1e5 do t[i] = 'x' end for i = 1, 1e9 do local s = table.concat(t, '', 1, 60000) end",
      "local t = {} t.n = t for k in next, t do t[#t + 1] = k for _ = 1, 1e9 do end end",
    } do
      it(source, function()
        local started = os.clock()
        local ok, why = run(source)
        assert.is_nil(ok)
        assert.is_truthy(why:find "too many steps" or why:find "too much memory" or why:find "took too long", why)
        assert.is_true(os.clock() - started < 12)
      end)
    end
  end)

  it("stops what Lua's parser would take a minute for", function()
    local started = os.clock()
    refused("x = " .. ("a or "):rep(200000) .. "a", "took too long")
    refused("x = " .. ("'" .. ("x"):rep(1000) .. "' .. "):rep(4500) .. "''", "larger than 4 MB")
    assert.is_true(os.clock() - started < 12)
    assert.are.equal(1, ("abc"):find "a")
  end)

  it("stops files that are many", function()
    local purse, started, said = { seconds = 1, bytes = 64 << 20 }, os.clock(), nil
    for _ = 1, 100 do
      local ok, why = sandbox.run("while true do end", "en/x.lua", sandbox.environment(), purse)
      assert.is_nil(ok)
      said = why
    end
    assert.are.equal("en/x.lua:1: the files before it took all the time or memory that rules may take", said)
    assert.is_true(os.clock() - started < 10)
    purse = { seconds = 60, bytes = 32 << 20 }
    for _ = 1, 100 do
      local _, why = sandbox.run("t = {} for i = 1, 1e5 do t[i] = i .. '' end", "en/x.lua", sandbox.environment(), purse)
      said = why
    end
    assert.is_truthy(said:find "memory that rules may take")
    assert.is_true((run "return 1"))
  end)

  it("runs a large file", function()
    local lines = {}
    for i = 1, 30000 do lines[i] = ("t[%d] = { name = 'n%d' }"):format(i, i) end
    local ok, why = run("t = {}\n" .. table.concat(lines, "\n"))
    assert.is_true(ok, why)
  end)

  describe("stops what takes all memory:", function()
    for _, source in ipairs {
      "('x'):rep(1e9)",
      "string.rep('x', 1e9)",
      "('x'):rep(math.huge)",
      "('x'):rep(1e300)",
      "string.rep('', 1e300)",
      "string.rep('x', 65536, ('y'):rep(60000))",
      "local s = 'x' while true do s = s .. s end",
      "local t = {} while true do t[#t + 1] = {} end",
      "local t = {} while true do t = { t } end",
      "local t = {} for i = 1, 1e9 do t[i] = i end",
      "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
      "local function f(...) return f(1, ...) end f()",
      "local function f() return f() + 1 end f()",
      "local t = {} for i = 1, 1e6 do t[i] = ('x'):rep(60000) .. i end",
      "table.concat({}, 'x', 1, 1e15)",
      "table.unpack({}, 1, 1e8)",
      "table.unpack({}, math.mininteger or -1e15, 1e8)",
      "table.unpack({}, -9223372036854775807, 9223372036854775807)",
      "('x'):rep(60000):byte(1, -1)",
      "table.pack(table.unpack({}, 1, 1e6))",
    } do
      it(source, function()
        collectgarbage()
        local before, started = collectgarbage "count", os.clock()
        local ok, why = run(source)
        assert.is_nil(ok)
        assert.is_string(why)
        collectgarbage() -- a grown stack and string table are given back later, by halves
        assert.is_true(collectgarbage "count" - before < 40000)
        assert.is_true(os.clock() - started < 12)
      end)
    end
  end)

  it("does as Lua's own functions where they are used as meant", function()
    local ok, r = run [[
      local t = { 5, 3, 9, 1 }
      table.sort(t)
      local u = { 'b', 'a', 'c' }
      table.sort(u, function(x, y) return x > y end)
      table.insert(t, 7)
      table.insert(t, 1, 0)
      local gone, last = table.remove(t, 2), table.remove(t)
      local a, b = table.unpack({ 1, 2, 3 }, 2)
      return { table.concat(t, ','), table.concat(u), gone, last, a + b, ('abc'):byte(-1), string.byte('abc', 1, 2),
        ('ab'):rep(3, '-'), ('aBc'):upper(), #('x'):rep(-1), table.concat({}), select('#', table.unpack({})), ('x'):byte(9) }
    ]]
    assert.is_true(ok, r)
    assert.are.same({ "0,3,5,9", "cba", 1, 7, 5, 99, 97, "ab-ab-ab", "ABC", 0, "", 0 }, r)
  end)

  describe("puts back", function()
    local function host_hook() end

    after_each(function() debug.sethook() end)

    for name, source in pairs {
      ["after a file"] = "local x = ('x'):rep(3)",
      ["after an error"] = "error 'x'",
      ["after running out of steps"] = "while true do end",
      ["after running out of memory"] = "local s = 'x' while true do s = s .. s end",
      ["after an overflow of the stack"] = "local function f() return 1 + f() end f()",
    } do
      it("the host's hook and string methods " .. name, function()
        local methods = debug.getmetatable("").__index
        debug.sethook(host_hook, "crl", 12345)
        run(source)
        local hook, mask, count = debug.gethook()
        assert.are.equal(host_hook, hook)
        assert.are.equal("crl", mask)
        assert.are.equal(12345, count)
        assert.are.equal(methods, debug.getmetatable("").__index)
        assert.are.equal(1, ("abc"):find "a")
        debug.sethook()
        run(source)
        assert.is_nil((debug.gethook()))
        -- and no bound on memory stays
        local big = {}
        for i = 1, 3000000 do big[i] = i end
        assert.are.equal(3000000, #big)
      end)
    end

    it("them after an error in the engine's own code inside a phase", function()
      local methods = debug.getmetatable("").__index
      debug.sethook(host_hook, "r")
      assert.has_error(function() sandbox.phase(function() error("own", 0) end) end, "own")
      assert.are.equal(host_hook, (debug.gethook()))
      assert.are.equal(methods, debug.getmetatable("").__index)
    end)
  end)

  it("keeps blocks that outlive it", function()
    local ok, made = run "local t = {} for i = 1, 2000 do t[i] = { name = 'n' .. i } end return t"
    assert.is_true(ok)
    for i = 1, #made do made[#made + 1] = { made[i].name } end -- grows outside what was allocated inside
    assert.are.equal("n2000", made[4000][1])
    made = nil -- luacheck: ignore
    collectgarbage()
  end)

  describe("around actions", function()
    --- Runs f as an action inside a phase. @return what sandbox.action gives
    local function act(f, m)
      return sandbox.phase(function() return table.pack(sandbox.action(f, m)) end)
    end

    it("gives their results", function()
      local r = act(function(m) return m + 1, "two" end, 1)
      assert.are.same({ true, 2, "two", n = 3 }, r)
    end)

    it("bounds steps and memory of each for itself", function()
      local said = {}
      sandbox.phase(function()
        for _ = 1, 3 do
          said[#said + 1] = table.pack(sandbox.action(function() while true do end end))
          said[#said + 1] = table.pack(sandbox.action(function()
            local t = {}
            while #t >= 0 do t[#t + 1] = {} end
          end))
          said[#said + 1] = table.pack(sandbox.action(function() return ("x"):rep(10) end))
        end
      end)
      for i = 1, #said, 3 do
        assert.is_false(said[i][1])
        assert.is_truthy(sandbox.message(said[i][2]):find "too many steps")
        assert.is_false(said[i + 1][1])
        assert.is_string(sandbox.message(said[i + 1][2]))
        assert.are.same({ true, ("x"):rep(10), n = 2 }, said[i + 2])
      end
    end)

    it("lets the engine work as long as it must between them", function()
      sandbox.phase(function()
        sandbox.action(function() end)
        local n = 0
        for i = 1, 3000000 do n = n + i end
        local big = {}
        for i = 1, 500000 do big[i] = { n } end
        assert(#big == 500000)
        sandbox.action(function() end)
      end)
    end)

    it("works inside a coroutine of the host, and when the host yields around it", function()
      local co = coroutine.wrap(function()
        coroutine.yield(act(function() return 1 end)[2])
        coroutine.yield(act(function() while true do end end)[1])
        return (run "return ('x'):len()")
      end)
      assert.are.equal(1, co())
      assert.is_false(co())
      assert.is_true(co())
    end)
  end)
end)
