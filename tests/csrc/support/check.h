/*
** check.h: what every C test uses: CHECK counts, check_report prints "N passed, N failed".
** Each tests/csrc/NAME.c is a program of its own, linked with the core (no Lua), built with
** AddressSanitizer and UndefinedBehaviorSanitizer, and with an allocator that fails on demand.
**
**   int main(void) {
**     CHECK(1 + 1 == 2);
**     CHECK_EQ(strlen("abc"), 3);
**     return check_report();
**   }
*/
#ifndef FB_CHECK_H
#define FB_CHECK_H

#include <stdio.h>

/* Counts one test; a failed one prints its place and text. */
#define CHECK(condition) check_count((condition) ? 1 : 0, __FILE__, __LINE__, #condition)
/* Same for two integers, printing both when they differ. */
#define CHECK_EQ(a, b) check_equal((long long)(a), (long long)(b), __FILE__, __LINE__, #a " == " #b)

void check_count(int ok, const char *file, int line, const char *what);
void check_equal(long long a, long long b, const char *file, int line, const char *what);
/* Prints the closing line; returns main's exit status. */
int check_report(void);

/*
** The allocator of the core under test: the `n`th allocation from now fails (1: the next), and
** all after it too until alloc_fail_after(0) switches failures off.
**
**   for (n = 1; ; n++) {
**     alloc_fail_after(n);
**     status = fb_something(...);
**     if (!alloc_failed()) break;
**     CHECK_EQ(status, FB_NOMEM);
**   }
*/
void alloc_fail_after(long n);
/* Whether an allocation was refused since the last alloc_fail_after. */
int alloc_failed(void);

#endif
