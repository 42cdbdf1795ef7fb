/* How a name sounds: one table of spellings, read from the longest down, in four manners of reading. */
#include "engine/finding/sounds.h"

#include <string.h>

typedef enum Manner { MANNER_PLAIN, MANNER_SOMALI, MANNER_POLISH, MANNER_SOFT_G, MANNER_COUNT } Manner;

typedef enum Place { ANYWHERE, AT_START, AT_END, BEFORE_T, BEFORE_SOFT_VOWEL, BEFORE_VOWEL } Place;

typedef struct Spelling {
	const char *letters;
	const char *sound;
	Place place;
	int manner; /* -1 for all */
} Spelling;

/* The first that fits is taken: longer before shorter, a manner's own before the common one. */
static const Spelling spellings[] = {
	{"szcz", "S", ANYWHERE, -1}, {"tch", "C", ANYWHERE, -1}, {"sch", "S", ANYWHERE, -1}, {"chr", "KR", ANYWHERE, -1},
	{"dge", "J", ANYWHERE, -1}, {"ngh", "NG", ANYWHERE, -1},
	{"kn", "N", AT_START, -1}, {"wr", "R", AT_START, -1}, {"ps", "S", AT_START, -1}, {"gb", "B", ANYWHERE, -1},
	{"mc", "MK", AT_START, -1}, {"gh", "", AT_END, -1}, {"gh", "", BEFORE_T, -1}, {"gh", "G", ANYWHERE, -1},
	{"ch", "H", BEFORE_VOWEL, MANNER_POLISH}, {"ch", "", ANYWHERE, MANNER_POLISH},
	{"ch", "C", ANYWHERE, -1}, {"cz", "C", ANYWHERE, -1},
	{"ck", "K", ANYWHERE, -1}, {"sh", "S", ANYWHERE, -1}, {"sz", "S", ANYWHERE, -1}, {"rz", "S", ANYWHERE, -1},
	{"sc", "S", BEFORE_SOFT_VOWEL, -1}, {"ts", "S", ANYWHERE, -1}, {"tz", "S", ANYWHERE, -1},
	{"ph", "F", ANYWHERE, -1}, {"bh", "B", ANYWHERE, -1}, {"dh", "D", ANYWHERE, -1}, {"kh", "K", ANYWHERE, -1},
	{"th", "T", ANYWHERE, -1}, {"jh", "J", ANYWHERE, -1}, {"dj", "J", ANYWHERE, -1}, {"wh", "F", ANYWHERE, -1},
	{"c", "", ANYWHERE, MANNER_SOMALI}, {"x", "H", BEFORE_VOWEL, MANNER_SOMALI},
	{"x", "", ANYWHERE, MANNER_SOMALI}, {"j", "Y", AT_START, MANNER_POLISH},
	{"j", "", ANYWHERE, MANNER_POLISH}, {"g", "J", BEFORE_SOFT_VOWEL, MANNER_SOFT_G},
	{"c", "S", BEFORE_SOFT_VOWEL, -1}, {"c", "K", ANYWHERE, -1}, {"q", "K", ANYWHERE, -1}, {"k", "K", ANYWHERE, -1},
	{"x", "KS", ANYWHERE, -1}, {"s", "S", ANYWHERE, -1}, {"z", "S", ANYWHERE, -1}, {"f", "F", ANYWHERE, -1},
	{"v", "F", ANYWHERE, -1}, {"w", "F", BEFORE_VOWEL, -1}, {"w", "", ANYWHERE, -1}, {"h", "H", BEFORE_VOWEL, -1},
	{"h", "", ANYWHERE, -1}, {"y", "Y", AT_START, -1}, {"b", "B", ANYWHERE, -1}, {"d", "D", ANYWHERE, -1},
	{"g", "G", ANYWHERE, -1}, {"j", "J", ANYWHERE, -1}, {"l", "L", ANYWHERE, -1}, {"m", "M", ANYWHERE, -1},
	{"n", "N", ANYWHERE, -1}, {"p", "P", ANYWHERE, -1}, {"r", "R", ANYWHERE, -1}, {"t", "T", ANYWHERE, -1},
};

static bool is_vowel(char letter)
{
	return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

static bool place_fits(Place place, Str word, size_t at, size_t length)
{
	char next = at + length < word.length ? word.data[at + length] : '\0';
	switch (place) {
	case ANYWHERE: return true;
	case AT_START: return at == 0;
	case AT_END: return next == '\0';
	case BEFORE_T: return next == 't';
	case BEFORE_SOFT_VOWEL: return next == 'e' || next == 'i' || next == 'y';
	case BEFORE_VOWEL: return is_vowel(next);
	}
	return false;
}

static const Spelling *find_spelling(Str word, size_t at, Manner manner)
{
	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		const Spelling *spelling = &spellings[i];
		if (spelling->letters[0] != word.data[at]) {
			continue;
		}
		size_t length = strlen(spelling->letters);
		if ((spelling->manner == -1 || spelling->manner == (int)manner) && at + length <= word.length &&
		    memcmp(word.data + at, spelling->letters, length) == 0 && place_fits(spelling->place, word, at, length)) {
			return spelling;
		}
	}
	return NULL;
}

static Str read_aloud(Arena *arena, Str word, Manner manner)
{
	char key[SOUND_LENGTH_MAX];
	size_t length = 0;
	bool vowel_leads = false;
	size_t at = 0;
	while (at < word.length && length < SOUND_LENGTH_MAX) {
		const Spelling *spelling = find_spelling(word, at, manner);
		if (spelling == NULL) { /* a vowel, a digit or a letter of another script */
			if (length == 0 && !vowel_leads && is_vowel(word.data[at])) {
				key[length++] = 'A';
				vowel_leads = true;
			}
			at++;
			continue;
		}
		for (const char *sound = spelling->sound; *sound != '\0' && length < SOUND_LENGTH_MAX; sound++) {
			key[length++] = *sound;
		}
		size_t step = strlen(spelling->letters);
		char last = word.data[at + step - 1];
		at += step;
		while (at < word.length && word.data[at] == last && !is_vowel(last)) {
			at++;
		}
	}
	return str_copy(arena, (Str){.data = key, .length = length});
}

size_t sounds_of(Arena *arena, Str word, Str keys[SOUNDS_MAX])
{
	size_t count = 0;
	for (int manner = 0; manner < MANNER_COUNT; manner++) {
		Str key = read_aloud(arena, word, (Manner)manner);
		bool known = str_is_empty(key);
		for (size_t i = 0; i < count; i++) {
			known = known || str_equal(keys[i], key);
		}
		if (!known) {
			keys[count++] = key;
		}
	}
	return count;
}
