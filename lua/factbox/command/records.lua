--- Where documents come from: whole files, or lines of JSON.
--
-- `records.text` and `records.jsonl` are called with a file's name, the options and a function, and call that function
-- with every document `{id=, text=, date=}`, its place for messages ("a.txt", "b.jsonl:17"), and whether what comes next
-- is at hand: nobody waits for an answer before sending it. A document that cannot be read is
-- `{id=, error={code=, message=}}`. The result is nil, or why the file could not be read.
--
-- @module factbox.command.records

local cjson = require "cjson".new()
local timex = require "factbox.timex"
local tools = require "factbox.command.tools"

local records = {}

--- Opens a file, or standard input for "-". nil and a message where it cannot be read.
local function open(name)
  if name == "-" then return io.stdin end
  local file, message = io.open(name, "rb")
  if not file then return nil, message:sub(1, #name + 2) == name .. ": " and message:sub(#name + 3) or message end
  return file
end

local function close(file)
  if file ~= io.stdin then file:close() end
end

--- A file is a document.
function records.text(name, options, each)
  local id = options.id or name
  local file, problem = open(name)
  local text
  if file then
    text, problem = tools.read_all(file) -- nil for a folder
    close(file)
  end
  if text then
    each({ id = id, text = text }, name, name ~= "-")
  else
    each({ id = id, error = { code = "unreadable", message = problem } }, name)
  end
end

--- An id or text that JSON gave as null counts as absent.
local function present(value)
  if value == cjson.null then return nil end
  return value
end

--- cjson reads every number as a double. A whole id stays whole, and one beyond 2^53 keeps its digits.
local function number_id(id, line)
  if math.abs(id) < 2 ^ 53 then return math.tointeger(id) or id end
  local digits = line:match '"id"%s*:%s*(%-?%d+)'
  return digits and tonumber(digits) + 0.0 == id and math.tointeger(digits) or id
end

--- The id of a line that is no JSON, where the line begins with it: so that its owner finds it.
local function salvage_id(line)
  local quoted = line:match '^%s*{%s*"id"%s*:%s*("[^"\\\0-\31]*")%s*,'
  if quoted then return quoted:sub(2, -2) end
  local digits = line:match '^%s*{%s*"id"%s*:%s*(%-?%d+)%s*,'
  return digits and (math.tointeger(digits) or tonumber(digits))
end

local function failure(id, code, message)
  return { id = id, error = { code = code, message = message } }
end

--- Reads one line of JSON.
-- @treturn table document, or `{id=, error=}`
function records.parse(line)
  if not line:find "%S" then return failure(nil, "bad-json", "empty line") end
  local ok, record
  if line:find("\0", 1, true) then
    ok, record = false, "NUL byte in the line" -- cjson would take it for the end
  else
    ok, record = pcall(cjson.decode, line)
  end
  if not ok then return failure(salvage_id(line), "bad-json", record) end
  if type(record) ~= "table" then return failure(nil, "bad-record", "expected an object with \"text\"") end
  local id, text, date = present(record.id), present(record.text), present(record.date)
  if type(id) == "number" then
    id = number_id(id, line)
  elseif id ~= nil and type(id) ~= "string" then
    return failure(nil, "bad-record", "\"id\" is neither string nor number")
  end
  if type(text) ~= "string" then
    return failure(id, "bad-record", text == nil and "no \"text\"" or "\"text\" is not a string")
  end
  local document = { id = id, text = text, date = date }
  if date ~= nil then
    local reference, message = timex.reference(date)
    if not reference then document.date, document.bad_date = nil, message end
  end
  return document
end

--- A line is a document. Lines are read one by one through the file's own buffer: memory stays that of the lines that
-- are read together, and a program at the other end of a pipe gets its answer before it sends the next one.
function records.jsonl(name, _, each)
  local file, problem = open(name)
  if not file then return problem end
  local n, stored = 0, file:seek "cur" ~= nil -- a pipe has no places
  while true do
    local line, message = file:read "L"
    if not line then
      close(file)
      return message -- nil at the end of the file
    end
    n = n + 1
    if n == 1 then line = line:gsub("^\239\187\191", "") end -- byte order mark
    each(records.parse(line), (name == "-" and "standard input" or name) .. ":" .. n, stored)
  end
end

return records
