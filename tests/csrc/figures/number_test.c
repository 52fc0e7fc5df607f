/* number.c: integers and floats, as Lua has them. */
#include "number.h"

#include "check.h"

static fb_number read(const char *s) { return fb_number_read(s, strlen(s)); }

static int is_int(fb_number n, int64_t i) { return n.type == FB_NUMBER_INTEGER && n.of.i == i; }
static int is_float(fb_number n, double f) { return n.type == FB_NUMBER_FLOAT && n.of.f == f; }

static void reading(void) {
  static const char *const none[] = {"", " ", "-", "1,5", "1.2.3", "inf", "nan", "0x", "1e", "12 3", "e5", "+-1"};
  char deep[600];
  size_t i;
  CHECK(is_int(read("42"), 42) && is_int(read(" -7\n"), -7) && is_int(read("+007"), 7));
  CHECK(is_float(read("4.50"), 4.5) && is_float(read(".5"), 0.5) && is_float(read("1e3"), 1000));
  CHECK(is_int(read("9223372036854775807"), INT64_MAX) && is_int(read("-9223372036854775808"), INT64_MIN));
  CHECK(is_float(read("9223372036854775808"), 9223372036854775808.0)); /* no integer any more */
  CHECK(is_int(read("0x1F"), 31));
  for (i = 0; i < sizeof none / sizeof *none; i++) CHECK(!fb_is_number(read(none[i])));
  memset(deep, '1', sizeof deep);
  CHECK(fb_is_number(fb_number_read(deep, 300)));
  CHECK(!fb_is_number(fb_number_read(deep, sizeof deep)));
}

static void arithmetic(void) {
  fb_number two = fb_integer(2), half = fb_float(0.5);
  CHECK(is_int(fb_add(two, two), 4) && is_float(fb_add(two, half), 2.5));
  CHECK(is_int(fb_subtract(two, fb_integer(3)), -1) && is_float(fb_multiply(two, half), 1));
  CHECK(is_int(fb_multiply(fb_integer(INT64_MAX), two), -2)); /* wraps round */
  CHECK(is_float(fb_divide(two, fb_integer(4)), 0.5) && is_float(fb_divide(two, two), 1));
  CHECK(is_int(fb_floor(fb_float(-1.5)), -2) && is_int(fb_floor(two), 2));
  CHECK(is_float(fb_floor(fb_float(1e300)), 1e300));
  CHECK(is_int(fb_number_of(1e6), 1000000) && is_float(fb_number_of(0.25), 0.25) && is_float(fb_number_of(1e17), 1e17));
}

static void order(void) {
  fb_number large = fb_integer(9007199254740993); /* no double is the same */
  CHECK(fb_less(fb_integer(1), fb_float(1.5)) && !fb_less(fb_float(1.5), fb_integer(1)));
  CHECK(fb_less(fb_float(9007199254740992.0), large) && !fb_equal(fb_float(9007199254740992.0), large));
  CHECK(fb_equal(fb_float(3), fb_integer(3)) && fb_is_integer(fb_float(0), 0) && !fb_is_integer(fb_float(0.5), 0));
  CHECK(fb_less(large, fb_float(1e300)) && fb_less(fb_float(-1e300), large) && !fb_less(fb_float(1e300), large));
}

static void writing(void) {
  CHECK(is_int(fb_tidy(fb_float(4.35 * 100)), 435)); /* 434.99999999999994 */
  CHECK(is_int(fb_tidy(fb_float(12)), 12) && is_float(fb_tidy(fb_float(1e15)), 1e15));
  CHECK(is_float(fb_tidy(fb_float(0.1 + 0.2)), 0.3) && is_int(fb_tidy(fb_integer(7)), 7));
  CHECK(is_int(fb_whole(fb_float(-4)), -4) && is_float(fb_whole(fb_float(0.5)), 0.5));
  CHECK(!fb_is_number(fb_rounded(fb_divide(fb_float(0), fb_float(0)))));
  CHECK(fb_is_number(fb_tidy(fb_divide(fb_float(1), fb_float(0)))));
}

int main(void) {
  reading();
  arithmetic();
  order();
  writing();
  return check_report();
}
