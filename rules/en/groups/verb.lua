-- Verb groups: a verb with its auxiliaries, adverbs and negation between them. One rule for each tense, aspect and voice, made
-- from the tables below.
--   tense    present, past, future, modal ("could go"), infinitive ("to go"), participle ("going", "gone": no tense of its own)
--   aspect   simple, progressive, perfect, perfect_progressive      voice  active, passive      negated  true
--   head     lemma of the main verb (the capture `verb`)

local adverb = pos "adverb"^0
local negation = (pos "adverb" + pos "negation")^0

--- What each tense begins with before another verb: the form of "have", of "be", of "do", of a verb alone.
local TENSES = {
  present = { have = pos "have", be = pos "is", alone = pos("third", "base", "have", "is", "do"), base = pos "do",
    example = { "repairs", "is repairing", "has repaired", "has been repairing", "is repaired", "is being repaired", "has been repaired" } },
  past = { have = pos "had", be = pos "was", alone = pos("past", "had", "was", "did"), base = pos "did",
    example = { "repaired", "was repairing", "had repaired", "had been repairing", "was repaired", "was being repaired", "had been repaired" } },
  future = { before = pos "will",
    example = { "will repair", "will be repairing", "will have repaired", "will have been repairing", "will be repaired", nil, "will have been repaired" } },
  modal = { before = pos "modal",
    example = { "could repair", "could be repairing", "could have repaired", "could have been repairing", "could be repaired", nil, "could have been repaired" } },
  infinitive = { before = pos "to",
    example = { "to repair", "to be repairing", "to have repaired", "to have been repairing", "to be repaired", nil, "to have been repaired" } },
}
local ORDER = { "present", "past", "future", "modal", "infinitive" }

--- The words of a group: `between` stands between any two of them.
local function chain(t, between)
  local before = t.before and t.before * between
  local have, be = t.have or before * pos "have", t.be or before * pos "be"
  local been, participle, gerund = pos "been" * between, verb(pos "participle"), verb(pos "gerund")
  have, be = have * between, be * between
  local simple = t.alone and verb(t.alone) or before * verb(pos("base", "be", "have", "do"))
  if t.base then simple = simple + t.base * between * verb(pos "base") end
  return {
    { "simple", "active", simple },
    { "progressive", "active", be * (gerund + verb(pos "having")) },
    { "perfect", "active", have * verb(pos("participle", "been", "had")) },
    { "perfect_progressive", "active", have * been * gerund },
    { "simple", "passive", be * participle },
    { "progressive", "passive", be * pos "being" * between * participle },
    { "perfect", "passive", have * been * participle },
  }
end

--- Puts "not" behind the first word of a form: "do not repair", "was not repairing".
local function denied(form)
  local at = 1
  while at <= #form and form:sub(at, at) ~= " " do at = at + 1 end
  return form:sub(1, at - 1) .. " not" .. form:sub(at)
end

for _, negated in ipairs { false, true } do
  for _, tense in ipairs(ORDER) do
    local t = TENSES[tense]
    for i, c in ipairs(chain(t, negated and negation or adverb)) do
      local example = t.example[i]
      if example then
        if negated then example = i == 1 and t.base and (tense == "past" and "did not repair" or "does not repair") or denied(example) end
        rule("verb_group." .. tense .. "." .. c[1] .. "." .. c[2] .. (negated and ".negated" or "")) {
          match = c[3],
          gives = span("verb_group", { tense = tense, aspect = c[1], voice = c[2], negated = negated }),
          yes = { "They said that Ana Lund <" .. example .. "> the boat." },
          no = { "The boat on the river." },
        }
      end
    end
  end
end

rule "verb_group.participle.active" {
  -- "killing three people"
  match = verb(pos "gerund"),
  gives = span("verb_group", { tense = "participle", aspect = "progressive", voice = "active", negated = false }),
  yes = { "The boat sank, <[drowning]> three people." },
  no = { "The boat sank." },
}

rule "verb_group.participle.perfect" {
  -- "having left the river"
  match = pos "having" * adverb * verb(pos("participle", "been", "had")),
  gives = span("verb_group", { tense = "participle", aspect = "perfect", voice = "active", negated = false }),
  yes = { "<Having [left]> the river, the boat sank." },
  no = { "The boat sank." },
}

rule "verb_group.participle.passive" {
  -- "the boats built in Lund"
  match = (pos "being" * adverb + pos "having" * adverb * pos "been" * adverb)^-1 * verb(pos "participle"),
  gives = span("verb_group", { tense = "participle", aspect = "simple", voice = "passive", negated = false }),
  yes = { "The boats <[sunk]> by them were old." },
  no = { "The boats were old." },
}
