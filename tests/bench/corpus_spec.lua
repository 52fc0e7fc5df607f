--- The benchmark's text: the same for everyone, as dense as it is said to be, well formed.

local corpus = dofile "tests/bench/corpus.lua"

describe("the benchmark's text", function()
  it("is the same for the same seed, and another for another", function()
    local a, b, c = corpus.build(50000, 7), corpus.build(50000, 7), corpus.build(50000, 8)
    assert.equal(table.concat(a), table.concat(b))
    assert.not_equal(table.concat(a), table.concat(c))
  end)

  it("does not depend on what else is drawn meanwhile", function()
    local one, other = corpus.documents(3), corpus.documents(3)
    local first = one()
    corpus.documents(4)()
    corpus.random(5)(100)
    assert.equal(first, (other()))
    corpus.random(5)(100)
    assert.equal((one()), (other()))
  end)

  it("has at least 15 mentions, 4 quotes and 4 figures per kB, in documents of 2 to 7 kB", function()
    local list, counts = corpus.build(300000, 1)
    local kb, bytes = counts.bytes / 1000, 0
    for _, text in ipairs(list) do
      assert.is_true(#text >= 2000 and #text < 7000)
      assert.truthy(utf8.len(text))
      bytes = bytes + #text
    end
    assert.equal(bytes, counts.bytes)
    assert.is_true(counts.name / kb >= 15 and counts.quote / kb >= 4 and counts.figure / kb >= 4)
  end)

  it("can be taken from a file", function()
    local path = os.tmpname()
    local function given(content, name)
      local file = assert(io.open(path .. name, "wb"))
      file:write(content)
      file:close()
      local list, repeated = corpus.from_path(path .. name, 20)
      os.remove(path .. name)
      return list, repeated
    end
    local text = 'A "b" \\ é\n“c” \u{1F600}'
    assert.same({ text }, (given('{"id": "x\\"text\\"", "text": ' .. corpus.quote(text) .. "}\n", ".jsonl")))
    assert.same({ 'A "é" 😀\n\\ end of text' },
      (given([[{"text":"A \"\u00e9\" \ud83d\ude00\n\\ end of text","id":1}]] .. "\n", ".jsonl")))
    local list, repeated = given("only ten.\n", ".txt")
    assert.same({ "only ten.\n", "only ten.\n" }, list)
    assert.is_true(repeated)
    os.remove(path)
  end)
end)
