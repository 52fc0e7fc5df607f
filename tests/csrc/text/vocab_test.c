/* vocab.c: ids of words, base and overlay. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "vocab.h"
#include "word.h"

static uint32_t intern(fb_vocab *v, const char *s) {
  uint32_t id = FB_NONE, n = (uint32_t)strlen(s);
  CHECK_EQ(fb_vocab_intern(v, s, n, fb_vocab_hash(s, n), &id), FB_OK);
  return id;
}
static uint32_t find(const fb_vocab *v, const char *s) {
  uint32_t n = (uint32_t)strlen(s);
  return fb_vocab_find(v, s, n, fb_vocab_hash(s, n));
}

/* The hash does not depend on how the bytes are loaded. */
static void hashes(void) {
  static const char text[] = "harbourmasters at dawn";
  size_t n, k;
  for (n = 1; n <= 8; n++) {
    uint64_t x = 0;
    for (k = 0; k < n; k++) x |= (uint64_t)(unsigned char)text[k] << k * 8;
    CHECK(fb_vocab_load(text, n) == x);
    CHECK_EQ(fb_vocab_hash_short(x, 0, n), fb_vocab_hash(text, n));
    if (n < 8)
      CHECK_EQ(fb_vocab_hash_short(fb_vocab_load(text, 8), fb_vocab_load(text + 8, n), n + 8),
               fb_vocab_hash(text, n + 8));
  }
  CHECK(fb_vocab_hash("ab", 2) != fb_vocab_hash("ab\0", 3));
  CHECK(fb_vocab_same("harbourmaster", "harbourmasters", 13) && !fb_vocab_same("harbourmaster", "harbourmastes", 13));
  CHECK(fb_vocab_same("tide", "tides", 4) && !fb_vocab_same("tide", "tidy", 4));
}

static void base_and_overlay(void) {
  fb_vocab base, over;
  uint32_t tide, cap, boat, hash;
  fb_vocab_init(&base, NULL);
  cap = intern(&base, "Tide");
  tide = find(&base, "tide");
  CHECK(tide != FB_NONE && tide != cap);
  CHECK_EQ(fb_vocab_word(&base, cap)->norm, tide);
  CHECK_EQ(fb_vocab_word(&base, tide)->norm, tide);
  CHECK_EQ(intern(&base, "Tide"), cap);
  fb_vocab_init(&over, &base);
  CHECK_EQ(intern(&over, "Tide"), cap); /* the base's id everywhere */
  boat = intern(&over, "boat");
  CHECK_EQ(boat, fb_vocab_count(&base));
  CHECK_EQ(find(&base, "boat"), FB_NONE);
  CHECK_EQ(fb_vocab_word(&over, intern(&over, "TIDE"))->norm, tide);
  CHECK_EQ(memcmp(fb_vocab_bytes(&over, boat), "boat", 4), 0);
  hash = fb_vocab_hash("Tide", 4);
  fb_vocab_fetch_slot(&over, hash);
  fb_vocab_fetch_word(&over, hash);
  fb_vocab_fetch_bytes(&over, hash);
  CHECK(fb_vocab_guess(&over, "Tide", 4, hash) == cap || fb_vocab_guess(&over, "Tide", 4, hash) == FB_NONE);
  CHECK_EQ(fb_vocab_guess(&over, "boat", 4, fb_vocab_hash("boat", 4)), FB_NONE);
  fb_vocab_reset(&over, 100);
  CHECK_EQ(find(&over, "boat"), FB_NONE);
  CHECK_EQ(find(&over, "Tide"), cap);
  CHECK_EQ(intern(&over, ""), fb_vocab_count(&base)); /* what is left of zero-width characters */
  fb_vocab_free(&over);
  fb_vocab_free(&base);
}

/* Growing and emptying keep every word. */
static void many(void) {
  fb_vocab v;
  uint32_t k, round, wrong = 0;
  char word[16];
  fb_vocab_init(&v, NULL);
  for (round = 0; round < 3; round++) {
    uint32_t n = round == 1 ? 10 : 20000;
    for (k = 0; k < n; k++) {
      snprintf(word, sizeof word, "w%u", k);
      wrong += intern(&v, word) != k;
    }
    for (k = 0; k < n; k++) {
      snprintf(word, sizeof word, "w%u", k);
      wrong += find(&v, word) != k;
    }
    wrong += find(&v, "w") != FB_NONE;
    fb_vocab_reset(&v, 1000);
    wrong += find(&v, "w1") != FB_NONE;
  }
  CHECK_EQ(wrong, 0);
  fb_vocab_free(&v);
}

static void no_memory(void) {
  long n;
  for (n = 1;; n++) {
    fb_vocab v;
    uint32_t id;
    fb_status status;
    int failed;
    fb_vocab_init(&v, NULL);
    alloc_fail_after(n);
    status = fb_vocab_intern(&v, "Harbour", 7, fb_vocab_hash("Harbour", 7), &id);
    failed = alloc_failed();
    alloc_fail_after(0);
    CHECK_EQ(status, failed ? FB_NOMEM : FB_OK);
    CHECK_EQ(fb_vocab_intern(&v, "Harbour", 7, fb_vocab_hash("Harbour", 7), &id), FB_OK); /* still of use */
    CHECK_EQ(find(&v, "Harbour"), id);
    fb_vocab_free(&v);
    if (!failed) break;
  }
}

int main(void) {
  hashes();
  base_and_overlay();
  many();
  no_memory();
  return check_report();
}
