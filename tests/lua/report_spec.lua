-- What must hold of every report, over generated news and the same news garbled in many ways.
-- luacheck: no max line length

local factbox = require "factbox"
local properties = require "support.properties"
local random_of = require "support.random"

package.path = "./tests/bench/?.lua;" .. package.path
local corpus = require "corpus"

local reader = factbox.reader { rules = "rules", rules_only = true }
local OPTIONS = { id = "x", date = "2025-03-23", with = { tokens = true, sentences = true } }
local UNITS = { "bytes", "chars", "utf16" }

--- Reads and checks. @return report
local function read(text, name)
  local report = reader:read(text, OPTIONS)
  OPTIONS.offsets = UNITS[1 + #text % #UNITS]
  if reader:json(text, OPTIONS) ~= factbox.encode(report, text, OPTIONS) then
    error(name .. ": JSON without tables differs from that of tables", 0)
  end
  local wrong = properties.violations(report, text)
  if #wrong > 0 then
    error(("%s: %d wrong, such as\n  %s\ntext: %q"):format(name, #wrong, table.concat(wrong, "\n  ", 1, math.min(#wrong, 5)),
      #text < 3000 and text or text:sub(1, 3000)), 0)
  end
  return report
end

--- Changes `n` random places with f(text, place) -> text.
local function at_places(f, n)
  return function(text, r)
    for _ = 1, n do text = f(text, r(#text), r) end
    return text
  end
end

local MARKS = { "\"", "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "(", ")", "[", "]" }
local ODD = { "\0", "\r", "\t", "\226\128\168", "\226\128\169", "\239\187\191", "\194\160", "\194\173", "\226\128\139", "&amp;", "&#8217;",
  "\240\159\152\128", "\240\159\145\168\226\128\141\240\159\145\169", "e\204\129", "\204\129", "\195\162\226\130\172", "\206\145", "\215\144" }

--- Ways to garble a text.
local GARBLED = {
  ["as it is"] = function(text) return text end,
  ["cut"] = function(text, r) return text:sub(r(#text), r(#text)) end,
  ["bytes lost"] = at_places(function(text, at) return text:sub(1, at - 1) .. text:sub(at + 1) end, 60),
  ["random bytes"] = at_places(function(text, at, r) return text:sub(1, at) .. string.char(r(256) - 1) .. text:sub(at + 1) end, 60),
  ["NULs"] = at_places(function(text, at) return text:sub(1, at) .. "\0" .. text:sub(at + 1) end, 20),
  ["quotation marks strewn in"] = at_places(function(text, at, r)
    local next_space = text:find(" ", at, true) or at
    return text:sub(1, next_space - r(2) + 1) .. r(MARKS) .. text:sub(next_space - 0)
  end, 40),
  ["quotation marks lost"] = function(text) return (text:gsub("[\"“”]", "")) end,
  ["odd characters"] = at_places(function(text, at, r)
    local next_space = text:find(" ", at, true) or at
    return text:sub(1, next_space) .. r(ODD) .. text:sub(next_space + 1)
  end, 60),
  ["odd characters inside words"] = at_places(function(text, at, r) return text:sub(1, at) .. r(ODD) .. text:sub(at + 1) end, 60),
  ["all in capitals"] = string.upper,
  ["without capitals"] = string.lower,
  ["capitals everywhere"] = function(text) return (text:gsub("%f[%a]%l", string.upper)) end,
  ["without stops"] = function(text) return (text:gsub("[.,]", "")) end,
  ["on one line"] = function(text) return (text:gsub("%s+", " ")) end,
  ["hard-wrapped"] = function(text) return (text:gsub("(%S+ %S+ %S+ %S+ %S+) ", "%1\n")) end,
  ["a word a line"] = function(text) return (text:gsub(" ", "\n")) end,
  ["words joined"] = function(text, r)
    return (text:gsub(" ", function() return r(4) == 1 and "" or " " end))
  end,
  ["spaces doubled, marks spaced"] = function(text) return (text:gsub(" ", "  "):gsub("([-,.%%$'])", " %1 ")) end,
  ["huge tokens"] = at_places(function(text, at, r)
    return text:sub(1, at) .. (r { "a", "A", "1", "-", ".", "\"", "'", "x'", "O'", "1,", "é", "a-", "@", "http://" }):rep(5000) .. text:sub(at + 1)
  end, 2),
  ["words shuffled"] = function(text, r)
    local words = {}
    for w in text:gmatch "%S+" do table.insert(words, r(#words + 1), w) end
    return table.concat(words, " ")
  end,
  ["figures only"] = function(text)
    local parts = {}
    for w in text:gmatch "[%d$€][%d.,]*%S*%s+%S+" do parts[#parts + 1] = w end
    return table.concat(parts, " ")
  end,
}

describe("a report", function()
  local names = {}
  for name in pairs(GARBLED) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    it("is sound for news " .. name, function()
      local r = random_of(#name + 7)
      local next_document = corpus.documents(11)
      for _ = 1, 6 do
        local text = GARBLED[name](next_document(), r)
        read(text, name)
      end
    end)
  end

  it("is sound for nothing, next to nothing and noise", function()
    for _, text in ipairs {
      "", " ", "\n", "\r", "\0", ".", "\"", "“", "”", "'", "a", "A", "1", "%", "$", "-", "\239\187\191", "\255", "\226\128", "…",
      "\"\"", "“”", "\"a", "a\"", "said", "said.", "he said", "\" said he", "1.", "1 2 3", "1-2", "$", "$1", "1%", "US", "U.S.",
      "\n\n\n", "a\n\nb", "\226\128\168", "a\226\128\169b", ("\n"):rep(3000), (" "):rep(3000), ("\""):rep(3000), ("'"):rep(3000),
      ("("):rep(3000), ("“a "):rep(3000), ("a”"):rep(3000), ("1 "):rep(3000), ("A. "):rep(3000), ("Mr. "):rep(2000),
      ("He said he said "):rep(500), ("“No,” he said. "):rep(500), ("$1 to $2 and 3% of "):rep(500), ("the "):rep(3000),
      ("Ana Lund and "):rep(1000), ("\226\130"):rep(2000), ("\0\255"):rep(2000), ("-"):rep(5000), ("1,"):rep(3000), ("1-"):rep(3000),
    } do
      read(text, "noise")
    end
    local r = random_of(3)
    for _ = 1, 30 do
      local bytes = {}
      for i = 1, r(400) do bytes[i] = string.char(r(256) - 1) end
      read(table.concat(bytes), "random bytes alone")
    end
  end)

  it("is the same for the same text, whatever was read before and with a new reader", function()
    local fresh = factbox.reader { rules = "rules", rules_only = true }
    local next_document = corpus.documents(5)
    for _ = 1, 3 do
      local text = next_document()
      local a = properties.shown(read(text, "first"))
      read(GARBLED["random bytes"](text, random_of(1)), "between")
      assert.are.equal(a, properties.shown(read(text, "again")))
      assert.are.equal(a, properties.shown(fresh:read(text, OPTIONS)))
    end
  end)

  it("does not depend on the rest of a batch: words that only an earlier text had", function()
    local text = "Zorblatt Quimby said on Monday that 40 people had come."
    local before = properties.shown(read(text, "before"))
    read("Zorblatt is a town. The zorblatt of Quimby, quimby.", "between")
    assert.are.equal(before, properties.shown(read(text, "after")))
  end)

  it("gives a long text's JSON in pieces, and is fit for the next text then", function()
    local before = properties.shown(read("Ana Lund said on Monday that 40 people had come.", "before"))
    local text = corpus.build(600000, 2)
    text = table.concat(text, "\n")
    local whole = factbox.encode(reader:read(text), text)
    assert.are.equal(whole, (reader:json(text)))
    local pieces = {}
    assert.is_nil(reader:json(text, nil, function(piece) pieces[#pieces + 1] = piece end))
    assert.is_true(#pieces > 10)
    assert.is_true(table.concat(pieces) == whole)
    local file = assert(io.tmpfile())
    local begun = false
    reader:json(text, { begin = function() begun = true end }, file)
    file:seek "set"
    assert.is_true(begun)
    assert.is_true(file:read "a" == whole)
    file:close()
    assert.has_error(function() reader:json("A text.", nil, file) end)
    assert.has_error(function() reader:json(text, nil, function() error("the disk is full", 0) end) end, "the disk is full")
    assert.are.equal(before, properties.shown(read("Ana Lund said on Monday that 40 people had come.", "after")))
  end)

  it("gives a language, a version and the digest of its rules", function()
    local report = read("A text.", "plain")
    assert.are.equal("en", report.language)
    assert.are.equal(factbox.VERSION, report.version)
    assert.is_truthy(report.rules:find "^%x+$")
    assert.are.equal("x", report.id)
    assert.are.equal("2025-03-23", report.date)
    assert.are.equal("bytes", report.offsets)
  end)
end)
