-- Seats of governments, palaces, exchanges that stand for who sits there.
rule "seat.organization" {
  match = mention(list "seat" { type = "organization", ambiguous = false } - word "the"),
  gives = entity("organization", { weight = 3, seat = true }),
  priority = 5,
  yes   = { "The <Kremlin> said nothing.", "The <White House> said nothing." },
  no    = { "The house said nothing." },
}
rule "seat.facility" {
  match = mention(list "seat" { type = "facility", ambiguous = false } - word "the"),
  gives = entity("facility", { weight = 3 }),
  priority = 1,
  yes   = { "They met in the <Oval Office>." },
  no    = { "They met in the office." },
}
