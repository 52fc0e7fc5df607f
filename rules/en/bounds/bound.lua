-- Bounds and approximators around a figure: "at least three people", "20 or so", "roughly 40".
-- One phase for all kinds of figures; the figure stage widens their extent and takes the modifier over.

local figure_found = found "count" + found "number" + found "money" + found "percent" + found "measure"
    + found "duration" + found "age"
  + found "temperature" + found "rate" + found "fraction" + found "percentage_point" + found "multiple"
local before, after = list "bound" { modifier = { "at_least", "at_most", "more_than", "less_than", "about",
    "exact" } }, list "bound_after" { equal = false } * -(word "than" + glued * hyphen)
local vague_before = list "bound" { modifier = { "about", "exact" } }
local bound_after = list "bound_after" { modifier = { "at_least", "at_most", "more_than" }, equal = false }
    * -word "than"

rule "bound.both" {
  -- "about 40 or more": the bound behind says more than the word before
  match = base(vague_before) * amount(figure_found) * bound_after,
  gives = span "bounded",
  yes = { "<Some 40 or more> of the boats left." },
  no = { "Some 40 of the boats left." },
}

rule "bound.or_equal" {
  -- "more than 340 or equal to it"
  match = base(list "bound" { modifier = "more_than" }) * amount(figure_found) * list "bound_after" { equal = "yes",
      modifier = "at_least" }
    + base(list "bound" { modifier = "less_than" }) * amount(figure_found) * list "bound_after" { equal = "yes",
      modifier = "at_most" },
  gives = span "bounded",
  yes = { "It is <less than 90 or equal to> it then." },
  no = { "It is 90 or equal to it." },
}

rule "bound.before" {
  -- "at least three people", "about 40 or so"
  match = before * amount(figure_found) * after^-1,
  gives = span "bounded",
  yes = { "The flood left <at least three people> homeless.", "<Roughly 40> of the boats left." },
  no = { "The flood left three people homeless." },
}

rule "bound.after" {
  -- "30 or more", "20 people or so"
  match = amount(figure_found) * after,
  gives = span "bounded",
  yes = { "It takes <30 or more>." },
  no = { "It takes 30." },
}

rule "bound.time" {
  -- "at least two years ago", "around next Tuesday"
  match = (before - word("over", "under", "within", "from", "some", "like", "say", "all", "near")) * -word("in", "on",
      "at", "during", "since")
    * amount(found "date" + found "time"),
  gives = span "bounded",
  yes = { "He left <more than two years ago>." },
  no = { "He left two years ago.", "It was higher than in 2013." },
}
