local numeral = require "factbox.numeral"

local words = {}
local function add(class, s)
  for word, value in s:gmatch "(%S+)=(%S+)" do words[word] = { class = class, value = tonumber(value) } end
end
add("unit", "zero=0 one=1 two=2 three=3 four=4 five=5 nine=9 nought=0")
add("teen", "ten=10 eleven=11 thirteen=13")
add("ten", "twenty=20 thirty=30 forty=40 ninety=90")
add("hundred", "hundred=100")
add("scale", "thousand=1e3 million=1e6 millions=1e6 bn=1e9 billion=1e9 trillion=1e12 dozen=12 lakh=1e5 crore=1e7")
add("half", "half=0.5")
add("ordinal", "first=1 second=2 third=3 fourth=4 fifth=5 quarter=4 hundredth=100 thousandth=1000")
for word, value in pairs { thirds = 3, fifths = 5, quarters = 4 } do
  words[word] = { class = "ordinal", value = value, plural = true }
end
words.dozen.dozen = true
words["and"], words.of, words.a, words.point, words.minus =
  { class = "and" }, { class = "skip" }, { class = "article" }, { class = "point" }, { class = "sign" }

describe("numeral", function()
  local read = numeral.reader(words)
  local cases = {
    ["7"] = 7, ["1,580"] = 1580, ["4,200.5"] = 4200.5, ["3.141.592,65"] = 3141592.65, ["12 500"] = 12500,
    ["1,23,456"] = 123456, ["1,3"] = 1.3, ["5,00"] = 5, ["2.5e6"] = 2500000, ["-17.5"] = -17.5, ["½"] = 0.5,
    ["2½"] = 2.5, ["3 1/2"] = 3.5, ["-4/5"] = -0.8, ["4.5bn"] = 4.5e9, ["1.2 million"] = 1200000,
    ["twenty-one"] = 21, ["two hundred and five"] = 205, ["three thousand millions"] = 3e9,
    ["two million and a half"] = 2500000, ["two and a half million"] = 2500000, ["half a million"] = 500000,
    ["a quarter of a million"] = 250000, ["three quarters of a million"] = 750000, ["half a dozen"] = 6,
    ["thirty and two fifths"] = 30.4, ["three hundred and ten and two fifths"] = 310.4, ["nought point three"] = 0.3,
    ["two hundred and three quarters"] = 200.75, ["three and a half"] = 3.5, ["three and a fifth"] = 3.2, ["minus five"] = -5,
    ["two and quarter"] = 2.25,
    ["a thirty-second"] = 1 / 32, ["two-thirds"] = 2 / 3, ["a third"] = 1 / 3, ["three crore five lakh"] = 30500000,
    ["6.02 x 10^23"] = 6.02e23, ["7.5x10-3"] = 0.0075, ["3 × 10⁻⁴"] = 0.0003, ["forty-two (42)"] = 42, ["- 20"] = -20,
    ["one thirty-five"] = 135, ["three hundred and two dozen"] = 324, ["one-half"] = 0.5, ["two twenty-fifths"] = 2 / 25,
    ["one one-hundredth"] = 0.01, ["one and a quarter million"] = 1250000, ["1'000'000"] = 1000000, ["XIX"] = 19,
    ["third"] = 3, ["twenty-first"] = 21, ["one hundredth"] = 100, ["one hundred twenty fifth"] = 125,
  }
  words.first.value, words.quarter.part = 1, true
  it("reads digits and words", function()
    for text, value in pairs(cases) do
      local got = read(text)
      assert.is_truthy(got, text)
      assert.is_true(math.abs(got - value) <= 1e-9 * math.abs(value), text .. " gave " .. tostring(got))
    end
  end)
  it("gives whole numbers as integers", function()
    assert.equal("integer", math.type(read "4.5bn"))
    assert.equal("integer", math.type(read "half a dozen"))
  end)
  it("tells kinds apart", function()
    assert.equal("ordinal", select(2, read "twenty-first"))
    assert.equal("fraction", select(2, read "two-thirds"))
    assert.equal("cardinal", select(2, read "1,580"))
  end)
  it("refuses what is no number", function()
    for _, text in ipairs { "", "house", "two houses", "1/0", "2.3.1", "192.168.1.20", "1,2,3" } do assert.is_nil(read(text)) end
  end)
  it("reads a dot as the document does", function()
    assert.equal(4.8, read "4.800")
    assert.equal(4800, read("4.800", "comma"))
    assert.equal(3141592.65, numeral.digits "3.141.592,65")
    assert.equal(1580, numeral.digits "1,580")
    assert.equal(1.58, numeral.digits("1,580", "comma"))
  end)
  it("reads Roman numerals", function()
    assert.equal(14, numeral.roman "XIV")
    assert.equal(1999, numeral.roman "MCMXCIX")
    assert.is_nil(numeral.roman "house")
  end)
end)
