-- The word lists' format: what every file of rules/en/lists must keep to.
local folder = "rules/en/lists/"
local index = dofile(folder .. "index.lua")
local MODES = { exact = true, folded = true, name = true }

-- Calls `visit(number, line)` for every line that is an entry.
local function entries(file, visit)
  local number = 0
  for line in io.lines(folder .. file) do
    number = number + 1
    if line ~= "" and line:sub(1, 1) ~= "#" then visit(number, line) end
  end
end

describe("the index of word lists", function()
  it("names each list's file, mode, source and licence", function()
    for name, entry in pairs(index) do
      assert.is_true(MODES[entry.mode], name .. ": mode")
      assert.is_string(entry.source, name .. ": source")
      assert.is_string(entry.licence, name .. ": licence")
      assert.is_true(entry.inflect == nil or entry.inflect == "noun" or entry.inflect == "verb", name .. ": inflect")
      local file = io.open(folder .. entry.file)
      assert.is_truthy(file, name .. ": the file is missing")
      file:close()
    end
  end)

  it("knows every list that is there", function()
    local files = {}
    for _, entry in pairs(index) do files[entry.file] = true end
    local lfs = require "lfs"
    for file in lfs.dir(folder) do
      if file:find "%.txt$" then assert.is_true(files[file], file .. " is not in the index") end
    end
  end)
end)

for name, entry in pairs(index) do
  describe("list " .. name, function()
    it("says what it holds and where it is from", function()
      local head = {}
      for line in io.lines(folder .. entry.file) do
        if line:sub(1, 1) ~= "#" then break end
        head[#head + 1] = line
      end
      local text = table.concat(head, "\n")
      assert.is_true(#head >= 2, entry.file .. ": a head of two lines or more was expected")
      assert.is_truthy(text:find "Sources?: ", entry.file .. ": no source")
    end)

    it("has well-formed entries, none of them twice", function()
      local numeric, seen, problems = {}, {}, {}
      for _, key in ipairs(entry.numeric or {}) do numeric[key] = true end
      entries(entry.file, function(number, line)
        local function problem(what) problems[#problems + 1] = entry.file .. ":" .. number .. ": " .. what end
        if utf8 and not utf8.len(line) then problem "invalid UTF-8" end
        local phrase, rest = line:match "^([^\t]+)(.*)$"
        if not phrase then return problem "no phrase" end
        if phrase:find "^%s" or phrase:find "%s$" or phrase:find "  " then problem "space around or within the phrase" end
        local keys = {}
        for attribute in rest:gmatch "\t([^\t]*)" do
          local key, value = attribute:match "^(%l[%l_]*)=(.+)$"
          if not key then problem("key=value was expected, not " .. attribute)
          elseif keys[key] then problem(key .. " stands twice")
          elseif numeric[key] and not tonumber(value) then problem(key .. " must be a number") end
          keys[key or ""] = value
        end
        local same = entry.mode == "exact" and line or line:lower()
        if seen[same] then problem("stands already in line " .. seen[same]) end
        seen[same] = number
      end)
      assert.equal("", table.concat(problems, "\n"))
    end)
  end)
end

describe("attributes that rules rely on", function()
  local function attribute(list, phrase, key)
    local found
    entries(list .. ".txt", function(_, line)
      if line:match "^[^\t]+" == phrase and found == nil then found = line:match("\t" .. key .. "=([^\t]*)") end
    end)
    return found
  end

  it("give one canonical name to all names of a country", function()
    for _, phrase in ipairs { "US", "U.S.", "USA", "SH.BA", "SHBA", "EE.UU." } do
      assert.equal("United States", attribute("country_code", phrase, "canonical"))
    end
    assert.equal("United States", attribute("country", "United States of America", "canonical"))
    assert.equal("Kyiv", attribute("city", "Kiev", "canonical"))
  end)

  it("turn units into SI base units", function()
    assert.equal("1609.344", attribute("unit_name", "miles", "factor"))
    assert.equal("meter", attribute("unit_name", "miles", "base"))
    assert.equal("273.15", attribute("unit_symbol", "°C", "offset"))
    assert.equal("0.45359237", attribute("unit_symbol", "lb", "factor"))
  end)

  it("tell currencies by ISO 4217", function()
    assert.equal("UAH", attribute("currency_name", "hryvnia", "unit"))
    assert.equal("CAD", attribute("currency_symbol", "C$", "unit"))
    assert.equal("0.01", attribute("currency_name", "pence", "factor"))
  end)
end)
