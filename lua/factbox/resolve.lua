--- From names to entities: one entry for one thing, however it is called.
--
--   names (evidence stage)      links                                         entities
--   "Steve Witkoff"  person ┐   last word, misspelt or not                    e2 person "Steve Witkoff"
--   "Witkoff"        person ┘                                                    mentions, aliases, roles
--   "US", "SH.BA"    place  ─   the same canonical name in the word lists     e1 place "United States"
--   "FSB"            org.   ─   initials of a full name
--   "the president", "he"   ─   the nearest entity that fits, or nothing
--
-- Order of trust, as in name matching for news since Mikheev et al. (1999): canonical names of lists, full names,
-- parts of full names, acronyms, misspellings last.
-- @module factbox.resolve

local resolve = {}

local gmatch, sub, byte, lower = string.gmatch, string.sub, string.byte, string.lower
local min, max = math.min, math.max

--- Sentences back that a pronoun may reach.
local PRONOUN_REACH = 3
--- Shortest words that may be taken for misspellings of each other, by one and by two letters.
local FUZZY_ONE, FUZZY_TWO = 5, 8

local TYPES = {
  "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other",
}

--- Lists whose entries have canonical names, by type.
local CANONICAL = {
  place = { "country", "country_code", "city", "region" },
  organization = { "organization", "organization_code", "seat" },
  facility = { "seat" }, event = { "event" }, law = { "law" }, weapon = { "weapon" }, product = { "product" },
  work = { "work" },
}

local knowledge = setmetatable({}, { __mode = "k" })

local function learn(prog)
  local k = { wanted = {}, kind = {}, lists = {}, key = {}, titled = {}, seat = {} }
  for _, key in ipairs { "canonical", "id", "source", "gender", "case", "kind", "capital" } do k.key[key] = prog.key_number(key) end
  for _, kind in ipairs { "pronoun", "nominal", "body", "apposition", "government" } do
    local n = prog.kinds[kind]
    if n then
      k.wanted[n] = true
      k.kind[n] = kind
    end
  end
  for type, names in pairs(CANONICAL) do
    local lists = {}
    for _, name in ipairs(names) do
      if prog.lists[name] then lists[#lists + 1] = prog.lists[name].number end
    end
    k.lists[type] = lists
  end
  k.first_name = prog.lists.first_name and prog.lists.first_name.number
  k.city = prog.lists.city and prog.lists.city.number
  k.title = prog.lists.person_title and prog.lists.person_title.number
  for i, r in ipairs(prog.rules) do
    if r.gives.kind == "person" and r.name:find "^person%.titled" then k.titled[i - 1] = true end
    if r.gives.attrs and r.gives.attrs.seat then k.seat[i - 1] = true end
  end
  knowledge[prog] = k
  return k
end

-- ---- spelling ----------------------------------------------------------------------------------------------

--- Is the edit distance of two words at most `most` (1 or 2)? Rows of the usual table, cut to the diagonal band.
local function near(a, b, most)
  local n, m = #a, #b
  if n - m > most or m - n > most then return false end
  if a == b then return true end
  local prev, row = {}, {}
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
  if n < FUZZY_ONE or byte(a) ~= byte(b) then return false end
  return near(a, b, n >= FUZZY_TWO and 2 or 1)
end

-- ---- linking names -----------------------------------------------------------------------------------------

local SUFFIX = { ["jr."] = true, jr = true, ["sr."] = true, sr = true, ii = true, iii = true, iv = true }

--- Splits a person's name into words; generational suffixes do not count.
local function parts(name)
  local p = name.parts
  if not p then
    p = {}
    for w in gmatch(name.key, "%S+") do
      if not (SUFFIX[w] and #p > 1) and w ~= "," then p[#p + 1] = w end
    end
    name.parts = p
  end
  return p
end

--- Can two first names be of one person: the same, or one an initial of the other?
local function same_first(a, b)
  if a == b then return true end
  if #a <= 2 or #b <= 2 then
    return byte(a) == byte(b) and (#a == 1 or byte(a, 2) == 46 or #b == 1 or byte(b, 2) == 46)
  end
  return false
end

--- Can the shorter name be the longer one's?
local function same_person(long, short)
  local a, b = parts(long), parts(short)
  local na, nb = #a, #b
  if nb == 0 or na == 0 then return false end
  if nb == 1 then
    local w = b[1]
    return w == a[na] and 3 or (na > 1 and w == a[1] and 2) or (misspelt(w, a[na]) and 1) or false
  end
  if a[na] == b[nb] then
    if same_first(a[1], b[1]) then return 3 end
    for i = 1, na - nb + 1 do -- "Czecheke Petr Pavel" ends in "Petr Pavel"; "von Lund", "Ursula von Lund"
      local all = true
      for j = 1, nb do
        if a[i + j - 1] ~= b[j] then all = false break end
      end
      if all then return 3 end
    end
    return misspelt(a[1], b[1]) and 1 or false
  end
  if a[1] == b[1] and misspelt(a[na], b[nb]) then return 1 end
  return false
end

--- Longest names first; among equals the one that comes first.
local function by_words(a, b)
  if a.words ~= b.words then return a.words > b.words end
  return a.from[1] < b.from[1]
end

--- Which canonical entry of the word lists the name is.
local function look_up(state, k, name)
  local doc = state.doc
  local from, to = name.from[1], name.to[1]
  local lists = k.lists[name.type]
  for i = 1, #lists do
    local canonical = doc:listed(from, to, lists[i], k.key.canonical)
    if canonical then return canonical, lists[i] end
  end
end

--- Groups names of persons. A name joins the longer one that it can be short for; of several the one mentioned
-- last before it, or else the first.
local function link_persons(persons, root)
  table.sort(persons, by_words)
  local heads = {}
  for i = 1, #persons do
    local name = persons[i]
    local found, how, near_at
    for h = 1, #heads do
      local score = same_person(heads[h], name)
      if score then
        local before = heads[h].from[1] < name.from[1] and heads[h].from[1] or 0
        if not how or score > how or (score == how and before > near_at) then found, how, near_at = heads[h], score, before end
      end
    end
    if found then root[name] = found else heads[#heads + 1] = name end
  end
end

--- Groups names of organizations: acronyms with full names, and a short form with the one longer name it ends or begins.
local function link_organizations(names, by_key, root, canonical)
  for i = 1, #names do
    local name = names[i]
    local full = name.stands_for
    if full and full.type == "organization" and full ~= name and not canonical[name] then
      root[name] = full
    elseif not canonical[name] then
      local only
      local key = name.key
      local n = #key
      for j = 1, #names do
        local other = names[j]
        if other ~= name and other.words > name.words and not root[other] then
          local k = other.key
          if sub(k, -n - 1) == " " .. key or (name.words == 1 and sub(k, 1, n + 1) == key .. " ") then
            only = only == nil and other or false
          end
        end
      end
      if only then root[name] = only end
    end
  end
end

-- ---- entities ----------------------------------------------------------------------------------------------

local function add_alias(entity, text)
  if text == entity.name then return end
  local seen = entity.seen_alias
  if not seen[text] then
    seen[text] = true
    local a = entity.aliases
    a[#a + 1] = text
  end
end

local function by_first(a, b) return a.at < b.at end
local function by_token(a, b) return a.token < b.token end

--- Builds the entities with their mentions by name.
local function build(state, k)
  local doc, text, names = state.doc, state.text, state.names
  local root, canonical = {}, {}
  local of_type = {}
  local first_canonical = {}
  for i = 1, #names do
    local name = names[i]
    local type = name.type
    if k.lists[type] then
      local entry = look_up(state, k, name)
      if entry then
        canonical[name] = entry
        local id = type .. "\0" .. entry
        local first = first_canonical[id]
        if first then root[name] = first else first_canonical[id] = name end
      end
    end
    local t = of_type[type]
    if not t then
      t = {}
      of_type[type] = t
    end
    t[#t + 1] = name
  end
  if of_type.person then link_persons(of_type.person, root) end
  if of_type.organization then link_organizations(of_type.organization, state.name_by_key, root, canonical) end

  local entities, entity_of = {}, {}
  for i = 1, #names do
    local name = names[i]
    local head = name
    for _ = 1, 8 do -- chains are short: a word, a short name, a full name
      if not root[head] then break end
      head = root[head]
    end
    local e = entity_of[head]
    if not e then
      e = { id = "", type = head.type, name = "", aliases = {}, roles = {}, mentions = {}, at = name.from[1], names = {}, seen_alias = {} }
      entity_of[head] = e
      entities[#entities + 1] = e
    end
    entity_of[name] = e
    if name.from[1] < e.at then e.at = name.from[1] end
    e.names[#e.names + 1] = name
    if canonical[name] and not e.entry then e.entry, e.entry_name = canonical[name], name end
  end
  table.sort(entities, by_first)

  local at = {} -- token -> mention that starts there
  local order = {} -- mentions in the order of the text
  local rule_names = state.program.names.rules
  for i = 1, #entities do
    local e = entities[i]
    e.id = "e" .. i
    -- name: the fullest in the document for persons, the list's canonical one for what lists know
    local fullest
    for _, name in ipairs(e.names) do
      if not fullest or name.words > fullest.words then fullest = name end
    end
    e.name = e.entry or doc:name(fullest.from[1], fullest.to[1])
    if e.entry then
      local n = e.entry_name
      local lists, id, source = k.lists[e.type], nil, nil
      for l = 1, #lists do
        id = id or (k.key.id and doc:listed(n.from[1], n.to[1], lists[l], k.key.id))
        source = source or (k.key.source and doc:listed(n.from[1], n.to[1], lists[l], k.key.source))
      end
      e.canonical = { name = e.entry, id = id or nil, source = source or nil }
    end
    for _, name in ipairs(e.names) do
      local surface = doc:name(name.from[1], name.to[1])
      add_alias(e, surface)
      local forms
      for m = 1, name.n do
        local from, to = name.from[m], name.to[m]
        local first, last = doc:bytes(from, to)
        local raw = sub(text, first, last)
        if raw ~= surface then
          forms = forms or {}
          if not forms[raw] then
            forms[raw] = true
            add_alias(e, doc:name(from, to))
          end
        end
        local mention = {
          first = first, last = last, text = raw, form = "name", rule = rule_names[name.rule[m] + 1], sentence = name.sentence[m],
        }
        local row = { token = from, to = to, entity = e, mention = mention, rule = name.rule[m], span = name[m] }
        at[from] = row
        order[#order + 1] = row
      end
    end
  end
  table.sort(order, by_token)
  return entities, at, order
end

-- ---- roles, genders, governments ---------------------------------------------------------------------------

local function add_role(e, text, first, last, of)
  for _, r in ipairs(e.roles) do
    if lower(r.text) == lower(text) then return end
  end
  e.roles[#e.roles + 1] = { text = text, first = first, last = last, of = of }
end

--- The mention that ends at token `to` (a possessive mark may lie between).
local function ending_at(state, ends, to)
  local row = ends[to]
  if row then return row, to end
  if to > 1 and state.doc:norm(to, to) == "'s" then return ends[to - 1], to end
end

--- Titles before names: role, gender.
local function read_titles(state, k, order)
  local doc = state.doc
  local ends = {}
  for i = 1, #order do ends[order[i].to] = order[i] end
  for i = 1, #order do
    local row = order[i]
    if k.titled[row.rule] then
      local e = row.entity
      local m = doc:get(row.span)
      local role = m.role
      if role then
        e.gender = e.gender or role.gender
        if role.kind ~= "honorific" then
          local from = role.from
          local owner = from > 1 and ending_at(state, ends, from - 1)
          local first = role.first
          if owner and owner.entity.type ~= "person" and owner.entity.type ~= "other" then
            first = owner.mention.first
            add_role(e, sub(state.text, first, role.last), first, role.last, owner.entity.id)
          else
            add_role(e, role.text, first, role.last)
          end
          e.role_word = doc:norm(role.to, role.to)
        end
      end
    end
  end
  return ends
end

--- Gender of persons whose titles told none: first names that are one gender's, pronouns later.
local function read_first_names(state, k, entities)
  if not k.first_name or not k.key.gender then return end
  local doc = state.doc
  for i = 1, #entities do
    local e = entities[i]
    if e.type == "person" and not e.gender then
      for _, name in ipairs(e.names) do
        local g = name.words > 1 and doc:listed(name.from[1], name.from[1], k.first_name, k.key.gender)
        if g == "m" or g == "f" then
          e.gender = g
          break
        end
      end
    end
  end
end

--- Entities of name mentions within tokens from..to, in order.
local function inside(state, from, to)
  local at, list = state.mention_at, {}
  local t = from
  while t <= to do
    local row = at[t]
    if row and row.to <= to then
      list[#list + 1] = row
      t = row.to + 1
    else
      t = t + 1
    end
  end
  return list
end

local function new_mention(state, e, from, to, form, rule, sentence)
  local first, last = state.doc:bytes(from, to)
  local mention = { first = first, last = last, text = sub(state.text, first, last), form = form, rule = rule, sentence = sentence }
  e.extra = e.extra or {}
  e.extra[#e.extra + 1] = mention
  return mention
end

--- Appositions, governments, nominal mentions and pronouns, in one pass over the text.
local function read_references(state, k, order, entities)
  local doc = state.doc
  local rows = doc:rows(k.wanted)
  if #rows == 0 then return end
  local keys, at = k.key, state.mention_at
  local rule_names = state.program.names.rules
  local points = {} -- token -> entity that a pronoun or nominal mention stands for
  state.points = points
  local o, n = 1, #order
  local persons = {}       -- recent person mentions, latest last: entity, sentence, token
  local np = 0
  local last_body          -- latest organization
  local role_of = {}       -- role word -> latest person with it
  for i = 1, #rows, 6 do
    local span, from, to, kind, rule, sentence = rows[i], rows[i + 1], rows[i + 2], k.kind[rows[i + 3]], rows[i + 4], rows[i + 5]
    while o <= n and order[o].token <= from do
      local row = order[o]
      local e = row.entity
      if e.type == "person" then
        np = np + 1
        persons[np] = row
        if e.role_word then role_of[e.role_word] = e end
      elseif e.type == "organization" then
        last_body = row
      end
      o = o + 1
    end
    if kind == "apposition" then
      local row = at[from]
      if row and row.entity.type == "person" then
        local role = doc:get(span).role
        if role then
          local of
          for _, r in ipairs(inside(state, role.from, role.to)) do
            if r.entity.type ~= "person" then of = of or r.entity.id end
          end
          add_role(row.entity, role.text, role.first, role.last, of)
          row.entity.gender = row.entity.gender or role.gender
          if keys.kind and k.title then
            for t = role.from, role.to do
              if doc:listed(t, t, k.title, keys.kind) == "role" then
                row.entity.role_word = doc:norm(t, t)
                role_of[row.entity.role_word] = row.entity
                break
              end
            end
          end
        end
      end
    elseif kind == "government" then
      local row = at[from]
      if row and row.to == to and not row.mention.as then
        local e = row.entity
        if e.type == "organization" then
          if k.seat[row.rule] then row.mention.as = "government" end
        elseif e.type == "place" then
          if e.power == nil then
            local head = e.names[1]
            e.power = false
            for _, list in ipairs(k.lists.place) do
              local what = list == k.city and keys.capital and doc:listed(head.from[1], head.to[1], list, keys.capital)
                           or list ~= k.city and keys.id and #(doc:listed(head.from[1], head.to[1], list, keys.id) or "") == 2
              if what then e.power = true end
            end
          end
          if e.power then row.mention.as = "government" end
        end
      end
    elseif kind == "pronoun" then
      local gender = doc:attr(span, keys.gender)
      local case = doc:attr(span, keys.case)
      local subject, recent, earlier
      for p = np, 1, -1 do
        local row = persons[p]
        local e, s = row.entity, row.mention.sentence
        if sentence - s > PRONOUN_REACH then break end
        if not e.gender or e.gender == gender then
          if s == sentence then
            recent = recent or e
            subject = e
          elseif not earlier or earlier.sentence == s then
            earlier = { entity = e, sentence = s } -- the first one of the nearest sentence: its subject most often
          else
            break
          end
        end
      end
      local e
      if case == "object" then
        e = recent ~= subject and recent or earlier and earlier.entity or recent
        if e == subject and np > 1 then e = earlier and earlier.entity or e end
      else
        e = subject or earlier and earlier.entity
      end
      if e then
        e.gender = e.gender or gender
        points[from] = e
        new_mention(state, e, from, to, "pronoun", rule_names[rule + 1], sentence)
      end
    elseif kind == "nominal" then
      local e = role_of[doc:norm(to, to)]
      if e and not at[from] then
        points[from] = e
        new_mention(state, e, from, to, "nominal", rule_names[rule + 1], sentence)
      end
    elseif kind == "body" then
      if last_body and sentence - last_body.mention.sentence <= 2 then
        points[from] = last_body.entity
        new_mention(state, last_body.entity, from, to, "nominal", rule_names[rule + 1], sentence)
      end
    end
  end
end

local function by_byte(a, b) return a.first < b.first end

--- Runs the stage: sets state.entities and what refer and at need.
function resolve.run(state)
  local k = knowledge[state.program] or learn(state.program)
  local entities, at, order = build(state, k)
  state.mention_at = at
  read_titles(state, k, order)
  read_first_names(state, k, entities)
  read_references(state, k, order, entities)
  -- mentions by name, then the others, in the order of the text; and nothing that a report has no field for
  for i = 1, #order do
    local row = order[i]
    local m = row.entity.mentions
    m[#m + 1] = row.mention
  end
  for i = 1, #entities do
    local e = entities[i]
    if e.extra then
      local m = e.mentions
      for _, mention in ipairs(e.extra) do m[#m + 1] = mention end
      table.sort(m, by_byte)
    end
    e.at, e.names, e.seen_alias, e.extra, e.entry, e.entry_name, e.power, e.role_word, e.gender =
      nil, nil, nil, nil, nil, nil, nil, nil, nil
  end
  state.entities = entities
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
  for i, row in ipairs(inside(state, from, to)) do ids[i] = row.entity.id end
  return ids
end

local function answer(by, list)
  local ids, seen = {}, {}
  for _, e in ipairs(list) do
    if not seen[e] then
      seen[e] = true
      ids[#ids + 1] = e.id
    end
  end
  return { by = by, entities = ids, name = #ids == 1 and list[1].name or nil }
end

--- What a stretch of tokens refers to: a speaker, an addressee.
-- @param state after resolve.run   @param from, to tokens
-- @return nil for an empty stretch, or { by = "name" | "nominal" | "pronoun", entities = { ids }, name = of the one entity }
function resolve.refer(state, from, to)
  if to < from then return nil end
  local doc, points = state.doc, state.points or {}
  if from == to then
    local w = doc:norm(from, to)
    if PRONOUN[w] and not state.mention_at[from] then return answer("pronoun", { points[from] }) end
  end
  local rows = inside(state, from, to)
  if #rows > 0 then
    local persons, others = {}, {}
    for i = 1, #rows do
      local row = rows[i]
      local e = row.entity
      local after = row.to < to and doc:norm(row.to + 1, row.to + 1)
      local before = row.token > from and doc:norm(row.token - 1, row.token - 1)
      local far = false -- behind a preposition it belongs to another noun ("a spokesman for Lund")
      for t = row.token - 1, max(from, row.token - 3), -1 do
        local w = doc:norm(t, t)
        if BEFORE[w] then far = true end
        if JOINS[w] then break end
      end
      if after ~= "'s" and after ~= "’s" and not far then
        if e.type == "person" then
          persons[#persons + 1] = e
        elseif e.type ~= "demonym" or row.to == to then
          if not after or JOINS[after] or after == "(" then others[#others + 1] = { e, joined = before and JOINS[before] } end
        end
      end
    end
    if #persons > 0 then
      for _, o in ipairs(others) do
        if o.joined then persons[#persons + 1] = o[1] end
      end
      -- an apposition names a second time: "Lund, the head of Costa" keeps Lund alone by the test above
      return answer("name", persons)
    end
    if #others > 0 then
      local list = {}
      for i, o in ipairs(others) do list[i] = o[1] end
      return answer("name", list)
    end
  end
  for t = from, to do
    if points[t] then
      local w = doc:norm(t, t)
      if not (PRONOUN[w] and t < to) then return answer(PRONOUN[w] and "pronoun" or "nominal", { points[t] }) end
    end
  end
  return { by = "nominal", entities = {} }
end

resolve.misspelt = misspelt

return resolve
