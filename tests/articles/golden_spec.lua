-- The golden reports of tests/articles. After a change that is meant: `make golden`, and look at the diff.

package.path = "./tests/articles/?.lua;" .. package.path
local golden = require "golden"
local factbox = require "factbox"

describe("the golden report", function()
  local reader = factbox.reader { rules = "rules", rules_only = true }

  for _, name in ipairs { "harbour" } do
    it("of " .. name .. " is as before", function()
      local expected = golden.slurp("tests/articles/" .. name .. ".json")
      local got = golden.report(reader, name)
      if got ~= expected then
        error("tests/articles/" .. name .. ".json differs (`make golden` renews it):\n" .. golden.difference(expected, got), 0)
      end
    end)

    it("of " .. name .. " is JSON", function()
      local cjson = require "cjson".new()
      local report = cjson.decode(golden.slurp("tests/articles/" .. name .. ".json"))
      assert.is_true(#report.entities > 5 and #report.quotes > 3 and #report.figures > 10)
    end)
  end
end)
