-- Noun groups: a noun with what stands before it. Determiner and adjectives belong to it; a number or quantity does not: it
-- stands before a group of its own ("the | three | tall men", "several | ships").
--   head    lemma of the noun (the capture `noun`)      number  singular, plural

-- "tire-marked", "two-day", "Kwok-hung": whatever stands between hyphens
local joined = pos("singular", "plural", "name", "adjective", "adverb", "number", "participle", "past", "gerund", "base", "third",
  "preposition", "by", "particle", "conjunction", "to", "determiner", "possessive", "quantifier") * pos "hyphen"
local function unit(...) return joined^0 * pos(...) end

-- "old", "newly built", "low-cost"
local adjective = pos "adverb"^0 * (unit("adjective", "participle") + joined^1 * pos("singular", "gerund", "past", "number"))
local adjectives = adjective * (pos "comma"^-1 * adjective)^0 * (pos "conjunction" * (adjective + unit "name"))^-1
local determiner = pos("determiner", "possessive")^1
-- "the leading firm", "old fighting ships": a word in -ing belongs to a noun behind it only where something stands before it
local opening = determiner * adjectives^-1 * unit "gerund"^-1 + adjectives * unit "gerund"^-1
-- "river boats", "Lund old river boats"
local nouns = (unit("singular", "name")^1 * unit "adjective"^1)^-1 * unit("singular", "name", "plural")^0
local before = opening^-1 * nouns * joined^0

rule "noun_group.plural" {
  match = before * noun(pos "plural"),
  gives = span("noun_group", { number = "plural" }),
  yes = { "They painted <[boats]> red.", "<The old river [boats]> left." },
  no = { "The boat left." },
}

rule "noun_group.singular" {
  match = before * noun(pos "singular"),
  gives = span("noun_group", { number = "singular" }),
  yes = { "<The old river [boat]> left." },
  no = { "The boats left." },
}

rule "noun_group.name" {
  -- "President Ana Lund", "the Danube"
  match = before * noun(pos "name"),
  gives = span("noun_group", { number = "singular", name = true }),
  yes = { "They met <Captain [Lund]>." },
  no = { "They met the captain." },
}
