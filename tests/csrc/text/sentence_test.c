/* sentence.c: where sentences end. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "token.h"

static const char list[] =
    "Mr.\tkind=title\nDr.\tkind=title\nvs.\tkind=title\ne.g.\tkind=title\nInc.\nCo.\nJr.\netc.\nU.S.\na.m.\np.m.\n"
    "No.\tkind=number\np.\tkind=number\n.org\tkind=ending\n"
    "He\tkind=start\nShe\tkind=start\nIt\tkind=start\nThe\tkind=start\nBut\tkind=start\nWhen\tkind=start\nI\tkind=start\n"
    "said\tkind=says\nasked\tkind=asks\nshouted\tkind=asks\n";

static fb_tokenizer tk;
static fb_doc d;

/* Checks the sentences of a text, which has "‖" where one begins after another; the mark is taken out before it is read. */
static void sentences_are(const char *marked) {
  static const char mark[] = "\xe2\x80\x96";
  size_t n = strlen(marked), i, len = 0;
  uint32_t begins[64], k = 0, want = 0, t;
  char *text = malloc(n + 1);
  for (i = 0; i < n;)
    if (strncmp(marked + i, mark, 3) == 0) {
      begins[want++] = (uint32_t)len;
      i += 3;
    } else text[len++] = marked[i++];
  text[len] = 0;
  fb_doc_reset(&d);
  CHECK_EQ(fb_tokenize(&d, &tk, text, len), FB_OK);
  CHECK_EQ(fb_split_sentences(&d, &tk), FB_OK);
  for (t = 1; t < d.sents.n && k < 64; t++) {
    uint32_t at = d.start[d.sents.at[t].first];
    if (k >= want || at != begins[k]) break;
    k++;
  }
  if (k != want || d.sents.n != want + 1) {
    printf("  in:  %s\n  got: ", marked);
    for (t = 0; t < d.sents.n; t++) {
      const fb_sent *x = &d.sents.at[t];
      printf("%s%.*s", t ? " ‖ " : "", (int)(d.start[x->end - 1] + fb_doc_len(&d, x->end - 1) - d.start[x->first]),
             text + d.start[x->first]);
    }
    printf("\n");
  }
  check_count(k == want && d.sents.n == want + 1, __FILE__, __LINE__, "sentences");
  free(text);
}

static void plain(void) {
  sentences_are("The tide rose. ‖Boats left. ‖Nobody asked why!");
  sentences_are("Who knew? ‖Nobody did!! ‖Really?! ‖He did.");
  sentences_are("the tide rose. ‖boats left at noon. ‖was it late? ‖no idea");
  sentences_are("The tide rose.‖Boats left at 5.‖He stayed.");
  sentences_are("Shares of Wow! rose by 3.5 percent");
  sentences_are("It fell. ‖3 boats sank. ‖2024 was worse.");
}

static void abbreviations(void) {
  sentences_are("Mr. Roe met Dr. Poe vs. Mr. Doe.");
  sentences_are("Roe works for Foo Inc. in the U.S. Senate race.");
  sentences_are("Roe works for Foo & Co. ‖He likes it.");
  sentences_are("They live in the U.S. ‖But she left at 5 p.m. ‖When was that?");
  sentences_are("At 6 a.m. Mr. Roe left.");
  sentences_are("They saw boats, ropes, etc. ‖The rest is lost.");
  sentences_are("See No. 5 on p. 12. ‖No. ‖He said no.");
  sentences_are("J. K. Roe Jr. wrote to A. B. Poe.");
  sentences_are("It was Ann I. Roe and I. ‖He knew.");
}

static void marks(void) {
  sentences_are("\"The tide rose.\" ‖He left.");
  sentences_are("\"Is it late?\" she asked. ‖\"It is!\" he said.");
  sentences_are("“It rose.” ‖“It fell.”");
  sentences_are("“Is it late?” Ana Lund asked. ‖“It is!” Dr. Roe-Poe shouted at noon. ‖“Go!” I said.");
  sentences_are("“Is it late?” ‖Ana Lund said it was. ‖“It is!” ‖The boats left. ‖“Go!” ‖He asked nothing.");
  sentences_are("“It is late.” ‖Ana Lund asked the others.");
  sentences_are("He left (She stayed.) at noon.");
  sentences_are("He left. ‖(She stayed.) ‖The rest slept.");
  sentences_are("It rose.[4] ‖It fell. [12] ‖It rose again.");
  sentences_are("It rose, and ... (how far?) fell.");
  sentences_are("It rose. [AFP] ‖It fell.");
  sentences_are("It rose. 4 ‖The rest fell.");
  sentences_are("It rose ... then fell... but not much. ‖Then... nothing.");
  sentences_are("It rose, \"and [...] fell.\" ‖He left.");
  sentences_are("It rose . . . and fell. ‖He left. ‖. . . The boats stayed.");
  sentences_are("It rose :) ‖he left :-( ‖Nobody cared");
  sentences_are("It rose. ‖-- Rosa Roe");
  sentences_are("He said: ' It rose. ' ‖The rest left. ‖' It fell. '");
}

static void lines(void) {
  sentences_are("A Headline Without a Stop\n\n‖The tide rose.\n\n‖It fell.");
  sentences_are("A Headline Without a Stop\n‖The tide rose. ‖It fell.\n‖Boats left.");
  sentences_are("The tide rose over the\nold harbour wall. ‖It fell\nbefore the boats\nhad left.");
  sentences_are(
      "THE TIDE\n‖By Rosa Roe\n‖The tide rose over the old\nharbour wall, and then it\nfell before the boats had\nleft.");
  sentences_are("We need\n‖- old ropes\n‖- wet nets\n‖- boats.");
  sentences_are("1. Ropes.\n‖2. Boats.\n‖a) old\n‖b) new");
  sentences_are("The old\nharbour wall - and\nthe new\n- is wet.");
  sentences_are("ropes\n‖old boats\n‖nets, hooks");
  sentences_are("1. Ropes are wet. ‖2. Boats are old.");
  sentences_are("1) Ropes ‖2) Boats ‖3) Nets");
  sentences_are("a. Ropes ‖b. Boats");
  sentences_are("He has three tasks: ‖1. Old ropes. ‖2. Boats. ‖3. Nets.");
  sentences_are("It was 2: 1. ‖He knew.");
  sentences_are("• 9. Ropes ‖• 10. Boats");
  sentences_are("The tide rose. ‖*********** ‖Boats left.");
  sentences_are("Rosa Roe 03/23/2025 10:15 AM ‖The boats left");
  sentences_are("See https://example.org/tide ‖It rose");
}

/* Each token's sentence, of short and of long ones. */
static void sentence_of_tokens(void) {
  static const char *const pieces[] = {"So. ", "Boats left the quay at noon, and then the tide rose once more. ",
                                       "\n\n",
                                       "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z "};
  char text[4000];
  size_t n = 0, k;
  uint32_t t, s, wrong = 0;
  for (k = 0; n + 100 < sizeof text; k++) {
    const char *piece = pieces[(k * 7 + k / 5) % 4];
    memcpy(text + n, piece, strlen(piece));
    n += strlen(piece);
  }
  fb_doc_reset(&d);
  CHECK_EQ(fb_tokenize(&d, &tk, text, n), FB_OK);
  CHECK_EQ(fb_split_sentences(&d, &tk), FB_OK);
  CHECK(d.sents.n > 20);
  for (s = 0; s < d.sents.n; s++)
    for (t = d.sents.at[s].first; t < d.sents.at[s].end; t++) wrong += fb_doc_sentence(&d, t) != s;
  CHECK_EQ(wrong, 0);
}

/* Lines that are paragraphs are marked as such; wrapped ones are not. */
static void paragraphs(void) {
  static const char by_line[] = "The tide rose.\nBoats left.", wrapped[] = "The tide rose\nat noon.";
  fb_doc_reset(&d);
  CHECK_EQ(fb_tokenize(&d, &tk, by_line, sizeof by_line - 1), FB_OK);
  CHECK_EQ(fb_split_sentences(&d, &tk), FB_OK);
  CHECK(d.cls[4] & FB_T_PARA_START);
  CHECK(d.cls[4] & FB_T_SENT_START);
  CHECK(d.cls[3] & FB_T_SENT_END);
  CHECK_EQ(fb_doc_sentence(&d, 3), 0);
  CHECK_EQ(fb_doc_sentence(&d, 4), 1);
  fb_doc_reset(&d);
  CHECK_EQ(fb_tokenize(&d, &tk, wrapped, sizeof wrapped - 1), FB_OK);
  CHECK_EQ(fb_split_sentences(&d, &tk), FB_OK);
  CHECK(!(d.cls[3] & FB_T_PARA_START));
  fb_doc_reset(&d);
  CHECK_EQ(fb_tokenize(&d, &tk, "", 0), FB_OK);
  CHECK_EQ(fb_split_sentences(&d, &tk), FB_OK);
  CHECK_EQ(d.sents.n, 0);
}

int main(void) {
  fb_tokenizer_init(&tk);
  CHECK_EQ(fb_tokenizer_load(&tk, list, sizeof list - 1), FB_OK);
  fb_doc_init(&d, NULL);
  plain();
  abbreviations();
  marks();
  lines();
  sentence_of_tokens();
  paragraphs();
  fb_doc_free(&d);
  fb_tokenizer_free(&tk);
  return check_report();
}
