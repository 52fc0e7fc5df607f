-- Dates, times, durations and sets in the report: one "when" or "stretch", or several together, with what stands
-- around them (the extent has prepositions, bounds and modifiers).

local day = found "when" { point = "day" }
local clock = found "clock" { point = "clock" }
local part = found "clock" { point = "part" }
local any_when = found "when" + found "clock"
local edged = (list "time_edge" * hyphen^-1 * word "the"^-1)^-1 * any_when
local comma = punct ","
local dash = hyphen + punct "–" + punct "—" + punct "-" + punct "~"
local slash = punct "/"
local to = word("to", "until", "till", "through", "thru", "untill") + dash
local stretch = found "stretch"
local about = word("around", "about", "approximately", "roughly")
local month_name = list "month" + list "month_lower" + list "time_month_weak"
-- a bare hour that ends there: no "5.30", "5-year" or "5%"
local apart = -(glued * (numeric + alpha + hyphen)) * -(punct "%")
local prep = word("@", "on", "in", "at", "by", "during", "from", "of", "for", "around", "about", "over", "throughout",
  "within", "through", "towards", "starting", "beginning", "effective")

rule "time.point" {
  -- "on Sunday", "March 11", "the past three weeks"
  match = prep^-2 * word "the"^-1 * expression(edged),
  gives = figure "date",
  yes = { "They met <on Sunday>.", "They met <on March 11>." },
  no = { "They met on board." },
}

rule "time.holiday" {
  -- "Labor Day 2011" is no name with a number
  match = prep^-2 * word "the"^-1 * expression(#(list "time_holiday" * word("of", "in")^-1 * list "time_year")
    * found "when" { time = "holiday" } + found "when" { time = "weekday_by" }
      + #text("AD", "A.D.") * found "when" { point = "year" }),
  gives = figure "date",
  priority = 4,
  yes = { "They met <on Labor Day 2011>." },
  no = { "They met on Day 2011." },
}

rule "time.holiday_ago" {
  -- "Thanksgiving three years ago"
  match = prep^-1 * expression(upon(found "when" { time = "holiday" }) * amount(stretch) * word "ago"),
  gives = figure("date", { holiday_at = -1 }),
  yes = { "They met <on Thanksgiving three years ago>." },
  no = { "They met three years ago." },
}

rule "time.holiday_ahead" {
  -- "Midsummer Day in two years"
  match = prep^-1 * expression(upon(found "when" { time = "holiday" }) * word "in" * amount(stretch)),
  gives = figure("date", { holiday_at = 1 }),
  yes = { "They meet <on Thanksgiving in two years>." },
  no = { "They meet in two years." },
}

rule "time.since" {
  -- "since 2014", "since last Friday"
  match = word "ever"^-1 * word "since" * word "the"^-1 * expression(edged),
  gives = figure("date", { modifier = "since" }),
  yes = { "It has run <since 2014>." },
  no = { "It has run since." },
}

rule "time.until" {
  -- "until Friday", "up to 2030", "no later than 4:45"
  match = (word("until", "till", "untill", "through")
    + -behind(word("leading", "led", "running", "run", "lead", "building")) * word "up" * word("to", "until", "till"))
      * word "the"^-1 * expression(edged),
  gives = figure("date", { modifier = "until" }),
  yes = { "It runs <until Friday>." },
  no = { "It runs until then." },
}

rule "time.before" {
  -- "before 2014", "prior to 2pm", "earlier than 3/2/2018"
  match = (word "before" * (word "or" * word("on", "in", "at"))^-1
    + word("on", "at", "in") * word "or" * (word "before" + word("earlier", "sooner") * word "than") + word "pre-"
      + word "prior" * word "to" + word("earlier", "sooner") * word "than" + word "in" * word "advance" * word "of"
      + word "no" * word "later" * word "than" + word "as" * word("late", "early") * word "as") * about^-1
        * word "the"^-1 * expression(any_when),
  gives = figure("date", { modifier = "before" }),
  yes = { "It was built <before 2014>." },
  no = { "It was built before." },
}

rule "time.after" {
  -- "after 2014", "later than 2018"
  match = (word("after", "post-", "past") * (word "or" * (word("on", "in", "at") + word "equal" * word "to"))^-1
    + word("on", "at", "in") * word "or" * (word "after" + word "later" * word "than") + word "later" * word "than"
      + word "no" * word("earlier", "sooner") * word "than")
    * about^-1 * word "the"^-1 * expression(any_when),
  gives = figure("date", { modifier = "after" }),
  yes = { "It was built <after 2014>." },
  no = { "It was built after." },
}

rule "time.or_after" {
  -- "2012 or after", "2014 or later"
  match = expression(any_when) * (word "or" * word("after", "later") * -any_when
    + word "and" * word("after", "later", "onwards") * -alpha * -any_when),
  gives = figure("date", { modifier = "after" }),
  yes = { "It was built in <2012 or later>.", "It holds for <2012 and later>." },
  no = { "It was built in 2012 and later the owner sold it." },
}

rule "time.within_from" {
  -- "within two weeks from today", "less than three days after tomorrow": from then to there
  match = (word "within" + word("less", "fewer") * word "than") * word "the"^-1
    * expression(found "when" { time = "distance", point = "day", from_day = true }),
  gives = figure("date", { up_to = true }),
  priority = 1,
  yes = { "It opens <within two weeks from today>." },
  no = { "It opens two weeks from today." },
}

rule "time.within" {
  -- "within 5 days", "within the next two weeks"
  match = word "within" * (word "the"^-1 * word("next", "coming", "upcoming"))^-1 * expression(stretch),
  gives = figure("duration", { modifier = "at_most", ahead = true }),
  yes = { "He will be back <within five days>." },
  no = { "He was back in five days." },
}

rule "time.range" {
  -- "from 1987 to 2004", "4 May - 19 June 2021", "Monday to Friday"
  match = word("from", "between")^-1 * word "the"^-1 * expression(earlier(edged) * to * word "the"^-1 * later(edged)),
  gives = figure "date",
  yes = { "The ferry ran <from 1987 to 2004>." },
  no = { "He served from 2009." },
}

rule "time.between" {
  -- "between 2009 and 2017"
  match = word "between" * word "the"^-1 * expression(earlier(edged) * word "and" * word "the"^-1 * later(edged)),
  gives = figure "date",
  yes = { "He served <between 2009 and 2017>." },
  no = { "He served in 2009 and 2017." },
}

rule "time.months_between" {
  -- "between march and may", "from July to October"
  match = word("from", "between") * expression(earlier(month_name) * (to + word "and") * later(month_name))
    * -(list "time_day" + list "time_year") * apart,
  gives = figure "date",
  yes = { "The ferry ran <between july and august>." },
  no = { "they march and may sing." },
}

rule "time.months" {
  -- "Jan-Feb 2017", "January-March"
  match = prep^-1 * expression(earlier(list "month" + list "month_lower") * glued * (dash + slash) * glued
    * later(found "when" { point = "month" })),
  gives = figure "date",
  yes = { "Sales fell <in January-March 2019>." },
  no = { "Sales fell in January 2019." },
}

rule "time.days" {
  -- "March 3-5", "July 13 to 15", "August 10 - 22, 2012"
  match = word("from", "between")^-1 * expression(earlier(found "when" { time = "date", point = "day" })
    * (to + word "and") * word "the"^-1 * later(list "time_day" * (comma^-1 * list "time_year")^-1)),
  gives = figure "date",
  yes = { "They met on <March 3-5>." },
  no = { "They met on March 3." },
}

rule "time.days_before" {
  -- "4 to 19 May 2021", "the 4th to the 9th of May"
  match = word("from", "between")^-1 * word "the"^-1 * expression(earlier(list "time_day") * (to + word "and")
      * later(found "when" { time = "date", point = "day" } + found "when" { time = "nth", by_day = true })),
  gives = figure "date",
  yes = { "They met <from 4 to 19 May 2021>.", "They meet <from 4 to 19 next month>." },
  no = { "They met 22 August 2012." },
}

rule "time.hours" {
  -- "5 to 6pm", "between 5 and 6 p.m."
  match = word("from", "between")^-1 * expression(earlier(list "time_hour") * (to + word "and") * later(clock)),
  gives = figure "time",
  yes = { "It runs <from 5 to 6pm>." },
  no = { "It runs at 6pm." },
}

rule "time.hours_after" {
  -- "2:40 pm to 4"
  match = word("from", "between")^-1 * expression(earlier(clock) * (to + word "and") * later(list "time_hour")),
  gives = figure "time",
  yes = { "It runs <from 1:30pm to 3>." },
  no = { "It runs at 6pm." },
}

rule "time.clock_of_day" {
  -- "8pm on Friday", "9am tomorrow", "Friday at 8pm", "March 11, 3:30 p.m."
  match = prep^-1 * word "the"^-1 * (
      expression(number(clock) * (comma + word("on", "of"))^-1 * word "the"^-1 * upon(day))
    + expression(upon(day) * comma^-1 * word("at", "@", "around", "for")^-1 * number(clock))
    + expression(upon(day) * comma^-1 * word("at", "@")
      * number(list "time_hour" * -(glued * (hyphen + numeric)) * -(punct "%"))
        * (list "time_meridiem" + -(alpha - list "function_word")))
    + expression(upon(day) * comma^-1 * word("around", "about")
      * number(list "time_hour" * -(glued * (numeric + alpha + hyphen))) * list "time_meridiem"^-1
        * -(alpha - list "function_word"))
    + expression((behind(word("at", "@", "by", "around", "about", "until", "from", "after", "before")) + sentence_start)
      * number(list "time_hour") * upon(found "when" { point = "day", part = true }))),
  gives = figure("time", { together = true }),
  yes = { "They met <at 8pm on Friday>.", "They met <Friday at 8pm>." },
  no = { "They met on Friday." },
}

rule "time.hours_of_day" {
  -- "2:00 to 5:00 tomorrow", "from 9 to 10:45 on 4/6/2023", "Monday 12-4", "tonight from 7 to 7:30"
  match = word("from", "between")^-1 * expression((earlier(clock) * (to + word "and") * later(clock + list "time_hour")
    + earlier(list "time_hour") * (to + word "and") * later(clock)
      + behind(word("from", "between")) * earlier(list "time_hour") * (to + word "and") * later(list "time_hour"))
      * comma^-1 * word("on", "of")^-1 * word "the"^-1 * upon(day))
    + expression(upon(day) * comma^-1 * word("from", "between", "at")^-1
      * (earlier(clock) * (to + word "and") * later(clock + list "time_hour")
        + earlier(list "time_hour") * (to + word "and") * later(clock)
        + earlier(list "time_hour") * (to + behind(word "between" * any) * word "and") * later(list "time_hour") * apart
          * -list "number_plural" * -(alpha - list "function_word")))
    + expression(earlier(list "time_hour") * to * later(list "time_hour")
      * upon(#(list "time_relative" { shift = 1 } + word("tomorrow", "tonight")) * day))
    + expression(earlier(list "time_hour" { word = "yes" }) * word "to" * later(list "time_hour" { word = "yes" })
      * upon(day)),
  gives = figure "time",
  yes = { "They met <from 2:00 to 5:00 tomorrow>.", "They meet <Friday 1-3>.", "They meet <7-9 next Friday>.",
    "They met <three to six today>." },
  no = { "They met tomorrow.", "They won on Friday 3-1%." },
}

local moment = number(clock) * (comma + word("on", "of"))^-1 * word "the"^-1 * upon(day)
  + upon(day) * comma^-1 * word("at", "@", "around")^-1 * number(clock)

rule "time.moments" {
  -- "from 2pm on May 3 to 4pm on May 5", "between 4pm on Monday and 5pm today", "between 1:30 tomorrow and 3:00"
  match = word("from", "between")^-1 * word "the"^-1
    * expression(earlier(moment) * (to + word "and") * word "the"^-1 * later(moment)
    + earlier(moment) * (to + behind(word "between" * any^-8) * word "and") * later(clock)
    + earlier(moment) * to * word "the"^-1 * later(upon(day))
    + earlier(upon(day) + number(clock)) * to * word "the"^-1 * later(moment)),
  gives = figure "time",
  yes = { "It ran <from 2pm on May 3 to 4pm on May 5>." },
  no = { "It ran from May 3 to May 5." },
}

rule "time.or_later" {
  -- "3pm or later on Monday"
  match = expression(number(clock) * word "or" * word("later", "after") * (comma + word "on")^-1 * word "the"^-1
    * upon(day)),
  gives = figure("time", { together = true, modifier = "after" }),
  yes = { "They meet at <3pm or later on Monday>.", "They meet <3pm or later tomorrow>." },
  no = { "They met at 3pm on Monday." },
}

rule "time.day_then_before" {
  -- "March 3 before 5pm", "Friday no later than 6:00"
  match = prep^-1 * expression(upon(day) * comma^-1
    * (word("before", "by") + word "prior" * word "to" + word "no" * word "later" * word "than") * about^-1
      * number(clock)),
  gives = figure("time", { together = true, modifier = "before" }),
  yes = { "They left <on March 3 before 5pm>." },
  no = { "They left March 3 at 5pm." },
}

rule "time.day_then_after" {
  -- "March 3 after 5pm", "Friday at or after 6:00"
  match = prep^-1 * expression(upon(day) * comma^-1 * (word "at" * word "or")^-1
    * (word "after" + word "no" * word "earlier" * word "than" + word "later" * word "than") * about^-1
      * number(clock)),
  gives = figure("time", { together = true, modifier = "after" }),
  yes = { "They left <on March 3 after 5pm>." },
  no = { "They left March 3 at 5pm." },
}

local clock_of_day = about^-1 * expression(number(clock) * (comma + word("on", "of"))^-1 * word "the"^-1 * upon(day))

rule "time.clock_before" {
  -- "before 8pm on Friday", "no later than 5 p.m. Friday"
  match = (word "before" + word("at", "on") * word "or" * word "before" + word "prior" * word "to"
    + word "no" * word "later" * word "than"
    + word("earlier", "sooner") * word "than") * clock_of_day,
  gives = figure("time", { together = true, modifier = "before" }),
  yes = { "They left <before 8pm on Friday>.", "They left <no later than 5 p.m. Friday>." },
  no = { "They left on Friday." },
}

rule "time.clock_after" {
  -- "at or after 5:15PM today", "later than 8pm on Friday"
  match = (word "after" + word("at", "on") * word "or" * word "after"
    + word "no" * word("earlier", "sooner") * word "than"
    + word "later" * word "than") * clock_of_day,
  gives = figure("time", { together = true, modifier = "after" }),
  yes = { "They left <after 8pm on Friday>." },
  no = { "They left on Friday." },
}

rule "time.clock_since" {
  -- "since 2pm yesterday"
  match = word "since" * clock_of_day,
  gives = figure("time", { together = true, modifier = "since" }),
  yes = { "They were away <since 2pm yesterday>." },
  no = { "They left on Friday." },
}

rule "time.clock_until" {
  -- "until 2pm tomorrow"
  match = word("until", "till") * clock_of_day,
  gives = figure("time", { together = true, modifier = "until" }),
  yes = { "They are away <until 2pm tomorrow>." },
  no = { "They left on Friday." },
}

rule "time.from_date" {
  -- "three days after January 12", "two weeks before Christmas", "3 days from Tuesday"
  match = expression(amount(stretch) * word("after", "from") * word "the"^-1 * upon(day)),
  gives = figure("date", { distance = 1 }),
  yes = { "He died <three days after January 12>." },
  no = { "He died in January." },
}

rule "time.before_date" {
  match = expression(amount(stretch) * (word "before" + word "prior" * word "to") * word "the"^-1 * upon(day)),
  gives = figure("date", { distance = -1 }),
  yes = { "He died <two weeks before Christmas>." },
  no = { "He died at Christmas." },
}

rule "time.day_after" {
  -- "the day after Christmas"
  match = prep^-1 * word "the"^-1 * expression(word "day" * word("after", "following") * word "the"^-1
    * upon(day - word("tomorrow", "next"))),
  gives = figure("date", { distance = 1, step = "day" }),
  priority = 4,
  yes = { "They left <on the day after Christmas>." },
  no = { "They left the day after." },
}

rule "time.day_before" {
  -- "the day before Election Day"
  match = prep^-1 * word "the"^-1 * expression(word "day" * word "before" * word "the"^-1
    * upon(day - word "yesterday")),
  gives = figure("date", { distance = -1, step = "day" }),
  priority = 4,
  yes = { "They left <on the day before Christmas>." },
  no = { "They left the day before." },
}

rule "time.lasting" {
  -- "for three days from Monday", "2 weeks starting May 20", "from 10am for three hours": from then, that long
  match = word "for" * expression(amount(stretch) * comma^-1 * word "from" * word "the"^-1 * upon(day + clock))
    + word "for"^-1 * expression(amount(stretch) * comma^-1 * word("starting", "beginning", "commencing")
      * word("on", "from", "at")^-1 * word "the"^-1 * upon(day + clock)) * -word("at", "@")
    + word("from", "starting", "beginning") * word "the"^-1
      * expression(upon(day + clock) * comma^-1 * word "for" * amount(stretch))
    + expression(base(day) * comma^-1 * (word "from" * upon(clock) * word "for" * amount(stretch)
      + word "for" * amount(stretch) * word "from" * upon(clock))),
  gives = figure("date", { lasting = true }),
  priority = 1,
  yes = { "It is open <for three days from Monday>.", "It is open <from 10am for three hours>." },
  no = { "It is open three days from Monday." },
}

rule "time.part_of_day" {
  -- "March 11 in the evening", "the morning of March 11"
  match = prep^-1 * word "the"^-1 * (
      expression(number(part) * (word("of", "on") + comma)^-1 * word "the"^-1 * upon(day))
    + expression(upon(day) * comma^-1 * word("in", "at") * word "the"^-1 * number(part))
    + expression(number(list "day_part" { kind = "hour" }) * word("of", "on") * word "the"^-1 * upon(day))
    + expression(number(list "day_part" { kind = "sun" }) * word "on"^-1 * upon(day))
    + expression(upon(found "when" { time = "date", point = "day" })
      * number(list "day_part" { part = true, kind = false, number = false }) * -(alpha - list "function_word"))),
  gives = figure("time", { together = true }),
  yes = { "They met <in the morning of March 11>.", "They met <on March 11 morning>.",
    "They met <in the early hours of Monday>.", "They met <at dawn on Friday>." },
  no = { "They met on March 11." },
}

local counted = stretch - found "stretch" { form = "one" }
local bound = list "bound"

rule "time.duration" {
  -- "for 20 minutes", "more than two hours", "the 30-day ceasefire"
  match = expression(counted),
  gives = figure "duration",
  yes = { "It took <20 minutes>.", "It took more than <two hours>." },
  no = { "It took a day." },
}

local ago = word("ago", "back", "hence")

rule "time.duration_one" {
  -- "for a year", "within an hour", "more than a decade"
  match = behind(word("for", "within", "lasted", "lasting", "took", "spent", "takes", "last", "over", "in"))
    * expression(found "stretch" { form = "one" }) * -ago + bound * expression(found "stretch" { form = "one" }) * -ago
    + expression(#word "another" * found "stretch" { form = "one" }) * -ago
    + sentence_start * expression(found "stretch" { form = "one" }) * -any,
  gives = figure "duration",
  yes = { "He stayed for <a year>.", "It took <more than a decade>.", "They wait <another month>." },
  no = { "He had a year.", "He left nearly a decade ago." },
}

rule "time.past_decade" {
  -- "the past decade": a length of time, not 2010 to 2019
  match = prep^-1 * expression(word "the"^-1 * word("past", "last")
    * unit(list "time_unit" { unit = { "decade", "century" }, number = "sg" })),
  gives = figure("duration", { value = 1 }),
  priority = 1,
  yes = { "It changed <over the past decade>." },
  no = { "It changed in the next decade." },
}

local every = word("every", "each")

rule "time.frequency" {
  -- "daily", "every week", "twice a year", "annually"
  match = (list "frequency" { freq = true } + list "frequency" { quant = true }) - #capitalized * -sentence_start * any,
  gives = figure "set",
  yes = { "It comes out <every week>.", "It comes out <twice a year>." },
  no = { "It comes out a year later.", "They read the Daily Globe." },
}

rule "time.every" {
  -- "every three weeks", "each two days"
  match = expression(word "once"^-1 * every * number(found "numeral")^-1
    * unit(list "time_unit" { seconds = true, abbr = false })),
  gives = figure "set",
  yes = { "It comes out <every three weeks>.", "It comes out <once every three weeks>." },
  no = { "It comes out in three weeks." },
}

rule "time.every_other" {
  -- "every other week", "every second day"
  match = expression(every * word("other", "second", "alternate")
    * unit(list "time_unit" { seconds = true, abbr = false, number = "sg" })),
  gives = figure("set", { alternate = true }),
  yes = { "It comes out <every other week>." },
  no = { "It comes out every week." },
}

rule "time.every_day" {
  -- "every Friday", "each morning", "every Monday at 4pm", "every night"
  match = every * word "other"^-1 * expression(any_when + list "day_part" { part = true, kind = false }),
  gives = figure("set", { day = true }),
  yes = { "The choir sings <every Thursday>." },
  no = { "The council meets on Friday." },
}

rule "time.every_day_at" {
  -- "every Monday at 4pm", "every day at 5:20 p.m.", "9am on Sundays"
  match = prep^-1 * (every * (expression(found "when" { point = "day" } + list "day_part" { part = true })
    + word("day", "weekday")) * word("at", "@")^-1 * upon(clock)
    + every * expression(found "when" { point = "day" } + list "day_part" { part = true }) * word("at", "@")
      * upon(list "time_hour" * -(glued * (numeric + alpha + hyphen)) * -(alpha - list "function_word"))
    + expression(list "weekday" { plural = "yes" } + list "weekday_lower" { plural = "yes" }
      + list "day_part" { number = "pl" }) * word("at", "@")
        * upon(clock + list "time_hour" * apart * -(alpha - list "function_word"))
    + upon(clock) * word "on"^-1 * expression(list "weekday" { plural = "yes" }
      + list "weekday_lower" { plural = "yes" })
    + upon(clock) * every * expression(found "when" { point = "day" })
    + word "everyday" * word "at"^-1 * upon(clock) + upon(clock) * (word "everyday" + every * word "day")),
  gives = figure("set", { at_clock = true }),
  yes = { "They meet <every Monday at 4pm>." },
  no = { "They meet on Monday at 4pm." },
}

rule "time.day_of_every_month" {
  -- "the 8th of every month"
  match = word "on"^-1 * word "the"^-1 * expression(upon(list "time_day") * word "day"^-1 * word "of"
    * word("every", "each") * word "month"),
  gives = figure("set", { of_month = true }),
  yes = { "They meet <on the 8th of every month>." },
  no = { "They meet every month." },
}

rule "time.yearly_on" {
  -- "annually on the 12th of May", "every year on May 4"
  match = expression((word("annually", "yearly") + every * word "year") * word "on" * word "the"^-1
    * upon(found "when" { time = "date", point = "day" } + found "when" { time = "holiday" })),
  gives = figure("set", { yearly = true }),
  yes = { "They meet <every year on May 4>." },
  no = { "They meet every year." },
}

rule "time.weekends" {
  -- "on weekends", "every weekend"
  match = (word("on", "at") * word "the"^-1)^-1 * expression(word("weekends", "week-ends")) ,
  gives = figure("set", { weekends = true }),
  yes = { "They meet <on weekends>." },
  no = { "They meet this weekend." },
}

rule "time.weekdays" {
  -- "on Sundays", "Mondays"
  match = word "on"^-1 * expression(list "weekday" { plural = "yes" } + list "weekday_lower" { plural = "yes" }),
  gives = figure("set", { weekdays = true }),
  yes = { "The council meets <on Fridays>." },
  no = { "The council meets on Friday." },
}

rule "time.times_a" {
  -- "three times a week"
  match = expression(number(found "numeral") * word "times" * word("a", "per", "every", "each")
    * unit(list "time_unit" { seconds = true, number = "sg", abbr = false })),
  gives = figure("set", { times = true }),
  yes = { "They meet <three times a week>." },
  no = { "They met three times." },
}
