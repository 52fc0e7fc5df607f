--- What the commands for rule authors share: options, opening rules, colours, places in a text.
-- @module factbox.command.tools

local core = require "factbox.core"
local terminal = require "factbox.command.terminal"
local timex = require "factbox.timex"

local tools = {}

--- Says on standard error what is wrong.
function tools.complain(...)
  io.stderr:write("factbox: ", table.concat { ... }, "\n")
end

--- Declares --rules, --rules-only.
function tools.rules_options(parser)
  parser:option "--rules":argname "DIR":count "*"
    :description "Folder of rules and lists over the installed ones; repeatable, the first wins."
  parser:flag "--rules-only":description "Only the rules that are named, without the installed ones."
end

function tools.date_option(parser)
  parser:option "--date":argname "DATE"
    :convert(function(value)
      local reference, message = timex.reference(value)
      return reference and value, message and "--date: " .. message
    end)
    :description "When it was written (ISO 8601): what 'on Sunday' is resolved against."
end

function tools.color_option(parser)
  parser:option "--color":choices { "auto", "always", "never" }:argname "WHEN":default "auto":show_default(false)
    :description "Colour: auto (the default; honours NO_COLOR), always, never."
end

function tools.format_option(parser, text)
  parser:option "--format":choices { "text", "json" }:argname "FORMAT":default "text":show_default(false)
    :description("text: " .. text .. " (the default); json: one JSON object.")
end

--- Options for factbox.reader from the command's.
function tools.reader_options(options)
  return { rules = #options.rules > 0 and options.rules or nil, rules_only = options.rules_only }
end

--- Opens a reader, and says which rule files were left out. @return reader; or nil, after saying why
function tools.reader(options)
  local ok, reader = pcall(require "factbox".reader, tools.reader_options(options))
  if not ok then
    tools.complain((tostring(reader):gsub("^factbox: ", "")))
    return nil
  end
  for _, e in ipairs(reader.errors) do
    if not e.warning then tools.complain(tools.path(e.file), ":", e.line and e.line .. ":" or "", " ", e.message) end
  end
  return reader
end

--- Longest text that the core reads, in bytes, and how much of a file is read at a time.
local MOST, BLOCK = (1 << 31) - 2, 1 << 24

--- What is left of an open file; nil and why for one that is larger than the core reads, without reading all of it.
function tools.read_all(file)
  local at = file:seek() -- nil for a pipe
  local size = at and file:seek "end"
  if size then file:seek("set", at) end
  if size and size - at > MOST and size < math.maxinteger then return nil, "larger than 2 GB" end
  if size then return file:read "a" end -- nil for a folder
  local blocks, n = {}, 0
  while true do
    local block, why = file:read(BLOCK)
    if not block then return not why and table.concat(blocks) or nil, why end
    blocks[#blocks + 1], n = block, n + #block
    if n > MOST then return nil, "larger than 2 GB" end
  end
end

--- Reads a whole file, "-" for standard input. @return text; or nil and why
function tools.read_file(name)
  local file, why = io.stdin, nil
  if name ~= "-" then file, why = io.open(name, "rb") end
  if not file then return nil, why end
  local text, reason = tools.read_all(file)
  if name ~= "-" then file:close() end
  if not text then return nil, name .. ": " .. reason end
  return text
end

local STYLES = {
  bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34", magenta = "35", cyan = "36",
}

--- A function that colours text by style's name, or leaves it as it is.
-- @param when "auto", "always" or "never"
function tools.painter(when)
  if not terminal.color(when) then return function(_, s) return s end end
  return function(style, s)
    return "\27[" .. STYLES[style] .. "m" .. s .. "\27[0m"
  end
end

--- Line and column (1-based; columns count code points) of a byte of a text.
function tools.line_column(text, byte)
  local line, from = 1, 1
  while true do
    local stop = text:find("\n", from, true)
    if not stop or stop >= byte then break end
    line, from = line + 1, stop + 1
  end
  local _, marks = text:sub(from, byte - 1):gsub("[^\128-\191]", "")
  return line, marks + 1
end

--- A path without "./" and "x/..".
function tools.path(s)
  s = s:gsub("^%./", "")
  while true do
    local from, to = s:find("%f[^/\0][^/]+/%.%./")
    if not from or s:sub(from, from + 2) == "../" then return s end
    s = s:sub(1, from - 1) .. s:sub(to + 1)
  end
end

--- Runs of white space as one space, cut to `width` columns.
function tools.one_line(s, width)
  return tools.cut((s:gsub("%s+", " ")), width)
end

--- Text for one line of a terminal: control characters as spaces, cut to `width` columns.
function tools.cut(s, width)
  s = s:gsub("[%z\1-\31\127]", " "):gsub("\194[\128-\159]", " ")
  if not width or core.width(s) <= width then return s end
  while s ~= "" and core.width(s) > width - 1 do s = s:gsub("[%z\1-\127\194-\244][\128-\191]*$", "") end
  return s .. "…"
end

--- "3 rules", "1 rule".
function tools.count(n, singular, plural)
  local digits = tostring(n):reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  return digits .. " " .. (n == 1 and singular or plural or singular .. "s")
end

return tools
