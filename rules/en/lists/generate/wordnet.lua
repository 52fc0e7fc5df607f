-- Reads WordNet's data files once: synsets with words, relations and gloss.
local common = require "common"
local wordnet = {}

local synsets = {}

-- Synset at byte `offset` of data.<pos>: { words, lex (file number), relations = { {symbol, offset, pos}… }, gloss, pos }.
local function parse(text, pos)
  local head, gloss = text:match "^(.-) | (.*)$"
  local fields = {}
  for field in (head or text):gmatch "%S+" do fields[#fields + 1] = field end
  local synset = { offset = fields[1], lex = tonumber(fields[2]), type = fields[3], pos = pos, words = {}, ids = {},
                   relations = {}, gloss = gloss or "" }
  local count, at = tonumber(fields[4], 16), 5
  for _ = 1, count do
    synset.words[#synset.words + 1] = fields[at]:gsub("%(%w+%)$", ""):gsub("_", " ")
    synset.ids[#synset.ids + 1] = fields[at + 1]
    at = at + 2
  end
  local relations = tonumber(fields[at])
  at = at + 1
  for _ = 1, relations do
    synset.relations[#synset.relations + 1] = { fields[at], fields[at + 1], fields[at + 2] }
    at = at + 4
  end
  return synset
end

-- All synsets of a part of speech ("noun", "verb", "adj", "adv"): list, and map from offset.
function wordnet.load(pos)
  if synsets[pos] then return synsets[pos] end
  local all = { by = {} }
  for text in io.lines(common.wordnet .. "data." .. pos) do
    if not text:find "^ " then
      local synset = parse(text, pos)
      all[#all + 1] = synset
      all.by[synset.offset] = synset
    end
  end
  synsets[pos] = all
  return all
end

-- Calls `visit(synset)` for everything below the noun synset whose first word and file number are given,
-- by the relation symbols in `symbols` ("~" hyponym, "~i" instance).
function wordnet.below(word, lex, symbols, visit)
  local nouns = wordnet.load "noun"
  local seen = {}
  local function walk(synset)
    if seen[synset.offset] then return end
    seen[synset.offset] = true
    visit(synset)
    for _, relation in ipairs(synset.relations) do
      if symbols[relation[1]] and relation[3] == "n" then walk(nouns.by[relation[2]]) end
    end
  end
  for _, synset in ipairs(nouns) do
    if synset.lex == lex and synset.words[1] == word then walk(synset) end
  end
end

-- The synsets that `synset` is an instance of, as a list.
function wordnet.instance_of(synset)
  local nouns, out = wordnet.load "noun", {}
  for _, relation in ipairs(synset.relations) do
    if relation[1] == "@i" then out[#out + 1] = nouns.by[relation[2]] end
  end
  return out
end

-- How often a lemma was tagged in each part of speech: counts[lemma] = { n = …, v = …, a = …, r = … }.
function wordnet.counts()
  local letter = { ["1"] = "n", ["2"] = "v", ["3"] = "a", ["4"] = "r", ["5"] = "a" }
  local counts = {}
  for text in io.lines(common.wordnet .. "cntlist.rev") do
    local lemma, type, count = text:match "^([^%%]+)%%(%d)%S* %d+ (%d+)"
    if lemma then
      lemma = lemma:gsub("_", " ")
      local entry = counts[lemma] or {}
      counts[lemma] = entry
      entry[letter[type]] = (entry[letter[type]] or 0) + tonumber(count)
    end
  end
  return counts
end

return wordnet
