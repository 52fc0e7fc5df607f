-- Words that can be part of a name where capitals tell nothing: what no list of words has (see capitals/word.lua).
local link   = glued * hyphen * glued
local common = list "common_word" + list "rare_word" + list "function_word" + list "pronoun" + list "weekday" + list "month" +
               list "number_word" + list "not_a_name" + list "person_title" + handle + url + clitic
local head   = list "country" + list "demonym" + list "org_head" { weak = false } + list "place_head" { weak = false, position = "after" } +
               list "facility_head" { weak = false, position = false } + list "org_suffix" { ambiguous = false } +
               list "event_head" { weak = false, position = false } + list "law_head" { weak = false }

rule "uncased.head" {
  match    = #head * (letter - (handle + url)),
  gives    = span "hword",
  priority = 1,
  yes      = { "then zorba <university> closed it" }, no = { "then the house closed again" },
}
rule "uncased.word" {
  match = (letter - common) * (link * (letter - common))^0,
  gives = span "pword",
  yes   = { "then <zorbani> closed it again" }, no = { "then the house was closed again", "Then Zorbani closed it again." },
}
