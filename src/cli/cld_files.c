#include "cli/cld_files.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/spool.h"
#include "cli/cld_texts.h"

Status cld_tables_load(CldTables *out, Arena *arena, Problems *problems)
{
	*out = (CldTables){0};
	Status status = cld_codes_load(&out->codes, arena, S("data/cld/codes.csv"), CLD_CODES_CSV, problems);
	if (status == STATUS_OK)
		status = cld_release_map_load(&out->map, arena, S("data/cld/release1.csv"), CLD_RELEASE_1_CSV, problems);
	if (status == STATUS_OK)
		out->lists = cld_lists_make(arena, &out->codes, &out->map);
	if (status == STATUS_OK)
		status = cld_national_load(&out->national, arena, &(CldNationalTexts){.standing = CLD_STANDING_CSV,
			.published = CLD_PUBLISHED_CSV, .councils = CLD_COUNCILS_CSV, .populations = CLD_POPULATIONS_CSV}, problems);
	return status;
}

Status cld_year_read(Str text, Date *from, Date *to, Problems *problems)
{
	int64_t first = 0;
	int64_t second = 0;
	bool shaped = text.length == 7 && (text.data[4] == '/' || text.data[4] == '-')
		&& str_to_integer(str_slice(text, 0, 4), &first) == STATUS_OK
		&& str_to_integer(str_slice(text, 5, 7), &second) == STATUS_OK;
	if (!shaped || first < 2000 || first > 2200 || second != (first + 1) % 100
	    || date_make((int)first, 4, 1, from) != STATUS_OK || date_make((int)first + 1, 3, 31, to) != STATUS_OK)
		return problems_add_format(problems, (Problem){.field = S("year")},
			"\"%.*s\" is no year of a return: write it as 2024/25.", STR_ARG(text));
	return STATUS_OK;
}

static FILE *open_spool(void)
{
	int descriptor = spool_open();
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w+b");
	if (file == NULL && descriptor >= 0)
		(void)close(descriptor);
	return file;
}

static Status open_one(CldFile *file, Str name, Arena *arena, bool twice, Problems *problems)
{
	struct stat about;
	*file = (CldFile){.name = name};
	if (str_equal(name, S("-"))) {
		file->name = S("standard input");
		file->file = stdin;
		file->spool = twice ? open_spool() : NULL;
		return !twice || file->spool != NULL ? STATUS_OK : problems_add(problems, (Problem){.message =
			S("No temporary file could be made to keep what comes on standard input.")});
	}
	file->file = fopen(str_c(arena, name), "rb");
	if (file->file == NULL || fstat(fileno(file->file), &about) != 0 || S_ISDIR(about.st_mode))
		return problems_add(problems, (Problem){.file = name, .message = S("This file could not be opened.")});
	return STATUS_OK;
}

Status cld_input_open(CldInput *out, const CommandLine *line, Arena *arena, bool twice, Problems *problems)
{
	Status status = STATUS_OK;
	*out = (CldInput){.files = ARENA_ARRAY(arena, CldFile, line->word_count + 1)};
	for (size_t i = 0; i < line->word_count; i++) {
		Status opened = open_one(&out->files[out->count++], str_from_c(line->words[i]), arena, twice, problems);
		status = opened == STATUS_OK ? status : opened;
	}
	if (status != STATUS_OK)
		cld_input_close(out);
	return status;
}

void cld_input_close(CldInput *input)
{
	for (size_t i = 0; i < input->count; i++) {
		if (input->files[i].file != NULL && input->files[i].file != stdin)
			(void)fclose(input->files[i].file);
		if (input->files[i].spool != NULL)
			(void)fclose(input->files[i].spool);
	}
	input->count = 0;
}

size_t cld_cores(void)
{
	enum { THREADS_USUAL_MAX = 4 };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > THREADS_USUAL_MAX ? THREADS_USUAL_MAX : (size_t)cores;
}

size_t cld_threads(const CommandLine *line)
{
	return (size_t)options_number(line, "threads", (int64_t)cld_cores());
}
