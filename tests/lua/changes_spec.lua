--- changes.lua: what differs between two reports.

local changes = require "factbox.changes"

local function report(t)
  return { entities = t.entities or {}, quotes = t.quotes or {}, figures = t.figures or {} }
end

local function entity(type_name, name, ...)
  local mentions = {}
  for i, place in ipairs { ... } do mentions[i] = { text = place[1], first = place[2], last = place[3], rule = place[4] } end
  return { type = type_name, name = name, mentions = mentions }
end

--- Rows as "change what text [name: was > now …]".
local function told(old, new, same)
  local t = {}
  for i, c in ipairs(changes.between(report(old), report(new), same)) do
    local fields = {}
    for _, f in ipairs(c.fields or {}) do fields[#fields + 1] = ("%s: %s > %s"):format(f.name, tostring(f.was), tostring(f.now)) end
    t[i] = ("%s %s %s%s"):format(c.change, c.what, c.text, #fields > 0 and " " .. table.concat(fields, ", ") or "")
  end
  return t
end

describe("changes between two reports", function()
  it("are none where nothing changed", function()
    local r = { entities = { entity("person", "Ana", { "Ana", 1, 3, "a" }) },
      figures = { { kind = "count", text = "3", first = 5, last = 5 } } }
    assert.same({}, told(r, r, true))
    assert.same({}, told(r, r, false))
  end)

  it("tell what came, went, and is read otherwise", function()
    assert.same({
      "changed mention Ana type: person > place, rule: a > b",
      "removed mention Bo",
      "added mention Cy",
    }, told({ entities = { entity("person", "Ana", { "Ana", 1, 3, "a" }), entity("person", "Bo", { "Bo", 9, 10, "a" }) } },
      { entities = { entity("place", "Ana", { "Ana", 1, 3, "b" }), entity("person", "Cy", { "Cy", 20, 21, "a" }) } }, true))
  end)

  it("take a moved end for a change", function()
    local rows = changes.between(report { entities = { entity("person", "Ana", { "Ana", 1, 3, "a" }) } },
      report { entities = { entity("person", "Ana Lund", { "Ana Lund", 1, 8, "a" }) } }, true)
    assert.equal(1, #rows)
    assert.same({ "changed", "Ana", "Ana Lund" }, { rows[1].change, rows[1].was, rows[1].text })
  end)

  it("compare words where the text is another one", function()
    local function figures(...)
      local t = {}
      for i, f in ipairs { ... } do t[i] = { kind = "count", text = f[1], value = f[2], first = f[3], last = f[3] } end
      return { figures = t }
    end
    assert.same({ "changed figure three value: 3 > 4", "added figure three" },
      told(figures({ "three", 3, 1 }, { "two", 2, 9 }), figures({ "three", 4, 5 }, { "two", 2, 40 }, { "three", 3, 50 }), false))
  end)
end)
