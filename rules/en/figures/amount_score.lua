-- Scores and votes.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local dash = hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local percent_word = list "unit_symbol" { unit = "percent" }

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

local points = written(lpeg.R "09" * lpeg.R "09"^-2)
local link = glued * (dash - punct "~") * glued
-- one token or three: "7-6", "3–1"
local one_token = written(lpeg.R "09" * lpeg.R "09"^-2 * lpeg.S "-" * lpeg.R "09" * lpeg.R "09"^-2)
local result = points * link * points + one_token
local no_score = -(word "in" * numeric * list "time_unit" { seconds = true } + list "unit_name" + list "time_unit"
    + percent_word + plural)

rule "score.plain" {
  -- "won 3-1", "lost 52-48"
  match = #result * (behind(punct "(") + -behind(glued * any) * -behind(glued)) * (
      expression(number(points) * link * number(points)) * -(glued * (numeric + alpha + hyphen * glued * any))
          * no_score
    + expression(raw(one_token)) * -(glued * hyphen) * no_score),
  gives = figure "score",
  yes = { "Arsenal won <3-1>.", "It ended 3-2 (<2-1>).", "The vote was <52-48>." },
  no = { "It takes 3-1 days." },
}

-- the points of a tie-break
local tie_break = (punct "(" * digits * punct ")")^-1

rule "score.sets" {
  -- "6-4, 3-6, 7-6": the sets of a match, as one
  match = #result * -behind(glued) * expression(raw(result * tie_break * (punct ","^-1 * word "and"^-1 * result
      * tie_break)^1))
    * -glued * no_score,
  gives = figure "score",
  priority = 1,
  yes = { "He lost <6-4, 3-6, 7-6> there." },
  no = { "He lost 6-4." },
}

rule "score.votes" {
  -- "312 votes to 268", "three goals to one", "a vote of 98 to 2", "voted 52 to 48", "two-nil"
  match = expression(number(numeral) * word("votes", "goals", "points", "runs", "games", "sets", "seats", "tries",
      "frames", "legs")
      * word("to", "against") * number(numeral))
    + behind(word("vote", "votes", "voted", "won", "lost", "win", "split", "ruled", "defeat", "victory", "passed")
      * (word("of", "by", "it", "them", "margin of")^-1)) * expression(number(numeral) * word "to" * number(numeral))
        * no_score
    + expression(number(list "number_word" { class = "unit" }) * hyphen^-1 * number(word("nil", "nought", "love"))),
  gives = figure "score",
  yes = { "It passed by <311 votes to 262>.", "The council voted <12 to 3> for it.", "Rovers won <two-nil>." },
  no = { "It took 3 to 5 days.", "They won 3 to 5 points." },
}

rule "score.by" {
  -- "backed it by 410 to 220": "by 10 to 15" is a range
  match = behind(word "by") * expression(number(numeral) * word "to" * number(numeral)) * no_score,
  gives = figure("score", { falling = true }),
  priority = 1,
  yes = { "The house backed it by <410 to 220> then." },
  no = { "They fell by 10 to 15 points." },
}
