--- What the command shows where somebody is looking: width, colour, progress.
--
-- @module factbox.command.terminal

local core = require "factbox.core"

local terminal = {}

local STDIN, STDOUT, STDERR = 0, 1, 2

--- Columns to lay text out for: the terminal's, $COLUMNS, or 80. Long lines are hard to read: 110 at most.
function terminal.width()
  local columns = core.columns(STDOUT) or tonumber(os.getenv "COLUMNS" or "") or 80
  return math.max(40, math.min(110, math.floor(columns)))
end

--- Whether to use colour. @tparam string when "auto", "always" or "never"
function terminal.color(when)
  if when ~= "auto" then return when == "always" end
  local no_color = os.getenv "NO_COLOR"
  return core.isatty(STDOUT) and not (no_color and no_color ~= "") and os.getenv "TERM" ~= "dumb"
end

--- Tells somebody who started the command without a file what it waits for.
function terminal.invite()
  if core.isatty(STDIN) then io.stderr:write "factbox: reading from the terminal; end the text with Ctrl-D\n" end
end

local shown = false

--- Removes the progress line, before anything else goes to standard error and at the end.
function terminal.clear_progress()
  if shown then io.stderr:write "\r\27[K" end
  shown = false
end

--- A progress line on standard error, where that is a terminal and the fact boxes go elsewhere.
-- It appears after a second, so that a short run shows none, and changes once a second.
-- @tparam ?integer total number of documents, where known
-- @treturn function(done, place)
function terminal.progress(total)
  if not core.isatty(STDERR) or core.isatty(STDOUT) or total == 1 then return function() end end
  local start = os.time()
  local last = start
  return function(done, place)
    local now = os.time()
    if now == last then return end
    last = now
    local rate = done / (now - start)
    local line = ("%d%s · %.0f/s · %s"):format(done, total and " of " .. total or " documents", rate, core.clean(place))
    local columns = (core.columns(STDERR) or 80) - 1
    while core.width(line) > columns do line = line:gsub("[%z\1-\127\194-\244][\128-\191]*$", "") end
    io.stderr:write("\r", line, "\27[K")
    io.stderr:flush()
    shown = true
  end
end

return terminal
