-- Places: countries, regions, cities that are known; rivers, lakes, counties by their head nouns.
local part = found "pword" + found "cword" + found "hword" + found "tword"

rule "place.country" {
  match = mention(list "country"),
  gives = entity("place", { weight = 3 }),
  yes   = { "They met in <Saudi Arabia>.", "The <UK> agreed." },
  no    = { "Nobody told us." },
}
rule "place.country_code" {
  match = mention(list "country_code"),
  gives = entity("place", { weight = 3 }),
  yes   = { "The <U.S.> agreed." },
  no    = { "Nobody told us." },
}
rule "place.region" {
  match = mention(list "region" { ambiguous = false }),
  gives = entity("place", { weight = 3 }),
  yes   = { "They met in <North Carolina>." },
  no    = { "They met in spring." },
}
rule "place.capital" {
  match = mention(list "city" { ambiguous = false, capital = true }),
  gives = entity("place", { weight = 2.5 }),
  yes   = { "They met in <Oslo>." },
  no    = { "They met in spring." },
}
rule "place.compass" {
  match = mention(#capitalized * list "direction" * (list "country" + list "region" + list "city" { ambiguous = false })),
  gives = entity("place", { weight = 3 }),
  yes   = { "They met in <Northern Norway>." },
  no    = { "They met in northern woods." },
}
rule "place.city" {
  match = mention(list "city" { ambiguous = false, capital = false }),
  gives = entity("place", { weight = 2 }),
  yes   = { "They met in <Bergen>." },
  no    = { "They met in spring." },
}
rule "place.head" {
  match = mention(part^1 * list "place_head" { position = "after", weak = false }),
  gives = entity("place", { weight = 3 }),
  yes   = { "The <Lund River> rose.", "He lives in <Costa County>." },
  no    = { "The river rose." },
}
rule "place.head_first" {
  match = mention(list "place_head" { position = "before", weak = false, kind = { "water", "land" } } * part^1),
  gives = entity("place", { weight = 2.5 }),
  yes   = { "They swam in <Lake Lund>." },
  no    = { "They swam in the lake." },
}
rule "place.head_first_common" { -- "New", "Saint", "Upper": of other names, too
  match = mention(list "place_head" { position = "before", weak = false, kind = "admin" } * part^1),
  gives = entity("place", { weight = 1.2 }),
  yes   = { "They lived in <New Lund>." },
  no    = { "They lived in a new house." },
}
rule "place.upon" { -- "Rio de Janeiro", "Lund upon Costa"
  match = mention(part * word("upon", "au", "sur", "am", "an") * (word "der")^-1 * part),
  gives = entity("place", { weight = 2 }),
  yes   = { "They lived in <Lund upon Bree>." },
  no    = { "They lived upon it." },
}
