--- Nouns from plural to singular, for the heads of what is counted.
--
-- @module factbox.singular

local SINGULAR_IES = { movies = "movie", cookies = "cookie", calories = "calorie", lies = "lie", ties = "tie", pies = "pie",
                       zombies = "zombie", selfies = "selfie", rookies = "rookie", series = "series", species = "species" }
local IRREGULAR = { people = "people", men = "man", women = "woman", children = "child", feet = "foot", teeth = "tooth",
                    mice = "mouse", geese = "goose", lives = "life", wives = "wife", knives = "knife", wolves = "wolf",
                    leaves = "leaf", halves = "half", shelves = "shelf", thieves = "thief", loaves = "loaf",
                    policemen = "policeman", policewomen = "policewoman", servicemen = "serviceman", firemen = "fireman",
                    gunmen = "gunman", fishermen = "fisherman", businessmen = "businessman", congressmen = "congressman",
                    countrymen = "countryman", spokesmen = "spokesman", militiamen = "militiaman", police = "police",
                    criteria = "criterion", phenomena = "phenomenon", crises = "crisis", analyses = "analysis",
                    oxen = "ox", buses = "bus", gases = "gas", news = "news", troops = "troop", clothes = "clothes" }

--- A noun in the singular and in lower case; what is none already comes back as it is.
-- @tparam string word  one word
-- @treturn string
local function singular(word)
  local w = word:lower()
  local known_form = IRREGULAR[w] or SINGULAR_IES[w]
  if known_form then return known_form end
  local n = #w
  if n < 4 or w:sub(-1) ~= "s" then return w end
  local two = w:sub(-2)
  if two == "ss" or two == "us" or two == "is" then return w end
  if w:sub(-3) == "ies" then return w:sub(1, -4) .. "y" end
  local four = w:sub(-4)
  if four == "ches" or four == "shes" or four == "sses" or four == "zzes" or w:sub(-3) == "xes" or four == "oses" then
    return w:sub(1, -3)
  end
  if w:sub(-3) == "oes" then return w:sub(1, -3) end
  return w:sub(1, -2)
end

return singular
