-- The verb that a figure is told with, on verb groups: "killing at least three people", "rose to 42", "12 people were hurt".
--   event   the verb, with the preposition that leads to the figure      amount  the figure, with its bound

local told = found "bounded" + found "count" + found "number" + found "money" + found "percent"
-- these tell of no event, or of who says it
local SILENT = { "be", "have", "do", "get", "say", "think", "believe", "know", "mean", "need", "want", "accord", "include",
  "follow", "regard", "concern", "compare", "base" }
local silent = lemma(table.unpack(SILENT))

rule "event.before" {
  -- "killing at least three people", "rose to 42": the main verb; its auxiliaries come from its verb group
  match = event((pos "main_verb" - silent) * word("to", "by", "at", "from", "for")^-1) * word("the", "a")^-1 * amount(told),
  gives = span "told",
  yes = { "The storm hit the coast, <[killing] [at least three people]>.", "The toll <[rose to] [42]>." },
  no = { "There were three people." },
}

rule "event.after" {
  -- "12 people were hurt", "three men arrested in Lund", but not "12 people living in Lund"
  match = amount(told) * pos "adverb"^0 * event(found "verb_group" - found "verb_group" { head = SILENT }
    - found "verb_group" { tense = { "participle", "infinitive" }, voice = "active" }),
  gives = span("told", { after = true }),
  yes = { "<[Twelve people] [were hurt]>.", "They spoke of <[three men] [arrested]> in Lund." },
  no = { "Twelve people were ill.", "They spoke of three men living in Lund." },
}
