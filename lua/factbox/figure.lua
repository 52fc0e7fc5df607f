--- From what the rules found to the report's figures: values, bounds, units, TIMEX3.
--
-- A rule of the figures phase says which tokens are the numeral, the unit, the thing counted; this file computes what
-- they are worth. Its captures:
--
--   number       the numeral with its scale             unit        a list's unit, currency or unit of time
--   expression   numeral with unit: the report's text   of          what is counted
--   least, most  the two ends of a range of numbers     event       the verb it is told with
--   earlier, later   the two ends of a range of times   amount      a duration inside a time ("two days" ago)
--   raw          a date or time in digits               minor       cents after dollars
--
-- Times are spans of kind "when" whose attributes are the fields of a spec for factbox.timex; they are resolved here,
-- where the document's date and the tense of the sentence are known.
--
-- @module factbox.figure

local core = require "factbox.core"
local numeral = require "factbox.numeral"
local pattern = require "factbox.pattern"
local rules = require "factbox.rules"
local timex = require "factbox.timex"

local figure = {}

local floor = math.floor

local FIGURE = rules.categories.figure

---------------------------------------------------------------------------------------------------------------------
-- What a program knows, worked out once
---------------------------------------------------------------------------------------------------------------------

--- Words of numerals, looked up in the word lists on first use through a document of their own.
local function number_words(prog)
  local doc = prog.core:doc(prog.names)
  local word, scale = prog.lists.number_word, prog.lists.number_scale
  local part, ordinal = prog.lists.number_part, prog.lists.number_ordinal
  local glue = { ["and"] = { class = "and" }, a = { class = "article" }, an = { class = "article" },
                 of = { class = "skip" }, more = { class = "skip" }, point = { class = "point" },
                 minus = { class = "sign" }, negative = { class = "sign" }, ["–"] = { class = "sign" } }
  return setmetatable({}, { __index = function(t, w)
    local found = glue[w] or false
    if not found then
      doc:tokenize(w)
      doc:scan(false)
      for _, hit in ipairs(doc:count() > 0 and doc:hits(1) or {}) do
        if word and hit.list == word.number then
          found = { class = hit.class == "dozen" and "scale" or hit.class, value = hit.value }
          break
        elseif part and hit.list == part.number or ordinal and hit.list == ordinal.number then
          found = { class = "ordinal", value = hit.value, plural = hit.number == "pl",
                    part = part and hit.list == part.number or nil }
          break
        elseif scale and hit.list == scale.number then
          found = { class = "scale", value = hit.value }
        end
      end
    end
    rawset(t, w, found)
    return found
  end })
end

--- Currency of a code or sign, looked up in the lists.
local function currency_words(prog)
  local doc = prog.core:doc(prog.names)
  local units = {}
  return function(code)
    local unit = units[code]
    if unit == nil then
      unit = false
      doc:tokenize(code)
      doc:scan(false)
      for _, hit in ipairs(doc:hits(1)) do
        for _, name in ipairs { "currency_code", "currency_symbol", "currency_loose" } do
          local l = prog.lists[name]
          if l and l.number == hit.list and hit.unit then unit = hit.unit end
        end
      end
      units[code] = unit
    end
    return unit or nil
  end
end

--- Names of the captures that a rule has inside `expression`; nil where there are none.
local function captures_inside(prog, rule)
  local captures, found, seen = prog.names.captures, {}, {}
  pattern.walk(rule.match, function(p)
    if p.op ~= core.ops.CAPTURE or captures[p.id + 1] ~= "expression" then return end
    pattern.walk(p, function(q)
      local name = q.op == core.ops.CAPTURE and captures[q.id + 1]
      if name and name ~= "expression" and not seen[name] then
        seen[name] = true
        found[#found + 1] = name
      end
    end)
  end)
  return found[1] and found or nil
end

--- Program -> what this stage needs of it. Weak, so that a reloaded program goes.
local known = setmetatable({}, { __mode = "k" })

local function knowledge(prog)
  local k = known[prog]
  if k then return k end
  k = { wanted = {}, when = {}, duration = {}, read = numeral.reader(number_words(prog)),
        currency = currency_words(prog) }
  k.inside = {}
  for _, rule in ipairs(prog.rules) do
    if rule.gives.category == FIGURE then
      k.wanted[prog.kinds[rule.gives.kind]] = true
      k.inside[rule.name] = captures_inside(prog, rule)
    end
  end
  k.pair = { [prog.kinds.pair or -1] = true }
  for _, name in ipairs { "when", "duration" } do
    -- clocks are a kind of their own, so that rules which need one wait for one
    if name == "when" and prog.kinds.clock then k.when[prog.kinds.clock] = true end
    -- "duration" names both the inner span and the figure; the inner one is "stretch"
    local kind = prog.kinds[name == "duration" and "stretch" or name]
    if kind then k[name][kind] = true end
  end
  k.tenses = figure.tense_words(prog)
  if prog.kinds.bounded and prog.keys.modifier then
    k.bounded, k.modifier = { [prog.kinds.bounded] = true }, prog.keys.modifier
    k.bound = prog.lists.bound and prog.lists.bound.number
    for i, name in ipairs(prog.names.captures) do
      if name == "amount" then k.amount = i - 1 end
    end
  end
  known[prog] = k
  return k
end

---------------------------------------------------------------------------------------------------------------------
-- Pieces
---------------------------------------------------------------------------------------------------------------------

local function place(m)
  return { first = m.first, last = m.last, text = m.text }
end

--- A number without the noise of decimal fractions in binary: 4.35 * 100 is 435, not 434.99999999999994.
local function tidy(n)
  if n == floor(n) then
    if n > -1e15 and n < 1e15 then return floor(n) end
    return n
  end
  local rounded = tonumber(("%.14g"):format(n))
  return rounded
end

--- A span's table with the captures inside `expression` brought up, and without list attributes that go by the name
-- of a capture ("number=pl" of a noun).
local function cleaned(m, inside)
  if type(m.number) ~= "table" then m.number = nil end
  if type(m.of) ~= "table" then m.of = nil end
  local e = m.expression
  if e and inside then
    for i = 1, #inside do
      local k = inside[i]
      local v = e[k]
      if type(v) == "table" and type(m[k]) ~= "table" then m[k] = v end
    end
  end
  return m
end

--- The nested span of `kinds` that a capture stands around, with its own captures.
local function inner(state, kinds, capture)
  local doc = state.doc
  local spans = doc:spans(kinds, capture.from, capture.to)
  for i = 1, #spans do
    local _, to = doc:place(spans[i])
    if to == capture.to then return cleaned(doc:get(spans[i])) end
  end
end

local locale_of

--- The words of a capture as they are read: what stands in the input may have been repaired.
local function read_as(capture) return capture.repaired or capture.text end

--- Value of a numeral. The document's decimal mark is only asked for where it matters.
local function number_of(state, capture)
  local text = read_as(capture)
  if state.locale == nil and text:byte(-4) == 46 and text:find("^%d%d?%d?%.%d%d%d$") then
    state.locale = locale_of(state.text) -- "4.800": only here the rest of the document has a say
  end
  return state.figures_known.read(text, state.locale)
end

--- Head of a counted noun group: its last word, singular. Nouns that the plural list knows say their own.
local SINGULAR_IES = { movies = "movie", cookies = "cookie", calories = "calorie", lies = "lie", ties = "tie", pies = "pie",
                       zombies = "zombie", selfies = "selfie", rookies = "rookie", series = "series", species = "species" }
local IRREGULAR = { people = "people", men = "man", women = "woman", children = "child", feet = "foot", teeth = "tooth",
                    mice = "mouse", geese = "goose", lives = "life", wives = "wife", knives = "knife", wolves = "wolf",
                    leaves = "leaf", halves = "half", shelves = "shelf", thieves = "thief", loaves = "loaf",
                    policemen = "policeman", policewomen = "policewoman", servicemen = "serviceman", firemen = "fireman",
                    gunmen = "gunman", fishermen = "fisherman", businessmen = "businessman", congressmen = "congressman",
                    countrymen = "countryman", spokesmen = "spokesman", militiamen = "militiaman", police = "police",
                    criteria = "criterion", phenomena = "phenomenon", crises = "crisis", analyses = "analysis",
                    oxen = "ox", buses = "bus", gases = "gas", news = "news", troops = "troop", clothes = "clothes" }

local function singular(word)
  local w = word:lower()
  local known_form = IRREGULAR[w] or SINGULAR_IES[w]
  if known_form then return known_form end
  local n = #w
  if n < 4 or w:sub(-1) ~= "s" then return w end
  local two = w:sub(-2)
  if two == "ss" or two == "us" or two == "is" then return w end
  if w:sub(-3) == "ies" then return w:sub(1, -4) .. "y" end
  local four = w:sub(-4)
  if four == "ches" or four == "shes" or four == "sses" or four == "zzes" or w:sub(-3) == "xes" or four == "oses" then
    return w:sub(1, -3)
  end
  if w:sub(-3) == "oes" then return w:sub(1, -3) end
  return w:sub(1, -2)
end
figure.singular = singular

local function of_what(capture)
  local last = read_as(capture):match("([^%s%-]+)$") or read_as(capture)
  return { first = capture.first, last = capture.last, text = capture.text, head = singular(last) }
end

--- Sets low and high by modifier. A number that is neither bounded nor rounded is both.
local function bound(f, value, modifier)
  f.value = value
  f.modifier = modifier or "exact"
  if modifier == nil or modifier == "exact" then
    f.low, f.high = value, value
  elseif modifier == "at_least" or modifier == "more_than" then
    f.low = value
  elseif modifier == "at_most" or modifier == "less_than" then
    f.high = value
  end
end

--- Value, low, high and modifier of any figure with numbers; `factor` turns cents into dollars.
-- @return false where the numerals cannot be read
local function quantify(state, f, m, factor)
  factor = factor or 1
  if m.base and not m.least then
    local pair = inner(state, state.figures_known.pair, m.base)
    if not pair then return false end
    m.least, m.most = pair.least, pair.most
    if type(pair.unit) == "table" and m.most then -- "$10 to $15", but "$1.20 to £3.45" are two sums
      m.most.currency = pair.unit.unit
      if m.unit and m.unit.unit ~= pair.unit.unit then
        m.least.sign, m.most.sign = m.unit, pair.unit
        return "apart"
      end
    end
  end
  if m.least or m.most then
    if not (m.least and m.most) then return false end
    local a, _, scale_a = number_of(state, m.least)
    local b, _, scale_b = number_of(state, m.most)
    if not a or not b then return false end
    if scale_b and not scale_a and a < b / scale_b * 1.0001 then a = a * scale_b end -- "$10 to $15 million"
    if m.joined then -- "5-7", "1995-96": the second may be short
      local sa, sb = read_as(m.least), read_as(m.most)
      if b < a and #sb < #sa and sa:find("^%d+$") and sb:find("^%d+$") then b = tonumber(sa:sub(1, #sa - #sb) .. sb) end
    end
    if b < a then
      if m.ordered then return "apart" end -- "more than 60 and less than 15"
      if not m.joined or m.text:find("%sto%s") then return "apart" end -- "45% to 41%", "from 7 to 5"
      a, b = b, a
    end
    f.low, f.high, f.modifier = tidy(a * factor), tidy(b * factor), "range"
    return true
  end
  if m.vague then
    local e = m.expression or m
    f.low, f.high, f.modifier = e.low, e.high, "vague"
    if e.low and factor ~= 1 then f.low = e.low * factor end
    return true
  end
  if not m.number then
    if m.value == nil then return false end
    bound(f, m.value, m.modifier)
    return true
  end
  local value = number_of(state, m.number)
  if not value then return false end
  bound(f, factor == 1 and value or tidy(value * factor), m.modifier)
  return true
end

---------------------------------------------------------------------------------------------------------------------
-- Tense
---------------------------------------------------------------------------------------------------------------------

--- What a word says of tense, from the list and from -ed; answers are kept, as news repeats its verbs.
local function tense_words(prog)
  local doc = prog.core:doc(prog.names)
  local list = prog.lists.time_tense
  return setmetatable({}, { __index = function(t, norm)
    local tense = false
    doc:tokenize(norm)
    doc:scan(true)
    for _, hit in ipairs(doc:count() > 0 and doc:hits(1) or {}) do -- a soft hyphen alone is no token
      if list and hit.list == list.number and not (hit.tense == "past" and hit.ambiguous) then tense = hit.tense end
    end
    if not tense and #norm > 4 and norm:sub(-2) == "ed" then tense = "ed" end
    rawset(t, norm, tense)
    return tense
  end })
end
figure.tense_words = tense_words

local BEFORE_PARTICIPLE = { be = true, been = true, being = true, have = true, ["not"] = true, ["n't"] = true, also = true }
local LASTING = { remain = true, remains = true, stay = true, stays = true, keep = true, keeps = true }
local IS = { is = true, are = true, ["'re"] = true, ["'m"] = true }
local QUOTE = { ['"'] = true, ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true, ["``"] = true,
                ["''"] = true }
-- What asks for something at the start of a sentence or quotation: "Ask me in June" looks ahead.
local IMPERATIVE = { ask = true, call = true, come = true, wait = true, check = true, meet = true, see = true, vote = true,
                     join = true, register = true, visit = true, expect = true, look = true, watch = true, send = true,
                     ["return"] = true, apply = true, book = true, remember = true, remind = true, let = true, try = true,
                     please = true, mark = true, bring = true, give = true, talk = true, tell = true, wake = true,
                     show = true, take = true }
local AFTER_PLANNED = { to = true, ["for"] = true, on = true, ["in"] = true }

--- Tense of the verb group around a word: "will be held" looks ahead though "held" does not.
-- @treturn ?string past, future, near; nil where the word is no finite verb
-- @treturn ?boolean true where "past" is a participle after a present ("is closed"), which may also tell of a state
local function group_tense(state, doc, t, tense, first, last)
  local words = state.figures_known.tenses
  if tense == "planned" then
    if t < last and AFTER_PLANNED[doc:norm(t + 1, t + 1)] then return "future" end
    return nil
  elseif tense == "present" then
    if t < last and doc:norm(t + 1, t + 1) == "to" then return "future" end
    return "near"
  elseif tense == "future" then
    return "future"
  end
  local passive = false
  for j = t - 1, t - 4 < first and first or t - 4, -1 do
    local norm = doc:norm(j, j)
    local before = words[norm]
    if before == "future" or norm == "to" and passive then return "future" end
    if norm == "be" then passive = true end
    if LASTING[norm] then return "near" end
    if before == "past" then return "past" end
    if before == "present" then return "past", IS[norm] end
    if not BEFORE_PARTICIPLE[norm] and norm:sub(-2) ~= "ly" then break end
  end
  if tense == "ed" and t < last and doc:norm(t + 1, t + 1) == "by" then return nil end -- "talks, followed by others"
  return "past"
end

--- Whether a time in a sentence lies behind or ahead: the verb group before it, else the one after it; a verb on the
-- other side of a quotation mark tells of another time. A sentence without a tense takes what is nearest; a text
-- without any looks forward, as notes and questions do.
-- @treturn string past, future or near @treturn ?boolean see group_tense
local function direction_at(state, first, last, from)
  local doc, words = state.doc, state.figures_known.tenses
  local quoted, start = false, first
  for t = from - 1, first, -1 do
    local norm = doc:norm(t, t)
    if QUOTE[norm] then
      quoted, start = true, t + 1
      break
    end
    local tense = words[norm]
    if tense then
      local direction, loose = group_tense(state, doc, t, tense, first, last)
      if direction then return direction, loose end
    end
  end
  if start < from and IMPERATIVE[doc:norm(start, start)] then return "future" end
  for t = from, last do
    local norm = doc:norm(t, t)
    if QUOTE[norm] then
      quoted = t < last and t > from
      break
    end
    local tense = words[norm]
    if tense then
      local direction, loose = group_tense(state, doc, t, tense, first, last)
      if direction then return direction, loose end
    end
  end
  if quoted then return "near" end
  if state.figure_default == nil then
    state.figure_default = #state.text > 300 and "near" or "future"
    if state.figure_default == "future" then
      local tokens = doc:count()
      for t = 1, tokens do
        if words[doc:norm(t, t)] then
          state.figure_default = "near"
          break
        end
      end
    end
  end
  return state.figure_default
end

---------------------------------------------------------------------------------------------------------------------
-- Times
---------------------------------------------------------------------------------------------------------------------

local FIELDS = { "year", "month", "day", "weekday", "shift", "unit", "index", "part", "season", "hour", "minute", "second",
                 "decade", "century", "short", "bc", "sign", "week", "midnight" }

local UNIT_NAME = { ["half-year"] = "half" }

--- Amounts of a stretch span ("two years and three months"): unit -> number, or nil where one is vague or unreadable.
local function parts_of(state, stretch)
  local parts = {}
  local numbers, units = stretch.number, stretch.unit
  if type(units) ~= "table" or stretch.vague then return nil end
  for i = 1, #units do
    local unit = units[i]
    local n = numbers and numbers[i]
    local value
    if not n then value = stretch.value or 1
    elseif read_as(n):lower():find("^an?$") then value = 1
    else value = number_of(state, n) end
    if not value then return nil end
    local name = UNIT_NAME[unit.unit] or unit.unit
    parts[name] = (parts[name] or 0) + value
  end
  return parts
end

local MONTHS = { jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6, jul = 7, aug = 8, sep = 9, oct = 10, nov = 11,
                 dec = 12 }

--- Two-digit years and the order of numbers: month first as in American news, unless that cannot be.
local function ymd(y, a, b, short)
  local m, d = tonumber(a), tonumber(b)
  if m > 12 and d <= 12 then m, d = d, m end
  if y then y = tonumber(y) end
  if not timex.valid(y and not short and y or nil, m, d) then return nil end
  return { type = "date", year = y, month = m, day = d, short = short or nil }
end

local raw_forms = {
  iso = function(s)
    local y, m, d, rest = s:match("^(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)(.*)$")
    if not y or not timex.valid(tonumber(y), tonumber(m), tonumber(d)) then return nil end
    local date = { type = "date", year = tonumber(y), month = tonumber(m), day = tonumber(d) }
    local h, mi, se = rest:match("^[Tt](%d%d):?(%d%d):?(%d*)")
    if not h then return date end
    return { type = "clock", hour = tonumber(h), minute = tonumber(mi), second = tonumber(se), on = date }
  end,
  numeric = function(s)
    local a, b, y = s:match("^(%d%d?)[-/.](%d%d?)[-/.](%d+)$")
    if a then return ymd(y, a, b, #y <= 2) end
    a, b = s:match("^(%d%d?)[-/.](%d%d?)$")
    if a then return ymd(nil, a, b) end
  end,
  named = function(s) -- 31/Oct/1974, 2019-sep-1
    local a, name, b = s:match("^(%d+)[-/. ]*(%a+)[-/. ]*(%d+)$")
    if not a then
      name, a = s:match("^(%a+)[-/.]?(%d+)$")
      if not a then a, name = s:match("^(%d+)[-/.]?(%a+)$") end
      b = nil
    end
    local m = name and MONTHS[name:sub(1, 3):lower()]
    if not m then return nil end
    if not b then
      local n = tonumber(a)
      if #a == 4 then return { type = "date", year = n, month = m } end
      return n <= 31 and { type = "date", month = m, day = n } or nil
    end
    local d, y = a, b
    if #a == 4 then d, y = b, a end
    if not timex.valid(nil, m, tonumber(d)) then return nil end
    return { type = "date", year = tonumber(y), month = m, day = tonumber(d), short = #y <= 2 or nil }
  end,
  month_year = function(s)
    local a, b = s:match("^(%d+)[-/.](%d+)$")
    if not a then return nil end
    local y, m = a, b
    if #b == 4 then y, m = b, a end
    y, m = tonumber(y), tonumber(m)
    return m >= 1 and m <= 12 and { type = "date", year = y, month = m } or nil
  end,
  years = function(s)
    local a, b = s:match("^(%d%d%d%d)%D+(%d+)$")
    if not a then return nil end
    if #b == 2 and tonumber(b) <= 12 and tonumber(b) <= tonumber(a) % 100 then -- 2016-11
      return b ~= "00" and { type = "date", year = tonumber(a), month = tonumber(b) } or nil
    end
    if #b == 2 then b = a:sub(1, 2) .. b end
    a, b = tonumber(a), tonumber(b)
    if b % 100 == 0 and b < a then b = b + 100 end
    return b > a and { type = "years", year = a, last = b } or nil
  end,
  decade = function(s)
    local n = s:match("%d+")
    n = tonumber(n)
    if n >= 1000 then
      return n % 10 == 0 and { type = "decade", decade = n // 10 } or nil
    end
    return n % 10 == 0 and n < 100 and { type = "decade", decade = n // 10, short = true } or nil
  end,
  century = function(s)
    local n = tonumber(s:match("%d+"))
    return n >= 1 and n <= 30 and { type = "century", century = n } or nil
  end,
  clock = function(s)
    local h, m, se, rest = s:match("^(%d%d?)[:.h](%d%d):?(%d*)%s*(%a*)")
    if not h then
      h, rest = s:match("^(%d%d?)%s*(%a+)")
      if not h then return nil end
      if rest == "h" then rest = "" end
    end
    local spec = { type = "clock", hour = tonumber(h), minute = tonumber(m), second = tonumber(se) }
    spec.sharp = s:find("^%d+h") and true or nil -- "3h18" counts to 24
    local half = rest:sub(1, 1):lower()
    if half == "a" then spec.meridiem = "am" elseif half == "p" then spec.meridiem = "pm" end
    return spec
  end,
  clock_dot = function(s)
    local h, m, half = s:match("^(%d%d?)%.(%d%d)%s*(%a?)")
    if not h then return nil end
    half = half:lower()
    return { type = "clock", hour = tonumber(h), minute = tonumber(m),
             meridiem = half == "a" and "am" or half == "p" and "pm" or nil }
  end,
  quarter = function(s) -- Q3, 3Q, Q3'24, 18q4
    local unit, index = s:match("([QqHh])([1-4])")
    if not unit then index, unit = s:match("^([1-4])([QqHh])") end
    if not unit then return nil end
    unit = unit:upper() == "Q" and "quarter" or "half"
    return { type = "nth", unit = unit, index = tonumber(index) }
  end,
}

local spec_of

--- A spec from a "when" span (or a capture around one).
function spec_of(state, w)
  if w.deep and not w.span then w = inner(state, state.figures_known.when, w) or w end
  local kind = w.time or w.day and "date" or w.hour and "clock" or w.part and "part" or w.month and "date"
  local spec
  if w.form then
    spec = w.raw and raw_forms[w.form](read_as(w.raw))
    if not spec then return nil end
    for i = 1, #FIELDS do
      local k = FIELDS[i]
      if spec[k] == nil then spec[k] = w[k] end
    end
  else
    spec = { -- one constructor: the table has its size at once
      type = kind, year = w.year, month = w.month, day = w.day, weekday = w.weekday, shift = w.shift, unit = nil,
      index = w.index, part = w.part, season = w.season, hour = w.hour, minute = w.minute, second = w.second,
      decade = w.decade, century = w.century, short = w.short, bc = w.bc, sign = w.sign, week = w.week,
      midnight = w.midnight, modifier = nil, of = nil, on = nil, number = nil,
    }
  end
  local unit = w.unit
  if type(unit) == "table" then unit = unit.unit or read_as(unit):lower() end
  if unit then spec.unit = UNIT_NAME[unit] or unit end
  if w.short_year and w.raw then
    spec.year, spec.short = tonumber(read_as(w.raw):match("%d+")), true
  elseif w.year_number and w.number then
    spec.year = tonumber(read_as(w.number)) or number_of(state, w.number)
    spec.bc = w.sign == -1 or nil
  end
  if kind == "weekday" then
    spec.day = w.weekday
    if w.in_week then spec.week, spec.shift = spec.shift, nil end
  elseif kind == "deictic" then
    spec.type, spec.shift = "day", w.offset
  elseif kind == "deictic_day" then
    spec.type = "day"
  elseif kind == "month_of" then
    spec.type, spec.in_year = "date", true
  elseif kind == "holiday" then
    spec.holiday = { month = w.month, day = w.day, weekday = w.weekday, nth = w.nth, easter = w.easter,
                     orthodox = w.orthodox, add = w.add }
    spec.month, spec.day, spec.weekday = nil, nil, nil
    if w.of_year then
      spec.of = { type = "period", unit = "year", shift = w.shift or 0 }
      spec.shift = nil
    end
  elseif kind == "distance" then
    local stretch = w.amount and inner(state, state.figures_known.duration, w.amount)
    if stretch and stretch.vague then -- "a few days ago"
      return { type = "vague", sign = spec.sign, unit = stretch.unit[1].unit }
    end
    spec.parts = stretch and parts_of(state, stretch)
    if not spec.parts then return nil end
  elseif kind == "weekdays" then
    spec.day = w.weekday
    spec.number = w.number and number_of(state, w.number)
    if not spec.number then return nil end
  elseif kind == "period" then
    if w.amount then
      local stretch = inner(state, state.figures_known.duration, w.amount)
      if stretch and stretch.vague then return { type = "vague", stretch = true, sign = spec.shift, unit = stretch.unit[1].unit } end
      local parts = stretch and parts_of(state, stretch)
      if not parts then return nil end
      spec.unit, spec.number = next(parts)
      if next(parts, spec.unit) then spec.parts = parts end -- "the last three months and two days"
    elseif type(w.number) == "table" then -- a unit's own "number" says that it is singular
      spec.number = number_of(state, w.number)
      if not spec.number then return nil end
    end
  elseif kind == "nth" then
    if w.inside == "month" then
      spec.of = { type = "date", month = w.month, year = w.year }
    elseif w.inside == "year" then
      spec.of = { type = "date", year = w.year }
    elseif w.inside == "period" then
      spec.of = { type = "period", unit = w.within_unit, shift = w.shift or 0 }
    elseif spec.year then
      spec.of = { type = "date", year = spec.year, short = spec.short }
    end
    if w.weekday then spec.day = w.weekday end
    if w.half then spec.unit = "half" end
    if w.by_day then spec.index, spec.day = w.day, nil end
    if w.half and not w.year then spec.of = { type = "period", unit = "year", shift = 0 } end
  elseif kind == "holding" then
    if w.of_holiday then
      local h = { month = w.month, day = w.day, weekday = w.weekday, nth = w.nth, easter = w.easter, orthodox = w.orthodox,
                  add = w.add }
      spec.of = { type = "holiday", holiday = h, year = w.year, shift = w.shift }
    else
      spec.of = { type = "date", year = w.year, month = w.month, day = w.day }
    end
  elseif kind == "week" or kind == "century" then
    if w.number and not w.form then
      local n = number_of(state, w.number)
      if not n then return nil end
      spec[kind == "week" and "number" or "century"] = n
    end
  elseif kind == "clock" then
    if w.number then -- "ten past eight", "quarter to nine"
      local past, sort = number_of(state, w.number)
      if past and sort == "ordinal" then past = 1 / past end -- "a quarter"
      if not past then return nil end
      local minutes = past < 1 and past * 60 or past -- "half past", "a quarter to"
      local total = spec.hour * 60 + (spec.minute or 0) + (w.sign or 1) * floor(minutes + 0.5)
      spec.hour, spec.minute = total // 60 % 24, total % 60
    end
    if w.meridiem then spec.meridiem = w.meridiem end
    if spec.part then -- "half past seven in the afternoon", "afternoon at 7"
      if not spec.meridiem and spec.hour and spec.hour < 12 then
        spec.meridiem = spec.part == "MO" and "am" or spec.part == "NI" and "NI" or "pm"
      end
      spec.part = nil
    end
    if w.offset then spec.zone = floor(w.offset * 3600) end
  end
  if w.meridiem and kind ~= "clock" and not spec.part and spec.type ~= "clock" then -- "Tuesday AM"
    spec.part = w.meridiem == "am" and "MO" or w.meridiem == "NI" and "NI" or "AF"
  end
  if w.upon then
    spec.on = spec_of(state, w.upon)
    if not spec.on then return nil end
  end
  if w.base then spec.from = { type = "day", shift = w.base.offset or 0 } end
  return spec
end

local function direction_of(state, m)
  local _, from, to = state.doc:sentence(m.from)
  return direction_at(state, from, to, m.from)
end

--- Whether what a spec means hangs on the tense around it.
local needs_direction
function needs_direction(spec)
  local kind = spec.type
  if kind == "range" then return needs_direction(spec.first) or spec.last and needs_direction(spec.last) end
  if kind == "clock" then return spec.on == nil or needs_direction(spec.on) end
  if kind == "date" or kind == "season" or kind == "holiday" then return spec.year == nil and not spec.of end
  if kind == "weekday" then return spec.shift == nil and spec.week == nil end
  if kind == "nth" then return not spec.of or needs_direction(spec.of) end
  if kind == "holding" then return needs_direction(spec.of) end
  if kind == "period" then return spec.unit == "weekend" end
  return kind == "part" and spec.on and needs_direction(spec.on)
end

-- Words before a time that look ahead, whatever tense the verb has: "remains closed until April 15".
local FORWARD = { ["until"] = true, till = true, by = true, from = true, due = true, through = true }

local function resolve(state, m, spec)
  local direction, loose
  if state.reference and needs_direction(spec) then
    direction, loose = direction_of(state, m)
    local doc = state.doc
    local norm = doc:norm(m.from, m.from)
    if not FORWARD[norm] and m.from > 1 then norm = doc:norm(m.from - 1, m.from - 1) end
    if FORWARD[norm] or m.modifier == "until" then
      if direction ~= "past" or loose then direction = "future"
      elseif spec.type == "date" then direction = "near" end -- "was closed until April 15"
    end
  end
  return timex.resolve(spec, state.reference, direction)
end

---------------------------------------------------------------------------------------------------------------------
-- Builders, one per kind of figure: fill `f` from the match `m`; false refuses it
---------------------------------------------------------------------------------------------------------------------

local build = {}

local function plain(state, f, m)
  return quantify(state, f, m)
end

build.number, build.ordinal, build.multiple, build.rank = plain, plain, plain, plain

function build.fraction(state, f, m)
  if not m.ratio then return quantify(state, f, m) end
  local part, whole = number_of(state, m.number[1]), m.number[2] and number_of(state, m.number[2])
  if not part or not whole then return false end
  if part >= whole then return "apart" end -- "12 out of 10" is no share
  f.number = place(m.expression)
  bound(f, part / whole, m.modifier)
  if m.of then f.of = of_what(m.of) end
end

function build.count(state, f, m)
  local outcome = quantify(state, f, m)
  if outcome ~= true then return outcome end
  if m.of then f.of = of_what(m.of) end
end

function build.percent(state, f, m)
  f.unit = "percent"
  return quantify(state, f, m)
end

function build.percentage_point(state, f, m)
  f.unit = m.unit and m.unit.unit or "percentage-point"
  return quantify(state, f, m)
end

--- "Pounds" are money where the text has pounds sterling or Britain, and a weight elsewhere.
local function is_weight(state, unit)
  if read_as(unit):lower():match("^pounds?$") == nil then return false end
  if state.sterling == nil then
    local t = state.text
    state.sterling = (t:find("£", 1, true) or t:find("sterling", 1, true) or t:find("Brit", 1, true) or t:find("London", 1, true)
      or t:find("UK", 1, true)) ~= nil
  end
  return not state.sterling
end

function build.money(state, f, m)
  local unit = m.unit
  if m.raw then -- "Rs20"
    local code, rest = m.raw.text:match("^(%a+)([%d.,]*%d)")
    unit = code and state.figures_known.currency(code)
    if not unit then return false end
    local value = state.figures_known.read(rest .. m.text:sub(m.raw.last - m.first + 2), state.locale)
    if not value then return false end
    f.unit = unit
    bound(f, tidy(value), m.modifier)
    return
  end
  if unit and is_weight(state, unit) then
    f.kind = "measure"
    return build.measure(state, f, { unit = { unit = "pound", base = "kilogram", factor = 0.45359237 }, number = m.number,
      least = m.least, most = m.most, modifier = m.modifier })
  end
  f.unit = unit and unit.unit
  if not m.number and m.minor then
    bound(f, 1, m.modifier)
  else
    local outcome = quantify(state, f, m, unit and unit.factor)
    if outcome ~= true then return outcome end
  end
  if m.minor and f.value then
    local minor = number_of(state, m.minor)
    if minor then bound(f, tidy(f.value + minor / 100), m.modifier) end
  end
end

--- Sets the SI base value of a measure, where it has one number.
local function to_base(f, unit)
  if f.value and unit.factor and unit.base then
    f.base = { value = tidy(f.value * unit.factor + (unit.offset or 0)), unit = unit.base }
  end
end

function build.measure(state, f, m)
  local unit = m.unit
  if not unit then return false end
  f.unit = unit.unit
  if m.of then f.of = of_what(m.of) end
  if unit[2] and m.number and m.number[2] then -- "6ft 2in": in the first and largest unit
    local n, sum = #unit, 0
    for i = 1, n do
      local value = m.number[i] and number_of(state, m.number[i])
      if not value or not unit[i].factor then return false end
      sum = sum + value * unit[i].factor
    end
    f.number = nil
    bound(f, tidy(sum / unit.factor), m.modifier)
    to_base(f, unit)
    return
  end
  local outcome = quantify(state, f, m)
  if outcome ~= true then return outcome end
  to_base(f, unit)
end

function build.temperature(state, f, m)
  local unit = m.unit
  f.unit = unit and unit.unit or "degree"
  if not quantify(state, f, m) then return false end
  if unit then to_base(f, unit) end
end

function build.age(state, f, m)
  f.unit = m.unit and m.unit.unit or "year"
  if m.decade then
    local n = tonumber(read_as(m.decade):match("%d+"))
    if not n or n % 10 ~= 0 then return false end
    f.low, f.high, f.modifier = n, n + 9, "range"
    return
  end
  return quantify(state, f, m)
end

function build.score(state, f, m)
  local values = {}
  if m.raw then
    for n in read_as(m.raw):gmatch("%d+") do values[#values + 1] = tonumber(n) end
  else
    for i = 1, m.number and #m.number or 0 do values[i] = number_of(state, m.number[i]) end
  end
  if #values < 2 then return false end
  f.values, f.modifier, f.number = values, "exact", nil
end

function build.rate(state, f, m)
  local unit, per = m.unit, m.per
  if not quantify(state, f, m, unit and unit.factor) then return false end
  local of = unit and unit.unit
  if not of and m.of then
    f.of = of_what(m.of)
    of = f.of.head
  end
  f.unit = (of or "one") .. " per " .. (per.unit or singular(read_as(per)))
end

function build.duration(state, f, m)
  local stretch = m.expression and inner(state, state.figures_known.duration, m.expression) or m
  local units, numbers = stretch.unit, stretch.number
  if type(units) ~= "table" then return false end
  if stretch.least then
    f.unit = UNIT_NAME[units.unit] or units.unit
    if not quantify(state, f, stretch) then return false end
    local a = timex.duration(f.low, f.unit)
    local b, _, canonical = timex.duration(f.high, f.unit)
    f.timex, f.unit = a and b and a .. "/" .. b, canonical
    return
  end
  local modifier = m.modifier or stretch.modifier
  if m.ahead and state.reference and direction_of(state, m) == "future" then -- "within five days": until then
    local parts = parts_of(state, stretch)
    if not parts and stretch.vague then -- "within a few months"
      f.timex, f.kind = timex.resolve({ type = "vague", sign = 1, unit = units.unit }, state.reference)
      f.modifier, f.number = "vague", nil
      return
    elseif parts then
      f.kind, f.modifier, f.number = "date", "range", nil
      local there = timex.resolve({ type = "distance", parts = parts, sign = 1 }, state.reference)
      local here = timex.resolve({ type = there:find("T", 1, true) and "now" or "day" }, state.reference)
      if there:find("T", 1, true) then f.kind = "time" end
      f.timex = here .. "/" .. there
      return
    end
  end
  if units[2] then
    local parts = parts_of(state, stretch)
    if not parts then return false end
    f.timex, f.modifier, f.number = timex.compound(parts), modifier or "exact", nil
    return
  end
  local unit = UNIT_NAME[units.unit] or units.unit
  if stretch.vague then
    f.timex, f.low, f.unit = timex.duration(nil, unit)
    f.low, f.high, f.modifier = stretch.low, stretch.high, "vague"
    return
  end
  local n = 1
  if numbers then
    n = number_of(state, numbers)
    if not n then return false end
    f.number = place(numbers)
  elseif stretch.value then n = stretch.value end
  local text, value, canonical = timex.duration(n, unit)
  if not text then return false end
  f.timex, f.unit = text, canonical
  bound(f, tidy(value), modifier)
end

--- Dates and times: one "when", or two that make a range.
local function when(state, f, m)
  local spec
  if m.distance then
    local stretch = m.amount and inner(state, state.figures_known.duration, m.amount)
    local parts, from = stretch and parts_of(state, stretch), m.upon and spec_of(state, m.upon)
    if not parts or not from then return false end
    spec = { type = "distance", sign = m.distance, parts = parts, from = from }
    f.number, f.modifier = nil, m.modifier or "exact"
  elseif m.lasting then
    local stretch = m.amount and inner(state, state.figures_known.duration, m.amount)
    local parts, from = stretch and parts_of(state, stretch), m.upon and spec_of(state, m.upon)
    if not parts or not from then return false end
    if m.base then from.on = spec_of(state, m.base) end
    spec = { type = "range", first = from, parts = parts }
    f.number, f.modifier = nil, "range"
  elseif m.earlier and m.later then
    local a, b = spec_of(state, m.earlier), spec_of(state, m.later)
    if not a or not b then return false end
    if m.upon then
      local upon = spec_of(state, m.upon)
      if not upon then return false end
      if upon.part and a.type == "clock" and b.type == "clock" and not b.meridiem then
        b.meridiem = upon.part == "MO" and "am" or "pm"
      end
      upon.part = nil
      a.on, b.on = upon, upon
    end
    spec = { type = "range", first = a, last = b }
    f.modifier = "range"
  else
    local w = m.expression or m
    if m.together then
      spec = spec_of(state, m.number)
      local upon = spec and spec_of(state, m.upon)
      if not upon then return false end
      if spec.type == "clock" and upon.part then
        if not spec.meridiem then spec.meridiem = (upon.part == "MO" and "am") or (upon.part == "NI" and "NI") or "pm" end
        upon.part = nil
      end
      spec.on = upon
      f.number = nil
    else
      if w.ahead_only and direction_of(state, m) == "past" then -- "in two weeks" that have passed are a duration
        local whole = inner(state, state.figures_known.when, w)
        if not (whole and whole.amount) then return false end
        local amount = whole.amount
        f.kind, f.first, f.last, f.text = "duration", amount.first, amount.last, amount.text
        return build.duration(state, f, { expression = amount })
      end
      spec = spec_of(state, w)
    end
    if not spec then return false end
    if spec.type == "distance" and spec.sign == 1 and not w.ahead_only and m.text:find("^[Ff]or ") then -- "for 3 days from today"
      spec = { type = "range", first = spec.from or { type = "day", shift = 0 }, parts = spec.parts }
    end
    f.modifier = m.modifier or w.modifier or spec.type == "vague" and (spec.stretch and "vague" or "about") or "exact"
    spec.modifier = f.modifier
    if m.part and not spec.part and spec.type ~= "clock" then spec.part = m.part end
  end
  local value, kind = resolve(state, m, spec)
  if not value and (state.reference or spec.type == "clock" or spec.day and spec.month) then return false end
  f.timex = value
  if kind == "time" or kind == "date" then f.kind = kind end
  if value and value:find("/", 1, true) and f.modifier == "exact" then f.modifier = "range" end
end

build.date, build.time = when, when

function build.set(state, f, m)
  f.modifier = m.modifier or "exact"
  if m.timex then
    f.timex = m.timex
    local times = m.freq and tonumber(m.freq:match("%d+"))
    if times and times > 1 then
      local unit = ({ D = "day", W = "week", M = "month", Y = "year", H = "hour" })[m.timex:sub(-1)]
      if unit then f.timex = timex.every(unit, times) end
    end
    return
  end
  if m.at_clock then
    local clock = m.upon and spec_of(state, m.upon)
    if not clock then return false end
    local e = m.expression
    if e and (e.weekday or e.time == "weekday") then
      clock.on = { type = "weekday", day = e.weekday }
    elseif e and e.part and not clock.meridiem then
      clock.meridiem = e.part == "MO" and "am" or "pm"
    end
    f.number = nil
    f.timex = timex.resolve(clock, nil, nil)
    return f.timex ~= nil
  end
  if m.weekdays and m.expression then
    f.timex = timex.resolve({ type = "weekday", day = m.expression.weekday }, nil, nil)
    return f.timex ~= nil
  end
  if m.expression then
    local spec = spec_of(state, m.expression)
    if not spec then return false end
    spec.shift = nil
    f.timex = timex.resolve(spec, nil, nil)
    return f.timex ~= nil
  end
  local n = m.number and number_of(state, m.number) or 1
  local unit = m.unit and (UNIT_NAME[m.unit.unit] or m.unit.unit)
  if not unit then return false end
  if m.times then f.timex = timex.every(unit, n) else f.timex = timex.duration(n, unit) end
  return f.timex ~= nil
end

---------------------------------------------------------------------------------------------------------------------
-- The stage
---------------------------------------------------------------------------------------------------------------------

--- Bounds around figures: first token of the figure -> modifier and extent.
local function bounds_of(doc, k)
  local rows = doc:rows(k.bounded)
  if not rows[1] then return nil end
  local at = {}
  for i = 1, #rows, 6 do
    local from = doc:part(rows[i], k.amount)
    if from then at[from] = { from = rows[i + 1], to = rows[i + 2], modifier = doc:attr(rows[i], k.modifier) } end
  end
  return at
end

--- Which decimal mark the document uses, from numerals that can be read one way only.
function locale_of(text)
  -- one search for each form; both are rare enough that this costs less than looking at every numeral
  if text:find("%d%.%d%d%d%.%d%d%d") or text:find("%d%.%d%d%d,%d%d?%f[%D]") then return "comma" end
  return "point"
end

local NO_EVENT = { was = true, were = true, had = true, did = true, been = true, got = true, said = true, including = true,
                   according = true, following = true, during = true, regarding = true, being = true }
local HAS_EVENT = { count = true, number = true, percent = true, money = true }

--- The verb that a figure is told with: "killing at least three people", "rose to 42".
-- @tparam integer first first token of the figure's extent
local function event_before(state, first)
  local doc, words = state.doc, state.figures_known.tenses
  if first < 2 then return nil end
  local t = first - 1
  local norm = doc:norm(t, t)
  if (norm == "to" or norm == "by" or norm == "at") and t > 1 then
    local before = doc:norm(t - 1, t - 1)
    local tense = words[before]
    if (tense == "past" or tense == "ed") and not NO_EVENT[before] then
      local a, b = doc:bytes(t - 1, t)
      return { first = a, last = b, text = doc:text(t - 1, t) }
    end
    return nil
  end
  if NO_EVENT[norm] then return nil end
  local tense = words[norm]
  if tense == "past" or tense == "ed" or #norm > 5 and norm:sub(-3) == "ing" then
    local a, b = doc:bytes(t, t)
    return { first = a, last = b, text = doc:text(t, t) }
  end
end

--- Modifier and first token of the bound that ends before a token and begins after another; nil where there is none.
local function bound_before(state, after, token)
  local k = state.figures_known
  for t = after + 1, token - 1 do
    local modifier = k.bound and state.doc:listed(t, token - 1, k.bound, k.modifier)
    if modifier then return modifier, t end
  end
end

--- Adds a figure for each numeral of a match that only looked like one figure; a currency sign before a numeral belongs
-- to it.
local function add_apart(state, figures, n, f, m)
  local pieces = m.least and { m.least, m.most } or m.number
  if m.ordered and m.most.from < m.least.from then pieces[1], pieces[2] = m.most, m.least end
  local after = m.from - 1
  for j = 1, #pieces do
    local c, modifier = pieces[j], nil
    local first = c.sign and c.sign.first or c.first
    local one = { kind = m.least and f.kind or "number", unit = c.currency or f.unit, first = first, last = c.last,
                  text = state.text:sub(first, c.last), rule = m.rule, sentence = m.sentence, number = place(c) }
    one.extent = { first = first, last = c.last, text = one.text }
    if m.ordered then
      local begin
      modifier, begin = bound_before(state, after, c.from)
      after = c.to
      if begin then
        local a, b = state.doc:bytes(begin, c.to)
        one.extent = { first = a, last = b, text = state.doc:text(begin, c.to) }
      end
    end
    if quantify(state, one, { number = c, modifier = modifier }) then
      n = n + 1
      one.id = "f" .. n
      figures[n] = one
    end
  end
  return n
end

-- A dateline stands this early in the text, this near to the start of its line.
local DATELINE_BYTES, DATELINE_PREFIX = 400, 40

--- The document's own date, where a full date stands as a dateline: alone on its line, after a place in capitals
-- ("KYIV, 23 March 2025 -"), or after a word such as "Published".
local function dateline(state, k, spans)
  local text, doc = state.text, state.doc
  for i = 1, #spans do
    local from, to = doc:place(spans[i])
    local first = doc:bytes(from, to)
    if first > DATELINE_BYTES then return nil end
    local m = doc:get(spans[i])
    cleaned(m, k.inside[m.rule])
    if m.kind == "date" and m.expression and not m.earlier then
      local e = m.expression
      local before = text:sub(1, e.first - 1):match("[^\n]*$")
      local after = text:sub(e.last + 1, e.last + 8)
      local placed = before == "" or not before:find("%l") or before:find("[Pp]ublished") or before:find("[Uu]pdated")
                  or before:find("[Dd]ate:")
      local ended = after == "" or after:find("^%s*[\n(%-|]") or after:find("^%s*\226\128[\147\148]")
      if #before <= DATELINE_PREFIX and placed and ended then
        local spec = spec_of(state, e)
        local value = spec and timex.resolve(spec, nil, nil)
        if value and value:find("^%d%d%d%d%-%d%d%-%d%d$") then return value end
      end
    end
  end
end

--- Builds `state.figures` from the figure spans of the document.
-- @param state of the reader: `doc`, `program`, `text`, `options.date`
function figure.run(state)
  local k = knowledge(state.program)
  state.figures_known = k
  state.locale = nil
  state.figure_default = nil
  local date = state.options.date
  if date and not state.reference then
    local ref, why = timex.reference(date)
    state.reference = ref
    if not ref and state.warn then state:warn("date", why) end
  end
  local doc, figures, n = state.doc, {}, 0
  local bounded = k.bounded and bounds_of(doc, k)
  local spans = doc:spans(k.wanted)
  if not date and not state.reference then
    local own = dateline(state, k, spans)
    if own then state.date, state.reference = own, timex.reference(own) end
  end
  for i = 1, #spans do
    local m = doc:get(spans[i])
    cleaned(m, k.inside[m.rule])
    local around = bounded and bounded[m.from]
    if around then m.modifier = m.modifier or around.modifier end
    local build_one = build[m.kind]
    if build_one then
      local shown = m.expression or m.number or m
      if m.expression and (m.together or m.earlier or m.ratio or m.lasting) then shown = m.expression end
      local f = {
        kind = m.kind, first = shown.first, last = shown.last, text = shown.text, rule = m.rule, sentence = m.sentence,
        extent = place(m), modifier = nil, value = nil, low = nil, high = nil, unit = nil, timex = nil, number = nil,
        id = nil, of = nil, -- room for what the builders add
      }
      if m.number then f.number = place(m.number) end
      if f.first == m.first and (m.kind == "date" or m.kind == "time") and f.text:find("^[Tt]he ") then
        f.first, f.text = f.first + 4, f.text:sub(5) -- the article belongs to the extent
      end
      if m.at_clock and m.upon and m.expression then -- "9am on Sundays": both say when
        f.first = m.upon.first < shown.first and m.upon.first or shown.first
        f.last = m.upon.last > shown.last and m.upon.last or shown.last
        f.text = state.text:sub(f.first, f.last)
      end
      if around and around.to >= m.to then
        local first, last = doc:bytes(around.from, around.to)
        f.extent = { first = first, last = last, text = doc:text(around.from, around.to) }
      end
      if m.event then
        f.event = place(m.event)
      elseif HAS_EVENT[m.kind] then
        f.event = event_before(state, around and around.from or m.from)
      end
      local fine, outcome = pcall(build_one, state, f, m)
      if not fine then -- costs this figure, not the others
        state:warn("figure-error", tostring(outcome), m.rule, m.first, m.last)
        outcome = false
      end
      if outcome == "apart" then -- what looked like one figure is several numbers
        n = add_apart(state, figures, n, f, m)
      elseif outcome ~= false then
        n = n + 1
        f.id = "f" .. n
        figures[n] = f
      end
    end
  end
  state.figures = figures
end

return figure
