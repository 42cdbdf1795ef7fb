/* What the desk of letters calls things. */
#include "care/letter/page_letters.h"

typedef struct CodeWords {
	Str code;
	Str words;
} CodeWords;

static Str words_for(const CodeWords *table, size_t count, Str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(table[i].code, code))
			return table[i].words;
	return code;
}

Str letter_format_words(Str format)
{
	static const CodeWords WORDS[] = {{S_INIT("print"), S_INIT("Ordinary print")}, {S_INIT("large"), S_INIT("Large print")},
		{S_INIT("colour"), S_INIT("Coloured paper")}};
	return words_for(WORDS, sizeof WORDS / sizeof WORDS[0], format);
}

Str letter_held_words(Str held_for)
{
	static const CodeWords WORDS[] = {
		{S_INIT("died"), S_INIT("The person has died")},
		{S_INIT("restricted"), S_INIT("Only some may know of this record: find a safe way")},
		{S_INIT("avoid"), S_INIT("The record says how not to reach them: find a safe way")},
		{S_INIT("no-address"), S_INIT("The record holds no whole address")},
		{S_INIT("returned"), S_INIT("A letter came back from this address")},
		{S_INIT("format"), S_INIT("Paper says nothing to them: it is made in another format")},
		{S_INIT("whose-address"), S_INIT("It goes to somebody else: write the address down")},
		{S_INIT("misfiled"), S_INIT("It was made on the wrong record")},
		{S_INIT("by-hand"), S_INIT("Taken off by a person")},
	};
	return words_for(WORDS, sizeof WORDS / sizeof WORDS[0], held_for);
}

Str letter_language_words(const Care *care, Str language)
{
	return str_equal(language, S("en")) ? (Str){0} : practice_language(care->practice, language)->name;
}

Str letter_state_words(Arena *arena, const LetterSending *letter)
{
	Str day = letter->sent_on == DATE_NONE ? (Str){0} : date_format_words(arena, letter->sent_on);
	if (str_equal(letter->state, S("waiting")))
		return !letter_has_reader(letter) ? S("Waits: nobody has said yet whose it is") : S("Waits to be printed");
	if (str_equal(letter->state, S("held")))
		return str_concat(arena, S("Held. "), letter_held_words(letter->held_for));
	if (str_equal(letter->state, S("draft")))
		return S("A draft that nobody has read: it does not leave");
	if (str_equal(letter->state, S("printed")))
		return S("Printed, not said to be posted");
	if (str_equal(letter->state, S("sent")))
		return str_equal(letter->sent_how, S("post")) ? str_format(arena, "Posted on %.*s", STR_ARG(day))
			: str_format(arena, "Given on %.*s: %.*s", STR_ARG(day), STR_ARG(letter->sent_how));
	if (str_equal(letter->state, S("returned")))
		return str_format(arena, "Posted on %.*s, and the post brought it back", STR_ARG(day));
	return str_concat(arena, S("Does not go. "), letter_held_words(letter->held_for));
}
