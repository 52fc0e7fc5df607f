# Factbox: build, test, bench, install. `make help` lists the targets.
# LuaRocks calls `build` and `install` with its own variables (see the rockspec).

# ---- settings -------------------------------------------------------------------------------
LUA_VERSION = 5.4
ifdef LUA_INCDIR # LuaRocks names the folder of Lua's headers, not the version
LUA_VERSION := 5.$(shell sed -n 's/^\#define LUA_VERSION_MINOR[^0-9]*\([0-9]\).*/\1/p' $(LUA_INCDIR)/lua.h)
endif
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
LUADIR = $(PREFIX)/share/lua/$(LUA_VERSION)
LIBDIR = $(PREFIX)/lib/lua/$(LUA_VERSION)

CFLAGS = -O3
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow
LIBFLAG = -shared
INSTALL = install

ALL_CFLAGS = -std=c99 $(CFLAGS) $(WARNINGS) -fPIC -fvisibility=hidden $(INCLUDES)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1

# ---- what is built from what ----------------------------------------------------------------
# csrc has a folder per stage; names of files are told apart by themselves, so objects need no folders. csrc/lua has the
# bindings, the only files that see Lua's headers: they are compiled for each Lua version, the core once for all. C tests
# (tests/csrc/*/*_test.c) are programs that link the core alone.
FOLDERS = $(patsubst %/,%,$(wildcard csrc/*/))
BINDINGS = $(notdir $(basename $(wildcard csrc/lua/*.c)))
CORE = $(filter-out $(BINDINGS),$(notdir $(basename $(wildcard $(FOLDERS:=/*.c)))))
CTESTS = $(patsubst tests/csrc/%.c,build/ctest/%,$(wildcard tests/csrc/*/*_test.c))
vpath %.c $(FOLDERS)
INCLUDES = $(FOLDERS:%=-iquote %)

# Lua versions to build for: those whose headers are here, LUA_VERSION always.
VERSIONS = $(sort $(LUA_VERSION) $(foreach v,5.3 5.4,$(shell pkg-config --exists lua$(v) 2>/dev/null && echo $(v))))
# LUA_INCDIR (LuaRocks) holds for LUA_VERSION; other versions ask pkg-config. No Lua library is linked:
# the interpreter that loads the module has it.
lua_cflags = $(if $(and $(LUA_INCDIR),$(filter $(1),$(LUA_VERSION))),-I$(LUA_INCDIR),$(shell pkg-config --cflags lua$(1)))
UTF8PROC_CFLAGS := $(shell pkg-config --cflags libutf8proc 2>/dev/null)
UTF8PROC_LIBS := $(or $(shell pkg-config --libs libutf8proc 2>/dev/null),-lutf8proc)

.PHONY: all build help demo test test-builds lint format bench bench-peers golden fuzz fuzzers install clean
.DELETE_ON_ERROR:
.SECONDARY:

## all        the C core for every Lua version whose headers are here (the default)
all: $(VERSIONS:%=build/%/factbox/core.so) $(VERSIONS:%=build/%/factbox/lists.image)

## build      the C core for LUA_VERSION only
build: build/$(LUA_VERSION)/factbox/core.so build/$(LUA_VERSION)/factbox/lists.image
	@: # (says nothing when there is nothing to do)

## help       this list
help:
	@sed -n 's/^## //p' Makefile

# ---- the C core -----------------------------------------------------------------------------
build/core/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(UTF8PROC_CFLAGS) -MMD -MP -c -o $@ $<

# One set of rules for each Lua version: build/5.4/lua_*.o, build/5.4/factbox/core.so.
define module_rules
build/$(1)/%.o: %.c Makefile
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(call lua_cflags,$(1)) $$(UTF8PROC_CFLAGS) -MMD -MP -c -o $$@ $$<
build/$(1)/factbox/core.so: $$(CORE:%=build/core/%.o) $$(BINDINGS:%=build/$(1)/%.o)
	@mkdir -p $$(@D)
	$$(CC) $$(LIBFLAG) $$(LDFLAGS) -o $$@ $$^ $$(UTF8PROC_LIBS) -lm
# The shipped word lists as one file that readers map. Needs the interpreter with its libraries; without, the lists
# are parsed at the first start and cached in the user's cache folder.
build/$(1)/factbox/lists.image: build/$(1)/factbox/core.so $$(LISTS) lua/factbox/program.lua lua/factbox/inflect.lua lua/factbox/guide.lua
	@LUA_PATH='lua/?.lua;lua/?/init.lua;;' LUA_CPATH='build/$(1)/?.so;;' lua$(1) -e 'require("factbox.reader").write_image("$$@")' \
	  2>/dev/null || echo "no image of the word lists (lua$(1) lacks lpeg or lfs): they are parsed at the first start"
endef
LISTS = $(wildcard rules/en/lists/*.txt) rules/en/lists/index.lua rules/en/classes.lua lua/factbox/classes.lua
$(foreach v,$(VERSIONS),$(eval $(call module_rules,$(v))))

# ---- test builds: AddressSanitizer and UndefinedBehaviorSanitizer ------------------------------
# build/asan holds the whole module for LUA_VERSION. build/ctest holds the C tests with a core whose
# allocator fails on demand (FB_TEST_ALLOC, see tests/csrc/support/).
build/asan/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(SANITIZE) $(call lua_cflags,$(LUA_VERSION)) $(UTF8PROC_CFLAGS) -MMD -MP -c -o $@ $<
build/asan/factbox/core.so: $(CORE:%=build/asan/obj/%.o) $(BINDINGS:%=build/asan/obj/%.o)
	@mkdir -p $(@D)
	$(CC) $(LIBFLAG) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(UTF8PROC_LIBS) -lm

CTEST_CFLAGS = $(ALL_CFLAGS) $(SANITIZE) -DFB_TEST_ALLOC -Itests/csrc/support $(UTF8PROC_CFLAGS) -MMD -MP
build/ctest/core/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) -c -o $@ $<
build/ctest/obj/%.o: tests/csrc/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) -c -o $@ $<
CTEST_SUPPORT = $(patsubst tests/csrc/%.c,build/ctest/obj/%.o,$(wildcard tests/csrc/support/*.c))
$(CTESTS): build/ctest/%: build/ctest/obj/%.o $(CORE:%=build/ctest/core/%.o) $(CTEST_SUPPORT)
	@mkdir -p $(@D)
	$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(UTF8PROC_LIBS) -lm

# The fuzzers (tests/fuzz/*.c) twice: with clang's libFuzzer, which makes up inputs, and with a loop over the inputs
# that are kept (tests/fuzz/seeds/NAME), which any compiler can build.
FUZZERS = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
REPLAYS = $(FUZZERS:%=build/ctest/replay/%)
build/ctest/obj/fuzz/%.o: tests/fuzz/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) -c -o $@ $<
build/ctest/obj/replay.o: tests/fuzz/replay/replay.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) -c -o $@ $<
$(REPLAYS): build/ctest/replay/%: build/ctest/obj/fuzz/%.o build/ctest/obj/replay.o $(CORE:%=build/ctest/core/%.o) $(CTEST_SUPPORT)
	@mkdir -p $(@D)
	$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(UTF8PROC_LIBS) -lm

# A host with Lua, the core and its bindings in one program, for failing allocations (tests/host).
HOST_LIBS = $(or $(shell pkg-config --libs lua$(LUA_VERSION) 2>/dev/null),-llua$(LUA_VERSION))
build/ctest/host/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) $(call lua_cflags,$(LUA_VERSION)) -c -o $@ $<
build/ctest/host/%.o: tests/host/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) $(call lua_cflags,$(LUA_VERSION)) -c -o $@ $<
build/ctest/host/allocation: build/ctest/host/allocation.o build/ctest/host/check.o $(CORE:%=build/ctest/core/%.o) \
  $(BINDINGS:%=build/ctest/host/%.o)
	$(CC) $(SANITIZE) $(LDFLAGS) -rdynamic -o $@ $^ $(HOST_LIBS) $(UTF8PROC_LIBS) -lm -ldl
# check.c without its allocator: the host has its own.
build/ctest/host/check.o: tests/csrc/support/check.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CTEST_CFLAGS) -DCHECK_ONLY -c -o $@ $<

CLANG = clang
FUZZ_CFLAGS = -std=c99 -g -O1 -fno-sanitize-recover=undefined $(INCLUDES) -Itests/csrc/support $(UTF8PROC_CFLAGS) -MMD -MP
build/fuzz/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<
build/fuzz/obj/sample.o: tests/csrc/support/sample.c Makefile
	@mkdir -p $(@D)
	$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<
$(FUZZERS:%=build/fuzz/%): build/fuzz/%: tests/fuzz/%.c $(CORE:%=build/fuzz/obj/%.o) build/fuzz/obj/sample.o
	$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $(filter %.c %.o,$^) $(UTF8PROC_LIBS) -lm

test-builds: all build/asan/factbox/core.so $(CTESTS) $(REPLAYS) build/ctest/host/allocation
	@:

# ---- the two commands of the README ---------------------------------------------------------
## demo       everything from nothing: missing packages, the build, the fact box of a sample article
demo:
	@.ci/setup demo
	@$(MAKE) --no-print-directory build
	lua/bin/factbox read tests/articles/harbour.txt --date 2025-03-23

## test       everything from nothing: missing packages, the builds, all tests; ends with "N passed, N failed"
test:
	@.ci/setup test
	@$(MAKE) --no-print-directory -j2 test-builds
	@tests/run

# ---- for developers -------------------------------------------------------------------------
## lint       luacheck, compiler warnings as errors; clang-tidy and clang-format where installed
lint:
	@tests/lint --all

## format     clang-format over the C files
format:
	clang-format -i csrc/*/*.[ch] tests/csrc/*/*.[ch]

## bench      MB/s and memory of each stage and of the whole pipeline
bench: build
	lua$(LUA_VERSION) tests/bench/run.lua

## bench-peers  the same text through ICU, wink-nlp and compromise, in one run (set up in the user's cache folder)
bench-peers: build
	lua$(LUA_VERSION) tests/bench/peers/run.lua

## golden     renews the reports in tests/articles after a change that is meant
golden: build
	lua$(LUA_VERSION) tests/articles/golden.lua

## fuzz       the fuzzers of tests/fuzz, together, for FUZZ_SECONDS (60), from their seeds; needs clang
FUZZ_SECONDS = 60
fuzz: fuzzers
	@tests/fuzz/run $(FUZZ_SECONDS)

fuzzers: $(FUZZERS:%=build/fuzz/%)
	@:

## clean      removes build/
clean:
	rm -rf build

# ---- install --------------------------------------------------------------------------------
## install    into PREFIX, or BINDIR, LUADIR, LIBDIR; DESTDIR is prepended; for LUA_VERSION
# Rules go beside factbox/init.lua, where the module looks for them at run time.
install: build
	$(INSTALL) -d $(DESTDIR)$(LIBDIR)/factbox $(DESTDIR)$(LUADIR)/factbox $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 755 build/$(LUA_VERSION)/factbox/core.so $(DESTDIR)$(LIBDIR)/factbox/core.so
	[ ! -e build/$(LUA_VERSION)/factbox/lists.image ] || \
	  $(INSTALL) -m 644 build/$(LUA_VERSION)/factbox/lists.image $(DESTDIR)$(LIBDIR)/factbox/lists.image
	cp -R lua/factbox/. $(DESTDIR)$(LUADIR)/factbox/
	rm -rf $(DESTDIR)$(LUADIR)/factbox/rules $(DESTDIR)$(LUADIR)/factbox/hosts
	cp -R rules $(DESTDIR)$(LUADIR)/factbox/rules
	rm -rf $(DESTDIR)$(LUADIR)/factbox/rules/*/lists/generate
	cp -R lua/hosts $(DESTDIR)$(LUADIR)/factbox/hosts
	sed '1s/lua5\.[0-9]/lua$(LUA_VERSION)/' lua/bin/factbox > $(DESTDIR)$(BINDIR)/factbox
	chmod 755 $(DESTDIR)$(BINDIR)/factbox

-include $(wildcard build/*/*.d build/*/*/*.d build/*/*/*/*.d)
