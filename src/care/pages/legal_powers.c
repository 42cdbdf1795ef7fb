#include "care/pages/legal_powers.h"

#include "care/pages/bits.h"
#include "care/power/power.h"

/* Powers that reach the decision first, each with its limits; then the others, so that nobody takes them for one. */
static Str words_for_decision(Care *care, const LegalPower *powers, size_t count, Str about)
{
	const PowerRules *rules = practice_power_rules(care->practice);
	Str words[2 * POWERS_MAX + 2];
	size_t used = 0;
	size_t others = 0;
	for (size_t i = 0; i < count; i++)
		if (power_reaches(rules, &powers[i], about))
			words[used++] = power_words(care->arena, &powers[i]);
	if (used == 0)
		words[used++] = S("nobody holds a power for this decision");
	for (size_t i = 0; i < count; i++) {
		if (power_reaches(rules, &powers[i], about))
			continue;
		Str other = power_words(care->arena, &powers[i]);
		words[used++] = others++ == 0 ? str_concat(care->arena, S("not for this: "), other) : other;
	}
	return str_join(care->arena, words, used, S(" \xC2\xB7 "));
}

Str legal_powers_words(Care *care, Str stored, Str about)
{
	LegalPower powers[POWERS_MAX];
	Str words[POWERS_MAX];
	size_t count = powers_read(care->arena, care->practice, stored, care_today(care), powers);
	if (count > 0 && !str_is_empty(about) && practice_power_rules(care->practice) != NULL)
		return words_for_decision(care, powers, count, about);
	for (size_t i = 0; i < count; i++)
		words[i] = power_words(care->arena, &powers[i]);
	return str_join(care->arena, words, count, S(" \xC2\xB7 "));
}

static Status capacity_list(Care *care, Html *out, Str person, bool *any)
{
	CapacityConclusion *conclusions = NULL;
	size_t count = 0;
	Status status = power_capacity_of(care, person, &conclusions, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	*any = true;
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = bit_work_href(care->arena, conclusions[i].work),
			.text = power_capacity_words(care->arena, &conclusions[i])});
		html_text(out, S(" "));
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), conclusions[i].reference);
		html_close(out, "li");
	}
	html_close(out, "ul");
	bit_note(out, S("Each is about that one decision on that day. It says nothing about any other."));
	return STATUS_OK;
}

Status decisions_card(Care *care, Html *out, const RecordPage *record)
{
	LegalPower powers[POWERS_MAX];
	Html inside = html_make(care->arena);
	bool any = false;
	size_t count = powers_read(care->arena, care->practice, facts_value(&record->facts, S("legal_authority")),
		care_today(care), powers);
	Status status = capacity_list(care, &inside, record->person.id, &any);
	if (status != STATUS_OK || (!any && count == 0))
		return status;
	component_card_open(out, &(Card){.title = S("Decisions and who may make them")});
	html_add(out, html_finish(&inside));
	if (count > 0) {
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
		for (size_t i = 0; i < count; i++) {
			html_open(out, "li", NO_ATTRIBUTES);
			html_text(out, power_words(care->arena, &powers[i]));
			html_text(out, S(" "));
			if (powers[i].standing != POWER_STANDS)
				component_tag(out, &(Tag){.text = S("No power"), .colour = TAG_RED});
			else if (powers[i].seen_on != DATE_NONE)
				html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), str_format(care->arena, "paper seen %.*s",
					STR_ARG(date_format_words(care->arena, powers[i].seen_on))));
			html_close(out, "li");
		}
		html_close(out, "ul");
	}
	component_card_close(out);
	return STATUS_OK;
}
