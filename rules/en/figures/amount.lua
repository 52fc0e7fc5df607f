-- Money, shares, measures, temperatures, ages, rates, scores, ordinals.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false }, found "pair" { link = "and" }
local dash = hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local glued_dash = glued^-1 * hyphen
local between = word "somewhere"^-1 * word "between"
local vague = list "vague_amount" { of = "yes" } * word "of"^-1

local sign = list "currency_loose" + list "currency_symbol" + list "currency_code"
local name = list "currency_name" + list "currency_old"
local scale = list "number_scale"
local adjective = word("more", "another", "additional", "extra")

-- "$4.5bn": here m, b and t are scales too
local money_number = numeral * glued * (scale - alpha * glued * alpha) * -(glued * alpha) + numeral

rule "money.sign" {
  -- "$4.5bn", "US$150 million", "Rs 500 crore", "EUR 20"
  match = expression(unit(sign) * number(money_number)),
  gives = figure "money",
  yes = { "It cost <$4.5bn>.", "It cost more than <£20>.", "It cost <US$150 million>." },
  no = { "It cost 20." },
}

rule "money.name" {
  -- "20 euros", "five million yen", "10-dollar"
  match = expression(number(money_number) * glued_dash^-1 * (word "of" * nothing)^-1 * unit(name + (list "currency_loose" + list "currency_symbol" + list "currency_code") * -(glued * numeric))),
  gives = figure "money",
  yes = { "It cost <20 euros>.", "It cost about <five million yen>." },
  no = { "It cost 20 men." },
}

rule "money.before" {
  -- "rupees 500 crore", "ringgit 42": the name before the number, as in South and South-East Asia
  match = -behind(numeric + list "number_word" + list "number_scale") * expression(unit(list "currency_name") * number(found "numeral" { form = "digits" } - found "when" - found "clock"))
    * -(glued * any - punctuation) * -(list "number_plural" + list "time_unit" + list "unit_name" + list "unit_symbol" + list "currency_name" + list "currency_symbol"
      + word("times", "percent", "per cent")),
  gives = figure "money",
  yes = { "They paid <rupees 500> for it." },
  no = { "They gave rupees 15 times." },
}

rule "money.minor" {
  -- "nineteen dollars and sixty-two cents"
  match = expression((number(numeral) * unit(name + sign) + word("a", "an") * unit(name) + unit(sign) * number(numeral)) * (word "and" + punct ",")^-1
    * minor(numeral) * (list "currency_name" { factor = 0.01 } + glued * word("c", "p"))),
  gives = figure "money",
  yes = { "It cost <nineteen dollars and sixty-two cents>." },
  no = { "It cost thirteen dollars." },
}

rule "money.glued" {
  -- "TRY20", "PEN115.5": one token, for currencies that the tokenizer does not part from their number
  match = expression(raw(written((lpeg.P "Rs" + lpeg.P "RM" + lpeg.P "rs" + lpeg.R "AZ" * lpeg.R "AZ" * lpeg.R "AZ") * lpeg.R "09" * (lpeg.R "09" + lpeg.S ",.")^0) * (glued * punct "." * glued * digits)^-1)
    * list "number_word" { class = "scale" }^-1),
  gives = figure "money",
  yes = { "It cost <TRY20> there." },
  no = { "It took the A380." },
}

rule "money.range" {
  -- "$10 to $15 million", "$10-15m", "between 5 and 10 euros"
  match = word("between", "from")^-1 * expression(unit(sign) * base(pair) + base(pair) * unit(name + list "currency_symbol"))
    + between * expression(unit(sign) * base(and_pair) + base(and_pair) * unit(name + list "currency_symbol")),
  gives = figure("money", { joined = true }),
  yes = { "The quay needs <$22 to $28 million>.", "It costs <between 5 and 10 euros>." },
  no = { "It costs $10." },
}

rule "money.vague" {
  -- "hundreds of dollars", "millions of euros"
  match = expression(vague * (adjective)^-1 * unit(name)),
  gives = figure("money", { vague = true }),
  yes = { "It cost <millions of euros>." },
  no = { "It cost millions." },
}

rule "money.one" {
  -- "a dollar", "a billion dollars" is money.name
  match = expression(word("a", "one") * unit(list "currency_name" { ambiguous = false })),
  gives = figure("money", { value = 1 }),
  yes = { "It cost <a euro>." },
  no = { "It cost a lot." },
}

local percent_word = list "unit_symbol" { unit = "percent" } + word("percent", "per cent", "pct", "pc", "percents", "percentage")

rule "percent.plain" {
  -- "5%", "51 per cent", "fifty-one percent", "a 5-percent rise"
  match = expression(number(numeral) * glued_dash^-1 * percent_word),
  gives = figure "percent",
  yes = { "It rose <5%>.", "<Sixty-four percent> stayed at home.", "It rose more than <20 per cent>." },
  no = { "It rose 5." },
}

rule "percent.range" {
  -- "5-7 per cent", "between 5% and 7%"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * percent_word)
    + between * expression(base(and_pair) * glued_dash^-1 * percent_word),
  gives = figure("percent", { joined = true }),
  yes = { "It rose <5-7 per cent>." },
  no = { "It rose 5 per cent." },
}

rule "percent.of" {
  -- "percent of 10"
  match = expression(word("percent", "percents", "per cent") * word "of" * number(numeral)),
  gives = figure "percent",
  yes = { "It is <percent of 20> here." },
  no = { "It is 20 percent." },
}

rule "point.percentage" {
  -- "3 percentage points", "25 basis points", "a two-point lead" is no such figure
  match = expression(number(numeral) * glued_dash^-1 * unit(list "unit_symbol" { unit = { "percentage-point", "permyriad" } }
    + list "unit_name" { unit = { "percentage-point", "permyriad" } } + word("percentage points", "percentage point", "basis points", "basis point"))),
  gives = figure "percentage_point",
  yes = { "It rose <25 basis points>.", "It fell <three percentage points>." },
  no = { "It rose 25 points." },
}

-- all dimensions but shares and temperatures, which are figures of their own kind
local dimensions = { "volume", "building", "length", "area", "mass", "energy", "speed", "digital", "pressure", "power", "electric", "concentration",
  "consumption", "radiation", "flow", "data-rate", "frequency", "angle", "acceleration", "torque", "force", "earthquake", "light",
  "sound", "graphics" }
local not_unit = word("are", "stone", "hand", "mark", "rod", "point", "points", "bar", "bit", "bits", "item", "items", "part", "dot", "dots")
local unit_word = (list "unit_name" { dimension = dimensions } - not_unit)
  + (list "unit_symbol" { dimension = dimensions, after = false, ambiguous = false } - word("am", "pm"))
  + glued * (list "unit_symbol" { dimension = dimensions } - word("am", "pm"))
  + (word("m", "g", "l", "t", "ft", "mi") * -(glued * any - punctuation)) + #text "in." * list "unit_symbol" { unit = "inch" }

-- "tonnes of grain": what is measured
local substance = (word "of" * of(#lower * alpha - list "function_word" - list "number_word"))^-1

rule "measure.plain" {
  -- "20 km", "a 30-mile road", "3,000 acres", "1.6 GW"
  match = expression(number(numeral) * glued_dash^-1 * unit(unit_word)) * substance,
  gives = figure "measure",
  yes = { "It burned <3,000 acres>.", "It flew about <1,200 km>.", "They took the <20-mile> road.", "It is <6 in.> wide." },
  no = { "It flew 20 men.", "There were 50 in Oslo." },
}

local function named(units) return list "unit_name" { unit = units } + list "unit_symbol" { unit = units } end
local large_unit = named { "foot", "yard", "mile", "meter", "kilometer", "stone", "pound", "kilogram", "tonne", "degree" }
local small_unit = named { "foot", "inch", "centimeter", "meter", "millimeter", "ounce", "pound", "gram", "mile" }

rule "measure.compound" {
  -- "6ft 2in", "6 feet and 4 inches"
  match = expression(number(numeral) * glued_dash^-1 * unit(large_unit) * ((word "and" + punct ",")^-1 * number(numeral) * glued_dash^-1 * unit(small_unit))^1),
  gives = figure "measure",
  yes = { "The door is <6 feet and 4 inches> high." },
  no = { "He is 7 feet tall." },
}

rule "measure.range" {
  -- "30-40 tonnes", "between 3 and 5 kilometres"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * unit(unit_word)) * substance
    + between * expression(base(and_pair) * glued_dash^-1 * unit(unit_word)) * substance,
  gives = figure("measure", { joined = true }),
  yes = { "The barge held <25-35 tonnes of gravel>." },
  no = { "They left with 30 tonnes." },
}

rule "measure.one" {
  -- "half a mile", "a pound of", "an ounce"
  match = expression(word "half" * word("a", "an")^-1 * unit(unit_word)),
  gives = figure("measure", { value = 0.5 }),
  yes = { "He walked <half a mile>." },
  no = { "He walked a while." },
}

rule "measure.before" {
  -- "Mach 5", "magnitude 6.2"
  match = expression(unit(list "unit_name" { position = "before" }) * glued_dash^-1 * number(numeral)),
  gives = figure "measure",
  yes = { "It flew at <Mach 5>." },
  no = { "It flew at 5." },
}

local degree = word("degrees", "degree", "deg") + punct "°"
local scale_letter = word("celsius", "celcius", "centigrade", "fahrenheit", "kelvin")

-- a frequent slip of the pen stands for the word
local degrees = unit(list "unit_name" { dimension = "temperature" } + word "celcius") + degree * unit(text("C", "F", "K", "C.", "F.") + scale_letter)
  + unit(list "unit_symbol" { dimension = "temperature" } - punct "°" * -alpha)
-- "14.7C/": part of something longer
local ended = -(glued * punct "/")

rule "temperature.plain" {
  -- "45C", "minus 5 degrees Celsius", "20 degrees", "40 °F"
  match = expression(number(numeral) * glued_dash^-1 * degrees) * ended,
  gives = figure "temperature",
  yes = { "It reached <45C> there.", "It fell to <minus 5 degrees Celsius>." },
  no = { "It reached 45." },
}

rule "temperature.range" {
  -- "30-40 degrees Celsius", "between 5C and 10C", "from 20 to 25 °C"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * degrees)
    + between * expression(base(and_pair) * glued_dash^-1 * degrees),
  gives = figure("temperature", { joined = true }),
  yes = { "It was <30 to 40 degrees Celsius> there.", "Expect <between 5 and 10 degrees> at night." },
  no = { "It was 30 to 40 kilometres." },
}

local age_unit = list "time_unit" { unit = { "year", "month", "week", "day" }, abbr = false }

rule "age.old" {
  -- "54-year-old", "five years old", "3 years of age"
  match = expression(number(numeral) * glued_dash^-1 * unit(age_unit) * glued_dash^-1 * (word("old", "olds") + word "of" * word "age") ),
  gives = figure "age",
  yes = { "The <71-year-old> walked home.", "She was <five years old>." },
  no = { "It took five years." },
}

rule "age.aged" {
  -- "aged 54", "age 9", "aged between 5 and 7"
  match = word("aged", "age") * word "of"^-1 * number(written(lpeg.R "09" * lpeg.R "09"^-2) + found "numeral" { form = "words" }),
  gives = figure "age",
  yes = { "The man, <aged 54>, left." },
  no = { "The aged man left." },
}

rule "age.comma" {
  -- "Lopez, 37, said"
  match = behind(capitalized * punct ",") * number(written(lpeg.R "19" * lpeg.R "09"^-1 + "10" * lpeg.R "09")) * #punct ",",
  gives = figure "age",
  yes = { "Ana Lund, <37>, opened the bridge." },
  no = { "She had 37, he had 5." },
}

rule "age.decade" {
  -- "in his 40s", "in their late sixties"
  match = expression(word "in" * word("his", "her", "their", "its") * word("early", "mid", "late")^-1 * hyphen^-1
    * decade(written(lpeg.R "19" * "0" * lpeg.S "'’"^-1 * "s"))),
  gives = figure "age",
  yes = { "A sailor <in his 60s> waved." },
  no = { "It was in the 40s." },
}

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2 * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

rule "rate.money" {
  -- "$60 a barrel", "20 euros per hour"
  match = expression((unit(sign) * number(money_number) + number(money_number) * unit(name)) * (word("a", "an", "per", "each") + punct "/")
      * per(list "time_unit" { seconds = true, number = "sg" } * -word("earlier", "ago", "later", "before", "after") + list "unit_name" { base = true } + word("barrel", "share", "person", "head", "unit", "ounce", "bottle", "capita"))),
  gives = figure "rate",
  yes = { "It costs <$60 a barrel>." },
  no = { "It costs $60." },
}

rule "rate.count" {
  -- "500 cars a day"
  match = expression(number(numeral) * of((#lower * alpha - list "function_word")^-2 * (plural - word "times")) * (word("a", "an", "per") + punct "/")
      * per(list "time_unit" { seconds = true, number = "sg" })),
  gives = figure "rate",
  yes = { "The yard paints <90 boats a day>." },
  no = { "They produce 500 cars." },
}

local points = written(lpeg.R "09" * lpeg.R "09"^-2)

rule "score.plain" {
  -- "won 3-1", "lost 52-48"
  match = -behind(glued * any) * -behind(glued) * (
      expression(number(points) * glued * (dash - punct "~") * glued * number(points)) * -(glued * (numeric + alpha + hyphen * glued * any)) * -(list "unit_name" + list "time_unit" + percent_word + plural)
    + expression(raw(written(lpeg.R "09" * lpeg.R "09"^-2 * lpeg.S "-" * lpeg.R "09" * lpeg.R "09"^-2))) * -(glued * hyphen) * -(list "unit_name" + list "time_unit" + percent_word + plural)),
  gives = figure "score",
  yes = { "Arsenal won <3-1>.", "The vote was <52-48>." },
  no = { "It takes 3-1 days." },
}

rule "ordinal.plain" {
  -- "third", "the 21st", "one hundredth"
  match = number(found "ordinal_numeral") - word "second" * nothing,
  gives = figure "ordinal",
  yes = { "He finished <third>.", "It was his <21st> win." },
  no = { "He had three." },
}

rule "multiple.times" {
  -- "three times", "10 times more"
  match = expression(number(numeral) * word "times") * #(word("more", "as", "higher", "larger", "bigger", "greater", "the", "faster", "that")),
  gives = figure "multiple",
  yes = { "It is <three times> as big." },
  no = { "He won three times." },
}

rule "multiple.word" {
  -- "doubled", "threefold"
  match = list "number_multiple" { class = "multiple", ambiguous = false } - word("once", "twice", "double", "doubles", "halves", "triple"),
  gives = figure "multiple",
  yes = { "Prices <doubled>." },
  no = { "Prices rose." },
}
