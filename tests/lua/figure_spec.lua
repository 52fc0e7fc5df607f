local factbox = require "factbox"
local figure = require "factbox.figure"

local reader = assert(factbox.reader {})

--- Figures of a text, read on a Sunday.
local function read(text, date)
  return reader:read(text, { date = date or "2025-03-23" }).figures
end

--- The one figure of a text.
local function only(text, date)
  local figures = read(text, date)
  assert.equal(1, #figures, text)
  return figures[1]
end

describe("figures", function()
  it("have three nested spans", function()
    local f = only "The storm killed at least 1,204 river fishermen."
    assert.equal("count", f.kind)
    assert.equal("1,204", f.text)
    assert.equal("1,204", f.number.text)
    assert.equal("at least 1,204 river fishermen", f.extent.text)
    assert.equal("river fishermen", f.of.text)
    assert.equal("fisherman", f.of.head)
    assert.is_true(f.extent.first <= f.first and f.last <= f.extent.last)
  end)

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

  it("look forward after until, by and due, and for what is asked", function()
    local cases = {
      { "The market remains closed until April 15.", "../2025-04-15" },
      { "The market was closed until April 15.", "../2025-04-15" },
      { "The talks are delayed until Friday.", "../2025-04-11" },
      { "The answer is due April 20.", "2025-04-20" },
      { "They met on April 9.", "2025-04-09" },
      { "The shop closed on May 30.", "2024-05-30" },
      { "\"Ask them in June,\" she said.", "2025-06" },
      { "\"We opened it on Sunday,\" she said.", "2025-04-06" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-10").timex, c[1]) end
  end)

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

  it("keep two bounds apart that leave nothing between them", function()
    local f = read "They want more than 400 and less than 100 of them."
    assert.equal(2, #f)
    assert.same({ "more than 400", 400, "more_than" }, { f[1].extent.text, f[1].low, f[1].modifier })
    assert.same({ "less than 100", 100, "less_than" }, { f[2].extent.text, f[2].high, f[2].modifier })
  end)

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

  it("resolve times by tense", function()
    local cases = {
      { "They met on Friday.", "2025-03-21" },
      { "They will meet on Friday.", "2025-03-28" },
      { "The match will be held on Friday.", "2025-03-28" },
      { "The fair opened on September 11.", "2024-09-11" },
      { "The fair will open on September 11.", "2025-09-11" },
      { "They met on Friday night.", "2025-03-21TNI" },
      { "It was signed late on Tuesday.", "2025-03-18TNI" },
      { "He left two days ago.", "2025-03-21" },
      { "He will be back in two weeks.", "2025-04-06" },
      { "They met last month.", "2025-02" },
      { "Fares rose in the second quarter of 2019.", "2019-Q2" },
      { "The ferry ran from 1987 to 2004.", "1987/2004" },
      { "It has run since 2014.", "2014/.." },
      { "It fell in the 1990s.", "199" },
      { "They met over the past three weeks.", "2025-03-02/2025-03-22" },
      { "Polls closed at 8pm on Saturday.", "2025-03-22T20:00" },
      { "The choir sings every Thursday.", "XXXX-WXX-4" },
      { "It took four years and two months.", "P4Y2M" },
      { "It was a 30-day truce.", "P30D" },
    }
    for _, c in ipairs(cases) do
      assert.equal(c[2], only(c[1]).timex, c[1])
    end
  end)

  it("stay underspecified without a date", function()
    local f = reader:read("They met on Sunday, March 11, at 8pm.").figures[1]
    assert.is_truthy(f.timex:find("^XXXX%-03%-11"))
    assert.equal("XXXX-WXX-7", reader:read("They met on Sunday.").figures[1].timex)
  end)

  it("name the verb they are told with", function()
    assert.equal("killing", only("The storm hit the coast, killing at least three people.").event.text)
    assert.equal("rose to", only("The toll rose to 42.").event.text)
    assert.is_nil(only("There were three people.").event)
  end)

  it("take the document's dateline where no date is given", function()
    local report = reader:read "KYIV, 23 March 2025 - The mayor resigned on Friday."
    assert.equal("2025-03-23", report.date)
    assert.equal("2025-03-21", report.figures[2].timex)
    report = reader:read "Thursday, March 20, 2025\n\nThe mayor resigned on Wednesday."
    assert.equal("2025-03-20", report.date)
    assert.is_nil(reader:read("On 23 March 2025 the mayor resigned.").date)
  end)

  it("leave names, codes and idioms alone", function()
    for _, text in ipairs {
      "An F-16 and a Boeing 737 flew over.", "Covid-19 spread in Area 51.", "One of them said no one knew.",
      "Then one by one they march off.", "They should call 911 now.",
    } do
      assert.equal(0, #read(text), text)
    end
  end)

  it("read the decimal mark of the document", function()
    assert.equal(7654321.5, only("The quay cost 7.654.321,50 euros in all.").value)
    assert.equal(4.8, only("It weighs 4.800 tons.").value)
  end)

  it("are in the order of the text, with ids", function()
    local figures = read "On Monday 12 men left; 30 came back on Friday."
    for i, f in ipairs(figures) do
      assert.equal("f" .. i, f.id)
      assert.is_true(i == 1 or figures[i - 1].first < f.first)
    end
  end)

  it("take singular heads", function()
    local heads = { bombs = "bomb", people = "people", parties = "party", wives = "wife", boxes = "box", children = "child",
                    buses = "bus", churches = "church", houses = "house", men = "man" }
    for plural, singular in pairs(heads) do assert.equal(singular, figure.singular(plural)) end
  end)
end)
