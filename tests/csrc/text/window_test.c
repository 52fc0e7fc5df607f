/* window.c: where big texts are cut. */
#include <string.h>

#include "check.h"
#include "window.h"

/* The window of `size` bytes at the start of a text ends behind `head`. */
static int cuts(const char *head, const char *rest, size_t size) {
  char text[4000];
  size_t n = strlen(head), m = strlen(rest);
  memcpy(text, head, n);
  memcpy(text + n, rest, m);
  return fb_window_end(text, n + m, 0, size) == n;
}

static void best_places(void) {
  /* what fits is not cut */
  CHECK(cuts("One line.\n\nTwo.", "", 15));
  /* behind a blank line rather than a line end, even with spaces in it; behind a sentence rather than a heading */
  CHECK(cuts("It rained all day long.\n\n", "It snowed.\nNow.", 38));
  CHECK(cuts("It rained all day long.\r\n \r\n", "It snowed.\r\nNow.", 40));
  CHECK(cuts("It rained.\n\n", "Weather\n\nIt snowed.", 22));
  CHECK(cuts("It rained.\n\nWeather of the day\n\n", "It snowed.", 34)); /* unless that is too far */
  /* not in a quotation, nor before one that may go on */
  CHECK(cuts("He came and went.\n\n", "\xe2\x80\x9cIt rained.\n\nIt snowed.\xe2\x80\x9d", 36));
  CHECK(cuts("He came and went.\n\n", "\"It rained.\n\nIt snowed.\"", 34));
  CHECK(cuts("He came.\n\n", "\xe2\x80\x9cIt rained.\xe2\x80\x9d\n\n", 18));
  CHECK(cuts("He came. \xe2\x80\x9cIt rained.\xe2\x80\x9d\n\n", "It snowed.\n\n", 32));
  /* behind a line that ends a sentence; behind a sentence in a line */
  CHECK(cuts("It rained all day long.\n", "It snowed and\nit was cold.", 40));
  CHECK(cuts("It rained. It snowed? ", "It was cold and", 24));
  CHECK(cuts("It rained. \xe2\x80\x9cNo!\xe2\x80\x9d ", "It was cold and", 24));
  CHECK(cuts("It rained and\nit snowed. ", "It was very cold and", 30));
  /* between words, between characters */
  CHECK(cuts("rain snow wind ", "fog", 17));
  CHECK(cuts("rain-snow-wind", "-fog", 14));
  CHECK(cuts("\xc3\xa9\xc3\xa9\xc3\xa9", "\xc3\xa9", 7));
  CHECK(cuts("\xf0\x9f\x9a\xa2", "\xf0\x9f\x9a\xa2", 1)); /* a character at least */
  CHECK(cuts("\x80\x80\x80\x80\x80", "\x80\x80\x80", 5));
  CHECK(cuts("x", "x", 0));
}

/* Windows of any size follow each other to the end of the text, and none is larger than it may be. */
static void all_sizes(void) {
  static const char piece[] = "He said: \xe2\x80\x9cIt rains.\n\nIt snows.\xe2\x80\x9d\r\n\r\n\xe6\x97\xa5\xe6\x9c\xac \"\n\xff \n";
  char text[1000];
  size_t n = sizeof piece - 1, len = 0, size, from;
  while (len + n <= sizeof text) {
    memcpy(text + len, piece, n);
    len += n;
  }
  for (size = 1; size <= len + 1; size++) {
    int sound = 1;
    for (from = 0; from < len && sound;) {
      size_t end = fb_window_end(text, len, from, size);
      sound = end > from && end <= len && end - from <= (size < 4 ? 4 : size) &&
              (end == len || ((unsigned char)text[end] & 0xc0) != 0x80);
      from = end;
    }
    CHECK(sound);
  }
  CHECK_EQ(fb_window_end(text, len, len, 10), len);
}

int main(void) {
  best_places();
  all_sizes();
  return check_report();
}
