--- What a program tells the stages of the core that stand between its phases (csrc/rules/guide.h): what its rules mean to
-- them, and the numbers of the kinds, lists, keys and captures that they ask for.
--
--   evidence   what speaks for the type of a name      csrc/names/names.c
--   resolve    names to entities                       csrc/names/link.c, resolve.c
--   quote      frames and marks to quotes              csrc/quotes/quote.c
--   figure     what figures are worth                  csrc/figures/figure.h
--
-- @module factbox.guide

local inflect = require "factbox.inflect"
local rules = require "factbox.rules"

local guide = {}

--- Types of names.
local TYPES = {
  "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other",
}

--- What a rule that states a type counts for where it does not say.
local WEIGHT = 3

--- What spans of these kinds are: names not yet decided, evidence, and what refers to names.
local ROLES = {
  name = "name", clue = "clue",
  pronoun = "pronoun", nominal = "nominal", body = "body", apposition = "apposition", government = "government",
}

--- Lists whose entries have canonical names, by type: the first that knows a name counts.
local CANONICAL = {
  place = { "country", "country_code", "city", "region" },
  organization = { "organization", "organization_code", "seat" },
  demonym = { "demonym" }, facility = { "seat" }, event = { "event" }, law = { "other" }, work = { "other" },
  weapon = { "weapon", "weapon_code" }, product = { "product" }, other = { "other", "language" },
}

--- What the core asks for by name; keys that go by another name there.
local IN_CORE = { source = "origin", case = "grammar", kind = "sort" }
local KINDS = { "quotation", "frame", "source", "date", "time", "tense", "pair", "when", "clock", "stretch", "bounded",
  "told", "verb_group" }
local LISTS = { "first_name", "city", "demonym", "person_title", "cue_verb", "function_word", "number_word", "number_scale",
  "number_part", "number_ordinal", "currency_code", "currency_symbol", "currency_loose", "bound", "time_tense" }
local KEYS = { "canonical", "id", "source", "gender", "case", "kind", "capital", "of", "by", "clause", "strength" }
local CAPTURES = { "role", "speaker", "cue", "that", "negation", "addressee" }

--- Classes of words that languages share with English for now: small words of numerals, what tells of a change, and
-- what tells of tense beside the verbs of the list `time_tense` (csrc/rules/guide.h says what each means).
local WORDS = {
  number_and = "and &", number_article = "a an", number_skip = "of more", number_point = "point",
  number_sign = "minus negative",
  quote = "\" “ ” „ « » `` ''", to = "to", be = "be", is = "is are 're 'm", agent = "by",
  lasting = "remain remains stay stays keep keeps", before_participle = "be been being have not n't also",
  after_planned = "to for on in", no_past = "the a an this that its his her their to not n't no let",
  imperative = "ask call come wait check meet see vote join register visit expect look watch send return apply book "
    .. "remember remind let try please mark bring give talk tell wake show take",
  forward = "until till by from due through", earlier = "before preceding",
  record = "first time times most least worst best only second third once twice low high",
  change = "rose risen fell fallen grew grown went gone came brought up down swollen shrank shrunk",
}

--- Verbs all of whose forms tell of a change.
local CHANGE = [[
  climb jump surge soar drop plunge slump tumble slip decline increase decrease raise lower reduce cut double triple
  shrink change move improve worsen expand widen narrow advance rally ease edge boost lift slash upgrade downgrade
  swell dip rise fall grow go come bring push shift revise adjust accelerate slow recover rebound extend shorten ]]

--- All words that tell of a change.
guide.changes = {}
for word in WORDS.change:gmatch "%S+" do guide.changes[word] = true end
for verb in CHANGE:gmatch "%a+" do
  guide.changes[verb] = true
  for _, forms in pairs(inflect.verb(verb)) do
    for _, form in ipairs(forms) do guide.changes[form] = true end
  end
end

local is_type = {}
for _, t in ipairs(TYPES) do is_type[t] = true end

--- What a rule says of names; nil where it says nothing.
local function naming(gives)
  local attrs = gives.attrs or {}
  if gives.kind == "clue" then
    local clues = {}
    for _, t in ipairs(TYPES) do
      if attrs[t] then
        clues[#clues + 1] = t
        clues[#clues + 1] = attrs[t]
      end
    end
    return { once = attrs.once, cased = attrs.cased, doubt = attrs.doubt, clues = clues }
  elseif is_type[gives.kind] or gives.kind == "name" then
    return { type = is_type[gives.kind] and gives.kind, weight = attrs.weight or WEIGHT, start = attrs.start,
             acronym = attrs.shape == "acronym" }
  end
end

--- What a rule is to the stages after evidence; nil for most.
local function marks(rule)
  local attrs = rule.gives.attrs or {}
  local titled = rule.gives.kind == "person" and rule.name:sub(1, 13) == "person.titled"
  if titled or attrs.seat or attrs.participle or attrs.inverted or attrs.according then
    return { titled = titled, seat = attrs.seat, participle = attrs.participle, inverted = attrs.inverted,
             according = attrs.according }
  end
end

--- Puts words into their classes, before the program is frozen.
-- @param words from init.lua: class -> words with spaces between
-- @param core the program of the core
function guide.words(core, words)
  for _, classes in ipairs { words or {}, WORDS } do
    for class, list in pairs(classes) do
      for word in list:gmatch "%S+" do core:word(class, word) end
    end
  end
  for word in pairs(guide.changes) do core:word("change", word) end
end

--- Tells the rest.
-- @param prog from program.build, frozen
function guide.teach(prog)
  local core, kinds, lists = prog.core, prog.kinds, prog.lists
  for _, kind in ipairs(KINDS) do
    if kinds[kind] then core:guide(kind, kinds[kind]) end
  end
  for _, name in ipairs(LISTS) do
    if lists[name] then core:guide(name, lists[name].number) end
  end
  for _, key in ipairs(KEYS) do core:guide(IN_CORE[key] or key, prog.key_number(key)) end
  local captures = {}
  for i, name in ipairs(prog.names.captures) do captures[name] = i - 1 end
  for _, name in ipairs(CAPTURES) do
    if captures[name] then core:guide(name, captures[name]) end
  end
  local asked_captures, asked_keys = core:asked() -- by figures
  for _, name in ipairs(asked_captures) do
    if captures[name] then core:asked_capture(name, captures[name]) end
  end
  for _, name in ipairs(asked_keys) do core:asked_key(name, prog.key_number(name)) end
  for kind, role in pairs(ROLES) do
    if kinds[kind] then core:role(kinds[kind], role) end
  end
  for _, t in ipairs(TYPES) do
    if kinds[t] then
      core:typed(t, kinds[t])
      core:role(kinds[t], "name")
    end
    for rank, name in ipairs(CANONICAL[t] or {}) do
      if lists[name] then core:canonical(t, lists[name].number, rank) end
    end
  end
  for i, rule in ipairs(prog.rules) do
    if rule.gives.category == rules.categories.figure then core:figures(kinds[rule.gives.kind], rule.gives.kind) end
    local said, marked = naming(rule.gives), marks(rule)
    if said then core:naming(i - 1, said) end
    if marked then core:mark(i - 1, marked) end
  end
end

return guide
