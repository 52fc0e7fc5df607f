/*
** lua_digest.c: digests that tell sets of rules apart; they are no protection against forgery.
**
** FNV-1a over eight bytes of the machine's order at a time (Fowler, Noll, Vo), each string closed by its length.
** A digester takes string after string, and files without making strings of them: at start-up most of what is read are
** word lists of which no more than this is asked, since an image of them is there.
*/
#define _POSIX_C_SOURCE 200809L

#include "lua_digest.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define FB_DIGESTER "factbox.digester"

#define BASIS 0xcbf29ce484222325u
#define PRIME 0x100000001b3u

/* Bytes of a file at a time, a multiple of eight: they stay in the cache. */
#define CHUNK ((size_t)1 << 15)

typedef struct digester {
  uint64_t h;
  char chunk[CHUNK];
} digester;

/* The high half would never reach the low digits. */
static uint64_t step(uint64_t h, uint64_t word) {
  h = (h ^ word) * PRIME;
  return h ^ h >> 32;
}

/* All words of the n bytes at s but the last, which is not whole, into both digests: most files want two. */
static void words(uint64_t *a, uint64_t *b, const char *s, size_t n) {
  uint64_t x = *a, y = *b, w;
  size_t at;
  for (at = 0; at + 8 <= n; at += 8) {
    memcpy(&w, s + at, 8);
    x = step(x, w);
    y = step(y, w);
  }
  *a = x;
  *b = y;
}

/* The last bytes of a string of `len`, fewer than eight, and its length. */
static uint64_t close_string(uint64_t h, const char *s, size_t rest, uint64_t len) {
  uint64_t w = 0;
  memcpy(&w, s, rest);
  h = (h ^ w) * PRIME;
  return (h ^ len) * PRIME;
}

static uint64_t add(uint64_t h, const char *s, size_t len) {
  uint64_t w;
  size_t at;
  for (at = 0; at + 8 <= len; at += 8) {
    memcpy(&w, s + at, 8);
    h = step(h, w);
  }
  return close_string(h, s + at, len - at, len);
}

static int push_digits(lua_State *L, uint64_t h) {
  char hex[16];
  int k;
  for (k = 0; k < 16; k++) hex[k] = "0123456789abcdef"[h >> (60 - 4 * k) & 15];
  lua_pushlstring(L, hex, sizeof hex);
  return 1;
}

void fb_lua_push_digest(lua_State *L, const char *s, size_t n) { push_digits(L, add(BASIS, s, n)); }

/* core.digest{ strings } -> 16 hexadecimal digits */
static int core_digest(lua_State *L) {
  uint64_t h = BASIS;
  lua_Integer i, n;
  luaL_checktype(L, 1, LUA_TTABLE);
  n = (lua_Integer)lua_rawlen(L, 1);
  for (i = 1; i <= n; i++) {
    size_t len;
    const char *s;
    lua_rawgeti(L, 1, i);
    s = luaL_checklstring(L, -1, &len);
    h = add(h, s, len);
    lua_pop(L, 1);
  }
  return push_digits(L, h);
}

static digester *checkdigester(lua_State *L) { return luaL_checkudata(L, 1, FB_DIGESTER); }

/* core.digester() -> a digester of nothing */
static int core_digester(lua_State *L) {
  digester *d = lua_newuserdata(L, sizeof *d);
  d->h = BASIS;
  luaL_setmetatable(L, FB_DIGESTER);
  return 1;
}

/* digester:add(string) */
static int digester_add(lua_State *L) {
  digester *d = checkdigester(L);
  size_t len;
  const char *s = luaL_checklstring(L, 2, &len);
  d->h = add(d->h, s, len);
  return 0;
}

/* Fills `chunk` from a file as far as it goes; gives how many bytes, or -1 where they cannot be read. */
static ssize_t fill(int fd, char *chunk) {
  size_t n = 0;
  while (n < CHUNK) {
    ssize_t k = read(fd, chunk + n, CHUNK - n);
    if (k < 0 && errno == EINTR) continue;
    if (k < 0) return -1;
    if (k == 0) break;
    n += (size_t)k;
  }
  return (ssize_t)n;
}

/* digester:file(path) -> the digest of the file's bytes alone, which are added as a string; or nil and the reason. */
static int digester_file(lua_State *L) {
  digester *d = checkdigester(L);
  const char *path = luaL_checkstring(L, 2);
  uint64_t all = d->h, own = BASIS, len = 0;
  ssize_t n = -1;
  int fd = open(path, O_RDONLY);
  if (fd >= 0) {
    while ((n = fill(fd, d->chunk)) == (ssize_t)CHUNK) {
      words(&all, &own, d->chunk, CHUNK);
      len += CHUNK;
    }
    if (n < 0) {
      int why = errno;
      close(fd);
      errno = why;
    } else close(fd);
  }
  if (n < 0) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s: %s", path, strerror(errno));
    return 2;
  }
  words(&all, &own, d->chunk, (size_t)n);
  len += (uint64_t)n;
  d->h = close_string(all, d->chunk + n / 8 * 8, (size_t)n % 8, len);
  return push_digits(L, close_string(own, d->chunk + n / 8 * 8, (size_t)n % 8, len));
}

/* digester:value() -> 16 hexadecimal digits, the same as core.digest of what was added */
static int digester_value(lua_State *L) { return push_digits(L, checkdigester(L)->h); }

void fb_lua_add_digest(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", digester_add}, {"file", digester_file}, {"value", digester_value}, {NULL, NULL}};
  luaL_newmetatable(L, FB_DIGESTER);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "factbox.digester");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_pushcfunction(L, core_digest);
  lua_setfield(L, -2, "digest");
  lua_pushcfunction(L, core_digester);
  lua_setfield(L, -2, "digester");
}
