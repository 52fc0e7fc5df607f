--- Patterns and instructions in words, for messages to those who write rules.
-- @module factbox.describe

local classes = require "factbox.classes"
local core = require "factbox.core"
local pattern = require "factbox.pattern"

local describe = {}

local ops = core.ops

--- Name in rule files of class bits, and of a boundary.
local class_name, at_name = {}, {}
for name, class in pairs(pattern.class_names) do class_name[core.classes[class]] = name end
for name, number in pairs(core.at) do at_name[number] = name end

--- Words that a message lists before it says how many more there are.
local MANY = 4

--- 'said', or 'said', 'told' or 'wrote': at most a few of them.
local function some(words)
  local t = {}
  for i = 1, math.min(#words, #words > MANY + 1 and MANY or #words) do t[i] = ("%q"):format(words[i]) end
  if #words > #t then t[#t + 1] = ("%d more"):format(#words - #t) end
  local last = table.remove(t)
  return #t > 0 and table.concat(t, ", ") .. " or " .. last or last
end

--- A value as a rule file writes it.
local function literal(value)
  if type(value) == "table" then
    if #value == 1 then return literal(value[1]) end
    local t = {}
    for i, v in ipairs(value) do t[i] = literal(v) end
    return "{ " .. table.concat(t, ", ") .. " }"
  end
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

--- ' { key = "value" }' for the condition of a pattern or an instruction; nothing without one.
-- @param list of { name, value }
local function condition(list)
  if not list or #list == 0 then return "" end
  local t = {}
  for i, c in ipairs(list) do t[i] = c[1] .. " = " .. literal(c[2]) end
  return " { " .. table.concat(t, ", ") .. " }"
end

local function sorted(cond)
  local t = {}
  for k, v in pairs(cond or {}) do t[#t + 1] = { k, v } end
  table.sort(t, function(a, b) return a[1] < b[1] end)
  return t
end

-----------------------------------------------------------------------------------------------------------------------
-- Patterns, as a rule file would write them
-----------------------------------------------------------------------------------------------------------------------

local written

--- An operand: in parentheses where its operator binds less tightly.
local function operand(p, outer)
  local s, strength = written(p)
  return strength < outer and "(" .. s .. ")" or s
end

local function joined(p, sign, strength)
  local t = {}
  for i = 1, rawlen(p) do t[i] = operand(p[i], strength) end
  return table.concat(t, sign), strength
end

local function called(name, words)
  local t = {}
  for i = 1, rawlen(words) do t[i] = ("%q"):format(words[i]) end
  if #t == 1 then return name .. " " .. t[1], 9 end
  return name .. "(" .. table.concat(t, ", ") .. ")", 9
end

--- @return the text, and how tightly its operator binds: 1 is +, 2 is * and -, 3 is # and unary -, 4 is ^, 9 a name
function written(p)
  local op = p.op
  if op == ops.SEQ then return joined(p, " * ", 2)
  elseif op == ops.OR then return joined(p, " + ", 1)
  elseif op == ops.NORM then return called("word", p)
  elseif op == ops.TEXT then return called("text", p)
  elseif op == ops.SUFFIX then return called("suffix", p)
  elseif op == ops.POS then return called("pos", p)
  elseif op == ops.MAY then return called("may", p)
  elseif op == ops.LIST then return ("list %q"):format(p.list) .. condition(sorted(p.source or p.cond)), 9
  elseif op == ops.FOUND then return ("found %q"):format(p.kind) .. condition(sorted(p.source or p.cond)), 9
  elseif op == ops.SEEN then return ("seen %q"):format(p.kind), 9
  elseif op == ops.ANY then return "any", 9
  elseif op == ops.TRUE then return "nothing", 9
  elseif op == ops.CLASS then return class_name[p.arg] or "class", 9
  elseif op == ops.AT then return at_name[p.arg] or "boundary", 9
  elseif op == ops.SPELL then return "spelled(…)", 9
  elseif op == ops.NOT then return "-" .. operand(p[1], 3), 3
  elseif op == ops.AND then return "#" .. operand(p[1], 3), 3
  elseif op == ops.BEHIND then return "behind(" .. written(p[1]) .. ")", 9
  elseif op == ops.WITHIN then return ("within(%d, %s)"):format(p.lo, (written(p[1]))), 9
  elseif op == ops.CAPTURE then return ("capture(%s)"):format((written(p[1]))), 9
  elseif op == ops.REP then
    local inner = operand(p[1], 5)
    if not p.hi then return inner .. "^" .. p.lo, 4 end
    if p.lo == 0 then return inner .. "^-" .. p.hi, 4 end
    return inner .. "^" .. p.lo .. "…" .. p.hi, 4
  end
  return "?", 9
end

--- A pattern as a rule file would write it, cut where it is long.
function describe.pattern(p, longest)
  local s = (written(p))
  if not longest or #s <= longest then return s end
  return s:sub(1, longest - 3):gsub("[\128-\255]+$", "") .. "…"
end

-----------------------------------------------------------------------------------------------------------------------
-- Instructions, in words
-----------------------------------------------------------------------------------------------------------------------

--- Names of a program's numbers, the other way round: lists, kinds, keys.
-- @param prog from factbox.program
function describe.names(prog)
  local lists, keys = {}, {}
  for name, l in pairs(prog.lists) do lists[l.number] = name end
  for name, number in pairs(prog.keys) do keys[number] = name end
  return { lists = lists, keys = keys, kinds = prog.names.kinds, classes = function(mask) return classes.names(prog.classes, mask) end }
end

local CLASS_WORDS = {
  capitalized = "a capitalized word", upper = "a word in capitals", lower = "a word in lower case",
  mixed = "a word of mixed case", digits = "digits", numeric = "a number in digits", has_digit = "a word with a digit",
  letter = "a word", alpha = "a word of letters", symbol = "a symbol", punctuation = "punctuation",
  currency_sign = "a currency sign", open_mark = "an opening bracket or mark", close_mark = "a closing bracket or mark",
  quote_mark = "a quotation mark", hyphen = "a hyphen or dash", stop = "a mark that ends sentences",
  abbreviation = "an abbreviation", initial = "an initial", url = "a web or mail address", handle = "a handle or hashtag",
  emoji = "an emoji", clitic = "a clitic ('s, n't)", ordinal_digits = "an ordinal in digits",
}

local AT_WORDS = {
  sentence_start = "the beginning of a sentence", sentence_end = "the end of the sentence",
  paragraph_start = "the beginning of a paragraph", line_start = "the beginning of a line",
  space_before = "a space", glued = "no space", run_start = "the beginning of a hyphenated run",
  run_end = "the end of the hyphenated run",
}

--- What an instruction wants to see: 'word "said"', 'list "title"', 'a capitalized word'. nil for those that test
-- nothing.
-- @param names from describe.names
function describe.test(i, names)
  local op = i.op
  if op == "any" then return "another word"
  elseif op == "norm" then return "word " .. some(i.words)
  elseif op == "text" then return "text " .. some(i.words)
  elseif op == "suffix" then return "a word that ends in " .. some(i.suffixes)
  elseif op == "class" then return CLASS_WORDS[class_name[i.class]] or "a word of some class"
  elseif op == "pos" then return "a word of " .. table.concat(names.classes(i.mask), " or ")
  elseif op == "at" then return AT_WORDS[at_name[i.at]] or "a boundary"
  elseif op == "spell" then return "a word spelled as the rule says"
  elseif op == "seen" then return ("a part of a %s that is known by now"):format(names.kinds[i.kind + 1])
  elseif op == "list" or op == "found" then
    local cond = {}
    for k, c in ipairs(i.cond or {}) do cond[k] = { names.keys[c.key] or "?", c.value } end
    return ("%s %q%s"):format(op, op == "list" and names.lists[i.list] or names.kinds[i.kind + 1], condition(cond))
  end
  return nil
end

--- The tests and look-arounds with which the code from instruction `pc` on can begin, in order.
-- @param code of program:code   @param pc 0-based
-- @return list of pcs
function describe.heads(code, pc)
  local heads, todo, seen = {}, { pc }, {}
  while #todo > 0 do
    local at = table.remove(todo)
    local i = code[at + 1]
    if i and not seen[at] then
      seen[at] = true
      if i.op == "open" or i.op == "close" then
        todo[#todo + 1] = at + 1
      elseif i.op == "jump" then
        todo[#todo + 1] = i.to
      elseif i.op == "split" then
        todo[#todo + 1] = i.to
        todo[#todo + 1] = at + 1
      elseif i.op ~= "end" and i.op ~= "match" then
        heads[#heads + 1] = at
      end
    end
  end
  return heads
end

--- 'a, b or c' of distinct phrases.
function describe.either(phrases)
  local t, seen = {}, {}
  for _, p in ipairs(phrases) do
    if not seen[p] then
      seen[p] = true
      t[#t + 1] = p
    end
  end
  local last = table.remove(t)
  return #t > 0 and table.concat(t, ", ") .. " or " .. last or last
end

--- Adds phrases for what code from `pc` on can begin with; look-arounds are seen through.
local function heads_in_words(code, pc, names, negated, before, into)
  for _, at in ipairs(describe.heads(code, pc)) do
    local i = code[at + 1]
    if i.op == "look" or i.op == "behind" then
      heads_in_words(code, at + 1, names, negated ~= i.neg, before or i.op == "behind", into)
    else
      local phrase = describe.test(i, names)
      if phrase then into[#into + 1] = (i.neg ~= negated and "not " or "") .. phrase .. (before and " before it" or "") end
    end
  end
  return into
end

--- What was expected where the instruction failed: phrases, any of which would have done.
-- @return list of phrases; true where they tell what must not stand there
function describe.expected(code, pc, names)
  local i = code[pc + 1]
  if i.op == "look" or i.op == "behind" or i.op == "end" then
    local look = pc
    if i.op == "end" then -- what a negative look-ahead describes stood there
      for at = pc - 1, 0, -1 do
        local l = code[at + 1]
        if (l.op == "look" or l.op == "behind") and l.to == pc + 1 then look = at break end
      end
    end
    return heads_in_words(code, look + 1, names, false, code[look + 1].op == "behind", {}), i.op == "end"
  end
  return { describe.test(i, names) }, i.neg
end

--- Names of the classes in a token's bits, in rule files' words, sorted.
function describe.classes(bits)
  local t = {}
  for bit, name in pairs(class_name) do
    if bits & bit == bit then t[#t + 1] = name end
  end
  table.sort(t)
  return t
end

describe.condition = condition
describe.literal = literal
describe.sorted = sorted
describe.some = some

return describe
