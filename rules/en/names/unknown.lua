-- Anything else with a capital letter: candidates, whose type the evidence has to tell.
local stop   = (list "function_word" + list "pronoun") - upper
local calendar = list "weekday" + list "month"
local link   = glued * hyphen * glued
local cap    = capitalized - (stop + calendar + list "person_title")
local part   = cap * (link * letter)^0
local later  = part - list "organization_code" -- "Spioune FSB": the agency is a name of its own
local joint  = word "of" * word "the"^-1
local run    = part * later^0 * (joint * part^1)^-1
local people = list "demonym" { kind = "nationality" } * cap
local deed   = list "common_word" { class = { "verb", "adv" } } -- "Speaking", "Additionally": no part of a name that follows

rule "name.run" {
  match = -sentence_start * mention(run - people),
  gives = span "name",
  yes   = { "They crossed the <Golden Lund> by night." },
  no    = { "They crossed the bridge." },
}
rule "name.start" { -- at a sentence's start a capital tells little
  match = sentence_start * mention(run - (people + deed * cap)),
  gives = span("name", { start = true }),
  yes   = { "<Bridges> were crossed." },
  no    = { "They were crossed." },
}
rule "name.second" {
  match = sentence_start * deed * mention(run),
  gives = span "name",
  yes   = { "Meanwhile <Lundix> closed." },
  no    = { "Meanwhile they closed." },
}
