--- Classes of words (noun, verb, …): what a language's classes.lua and its word lists say of them, for the core.
--
-- classes.lua returns
--
--     { classes = { "singular", "plural", … },              every class; a word has one in its place
--       sets = { noun = { "singular", "plural" }, … },      names for several
--       capital = { gives = "name", of = {…}, keeps = {…}, but = {…} }  what a capital inside a sentence says
--       kinds = { person = "name", … },                     the class of the words of a span
--       shapes = { { "numeric", gives = { "number" } }, … } what a word may be that no list knows, by how it is written;
--                                                           { "upper", without = { "digits" }, … } the first that fits
--     }
--
-- The lists `word_class` and `closed_class` have attributes `pos=CLASS,CLASS` (what a word may be, the likeliest first) and
-- CLASS=LEMMA for a form that spelling does not give. The list `ending` has an ending a line: `gives=CLASS,CLASS`, and
-- `of=CLASS,…` and `stem=` where a listed word stands before it; without `of` it is a guess from the ending alone.
-- @module factbox.classes

local core = require "factbox.core"

local classes = {}

--- Lists that say what words may be; what the later one says of a word counts.
classes.LISTS = { "word_class", "closed_class" }

--- Numbers of classes begin with 1 and must fit a set in 64 bits (tag.h).
local MOST = 62

--- Looks over what a classes.lua returned. @return what is wrong with it, or nil
function classes.check(t)
  if type(t.classes) ~= "table" or #t.classes == 0 then return "classes = { \"noun\", … } was expected" end
  if #t.classes > MOST then return ("at most %d classes"):format(MOST) end
  local known = {}
  for _, name in ipairs(t.classes) do
    if type(name) ~= "string" then return "the name of a class is a string" end
    if known[name] then return "class " .. name .. " stands twice" end
    known[name] = true
  end
  for name, members in pairs(t.sets or {}) do
    if known[name] then return "class " .. tostring(name) .. " is also a set" end
    for _, m in ipairs(members) do
      if not known[m] then return ("set %s: no class is called %s"):format(tostring(name), tostring(m)) end
    end
  end
  return nil
end

--- The set of the classes and sets that a list of names means.
-- @param known  from classes.begin
-- @return 64 bits, or nil and the name that nothing has
function classes.mask(known, names, others)
  local mask = 0
  for i = 1, rawlen(names) do
    local m = known and known.mask[names[i]]
    if not m then return nil, names[i] end
    mask = mask | m
  end
  return others and known.all & ~mask or mask
end

--- Names of the classes of a set.
function classes.names(known, mask)
  local names = {}
  for i, name in ipairs(known and known.names or {}) do
    if mask >> i & 1 == 1 then names[#names + 1] = name end
  end
  return names
end

--- A set with its first choice, from "past,participle".
local function set_of(known, text)
  local names = {}
  for name in text:gmatch "[^,]+" do names[#names + 1] = name end
  local mask, unknown = classes.mask(known, names)
  if not mask then return nil, unknown end
  local first = known.number[names[1]]
  return mask, first
end

--- Lines of a list from the lowest layer to the highest: phrase, attributes as text; `removed` for "!phrase".
local function lines(source, visit)
  for _, s in ipairs(source and source.sources or {}) do
    for line in s.bytes:gsub("^\239\187\191", ""):gmatch "[^\r\n]+" do
      if line:byte() ~= 35 then
        local phrase, attrs = line:match "^([^\t]+)\t?(.*)$"
        if phrase and phrase:byte() == 33 then
          visit(phrase:sub(2), nil, s)
        elseif phrase then
          visit(phrase:gsub("^\\", ""), attrs, s)
        end
      end
    end
  end
end

--- Gives the core the classes, shapes and endings of a definition.
-- @param p  the core's program @param def  from rules.load @param kinds  numbers by name @param key  number of an attribute
-- @return what classes.mask wants; nil where the language has no classes
function classes.begin(p, def, kinds, key)
  local d = def.classes
  if not d then return nil end
  local known = { names = d.classes, number = {}, mask = {}, all = 0 }
  for i, name in ipairs(d.classes) do
    known.number[name], known.mask[name] = i, 1 << i
    known.all = known.all | 1 << i
  end
  known.mask.edge = 1 -- where a sentence begins or ends
  for name, members in pairs(d.sets or {}) do known.mask[name] = classes.mask(known, members) end
  def.known_classes = known

  local function wrong(where, name)
    def.errors[#def.errors + 1] = { file = "classes.lua", message = ("%s: no class is called %s"):format(where, tostring(name)) }
  end
  local function set(names, where)
    local mask, unknown = classes.mask(known, names)
    if not mask then wrong(where, unknown) end
    return mask or 0
  end
  local capital = d.capital
  p:classes(#d.classes, key "head", capital and known.number[capital.gives], capital and set(capital.of, "capital"),
    capital and set(capital.keeps, "capital"), capital and set(capital.but or {}, "capital"))
  for kind, name in pairs(d.kinds or {}) do
    if kinds[kind] and known.number[name] then p:kind_class(kinds[kind], known.number[name]) end
  end
  for _, shape in ipairs(d.shapes or {}) do
    local need, without = 0, 0
    for _, c in ipairs(shape) do need = need | (core.classes[c] or 0) end
    for _, c in ipairs(shape.without or {}) do without = without | (core.classes[c] or 0) end
    local mask = set(shape.gives, "shapes")
    local first = known.number[shape.gives[1]]
    if mask ~= 0 and first then p:shape(need, without, mask, first) end
  end

  local endings = {}
  lines(def.lists.ending, function(ending, attrs, source)
    if not attrs then return end
    local e = { ending = ending, order = #endings }
    for k, v in attrs:gmatch "([%w_]+)=([^\t]*)" do e[k] = v end
    if e.gives then
      local mask, first = set_of(known, e.gives)
      local of, unknown = 0, nil
      if e.of then of, unknown = set_of(known, e.of) end
      if mask and of then
        e.mask, e.first, e.of = mask, first, of
        endings[#endings + 1] = e
      else
        def.errors[#def.errors + 1] = { file = source.path, message = ("%s: no class is called %s"):format(ending,
          tostring(not mask and first or unknown)) }
      end
    end
  end)
  table.sort(endings, function(a, b)
    if #a.ending ~= #b.ending then return #a.ending > #b.ending end
    return a.order < b.order
  end)
  for _, e in ipairs(endings) do
    p:ending(e.ending, e.stem or "", e.of, e.mask, e.first, e.doubled == "yes")
  end
  return known
end

--- Gives the core the listed words; only where no image of the lists has them.
function classes.words(p, def)
  local known = def.known_classes
  if not known then return end
  local words, order = {}, {}
  for _, name in ipairs(classes.LISTS) do
    local here = {} -- a list's highest layer that has the word says what it is; its lines of it add up
    lines(def.lists[name], function(word, attrs, source)
      if word:find " " then return end
      word = word:lower()
      if not attrs then
        here[word] = nil
        words[word] = nil
        return
      end
      local pos = attrs:match "%f[%w_]pos=([^\t]*)"
      local mask, first = set_of(known, pos or "")
      if not pos or not mask or mask == 0 then return end
      local w = here[word]
      if not w or w.source ~= source then
        w = { mask = 0, source = source, forms = {} }
        here[word] = w
      end
      w.mask = w.mask | mask
      w.first = w.first or first
      for k, v in attrs:gmatch "([%w_]+)=([^\t]*)" do
        if known.number[k] then w.forms[#w.forms + 1] = { known.number[k], v } end
      end
    end)
    for word, w in pairs(here) do
      if not words[word] then order[#order + 1] = word end
      words[word] = w
    end
  end
  table.sort(order) -- the same image from the same lists
  for _, word in ipairs(order) do
    local w = words[word]
    if w then
      p:listed(word, w.mask, w.first)
      for _, f in ipairs(w.forms) do p:lemma(word, f[1], f[2]) end
    end
  end
end

return classes
