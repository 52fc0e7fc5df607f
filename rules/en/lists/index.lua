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
list("compound", "folded", hand)
list("function_word", "folded", hand)
list("pronoun", "folded", hand, { numeric = { "person" } })
list("irregular", "folded", wordnet)
list("common_word", "name", wordnet)
list("word_class", "folded", wordnet)
list("closed_class", "folded", hand)
list("ending", "folded", hand)
list("not_a_name", "folded", hand)
list("common_code", "exact", hand)

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
list("number_word", "folded", hand, { numeric = { "value" }, common = 10 })
list("number_scale", "exact", hand, { numeric = { "value" }, common = 2 })
list("bound", "folded", hand, { common = 23 })
list("bound_after", "folded", hand, { common = 8 })
list("number_part", "folded", hand, { numeric = { "value" }, common = 0.5 })
list("number_ordinal", "folded", hand, { numeric = { "value" }, common = 3 })
list("number_multiple", "folded", hand, { numeric = { "value" }, common = 2 })
list("number_no_noun", "folded", hand)
list("number_plural", "folded", hand, { common = 5 })
list("number_single", "folded", hand, { common = 18 })
list("vague_amount", "folded", hand, { numeric = { "low", "high" }, common = 14 })
list("fraction_share", "folded", hand, { numeric = { "low", "high", "value" } })

-- Money and measures
list("currency_old", "folded", hand, { numeric = { "factor" }, common = 0.1 })
list("currency_loose", "folded", hand, { common = 0.3 })
list("currency_symbol", "exact", cldr, { numeric = { "factor" }, common = 4 })
list("currency_code", "exact", cldr, { common = 0.5 })
list("currency_name", "folded", cldr, { numeric = { "factor" }, common = 3 })
list("unit_name", "folded", cldr, { numeric = { "factor", "offset", "sign" }, common = 5 })
list("unit_symbol", "exact", cldr, { numeric = { "factor", "offset" }, common = 31 })

-- Times
list("weekday", "name", hand, { numeric = { "weekday" }, common = 4 })
list("weekday_lower", "exact", hand, { numeric = { "weekday" }, common = 0.5 })
list("month", "name", hand, { numeric = { "month" }, common = 4 })
list("month_lower", "exact", hand, { numeric = { "month" }, common = 0.5 })
list("time_unit", "folded", hand, { numeric = { "factor", "months", "seconds" }, common = 9 })
list("day_part", "folded", hand, { numeric = { "hour", "offset" }, common = 2 })
list("season", "folded", hand, { common = 0.5 })
list("era", "exact", hand, { numeric = { "sign" }, common = 0.2 })
list("time_deictic", "folded", hand, { numeric = { "offset" }, common = 4 })
list("frequency", "folded", hand, { common = 1 })
list("time_day", "folded", hand, { numeric = { "day" }, common = 10 })
list("time_year", "exact", hand, { numeric = { "year" }, common = 2 })
list("time_decade", "folded", hand, { numeric = { "decade" }, common = 0.1 })
list("time_hour", "folded", hand, { numeric = { "hour" }, common = 11 })
list("time_minute", "folded", hand, { numeric = { "minute" }, common = 15 })
list("time_meridiem", "folded", hand, { common = 13 })
list("time_index", "folded", hand, { numeric = { "index" }, common = 4 })
list("time_relative", "folded", hand, { numeric = { "shift", "week" }, common = 4 })
list("time_month_weak", "exact", hand, { numeric = { "month" }, common = 1 })
list("time_edge", "folded", hand, { common = 3 })
list("time_edge_code", "exact", hand, { common = 0.05 })
list("time_tense", "folded", hand, { common = 96 })
list("time_holiday", "folded", hand, { numeric = { "month", "day", "weekday", "nth", "easter", "orthodox", "add", "tithi",
  "hour", "longitude", "length", "sunday", "before" }, common = 0.3 })
list("timezone", "exact", hand, { numeric = { "offset" }, common = 0.5 })
list("timezone_lower", "exact", hand, { numeric = { "offset" }, common = 0.1 })

return lists
