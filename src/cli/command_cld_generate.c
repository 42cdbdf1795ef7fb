/* kith cld generate: an invented return of national shape on standard output. */
#include <stdio.h>

#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/returns/cld_generate.h"

enum { LINE_BYTES_MAX = 64 * 1024, OUT_BYTES = 1 << 20 };

static const CommandOption OPTIONS[] = {
	{.name = "councils", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_COUNCILS_MAX,
		.help = "1 unless given; their codes are nobody's"},
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_PEOPLE_MAX,
		.help = "of each council; 1000 unless given"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "another seed, other lives; 1 unless given"},
	{.name = "year", .value = "2024/25", .help = "the period; 2024/25 unless given"},
	{.name = "from", .value = "DATE", .kind = OPTION_DATE, .help = "first day of another period, from 2021-04-01 on"},
	{.name = "to", .value = "DATE", .kind = OPTION_DATE, .help = "its last day: another window on the same lives"},
	{.name = "faults", .value = "KIND=N,…", .help = "so many in a thousand of each kind; all=N sets every dial"},
};

static const CommandUsage USAGE = {
	.command = "cld generate",
	.summary = "Writes an invented Client Level Data return, with faults as wanted.",
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Kinds of fault: case, spacing, release-1, unknown-value, blank, date-format, date-order, no-start,\n"
		"outside-period, nhs-digit, no-nhs, other-event, component, no-component, no-mechanism, outcome, open-event,\n"
		"no-frequency, number-format, no-birth, birth, home-unknown, home-conflict, duplicate, orphan, two-places,\n"
		"reference. Everybody in the file is invented: say so in its name.",
};

typedef struct Writing {
	Arena arena;
	Buffer text;
} Writing;

static Status flush_text(Writing *writing)
{
	Str text = buffer_str(&writing->text);
	bool whole = fwrite(text.data, 1, text.length, stdout) == text.length;
	writing->text.length = 0;
	return whole ? STATUS_OK : STATUS_FULL;
}

static Status write_row(void *context, const CldRow *row)
{
	Writing *writing = context;
	cld_write_row(&writing->text, row);
	return writing->text.length >= OUT_BYTES ? flush_text(writing) : STATUS_OK;
}

static Status read_settings(const CommandLine *line, CldGeneration *out, Problems *problems)
{
	*out = (CldGeneration){.seed = (uint64_t)options_number(line, "seed", 1),
		.councils = (uint32_t)options_number(line, "councils", 1), .people = (uint32_t)options_number(line, "people", 1000)};
	Status status = cld_year_read(options_text(line, "year", S("2024/25")), &out->from, &out->to, problems);
	out->from = options_date(line, "from", out->from);
	out->to = options_date(line, "to", out->to);
	if (status == STATUS_OK && out->from > out->to)
		return problems_add(problems, (Problem){.field = S("to"), .message = S("The period ends before it starts.")});
	return status == STATUS_OK ? cld_faults_read(options_text(line, "faults", (Str){0}), out->per_thousand, problems) : status;
}

static Status generate(const CommandLine *line, Arena *arena, Problems *problems)
{
	CldTables tables;
	CldGeneration generation;
	Writing writing;
	Status status = read_settings(line, &generation, problems);
	if (status == STATUS_OK)
		status = cld_tables_load(&tables, arena, problems);
	if (status != STATUS_OK)
		return status;
	generation.codes = &tables.codes;
	generation.map = &tables.map;
	arena_init(&writing.arena, (size_t)4 * (OUT_BYTES + LINE_BYTES_MAX));
	writing.text = buffer_make(&writing.arena, OUT_BYTES + LINE_BYTES_MAX);
	cld_write_header(&writing.text);
	status = cld_generate(&generation, write_row, &writing);
	if (status == STATUS_OK)
		status = flush_text(&writing);
	arena_clear(&writing.arena);
	return status;
}

int command_cld_generate(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, generate);
}
