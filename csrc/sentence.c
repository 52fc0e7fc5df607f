/*
** sentence.c: where sentences end.
*/
#include "token.h"
#include "word.h"

/* Do single line ends stand inside sentences? Then many lines go on in lower case. */
static int hard_wrapped(const fb_doc *d) {
  uint32_t t, lines = 0, lower = 0;
  for (t = 1; t < d->ntok; t++)
    if ((d->cls[t] & (FB_T_LINE_START | FB_T_PARA_START)) == FB_T_LINE_START) {
      lines++;
      if (d->cls[t] & FB_C_LOWER) lower++;
    }
  return lines > 0 && lower * 4 > lines;
}

static int closes(const fb_doc *d, uint32_t t) {
  uint32_t c = d->cls[t];
  if (!(c & FB_T_GLUED)) return 0;
  if (c & FB_C_CLOSE) return 1;
  if (c & FB_C_QUOTE) return (c & FB_C_OPEN) == 0; /* straight marks after a stop close */
  return 0;
}

/* Can a sentence start with token t? */
static int starts(const fb_doc *d, uint32_t t) {
  uint32_t c = d->cls[t];
  return (c & FB_C_LOWER) == 0 || (c & FB_T_PARA_START);
}

fb_status fb_split_sentences(fb_doc *d, const fb_tokenizer *tk) {
  int wrapped = hard_wrapped(d);
  uint32_t t, first = 0;
  for (t = 0; t < d->ntok; t++) {
    uint32_t c = d->cls[t], next = t + 1, k;
    int end = 0;
    fb_sent s;
    if (t + 1 == d->ntok)
      end = 1;
    else if (d->cls[t + 1] & FB_T_PARA_START)
      end = 1;
    else if (!wrapped && (d->cls[t + 1] & FB_T_LINE_START)) {
      end = 1;
      d->cls[t + 1] |= FB_T_PARA_START;
    } else if (c & FB_C_STOP) {
      while (next < d->ntok && closes(d, next) && !(d->cls[next] & FB_T_PARA_START)) next++;
      if (next >= d->ntok)
        end = 1;
      else if (d->cls[next] & (FB_T_PARA_START | FB_T_LINE_START))
        end = 1;
      else if (!(d->cls[next] & FB_T_GLUED) || next > t + 1) {
        int dots = d->tlen[t] > 1;
        end = starts(d, next) && !(dots && (d->cls[next] & FB_C_LOWER));
        if ((d->cls[next] & FB_C_PUNCT) && !(d->cls[next] & (FB_C_OPEN | FB_C_QUOTE))) end = 0;
      } else if ((d->cls[next] & FB_C_CAP) && d->tlen[t] == 1 && t > first && (d->cls[t - 1] & FB_C_LOWER))
        end = 1; /* end.Next */
    } else if ((c & FB_C_ABBREV) && d->tlen[t] > 2 && (d->cls[t + 1] & FB_C_CAP) && !(d->cls[t + 1] & FB_T_GLUED)) {
      int kind = fb_tokenizer_abbreviation(tk, d->text + d->start[t], d->tlen[t]);
      (void)kind;
      end = 0;
    }
    if (!end) continue;
    if (next > t + 1 && !(c & FB_C_STOP)) next = t + 1;
    s.first = first;
    s.end = next;
    for (k = first; k < next; k++) d->sent[k] = d->sents.n;
    d->cls[first] |= FB_T_SENT_START;
    d->cls[next - 1] |= FB_T_SENT_END;
    FB_TRY(fb_push(&d->sents, s));
    first = next;
    t = next - 1;
  }
  return FB_OK;
}
