--- `factbox check`: are the rules well, as a compiler would say it.
--
-- The work is done by factbox.check; here are the command line, the layers that paths stand for, and the two outputs.
--
-- @module factbox.command.check

local core = require "factbox.core"
local encode = require "factbox.command.encode"
local lfs = require "lfs"
local tools = require "factbox.command.tools"

local command = {}

command.summary = "Check rules and word lists, and run the rules' examples."

local EXAMPLES = [[
Examples:
   factbox check
        all rules that `factbox read` would use
   factbox check my-rules
        rules and lists of your own, over the installed ones
   factbox check my-rules/en/names/club.lua
        only what is wrong in this file
   factbox check --format json my-rules | jq '.problems[] | .message'
        for a program
   factbox check --strict my-rules || exit 1
        in CI, with warnings as errors

What is looked at: files that do not load; examples that do not hold; rules
without a `yes` and a `no` example; rules that are tried at every token;
alternatives that an earlier one always hides; found "x" that no earlier
phase gives; attributes that nothing gives; names that clash; entries that
stand twice in a list; lists that nobody asks for.

Exit status: 0 all well (or only warnings), 1 errors, 2 wrong usage or no rules.]]

--- Declares arguments and options.
function command.define(parser)
  parser:epilog(EXAMPLES)
  parser:argument "PATH":args "*"
    :description "Folders of rules, or files in them; all rules in use when there are none."
  tools.format_option(parser, "problems with their lines")
  tools.rules_options(parser)
  parser:option "--language":argname "CODE":default "en":show_default(false):description "Language of the rules (en)."
  parser:flag "--strict":description "Warnings count as errors."
  parser:flag "--quiet":description "Errors and the last line only."
  tools.color_option(parser)
end

function command.check(options)
  if options.rules_only and #options.rules + #options.PATH == 0 then return "--rules-only needs PATH or --rules DIR" end
  return nil
end

local function mode(path)
  return lfs.attributes(path, "mode")
end

--- The folder of rules that a path lies in: it holds the language's folder, or is one.
local function layer_of(path, language)
  local at = path
  while at do
    if mode(at .. "/" .. language) == "directory" or mode(at .. "/init.lua") == "file" then return at end
    if at == "." or at == "/" then break end
    at = at:match "^(.+)/[^/]*$" or at:find "^/" and "/" or "."
  end
  return mode(path) == "directory" and path or path:match "^(.+)/[^/]*/[^/]*$" or "."
end

local LABEL = { error = "red", warning = "yellow" }

--- Prints one problem, its line and a pointer under what it is about.
local function print_problem(p, paint)
  local place = tools.path(p.file) .. (p.line and ":" .. p.line or "") .. (p.column and ":" .. p.column or "")
  print(("%s: %s: %s%s %s"):format(paint("bold", place), paint(LABEL[p.severity], p.severity),
    p.rule and paint("bold", p.rule) .. ": " or "", p.message, paint("dim", "[" .. p.code .. "]")))
  if not p.source or not p.column then return end
  -- long lines are shown around the place
  local width, before = 100, p.source:sub(1, p.column - 1)
  local from, lead = 1, ""
  if core.width(before) > 60 then
    from, lead = before:find("%f[%S]%S*$", #before - 40) or p.column, "…"
  end
  local shown = lead .. tools.cut(p.source:sub(from), width)
  local number = ("%5d"):format(p.line)
  local column = core.width(lead .. p.source:sub(from, p.column - 1):gsub("\t", " "))
  local under = core.width((p.source:sub(p.column, p.column + (p.width or 1) - 1)))
  under = math.max(1, math.min(under, core.width(shown) - column))
  print(paint("blue", number .. " | ") .. shown)
  print(paint("blue", "      | ") .. (" "):rep(column) .. paint("green", ("^"):rep(under)))
end

local function print_text(result, counts, options)
  local paint = tools.painter(options.color)
  local file
  for _, p in ipairs(result.problems) do
    if p.severity == "error" or not options.quiet then
      if file and file ~= p.file then print() end
      file = p.file
      print_problem(p, paint)
    end
  end
  if file then print() end
  local verdict = counts.errors > 0 and paint("red", tools.count(counts.errors, "error")) or paint("green", "no errors")
  print(("%s, %s · %s hold, %d fail%s · %s, %s, %s · %.1f s"):format(
    verdict, counts.warnings > 0 and paint("yellow", tools.count(counts.warnings, "warning")) or "no warnings",
    tools.count(result.passed, "example"), result.failed + result.others,
    result.others > 0 and (" (%d of them elsewhere: run without PATH)"):format(result.others) or "",
    tools.count(result.rules, "rule"), tools.count(result.lists, "list"), tools.count(result.entries, "entry", "entries"),
    os.clock() - options.started))
end

local function print_json(result, counts)
  local problems = {}
  for i, p in ipairs(result.problems) do
    problems[i] = { severity = p.severity, code = p.code, file = tools.path(p.file), line = p.line, column = p.column, width = p.width,
      rule = p.rule, message = p.message, example = p.example }
  end
  print(encode {
    problems = problems,
    summary = { errors = counts.errors, warnings = counts.warnings, passed = result.passed, failed = result.failed,
      failed_elsewhere = result.others, rules = result.rules, lists = result.lists, entries = result.entries },
  })
end

--- Runs the command. @treturn integer exit status
function command.run(options)
  options.started = os.clock()
  local given, prefixes = {}, {}
  for _, path in ipairs(options.PATH) do
    if not mode(path) then
      tools.complain(path, ": no such file or folder")
      return 2
    end
    path = #path > 1 and path:gsub("/+$", "") or path
    prefixes[#prefixes + 1] = path
    given[#given + 1] = layer_of(path, options.language)
  end
  for _, dir in ipairs(options.rules) do given[#given + 1] = dir end
  local wanted
  if #prefixes > 0 then
    wanted = function(path)
      for _, p in ipairs(prefixes) do
        if path == p or path:sub(1, #p + 1) == p .. "/" or p == "." then return true end
      end
      return false
    end
  end
  local result, why = require "factbox.check".all { -- needed here only: `factbox read` starts without it
    rules = #given > 0 and given or nil, rules_only = options.rules_only, language = options.language, wanted = wanted,
  }
  if not result then
    tools.complain(why)
    return 2
  end
  local counts = { errors = 0, warnings = 0 }
  for _, p in ipairs(result.problems) do
    local key = p.severity == "error" and "errors" or "warnings"
    counts[key] = counts[key] + 1
  end
  if options.format == "json" then print_json(result, counts) else print_text(result, counts, options) end
  return (counts.errors > 0 or options.strict and counts.warnings > 0) and 1 or 0
end

return command
