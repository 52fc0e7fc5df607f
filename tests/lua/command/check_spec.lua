--- `factbox check`, as a user runs it.

local cjson = require "cjson".new()
local shell = require "command.shell"

local GOOD = [[
rule "boat" {
  match = role(list "size") * word "boat",
  gives = span "thing",
  yes = { "An <[old] boat> sank." },
  no = { "A boat." },
}
]]

describe("factbox check", function()
  before_each(shell.enter)
  after_each(shell.leave)

  it("is content with good rules", function()
    shell.small(GOOD, { size = "old\nnew\n" })
    local status, out, err = shell.factbox "check --rules-only small"
    assert.equal(0, status, out .. err)
    assert.truthy(out:find("^no errors, no warnings · 2 examples hold, 0 fail · 1 rule, 1 list, 2 entries · "))
    assert.equal("", err)
  end)

  it("points at what is wrong, line by line", function()
    shell.small([[
rule "boat" {
  match = role(list "size") * word "boat",
  gives = span "thing",
  yes = { "The <new ship> sank." },
}
rule "ship" { match = list "sise", gives = span "thing", yes = { "A <ship>." }, no = { "A boat." } }
]], { size = "old\nnew\nold\n" })
    local status, out = shell.factbox "check --rules-only small"
    assert.equal(1, status)
    assert.truthy(out:find([[
small/en/things/thing.lua:4:16: error: boat: the span "new ship" is not found; the rule gives nothing [example]
    4 |   yes = { "The <new ship> sank." },
      |                ^^^^^^^^^^
]], 1, true), out)
    assert.truthy(out:find("thing.lua:1:6: error: boat: the rule has no `no` example [no-example]", 1, true), out)
    assert.truthy(out:find([[
small/en/things/thing.lua:6:28: error: ship: no word list is called "sise" [load]
    6 | rule "ship" { match = list "sise", gives = span "thing", yes = { "A <ship>." }, no = { "A boat." } }
      |                            ^^^^^^
]], 1, true), out)
    assert.truthy(out:find("small/en/lists/size.txt:3:1: warning: ", 1, true), out)
    assert.truthy(out:find("\n3 errors, 1 warning · ", 1, true), out)
  end)

  it("points at a mistake of syntax", function()
    shell.small('rule "boat" {\n  match = word "boat"\n  gives = span "thing",\n}\n')
    local status, out = shell.factbox "check --rules-only small"
    assert.equal(1, status)
    assert.truthy(out:find("small/en/things/thing.lua:3:3: error: '}' expected", 1, true), out)
    assert.truthy(out:find("\n    3 |   gives = span \"thing\",\n      |   ^^^^^\n", 1, true), out)
  end)

  it("does not guess at what a broken file would have used", function()
    shell.small(GOOD .. "oops(\n", { size = "old\n" })
    local status, out = shell.factbox "check --rules-only small"
    assert.equal(1, status)
    assert.truthy(out:find("\n1 error, no warnings · ", 1, true), out)
  end)

  it("looks only at the files that are named", function()
    shell.small(GOOD, { size = "old\n", idle = "x\n" })
    shell.file("small/en/things/more.lua", 'rule "bad" { match = word "bad", gives = span "thing" }\n')
    assert.equal(1, (shell.factbox "check --rules-only small"))
    local status, out = shell.factbox "check --rules-only small/en/things/thing.lua"
    assert.equal(0, status, out)
    assert.truthy(out:find "^no errors, no warnings")
    assert.equal(0, (shell.factbox "check --rules-only small/en/lists"))
    assert.equal(1, (shell.factbox "check --rules-only --strict small/en/lists"))
  end)

  it("gives JSON", function()
    shell.small(GOOD:gsub("An", "The"):gsub("%[old%]", "[odd]"), { size = "old\n" })
    local status, out = shell.factbox "check --format json --rules-only small"
    assert.equal(1, status)
    local result = cjson.decode(out)
    assert.same({ errors = 1, warnings = 0, passed = 1, failed = 1, failed_elsewhere = 0, rules = 1, lists = 1, entries = 1 },
      result.summary)
    local p = result.problems[1]
    assert.same({ "error", "example", "small/en/things/thing.lua", 4, "boat" }, { p.severity, p.code, p.file, p.line, p.rule })
  end)

  it("says what it cannot do with status 2", function()
    local status, _, err = shell.factbox "check nowhere"
    assert.equal(2, status)
    assert.equal("factbox: nowhere: no such file or folder\n", err)
    shell.file("small/en/init.lua", "return 1\n")
    status, _, err = shell.factbox "check --rules-only small"
    assert.equal(2, status)
    assert.truthy(err:find("small/en/init.lua:1: the file must return a table with phases", 1, true), err)
    status, _, err = shell.factbox "check --rules-only"
    assert.equal(2, status)
    assert.truthy(err:find("--rules-only needs", 1, true))
  end)

  it("checks the shipped rules in two seconds", function()
    local status, out = shell.factbox "check"
    assert.is_true(status <= 1)
    local seconds = tonumber(out:match "· (%d+%.%d) s\n$")
    assert.is_true(seconds < 2, out:match "[^\n]*\n$")
  end)
end)
