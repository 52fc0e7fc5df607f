-- Which class a word has in its place where it may have several. Rules are tried from the top (files in the order of their
-- names); each keeps some of the classes that are left (class), or takes some away (not_class), until one is left or no rule
-- fits: then the word's likeliest class is taken (lists/word_class.txt). Nothing happens where nothing would be left.
--   behind(pos "…")  the classes of up to three words before, which are settled; "edge" is where the sentence begins
--   may "…"          what the word may be          #may "…" before it: what it may be as well
--   #may "…"         behind it: what the next two words may be; they are not settled yet

local helper = pos("adverb", "negation")

-- Behind what decides --------------------------------------------------------------------------------------------------

rule "tag.after_determiner" {
  -- "the hit", "a strike", "Lund's work": no verb stands there
  match = behind(pos("determiner", "possessive", "genitive")) * may("singular", "plural", "adjective", "number", "name"),
  gives = class("singular", "plural", "adjective", "name", "number", "adverb", "participle", "gerund"),
  yes = { "They heard the <plan>." },
  no = { "They plan to go." },
}

rule "tag.after_according_to" {
  -- "according to plan"
  match = behind(pos "preposition" * pos "to") * may("singular", "plural"),
  gives = not_class "base",
  yes = { "It went according to <plan>." },
  no = { "They want to plan it." },
}

rule "tag.infinitive" {
  -- "to plan", "to quickly plan"
  match = behind(pos "to") * may("base", "be", "have", "do"),
  gives = class("base", "be", "have", "do"),
  yes = { "They want to <plan> it." },
  no = { "The plan failed." },
}

rule "tag.infinitive_adverb" {
  match = behind(pos "to" * pos("adverb", "negation")) * may("base", "be", "have", "do"),
  gives = class("base", "be", "have", "do"),
  yes = { "They want to quickly <plan> it." },
  no = { "The plan failed." },
}

rule "tag.after_modal" {
  -- "will plan", "did not plan"
  match = (behind(pos("modal", "will", "did", "do"))) * may("base", "be", "have", "do"),
  gives = class("base", "be", "have", "do"),
  yes = { "They will <plan> it." },
  no = { "The plan failed." },
}

rule "tag.after_modal_not" {
  match = behind(pos("modal", "will", "did", "do") * helper) * may("base", "be", "have", "do"),
  gives = class("base", "be", "have", "do"),
  yes = { "They did not <plan> it." },
  no = { "The plan failed." },
}

rule "tag.after_modal_subject" {
  -- "did they plan"
  match = behind(pos("modal", "will", "did", "do") * pos("subject", "neutral")) * may("base", "be", "have", "do"),
  gives = class("base", "be", "have", "do"),
  yes = { "Did they <plan> it?" },
  no = { "The plan failed." },
}

rule "tag.after_have" {
  -- "has set", "had been"
  match = behind(pos("have", "had", "having")) * may "participle",
  gives = class "participle",
  yes = { "They have <set> a date." },
  no = { "They set a date." },
}

rule "tag.after_have_not" {
  match = behind(pos("have", "had", "having") * pos("adverb", "negation", "subject")) * may "participle",
  gives = class "participle",
  yes = { "They have not <set> a date.", "Have they <set> a date?" },
  no = { "They set a date." },
}

rule "tag.after_be" {
  -- "was set", "is being built", "are quick"
  match = behind(pos("be", "is", "was", "been", "being")) * may("participle", "gerund", "adjective"),
  gives = not_class("base", "third", "past"),
  yes = { "A date was <dropped> by them." },
  no = { "They fixed a date." },
}

rule "tag.after_be_not" {
  match = behind(pos("be", "is", "was", "been", "being") * helper) * may("participle", "gerund", "adjective"),
  gives = not_class("base", "third", "past"),
  yes = { "A date was not <dropped> by them." },
  no = { "They fixed a date." },
}

rule "tag.passive" {
  -- "was injured": what happened to it rather than how it is
  match = behind(pos("be", "is", "was", "been", "being")) * #may "participle" * may("adjective", "singular"),
  gives = class "participle",
  yes = { "Two men were <injured> in Lund." },
  no = { "The injured men were old." },
}

rule "tag.passive_adverb" {
  match = behind(pos("be", "is", "was", "been", "being") * helper) * #may "participle" * may("adjective", "singular"),
  gives = class "participle",
  yes = { "Two men were badly <injured> in Lund." },
  no = { "The injured men were old." },
}

rule "tag.predicate" {
  -- "is clean", "are so close": how it is rather than what
  match = behind(pos("be", "is", "was", "been", "being")) * #may "adjective" * may "singular" * #(-may("singular", "plural", "name") * any),
  gives = not_class("singular", "adverb"),
  yes = { "The boat was <clean> and old." },
  no = { "The clean boat left." },
}

rule "tag.predicate_adverb" {
  match = behind(pos("be", "is", "was", "been", "being") * helper) * #may "adjective" * may "singular" * #(-may("singular", "plural", "name") * any),
  gives = not_class("singular", "adverb"),
  yes = { "The boat was so <clean> and old." },
  no = { "The clean boat left." },
}

rule "tag.adjective_after_determiner" {
  -- "the only plan", "an early boat"
  match = behind(pos("determiner", "possessive", "genitive")) * #may "adjective" * may "adverb" * #may("singular", "plural", "name", "adjective"),
  gives = not_class "adverb",
  yes = { "The <only> plan failed." },
  no = { "They only plan it." },
}

rule "tag.progressive" {
  -- "is meeting them"
  match = behind(pos("be", "is", "was", "been")) * may "gerund" * #may("determiner", "possessive", "object", "number", "to", "preposition", "name"),
  gives = class "gerund",
  yes = { "He is <meeting> the captain." },
  no = { "The meeting was long." },
}

rule "tag.progressive_not" {
  -- "are not voting for"
  match = behind(pos("be", "is", "was", "been") * helper) * may "gerund" * #may("determiner", "possessive", "object", "number", "to", "preposition", "name"),
  gives = class "gerund",
  yes = { "He is not <meeting> the captain." },
  no = { "The meeting was long." },
}

rule "tag.after_subject" {
  -- "they hit", "we plan"
  match = behind(pos "subject") * may("base", "third", "past"),
  gives = class("base", "third", "past", "have", "do", "modal", "adverb"),
  yes = { "They <plan> a bridge." },
  no = { "The plan failed." },
}

rule "tag.after_subject_adverb" {
  -- "they often hit"
  match = behind(pos("subject", "wh") * pos "adverb") * may("base", "third", "past"),
  gives = class("base", "third", "past", "have", "do", "modal", "adverb"),
  yes = { "They often <plan> a bridge." },
  no = { "The plan failed." },
}

rule "tag.after_wh" {
  -- "who hit", "which leaves"
  match = behind(pos "wh") * may "third",
  gives = class("third", "adverb"),
  yes = { "The man who <plans> the bridge left." },
  no = { "The plans failed." },
}

rule "tag.after_neutral" {
  -- "it plans", but not "gave it support"
  match = behind((any - pos "verb") * pos "neutral") * may("third", "past", "base"),
  gives = class("base", "third", "past", "have", "do", "modal", "adverb"),
  yes = { "It <plans> a bridge." },
  no = { "They call it plans." },
}

rule "tag.after_number" {
  -- "two calls"
  match = behind(pos "number") * may("singular", "plural"),
  gives = not_class("base", "third", "past", "adverb"),
  yes = { "They made two <calls>." },
  no = { "He calls the captain." },
}

rule "tag.after_adjective" {
  -- "loud calls"
  match = behind(pos("adjective", "quantifier")) * may("singular", "plural"),
  gives = not_class("base", "third", "past"),
  yes = { "They heard loud <calls>." },
  no = { "He calls the captain." },
}

rule "tag.after_preposition" {
  -- "of work", "by strikes"
  match = behind(pos("preposition", "by")) * may("singular", "plural", "adjective", "gerund", "number", "participle"),
  gives = not_class("base", "third", "past"),
  yes = { "They spoke of <plans> and hopes." },
  no = { "He plans it." },
}

-- Before what decides --------------------------------------------------------------------------------------------------

rule "tag.modifier" {
  -- "two directed bombs", "the injured men", "of increased costs": a participle before a noun
  match = behind(pos("number", "determiner", "possessive", "genitive", "adjective", "preposition", "by")) * may "participle" * #may("singular", "plural", "name"),
  gives = class("participle", "adjective"),
  yes = { "An old <dropped> plan failed." },
  no = { "They painted boats." },
}

rule "tag.modifier_adverb" {
  -- "two newly directed bombs"
  match = behind(pos("number", "quantifier", "determiner", "possessive", "genitive") * pos "adverb") * #may "past"
    * may("participle", "adjective") * #may("singular", "plural", "name"),
  gives = class("participle", "adjective"),
  yes = { "Two newly <dropped> plans failed." },
  no = { "They newly painted boats." },
}

rule "tag.noun_of" {
  -- "the killing of", "a plan in": a noun where what follows belongs to no noun
  match = behind(pos("determiner", "possessive", "genitive", "adjective", "quantifier", "number")) * -may("modal", "will", "adjective")
    * may("singular", "plural") * #(-may("singular", "plural", "name", "adjective", "gerund", "hyphen", "participle", "number") * any),
  gives = class("singular", "plural", "name"),
  yes = { "The <building> of boats went on." },
  no = { "They wash the boats." },
}

rule "tag.noun_of_adjective" {
  -- "an official in", but not "poor and old men"
  match = behind(pos("determiner", "possessive", "genitive", "adjective", "quantifier", "number")) * -may("modal", "will") * #may "adjective"
    * may("singular", "plural")
    * #(-may("singular", "plural", "name", "adjective", "gerund", "hyphen", "participle", "number", "conjunction", "comma") * any),
  gives = class("singular", "plural", "name"),
  yes = { "The <killing> of birds went on." },
  no = { "The killing shots were heard." },
}

rule "tag.participial_adjective" {
  -- "the leading firm", "a challenging task"
  match = behind(pos("determiner", "possessive", "genitive", "number")) * #may "adjective" * may("gerund", "participle") * #may("singular", "plural", "name"),
  gives = not_class("gerund", "participle", "singular"),
  yes = { "The <leading> firm failed." },
  no = { "He was leading the firm." },
}

rule "tag.participle_object" {
  -- "include expanded checks": no past stands behind another verb
  match = behind(pos("base", "third", "past", "gerund")) * #may "participle" * may "past",
  gives = not_class "past",
  yes = { "They bought <painted> boats." },
  no = { "They painted boats." },
}

rule "tag.joined" {
  -- "a heat-attributed loss": behind a hyphen a participle, no past
  match = behind(pos "hyphen") * #may "past" * may("participle", "adjective"),
  gives = class("participle", "adjective"),
  yes = { "A river-<washed> plan failed." },
  no = { "They painted boats." },
}

rule "tag.past_object" {
  -- "the boat that topped a list": an adjective has no object
  match = -behind(pos("determiner", "possessive", "genitive", "is", "was", "be")) * #may "adjective" * may "past" * #may("determiner", "possessive", "object", "neutral"),
  gives = class("past", "participle"),
  yes = { "The boat <topped> a list." },
  no = { "The painted boat left." },
}

rule "tag.participle_phrase" {
  -- "a man born in Lund", "barred by law"
  match = behind(pos("singular", "plural", "name", "comma", "edge", "adverb", "adjective", "neutral", "close", "quote"))
    * #may "adjective" * may "participle" * #may("by", "preposition"),
  gives = not_class "adjective",
  yes = { "A man <known> in Lund left." },
  no = { "The painted boat left." },
}

rule "tag.no_base_after_verb" {
  -- "beating rival Ana Lund": but for "help fight" no verb stands behind another
  match = behind(pos("third", "past", "gerund", "participle")) * #may "singular" * may "base",
  gives = not_class "base",
  yes = { "They were beating <rival> boats." },
  no = { "They plan it." },
}

rule "tag.adjective_before_noun" {
  -- "criminal acts", "an animal doctor"
  match = #may "singular" * may "adjective" * #(-may("verb", "preposition", "adverb") * may("singular", "plural")),
  gives = not_class("singular", "adverb", "base"),
  yes = { "They spoke of <criminal> people." },
  no = { "The criminal left." },
}

rule "tag.gerund_object" {
  -- "by building a bridge", "of killing him"
  match = #may "singular" * may "gerund" * #may("determiner", "possessive", "object", "number", "subject"),
  gives = class "gerund",
  yes = { "They began <building> a bridge." },
  no = { "The building fell." },
}

rule "tag.counted_compound" {
  -- "30 state capitols to", "of phone calls from": behind a counted or governed noun rather a noun than a verb
  match = behind(pos("number", "quantifier", "preposition", "by") * pos("singular", "adjective")) * #may "third" * may "plural",
  gives = not_class "third",
  yes = { "They spoke of phone <calls> to the captain." },
  no = { "The captain calls them." },
}

rule "tag.plural_end" {
  -- "the court picks.", "its tax breaks are": no third person stands there
  match = behind(pos("singular", "adjective")) * #may "third" * may "plural"
    * #may("stop", "comma", "is", "was", "have", "had", "modal", "will", "genitive"),
  gives = not_class "third",
  yes = { "They saw the school <needs>." },
  no = { "The school needs them." },
}

rule "tag.compound_gerund" {
  -- "a school board meeting,": a noun where it has no object
  match = behind(pos "singular") * #may "singular" * may "gerund" * #may("stop", "comma", "is", "was", "past", "third", "genitive", "conjunction"),
  gives = not_class "gerund",
  yes = { "They closed the school board <meeting>." },
  no = { "They saw the board meeting a captain." },
}

rule "tag.third_object" {
  -- "Lund plans to", "the firm calls it"
  match = behind(pos("singular", "name", "close")) * may "third"
    * #may("to", "determiner", "possessive", "object", "complementizer", "subject", "neutral", "negation", "number", "quantifier"),
  gives = class "third",
  yes = { "The captain <plans> to leave." },
  no = { "The bridge plans of Lund failed." },
}

rule "tag.third_adverb" {
  -- "which often plans"
  match = behind(pos("wh", "singular", "name") * pos "adverb") * may "third",
  gives = class "third",
  yes = { "The captain often <plans> it." },
  no = { "The plans failed." },
}

rule "tag.base_object" {
  -- "officials plan to", "people hope that"
  match = behind(pos("plural", "name", "edge", "conjunction", "comma", "quote", "colon")) * #may "singular" * may "base"
    * #may("to", "determiner", "possessive", "object", "complementizer", "subject", "neutral", "quantifier", "gerund"),
  gives = class "base",
  yes = { "Officials <plan> to leave." },
  no = { "The plan failed." },
}

rule "tag.base_after_plural" {
  -- "politicians step down", but not "the arms trade was"
  match = behind(pos "plural") * #may "singular" * may "base"
    * #may("preposition", "by", "particle", "adverb", "adjective", "number", "name", "wh", "participle"),
  gives = class "base",
  yes = { "The captains <plan> for years." },
  no = { "The arms plan was old." },
}

rule "tag.participle_by" {
  -- "bombs dropped by"
  match = behind(pos("singular", "plural", "name", "comma")) * #may "past" * may "participle" * #may "by",
  gives = class "participle",
  yes = { "The boats <painted> by them were old." },
  no = { "They painted by day." },
}

rule "tag.participle_opening" {
  -- "Born in Lund, she", "…, based in Lund,"
  match = behind(pos("edge", "comma", "open")) * #may "past" * may "participle" * #may("preposition", "by", "to"),
  gives = class "participle",
  yes = { "<Painted> in Lund, it was sold." },
  no = { "They painted in Lund." },
}

rule "tag.no_base_after_singular" {
  -- "the bus stop": a verb would be "stops"
  match = behind(pos "singular") * may "base",
  gives = not_class "base",
  yes = { "The river <wash> was closed." },
  no = { "They wash here." },
}

rule "tag.no_base_before_verb" {
  -- "the Lund plan was", "a no-trespass notice"
  match = behind(pos("name", "hyphen")) * #may("singular", "plural") * may "base" * #may("is", "was", "third", "past", "modal", "will", "have", "had", "stop", "comma", "singular", "plural", "preposition"),
  gives = not_class "base",
  yes = { "The Lund <plan> was old." },
  no = { "They plan it." },
}

rule "tag.adverb_after_verb" {
  -- "work hard", "arrived early": not before a noun
  match = behind(pos "main_verb") * #may "adjective" * may "adverb" * #(-may("singular", "plural", "adjective", "name") * any),
  gives = not_class "adjective",
  yes = { "They arrived <early> and left." },
  no = { "They saw an early boat." },
}
