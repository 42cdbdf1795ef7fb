#include "care/insight/cld_values.h"

#include "base/json.h"

Str cld_fact(const CldFacts *facts, Str subject, Str question)
{
	for (size_t i = 0; i < facts->count; i++)
		if (str_equal(facts->items[i].subject, subject) && str_equal(facts->items[i].question, question))
			return facts->items[i].value;
	return (Str){0};
}

Str cld_mapped(const CldMapping *mapping, Str question, Str answer)
{
	Str value = {0};
	if (!str_is_empty(answer) && cld_map_find(&mapping->map, question, answer, &value))
		return value;
	if (cld_map_find(&mapping->map, question, S("unknown"), &value)
	    || cld_map_find(&mapping->map, question, S("not-known"), &value))
		return value;
	return (Str){0};
}

Str cld_has_carer(Str answer)
{
	if (str_equal(answer, S("yes")))
		return S("Yes");
	return str_equal(answer, S("no")) ? S("No") : S("Unknown");
}

Str cld_diagnosed(Str answer)
{
	if (str_equal(answer, S("diagnosed")))
		return S("Yes");
	return str_equal(answer, S("no")) ? S("No") : S("Unknown");
}

Str cld_eligible(Str answer)
{
	if (str_is_empty(answer))
		return (Str){0};
	return str_equal(answer, S("eligible")) ? S("Yes") : S("No");
}

static bool is_word_edge(Str text, size_t at)
{
	return at == 0 || at == text.length || text.data[at] == ' ' || text.data[at - 1] == ' ';
}

/* The last place where family stands as whole words. */
static bool find_family(Str full, Str family, size_t *at)
{
	bool found = false;
	for (size_t i = 0; i + family.length <= full.length; i++) {
		size_t end = i + family.length;
		if (str_equal(str_slice(full, i, end), family) && is_word_edge(full, i) && is_word_edge(full, end)) {
			*at = i;
			found = true;
		}
	}
	return found;
}

void cld_names(Arena *arena, Str full, Str family, Str *first, Str *last)
{
	size_t at = 0;
	*first = str_trim(full);
	*last = str_trim(family);
	if (str_is_empty(*last) || !find_family(*first, *last, &at))
		return;
	Str before = str_trim(str_slice(*first, 0, at));
	Str after = str_trim(str_slice(*first, at + last->length, first->length));
	const Str parts[] = {before, after};
	if (str_is_empty(before) || str_is_empty(after))
		*first = str_is_empty(before) ? after : before;
	else
		*first = str_join(arena, parts, 2, S(" "));
}

Str cld_hours_band(Str hours)
{
	static const struct { int64_t most; Str band; } BANDS[] = {{9, S_INIT("0-9 hours")}, {19, S_INIT("10-19 hours")},
		{34, S_INIT("20-34 hours")}, {49, S_INIT("35-49 hours")}, {74, S_INIT("50-74 hours")},
		{99, S_INIT("75-99 hours")}, {168, S_INIT("100 or more hours")}};
	int64_t number = 0;
	if (str_to_integer(hours, &number) != STATUS_OK || number < 0)
		return (Str){0};
	for (size_t i = 0; i < sizeof BANDS / sizeof BANDS[0]; i++)
		if (number <= BANDS[i].most)
			return BANDS[i].band;
	return (Str){0};
}

/* The rows of a stored repeat answer; none when it is not one. */
static const JsonNode *rows_of(Arena *arena, Str stored)
{
	const JsonNode *rows = NULL;
	Problems unread = problems_make(arena);
	if (str_is_empty(stored) || json_parse(arena, S("answer"), 1, stored, &unread, &rows) != STATUS_OK)
		return NULL;
	return rows->kind == JSON_ARRAY ? rows : NULL;
}

int64_t cld_adults_cared_for(Arena *arena, Str care_for)
{
	const JsonNode *rows = rows_of(arena, care_for);
	int64_t adults = 0;
	for (size_t i = 0; rows != NULL && i < rows->count; i++)
		adults += str_equal(json_text(json_member(&rows->items[i], S("adult"))), S("adult"));
	return adults;
}

Str cld_goals_code(Arena *arena, Str goal_progress)
{
	const JsonNode *rows = rows_of(arena, goal_progress);
	size_t met = 0;
	size_t partly = 0;
	size_t wanted = 0;
	size_t dropped = 0;
	for (size_t i = 0; rows != NULL && i < rows->count; i++) {
		Str result = json_text(json_member(&rows->items[i], S("result")));
		met += str_equal(result, S("met"));
		partly += str_equal(result, S("partly"));
		wanted += str_equal(result, S("met")) || str_equal(result, S("partly")) || str_equal(result, S("not"));
		dropped += str_equal(result, S("no-longer-wanted"));
	}
	if (wanted == 0) /* a goal that was given up was not met */
		return dropped > 0 ? S("none-met") : (Str){0};
	if (met == wanted)
		return S("all-met");
	return met + partly > 0 ? S("some-met") : S("none-met");
}
