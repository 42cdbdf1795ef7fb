/* Other forms of a name: the groups of the house, and endings that custom adds or changes. */
#include "engine/finding/forms.h"

#include "engine/comparing/name_forms.h"

typedef struct Ending {
	const char *typed;
	const char *other;
	size_t stem_bytes_min;
} Ending;

/* Respectful Gujarati endings that are no part of the legal name; Lithuanian endings that show sex and marriage. */
static const Ending ENDINGS[] = {
	{"bhai", "", 3}, {"ben", "", 4}, {"lal", "", 4}, {"kumar", "", 3}, {"iene", "as", 4}, {"iene", "is", 4}, {"iene", "ius", 4},
	{"iene", "us", 4}, {"aite", "as", 4}, {"yte", "is", 4}, {"iute", "ius", 4}, {"ute", "us", 4}, {"as", "iene", 5}, {"as", "aite", 5},
	{"is", "iene", 5}, {"is", "yte", 5}, {"ius", "iene", 5}, {"ius", "iute", 5}, {"us", "iene", 4}, {"us", "ute", 4},
};

static size_t add_form(Arena *arena, Str word, Str form, Str *out, size_t count)
{
	if (count == FORMS_MAX || str_is_empty(form) || str_equal(form, word))
		return count;
	for (size_t i = 0; i < count; i++)
		if (str_equal(out[i], form))
			return count;
	out[count] = str_copy(arena, form);
	return count + 1;
}

size_t forms_of(Arena *arena, Str word, Str out[FORMS_MAX])
{
	size_t count = 0;
	if (str_is_empty(word) || word.length > FORMS_WORD_BYTES_MAX)
		return 0;
	for (size_t i = 0; name_forms_group(i) != NULL; i++) {
		Str group = str_from_c(name_forms_group(i));
		Str member;
		if (!name_forms_stand_in(word, group))
			continue;
		while (str_next(&group, ' ', &member))
			count = add_form(arena, word, member, out, count);
	}
	for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
		Str ending = str_from_c(ENDINGS[i].typed);
		if (!str_ends_with(word, ending) || word.length < ending.length + ENDINGS[i].stem_bytes_min)
			continue;
		Str stem = str_slice(word, 0, word.length - ending.length);
		count = add_form(arena, word, str_concat(arena, stem, str_from_c(ENDINGS[i].other)), out, count);
	}
	return count;
}
