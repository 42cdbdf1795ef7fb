#include "care/helpline/page_helpline.h"

#include "base/csv.h"
#include "care/helpline/page_period.h"
#include "care/pages/bits.h"
#include "web/charts/charts.h"

enum { CARDS = 6, FILE_BYTES_MAX = 256 * 1024, CHART_STEPS = 24, CHART_LEAST = 12 };

static Str sub_href(const Request *request, const char *path, const PagePeriod *period)
{
	return str_concat(request->arena, str_from_c(path), page_period_query(request, period));
}

static void head(const Request *request, Html *out, Str title, const char *path, const PagePeriod *period)
{
	const Care *care = page_care(request);
	bool calls = str_equal(str_from_c(path), S("/helpline"));
	const NavigationItem items[] = {
		{.text = S("Helpline"), .href = sub_href(request, "/helpline", period), .is_current = calls},
		{.text = S("Interpreters"), .href = sub_href(request, "/helpline/interpreters", period), .is_current = !calls},
	};
	component_sub_navigation(out, &(SubNavigation){.items = items, .item_count = 2, .label = S("Pages of the helpline")});
	bit_heading(out, title);
	if (practice_council(care->practice)->demonstration)
		bit_paragraph(out, S("Everybody here is invented, and so is every figure."));
	page_period_form(request, out, str_from_c(path), period);
}

/* --- a table with its chart and its file ------------------------------------------------------------------------------ */

static Markup cell_link(const Request *request, const HelplineCell *cell, Str label, const PagePeriod *period)
{
	Html out = html_make(request->arena);
	html_open(&out, "a", ATTRIBUTES({"class", S("govuk-link")}, {"href", str_concat(request->arena,
		str_concat(request->arena, S("/helpline/list/"), cell->list), page_period_query(request, period))}));
	html_text(&out, cell->text);
	html_element(&out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), str_concat(request->arena, S(": "), label));
	html_close(&out, "a");
	return html_finish(&out);
}

static void table_show(const Request *request, Html *out, const HelplineTable *table, const PagePeriod *period)
{
	Arena *arena = request->arena;
	bool linked = care_may(page_care(request), S("person-read"));
	TableColumn columns[HELPLINE_COLUMNS_MAX] = {{.text = table->columns[0].title}};
	TableRow *rows = ARENA_ARRAY(arena, TableRow, table->row_count + 1);
	for (size_t c = 1; c < table->column_count; c++)
		columns[c] = (TableColumn){.text = table->columns[c].title, .is_numeric = true};
	for (size_t r = 0; r < table->row_count; r++) {
		const HelplineCell *row = table->rows[r];
		TableCell *cells = ARENA_ARRAY(arena, TableCell, table->column_count);
		for (size_t c = 0; c < table->column_count; c++) {
			cells[c].text = row[c].text;
			if (linked && !str_is_empty(row[c].list))
				cells[c].markup = cell_link(request, &row[c], row[0].text, period);
		}
		rows[r] = (TableRow){.cells = cells, .cell_count = table->column_count};
	}
	component_table(out, &(Table){.caption = table->title, .caption_classes = S("govuk-table__caption--m"),
		.columns = columns, .column_count = table->column_count, .rows = rows, .row_count = table->row_count,
		.is_dense = true, .is_wide = table->column_count > 5, .first_cell_is_header = true});
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = sub_href(request, str_c(arena, str_concat(arena, S("/helpline/file/"), table->code)),
		period), .text = str_concat(arena, table->title, S(": as CSV"))});
	html_close(out, "p");
}

/* Two columns of a table as lines over its rows. */
static void chart_show(const Request *request, Html *out, const HelplineTable *table, Str title, size_t main, size_t other)
{
	Arena *arena = request->arena;
	size_t count = table->row_count < CHART_STEPS ? table->row_count : CHART_STEPS;
	Str *steps = ARENA_ARRAY(arena, Str, count + 1);
	int64_t *figures[2] = {ARENA_ARRAY(arena, int64_t, count + 1), ARENA_ARRAY(arena, int64_t, count + 1)};
	const size_t columns[] = {main, other};
	for (size_t r = 0; r < count; r++) {
		Str label = table->rows[r][0].text;
		steps[r] = str_slice(label, 0, label.length > 3 && label.data[2] != ':' ? 3 : label.length > 2 ? 2 : label.length);
		for (size_t s = 0; s < 2; s++)
			if (str_to_integer(table->rows[r][columns[s]].text, &figures[s][r]) != STATUS_OK)
				figures[s][r] = CHART_NONE;
	}
	const ChartSeries series[] = {
		{.name = table->columns[main].title, .figures = figures[0], .mark = CHART_MARK_CIRCLE, .is_main = true},
		{.name = table->columns[other].title, .figures = figures[1], .mark = CHART_MARK_DIAMOND},
	};
	ChartLine chart = {.id = str_concat(arena, S("chart-"), table->code), .title = title,
		.description = str_concat(arena, title, S(". The table below has every figure.")), .scale = {.one = 1, .least = 0,
		.most = CHART_NONE}, .steps = steps, .step_count = count, .series = series, .series_count = 2};
	if (count < 2)
		return;
	html_open(out, "figure", ATTRIBUTES({"class", S("kith-chart-figure")}));
	html_element(out, "figcaption", ATTRIBUTES({"class", S("govuk-body")}), title);
	chart.width = CHART_WIDE;
	chart_line(out, &chart);
	chart.width = CHART_NARROW;
	chart.is_small = true;
	chart_line(out, &chart);
	html_close(out, "figure");
}

/* --- the helpline ----------------------------------------------------------------------------------------------------- */

static Str count_words(Arena *arena, int64_t count)
{
	return str_format(arena, "%lld", (long long)count);
}

static void cards_show(const Request *request, Html *out, const Helpline *helpline)
{
	Arena *arena = request->arena;
	HelplineSum sum = helpline_sum(arena, helpline, NULL, NULL);
	int64_t by_phone = 0;
	int64_t referrals = 0;
	int64_t kept = 0;
	for (size_t i = 0; i < helpline->contact_count; i++) {
		by_phone += helpline->contacts[i].by_phone ? 1 : 0;
		referrals += helpline->contacts[i].is_referral ? 1 : 0;
	}
	for (size_t i = 0; i < helpline->call_back_count; i++)
		kept += helpline->call_backs[i].state == CALL_BACK_KEPT ? 1 : 0;
	const Figure cards[CARDS] = {
		{.number = count_words(arena, sum.offered), .text = S("calls were offered")},
		{.number = helpline_share(arena, sum.gave_up, sum.offered), .text = S("gave up before anybody answered")},
		{.number = helpline_seconds(arena, sum.wait_median), .text = S("or less: the wait of half of those who were answered")},
		{.number = count_words(arena, by_phone), .text = S("contacts began on the telephone")},
		{.number = count_words(arena, referrals), .text = S("contacts of any kind were handed on for an assessment")},
		{.number = helpline_share(arena, kept, (int64_t)helpline->call_back_count),
			.text = S("of promised calls back reached somebody in time")},
	};
	component_figures(out, cards, CARDS);
}

static void tables_show(const Request *request, Html *out, const Helpline *helpline, const PagePeriod *period)
{
	HelplineTable tables[HELPLINE_TABLES_MAX];
	size_t count = helpline_tables(page_care(request), helpline, tables);
	for (size_t i = 0; i < count; i++) {
		if (str_equal(tables[i].code, S("months")) && helpline->call_count > 0)
			chart_show(request, out, &tables[i], S("Calls offered and answered, by month"), 1, 2);
		if (str_equal(tables[i].code, S("hours")))
			chart_show(request, out, &tables[i], S("Calls offered and answered, by hour of the day"), 1, 2);
		table_show(request, out, &tables[i], period);
	}
}

void page_helpline(const Request *request, Response *response)
{
	PagePeriod period = page_period(request);
	Helpline helpline = {0};
	Status status = helpline_read(page_care(request), period.from, period.to, &helpline);
	if (status != STATUS_OK && (status != STATUS_FULL || !str_is_empty(period.month))) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	head(request, &out, S("Helpline"), "/helpline", &period);
	if (status == STATUS_FULL) {
		component_inset_text(&out, &(InsetText){.text = S("Twelve months are more than can be counted at once. Choose a month.")});
		page_staff(request, response, (StaffPage){.title = S("Helpline"), .content = html_finish(&out)}, S("/figures"));
		return;
	}
	bit_heading_small(&out, period.words);
	cards_show(request, &out, &helpline);
	if (helpline.call_count == 0)
		component_inset_text(&out, &(InsetText){.text = S("No file of the telephone system has been loaded for this period, so "
			"nobody knows here how many calls were not answered. kith helpline load brings one in.")});
	tables_show(request, &out, &helpline, &period);
	component_details(&out, &(Details){.summary = S("How these figures are made"),
		.text = S("Offered, answered, gave up and waits are the telephone system\xE2\x80\x99s own, from the files that were loaded. "
			"What contacts were about, what came of them and calls back are counted from the record by the day on which each began, "
			"without records that leave no trace to you. What a contact was about is told from its answers, the first line that "
			"holds; a referral is a contact that was handed on for an assessment of the person or of a carer. A call back is kept in "
			"time when somebody was reached by the day that was promised.")});
	page_staff(request, response, (StaffPage){.title = S("Helpline"), .content = html_finish(&out)}, S("/figures"));
}

static void formats_show(const Request *request, Html *out, const Helpline *helpline, const PagePeriod *period)
{
	HelplineTable tables[FORMAT_TABLES];
	size_t count = format_tables(page_care(request), helpline, tables);
	for (size_t i = 0; i < count; i++)
		table_show(request, out, &tables[i], period);
	if (count > 0)
		bit_note(out, S("Contacts about people of whom this is on record. Letters are made in normal print: any other format is for "
			"somebody to see to."));
}

void page_helpline_interpreters(const Request *request, Response *response)
{
	Care *care = page_care(request);
	PagePeriod period = page_period(request);
	HelplineInterpreting *rows = NULL;
	size_t count = 0;
	Helpline helpline = {0};
	Status status = helpline_interpreting(care, period.from, period.to, &rows, &count);
	if (status == STATUS_OK)
		status = helpline_read(care, period.from, period.to, &helpline);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	HelplineTable tables[INTERPRETING_TABLES];
	head(request, &out, S("Interpreters"), "/helpline/interpreters", &period);
	bit_heading_small(&out, period.words);
	bit_note(&out, S("By the day on which each was asked for. Not met: nobody came, somebody came for another language, or nobody "
		"could be booked. The cost is of those whose cost has been written down, and they are counted beside it."));
	size_t table_count = interpreting_tables(care, period.from, period.to, rows, count, tables);
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No interpreter was asked for"),
			.text = S("A contact that leads to an assessment asks for one when the person needs one.")});
	for (size_t i = 0; count > 0 && i < table_count; i++) {
		if (i == 0 && count >= CHART_LEAST)
			chart_show(request, &out, &tables[i], S("Interpreters asked for and booked, by month"), 1, 2);
		table_show(request, &out, &tables[i], &period);
	}
	formats_show(request, &out, &helpline, &period);
	page_staff(request, response, (StaffPage){.title = S("Interpreters"), .content = html_finish(&out)}, S("/figures"));
}

/* --- files ------------------------------------------------------------------------------------------------------------ */

/* out has HELPLINE_TABLES_MAX and FORMAT_TABLES of them. */
static Status tables_make(const Request *request, const PagePeriod *period, HelplineTable *out, size_t *count)
{
	Care *care = page_care(request);
	Helpline helpline = {0};
	HelplineInterpreting *rows = NULL;
	size_t row_count = 0;
	if (str_starts_with(request_parameter(request, S("table")), S("interpreters-"))) {
		Status status = helpline_interpreting(care, period->from, period->to, &rows, &row_count);
		*count = status == STATUS_OK ? interpreting_tables(care, period->from, period->to, rows, row_count, out) : 0;
		return status;
	}
	Status status = helpline_read(care, period->from, period->to, &helpline);
	*count = status == STATUS_OK ? helpline_tables(care, &helpline, out) : 0;
	if (status == STATUS_OK)
		*count += format_tables(care, &helpline, out + *count);
	return status;
}

static Str file_of(Arena *arena, const HelplineTable *table)
{
	Buffer file = buffer_make(arena, FILE_BYTES_MAX);
	Str fields[HELPLINE_COLUMNS_MAX];
	for (size_t c = 0; c < table->column_count; c++)
		fields[c] = table->columns[c].name;
	csv_write_row(&file, fields, table->column_count, (CsvStyle){.guards_formulas = true});
	for (size_t r = 0; r < table->row_count; r++) {
		for (size_t c = 0; c < table->column_count; c++)
			fields[c] = str_is_empty(table->rows[r][c].raw) ? table->rows[r][c].text : table->rows[r][c].raw;
		csv_write_row(&file, fields, table->column_count, (CsvStyle){.guards_formulas = true});
	}
	return buffer_str(&file);
}

void page_helpline_file(const Request *request, Response *response)
{
	Arena *arena = request->arena;
	PagePeriod period = page_period(request);
	HelplineTable tables[HELPLINE_TABLES_MAX + FORMAT_TABLES];
	const HelplineTable *table = NULL;
	size_t count = 0;
	Status status = tables_make(request, &period, tables, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(tables[i].code, request_parameter(request, S("table"))))
			table = &tables[i];
	if (status == STATUS_OK && table == NULL)
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	bool invented = practice_council(page_care(request)->practice)->demonstration;
	Str from = date_format(arena, period.from);
	Str to = date_format(arena, period.to);
	response_download(response, arena, S("text/csv; charset=utf-8"), str_format(arena, "helpline-%.*s-%.*s-%.*s%s.csv",
		STR_ARG(table->code), STR_ARG(from), STR_ARG(to), invented ? "-invented" : ""), file_of(arena, table));
}
