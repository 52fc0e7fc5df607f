--- lint.lua: each finding with the smallest set of rules that has it, and the nearest one that has not.

local lint = require "factbox.lint"
local program = require "factbox.program"
local rules = require "factbox.rules"
local lfs = require "lfs"

local INIT = [[return { language = "en", captures = { "role", "kind" }, kinds = { "event" }, keys = {}, lists = { "asked" },
  phases = { { name = "first", policy = "longest" }, { name = "second", policy = "longest" } } }]]
local INDEX = [[return {
  title = { file = "title.txt", mode = "folded" }, asked = { file = "asked.txt", mode = "folded" },
}]]
local FOLDERS = { "", "/lists", "/first", "/second" }

--- Findings for rule files of the two phases, as "code rule message".
local function findings(first, second, extra)
  local dir = os.tmpname()
  os.remove(dir)
  local files = {
    ["/init.lua"] = INIT, ["/lists/index.lua"] = INDEX, ["/lists/title.txt"] = "President\trank=1\nqueen\trank=2\n",
    ["/lists/asked.txt"] = "x\n", ["/first/a.lua"] = first, ["/second/b.lua"] = second or "",
  }
  for name, content in pairs(extra or {}) do files[name] = content end
  for _, folder in ipairs(FOLDERS) do assert(lfs.mkdir(dir .. folder)) end
  for name, content in pairs(files) do
    local file = assert(io.open(dir .. name, "w"))
    file:write(content)
    file:close()
  end
  local def = assert(rules.load({ dir }, program.lemmatizer))
  def.image = false
  local built = assert(program.build(def))
  local found = lint.run(def, built)
  for name in pairs(files) do os.remove(dir .. name) end
  for i = #FOLDERS, 1, -1 do lfs.rmdir(dir .. FOLDERS[i]) end
  assert.same({}, built.errors)
  local t = {}
  for _, f in ipairs(found) do t[#t + 1] = ("%s %s %s"):format(f.code, f.rule or "-", f.message) end
  return t, found
end

--- Only findings with this code.
local function only(code, list)
  local t = {}
  for _, s in ipairs(list) do
    if s:find("^" .. code:gsub("%-", "%%-") .. " ") then t[#t + 1] = s:sub(#code + 2) end
  end
  return t
end

local function rule(name, match, gives)
  return ("rule %q { match = %s, gives = %s }\n"):format(name, match, gives or 'span "thing"')
end

describe("lint", function()
  it("finds nothing in what is well", function()
    local found = findings(rule("a", 'role(list "title") * capitalized^1'), rule("b", 'found "thing" { rank = "1" }'))
    assert.same({ 'name-clash - the capture "kind" hides a field of every match of the same name' }, found)
  end)

  it("finds rules that are tried at every token", function()
    local found = findings(rule("slow", 'any * any^-3') .. rule("quick", 'any * word "said"') .. rule("list", 'list "title"'))
    found = only("unanchored", found)
    assert.equal(1, #found)
    assert.truthy(found[1]:find "^slow ")
  end)

  for _, case in ipairs {
    { 'list "title" + list "title"', true },
    { 'list "title" + role(list "title" { rank = "1" })', true },
    { 'list "title" { rank = "1" } + list "title"', false },
    { 'list "title" + word "queen"', true },
    { 'list "title" + word "king"', false },
    { 'capitalized + text "Said"', false },
    { 'any + list "title"', false },
    { 'any + lower', true },
    { 'lower + any', false },
    -- what comes first wins only where nothing has to follow
    { 'word "no" * (list "title" + list "title" * lower)', true },
    { '(list "title" + list "title" * lower) * word "no"', false },
    { 'word "no" * (list "title" * lower + list "title")', false },
    { 'word "no" * (list "title" * lower^-1 + list "title" * upper)', true },
    { 'word "no" * role(list "title" + list "title" * lower^1)', true },
    { '-(list "title" + list "title" * lower) * word "no"', false },
    { 'list "title" * (lower + behind(any) * lower)', false },
  } do
    it((case[2] and "finds" or "finds no") .. " unreachable alternative in " .. case[1], function()
      local found = only("unreachable", (findings(rule("r", case[1]) .. rule("t", 'list "title"'))))
      assert.equal(case[2] and 1 or 0, #found, found[1])
    end)
  end

  it("finds spans that no earlier phase gives", function()
    local found = findings(rule("a", 'word "x" * found "late"') .. rule("b", 'word "y"', 'span "late"')
      .. rule("c", 'word "z" * found "event"'), rule("d", 'found "late"', 'span "end"') .. rule("e", 'list "title"'))
    assert.same({ 'a found "late": no earlier phase gives it' }, only("never-found", found))
  end)

  it("finds conditions on what nothing gives", function()
    local found = findings(
      rule("a", 'list "title" { rnk = "1" }') .. rule("b", 'list "title" { rank = { "1", "3" } }')
        .. rule("c", 'word "x"', 'span("note", { colour = "red" })')
        .. rule("f", 'word "y"', 'span("made", function(m) return { size = 3, [ "w" .. "x"] = 1 } end)'),
      rule("d", 'found "note" { colour = "blue", size = true }', 'span "end"') .. rule("e", 'found "made" { size = 3 }')
        .. rule("g", 'found "made" { sise = 3 }') .. rule("h", 'found "event" { any = true }'))
    assert.same({
      'a no entry of list "title" has an attribute "rnk"',
      'b no entry of list "title" has rank = "3"',
      'd nothing gives a note the attribute "size"',
      'g nothing gives a made the attribute "sise"',
    }, only("no-attribute", found))
  end)

  it("is content with a condition that one of several lists can fulfil", function()
    local found = findings(rule("a", 'list "title" { rank = { "1", "7" } } + list "asked" { rank = { "1", "7" } }')
      .. rule("b", 'list "title" { rank = false } + list "asked" { rank = false }'))
    assert.same({ 'a no entry of list "title" or "asked" has rank = "7"' }, only("no-attribute", found))
  end)

  it("finds a capture and an attribute of one name in a rule", function()
    local found = findings(rule("a", 'role(list "title")', 'span("thing", { role = "x" })'))
    assert.equal(1, #only("name-clash", { found[2] }))
  end)

  it("finds lists that nobody asks for", function()
    local found, rows = findings(rule("a", 'word "x"'))
    assert.same({ '- no rule and no stage asks for the list "title"' }, only("unused-list", found))
    assert.truthy(rows[#rows].file:find "index%.lua$")
  end)
end)
