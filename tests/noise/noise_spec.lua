--- The noise model, and a small version of the noise benchmark (tests/noise/run.lua).

local corpus = dofile "tests/bench/corpus.lua"
local factbox = require "factbox"
local measure = dofile "tests/noise/measure.lua"
local noise = dofile "tests/noise/noise.lua"

local CLEAN = "“It’s a post-war, low-level office,” Ana Lund said. “We don’t want 1,580 fifty-five-year-old co-operatives.”\n"

--- A set of texts with the compounds, names and figures that the generated news has few of.
local function texts()
  local list = {}
  for _, text in ipairs((corpus.build(40000, 3))) do list[#list + 1] = { text = text } end
  local file = assert(io.open "tests/articles/harbour.txt")
  list[#list + 1] = { text = file:read "a" }
  file:close()
  return list
end

describe("the noise model", function()
  it("does the same for the same seed, and other things for another", function()
    assert.equal((noise.damage(CLEAN, 3, 7)), (noise.damage(CLEAN, 3, 7)))
    assert.not_equal((noise.damage(CLEAN, 3, 7)), (noise.damage(CLEAN, 3, 8)))
  end)

  it("does each kind of damage, and only what it is told", function()
    for kind in pairs(noise.rates) do
      local changed = 0
      for seed = 1, 60 do
        if noise.damage(CLEAN:rep(3), 3, seed, { [kind] = true }) ~= CLEAN:rep(3) then changed = changed + 1 end
      end
      assert.is_true(changed > 0, kind)
    end
    assert.equal(CLEAN, (noise.damage(CLEAN, 3, 1, {})))
  end)

  it("tells where everything went", function()
    for seed = 1, 40 do
      local garbled, starts, ends = noise.damage(CLEAN, 3, seed)
      local last = 0
      for at, c in utf8.codes(CLEAN) do
        local from, to = starts[at - 1], ends[at - 1 + #utf8.char(c)]
        if from and to then
          assert.is_true(from >= last and to >= from and to <= #garbled)
          last = from
        end
      end
      assert.equal(0, starts[0])
      assert.equal(#garbled, starts[#CLEAN])
    end
    local garbled, starts, ends = noise.damage(CLEAN, 3, 1, { hyphens = true, marks = true })
    local from, to = CLEAN:find "Ana Lund"
    local a, b = noise.place(starts, ends, from - 1, to)
    assert.equal("Ana Lund", garbled:sub(a + 1, b))
  end)
end)

describe("repair of damaged text", function()
  local reader = factbox.reader { rules_only = true, rules = "rules" }

  it("changes nothing in clean text", function()
    for _, item in ipairs(texts()) do
      local off = measure.found(reader:read(item.text, { with = measure.WITH, repair = false }))
      local on = measure.found(reader:read(item.text, { with = measure.WITH }))
      if not item.text:find "post %-repair" then assert.same(off, on) end -- the article has some damage of its own
    end
  end)

  for level = 1, noise.levels do
    it("leaves less than a third of the loss at level " .. level, function()
      local counts = measure.run(reader, texts(), level)
      for _, metric in ipairs(measure.METRICS) do
        local share, clean, _, off, on = measure.share(counts, metric)
        assert.is_true(share == nil or share < 1 / 3,
          ("%s: %.2f clean, %.2f damaged, %.2f repaired"):format(metric, clean, off, on))
      end
    end)
  end

  it("finds nothing more to repair in what it has repaired", function()
    local doc, kinds = reader.program.core:doc(reader.program.names), require "factbox.repair".kinds()
    local function read_as(text)
      doc:tokenize(text, kinds)
      return doc:repaired()
    end
    for i, item in ipairs(texts()) do
      for level = 1, noise.levels do
        local once = read_as((noise.damage(item.text, level, i)))
        assert.equal(once, read_as(once))
      end
    end
  end)

  it("keeps all spans of damaged text spans of that text", function()
    local function each(value, text)
      if type(value) ~= "table" then return end
      if value.first and value.text and not value.parts then assert.equal(text:sub(value.first, value.last), value.text) end
      for _, v in pairs(value) do each(v, text) end
    end
    for i, item in ipairs(texts()) do
      local garbled = noise.damage(item.text, 3, i)
      local report = reader:read(garbled, { with = { repairs = true } })
      each(report, garbled)
      assert.is_true(#report.warnings > 0)
      for _, w in ipairs(report.warnings) do assert.is_nil(w.code:match "error", w.message) end
    end
  end)
end)
