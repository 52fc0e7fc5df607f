/*
** lua_program.c: programs for Lua: core.program(), then words, lists, phases and rules, then freeze.
**
** lua/factbox/program.lua is the caller: it names things and checks them; here they are numbers.
** All numbers of kinds, keys, captures, lists, rules and phases are 0-based.
*/
#define _POSIX_C_SOURCE 200809L

#include "lua_core.h"
#include "lua_digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct program_box {
  fb_program p;
  fb_list_report report; /* of the list that is being loaded: here, so that an error in the middle loses nothing */
  int open;
} program_box;

fb_program *fb_lua_program(lua_State *L, int at) {
  program_box *b = luaL_checkudata(L, at, FB_PROGRAM);
  luaL_argcheck(L, b->open, at, "the program is closed");
  return &b->p;
}

static fb_program *growing(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  luaL_argcheck(L, !p->frozen, 1, "the program is frozen");
  return p;
}

int fb_lua_program_new(lua_State *L) {
  program_box *b = lua_newuserdata(L, sizeof *b);
  fb_program_init(&b->p);
  memset(&b->report, 0, sizeof b->report);
  b->open = 1;
  luaL_setmetatable(L, FB_PROGRAM);
  return 1;
}

static int program_gc(lua_State *L) {
  program_box *b = luaL_checkudata(L, 1, FB_PROGRAM);
  if (b->open) {
    b->open = 0;
    fb_list_report_free(&b->report);
    fb_program_free(&b->p);
    b->p.frozen = 0; /* its documents look there */
  }
  return 0;
}

/* Copies a string with its closing NUL into the program's pool; gives its offset. */
static uint32_t pool(lua_State *L, fb_program *p, const char *s, size_t n) {
  uint32_t at = p->pool.n;
  if (n > FB_MAX_TEXT) luaL_error(L, "string too long");
  fb_lua_check(L, fb_reserve(&p->pool, (uint32_t)n + 1), "rules");
  memcpy(p->pool.at + at, s, n);
  p->pool.at[at + n] = 0;
  p->pool.n += (uint32_t)n + 1;
  return at;
}

/* program:abbreviations(bytes) -> entries read. The abbreviation list: it decides where tokens end. */
static int program_abbreviations(lua_State *L) {
  fb_program *p = growing(L);
  size_t n;
  const char *s = luaL_checklstring(L, 2, &n);
  fb_lua_check(L, fb_tokenizer_load(&p->tokenizer, s, n), "abbreviations");
  return 0;
}

/* program:compounds(bytes): the list of words beside hyphens, for repair. */
static int program_compounds(lua_State *L) {
  fb_program *p = growing(L);
  size_t n;
  const char *s = luaL_checklstring(L, 2, &n);
  fb_lua_check(L, fb_compounds_load(&p->compounds, s, n), "compounds");
  return 0;
}

/* Attribute names of a program, those that actions make up included. */
#define MOST_KEYS 4096

/* program:key(name, numeric) -> number of a new attribute key; values of numeric keys reach Lua as numbers. */
static int program_key(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1); /* frozen or not: actions may give new attributes */
  size_t n;
  const char *s = luaL_checklstring(L, 2, &n);
  fb_const k;
  memset(&k, 0, sizeof k);
  if (p->nkeys >= MOST_KEYS) return luaL_error(L, "more than %d attribute names", MOST_KEYS);
  k.off = pool(L, p, s, n);
  k.len = (uint32_t)n;
  k.type = lua_toboolean(L, 3) ? FB_ATTR_NUMBER : FB_ATTR_STRING;
  fb_lua_check(L, fb_push(&p->keys, k), "attributes");
  lua_pushinteger(L, (lua_Integer)p->nkeys++);
  return 1;
}

/* program:kinds(n, m): there are n kinds of spans; stages give the first m, too. */
static int program_kinds(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 0 && n < 0xfff0, 2, "too many kinds");
  p->nkinds = (uint32_t)n;
  p->nstage = (uint32_t)luaL_optinteger(L, 3, n);
  fb_lua_check(L, fb_reserve(&p->seen_slot, p->nkinds), "kinds");
  if (p->nkinds) memset(p->seen_slot.at, 0, p->nkinds);
  p->seen_slot.n = p->nkinds;
  return 0;
}

/* program:lists(n): there are n word lists. */
static int program_lists(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 0 && n < 0xfff0, 2, "too many lists");
  p->nlists = (uint32_t)n;
  fb_lua_check(L, fb_reserve(&p->list_rarity, p->nlists), "lists");
  if (p->nlists) memset(p->list_rarity.at, 0, p->nlists * sizeof(float));
  p->list_rarity.n = p->nlists;
  return 0;
}

static fb_list_mode checkmode(lua_State *L, int at) {
  static const char *const names[] = {"exact", "folded", "name", NULL};
  static const fb_list_mode modes[] = {FB_LIST_EXACT, FB_LIST_FOLDED, FB_LIST_NAME};
  return modes[luaL_checkoption(L, at, "folded", names)];
}

/* Loads one source of the list at index 2, in the mode at 3. Pushes how many entries it has, and the notes on it. */
static void load_source(lua_State *L, fb_program *p, const char *s, size_t n) {
  lua_Integer list = luaL_checkinteger(L, 2);
  fb_list_mode mode = checkmode(L, 3);
  fb_list_report *report = &((program_box *)lua_touserdata(L, 1))->report;
  fb_status status;
  uint32_t k;
  luaL_argcheck(L, list >= 0 && list < (lua_Integer)p->nlists, 2, "no such list");
  fb_list_report_free(report);
  memset(report, 0, sizeof *report);
  status = fb_lexicon_load(&p->lexicon, &p->vocab, &p->tokenizer, (uint16_t)list, mode, s, n, report);
  fb_lua_check(L, status, "word list");
  lua_pushinteger(L, (lua_Integer)report->entries);
  lua_createtable(L, (int)report->notes.n, 0);
  for (k = 0; k < report->notes.n; k++) {
    const fb_list_note *x = &report->notes.at[k];
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, (lua_Integer)x->line);
    lua_setfield(L, -2, "line");
    lua_pushstring(L, x->message);
    lua_setfield(L, -2, "message");
    lua_pushboolean(L, x->level == FB_NOTE_ERROR);
    lua_setfield(L, -2, "error");
    if (x->other) {
      lua_pushinteger(L, (lua_Integer)x->other);
      lua_setfield(L, -2, "other");
    }
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  fb_list_report_free(report);
}

/*
** program:load(list, mode, bytes) -> entries, {{line=, message=, error=, other=}, …}
** One source of a list; from the lowest layer to the highest.
*/
static int program_load(lua_State *L) {
  fb_program *p = growing(L);
  size_t n;
  const char *s = luaL_checklstring(L, 4, &n);
  load_source(L, p, s, n);
  return 2;
}

/* Reads a file into the lexicon's room for a source. *n is how many bytes. FB_BAD: it cannot be read (errno tells why). */
static fb_status read_source(fb_lexicon *lx, const char *path, char **at, size_t *n) {
  fb_status status = FB_BAD;
  struct stat st;
  size_t size = 0;
  ssize_t k = 0;
  int fd = open(path, O_RDONLY), why;
  *n = 0;
  if (fd < 0) return FB_BAD;
  if (fstat(fd, &st) == 0) {
    size = st.st_size > 0 ? (size_t)st.st_size : 0;
    status = fb_lexicon_room(lx, size, at);
  }
  while (status == FB_OK && *n < size && ((k = read(fd, *at + *n, size - *n)) > 0 || (k < 0 && errno == EINTR)))
    if (k > 0) *n += (size_t)k;
  why = errno;
  close(fd);
  errno = why;
  return status == FB_OK && k < 0 ? FB_BAD : status;
}

/* program:load_file(list, mode, path) -> the same, and the digest of the file's bytes. */
static int program_load_file(lua_State *L) {
  fb_program *p = growing(L);
  const char *path = luaL_checkstring(L, 4);
  char *s;
  size_t n;
  fb_status status = read_source(&p->lexicon, path, &s, &n);
  if (status == FB_BAD) return luaL_error(L, "%s: %s", path, strerror(errno));
  fb_lua_check(L, status, "word list");
  fb_lua_push_digest(L, s, n); /* before the lexicon grows */
  load_source(L, p, s, n);
  lua_pushvalue(L, -3);
  return 3;
}

/*
** program:map(path, key) -> boolean: takes words and lists from the image at `path` where it has this key, instead
** of loading them. The program must have neither yet.
*/
static int program_map(lua_State *L) {
  fb_program *p = growing(L);
  const char *path = luaL_checkstring(L, 2);
  size_t n;
  const char *key = luaL_checklstring(L, 3, &n);
  fb_status status;
  if (fb_vocab_count(&p->vocab) || p->lexicon.phrases.n || p->image.base)
    return luaL_error(L, "the program has words already");
  status = fb_image_open(&p->image, path, key, n);
  if (status == FB_OK) {
    status = fb_image_use(&p->image, &p->vocab, &p->lexicon, &p->tags);
    if (status != FB_OK) fb_image_close(&p->image);
  }
  if (status == FB_NOMEM) fb_lua_check(L, status, "word lists");
  lua_pushboolean(L, status == FB_OK);
  return 1;
}

/*
** program:write(path, key) -> true; or nil and a reason. Writes the lists loaded so far, before any rule, as an image
** that program:map takes; no list can be loaded afterwards.
*/
static int program_write(lua_State *L) {
  fb_program *p = growing(L);
  const char *path = luaL_checkstring(L, 2);
  size_t n;
  const char *key = luaL_checklstring(L, 3, &n);
  fb_status status;
  fb_lua_check(L, fb_lexicon_freeze(&p->lexicon), "word lists");
  fb_tags_sort(&p->tags);
  status = fb_image_write(path, key, n, &p->vocab, &p->lexicon, &p->tags);
  if (status == FB_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", path, status == FB_BAD ? strerror(errno) : "out of memory");
  return 2;
}

/* program:phrases(list) -> {phrase number, text, phrase number, text, …}: a list's live entries. */
static int program_phrases(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  lua_Integer list = luaL_checkinteger(L, 2), i = 0;
  uint32_t k, len;
  luaL_argcheck(L, list >= 0 && list < (lua_Integer)p->nlists, 2, "no such list");
  lua_newtable(L);
  for (k = fb_lexicon_next(&p->lexicon, (uint16_t)list, 0); k != FB_NONE;
       k = fb_lexicon_next(&p->lexicon, (uint16_t)list, k + 1)) {
    const char *s = fb_lexicon_text(&p->lexicon, k, &len);
    lua_pushinteger(L, (lua_Integer)k);
    lua_rawseti(L, -2, ++i);
    lua_pushlstring(L, s, len);
    lua_rawseti(L, -2, ++i);
  }
  return 1;
}

/* program:form(phrase, text): a further form of a list's phrase, with its attributes. */
static int program_form(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer of = luaL_checkinteger(L, 2);
  size_t n;
  const char *s = luaL_checklstring(L, 3, &n);
  fb_status status;
  luaL_argcheck(L, of >= 0 && of < (lua_Integer)p->lexicon.phrases.n, 2, "no such phrase");
  status = fb_lexicon_add(&p->lexicon, &p->vocab, &p->tokenizer, (uint32_t)of, s, n);
  if (status != FB_BAD) fb_lua_check(L, status, "word list");
  return 0;
}

/* program:rarity(list, per_mille): how often the list's phrases occur, per thousand tokens; 0 where unknown. */
static int program_rarity(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer list = luaL_checkinteger(L, 2);
  luaL_argcheck(L, list >= 0 && list < (lua_Integer)p->nlists, 2, "no such list");
  p->list_rarity.at[list] = (float)luaL_checknumber(L, 3);
  return 0;
}

/* program:skip(list): no rule and no stage asks for this list; documents are not searched for it. */
static int program_skip(lua_State *L) {
  fb_program *p = growing(L);
  lua_Integer list = luaL_checkinteger(L, 2);
  luaL_argcheck(L, list >= 0 && list < (lua_Integer)p->nlists, 2, "no such list");
  fb_lua_check(L, fb_lexicon_skip(&p->lexicon, (uint16_t)list), "word lists");
  return 0;
}

/* program:phase(policy) -> number. The rules that follow belong to it. */
static int program_phase(lua_State *L) {
  static const char *const names[] = {"longest", "first", "all", "classes", "chunks", NULL};
  fb_program *p = growing(L);
  fb_phase f;
  memset(&f, 0, sizeof f);
  f.policy = (uint8_t)luaL_checkoption(L, 2, "longest", names);
  f.rule = p->rules.n;
  fb_lua_check(L, fb_push(&p->phases, f), "phases");
  lua_pushinteger(L, (lua_Integer)p->phases.n - 1);
  return 1;
}

/*
** program:condition{ {key, value, …}, … } -> number of a condition that a list hit or span must fit: every
** key has one of its values (strings; one number; true for present; false for absent).
*/
static int program_condition(lua_State *L) {
  fb_program *p = growing(L);
  uint32_t first = p->conds.n;
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, 2);
  luaL_argcheck(L, n > 0, 2, "empty condition");
  for (i = 1; i <= n; i++) {
    fb_cond c;
    lua_Integer j, m;
    memset(&c, 0, sizeof c);
    lua_rawgeti(L, 2, i);
    luaL_checktype(L, -1, LUA_TTABLE);
    m = (lua_Integer)lua_rawlen(L, -1);
    lua_rawgeti(L, -1, 1);
    c.key = (uint16_t)luaL_checkinteger(L, -1);
    luaL_argcheck(L, c.key < p->nkeys, 2, "no such key");
    lua_pop(L, 1);
    c.last = i == n;
    c.off = p->pool.n;
    for (j = 2; j <= m; j++) {
      switch (lua_rawgeti(L, -1, j)) {
        case LUA_TNUMBER:
          c.type = FB_COND_NUMBER;
          c.number = lua_tonumber(L, -1);
          break;
        case LUA_TBOOLEAN: c.type = lua_toboolean(L, -1) ? FB_COND_TRUE : FB_COND_ABSENT; break;
        case LUA_TSTRING: {
          size_t len;
          const char *s = lua_tolstring(L, -1, &len);
          c.type = FB_COND_STRING;
          pool(L, p, s, len);
          break;
        }
        default: return luaL_error(L, "a condition's value is a string, a number or a boolean");
      }
      lua_pop(L, 1);
    }
    c.len = p->pool.n - c.off;
    lua_pop(L, 1);
    fb_lua_check(L, fb_push(&p->conds, c), "conditions");
  }
  lua_pushinteger(L, (lua_Integer)first);
  return 1;
}

/* ---- patterns ---- */

/* Nesting of a pattern: enough for any rule that a person writes, little for the C stack. */
#define DEEPEST_PATTERN 180

static uint32_t add_node(lua_State *L, fb_program *p, fb_node n) {
  fb_lua_check(L, fb_push(&p->nodes, n), "patterns");
  return p->nodes.n - 1;
}

/* A node of two children (indexes relative to the rule's first node). */
static uint32_t join(lua_State *L, fb_program *p, fb_op op, uint32_t base, uint32_t a, uint32_t b) {
  fb_node n;
  memset(&n, 0, sizeof n);
  n.op = (uint8_t)op;
  n.a = a - base;
  n.b = b - base;
  return add_node(L, p, n);
}

static lua_Integer field(lua_State *L, int at, const char *name, lua_Integer otherwise) {
  lua_Integer v = otherwise;
  lua_getfield(L, at, name);
  if (lua_isinteger(L, -1)) v = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return v;
}

/* The words of a node {op=NORM or TEXT, "a phrase", "another"}: alternatives, in order. */
static uint32_t words(lua_State *L, fb_program *p, int at, fb_op op, uint32_t base) {
  enum { LONGEST = FB_PHRASE_TOKENS };
  uint32_t sym[LONGEST], norm[LONGEST], root = FB_NONE, set = p->sets.n, k;
  lua_Integer i, n = (lua_Integer)lua_rawlen(L, at);
  for (i = 1; i <= n; i++) {
    size_t len;
    const char *s;
    uint32_t count = 0, seq = FB_NONE;
    lua_rawgeti(L, at, i);
    s = luaL_checklstring(L, -1, &len);
    fb_lua_check(L, fb_tokenize_phrase(&p->tokenizer, &p->vocab, s, len, sym, norm, LONGEST, &count), "words");
    if (count == 0) luaL_error(L, "\"%s\" has no word", s);
    lua_pop(L, 1);
    if (count == 1 && op == FB_P_NORM) { /* single words become one set test */
      fb_lua_check(L, fb_push(&p->sets, norm[0]), "words");
      continue;
    }
    for (k = 0; k < count; k++) {
      fb_node x;
      uint32_t here;
      memset(&x, 0, sizeof x);
      x.op = (uint8_t)op;
      x.a = op == FB_P_TEXT ? sym[k] : norm[k];
      x.b = norm[k];
      here = add_node(L, p, x);
      seq = seq == FB_NONE ? here : join(L, p, FB_P_SEQ, base, seq, here);
    }
    root = root == FB_NONE ? seq : join(L, p, FB_P_OR, base, root, seq);
  }
  if (p->sets.n > set) {
    fb_node x;
    uint32_t i1, j1, m, here, *w = p->sets.at + set;
    memset(&x, 0, sizeof x);
    for (i1 = 1; i1 < p->sets.n - set; i1++) { /* sorted without doubles; sets are small */
      uint32_t v = w[i1];
      for (j1 = i1; j1 > 0 && w[j1 - 1] > v; j1--) w[j1] = w[j1 - 1];
      w[j1] = v;
    }
    for (i1 = m = 1; i1 < p->sets.n - set; i1++)
      if (w[i1] != w[m - 1]) w[m++] = w[i1];
    p->sets.n = set + m;
    if (m > 0xffff) luaL_error(L, "too many words in one pattern; make a word list of them");
    if (m == 1) {
      x.op = FB_P_NORM;
      x.a = x.b = w[0];
      p->sets.n = set;
    } else {
      x.op = FB_P_SET;
      x.a = set;
      x.b = m;
    }
    here = add_node(L, p, x);
    /* longer alternatives stand first: a set takes one token and would hide them */
    root = root == FB_NONE ? here : join(L, p, FB_P_OR, base, root, here);
  }
  if (root == FB_NONE) luaL_error(L, "a pattern without words");
  return root;
}

/* Adds the pattern table at stack index `at`; gives its root node. */
static uint32_t pattern(lua_State *L, fb_program *p, int at, uint32_t base, int depth) {
  fb_node n;
  fb_op op;
  uint32_t root = FB_NONE;
  lua_Integer i, count;
  if (depth > DEEPEST_PATTERN) luaL_error(L, "the pattern is nested too deeply");
  luaL_checkstack(L, 8, "pattern");
  luaL_checktype(L, at, LUA_TTABLE);
  memset(&n, 0, sizeof n);
  op = (fb_op)field(L, at, "op", -1);
  n.op = (uint8_t)op;
  n.hi = FB_NONE;
  switch (op) { /* the fields that the operator has */
    case FB_P_REP:
    case FB_P_WITHIN:
      n.lo = (uint32_t)field(L, at, "lo", 0);
      n.hi = (uint32_t)field(L, at, "hi", (lua_Integer)FB_NONE);
      break;
    case FB_P_LIST:
    case FB_P_FOUND:
    case FB_P_SEEN:
    case FB_P_CAPTURE: n.name = (uint16_t)field(L, at, "id", 0); break;
    default: break;
  }
  switch (op) {
    case FB_P_NORM:
    case FB_P_TEXT: return words(L, p, at, op, base);
    case FB_P_TRUE:
    case FB_P_ANY: break;
    case FB_P_CLASS:
    case FB_P_AT: n.a = (uint32_t)field(L, at, "arg", 0); break;
    case FB_P_SPELL:
      n.a = (uint32_t)field(L, at, "arg", 0);
      if (n.a >= FB_MAX_SPELL) luaL_error(L, "more than %d different spelled(p) patterns", FB_MAX_SPELL);
      if (n.a >= p->nspell) p->nspell = n.a + 1;
      break;
    case FB_P_POS:
    case FB_P_MAY:
      n.a = p->masks.n;
      fb_lua_check(L, fb_push(&p->masks, (uint64_t)field(L, at, "mask", 0)), "patterns");
      break;
    case FB_P_SUFFIX:
      n.a = p->pool.n;
      count = (lua_Integer)lua_rawlen(L, at);
      for (i = 1; i <= count; i++) {
        size_t len;
        const char *s;
        lua_rawgeti(L, at, i);
        s = luaL_checklstring(L, -1, &len);
        pool(L, p, s, len);
        lua_pop(L, 1);
      }
      n.b = p->pool.n - n.a;
      if (n.b > 0xffff) luaL_error(L, "too many suffixes in one pattern");
      break;
    case FB_P_LIST:
      if (n.name >= p->nlists) luaL_error(L, "no such list");
      n.a = (uint32_t)field(L, at, "cond", (lua_Integer)FB_NONE);
      break;
    case FB_P_FOUND:
      if (n.name >= p->nkinds) luaL_error(L, "no such kind");
      n.a = (uint32_t)field(L, at, "cond", (lua_Integer)FB_NONE);
      break;
    case FB_P_SEEN:
      if (n.name >= p->nkinds) luaL_error(L, "no such kind");
      if (!p->seen_slot.at[n.name]) {
        if (p->nseen >= FB_MAX_SEEN) luaL_error(L, "seen(kind) is asked for more than %d kinds", FB_MAX_SEEN);
        p->seen_slot.at[n.name] = (uint8_t)++p->nseen;
      }
      break;
    case FB_P_SEQ:
    case FB_P_OR:
      count = (lua_Integer)lua_rawlen(L, at);
      for (i = 1; i <= count; i++) {
        uint32_t x;
        lua_rawgeti(L, at, i);
        x = pattern(L, p, lua_gettop(L), base, depth + 1);
        lua_pop(L, 1);
        root = root == FB_NONE ? x : join(L, p, op, base, root, x);
      }
      if (root == FB_NONE) luaL_error(L, "an empty pattern");
      return root;
    case FB_P_REP:
    case FB_P_AND:
    case FB_P_NOT:
    case FB_P_BEHIND:
    case FB_P_WITHIN:
    case FB_P_CAPTURE:
      lua_rawgeti(L, at, 1);
      n.a = pattern(L, p, lua_gettop(L), base, depth + 1) - base;
      lua_pop(L, 1);
      break;
    default: luaL_error(L, "unknown pattern");
  }
  return add_node(L, p, n);
}

/*
** program:rule{ match=, kind=, category=, main=, priority=, window=, action=, attrs={{key, value}, …} } -> number
** Adds a rule to the phase begun last. `match` is a pattern table of lua/factbox/pattern.lua.
*/
static int program_rule(lua_State *L) {
  static const char *const windows[] = {"sentence", "paragraph", "document", NULL};
  fb_program *p = growing(L);
  fb_rule r;
  lua_Integer i, n;
  luaL_checktype(L, 2, LUA_TTABLE);
  if (p->rules.n >= FB_MAX_RULES) return luaL_error(L, "more than %d rules", FB_MAX_RULES);
  if (p->phases.n == 0) return luaL_error(L, "a rule before the first phase");
  memset(&r, 0, sizeof r);
  r.phase = (uint16_t)(p->phases.n - 1);
  r.kind = (uint16_t)field(L, 2, "kind", 0);
  luaL_argcheck(L, r.kind < p->nkinds, 2, "no such kind");
  r.category = (uint8_t)field(L, 2, "category", 0);
  r.main = (uint16_t)field(L, 2, "main", FB_NO_NAME);
  r.priority = (int16_t)field(L, 2, "priority", 0);
  r.keep = (uint64_t)field(L, 2, "keep", 0);
  lua_getfield(L, 2, "action");
  r.action = (uint8_t)lua_toboolean(L, -1);
  lua_getfield(L, 2, "window");
  r.window = (uint8_t)luaL_checkoption(L, -1, "sentence", windows);
  lua_getfield(L, 2, "attrs");
  r.attr = p->consts.n;
  n = lua_istable(L, -1) ? (lua_Integer)lua_rawlen(L, -1) : 0;
  for (i = 1; i <= n; i++) {
    fb_const c;
    memset(&c, 0, sizeof c);
    lua_rawgeti(L, -1, i);
    lua_rawgeti(L, -1, 1);
    c.key = (uint16_t)lua_tointeger(L, -1);
    luaL_argcheck(L, c.key < p->nkeys, 2, "no such key");
    switch (lua_rawgeti(L, -2, 2)) {
      case LUA_TNUMBER:
        c.type = FB_ATTR_NUMBER;
        c.number = lua_tonumber(L, -1);
        break;
      case LUA_TBOOLEAN:
        c.type = FB_ATTR_BOOLEAN;
        c.number = lua_toboolean(L, -1);
        break;
      case LUA_TSTRING: {
        size_t len;
        const char *s = lua_tolstring(L, -1, &len);
        c.type = FB_ATTR_STRING;
        c.off = pool(L, p, s, len);
        c.len = (uint32_t)len;
        break;
      }
      default: return luaL_error(L, "an attribute is a string, a number or a boolean");
    }
    lua_pop(L, 3);
    fb_lua_check(L, fb_push(&p->consts, c), "rules");
  }
  r.nattr = p->consts.n - r.attr;
  r.node = p->nodes.n;
  lua_getfield(L, 2, "match");
  pattern(L, p, lua_gettop(L), r.node, 0);
  r.nnode = p->nodes.n - r.node;
  fb_lua_check(L, fb_push(&p->rules, r), "rules");
  p->phases.at[r.phase].nrule++;
  lua_pushinteger(L, (lua_Integer)p->rules.n - 1);
  return 1;
}

/* program:common(word, per_mille): how often a word occurs, for the choice of anchors. */
static int program_common(lua_State *L) {
  fb_program *p = growing(L);
  size_t len;
  const char *s = luaL_checklstring(L, 2, &len);
  float often = (float)luaL_checknumber(L, 3);
  uint32_t sym[4], norm[4], count = 0, from = p->word_rarity.n;
  fb_status status;
  status = fb_tokenize_phrase(&p->tokenizer, &p->vocab, s, len, sym, norm, 4, &count);
  if (status == FB_TOOBIG) return 0;
  fb_lua_check(L, status, "words");
  if (count != 1) return 0;
  if (norm[0] >= from) {
    fb_lua_check(L, fb_reserve(&p->word_rarity, norm[0] + 1 - from), "words");
    memset(p->word_rarity.at + from, 0, (norm[0] + 1 - from) * sizeof(float));
    p->word_rarity.n = norm[0] + 1;
  }
  p->word_rarity.at[norm[0]] = often;
  return 0;
}

/* program:freeze() -> true, or nil, rule number (nil where no rule is at fault), reason. */
static int program_freeze(lua_State *L) {
  fb_program *p = growing(L);
  uint32_t rule;
  const char *why;
  fb_status status;
  if (!p->lexicon.frozen) fb_lua_check(L, fb_lexicon_freeze(&p->lexicon), "word lists");
  fb_tags_sort(&p->tags);
  status = fb_program_freeze(p, &rule, &why);
  if (status == FB_BAD) {
    lua_pushnil(L);
    lua_pushinteger(L, (lua_Integer)rule);
    lua_pushstring(L, why ? why : "the pattern cannot be compiled");
    return 3;
  }
  fb_lua_check(L, status, "rules");
  lua_pushboolean(L, 1);
  return 1;
}

/* program:rule_shape(rule) -> least tokens, most tokens (nil: no bound), rarity of its anchor, instructions. */
static int program_rule_shape(lua_State *L) {
  fb_program *p = fb_lua_program(L, 1);
  lua_Integer k = luaL_checkinteger(L, 2);
  const fb_rule *r;
  luaL_argcheck(L, k >= 0 && k < (lua_Integer)p->rules.n, 2, "no such rule");
  r = &p->rules.at[k];
  lua_pushinteger(L, (lua_Integer)r->shape.least);
  if (r->shape.most >= FB_INF) lua_pushnil(L);
  else lua_pushinteger(L, (lua_Integer)r->shape.most);
  lua_pushnumber(L, (lua_Number)r->shape.rarity);
  lua_pushinteger(L, (lua_Integer)r->ncode);
  return 4;
}

void fb_lua_open_program(lua_State *L) {
  static const luaL_Reg methods[] = {{"abbreviations", program_abbreviations},
                                     {"compounds", program_compounds},
                                     {"anchor", fb_lua_program_anchor},
                                     {"code", fb_lua_program_code},
                                     {"common", program_common},
                                     {"condition", program_condition},
                                     {"doc", fb_lua_doc_new},
                                     {"form", program_form},
                                     {"freeze", program_freeze},
                                     {"key", program_key},
                                     {"kinds", program_kinds},
                                     {"lists", program_lists},
                                     {"load", program_load},
                                     {"load_file", program_load_file},
                                     {"map", program_map},
                                     {"phase", program_phase},
                                     {"phrases", program_phrases},
                                     {"rarity", program_rarity},
                                     {"rule", program_rule},
                                     {"rule_shape", program_rule_shape},
                                     {"skip", program_skip},
                                     {"write", program_write},
                                     {NULL, NULL}};
  luaL_newmetatable(L, FB_PROGRAM);
  luaL_newlib(L, methods);
  luaL_setfuncs(L, fb_lua_class_methods, 0);
  luaL_setfuncs(L, fb_lua_guide_methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, program_gc);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "factbox.program");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
