-- The English pipeline: phases of rules and the stages between them, in the order in which they run. A phase NAME is the folder
-- rules/en/NAME; its policy says which match wins where several overlap:
-- (`cased` phases are left out where the text's capitals tell nothing, `caseless` ones where they do):
--   longest  the longer one     first  the rule that stands first     all  both, unless they are the same
--   classes  its rules give words their classes (classes.lua)     chunks  its rules ask for classes alone, and are one automaton
return {
  language = "en",

  phases = {
    { name = "numerals", policy = "longest" }, -- written numbers, whatever they turn out to count
    { name = "capitals", policy = "longest", cased = true }, -- words that can be part of a name
    { name = "uncased", policy = "longest", caseless = true }, -- the same, in text without usable capitals
    { name = "names", policy = "longest" },    -- candidates for names, and what states their type
    { name = "clues", policy = "all" },        -- what the context says of a name's type
    { stage = "evidence" },                    -- decides each name from all its mentions
    { name = "tags", policy = "classes" },     -- noun, verb, …: the class of every word
    { name = "groups", policy = "chunks" },    -- noun groups and verb groups, from classes alone
    { name = "stretches", policy = "longest" }, -- amounts of time
    { name = "times", policy = "longest" },    -- points on the calendar and the clock
    { name = "figures", policy = "longest" },  -- what is reported as a figure
    { name = "bounds", policy = "longest" },   -- "at least", "or so" around a figure
    { name = "events", policy = "all" },       -- the verbs that figures are told with
    { stage = "figure" },                      -- what figures are worth
    { name = "sources", policy = "longest" },  -- who can be the source of what is said
    { stage = "marks" },                       -- pairs quotation marks
    { name = "quotes", policy = "longest" },   -- who said what, with which cue
    { stage = "quote" },                       -- frames and marks to quotes
    { stage = "resolve" },                     -- mentions to entities, speakers, sources
  },

  -- Named captures that rules may use, as functions of the same name.
  captures = {
    "mention", "role", "of", "cue", "content", "speaker", "addressee", "name", "acronym", "part",
    "number", "unit", "currency", "event", "low", "high", "year", "month", "day", "weekday", "index", "hour", "minute",
    "second", "zone", "amount", "modifier", "head", "person", "place", "noun",
    "expression", "least", "most", "earlier", "later", "raw", "minor", "upon", "base", "per", "decade", "owner",
    "negation", "that", "scale", "verb",
  },

  -- Attributes of lists that stages ask for, beside those that rules name.
  keys = { "canonical", "id", "source", "gender", "case", "kind", "capital" },

  -- Kinds of spans that stages give; rules declare theirs by giving them.
  kinds = {
    "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other",
    "quotation",
  },

  -- Lists that stages look into, beside those that rules name; documents are not searched for any other.
  lists = { "first_name", "surname", "surname_particle", "city", "demonym", "person_title", "role_noun", "common_word",
    "cue_verb", "number_word", "number_scale", "number_part", "number_ordinal", "time_tense" },

  -- Classes of small words that stages ask for.
  words = {
    small = "of the and for on in &", -- left out of acronyms
    suffix = "jr. jr sr. sr ii iii iv", -- behind a family name
    determiner = "the a an this that these those his her its their our my your some many several most no every each "
      .. "another two three four five six both one all other", -- begins a noun phrase
    coordinator = "but and while although whereas", -- joins clauses,
    ["and"] = "and", --                                the one of them that needs a comma to do so
    joiner = "and , or &", -- joins names
    preposition = "of for in at from to with by on near against who that", -- makes the name behind it another noun's
    pronoun = "he she him her his hers they them it i we you us me who himself herself",
    adjunct = "on in late early earlier at", -- begins an adjunct of time or place behind a cue
  },

  -- Words per thousand tokens of news, for the choice of anchors: only what is frequent matters.
  common = {
    [","] = 50, ["."] = 45, the = 55, of = 25, to = 25, ["in"] = 20, ["and"] = 22, a = 22, ["'s"] = 10, that = 11,
    ["for"] = 9, on = 9, said = 8, is = 8, was = 8, with = 7, it = 7, he = 6, by = 6, at = 6, as = 6, from = 5, be = 5,
    have = 5, has = 5, are = 5, had = 4, were = 4, ["not"] = 4, an = 4, his = 4, they = 4, but = 4, who = 3, will = 3,
    which = 3, this = 4, ["\""] = 15, ["“"] = 8, ["”"] = 8, ["-"] = 12, ["("] = 4, [")"] = 4, ["one"] = 3, we = 4,
    i = 5, she = 4, [":"] = 3, ["n't"] = 3,
  },
}
