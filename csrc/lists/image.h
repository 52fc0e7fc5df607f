/*
** image.h: a file that holds the vocabulary, the lexicon and the words' classes as they are in memory, mapped at start-up.
**
**   header    magic, layout, key, scalars, and where each section is
**   sections  the columns of fb_vocab and fb_lexicon, each on a boundary of 64 bytes
**
** Columns hold offsets and indices only, so a mapped file needs no fixing up: start-up costs a system
** call, memory is what is touched, and processes share it. The key tells what the image was made from
** (a digest of the lists' sources, their modes and numbers, the version); a file with another key, layout
** or length is not used. Images are made by the user or by `make`, and their indices are trusted: they
** are no exchange format.
**
** An image begins with the words that the vocabulary had before any list was loaded (those of the rules),
** so ids stay what they are; fb_image_use refuses it where these words are others.
*/
#ifndef FB_IMAGE_H
#define FB_IMAGE_H

#include "fb.h"
#include "lexicon.h"
#include "tag.h"
#include "vocab.h"

/* Longest key, in bytes. */
#define FB_IMAGE_KEY 64

/* A mapped image. Zeroed to start with. */
typedef struct fb_image {
  void *base;
  size_t len;
} fb_image;

/*
** Writes the frozen `lx` and its vocabulary to the file `path`, by way of a file beside it that takes its
** place when it is complete. FB_BAD: it cannot be written (errno tells why), or lx is not frozen.
** FB_TOOBIG: the key is too long.
*/
fb_status fb_image_write(const char *path, const char *key, size_t key_len, const fb_vocab *v, const fb_lexicon *lx,
                         const fb_tags *g);

/* Maps the image at `path`. FB_BAD: there is none that has this key. */
fb_status fb_image_open(fb_image *image, const char *path, const char *key, size_t key_len);

/*
** Replaces the contents of `v`, which has the rules' words, of `lx` and the listed words of `g`, which are empty, by the
** image's. All point into the image until they are freed; a word added to `v` later makes it a copy of its own.
** FB_BAD: the words of `v` are not the image's first; nothing has changed then.
*/
fb_status fb_image_use(const fb_image *image, fb_vocab *v, fb_lexicon *lx, fb_tags *g);

/* Unmaps the image; what uses it has been freed before. */
void fb_image_close(fb_image *image);

#endif
