--- Scores of a reader on damaged texts: what the noise costs with and without repair.

local noise = dofile "tests/noise/noise.lua"

local measure = {}

measure.WITH = { tokens = true, sentences = true }
measure.METRICS = { "tokens", "sentences", "entities", "quotes", "figures" }

--- What a report found, a string for each: two reports agree where they give the same string. A span is told by its
-- offsets in the text, or through `place` (clean offsets to garbled ones); a span of which nothing is left is none.
function measure.found(report, place)
  local found = {}
  for _, metric in ipairs(measure.METRICS) do found[metric] = {} end
  local function add(metric, first, last, what)
    local from, to = first - 1, last
    if place then from, to = place(from, to) end
    if from then table.insert(found[metric], ("%d-%d %s"):format(from, to, what or "")) end
  end
  for _, metric in ipairs { "tokens", "sentences" } do
    for _, s in ipairs(report[metric] or {}) do add(metric, s.first, s.last) end
  end
  for _, e in ipairs(report.entities or {}) do
    for _, m in ipairs(e.mentions) do add("entities", m.first, m.last, e.type) end
  end
  for _, q in ipairs(report.quotes or {}) do
    for _, p in ipairs(q.parts) do add("quotes", p.first, p.last) end
  end
  for _, f in ipairs(report.figures or {}) do
    add("figures", f.first, f.last, f.kind .. " " .. tostring(f.value) .. " " .. tostring(f.timex))
  end
  return found
end

--- Counts of one comparison, added to `counts[metric]` { right, wanted, given }.
function measure.compare(counts, wanted, given)
  for _, metric in ipairs(measure.METRICS) do
    local c = counts[metric] or { right = 0, wanted = 0, given = 0 }
    counts[metric] = c
    local seen = {}
    for _, x in ipairs(wanted[metric]) do seen[x] = (seen[x] or 0) + 1 end
    for _, x in ipairs(given[metric]) do
      if (seen[x] or 0) > 0 then
        seen[x] = seen[x] - 1
        c.right = c.right + 1
      end
    end
    c.wanted, c.given = c.wanted + #wanted[metric], c.given + #given[metric]
  end
end

--- F1 in percent; nil where there is nothing to find.
function measure.f1(c)
  if not c or c.wanted == 0 then return nil end
  return 200 * c.right / (c.wanted + c.given)
end

--- Reads texts clean and damaged, with and without repair.
-- @param reader  of factbox
-- @param texts  list of { text=, wanted= }: what is to be found (in measure.found's form, on clean offsets); without
--   `wanted` it is what the reader finds in the clean text without repair
-- @param level, only  as for noise.damage
-- @return counts by "clean_off", "clean_on", "noised_off", "noised_on", each metric -> { right, wanted, given }
function measure.run(reader, texts, level, only)
  local counts = { clean_off = {}, clean_on = {}, noised_off = {}, noised_on = {} }
  for i, item in ipairs(texts) do
    local clean = reader:read(item.text, { with = measure.WITH, repair = false })
    local garbled, starts, ends = noise.damage(item.text, level, i, only)
    local function place(from, to) return noise.place(starts, ends, from, to) end
    local wanted, moved = measure.found(clean), measure.found(clean, place)
    for metric, spans in pairs(item.wanted or {}) do
      wanted[metric], moved[metric] = {}, {}
      for _, s in ipairs(spans) do
        table.insert(wanted[metric], ("%d-%d "):format(s[1], s[2]))
        local from, to = place(s[1], s[2])
        if from then table.insert(moved[metric], ("%d-%d "):format(from, to)) end
      end
    end
    local function read(text, repair)
      return measure.found(reader:read(text, { with = measure.WITH, repair = repair }))
    end
    measure.compare(counts.clean_off, wanted, measure.found(clean))
    measure.compare(counts.clean_on, wanted, read(item.text, true))
    measure.compare(counts.noised_off, moved, read(garbled, false))
    measure.compare(counts.noised_on, moved, read(garbled, true))
  end
  return counts
end

--- What the damage costs with repair as a share of what it costs without; nil where it costs nothing anyway.
-- @return share, F1 clean without repair, clean with, damaged without, damaged with
function measure.share(counts, metric)
  local a, b = measure.f1(counts.clean_off[metric]), measure.f1(counts.clean_on[metric])
  local c, d = measure.f1(counts.noised_off[metric]), measure.f1(counts.noised_on[metric])
  if not (a and b and c and d) then return nil, a, b, c, d end
  return a - c > 0.005 and (b - d) / (a - c) or nil, a, b, c, d
end

return measure
