/* How hard a text is to read: words, sentences, syllables, and the Flesch-Kincaid grade. Our own syllable counter. */
#ifndef KITH_TESTS_PLAIN_WORDS_H
#define KITH_TESTS_PLAIN_WORDS_H

#include <ctype.h>

#include "base/str.h"

typedef struct Reading {
	int words;
	int sentences;
	int syllables;
} Reading;

static inline bool is_vowel(char character)
{
	return str_contains(S("aeiouy"), (Str){.data = &character, .length = 1});
}

/* Groups of vowels; a silent e at the end and in -es, -ed does not count; at least one. */
static inline int syllables_of(const char *word, size_t length)
{
	int count = 0;
	bool before = false;
	for (size_t i = 0; i < length; i++) {
		bool vowel = is_vowel(word[i]);
		count += vowel && !before ? 1 : 0;
		before = vowel;
	}
	bool ends_e = length > 2 && word[length - 1] == 'e' && !is_vowel(word[length - 2]) && word[length - 2] != 'l';
	bool ends_ed = length > 3 && word[length - 2] == 'e' && (word[length - 1] == 'd' || word[length - 1] == 's') &&
		!is_vowel(word[length - 3]) && !str_contains(S("tdszxc"), (Str){.data = &word[length - 3], .length = 1});
	if (ends_e || ends_ed)
		count--;
	return count < 1 ? 1 : count;
}

static inline void reading_add(Reading *reading, Str text)
{
	char word[64];
	size_t length = 0;
	bool open = false;
	for (size_t i = 0; i <= text.length; i++) {
		char character = i < text.length ? text.data[i] : ' ';
		if (isalpha((unsigned char)character) && length < sizeof word) {
			word[length++] = (char)tolower((unsigned char)character);
			continue;
		}
		if (character == '\'' && length > 0) /* don't, carer's: one word */
			continue;
		if (length > 0) {
			reading->words++;
			reading->syllables += syllables_of(word, length);
			length = 0;
			open = true;
		}
		bool ends = character == '.' || character == '?' || character == '!' || character == ':' || character == '\n';
		if (ends && open && (character != '.' || i + 1 >= text.length || text.data[i + 1] == ' ')) {
			reading->sentences++;
			open = false;
		}
	}
	if (open)
		reading->sentences++;
}

/* The grade in tenths; 0 when there is nothing to read. */
static inline int reading_grade_tenths(const Reading *reading)
{
	if (reading->words == 0)
		return 0;
	return (int)(3.9 * reading->words / reading->sentences + 118.0 * reading->syllables / reading->words - 155.9);
}

#endif
