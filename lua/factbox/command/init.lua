--- The command line: finds the subcommand, parses its options, gives its exit status.
--
-- A subcommand is one file in this folder, named in the list below, that returns a table:
--
--     summary   what `factbox --help` says of it
--     define    function(parser): its arguments and options (argparse)
--     check     optional function(options) -> what is wrong with them together, or nil
--     run       function(options) -> exit status
--
-- Exit status everywhere: 0 all well, 1 some documents failed, 2 wrong usage or rules that do not load.
--
-- @module factbox.command

local argparse = require "argparse"

local command = {}

--- The subcommands, in the order in which help shows them.
local NAMES = { "read", "check", "explain", "watch", "score" }

local EPILOG = [[
Try it:
   factbox read article.txt
   factbox read --help                 more examples

Exit status: 0 all well, 1 some documents failed, 2 wrong usage.]]

--- Says what is wrong with the command line, on standard error.
local function usage_error(message, name)
  io.stderr:write("factbox: ", (message:gsub("\n", ". ")), "\n")
  io.stderr:write("Try: factbox ", name and name .. " " or "", "--help\n")
  return 2
end

--- Runs the command line.
-- @tparam {string,...} args as in `arg`
-- @treturn integer exit status
function command.main(args)
  local parser = argparse("factbox")
    :description "Reads a news article and prints its fact box: who, what was said, how many, how much, when."
    :epilog(EPILOG)
    :command_target "command"
    :require_command(false)
    :help_max_width(80)
  parser:flag "--version":description "Show the version and exit."
  local subcommands = {}
  for _, name in ipairs(NAMES) do
    local subcommand = require("factbox.command." .. name)
    subcommands[name] = subcommand
    local sub = parser:command(name):summary(subcommand.summary):description(subcommand.summary)
    sub:help_max_width(80):help_description_margin(22):usage_max_width(80)
    subcommand.define(sub)
  end

  local ok, options = parser:pparse(args)
  if not ok then
    local first = args[1]
    if first and not subcommands[first] and not first:find "^%-" then
      local file = io.open(first)
      if file then
        file:close()
        return usage_error(("'%s' is a file; to read it: factbox read %s"):format(first, first))
      end
    end
    return usage_error(options, subcommands[first] and first)
  end
  if options.version then
    print(("factbox %s (%s)"):format(require "factbox".VERSION, _VERSION))
    return 0
  end
  if not options.command then
    io.stderr:write(parser:get_help(), "\n")
    return 2
  end
  local subcommand = subcommands[options.command]
  local problem = subcommand.check and subcommand.check(options)
  if problem then return usage_error(problem, options.command) end
  return subcommand.run(options)
end

return command
