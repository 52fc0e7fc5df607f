-- Quarters, halves, seasons, holidays, and the n-th of something.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local month = list "month" + list "month_lower" + list "time_month_weak" -- each stands after "of" or before a day
local year = list "time_year"
local relative = list "time_relative"
local index = list "time_index"
local below_100 = list "number_word" { class = "ten" } * (hyphen^-1 * list "number_word" { class = "unit" })^-1
  + list "number_word" { class = { "teen", "unit" } }
-- "two thousand and eleven"
local year_words = word "two" * word "thousand" * (word "and"^-1 * below_100)^-1
local weekday = list "weekday" { plural = false } + list "weekday_lower" { plural = false }
local the = word "the"

rule "named.quarter" {
  -- "the second quarter of 2019", "third quarter", "the fiscal first quarter"
  match = year * punct ","^-1 * the^-1 * index * list "time_unit" { unit = "quarter", number = "sg" }
    + the^-1 * word "fiscal"^-1 * (index - word("last", "final", "next")) * hyphen^-1
      * list "time_unit" { unit = "quarter" } * (word("of", "in")^-1 * word "fiscal"^-1 * year
        + word "of" * word "the" * word "year")^-1
    - (index * word "quarters"),
  gives = span("when", { time = "nth", point = "period", year_only = true }),
  yes = { "Fares rose in <the second quarter of 2019>." },
  no = { "Sales fell by a quarter." },
}

rule "named.half" {
  -- "the first half of 2024", "the second half of the year"
  match = the^-1 * index * word "half" * word "of" * (year + word("the", "this") * word "year"),
  gives = span("when", { time = "nth", point = "period", half = true }),
  yes = { "Sales fell in <the first half of 2024>." },
  no = { "He scored in the first half." },
}

rule "named.quarter_code" {
  -- "Q3", "Q3 2024", "2016 H2"
  match = (year * (glued * hyphen * glued)^-1)^-1 * raw(written(lpeg.S "Qq" * lpeg.R "14")
    + written(lpeg.R "14" * lpeg.P "Q")) * word "of"^-1 * year^-1
    + raw(written(lpeg.R "09" * lpeg.R "09" * lpeg.S "Qq" * lpeg.R "14")
      + written(lpeg.P "20" * lpeg.R "09" * lpeg.R "09" * lpeg.S "QqHh" * lpeg.R "14"))
    + (year * (glued * hyphen * glued)^-1 * raw(written(lpeg.P "H" * lpeg.S "12"))
      + raw(written(lpeg.P "H" * lpeg.S "12")) * year),
  gives = span("when", { time = "nth", form = "quarter", deep = true, point = "period" }),
  yes = { "Sales fell in <Q3 2024>.", "Sales fell in <24q3>.", "Sales fell in <2024H2>." },
  no = { "Sales fell in 2024." },
}

rule "named.quarter_this_year" {
  -- "the second quarter this year", "third quarter of last year"
  match = the^-1 * index * list "time_unit" { unit = "quarter" } * word("of", "in")^-1 * the^-1 * relative
    * word "year",
  gives = span("when", { time = "nth", point = "period", inside = "period", within_unit = "year" }),
  yes = { "Fares rose in <the third quarter of last year>." },
  no = { "Sales fell last year." },
}

rule "named.weekday_of_month" {
  -- "the second Tuesday of May", "last Sunday of March 2014"
  match = the^-1 * index * weekday * word("of", "in") * month * (punct ","^-1 * year)^-1,
  gives = span("when", { time = "nth", unit = "weekday", point = "day", inside = "month" }),
  yes = { "They meet on <the second Tuesday of May>." },
  no = { "They meet on Friday." },
}

rule "named.weekday_alone" {
  -- "first Sunday": of the month that is on; "the first Sunday" is told from something else
  match = behind(word("on", "by", "back", "until", "from")) * list "time_index" { index = { "1", "2", "3", "4" } }
    * weekday * -(alpha - list "function_word") * -word("of", "in", "after", "before"),
  gives = span("when", { time = "nth", unit = "weekday", point = "day" }),
  yes = { "They meet on <second Friday>." },
  no = { "They met on the second Friday.", "They meet on second Friday evenings." },
}

rule "named.weekday_of_period" {
  -- "the first Monday of next month", "the last Tuesday of the month"
  match = the^-1 * index * weekday * word("of", "in") * (the^-1 * relative + the)
    * per(list "time_unit" { unit = { "month", "quarter", "year" }, abbr = false, number = "sg" }),
  gives = span("when", { time = "nth", unit = "weekday", point = "day", deep = true, inside = "period" }),
  yes = { "They meet on <the first Monday of next month>." },
  no = { "They meet on Monday." },
}

local small = list "time_unit" { unit = { "day", "week", "weekend" }, abbr = false, kind = false, number = "sg" }

rule "named.unit_of_month" {
  -- "the last week of May", "third day of October"
  match = the^-1 * index * small * word("of", "in") * month * (punct ","^-1 * year)^-1,
  gives = span("when", { time = "nth", point = "period", inside = "month", small = true }),
  yes = { "They met in <the last week of May>." },
  no = { "They met in July." },
}

rule "named.unit_of_year" {
  -- "the fifth week of 2031"
  match = the^-1 * index * (small + list "time_unit" { unit = "month", number = "sg", abbr = false }) * word("of", "in")
    * year,
  gives = span("when", { time = "nth", point = "period", inside = "year", small = true }),
  yes = { "They met in <the last week of 2015>." },
  no = { "They met in 2015." },
}

rule "named.unit_of_period" {
  -- "the first week of this month", "the 17th of next month"
  match = the^-1 * index * (small + list "time_unit" { unit = "month", number = "sg", abbr = false }) * word("of", "in")
    * the^-1 * (relative + behind(the)) * per(list "time_unit" { unit = { "week", "month", "quarter", "year", "decade",
      "century" }, abbr = false, number = "sg" }),
  gives = span("when", { time = "nth", point = "period", deep = true, inside = "period", small = true }),
  yes = { "They met in <the first week of this month>.", "They met in <the ninth month of next year>." },
  no = { "They met this month." },
}

rule "named.day_of_period" {
  -- "the 17th of next month"
  match = the^-1 * list "time_day" * word "day"^-1 * word "of"^-1 * (the^-1 * relative + the) * word "month",
  gives = span("when", { time = "nth", unit = "day", point = "day", inside = "period", within_unit = "month",
    by_day = true }),
  yes = { "They meet on <the 17th of next month>." },
  no = { "They meet next month." },
}

rule "named.units_of" {
  -- "the first three weeks of 2019", "the last five months of the year", "the first three days of May"
  match = the^-1 * (list "time_index" { index = 1 } + list "time_index" { index = -1 }) * number(found "numeral")
    * unit(list "time_unit" { unit = { "day", "week", "weekend", "month", "quarter", "year", "decade" }, abbr = false,
      kind = false, number = "pl" })
    * word("of", "in") * (upon(month * (punct ","^-1 * year)^-1) + upon(year)
      + the^-1 * upon(relative^-1 * list "time_unit" { unit = { "week", "month", "quarter", "year", "decade" },
        abbr = false, number = "sg" })),
  gives = span("when", { time = "first_units", point = "span", deep = true }),
  priority = 1,
  yes = { "They met in <the first three weeks of 2019>." },
  no = { "They met in the first two rooms." },
}

rule "named.week_of" {
  -- "the week of May 19th", "the week beginning February 4"
  match = the^-1 * list "time_unit" { unit = { "week", "weekend", "month" }, abbr = false, number = "sg" }
    * word("of", "beginning", "commencing", "ending", "starting") * word "on"^-1
    * (month * punct "."^-1 * list "time_day" * (punct ","^-1 * year)^-1
      + the^-1 * list "time_day" * word "of"^-1 * month * year^-1
        + the * list "time_day" { ordinal = "yes" } * -(alpha - list "function_word")),
  gives = span("when", { time = "holding", point = "period" }),
  yes = { "They meet in <the week of May 19th>.", "They meet in <the week of the 11th>." },
  no = { "They meet in November." },
}

rule "named.week_commencing" {
  -- "w/c June 9"
  match = word "w/c" * (month * list "time_day" * (punct ","^-1 * year)^-1 + list "time_day" * month * year^-1),
  gives = span("when", { time = "holding", point = "period", unit = "week" }),
  yes = { "They meet <w/c May 19>." },
  no = { "They meet on May 19." },
}

rule "named.weekend_of_holiday" {
  -- "the weekend of Midsummer Day"
  match = the^-1 * word "weekend" * word "of" * list "time_holiday" * year^-1,
  gives = span("when", { time = "holding", point = "period", unit = "weekend", of_holiday = true }),
  yes = { "They meet on <the weekend of Midsummer Day>." },
  no = { "They meet on Midsummer Day." },
}

rule "named.week_number_of_year" {
  -- "week 14 of last year"
  match = word "week" * number(written(lpeg.R "15" * lpeg.R "09" + lpeg.R "19")) * word "of" * the^-1 * relative
    * word "year",
  gives = span("when", { time = "week", point = "period", deep = true, of_year = true }),
  yes = { "It opened in <week 14 of last year>." },
  no = { "It opened last year." },
}

rule "named.week_number" {
  -- "week 10"
  match = word "week" * number(written(lpeg.R "15" * lpeg.R "09" + lpeg.R "19"))
    * ((word "of" + punct ",")^-1 * year)^-1,
  gives = span("when", { time = "week", point = "period", deep = true }),
  yes = { "It opens in <week 10>." },
  no = { "It opens in a week." },
}

local season = list "season" { kind = false, number = false }
local sure_season = list "season" { kind = false, number = false, ambiguous = false }

rule "named.season" {
  -- "summer 2016", "last winter", "this spring", "the summer of 2012", "mid-summer"
  match = (season * word "of"^-1 * year + year * (sure_season - #capitalized * any)
    + relative * season * (word "of" * year)^-1)
    + behind(word("the", "in", "early", "mid", "late", "every", "each", "-", "of")) * sure_season
      + behind(word("in", "by", "since", "until", "during", "for") * word "the")
        * list "season" { ambiguous = "yes", number = false } * -word "of"
        * -(alpha - list "function_word") * -(glued * (alpha + numeric + hyphen)),
  gives = span("when", { time = "season", point = "period" }),
  yes = { "It opened in the <summer of 1987>.", "It opened <last winter>." },
  no = { "It opened with a spring.", "It broke in the fall of the wall.", "They met in the spring house." },
}

rule "named.holiday_of_year" {
  -- "Thanksgiving of next year", "Black Friday this year"
  match = list "time_holiday" * word "of"^-1 * relative * word "year",
  gives = span("when", { time = "holiday", point = "day", of_year = true }),
  yes = { "It opened on <Christmas Day of last year>." },
  no = { "It opened on a holiday." },
}

rule "named.holiday_weekend" {
  -- "Labor Day weekend", "the Easter weekend of 2021"
  match = relative^-1 * list "time_holiday" * word "weekend" * ((word("of", "in") + punct ",")^-1 * year)^-1,
  gives = span("when", { time = "holding", point = "period", unit = "weekend", of_holiday = true }),
  yes = { "It opened on <Labor Day weekend>." },
  no = { "It opened on a weekend." },
}

rule "named.period_after_next" {
  -- "the week after next"
  match = the^-1 * list "time_unit" { unit = { "day", "week", "weekend", "month", "year" }, abbr = false, kind = false,
    number = "sg" } * word "after" * the^-1 * word "next",
  gives = span("when", { time = "period", point = "period", shift = 2 }),
  yes = { "They meet <the week after next>." },
  no = { "They meet next week." },
}

rule "named.period_before_last" {
  -- "the week before last"
  match = the^-1 * list "time_unit" { unit = { "week", "weekend", "month", "year" }, abbr = false, number = "sg" }
    * word "before" * the^-1 * word "last" * -(alpha - list "function_word"),
  gives = span("when", { time = "period", point = "period", shift = -2 }),
  yes = { "They met <the week before last>." },
  no = { "They met the week before last Christmas." },
}

rule "named.holiday" {
  -- "Christmas", "Easter Monday 2017", "last Thanksgiving", "Labor Day of this year"
  match = relative^-1 * list "time_holiday" * -text "Island" * ((word("of", "in") + punct ",")^-1 * year)^-1,
  gives = span("when", { time = "holiday", point = "day" }),
  yes = { "It opened on <Christmas Day>.", "It opened on <Easter Monday 2017>." },
  no = { "It opened on a holiday.", "It opened on Easter Island." },
}

rule "named.holiday_year_words" {
  -- "Easter Sunday two thousand and ten"
  match = list "time_holiday" * word("of", "in")^-1 * number(year_words),
  gives = span("when", { time = "holiday", point = "day", deep = true, year_number = true }),
  yes = { "It opened on <Easter Monday two thousand and nine>." },
  no = { "It opened on Easter Monday." },
}

rule "named.unit_year_words" {
  -- "the second quarter of two thousand and eleven"
  match = the^-1 * index * (small + list "time_unit" { unit = { "month", "quarter" }, number = "sg", abbr = false })
    * word("of", "in") * number(year_words),
  gives = span("when", { time = "nth", point = "period", deep = true, inside = "year", year_number = true }),
  yes = { "It opened in <the second quarter of two thousand and eleven>." },
  no = { "It opened in the third quarter." },
}
