#include "engine/returns/cld_waiting.h"

#include <stdlib.h>

enum {
	REQUESTS_FROM = 19448, /* 1 April 2023 */
	YOUNGEST = 25, OLD = 65, LONG_TERM_MONTHS = 12, SHORT_TERM_MONTHS = 3, QUARTERS = 4,
};

/* ---- Which events take part. ---- */

static int age_on(Date birth, Date on)
{
	int64_t days = (int64_t)on - birth;
	return birth == DATE_NONE || days < 0 ? -1 : (int)(days * 4 / 1461);
}

static bool is_service(const CldEventRow *row)
{
	return row->event == CLD_EVENT_SERVICE && row->service <= CLD_SERVICE_OTHER_SHORT;
}

static bool is_known_client(const CldPerson *person, Date asked)
{
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		const CldEventRow *row = event->row;
		if (!is_service(row) || row->service == CLD_SERVICE_LOW_LEVEL || row->start >= asked)
			continue;
		if (event->end >= date_add_months(asked, row->service <= CLD_SERVICE_PRISON ? -LONG_TERM_MONTHS : -SHORT_TERM_MONTHS))
			return true;
	}
	return false;
}

/* A request without an outcome is not taken: the published code compares the blank, as in 2B. */
static bool goes_on(const CldEventRow *row)
{
	return row->outcome != CLD_CODE_BLANK && (row->outcome < CLD_OUTCOME_HOSPITAL || row->outcome >= CLD_OUTCOME_COUNT);
}

static bool takes_part(const CldPerson *person, const CldEventRow *row)
{
	if (age_on(row->birth, row->start) < YOUNGEST)
		return false;
	if (row->event == CLD_EVENT_REQUEST)
		return row->client == CLD_CLIENT_USER && row->start >= REQUESTS_FROM && goes_on(row) && !is_known_client(person, row->start);
	if (row->event == CLD_EVENT_ASSESSMENT)
		return row->kind == CLD_ASSESSMENT_SHORT || row->kind == CLD_ASSESSMENT_LONG;
	return is_service(row);
}

static int by_course(const void *left, const void *right)
{
	const CldEventRow *one = (*(const CldKept *const *)left)->row;
	const CldEventRow *two = (*(const CldKept *const *)right)->row;
	if (one->start != two->start)
		return one->start < two->start ? -1 : 1;
	if (one->event != two->event)
		return one->event < two->event ? -1 : 1; /* request, assessment, service */
	return (one->sequence < two->sequence) - (one->sequence > two->sequence);
}

/* ---- What a request led to. ---- */

typedef struct Course {
	const CldKept **events;
	size_t count;
} Course;

#define NOWHERE SIZE_MAX

static size_t find_next(const Course *course, size_t after, CldEvent event)
{
	for (size_t i = after + 1; i < course->count; i++)
		if (course->events[i]->row->event == event)
			return i;
	return NOWHERE;
}

/* True when one of the assessments that follow one another from there on leads to a service. */
static bool leads_to_service(const Course *course, size_t from)
{
	for (size_t i = from; i < course->count && course->events[i]->row->event == CLD_EVENT_ASSESSMENT; i++) {
		uint8_t outcome = course->events[i]->row->outcome;
		if (outcome == CLD_OUTCOME_REABLEMENT || outcome == CLD_OUTCOME_SUPPORT_PLANNING || outcome == CLD_OUTCOME_CONTINUATION)
			return true;
	}
	return false;
}

typedef struct Answer {
	size_t response;
	size_t service;
} Answer;

static Answer find_answer(const Course *course, size_t request)
{
	size_t assessment = find_next(course, request, CLD_EVENT_ASSESSMENT);
	size_t service = find_next(course, request, CLD_EVENT_SERVICE);
	bool assessed = assessment < service;
	return (Answer){.response = assessed ? assessment : service,
		.service = assessed && !leads_to_service(course, assessment) ? NOWHERE : service};
}

static size_t later_of(size_t one, size_t two)
{
	return one == NOWHERE ? two : two == NOWHERE || one > two ? one : two;
}

/* A place that is one after it, so that 0 stands for none. */
static size_t reach_of(size_t place)
{
	return place == NOWHERE ? 0 : place + 1;
}

/* ---- Counting. ---- */

typedef struct Waiting {
	const CldMeasureSettings *settings;
	const CldPerson *person;
	CldCount *count;
	void *context;
} Waiting;

static void count_wait(const Waiting *waiting, CldMeasure measure, Date asked, const CldKept *answer, Str why)
{
	const CldMeasureSettings *settings = waiting->settings;
	Date start = answer->row->start;
	if (start < settings->from || start > settings->to)
		return;
	Date on = answer->end == CLD_OPEN_END ? waiting->person->periods[answer->reference].last : answer->end;
	size_t group = age_on(answer->row->birth, on) >= OLD ? CLD_WAIT_65 : CLD_WAIT_25_TO_64;
	size_t quarter = 0;
	while (quarter + 1 < QUARTERS && start >= date_add_months(settings->from, (int)(quarter + 1) * 3))
		quarter++;
	size_t first = cld_measure_first_cell(measure) + group * CLD_WAIT_PARTS;
	uint64_t days = (uint64_t)(start - asked);
	waiting->count(waiting->context, first + quarter, days, true, answer->row, why);
	waiting->count(waiting->context, first + CLD_WAIT_YEAR, days, true, answer->row, why);
}

static void count_course(const Waiting *waiting, const Course *course)
{
	size_t before = 0;          /* how far the answer to the request before reaches */
	size_t responses_reach = 0; /* and those to all before */
	size_t services_reach = 0;
	for (size_t i = 0; i < course->count; i++) {
		Date asked = course->events[i]->row->start;
		if (course->events[i]->row->event != CLD_EVENT_REQUEST)
			continue;
		Answer answer = find_answer(course, i);
		size_t response = reach_of(answer.response);
		size_t service = reach_of(answer.service);
		bool within_another = before > i + 1 || (response > 0 && response <= responses_reach)
			|| (service > 0 && service <= services_reach);
		before = reach_of(later_of(answer.response, answer.service));
		responses_reach = response > responses_reach ? response : responses_reach;
		services_reach = service > services_reach ? service : services_reach;
		if (!within_another && response > 0)
			count_wait(waiting, CLD_MEASURE_WAIT_RESPONSE, asked, course->events[answer.response], S("first response"));
		if (!within_another && service > 0)
			count_wait(waiting, CLD_MEASURE_WAIT_SERVICE, asked, course->events[answer.service], S("first service"));
	}
}

void cld_measure_waiting(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context)
{
	Waiting waiting = {.settings = settings, .person = person, .count = count, .context = context};
	Course course = {.events = person->ordered};
	bool asked = false;
	for (size_t i = 0; i < person->count; i++) {
		if (person->events[i].row->event == CLD_EVENT_REVIEW || !takes_part(person, person->events[i].row))
			continue;
		course.events[course.count++] = &person->events[i];
		asked = asked || person->events[i].row->event == CLD_EVENT_REQUEST;
	}
	if (!asked)
		return;
	qsort(course.events, course.count, sizeof *course.events, by_course);
	count_course(&waiting, &course);
}
