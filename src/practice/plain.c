/* How hard a text is to read. English alone: the counter knows no other language's vowels. */
#include "practice/plain.h"

static bool is_vowel(char character)
{
	return str_contains(S("aeiouy"), (Str){.data = &character, .length = 1});
}

static bool is_letter(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

int plain_syllables(Str word)
{
	int count = 0;
	bool before = false;
	size_t length = word.length;
	for (size_t i = 0; i < length; i++) {
		bool vowel = is_vowel(word.data[i]);
		count += vowel && !before ? 1 : 0;
		before = vowel;
	}
	bool ends_e = length > 2 && word.data[length - 1] == 'e' && !is_vowel(word.data[length - 2])
		&& word.data[length - 2] != 'l';
	bool ends_ed = length > 3 && word.data[length - 2] == 'e'
		&& (word.data[length - 1] == 'd' || word.data[length - 1] == 's') && !is_vowel(word.data[length - 3])
		&& !str_contains(S("tdszxc"), (Str){.data = &word.data[length - 3], .length = 1});
	if (ends_e || ends_ed)
		count--;
	return count < 1 ? 1 : count;
}

Str plain_next_word(Str *rest, char *word)
{
	size_t length = 0;
	size_t at = 0;
	for (; at < rest->length; at++) {
		char character = rest->data[at];
		if (is_letter(character)) {
			if (length < PLAIN_WORD_BYTES_MAX)
				word[length++] = (char)(character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character);
		} else if (length > 0 && character != '\'') { /* don't, carer's: one word */
			break;
		}
	}
	*rest = str_slice(*rest, at, rest->length);
	return (Str){.data = word, .length = length};
}

static bool ends_sentence(Str text, size_t at)
{
	char character = text.data[at];
	bool ends = character == '?' || character == '!' || character == ':' || character == '\n';
	return ends || (character == '.' && (at + 1 >= text.length || text.data[at + 1] == ' '));
}

void reading_add(Reading *reading, Str text)
{
	char word[PLAIN_WORD_BYTES_MAX];
	bool open = false; /* words since the last sentence ended */
	for (size_t i = 0; i < text.length; i++) {
		open = open || is_letter(text.data[i]);
		if (open && ends_sentence(text, i)) {
			reading->sentences++;
			open = false;
		}
	}
	reading->sentences += open ? 1 : 0;
	for (Str next = plain_next_word(&text, word); next.length > 0; next = plain_next_word(&text, word)) {
		reading->words++;
		reading->syllables += plain_syllables(next);
	}
}

int reading_grade_tenths(const Reading *reading)
{
	if (reading->words == 0)
		return 0;
	return (int)(3.9 * reading->words / reading->sentences + 118.0 * reading->syllables / reading->words - 155.9);
}
