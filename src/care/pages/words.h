/* Sentences of the practice on pages: by id, from words/en.yaml, with what stands elsewhere in the practice filled in. */
#ifndef KITH_CARE_PAGES_WORDS_H
#define KITH_CARE_PAGES_WORDS_H

#include "care/care.h"

/* A sentence by id, such as "start.intro". */
Str say(const Care *care, const char *id);

typedef struct Blank {
	Str name;
	Str value;
} Blank;
/* The same with its {{blanks}} filled. */
Str say_with(const Care *care, const char *id, const Blank *blanks, size_t count);
Str fill_blanks(Arena *arena, Str text, const Blank *blanks, size_t count);
/* The blanks that any sentence may have: {{unsent_kept}} is how long a check that was not sent is kept, "28 days". */
Str fill_standing(const Care *care, Str text);

#endif
