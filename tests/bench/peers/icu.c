/*
** icu.c: ICU's break iterators over the documents of a benchmark, for `make bench-peers`.
**
**   icu DOCUMENTS RUNS        DOCUMENTS: for each a 4-byte length, then its bytes (run.lua writes it)
**
** Prints "words SECONDS", "sentences SECONDS", "both SECONDS": the best of RUNS, CPU time, with all boundaries
** asked for. ICU works on UTF-16 or, through a UText, on UTF-8; both ways are run and the faster one
** counts. Converting to UTF-16 is part of the work, as our tokenizer begins with UTF-8, too.
*/
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

typedef struct input {
  char *bytes;
  size_t size;
  UChar *wide; /* room for the longest document */
  int32_t capacity;
} input;

static void fail(const char *what) {
  fprintf(stderr, "icu: %s\n", what);
  exit(1);
}

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static uint32_t length_at(const input *in, size_t at) {
  uint32_t n;
  memcpy(&n, in->bytes + at, 4);
  return n;
}

static input load(const char *path) {
  input in = {0};
  long size;
  size_t at;
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET)) fail("the documents cannot be read");
  in.size = (size_t)size;
  in.bytes = malloc(in.size + 1);
  if (!in.bytes || fread(in.bytes, 1, in.size, f) != in.size) fail("the documents cannot be read");
  fclose(f);
  for (at = 0; at + 4 <= in.size; at += 4 + length_at(&in, at)) {
    int32_t n = (int32_t)length_at(&in, at) + 1;
    if (n > in.capacity) in.capacity = n;
  }
  in.wide = malloc(sizeof *in.wide * (size_t)in.capacity);
  if (!in.wide) fail("out of memory");
  return in;
}

/* Walks all boundaries of `k` iterators over every document. Returns their number, so that no walk is optimized out. */
static long walk(const input *in, UBreakIterator **iterator, int k, int utf16) {
  size_t at;
  long count = 0;
  UText *text = NULL;
  for (at = 0; at + 4 <= in->size; at += 4 + length_at(in, at)) {
    const char *bytes = in->bytes + at + 4;
    int32_t size = (int32_t)length_at(in, at), wide = 0, i;
    UErrorCode e = U_ZERO_ERROR;
    if (utf16)
      u_strFromUTF8WithSub(in->wide, in->capacity, &wide, bytes, size, 0xFFFD, NULL, &e);
    else
      text = utext_openUTF8(text, bytes, size, &e);
    for (i = 0; i < k; i++) {
      if (utf16)
        ubrk_setText(iterator[i], in->wide, wide, &e);
      else
        ubrk_setUText(iterator[i], text, &e);
      if (U_FAILURE(e)) fail(u_errorName(e));
      while (ubrk_next(iterator[i]) != UBRK_DONE) count++;
    }
  }
  if (text) utext_close(text);
  return count;
}

static void run(const input *in, const char *name, UBreakIterator **iterator, int k, int runs) {
  double best = 1e9;
  long count = 0;
  int i, utf16;
  for (i = 0; i < runs; i++)
    for (utf16 = 0; utf16 < 2; utf16++) {
      double start = now(), spent;
      count = walk(in, iterator, k, utf16);
      spent = now() - start;
      if (spent < best) best = spent;
    }
  printf("%s %.6f %ld\n", name, best, count);
}

int main(int argc, char **argv) {
  UErrorCode e = U_ZERO_ERROR;
  UBreakIterator *iterator[2];
  input in;
  int runs;
  if (argc != 3) fail("usage: icu DOCUMENTS RUNS");
  in = load(argv[1]);
  runs = atoi(argv[2]);
  iterator[0] = ubrk_open(UBRK_WORD, "en", NULL, 0, &e);
  iterator[1] = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &e);
  if (U_FAILURE(e)) fail(u_errorName(e));
  run(&in, "words", iterator, 1, runs);
  run(&in, "sentences", iterator + 1, 1, runs);
  run(&in, "both", iterator, 2, runs);
  ubrk_close(iterator[0]);
  ubrk_close(iterator[1]);
  free(in.bytes);
  free(in.wide);
  return 0;
}
