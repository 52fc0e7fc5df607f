--- When a time is, as a TIMEX3 value (csrc/times/timex.h). A rule says *what was written* as a small table of attributes (a
-- spec: `{type="weekday", day=5, part="NI"}`); this says *when that is*, once the document's date and the tense of the
-- sentence are known. csrc/times/timex.h has the types of specs and their fields; a spec that tells *of* which larger one,
-- *on* which day or *from* when has another in the field of that name, a range has `first` and `last`.
--
-- @module factbox.timex

local core = require("factbox.core").timex

local timex = {}

--- Reads an ISO 8601 date or date-time, with optional zone and fraction.
-- @function timex.reference
-- @tparam string s "2025-03-23", "2025-03-23T10:30:00.5+02:00"
-- @treturn ?table `{days, year, month, day, seconds?, zone?}`: `seconds` since midnight, absent for a bare date;
-- `zone` in seconds east of Greenwich. nil and a message where it is no such date.
timex.reference = core.reference

--- Duration of one amount: `timex.duration(30, "day")` is "P30D", `timex.duration(nil, "hour")` is "PTXH" (vague).
-- @function timex.duration
-- @tparam ?number n @tparam string unit
-- @treturn string TIMEX3 @treturn ?number value in the canonical unit @treturn string canonical unit
timex.duration = core.duration

--- Duration of several amounts: `{ year = 2, month = 3 }` is "P2Y3M".
-- @function timex.compound
-- @tparam table parts unit -> number
timex.compound = core.compound

--- Value of "n times a unit": the spacing where that is a whole number of a smaller unit (twice a year: P6M), else the
-- unit itself, since "three times a week" is not every 2.33 days.
-- @function timex.every
-- @tparam string unit @tparam ?number times
timex.every = core.every

--- Resolves what was written to when it is.
-- @function timex.resolve
-- @tparam table spec attributes as the rules give them. `part` on a calendar type adds a part of day; `modifier` opens
-- the value where it is since or until.
-- @tparam ?table ref from `timex.reference`; nil gives an underspecified value where there is one
-- @tparam ?string direction "past", "future" or nil (the nearest)
-- @treturn ?string TIMEX3 value @treturn string kind: date, time, duration or set
timex.resolve = core.resolve

return timex
