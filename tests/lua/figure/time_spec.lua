local figures = require "support.figures"

local only, reader = figures.only, figures.reader

describe("times", function()
  it("last from a day or hour on", function()
    local cases = {
      { "It is open for three days from Monday.", "2025-04-14/2025-04-16" },
      { "It is open for three days from today.", "2025-04-11/2025-04-13" },
      { "It runs from 10am for three hours.", "2025-04-11T10:00/2025-04-11T13:00" },
      { "It opens 14 May from 9:30am for 2 hours.", "2025-05-14T09:30/2025-05-14T11:30" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("invent no value for a vague distance", function()
    local f = only("It opened a few weeks ago.", "2025-04-11")
    assert.same({ "date", "PAST_REF", "about" }, { f.kind, f.timex, f.modifier })
    assert.equal("2025-07-11", only("They met on Friday the 11th of July.", "2025-07-15").timex)
    assert.equal("2024-07-26", only("They met on Friday the 26th.", "2025-04-10").timex)
    assert.equal("2025-09-26", only("They will meet on Friday the 26th.", "2025-04-10").timex)
  end)

  it("stay underspecified without a date", function()
    local f = reader:read("They met on Sunday, March 11, at 8pm.").figures[1]
    assert.is_truthy(f.timex:find("^XXXX%-03%-11"))
    assert.equal("XXXX-WXX-7", reader:read("They met on Sunday.").figures[1].timex)
  end)
end)
