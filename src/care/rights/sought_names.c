#include "care/rights/sought_names.h"

#include <string.h>

enum { WORD_LEAST = 3, PLACES = 1024 };

typedef struct SoughtWord {
	Str word;
	Str whose;
	const struct SoughtWord *next; /* at the same place */
} SoughtWord;

struct SoughtNames {
	Arena *arena;
	Str own; /* folded, a space around each word */
	const SoughtWord *places[PLACES]; /* by the first three bytes */
};

static size_t place_of(const char *bytes)
{
	const unsigned char *byte = (const unsigned char *)bytes;
	return ((size_t)byte[0] * 961 + (size_t)byte[1] * 31 + byte[2]) % PLACES;
}

SoughtNames *sought_names_make(Arena *arena, Str own_name, Str own_known_as)
{
	SoughtNames *sought = ARENA_NEW(arena, SoughtNames);
	Str name = str_fold(arena, own_name);
	Str known_as = str_fold(arena, own_known_as);
	*sought = (SoughtNames){.arena = arena, .own = str_format(arena, " %.*s %.*s ", STR_ARG(name), STR_ARG(known_as))};
	return sought;
}

void sought_names_add(SoughtNames *sought, Str name, Str whose)
{
	Str rest = str_fold(sought->arena, name);
	Str word = {0};
	while (str_next(&rest, ' ', &word)) {
		if (word.length < WORD_LEAST || str_contains(sought->own, str_format(sought->arena, " %.*s ", STR_ARG(word))))
			continue;
		SoughtWord *added = ARENA_NEW(sought->arena, SoughtWord);
		size_t place = place_of(word.data);
		*added = (SoughtWord){.word = word, .whose = whose, .next = sought->places[place]};
		sought->places[place] = added;
	}
}

static bool stands_alone(Str text, size_t at, size_t length)
{
	return (at == 0 || text.data[at - 1] == ' ') && (at + length == text.length || text.data[at + length] == ' ');
}

Str sought_names_find(const SoughtNames *sought, Str folded)
{
	for (size_t at = 0; at + WORD_LEAST <= folded.length; at++)
		for (const SoughtWord *one = sought->places[place_of(folded.data + at)]; one != NULL; one = one->next) {
			size_t length = one->word.length;
			if (length <= folded.length - at && memcmp(folded.data + at, one->word.data, length) == 0
				&& (length > WORD_LEAST || stands_alone(folded, at, length)))
				return one->whose;
		}
	return (Str){0};
}
