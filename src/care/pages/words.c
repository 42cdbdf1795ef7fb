#include "care/pages/words.h"

#include "practice/practice.h"

Str fill_blanks(Arena *arena, Str text, const Blank *blanks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text = str_replace(arena, text, str_format(arena, "{{%.*s}}", STR_ARG(blanks[i].name)), blanks[i].value);
	return text;
}

Str fill_standing(const Care *care, Str text)
{
	return str_replace(care->arena, text, S("{{unsent_kept}}"),
		duration_format(care->arena, practice_unsent_kept(care->practice)));
}

Str say(const Care *care, const char *id)
{
	return fill_standing(care, practice_words(care->practice, str_from_c(id), (Str){0}));
}

Str say_with(const Care *care, const char *id, const Blank *blanks, size_t count)
{
	return fill_blanks(care->arena, say(care, id), blanks, count);
}
