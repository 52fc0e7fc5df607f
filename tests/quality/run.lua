--- Compares Factbox's figures on the gold sets with the floors recorded in tests/quality/floors.
--
--   lua5.4 tests/quality/run.lua                 one test for each floor; last line "N passed, N failed"
--   lua5.4 tests/quality/run.lua --list SET ...  prints the figures of sets (all without a name) in the form of floors
--   lua5.4 tests/quality/run.lua --raise         lifts each floor to what is measured now; never lowers one
--
-- The gold sets stand beside a developer's checkout, not in it: without them, or without python3 for their scorers,
-- the test is skipped. Run from the top of the checkout.

local MEASURE = "../shared/gold/measure"
local FLOORS = "tests/quality/floors"
-- The scorers print three digits of a share; one unit of the last is not a loss.
local TOLERANCE = 0.05

--- Scores of one set, read from what `measure` prints. Each reader takes one line and adds `METRIC = percent`.
local readers = {
  -- tokens: P=98.10 R=98.30 F1=98.20 perfect_docs=17/318
  function(line, add)
    local what, p, r, f = line:match "^(%a+): P=([%d.]+) R=([%d.]+) F1=([%d.]+)"
    if what then
      add(what .. ".P", p)
      add(what .. ".R", r)
      add(what .. ".F1", f)
    end
  end,
  -- LOC     10.00  20.00  13.33    416    12|         20.00  30.00  24.00
  function(line, add)
    local what, p, r, f, op, orr, of =
      line:match "^(%a+) +([%d.]+) +([%d.]+) +([%d.]+) +%d+ *%d+| +([%d.]+) +([%d.]+) +([%d.]+)"
    if what then
      add(what .. ".P", p)
      add(what .. ".R", r)
      add(what .. ".F1", f)
      add(what .. ".overlap_P", op)
      add(what .. ".overlap_R", orr)
      add(what .. ".overlap_F1", of)
    end
  end,
  -- macro F1 10.00  untyped-span P/R/F1 20.00 30.00 24.00
  function(line, add)
    local macro, p, r, f = line:match "^macro F1 ([%d.]+) +untyped%-span P/R/F1 ([%d.]+) ([%d.]+) ([%d.]+)"
    if macro then
      add("macro.F1", macro)
      add("span.P", p)
      add("span.R", r)
      add("span.F1", f)
    end
  end,
  -- match@0.5  P  10.0  R  20.0  F1  13.3
  function(line, add)
    local what, p, r, f = line:match "^([%w@.]+) +P +([%d.]+) +R +([%d.]+) +F1 +([%d.]+)$"
    if what then
      what = what:gsub("^match@.*", "match")
      add(what .. ".P", p)
      add(what .. ".R", r)
      add(what .. ".F1", f)
    end
  end,
  -- speaker    any 80.0% (n=100)  span 70.0% (n=90)
  function(line, add)
    if line:find "^speaker " then
      for what, share in line:sub(8):gmatch "(%S+) ([%d.]+)%% %(n=%d+%)" do
        add("speaker." .. what, share)
      end
    end
  end,
  -- recall by type: direct: exact 80.0 match 90.0 (n=100)  mixed: …
  function(line, add)
    local types = line:match "^recall by type: (.*)"
    if types then
      for what, exact, match in types:gmatch "(%w+): exact ([%d.]+) match ([%d.]+)" do
        add(what .. ".exact", exact)
        add(what .. ".match", match)
      end
    end
  end,
  -- ALL  45  40 | 0.8 / 0.7 / 0.75 | 0.9 / 0.8 / 0.85 |  0.9  -   1.0 | 0.7  -      (shares of one; "-": no such gold)
  function(line, add)
    local what, exact, overlap, accuracy, hits =
      line:match "^(%S+) +%d+ +%d+ | ([^|]+) | ([^|]+) | ([^|]+) | ([^|]+)$"
    if not what then
      return
    end
    local function columns(text, names)
      local column = 0
      for value in text:gmatch "[%d.%-]+" do
        column = column + 1
        local share = tonumber(value)
        if share then
          add(what .. "." .. names[column], 100 * share)
        end
      end
    end
    columns(exact, { "exact_P", "exact_R", "exact_F1" })
    columns(overlap, { "overlap_P", "overlap_R", "overlap_F1" })
    columns(accuracy, { "value", "unit", "timex" })
    columns(hits, { "value_F1", "timex_F1" })
  end,
}

--- Runs `measure` on sets.
-- @param sets list of names; empty for all
-- @return map "set metric" → percent, the same in the order printed, and whether measure ended well
local function measure(sets)
  local scores, order = {}, {}
  local pipe = assert(io.popen(MEASURE .. " " .. table.concat(sets, " ")))
  local set
  for line in pipe:lines() do
    set = line:match "^=== %w+/(%S+)" or set
    for _, read in ipairs(readers) do
      read(line, function(metric, value)
        local key = set .. " " .. metric
        scores[key] = tonumber(value)
        order[#order + 1] = key
      end)
    end
  end
  return scores, order, pipe:close() and true or false
end

--- Reads the floors.
-- @return list of {set=, metric=, floor=, line=}, list of the file's lines
local function read_floors()
  local floors, lines = {}, {}
  for line in io.lines(FLOORS) do
    lines[#lines + 1] = line
    if line:find "%S" and not line:find "^%s*#" then
      local set, metric, floor = line:match "^(%S+)%s+(%S+)%s+([%d.]+)%s*$"
      if not set then
        error(("%s:%d: expected SET METRIC FLOOR"):format(FLOORS, #lines), 0)
      end
      floors[#floors + 1] = { set = set, metric = metric, floor = tonumber(floor), line = #lines }
    end
  end
  return floors, lines
end

--- Names of the sets that have a floor, each once.
local function sets_of(floors)
  local sets, known = {}, {}
  for _, floor in ipairs(floors) do
    if not known[floor.set] then
      known[floor.set] = true
      sets[#sets + 1] = floor.set
    end
  end
  return sets
end

local function check(floors)
  local passed, failed = 0, 0
  local scores, _, well = measure(sets_of(floors))
  if not well then
    print "failed: measure did not run through"
    failed = failed + 1
  else
    passed = passed + 1
  end
  for _, floor in ipairs(floors) do
    local now = scores[floor.set .. " " .. floor.metric]
    if now and now >= floor.floor - TOLERANCE then
      passed = passed + 1
    else
      failed = failed + 1
    end
    print(("%-7s %s %s: %s, floor %.1f"):format(now and now >= floor.floor - TOLERANCE and "ok" or "failed:",
      floor.set, floor.metric, now and ("%.1f"):format(now) or "no such figure", floor.floor))
  end
  print(("%d passed, %d failed"):format(passed, failed))
  return failed == 0
end

local function raise(floors, lines)
  local scores, _, well = measure(sets_of(floors))
  assert(well, "measure did not run through")
  for _, floor in ipairs(floors) do
    local now = scores[floor.set .. " " .. floor.metric]
    now = now and math.floor(now * 10) / 10
    if now and now > floor.floor then
      print(("%s %s: %.1f to %.1f"):format(floor.set, floor.metric, floor.floor, now))
      lines[floor.line] = ("%s %s %.1f"):format(floor.set, floor.metric, now)
    end
  end
  local file = assert(io.open(FLOORS, "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
  return true
end

local function list(sets)
  local scores, order, well = measure(sets)
  for _, key in ipairs(order) do
    print(("%s %.1f"):format(key, scores[key]))
  end
  return well
end

local function main()
  local file = io.open(MEASURE)
  local python = os.execute "command -v python3 >/dev/null 2>&1"
  if not (file and python) then
    print("skipped: " .. (file and "no python3 here" or "no gold sets beside the checkout"))
    print "0 passed, 0 failed"
    return true
  end
  file:close()
  if arg[1] == "--list" then
    return list { table.unpack(arg, 2) }
  end
  local floors, lines = read_floors()
  if #floors == 0 then
    print "skipped: no floor is recorded yet"
    print "0 passed, 0 failed"
    return true
  end
  return arg[1] == "--raise" and raise(floors, lines) or arg[1] ~= "--raise" and check(floors)
end

os.exit(main(), true)
