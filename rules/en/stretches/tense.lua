-- What verbs say of time, for dates that need it ("on Friday": the last or the next?).

local past = list "time_tense" { tense = "past", ambiguous = false }
local ed = spelled((lpeg.R "az" - "ed" * -lpeg.P(1))^2 * "ed") - list "number_no_noun"
local future = list "time_tense" { tense = "future", modal = false }
local modal = list "time_tense" { tense = "future", modal = "yes" }
local adverb = spelled((lpeg.R "az" - "ly" * -lpeg.P(1))^2 * "ly") + word("not", "n't", "also", "only", "then", "now", "soon")
local planned = word("scheduled", "due", "expected", "set", "planned", "planning", "plans", "likely", "poised", "hopes", "hoping",
  "intends", "agreed", "ready", "able", "going", "about", "slated", "wants", "want", "vowed", "promised")

rule "tense.future" {
  -- "will meet", "would not be held", "may be decided"
  match = (future + modal) * adverb^-2 * word "have"^-1 * word "be"^-1 * (past + ed)^-1,
  gives = span("tense", { tense = "future" }),
  yes = { "They <will> meet on Friday.", "It <will be held> on Friday." },
  no = { "They met on Friday." },
}

rule "tense.planned" {
  -- "is scheduled to open", "plans to meet", "are meeting"
  match = word("is", "are", "am", "'s", "'re", "was", "were")^-1 * planned * word "to" * word "be"^-1 * (past + ed)^-1
    + word("is", "are", "am", "'re") * word "to" * word "be"^-1 * (past + ed)^-1
    + word("planned", "scheduled", "due", "slated", "expected") * #word("for", "on", "in"),
  gives = span("tense", { tense = "future" }),
  yes = { "It <is scheduled to> open on Friday." },
  no = { "It opened on Friday." },
}

rule "tense.past" {
  -- "met", "was", "opened", "has opened"
  match = word("has", "have", "had")^-1 * adverb^-1 * word "been"^-1 * (past + ed * -word "by"),
  gives = span("tense", { tense = "past" }),
  yes = { "They <met> on Friday.", "It <was> on Friday.", "It <opened> on Friday." },
  no = { "They meet on Friday." },
}

rule "tense.present" {
  -- "is", "meets": neither way
  match = list "time_tense" { tense = "present" },
  gives = span("tense", { tense = "present" }),
  yes = { "It <is> on Friday." },
  no = { "It was on Friday." },
}
