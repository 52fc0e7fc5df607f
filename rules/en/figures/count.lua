-- Counts with what they count, bare numbers, ranges of numbers, vague amounts.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local lone_one = found "numeral" { form = "one" }
local after = list "bound_after" * -word "than"

-- A noun group after a number, without a part-of-speech lexicon: words that are neither grammar nor verbs of the past,
-- up to the first plural.
local not_noun = list "function_word" + list "time_tense" + list "number_no_noun" + list "number_word" + list "time_unit" + numeric
local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
-- ends in -s, but not in -ss, -us, -is
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2 * lpeg.S "sS")
local noun = alpha + abbreviation - not_noun
local modifier = noun * ((hyphen + glued * punct "/") * glued * alpha)^-1
local plural = list "number_plural" + (plural_looking - not_noun)
local group = ((modifier - plural * -(glued * punct "/")) * (word "and" * #noun)^-1)^-4 * plural * (plural - list "time_tense")^-2

rule "count.noun" {
  -- "at least three people", "2,340 painted river boats", "11 others"
  match = number(numeral - lone_one) * -(list "unit_name" { ambiguous = false } + glued * list "unit_symbol" { ambiguous = false })
    * (word("more", "other", "additional", "further") + after)^-1 * of(group),
  gives = figure "count",
  yes = { "The flood left at least <three people> homeless.", "They counted <2,340 painted river boats>." },
  no = { "The flood left people homeless." },
}

rule "count.of" {
  -- "three of the eleven", "five of their men"
  match = number(numeral - lone_one - found "numeral" { form = "fraction" }) * #(word "of" * word("the", "them", "his", "their", "its", "those", "these", "us", "our")),
  gives = figure "count",
  yes = { "<Three> of the men left." },
  no = { "A bit of the wall fell." },
}

rule "count.compound" {
  -- "a three-bedroom house", "a 50-state survey"
  match = number(numeral - found "numeral" { form = "fraction" }) * glued * hyphen * glued * of(alpha - not_noun) * -(glued * numeric),
  gives = figure "count",
  yes = { "They had a <three-bedroom> house." },
  no = { "They had a three-year lease." },
}

rule "rank.number" {
  -- "No. 1", "No. 10 seed"
  match = text("No.", "no.") * number(digits),
  gives = figure "rank",
  yes = { "She is the world <No. 2> now." },
  no = { "No two men agreed." },
}

rule "count.single" {
  -- "one soldier", "one police officer"
  match = number(lone_one) * of((modifier - list "number_single")^-2 * list "number_single"),
  gives = figure "count",
  yes = { "<One soldier> was killed." },
  no = { "One of them was killed." },
}

rule "count.dangling" {
  -- "1,100 drone, 1,580 bombs": the noun is singular by mistake, but it ends here
  match = number(numeral) * of(#lower * alpha - not_noun) * #(punct "," * numeric),
  gives = figure "count",
  yes = { "They sent <1,100 drone>, 15 bombs and a letter." },
  no = { "They sent a drone." },
}

rule "number.range" {
  -- "5-7", "eight to twelve ferries", "between 3 and 9 divers", "from 200 to 300"
  match = word "from"^-1 * expression(base(found "pair" { link = false } - found "when" - found "clock")) * of(group)^-1
    + word("between", "from") * expression(base(found "pair" { link = "and" } - found "when" - found "clock")) * of(group)^-1,
  gives = figure("count", { joined = true }),
  yes = { "<Eight to twelve ferries> left.", "<Between 3 and 9 divers> came back." },
  no = { "Ten ships left." },
}

local low = list "bound" { modifier = { "more_than", "at_least" } }
local high = list "bound" { modifier = { "less_than", "at_most" } }

rule "number.two_bounds" {
  -- "more than 15 and less than 60", "no more than 50 and no less than 20"
  match = expression(low * least(numeral) * (punct "," + word("and", "but"))^-2 * high * most(numeral)
    + high * most(numeral) * (punct "," + word("and", "but"))^-2 * low * least(numeral)),
  gives = figure("number", { ordered = true }),
  yes = { "The crew eats <more than 15 and less than 60> of them." },
  no = { "It takes more than 10." },
}

rule "number.plain" {
  -- "rose to 42", "more than 100"
  match = number(numeral - lone_one - found "numeral" { form = "fraction", digits = false }),
  gives = figure "number",
  yes = { "The toll rose to <42>.", "More than <100> are missing." },
  no = { "The toll rose." },
}

rule "fraction.plain" {
  -- "two-thirds of members", "half of the board"
  match = number(found "numeral" { form = "fraction" } - found "when" - found "clock"),
  gives = figure "fraction",
  yes = { "<Two-thirds> of members agreed." },
  no = { "They agreed." },
}

rule "fraction.ratio" {
  -- "one in three", "nine out of 10"
  match = expression(number(numeral) * (word "out" * word "of" + word "in") * number(numeral)) * of(group)^-1
    + expression(sentence_start * number(numeral) * word "over" * number(numeral) * sentence_end),
  gives = figure("fraction", { ratio = true }),
  yes = { "<Nine out of 10> agreed." },
  no = { "Nine agreed." },
}

rule "count.vague" {
  -- "dozens of people", "several ships", "tens of thousands"
  match = expression(list "vague_amount" { low = true, of = "yes" }) * (word "of" * of(group))^-1
    + expression(list "vague_amount" { low = true, number = "pl" } - word "both") * of(group),
  gives = figure("count", { vague = true }),
  yes = { "<Dozens of people> fled.", "<Several ships> left." },
  no = { "People fled." },
}

-- What looks like a figure and is a name or a code.

rule "not.code" {
  -- "F-16", "COVID-19", "B-52"
  match = (alpha - list "month" - list "month_lower" - list "time_meridiem" - word("mid", "early", "late", "pre", "post", "since")) * glued * hyphen * glued * numeric,
  gives = span "not_figure",
  priority = 5,
  yes = { "An <F-16> flew over." },
  no = { "An aircraft flew over." },
}

rule "not.phone" {
  -- "555-0123", "(020) 7946 0000", "+1-222-2222"
  match = -found "when" * -found "clock" * -behind(list "weekday" + list "weekday_lower" + list "weekday" * punct ",") * (written(lpeg.R "09"^3 * (lpeg.S "-." * lpeg.R "09"^3)^1) + punct "(" * digits * punct ")" * (digits + written(lpeg.R "09"^3 * lpeg.S "-." * lpeg.R "09"^3))^1
    + digits * glued * hyphen * glued * digits * glued * hyphen * glued * digits
    + written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09") * glued * hyphen * glued * written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09" * lpeg.R "09") * -(glued * hyphen)
      * -(list "unit_name" + list "unit_symbol" { ambiguous = false } + list "number_plural" + list "time_unit" + list "currency_name")),
  gives = span "not_figure",
  priority = 5,
  yes = { "Call <555-0123> now." },
  no = { "Call 555 now.", "It holds 200-2500 litres." },
}

rule "not.emergency" {
  -- "call 911"
  match = behind(word("call", "calling", "called", "calls", "dial", "dialed", "dialled", "dialing")) * text("911", "999", "112", "101", "111"),
  gives = span "not_figure",
  priority = 5,
  yes = { "They should call <911> at once." },
  no = { "They saw 911 men." },
}

rule "not.abbreviated" {
  -- "Prop. 33", "H. 363", "Rev. 2"
  match = (text("Prop", "Sec", "Art", "Vol", "Fig", "Rev") * punct "."^-1 + #capitalized * abbreviation - list "month" - list "weekday" - text("No.", "Rs.")) * digits * -(list "number_plural" + list "time_unit"),
  gives = span "not_figure",
  priority = 3,
  yes = { "They vote on <Prop 33> soon." },
  no = { "They vote on 33 soon." },
}

rule "not.named_number" {
  -- "Section 230", "Area 51", "Channel 4", "Boeing 737"
  match = (#capitalized * alpha - list "month" - list "weekday" - list "function_word" - list "bound" - list "number_word" - list "currency_code" - list "currency_symbol" - list "unit_name" { position = "before" } - sentence_start * any)
    * written(lpeg.R "09"^1) * -(glued * (numeric + hyphen + alpha)) * -(#(alpha) * (list "number_plural" + list "time_unit" + list "unit_name" + list "number_word" + plural))
      * -punct "%",
  gives = span "not_figure",
  priority = 3,
  yes = { "They read <Section 230> again." },
  no = { "They read 230 pages." },
}
