-- Written numbers, whatever they count: digits, words, and both together. The span is the numeral with its scale;
-- what it is worth is computed from its text when a figure is made of it (csrc/figures/numeral.h).

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local unit, teen, ten = list "number_word" { class = "unit" }, list "number_word" { class = "teen" },
  list "number_word" { class = "ten" }
local hundred = list "number_word" { class = "hundred", number = false }
local dozen_word = word("dozen", "dozens", "score")
local scale = list "number_word" { class = "scale", number = false } + list "number_word" { class = "scale",
    number = "pl" }
local dash = hyphen

local article = word("a", "an")
local conj = word("and", "&")
local tens = ten * (dash^-1 * unit)^-1
local below_100 = tens + teen + unit
local tail = conj^-1 * (below_100 * -(dash * unit) + written(lpeg.R "09" * lpeg.R "09"^-1)) * -hundred
local hundreds = list "number_word" { class = "hundred" }
-- "one thirty-five": the hundreds without their name
local spoken = unit * ten * dash^-1 * unit * -hyphen
local below_1000 = spoken + below_100 * (hundreds * tail^-1)^-1 + article * hundred * tail^-1
local scale_after = list "number_scale" { after = false } * -(glued * alpha) + glued * text("k", "K", "M", "G")
    * -(glued * alpha)
  + text("k", "K") * #(sentence_end + stop + punct ",")
-- "three hundred Cr": an abbreviation that stands apart from the words before it
local short_scale = list "number_scale" { after = false, ambiguous = false } * -(glued * any - punctuation)
-- "three cr twelve lac": an abbreviation among words
local scales = (dash^-1 * scale)^1 + short_scale * #(list "number_word" - glued)
local more = ((punct ","^-1 * conj^-1 * below_1000 * scales)^-3 * (punct ","^-1 * conj^-1 * below_1000 * -(hundred
    + scale))^-1)
local words = below_1000 * (scales * more)^-1 + article * scales * more

-- Fractions after a number: "and a half", "and three fifths", "and one fourth".
local part = list "number_part" + list "number_ordinal"
local half = word "half"

rule "number.digits" {
  -- "1,580", "4.5bn", "1.2 million", "12 hundred", "3 hundred and 21", "4 thousand 3 hundred"
  match = numeric * (hundred^-1 * scales * (conj^-1 * (below_1000 + numeric) * hundred)^-1 + hundred * tail^-1
      + scale_after + dozen_word)^-1,
  gives = span("numeral", { form = "digits" }),
  yes = { "They counted <1,580> of them.", "It cost <4.5 million> to build.", "Some <30bn> were spent.",
    "About <3 thousand> came." },
  no = { "The third of them came." },
}

rule "number.scientific" {
  -- "1e10", "12.32e+14", "5.17x10^-3", "2.5^-1"
  match = written((lpeg.R "09" + lpeg.S ".,")^1 * lpeg.S "eE" * lpeg.R "09"^1)
    + written((lpeg.R "09" + lpeg.S ".,")^1 * lpeg.S "xX" * "10") * glued * punct "^" * (glued * (hyphen
      + punct "+"))^-1 * glued * digits
    + (hyphen * glued)^-1 * numeric * glued * punct "^" * (glued * (hyphen + punct "+"))^-2 * glued * digits
    + numeric * glued * word "e" * glued * (punct "+" + hyphen) * glued * digits,
  gives = span("numeral", { form = "digits" }),
  yes = { "It has <1e10> cells." },
  no = { "It has 10 cells." },
}

local power = spelled((lpeg.P "⁰" + lpeg.P "¹" + lpeg.P "²" + lpeg.P "³" + lpeg.P "⁴" + lpeg.P "⁵" + lpeg.P "⁶"
    + lpeg.P "⁷"
  + lpeg.P "⁸" + lpeg.P "⁹")^1)

rule "number.power" {
  -- "6.02 x 10^23", "5.5x10-3", "3 × 10⁻⁴"
  match = numeric * word("x", "×") * text "10" * glued * (punct "^" * (glued * (hyphen + punct "−" + punct "+"))^-1
      * glued * digits
      + (spelled(lpeg.P "⁻" + lpeg.P "⁺") * glued)^-1 * power)
    + written((lpeg.R "09" + lpeg.S ".,")^1 * lpeg.S "xX" * "10") * glued * (hyphen + punct "−") * glued * digits,
  gives = span("numeral", { form = "digits" }),
  yes = { "It holds <4.1 x 10^18> atoms.", "It weighs <7.5x10-3> kg." },
  no = { "It is 4 x 10 metres." },
}

rule "number.grouped" {
  -- "12 000", "1 234 567": groups of three after a space
  match = written(lpeg.R "19" * lpeg.R "09"^-2) * (written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09")^0)
    * written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09" * (lpeg.S ".," * lpeg.R "09"^1)^-1) * -(numeric) * -(glued * any),
  gives = span("numeral", { form = "digits" }),
  yes = { "They need <12 000> tents and <1 234 567> nails." },
  no = { "They need 12 tents." },
}

local vulgar = #numeric * spelled(lpeg.P "\194" * lpeg.R "\188\190" + lpeg.P "\226\133" * lpeg.R "\144\158") -- "½", "⅞"
local fraction_digits = written(lpeg.R "09"^1 * "/" * lpeg.R "09"^1)

rule "number.apostrophe" {
  -- "1'000'000": as the Swiss group
  match = written(lpeg.R "19" * lpeg.R "09"^-2) * (glued * (punct "'" + punct "’") * glued * written(lpeg.R "09"
      * lpeg.R "09" * lpeg.R "09"))^1
    * -(glued * any - punctuation),
  gives = span("numeral", { form = "digits" }),
  yes = { "It cost <3'400'000> francs." },
  no = { "It is 6'2 tall." },
}

rule "number.mixed" {
  -- "2 1/2", "10 1/2", "- 1 4/5", "2 ½"
  match = (space_before * hyphen)^-1 * digits * (fraction_digits + vulgar),
  gives = span("numeral", { form = "digits" }),
  yes = { "It takes <2 1/2> cups." },
  no = { "It takes 2 cups." },
}

rule "number.one" {
  -- "one" alone: a number only where something says so (stands before number.words: of equal matches the first wins)
  match = word "one",
  gives = span("numeral", { form = "one" }),
  yes = { "They saw <one> ship." },
  no = { "They saw two ships." },
}

rule "number.words" {
  -- "three", "two hundred and five", "twenty-one thousand three hundred", "a million", "three hundred crore", "a dozen"
  match = words * (dozen_word + short_scale)^-1 + article * dozen_word,
  gives = span("numeral", { form = "words" }),
  yes = { "<Four hundred and seven> came.", "<Thirty-six> bakers went.",
    "They have <one million three hundred forty-two thousand six hundred> members.",
      "They sent <three million> letters.",
    "<A dozen> officers came.", "He had <two thousand three hundred and one> books." },
  no = { "Nobody came." },
}

rule "number.restated" {
  -- "forty-two (42)": the digits say it again, as in contracts
  match = words * punct "(" * digits * punct ")",
  gives = span("numeral", { form = "words" }),
  yes = { "The buyer pays within <sixty (60)> days." },
  no = { "The buyer pays within sixty days (and no more)." },
}

rule "number.and_half" {
  -- "three and a half", "two and a half thousand", "six million and a half"
  match = (words + numeric * scales^-1) * conj * article^-1 * half * scales^-1,
  gives = span("numeral", { form = "words" }),
  yes = { "<Four and a half> years passed.", "They sent <two and a half million> tons." },
  no = { "Half of them fled." },
}

rule "number.half" {
  -- "half a million", "half a dozen"
  match = half * article^-1 * (scales + dozen_word) + article * half * hyphen^-1 * dozen_word,
  gives = span("numeral", { form = "words" }),
  yes = { "<Half a million> people fled." },
  no = { "Half of them fled." },
}

rule "number.and_part" {
  -- "three and a fifth", "thirty and two fifths"
  match = (words + numeric * scales^-1) * (conj * unit)^-1 * conj * ((article + below_100) * dash^-1 * part
      + word "quarter") * scales^-1,
  gives = span("numeral", { form = "words" }),
  yes = { "It takes <three and a fifth> years." },
  no = { "It takes three years." },
}

rule "number.minus" {
  -- "minus 5", "negative two hundred"
  match = -behind(word "or") * word("minus", "negative") * (numeric * (scales + scale_after)^-1 + words * dash^-1
      * list "number_part" { number = "pl" } + words),
  gives = span("numeral", { form = "words", negative = true }),
  yes = { "It fell to <minus 5> degrees." },
  no = { "It was a negative answer.", "It is plus or minus 3 points." },
}

rule "number.alone" {
  -- "- 1,200,000" with nothing else
  match = sentence_start * hyphen * numeric * #sentence_end,
  gives = span("numeral", { form = "digits", negative = true }),
  yes = { "<- 1,350,000>" },
  no = { "- 12 people left." },
}

rule "number.signed" {
  -- "-9.2", "+3": the sign stands free before it and glued to it
  match = space_before * (hyphen + punct "−" + punct "-") * glued * (numeric * (scales + scale_after)^-1
      + written(lpeg.R "09"^1 * "/" * lpeg.R "09"^1) + written((lpeg.R "09" + lpeg.S ".,")^1 * lpeg.S "eE"
        * lpeg.R "09"^1)),
  gives = span("numeral", { form = "digits", negative = true }),
  yes = { "The value was <-9.2> then." },
  no = { "It ran 5-9 in all." },
}

rule "number.point" {
  -- "two point five", "nought point three"
  match = word("minus", "negative")^-1 * (words + digits) * word "point" * (digits + unit^1 + teen) * scales^-1
      + word "point" * digits,
  gives = span("numeral", { form = "words" }),
  yes = { "It rose <two point five> times.", "It fell to <minus two point five> there." },
  no = { "At this point it rose." },
}

rule "number.ordinal" {
  -- "third", "21st", "twenty-first", "one hundred and fifth", "the XIX century"
  match = ordinal_digits
    + ((below_1000 * scales * (conj^-1 * below_100 * hundred)^-1 + (below_100 + article) * hundred) * conj^-1)^-1
      * (ten * dash^-1)^-1 * list "number_ordinal" + below_100 * list "number_ordinal"
    + #upper * spelled(lpeg.S "IVXL"^2) * #word("century", "centuries", "Olympiad", "Olympics", "congress", "session"),
  gives = span("ordinal_numeral", { form = "ordinal" }),
  yes = { "The mare came <fourth> in the <33rd> round.", "It was his <twenty-first>.", "It is of the <XVII> century." },
  no = { "He had three races.", "XI players came." },
}
