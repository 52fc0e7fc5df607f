local cjson = require "cjson"
local core = require "factbox.core"
local dkjson = require "dkjson"
local sample = require "writers.sample"
local write = require "factbox.writers.json"

-- The fields of REPORT.md, in its order: what the writer must give of each kind of object.
local SHAPES = {
  document = "id version rules offsets language date entities quotes figures warnings",
  entity = "id type name aliases roles canonical mentions",
  role = "text start end of",
  canonical = "name id source",
  mention = "start end text form rule as sentence",
  quote = "id type parts text start end marked speaker addressee cue floating negated rule sentence",
  speaker = "start end text by entities name",
  cue = "start end text",
  span = "start end",
  figure = "id kind start end text number extent value values low high modifier unit base of event entity timex source "
    .. "rule sentence",
  extent = "start end text",
  base = "value unit",
  of = "start end text head",
  source = "quote entities",
  warning = "code message rule start end",
}

--- Keys of JSON object `json` in the order in which they are written, nested objects and lists skipped.
local function keys(json)
  local names, depth, i = {}, 0, 1
  while i <= #json do
    local c = json:sub(i, i)
    if c == '"' then
      local j = i + 1
      while json:sub(j, j) ~= '"' do j = j + (json:sub(j, j) == "\\" and 2 or 1) end
      if depth == 1 and json:sub(j + 1, j + 1) == ":" then names[#names + 1] = json:sub(i + 1, j - 1) end
      i = j
    elseif c == "{" or c == "[" then
      depth = depth + 1
    elseif c == "}" or c == "]" then
      depth = depth - 1
    end
    i = i + 1
  end
  return table.concat(names, " ")
end

--- A report that holds just `value`, an extra field, as the writer gives it.
local function extra(value)
  return write({ zz = value }):match '"zz":(.*)}$'
end

describe("the JSON writer", function()
  it("writes the fields of every kind of object in the report's order", function()
    local function figure(fields) return write({ figures = { fields } }):match '"figures":%[(.*)%],"warnings"' end
    local function quote(fields) return write({ quotes = { fields } }):match '"quotes":%[(.*)%],"figures"' end
    local function entity(fields) return write({ entities = { fields } }):match '"entities":%[(.*)%],"quotes"' end
    assert.equal(SHAPES.document, keys(write {}))
    assert.equal(SHAPES.entity, keys(entity {}))
    assert.equal(SHAPES.role, keys(entity({ roles = { {} } }):match '"roles":%[(.-)%]'))
    assert.equal(SHAPES.canonical, keys(entity({ canonical = {} }):match '"canonical":(%b{})'))
    assert.equal(SHAPES.mention, keys(entity({ mentions = { {} } }):match '"mentions":%[(.-)%]'))
    assert.equal(SHAPES.quote, keys(quote {}))
    assert.equal(SHAPES.span, keys(quote({ parts = { {} } }):match '"parts":%[(.-)%]'))
    assert.equal(SHAPES.span, keys(quote({ marked = { {} } }):match '"marked":%[(.-)%]'))
    assert.equal(SHAPES.speaker, keys(quote({ speaker = {} }):match '"speaker":(%b{})'))
    assert.equal(SHAPES.speaker, keys(quote({ addressee = {} }):match '"addressee":(%b{})'))
    assert.equal(SHAPES.cue, keys(quote({ cue = {} }):match '"cue":(%b{})'))
    assert.equal(SHAPES.figure, keys(figure {}))
    assert.equal(SHAPES.extent, keys(figure({ number = {} }):match '"number":(%b{})'))
    assert.equal(SHAPES.extent, keys(figure({ extent = {} }):match '"extent":(%b{})'))
    assert.equal(SHAPES.base, keys(figure({ base = {} }):match '"base":(%b{})'))
    assert.equal(SHAPES.of, keys(figure({ of = {} }):match '"of":(%b{})'))
    assert.equal(SHAPES.extent, keys(figure({ event = {} }):match '"event":(%b{})'))
    assert.equal(SHAPES.source, keys(figure({ source = {} }):match '"source":(%b{})'))
    assert.equal(SHAPES.warning, keys(write({ warnings = { {} } }):match '"warnings":%[(.-)%]'))
  end)

  it("writes null for what is absent, [] for lists and false for flags", function()
    assert.equal('{"id":null,"version":null,"rules":null,"offsets":"bytes","language":null,"date":null,"entities":[],'
      .. '"quotes":[],"figures":[],"warnings":[]}', write {})
    local quote = dkjson.decode(write { quotes = { {} } }, 1, "null").quotes[1]
    assert.same({ parts = {}, marked = {}, floating = false, negated = false }, {
      parts = quote.parts, marked = quote.marked, floating = quote.floating, negated = quote.negated })
    assert.equal("null", quote.speaker)
    assert.equal("null", quote.sentence)
  end)

  it("gives back every field of a report that another parser reads", function()
    for _, decode in ipairs { cjson.decode, function(s) return (dkjson.decode(s, 1, cjson.null)) end } do
      local got = decode(write(sample.report, sample.text, { with = { tokens = true, sentences = true } }))
      --- Compares `want` (Lua, bytes from 1) with `have` (JSON, bytes from 0), and only what Lua has.
      local function compare(want, have, path)
        for k, v in pairs(want) do
          local where = path .. "." .. tostring(k)
          if type(v) == "table" then
            assert.is_table(have[k], where)
            if v[1] and type(v[1]) == "number" and path:find "tokens" then
              assert.same({ start = v[1] - 1, ["end"] = v[2] }, have[k])
            else
              compare(v, have[k], where)
            end
          elseif k == "first" then
            assert.equal(v - 1, have.start, where)
          elseif k == "last" then
            assert.equal(v, have["end"], where)
          elseif k == "sentence" then
            assert.equal(v - 1, have.sentence, where)
          elseif not path:find "tokens" then
            assert.equal(v, have[k], where)
          end
        end
      end
      compare(sample.report, got, "report")
      assert.equal("bytes", got.offsets)
    end
  end)

  it("leaves tokens, sentences and text out unless asked", function()
    local function has(with)
      local got = cjson.decode(write(sample.report, sample.text, { with = with }))
      return got.tokens ~= nil, got.sentences ~= nil, got.text
    end
    assert.same({ false, false }, { has(nil) })
    assert.same({ true, false }, { has { tokens = true } })
    assert.same({ false, true }, { has { sentences = true } })
    assert.same({ false, false, sample.text }, { has { text = true } })
    assert.same({ { start = 0, ["end"] = 9 }, { start = 10, ["end"] = 13 } },
      cjson.decode(write(sample.report, sample.text, { with = { tokens = true } })).tokens)
  end)

  describe("offsets", function()
    local text = "é😀a\xf0\x9f\x98b\xffc\xe2\x82日"

    local function offsets(unit)
      local spans = {}
      for i = 1, #text do spans[i] = { first = i, last = i } end
      local got = {}
      local json = write({ tokens = spans }, text, { offsets = unit, with = { tokens = true } })
      for start in json:gmatch '"start":(%d+)' do got[#got + 1] = start end
      return table.concat(got, " ")
    end

    it("count bytes, code points or UTF-16 units; an ill-formed subpart is one", function()
      -- é 0-1 😀 2-5 a 6 bad 7-9 b 10 bad 11 c 12 bad 13-14 日 15-17; an offset inside a character lies after it
      assert.equal("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", offsets "bytes")
      assert.equal("0 1 1 2 2 2 2 3 4 4 4 5 6 7 8 8 9 9", offsets "chars")
      assert.equal("0 1 1 3 3 3 3 4 5 5 5 6 7 8 9 9 10 10", offsets "utf16")
    end)

    it("are those of the text that is written", function()
      for _, unit in ipairs { "chars", "utf16" } do
        local got = cjson.decode(write({ entities = { { mentions = { { first = 16, last = 18 } } } } }, text,
          { offsets = unit, with = { text = true } }))
        local mention, n, found = got.entities[1].mentions[1], 0, nil
        for _, code in utf8.codes(got.text) do
          if n == mention.start then found = utf8.char(code) end
          n = n + (unit == "utf16" and code > 0xffff and 2 or 1)
        end
        assert.equal("日", found)
        assert.equal(n, mention["end"])
      end
    end)

    it("stay right over a long text, in any order of the spans", function()
      local piece = "Zaręba 🚢 said “no” \xff twice, and then went home. "
      local long = piece:rep(200)
      local by_byte, units, at = {}, 0, 1
      while at <= #long do -- the plain count, to compare with
        by_byte[at] = units
        local length = utf8.len(long, at, at) and utf8.offset(long, 2, at) - at or 1
        units = units + (length == 4 and 2 or 1)
        at = at + length
      end
      local spans, want = {}, {}
      for i = 1, 3000 do
        local byte = (i * 7919) % #long + 1
        if by_byte[byte] then
          spans[#spans + 1] = { first = byte, last = byte - 1 }
          want[#want + 1] = { start = by_byte[byte], ["end"] = by_byte[byte] }
        end
      end
      local got = cjson.decode(write({ tokens = spans }, long, { offsets = "utf16", with = { tokens = true } }))
      assert.same(want, got.tokens)
    end)

    it("need the text, and a unit that exists", function()
      assert.has_error(function() write({}, nil, { offsets = "chars" }) end)
      assert.has_error(function() write({}, "", { offsets = "lines" }) end)
      assert.has_no_error(function() write({}, "", { offsets = "utf16" }) end)
    end)
  end)

  describe("strings", function()
    it("are escaped", function()
      assert.equal([["\"\\\b\t\n\f\r\u0000\u001f/]] .. "\127é\u{2028}\"", extra "\"\\\b\t\n\f\r\0\31/\127é\u{2028}")
      for length = 0, 40 do -- every way in which a special byte falls into a block of eight
        for at = 1, length do
          local s = ("x"):rep(at - 1) .. "\n" .. ("y"):rep(length - at)
          assert.equal(s, cjson.decode("[" .. extra(s) .. "]")[1])
        end
      end
    end)

    it("have U+FFFD for each maximal ill-formed subpart", function()
      local function fffd(s) return (extra(s):gsub("\u{fffd}", "?")) end
      assert.equal('"?"', fffd "\x80")
      assert.equal('"a??b"', fffd "a\xc0\xafb") -- overlong: two
      assert.equal('"???"', fffd "\xed\xa0\x80") -- surrogate: three
      assert.equal('"????"', fffd "\xf4\x90\x80\x80") -- above U+10FFFF
      assert.equal('"?"', fffd "\xf0\x9f\x98") -- cut short: one
      assert.equal('"?a"', fffd "\xe2\x82a")
      assert.equal('"\u{10ffff}\u{800}\u{7ff}\u{d7ff}\u{e000}"', fffd "\u{10ffff}\u{800}\u{7ff}\u{d7ff}\u{e000}")
      -- table 3-8 of the Unicode standard
      assert.equal('"a???b?c??d"', fffd "a\xf1\x80\x80\xe1\x80\xc2b\x80c\x80\xbfd")
    end)
  end)

  describe("numbers", function()
    it("are as short as they can be and read back the same", function()
      for _, case in ipairs {
        { 0, "0" }, { -1, "-1" }, { 3.0, "3" }, { 4.5, "4.5" }, { 0.1, "0.1" }, { -0.25, "-0.25" },
        { 999999999999999.0, "999999999999999" }, { 1e15, "1e+15" }, { 2.0 ^ 53, "9007199254740992" },
        { 123456789.125, "123456789.125" }, { 4.5e9, "4500000000" }, { 0.1 + 0.2, "0.30000000000000004" },
        { 1 / 3, "0.3333333333333333" },
        { 5e-324, "5e-324" }, { 1e300, "1e+300" }, { 0.0005, "0.0005" }, { 1e-5, "1e-05" },
        { math.mininteger, "-9223372036854775808" }, { math.maxinteger, "9223372036854775807" },
        { 310.92777777777775, "310.92777777777775" }, { 1.7976931348623157e308, "1.7976931348623157e+308" },
      } do
        assert.equal(case[2], extra(case[1]))
      end
      assert.equal("0", extra(-0.0))
      local n = 1
      for _ = 1, 2000 do
        n = (n * 48271) % 2147483647
        local number = n / (n % 977 + 1) * 10.0 ^ (n % 40 - 20)
        local text = extra(number)
        assert.equal(number, tonumber(text))
        assert.is_true(#text <= #("%.16e"):format(number))
      end
    end)

    it("that JSON does not have are null", function()
      assert.equal("[null,null,null]", extra { 1 / 0, -1 / 0, 0 / 0 })
    end)

    it("have a point whatever the locale", function()
      local before = os.setlocale()
      if os.setlocale "de_DE.UTF-8" then
        assert.equal("0.3333333333333333", extra(1 / 3))
        os.setlocale(before)
      end
    end)
  end)

  describe("fields that the report does not know", function()
    it("come last, sorted", function()
      assert.equal('"warnings":[],"alpha":[],"beta":[1,2,{"x":1}],"zeta":{"a":{"b":true},"c":"d"}}',
        write({ zeta = { c = "d", a = { b = true } }, beta = { 1, 2, { x = 1 } }, alpha = {} }):match '"warnings".*')
      assert.equal('{"start":0,"end":4,"form":"name"}',
        write({ quotes = { { cue = { first = 1, last = 4, form = "name" } } } }):match('"cue":(%b{})')
          :gsub('"text":null,', ""), nil)
    end)

    it("have their spans converted too", function()
      assert.equal('{"start":1,"end":2,"text":"b"}',
        write({ title = { first = 3, last = 3, text = "b" } }, "éb", { offsets = "chars" }):match '"title":(%b{})')
    end)

    it("raise where no JSON can stand for them", function()
      local cycle = {}
      cycle.cycle = cycle
      assert.has_error(function() write { zz = cycle } end, "JSON: tables nested deeper than 64 levels (a cycle?)")
      assert.has_error(function() write { zz = print } end, "JSON: cannot write a function")
      assert.has_error(function() write { zz = { 1, a = 2 } } end)
      assert.has_error(function() write { entities = "none" } end, "JSON: a list is a string")
      assert.has_error(function() write { quotes = { { first = "x" } } } end, "JSON: 'first' is not an integer")
      assert.has_error(function() write "report" end)
    end)
  end)

  it("writes errors in a report's place", function()
    assert.equal('{"id":"a","error":{"code":"bad-json","message":"no"}}',
      write { id = "a", error = { code = "bad-json", message = "no" } })
    assert.equal('{"id":null,"error":{"code":"x","message":null}}', write { id = cjson.null, error = { code = "x" } })
    assert.equal('{"id":7,"error":{"code":"x","message":null}}', write { id = 7.0, error = { code = "x" } })
  end)

  it("keeps no memory", function()
    local function burst()
      for _ = 1, 300 do
        write(sample.report, sample.text, { offsets = "chars" })
        pcall(write, { zz = { {}, print } })
      end
      collectgarbage()
      collectgarbage()
      return collectgarbage "count"
    end
    local before = burst()
    assert.is_true(burst() - before < 16)
  end)
end)

describe("core.clean", function()
  it("makes one line that is safe to show", function()
    assert.equal("a b c", core.clean "  a\t\r\nb\u{a0}\u{2028}c\n")
    assert.equal("a [31mb", core.clean "a\27[31mb")
    assert.equal("a\u{fffd}b", core.clean "a\xffb")
    assert.equal("soft", core.clean "so\u{ad}f\u{200b}t\u{202e}")
    assert.equal("x y", core.clean "x\u{9b}y\127")
    assert.equal("", core.clean " \0 ")
  end)
end)

describe("core.width", function()
  it("counts the columns of a terminal", function()
    assert.equal(0, core.width "")
    assert.equal(6, core.width "Zaręba")
    assert.equal(4, core.width "日本")
    assert.equal(1, core.width "e\u{301}")
    assert.equal(2, core.width "🚢")
    assert.equal(3, core.width "\1a\xffb")
  end)
end)
