/* kith cld look: one page about a council's own returns, for a browser or a printer: faults by who mends them, measures. */
#include <stdio.h>

#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "engine/returns/cld_inspect.h"
#include "engine/returns/cld_reckon.h"
#include "web/html.h"

static const CommandOption OPTIONS[] = {
	{.name = "year", .value = "2024/25", .required = true, .help = "1 April to 31 March: the year of the measures"},
	{.name = "threads", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = CLD_THREADS_MAX,
		.help = "as many as the machine has cores, at most 4, unless given"},
};

static const CommandUsage USAGE = {
	.command = "cld look",
	.summary = "Writes one HTML page about Client Level Data returns: what to mend, by whom, and the measures.",
	.words = "FILE.csv… (- is standard input)",
	.words_min = 1,
	.words_max = CLD_FILES_MAX,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The page stands alone, loads nothing and holds no person: counts, row numbers and measures only. Nothing leaves\n"
		"this machine. kith cld check --findings and kith cld measures --explain list the rows.",
};

static const char STYLE[] =
	"body{font:1rem/1.5 system-ui,sans-serif;color:#0b0c0c;max-width:64rem;margin:0 auto;padding:1rem}"
	"table{border-collapse:collapse;width:100%;margin:0 0 2rem}"
	"caption{text-align:left;font-weight:bold;font-size:1.2rem;margin:1rem 0 .5rem}"
	"th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #b1b4b6}"
	".number{text-align:right;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}dt{font-weight:bold}dd{margin:0 0 1rem}"
	"@media print{body{max-width:none}tr{break-inside:avoid}}";

typedef struct Looking {
	Arena *arena;
	const CldInput *input;
	const CldReport *report;
	const CldReckoned *reckoned;
	Str year;
	Html html;
} Looking;

static Str number(const Looking *looking, uint64_t value)
{
	return str_format(looking->arena, "%llu", (unsigned long long)value);
}

static void head_row(Html *html, const char *const *names, size_t count, size_t first_number)
{
	html_open(html, "thead", NO_ATTRIBUTES);
	html_open(html, "tr", NO_ATTRIBUTES);
	for (size_t i = 0; i < count; i++)
		html_element(html, "th", ATTRIBUTES({"scope", S("col")}, {"class", i >= first_number ? S("number") : (Str){0}}),
			str_from_c(names[i]));
	html_close(html, "tr");
	html_close(html, "thead");
}

static void number_cell(Looking *looking, Str text)
{
	html_element(&looking->html, "td", ATTRIBUTES({"class", S("number")}), text);
}

static void open_table(Html *html, Str caption)
{
	html_open(html, "div", ATTRIBUTES({"class", S("wide")}, {"tabindex", S("0")}, {"role", S("region")}, {"aria-label", caption}));
	html_open(html, "table", NO_ATTRIBUTES);
	html_element(html, "caption", NO_ATTRIBUTES, caption);
}

static void close_table(Html *html)
{
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "div");
}

/* ---- Faults. ---- */

static void rule_row(Looking *looking, CldRule rule)
{
	const CldRuleInfo *info = &CLD_RULES[rule];
	const CldRuleCount *count = &looking->report->of_rule[rule];
	Html *html = &looking->html;
	Str field = count->field == CLD_FIELD_NONE ? S("") : cld_field_rule(count->field)->name;
	html_open(html, "tr", NO_ATTRIBUTES);
	html_element(html, "td", NO_ATTRIBUTES, cld_severity_name(info->severity));
	html_element(html, "th", ATTRIBUTES({"scope", S("row")}), info->title);
	html_element(html, "td", NO_ATTRIBUTES, info->remedy);
	html_element(html, "td", NO_ATTRIBUTES, count->row == 0 ? S("the file") : str_format(looking->arena, "%.*s row %llu%s%.*s",
		STR_ARG(looking->input->files[count->file].name), (unsigned long long)count->row, field.length > 0 ? ", " : "",
		STR_ARG(field)));
	number_cell(looking, number(looking, count->findings));
	html_close(html, "tr");
}

static bool first_of_team(CldRule rule)
{
	for (size_t i = 0; i < (size_t)rule; i++)
		if (str_equal(CLD_RULES[i].team, CLD_RULES[rule].team))
			return false;
	return true;
}

static void team_table(Looking *looking, Str team)
{
	static const char *const NAMES[] = {"Kind", "What", "What to do", "The first", "How many"};
	bool any = false;
	for (size_t severity = CLD_ERROR; severity <= CLD_NOTE; severity++)
		for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++) {
			if (!str_equal(CLD_RULES[rule].team, team) || (size_t)CLD_RULES[rule].severity != severity
			    || looking->report->of_rule[rule].findings == 0)
				continue;
			if (!any) {
				open_table(&looking->html, team);
				head_row(&looking->html, NAMES, sizeof NAMES / sizeof *NAMES, 4);
				html_open(&looking->html, "tbody", NO_ATTRIBUTES);
				any = true;
			}
			rule_row(looking, (CldRule)rule);
		}
	if (any)
		close_table(&looking->html);
}

/* ---- What to look at first. ---- */

static void first_item(Looking *looking, const char *what, Str figure)
{
	html_element(&looking->html, "dt", NO_ATTRIBUTES, str_from_c(what));
	html_element(&looking->html, "dd", NO_ATTRIBUTES, figure);
}

static void first_look(Looking *looking)
{
	const CldRuleCount *rules = looking->report->of_rule;
	const CldCell *reviewed = &looking->reckoned->cells[looking->reckoned->council_count * CLD_CELL_MAX
		+ cld_measure_first_cell(CLD_MEASURE_REVIEWED)];
	uint64_t costs = rules[CLD_RULE_COST_FREQUENCY].findings + rules[CLD_RULE_COST_UNITS].findings
		+ rules[CLD_RULE_COST_ZERO].findings + rules[CLD_RULE_COST_HIGH].findings + rules[CLD_RULE_COST_BLANK].findings;
	html_element(&looking->html, "h2", NO_ATTRIBUTES, S("Look at these first"));
	html_open(&looking->html, "dl", NO_ATTRIBUTES);
	first_item(looking, "People supported on the first and the last day of the year, and not reviewed in it",
		str_format(looking->arena, "%llu of %llu", (unsigned long long)(reviewed->denominator - reviewed->numerator),
			(unsigned long long)reviewed->denominator));
	first_item(looking, "New services with no request, assessment or review", number(looking, rules[CLD_RULE_ORPHAN].findings));
	first_item(looking, "Stays in two care homes at once", number(looking, rules[CLD_RULE_TWO_PLACES].findings));
	first_item(looking, "Rows without an NHS number", number(looking, rules[CLD_RULE_NHS_BLANK].findings));
	first_item(looking, "Costs that are not counted, or look wrong", number(looking, costs));
	html_close(&looking->html, "dl");
}

/* ---- Measures. ---- */

static void measure_row(Looking *looking, CldMeasure measure, size_t group)
{
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	const CldReckoned *reckoned = looking->reckoned;
	const CldCell *cell = &reckoned->cells[reckoned->council_count * CLD_CELL_MAX + cld_measure_first_cell(measure) + group];
	Html *html = &looking->html;
	bool rate = measure == CLD_MEASURE_2B || measure == CLD_MEASURE_2C;
	html_open(html, "tr", NO_ATTRIBUTES);
	html_element(html, "td", NO_ATTRIBUTES, info->code);
	html_element(html, "th", ATTRIBUTES({"scope", S("row")}), info->title);
	html_element(html, "td", NO_ATTRIBUTES, cld_group_name(measure, group));
	number_cell(looking, number(looking, cell->numerator));
	number_cell(looking, rate ? S("population") : number(looking, cell->denominator));
	if (rate || cell->denominator == 0) {
		number_cell(looking, S("not known"));
	} else {
		int64_t tenths = cld_value_tenths(cell->numerator, cell->denominator, info->scale);
		number_cell(looking, str_format(looking->arena, "%lld.%lld %%", (long long)(tenths / 10), (long long)(tenths % 10)));
	}
	html_close(html, "tr");
}

static void measures(Looking *looking)
{
	static const char *const NAMES[] = {"Code", "Measure", "Age", "Counted", "Out of", "Value"};
	html_element(&looking->html, "h2", NO_ATTRIBUTES, str_format(looking->arena, "Measures of %.*s", STR_ARG(looking->year)));
	open_table(&looking->html, S("Adult Social Care Outcomes Framework, all councils in the files together"));
	head_row(&looking->html, NAMES, sizeof NAMES / sizeof *NAMES, 3);
	html_open(&looking->html, "tbody", NO_ATTRIBUTES);
	for (size_t measure = 0; measure < CLD_MEASURE_COUNT; measure++)
		for (size_t group = 0; CLD_MEASURES[measure].always && group < CLD_MEASURES[measure].groups; group++)
			measure_row(looking, (CldMeasure)measure, group);
	close_table(&looking->html);
}

/* ---- The page. ---- */

static void summary(Looking *looking)
{
	const CldReport *report = looking->report;
	html_element(&looking->html, "p", NO_ATTRIBUTES, str_format(looking->arena,
		"%llu rows: %llu requests, %llu assessments, %llu services, %llu reviews. %llu errors, %llu warnings. Rows with an error of "
		"their own: %llu. This page was made on this machine; it holds counts and row numbers, and nobody's particulars.",
		(unsigned long long)report->rows, (unsigned long long)report->of_event[CLD_EVENT_REQUEST],
		(unsigned long long)report->of_event[CLD_EVENT_ASSESSMENT], (unsigned long long)report->of_event[CLD_EVENT_SERVICE],
		(unsigned long long)report->of_event[CLD_EVENT_REVIEW], (unsigned long long)report->of_severity[CLD_ERROR],
		(unsigned long long)report->of_severity[CLD_WARNING], (unsigned long long)report->rows_with_error));
	if (report->not_all_compared)
		html_element(&looking->html, "p", NO_ATTRIBUTES,
			S("So many rows look alike that not all were compared: there are more duplicates, orphans or double stays than shown."));
}

static Str make_page(Looking *looking)
{
	looking->html = html_make(looking->arena);
	Html *html = &looking->html;
	html_open(html, "html", ATTRIBUTES({"lang", S("en-GB")}));
	html_open(html, "head", NO_ATTRIBUTES);
	html_void(html, "meta", ATTRIBUTES({"charset", S("utf-8")}));
	html_void(html, "meta", ATTRIBUTES({"name", S("viewport")}, {"content", S("width=device-width, initial-scale=1")}));
	html_element(html, "title", NO_ATTRIBUTES, S("Client Level Data: a look at the return"));
	html_element(html, "style", NO_ATTRIBUTES, str_from_c(STYLE));
	html_close(html, "head");
	html_open(html, "body", NO_ATTRIBUTES);
	html_open(html, "main", NO_ATTRIBUTES);
	html_element(html, "h1", NO_ATTRIBUTES, S("Client Level Data: a look at the return"));
	summary(looking);
	first_look(looking);
	html_element(html, "h2", NO_ATTRIBUTES, S("What to mend, by team"));
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++)
		if (first_of_team((CldRule)rule))
			team_table(looking, CLD_RULES[rule].team);
	measures(looking);
	html_element(html, "p", NO_ATTRIBUTES, S("kith cld check --findings FILE.csv lists every row to mend; kith cld measures --explain "
		"2A lists the rows behind a measure. How each is reckoned: docs/returns.md."));
	html_close(html, "main");
	html_close(html, "body");
	html_close(html, "html");
	return html_finish(html).html;
}

static Status write_nothing(void *context, Str lines)
{
	(void)context;
	(void)lines;
	return STATUS_OK;
}

/* Both engines over the same files; standard input from its copy the second time. */
static Status read_files(const CommandLine *line, CldInput *input, Looking *looking, Problems *problems)
{
	CldTables tables;
	CldReport *report = ARENA_NEW(looking->arena, CldReport);
	CldReckoned *reckoned = ARENA_NEW(looking->arena, CldReckoned);
	CldReckoning reckoning = {.explain = CLD_MEASURE_COUNT, .threads = cld_threads(line), .settings = {.new_within_days = 91}};
	uint32_t failed = 0;
	Status status = cld_year_read(looking->year, &reckoning.settings.from, &reckoning.settings.to, problems);
	if (status == STATUS_OK)
		status = cld_tables_load(&tables, looking->arena, problems);
	if (status != STATUS_OK)
		return status;
	CldInspection inspection = {.lists = tables.lists, .files = input->files, .file_count = input->count,
		.threads = reckoning.threads, .write = write_nothing};
	status = cld_inspect(&inspection, looking->arena, report, &failed);
	for (size_t i = 0; i < input->count && status == STATUS_OK; i++) {
		if (input->files[i].spool != NULL) {
			input->files[i].file = input->files[i].spool;
			input->files[i].spool = NULL;
		}
		rewind(input->files[i].file);
	}
	reckoning.lists = tables.lists;
	reckoning.files = input->files;
	reckoning.file_count = input->count;
	if (status == STATUS_OK)
		status = cld_reckon(&reckoning, looking->arena, reckoned, &failed);
	if (status == STATUS_FAILED)
		return problems_add(problems, (Problem){.file = input->files[failed].name, .message = S("This file could not be read.")});
	looking->report = report;
	looking->reckoned = reckoned;
	return status;
}

static Status look(const CommandLine *line, Arena *arena, Problems *problems)
{
	CldInput input;
	Looking looking = {.arena = arena, .input = &input, .year = options_text(line, "year", (Str){0})};
	Status status = cld_input_open(&input, line, arena, true, problems);
	if (status != STATUS_OK)
		return status;
	status = read_files(line, &input, &looking, problems);
	if (status == STATUS_OK) {
		Str page = make_page(&looking);
		(void)fputs("<!DOCTYPE html>\n", stdout);
		(void)fwrite(page.data, 1, page.length, stdout);
	}
	cld_input_close(&input);
	return status;
}

int command_cld_look(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, look);
}
