--- The pandoc filter, run by pandoc itself.
--
-- Most tests put a copy of the filter into a folder of its own beside a stand-in for the module, which answers
-- with the report that the test wrote down: what is tested is where spans go, whatever the rules find. The
-- last tests use the real module.

local root = io.popen("pwd"):read "l"
local filter = root .. "/lua/hosts/pandoc/factbox.lua"

local function run(command)
  local pipe = assert(io.popen(command .. "; echo \"status=$?\"", "r"))
  local out = pipe:read "a"
  pipe:close()
  local text, status = out:match "^(.*)status=(%d+)\n$"
  return text, tonumber(status)
end

local have_pandoc = select(2, run "command -v pandoc >/dev/null 2>&1") == 0

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- The stand-in: `report.lua` beside it makes the report; what the reader was given is kept for the test.
local STAND_IN = [[
local here = os.getenv "FACTBOX_TEST_DIR"
return {
  reader = function(options)
    return {
      read = function(_, text, given)
        local log = io.open(here .. "/given.txt", "a")
        log:write(("date=%s rules=%s\n"):format(given.date, options.rules))
        log:close()
        local file = io.open(here .. "/text.txt", "wb")
        file:write(text)
        file:close()
        return dofile(here .. "/report.lua")(text)
      end,
    }
  end,
}
]]

-- What every report begins with: `at(text, n)` is the n-th place where the text stands.
local FIND = [[
local text = ...
local function at(s, n)
  local from, to = 0, 0
  for _ = 1, n or 1 do
    from, to = text:find(s, to + 1, true)
    assert(from, s .. " is not in the text")
  end
  return { first = from, last = to, text = s, form = "name" }
end
local function entity(id, type, name, ...) return { id = id, type = type, name = name, mentions = { ... } } end
]]

describe("the pandoc filter", function()
  local dir

  before_each(function()
    if not have_pandoc then return end
    dir = os.tmpname()
    os.remove(dir)
    assert(os.execute("mkdir -p " .. dir .. "/module && cp " .. filter .. " " .. dir .. "/factbox.lua"))
    write(dir .. "/module/factbox.lua", STAND_IN)
  end)

  after_each(function()
    if dir then os.execute("rm -rf " .. dir) end
    dir = nil
  end)

  --- Runs pandoc on `markdown` with the filter and the stand-in.
  local function pandoc(markdown, report, args)
    write(dir .. "/in.md", markdown)
    write(dir .. "/report.lua", "return function(...)\n" .. FIND .. (report or "return {}") .. "\nend\n")
    local command = "cd %s && FACTBOX_TEST_DIR=%s LUA_PATH='%s/module/?.lua;;' "
      .. "pandoc in.md -L ./factbox.lua --wrap=none %s 2>err.txt"
    return run(command:format(dir, dir, dir, args or "-t html"))
  end

  --- Short form of the HTML: `{class: text}`, other attributes dropped, parts marked by `+`.
  local function short(html)
    return (html:gsub('<span id="[^"]*" class="([^"]*)"[^>]*>', '<span class="%1">')
      :gsub('<span class="([^"]*)"[^>]*>', function(classes)
        local part = classes:find "factbox%-part" and "+" or ""
        local class = classes:gsub("factbox%-mention ", ""):gsub(" ?factbox%-part", ""):gsub("factbox%-", "")
        return "{" .. part .. class .. ": "
      end)
      :gsub("</span>", "}"):gsub("\n$", ""))
  end

  local function test(name, body)
    it(name, function()
      if not have_pandoc then
        pending "pandoc is not installed"
        return
      end
      body()
    end)
  end

  test("wraps mentions, quotes and figures, with class, id and data", function()
    local html = pandoc("“We lost three boats,” Ana Lund said.", [[
      return {
        entities = { entity("e1", "person", "Ana Lund", at "We", at "Ana Lund") },
        quotes = { { id = "q1", type = "direct", parts = { at "We lost three boats," },
          speaker = { entities = { "e1" }, text = "Ana Lund" }, cue = at "said", negated = false } },
        figures = { { id = "f1", kind = "count", first = at "three".first, last = at "three".last, value = 3.0,
          low = 3, high = 3, modifier = "at_least", of = { text = "boats", head = "boat" } } },
      }]])
    assert.equal(table.concat({
      '<p>“<span id="factbox-q1" class="factbox-quote" data-quote="q1" data-type="direct" data-speaker="Ana Lund"',
      ' data-speaker-entities="e1" data-cue="said"><span id="factbox-e1" class="factbox-mention factbox-person"',
      ' data-entity="e1" data-type="person" data-form="name" data-name="Ana Lund">We</span> lost',
      ' <span id="factbox-f1" class="factbox-figure" data-figure="f1" data-kind="count" data-value="3"',
      ' data-modifier="at_least" data-of="boat">three</span> boats,</span>”',
      ' <span id="factbox-e1-2" class="factbox-mention factbox-person" data-entity="e1" data-type="person"',
      ' data-form="name" data-name="Ana Lund">Ana Lund</span> said.</p>\n',
    }), html)
  end)

  test("cuts words, and keeps spaces at the ends outside", function()
    assert.equal("<p>({person: Lund}’s 30-{x: day} plan)</p>", short(pandoc("(Lund's 30-day plan)", [[
      return { entities = { entity("e1", "person", "Lund", at "Lund"), entity("e2", "x", "", at "day ") } }]])))
  end)

  test("does not cut emphasis or links, but gives a span several parts", function()
    local report = [[return { entities = { entity("e1", "person", "Ana Lund", at "Ana Lund") } }]]
    assert.equal("<p>Mayor {person: <em>Ana</em> Lund} left.</p>", short(pandoc("Mayor *Ana* Lund left.", report)))
    assert.equal("<p>{person: <a href=\"u\">Ana Lund</a>} left.</p>", short(pandoc("[Ana Lund](u) left.", report)))
    assert.equal("<p><em>Mayor {person: Ana}</em> {+person: Lund} left.</p>",
      short(pandoc("*Mayor Ana* Lund left.", report)))
    assert.equal("<p><em>Mayor {person: Ana}</em> <strong>{+person: Lund} left</strong>.</p>",
      short(pandoc("*Mayor Ana* **Lund left**.", report)))
    assert.equal("<p><a href=\"u\">So {person: <strong>Ana</strong> Lund} left</a>.</p>",
      short(pandoc("[So **Ana** Lund left](u).", report)))
  end)

  test("gives the id to one part only", function()
    local html = pandoc("*Mayor Ana* Lund left.", [[
      return { entities = { entity("e1", "person", "Ana Lund", at "Ana Lund") } }]])
    local _, count = html:gsub(' id="factbox%-e1"', "")
    assert.equal(1, count)
  end)

  test("shows the reader quotation marks, which pandoc keeps apart", function()
    local html = pandoc('He said: "It \'may\' rain," and left. Jo "Red" Bo.', [[
      assert(text:find("said: “It ‘may’ rain,” and", 1, true), text)
      return {
        entities = { entity("e1", "person", "Jo Bo", at "Jo “Red” Bo") },
        quotes = {
          { id = "q1", type = "direct", parts = { at "It ‘may’ rain," } },
          { id = "q2", type = "mixed", parts = { at "may" } },
        },
      }]])
    assert.equal("<p>He said: “{quote: It ‘{quote: may}’ rain,}” and left. {person: Jo “Red” Bo}.</p>", short(html))
  end)

  test("wraps the parts of an interrupted quote and of one with a cut quotation", function()
    assert.equal('<p>“{quote: We go,}” he said, “{+quote: now}.”</p>', short(pandoc('"We go," he said, "now."', [[
      return { quotes = { { id = "q1", type = "direct", parts = { at "We go,", at "now" } } } }]])))
    assert.equal('<p>He said {quote: it was} “{+quote: good}” today.</p>',
      short(pandoc('He said it was "good" today.', [[
      return { quotes = { { id = "q1", type = "mixed", parts = { at "it was “good" } } } }]])))
  end)

  test("carries a quote over paragraphs", function()
    assert.equal("<p>A {quote: b c}</p>\n<p>{+quote: <em>d</em> e}</p>\n<p>{+quote: f} g</p>",
      short(pandoc("A b c\n\n*d* e\n\nf g", [[
      return { quotes = { { id = "q1", type = "indirect", parts = { at "b c\n\nd e\n\nf" } } } }]])))
  end)

  test("nests spans, and cuts those that cross", function()
    assert.equal("<p>{quote: {figure: {person: one} two} three}</p>", short(pandoc("one two three", [[
      return { entities = { entity("e1", "person", "", at "one") },
        quotes = { { id = "q1", parts = { at "one two three" } } },
        figures = { { id = "f1", first = 1, last = 7 } } }]])))
    assert.equal("<p>{quote: one {person: two}} {+person: three}</p>", short(pandoc("one two three", [[
      return { entities = { entity("e1", "person", "", at "two three") },
        quotes = { { id = "q1", parts = { at "one two" } } } }]])))
  end)

  test("reads every kind of block once, footnotes after their paragraph", function()
    pandoc(table.concat({
      "# A *head*[^2]", "Para[^1] one\ntwo `code` $x$ <b>raw</b>.",
      "[^1]: Note *one*.\n\n    More of it.", "[^2]: Two.",
      "| line one\n| line two", "Term\n:   Meaning", "- a\n- b", "> said", "```\nnot read\n```",
      "| A | B |\n|---|---|\n| c | d |\n\n: Caption", "::: note\nIn a division\n:::",
    }, "\n\n"))
    assert.equal(table.concat({
      "A head", "Two.", "Para one two \u{FFFC} \u{FFFC} raw.", "Note one.", "More of it.", "line one", "line two",
      "Term", "Meaning", "a", "b", "said", "Caption", "A", "B", "c", "d", "In a division", "",
    }, "\n\n"), read(dir .. "/text.txt"))
    local _, calls = read(dir .. "/given.txt"):gsub("\n", "")
    assert.equal(1, calls)
  end)

  test("marks footnotes, headings (without an id), tables and captions", function()
    local html = pandoc("# Ana Lund\n\nText[^1].\n\n[^1]: By Lund.\n\n| A |\n|---|\n| Ana |\n\n: Of Lund", [[
      return { entities = {
        entity("e1", "person", "Ana Lund", at "Ana Lund", at("Lund", 2), at("Lund", 3), at("Ana", 2)) } }]],
      "-t html --toc -s")
    local ids = {}
    for id in html:gmatch 'id="(factbox[^"]*)"' do
      assert.is_nil(ids[id], id .. " stands twice")
      ids[id] = true
    end
    assert.is_nil(ids["factbox-e1"])
    assert.is_true(ids["factbox-e1-2"] and ids["factbox-e1-3"] and ids["factbox-e1-4"])
    local _, spans = html:gsub("<span [^>]*class=\"factbox", "")
    assert.equal(5, spans) -- the heading's stands in the table of contents, too
  end)

  test("hands over date, rules and marks wanted", function()
    local report = [[
      return { entities = { entity("e1", "person", "", at "Lund") },
        figures = { { id = "f1", first = 1, last = 3 } } }]]
    local html = pandoc("Two Lund.", report,
      "-M factbox-date=2025-03-23 -M factbox-rules=my/rules -M factbox-mark=figures")
    assert.equal("date=2025-03-23 rules=my/rules\n", read(dir .. "/given.txt"))
    assert.equal("<p>{figure: Two} Lund.</p>", short(html))
    os.remove(dir .. "/given.txt")
    pandoc("---\ndate: 23 March 2025\n---\n\nTwo Lund.", report)
    assert.equal("date=2025-03-23 rules=nil\n", read(dir .. "/given.txt"))
    os.remove(dir .. "/given.txt")
    pandoc("---\ndate: soon\n---\n\nTwo Lund.", report)
    assert.equal("date=nil rules=nil\n", read(dir .. "/given.txt"))
  end)

  test("leaves an empty document alone", function()
    assert.equal("\n", (pandoc("", "error 'not to be called'")))
    assert.equal("<p><img src=\"u\" /></p>\n", (pandoc("![](u)", "return {}")))
  end)

  -- A document with something of everything, and marks thrown at it by chance.
  local EVERYTHING = [=[
# The *harbour* at “Lindby”[^3]

Mayor *Ana **Lund** of [Lindby](u "t")* said: "We 'lost' it,[^1] all of
it," and left.  ~~Three~~ H~2~O and x^2^ [small]{.smallcaps} `code` $x+1$
<b>bold</b> — é 日本語 🎉 Müller's\
next line [@ref, p. 3] ![an *image* of Lund](i.png) "[Emph *at "end"*](v)".

[^1]: A note by *Lund*, long.

    Second "paragraph".

[^3]: In heading.

| To be, or
|   not *to* be

Term *x*
:   Meaning of "it"

1. one
2. two

   - three

> said *she*

![Caption *of* it](j.png)

| A *b* | C |
|-------|---|
| c | "d" e |

: Table *caption*

```
code block
```

::: {.note}
Inside.
:::
]=]

  test("changes no text and covers what it was told to, for marks at random places", function()
    write(dir .. "/collect.lua", [[
      local function text_of(inlines)
        local parts = {}
        for _, e in ipairs(inlines) do
          if e.t == "Str" then parts[#parts + 1] = e.text
          elseif e.t == "Code" or e.t == "Math" or e.t == "Image" then parts[#parts + 1] = "\u{FFFC}"
          elseif e.t ~= "Note" and e.t ~= "Cite" and e.content then parts[#parts + 1] = text_of(e.content) end
        end
        return table.concat(parts)
      end
      local seen = {}
      function Pandoc(doc)
        doc.blocks:walk { traverse = "topdown", Span = function(s)
          local id = s.attributes["data-entity"]
          if id then
            seen[id] = (seen[id] or "") .. text_of(s.content)
          end
        end }
        local file = io.open(os.getenv "FACTBOX_TEST_DIR" .. "/seen.txt", "wb")
        for id, text in pairs(seen) do file:write(id, "\t", text, "\n") end
        file:close()
      end]])
    write(dir .. "/plain.md", EVERYTHING)
    local before = run(("cd %s && pandoc plain.md -t plain --wrap=none"):format(dir))
    for seed = 1, 12 do
      local report = ([[
        local marks, x = {}, %d
        local function random(n) x = (x * 1103515245 + 12345) %% 0x80000000; return x // 65536 %% n + 1 end
        local function boundary(p)
          while p <= #text and text:byte(p) >= 0x80 and text:byte(p) < 0xC0 do p = p + 1 end
          return p
        end
        local file = io.open(os.getenv "FACTBOX_TEST_DIR" .. "/marks.txt", "wb")
        for i = 1, 25 do
          local first = boundary(random(#text))
          local last = boundary(math.min(first + random(random(2) == 1 and 12 or 80), #text + 1)) - 1
          if last >= first and text:sub(first, last):find "%%w" then
            marks[#marks + 1] = entity("m" .. i, "x", "", { first = first, last = last, form = "name" })
            file:write("m", i, "\t", (text:sub(first, last):gsub("\n", " ")), "\n")
          end
        end
        file:close()
        return { entities = marks }]]):format(seed * 7919)
      local plain, status = pandoc(EVERYTHING, report, "-t plain -L ./collect.lua")
      assert.equal(0, status)
      assert.equal(before, plain)
      -- What each mark's spans hold, but for spaces and for quotation marks, which belong to `Quoted`; as a
      -- sorted list of characters, because a footnote is met in the midst of its paragraph, not after it.
      local function bare(text)
        local kept = {}
        for c in text:gmatch(utf8.charpattern) do
          if not ("“”‘’\u{A0}"):find(c, 1, true) and c:find "%S" then kept[#kept + 1] = c end
        end
        table.sort(kept)
        return table.concat(kept)
      end
      local seen = {}
      for id, text in read(dir .. "/seen.txt"):gmatch "(m%d+)\t([^\n]*)\n" do seen[id] = bare(text) end
      for id, text in read(dir .. "/marks.txt"):gmatch "(m%d+)\t([^\n]*)\n" do
        assert.equal(bare(text), seen[id] or "", "seed " .. seed .. ", mark " .. id)
      end
    end
  end)

  describe("without the module", function()
    local ANSWER = [[{"id":"in.md","offsets":"bytes","date":null,"entities":[{"id":"e1","type":"person",]]
      .. [["name":"Ana Lund","aliases":[],"canonical":null,"mentions":[]]
      .. [[{"start":4,"end":8,"text":"Lund","form":"name","rule":"r"}]}],]]
      .. [["quotes":[{"id":"q1","type":"indirect","start":14,"end":18,"parts":[{"start":14,"end":18,"text":"rain"}],]]
      .. [["speaker":{"start":4,"end":8,"text":"Lund","by":"name","entities":["e1"],]]
      .. [["name":"Ana Lund"},"addressee":null}],]]
      .. [["figures":[],"warnings":[{"code":"x","message":"look out"}]}]]

    local function with_command(extra)
      write(dir .. "/in.md", "Ana Lund said rain.")
      write(dir .. "/answer.json", ANSWER)
      local script = '#!/bin/sh\ncd DIR\necho "$*" >> calls.txt\ncat > stdin.txt\ncat answer.json\n'
      write(dir .. "/factbox", (script:gsub("DIR", dir)))
      assert(os.execute("chmod +x " .. dir .. "/factbox"))
      local command = "cd %s && PATH=%s:$PATH pandoc in.md -L ./factbox.lua -t html --wrap=none %s 2>err.txt"
      return run(command:format(dir, dir, extra or ""))
    end

    test("asks the command, once", function()
      -- A module that cannot be loaded, as in a pandoc that cannot load C modules.
      local html, status = with_command("-M factbox-in-process=false -M factbox-date=2025-03-23")
      assert.equal(0, status, read(dir .. "/err.txt"))
      assert.equal("<p>Ana {person: Lund} said {quote: rain}.</p>", short(html))
      assert.equal("read --format json --offsets bytes --id in.md --date 2025-03-23\n", read(dir .. "/calls.txt"))
      assert.equal("Ana Lund said rain.\n\n", read(dir .. "/stdin.txt"))
      assert.truthy(html:find('data-speaker="Ana Lund" data-speaker-entities="e1"', 1, true))
      assert.equal("[WARNING] factbox: look out\n", read(dir .. "/err.txt"))
    end)

    test("asks the command when the module does not load", function()
      write(dir .. "/module/factbox.lua", "error 'cannot load C modules'")
      write(dir .. "/in.md", "x")
      local _, status = with_command()
      if os.execute "lua5.3 -e 'require \"factbox\"' >/dev/null 2>&1" then return end -- one is installed: it answered
      assert.equal(0, status, read(dir .. "/err.txt"))
      assert.equal("read --format json --offsets bytes --id in.md\n", read(dir .. "/calls.txt"))
    end)

    test("says what failed when the command fails, too", function()
      local _, status = with_command("-M factbox-in-process=false -M factbox-command=" .. dir .. "/nothing")
      assert.not_equal(0, status)
      assert.truthy(read(dir .. "/err.txt"):find("the command `" .. dir .. "/nothing` fails", 1, true))
    end)
  end)

  describe("with the real module", function()
    local have_module = read(root .. "/lua/factbox/init.lua") and read(root .. "/build/5.3/factbox/core.so")

    local function real(name, command, check)
      test(name, function()
        if not have_module then
          pending "the module is not built for pandoc's Lua"
          return
        end
        write(dir .. "/in.md", '*Ana* Lund, the mayor of Oslo, said: "We lost at least three boats on Monday."[^1]\n\n'
          .. '[^1]: Lund paid $4.5 million.\n')
        local html, status = run((command:gsub("DIR", dir):gsub("FILTER", filter)))
        assert.equal(0, status)
        check(html)
        assert.equal(run(("cd %s && pandoc in.md -t plain"):format(dir)),
          (run(("cd %s && pandoc in.md -L %s -t plain 2>/dev/null"):format(dir, filter))))
      end)
    end

    local function found(html)
      assert.truthy(html:find('class="factbox-mention factbox-person"', 1, true), html)
      assert.truthy(html:find('class="factbox-quote"', 1, true), html)
      assert.truthy(html:find('data-value="3"', 1, true), html)
      assert.truthy(html:find('data-unit="USD"', 1, true), html)
    end

    test("keeps rules that run wild from pandoc's own Lua state", function()
      if not have_module then
        pending "the module is not built for pandoc's Lua"
        return
      end
      os.execute("mkdir -p " .. dir .. "/evil/en/names")
      write(dir .. "/evil/en/names/a.lua", "while true do end")
      write(dir .. "/evil/en/names/b.lua", "local s = 'x' while true do s = s .. s end")
      write(dir .. "/evil/en/names/c.lua", [[
        local acts = {
          function() while true do end end, function() local t = {} while true do t[#t + 1] = {} end end,
          function() error(tostring(("").find) .. tostring(io) .. tostring(pandoc) .. tostring(getmetatable)) end,
        }
        local n = 0
        rule "wild" { match = word("sailed", "rowed", "swam"), gives = entity("place", function()
          n = n + 1
          acts[n]()
        end), yes = {}, no = {} }]])
      write(dir .. "/before.lua", "BEFORE = debug.getmetatable('').__index debug.sethook(function() end, 'c', 12345)")
      write(dir .. "/after.lua", [[
        local hook, mask, count = debug.gethook()
        local t = {}
        for i = 1, 3000000 do t[i] = i end
        assert(debug.getmetatable("").__index == string and ("abc"):find "b" == 2 and #("x"):rep(1000000) == 1000000)
        assert(#t == 3000000 and io and os and pcall and load)]])
      write(dir .. "/in.md", "They sailed, rowed and swam. It cost $5.\n")
      local html, status = run(("cd %s && pandoc in.md -L before.lua -L %s -M factbox-rules=%s/evil -L after.lua 2>err.txt")
        :format(dir, filter, dir))
      local said = read(dir .. "/err.txt")
      assert.equal(0, status, said)
      assert.truthy(html:find('data-unit="USD"', 1, true), html)
      assert.truthy(said:find("evil/en/names/a.lua:1: too many steps", 1, true), said)
      assert.truthy(said:find("evil/en/names/b.lua:1: too much memory", 1, true), said)
      assert.truthy(said:find("c.lua:2: too many steps", 1, true), said)
      assert.truthy(said:find("c.lua:3: nilnilnilnil", 1, true), said)
    end)

    real("reads in process", "cd DIR && pandoc in.md -L FILTER -M factbox-date=2025-03-23 2>err.txt", found)
    real("reads by the command", "cd DIR && pandoc in.md -L FILTER -M factbox-in-process=false 2>err.txt", found)
    real("is found from its own folder", "cd lua/hosts/pandoc && pandoc DIR/in.md -L ./factbox.lua 2>DIR/err.txt", found)
    real("is found from another folder", "cd lua && pandoc DIR/in.md -L hosts/pandoc/factbox.lua 2>DIR/err.txt", found)
  end)
end)
