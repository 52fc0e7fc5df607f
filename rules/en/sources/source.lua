-- Who can be the source of what is said: names, pronouns, and nouns for people, bodies and papers that speak.
-- `by` tells how the source is named; the quotes phase attributes to these spans and nothing else.

local determiner = list "function_word" { class = "det" }
local named = found "person" + found "organization" + found "place" + found "facility"
local plain = alpha - list "function_word" - list "cue_verb" - list "source_noun"
local noun = list "source_noun"
local of = word("of", "for", "from", "at", "in")
  * determiner^-1 * plain^-2 * (named + noun + plain)

rule "source.name" {
  -- "Zelensky and Macron"; "Mr Lund, Ms Berg and the ministry" is left to the last of them
  match = named * (word("and", "or", "&") * (list "person_title"^-1) * named)^-2,
  gives = span("source", { by = "name" }),
  yes = { "Yesterday <Ana Lund and Boris Novak> said that it was fine." },
  no = { "Yesterday nobody at the table spoke." },
}

rule "source.pronoun" {
  match = list "pronoun" { kind = "personal", case = "subject" } + word("it", "everyone", "nobody", "someone", "both"),
  gives = span("source", { by = "pronoun" }),
  yes = { "Then <she> said that it was fine." },
  no = { "Then the mayor told her." },
}

rule "source.noun" {
  -- "officials", "witnesses", "spokesman for the ministry": the words before the noun are added where it is a speaker
  -- (csrc/quotes/quote.c): most nouns are not
  match = noun * noun^-2 * of^-1,
  gives = span("source", { by = "nominal" }),
  priority = -1,
  yes = { "Today three <witnesses> spoke.", "A <spokesman for the ministry> spoke.", "Today the company's <chief executive> spoke." },
  no = { "Today the old bridge opened." },
}

rule "source.aged" {
  -- "the 58-year-old"
  match = determiner * numeric * hyphen * word "year" * hyphen * word "old",
  gives = span("source", { by = "nominal" }),
  yes = { "<The 58-year-old> said it was fine." },
  no = { "The 58-year lease said nothing." },
}
