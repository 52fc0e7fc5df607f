local figures = require "support.figures"

local only = figures.only

describe("amounts", function()
  it("know money, shares, measures and temperatures", function()
    local cases = {
      { "It cost $4.5bn.", "money", 4500000000, "USD" },
      { "It cost 90 million Swiss francs.", "money", 90000000, "CHF" },
      { "It cost 30 euro cents.", "money", 0.3, "EUR" },
      { "It rose 51 per cent.", "percent", 51, "percent" },
      { "It rose 25 basis points.", "percentage_point", 25, "permyriad" },
      { "It ran 20 km.", "measure", 20, "kilometer" },
      { "It fell to minus 5 degrees Celsius there.", "temperature", -5, "celsius" },
      { "The 54-year-old left.", "age", 54, "year" },
      { "It sells at $60 a barrel.", "rate", 60, "USD per barrel" },
      { "They make 500 cars a day.", "rate", 500, "car per day" },
      { "Two-thirds of the board left.", "fraction", 2 / 3, nil },
      { "He came third.", "ordinal", 3, nil },
    }
    for _, c in ipairs(cases) do
      local f = only(c[1])
      assert.equal(c[2], f.kind, c[1])
      assert.equal(c[3], f.value, c[1])
      assert.equal(c[4], f.unit, c[1])
    end
    assert.same({ value = 20000, unit = "meter" }, only("It ran 20 km.").base)
    assert.same({ value = 268.15, unit = "kelvin" }, only("It fell to minus 5 degrees Celsius there.").base)
  end)
end)
