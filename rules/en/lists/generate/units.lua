-- Makes unit_name.txt (written out, any case), unit_symbol.txt (symbols, exact case) and the currency lists
-- from CLDR and the hand lists beside this script.
local common = require "common"
local cldr = require "cldr"

-- Base unit of each of CLDR's groups (dimensions), and the name of the dimension where CLDR's is short.
local base = { length = "meter", area = "square-meter", volume = "cubic-meter", mass = "kilogram", speed = "meter-per-second",
  acceleration = "meter-per-square-second", energy = "joule", power = "watt", pressure = "pascal", force = "newton",
  temperature = "kelvin", digital = "bit", frequency = "hertz", electric = nil, angle = "revolution", light = nil,
  torque = "newton-meter", graphics = nil, duration = "second" }
-- Groups that have lists of their own, or none in the news.
local skip = { duration = true, concentr = true, consumption = false, ["temperature-generic"] = true }
-- Units whose English names are other words too often ("point", "drop", "item", "em", "dot", "pinch").
local drop = { ["length-point"] = true, ["volume-drop"] = true, ["volume-pinch"] = true, ["graphics-em"] = true,
  ["graphics-dot"] = true, ["volume-jigger"] = true, ["volume-dram"] = true, ["length-solar-radius"] = true,
  ["length-earth-radius"] = true, ["mass-earth-mass"] = true, ["volume-cup-metric"] = true, ["volume-pint-metric"] = true,
  ["volume-gallon-imperial"] = true, ["volume-fluid-ounce-imperial"] = true, ["volume-dessert-spoon-imperial"] = true,
  ["volume-quart-imperial"] = true, ["consumption-mile-per-gallon-imperial"] = true, ["length-mile-scandinavian"] = true,
  ["force-kilowatt-hour-per-100-kilometer"] = true, ["light-solar-luminosity"] = true, ["energy-foodcalorie"] = true }
-- Short forms that are more often something else.
local no_symbol = { ["in"] = true, c = true, p = true, t = false, item = true, ["'"] = false, g = false, A = false, drop = true,
  B = true, b = true, acs = true, D = true, mol = true, rev = true, ["gr"] = false, k = true,
  ['"'] = true, ["′"] = false, ["″"] = false, ["#"] = true, ["Bb"] = true, dot = true, st = false, St = false }

local function number(value)
  if not value then return nil end
  if value == math.floor(value) and math.abs(value) < 1e15 then return string.format("%d", value) end
  return (string.format("%.14g", value))
end

local function attributes(id)
  local dimension, unit = id:match "^(%w+)%-(.+)$"
  local a = { unit = unit, dimension = dimension }
  if base[dimension] then
    local factor, offset = cldr.factor(unit)
    if dimension == "temperature" and factor then offset = offset or 0 end
    a.factor, a.base, a.offset = number(factor), base[dimension], number(offset)
    if unit == base[dimension] then a.factor = "1" end
    if not a.factor then a.base = nil end
  end
  return a
end

local names, symbols = common.list("phrase"), common.list("phrase", true)
names:file(common.here .. "hand/unit_name.txt")
symbols:file(common.here .. "hand/unit_symbol.txt")

-- "meter" is also spelled "metre", "liter" "litre": adds both.
local function add_name(form, a)
  names:add(form, a)
  local british = form:gsub("(%a*)meter(s?)%f[%A]", "%1metre%2"):gsub("(%a*)liter(s?)%f[%A]", "%1litre%2")
  if british ~= form then names:add(british, a) end
  if form:find " per " then
    names:add((form:gsub(" per ", " an ", 1):gsub(" an ([^aeiouh])", " a %1"):gsub(" an (h[^o])", " a %1")), a)
  end
end

for _, unit in ipairs(cldr.units "long") do
  local dimension = unit.id:match "^%w+"
  if not skip[dimension] and not skip[unit.id] and not drop[unit.id] then
    local a = attributes(unit.id)
    for _, form in ipairs(unit.forms) do
      if form[2] ~= "name" then add_name(form[1], a) end
    end
  end
end
for _, width in ipairs { "short", "narrow" } do
  for _, unit in ipairs(cldr.units(width)) do
    local dimension = unit.id:match "^%w+"
    if not skip[dimension] and not skip[unit.id] and not drop[unit.id] then
      local a = attributes(unit.id)
      for _, form in ipairs(unit.forms) do
        local word = names:has(form[1]) and form[1]:find "^%l%l%l"   -- a name, not a symbol
        if not word and not no_symbol[form[1]] and not form[1]:find "^deg" and (form[2] ~= "name" or not form[1]:find "[%s%a][%a]+[a-z]+s$") then
          symbols:add(form[1], a)
        end
      end
    end
  end
end

-- Units that take the prefixes of SI: name, symbol, dimension, and the base unit where CLDR knows none.
local prefixed = {
  { "meter", "m", "length" }, { "gram", "g", "mass" }, { "liter", "l", "volume" }, { "watt", "W", "power" }, { "joule", "J", "energy" },
  { "volt", "V", "electric" }, { "ampere", "A", "electric" }, { "hertz", "Hz", "frequency" }, { "pascal", "Pa", "pressure" },
  { "newton", "N", "force" }, { "electronvolt", "eV", "energy" }, { "watt-hour", "Wh", "energy" }, { "byte", "B", "digital" },
  { "bit", "bit", "digital" }, { "calorie", "cal", "energy" }, { "ohm", "Ω", "electric" },
  { "gray", "Gy", "radiation", "gray" }, { "sievert", "Sv", "radiation", "sievert" }, { "becquerel", "Bq", "radiation", "becquerel" },
}
local PREFIXES = { { "pico", "p" }, { "nano", "n" }, { "micro", "µ" }, { "micro", "μ" }, { "milli", "m" }, { "centi", "c" }, { "kilo", "k" },
  { "mega", "M" }, { "giga", "G" }, { "tera", "T" }, { "peta", "P" }, { "exa", "E" }, { "zetta", "Z" }, { "yotta", "Y" } }
-- Symbols that are more often something else, and prefixes that nobody gives a unit.
local no_prefixed = common.words [[ MA TA GA GV TV PW EW TN Eg Pg Tg Gg Mg Tl Gl Tm nl cg pg PJ MV EJ pm Pm pA PA cA EA cV PV mV Ml Pl El kl pl cal mcal Mm Em Gm cB mB nB pB µB μB kbit pbit nbit mbit cbit EV MN GN pN nN cN PN mN EN EB ]]
local function si(prefix, unit)
  local id = prefix[1] .. unit[1]
  local base_unit = unit[4] or base[unit[3]]
  local factor = unit[4] and cldr.prefix(prefix[1]) or cldr.factor(id)
  return { unit = id, dimension = unit[3], factor = number(factor), base = factor and base_unit or nil }
end
for _, unit in ipairs(prefixed) do
  for _, prefix in ipairs(PREFIXES) do
    local small = prefix[2]:find "^[pnµμmc]"
    if cldr.prefix(prefix[1]) and not (small and (unit[3] == "digital" or unit[1] == "watt-hour" or unit[1] == "calorie")) then
      local a = si(prefix, unit)
      local name = prefix[1] .. unit[1]
      add_name(name, a)
      if unit[1] ~= "hertz" then add_name(name .. "s", a) end
      if name:find "%-" then
        add_name((name:gsub("%-", " ")), a)
        add_name((name:gsub("%-", " ")) .. "s", a)
      end
      local symbol = prefix[2] .. unit[2]
      if not no_prefixed[symbol] then symbols:add(symbol, a) end
    end
  end
end

-- "a 5,000-square-foot house"
for i = 1, names.n do
  local phrase, rest = names[i]:match "^([^\t]+)(.*)$"
  if phrase:find "^square %a+$" or phrase:find "^cubic %a+$" or phrase:find "^nautical %a+$" then
    local a = {}
    for k, v in rest:gmatch "\t([%w_]+)=([^\t]*)" do a[k] = v end
    names:add((phrase:gsub(" ", "-")), a)
  end
end

-- "degrees C", "deg. celsius", "° Fahrenheit": every way to write degree before every scale.
for _, scale in ipairs {
  { "celsius", "celsius", "celcius", "centigrade", "c" }, { "fahrenheit", "fahrenheit", "farenheit", "fahrenheight", "f" },
  { "kelvin", "kelvin", "k" },
} do
  local a = attributes("temperature-" .. scale[1])
  for i = 2, #scale do
    for _, degree in ipairs { "degree ", "degrees ", "deg ", "deg. " } do names:add(degree .. scale[i], a) end
    symbols:add("°" .. scale[i], a)
    symbols:add("°" .. scale[i]:gsub("^%l", string.upper), a)
    symbols:add("°" .. scale[i]:upper(), a)
  end
end

local head = "Units of measure %s: CLDR's unit and dimension, factor (and offset) to the SI base unit.\n" ..
  "Generated by generate/units.lua; hand part: generate/hand/unit_%s.txt.\nSource: " .. common.CLDR_SOURCE ..
  "\nHand part: " .. common.HAND_SOURCE
names:write("unit_name", head:format("written out", "name"))
symbols:write("unit_symbol", head:format("as symbols", "symbol"))

-- Currencies ------------------------------------------------------------------------------------------------

-- Codes of currencies that have gone are of use for what the news still tells of.
local OLDEST = 1985
local current, recent, of_region = {}, {}, {}
for _, t in ipairs(cldr.tender()) do
  local region, code, last = t[1], t[2], t[3]
  if not last then
    current[code] = true
    of_region[#of_region + 1] = { region, code }
  elseif last >= OLDEST then recent[code] = true end
end

local codes, currencies, signs = common.list("phrase", true), common.list("phrase"), common.list("phrase", true)
currencies:file(common.here .. "hand/currency_name.txt")
codes:file(common.here .. "hand/currency_code.txt")
signs:file(common.here .. "hand/currency_symbol.txt")
-- Codes that are words or well-known initials of something else.
local ambiguous = common.words [[ ALL TOP TRY PEN MOP BAM CUP GEL MAD LAK LSL SOS AMD ANG BOB MUR SCR STD ]]
local no_code = common.words [[ BAD BAN SIT SUR PEI ESA ESB GEK MDC ]]

-- A currency's names without its country, in singular and plural: "US dollars" -> "dollars".
local plain = {}
for _, currency in ipairs(cldr.currencies()) do
  local code = currency.code
  if current[code] or recent[code] then
    if not (recent[code] and not current[code] and no_code[code]) then
      codes:add(code, { unit = code, ambiguous = ambiguous[code] and "yes" or nil })
      -- in thousands and millions, as the accounts of northern companies have it
      if current[code] and not ambiguous[code] then codes:add("M" .. code, { unit = code, factor = "1000000" }) end
    end
  end
  for _, name in ipairs(currency.names) do
    if not name:find "[%(%d]" then
      currencies:add(name, { unit = code })
      local us = name:match "^US (.*)$"
      if us then
        currencies:add("U.S. " .. us, { unit = code })
        currencies:add("American " .. us, { unit = code })
      end
      local word = name:match " (%S+)$"
      if word then
        plain[code] = plain[code] or {}
        table.insert(plain[code], word:lower())
      end
    end
  end
end

-- "takas", "kwanza": the last words of names, where only one currency of today has them.
local owner = {}
for code, words in pairs(plain) do
  for _, word in ipairs(current[code] and words or {}) do owner[word] = owner[word] == nil and code or owner[word] == code and code or false end
end
for word, code in pairs(owner) do
  if code and not currencies:has(word) and not word:find "[%(%)%d]" then currencies:add(word, { unit = code }) end
end

-- "Malaysia ringgit", "Singapore dollars": the country's own name before its currency.
local territory = {}
for _, t in ipairs(cldr.territories()) do
  territory[t[1]] = territory[t[1]] or {}
  table.insert(territory[t[1]], t[2])
end
for _, t in ipairs(of_region) do
  for _, name in ipairs(territory[t[1]] or {}) do
    if not name:find "[%(&]" then
      for _, word in ipairs(plain[t[2]] or {}) do
        currencies:add(name .. " " .. word, { unit = t[2] })
      end
    end
  end
end

for symbol, of in pairs(cldr.native_symbols()) do
  local code = next(of)
  if not next(of, code) and symbol ~= "¤" then signs:add(symbol, { unit = code }) end
end

local money = "Generated by generate/units.lua; hand part: generate/hand/%s.txt.\nSource: " .. common.CLDR_SOURCE ..
  "\nHand part: " .. common.HAND_SOURCE
codes:write("currency_code", "Currency codes (ISO 4217), also historic ones; factor for millions.\n" .. money:format "currency_code")
currencies:write("currency_name", "Names of currencies in singular and plural; unit: ISO 4217; factor for minor units;\n" ..
  "ambiguous=yes where several currencies share the name or the word has other senses.\n" .. money:format "currency_name")
signs:write("currency_symbol", "Currency signs, alone and with a country's letters, also in other scripts; unit: ISO 4217; factor for minor units;\n" ..
  "ambiguous=yes where several countries use it.\n" .. money:format "currency_symbol")
