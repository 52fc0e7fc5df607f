--- `factbox explain`, as a user runs it.

local cjson = require "cjson".new()
local shell = require "command.shell"

local TEXT = "The fleet was here.\nThen an old boat sank.\nAn old boat swam — an old ship.\n"
local RULES = [[
rule "boat" {
  match = role(list "size") * word "boat" * word "sank"^-1,
  gives = span("thing", { wet = true }),
}
rule "size" { match = list "size" * word("boat", "ship"), gives = span "thing" }
rule "burnt" { match = list "size" * word "boat" * word "burnt", gives = span "thing" }
]]

--- Runs explain with the small language, without colour.
local function explain(args)
  return shell.factbox("explain --rules-only --rules small " .. args)
end

describe("factbox explain", function()
  before_each(function()
    shell.enter()
    shell.small(RULES, { size = "old\tyears=9\nnew\n" })
    shell.file("text.txt", TEXT)
  end)
  after_each(shell.leave)

  it("tells what happened at a place", function()
    local status, out, err = explain "text.txt --match boat"
    assert.equal(0, status, err)
    assert.equal([[
text.txt:2:13 · bytes 32-36 · sentence 2
  Then an old boat sank.
              ^^^^

words
  boat  lower

things · longest
  + boat  thing <old boat sank>  small/en/things/thing.lua:1
      role <old> wet = true
  = size  <old boat> gives way to boat <old boat sank>  small/en/things/thing.lua:5
  - burnt  from <old>, after 2 words: word "burnt" expected, found <sank>  small/en/things/thing.lua:6

in the report
  nothing
]], out)
  end)

  it("shows what lists say of words", function()
    local _, out = explain "text.txt --match 'old boat'"
    assert.truthy(out:find('  old   lower\n        list size  years = "9"\n  boat  lower\n', 1, true), out)
  end)

  it("finds places by offset, range, line and column, and by number", function()
    for args, place in pairs {
      ["--at 32"] = "text.txt:2:13 · bytes 32-36 ", ["--at 28-36"] = "text.txt:2:9 · bytes 28-36 ",
      ["--at 3:20"] = "text.txt:3:20 · bytes 64-66 ", -- columns count characters, the dash is one
      ["--match boat --nth 2"] = "text.txt:3:8 · bytes 50-54 ",
    } do
      local status, out, err = explain("text.txt " .. args)
      assert.equal(0, status, err)
      assert.equal(place, out:sub(1, #place), args)
    end
  end)

  it("looks at one rule", function()
    local status, out = explain "text.txt --match fleet --rule burnt"
    assert.equal(0, status)
    assert.truthy(out:find('- burnt  at <fleet> (not led here by the index): list "size" expected, found <fleet>', 1, true), out)
    assert.truthy(out:find("burnt is tried where ", 1, true), out)
    assert.is_nil(out:find("\nwords", 1, true))
  end)

  it("reads a text that is given, and gives JSON", function()
    local status, out, err = explain "--text 'An old boat.' --match old --format json"
    assert.equal(0, status, err)
    local x = cjson.decode(out)
    assert.same({ 3, 6, "old" }, { x.start, x["end"], x.text })
    assert.equal("things", x.phases[1].name)
    assert.same({ "boat", "kept", 3, 11 },
      { x.phases[1].matches[1].rule, x.phases[1].matches[1].fate, x.phases[1].matches[1].start, x.phases[1].matches[1]["end"] })
    assert.same({ 'word "burnt"' }, x.phases[1].failures[1].expected)
  end)

  it("colours on demand only", function()
    local _, out = explain "text.txt --match boat"
    assert.is_nil(out:find "\27")
    _, out = explain "text.txt --match boat --color always"
    assert.truthy(out:find("\27[32mboat\27[0m", 1, true))
  end)

  it("does not send a text's control characters to the terminal", function()
    shell.file("evil.txt", "An old \27[2Jboat.\n")
    local status, out = explain "evil.txt --match old"
    assert.equal(0, status)
    assert.is_nil(out:find "\27")
  end)

  it("says what it cannot do", function()
    for args, message in pairs {
      ["text.txt --match submarine"] = 'the text does not say "submarine"',
      ["text.txt --match boat --nth 3"] = 'the text says "boat" only 2 times',
      ["text.txt --at 9999"] = "the text has no 9999",
      ["text.txt --match boat --rule bot"] = "no rule is called bot",
      ["nowhere.txt --at 1"] = "nowhere.txt: No such file",
    } do
      local status, _, err = explain(args)
      assert.equal(1, status, args)
      assert.truthy(err:find(message, 1, true), err)
    end
    for args, message in pairs {
      [""] = "either FILE or --text TEXT", ["text.txt --at x"] = "expected OFFSET, START-END or LINE:COLUMN",
      ["text.txt --at 1 --match x"] = "exclude each other", ["text.txt --match x --nth 0"] = "expected a number from 1",
    } do
      local status, _, err = explain(args)
      assert.equal(2, status, args)
      assert.truthy(err:find(message, 1, true), err)
    end
  end)
end)
