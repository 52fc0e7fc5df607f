-- The word lists of the English rules, one line each: file, matching mode, source and licence.
--   mode     exact   this spelling only
--            folded  any case
--            name    where an entry's word has a capital, the text's word has one too
--   inflect  noun | verb: each entry also in its inflected forms (see the list `irregular`)
--   numeric  the attributes that are numbers
-- A list's own head says more. Generated lists: see generate/README.md.

local hand = "hand-written for Factbox"

return {
  -- Grammar
  function_word  = { file = "function_word.txt", mode = "folded", source = hand, licence = "MIT" },
  pronoun        = { file = "pronoun.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "person" } },

  -- Persons
  person_title   = { file = "person_title.txt", mode = "folded", source = hand, licence = "MIT" },

  -- Quotes
  cue_verb       = { file = "cue_verb.txt", mode = "folded", inflect = "verb", source = hand, licence = "MIT", numeric = { "strength" } },
  cue_noun       = { file = "cue_noun.txt", mode = "folded", inflect = "noun", source = hand, licence = "MIT" },
  cue_phrase     = { file = "cue_phrase.txt", mode = "folded", source = hand, licence = "MIT" },
  cue_possessed  = { file = "cue_possessed.txt", mode = "folded", source = hand, licence = "MIT" },

  -- Numbers
  number_word    = { file = "number_word.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "value" } },
  number_scale   = { file = "number_scale.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "value" } },
  bound          = { file = "bound.txt", mode = "folded", source = hand, licence = "MIT" },
  bound_after    = { file = "bound_after.txt", mode = "folded", source = hand, licence = "MIT" },
  vague_amount   = { file = "vague_amount.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "low", "high" } },
  fraction_share = { file = "fraction_share.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "low", "high", "value" } },

  -- Money
  currency_symbol = { file = "currency_symbol.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "factor" } },

  -- Times
  weekday        = { file = "weekday.txt", mode = "name", source = hand, licence = "MIT", numeric = { "weekday" } },
  weekday_lower  = { file = "weekday_lower.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "weekday" } },
  month          = { file = "month.txt", mode = "name", source = hand, licence = "MIT", numeric = { "month" } },
  month_lower    = { file = "month_lower.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "month" } },
  time_unit      = { file = "time_unit.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "factor", "months", "seconds" } },
  day_part       = { file = "day_part.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "hour", "offset" } },
  season         = { file = "season.txt", mode = "folded", source = hand, licence = "MIT" },
  era            = { file = "era.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "sign" } },
  time_deictic   = { file = "time_deictic.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "offset" } },
  frequency      = { file = "frequency.txt", mode = "folded", source = hand, licence = "MIT" },
  time_day       = { file = "time_day.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "day" } },
  time_year      = { file = "time_year.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "year" } },
  time_hour      = { file = "time_hour.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "hour" } },
  time_minute    = { file = "time_minute.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "minute" } },
  time_index     = { file = "time_index.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "index" } },
  time_relative  = { file = "time_relative.txt", mode = "folded", source = hand, licence = "MIT", numeric = { "shift" } },
  time_holiday   = { file = "time_holiday.txt", mode = "folded", source = hand, licence = "MIT",
                     numeric = { "month", "day", "weekday", "nth", "easter", "orthodox", "add" } },
  timezone       = { file = "timezone.txt", mode = "exact", source = hand, licence = "MIT", numeric = { "offset" } },
}
