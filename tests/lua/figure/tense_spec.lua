local figures = require "support.figures"

local only = figures.only

describe("times by tense", function()
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

  it("take verbs of one form for past in news, and no names for verbs", function()
    assert.equal("2025-04-07", only("The storm hit the coast on Monday.", "2025-04-10").timex)
    assert.equal("2025-04-14", only("Cut the grass on Monday.", "2025-04-10").timex)
    assert.equal("2025-04-14", only("On Monday, Ahmed is to open the fair.", "2025-04-10").timex)
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
end)
