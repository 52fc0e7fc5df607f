-- Classes of English words: what a word is in its place. Which words may be what stands in lists/closed_class.txt,
-- lists/word_class.txt and lists/ending.txt; the rules in tags/ choose by the words around; those in groups/ ask for
-- classes alone. The format is described in lua/factbox/classes.lua.
return {
  classes = {
    "singular", "plural", "name", "number", "determiner", "possessive", "genitive", "subject", "object", "neutral", "wh", "there",
    "adjective", "quantifier", "adverb", "preposition", "by", "conjunction", "complementizer", "to", "negation", "particle", "interjection",
    "base", "third", "past", "participle", "gerund",
    "modal", "will", "be", "is", "was", "been", "being", "have", "had", "having", "do", "did",
    "comma", "stop", "colon", "dash", "hyphen", "quote", "open", "close", "currency", "symbol",
  },

  sets = {
    noun = { "singular", "plural" },
    pronoun = { "subject", "object", "neutral" }, -- "they", "them", "it"
    nominal = { "singular", "plural", "name" },
    verb = { "base", "third", "past", "participle", "gerund", "modal", "will", "be", "is", "was", "been", "being", "have",
      "had", "having", "do", "did" },
    auxiliary = { "modal", "will", "be", "is", "was", "been", "being", "have", "had", "having", "do", "did" },
    main_verb = { "base", "third", "past", "participle", "gerund" },
    finite = { "third", "past", "modal", "will", "is", "was", "have", "had", "do", "did" },
    be_form = { "be", "is", "was", "been", "being" },
    have_form = { "have", "had", "having" },
    punctuation = { "comma", "stop", "colon", "dash", "quote", "open", "close" },
  },

  -- "the Prime Minister": a capital inside a sentence makes a name, a noun or an adjective of a word that may be one; what is
  -- likeliest a plural stays one ("four Americans").
  capital = {
    gives = "name",
    of = { "name", "singular", "plural", "adjective", "base", "third", "past", "participle", "gerund" },
    keeps = { "singular", "plural", "adjective" },
    but = { "plural" },
  },

  -- Words of what names and numerals found.
  kinds = {
    person = "name", organization = "name", place = "name", event = "name", facility = "name", product = "name",
    weapon = "name", work = "name", law = "name", other = "name", numeral = "number",
  },

  shapes = {
    { "numeric", gives = { "number" } },
    { "ordinal_digits", gives = { "adjective" } },
    { "url", gives = { "name" } },
    { "handle", gives = { "name" } },
    { "emoji", gives = { "symbol" } },
    { "currency_sign", gives = { "currency" } },
    { "quote_mark", gives = { "quote" } },
    { "open", gives = { "open" } },
    { "close", gives = { "close" } },
    { "stop", gives = { "stop" } },
    { "hyphen", gives = { "dash" } },
    { "symbol", gives = { "symbol" } },
    { "punctuation", gives = { "colon" } },
    { "has_digit", gives = { "name" } },
    { "initial", gives = { "name" } },
    { "letter", gives = { "singular" } },
  },
}
