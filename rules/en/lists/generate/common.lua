-- What every generator shares: where the Debian packages' files are, reading them, writing a list.
-- Run from any folder: lua5.4 rules/en/lists/generate/all.lua
local common = {}

-- Folder of this script, with a final slash; lists are written to the folder above it.
local here = (debug.getinfo(1, "S").source:match "^@(.*/)") or "./"
common.here = here

-- The file system's root, changed by $FACTBOX_DATA_ROOT for packages that are unpacked elsewhere.
local root = os.getenv "FACTBOX_DATA_ROOT" or ""
common.cldr = root .. "/usr/share/unicode/cldr/common/"    -- package unicode-cldr-core
common.wordnet = root .. "/usr/share/wordnet/"             -- package wordnet-base

common.CLDR_SOURCE = "Unicode CLDR 41 (Debian package unicode-cldr-core). Licence: Unicode-DFS-2016, © 1991-2022 Unicode, Inc."
common.WORDNET_SOURCE = "WordNet 3.0 (Debian package wordnet-base). Licence: WordNet 3.0, © 2006 Princeton University."
common.HAND_SOURCE = "hand-written for Factbox, MIT."

-- Reads a whole file, or stops with its name.
function common.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

-- Undoes the XML entities that CLDR uses.
local entity = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'" }
function common.unescape(s)
  return (s:gsub("&(%w+);", entity))
end

-- The phrase as lists are compared: lower case (ASCII is enough to find doubles), plain apostrophes.
function common.key(phrase)
  return (phrase:lower():gsub("’", "'"))
end

-- The same without the final stop that lists leave optional.
local function unstopped(phrase)
  return (phrase:gsub("^(..-)%.$", "%1"))
end

-- A new list: `add(phrase, {key=value…})`, first come first kept. `by` is "phrase" (one entry for a spelling,
-- whatever its attributes) or "line" (one for each spelling and set of attributes).
function common.list(by, exact)
  local list = { by = by or "phrase", exact = exact, n = 0, seen = {} }

  local function line(phrase, attributes)
    local keys = {}
    for k in pairs(attributes) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b)
      if a == "canonical" or b == "canonical" then return a == "canonical" and b ~= "canonical" end
      return a < b
    end)
    local out = { phrase }
    for _, k in ipairs(keys) do out[#out + 1] = k .. "=" .. tostring(attributes[k]) end
    return table.concat(out, "\t")
  end

  function list:has(phrase)
    return self.seen[unstopped(exact and phrase or common.key(phrase))]
  end

  function list:add(phrase, attributes)
    phrase = phrase:gsub("^%s+", ""):gsub("%s+$", "")
    if phrase == "" then return end
    local text = line(phrase, attributes or {})
    local key = unstopped(exact and phrase or common.key(phrase))
    if self.by == "line" then key = exact and text or common.key(text) end
    if self.seen[key] then return false end
    self.n = self.n + 1
    self[self.n] = text
    self.seen[key] = attributes or {}
    return true
  end

  -- Adds the entries of a file in the lists' own format ("phrase<TAB>key=value…"), with `more` attributes;
  -- `flag(phrase)` gives their attribute `ambiguous`.
  function list:file(path, more, flag)
    for text in io.lines(path) do
      if text ~= "" and not text:find "^#" then
        local phrase, rest = text:match "^([^\t]+)(.*)$"
        local attributes = {}
        for k, v in pairs(more or {}) do attributes[k] = v end
        for k, v in rest:gmatch "\t([%w_]+)=([^\t]*)" do attributes[k] = v end
        if flag then attributes.ambiguous = attributes.ambiguous or flag(phrase) end
        self:add(phrase, attributes)
      end
    end
  end

  -- Writes the list in alphabetical order with its head.
  function list:write(name, head)
    local lines = {}
    for i = 1, self.n do lines[i] = self[i] end
    table.sort(lines, function(a, b)
      local ka, kb = common.key(a), common.key(b)
      if ka ~= kb then return ka < kb end
      return a < b
    end)
    local file = assert(io.open(here .. "../" .. name .. ".txt", "wb"))
    for text in (head .. "\n"):gmatch "([^\n]*)\n" do file:write("# ", text, "\n") end
    file:write(table.concat(lines, "\n"), "\n")
    file:close()
    io.stderr:write(string.format("%-18s %6d\n", name, self.n))
  end

  return list
end

-- Words in a string as a set.
function common.words(text)
  local set = {}
  for word in text:gmatch "%S+" do set[word] = true end
  return set
end

-- Phrases of a hand list as a set of keys.
function common.set(path)
  local set = {}
  for text in io.lines(path) do
    if text ~= "" and not text:find "^#" then set[common.key(text:match "^[^\t]+")] = true end
  end
  return set
end

return common
