-- Name evidence: what a name is, from all its mentions.
local factbox = require "factbox.reader"

describe("name evidence", function()
  local reader = assert(factbox.new {})

  --- Type of the entity whose name or alias is `name`, or nil.
  local function type_of(text, name)
    for _, e in ipairs(reader:read(text).entities) do
      if e.name == name then return e.type end
      for _, a in ipairs(e.aliases) do
        if a == name then return e.type end
      end
    end
  end

  it("lets one clear mention settle the unclear ones", function()
    assert.equal("person", type_of("They saw Brandt in spring. Chancellor Zorba Brandt smiled. Later Brandt left.", "Brandt"))
    assert.equal("organization", type_of("Zorbix grew. Shares of Zorbix Inc rose. Zorbix hired ten people.", "Zorbix"))
  end)

  it("adds up what the context says", function()
    assert.equal("place", type_of("They met in Zorbania. North of Zorbania, a small town, it rained.", "Zorbania"))
    assert.equal("person", type_of("On Friday Zorbani, 54, was born again, said his wife.", "Zorbani"))
  end)

  it("does not take a sentence's first word for a name", function()
    assert.is_nil(type_of("Attacks went on. Residents fled. Meanwhile it rained.", "Attacks"))
    assert.is_nil(type_of("Attacks went on. Residents fled. Meanwhile it rained.", "Residents"))
    assert.is_nil(type_of("Attacks went on. Residents fled. Meanwhile it rained.", "Meanwhile"))
  end)

  it("takes a first word for a name that has its capital elsewhere, too", function()
    assert.equal("person", type_of("Zorbani left. The minister met Mr Zorbani twice.", "Zorbani"))
  end)

  it("knows an acronym from the full name", function()
    assert.equal("organization", type_of("The Zorbanian Harbour Union met. The ZHU wants more.", "Zorbanian Harbour Union"))
    local report = reader:read("The Zorbanian Harbour Union met. Members of the ZHU want more.")
    assert.same({ "ZHU" }, report.entities[1].aliases)
  end)

  it("finds nothing in capitals that are everywhere", function()
    local report = reader:read("BRIDGE FALLS INTO RIVER AND NOBODY WAS HURT IN THE NIGHT")
    assert.same({}, report.entities)
  end)

  it("finds known names where there are no capitals", function()
    assert.equal("place", type_of("they met in saudi arabia and went on to norway after a week", "Norway"))
    assert.equal("person", type_of("they met vladimir putin in a small house by the sea", "vladimir putin"))
  end)

  it("leaves abbreviations alone that name nothing", function()
    assert.is_nil(type_of("They bought the CD and watched TV while the CEO slept.", "CD"))
  end)
end)
