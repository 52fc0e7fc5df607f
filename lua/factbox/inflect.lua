--- Inflected forms of English words by regular spelling, with a list of irregular words.
--
-- Serves `lemma "say"` in rules and word lists with inflect = "noun" or "verb". It errs on the generous
-- side: both spellings where British and American English differ ("travelled", "traveled"); a form that no
-- text has costs nothing.
--
-- The list of irregular words has a word a line with the forms that spelling does not give, alternatives
-- separated by commas:
--     man      plural=men
--     say      past=said   participle=said
--     be       third=is    past=was,were   participle=been   also=am,are,'s
-- @module factbox.inflect

local inflect = {}

local KEYS = { plural = true, third = true, past = true, participle = true, gerund = true, also = true }

local function set(words)
  local t = {}
  for w in words:gmatch "%S+" do t[w] = true end
  return t
end

-- Final-stress verbs of two and more syllables whose last consonant is doubled, beyond the endings below.
local DOUBLED = set [[
  abet abhor acquit allot annul aver begin concur debug deter equip fit forget format handicap input kidnap
  offset rebut demur confab outbid outfit outrun outwit output overlap overrun program rebel refit regret rerun rerig reset
  upset unplug unzip zigzag ]]
-- Endings that carry the stress: "permit", "refer", "occur", "compel", "control".
local DOUBLED_ENDS = { "mit", "fer", "cur", "pel", "trol" }
local NOT_DOUBLED = set "limit vomit summit offer differ suffer buffer pilfer proffer gospel"
-- Plurals in -oes and -ves; all other words in -o and -f take a plain s.
local OES = set [[
  buffalo cargo domino echo embargo hero innuendo mango mosquito motto negro potato tomato tornado torpedo
  veto volcano ]]
local VES = set [[
  calf elf half hoof knife leaf life loaf scarf self sheaf shelf thief wharf wife wolf midwife housewife
  penknife bookshelf yourself themself ]]
-- -ch that sounds like k.
local HARD_CH = set "stomach epoch eunuch loch tech"
local SAME = set [[
  series species sheep fish deer offspring headquarters means crossroads swine bison salmon trout chassis
  aircraft spacecraft hovercraft aerospace personnel police cattle corps kin ]]
-- -man that is not a man.
local NOT_MAN = set "human german roman ottoman shaman talisman caiman norman brahman cayman"
-- After these a noun phrase's head is behind us: "member of parliament".
local PREPOSITIONS = set "of in for to at on from with without against by under over"

--- Number of vowel groups of a lower-case word: its syllables, roughly.
local function syllables(w)
  local n = 0
  for _ in w:gmatch "[aeiouy]+" do n = n + 1 end
  return n
end

--- Does the word end in consonant, one vowel letter, and a consonant that can be doubled?
local function ends_cvc(w)
  return w:find "qu[aei][bdfgklmnprstvz]$" ~= nil
    or w:find "[^aeiou][aeiou][bdfgklmnprtvz]$" ~= nil
    or w:find "^[aeiou][bdfglmnprtz]$" ~= nil
    or w:find "[^aeiou]y[mnp]$" ~= nil
    or w:find "^[^aeiou]*[aeiou]s$" ~= nil and w ~= "bus" and w ~= "gas"
end

--- "yes", "no", or "both" where British and American spelling differ.
local function doubles(w)
  if not ends_cvc(w) or NOT_DOUBLED[w] then return "no" end
  if syllables(w) == 1 or DOUBLED[w] then return "yes" end
  for _, e in ipairs(DOUBLED_ENDS) do
    if w:sub(-#e) == e then return "yes" end
  end
  if w:find "l$" or w == "focus" or w == "worship" or w == "benefit" then return "both" end
  return "no"
end

--- The word with an ending that begins with a vowel: "stop" + "ed" gives "stopped".
local function with_vowel(w, lower, ending)
  if lower:find "ie$" and ending == "ing" then return { w:sub(1, -3) .. "ying" } end
  if lower:find "e$" then
    if ending == "ed" then return { w .. "d" } end
    if lower:find "[eoy]e$" or lower == "singe" or lower == "be" then return { w .. ending } end
    if lower == "age" then return { "aging", "ageing" } end
    return { w:sub(1, -2) .. ending }
  end
  if ending == "ed" and lower:find "[^aeiou]y$" then return { w:sub(1, -2) .. "ied" } end
  if lower:find "[aeiou]c$" and syllables(lower) > 1 then return { w .. "k" .. ending } end
  local how = doubles(lower)
  if how == "no" then return { w .. ending } end
  local doubled = w .. w:sub(-1) .. ending
  return how == "yes" and { doubled } or { doubled, w .. ending }
end

--- The word with -s, -es or -ies.
local function with_s(w, lower)
  if lower:find "[sxz]$" then
    if lower:find "^qu?[aeiou]z$" or lower == "whiz" then return w .. "zes" end
    return w .. "es"
  end
  if lower:find "sh$" then return w .. "es" end
  if lower:find "ch$" and not (HARD_CH[lower] or lower:find "arch$" and not lower:find "[sm]e?arch$") then return w .. "es" end
  if lower:find "[^aeiou]y$" or lower:find "quy$" then return w:sub(1, -2) .. "ies" end
  return w .. "s"
end

local function capital_as(word, form)
  if word:find "^%u" then return (form:gsub("^%l", string.upper)) end
  return form
end

--- Alternatives that the list of irregular words has, or nil.
local function listed(word, key, irregular)
  local e = irregular and (irregular[word] or irregular[word:lower()])
  local forms = e and e[key]
  if not forms then return nil end
  local out = {}
  for i, f in ipairs(forms) do out[i] = capital_as(word, f) end
  return out
end

--- Plural forms of a noun.
-- @tparam string word  one word
-- @tparam[opt] table irregular  from inflect.irregular
-- @treturn {string,...} the usual one first
function inflect.noun(word, irregular)
  local forms = listed(word, "plural", irregular)
  if forms then return forms end
  local lower = word:lower()
  if SAME[lower] or lower:find "[a-z]craft$" or lower:find "[pln]ese$" then return { word } end
  if word:find "[%u%d]$" then return { word .. "s" } end -- "MP", "A380"
  if lower:find "[a-z]man$" and not NOT_MAN[lower] then return { word:sub(1, -3) .. "en" } end
  if lower:find "person$" then return { word .. "s", word:sub(1, -7) .. capital_as(word:sub(-6), "people") } end
  if lower:find "child$" then return { word .. "ren" } end
  if lower:find "[a-z][sx]is$" then return { word:sub(1, -3) .. "es" } end
  if VES[lower] then return { (word:gsub("fe?$", "ves")) } end
  if OES[lower] then return { word .. "es" } end
  if lower == "quiz" then return { word .. "zes" } end
  if word:find "^%u%l*[^aeiou]y$" then return { word .. "s", with_s(word, lower) } end -- "Germanys", "Parties"
  return { with_s(word, lower) }
end

--- Forms of a verb beside its base form, each a list with the usual one first.
-- @tparam string word  one word, the base form
-- @tparam[opt] table irregular  from inflect.irregular
-- @treturn table { third = {…}, past = {…}, participle = {…}, gerund = {…} }
function inflect.verb(word, irregular)
  local lower = word:lower()
  local third = listed(word, "third", irregular)
  if not third then
    third = { lower:find "[^aeiou]o$" and word .. "es" or with_s(word, lower) }
  end
  local past = listed(word, "past", irregular)
  return {
    third = third,
    past = past or with_vowel(word, lower, "ed"),
    participle = listed(word, "participle", irregular) or past or with_vowel(word, lower, "ed"),
    gerund = listed(word, "gerund", irregular) or with_vowel(word, lower, "ing"),
  }
end

--- Collects words without repeating any.
local function collector()
  local out, seen = {}, {}
  return out, function(forms, before, after)
    for _, f in ipairs(forms) do
      f = (before or "") .. f .. (after or "")
      if not seen[f] then
        seen[f] = true
        out[#out + 1] = f
      end
    end
  end
end

local function add_verb(add, word, irregular, before, after)
  local v = inflect.verb(word, irregular)
  add(v.third, before, after)
  add(v.past, before, after)
  add(v.participle, before, after)
  add(v.gerund, before, after)
  add(listed(word, "also", irregular) or {}, before, after)
end

--- Where a noun phrase's head ends: "member| of parliament", "son|-in-law", "press conference|".
local function head_end(phrase)
  local at = phrase:find "%-in%-law" or phrase:find "%-general$" or phrase:find "%-elect$"
  if at then return at - 1 end
  for from, word in phrase:gmatch "()%s(%S+)" do
    if PREPOSITIONS[word] then return from - 1 end
  end
  return #phrase
end

--- Inflected forms of a list's phrase, itself not among them: of a noun phrase with its head in the plural,
-- of a verb phrase with its first word as third person, past, participle and gerund.
-- @tparam string phrase
-- @tparam string kind  "noun" or "verb"
-- @tparam[opt] table irregular  from inflect.irregular
-- @treturn {string,...}
function inflect.phrase(phrase, kind, irregular)
  local out, add = collector()
  if kind == "verb" then
    local word, after = phrase:match "^(%S+)(.*)$"
    if word then add_verb(add, word, irregular, "", after) end
  else
    local e = head_end(phrase)
    local before, word = phrase:sub(1, e):match "^(.-)([^%s%-]+)$"
    if word then add(inflect.noun(word, irregular), before, phrase:sub(e + 1)) end
  end
  for i = #out, 1, -1 do
    if out[i] == phrase then table.remove(out, i) end
  end
  return out
end

--- All forms of a word that rules mean by lemma "word", itself first: those of the verb and of the noun,
-- or of one of them alone where the list of irregular words has only its forms.
-- @tparam string word  may be a phrase: "point out", "news conference"
-- @tparam[opt] table irregular  from inflect.irregular
-- @treturn {string,...}
function inflect.forms(word, irregular)
  local out, add = collector()
  add { word }
  local e = irregular and irregular[word:lower()]
  local noun_only = e and e.plural and not (e.past or e.third or e.participle or e.gerund)
  local verb_only = e and e.past and not e.plural
  if not noun_only then add(inflect.phrase(word, "verb", irregular)) end
  if not verb_only then add(inflect.phrase(word, "noun", irregular)) end
  return out
end

--- What the attributes of a line of the list of irregular words say, added to `e`.
local function add_forms(e, attrs)
  for key, value in attrs:gmatch "([%w_]+)=([^\t]*)" do
    if KEYS[key] then
      local forms = e[key] or {}
      for form in value:gmatch "[^,]+" do forms[#forms + 1] = form end
      e[key] = forms
    end
  end
  return e
end

--- Reads the list of irregular words. A word's forms are worked out when it is asked for: rules name a few of them.
-- @tparam {{bytes=string},...} sources  from the lowest layer to the highest
-- @treturn table word to { plural = {…}, past = {…}, … }
function inflect.irregular(sources)
  local attributes = {} -- of all its lines in the highest layer that has the word
  for _, source in ipairs(sources) do
    local here = {}
    for line in source.bytes:gsub("^\239\187\191", ""):gmatch "[^\r\n]+" do
      local phrase, attrs = line:match "^%s*([^\t#][^\t]-)%s*\t(.*)$"
      if phrase then
        -- a word may stand on a line as a noun and on another as a verb
        here[phrase] = here[phrase] and here[phrase] .. "\t" .. attrs or attrs
      else
        local removed = line:match "^%s*!%s*([^\t]-)%s*$"
        if removed then attributes[removed] = nil end
      end
    end
    for word, attrs in pairs(here) do attributes[word] = attrs end
  end
  return setmetatable({}, {
    __index = function(words, word)
      local attrs = attributes[word]
      local e = attrs and add_forms({}, attrs)
      words[word] = e
      return e
    end,
  })
end

return inflect
