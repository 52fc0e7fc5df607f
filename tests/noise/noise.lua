--- A model of the damage that text takes on its way: machine translation, OCR, PDF extraction, scraping, wrong decoding.
--
-- `noise.damage(text, level, seed)` garbles a clean text and tells where each of its bytes went, so that spans of the
-- clean text can be looked for in the garbled one. Each kind of damage strikes each of its opportunities with a
-- probability of its own (below, for the three levels); a wrong decoding strikes whole documents. The same seed gives
-- the same damage under every version of Lua.
--
--     lua5.4 tests/noise/noise.lua LEVEL [SEED] < clean > garbled

local noise = {}

--- How often each kind of damage happens to what it can happen to, by level: light, medium, heavy.
noise.rates = {
  hyphens = { 0.05, 0.25, 0.60 },    -- a hyphen inside a compound gets a space on one side
  marks = { 0.02, 0.10, 0.30 },      -- a space before a comma, a stop, …
  clitics = { 0.02, 0.10, 0.30 },    -- "Lund 's", "Lund' s", "do n't"
  spaces = { 0.01, 0.05, 0.15 },     -- a space is doubled, or becomes an exotic one
  invisible = { 0.003, 0.02, 0.05 }, -- per word: a soft hyphen or a zero-width character within it
  ligatures = { 0.05, 0.30, 0.80 },  -- "fi", "fl", "ff" become one character
  widths = { 0.01, 0.04, 0.10 },     -- a run of digits in full-width forms
  linebreaks = { 0.003, 0.02, 0.05 }, -- per word of eight letters or more: broken at a line's end
  quotes = { 0.03, 0.15, 0.35 },     -- a quotation mark of another fashion, or of the wrong side
  lost = { 0.002, 0.01, 0.02 },      -- a quotation mark disappears
  apostrophes = { 0.02, 0.10, 0.25 }, -- "don´t", "don`t"
  entities = { 0.05, 0.15, 0.25 },   -- per document: HTML entities
  mojibake = { 0.05, 0.15, 0.25 },   -- per document: UTF-8 read as Windows-1252; of these, one in four twice
}
noise.levels = #noise.rates.hyphens

-- xorshift64*
local function generator(seed)
  local x = (seed * 0x9E3779B97F4A7C15) ~ 0x2545F4914F6CDD1D
  if x == 0 then x = 1 end
  local function random()
    x = x ~ (x >> 12)
    x = x ~ (x << 25)
    x = x ~ (x >> 27)
    return ((x * 0x2545F4914F6CDD1D) >> 11) * (1.0 / 9007199254740992.0)
  end
  for _ = 1, 8 do random() end -- seeds that differ in few bits give streams that do not
  return random
end

local char = utf8.char

-- What Windows-1252 has for the bytes 0x80 … 0x9F; five are read as the control characters of Latin-1.
local CP1252 = { [0x80] = 0x20AC, [0x82] = 0x201A, [0x83] = 0x192, [0x84] = 0x201E, [0x85] = 0x2026, [0x86] = 0x2020,
  [0x87] = 0x2021, [0x88] = 0x2C6, [0x89] = 0x2030, [0x8A] = 0x160, [0x8B] = 0x2039, [0x8C] = 0x152, [0x8E] = 0x17D,
  [0x91] = 0x2018, [0x92] = 0x2019, [0x93] = 0x201C, [0x94] = 0x201D, [0x95] = 0x2022, [0x96] = 0x2013, [0x97] = 0x2014,
  [0x98] = 0x2DC, [0x99] = 0x2122, [0x9A] = 0x161, [0x9B] = 0x203A, [0x9C] = 0x153, [0x9E] = 0x17E, [0x9F] = 0x178 }

--- UTF-8 read as Windows-1252 and written as UTF-8 again.
local function mojibake(s)
  return (s:gsub("[\x80-\xFF]", function(c) return char(CP1252[c:byte()] or c:byte()) end))
end

local NAMED = { ['"'] = "&quot;", ["&"] = "&amp;", ["'"] = "&#39;", ["“"] = "&ldquo;", ["”"] = "&rdquo;", ["‘"] = "&#8216;",
  ["’"] = "&#8217;", ["–"] = "&ndash;", ["—"] = "&#x2014;", ["é"] = "&eacute;", ["…"] = "&hellip;", ["£"] = "&pound;",
  ["€"] = "&euro;", [char(0xA0)] = "&nbsp;" }

--- Other fashions of writing an opening and a closing mark, and marks that show the wrong side.
local OPENING = { "``", "''", ",,", '"', "„", "”", "‘‘", '""' }
local CLOSING = { "''", '"', "“", "’’", '""', "''" }
local APOSTROPHES = { "´", "`", "‘", "'", "’" }
local EXOTIC = { char(0xA0), char(0x2009), char(0x202F), char(0x3000), "  ", "   " }
local INVISIBLE = { char(0xAD), char(0xAD), char(0x200B), char(0xFEFF), char(0x2060), char(0x200E) }
local LIGATURES = { { "ffi", "ﬃ" }, { "ffl", "ﬄ" }, { "ff", "ﬀ" }, { "fi", "ﬁ" }, { "fl", "ﬂ" } }

--- Damages a text.
-- @param level  1 to noise.levels
-- @param seed  integer
-- @param only  nil, or { kind = true, … }: the kinds of damage (names of noise.rates) to do
-- @return garbled text, starts, ends: for each byte offset of a character of `text` (0-based, also its length) the
--   offset of the garbled text where what begins there begins, and where what ends there ends
function noise.damage(text, level, seed, only)
  local random = generator(seed)
  local function strikes(kind)
    local r = random() -- always drawn: switching a kind off leaves the others as they were
    return (only == nil or only[kind]) and r < noise.rates[kind][level]
  end
  local function pick(list) return list[1 + math.floor(random() * #list)] end

  local decoding = strikes "mojibake" and (random() < 0.25 and 2 or 1) or 0
  local escaping = strikes "entities" and decoding == 0
  local out, size, starts, ends = {}, 0, {}, {}
  local function put(s)
    out[#out + 1] = s
    size = size + #s
  end
  local function encoded(s)
    for _ = 1, decoding do s = mojibake(s) end
    if escaping then s = s:gsub("[%z\1-\x7F\xC2-\xF4][\x80-\xBF]*", NAMED) end
    return s
  end
  --- `length` bytes of the clean text at `at` become `s`; `before` and `after` belong to neither neighbour.
  local function write(at, length, s, before, after)
    ends[at] = ends[at] or size
    if before then put(encoded(before)) end
    starts[at] = size
    put(encoded(s))
    ends[at + length] = size
    if after then put(encoded(after)) end
  end

  local at, n = 0, #text
  while at < n do
    local c = text:match("^[%z\1-\x7F\xC2-\xF4][\x80-\xBF]*", at + 1) or text:sub(at + 1, at + 1)
    local before, after = text:sub(at, at), text:sub(at + #c + 1, at + #c + 1)
    local opening = not before:find "[%w.,!?]" and after:find "%w"
    if c:find "%a" and not before:find "%a" then
      -- words: what can happen to them as a whole is decided here
      local word = text:match("^%a+", at + 1)
      local hidden = strikes "invisible" and #word > 3 and 1 + math.floor(random() * (#word - 1))
      local broken = strikes "linebreaks" and #word > 7 and word:find "^%l+$" and 3 + math.floor(random() * (#word - 5))
      local k = 0
      while k < #word do
        local here, piece, shape = k, word:sub(k + 1, k + 1), nil
        for _, l in ipairs(LIGATURES) do
          if word:sub(k + 1, k + #l[1]) == l[1] then
            if strikes "ligatures" then piece, shape = l[1], l[2] end
            break
          end
        end
        k = k + #piece
        local added = ""
        if hidden and here < hidden and hidden <= k and k < #word then added = pick(INVISIBLE) end
        if broken and here < broken and broken <= k and k < #word then added = added .. "-\n" end
        write(at + here, #piece, shape or piece, nil, added ~= "" and added or nil)
      end
      at = at + #word
    elseif c:find "%d" and not before:find "%d" then
      local digits = text:match("^%d+", at + 1)
      local wide = strikes "widths"
      for k = 0, #digits - 1 do
        local d = digits:sub(k + 1, k + 1)
        write(at + k, 1, wide and char(0xFF10 + tonumber(d)) or d)
      end
      at = at + #digits
    else
      if c == "-" and before:find "%w" and after:find "%a" and strikes "hyphens" then
        if random() < 0.85 then write(at, 1, "-", " ") else write(at, 1, "-", nil, " ") end
      elseif c:find "[,;:.!?]" and before:find "[%w”\"]" and (after == "" or after:find "[%s”\"]") and strikes "marks" then
        write(at, 1, c, random() < 0.2 and char(0xA0) or " ")
      elseif (c == "'" or c == "’") and before:find "%a" and after:find "[srlvdmt]" and not text:find("^%a%a%a", at + #c + 1) then
        if strikes "apostrophes" then
          write(at, #c, pick(APOSTROPHES))
        elseif after ~= "t" and strikes "clitics" then
          if random() < 0.5 then write(at, #c, c, " ") else write(at, #c, c, nil, " ") end
        else
          write(at, #c, c)
        end
      elseif c == "“" or c == "”" or c == '"' then
        if strikes "lost" then
          write(at, #c, "")
        elseif strikes "quotes" then
          write(at, #c, pick((c == "“" or (c == '"' and opening)) and OPENING or CLOSING))
        else
          write(at, #c, c)
        end
      elseif c == " " and strikes "spaces" then
        write(at, 1, pick(EXOTIC))
      else
        write(at, #c, c)
      end
      at = at + #c
    end
  end
  ends[n], starts[n] = ends[n] or size, size
  return table.concat(out), starts, ends
end

--- Where the bytes [from, to) of the clean text are in the garbled one; nil where nothing of them is left.
function noise.place(starts, ends, from, to)
  local a, b = starts[from], ends[to]
  if a and b and a < b then return a, b end
end

if arg and arg[0] and arg[0]:match "noise/noise%.lua$" then
  io.write((noise.damage(io.read "a", tonumber(arg[1]) or 2, tonumber(arg[2]) or 1)))
end

return noise
