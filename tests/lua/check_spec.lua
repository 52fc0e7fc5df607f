--- check.lua: rules' examples, with a language of its own of one phase.

local check = require "factbox.check"
local factbox = require "factbox"
local lfs = require "lfs"

local FOLDERS = { "", "/en", "/en/lists", "/en/things" }
local FILES = {
  ["/en/init.lua"] = [[return {
    language = "en", captures = { "role" }, kinds = {}, phases = { { name = "things", policy = "longest" } },
  }]],
  ["/en/lists/index.lua"] = "return {}",
}

--- Runs the examples of a rule file. Returns the number that hold, and the failures.
local function run(rules)
  local dir = os.tmpname()
  os.remove(dir)
  for _, folder in ipairs(FOLDERS) do assert(lfs.mkdir(dir .. folder)) end
  FILES["/en/things/thing.lua"] = rules
  for name, content in pairs(FILES) do
    local file = assert(io.open(dir .. name, "w"))
    file:write(content)
    file:close()
  end
  local reader = factbox.reader { rules = dir, rules_only = true }
  local errors = reader.errors
  local passed, failures = check.run(reader)
  for name in pairs(FILES) do os.remove(dir .. name) end
  for i = #FOLDERS, 1, -1 do lfs.rmdir(dir .. FOLDERS[i]) end
  assert.same({}, errors)
  return passed, failures
end

describe("the check of examples", function()
  it("finds spans and captures where they are marked", function()
    local passed, failures = run [[
      rule "boat" {
        match = role(word "old") * word "boat", gives = span "thing",
        yes = { "An <[old] boat> sank, an <old boat> swam." }, no = { "An old man sank.", "A boat." },
      }]]
    assert.same({}, failures)
    assert.equal(3, passed)
  end)

  it("tells what a rule gives instead, and what stands there", function()
    local passed, failures = run [[
      rule "boat" {
        match = word "boat", gives = span "thing",
        yes = { "An <old boat> sank.", "A <boat> sank." }, no = { "A boat sank." },
      }
      rule "row" { match = word "row" * word "boat", gives = span "thing", yes = { "A <row boat>." }, no = { "A row." } }
      rule "lone" { match = word "boat", gives = span "thing", yes = { "A row <boat>." }, no = { "A row." } }]]
    assert.equal(4, passed)
    assert.equal(3, #failures)
    assert.equal("boat", failures[1].rule)
    assert.equal(1, failures[1].line)
    assert.equal("yes: An <old boat> sank.", failures[1].example)
    assert.equal('the span "old boat" is not found; the rule gives <boat>', failures[1].message)
    assert.equal("the rule gives <boat>", failures[2].message)
    assert.equal('the span "boat" is not found; the rule gives nothing; there stand row <row boat>', failures[3].message)
  end)

  it("asks for a yes and a no example, and for marks that pair", function()
    local _, failures = run [[
      rule "boat" { match = word "boat", gives = span "thing", yes = { "A <boat.", "A boat." } }]]
    assert.equal(3, #failures)
    assert.truthy(failures[1].message:find "do not pair")
    assert.truthy(failures[2].message:find "marks with")
    assert.equal("the rule has no `no` example", failures[3].message)
  end)
end)
