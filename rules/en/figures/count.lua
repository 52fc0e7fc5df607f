-- Counts with what they count, bare numbers, ranges of numbers, vague amounts.

local numeral = found "numeral" - found "when" - found "clock"
local lone_one = found "numeral" { form = "one" }
local after = list "bound_after" * -word "than"

-- What is counted: the noun group behind the number.
local not_noun = list "function_word" + list "time_tense" + list "number_no_noun" + list "number_word"
    + list "time_unit" + numeric
local plural_name = found "noun_group" { name = true } * behind(suffix "s" - suffix("ss", "us", "is"))
local group = found "noun_group" { number = "plural" } - list "time_unit" + plural_name
-- one noun, where nothing is a group of its own
local noun = alpha + abbreviation - not_noun
local modifier = noun * ((hyphen + glued * punct "/") * glued * alpha)^-1

rule "count.noun" {
  -- "at least three people", "2,340 painted river boats", "11 others"
  match = number(numeral - lone_one) * -(list "unit_name" { ambiguous = false } + glued
      * list "unit_symbol" { ambiguous = false })
    * (word("more", "fewer", "additional", "further") + after)^-1 * of(group),
  gives = figure "count",
  yes = { "The flood left at least <three people> homeless.", "They counted <2,340 painted river boats>." },
  no = { "The flood left people homeless." },
}

rule "count.of" {
  -- "three of the eleven", "five of their men"
  match = number(numeral - lone_one - found "numeral" { form = "fraction" }) * #(word "of" * word("the", "them", "his",
      "their", "its", "those", "these", "us", "our")),
  gives = figure "count",
  yes = { "<Three> of the men left." },
  no = { "A bit of the wall fell." },
}

rule "count.compound" {
  -- "a three-bedroom house", "a 50-state survey"
  match = number(numeral - found "numeral" { form = "fraction" }) * glued * hyphen * glued * of(alpha - not_noun)
      * -(glued * numeric),
  gives = figure "count",
  yes = { "They had a <three-bedroom> house." },
  no = { "They had a three-year lease." },
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
    + expression(base(found "pair" { link = "or" } - found "when" - found "clock")) * of(group)
    + word("between", "from") * expression(base(found "pair" { link = "and" } - found "when" - found "clock"))
      * of(group)^-1,
  gives = figure("count", { joined = true }),
  yes = { "<Eight to twelve ferries> left.", "<Two or three divers> came.", "<Between 3 and 9 divers> came back." },
  no = { "Ten ships left." },
}

local low = list "bound" { modifier = { "more_than", "at_least" } }
local high = list "bound" { modifier = { "less_than", "at_most" } }

rule "number.two_bounds" {
  -- "more than 12 and less than 70", "no more than 85 and no less than 31"
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

rule "count.vague" {
  -- "dozens of people", "several ships", "tens of thousands"
  match = expression(list "vague_amount" { low = true, number = "pl" } - word "both") * of(group)
    + expression(list "vague_amount" { low = true, of = "yes" }) * word "of" * of(group)
    + expression(list "vague_amount" { low = true, of = "yes" } - word "scores" * -(word "of" + behind(sentence_start
      * any))),
  gives = figure("count", { vague = true }),
  yes = { "<Dozens of people> fled.", "<Several ships> left." },
  no = { "People fled." },
}

rule "count.million" {
  -- "2.3m followers", "1.2m homes": metres of nothing
  match = number(numeral * glued * text("m", "M")) * of(list "number_plural" + lemma "home" + lemma "job"
      + lemma "follower" + lemma "user"
    + lemma "viewer" + lemma "customer" + lemma "subscriber" + lemma "view" + lemma "vote" + lemma "member"
      + lemma "copy" + lemma "visitor"
    + lemma "passenger" + lemma "resident" + lemma "worker" + lemma "voter" + lemma "household" + lemma "car"
      + lemma "vehicle" + lemma "dose"
    + lemma "share" + lemma "download" + lemma "tourist" + lemma "refugee" + lemma "pupil" + lemma "patient"
      + lemma "listener"),
  gives = figure "count",
  priority = 2,
  yes = { "It has <1.7m users> there." },
  no = { "It is 1.7m wide." },
}
