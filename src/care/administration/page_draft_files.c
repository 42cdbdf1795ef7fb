/* The files of a draft: by kind, and by what stands in them. */
#include "care/administration/page_administration.h"

#include "care/administration/page_draft_parts.h"
#include "practice/fields.h"

enum { FOUND_MAX = 100, NEEDLE_BYTES_LEAST = 2 };

static const struct FileKind {
	Str path; /* a folder with its slash; empty: the files that stand alone */
	const char *title;
} KINDS[] = {
	{S_INIT("questions/"), "Questions"}, {S_INIT("lists/"), "Lists of answers"}, {S_INIT("forms/"), "Forms"},
	{S_INIT("pathways/"), "Pathways: kinds of work"}, {S_INIT("letters/"), "Letters"}, {S_INIT("words/"), "Words of the public pages"},
	{S_INIT("advice/"), "Pages of advice"}, {S_INIT("measures/"), "Measures"},
	{S_INIT(""), "Times, bands, waiting lists and the rest"},
};

static bool is_of_kind(const struct FileKind *kind, Str path)
{
	return str_is_empty(kind->path) ? !str_contains(path, S("/")) : str_starts_with(path, kind->path);
}

static Str state_of(const PracticeDraftFile *file)
{
	if (!file->is_changed)
		return S("As it is");
	return file->is_moved ? S("Look at both") : file->is_removed ? S("Removed") : file->is_new ? S("New") : S("Changed");
}

/* "Daily living." from a comment on the first line; otherwise what its first thing says. */
static Str about_of(Arena *arena, const PracticeDraftFile *file)
{
	Str rest = file->text;
	Str line = {0};
	PracticeThing *things = NULL;
	if (str_next(&rest, '\n', &line) && str_starts_with(line, S("#")))
		return str_trim(str_slice(line, 1, line.length));
	return practice_file_things(arena, file->path, file->text, &things) > 0 ? things[0].words : (Str){0};
}

static void kind_table(Html *out, Arena *arena, const PracticeDraft *draft, const struct FileKind *kind,
	const PracticeDraftFile *files, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("File")}, {.text = S_INIT("What it is")}, {.text = S_INIT("State")}};
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	size_t shown = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_of_kind(kind, files[i].path))
			continue;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
		cells[0].markup = bit_link(arena, draft_file_href(arena, draft, "/file", files[i].path, (Str){0}), files[i].path);
		cells[1].text = about_of(arena, &files[i]);
		cells[2].text = state_of(&files[i]);
		rows[shown++] = (TableRow){.cells = cells, .cell_count = 3};
	}
	if (shown > 0)
		component_table(out, &(Table){.caption = str_from_c(kind->title), .columns = COLUMNS, .column_count = 3, .rows = rows,
			.row_count = shown, .is_dense = true});
}

/* What was looked for, in the words of things or in a line of a file's text. */
typedef struct Finding {
	const PracticeDraft *draft;
	Str needle; /* folded */
	TableRow rows[FOUND_MAX];
	size_t count;
} Finding;

static void found_add(Finding *finding, Arena *arena, Str href, Str name, Str path, Str words)
{
	if (finding->count == FOUND_MAX)
		return;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 2);
	cells[0].markup = bit_link_with_note(arena, href, name, path);
	cells[1].text = words;
	finding->rows[finding->count++] = (TableRow){.cells = cells, .cell_count = 2};
}

static bool says(Arena *arena, const Finding *finding, Str text)
{
	return str_contains(str_fold(arena, text), finding->needle);
}

/* A thing by its name and any of its fields; a file without things by its lines. */
static void find_in(Finding *finding, Arena *arena, const PracticeDraftFile *file)
{
	PracticeThing *things = NULL;
	size_t count = practice_file_things(arena, file->path, file->text, &things);
	size_t before = finding->count;
	for (size_t i = 0; i < count; i++) {
		PracticeField *fields = NULL;
		size_t field_count = practice_thing_fields(arena, file->path, file->text, things[i].id, &fields);
		Str words = says(arena, finding, things[i].id) ? things[i].words : (Str){0};
		bool found = words.data != NULL || says(arena, finding, things[i].id);
		for (size_t j = 0; j < field_count && !found; j++) {
			found = says(arena, finding, fields[j].value);
			words = fields[j].value;
		}
		if (found)
			found_add(finding, arena, draft_file_href(arena, finding->draft, "/fields", file->path, things[i].id), things[i].id,
				file->path, words);
	}
	Str rest = file->text;
	Str line = {0};
	while (finding->count == before && str_next(&rest, '\n', &line))
		if (says(arena, finding, line))
			found_add(finding, arena, draft_file_href(arena, finding->draft, "/file", file->path, (Str){0}), file->path, (Str){0},
				str_trim(line));
}

/* A word that stands nowhere in a file is looked for in none of its things: most files are passed over so. */
static void show_found(Html *out, Arena *arena, const PracticeDraft *draft, Str wanted, const PracticeDraftFile *files, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Where")}, {.text = S_INIT("What it says")}};
	Finding *finding = ARENA_NEW(arena, Finding);
	*finding = (Finding){.draft = draft, .needle = str_fold(arena, wanted)};
	if (finding->needle.length < NEEDLE_BYTES_LEAST) {
		bit_paragraph(out, S("Look for a word of at least two letters."));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		Arena scratch;
		arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
		bool somewhere = says(&scratch, finding, files[i].text) || says(&scratch, finding, files[i].path);
		arena_clear(&scratch);
		if (somewhere && !files[i].is_removed)
			find_in(finding, arena, &files[i]);
	}
	if (finding->count == 0)
		component_empty_state(out, &(EmptyState){.title = S("Nothing of that"), .text = S("Try fewer words, or look through the files.")});
	else
		component_table(out, &(Table){.caption = finding->count == FOUND_MAX ? S("The first 100 places")
			: str_format(arena, "%zu place%s", finding->count, finding->count == 1 ? "" : "s"), .columns = COLUMNS, .column_count = 2,
			.rows = finding->rows, .row_count = finding->count, .is_dense = true});
}

static void new_file_form(const Request *request, Html *out, const PracticeDraft *draft)
{
	bit_heading_small(out, S("Add a file"));
	component_form_open(out, &(PageForm){.action = draft_href(request->arena, draft, "/file"), .is_get = true});
	component_text_input(out, &(TextInput){.id = S("new-name"), .name = S("name"), .label = S("Its folder and name"),
		.autocomplete = S("off"), .hint = S("Such as questions/gardening.yaml, letters/thank-you.yaml or advice/winter.md.")});
	component_button(out, &(Button){.text = S("Write it"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

void page_draft_files(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PracticeDraft draft = {0};
	PracticeDraftFile *files = NULL;
	size_t count = 0;
	Str wanted = str_trim(request_query(request, S("find")));
	Status status = draft_of_page(request, &draft);
	if (status == STATUS_OK)
		status = draft_files(care, &draft, &files, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	const Filter filter = {.action = draft_href(arena, &draft, "/files"), .title = S("Look for something"), .button_text = S("Find"),
		.clear_href = str_is_empty(wanted) ? (Str){0} : draft_href(arena, &draft, "/files")};
	Html out = html_make(arena);
	admin_begin(request, &out, S("Files of the draft"));
	draft_way_back(&out, arena, &draft, (Str){0});
	component_filter_open(&out, &filter);
	component_text_input(&out, &(TextInput){.name = S("find"), .label = S("A word, a question's name, a sentence"), .value = wanted,
		.autocomplete = S("off"), .type = S("search")});
	component_filter_close(&out, &filter);
	if (!str_is_empty(wanted))
		show_found(&out, arena, &draft, wanted, files, count);
	for (size_t i = 0; str_is_empty(wanted) && i < sizeof KINDS / sizeof KINDS[0]; i++)
		kind_table(&out, arena, &draft, &KINDS[i], files, count);
	if (draft.state == DRAFT_EDITED)
		new_file_form(request, &out, &draft);
	admin_page(request, response, S("Files of the draft"), &out);
}
