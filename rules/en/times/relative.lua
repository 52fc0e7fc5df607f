-- Times seen from the day of speaking: weekdays, "last week", "two days ago", parts of the day.

local weekday = list "weekday" { plural = false, ambiguous = false } + list "weekday_lower" { plural = false }
local any_weekday = list "weekday" { plural = false } + list "weekday_lower" { plural = false }
local part_word = list "day_part" { part = true, kind = false, number = false }
local relative = list "time_relative"
-- "The Sunday Times" is a paper
local paper = text("Times", "Mail", "Mirror", "Express", "Telegraph", "Herald", "Tribune", "World", "Independent",
  "Post", "Star",
  "People", "Sun", "Business", "Night Live", "Night Football", "Live", "Football", "Review")
local nearly = word("early", "late", "mid")
-- "late-evening", "AM"
local part_of_day = (nearly * hyphen^-1)^-1 * part_word + list "time_meridiem" { after = false }
local period_unit = list "time_unit" { unit = { "hour", "day", "week", "weekend", "month", "quarter", "half-year",
  "year", "decade", "century", "fortnight" },
  after = false, kind = false, number = { "sg" } } + word("weekend", "season") - word "day"
local comma = punct ","
local early, late = word("early", "earlier"), word("late", "later")

rule "relative.weekday" {
  -- "Sunday", "Friday night", "Tuesday in the morning"
  match = word "the"^-0 * (weekday + behind(word("on", "this", "last", "next", "by", "until", "since", "from", "late",
    "early", "every", "each")) * any_weekday)
    * ((nearly^-1 * word("in", "at") * word "the"^-1)^-1 * hyphen^-1 * part_of_day)^-1 * -paper
      + weekday * -paper * -(word "night" * text("Live", "Football")),
  gives = span("when", { time = "weekday", point = "day" }),
  yes = { "They met on <Sunday>.", "It was broadcast <Friday night>." },
  no = { "They met on Sundays.", "He reads the Sunday Times.", "They watched Monday Night Football." },
}

rule "relative.weekday_shift" {
  -- "last Tuesday", "next Friday", "this coming Sunday"
  match = relative * any_weekday * (hyphen^-1 * part_of_day)^-1,
  gives = span("when", { time = "weekday", point = "day" }),
  yes = { "They met <last Tuesday>.", "They meet <next Friday evening>." },
  no = { "They met on Tuesday." },
}

rule "relative.weekday_late" {
  -- "late Tuesday", "late on Tuesday"
  match = -behind(word "or") * late * word "on"^-1 * relative^-1 * any_weekday * -part_word,
  gives = span("when", { time = "weekday", point = "day", part = "NI" }),
  yes = { "It was signed <late on Tuesday>." },
  no = { "It was signed on Tuesday." },
}

rule "relative.weekday_early" {
  -- "early Tuesday"
  match = early * word "on"^-1 * relative^-1 * any_weekday * -part_word,
  gives = span("when", { time = "weekday", point = "day", part = "MO" }),
  yes = { "It was signed <early Tuesday>." },
  no = { "It was signed on Tuesday." },
}

rule "relative.weekday_of_week" {
  -- "Tuesday next week", "Friday of last week", "next week on Friday"
  match = any_weekday * (hyphen^-1 * part_of_day)^-1 * (comma + word("of", "from"))^-1 * word "the"^-1 * relative
    * word "week"
    + relative * word "week" * (comma^-1 * word "on" + word "'s")^-1 * any_weekday * (hyphen^-1 * part_of_day)^-1,
  gives = span("when", { time = "weekday", point = "day", in_week = true }),
  yes = { "They meet on <Tuesday next week>." },
  no = { "They meet next week." },
}

rule "relative.weekdays" {
  -- "two Tuesdays from now", "three Fridays ago"
  match = number(found "numeral") * (list "weekday" + list "weekday_lower") * word("ago", "back"),
  gives = span("when", { time = "weekdays", point = "day", deep = true, sign = -1 }),
  yes = { "They met <two Sundays ago>." },
  no = { "They met on two Sundays." },
}

rule "relative.weekday_after_next" {
  -- "Friday after next"
  match = any_weekday * word "after" * word "next" * -(alpha - list "function_word"),
  gives = span("when", { time = "weekdays", point = "day", sign = 1, amount_of = 2 }),
  yes = { "They meet <Friday after next>." },
  no = { "They meet Friday after next week." },
}

rule "relative.weekday_by" {
  -- "the Saturday before Christmas", "the first Tuesday after Easter"
  match = (list "time_index" - word("last", "final"))^-1 * any_weekday
    * word("before", "after", "following", "preceding") * word "the"^-1
    * base(list "time_holiday" * list "time_year"^-1
      + (list "month" + list "month_lower") * list "time_day" * (comma^-1 * list "time_year")^-1),
  gives = span("when", { time = "weekday_by", point = "day", deep = true }),
  yes = { "They met on the <Saturday before Christmas>." },
  no = { "They met on Saturday." },
}

rule "relative.weekdays_ahead" {
  match = number(found "numeral") * (list "weekday" + list "weekday_lower") * word "from" * word "right"^-1
    * word("now", "today"),
  gives = span("when", { time = "weekdays", point = "day", deep = true, sign = 1 }),
  yes = { "They meet <two Tuesdays from now>." },
  no = { "They met on two Sundays." },
}


rule "relative.day" {
  -- "yesterday", "tomorrow morning", "tonight", "the day before yesterday", "late last night"
  match = (-behind(word "or") * (early + late) * word "in"^-1)^-1
    * list "time_deictic" { unit = "day", ambiguous = false }
    * ((word("in", "at") * word "the"^-1)^-1 * hyphen^-1 * part_of_day)^-1,
  gives = span("when", { time = "deictic", point = "day" }),
  yes = { "He resigned <yesterday>.", "He returns <tomorrow morning>." },
  no = { "He returned now." },
}

rule "relative.part_of_today" {
  -- "this morning", "this evening"
  match = word "this" * (early + late + word "mid")^-1 * hyphen^-1 * part_word,
  gives = span("when", { time = "day", point = "day", shift = 0 }),
  yes = { "He resigned <this morning>." },
  no = { "He resigned in the morning." },
}

rule "relative.next_part" {
  -- "the next morning", "the following evening"
  match = (list "time_relative" { shift = 1 } + list "time_relative" { shift = -1 } - word("past", "last")
    * word "night") * part_word,
  gives = span("when", { time = "deictic_day", point = "day" }),
  yes = { "He returned the <next morning>." },
  no = { "He returned one morning.", "It rained last night." },
}

rule "relative.next_day" {
  -- "the next day", "last day", "this day" (not "the other day", "to this day")
  match = relative * word "day" - word "this" - word("past", "present")
    + -behind(word("to", "on", "of")) * word "this" * word "day" * -(alpha - list "function_word") * -hyphen,
  gives = span("when", { time = "deictic_day", point = "day" }),
  yes = { "He returned the <next day>." },
  no = { "He returned one day.", "It stands to this day." },
}

rule "relative.period" {
  -- "last week", "this year", "next month", "earlier this year", "the end of next month"
  match = (relative - word "present") * hyphen^-1 * period_unit * -(hyphen^-1 * word "century"),
  gives = span("when", { time = "period", point = "period" }),
  yes = { "They met <last week>.", "They met earlier <this year>." },
  no = { "They met that week." },
}

rule "relative.weekend" {
  -- "over the weekend", "at the weekend"
  match = behind(word("the")) * list "time_unit" { unit = "weekend", number = "sg", abbr = false },
  gives = span("when", { time = "period", point = "period", shift = 0 }),
  yes = { "They met over the <weekend>." },
  no = { "They met on weekends." },
}

rule "relative.period_amount" {
  -- "the next two days", "the past three weeks", "the last few months"
  match = (list "time_relative" { shift = -1 } + list "time_relative" { shift = 1 }
    - behind(word("n't", "not", "to", "will", "would", "should", "could", "can", "may", "might", "must", "did", "does",
      "do")) * word "last")
    * amount(found "stretch" - found "stretch" { form = "one" }),
  gives = span("when", { time = "period", point = "span", deep = true }),
  yes = { "They meet over the <next two days>." },
  no = { "They meet for two days.", "It should last two hours." },
}

rule "relative.quarters" {
  -- "the last two quarters"; "two quarters" alone is a fraction, too
  match = relative * number(list "number_word" { class = "unit" } + digits)
    * unit(list "time_unit" { unit = "quarter", number = "pl" }),
  gives = span("when", { time = "period", point = "span", deep = true }),
  yes = { "It grew in the <last two quarters>." },
  no = { "It grew in two quarters." },
}

rule "relative.turned" {
  -- "5 upcoming years", "two past months": an amount around the word that says where it lies
  match = number(found "numeral" - found "numeral" { form = "fraction" })
    * (list "time_relative" { shift = -1 } + list "time_relative" { shift = 1 })
      * unit(list "time_unit" { seconds = true, abbr = false, kind = false, number = "pl" }),
  gives = span("when", { time = "period", point = "span", deep = true }),
  yes = { "They open in the <two coming weeks>." },
  no = { "They open in two weeks." },
}

rule "relative.edge_of_period" {
  -- "the end of the year", "late in the month", "at the beginning of the week", "year-end"
  match = list "time_edge" { of = "yes" } * word("the", "this")^-1
    * list "time_unit" { unit = { "week", "month", "quarter", "year", "decade", "century" },
      abbr = false, kind = false, number = "sg" }
    + (#word("early", "earlier", "late", "later") + behind(word "by")) * list "time_edge" { of = "yes" } * word "the"^-1
      * (list "time_unit" { unit = "day", number = "sg", kind = false } * -word "after")
        + list "time_edge" { alone = "year" },
  gives = span("when", { time = "period", point = "period", shift = 0 }),
  yes = { "It opens by <the end of the year>." },
  no = { "It opens at the end of the street.", "At the end of the day, they need it." },
}

rule "relative.edge_code" {
  -- "the EOQ"
  match = list "time_edge_code",
  gives = span("when", { time = "period", point = "period", shift = 0 }),
  yes = { "It opens by the <EOQ>." },
  no = { "The boy left." },
}

rule "relative.ago" {
  -- "two days ago", "three weeks earlier", "a decade ago", "half an hour back"
  match = amount(found "stretch") * word("ago", "back", "previously"),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = -1 }),
  yes = { "<Four days ago> the mill closed." },
  no = { "Two days passed." },
}

rule "relative.from_now" {
  -- "two weeks from now", "three years hence", "3 weeks from today"
  match = amount(found "stretch") * (word "from" * word "right"^-1 * word("now", "today") + word "hence"
    + word "in" * word "the" * word "future"),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = 1, from_day = true }),
  yes = { "He will be back <two weeks from now>." },
  no = { "He was back two weeks." },
}

rule "relative.from_day" {
  -- "three weeks from tomorrow", "two days after today"
  match = amount(found "stretch") * word("from", "after") * base(list "time_deictic" { unit = "day" }),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = 1, from_day = true }),
  yes = { "He will be back <three weeks from tomorrow>." },
  no = { "He was back two weeks." },
}

rule "relative.before_day" {
  -- "two days before yesterday"
  match = amount(found "stretch") * word "before" * base(list "time_deictic" { unit = "day" }),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = -1 }),
  yes = { "He was there <two days before yesterday>." },
  no = { "He was back two weeks." },
}

rule "relative.in_time" {
  -- "in two weeks", "three hours later": ahead where the sentence looks ahead, else a duration
  match = word "in" * word("about", "around", "roughly", "just", "only")^-1
    * (amount(found "stretch") - word("most", "all", "many", "both", "other")),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = 1, ahead_only = true }),
  yes = { "He will be back <in two weeks>." },
  no = { "He was back two weeks." },
}

rule "relative.later" {
  -- "three hours later": ahead only in what is said to come
  match = amount(found "stretch") * word "later" * -(word("this", "in", "on", "today")),
  gives = span("when", { time = "distance", point = "day", deep = true, sign = 1, ahead_only = true, later = true }),
  yes = { "They will meet again <two weeks later>." },
  no = { "They will find two hours later this week." },
}

rule "relative.part" {
  -- "in the evening", "overnight", "at night"
  match = behind(word("in", "during", "throughout", "on") * word "the") * part_word
    + #word("overnight", "midmorning", "midafternoon", "mid-morning", "mid-afternoon") * part_word
    + (early + late) * word "in" * word "the" * part_word
      + nearly * hyphen^-1 * (part_word - word("night", "overnight"))
        + behind(word "in" * word "the") * nearly * hyphen^-1 * part_word,
  gives = span("clock", { time = "part", point = "part" }),
  yes = { "It rained in the <evening>.", "It rained since <mid-morning>." },
  no = { "It rained on evenings." },
}

rule "relative.present" {
  -- "right now", "at present", "at the moment"
  match = word("right now", "just now", "at present", "at the present time", "at the moment", "at this moment",
    "at this time"),
  gives = span("when", { time = "now", point = "now" }),
  yes = { "The road is closed <at present>." },
  no = { "At this point he stopped." },
}

rule "relative.now_at_end" {
  -- "We need it now.": where a clause ends it says when; elsewhere it is mostly a particle
  match = behind(alpha - word("until", "till", "from", "between", "by", "right", "just", "for", "as", "and", "can",
    "will", "must")) * word "now" * -(alpha + numeric + comma + hyphen + quote_mark + punct ")" + punct "(")
    + sentence_start * word "now" * -(any),
  gives = span("when", { time = "now", point = "now" }),
  yes = { "They need help <now>." },
  no = { "He now lives in Oslo.", "Now, they left." },
}

rule "relative.now" {
  -- "until now", "between now and November 15"
  match = behind(word("between", "until", "till", "from", "and", "to")) * word "now" * -(alpha - list "function_word"),
  gives = span("when", { time = "now", point = "day" }),
  yes = { "It was quiet until <now>.", "It was shut between May 2 and <now>." },
  no = { "It is quiet now.", "He sang and now dances." },
}

rule "relative.rest" {
  -- "the rest of the week", "rest of the year"
  match = word("rest", "remainder") * word "of"^-1 * word("the", "this")^-1
    * list "time_unit" { unit = { "day", "week", "month", "quarter", "year" }, abbr = false, kind = false,
      number = "sg" },
  gives = span("when", { time = "rest", point = "span", sign = 1 }),
  yes = { "It will be dry the <rest of the week>." },
  no = { "The rest of the men left." },
}

rule "relative.rest_of_today" {
  -- "the rest of today"
  match = word("rest", "remainder") * word "of" * word "today",
  gives = span("when", { time = "rest", point = "span", sign = 1, unit = "day" }),
  yes = { "It will be dry the <rest of today>." },
  no = { "The rest of the day was dry." },
}
