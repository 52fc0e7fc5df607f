--- `factbox watch`: reads texts again whenever a rule, a list or a text is saved, and shows what changed for it.
--
-- Files are looked at five times a second. A file's time has whole seconds only, so one that was saved just now is also
-- compared by its content, and a folder by its names. Editors that write a new file and rename it are no different: the
-- path is what is watched.
--
-- @module factbox.command.watch

local core = require "factbox.core"
local describe = require "factbox.describe"
local lfs = require "lfs"
local terminal = require "factbox.command.terminal"
local tools = require "factbox.command.tools"

local command = {}

command.summary = "Read again whenever a rule, a list or the text is saved, and show what changed."

local EXAMPLES = [[
Examples:
   factbox watch article.txt
        edit rules or the article in another window; Ctrl-C ends
   factbox watch --rules my-rules articles/*.txt
        what a rule of your own does to several articles

What is shown after each save:
   +   a mention, quote or figure that was not there before
   -   one that is gone
   ~   one that is read otherwise now, with what it was
A rule file that does not load is shown with its line; the old rules go on until
it is mended.

Exit status: 0 ended by Ctrl-C or --once, 2 wrong usage or rules that do not load.]]

--- Milliseconds between two looks at the files.
local PAUSE = 200
--- Seconds after which a file's time alone tells that it is unchanged.
local FRESH = 3

--- Declares arguments and options.
function command.define(parser)
  parser:epilog(EXAMPLES)
  parser:argument "FILE":args "+":description "Texts to read."
  parser:flag "--once":description "End after the first change."
  tools.date_option(parser)
  tools.rules_options(parser)
  tools.color_option(parser)
end

function command.check(options)
  for _, name in ipairs(options.FILE) do
    if name == "-" then return "standard input cannot be watched" end
  end
  if options.rules_only and #options.rules == 0 then return "--rules-only needs --rules DIR" end
  return nil
end

-----------------------------------------------------------------------------------------------------------------------
-- What is on the disk
-----------------------------------------------------------------------------------------------------------------------

--- What tells whether a file or folder is still the same: its state, and for a while a digest of what is in it; nil where
-- there is none.
local function state_of(path, now)
  local a = lfs.attributes(path)
  if not a then return nil end
  local state = ("%s %d %d %d"):format(a.mode, a.ino, a.modification, a.size)
  if now - a.modification >= FRESH then return state end
  if a.mode == "directory" then
    local names = {}
    for name in lfs.dir(path) do names[#names + 1] = name end
    table.sort(names)
    return state, core.digest(names)
  end
  local text = tools.read_file(path)
  return state, text and core.digest { text }
end

--- All that a reader's rules depend on: its files, the folders in which a new one may appear, and what stands there
-- already without being loaded (a file that was broken from the start).
local function rule_paths(program)
  local list, seen = {}, {}
  local function add(path)
    if not seen[path] then list[#list + 1] = path end
    seen[path] = true
  end
  local function folder(path)
    add(path)
    if lfs.attributes(path, "mode") ~= "directory" then return end
    for name in lfs.dir(path) do
      if name:find "^[^.].*%.lua$" or name:find "^[^.].*%.txt$" then add(path .. "/" .. name) end
    end
  end
  for _, path in ipairs(program.files) do add(path) end
  for _, layer in ipairs(program.layers) do
    folder(layer)
    folder(layer .. "/lists")
    for _, p in ipairs(program.phases) do
      if p.name then folder(layer .. "/" .. p.name) end
    end
  end
  return list
end

--- What files looked like. `states:look(paths)` gives those that are not as they were when they were looked at last; a
-- path that was not looked at before has not changed.
local function new_states()
  local states, digests = {}, {}
  local self = {}
  function self.look(_, paths)
    local now, list = os.time(), {}
    for _, path in ipairs(paths) do
      local state, digest = state_of(path, now)
      state = state or "absent"
      if states[path] and (state ~= states[path] or digest and digests[path] and digest ~= digests[path]) then
        list[#list + 1] = path
      end
      states[path] = state
      digests[path] = digest or digests[path]
    end
    return list
  end
  return self
end

-----------------------------------------------------------------------------------------------------------------------
-- What is shown
-----------------------------------------------------------------------------------------------------------------------

local MARK = { added = "+", removed = "-", changed = "~" }
local COLOUR = { added = "green", removed = "red", changed = "yellow" }

local function shown_value(name, value)
  if value == nil then return "none" end
  if name == "rule" or name == "type" or name == "kind" then return tostring(value) end
  return describe.literal(type(value) == "string" and tools.one_line(value, 60) or value)
end

local function print_change(c, text, paint)
  local line, column = 1, 1
  if c.first and c.change ~= "removed" then line, column = tools.line_column(text, c.first) end
  local about = {}
  if c.change == "changed" then
    for _, f in ipairs(c.fields) do
      about[#about + 1] = ("%s %s → %s"):format(f.name, shown_value(f.name, f.was), shown_value(f.name, f.now))
    end
    if c.was and c.was ~= c.text then table.insert(about, 1, "was <" .. tools.one_line(c.was, 60) .. ">") end
  else
    for _, name in ipairs { "name", "speaker", "value", "unit", "timex" } do
      if c.about[name] ~= nil then about[#about + 1] = name .. " = " .. shown_value(name, c.about[name]) end
    end
    if c.about.rule then about[#about + 1] = "by " .. c.about.rule end
  end
  local kind = c.about.kind or c.about.type or ""
  print(("  %s %s %s %s  %s%s"):format(paint(COLOUR[c.change], MARK[c.change]), c.what, kind,
    paint("bold", "<" .. tools.one_line(c.text or "", 60) .. ">"), table.concat(about, ", "),
    c.change ~= "removed" and paint("dim", ("  %d:%d"):format(line, column)) or ""))
end

local function counts(report)
  return ("%s, %s, %s"):format(tools.count(#report.entities, "entity", "entities"), tools.count(#report.quotes, "quote"),
    tools.count(#report.figures, "figure"))
end

--- Prints why rules do not load, with the line where there is one.
local function print_problem(message, paint)
  local file, line, rest = message:match "^(.-):(%d+): (.*)$"
  if not file then
    print("  " .. paint("red", "error") .. ": " .. message)
    return
  end
  print(("  %s: %s: %s"):format(paint("bold", tools.path(file) .. ":" .. line), paint("red", "error"), rest))
  local n = 0
  for source in ((tools.read_file(file) or "") .. "\n"):gmatch "([^\n]*)\n" do
    n = n + 1
    if n == tonumber(line) then
      print(paint("blue", ("%5d | "):format(n)) .. tools.cut(source, 100))
      break
    end
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- The loop
-----------------------------------------------------------------------------------------------------------------------

--- Reads one text. @return { text=, report= }; or nil after saying why
local function read(reader, name, options)
  local text, why = tools.read_file(name)
  if not text then
    tools.complain(why)
    return nil
  end
  local ok, report = pcall(reader.read, reader, text, { id = name, date = options.date })
  if not ok then
    tools.complain(name, ": ", tostring(report))
    return nil
  end
  return { text = text, report = report }
end

local function watch(reader, options)
  local changes = require "factbox.changes"
  local paint = tools.painter(options.color)
  local is_text, boxes, trouble = {}, {}, nil
  for _, name in ipairs(options.FILE) do
    is_text[name] = true
    boxes[name] = read(reader, name, options)
    if boxes[name] then print(("%s: %s"):format(paint("bold", name), counts(boxes[name].report))) end
  end
  local states, watched = new_states(), nil
  local function set_out()
    watched = rule_paths(reader.program)
    for _, name in ipairs(options.FILE) do watched[#watched + 1] = name end
    states:look(watched)
  end
  set_out()
  print(paint("dim", ("watching %s and %s of rules and lists; Ctrl-C ends"):format(tools.count(#options.FILE, "text"),
    tools.count(#reader.program.files, "file"))))
  io.stdout:flush()

  while true do
    core.sleep(PAUSE)
    local paths = states:look(watched)
    if #paths > 0 then
      local rules_saved, names = false, {}
      for _, path in ipairs(paths) do
        rules_saved = rules_saved or not is_text[path]
        if lfs.attributes(path, "mode") ~= "directory" then names[#names + 1] = tools.path(path) end
      end
      if #names == 0 then names[1] = "a folder of rules" end
      print(("\n%s %s"):format(paint("dim", os.date "%H:%M:%S"), paint("cyan", table.concat(names, ", "))))
      local loaded, why = true, nil
      if rules_saved then loaded, why = reader:reload() end
      if not loaded then
        print_problem(why, paint)
        print "  the rules from before go on"
        trouble = why
      else
        if rules_saved and trouble then
          print(paint("green", "  the rules load again"))
          trouble = nil
        end
      end
      if rules_saved then set_out() end -- there may be other files now
      for _, name in ipairs(options.FILE) do
        local old = boxes[name]
        local saved = rules_saved and loaded
        for _, path in ipairs(paths) do saved = saved or path == name end
        local new = saved and read(reader, name, options)
        if new then
          boxes[name] = new
          local rows = old and changes.between(old.report, new.report, old.text == new.text) or {}
          if #rows > 0 or not old or #options.FILE == 1 then
            print(("%s: %s%s"):format(paint("bold", name), counts(new.report), #rows == 0 and old and ", no change" or ""))
          end
          for _, c in ipairs(rows) do print_change(c, new.text, paint) end
        end
      end
      io.stdout:flush()
      if options.once then return end
    end
  end
end

--- Runs the command. @treturn integer exit status
function command.run(options)
  local reader = tools.reader(options)
  if not reader then return 2 end
  local ok, why = pcall(watch, reader, options)
  if not ok and not tostring(why):find("interrupted!", 1, true) then error(why, 0) end
  if terminal.color(options.color) then io.stdout:write "\27[0m" end
  return 0
end

return command
