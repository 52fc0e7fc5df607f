-- Makes every generated list again: lua5.4 rules/en/lists/generate/all.lua
local here = (arg[0]:match "^(.*/)") or "./"
package.path = here .. "?.lua;" .. package.path
for _, name in ipairs { "units", "places", "persons", "words", "common_word" } do dofile(here .. name .. ".lua") end
