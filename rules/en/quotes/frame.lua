-- Frames of attribution: a source and its cue. Which stretch of text is what they say is worked out from the frames
-- and the quotation marks by csrc/quotes/quote.c.
--   speaker    who says it                cue        the words that say so
--   addressee  to whom                    negation   where it is denied that it was said
--   that       the complementizer that begins the reported clause

-- "is being described" is no speech of its subject; "is saying" is
local passive = word("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am", "'m") * -(list "function_word" + suffix "ing")
local auxiliary = list "function_word" { class = { "aux", "modal", "adv" } } - word("that", "so") - passive
local adverb = suffix "ly" + word("also", "then", "later", "once", "again", "even", "just")
local refused = lemma("refuse", "decline", "fail") * word "to"
local negated = word("not", "n't", "never") + refused
local helper = (negation(negated) + auxiliary + adverb)^-4
local verb = list "cue_verb"
local telling = list "cue_verb" { addressee = "yes" }
local comma = word ","

-- "…, the mayor of Lund," · "…, who had just arrived in Lund," between a source and its verb
local aside = comma * (any - comma - stop - quote_mark)^-30 * comma
  + open_mark * (any - close_mark - stop)^-12 * close_mark
local determiner = list "function_word" { class = "det" }
local before_noun = (determiner - word "that" + (lower - list "function_word" - list "cue_verb"))^-3
local hearer = before_noun * addressee(found "source" { by = { "name", "nominal" } })
  + addressee(list "pronoun" { case = "object" })
local place_or_time = word("in", "on", "at", "during", "after", "before", "to", "via", "through", "by")
  * (any - comma - stop - quote_mark - word("that", "whether", ":"))^-9
local complement = that(word("that", "whether"))

rule "frame.verb" {
  -- "Ana Lund, the mayor, told reporters on Friday that", "officials did not say", "she has repeatedly denied"
  match = speaker(found "source") * aside^-1 * (helper * (cue(telling) * hearer + cue(verb * word("in", "on", "via") * word("the", "a")^-1 * (alpha - list "cue_verb") * #complement)
      + cue(verb) * (word "to" * hearer)^-1)
    + cue(list "cue_phrase" { position = "before" }))
    * ((comma^-1 * place_or_time * comma^-1)^-2 * complement)^-1,
  gives = quote "frame",
  yes = { "<[Ana Lund] [said] [that]> the bridge was closed.", "The <[mayor], who had just arrived, [told] [reporters] on Friday [that]> it was safe.",
    "<[Officials] did [not] [say] [whether]> it was safe.", "The <[mayor] [was quoted as saying] [that]> it was safe." },
  no = { "The bridge was closed on Friday." },
}

rule "frame.inverted" {
  -- "…,” said Ana Lund", "…, said the mayor"
  match = behind(quote_mark + comma) * cue(list "cue_verb" { addressee = false } - suffix "ing")
    * ((determiner + list "person_title" + (alpha - list "function_word"))^-4 * speaker(found "source" { by = { "name", "nominal" } })
      + speaker(word("he", "she", "they", "I", "we"))),
  gives = quote("frame", { inverted = true }),
  priority = 1,
  yes = { "“It is safe,” <[said] [Ana Lund]>." },
  no = { "It is what said Ana Lund." },
}

rule "frame.according" {
  -- "according to the mayor"
  match = cue(list "cue_phrase" { position = "after", role = false }) * (determiner + list "person_title" + alpha - list "cue_verb")^-4 * speaker(found "source"),
  gives = quote("frame", { according = true }),
  priority = 2,
  yes = { "The bridge is safe, <[according to] the [mayor]>." },
  no = { "The mayor crossed the bridge." },
}

rule "frame.coordinated" {
  -- "Ana Lund opened the bridge and said it was safe"
  match = behind(word("and", "but", "then")) * helper * (cue(list "cue_verb" { strength = "3", addressee = "yes" }) * hearer
      + cue(list "cue_verb" { strength = "3" })) * #(complement + found "source" + quote_mark + determiner) * complement^-1,
  gives = quote("frame", { participle = true }),
  priority = -1,
  yes = { "Ana Lund opened the bridge and <[said]> it was safe." },
  no = { "Ana Lund opened the bridge and left." },
}

rule "frame.participle" {
  -- "…, saying the plan was dead", "…, adding that": the source is the sentence's subject
  match = behind(comma + word "and") * (cue(telling) * hearer + cue(verb)) * complement^-1,
  gives = quote("frame", { participle = true }, function(m)
    local w = m.cue.text
    return w:lower():sub(-3) == "ing" and {} or false
  end),
  priority = -1,
  yes = { "Ana Lund opened the bridge, <[saying]> it was safe." },
  no = { "Ana Lund opened the bridge, said to be safe." },
}
