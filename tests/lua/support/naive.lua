--- A matcher that is plainly right: what the VM, its index and its visited bits must agree with.
--
-- The meaning of a rule: try every token from left to right, go on at the match's end; alternatives in order,
-- repetition greedy but gives back, list phrases and found spans longest first, within fewest tokens first. Written
-- with continuations: match(p, at, log, next) calls next(end, log) for each way to match, best first, until one
-- gives a value.
--
-- Patterns are tables: {"word", "a b", "c"}, {"text", "A"}, {"class", bits}, {"any"}, {"true"}, {"suffix", "b"},
-- {"spelled", lua pattern}, {"seen", kind}, {"list", name, condition on k}, {"found", kind, condition on k}, {"at", boundary},
-- {"seq", …}, {"or", …}, {"rep", p, lo, hi or nil}, {"and", p}, {"not", p}, {"behind", p}, {"within", n, p},
-- {"capture", name, p}. A condition is nil, a string, a list of strings, true (there is a k) or false (there is none).

local naive = {}

--- Steps after which a match is given up with this error: some patterns take exponential time here.
naive.MOST_STEPS, naive.TOO_LONG = 20000, {}

local GLUED, SENT_START, SENT_END, PARA_START = 1 << 26, 1 << 27, 1 << 28, 1 << 29
local CAP, HAS_DIGIT = 1 << 1, 1 << 7

--- What a document holds, read from the core: columns by token (from 1).
-- @param lists  name -> list of { words = {normal forms}, k = attribute }
function naive.document(doc, lists)
  local d = { n = (doc:count()), text = {}, norm = {}, class = {}, lo = {}, hi = {}, hits = {}, spans = {}, seen = {} }
  for t = 1, d.n do
    d.text[t], d.norm[t], d.class[t] = doc:text(t, t), doc:norm(t, t), doc:class(t)
    local _, first, last = doc:sentence(t)
    d.lo[t], d.hi[t] = first, last + 1
    d.spans[t] = {}
  end
  for t = 1, d.n do
    d.hits[t] = {}
    for name, phrases in pairs(lists) do
      local here = {}
      for _, phrase in ipairs(phrases) do
        local same = t + #phrase.words <= d.hi[t]
        for i, w in ipairs(phrase.words) do same = same and d.norm[t + i - 1] == w end
        if same then here[#here + 1] = { len = #phrase.words, k = phrase.k } end
      end
      table.sort(here, function(a, b) return a.len > b.len end)
      d.hits[t][name] = here
    end
  end
  return d
end

--- Adds a span of an earlier phase, with its attribute k. Longer ones come first, older ones among equals.
function naive.found(d, kind, from, to, k)
  local here = d.spans[from]
  here[kind] = here[kind] or {}
  local at = 1
  while here[kind][at] and here[kind][at].stop >= to + 1 do at = at + 1 end
  table.insert(here[kind], at, { stop = to + 1, k = k })
  d.seen[kind] = d.seen[kind] or {}
  for t = from, to do
    if d.class[t] & (CAP | HAS_DIGIT) ~= 0 then d.seen[kind][d.norm[t]] = true end
  end
end

--- Does an attribute's value fit a condition?
local function fits(condition, value)
  if condition == nil then return true end
  if type(condition) == "boolean" then return (value ~= nil) == condition end
  if type(condition) == "string" then return value == condition end
  for _, x in ipairs(condition) do
    if x == value then return true end
  end
  return false
end

local function boundary(d, name, t)
  local c = d.class[t] or 0
  if name == "sentence_start" then return c & SENT_START ~= 0 end
  if name == "sentence_end" then return t > 1 and d.class[t - 1] & SENT_END ~= 0 end
  if name == "paragraph_start" then return c & PARA_START ~= 0 end
  if name == "space_before" then return t > d.n or c & GLUED == 0 end
  if name == "glued" then return c & GLUED ~= 0 end
  error("unknown boundary " .. name)
end

local function one_token(d, p, t)
  local op = p[1]
  if op == "any" then return true end
  if op == "class" then return d.class[t] & p[2] == p[2] end
  if op == "suffix" then return #d.norm[t] > #p[2] and d.norm[t]:sub(-#p[2]) == p[2] end
  if op == "spelled" then return d.text[t]:find("^" .. p[2] .. "$") ~= nil end
  if op == "seen" then return d.seen[p[2]] ~= nil and d.seen[p[2]][d.norm[t]] == true end
  return nil
end

--- A match of p from token `at`, tokens [lo, hi) in reach. @return end (exclusive) and the log, or nil
function naive.match(d, pattern, start, lo, hi)
  local match
  local steps = 0

  local function words(p, at, log, next)
    local column = p[1] == "text" and d.text or d.norm
    local function phrase(s)
      local t = at
      for w in s:gmatch "%S+" do
        if t >= hi or column[t] ~= w then return nil end
        t = t + 1
      end
      return next(t, log)
    end
    -- a single word among several in word(…) is part of a set, which stands last
    for i = 2, #p do
      local single = not p[i]:find " "
      if p[1] == "text" or not single then
        local a, b = phrase(p[i])
        if a then return a, b end
      end
    end
    if p[1] == "text" then return nil end
    for i = 2, #p do
      if not p[i]:find " " and at < hi and d.norm[at] == p[i] then return next(at + 1, log) end
    end
    return nil
  end

  local function sequence(p, i, at, log, next)
    if i > #p then return next(at, log) end
    return match(p[i], at, log, function(t, l) return sequence(p, i + 1, t, l, next) end)
  end

  local function repetition(p, count, at, log, next)
    local body, least, most = p[2], p[3], p[4]
    if count < least then
      return match(body, at, log, function(t, l) return repetition(p, count + 1, t, l, next) end)
    end
    if not most or count < most then
      local a, b = match(body, at, log, function(t, l)
        if not most and t == at then return nil end -- an empty round of an endless repetition leads nowhere
        return repetition(p, count + 1, t, l, next)
      end)
      if a then return a, b end
    end
    return next(at, log)
  end

  function match(p, at, log, next)
    local op = p[1]
    steps = steps + 1
    if steps > naive.MOST_STEPS then error(naive.TOO_LONG, 0) end
    if op == "true" then return next(at, log) end
    if op == "word" or op == "text" then return words(p, at, log, next) end
    if op == "seq" then return sequence(p, 2, at, log, next) end
    if op == "or" then
      for i = 2, #p do
        local a, b = match(p[i], at, log, next)
        if a then return a, b end
      end
      return nil
    end
    if op == "rep" then return repetition(p, 0, at, log, next) end
    if op == "list" then
      if at >= hi then return nil end
      for _, hit in ipairs(d.hits[at][p[2]]) do
        if at + hit.len <= hi and fits(p[3], hit.k) then
          local a, b = next(at + hit.len, log)
          if a then return a, b end
        end
      end
      return nil
    end
    if op == "found" then
      if at >= hi then return nil end
      for _, span in ipairs(d.spans[at][p[2]] or {}) do
        if span.stop <= hi and fits(p[3], span.k) then
          local a, b = next(span.stop, log)
          if a then return a, b end
        end
      end
      return nil
    end
    if op == "at" then
      if boundary(d, p[2], at) then return next(at, log) end
      return nil
    end
    if op == "and" or op == "not" then
      local yes = match(p[2], at, log, function(t) return t end) ~= nil
      if yes == (op == "and") then return next(at, log) end
      return nil
    end
    if op == "behind" then
      for from = at, lo, -1 do
        if match(p[2], from, log, function(t) return t == at or nil end) then return next(at, log) end
      end
      return nil
    end
    if op == "within" then
      for skip = 0, p[2] do
        if at + skip > hi then return nil end
        local a, b = match(p[3], at + skip, log, next)
        if a then return a, b end
      end
      return nil
    end
    if op == "capture" then
      return match(p[3], at, { before = log, open = p[2], at = at }, function(t, l)
        return next(t, { before = l, close = true, at = t })
      end)
    end
    if at < hi and one_token(d, p, at) then return next(at + 1, log) end
    return nil
  end

  return match(pattern, start, false, function(t, log) return t, log end)
end

--- The log as a tree: list of { name =, from =, to =, inside = {…} } (tokens, inclusive), in order.
function naive.captures(log)
  local events = {}
  while log do
    table.insert(events, 1, log)
    log = log.before
  end
  local root, stack = {}, {}
  local top = root
  for _, e in ipairs(events) do
    if e.open then
      local c = { name = e.open, from = e.at, inside = {} }
      top[#top + 1] = c
      stack[#stack + 1] = { c, top }
      top = c.inside
    else
      local c, outer = table.unpack(table.remove(stack))
      c.to = e.at - 1
      top = outer
    end
  end
  return root
end

--- All matches of a rule: list of { from =, to = (inclusive), captures = tree }.
-- @param window "sentence", "paragraph" or "document"
function naive.run(d, pattern, window)
  local out, t = {}, 1
  while t <= d.n do
    local lo, hi = d.lo[t], d.hi[t]
    if window ~= "sentence" then
      while lo > 1 and (window == "document" or d.class[lo] & PARA_START == 0) do lo = d.lo[lo - 1] end
      while hi <= d.n and (window == "document" or d.class[hi] & PARA_START == 0) do hi = d.hi[hi] end
    end
    local stop, log = naive.match(d, pattern, t, lo, hi)
    if stop and stop > t then
      out[#out + 1] = { from = t, to = stop - 1, captures = naive.captures(log) }
      t = stop
    else
      t = t + 1
    end
  end
  return out
end

return naive
