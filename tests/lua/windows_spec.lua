-- Big texts: read in windows, over one fact box.
-- luacheck: no max line length

local factbox = require "factbox"

local reader = factbox.reader()

--- An article that shares no name with others: its own persons, places and amounts.
local function article(i)
  local given = ({ "Ana", "Erik", "Maria", "Daniel", "Ingrid", "Peter", "Olga" })[i % 7 + 1]
  local family = ({ "Brenkov", "Haldorsen", "Zumarra", "Tervonen", "Okwudi", "Maldera", "Vintersk" })[i % 7 + 1] .. ({ "a", "e", "is" })[i // 7 + 1]
  local pronoun = ({ "she", "he", "she", "he", "she", "he", "she" })[i % 7 + 1]
  return (("Mayor GIVEN FAMILY opened a bridge on 12 March 2025. “It took us three years,” FAMILY said.\n\n"
    .. "At least %d people came. “This cost $%d million,” PRONOUN told the crowd, and thanked the %d workers.\n\n"):format(20 + i, 3 + i, 200 + i)
    :gsub("GIVEN", given):gsub("FAMILY", family):gsub("PRONOUN", pronoun))
end

--- The same as a table of lines: what is found, with its place shifted by `base` bytes and `sentences`.
local function lines_of(box, base, sentences)
  local name, lines = {}, {}
  local function line(what, x, ...)
    lines[#lines + 1] = ("%08d-%d %d %s %s"):format(x.first + base, x.last + base, x.sentence + sentences, what, table.concat({ ... }, " "))
  end
  local function who(party)
    local names = {}
    for i, id in ipairs(party and party.entities or {}) do names[i] = name[id] end
    return party and party.by .. ":" .. table.concat(names, ",") or "nobody"
  end
  for _, e in ipairs(box.entities) do name[e.id] = e.name end
  for _, e in ipairs(box.entities) do
    for _, m in ipairs(e.mentions) do line("mention", m, e.type, e.name, m.text, m.form, m.rule) end
  end
  local said = {}
  for _, q in ipairs(box.quotes) do
    line("quote", q, q.type, q.text, who(q.speaker), who(q.addressee), q.rule, q.cue and q.cue.text or "")
    said[q.id] = q.text
  end
  for _, f in ipairs(box.figures) do
    line("figure", f, f.kind, f.text, f.extent.text, tostring(f.value), f.timex or "", f.unit or "", f.rule, f.source and said[f.source.quote] or "")
  end
  return lines
end

describe("a text in windows", function()
  local articles = {}
  for i = 1, 20 do articles[i] = article(i) end
  local text = table.concat(articles)
  local longest = 0
  for _, a in ipairs(articles) do longest = math.max(longest, #a) end

  it("gives what its parts alone give, at the places of the whole", function()
    local apart, base, sentences = {}, 0, 0
    for _, a in ipairs(articles) do
      local box = reader:read(a, { with = { sentences = true } })
      table.move(lines_of(box, base, sentences), 1, 1000, #apart + 1, apart)
      base, sentences = base + #a, sentences + #box.sentences
    end
    local windows = lines_of(reader:read(text, { window = longest }), 0, 0)
    assert.is_true(#windows > 8 * #articles)
    table.sort(apart)
    table.sort(windows)
    assert.are.same(apart, windows)
  end)

  it("has its texts at their places, whatever the windows", function()
    local whole = reader:read(text)
    for _, size in ipairs { 1, 40, 300, 1000, #text - 1, #text } do
      local box = reader:read(text, { window = size })
      for _, e in ipairs(box.entities) do
        for _, m in ipairs(e.mentions) do assert.equal(m.text, text:sub(m.first, m.last)) end
      end
      for _, f in ipairs(box.figures) do
        assert.equal(f.text, text:sub(f.first, f.last))
        assert.equal(f.extent.text, text:sub(f.extent.first, f.extent.last))
      end
      for _, q in ipairs(box.quotes) do
        for _, p in ipairs(q.marked) do assert.is_true(p.first >= q.first and p.last <= q.last) end
      end
      if size == #text then assert.same(whole, box) end
    end
  end)

  it("is the same as tables and as JSON, in every unit", function()
    for _, offsets in ipairs { "bytes", "chars", "utf16" } do
      local box = reader:read(text, { window = 700 })
      assert.equal(factbox.encode(box, text, { offsets = offsets }), reader:json(text, { window = 700, offsets = offsets }))
    end
  end)

  it("has places of the input where windows are repaired", function()
    local garbled = ("The editor -in -chief , Ana Lund , paid  5  million euros .\n\n"):rep(6)
    local box = reader:read(garbled, { window = 130 })
    assert.equal(1, #box.entities)
    assert.equal(6, #box.entities[1].mentions)
    for i, m in ipairs(box.entities[1].mentions) do
      assert.equal("Ana Lund", garbled:sub(m.first, m.last))
      assert.equal(i, m.sentence)
    end
    assert.equal(6, #box.figures)
  end)
end)

describe("windows", function()
  --- Reads paragraphs in a window each.
  local function read(...)
    local parts, longest = { ... }, 0
    for i, p in ipairs(parts) do
      parts[i] = p .. "\n\n"
      longest = math.max(longest, #parts[i])
    end
    for i, p in ipairs(parts) do parts[i] = p .. (" "):rep(longest - #p) end
    return reader:read(table.concat(parts), { window = longest })
  end

  local function entity(box, name)
    for _, e in ipairs(box.entities) do
      if e.name == name then return e end
    end
    return { mentions = {}, aliases = {}, roles = {} }
  end

  local function texts(e)
    local list = {}
    for i, m in ipairs(e.mentions) do list[i] = m.text end
    return table.concat(list, "; ")
  end

  it("find an entity again by its names", function()
    local box = read("President Petra Brenkova came. Brenkova smiled.", "Brenkova left.", "Petra Brenkova is at home.")
    assert.equal("Petra Brenkova; Brenkova; Brenkova; Petra Brenkova", texts(entity(box, "Petra Brenkova")))
    assert.same({ "Brenkova" }, entity(box, "Petra Brenkova").aliases)
    assert.equal(1, #box.entities)
  end)

  it("find it by its name in the lists", function()
    local box = read("The United States agreed.", "The US did not.")
    assert.equal("United States; US", texts(entity(box, "United States")))
  end)

  it("find an organization by its acronym", function()
    local box = read("The Zorbian Steel Company Ltd failed.", "The Free Harbour Council was founded by the Free Harbour Council Association.", "FHC members met. The FHC said it was glad.")
    assert.is_true(#entity(box, "Free Harbour Council").mentions > 1)
  end)

  it("believe what an earlier one has decided", function()
    local alone = reader:read("Zumarra was late.")
    local box = read("Prime Minister Jon Zumarra came.", "Zumarra was late.")
    assert.same({}, alone.entities)
    assert.equal("Jon Zumarra; Zumarra", texts(entity(box, "Jon Zumarra")))
  end)

  it("give who had one word so far the full name that comes later", function()
    local box = read("Mr Brenkov came. “I am glad to be here,” Mr Brenkov said.", "Mr Jan Brenkov left.")
    assert.equal("Brenkov; Brenkov; Jan Brenkov", texts(entity(box, "Jan Brenkov")))
    assert.same({ "Brenkov" }, entity(box, "Jan Brenkov").aliases)
    assert.equal(1, #box.entities)
    assert.equal("Jan Brenkov", box.quotes[1].speaker.name)
  end)

  it("tell two of one family apart; the latest has its name", function()
    local box = read("Mr Jan Brenkov came.", "Mrs Olga Brenkov left.", "Brenkov said that she was glad to be back.")
    assert.equal("Jan Brenkov", texts(entity(box, "Jan Brenkov")))
    assert.equal("Olga Brenkov; Brenkov; she", texts(entity(box, "Olga Brenkov")))
  end)

  it("let pronouns and roles reach back", function()
    local box = read("Mayor Ana Brenkova opened the bridge.", "She said that it was time to go home.", "“It is late,” the mayor said.")
    assert.equal("Ana Brenkova; She; mayor", texts(entity(box, "Ana Brenkova")))
    assert.equal("Ana Brenkova", box.quotes[1].speaker.name)
    assert.equal("Ana Brenkova", box.quotes[2].speaker.name)
  end)

  it("let a speaker go on in the next one", function()
    local box = read("“It is late,” Mayor Ana Brenkova said.", "“It is time for all of us to go home now.”")
    assert.equal("floating", box.quotes[2].speaker.by)
    assert.equal("Ana Brenkova", box.quotes[2].speaker.name)
    assert.equal(2, box.quotes[2].sentence)
  end)

  it("keep the date and the decimal mark of the first ones", function()
    local box = read("OSLO, 23 March 2025 - It rained.", "It snowed on Tuesday.", "They paid 4.800 euros.", "Others paid 1.250.000 euros.")
    assert.equal("2025-03-23", box.date)
    local timex, value = nil, nil
    for _, f in ipairs(box.figures) do
      if f.text == "Tuesday" then timex = f.timex end
      if f.text:find "4.800" then value = f.value end
    end
    assert.equal("2025-03-18", timex)
    assert.equal(4800, value)
  end)

  it("warn once of the whole text", function()
    local box = read("Bad \xff bytes.", "More \xfe\xff bytes.", "Good ones.")
    assert.same({ { code = "invalid-utf8", message = "3 ill-formed UTF-8 sequences, read with replacement" } }, box.warnings)
    box = reader:read("It rained.\n\nIt snowed.\n\nIt froze.", { window = 12, date = "yesterday" })
    assert.equal(1, #box.warnings)
    assert.equal("date", box.warnings[1].code)
  end)

  it("forget everything before the next text", function()
    read("Mayor Ana Brenkova opened the bridge.", "She left.")
    local box = read("She left.", "The mayor left. Brenkova was late.")
    assert.same({}, box.entities)
  end)

  it("list tokens and sentences as the whole does", function()
    local text = ("It  rained .\n\nMayor Ana Brenkova did n't mind: “So what?”\n\n"):rep(30)
    local with = { tokens = true, sentences = true }
    local whole, box = reader:read(text, { with = with }), reader:read(text, { window = 100, with = with })
    assert.is_true(#whole.tokens > 300)
    assert.same(whole.tokens, box.tokens)
    assert.same(whole.sentences, box.sentences)
    for _, e in ipairs(box.entities) do
      for _, m in ipairs(e.mentions) do
        local s = box.sentences[m.sentence]
        assert.is_true(s.first <= m.first and m.last <= s.last)
      end
    end
    assert.equal(factbox.encode(box, text, { with = with, offsets = "chars" }),
      reader:json(text, { window = 100, with = with, offsets = "chars" }))
    assert.is_nil(reader:read(text, { window = 100 }).tokens)
    assert.same(reader:read "It rained.".entities, {})
    assert.equal(3, #reader:read("It rained.", { with = with }).tokens)
  end)

  it("warn of the same repairs as the whole", function()
    local text = ("The editor -in -chief , Ana Lund , paid  5  million euros .\n\n"):rep(9)
    local with = { repairs = true }
    assert.is_true(#reader:read(text, { with = with }).warnings > 30)
    assert.same(reader:read(text, { with = with }).warnings, reader:read(text, { window = 130, with = with }).warnings)
  end)

  it("say where lines are wrapped", function()
    local wrapped = ("It rained all day long in the city and on the islands to the north\nof it, where nobody had seen that much water for a very long time\n"):rep(8)
    local text = wrapped .. "\n" .. ("It snowed.\n\n"):rep(90)
    local warnings = reader:read(text, { window = #wrapped + 30, with = { repairs = true } }).warnings
    assert.equal(1, #warnings)
    assert.equal("repair-wraps", warnings[1].code)
    assert.equal(1, warnings[1].first)
    assert.is_true(warnings[1].last >= #wrapped and warnings[1].last <= #wrapped + 30)
  end)

  it("are not used where somebody looks into the document", function()
    local phases, tokens = 0, 0
    reader:read("It rained.\n\nIt snowed.\n\nIt froze.", { window = 12,
      ready = function(doc) tokens = tokens + doc:count() end, watch = function() phases = phases + 1 end })
    assert.equal(9, tokens)
    assert.equal(#reader.program.phases, phases)
  end)

  it("take the memory of one, whatever the text", function()
    if (os.getenv "FACTBOX_BUILD" or ""):find "asan" then return end -- it has memory of its own
    local function peak()
      local file = io.open "/proc/self/status"
      return file and tonumber(file:read("a"):match "VmHWM:%s*(%d+)")
    end
    local parts = {}
    for i = 1, 21000 do parts[i] = article(i % 21) end
    local text = table.concat(parts)
    parts = nil -- luacheck: ignore
    collectgarbage()
    local reset = io.open("/proc/self/clear_refs", "w")
    if not reset or not reset:write "5" or not reset:close() then return end
    local before, written = peak(), 0
    reader:json(text, {}, function(piece) written = written + #piece end)
    assert.is_true(written > #text)
    local per_byte = (peak() - before) * 1024 / #text
    assert.is_true(per_byte < 12, per_byte .. " bytes a byte")
  end)
end)
