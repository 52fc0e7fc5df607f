--- `factbox read`: documents in, fact boxes out.
--
--     input    text files or JSON lines          -> one document after the other (documents)
--     reader   text -> report
--     output   text, json or jsonl               -> one box, object or line a document, in order (outputs)
--
-- A document that cannot be read never stops the others and never goes missing: json and jsonl hold
-- `{"id", "error": {"code", "message"}}` in its place, standard error says why, and the exit status is 1.
--
-- @module factbox.command.read

local core = require "factbox.core"
local records = require "factbox.command.records"
local terminal = require "factbox.command.terminal"
local timex = require "factbox.timex"
local write_json = require "factbox.writers.json"
local write_text = require "factbox.writers.text"

local read = {}

read.summary = "Read documents and print their fact boxes."

local EXAMPLES = [[
Examples:
   factbox read article.txt
        the fact box of one article
   factbox read --date 2025-03-23 article.txt
        "on Sunday" becomes 23 March 2025
   curl -s https://example.org/story.txt | factbox read --format json | jq .quotes
        what was said, as JSON
   factbox read --format jsonl stories/*.txt > boxes.jsonl
        many files, a line each
   factbox read --input jsonl --offsets chars --with sentences < in.jsonl > out.jsonl
        lines {"id", "text", "date"?} in, a line each out, in the same order
   factbox read --rules my-rules article.txt
        with rules and lists of your own over the ones that come with Factbox

Text is UTF-8. With --format json several documents are one JSON array.
Exit status: 0 all well, 1 some documents failed, 2 wrong usage or rules that do not load.]]

--- Turns "tokens,text" into `{tokens=true, text=true}`; nil and a message for anything else.
local function parse_with(value)
  local with = {}
  for name in (value .. ","):gmatch "([^,]*)," do
    if name ~= "tokens" and name ~= "sentences" and name ~= "text" and name ~= "repairs" then
      return nil, ("--with: expected tokens, sentences, text or repairs, got '%s'"):format(name)
    end
    with[name] = true
  end
  return with
end

--- Turns "hyphens,spaces" into the reader's option `repair`; "all" into false.
local function parse_without(value)
  if value == "all" then return { repair = false } end
  local repair = {}
  for name in (value .. ","):gmatch "([^,]*)," do
    if not core.repairs[name] then
      local names = {}
      for known in pairs(core.repairs) do names[#names + 1] = known end
      table.sort(names)
      return nil, ("--no-repair: expected all or some of %s, got '%s'"):format(table.concat(names, ", "), name)
    end
    repair[name] = false
  end
  return { repair = repair }
end

local function parse_date(value)
  local reference, message = timex.reference(value)
  return reference and value, message and "--date: " .. message
end

--- Declares arguments and options.
function read.define(parser)
  parser:epilog(EXAMPLES)
  parser:argument "FILE":args "*":description "Files to read; standard input when there are none, or for '-'."
  parser:option "--format":choices { "text", "json", "jsonl" }:argname "FORMAT"
    :description("text: a fact box to look at (the default); json: one JSON value; "
      .. "jsonl: a JSON object a line (the default with --input jsonl).")
  parser:option "--input":choices { "text", "jsonl" }:argname "INPUT":default "text":show_default(false)
    :description "text: a file is a document (the default); jsonl: a line is a document."
  parser:option "--date":argname "DATE":convert(parse_date)
    :description("When it was written (ISO 8601): what 'on Sunday' is resolved against. A date alone, or a time with its "
      .. "zone, also dates clock times such as '8pm'.")
  parser:option "--id":argname "ID":description "Name of the document; its file's name when not given."
  parser:option "--rules":argname "DIR":count "*"
    :description "Folder of rules and lists over the installed ones; repeatable, the first wins."
  parser:flag "--rules-only":description "Only the rules of --rules, without the installed ones."
  parser:option "--offsets":choices { "bytes", "chars", "utf16" }:argname "UNIT":default "bytes":show_default(false)
    :description "What start and end count in JSON: bytes (the default), chars (Python), utf16 (JavaScript)."
  parser:option "--with":argname "LIST":convert(parse_with):default {}
    :description "Also give tokens, sentences, text, repairs (a warning for each); separated by commas."
  parser:option "--no-repair":argname "LIST":convert(parse_without):default {}
    :description("Garbled text that is to be read as it stands: all, or hyphens, spaces, invisible, ligatures, widths, "
      .. "linebreaks, mojibake, quotes, entities; separated by commas.")
  parser:option "--color":choices { "auto", "always", "never" }:argname "WHEN":default "auto":show_default(false)
    :description "Colour in the text format: auto (the default; honours NO_COLOR), always, never."
end

--- What is wrong with options that are each right.
function read.check(options)
  options.format = options.format or (options.input == "jsonl" and "jsonl" or "text")
  if options.id and options.input == "jsonl" then return "--id is for one document: lines of jsonl have their own" end
  if options.id and #options.FILE > 1 then return "--id is for one document, not for several files" end
  if options.rules_only and #options.rules == 0 then return "--rules-only needs --rules DIR" end
  return nil
end

-----------------------------------------------------------------------------------------------------------------------
-- Outputs: each has document(reader, text, options of reader:read), failure(id, code, message), close(); those of JSON
-- also made(json), for a document that was read together with others
-----------------------------------------------------------------------------------------------------------------------

--- Writes to standard output; a full disk or a closed pipe ends the run.
local function emit(...)
  local ok, message = io.stdout:write(...)
  if not ok then error({ output = message }, 0) end
end

--- Hands on what was written, so that a program that sends line by line gets its answer at once.
local function flush()
  local ok, message = io.stdout:flush()
  if not ok then error({ output = message }, 0) end
end

--- Writes a document's JSON, after `before`. Nothing is written of a document that fails; what goes wrong later ends
-- the run, as nothing can take back what is written.
local function emit_json(reader, text, options, before)
  local begun = false
  options.begin = function()
    begun = true
    emit(before)
  end
  local ok, message = pcall(reader.json, reader, text, options, io.stdout)
  if ok then return end
  if begun and type(message) ~= "table" then message = { output = tostring(message) } end
  error(message, 0)
end

local function failure_of(id, code, message)
  return write_json { id = id, error = { code = code, message = message } }
end

local outputs = {}

function outputs.jsonl()
  return {
    document = function(reader, text, options)
      emit_json(reader, text, options, "")
      emit "\n"
      flush()
    end,
    made = function(json)
      emit(json, "\n")
      flush()
    end,
    failure = function(id, code, message)
      emit(failure_of(id, code, message), "\n")
      flush()
    end,
    close = function() end,
  }
end

--- One object for one file or standard input, an array for anything else.
function outputs.json(options)
  local single = options.input == "text" and #options.FILE <= 1
  local n = 0
  local function before() return single and "" or n == 0 and "[\n" or ",\n" end
  return {
    document = function(reader, text, reading)
      emit_json(reader, text, reading, before())
      n = n + 1
    end,
    made = function(json)
      emit(before(), json)
      n = n + 1
    end,
    failure = function(id, code, message)
      emit(before(), failure_of(id, code, message))
      n = n + 1
    end,
    close = function() emit(single and "\n" or n == 0 and "[]\n" or "\n]\n") end,
  }
end

function outputs.text(options)
  local layout = { width = terminal.width(), color = terminal.color(options.color), with = options.with }
  local n = 0
  return {
    document = function(reader, text, reading)
      local box = write_text(reader:read(text, reading), text, layout)
      n = n + 1
      emit(n > 1 and "\n\n" or "", box)
      flush()
    end,
    failure = function() end, -- standard error has it
    close = function() end,
  }
end

-----------------------------------------------------------------------------------------------------------------------
-- Reading
-----------------------------------------------------------------------------------------------------------------------

--- Says on standard error what could not be read.
local function complain(...)
  terminal.clear_progress()
  io.stderr:write("factbox: ", table.concat { ... }, "\n")
end

--- Message of an error value: the reader's own errors may be tables with code and message.
local function describe(failure)
  if type(failure) == "table" then return failure.code or "internal", tostring(failure.message) end
  return "internal", tostring(failure)
end

--- What reader:read is asked for a document. @tparam table document `{id=, text=, date=, bad_date=}`
local function reading(document, options)
  return {
    id = document.id, date = document.date or options.date, with = options.with, offsets = options.offsets,
    repair = (options.no_repair or {}).repair,
    warnings = document.bad_date and { { code = "bad-date", message = document.bad_date } },
  }
end

--- Writes what stands in the place of a document that failed. @return the message
local function fail(output, document, message)
  local code, why = describe(message)
  output.failure(document.id, code, why)
  return why
end

--- Reads one document and writes it. @return why that failed, or nil
local function read_one(reader, document, output, options)
  local ok, message = pcall(output.document, reader, document.text, reading(document, options))
  if ok then return nil end
  if type(message) == "table" and message.output then error(message, 0) end
  return fail(output, document, message)
end

--- Reads documents together and writes them. @return list of why they failed, nil for those that did not
local function read_together(reader, documents, output, options)
  local items, failures = {}, {}
  for i, document in ipairs(documents) do items[i] = { text = document.text, options = reading(document, options) } end
  local ok, boxes, why = pcall(reader.batch, reader, items)
  if not ok then -- there is not the memory for all of them at once
    for i, document in ipairs(documents) do failures[i] = read_one(reader, document, output, options) end
    return failures
  end
  for i, document in ipairs(documents) do
    if boxes[i] then output.made(boxes[i]) else failures[i] = fail(output, document, why[i]) end
  end
  return failures
end

--- Reads every document of every file. Returns the number that failed.
local function read_all(reader, output, options)
  local failed, done = 0, 0
  local files = #options.FILE > 0 and options.FILE or { "-" }
  if #options.FILE == 0 then terminal.invite() end
  local progress = terminal.progress(options.input == "text" and #files)

  local function finished(place, why)
    if why then
      failed = failed + 1
      complain(place, ": ", why)
    end
    done = done + 1
    progress(done, place)
  end

  local waiting, places, bytes = {}, {}, 0
  --- Reads the documents that wait to be read together.
  local function catch_up()
    local failures = {}
    if #waiting == 1 then failures[1] = read_one(reader, waiting[1], output, options)
    elseif #waiting > 1 then failures = read_together(reader, waiting, output, options) end
    for i, place in ipairs(places) do finished(place, failures[i]) end
    waiting, places, bytes = {}, {}, 0
  end

  local each = records[options.input]
  for _, name in ipairs(files) do
    local problem = each(name, options, function(document, place, more)
      if document.error then
        catch_up()
        output.failure(document.id, document.error.code, document.error.message)
        return finished(place, document.error.message)
      end
      local most = reader.together
      if bytes + #document.text > most.bytes then catch_up() end -- a big one is alone, and written piece by piece
      waiting[#waiting + 1], places[#places + 1], bytes = document, place, bytes + #document.text
      if not (more and output.made) or #waiting == most.texts or bytes >= most.bytes then catch_up() end
    end)
    if problem then
      catch_up()
      failed = failed + 1
      complain(name, ": ", problem)
    end
  end
  catch_up()
  terminal.clear_progress()
  output.close()
  flush()
  return failed
end

--- Runs the command. @treturn integer exit status
function read.run(options)
  local ok, reader = pcall(require "factbox".reader, {
    rules = #options.rules > 0 and options.rules or nil,
    rules_only = options.rules_only,
  })
  if not ok then
    complain((tostring(reader):gsub("^factbox: ", "")))
    return 2
  end
  for _, e in ipairs(reader.errors) do -- those files are left out, the other rules work
    if not e.warning then complain(e.file, ":", e.line and e.line .. ":" or "", " ", e.message) end
  end
  local failed
  ok, failed = pcall(read_all, reader, outputs[options.format](options), options)
  if not ok then
    if type(failed) ~= "table" or not failed.output then error(failed, 0) end
    complain("standard output: ", failed.output)
    return 1
  end
  return failed > 0 and 1 or 0
end

return read
