--- Values of written numbers.
--
-- The rules decide which tokens make a numeral; this file says what it is worth. Digits are read by their separators
-- (which may be those of another locale), words by folding over their classes, which a word list gives:
--
--     unit 0-9 · teen 10-19 · ten 20-90 · hundred · scale (thousand, m, bn, crore, dozen) · half
--     ordinal (third 3, hundredth 100; `plural` for "thirds") · point · and · article · sign (-1) · skip ("of")
--
-- @module factbox.numeral

local numeral = {}

local floor = math.floor

---------------------------------------------------------------------------------------------------------------------
-- Digits
---------------------------------------------------------------------------------------------------------------------

-- Vulgar fractions (Unicode, "Number Forms" and Latin-1).
local FRACTION = {
  ["½"] = 1 / 2, ["⅓"] = 1 / 3, ["⅔"] = 2 / 3, ["¼"] = 1 / 4, ["¾"] = 3 / 4, ["⅕"] = 1 / 5, ["⅖"] = 2 / 5,
  ["⅗"] = 3 / 5, ["⅘"] = 4 / 5, ["⅙"] = 1 / 6, ["⅚"] = 5 / 6, ["⅛"] = 1 / 8, ["⅜"] = 3 / 8, ["⅝"] = 5 / 8,
  ["⅞"] = 7 / 8, ["⅐"] = 1 / 7, ["⅑"] = 1 / 9, ["⅒"] = 1 / 10,
}
numeral.fraction = FRACTION

--- What a numeral's separators say about the document's locale: "point" (1,234.5), "comma" (1.234,5) or nil where it
-- could be either. Callers add up the votes of a document before asking `digits` for values.
function numeral.locale(s)
  if s:find("%..*,") and s:find(",%d+$") then return "comma" end
  if s:find(",.*%.") and s:find("%.%d+$") then return "point" end
  if s:find("%.%d%d%d%.%d%d%d$") then return "comma" end
  if s:find(",%d%d%d,%d%d%d$") or s:find(",%d%d,%d%d%d$") then return "point" end
  if s:find("^%d+,%d%d?$") then return "comma" end
  if s:find("^%d+%.%d%d?$") then return "point" end
end

local SUPERSCRIPT = { ["\226\129\176"] = "0", ["\194\185"] = "1", ["\194\178"] = "2", ["\194\179"] = "3",
                      ["\226\129\187"] = "-", ["\226\129\186"] = "+" }
for i = 4, 9 do SUPERSCRIPT["\226\129" .. string.char(176 + i)] = tostring(i) end

--- Mantissa and power of ten of "6.02 x 10^23", "5.5x10-3", "3 × 10⁻⁴", "1.3e6"; nil where it is no such number.
local function scientific(s)
  local mantissa, power = s:match("^([%d.,]+)[eE]([+-]?%d+)$")
  if mantissa then return mantissa, power end
  if not s:find("10", 3, true) then return nil end
  s = s:gsub("%s", ""):gsub("\195\151", "x"):gsub("[\194\226]\129?[\128-\191]", SUPERSCRIPT)
  return s:match("^([%d.,]+)[xX*]10%^?([+-]?%d+)$")
end

--- Value of digits with separators, sign and exponent: "1,580", "1.234.567,89", "12 000", "1,23,456", "1.3e6",
-- "-127.32e13", "6.23x10^-4". One dot is a decimal point unless the document writes decimal commas; one comma with
-- exactly three digits after it groups thousands, with any other number of digits it is a decimal comma. Separators
-- that group nothing ("2.3.1", "192.168.1.20", "1,2,3") make no number.
-- @tparam string s the digits @tparam ?string locale "comma" where the document is known to write 1.234,5
-- @treturn ?number
function numeral.digits(s, locale)
  local plain = tonumber(s)
  if plain and not (locale == "comma" and s:find("^%d+%.%d%d%d$")) and not s:find("[xXpP]") then return plain end
  local sign = 1
  s = s:gsub("\226\136\146", "-"):gsub("\226\128\175", ""):gsub("\226\128\137", ""):gsub("\194\160", "")
       :gsub("[%s']", ""):gsub("\226\128\153", "")
  local first = s:match("^[+-]")
  if first then
    if first == "-" then sign = -1 end
    s = s:sub(2)
  end
  local mantissa, power = scientific(s)
  if mantissa then s = mantissa end
  local comma, dot = s:find(",", 1, true), s:find(".", 1, true)
  if comma and dot then
    if s:find(",[^.]*$") and s:find("%..*,") then          -- the last separator is a comma: 1.234.567,89
      s = s:gsub("%.", ""):gsub(",", ".")
    else
      s = s:gsub(",", "")
    end
  elseif comma then
    local _, commas = s:gsub(",", "")
    if s:find("^%d%d?%d?,%d%d%d$") then
      s = s:gsub(",", locale == "comma" and "." or "")
    elseif commas == 1 then
      s = s:gsub(",", ".")
    else
      if s:find(",%d?,") or not s:find(",%d%d%d$") then return nil end
      s = s:gsub(",", "")
    end
  elseif dot then
    local _, dots = s:gsub("%.", "")
    if dots > 1 then
      if s:find("%.%d?%d?%.") or not s:find("%.%d%d%d$") then return nil end
      s = s:gsub("%.", "")
    elseif locale == "comma" and s:find("^%d%d?%d?%.%d%d%d$") then s = s:gsub("%.", "") end
  end
  if power then return tonumber(s) and sign * tonumber(tonumber(s) .. "e" .. tonumber(power)) end
  local n = tonumber(s)
  return n and sign * n
end

local ROMAN = { I = 1, V = 5, X = 10, L = 50, C = 100, D = 500, M = 1000 }

--- Value of a Roman numeral in its canonical form, or nil.
function numeral.roman(s)
  if not s:find("^M*[CDM]*[XLC]*[IVX]*$") or s == "" then return nil end
  local sum, highest = 0, 0
  for i = #s, 1, -1 do
    local v = ROMAN[s:sub(i, i)]
    if v < highest then sum = sum - v else sum, highest = sum + v, v end
  end
  return sum
end

---------------------------------------------------------------------------------------------------------------------
-- Words
---------------------------------------------------------------------------------------------------------------------

--- Value of a sequence of number words and digits.
-- "and" before a proper fraction splits a mixed number ("twenty and three fifths" is 20.6, but "one hundred and
-- thirty-two fifths" is 132/5); a half after a scale is half of it ("one million and a half").
-- @tparam table parts list of `{class=, value=, plural=?}`
-- @treturn ?number value @treturn ?string kind: cardinal, fraction or ordinal
function numeral.fold(parts)
  local total, group, open = 0, 0, false
  local scale, sign = nil, 1
  local mark_total, mark_group, mark_scale, marked = 0, 0, nil, false
  local top -- numerator of "one one-hundredth", "two twenty-fifths"
  local article = false
  local n, i = #parts, 1
  while i <= n do
    local p = parts[i]
    local class, v = p.class, p.value
    if class == "unit" or class == "teen" or class == "ten" or class == "digits" then
      -- "one twenty-two": a ten right after a unit says that the unit counts hundreds
      if class == "ten" and open then
        if parts[n].plural and i == n - 1 and parts[n].value < 10 then -- "two twenty-fifths", "one hundred thirty-fifths"
          top, total, group = total + group, 0, 0
        elseif group > 0 and group < 10 and parts[i - 1].class == "unit" then group = group * 100 end
      end
      if class == "unit" and v == 1 and i > 1 and parts[n].class == "ordinal" then
        local before, after = parts[i - 1].class, parts[i + 1].class
        if before == "unit" or before == "hundred" and after == "scale" then top, total, group = total + group, 0, 0 end
      end
      group, open = group + v, true
      if class ~= "ten" then article = false end
    elseif class == "hundred" then
      group, open, article = (open and group or 1) * v, true, false
    elseif class == "scale" then
      if open then
        if p.dozen and marked and group > mark_group then -- "three hundred and two dozen"
          total = total + mark_group + (group - mark_group) * v
        elseif scale and v > scale then total = (total + group) * v else total = total + group * v end
      elseif total > 0 then total = total * v
      else total = v end
      group, open, scale, article = 0, false, v, false
    elseif class == "half" then
      if marked and not open and scale then total = total + v * scale
      elseif open and group == 1 and not marked then group = v -- "one-half"
      else group, open = group + v, true end
      article = false
    elseif class == "and" then
      marked, mark_total, mark_group, mark_scale = true, total, group, not open and scale or nil
    elseif class == "article" then article = true
    elseif class == "sign" then sign = -sign
    elseif class == "point" then
      local unit, value = 0.1, 0
      for k = i + 1, n do
        local q = parts[k]
        if q.class == "unit" or q.class == "digits" and q.value < 10 then
          value, unit = value + q.value * unit, unit / 10
        elseif (q.class == "teen" or q.class == "ten") and k == i + 1 then
          value, unit = q.value / 100, 0.01
        elseif q.class == "digits" then value = tonumber("0." .. floor(q.value)) or value
        else break end
        i = k
      end
      -- ten decimals are more than anybody says; rounding keeps 0.1 + 0.02 from being 0.12000000000000001
      group, open = group + tonumber(("%.10f"):format(value)), true
    elseif class == "ordinal" then
      if i ~= n then
        -- "three quarters of a million": a fraction of what follows
        local k = i + 1
        while k < n and (parts[k].class == "skip" or parts[k].class == "article") do k = k + 1 end
        if parts[k].class ~= "scale" then return nil end
        if marked then -- "one and a quarter million"
          local part = group - mark_group
          group = mark_group + (part > 0 and part or 1) / v
        else
          group = (open and group or 1) / v
        end
        open, i = true, k - 1
      else
        if top then
          if v >= 100 then return sign * top / (group * v), "fraction" end
          return sign * top / (total + group + v), "fraction"
        end
        local numerator = total + group
        if numerator == 0 then numerator = 1 end
        local single = open and total == 0 and group == 1 and v < 20
        if article and open and not marked and not p.plural then return sign / (group + v), "fraction" end -- "a twenty-first"
        if marked and (p.plural or p.part or article or single or group - mark_group == 1) then
          local part = total + group - mark_total - mark_group
          if article or p.part and part == 0 then part = 1 end -- "two and quarter"
          if part > 0 and part < v then
            if mark_scale then return sign * (mark_total + part / v * mark_scale), "fraction" end
            return sign * (mark_total + mark_group + part / v), "fraction"
          end
        end
        if p.plural or article or single then return sign * numerator / v, "fraction" end
        if v >= 100 and (open or total > 0) then
          if open then return total + group * v, "ordinal" end
          return total * v, "ordinal"
        end
        return total + group + v, "ordinal"
      end
    elseif class ~= "skip" then return nil end
    i = i + 1
  end
  local value = total + group
  return sign * value, (value > 0 and value < 1) and "fraction" or "cardinal",
    not open and scale or nil
end

-- Caches are emptied when full, so that a process that reads for a month does not grow.
local CACHE_LIMIT = 2048

--- A reader of numerals for one language.
-- @tparam table words lower-case word -> `{class=, value=, plural=?}`
-- @treturn function `(text, locale) -> value, kind, scale`; results are cached by text, as news repeats its numerals
function numeral.reader(words)
  local values, kinds, scales, count = {}, {}, {}, 0
  local parts = {}
  local digits_part = {}

  local function read(text, locale)
    local n = 0
    local power = (text:find("^[+-]?[%d.,]+%s*[eExX*]") or text:find("^[%d.,]+%s*\195\151")) and numeral.digits(text, locale)
    if power then return power, "cardinal" end
    local base, signs, exponent = text:match("^([+-]?[%d.,]+)%^([+-]*)(%d+)$")
    if base then -- "2.5^-1"
      local mantissa = numeral.digits(base, locale)
      if not mantissa then return nil end
      power = tonumber(exponent) * (signs:sub(1, 1) == "-" and #signs == 1 and -1 or 1)
      if mantissa == 10 then return tonumber("1e" .. power), "cardinal" end -- 10 ^ 23 would not be exact
      return mantissa < 0 and -((-mantissa) ^ power) or mantissa ^ power, "cardinal"
    end
    local roman = text:find("^[IVXLCDM]+$") and numeral.roman(text)
    if roman then return roman, "ordinal" end
    while text:find("%d['’]%d%d%d") do text = text:gsub("(%d)['’]+(%d%d%d)", "%1%2") end -- 1'000'000
    text = text:gsub("%s*%(%d+%)$", ""):gsub("^([-−]) (%d)", "%1%2") -- "forty-five (45)", "- 20"
    -- split where words and digits meet: "4.5bn", "2½", "twenty-one", "10k"; each piece is a word, a number or a mark
    local pos, size = 1, #text
    while pos <= size do
      local a, b = text:find("^[%s%-]+", pos)
      if not a then a, b = text:find("^\226\128[\144-\149\175\137]", pos) end -- hyphens, dashes, thin spaces
      if not a then a, b = text:find("^\194\160", pos) end
      if a and not (text:find("^%-[%d.]", pos) and n == 0) then
        pos = b + 1
      else
        local num = text:match("^[+-]?%d[%d.,]*[eE][+-]?%d+", pos)
                 or text:match("^[+-]?[%d.,]*%d", pos)
        if num then
          -- a group of exactly three digits continues a number that is written with spaces
          local more = num
          while true do
            local grp = text:match("^[ \194\160\226\128\175\137]+%d%d%d[%d.,]*", pos + #more)
            if not grp or more:find("[.,]") then break end
            local tail = grp:match("%d%d%d[%d.,]*$")
            if tail:find("^%d%d%d%d") then break end
            more = more .. grp
          end
          local v = numeral.digits(more, locale)
          if not v then return nil end
          pos = pos + #more
          if pos + 1 == size and text:find("^[sSnNrRtT][tTdDhH]$", pos) then -- 21st
            n = n + 1
            parts[n] = { class = "ordinal", value = v }
            break
          end
          -- a slash makes a fraction: "10 1/2", "4/5"
          local den = text:match("^%s*/%s*(%d+)", pos)
          if den then
            local _, e = text:find("^%s*/%s*%d+", pos)
            local d = tonumber(den)
            if d == 0 then return nil end
            v, pos = v / d, e + 1
          end
          n = n + 1
          local p = digits_part[n] or { class = "digits" }
          digits_part[n] = p
          p.value = v
          parts[n] = p
        else
          local char = text:match("^[\194-\244][\128-\191]+", pos)
          local one = char and text:sub(pos, pos + (char:byte() >= 226 and 2 or 1))
          if one and FRACTION[one] then
            n = n + 1
            local p = digits_part[n] or { class = "digits" }
            digits_part[n] = p
            p.value = FRACTION[one]
            parts[n] = p
            pos = pos + #one
          elseif one == "\226\136\146" then -- minus sign
            n = n + 1
            parts[n] = { class = "sign" }
            pos = pos + 3
          else
            local word = text:match("^[^%s%-%d\194\226]+", pos)
            if not word then return nil end
            local p = words[word] or words[word:lower()]
            if not p then return nil end
            n = n + 1
            parts[n] = p
            pos = pos + #word
          end
        end
      end
    end
    if n == 0 then return nil end
    for k = #parts, n + 1, -1 do parts[k] = nil end
    return numeral.fold(parts)
  end

  return function(text, locale)
    local key = locale == "comma" and "," .. text or text
    local value = values[key]
    if value == nil then
      if count >= CACHE_LIMIT then values, kinds, scales, count = {}, {}, {}, 0 end
      local kind, scale
      value, kind, scale = read(text, locale)
      -- 16.4 million is 16400000, not 16399999.999999998; fractions keep all their digits
      if value and scale and value ~= floor(value) then value = tonumber(("%.14g"):format(value)) end
      if value and value == floor(value) and value < 1e15 and value > -1e15 then value = floor(value) end
      values[key], kinds[key], scales[key], count = value or false, kind, scale, count + 1
    end
    return value or nil, kinds[key], scales[key]
  end
end

return numeral
