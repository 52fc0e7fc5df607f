/* replay.c: gives each file that is named to a fuzzer's function; prints how many there were. A crash says which. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv) {
  int k;
  for (k = 1; k < argc; k++) {
    FILE *f = fopen(argv[k], "rb");
    long size;
    uint8_t *data;
    if (!f || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0) {
      printf("%s: cannot be read\n", argv[k]);
      return 1;
    }
    data = malloc(size ? (size_t)size : 1); /* exactly as long as the input: a read behind it is seen */
    if (!data || fread(data, 1, (size_t)size, f) != (size_t)size) return 1;
    fclose(f);
    fprintf(stderr, "%s\n", argv[k]);
    LLVMFuzzerTestOneInput(data, (size_t)size);
    free(data);
  }
  printf("%d\n", argc - 1);
  return 0;
}
