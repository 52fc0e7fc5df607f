-- What a program tells the core's stages, and the fact box that they fill.
local core = require "factbox.core"
local factbox = require "factbox"

describe("a program's guide", function()
  local reader = factbox.reader { rules = "rules", rules_only = true }
  local prog = reader.program.core

  it("takes words while the program grows, and only what the core knows", function()
    local p = core.program()
    p:word("pronoun", "she")
    p:word("small", "of")
    p:word("preposition", "of") -- may have several classes
    assert.has_error(function() p:word("adverb", "soon") end)
    assert.has_error(function() p:word("small", "") end)
    p:freeze()
    assert.has_error(function() p:word("small", "the") end)
  end)

  it("refuses names that the core does not know", function()
    assert.has_error(function() prog:guide("harbour", 1) end)
    assert.has_error(function() prog:role(1, "hero") end)
    assert.has_error(function() prog:typed("ship", 1) end)
    assert.has_error(function() prog:canonical("ship", 1, 1) end)
    assert.has_error(function() prog:naming(0, { type = "ship" }) end)
    assert.has_error(function() prog:naming(0, { clues = { "place", "much" } }) end)
    assert.has_error(function() prog:guide("city", -1) end)
    assert.has_error(function() prog:asked_capture("harbour", 1) end)
    assert.has_error(function() prog:asked_key("unit", 1e6) end)
  end)

  it("says which captures and keys figures ask for, all of which the rules' program knows", function()
    local captures, keys = prog:asked()
    local known = {}
    for _, name in ipairs(reader.program.names.captures) do known[name] = true end
    for _, name in ipairs(captures) do assert.is_true(known[name], name) end
    for _, name in ipairs(keys) do assert.is_number(reader.program.keys[name], name) end
  end)
end)

describe("a document's fact box", function()
  local reader = factbox.reader { rules = "rules", rules_only = true }
  local doc

  before_each(function()
    doc = reader.program.core:doc(reader.program.names)
    doc:tokenize "Some 40 boats came."
  end)

  it("takes figures as tables and gives them back as the report has them", function()
    local place = { first = 6, last = 7, span = 3 } -- a match will do for a place
    doc:figure { kind = "count", first = 6, last = 7, rule = "count.noun", sentence = 1, extent = { first = 1, last = 13 },
                 number = place, value = 40, low = 39.5, modifier = "about", values = { 1, 2.5 },
                 of = { first = 9, last = 13, head = "boat" }, base = { value = 1, unit = "boat" } }
    assert.same({ {
      id = "f1", kind = "count", first = 6, last = 7, text = "40", rule = "count.noun", sentence = 1,
      extent = { first = 1, last = 13, text = "Some 40 boats" }, number = { first = 6, last = 7, text = "40" }, value = 40,
      low = 39.5, modifier = "about", values = { 1, 2.5 }, of = { first = 9, last = 13, text = "boats", head = "boat" },
      base = { value = 1, unit = "boat" },
    } }, doc:figures())
    assert.equal("integer", math.type(doc:figures()[1].value))
    assert.same({}, doc:entities())
    assert.same({}, doc:quotes())
  end)

  it("refuses what is no figure", function()
    assert.has_error(function() doc:figure { kind = "count" } end) -- nowhere
    assert.has_error(function() doc:figure { first = 6, last = 7, colour = "red" } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, kind = 3 } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, rule = "no.such" } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, rule = -1 } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, value = "40" } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, extent = "all" } end)
    assert.has_error(function() doc:figure { first = "six", last = 7 } end)
    assert.has_error(function() doc:figure { first = 6, last = -1 } end)
    assert.has_error(function() doc:figure { first = 0, last = 7 } end)
    assert.has_error(function() doc:figure { first = 6, last = 20 } end) -- behind the text
    assert.has_error(function() doc:figure { first = 6, last = 7, extent = { first = 9, last = 7 } } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, number = { first = 6 } } end)
    assert.has_error(function() doc:figure { first = 6, last = 7, source = {} } end) -- the core finds it
    assert.same({}, doc:figures())
  end)

  it("outlives the tokens of a long text", function()
    doc:tokenize(("Some 40 boats came. "):rep(20000))
    doc:figure { kind = "count", first = 6, last = 7, sentence = 1 }
    doc:shed()
    assert.has_error(function() doc:norm(1) end)
    assert.equal("40", doc:figures()[1].text)
    doc:tokenize "Some 40 boats came."
    assert.equal("some", doc:norm(1))
    assert.same({}, doc:figures())
  end)
end)
