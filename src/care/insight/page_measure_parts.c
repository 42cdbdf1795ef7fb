#include "care/insight/page_measure_parts.h"

#include "base/csv.h"

enum { TABLE_COLUMNS = 5, FILE_COLUMNS = 12 };

Str measure_say(const Care *care, const char *id)
{
	return practice_words(care->practice, str_concat(care->arena, S("measures."), str_from_c(id)), (Str){0});
}

Str measure_say_with(const Care *care, const char *id, const MeasureBlank *blanks)
{
	Str text = measure_say(care, id);
	for (const MeasureBlank *blank = blanks; blank->name != NULL; blank++)
		text = str_replace(care->arena, text, str_format(care->arena, "{{%s}}", blank->name), blank->value);
	return text;
}

static Str place_of(const Care *care)
{
	return practice_council(care->practice)->place;
}

static Str figure_of(const Care *care, const MeasureHistory *history, MeasureValue value)
{
	return measure_format(history->measure, care->arena, value);
}

static Str year_of(const Care *care, const MeasureYear *year)
{
	return financial_year_format(care->arena, year->year);
}

Str measure_finding(const Care *care, const MeasureHistory *history)
{
	return measure_say_with(care, "finding", BLANKS({"value", figure_of(care, history, history->last->ours)},
		{"year", year_of(care, history->last)}));
}

Str measure_direction_words(const Care *care, const MeasureHistory *history)
{
	static const char *const IDS[] = {[DIRECTION_NONE] = "first", [DIRECTION_UP] = "up", [DIRECTION_DOWN] = "down",
		[DIRECTION_LEVEL] = "level"};
	Str year = history->before == NULL ? (Str){0} : year_of(care, history->before);
	return measure_say_with(care, IDS[history->direction], BLANKS({"year", year}));
}

static Str standing_words(const Care *care, const MeasureHistory *history)
{
	static const char *const IDS[][2] = {[STANDING_NONE] = {"nothing-to-compare", "nothing-to-compare"},
		[STANDING_BETTER] = {"better-middle", "better-england"}, [STANDING_WORSE] = {"worse-middle", "worse-england"},
		[STANDING_IN_LINE] = {"in-line-middle", "in-line-england"}, [STANDING_HIGHER] = {"higher-middle", "higher-england"},
		[STANDING_LOWER] = {"lower-middle", "lower-england"}};
	return measure_say(care, IDS[history->standing][history->against_england ? 1 : 0]);
}

Str measure_standing_sentence(const Care *care, const MeasureHistory *history)
{
	Str words = standing_words(care, history);
	if (history->against == NULL)
		return words;
	MeasureValue other = history->against_england ? history->against->england : history->against->spread.middle;
	return measure_say_with(care, "against", BLANKS({"words", words}, {"value", figure_of(care, history, other)},
		{"year", year_of(care, history->against)}));
}

static void sign_write(Html *out, Str shape, const char *classes, Str words)
{
	html_open(out, "li", ATTRIBUTES({"class", str_from_c(classes)}));
	if (!str_is_empty(shape))
		html_element(out, "span", ATTRIBUTES({"class", S("kith-sign__shape")}, {"aria-hidden", S("true")}), shape);
	html_text(out, words);
	html_close(out, "li");
}

void measure_signs(Html *out, const Care *care, const MeasureHistory *history)
{
	static const struct { Str shape; const char *classes; } SIGNS[] = {
		[STANDING_NONE] = {S_INIT(""), "kith-sign"},
		[STANDING_BETTER] = {S_INIT("\xE2\x9C\x93"), "kith-sign kith-sign--better"},   /* a tick */
		[STANDING_WORSE] = {S_INIT("\xE2\x96\xBC"), "kith-sign kith-sign--worse"},     /* a triangle on its point */
		[STANDING_IN_LINE] = {S_INIT("\xE2\x89\x88"), "kith-sign"},                    /* about equal */
		[STANDING_HIGHER] = {S_INIT("\xE2\x96\xB2"), "kith-sign"},
		[STANDING_LOWER] = {S_INIT("\xE2\x96\xBC"), "kith-sign"}};
	static const Str ARROWS[] = {[DIRECTION_NONE] = S_INIT(""), [DIRECTION_UP] = S_INIT("\xE2\x86\x91"),
		[DIRECTION_DOWN] = S_INIT("\xE2\x86\x93"), [DIRECTION_LEVEL] = S_INIT("=")};
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-signs")}));
	sign_write(out, ARROWS[history->direction], "kith-sign", measure_direction_words(care, history));
	sign_write(out, SIGNS[history->standing].shape, SIGNS[history->standing].classes,
		measure_standing_sentence(care, history));
	html_close(out, "ul");
}

ChartScale measure_chart_scale(const Measure *measure)
{
	bool percent = measure->unit == UNIT_PERCENT;
	return (ChartScale){.one = MEASURE_VALUE_ONE, .decimals = measure->decimals, .suffix = percent ? S("%") : S(""),
		.least = 0, .most = percent ? (int64_t)100 * MEASURE_VALUE_ONE : CHART_NONE};
}

static int64_t drawn(MeasureValue value)
{
	return value == MEASURE_VALUE_NONE ? CHART_NONE : value;
}

void measure_chart(Html *out, const Care *care, const MeasureHistory *history, ChartWidth width, bool small)
{
	Arena *arena = care->arena;
	int64_t *ours = ARENA_ARRAY(arena, int64_t, MEASURE_STEPS_MAX);
	int64_t *england = ARENA_ARRAY(arena, int64_t, MEASURE_STEPS_MAX);
	int64_t *lower = ARENA_ARRAY(arena, int64_t, MEASURE_STEPS_MAX);
	int64_t *upper = ARENA_ARRAY(arena, int64_t, MEASURE_STEPS_MAX);
	Str *steps = ARENA_ARRAY(arena, Str, MEASURE_STEPS_MAX);
	for (size_t i = 0; i < history->count; i++) {
		const MeasureYear *year = &history->years[i];
		steps[i] = year_of(care, year);
		ours[i] = drawn(year->ours);
		england[i] = drawn(year->england);
		lower[i] = year->spread.count == 0 ? CHART_NONE : drawn(year->spread.lower);
		upper[i] = year->spread.count == 0 ? CHART_NONE : drawn(year->spread.upper);
	}
	const ChartSeries series[] = {
		{.name = place_of(care), .figures = ours, .mark = CHART_MARK_CIRCLE, .is_main = true},
		{.name = measure_say(care, "england"), .figures = england, .mark = CHART_MARK_DIAMOND},
	};
	Str title = measure_say_with(care, "chart-title", BLANKS({"plain", history->measure->plain}, {"place", place_of(care)},
		{"first", steps[0]}, {"last", steps[history->count - 1]}));
	Str about = measure_say_with(care, "chart-about", BLANKS({"place", place_of(care)},
		{"finding", measure_finding(care, history)}, {"direction", measure_direction_words(care, history)},
		{"standing", measure_standing_sentence(care, history)}));
	chart_line(out, &(ChartLine){.id = str_concat(arena, S("chart-"), history->measure->id), .title = title,
		.description = about, .width = width, .is_small = small, .scale = measure_chart_scale(history->measure),
		.steps = steps, .step_count = history->count, .series = series, .series_count = 2, .band_lower = lower,
		.band_upper = upper, .band_name = measure_say(care, "middle-half")});
}

static Str cell_text(const Care *care, const MeasureHistory *history, MeasureValue value)
{
	return value == MEASURE_VALUE_NONE ? S("\xE2\x80\x93") : figure_of(care, history, value);
}

void measure_table(Html *out, const Care *care, const MeasureHistory *history)
{
	Arena *arena = care->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, MEASURE_STEPS_MAX);
	const TableColumn columns[TABLE_COLUMNS] = {{.text = measure_say(care, "year")},
		{.text = place_of(care), .is_numeric = true}, {.text = measure_say(care, "england"), .is_numeric = true},
		{.text = measure_say(care, "lower-quarter"), .is_numeric = true},
		{.text = measure_say(care, "upper-quarter"), .is_numeric = true}};
	for (size_t i = 0; i < history->count; i++) {
		const MeasureYear *year = &history->years[history->count - 1 - i];
		bool spread = year->spread.count > 0;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, TABLE_COLUMNS);
		cells[0].text = year_of(care, year);
		cells[1].text = cell_text(care, history, year->ours);
		cells[2].text = cell_text(care, history, year->england);
		cells[3].text = cell_text(care, history, spread ? year->spread.lower : MEASURE_VALUE_NONE);
		cells[4].text = cell_text(care, history, spread ? year->spread.upper : MEASURE_VALUE_NONE);
		rows[i] = (TableRow){.cells = cells, .cell_count = TABLE_COLUMNS};
	}
	component_table(out, &(Table){.caption = history->measure->plain, .caption_classes = S("govuk-visually-hidden"),
		.columns = columns, .column_count = TABLE_COLUMNS, .rows = rows, .row_count = history->count, .is_dense = true,
		.is_wide = true, .first_cell_is_header = true});
}

static Str plain_figure(const Care *care, MeasureValue value)
{
	return measure_value_format_plain(care->arena, value, measure_value_decimals(value));
}

static Str plain_count(const Care *care, int64_t count)
{
	return count < 0 ? (Str){0} : str_format(care->arena, "%lld", (long long)count);
}

void measure_file_write(Buffer *file, const Care *care, const MeasureHistory *history, bool with_header)
{
	static const Str HEADER[FILE_COLUMNS] = {S_INIT("measure"), S_INIT("title"), S_INIT("unit"), S_INIT("year"),
		S_INIT("area"), S_INIT("value"), S_INIT("numerator"), S_INIT("denominator"), S_INIT("england"),
		S_INIT("lower_quartile"), S_INIT("upper_quartile"), S_INIT("source")};
	const CsvStyle style = {.guards_formulas = true};
	if (with_header)
		csv_write_row(file, HEADER, FILE_COLUMNS, style);
	for (size_t i = 0; i < history->count; i++) {
		const MeasureYear *year = &history->years[i];
		bool spread = year->spread.count > 0;
		const Str fields[FILE_COLUMNS] = {history->measure->code, history->measure->title,
			measure_unit_words(history->measure->unit), year_of(care, year), place_of(care), plain_figure(care, year->ours),
			plain_count(care, year->numerator), plain_count(care, year->denominator), plain_figure(care, year->england),
			spread ? plain_figure(care, year->spread.lower) : (Str){0}, spread ? plain_figure(care, year->spread.upper) : (Str){0},
			year->source};
		csv_write_row(file, fields, FILE_COLUMNS, style);
	}
}
