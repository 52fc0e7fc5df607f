--- Random numbers for tests: the same on every machine and under every version of Lua.

--- A generator for a seed: r(n) is a whole number from 1 to n, r() a float in [0, 1), r(list) one of its elements.
return function(seed)
  local state = (seed * 0x9E3779B97F4A7C15) ~ 0x2545F4914F6CDD1D
  if state == 0 then state = 1 end
  return function(what)
    local x = state
    x = x ~ (x >> 12)
    x = x ~ (x << 25)
    x = x ~ (x >> 27)
    state = x
    local u = ((x * 0x2545F4914F6CDD1D) >> 11) * (1.0 / 9007199254740992.0)
    if what == nil then return u end
    if type(what) == "table" then return what[1 + math.floor(u * #what)] end
    return 1 + math.floor(u * what)
  end
end
