--- Nouns from plural to singular, for the heads of what is counted (csrc/figures/singular.c).
--
-- @module factbox.singular

--- A noun in the singular and in lower case; what is none already comes back as it is.
-- @function singular
-- @tparam string word  one word
-- @treturn string
return require "factbox.core".singular
