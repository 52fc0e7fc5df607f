-- Peoples, nationalities, religions.
rule "demonym.known" {
  match = mention(list "demonym" { ambiguous = false }),
  gives = entity("demonym", { weight = 3 }),
  yes   = { "Three <Canadian> doctors came." },
  no    = { "Three doctors came." },
}
rule "demonym.ambiguous" {
  match = mention(list "demonym" { ambiguous = true }),
  gives = entity("demonym", { weight = 1 }),
  yes   = { "Three <Baltic> ports closed." },
  no    = { "Three ports closed." },
}
