local support = require "support.figures"

local only, reader = support.only, support.reader

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

  it("stay a time of day where the reference has no zone", function()
    local cases = {
      { "It began at 8pm.", "T20:00", "2025-04-11T20:00" },
      { "It lasts from 10 pm to 2.", "T22:00/T02:00", "2025-04-11T22:00/2025-04-12T02:00" },
      { "It began in the evening.", "TEV", "2025-04-11TEV" },
      { "It began on Monday at 8pm.", "2025-04-07T20:00", "2025-04-07T20:00" },
    }
    for _, c in ipairs(cases) do
      assert.equal(c[2], only(c[1], "2025-04-11T09:30:00").timex, c[1])
      assert.equal(c[3], only(c[1], "2025-04-11").timex, c[1])
    end
    local booked = only("Book it between now and ten o'clock.", "2025-04-11T09:30:00")
    assert.equal("2025-04-11T09:30:00/2025-04-11T10:00", booked.timex)
    assert.equal("2025-03-06/2025-04-11", only("It was shut between March 6 and now.", "2025-04-11T09:30:00").timex)
  end)

  it("read four digits, h, words and zones as times of day", function()
    local cases = {
      { "It began at 0730.", "2025-04-11T07:30" },
      { "It began at 1630 GMT.", "2025-04-11T16:30Z" },
      { "It begins at 15h.", "2025-04-11T15:00" },
      { "It began at five-thirty.", "2025-04-11T05:30" },
      { "It began at 11 am UTC+0245.", "2025-04-11T11:00+02:45" },
      { "It began at 9:30pm pst.", "2025-04-11T21:30-08:00" },
      { "It begins at 5 p . m .", "2025-04-11T17:00" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("go from one moment to another", function()
    local cases = {
      { "It will run from 2pm on May 3 to 4pm on May 5.", "2025-05-03T14:00/2025-05-05T16:00" },
      { "They will meet on May 3 before 5pm.", "2025-05-03T17:00", "before" },
      { "They will meet on May 3 after 5pm.", "2025-05-03T17:00", "after" },
      { "They will meet at 3pm or later on Monday.", "2025-04-14T15:00", "after" },
      { "They will meet from 6 to 17 next month.", "2025-05-06/2025-05-17" },
      { "They will be away from June 28 to the 5th.", "2025-06-28/2025-07-05" },
      { "It will open within six days from today.", "2025-04-11/2025-04-17" },
    }
    for _, c in ipairs(cases) do
      local f = only(c[1], "2025-04-11")
      assert.equal(c[2], f.timex, c[1])
      assert.equal(c[3] or "range", f.modifier, c[1])
    end
  end)

  it("count units within larger ones", function()
    local cases = {
      { "They met in the first three weeks of 2019.", "2018-12-31/2019-01-20" },
      { "They met in the last five months of 2019.", "2019-08-01/2019-12-31" },
      { "They will meet in the ninth month of next year.", "2026-09" },
      { "It opened in week 14 of last year.", "2024-W14" },
      { "It grew in the last two quarters.", "2024-10-01/2025-03-31" },
      { "They meet on the 8th of every month.", "XXXX-XX-08" },
      { "They meet every other week.", "P2W" },
      { "They meet on weekends.", "P1WE" },
      { "They will meet in the week of the 29th.", "2025-W18" },
      { "It was in July of 61.", "1961-07" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("tell the days around others", function()
    local cases = {
      { "They met on the day after Christmas.", "2024-12-26" },
      { "They met on the Saturday before Christmas 2023.", "2023-12-23" },
      { "They will meet on Friday after next.", "2025-04-25" },
      { "They met the week before last.", "2025-W13" },
      { "They met on the morning of the 7th.", "2025-04-07TMO" },
      { "They met last week's Sunday.", "2025-04-06" },
      { "It runs from Q1 to Q3 2024.", "2024-Q1/2024-Q3" },
      { "It rose in FY2023.", "2023" },
      { "It ran in 2008-9.", "2008/2009" },
      { "They will work between now and Election Day.", "2025-04-11/2025-11-04" },
      { "They met on October 25-26, 2016.", "2016-10-25/2016-10-26" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("look ahead only where the sentence does", function()
    local cases = {
      { "They will be back in two weeks.", "date", "2025-04-25" },
      { "The boats are the first in 25 years.", "duration", "P25Y" },
      { "A decade later, the mill is open.", "duration", "P10Y" },
      { "The past two decades were dry.", "date", "2005-04-11/2025-04-10" },
      { "It changed over the last five or six years.", "date", "PAST_REF" },
    }
    for _, c in ipairs(cases) do
      local found = support.read(c[1], "2025-04-11")
      local f = found[#found]
      assert.same({ c[2], c[3] }, { f.kind, f.timex }, c[1])
    end
  end)

  it("repeat by month, season, feast and year", function()
    local cases = {
      { "They meet every first Monday of the month.", "XXXX-XX-WXX-1-#1" },
      { "They meet every April.", "XXXX-04" },
      { "They meet each summer.", "XXXX-SU" },
      { "They meet every year on May 4.", "XXXX-05-04" },
      { "They meet annually on the 12th of May.", "XXXX-05-12" },
    }
    for _, c in ipairs(cases) do
      local f = only(c[1], "2025-04-11")
      assert.same({ "set", c[2] }, { f.kind, f.timex }, c[1])
    end
  end)

  it("are parts of days and years of old", function()
    local cases = {
      { "It began in the early hours of Monday.", "2025-04-07TMO" },
      { "It began at dawn on Friday.", "2025-04-11TMO" },
      { "It was built in 500 BC.", "BC0500" },
      { "It was built in AD 70.", "0070" },
      { "It was built in January/February 2020.", "2020-01/2020-02" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("have no date where a story counts on from an unknown day", function()
    local f = only("He was found the next morning.", "2025-04-11")
    assert.same({ "time", "next morning" }, { f.kind, f.text })
    assert.is_nil(f.timex)
    assert.equal("2025-04-12", only("He will leave the next day.", "2025-04-11").timex)
  end)

  it("stand before and after a time of a day", function()
    local cases = {
      { "They left no later than 5 p.m. Friday.", "2025-04-11T17:00", "before" },
      { "They left after 8pm on Friday.", "2025-04-11T20:00", "after" },
      { "It was shut since 2pm yesterday.", "2025-04-10T14:00/..", "since" },
      { "It is shut until 2pm tomorrow.", "../2025-04-12T14:00", "until" },
    }
    for _, c in ipairs(cases) do
      local f = only(c[1], "2025-04-11")
      assert.same({ c[2], c[3] }, { f.timex, f.modifier }, c[1])
    end
  end)

  it("add halves, quarters and bare minutes to amounts of time", function()
    local cases = {
      { "It took two hours and a half.", "PT2.5H" },
      { "It took a quarter of an hour.", "PT0.25H" },
      { "It lasted a quarter century.", "P25Y" },
      { "It took one hour thirty.", "PT1H30M" },
      { "It took 2 h.", "PT2H" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("know holidays of other years", function()
    local cases = {
      { "They met on Thanksgiving three years ago.", "2022-11-24" },
      { "They met at Diwali in 2022.", "2022-10-24" },
      { "They fasted in Ramadan 2025.", "2025-03-01/2025-03-29" },
      { "They met on Easter Sunday two thousand and ten.", "2010-04-04" },
      { "They will meet this Christmas.", "2025-12-25" },
    }
    for _, c in ipairs(cases) do assert.equal(c[2], only(c[1], "2025-04-11").timex, c[1]) end
  end)

  it("are no names, ratings or idioms", function()
    for _, text in ipairs { "They read the Daily Globe.", "At the end of the day, they need it.",
                            "They read the Sunday Times.", "It broke in the fall of the wall.",
                            "Both Ms. Hall and Mr. Ray left.", "The Easter Island boat left." } do
      assert.equal(0, #support.read(text, "2025-04-11"), text)
    end
  end)
end)
