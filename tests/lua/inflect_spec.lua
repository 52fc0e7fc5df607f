local inflect = require "factbox.inflect"

local irregular = inflect.irregular {
  { bytes = "\239\187\191# irregular words\r\nsay\tpast=said\r\nman\tplural=men\nfoot\tplural=feet\nold\tpast=olden\n" },
  { bytes = "be\tthird=is\tpast=was,were\tparticiple=been\talso=am,are\n!old\nleave\tpast=left\n"
      .. "give\tpast=gave\tparticiple=given\nleaf\tplural=leaves\nbroken line\n" },
}

local function sorted(t)
  t = { table.unpack(t) }
  table.sort(t)
  return t
end

describe("inflect.noun", function()
  it("spells regular plurals", function()
    for word, plural in pairs {
      dog = "dogs", church = "churches", bush = "bushes", box = "boxes", bus = "buses", city = "cities",
      day = "days", monarch = "monarchs", stomach = "stomachs", hero = "heroes", photo = "photos",
      wife = "wives", chief = "chiefs", crisis = "crises", basis = "bases", quiz = "quizzes",
      spokesman = "spokesmen", policewoman = "policewomen", human = "humans", grandchild = "grandchildren",
      aircraft = "aircraft", series = "series", virus = "viruses", march = "marches", search = "searches",
      MP = "MPs", soliloquy = "soliloquies",
    } do
      assert.equal(plural, inflect.noun(word)[1])
    end
  end)

  it("prefers the list of irregular words and keeps capitals", function()
    assert.same({ "men" }, inflect.noun("man", irregular))
    assert.same({ "Feet" }, inflect.noun("Foot", irregular))
    assert.same({ "spokespersons", "spokespeople" }, inflect.noun "spokesperson")
  end)
end)

describe("inflect.verb", function()
  it("spells regular forms", function()
    for word, forms in pairs {
      warn = "warns warned warning", try = "tries tried trying", stay = "stays stayed staying",
      stop = "stops stopped stopping", admit = "admits admitted admitting", limit = "limits limited limiting",
      offer = "offers offered offering", refer = "refers referred referring", visit = "visits visited visiting",
      agree = "agrees agreed agreeing", argue = "argues argued arguing", lie = "lies lied lying",
      panic = "panics panicked panicking", veto = "vetoes vetoed vetoing", fix = "fixes fixed fixing",
      need = "needs needed needing", show = "shows showed showing", equip = "equips equipped equipping",
      announce = "announces announced announcing", open = "opens opened opening", add = "adds added adding",
      quiz = "quizzes quizzed quizzing", sync = "syncs synced syncing", control = "controls controlled controlling",
      explain = "explains explained explaining", plan = "plans planned planning", push = "pushes pushed pushing",
    } do
      local v = inflect.verb(word)
      assert.equal(forms, table.concat({ v.third[1], v.past[1], v.gerund[1] }, " "))
      assert.equal(v.past[1], v.participle[1])
    end
  end)

  it("gives both spellings where usage differs", function()
    assert.same({ "travelled", "traveled" }, inflect.verb("travel").past)
    assert.same({ "signalling", "signaling" }, inflect.verb("signal").gerund)
  end)

  it("prefers the list of irregular words", function()
    local v = inflect.verb("give", irregular)
    assert.same({ "gave" }, v.past)
    assert.same({ "given" }, v.participle)
    assert.same({ "said" }, inflect.verb("say", irregular).participle)
    assert.same({ "is" }, inflect.verb("be", irregular).third)
    assert.same({ "being" }, inflect.verb("be", irregular).gerund)
  end)
end)

describe("inflect.phrase", function()
  it("inflects the head of a noun phrase", function()
    assert.same({ "press conferences" }, inflect.phrase("press conference", "noun"))
    assert.same({ "members of parliament" }, inflect.phrase("member of parliament", "noun"))
    assert.same({ "sons-in-law" }, inflect.phrase("son-in-law", "noun"))
    assert.same({ "co-founders" }, inflect.phrase("co-founder", "noun"))
    assert.same({}, inflect.phrase("series", "noun"))
  end)

  it("inflects the first word of a verb phrase", function()
    assert.same({ "points out", "pointed out", "pointing out" }, inflect.phrase("point out", "verb"))
    assert.same({ "puts up", "putted up", "putting up" }, inflect.phrase("put up", "verb"))
  end)
end)

describe("inflect.forms", function()
  it("gives every form once, the word itself first", function()
    assert.equal("say", inflect.forms("say", irregular)[1])
    assert.same({ "said", "say", "saying", "says" }, sorted(inflect.forms("say", irregular)))
    assert.same({ "am", "are", "be", "been", "being", "is", "was", "were" }, sorted(inflect.forms("be", irregular)))
    assert.same({ "leaf", "leaves" }, sorted(inflect.forms("leaf", irregular)))
    assert.same({ "leave", "leaves", "leaving", "left" }, sorted(inflect.forms("leave", irregular)))
    assert.same({ "warn", "warned", "warning", "warns" }, sorted(inflect.forms "warn"))
  end)
end)

describe("inflect.irregular", function()
  it("merges layers", function()
    assert.is_nil(irregular.old)
    assert.same({ "was", "were" }, irregular.be.past)
    assert.is_nil(irregular["broken line"])
  end)
end)
