-- The code keeps to what Lua 5.3 and 5.4 share (5.3 is inside Debian 12's pandoc).
std = "lua53"
max_line_length = 140
max_string_line_length = false
cache = false
codes = true

files["tests/**/*_spec.lua"] = { std = "+busted" }

-- The pandoc filter sees pandoc's globals; vis's plugin sees vis.
files["lua/hosts/pandoc"] = {
  read_globals = { "pandoc", "FORMAT", "PANDOC_VERSION", "PANDOC_API_VERSION", "PANDOC_SCRIPT_FILE", "PANDOC_STATE" },
}
files["lua/hosts/vis"] = { read_globals = { "vis" } }

-- Rule files see the vocabulary of patterns, the captures that their language declares, and a few harmless
-- functions of Lua (lua/factbox/sandbox.lua); `factbox check` loads them in the very sandbox.
local rule_files = {
  read_globals = {
    "assert", "error", "ipairs", "next", "pairs", "select", "tonumber", "tostring", "type",
    string = { fields = { "byte", "char", "len", "lower", "reverse", "sub", "upper", "rep" } },
    table = { fields = { "insert", "remove", "unpack", "pack", "concat", "sort" } },
    math = { fields = { "abs", "ceil", "floor", "huge", "max", "min", "tointeger", "type" } },
    lpeg = { fields = { "P", "R", "S", "V", "B" } },
    -- tokens and lists
    "word", "text", "lemma", "pos", "may", "list", "spelled", "found", "seen", "any", "nothing", "punct",
    "capitalized", "upper", "lower", "mixed", "digits", "numeric", "has_digit", "letter", "alpha", "symbol",
    "punctuation", "currency_sign", "open_mark", "close_mark", "quote_mark", "hyphen", "stop", "abbreviation",
    "initial", "url", "handle", "emoji", "clitic", "ordinal_digits",
    -- places without width, look-arounds
    "glued", "compound", "sentence_start", "sentence_end", "paragraph_start", "line_start", "space_before",
    "within", "behind", "suffix",
    -- rules and what they give
    "rule", "span", "evidence", "entity", "figure", "quote", "class", "not_class",
  },
  std = "none",
  max_line_length = false, -- alternatives and examples read best in one line each
}
for _, language in ipairs { "en", "template" } do
  local loaded, init = pcall(dofile, "rules/" .. language .. "/init.lua")
  for _, name in ipairs(loaded and init.captures or {}) do
    table.insert(rule_files.read_globals, name)
  end
end
files["rules/*/*/*.lua"] = rule_files
files["rules/*/lists"] = { max_line_length = false }
files["rules/*/lists/*.lua"] = { std = "none" }
files["rules/*/lists/generate"] = { std = "lua53" }
files["tests/bench/corpus.lua"] = { max_line_length = false }
