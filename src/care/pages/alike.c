#include "care/pages/alike.h"

static const struct { Str words; TagColour colour; } LIKELY[] = {
	[DUPLICATE_PERHAPS] = {S_INIT("Possible"), TAG_GREY},
	[DUPLICATE_PROBABLY] = {S_INIT("Likely"), TAG_BLUE},
	[DUPLICATE_NEARLY_SURE] = {S_INIT("Very likely"), TAG_TEAL},
};

Str alike_compare_href(Arena *arena, Str person, Str other)
{
	return str_concat(arena, bit_person_href(arena, person, "/merge?other="), other);
}

Markup alike_tag(Arena *arena, DuplicateLikely likely)
{
	Html out = html_make(arena);
	component_tag(&out, &(Tag){.text = LIKELY[likely].words, .colour = LIKELY[likely].colour});
	return html_finish(&out);
}

void alike_link(const Care *care, Html *out)
{
	if (!care_may(care, S("merge")))
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = S("/duplicates"), .text = S("Records that may be of one person")});
	html_close(out, "p");
}

Str alike_said_by(Care *care, const DuplicateApart *apart)
{
	return str_format(care->arena, "%.*s, %.*s", STR_ARG(bit_by_words(apart->by_name)),
		STR_ARG(page_when(care->arena, apart->at, care_now(care))));
}

Status alike_panel(Care *care, Html *out, Str person)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Name")}, {.text = S_INIT("Born")}, {.text = S_INIT("Lives")},
		{.text = S_INIT("How likely")}, {.text = S_INIT("Compare"), .is_hidden = true}};
	Arena *arena = care->arena;
	DuplicateOther *others = NULL;
	size_t count = 0;
	Status status = duplicates_of(care, person, &others, &count);
	Str *people = ARENA_ARRAY(arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		people[i] = others[i].person;
	if (status == STATUS_OK && count > 0)
		status = care_audit_read(care, S("list"), people, count);
	if (status != STATUS_OK || count == 0)
		return status;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		cells[0].markup = bit_text_with_note(arena, others[i].name, others[i].reference);
		cells[1].text = page_born(arena, others[i].born, (Str){0}, care_today(care));
		cells[2].text = others[i].address;
		cells[3].markup = alike_tag(arena, others[i].likely);
		cells[4].markup = bit_link(arena, alike_compare_href(arena, person, others[i].person), str_concat(arena, S("Compare with "),
			others[i].reference));
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	component_table(out, &(Table){.caption = S("Other records that may be of this person"), .columns = COLUMNS, .column_count = 5,
		.rows = rows, .row_count = count, .is_dense = true});
	return status;
}

Status alike_said_panel(Care *care, Html *out, Str person, Str other)
{
	DuplicateApart *said = NULL;
	size_t count = 0;
	Status status = duplicates_said_between(care, person, other, &said, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		component_warning_text(out, &(WarningText){.text = str_format(care->arena, "Somebody looked and said that these are two "
			"people: %.*s (%.*s)", STR_ARG(said[i].reason), STR_ARG(alike_said_by(care, &said[i])))});
	return status;
}
