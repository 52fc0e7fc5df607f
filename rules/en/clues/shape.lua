-- What a name's own words tell of it; counted once for a name, however often it stands. `doubt` is what a name must
-- score more than, to be one at all.
local name = found "name"
local any_name = name + found "person"
local plain = found "pword" - upper

rule "clue.city_ambiguous" {
  match = #name * mention(list "city" { ambiguous = true } + list "region" { ambiguous = true }),
  gives = evidence("clue", { place = 0.7, once = true }),
  yes   = { "Then <Bath> was seen." }, no = { "Then lights were seen." },
}
rule "clue.capital" {
  match = #any_name * mention(list "city" { capital = true }),
  gives = evidence("clue", { place = 2, once = true }),
  yes   = { "Then <Washington> was seen." }, no = { "Then lights were seen." },
}
rule "clue.organization_ambiguous" {
  match = #name * mention(list "organization" { ambiguous = true, type = "organization" }),
  gives = evidence("clue", { organization = 1, once = true }),
  yes   = { "Then <Apple> closed." }, no = { "Then lights were seen." },
}
rule "clue.acronym" {
  match = #name * mention(upper * (glued * hyphen * glued * (upper + digits))^-2),
  gives = evidence("clue", { organization = 0.7, once = true, cased = true }),
  yes   = { "Then <LHF> closed." }, no = { "Then lights were seen." },
}
rule "clue.surname" {
  match = #name * mention(list "surname" { ambiguous = false }),
  gives = evidence("clue", { person = 1.2, once = true }),
  yes   = { "Then <Smith> closed it." }, no = { "Then lights were seen." },
}
rule "clue.surname_last" {
  match = mention(name) * behind(letter * list "surname" { ambiguous = false }),
  gives = evidence("clue", { person = 1, once = true }),
  yes   = { "Then <Zorba Smith> closed it." }, no = { "Then she closed it." },
}
rule "clue.first_name" {
  match = #name * mention(list "first_name" { ambiguous = false }),
  gives = evidence("clue", { person = 1.5, once = true }),
  yes   = { "Then <Maria> closed it." }, no = { "Then lights were seen." },
}
rule "clue.first_name_start" {
  match = #(list "first_name" * (found "pword" + found "cword" + found "hword")) * mention(name),
  gives = evidence("clue", { person = 1.5, once = true }),
  yes   = { "Then <Maria Ties> closed it." }, no = { "Then lights were seen." },
}
rule "clue.two_words" {
  match = #name * mention(plain * plain),
  gives = evidence("clue", { person = 0.9, once = true }),
  yes   = { "Then <Zorba Lund> closed it." }, no = { "Then Lund closed it." },
}
rule "clue.common_word" {
  match = #name * mention(list "common_word"),
  gives = evidence("clue", { doubt = 1.3, once = true }),
  yes   = { "Then <Wheat> was sown." }, no = { "Then Lund closed it." },
}
rule "clue.common_known" { -- counts where capitals tell nothing
  match = #(lower + upper) * #(found "place" + found "organization" + found "demonym" + found "product" + found "weapon" + found "work") * mention(list "common_word"),
  gives = evidence("clue", { doubt = 4, once = true }),
  yes   = { "Then <WINDOWS> opened." }, no = { "Then Lund closed it." },
}
rule "clue.common_words" {
  match = #name * mention(found "cword" * (word "of"^-1 * found "cword")^1),
  gives = evidence("clue", { doubt = 0.8, person = -1, once = true }),
  yes   = { "Then <Garage Rock> was heard." }, no = { "Then Zorba Lund closed it." },
}
local office = word("ceo", "cfo", "chief", "chairman", "chairwoman", "chair", "founder", "co-founder", "spokesman", "spokeswoman", "spokesperson",
                    "coach", "manager", "boss", "president", "director", "executive", "editor", "analyst", "employee", "owner", "lawyer")
rule "clue.title_owner" {
  match = mention(name) * office,
  gives = evidence("clue", { organization = 1.5, place = 0.3 }),
  yes   = { "Then <Lundix> boss Maria Costa left." }, no = { "Then the boss left." },
}
rule "clue.title_part" { -- "Foreign Policy" of "Foreign Policy Advisor"
  match = mention(name) * (list "person_title" { kind = "role" } - (lower + office)),
  gives = evidence("clue", { doubt = 1.5 }),
  yes   = { "The <Rural Policy> Adviser left." }, no = { "The adviser left." },
}
rule "clue.not_name" {
  match = #name * mention(list "common_code" + list "not_a_name"),
  gives = evidence("clue", { doubt = 9 }),
  yes   = { "Then the <CD> was heard." }, no = { "Then Zorba Lund closed it." },
}
