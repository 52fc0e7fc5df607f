/*
** fb.h: what every stage of the core shares: status codes, memory, growable arrays.
**
** Stages are plain C functions: they return a status and never call Lua. Only the
** lua_*.c files know Lua, and only they raise errors.
*/
#ifndef FB_FB_H
#define FB_FB_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum fb_status {
  FB_OK = 0,
  FB_NOMEM,  /* an allocation failed; the object is still valid and can be freed or reset */
  FB_TOOBIG, /* the input exceeds a named limit below */
  FB_AGAIN,  /* the VM needs an answer from the caller first (vm.h) */
  FB_BAD     /* malformed input; the stage's error record says where and why */
} fb_status;

/* Texts of 2 GB and more are refused, so that a byte offset always fits 31 bits. */
#define FB_MAX_TEXT ((size_t)0x7fffffff)

/* No token, hit, span or rule: the value of an empty link. */
#define FB_NONE UINT32_MAX

/*
** All memory of the core goes through these two. FB_TEST_ALLOC builds (tests only)
** replace fb_realloc by one that fails on demand.
*/
#ifdef FB_TEST_ALLOC
void *fb_realloc(void *p, size_t n);
#else
#define fb_realloc(p, n) realloc((p), (n))
#endif
#define fb_free(p) free(p)

/* A growable array of T: `fb_vec(uint32_t) offsets;`, zeroed to start with. */
#define fb_vec(T) \
  struct {        \
    T *at;        \
    uint32_t n;   \
    uint32_t cap; \
  }

/* Makes room for `need` elements of `size` bytes; *cap grows by half, so memory stays near use. */
fb_status fb_grow(void **at, uint32_t *cap, uint32_t need, size_t size);

/*
** Tells the system that the `size` bytes at `at` will be read and written all over: it may use large pages there. Does
** nothing for less than FB_LARGE bytes. Not for what is filled once, as lists are: fresh large pages cost more than they save.
*/
void fb_large(void *at, size_t size);
#define FB_LARGE ((size_t)4 << 20)

/* Ensures that vec `v` can take `more` further elements; gives a status. */
#define fb_reserve(v, more)                                                                \
  ((uint64_t)(v)->n + (uint64_t)(more) <= (v)->cap                                         \
       ? FB_OK                                                                             \
       : ((uint64_t)(v)->n + (uint64_t)(more) > 0xfffffff0u                                \
              ? FB_TOOBIG                                                                  \
              : fb_grow((void **)&(v)->at, &(v)->cap, (v)->n + (uint32_t)(more), sizeof *(v)->at)))

/* Appends `x`; gives a status. */
#define fb_push(v, x) \
  (fb_reserve((v), 1) == FB_OK ? ((v)->at[(v)->n++] = (x), FB_OK) : FB_NOMEM)

/* Frees the elements of vec `v` and zeroes it. */
#define fb_drop(v) (fb_free((v)->at), (v)->at = NULL, (v)->n = (v)->cap = 0)

/*
** Memory that is kept between uses: a vec that works for a while borrows it and gives it back, grown or not, so that a
** short document costs few allocations. What has grown past FB_LOAN_MOST bytes is freed.
*/
typedef struct fb_loan {
  void *at;
  size_t size;
} fb_loan;
#define FB_LOAN_MOST ((size_t)1 << 18)

/* Makes vec `v`, which has no memory of its own, an empty one with that of the loan. */
#define fb_borrow(v, loan)                                        \
  ((v)->at = (loan)->at, (v)->n = 0,                              \
   (v)->cap = (uint32_t)((loan)->size / sizeof *(v)->at),         \
   (loan)->at = NULL, (loan)->size = 0)

/* Gives the memory of vec `v` to the loan. */
#define fb_give_back(v, loan)                                     \
  do {                                                            \
    fb_free((loan)->at);                                          \
    (loan)->at = (v)->at;                                         \
    (loan)->size = (v)->cap * sizeof *(v)->at;                    \
    (v)->at = NULL;                                               \
    (v)->n = (v)->cap = 0;                                        \
    if ((loan)->size > FB_LOAN_MOST) fb_repay(loan);              \
  } while (0)

/* Frees the memory of a loan. */
#define fb_repay(loan) (fb_free((loan)->at), (loan)->at = NULL, (loan)->size = 0)

/* Does the lowest byte of a number stand first in memory? Then several bytes are compared in one number. */
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define FB_LOW_FIRST 1
#endif

/*
** Has memory fetched that will be read soon. The empty assembly keeps gcc from leaving out functions that do nothing
** else: it takes them for pure.
*/
#ifdef __GNUC__
#define fb_prefetch(p) (__extension__({ __builtin_prefetch(p); __asm__ __volatile__(""); }))
#else
#define fb_prefetch(p) ((void)(p))
#endif

/* Number of the lowest bit that is set. */
static inline uint32_t fb_lowest_bit(uint64_t x) {
#ifdef __GNUC__
  return (uint32_t)__builtin_ctzll(x);
#else
  uint32_t n = 0;
  while (!(x >> n & 1)) n++;
  return n;
#endif
}

/* Returns from the calling function when `call` does not give FB_OK. */
#define FB_TRY(call)                        \
  do {                                      \
    fb_status fb_try_status = (call);       \
    if (fb_try_status != FB_OK) return fb_try_status; \
  } while (0)

#endif
