-- Temperatures, and what only looks like one.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false } + found "pair" { link = "or" }, found "pair" { link = "and" }
local between = word "somewhere"^-1 * word("between", "from")
local glued_dash = glued^-1 * hyphen

local degrees = unit(list "unit_name" { dimension = "temperature" } + list "unit_symbol" { dimension = "temperature",
    ambiguous = false }
  + (glued + -(any * glued * hyphen)) * list "unit_symbol" { dimension = "temperature" } * -(glued * (alpha + numeric
    + punct "'"
    + punct "′")))
-- "14.7C/": part of something longer
local ended = -(glued * punct "/") * -(glued^-1 * text("N", "S", "E", "W"))
-- "Boeing 777F": a model's letter; "rotate 90°", "a 45° slope": an angle
local angle = behind(lemma "rotate" + lemma "turn" + lemma "tilt" + lemma "spin" + lemma "bend" + word("angle of",
    "latitude", "longitude", "by"))
local of_angle = -((glued^-1 * (punct "°" + punct "º") + glued_dash^-1 * word("degree", "degrees")) * word("angle",
    "turn", "slope", "bend", "tilt", "view",
    "rotation", "incline", "heading"))
local model = behind(#capitalized * alpha) * written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09") * glued * text("C", "F",
    "K")

rule "temperature.plain" {
  -- "45C", "minus 5 degrees Celsius", "20 degrees", "40 °F", "10 degrees below zero", "- 20 °C"
  match = -model * -(angle * numeric * (punct "°" + punct "º")) * expression(number((space_before * hyphen
      - behind(numeric))^-1 * numeral) * of_angle * glued_dash^-1 * degrees) * ended,
  gives = figure "temperature",
  priority = 1,
  yes = { "It reached <45C> there.", "It fell to <minus 5 degrees Celsius>.", "It fell to <- 20 °C> there.",
      "Set it to <85°> now." },
  no = { "It reached 45.", "The Airbus 300F landed.", "It lies at 40°N here.", "Then turn 90° left.",
      "They sold 900 F-Class cars.",
      "It has a 45° slope." },
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
