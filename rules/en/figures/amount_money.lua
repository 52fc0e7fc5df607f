-- Money: sums with a sign, a code or a name, ranges, minor units.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local numeral = found "numeral" - found "when" - found "clock"
local pair, and_pair = found "pair" { link = false } + found "pair" { link = "or" }, found "pair" { link = "and" }
local between = word "somewhere"^-1 * word("between", "from")
local glued_dash = glued^-1 * hyphen
local vague = list "vague_amount" { of = "yes" } * word "of"^-1

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")
local plural = list "number_plural" + plural_looking

-- "TOP 10", "ALL 20": a code that is a word too takes a sum that looks like one
local code = list "currency_code" { ambiguous = false }
  + list "currency_code" { ambiguous = "yes" } * #(written(lpeg.R "09"^1 * lpeg.S ",." * lpeg.R "09"^1) + numeric
    * list "number_word" { class = "scale" })
local sign = list "currency_loose" + list "currency_symbol" + code
local name = list "currency_name" { after = false } + glued * list "currency_name" { after = "glued" }
    + list "currency_old"
local short_scale = list "number_scale"
local adjective = word("more", "another", "additional", "extra")

-- "$4.5bn": here m, b and t are scales too
local money_number = numeral * glued * (short_scale - alpha * glued * alpha) * -(glued * alpha) + numeral

rule "money.sign" {
  -- "$4.5bn", "US$150 million", "Rs 500 crore", "EUR 20"
  match = expression(unit(sign - behind(numeric) * sign * numeric * (name + list "currency_loose"
      + list "currency_code")) * number(money_number)),
  gives = figure "money",
  priority = 1, -- "$5 million homes": the sum, not so many homes
  yes = { "It cost <$4.5bn>.", "It cost more than <£20>.", "It cost <US$150 million>." },
  no = { "It cost 20.", "They are 15 eur 40 usd." },
}

rule "money.negative" {
  -- "-$4.5m", "minus €20 million"
  match = expression((word "minus" + space_before * (hyphen + punct "−") * glued) * unit(sign)
      * number(money_number)),
  gives = figure("money", { negative = true }),
  priority = 1,
  yes = { "The margin was <-$3.5m> then.", "It comes to <minus €20>." },
  no = { "It is in the pre-$40m league." },
}

rule "money.scaled" {
  -- "75 USD million": the scale behind the currency
  match = expression(number(numeral) * unit(list "currency_code" + list "currency_symbol" + list "currency_loose")
      * scale(list "number_word" { class = "scale" } + list "number_scale" { after = false })),
  gives = figure "money",
  priority = 1,
  yes = { "They lost <85 EUR million> there." },
  no = { "They lost 85 EUR there." },
}

rule "money.pence" {
  -- "20p in the pound": not eight in the evening, unless something says that it is a time
  match = -behind(word("at", "by", "from", "to", "until", "till", "before", "after", "around", "and", "between", "-",
      "–")) * expression(number(found "numeral" { form = "digits" })
    * glued * unit(list "currency_name" { after = "glued" })) * -(glued * any - punctuation),
  gives = figure "money",
  priority = 1,
  yes = { "It puts <7p> on a litre." },
  no = { "They met at 7p there." },
}

rule "money.name" {
  -- "20 euros", "five million yen", "10-dollar"
  match = expression(number(money_number) * glued_dash^-1 * unit(name + (list "currency_loose"
      + list "currency_symbol" + list "currency_code") * -(glued * numeric))),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <20 euros>.", "It cost about <five million yen>." },
  no = { "It cost 20 men." },
}

rule "money.before" {
  -- "rupees 500 crore", "ringgit 42": the name before the number, as in South and South-East Asia
  match = -behind(numeric + list "number_word" + list "number_scale") * expression(unit(list "currency_name"
      - word("won", "mark")) * number(found "numeral" { form = "digits" } - found "when" - found "clock"))
    * -(glued * any - punctuation) * -(list "number_plural" + list "time_unit" + list "unit_name" + list "unit_symbol"
      + list "currency_name" + list "currency_symbol"
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
  match = expression((number(whole) * unit(major + sign) * punct ","^-1 + word("a", "an") * unit(major) * punct ","^-1
      + unit(sign) * number(whole))
      * word "and"^-1 * minor(found "numeral") * (upon(list "currency_name" { factor = 0.01 }
        + list "currency_name" { factor = 0.001 }) + glued * word("c", "p")))
    + expression(number(whole) * unit(code) * minor(two_digits)) * -#(plural + list "time_unit" + list "unit_name"
      + list "currency_name" + punct "%")
    + expression((unit(sign) * number(digits) + number(whole) * unit(major)) * minor(two_digits)) * #(sentence_end
      + stop + punct ","),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <nineteen dollars and sixty-two cents>.", "The toll of <2 ringgit 40 sen> stays.",
      "He has <25 USD 50> left." },
  no = { "It cost thirteen dollars.", "They are €2.10, 60 cents and a euro.", "The 25 USD 50 men got." },
}

rule "money.glued" {
  -- "TRY20", "PEN115.5": one token, for currencies that the tokenizer does not part from their number
  match = expression(raw(written((lpeg.P "Rs" + lpeg.P "RM" + lpeg.P "rs" + lpeg.R "AZ" * lpeg.R "AZ" * lpeg.R "AZ")
      * lpeg.R "09" * (lpeg.R "09" + lpeg.S ",.")^0) * (glued * punct "." * glued * digits)^-1)
    * list "number_word" { class = "scale" }^-1),
  gives = figure "money",
  priority = 1,
  yes = { "It cost <TRY20> there." },
  no = { "It took the A380." },
}

rule "money.range" {
  -- "$10 to $15 million", "$10-15m", "between 5 and 10 euros"
  match = word("between", "from")^-1 * expression(unit(sign) * base(pair) + base(pair) * unit(name
      + list "currency_symbol"))
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

rule "money.half" {
  -- "half a dollar", "half a euro"
  match = expression(word "half" * word("a", "an") * unit(list "currency_name" { after = false })),
  gives = figure("money", { half = true }),
  yes = { "It cost <half a euro>." },
  no = { "It cost half a million." },
}

rule "money.one" {
  -- "a dollar", "a billion dollars" is money.name
  match = expression(word("a", "one") * unit(list "currency_name" { ambiguous = false })),
  gives = figure("money", { value = 1 }),
  yes = { "It cost <a euro>." },
  no = { "It cost a lot." },
}
