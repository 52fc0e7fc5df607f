-- Ages.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local dash = hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local glued_dash = glued^-1 * hyphen
local percent_word = list "unit_symbol" { unit = "percent" } + word("percent", "per cent")
local age_unit = list "time_unit" { unit = { "year", "month", "week", "day" }, abbr = false }

rule "age.old" {
  -- "54-year-old", "five years old", "3 years of age"
  match = expression(number(numeral) * glued_dash^-1 * unit(age_unit) * glued_dash^-1 * (word("old", "olds")
      + word "of" * word "age") ),
  gives = figure "age",
  yes = { "The <71-year-old> walked home.", "She was <five years old>." },
  no = { "It took five years." },
}

local years = written(lpeg.R "19" * lpeg.R "09"^-1 + "10" * lpeg.R "09" + "11" * lpeg.R "09")
    + found "numeral" { form = "words" }

rule "age.range" {
  -- "aged between 18 and 25", "aged 5 to 11", "18- to 25-year-olds", "aged 6-12"
  match = word("aged", "ages") * word("between", "from")^-1 * expression(least(years) * (word("to", "and") + dash)
      * most(years)) * -list "time_unit"
    + expression(least(years) * glued_dash^-1 * (word("to", "and", "or") + hyphen + punct "–") * most(years)
      * glued_dash^-1 * unit(age_unit) * glued_dash^-1 * word("old", "olds")),
  gives = figure("age", { joined = true }),
  yes = { "The pupils are <aged between 6 and 11>.", "It is for <18- to 25-year-olds>.",
      "It is for children <aged 6-12>." },
  no = { "The wine aged between 6 and 11 months." },
}

rule "age.is" {
  -- "She is 82.", "he was 54 when"
  match = behind(word("he", "she", "who") * word("is", "was", "'s", "turned", "turns")) * number(written(lpeg.R "19"
      * lpeg.R "09" + "10" * lpeg.R "09"))
    * #(sentence_end + stop + punct "," + word("when", "and", "years old")) * -(punct "," * numeric),
  gives = figure "age",
  yes = { "She was <82>.", "He was <54> when he left." },
  no = { "She was 82nd.", "It was 54." },
}

local person = word("children", "people", "adults", "men", "women", "those", "anyone", "everyone", "boys", "girls",
    "pupils", "players", "kids", "drivers",
  "patients", "voters", "workers", "residents", "citizens", "teenagers", "youngsters", "students", "passengers",
    "visitors", "anybody", "somebody", "persons")
-- nothing follows that the number could count
local unfollowed = #(sentence_end + punctuation + list "function_word" + list "time_tense") * -(glued^-1
    * (percent_word + hyphen))

rule "age.limit" {
  -- "children under five", "anyone over 65", "people older than 70"
  match = behind(person * word("aged", "age")^-1 * word("under", "over", "below", "above", "older than",
      "younger than", "aged over", "aged under")) * number(years) * unfollowed,
  gives = figure "age",
  yes = { "It is free for children under <five>." },
  no = { "It is free for children under five conditions." },
}

rule "age.turned" {
  -- "who turned 40 last week"
  match = behind(word("turned", "turning", "turns", "turn")) * number(years) * unfollowed * -word("to", "into"),
  gives = figure "age",
  yes = { "The singer turned <40> in May." },
  no = { "The singer turned 40 boats away." },
}

rule "age.something" {
  -- "the 30-something actor", "twenty-somethings"
  match = expression(decade(written(lpeg.R "19" * "0") + list "number_word" { class = "ten" }) * glued * hyphen
      * glued * word("something", "somethings")),
  gives = figure "age",
  priority = 1,
  yes = { "A <40-something> singer left." },
  no = { "He gave 40, something he liked." },
}

rule "age.under" {
  -- "children under five", "the over-65s", "people over 70", "under the age of 16"
  match = word("under", "over") * glued_dash * expression(decade(written(lpeg.R "19" * lpeg.R "09"^-1 * lpeg.S "'’"^-1
      * "s"))),
  gives = figure("age", { bound = true }),
  yes = { "It is free for the <under-16s>." },
  no = { "It is free for the 16 boys." },
}

rule "age.aged" {
  -- "aged 54", "age 9", "at the age of 87", "the ages of"
  match = word("aged", "age", "ages") * word "of"^-1 * number(written(lpeg.R "09" * lpeg.R "09"^-2)
      + found "numeral" { form = "words" }),
  gives = figure "age",
  yes = { "The man, <aged 54>, left." },
  no = { "The aged man left." },
}

rule "age.comma" {
  -- "Lopez, 37, said"
  match = behind(capitalized * punct ",") * number(written(lpeg.R "19" * lpeg.R "09"^-1 + "10" * lpeg.R "09"))
      * #punct ",",
  gives = figure "age",
  yes = { "Ana Lund, <37>, opened the bridge." },
  no = { "She had 37, he had 5." },
}

rule "age.decade" {
  -- "in his 40s", "in their late sixties", "in her mid-30s"
  match = expression(word "in" * word("his", "her", "their", "its", "my", "your", "our") * part(word("early", "mid",
      "late"))^-1 * hyphen^-1
    * decade(written(lpeg.R "19" * "0" * lpeg.S "'’"^-1 * "s") + list "time_decade" { short = true } + word "teens")),
  gives = figure "age",
  yes = { "A sailor <in his 60s> waved.", "She is <in her late seventies>." },
  no = { "It was in the 40s." },
}
