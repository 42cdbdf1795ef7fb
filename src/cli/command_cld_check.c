/* kith cld check: returns held against the rules; a count by rule, and every finding where it is wanted. */
#include <stdio.h>

#include "base/json.h"
#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/returns/cld_inspect.h"

static const CommandOption OPTIONS[] = {
	{.name = "findings", .value = "FILE.csv", .help = "writes every finding, a row each"},
	{.name = "json", .help = "prints every finding as a line of JSON, and the summary as the last"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_THREADS_MAX,
		.help = "as many as the machine has cores, at most 4, unless given"},
};

static const CommandUsage USAGE = {
	.command = "cld check",
	.summary = "Holds Client Level Data returns against the rules of release 2.",
	.words = "FILE.csv… (- is standard input)",
	.words_min = 1,
	.words_max = CLD_FILES_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "Exit 1 when there is an error; warnings and notes alone are exit 0. All files are one return: the same event\n"
		"in two of them is found. docs/returns.md says what each rule rests on. Nothing leaves this machine.",
};

static Status write_lines(void *context, Str lines)
{
	return fwrite(lines.data, 1, lines.length, context) == lines.length ? STATUS_OK : STATUS_FULL;
}

static const char *plural(uint64_t count, const char *word)
{
	return count == 1 ? "" : word;
}

static void print_rule(const CldInput *input, const CldReport *report, CldRule rule)
{
	const CldRuleCount *count = &report->of_rule[rule];
	const CldRuleInfo *info = &CLD_RULES[rule];
	Str severity = cld_severity_name(info->severity);
	/* Hundredths of a per cent, cut off: a share that is not nought is never shown as 0.00 % of nothing. */
	unsigned long long share = report->rows == 0 ? 0 : (unsigned long long)(count->rows * 10000 / report->rows);
	(void)printf("%-7.*s %9llu  %3llu.%02llu %%  %-20.*s %.*s", STR_ARG(severity), (unsigned long long)count->findings,
		share / 100, share % 100, STR_ARG(info->id), STR_ARG(info->title));
	if (count->row > 0)
		(void)printf("; row %llu%s%.*s", (unsigned long long)count->row, input->count > 1 ? " of " : "",
			input->count > 1 ? (int)input->files[count->file].name.length : 0, input->files[count->file].name.data);
	if (count->field != CLD_FIELD_NONE) {
		Str field = cld_field_rule(count->field)->name;
		(void)printf(", %.*s", STR_ARG(field));
	}
	(void)printf("%s%s%s\n", count->value[0] == '\0' ? "" : ": \"", count->value, count->value[0] == '\0' ? "" : "\"");
}

static void print_summary(const CldInput *input, const CldReport *report)
{
	static const CldSeverity ORDER[] = {CLD_ERROR, CLD_WARNING, CLD_NOTE};
	(void)printf("%llu row%s: %llu requests, %llu assessments, %llu services, %llu reviews\n",
		(unsigned long long)report->rows, plural(report->rows, "s"), (unsigned long long)report->of_event[CLD_EVENT_REQUEST],
		(unsigned long long)report->of_event[CLD_EVENT_ASSESSMENT], (unsigned long long)report->of_event[CLD_EVENT_SERVICE],
		(unsigned long long)report->of_event[CLD_EVENT_REVIEW]);
	(void)printf("%llu error%s, %llu warning%s, %llu note%s; %llu row%s with an error of their own\n\n",
		(unsigned long long)report->of_severity[CLD_ERROR], plural(report->of_severity[CLD_ERROR], "s"),
		(unsigned long long)report->of_severity[CLD_WARNING], plural(report->of_severity[CLD_WARNING], "s"),
		(unsigned long long)report->of_severity[CLD_NOTE], plural(report->of_severity[CLD_NOTE], "s"),
		(unsigned long long)report->rows_with_error, plural(report->rows_with_error, "s"));
	if (report->of_severity[CLD_ERROR] + report->of_severity[CLD_WARNING] + report->of_severity[CLD_NOTE] > 0)
		(void)printf("             count  of rows  rule                 what, and the first\n");
	for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++)
		for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++)
			if (CLD_RULES[rule].severity == ORDER[i] && report->of_rule[rule].findings > 0)
				print_rule(input, report, (CldRule)rule);
	if (report->not_all_compared)
		(void)printf("\nSo many rows look alike that not all could be compared: there are more of duplicate, orphan-service or\n"
			"two-places than are counted here.\n");
}

static void json_rule(JsonWriter *json, const CldInput *input, const CldReport *report, CldRule rule)
{
	const CldRuleCount *count = &report->of_rule[rule];
	const CldRuleInfo *info = &CLD_RULES[rule];
	json_write_object_begin(json);
	json_write_member_text(json, S("rule"), info->id);
	json_write_member_text(json, S("severity"), cld_severity_name(info->severity));
	json_write_member_text(json, S("team"), info->team);
	json_write_member_text(json, S("what"), info->title);
	json_write_member_integer(json, S("findings"), (int64_t)count->findings);
	json_write_member_integer(json, S("rows"), (int64_t)count->rows);
	json_write_member_text(json, S("first_file"), input->files[count->file].name);
	json_write_member_integer(json, S("first_row"), (int64_t)count->row);
	json_write_member_text(json, S("first_field"), count->field == CLD_FIELD_NONE ? S("") : cld_field_rule(count->field)->name);
	Str value = str_from_c(count->value);
	json_write_member_text(json, S("first_value"), str_is_utf8(value) ? value : S(""));
	json_write_object_end(json);
}

static void print_json_summary(Arena *arena, const CldInput *input, const CldReport *report)
{
	Buffer text = buffer_make(arena, 1 << 20);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_key(&json, S("summary"));
	json_write_object_begin(&json);
	json_write_member_integer(&json, S("rows"), (int64_t)report->rows);
	json_write_member_integer(&json, S("rows_with_error"), (int64_t)report->rows_with_error);
	json_write_member_integer(&json, S("errors"), (int64_t)report->of_severity[CLD_ERROR]);
	json_write_member_integer(&json, S("warnings"), (int64_t)report->of_severity[CLD_WARNING]);
	json_write_member_integer(&json, S("notes"), (int64_t)report->of_severity[CLD_NOTE]);
	json_write_member_truth(&json, S("all_rows_compared"), !report->not_all_compared);
	json_write_key(&json, S("rules"));
	json_write_array_begin(&json);
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++)
		if (report->of_rule[rule].findings > 0)
			json_rule(&json, input, report, (CldRule)rule);
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_object_end(&json);
	(void)fwrite(text.data, 1, text.length, stdout);
	(void)fputc('\n', stdout);
}

/* Where findings go: to a file, to standard output, or nowhere. */
static Status open_findings(const CommandLine *line, CldInspection *inspection, FILE **out, Arena *arena, Problems *problems)
{
	bool json = options_given(line, "json");
	bool csv = options_given(line, "findings");
	*out = NULL;
	if (json && csv)
		return problems_add(problems, (Problem){.message = S("--json prints the findings: leave out --findings, or --json.")});
	inspection->write = write_lines;
	inspection->context = stdout;
	inspection->form = json ? CLD_FINDINGS_JSON : csv ? CLD_FINDINGS_CSV : CLD_FINDINGS_NONE;
	if (!csv)
		return STATUS_OK;
	Str path = options_text(line, "findings", (Str){0});
	*out = fopen(str_c(arena, path), "wb");
	if (*out == NULL)
		return problems_add(problems, (Problem){.file = path, .message = S("This file could not be written.")});
	inspection->context = *out;
	return write_lines(*out, cld_findings_header());
}

static Status inspect(const CommandLine *line, CldInspection *inspection, CldInput *input, Arena *arena, Problems *problems)
{
	CldReport *report = ARENA_NEW(arena, CldReport);
	uint32_t failed = 0;
	Status status = cld_inspect(inspection, arena, report, &failed);
	status = cld_pass_told(status, &input->files[failed], problems);
	if (status != STATUS_OK)
		return status;
	if (options_given(line, "json"))
		print_json_summary(arena, input, report);
	else
		print_summary(input, report);
	/* The findings say what is wrong; nothing more is said on standard error. */
	return report->of_severity[CLD_ERROR] > 0 ? STATUS_CONFLICT : STATUS_OK;
}

static Status check(const CommandLine *line, Arena *arena, Problems *problems, bool *errors)
{
	CldTables tables;
	CldInput input;
	FILE *findings = NULL;
	Status status = cld_tables_load(&tables, arena, problems);
	if (status == STATUS_OK)
		status = cld_input_open(&input, line, arena, true, problems);
	if (status != STATUS_OK)
		return status;
	CldInspection inspection = {.lists = tables.lists, .files = input.files, .file_count = input.count,
		.threads = cld_threads(line)};
	status = open_findings(line, &inspection, &findings, arena, problems);
	if (status == STATUS_OK)
		status = inspect(line, &inspection, &input, arena, problems);
	*errors = status == STATUS_CONFLICT;
	if (findings != NULL && fclose(findings) != 0)
		status = problems_add(problems, (Problem){.field = S("findings"), .message = S("The findings could not be written whole.")});
	cld_input_close(&input);
	return *errors && status == STATUS_CONFLICT ? STATUS_OK : status;
}

int command_cld_check(int argc, char **argv)
{
	Arena arena;
	CommandLine line;
	int exit_status = EXIT_STATUS_GOOD;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	if (options_begin(&USAGE, argc, argv, &arena, &line, &exit_status)) {
		Problems problems = problems_make(&arena);
		bool errors = false;
		Status status = check(&line, &arena, &problems, &errors);
		exit_status = command_finish(status, &problems);
		if (errors)
			exit_status = EXIT_STATUS_WRONG;
	}
	arena_clear(&arena);
	return exit_status;
}
