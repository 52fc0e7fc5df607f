/* decimal.c: separators, signs, powers of ten; Roman numerals and vulgar fractions. */
#include "decimal.h"

#include "check.h"

static void digits(void) {
  static const struct {
    const char *text;
    int comma;
    double value;
  } cases[] = {{"7", 0, 7},
               {"1,580", 0, 1580},
               {"1,580", 1, 1.58},
               {"4,200.5", 0, 4200.5},
               {"3.141.592,65", 0, 3141592.65},
               {"12 500", 0, 12500},
               {"12\xe2\x80\xaf" "500", 0, 12500},
               {"1,23,456", 0, 123456},
               {"1,3", 0, 1.3},
               {"5,00", 0, 5},
               {"4.800", 0, 4.8},
               {"4.800", 1, 4800},
               {"1.234.567", 0, 1234567},
               {"2.5e6", 0, 2500000},
               {"-17.5", 0, -17.5},
               {"\xe2\x88\x92" "17", 0, -17},
               {"1'000'000", 0, 1000000},
               {"6.02 x 10^23", 0, 6.02e23},
               {"7.5x10-3", 0, 0.0075},
               {"3 \xc3\x97 10\xe2\x81\xbb\xe2\x81\xb4", 0, 0.0003},
               {"-127.32e13", 0, -127.32e13}};
  static const char *const none[] = {"", "house", "2.3.1", "192.168.1.20", "1,2,3", "1.23.456", "-", "3 x 10^", "12a"};
  char deep[FB_LONGEST_NUMBER + 1];
  size_t i;
  for (i = 0; i < sizeof cases / sizeof *cases; i++) {
    fb_number n = fb_decimal_read(cases[i].text, strlen(cases[i].text), cases[i].comma);
    CHECK(fb_is_number(n));
    if (fb_number_float(n) != cases[i].value) CHECK_EQ(i, -1);
  }
  for (i = 0; i < sizeof none / sizeof *none; i++) CHECK(!fb_is_number(fb_decimal_read(none[i], strlen(none[i]), 0)));
  memset(deep, '1', sizeof deep);
  CHECK(!fb_is_number(fb_decimal_read(deep, sizeof deep, 0)));
}

static int commas(const char *text) { return fb_decimal_commas(text, strlen(text)); }

static void marks(void) {
  CHECK(fb_decimal_ambiguous("4.800", 5) && fb_decimal_ambiguous("124.800", 7));
  CHECK(!fb_decimal_ambiguous("4.80", 4) && !fb_decimal_ambiguous("1234.800", 8) && !fb_decimal_ambiguous("a.800", 5));
  CHECK(commas("The quay cost 7.654.321 in all") && commas("1.234,5") && commas("It took 1.234,56 kg"));
  CHECK(!commas("It was 4.800") && !commas("1.234,567") && !commas("1,234.5") && !commas("") && !commas("1.234,"));
  CHECK(!commas("1.2.3") && !commas(".234,5"));
}

static int64_t roman(const char *s) {
  fb_number n = fb_roman_read(s, strlen(s));
  return fb_is_number(n) ? n.of.i : -1;
}

static void other(void) {
  size_t len;
  CHECK_EQ(roman("XIV"), 14);
  CHECK_EQ(roman("MCMXCIX"), 1999);
  CHECK_EQ(roman("house"), -1);
  CHECK_EQ(roman("IXL"), -1);
  CHECK_EQ(roman(""), -1);
  CHECK(fb_number_float(fb_fraction_read("\xc2\xbd of it", 7, &len)) == 0.5 && len == 2);
  CHECK(fb_number_float(fb_fraction_read("\xe2\x85\x9e", 3, &len)) == 0.875 && len == 3);
  CHECK(!fb_is_number(fb_fraction_read("\xe2\x85", 2, &len)) && !fb_is_number(fb_fraction_read("1/2", 3, &len)));
}

int main(void) {
  digits();
  marks();
  other();
  return check_report();
}
