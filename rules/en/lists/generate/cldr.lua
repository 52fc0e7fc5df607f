-- Reads what the generators need from Unicode CLDR's XML, with plain patterns (its layout is regular).
local common = require "common"
local cldr = {}

local english
-- CLDR's English locale as text.
function cldr.english()
  english = english or common.read(common.cldr .. "main/en.xml")
  return english
end

-- Pairs (code, name) of the English territories: { {code, name, alt?}… }, two-letter codes only.
function cldr.territories()
  local out = {}
  for code, rest, name in cldr.english():gmatch '<territory type="(%u%u)"([^>]*)>([^<]*)</territory>' do
    out[#out + 1] = { code, common.unescape(name), rest:match 'alt="(%w+)"' }
  end
  return out
end

-- Pairs (code, name) of the English subdivisions ("usca", "California") that are not deprecated.
function cldr.subdivisions()
  local out = {}
  for line in io.lines(common.cldr .. "subdivisions/en.xml") do
    local code, name = line:match '<subdivision type="(%w+)">([^<]*)</subdivision>'
    if code and not line:find "deprecated" then out[#out + 1] = { code, common.unescape(name) } end
  end
  return out
end

-- Currencies: { code, names = {…}, symbols = {…} }.
function cldr.currencies()
  local out = {}
  for code, body in cldr.english():gmatch '<currency type="(%u%u%u)">(.-)</currency>' do
    local currency = { code = code, names = {}, symbols = {} }
    for name in body:gmatch "<displayName[^>]*>([^<]*)</displayName>" do
      currency.names[#currency.names + 1] = common.unescape(name)
    end
    for symbol in body:gmatch "<symbol[^>]*>([^<]*)</symbol>" do
      currency.symbols[#currency.symbols + 1] = common.unescape(symbol)
    end
    out[#out + 1] = currency
  end
  return out
end

-- Where and when currencies were legal tender, newest first: { region, code, last year or nil where it still is }.
function cldr.tender()
  local out = {}
  local text = common.read(common.cldr .. "supplemental/supplementalData.xml")
  for region, body in text:gmatch '<region iso3166="(%u%u)">(.-)</region>' do
    for code, rest in body:gmatch '<currency iso4217="(%u%u%u)"([^>]*)/>' do
      if not rest:find 'tender="false"' then out[#out + 1] = { region, code, tonumber(rest:match 'to="(%d+)') } end
    end
  end
  return out
end

-- Symbols of currencies that all of CLDR's locales have, beyond ASCII: symbol -> { [code] = true }.
function cldr.native_symbols()
  local out = {}
  for file in io.popen("ls " .. common.cldr .. "main/*.xml"):lines() do
    for code, body in common.read(file):gmatch '<currency type="(%u%u%u)">(.-)</currency>' do
      for symbol in body:gmatch "<symbol[^>]*>([^<]*)</symbol>" do
        symbol = symbol:gsub("\226\128[\139-\143]", ""):gsub("\194\160", " ") -- marks of direction, no-break space
        if symbol:find "[\128-\255]" then
          out[symbol] = out[symbol] or {}
          out[symbol][code] = true
        end
      end
    end
  end
  return out
end

-- Unit forms of one width ("long", "short", "narrow"): { {id = "length-mile", forms = {"mile", "miles"}}… }.
function cldr.units(width)
  local out = {}
  local block = cldr.english():match('<unitLength type="' .. width .. '">(.-)</unitLength>')
  for id, body in block:gmatch '<unit type="([^"]+)">(.-)</unit>' do
    local unit = { id = id, forms = {} }
    for count, form in body:gmatch '<unitPattern count="(%w+)"[^>]*>([^<]*)</unitPattern>' do
      local text = form:match "^{0}%s*(.+)$"
      if text then unit.forms[#unit.forms + 1] = { common.unescape(text), count } end
    end
    local display = body:match "<displayName>([^<]*)</displayName>"
    if display then unit.forms[#unit.forms + 1] = { common.unescape(display), "name" } end
    out[#out + 1] = unit
  end
  return out
end

-- Value of one of CLDR's conversion factors, such as "lb_to_kg*14" or "1/360*60": products over one quotient.
local constants
local function value(text)
  local function product(part)
    local out = 1
    for factor in part:gmatch "[^%*%s]+" do out = out * (tonumber(factor) or value(assert(constants[factor], factor))) end
    return out
  end
  local over, under = text:match "^([^/]+)/([^/]+)$"
  if over then return product(over) / product(under) end
  return product(text)
end

local prefixes = { pico = 1e-12, nano = 1e-9, micro = 1e-6, milli = 1e-3, centi = 1e-2, deci = 0.1, deca = 10,
                   hecto = 100, kilo = 1e3, mega = 1e6, giga = 1e9, tera = 1e12, peta = 1e15, exa = 1e18 }

-- What a prefix of SI multiplies by, or nothing.
function cldr.prefix(name)
  return prefixes[name]
end

local conversions
-- Factor and offset that turn a unit id ("mile-per-hour") into SI base units, or nothing where CLDR says none.
function cldr.factor(id)
  if not conversions then
    local text = common.read(common.cldr .. "supplemental/units.xml")
    constants, conversions = {}, {}
    for name, factor in text:gmatch '<unitConstant constant="([%w_]+)" value="([^"]+)"' do constants[name] = factor end
    for source, rest in text:gmatch "<convertUnit source='([^']+)'([^>]*)>" do
      conversions[source] = { rest:match "factor='([^']+)'" or "1", rest:match "offset='([^']+)'" }
    end
  end
  local function simple(part)
    local power = 1
    if part:find "^square%-" then part, power = part:sub(8), 2 end
    if part:find "^cubic%-" then part, power = part:sub(7), 3 end
    local conversion = conversions[part]
    if conversion then return value(conversion[1]) ^ power, conversion[2] and value(conversion[2]) end
    for prefix, times in pairs(prefixes) do
      local rest = part:match("^" .. prefix .. "(.+)$")
      if rest and conversions[rest] then return (times * value(conversions[rest][1])) ^ power end
    end
    local first, second = part:match "^([%w]+)%-(.+)$"           -- "kilowatt-hour", "acre-foot"
    if first then
      local a, b = simple(first), simple(second)
      if a and b then return a * b end
    end
  end
  local over, under = id:match "^(.-)%-per%-(.+)$"
  if over then
    local a, b = simple(over), simple(under)
    return a and b and a / b
  end
  return simple(id)
end

return cldr
