#include "care/pages/legal_powers.h"

#include "base/json.h"
#include "care/pages/bits.h"

enum { POWERS_SHOWN_MAX = 20 };

/* What a kind of power reaches. */
static const struct { Str code; const char *reach; } REACH[] = {
	{S_INIT("lpa-health"), "health and welfare, only while they cannot decide for themselves"},
	{S_INIT("deputy-health"), "health and welfare, within the court's order, only while they cannot decide for themselves"},
	{S_INIT("lpa-money"), "property and money only"},
	{S_INIT("epa"), "property and money only"},
	{S_INIT("deputy-money"), "property and money only, within the court's order"},
	{S_INIT("appointee"), "benefits only"},
	{S_INIT("court-order"), "what the court's order says"},
	{S_INIT("guardianship"), "where they live, who may see them and what they attend"},
};

static const char *reach_of(Str code)
{
	for (size_t i = 0; i < sizeof REACH / sizeof REACH[0]; i++)
		if (str_equal(REACH[i].code, code))
			return REACH[i].reach;
	return "what the paper says";
}

static Str cell(const JsonNode *row, const char *column)
{
	return str_trim(json_text(json_member(row, str_from_c(column))));
}

/* The day in the cell; DATE_NONE when there is none. */
static Date day_of(const JsonNode *row, const char *column)
{
	Date day = DATE_NONE;
	return date_parse(cell(row, column), &day) == STATUS_OK ? day : DATE_NONE;
}

static Str power_words(Care *care, const JsonNode *row)
{
	Arena *arena = care->arena;
	Str who = cell(row, "person");
	Date ends = day_of(row, "ends");
	Str limits = cell(row, "limits");
	if (str_is_empty(who))
		who = S("somebody");
	if (ends != DATE_NONE && ends < care_today(care))
		return str_format(arena, "%.*s: ended %.*s, no power any more", STR_ARG(who),
			STR_ARG(date_format_words(arena, ends)));
	if (day_of(row, "seen_on") == DATE_NONE)
		return str_format(arena, "%.*s: paper not seen, so no power yet", STR_ARG(who));
	return str_format(arena, "%.*s: %s%s%.*s", STR_ARG(who), reach_of(cell(row, "kind")),
		str_is_empty(limits) ? "" : "; limits: ", STR_ARG(limits));
}

Str legal_powers_words(Care *care, Str stored)
{
	Problems unread = problems_make(care->arena);
	const JsonNode *rows = NULL;
	Str words[POWERS_SHOWN_MAX];
	size_t count = 0;
	if (str_is_empty(stored) || json_parse(care->arena, S("legal_authority"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return (Str){0};
	for (size_t i = 0; i < rows->count && count < POWERS_SHOWN_MAX; i++)
		words[count++] = power_words(care, &rows->items[i]);
	return str_join(care->arena, words, count, S(" \xC2\xB7 "));
}
