local calendar = require "factbox.calendar"
local holiday = require "factbox.holiday"

local function date(days)
  return days and ("%04d-%02d-%02d"):format(calendar.civil_from_days(days))
end

--- First and last day as text.
local function of_year(h, y)
  local first, last = holiday.of_year(h, y)
  return date(first), date(last)
end

describe("holidays", function()
  it("fall on days of the civil year", function()
    assert.equal("2025-12-25", (of_year({ month = 12, day = 25 }, 2025)))
    assert.equal("2025-11-27", (of_year({ month = 11, weekday = 4, nth = 4 }, 2025)))
    assert.equal("2025-05-26", (of_year({ month = 5, weekday = 1, nth = -1 }, 2025)))
    assert.equal("2025-05-19", (of_year({ month = 5, day = 24, weekday = 1 }, 2025)))
    assert.equal("2025-04-18", (of_year({ easter = -2 }, 2025)))
    assert.equal("2024-05-05", (of_year({ orthodox = 0 }, 2024)))
  end)

  it("move from weekends where they are observed on working days", function()
    local boss = { month = 10, day = 16, observed = "nearest" }
    assert.equal("2022-10-17", (of_year(boss, 2022)))
    assert.equal("2027-10-15", (of_year(boss, 2027)))
    assert.equal("2025-04-26", (of_year({ month = 4, day = 27, sunday = -1 }, 2025)))
  end)

  it("last as long as they do", function()
    local hanukkah = { calendar = "hebrew", month = 9, day = 25, add = -1, length = 8 }
    assert.same({ "2024-12-25", "2025-01-01" }, { of_year(hanukkah, 2024) })
    assert.same({ "2025-03-01", "2025-03-29" }, { of_year({ calendar = "islamic", month = 9, whole = "yes" }, 2025) })
  end)

  it("are the last, next or nearest one", function()
    local christmas = { month = 12, day = 25 }
    local today = calendar.days_from_civil(2025, 3, 1)
    assert.equal("2024-12-25", date((holiday.near(christmas, today, "past"))))
    assert.equal("2025-12-25", date((holiday.near(christmas, today, "future"))))
    assert.equal("2024-12-25", date((holiday.near(christmas, today))))
    local ramadan = { calendar = "islamic", month = 9, whole = "yes" }
    assert.equal("2025-03-01", date((holiday.near(ramadan, today + 5, "future")))) -- it is on
  end)

  it("need a calendar that is known", function()
    assert.is_nil(holiday.of_year({ calendar = "martian", month = 1, day = 1 }, 2025))
  end)
end)
