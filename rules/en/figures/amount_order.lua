-- Ordinals, ranks and multiples.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local percent_word = list "unit_symbol" { unit = "percent" } + word("percent", "per cent")

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

-- "first" and "second" have other senses.
local idiom = word "first" * (hyphen^-1 * word("aid", "lady", "ladies", "name", "names", "responder", "responders",
    "hand", "rate", "degree", "minister",
    "principles", "gentleman", "thing", "things") + word "of" * word "all" + word "and" * word("foremost", "last")
      + hyphen * word "class")
  + behind(word "at") * word "first" * -(#lower * alpha - list "function_word")

rule "ordinal.plain" {
  -- "third", "the 21st", "one hundredth"
  match = number(found "ordinal_numeral") - word "second" - idiom,
  gives = figure "ordinal",
  yes = { "He finished <third>.", "It was his <21st> win." },
  no = { "He had three.", "First of all, they gave first aid.", "He said no at first." },
}

local counted = #lower * alpha - list "function_word" - list "time_tense"
  - word("thought", "thoughts", "hand", "nature", "ago", "later", "earlier", "only", "best", "guess", "homes",
      "cousin", "delay", "time", "half", "lady")

rule "ordinal.second" {
  -- "the second round", "finished second", "her second": not "a second", "second to none", "split second"
  match = (behind(word("the", "his", "her", "its", "their", "our", "my", "your", "this", "a", "'s", "every", "each"))
      * number(word "second") * #(counted + word("half", "time"))
    + behind(word("the", "his", "her", "its", "their", "our", "my", "'s")) * number(word "second") * #(sentence_end
      + stop + punct "," + word("in", "of", "at", "and"))
    + behind(word("came", "come", "comes", "finish", "finished", "finishes", "finishing", "placed", "ranked", "ranks",
      "rank", "lies", "lie", "stands", "joint", "was", "sits"))
      * number(word "second") * #(sentence_end + stop + punct "," + word("in", "on", "at", "behind", "with", "and",
        "overall"))
    + number(word "second") * #(word("place", "round", "grade", "edition", "floor", "row", "prize"))) * -(glued
      * hyphen),
  gives = figure "ordinal",
  yes = { "He won the <second> round.", "She finished <second>.", "It was his <second> in a week.",
      "A <second> man was held." },
  no = { "Wait a second.", "She is second to none.", "It took a split second.", "It moves 3 metres per second.",
      "On second thought, he left." },
}

rule "ordinal.range" {
  -- "between the tenth and the fifteenth"
  match = word "between" * expression(word "the"^-1 * least(found "ordinal_numeral") * word "and" * word "the"^-1
      * most(found "ordinal_numeral")) * -(word "of" * (list "month" + word("the", "this", "next"))),
  gives = figure("ordinal", { joined = true }),
  yes = { "She ranks <between the fourth and the ninth>." },
  no = { "She ranks between fourth men." },
}

-- "largest", "most populous": what is ranked by
local superlative = word("worst", "best") + suffix "est" - word("west", "midwest", "northwest", "southwest", "forest",
    "rest", "interest",
    "guest", "quest", "request", "test", "contest",
    "protest", "arrest", "harvest", "conquest", "invest", "priest", "nest", "chest", "crest", "unrest", "latest",
      "east", "best-known", "budapest", "honest",
    "modest", "manifest", "digest", "tempest", "bequest", "inquest", "suggest", "ingest", "attest", "detest", "infest",
      "zest", "jest", "pest", "vest", "everest", "interest")
  + word "most" * (#lower * alpha - list "function_word") + word "least" * (#lower * alpha - list "function_word")

rule "rank.superlative" {
  -- "the third-largest city", "second most populous"
  match = expression(number(found "ordinal_numeral" + word "second") * hyphen^-1 * superlative),
  gives = figure "rank",
  priority = 1,
  yes = { "It is the <third-largest> port.", "It is the <second most populous> town." },
  no = { "It is the third port." },
}

rule "rank.one_of" {
  -- "one of the biggest fires"
  match = expression(word "one" * word "of" * (word("the", "its", "their", "his", "her", "our") + clitic
      + list "country" * clitic) * superlative),
  gives = figure("rank", { vague = true }),
  yes = { "It was <one of the biggest> fires." },
  no = { "It was one of the fires." },
}

rule "rank.word" {
  -- "world number one", "the number three seed", "top 10"
  match = (behind(word("world", "ranked", "the", "currently", "'s", "at", "no")) * expression(word "number"
      * number(numeral))) * -word "of" * -glued
    * -plural
    + expression(word "top" * number(written(lpeg.R "19" * lpeg.R "09"^-2) + list "number_word" { class = { "unit",
      "teen", "ten" } })) * -(punct "%" + percent_word),
  gives = figure "rank",
  yes = { "She is the world <number three> now.", "It is in the <top 10> again." },
  no = { "The number of men fell.", "Call the number 30 men gave." },
}

rule "rank.number" {
  -- "No. 1", "No. 10 seed", "the No 2 official"
  match = text("No.", "no.", "No", "Nos.", "№") * number(digits),
  gives = figure "rank",
  yes = { "She is the world <No. 2> now." },
  no = { "No two men agreed." },
}

rule "multiple.times" {
  -- "three times", "10 times more", "2.5x", "ten-fold"
  match = expression(number(numeral) * word "times") * #(word("more", "as", "higher", "larger", "bigger", "greater",
      "the", "faster", "that", "over", "its", "their",
      "his", "her", "less", "fewer", "smaller", "lower", "better", "worse", "stronger", "longer", "what")
        + suffix "er" - word "after")
    + expression(number(numeral) * glued * word "x") * -(glued * any - punctuation) * -numeric
    + expression(number(numeral) * hyphen^-1 * word "fold"),
  gives = figure "multiple",
  yes = { "It is <three times> as big.", "It sells at <2.5x> of it.", "It was a <ten-fold> rise." },
  no = { "He won three times.", "It is 3 x 4 metres." },
}

rule "multiple.half" {
  -- "half as much"
  match = word "half" * #(word "as" * word("much", "many", "big", "large", "long", "high", "likely", "far", "fast")),
  gives = figure("multiple", { value = 0.5 }),
  yes = { "It is <half> as big." },
  no = { "It was half as he said." },
}

rule "multiple.twice" {
  -- "twice as many", "double the number"
  match = #word("twice", "thrice", "double", "triple", "treble", "quadruple") * list "number_multiple"
    * #(word("the", "its", "their", "his", "her", "what", "that") + behind(word("twice", "thrice")) * word "as"),
  gives = figure "multiple",
  yes = { "It is <twice> as long.", "It is <double> the price." },
  no = { "He tried twice." },
}

rule "multiple.word" {
  -- "doubled", "threefold"
  match = list "number_multiple" { class = "multiple", ambiguous = false } - word("doubled", "doubling", "doubles")
      * word("down", "up") - word("once", "twice", "double", "doubles",
      "halves", "triple"),
  gives = figure "multiple",
  yes = { "Prices <doubled>." },
  no = { "Prices rose." },
}
