-- The module as its users call it, with input that is not as it should be.
-- luacheck: no max line length

local factbox = require "factbox"
local properties = require "support.properties"

local WITH = { with = { tokens = true, sentences = true } }

local function read(text, options)
  local report = factbox.read(text, options or WITH)
  if not options then assert.are.same({}, properties.violations(report, text)) end
  return report
end

--- Warnings of a code.
local function warnings(report, code)
  local list = {}
  for _, w in ipairs(report.warnings) do
    if w.code == code then list[#list + 1] = w end
  end
  return list
end

describe("factbox.read", function()
  it("shares a reader", function()
    local report = read "Petr Pavel said on Monday that 40 people had come."
    assert.are.equal("Petr Pavel", report.entities[1].name)
    assert.are.equal(2, #report.figures)
  end)

  it("refuses what is no text", function()
    for _, text in ipairs { 42, true, {}, print } do
      assert.has_error(function() factbox.read(text) end, "factbox: read needs a string, not " .. type(text))
    end
    assert.has_error(function() factbox.read() end, "factbox: read needs a string, not nil")
  end)

  it("gives empty lists for nothing", function()
    for _, text in ipairs { "", " ", "\n\n", "\239\187\191" } do
      local report = read(text)
      assert.are.same({}, report.entities)
      assert.are.same({}, report.quotes)
      assert.are.same({}, report.figures)
      assert.are.same({}, report.tokens)
      assert.are.same({}, report.sentences)
      local json = factbox.encode(report, text)
      assert.is_truthy(json:find('"entities":[],"quotes":[],"figures":[]', 1, true))
    end
  end)

  it("counts each ill-formed part of UTF-8 once and keeps the places of the rest", function()
    for bytes, count in pairs {
      ["\xff"] = 1, ["\x80"] = 1, ["\x80\x80"] = 2, ["\xc0\xaf"] = 2, ["\xe0\x80\xaf"] = 3, ["\xf0\x80\x80\xaf"] = 4,
      ["\xed\xa0\x80"] = 3, ["\xed\xbf\xbf"] = 3, ["\xf4\x90\x80\x80"] = 4, ["\xf5\x80\x80\x80"] = 4, ["\xe2\x82"] = 1,
      ["\xf0\x9f\x98"] = 1, ["\xf0\x9f"] = 1, ["\xc3"] = 1, ["\xe2\x82\xe2\x82"] = 2, ["\xfe\xff"] = 2,
    } do
      for _, around in ipairs { { "Ana Lund ", " said no." }, { "Ana Lund x", "y said no." }, { "http://a.b/", " Ana Lund" } } do
        local text = around[1] .. bytes .. around[2] .. " It cost $40."
        local report = read(text)
        local found = warnings(report, "invalid-utf8")
        assert.are.equal(1, #found, text)
        assert.are.equal(count, tonumber(found[1].message:match "%d+"), text)
        assert.are.equal("$40", report.figures[1].text)
        assert.are.equal(text:find("$40", 1, true), report.figures[1].first)
      end
    end
  end)

  it("finds no fault with what is well-formed", function()
    for _, text in ipairs {
      "\u{80} \u{7ff} \u{800} \u{d7ff} \u{e000} \u{fffd} \u{ffff} \u{10000} \u{10ffff}", "a\0b", "a\rb", "a\u{2028}b\u{2029}c",
      "\u{feff}Ana Lund said no.", "e\u{301}\u{301}\u{301}", "\u{202e}abc\u{202c}",
    } do
      assert.are.same({}, warnings(read(text), "invalid-utf8"), text)
    end
  end)

  it("reads around odd line ends, NULs and byte order marks", function()
    for _, gap in ipairs { "\r", "\r\n", "\n", "\u{2028}", "\u{2029}", "\0", "\u{85}", "\v", "\f", "\t", "\u{feff}", "\u{200b} ", " " } do
      local text = "\u{feff}It cost $40." .. gap .. "Ana Lund said no."
      local report = read(text)
      local name
      for _, e in ipairs(report.entities) do
        if e.name == "Ana Lund" then name = e end
      end
      assert.is_truthy(name, ("%q"):format(gap))
      assert.are.equal(text:find "Ana Lund", name.mentions[1].first)
      assert.are.equal("$40", report.figures[1].text)
    end
  end)

  it("reads tokens of a megabyte in a moment", function()
    for _, piece in ipairs { "a", "A", "1", "-", ".", "'", "\"", "a'", "O'", "1,", "1-", "a-", "é", "\u{301}", "\u{200b}", "x.", "A.", "\xff",
      "(", "“", "http://a", "@", "$", "\u{1f468}\u{200d}" } do
      local text = "Ana Lund said " .. piece:rep(1000000 // #piece) .. " to 40 people."
      local started = os.clock()
      local report = read(text, {})
      assert.is_true(os.clock() - started < 20, piece)
      assert.are.equal("Ana Lund", report.entities[1].name)
    end
  end)

  it("takes time in proportion", function()
    local sentence = "On Monday, Ana Lund said that “40 of 50 people” had paid $4.5bn. "
    local function seconds(text)
      local best = math.huge
      for _ = 1, 2 do
        collectgarbage()
        local started = os.clock()
        factbox.read(text)
        best = math.min(best, os.clock() - started)
      end
      return best
    end
    for _, joint in ipairs { "", "\n\n" } do
      local unit = sentence .. joint
      local small, large = seconds(unit:rep(500)), seconds(unit:rep(4000))
      assert.is_true(large < small * 8 * 2.5, ("8 times the text took %.1f times the time"):format(large / small))
    end
  end)

  it("encodes binary noise as JSON that can be decoded", function()
    local cjson = require "cjson".new()
    local bytes = {}
    for i = 0, 255 do bytes[#bytes + 1] = "Ana Lund said 4" .. string.char(i) .. " no. " end
    local text = table.concat(bytes)
    local report = read(text)
    for _, unit in ipairs { "bytes", "chars", "utf16" } do
      local decoded = cjson.decode(factbox.encode(report, text, { offsets = unit, with = { text = true, tokens = true, sentences = true } }))
      assert.are.equal(#report.entities, #decoded.entities)
      assert.are.equal(#report.tokens, #decoded.tokens)
    end
  end)
end)
