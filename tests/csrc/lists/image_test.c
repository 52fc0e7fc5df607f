/* image_test.c: a mapped image finds what the lexicon in memory finds, and is refused where it does not fit. */
#include "image.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

static const char list[] = "New York\tid=1\nat least\tmodifier=at_least\nInc.\nUS\n";
static const char text[] = "At least one New York firm, Acme Inc., told US papers. \xc3\x89lan grew.";

static uint32_t hash_of(const char *s) { return fb_vocab_hash(s, strlen(s)); }

/* The rules' words come first in a program's vocabulary. */
static void rule_words(fb_vocab *v, const char *word) {
  uint32_t id;
  fb_vocab_init(v, NULL);
  CHECK_EQ(fb_vocab_intern(v, "said", 4, hash_of("said"), &id), FB_OK);
  CHECK_EQ(fb_vocab_intern(v, word, (uint32_t)strlen(word), hash_of(word), &id), FB_OK);
}

static void read_with(const fb_vocab *v, const fb_lexicon *lx, const fb_tokenizer *tk, fb_doc *d) {
  fb_doc_init(d, v);
  CHECK_EQ(fb_tokenize(d, tk, text, sizeof text - 1), FB_OK);
  CHECK_EQ(fb_split_sentences(d, tk), FB_OK);
  CHECK_EQ(fb_doc_seal(d), FB_OK);
  CHECK_EQ(fb_lexicon_scan(lx, d, 0), FB_OK);
}

/* Each four bytes of the header changed by themselves: nothing is taken from it that a section has not. */
static void garble(const char *path, const char *key, size_t key_len) {
  static char bytes[1 << 16];
  FILE *f = fopen(path, "rb");
  size_t n = fread(bytes, 1, sizeof bytes, f), k;
  fclose(f);
  for (k = 0; k < 328 && k + 4 <= n; k += 4) {
    fb_image im = {0};
    bytes[k] = (char)(bytes[k] ^ 1);
    bytes[k + 3] = (char)(bytes[k + 3] ^ 0x40);
    f = fopen(path, "wb");
    fwrite(bytes, 1, n, f);
    fclose(f);
    if (fb_image_open(&im, path, key, key_len) == FB_OK) { /* a part of the key behind its end, or unused */
      CHECK(k >= 28 + key_len && k < 28 + FB_IMAGE_KEY + 12);
      fb_image_close(&im);
    }
    bytes[k] = (char)(bytes[k] ^ 1);
    bytes[k + 3] = (char)(bytes[k + 3] ^ 0x40);
  }
  f = fopen(path, "wb");
  fwrite(bytes, 1, n, f);
  fclose(f);
}

static void corrupt(const char *path, const char *key, size_t key_len) {
  char bytes[512];
  fb_image im = {0};
  FILE *f = fopen(path, "rb");
  size_t n = fread(bytes, 1, sizeof bytes, f), k;
  fclose(f);
  f = fopen(path, "wb"); /* cut short */
  fwrite(bytes, 1, n, f);
  fclose(f);
  CHECK_EQ(fb_image_open(&im, path, key, key_len), FB_BAD);
  for (k = 0; k < 24; k++) { /* header bytes */
    bytes[k] = (char)(bytes[k] ^ 0x55);
    f = fopen(path, "wb");
    fwrite(bytes, 1, n, f);
    fclose(f);
    CHECK_EQ(fb_image_open(&im, path, key, key_len), FB_BAD);
  }
}

int main(void) {
  char path[64];
  fb_vocab v, w;
  fb_lexicon a, b;
  fb_tags g = {0}, h = {0};
  fb_tokenizer tk;
  fb_doc d, e;
  fb_image im = {0}, other = {0};
  const char *value;
  size_t len;
  uint32_t k, id, before;

  snprintf(path, sizeof path, "/tmp/image_test.%ld", (long)getpid());
  fb_tokenizer_init(&tk);
  CHECK_EQ(fb_tokenizer_load(&tk, "Inc.\n", 5), FB_OK);
  rule_words(&v, "Mayor");
  fb_lexicon_init(&a);
  fb_lexicon_init(&b);
  CHECK_EQ(fb_lexicon_load(&a, &v, &tk, 7, FB_LIST_FOLDED, list, sizeof list - 1, NULL), FB_OK);
  CHECK_EQ(fb_image_write(path, "key", 3, &v, &a, &g), FB_BAD); /* not frozen */
  CHECK_EQ(fb_lexicon_freeze(&a), FB_OK);
  {
    fb_set noun = {6, 1, {0}};
    fb_word_form men = {0, 1, 2};
    CHECK_EQ(fb_tags_list(&g, 1, noun), FB_OK);
    CHECK_EQ(fb_tags_form(&g, men), FB_OK);
  }
  CHECK_EQ(fb_image_write("/nowhere/at/all", "key", 3, &v, &a, &g), FB_BAD);
  CHECK_EQ(fb_image_write(path, "key", 3, &v, &a, &g), FB_OK);
  read_with(&v, &a, &tk, &d);
  CHECK_EQ(d.hits.n, 4);

  CHECK_EQ(fb_image_open(&im, path, "kez", 3), FB_BAD);
  CHECK_EQ(fb_image_open(&im, "/nowhere/at/all", "key", 3), FB_BAD);
  CHECK_EQ(fb_image_open(&im, path, "key", 3), FB_OK);

  rule_words(&w, "senator"); /* other rules */
  CHECK_EQ(fb_image_use(&im, &w, &b, &h), FB_BAD);
  fb_vocab_free(&w);
  rule_words(&w, "Mayor");
  CHECK_EQ(fb_image_use(&im, &w, &b, &h), FB_OK);
  CHECK(h.listed.n == 2 && h.listed.at[1] == 1 && h.sets.at[1].may == 6 && h.forms.n == 1 && h.forms.at[0].lemma == 1);
  CHECK_EQ(fb_tags_form(&h, h.forms.at[0]), FB_BAD); /* the image's */
  fb_tags_free(&h);
  read_with(&w, &b, &tk, &e);
  CHECK_EQ(e.hits.n, d.hits.n);
  for (k = 0; k < d.hits.n && k < e.hits.n; k++) CHECK(memcmp(&d.hits.at[k], &e.hits.at[k], sizeof(fb_hit)) == 0);
  CHECK(fb_lexicon_attr(&b, 0, "id", 2, &value, &len) && len == 1 && *value == '1');
  CHECK_EQ(fb_lexicon_load(&b, &w, &tk, 7, FB_LIST_FOLDED, list, 4, NULL), FB_BAD); /* frozen */

  /* A new word makes the vocabulary a copy of its own; nothing that it knew changes. */
  fb_doc_free(&e);
  before = fb_vocab_count(&w);
  CHECK_EQ(fb_vocab_intern(&w, "zeugma", 6, hash_of("zeugma"), &id), FB_OK);
  CHECK_EQ(id, before);
  CHECK_EQ(fb_vocab_find(&w, "york", 4, hash_of("york")), fb_vocab_find(&v, "york", 4, hash_of("york")));
  read_with(&w, &b, &tk, &e);
  CHECK_EQ(e.hits.n, d.hits.n);

  fb_doc_free(&d);
  fb_doc_free(&e);
  fb_lexicon_free(&a);
  fb_lexicon_free(&b);
  fb_vocab_free(&w);
  fb_image_close(&im);
  fb_image_close(&im);

  /* An image without lists. */
  fb_lexicon_init(&a);
  CHECK_EQ(fb_lexicon_freeze(&a), FB_OK);
  CHECK_EQ(fb_image_write(path, "", 0, &v, &a, &g), FB_OK);
  CHECK_EQ(fb_image_open(&other, path, "", 0), FB_OK);
  fb_vocab_init(&w, NULL);
  fb_lexicon_init(&b);
  CHECK_EQ(fb_image_use(&other, &w, &b, &h), FB_OK);
  fb_tags_free(&h);
  read_with(&w, &b, &tk, &d);
  CHECK_EQ(d.hits.n, 0);
  fb_doc_free(&d);
  fb_lexicon_free(&b);
  fb_vocab_free(&w);
  fb_image_close(&other);
  garble(path, "", 0);
  corrupt(path, "", 0);

  fb_lexicon_free(&a);
  fb_tags_free(&g);
  fb_vocab_free(&v);
  fb_tokenizer_free(&tk);
  remove(path);
  return check_report();
}
