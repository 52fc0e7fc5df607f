/* numword.c: the words of numerals, from lists. */
#include "numword.h"

#include "check.h"
#include "sample.h"

static const char number_words[] = "two\tclass=unit\tvalue=2\nscore\tclass=dozen\tvalue=20\nodd\tclass=strange\tvalue=1\nbare\tclass=unit\n";
static const char parts[] = "quarters\tvalue=4\tnumber=pl\nquarter\tvalue=4\n";
static const char scales[] = "mn\tvalue=1000000\nscore\tvalue=7\n";

static void key(sample *s, fb_key k, const char *name) {
  fb_const c;
  size_t i;
  memset(&c, 0, sizeof c);
  c.off = s->p.pool.n;
  c.len = (uint32_t)strlen(name);
  for (i = 0; i <= c.len; i++) CHECK_EQ(fb_push(&s->p.pool, name[i]), FB_OK);
  s->p.guide.key[k] = s->p.nkeys++;
  CHECK_EQ(fb_push(&s->p.keys, c), FB_OK);
}

static void open(sample *s) {
  uint32_t and_ = 0;
  sample_open(s);
  CHECK_EQ(sample_list(s, number_words, sizeof number_words - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(s, parts, sizeof parts - 1, FB_LIST_FOLDED), FB_OK);
  CHECK_EQ(sample_list(s, scales, sizeof scales - 1, FB_LIST_EXACT), FB_OK);
  key(s, FB_KEY_class, "class");
  key(s, FB_KEY_value, "value");
  key(s, FB_KEY_number, "number");
  s->p.guide.number_word = 0;
  s->p.guide.number_part = 1;
  s->p.guide.number_scale = 2;
  CHECK_EQ(sample_word(s, "and", &and_), FB_OK);
  CHECK_EQ(fb_map_set(&s->p.guide.words, and_, FB_WORD_NUMBER_AND), FB_OK);
  CHECK_EQ(sample_freeze(s), FB_OK);
}

static fb_numword find(fb_wordbook *b, const char *s) {
  fb_numword w;
  CHECK_EQ(fb_wordbook_find(b, s, (uint32_t)strlen(s), &w), FB_OK);
  return w;
}

static void words(sample *s) {
  fb_wordbook b;
  fb_numword w;
  int round;
  fb_wordbook_init(&b, &s->p);
  for (round = 0; round < 2; round++) { /* from the lists, then from what is kept */
    w = find(&b, "two");
    CHECK(w.class == FB_NUM_UNIT && fb_is_integer(w.value, 2) && !w.dozen);
    w = find(&b, "score"); /* a scale gives way */
    CHECK(w.class == FB_NUM_SCALE && fb_is_integer(w.value, 20) && w.dozen);
    w = find(&b, "quarters");
    CHECK(w.class == FB_NUM_ORDINAL && w.plural && w.part);
    w = find(&b, "quarter,"); /* what stands behind it is another token */
    CHECK(w.class == FB_NUM_ORDINAL && !w.plural && w.part);
    w = find(&b, "mn");
    CHECK(w.class == FB_NUM_SCALE && fb_is_integer(w.value, 1000000));
    CHECK_EQ(find(&b, "MN").class, FB_NUM_NONE); /* the list is exact */
    CHECK_EQ(find(&b, "and").class, FB_NUM_AND);
    CHECK_EQ(find(&b, "odd").class, FB_NUM_NONE);
    CHECK_EQ(find(&b, "bare").class, FB_NUM_NONE); /* it has no value */
    CHECK_EQ(find(&b, "house").class, FB_NUM_NONE);
    CHECK_EQ(find(&b, "a-word-of-more-letters-than-are-kept").class, FB_NUM_NONE);
  }
  fb_wordbook_free(&b);
}

static void failing(sample *s) {
  long n;
  for (n = 1;; n++) {
    fb_wordbook b;
    fb_numword w;
    fb_status status;
    fb_wordbook_init(&b, &s->p);
    alloc_fail_after(n);
    status = fb_wordbook_find(&b, "quarters", 8, &w);
    if (!alloc_failed()) {
      alloc_fail_after(0);
      CHECK_EQ(status, FB_OK);
      fb_wordbook_free(&b);
      break;
    }
    CHECK_EQ(status, FB_NOMEM);
    alloc_fail_after(0);
    CHECK_EQ(find(&b, "quarters").class, FB_NUM_ORDINAL); /* the failure is not kept */
    fb_wordbook_free(&b);
  }
}

int main(void) {
  sample s;
  open(&s);
  words(&s);
  failing(&s);
  sample_close(&s);
  return check_report();
}
