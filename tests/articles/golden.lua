--- The golden report: what the command prints for an article, a line for each entity, quote and figure, so that a
-- change shows in a diff. Version and digest of the rules are left empty, as they change with every edit.
--
--   make golden      renews tests/articles/*.json after a change that is meant (look at the diff before committing it)

local golden = {}

golden.DATE = "2025-03-23"

local function slurp(path)
  local f = assert(io.open(path, "rb"))
  local s = f:read "a"
  f:close()
  return s
end
golden.slurp = slurp

--- The report of an article in tests/articles, as the golden file has it.
function golden.report(reader, name)
  local factbox = require "factbox"
  local text = slurp("tests/articles/" .. name .. ".txt")
  local json = factbox.encode(reader:read(text, { id = name, date = golden.DATE }), text)
  json = json:gsub('"version":"[^"]*","rules":"[^"]*"', '"version":"","rules":""', 1)
  for _, field in ipairs { "entities", "quotes", "figures", "warnings" } do
    json = json:gsub('"' .. field .. '":%[([{%]])', '\n"' .. field .. '":[%1', 1)
  end
  return (json:gsub('%[{"id":"([eqf]1)",', '[\n{"id":"%1",'):gsub('},{"id":"([eqf]%d+)",', '},\n{"id":"%1",')) .. "\n"
end

--- The lines that differ, "- expected" and "+ got", with what stands around them left out.
function golden.difference(expected, got)
  local function lines(s)
    local list = {}
    for line in s:gmatch "[^\n]+" do list[#list + 1] = line end
    return list
  end
  local a, b, out = lines(expected), lines(got), {}
  local in_a, in_b = {}, {}
  for _, line in ipairs(a) do in_a[line] = true end
  for _, line in ipairs(b) do in_b[line] = true end
  for _, line in ipairs(a) do
    if not in_b[line] then out[#out + 1] = "- " .. line end
  end
  for _, line in ipairs(b) do
    if not in_a[line] then out[#out + 1] = "+ " .. line end
  end
  return table.concat(out, "\n")
end

if arg and arg[0] and arg[0]:find "golden%.lua$" then -- run by itself: renews
  package.path = "./lua/?.lua;./lua/?/init.lua;" .. package.path
  package.cpath = ("./build/%s/?.so;"):format(_VERSION:match "%d%.%d") .. package.cpath
  local reader = require "factbox".reader { rules = "rules", rules_only = true }
  for _, name in ipairs { "harbour" } do
    local f = assert(io.open("tests/articles/" .. name .. ".json", "wb"))
    f:write(golden.report(reader, name))
    f:close()
  end
end

return golden
