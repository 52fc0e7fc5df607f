/*
** singular.c: irregular nouns, then endings.
*/
#include "singular.h"

typedef struct irregular {
  const char *plural, *one;
} irregular;

/* In the order of their bytes. */
static const irregular irregulars[] = {
    {"aches", "ache"}, {"aliases", "alias"}, {"alumni", "alumnus"}, {"analyses", "analysis"}, {"atlases", "atlas"},
    {"avalanches", "avalanche"}, {"axes", "axe"}, {"bacteria", "bacterium"}, {"bases", "base"}, {"biases", "bias"},
    {"blitzes", "blitz"}, {"bookies", "bookie"}, {"bookshelves", "bookshelf"}, {"brownies", "brownie"},
    {"buses", "bus"}, {"caches", "cache"}, {"cacti", "cactus"}, {"calories", "calorie"}, {"calves", "calf"},
    {"canoes", "canoe"}, {"canvases", "canvas"}, {"children", "child"}, {"clothes", "clothes"}, {"collies", "collie"},
    {"cookies", "cookie"}, {"crises", "crisis"}, {"criteria", "criterion"}, {"diagnoses", "diagnosis"},
    {"dies", "die"}, {"elves", "elf"}, {"emphases", "emphasis"}, {"feet", "foot"}, {"floes", "floe"}, {"foes", "foe"},
    {"foodies", "foodie"}, {"fungi", "fungus"}, {"gases", "gas"}, {"geese", "goose"}, {"genies", "genie"},
    {"goalies", "goalie"}, {"halves", "half"}, {"headaches", "headache"}, {"heartaches", "heartache"},
    {"hippies", "hippie"}, {"hoes", "hoe"}, {"hoodies", "hoodie"}, {"hooves", "hoof"}, {"horseshoes", "horseshoe"},
    {"housewives", "housewife"}, {"hypotheses", "hypothesis"}, {"iris", "iris"}, {"irises", "iris"},
    {"junkies", "junkie"}, {"knives", "knife"}, {"larvae", "larva"}, {"leaves", "leaf"}, {"lenses", "lens"},
    {"lice", "louse"}, {"lies", "lie"}, {"lives", "life"}, {"loaves", "loaf"}, {"means", "means"}, {"men", "man"},
    {"mice", "mouse"}, {"midwives", "midwife"}, {"minibuses", "minibus"}, {"moustaches", "moustache"},
    {"movies", "movie"}, {"mustaches", "mustache"}, {"necktie", "necktie"}, {"neckties", "necktie"},
    {"neuroses", "neurosis"}, {"news", "news"}, {"niches", "niche"}, {"nuclei", "nucleus"}, {"oases", "oasis"},
    {"oboes", "oboe"}, {"oldies", "oldie"}, {"oxen", "ox"}, {"pancreases", "pancreas"}, {"penknives", "penknife"},
    {"people", "people"}, {"phenomena", "phenomenon"}, {"pies", "pie"}, {"pixies", "pixie"}, {"police", "police"},
    {"prairies", "prairie"}, {"prognoses", "prognosis"}, {"psyches", "psyche"}, {"quiches", "quiche"},
    {"quizzes", "quiz"}, {"rookies", "rookie"}, {"scarves", "scarf"}, {"selfies", "selfie"}, {"selves", "self"},
    {"series", "series"}, {"sheaves", "sheaf"}, {"shelves", "shelf"}, {"shoes", "shoe"}, {"smoothies", "smoothie"},
    {"sorties", "sortie"}, {"species", "species"}, {"stimuli", "stimulus"}, {"stomachaches", "stomachache"},
    {"strata", "stratum"}, {"synopses", "synopsis"}, {"teeth", "tooth"}, {"tennis", "tennis"}, {"theses", "thesis"},
    {"thieves", "thief"}, {"ties", "tie"}, {"tiptoes", "tiptoe"}, {"toes", "toe"}, {"toothaches", "toothache"},
    {"townies", "townie"}, {"troops", "troop"}, {"waltzes", "waltz"}, {"wharves", "wharf"}, {"whizzes", "whiz"},
    {"wives", "wife"}, {"woes", "woe"}, {"wolves", "wolf"}, {"women", "woman"}, {"zombies", "zombie"}};

/* -uses is of a word in -use after a vowel ("houses", "causes") and in these; else of one in -us ("viruses"). */
static const char *const in_use[] = {"uses", "excuses", "fuses", "abuses", "muses", "ruses", "refuses", "reuses",
                                     "recluses", "accuses", "nurses", "courses"};

/* Words of fewer letters are left alone ("gas", "bus"). */
enum { SHORTEST = 4 };

/* Compares n bytes with a string. */
static int compare(const char *s, size_t n, const char *word) {
  size_t len = strlen(word);
  int c = memcmp(s, word, n < len ? n : len);
  return c ? c : n < len ? -1 : n > len;
}

static const char *irregular_of(const char *s, size_t n) {
  size_t lo = 0, hi = sizeof irregulars / sizeof *irregulars;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    int c = compare(s, n, irregulars[mid].plural);
    if (c == 0) return irregulars[mid].one;
    if (c < 0) hi = mid;
    else lo = mid + 1;
  }
  return NULL;
}

static int ends(const char *s, size_t n, const char *with) {
  size_t len = strlen(with);
  return n >= len && memcmp(s + n - len, with, len) == 0;
}

/* Is the byte `back` before the end one of these? */
static int has(const char *s, size_t n, size_t back, const char *among) {
  return n >= back && s[n - back] && strchr(among, s[n - back]) != NULL;
}

static int has_letter(const char *s, size_t n, size_t back) {
  return n >= back && s[n - back] >= 'a' && s[n - back] <= 'z';
}

static int is_among(const char *s, size_t n, const char *const *words, size_t count) {
  size_t i;
  for (i = 0; i < count; i++)
    if (compare(s, n, words[i]) == 0) return 1;
  return 0;
}

/* Cuts n bytes of a word to its singular; gives the new length. */
static size_t cut(char *s, size_t n) {
  static const char *const no_men[] = {"specimen", "regimen", "semen"};
  if (ends(s, n, "women") && has_letter(s, n, 6)) { /* "servicewomen" */
    s[n - 2] = 'a';
    return n;
  }
  if (ends(s, n, "men") && has(s, n, 4, "dmktpslenyr") && !is_among(s, n, no_men, 3)) {
    s[n - 2] = 'a';
    return n;
  }
  if (ends(s, n, "children") && has_letter(s, n, 9)) return n - 3;
  if (n < SHORTEST || s[n - 1] != 's') return n;
  if (has(s, n, 2, "sui")) return n;
  if (ends(s, n, "ies")) {
    s[n - 3] = 'y';
    return n - 2;
  }
  if ((ends(s, n, "zes") && has(s, n, 4, "sz")) || (ends(s, n, "hes") && has(s, n, 4, "cs")) || ends(s, n, "sses") ||
      ends(s, n, "xes") || ends(s, n, "oes"))
    return n - 2;
  if (ends(s, n, "uses") && !has(s, n, 5, "aeo") && !is_among(s, n, in_use, sizeof in_use / sizeof *in_use)) return n - 2;
  return n - 1;
}

size_t fb_singular(const char *word, size_t n, char *out) {
  const char *one;
  size_t i;
  for (i = 0; i < n; i++) out[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] + ('a' - 'A')) : word[i];
  one = irregular_of(out, n);
  if (!one) return cut(out, n);
  n = strlen(one);
  memcpy(out, one, n);
  return n;
}
