/* Counts of months, from the record as it is now. */
#include "care/insight/insight.h"

#include <assert.h>
#include <string.h>

#include "care/insight/insight.sql.h"

static const struct { Str code; Str words; bool flow; const char *event; } KINDS[FIGURE_KINDS] = {
	[FIGURE_REQUESTS] = {S_INIT("requests"), S_INIT("Requests finished"), true, "Request"},
	[FIGURE_ASSESSMENTS] = {S_INIT("assessments"), S_INIT("Assessments finished"), true, "Assessment"},
	[FIGURE_REVIEWS] = {S_INIT("reviews"), S_INIT("Reviews done"), true, "Review"},
	[FIGURE_REVIEWS_OVERDUE] = {S_INIT("reviews-overdue"), S_INIT("Reviews overdue on the last day"), false, "Review"},
	[FIGURE_SUPPORTED] = {S_INIT("supported"), S_INIT("People with services on the last day"), false, ""},
};

Str figure_code(FigureKind kind)
{
	return KINDS[kind].code;
}

Str figure_words(FigureKind kind)
{
	return KINDS[kind].words;
}

bool figure_is_flow(FigureKind kind)
{
	return KINDS[kind].flow;
}

typedef struct PathwayIds {
	Str ids[STORE_LIST_LENGTH];
	size_t count;
} PathwayIds;

/* The pathways that count as an event: at most sixteen of a kind, which the practice is far from. */
static PathwayIds pathways_of(const Care *care, FigureKind kind)
{
	PathwayIds out = {0};
	size_t count = 0;
	const Pathway *const *pathways = practice_pathways(care->practice, &count);
	for (size_t i = 0; i < count && out.count < STORE_LIST_LENGTH; i++)
		if (str_equal(pathways[i]->event_type, str_from_c(KINDS[kind].event)))
			out.ids[out.count++] = pathways[i]->id;
	return out;
}

static Date month_start(Date day)
{
	int year = 0;
	int month = 0;
	int ignored = 0;
	date_split(day, &year, &month, &ignored);
	return day - ignored + 1;
}

static FigureMonth month_of(const Care *care, Date first)
{
	FigureMonth out = {.first = first, .last = date_add_months(first, 1) - 1};
	if (out.last > care_today(care))
		out.last = care_today(care);
	return out;
}

static void add_finished(const Care *care, FigureMonth *months, const FiguresFinishedRow *row)
{
	const Pathway *pathway = practice_pathway(care->practice, row->pathway);
	for (size_t m = 0; pathway != NULL && m < FIGURES_MONTHS; m++) {
		Str month = str_slice(date_format(care->arena, months[m].first), 0, 7);
		if (!str_equal(month, row->month))
			continue;
		for (int kind = 0; kind < FIGURE_KINDS; kind++)
			if (KINDS[kind].flow && str_equal(pathway->event_type, str_from_c(KINDS[kind].event)))
				months[m].counts[kind] += row->count;
	}
}

/* What a walk over a period counts on the last day of each month. */
typedef struct LastDays {
	FigureMonth *months;
	Str days[FIGURES_MONTHS]; /* their last days as the record writes them: as texts they stand in the order of days */
	char person[ID_LENGTH];   /* of the rows before this one */
	bool counted[FIGURES_MONTHS]; /* whether that person is */
} LastDays;

static Status add_overdue(const FiguresOverdueRow *row, void *context)
{
	const LastDays *last = context;
	for (size_t m = 0; m < FIGURES_MONTHS; m++)
		if (str_compare(row->opened_on, last->days[m]) <= 0 && str_compare(row->due_on, last->days[m]) < 0
			&& (str_is_empty(row->finished_on) || str_compare(row->finished_on, last->days[m]) > 0))
			last->months[m].counts[FIGURE_REVIEWS_OVERDUE] += row->count;
	return STATUS_OK;
}

static Status add_supported(const FiguresSupportedRow *row, void *context)
{
	LastDays *last = context;
	assert(row->person.length == ID_LENGTH);
	if (memcmp(last->person, row->person.data, ID_LENGTH) != 0) {
		memcpy(last->person, row->person.data, ID_LENGTH);
		memset(last->counted, 0, sizeof last->counted);
	}
	for (size_t m = 0; m < FIGURES_MONTHS; m++) {
		if (last->counted[m] || str_compare(row->starts_on, last->days[m]) > 0
			|| (!str_is_empty(row->ends_on) && str_compare(row->ends_on, last->days[m]) < 0))
			continue;
		last->counted[m] = true;
		last->months[m].counts[FIGURE_SUPPORTED]++;
	}
	return STATUS_OK;
}

static Status add_last_days(Care *care, FigureMonth months[FIGURES_MONTHS])
{
	LastDays last = {.months = months};
	PathwayIds reviews = pathways_of(care, FIGURE_REVIEWS);
	for (size_t m = 0; m < FIGURES_MONTHS; m++)
		last.days[m] = date_format(care->arena, months[m].last);
	Str from_on = last.days[0];
	Str to_on = last.days[FIGURES_MONTHS - 1];
	Status status = sql_figures_overdue_each(care->reader, &(FiguresOverdueArguments){.actor = care->actor,
		.pathways = reviews.ids, .pathways_count = reviews.count, .from_on = from_on, .to_on = to_on}, add_overdue, &last);
	if (status != STATUS_OK)
		return status;
	return sql_figures_supported_each(care->reader, &(FiguresSupportedArguments){.actor = care->actor,
		.from_on = from_on, .to_on = to_on}, add_supported, &last);
}

Status insight_figures(Care *care, FigureMonth out[FIGURES_MONTHS])
{
	FiguresFinishedRow *rows = NULL;
	size_t count = 0;
	Date this_month = month_start(care_today(care));
	for (int i = 0; i < FIGURES_MONTHS; i++)
		out[i] = month_of(care, date_add_months(this_month, i + 1 - FIGURES_MONTHS));
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = sql_figures_finished_list(care->reader, care->arena, &(FiguresFinishedArguments){.actor = care->actor,
			.from_on = date_format(care->arena, out[0].first),
			.to_on = date_format(care->arena, out[FIGURES_MONTHS - 1].last)}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		add_finished(care, out, &rows[i]);
	return status == STATUS_OK ? add_last_days(care, out) : status;
}

static Status list_finished(Care *care, FigureKind kind, FigureMonth month, FigureLine **out, size_t *count)
{
	FiguresFinishedListRow *rows = NULL;
	PathwayIds pathways = pathways_of(care, kind);
	Status status = sql_figures_finished_list_list(care->reader, care->arena, &(FiguresFinishedListArguments){
		.actor = care->actor, .pathways = pathways.ids, .pathways_count = pathways.count,
		.from_on = date_format(care->arena, month.first), .to_on = date_format(care->arena, month.last),
		.most = FIGURES_LIST_MAX}, &rows, count);
	*out = ARENA_ARRAY(care->arena, FigureLine, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (FigureLine){.work = rows[i].id, .reference = rows[i].reference, .title = rows[i].title,
			.day = rows[i].finished_on, .person = rows[i].person, .name = rows[i].name};
	return status;
}

static Status list_overdue(Care *care, FigureMonth month, FigureLine **out, size_t *count)
{
	FiguresOverdueListRow *rows = NULL;
	PathwayIds pathways = pathways_of(care, FIGURE_REVIEWS_OVERDUE);
	Status status = sql_figures_overdue_list_list(care->reader, care->arena, &(FiguresOverdueListArguments){
		.actor = care->actor, .pathways = pathways.ids, .pathways_count = pathways.count,
		.day = date_format(care->arena, month.last), .most = FIGURES_LIST_MAX}, &rows, count);
	*out = ARENA_ARRAY(care->arena, FigureLine, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (FigureLine){.work = rows[i].id, .reference = rows[i].reference, .title = rows[i].title,
			.day = rows[i].due_on, .person = rows[i].person, .name = rows[i].name};
	return status;
}

static Status list_supported(Care *care, FigureMonth month, FigureLine **out, size_t *count)
{
	FiguresSupportedListRow *rows = NULL;
	Status status = sql_figures_supported_list_list(care->reader, care->arena, &(FiguresSupportedListArguments){
		.actor = care->actor, .day = date_format(care->arena, month.last), .most = FIGURES_LIST_MAX}, &rows, count);
	*out = ARENA_ARRAY(care->arena, FigureLine, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (FigureLine){.reference = rows[i].reference, .person = rows[i].person, .name = rows[i].name};
	return status;
}

static Status note_people(Care *care, FigureKind kind, const FigureLine *lines, size_t count)
{
	Str *people = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		people[i] = lines[i].person;
	return care_audit_read(care, str_concat(care->arena, S("figure: "), KINDS[kind].code), people, count);
}

Status insight_figure_list(Care *care, FigureKind kind, Date month, FigureLine **out, size_t *count)
{
	FigureMonth asked = month_of(care, month_start(month));
	*out = NULL;
	*count = 0;
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = care_require(care, S("person-read"));
	if (status != STATUS_OK)
		return status;
	if (kind == FIGURE_SUPPORTED)
		status = list_supported(care, asked, out, count);
	else
		status = kind == FIGURE_REVIEWS_OVERDUE ? list_overdue(care, asked, out, count)
			: list_finished(care, kind, asked, out, count);
	return status == STATUS_OK ? note_people(care, kind, *out, *count) : status;
}
