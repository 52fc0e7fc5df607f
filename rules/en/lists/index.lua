-- The word lists of the English rules, one entry each: file, matching mode, source and licence.
--   mode     exact   this spelling only
--            folded  any case
--            name    where an entry's word has a capital, the text's word has one too
--   inflect  noun | verb: each entry also in its inflected forms (see the list `irregular`)
--   numeric  the attributes that are numbers
-- A list's own head says more about its attributes. Generated lists: see generate/.

-- Sources and licences; the parts written for Factbox in generated lists are MIT.
local hand = { "hand-written for Factbox", "MIT" }
local cldr = { "Unicode CLDR 41, hand-written part", "Unicode-DFS-2016, MIT" }
local wordnet = { "WordNet 3.0, hand-written part", "WordNet-3.0, MIT" }
local cldr_wordnet = { "Unicode CLDR 41, WordNet 3.0, hand-written part", "Unicode-DFS-2016, WordNet-3.0, MIT" }

local lists = {}

-- Declares the list in `name`.txt; `more` holds `inflect` and `numeric` where they are needed.
local function list(name, mode, from, more)
  local entry = more or {}
  entry.file, entry.mode, entry.source, entry.licence = name .. ".txt", mode, from[1], from[2]
  lists[name] = entry
end


-- Grammar
list("abbreviation", "exact", hand)
list("function_word", "folded", hand)
list("pronoun", "folded", hand, { numeric = { "person" } })
list("irregular", "folded", wordnet)
list("common_word", "name", wordnet)
list("word_class", "folded", wordnet)
list("not_a_name", "folded", hand)
list("not_name", "exact", hand)

-- Persons
list("person_title", "folded", hand)
list("role_noun", "folded", wordnet, { inflect = "noun" })
list("surname_particle", "folded", hand)
list("first_name", "name", wordnet)
list("surname", "name", wordnet)

-- Places
list("country", "name", cldr_wordnet)
list("country_code", "exact", hand)
list("region", "name", cldr_wordnet)
list("city", "name", cldr_wordnet)
list("place_head", "name", hand)
list("facility_head", "name", hand)
list("direction", "folded", hand)
list("demonym", "name", hand)

-- Organizations
list("seat", "name", hand)
list("organization", "name", hand)
list("organization_code", "exact", hand)
list("org_head", "name", hand)
list("org_suffix", "exact", hand)

-- Other names
list("event", "name", hand)
list("weapon", "name", hand)
list("weapon_code", "exact", hand)
list("product", "name", hand)
list("other", "name", hand)
list("language", "name", cldr)
list("event_head", "name", hand)
list("law_head", "name", hand)
list("work_head", "folded", hand)

-- Quotes
list("cue_verb", "folded", hand, { inflect = "verb", numeric = { "strength" } })
list("cue_noun", "folded", hand, { inflect = "noun" })
list("cue_phrase", "folded", hand)
list("cue_possessed", "folded", hand)
list("source_noun", "folded", hand, { inflect = "noun" })

-- Numbers
list("number_word", "folded", hand, { numeric = { "value" } })
list("number_scale", "exact", hand, { numeric = { "value" } })
list("bound", "folded", hand)
list("bound_after", "folded", hand)
list("number_multiple", "folded", hand, { numeric = { "value" } })
list("number_no_noun", "folded", hand)
list("number_plural", "folded", hand)
list("number_single", "folded", hand)
list("vague_amount", "folded", hand, { numeric = { "low", "high" } })
list("fraction_share", "folded", hand, { numeric = { "low", "high", "value" } })

-- Money and measures
list("currency_old", "folded", hand, { numeric = { "factor" } })
list("currency_loose", "folded", hand)
list("currency_symbol", "exact", hand, { numeric = { "factor" } })
list("currency_code", "exact", cldr)
list("currency_name", "folded", cldr, { numeric = { "factor" } })
list("unit_name", "folded", cldr, { numeric = { "factor", "offset", "sign" } })
list("unit_symbol", "exact", cldr, { numeric = { "factor", "offset" } })

-- Times
list("weekday", "name", hand, { numeric = { "weekday" } })
list("weekday_lower", "exact", hand, { numeric = { "weekday" } })
list("month", "name", hand, { numeric = { "month" } })
list("month_lower", "exact", hand, { numeric = { "month" } })
list("time_unit", "folded", hand, { numeric = { "factor", "months", "seconds" } })
list("day_part", "folded", hand, { numeric = { "hour", "offset" } })
list("season", "folded", hand)
list("era", "exact", hand, { numeric = { "sign" } })
list("time_deictic", "folded", hand, { numeric = { "offset" } })
list("frequency", "folded", hand)
list("time_day", "folded", hand, { numeric = { "day" } })
list("time_year", "exact", hand, { numeric = { "year" } })
list("time_decade", "folded", hand, { numeric = { "decade" } })
list("time_hour", "folded", hand, { numeric = { "hour" } })
list("time_minute", "folded", hand, { numeric = { "minute" } })
list("time_meridiem", "folded", hand)
list("time_index", "folded", hand, { numeric = { "index" } })
list("time_relative", "folded", hand, { numeric = { "shift" } })
list("time_month_weak", "exact", hand, { numeric = { "month" } })
list("time_edge", "folded", hand)
list("time_tense", "folded", hand)
list("time_holiday", "folded", hand, { numeric = { "month", "day", "weekday", "nth", "easter", "orthodox", "add" } })
list("timezone", "exact", hand, { numeric = { "offset" } })

return lists
