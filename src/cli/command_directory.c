/* kith directory …, kith geography …: local help and places in and out of the record. */
#include <stdio.h>

#include "care/directory/directory.h"
#include "cli/commands.h"
#include "cli/open_store.h"

enum { FINDINGS_SHOWN = 20, REASONS_MAX = 40 };
#define FILE_BYTES_MAX ((size_t)256 * 1024 * 1024)

static Status write_findings(Arena *arena, const DirectoryReport *report, Str path, Problems *problems)
{
	Str csv = directory_findings_csv(arena, report);
	FILE *file = fopen(str_c(arena, path), "w");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = path}, "This file could not be written.");
	bool whole = fwrite(csv.data, 1, csv.length, file) == csv.length;
	return fclose(file) == 0 && whole ? STATUS_OK : STATUS_FULL;
}

/* On standard error: the first few; all of them with --findings. */
static void show_findings(const DirectoryReport *report, Str file)
{
	for (size_t i = 0; i < report->finding_count && i < FINDINGS_SHOWN; i++) {
		const DirectoryFinding *finding = &report->findings[i];
		(void)fprintf(stderr, "%.*s: row %u (%.*s): %.*s: %.*s %.*s\n", STR_ARG(file), finding->row, STR_ARG(finding->name),
			STR_ARG(finding->field), STR_ARG(finding->wrong), STR_ARG(finding->done));
	}
	if (report->finding_total > FINDINGS_SHOWN)
		(void)fprintf(stderr, "and %zu more; --findings FILE.csv writes all of them\n",
			report->finding_total - FINDINGS_SHOWN);
}

/* How many findings there are of each field, left out or repaired. */
static void show_reasons(const DirectoryReport *report)
{
	Str fields[REASONS_MAX];
	size_t refused[REASONS_MAX] = {0};
	size_t repaired[REASONS_MAX] = {0};
	size_t count = 0;
	for (size_t i = 0; i < report->finding_count; i++) {
		const DirectoryFinding *finding = &report->findings[i];
		size_t k = 0;
		while (k < count && !str_equal(fields[k], finding->field))
			k++;
		if (k == REASONS_MAX)
			continue;
		if (k == count)
			fields[count++] = finding->field;
		if (finding->is_refused)
			refused[k]++;
		else
			repaired[k]++;
	}
	for (size_t i = 0; i < count; i++)
		(void)printf("  %.*s: %zu left out, %zu repaired\n", STR_ARG(fields[i]), refused[i], repaired[i]);
}

static Status import_directory(const CommandLine *line, OpenStore *open, Problems *problems)
{
	Str text = {0};
	DirectoryReport report = {0};
	Str file = str_from_c(line->words[0]);
	Status status = open_file_read(open->arena, file, FILE_BYTES_MAX, &text, problems);
	if (status == STATUS_OK)
		status = directory_import(&open->care, file, text, options_text(line, "source", file), &report);
	if (status != STATUS_OK)
		return status;
	show_findings(&report, file);
	(void)printf("%zu read: %zu added, %zu changed, %zu as before, %zu left out; %zu were repaired\n", report.read,
		report.added, report.changed, report.unchanged, report.refused, report.repaired);
	if (report.kept > 0)
		(void)printf("%zu differ from what was changed here with approval: ours was kept\n", report.kept);
	show_reasons(&report);
	if (options_given(line, "findings"))
		status = write_findings(open->arena, &report, options_text(line, "findings", (Str){0}), problems);
	return status == STATUS_OK && report.refused > 0 ? STATUS_INVALID : status;
}

static int command_directory_import(int argc, char **argv)
{
	static const CommandOption OPTIONS[] = {
		{.name = "source", .value = "NAME", .help = "where the listings come from; the file's name unless given"},
		{.name = "findings", .value = "FILE.csv", .help = "writes every row that was repaired or left out"},
	};
	static const CommandUsage USAGE = {
		.command = "directory import",
		.summary = "Brings listings in: Open Referral UK JSON (3.0 or 1.0) or CSV (docs/directory.md).",
		.words = "FILE",
		.words_min = 1,
		.words_max = 1,
		.database = true,
		.options = OPTIONS,
		.option_count = sizeof OPTIONS / sizeof *OPTIONS,
		.details = "All good rows come in; exit 1 says that rows were left out. The same file again adds nothing.",
	};
	return command_run_on_record(&USAGE, argc, argv, import_directory);
}

static Status export_directory(const CommandLine *line, OpenStore *open, Problems *problems)
{
	(void)line;
	(void)problems;
	Str feed = {0};
	Status status = directory_export(&open->care, &feed);
	if (status == STATUS_OK && fwrite(feed.data, 1, feed.length, stdout) != feed.length)
		status = STATUS_FULL;
	return status;
}

static int command_directory_export(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "directory export",
		.summary = "Prints all listings as one page of an Open Referral UK 3.0 feed.",
		.database = true,
	};
	return command_run_on_record(&USAGE, argc, argv, export_directory);
}

static Status import_geography(const CommandLine *line, OpenStore *open, Problems *problems)
{
	(void)problems;
	GeographyReport report = {0};
	Status status = geography_import(&open->care, str_from_c(line->words[0]), &report);
	if (status == STATUS_OK)
		(void)printf("%zu postcodes, %zu sectors, %zu outward codes, %zu wards; %zu rows were left out\n",
			report.postcodes, report.sectors, report.outward_codes, report.wards, report.refused);
	return status;
}

static int command_geography_import(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "geography import",
		.summary = "Brings postcodes and wards in from a folder (docs/directory.md).",
		.words = "FOLDER",
		.words_min = 1,
		.words_max = 1,
		.database = true,
	};
	return command_run_on_record(&USAGE, argc, argv, import_geography);
}

int command_directory(int argc, char **argv)
{
	static const Command TABLE[] = {
		{.name = "export", .summary = "prints all listings as an Open Referral UK 3.0 feed", .run = command_directory_export},
		{.name = "import", .summary = "brings listings in from a feed or a CSV file", .run = command_directory_import},
	};
	static const CommandTable COMMANDS_HERE = {
		.group = "directory", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}

int command_geography(int argc, char **argv)
{
	static const Command TABLE[] = {
		{.name = "import", .summary = "brings postcodes and wards in from a folder", .run = command_geography_import},
	};
	static const CommandTable COMMANDS_HERE = {
		.group = "geography", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}
