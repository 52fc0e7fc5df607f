-- Words with a capital that can be part of a name, looked at once for all the rules of names:
--   tword   titles and roles ("President", "Prime" of "Prime Minister")
--   hword   head nouns of organizations and places, countries, peoples ("University", "River", "Russian")
--   cword   common words that are nobody's name ("Ties", "Golden")
--   pword   all others ("Lund"; "Jean-Paul" and "al-Rashid" as one)
local link   = glued * hyphen * glued
local stop   = (list "function_word" + list "pronoun") - (list "organization_code" + list "country_code") -- but "US", "WHO"
local known  = list "country" + list "region" + list "city" + list "organization" + list "event"
local opener = (sentence_start + behind(quote_mark)) * -known * (list "not_a_name" { kind = "opener" } + list "common_word" { class = { "verb", "adv" } }) * #capitalized
local money  = (list "currency_code" + list "currency_symbol") * #numeric -- "EUR 20"
local skip   = stop * -link + handle + url + opener + money + list "weekday" + list "month" + list "person_title" { kind = "honorific" }
-- second syllables of Korean and Chinese names: "Jong-un", "Jae-in", "Ing-wen"
local second = word("un", "il", "in", "ho", "jin", "jun", "woo", "young", "yong", "wook", "kyung", "kyun", "hye", "ju", "jae", "sung", "hee", "hwa",
                    "sik", "soo", "su", "min", "ki", "moon", "chul", "jung", "jong", "ung", "eun", "bum", "suk", "seok", "wan", "yeol", "myung",
                    "hyun", "hoon", "sook", "ja", "mi", "kwan", "kook", "tae", "rae", "gil", "gyu", "won", "wen", "jeou", "chu", "te", "fai", "wah")
local tail   = (link * (capitalized + digits + second))^0
local arabic = word("al", "el", "ul", "an", "as", "ash", "at", "az", "ar", "ad") * link
-- "LUND MEETS COSTA": words that shout together
local shout  = #upper * (behind(upper * upper) * upper + behind(upper) * upper * #upper + upper * #(upper * upper))
local head   = list "country" + list "country_code" + list "demonym" + list "org_head" { weak = false } +
               list "place_head" { weak = false, position = "after" } + list "facility_head" { weak = false, position = false } + list "org_suffix" { ambiguous = false } +
               list "event_head" { weak = false, position = false } +
               list "law_head" { weak = false }

rule "capital.title" {
  match    = #capitalized * #list "person_title" * (capitalized - skip) * tail,
  gives    = span "tword",
  priority = 2,
  yes      = { "They saw <President> Lund." }, no = { "They saw the president." },
}
rule "capital.head" {
  match    = #capitalized * #head * (capitalized - (skip + shout)) * tail,
  gives    = span "hword",
  priority = 1,
  yes      = { "They saw Lund <University> there." }, no = { "They saw the university." },
}
rule "capital.common" {
  match    = #capitalized * #(list "common_word" - (list "surname" + list "first_name")) * (capitalized - (skip + shout)) * -(link * capitalized),
  gives    = span "cword",
  priority = 1,
  yes      = { "They saw the <Golden> Lund." }, no = { "They saw it.", "Meanwhile Lund left." },
}
rule "capital.word" {
  match = #capitalized * (capitalized - (skip + shout)) * tail,
  gives = span "pword",
  yes   = { "They saw <Lund>.", "They saw <Jong-un>.", "They saw <Rolls-Royce> there.", "They saw <Zorba-19> there." }, no = { "They saw us.", "On Monday they left.", "LUND MEETS COSTA AGAIN", "It cost EUR 20bn." },
}
rule "capital.arabic" {
  match    = arabic * capitalized * tail,
  gives    = span "pword",
  priority = 3,
  yes      = { "They saw Omar <al-Rashid> there." }, no = { "They saw it." },
}
