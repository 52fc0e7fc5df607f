--- Nouns from plural to singular, for the heads of what is counted.
--
-- @module factbox.singular

local function set(words)
  local t = {}
  for w in words:gmatch "%S+" do t[w] = true end
  return t
end

local IRREGULAR = {}
for plural, singular in ([[
  people=people men=man women=woman children=child feet=foot teeth=tooth mice=mouse lice=louse geese=goose oxen=ox
  lives=life wives=wife knives=knife wolves=wolf leaves=leaf halves=half shelves=shelf thieves=thief loaves=loaf
  calves=calf scarves=scarf hooves=hoof selves=self elves=elf sheaves=sheaf wharves=wharf housewives=housewife
  midwives=midwife penknives=penknife bookshelves=bookshelf
  criteria=criterion phenomena=phenomenon alumni=alumnus fungi=fungus nuclei=nucleus cacti=cactus stimuli=stimulus
  larvae=larva bacteria=bacterium strata=stratum
  crises=crisis analyses=analysis theses=thesis hypotheses=hypothesis diagnoses=diagnosis prognoses=prognosis
  neuroses=neurosis emphases=emphasis oases=oasis synopses=synopsis axes=axe bases=base
  gases=gas buses=bus minibuses=minibus lenses=lens aliases=alias biases=bias canvases=canvas atlases=atlas
  pancreases=pancreas irises=iris tennis=tennis iris=iris
  quizzes=quiz whizzes=whiz waltzes=waltz blitzes=blitz
  news=news troops=troop clothes=clothes series=series species=species means=means police=police
  headaches=headache toothaches=toothache stomachaches=stomachache heartaches=heartache aches=ache caches=cache
  avalanches=avalanche moustaches=moustache mustaches=mustache niches=niche quiches=quiche psyches=psyche
  shoes=shoe horseshoes=horseshoe toes=toe canoes=canoe foes=foe woes=woe hoes=hoe oboes=oboe floes=floe tiptoes=tiptoe
  movies=movie cookies=cookie calories=calorie lies=lie ties=tie pies=pie dies=die zombies=zombie selfies=selfie
  rookies=rookie prairies=prairie hippies=hippie necktie=necktie neckties=necktie hoodies=hoodie smoothies=smoothie
  brownies=brownie genies=genie pixies=pixie sorties=sortie bookies=bookie junkies=junkie foodies=foodie
  townies=townie oldies=oldie goalies=goalie collies=collie
]]):gmatch "(%S+)=(%S+)" do IRREGULAR[plural] = singular end

-- -uses is of a word in -use after a vowel ("houses", "causes") and in these; else of one in -us ("viruses").
local USE = set "uses excuses fuses abuses muses ruses refuses reuses recluses accuses nurses courses"
-- Words of fewer letters are left alone ("gas", "bus").
local SHORTEST = 4

--- A noun in the singular and in lower case; what is none already comes back as it is.
-- @tparam string word  one word
-- @treturn string
local function singular(word)
  local w = word:lower()
  local known = IRREGULAR[w]
  if known then return known end
  if w:find "[a-z]women$" then return w:sub(1, -6) .. "woman" end
  if w:find "[a-z]men$" and w:find "[dmktpslenyr]men$" and w ~= "specimen" and w ~= "regimen" and w ~= "semen" then
    return w:sub(1, -4) .. "man"
  end
  if w:find "[a-z]children$" then return w:sub(1, -4) end
  if #w < SHORTEST or w:sub(-1) ~= "s" then return w end
  if w:find "[sui]s$" then return w end
  if w:find "ies$" then return w:sub(1, -4) .. "y" end
  if w:find "[sz]zes$" or w:find "[cs]hes$" or w:find "sses$" or w:find "xes$" or w:find "oes$" then return w:sub(1, -3) end
  if w:find "uses$" and not w:find "[aeo]uses$" and not USE[w] then return w:sub(1, -3) end
  return w:sub(1, -2)
end

-- News counts the same things again and again: the latest answers are kept, so many at most.
local MOST_KEPT = 2000
local kept, count = {}, 0

return function(word)
  local one = kept[word]
  if not one then
    if count == MOST_KEPT then kept, count = {}, 0 end
    one, count = singular(word), count + 1
    kept[word] = one
  end
  return one
end
