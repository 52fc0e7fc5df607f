--- A report as a fact box to look at: in a terminal, with or without colour, or in a plain file.
--
--     article.txt · 23 March 2025                            heading
--     Kestrel Bay reopens its harbour bridge …
--
--     WHO                                                    a section: rows of cells, each cell wrapped in its column
--       Ingrid Halvorsen  Mayor of Kestrel Bay          7×  s1 s2 s4
--     WHAT WAS SAID
--       …
--
-- Everything shown from the input goes through core.clean first: one line, no control characters, so that no document
-- can send escape sequences to a terminal. Styles are control characters too, put in after that; `finish` turns them
-- into ANSI colours or takes them out.
--
-- @module factbox.writers.text

local core = require "factbox.core"
local phrase = require "factbox.writers.phrase"

local clean, width_of = core.clean, core.width

-- Styles: control characters of no width, and the ANSI colour that each becomes.
local BOLD, DIM, SAID, HEAD, WARN, OFF = "\1", "\2", "\3", "\4", "\5", "\6"
local ANSI = { [BOLD] = "\27[1m", [DIM] = "\27[2m", [SAID] = "\27[32m", [HEAD] = "\27[1;36m", [WARN] = "\27[33m",
               [OFF] = "\27[0m" }

-- A character of UTF-8, or a style.
local CHARACTER = "[\1-\127\194-\244][\128-\191]*"

-- Sentence numbers shown beside an entity before "…".
local MAX_REFS = 4

local function styled(style, s)
  return s == "" and "" or style .. s .. OFF
end

--- Pieces of `word`, each of at most `width` columns: for a URL or a language without spaces.
local function chop(word, width)
  local pieces, piece, used = {}, {}, 0
  for character in word:gmatch(CHARACTER) do
    local w = width_of(character)
    if used + w > width and used > 0 then
      pieces[#pieces + 1] = table.concat(piece)
      piece, used = {}, 0
    end
    piece[#piece + 1] = character
    used = used + w
  end
  pieces[#pieces + 1] = table.concat(piece)
  return pieces
end

--- Breaks `s` into lines of at most `width` columns, at spaces where there are some. A style that is on at the end of
-- a line is taken up on the next, so that lines can stand side by side.
local function wrap(s, width)
  local lines, line, used = {}, {}, 0
  local function add(piece)
    local w = width_of(piece)
    if used > 0 and used + 1 + w > width then
      lines[#lines + 1] = table.concat(line, " ")
      line, used = {}, 0
    end
    line[#line + 1] = piece
    used = used + (used > 0 and 1 or 0) + w
  end
  for word in s:gmatch "[^ ]+" do
    if width_of(word) <= width then
      add(word)
    else
      for _, piece in ipairs(chop(word, width)) do add(piece) end
    end
  end
  lines[#lines + 1] = table.concat(line, " ")
  local on = ""
  for i, text in ipairs(lines) do
    text = on .. text
    for style in text:gmatch "[\1-\6]" do on = style == OFF and "" or style end
    lines[i] = on == "" and text or text .. OFF
  end
  return lines
end

--- `s` cut to `width` columns, with "…" where something is gone.
local function cut(s, width)
  if width_of(s) <= width then return s end
  return (chop(s, width - 1)[1]:gsub(" +$", "")) .. "…"
end

--- Adds a row of cells to `out`. A cell is `{text, width, right=true?}`; cells stand two columns apart.
local function row(out, indent, cells)
  local height, wrapped = 1, {}
  for i, cell in ipairs(cells) do
    wrapped[i] = wrap(cell[1], cell[2])
    height = math.max(height, #wrapped[i])
  end
  for h = 1, height do
    local line = { (" "):rep(indent) }
    for i, cell in ipairs(cells) do
      local text = wrapped[i][h] or ""
      local pad = (" "):rep(cell[2] - width_of(text))
      line[#line + 1] = cell.right and pad .. text or text .. pad
    end
    out[#out + 1] = line[1] .. table.concat(line, "  ", 2):gsub(" +$", "")
  end
end

local function heading(out, name)
  if #out > 0 then out[#out + 1] = "" end
  out[#out + 1] = styled(HEAD, name)
end

--- "s3" of something with a sentence; "" without.
local function ref(sentence)
  return sentence and styled(DIM, "s" .. sentence) or ""
end

--- Column width that fits the widest of `texts`, between `least` and `most`.
local function fit(texts, least, most)
  local widest = least
  for _, text in ipairs(texts) do widest = math.max(widest, width_of(text)) end
  return math.min(widest, most)
end

-----------------------------------------------------------------------------------------------------------------------
-- Who
-----------------------------------------------------------------------------------------------------------------------

local GROUPS = {
  { "People", person = true },
  { "Organizations", organization = true },
  { "Places", place = true, facility = true },
  { "Peoples", demonym = true },
  { "Others" }, -- every other type
}

local function group_of(entity)
  for i, group in ipairs(GROUPS) do
    if group[entity.type] then return i end
  end
  return #GROUPS
end

--- How much a document is about an entity: a mention counts once, a thing said twice more. The journalist's question
-- "who is in it" is answered first by those who speak.
local function importance(report)
  local weight = {}
  for _, entity in ipairs(report.entities) do weight[entity.id] = #(entity.mentions or {}) end
  for _, quote in ipairs(report.quotes) do
    for _, id in ipairs(quote.speaker and quote.speaker.entities or {}) do weight[id] = (weight[id] or 0) + 2 end
  end
  return weight
end

--- "s1 s4 s9 …": the sentences that mention an entity.
local function refs(entity)
  local list, seen = {}, {}
  for _, mention in ipairs(entity.mentions or {}) do
    local s = mention.sentence
    if s and not seen[s] then
      seen[s] = true
      list[#list + 1] = "s" .. s
    end
  end
  if #list > MAX_REFS then
    list[MAX_REFS + 1] = "…"
    return table.concat(list, " ", 1, MAX_REFS + 1)
  end
  return table.concat(list, " ")
end

--- What is known of an entity besides its name: roles, type where its group does not say it, other names.
local function details(entity, plain_type)
  local parts = {}
  if not plain_type then parts[1] = entity.type end
  local seen = {}
  for _, role in ipairs(entity.roles or {}) do
    local text = clean(role.text or "")
    if not seen[text:lower()] then parts[#parts + 1] = text end
    seen[text:lower()] = true
  end
  local governs = false
  for _, mention in ipairs(entity.mentions or {}) do governs = governs or mention.as == "government" end
  if governs then parts[#parts + 1] = "as a government" end
  local text = table.concat(parts, "; ")
  if #(entity.aliases or {}) > 0 then
    local names = {}
    for i, alias in ipairs(entity.aliases) do names[i] = clean(alias) end
    text = text .. (text == "" and "" or "; ") .. styled(DIM, "also " .. table.concat(names, ", "))
  end
  return text
end

local function who(out, report, width)
  if #report.entities == 0 then return end
  local weight, groups, names, counts, all_refs = importance(report), {}, {}, {}, {}
  for i, entity in ipairs(report.entities) do
    local g = group_of(entity)
    groups[g] = groups[g] or {}
    table.insert(groups[g], { entity = entity, at = i })
    names[i] = clean(entity.name or "")
    counts[i] = #(entity.mentions or {}) .. "×"
    all_refs[i] = refs(entity)
  end
  local name_width, count_width, refs_width = fit(names, 8, width * 3 // 10), fit(counts, 2, 8), fit(all_refs, 2, 20)
  local rest = width - 4 - name_width - count_width - refs_width - 3 * 2
  heading(out, "WHO")
  for g, group in ipairs(GROUPS) do
    local list = groups[g]
    if list then
      table.sort(list, function(a, b)
        local x, y = weight[a.entity.id] or 0, weight[b.entity.id] or 0
        if x ~= y then return x > y end
        return a.at < b.at
      end)
      out[#out + 1] = "  " .. styled(DIM, group[1])
      for _, item in ipairs(list) do
        local entity = item.entity
        row(out, 4, {
          { styled(BOLD, names[item.at]), name_width },
          { details(entity, g < #GROUPS and entity.type ~= "facility"), rest },
          { counts[item.at], count_width, right = true },
          { styled(DIM, all_refs[item.at]), refs_width },
        })
      end
    end
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- What was said
-----------------------------------------------------------------------------------------------------------------------

--- Names of entities, joined. `by_id` maps ids to entities.
local function names_of(ids, by_id)
  local names = {}
  for _, id in ipairs(ids or {}) do
    if by_id[id] then names[#names + 1] = clean(by_id[id].name or "") end
  end
  if #names <= 2 then return table.concat(names, " and ") end
  return table.concat(names, ", ", 1, #names - 1) .. " and " .. names[#names]
end

--- A speaker as one label: "Ingrid Halvorsen", "Ingrid Halvorsen (she)", "officials".
local function label(speaker, by_id)
  local text = speaker.text and clean(speaker.text)
  local name = speaker.name and clean(speaker.name) or names_of(speaker.entities, by_id)
  if name == "" then return styled(BOLD, text or "somebody") end
  local other = (speaker.by == "pronoun" or speaker.by == "nominal") and text and text ~= name
  return styled(BOLD, name) .. (other and styled(DIM, " (" .. text .. ")") or "")
end

-- Quotation marks that stand right before or after a marked stretch; ours are shown in their place.
local MARKS = { '"', "'", "“", "”", "„", "‟", "‘", "’", "‚", "«", "»", "‹", "›", "``" }

--- `s` without a quotation mark at its end (`at_end`) or start.
local function without_mark(s, at_end)
  for _, mark in ipairs(MARKS) do
    if at_end and s:sub(-#mark) == mark then return s:sub(1, -#mark - 1) end
    if not at_end and s:sub(1, #mark) == mark then return s:sub(#mark + 1) end
  end
  return s
end

--- Cleaned, but with a space kept where there was white space at either end.
local function clean_inside(s)
  local text = clean(s)
  if text == "" then return s ~= "" and " " or "" end
  return (s:find "^%s" and " " or "") .. text .. (s:find "%s$" and " " or "")
end

--- A quote's words: what stands inside quotation marks gets marks and colour, the rest is plain.
local function words(quote, input)
  if not input or #(quote.parts or {}) == 0 then
    local text = clean(quote.text or "")
    return quote.type == "direct" and styled(SAID, "“" .. text .. "”") or text
  end
  local out = {}
  for i, part in ipairs(quote.parts) do
    local at, after = part.first, false
    if i > 1 then out[#out + 1] = " " end
    for _, m in ipairs(quote.marked or {}) do
      if m.first >= at and m.last <= part.last then
        local before = without_mark(input:sub(at, m.first - 1), true)
        out[#out + 1] = clean_inside(after and without_mark(before) or before)
        out[#out + 1] = styled(SAID, "“" .. clean(input:sub(m.first, m.last)) .. "”")
        at, after = m.last + 1, true
      end
    end
    local rest = input:sub(at, part.last)
    out[#out + 1] = clean_inside(after and without_mark(rest) or rest)
  end
  return table.concat(out)
end

local function said(out, report, input, width, by_id)
  if #report.quotes == 0 then return end
  heading(out, "WHAT WAS SAID")
  for _, quote in ipairs(report.quotes) do
    local line = { quote.speaker and label(quote.speaker, by_id) or styled(DIM, "no speaker") }
    if quote.cue and quote.cue.text then line[#line + 1] = clean(quote.cue.text) end
    if quote.addressee then
      line[#line + 1] = (quote.cue and "" or styled(DIM, "to ")) .. label(quote.addressee, by_id)
    end
    if quote.floating then line[#line + 1] = styled(DIM, "goes on") end
    if quote.negated then line[#line + 1] = styled(WARN, "(negated)") end
    row(out, 2, { { table.concat(line, " "), width - 2 - 7 }, { ref(quote.sentence), 5, right = true } })
    row(out, 4, { { words(quote, input), width - 4 - 7 } })
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- How many, how much, when
-----------------------------------------------------------------------------------------------------------------------

local SECTIONS = {
  { "HOW MANY", number = true, count = true, ordinal = true, fraction = true, multiple = true, rank = true,
    score = true },
  { "HOW MUCH", percent = true, percentage_point = true, money = true, measure = true, temperature = true, age = true,
    rate = true },
  { "WHEN", date = true, time = true, duration = true, set = true },
}

--- What the figure's words mean: "≥ 3 people", "> 4.5 billion USD", "Sunday 23 March 2025"; nothing where they say
-- just that.
local function meaning(figure, shown, by_id)
  local text = phrase.figure(figure)
  local of, event = figure.of, figure.event
  if of and of.text then text = text .. " " .. clean(of.text) end
  if text == shown then text = "" end
  local whose = figure.entity and by_id[figure.entity]
  if whose then text = text .. (text == "" and "" or ", ") .. clean(whose.name or "") end
  if event and event.text then
    text = text .. (text == "" and "" or " ") .. styled(DIM, "(" .. clean(event.text) .. ")")
  end
  return text
end

local function figures(out, report, width, by_id)
  local sections, texts, sources = {}, {}, {}
  for n, figure in ipairs(report.figures) do
    for i, section in ipairs(SECTIONS) do
      if section[figure.kind] then
        sections[i] = sections[i] or {}
        table.insert(sections[i], n)
      end
    end
    texts[n] = clean(figure.extent and figure.extent.text or figure.text or "")
    local names = figure.source and names_of(figure.source.entities, by_id) or ""
    sources[n] = names ~= "" and "says " .. names or ""
  end
  local text_width, source_width = fit(texts, 8, width * 36 // 100), fit(sources, 0, width // 4)
  local rest = width - 2 - text_width - source_width - 5 - 3 * 2
  for i, section in ipairs(SECTIONS) do
    if sections[i] then heading(out, section[1]) end
    for _, n in ipairs(sections[i] or {}) do
      local figure = report.figures[n]
      row(out, 2, {
        { styled(BOLD, texts[n]), text_width },
        { meaning(figure, texts[n], by_id), rest },
        { styled(DIM, sources[n]), source_width },
        { ref(figure.sentence), 5, right = true },
      })
    end
  end
end

-----------------------------------------------------------------------------------------------------------------------
-- Top and bottom
-----------------------------------------------------------------------------------------------------------------------

--- Name and date of the document, its first line, and how much was found.
local function top(out, report, input, width)
  local id = report.id ~= "-" and report.id or "" -- standard input has no name
  local line = styled(BOLD, cut(clean(tostring(id)), width - 24))
  if report.date then
    line = line .. styled(DIM, (line == "" and "" or " · ") .. phrase.timex(report.date:sub(1, 10)))
  end
  if line ~= "" then out[#out + 1] = line end
  local first = clean((input or ""):sub(1, 4 * width):match "^[%s\239\187\191]*([^\r\n]*)")
  if first ~= "" then out[#out + 1] = cut(first, width) end
  out[#out + 1] = styled(DIM, ("─"):rep(width))
end

local function sentences(out, report, input, width)
  heading(out, "SENTENCES")
  local list = report.sentences
  local number_width = #tostring(#list) + 1
  for i, s in ipairs(list) do
    local text = clean(input:sub(s.first or s[1], s.last or s[2]))
    row(out, 2, { { styled(DIM, "s" .. i), number_width, right = true }, { text, width - 4 - number_width } })
  end
end

local function warnings(out, report, width)
  if #(report.warnings or {}) == 0 then return end
  heading(out, "WARNINGS")
  for _, w in ipairs(report.warnings) do
    local rule = w.rule and styled(DIM, " (" .. clean(w.rule) .. ")") or ""
    row(out, 2, { { styled(WARN, clean(w.code or "")) .. " " .. clean(w.message or "") .. rule, width - 2 } })
  end
end

--- Lines as one string, styles as ANSI colours or gone.
local function finish(out, color)
  local text = table.concat(out, "\n") .. "\n"
  return (text:gsub("[\1-\6]", color and ANSI or ""))
end

--- @tparam table report as reader:read gives it
-- @tparam ?string input the text it was read from: gives the title and the marks inside mixed quotes
-- @tparam ?table options `width` columns (80); `color` boolean (false); `with.sentences` lists the sentences by number
-- @treturn string lines, the last one ended
return function(report, input, options)
  options = options or {}
  local width = options.width or 80
  local out, by_id = {}, {}
  for _, entity in ipairs(report.entities) do by_id[entity.id] = entity end
  top(out, report, input, width)
  if #report.entities + #report.quotes + #report.figures == 0 then out[#out + 1] = "Nothing found." end
  who(out, report, width)
  said(out, report, input, width, by_id)
  figures(out, report, width, by_id)
  if options.with and options.with.sentences and report.sentences and input then
    sentences(out, report, input, width)
  end
  warnings(out, report, width)
  return finish(out, options.color)
end
