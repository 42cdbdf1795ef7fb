/* kith charge: financial assessments, one JSON case a line, with their explanation. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/charging/cases.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024, READ_BYTES = 64 * 1024 };

static const CommandOption OPTIONS[] = {
	{.name = "policy", .value = "FILE", .help = "a council's charging.yaml; the regulations alone unless given"},
	{.name = "files", .value = "DIR", .help = "where data/ stands; . unless given"},
};

static const CommandUsage USAGE = {
	.command = "charge",
	.summary = "Works out charges for care and support and explains every line.",
	.words = "CASES.jsonl",
	.words_min = 1,
	.words_max = 1,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "CASES.jsonl has one case a line; - reads standard input. Each line is answered by one line: id, result,\n"
		"lines, provisional, checks; or id and error with line, field and message. Exit status 1 when any was wrong.\n"
		"Kinds: contribution, tariff, joint_capital, dpa_equity_limit, dp_monthly, annual_budget, couple_affordability,\n"
		"cap_at_cost, components, provisional_care_home, timeline, deferred_payment. docs/charging.md tells their fields.",
};

typedef struct CaseReader {
	FILE *file;
	Str name;
	char *bytes;
	size_t length;
	size_t start;    /* of the line to come */
	size_t capacity;
	bool ended;
} CaseReader;

/* Moves what is left to the front and reads on; grows up to one line's limit and a piece. */
static Status reader_fill(CaseReader *reader)
{
	memmove(reader->bytes, reader->bytes + reader->start, reader->length - reader->start);
	reader->length -= reader->start;
	reader->start = 0;
	size_t got = fread(reader->bytes + reader->length, 1, reader->capacity - reader->length, reader->file);
	reader->length += got;
	reader->ended = got == 0;
	return ferror(reader->file) ? STATUS_FAILED : STATUS_OK;
}

/* The next line without its end. STATUS_NOT_FOUND at the end of the file. A line that does not fit is given as far as it
 * fits, which is more than a case may have; the rest of it is passed over. */
static Status reader_next(CaseReader *reader, Str *out)
{
	bool cut = false;
	for (;;) {
		const char *from = reader->bytes + reader->start;
		const char *end = memchr(from, '\n', reader->length - reader->start);
		if (end != NULL || (reader->ended && reader->length > reader->start)) {
			size_t length = end != NULL ? (size_t)(end - from) : reader->length - reader->start;
			reader->start += length + (end != NULL ? 1 : 0);
			*out = cut ? (Str){.data = reader->bytes, .length = CASE_LINE_BYTES_MAX + 1}
				: (Str){.data = from, .length = length};
			return STATUS_OK;
		}
		if (reader->ended)
			return cut ? STATUS_OK : STATUS_NOT_FOUND;
		if (reader->length - reader->start == reader->capacity) {
			cut = true;
			reader->start = reader->length;
			*out = (Str){.data = reader->bytes, .length = CASE_LINE_BYTES_MAX + 1};
		}
		if (reader_fill(reader) != STATUS_OK)
			return STATUS_FAILED;
	}
}

static Status load_rules(const CommandLine *line, Arena *arena, Problems *problems, ChargeRules *out)
{
	ChargeRateFiles files = {.rates_name = S("data/rates/rates.csv"), .incomes_name = S("data/rates/income.csv"),
		.capitals_name = S("data/rates/capital.csv")};
	Str folder = options_text(line, "files", S("."));
	struct { Str name; Str *text; } parts[] = {{files.rates_name, &files.rates}, {files.incomes_name, &files.incomes},
		{files.capitals_name, &files.capitals}};
	ChargeRates *rates = NULL;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		Str path = str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(parts[i].name));
		if (open_file_read(arena, path, FILE_BYTES_MAX, parts[i].text, problems) != STATUS_OK)
			return STATUS_INVALID;
	}
	if (rates_load(arena, &files, problems, &rates) != STATUS_OK)
		return STATUS_INVALID;
	out->rates = rates;
	if (!options_given(line, "policy"))
		return STATUS_OK;
	Str text = {0};
	Str path = options_text(line, "policy", (Str){0});
	if (open_file_read(arena, path, FILE_BYTES_MAX, &text, problems) != STATUS_OK)
		return STATUS_INVALID;
	return policies_load(arena, path, text, problems, &out->policies);
}

static Status answer_lines(const ChargeRules *rules, CaseReader *reader, Problems *problems)
{
	Arena arena;
	Str text = {0};
	uint32_t line = 0;
	Status status = STATUS_OK;
	Status all = STATUS_OK;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * (size_t)4);
	while ((status = reader_next(reader, &text)) == STATUS_OK) {
		line++;
		if (line == 1 && str_starts_with(text, S("\xEF\xBB\xBF")))
			text = str_slice(text, 3, text.length);
		if (str_is_empty(str_trim(text)))
			continue;
		Buffer out = buffer_make(&arena, CASE_ANSWER_BYTES_MAX);
		if (cases_answer(rules, &arena, reader->name, line, text, problems, &out) != STATUS_OK)
			all = STATUS_INVALID;
		Str answer = buffer_str(&out);
		if (fwrite(answer.data, 1, answer.length, stdout) != answer.length) {
			all = STATUS_FAILED;
			break;
		}
		arena_reset(&arena);
	}
	arena_clear(&arena);
	return status == STATUS_FAILED ? status : all;
}

static Status charge_file(const CommandLine *line, Arena *arena, Problems *problems)
{
	ChargeRules rules = {0};
	if (load_rules(line, arena, problems, &rules) != STATUS_OK)
		return STATUS_INVALID;
	bool is_standard = strcmp(line->words[0], "-") == 0;
	FILE *file = is_standard ? stdin : fopen(line->words[0], "rb");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = str_from_c(line->words[0])}, "cannot be read: %s.",
			strerror(errno));
	CaseReader reader = {.file = file, .name = is_standard ? S("standard input") : str_from_c(line->words[0]),
		.capacity = CASE_LINE_BYTES_MAX + READ_BYTES};
	reader.bytes = arena_allocate(arena, reader.capacity);
	Status status = answer_lines(&rules, &reader, problems);
	if (!is_standard && fclose(file) != 0)
		status = STATUS_FAILED;
	return status;
}

int command_charge(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, charge_file);
}
