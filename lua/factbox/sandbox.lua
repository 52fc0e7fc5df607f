--- Runs the code of rule files: with the vocabulary of patterns and nothing else, for a bounded number of steps, a
-- bounded time and in bounded memory.
--
-- Rule files come from colleagues and from the net, and run inside the journalist's own process (pandoc, a
-- server). So they see no io, os, require, load, debug, pcall, coroutine, setmetatable; the methods of
-- strings are the bounded ones below for as long as they run (one `find` can spend a minute inside C, where no
-- hook fires); and a guard (csrc/lua/lua_sandbox.c) with a count hook and an allocator before the host's stops them when
-- they want too much. Hook, allocator and string methods are put back afterwards, a host's own hook included.
-- @module factbox.sandbox

local core = require "factbox.core"
local debug, string, table, math = debug, string, table, math
local error, load, select, type, pairs, tostring = error, load, select, type, pairs, tostring
local clock, sub = os.clock, string.sub

local sandbox = {}

--- What loading one file may take, and what one action may take: VM instructions, seconds of processor time, and bytes
-- allocated in all, garbage included.
local LOAD_STEPS, LOAD_SECONDS, LOAD_BYTES = 20000000, 5, 64 << 20
local ACTION_STEPS, ACTION_SECONDS, ACTION_BYTES = 200000, 1, 4 << 20
--- The same for all the files of a set of rules together.
local SET_SECONDS, SET_BYTES = 30, 512 << 20
--- Longest rule file, how much of it Lua's parser gets at a time, and for how long.
local MAX_SOURCE, PIECE, PARSE_SECONDS = 4 << 20, 1024, 2
--- Longest string that rep and concat may build; most values that byte and unpack may give.
local MAX_REP, MAX_VALUES = 65536, 250

local function few(i, j, level)
  if j - i >= MAX_VALUES then error("more than " .. MAX_VALUES .. " values at once", level + 1) end
end

local safe_string = {
  char = string.char, len = string.len, lower = string.lower, reverse = string.reverse,
  sub = string.sub, upper = string.upper,
  byte = function(s, i, j)
    i = i or 1
    j = j or i
    if type(s) ~= "string" or math.type(i) ~= "integer" or math.type(j) ~= "integer" then
      error("byte needs a string and whole numbers", 2)
    end
    local n = #s
    if i < 0 then i = n + i + 1 end
    if j < 0 then j = n + j + 1 end
    i, j = math.max(i, 1), math.min(j, n)
    few(i, j, 2)
    return string.byte(s, i, j)
  end,
  rep = function(s, n, sep)
    if type(s) ~= "string" and type(s) ~= "number" or type(n) ~= "number" then error("rep needs a string and a number", 2) end
    s, sep = tostring(s), tostring(sep or "")
    if n > MAX_REP or (#s + #sep) * n > MAX_REP then error("rep: the string would be too long", 2) end
    return string.rep(s, n, sep)
  end,
}

-- What moves or compares many elements is written in Lua, where the guard sees it.

local function insert(t, ...)
  local n = #t
  if select("#", ...) == 1 then
    t[n + 1] = ...
    return
  end
  local at, value = ...
  if math.type(at) ~= "integer" or at < 1 or at > n + 1 then error("insert: position out of bounds", 2) end
  for k = n, at, -1 do t[k + 1] = t[k] end
  t[at] = value
end

local function remove(t, at)
  local n = #t
  if at == nil then at = n end
  if math.type(at) ~= "integer" or n + 1 ~= at and n > 0 and (at < 1 or at > n + 1) then
    error("remove: position out of bounds", 2)
  end
  local value = t[at]
  for k = at, n - 1 do t[k] = t[k + 1] end
  if at <= n then t[n] = nil end
  return value
end

--- Heap sort; the order of equal elements is not kept, as in table.sort.
local function sort(t, less)
  less = less or function(a, b) return a < b end
  local n = #t
  local function sift(root, last)
    local x = t[root]
    while root * 2 <= last do
      local child = root * 2
      if child < last and less(t[child], t[child + 1]) then child = child + 1 end
      if not less(x, t[child]) then break end
      t[root] = t[child]
      root = child
    end
    t[root] = x
  end
  for root = n // 2, 1, -1 do sift(root, n) end
  for last = n, 2, -1 do
    t[1], t[last] = t[last], t[1]
    sift(1, last - 1)
  end
end

local safe_table = {
  insert = insert, remove = remove, sort = sort, pack = table.pack,
  unpack = function(t, i, j)
    i = i or 1
    j = j or #t
    if math.type(i) ~= "integer" or math.type(j) ~= "integer" then error("unpack needs whole numbers", 2) end
    if i <= j and (j - i < 0 or j - i >= MAX_VALUES) then few(1, MAX_VALUES + 1, 2) end
    return table.unpack(t, i, j)
  end,
  concat = function(t, sep, i, j)
    local parts, n = {}, 0
    sep, i, j = tostring(sep or ""), i or 1, j or #t
    for k = i, j do
      local part = t[k]
      if type(part) ~= "string" and type(part) ~= "number" then error("concat: element " .. tostring(k) .. " is no string", 2) end
      parts[#parts + 1] = part
      n = n + #tostring(part) + #sep
      if n > MAX_REP then error("concat: the string would be too long", 2) end
    end
    return table.concat(parts, sep)
  end,
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

local guard = core.guard(debug.getmetatable(""), safe_string)

--- Makes a function of the engine that rule files may call: it runs with the real string methods. Those of the
-- sandbox are back after an error, too (a rule's code can have taken all its steps or memory): the next action must
-- not find the others.
function sandbox.trusted(f)
  return function(...) return guard:outside(f, ...) end
end

--- What an error says, where rule code raised it: any value, perhaps one that holds the machine's addresses.
-- @param file  the path that stands before messages of the file
local function said(err, name, file)
  if type(err) == "number" then err = tostring(err) end
  if type(err) ~= "string" then return file .. ":1: error (a " .. type(err) .. " value)" end
  if err == "not enough memory" then return file .. ":1: too much memory" end
  -- chunks have the file's own name, since Lua cuts long ones: the folder comes back here
  if err:sub(1, #name + 1) == name .. ":" then return file .. err:sub(#name + 1) end
  return err
end

--- A file's name as Lua's messages have it.
local function chunk_name(file) return sub(string.match(file or "", "[^/]*$"), -50) end

--- The source in pieces, each taken from the time that there is: what Lua's parser does is not seen by the hook, and
-- a chain of 200,000 `or` takes it a minute.
local function pieces(source)
  local at, deadline = 1, clock() + PARSE_SECONDS
  return function()
    if clock() > deadline then error("took too long", 0) end
    local piece = sub(source, at, at + PIECE - 1)
    at = at + PIECE
    return piece
  end
end

--- What the files of one set of rules may take together: for sandbox.run.
function sandbox.purse() return { seconds = SET_SECONDS, bytes = SET_BYTES } end

--- Loads and runs a rule file.
-- @param source its text   @param file its path, for messages   @param env its global names
-- @param purse  what is left for its set of rules, or nil
-- @return true and what the file returned; or nil and a message "path:line: reason"
function sandbox.run(source, file, env, purse)
  if source:byte(1) == 27 then return nil, file .. ":1: bytecode is not accepted" end
  if #source > MAX_SOURCE then return nil, file .. ":1: the file is larger than 4 MB" end
  purse = purse or sandbox.purse()
  if purse.seconds <= 0 or purse.bytes <= 0 then
    return nil, file .. ":1: the files before it took all the time or memory that rules may take"
  end
  local name, started, before = chunk_name(file), clock(), guard:total()
  local function pay()
    purse.seconds, purse.bytes = purse.seconds - (clock() - started), purse.bytes - (guard:total() - before)
  end
  local done, chunk, why = guard:run(LOAD_STEPS, LOAD_SECONDS, LOAD_BYTES, load, pieces(source), "@" .. name, "t", env)
  if not done then chunk, why = nil, chunk end
  if why == "took too long" then why = file .. ":1: took too long" end
  if not chunk then
    pay()
    return nil, said(why, name, file)
  end
  local ok, result = guard:run(LOAD_STEPS, LOAD_SECONDS, LOAD_BYTES, chunk)
  pay()
  if not ok then return nil, said(result, name, file) end
  return true, result
end

--- The results of a pcall; raises its error.
local function passed(ok, ...)
  if not ok then error((...), 0) end
  return ...
end

--- Runs `work()` (the engine's own code, which calls rule functions through sandbox.action) with the sandbox up.
-- One entry for all the actions of a phase: an action then costs a pcall and little more.
-- Errors of `work` pass through.
function sandbox.phase(work, ...)
  return passed(guard:run(nil, nil, nil, work, ...))
end

--- Calls a rule's own function inside sandbox.phase. Gives pcall's results.
function sandbox.action(f, m)
  return guard:call(ACTION_STEPS, ACTION_SECONDS, ACTION_BYTES, f, m)
end

--- After so many bytes that actions allocated the engine looks what they keep, and so much may one of them keep.
local HEAVY, MOST_KEPT = 64 << 20, 16 << 20

--- Have actions allocated so much since the last time that it said so, that what they keep should be looked at?
function sandbox.heavy() return guard:spent(HEAVY) end

--- Does a function of rule code keep too much in its upvalues (its file's variables are one of them)?
function sandbox.hoards(f)
  local seen, queue, size = { [f] = true }, { f }, 0
  local function add(x)
    local t = type(x)
    if t == "string" then
      if #x > 40 and not seen[x] then
        seen[x] = true
        size = size + #x
      end
    elseif (t == "table" or t == "function") and not seen[x] then
      seen[x] = true
      queue[#queue + 1] = x
    end
  end
  while #queue > 0 and size <= MOST_KEPT do
    local x = table.remove(queue)
    if type(x) == "table" then
      for k, v in next, x do
        size = size + 32
        add(k)
        add(v)
        if size > MOST_KEPT then break end
      end
    elseif not debug.getinfo(x, "S").source:find "[/\\]" then -- a rule file's; the engine's have their folder
      for i = 1, 255 do
        local name, v = debug.getupvalue(x, i)
        if not name then break end
        add(v)
      end
    end
  end
  return size > MOST_KEPT
end

--- The error that an action raised, as a message.
-- @param file  where the rule stands
function sandbox.message(err, file)
  if type(err) == "number" then err = tostring(err) end
  if type(err) ~= "string" then return "error (a " .. type(err) .. " value)" end
  local name = chunk_name(file)
  return sub(err, 1, #name + 1) == name .. ":" and file .. sub(err, #name + 1) or err
end

return sandbox
