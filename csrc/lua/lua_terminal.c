/*
** lua_terminal.c: terminal size, display width, and text made safe to show.
*/
#if !defined(_WIN32)
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE /* struct winsize */
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#endif

#include "lua_terminal.h"

#include <lauxlib.h>
#include <string.h>
#include <utf8proc.h>

#include "offsets.h"

/* core.isatty(fd) -> whether file descriptor 0, 1 or 2 is a terminal. */
int fb_lua_isatty(lua_State *L) {
  int fd = (int)luaL_checkinteger(L, 1);
#if defined(_WIN32)
  (void)fd;
  lua_pushboolean(L, 0);
#else
  lua_pushboolean(L, isatty(fd));
#endif
  return 1;
}

/* core.columns(fd) -> columns of the terminal on `fd`; nil where it is none or does not say. */
int fb_lua_columns(lua_State *L) {
  int fd = (int)luaL_checkinteger(L, 1);
#if defined(TIOCGWINSZ)
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    lua_pushinteger(L, size.ws_col);
    return 1;
  }
#endif
  (void)fd;
  lua_pushnil(L);
  return 1;
}

/* Longest sleep, so that a caller's mistake can be interrupted by something other than patience. */
#define FB_LONGEST_SLEEP 60000

/* core.sleep(milliseconds) -> true; false where a signal came first. */
int fb_lua_sleep(lua_State *L) {
  lua_Integer ms = luaL_checkinteger(L, 1);
  luaL_argcheck(L, ms >= 0 && ms <= FB_LONGEST_SLEEP, 1, "no such time");
#if defined(_WIN32)
  lua_pushboolean(L, 1);
#else
  {
    struct timespec t;
    t.tv_sec = (time_t)(ms / 1000);
    t.tv_nsec = (long)(ms % 1000) * 1000000;
    lua_pushboolean(L, nanosleep(&t, NULL) == 0);
  }
#endif
  return 1;
}

/* The character at `s`, ill-formed bytes as U+FFFD; *used says how many bytes it took. */
static utf8proc_int32_t character(const char *s, size_t n, size_t *used) {
  int good;
  utf8proc_int32_t c = 0xfffd;
  *used = fb_utf8_step((const unsigned char *)s, n, &good);
  if (good) utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)*used, &c);
  return c;
}

/* core.width(s) -> columns in which a terminal shows it: 2 for wide characters, 0 for combining ones. */
int fb_lua_width(lua_State *L) {
  size_t n, i, used;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_Integer width = 0;
  for (i = 0; i < n; i += used) {
    if ((unsigned char)s[i] < 0x80) {
      used = 1;
      width += s[i] >= 0x20 && s[i] != 0x7f;
    } else {
      width += utf8proc_charwidth(character(s + i, n - i, &used));
    }
  }
  lua_pushinteger(L, width);
  return 1;
}

/*
** core.clean(s) -> `s` as one line that is safe to show: runs of white space and control characters
** (escape sequences that a hostile text could send to the terminal) become one space, none at the
** ends; ill-formed UTF-8 becomes U+FFFD; soft hyphens, zero-width and direction controls go.
*/
int fb_lua_clean(lua_State *L) {
  size_t n, i, used;
  const char *s = luaL_checklstring(L, 1, &n);
  int space = 0, any = 0;
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (i = 0; i < n; i += used) {
    utf8proc_int32_t c = (unsigned char)s[i];
    used = 1;
    if (c >= 0x80) {
      utf8proc_category_t category;
      c = character(s + i, n - i, &used);
      category = utf8proc_category(c);
      if (category == UTF8PROC_CATEGORY_CF && c != 0x200d) continue; /* the joiner holds emoji together */
      if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
          category == UTF8PROC_CATEGORY_ZP)
        c = ' ';
    }
    if (c <= ' ' || c == 0x7f) {
      space = 1;
      continue;
    }
    if (space && any) luaL_addchar(&b, ' ');
    space = 0;
    any = 1;
    if (c == 0xfffd) luaL_addstring(&b, "\xef\xbf\xbd");
    else luaL_addlstring(&b, s + i, used);
  }
  luaL_pushresult(&b);
  return 1;
}
