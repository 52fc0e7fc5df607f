-- Heads that are also common nouns, and legal forms that are also words: they say a type, but softly. Exact names and
-- clear heads of the same length stand in files before this one and win.
local part   = found "pword" + found "cword" + found "hword" + found "tword"
local joint  = word("&", "+") + word "and" * #(part * (list "org_head" + list "org_suffix"))

rule "organization.suffix_weak" {
  match = mention(part^1 * list "org_suffix"),
  gives = entity("organization", { weight = 2 }),
  yes   = { "The <Lund Company> closed." },
  no    = { "The Company closed." },
}
rule "organization.head_weak" {
  match = mention((part * joint^-1)^1 * list "org_head" { weak = true }),
  gives = entity("organization", { weight = 1 }),
  yes   = { "The <Zorba Circle Union> agreed." },
  no    = { "They had union." },
}
rule "place.head_weak" {
  match = mention(part^1 * list "place_head" { position = "after", weak = true }),
  gives = entity("place", { weight = 1 }),
  yes   = { "They live on <Lund Range>." },
  no    = { "They live on the range." },
}
rule "facility.head_weak" {
  match = mention(part^1 * list "facility_head" { weak = true, position = false }),
  gives = entity("facility", { weight = 1 }),
  yes   = { "They waited at <Lund Station>." },
  no    = { "They waited at the station." },
}
rule "event.head_weak" {
  match = mention(part^1 * list "event_head" { weak = true }),
  gives = entity("event", { weight = 1 }),
  yes   = { "They came after the <Lund Attack>." },
  no    = { "They came after the attack." },
}
