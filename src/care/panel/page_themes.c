/* What decisions turned on: chart, table, file, and the list behind a count. */
#include "base/csv.h"
#include "care/panel/page_panel.h"
#include "care/panel/page_parts.h"
#include "web/charts/charts.h"

enum { THEME_FILE_BYTES_MAX = 64 * 1024 };

static Str month_words(Arena *arena, Date first)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(first, &year, &month, &day);
	Str name = str_slice(date_month_name(month), 0, 3);
	return str_format(arena, "%.*s %d", STR_ARG(name), year);
}

/* The places of the most frequent themes, most first; those that never came are none. */
static size_t most_frequent(const PanelThemes *themes, size_t most, size_t *out)
{
	size_t count = 0;
	bool taken[PANEL_THEMES_MAX] = {false};
	while (count < most) {
		size_t best = PANEL_THEMES_MAX;
		for (size_t t = 0; t < themes->theme_count; t++)
			if (!taken[t] && themes->totals[t] > 0 && (best == PANEL_THEMES_MAX || themes->totals[t] > themes->totals[best]))
				best = t;
		if (best == PANEL_THEMES_MAX)
			break;
		taken[best] = true;
		out[count++] = best;
	}
	return count;
}

static void chart_show(Html *out, Arena *arena, const PanelThemes *themes, ChartWidth width)
{
	static const ChartMark MARKS[] = {CHART_MARK_CIRCLE, CHART_MARK_DIAMOND, CHART_MARK_SQUARE, CHART_MARK_TRIANGLE};
	size_t places[CHART_SERIES_MAX];
	ChartSeries series[CHART_SERIES_MAX];
	Str steps[PANEL_THEME_MONTHS];
	size_t count = most_frequent(themes, CHART_SERIES_MAX, places);
	for (size_t i = 0; i < count; i++)
		series[i] = (ChartSeries){.name = themes->themes[places[i]].worker, .figures = themes->counts[places[i]],
			.mark = MARKS[i], .is_main = i == 0};
	for (size_t m = 0; m < PANEL_THEME_MONTHS; m++)
		steps[m] = month_words(arena, themes->months[m]);
	if (count == 0)
		return;
	chart_line(out, &(ChartLine){.id = width == CHART_WIDE ? S("themes-wide") : S("themes-narrow"),
		.title = S("What decisions turned on, the most frequent first"), .width = width,
		.description = str_format(arena, "Decisions a month, the last %d months. Most often they turned on: %.*s. All figures "
			"stand in the table below.", PANEL_THEME_MONTHS, STR_ARG(themes->themes[places[0]].worker)),
		.scale = {.one = 1, .least = 0, .most = CHART_NONE}, .steps = steps, .step_count = PANEL_THEME_MONTHS,
		.series = series, .series_count = count});
}

static Markup count_cell(const Care *care, const PanelThemes *themes, size_t theme, size_t month)
{
	Arena *arena = care->arena;
	Str number = str_format(arena, "%lld", (long long)themes->counts[theme][month]);
	Html out = html_make(arena);
	if (themes->counts[theme][month] == 0 || !care_may(care, S("plan-approve"))) {
		html_text(&out, number);
		return html_finish(&out);
	}
	component_link(&out, &(Link){.text = number, .href = str_format(arena, "/panels/themes/%.*s/%.*s", STR_ARG(themes->themes[theme].code),
			STR_ARG(date_format(arena, themes->months[month])))});
	return html_finish(&out);
}

static void table_show(const Care *care, Html *out, const PanelThemes *themes)
{
	Arena *arena = care->arena;
	size_t columns = themes->theme_count + 1;
	TableColumn *heads = ARENA_ARRAY(arena, TableColumn, columns);
	TableRow *rows = ARENA_ARRAY(arena, TableRow, PANEL_THEME_MONTHS + 1);
	heads[0].text = S("Month");
	for (size_t t = 0; t < themes->theme_count; t++)
		heads[t + 1] = (TableColumn){.text = themes->themes[t].worker, .is_numeric = true};
	for (size_t m = 0; m < PANEL_THEME_MONTHS; m++) {
		size_t month = PANEL_THEME_MONTHS - 1 - m;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, columns);
		cells[0] = (TableCell){.text = month_words(arena, themes->months[month]), .classes = S("kith-date")};
		for (size_t t = 0; t < themes->theme_count; t++)
			cells[t + 1].markup = count_cell(care, themes, t, month);
		rows[m] = (TableRow){.cells = cells, .cell_count = columns};
	}
	TableCell *totals = ARENA_ARRAY(arena, TableCell, columns);
	totals[0].text = S("Together");
	for (size_t t = 0; t < themes->theme_count; t++)
		totals[t + 1].text = str_format(arena, "%lld", (long long)themes->totals[t]);
	rows[PANEL_THEME_MONTHS] = (TableRow){.cells = totals, .cell_count = columns, .is_total = true};
	component_table(out, &(Table){.caption = S("Decisions by what they turned on"), .columns = heads, .column_count = columns,
		.rows = rows, .row_count = PANEL_THEME_MONTHS + 1, .first_cell_is_header = true,
		.is_dense = true, .is_wide = true});
}

void page_panel_themes(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PanelThemes themes = {0};
	Status status = panel_themes(care, &themes);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	if (care_may(care, S("plan-approve")))
		component_back_link(&out, &(BackLink){.href = S("/panels"), .text = S("Panels and forums")});
	bit_heading(&out, S("What decisions turned on"));
	if (practice_council(care->practice)->demonstration)
		bit_paragraph(&out, S("Everybody here is invented, and so is every figure."));
	bit_paragraph(&out, S("From the minutes of panels and forums, by the month of the decision. A figure opens the decisions "
		"behind it to those who sit on panels."));
	html_open(&out, "figure", ATTRIBUTES({"class", S("kith-chart-figure")}));
	chart_show(&out, arena, &themes, CHART_NARROW);
	chart_show(&out, arena, &themes, CHART_WIDE);
	html_close(&out, "figure");
	table_show(care, &out, &themes);
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = S("/panels/themes/file"), .text = S("Download as CSV")});
	html_close(&out, "p");
	page_staff(request, response, (StaffPage){.title = S("What decisions turned on"), .content = html_finish(&out)},
		care_may(care, S("plan-approve")) ? S("/panels") : S("/figures"));
}

void page_panel_themes_file(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PanelThemes themes = {0};
	Str fields[PANEL_THEMES_MAX + 1] = {S("month")};
	Status status = panel_themes(care, &themes);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	CsvStyle style = {.guards_formulas = true};
	Buffer file = buffer_make(arena, THEME_FILE_BYTES_MAX);
	for (size_t t = 0; t < themes.theme_count; t++)
		fields[t + 1] = themes.themes[t].code;
	csv_write_row(&file, fields, themes.theme_count + 1, style);
	for (size_t m = 0; m < PANEL_THEME_MONTHS; m++) {
		fields[0] = str_slice(date_format(arena, themes.months[m]), 0, 7);
		for (size_t t = 0; t < themes.theme_count; t++)
			fields[t + 1] = str_format(arena, "%lld", (long long)themes.counts[t][m]);
		csv_write_row(&file, fields, themes.theme_count + 1, style);
	}
	Str today = date_format(arena, care_today(care));
	response_download(response, arena, S("text/csv; charset=utf-8"), str_format(arena, "panel-themes-%.*s%s.csv",
		STR_ARG(today), practice_council(care->practice)->demonstration ? "-invented" : ""), buffer_str(&file));
}

void page_panel_theme_list(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Person")}, {.text = S_INIT("What")},
		{.text = S_INIT("Decision")}, {.text = S_INIT("Day")}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PanelThemeLine *lines = NULL;
	size_t count = 0;
	Date month = DATE_NONE;
	const Question *question = practice_question(care->practice, S("panel_theme"));
	Str code = request_parameter(request, S("theme"));
	Status status = date_parse(request_parameter(request, S("month")), &month) == STATUS_OK ? STATUS_OK : STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = panel_theme_list(care, code, month, &lines, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].markup = bit_link(arena, bit_person_href(arena, lines[i].person, ""), lines[i].name);
		cells[1].markup = bit_link_with_note(arena, bit_work_href(arena, lines[i].work), lines[i].title, lines[i].reference);
		cells[2].text = bit_outcome_words(care, lines[i].outcome);
		cells[3].text = date_format_short_words(arena, lines[i].decided_on);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	Html out = html_make(arena);
	Str title = str_format(arena, "%.*s: %.*s", STR_ARG(option_find(question->options, code)->worker),
		STR_ARG(month_words(arena, month)));
	component_back_link(&out, &(BackLink){.href = S("/panels/themes"), .text = S("What decisions turned on")});
	bit_heading(&out, title);
	bit_note(&out, S("Only records that are open to you: restricted ones count in the figure and do not stand here."));
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nothing here"), .text = S("No decision of this month turned on it.")});
	else
		component_table(&out, &(Table){.caption = str_format(arena, "%zu in the list", count), .columns = COLUMNS,
			.column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
	page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/panels"));
}
