-- Events, works, laws, products, weapons, awards and languages that lists know.
rule "event.known" {
  match = mention(list "event" { ambiguous = false }),
  gives = entity("event", { weight = 4 }),
  yes   = { "The <Holodomor> was remembered." }, no = { "He fell in the war." },
}
rule "work.known" {
  match = mention(list "other" { type = "work", ambiguous = false }),
  gives = entity("work", { weight = 4 }),
  yes   = { "She read <Lord of the Rings>." }, no = { "She read the book." },
}
rule "law.known" {
  match = mention(list "other" { type = "law", ambiguous = false }),
  gives = entity("law", { weight = 4 }),
  yes   = { "It violates <Minsk II>." }, no = { "It violates the act." },
}
rule "other.known" {
  match = mention(list "other" { type = "other", ambiguous = false }),
  gives = entity("other", { weight = 4 }),
  yes   = { "She won the <Nobel Peace Prize>." }, no = { "She won the prize." },
}
rule "product.known" {
  match = mention(list "product" { ambiguous = false }),
  gives = entity("product", { weight = 3 }),
  yes   = { "It runs on <Windows 10>." }, no = { "It runs on air." },
}
rule "weapon.known" {
  match = mention(list "weapon" { ambiguous = false } + list "weapon_code"),
  gives = entity("weapon", { weight = 4 }),
  yes   = { "They fired <Kinzhal> missiles." }, no = { "They fired missiles." },
}
rule "language.known" {
  match = mention(list "language"),
  gives = entity("other", { weight = 1 }),
  yes   = { "She speaks <Swahili>." }, no = { "She speaks well." },
}
