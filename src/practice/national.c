#include "practice/national.h"

#include "base/csv.h"

static const PracticeFile *file_find(const Practice *practice, Str path)
{
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_equal(practice->files[i].path, path))
			return &practice->files[i];
	return NULL;
}

Status practice_file_text(const Practice *practice, Str path, Str *out)
{
	const PracticeFile *file = file_find(practice, path);
	if (file == NULL)
		return STATUS_NOT_FOUND;
	*out = file->text;
	return STATUS_OK;
}

static void code_add(Practice *practice, Str list, Str code)
{
	Arena *arena = practice->arena;
	Str name = str_copy(arena, list);
	(void)index_add(&practice->national, arena, name, practice); /* said once, however many codes it has */
	(void)index_add(&practice->national, arena, str_format(arena, "%.*s\n%.*s", STR_ARG(list), STR_ARG(code)),
		practice);
}

static void codes_read(Practice *practice, const PracticeFile *file, Problems *problems)
{
	CsvReader reader;
	csv_open_text(&reader, practice->arena, file->name, file->text,
		(CsvLimits){.columns_most = 20, .field_bytes_most = 4000}, problems);
	size_t list = 0;
	size_t code = 0;
	if (csv_read_header(&reader) != STATUS_OK || csv_require_column(&reader, S("list"), &list) != STATUS_OK ||
	    csv_require_column(&reader, S("code"), &code) != STATUS_OK)
		return;
	CsvRow row;
	for (;;) {
		Status status = csv_next_row(&reader, &row);
		if (status == STATUS_OK)
			code_add(practice, csv_field(&row, list), csv_field(&row, code));
		else if (status != STATUS_INVALID)
			return;
	}
}

void practice_read_data(Practice *practice, Problems *problems)
{
	const PracticeFile *holidays = file_find(practice, S("data/bank-holidays.csv"));
	if (holidays != NULL) {
		Status status = bank_holidays_load(&practice->bank_holidays, practice->arena, holidays->name, holidays->text,
			problems);
		(void)status; /* its problems are counted */
	}
	const PracticeFile *codes = file_find(practice, S("data/cld/codes.csv"));
	if (codes != NULL)
		codes_read(practice, codes, problems);
}

bool practice_national_has(const Practice *practice, Str list, Str code)
{
	if (practice->national.count == 0)
		return true;
	Arena scratch;
	arena_init(&scratch, (size_t)64 * 1024 * 2);
	Str key = str_format(&scratch, "%.*s\n%.*s", STR_ARG(list), STR_ARG(code));
	bool has = index_find(&practice->national, key) != NULL;
	arena_clear(&scratch);
	return has;
}
