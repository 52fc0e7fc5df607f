--- From names to entities: one entry for one thing, however it is called.
--
--   names (evidence stage)      links                                         entities
--   "Ana Lund"       person ┐   last word, misspelt or not                    e2 person "Ana Lund"
--   "Lund"           person ┘                                                    mentions, aliases, roles
--   "US", "SH.BA"    place  ─   the same canonical name in the word lists     e1 place "United States"
--   "FSB"            org.   ─   initials of a full name
--   "the president", "he"   ─   the nearest entity that fits, or nothing
--
-- Order of trust, as in name matching for news since Mikheev et al. (1999): canonical names of lists, full names,
-- parts of full names, acronyms, misspellings last.
-- @module factbox.resolve

local core = require "factbox.core"

local resolve = {}

local CAPITALIZED = core.classes.capitalized
local sub, byte, lower, upper = string.sub, string.byte, string.lower, string.upper
local min, max = math.min, math.max

--- Sentences back that a pronoun may reach, and that "the company" may.
local PRONOUN_REACH, BODY_REACH = 6, 2
--- Mentions of persons that a pronoun looks back on at most.
local PRONOUN_STEPS = 24
--- Shortest words that may be taken for misspellings of each other, by one and by two letters.
local FUZZY_ONE, FUZZY_TWO = 5, 8
--- Longest word that is compared: what is longer is no name.
local FUZZY_LONGEST = 40
--- Names that share a word, or the beginning of one, with which a name is compared at most.
local MOST_ALIKE, MOST_FUZZY = 32, 12

--- A row of state.rows (see evidence.lua).
local STRIDE, SPAN, FROM, TO, RULE, SENTENCE, FIRST, LAST, GROUP = 8, 0, 1, 2, 3, 4, 5, 6, 7

--- Lists whose entries have canonical names, by type.
local CANONICAL = {
  place = { "country", "country_code", "city", "region" },
  organization = { "organization", "organization_code", "seat" },
  demonym = { "demonym" }, facility = { "seat" }, event = { "event" }, law = { "other" }, work = { "other" },
  weapon = { "weapon", "weapon_code" }, product = { "product" }, other = { "other", "language" },
}

--- Program -> what this stage needs of it. Weak, so that a reloaded program goes.
local knowledge = setmetatable({}, { __mode = "k" })

local function learn(prog)
  local k = { wanted = {}, kind = {}, lists = {}, key = {}, titled = {}, seat = {} }
  for _, key in ipairs { "canonical", "id", "source", "gender", "case", "kind", "capital", "of" } do k.key[key] = prog.key_number(key) end
  for _, kind in ipairs { "pronoun", "nominal", "body", "apposition", "government" } do
    local n = prog.kinds[kind]
    if n then
      k.wanted[n] = true
      k.kind[n] = kind
    end
  end
  for type, names in pairs(CANONICAL) do
    local lists = {}
    for rank, name in ipairs(names) do
      if prog.lists[name] then lists[prog.lists[name].number] = rank end
    end
    k.lists[type] = lists
  end
  for _, name in ipairs { "first_name", "city", "demonym", "person_title" } do
    k[name] = prog.lists[name] and prog.lists[name].number
  end
  for i, c in ipairs(prog.names.captures) do
    if c == "role" then k.role = i - 1 end
  end
  for i, r in ipairs(prog.rules) do
    if r.gives.kind == "person" and sub(r.name, 1, 13) == "person.titled" then k.titled[i - 1] = true end
    if r.gives.attrs and r.gives.attrs.seat then k.seat[i - 1] = true end
  end
  knowledge[prog] = k
  return k
end

-- ---- spelling ----------------------------------------------------------------------------------------------

--- Is the edit distance of two words at most `most` (1 or 2)? Rows of the usual table, cut to the diagonal band.
local ROWS = { {}, {} } -- scratch: a document compares many words
local function near(a, b, most)
  local n, m = #a, #b
  if n - m > most or m - n > most then return false end
  if a == b then return true end
  if n > FUZZY_LONGEST then return false end
  local prev, row = ROWS[1], ROWS[2]
  for j = 0, m do prev[j] = j end
  for i = 1, n do
    row[0] = i
    local least = i
    local c = byte(a, i)
    for j = 1, m do
      local d = prev[j - 1] + (c == byte(b, j) and 0 or 1)
      local e = prev[j] + 1
      if e < d then d = e end
      e = row[j - 1] + 1
      if e < d then d = e end
      row[j] = d
      if d < least then least = d end
    end
    if least > most then return false end
    prev, row = row, prev
  end
  return prev[m] <= most
end

--- May `a` be a misspelling of `b`? The first letters agree; the longer the words, the more may differ.
local function misspelt(a, b)
  local n = min(#a, #b)
  if n < FUZZY_ONE or byte(a) ~= byte(b) or sub(a, 2, 2) ~= sub(b, 2, 2) and sub(a, -2) ~= sub(b, -2) then return false end
  return near(a, b, n >= FUZZY_TWO and 2 or 1)
end

-- ---- linking names -----------------------------------------------------------------------------------------
--
-- A name joins another by `name.head`; the head of a chain is the entity's fullest name.

--- Can two first names be of one person: the same, or one an initial of the other?
local function same_first(a, b)
  if a == b then return true end
  if #a <= 2 or #b <= 2 then
    return byte(a) == byte(b) and (#a == 1 or byte(a, 2) == 46 or #b == 1 or byte(b, 2) == 46)
  end
  return false
end

--- Can the second, shorter name be the first one's? 3 surely, 2 by the first name, 1 misspelt.
local function same_person(long, short)
  if short.words == 1 then
    local w = short.key
    if long.words == 1 then return misspelt(w, long.key) and 1 end
    return w == long.last and 3 or w == long.first and 2 or misspelt(w, long.last) and 1
  end
  if long.words == 1 then return false end
  if long.last == short.last then
    if same_first(long.first, short.first) then return 3 end
    local a, b = long.key, short.key -- "Prezident Jan Novak" ends in "Jan Novak"
    if sub(a, -#b - 1) == " " .. b then return 3 end
    return misspelt(long.first, short.first) and 1
  end
  return long.first == short.first and misspelt(long.last, short.last) and 1
end

--- The head of a name's chain; chains are short (a word, a short name, a full name).
local function head_of(name)
  for _ = 1, 8 do
    local head = name.head
    if not head then return name end
    name = head
  end
  return name
end

local function push(index, word, name)
  local list = index[word]
  if list then list[#list + 1] = name else index[word] = { name } end
end

--- Of the first `most` names in `list` the best that `name` can be short for: by the test's score, then the one mentioned last
-- before it, or else the first.
local function choose(list, most, name, found, how, near_at)
  for i = 1, min(#list, most) do
    local other = list[i]
    local score = same_person(other, name)
    if score then
      local before = other.from < name.from and other.from or 0
      if not how or score > how or (score == how and before > near_at) then found, how, near_at = other, score, before end
    end
  end
  return found, how, near_at
end

--- Links one name of a person to those that are not shorter.
local function link_person(name, by_word, by_start, by_end)
  local single = name.words == 1
  local first, last = name.first or name.key, name.last or name.key
  local found, how, near_at
  local list = by_word[last]
  if list then found, how, near_at = choose(list, MOST_ALIKE, name) end
  if not single then
    list = by_word[first]
    if list then found = choose(list, MOST_ALIKE, name, found, how, near_at) end
  end
  if not found then
    list = by_start[sub(last, 1, 2)]
    if list then found = choose(list, MOST_FUZZY, name) end
  end
  local ending = sub(last, 1, 1) .. sub(last, -2)
  if not found then -- "Sholz", "Scholz"
    list = by_end[ending]
    if list then found = choose(list, MOST_FUZZY, name) end
  end
  if found then
    name.head = found
  else
    push(by_word, last, name)
    push(by_start, sub(last, 1, 2), name)
    push(by_end, ending, name)
    if first ~= last then push(by_word, first, name) end
  end
end

--- Links names of persons: full names, surnames, first names, misspellings; the longest names first.
local function link_persons(persons)
  local by_word, by_start, by_end = {}, {}, {} -- words; their first two letters; the first with the last two
  local most = 1
  for i = 1, #persons do
    local words = persons[i].words
    if words > most then most = words end
  end
  for words = min(most, 4), 1, -1 do
    for i = 1, #persons do
      local name = persons[i]
      if name.words == words or (words == 4 and name.words > 4) then link_person(name, by_word, by_start, by_end) end
    end
  end
end

--- Links names of organizations: acronyms with full names, and a short form with the one longer name that it ends or
-- contains ("the League" of the Lund Football League, "Costa" of Costa Design).
local function link_organizations(doc, names)
  local ending, inner, short = {}, {}, 0 -- word -> names of more than one word that end with it, have it before
  for i = 1, #names do
    local name = names[i]
    if name.words > 1 then
      name.last = name.last or doc:norm(name.to, name.to)
      push(ending, name.last, name)
      for t = name.from, name.to - 1 do push(inner, doc:norm(t, t), name) end
    end
    if not name.canonical then short = short + 1 end
  end
  if short == 0 then return end
  for i = 1, #names do
    local name = names[i]
    local full = name.stands_for
    if name.canonical then
      full = nil
    elseif not (full and full.type == "organization" and full ~= name) then
      full = nil
      local several
      local key = name.key
      local list = ending[name.last or key]
      for j = 1, list and min(#list, MOST_ALIKE) or 0 do
        local other = list[j]
        if other.words > name.words and sub(other.key, -#key - 1) == " " .. key then
          several, full = full, other
        end
      end
      list = name.words == 1 and inner[key]
      for j = 1, list and min(#list, MOST_ALIKE) or 0 do
        if list[j] ~= full then several, full = full, list[j] end
      end
      if several then full = nil end
    end
    if full and head_of(full) ~= name then name.head = full end
  end
end

--- Links the names of a document.
local function link(state, k)
  local doc, names = state.doc, state.names
  local persons, organizations, by_entry = {}, {}, {}
  local canonical, key_id, key_source, lists_of = k.key.canonical, k.key.id, k.key.source, k.lists
  for g = 1, #names do
    local name = names[g]
    local type = name.type
    if type == "person" then
      persons[#persons + 1] = name
    elseif type then
      local list, entry, id, source = doc:entry(name.from, name.to, lists_of[type], canonical, key_id, key_source)
      if entry then
        name.list, name.canonical = list, { name = entry, id = id, source = source }
        local same = by_entry[entry]
        if not same then
          by_entry[entry] = name
        elseif same.type == type then
          name.head = same
        end
      end
      if type == "organization" then organizations[#organizations + 1] = name end
    end
  end
  for i = 1, #persons do -- those whose words the evidence stage had no need of
    local name = persons[i]
    if name.words > 1 and not name.last then
      name.first, name.last = doc:norm(name.from, name.from), doc:norm(name.to, name.to)
    end
  end
  if #persons > 1 then link_persons(persons) end
  if #organizations > 1 then link_organizations(doc, organizations) end
end

-- ---- entities ----------------------------------------------------------------------------------------------

local function add_alias(head, text)
  local e = head.entity
  local a = e.aliases
  local n = #a
  if text == e.name then return end
  for i = n, max(1, n - MOST_ALIKE), -1 do
    if a[i] == text then return end
  end
  local listed = head.canonical and e.name == head.canonical.name
  if not listed and e.name == upper(e.name) and text ~= upper(text) and lower(text) == lower(e.name) then
    text, e.name = e.name, text -- "LUND" of the headline
  end
  a[n + 1] = text
end

--- Adds a role; within tokens from..to stands a mention that says whose. It may not have been met yet, so that `of` is
-- filled in at the end.
local function add_role(state, head, first, last, from, to)
  local text = sub(state.text, first, last)
  local roles = head.entity.roles
  local folded = lower(text)
  for i = 1, #roles do
    local other = lower(roles[i].text)
    if other == folded or sub(other, -#folded - 1) == " " .. folded then return end
  end
  local role = { text = text, first = first, last = last }
  roles[#roles + 1] = role
  if from then
    local pending = state.role_owners
    local n = #pending
    pending[n + 1], pending[n + 2], pending[n + 3] = role, from, to
  end
end

local IDS = {} -- the first ones are asked for in every document
for i = 1, 500 do IDS[i] = "e" .. i end

--- Makes the entity of a head.
local function new_entity(state, k, head)
  local doc, entities = state.doc, state.entities
  local n = #entities + 1
  local canonical = head.canonical
  local name = canonical and canonical.name
  if not name or head.list == k.city then -- "Cordova" need not be the Cordoba of the list
    local surface = doc:name(head.from, head.to)
    if not name or lower(name) ~= lower(surface) then name = surface end
  end
  local e = {
    id = IDS[n] or "e" .. n, type = head.type, name = name,
    aliases = {}, roles = {}, mentions = {},
    canonical = canonical,
  }
  entities[n] = e
  head.entity = e
  if canonical then
    return e
  elseif head.type == "person" and k.first_name then
    local gender = doc:listed(head.from, head.from, k.first_name, k.key.gender)
    if gender == "m" or gender == "f" then head.gender = gender end
  end
  return e
end

--- Is the place a country, or its capital: can its name stand for a government?
local function has_government(state, k, head)
  local power = head.power
  if power == nil then
    local id = head.canonical and head.canonical.id
    power = id ~= nil and #id == 2 or k.city ~= nil and state.doc:listed(head.from, head.to, k.city, k.key.capital) ~= nil
    head.power = power
  end
  return power
end

--- Row of the mention before row `i` if it ends at token `to`, over a possessive mark.
local function mention_ending(state, i, to)
  local rows = state.rows
  local j = i - STRIDE
  while j >= 1 and rows[j + FROM] > to do j = j - STRIDE end
  if j < 1 or not state.names[rows[j + GROUP]].type then return nil end
  local last = rows[j + TO]
  if last == to or last == to - 1 and state.doc:norm(to, to) == "'s" then return j end
end

--- Whose role: of a demonym, the country where it is mentioned.
local function owner_id(state, k, i)
  local rows = state.rows
  local head = head_of(state.names[rows[i + GROUP]])
  if head.type == "demonym" and k.demonym then
    local of = state.doc:listed(rows[i + FROM], rows[i + TO], k.demonym, k.key.of)
    local id = of and state.by_code[of]
    if id then return id end
  end
  return head.entity and head.entity.id
end

--- The title before a name: role, whose it is, gender.
local function read_title(state, k, i, head)
  local doc, rows = state.doc, state.rows
  local from, to = doc:part(rows[i + SPAN], k.role)
  if not from then return end
  local kind = doc:listed(from, to, k.person_title, k.key.kind)
  local gender = doc:listed(from, to, k.person_title, k.key.gender)
  if gender then head.gender, head.sure = gender, true end
  if kind == "honorific" then return end
  head.role_word = doc:norm(to, to)
  local at = from - 1 -- "Foreign Policy" of "Foreign Policy Advisor": no name, and part of the role
  local sentence, start = doc:sentence(from)
  while at > start and at > from - 4 and doc:class(at) & CAPITALIZED ~= 0 and not mention_ending(state, i, at) do at = at - 1 end
  local owner = at >= start and sentence and mention_ending(state, i, at)
  local first, last = doc:bytes(at + 1, to)
  if owner then
    local type = state.names[rows[owner + GROUP]].type
    if type ~= "person" and type ~= "other" then
      first = rows[owner + FIRST]
      return add_role(state, head, first, last, rows[owner + FROM], rows[owner + TO])
    end
  end
  add_role(state, head, first, last, from, to) -- "US Secretary of State" says itself whose
end

--- Index of the first row whose mention starts at token `from` or later.
local function first_row(rows, from)
  local low, high = 0, #rows // STRIDE -- rows before `low` start earlier, rows from `high` on do not
  while low < high do
    local middle = (low + high) // 2
    if rows[middle * STRIDE + 1 + FROM] < from then low = middle + 1 else high = middle end
  end
  return low * STRIDE + 1
end

--- Rows of the mentions inside tokens from..to.
local function inside(state, from, to)
  local rows, names, list = state.rows, state.names, {}
  for i = first_row(rows, from), #rows, STRIDE do
    if rows[i + FROM] > to then break end
    if rows[i + TO] <= to and names[rows[i + GROUP]].type then list[#list + 1] = i end
  end
  return list
end

--- "Ana Lund, editor of the Bergen Times,": the role.
-- @param i row of the name
local function read_apposition(state, k, span, i, head)
  local doc = state.doc
  local from, to = doc:part(span, k.role)
  if not from then return end
  if from < state.rows[i + FROM] then -- "Honda spokeswoman Ana Lund": whose stands before it
    local owner = mention_ending(state, i, from - 1)
    if owner then from = state.rows[owner + FROM] end
  end
  local first, last = doc:bytes(from, to)
  add_role(state, head, first, last, from, to)
  for t = from, to do
    if doc:listed(t, t, k.person_title, k.key.kind) == "role" then
      head.gender = head.gender or doc:listed(t, t, k.person_title, k.key.gender) or nil
      head.role_word = doc:norm(t, t)
      return head.role_word
    end
  end
end

--- Whom "he" or "she" can be: the subject of this sentence so far, or of a sentence before; as an object or before a
-- noun rather somebody else than the subject.
-- @param persons heads of the person mentions so far   @param where their sentences   @param n how many
local function antecedent(persons, where, n, sentence, gender, case)
  local recent, subject, earlier, earlier_sentence, unsure, several
  for j = n, max(1, n - PRONOUN_STEPS + 1), -1 do
    local head, s = persons[j], where[j]
    if sentence - s > PRONOUN_REACH then break end
    if not head.gender or head.gender == gender then
      if s == sentence then
        recent, subject = recent or head, head
      elseif not earlier or earlier_sentence == s then
        earlier, earlier_sentence = head, s
      else
        break
      end
    elseif not head.sure and not several then -- a first name can mislead
      several = unsure ~= nil and unsure ~= head
      unsure = not several and head or nil
    end
  end
  if not recent and not earlier then return unsure end
  if case == "object" then
    if recent and recent ~= subject then return recent end
    return earlier or subject
  end
  return subject or earlier
end

--- Runs the stage: sets state.entities, and what refer and at need.
function resolve.run(state)
  local prog, doc, text = state.program, state.doc, state.text
  local k = knowledge[prog] or learn(prog)
  link(state, k)
  local names, rows = state.names, state.rows
  local rule_names, keys = prog.names.rules, k.key
  local points = {} -- token -> head that a pronoun or a nominal mention stands for
  state.entities, state.points, state.by_code = {}, points, {}
  state.role_owners = {}
  local by_code = state.by_code
  local refs = doc:rows(k.wanted)
  local r, nrefs = 1, #refs
  local here, mention                -- row of the latest mention, and its table
  local recent, where, nrecent = {}, {}, 0 -- heads of person mentions so far, their sentences
  local body                         -- row of the latest organization
  local role_of = {}                 -- role word -> head of the latest person with it

  --- References up to token `limit`.
  local function references(limit)
    while r <= nrefs and refs[r + 1] < limit do
      local span, from, to, kind, sentence = refs[r], refs[r + 1], refs[r + 2], k.kind[refs[r + 3]], refs[r + 5]
      local rule = rule_names[refs[r + 4] + 1]
      r = r + 6
      local head, form
      if kind == "pronoun" then
        local gender = doc:attr(span, keys.gender)
        head, form = antecedent(recent, where, nrecent, sentence, gender, doc:attr(span, keys.case)), "pronoun"
        if head then head.gender, head.sure = gender, true end
      elseif kind == "government" then
        if here and rows[here + FROM] == from and rows[here + TO] == to then
          local it = head_of(names[rows[here + GROUP]])
          if it.type == "organization" and k.seat[rows[here + RULE]] or it.type == "place" and has_government(state, k, it) then
            mention.as = "government"
          end
        end
      elseif kind == "apposition" then
        local it = here and rows[here + FROM] == from and head_of(names[rows[here + GROUP]])
        if it and it.type == "person" then
          local word = read_apposition(state, k, span, here, it)
          if word then role_of[word] = it end
        end
      else
        form = "nominal"
        if kind == "nominal" then
          head = role_of[doc:norm(to, to)]
        elseif body and sentence - rows[body + SENTENCE] <= BODY_REACH then
          head = head_of(names[rows[body + GROUP]])
        end
      end
      if head then
        points[from] = head
        local first, last = doc:bytes(from, to)
        local m = head.entity.mentions
        m[#m + 1] = { first = first, last = last, text = sub(text, first, last), form = form, rule = rule, sentence = sentence }
      end
    end
  end

  for i = 1, #rows, STRIDE do
    local name = names[rows[i + GROUP]]
    if name.type then
      local from, to, first, last = rows[i + FROM], rows[i + TO], rows[i + FIRST], rows[i + LAST]
      if r <= nrefs and refs[r + 1] < from then references(from) end
      local head = name.head and head_of(name) or name
      local e = head.entity or new_entity(state, k, head)
      local raw = sub(text, first, last)
      if name.raw ~= raw then
        if name.raw or head ~= name or head.canonical then add_alias(head, doc:name(from, to)) end
        name.raw = raw
      end
      here, mention = i, {
        first = first, last = last, text = raw, form = "name", rule = rule_names[rows[i + RULE] + 1], sentence = rows[i + SENTENCE],
      }
      local m = e.mentions
      m[#m + 1] = mention
      local type = head.type
      if type == "person" then
        if k.titled[rows[i + RULE]] then read_title(state, k, i, head) end
        nrecent = nrecent + 1
        recent[nrecent], where[nrecent] = head, rows[i + SENTENCE]
        if head.role_word then role_of[head.role_word] = head end
      elseif type == "organization" then
        body = i
      elseif e.canonical and e.canonical.id then
        by_code[e.canonical.id] = e.id
      end
    end
  end
  references(math.huge)
  local owners = state.role_owners
  for j = 1, #owners, 3 do
    local owner, rank = nil, 0
    for _, i in ipairs(inside(state, owners[j + 1], owners[j + 2])) do
      local type = names[rows[i + GROUP]].type
      local this = type == "organization" and 3 or type == "place" and 2 or type == "demonym" and 1 or type == "person" and 0.5 or 0
      if this > rank then owner, rank = i, this end
    end
    if owner then owners[j].of = owner_id(state, k, owner) end
  end
end

-- ---- for quotes and figures --------------------------------------------------------------------------------

local JOINS = { ["and"] = true, [","] = true, ["or"] = true, ["&"] = true, ["'s"] = false }
local BEFORE = { of = true, ["for"] = true, ["in"] = true, at = true, from = true, to = true, with = true, by = true,
                 on = true, near = true, against = true, who = true, that = true }
local PRONOUN = {
  he = true, she = true, him = true, her = true, his = true, hers = true, they = true, them = true, it = true, i = true,
  we = true, you = true, us = true, me = true, who = true, himself = true, herself = true,
}

--- Ids of the entities whose names stand within tokens from..to.
function resolve.at(state, from, to)
  local ids = {}
  for j, i in ipairs(inside(state, from, to)) do ids[j] = head_of(state.names[state.rows[i + GROUP]]).entity.id end
  return ids
end

local function answer(by, heads)
  local ids, seen, name = {}, {}, nil
  for i = 1, #heads do
    local head = heads[i]
    if not seen[head] then
      seen[head] = true
      ids[#ids + 1] = head.entity.id
      name = head.entity.name
    end
  end
  return { by = by, entities = ids, name = #ids == 1 and name or nil }
end

--- What a stretch of tokens refers to: a speaker, an addressee.
-- @param state after resolve.run   @param from, to tokens
-- @return nil for an empty stretch, or { by = "name" | "nominal" | "pronoun", entities = { ids }, name = of the one entity }
function resolve.refer(state, from, to)
  if to < from then return nil end
  local doc, points, rows, names = state.doc, state.points, state.rows, state.names
  if from == to then
    local w = doc:norm(from, to)
    if PRONOUN[w] and #inside(state, from, to) == 0 then return answer("pronoun", { points[from] }) end
  end
  local list = inside(state, from, to)
  local persons, others, joined = {}, {}, {}
  for j = 1, #list do
    local i = list[j]
    local head = head_of(names[rows[i + GROUP]])
    local first, last = rows[i + FROM], rows[i + TO]
    local after = last < to and doc:norm(last + 1, last + 1)
    if after ~= "'s" then
      local far, joint = false, false -- behind a preposition it belongs to another noun ("a spokesman for Lund")
      for t = first - 1, max(from, first - 3), -1 do
        local w = doc:norm(t, t)
        if JOINS[w] then
          joint = t == first - 1
          break
        end
        if BEFORE[w] then far = true end
      end
      if not far then
        if head.type == "person" then
          persons[#persons + 1] = head
        elseif (head.type ~= "demonym" or last == to) and (not after or JOINS[after] or after == "(") then
          others[#others + 1] = head
          if joint then joined[#joined + 1] = head end
        end
      end
    end
  end
  if #persons > 0 then
    for j = 1, #joined do persons[#persons + 1] = joined[j] end
    return answer("name", persons)
  end
  if #others > 0 then return answer("name", others) end
  for t = from, to do
    if points[t] then
      local pronoun = PRONOUN[doc:norm(t, t)] or false
      if not pronoun then return answer("nominal", { points[t] }) end
      if t == to then return answer("pronoun", { points[t] }) end
    end
  end
  return { by = "nominal", entities = {} }
end

resolve.misspelt = misspelt

return resolve
