-- Measures: a number with a unit, in one or several parts, ranges, units alone; what they are measures of.

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false } + found "pair" { link = "or" }, found "pair" { link = "and" }
local between = word "somewhere"^-1 * word("between", "from")
local glued_dash = glued^-1 * hyphen

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")

-- all dimensions but shares and temperatures, which are figures of their own kind
local dimensions = { "volume", "building", "length", "area", "mass", "energy", "speed", "digital", "pressure", "power",
    "electric", "concentration",
  "consumption", "radiation", "flow", "data-rate", "frequency", "angle", "acceleration", "torque", "force",
    "earthquake", "light",
  "sound", "graphics" }
local not_unit = word("are", "stone", "hand", "mark", "rod", "point", "points", "bar", "bit", "bits", "item", "items",
    "cent", "cents",
    "part", "dot", "dots")
local symbol = list "unit_symbol" { dimension = dimensions, after = false, ambiguous = false } - word("am", "pm")
-- what says that "in" is inches
local inch_end = sentence_end + stop + punct "," + punct ";" + word("thick", "wide", "tall", "long", "high", "deep",
    "across", "x", "by")
-- pounds may be money: those of something are not
local unit_word = (list "unit_name" { dimension = dimensions } - not_unit - word("pound", "pounds") * -word "of"
    - -behind(hyphen) * word "story")
  + symbol
  + glued * (list "unit_symbol" { dimension = dimensions } - word("am", "pm") - text("’", "”"))
  + #text("m", "g", "l", "t", "ft", "mi") * list "unit_symbol" { dimension = dimensions } * -(glued * any - punctuation)
  + list "unit_symbol" { unit = "inch" } * #inch_end + #text "in." * list "unit_symbol" { unit = "inch" }

-- "tonnes of grain", "tonnes of carbon dioxide": what is measured
local substance = (word "of" * of(found "noun_group" { name = false } - list "time_unit"))^-1
-- "1.5m tonnes": before a unit in words m and b are scales
local scaled = numeral * glued * text("m", "M", "b", "B") * #(list "unit_name" { dimension = dimensions })

-- "scp2-173m": part of a code
local in_code = behind(#has_digit * spelled(lpeg.R("az", "AZ")^1 * lpeg.R "09"^1) * glued * hyphen * glued)

rule "measure.plain" {
  -- "20 km", "a 30-mile road", "3,000 acres", "1.6 GW", "2 in thick"
  match = -in_code * expression(number(scaled + numeral) * glued_dash^-1 * unit(unit_word)) * substance,
  gives = figure "measure",
  priority = 1,
  yes = { "It burned <3,000 acres>.", "It flew about <1,200 km>.", "They took the <20-mile> road.",
      "The door is <2 in> thick.", "It makes <2.7m tonnes of steel>.", "It is <6 in.> wide." },
  no = { "It flew 20 men.", "There were 5 in the car.", "There were 50 in Oslo.", "The 2001 story was long.", "They sent the ab3-17m there." },
}

local in_table = unit(list "unit_symbol" { base = true } - list "unit_symbol" { dimension = "temperature" })

rule "measure.bracketed" {
  -- "20 (kg)", "3 [m]": as tables have it
  match = expression(number(numeral) * (punct "(" * in_table * punct ")" + punct "[" * in_table * punct "]"
    + punct "{" * in_table * punct "}" + punct "<" * in_table * punct ">")),
  gives = figure "measure",
  priority = 1,
  yes = { "Its weight is <45 (kg)>." },
  no = { "Its weight is 45 (and rising)." },
}

local function named(units) return list "unit_name" { unit = units } + list "unit_symbol" { unit = units } end


-- a further part, in a smaller unit
local function part(units) return (word "and" + punct ",")^-1 * number(numeral) * glued_dash^-1 * unit(named(units)) end

rule "measure.compound" {
  -- "6ft 2in", "6 feet and 4 inches", "5'11"", "8lb 3oz", "13 stone 4 pounds", "2 km and 300 metres"
  match = expression(number(numeral) * glued_dash^-1 * (
      unit(named { "foot", "yard", "mile", "meter", "kilometer" }) * part { "foot", "inch", "centimeter", "meter",
          "millimeter", "mile" }^1
    + unit(named { "stone", "pound", "kilogram", "metric-ton" }) * part { "pound", "ounce", "gram", "kilogram" }^1)),
  gives = figure "measure",
  priority = 1,
  yes = { "The door is <6 feet and 4 inches> high.", "She weighs <11 stone 3 pounds> now." },
  no = { "He is 7 feet tall.", "It is 6 feet and 180 pounds." },
}

rule "measure.height" {
  -- "5 foot 6", "six foot two"
  match = expression(number(numeral) * unit(named { "foot" }) * minor(found "numeral")) * -(glued_dash + glued * any
      - punctuation)
    * -(unit_word + plural_looking + list "number_plural" + list "time_unit"),
  gives = figure("measure", { height = true }),
  priority = 1,
  yes = { "She is <5 foot 7> and fast." },
  no = { "She has 5 foot 7 men use." },
}

rule "measure.range" {
  -- "30-40 tonnes", "between 3 and 5 kilometres"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * unit(unit_word)) * substance
    + between * expression(base(and_pair) * glued_dash^-1 * unit(unit_word)) * substance,
  gives = figure("measure", { joined = true }),
  priority = 1,
  yes = { "The barge held <25-35 tonnes of gravel>." },
  no = { "They left with 30 tonnes." },
}

rule "measure.half" {
  -- "half a mile", "half an acre"
  match = expression(word "half" * word("a", "an")^-1 * unit(unit_word)),
  gives = figure("measure", { value = 0.5 }),
  priority = 1,
  yes = { "He walked <half a mile>." },
  no = { "He walked a while." },
}

rule "measure.share" {
  -- "a quarter of a mile", "fifth of a gallon", "two-thirds of an acre"
  match = expression(number(found "numeral" { form = "fraction" } + found "ordinal_numeral" - word "second")
      * word "of" * word("a", "an")
    * unit(list "unit_name" { dimension = dimensions } - not_unit)),
  gives = figure("measure", { share = true }),
  priority = 1,
  yes = { "It is <a quarter of a mile> away." },
  no = { "It is a quarter of a year." },
}

-- Units that mean nothing else: "a foot", "a pound", "a yard" may.
local plain_unit = list "unit_name" { unit = { "mile", "nautical-mile", "kilometer", "meter", "centimeter",
    "millimeter", "acre", "hectare",
    "square-kilometer", "square-mile", "square-meter", "square-foot", "metric-ton", "ton", "kilogram", "gram",
      "milligram", "ounce", "liter",
    "milliliter", "gallon", "gigabyte", "megabyte", "terabyte", "kilobyte", "kilowatt-hour", "megawatt-hour",
      "gigawatt", "megawatt", "inch" } }

rule "measure.one" {
  -- "a mile", "an acre", "a litre of", "a pound of"
  match = expression(word("a", "an") * unit(plain_unit + list "unit_name" { unit = { "foot", "pound", "pint", "cup",
      "barrel", "yard", "stone" } } * #word "of"
      + list "unit_symbol" { dimension = { "mass", "volume", "length" }, after = false, ambiguous = false }
        - plural_looking))
    * substance * -(glued * hyphen),
  gives = figure("measure", { value = 1 }),
  priority = 1,
  yes = { "It stands <a mile> from here.", "It holds <a litre of milk>." },
  no = { "It fits like a glove.", "It costs 20 euros a tonne.", "He had a foot in the door." },
}

rule "measure.per" {
  -- "12 l/km", "300 litres per person", "40 gallons a minute"
  match = expression(number(numeral) * glued_dash^-1 * unit(unit_word) * (punct "/" * per(list "unit_symbol"
      + list "time_unit" { seconds = true, number = "sg" })
    + word "per" * per(list "unit_name" { base = true } + word("person", "head", "capita", "household", "passenger",
      "vehicle"))
    + word("a", "an", "per") * per(word("second", "minute", "hour")))),
  gives = figure "rate",
  priority = 1,
  yes = { "They use <300 litres per person>.", "It leaks <40 gallons a minute>." },
  no = { "They use 300 litres a man." },
}

rule "measure.before" {
  -- "Mach 5", "magnitude 6.2"
  match = expression(unit(list "unit_name" { position = "before" }) * glued_dash^-1 * number(numeral)),
  gives = figure "measure",
  priority = 1,
  yes = { "It flew at <Mach 5>." },
  no = { "It flew at 5." },
}
