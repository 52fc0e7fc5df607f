--- explain.lua: what rules did at a place, with a small language whose every step is known.

local explain = require "factbox.explain"
local lfs = require "lfs"
local program = require "factbox.program"
local reader = require "factbox.reader"
local rules = require "factbox.rules"

local INIT = [[return { language = "en", captures = { "role", "mention" }, kinds = { "event" }, keys = {},
  phases = { { name = "first", policy = "longest" }, { name = "second", policy = "longest" } } }]]
local FOLDERS = { "", "/lists", "/first", "/second" }

--- A reader with these rules in its two phases.
local function read_with(first, second)
  local dir = os.tmpname()
  os.remove(dir)
  local files = {
    ["/init.lua"] = INIT, ["/lists/index.lua"] = 'return { title = { file = "title.txt", mode = "folded" } }',
    ["/lists/title.txt"] = "president\trank=1\nmayor\n", ["/first/a.lua"] = first, ["/second/b.lua"] = second or "",
  }
  for _, folder in ipairs(FOLDERS) do assert(lfs.mkdir(dir .. folder)) end
  for name, content in pairs(files) do
    local file = assert(io.open(dir .. name, "w"))
    file:write(content)
    file:close()
  end
  local def = assert(rules.load({ dir }, program.lemmatizer))
  def.image = false
  local built = assert(program.build(def))
  for name in pairs(files) do os.remove(dir .. name) end
  for i = #FOLDERS, 1, -1 do lfs.rmdir(dir .. FOLDERS[i]) end
  assert.same({}, built.errors)
  return reader.of(built)
end

local function at(r, text, place, rule)
  local first, last = text:find(place, 1, true)
  return explain.run(r, text, { first = first, last = last, rule = rule })
end

--- The first failure of the first phase.
local function failure(match, text, place)
  local x = assert(at(read_with(("rule 'r' { match = %s, gives = span 'thing' }"):format(match)), text, place))
  assert.equal(0, #x.phases[1].matches)
  return x.phases[1].failures[1]
end

describe("explaining", function()
  it("tells what a rule found, with captures and attributes", function()
    local x = at(read_with [[rule "r" { match = role(list "title") * mention(capitalized^1), gives = span("thing", { sure = true }) }]],
      "Then President Ana Lund spoke.", "Ana")
    assert.equal("Ana", x.text)
    assert.equal(1, x.sentence)
    local m = x.phases[1].matches[1]
    assert.same({ "kept", "r", "thing", "Ana Lund", 16, 23 }, { m.fate, m.rule, m.kind, m.text, m.first, m.last })
    assert.same({ { name = "role", text = "President", first = 6, last = 14 },
      { name = "mention", text = "Ana Lund", first = 16, last = 23 } }, m.captures)
    assert.same({ { name = "sure", value = true } }, m.attributes)
  end)

  it("tells what is known of the words", function()
    local x = at(read_with [[rule "r" { match = list "title", gives = span "thing" }]], "Then President Ana spoke.", "President Ana")
    assert.equal(2, #x.tokens)
    assert.same({ "alpha", "capitalized", "letter" }, x.tokens[1].classes)
    local hit = x.tokens[1].hits[1]
    assert.same({ "title", "president", { { name = "rank", value = "1" } } }, { hit.list, hit.entry, hit.attributes })
  end)

  it("tells which match another one suppressed, and which its own function refused", function()
    local x = at(read_with [[
      rule "short" { match = word "old", gives = span "thing" }
      rule "long" { match = word "old" * word "boat", gives = span "thing" }
      rule "no" { match = word "old" * word "boat" * word "sank", gives = span("thing", function() return false end) }]],
      "An old boat sank.", "old")
    local fates = {}
    for _, m in ipairs(x.phases[1].matches) do fates[m.rule] = m end
    assert.equal("refused", fates.no.fate)
    assert.equal("kept", fates.long.fate)
    assert.equal("suppressed", fates.short.fate)
    assert.same({ rule = "long", text = "old boat", first = 4, last = 11 }, fates.short.by)
  end)

  it("tells how far a rule got, and what it wanted there", function()
    local f = failure('word "a" * word("boat", "ship") * word "sank"', "See: a boat swam.", "boat")
    assert.same({ "a", 2, "swam" }, { f.at.text, f.words, f.reached.text })
    assert.same({ 'word "sank"' }, f.expected)
    f = failure('word "a" * (word "boat" * lower^-1 * digits + list "title" { rank = "1" })', "See: a boat swam.", "boat")
    assert.same({ 'digits' }, f.expected)
    f = failure('word "a" * (word "ship" + list "title" + upper^-1 * digits)', "See: a boat swam.", "boat")
    assert.same({ 'word "ship"', 'list "title"', "a word in capitals", "digits" }, f.expected)
  end)

  it("tells what must not stand where it stands", function()
    local f = failure('word "a" * (lower - (word "boat" + list "title"))', "See: a boat swam.", "boat")
    assert.same({ 'word "boat"', 'list "title"' }, f.unexpected or { "?" })
    assert.is_nil(f.expected)
    f = failure('word "boat" * -(word "swam" * digits^-1)', "See: a boat swam.", "boat")
    assert.same({ 'word "swam"' }, f.unexpected)
    f = failure('word "boat" * #(word "sank" * word "low")', "See: a boat swam.", "boat")
    assert.same({ 'word "sank"' }, f.expected)
    f = failure('behind(word "the") * word "boat"', "See: a boat swam.", "boat")
    assert.same({ 'word "the" before it' }, f.expected)
    f = failure('-behind(word "a" + capitalized) * word "boat" * word "swam"', "See: a boat swam.", "boat")
    assert.same({ 'word "a" before it', "a capitalized word before it" }, f.unexpected)
  end)

  it("tells where a sentence is at its end", function()
    local f = failure('word "boat" * punct "." * lower', "See a boat. It swam.", "boat")
    assert.is_true(f.reached.over)
    assert.equal("the end of the sentence", f.reached.text)
    f = failure('word "boat" * punct "." * lower', "See a boat.", "boat")
    assert.equal("the end of the text", f.reached.text)
  end)

  it("tells why a list's phrase or an earlier span does not fit", function()
    local r = read_with('rule "a" { match = list "title" { rank = "2" }, gives = span "thing" }\n'
      .. 'rule "b" { match = list "title", gives = span("office", { high = true }) }',
      'rule "c" { match = found "office" { high = "no" }, gives = span "end" }')
    local x = at(r, "The president spoke.", "president")
    assert.same({ '"president" of list "title" has rank = "1"' }, x.phases[1].failures[1].notes)
    assert.same({ 'list "title" { rank = "2" }' }, x.phases[1].failures[1].expected)
    assert.same({ 'the office "president" has high = true' }, x.phases[2].failures[1].notes)
    x = at(r, "The mayor spoke.", "mayor")
    assert.same({ '"mayor" of list "title" has no rank' }, x.phases[1].failures[1].notes)
  end)

  it("tries the one rule that is asked for where the index does not lead", function()
    local r = read_with 'rule "r" { match = lower * word "sank", gives = span "thing" }\n rule "s" { match = any, gives = span "thing" }'
    local x = at(r, "A boat swam.", "boat")
    assert.equal(0, #x.phases[1].failures)
    x = at(r, "A boat swam.", "boat", "r")
    assert.equal(1, #x.phases[1].failures)
    local f = x.phases[1].failures[1]
    assert.is_true(f.forced)
    assert.same({ 'word "sank"' }, f.expected)
    assert.equal(0, #x.phases[1].matches)
    assert.same({ rule = "r", what = 'word "sank"', where = "one word on" }, x.anchor)
    local nothing, why = at(r, "A boat swam.", "boat", "rr")
    assert.is_nil(nothing)
    assert.equal("no rule is called rr; there are r", why)
  end)

  it("leaves the reader as it was", function()
    local r = read_with 'rule "r" { match = word "boat", gives = span "thing" }'
    at(r, "A boat swam.", "boat")
    local doc = r.doc
    assert.same({ {}, {} }, { doc:traced() })
    assert.truthy(r:read "A boat swam.")
    assert.same({ {}, {} }, { doc:traced() })
  end)

  it("finds a match in the same places as without a trace", function()
    -- the tracing machine looks at every alternative; it must not find anything else for that
    local r = require "factbox".reader { rules = "rules", rules_only = true }
    local file = assert(io.open "tests/articles/harbour.txt")
    local text = file:read "a"
    file:close()
    local function spans(options)
      local t = {}
      local every = {}
      for _, kind in pairs(r.program.kinds) do every[kind] = true end
      options.watch = function(doc)
        local rows = doc:rows(every)
        t[#t + 1] = table.concat(rows, " ")
      end
      r:read(text, options)
      return t
    end
    local plain = spans {}
    local doc
    assert.same(plain, spans { ready = function(d) doc = d d:trace(1, 5) end })
    doc:trace()
  end)
end)
