/*
** tag.h: the class of every word in its place: noun, verb, … Which classes there are, a rule file says.
**
**   word ─► set of possible classes        once per distinct word: what a list says of it, else what it looks like
**           (number of the set)            (an ending behind a listed stem, an ending alone, a shape)
**   sets of the words around ─► class      for each word that may be several: rules in order, each of which keeps some
**                                          of the classes that are left; then the set's own first choice
**
**   "the"    "bombs"              "hit"                      "two"
**   {det}    {plural, third}      {base, past, participle}   {num}
**    det      plural (rule: not third after det)  past …
**
** Classes are numbered from 1; 0 is where a sentence ends. A set has a bit for each of its classes.
** A decision sees the classes of three words before, and the sets of the word itself and of two behind it. Each class
** and each set knows which rules it fits at each of these places, so six sets of rules in common are the rules to apply.
*/
#ifndef FB_TAG_H
#define FB_TAG_H

#include "doc.h"
#include "vocab.h"

#define FB_MAX_CLASSES 63
#define FB_MAX_TAG_RULES 0xffff

/* A set of classes and the one that is taken where nothing speaks for another. */
typedef struct fb_set {
  uint64_t may;
  uint8_t first;
  uint8_t unused[7]; /* named, so that images have no undefined bytes */
} fb_set;

/* A form that spelling does not give: "men" as plural of "man". Sorted by word, then class. */
typedef struct fb_word_form {
  uint32_t word, lemma; /* normal forms */
  uint32_t cls;         /* class of the form */
} fb_word_form;

/* "-ies" behind the stem of a noun, with y: plural. Without `of` it is a guess, from how the word ends. */
typedef struct fb_ending {
  uint32_t end, end_len;   /* in the pool */
  uint32_t stem, stem_len; /* what the lemma has instead */
  uint64_t of;             /* the lemma has one of these classes */
  fb_set gives;
  uint32_t next;   /* the next ending with the same last letter + 1; 0 at the end */
  uint8_t doubled; /* the lemma's last letter stands twice before the ending */
} fb_ending;

/* What a word may be that no list knows, by its FB_C_ bits: it has all of `need`, none of `without`. */
typedef struct fb_shape_set {
  uint32_t need, without;
  fb_set gives;
} fb_shape_set;

/*
** Where the word may have a class of `target` and the words around fit, only the classes of `keep` are left. A word
** before fits by the class that it has; the word itself and those behind it by those that they may have: one of
** `some`, none of `none`. What is not asked is all bits of the first, none of the second.
*/
typedef struct fb_tag_rule {
  uint64_t before[3]; /* the word before, the one before that, … */
  uint64_t some[3];   /* the word itself, the next, the one after */
  uint64_t none[3];
  uint64_t target, keep;
  uint32_t rule; /* number in the program */
} fb_tag_rule;

/* What a program knows of classes. Zeroed to start with; the first three may belong to an image. */
typedef struct fb_tags {
  fb_vec(uint16_t) listed; /* by normal form: number of its set, 0 for none */
  fb_vec(fb_set) sets;     /* of listed words; number 0 is not used */
  fb_vec(fb_word_form) forms;
  uint8_t mapped;
  uint32_t nclass;
  fb_vec(fb_ending) endings; /* longest first */
  uint32_t by_last[256];     /* by last byte: the first ending that has it + 1; 0 for none */
  fb_vec(fb_shape_set) shapes;
  fb_vec(fb_tag_rule) rules;
  fb_vec(uint8_t) of_kind; /* by kind of span: class of its words, 0 for none */
  fb_vec(char) pool;
  uint64_t capital_of;     /* a word in capitals inside a sentence that has one of these classes … */
  uint64_t capital_keeps;  /* … keeps these of them, … */
  uint64_t capital_but;    /* … and, where one of these is not its likeliest already, … */
  uint8_t capital;         /* … has this one first; 0: capitals say nothing */
} fb_tags;

void fb_tags_free(fb_tags *g);

/* Says that a word may have these classes; replaces what was said before. */
fb_status fb_tags_list(fb_tags *g, uint32_t norm, fb_set set);
/* Adds a form. */
fb_status fb_tags_form(fb_tags *g, fb_word_form form);
/* Readies forms and endings, once all are there. */
void fb_tags_sort(fb_tags *g);
/* Adds a string to the pool. */
fb_status fb_tags_string(fb_tags *g, const char *s, size_t len, uint32_t *off);

/* Words that may stand at a place in title case before capitals say nothing there: see fb_tag. */
#define FB_TITLE_WORDS 4

/* Scratch, kept between documents. */
typedef struct fb_tagger {
  const fb_tags *g;
  fb_vec(fb_set) sets;       /* 1 … nclass: one class alone; then as they come */
  fb_vec(uint16_t) in_capital; /* by set: the set of the word with a capital; 0: not known yet */
  fb_vec(uint16_t) known;    /* by normal form of the program: number of its set + 1 */
  fb_vec(uint16_t) here;     /* the same for the document's own words */
  uint32_t words;            /* of a set of rules: a bit for each */
  fb_vec(uint64_t) by_set;   /* by set: the rules that it may fit as the word itself, as the next, as the one after */
  fb_vec(uint64_t) by_class; /* by class: those that it fits as the word before, the one before that, … */
  fb_vec(uint16_t) ids;      /* by token */
} fb_tagger;

void fb_tagger_free(fb_tagger *r);

/*
** Gives every token of `d` its class (d->tag). `caseless`: capitals say nothing in this text. `by`, where it is not
** NULL, gets the number of the rule that settled each token, FB_NONE for most.
*/
fb_status fb_tag(fb_tagger *r, const fb_tags *g, fb_doc *d, int caseless, uint32_t *by);

/* The lemma of normal form `norm` as a word of class `cls`, in `out` (FB_LEMMA_ROOM bytes); gives its length. */
size_t fb_tag_lemma(const fb_tags *g, const fb_vocab *v, uint32_t norm, uint8_t cls, char *out);
#define FB_LEMMA_ROOM 64

#endif
