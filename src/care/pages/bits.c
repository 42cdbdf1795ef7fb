#include "care/pages/bits.h"

void bit_heading(Html *out, Str text)
{
	html_element(out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), text);
}

void bit_heading_small(Html *out, Str text)
{
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), text);
}

void bit_paragraph(Html *out, Str text)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

void bit_note(Html *out, Str text)
{
	if (!str_is_empty(text))
		html_element(out, "p", ATTRIBUTES({"class", S("kith-note")}), text);
}

Str bit_person_href(Arena *arena, Str person, const char *rest)
{
	return str_format(arena, "/people/%.*s%s", STR_ARG(person), rest);
}

Str bit_work_href(Arena *arena, Str work)
{
	return str_format(arena, "/work/%.*s", STR_ARG(work));
}

Markup bit_link(Arena *arena, Str href, Str text)
{
	return bit_link_with_note(arena, href, text, (Str){0});
}

Markup bit_link_with_note(Arena *arena, Str href, Str text, Str note)
{
	Html out = html_make(arena);
	component_link(&out, &(Link){.href = href, .text = text});
	if (!str_is_empty(note))
		html_element(&out, "span", ATTRIBUTES({"class", S("kith-note")}), note);
	return html_finish(&out);
}

Markup bit_text_with_note(Arena *arena, Str text, Str note)
{
	Html out = html_make(arena);
	html_text(&out, text);
	if (!str_is_empty(note))
		html_element(&out, "span", ATTRIBUTES({"class", S("kith-note")}), note);
	return html_finish(&out);
}

Markup bit_due(Arena *arena, Date due, Date today)
{
	Html out = html_make(arena);
	page_due(&out, arena, due, today);
	return html_finish(&out);
}

Str bit_list(Arena *arena, const Str *parts, size_t count, const char *separator)
{
	Str *kept = ARENA_ARRAY(arena, Str, count + 1);
	size_t kept_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!str_is_empty(parts[i]))
			kept[kept_count++] = parts[i];
	return str_join(arena, kept, kept_count, str_from_c(separator));
}

Str bit_code_words(Arena *arena, Str code)
{
	if (str_is_empty(code))
		return code;
	Str words = str_replace(arena, str_replace(arena, code, S("-"), S(" ")), S("_"), S(" "));
	char first = words.data[0];
	Str capital = str_format(arena, "%c", first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first);
	return str_concat(arena, capital, str_slice(words, 1, words.length));
}

Str bit_outcome_words(const Care *care, Str outcome)
{
	size_t count = 0;
	const Pathway *const *pathways = practice_pathways(care->practice, &count);
	for (size_t i = 0; i < count; i++) {
		const Outcome *known = pathway_outcome(pathways[i], outcome);
		if (known != NULL)
			return known->label;
	}
	/* A sentence is somebody's own words; a code has no spaces. */
	return str_contains(outcome, S(" ")) ? outcome : bit_code_words(care->arena, outcome);
}

Str bit_by_words(Str by_name)
{
	return str_equal(by_name, S("public")) ? S("the website") : str_equal(by_name, S("system")) ? S("Kith, by itself")
		: by_name;
}

Str bit_purpose_words(Str purpose)
{
	static const struct { const char *code; const char *words; } PURPOSES[] = {
		{"page", "a page of the record"}, {"work", "a piece of work"}, {"list", "a list they stand in"},
		{"search", "a search"}, {"letter", "a letter"}, {"letters", "the letters to send"}, {"kept", "answers that were kept"},
		{"panel paper", "a panel\u2019s paper"}, {"panel agenda", "a panel\u2019s agenda"},
		{"panel list", "the list of panels"}, {"panel themes", "what panels decided"},
		{"retention list", "the list of records whose time is over"},
	};
	for (size_t i = 0; i < sizeof PURPOSES / sizeof PURPOSES[0]; i++)
		if (str_equal(purpose, str_from_c(PURPOSES[i].code)))
			return str_from_c(PURPOSES[i].words);
	return purpose;
}

static void close_list(Html *out, bool *open)
{
	if (*open)
		html_close(out, "ul");
	*open = false;
}

/* "~ro Vă putem citi …": in another language, from right to left where it is written so. */
static void spoken_line(Html *out, Str line)
{
	Str tag = {0};
	Str words = str_slice(line, 1, line.length);
	if (str_next(&words, ' ', &tag))
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body kith-spoken")}, {"lang", tag}, {"dir", S("auto")}), words);
}

void bit_letter_text(Html *out, Str text)
{
	bool in_list = false;
	Str line = {0};
	while (str_next(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_starts_with(line, S("- "))) {
			if (!in_list)
				html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
			in_list = true;
			html_element(out, "li", NO_ATTRIBUTES, str_slice(line, 2, line.length));
			continue;
		}
		if (str_is_empty(line))
			continue;
		close_list(out, &in_list);
		if (str_starts_with(line, S("~")))
			spoken_line(out, line);
		else if (str_starts_with(line, S("## ")))
			html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), str_slice(line, 3, line.length));
		else
			html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), line);
	}
	close_list(out, &in_list);
}
