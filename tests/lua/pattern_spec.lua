--- Token patterns as rule files make them: their nodes, and what is refused.

local core = require "factbox.core"
local pattern = require "factbox.pattern"

local ops = core.ops

describe("a pattern", function()
  local v = pattern.vocabulary { captures = { "speaker", "cue" } }
  local node = pattern.node

  --- What a function raises, without the place.
  local function refused(f)
    local ok, why = pcall(f)
    assert.is_false(ok)
    return (why:gsub("^.-pattern_spec%.lua:%d+: ", ""))
  end

  it("is a sequence or a choice without others of its kind inside", function()
    local p = node(v.any * v.lower * (v.upper * v.digits))
    assert.are.equal(ops.SEQ, p.op)
    assert.are.equal(4, #p)
    assert.are.equal(3, #node(v.any + v.lower + v.upper))
    local mixed = node((v.any + v.lower) * v.upper)
    assert.are.same({ ops.SEQ, ops.OR, ops.CLASS }, { mixed.op, mixed[1].op, mixed[2].op })
  end)

  it("has one test for single words", function()
    assert.are.same({ op = ops.NORM, "a", "b", "c" }, node(v.word("a", "b") + "c"))
    local split = node(v.word "a" + v.word "cannot")
    assert.are.equal(ops.OR, split.op)
    assert.are.equal(ops.OR, node(v.word "a" + v.word "b c").op)
    assert.are.equal(ops.NORM, node(v.word "b c" + v.word "a").op)
  end)

  it("repeats, looks and refuses as written", function()
    assert.are.same({ op = ops.REP, lo = 2, node(v.any) }, node(v.any ^ 2))
    assert.are.same({ op = ops.REP, lo = 0, hi = 3, node(v.any) }, node(v.any ^ -3.0))
    assert.are.same({ op = ops.AND, node(v.any) }, node(#v.any))
    assert.are.same({ op = ops.NOT, node(v.any) }, node(-v.any))
    assert.are.same({ op = ops.SEQ, { op = ops.NOT, node(v.lower) }, node(v.any) }, node(v.any - v.lower))
    assert.are.same({ op = ops.WITHIN, lo = 5, node(v.any) }, node(v.within(5, v.any)))
    assert.are.same({ op = ops.BEHIND, { op = ops.NORM, "x" } }, node(v.behind "x"))
    assert.are.same({ op = ops.CAPTURE, id = 1, node(v.any) }, node(v.cue(v.any)))
  end)

  it("keeps its own copy of conditions", function()
    local cond = { country = { "NO", "SE" }, large = true }
    local p = v.list "city" (cond)
    cond.country[1], cond.large = "DE", nil
    assert.are.same({ op = ops.LIST, list = "city", cond = { country = { "NO", "SE" }, large = true } }, node(p))
    assert.are.same({ op = ops.FOUND, kind = "person", cond = { n = 1 } }, node(v.found "person" { n = 1 }))
  end)

  it("keeps compounds together", function()
    local glued = { op = ops.AT, arg = core.at.glued }
    local p = node(v.compound(v.digits * "year"))
    assert.are.equal(ops.SEQ, p.op)
    assert.are.same({ op = ops.SEQ, node(v.digits), glued, { op = ops.NORM, "year" } }, p[2])
  end)

  it("says what was expected", function()
    assert.are.equal("a pattern was expected here, not nil (is the name spelt right?)", refused(function() return v.any * nil end))
    assert.are.equal("a pattern was expected here, not a number", refused(function() return 1 + v.any end))
    assert.are.equal("a pattern was expected here, not a function (does it want an argument?)",
      refused(function() return v.any * v.word end))
    assert.are.equal("p^n needs a whole number for n", refused(function() return v.any ^ 1.5 end))
    assert.are.equal("p^n needs a whole number for n", refused(function() return v.any ^ "2" end))
    for _, n in ipairs { 65, -65, math.huge, 0 / 0, math.mininteger } do
      assert.are.equal("p^n: at most 64 repetitions can be counted", refused(function() return v.any ^ n end))
    end
    assert.are.equal('word needs a word: word "said"', refused(v.word))
    assert.are.equal("text: argument 2 is not a word", refused(function() v.text("a", "") end))
    assert.are.equal('list needs a name: list "…"', refused(function() v.list {} end))
    assert.are.equal("within(n, p): n is a whole number from 0 to 64", refused(function() v.within(65, v.any) end))
    assert.are.equal('only list "…" and found "…" take { attributes }', refused(function() v.any {} end))
    assert.are.equal("attributes are written { key = value }", refused(function() v.list "x" { "y" } end))
    assert.are.equal("attribute k has no alternatives", refused(function() v.list "x" { k = {} } end))
    assert.are.equal("the alternatives of attribute k must be strings", refused(function() v.list "x" { k = { 1 } } end))
    assert.are.equal("a pattern has no fields", refused(function() v.any.op = 1 end))
    assert.are.equal("a pattern was expected here, not a boolean", refused(function() v.compound(true) end))
  end)

  it("says so at the line of the caller", function()
    local ok, why = pcall(load("local v = ...\n\nreturn v.any * nil", "@rules.lua"), v)
    assert.is_false(ok)
    assert.are.equal("rules.lua:3: ", why:sub(1, 13))
    ok, why = pcall(load("local v = ...\nlocal p = v.compound(nil)", "@rules.lua"), v)
    assert.is_false(ok)
    assert.are.equal("rules.lua:2: ", why:sub(1, 13))
  end)

  it("shows nothing of what it is made of", function()
    assert.are.equal("pattern", getmetatable(v.any))
    assert.is_nil(v.any.op)
    for _ in pairs(v.any) do error "a field" end
    assert.is_nil(node {})
    assert.is_nil(node "any")
    assert.is_nil(node(nil))
  end)

  it("has bounds on what it holds, parts used several times counted each time", function()
    local deep, large = v.any, v.any
    for _ = 1, 60 do deep = #deep end
    assert.is_truthy(node(deep))
    local why
    for _ = 1, 60 do
      local ok, p = pcall(function() return #deep end)
      if not ok then why = p break end
      deep = p
    end
    assert.is_truthy(why:find "nested too deeply")
    why = refused(function()
      for _ = 1, 40 do large = large * v.any + large * v.lower end
    end)
    assert.are.equal("the pattern is too large", why)
    assert.is_nil(node(large))
    assert.are.equal("the pattern is too large", select(2, node(large)))
  end)
end)
