-- Anything else with a capital letter: candidates, whose type the evidence has to tell.
local part   = found "pword" + found "cword" + found "hword" -- a title ends a name: "Lundix President Maria Costa"
local later  = part - list "organization_code" -- "Spioune FSB": the agency is a name of its own
local known  = list "country" + list "country_code" + list "region" + list "city"
local joint  = word "of" * word "the"^-1 * -known + word("de", "del", "la", "al", "el", "az", "da", "do", "dos", "di", "du", "van", "von", "der", "den", "bin", "ibn")^1
local letter_alone = initial * -part
local run    = part * later^0 * (joint * part^1)^-1 - letter_alone
local people = list "demonym" { kind = "nationality" } * (part + found "tword")
local fresh  = found "cword" * list "demonym" { kind = "nationality" } -- "Sensitive Canadian document found"
local told   = list "common_word" { class = "verb" } * list "first_name" -- "Told Maria" in a headline
local many   = list "common_word" * word "of" -- "Residents of Lund"

rule "name.run" {
  match = -sentence_start * mention(run - (people + told)),
  gives = span "name",
  yes   = { "They crossed the <Golden Lund> by night.", "Residents of <Lund> crossed it.", "Meanwhile <Lundix> closed." },
  no    = { "They crossed the bridge." },
}
rule "name.start" { -- at a sentence's start a capital tells little
  match = sentence_start * mention(run - (people + fresh + told + many)),
  gives = span("name", { start = true }),
  yes   = { "<Bridges> were crossed." },
  no    = { "They were crossed." },
}
rule "name.surname" { -- in a headline that is all capitals
  match = mention(#(lower + upper) * list "surname" { ambiguous = false } - (list "person_title" + list "weekday" + list "month")),
  gives = span "name",
  yes   = { "THEN <SMITH> CLOSES IT. The old bridge was closed after a long night." },
  no    = { "THEN SHE CLOSES IT. The old bridge was closed after a long night." },
}
