-- The verb that a figure is told with, on verb groups: "killing at least three people", "rose to 42", "12 people were hurt".
--   event   the verb, with the preposition that leads to the figure      amount  the figure, with its bound

local told = found "bounded" + found "count" + found "number" + found "money" + found "percent"
-- these tell of no event, or of who says it
local silent = found "verb_group" { head = { "be", "have", "do", "get", "say", "think", "believe", "know", "mean", "need",
  "want", "accord", "include", "follow", "regard", "concern", "compare", "base" } }
local verb = found "verb_group" - silent

rule "event.before" {
  -- "killing at least three people", "rose to 42"
  match = event(verb * word("to", "by", "at", "from", "for")^-1) * word("the", "a", "some", "nearly", "almost")^-1 * amount(told),
  gives = span "told",
  yes = { "The storm hit the coast, <[killing] [at least three people]>.", "The toll <[rose to] [42]>." },
  no = { "There were three people." },
}

rule "event.after" {
  -- "12 people were hurt", "three men arrested in Lund", but not "12 people living in Lund"
  match = amount(told) * pos "adverb"^0 * event(verb - found "verb_group" { tense = { "participle", "infinitive" }, voice = "active" }),
  gives = span("told", { after = true }),
  yes = { "<[Twelve people] [were hurt]>.", "They spoke of <[three men] [arrested]> in Lund." },
  no = { "Twelve people were ill.", "They spoke of three men living in Lund." },
}
