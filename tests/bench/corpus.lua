--- News-like English text for the benchmarks, made from nothing but this file and a seed.
--
-- A speed figure depends on what the text is made of: how many names, quotations and figures it has, how
-- many of its words are new to the program, how long its sentences are. So the text is built to a
-- known density, by a grammar of sentence templates over word lists whose words are drawn with the
-- skew of ordinary prose. Each document has a cast (persons, organizations, places) that is
-- introduced in full and then referred to by its short names, as in a news report; surnames, firms and
-- towns are put together from syllables, so that, as in real news, most documents have words that no
-- list knows.
--
-- The same seed gives the same bytes on every machine and under Lua 5.3 and 5.4: the generator has its
-- own random numbers and never iterates over a hash table.
--
--     lua5.4 tests/bench/corpus.lua [--mb N] [--seed N] [--density]   prints the text (or what it holds)

local corpus = {}

--- Changes whenever the same seed would give another text, so that stored texts are not mixed up.
corpus.VERSION = 1

local concat, floor = table.concat, math.floor

-- ---------------------------------------------------------------------------------------------
-- Random numbers: xorshift64*, the state in an upvalue.

local state

local function seed_random(seed)
  state = (seed * 0x9E3779B97F4A7C15) ~ 0x2545F4914F6CDD1D
  if state == 0 then state = 1 end
end

--- A float in [0, 1).
local function random()
  local x = state
  x = x ~ (x >> 12)
  x = x ~ (x << 25)
  x = x ~ (x >> 27)
  state = x
  return ((x * 0x2545F4914F6CDD1D) >> 11) * (1.0 / 9007199254740992.0)
end

--- An integer in [low, high].
local function between(low, high) return low + floor(random() * (high - low + 1)) end

--- Any element, all alike.
local function pick(list) return list[1 + floor(random() * #list)] end

--- An element; early ones far more often than late ones (the lists stand in order of frequency).
local function skewed(list)
  local u = random()
  return list[1 + floor(u * u * #list)]
end

-- The same for templates: gently, so that no sentence dominates.
local function leaning(list)
  local u = random()
  return list[1 + floor(u * (0.6 + 0.4 * u) * #list)]
end

local function chance(p) return random() < p end

local function words(s)
  local list = {}
  for w in s:gmatch("%S+") do list[#list + 1] = (w:gsub("_", " ")) end
  return list
end

-- ---------------------------------------------------------------------------------------------
-- Word lists. An underscore stands for a space.

local NOUNS = words [[
  government minister country year people official war group company report plan force deal state president city
  law leader talk party police attack month case member court security time policy election border region
  authority decision agreement project problem market power statement price issue vote support military
  development service economy system public area order question campaign budget investigation rule work meeting
  community worker hospital school program operation office energy family future tax cost situation result rate
  industry crisis house parliament street strike home measure committee trade oil gas bank commission charge
  protest demand ceasefire bill violence fund aid peace action change threat proposal evidence crime opposition
  army inquiry effort role position study trial weapon reform plant sanction target relation line interest station
  road concern train crowd value response delay pressure flight contract team risk debate lawyer visit treaty
  victim island refugee resident farmer driver teacher student doctor nurse engineer soldier journalist voter
  investor customer supplier manager spokesman adviser judge prosecutor witness drone missile tank bridge river
  harbour port factory warehouse pipeline grid reactor turbine vaccine virus outbreak clinic patient ward
  ambulance shelter convoy checkpoint ballot coalition cabinet faction mandate tribunal verdict appeal warrant
  sentence fraud bribe corruption ransom hostage embassy envoy delegation summit communique protocol clause
  draft amendment veto quota tariff subsidy deficit surplus inflation currency bond dividend merger takeover
  bankruptcy auditor regulator watchdog licence permit patent platform network server satellite antenna sensor
  battery engine carriage runway terminal ferry vessel tanker cargo container customs depot railway tunnel
  highway junction suburb district province county village valley coast reef glacier forest wildfire drought
  flood storm hurricane earthquake aftershock landslide famine harvest grain wheat fertilizer livestock orchard
  vineyard museum theatre orchestra exhibition novel painting sculpture festival stadium championship
  tournament goalkeeper striker coach referee sponsor broadcaster newspaper editor column archive manuscript
  curriculum scholarship laboratory experiment telescope molecule enzyme antibody genome fossil sediment
]]

local PLURALS = words [[
  officials people troops residents workers prices talks elections sanctions reports lawmakers negotiators
  protesters companies forces investigators prosecutors ministers attacks leaders families soldiers students
  rebels voters supplies exports refugees weapons plans shares losses experts analysts doctors critics allies
  observers patients farmers drivers banks investors drones missiles civilians migrants schools hospitals
  homes roads trains flights ships factories reserves emissions profits costs delays strikes rallies
  witnesses campaigners diplomats journalists engineers teachers nurses pensioners villagers firefighters
  paramedics commuters shoppers landlords tenants bondholders shareholders regulators economists scientists
]]

local ADJECTIVES = words [[
  new last major public military political economic local national senior foreign former large early late
  possible recent international serious high low strong special legal central federal clear further joint
  independent civil private social financial regional temporary permanent domestic heavy difficult important
  fresh key nuclear direct broad urgent final likely critical partial secret open rural urban northern southern
  eastern western long short human common full annual controversial wide deep fragile maritime diplomatic
  peaceful violent illegal corrupt sharp steady modest severe unusual unprecedented humanitarian constitutional
  electoral judicial parliamentary presidential administrative bilateral strategic tactical logistical industrial
  commercial agricultural environmental technical medical academic cultural coastal offshore volatile robust
  tentative reluctant unanimous ambitious credible plausible dubious costly lucrative obsolete redundant
  resilient vulnerable dormant toxic sterile lethal remote adjacent parallel preliminary provisional interim
]]

-- base, past, gerund
local VERBS = {}
for a, b, c in ([[
  support:supported:supporting reject:rejected:rejecting approve:approved:approving delay:delayed:delaying
  end:ended:ending change:changed:changing cut:cut:cutting raise:raised:raising
  face:faced:facing block:blocked:blocking review:reviewed:reviewing leave:left:leaving join:joined:joining
  sign:signed:signing win:won:winning lose:lost:losing build:built:building close:closed:closing
  open:opened:opening hold:held:holding need:needed:needing keep:kept:keeping
  send:sent:sending stop:stopped:stopping launch:launched:launching hit:hit:hitting
  halt:halted:halting weaken:weakened:weakening strengthen:strengthened:strengthening
  protect:protected:protecting question:questioned:questioning investigate:investigated:investigating
  monitor:monitored:monitoring fund:funded:funding discuss:discussed:discussing suspend:suspended:suspending
  extend:extended:extending violate:violated:violating restore:restored:restoring replace:replaced:replacing
  threaten:threatened:threatening undermine:undermined:undermining damage:damaged:damaging
  destroy:destroyed:destroying repair:repaired:repairing ignore:ignored:ignoring publish:published:publishing
  deploy:deployed:deploying evacuate:evacuated:evacuating
  overturn:overturned:overturning postpone:postponed:postponing accelerate:accelerated:accelerating
  dismantle:dismantled:dismantling scrutinise:scrutinised:scrutinising ratify:ratified:ratifying
  reinstate:reinstated:reinstating intercept:intercepted:intercepting smuggle:smuggled:smuggling
  privatise:privatised:privatising refurbish:refurbished:refurbishing curtail:curtailed:curtailing
]]):gmatch("(%a+):(%a+):(%a+)") do
  VERBS[#VERBS + 1] = { base = a, past = b, ing = c }
end

local ADVERBS = words [[
  also now still already again recently largely quickly only soon officially repeatedly effectively nearly
  partly clearly publicly seriously quietly gradually temporarily allegedly reportedly deliberately
  unexpectedly substantially narrowly sharply formally unanimously reluctantly sporadically
]]

local SAID = words "said said said said said said added told_reporters says warned insisted noted argued explained"
local SAID_THAT = words [[said said said said that_said added announced warned claimed insisted confirmed stressed
  acknowledged denied suggested predicted argued complained]]
SAID_THAT[5] = "said"
local REPORTED = words "believe expect hope fear know understand deny doubt"
local TITLES = words [[
  President Prime_Minister Foreign_Minister Defence_Minister Sen. Mr. Ms. Dr. Gen. Governor Mayor Chancellor
  Secretary_of_State Judge Prof. Col. Rep. Bishop King Mrs. Finance_Minister Deputy_Prime_Minister Sgt. Capt.
]]
local ROLES = words [[
  spokesman head director chairwoman chief_executive editor-in-chief special_envoy deputy_head security_adviser
  chief_economist president founder press_secretary senior_analyst ambassador vice-president lawyer
  co-founder chief_negotiator former_minister
]]
local FIRST = words [[
  John Mary James Anna Michael David Peter Maria Robert Elena Thomas Sarah Paul Emma Alexander Olga Daniel
  Laura Mark Julia Andrew Nina Stephen Irina Martin Helen George Petra Ivan Sofia Vladimir Claire Karim Fatima
  Ahmed Leila Omar Yusuf Aisha Hassan Mehmet Ayşe Wei Li Jun Mei Hiroshi Yuki Kenji Aiko Min-jun Raj Priya
  Arjun Anita Carlos Lucía José Carmen Luis Inés João Beatriz Pierre Chloé François Élodie Jürgen Anke Björn
  Ingrid Lars Astrid Søren Kirsten Pavel Jana Jiří Zdeněk Piotr Agnieszka Łukasz Zofia László Zsófia Mihai
  Ioana Dragan Milica Arben Besa Luan Edi Nikos Eleni Giulia Marco Paolo Chiara Oleksandr Natalia Dmytro
  Oksana Rustem Margarita Kwame Ama Chinua Ngozi Tunde Thabo Naledi Abebe Selam Moshe Tamar Avi Noa Patrick
  Siobhán Rhys Bronwen Callum Fiona Walter Ruth Harold Edith Victor Iris Gregory Monica Dennis Tess
]]
local STEMS = words [[
  Kar Bel Mor Vas Pet Dan Gor Hol Lund Berg Stan Rad Mil Nov Zel Wit Har Cal Mac Don Fitz Wal Hart Bran Ash
  Thorn Ros Cam Lam Mar Gal Sal Tor Var Kov Sok Pol Mak Lev Rub Stein Gold Schw Kles Krau Hoff Nak Tak Yam
  Fuj Oka Mats Ram Kris Pat Gup Ban Sin Ahm Kha Far Nas Hab Sul Ozd Yil Dem Erd Hox Ber Gjin Pap Dim Theo
  Kal Ols Joh Erik Niel Gust Oko Ade Mba Nko Dla Mok Zul Hern Gonz Rod Val Cast Mend Sil Oliv Per Fer Duf
  Bern Laur Mich Rous Cheval Mont
]]
local MIDDLES = words "a e i o u in an en or er al el ar ov ev ik av un os ad im it ol"
local ENDINGS = words [[
  ov ova enko sky ska son sen berg mann er man ford ton well field wood ley ham in ić ez es o i a u aj ani
  aki oto ura ada esh ar wala oğlu ian yan idis akis eau ault ard ini elli escu vich wicz ski stad ström gren
  lund holt dal shi ngo we mi ndu
]]
local COUNTRIES = {} -- country, demonym, plural, capital or seat
for a, b, c, d in ([[
  Russia|Russian|Russians|Moscow Ukraine|Ukrainian|Ukrainians|Kyiv China|Chinese|Chinese|Beijing
  France|French|French|Paris Germany|German|Germans|Berlin Britain|British|Britons|London
  Israel|Israeli|Israelis|Jerusalem Iran|Iranian|Iranians|Tehran Turkey|Turkish|Turks|Ankara
  Albania|Albanian|Albanians|Tirana Serbia|Serbian|Serbs|Belgrade Poland|Polish|Poles|Warsaw
  India|Indian|Indians|New_Delhi Japan|Japanese|Japanese|Tokyo Italy|Italian|Italians|Rome
  Spain|Spanish|Spaniards|Madrid Greece|Greek|Greeks|Athens Egypt|Egyptian|Egyptians|Cairo
  Brazil|Brazilian|Brazilians|Brasília Mexico|Mexican|Mexicans|Mexico_City Canada|Canadian|Canadians|Ottawa
  Kenya|Kenyan|Kenyans|Nairobi Nigeria|Nigerian|Nigerians|Abuja Sweden|Swedish|Swedes|Stockholm
  Hungary|Hungarian|Hungarians|Budapest Pakistan|Pakistani|Pakistanis|Islamabad
  Australia|Australian|Australians|Canberra Argentina|Argentine|Argentines|Buenos_Aires
  South_Korea|South_Korean|South_Koreans|Seoul Saudi_Arabia|Saudi|Saudis|Riyadh
  Georgia|Georgian|Georgians|Tbilisi Romania|Romanian|Romanians|Bucharest Norway|Norwegian|Norwegians|Oslo
  Chile|Chilean|Chileans|Santiago Vietnam|Vietnamese|Vietnamese|Hanoi Kosovo|Kosovar|Kosovars|Pristina
]]):gmatch("(%S+)|(%S+)|(%S+)|(%S+)") do
  local function plain(s) return (s:gsub("_", " ")) end
  COUNTRIES[#COUNTRIES + 1] = { name = plain(a), adj = plain(b), plural = plain(c), capital = plain(d) }
end
local BODIES = words [[
  NATO EU UN BBC CNN IMF Reuters WHO OPEC Kremlin White_House Pentagon World_Bank European_Commission
  Supreme_Court Red_Cross Security_Council State_Department Foreign_Office European_Union Senate Amnesty
]]
local ORG_HEADS = words [[
  Institute Foundation University Party Group Bank Association Council Agency Union Commission Federation
  Hospital Airlines Ministry_of_Health Ministry_of_Defence Times Post Herald Tribune Football_Club
]]
local FIRM_ENDS = words "Inc. Ltd Corp. Group Holdings plc Co. GmbH AG Energy Motors Bank Systems Media Steel Pharma LLC"
local TOWN_ENDS = words "grad ville ton burg ovo ice stadt port field abad pur minster haven ica ani mouth sk"
local TAIL_HEADS = words [[
  hydro electro geo bio agro micro macro tele petro thermo aero neuro crypto cyber eco socio inter trans counter
  over under multi pseudo meta para ultra sub super photo immuno
]]
local TAIL_STEMS = words [[
  graph metr log chem trop plast stat gen phon scop dynam struct form cycl script nom phil crat morph therm
  trach volt spher port sect gress vent press duct pend solv tract cept fract
]]
local TAIL_ENDS = words "y ic ics ation er ist ism al ity ive ed ing ment ology or ous ance s"
local ONES = words "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty-five"
local MONTHS = words [[January February March April May June July August September October November December]]
local DAYS = words "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
local UNITS = words "km kilometres miles metres tonnes hectares kg litres megawatts barrels feet"
local SPANS = words "days weeks months years hours minutes"
local SPAN = words "day week month year hour minute"
local BOUNDS = words "at_least more_than about nearly up_to some around fewer_than almost over as_many_as roughly"

-- ---------------------------------------------------------------------------------------------
-- The document being built.

local cast -- persons, organizations, places, countries of this document
local held -- what has been written, by kind: name, pronoun, quote, figure

local function syllables(ending)
  local s = pick(STEMS)
  if chance(0.45) then s = s .. pick(MIDDLES) end
  if chance(0.15) then s = s .. pick(MIDDLES) .. pick(words "r l n k m t") end
  return s .. pick(ending)
end

local function new_person()
  local last = syllables(ENDINGS)
  if chance(0.04) then last = last .. "-" .. syllables(ENDINGS) end
  local first = skewed(FIRST)
  if chance(0.06) then first = first .. " " .. string.char(between(65, 90)) .. "." end
  local woman = chance(0.4)
  return {
    full = first .. " " .. last, last = last, said = 0,
    he = woman and "she" or "he", his = woman and "her" or "his",
    title = chance(0.5) and skewed(TITLES) or nil, role = pick(ROLES),
  }
end

local function new_organization()
  local r = random()
  if r < 0.35 then return "the " .. skewed(BODIES), true end
  if r < 0.60 then return syllables(ENDINGS) .. " " .. pick(FIRM_ENDS) end
  if r < 0.80 then return "the " .. skewed(COUNTRIES).adj .. " " .. pick(ORG_HEADS), true end
  if r < 0.90 then return "the University of " .. syllables(TOWN_ENDS), true end
  local a = ""
  for _ = 1, between(3, 4) do a = a .. string.char(between(65, 90)) end
  return "the " .. a, true
end

local function new_cast()
  local c = { persons = {}, organizations = {}, towns = {}, countries = {} }
  for i = 1, between(4, 8) do c.persons[i] = new_person() end
  for i = 1, between(3, 6) do c.organizations[i] = new_organization() end
  for i = 1, between(2, 4) do c.towns[i] = syllables(TOWN_ENDS) end
  for i = 1, between(2, 4) do c.countries[i] = skewed(COUNTRIES) end
  return c
end

local function number_words(low, high)
  local n = between(low, high)
  if n >= 1000 and chance(0.8) then return (("%d"):format(n):gsub("^(%d+)(%d%d%d)$", "%1,%2")) end
  return ("%d"):format(n)
end

local function amount()
  local r = random()
  if r < 0.4 then return pick(ONES) end
  if r < 0.8 then return number_words(2, 99) end
  return number_words(100, 90000)
end

-- Slots of the templates. Each returns its text; those that stand for a name, a quotation or a figure
-- count themselves, so that the density of the text is known without reading it.
local slot = {}
local expand -- forward

local function name(s) held.name = held.name + 1; return s end
local function figure(s) held.figure = held.figure + 1; return s end

local function person(p)
  p.said = p.said + 1
  if p.said == 1 or chance(0.1) then return name(p.title and p.title .. " " .. p.full or p.full) end
  return name(p.last)
end

function slot.P() return person(skewed(cast.persons)) end
function slot.Q() return person(cast.persons[between(1, #cast.persons)]) end
function slot.PR() -- a person with a role in apposition
  local p = skewed(cast.persons)
  if p.said == 0 then
    p.said = 1
    name(); name()
    return p.full .. ", " .. (chance(0.5) and "the " or "") .. p.role .. " of " .. pick(cast.organizations) .. ","
  end
  return person(p)
end
function slot.he() held.pronoun = held.pronoun + 1; return cast.persons[1].he end
function slot.his() held.pronoun = held.pronoun + 1; return cast.persons[1].his end
function slot.they() held.pronoun = held.pronoun + 1; return "they" end
function slot.O() return name(pick(cast.organizations)) end
function slot.L() return name(chance(0.5) and pick(cast.towns) or skewed(cast.countries).capital) end
function slot.C() return name(skewed(cast.countries).name) end
function slot.D() return name(skewed(cast.countries).adj) end
function slot.Ds() return name(skewed(cast.countries).plural) end
function slot.W() return name(skewed(cast.countries).capital) end

function slot.n() -- a noun of the skewed list, now and then a rare word
  if chance(0.04) then return pick(TAIL_HEADS) .. pick(TAIL_STEMS) .. pick(TAIL_ENDS) end
  return skewed(NOUNS)
end
function slot.ns() return skewed(PLURALS) end
function slot.a()
  if chance(0.05) then return skewed(NOUNS) .. "-" .. skewed(VERBS).past end
  return skewed(ADJECTIVES)
end
function slot.v() return skewed(VERBS).base end
function slot.vd() return skewed(VERBS).past end
function slot.vg() return skewed(VERBS).ing end
function slot.adv() return skewed(ADVERBS) end
function slot.said() return (skewed(SAID)) end
function slot.that() return skewed(SAID_THAT) .. (chance(0.5) and " that" or "") end
function slot.believe() return skewed(REPORTED) end
function slot.role() return pick(ROLES) end

function slot.count()
  local s = amount() .. " " .. (chance(0.3) and skewed(ADJECTIVES) .. " " or "") .. skewed(PLURALS)
  if chance(0.4) then s = skewed(BOUNDS) .. " " .. s end
  return figure(s)
end
function slot.money()
  local r = random()
  local n
  if r < 0.4 then n = ("$%.1fbn"):format(random() * 90 + 0.1)
  elseif r < 0.6 then n = ("€%d million"):format(between(1, 900))
  elseif r < 0.75 then n = ("£%s"):format(number_words(100, 99999))
  elseif r < 0.9 then n = ("%s billion dollars"):format(pick(ONES))
  else n = ("$%d"):format(between(5, 900)) end
  return figure(chance(0.35) and skewed(BOUNDS) .. " " .. n or n)
end
function slot.pct()
  local n = chance(0.5) and ("%d"):format(between(1, 95)) or ("%.1f"):format(random() * 60)
  return figure(n .. pick { "%", " per cent", " percent", "%" })
end
function slot.date()
  local r = random()
  local d
  if r < 0.35 then d = "on " .. pick(DAYS)
  elseif r < 0.55 then d = ("on %s %d"):format(pick(MONTHS), between(1, 28))
  elseif r < 0.65 then d = ("on %d %s %d"):format(between(1, 28), pick(MONTHS), between(1991, 2025))
  elseif r < 0.8 then d = ("in %s"):format(chance(0.5) and pick(MONTHS) or between(1950, 2025))
  elseif r < 0.9 then d = pick(words "last next this") .. " " .. pick(words "week month year")
  else d = pick(words "yesterday today late_on_Tuesday since_2014 early_on_Friday two_days_ago") end
  return figure(d)
end
function slot.duration()
  if chance(0.4) then return figure(("%s-%s"):format(chance(0.5) and between(2, 90) or pick(ONES), pick(SPAN))) end
  return figure(amount() .. " " .. pick(SPANS)) .. " of"
end
function slot.measure() return figure(number_words(2, 4000) .. " " .. pick(UNITS)) end
function slot.nth() return figure(pick(words "first second third fourth 10th 21st")) end
function slot.age() return figure(("%d"):format(between(18, 88))) end
function slot.time() return figure(("%d%s"):format(between(1, 12), pick { " p.m.", ":30 am", ":15", "am", " o’clock" })) end

-- Templates: `{slot}` or `{group}`; a group is a list of templates, earlier ones more often.
local group = {}

group.np = {
  "the {n}", "the {a} {n}", "a {a} {n}", "{ns}", "its {ns}", "the {n} and the {n}",
  "a {n} that {ns} had long {vd}", "{a} {ns}",
  "the {D} {n}", "{his} {n}", "every {n}", "most of the {n}", "the {n} of {C}", "the {n} in {L}", "some of the {ns}",
  "the {n} {n}", "what was once the {a} {n}", "{C}", "the {duration} {n}", "any {n} of that kind", "{O}",
  "{C}’s {n}",
}
group.subj = {
  "the {n}", "{ns}", "the {a} {n}", "{C}", "many {ns}", "{D} {ns}", "{P}", "the {n} in {L}", "most {ns} here",
  "{O}", "{he}", "a {n}",
  "the new {n}", "{they}", "{Ds}", "{count}", "{W}", "we", "{P} and {Q}", "his {n}", "none of the {ns}",
}
group.vp = {
  "would {v} {np}", "had {vd} {np}", "{vd} {np}", "will {v} {np}", "could {v} {np} {pp}", "was {vg} {np}",
  "had {adv} {vd} {np}",
  "did not {v} {np}", "has been {vg} {np}", "must {v} {np}", "can’t {v} {np}", "won’t {v} {np} {pp}",
  "had been {vd} by {np}",
  "was to have {vd} {np} but never did", "seemed to be {a} at first", "is no longer as {a} as it was",
}
group.pp = {
  "with the {n}", "before the {n}", "after {vg} {np}", "for {np}", "in {L}", "under {his} {n}",
  "through the {a} {n}", "{date}",
  "over what it called a {a} {n}", "with {C}", "without a {n}", "as soon as {subj} {vd}", "at {time}",
}
group.clause = {
  "{subj} {vp}", "{subj} {vp} {pp}", "there was no {a} {n} for {np}", "{subj} {vp} and {vd} {np}",
  "it was {a} for {np}",
  "{subj} {vp} because {subj} {vp}", "if {subj} {vp}, {subj} would {v} {np}", "{subj} {vp} by {pct}",
  "{count} had {vd} {np}",
  "{subj} {vp}, although {subj} {vp}", "it was too early to say what {subj} {vd}", "{subj} would cost {money}",
}
group.direct = { -- what is said in the first person
  "{clause}", "we will {v} {np} and we will {v} {np}", "I don’t {v} {np}", "they {vd} {np}, not {np}",
  "it is the {n} that {subj} {vd}",
  "you can’t {v} {np} without {np}", "nobody {vd} {np}", "this is a {a} {n} for all of us", "let’s {v} {np}",
  "what we need is a {a} {n}",
  "I have never seen such a {n} in my life", "the {n} is {a}, and {O} knows it", "it was the {nth} {n} that we {vd}",
}
group.bit = { "{a} {n}", "a {a} {n}", "very {a}", "{a} and {a}", "no {n} at all", "not {a}", "an attitude", "{vg} the {n}" }
group.quote = { -- each counted as one quotation, though some hold two
  "“{direct},” {P} {said}.",
  "{PR} {that} {clause}.",
  "{P} {that} {clause}.",
  "“{direct},” {said} {PR} in {L}.",
  "“{direct},” {he} {said}.",
  "{O} {that} {clause}.",
  "“{direct},” {P} told {O} {date}. “{direct}.”",
  "{P} described {np} as “{bit}” and {that} {clause}.",
  "According to {P}, {clause}.",
  "{D} officials {that} {clause}.",
  "{clause}, {P} {said}.",
  "{P} told {O} that {clause}.",
  "{P} said: “{direct}.”",
  "“{direct},” {P} {said}, adding that {clause}.",
  "{W} said {clause}.",
  "{clause}, {he} {said}.",
  "{P} said {he} “{vd}” {np} and “would {v} {C}” {date}.",
  "“{direct},” {P} {said}. “{direct}. {direct}.”",
  "{Ds} {believe} {clause}.",
  "{P} did not say whether {clause}.",
  "“{direct}?” {Q} asked {O}.",
  "“{direct},” reads a statement from {O}.",
  "{clause}, according to {O}.",
  "{P} wrote in {the_paper} that “{direct}”.",
  "{P}, {age}, a {role} from {L}, {that} {clause}.",
}
group.the_paper = { "the {L} Times", "a telegram", "{O}’s report", "a letter to {C}" }
group.plain = { -- ordinary prose
  "{clause}.", "The {a} {n} {vd} {np}, while {ns} {adv} {vd} the {n} {pp}.", "But {clause}.",
  "{clause}, and {clause}.",
  "It was not clear whether {clause}.", "There were {ns} who {vd} {np}, and there were those who did not.",
  "The {n} – {a}, {a} and {adv} {vd} – {vd} {np}.", "For years the {n} had {vd} {np}; now {subj} {vp}.",
  "None of this would have {vd} {np} if the {n} had been more {a}, or the {n} less {a}.", "{subj} {vp}; {subj} {vp}.",
}
group.event = { -- sentences with names
  "{P} and {Q} {vd} {np} in {L}.", "{C} has {vd} {np}, but {D} {ns} {vd} {np}.", "{P} {vd} {np} with {Q}, and {O} {vd} {np}.",
  "The {D} {n} {vd} {np} near {L}.", "{P}, who {vd} {O}, {vd} {np}.", "In {L}, {D} {ns} {vd} {np}.",
}
group.fact = { -- sentences with figures and names
  "{P} met {Q} in {L} {date}.",
  "{count} were killed in {L}, {C}, {date}.",
  "{C} and {C} {vd} {np} worth {money} {date}.",
  "{O} shares fell {pct} to {money}.",
  "{P} {vd} {np} in {L} and {vd} {O}.",
  "{clause}, the {nth} such {n} in {duration} {n}.",
  "{D} {ns} {vd} {np} near {L}, {measure} from {W}.",
  "{P}, who {vd} {O}, {vd} {np} after {duration} {vg} {np}.",
  "{O}, based in {L}, {vd} {count} {date}.",
  "In {L}, {count} {vd} {np}.",
  "Meanwhile, {D} {ns} {vd} {C} at {time} {date}.",
  "About {pct} of {ns} in {C} (and {count} in {L}) {vd} {np}, e.g. the U.S. {n}.",
}

local literal, call, compiled = {}, {}, {}

-- A template as two parallel lists: literal text, then the slot or group after it.
local function compile(template)
  local lit, fun, at = {}, {}, 1
  for before, key, after in template:gmatch("(.-){([%a_]+)}()") do
    lit[#lit + 1] = before
    fun[#fun + 1] = assert(slot[key] or group[key] and key, key)
    at = after
  end
  lit[#lit + 1] = template:sub(at)
  literal[template], call[template] = lit, fun
  return template
end

function expand(key)
  local template = leaning(compiled[key])
  local lit, fun, out = literal[template], call[template], {}
  for i = 1, #fun do
    local f = fun[i]
    out[2 * i - 1] = lit[i]
    out[2 * i] = type(f) == "string" and expand(f) or f()
  end
  out[#out + 1] = lit[#lit]
  return concat(out)
end

-- In a fixed order, though nothing depends on it: a slot draws its random numbers when expanded.
for _, key in ipairs { "np", "subj", "vp", "pp", "clause", "direct", "bit", "quote", "the_paper", "event", "fact", "plain" } do
  compiled[key] = {}
  for i, t in ipairs(group[key]) do compiled[key][i] = compile(t) end
end

local function sentence(kind)
  local s = expand(kind)
  if kind == "quote" then held.quote = held.quote + 1 end
  -- A sentence and a quotation begin with a capital.
  s = s:gsub("^%l", string.upper):gsub("^(“)(%l)", function(q, l) return q .. l:upper() end)
  s = s:gsub("([%.:] “)(%l)", function(q, l) return q .. l:upper() end)
  s = s:gsub("(%. )(%l)", function(q, l) return q .. l:upper() end)
  s = s:gsub("%f[%a]([Aa]) ([aeiouAEIO])", "%1n %2")
  s = s:gsub(",,", ","):gsub(",%.", "."):gsub("%.%.", "."):gsub("([Ii]n) the the ", "%1 the ")
  return s
end

--- Builds one document.
-- @param target  about how many bytes
-- @return string its text: a dateline or headline now and then, paragraphs of one to four sentences
local function document(target)
  cast = new_cast()
  local out, size, paragraph = {}, 0, 0
  local first = true
  if chance(0.3) then
    out[1] = (expand("clause"):gsub("^%l", string.upper)) .. "\n\n"
    size = #out[1]
  end
  while size < target do
    local r = random()
    local s = sentence(r < 0.41 and "quote" or r < 0.54 and "fact" or r < 0.61 and "event" or "plain")
    if first and chance(0.3) then s = cast.countries[1].capital:upper() .. " (Reuters) – " .. s end
    first = false
    out[#out + 1] = s
    size = size + #s + 1
    paragraph = paragraph + 1
    if paragraph >= between(1, 4) then
      out[#out + 1] = "\n\n"
      paragraph = 0
    else
      out[#out + 1] = " "
    end
  end
  out[#out] = "\n"
  local text = concat(out)
  local style = random()
  if style < 0.30 then -- a typewriter's quotation marks
    text = text:gsub("“", '"'):gsub("”", '"'):gsub("’", "'"):gsub("–", "-")
  elseif style < 0.36 then -- single ones
    text = text:gsub("“", "‘"):gsub("”", "’")
  end
  return text
end

-- ---------------------------------------------------------------------------------------------

--- An iterator over documents of 2 to 6 kB, for ever.
-- @param seed  integer (default 1)
-- @return function giving a text and the table that counts what has been written so far:
--   `name`, `pronoun`, `quote`, `figure`, `bytes`, `documents`
function corpus.documents(seed)
  seed_random(seed or 1)
  local mine, counts = state, { name = 0, pronoun = 0, quote = 0, figure = 0, bytes = 0, documents = 0 }
  return function()
    local saved_state, saved_held = state, held
    state, held = mine, counts
    local text = document(between(2000, 6000))
    counts.bytes = counts.bytes + #text
    counts.documents = counts.documents + 1
    mine, state, held = state, saved_state, saved_held
    return text, counts
  end
end

--- A list of documents of at least `bytes` in all.
-- @return table, counts
function corpus.build(bytes, seed)
  local next_document = corpus.documents(seed)
  local list, total, counts = {}, 0, nil
  while total < bytes do
    list[#list + 1], counts = next_document()
    total = total + #list[#list]
  end
  return list, counts or { name = 0, pronoun = 0, quote = 0, figure = 0, bytes = 0, documents = 0 }
end

--- A function of n that gives a random integer from 1 to n. Separate generators do not disturb each other.
function corpus.random(seed)
  seed_random(seed)
  local mine = state
  return function(n)
    local saved = state
    state = mine
    local value = between(1, n)
    mine, state = state, saved
    return value
  end
end

--- A list of `n` coined surnames, towns and technical words; some stand twice.
function corpus.names(n, seed)
  seed_random(seed)
  local list = {}
  for i = 1, n do
    local r = random()
    list[i] = r < 0.5 and syllables(ENDINGS) or r < 0.8 and syllables(TOWN_ENDS)
      or pick(TAIL_HEADS) .. pick(TAIL_STEMS) .. pick(TAIL_ENDS)
  end
  return list
end

--- A text as a JSON string; invalid UTF-8 is left as it is.
function corpus.quote(text)
  local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r" }
  return '"' .. text:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
end

local function unquote(s)
  local back = { n = "\n", t = "\t", r = "\r", b = "\b", f = "\f" }
  s = s:gsub("\\u[dD][89abAB]%x%x\\u[dD][c-fC-F]%x%x", function(pair)
    local high, low = tonumber(pair:sub(3, 6), 16), tonumber(pair:sub(9, 12), 16)
    return utf8.char(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
  end)
  return (s:gsub("\\(.)(%x?%x?%x?%x?)", function(c, hex)
    if c == "u" then return utf8.char(tonumber(hex, 16)) end
    return (back[c] or c) .. hex
  end))
end

--- Documents from a file: JSON lines with a `text` field, or plain text, cut at blank lines into
-- documents of 2 to 6 kB. Repeated until `bytes` are there when the file is shorter.
-- @return table, boolean (true where it had to be repeated)
function corpus.from_path(path, bytes)
  local file = assert(io.open(path, "rb"))
  local list, total = {}, 0
  local function add(text)
    if #text > 0 then
      list[#list + 1] = text
      total = total + #text
    end
  end
  if path:match("%.jsonl?$") then
    for line in file:lines() do
      if total >= bytes then break end
      -- The value of "text": up to a quotation mark that no odd number of backslashes stands before.
      local from = select(2, line:find('"text"%s*:%s*"'))
      local at = from
      while at do
        at = line:find('"', at + 1, true)
        if at and #line:sub(from + 1, at - 1):match("\\*$") % 2 == 0 then break end
      end
      if at then add(unquote(line:sub(from + 1, at - 1))) end
    end
  else
    local part, size = {}, 0
    for line in file:lines("L") do
      if total >= bytes then break end
      part[#part + 1] = line
      size = size + #line
      if (size > 2000 and line:match("^%s*$")) or size > 6000 then
        add(concat(part))
        part, size = {}, 0
      end
    end
    add(concat(part))
  end
  file:close()
  assert(#list > 0, path .. ": no text in it")
  local n, repeated = #list, total < bytes
  local i = 0
  while total < bytes do
    i = i % n + 1
    add(list[i])
  end
  return list, repeated
end

-- As a program.
if arg and arg[0] and arg[0]:match("corpus%.lua$") then
  local option = { mb = 1, seed = 1 }
  local i = 1
  while arg[i] do
    local key = arg[i]:match("^%-%-(%a+)$")
    if key == "density" then option.density = true
    else
      i = i + 1
      option[key or "?"] = tonumber(arg[i])
    end
    i = i + 1
  end
  local list, counts = corpus.build(option.mb * 1e6, option.seed)
  if option.density then
    local kb = counts.bytes / 1000
    print(("%d documents, %.1f MB; per kB: %.1f names (+ %.1f pronouns), %.1f quotes, %.1f figures"):format(
      counts.documents, counts.bytes / 1e6, counts.name / kb, counts.pronoun / kb, counts.quote / kb, counts.figure / kb))
  else
    io.write(concat(list, "\n"))
  end
end

return corpus
