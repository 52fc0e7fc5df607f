-- Shares: percent, percentage and basis points, fractions, so many of so many.

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false } + found "pair" { link = "or" }, found "pair" { link = "and" }
local between = word "somewhere"^-1 * word("between", "from")
local glued_dash = glued^-1 * hyphen
local percent_word = list "unit_symbol" { unit = "percent" } + word("percent", "per cent", "pct", "pc", "percents")
    + word "percentage" * -word("point", "points")

-- What is counted: the noun group behind the number.
local group = found "noun_group" { number = "plural" } - list "time_unit"

local point = list "unit_symbol" { unit = { "percentage-point", "permyriad" } }
  + list "unit_name" { unit = { "percentage-point", "permyriad" } }

rule "point.percentage" {
  -- "3 percentage points", "25 basis points", "a two-point lead" is no such figure
  match = expression(number(numeral) * glued_dash^-1 * unit(point)),
  gives = figure "percentage_point",
  priority = 1,
  yes = { "It rose <25 basis points>.", "It fell <three percentage points>." },
  no = { "It rose 25 points." },
}

rule "percent.plain" {
  -- "5%", "51 per cent", "fifty-one percent", "a 5-percent rise"
  match = expression(number(numeral) * glued_dash^-1 * percent_word),
  gives = figure "percent",
  priority = 1,
  yes = { "It rose <5%>.", "<Sixty-four percent> stayed at home.", "It rose more than <20 per cent>." },
  no = { "It rose 5." },
}

rule "percent.range" {
  -- "5-7 per cent", "between 5% and 7%"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * percent_word)
    + between * expression(base(and_pair) * glued_dash^-1 * percent_word),
  gives = figure("percent", { joined = true }),
  priority = 1,
  yes = { "It rose <5-7 per cent>." },
  no = { "It rose 5 per cent." },
}

-- "half a per cent", "a quarter of a percentage point"
local share_of_one = word "half" * (word "of" * word "one" + word("a", "an")) + found "numeral" { form = "fraction" }
    * word "of" * word("a", "one")

rule "percent.share" {
  -- "half a per cent", "half of one percent", "a quarter of a percent"
  match = expression(number(share_of_one) * percent_word),
  gives = figure("percent", { share = true }),
  priority = 1,
  yes = { "It rose <half a per cent>.", "It rose <a quarter of one percent>." },
  no = { "It rose half of 20 percent." },
}

rule "point.range" {
  -- "5 to 7 percentage points", "between 40 and 50 basis points"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * unit(point))
    + between * expression(base(and_pair) * glued_dash^-1 * unit(point)),
  gives = figure("percentage_point", { joined = true }),
  priority = 1,
  yes = { "It trails by <15 to 20 percentage points>." },
  no = { "It trails by 15 to 20 points." },
}

rule "point.share" {
  -- "half a percentage point", "a quarter of a point" is no such figure
  match = expression(number(share_of_one) * unit(list "unit_name" { unit = "percentage-point" })),
  gives = figure("percentage_point", { share = true }),
  priority = 1,
  yes = { "It rose <half a percentage point>." },
  no = { "It rose half a point." },
}

rule "percent.of" {
  -- "percent of 10"
  match = -behind(numeric + list "number_word") * expression(word("percent", "percents", "per cent") * word "of"
      * number(numeral)),
  gives = figure "percent",
  yes = { "It is <percent of 20> here." },
  no = { "It is 20 percent.", "It is 60 percent of 20." },
}

rule "fraction.plain" {
  -- "two-thirds of members", "half of the board"
  match = number(found "numeral" { form = "fraction" } - found "when" - found "clock"),
  gives = figure "fraction",
  yes = { "<Two-thirds> of members agreed." },
  no = { "They agreed." },
}

rule "fraction.ratio" {
  -- "one in three", "nine out of 10", "three in every five", "four out of every five", "2 of every 3"
  match = expression(number(numeral) * (word "out" * word "of" * word("every", "each")^-1 + word "in" * word("every",
      "each", "about")^-1
      + word "of" * word("every", "each")) * number(numeral)) * -(list "time_unit" + list "unit_name") * of(group)^-1,
  gives = figure("fraction", { ratio = true }),
  yes = { "<Nine out of 10> agreed.", "<Three in every four drivers> agreed." },
  no = { "Nine agreed.", "They met five in 12 hours." },
}

rule "fraction.share" {
  -- "the majority of voters", "a small minority"
  match = expression(list "fraction_share") * #word "of",
  gives = figure("fraction", { vague = true }),
  yes = { "<The vast majority> of voters agreed." },
  no = { "The majority agreed." },
}

rule "fraction.over" {
  -- "2000 over 3" with nothing else
  match = expression(sentence_start * number(found "numeral") * word "over" * number(found "numeral") * sentence_end),
  gives = figure("fraction", { ratio = "over" }),
  priority = 1,
  yes = { "<700 over 9>" },
  no = { "He has 700 over 9 years." },
}
