/* check.c: counting and reporting for the C tests, and the core's allocator under test. */
#include "check.h"

#include "fb.h"

static long passed, failed;

void check_count(int ok, const char *file, int line, const char *what) {
  if (ok) {
    passed++;
    return;
  }
  failed++;
  printf("%s:%d: failed: %s\n", file, line, what);
}

void check_equal(long long a, long long b, const char *file, int line, const char *what) {
  check_count(a == b, file, line, what);
  if (a != b) printf("  %lld is not %lld\n", a, b);
}

int check_report(void) {
  printf("%ld passed, %ld failed\n", passed, failed);
  return failed > 0;
}

#ifndef CHECK_ONLY     /* a program that has an allocator of its own */
static long countdown; /* allocations until the first refused one; 0: none is */
static int refused;

void alloc_fail_after(long n) {
  countdown = n;
  refused = 0;
}

int alloc_failed(void) { return refused; }

void *fb_realloc(void *p, size_t n) {
  if (countdown > 0 && (refused || --countdown == 0)) {
    refused = 1;
    countdown = 1; /* stays refused */
    return NULL;
  }
  return realloc(p, n);
}
#endif
