--- Factbox in pandoc: marks who, what they said and how many, how much, when in any document that
-- pandoc reads, for any format that it writes.
--
--     pandoc article.docx -L lua/hosts/pandoc/factbox.lua -o annotated.html
--
-- Mentions, quotes and figures become `Span` elements; not a character of the text changes:
--
--     <span id="factbox-e1" class="factbox-mention factbox-person"
--           data-entity="e1" data-type="person" data-form="name" data-name="Ana Lund">Lund</span>
--     <span id="factbox-q1" class="factbox-quote" data-quote="q1" data-type="direct"
--           data-speaker="Ana Lund" data-speaker-entities="e1">We will rebuild it</span>
--     <span id="factbox-f1" class="factbox-figure" data-figure="f1" data-kind="count"
--           data-value="3" data-modifier="at_least" data-of="people">three</span>
--
-- A span that cannot be one element (a quote that its cue interrupts, a name that begins inside an
-- emphasis and ends outside) becomes several; those after the first have the same attributes, the class
-- `factbox-part` in addition, and no id. Spans in headings have no id.
--
-- Metadata, on the command line as `-M key=value` or in the document:
--
--     factbox-date        date that "on Tuesday" is resolved against; else the document's own `date`
--     factbox-mark        which spans to make, of "mentions quotes figures" (the default: all)
--     factbox-rules       folder of the user's own rules
--     factbox-command     the command for the fallback (default: the checkout's, else `factbox`)
--     factbox-in-process  false: use the command even where the module loads
--
-- The way through: (1) every list of inline elements (a paragraph, a heading, a table cell, a footnote's
-- paragraph, …) is laid out as plain text, and its elements remember their byte ranges; (2) the whole
-- text is read once, so that a name introduced in the first paragraph is known in the last footnote;
-- (3) the lists are put together again with spans around the ranges that were found.
--
-- Needs pandoc 2.17 or later. Where the pandoc binary cannot load C modules (static builds), the text
-- goes to the `factbox` command instead, once per document.

local MARKS_AT = "factbox-" -- prefix of our ids and classes

-- ---------------------------------------------------------------------------------------------
-- Finding the module.

--- The checkout or Lua folder that this file lies in: `<root>/lua/hosts/pandoc/factbox.lua` when run from
-- a checkout, `<share>/factbox/hosts/pandoc/factbox.lua` when installed.
-- @return string the path up to `hosts/pandoc/`, with its final slash, or nil
local function home()
  local here = (PANDOC_SCRIPT_FILE or ""):gsub("\\", "/"):match("^(.*/)[^/]*$") or "./"
  local above = here:match("^(.*/)hosts/pandoc/$") or here == "hosts/pandoc/" and "./"
  if above then return above end
  -- Run from within the folder, as `-L ./factbox.lua` or `-L ../pandoc/factbox.lua`.
  return here .. "../../"
end

local function exists(path)
  local file = io.open(path, "r")
  if file then file:close() end
  return file ~= nil
end

local HOME = home()
local IN_CHECKOUT = exists(HOME .. "factbox/init.lua") and exists(HOME .. "bin/factbox")

--- Sets the search paths. `./?.lua` goes first of all: with `-L ./factbox.lua`, `require "factbox"` would
-- find this very filter. The checkout comes before what is installed.
local function set_paths()
  local function without_dot(path)
    local kept = {}
    for template in path:gmatch("[^;]+") do
      if template:sub(1, 2) ~= "./" then kept[#kept + 1] = template end
    end
    return table.concat(kept, ";")
  end
  package.path, package.cpath = without_dot(package.path), without_dot(package.cpath)
  if IN_CHECKOUT then
    local version = _VERSION:match("%d+%.%d+")
    package.path = HOME .. "?.lua;" .. HOME .. "?/init.lua;" .. package.path
    package.cpath = HOME .. "../build/" .. version .. "/?.so;" .. package.cpath
  end
end

-- ---------------------------------------------------------------------------------------------
-- Reading the text.

local function complain(message) io.stderr:write("[WARNING] factbox: ", message, "\n") end

--- Reads in this process. Rule files that do not load are named, and the others are used.
-- @return report (spans 1-based, inclusive), or nil and why the module could not be loaded
local function read_here(text, option)
  local loaded, factbox = pcall(require, "factbox")
  if not loaded then return nil, factbox end
  if type(factbox) ~= "table" or not factbox.reader then return nil, "the module found is another one" end
  local reader, message = factbox.reader { rules = option.rules, language = "en" }
  if not reader then error("factbox: " .. tostring(message), 0) end
  for _, problem in ipairs(reader.errors or {}) do
    if not problem.warning then
      complain(("%s:%s: %s"):format(problem.file, problem.line or "?", problem.message))
    end
  end
  return reader:read(text, { id = option.id, date = option.date })
end

--- Decodes JSON: pandoc's own decoder from 3.1.1 on, dkjson before.
local function decode(json)
  if pandoc.json then return pandoc.json.decode(json, false) end
  local found, dkjson = pcall(require, "dkjson")
  if not found then
    error("factbox: this pandoc cannot load Factbox's C module, and to read the command's answer it needs the "
      .. "Lua module dkjson (Debian: lua-dkjson) or pandoc 3.1.1", 0)
  end
  local value, _, message = dkjson.decode(json)
  if value == nil then error("factbox: the command's answer is no JSON: " .. tostring(message), 0) end
  return value
end

--- Brings spans of the JSON report (0-based, end-exclusive) to those of the Lua report, all the way down.
local function to_lua_spans(value)
  if type(value) ~= "table" then return value end
  for key, inner in pairs(value) do
    if type(inner) == "table" then to_lua_spans(inner)
    elseif type(inner) == "userdata" then value[key] = nil -- pandoc.json's null
    end
  end
  if value.start and value["end"] then
    value.first, value.last = math.tointeger(value.start) + 1, math.tointeger(value["end"])
  end
  return value
end

--- Reads with the command, once for the whole document.
local function read_by_command(text, option, why)
  local command = option.command or IN_CHECKOUT and HOME .. "bin/factbox" or "factbox"
  local args = { "read", "--format", "json", "--offsets", "bytes" }
  for _, name in ipairs { "id", "date", "rules" } do
    if option[name] then
      args[#args + 1] = "--" .. name
      args[#args + 1] = option[name]
    end
  end
  local ran, answer = pcall(pandoc.pipe, command, args, text)
  if not ran then
    local message = type(answer) == "table" and ("status %s %s"):format(answer.error_code, answer.output or "")
      or tostring(answer)
    error(("factbox: the module does not load (%s) and the command `%s` fails (%s)"):format(
      tostring(why), command, message), 0)
  end
  return to_lua_spans(decode(answer))
end

-- ---------------------------------------------------------------------------------------------
-- Laying the document out as text.

local PARAGRAPH_END = "\n\n"
local UNREAD = "\u{FFFC}" -- stands for what has no words for us: code, mathematics, an image

-- Elements whose children are inline elements of the same paragraph.
local CONTAINER = {}
for name in ("Emph Underline Strong Strikeout Superscript Subscript SmallCaps Quoted Link Span"):gmatch("%a+") do
  CONTAINER[name] = true
end

local SPACE = { Space = " ", SoftBreak = " ", LineBreak = "\n" }

-- Quotation marks are no elements of pandoc's but belong to `Quoted`; the reader has to see them.
local QUOTATION = { DoubleQuote = { "“", "”" }, SingleQuote = { "‘", "’" } }

--- Text of all paragraphs laid out so far, and how many bytes that is.
local layout = { parts = {}, size = 0 }

function layout:add(s)
  self.parts[#self.parts + 1] = s
  self.size = self.size + #s
end

--- Lays out a list of inline elements.
-- A node is `{element, tag, first, last, kids}`; `first` (inclusive) and `last` (exclusive) are byte
-- offsets from 0 in the document's text. Footnotes, citations and raw markup have no width, so that
-- "Lund[^1] said" is read as "Lund said".
-- @param inlines list of inline elements
-- @param notes   list that footnotes and images are appended to: their text is laid out after the paragraph
-- @return list of nodes
local function lay_out(inlines, notes)
  local nodes = {}
  for _, element in ipairs(inlines) do
    local tag = element.t
    local node = { element = element, tag = tag, first = layout.size }
    if tag == "Str" then
      node.text = element.text
      layout:add(node.text)
    elseif SPACE[tag] then
      layout:add(SPACE[tag])
    elseif CONTAINER[tag] then
      local marks = tag == "Quoted" and (QUOTATION[element.quotetype] or QUOTATION.DoubleQuote)
      if marks then layout:add(marks[1]) end
      node.kids = lay_out(element.content, notes)
      if marks then layout:add(marks[2]) end
    elseif tag == "Note" or tag == "Image" then
      notes[#notes + 1] = element
      if tag == "Image" then layout:add(UNREAD) end
    elseif tag == "Code" or tag == "Math" then
      layout:add(UNREAD)
    end
    node.last = layout.size
    nodes[#nodes + 1] = node
  end
  return nodes
end

local runs = {} -- the paragraphs, in the order in which pandoc walks them
local block -- tag of the block that was entered last

--- Calls `visit` for each list of inline elements that is a paragraph of its own, from the top of the
-- document to its end, and goes no deeper into it.
local function each_paragraph(blocks, visit)
  return blocks:walk {
    traverse = "topdown",
    Block = function(entered) block = entered.t end,
    Inlines = function(inlines) return visit(inlines), false end,
  }
end

--- First pass: lays out a paragraph, then its footnotes and the captions of its images.
local function collect(inlines)
  local notes = {}
  local run = { first = layout.size, heading = block == "Header" }
  runs[#runs + 1] = run
  run.nodes = lay_out(inlines, notes)
  run.last = layout.size
  if run.last > run.first then layout:add(PARAGRAPH_END) end
  for _, note in ipairs(notes) do
    if note.t == "Note" then each_paragraph(note.content, collect) else collect(note.caption) end
  end
end

-- ---------------------------------------------------------------------------------------------
-- What is to be marked.

--- A number as an attribute's text: 3 and 2.5, whatever its Lua type.
local function digits(number) return number and (("%.14g"):format(number)) end

local function boolean(value) return value and "true" or nil end

--- Appends a mark for each span of `spans` to `marks`. A mark is a range to wrap: `first` (inclusive) and
-- `last` (exclusive) as in nodes, what its element needs, and `shared`, common to all marks of one thing.
local function add_marks(marks, spans, thing)
  for _, span in ipairs(spans) do
    if span.first and span.last and span.last >= span.first then
      marks[#marks + 1] = { first = span.first - 1, last = span.last, rank = thing.rank, shared = thing }
    end
  end
end

--- An element's attributes, in the order given, without those that have no value.
local function attributes(list)
  local kept = {}
  for _, pair in ipairs(list) do
    if pair[2] and pair[2] ~= "" then kept[#kept + 1] = { "data-" .. pair[1], tostring(pair[2]) } end
  end
  return kept
end

local function mark_mentions(marks, report)
  for _, entity in ipairs(report.entities or {}) do
    for i, mention in ipairs(entity.mentions or {}) do
      add_marks(marks, { mention }, {
        rank = 3,
        id = MARKS_AT .. entity.id .. (i > 1 and "-" .. i or ""),
        classes = { MARKS_AT .. "mention", MARKS_AT .. entity.type },
        attributes = attributes {
          { "entity", entity.id }, { "type", entity.type }, { "form", mention.form }, { "name", entity.name },
          { "canonical", entity.canonical and entity.canonical.id }, { "as", mention.as },
        },
      })
    end
  end
end

local function mark_quotes(marks, report)
  local name = {}
  for _, entity in ipairs(report.entities or {}) do name[entity.id] = entity.name end
  local function who(source)
    if not source then return nil, nil end
    local ids, names = source.entities or {}, {}
    for i, id in ipairs(ids) do names[i] = name[id] end
    local known = #ids > 0 and #names == #ids and table.concat(names, "; ")
    return known or source.name or source.text, table.concat(ids, " ")
  end
  for _, quote in ipairs(report.quotes or {}) do
    local speaker, speaker_ids = who(quote.speaker)
    local addressee, addressee_ids = who(quote.addressee)
    add_marks(marks, quote.parts or {}, {
      rank = 1,
      id = MARKS_AT .. quote.id,
      classes = { MARKS_AT .. "quote" },
      attributes = attributes {
        { "quote", quote.id }, { "type", quote.type },
        { "speaker", speaker }, { "speaker-entities", speaker_ids },
        { "addressee", addressee }, { "addressee-entities", addressee_ids },
        { "cue", quote.cue and quote.cue.text }, { "negated", boolean(quote.negated) },
      },
    })
  end
end

local function mark_figures(marks, report)
  for _, figure in ipairs(report.figures or {}) do
    add_marks(marks, { figure }, {
      rank = 2,
      id = MARKS_AT .. figure.id,
      classes = { MARKS_AT .. "figure" },
      attributes = attributes {
        { "figure", figure.id }, { "kind", figure.kind }, { "value", digits(figure.value) },
        { "low", figure.value == nil and digits(figure.low) }, { "high", figure.value == nil and digits(figure.high) },
        { "unit", figure.unit }, { "modifier", figure.modifier ~= "exact" and figure.modifier },
        { "of", figure.of and (figure.of.head or figure.of.text) }, { "timex", figure.timex },
      },
    })
  end
end

--- All marks of the report: outer ones before inner ones; where two have the same range, a quote is
-- outside a figure and a figure outside a mention.
local function marks_of(report, wanted)
  local marks = {}
  if wanted:find "mention" then mark_mentions(marks, report) end
  if wanted:find "quote" then mark_quotes(marks, report) end
  if wanted:find "figure" then mark_figures(marks, report) end
  for i, mark in ipairs(marks) do mark.number = i end
  table.sort(marks, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    if a.rank ~= b.rank then return a.rank < b.rank end
    return a.number < b.number
  end)
  return marks
end

-- ---------------------------------------------------------------------------------------------
-- Putting the paragraphs together again.

local in_heading -- whether the paragraph being put together is a heading

--- The element for one piece of a mark, around `content`, appended to `out`. Spaces at its ends stay
-- outside (they are there when an emphasis begins or ends within the mark). Only one piece of a thing has
-- the id, and none in a heading: pandoc repeats headings, ids and all, in the table of contents.
local function wrap(mark, content, out)
  local from, to = 1, #content
  while from <= to and SPACE[content[from].t] do from = from + 1 end
  while to >= from and SPACE[content[to].t] do to = to - 1 end
  for i = 1, from - 1 do out[#out + 1] = content[i] end
  if from <= to then
    local thing, classes = mark.shared, {}
    for i, class in ipairs(thing.classes) do classes[i] = class end
    if thing.begun then classes[#classes + 1] = MARKS_AT .. "part" end
    local id = ""
    if not thing.named and not in_heading then id, thing.named = thing.id, true end
    thing.begun = true
    local attr = pandoc.Attr(id, classes, thing.attributes)
    out[#out + 1] = pandoc.Span(table.move(content, from, to, 1, {}), attr)
  end
  for i = to + 1, #content do
    if i >= from then out[#out + 1] = content[i] end
  end
end

local function covers(mark, node)
  if node.first == node.last then -- no width: inside, not at the edge
    return mark.first < node.first and node.first < mark.last
  end
  return mark.first <= node.first and node.last <= mark.last
end

--- A `Str` cut at every end of a mark that lies inside it.
local function pieces(node, active)
  local cuts, seen = {}, {}
  for _, mark in ipairs(active) do
    for _, at in ipairs { mark.first, mark.last } do
      if node.first < at and at < node.last and not seen[at] then
        seen[at] = true
        cuts[#cuts + 1] = at
      end
    end
  end
  if #cuts == 0 then return { node } end
  table.sort(cuts)
  cuts[#cuts + 1] = node.last
  local list, from = {}, node.first
  for i, at in ipairs(cuts) do
    local text = node.text:sub(from - node.first + 1, at - node.first)
    list[i] = { element = pandoc.Str(text), tag = "Str", first = from, last = at, text = text }
    from = at
  end
  return list
end

local rebuild -- forward: visits footnotes

--- The elements of `nodes` with the marks around them. One sweep from left to right: `active` holds the
-- marks that reach the node at hand, `open` the stack of those whose span is being filled.
-- @param nodes list of nodes
-- @param marks list of marks in nesting order, none of which ends before the first node
-- @return list of inline elements
local function dress(nodes, marks)
  local result = {}
  local open, active, next_mark = {}, {}, 1

  local function close_down_to(depth)
    while #open > depth do
      local top = table.remove(open)
      wrap(top.mark, top.content, #open > 0 and open[#open].content or result)
    end
  end

  -- Closes and opens spans until exactly the marks of `covering` are open.
  local function open_exactly(covering)
    local same = 0
    while open[same + 1] and covering[same + 1] and open[same + 1].mark == covering[same + 1] do same = same + 1 end
    close_down_to(same)
    for i = same + 1, #covering do open[i] = { mark = covering[i], content = {} } end
  end

  for _, whole in ipairs(nodes) do
    local kept = {}
    for _, mark in ipairs(active) do
      if mark.last > whole.first then kept[#kept + 1] = mark end
    end
    active = kept
    while marks[next_mark] and marks[next_mark].first < math.max(whole.last, whole.first + 1) do
      if marks[next_mark].last > whole.first then active[#active + 1] = marks[next_mark] end
      next_mark = next_mark + 1
    end
    for _, node in ipairs(whole.tag == "Str" and pieces(whole, active) or { whole }) do
      local covering, partial = {}, {}
      for _, mark in ipairs(active) do
        if covers(mark, node) then covering[#covering + 1] = mark
        elseif mark.first < node.last and node.first < mark.last then partial[#partial + 1] = mark
        end
      end
      open_exactly(covering)
      local element = node.element
      if node.kids then
        element = element:clone()
        element.content = dress(node.kids, partial)
      elseif node.tag == "Note" then
        element = element:clone()
        element.content = each_paragraph(element.content, rebuild)
      elseif node.tag == "Image" then
        element = element:clone()
        element.caption = rebuild(element.caption)
      end
      local into = #open > 0 and open[#open].content or result
      into[#into + 1] = element
    end
  end
  close_down_to(0)
  return result
end

local visited, all_marks, next_mark = 0, nil, 1
local reaching = {} -- marks begun in an earlier paragraph that may go on: a quote of several paragraphs

--- Second pass: gives a paragraph back with its marks. Paragraphs come in the order of the first pass, so
-- that a count tells which one it is.
function rebuild(inlines)
  visited = visited + 1
  local run, mine = runs[visited], {}
  for _, mark in ipairs(reaching) do
    if mark.last > run.first then mine[#mine + 1] = mark end
  end
  while all_marks[next_mark] and all_marks[next_mark].first < run.last do
    if all_marks[next_mark].last > run.first then mine[#mine + 1] = all_marks[next_mark] end
    next_mark = next_mark + 1
  end
  reaching = {}
  for _, mark in ipairs(mine) do
    if mark.last > run.last then reaching[#reaching + 1] = mark end
  end
  local plain = #mine == 0
  for _, node in ipairs(run.nodes) do -- footnotes, here or further in, have to be visited
    if node.kids or node.tag == "Note" or node.tag == "Image" then plain = false end
  end
  if plain then return inlines end
  local outside = in_heading -- of the paragraph whose footnote this is
  in_heading = run.heading
  local dressed = pandoc.Inlines(dress(run.nodes, mine))
  in_heading = outside
  return dressed
end

-- ---------------------------------------------------------------------------------------------

--- What the document's metadata and the command line ask for.
local function options(meta)
  local function value(key)
    if meta[key] == nil then return nil end
    if type(meta[key]) == "boolean" then return tostring(meta[key]) end
    local text = pandoc.utils.stringify(meta[key])
    return text ~= "" and text or nil
  end
  local files = PANDOC_STATE and PANDOC_STATE.input_files or {}
  local date = value "date"
  return {
    id = files[1],
    date = value "factbox-date" or date and pandoc.utils.normalize_date(date) or nil,
    rules = value "factbox-rules",
    command = value "factbox-command",
    mark = value "factbox-mark" or "mentions quotes figures",
    in_process = value "factbox-in-process" ~= "false",
  }
end

local function annotate(doc)
  if PANDOC_VERSION < "2.17" then error("factbox: this filter needs pandoc 2.17 or later", 0) end
  local option = options(doc.meta)
  each_paragraph(doc.blocks, collect)
  local text = table.concat(layout.parts)
  if text == "" then return nil end

  set_paths()
  local report, why = nil, "factbox-in-process is false"
  if option.in_process then report, why = read_here(text, option) end
  report = report or read_by_command(text, option, why)
  for _, warning in ipairs(report.warnings or {}) do
    complain(warning.message or warning.code)
  end

  all_marks = marks_of(report, option.mark)
  doc.blocks = each_paragraph(doc.blocks, rebuild)
  return doc
end

return { { Pandoc = annotate } }
