-- Dates as the calendar names them: days, months, years, decades, centuries.
-- A rule gives a span "when"; its attributes are the fields of a spec for csrc/times/spec.h.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local month = list "month" + list "month_lower"
local sure_month = list "month" { ambiguous = false } + list "month_lower" { ambiguous = false }
local year = list "time_year"
local day = list "time_day"
local day_number = list "time_day" { word = false }
local ordinal_day = list "time_day" { ordinal = "yes" }
local weekday = list "weekday" + list "weekday_lower"
local comma = punct ","
local short_year = raw(written(lpeg.S "'’"^-1 * lpeg.R "09" * lpeg.R "09"))
-- nothing that would make the last number part of something longer
local ends = -(glued * (numeric + alpha + hyphen * glued * numeric)) * -(punct "%")
local noun_after = -(list "number_plural" + list "time_unit" + list "unit_name"
  + list "unit_symbol" { ambiguous = false } + list "number_word" + list "currency_name")
-- a year of two digits that can be no day
local sure_short_year = raw(written(lpeg.S "'’"^-1 * (lpeg.P "3" * lpeg.R "29" + lpeg.R "49" * lpeg.R "09")))
local short_mark = comma^-1 * written(lpeg.S "'’" * lpeg.R "09" * lpeg.R "09")

rule "date.month_day" {
  -- "March 11", "Sept. 11, 2001", "Tuesday, March the 3rd"
  match = (weekday * comma^-1)^-1 * (month + list "time_month_weak") * word "the"^-1
    * (day * -(glued * (numeric + alpha)) * -(punct "%")) * (((comma + word("of", "in"))^-1 * year) * ends)^-1
      * (comma * weekday)^-1,
  gives = span("when", { time = "date", point = "day" }),
  yes = { "They met on <March 11>.", "It fell on <Tuesday, September 11, 2001>." },
  no = { "They met in March 1911." },
}

rule "date.day_month" {
  -- "11 March 2025", "the 15th of February", "Sunday 15 May"
  match = (weekday * comma^-1)^-1 * word "the"^-1 * day * word "day"^-1 * word "of"^-1
    * (month + list "time_month_weak") * (((comma + word("of", "in"))^-1 * year) * ends)^-1,
  gives = span("when", { time = "date", point = "day" }),
  yes = { "They met on <11 March 2025>.", "They met on <the 15th of February>." },
  no = { "They met in March." },
}

rule "date.short_year" {
  -- "6th Nov 71", "Aug 9 '96", "Aug 96"
  match = ((word "the"^-1 * day * word "of"^-1 * month + month * day_number + month * #short_mark)
      * comma^-1 * short_year + (list "month" { abbr = "yes" } + list "month_lower" { abbr = "yes" }) * short_year
        + (day * word "of"^-1)^-1 * month * (word "of" * short_year + sure_short_year)) * ends * noun_after
          * -(punct ":" + hyphen) * -(alpha - list "function_word"),
  gives = span("when", { time = "date", point = "day", deep = true, short_year = true }),
  yes = { "It was on <6th Nov 71>.", "It was in <July of 61>.", "It opened in <May 78>." },
  no = { "It was on 6th Nov.", "In May 45 boats sank." },
}

rule "date.era" {
  -- "August 10, 345 BC"
  match = ((weekday * comma^-1)^-1 * month * day + day * word "of"^-1 * month + month) * comma^-1 * number(digits)
    * list "era",
  gives = span("when", { time = "date", point = "day", deep = true, year_number = true }),
  yes = { "He died on <August 10, 345 BC>." },
  no = { "He died on August 10." },
}

local below_100 = list "number_word" { class = "ten" } * (hyphen^-1 * list "number_word" { class = "unit" })^-1
  + list "number_word" { class = { "teen", "unit" } }
-- "two thousand and nineteen"
local year_words = word "two" * word "thousand" * (word "and"^-1 * below_100)^-1

rule "date.year_in_words" {
  -- "January the first, two thousand and five", "October two thousand", "in two thousand and eleven"
  match = (word "the"^-1 * day * word "of"^-1 * month + month * word "the"^-1 * day + month) * (comma + word "of")^-1
    * number(year_words)
    + behind(word("in", "since", "until")) * number(word "two" * word "thousand" * word "and"^-1 * below_100)
      * -(alpha - list "function_word"),
  gives = span("when", { time = "date", point = "day", deep = true, year_number = true }),
  yes = { "They met on <May the first, two thousand and five>.", "It opened in <two thousand and nineteen>." },
  no = { "It opened in two thousand and nineteen towns." },
}

rule "date.year_first" {
  -- "2018 March 18", "2012/aug/10", "2020-Sep-23"
  match = raw(year * (glued * (hyphen + punct "/") * glued)^-1 * (month + list "time_month_weak")
    * (glued * (hyphen + punct "/") * glued)^-1 * day_number) * ends,
  gives = span("when", { time = "date", point = "day", deep = true, form = "named" }),
  yes = { "It was on <2012/Aug/10>." },
  no = { "It was in 2012." },
}

rule "date.month_year" {
  -- "March 2025", "September, 2012", "2016 June", "late March 2025"
  match = ((month + list "time_month_weak") * (comma + word "of" + glued * (hyphen + punct "/") * glued)^-1 * year
    * ends
    + year * (comma + glued * (hyphen + punct "/") * glued)^-1
      * (month + list "time_month_weak" * -(alpha - list "function_word")) * -(day) * -(glued * (hyphen + punct "/"))),
  gives = span("when", { time = "date", point = "month" }),
  yes = { "It began in <March 2025>.", "It began in late <March 2025>." },
  no = { "It began in March." },
}

rule "date.month" {
  -- "March" after what makes a date of it, "late March"
  match = (sure_month - list "month" { abbr = "yes" }
    + behind(word("in", "since", "late", "early", "mid", "during")) * list "time_month_weak"
      * -(alpha - list "function_word") * -hyphen
    + behind((list "month" + list "month_lower") * comma) * list "month" * -(alpha - list "function_word")
    + sentence_start * list "month" * (sentence_end + punct "." * sentence_end)
    + behind(word("in", "since", "until", "till", "by", "from", "during", "of", "for", "after", "before", "through",
      "to", "and",
        "between", "last", "next", "this", "early", "mid", "late", "every", "each", "-"))
          * (list "month" + list "month_lower"))
          * -(glued * hyphen * glued * alpha) * ends,
  gives = span("when", { time = "date", point = "month" }),
  yes = { "It began in <March>.", "It began in late <March>.", "The <October> talks failed.", "it was in <may>." },
  no = { "They March on.", "He May go.", "They sat in august company." },
}

rule "date.relative_month" {
  -- "last September", "next June", "this August"
  match = list "time_relative" * ((day * word "of"^-1)^-1 * month
    + list "time_month_weak" * -(alpha - list "function_word")) * ends,
  gives = span("when", { time = "date", point = "month" }),
  yes = { "It began <last September>.", "It begins <next 4th of April>." },
  no = { "It began in September." },
}

rule "date.month_of_year" {
  -- "june next year", "March of this year", "May last year"
  match = (month + list "time_month_weak") * word "of"^-1 * list "time_relative" * list "time_unit" { unit = "year" },
  gives = span("when", { time = "month_of", point = "month" }),
  yes = { "It begins in <June next year>." },
  no = { "It begins next year." },
}


rule "date.year" {
  -- "2014", "in 1848", "mid-2023"; not "2014 people"
  match = (list "time_year" { near = "yes" } - behind(currency_sign)
      - behind(word("more", "less", "fewer", "greater", "larger", "rather", "higher", "lower") * word "than"
        + word("above", "below", "over", "under", "least", "most", "exceeding", "equals", "surpass", "no", "number",
          "#"))
      + behind(word("in", "of", "since", "until", "by", "from", "during", "to", "between", "year", "after", "before",
        "(", "early", "late", "mid")) * year)
    * ends * noun_after * -(hyphen * glued * any),
  gives = span("when", { time = "date", point = "year" }),
  yes = { "The mill burned down in <1873>.", "It opened in mid-<2023>.", "The <2012> games went well." },
  no = { "The march of 2014 people ended.", "It cost $2000." },
}

rule "date.year_era" {
  -- "345 BC", "in 1066 A.D.", "AD 70"
  match = number(digits) * list "era" + text("AD", "A.D.") * number(digits) * ends,
  gives = span("when", { time = "date", point = "year", deep = true, year_number = true }),
  yes = { "It was built in <1066 AD>.", "It was built in <AD 1066>." },
  no = { "It was built in 345." },
}

rule "date.fiscal_year" {
  -- "fiscal 2023", "the financial year 2019"
  match = word("fiscal", "financial") * word "year"^-1 * year * ends + word("FY", "CY") * year
    + raw(written(lpeg.P "FY" * (lpeg.P "20" + lpeg.P(true)) * lpeg.R "09" * lpeg.R "09")) * ends
      + word "calendar"^-1 * word "year" * year * ends,
  gives = span("when", { time = "date", point = "year", deep = true, fiscal = true }),
  yes = { "Profits rose in <fiscal 2023>.", "Profits rose in <FY23>." },
  no = { "Profits rose in the fiscal plan." },
}

rule "date.years" {
  -- "2019-20", "1995/96": two years in one
  match = raw(year * glued * (hyphen + punct "–" + punct "/" + punct "-") * glued
    * (year + written(lpeg.R "09" * lpeg.R "09")))
    + raw(written(lpeg.P "1" * lpeg.R "09"^3 * lpeg.P "-" * lpeg.R "09" ^ 2
      + lpeg.P "20" * lpeg.R "09" * lpeg.R "09" * lpeg.P "-" * lpeg.R "09"^2)),
  gives = span("when", { time = "years", form = "years", deep = true, point = "years" }),
  yes = { "He served in <2019-20>." },
  no = { "He served in 2019." },
}

local month_number = written(lpeg.P "0"^-1 * lpeg.R "19" + lpeg.P "1" * lpeg.R "02")

rule "date.month_slash_year" {
  -- "04/2016", "11/2016"
  match = raw(written(lpeg.R "01" * lpeg.R "09" * "/" * lpeg.R "12" * lpeg.R "09" * lpeg.R "09" * lpeg.R "09")
    + written(lpeg.R "19" * "/" * lpeg.R "12" * lpeg.R "09" * lpeg.R "09" * lpeg.R "09")
      + day_number * glued * hyphen * glued * year
    + year * glued * hyphen * glued * written(lpeg.R "19")
      + behind(-list "month" * any) * month_number * (hyphen + punct "/") * year * -(alpha - list "function_word")
    + behind(-list "month" * any) * month_number * written(lpeg.S "-/" * lpeg.R "12" * lpeg.R "09" * lpeg.R "09"
      * lpeg.R "09")
    + year * ((hyphen + punct "/") * month_number + written(lpeg.S "-/" * lpeg.R "01"^-1 * lpeg.R "09"))
      * -(alpha - list "function_word")) * ends,
  gives = span("when", { time = "date", form = "month_year", deep = true, point = "month" }),
  yes = { "It opened in <04/2016>.", "It opened in <2019-4>.", "It opened in <2019 / 04>.",
    "It opened in <4 - 2019>." },
  no = { "It opened 4/20.", "In 2019 - 4 ships sank." },
}

rule "date.decade" {
  -- "the 1990s", "the late 80s", "the '40s"
  match = raw(
      written(lpeg.R "12" * lpeg.R "09" * lpeg.R "09" * "0" * lpeg.S "'’"^-1 * lpeg.S "sS")
      + written(lpeg.R "12" * lpeg.R "09" * lpeg.R "09" * "0") * text "s" * -(glued * alpha)
      + word "the" * written(lpeg.S "'’"^-1 * lpeg.R "19" * "0" * lpeg.S "'’"^-1 * lpeg.S "sS")
      + behind(hyphen) * written(lpeg.S "'’"^-1 * lpeg.R "49" * "0" * lpeg.S "'’"^-1 * lpeg.S "sS")
      + behind(list "time_edge" + word "in") * written(lpeg.S "'’"^-1 * lpeg.R "19" * "0" * lpeg.S "'’"^-1
        * lpeg.S "sS")
      + written(lpeg.S "'’" * lpeg.R "19" * "0" * lpeg.S "'’"^-1 * lpeg.S "sS")),
  gives = span("when", { time = "decade", form = "decade", deep = true, point = "decade" }),
  yes = { "It was built in the <1990s>.", "It was built in the late <80s>.", "It was built in <the 80s>." },
  no = { "It was built in 1990." },
}

rule "date.decade_words" {
  -- "the seventies", "the late nineteen-nineties"
  match = word "the" * list "time_decade" + behind(list "time_edge") * list "time_decade"
    + list "time_decade" { short = false },
  gives = span("when", { time = "decade", point = "decade" }),
  yes = { "It was built in <the seventies>.", "It was built in the late <seventies>." },
  no = { "He is in his seventies." },
}

rule "date.century" {
  -- "the 19th century", "19th-century", "the early 21st century"
  match = raw(ordinal_digits) * hyphen^-1 * word("century", "centuries")
    * list "era"^-1,
  gives = span("when", { time = "century", form = "century", deep = true, point = "century" }),
  yes = { "It is a <19th-century> church.", "It was built in the <12th century>." },
  no = { "It took a century." },
}

rule "date.century_words" {
  -- "the nineteenth century"
  match = number(found "ordinal_numeral") * hyphen^-1 * word("century", "centuries"),
  gives = span("when", { time = "century", deep = true, point = "century" }),
  yes = { "It was built in the <nineteenth century>." },
  no = { "It took a century." },
}

rule "date.day_of_month" {
  -- "the 15th", "Friday the 22nd", "Thursday 15th"
  match = weekday * comma^-1 * word "the"^-1 * (ordinal_day) * ends
    + behind(word("on", "by", "until", "from", "since", "before", "after")) * word "the"
      * list "time_day" { ordinal = "yes", word = false }
      * -(alpha - list "function_word")
    + behind(list "day_part" { part = true } * word "of") * word "the" * list "time_day" { ordinal = "yes" }
      * -(alpha - list "function_word") * ends
    + behind(word("on", "by", "until", "since")) * word "the"
      * (list "time_day" { ordinal = "yes", word = "yes" } - list "time_index") * -(alpha - list "function_word") * ends
    + behind(word "on") * list "time_day" { ordinal = "yes", word = false } * -(alpha - list "function_word") * ends
    + behind(word("on", "for")) * word "the" * day_number * ends
      * (-(alpha + numeric + hyphen) + #word("at", "from", "between"))
    + behind(word "on") * day_number * #(comma^-1 * word "at"^-1 * list "time_hour" * (punct ":" + list "time_meridiem")
      + comma^-1 * word "at"^-1 * written(lpeg.R "09"^1 * ":" * lpeg.R "09"^1)),
  gives = span("when", { time = "date", point = "day" }),
  yes = { "They met on <Friday the 22nd>.", "They met on <the 15th>.", "They met on <19th>.",
    "They met on <the 6> from noon on.",
    "They met on <9>, 8pm.", "They met on the morning of <the 7th>.", "They met on <the fifteenth>." },
  no = { "They met on the 15th floor.", "They met on 19 boats.", "The rules for the 27 members changed." },
}

local d, d2 = lpeg.R "09", lpeg.R "09" * lpeg.R "09"^-1
local d4 = d * d * d * d
local sep = lpeg.S "-/."

rule "date.iso" {
  -- "2025-03-11", "2015.5.13", "2021-05-19T08:40:10Z"
  match = (weekday * comma^-1)^-1 * raw(written(d4 * sep * d2 * sep * d2
    * (lpeg.S "Tt" * d * d * ":" * d * d * lpeg.P(1)^0)^-1)
    + year * glued * (hyphen + punct "/") * glued * digits * glued * (hyphen + punct "/") * glued * digits
    + year * glued * hyphen * glued * digits * glued * hyphen * glued * written(d * d * lpeg.S "Tt" * d * d) * glued
      * punct ":" * glued
      * written(d * d * ":" * d * d) * (glued * (text "Z" + hyphen * glued * numeric + punct "+" * glued * numeric))^-1)
    * -(glued * (numeric + alpha)),
  gives = span("when", { time = "date", form = "iso", deep = true, point = "day" }),
  yes = { "They met on <2025-03-11>." },
  no = { "They met on 2025." },
}

rule "date.numbers" {
  -- "03/04/2024", "10-31-74", "31.10.1974"
  match = (weekday * comma^-1)^-1 * raw(written(d2 * lpeg.S "-/." * d2 * lpeg.S "-/." * (d4 + d * d))
      + day_number * glued * hyphen * glued * day_number * glued * hyphen * glued * (year + written(d * d)))
    * -(glued * (numeric + alpha)),
  gives = span("when", { time = "date", form = "numeric", deep = true, point = "day" }),
  yes = { "It closed on <05/06/2019>." },
  no = { "The score was 3-1." },
}

rule "date.numbers_short" {
  -- "on 2/15": month and day
  match = (behind(list "time_meridiem" * comma + word("on", "by", "from", "until", "till", "since", "back", "@", "to",
    "each", "every", "between")
    + written(d2 * "/" * d2) * hyphen) + list "time_relative" + weekday * comma^-1
      + sentence_start * #(any * (sentence_end + word "at")))
    * raw(written(d2 * "/" * d2) + day_number * punct "/" * day_number) * -(glued * (numeric + alpha))
      * -list "number_plural" * (comma * year * ends)^-1,
  gives = span("when", { time = "date", form = "numeric", deep = true, point = "day" }),
  yes = { "It closed on <2/15>." },
  no = { "It closed 1/2 of them.", "It cut 1/2 pages." },
}

-- a word without regard to case
local function spelt(s)
  local p = lpeg.P(true)
  for i = 1, #s do p = p * lpeg.S(s:sub(i, i) .. s:sub(i, i):upper()) end
  return p
end
local month_name = spelt "january" + spelt "jan" + spelt "february" + spelt "feb" + spelt "march" + spelt "mar"
  + spelt "april" + spelt "apr"
  + spelt "may" + spelt "june" + spelt "jun" + spelt "july" + spelt "jul" + spelt "august" + spelt "aug"
    + spelt "september"
  + spelt "sept" + spelt "sep" + spelt "october" + spelt "oct" + spelt "november" + spelt "nov" + spelt "december"
    + spelt "dec"

rule "date.nine_eleven" {
  -- "9/11", the day of 2001
  match = -behind(word("on", "by", "until", "to", "from", "between", "than") + numeric) * raw(text "9/11")
    * -(glued * (numeric + alpha)),
  gives = span("when", { time = "date", form = "numeric", deep = true, point = "day", year = 2001 }),
  yes = { "It changed after <9/11>." },
  no = { "It closed on 9/11/2014." },
}

rule "date.named" {
  -- "28/Nov/1986", "31-Oct-74", "15Sep", "Nov9", "Nov/9"
  match = (weekday * comma^-1)^-1
    * raw(written(d2 * lpeg.S "-/." * lpeg.R("az", "AZ")^3 * lpeg.S "-/." * (d4 + d * d)
      + d4 * lpeg.S "-/." * lpeg.R("az", "AZ")^3 * lpeg.S "-/." * d2)
      + written(month_name * d2 + d2 * month_name)
      + month * glued * (hyphen + punct "/") * glued * day_number
      + day_number * glued * (hyphen + punct "/") * glued * month * glued * (hyphen + punct "/") * glued * digits)
    * ends,
  gives = span("when", { time = "date", form = "named", deep = true, point = "day" }),
  yes = { "It closed on <28/Nov/1986>.", "It closed on <Nov9>.", "It closed on <Nov/9>." },
  no = { "It closed in Oct.", "It closed May-June." },
}
