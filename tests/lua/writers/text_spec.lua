local core = require "factbox.core"
local sample = require "writers.sample"
local write = require "factbox.writers.text"

local function empty() return { id = "x", entities = {}, quotes = {}, figures = {}, warnings = {} } end

local GOLDEN = [[
harbour-1 · Sunday 23 March 2025
President Ana Lund of Norland met the Vestmark envoy Piotr Zaręba in Halden on…
────────────────────────────────────────────────────────────────────────────────

WHO
  People
    Ana Lund        President; also Lund                            3×  s1 s2 s6
    Piotr Zaręba    Vestmark envoy; also Zaręba                     2×  s1 s3
  Organizations
    Halden Courier                                                  1×  s3
  Places
    Norland         as a government                                 2×  s1 s5
  Peoples
    Vestmark                                                        1×  s1
  Others
    ferry strike    event                                           1×  s1

WHAT WAS SAID
  Ana Lund said                                                               s2
    “We will not accept a ‘fire sale’ 🚢 of our ports,”
  Ana Lund goes on                                                            s2
    “Not now.”
  Piotr Zaręba told Halden Courier                                            s3
    at least 1,580 dock workers had lost “up to half” of their wages
    since 2019
  The ministry did not say (negated)                                          s4
    more than €4.5bn was paid

HOW MANY
  at least 1,580 dock workers  ≥ 1,580 dock workers     says Piotr Zaręba     s3
                               (lost)
  3:1                                                                         s4

HOW MUCH
  more than €4.5bn             > 4.5 billion EUR                              s4
  some 51 per cent             ≈ 51%                                          s4
  20 km                                                                       s5
  5 to 7 knots                                                                s5
  52                           52 years, Ana Lund                             s6

WHEN
  on Sunday                    Sunday 23 March 2025                           s1
  since 2019                   from 2019                says Piotr Zaręba     s3

WARNINGS
  step-budget a rule was stopped (sample.slow)
  no-date no date to resolve against
]]

describe("the text writer", function()
  it("lays a fact box out", function()
    assert.equal(GOLDEN, write(sample.report, sample.text))
  end)

  it("keeps to the width, in columns of a terminal", function()
    for _, width in ipairs { 40, 50, 64, 80, 110 } do
      for line in write(sample.report, sample.text, { width = width }):gmatch "[^\n]*" do
        assert.is_true(core.width(line) <= width, line)
      end
    end
  end)

  it("is the same in colour, but for the colour", function()
    for _, width in ipairs { 44, 80 } do
      local options = { width = width, color = true, with = { sentences = true } }
      local coloured = write(sample.report, sample.text, options)
      assert.truthy(coloured:find "\27%[")
      options.color = false
      assert.equal(write(sample.report, sample.text, options), (coloured:gsub("\27%[[%d;]*m", "")))
      for line in coloured:gmatch "[^\n]*" do -- no style runs over a line's end
        local last
        for sgr in line:gmatch "\27%[([%d;]*)m" do last = sgr end
        assert.is_true(last == nil or last == "0", line)
      end
    end
  end)

  it("says when there is nothing", function()
    assert.equal("x\n" .. ("─"):rep(80) .. "\nNothing found.\n", write(empty(), ""))
    assert.truthy(write(empty()):find "Nothing found")
  end)

  it("lists sentences where asked", function()
    local box = write(sample.report, sample.text, { with = { sentences = true } })
    assert.truthy(box:find("\nSENTENCES\n  s1  President Ana Lund", 1, true))
  end)

  it("shows no control character of the input", function()
    local report = empty()
    local hostile = "a\27[31m\7\1b\xff\n\u{9b}c"
    report.id = hostile
    report.date = "2025-03-23"
    report.entities[1] = { id = "e1", type = "person", name = hostile, aliases = { hostile },
                           roles = { { text = hostile } }, mentions = { { sentence = 1 } } }
    report.quotes[1] = { id = "q1", type = "direct", text = hostile, cue = { text = hostile },
                         speaker = { text = hostile, entities = { "e1" } } }
    report.figures[1] = { id = "f1", kind = "count", extent = { text = hostile }, of = { text = hostile },
                          event = { text = hostile } }
    report.warnings[1] = { code = hostile, message = hostile, rule = hostile }
    local box = write(report, hostile)
    assert.falsy(box:find "[%c]" and box:gsub("\n", ""):find "%c")
    assert.falsy(box:find "\u{9b}")
    assert.truthy(box:find "\u{fffd}")
    assert.truthy(utf8.len(box))
  end)

  it("puts marks around what stands inside quotation marks, whatever they were", function()
    local function quoted(input, part, marked)
      local report = empty()
      report.quotes[1] = { id = "q1", type = "mixed", parts = { part }, marked = marked }
      return write(report, input):match "\n    ([^\n]*)\n"
    end
    local input = 'he would "never, ever" go, «or so», he said'
    local function at(s)
      local first, last = input:find(s, 1, true)
      return { first = first, last = last }
    end
    assert.equal("he would “never, ever” go, “or so”",
      quoted(input, at 'he would "never, ever" go, «or so»', { at "never, ever", at "or so" }))
  end)

  it("breaks words that are wider than their column", function()
    local report = empty()
    report.quotes[1] = { id = "q1", type = "indirect", text = "see " .. ("日本"):rep(60) .. " there" }
    for line in write(report, "", { width = 40 }):gmatch "[^\n]*" do assert.is_true(core.width(line) <= 40) end
  end)
end)
