--- Runs the examples of the shipped rules, and fails for each error that loading them reports. What is only worth a
--- warning (an entry that stands twice in a list) is counted in a line of its own.
--
--   lua5.4 tests/rules/run.lua [LANGUAGE]      last line "N passed, N failed"; run from the top of the checkout

package.path = "./lua/?.lua;./lua/?/init.lua;" .. package.path
package.cpath = ("./build/%s/?.so;"):format(_VERSION:match "%d%.%d") .. package.cpath

local factbox = require "factbox"
local check = require "factbox.check"

local reader = factbox.reader { language = arg[1] or "en", rules = "rules", rules_only = true }
local failed, warnings = 0, 0
for _, e in ipairs(reader.errors) do
  if e.warning then
    warnings = warnings + 1
  else
    failed = failed + 1
    print(("%s:%s: %s"):format(e.file, e.line or "?", e.message))
  end
end
local passed, failures = check.run(reader)
for _, f in ipairs(failures) do
  print(("%s:%s: %s: %s"):format(f.file, f.line or "?", f.rule, f.message))
  if f.example then print("    " .. f.example) end
end
if warnings > 0 then print(warnings .. " warnings in word lists") end
print(("%d passed, %d failed"):format(passed, failed + #failures))
os.exit(failed + #failures == 0, true)
