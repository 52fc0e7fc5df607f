local calendar = require "factbox.calendar"
local lunar = require "factbox.lunar"

local function date(days)
  return days and ("%04d-%02d-%02d"):format(calendar.civil_from_days(days))
end

local function start(y) return calendar.days_from_civil(y, 1, 1) end

describe("calendars of the moon", function()
  it("have the Hebrew new year, Passover and Purim", function()
    assert.equal("2024-10-03", date(lunar.hebrew(5785, 7, 1)))
    assert.equal("2025-09-23", date(lunar.hebrew(5786, 7, 1)))
    assert.equal("2024-04-23", date(lunar.hebrew(5784, 1, 15)))
    assert.equal("2024-03-24", date(lunar.hebrew(5784, 12, 14))) -- of a leap year
    assert.equal("2025-03-14", date(lunar.hebrew(5785, 12, 14)))
  end)

  it("have the Islamic months", function()
    local months = { { 1444, 9, "2023-03-23" }, { 1445, 9, "2024-03-11" }, { 1446, 10, "2025-03-30" } }
    for _, c in ipairs(months) do
      assert.equal(c[3], date(lunar.islamic(c[1], c[2], 1)))
    end
    local from, to = lunar.islamic_years(start(2025), start(2026) - 1)
    assert.is_true(from <= 1446 and to >= 1447)
  end)

  it("have the Chinese new year and later festivals, leap months or not", function()
    local new_years = { [2017] = "2017-01-28", [2020] = "2020-01-25", [2023] = "2023-01-22", [2033] = "2033-01-31" }
    for y, day in pairs(new_years) do
      assert.equal(day, date(lunar.chinese(start(y), 1, 1)))
    end
    assert.equal("2023-09-29", date(lunar.chinese(start(2023), 8, 15)))
    assert.equal("2024-06-10", date(lunar.chinese(start(2024), 5, 5)))
  end)

  it("have the Hindu festivals by their tithi", function()
    local function hindu(y, month, tithi, hour)
      return date(lunar.hindu(start(y), start(y + 1) - 1, month, tithi, hour))
    end
    assert.equal("2022-10-24", hindu(2022, 7, 30, 17.75)) -- Diwali
    assert.equal("2023-11-12", hindu(2023, 7, 30, 17.75))
    assert.equal("2022-03-01", hindu(2022, 11, 29, 24)) -- Maha Shivaratri
    assert.equal("2023-03-22", hindu(2023, 1, 1, 6)) -- Ugadi
    assert.equal("2023-08-30", hindu(2023, 5, 15, 12)) -- Raksha Bandhan, after a month that came twice
    assert.equal("2023-01-15", date(lunar.sankranti(start(2023), 270)))
    assert.equal("2025-04-14", date(lunar.sankranti(start(2025), 0)))
  end)
end)
