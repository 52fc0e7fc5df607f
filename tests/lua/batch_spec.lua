-- Texts that are read together: each gives what it gives alone, and none is in another's way.
-- luacheck: no max line length

local factbox = require "factbox"

local TEXTS = {
  { text = "Ana Lund, the mayor of Zorbaville, said on Sunday that 14 boats had sunk. “It was the storm,” she added.", options = { id = "a", date = "2027-05-05" } },
  { text = "" },
  { text = "MAYOR ANA LUND RESIGNS AFTER 3 YEARS IN OFFICE" },
  { text = "Mayor Lund left. \255\254 Omar Berg paid $4.5m for it.", options = { with = { sentences = true } } },
  { text = "According to Berg, prices rose by 4.8 per cent last week.", options = { date = "no date", offsets = "chars", with = { text = true } } },
  { text = ("The harbour board said 12 ferries were late. "):rep(2000), options = { id = "long" } },
  { text = "“The bridge is safe,” said Omar Berg. He lives in Zorbaville.", options = { repair = false } },
}

--- Options are changed by a read; each has its own.
local function copy(options)
  if type(options) ~= "table" then return options end
  local t = {}
  for k, v in pairs(options) do t[k] = copy(v) end
  return t
end

local function alone(reader, item) return reader:json(item.text, copy(item.options)) end

describe("a batch", function()
  local reader

  setup(function() reader = factbox.reader() end)

  it("gives what each text gives alone, in their order, again and again", function()
    local expected = {}
    for i, item in ipairs(TEXTS) do expected[i] = alone(reader, item) end
    for size = 1, #TEXTS do
      for first = 1, #TEXTS, size do
        local items = {}
        for i = first, math.min(first + size - 1, #TEXTS) do items[#items + 1] = { text = TEXTS[i].text, options = copy(TEXTS[i].options) } end
        local out, why = reader:batch(items)
        for k = 1, #items do
          assert.is_nil(why[k])
          assert.equal(expected[first + k - 1], out[k])
        end
      end
    end
    assert.equal(expected[1], alone(reader, TEXTS[1]))
  end)

  it("of very many texts keeps no more documents than are read together", function()
    local own = factbox.reader()
    local items = {}
    for i = 1, 3 * own.together.texts + 1 do items[i] = { text = ("Berg saw %d boats."):format(i) } end
    local out = own:batch(items)
    for i = 1, #items do assert.equal(alone(reader, items[i]), out[i]) end
    assert.is_true(#own.docs <= own.together.texts)
  end)

  it("of nothing gives nothing", function()
    assert.same({}, (reader:batch {}))
  end)

  it("keeps each text's names and words to itself", function()
    local out = reader:batch { { text = "Quimby Zorn resigned. Zorn had been ill." }, { text = "Zorn was crowded." } }
    assert.truthy(out[1]:find('"person"', 1, true))
    assert.falsy(out[2]:find("Quimby", 1, true))
  end)

  it("goes on where a text fails, and says why", function()
    local expected = alone(reader, TEXTS[1])
    local out, why = reader:batch { { text = 5 }, { text = TEXTS[1].text, options = copy(TEXTS[1].options) }, { text = "x", options = { offsets = "words" } } }
    assert.is_false(out[1])
    assert.truthy(tostring(why[1]):find("needs a string", 1, true), why[1])
    assert.equal(expected, out[2])
    assert.is_nil(why[2])
    assert.is_false(out[3])
    assert.truthy(tostring(why[3]):find("offsets", 1, true), why[3])
    assert.equal(expected, (reader:batch { { text = TEXTS[1].text, options = copy(TEXTS[1].options) } })[1])
  end)

  it("is read after a text alone failed", function()
    local own = factbox.reader()
    local expected = own:batch { TEXTS[2], TEXTS[3] }
    assert.is_false(pcall(own.json, own, "x", { offsets = "words" }))
    assert.same(expected, (own:batch { TEXTS[2], TEXTS[3] }))
  end)

  it("is read with the rules that were loaded last", function()
    local own = factbox.reader()
    local expected = own:batch { TEXTS[2], TEXTS[3] }
    assert.is_true(own:reload())
    assert.same(expected, (own:batch { TEXTS[2], TEXTS[3] }))
  end)
end)
