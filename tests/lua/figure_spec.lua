local support = require "support.figures"

local read, only, reader = support.read, support.only, support.reader

describe("figures", function()
  it("have three nested spans", function()
    local f = only "The storm killed at least 1,204 river fishermen."
    assert.equal("count", f.kind)
    assert.equal("1,204", f.text)
    assert.equal("1,204", f.number.text)
    assert.equal("at least 1,204 river fishermen", f.extent.text)
    assert.equal("river fishermen", f.of.text)
    assert.equal("fisherman", f.of.head)
    assert.is_true(f.extent.first <= f.first and f.last <= f.extent.last)
  end)

  it("name the verb they are told with", function()
    assert.equal("killing", only("The storm hit the coast, killing at least three people.").event.text)
    assert.equal("rose to", only("The toll rose to 42.").event.text)
    assert.equal("has not repaired", only("The town has not repaired 12 bridges.").event.text)
    assert.equal("were closed", only("About 12 bridges were closed.").event.text)
    assert.equal("damaged", only("There were 12 bridges damaged by ice.").event.text)
    assert.equal("painted", only("He painted 12 bridges damaged by ice.").event.text)
    assert.is_nil(only("There were three people.").event)
    assert.is_nil(only("He said 12 bridges were old.").event)
  end)

  it("take the document's dateline where no date is given", function()
    local report = reader:read "KYIV, 23 March 2025 - The mayor resigned on Friday."
    assert.equal("2025-03-23", report.date)
    assert.equal("2025-03-21", report.figures[2].timex)
    report = reader:read "Thursday, March 20, 2025\n\nThe mayor resigned on Wednesday."
    assert.equal("2025-03-20", report.date)
    assert.is_nil(reader:read("On 23 March 2025 the mayor resigned.").date)
  end)

  it("leave names, codes and idioms alone", function()
    for _, text in ipairs {
      "An F-16 and a Boeing 737 flew over.", "Covid-19 spread in Area 51.", "One of them said no one knew.",
      "Then one by one they march off.", "They should call 911 now.",
    } do
      assert.equal(0, #read(text), text)
    end
  end)

  it("are in the order of the text, with ids", function()
    local figures = read "On Monday 12 men left; 30 came back on Friday."
    for i, f in ipairs(figures) do
      assert.equal("f" .. i, f.id)
      assert.is_true(i == 1 or figures[i - 1].first < f.first)
    end
  end)
end)
