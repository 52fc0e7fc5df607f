/*
** sentence.c: where sentences end.
**
** A sentence ends with its paragraph, and within it at a stop, a picture or an abbreviation whose neighbours allow it.
** What is an abbreviation and what is a likely first word stands in the tokenizer's list (token.h).
*/
#include "token.h"
#include "word.h"

/* A run of signs of so many bytes is a rule across the page. */
#define RULE 5

/* Lines of more bytes are paragraphs in any text. */
#define WIDEST 160

/* Tokens of a speaker's name with its title, at most. */
#define LONGEST_NAME 8

/* A list item goes on for at most so many tokens before the next one is looked for in vain. */
#define ITEM 400

/* Classes of tokens at which a sentence may end. Signs and two capitals may be a rule and a time stamp. */
#define ENDINGS (FB_C_STOP | FB_C_ABBREV | FB_C_EMOJI | FB_C_URL)
#define LOOK_AT (ENDINGS | FB_C_PUNCT | FB_C_SYMBOL | FB_C_UPPER)
static int may_end(const fb_doc *d, uint32_t t) {
  uint32_t c = d->cls[t];
  return (c & ENDINGS) || ((c & (FB_C_PUNCT | FB_C_SYMBOL)) && fb_doc_len(d, t) >= 3) ||
         ((c & FB_C_UPPER) && fb_doc_len(d, t) == 2);
}

typedef struct splitter {
  fb_doc *d;
  const fb_tokenizer *tk;
  uint32_t first;       /* of the sentence that is being read */
  uint32_t counted;     /* straight quotation marks are counted up to this token */
  uint32_t straight[2]; /* double and single ones in its paragraph */
} splitter;

static const char *at(const fb_doc *d, uint32_t t) { return d->text + d->start[t]; }
static int one(const fb_doc *d, uint32_t t, char c) { return d->tlen[t] == 1 && *at(d, t) == c; }
static int glued(const fb_doc *d, uint32_t t) { return t < d->ntok && (d->cls[t] & FB_T_GLUED); }
static int paragraph(const fb_doc *d, uint32_t t) { return t >= d->ntok || (d->cls[t] & FB_T_PARA_START); }
static int kind(const splitter *p, uint32_t t) {
  return fb_tokenizer_abbreviation(p->tk, at(p->d, t), fb_doc_len(p->d, t));
}

/* A list item's mark at t: "1.", "1)", "1.)", "a.", "(a)", "•", "• 9.". */
typedef struct item {
  uint32_t end;   /* token behind the mark; 0 for none */
  uint32_t value; /* of the number or letter */
  char shape;     /* 'n' number, 'l' letter; 0: a bullet alone */
  char close;     /* what stands behind it */
} item;

static int bullet(const fb_doc *d, uint32_t t) {
  static const char *const bullets[] = {"•", "⁃", "‣", "◦", "▪", "●", "■", "►", "·", NULL};
  int k;
  for (k = 0; bullets[k]; k++)
    if (fb_doc_len(d, t) == strlen(bullets[k]) && memcmp(at(d, t), bullets[k], fb_doc_len(d, t)) == 0) return 1;
  return 0;
}

static item item_at(const fb_doc *d, uint32_t t) {
  item m = {0, 0, 0, 0};
  const char *s;
  uint32_t n, k;
  if (t < d->ntok && bullet(d, t)) m.end = ++t;
  if (t >= d->ntok || (m.end && paragraph(d, t))) return m;
  s = at(d, t);
  n = fb_doc_len(d, t);
  if ((d->cls[t] & FB_C_DIGITS) && n <= 3) {
    for (k = 0; k < n; k++) m.value = m.value * 10 + (uint32_t)(s[k] - '0');
    m.shape = 'n';
  } else if ((d->cls[t] & FB_C_LETTER) && (n == 1 || (n == 2 && s[1] == '.')) && (unsigned char)*s < 0x80) {
    m.value = (uint32_t)(*s | 0x20) - 'a' + 1;
    m.shape = 'l';
    if (n == 2) m.close = '.';
  } else return m;
  k = t + 1;
  if (!m.close) {
    if (k >= d->ntok || !glued(d, k) || !(one(d, k, '.') || one(d, k, ')'))) {
      m.shape = 0;
      return m;
    }
    m.close = *at(d, k++);
  }
  if (m.close == '.' && k < d->ntok && glued(d, k) && one(d, k, ')')) k++, m.close = ':';
  if (k >= d->ntok || paragraph(d, k) || glued(d, k)) {
    m.shape = 0;
    m.close = 0;
    return m;
  }
  m.end = k;
  return m;
}

/* What the lines of a text look like that begin no paragraph. */
typedef struct lines {
  uint32_t count;
  uint32_t dashes; /* begin with a hyphen or an asterisk and a space */
  int wrapped;     /* line ends stand inside sentences */
} lines;

static int dash(const fb_doc *d, uint32_t t) {
  return ((d->cls[t] & FB_C_HYPHEN) || one(d, t, '*')) && !paragraph(d, t + 1) && !glued(d, t + 1);
}

/*
** Do single line ends stand inside sentences? Then many lines go on in lower case; but lines of a text without any
** stop are a list.
*/
static lines look_at_lines(const fb_doc *d) {
  lines l = {0, 0, 0};
  uint32_t t, lower = 0, stops = 0;
  for (t = 1; t < d->ntok; t++) {
    uint32_t c = d->cls[t];
    stops |= c & FB_C_STOP;
    if ((c & (FB_T_LINE_START | FB_T_PARA_START)) != FB_T_LINE_START) continue;
    l.count++;
    if (c & FB_C_LOWER) lower += fb_doc_len(d, t) > 1 || !item_at(d, t).end;
    l.dashes += (uint32_t)dash(d, t);
  }
  l.wrapped = d->lines != FB_LINES_KEPT && l.count > 0 && stops && lower * 4 > l.count;
  return l;
}

/* Does an item of a list begin with the line at t of a text with wrapped lines? One dash may as well be a dash. */
static int item_line(const fb_doc *d, uint32_t t, const lines *l) {
  return bullet(d, t) || (l->dashes > 1 && dash(d, t)) || (fb_doc_len(d, t) <= 3 && item_at(d, t).close == ')');
}

/*
** In a text with wrapped lines: a line that ends before half the width, with a capital on the next one, ends its
** paragraph ("HEADLINE", "By Ann Roe").
*/
static void short_lines(fb_doc *d) {
  uint32_t t, width = 0, from = 0, pass;
  for (pass = 0; pass < 2; pass++)
    for (t = 1, from = 0; t < d->ntok; t++) {
      uint32_t end = d->start[t - 1] + fb_doc_len(d, t - 1), c = d->cls[t], n = end - from;
      if (!(c & FB_T_LINE_START)) continue;
      if (pass == 0 && n > width && n <= WIDEST) width = n;
      if (pass == 1 && n * 2 < width && !(c & FB_C_LOWER) && (c & (FB_C_LETTER | FB_C_OPEN | FB_C_QUOTE)))
        d->cls[t] |= FB_T_PARA_START;
      from = d->start[t];
    }
}

/* A capitalized word that sentences like to begin with, or a title before a name. */
static int likely_start(const splitter *p, uint32_t t) {
  uint32_t c;
  int k;
  if (t >= p->d->ntok) return 0;
  c = p->d->cls[t];
  if (!(c & FB_C_CAP)) return 0;
  k = kind(p, t);
  return k == FB_WORD_START || (k == FB_ABBREV_TITLE && (c & FB_C_ABBREV));
}

/* Is t a straight mark that closes, as far as the spaces around it tell, and where they do not, the marks before it in the paragraph? */
static int straight_closes(splitter *p, uint32_t t) {
  const fb_doc *d = p->d;
  int before = glued(d, t), after = t + 1 < d->ntok && glued(d, t + 1) && !(d->cls[t + 1] & (FB_C_PUNCT | FB_C_CLOSE));
  if (before && !after) return 1;
  if (!before && after) return 0;
  for (; p->counted < t; p->counted++) {
    uint32_t k = p->counted;
    if (d->cls[k] & FB_T_PARA_START) p->straight[0] = p->straight[1] = 0;
    if (d->cls[k] & FB_C_QUOTE) {
      p->straight[0] += (uint32_t)one(d, k, '"');
      p->straight[1] += (uint32_t)one(d, k, '\'');
    }
  }
  return (int)(p->straight[one(d, t, '\'')] & 1);
}

static int closes(splitter *p, uint32_t t) {
  const fb_doc *d = p->d;
  uint32_t c = d->cls[t];
  if (one(d, t, '"') || one(d, t, '\'')) return straight_closes(p, t);
  if (c & FB_C_OPEN) return 0;
  if (c & FB_C_CLOSE) return 1;
  return (c & FB_C_QUOTE) && (c & FB_T_GLUED);
}

/* The end of a note's or a source's mark "[12]", "[a]", "[AFP]" that begins at t, or t. */
static uint32_t note(const fb_doc *d, uint32_t t) {
  while (t + 2 < d->ntok && one(d, t, '[') && one(d, t + 2, ']') && glued(d, t + 1) && glued(d, t + 2) &&
         !paragraph(d, t) && ((d->cls[t + 1] & (FB_C_DIGITS | FB_C_STOP | FB_C_UPPER)) || fb_doc_len(d, t + 1) == 1))
    t += 3;
  return t;
}

/* A run of signs that is drawn as a line: "*****", "-----", "====". */
static int rule(const fb_doc *d, uint32_t t) {
  const char *s = at(d, t);
  uint32_t n = fb_doc_len(d, t);
  if (n < 3 || !strchr("*=_-~#", *s) || !strchr("*=_-~#", s[1])) return 0;
  return n >= RULE || *s == '*' || *s == '=';
}

/* Can a sentence begin with token t, by its look? */
static int starts(const fb_doc *d, uint32_t t) {
  uint32_t c = d->cls[t];
  if (c & (FB_C_OPEN | FB_C_QUOTE | FB_C_URL | FB_C_EMOJI)) return 1;
  if (c & FB_C_HYPHEN)
    return !glued(d, t) && (paragraph(d, t + 1) || !glued(d, t + 1) || !(d->cls[t + 1] & (FB_C_LOWER | FB_C_PUNCT)));
  if (rule(d, t)) return 1;
  if (c & (FB_C_PUNCT | FB_C_CLOSE)) return *at(d, t) == '*' || *at(d, t) == '#' || (unsigned char)*at(d, t) >= 0x80;
  return 1;
}

/* Ellipsis written with spaces: ". . ." from t on. Gives the token behind it, t where there is none. */
static uint32_t spaced_dots(const fb_doc *d, uint32_t t) {
  uint32_t k = t;
  while (k < d->ntok && one(d, k, '.') && (k == t || (!glued(d, k) && !paragraph(d, k)))) k++;
  return k - t >= 3 ? k : t;
}

/* Is the stop at t an ellipsis: "...", "…"? Not "..?". */
static int ellipsis(const fb_doc *d, uint32_t t) {
  const char *s = at(d, t);
  return (unsigned char)*s >= 0x80 || (fb_doc_len(d, t) > 1 && *s == '.' && s[fb_doc_len(d, t) - 1] == '.');
}

/* Past the closing marks from t on. */
static uint32_t past_closing(splitter *p, uint32_t t) {
  while (!paragraph(p->d, t) && closes(p, t)) t++;
  return t;
}

/*
** The same as stop() for ". . ." from t to `end`: with a stop of the sentence's own before it, the ellipsis begins the
** next sentence; four dots end one; three say nothing.
*/
static uint32_t spaced_stop(splitter *p, uint32_t t, uint32_t end, uint32_t *more) {
  const fb_doc *d = p->d;
  uint32_t next = past_closing(p, end);
  if (paragraph(d, next)) return next;
  *more = next;
  if (!(d->cls[next] & FB_C_CAP) || one(d, next, 'I')) return 0; /* "I" has its capital everywhere */
  if (glued(d, t)) return t + 1;
  return end - t >= 4 ? end : 0;
}

/* Does the sentence go on in lower case after the stop t? In careless texts sentences begin so, too. */
static int goes_on(const splitter *p, uint32_t t, int closed) {
  const fb_doc *d = p->d;
  if (ellipsis(d, t) || closed || t == p->first) return 1;
  if (one(d, t, '!')) return t - 1 > p->first && (d->cls[t - 1] & FB_C_CAP); /* Yahoo! in */
  return one(d, t, '.') && fb_doc_len(d, t - 1) == 1 && (d->cls[t - 1] & FB_C_LETTER);
}

/* Is the token `next`, right behind the stop t without a space, a sentence's first? "end.Next" */
static int runs_in(const splitter *p, uint32_t t, uint32_t next) {
  const fb_doc *d = p->d;
  uint32_t before;
  if (fb_doc_len(d, t) != 1 || t <= p->first || !(d->cls[next] & FB_C_CAP)) return 0;
  if (fb_doc_len(d, next) == 1 && !one(d, next, 'I') && !one(d, next, 'A')) return 0;
  before = d->cls[t - 1];
  return (before & (FB_C_NUMERIC | FB_C_LOWER)) || (!(before & FB_C_UPPER) && fb_doc_len(d, t - 1) > 2);
}

/*
** Is t the first word of who said what ends before it? `“Why now?” Ana Lund asked.` Names and "I" up to a verb of
** speech; behind "said" the sentence must end or pause: `“Why?” Lund said that …` is another one.
*/
static int speaker(const splitter *p, uint32_t t) {
  const fb_doc *d = p->d;
  uint32_t k;
  for (k = t; k < t + LONGEST_NAME && !paragraph(d, k); k++) {
    uint32_t c = d->cls[k];
    int word = kind(p, k);
    if (word == FB_WORD_SAYS || word == FB_WORD_ASKS)
      return k > t && (c & FB_C_LOWER) &&
             (word == FB_WORD_ASKS || paragraph(d, k + 1) || (d->cls[k + 1] & FB_C_STOP) || one(d, k + 1, ','));
    if (!(c & FB_C_CAP) && !(glued(d, k) && (c & FB_C_HYPHEN))) return 0;
    if (word == FB_WORD_START && !one(d, k, 'I')) return 0;
  }
  return 0;
}

/* Is "(Smith 55)." at t: a reference between the quotation and its stop? */
static int reference(const fb_doc *d, uint32_t t) {
  uint32_t k = t + 1;
  if (!one(d, t, '(')) return 0;
  while (k < t + 8 && !paragraph(d, k) && !one(d, k, ')')) k++;
  return !paragraph(d, k) && one(d, k, ')') && !paragraph(d, k + 1) && (d->cls[k + 1] & FB_C_STOP) && glued(d, k + 1);
}

/*
** Does the sentence end at the stop t? Gives the token behind its end, or 0. *more is where to read on where it does not.
*/
static uint32_t stop(splitter *p, uint32_t t, uint32_t *more) {
  const fb_doc *d = p->d;
  uint32_t next = t + 1, k = spaced_dots(d, t), c;
  int closed;
  if (t > 0 && one(d, t - 1, '[') && one(d, next, ']')) return 0; /* [...] */
  if (k > t) return spaced_stop(p, t, k, more);
  while (!paragraph(d, next) && (d->cls[next] & FB_C_STOP) && !spaced_dots(d, next) &&
         (fb_doc_len(d, next) == 1 || glued(d, next)))
    if (fb_doc_len(d, next++) > 1) break; /* "! ! !" */
  k = next;
  next = past_closing(p, next);
  closed = next > k;
  next = note(d, next);
  while (!paragraph(d, next) && (d->cls[next] & FB_C_EMOJI)) next++; /* what was felt about it */
  if (paragraph(d, next)) return next;
  *more = next;
  c = d->cls[next];
  if (!starts(d, next)) return 0;
  if ((c & FB_T_GLUED) && !closed) return runs_in(p, t, next) ? next : 0;
  if ((c & FB_C_LOWER) && !(c & FB_C_URL)) return (c & FB_T_GLUED) || goes_on(p, t, closed) ? 0 : next;
  if (one(d, t, '.') && t > 0 && (c & FB_C_HASDIGIT)) {
    if (d->cls[t - 1] & FB_C_SYMBOL) return 0; /* N°. 5 */
    if ((c & FB_C_DIGITS) && fb_doc_len(d, next) < 3 && !glued(d, next + 1) && likely_start(p, next + 1))
      return next + 1; /* a note's number */
  }
  if (ellipsis(d, t)) {
    if (one(d, next, 'I')) return 0; /* a capital everywhere */
    if ((c & (FB_C_OPEN | FB_C_QUOTE)) && !paragraph(d, next + 1) && (d->cls[next + 1] & FB_C_LOWER)) return 0;
  }
  if (closed && (*at(d, t) == '!' || *at(d, t) == '?') && (c & FB_C_CAP) && speaker(p, next)) return 0;
  return closed && reference(d, next) ? 0 : next;
}

/* Does the sentence end with t, an abbreviation with its stop? Gives the token behind its end, or 0. */
static uint32_t abbreviation(splitter *p, uint32_t t) {
  const fb_doc *d = p->d;
  uint32_t next = past_closing(p, t + 1);
  int k;
  if (paragraph(d, next)) return next;
  if (fb_doc_len(d, t) < 2 || at(d, t)[fb_doc_len(d, t) - 1] != '.') return 0;
  if (next == t + 1 && glued(d, next)) return 0;
  k = kind(p, t);
  if (k == FB_ABBREV_TITLE || k == FB_ABBREV_NUMBER) return 0;
  if (t < p->first + 3) return 0; /* "At 6 p.m. Dr. Lund": nothing was said yet */
  k = (d->cls[next] & FB_C_QUOTE) || one(d, next, '\'');
  return likely_start(p, next + (uint32_t)k) ? next : 0;
}

/* Has the message's head "03/21/2014 09:45 AM" its end at t? */
static int time_stamp(const fb_doc *d, uint32_t t) {
  if (t < 2 || fb_doc_len(d, t) != 2 || !(*at(d, t) == 'A' || *at(d, t) == 'P') || at(d, t)[1] != 'M') return 0;
  return memchr(at(d, t - 1), ':', fb_doc_len(d, t - 1)) && memchr(at(d, t - 2), '/', fb_doc_len(d, t - 2));
}

static fb_status end_at(splitter *p, uint32_t end) {
  fb_doc *d = p->d;
  fb_sent s;
  uint32_t k;
  if (end <= p->first) return FB_OK;
  s.first = p->first;
  s.end = end;
  for (k = (s.first + FB_SENT_STEP - 1) / FB_SENT_STEP; k * FB_SENT_STEP < end; k++) d->sent_at[k] = d->sents.n;
  d->cls[s.first] |= FB_T_SENT_START;
  d->cls[end - 1] |= FB_T_SENT_END;
  p->first = end;
  return fb_push(&d->sents, s);
}

/* The items of a list that is written in one paragraph: "1. First 2. Second". Where is the one after `m`? FB_NONE for nowhere. */
static uint32_t next_item(const fb_doc *d, const item *m) {
  uint32_t t, most = d->ntok - m->end > ITEM ? m->end + ITEM : d->ntok;
  for (t = m->end; t < most && !paragraph(d, t); t++) {
    item x;
    if (!(d->cls[t] & (FB_C_DIGITS | FB_C_INITIAL)) && fb_doc_len(d, t) > 2 && !bullet(d, t)) continue;
    if (glued(d, t)) continue;
    x = item_at(d, t);
    if (x.end && x.shape == m->shape && x.close == m->close && x.value == m->value + 1) return t;
  }
  return FB_NONE;
}

/* Is the stop at t behind the first number of a list that a colon leads to? "Three tasks: 1. Sweep. 2. Paint." */
static int list_begins(const splitter *p, uint32_t t) {
  const fb_doc *d = p->d;
  item m;
  if (t < p->first + 2 || !one(d, t - 1, '1') || !one(d, t - 2, ':') || glued(d, t - 1)) return 0;
  m = item_at(d, t - 1);
  return m.end && m.shape == 'n' && next_item(d, &m) != FB_NONE;
}

fb_status fb_split_sentences(fb_doc *d, const fb_tokenizer *tk) {
  splitter split = {NULL, NULL, 0, 0, {0, 0}}, *p = &split;
  uint32_t t, item_next = FB_NONE; /* where the list that is being read goes on */
  lines l = look_at_lines(d);
  p->d = d;
  p->tk = tk;
  if (l.wrapped) {
    d->lines = FB_LINES_WRAPPED;
    short_lines(d);
  } else if (l.count) /* lines are paragraphs */
    for (t = 1; t < d->ntok; t++)
      if (d->cls[t] & FB_T_LINE_START) d->cls[t] |= FB_T_PARA_START;
  for (t = 0; t < d->ntok;) {
    uint32_t c = d->cls[t], end = 0, more = t + 1;
    if (t == p->first && fb_doc_len(d, t) <= 3 && ((c & FB_T_LINE_START) || t == item_next)) {
      item m = item_at(d, t);
      item_next = FB_NONE;
      if (m.end) {
        if (m.shape && (m.value == 1 || !(c & FB_T_PARA_START) || bullet(d, t))) item_next = next_item(d, &m);
        t = m.end; /* the mark ends no sentence */
        if (paragraph(d, t)) FB_TRY(end_at(p, t));
        continue;
      }
    }
    if (t + 1 == item_next || paragraph(d, t + 1)) {
      FB_TRY(end_at(p, ++t));
      continue;
    }
    if (l.wrapped && (d->cls[t + 1] & FB_T_LINE_START) && item_line(d, t + 1, &l)) end = t + 1;
    else if (!may_end(d, t)) { /* on to the next that may, or that stands before a paragraph, a line or an item */
      const uint32_t *cls = d->cls;
      uint32_t most = item_next < d->ntok ? item_next - 1 : d->ntok - 1;
      do t++;
      while (t < most && !(cls[t] & LOOK_AT) && !(cls[t + 1] & (FB_T_PARA_START | FB_T_LINE_START)));
      continue;
    } else if ((c & FB_C_STOP) && list_begins(p, t)) { /* with the number, not behind it */
      FB_TRY(end_at(p, --t));
      item_next = t;
      continue;
    } else if (c & FB_C_STOP) end = stop(p, t, &more);
    else if ((c & (FB_C_ABBREV | FB_C_LETTER)) == (FB_C_ABBREV | FB_C_LETTER)) end = abbreviation(p, t);
    else if (c & FB_C_EMOJI) {
      if (!(d->cls[t + 1] & (FB_C_PUNCT | FB_C_EMOJI)) && !glued(d, t + 1) && t > p->first) end = t + 1;
    } else if (c & FB_C_URL) { /* one that stands for itself */
      if (!glued(d, t + 1) && (d->cls[t + 1] & (FB_C_CAP | FB_C_URL)) && memchr(at(d, t), '/', fb_doc_len(d, t)))
        end = t + 1;
    } else if (rule(d, t) && !glued(d, t)) {
      if (t > p->first && fb_doc_len(d, t) >= RULE) FB_TRY(end_at(p, t));
      if (t == p->first && (d->cls[t + 1] & FB_C_CAP)) end = t + 1;
    } else if (time_stamp(d, t)) end = t + 1;
    if (end > item_next) end = item_next;
    if (end) FB_TRY(end_at(p, end));
    t = end ? end : more;
    if (item_next < t) item_next = FB_NONE;
    else if (item_next == t) FB_TRY(end_at(p, t));
  }
  return end_at(p, d->ntok);
}
