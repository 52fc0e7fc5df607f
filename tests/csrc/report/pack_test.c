/* pack.c: what is packed comes out again. */
#include "check.h"
#include "pack.h"

enum { RECORDS = 1000, WORDS = 13 };

/* Numbers as records have them: near the one before, absent, zero, anything. */
static uint32_t word(uint32_t i, uint32_t w) {
  uint32_t x = (i * 2654435761u) ^ (w * 40503u);
  x ^= x >> 15;
  switch (w) {
    case 0: return i * 7 + x % 5;
    case 1: return x % 3 ? i : FB_NONE;
    case 2: return x % 4 ? 0 : x;
    case 3: return x * 2246822519u;
    case 4: return x % 2 ? FB_NONE - 1 : 1;
    case 5: return x % 2 ? 0x80000000u : 0x7fffffffu;
    case 6: return FB_NONE;
    case 7: return 0;
    case 8: return 42;
    default: return x % (w + 1);
  }
}

static void make(uint32_t i, uint32_t *record) {
  uint32_t w;
  for (w = 0; w < WORDS; w++) record[w] = word(i, w);
}

static int is_right(const fb_pack *p, fb_unpacking *u, uint32_t i) {
  uint32_t record[WORDS], should[WORDS];
  make(i, should);
  fb_pack_get(p, u, i, record, sizeof record);
  return memcmp(record, should, sizeof record) == 0;
}

static void there_and_back(void) {
  fb_pack p;
  fb_unpacking u;
  uint32_t i, record[WORDS];
  int round;
  memset(&p, 0, sizeof p);
  for (round = 0; round < 2; round++) {
    memset(&u, 0, sizeof u);
    for (i = 0; i < RECORDS; i++) {
      make(i, record);
      CHECK_EQ(fb_pack_add(&p, record, sizeof record), FB_OK);
    }
    CHECK_EQ(p.n, RECORDS);
    CHECK(p.bytes.n < RECORDS * sizeof record);
    for (i = 0; i < RECORDS; i++) CHECK(is_right(&p, &u, i)); /* in order */
    for (i = 0; i < RECORDS; i++) CHECK(is_right(&p, &u, i * 379 % RECORDS)); /* or not */
    for (i = 0; i < RECORDS; i++) CHECK(is_right(&p, &u, i / 3)); /* again and again */
    fb_pack_drop(&p);
    CHECK_EQ(p.n, 0);
  }
}

static void small(void) {
  fb_pack p;
  uint32_t i, record[4] = {0, 0, 7, FB_NONE};
  memset(&p, 0, sizeof p);
  for (i = 0; i < RECORDS; i++) {
    record[0] += 5;
    record[1] += 5;
    CHECK_EQ(fb_pack_add(&p, record, sizeof record), FB_OK);
  }
  CHECK(p.bytes.n < RECORDS * 4); /* a byte of bits, and one for each difference */
  fb_pack_drop(&p);
}

static void out_of_memory(void) {
  uint32_t n, i, record[WORDS];
  for (n = 1; n < 100; n++) {
    fb_pack p;
    fb_status status = FB_OK;
    memset(&p, 0, sizeof p);
    alloc_fail_after(n);
    for (i = 0; i < RECORDS && status == FB_OK; i++) {
      make(i, record);
      status = fb_pack_add(&p, record, sizeof record);
    }
    alloc_fail_after(0);
    if (status == FB_OK) {
      fb_pack_drop(&p);
      break;
    }
    CHECK_EQ(status, FB_NOMEM);
    fb_pack_drop(&p);
  }
  CHECK(n > 2);
}

int main(void) {
  there_and_back();
  small();
  out_of_memory();
  return check_report();
}
