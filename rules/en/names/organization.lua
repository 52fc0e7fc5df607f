-- Organizations: known ones, legal forms, head nouns, acronyms.
local link   = glued * hyphen * glued
local part   = found "pword" + found "cword" + found "hword" + found "tword"
local joint  = word("&", "+") + word "and" * #(part * (list "org_head" + list "org_suffix"))
local the    = word "the"

rule "organization.known" {
  match = mention(list "organization" { type = "organization", ambiguous = false } - word "the"),
  gives = entity("organization", { weight = 3 }),
  yes   = { "Shares of <Microsoft> rose." },
  no    = { "Shares of the maker rose." },
}
rule "organization.branch" {
  match = mention((list "organization" { type = "organization", ambiguous = false } - word "the" + list "organization_code") * list "country"),
  gives = entity("organization", { weight = 3 }),
  yes   = { "<Microsoft Norway> hired ten people." }, no = { "Microsoft left Norway." },
}
rule "organization.code" {
  match = mention(list "organization_code"),
  gives = entity("organization", { weight = 3 }),
  yes   = { "The <FBI> met him." },
  no    = { "Nobody told them who would come." },
}

rule "organization.suffix" {
  match    = mention((part * (joint * part)^-1)^1 * punct ","^-1 * list "org_suffix" { ambiguous = false }) * -(part - list "org_suffix"),
  gives    = entity("organization", { weight = 4 }),
  yes      = { "Shares of <Lund Widgets Inc.> rose.", "<Costa & Lund, Ltd> closed." },
  no       = { "The company closed." },
}

-- "Kyiv Polytechnic University", "Lund & Costa Bank"
rule "organization.head" {
  match = mention((part * joint^-1)^1 * list "org_head" { weak = false }),
  gives = entity("organization", { weight = 3 }),
  yes   = { "She studied at <Lund Polytechnic University>.", "The <Costa Teachers Federation> agreed." },
  no    = { "She went to university." },
}

-- "Ministry of Foreign Affairs", "Bank of England", "Royal Society for the Protection of Birds"
local object = the^-1 * part^1 * (((punct "," * part^1)^1 * punct ","^-1)^-1 * word("and", "&") * part^1)^-1
local about  = (word("of", "for") * object)^1
local deals  = text("Committee", "Subcommittee", "Commission", "Council", "Panel", "Institute", "Campaign", "Coalition", "Office", "Conference")
rule "organization.of" {
  match = mention((list "org_head" { of = true } + list "org_head" { kind = "education" }) * about),
  gives = entity("organization", { weight = 3 }),
  yes   = { "The <Ministry of Rural Affairs> said no.", "The <University of Bergen> said yes.",
            "The <Council for the Protection of Birds> chose her." },
  no    = { "The ministry of rural affairs said no." },
}
rule "organization.on" {
  match = mention(part^0 * deals * word("on", "against") * object * about^-1),
  gives = entity("organization", { weight = 3 }),
  yes   = { "The <Lund Committee on Birds> met." },
  no    = { "They met the Lund Centre on Tuesday.", "Lund Harbour on Costa is old." },
}
rule "organization.named_of" {
  match = mention(part^1 * list "org_head" * #word("of", "for") * about),
  gives = entity("organization", { weight = 3 }),
  yes   = { "<National Council for the Protection of Birds> chose her.", "The <Lund College of Arts> closed." },
  no    = { "The college of arts closed." },
}

-- "International Widget Union (IWU)": both are names; the full one stands before the brackets
rule "organization.introduced" {
  match = mention(part^2 * (word("of", "for", "and", "on", "the")^1 * part^1)^0) * #(punct "(" * (upper - list "function_word") * punct ")"),
  gives = entity("organization", { weight = 3 }),
  yes   = { "The <Lund Harbour Friends> (LHF) met." },
  no    = { "The friends (of Lund) met." },
}

-- "4th Air Wing", "65 Fighter Division"
rule "organization.unit" {
  match = mention((digits * -(list "country" + list "country_code" + list "demonym") + ordinal_digits) * part^0 * list "org_head" { kind = "military" }),
  gives = entity("organization", { weight = 3 }),
  yes   = { "The <4th Lund Division> left." }, no = { "The 4th division left." },
}
-- "4KX", "2GB": a station
rule "organization.station" {
  match = mention(digits^-1 * digits * glued * upper),
  gives = entity("organization", { weight = 1 }),
  yes   = { "They listened to <6KX> in Perth." }, no = { "They saw 6 birds." },
}

rule "organization.acronym" {
  match = mention((#part * upper * (link * (upper + digits))^0) - (list "function_word" + list "pronoun" + handle + list "country" + list "country_code" + text("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"))),
  gives = span("name", { shape = "acronym" }),
  yes   = { "The <LHF> met." },
  no    = { "The friends met." },
}
