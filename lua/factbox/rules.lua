--- Reads a language's rule files and word lists from all layers of the search path into one definition.
--
--   layer  1  --rules DIR / rules=          the first wins: a rule of the same name replaces, rule("x", false)
--          2  $FACTBOX_RULES                removes; lists merge phrase by phrase, "!phrase" removes
--          3  $XDG_CONFIG_HOME/factbox/rules
--          4  the rules that are installed with Factbox
--
-- A layer is a folder that holds en/, or is such a folder: init.lua (phases), PHASE/*.lua (rules), lists/index.lua
-- and lists/*.txt. A file that cannot be loaded is named in `errors` and left out; the others still load.
-- @module factbox.rules

local lfs = require "lfs"
local core = require "factbox.core"
local pattern = require "factbox.pattern"
local sandbox = require "factbox.sandbox"
local spelling = require "factbox.spelling"
local word_classes = require "factbox.classes"

local rules = {}

--- What a rule gives, by the function that a rule file calls, and its number in the core.
rules.categories = { span = 0, evidence = 1, entity = 2, figure = 3, quote = 4 }

--- A problem found while loading: `file`, `line` (or nil), `message`, and `rule` where one is at fault.
---@class factbox.Problem
---@field file string
---@field line integer|nil
---@field message string
---@field rule string|nil

local function read_file(path)
  local f, why = io.open(path, "rb")
  if not f then return nil, why end
  -- All in one piece where its size is known: read "a" grows a buffer step by step, and copies it each time.
  local size = f:seek "end"
  if size then f:seek "set" end
  local s, reason = f:read(size and size + 1 or "a")
  local more = s and size and #s > size and f:read "a" -- it has grown meanwhile
  f:close()
  if not s then
    if reason then return nil, path .. ": " .. tostring(reason) end
    return ""
  end
  return more and s .. more or s
end

--- A file whose bytes are read when they are first asked for: of most word lists only the digest is.
local lazy = {
  __index = function(file, key)
    if key ~= "bytes" then return nil end
    local bytes, why = read_file(file.path)
    if not bytes then error(("%s went away while it was read (%s)"):format(file.path, why), 0) end
    file.bytes = bytes
    return bytes
  end,
}

local function is_folder(path)
  return lfs.attributes(path, "mode") == "directory"
end

--- Names in a folder that end in `ending`, sorted: file order must not depend on the file system.
local function names_in(path, ending)
  local names = {}
  if is_folder(path) then
    for name in lfs.dir(path) do
      if name:sub(1, 1) ~= "." and name:sub(-#ending) == ending then names[#names + 1] = name end
    end
    table.sort(names)
  end
  return names
end

--- "path:12: reason" as a problem.
local function problem(message, path)
  local file, line, rest = tostring(message):match("^(.-):(%d+): (.*)$")
  if file then return { file = file, line = tonumber(line), message = rest } end
  return { file = path, message = tostring(message) }
end

--- The folders of a language in the layers, first the one that wins.
-- @param options `rules`: a folder or list of folders; `rules_only`: no further layers; `language`
-- @param installed the folder of the installed rules
-- @return list of folders, or nil and a message
function rules.layers(options, installed)
  local given = options.rules
  if type(given) == "string" then given = { given } end
  local roots, required = {}, {}
  for _, dir in ipairs(given or {}) do
    roots[#roots + 1] = dir
    required[dir] = true
  end
  if not options.rules_only then
    local env = os.getenv "FACTBOX_RULES"
    if env and env ~= "" then
      for dir in env:gmatch "[^:]+" do roots[#roots + 1] = dir end
    end
    local config = os.getenv "XDG_CONFIG_HOME"
    if not config or config == "" then
      local home = os.getenv "HOME"
      config = home and home .. "/.config"
    end
    if config then roots[#roots + 1] = config .. "/factbox/rules" end
    roots[#roots + 1] = installed
  end
  local layers, seen = {}, {}
  local function add(dir) -- the same folder by two ways counts once
    local at = lfs.attributes(dir)
    local key = at.ino ~= 0 and at.dev .. ":" .. at.ino or dir
    if not seen[key] then layers[#layers + 1] = dir end
    seen[key] = true
  end
  for _, root in ipairs(roots) do
    local inside = root .. "/" .. (options.language or "en")
    if is_folder(inside) then
      add(inside)
    elseif is_folder(root) and required[root] then
      add(root)
    elseif required[root] then
      return nil, root .. ": no such folder of rules"
    end
  end
  if #layers == 0 then return nil, "no rules for language " .. tostring(options.language or "en") .. " found" end
  return layers
end

--- What the functions below returned: kind, attributes and action behind an empty table, out of a rule file's reach.
local given = setmetatable({}, { __mode = "k" })

--- The functions `entity "person"`, `figure("count", { modifier = "about" }, function(m) … end)`, …
local function givers(env)
  for name, category in pairs(rules.categories) do
    env[name] = function(kind, attrs, action)
      if type(kind) ~= "string" then error(name .. ' needs a kind: ' .. name .. ' "…"', 2) end
      if type(attrs) == "function" then attrs, action = nil, attrs end
      if attrs ~= nil and type(attrs) ~= "table" then error(name .. ": attributes are written { key = value }", 2) end
      if action ~= nil and type(action) ~= "function" then error(name .. ": the last argument is a function of the match", 2) end
      local own = {}
      for k, v in pairs(attrs or {}) do
        own[k] = v
        local t = type(v)
        if type(k) ~= "string" or not (t == "string" or t == "number" or t == "boolean") then
          error(name .. ": attributes are strings, numbers or booleans by name", 2)
        end
      end
      local handle = {}
      given[handle] = { gives = true, category = category, kind = kind, attrs = own, action = action }
      return handle
    end
  end
end

--- The functions `class("noun")` and `not_class("verb")`, what rules of a phase of classes give: the classes of which a word
-- keeps some, or which it loses.
local function class_givers(env)
  for name, loses in pairs { class = false, not_class = true } do
    env[name] = function(...)
      local names = { ... }
      for _, n in ipairs(names) do
        if type(n) ~= "string" then error(name .. ' needs a class of words: ' .. name .. ' "noun"', 2) end
      end
      if #names == 0 then error(name .. ' needs a class of words: ' .. name .. ' "noun"', 2) end
      local handle = {}
      given[handle] = { gives = true, category = rules.categories.span, kind = "word_class", attrs = {}, classes = names,
        loses = loses }
      return handle
    end
  end
end

local RULE_FIELDS = { match = true, gives = true, yes = true, no = true, priority = true, window = true, doc = true }

local function examples(def, field, name)
  local list = def[field]
  if list == nil then return {} end
  if type(list) == "string" then list = { list } end
  if type(list) ~= "table" then error("rule " .. name .. ": " .. field .. " is a list of sentences", 4) end
  for i, s in ipairs(list) do
    if type(s) ~= "string" then error("rule " .. name .. ": " .. field .. "[" .. i .. "] is not a sentence", 4) end
  end
  return list
end

--- Checks a rule's table; errors point into the rule file.
local function checked(name, def)
  local match, why = pattern.node(def.match)
  if not match then
    why = why or "match must be a pattern, not " .. (def.match == nil and "nil (is a name misspelt?)" or type(def.match))
    error("rule " .. name .. ": " .. why, 3)
  end
  local gives = given[def.gives]
  if not gives then
    error("rule " .. name .. ': gives must be entity "…", figure "…", quote "…", evidence "…" or span "…"', 3)
  end
  for k in pairs(def) do
    if not RULE_FIELDS[k] then error("rule " .. name .. ": unknown field " .. tostring(k), 3) end
  end
  local window = def.window or "sentence"
  if window ~= "sentence" and window ~= "paragraph" and window ~= "document" then
    error("rule " .. name .. ': window must be "sentence", "paragraph" or "document"', 3)
  end
  local priority = def.priority or 0
  if math.type(priority) ~= "integer" or priority < -1000 or priority > 1000 then
    error("rule " .. name .. ": priority must be a whole number from -1000 to 1000", 3)
  end
  return {
    name = name, match = match, gives = gives, window = window, priority = priority,
    yes = examples(def, "yes", name), no = examples(def, "no", name),
  }
end

--- Loads one rule file into `into` (rules by name, and their order).
local function load_rules(path, source, vocabulary, into, errors, purse)
  local env = sandbox.environment()
  for k, v in pairs(vocabulary) do env[k] = v end
  env.lpeg = spelling.library()
  givers(env)
  class_givers(env)
  local here = {}
  function env.rule(name, def)
    if type(name) ~= "string" or name == "" then error('a rule needs a name: rule "person.titled" { … }', 2) end
    if #name > 100 or string.find(name, "%c") then error("a rule's name is one line of at most 100 bytes", 2) end
    local line = debug.getinfo(2, "l").currentline
    local function define(d)
      if type(d) ~= "table" then error("rule " .. name .. ": a table { match = …, gives = … } was expected", 2) end
      if here[name] then error("rule " .. name .. " stands twice in this file (first at line " .. here[name].line .. ")", 2) end
      local r = checked(name, d)
      r.file, r.line = path, line
      here[name] = r
      here[#here + 1] = r
    end
    if def == false then
      here[#here + 1] = { name = name, removed = true }
      return
    elseif def ~= nil then
      define(def)
      return
    end
    return define
  end
  local ok, why = sandbox.run(source, path, env, purse)
  if not ok then
    errors[#errors + 1] = problem(why, path)
    return
  end
  for _, r in ipairs(here) do into[#into + 1] = r end
end

--- Is it the name of a file or a folder, and no way out of the folder of rules?
local function plain(name)
  return type(name) == "string" and name:find "^[^./\\%z][^/\\%z]*$" ~= nil
end

--- What is wrong with the phases of an init.lua; nil where nothing is.
local function wrong_phases(init)
  for i, ph in ipairs(init.phases) do
    if type(ph) ~= "table" then return ("phases[%d] is no table"):format(i) end
    if ph.stage == nil and not plain(ph.name) then return ("phases[%d] has no name of a folder"):format(i) end
  end
  for _, field in ipairs { "captures", "kinds", "keys", "lists" } do
    local list = init[field]
    if list ~= nil and type(list) ~= "table" then return field .. " is no list" end
    for i, name in ipairs(list or {}) do
      if type(name) ~= "string" then return ("%s[%d] is no name"):format(field, i) end
    end
  end
  return nil
end

--- Reads everything. Lists are read as bytes; the core parses them.
-- @param layers  folders, the winning one first (rules.layers)
-- @param lemma   function(word) -> forms, for lemma "…"
-- @return definition { init=, phases={{name=, policy=, rules={…}}|{stage=}}, lists={…by name}, list_order,
--   spelled={LPeg patterns}, errors={problems}, files={{path=, bytes=}}, digest= }, or nil and a message
function rules.load(layers, inflect)
  local errors, files, purses = {}, {}, {} -- a purse for each layer: greedy rules of one take nothing from another
  for l = 1, #layers do purses[l] = sandbox.purse() end
  local digester = core.digester()
  local function take(path)
    local bytes = read_file(path)
    if bytes then
      files[#files + 1] = { path = path, bytes = bytes }
      digester:add(bytes)
    end
    return bytes
  end
  local function take_list(path)
    local digest = digester:file(path)
    if not digest then return nil end
    local file = setmetatable({ path = path, digest = digest }, lazy)
    files[#files + 1] = file
    return file
  end

  local init, init_path
  for l, dir in ipairs(layers) do
    init_path = dir .. "/init.lua"
    local source = take(init_path)
    if source then
      local ok, result = sandbox.run(source, init_path, sandbox.environment(), purses[l])
      local wrong = result
      if ok then
        local has = type(result) == "table" and type(result.phases) == "table"
        wrong = has and wrong_phases(result) or not has and "the file must return a table with phases"
        if not wrong then
          init = result
          break
        end
        wrong = init_path .. ":1: " .. wrong
      end
      errors[#errors + 1] = problem(wrong, init_path)
    end
  end
  if not init then
    local e = errors[1]
    return nil, e and ("%s:%s: %s"):format(e.file, e.line or "?", e.message) or layers[#layers] .. "/init.lua: no such file"
  end

  -- Classes of words: those of the winning layer that has the file; a language may do without.
  local classes
  for l, dir in ipairs(layers) do
    local path = dir .. "/classes.lua"
    local source = take(path)
    if source then
      local ok, result = sandbox.run(source, path, sandbox.environment(), purses[l])
      local why = result
      if ok then why = type(result) ~= "table" and "the file must return a table" or word_classes.check(result) end
      if not why then
        classes = result
        classes.bytes = source
        break
      end
      errors[#errors + 1] = problem(ok and path .. ":1: " .. why or why, path)
    end
  end

  local lists = rules.lists(layers, take, take_list, errors, purses)

  local spelled, numbers = {}, {}
  local forms = inflect and inflect(lists) or function(w) return { w } end
  local vocabulary = pattern.vocabulary {
    captures = init.captures or {},
    lemma = sandbox.trusted(forms),
    spelled = sandbox.trusted(function(p)
      local known = numbers[p]
      if not known then
        local whole, class = spelling.word(p)
        if not whole then return nil, class end
        spelled[#spelled + 1] = whole
        known = { #spelled - 1, class }
        numbers[p] = known
      end
      return known[1], known[2]
    end),
  }

  -- Rules, phase by phase, from the lowest layer up; a higher one replaces in place.
  local phases, owner = {}, {}
  for _, ph in ipairs(init.phases) do
    if ph.stage then
      phases[#phases + 1] = { stage = ph.stage }
    else
      local phase = { name = ph.name, policy = ph.policy or "longest", cased = ph.cased, caseless = ph.caseless, rules = {} }
      phases[#phases + 1] = phase
      local index = {}
      for l = #layers, 1, -1 do
        local folder = layers[l] .. "/" .. phase.name
        local loaded = {}
        for _, name in ipairs(names_in(folder, ".lua")) do
          local path = folder .. "/" .. name
          local source = take(path)
          if source then
            load_rules(path, source, vocabulary, loaded, errors, purses[l])
          else
            errors[#errors + 1] = { file = path, message = "cannot be read" }
          end
        end
        local seen = {} -- in this layer
        for _, r in ipairs(loaded) do
          local at = index[r.name]
          if r.removed then
            if at then phase.rules[at] = false; index[r.name] = nil end
          elseif seen[r.name] then
            errors[#errors + 1] = { file = r.file, line = r.line, rule = r.name,
              message = ("rule %s stands also in %s:%d"):format(r.name, seen[r.name].file, seen[r.name].line) }
          elseif owner[r.name] and owner[r.name] ~= phase then
            errors[#errors + 1] = { file = r.file, line = r.line, rule = r.name,
              message = ("rule %s belongs to phase %s already"):format(r.name, owner[r.name].name) }
          else
            seen[r.name], owner[r.name] = r, phase
            r.phase = phase.name
            if at then
              phase.rules[at] = r
            else
              phase.rules[#phase.rules + 1] = r
              index[r.name] = #phase.rules
            end
          end
        end
      end
      local kept = {}
      for _, r in ipairs(phase.rules) do
        if r then kept[#kept + 1] = r end
      end
      phase.rules = kept
    end
  end

  return {
    init = init, phases = phases, lists = lists.by_name, list_order = lists.order,
    classes = classes, spelled = spelled, errors = errors, files = files, layers = layers, digest = digester:value(),
  }
end

local MODES = { exact = true, folded = true, name = true }

--- The line of an index.lua at which a list's entry begins; 1 where it is not written as such.
local function line_of(source, name)
  local n = 0
  for line in source:gmatch "([^\n]*)\n?" do
    n = n + 1
    local key = line:match "^[%s{]*([%w_]+)%s*=" or line:match "^[%s{]*%[%s*[\"']([^\"']*)[\"']%s*%]%s*="
    if key == name then return n end
  end
  return 1
end

--- The word lists of all layers: by name, each with its sources from the lowest layer to the highest.
-- @param take, take_list  functions of a path that read a file: to its bytes; to { path =, bytes =, digest = }
function rules.lists(layers, take, take_list, errors, purses)
  local by_name, order = {}, {}
  for l = #layers, 1, -1 do
    local dir = layers[l] .. "/lists"
    local path = dir .. "/index.lua"
    local source = take(path)
    if source then
      local ok, index = sandbox.run(source, path, sandbox.environment(), purses[l])
      if not ok or type(index) ~= "table" then
        errors[#errors + 1] = problem(ok and path .. ":1: the file must return a table of lists" or index, path)
        index = {}
      end
      local names = {}
      for name in pairs(index) do names[#names + 1] = tostring(name) end
      table.sort(names)
      for _, name in ipairs(names) do
        local entry, old = index[name], by_name[name]
        local mode = type(entry) == "table" and entry.mode or old and old.mode
        if type(entry) == "table" and type(entry.file) == "string" and not plain(entry.file) then
          errors[#errors + 1] = { file = path, line = line_of(source, name), message = "list " .. name .. ": " .. entry.file
            .. " is no file of this folder" }
        elseif type(entry) ~= "table" or type(entry.file) ~= "string" then
          errors[#errors + 1] = { file = path, line = line_of(source, name),
            message = "list " .. name .. ": { file = …, mode = … } was expected" }
        elseif not MODES[mode] then
          errors[#errors + 1] = { file = path, line = line_of(source, name),
            message = "list " .. name .. ': mode must be "exact", "folded" or "name"' }
        else
          local file = dir .. "/" .. entry.file
          local list_file = take_list(file)
          if not list_file then
            errors[#errors + 1] = { file = file, message = "list " .. name .. ": the file cannot be read" }
          else
            if not old then
              old = { name = name, sources = {}, numeric = {} }
              by_name[name] = old
              order[#order + 1] = name
            end
            if entry.replace then old.sources = {} end
            old.mode, old.inflect, old.common = mode, entry.inflect or old.inflect, entry.common or old.common
            for _, k in ipairs(entry.numeric or {}) do old.numeric[k] = true end
            old.sources[#old.sources + 1] = list_file
          end
        end
      end
    end
  end
  return { by_name = by_name, order = order }
end

rules.read_file = read_file

return rules
