/* singular.c: nouns from plural to singular. */
#include "singular.h"

#include "check.h"

static int gives(const char *word, const char *one) {
  char out[200];
  size_t n = fb_singular(word, strlen(word), out);
  return n == strlen(one) && memcmp(out, one, n) == 0;
}

int main(void) {
  static const char *const nouns[][2] = {
      {"bombs", "bomb"},       {"people", "people"},     {"parties", "party"}, {"boxes", "box"},     {"children", "child"},
      {"buses", "bus"},        {"churches", "church"},   {"houses", "house"},  {"men", "man"},       {"viruses", "virus"},
      {"nurses", "nurse"},     {"gunmen", "gunman"},     {"heroes", "hero"},   {"shoes", "shoe"},    {"crises", "crisis"},
      {"classes", "class"},    {"prizes", "prize"},      {"Stories", "story"}, {"tiptoes", "tiptoe"}, {"aches", "ache"},
      {"servicewomen", "servicewoman"}, {"grandchildren", "grandchild"}};
  static const char *const same[] = {"bus", "crisis", "status", "glass", "sheep", "specimen", "semen", "", "s", "caf\xc3\xa9"};
  size_t i;
  for (i = 0; i < sizeof nouns / sizeof *nouns; i++) CHECK(gives(nouns[i][0], nouns[i][1]));
  for (i = 0; i < sizeof same / sizeof *same; i++) CHECK(gives(same[i], same[i]));
  return check_report();
}
