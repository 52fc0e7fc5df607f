-- Persons.

local name = capitalized - list "title"

rule "person.titled" {
  -- a title, then one capitalized word or more: the name is the mention, the title its role
  match = role(list "title") * mention(name^1),
  gives = entity "person",
  -- <…> is the span that the rule gives, […] a capture; a sentence under `no` must give nothing
  yes = { "Yesterday [President] <Ana Lund> opened the bridge." },
  no = { "The president opened the bridge." },
}
