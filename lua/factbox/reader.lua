--- The reader: a program and the pipeline that a text goes through.
-- @module factbox.reader

local core = require "factbox.core"
local figure = require "factbox.figure"
local program = require "factbox.program"
local repair = require "factbox.repair"
local report = require "factbox.report"
local rules = require "factbox.rules"
local sandbox = require "factbox.sandbox"

local reader = {}
reader.__index = reader

--- The stages that stand between phases of rules, by the name that rules/en/init.lua calls them. Those of the core fill
-- the document's fact box (csrc/report/box.h); factbox.guide has told it what the rules mean to them.
local stages = {
  evidence = function(state) state.doc:decide(state.caseless) end, -- what each name is, from all its mentions
  figure = figure.run, -- what the figures are worth
  marks = repair.marks, -- quotation marks, in pairs
  quote = function(state) state.doc:quote() end, -- what is said, in how many pieces, with which cue
  resolve = function(state) state.doc:resolve() end, -- mentions to entities; then speakers, and who gives each figure
}

--- Folder of the installed rules: beside factbox/init.lua, or two folders up in a checkout.
local function installed()
  local here = debug.getinfo(1, "S").source:match "^@(.*)reader%.lua$" or "./"
  for _, dir in ipairs { here .. "rules", here .. "../../rules" } do
    if rules.read_file(dir .. "/en/init.lua") then return dir end
  end
  return here .. "rules"
end

--- Loads a language's rules and makes a reader of them. A broken rule file is left out and named in
-- `reader.errors`; without any usable rules the call fails.
-- @param options `rules` folder or list of folders, `rules_only`, `language` ("en")
-- @return reader, or nil and a message
function reader.new(options)
  options = options or {}
  local self = setmetatable({ options = options }, reader)
  local built, why = self:build()
  if not built then return nil, why end
  self.program, self.errors = built, built.errors
  return self
end

--- A reader of a program that is there already, for tools that look into it. @param built from factbox.program
function reader.of(built, options)
  return setmetatable({ options = options or {}, program = built, errors = built.errors }, reader)
end

--- Reads the files that options as for reader.new name. @return definition (factbox.rules), or nil and a message
function reader.definition(options)
  local layers, why = rules.layers(options, installed())
  if not layers then return nil, why end
  return rules.load(layers, program.lemmatizer)
end

--- Writes an image of the installed rules' word lists to `path`: `make` puts it beside the core, where a reader whose
-- lists are the same maps it instead of parsing them.
function reader.write_image(path)
  local def = assert(reader.definition { rules = installed(), rules_only = true })
  def.image = path
  assert(program.build(def))
end

--- Lets go of what only the tools of rule authors need once a program is built: patterns, the text of word lists. The
-- collector would go over them with every cycle.
local function lighten(built)
  for _, rule in ipairs(built.rules) do rule.match = nil end
  for _, list in pairs(built.lists) do list.source = nil end
end

--- Reads all files and compiles them. @return program, or nil and a message
function reader:build()
  local def, why = reader.definition(self.options)
  if not def then return nil, why end
  local built, problem = program.build(def)
  if built then lighten(built) end
  return built, problem
end

--- Compiles the files as they are now and swaps the new program in. A broken file leaves the old rules running.
-- @return true; or nil and a message "file:line: what was expected"
function reader:reload()
  local ok, built, why = pcall(self.build, self)
  if not ok then return nil, tostring(built) end
  if not built then return nil, why end
  for _, e in ipairs(built.errors) do
    if not e.warning then return nil, ("%s:%s: %s"):format(e.file, e.line or "?", e.message) end
  end
  self.program, self.errors = built, built.errors
  self.doc, self.docs = nil, nil
  return true
end

--- Most seconds that slow patterns of characters may take in one document.
local MOST_SPELLING = 5

--- Most bytes of strings that a rule's function may give one match, most bytes of its error that are told, and most
-- errors of one rule that are told of one document.
local MOST_ATTRIBUTES, MOST_MESSAGE, MOST_ERRORS = 16384, 400, 10

local function rule_error(state, message, rule, m)
  local n = (state.rule_errors[rule] or 0) + 1
  state.rule_errors[rule] = n
  if n > MOST_ERRORS then return end
  if #message > MOST_MESSAGE then message = message:sub(1, utf8.offset(message, 0, MOST_MESSAGE) - 1) .. "…" end
  if n == MOST_ERRORS then message = message .. " (further errors of this rule are not told)" end
  state:warn("rule-error", message, rule.name, m.first, m.last)
end

--- The function of a rule whose own one took the memory that others need.
local function hoarder() error("the rule's function kept too much and is not called any more", 0) end

--- What phases call back for a document, see doc:phase: spelling tests, rules' own functions, rules that are left out.
local function hooks_of(state)
  local prog = state.program
  local all = prog.rules
  local key = prog.keys

  local function slow_spelled(p, word) -- patterns that can take long have a time for all words of a document
    if state.spelling > MOST_SPELLING then return nil end
    local started = os.clock()
    local yes = p:match(word) ~= nil
    state.spelling = state.spelling + os.clock() - started
    if state.spelling > MOST_SPELLING then
      state:warn("rule-steps", "patterns of characters took too long and were left out for this document")
    end
    return yes
  end
  local function on_spelled(group, word) return prog.spelled(group, word, slow_spelled) end
  local function on_action(number, m)
    local rule = all[number + 1]
    local ok, result = sandbox.action(rule.gives.action, m)
    if not ok then return rule_error(state, sandbox.message(result, rule.file), rule, m) end
    if result == false then return false end
    if type(result) ~= "table" then return nil end
    local attrs, undeclared, size = {}, nil, 0
    for k, v in pairs(result) do
      local t = type(v)
      if type(k) == "string" and (t == "string" or t == "number" or t == "boolean") then
        if not key[k] then -- a key of attributes has to be known when the rules are compiled
          undeclared = undeclared and undeclared < k and undeclared or k
        elseif t ~= "string" or size + #v <= MOST_ATTRIBUTES then
          attrs[key[k]] = v
          size = size + (t == "string" and #v or 0)
        else
          rule_error(state, "the attribute " .. k .. " is too long", rule, m)
        end
      end
    end
    if undeclared then rule_error(state, "no list, rule or init.lua declares the attribute " .. undeclared, rule, m) end
    return attrs
  end
  local function on_spent(number)
    local rule = all[number + 1]
    if state.spent[rule] then return end -- in an earlier window
    state.spent[rule] = true
    state:warn("rule-steps", "the rule took too many steps and was left out for this document", rule.name)
  end
  return on_spelled, on_action, on_spent
end

--- Runs a phase of rules over a document.
local function run_phase(state, phase)
  local on_spelled, on_action, on_spent = state.on_spelled, state.on_action, state.on_spent
  if phase.actions then
    sandbox.phase(state.doc.phase, state.doc, phase.number, on_spelled, on_action, on_spent)
    if sandbox.heavy() then
      for _, rule in ipairs(state.program.rules) do
        if rule.gives.action and sandbox.hoards(rule.gives.action) then
          rule.gives.action = hoarder
          state:warn("rule-error", "the rule's function keeps too much from one match to the next", rule.name)
        end
      end
    end
  else
    state.doc:phase(phase.number, on_spelled, on_action, on_spent)
  end
end

local function warn(state, code, message, rule, first, last)
  local w = state.warnings
  w[#w + 1] = { code = code, message = message, rule = rule, first = first, last = last }
end

--- Bytes from which on a text is read in windows, and of a window at most. What a window takes, fifty times its size and
-- more, is used again for the next one; names have to come to an understanding within it.
local BIG, WINDOW = 1 << 20, 1 << 18

--- Bytes of the windows that a text is read in; nil where it is read as a whole: the smaller ones, and those whose
-- document somebody looks into.
local function window_of(text, options)
  if options.ready or options.watch then return nil end
  return options.window or #text >= BIG and WINDOW or nil
end

--- What is done with a text, from `begin` to `finish`: the document that it is read in, what the stages leave there.
-- @return the state
local function begin(prog, doc, text, options)
  local state = { doc = doc, program = prog, text = text, options = options, repairs = repair.kinds(options.repair),
    spelling = 0, rule_errors = {}, spent = {}, failures = {}, warnings = {}, warn = warn, ill_formed = 0 }
  state.on_spelled, state.on_action, state.on_spent = hooks_of(state)
  return state
end

--- Finds the tokens and list phrases of a text, or of its window from byte `first` on, of about `size` bytes.
-- @return where the next window begins, if there is one
local function look(state, first, size)
  local doc, with = state.doc, state.options.with
  local repairs = with and with.repairs
  local _, _, invalid, following = doc:tokenize(state.text, state.repairs, repairs, first, size)
  state.ill_formed = state.ill_formed + invalid
  state.first, state.last = first or 1, (following or #state.text + 1) - 1
  if repairs then repair.warn(state) end
  state.caseless = report.caseless(doc)
  doc:scan(state.caseless)
  if state.options.ready then state.options.ready(doc) end
  return following
end

--- Takes what a document has through a phase or stage.
local function step(state, phase)
  if phase.stage then
    -- an error in one stage costs what that stage finds, not the document
    local ok, why = pcall(stages[phase.stage], state)
    local message = not ok and phase.stage .. ": " .. tostring(why)
    if message and not state.failures[message] then
      state.failures[message] = true
      state:warn("stage-error", message)
    end
  elseif not (phase.cased and state.caseless or phase.caseless and not state.caseless) then
    run_phase(state, phase)
  end
  if state.options.watch then state.options.watch(state.doc, phase) end
end

--- All is found: puts the warnings together and gives back what the report does not need.
local function finish(state)
  local options = state.options
  local with, n = options.with or {}, state.ill_formed
  if n > 0 then
    table.insert(state.warnings, 1, { code = "invalid-utf8",
      message = n .. " ill-formed UTF-8 sequence" .. (n > 1 and "s" or "") .. ", read with replacement" })
  end
  if not (with.tokens or with.sentences or options.ready or options.watch) then state.doc:shed() end
  for _, w in ipairs(options.warnings or {}) do state.warnings[#state.warnings + 1] = w end
end

--- Takes a text through all phases and stages. @return the state, whose document has what was found
local function process(self, text, options)
  if type(text) ~= "string" then error("factbox: read needs a string, not " .. type(text), 3) end
  local prog = self.program
  local doc = self.doc or prog.core:doc(prog.names)
  self.doc = nil -- an error on the way leaves this document to the collector
  local state = begin(prog, doc, text, options)
  local with, size = options.with or {}, window_of(text, options)
  local first = size and 1
  repeat
    local following = look(state, first, size)
    for _, phase in ipairs(prog.phases) do step(state, phase) end
    if following then doc:note(with.tokens, with.sentences) end
    first = following
  until not first
  finish(state)
  return state
end

--- Keeps the document for the next text: not after a reload on the way, words and rules have other numbers then.
local function put_back(self, state)
  if self.program == state.program then self.doc = state.doc end
end

--- Reads a text. One of a megabyte and more is read in windows of some 250 kB, cut between paragraphs where there are
-- any, and takes little memory beside its report. Then what is decided of names holds from one window to the next, not
-- back: an entity is found again by its names, roles and pronouns, and "Lund" is called by the full name that comes later
-- only if nobody else is; a cut ends a quotation; whether capitals tell anything is asked of each window. With `ready` or
-- `watch` a text is read as a whole, however big it is.
-- @param text  bytes, UTF-8
-- @param options  `id`; `date` (ISO 8601) that relative dates are resolved against;
--   `with` { tokens=, sentences=, repairs= }: also list these, and warn of each repair
--   `warnings` a list of further ones for the report to end with
--   `window` bytes of the windows that the text is read in: not for users, but for tests of what happens to big texts
--   `repair` false or { hyphens = false, … }: what of garbled text is not to be repaired (repair.lua names the kinds)
--   `ready` function(doc), called when tokens and list phrases are there, `watch` function(doc, phase), called after
--   each phase and stage: for the check of examples and for explaining
-- @return the report (see REPORT.md); spans are `first`, `last`, 1-based inclusive bytes of `text`
function reader:read(text, options)
  local state = process(self, text, options or {})
  local result = report.build(state)
  put_back(self, state)
  return result
end

--- Reads a text and gives the report as JSON, in the field order of REPORT.md: the same bytes as encoding what `read`
-- gives, in less time and memory.
-- @param options  as for `read`; `offsets` "bytes", "chars" or "utf16"; `with` { text= } too; `begin` function(),
--   called when the text is read, before anything is written: what fails earlier is this text's, not the writing's
-- @param write  file, or function(piece): takes the JSON piece by piece; without it, it is the result
-- @return JSON without line end, or nil where `write` has it
function reader:json(text, options, write)
  options = options or {}
  local state = process(self, text, options)
  if options.begin then options.begin() end
  local result = core.json(report.head(state), text, options, state.doc, write)
  put_back(self, state)
  return result
end

--- Most texts that are worth reading together, and most bytes: what they need all at once should stay in the cache.
reader.together = { texts = 16, bytes = 1 << 16 }

--- The documents that `n` texts are read in. They share what they learn of words, but for that each is its own.
local function documents(self, n)
  local prog = self.program
  local docs = self.docs
  if not docs or docs[1] ~= self.doc then docs = { self.doc or prog.core:doc(prog.names) } end -- else one of them broke
  for i = #docs + 1, n do docs[i] = docs[1]:sibling() end
  self.doc, self.docs = nil, nil -- an error on the way leaves them to the collector
  return docs
end

--- Calls a function for a text of a batch; where it fails, that is this text's.
local function attempt(state, f, ...)
  if state.why then return nil end
  local ok, result = pcall(f, state, ...)
  if ok then return result end
  state.why = result == nil and "an error without a message" or result
end

--- Reads items first..last, at most `reader.together.texts`, into `out` and `why`.
local function read_together(self, items, first, last, out, why)
  local prog = self.program
  local docs = documents(self, last - first + 1)
  local states, failed = {}, false
  for i = first, last do
    local text, options = items[i].text, items[i].options or {}
    if type(text) ~= "string" or #text > reader.together.bytes or window_of(text, options) then
      local ok, result = pcall(self.json, self, text, options)
      out[i], why[i] = ok and result, not ok and result or nil
    else
      local state = begin(prog, docs[#states + 1], text, options)
      state.item = i
      states[#states + 1] = state
    end
  end
  for _, state in ipairs(states) do attempt(state, look) end
  for _, phase in ipairs(prog.phases) do
    for _, state in ipairs(states) do attempt(state, step, phase) end
  end
  for _, state in ipairs(states) do
    attempt(state, finish)
    local json = attempt(state, function() return core.json(report.head(state), state.text, state.options, state.doc) end)
    out[state.item], why[state.item] = json or false, state.why
    failed = failed or state.why ~= nil
  end
  if not failed and self.program == prog then self.doc, self.docs = docs[1], docs end
end

--- Reads several texts at once and gives each one's report as JSON, as `json` does. That takes a tenth to a fifth less
-- time than one after the other: each phase goes over some texts while its rules are in the cache. Big texts are read by
-- themselves. A rule's own function sees the matches of these texts in turn.
-- @param items  list of { text =, options = } as for `json`; `options.begin` is called for big texts only
-- @return list of JSON, false where a text could not be read; and why not, by the same numbers
function reader:batch(items)
  local out, why = {}, {}
  local most = reader.together.texts
  for first = 1, #items, most do read_together(self, items, first, math.min(first + most - 1, #items), out, why) end
  return out, why
end

return reader
