local calendar = require "factbox.calendar"

describe("calendar", function()
  it("goes from civil dates to day numbers and back", function()
    assert.equal(0, calendar.days_from_civil(1970, 1, 1))
    assert.equal(11017, calendar.days_from_civil(2000, 3, 1))
    for days = -800000, 800000, 997 do
      assert.equal(days, calendar.days_from_civil(calendar.civil_from_days(days)))
    end
  end)
  it("knows ISO weeks at the turn of the year", function()
    assert.same({ 2015, 53 }, { calendar.iso_week(calendar.days_from_civil(2016, 1, 3)) })
    assert.same({ 2016, 1 }, { calendar.iso_week(calendar.days_from_civil(2016, 1, 4)) })
    assert.equal(calendar.days_from_civil(2014, 12, 29), calendar.week_start(2015, 1))
  end)
  it("computes Easter", function()
    assert.equal(calendar.days_from_civil(2025, 4, 20), calendar.easter(2025))
    assert.equal(calendar.days_from_civil(2024, 3, 31), calendar.easter(2024))
    assert.equal(calendar.days_from_civil(2024, 5, 5), calendar.easter(2024, true))
  end)
  it("cuts a day to its month", function()
    assert.equal(calendar.days_from_civil(2024, 2, 29), calendar.add_months(calendar.days_from_civil(2024, 1, 31), 1))
  end)
end)
