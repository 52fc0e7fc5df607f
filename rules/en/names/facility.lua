-- Buildings, roads, airports by their head nouns.
local part = found "pword" + found "cword" + found "hword" + found "tword"

local care = text("Hospital", "Clinic", "Museum", "Library", "Theatre", "Theater", "School", "Gallery", "Zoo")
rule "facility.institution" { -- who works there speaks and decides
  match = mention(part^1 * (word "and" * part^1)^-1 * care),
  gives = entity("organization", { weight = 3 }),
  priority = 1,
  yes   = { "He died in <Lund Hospital>.", "He saw the <Lund Air and Sea Museum>." },
  no    = { "He died in the hospital." },
}
rule "facility.saint" { -- the possessive is part of the name
  match = mention(text("St", "St.", "Saint", "King", "Queen", "Children", "Women", "Veterans") * part^0 * word "'s" *
                  (care + text "College" + text "Church" + text "Cathedral" + text "University") * (word "of" * part^1)^-1),
  gives = entity("organization", { weight = 3 }),
  priority = 1,
  yes   = { "He died in <St Mary's Hospital> again." },
  no    = { "He died in Maria's hospital." },
}
rule "facility.saint_building" {
  match = mention(text("St", "St.", "Saint", "King", "Queen") * part^0 * word "'s" * text("Basilica", "Square", "Abbey", "Chapel", "Park", "Hall", "Palace", "Gate", "Cross")),
  gives = entity("facility", { weight = 3 }),
  priority = 1,
  yes   = { "They met in <St Zorba's Square> again." }, no = { "They met in Maria's square." },
}
rule "facility.head" {
  match = mention(part^1 * list "facility_head" { weak = false, position = false }),
  gives = entity("facility", { weight = 3 }),
  yes   = { "They landed at <Lund Airport>." },
  no    = { "They landed at the airport." },
}
rule "facility.head_first" {
  match = mention(list "facility_head" { position = "before" } * part^1),
  gives = entity("facility", { weight = 2 }),
  yes   = { "They were sent to <Fort Lund>." },
  no    = { "They were sent to the fort." },
}
