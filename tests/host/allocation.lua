--- What allocation.c has fail: a small set of rules in FOLDER and the English ones are loaded, used and reloaded.

package.path = "./lua/?.lua;./lua/?/init.lua;" .. package.path

local factbox = require "factbox"
local lfs = require "lfs"
local FOLDER = FOLDER -- luacheck: globals FOLDER
local methods = debug.getmetatable("").__index

local function write(name, content)
  local f = assert(io.open(FOLDER .. "/" .. name, "wb"))
  f:write(content)
  f:close()
end

for _, name in ipairs { "en", "en/things", "en/lists" } do lfs.mkdir(FOLDER .. "/" .. name) end
write("en/init.lua", [[
return { language = "en", captures = { "role" }, kinds = { "person" }, phases = { { name = "things", policy = "longest" } } }]])
write("en/things/a.lua", [[
rule "thing.fruit" {
  match = role(list "fruit" { ripe = true }) * word("or", "and")^-1 * -punct "," + spelled(lpeg.R "az"^1 * "ly") * lemma "say",
  gives = figure("count", { word = "x" }, function(m) return { word = m.text:sub(1, 3) .. ("y"):rep(3) } end),
  yes = { "An <apple and> more" }, no = { "A plum" },
}]])
write("en/lists/index.lua", 'return { fruit = { file = "fruit.txt", mode = "folded" } }')
write("en/lists/fruit.txt", "apple\tripe=yes\npear\tripe=yes\nplum\n")

local SMALL = { rules = FOLDER, rules_only = true }
local ENGLISH = { rules = "rules", rules_only = true }
local TEXT = "An apple and a pear , she said . “He loudly says that the apple ﬁts,” Ana Lund told the Tarn Gazette.\n"
local NEWS = "KYIV, 23 March 2025 - “We kept our promise, Mayor Ingrid Halvorsen told more than 3,000 people . The repair cost "
  .. "$48.5 million, Daniel Reyes of Tarn Bank said on Monday; she didn&#39;t say why 5 of them had left.\n"

local small, english = assert(factbox.reader(SMALL)), assert(factbox.reader(ENGLISH))

local function read(reader, text)
  local report = reader:read(text, { date = "2025-03-24", with = { tokens = true, sentences = true, repairs = true } })
  return factbox.encode(report, text, { offsets = "chars" })
end
local function together(reader, text)
  local out, why = reader:batch { { text = text }, { text = text } }
  if why[1] or why[2] then error(why[1] or why[2], 0) end
  return out[1] == out[2] and out[1]
end
local wanted_box = together(small, TEXT)
local wanted, wanted_news = read(small, TEXT), read(english, NEWS)
assert(wanted_news:find "Halvorsen" and not wanted_news:find "%-error")

-- Calls may leave garbage and caches behind, but no error may hide in a warning when nothing fails any more.
local jobs = {
  load = function() return factbox.reader(SMALL) end,
  reload = function() return small:reload() end,
  read = function() return read(small, TEXT) == wanted end,
  batch = function() return together(small, TEXT) == wanted_box end,
  ["read English"] = function() return read(english, NEWS) == wanted_news end,
  ["load English"] = function() return factbox.reader(ENGLISH) end,
}

return {
  run = function(what) return jobs[what]() end,
  check = function(what)
    assert(debug.getmetatable("").__index == methods, "the methods of strings are not the host's")
    assert(debug.gethook() == nil, "a hook was left")
    if what:find "English" then
      if what == "read English" then assert(read(english, NEWS) == wanted_news, "another report") end
    else
      assert(read(small, TEXT) == wanted, "another report")
    end
    return true
  end,
}
