--- Checks the shipped rules as `factbox check` does: they load, lint finds no error, every example holds. What is only
-- worth a warning (an entry that stands twice in a list) is counted in a line of its own.
--
--   lua5.4 tests/rules/run.lua [LANGUAGE]      last line "N passed, N failed"; run from the top of the checkout

package.path = "./lua/?.lua;./lua/?/init.lua;" .. package.path
package.cpath = ("./build/%s/?.so;"):format(_VERSION:match "%d%.%d") .. package.cpath

local check = require "factbox.check"

local result, why = check.all { language = arg[1] or "en", rules = "rules", rules_only = true }
if not result then
  print(why)
  print "0 passed, 1 failed"
  os.exit(1, true)
end
local failed, warnings = 0, 0
for _, p in ipairs(result.problems) do
  if p.severity == "warning" then
    warnings = warnings + 1
  else
    failed = failed + 1
    print(("%s:%s: %s%s"):format(p.file, p.line or "?", p.rule and p.rule .. ": " or "", p.message))
    if p.example then print("    " .. p.example) end
  end
end
if warnings > 0 then print(warnings .. " warnings; `factbox check rules` shows them") end
print(("%d passed, %d failed"):format(result.passed, failed))
os.exit(failed == 0, true)
