-- What else points to an entity: pronouns, "the president", roles beside a name, capitals that stand for governments.
local name = found "name" + found "person"
local det  = word("a", "an", "the", "its", "their", "his", "her", "one")
local stop = list "function_word" + list "pronoun" + list "cue_verb"
local adj  = (lower - stop) + found "demonym" + punct "-"
local of   = word("of", "for", "at", "to", "in", "on", "and", "the", "de", "with")
local owner = (found "demonym" + found "place" + found "organization" + found "name" + list "person_title" * #word "'s") * word "'s"^-1

rule "reference.pronoun" {
  match = list "pronoun" { person = 3, number = "sg", gender = { "m", "f" } },
  gives = span "pronoun",
  yes   = { "Then <he> left." }, no = { "Then they left." },
}

rule "reference.nominal" {
  match = behind(word "the" * (lower - stop)^-2) * list "person_title" { kind = "role" } * -(capitalized - stop),
  gives = span "nominal",
  yes   = { "Then the <president> left.", "Then the tired <defence minister> left." }, no = { "Then the President Lund left." },
}

rule "reference.body" {
  match = word "the" * mention(#lower * word("company", "firm", "bank", "agency", "newspaper", "party", "charity", "club", "airline", "ministry",
                                    "carmaker", "retailer", "broadcaster", "university", "union")) * -(capitalized - stop),
  gives = span "body",
  yes   = { "Then the <company> closed." }, no = { "Then a company closed." },
}

-- "Ana Lund, editor-in-chief of the Bergen Times, …"
local post = list "person_title" { kind = "role" } + word("head", "heads", "face", "architect") * #word "of"
rule "reference.apposition" {
  match = mention(name) * punct "," * det^-1 *
          role((det + adj + owner + word "former")^-8 * post * (punct "-" * lower * punct "-"^-1 * lower^-1)^-1 *
               (of * (any - (punctuation - hyphen))^-14)^-1) *
          (punct "," + punct "." + word("and", "who", "said")),
  gives = span "apposition",
  yes   = { "Then <Ana Lund>, a former teacher, left.", "Then <Ana Lund>, editor of the Bergen Times, left.",
            "Then <Ana Lund>, the head of state planning, left." },
  no    = { "Then the teacher left." },
}

-- "the vice president, Ana Lund, said"
rule "reference.apposition_before" {
  match = role(list "person_title" { kind = "role" }) * punct "," * mention(name) * punct ",",
  gives = span "apposition",
  yes   = { "A lawyer, <Ana Lund>, left." },
  no    = { "A lawyer, Ana Lund and others left." },
}

-- "Washington said", "Moscow has accused"
local power = found "place" + found "name" + found "organization" { seat = true }
rule "reference.government" {
  match = mention(power) * (word("has", "had", "have", "also", "already", "again", "repeatedly", "will", "would", "did", "not", "never", "then", "later", "itself"))^-3 *
          (list "cue_verb" + word("refused", "agreed", "wants", "wanted", "blamed", "rejected", "vowed", "imposed", "recalled", "summoned", "expelled",
                                  "signed", "launched", "sent", "violated", "portrays", "responded", "retaliated", "hopes", "considers", "sees", "seeks", "annexed")),
  gives = span "government",
  yes   = { "<Oslo> said no.", "<Oslo> has already accused them." }, no = { "They met in Oslo." },
}
rule "reference.government_object" {
  match = word("accused", "accuses", "accuse", "accusing", "blamed", "blames", "blaming", "urged", "urges", "urging", "told", "warned", "pressed", "pressuring", "with", "between", "against") * mention(power) *
          -(punct "," * found "place"),
  gives = span "government",
  yes   = { "They accused <Oslo> of lying." }, no = { "They met in Oslo." },
}
rule "reference.government_owner" {
  match = mention(power) * word "'s" * (lower - stop)^-2 * word("goal", "goals", "response", "policy", "position", "stance", "decision", "demand", "demands", "offer", "offers",
          "proposal", "confidence", "plan", "plans", "refusal", "strategy", "ambassador", "interests", "allies", "ally", "claims", "claim", "troops", "forces", "army", "invasion", "government", "foreign"),
  gives = span "government",
  yes   = { "<Oslo>'s position is clear." }, no = { "Oslo's streets are clear." },
}
rule "reference.government_joint" {
  match = word "between" * found "place" * word "and" * mention(power),
  gives = span "government",
  yes   = { "Talks between Norway and <Oslo> failed." }, no = { "They met in Oslo." },
}
