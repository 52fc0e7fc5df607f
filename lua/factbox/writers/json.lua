--- A report as one JSON object on one line, fields in the order of the report's description.
--
-- The writer itself is C (csrc/lua/lua_json.c): it turns `first`, `last` into `start`, `end` in the unit asked for, absent
-- fields into null and ill-formed UTF-8 into U+FFFD.
--
-- @module factbox.writers.json

local core = require "factbox.core"

--- @tparam table report a report, or `{id=, error={code=, message=}}` for a document that could not be read
-- @tparam ?string text the input that the report's spans count in
-- @tparam ?table options `offsets` "bytes", "chars" or "utf16"; `with` a set of "tokens", "sentences", "text"
-- @treturn string JSON without line end
return function(report, text, options)
  return core.json(report, text, options)
end
