--- A report made by hand that holds every field at least once, and the article that it is about.
-- Both writers' specs use it. Spans are found by searching, so that no offset is counted by hand.

local text = table.concat({
  "President Ana Lund of Norland met the Vestmark envoy Piotr Zaręba in Halden on Sunday to talk about the "
    .. "ferry strike.",
  "“We will not accept a ‘fire sale’ 🚢 of our ports,” Lund said. “Not now.” Zaręba told the Halden Courier that "
    .. "at least 1,580 dock workers had lost “up to half” of their wages since 2019.",
  "The ministry did not say whether more than €4.5bn was paid; the polls gave 3:1 for the dockers, some 51 per cent.",
  "Norland's ferries sail 20 km at 5 to 7 knots. She was 52 in March.",
}, "\n")

--- The span of the nth `words` in the text, with `fields` added.
local function span(words, fields, nth)
  local first, last = 0, 0
  for _ = 1, nth or 1 do
    first, last = text:find(words, last + 1, true)
  end
  assert(first, words)
  local s = { first = first, last = last, text = words }
  for k, v in pairs(fields or {}) do s[k] = v end
  return s
end

--- A span without text, as parts and marked have it.
local function bare(words, nth)
  local s = span(words, nil, nth)
  return { first = s.first, last = s.last }
end

local function name(words, sentence, nth)
  return span(words, { form = "name", rule = "sample.name", sentence = sentence }, nth)
end

local report = {
  id = "harbour-1", version = "0.1", rules = "5f3a", language = "en", date = "2025-03-23",
  sentences = {}, tokens = { { 1, 9 }, { first = 11, last = 13 } },
  entities = {
    { id = "e1", type = "person", name = "Ana Lund", aliases = { "Lund" }, roles = { span("President", { of = "e2" }) },
      mentions = { name("Ana Lund", 1), name("Lund", 2, 2),
                   span("She", { form = "pronoun", rule = "sample.pronoun", sentence = 6 }) } },
    { id = "e2", type = "place", name = "Norland", aliases = {}, roles = {},
      canonical = { name = "Norland", id = "XN", source = "sample" },
      mentions = { name("Norland", 1),
                   span("Norland", { form = "name", rule = "sample.name", as = "government", sentence = 5 }, 2) } },
    { id = "e3", type = "demonym", name = "Vestmark", aliases = {}, roles = {}, mentions = { name("Vestmark", 1) } },
    { id = "e4", type = "person", name = "Piotr Zaręba", aliases = { "Zaręba" },
      roles = { span("Vestmark envoy") }, mentions = { name("Piotr Zaręba", 1), name("Zaręba", 3, 2) } },
    { id = "e5", type = "organization", name = "Halden Courier", aliases = {}, roles = {},
      mentions = { name("Halden Courier", 3) } },
    { id = "e6", type = "event", name = "ferry strike", aliases = {}, roles = {},
      mentions = { name("ferry strike", 1) } },
  },
  quotes = {
    span("We will not accept a ‘fire sale’ 🚢 of our ports,", {
      id = "q1", type = "direct", parts = { bare("We will not accept a ‘fire sale’ 🚢 of our ports,") },
      marked = { bare("We will not accept a ‘fire sale’ 🚢 of our ports,") },
      speaker = span("Lund", { by = "name", entities = { "e1" }, name = "Ana Lund" }, 2), cue = span("said"),
      floating = false, negated = false, rule = "sample.direct", sentence = 2,
    }),
    span("Not now.", {
      id = "q2", type = "direct", parts = { bare("Not now.") }, marked = { bare("Not now.") },
      speaker = { by = "floating", entities = { "e1" }, name = "Ana Lund" },
      floating = true, negated = false, rule = "sample.floating", sentence = 2,
    }),
    span("at least 1,580 dock workers had lost “up to half” of their wages since 2019", {
      id = "q3", type = "mixed",
      parts = { bare("at least 1,580 dock workers had lost “up to half” of their wages since 2019") },
      marked = { bare("up to half") },
      speaker = span("Zaręba", { by = "name", entities = { "e4" }, name = "Piotr Zaręba" }, 2),
      addressee = span("Halden Courier", { by = "name", entities = { "e5" } }), cue = span("told"),
      floating = false, negated = false, rule = "sample.mixed", sentence = 3,
    }),
    span("more than €4.5bn was paid", {
      id = "q4", type = "indirect", parts = { bare("more than €4.5bn was paid") }, marked = {},
      speaker = span("The ministry", { by = "nominal", entities = {} }), cue = span("did not say"),
      floating = false, negated = true, rule = "sample.indirect", sentence = 4,
    }),
  },
  figures = {
    span("Sunday", { id = "f1", kind = "date", extent = span("on Sunday"), modifier = "exact", timex = "2025-03-23",
                     rule = "sample.date", sentence = 1 }),
    span("1,580", { id = "f2", kind = "count", number = span("1,580"), extent = span("at least 1,580 dock workers"),
                    value = 1580, low = 1580, modifier = "at_least",
                    of = span("dock workers", { head = "worker" }), event = span("lost"),
                    source = { quote = "q3", entities = { "e4" } }, rule = "sample.count", sentence = 3 }),
    span("2019", { id = "f3", kind = "date", extent = span("since 2019"), modifier = "since", timex = "2019/..",
                   source = { quote = "q3", entities = { "e4" } }, rule = "sample.date", sentence = 3 }),
    span("€4.5bn", { id = "f4", kind = "money", number = span("4.5bn"), extent = span("more than €4.5bn"),
                     value = 4500000000.0, low = 4.5e9,
                     modifier = "more_than", unit = "EUR",
                     source = { entities = {} }, rule = "sample.money", sentence = 4 }),
    span("3:1", { id = "f5", kind = "score", extent = span("3:1"), values = { 3, 1 }, modifier = "exact",
                  rule = "sample.score", sentence = 4 }),
    span("51 per cent", { id = "f6", kind = "percent", number = span("51"), extent = span("some 51 per cent"),
                          value = 51, low = 51, high = 51, modifier = "about", unit = "percent",
                          rule = "sample.percent", sentence = 4 }),
    span("20 km", { id = "f7", kind = "measure", number = span("20"), extent = span("20 km"), value = 20, low = 20,
                    high = 20, modifier = "exact", unit = "kilometer", base = { value = 20000, unit = "meter" },
                    rule = "sample.measure", sentence = 5 }),
    span("5 to 7 knots", { id = "f8", kind = "rate", number = span("5 to 7"), extent = span("5 to 7 knots"), low = 5,
                           high = 7, modifier = "range", unit = "knot", rule = "sample.range", sentence = 5 }),
    span("52", { id = "f9", kind = "age", number = span("52"), extent = span("52"), value = 52, low = 52,
                 high = 52, modifier = "exact", unit = "year", entity = "e1", rule = "sample.age", sentence = 6 }),
  },
  warnings = {
    { code = "step-budget", message = "a rule was stopped", rule = "sample.slow", first = 1, last = 9 },
    { code = "no-date", message = "no date to resolve against" },
  },
}

local from = 1
for line in (text .. "\n"):gmatch "([^\n]*)\n" do
  report.sentences[#report.sentences + 1] = { first = from, last = from + #line - 1 }
  from = from + #line + 1
end

return { text = text, report = report, span = span }
