--- For the specs of commands: a folder of their own, and the command run in it as a user does.

local lfs = require "lfs"

local shell = {}

local LUA = "lua" .. _VERSION:match "%d%.%d"
local ROOT = lfs.currentdir()

local function quoted(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

--- Makes the folder. To be called before each test; `leave` after it.
function shell.enter()
  shell.dir = os.tmpname()
  os.remove(shell.dir)
  assert(lfs.mkdir(shell.dir))
end

function shell.leave()
  os.execute("rm -r " .. quoted(shell.dir))
end

local function slurp(path)
  local file = assert(io.open(path, "rb"))
  local s = file:read "a"
  file:close()
  return s
end

--- Writes a file, with the folders that it needs.
function shell.file(name, content)
  local at = shell.dir
  for folder in name:gmatch "([^/]+)/" do
    at = at .. "/" .. folder
    lfs.mkdir(at)
  end
  local f = assert(io.open(shell.dir .. "/" .. name, "wb"))
  f:write(content)
  f:close()
end

--- Runs a shell script in the folder; $FACTBOX is the command. Returns status, output, errors.
function shell.run(script)
  local command = ("cd %s && { FACTBOX=%s; unset FACTBOX_RULES; %s; } >out 2>err"):format(quoted(shell.dir),
    quoted(LUA .. " " .. ROOT .. "/lua/bin/factbox"), script)
  local _, _, status = os.execute(command)
  return status, slurp(shell.dir .. "/out"), slurp(shell.dir .. "/err")
end

--- Runs the command with these arguments.
function shell.factbox(args)
  return shell.run("$FACTBOX " .. args .. " </dev/null")
end

--- A small language in the folder "small/en", for tests that do not want the shipped rules.
function shell.small(rules, lists)
  shell.file("small/en/init.lua", [[return { language = "en", captures = { "role" }, kinds = {},
    phases = { { name = "things", policy = "longest" }, { name = "later", policy = "longest" } } }]])
  local index = { "return {" }
  for name, content in pairs(lists or {}) do
    index[#index + 1] = ('  %s = { file = "%s.txt", mode = "folded" },'):format(name, name)
    shell.file("small/en/lists/" .. name .. ".txt", content)
  end
  index[#index + 1] = "}\n"
  shell.file("small/en/lists/index.lua", table.concat(index, "\n"))
  shell.file("small/en/things/thing.lua", rules)
end

return shell
