/*
** guide.c: a guide's life.
*/
#include "guide.h"

void fb_guide_init(fb_guide *g) {
  int i;
  memset(g, 0, sizeof *g);
  for (i = 0; i < FB_TYPES; i++) g->kind_of[i] = FB_NONE;
  for (i = 0; i < FB_CAPS; i++) g->capture[i] = FB_NONE;
  for (i = 0; i < FB_KEYS_ASKED; i++) g->key[i] = FB_NONE;
  g->quotation = g->frame = g->source = g->date = g->time = g->tense = FB_NONE;
  g->pair = g->when = g->clock = g->stretch = g->bounded = g->told = g->verb_group = FB_NONE;
  g->first_name = g->city = g->demonym = g->person_title = g->cue_verb = g->function_word = FB_NONE;
  g->number_word = g->number_scale = g->number_part = g->number_ordinal = FB_NONE;
  g->currency_code = g->currency_symbol = g->currency_loose = g->bound = g->time_tense = FB_NONE;
  g->canonical = g->id = g->origin = g->gender = g->grammar = g->sort = g->capital = g->of = FB_NONE;
  g->by = g->clause = g->strength = FB_NONE;
  g->role = g->speaker = g->cue = g->that = g->negation = g->addressee = FB_NONE;
}

void fb_guide_free(fb_guide *g) {
  fb_drop(&g->roles);
  fb_drop(&g->figures);
  fb_drop(&g->canonical_lists);
  fb_drop(&g->namings);
  fb_drop(&g->clues);
  fb_drop(&g->rules);
  fb_map_free(&g->words);
}
