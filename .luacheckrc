-- The code keeps to what Lua 5.3 and 5.4 share (5.3 is inside Debian 12's pandoc).
std = "lua53"
max_line_length = 120
cache = false
codes = true

files["tests/**/*_spec.lua"] = { std = "+busted" }

-- The pandoc filter sees pandoc's globals and defines the functions that pandoc calls.
files["lua/hosts/pandoc"] = {
  read_globals = { "pandoc", "FORMAT", "PANDOC_VERSION", "PANDOC_API_VERSION", "PANDOC_SCRIPT_FILE", "PANDOC_STATE" },
}
files["lua/hosts/vis"] = { read_globals = { "vis" } }

-- Rule files run in a sandbox that holds the pattern vocabulary and nothing else.
local sandbox = {
  -- tokens
  "word", "text", "lemma", "pos", "list", "spelled", "found", "seen", "any", "punct",
  "capitalized", "upper", "lower", "mixed", "digits", "letters", "alpha", "has_digit", "symbol",
  -- boundaries and places
  "glued", "compound", "sentence_start", "sentence_end", "paragraph_start", "paragraph_end", "line_start",
  "space_before", "within", "behind",
  -- rules and what they give
  "rule", "entity", "mention", "quote", "figure", "evidence", "gives", "span", "role", "of",
  "phase", "language", "capture",
}
files["rules"] = { std = "min", read_globals = sandbox, globals = {} }
