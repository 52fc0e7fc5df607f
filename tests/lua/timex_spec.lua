local calendar = require "factbox.calendar"
local timex = require "factbox.timex"

describe("timex reference", function()
  it("reads dates and date-times with zone and fraction", function()
    local r = timex.reference "2025-03-23T10:30:15.5+02:00"
    assert.equal(10 * 3600 + 30 * 60 + 15, r.seconds)
    assert.equal(7200, r.zone)
    assert.is_nil(timex.reference("2025-03-23").seconds)
    assert.equal(0, timex.reference("2025-03-23T10:30Z").zone)
  end)
  it("refuses what is no date", function()
    for _, s in ipairs { "2025-02-29", "yesterday", "", "2025-03-23T25:00", "2025-03-23x" } do
      local r, why = timex.reference(s)
      assert.is_nil(r)
      assert.is_string(why)
    end
  end)
end)

describe("timex values", function()
  local ref = timex.reference "2025-03-23" -- a Sunday
  -- what was written, as a spec; direction; expected with the date; expected without
  local cases = {
    { { type = "weekday", day = 7 }, "past", "2025-03-23", "XXXX-WXX-7" },
    { { type = "weekday", day = 5 }, "past", "2025-03-21", "XXXX-WXX-5" },
    { { type = "weekday", day = 1 }, "future", "2025-03-24" },
    { { type = "weekday", day = 5, part = "NI" }, "past", "2025-03-21TNI", "XXXX-WXX-5TNI" },
    { { type = "weekday", day = 2, shift = 1 }, nil, "2025-03-25" },
    { { type = "weekday", day = 2, week = -1 }, nil, "2025-03-11" },
    { { type = "date", month = 3, day = 11 }, "past", "2025-03-11", "XXXX-03-11" },
    { { type = "date", month = 9, day = 11 }, "past", "2024-09-11" },
    { { type = "date", month = 9, day = 11 }, "future", "2025-09-11" },
    { { type = "date", month = 11, day = 2 }, nil, "2024-11-02" },
    { { type = "date", month = 3 }, "past", "2025-03", "XXXX-03" },
    { { type = "date", month = 12 }, "past", "2024-12" },
    { { type = "date", year = 74, month = 10, day = 31, short = true }, nil, "1974-10-31", "1974-10-31" },
    { { type = "date", month = 4, day = 31 }, "past", nil, nil },
    { { type = "date", month = 9, shift = -1 }, nil, "2024-09" },
    { { type = "date", day = 15, weekday = 6 }, "past", "2025-03-15" },
    { { type = "day", shift = -1 }, nil, "2025-03-22" },
    { { type = "day", shift = 0, part = "NI" }, nil, "2025-03-23TNI" },
    { { type = "period", unit = "week", shift = -1 }, nil, "2025-W11" },
    { { type = "period", unit = "month", shift = -1 }, nil, "2025-02" },
    { { type = "period", unit = "year", shift = 1 }, nil, "2026" },
    { { type = "period", unit = "weekend", shift = 0 }, nil, "2025-W12-WE" },
    { { type = "period", unit = "decade", shift = 0 }, nil, "202" },
    { { type = "period", unit = "day", shift = 1, number = 2 }, nil, "2025-03-24/2025-03-25" },
    { { type = "period", unit = "month", shift = -1, number = 3 }, nil, "2024-12-23/2025-03-22" },
    { { type = "distance", sign = -1, parts = { day = 2 } }, nil, "2025-03-21" },
    { { type = "distance", sign = 1, parts = { week = 3 } }, nil, "2025-04-13" },
    { { type = "distance", sign = -1, parts = { year = 1, month = 2 } }, nil, "2024-01-23" },
    { { type = "distance", sign = 1, parts = { week = 1 }, from = { type = "day", shift = 1 } }, nil, "2025-03-31" },
    { { type = "nth", unit = "quarter", index = 3, of = { type = "date", year = 2023 } }, nil, "2023-Q3", "2023-Q3" },
    { { type = "nth", unit = "quarter", index = 4 }, "past", "2024-Q4", "XXXX-Q4" },
    { { type = "nth", unit = "weekday", day = 5, index = 1, of = { type = "date", year = 2016, month = 7 } }, nil,
      "2016-07-01", "2016-07-01" },
    { { type = "nth", unit = "day", index = -1, of = { type = "date", year = 2015, month = 10 } }, nil, "2015-10-31" },
    { { type = "nth", unit = "week", index = -1, of = { type = "date", year = 2015 } }, nil, "2015-W53" },
    { { type = "holding", unit = "week", of = { type = "date", year = 2016, month = 11, day = 30 } }, nil, "2016-W48" },
    { { type = "season", season = "SU", shift = -1 }, nil, "2024-SU", "XXXX-SU" },
    { { type = "decade", decade = 199 }, nil, "199", "199" },
    { { type = "decade", decade = 8, short = true }, nil, "198" },
    { { type = "century", century = 19 }, nil, "18", "18" },
    { { type = "years", year = 2019, last = 2020 }, nil, "2019/2020", "2019/2020" },
    { { type = "holiday", holiday = { month = 12, day = 25 } }, "past", "2024-12-25", "XXXX-12-25" },
    { { type = "holiday", holiday = { month = 11, weekday = 4, nth = 4 }, year = 2013 }, nil, "2013-11-28" },
    { { type = "holiday", holiday = { easter = -2 }, year = 2025 }, nil, "2025-04-18", "2025-04-18" },
    { { type = "clock", hour = 8, meridiem = "pm" }, "past", "2025-03-23T20:00", "T20:00" },
    { { type = "clock", hour = 12, minute = 5, meridiem = "am" }, "past", "2025-03-23T00:05", "T00:05" },
    { { type = "clock", hour = 15, minute = 11, zone = 0 }, nil, "2025-03-23T15:11Z", "T15:11Z" },
    { { type = "clock", hour = 8, meridiem = "pm", on = { type = "weekday", day = 5 } }, "past", "2025-03-21T20:00",
      "XXXX-WXX-5T20:00" },
    { { type = "part", part = "EV" }, nil, "2025-03-23TEV", "TEV" },
    { { type = "duration", number = 30, unit = "day" }, nil, "P30D", "P30D" },
    { { type = "duration", number = 3.5, unit = "year" }, nil, "P3.5Y", "P3.5Y" },
    { { type = "duration", number = 20, unit = "minute" }, nil, "PT20M", "PT20M" },
    { { type = "duration", unit = "hour" }, nil, "PTXH", "PTXH" },
    { { type = "duration", number = 1, unit = "decade" }, nil, "P10Y", "P10Y" },
    { { type = "duration", parts = { year = 2, month = 3 } }, nil, "P2Y3M", "P2Y3M" },
    { { type = "set", unit = "day" }, nil, "P1D", "P1D" },
    { { type = "set", unit = "year", times = 2 }, nil, "P6M", "P6M" },
    { { type = "set", every = { type = "weekday", day = 5 } }, nil, "XXXX-WXX-5", "XXXX-WXX-5" },
    { { type = "date", year = 2014, modifier = "since" }, nil, "2014/..", "2014/.." },
    { { type = "date", year = 2014, modifier = "until" }, nil, "../2014", "../2014" },
    { { type = "range", first = { type = "date", year = 2009 }, last = { type = "date", year = 2017 } }, nil, "2009/2017" },
    { { type = "range", first = { type = "date", month = 7, day = 13 }, last = { type = "date", day = 15 } }, "future",
      "2025-07-13/2025-07-15", "XXXX-07-13/XXXX-07-15" },
    { { type = "range", first = { type = "date", day = 10 }, last = { type = "date", day = 22, month = 8, year = 2012 } },
      nil, "2012-08-10/2012-08-22" },
    { { type = "range", first = { type = "clock", hour = 11 }, last = { type = "clock", hour = 3, meridiem = "pm" } }, nil,
      "2025-03-23T11:00/2025-03-23T15:00", "T11:00/T15:00" },
  }
  it("resolves against a date and without one", function()
    for i, case in ipairs(cases) do
      local spec, direction, with = case[1], case[2], case[3]
      assert.equal(with, (timex.resolve(spec, ref, direction)), "case " .. i)
      if case[4] then assert.equal(case[4], (timex.resolve(spec, nil, direction)), "case " .. i .. " without a date") end
    end
  end)
  it("tells dates from times", function()
    assert.equal("time", select(2, timex.resolve({ type = "weekday", day = 5, part = "NI" }, ref)))
    assert.equal("date", select(2, timex.resolve({ type = "weekday", day = 5 }, ref)))
  end)
  it("never jumps more than half a year without a tense", function()
    for month = 1, 12 do
      local value = timex.resolve({ type = "date", month = month, day = 15 }, ref)
      local y, m, d = value:match "(%d+)-(%d+)-(%d+)"
      local days = calendar.days_from_civil(tonumber(y), tonumber(m), tonumber(d))
      assert.is_true(math.abs(days - ref.days) <= 184)
    end
  end)
end)
