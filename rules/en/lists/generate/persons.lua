-- Makes first_name.txt and surname.txt from the hand lists beside this script and from WordNet's persons
-- ("Abraham Lincoln": first name Abraham, surname Lincoln).
local common = require "common"
local wordnet = require "wordnet"

-- Words that are lower-case lemmas of WordNet and were met in its tagged texts.
local counts = wordnet.counts()
local function word(name)
  local entry = counts[name:lower()]
  if not entry then return false end
  local n = 0
  for _, c in pairs(entry) do n = n + c end
  return n > 0
end
-- WordNet's sense keys are in lower case, names included: only lemmas that it also writes in lower case are words.
local lower = {}
for _, pos in ipairs { "noun", "verb", "adj", "adv" } do
  for _, synset in ipairs(wordnet.load(pos)) do
    for _, w in ipairs(synset.words) do if not w:find "%u" then lower[w] = true end end
  end
end
for _, w in ipairs { "will", "may", "can", "in", "an", "he", "so", "do", "no", "an", "for", "my", "to", "her", "his", "she", "who", "any", "all", "how", "you", "not", "and", "the", "or" } do lower[w], counts[w] = true, { n = 99 } end
local places = {}
for _, name in ipairs { "country", "city", "region" } do
  local path = common.here .. "hand/" .. name .. ".txt"
  for key in pairs(common.set(path)) do places[key] = true end
end
-- Lower-case lemmas, and places, that are nearly always persons when they have a capital.
local person = {}
for w in ([[maria nancy jimmy mike bob brad gary harry ken leon helena regina pierre lena larissa fatima eugene petra
  eddy rob sally irving rosario santiago serge uri selma milan victor john rocky sherry mariana lawrence don ray]]):gmatch "%S+" do person[w] = true end
local function ambiguous(name)
  local key = name:lower()
  if person[key] then return nil end
  return (lower[key] and word(name) or places[key]) and "yes" or nil
end

local first, last = common.list("phrase"), common.list("phrase")
local genders = {}
local function take(file, gender)
  for text in io.lines(common.here .. "hand/" .. file) do
    if not text:find "^#" then
      for name in text:gmatch "%S+" do
        if #name > 1 then genders[name] = genders[name] and genders[name] ~= gender and "u" or gender end
      end
    end
  end
end
take("first_name_m.txt", "m")
take("first_name_f.txt", "f")
take("first_name_u.txt", "u")
for name, gender in pairs(genders) do first:add(name, { gender = gender, ambiguous = ambiguous(name) }) end

for text in io.lines(common.here .. "hand/surname.txt") do
  if not text:find "^#" then
    for name in text:gmatch "%S+" do
      if #name > 1 then
        name = name:gsub("~", " ")
        last:add(name, { ambiguous = ambiguous(name) })
      end
    end
  end
end

-- Instances of persons: lexicographer file 18. A first token that starts no title, a last token that is no number or role.
local not_first = {}
for w in ([[Saint St. St Sir King Queen Pope Prince Princess Emperor Lord Lady The La Le De Van Von Count Duke Earl Baron Mother Sister
  Father Brother Dame Mahatma Marquis Marquise President Alexander Big Old Little Wild Calamity Black Red Sitting Crazy Chief Chung The
  Great Good Holy Blessed Three Sublime El Al Ibn Abu Maid Iron First Second Third Ming Han Apostle Gentle Dr. Mrs. Mr. Miss Uncle Aunt Comte
  Doctor Captain General Grand Il Los Las Du Des Ben bin Lo Mac San Santa Sultan Duchess Duc Archbishop Bishop Venerable Virgin Witch Wolf
  Attila Pliny-the]]):gmatch "%S+" do not_first[w] = true end
local not_last = {}
for w in ([[I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI Great Elder Younger Terrible Conqueror Confessor Baptist Apostle Bold Fat
  Bald Magnificent Wise Good Pious Venerable Lionheart Hun Divine Evangelist Prophet Just Unready Martyr Impaler Kid Lion-Hearted Simple
  Fair Red Bruce Jr. Sr. Jnr Jr Sr Aquinas Arimathea Arc Assisi Navarre Castile Aragon Antioch Alexandria Troy Wales Windsor Lancaster
  Deffand Pompadour Stael Sevigne Barry Goodfellow Dustman God Light Chicago Abelard Nazareth Jesus Christ Fury Nijmegen Patron]]):gmatch "%S+" do not_last[w] = true end

for _, synset in ipairs(wordnet.load "noun") do
  if synset.lex == 18 and #wordnet.instance_of(synset) > 0 then
    for _, name in ipairs(synset.words) do
      local tokens = {}
      for token in name:gmatch "%S+" do tokens[#tokens + 1] = token end
      if #tokens >= 2 and not name:find " of " and not name:find " the " and not name:find "%d" then
        local a, z = tokens[1], tokens[#tokens]
        if a:find "^%u%l+$" and #a > 2 and not not_first[a] and z:find "^%u" and not first:has(a) and not ambiguous(a) then -- no "Typhoid Mary"
          first:add(a, { gender = "u", source = "wordnet" })
        end
        if z:find "^%u[%l'%u]+$" and #z > 2 and not not_last[z] and not z:find "^%u+$" and not last:has(z) and not ambiguous(z) then
          last:add(z, { source = "wordnet" })
        end
      end
    end
  end
end

local note = "ambiguous=yes where it is also a common word or a place; source=wordnet where only WordNet has it.\n" ..
  "Generated by generate/persons.lua; hand part: generate/hand/%s.\nSource: " .. common.WORDNET_SOURCE .. "\nHand part: " .. common.HAND_SOURCE
first:write("first_name", "First names; gender: m, f or u (either, or not known).\n" .. note:format "first_name_m.txt, first_name_f.txt, first_name_u.txt")
last:write("surname", "Surnames.\n" .. note:format "surname.txt")
