--- `factbox watch`, as a user runs it: in one process, while another one saves files.

local shell = require "command.shell"

local RULE = 'rule "club" { match = mention(word "Brno"), gives = entity("organization", { weight = 9 }), priority = 9 }\n'
local BROKEN = 'rule "club" { match = mention(word "Brno") gives = 1 }\n'

--- Runs watch until it ends, with `script` beside it, which finds its process id in the file "pid"; 15 seconds at most.
-- Returns status, output, errors.
local function watch(args, script)
  return shell.run(("(%s) & timeout 15 sh -c 'echo $$ >pid; exec '\"$FACTBOX\"' watch %s'; status=$?; wait; (exit $status)")
    :format(script, args))
end

--- A shell command that waits until the output says this (10 seconds at most), then a bit.
local function when(said)
  return ("for i in $(seq 100); do if grep -q '%s' out; then break; fi; sleep 0.1; done; sleep 0.3"):format(said)
end
local READY = when "watching"

describe("factbox watch", function()
  before_each(function()
    shell.enter()
    shell.file("a.txt", "Yesterday President Ana Lund flew to Brno with 300 people.\n")
    shell.file("rule", RULE)
    shell.file("broken", BROKEN)
    shell.file("my/en/names/mine.lua", "")
  end)
  after_each(shell.leave)

  it("shows what a saved text changes", function()
    local status, out, err = watch("--once a.txt",
      READY .. "; printf 'Yesterday President Ana Lund flew to Oslo with 300 people.\\n' > a.txt")
    assert.equal(0, status, err)
    assert.truthy(out:find "^a.txt: %d+ entities, 0 quotes, %d figures\nwatching 1 text and %d+ files of rules", out)
    assert.truthy(out:find("  - mention place <Brno>", 1, true), out)
    assert.truthy(out:find("  + mention place <Oslo>", 1, true), out)
    assert.is_nil(out:find("Ana Lund", 1, true))
  end)

  it("shows what a saved rule changes", function()
    local status, out, err = watch("--once --rules my a.txt", READY .. "; cat rule > my/en/names/mine.lua")
    assert.equal(0, status, err)
    assert.truthy(out:find("my/en/names/mine.lua\n", 1, true), out)
    assert.truthy(out:find "  ~ mention organization <Brno>  type place → organization, rule place%.%w+ → club  1:38\n", out)
  end)

  it("notices a new rule file", function()
    local status, out, err = watch("--once --rules my a.txt", READY .. "; cat rule > my/en/names/other.lua")
    assert.equal(0, status, err)
    assert.truthy(out:find("type place → organization", 1, true), out)
  end)

  it("keeps the old rules while a file is broken, and says where it is", function()
    local status, out, err = watch("--once --rules my a.txt", READY .. "; cat broken > my/en/names/mine.lua")
    assert.equal(0, status, err)
    assert.truthy(out:find("my/en/names/mine.lua:1: error: '}' expected near 'gives'\n    1 | " .. BROKEN, 1, true), out)
    assert.truthy(out:find("the rules from before go on", 1, true))
  end)

  it("goes on after a broken new file is mended", function()
    local _, out = watch("--rules my a.txt", READY .. "; cat broken > my/en/names/new.lua; " .. when "go on"
      .. "; cat rule > my/en/names/new.lua; " .. when "type place" .. "; kill $(cat pid)")
    assert.truthy(out:find("the rules load again", 1, true), out)
    assert.truthy(out:find("type place → organization", 1, true), out)
  end)

  it("cannot watch what is not there", function()
    local status, _, err = shell.factbox "watch -"
    assert.equal(2, status)
    assert.truthy(err:find("standard input cannot be watched", 1, true))
    status = shell.factbox "watch --rules nowhere a.txt"
    assert.equal(2, status)
  end)
end)
