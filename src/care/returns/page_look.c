/* The look itself: what needs somebody first, how the council stands, what to mend and by whom, prices. */
#include "care/returns/page_look.h"

#include "care/returns/page_look_parts.h"
#include "web/charts/charts.h"
#include "engine/measures/published.h"

enum { CELLS_MAX = 6, SHARE_ONE = 1000 };

/* ---- What needs somebody first. ---- */

typedef struct Tile {
	uint64_t count;
	const char *what;
	Str of;   /* "of 1,905 (22%)"; may be empty */
	Str href; /* empty: no list */
	bool is_of_files; /* counted over all files together */
} Tile;

static void tile_write(Html *out, const LookPage *page, const Tile *tile)
{
	Arena *arena = out->buffer.arena;
	bool over = tile->count > 0;
	html_open(out, "li", ATTRIBUTES({"class", over ? S("kith-figure kith-figure--over") : S("kith-figure")}));
	html_element(out, "strong", ATTRIBUTES({"class", S("kith-figure__number")}), look_number(arena, tile->count));
	html_text(out, str_from_c(tile->what));
	if (!str_is_empty(tile->of)) {
		html_text(out, S(", "));
		html_text(out, tile->of);
	}
	if (tile->count > 0 && !str_is_empty(page->base) && !str_is_empty(tile->href)) {
		html_void(out, "br", NO_ATTRIBUTES);
		look_link(out, tile->href, S("Show the rows"), str_from_c(tile->what));
	}
	html_close(out, "li");
}

static Str share_words(Arena *arena, uint64_t count, uint64_t of)
{
	if (of == 0)
		return (Str){0};
	int64_t tenths = divide_half_up((int64_t)count * SHARE_ONE, (int64_t)of);
	Str all = look_number(arena, of);
	return str_format(arena, "of %.*s (%lld.%lld%%)", STR_ARG(all), (long long)(tenths / 10), (long long)(tenths % 10));
}

static Tile rest_tile(const LookPage *page, Arena *arena, CldMeasure measure, const char *what)
{
	uint64_t numerator = 0;
	uint64_t denominator = 0;
	for (size_t group = 0; group < CLD_MEASURES[measure].groups; group++) {
		const CldCell *cell = look_cell(page->look, page->council, measure, group);
		numerator += cell->numerator;
		denominator += cell->denominator;
	}
	return (Tile){.count = denominator - numerator, .what = what, .of = share_words(arena, denominator - numerator, denominator),
		.href = look_measure_href(page, arena, measure, LOOK_GROUPS_ALL, LOOK_NOT_COUNTED)};
}

static Tile rule_tile(const LookPage *page, Arena *arena, CldRule rule, const char *what)
{
	return (Tile){.count = page->look->report.of_rule[rule].findings, .what = what,
		.href = look_rule_href(page, arena, rule), .is_of_files = true};
}

static Tile prices_tile(const LookPage *page, Arena *arena)
{
	uint64_t count = 0;
	uint64_t of = 0;
	const CldReckoned *reckoned = &page->look->reckoned;
	for (size_t i = 0; i < reckoned->kind_count; i++)
		if (page->council == look_together(page->look) || reckoned->kinds[i].council == page->council) {
			count += reckoned->kinds[i].out_of_line;
			of += reckoned->kinds[i].count;
		}
	return (Tile){.count = count, .what = "prices out of line", .of = share_words(arena, count, of),
		.href = look_prices_href(page, arena)};
}

static void first_write(Html *out, const LookPage *page)
{
	Arena *arena = out->buffer.arena;
	const CldReport *report = &page->look->report;
	look_heading(out, "h2", "govuk-heading-m", S("Look at these first"));
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-figures")}));
	const Tile tiles[] = {
		rest_tile(page, arena, CLD_MEASURE_REVIEWED, "people supported all year and not reviewed in it"),
		rest_tile(page, arena, CLD_MEASURE_SERVICES_REVIEWED, "services that ran all year without a review"),
		rule_tile(page, arena, CLD_RULE_ORPHAN, "new services with no request, assessment or review"),
		rest_tile(page, arena, CLD_MEASURE_NHS_NUMBER, "people without an NHS number"),
		prices_tile(page, arena),
		rule_tile(page, arena, CLD_RULE_TWO_PLACES, "stays in two care homes at once"),
		{.count = report->rows_with_error, .what = "rows with an error",
			.of = share_words(arena, report->rows_with_error, report->rows), .is_of_files = true},
	};
	/* Faults are counted over the files, not by council. */
	bool one_of_several = page->council != look_together(page->look);
	for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++)
		if (!one_of_several || !tiles[i].is_of_files)
			tile_write(out, page, &tiles[i]);
	html_close(out, "ul");
	if (report->not_all_compared)
		look_paragraph(out, S("So many rows look alike that not all were compared: there are more duplicates, new services without "
			"anything before them, or double stays than shown."));
}

/* ---- How the council stands. ---- */

static ChartScale scale_of(bool rate)
{
	return (ChartScale){.one = MEASURE_VALUE_ONE, .decimals = 1, .suffix = rate ? S("") : S("%"), .least = 0,
		.most = rate ? CHART_NONE : (int64_t)100 * MEASURE_VALUE_ONE};
}

static void strip_write(Html *out, const LookPage *page, CldMeasure measure, size_t group, const LookFigure *figure)
{
	Arena *arena = out->buffer.arena;
	const CldStanding *standing = figure->standing;
	bool rate = CLD_MEASURES[measure].scale > 100;
	ChartScale scale = scale_of(rate);
	if (standing == NULL || standing->spread.count == 0)
		return;
	Str name = look_council_name(page->look, arena, page->council);
	Str lower = chart_figure(arena, &scale, standing->spread.lower);
	Str upper = chart_figure(arena, &scale, standing->spread.upper);
	Str england = standing->england == MEASURE_VALUE_NONE ? S("not published") : chart_figure(arena, &scale, standing->england);
	Str own = look_value(arena, measure, figure->value);
	Str about = str_format(arena, "%.*s: %.*s. England: %.*s. The middle half of councils lies between %.*s and %.*s.", STR_ARG(name),
		STR_ARG(own), STR_ARG(england), STR_ARG(lower), STR_ARG(upper));
	chart_strip(out, &(ChartStrip){.id = str_format(arena, "strip-%d-%zu", (int)measure, group),
		.title = CLD_MEASURES[measure].title, .description = about, .scale = scale, .least = standing->spread.least,
		.lower = standing->spread.lower, .middle = standing->spread.middle, .upper = standing->spread.upper,
		.most = standing->spread.most, .main = figure->value == MEASURE_VALUE_NONE ? CHART_NONE : figure->value,
		.main_name = page->council == look_together(page->look) && look_together(page->look) > 1 ? S("Together") : S("You"),
		.other = standing->england == MEASURE_VALUE_NONE ? CHART_NONE : standing->england, .other_name = S("England")});
}

static void sign_write(Html *out, const LookFigure *figure)
{
	static const struct { Str shape; const char *classes; const char *words; } SIGNS[] = {
		[STANDING_NONE] = {S_INIT(""), "kith-sign", "Nothing to compare it with"},
		[STANDING_BETTER] = {S_INIT("\xE2\x9C\x93"), "kith-sign kith-sign--better", "Better than"},
		[STANDING_WORSE] = {S_INIT("\xE2\x96\xBC"), "kith-sign kith-sign--worse", "Worse than"},
		[STANDING_IN_LINE] = {S_INIT("\xE2\x89\x88"), "kith-sign", "In line with"},
		[STANDING_HIGHER] = {S_INIT("\xE2\x96\xB2"), "kith-sign", "Higher than"},
		[STANDING_LOWER] = {S_INIT("\xE2\x96\xBC"), "kith-sign", "Lower than"}};
	Arena *arena = out->buffer.arena;
	const CldStanding *standing = figure->standing;
	Str words = str_from_c(SIGNS[figure->against].words);
	if (figure->against != STANDING_NONE) {
		bool england = standing->england != MEASURE_VALUE_NONE;
		Str year = financial_year_format(arena, england ? standing->england_year : standing->spread_year);
		words = str_format(arena, "%.*s %s in %.*s", STR_ARG(words), england ? "England" : "the middle council", STR_ARG(year));
	}
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-signs")}));
	html_open(out, "li", ATTRIBUTES({"class", str_from_c(SIGNS[figure->against].classes)}));
	if (!str_is_empty(SIGNS[figure->against].shape))
		html_element(out, "span", ATTRIBUTES({"class", S("kith-sign__shape")}, {"aria-hidden", S("true")}),
			SIGNS[figure->against].shape);
	html_text(out, words);
	html_close(out, "li");
	html_close(out, "ul");
}

static void behind_write(Html *out, const LookPage *page, CldMeasure measure, size_t group, const LookFigure *figure)
{
	Arena *arena = out->buffer.arena;
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	bool rate = info->scale > 100;
	Str counted = look_number(arena, figure->numerator);
	Str of = look_number(arena, figure->denominator);
	Str year = figure->population_year == 0 ? S("") : financial_year_format(arena, figure->population_year);
	Str words = !rate ? str_format(arena, "%.*s of %.*s", STR_ARG(counted), STR_ARG(of))
		: figure->denominator == 0 ? str_format(arena, "%.*s people; the population is not known", STR_ARG(counted))
		: str_format(arena, "%.*s people; population %.*s of %.*s", STR_ARG(counted), STR_ARG(of), STR_ARG(year));
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(out, words);
	if (!str_is_empty(page->base) && figure->numerator > 0) {
		html_text(out, S(". "));
		look_link(out, look_measure_href(page, arena, measure, group, LOOK_COUNTED), S("Show who"), info->title);
	}
	html_close(out, "p");
}

static void card_write(Html *out, const LookPage *page, CldMeasure measure, size_t group)
{
	Arena *arena = out->buffer.arena;
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	LookFigure figure = look_figure(page->look, page->council, measure, group);
	Str id = str_format(arena, "measure-%d-%zu", (int)measure, group);
	html_open(out, "article", ATTRIBUTES({"class", S("kith-measure")}, {"aria-labelledby", id}));
	html_element(out, "h3", ATTRIBUTES({"class", S("kith-measure__title")}, {"id", id}), str_format(arena, "%.*s (%.*s)",
		STR_ARG(info->title), STR_ARG(info->code)));
	html_element(out, "p", ATTRIBUTES({"class", S("kith-measure__finding")}), look_value(arena, measure, figure.value));
	behind_write(out, page, measure, group, &figure);
	if (figure.standing != NULL)
		sign_write(out, &figure);
	strip_write(out, page, measure, group, &figure);
	html_close(out, "article");
}

static void cards_write(Html *out, const LookPage *page)
{
	static const struct { CldMeasure measure; size_t group; } SHOWN[] = {{CLD_MEASURE_2A, CLD_AGE_TOTAL}, {CLD_MEASURE_2B, 0},
		{CLD_MEASURE_2C, 0}, {CLD_MEASURE_2E, CLD_AGE_TOTAL}, {CLD_MEASURE_2E_LD, 0}, {CLD_MEASURE_3D_1A, CLD_AGE_TOTAL},
		{CLD_MEASURE_3D_2A, CLD_AGE_TOTAL}, {CLD_MEASURE_3D_1B, CLD_AGE_TOTAL}, {CLD_MEASURE_3D_2B, CLD_AGE_TOTAL}};
	Arena *arena = out->buffer.arena;
	look_heading(out, "h2", "govuk-heading-m", str_format(arena, "How you stand, %.*s", STR_ARG(page->look->period)));
	look_paragraph(out, S("The band is the middle half of all councils, the line in it the middle one, the diamond England: the latest "
		"published figures there are, under the measures' old names and from the returns before this one. Read a small "
		"difference as none. 2E counts all adults and has nothing beside it."));
	if (page->look->reckoned.not_covered > 0)
		look_paragraph(out, S("These files do not speak for every day of the twelve months: the figures fall short."));
	html_open(out, "div", ATTRIBUTES({"class", S("kith-multiples")}));
	for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++)
		card_write(out, page, SHOWN[i].measure, SHOWN[i].group);
	html_close(out, "div");
}

/* ---- The figures as a table: everything the cards show, and ages. ---- */

static Str beside(Arena *arena, CldMeasure measure, MeasureValue value, int year)
{
	if (value == MEASURE_VALUE_NONE)
		return S("\xE2\x80\x93");
	Str text = look_value(arena, measure, value);
	Str name = financial_year_format(arena, year);
	return str_format(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(name));
}

static TableRow figure_row(const LookPage *page, Arena *arena, CldMeasure measure, size_t group)
{
	LookFigure figure = look_figure(page->look, page->council, measure, group);
	const CldStanding *standing = figure.standing;
	bool spread = standing != NULL && standing->spread.count > 0;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, CELLS_MAX + 1);
	Str group_name = cld_group_name(measure, group);
	cells[0].text = str_format(arena, "%.*s, %.*s", STR_ARG(CLD_MEASURES[measure].code), STR_ARG(group_name));
	cells[1].text = look_number(arena, figure.numerator);
	cells[2].text = figure.denominator == 0 ? S("\xE2\x80\x93") : look_number(arena, figure.denominator);
	cells[3].text = look_value(arena, measure, figure.value);
	cells[4].text = standing == NULL ? S("\xE2\x80\x93") : beside(arena, measure, standing->england, standing->england_year);
	cells[5].text = spread ? beside(arena, measure, standing->spread.lower, standing->spread_year) : S("\xE2\x80\x93");
	cells[6].text = spread ? beside(arena, measure, standing->spread.upper, standing->spread_year) : S("\xE2\x80\x93");
	return (TableRow){.cells = cells, .cell_count = CELLS_MAX + 1};
}

static void table_write(Html *out, const LookPage *page)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Measure")}, {.text = S_INIT("Counted"), .is_numeric = true},
		{.text = S_INIT("Out of"), .is_numeric = true}, {.text = S_INIT("You"), .is_numeric = true},
		{.text = S_INIT("England"), .is_numeric = true}, {.text = S_INIT("Lower quartile"), .is_numeric = true},
		{.text = S_INIT("Upper quartile"), .is_numeric = true}};
	Arena *arena = out->buffer.arena;
	Html inside = html_make(arena);
	TableRow *rows = ARENA_ARRAY(arena, TableRow, CLD_CELL_MAX);
	size_t count = 0;
	for (size_t measure = 0; measure < CLD_MEASURE_COUNT; measure++)
		for (size_t group = 0; CLD_MEASURES[measure].always && group < CLD_MEASURES[measure].groups; group++)
			rows[count++] = figure_row(page, arena, (CldMeasure)measure, group);
	component_table(&inside, &(Table){.caption = S("All measures"), .caption_classes = S("govuk-visually-hidden"),
		.columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof *COLUMNS, .rows = rows, .row_count = count, .is_dense = true,
		.first_cell_is_header = true});
	if (!str_is_empty(page->base))
		look_link(&inside, look_file_href(page, arena, "figures.csv"), S("Download these figures (CSV)"), (Str){0});
	component_details(out, &(Details){.summary = S("All measures as a table"), .markup = html_finish(&inside)});
}

/* ---- What to mend, by team. ---- */

static TableRow rule_row(const LookPage *page, Arena *arena, CldRule rule)
{
	const CldRuleInfo *info = &CLD_RULES[rule];
	const CldRuleCount *count = &page->look->report.of_rule[rule];
	TableCell *cells = ARENA_ARRAY(arena, TableCell, CELLS_MAX);
	Html number = html_make(arena);
	Str found = look_number(arena, count->findings);
	if (str_is_empty(page->base))
		html_text(&number, found);
	else
		look_link(&number, look_rule_href(page, arena, rule), found, info->title);
	Str field = count->field == CLD_FIELD_NONE ? S("") : cld_field_rule(count->field)->name;
	cells[0].text = info->title;
	cells[1] = (TableCell){.markup = html_finish(&number), .is_numeric = true};
	cells[2].text = info->severity == CLD_ERROR ? S("Error") : info->severity == CLD_WARNING ? S("Warning") : S("Note");
	cells[3].text = count->row == 0 ? S("The file") : str_format(arena, "Row %llu%s%.*s", (unsigned long long)count->row,
		field.length > 0 ? ", " : "", STR_ARG(field));
	cells[4].text = info->remedy;
	return (TableRow){.cells = cells, .cell_count = 5};
}

static void team_write(Html *out, const LookPage *page, Str team)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("How many"), .is_numeric = true},
		{.text = S_INIT("Kind")}, {.text = S_INIT("The first")}, {.text = S_INIT("What to do")}};
	Arena *arena = out->buffer.arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, CLD_RULE_COUNT);
	size_t count = 0;
	uint64_t findings = 0;
	for (size_t severity = CLD_ERROR; severity <= CLD_NOTE; severity++)
		for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++) {
			uint64_t own = page->look->report.of_rule[rule].findings;
			if (own == 0 || (size_t)CLD_RULES[rule].severity != severity || !str_equal(CLD_RULES[rule].team, team))
				continue;
			rows[count++] = rule_row(page, arena, (CldRule)rule);
			findings += own;
		}
	if (count == 0)
		return;
	Str number = look_number(arena, findings);
	component_table(out, &(Table){.caption = str_format(arena, "%.*s: %.*s to look at", STR_ARG(team), STR_ARG(number)),
		.caption_classes = S("govuk-table__caption--m"), .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof *COLUMNS,
		.rows = rows, .row_count = count, .is_dense = true, .first_cell_is_header = true});
}

static void faults_write(Html *out, const LookPage *page)
{
	Arena *arena = out->buffer.arena;
	look_heading(out, "h2", "govuk-heading-m", S("What to mend, and who most likely does"));
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++) {
		bool first = true;
		for (size_t before = 0; before < rule && first; before++)
			first = !str_equal(CLD_RULES[before].team, CLD_RULES[rule].team);
		if (first)
			team_write(out, page, CLD_RULES[rule].team);
	}
	if (!str_is_empty(page->base))
		look_link(out, look_file_href(page, arena, "faults.csv"), S("Download this list (CSV)"), (Str){0});
}

/* ---- Prices. ---- */

static TableRow price_row(const LookPage *page, Arena *arena, const CldPriceKind *kind)
{
	TableCell *cells = ARENA_ARRAY(arena, TableCell, CELLS_MAX);
	Str service = kind->service < CLD_SERVICE_COUNT ? CLD_SERVICE_TYPES[kind->service] : S("Unknown");
	Str component = kind->component < CLD_COMPONENT_COUNT ? CLD_COMPONENTS[kind->component] : S("Unknown");
	Str basis = CLD_PRICE_NAMES[kind->basis];
	cells[0].text = str_format(arena, "%.*s, %.*s", STR_ARG(component), STR_ARG(basis));
	cells[1].text = look_together(page->look) > 1 && page->council == look_together(page->look)
		? look_council_name(page->look, arena, kind->council) : service;
	cells[2].text = look_number(arena, kind->count);
	cells[3].text = money_format(arena, kind->middle);
	Str lower = money_format(arena, kind->lower);
	Str upper = money_format(arena, kind->upper);
	cells[4].text = str_format(arena, "%.*s to %.*s", STR_ARG(lower), STR_ARG(upper));
	cells[5].text = look_number(arena, kind->out_of_line);
	return (TableRow){.cells = cells, .cell_count = CELLS_MAX};
}

static void prices_write(Html *out, const LookPage *page)
{
	enum { KINDS_SHOWN = 40 };
	const CldReckoned *reckoned = &page->look->reckoned;
	Arena *arena = out->buffer.arena;
	bool together = page->council == look_together(page->look);
	TableRow *rows = ARENA_ARRAY(arena, TableRow, KINDS_SHOWN);
	size_t count = 0;
	const TableColumn columns[] = {{.text = S("Kind of service")},
		{.text = together && look_together(page->look) > 1 ? S("Council") : S("Service type")}, {.text = S("Services"), .is_numeric = true},
		{.text = S("Middle price"), .is_numeric = true}, {.text = S("Middle half"), .is_numeric = true},
		{.text = S("Out of line"), .is_numeric = true}};
	for (size_t i = 0; i < reckoned->kind_count && count < KINDS_SHOWN; i++)
		if (together || reckoned->kinds[i].council == page->council)
			rows[count++] = price_row(page, arena, &reckoned->kinds[i]);
	look_heading(out, "h2", "govuk-heading-m", S("What services cost, last quarter"));
	if (count == 0) {
		look_paragraph(out, S("No kind of service has twenty prices or more: nothing was compared."));
		return;
	}
	look_paragraph(out, S("Out of line: more than three times the middle price of the same type, component and unit, or less than a "
		"third of it (our rule). Often the unit is wrong, not the price."));
	component_table(out, &(Table){.caption = S("Prices by kind of service"), .caption_classes = S("govuk-visually-hidden"),
		.columns = columns, .column_count = sizeof columns / sizeof *columns, .rows = rows, .row_count = count, .is_dense = true,
		.first_cell_is_header = true});
}

/* ---- The whole. ---- */

static void summary_write(Html *out, const LookPage *page)
{
	Arena *arena = out->buffer.arena;
	const CldReport *report = &page->look->report;
	Str rows = look_number(arena, report->rows);
	Str requests = look_number(arena, report->of_event[CLD_EVENT_REQUEST]);
	Str assessments = look_number(arena, report->of_event[CLD_EVENT_ASSESSMENT]);
	Str services = look_number(arena, report->of_event[CLD_EVENT_SERVICE]);
	Str reviews = look_number(arena, report->of_event[CLD_EVENT_REVIEW]);
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), str_format(arena,
		"%.*s rows, %.*s: %.*s requests, %.*s assessments, %.*s services, %.*s reviews.", STR_ARG(rows), STR_ARG(page->look->period),
		STR_ARG(requests), STR_ARG(assessments), STR_ARG(services), STR_ARG(reviews)));
	look_paragraph(out, str_is_empty(page->base)
		? S("Made on this computer from your files alone. This page holds counts and row numbers, nobody's particulars.")
		: S("Reckoned on this computer. Your files have not left it and are forgotten when you close the program."));
}

static void councils_write(Html *out, const LookPage *page)
{
	Arena *arena = out->buffer.arena;
	size_t count = look_together(page->look);
	if (count < 2 || str_is_empty(page->base))
		return;
	Html inside = html_make(arena);
	html_open(&inside, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i <= count; i++) {
		html_open(&inside, "li", NO_ATTRIBUTES);
		look_link(&inside, str_format(arena, "%.*s?council=%zu", STR_ARG(page->base), i), look_council_name(page->look, arena, i),
			(Str){0});
		html_close(&inside, "li");
	}
	html_close(&inside, "ul");
	component_details(out, &(Details){.summary = S("One council of these files"), .markup = html_finish(&inside)});
}

Str look_title(const LookPage *page, Arena *arena)
{
	Str name = look_council_name(page->look, arena, page->council);
	return str_format(arena, "%.*s: the return at a glance", STR_ARG(name));
}

void look_write(Html *out, const LookPage *page)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-look")}));
	look_heading(out, "h1", "govuk-heading-l", look_title(page, out->buffer.arena));
	summary_write(out, page);
	councils_write(out, page);
	if (page->look->report.rows > 0) {
		first_write(out, page);
		cards_write(out, page);
		table_write(out, page);
	}
	faults_write(out, page);
	if (page->look->report.rows > 0)
		prices_write(out, page);
	look_heading(out, "h2", "govuk-heading-m", S("How this is reckoned"));
	look_paragraph(out, S("Measures: the published rules for client level data, release 2. Faults: the published guidance, and where a "
		"title says so, our reading of it. Comparisons: Adult Social Care Outcomes Framework and Office for Local Government, Crown "
		"copyright, Open Government Licence v3.0. Populations are those of the same publication, of the year that stands beside them."));
	html_close(out, "div");
}
