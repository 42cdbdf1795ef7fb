#include "care/insight/published.h"

#include "care/insight/published.sql.h"

static const Str ENGLAND = S_INIT("England");

/* One area's figures of the record, by measure and year. */
typedef struct AreaFigures {
	PublishedOfAreaRow *rows;
	size_t count;
} AreaFigures;

typedef struct Sources {
	AreaFigures ours;
	AreaFigures england;
	int first_year; /* of all figures, shipped and loaded */
	int last_year;
} Sources;

static void years_find(const Care *care, Sources *sources)
{
	size_t count = 0;
	const ShippedFigure *shipped = practice_shipped_figures(care->practice, &count);
	sources->first_year = PUBLISHED_YEAR_LAST;
	sources->last_year = PUBLISHED_YEAR_FIRST;
	for (size_t i = 0; i < count + sources->ours.count; i++) {
		int year = i < count ? shipped[i].year : (int)sources->ours.rows[i - count].year;
		sources->first_year = year < sources->first_year ? year : sources->first_year;
		sources->last_year = year > sources->last_year ? year : sources->last_year;
	}
}

static Status sources_read(Care *care, Sources *out)
{
	Status status = sql_published_of_area_list(care->reader, care->arena,
		&(PublishedOfAreaArguments){.area = practice_council(care->practice)->place}, &out->ours.rows, &out->ours.count);
	if (status == STATUS_OK)
		status = sql_published_of_area_list(care->reader, care->arena, &(PublishedOfAreaArguments){.area = ENGLAND},
			&out->england.rows, &out->england.count);
	if (status == STATUS_OK)
		years_find(care, out);
	return status;
}

static const PublishedOfAreaRow *row_find(const AreaFigures *figures, const Measure *measure, int year)
{
	for (size_t i = 0; i < figures->count; i++)
		if (figures->rows[i].year == year && str_equal(figures->rows[i].measure, measure->id))
			return &figures->rows[i];
	return NULL;
}

static int64_t count_or_none(int64_t stored)
{
	return stored == STORE_NULL_INTEGER ? -1 : stored;
}

static MeasureYear year_read(const Care *care, const Sources *sources, const Measure *measure, int year)
{
	const PublishedOfAreaRow *ours = row_find(&sources->ours, measure, year);
	const PublishedOfAreaRow *england = row_find(&sources->england, measure, year);
	const ShippedFigure *shipped = practice_shipped_figure(care->practice, measure, year,
		practice_council(care->practice)->place);
	const ShippedFigure *shipped_england = practice_shipped_figure(care->practice, measure, year, ENGLAND);
	const ShippedFigure *spread = practice_shipped_figure(care->practice, measure, year, S(""));
	MeasureYear out = {.year = year, .ours = MEASURE_VALUE_NONE, .england = MEASURE_VALUE_NONE, .numerator = -1,
		.denominator = -1};
	if (shipped != NULL) {
		out.ours = shipped->value;
		out.numerator = shipped->numerator;
		out.denominator = shipped->denominator;
		out.source = shipped->source;
	}
	if (ours != NULL) {
		out.ours = ours->value;
		out.numerator = count_or_none(ours->numerator);
		out.denominator = count_or_none(ours->denominator);
		out.source = ours->source;
	}
	if (england != NULL)
		out.england = england->value;
	else if (shipped_england != NULL)
		out.england = shipped_england->value;
	if (spread != NULL && spread->spread.count >= MEASURE_COUNCILS_WHOLE)
		out.spread = spread->spread;
	return out;
}

/* The years of a measure for which there is a figure of ours, newest first; at most as many as are drawn. */
static size_t years_with_figures(const Care *care, const Sources *sources, const Measure *measure, int *years)
{
	Str place = practice_council(care->practice)->place;
	size_t count = 0;
	int newest = 0;
	for (int year = sources->last_year; year >= sources->first_year && count < MEASURE_YEARS_DRAWN; year--) {
		const ShippedFigure *shipped = practice_shipped_figure(care->practice, measure, year, place);
		const PublishedOfAreaRow *row = row_find(&sources->ours, measure, year);
		if (row == NULL && (shipped == NULL || shipped->value == MEASURE_VALUE_NONE))
			continue;
		if (count == 0)
			newest = year;
		if (newest - year >= MEASURE_STEPS_MAX)
			break;
		years[count++] = year;
	}
	return count;
}

/* A newer comparison with the middle council says more than an old one with England; of the same year England's stands. */
static void against_find(MeasureHistory *history)
{
	const Measure *measure = history->measure;
	const MeasureYear *england = NULL;
	const MeasureYear *middle = NULL;
	for (size_t i = 0; i < history->count; i++) {
		const MeasureYear *year = &history->years[i];
		if (year->ours != MEASURE_VALUE_NONE && year->england != MEASURE_VALUE_NONE)
			england = year;
		if (year->ours != MEASURE_VALUE_NONE && year->spread.count > 0)
			middle = year;
	}
	history->against_england = england != NULL && (middle == NULL || england->year >= middle->year);
	history->against = history->against_england ? england : middle;
	if (history->against != NULL)
		history->standing = measure_standing(history->against->ours, history->against_england ? history->against->england
			: history->against->spread.middle, measure->better, measure->tolerance);
}

static void history_make(const Care *care, const Sources *sources, const Measure *measure, MeasureHistory *out)
{
	int years[MEASURE_YEARS_DRAWN];
	size_t count = years_with_figures(care, sources, measure, years);
	*out = (MeasureHistory){.measure = measure};
	if (count == 0)
		return;
	for (int year = years[count - 1]; year <= years[0]; year++)
		out->years[out->count++] = year_read(care, sources, measure, year);
	for (size_t i = 0; i < out->count; i++) {
		if (out->years[i].ours == MEASURE_VALUE_NONE)
			continue;
		out->before = out->last;
		out->last = &out->years[i];
	}
	if (out->before != NULL)
		out->direction = measure_direction(out->before->ours, out->last->ours);
	against_find(out);
}

Status insight_histories(Care *care, MeasureHistory **out, size_t *count)
{
	Sources sources = {0};
	const Measure *const *measures = practice_measures(care->practice, count);
	Status status = sources_read(care, &sources);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, MeasureHistory, *count + 1);
	for (size_t i = 0; i < *count; i++)
		history_make(care, &sources, measures[i], &(*out)[i]);
	return STATUS_OK;
}

Status insight_history(Care *care, Str measure, const MeasureHistory **out)
{
	MeasureHistory *history = ARENA_NEW(care->arena, MeasureHistory);
	Sources sources = {0};
	const Measure *found = practice_measure(care->practice, measure);
	if (found == NULL)
		return STATUS_NOT_FOUND;
	Status status = sources_read(care, &sources);
	if (status == STATUS_OK)
		history_make(care, &sources, found, history);
	*out = history;
	return status;
}

Status insight_councils(Care *care, Str measure, int year, CouncilFigure **out, size_t *count)
{
	PublishedOfCouncilsRow *rows = NULL;
	Status status = sql_published_of_councils_list(care->reader, care->arena,
		&(PublishedOfCouncilsArguments){.measure = measure, .year = year}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, CouncilFigure, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (CouncilFigure){.area = rows[i].area, .value = rows[i].value};
	return STATUS_OK;
}

typedef struct Loading {
	const PublishedFigures *figures;
	Str source;
	size_t loaded;
} Loading;

static Status load_in(CareWrite *write, void *context)
{
	Loading *loading = context;
	loading->loaded = 0;
	for (size_t i = 0; i < loading->figures->count; i++) {
		const PublishedFigure *figure = &loading->figures->items[i];
		if (!str_equal(figure->breakdown, S("Total")) || figure->value == MEASURE_VALUE_NONE)
			continue;
		Status status = sql_published_put_run(write->connection, &(PublishedPutArguments){
			.measure = figure->measure, .year = figure->year, .area = figure->area, .area_code = figure->area_code,
			.level = area_level_code(figure->level), .value = figure->value,
			.numerator = figure->numerator < 0 ? STORE_NULL_INTEGER : figure->numerator,
			.denominator = figure->denominator < 0 ? STORE_NULL_INTEGER : figure->denominator, .source = loading->source});
		if (status != STATUS_OK)
			return status;
		loading->loaded++;
	}
	return care_audit(write, &(CareAudit){.action = S("published-figures/load"), .subject_kind = S("published_figure"),
		.subject = loading->source});
}

Status insight_load_published(Care *care, const PublishedFigures *figures, Str source, size_t *loaded)
{
	Loading loading = {.figures = figures, .source = source};
	Status status = care_require(care, S("practice-publish"));
	if (status == STATUS_OK)
		status = care_write(care, load_in, &loading);
	*loaded = status == STATUS_OK ? loading.loaded : 0;
	return status;
}
