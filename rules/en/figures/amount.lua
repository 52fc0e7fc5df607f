-- Money, shares, measures, temperatures, ages, rates, scores, ordinals.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false } + found "pair" { link = "or" }, found "pair" { link = "and" }
local dash = hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local glued_dash = glued^-1 * hyphen
local between = word "somewhere"^-1 * word "between"
local vague = list "vague_amount" { of = "yes" } * word "of"^-1

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2 * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

-- "TOP 10", "ALL 20": a code that is a word too takes a sum that looks like one
local code = list "currency_code" { ambiguous = false }
  + list "currency_code" { ambiguous = "yes" } * #(written(lpeg.R "09"^1 * lpeg.S ",." * lpeg.R "09"^1) + numeric * list "number_word" { class = "scale" })
local sign = list "currency_loose" + list "currency_symbol" + code
local name = list "currency_name" { after = false } + glued * list "currency_name" { after = "glued" } + list "currency_old"
local short_scale = list "number_scale"
local adjective = word("more", "another", "additional", "extra")

-- "$4.5bn": here m, b and t are scales too
local money_number = numeral * glued * (short_scale - alpha * glued * alpha) * -(glued * alpha) + numeral

rule "money.sign" {
  -- "$4.5bn", "US$150 million", "Rs 500 crore", "EUR 20"
  match = expression(unit(sign - behind(numeric) * sign * numeric * (name + list "currency_loose" + list "currency_code")) * number(money_number)),
  gives = figure "money",
  priority = 1, -- "$5 million homes": the sum, not so many homes
  yes = { "It cost <$4.5bn>.", "It cost more than <£20>.", "It cost <US$150 million>." },
  no = { "It cost 20.", "They are 15 eur 40 usd." },
}

rule "money.negative" {
  -- "-$4.5m", "minus €20 million"
  match = expression((word "minus" + space_before * (hyphen + punct "−") * glued) * unit(sign) * number(money_number)),
  gives = figure("money", { negative = true }),
  priority = 1,
  yes = { "The margin was <-$3.5m> then.", "It comes to <minus €20>." },
  no = { "It is in the pre-$40m league." },
}

rule "money.scaled" {
  -- "75 USD million": the scale behind the currency
  match = expression(number(numeral) * unit(list "currency_code" + list "currency_symbol" + list "currency_loose") * scale(list "number_word" { class = "scale" } + list "number_scale" { after = false })),
  gives = figure "money",
  priority = 1,
  yes = { "They lost <85 EUR million> there." },
  no = { "They lost 85 EUR there." },
}

rule "money.pence" {
  -- "20p in the pound": not eight in the evening, unless something says that it is a time
  match = -behind(word("at", "by", "from", "to", "until", "till", "before", "after", "around", "and", "between", "-", "–")) * expression(number(found "numeral" { form = "digits" })
    * glued * unit(list "currency_name" { after = "glued" })) * -(glued * any - punctuation),
  gives = figure "money",
  priority = 1,
  yes = { "It puts <7p> on a litre." },
  no = { "They met at 7p there." },
}

rule "money.name" {
  -- "20 euros", "five million yen", "10-dollar"
  match = expression(number(money_number) * glued_dash^-1 * unit(name + (list "currency_loose" + list "currency_symbol" + list "currency_code") * -(glued * numeric))),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <20 euros>.", "It cost about <five million yen>." },
  no = { "It cost 20 men." },
}

rule "money.before" {
  -- "rupees 500 crore", "ringgit 42": the name before the number, as in South and South-East Asia
  match = -behind(numeric + list "number_word" + list "number_scale") * expression(unit(list "currency_name" - word("won", "mark")) * number(found "numeral" { form = "digits" } - found "when" - found "clock"))
    * -(glued * any - punctuation) * -(list "number_plural" + list "time_unit" + list "unit_name" + list "unit_symbol" + list "currency_name" + list "currency_symbol"
      + word("times", "percent", "per cent")),
  gives = figure "money",
  yes = { "They paid <rupees 500> for it." },
  no = { "They gave rupees 15 times." },
}

-- whole units before their cents
local whole = #digits * numeral + found "numeral" { form = "words" }
local major = list "currency_name" { factor = false } + list "currency_old" { factor = false }
local two_digits = written(lpeg.R "09" * lpeg.R "09")

rule "money.minor" {
  -- "nineteen dollars and sixty-two cents"
  match = expression((number(whole) * unit(major + sign) * punct ","^-1 + word("a", "an") * unit(major) * punct ","^-1 + unit(sign) * number(whole))
      * word "and"^-1 * minor(whole) * (upon(list "currency_name" { factor = 0.01 } + list "currency_name" { factor = 0.001 }) + glued * word("c", "p")))
    + expression(number(whole) * unit(code) * minor(two_digits)) * -#(plural + list "time_unit" + list "unit_name" + list "currency_name" + punct "%")
    + expression(unit(sign) * number(digits) * minor(two_digits)) * #(sentence_end + stop + punct ","),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <nineteen dollars and sixty-two cents>.", "The toll of <2 ringgit 40 sen> stays.", "He has <25 USD 50> left." },
  no = { "It cost thirteen dollars.", "They are €2.10, 60 cents and a euro.", "The 25 USD 50 men got." },
}

rule "money.glued" {
  -- "TRY20", "PEN115.5": one token, for currencies that the tokenizer does not part from their number
  match = expression(raw(written((lpeg.P "Rs" + lpeg.P "RM" + lpeg.P "rs" + lpeg.R "AZ" * lpeg.R "AZ" * lpeg.R "AZ") * lpeg.R "09" * (lpeg.R "09" + lpeg.S ",.")^0) * (glued * punct "." * glued * digits)^-1)
    * list "number_word" { class = "scale" }^-1),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <TRY20> there." },
  no = { "It took the A380." },
}

rule "money.range" {
  -- "$10 to $15 million", "$10-15m", "between 5 and 10 euros"
  match = word("between", "from")^-1 * expression(unit(sign) * base(pair) + base(pair) * unit(name + list "currency_symbol"))
    + between * expression(unit(sign) * base(and_pair) + base(and_pair) * unit(name + list "currency_symbol")),
  gives = figure("money", { joined = true }),
  priority = 1,
  yes = { "The quay needs <$22 to $28 million>.", "It costs <between 5 and 10 euros>." },
  no = { "It costs $10." },
}

rule "money.vague" {
  -- "hundreds of dollars", "millions of euros", "several million euros", "a few dollars"
  match = expression((vague * adjective^-1 + list "vague_amount" { low = true, number = "pl" }) * unit(name)),
  gives = figure("money", { vague = true }),
  yes = { "It cost <millions of euros>.", "It cost <several hundred pesos>." },
  no = { "It cost millions." },
}

rule "money.one" {
  -- "a dollar", "a billion dollars" is money.name
  match = expression(word("a", "one") * unit(list "currency_name" { ambiguous = false })),
  gives = figure("money", { value = 1 }),
  yes = { "It cost <a euro>." },
  no = { "It cost a lot." },
}

local percent_word = list "unit_symbol" { unit = "percent" } + word("percent", "per cent", "pct", "pc", "percents") + word "percentage" * -word("point", "points")

rule "fraction.over" {
  -- "2000 over 3" with nothing else
  match = expression(sentence_start * number(found "numeral") * word "over" * number(found "numeral") * sentence_end),
  gives = figure("fraction", { ratio = "over" }),
  priority = 1,
  yes = { "<700 over 9>" },
  no = { "He has 700 over 9 years." },
}

rule "percent.plain" {
  -- "5%", "51 per cent", "fifty-one percent", "a 5-percent rise"
  match = expression(number(numeral) * glued_dash^-1 * percent_word),
  gives = figure "percent",
  priority = 1,
  yes = { "It rose <5%>.", "<Sixty-four percent> stayed at home.", "It rose more than <20 per cent>." },
  no = { "It rose 5." },
}

rule "percent.range" {
  -- "5-7 per cent", "between 5% and 7%"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * percent_word)
    + between * expression(base(and_pair) * glued_dash^-1 * percent_word),
  gives = figure("percent", { joined = true }),
  priority = 1,
  yes = { "It rose <5-7 per cent>." },
  no = { "It rose 5 per cent." },
}

rule "percent.of" {
  -- "percent of 10"
  match = expression(word("percent", "percents", "per cent") * word "of" * number(numeral)),
  gives = figure "percent",
  priority = 1,
  yes = { "It is <percent of 20> here." },
  no = { "It is 20 percent." },
}

rule "point.percentage" {
  -- "3 percentage points", "25 basis points", "a two-point lead" is no such figure
  match = expression(number(numeral) * glued_dash^-1 * unit(list "unit_symbol" { unit = { "percentage-point", "permyriad" } }
    + list "unit_name" { unit = { "percentage-point", "permyriad" } } + word("percentage points", "percentage point", "basis points", "basis point"))),
  gives = figure "percentage_point",
  priority = 1,
  yes = { "It rose <25 basis points>.", "It fell <three percentage points>." },
  no = { "It rose 25 points." },
}

-- all dimensions but shares and temperatures, which are figures of their own kind
local dimensions = { "volume", "building", "length", "area", "mass", "energy", "speed", "digital", "pressure", "power", "electric", "concentration",
  "consumption", "radiation", "flow", "data-rate", "frequency", "angle", "acceleration", "torque", "force", "earthquake", "light",
  "sound", "graphics" }
local not_unit = word("are", "stone", "hand", "mark", "rod", "point", "points", "bar", "bit", "bits", "item", "items", "part", "dot", "dots")
local symbol = list "unit_symbol" { dimension = dimensions, after = false, ambiguous = false } - word("am", "pm")
-- what says that "in" is inches
local inch_end = sentence_end + stop + punct "," + punct ";" + word("thick", "wide", "tall", "long", "high", "deep", "across", "x", "by")
local unit_word = (list "unit_name" { dimension = dimensions } - not_unit)
  + symbol
  + glued * (list "unit_symbol" { dimension = dimensions } - word("am", "pm"))
  + word("m", "g", "l", "t", "ft", "mi") * -(glued * any - punctuation)
  + list "unit_symbol" { unit = "inch" } * #inch_end + #text "in." * list "unit_symbol" { unit = "inch" }
-- "tonnes of grain", "tonnes of carbon dioxide": what is measured
local stuff = #lower * alpha - list "function_word" - list "number_word"
local substance = (word "of" * of(stuff * (stuff - list "time_tense" - suffix("ed", "ing", "ly"))^-1
    * #(sentence_end + punctuation + list "function_word" + list "time_tense") + stuff))^-1

-- "scp2-173m": part of a code
local in_code = behind(#has_digit * spelled(lpeg.R("az", "AZ")^1 * lpeg.R "09"^1) * glued * hyphen * glued)

rule "measure.plain" {
  -- "20 km", "a 30-mile road", "3,000 acres", "1.6 GW", "2 in thick"
  match = -in_code * expression(number(numeral) * glued_dash^-1 * unit(unit_word)) * substance,
  gives = figure "measure",
  priority = 1,
  yes = { "It burned <3,000 acres>.", "It flew about <1,200 km>.", "They took the <20-mile> road.", "The door is <2 in> thick.", "It is <6 in.> wide." },
  no = { "It flew 20 men.", "There were 5 in the car.", "There were 50 in Oslo.", "They sent the ab3-17m there." },
}

local function named(units) return list "unit_name" { unit = units } + list "unit_symbol" { unit = units } end
local large_unit = named { "foot", "yard", "mile", "meter", "kilometer", "stone", "pound", "kilogram", "metric-ton", "degree" }
local small_unit = named { "foot", "inch", "centimeter", "meter", "millimeter", "ounce", "pound", "gram", "mile" }

rule "measure.bracketed" {
  -- "20 (kg)", "3 [m]": as tables have it
  match = expression(number(numeral) * (punct "(" * unit(list "unit_symbol" { dimension = dimensions }) * punct ")"
    + punct "[" * unit(list "unit_symbol" { dimension = dimensions }) * punct "]"
    + punct "{" * unit(list "unit_symbol" { dimension = dimensions }) * punct "}"
    + punct "<" * unit(list "unit_symbol" { dimension = dimensions }) * punct ">")),
  gives = figure "measure",
  priority = 1,
  yes = { "Its weight is <45 (kg)>." },
  no = { "Its weight is 45 (and rising)." },
}

rule "measure.compound" {
  -- "6ft 2in", "6 feet and 4 inches", "5'11"", "8lb 3oz"
  match = expression(number(numeral) * glued_dash^-1 * unit(large_unit) * ((word "and" + punct ",")^-1 * number(numeral) * glued_dash^-1 * unit(small_unit))^1),
  gives = figure "measure",
  priority = 1,
  yes = { "The door is <6 feet and 4 inches> high." },
  no = { "He is 7 feet tall." },
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
  -- "a quarter of a mile", "tenth of a gallon", "two-thirds of an acre"
  match = expression(number(found "numeral" { form = "fraction" } + found "ordinal_numeral" - word "second") * word "of" * word("a", "an")
    * unit(list "unit_name" { dimension = dimensions } - not_unit)),
  gives = figure "measure",
  priority = 1,
  yes = { "It is <a quarter of a mile> away." },
  no = { "It is a quarter of a year." },
}

-- Units that mean nothing else: "a foot", "a pound", "a yard" may.
local plain_unit = list "unit_name" { unit = { "mile", "nautical-mile", "kilometer", "meter", "centimeter", "millimeter", "acre", "hectare",
    "square-kilometer", "square-mile", "square-meter", "square-foot", "metric-ton", "ton", "kilogram", "gram", "milligram", "ounce", "liter",
    "milliliter", "gallon", "gigabyte", "megabyte", "terabyte", "kilobyte", "kilowatt-hour", "megawatt-hour", "gigawatt", "megawatt", "inch" } }

rule "measure.one" {
  -- "a mile", "an acre", "a litre of", "a pound of"
  match = expression(word("a", "an") * unit(plain_unit + list "unit_name" { unit = { "foot", "pound", "pint", "cup", "barrel", "yard", "stone" } } * #word "of"
      + list "unit_symbol" { dimension = { "mass", "volume", "length" }, after = false, ambiguous = false } - plural_looking))
    * substance * -(glued * hyphen),
  gives = figure("measure", { value = 1 }),
  priority = 1,
  yes = { "It stands <a mile> from here.", "It holds <a litre of milk>." },
  no = { "It fits like a glove.", "It costs 20 euros a tonne.", "He had a foot in the door." },
}

rule "measure.per" {
  -- "12 l/km", "300 litres per person", "40 gallons a minute"
  match = expression(number(numeral) * glued_dash^-1 * unit(unit_word) * (punct "/" * per(list "unit_symbol" + list "time_unit" { seconds = true, number = "sg" })
    + word "per" * per(list "unit_name" { base = true } + word("person", "head", "capita", "household", "passenger", "vehicle"))
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

local degrees = unit(list "unit_name" { dimension = "temperature" } + list "unit_symbol" { dimension = "temperature", ambiguous = false }
  + glued^-1 * list "unit_symbol" { dimension = "temperature" } * -(glued * (alpha + numeric + punct "'" + punct "′")))
-- "14.7C/": part of something longer
local ended = -(glued * punct "/") * -(glued^-1 * text("N", "S", "E", "W"))
-- "Boeing 777F": a model's letter; "rotate 90°", "a 45° slope": an angle
local angle = behind(lemma "rotate" + lemma "turn" + lemma "tilt" + lemma "spin" + lemma "bend" + word("angle of", "latitude", "longitude", "by"))
local of_angle = -(glued^-1 * (punct "°" + punct "º") * word("angle", "turn", "slope", "bend", "tilt", "view", "rotation", "incline", "heading"))
local model = behind(#capitalized * alpha) * written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09") * glued * text("C", "F", "K")

rule "temperature.plain" {
  -- "45C", "minus 5 degrees Celsius", "20 degrees", "40 °F", "10 degrees below zero", "- 20 °C"
  match = -model * -(angle * numeric * (punct "°" + punct "º")) * expression(number((space_before * hyphen - behind(numeric))^-1 * numeral) * of_angle * glued_dash^-1 * degrees) * ended,
  gives = figure "temperature",
  priority = 1,
  yes = { "It reached <45C> there.", "It fell to <minus 5 degrees Celsius>.", "It fell to <- 20 °C> there.", "Set it to <85°> now." },
  no = { "It reached 45.", "The Airbus 300F landed.", "It lies at 40°N here.", "Then turn 90° left.", "It has a 45° slope." },
}

rule "temperature.range" {
  -- "30-40 degrees Celsius", "between 5C and 10C", "from 20 to 25 °C"
  match = word("between", "from")^-1 * expression(base(pair) * glued_dash^-1 * degrees)
    + between * expression(base(and_pair) * glued_dash^-1 * degrees),
  gives = figure("temperature", { joined = true }),
  priority = 1,
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

local years = written(lpeg.R "19" * lpeg.R "09"^-1 + "10" * lpeg.R "09" + "11" * lpeg.R "09") + found "numeral" { form = "words" }

rule "age.range" {
  -- "aged between 18 and 25", "aged 5 to 11", "18- to 25-year-olds", "aged 6-12"
  match = word("aged", "ages") * word("between", "from")^-1 * expression(least(years) * (word("to", "and") + dash) * most(years)) * -list "time_unit"
    + expression(least(years) * glued_dash^-1 * (word("to", "and", "or") + hyphen + punct "–") * most(years) * glued_dash^-1 * unit(age_unit) * glued_dash^-1 * word("old", "olds")),
  gives = figure("age", { joined = true }),
  yes = { "The pupils are <aged between 6 and 11>.", "It is for <18- to 25-year-olds>.", "It is for children <aged 6-12>." },
  no = { "The wine aged between 6 and 11 months." },
}

rule "age.is" {
  -- "She is 82.", "he was 54 when"
  match = behind(word("he", "she", "who") * word("is", "was", "'s", "turned", "turns")) * number(written(lpeg.R "19" * lpeg.R "09" + "10" * lpeg.R "09"))
    * #(sentence_end + stop + punct "," + word("when", "and", "years old")) * -(punct "," * numeric),
  gives = figure "age",
  yes = { "She was <82>.", "He was <54> when he left." },
  no = { "She was 82nd.", "It was 54." },
}

local person = word("children", "people", "adults", "men", "women", "those", "anyone", "everyone", "boys", "girls", "pupils", "players", "kids", "drivers",
  "patients", "voters", "workers", "residents", "citizens", "teenagers", "youngsters", "students", "passengers", "visitors", "anybody", "somebody", "persons")
-- nothing follows that the number could count
local unfollowed = #(sentence_end + punctuation + list "function_word" + list "time_tense") * -(glued^-1 * (percent_word + hyphen))

rule "age.limit" {
  -- "children under five", "anyone over 65", "people older than 70"
  match = behind(person * word("aged", "age")^-1 * word("under", "over", "below", "above", "older than", "younger than", "aged over", "aged under")) * number(years) * unfollowed,
  gives = figure "age",
  yes = { "It is free for children under <five>." },
  no = { "It is free for children under five conditions." },
}

rule "age.turned" {
  -- "who turned 40 last week"
  match = behind(word("turned", "turning", "turns", "turn")) * number(years) * unfollowed * -word("to", "into"),
  gives = figure "age",
  yes = { "The singer turned <40> in May." },
  no = { "The singer turned 40 boats away." },
}

rule "age.something" {
  -- "the 30-something actor", "twenty-somethings"
  match = expression(decade(written(lpeg.R "19" * "0") + list "number_word" { class = "ten" }) * glued * hyphen * glued * word("something", "somethings")),
  gives = figure "age",
  priority = 1,
  yes = { "A <40-something> singer left." },
  no = { "He gave 40, something he liked." },
}

rule "age.under" {
  -- "children under five", "the over-65s", "people over 70", "under the age of 16"
  match = word("under", "over") * glued_dash * expression(decade(written(lpeg.R "19" * lpeg.R "09"^-1 * lpeg.S "'’"^-1 * "s"))),
  gives = figure("age", { bound = true }),
  yes = { "It is free for the <under-16s>." },
  no = { "It is free for the 16 boys." },
}

rule "age.aged" {
  -- "aged 54", "age 9", "at the age of 87", "the ages of"
  match = word("aged", "age", "ages") * word "of"^-1 * number(written(lpeg.R "09" * lpeg.R "09"^-2) + found "numeral" { form = "words" }),
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
  -- "in his 40s", "in their late sixties", "in her mid-30s"
  match = expression(word "in" * word("his", "her", "their", "its", "my", "your", "our") * part(word("early", "mid", "late"))^-1 * hyphen^-1
    * decade(written(lpeg.R "19" * "0" * lpeg.S "'’"^-1 * "s") + list "time_decade" { short = true } + word "teens")),
  gives = figure "age",
  yes = { "A sailor <in his 60s> waved.", "She is <in her late seventies>." },
  no = { "It was in the 40s." },
}

-- What things are sold by.
local piece = word("barrel", "share", "person", "head", "unit", "ounce", "bottle", "capita", "ticket", "seat", "piece", "copy", "night", "vote",
  "bushel", "dose", "pack", "packet", "carton", "box", "bag", "plate", "glass", "pint", "cup", "kilo", "tonne", "ton", "mile", "household",
  "pupil", "student", "passenger", "customer", "word", "game", "trip", "ride", "room", "square foot", "square metre", "square meter", "pop", "pair")

rule "rate.money" {
  -- "$60 a barrel", "20 euros per hour", "£300 per pupil", "12-cent-a-share"
  match = expression((unit(sign) * number(money_number) + number(money_number) * glued_dash^-1 * unit(name + list "currency_symbol" + list "currency_code")) * (
      (glued_dash^-1 * word("a", "an", "each") * glued_dash^-1 + punct "/")
        * per(list "time_unit" { seconds = true, number = "sg" } * -word("earlier", "ago", "later", "before", "after") + list "unit_name" { base = true } + piece)
      + glued_dash^-1 * word "per" * glued_dash^-1 * per(list "currency_name" + list "unit_name" { base = true } + #lower * alpha - list "function_word" - plural_looking)
      + word "to the" * per(list "currency_name"))),
  gives = figure "rate",
  priority = 1,
  yes = { "It costs <$60 a barrel>.", "They pay <£310 per pupil>.", "It pays a <12-cent-a-share> bonus." },
  no = { "It costs $60.", "They paid $300 a man said." },
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
local pair_of_points = points * glued * (dash - punct "~") * glued * points
-- one token or three: "7-6", "3–1"
local result = pair_of_points + written(lpeg.R "09" * lpeg.R "09"^-2 * lpeg.S "-" * lpeg.R "09" * lpeg.R "09"^-2)
local no_score = -(word "in" * numeric * list "time_unit" { seconds = true } + list "unit_name" + list "time_unit" + percent_word + plural)

rule "score.plain" {
  -- "won 3-1", "lost 52-48"
  match = -behind(glued * any) * -behind(glued) * (
      expression(number(points) * glued * (dash - punct "~") * glued * number(points)) * -(glued * (numeric + alpha + hyphen * glued * any)) * no_score
    + expression(raw(written(lpeg.R "09" * lpeg.R "09"^-2 * lpeg.S "-" * lpeg.R "09" * lpeg.R "09"^-2))) * -(glued * hyphen) * no_score),
  gives = figure "score",
  yes = { "Arsenal won <3-1>.", "The vote was <52-48>." },
  no = { "It takes 3-1 days." },
}

rule "score.sets" {
  -- "6-4, 3-6, 7-6": the sets of a match, as one
  match = -behind(glued) * expression(raw(result * (punct "(" * digits * punct ")")^-1 * (punct ","^-1 * word "and"^-1 * result * (punct "(" * digits * punct ")")^-1)^1)) * -glued * no_score,
  gives = figure "score",
  priority = 1,
  yes = { "He lost <6-4, 3-6, 7-6> there." },
  no = { "He lost 6-4." },
}

rule "score.votes" {
  -- "by 312 votes to 268", "three goals to one", "a vote of 98 to 2", "voted 52 to 48", "two-nil"
  match = expression(number(numeral) * word("votes", "goals", "points", "runs", "games", "sets", "seats", "tries", "frames", "legs", "holes") * word("to", "against") * number(numeral))
    + behind(word("vote", "votes", "voted", "won", "lost", "win", "split", "ruled", "defeat", "victory", "passed") * (word("of", "by", "it", "them", "margin of")^-1)) * expression(number(numeral) * word "to" * number(numeral)) * no_score
    + expression(number(list "number_word" { class = "unit" }) * hyphen^-1 * number(word("nil", "nought", "love"))),
  gives = figure "score",
  yes = { "It passed by <311 votes to 262>.", "The council voted <12 to 3> for it.", "Rovers won <two-nil>." },
  no = { "It took 3 to 5 days.", "They won 3 to 5 points." },
}

-- "first" and "second" have other senses.
local idiom = word "first" * (hyphen^-1 * word("aid", "lady", "ladies", "name", "names", "responder", "responders", "hand", "rate", "degree", "minister",
    "principles", "gentleman", "thing", "things") + word "of" * word "all" + word "and" * word("foremost", "last") + hyphen * word "class")
  + behind(word "at") * word "first" * -(#lower * alpha - list "function_word")

rule "ordinal.plain" {
  -- "third", "the 21st", "one hundredth"
  match = number(found "ordinal_numeral") - word "second" - idiom,
  gives = figure "ordinal",
  yes = { "He finished <third>.", "It was his <21st> win." },
  no = { "He had three.", "First of all, they gave first aid.", "He said no at first." },
}

local counted = #lower * alpha - list "function_word" - list "time_tense"
  - word("thought", "thoughts", "hand", "nature", "ago", "later", "earlier", "only", "best", "guess", "homes", "cousin", "delay", "time", "half", "lady")

rule "ordinal.second" {
  -- "the second round", "finished second", "her second": not "a second", "second to none", "split second"
  match = (behind(word("the", "his", "her", "its", "their", "our", "my", "your", "this", "a", "'s", "every", "each")) * number(word "second") * #(counted + word("half", "time"))
    + behind(word("the", "his", "her", "its", "their", "our", "my", "'s")) * number(word "second") * #(sentence_end + stop + punct "," + word("in", "of", "at", "and"))
    + behind(word("came", "come", "comes", "finish", "finished", "finishes", "finishing", "placed", "ranked", "ranks", "rank", "lies", "lie", "stands", "joint", "was", "sits"))
      * number(word "second") * #(sentence_end + stop + punct "," + word("in", "on", "at", "behind", "with", "and", "overall"))
    + number(word "second") * #(word("place", "round", "grade", "edition", "floor", "row", "prize"))) * -(glued * hyphen),
  gives = figure "ordinal",
  yes = { "He won the <second> round.", "She finished <second>.", "It was his <second> in a week.", "A <second> man was held." },
  no = { "Wait a second.", "She is second to none.", "It took a split second.", "It moves 3 metres per second.", "On second thought, he left." },
}

rule "ordinal.range" {
  -- "between the tenth and the fifteenth"
  match = word "between" * expression(word "the"^-1 * least(found "ordinal_numeral") * word "and" * word "the"^-1 * most(found "ordinal_numeral")) * -(word "of" * (list "month" + word("the", "this", "next"))),
  gives = figure("ordinal", { joined = true }),
  yes = { "She ranks <between the fourth and the ninth>." },
  no = { "She ranks between fourth men." },
}

-- "largest", "most populous": what is ranked by
local superlative = suffix "est" - word("west", "midwest", "northwest", "southwest", "forest", "rest", "interest", "guest", "quest", "request", "test", "contest",
    "protest", "arrest", "harvest", "conquest", "invest", "priest", "nest", "chest", "crest", "unrest", "latest", "east", "best-known", "budapest", "honest",
    "modest", "manifest", "digest", "tempest", "bequest", "inquest", "suggest", "ingest", "attest", "detest", "infest", "zest", "jest", "pest", "vest", "everest", "interest")
  + word "most" * (#lower * alpha - list "function_word") + word "least" * (#lower * alpha - list "function_word")

rule "rank.superlative" {
  -- "the third-largest city", "second most populous"
  match = expression(number(found "ordinal_numeral" + word "second") * hyphen^-1 * superlative),
  gives = figure "rank",
  priority = 1,
  yes = { "It is the <third-largest> port.", "It is the <second most populous> town." },
  no = { "It is the third port." },
}

rule "rank.one_of" {
  -- "one of the biggest fires"
  match = expression(word "one" * word "of" * (word("the", "its", "their", "his", "her", "our") + clitic + list "country" * clitic) * superlative),
  gives = figure("rank", { vague = true }),
  yes = { "It was <one of the biggest> fires." },
  no = { "It was one of the fires." },
}

rule "rank.word" {
  -- "world number one", "the number three seed", "top 10"
  match = (behind(word("world", "ranked", "the", "currently", "'s", "at", "no")) * expression(word "number" * number(numeral))) * -word "of" * -glued
    * -plural
    + expression(word "top" * number(written(lpeg.R "19" * lpeg.R "09"^-2) + list "number_word" { class = { "unit", "teen", "ten" } })) * -(punct "%" + percent_word),
  gives = figure "rank",
  yes = { "She is the world <number three> now.", "It is in the <top 10> again." },
  no = { "The number of men fell.", "Call the number 30 men gave." },
}

rule "multiple.times" {
  -- "three times", "10 times more", "2.5x", "ten-fold"
  match = expression(number(numeral) * word "times") * #(word("more", "as", "higher", "larger", "bigger", "greater", "the", "faster", "that", "over", "its", "their",
      "his", "her", "less", "fewer", "smaller", "lower", "better", "worse", "stronger", "longer", "what") + suffix "er" - word "after")
    + expression(number(numeral) * glued * word "x") * -(glued * any - punctuation) * -numeric
    + expression(number(numeral) * hyphen^-1 * word "fold"),
  gives = figure "multiple",
  yes = { "It is <three times> as big.", "It sells at <2.5x> of it.", "It was a <ten-fold> rise." },
  no = { "He won three times.", "It is 3 x 4 metres." },
}

rule "multiple.twice" {
  -- "twice as many", "double the number", "half as much"
  match = word "twice" * #word("as", "the", "its", "their", "his", "her", "what") + word("double", "triple", "treble", "quadruple") * #word("the", "its", "their", "his", "her", "what", "that")
    + word "half" * #(word "as" * word("much", "many", "big", "large", "long", "high", "likely")),
  gives = figure "multiple",
  yes = { "It is <twice> as long.", "It is <double> the price." },
  no = { "He tried twice." },
}

rule "multiple.word" {
  -- "doubled", "threefold"
  match = list "number_multiple" { class = "multiple", ambiguous = false } - word("once", "twice", "double", "doubles", "halves", "triple"),
  gives = figure "multiple",
  yes = { "Prices <doubled>." },
  no = { "Prices rose." },
}
