--- Runs the code of rule files: with the vocabulary of patterns and nothing else, for a bounded number of steps.
--
-- Rule files come from colleagues and from the net, and run inside the journalist's own process (pandoc, a
-- server). So they see no io, os, require, load, debug, pcall, coroutine, setmetatable; the methods of
-- strings are the bounded ones below for as long as they run (one `find` can spend a minute inside C, where no
-- hook fires); and a count hook stops them when they run too long. Hook and string methods are put back
-- afterwards, a host's own hook included.
-- @module factbox.sandbox

local debug, string, table, math = debug, string, table, math
local pcall, error, load, select, type, pairs = pcall, error, load, select, type, pairs

local sandbox = {}

--- VM instructions that loading one file may take, and that one action may take.
local LOAD_STEPS, ACTION_STEPS = 20000000, 200000
--- Longest string that rep may build.
local MAX_REP = 65536

local safe_string = {
  byte = string.byte, char = string.char, len = string.len, lower = string.lower, reverse = string.reverse,
  sub = string.sub, upper = string.upper,
  rep = function(s, n, sep)
    s, sep = tostring(s), sep or ""
    if type(n) ~= "number" then error("rep needs a number", 2) end
    if n > 0 and (#s + #sep) * n > MAX_REP then error("rep: the string would be too long", 2) end
    return string.rep(s, n, sep)
  end,
}

local safe_table = {
  insert = table.insert, remove = table.remove, unpack = table.unpack, pack = table.pack,
  concat = function(t, sep, i, j)
    local n = 0
    for k = i or 1, j or #t do
      n = n + #tostring(t[k]) + #(sep or "")
      if n > MAX_REP then error("concat: the string would be too long", 2) end
    end
    return table.concat(t, sep, i, j)
  end,
  sort = table.sort,
}

local function copy(t)
  local c = {}
  for k, v in pairs(t) do c[k] = v end
  return c
end

--- The global names of a rule file, without the vocabulary.
-- @return table a fresh one: what a file does to it stays there
function sandbox.environment()
  return {
    assert = assert, error = error, ipairs = ipairs, next = next, pairs = pairs, select = select,
    tonumber = tonumber, tostring = tostring, type = type,
    string = copy(safe_string), table = copy(safe_table),
    math = { abs = math.abs, ceil = math.ceil, floor = math.floor, huge = math.huge, max = math.max, min = math.min,
      tointeger = math.tointeger, type = math.type },
  }
end

local string_meta = debug.getmetatable("")
local active = 0 -- sandboxed calls under way: they nest when a rule file's function calls another's
local serial, fired = 0, -1

--- A count hook that fires every half budget: a call that lives through two of them has had enough.
local function out_of_steps()
  if fired == serial then
    fired = -1
    error("too many steps", 2)
  end
  fired = serial
end

local saved_hook, saved_mask, saved_count, saved_index

local function enter(steps)
  active = active + 1
  if active > 1 then return end
  saved_hook, saved_mask, saved_count = debug.gethook()
  saved_index = string_meta.__index
  string_meta.__index = safe_string
  debug.sethook(out_of_steps, "", steps // 2)
end

local function leave(...)
  active = active - 1
  if active == 0 then
    if saved_hook then debug.sethook(saved_hook, saved_mask, saved_count) else debug.sethook() end
    string_meta.__index = saved_index
    saved_hook, saved_index = nil, nil
  end
  return ...
end

--- Makes a function of the engine that rule files may call: it runs with the real string methods.
function sandbox.trusted(f)
  local function back(...)
    string_meta.__index = safe_string
    return ...
  end
  return function(...)
    if active == 0 then return f(...) end
    string_meta.__index = saved_index
    return back(f(...))
  end
end

--- Calls f(...) in the sandbox. Gives pcall's results.
local function guarded(steps, f, ...)
  enter(steps)
  serial = serial + 1
  return leave(pcall(f, ...))
end

--- Loads and runs a rule file.
-- @param source its text   @param name its path, for messages   @param env its global names
-- @return true and what the file returned; or nil and a message "path:line: reason"
function sandbox.run(source, name, env)
  if source:byte(1) == 27 then return nil, name .. ":1: bytecode is not accepted" end
  local chunk, why = load(source, "@" .. name, "t", env)
  if not chunk then return nil, why end
  local ok, result = guarded(LOAD_STEPS, chunk)
  if not ok then
    return nil, type(result) == "string" and result or name .. ":1: error " .. tostring(result)
  end
  return true, result
end

--- Runs `work()` (the engine's own code, which calls rule functions through sandbox.action) with the sandbox up.
-- One entry for all the actions of a phase: an action then costs a pcall and nothing more.
-- Errors of `work` pass through.
function sandbox.phase(work, ...)
  enter(ACTION_STEPS)
  local function finish(ok, ...)
    leave()
    if not ok then error((...), 0) end
    return ...
  end
  return finish(pcall(work, ...))
end

--- Calls a rule's own function inside sandbox.phase. Gives pcall's results.
function sandbox.action(f, m)
  serial = serial + 1
  return pcall(f, m)
end

return sandbox
