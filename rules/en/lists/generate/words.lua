-- Makes word_class.txt (words that are written in lower case, with their parts of speech), role_noun.txt (nouns for
-- persons by what they do) and language.txt from WordNet and CLDR.
local common = require "common"
local cldr = require "cldr"
local wordnet = require "wordnet"
package.path = common.here .. "../../../../lua/?.lua;" .. package.path
local inflect = require "factbox.inflect"

-- Classes of words --------------------------------------------------------------------------------------------

local counts = wordnet.counts()
local letters = { noun = "n", verb = "v", adj = "a", adv = "r" }
local senses = {} -- lemma -> letter -> number of senses
for pos, letter in pairs(letters) do
  for _, synset in ipairs(wordnet.load(pos)) do
    local instance = #wordnet.instance_of(synset) > 0
    for _, word in ipairs(synset.words) do
      if word:find "^%l[%l']+$" and not instance then
        local entry = senses[word] or {}
        senses[word] = entry
        entry[letter] = (entry[letter] or 0) + 1
      end
    end
  end
end

-- WordNet's tagged texts count lemmas; how often each form of one is used in news, roughly.
local SHARE = { singular = 0.7, plural = 0.3, base = 0.25, third = 0.1, past = 0.3, participle = 0.2, gerund = 0.15,
                adjective = 1, adverb = 1 }
-- A sense that no tagged text has counts a little.
local UNSEEN = 0.05
-- A class that is under this share of the uses of a frequent word misleads more than it helps.
local LEAST_SHARE, FREQUENT = 0.02, 40

local irregular = inflect.irregular { { bytes = common.read(common.here .. "../irregular.txt") } }
local weight, lemma_of = {}, {} -- form -> class -> weight; form -> class -> lemma

-- Is the form what spelling makes of the lemma: the endings of ending.txt find it.
local function regular(form, lemma, class)
  if form == lemma then return class ~= "plural" end -- "species" looks like a form of "specie"
  local head = lemma:gsub("e$", "")
  for _, ending in ipairs { "s", "es", "ed", "d", "ing", lemma:sub(-1) .. "ed", lemma:sub(-1) .. "ing", "ked", "king", "er", "est",
      lemma:sub(-1) .. "er", lemma:sub(-1) .. "est", "r", "st" } do
    if form == lemma .. ending or form == head .. ending then return true end
  end
  local stem = lemma:match "^(.*)y$"
  if stem and (form == stem .. "ies" or form == stem .. "ied" or form == stem .. "ier" or form == stem .. "iest") then return true end
  stem = lemma:match "^(.*)ie$"
  if stem and form == stem .. "ying" then return true end
  stem = lemma:match "^(.*)fe?$"
  return stem ~= nil and form == stem .. "ves" or lemma:find "%a%aman$" and form == lemma:gsub("man$", "men")
end

local function take(form, class, lemma, uses)
  if not form:find "^%l[%l']+$" then return end
  local w = weight[form] or {}
  weight[form] = w
  w[class] = (w[class] or 0) + uses * SHARE[class]
  local l = lemma_of[form] or { uses = {} }
  lemma_of[form] = l
  -- "men" is also a word of its own, but the form of "man" first
  if not l[class] or l[class] == form or form ~= lemma and uses > l.uses[class] then l[class], l.uses[class] = lemma, uses end
end

local function take_verb(lemma, uses)
  take(lemma, "base", lemma, uses)
  for class, forms in pairs(inflect.verb(lemma, irregular)) do
    for _, f in ipairs(forms) do take(f, class, lemma, uses) end
  end
end

-- A noun of one sense that no tagged text has is a rare plant or a chemical more often than a word of the news.
local function is_rare(word, by)
  local classes, all = 0, 0
  for _, n in pairs(by) do classes, all = classes + 1, all + n end
  return classes == 1 and by.n == 1 and not counts[word] and not (#word <= 8 and word:find "er$")
end

local kept = {}
for word, by in pairs(senses) do
  if not is_rare(word, by) then
    kept[word] = true
    local c = counts[word] or {}
    local function uses(letter) return (c[letter] or 0) + by[letter] * UNSEEN end
    if by.n then
      take(word, "singular", word, uses "n")
      for _, f in ipairs(inflect.noun(word, irregular)) do take(f, "plural", word, uses "n") end
    end
    if by.v then take_verb(word, uses "v") end
    if by.a then take(word, "adjective", word, uses "a") end
    if by.r then take(word, "adverb", word, uses "r") end
  end
end

-- WordNet's own lists of exceptions: forms that no rule of spelling gives.
local CLASS_OF = { noun = "plural", adj = "adjective" }
for _, pos in ipairs { "noun", "verb", "adj" } do
  for line in io.lines(common.wordnet .. pos .. ".exc") do
    local form, lemma = line:match "^(%l+) (%l+)$"
    if form and kept[lemma] and not regular(form, lemma, CLASS_OF[pos]) and not weight[form] then
      local uses = (counts[lemma] and counts[lemma][letters[pos]] or 0) + UNSEEN
      if CLASS_OF[pos] then
        take(form, CLASS_OF[pos], lemma, uses)
      elseif not irregular[lemma] then
        for _, class in ipairs(form:find "ing$" and { "gerund" } or form:find "s$" and { "third" } or { "past", "participle" }) do
          take(form, class, lemma, uses)
        end
      end
    end
  end
end

-- What is not listed the endings of ending.txt find: regular forms that are no words of their own. They take a plural for
-- likelier than a third person.
local words = common.list "phrase"
local function is_irregular(form)
  for class, lemma in pairs(lemma_of[form]) do
    if class ~= "uses" and lemma ~= form and not regular(form, lemma, class) then return true end
  end
  return false
end

for form, by in pairs(weight) do
  if kept[form] or is_irregular(form) or by.third and by.plural and by.third > 1 and by.third > by.plural then
    local order, total = {}, 0
    for class, w in pairs(by) do
      order[#order + 1] = class
      total = total + w
    end
    table.sort(order, function(a, b)
      if by[a] ~= by[b] then return by[a] > by[b] end
      return a < b
    end)
    local attributes, classes = {}, {}
    -- "troops" is a lemma beside "troop", but no singular
    local collective = by.plural and by.singular and form:find "[^s]s$" and true
    -- "divers" is an adjective in old books only
    local bookish = by.plural and by.adjective and form:find "[^s]s$" and not (counts[form] and counts[form].a) and true
    for _, class in ipairs(order) do
      if collective and class == "singular" or bookish and class == "adjective" then
        total = total - by[class]
      elseif #classes == 0 or total < FREQUENT or by[class] >= LEAST_SHARE * total then classes[#classes + 1] = class end
    end
    for _, class in ipairs(classes) do
      local lemma = lemma_of[form][class]
      if not regular(form, lemma, class) then attributes[class] = lemma end
    end
    attributes.pos = table.concat(classes, ",")
    words:add(form, attributes)
  end
end
words:write("word_class", "English words with the classes (classes.lua) that each may have, the likeliest first (frequency in WordNet's tagged\n" ..
  "texts), and irregular forms with their lemmas (CLASS=LEMMA). Regular forms that are no words of their own are not listed:\n" ..
  "ending.txt finds them. Words of the closed classes are in closed_class.txt.\nGenerated by generate/words.lua.\nSource: " ..
  common.WORDNET_SOURCE .. "\nIrregular forms also: irregular.txt.")

-- Persons by what they do ----------------------------------------------------------------------------------------

local roles = common.list "phrase"
roles:file(common.here .. "hand/role_noun.txt")
-- Below these synsets stand professions and offices; what is rare (never tagged, long) is left out.
for _, root in ipairs { "worker", "leader", "professional", "adjudicator", "official", "expert", "communicator", "entertainer",
    "combatant", "contestant", "intellectual", "defender", "serviceman", "traveler", "creator", "criminal", "authority",
    "negotiator", "representative", "employee", "religious person", "capitalist", "head of state", "politician", "scientist" } do
  wordnet.below(root, 18, { ["~"] = true }, function(synset)
    for _, word in ipairs(synset.words) do
      local tagged = counts[word:lower()]
      if word:find "^%l[%l%- ]+$" and #word > 3 and tagged and (tagged.n or 0) >= 1 then
        local gender
        if word:find "woman$" or word:find "[^iw]ess$" and not word:find "boss" then gender = "f"
        elseif word:find "[^o]man$" and not word:find "human$" then gender = "m" end
        roles:add(word, { gender = gender })
      end
    end
  end)
end
roles:write("role_noun", "Common nouns for persons by office, profession or part played; gender where the word tells it.\n" ..
  "Generated by generate/words.lua; hand part: generate/hand/role_noun.txt.\nSource: " .. common.WORDNET_SOURCE ..
  "\nHand part: " .. common.HAND_SOURCE)

-- Languages ------------------------------------------------------------------------------------------------------

local languages = common.list "phrase"
for code, name in cldr.english():gmatch '<language type="(%l%l)">([^<]*)</language>' do
  name = common.unescape(name)
  if not name:find "[%(,]" and #name > 2 then languages:add(name, { type = "other", kind = "language", id = code }) end
end
for name, code in pairs { Mandarin = "zh", Cantonese = "yue", Farsi = "fa", Hebrew = "he", Dari = "fa", Pidgin = "pcm" } do
  languages:add(name, { type = "other", kind = "language", id = code })
end
languages:write("language", "Languages; id: ISO 639. Many are demonyms too: only \"in French\", \"speaks French\" make them languages.\n" ..
  "Generated by generate/words.lua.\nSource: " .. common.CLDR_SOURCE)
