/* A key for how a name sounds, so that it is found as it was heard: Mohammed and Muhamad, Krzysztof and Kshishtof.
 *
 * Ours, made for the names that English councils meet. The key is the consonants in order, as capital letters:
 *  - vowels are left out, save that a vowel at the start is A (Umar, Omar); y is a consonant only at the start;
 *  - a breath after a consonant is dropped: bh dh kh th jh (Bhatt, Khan), but ph is F; h before a vowel stays,
 *    else goes;
 *  - hissing is one letter S: s z sh sz sch rz ts, and c before e, i, y (Szymanski, Shymanski; Sola, Shola);
 *  - ch cz tch are C; ck q and other c are K; x is KS; f v and w are F, but w that only lengthens a vowel goes;
 *  - silent starts go: kn wr ps gb (Gbenga); gh goes at the end and before t, but ngh is NG (Singh, Sing);
 *  - a letter written twice counts once; at most eight consonants are kept.
 * One name may be heard as different languages read it, so up to SOUNDS_MAX keys are given. The first is the above.
 * The others read: Somali c as silent and x as H (Cabdi, Axmed); Polish j as Y and ch as H; g before e or i as J.
 */
#ifndef KITH_ENGINE_FINDING_SOUNDS_H
#define KITH_ENGINE_FINDING_SOUNDS_H

#include "base/str.h"

enum { SOUNDS_MAX = 4, SOUND_LENGTH_MAX = 8 };

/* The keys of one folded word (str_fold); returns how many different ones there are, 0 when the word has no letters. */
size_t sounds_of(Arena *arena, Str word, Str keys[SOUNDS_MAX]);

#endif
