/* kith cld look: one page about a council's own returns, for a browser or a printer; the page of kith serve --local. */
#include <stdio.h>

#include "care/returns/page_look.h"
#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"

static const CommandOption OPTIONS[] = {
	{.name = "year", .value = "2024/25", .help = "1 April to 31 March; the twelve months that the files end with unless given"},
	{.name = "council", .value = "CODE", .help = "the measures of one council of several"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_THREADS_MAX,
		.help = "as many as the machine has cores, at most 4, unless given"},
};

static const CommandUsage USAGE = {
	.command = "cld look",
	.summary = "Writes one HTML page about Client Level Data returns: what to mend, by whom, and how the council stands.",
	.words = "FILE.csv… (- is standard input)",
	.words_min = 1,
	.words_max = CLD_FILES_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The page stands alone, loads nothing and holds no person: counts, row numbers and measures only. Nothing leaves\n"
		"this machine. The rows behind each figure: kith serve --local, or kith cld check --findings and kith cld measures\n"
		"--explain.",
};

static Status find_council(const CommandLine *line, LookPage *page, Problems *problems)
{
	Str wanted = options_text(line, "council", (Str){0});
	page->council = look_together(page->look);
	for (size_t i = 0; i < look_together(page->look); i++)
		if (str_equal(str_from_c(page->look->reckoned.councils[i]), wanted)) {
			page->council = i;
			return STATUS_OK;
		}
	return wanted.length == 0 ? STATUS_OK : problems_add_format(problems, (Problem){.field = S("council")},
		"No row of the files has the council code \"%.*s\".", STR_ARG(wanted));
}

static Status look_at(const CommandLine *line, CldInput *input, Arena *arena, Problems *problems)
{
	CldTables tables;
	Look *look = ARENA_NEW(arena, Look);
	LookPage page = {.look = look};
	LookInput looking = {.files = input->files, .file_count = input->count, .threads = cld_threads(line), .from = DATE_NONE,
		.to = DATE_NONE};
	Status status = options_given(line, "year")
		? cld_year_read(options_text(line, "year", (Str){0}), &looking.from, &looking.to, problems) : STATUS_OK;
	if (status == STATUS_OK)
		status = cld_tables_load(&tables, arena, problems);
	if (status != STATUS_OK)
		return status;
	looking.lists = tables.lists;
	looking.national = &tables.national;
	status = look_make(look, arena, &looking, problems);
	if (status == STATUS_OK)
		status = find_council(line, &page, problems);
	if (status != STATUS_OK)
		return status;
	Str document = look_document(arena, &page);
	return fwrite(document.data, 1, document.length, stdout) == document.length ? STATUS_OK : STATUS_FULL;
}

static Status look(const CommandLine *line, Arena *arena, Problems *problems)
{
	CldInput input;
	Status status = cld_input_open(&input, line, arena, true, problems);
	if (status != STATUS_OK)
		return status;
	status = look_at(line, &input, arena, problems);
	cld_input_close(&input);
	return status;
}

int command_cld_look(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, look);
}
