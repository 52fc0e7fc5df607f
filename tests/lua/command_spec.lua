-- Runs the command as a user does: in a process of its own, from outside its folder, with nothing set.

local cjson = require "cjson".new()
local lfs = require "lfs"

local LUA = "lua" .. _VERSION:match "%d%.%d"
local ROOT = lfs.currentdir()
local dir

local function quoted(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function slurp(path)
  local file = assert(io.open(path, "rb"))
  local s = file:read "a"
  file:close()
  return s
end

--- Writes a file into the test's folder.
local function file(name, content)
  local f = assert(io.open(dir .. "/" .. name, "wb"))
  f:write(content)
  f:close()
end

--- Runs `shell`, where $FACTBOX is the command, in the test's folder. Returns status, output, errors.
local function shell(script)
  local command = ("cd %s && { FACTBOX=%s; %s; } >out 2>err"):format(quoted(dir),
    quoted(LUA .. " " .. ROOT .. "/lua/bin/factbox"), script)
  local _, _, status = os.execute(command)
  return status, slurp(dir .. "/out"), slurp(dir .. "/err")
end

--- Runs the command with `args`, `input` on standard input.
local function factbox(args, input)
  file("in", input or "")
  return shell("$FACTBOX " .. args .. " <in")
end

local function lines(s)
  local list = {}
  for line in s:gmatch "([^\n]*)\n" do list[#list + 1] = line end
  return list
end

local function decoded(s)
  local list = lines(s)
  for i, line in ipairs(list) do list[i] = cjson.decode(line) end
  return list
end

describe("the command", function()
  before_each(function()
    dir = os.tmpname()
    os.remove(dir)
    assert(lfs.mkdir(dir))
  end)

  after_each(function()
    os.execute("rm -r " .. quoted(dir))
  end)

  it("helps by example and gives its version", function()
    local status, out = factbox "--help"
    assert.equal(0, status)
    assert.truthy(out:find("factbox read article.txt", 1, true))
    status, out = factbox "read --help"
    assert.equal(0, status)
    assert.truthy(out:find("Examples:", 1, true))
    for line in out:gmatch "[^\n]*" do assert.is_true(#line <= 100, line) end
    status, out = factbox "--version"
    assert.equal(0, status)
    assert.truthy(out:find "^factbox %S+ %(Lua 5%.%d%)\n$")
  end)

  it("answers wrong usage with status 2, one line that says what, and where to look", function()
    for args, message in pairs {
      ["read --colour"] = "unknown option '--colour'",
      ["read --format xml"] = "'text', 'json', 'jsonl'",
      ["read --input csv"] = "'text', 'jsonl'",
      ["read --offsets lines"] = "'bytes', 'chars', 'utf16'",
      ["read --with words"] = "expected tokens, sentences, text or repairs, got 'words'",
      ["read --no-repair words"] = "expected all or some of entities, hyphens, invisible,",
      ["read --date yesterday"] = "expected an ISO 8601 date, got 'yesterday'",
      ["read --date 2025-02-30"] = "2025-02-30",
      ["read --date"] = "--date",
      ["read --id x a b"] = "--id is for one document",
      ["read --id x --input jsonl"] = "--id is for one document",
      ["read --rules-only"] = "--rules-only needs --rules",
      ["write"] = "unknown command 'write'",
    } do
      local status, out, err = factbox(args)
      assert.equal(2, status, args)
      assert.equal("", out)
      assert.truthy(err:find(message, 1, true), err)
      assert.truthy(err:find "\nTry: factbox [%l ]*%-%-help\n$", err)
      assert.equal(2, #lines(err))
    end
    assert.equal(2, (factbox ""))
  end)

  it("repairs garbled text, says so when asked to, and leaves it alone when told to", function()
    local function codes(args)
      local _, out = factbox("read --format json " .. args, "Ana Lund , editor -in -chief of the Tarn Gazette, won.\n")
      local list = {}
      for _, w in ipairs(cjson.decode(out).warnings) do list[#list + 1] = w.code end
      return table.concat(list, " ")
    end
    assert.equal("", codes "")
    assert.equal("repair-spaces repair-hyphens repair-hyphens", codes "--with repairs")
    assert.equal("repair-spaces", codes "--with repairs --no-repair hyphens,quotes")
    assert.equal("", codes "--with repairs --no-repair all")
  end)

  it("tells how to read a file that stands in a command's place", function()
    file("a.txt", "Hello.")
    local status, _, err = factbox "a.txt"
    assert.equal(2, status)
    assert.truthy(err:find("factbox read a.txt", 1, true))
  end)

  it("says which rules do not load", function()
    local status, out, err = factbox "read --rules no-such-folder"
    assert.same({ 2, "" }, { status, out })
    assert.truthy(err:find("no-such-folder", 1, true))
  end)

  it("names a rule file that is broken, and works with the others", function()
    assert(lfs.mkdir(dir .. "/rules"))
    assert(lfs.mkdir(dir .. "/rules/en"))
    file("rules/en/init.lua", "return {\n  phases =\n")
    local status, out, err = factbox("read --format json --rules rules", "Ana Lund left.")
    assert.equal(0, status)
    assert.equal("-", cjson.decode(out).id)
    assert.truthy(err:find "^factbox: rules/en/init%.lua:%d+: ")
  end)

  it("runs through symbolic links, from any folder", function()
    assert(lfs.link(ROOT .. "/lua/bin/factbox", dir .. "/one", true))
    assert(lfs.link("one", dir .. "/two", true))
    local status, out = shell(LUA .. " two read --format json --id x </dev/null")
    assert.equal(0, status)
    assert.equal("x", cjson.decode(out).id)
  end)

  describe("with text", function()
    it("reads standard input and files, named as they are", function()
      file("a.txt", "Ana Lund left.")
      local _, out = factbox("read --format json", "Ana Lund left.")
      assert.equal("-", cjson.decode(out).id)
      for args, id in pairs { ["a.txt"] = "a.txt", ["-"] = "-", ["--id b a.txt"] = "b" } do
        _, out = factbox("read --format json " .. args)
        assert.equal(id, cjson.decode(out).id)
      end
    end)

    it("prints one object for one document, an array for several, an object a line as jsonl", function()
      file("a.txt", "Ana Lund left.")
      file("b.txt", "")
      local _, out = factbox "read --format json a.txt"
      assert.truthy(out:find "^{[^\n]*}\n$")
      _, out = factbox "read --format json a.txt b.txt"
      local array = cjson.decode(out)
      assert.same({ "a.txt", "b.txt" }, { array[1].id, array[2].id })
      _, out = factbox "read --format jsonl a.txt b.txt"
      local list = decoded(out)
      assert.same({ "a.txt", "b.txt" }, { list[1].id, list[2].id })
      _, out = factbox("read --format json --input jsonl", '{"id":1,"text":"a"}\n')
      assert.equal(1, cjson.decode(out)[1].id)
      _, out = factbox("read --format json --input jsonl", "")
      assert.equal("[]\n", out)
    end)

    it("prints fact boxes, plain where nobody looks, in colour where told", function()
      file("a.txt", "Ana Lund left.\n")
      local status, out = factbox "read --date 2025-03-23 a.txt"
      assert.equal(0, status)
      assert.truthy(out:find "^a.txt · Sunday 23 March 2025\nAna Lund left%.\n")
      assert.falsy(out:find "\27")
      assert.truthy(select(2, factbox "read --color always a.txt"):find "\27%[1m")
      assert.falsy(select(2, factbox "read --color never a.txt"):find "\27")
      out = select(2, factbox "read a.txt a.txt")
      assert.equal(2, select(2, out:gsub("Ana Lund left%.\n", "")))
    end)

    it("goes on past files that cannot be read, and fails at the end", function()
      file("a.txt", "Ana Lund left.")
      file("z.txt", "Piotr Zaręba stayed.")
      local status, out, err = factbox "read --format jsonl a.txt missing.txt . z.txt"
      assert.equal(1, status)
      local list = decoded(out)
      assert.same({ "a.txt", "missing.txt", ".", "z.txt" }, { list[1].id, list[2].id, list[3].id, list[4].id })
      assert.same({ "unreadable", "No such file or directory" }, { list[2].error.code, list[2].error.message })
      assert.same({ "unreadable", "Is a directory" }, { list[3].error.code, list[3].error.message })
      assert.equal("factbox: missing.txt: No such file or directory\nfactbox: .: Is a directory\n", err)
      status, out = factbox "read missing.txt z.txt"
      assert.equal(1, status)
      assert.truthy(out:find "^z%.txt\n")
      status, err = factbox "read --input jsonl missing.txt"
      assert.same({ 1, "" }, { status, err })
    end)

    it("gives a report for nothing, for binary data and for every byte", function()
      local all = {}
      for byte = 0, 255 do all[#all + 1] = string.char(byte) end
      for _, input in ipairs { "", "\n", "\0", table.concat(all):rep(3), ("\xff"):rep(5000), ("a"):rep(100000) } do
        for _, unit in ipairs { "bytes", "chars", "utf16" } do
          local status, out = factbox("read --format json --with text,tokens,sentences --offsets " .. unit, input)
          assert.equal(0, status)
          assert.truthy(utf8.len(out))
          local report = cjson.decode(out)
          assert.equal(unit, report.offsets)
          assert.is_table(report.entities)
        end
        assert.equal(0, (factbox("read", input)))
      end
    end)
  end)

  describe("with lines of JSON", function()
    it("answers every line with one line, in order, and fails at the end", function()
      local status, out, err = factbox("read --input jsonl", table.concat({
        '{"id": "a", "text": "Ana Lund left."}',
        '{"id": "b", "text": "Piotr ',            -- broken
        "",                                        -- empty
        '{"id": 3, "text": "", "date": null}',
        '{"text": "no id"}',
        '{"id": null, "text": "null id"}',
        '{"id": "no text"}',
        '{"id": "null text", "text": null}',
        '{"id": "number", "text": 5}',
        '{"id": {}, "text": "a"}',
        "[1]", "7", '"text"', "null", "{}}",
        '{"id": "nul", "text": "a"}\0',
        '{"id": 9007199254740993, "text": "a"}',
        '{"id": "bad utf-8", "text": "a\xff\xc0b"}',
        '{"id": "escapes", "text": "\\u00e9\\ud83d\\ude00"}\r',
        '{"id": "surrogate", "text": "\\ud83d"}',
        '{"id": "date", "text": "a", "date": "Sunday"}',
        '{"id": "last", "text": "no newline at the end"}',
      }, "\n"))
      assert.equal(1, status)
      local got = {}
      for i, report in ipairs(decoded(out)) do
        local id = report.id == cjson.null and "null" or report.id
        got[i] = tostring(math.type(id) == "float" and math.tointeger(id) or id)
          .. (report.error and " " .. report.error.code or "")
      end
      assert.same({ "a", "b bad-json", "null bad-json", "3", "null", "null", "no text bad-record",
        "null text bad-record", "number bad-record", "null bad-record", "null bad-record", "null bad-record",
        "null bad-record", "null bad-record", "null bad-json", "nul bad-json", "9007199254740992", "bad utf-8",
        "escapes", "surrogate bad-json", "date", "last" }, got)
      assert.truthy(out:find('{"id":9007199254740993,', 1, true)) -- whole, though cjson reads it as a double
      assert.truthy(utf8.len(out))
      assert.truthy(err:find("factbox: standard input:2: ", 1, true))
      assert.equal(13, #lines(err))
      assert.equal("bad-date", decoded(out)[21].warnings[1].code)
    end)

    it("reads several files, past a byte order mark", function()
      file("a.jsonl", '\u{feff}{"id": 1, "text": "a"}\n')
      file("b.jsonl", '{"id": 2, "text": "b"}\n')
      local status, out = factbox "read --input jsonl a.jsonl b.jsonl"
      assert.equal(0, status)
      assert.same({ 1, 2 }, { decoded(out)[1].id, decoded(out)[2].id })
    end)

    it("answers every line of a stored file, read together with others or not", function()
      local input = {}
      for i = 1, 50 do
        input[i] = i % 20 == 7 and '{"id": ' .. i .. ', "text": ' or ('{"id": %d, "text": "Ana Lund met %d people. %s"}'):format(i, i + 1,
          i == 33 and ("The boats were late. "):rep(5000) or "")
      end
      file("many.jsonl", table.concat(input, "\n"))
      local status, out, err = factbox "read --input jsonl many.jsonl"
      assert.equal(1, status)
      local found = decoded(out)
      assert.equal(50, #found)
      for i = 1, 50 do
        assert.equal(i, found[i].id)
        if i % 20 == 7 then assert.equal("bad-json", found[i].error.code)
        else assert.equal(i + 1, found[i].figures[1].value) end
      end
      assert.equal(3, #lines(err))
      assert.truthy(err:find("many.jsonl:27: ", 1, true))
      local _, one_by_one = shell "cat many.jsonl | $FACTBOX read --input jsonl 2>/dev/null"
      assert.equal(out, one_by_one)
    end)

    it("answers a line before the next one comes", function()
      local status, out = shell(
        [[{ echo '{"id":1,"text":"a"}'; sleep 1; echo '{"id":2,"text":"b"}'; } | $FACTBOX read --input jsonl |
          while read -r line; do echo "$line" >>first; test -f seen || { touch seen; wc -l <first; }; done]])
      assert.equal(0, status)
      assert.equal(1, tonumber(out))
    end)

    it("uses --date where a line has none", function()
      local _, out = factbox("read --input jsonl --date 2025-03-23",
        '{"id":1,"text":"a"}\n{"id":2,"text":"a","date":"2024-01-02T10:00:00Z"}\n')
      assert.equal("2025-03-23", decoded(out)[1].date)
      assert.equal("2024-01-02", decoded(out)[2].date:sub(1, 10))
    end)

    it("gives text, tokens and sentences where asked", function()
      local _, out = factbox("read --input jsonl --with text,sentences", '{"id":1,"text":"Ana left."}\n')
      local report = decoded(out)[1]
      assert.equal("Ana left.", report.text)
      assert.is_table(report.sentences)
      assert.is_nil(report.tokens)
    end)
  end)

  it("says that its output cannot be written", function()
    if not io.open("/dev/full", "w") then return end
    file("a.txt", "Ana Lund left.")
    local status, _, err = shell "$FACTBOX read --format json a.txt >/dev/full"
    assert.equal(1, status)
    assert.truthy(err:find "^factbox: standard output: ")
  end)
end)
