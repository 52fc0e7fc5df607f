/*
** pattern.h: token patterns: the tree that rule files build, and the code that the VM runs.
**
**   title * capitalized^1            SEQ(LIST title, REP(CLASS cap, 1, inf))
**
**   0  LIST  title                   a token test advances by what it matched
**   1  CLASS cap
**   2  SPLIT 1's copy, then 4        first choice falls through, second is `arg`
**   ...
**   n  MATCH
**
** A tree is an array of nodes; a child stands before its parent, the root is the last node.
** Code is an array of 8-byte instructions per rule, program counters are relative to the rule.
*/
#ifndef FB_PATTERN_H
#define FB_PATTERN_H

#include "fb.h"

/* Operators of the tree. */
typedef enum fb_op {
  FB_P_TRUE,    /* the empty match */
  FB_P_ANY,     /* one token */
  FB_P_CLASS,   /* one token with all bits of `a` */
  FB_P_NORM,    /* one token whose normal form is `a` */
  FB_P_TEXT,    /* one token whose spelling is `a`, normal form `b` */
  FB_P_SET,     /* one token whose normal form is among set words [a, a + b) */
  FB_P_SPELL,   /* one token whose characters satisfy spelling pattern `a` */
  FB_P_SUFFIX,  /* one token whose normal form ends in one of the strings at pool offset `a`, `b` bytes */
  FB_P_SEEN,    /* one token that is part of a span of kind `name` found so far */
  FB_P_POS,     /* one token whose class (tag.h) is in the program's set `a` */
  FB_P_LIST,    /* a phrase of list `name` whose attributes fit condition `a` */
  FB_P_FOUND,   /* a span of kind `name` whose attributes fit condition `a` */
  FB_P_AT,      /* no width: boundary `a` (FB_AT_) */
  FB_P_SEQ,     /* a, then b */
  FB_P_OR,      /* a, or else b */
  FB_P_REP,     /* a, lo to hi times (hi FB_NONE: no limit), longest first */
  FB_P_AND,     /* no width: a would match here */
  FB_P_NOT,     /* no width: a would not match here */
  FB_P_BEHIND,  /* no width: a matches and ends here */
  FB_P_WITHIN,  /* at most lo tokens, fewest first, then a */
  FB_P_CAPTURE, /* a, captured as `name` */
  FB_P_MAY      /* one token that may have a class of the set `a`: only in phases that give classes */
} fb_op;

/* Boundaries. */
enum {
  FB_AT_SENTENCE_START,
  FB_AT_SENTENCE_END,
  FB_AT_PARAGRAPH_START,
  FB_AT_LINE_START,
  FB_AT_SPACE_BEFORE, /* white space, or the text's start, before the next token */
  FB_AT_GLUED,        /* no white space between the last token and the next */
  FB_AT_RUN_START,    /* not inside a hyphenated run: compound(p) begins here */
  FB_AT_RUN_END       /* a hyphenated run does not go on here */
};

typedef struct fb_node {
  uint8_t op;
  uint16_t name;
  uint32_t a, b;
  uint32_t lo, hi;
} fb_node;

/* A test of one attribute; conditions are runs of these, all of which must hold. */
typedef struct fb_cond {
  uint16_t key;
  uint8_t last;      /* the condition ends here */
  uint8_t type;      /* FB_COND_ */
  double number;
  uint32_t off, len; /* string in the program's pool; several alternatives are separated by NUL */
} fb_cond;
enum { FB_COND_STRING, FB_COND_NUMBER, FB_COND_TRUE, FB_COND_ABSENT };

typedef enum fb_opcode {
  FB_I_MATCH,
  FB_I_ANY,
  FB_I_CLASS,
  FB_I_NORM,
  FB_I_TEXT,
  FB_I_SET,    /* name: how many words; arg: first of them in the program's sets, once noted (first.h) the wordset */
  FB_I_SPELL,
  FB_I_SUFFIX, /* arg: pool offset of strings, each closed by NUL; name: their bytes */
  FB_I_SEEN,
  FB_I_POS,
  FB_I_LIST,
  FB_I_FOUND,
  FB_I_AT,
  FB_I_JUMP,
  FB_I_SPLIT,  /* go on; if that fails, go to the target; name: fb_first of going on, FB_OTHER: of the target */
  FB_I_LAZY,   /* go to the target; if that fails, go on */
  FB_I_OPEN,   /* capture `name` begins */
  FB_I_CLOSE,
  FB_I_LOOK,   /* bounded match of its own at pc + 1 … LOOK_END; then go to the target; FB_OTHER: its fb_first */
  FB_I_LOOK_END,
  FB_I_BEHIND, /* the same for the tokens before; name: least and most tokens */
  FB_I_BEHIND_END
} fb_opcode;

/* Flags of an instruction. */
enum {
  FB_F_NEG = 1, /* the test is turned round */
  FB_F_PEEK = 2, /* the test does not advance */
  FB_F_EMPTY = 4 /* a loop whose body can match nothing */
};

typedef struct fb_inst {
  uint8_t op, flag;
  uint16_t name;
  uint32_t arg;
} fb_inst;
/* SPLIT, LAZY, LOOK and BEHIND have a target and the number of an fb_first in `arg`. */
#define FB_TARGET(in) ((in)->arg & 0xffff)
#define FB_OTHER(in) ((in)->arg >> 16)

/* Longest rule in instructions, deepest look-behind in tokens, largest counted repetition. */
#define FB_MAX_CODE 16000
#define FB_MAX_NODES 16000 /* of a tree */
#define FB_MAX_BEHIND 40
#define FB_MAX_COUNT 64
#define FB_INF 0x7fffffff

/* What an index entry waits for; every match has one at an offset from lo to hi from its start. */
typedef struct fb_atom {
  uint8_t type; /* FB_A_ */
  uint16_t id;  /* list or kind */
  uint32_t arg; /* normal form or class bits */
  int32_t lo, hi;
} fb_atom;
enum { FB_A_ANY, FB_A_CLASS, FB_A_NORM, FB_A_LIST, FB_A_FOUND };

typedef fb_vec(fb_atom) fb_atoms;
typedef fb_vec(fb_inst) fb_code;

/* How often things occur, per thousand tokens; the index prefers what is rare. */
typedef struct fb_rarity {
  const float *word;      /* by normal form, `nwords` of them; 0 where unknown */
  uint32_t nwords;
  const float *list;      /* by list; 0 where unknown */
  uint32_t nlists;
  const uint32_t *list_most; /* by list: tokens of its longest phrase; NULL where unknown */
  const uint32_t *kind_most; /* by kind of span: its most tokens, FB_INF where unknown; NULL: all unknown */
  const float *kind;      /* by kind: how often such spans occur; 0 where unknown */
  const uint32_t *sets;   /* the program's set words */
} fb_rarity;

/* What compiling tells of a rule, apart from its code. */
typedef struct fb_shape {
  uint32_t least, most; /* tokens; most may be FB_INF */
  uint32_t back;        /* tokens that look-behinds may read before the start */
  float rarity;         /* occurrences of its anchor per thousand tokens; 1000 where it has none */
} fb_shape;

/*
** Compiles the tree (root last) into `code` and its anchor into `atoms` (both are appended to).
** FB_BAD: *why names what a pattern may not do (look-behind without bound, too long, …).
*/
fb_status fb_pattern_compile(const fb_node *nodes, uint32_t n, const fb_rarity *r, fb_code *code,
                             fb_atoms *atoms, fb_shape *shape, const char **why);

#endif
