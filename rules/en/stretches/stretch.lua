-- Amounts of time: "30 days", "four years and two months", "half an hour", "several weeks".
-- What they are in the report (a duration, or part of a date: "two days ago") later phases say.

local unit_word = list "time_unit" { seconds = true, after = false } + glued * list "time_unit" { seconds = true }
local dash = glued^-1 * hyphen
local hours_apart = #text "h" * list "time_unit" { unit = "hour" } * -(glued * (alpha + numeric + hyphen)) -- "2 h"
local numeral = found "numeral"
local pair = number(numeral) * (dash * -upper + word("more", "additional", "further", "extra", "less", "fewer"))^-1
  * unit(unit_word + hours_apart)

rule "stretch.compound" {
  -- "four years and two months", "1 hour 30 minutes", "2 years, 1 month"
  match = (pair * ((punct "," * word "and"^-1 + word "and")^-1 * pair)
      + number(word("a", "an")) * unit(list "time_unit" { seconds = true, abbr = false, kind = false, number = "sg" })
        * word "and"^-1 * pair)
    * ((punct "," * word "and"^-1 + word "and")^-1 * pair)^0,
  gives = span "stretch",
  yes = { "The bridge was shut for <four years and two months>." },
  no = { "The bridge was shut for two years and nobody cared.", "The ferry ran 14 hours a day, three days in a row." },
}

rule "stretch.plain" {
  -- "30-day", "20 minutes", "3.5 years"
  match = pair,
  gives = span "stretch",
  yes = { "A <30-day> truce began.", "It took <20 minutes>." },
  no = { "A day went by." },
}

rule "stretch.range" {
  -- "three to five years", "2-3 weeks"
  match = least(numeral) * (word("to", "or") + hyphen + punct "–" + behind(word "between" * any) * word "and")
    * most(numeral)
    * dash^-1 * unit(unit_word),
  gives = span("stretch", { joined = true }),
  yes = { "It takes <three to five years>." },
  no = { "It takes three of the years." },
}

local article_unit = list "time_unit" { seconds = true, abbr = false, kind = false, number = "sg" }

rule "stretch.one" {
  -- "a year", "an hour", "another week", "a full day": one of the unit
  match = word("a", "an", "one", "another") * word("full", "whole", "entire", "single", "further")^-1
    * unit(article_unit - word "second" - word "quarter"),
  gives = span("stretch", { value = 1, form = "one" }),
  yes = { "He stayed for <a year>.", "He stayed for <another week>." },
  no = { "He stayed for the year." },
}

rule "stretch.all" {
  -- "all day", "the whole week"
  match = word "all" * hyphen^-1 * unit(article_unit)
    + word("full", "whole", "entire") * hyphen^-1 * unit(article_unit),
  gives = span("stretch", { value = 1 }),
  yes = { "It rained <all day>." },
  no = { "It rained that day." },
}

rule "stretch.half" {
  -- "half an hour", "half a century", "half hour"
  match = word "half" * hyphen^-1 * word("a", "an")^-1 * unit(article_unit)
    + word("a", "an") * word "half" * hyphen^-1 * unit(article_unit),
  gives = span("stretch", { value = 0.5 }),
  yes = { "It took <half an hour>." },
  no = { "It took half of it." },
}

rule "stretch.and_half" {
  -- "an hour and a half", "a year and a half"
  match = word("a", "an", "one")^-1 * unit(article_unit) * word "and" * word("a", "an")^-1 * word "half",
  gives = span("stretch", { value = 1.5 }),
  yes = { "It took <an hour and a half>." },
  no = { "It took an hour and all of it." },
}

rule "stretch.plus_half" {
  -- "two hours and a half"
  match = number(numeral) * unit(list "time_unit" { seconds = true, abbr = false, kind = false, number = "pl" })
    * word "and" * word "a" * word "half",
  gives = span("stretch", { extra = 0.5 }),
  yes = { "It took <two hours and a half>." },
  no = { "It took two hours and all of it." },
}

rule "stretch.one_quarter" {
  -- "a quarter of an hour", "quarter hour", "a quarter century"
  match = word "a"^-1 * word "quarter" * (word "of" * word("a", "an") + hyphen)^-1
    * unit(list "time_unit" { unit = { "hour", "century" }, abbr = false, number = "sg" }),
  gives = span("stretch", { value = 0.25 }),
  yes = { "It took <a quarter of an hour>.", "It took <a quarter century>." },
  no = { "It took a quarter of it." },
}

rule "stretch.hour_minutes" {
  -- "one hour thirty"
  match = number(numeral) * unit(list "time_unit" { unit = "hour", abbr = false })
    * minute(list "time_minute" { word = "yes" } - word("one", "two", "three", "four"))
    * -(alpha - list "function_word") * -hyphen,
  gives = span "stretch",
  yes = { "It took <one hour thirty>." },
  no = { "In one hour thirty men came." },
}

rule "stretch.quarter" {
  -- "two-thirds of an hour"
  match = number(numeral) * word "of" * (word("a", "an")^-1 * unit(article_unit)
    + unit(list "time_unit" { seconds = true, abbr = false, kind = false, number = "pl" })),
  gives = span "stretch",
  yes = { "It took <two-thirds of an hour>." },
  no = { "It took all of an hour." },
}

rule "stretch.vague" {
  -- "several hours", "a few days", "a couple of weeks"
  match = (list "vague_amount" { number = "pl" } + list "vague_amount" { of = "yes" } * word "of"^-1
    + word("few", "couple") * word "of"^-1)
    * unit(list "time_unit" { seconds = true, after = false, abbr = false }
      + list "time_unit" { seconds = true, abbr = "yes", number = "pl" }),
  gives = span("stretch", { vague = true }),
  yes = { "It took <several hours>.", "He left <a few days> ago." },
  no = { "It took several men.", "Both Ms. Hall and Mr. Ray left." },
}

local sign = list "currency_symbol"
local percent = list "unit_symbol" { unit = "percent" } + word("percent", "per cent", "pc")
local link = word "to" + hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local money_scale = glued * list "number_scale" * -(glued * alpha)

local middle = list "unit_symbol" + list "unit_name" - percent - list "time_meridiem"
  - list "unit_symbol" { dimension = "share" } - list "unit_name" { dimension = "share" }

rule "pair.to" {
  -- "5-7", "$10 to $15 million", "5% to 7%", "3km to 5km": two numerals that may be the ends of a range
  match = least(numeral * money_scale^-1) * (middle * link + link * unit(sign)^-1) * list "bound"^-1
    * most(numeral * money_scale^-1),
  gives = span "pair",
  priority = -1, -- stretches come first
  yes = { "They saw <30 to 40> boats.", "The quay needs $<22 to $28 million>." },
  no = { "They saw 30 boats." },
}

rule "pair.or" {
  -- "two or three": one of two neighbours
  match = least(numeral - found "numeral" { form = "fraction" }) * word "or"
    * most(numeral - found "numeral" { form = "fraction" }),
  gives = span("pair", { link = "or" }),
  priority = -1,
  yes = { "They saw <two or three> boats." },
  no = { "They saw two or more boats." },
}

rule "pair.and" {
  -- "between 5 and 7"
  match = behind(word("between", "from", "$", "£", "€")) * least(numeral * money_scale^-1)
    * (percent^-1 * word "and" + middle * word "and" + word "and" * unit(sign))
    * list "bound"^-1 * most(numeral * money_scale^-1),
  gives = span("pair", { link = "and" }),
  priority = -1,
  yes = { "They saw between <30 and 40> boats." },
  no = { "They saw 30 and 40 boats." },
}

rule "pair.percent" {
  -- "5% to 7%"
  match = least(numeral) * percent * link * most(numeral) * #percent,
  gives = span "pair",
  priority = -1,
  yes = { "It rose <5% to 7>%." },
  no = { "It rose 5% to 7." },
}
