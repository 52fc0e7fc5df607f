--- `factbox score`, as a user runs it, with the shipped rules on sentences whose reading is plain.

local cjson = require "cjson".new()
local shell = require "command.shell"

--- A line of gold: `text` with <…> around what is meant; `of(first, last, n)` gives each one's gold, from 0.
local function gold(id, section, marked, of)
  local list, text = {}, ""
  for before, inside in (marked .. "<>"):gmatch "([^<]*)<([^>]*)>" do
    text = text .. before
    if inside ~= "" then list[#list + 1] = of(#text, #text + #inside, #list + 1) end
    text = text .. inside
  end
  return cjson.encode { id = id, text = text, [section] = list } .. "\n"
end

local function typed(...)
  local types = { ... }
  return function(first, last, n) return { start = first, ["end"] = last, type = types[n] } end
end

local function score(args)
  local status, out, err = shell.factbox("score " .. args)
  return status, out, err
end

describe("factbox score", function()
  before_each(shell.enter)
  after_each(shell.leave)

  it("counts mentions by rule: right, of another type or span, and missed", function()
    shell.file("gold.jsonl", gold("a", "entities", "Yesterday President <Ana Lund> flew to <Paris>.", typed("person", "person"))
      .. gold("b", "entities", "Yesterday President <Ana Lund spoke> in the <garden>.", typed("person", "place")))
    local status, out, err = score "--format json gold.jsonl"
    assert.equal(0, status, err)
    local x = cjson.decode(out).entities
    assert.same({ 2, 4, 3, 1, 3 }, { x.texts, x.gold, x.found, x.right, #x.missed + 1 })
    local rules = {}
    for _, r in ipairs(x.rules) do rules[r.rule] = r end
    local titled = rules["person.titled"]
    assert.same({ 2, 1, 1, 0.5 }, { titled.found, titled.right, titled.wrong, titled.precision })
    assert.same({ right = 1, span = 1 }, titled.fates)
    for _, e in ipairs(titled.examples) do
      if e.fate == "span" then
        assert.same({ "b", "Ana Lund", 20, 28, "is <Ana Lund spoke>" }, { e.id, e.text, e.start, e["end"], e.note })
      end
    end
    local _, text = score "gold.jsonl"
    assert.truthy(text:find("entities · 2 texts · precision 33.3, recall 25.0, F1 28.6", 1, true), text)
    assert.truthy(text:find("\n  person.titled +2 +1 +1 +50.0\n"), text)
    assert.truthy(text:find("other type  ", 1, true) and text:find("is person · a:", 1, true), text)
    assert.truthy(text:find("\n  missed: 3 of 4\n", 1, true), text)
  end)

  it("knows the four classes, names of one's own, and --untyped", function()
    shell.file("four.jsonl", gold(1, "entities", "Yesterday President <Ana Lund> flew to <Paris>.", typed("PER", "LOC")))
    shell.file("own.jsonl", gold(1, "entities", "Yesterday President <Ana Lund> flew to <Paris>.", typed("HUMAN", "GPE")))
    local _, out = score "four.jsonl"
    assert.truthy(out:find "precision 100.0, recall 100.0")
    _, out = score "own.jsonl"
    assert.truthy(out:find "recall 0.0")
    _, out = score "--map person=HUMAN,place=GPE own.jsonl"
    assert.truthy(out:find "precision 100.0, recall 100.0")
    _, out = score "--untyped own.jsonl"
    assert.truthy(out:find "precision 100.0, recall 100.0")
  end)

  it("compares quotes by their words, and speakers", function()
    local function quote(first, last) return { content = { { first, last } }, speaker = { 0, 8 } } end
    shell.file("gold.jsonl", gold(1, "quotes", 'Ana Lund said <that the old bridge would be closed>.', quote)
      .. gold(2, "quotes", 'Ana Lund said the bridge would be closed. <It rained all day long>.', quote))
    local status, out = score "--format json gold.jsonl"
    assert.equal(0, status)
    local x = cjson.decode(out).quotes
    assert.same({ 2, 2, 1 }, { x.gold, x.found, x.right })
    assert.same({ 1, 1 }, { x.rules[1].speakers, x.rules[1].speakers_right })
  end)

  it("compares figures by span, kind and value", function()
    shell.file("gold.jsonl", gold(1, "figures", "The flood hit <at least 300 people> and cost <$4m>.", function(first, last, n)
      return { start = first, ["end"] = last, kind = ({ "count", "money" })[n], value = ({ 300, 5000000 })[n] }
    end))
    local status, out, err = score "--format json gold.jsonl"
    assert.equal(0, status, err)
    local x = cjson.decode(out).figures
    assert.same({ 2, 2, 1 }, { x.gold, x.found, x.right })
    for _, r in ipairs(x.rules) do
      if r.wrong > 0 then
        assert.equal("value", r.examples[1].fate)
        assert.equal("is 5000000", r.examples[1].note)
      end
    end
  end)

  it("looks at one rule", function()
    shell.file("gold.jsonl", gold(1, "entities", "Yesterday President <Ana Lund> flew to <Paris>.", typed("person", "place")))
    local status, out = score "--rule person.titled --right gold.jsonl"
    assert.equal(0, status)
    assert.truthy(out:find("right  Yesterday President <Ana Lund> flew to Paris.", 1, true), out)
    assert.is_nil(out:find("missed", 1, true))
    local _, _, err = score "--rule person.title gold.jsonl"
    assert.equal("factbox: no rule is called person.title\n", err)
  end)

  it("says which lines it cannot read, and goes on", function()
    shell.file("gold.jsonl", '{"text": "x"}\nnot json\n{"text":"A","entities":[{"start":0,"end":9,"type":"person"}]}\n'
      .. gold(1, "entities", "Yesterday President <Ana Lund> spoke.", typed "person"))
    local status, out, err = score "gold.jsonl"
    assert.equal(1, status)
    assert.truthy(err:find("gold.jsonl:1: no entities, quotes or figures\nfactbox: gold.jsonl:2: ", 1, true), err)
    assert.truthy(err:find("gold.jsonl:3: entities[1]: no such span", 1, true), err)
    assert.truthy(out:find "precision 100.0")
    assert.equal(1, (score "nowhere.jsonl"))
    assert.equal(2, (score "--map person gold.jsonl"))
    assert.equal(2, (score "--examples x gold.jsonl"))
  end)
end)
