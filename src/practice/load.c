/* Reading a release: files, then each reader in an order that lets later files name what earlier ones hold, then the
 * checks that need everything. A Practice comes out only when there was no problem at all.
 */
#include "practice/internal.h"

#include "practice/national.h"
#include "practice/wording.h"

/* Which reader reads which files: a folder with its slash, or one file. In the order of reading. */
static const struct ReaderRow {
	Str path;
	PracticeReader *read;
	bool required; /* at least one such file */
} READERS[] = {
	{S_INIT("council.yaml"), practice_read_council, true},
	{S_INIT("roles.yaml"), practice_read_roles, true},
	{S_INIT("relations.yaml"), practice_read_relations, false},
	{S_INIT("services.yaml"), practice_read_services, false},
	{S_INIT("lists/"), practice_read_list, false},
	{S_INIT("questions/"), practice_read_questions, true},
	{S_INIT("words/"), practice_read_words, false},
	{S_INIT("wording.yaml"), practice_read_wording, false},
	{S_INIT("equipment.yaml"), practice_read_equipment, false},
	{S_INIT("letter-parts.yaml"), practice_read_letter_parts, false},
	{S_INIT("letters/"), practice_read_letter, false},
	{S_INIT("letter-languages.yaml"), practice_read_letter_languages, false},
	{S_INIT("forms/"), practice_read_form, false},
	{S_INIT("pathways/"), practice_read_pathway, false},
	{S_INIT("targets.yaml"), practice_read_targets, false},
	{S_INIT("retention.yaml"), practice_read_retention, false},
	{S_INIT("waiting.yaml"), practice_read_waiting, false},
	{S_INIT("helpline.yaml"), practice_read_helpline, false},
	{S_INIT("panels.yaml"), practice_read_panels, false},
	{S_INIT("legal-powers.yaml"), practice_read_powers, false},
	{S_INIT("allocation.yaml"), practice_read_allocation, false},
	{S_INIT("charging.yaml"), practice_read_charging, false},
	{S_INIT("measures/"), practice_read_measures, false},
};
enum { READER_COUNT = sizeof READERS / sizeof READERS[0] };

static bool row_reads(const struct ReaderRow *row, Str path)
{
	if (str_ends_with(row->path, S("/")))
		return str_starts_with(path, row->path) && str_ends_with(path, S(".yaml"));
	return str_equal(path, row->path);
}

static void row_read(Practice *practice, const struct ReaderRow *row, Problems *problems)
{
	size_t found = 0;
	for (size_t i = 0; i < practice->file_count; i++) {
		const PracticeFile *file = &practice->files[i];
		if (!row_reads(row, file->path))
			continue;
		found++;
		const YamlNode *node = NULL;
		if (yaml_parse(practice->arena, file->name, file->text, problems, &node) == STATUS_OK)
			row->read(practice, file, node, problems);
	}
	if (row->required && found == 0) {
		Status added = problems_add_format(problems, (Problem){.file = row->path},
			"A release needs this; nothing was found.");
		(void)added; /* counted in problems */
	}
}

static bool path_is_read(Str path)
{
	bool read = str_starts_with(path, S("advice/")) && str_ends_with(path, S(".md"));
	for (size_t i = 0; i < READER_COUNT && !read; i++)
		read = row_reads(&READERS[i], path);
	return read;
}

bool practice_path_is_ours(Str path)
{
	Str rest = path;
	Str name = {0};
	while (str_next(&rest, '/', &name) && !str_is_empty(rest)) /* to the name behind the folder */
		if (!yaml_is_code(name))
			return false;
	size_t dot = 0;
	return path_is_read(path) && !str_ends_with(path, S(".changes.yaml")) && str_find(name, S("."), &dot)
		&& yaml_is_code(str_slice(name, 0, dot));
}

static void refuse_unread_files(const Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->file_count; i++) {
		const PracticeFile *file = &practice->files[i];
		if (str_starts_with(file->path, S("data/")) || path_is_read(file->path))
			continue;
		Status added = problems_add_format(problems, (Problem){.file = file->name},
			"A release has no file of this name; it would not be read.");
		(void)added; /* counted in problems */
	}
}

/* Typed arrays for those who list things. */
static void arrays_make(Practice *practice)
{
	Arena *arena = practice->arena;
	practice->question_array = ARENA_ARRAY(arena, const Question *, practice->questions.count + 1);
	for (size_t i = 0; i < practice->questions.count; i++)
		practice->question_array[i] = practice->questions.items[i];
	practice->pathway_array = ARENA_ARRAY(arena, const Pathway *, practice->pathways.count + 1);
	for (size_t i = 0; i < practice->pathways.count; i++)
		practice->pathway_array[i] = practice->pathways.items[i];
	practice->service_array = ARENA_ARRAY(arena, ServiceKind, practice->services.count + 1);
	for (size_t i = 0; i < practice->services.count; i++)
		practice->service_array[i] = *(const ServiceKind *)practice->services.items[i];
	practice->role_array = ARENA_ARRAY(arena, PracticeRole, practice->roles.count + 1);
	for (size_t i = 0; i < practice->roles.count; i++)
		practice->role_array[i] = *(const PracticeRole *)practice->roles.items[i];
	practice->relation_array = ARENA_ARRAY(arena, RelationKind, practice->relations.count + 1);
	for (size_t i = 0; i < practice->relations.count; i++)
		practice->relation_array[i] = *(const RelationKind *)practice->relations.items[i];
}

static Status practice_build(Practice *practice, Problems *problems)
{
	size_t before = problems->total;
	practice_read_data(practice, problems);
	practice_read_rates(practice, problems);
	refuse_unread_files(practice, problems);
	for (size_t i = 0; i < READER_COUNT; i++)
		row_read(practice, &READERS[i], problems);
	practice_read_advice(practice, problems);
	/* A file that was not read leaves holes: what points into them would be reported as a second fault. */
	if (problems->total > before)
		return STATUS_INVALID;
	practice_languages_make(practice, problems);
	practice_link_questions(practice, problems);
	practice_link_letters(practice, problems);
	practice_link_forms(practice, problems);
	practice_link_equipment(practice, problems);
	practice_link_pathways(practice, problems);
	practice_link_waiting(practice, problems);
	practice_link_helpline(practice, problems);
	practice_link_panels(practice, problems);
	practice_link_powers(practice, problems);
	practice_link_measures(practice, problems);
	practice_check_relations(practice, problems);
	practice_check_allocation(practice, problems);
	practice_read_shipped_figures(practice, problems);
	if (problems->total > before)
		return STATUS_INVALID;
	practice_explain_terms(practice);
	arrays_make(practice);
	practice_order_advice(practice);
	practice_files_bundle(practice);
	return STATUS_OK;
}

static Practice *practice_start(Arena *arena)
{
	Practice *practice = ARENA_NEW(arena, Practice);
	practice->arena = arena;
	return practice;
}

Status practice_load(Practice **out, Arena *arena, Str common_folder, Str council_folder, Problems *problems)
{
	Practice *practice = practice_start(arena);
	if (practice_files_read(practice, common_folder, council_folder, problems) != STATUS_OK ||
	    practice_build(practice, problems) != STATUS_OK)
		return STATUS_INVALID;
	practice_check_content(practice, problems);
	if (problems_any(problems))
		return STATUS_INVALID;
	*out = practice;
	return STATUS_OK;
}

Status practice_load_draft(Practice **out, Arena *arena, Str bundle, Problems *problems)
{
	Practice *practice = NULL;
	Status status = practice_load_bundle(&practice, arena, bundle, problems);
	if (status != STATUS_OK)
		return status;
	size_t before = problems->total;
	practice_check_content(practice, problems);
	if (problems->total > before)
		return STATUS_INVALID;
	*out = practice;
	return STATUS_OK;
}

Status practice_load_bundle(Practice **out, Arena *arena, Str bundle, Problems *problems)
{
	Practice *practice = practice_start(arena);
	if (practice_files_unbundle(practice, bundle, problems) != STATUS_OK ||
	    practice_build(practice, problems) != STATUS_OK)
		return STATUS_INVALID;
	*out = practice;
	return STATUS_OK;
}
