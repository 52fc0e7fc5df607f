-- Anything else with a capital letter: candidates, whose type the evidence has to tell.
local stop   = (list "function_word" + list "pronoun") - upper
local calendar = list "weekday" + list "month"
local link   = glued * hyphen * glued
local cap    = capitalized - (stop + calendar + list "person_title")
local part   = cap * (link * letter)^0
local joint  = word "of" * word "the"^-1
local run    = part^1 * (joint * part^1)^-1

rule "name.run" {
  match = -sentence_start * mention(run),
  gives = span "name",
  yes   = { "They crossed the <Golden Lund> by night." },
  no    = { "They crossed the bridge." },
}
rule "name.start" { -- at a sentence's start a capital tells little
  match = sentence_start * mention(run),
  gives = span("name", { start = true }),
  yes   = { "<Bridges> were crossed." },
  no    = { "They were crossed." },
}
