-- Works in quotation marks: capitals on all words but the small ones.
local small = list "function_word" + digits + lower * #(quote_mark)
local big   = capitalized - quote_mark

rule "work.quoted" {
  match = quote_mark * mention(big * #(any - quote_mark) * big^0 * (small^-3 * (punct "'" + word "'s" + punct "-" + punct ":")^-1 * big^1)^-4 * digits^-1) * (punct "," + punct "." + punct "?" + punct "!")^-1 * quote_mark,
  gives = entity("work", { weight = 2 }),
  yes   = { "Her song \"<Winds of the Lund>\" sold well." },
  no    = { "She sang \"for all of them\" again." },
}

local part = found "pword" + found "cword" + found "hword"
rule "work.head" {
  match = mention(part^1 * list "work_head" { position = "after", weak = false }),
  gives = entity("work", { weight = 2 }),
  yes   = { "She played the <Lund Sonata> twice." },
  no    = { "She played the sonata twice." },
}
