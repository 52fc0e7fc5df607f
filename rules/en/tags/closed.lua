-- Words of the closed classes that are of several: "that", "'s", "her", "as". How rules of this phase are written stands at the
-- head of open.lua.

local nominal = may("singular", "plural", "name", "adjective", "number")

rule "tag.that.determiner" {
  -- "of that bridge"
  match = behind(pos("preposition", "by")) * may "complementizer" * #may("singular", "adjective"),
  gives = class "determiner",
  yes = { "They spoke of <that> bridge." },
  no = { "They said that the bridge was old." },
}

rule "tag.that.pronoun" {
  -- "after that,", "And that is all."
  match = behind(pos("edge", "conjunction", "preposition", "by", "comma", "quote")) * may "neutral"
    * #may("is", "was", "modal", "will", "comma", "stop", "have", "had", "did", "do"),
  gives = class "neutral",
  yes = { "<That> is the plan.", "He left after <that>." },
  no = { "They said that it was old." },
}

rule "tag.demonstrative.pronoun" {
  -- "This was", "these are"
  match = may "neutral" * #may("is", "was", "modal", "will", "have", "had", "did", "do", "comma", "stop"),
  gives = not_class "determiner",
  yes = { "They said <this> was the plan." },
  no = { "This plan was old." },
}

rule "tag.clitic.have" {
  -- "it's been", "they'd gone"
  match = may("have", "had") * #may "been",
  gives = class("have", "had"),
  yes = { "It<'s> been closed." },
  no = { "It's a plan." },
}

rule "tag.clitic.had" {
  -- "they'd gone"
  match = #may "modal" * may "had" * #(-may("base", "be", "have", "adverb", "negation") * any),
  gives = class "had",
  yes = { "They<'d> gone." },
  no = { "They'd like to go." },
}

rule "tag.clitic.is_after_pronoun" {
  -- "it's", "that's", "who's"
  match = behind(pos("subject", "neutral", "there", "wh", "complementizer")) * may "genitive",
  gives = class "is",
  yes = { "It<'s> a plan." },
  no = { "Lund's plan was old." },
}

rule "tag.clitic.is_before" {
  -- "the bridge's not", "Lund's a captain"
  match = may "genitive" * #may("determiner", "negation", "to", "possessive", "subject"),
  gives = class "is",
  yes = { "The bridge<'s> not open." },
  no = { "The bridge's end fell." },
}

rule "tag.clitic.genitive" {
  match = may "genitive",
  gives = class "genitive",
  yes = { "They saw the bridge<'s> end." },
  no = { "It's a plan." },
}

rule "tag.her.object" {
  -- "told her that", "saw her."
  match = #may "possessive" * may "object" * #(-(nominal + may("participle", "gerund")) * any),
  gives = class "object",
  yes = { "They saw <her>." },
  no = { "They saw her boat." },
}

rule "tag.there.adverb" {
  -- "went there.": not before "is" or "was"
  match = may "there" * #(-may("is", "was", "be", "been", "being", "modal", "will", "have", "had") * any),
  gives = class "adverb",
  yes = { "They went <there>." },
  no = { "There was a plan." },
}

rule "tag.as.complementizer" {
  -- "after he left", "as they said"
  match = #may "preposition" * may "complementizer" * #may("subject", "there"),
  gives = class "complementizer",
  yes = { "It closed <after> he left." },
  no = { "It closed after the storm." },
}

rule "tag.to.particle" {
  -- "up the river" is a preposition, "ended up." and "went back" are not
  match = #may "preposition" * may "particle" * #(-(nominal + may("determiner", "possessive", "object", "neutral", "preposition", "gerund")) * any),
  gives = class("particle", "adverb"),
  yes = { "The boat broke <up>." },
  no = { "The boat went up the river." },
}

rule "tag.preposition_alone" {
  -- "they went in,": nothing that a preposition could stand before
  match = #may "preposition" * may "adverb" * #may("comma", "stop", "conjunction"),
  gives = class "adverb",
  yes = { "They went <in>, and left." },
  no = { "They went in the morning." },
}
