-- Words that can be part of a name where capitals tell nothing: what no list of words has (see capitals/word.lua).
local link   = glued * hyphen * glued
local common = list "common_word" + list "function_word" + list "pronoun" + list "weekday" + list "month" +
               list "number_word" + list "not_a_name" + list "person_title" + handle + url + clitic

rule "uncased.nation" {
  match    = #(list "country" + list "demonym") * letter,
  gives    = span "hword",
  priority = 1,
  yes      = { "then <norway> closed it again" }, no = { "then the house closed again" },
}
local long = spelled(lpeg.P(3) * lpeg.P(1)^0) -- "ve", "rd": what is left of broken words
rule "uncased.word" {
  match = #letter * (long - common) * (link * (letter - common))^0,
  gives = span "pword",
  yes   = { "then <zorbani> closed it again" }, no = { "then the house was closed again", "Then Zorbani closed it again." },
}
