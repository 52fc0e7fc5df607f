-- From names to entities: who is who, and what a speaker refers to.
local factbox = require "factbox.reader"
local core = require "factbox.core"

describe("resolve", function()
  local reader = assert(factbox.new {})

  local function entities(text)
    return reader:read(text).entities
  end

  --- The one entity with a mention of this text.
  local function with(text, mention)
    local found
    for _, e in ipairs(entities(text)) do
      for _, m in ipairs(e.mentions) do
        if m.text == mention then
          assert(found == nil or found == e, mention .. " is in two entities")
          found = e
        end
      end
    end
    return found
  end

  it("gives surname, full name and misspelling one entity", function()
    local e = with("Zorba Karlin met Ana Brandt. Karlin said no. Mr Karli agreed.", "Karlin")
    assert.equal("Zorba Karlin", e.name)
    local list = entities "Chancellor Zorba Malevin left. Later Zorba Malevi came back."
    assert.equal(1, #list)
  end)

  it("keeps persons apart whose first names differ", function()
    local list = entities "Maria Brandt met Robert Brandt in spring."
    assert.equal(2, #list)
    assert.equal("Maria Brandt", list[1].name)
    assert.equal("Robert Brandt", list[2].name)
  end)

  it("gives a country one entity whatever it is called", function()
    local e = with("The US agreed. The United States did not. The U.S. army left. America slept.", "US")
    assert.equal("United States", e.name)
    assert.equal("US", e.canonical.id)
    assert.is_true(#e.mentions >= 3)
    assert.equal(1, #entities "They left Odesa. They came to Odessa.")
  end)

  it("reads roles before and after a name", function()
    local e = with("Norwegian Foreign Minister Zorba Brandt left Norway.", "Zorba Brandt")
    assert.equal("Norwegian Foreign Minister", e.roles[1].text)
    assert.equal("e2", with("Norwegian Foreign Minister Zorba Brandt left Norway.", "Zorba Brandt").id)
    e = with("Zorba Brandt, the editor of the Bergen Times, left.", "Zorba Brandt")
    assert.equal("editor of the Bergen Times", e.roles[1].text)
    assert.is_string(e.roles[1].of)
  end)

  it("tells very many roles of one person apart, and knows them again", function()
    local parts = {}
    for i = 1, 150 do
      local name = ("Zor%s%s"):format(("bcdfghklmn"):sub(i % 10 + 1, i % 10 + 1), ("aeiou"):sub(i // 10 % 5 + 1, i // 10 % 5 + 1))
        .. ("rstvz"):sub(i // 50 + 1, i // 50 + 1)
      parts[i] = ("Zorba Brandt, the editor of the %s Times, left. "):format(name)
    end
    local text = table.concat(parts)
    local e = with(text, "Zorba Brandt")
    assert.equal(150, #e.roles)
    assert.equal(#e.roles, #with(text .. text, "Zorba Brandt").roles)
  end)

  it("marks capitals and seats that stand for governments", function()
    local e = with("Oslo accused Moscow of lying. They met in Paris.", "Oslo")
    assert.equal("government", e.mentions[1].as)
    e = with("Oslo accused Moscow of lying. They met in Paris.", "Paris")
    assert.is_nil(e.mentions[1].as)
    e = with("The Kremlin said nothing.", "Kremlin")
    assert.equal("government", e.mentions[1].as)
  end)

  it("links pronouns and roles to persons", function()
    local text = "President Robert Brandt met Maria Karlin. He smiled. She left. The president slept."
    assert.equal("Robert Brandt", with(text, "He").name)
    assert.equal("Maria Karlin", with(text, "She").name)
    assert.equal("Robert Brandt", with(text, "president").name)
  end)

  it("orders entities and mentions as the text does", function()
    local list = entities "Ana Brandt met Zorba Karlin in Oslo. Karlin left Oslo with Brandt."
    local at = 0
    for i, e in ipairs(list) do
      assert.equal("e" .. i, e.id)
      assert.is_true(e.mentions[1].first > at)
      at = e.mentions[1].first
      local last = 0
      for _, m in ipairs(e.mentions) do
        assert.is_true(m.first > last)
        last = m.last
      end
    end
  end)

  it("leaves titles, articles and possessive marks out of names", function()
    local report = reader:read "The Kremlin met President Zorba Brandt's wife."
    for _, e in ipairs(report.entities) do
      for _, m in ipairs(e.mentions) do
        assert.is_nil(m.text:find "^[Tt]he ")
        assert.is_nil(m.text:find "President")
        assert.is_nil(m.text:find "'s$")
      end
    end
  end)

  describe("misspelt", function()
    it("allows one letter in words of five, two in words of eight", function()
      assert.is_true(core.misspelt("karasi", "karasin"))
      assert.is_true(core.misspelt("zelenskyy", "zelensky"))
      assert.is_true(core.misspelt("sholz", "scholz"))
      assert.is_false(core.misspelt("lund", "lunt"))
      assert.is_false(core.misspelt("brandt", "grandt"))
      assert.is_false(core.misspelt("karlin", "kerlan"))
    end)
  end)

  describe("refer", function()
    --- What the words `part` of `text` refer to: { by=, entities=, name= of the only one }.
    local function refer(text, part)
      local first, last = text:find("%f[%w]" .. part:gsub("%p", "%%%0") .. "%f[^%w]")
      local prog = reader.program
      local doc = prog.core:doc(prog.names)
      doc:tokenize(text)
      doc:scan(false)
      local nothing = function() return false end
      for _, phase in ipairs(prog.phases) do
        if phase.stage == "evidence" then doc:decide(false) end
        if phase.name == "capitals" or phase.name == "names" or phase.name == "clues" then
          doc:phase(phase.number, nothing, function() end, nothing)
        end
      end
      doc:resolve()
      local from, to
      for t, place in ipairs(doc:tokens()) do
        if place.first == first then from = t end
        if place.last == last then to = t end
      end
      local by, ids = doc:refer(from, to)
      local only = #ids == 1 and doc:entities()[tonumber(ids[1]:match "%d+")]
      return { by = by, entities = ids, name = only and only.name or nil }
    end

    it("follows names, also two, and not those of other nouns", function()
      local text = "Later Norwegian Foreign Minister Zorba Brandt spoke."
      local minister = refer(text, "Norwegian Foreign Minister Zorba Brandt")
      assert.same({ "name", "Zorba Brandt" }, { minister.by, minister.name })
      local two = refer("Then Maria Brandt and Robert Karlin spoke.", "Maria Brandt and Robert Karlin")
      assert.equal(2, #two.entities)
      assert.is_nil(two.name)
      local spokesman = refer("A spokesman for Robert Karlin spoke.", "A spokesman for Robert Karlin")
      assert.equal("nominal", spokesman.by)
      assert.same({}, spokesman.entities)
    end)

    it("follows pronouns and roles", function()
      local text = "President Robert Brandt came. Then he spoke. The president left."
      assert.same({ "pronoun", "Robert Brandt" }, { refer(text, "he").by, refer(text, "he").name })
      assert.same({ "nominal", "Robert Brandt" }, { refer(text, "The president").by, refer(text, "The president").name })
    end)

    it("gives nobody for those who have no name", function()
      local officials = refer("Then Norwegian officials spoke.", "Norwegian officials")
      assert.same({ by = "nominal", entities = {} }, officials)
      assert.same({}, refer("Then they spoke.", "they").entities)
    end)

    it("takes the ministry and not the country", function()
      assert.is_truthy(refer("Then Norway's Foreign Ministry spoke.", "Norway's Foreign Ministry").name:find "Foreign Ministry")
    end)
  end)
end)
