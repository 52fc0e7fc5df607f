-- What stands beside a name and tells its type. Weights are about the logarithm of the odds that the clue gives.
local name = found "name"
local det  = word("a", "an", "the", "its", "their", "his", "her", "another", "one")
local adj  = lower - (list "function_word" + list "cue_verb")

-- ---- speech and deeds ------------------------------------------------------------------------------------------

rule "clue.says" {
  match = mention(name) * list "cue_verb",
  gives = evidence("clue", { person = 1, organization = 0.7 }),
  yes   = { "<Lund> said nothing." }, no = { "They said nothing." },
}
rule "clue.says_before" {
  match = word("said", "says", "asked", "added", "replied", "explained", "recalled", "told") * mention(name),
  gives = evidence("clue", { person = 1.2, organization = 0.3 }),
  yes   = { "\"Never,\" said <Lund>." }, no = { "They said nothing." },
}
rule "clue.human_deed" {
  match = mention(name) * (word("has", "had", "have", "was", "is", "also", "later", "then", "who", "himself", "herself", "never", "once"))^-3 *
          word("born", "died", "married", "graduated", "resigned", "retired", "sang", "wrote", "thinks", "believes", "felt", "knew",
               "smiled", "laughed", "recalled", "insisted", "admitted", "tweeted", "joined", "studied", "attended",
               "starred", "sued", "scored", "divorced", "fled", "testified", "pleaded", "met", "thought", "knows", "loved", "wanted"),
  gives = evidence("clue", { person = 1.5, organization = 0.3 }),
  yes   = { "<Lund> was born in spring.", "<Costa> never married." }, no = { "They were born in spring." },
}
rule "clue.who" {
  match = mention(name) * punct ","^-1 * word("who", "whose", "whom"),
  gives = evidence("clue", { person = 2 }),
  yes   = { "<Lund>, who came late, said no." }, no = { "The people who came late said no." },
}
rule "clue.corporate_deed" {
  match = mention(name) * (word("has", "had", "was", "is", "also", "later", "which", ","))^-3 *
          word("acquired", "founded", "launched", "produces", "manufactures", "operates", "employs", "sells", "bought", "owns",
               "merged", "unveiled", "reported", "announced", "released", "signed", "recruited", "hired"),
  gives = evidence("clue", { organization = 0.8, person = 0.3 }),
  yes   = { "<Lundix> was founded in spring." }, no = { "It was founded in spring." },
}
rule "clue.rule" { -- "the Lund administration"
  match = word "the" * mention(name) * word("administration", "regime", "campaign", "family", "dynasty", "brothers", "presidency", "interview", "era", "estate",
                                           "dictatorship", "premiership", "trial", "camp"),
  gives = evidence("clue", { person = 3 }),
  yes   = { "The <Lund> administration said no." }, no = { "The administration said no." },
}
rule "clue.age" {
  match = mention(name) * punct "," * digits * punct ",",
  gives = evidence("clue", { person = 3 }),
  yes   = { "<Lund>, 54, said no." }, no = { "Five, 54, 6." },
}
rule "clue.life" { -- "Lund (1901-1972)", "Lund (born 1950)"
  match = mention(name) * punct "(" * word("born", "b.", "died", "d.", "c.", "né", "née"),
  gives = evidence("clue", { person = 3 }),
  yes   = { "<Lund> (born 1950) is old." }, no = { "He (born 1950) is old." },
}

-- ---- apposition and class nouns ---------------------------------------------------------------------------------

rule "clue.role_after" {
  match = mention(name) * punct "," * (det + word "former" + adj + found "name" + found "demonym" + found "place" + found "organization" * word "'s"^-1)^-5 * list "person_title" { kind = "role" },
  gives = evidence("clue", { person = 2 }),
  yes   = { "<Lund>, a former teacher, said no." }, no = { "He, a former teacher, said no." },
}
rule "clue.is_role" {
  match = mention(name) * word("is", "was", "became", "becomes", "remained") * (det + word "former" + adj + found "demonym")^-4 * list "person_title" { kind = "role" },
  gives = evidence("clue", { person = 2 }),
  yes   = { "<Lund> was a Polish teacher." }, no = { "He was a teacher." },
}
local place_noun = word("city", "town", "village", "province", "region", "district", "state", "capital", "port", "island",
                        "county", "suburb", "country", "municipality", "hamlet", "neighbourhood", "neighborhood", "river",
                        "settlement", "resort", "enclave", "peninsula", "oblast", "commune", "borough", "parish", "lake", "mountain")
rule "clue.place_after" {
  match = mention(name) * (punct "," + word("is", "was")) * det * (adj + found "demonym" + found "place")^-4 * place_noun,
  gives = evidence("clue", { place = 2.5 }),
  yes   = { "<Lund>, a small port, was hit." }, no = { "It, a port, was hit." },
}
rule "clue.place_noun" {
  match = place_noun * word "of" * mention(name),
  gives = evidence("clue", { place = 3 }),
  yes   = { "The village of <Lund> was hit." }, no = { "The village of the year was chosen." },
}
rule "clue.place_noun_joined" {
  match = word "the" * mention(name) * place_noun,
  gives = evidence("clue", { place = 2.5 }),
  yes   = { "The <Lund> region was hit." }, no = { "The cold region was hit." },
}
rule "clue.place_noun_first" {
  match = -behind(word "of" * any) * place_noun * mention(name),
  gives = evidence("clue", { place = 1 }),
  yes   = { "They met in the port city <Bree> again." }, no = { "They met in the port city." },
}
local firm_noun = word("company", "firm", "group", "maker", "bank", "agency", "newspaper", "party", "charity", "club", "airline",
                       "organization", "organisation", "manufacturer", "retailer", "publisher", "broadcaster", "label", "team",
                       "band", "union", "startup", "start-up", "carrier", "giant", "network", "station", "university", "channel",
                       "league", "militia", "movement", "consultancy", "studio", "think-tank", "ministry", "operator", "chain", "subsidiary")
rule "clue.firm_after" {
  match = mention(name) * (punct "," + word("is", "was")) * det * (adj + found "demonym" + found "place" + word "-")^-5 * firm_noun,
  gives = evidence("clue", { organization = 2.5 }),
  yes   = { "<Lundix>, a small maker of bikes, closed." }, no = { "It, a maker of bikes, closed." },
}
rule "clue.firm_noun" {
  match = firm_noun * mention(name),
  gives = evidence("clue", { organization = 1.5 }),
  yes   = { "The bike maker <Lundix> closed." }, no = { "The bike maker closed." },
}
rule "clue.firm_noun_joined" {
  match = mention(name) * (firm_noun + word("shares", "stock", "fans", "supporters", "employees", "executives", "players", "fighters",
                                            "militants", "members", "troops", "officials", "spokesman", "spokeswoman", "spokesperson", "headquarters")),
  gives = evidence("clue", { organization = 1.5, place = 0.3 }),
  yes   = { "<Lundix> shares rose." }, no = { "Some shares rose." },
}
rule "clue.work" {
  match = list "work_head" { position = "before" } * punct ","^-1 * quote_mark^-1 * mention(name),
  gives = evidence("clue", { work = 1.7 }),
  yes   = { "Her novel <Golden Lund> sold well." }, no = { "Her novel sold well." },
}
rule "clue.quoted" {
  match = quote_mark * mention(name + found "work") * punct ","^-1 * punct "."^-1 * quote_mark,
  gives = evidence("clue", { work = 2 }),
  yes   = { "She saw \"<Lund>\" twice." }, no = { "She sang \"once\"." },
}
rule "clue.people" {
  match = mention(name) * word("people", "language", "tribe", "tribes", "speakers", "religion", "descent", "origin", "nationality", "minority", "languages", "alphabet"),
  gives = evidence("clue", { demonym = 2 }),
  yes   = { "The <Lundi> people left." }, no = { "The people left." },
}

-- ---- prepositions and lists --------------------------------------------------------------------------------------

rule "clue.in" {
  match = word("in", "near", "across", "throughout", "outside", "inside", "around", "towards", "toward", "into") * mention(name),
  gives = evidence("clue", { place = 1.3 }),
  yes   = { "They met in <Lund>." }, no = { "They met in spring." },
}
rule "clue.in_the" {
  match = word("in", "near", "across", "throughout", "outside", "inside", "around") * word "the" * mention(name),
  gives = evidence("clue", { place = 0.4, organization = 0.4 }),
  yes   = { "They met in the <Lund>." }, no = { "They met in the spring." },
}
rule "clue.at" {
  match = word("at", "from", "to", "via") * mention(name),
  gives = evidence("clue", { place = 0.6, organization = 0.4 }),
  yes   = { "They met at <Lund>." }, no = { "They met at noon." },
}
rule "clue.direction" {
  match = list "direction" * word "of" * mention(name),
  gives = evidence("clue", { place = 2.5 }),
  yes   = { "They live north of <Lund>." }, no = { "They live north of here." },
}
rule "clue.direction_joined" {
  match = list "direction" * mention(name),
  gives = evidence("clue", { place = 1.5 }),
  yes   = { "They live in northern <Lund>." }, no = { "They live in northern woods." },
}
rule "clue.place_follows" {
  match = mention(name) * punct "," * (found "place"),
  gives = evidence("clue", { place = 2 }),
  yes   = { "They met in <Lund>, Germany." }, no = { "They met here, Germany said." },
}
rule "clue.place_chain" {
  match = found "place" * (punct "," + word("and", "or", "to")) * mention(name),
  gives = evidence("clue", { place = 0.9 }),
  yes   = { "They saw France, <Lund> and others." }, no = { "They saw France, and left." },
}
rule "clue.place_chain_before" {
  match = mention(name) * (word("and", "or", "to") + punct "," * word "and"^-1) * found "place",
  gives = evidence("clue", { place = 0.7 }),
  yes   = { "They saw <Lund> and France." }, no = { "They saw it and France." },
}
rule "clue.person_chain" {
  match = found "person" * (punct "," + word("and", "or", "with")) * list "person_title"^-1 * mention(name),
  gives = evidence("clue", { person = 0.9 }),
  yes   = { "They saw Mr. Lund and <Costa> there." }, no = { "They saw Mr. Lund and left." },
}
rule "clue.person_chain_before" {
  match = mention(name) * (word("and", "or", "with") + punct "," * word "and"^-1) * list "person_title"^-1 * found "person",
  gives = evidence("clue", { person = 0.7 }),
  yes   = { "They saw <Zorba> and Mr. Lund." }, no = { "They saw it and Mr. Lund." },
}
rule "clue.organization_chain" {
  match = found "organization" * (punct "," + word("and", "or")) * mention(name),
  gives = evidence("clue", { organization = 0.7 }),
  yes   = { "They saw NATO and <Lundix>." }, no = { "They saw NATO and left." },
}
rule "clue.role_of" {
  match = list "person_title" { kind = "role" } * word("of", "for", "at") * word "the"^-1 * mention(name),
  gives = evidence("clue", { organization = 1, place = 0.8 }),
  yes   = { "The director of <Lundix> left." }, no = { "The director of it left." },
}
rule "clue.member" {
  match = word("member", "members", "employee", "employees", "leader", "leaders", "headquarters", "owner", "owners", "founder", "branch") *
          word("of", "at") * word "the"^-1 * mention(name),
  gives = evidence("clue", { organization = 1.2 }),
  yes   = { "All members of the <Zorbians> left." }, no = { "Members of the club left." },
}
rule "clue.joined" {
  match = word("joined", "join", "joining", "signed with", "played for", "plays for", "worked for", "works for", "work for", "play for") *
          word "the"^-1 * mention(name),
  gives = evidence("clue", { organization = 1.2 }),
  yes   = { "He joined <Lundix> in spring." }, no = { "He joined in spring." },
}
rule "clue.the" {
  match = word "the" * mention(name),
  gives = evidence("clue", { person = -1.5, organization = 0.4, place = -0.2 }),
  yes   = { "They left the <Golden Lund>." }, no = { "They left <it>." },
}
rule "clue.by" {
  match = word("by", "with") * mention(name),
  gives = evidence("clue", { person = 0.6, organization = 0.3 }),
  yes   = { "It was drawn by <Lund>." }, no = { "It was drawn by hand." },
}
rule "clue.possessive_kin" {
  match = mention(name) * word "'s" * (adj^-1) * word("wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "career",
                                             "death", "birth", "life", "lawyer", "parents", "family", "children", "childhood", "attorney", "widow"),
  gives = evidence("clue", { person = 2 }),
  yes   = { "<Lund>'s wife left." }, no = { "His wife left." },
}
rule "clue.kin_before" {
  match = word("wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "friend", "colleague", "partner", "girlfriend", "boyfriend", "uncle", "aunt", "named", "called", "nephew", "niece", "cousin") *
          punct ","^-1 * mention(name),
  gives = evidence("clue", { person = 1.5 }),
  yes   = { "A girl named <Ana> left." }, no = { "A girl left." },
}
rule "clue.dateline" {
  match = sentence_start * mention(name) * punct "(" * found "organization" * punct ")",
  gives = evidence("clue", { place = 2.5 }),
  yes   = { "<LUND> (Reuters) The bridge fell." }, no = { "Lund fell." },
}
