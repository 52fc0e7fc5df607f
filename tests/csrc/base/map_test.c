/* map.c: keys and values, growth, emptying, failing allocations. */
#include "check.h"
#include "map.h"

static void keys_and_values(void) {
  fb_map m;
  uint32_t k, wrong = 0;
  memset(&m, 0, sizeof m);
  CHECK_EQ(fb_map_find(&m, 0), FB_NONE);
  CHECK_EQ(fb_map_set(&m, 0, 7), FB_OK); /* any key will do */
  CHECK_EQ(fb_map_find(&m, 0), 7);
  CHECK_EQ(fb_map_set(&m, 0, 0), FB_OK);
  CHECK_EQ(fb_map_find(&m, 0), 0);
  CHECK_EQ(m.n, 1);
  for (k = 0; k < 50000; k++) wrong += fb_map_set(&m, (uint64_t)k << 32 | 5, k) != FB_OK;
  for (k = 0; k < 50000; k++) wrong += fb_map_find(&m, (uint64_t)k << 32 | 5) != k;
  CHECK_EQ(wrong, 0);
  CHECK_EQ(fb_map_find(&m, 4), FB_NONE);
  fb_map_reset(&m);
  CHECK_EQ(fb_map_find(&m, 5), FB_NONE);
  CHECK_EQ(fb_map_set(&m, 5, 1), FB_OK);
  fb_map_reset(&m); /* keeps its slots */
  CHECK_EQ(fb_map_find(&m, 5), FB_NONE);
  fb_map_free(&m);
}

/* Where there is no memory to grow, what is there stays. */
static void out_of_memory(void) {
  fb_map m;
  uint32_t k = 0, i, wrong = 0;
  memset(&m, 0, sizeof m);
  alloc_fail_after(1);
  CHECK_EQ(fb_map_set(&m, 1, 1), FB_NOMEM);
  alloc_fail_after(2);
  while (fb_map_set(&m, k, k) == FB_OK) k++;
  alloc_fail_after(0);
  CHECK(k > 8);
  for (i = 0; i < k; i++) wrong += fb_map_find(&m, i) != i;
  CHECK_EQ(wrong, 0);
  CHECK_EQ(fb_map_set(&m, k, k), FB_OK);
  fb_map_free(&m);
}

int main(void) {
  keys_and_values();
  out_of_memory();
  return check_report();
}
