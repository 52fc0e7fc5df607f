--- core.digest and core.digester: the same digests of strings and of files.

local core = require "factbox.core"

describe("a digest", function()
  local path = os.tmpname()

  local function write(bytes)
    local file = assert(io.open(path, "wb"))
    file:write(bytes)
    file:close()
  end

  teardown(function() os.remove(path) end)

  it("tells strings apart, and where one ends", function()
    local seen = {}
    for _, strings in ipairs { {}, { "" }, { "", "" }, { "a" }, { "b" }, { "a", "b" }, { "ab" }, { "12345678" }, { "1234567", "8" } } do
      local digest = core.digest(strings)
      assert.is_truthy(digest:find "^%x+$" and #digest == 16)
      assert.is_nil(seen[digest])
      seen[digest] = true
    end
  end)

  it("is the same of a file as of its bytes, whatever its size", function()
    for _, size in ipairs { 0, 1, 7, 8, 9, 32767, 32768, 32769, 65536, 100003 } do
      local bytes = ("factbox\n"):rep(size // 8 + 1):sub(1, size)
      write(bytes)
      local digester = core.digester()
      digester:add "before"
      assert.are.equal(core.digest { bytes }, digester:file(path))
      digester:add "after"
      assert.are.equal(core.digest { "before", bytes, "after" }, digester:value())
    end
  end)

  it("says why a file cannot be read, and is what it was before", function()
    local digester = core.digester()
    digester:add "x"
    for _, name in ipairs { "/nowhere/at/all", "/" } do
      local digest, why = digester:file(name)
      assert.is_nil(digest)
      assert.is_truthy(why:find(name .. ": ", 1, true))
    end
    assert.are.equal(core.digest { "x" }, digester:value())
  end)
end)
