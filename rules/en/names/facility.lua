-- Buildings, roads, airports by their head nouns.
local stop   = (list "function_word" + list "pronoun") - upper
local calendar = list "weekday" + list "month"
local link   = glued * hyphen * glued
local part   = (capitalized - (stop + calendar + list "person_title" { kind = "honorific" })) * (link * letter)^0

rule "facility.head" {
  match = mention(part^1 * list "facility_head" { weak = false, position = false }),
  gives = entity("facility", { weight = 3 }),
  yes   = { "They landed at <Lund Airport>." },
  no    = { "They landed at the airport." },
}
rule "facility.head_weak" {
  match = mention(part^1 * list "facility_head" { weak = true, position = false }),
  gives = entity("facility", { weight = 1 }),
  yes   = { "They waited at <Lund Station>." },
  no    = { "They waited at the station." },
}
rule "facility.head_first" {
  match = mention(list "facility_head" { position = "before" } * part^1),
  gives = entity("facility", { weight = 2 }),
  yes   = { "They were sent to <Fort Lund>." },
  no    = { "They were sent to the fort." },
}
