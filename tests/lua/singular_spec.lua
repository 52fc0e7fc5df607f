local singular = require "factbox.singular"

describe("singular nouns", function()
  it("are told from their plurals", function()
    local heads = { bombs = "bomb", people = "people", parties = "party", wives = "wife", boxes = "box", children = "child",
                    buses = "bus", churches = "church", houses = "house", men = "man" }
    for plural, one in pairs(heads) do assert.equal(one, singular(plural)) end
  end)
end)
