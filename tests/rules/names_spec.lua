-- Names in sentences: what the rules of all phases make of them together.
local factbox = require "factbox.reader"

describe("names", function()
  local reader = assert(factbox.new {})

  --- "text/type text/type …" of all mentions by name, in the order of the text.
  local function names(text)
    local list = {}
    for _, e in ipairs(reader:read(text).entities) do
      for _, m in ipairs(e.mentions) do
        if m.form == "name" then list[#list + 1] = { m.first, m.text .. "/" .. e.type } end
      end
    end
    table.sort(list, function(a, b) return a[1] < b[1] end)
    local out = {}
    for i, m in ipairs(list) do out[i] = m[2] end
    return table.concat(out, ", ")
  end

  local sentences = {
    ["Later Finnish President Zorba Brandt flew to Oslo."] = "Finnish/demonym, Zorba Brandt/person, Oslo/place",
    ["Mr Brandt, 54, joined the University of Bergen."] = "Brandt/person, University of Bergen/organization",
    ["Shares of Zorbix Widgets Inc. rose in London."] = "Zorbix Widgets Inc./organization, London/place",
    ["The Zorba River rises near Lake Brandt."] = "Zorba River/place, Lake Brandt/place",
    ["They signed the Treaty of Zorba after the Zorba War."] = "Treaty of Zorba/law, Zorba War/event",
    ["Dr. Ursula von der Brandt met Omar al-Karim."] = "Ursula von der Brandt/person, Omar al-Karim/person",
    ["The US-led talks with Franco-German help failed."] = "US/place, Franco-German/demonym",
    ["On Monday the Ministry of Rural Affairs said no."] = "Ministry of Rural Affairs/organization",
    ["It was Ana Brandt's idea, The Hague said."] = "Ana Brandt/person, The Hague/place",
  }
  for text, expected in pairs(sentences) do
    it(text, function() assert.equal(expected, names(text)) end)
  end
end)
