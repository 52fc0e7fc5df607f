-- Rates: money, counts and measures for one of something.

local numeral = found "numeral" - found "when" - found "clock"
local glued_dash = glued^-1 * hyphen

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

local sign = list "currency_loose" + list "currency_symbol" + list "currency_code" { ambiguous = false }
local name = list "currency_name" { after = false } + glued * list "currency_name" { after = "glued" }
    + list "currency_old"
-- "$4.5bn": here m, b and t are scales too
local money_number = numeral * glued * (list "number_scale" - alpha * glued * alpha) * -(glued * alpha) + numeral

-- What things are sold by.
local piece = word("barrel", "share", "person", "head", "unit", "ounce", "bottle", "capita", "ticket", "seat", "piece",
    "copy", "night", "vote",
  "bushel", "dose", "pack", "packet", "carton", "box", "bag", "plate", "glass", "pint", "cup", "kilo", "tonne", "ton",
    "mile", "household",
  "pupil", "student", "passenger", "customer", "word", "game", "trip", "ride", "room", "square foot", "square metre",
    "square meter", "pop", "pair")

rule "rate.money" {
  -- "$60 a barrel", "20 euros per hour", "£300 per pupil", "12-cent-a-share"
  match = expression((unit(sign) * number(money_number) + number(money_number) * glued_dash^-1 * unit(name
      + list "currency_symbol" + list "currency_code")) * (
      (glued_dash^-1 * word("a", "an", "each") * glued_dash^-1 + punct "/")
        * per(list "time_unit" { seconds = true, number = "sg" } * -word("earlier", "ago", "later", "before", "after")
          + list "unit_name" { base = true } + piece)
      + punct "/" * per(list "unit_symbol" { base = true })
      + glued_dash^-1 * word "per" * glued_dash^-1 * per(list "currency_name" + list "unit_name" { base = true }
        + #lower * alpha - list "function_word" - plural_looking)
      + word "to the" * per(list "currency_name"))),
  gives = figure "rate",
  priority = 1,
  yes = { "It costs <$60 a barrel>.", "They pay <£310 per pupil>.", "It pays a <12-cent-a-share> bonus." },
  no = { "It costs $60.", "They paid $300 a man said." },
}

rule "rate.per" {
  -- "350 deaths per million inhabitants", "12 per 100,000 people", "450 people per square kilometre"
  match = expression(number(numeral) * of(found "noun_group" { number = "plural" } - word "times")^-1
      * word("per", "for every") * -word "cent"
      * per(list "unit_name" { base = true } + (numeral + list "number_word" { class = "scale" }) * ((#lower * alpha
        - list "function_word")^-1 * plural)^-1
        + word("person", "head", "capita", "household", "pupil", "passenger", "inhabitant", "resident"))),
  gives = figure "rate",
  priority = 1,
  yes = { "It has <41 deaths per million inhabitants>.", "It is <12 per 100,000 people> there.",
      "It has <90 people per square mile>." },
  no = { "It has 41 deaths." },
}

rule "rate.count" {
  -- "500 cars a day"
  match = expression(number(numeral) * of(found "noun_group" { number = "plural" } - word "times")
      * (word("a", "an", "per") + punct "/")
      * per(list "time_unit" { seconds = true, number = "sg" })),
  gives = figure "rate",
  yes = { "The yard paints <90 boats a day>." },
  no = { "They produce 500 cars." },
}
