#include "cli/measure_files.h"

#include <stdio.h>

#include "base/csv.h"
#include "cli/open_store.h"

Status measure_practice_load(const CommandLine *line, Arena *arena, Practice **out, Problems *problems)
{
	Str files = options_text(line, "files", S("."));
	Str borough = options_text(line, "borough", (Str){0});
	Str common = str_concat(arena, files, S("/boroughs/common"));
	Str own = str_is_empty(borough) ? borough : str_format(arena, "%.*s/boroughs/%.*s", STR_ARG(files), STR_ARG(borough));
	return practice_load(out, arena, common, own, problems);
}

Status measure_year_read(const CommandLine *line, int *out, Problems *problems)
{
	Str text = options_text(line, "year", (Str){0});
	*out = 0;
	if (str_is_empty(text) || financial_year_parse(text, out) == STATUS_OK)
		return STATUS_OK;
	return problems_add(problems, (Problem){.field = S("year"), .message = S("Expected a financial year such as 2020/21.")});
}

Status measure_files_read(const CommandLine *line, Arena *arena, const Practice *practice, PublishedFigures **out,
	Problems *problems)
{
	int year = 0;
	Status status = measure_year_read(line, &year, problems);
	PublishedReading reading = practice_published_names(practice, arena, year);
	*out = ARENA_ARRAY(arena, PublishedFigures, line->word_count + 1);
	for (size_t i = 0; i < line->word_count && status == STATUS_OK; i++) {
		Str name = str_from_c(line->words[i]);
		Str text = {0};
		status = open_file_read(arena, name, MEASURE_FILE_BYTES_MAX, &text, problems);
		if (status == STATUS_OK)
			status = published_read(arena, name, text, &reading, problems, &(*out)[i]);
	}
	return status;
}

void measure_row_write(Buffer *text, const Str *fields, size_t count)
{
	csv_write_row(text, fields, count, (CsvStyle){.line_feed_only = true});
}

Status measure_text_print(const Buffer *text)
{
	Str whole = buffer_str(text);
	return fwrite(whole.data, 1, whole.length, stdout) == whole.length ? STATUS_OK : STATUS_FULL;
}
