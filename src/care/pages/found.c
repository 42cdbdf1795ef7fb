#include "care/pages/found.h"

#include "care/pages/record.h"
#include "engine/finding/nhs_number.h"

enum { WARNINGS_MAX = 10 }; /* rows with what to know before a visit: the likely ones */

/* What to know before visiting each of the first ones, in words; empty where nothing is. */
static void visit_warnings(Care *care, const PersonFound *found, size_t count, Str warnings[WARNINGS_MAX])
{
	Str people[WARNINGS_MAX];
	const Question *question = practice_question(care->practice, S("visit_risks"));
	for (size_t i = 0; i < WARNINGS_MAX; i++)
		warnings[i] = (Str){0};
	for (size_t i = 0; i < count; i++)
		people[i] = found[i].person.id;
	if (question == NULL || person_answers(care, question->id, people, count, warnings) != STATUS_OK)
		return;
	for (size_t i = 0; i < count; i++)
		if (!str_is_empty(warnings[i]))
			warnings[i] = answer_words(question, care->arena, warnings[i], false);
}

static Markup name_cell(Care *care, const Person *person, Str warning)
{
	Arena *arena = care->arena;
	Html out = html_make(arena);
	if (person->how != PERSON_OPEN) {
		html_text(&out, str_format(arena, "A record exists. Ask %.*s.", STR_ARG(person->owner_name)));
		return html_finish(&out);
	}
	component_link(&out, &(Link){.href = bit_person_href(arena, person->id, ""), .text = person->name});
	if (!str_starts_with(person->name, person->known_as))
		bit_note(&out, str_format(arena, "likes to be called %.*s", STR_ARG(person->known_as)));
	if (!str_is_empty(warning))
		component_flags(&out, &(Flag){.label = S("Before you visit"), .text = warning, .is_warning = true}, 1);
	return html_finish(&out);
}

void found_table(Care *care, Html *out, Str caption, const PersonFound *found, size_t count, const FoundAction *action)
{
	TableColumn columns[] = {{.text = S("Name")}, {.text = S("Born")}, {.text = S("Lives")}, {.text = S("NHS number")},
		{.text = S("Why it matches")}, {.text = action == NULL ? (Str){0} : action->title}};
	size_t column_count = action == NULL ? 5 : 6;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	Str warnings[WARNINGS_MAX];
	visit_warnings(care, found, count < WARNINGS_MAX ? count : WARNINGS_MAX, warnings);
	for (size_t i = 0; i < count; i++) {
		const Person *person = &found[i].person;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 6);
		bool open = person->how == PERSON_OPEN;
		cells[0].markup = name_cell(care, person, i < WARNINGS_MAX ? warnings[i] : (Str){0});
		if (open) {
			Str lives[] = {person->address, str_contains(person->address, person->postcode) ? (Str){0}
				: person->postcode};
			cells[1].text = page_born(care->arena, person->born, person->died_on, care_today(care));
			cells[2].text = bit_list(care->arena, lives, 2, ", ");
			cells[3].text = str_is_empty(person->nhs_number) ? (Str){0}
				: nhs_number_format(care->arena, person->nhs_number);
			cells[4].text = found[i].why;
		}
		if (open && action != NULL)
			cells[5].markup = action->make(action->context, person);
		rows[i] = (TableRow){.cells = cells, .cell_count = column_count};
	}
	component_table(out, &(Table){.caption = caption, .columns = columns, .column_count = column_count, .rows = rows,
		.row_count = count, .is_dense = true});
}

Str found_typed(Arena *arena, Str name, Str born, Str postcode)
{
	PartialDate date = {0};
	if (partial_date_parse(born, &date) == STATUS_OK && date.day > 0)
		born = partial_date_format_typed(arena, date);
	Str parts[] = {name, born, postcode};
	return bit_list(arena, parts, 3, " ");
}
