#include "care/returns/page_look_parts.h"

void look_heading(Html *out, const char *level, const char *classes, Str text)
{
	html_element(out, level, ATTRIBUTES({"class", str_from_c(classes)}), text);
}

void look_paragraph(Html *out, Str text)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

void look_link(Html *out, Str href, Str text, Str hidden)
{
	component_link(out, &(Link){.href = href, .text = text, .hidden_text = hidden});
}

Str look_number(Arena *arena, uint64_t number)
{
	return measure_value_format(arena, (MeasureValue)number * MEASURE_VALUE_ONE, 0);
}

Str look_value(Arena *arena, CldMeasure measure, MeasureValue value)
{
	if (value == MEASURE_VALUE_NONE)
		return S("Not known");
	Str text = measure_value_format(arena, value, 1);
	return CLD_MEASURES[measure].scale > 100 ? str_format(arena, "%.*s per 100,000", STR_ARG(text))
		: str_format(arena, "%.*s%%", STR_ARG(text));
}

static Str council_part(const LookPage *page, Arena *arena)
{
	return page->council == look_together(page->look) ? S("") : str_format(arena, "&council=%zu", page->council);
}

Str look_measure_href(const LookPage *page, Arena *arena, CldMeasure measure, size_t group, LookOnly only)
{
	static const char *const ONLY[] = {[LOOK_ALL] = "all", [LOOK_COUNTED] = "counted", [LOOK_NOT_COUNTED] = "rest"};
	Str code = CLD_MEASURES[measure].code;
	Str council = council_part(page, arena);
	Str place = group == LOOK_GROUPS_ALL ? S("all") : str_format(arena, "%zu", group);
	return str_format(arena, "%.*s/list?of=%.*s&group=%.*s&only=%s%.*s", STR_ARG(page->base), STR_ARG(code), STR_ARG(place),
		ONLY[only], STR_ARG(council));
}

Str look_rule_href(const LookPage *page, Arena *arena, CldRule rule)
{
	return str_format(arena, "%.*s/list?of=rule&rule=%.*s", STR_ARG(page->base), STR_ARG(CLD_RULES[rule].id));
}

Str look_prices_href(const LookPage *page, Arena *arena)
{
	Str council = council_part(page, arena);
	return str_format(arena, "%.*s/list?of=prices%.*s", STR_ARG(page->base), STR_ARG(council));
}

Str look_file_href(const LookPage *page, Arena *arena, const char *name)
{
	bool together = page->council == look_together(page->look);
	return together ? str_format(arena, "%.*s/%s", STR_ARG(page->base), name)
		: str_format(arena, "%.*s/%s?council=%zu", STR_ARG(page->base), name, page->council);
}
