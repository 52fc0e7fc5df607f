-- Wars, battles, festivals, championships, laws and treaties by their head nouns.
local part = found "pword" + found "cword" + found "hword" + found "tword"
local rest   = word "of" * word "the"^-1 * part^1

rule "event.head" {
  match = mention(part^1 * list "event_head" { weak = false } * text("I", "II", "III")^-1),
  gives = entity("event", { weight = 3 }),
  yes   = { "He fell in the <Lund War>.", "She won the <Costa Film Festival>." },
  no    = { "He fell in the war." },
}
rule "event.head_first" {
  match = mention(list "event_head" { position = "before" } * part^1),
  gives = entity("event", { weight = 3 }),
  yes   = { "He fell in <Operation Golden Lund>." },
  no    = { "He died in the operation." },
}
rule "event.of" {
  match = mention(part^0 * list "event_head" { weak = false } * rest),
  gives = entity("event", { weight = 3 }),
  yes   = { "He fell in the <Lund Uprising of Reds>." },
  no    = { "He fell in the uprising of the river." },
}
rule "law.head" {
  match = mention(part^1 * list "law_head" { weak = false } * (word("of", "on") * part^1)^-1),
  gives = entity("law", { weight = 3 }),
  yes   = { "They passed the <Clean Rivers Act>." },
  no    = { "It was an act." },
}
rule "law.of" {
  match = mention(list "law_head" { of = true } * word("of", "on") * word "the"^-1 * part^1),
  gives = entity("law", { weight = 3 }),
  yes   = { "They signed the <Treaty of Lund>." },
  no    = { "They signed the treaty of the year." },
}
