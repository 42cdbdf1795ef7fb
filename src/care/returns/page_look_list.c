/* The rows behind a figure, as a page and as files; and the whole look as a document that stands alone. */
#include "base/csv.h"
#include "care/returns/page_look_parts.h"
#include "web/assets.h"

enum { LIST_COLUMNS = 9, FIGURE_COLUMNS = 13, FAULT_COLUMNS = 9 };

static const CsvStyle STYLE = {.guards_formulas = true};

Str look_list_title(const LookPage *page, Arena *arena, const LookWanted *wanted)
{
	static const char *const ONLY[] = {[LOOK_ALL] = "", [LOOK_COUNTED] = ": counted", [LOOK_NOT_COUNTED] = ": not counted"};
	static const Str REST[CLD_MEASURE_COUNT] = {[CLD_MEASURE_REVIEWED] = S_INIT("People supported all year and not reviewed in it"),
		[CLD_MEASURE_SERVICES_REVIEWED] = S_INIT("Services that ran all year without a review"),
		[CLD_MEASURE_NHS_NUMBER] = S_INIT("People without an NHS number")};
	(void)page;
	if (wanted->rule != CLD_RULE_COUNT)
		return CLD_RULES[wanted->rule].title;
	if (wanted->measure == CLD_MEASURE_COUNT)
		return S("Prices out of line");
	if (wanted->only == LOOK_NOT_COUNTED && !str_is_empty(REST[wanted->measure]))
		return REST[wanted->measure];
	return str_format(arena, "%.*s%s", STR_ARG(CLD_MEASURES[wanted->measure].title), ONLY[wanted->only]);
}

static TableRow line_row(const LookPage *page, Arena *arena, const LookLine *line)
{
	bool several = page->look->input.file_count > 1;
	Str file = page->look->input.files[line->place.file].name;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, LIST_COLUMNS);
	cells[0].text = line->place.row == 0 ? file : several ? str_format(arena, "%u of %.*s", line->place.row, STR_ARG(file))
		: str_format(arena, "%u", line->place.row);
	cells[1].text = line->person;
	cells[2].text = line->reference;
	cells[3].text = str_is_empty(line->service) ? line->event : str_format(arena, "%.*s: %.*s", STR_ARG(line->event),
		STR_ARG(line->service));
	cells[4].text = line->start;
	cells[5].text = line->end;
	cells[6].text = str_is_empty(line->field) ? line->value : str_format(arena, "%.*s: %.*s", STR_ARG(line->field),
		STR_ARG(line->value));
	cells[7].text = line->why;
	return (TableRow){.cells = cells, .cell_count = 8};
}

void look_list_write(Html *out, const LookPage *page, const LookWanted *wanted, const LookLines *lines)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Row")}, {.text = S_INIT("Your number")}, {.text = S_INIT("Event reference")},
		{.text = S_INIT("Event")}, {.text = S_INIT("From")}, {.text = S_INIT("To")}, {.text = S_INIT("Value")},
		{.text = S_INIT("Why")}};
	Arena *arena = out->buffer.arena;
	Str title = look_list_title(page, arena, wanted);
	size_t shown = lines->count < LOOK_LINES_SHOWN ? lines->count : LOOK_LINES_SHOWN;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, shown + 1);
	for (size_t i = 0; i < shown; i++)
		rows[i] = line_row(page, arena, &lines->items[i]);
	Str total = look_number(arena, lines->total);
	html_open(out, "div", ATTRIBUTES({"class", S("kith-look")}));
	look_heading(out, "h1", "govuk-heading-l", title);
	if (wanted->rule != CLD_RULE_COUNT)
		look_paragraph(out, CLD_RULES[wanted->rule].remedy);
	look_paragraph(out, lines->total > shown ? str_format(arena, "%.*s rows; the first %zu are shown here, the file has %s.",
		STR_ARG(total), shown, lines->total > lines->count ? "the first 50,000" : "all") : str_format(arena, "%.*s %s.",
		STR_ARG(total), lines->total == 1 ? "row" : "rows"));
	if (shown > 0)
		component_table(out, &(Table){.caption = title, .caption_classes = S("govuk-visually-hidden"), .columns = COLUMNS,
			.column_count = sizeof COLUMNS / sizeof *COLUMNS, .rows = rows, .row_count = shown, .is_dense = true,
			.first_cell_is_header = true});
	html_close(out, "div");
}

void look_list_file(Buffer *out, const Look *look, const LookLines *lines)
{
	static const Str HEADER[LIST_COLUMNS] = {S_INIT("file"), S_INIT("row"), S_INIT("person"), S_INIT("event_reference"),
		S_INIT("event"), S_INIT("service"), S_INIT("start"), S_INIT("end"), S_INIT("why")};
	csv_write_row(out, HEADER, LIST_COLUMNS, STYLE);
	for (size_t i = 0; i < lines->count; i++) {
		const LookLine *line = &lines->items[i];
		Arena arena;
		arena_init(&arena, 1 << 20);
		Str value = str_is_empty(line->value) ? line->why : str_format(&arena, "%.*s%s%.*s: %.*s", STR_ARG(line->field),
			str_is_empty(line->field) ? "" : " ", STR_ARG(line->value), STR_ARG(line->why));
		const Str fields[LIST_COLUMNS] = {look->input.files[line->place.file].name, str_format(&arena, "%u", line->place.row),
			line->person, line->reference, line->event, line->service, line->start, line->end, value};
		csv_write_row(out, fields, LIST_COLUMNS, STYLE);
		arena_clear(&arena);
	}
}

static Str plain(Arena *arena, MeasureValue value)
{
	return value == MEASURE_VALUE_NONE ? (Str){0} : measure_value_format_plain(arena, value, measure_value_decimals(value));
}

static void figure_line(Buffer *out, const LookPage *page, CldMeasure measure, size_t group)
{
	Arena *arena = out->arena;
	LookFigure figure = look_figure(page->look, page->council, measure, group);
	const CldStanding *standing = figure.standing;
	bool spread = standing != NULL && standing->spread.count > 0;
	bool england = standing != NULL && standing->england != MEASURE_VALUE_NONE;
	const Str fields[FIGURE_COLUMNS] = {look_council_name(page->look, arena, page->council), page->look->period,
		CLD_MEASURES[measure].code, CLD_MEASURES[measure].title, cld_group_name(measure, group),
		str_format(arena, "%llu", (unsigned long long)figure.numerator),
		figure.denominator == 0 ? (Str){0} : str_format(arena, "%llu", (unsigned long long)figure.denominator),
		plain(arena, figure.value), england ? plain(arena, standing->england) : (Str){0},
		england ? financial_year_format(arena, standing->england_year) : (Str){0},
		spread ? plain(arena, standing->spread.lower) : (Str){0}, spread ? plain(arena, standing->spread.upper) : (Str){0},
		spread ? financial_year_format(arena, standing->spread_year) : (Str){0}};
	csv_write_row(out, fields, FIGURE_COLUMNS, STYLE);
}

void look_figures_file(Buffer *out, const LookPage *page)
{
	static const Str HEADER[FIGURE_COLUMNS] = {S_INIT("council"), S_INIT("period"), S_INIT("measure"), S_INIT("title"),
		S_INIT("group"), S_INIT("numerator"), S_INIT("denominator"), S_INIT("value"), S_INIT("england"), S_INIT("england_year"),
		S_INIT("lower_quartile"), S_INIT("upper_quartile"), S_INIT("quartiles_year")};
	csv_write_row(out, HEADER, FIGURE_COLUMNS, STYLE);
	for (size_t measure = 0; measure < CLD_MEASURE_COUNT; measure++)
		for (size_t group = 0; CLD_MEASURES[measure].always && group < CLD_MEASURES[measure].groups; group++)
			figure_line(out, page, (CldMeasure)measure, group);
}

void look_faults_file(Buffer *out, const Look *look)
{
	static const Str HEADER[FAULT_COLUMNS] = {S_INIT("team"), S_INIT("severity"), S_INIT("rule"), S_INIT("what"), S_INIT("findings"),
		S_INIT("rows"), S_INIT("first_file"), S_INIT("first_row"), S_INIT("remedy")};
	Arena *arena = out->arena;
	csv_write_row(out, HEADER, FAULT_COLUMNS, STYLE);
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++) {
		const CldRuleInfo *info = &CLD_RULES[rule];
		const CldRuleCount *count = &look->report.of_rule[rule];
		if (count->findings == 0)
			continue;
		const Str fields[FAULT_COLUMNS] = {info->team, cld_severity_name(info->severity), info->id, info->title,
			str_format(arena, "%llu", (unsigned long long)count->findings), str_format(arena, "%llu", (unsigned long long)count->rows),
			look->input.files[count->file].name, str_format(arena, "%llu", (unsigned long long)count->row), info->remedy};
		csv_write_row(out, fields, FAULT_COLUMNS, STYLE);
	}
}

/* ---- Alone. ---- */

/* The stylesheet without its typefaces: they are files of their own, and the document loads none. */
static void add_stylesheet(Buffer *out, Str asset)
{
	bool exact = false;
	const Asset *found = asset_find(asset_path(asset), &exact);
	Str rest = found->bytes;
	size_t at = 0;
	size_t end = 0;
	while (str_find(rest, S("@font-face"), &at)) {
		buffer_add(out, str_slice(rest, 0, at));
		rest = str_slice(rest, at, rest.length);
		if (!str_find(rest, S("}"), &end))
			return;
		rest = str_slice(rest, end + 1, rest.length);
	}
	buffer_add(out, rest);
}

Str look_document(Arena *arena, const LookPage *page)
{
	enum { DOCUMENT_BYTES_MAX = 16 * 1024 * 1024 };
	Buffer out = buffer_make(arena, DOCUMENT_BYTES_MAX);
	Html title = html_make(arena);
	Html content = html_make(arena);
	html_element(&title, "title", NO_ATTRIBUTES, look_title(page, arena));
	html_open(&content, "body", ATTRIBUTES({"class", S("govuk-template__body kith-public")}));
	html_open(&content, "div", ATTRIBUTES({"class", S("govuk-width-container")}));
	html_open(&content, "main", ATTRIBUTES({"class", S("govuk-main-wrapper")}, {"id", S("content")}));
	look_write(&content, page);
	html_close(&content, "main");
	html_close(&content, "div");
	html_close(&content, "body");
	buffer_add(&out, S("<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"));
	buffer_add(&out, html_finish(&title).html);
	buffer_add(&out, S("\n<style>\n"));
	add_stylesheet(&out, S("govuk.css"));
	add_stylesheet(&out, S("kith.css"));
	buffer_add(&out, S("\n</style>\n</head>\n"));
	buffer_add(&out, html_finish(&content).html);
	buffer_add(&out, S("\n</html>\n"));
	return buffer_str(&out);
}
