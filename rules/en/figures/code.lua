-- What looks like a figure and is a name, a code, an address or an idiom: such spans keep the figures out.

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local letter_ = lpeg.R("az", "AZ") + lpeg.R "\194\244" * lpeg.R "\128\191"^1
local plural_looking = spelled((letter_ - lpeg.S "suiSUI" * lpeg.S "sS" * -lpeg.P(1) - lpeg.S "sS" * -lpeg.P(1))^2
    * lpeg.S "sS")
local plural = list "number_plural" + (plural_looking - list "function_word" - list "time_tense" - list "number_word")
-- what a number before it counts
local counted = list "time_unit" + list "unit_name" + list "number_word" + plural

rule "not.code" {
  -- "F-16", "COVID-19", "B-52"
  match = (alpha - behind(numeric) * glued - list "month" - list "month_lower" - list "time_month_weak"
      - list "time_meridiem"
    - word("mid", "early", "late", "pre", "post", "since")) * glued * hyphen * glued * numeric,
  gives = span "not_figure",
  priority = 5,
  yes = { "An <F-16> flew over." },
  no = { "An aircraft flew over.", "It is 20C-25C there." },
}

-- The parts of a phone number, and what joins them.
local three, four = written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09"), written(lpeg.R "09" * lpeg.R "09" * lpeg.R "09"
    * lpeg.R "09")
local joined = written(lpeg.R "09"^3 * (lpeg.S "-." * lpeg.R "09"^3)^1)
local and_more = glued * hyphen * glued * digits
local in_brackets = punct "(" * digits * punct ")"
local measured = list "unit_name" + list "unit_symbol" { ambiguous = false } + list "number_plural" + list "time_unit"
  + list "currency_name"

rule "not.phone" {
  -- "555-0123", "(020) 7946 0000", "+1-222-2222", "+44 20 7946 0958", "1-800-555-0199"
  match = #(joined + punct "+" * glued * digits + punct "(" * digits + digits * glued * hyphen * glued)
    * -(found "when" + found "clock" + behind(list "weekday" + list "weekday_lower" + list "weekday" * punct ","))
    * (joined
      + digits * glued * hyphen * glued * joined
      + in_brackets * (digits + written(lpeg.R "09"^3 * lpeg.S "-." * lpeg.R "09"^3))^1
      + punct "+" * glued * digits * (hyphen^-1 * (digits + in_brackets))^2
      + digits * and_more * and_more * and_more^-1
      + three * glued * hyphen * glued * four * -(glued * hyphen) * -measured),
  gives = span "not_figure",
  priority = 5,
  yes = { "Call <555-0123> now.", "Call <+44 20 7946 0321> now.", "Call <1-800-555-0142> now." },
  no = { "Call 555 now.", "It holds 200-2500 litres." },
}

rule "not.emergency" {
  -- "call 911"
  match = behind(word("call", "calling", "called", "calls", "dial", "dialed", "dialled", "dialing")) * text("911",
      "999", "112", "101", "111"),
  gives = span "not_figure",
  priority = 5,
  yes = { "They should call <911> at once." },
  no = { "They saw 911 men." },
}

rule "not.abbreviated" {
  -- "Prop. 33", "H. 363", "Rev. 2"
  match = (text("Prop", "Sec", "Art", "Vol", "Fig", "Rev") * punct "."^-1 + #capitalized * abbreviation - list "month"
      - list "weekday" - text("No.", "Rs.")) * digits * -(list "number_plural" + list "time_unit"),
  gives = span "not_figure",
  priority = 3,
  yes = { "They vote on <Prop 33> soon." },
  no = { "They vote on 33 soon." },
}

rule "not.named_number" {
  -- "Section 230", "Area 51", "Channel 4", "Boeing 737", "iOS 17"
  match = (#capitalized * alpha + mixed - list "month" - list "weekday" - list "function_word" - list "bound"
      - list "number_word" - list "currency_code" - list "currency_symbol" - list "unit_name" { position = "before" }
          - sentence_start * any)
    * written(lpeg.R "09"^1) * -(glued * (numeric + hyphen + alpha)) * -(#alpha * counted) * -punct "%",
  gives = span "not_figure",
  priority = 3,
  yes = { "They read <Section 230> again.", "It runs on <iOS 17> too." },
  no = { "They read 230 pages." },
}

rule "not.numbered" {
  -- "flight 370", "page 12", "version 2.4", "type 2 diabetes", "category 5"
  match = word("flight", "page", "pages", "chapter", "section", "article", "paragraph", "clause", "room", "gate",
      "bus", "route", "channel", "type", "category",
      "stage", "tier", "version", "volume", "figure", "table", "appendix", "platform", "exit", "highway", "apartment",
        "suite", "box", "interstate", "psalm", "windows", "episode", "track", "district", "zone", "apollo", "formula",
          "area")
    * numeric * -(glued * (hyphen + punct "%")) * -counted,
  gives = span "not_figure",
  priority = 3,
  yes = { "They boarded <flight 318> at last.", "It was a <category 4> storm." },
  no = { "The page 12 men read is gone.", "The room holds 40 people." },
}

rule "not.address" {
  -- "10 Downing Street", "221B Baker Street"
  match = written(lpeg.R "19" * lpeg.R "09"^-4) * (glued * upper)^-1 * (capitalized - list "month")^-3
    * word("Street", "St", "Avenue", "Ave", "Road", "Rd", "Lane", "Boulevard", "Blvd", "Drive", "Square", "Terrace",
      "Crescent", "Highway", "Parkway", "Broadway")
    * #capitalized^0 * -plural,
  gives = span "not_figure",
  priority = 4,
  yes = { "She lives at <14 Harbour Street> now.", "It is <7B Mill Lane> there." },
  no = { "They saw 14 Harbour Street shops." },
}

rule "not.docket" {
  -- "No. 14-981", "Case 15-674": the number of a lawsuit; "401(k)": a pension plan
  match = (text("No.", "Nos.") + word("case", "docket")) * digits * glued * hyphen * glued * digits + text("401",
      "501", "403", "457") * glued * punct "(",
  gives = span "not_figure",
  priority = 5,
  yes = { "It is <No. 14-981> there.", "She has a <401(>k) plan." },
  no = { "They have 401 men." },
}

rule "not.ordinal" {
  -- "Fifth Avenue", "36th Street", "the Second Amendment": names
  match = found "ordinal_numeral" * word("Street", "St", "Avenue", "Ave", "Road", "Lane", "Boulevard")
    + #capitalized * found "ordinal_numeral" * (capitalized - sentence_start * any) - sentence_start * any,
  gives = span "not_figure",
  priority = 3,
  yes = { "They live on <36th Street> now.", "She spoke of the <Second Amendment> again." },
  no = { "He won the second round.", "Second Ana came." },
}

rule "not.idiom" {
  -- "24/7", "fifty-fifty", "catch-22", "one-on-one", "square one", "cloud nine"
  match = text("24/7", "50/50", "4K", "8K") + word("fifty-fifty", "50-50", "catch-22", "catch 22", "one-on-one",
      "one-to-one",
      "square one", "cloud nine",
    "twenty-twenty", "zero-sum", "ground zero", "one-off", "one-offs", "two-faced", "second-guess",
      "a hundred percent", "forty winks", "day one",
    "high-five", "high-fives", "high five", "9-to-5", "nine-to-five", "zero tolerance", "net zero", "net-zero",
      "zero hour", "patient zero", "year zero"),
  gives = span "not_figure",
  priority = 3,
  yes = { "The shop is open <24/7> now.", "They are back to <square one> again." },
  no = { "The square has one bench." },
}

rule "not.item" {
  -- "1. Open the door", "2) Go in": the number of an item
  match = line_start * digits * (punct ")" + stop) * #capitalized,
  gives = span "not_figure",
  priority = 4,
  yes = { "<2)> Go in." },
  no = { "2 men go in." },
}
