--- Repair: what is read of garbled text, where it is in the input, and how that is told.

local core = require "factbox.core"
local factbox = require "factbox"

local reader = factbox.reader { rules_only = true, rules = "rules" }

--- The text as it is read.
local function read_as(text, option)
  local doc = reader.program.core:doc(reader.program.names)
  doc:tokenize(text, require "factbox.repair".kinds(option))
  return doc:repaired()
end

--- Calls f for every table of a report that has a place in the text.
local function each_span(value, f)
  if type(value) ~= "table" then return end
  if value.first and value.text then f(value) end
  for _, v in pairs(value) do each_span(v, f) end
end

local GARBLED = table.concat {
  "Anna Lindqvist , editor -in -chief of the Tarn Gazette, met Prime Minister Ole Kr\u{c3}\u{a5}kholt in the post -war ",
  "o\u{fb03}ce on Tuesday . Kr\u{c3}\u{a5}k\u{ad}holt \u{27}s govern-\nment gave \u{ff11},\u{ff15}\u{ff18}\u{ff10} \u{fb01}shermen ",
  "a multi- million fund .\n\n",
  "\u{e2}\u{20ac}\u{153}We do n't wait for a low -level talk,\u{e2}\u{20ac}\u{9d} Lind\u{200b}qvist told Smith &amp; Reyes Ltd .\n",
}

describe("repair", function()
  it("gives a clean text back as it is", function()
    for _, text in ipairs {
      "", "a", "He said - and left - that 3-1 was not -5.\n- one\n- two",
      "“It’s ‘fine’,” she said… at 5 p.m. in the U.S. on page 3–4, AT&T’s café ‹naïve› 12 000 €5.",
      "„Wir gehen“, sagte er. «Oui», dit-elle. D. Ó Súilleabháin, Ångström, Ãlvaro, Âge.",
    } do
      assert.equal(text, read_as(text))
    end
  end)

  it("reads what is meant", function()
    assert.equal("Anna Lindqvist, editor-in-chief of the Tarn Gazette, met Prime Minister Ole Kråkholt in the post-war "
      .. "office on Tuesday. Kråkholt's government gave 1,580 fishermen a multi-million fund.\n\n"
      .. "“We don't wait for a low-level talk,” Lindqvist told Smith & Reyes Ltd.\n", read_as(GARBLED))
  end)

  it("can be switched off, all of it and each kind", function()
    assert.equal(GARBLED, read_as(GARBLED, false))
    local off = {}
    for kind in pairs(core.repairs) do off[kind] = false end
    assert.equal(GARBLED, read_as(GARBLED, off))
    assert.truthy(read_as(GARBLED, { hyphens = false }):find("Lindqvist, editor -in -chief", 1, true))
    assert.truthy(read_as(GARBLED, { spaces = false }):find("Lindqvist , editor-in-chief", 1, true))
    assert.truthy(read_as(GARBLED, { linebreaks = false }):find("govern-\nment", 1, true))
    assert.truthy(read_as(GARBLED, { entities = false }):find("&amp;", 1, true))
    assert.truthy(read_as(GARBLED, true):find("Smith & Reyes", 1, true))
  end)

  it("says which option is none", function()
    assert.error_matches(function() reader:read("a", { repair = { hyphen = false } }) end, "repair%.hyphen")
    assert.error_matches(function() reader:read("a", { repair = "no" }) end, "repair is a boolean or a table")
  end)

  it("names things in the repaired form and shows them as they stand", function()
    local report = reader:read(GARBLED)
    local names = {}
    for _, e in ipairs(report.entities) do names[e.name] = e end
    assert.truthy(names["Ole Kråkholt"])
    assert.truthy(names["Anna Lindqvist"])
    assert.equal("Lind\u{200b}qvist", names["Anna Lindqvist"].mentions[#names["Anna Lindqvist"].mentions].text)
    assert.truthy(names["Smith & Reyes Ltd."] or names["Smith & Reyes Ltd"])
    local quote = report.quotes[1]
    assert.equal("Anna Lindqvist", quote.speaker.name)
    assert.equal("We do n't wait for a low -level talk", quote.text)
    for _, f in ipairs(report.figures) do
      if f.text:find "\u{ff15}" then assert.equal(1580, f.value) end
    end
  end)

  it("keeps every span a span of the input, on character boundaries", function()
    local boundary = { [#GARBLED + 1] = true }
    for at in utf8.codes(GARBLED) do boundary[at] = true end
    local n = 0
    each_span(reader:read(GARBLED), function(s)
      n = n + 1
      if not s.parts then assert.equal(GARBLED:sub(s.first, s.last), s.text) end
      assert.is_true(boundary[s.first] and boundary[s.last + 1])
    end)
    assert.is_true(n > 8)
    local report = reader:read(GARBLED, { with = { tokens = true, sentences = true } })
    for _, list in pairs { report.tokens, report.sentences } do
      local last = 0
      for _, s in ipairs(list) do
        assert.is_true(boundary[s.first] and boundary[s.last + 1] and s.first > last and s.last >= s.first)
        last = s.last
      end
    end
  end)

  it("warns of each repair, with its place, when asked to", function()
    for _, w in ipairs(reader:read(GARBLED).warnings) do assert.is_nil(w.code:match "^repair") end
    local seen, last = {}, 0
    for _, w in ipairs(reader:read(GARBLED, { with = { repairs = true } }).warnings) do
      local kind = w.code:match "^repair%-(.*)"
      if kind then
        seen[kind] = true
        assert.is_true(w.first > last and w.last >= w.first and w.last <= #GARBLED)
        last = w.last
        if kind == "entities" then
          assert.equal("&amp;", GARBLED:sub(w.first, w.last))
          assert.equal("an HTML entity, read as &", w.message)
        end
      end
    end
    for kind in pairs(core.repairs) do
      if kind ~= "quotes" and kind ~= "wraps" then assert.is_true(seen[kind], kind) end
    end
    assert.equal(0, #reader:read("A clean text.", { with = { repairs = true } }).warnings)
  end)

  --- Code and span of each warning of a repair.
  local function warned(text, option)
    local list = {}
    for _, w in ipairs(reader:read(text, { with = { repairs = true }, repair = option }).warnings) do
      list[#list + 1] = w.code:match "^repair%-(.*)" .. " " .. text:sub(w.first, w.last)
    end
    return list
  end

  it("warns of lost quotation marks, and pairs none where quotes are not to be repaired", function()
    local opening, closing = "“We sail at noon, said Ana Lund. Boats left.", "We sail at noon,” said Ana Lund."
    assert.same({ "quotes “We sail at noon, said Ana Lund." }, warned(opening))
    assert.same({ "quotes We sail at noon,”" }, warned(closing))
    assert.same({}, warned(opening, { quotes = false }))
    assert.same({}, warned("“We sail.\n\n“We stay,” said Ana Lund."))
    assert.equal("direct", reader:read(closing).quotes[1].type)
    assert.are_not.equal("direct", (reader:read(closing, { repair = { quotes = false } }).quotes[1] or {}).type)
  end)

  it("reads wrapped lines as running text, unless told not to", function()
    local text = "The ferry that sank on Monday\nhad left the harbour late and\ncarried more boats than it may."
    assert.same({ "wraps " .. text }, warned(text))
    assert.equal(1, #reader:read(text, { with = { sentences = true } }).sentences)
    assert.same({}, warned(text, { wraps = false }))
    assert.equal(3, #reader:read(text, { with = { sentences = true }, repair = { wraps = false } }).sentences)
  end)

  it("counts ill-formed bytes of the input as ever", function()
    for _, text in ipairs { "a \xff , b &amp; \xe2\x80", "\xc3\u{ad}\xa9", "\xe2\x80 ,\x99" } do
      local function invalid(option)
        for _, w in ipairs(reader:read(text, { repair = option }).warnings) do
          if w.code == "invalid-utf8" then return w.message end
        end
      end
      assert.equal(invalid(false), invalid(true))
      assert.truthy(invalid(true))
    end
  end)

  it("leaves nothing of one text in the next", function()
    reader:read(GARBLED, { with = { repairs = true } })
    local report = reader:read("Yesterday President Ana Lund opened the bridge.", { with = { repairs = true } })
    assert.equal(0, #report.warnings)
    assert.equal("Ana Lund", report.entities[1].mentions[1].text)
  end)
end)
