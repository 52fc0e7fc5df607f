--- Values of written numbers, as the core reads them (csrc/figures/decimal.h, numeral.h).
--
-- The rules decide which tokens make a numeral; figures ask the core what it is worth. Here the same is for tests and
-- tools, with words of one's own.
--
-- @module factbox.numeral

local core = require "factbox.core"

local numeral = {}

--- Value of digits with separators, sign and exponent: "1,580", "1.234.567,89", "12 000", "1,23,456", "1.3e6",
-- "-127.32e13", "5.17x10^-3".
-- @tparam string s the digits @tparam ?string locale "comma" where the document is known to write 1.234,5
-- @treturn ?number
numeral.digits = core.digits

--- Value of a Roman numeral in its canonical form, or nil.
numeral.roman = core.roman

--- A reader of numerals for one language.
-- @tparam table words lower-case word -> `{class=, value=, plural=?, part=?, dozen=?}`
-- @treturn function `(text, locale) -> value, kind, scale`
function numeral.reader(words)
  return function(text, locale) return core.numeral(text, locale, words) end
end

return numeral
