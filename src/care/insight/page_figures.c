#include "care/insight/page_figures.h"

#include "base/csv.h"
#include "care/insight/insight.h"
#include "care/pages/bits.h"

enum { QUARTER_MONTHS = 3, QUARTERS_MAX = FIGURES_MONTHS / QUARTER_MONTHS + 1,
	FINDINGS_SHOWN_MAX = 200 };

typedef struct FigureQuarter {
	Str name;
	int64_t counts[FIGURE_KINDS];
} FigureQuarter;

static Str month_name(Arena *arena, Date first)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(first, &year, &month, &day);
	Str name = date_month_name(month);
	return str_format(arena, "%.*s %d", STR_ARG(name), year);
}

static Date month_end(FigureMonth month)
{
	return date_add_months(month.first, 1) - 1;
}

/* Quarters of the financial year, from the months at hand: a quarter that they cut is marked as such. */
static size_t quarters_of(Arena *arena, const FigureMonth *months, FigureQuarter *out)
{
	size_t count = 0;
	for (size_t m = 0; m < FIGURES_MONTHS; m++) {
		int year = 0;
		int month = 0;
		int day = 0;
		date_split(months[m].first, &year, &month, &day);
		bool starts = (month - 1) % QUARTER_MONTHS == 0;
		if (m == 0 || starts) {
			Date first = date_add_months(months[m].first, -((month - 1) % QUARTER_MONTHS));
			bool whole = starts && m + QUARTER_MONTHS <= FIGURES_MONTHS && months[m + 2].last == month_end(months[m + 2]);
			Str from = month_name(arena, first);
			Str to = month_name(arena, date_add_months(first, QUARTER_MONTHS - 1));
			out[count++] = (FigureQuarter){
				.name = str_format(arena, "%.*s to %.*s%s", STR_ARG(from), STR_ARG(to), whole ? "" : " (in part)")};
		}
		FigureQuarter *quarter = &out[count - 1];
		for (int kind = 0; kind < FIGURE_KINDS; kind++)
			quarter->counts[kind] = figure_is_flow((FigureKind)kind) ? quarter->counts[kind] + months[m].counts[kind]
				: months[m].counts[kind];
	}
	return count;
}

static TableColumn *columns_of(Arena *arena, const char *first)
{
	TableColumn *columns = ARENA_ARRAY(arena, TableColumn, FIGURE_KINDS + 1);
	columns[0].text = str_from_c(first);
	for (int kind = 0; kind < FIGURE_KINDS; kind++)
		columns[kind + 1] = (TableColumn){.text = figure_words((FigureKind)kind), .is_numeric = true};
	return columns;
}

static void months_table(const Request *request, Html *out, const FigureMonth *months)
{
	Arena *arena = request->arena;
	bool linked = care_may(page_care(request), S("person-read"));
	TableRow *rows = ARENA_ARRAY(arena, TableRow, FIGURES_MONTHS);
	for (size_t m = 0; m < FIGURES_MONTHS; m++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, FIGURE_KINDS + 1);
		Str day = date_format(arena, months[m].first);
		cells[0].text = month_name(arena, months[m].first);
		for (int kind = 0; kind < FIGURE_KINDS; kind++) {
			Str number = str_format(arena, "%lld", (long long)months[m].counts[kind]);
			Str code = figure_code((FigureKind)kind);
			cells[kind + 1].text = number;
			if (linked && months[m].counts[kind] > 0)
				cells[kind + 1].markup = bit_link(arena, str_format(arena, "/figures/list/%.*s/%.*s", STR_ARG(code),
					STR_ARG(day)), number);
		}
		rows[m] = (TableRow){.cells = cells, .cell_count = FIGURE_KINDS + 1};
	}
	component_table(out, &(Table){.caption = S("By month"), .columns = columns_of(arena, "Month"),
		.column_count = FIGURE_KINDS + 1, .rows = rows, .row_count = FIGURES_MONTHS, .is_dense = true,
		.first_cell_is_header = true});
}

static void quarters_table(const Request *request, Html *out, const FigureMonth *months)
{
	Arena *arena = request->arena;
	FigureQuarter quarters[QUARTERS_MAX] = {0};
	size_t count = quarters_of(arena, months, quarters);
	TableRow rows[QUARTERS_MAX];
	for (size_t q = 0; q < count; q++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, FIGURE_KINDS + 1);
		cells[0].text = quarters[q].name;
		for (int kind = 0; kind < FIGURE_KINDS; kind++)
			cells[kind + 1].text = str_format(arena, "%lld", (long long)quarters[q].counts[kind]);
		rows[q] = (TableRow){.cells = cells, .cell_count = FIGURE_KINDS + 1};
	}
	component_table(out, &(Table){.caption = S("By quarter"), .columns = columns_of(arena, "Quarter"),
		.column_count = FIGURE_KINDS + 1, .rows = rows, .row_count = count, .is_dense = true,
		.first_cell_is_header = true});
}

static Str invented_part(const Care *care)
{
	return practice_council(care->practice)->demonstration ? S("-invented") : S("");
}

static DateInput day_input(const Request *request, Str name, Str legend)
{
	Arena *arena = request->arena;
	Str day = str_concat(arena, name, S("-day"));
	return (DateInput){.name = name, .legend = legend, .day = request_form(request, day),
		.month = request_form(request, str_concat(arena, name, S("-month"))),
		.year = request_form(request, str_concat(arena, name, S("-year"))),
		.error = problems_for_field(&page_care(request)->problems, day)};
}

static void return_form(const Request *request, Html *out)
{
	Care *care = page_care(request);
	DateInput from = day_input(request, S("from"), S("First day of the period"));
	DateInput to = day_input(request, S("to"), S("Last day of the period"));
	bit_heading_small(out, S("Client Level Data"));
	bit_paragraph(out, S("The return of a period: requests, assessments and reviews that were finished in it, services that "
		"were active in it. It names people; that you made it, and who is in it, is written down."));
	bit_paragraph(out, care_may(care, S("return-whole"))
		? S("Your file has the people of restricted records too. Each team that owns such a record is told that you made it.")
		: S("People whose records are restricted are not in your file: \xE2\x80\x9C" "Check it first\xE2\x80\x9D" " says how "
			"many. The whole return is made by somebody who may make it."));
	if (practice_council(care->practice)->demonstration)
		component_inset_text(out, &(InsetText){.text = S("Everybody in the file is invented. The columns of the return are "
			"fixed and cannot say so: the name of the file does.")});
	component_form_open(out, &(PageForm){.action = S("/figures/return"), .token = request->form_token});
	component_date_input(out, &from);
	component_date_input(out, &to);
	component_button_group_open(out);
	component_button(out, &(Button){.text = S("Download the return")});
	component_button(out, &(Button){.text = S("Check it first"), .name = S("check"), .value = S("yes"),
		.kind = BUTTON_SECONDARY});
	component_button_group_close(out);
	component_form_close(out);
}

static void show_figures(const Request *request, Response *response)
{
	Care *care = page_care(request);
	FigureMonth months[FIGURES_MONTHS];
	Status status = insight_figures(care, months);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	component_problems(&out, &care->problems);
	bit_heading(&out, S("Figures"));
	if (practice_council(care->practice)->demonstration)
		bit_paragraph(&out, S("Everybody here is invented, and so is every figure."));
	bit_paragraph(&out, S("Counted now, from the record. Work that was withdrawn or cancelled is not in it, nor are records that "
		"leave no trace to you. This month counts until today."));
	months_table(request, &out, months);
	quarters_table(request, &out, months);
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = S("/figures/file"), .text = S("Download the months as CSV")});
	html_close(&out, "p");
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = S("/helpline"), .text = S("The helpline, calls back and interpreters")});
	html_close(&out, "p");
	if (care_may(care, S("export")))
		return_form(request, &out);
	page_staff(request, response, (StaffPage){.title = S("Figures"), .problems = &care->problems,
		.content = html_finish(&out)}, S("/figures"));
}

void page_figures(const Request *request, Response *response)
{
	show_figures(request, response);
}

void page_figures_file(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	FigureMonth months[FIGURES_MONTHS];
	Str fields[FIGURE_KINDS + 1] = {S("month")};
	Status status = insight_figures(care, months);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Buffer file = buffer_make(arena, (size_t)64 * 1024);
	for (int kind = 0; kind < FIGURE_KINDS; kind++)
		fields[kind + 1] = figure_code((FigureKind)kind);
	csv_write_row(&file, fields, FIGURE_KINDS + 1, (CsvStyle){.guards_formulas = true});
	for (size_t m = 0; m < FIGURES_MONTHS; m++) {
		fields[0] = str_slice(date_format(arena, months[m].first), 0, 7);
		for (int kind = 0; kind < FIGURE_KINDS; kind++)
			fields[kind + 1] = str_format(arena, "%lld", (long long)months[m].counts[kind]);
		csv_write_row(&file, fields, FIGURE_KINDS + 1, (CsvStyle){.guards_formulas = true});
	}
	Str mark = invented_part(care);
	Str today = date_format(arena, care_today(care));
	response_download(response, arena, S("text/csv; charset=utf-8"), str_format(arena, "figures-%.*s%.*s.csv",
		STR_ARG(today), STR_ARG(mark)), buffer_str(&file));
}

static void list_table(const Request *request, Html *out, const FigureLine *lines, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Person")}, {.text = S_INIT("Work")}, {.text = S_INIT("Day")},
		{.text = S_INIT("Reference")}};
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].text = S("Nobody yet");
		if (!str_is_empty(lines[i].person))
			cells[0].markup = bit_link(arena, bit_person_href(arena, lines[i].person, ""),
				str_is_empty(lines[i].name) ? lines[i].reference : lines[i].name);
		cells[1].text = str_is_empty(lines[i].title) ? S("–") : lines[i].title;
		cells[2].text = str_is_empty(lines[i].day) ? S("–") : lines[i].day;
		cells[3].text = lines[i].reference;
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = count == FIGURES_LIST_MAX ? S("The first 500")
		: str_format(arena, "%zu in the list", count), .columns = COLUMNS, .column_count = 4, .rows = rows,
		.row_count = count, .is_dense = true});
}

void page_figures_list(const Request *request, Response *response)
{
	Care *care = page_care(request);
	FigureLine *lines = NULL;
	size_t count = 0;
	int kind = 0;
	Date day = DATE_NONE;
	while (kind < FIGURE_KINDS && !str_equal(figure_code((FigureKind)kind), request_parameter(request, S("figure"))))
		kind++;
	Status status = kind == FIGURE_KINDS ? STATUS_NOT_FOUND : date_parse(request_parameter(request, S("month")), &day);
	if (status == STATUS_INVALID)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = insight_figure_list(care, (FigureKind)kind, day, &lines, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Str words = figure_words((FigureKind)kind);
	Str month = month_name(request->arena, day);
	Str title = str_format(request->arena, "%.*s: %.*s", STR_ARG(words), STR_ARG(month));
	Html out = html_make(request->arena);
	component_back_link(&out, &(BackLink){.href = S("/figures"), .text = S("Figures")});
	bit_heading(&out, title);
	bit_note(&out, S("Only records that are open to you: restricted ones count in the figure and do not stand here."));
	list_table(request, &out, lines, count);
	page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/figures"));
}

/* A whole date of three fields; a problem of its first field otherwise. */
static Date read_day(const Request *request, Str name)
{
	Arena *arena = request->arena;
	static const char *const PARTS[] = {"day", "month", "year"};
	int64_t numbers[3] = {0};
	Date date = DATE_NONE;
	bool good = true;
	for (size_t i = 0; i < 3; i++) {
		Str field = str_format(arena, "%.*s-%s", STR_ARG(name), PARTS[i]);
		good = good && str_to_integer(str_trim(request_form(request, field)), &numbers[i]) == STATUS_OK && numbers[i] > 0
			&& numbers[i] < 2400;
	}
	if (!good || date_make((int)numbers[2], (int)numbers[1], (int)numbers[0], &date) != STATUS_OK) {
		(void)problems_add(&page_care(request)->problems, (Problem){.field = str_concat(arena, name, S("-day")),
			.message = S("Enter a day that exists, such as 31 3 2026.")});
		return DATE_NONE;
	}
	return date;
}

/* What stands in the way of sending it, instead of the file. */
static void show_findings(const Request *request, Response *response, const CldExported *done)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Line")}, {.text = S_INIT("Column")}, {.text = S_INIT("Why")}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	size_t count = care->problems.count < FINDINGS_SHOWN_MAX ? care->problems.count : FINDINGS_SHOWN_MAX;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	Html out = html_make(arena);
	component_back_link(&out, &(BackLink){.href = S("/figures"), .text = S("Figures")});
	bit_heading(&out, S("Check of the return"));
	bit_paragraph(&out, str_format(arena, "%zu rows about %zu people. %zu findings. %zu values belong to lists that are not "
		"published whole: nobody can say yet whether they are right.", done->rows, done->people, care->problems.total,
		done->not_judged));
	if (done->formulas > 0)
		bit_paragraph(&out, str_format(arena, "%zu values begin with a sign that a spreadsheet takes for a formula. The return wants them "
			"as they are: put them right on the records, or do not open the file in a spreadsheet.", done->formulas));
	if (done->left_out > 0)
		bit_paragraph(&out, str_format(arena, "This is not the whole return: %zu %s with a restricted record in this period %s left out. "
			"Somebody who may make the whole return has to make the one that is sent.", done->left_out,
			done->left_out == 1 ? "person" : "people", done->left_out == 1 ? "is" : "are"));
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
		cells[0].text = str_format(arena, "%u", care->problems.items[i].line);
		cells[1].text = care->problems.items[i].field;
		cells[2].text = care->problems.items[i].message;
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	if (count > 0)
		component_table(&out, &(Table){.caption = care->problems.total > count ? S("The first 200 findings") : S("Findings"),
			.columns = COLUMNS, .column_count = 3, .rows = rows, .row_count = count, .is_dense = true});
	page_staff(request, response, (StaffPage){.title = S("Check of the return"), .content = html_finish(&out)},
		S("/figures"));
}

void page_figures_return_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	CldExported done = {0};
	Str file = {0};
	Date from = read_day(request, S("from"));
	Date to = read_day(request, S("to"));
	Status status = problems_any(&care->problems) ? STATUS_INVALID : insight_make_cld(care, from, to, &file, &done);
	if (status == STATUS_FULL)
		status = problems_add(&care->problems, (Problem){.field = S("to-day"),
			.message = S("This is more than a page can make. Take a shorter period, or ask for kith cld export.")});
	if (status == STATUS_INVALID) {
		show_figures(request, response);
		return;
	}
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	if (request_form_has(request, S("check"))) {
		show_findings(request, response, &done);
		return;
	}
	const Council *council = practice_council(care->practice);
	Str first = date_format(arena, from);
	Str last = date_format(arena, to);
	Str mark = invented_part(care);
	response_download(response, arena, S("text/csv; charset=utf-8"), str_format(arena, "cld-%.*s-%.*s-%.*s%s%.*s.csv",
		STR_ARG(council->cassr_code), STR_ARG(first), STR_ARG(last), done.left_out > 0 ? "-not-whole" : "", STR_ARG(mark)), file);
	if (council->demonstration && response->header_count < RESPONSE_HEADERS_MAX)
		response->headers[response->header_count++] = (FormField){.name = S("Kith-Invented"), .value = S("yes")};
}
