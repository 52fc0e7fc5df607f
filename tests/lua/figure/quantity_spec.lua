local figures = require "support.figures"

local read, only = figures.read, figures.only

describe("quantities", function()
  it("carry bounds as data", function()
    local cases = {
      { "They saw more than 30 boats.", "more_than", 30, 30, nil },
      { "They saw at most 30 boats.", "at_most", 30, nil, 30 },
      { "They saw roughly 30 boats.", "about", 30, nil, nil },
      { "They saw 30 boats.", "exact", 30, 30, 30 },
      { "They saw dozens of boats.", "vague", nil, 24, nil },
      { "They saw 30 to 40 boats.", "range", nil, 30, 40 },
      { "They saw between 30 and 40 boats.", "range", nil, 30, 40 },
    }
    for _, c in ipairs(cases) do
      local f = only(c[1])
      assert.same({ c[2], c[3], c[4], c[5] }, { f.modifier, f.value, f.low, f.high }, c[1])
    end
  end)

  it("part an old value from the new one, not the ends of a range", function()
    local f = read "Rates rose from 4.5% to 5.25%."
    assert.same({ 4.5, 5.25 }, { f[1].value, f[2].value })
    assert.same({ "4.5%", "5.25%" }, { f[1].text, f[2].text })
    f = read "The fund grew from 10 to 15 million euros."
    assert.same({ 10000000, 15000000 }, { f[1].value, f[2].value })
    f = read "The path was widened from 3 km to 5 km."
    assert.same({ 3000, 5000 }, { f[1].base.value, f[2].base.value })
    assert.equal("range", only("They need from 4 to 5% of it.").modifier)
  end)

  it("take neighbours with or for a range", function()
    local f = only "Two or three witnesses came."
    assert.same({ "range", 2, 3, "witness" }, { f.modifier, f.low, f.high, f.of.head })
  end)

  it("take a bound with or equal to for one that is reached", function()
    local f = only "It is less than 90 or equal to it."
    assert.same({ "at_most", 90 }, { f.modifier, f.high })
  end)

  it("keep two bounds apart that leave nothing between them", function()
    local f = read "They want more than 400 and less than 100 of them."
    assert.equal(2, #f)
    assert.same({ "more than 400", 400, "more_than" }, { f[1].extent.text, f[1].low, f[1].modifier })
    assert.same({ "less than 100", 100, "less_than" }, { f[2].extent.text, f[2].high, f[2].modifier })
  end)

  it("read the decimal mark of the document", function()
    assert.equal(7654321.5, only("The quay cost 7.654.321,50 euros in all.").value)
    assert.equal(4.8, only("It weighs 4.800 tons.").value)
  end)
end)
