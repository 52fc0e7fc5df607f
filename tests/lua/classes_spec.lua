-- Classes of words and groups: those of the shipped rules, and of a language and lists of a test's own.
-- luacheck: no max line length

local factbox = require "factbox"
local lfs = require "lfs"

local english

--- Words of a text with their classes, "The/determiner ferry/singular", by the shipped rules.
local function classes(text, reader)
  reader = reader or english
  local out = {}
  reader:read(text, { watch = function(doc, phase)
    if phase.name ~= "tags" then return end
    for t = 1, doc:count() do out[t] = doc:text(t, t) .. "/" .. (reader.program.classes.names[doc:pos(t)] or "-") end
  end })
  return table.concat(out, " ")
end

--- The groups of a kind in a text, as doc:get gives them.
local function groups(text, kind)
  local out = {}
  english:read(text, { watch = function(doc, phase)
    if phase.name ~= "groups" then return end
    for _, s in ipairs(doc:spans { [english.program.kinds[kind]] = true }) do out[#out + 1] = doc:get(s) end
  end })
  return out
end

describe("classes of words", function()
  setup(function() english = assert(factbox.reader { rules_only = true, rules = "rules" }) end)

  it("come from lists and endings, and from the words around", function()
    assert.equal("The/determiner plan/singular failed/past ./stop", classes "The plan failed.")
    assert.equal("They/subject plan/base to/to sail/base ./stop", classes "They plan to sail.")
    assert.equal("They/subject have/have not/negation set/participle a/determiner date/singular ./stop", classes "They have not set a date.")
    assert.equal("The/determiner ferries/plural were/was repainted/participle ./stop", classes "The ferries were repainted.")
    assert.equal("A/determiner zorbling/adjective frimple/singular zorbled/past ./stop", classes "A zorbling frimple zorbled.")
  end)

  it("see names and numerals as one", function()
    assert.equal("Ana/name Lund/name saw/past two/number hundred/number boats/plural ./stop", classes "Ana Lund saw two hundred boats.")
  end)

  it("do without capitals where a text has none", function()
    assert.equal("THE/determiner OLD/adjective PLAN/singular FAILED/past ./stop", classes "THE OLD PLAN FAILED.")
  end)
end)

describe("noun groups", function()
  it("have a head and a number; what counts them stands before", function()
    local g = groups("They counted 2,340 newly painted river boats and a very old ferry.", "noun_group")
    assert.equal("newly painted river boats", g[1].text)
    assert.equal("boat", g[1].head)
    assert.equal("plural", g[1].number)
    assert.equal("a very old ferry", g[2].text)
    assert.equal("singular", g[2].number)
    assert.equal("man", groups("They saw several old men.", "noun_group")[1].head)
  end)
end)

describe("verb groups", function()
  local function only(text)
    local g = groups(text, "verb_group")
    assert.equal(1, #g, text)
    return g[1]
  end

  it("tell tense, aspect, voice and negation", function()
    for text, expected in pairs {
      ["The crew repaired the boat."] = "past simple active false repair",
      ["The crew has not yet been told."] = "present perfect passive true tell",
      ["The boat will be sold."] = "future simple passive false sell",
      ["The boat was being sold."] = "past progressive passive false sell",
      ["The crew would never have been rowing."] = "modal perfect_progressive active true row",
      ["The crew did n't leave."] = "past simple active true leave",
      ["The boats are old."] = "present simple active false be",
      ["The ones to sell."] = "infinitive simple active false sell",
      ["The boats sunk by ice."] = "participle simple passive false sink",
    } do
      local g = only(text)
      assert.equal(expected, ("%s %s %s %s %s"):format(g.tense, g.aspect, g.voice, g.negated, g.head), text)
    end
  end)
end)

describe("a language's own classes", function()
  local dir

  local function write(name, content)
    local at = dir
    for folder in name:gmatch "([^/]+)/" do
      at = at .. "/" .. folder
      lfs.mkdir(at)
    end
    local f = assert(io.open(dir .. "/" .. name, "wb"))
    f:write(content)
    f:close()
  end

  local function new() return factbox.reader { rules = dir, rules_only = true } end

  before_each(function()
    dir = os.tmpname()
    os.remove(dir)
    assert(lfs.mkdir(dir))
    write("en/init.lua", [[return { language = "en", captures = { "noun" }, kinds = {}, phases = {
      { name = "tags", policy = "classes" }, { name = "groups", policy = "chunks" }, { name = "things", policy = "longest" } } }]])
    write("en/classes.lua", [[return { classes = { "thing", "deed", "mark" }, sets = { word = { "thing", "deed" } },
      shapes = { { "punctuation", gives = { "mark" } }, { "letter", gives = { "thing" } } } }]])
    write("en/lists/index.lua", [[return { closed_class = { file = "closed_class.txt", mode = "folded" },
      ending = { file = "ending.txt", mode = "folded" } }]])
    write("en/lists/closed_class.txt", "run\tpos=thing,deed\nran\tpos=deed\tdeed=run\n")
    write("en/lists/ending.txt", "s\tof=deed\tgives=deed\n")
    write("en/tags/a.lua", [[rule "deed.last" { match = behind(pos "thing") * may "deed" * #(may "mark"), gives = class "deed", yes = {}, no = {} }]])
    write("en/groups/a.lua", [[rule "things" { match = pos "thing"^0 * noun(pos "thing"), gives = span "things", yes = {}, no = {} }
      rule "deeds" { match = noun(pos "deed"), gives = span "deeds", yes = {}, no = {} }]])
    write("en/things/a.lua", [[rule "runs" { match = found "things" * found "deeds" { head = "run" }, gives = figure "count", yes = {}, no = {} }
      rule "two" { match = pos "mark" * pos "word", gives = figure "number", yes = {}, no = {} }]])
  end)

  after_each(function() os.execute("rm -r '" .. dir .. "'") end)

  local function found(reader, text)
    local out = {}
    reader:read(text, { watch = function(doc, phase)
      if phase.name ~= "things" then return end
      for _, s in ipairs(doc:spans { [reader.program.kinds.count] = true, [reader.program.kinds.number] = true }) do
        local m = doc:get(s)
        out[#out + 1] = m.rule .. " " .. m.text
      end
    end })
    return table.concat(out, "; ")
  end

  it("serve patterns of later phases", function()
    local reader = assert(new())
    assert.same({}, reader.errors)
    assert.equal("a/thing dog/thing run/deed ./mark", classes("a dog run.", reader))
    assert.equal("a/thing run/thing dog/thing ./mark", classes("a run dog.", reader))
    assert.equal("runs a dog run", found(reader, "a dog run."))
    assert.equal("runs a dog runs", found(reader, "a dog runs."))
    assert.equal("runs a dog ran; two , they", found(reader, "a dog ran, they said."))
  end)

  it("take lists from all layers", function()
    local above = dir
    local own = os.tmpname()
    os.remove(own)
    assert(lfs.mkdir(own))
    dir = own
    write("en/lists/index.lua", 'return { closed_class = { file = "closed_class.txt", mode = "folded" } }')
    write("en/lists/closed_class.txt", "!run\ndog\tpos=deed\n")
    local reader = assert(factbox.reader { rules = { own, above }, rules_only = true })
    assert.equal("a/thing dog/deed run/thing ./mark", classes("a dog run.", reader))
    dir = above
    os.execute("rm -r '" .. own .. "'")
  end)

  local function only_error(reader)
    local list = {}
    for _, e in ipairs(reader.errors) do list[#list + 1] = e.message end
    assert.equal(1, #list, table.concat(list, "\n"))
    return list[1]
  end

  it("say what is wrong", function()
    write("en/tags/a.lua", [[rule "deed.last" { match = behind(pos "thing") * may "deeed", gives = class "deed", yes = {}, no = {} }]])
    assert.equal('rule deed.last: no class of words is called "deeed"', only_error(new()))
    write("en/tags/a.lua", [[rule "deed.last" { match = word "a" * may "deed", gives = class "deed", yes = {}, no = {} }]])
    assert.truthy(only_error(new()):find("a rule that gives classes is written behind", 1, true))
    write("en/tags/a.lua", "")
    write("en/groups/a.lua", [[rule "things" { match = pos "thing" * word "a", gives = span "things", yes = {}, no = {} }
      rule "deeds" { match = noun(pos "deed"), gives = span "deeds", yes = {}, no = {} }]])
    write("en/things/a.lua", "")
    assert.truthy(only_error(new()):find("asks for classes of words alone", 1, true))
    write("en/groups/a.lua", "")
    write("en/things/a.lua", [[rule "may" { match = may "thing" * word "a", gives = figure "count", yes = {}, no = {} }]])
    assert.truthy(only_error(new()):find("may(…) is for the rules of a phase that gives classes", 1, true))
    write("en/things/a.lua", "")
    write("en/classes.lua", 'return { classes = { "thing", "thing" } }')
    assert.truthy(new().errors[1].message:find("class thing stands twice", 1, true))
  end)
end)
