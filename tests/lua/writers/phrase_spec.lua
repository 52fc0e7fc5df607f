local phrase = require "factbox.writers.phrase"

describe("values in words", function()
  it("are written as people do", function()
    for _, case in ipairs {
      { 0, "0" }, { 999, "999" }, { 1580, "1,580" }, { 4500000000.0, "4.5 billion" }, { 1234567, "1,234,567" },
      { -1250000, "-1.25 million" }, { 2000000, "2 million" }, { -12345.5, "-12,345.5" },
      { 4.5, "4.5" }, { 0.1 + 0.2, "0.3" }, { 1e300, "1e+300" },
    } do
      assert.equal(case[2], phrase.number(case[1]))
    end
  end)

  it("say when", function()
    for value, want in pairs {
      ["2025-03-23"] = "Sunday 23 March 2025", ["2025-03"] = "March 2025", ["2025"] = "2025", ["202"] = "2020s",
      ["2025-W12"] = "week 12 of 2025", ["2025-W12-WE"] = "weekend of week 12, 2025", ["2025-Q1"] = "quarter 1 of 2025",
      ["2025-H2"] = "second half of 2025", ["2024-SU"] = "summer 2024", ["XXXX-03-11"] = "11 March",
      ["XXXX-WXX-7"] = "a Sunday", ["2025-03-23T15"] = "Sunday 23 March 2025, 15:00", ["T09:30"] = "09:30",
      ["2025-03-22TNI"] = "Saturday 22 March 2025, night", ["P30D"] = "30 days", ["P1Y6M"] = "1 year 6 months",
      ["PT1H30M"] = "1 hour 30 minutes", ["2014/.."] = "from 2014", ["../2014"] = "until 2014",
      ["2025-03-21/2025-03-23"] = "Friday 21 March 2025 to Sunday 23 March 2025",
      ["PXD"] = "PXD", ["FUTURE_REF"] = "FUTURE_REF", ["2025-99-99"] = "2025-99-99", [""] = "", ["P"] = "P",
    } do
      assert.equal(want, phrase.timex(value))
    end
  end)

  it("say how many and how much", function()
    for _, case in ipairs {
      { "≥ 3", { kind = "count", value = 3, low = 3, modifier = "at_least" } },
      { "> 4.5 billion EUR", { kind = "money", value = 4.5e9, modifier = "more_than", unit = "EUR" } },
      { "≈ 51%", { kind = "percent", value = 51, modifier = "about", unit = "percent" } },
      { "20 km", { kind = "measure", value = 20, modifier = "exact", unit = "kilometer" } },
      { "52 years", { kind = "age", value = 52, unit = "year" } },
      { "1 year", { kind = "age", value = 1, unit = "year" } },
      { "5 to 7%", { kind = "percent", low = 5, high = 7, modifier = "range", unit = "percent" } },
      { "≥ 24", { kind = "count", low = 24, modifier = "vague" } },
      { "≤ 9", { kind = "count", high = 9 } },
      { "3:1", { kind = "score", values = { 3, 1 } } },
      { "no. 2", { kind = "ordinal", value = 2 } },
      { "3×", { kind = "multiple", value = 3 } },
      { "70 USD per barrel", { kind = "rate", value = 70, unit = "USD per barrel" } },
      { "late March 2025", { kind = "date", timex = "2025-03", modifier = "end" } },
      { "from 2014", { kind = "date", timex = "2014/..", modifier = "since" } },
      { "", { kind = "count", modifier = "vague" } },
      { "2", { kind = "count", low = 2, high = 2 } },
      { "every day", { kind = "set", timex = "P1D" } },
      { "every 2 weeks", { kind = "set", timex = "P2W" } },
      { "every Sunday", { kind = "set", timex = "XXXX-WXX-7" } },
      { "", { kind = "duration", timex = "PTXH", modifier = "vague" } },
    } do
      assert.equal(case[1], phrase.figure(case[2]))
    end
  end)
end)
