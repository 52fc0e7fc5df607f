-- What a name's own words tell of it; counted once for a name, however often it stands.
local name = found "name"

rule "clue.city" {
  match = #name * mention(list "city" { ambiguous = false }),
  gives = evidence("clue", { place = 2, once = true }),
  yes   = { "Then <Bergen> was seen." }, no = { "Then lights were seen." },
}
rule "clue.city_ambiguous" {
  match = #name * mention(list "city" { ambiguous = true } + list "region" { ambiguous = true }),
  gives = evidence("clue", { place = 0.7, once = true }),
  yes   = { "Then <Bath> was seen." }, no = { "Then lights were seen." },
}
rule "clue.organization_ambiguous" {
  match = #name * mention(list "organization" { ambiguous = true, type = "organization" }),
  gives = evidence("clue", { organization = 1, once = true }),
  yes   = { "Then <Apple> closed." }, no = { "Then lights were seen." },
}
