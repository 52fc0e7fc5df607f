--- Builds an immutable program (words, lists, compiled rules) from a definition of factbox.rules.
--
-- A rule that cannot be compiled is reported and left out; the rest is built. Numbers of kinds, keys, captures
-- and rules are given here; `names` carries them to documents.
-- @module factbox.program

local lfs = require "lfs"
local classes = require "factbox.classes"
local core = require "factbox.core"
local guide = require "factbox.guide"
local inflect = require "factbox.inflect"
local spelling = require "factbox.spelling"

local program = {}

--- Attributes that reports are made of, and those that are numbers wherever they come from.
local NUMERIC = { "value", "low", "high", "factor", "offset", "number", "power", "weight" }

--- Forms of a word from the list of irregular words and regular spelling: the function behind lemma "…".
function program.lemmatizer(lists)
  local source = lists.by_name.irregular
  local irregular = inflect.irregular(source and source.sources or {})
  return function(word)
    return inflect.forms(word, irregular)
  end, irregular
end

local function sorted_keys(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys)
  return keys
end

--- Numbers for names, handed out on demand.
local function numbering()
  local number, names = {}, {}
  return setmetatable({ names = names, number = number }, {
    __call = function(_, name)
      local n = number[name]
      if not n then
        n = #names
        names[n + 1] = name
        number[name] = n
      end
      return n
    end,
  })
end

--- Layout of images and way of making them: changes with anything that would make an old image wrong.
local IMAGE_VERSION = "6"

--- Places where an image of the lists may stand: beside the core (made by `make`), then the user's cache.
local function image_places(key)
  local places = {}
  local so = package.searchpath("factbox.core", package.cpath)
  if so then places[1] = so:gsub("[^/]*$", "") .. "lists.image" end
  local cache = os.getenv "XDG_CACHE_HOME"
  if not cache or cache == "" then
    local home = os.getenv "HOME"
    cache = home and home ~= "" and home .. "/.cache"
  end
  if cache then places[#places + 1] = cache .. "/factbox/" .. key .. ".image" end
  return places
end

--- Images that the cache keeps: a few sets of rules in use, not every state of a list that is being edited.
local KEPT_IMAGES = 4

local function prune(folder)
  local images = {}
  for name in lfs.dir(folder) do
    if name:find "%.image$" then
      local path = folder .. "/" .. name
      images[#images + 1] = { path = path, time = lfs.attributes(path, "modification") or 0 }
    end
  end
  table.sort(images, function(a, b) return a.time > b.time end)
  for i = KEPT_IMAGES + 1, #images do os.remove(images[i].path) end
end

--- Parses the lists into the program.
local function parse_lists(p, def, list_names, lists, errors)
  local _, irregular = program.lemmatizer { by_name = def.lists }
  local clean = true
  for _, name in ipairs(list_names) do
    local l = lists[name]
    for _, s in ipairs(l.source.sources) do
      local notes, digest, _
      if def.image == false or rawget(s, "bytes") then
        _, notes = p:load(l.number, l.source.mode, s.bytes)
      else -- no string is made of a list that may be large
        _, notes, digest = p:load_file(l.number, l.source.mode, s.path)
        if digest ~= s.digest then def.digest = nil end -- it has changed since
        s.digest, s.loaded = digest, true
      end
      for _, note in ipairs(notes) do
        clean = clean and not note.error
        local message = note.other and ("%s (line %d)"):format(note.message, note.other) or note.message
        errors[#errors + 1] = { file = s.path, line = note.line, message = message, warning = not note.error }
      end
    end
    if l.source.inflect then
      local phrases = p:phrases(l.number)
      for i = 1, #phrases, 2 do
        for _, form in ipairs(inflect.phrase(phrases[i + 1], l.source.inflect, irregular)) do
          p:form(phrases[i], form)
        end
      end
    end
  end
  classes.words(p, def)
  return clean
end

--- Gets the lists into the program: mapped from an image of just these sources, or parsed, and then kept as one.
-- @return nil, or a function that keeps the image
-- @param def  with `image = false` no image is used (factbox check wants the notes on every line); a path writes it there
local function load_lists(p, def, list_names, lists, errors)
  local parts = { IMAGE_VERSION, core.digester():file(package.searchpath("factbox.inflect", package.path) or "") or "" }
  local sources = {}
  local function part(list)
    for _, s in ipairs(list.sources) do
      parts[#parts + 1] = ""
      sources[#sources + 1] = { file = s, part = #parts }
    end
  end
  for _, name in ipairs { "abbreviation", "irregular" } do
    parts[#parts + 1] = name
    if def.lists[name] then part(def.lists[name]) end
  end
  if def.classes then
    parts[#parts + 1] = def.classes.bytes
    for _, name in ipairs(classes.LISTS) do
      if def.lists[name] then part(def.lists[name]) end
    end
  end
  for _, name in ipairs(list_names) do
    local source = lists[name].source
    parts[#parts + 1] = name .. " " .. source.mode .. " " .. tostring(source.inflect)
    part(source)
  end

  --- The key by the digests of files; when they are `parsed` by those of what was read then, which may be something else
  -- than at first. Nil where a file was read twice, and not the same.
  local function image_key(parsed)
    for _, s in ipairs(sources) do
      local file = s.file
      local digest = file.digest
      if parsed and rawget(file, "bytes") or not digest then
        digest = core.digest { file.bytes }
        if digest ~= file.digest then
          if file.loaded then return nil end
          def.digest = nil
        end
      end
      parts[s.part] = digest
    end
    return core.digest(parts)
  end
  local keep
  if type(def.image) == "string" then
    parse_lists(p, def, list_names, lists, errors)
    local key = assert(image_key(true))
    keep = function() assert(p:write(def.image, key)) end
  elseif def.image == false then
    parse_lists(p, def, list_names, lists, errors)
  else
    local key = image_key(false)
    for _, path in ipairs(image_places(key)) do
      if p:map(path, key) then
        for _, name in ipairs(list_names) do p:rarity(lists[name].number, lists[name].source.common or 0) end
        return nil
      end
    end
    local clean = parse_lists(p, def, list_names, lists, errors)
    key = image_key(true)
    local places = key and image_places(key)
    local cache = clean and places and places[#places]
    if cache and cache:find("/factbox/" .. key, 1, true) then
      keep = function()
        local folder = cache:match "^(.*)/[^/]*$"
        lfs.mkdir(folder:match "^(.*)/[^/]*$")
        lfs.mkdir(folder)
        p:write(cache, key) -- where it cannot be written, the next start parses again
        prune(folder)
      end
    end
  end
  for _, name in ipairs(list_names) do p:rarity(lists[name].number, lists[name].source.common or 0) end
  return keep
end

local function digest_of(files)
  local bytes = {}
  for i, f in ipairs(files) do bytes[i] = f.bytes end
  return core.digest(bytes)
end

--- Rules of one file that may fail to compile, each a build of its own, before the rest of the file is left out.
local MOST_BROKEN = 20

--- Marks a rule that cannot be compiled.
local function take_out(def, rule, why)
  local broken = 0
  rule.broken = true
  def.errors[#def.errors + 1] = { file = rule.file, line = rule.line, rule = rule.name, message = "rule " .. rule.name .. ": " .. why }
  for _, phase in ipairs(def.phases) do
    for _, r in ipairs(phase.rules or {}) do
      if r.broken and r.file == rule.file then broken = broken + 1 end
    end
  end
  if broken < MOST_BROKEN then return end
  def.errors[#def.errors + 1] = { file = rule.file, line = rule.line,
    message = "too many rules that cannot be compiled: the file is left out" }
  for _, phase in ipairs(def.phases) do
    for _, r in ipairs(phase.rules or {}) do
      if r.file == rule.file then r.broken = true end
    end
  end
end

--- Builds the program of a definition.
-- @param def  from rules.load
-- @return { core=, names=, rules={by number + 1}, phases=, lists=, digest=, errors= }, or nil and a message
function program.build(def)
  local errors = {}
  for _, e in ipairs(def.errors) do errors[#errors + 1] = e end
  local p = core.program()
  local init = def.init

  for name, load in pairs { abbreviation = p.abbreviations, compound = p.compounds } do
    if def.lists[name] then
      local bytes = {}
      for _, s in ipairs(def.lists[name].sources) do bytes[#bytes + 1] = s.bytes end
      load(p, table.concat(bytes, "\n"))
    end
  end

  -- Keys of attributes.
  local numeric = {}
  for _, k in ipairs(NUMERIC) do numeric[k] = true end
  for _, k in ipairs(init.numeric or {}) do numeric[k] = true end
  for _, l in pairs(def.lists) do
    for k in pairs(l.numeric) do numeric[k] = true end
  end
  local key = {}
  local function key_number(name)
    local n = key[name]
    if not n then
      n = p:key(name, numeric[name] or false)
      key[name] = n
    end
    return n
  end
  for _, k in ipairs(sorted_keys(numeric)) do key_number(k) end
  for _, k in ipairs(init.keys or {}) do key_number(k) end

  -- Kinds of spans: those that stages give, then those of rules.
  local kinds = numbering()
  for _, k in ipairs(init.kinds or {}) do kinds(k) end
  local of_stages = #kinds.names
  for _, ph in ipairs(def.phases) do
    for _, r in ipairs(ph.rules or {}) do kinds(r.gives.kind) end
  end
  p:kinds(#kinds.names, of_stages)

  -- Only lists that a rule or a stage asks for are loaded: words nobody looks for would make the vocabulary large and
  -- every look into it slow. Without an image (factbox check) all are, for their notes.
  local asked, seen = {}, {}
  for _, name in ipairs(init.lists or {}) do asked[name] = true end
  for _, ph in ipairs(def.phases) do
    for _, r in ipairs(ph.rules or {}) do
      core.patterns.lists(r.match, asked, seen)
    end
  end
  local lists, list_names = {}, {}
  for _, name in ipairs(def.list_order) do
    local l = def.lists[name]
    if (asked[name] or def.image == false) and name ~= "abbreviation" and name ~= "compound" and name ~= "irregular" then
      list_names[#list_names + 1] = name
      lists[name] = { name = name, number = #list_names - 1, source = l }
    end
  end
  p:lists(#list_names)
  local word_classes = classes.begin(p, def, kinds.number, key_number)

  local keep_image = load_lists(p, def, list_names, lists, errors)
  for word, often in pairs(init.common or {}) do p:common(word, often) end
  guide.words(p, init.words)

  local conditions = {}
  local function condition(cond)
    if conditions[cond] ~= nil then return conditions[cond] or nil end
    local list = {}
    for _, k in ipairs(sorted_keys(cond)) do
      local v = cond[k]
      local row = { key_number(k) }
      if type(v) == "table" then
        for _, x in ipairs(v) do row[#row + 1] = x end
      else
        row[2] = v
      end
      list[#list + 1] = row
    end
    conditions[cond] = #list > 0 and p:condition(list)
    return conditions[cond] or nil
  end

  -- A rule that fails to compile is taken out and everything is built once more: rare, and simple.
  local resolved, list_numbers = {}, {}
  for i, name in ipairs(list_names) do list_numbers[name] = i - 1 end
  local function mask(names) return classes.mask(word_classes, names) end
  local main = {}
  for i, c in ipairs(init.captures or {}) do main[c] = i - 1 end
  local all, names_of_rules, phases = {}, {}, {}
  for _, ph in ipairs(def.phases) do
    if ph.stage then
      phases[#phases + 1] = { stage = ph.stage }
    else
      local number = p:phase(ph.policy)
      local actions = false
      for _, r in ipairs(ph.rules) do
        local why = not r.broken and core.patterns.resolve(r.match, list_numbers, kinds.number, condition, mask, resolved)
        local keep, unknown
        if r.gives.classes then
          keep, unknown = classes.mask(word_classes, r.gives.classes, r.gives.loses)
          why = why or unknown and ('no class of words is called "%s"'):format(unknown)
        end
        if r.broken then why = nil end
        local ok = not why and not r.broken
        if ok then
          local attrs = {}
          for _, k in ipairs(sorted_keys(r.gives.attrs or {})) do
            attrs[#attrs + 1] = { key_number(k), r.gives.attrs[k] }
          end
          local added, message = pcall(p.rule, p, {
            match = r.match, kind = kinds(r.gives.kind), category = r.gives.category,
            main = main.mention, priority = r.priority, window = r.window, action = r.gives.action ~= nil, attrs = attrs,
            keep = keep,
          })
          if added then
            all[#all + 1] = r
            names_of_rules[#all] = r.name
            actions = actions or r.gives.action ~= nil
          else
            -- a rule that was begun cannot be taken back: build again without it
            take_out(def, r, (tostring(message):gsub("^.-:%d+: ", "")))
            return program.build(def)
          end
        elseif why then
          errors[#errors + 1] = { file = r.file, line = r.line, rule = r.name, message = "rule " .. r.name .. ": " .. why }
        end
      end
      phases[#phases + 1] = { name = ph.name, number = number, policy = ph.policy, actions = actions,
        cased = ph.cased, caseless = ph.caseless }
    end
  end

  for _, name in ipairs(list_names) do
    if not asked[name] then p:skip(lists[name].number) end
  end

  -- Only now, when the rules' words are there too: a vocabulary that is mapped has to be copied before it can take more.
  if keep_image then keep_image() end
  local ok, rule, why = p:freeze()
  if not ok then
    local r = rule and all[rule + 1]
    if not r then return nil, why end
    take_out(def, r, why)
    return program.build(def)
  end

  local paths = {}
  for i, f in ipairs(def.files) do paths[i] = f.path end
  local prog = {
    core = p, rules = all, phases = phases, lists = lists, kinds = kinds.number, keys = key, key_number = key_number,
    names = { kinds = kinds.names, key = key, captures = init.captures or {}, rules = names_of_rules },
    classes = word_classes, spelled = spelling.together(def.spelled),
    digest = def.digest or digest_of(def.files), errors = errors, init = init, files = paths, layers = def.layers,
  }
  guide.teach(prog)
  return prog
end

return program
