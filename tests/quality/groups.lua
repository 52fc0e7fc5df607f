--- Classes of words and noun groups, compared with what can be had: no gold set here has classes.
--
--     lua5.4 tests/quality/groups.lua [GOLD] [--errors N]
--
-- GOLD is the folder of the gold sets (../shared/gold).
--
--   classes   over the texts of tokens/ud_gum and ud_ewt, beside two independent taggers (wink-nlp, compromise: set up
--             by `make bench-peers` in the user's cache folder; without them this part is left out): agreement with
--             each, and, where the two agree with each other, with both. Classes are compared as far as all three have
--             them: determiners with pronouns, auxiliaries with verbs, common nouns with names.
--   groups    over entities/gum_news_coref, which marks every noun phrase: those that hold no other one. How many end
--             where a noun group ends (so that they have its head), how many also begin where it begins, numbers and
--             quantities before it counted in.
--
-- --errors N prints the N most frequent disagreements with what both taggers say, and N phrases that are no group.

local BASE = (arg[0]:match "^(.*)/[^/]*$" or ".") .. "/"
package.path = BASE .. "../../lua/?.lua;" .. BASE .. "../../lua/?/init.lua;" .. package.path
package.cpath = BASE .. "../../build/5." .. _VERSION:match "%d$" .. "/?.so;" .. package.cpath
local cjson = require "cjson"
local factbox = require "factbox"

local gold, errors = BASE .. "../../../shared/gold", 0
do
  local i = 1
  while arg[i] do
    if arg[i] == "--errors" then
      errors, i = tonumber(arg[i + 1]), i + 2
    else
      gold, i = arg[i], i + 1
    end
  end
end

--- The texts of a set, or nil where it is not there.
local function texts_of(set)
  local file = io.open(gold .. "/" .. set .. ".jsonl")
  if not file then return nil end
  local texts = {}
  for line in file:lines() do texts[#texts + 1] = cjson.decode(line) end
  file:close()
  return texts
end

local reader = factbox.reader { rules = BASE .. "../../rules", rules_only = true }
local prog = reader.program

--- Words of a text with their classes, and its noun groups: { first, last byte + 1, class }, { first, last byte + 1 }.
local function analysed(text)
  local words, groups = {}, {}
  reader:read(text, { watch = function(doc, phase)
    if phase.name ~= "groups" then return end
    for t = 1, doc:count() do
      local first, last = doc:bytes(t, t)
      words[t] = { first - 1, last, prog.classes.names[doc:pos(t)] or "none" }
    end
    for _, s in ipairs(doc:spans { [prog.kinds.noun_group] = true }) do
      local from, to = doc:place(s)
      groups[#groups + 1] = { words[from][1], words[to][2], from }
    end
  end })
  return words, groups
end

-----------------------------------------------------------------------------------------------------------------------
-- Classes
-----------------------------------------------------------------------------------------------------------------------

-- Ours and theirs, as far as they can be compared; PUNCT and SYM are left out.
local OURS = {
  singular = "NOUN", plural = "NOUN", name = "NOUN", number = "NUM", determiner = "DET", possessive = "DET", subject = "DET",
  object = "DET", neutral = "DET", there = "DET", genitive = "PART", to = "PART", negation = "PART", adjective = "ADJ",
  quantifier = "ADJ", adverb = "ADV", preposition = "ADP", by = "ADP", particle = "ADP", conjunction = "CCONJ",
  complementizer = "SCONJ", interjection = "INTJ",
}
for _, v in ipairs { "base", "third", "past", "participle", "gerund", "modal", "will", "be", "is", "was", "been", "being", "have",
    "had", "having", "do", "did" } do
  OURS[v] = "VERB"
end
local THEIRS = { PROPN = "NOUN", AUX = "VERB", PRON = "DET", PUNCT = false, SYM = false, SPACE = false }

-- Words that the two conventions class apart though they mean the same: "who", "more", "to", "not".
local ALSO = {
  wh = { DET = true, ADV = true, SCONJ = true }, quantifier = { ADJ = true, ADV = true, DET = true },
  to = { ADP = true, PART = true }, negation = { ADV = true }, particle = { PART = true }, preposition = { PART = true },
}

local function agrees(ours, theirs)
  return OURS[ours] == theirs or ALSO[ours] ~= nil and ALSO[ours][theirs] == true
end

--- The two taggers' words of all texts: by text { wink = { ["first end"] = class }, compromise = … }; nil without them.
local function tagged(texts)
  local cache = os.getenv "XDG_CACHE_HOME"
  if not cache or cache == "" then cache = (os.getenv "HOME" or "") .. "/.cache" end
  local input = os.tmpname()
  local file = assert(io.open(input, "wb"))
  for _, t in ipairs(texts) do file:write(string.pack("<s4", t.text)) end
  file:close()
  local pipe = io.popen(("node '%staggers.js' '%s/factbox-peers' < '%s' 2>/dev/null"):format(BASE, cache, input))
  local all = {}
  for line in pipe:lines() do
    local by = {}
    for name, rest in line:gmatch "(%l+) ([^%l]*)" do
      local tool = {}
      by[name] = tool
      for first, last, class in rest:gmatch "(%d+) (%d+) (%u+)" do
        class = THEIRS[class] == nil and class or THEIRS[class]
        tool[first .. " " .. last] = class or nil
      end
    end
    all[#all + 1] = by
  end
  pipe:close()
  os.remove(input)
  return #all == #texts and all or nil
end

local function percent(ok, n) return n > 0 and ("%.1f"):format(100 * ok / n) or "-" end

local function compare_classes(set)
  local texts = texts_of(set)
  if not texts then return print(("%-24s not there"):format(set)) end
  local theirs = tagged(texts)
  if not theirs then return print(("%-24s left out: wink-nlp and compromise are not set up (make bench-peers)"):format(set)) end
  local count = { wink = { 0, 0 }, compromise = { 0, 0 }, both = { 0, 0 } }
  local by_class, wrong, order = {}, {}, {}
  for i, t in ipairs(texts) do
    for _, w in ipairs((analysed(t.text))) do
      local key, ours = w[1] .. " " .. w[2], w[3]
      local wink, other = theirs[i].wink[key], theirs[i].compromise[key]
      local function add(name, class)
        local ok = agrees(ours, class) and 1 or 0
        count[name][1], count[name][2] = count[name][1] + ok, count[name][2] + 1
        return ok
      end
      if (OURS[ours] or ALSO[ours]) and wink then add("wink", wink) end
      if (OURS[ours] or ALSO[ours]) and other then add("compromise", other) end
      if (OURS[ours] or ALSO[ours]) and wink and wink == other then
        local ok = add("both", wink)
        local c = by_class[wink] or { 0, 0 }
        by_class[wink] = c
        c[1], c[2] = c[1] + ok, c[2] + 1
        if ok == 0 then
          local what = ("%s for %s: %s"):format(ours, wink, t.text:sub(w[1] + 1, w[2]):lower())
          if not wrong[what] then order[#order + 1] = what end
          wrong[what] = (wrong[what] or 0) + 1
        end
      end
    end
  end
  print(("%-24s wink-nlp %s %% of %d words, compromise %s %% of %d, where they agree %s %% of %d"):format(set,
    percent(count.wink[1], count.wink[2]), count.wink[2], percent(count.compromise[1], count.compromise[2]),
    count.compromise[2], percent(count.both[1], count.both[2]), count.both[2]))
  local names = {}
  for name in pairs(by_class) do names[#names + 1] = name end
  table.sort(names, function(a, b) return by_class[a][2] > by_class[b][2] end)
  for j, name in ipairs(names) do names[j] = name .. " " .. percent(by_class[name][1], by_class[name][2]) end
  print("  by class: " .. table.concat(names, ", "))
  table.sort(order, function(a, b)
    if wrong[a] ~= wrong[b] then return wrong[a] > wrong[b] end
    return a < b
  end)
  for j = 1, math.min(errors, #order) do print(("  %4d  %s"):format(wrong[order[j]], order[j])) end
end

-----------------------------------------------------------------------------------------------------------------------
-- Noun groups
-----------------------------------------------------------------------------------------------------------------------

-- What may stand behind a phrase inside a larger one; behind anything else it is part of its noun ("[air] pollution").
local BEHIND = { preposition = true, by = true, comma = true, conjunction = true, genitive = true, complementizer = true, wh = true,
                 to = true, stop = true, dash = true, open = true, close = true, quote = true, colon = true }
-- What belongs to a phrase before its noun group.
local BEFORE = { number = true, quantifier = true, determiner = true, possessive = true, currency = true, adverb = true,
                 adjective = true, preposition = true, to = true }
-- Words that are phrases without a noun group.
local ALONE = { subject = true, object = true, neutral = true, possessive = true, wh = true, there = true, determiner = true }

local function compare_groups(set)
  local texts = texts_of(set)
  if not texts then return print(("%-24s not there"):format(set)) end
  local n, ends, exact, missed = 0, 0, 0, {}
  for _, t in ipairs(texts) do
    local words, groups = analysed(t.text)
    local phrases, starts = {}, {}
    for i, w in ipairs(words) do starts[w[1]] = i end
    for _, e in ipairs(t.entities) do -- "the town's" is the town
      local s = t.text:sub(e.start + 1, e["end"])
      phrases[#phrases + 1] = { e.start, e["end"] - #(s:match "'s$" or s:match "’s$" or s:match "'$" or s:match "’$" or "") }
    end
    local function inside(a, b) return b ~= a and b[1] <= a[1] and a[2] <= b[2] and (b[1] < a[1] or a[2] < b[2]) end
    local seen = {}
    for _, p in ipairs(phrases) do
      local key, base = p[1] .. " " .. p[2], true
      local first, behind = starts[p[1]], nil
      for i, w in ipairs(words) do
        if w[1] >= p[2] then behind = i break end
      end
      for _, q in ipairs(phrases) do
        if inside(q, p) then base = false end
        if behind and inside(p, q) and words[behind][2] <= q[2] and not BEHIND[words[behind][3]] then base = false end
      end
      local single = first and words[first][2] == p[2]
      if base and first and not seen[key] and not (single and (ALONE[words[first][3]] or words[first][3] == "number")) then
        seen[key] = true
        n = n + 1
        local fits = false
        for _, g in ipairs(groups) do
          if g[2] == p[2] then
            ends = ends + 1
            local from = g[3]
            while from > first and BEFORE[words[from - 1][3]] do from = from - 1 end
            fits = from == first
          end
        end
        if fits then exact = exact + 1 else missed[#missed + 1] = t.text:sub(p[1] + 1, p[2]) end
      end
    end
  end
  print(("%-24s of %d noun phrases without another inside %s %% end as a noun group, %s %% are one"):format(set, n,
    percent(ends, n), percent(exact, n)))
  for j = 1, math.min(errors, #missed) do print("        " .. missed[j]:gsub("%s+", " ")) end
end

compare_classes "tokens/ud_gum"
compare_classes "tokens/ud_ewt"
compare_groups "entities/gum_news_coref"
