--- Does a process that reads for long stay as it is? Reads many different documents with one reader and looks at the
-- resident memory at each tenth of the way; fails when it grew after the first tenth.
--
--   lua5.4 tests/bench/memory.lua [DOCUMENTS]      100,000 where none is given; run from the top of the checkout

package.path = "./lua/?.lua;./lua/?/init.lua;./tests/bench/?.lua;" .. package.path
package.cpath = ("./build/%s/?.so;"):format(_VERSION:match "%d%.%d") .. package.cpath

local factbox = require "factbox"
local corpus = require "corpus"

--- Growth in kB that is noise: allocators give back in steps.
local SLACK = 4096

local function resident()
  local f = assert(io.open "/proc/self/statm")
  local pages = f:read "a":match "%d+ (%d+)"
  f:close()
  return tonumber(pages) * 4
end

local total = tonumber(arg[1]) or 100000
local reader = factbox.reader { rules = "rules", rules_only = true }
local next_document = corpus.documents(1)
local texts = {}
for i = 1, 500 do texts[i] = next_document() end

local first, bytes, started = nil, 0, os.clock()
for i = 1, total do
  -- words that no document before had
  local text = ("Zor%x Quim%x said that %d people had come to %xville.\n\n"):format(i * 7919, i * 104729, i, i * 31)
    .. texts[i % #texts + 1]
  factbox.encode(reader:read(text, { id = i, date = "2025-03-23" }), text)
  bytes = bytes + #text
  if i % (total // 10) == 0 then
    collectgarbage()
    local now = resident()
    first = first or now
    print(("%7d documents, %6.1f MB read, %5.1f MB resident, Lua %5.1f MB, %5.1f MB/s"):format(i, bytes / 1e6, now / 1024,
      collectgarbage "count" / 1024, bytes / 1e6 / (os.clock() - started)))
  end
end
local grown = resident() - first
print(("grown by %d kB after the first tenth"):format(grown))
os.exit(grown <= SLACK, true)
