-- Times of day: "8pm", "3:30 p.m.", "half past eight", "noon", "15:11 GMT".

-- A spelling with digits: the class lets the index pass over all other words.
local function written(p) return #has_digit * spelled(p) end

local hour = list "time_hour"
local half = list "time_meridiem" { after = false }
  + glued * list "time_meridiem" { after = "glued" } * -(glued * (numeric + alpha + hyphen))
-- "GMT", "gmt", "UTC+2", "GMT -08:45"
local zone = zone((list "timezone" + list "timezone_lower")
  * ((hyphen + punct "+") * glued * written(lpeg.R "09"^1 * (":" * lpeg.R "09"^1)^-1)
    + written(lpeg.S "+-" * lpeg.R "09"^1 * (":" * lpeg.R "09"^1)^-1))^-1)
local d = lpeg.R "09"
local part_word = list "day_part" { part = true, kind = false, number = false }
local ampm = lpeg.S "aApP" * (lpeg.P "."^-1 * lpeg.S "mM" * lpeg.P "."^-1)^-1

-- "+0200", "-0500" after a time of day
local offset = #(hyphen + punct "+") * raw((hyphen + punct "+") * glued
  * written(lpeg.R "01" * lpeg.R "09" * lpeg.R "05" * lpeg.R "09"))
    + raw(written(lpeg.S "+-" * lpeg.R "01" * lpeg.R "09" * lpeg.R "05" * lpeg.R "09"))
-- hours that are written out for the clock's face
local clock_word = #word("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  "twelve") * list "time_hour" { word = "yes" }

rule "clock.digits" {
  -- "12:30", "3:30 p.m.", "15:11 GMT", "7:56:30pm"
  match = raw(written(d * d^-1 * lpeg.S ":h" * d * d * (":" * d * d)^-1 * ampm^-1)) * half^-1 * half^-1
    * (zone + offset)^-1 * -(glued * punct ":"),
  gives = span("clock", { time = "clock", form = "clock", deep = true, point = "clock" }),
  yes = { "It began at <12:30>.", "It began at <3:30 p.m.>" },
  no = { "It began at 12." },
}

rule "clock.dotted" {
  -- "9.15pm", "9.15 a.m."
  match = raw(written(d * d^-1 * "." * lpeg.R "05" * d * lpeg.S "aApP" * lpeg.S "mM")
    + written(d * d^-1 * "." * lpeg.R "05" * d) * #half) * half^-1 * zone^-1,
  gives = span("clock", { time = "clock", form = "clock_dot", deep = true, point = "clock" }),
  yes = { "It began at <9.15 p.m.>" },
  no = { "It rose 9.15 points." },
}

rule "clock.military" {
  -- "0730", "1630 GMT", "1030 pm": four digits that what stands around them makes a time of day
  match = (behind(word("at", "from", "between", "by", "until", "till", "to", "and", "around") + hyphen)
    * raw(written("0" * lpeg.R "19" * lpeg.R "05" * d)) * word("hours", "hrs")^-1
      + raw(written(lpeg.R "02"^-1 * d * lpeg.R "05" * d))
        * (half + #(word("hours", "hrs") * zone^-1) * word("hours", "hrs") + #list "timezone" + #list "timezone_lower"))
    * zone^-1,
  gives = span("clock", { time = "clock", form = "military", deep = true, point = "clock" }),
  yes = { "It began at <0730>.", "It began at <1630 GMT>." },
  no = { "It began in 1630.", "It weighs 1030 tonnes." },
}

rule "clock.h" {
  -- "at 15h", "8h GMT", "10h15 - 12h"
  match = (behind(word("at", "from", "until", "till", "by", "@") + list "weekday" + hyphen)
    * raw(digits * glued * word "h") + raw(digits * glued * word "h") * #(list "timezone" + list "timezone_lower"))
      * zone^-1,
  gives = span("clock", { time = "clock", form = "clock", deep = true, point = "clock" }),
  yes = { "It began at <15h>.", "It began <17h GMT>." },
  no = { "It took 15h." },
}

rule "clock.ish" {
  -- "11ish", "3ish pm"
  match = hour * glued * word "ish" * half^-1,
  gives = span("clock", { time = "clock", deep = true, point = "clock", modifier = "about" }),
  yes = { "He left at <11ish>." },
  no = { "He left at 11." },
}

rule "clock.half_day" {
  -- "8pm", "8 p.m.", "three in the afternoon", "8am GMT"
  match = (behind(word("at", "by", "until", "till", "from", "around")) * hour
    * #(list "timezone" + list "timezone_lower") + -behind(punct "%") * hour
      * (half + glued * punct "." * glued * list "time_meridiem" { after = false })
        + raw(written(lpeg.R "09" * lpeg.R "09"^-1 * lpeg.S "aApP" * lpeg.S "mM"))) * zone^-1,
  gives = span("clock", { time = "clock", deep = true, point = "clock", sharp_hour = true }),
  yes = { "Polls close at <8pm>.", "Polls close at <8 p.m.>", "Polls close at <8.pm>.", "Polls close at <8 p . m .>" },
  no = { "Polls close at 8.", "See %8a here." },
}

rule "clock.words" {
  -- "six twenty am", "ten ten pm"
  match = list "time_hour" { word = "yes" } * (hyphen^-1 * list "time_minute" { word = "yes" }) * half * zone^-1
    + behind(word("at", "by", "until", "till", "from", "to", "around", "between", "and")) * clock_word * hyphen^-1
      * (list "time_minute" { word = "yes" } - word("one", "two", "three", "four", "five", "six", "seven", "eight",
        "nine")) * -(hyphen + alpha - list "function_word"),
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "He left at <six twenty am>.", "He left at <five-thirty>." },
  no = { "He left at seven.", "He left at five thirty-foot boats." },
}

rule "clock.oclock" {
  -- "seven o'clock", "7 oclock pm"
  match = hour * word("o'clock", "oclock", "o clock") * (half + part_word)^-1 * zone^-1,
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "He left at <seven o'clock>." },
  no = { "He left at seven." },
}

-- what would make a number of the hour
local no_noun = -(list "time_unit" + list "number_plural" + list "unit_name" + list "currency_name"
  + list "number_scale" + punct "%" + hyphen * glued * alpha)

rule "clock.part_oclock" {
  -- "in the morning 9 o'clock"
  match = -behind(list "weekday" + list "weekday_lower") * part_word * hour * word("o'clock", "oclock", "o clock")
    * zone^-1,
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "They left in the <morning 9 o'clock>." },
  no = { "They left in the morning." },
}

rule "clock.past" {
  -- "half past eight", "ten past 9", "20 minutes past 3pm"
  match = (number(word "half") * word "past" + (word "a"^-1 * number(word "quarter")
    + number(word "three" * word "quarters") + -behind(list "month" + list "month_lower") * number(list "time_minute")
      * word("minutes", "mins", "min", "minute")^-1) * word("past", "after"))
    * (hour * no_noun + list "day_part" { hour = true }) * (half + part_word)^-1 * zone^-1,
  gives = span("clock", { time = "clock", point = "clock", deep = true, sign = 1 }),
  yes = { "He left at <half past eight>." },
  no = { "He left past eight.", "Crews get time and a half after nine hours.", "He ran in 1960 after eight." },
}

rule "clock.half" {
  -- "half three": British for half past
  match = (behind(word("at", "by", "until", "till", "around", "about")) + sentence_start) * number(word "half")
    * clock_word * -(alpha - list "function_word") * -(hyphen) * (half + part_word)^-1,
  gives = span("clock", { time = "clock", point = "clock", deep = true, sign = 1 }),
  yes = { "He left at <half seven>." },
  no = { "He left half seven boats." },
}

rule "clock.to" {
  -- "a quarter to nine", "ten to five", "15 minutes before noon"
  match = (word "a"^-1 * number(word "quarter") * word("to", "before", "till", "of")
    + number(found "numeral") * (word("minutes", "mins", "min") * word("to", "before", "till"))
      + behind(word("at", "by", "until")) * number(word("five", "ten", "twenty", "twenty-five")) * word "to")
    * (hour * no_noun * list "time_minute" { word = "yes" }^-1 + list "day_part" { hour = true })
      * (half + part_word)^-1 * zone^-1,
  gives = span("clock", { time = "clock", point = "clock", deep = true, sign = -1 }),
  yes = { "He left at <a quarter to nine>." },
  no = { "He left a quarter to him.", "It is a quarter of 1 percent." },
}

rule "clock.after_part" {
  -- "in the afternoon at 7", "morning 7:30"; a part of a named day belongs to that day
  match = -behind(list "weekday" + list "weekday_lower"
    + word("this", "last", "next", "tomorrow", "yesterday", "every", "each", "of"))
    * part_word * (word("at", "@")^-1 * raw(written(d * d^-1 * ":" * d * d * ampm^-1)) * half^-1),
  gives = span("clock", { time = "clock", form = "clock", deep = true, point = "clock" }),
  yes = { "They left in the <afternoon at 7:15>." },
  no = { "They left on Friday afternoon at 7:15." },
}

rule "clock.hour_after_part" {
  match = -behind(list "weekday" + list "weekday_lower"
    + word("this", "last", "next", "tomorrow", "yesterday", "every", "each", "of"))
    * part_word * word "at" * hour * -(glued * (numeric + alpha + hyphen)) * -(alpha - list "function_word"),
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "They left in the <afternoon at 7>." },
  no = { "They left in the afternoon at 7 metres." },
}

rule "clock.named" {
  -- "noon", "midnight", "midday"
  match = list "day_part" { hour = true } * zone^-1,
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "Counting starts at <noon>." },
  no = { "Counting starts in the evening." },
}

rule "clock.twelve" {
  -- "12 noon", "12 midnight", "12 lunchtime"
  match = word("12", "twelve") * list "day_part" { hour = true } * zone^-1 + hour * #word "lunchtime" * part_word,
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "Counting starts at <12 noon>." },
  no = { "Counting starts at noon." },
}

rule "clock.at" {
  -- "at 7 on Tuesday", "at 7 tonight": a bare hour only beside a day
  match = behind(word "at") * hour * #(word("on", "this", "tomorrow", "tonight", "yesterday", "today") + list "weekday")
    + behind(word("back", "meet", "meets", "met", "begin", "begins", "began", "start", "starts", "started", "close",
      "closes", "arrive", "arrives", "arrived", "leave", "leaves", "left",
        "home", "there", "again", "dinner", "breakfast", "lunch", "meeting", "wake", "woke", "up", "open", "opens",
          "month", "week", "day") * word "at")
      * hour * -(alpha - list "function_word") * -(glued * (numeric + hyphen + alpha)) * -(punct "%"),
  gives = span("clock", { time = "clock", deep = true, point = "clock" }),
  yes = { "He left at <7> on Tuesday.", "Polls close at <8>." },
  no = { "He left at 7 metres.", "The index closed at 8." },
}
