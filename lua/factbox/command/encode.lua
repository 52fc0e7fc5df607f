--- Plain Lua tables as JSON, for what the tools of rule authors give: keys in the order of the alphabet, so that two
-- runs give the same bytes. An empty table is a list. (Reports have a writer of their own, in the core.)
-- @module factbox.command.encode

local cjson = require "cjson".new()

--- cjson stops at 14 digits and writes `\/` for a slash.
local function scalar(value)
  if math.type(value) == "integer" then return ("%d"):format(value) end
  if type(value) == "number" and (value ~= value or value == math.huge or value == -math.huge) then return "null" end
  return (cjson.encode(value):gsub("\\/", "/"))
end

local function encode(value, parts)
  if type(value) ~= "table" then
    parts[#parts + 1] = scalar(value)
    return
  end
  if #value > 0 or next(value) == nil then
    for i, v in ipairs(value) do
      parts[#parts + 1] = i == 1 and "[" or ","
      encode(v, parts)
    end
    parts[#parts + 1] = #value == 0 and "[]" or "]"
    return
  end
  local keys = {}
  for k in pairs(value) do keys[#keys + 1] = k end
  table.sort(keys)
  for i, k in ipairs(keys) do
    parts[#parts + 1] = (i == 1 and "{" or ",") .. scalar(k) .. ":"
    encode(value[k], parts)
  end
  parts[#parts + 1] = "}"
end

--- @return JSON in one line, without the line's end
return function(value)
  local parts = {}
  encode(value, parts)
  return table.concat(parts)
end
