--- From frames of attribution and quotation marks to quotes: what was said, in how many pieces, by whom.
--
-- The rules of the quotes phase find frames (a source and its cue); csrc/marks.c pairs the quotation marks. Here each
-- frame gets the stretch that its source says, and each quotation the frame that it belongs to:
--
--   FRAME (that) clause           indirect; mixed where the clause has quotations; direct where it is one
--   clause, FRAME.                the same, looking back to the start of the sentence
--   “quotation,” FRAME, “…”       direct, in two parts
--   FRAME. “quotation”            floating: the source is the one before
--   … “fragment” …                mixed without a cue of its own
--
-- @module factbox.quote

local classes = require "factbox.core".classes

local quote = {}

local CAPITALIZED, WORD = classes.capitalized, classes.alpha

local find, sub, lower = string.find, string.sub, string.lower

--- Fewest tokens for a quotation without a frame: single words in marks are irony or titles more often than speech.
local FLOATING_WORDS = 2
--- Fewest tokens for a quotation that counts as said by the source before it, without any cue.
local FLOATING_SPEECH = 4

--- The kind and list numbers that this stage needs, by program.
local known = setmetatable({}, { __mode = "k" })

local function knowledge(prog)
  local k = known[prog]
  if not k then
    local kinds = prog.kinds
    local lists = prog.lists
    k = { cue_verb = lists.cue_verb and lists.cue_verb.number or -1,
      function_word = lists.function_word and lists.function_word.number or -1,
      quotation = kinds.quotation, source = kinds.source, date = kinds.date, time = kinds.time, tense = kinds.tense,
      quotations = { [kinds.quotation] = true }, frames = {} }
    k.key = { by = prog.key_number "by", clause = prog.key_number "clause", strength = prog.key_number "strength" }
    for i, c in ipairs(prog.names.captures) do
      if c == "speaker" or c == "cue" or c == "that" or c == "negation" or c == "addressee" then k[c] = i - 1 end
    end
    k.none = {}
    if kinds.frame then k.frames[kinds.frame] = true end
    known[prog] = k
  end
  return k
end

-- ---- places in the document ------------------------------------------------------------------------------------

--- Quotations of the document as { from, to (with marks), inner_from, inner_to, nested, single, … }, in order.
local function quotations(state, k)
  local doc = state.doc
  local list, n = {}, 0
  local spans = doc:spans(k.quotations)
  for i = 1, #spans do
    local span = spans[i]
    local from, to = doc:place(span)
    local unclosed, unopened, single, nested = doc:flags(span)
    local a, b = unopened and from or from + 1, unclosed and to or to - 1
    if b >= a then
      n = n + 1
      list[n] = { from = from, to = to, a = a, b = b, nested = nested, single = single, unclosed = unclosed,
        unopened = unopened }
    end
  end
  return list
end

local function is_mark(doc, t, mark)
  return t >= 1 and t <= doc:count() and doc:norm(t) == mark
end

--- Tokens a..b without commas, dashes and conjunctions at the ends.
local function trim(doc, a, b)
  while a <= b do
    local w = doc:norm(a)
    if w == "," or w == ":" or w == ";" or w == "-" or w == "–" or w == "—" then a = a + 1 else break end
  end
  while b >= a do
    local w = doc:norm(b)
    if w == "," or w == ";" or w == ":" or w == "-" or w == "–" or w == "—" then b = b - 1 else break end
  end
  return a, b
end

local function without_stop(doc, a, b)
  while b > a do
    local w = doc:norm(b)
    if w == "." or w == "!" or w == "?" or w == "…" or w == "..." then b = b - 1 else break end
  end
  return a, b
end

-- ---- the report's tables ---------------------------------------------------------------------------------------

local function place(doc, from, to)
  local first, last = doc:bytes(from, to)
  return { first = first, last = last }
end

local DETERMINERS = {}
for w in ([[the a an this that these those his her its their our my your some many several most no every each another two
  three four five six both one all other]]):gmatch "%S+" do DETERMINERS[w] = true end
--- Most tokens that are added before a noun.
local BEFORE_NOUN = 6

--- First token of the noun phrase whose noun stands at `from`: "the company's [chief executive]".
local function phrase_start(state, from, k)
  local doc = state.doc
  local t, _, first = from, doc:sentence(from)
  while t > first and t > from - BEFORE_NOUN do
    local w = doc:norm(t - 1)
    if DETERMINERS[w] then return t - 1 end
    if w == "'s" then
      t = t - 1
    elseif doc:class(t - 1) & WORD == 0 or doc:listed(t - 1, t - 1, k.function_word)
      or doc:listed(t - 1, t - 1, k.cue_verb) or k.tense and doc:first(k.tense, t - 1, t - 1) then
      return t
    else
      t = t - 1
    end
  end
  return t
end

--- A source as the report has it, from its tokens.
local function source_at(state, from, to, by, k)
  if not from then return nil end
  if k and by == "nominal" then from = phrase_start(state, from, k) end
  local first, last = state.doc:bytes(from, to)
  return { first = first, last = last, text = sub(state.text, first, last), by = by or "name", from = from, to = to }
end

local function new_quote(state, kind, a, b, frame)
  local doc, text = state.doc, state.text
  local first, last = doc:bytes(a, b)
  if not frame then
    return { type = kind, parts = { { first = first, last = last } }, marked = {}, text = sub(text, first, last),
      first = first, last = last, from = a, to = b, sentence = doc:sentence(a), speaker = nil, floating = true, negated = false,
      rule = "floating", id = false }
  end
  local cue_first, cue_last = doc:bytes(frame.cue_from, frame.cue_to)
  return { type = kind, parts = { { first = first, last = last } }, marked = {}, text = sub(text, first, last),
    first = first, last = last, from = a, to = b, sentence = doc:sentence(a),
    cue = { first = cue_first, last = cue_last, text = sub(text, cue_first, cue_last) },
    speaker = source_at(state, frame.source_from, frame.source_to, frame.source_by),
    addressee = frame.hearer_from and source_at(state, frame.hearer_from, frame.hearer_to, frame.hearer_by, frame.known),
    floating = false, negated = frame.negated, rule = frame.rule, id = false }
end

-- ---- frames ----------------------------------------------------------------------------------------------------

--- The sentence's subject, for participles ("…, saying that"): its first source before token `before`.
-- @return its first and last token and how it is named, or nil
local function subject(state, k, first, before)
  local span = k.source and state.doc:first(k.source, first, before - 1)
  if not span then return nil end
  local from, to = state.doc:place(span)
  local by = state.doc:attr(span, k.key.by)
  if by == "nominal" then from = phrase_start(state, from, k) end
  return from, to, by
end

local COORDINATES = { but = true, ["and"] = true, ["while"] = true, although = true, whereas = true }

--- The frames of the document in order: { rule=, from=, to= (tokens), cue_from=, cue_to=, clause=, strength=, that=, negated=,
-- source=, hearer_from=, …, number= (sentence), first_token=, last_token= (what its content may take) }.
local function frames(state, k, quoted)
  local doc, rules, key = state.doc, state.program.rules, k.key
  local list, n = {}, 0
  local spans = doc:spans(k.frames)
  local q = 1 -- quotations before it end before the frame
  for i = 1, #spans do
    local span = spans[i]
    local from, to, _, rule_number = doc:place(span)
    local rule = rules[rule_number + 1]
    local attrs = rule.gives.attrs or k.none
    local number, first_token, last_token = doc:sentence(from)
    local source_from, source_to, source_by
    if attrs.participle then
      source_from, source_to, source_by = subject(state, k, first_token, from)
    else
      source_from, source_to, source_by = doc:capture(span, k.speaker, key.by)
      if source_by == "nominal" then source_from = phrase_start(state, source_from, k) end
      if source_from and source_from < from then from = source_from end
    end
    if source_from then
      local cue_from, cue_to, clause, strength = doc:capture(span, k.cue, key.clause, key.strength)
      local hearer_from, hearer_to, hearer_by = doc:capture(span, k.addressee, key.by)
      local f = { rule = rule.name, from = from, to = to, number = number, first_token = first_token, last_token = last_token,
        participle = attrs.participle, inverted = attrs.inverted, according = attrs.according,
        source_from = source_from, source_to = source_to, source_by = source_by,
        cue_from = cue_from, cue_to = cue_to, clause = clause, strength = strength,
        hearer_from = hearer_from, hearer_to = hearer_to, hearer_by = hearer_by, known = k,
        that = doc:capture(span, k.that) ~= nil, negated = doc:capture(span, k.negation) ~= nil }

      -- the outermost quotation that holds the frame
      while quoted[q] and quoted[q].to < from do q = q + 1 end
      local around = quoted[q]
      if around and around.from >= from then around = nil end
      local own = not around
      if around then
        f.first_token, f.last_token = math.max(first_token, around.a), math.min(last_token, around.b)
        -- what a quotation's own words attribute counts where it is a quotation again
        local j = q + 1
        while quoted[j] and quoted[j].from <= around.to do
          if quoted[j].nested and quoted[j].from > to then own = true end
          j = j + 1
        end
      end

      -- "…, but SOURCE said": the frame before ends there
      local before = n > 0 and list[n]
      if before and before.number == number and not f.participle then
        local t = from - 1 -- before titles
        while t > before.to and t > from - 5 and doc:class(t) & CAPITALIZED ~= 0 do t = t - 1 end
        local w = t > before.to and doc:norm(t)
        if COORDINATES[w] and (w ~= "and" or doc:norm(t - 1) == ",") and t - 1 > before.to then
          before.last_token = math.min(before.last_token, t - 1)
        elseif COORDINATES[w] and t - 1 == before.to and doc:norm(t - 1) ~= "," then
          before.last_token = before.to
        elseif w and doc:norm(t - 1) == "," and t - 1 == before.to + 1 then
          before.last_token = before.to
        end
      end
      if own then
        n = n + 1
        list[n] = f
      end
    end
  end
  return list
end

--- Skips times and commas after a frame ("said on Friday, …"): they belong to the saying, not to what is said.
local function skip_adjuncts(doc, t, last, k)
  if t <= last then
    local span = k.date and doc:first(k.date, t, t) or k.time and doc:first(k.time, t, t)
    if span then
      local _, to = doc:place(span)
      if to < last then t = to + 1 end
    end
  end
  local norm = t <= last and doc:norm(t)
  if norm == "on" or norm == "in" or norm == "late" or norm == "early" or norm == "earlier" or norm == "at" then
    -- "on Friday", "late on Friday": up to four tokens, ending where a comma or a new subject begins
    for i = t + 1, math.min(t + 4, last) do
      local w = doc:norm(i)
      if w == "," then return i + 1, true end
    end
  elseif norm == "," then
    return t + 1, true
  end
  return t, false
end

--- A reported clause needs a finite verb: the rules that look for tenses have found one near its start.
local function has_finite(doc, from, to, k)
  return not k.tense or doc:first(k.tense, from, math.min(to, from + 24)) ~= nil
end

--- Index of the first quotation that begins at token `t` or later; quotations are in order.
local function quotation_from(list, t)
  local lo, hi = 1, #list + 1
  while lo < hi do
    local mid = (lo + hi) // 2
    if list[mid].from < t then lo = mid + 1 else hi = mid end
  end
  return lo
end

--- Quotations that lie inside tokens a..b, marked as used.
local function inside(state, list, a, b, q)
  local doc = state.doc
  local i = quotation_from(list, a)
  local inner = 0
  while list[i] and list[i].from <= b do
    local m = list[i]
    if m.to <= b + 1 or m.b <= b then
      if not m.used then
        m.used = q
        if not m.nested then
          q.marked[#q.marked + 1] = place(doc, m.a, math.min(m.b, b))
          inner = inner + 1
        end
      end
    end
    i = i + 1
  end
  return inner
end

--- Content after a frame. @return quote or nil
local function content_after(state, list, f, k)
  local doc = state.doc
  local last = f.last_token
  local a = f.to + 1
  local i = quotation_from(list, a)
  local m = list[i]
  local after_comma
  if not f.that then
    local t = a
    if is_mark(doc, t, ":") then t = t + 1 end
    if m and (m.from == t or (m.from == t + 1 and is_mark(doc, t, ","))) and not m.nested then
      -- FRAME “quotation”: direct where nothing but the sentence's end follows, in the same sentence
      local rest = m.to + 1
      if rest > last or (rest == last and not doc:norm(rest):find "%a") or m.to >= last then
        local ma, mb = trim(doc, m.a, m.b)
        local q = new_quote(state, "direct", ma, mb, f)
        inside(state, list, m.from, m.to, q)
        return q
      end
    end
    a, after_comma = skip_adjuncts(doc, a, last, k)
  end
  local _, b = without_stop(doc, a, last)
  a, b = trim(doc, a, b)
  if b < a then return nil end
  -- a frame that begins within the content and looks back takes its own part
  local clause = f.clause or ""
  local quoted = m and m.from <= b and not m.used
  local bare = clause:find "bare" and (f.strength or 0) >= 2 and not f.participle or f.participle and clause:find "bare"
  if not f.that and not quoted then
    if not bare or b - a < 2 or not has_finite(doc, a, b, k) then return nil end
    if after_comma and not f.according then return nil end
  end
  if not f.that and quoted and clause == "np" and is_mark(doc, m.to + 1, ",") then b = m.to end
  if not f.that and quoted and not bare and clause == "inf" and m.from - a > 12 then return nil end
  local q = new_quote(state, "indirect", a, b, f)
  local n = inside(state, list, a, b, q)
  if n > 0 then
    local only = q.marked[1]
    q.type = n == 1 and only.first <= q.first + 3 and only.last >= q.last - 3 and "direct" or "mixed"
    if q.type == "direct" then
      q.parts = { { first = only.first, last = only.last } }
      q.first, q.last = only.first, only.last
      q.text = sub(state.text, q.first, q.last)
    end
  end
  return q
end

--- Content before a frame. @return quote or nil
local function content_before(state, list, f, taken, k)
  local doc = state.doc
  local before = f.from - 1
  local i = quotation_from(list, f.from) - 1
  while i >= 1 and list[i].nested do i = i - 1 end
  local m = list[i]
  local comma = is_mark(doc, before, ",")
  local close = m and (m.to == before or (comma and m.to == before - 1)) and m
  local first = f.first_token
  if close then
    -- where the quotation began: alone in its sentence, it is the whole of what is said
    local number, start = doc:sentence(close.from)
    if close.from == start or doc:norm(close.from - 1) == ":" or (taken[number] and taken[number] >= close.from - 1) then
      if close.used then return nil end
      local a, b = trim(doc, close.a, close.b)
      local q = new_quote(state, "direct", a, b, f)
      inside(state, list, close.from, close.to, q)
      -- “…,” FRAME, “…”
      local t = f.to + 1
      if is_mark(doc, t, ",") then t = t + 1 end
      local next_one = list[quotation_from(list, f.to + 1)]
      if next_one and next_one.from == t and not next_one.used and doc:sentence(t) == f.number and t > f.to + 1 then
        local na, nb = trim(doc, next_one.a, next_one.b)
        local second = place(doc, na, nb)
        q.parts[2] = second
        q.last, q.to = second.last, nb
        q.text = q.text .. " " .. sub(state.text, second.first, second.last)
        inside(state, list, next_one.from, next_one.to, q)
      end
      q.marked = {}
      for p, s in ipairs(q.parts) do q.marked[p] = { first = s.first, last = s.last } end
      return q
    end
    first = math.min(first, start)
  elseif not comma and not f.inverted and not (f.according and f.from > first) then
    return nil
  end
  local a, b = trim(doc, first, before)
  if taken[f.number] and taken[f.number] >= a then a = trim(doc, taken[f.number] + 1, b) end
  if b - a < 1 then return nil end
  if not close and not has_finite(doc, a, b, k) then return nil end
  local q = new_quote(state, "indirect", a, b, f)
  if inside(state, list, a, b + 1, q) > 0 then q.type = "mixed" end
  return q
end

--- First token of a frame with the titles and roles before its source, where a quotation ends right before them:
-- "…,” Foreign Ministry spokesman Ana Lund said".
local function with_titles(doc, f, m)
  if f.inverted or not m or m.used or m.to >= f.from or f.from - m.to > 12 then return end
  for t = m.to + 1, f.from - 1 do
    local w = doc:norm(t)
    if w == "." or w == ":" or w == ";" or (w == "," and t > m.to + 1) then return end
  end
  f.from = m.to + (doc:norm(m.to + 1) == "," and 2 or 1)
end

--- Does the frame look back (its content stands before it)?
local function looks_back(state, f, list, k)
  local doc = state.doc
  if f.inverted then return true end
  if f.that or f.participle then return false end
  local i = quotation_from(list, f.from) - 1
  while i >= 1 and list[i].nested do i = i - 1 end
  local m = list[i]
  with_titles(doc, f, m)
  local before = f.from - 1
  if before < f.first_token then return false end
  if m and not m.used and (m.to == before or (is_mark(doc, before, ",") and m.to == before - 1)) then return true end
  if f.according then return f.from > f.first_token end
  if not is_mark(doc, before, ",") then return false end
  -- "clause, he said." / "clause, he said on Friday, …": little follows that could be content
  local t = f.to + 1
  if t > f.last_token then return true end
  local w = doc:norm(t)
  if w == "." or w == "," or w == ";" or w == "?" or w == "!" then return true end
  if f.last_token - f.to <= 6 and not has_finite(doc, t, f.last_token, k) then return true end
  return false
end

--- Sorts quotes by place, the longer first. They come nearly in order: insertion takes one look at most of them.
local function in_order(list)
  for i = 2, #list do
    local q, j = list[i], i - 1
    while j >= 1 and (list[j].first > q.first or list[j].first == q.first and list[j].last < q.last) do
      list[j + 1] = list[j]
      j = j - 1
    end
    list[j + 1] = q
  end
end

--- Is there a line end between two places? Places far apart count as parted by one.
local function parted(text, from, to)
  return to - from > 2000 or to > from and find(sub(text, from, to), "\n", 1, true) ~= nil
end

--- Does a verb of speech stand within three tokens before token t ("described as “technical”")?
local function after_cue(doc, t, k)
  for i = t - 1, math.max(t - 3, 1), -1 do
    if doc:listed(i, i, k.cue_verb) then return true end
  end
  return false
end

-- ---- the stage -------------------------------------------------------------------------------------------------

--- Builds `state.quotes` from frames and quotations.
function quote.run(state)
  local doc, k = state.doc, knowledge(state.program)
  local list = quotations(state, k)
  local found, n = {}, 0
  local taken = {} -- by sentence: last token that a frame or content covers
  local function keep(q, f)
    if not q then return end
    n = n + 1
    found[n] = q
    local number = f and f.number or q.sentence
    taken[number] = math.max(taken[number] or 0, q.to, f and f.to or 0)
  end

  local all = frames(state, k, list)
  for i = 1, #all do
    local f = all[i]
    local q
    if f.according and f.from == f.first_token then
      q = content_after(state, list, f, k)
    elseif looks_back(state, f, list, k) then
      q = content_before(state, list, f, taken, k)
    elseif not (taken[f.number] and taken[f.number] >= f.to and not f.that) then
      q = content_after(state, list, f, k)
    end
    if q then keep(q, f) end
  end

  -- Quotations without a frame, merged with the others as they come.
  in_order(found)
  local quotes, count, at = {}, 0, 1
  local function take(q)
    count = count + 1
    q.id = "q" .. count
    quotes[count] = q
  end
  for i = 1, #list do
    local m = list[i]
    while found[at] and found[at].from <= m.from do
      take(found[at])
      at = at + 1
    end
    if not m.used and not m.nested and (m.b - m.a + 1 >= FLOATING_WORDS or after_cue(doc, m.from, k))
      and not (m.single and m.b - m.a < 3) then
      local number, start = doc:sentence(m.from)
      local whole = m.from == start
      local a, b = trim(doc, m.a, m.b)
      if b >= a then
        local previous = quotes[count]
        local q = new_quote(state, whole and "direct" or "mixed", a, b)
        q.marked = { { first = q.first, last = q.last } }
        m.used = q
        -- the one before goes on speaking where nothing but quotations lies between
        local near = previous and previous.speaker and number - previous.sentence <= (whole and 3 or 1)
        if near and parted(state.text, previous.last, q.first) then
          near = whole and number - previous.sentence <= 1 -- a new paragraph that begins with a quotation goes on
        end
        if near and (not whole or m.b - m.a + 1 >= FLOATING_SPEECH) then
          local s = previous.speaker
          q.speaker = { by = "floating", from = s.from, to = s.to, like = previous }
        end
        take(q)
      end
    end
  end
  for i = at, n do take(found[i]) end
  state.quotes = quotes
end

--- A pronoun that speaks means who spoke last, where that is a person of a fitting gender close by.
local function last_speaker(state, q, previous)
  local s = previous and previous.speaker
  if not s or q.sentence - previous.sentence > 3 or not s.entities or #s.entities ~= 1 then return nil end
  local pronoun = lower(q.speaker.text or "")
  if pronoun ~= "he" and pronoun ~= "she" then return nil end
  local entity = state.entity_by_id and state.entity_by_id[s.entities[1]]
  if not entity or entity.type ~= "person" then return nil end
  local gender = entity.gender or (state.gender_of and state.gender_of(entity))
  if gender and gender ~= (pronoun == "he" and "m" or "f") then return nil end
  return s
end

--- After entities are known: who the speakers and addressees are.
-- @param refer  resolve.refer: function(state, from, to) -> { by=, entities=, name= } or nil
function quote.attribute(state, refer)
  if not state.entity_by_id then
    state.entity_by_id = {}
    for _, e in ipairs(state.entities or {}) do state.entity_by_id[e.id] = e end
  end
  local function settle(s, like)
    if like then
      s.entities, s.name = like.entities, like.name
    else
      local r = refer(state, s.from, s.to)
      s.entities, s.name = r and r.entities or {}, r and r.name or nil
      if r and r.by and s.by ~= "floating" then s.by = r.by end
    end
    s.from, s.to, s.like = nil, nil, nil
  end
  local done, previous = {}, nil
  for _, q in ipairs(state.quotes) do
    local s = q.speaker
    if s and not done[s] then
      done[s] = true
      if s.by == "floating" then
        settle(s, s.like and s.like.speaker)
      else
        settle(s, s.by == "pronoun" and last_speaker(state, q, previous))
      end
    end
    if q.addressee then settle(q.addressee) end
    q.from, q.to = nil, nil
    if s and (s.name or #s.entities > 0) then previous = q end
  end
end

return quote
