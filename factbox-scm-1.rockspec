rockspec_format = "3.0"
package = "factbox"
version = "scm-1"
source = {
  -- Not published anywhere yet: install from a checkout with `luarocks make`.
  url = "git+https://example.org/factbox.git",
}
description = {
  summary = "Reads a news article and returns its fact box: who is in it, what they said, how many, how much, when.",
  detailed = [[
A C core makes it fast; everything it knows about language stands in Lua rule files and plain word lists
that a user edits while it runs. A module, a command and a plugin for pandoc.]],
  license = "MIT",
}
dependencies = {
  "lua >= 5.3, < 5.5",
  "lpeg >= 1.0",
  "lua-cjson >= 2.1",
  "argparse >= 0.7",
  "luafilesystem >= 1.8",
}
external_dependencies = {
  UTF8PROC = { header = "utf8proc.h" },
}
build = {
  type = "make",
  build_target = "build",
  install_target = "install",
  -- The Lua version follows from the headers: LuaRocks has no variable for it.
  build_variables = {
    CFLAGS = "$(CFLAGS)",
    LIBFLAG = "$(LIBFLAG)",
    LUA_INCDIR = "$(LUA_INCDIR)",
  },
  install_variables = {
    LUA_INCDIR = "$(LUA_INCDIR)",
    PREFIX = "$(PREFIX)",
    BINDIR = "$(BINDIR)",
    LUADIR = "$(LUADIR)",
    LIBDIR = "$(LIBDIR)",
  },
}
test = {
  type = "command",
  command = "make test",
}
