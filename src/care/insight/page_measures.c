/* How are we doing? The council's published figures for everybody: drawn, in words, as tables and as files. Real figures
 * in a demonstration too, and the page says so. */
#include "care/insight/page_measures.h"

#include "base/csv.h"
#include "care/insight/page_measure_parts.h"

static const char *const THEMES[] = {"quality-of-life", "staying-independent", "experience", "safe", "demand"};
enum { THEME_COUNT = sizeof THEMES / sizeof THEMES[0], FILE_BYTES_MAX = 4 * 1024 * 1024 };

static void paragraph(Html *out, Str text)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

static void heading(Html *out, const char *level, const char *classes, Str id, Str text)
{
	html_element(out, level, ATTRIBUTES({"class", str_from_c(classes)}, {"id", str_is_empty(id) ? (Str){0} : id}), text);
}

static void paragraph_link(Html *out, Str href, Str text, Str hidden)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_open(out, "a", ATTRIBUTES({"class", S("govuk-link")}, {"href", href}));
	html_text(out, text);
	if (!str_is_empty(hidden)) {
		html_open(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}));
		html_text(out, S(": "));
		html_text(out, hidden);
		html_close(out, "span");
	}
	html_close(out, "a");
	html_close(out, "p");
}

static Str measure_href(const Care *care, const Measure *measure, const char *rest)
{
	return str_format(care->arena, "/how-are-we-doing/%.*s%s", STR_ARG(measure->id), rest);
}

static Str theme_words(const Care *care, const char *theme)
{
	return measure_say(care, str_c(care->arena, str_concat(care->arena, S("theme-"), str_from_c(theme))));
}

/* Published figures are real; everything else in a demonstration is not. */
static void demonstration_words(Html *out, const Care *care)
{
	if (practice_council(care->practice)->demonstration)
		component_inset_text(out, &(InsetText){.text = measure_say(care, "real")});
}

static void how_to_read(Html *out, const Care *care)
{
	Html inside = html_make(care->arena);
	html_open(&inside, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	html_element(&inside, "li", NO_ATTRIBUTES, measure_say_with(care, "read-line",
		BLANKS({"place", practice_council(care->practice)->place})));
	html_element(&inside, "li", NO_ATTRIBUTES, measure_say(care, "read-band"));
	html_element(&inside, "li", NO_ATTRIBUTES, measure_say(care, "read-gap"));
	html_element(&inside, "li", NO_ATTRIBUTES, measure_say(care, "read-better"));
	html_close(&inside, "ul");
	component_details(out, &(Details){.summary = measure_say(care, "how-to-read"), .markup = html_finish(&inside)});
}

static void table_write(Html *out, const Care *care, const MeasureHistory *history)
{
	Html inside = html_make(care->arena);
	measure_table(&inside, care, history);
	paragraph_link(&inside, measure_href(care, history->measure, "/file"), measure_say(care, "file"), history->measure->plain);
	component_details(out, &(Details){.summary = measure_say(care, "table"), .markup = html_finish(&inside)});
}

static void card_write(Html *out, const Care *care, const MeasureHistory *history)
{
	Str id = str_concat(care->arena, S("measure-"), history->measure->id);
	html_open(out, "article", ATTRIBUTES({"class", S("kith-measure")}, {"aria-labelledby", id}));
	heading(out, "h3", "kith-measure__title", id, history->measure->plain);
	html_element(out, "p", ATTRIBUTES({"class", S("kith-measure__finding")}), measure_finding(care, history));
	measure_signs(out, care, history);
	measure_chart(out, care, history, CHART_NARROW, true);
	table_write(out, care, history);
	paragraph_link(out, measure_href(care, history->measure, ""), measure_say(care, "more"), history->measure->plain);
	html_close(out, "article");
}

static bool belongs(const MeasureHistory *history, const char *theme)
{
	return history->count > 0 && str_equal(history->measure->theme, str_from_c(theme));
}

static bool theme_write(Html *out, const Care *care, const MeasureHistory *histories, size_t count, const char *theme)
{
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		if (!belongs(&histories[i], theme))
			continue;
		if (!any) {
			heading(out, "h2", "govuk-heading-l", str_from_c(theme), theme_words(care, theme));
			html_open(out, "div", ATTRIBUTES({"class", S("kith-multiples")}));
		}
		any = true;
		card_write(out, care, &histories[i]);
	}
	if (any)
		html_close(out, "div");
	return any;
}

/* A council may have sets of its own: a theme that is not one of ours comes after them. */
static bool is_known_theme(Str theme)
{
	for (size_t i = 0; i < THEME_COUNT; i++)
		if (str_equal(theme, str_from_c(THEMES[i])))
			return true;
	return false;
}

static void themes_write(Html *out, const Care *care, const MeasureHistory *histories, size_t count)
{
	bool any = false;
	for (size_t i = 0; i < THEME_COUNT; i++)
		any = theme_write(out, care, histories, count, THEMES[i]) || any;
	for (size_t i = 0; i < count; i++) {
		bool first = !is_known_theme(histories[i].measure->theme);
		for (size_t j = 0; j < i && first; j++)
			first = !str_equal(histories[i].measure->theme, histories[j].measure->theme);
		if (first)
			any = theme_write(out, care, histories, count, str_c(care->arena, histories[i].measure->theme)) || any;
	}
	if (!any)
		paragraph(out, measure_say(care, "none"));
}

static void contents_write(Html *out, const Care *care, const MeasureHistory *histories, size_t count)
{
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < THEME_COUNT; i++) {
		bool any = false;
		for (size_t j = 0; j < count; j++)
			any = any || belongs(&histories[j], THEMES[i]);
		if (!any)
			continue;
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = str_concat(care->arena, S("#"), str_from_c(THEMES[i])),
			.text = theme_words(care, THEMES[i])});
		html_close(out, "li");
	}
	html_close(out, "ul");
}

/* Each question once: two sets ask some in the same words. */
static void not_yet_write(Html *out, const Care *care, const MeasureHistory *histories, size_t count)
{
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		bool told = histories[i].count > 0;
		for (size_t j = 0; j < count && !told; j++)
			told = (j < i || histories[j].count > 0) && str_equal(histories[i].measure->plain, histories[j].measure->plain);
		if (told)
			continue;
		if (!any) {
			heading(out, "h2", "govuk-heading-m", (Str){0}, measure_say(care, "not-yet"));
			paragraph(out, measure_say(care, "not-yet-words"));
			html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
		}
		any = true;
		html_element(out, "li", NO_ATTRIBUTES, histories[i].measure->plain);
	}
	if (any)
		html_close(out, "ul");
}

void page_measures(const Request *request, Response *response)
{
	Care *care = page_care(request);
	MeasureHistory *histories = NULL;
	size_t count = 0;
	Status status = insight_histories(care, &histories, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Str title = measure_say(care, "title");
	Html out = html_make(request->arena);
	heading(&out, "h1", "govuk-heading-xl", (Str){0}, title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), measure_say(care, "intro"));
	demonstration_words(&out, care);
	contents_write(&out, care, histories, count);
	how_to_read(&out, care);
	themes_write(&out, care, histories, count);
	not_yet_write(&out, care, histories, count);
	heading(&out, "h2", "govuk-heading-m", (Str){0}, measure_say(care, "where-from"));
	paragraph(&out, measure_say(care, "source"));
	paragraph_link(&out, S("/how-are-we-doing/file"), measure_say(care, "file-all"), (Str){0});
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .is_wide = true,
		.back_href = S("/")});
}

static void send_file(const Request *request, Response *response, const MeasureHistory *histories, size_t count, Str name)
{
	Care *care = page_care(request);
	Buffer file = buffer_make(request->arena, FILE_BYTES_MAX);
	for (size_t i = 0; i < count; i++)
		measure_file_write(&file, care, &histories[i], i == 0);
	response_download(response, request->arena, S("text/csv; charset=utf-8"), name, buffer_str(&file));
}

void page_measures_file(const Request *request, Response *response)
{
	Care *care = page_care(request);
	MeasureHistory *histories = NULL;
	size_t count = 0;
	Status status = insight_histories(care, &histories, &count);
	if (status == STATUS_OK)
		send_file(request, response, histories, count, str_format(request->arena, "published-figures-%.*s.csv",
			STR_ARG(practice_council(care->practice)->id)));
	else
		page_status(request, response, status);
}

void page_measure_file(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const MeasureHistory *history = NULL;
	Str id = request_parameter(request, S("measure"));
	Status status = insight_history(care, id, &history);
	if (status == STATUS_OK)
		send_file(request, response, history, 1, str_format(request->arena, "published-figures-%.*s-%.*s.csv",
			STR_ARG(practice_council(care->practice)->id), STR_ARG(id)));
	else
		page_status(request, response, status);
}

/* --- one measure ---------------------------------------------------------------------------------------------------- */

static void councils_table(Html *out, const Care *care, const Measure *measure, const CouncilFigure *councils, size_t count)
{
	Html inside = html_make(care->arena);
	const TableColumn columns[] = {{.text = measure_say(care, "council")},
		{.text = measure_say(care, "figure"), .is_numeric = true}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 2);
		bool ours = str_equal(councils[i].area, practice_council(care->practice)->place);
		cells[0].text = councils[i].area;
		cells[1].text = measure_format(measure, care->arena, councils[i].value);
		rows[i] = (TableRow){.cells = cells, .cell_count = 2, .is_total = ours};
	}
	component_table(&inside, &(Table){.caption = measure->plain, .caption_classes = S("govuk-visually-hidden"),
		.columns = columns, .column_count = 2, .rows = rows, .row_count = count, .is_dense = true,
		.first_cell_is_header = true});
	component_details(out, &(Details){.summary = measure_say(care, "councils-table"), .markup = html_finish(&inside)});
}

static void dots_write(Html *out, const Care *care, const MeasureHistory *history, const CouncilFigure *councils, size_t count)
{
	Arena *arena = care->arena;
	const Measure *measure = history->measure;
	int64_t *figures = ARENA_ARRAY(arena, int64_t, count);
	MeasureValue *values = ARENA_ARRAY(arena, MeasureValue, count);
	for (size_t i = 0; i < count; i++)
		figures[i] = values[i] = councils[i].value;
	MeasureSpread spread = measure_spread(values, count);
	Str title = measure_say_with(care, "dots-title", BLANKS({"year", financial_year_format(arena, history->last->year)}));
	Str about = measure_say_with(care, "dots-about", BLANKS({"count", str_format(arena, "%zu", spread.count)},
		{"least", measure_format(measure, arena, spread.least)}, {"middle", measure_format(measure, arena, spread.middle)},
		{"most", measure_format(measure, arena, spread.most)}));
	ChartDots chart = {.id = S("dots"), .title = title, .description = about, .scale = measure_chart_scale(measure),
		.figures = figures, .count = count, .main = history->last->ours,
		.main_name = practice_council(care->practice)->place, .other = history->last->england,
		.other_name = measure_say(care, "england")};
	heading(out, "h2", "govuk-heading-m", (Str){0}, title);
	html_open(out, "figure", ATTRIBUTES({"class", S("kith-chart-figure")}));
	html_element(out, "figcaption", ATTRIBUTES({"class", S("govuk-body")}), about);
	chart.width = CHART_WIDE;
	chart_dots(out, &chart);
	chart.width = CHART_NARROW;
	chart_dots(out, &chart);
	html_close(out, "figure");
	councils_table(out, care, measure, councils, count);
}

static void councils_write(Html *out, const Care *care, const MeasureHistory *history, const CouncilFigure *councils,
	size_t count)
{
	if (count >= MEASURE_COUNCILS_WHOLE)
		dots_write(out, care, history, councils, count);
	else
		paragraph(out, measure_say(care, "no-dots"));
}

static void definition_write(Html *out, const Care *care, const Measure *measure)
{
	static const char *const WAYS[] = {[BETTER_HIGHER] = "higher-is-better", [BETTER_LOWER] = "lower-is-better",
		[BETTER_NEITHER] = "neither-is-better"};
	SummaryRow rows[4] = {{.key = measure_say(care, "official-name"),
		.value = str_format(care->arena, "%.*s (%.*s)", STR_ARG(measure->title), STR_ARG(measure->code))}};
	size_t count = 1;
	if (!str_is_empty(measure->numerator))
		rows[count++] = (SummaryRow){.key = measure_say(care, "counted"), .value = measure->numerator};
	if (!str_is_empty(measure->denominator))
		rows[count++] = (SummaryRow){.key = measure_say(care, "of-what"), .value = measure->denominator};
	rows[count++] = (SummaryRow){.key = measure_say(care, "from-return"), .value = measure->return_name};
	heading(out, "h2", "govuk-heading-m", (Str){0}, measure_say(care, "where-from"));
	if (!measure->verified)
		component_inset_text(out, &(InsetText){.text = measure_say(care, "unverified")});
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
	paragraph(out, measure_say(care, WAYS[measure->better]));
	paragraph(out, measure_say_with(care, "small-differences", BLANKS({"tolerance", measure_value_format(care->arena,
		measure->tolerance, measure_value_decimals(measure->tolerance))})));
	paragraph(out, measure_say(care, "source"));
}

void page_measure(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const MeasureHistory *history = NULL;
	CouncilFigure *councils = NULL;
	size_t council_count = 0;
	Status status = insight_history(care, request_parameter(request, S("measure")), &history);
	if (status == STATUS_OK && history->last != NULL)
		status = insight_councils(care, history->measure->id, history->last->year, &councils, &council_count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	heading(&out, "h1", "govuk-heading-l", (Str){0}, history->measure->plain);
	demonstration_words(&out, care);
	if (history->count > 0) {
		html_element(&out, "p", ATTRIBUTES({"class", S("kith-measure__finding")}), measure_finding(care, history));
		measure_signs(&out, care, history);
		html_open(&out, "figure", ATTRIBUTES({"class", S("kith-chart-figure")}));
		measure_chart(&out, care, history, CHART_WIDE, false);
		measure_chart(&out, care, history, CHART_NARROW, false);
		html_close(&out, "figure");
		table_write(&out, care, history);
		how_to_read(&out, care);
		councils_write(&out, care, history, councils, council_count);
	} else {
		paragraph(&out, measure_say(care, "none"));
	}
	definition_write(&out, care, history->measure);
	page_public(request, response, (PublicPage){.title = history->measure->plain, .content = html_finish(&out),
		.back_href = S("/how-are-we-doing")});
}
