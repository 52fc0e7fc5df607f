-- A language to copy: cp -r rules/template rules/xx, then fill in. The English rules in rules/en show every part at work.
--
--   factbox read --rules rules/template --rules-only article.txt
return {
  language = "xx",

  -- Phases run in this order. { name = … } is a folder of rule files here; { stage = … } is Lua of the engine:
  -- evidence (what each name is), figure (values), marks (quotation marks), quote, resolve (entities, speakers).
  phases = {
    { name = "names", policy = "longest" },
    { stage = "evidence" },
    { stage = "resolve" },
  },

  -- Names for captures, as functions of the same name in rule files; `mention` is the span that a rule gives.
  captures = { "mention", "role" },

  -- Kinds of spans that stages give.
  kinds = { "person", "organization", "place", "demonym", "event", "facility", "product", "weapon", "work", "law", "other" },

  -- Frequent words and how many of a thousand they are: the index avoids them as anchors.
  common = { [","] = 50, ["."] = 45 },
}
