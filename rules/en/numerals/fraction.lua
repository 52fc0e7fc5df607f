-- Fractions: "two-thirds", "half", "a quarter", "¾" (digits), "one in three".

local unit = list "number_word" { class = "unit" }
local teen = list "number_word" { class = "teen" }
local parts = word("halves", "thirds", "quarters", "fourths", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths",
  "twelfths", "sixteenths", "hundredths", "thousandths")
local part_one = word("half", "third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth",
  "hundredth", "thousandth", "millionth", "billionth", "trillionth")

rule "fraction.several" {
  -- "two-thirds", "three quarters", "7 tenths"
  match = (unit + teen + digits) * hyphen^-1 * parts,
  gives = span("numeral", { form = "fraction" }),
  yes = { "<Two-thirds> of members agreed.", "<Three quarters> of the board agreed." },
  no = { "They split it in halves." },
}

rule "fraction.one" {
  -- "a third of", "one-quarter", "one fifth"
  match = word "one" * hyphen^-1 * (part_one - word "half") + word "one" * hyphen^-1 * word "half"
    + word "a" * (part_one - word "half") * #word "of" + word "a" * word "quarter" * #(word "of"),
  gives = span("numeral", { form = "fraction" }),
  yes = { "<A third> of members agreed.", "<One-quarter> agreed." },
  no = { "A third man agreed." },
}

rule "fraction.half" {
  -- "half of the board", "half the board"
  match = word "half" * #word("of", "the", "its", "their", "his", "her", "our", "a", "an"),
  gives = span("numeral", { form = "fraction" }),
  yes = { "<Half> of the board agreed." },
  no = { "The second half was better." },
}

rule "fraction.of_scale" {
  -- "a quarter of a million", "three quarters of a million"
  match = ((unit + word "a") * hyphen^-1 * (parts + part_one)) * word "of" * word "a" * list "number_word" { class = "scale" },
  gives = span("numeral", { form = "words" }),
  yes = { "<A quarter of a million> fled." },
  no = { "A quarter of the men fled." },
}
