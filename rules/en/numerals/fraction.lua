-- Fractions: "two-thirds", "half", "a quarter", "3/4". ("¾" and "2½" are digits.)

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local unit, teen, ten = list "number_word" { class = "unit" }, list "number_word" { class = "teen" },
  list "number_word" { class = "ten" }
local hundred = list "number_word" { class = "hundred", number = false }
local scale = list "number_word" { class = "scale" }
local dash = hyphen
local below_100 = ten * (dash^-1 * unit)^-1 + teen + unit
local number = (below_100 + word("a", "an")) * hundred * (word "and"^-1 * below_100)^-1 + below_100
local whole = (number + word("a", "an")) * scale + number
local parts = list "number_part" { number = "pl" }
local part = list "number_part" { number = false }
local ordinal = list "number_ordinal"
local one_part = part + ordinal - word("first", "second")
-- "twenty-first", "one hundred and fifth", "one-thousandth"
local large = word("hundredth", "thousandth", "millionth", "billionth", "trillionth")
local twenty_first = ten * dash^-1 * (ordinal - large)
local one_hundredth = (word("one", "a") * dash^-1)^-1 * (large + hundred * word "and"^-1 * (twenty_first + ordinal
    - large))

rule "fraction.several" {
  -- "two-thirds", "three quarters", "7 tenths"
  match = (whole + digits) * dash^-1 * parts,
  gives = span("numeral", { form = "fraction" }),
  yes = { "<Two-thirds> of members agreed.", "<Three quarters> of the board agreed." },
  no = { "They split it in halves." },
}

rule "fraction.one" {
  -- "a third of", "one-quarter", "one fifth", "one half"
  match = word "one" * dash^-1 * (one_part + word "half")
    + word "one" * dash^-1 * word("one", "a") * dash^-1 * one_hundredth
    + word("one", "a") * twenty_first * #(sentence_end + stop + word "of" * word("the", "all", "its", "their", "a",
      "that"))
    + word "a" * part * #word "of" + word "a" * (ordinal - word("first", "second")) * #word "of"
    + (word "a" * ordinal - word("a") * word("first", "second", "third", "fourth", "fifth", "sixth", "seventh",
      "eighth", "ninth", "tenth")) * #(sentence_end + stop),
  gives = span("numeral", { form = "fraction" }),
  yes = { "<A third> of the members agreed.", "<One-quarter> agreed.", "It lasts <one one-thousandth> of a second.",
    "She owns <a twenty-fourth> of the farm." },
  no = { "A third man agreed.", "A twenty-fourth man agreed." },
}

rule "fraction.half" {
  -- "half of the board", "half the board", "more than half"
  match = word "half" * #word("of", "the", "its", "their", "his", "her", "our", "all")
    + word("a", "one") * word "half" * #word "of"
    + behind(word("than", "nearly", "almost", "about", "over", "under", "above", "below", "by")) * (word "a"^-1
      * word "half")
      * -(hyphen + word("a", "an", "hour", "year", "time")),
  gives = span("numeral", { form = "fraction" }),
  yes = { "<Half> of the crew slept.", "They cut it by <half>.", "It is below <a half> now." },
  no = { "The second half was better.", "They were late by half an hour." },
}

rule "fraction.vulgar" {
  -- "¾", "⅛" alone; after a number they belong to it
  match = #numeric * spelled(lpeg.P "\194" * lpeg.R "\188\190" + lpeg.P "\226\133" * lpeg.R "\144\158"),
  gives = span("numeral", { form = "fraction" }),
  yes = { "About <¾> of it is gone." },
  no = { "It weighs 2½ tons." },
}

rule "fraction.digits" {
  -- "1/2", "3/4"
  match = written(lpeg.R "19" * lpeg.R "09"^-1 * "/" * lpeg.R "19" * lpeg.R "09"^-3),
  gives = span("numeral", { form = "fraction", digits = true }),
  yes = { "It is <3/4> full." },
  no = { "It is 3 full." },
}

rule "fraction.of_scale" {
  -- "a quarter of a million", "three quarters of a million", "three quarters million"
  match = ((unit + word "a") * dash^-1 * (parts + part)) * (word "of" * word "a")^-1 * scale + word "quarter" * scale,
  gives = span("numeral", { form = "words" }),
  yes = { "<A quarter of a million> fled." },
  no = { "A quarter of the men fled." },
}
