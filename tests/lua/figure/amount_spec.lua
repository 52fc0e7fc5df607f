local figures = require "support.figures"

local read, only = figures.read, figures.only

--- Checks the one figure of each text: { text, kind, value, unit }.
local function check(cases)
  for _, c in ipairs(cases) do
    local f = only(c[1])
    assert.same({ c[2], c[3], c[4] }, { f.kind, f.value, f.unit }, c[1])
  end
end

--- Checks low and high of the one figure of each text: { text, kind, modifier, low, high }.
local function check_bounds(cases)
  for _, c in ipairs(cases) do
    local f = only(c[1])
    assert.same({ c[2], c[3], c[4], c[5] }, { f.kind, f.modifier, f.low, f.high }, c[1])
  end
end

describe("amounts", function()
  it("know money, shares, measures and temperatures", function()
    check {
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
      { "It rose half a per cent.", "percent", 0.5, "percent" },
      { "It rose a quarter of a percentage point.", "percentage_point", 0.25, "percentage-point" },
      { "Two-thirds of the board left.", "fraction", 2 / 3, nil },
      { "He came third.", "ordinal", 3, nil },
    }
    assert.same({ value = 20000, unit = "meter" }, only("It ran 20 km.").base)
    assert.same({ value = 268.15, unit = "kelvin" }, only("It fell to minus 5 degrees Celsius there.").base)
  end)

  it("read sums in every way to write them", function()
    check {
      { "They lost 35 EUR million there.", "money", 35000000, "EUR" },
      { "It comes to -$3.5m there.", "money", -3500000, "USD" },
      { "The toll of 2 ringgit 40 sen stays.", "money", 2.4, "MYR" },
      { "It holds 5 dinars 250 fils in all.", "money", 5.25, "RSD" },
      { "It put 7p on petrol.", "money", 0.07, "GBP" },
      { "They paid 40 Malaysia ringgit for it.", "money", 40, "MYR" },
      { "They paid 700 Deutschmarks for it.", "money", 700, "DEM" },
      { "It sold MSEK 12 of them.", "money", 12000000, "SEK" },
      { "It made a profit of 340 million pounds.", "money", 340000000, "GBP" },
      { "It cost half a euro.", "money", 0.5, "EUR" },
      { "They own $5 million homes.", "money", 5000000, "USD" },
    }
  end)

  it("give measures in their own unit and in the base unit", function()
    check {
      { "She weighs 11 stone 7 pounds there.", "measure", 11.5, "stone" },
      { "She is 5 foot 6 and fast.", "measure", 5.5, "foot" },
      { "It is a 5,000-square-foot house.", "measure", 5000, "square-foot" },
      { "It makes 2.7m tonnes of steel.", "measure", 2700000, "metric-ton" },
      { "The dose was 14 mGy then.", "measure", 14, "milligray" },
      { "It is a quarter of a mile away.", "measure", 0.25, "mile" },
      { "It is a fifth of a gallon there.", "measure", 0.2, "gallon" },
      { "It has 41 deaths per million inhabitants.", "rate", 41, "death per million inhabitant" },
      { "They use 300 litres per person.", "rate", 300, "liter per person" },
    }
    assert.equal("carbon dioxide", only("It gave off 7 tonnes of carbon dioxide.").of.text)
    assert.same({ value = 1.6764, unit = "meter" }, only("She is 5 foot 6 and fast.").base)
  end)

  it("tell inches from the end of a quotation", function()
    check {
      { 'He said "it has 50" and left.', "number", 50, nil },
      { 'It is a 9" plate there.', "measure", 9, "inch" },
      { "He is 6’3” tall.", "measure", 6.25, "foot" },
    }
  end)

  it("tell degrees of heat from angles and models", function()
    check {
      { "It was 10 degrees below zero there.", "temperature", -10, "degree" },
      { "Set it to 85° there.", "temperature", 85, "degree" },
      { "It was 37 °C inside.", "temperature", 37, "celsius" },
    }
    assert.equal("number", only("The Airbus 300F landed.").kind)
  end)

  it("know ages and their limits", function()
    check_bounds {
      { "A sailor in his 60s waved.", "age", "range", 60, 69 },
      { "She is in her late seventies.", "age", "range", 77, 79 },
      { "The pupils are aged between 6 and 11.", "age", "range", 6, 11 },
      { "It is for 18- to 25-year-olds.", "age", "range", 18, 25 },
      { "It is free for the under-16s.", "age", "less_than", nil, 16 },
      { "It is free for children under five.", "age", "less_than", nil, 5 },
      { "A 40-something singer left.", "age", "range", 40, 49 },
    }
    check { { "She was 82.", "age", 82, "year" }, { "The singer turned 40 there.", "age", 40, "year" } }
  end)

  it("know results, votes and sets", function()
    for text, values in pairs {
      ["Arsenal won 3-1."] = { 3, 1 }, ["Rovers won two-nil."] = { 2, 0 }, ["It passed by 311 votes to 262."] = { 311, 262 },
      ["The house backed it by 410 to 220 then."] = { 410, 220 }, ["He lost 6-4, 3-6, 7-6(5) there."] = { 6, 4, 3, 6, 7, 6 },
    } do
      local f = only(text)
      assert.same({ "score", values }, { f.kind, f.values }, text)
    end
    assert.equal("range", only("It fell by 10 to 15 there.").modifier)
    assert.equal("range", only("They found 600-700 there.").modifier)
  end)

  it("know ranks, multiples and shares of so many", function()
    check {
      { "It is the third-largest port.", "rank", 3, nil },
      { "She is the world number three there.", "rank", 3, nil },
      { "It is twice as long.", "multiple", 2, nil },
      { "It is half as big.", "multiple", 0.5, nil },
      { "It was a ten-fold rise.", "multiple", 10, nil },
      { "Three in every four drivers agreed.", "fraction", 0.75, nil },
      { "She finished second.", "ordinal", 2, nil },
    }
    local f = only "It was one of the biggest fires."
    assert.same({ "rank", "vague" }, { f.kind, f.modifier })
    assert.is_nil(f.value)
    check_bounds { { "The vast majority of voters agreed.", "fraction", "vague", 0.5, nil } }
  end)

  it("leave idioms, codes and addresses alone", function()
    for _, text in ipairs {
      "Wait a second.", "She is second to none.", "First of all, they gave first aid.", "She lives at 14 Harbour Street.",
      "Call +44 20 7946 0321 there.", "It runs on iOS 17 too.", "They boarded flight 318.", "The shop is open 24/7.",
      "They are back to square one.", "It is No. 14-981 there.",
      "They live on 36th Street.", "She doubled down on it.", "It is version 2.3.1 there.",
    } do
      assert.equal(0, #read(text), text)
    end
  end)
end)
