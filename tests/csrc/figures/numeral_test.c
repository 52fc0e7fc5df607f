/* numeral.c: words and digits folded to values, with words of the test's own. */
#include "numeral.h"

#include "check.h"

static const struct {
  const char *word;
  fb_numclass class;
  double value;
  uint8_t plural, part, dozen;
} words[] = {{"one", FB_NUM_UNIT, 1, 0, 0, 0},           {"two", FB_NUM_UNIT, 2, 0, 0, 0},
             {"three", FB_NUM_UNIT, 3, 0, 0, 0},         {"five", FB_NUM_UNIT, 5, 0, 0, 0},
             {"nought", FB_NUM_UNIT, 0, 0, 0, 0},        {"thirteen", FB_NUM_TEEN, 13, 0, 0, 0},
             {"twenty", FB_NUM_TEN, 20, 0, 0, 0},        {"forty", FB_NUM_TEN, 40, 0, 0, 0},
             {"hundred", FB_NUM_HUNDRED, 100, 0, 0, 0},  {"thousand", FB_NUM_SCALE, 1e3, 0, 0, 0},
             {"million", FB_NUM_SCALE, 1e6, 0, 0, 0},    {"bn", FB_NUM_SCALE, 1e9, 0, 0, 0},
             {"k", FB_NUM_SCALE, 1e3, 0, 0, 0},          {"dozen", FB_NUM_SCALE, 12, 0, 0, 1},
             {"half", FB_NUM_HALF, 0.5, 0, 0, 0},        {"first", FB_NUM_ORDINAL, 1, 0, 0, 0},
             {"fifth", FB_NUM_ORDINAL, 5, 0, 0, 0},      {"quarter", FB_NUM_ORDINAL, 4, 0, 1, 0},
             {"quarters", FB_NUM_ORDINAL, 4, 1, 1, 0},   {"fifths", FB_NUM_ORDINAL, 5, 1, 0, 0},
             {"hundredth", FB_NUM_ORDINAL, 100, 0, 0, 0}, {"and", FB_NUM_AND, 0, 0, 0, 0},
             {"a", FB_NUM_ARTICLE, 0, 0, 0, 0},          {"of", FB_NUM_SKIP, 0, 0, 0, 0},
             {"point", FB_NUM_POINT, 0, 0, 0, 0},        {"minus", FB_NUM_SIGN, 0, 0, 0, 0}};

static fb_status find(void *self, const char *s, uint32_t n, fb_numword *w) {
  size_t i;
  ++*(int *)self;
  memset(w, 0, sizeof *w);
  if (n == 4 && memcmp(s, "oops", 4) == 0) return FB_NOMEM;
  for (i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i].word) == n && memcmp(words[i].word, s, n) == 0) {
      w->class = (uint8_t)words[i].class;
      w->value = fb_number_of(words[i].value);
      w->plural = words[i].plural;
      w->part = words[i].part;
      w->dozen = words[i].dozen;
    }
  return FB_OK;
}

static fb_numeral read(const char *s) {
  fb_numeral n;
  int asked = 0;
  CHECK_EQ(fb_numeral_read(s, strlen(s), 0, find, &asked, &n), FB_OK);
  return n;
}

static void values(void) {
  static const struct {
    const char *text;
    double value;
    fb_numkind kind;
  } cases[] = {{"7", 7, FB_CARDINAL},
               {"1,580", 1580, FB_CARDINAL},
               {"12 500", 12500, FB_CARDINAL},
               {"-17.5", -17.5, FB_CARDINAL},
               {"- 20", -20, FB_CARDINAL},
               {"\xc2\xbd", 0.5, FB_FRACTION},
               {"2\xc2\xbd", 2.5, FB_CARDINAL},
               {"3 1/2", 3.5, FB_CARDINAL},
               {"4.5bn", 4.5e9, FB_CARDINAL},
               {"10K", 10000, FB_CARDINAL},
               {"twenty-one", 21, FB_CARDINAL},
               {"Two Hundred and five", 205, FB_CARDINAL},
               {"half a million", 500000, FB_CARDINAL},
               {"two and a half million", 2500000, FB_CARDINAL},
               {"one and a quarter million", 1250000, FB_CARDINAL},
               {"three quarters of a million", 750000, FB_CARDINAL},
               {"forty and two fifths", 40.4, FB_FRACTION},
               {"two hundred and three quarters", 200.75, FB_FRACTION},
               {"nought point three", 0.3, FB_FRACTION},
               {"minus five", -5, FB_CARDINAL},
               {"one hundred and two dozen", 124, FB_CARDINAL},
               {"one forty-five", 145, FB_CARDINAL},
               {"one-half", 0.5, FB_FRACTION},
               {"two twenty-fifths", 2. / 25, FB_FRACTION},
               {"a forty-fifth", 1. / 45, FB_FRACTION},
               {"a fifth", 1. / 5, FB_FRACTION},
               {"twenty-first", 21, FB_ORDINAL},
               {"21st", 21, FB_ORDINAL},
               {"XIX", 19, FB_ORDINAL},
               {"forty-two (42)", 42, FB_CARDINAL},
               {"1'000'000", 1000000, FB_CARDINAL},
               {"2.5^-1", 0.4, FB_CARDINAL},
               {"6.02 x 10^23", 6.02e23, FB_CARDINAL},
               {"twenty-one", 21, FB_CARDINAL}};
  size_t i;
  for (i = 0; i < sizeof cases / sizeof *cases; i++) {
    fb_numeral n = read(cases[i].text);
    double value = cases[i].value, off = fb_number_float(n.value) - value, most = 1e-9 * (value < 0 ? -value : value);
    CHECK(fb_is_number(n.value));
    if (off > most || -off > most) CHECK_EQ(i, -1);
    CHECK_EQ(n.kind, cases[i].kind);
  }
}

static void kinds(void) {
  static const char *const none[] = {"", "house", "two houses", "1/0", "2.3.1", "1,2,3", "\xe2\x80\x9c", "fifth two", "(45)"};
  fb_numeral n = read("16.4 million");
  char deep[FB_LONGEST_NUMBER + 1];
  int asked = 0;
  size_t i;
  CHECK(n.value.type == FB_NUMBER_INTEGER && n.value.of.i == 16400000);
  CHECK(fb_is_integer(n.scale, 1000000));
  CHECK(!fb_is_number(read("twenty-one").scale));
  CHECK_EQ(read("half a dozen").value.type, FB_NUMBER_INTEGER);
  for (i = 0; i < sizeof none / sizeof *none; i++) CHECK(!fb_is_number(read(none[i]).value));
  memset(deep, ' ', sizeof deep);
  deep[0] = '5';
  CHECK_EQ(fb_numeral_read(deep, sizeof deep, 0, find, &asked, &n), FB_OK);
  CHECK(!fb_is_number(n.value));
  for (i = 0; i < sizeof deep; i++) deep[i] = i & 1 ? 'k' : '5'; /* as many parts as there can be */
  CHECK_EQ(fb_numeral_read(deep, FB_LONGEST_NUMBER, 0, find, &asked, &n), FB_OK);
  CHECK(fb_is_number(n.value));
  CHECK_EQ(fb_numeral_read("two oops", 8, 0, find, &asked, &n), FB_NOMEM);
}

int main(void) {
  values();
  kinds();
  return check_report();
}
