#include "engine/returns/cld_measures.h"

#include <assert.h>

#include "engine/returns/cld_costs.h"
#include "engine/returns/cld_reablement.h"
#include "engine/returns/cld_waiting.h"

const CldMeasureInfo CLD_MEASURES[CLD_MEASURE_COUNT] = {
	[CLD_MEASURE_2A] = {S_INIT("2A"), S_INIT("Reablement of new clients followed by no support or less"), CLD_AGE_GROUPS, 1, true,
		true, 100, false},
	[CLD_MEASURE_2B] = {S_INIT("2B"), S_INIT("Admissions to residential and nursing care, 18 to 64, per 100,000"), 1, 1, true,
		true, 100000, false},
	[CLD_MEASURE_2C] = {S_INIT("2C"), S_INIT("Admissions to residential and nursing care, 65 and above, per 100,000"), 1, 1, true,
		true, 100000, false},
	[CLD_MEASURE_2E] = {S_INIT("2E"), S_INIT("People with long term support who live at home or with family"), CLD_AGE_GROUPS, 1,
		true, true, 100, false},
	[CLD_MEASURE_2E_LD] = {S_INIT("2E-LD"), S_INIT("People with a learning disability who live at home or with family, 18 to 64"),
		1, 1, true, true, 100, false},
	[CLD_MEASURE_3D_1A] = {S_INIT("3D-1a"), S_INIT("People with self-directed support"), CLD_AGE_GROUPS, 1, true, true, 100, false},
	[CLD_MEASURE_3D_2A] = {S_INIT("3D-2a"), S_INIT("People with a direct payment"), CLD_AGE_GROUPS, 1, true, true, 100, false},
	[CLD_MEASURE_3D_1B] = {S_INIT("3D-1b"), S_INIT("Carers with self-directed support"), CLD_AGE_GROUPS, 1, true, true, 100, false},
	[CLD_MEASURE_3D_2B] = {S_INIT("3D-2b"), S_INIT("Carers with a direct payment"), CLD_AGE_GROUPS, 1, true, true, 100, false},
	[CLD_MEASURE_REQUESTS] = {S_INIT("REQUESTS"), S_INIT("Requests by route and outcome"), CLD_ROUTE_CELLS, CLD_OUTCOME_CELLS,
		false, false, 0, false},
	[CLD_MEASURE_LTS] = {S_INIT("LTS"), S_INIT("People with long term support by setting and support reason"), CLD_SETTING_COUNT,
		CLD_REASON_COUNT, false, false, 0, false},
	[CLD_MEASURE_REVIEWS] = {S_INIT("REVIEWS"), S_INIT("Reviews by kind and outcome"), CLD_REVIEW_COUNT, CLD_OUTCOME_CELLS, false,
		false, 0, false},
	[CLD_MEASURE_REVIEWED] = {S_INIT("REVIEWED-12M"), S_INIT("People supported over the year who were reviewed in it"), 1, 1, true,
		true, 100, false},
	[CLD_MEASURE_ST_MAX] = {S_INIT("ST-MAX"), S_INIT("Reablement of new clients by what followed"),
		CLD_SEQUEL_SERVICES + CLD_OUTCOME_CELLS, 1, false, false, 0, false},
	[CLD_MEASURE_ST_MAX_KNOWN] = {S_INIT("ST-MAX-EXISTING"), S_INIT("Reablement of people with long term support by what followed"),
		CLD_SEQUEL_SERVICES + CLD_OUTCOME_CELLS, 1, false, false, 0, false},
	[CLD_MEASURE_LTS_LAST_DAY] = {S_INIT("LTS-LAST-DAY"),
		S_INIT("People with long term support on the last day by setting and support reason"), CLD_SETTING_COUNT, CLD_REASON_COUNT,
		false, false, 0, false},
	[CLD_MEASURE_LTS_HOME] = {S_INIT("LTS004-HOME"),
		S_INIT("People with long term support for a learning disability, 18 to 64, by accommodation"), CLD_HOME_COUNT, 1, false,
		false, 0, false},
	[CLD_MEASURE_LTS_WORK] = {S_INIT("LTS004-WORK"),
		S_INIT("People with long term support for a learning disability, 18 to 64, by employment"), CLD_WORK_COUNT, 1, false, false,
		0, false},
	[CLD_MEASURE_CARERS] = {S_INIT("CARERS"), S_INIT("Carers with support of their own by age and kind of support"),
		CLD_AGE_GROUPS, CLD_CARER_SUPPORTS, false, false, 0, false},
	[CLD_MEASURE_SERVICES_REVIEWED] = {S_INIT("SERVICES-REVIEWED"),
		S_INIT("Long term services that ran all year of people who were reviewed in it"), CLD_LONG_TERM_COUNT, 1, true, true, 100, false},
	[CLD_MEASURE_NHS_NUMBER] = {S_INIT("NHS-NUMBER"), S_INIT("People with an NHS number"), 1, 1, true, true, 100, false},
	[CLD_MEASURE_COSTS] = {S_INIT("COSTS"), S_INIT("Pence for services in the last quarter, and services with a cost"),
		CLD_COST_CELLS, 1, true, false, 0, false},
	[CLD_MEASURE_WAIT_RESPONSE] = {S_INIT("WAIT-RESPONSE"),
		S_INIT("Days from the request of a new client to the first response, the middle one"), CLD_WAIT_AGES, CLD_WAIT_PARTS, true,
		false, 0, true},
	[CLD_MEASURE_WAIT_SERVICE] = {S_INIT("WAIT-SERVICE"),
		S_INIT("Days from the request of a new client to the first service, the middle one"), CLD_WAIT_AGES, CLD_WAIT_PARTS, true,
		false, 0, true},
};

static const Str SETTINGS[CLD_SETTING_COUNT] = {S_INIT("Nursing"), S_INIT("Residential"), S_INIT("Community: Direct payment"),
	S_INIT("Community: CASSR managed personal budget"), S_INIT("Community: CASSR commissioned support"), S_INIT("Community"),
	S_INIT("Prison")};
enum { SETTING_DIRECT_PAYMENT = 2, SETTING_MANAGED, SETTING_COMMISSIONED, SETTING_COMMUNITY, SETTING_PRISON };

CldMeasure cld_measure_find(Str code)
{
	size_t i = 0;
	while (i < CLD_MEASURE_COUNT && !str_equal_ignoring_case(CLD_MEASURES[i].code, code))
		i++;
	return (CldMeasure)i;
}

size_t cld_measure_first_cell(CldMeasure measure)
{
	size_t first = 0;
	for (size_t i = 0; i < (size_t)measure; i++)
		first += CLD_MEASURES[i].groups * CLD_MEASURES[i].parts;
	return first;
}

size_t cld_cell_count(void)
{
	return cld_measure_first_cell(CLD_MEASURE_COUNT);
}

static Str outcome_name(size_t place)
{
	return place < CLD_OUTCOME_COUNT ? CLD_OUTCOMES[place] : S("Unknown");
}

Str cld_group_name(CldMeasure measure, size_t group)
{
	static const Str AGES[CLD_AGE_GROUPS] = {S_INIT("Total"), S_INIT("18 to 64"), S_INIT("65 and above")};
	static const Str REVIEWS[CLD_REVIEW_COUNT] = {S_INIT("Planned"), S_INIT("Unplanned"), S_INIT("Short term"), S_INIT("Unknown")};
	assert(group < CLD_MEASURES[measure].groups);
	if (measure == CLD_MEASURE_REQUESTS)
		return group < CLD_ROUTE_COUNT ? CLD_ROUTES[group] : S("Unknown");
	if (measure == CLD_MEASURE_LTS || measure == CLD_MEASURE_LTS_LAST_DAY)
		return SETTINGS[group];
	if (measure == CLD_MEASURE_LTS_HOME || measure == CLD_MEASURE_LTS_WORK)
		return measure == CLD_MEASURE_LTS_HOME ? CLD_HOMES[group] : CLD_WORKS[group];
	if (measure == CLD_MEASURE_SERVICES_REVIEWED || measure == CLD_MEASURE_COSTS)
		return group < CLD_SERVICE_COUNT ? CLD_SERVICE_TYPES[group] : S("Unknown");
	if (measure == CLD_MEASURE_REVIEWS)
		return REVIEWS[group];
	if (measure == CLD_MEASURE_ST_MAX || measure == CLD_MEASURE_ST_MAX_KNOWN)
		return group >= CLD_SEQUEL_SERVICES ? outcome_name(group - CLD_SEQUEL_SERVICES) : group == CLD_SEQUEL_SERVICES - 1
			? S("Short term support: Residential or nursing care") : CLD_SERVICE_TYPES[group];
	if (measure == CLD_MEASURE_WAIT_RESPONSE || measure == CLD_MEASURE_WAIT_SERVICE)
		return group == CLD_WAIT_65 ? AGES[CLD_AGE_65] : S("25 to 64");
	if (measure == CLD_MEASURE_2B || measure == CLD_MEASURE_2E_LD)
		return AGES[CLD_AGE_18_TO_64];
	return measure == CLD_MEASURE_2C ? AGES[CLD_AGE_65] : AGES[group];
}

Str cld_part_name(CldMeasure measure, size_t part)
{
	if (measure == CLD_MEASURE_REQUESTS || measure == CLD_MEASURE_REVIEWS)
		return outcome_name(part);
	static const Str QUARTERS[CLD_WAIT_PARTS] = {S_INIT("April to June"), S_INIT("July to September"), S_INIT("October to December"),
		S_INIT("January to March"), S_INIT("Year")};
	if (measure == CLD_MEASURE_WAIT_RESPONSE || measure == CLD_MEASURE_WAIT_SERVICE)
		return QUARTERS[part];
	if (measure == CLD_MEASURE_CARERS)
		return part < CLD_MECHANISM_COUNT ? CLD_MECHANISMS[part] : S("Other support");
	return measure == CLD_MEASURE_LTS || measure == CLD_MEASURE_LTS_LAST_DAY ? CLD_REASONS[part] : S("");
}

int64_t cld_value_tenths(uint64_t numerator, uint64_t denominator, int64_t scale)
{
	assert(denominator > 0);
	return divide_half_up((int64_t)numerator * scale * 10, (int64_t)denominator);
}

/* ---- Counting. ---- */

typedef struct Measuring {
	const CldMeasureSettings *settings;
	const CldPerson *person;
	CldCount *count;
	void *context;
} Measuring;

static void count_in(const Measuring *measuring, CldMeasure measure, size_t place, uint64_t numerator, bool denominator,
	const CldEventRow *row, Str why)
{
	measuring->count(measuring->context, cld_measure_first_cell(measure) + place, numerator, denominator, row, why);
}

/* Whole years by the published sum: days by 365.25, rounded down; below 0 before birth. */
static int age_on(Date birth, Date on)
{
	int64_t days = (int64_t)on - birth;
	return days < 0 ? -1 : (int)(days * 4 / 1461);
}

enum { ADULT = 18, OLD = 65, AGE_CHILD = -1 };

/* The age group of an adult, CLD_AGE_TOTAL when the age is not known, AGE_CHILD for those who are left out. */
static int age_group(const CldPerson *person, Date on)
{
	if (person->birth == DATE_NONE)
		return CLD_AGE_TOTAL;
	int age = age_on(person->birth, on);
	return age < ADULT ? AGE_CHILD : age < OLD ? CLD_AGE_18_TO_64 : CLD_AGE_65;
}

/* In the total, and in the age group when there is one. */
static void count_by_age(const Measuring *measuring, CldMeasure measure, int group, bool numerator, const CldEventRow *row, Str why)
{
	count_in(measuring, measure, CLD_AGE_TOTAL, numerator, true, row, why);
	if (group != CLD_AGE_TOTAL)
		count_in(measuring, measure, (size_t)group, numerator, true, row, why);
}

static size_t outcome_place(uint8_t outcome)
{
	return outcome < CLD_OUTCOME_COUNT ? outcome : CLD_OUTCOME_COUNT;
}

static bool is_valid(const CldKept *event)
{
	return event->end >= event->row->start;
}

static bool is_long_term(const CldKept *event)
{
	return event->row->event == CLD_EVENT_SERVICE && event->row->service <= CLD_SERVICE_PRISON;
}

static bool is_users(const CldKept *event)
{
	return event->row->client == CLD_CLIENT_USER;
}

static bool alive_on(const CldPerson *person, Date day)
{
	return person->death == DATE_NONE || person->death >= day;
}

/* ---- 2B, 2C. ---- */

static bool is_home_admission(const Measuring *measuring, const CldKept *event)
{
	const CldEventRow *row = event->row;
	bool component = row->component == CLD_COMPONENT_LONG_NURSING || row->component == CLD_COMPONENT_LONG_RESIDENTIAL
		|| (row->component == CLD_CODE_BLANK && measuring->settings->keep_blank_component);
	return row->event == CLD_EVENT_SERVICE && is_users(event) && component
		&& (row->service == CLD_SERVICE_NURSING || row->service == CLD_SERVICE_RESIDENTIAL);
}

static bool was_in_home_before(const Measuring *measuring, Date start)
{
	enum { LOOK_BACK_DAYS = 365 };
	for (size_t i = 0; i < measuring->person->count; i++) {
		const CldKept *other = &measuring->person->events[i];
		if (is_home_admission(measuring, other) && other->row->start < start
		    && (other->end == CLD_OPEN_END || (int64_t)start - other->end < LOOK_BACK_DAYS))
			return true;
	}
	return false;
}

static void measure_admissions(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	const CldKept *admissions[CLD_AGE_GROUPS] = {0};
	if (person->birth == DATE_NONE || !alive_on(person, measuring->settings->from))
		return;
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		Date start = event->row->start;
		int group = age_group(person, start);
		if (!is_home_admission(measuring, event) || start < measuring->settings->from || start > measuring->settings->to
		    || event->row->outcome == CLD_OUTCOME_SELF_FUNDED || group == AGE_CHILD || was_in_home_before(measuring, start))
			continue;
		if (admissions[group] == NULL || event->row->sequence < admissions[group]->row->sequence)
			admissions[group] = event;
	}
	if (admissions[CLD_AGE_18_TO_64] != NULL)
		count_in(measuring, CLD_MEASURE_2B, 0, true, false, admissions[CLD_AGE_18_TO_64]->row, S("new admission"));
	else if (admissions[CLD_AGE_65] != NULL)
		count_in(measuring, CLD_MEASURE_2C, 0, true, false, admissions[CLD_AGE_65]->row, S("new admission"));
}

/* ---- 2E, long term support, reviews of those supported. ---- */

static size_t setting_of(const CldEventRow *row)
{
	if (row->service == CLD_SERVICE_NURSING || row->service == CLD_SERVICE_RESIDENTIAL)
		return row->service;
	if (row->service == CLD_SERVICE_PRISON)
		return SETTING_PRISON;
	if (row->mechanism == CLD_MECHANISM_DIRECT_PAYMENT || row->component == CLD_COMPONENT_DIRECT_PAYMENT)
		return SETTING_DIRECT_PAYMENT;
	return row->mechanism < CLD_MECHANISM_COUNT ? SETTING_DIRECT_PAYMENT + (size_t)row->mechanism : SETTING_COMMUNITY;
}

typedef struct LongTerm {
	const CldEventRow *row; /* of the first setting; NULL: no long term support */
	size_t setting;
	Date last_end;
} LongTerm;

/* The user's long term services that are active on some day from first to last. */
static LongTerm find_long_term(const CldPerson *person, Date first, Date last)
{
	LongTerm found = {.setting = CLD_SETTING_COUNT, .last_end = DATE_NONE};
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		if (!is_long_term(event) || !is_users(event) || !is_valid(event) || event->row->start > last || event->end < first)
			continue;
		size_t setting = setting_of(event->row);
		if (found.row == NULL || setting < found.setting
		    || (setting == found.setting && event->row->sequence < found.row->sequence)) {
			found.setting = setting;
			found.row = event->row;
		}
		if (event->end > found.last_end)
			found.last_end = event->end;
	}
	return found;
}

static void count_learning_disability(const Measuring *measuring, const CldEventRow *row, Str why)
{
	const CldPerson *person = measuring->person;
	count_in(measuring, CLD_MEASURE_2E_LD, 0, person->settled, true, row, why);
	count_in(measuring, CLD_MEASURE_LTS_HOME, person->home, true, false, row, CLD_HOMES[person->home]);
	count_in(measuring, CLD_MEASURE_LTS_WORK, person->work, true, false, row, CLD_WORKS[person->work]);
}

static void measure_homes(const Measuring *measuring, const LongTerm *in_year)
{
	const CldPerson *person = measuring->person;
	Date on = in_year->last_end < measuring->settings->to ? in_year->last_end : measuring->settings->to;
	int group = age_group(person, on);
	Str why = person->settled ? S("settled") : S("not settled");
	if (group == AGE_CHILD)
		return;
	count_by_age(measuring, CLD_MEASURE_2E, group, person->settled, in_year->row, why);
	if (person->reason == CLD_REASON_LEARNING_DISABILITY && group == CLD_AGE_18_TO_64)
		count_learning_disability(measuring, in_year->row, why);
}

static bool was_reviewed(const Measuring *measuring)
{
	for (size_t i = 0; i < measuring->person->count; i++) {
		const CldKept *event = &measuring->person->events[i];
		if (event->row->event == CLD_EVENT_REVIEW && is_users(event) && event->end >= measuring->settings->from
		    && event->end <= measuring->settings->to)
			return true;
	}
	return false;
}

static void measure_long_term(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	Date from = measuring->settings->from;
	Date to = measuring->settings->to;
	LongTerm in_year = find_long_term(person, from, to);
	if (in_year.row == NULL || !alive_on(person, from))
		return;
	measure_homes(measuring, &in_year);
	if (age_group(person, to) == AGE_CHILD)
		return;
	count_in(measuring, CLD_MEASURE_LTS, in_year.setting * CLD_REASON_COUNT + person->reason, true, false, in_year.row,
		SETTINGS[in_year.setting]);
	LongTerm at_end = find_long_term(person, to, to);
	if (at_end.row != NULL && alive_on(person, to))
		count_in(measuring, CLD_MEASURE_LTS_LAST_DAY, at_end.setting * CLD_REASON_COUNT + person->reason, true, false, at_end.row,
			SETTINGS[at_end.setting]);
	if (at_end.row == NULL || find_long_term(person, from, from).row == NULL)
		return;
	bool reviewed = was_reviewed(measuring);
	count_in(measuring, CLD_MEASURE_REVIEWED, 0, reviewed, true, at_end.row, reviewed ? S("reviewed") : S("no review"));
}

/* The long term services that run from the year's first day to its last. */
static void measure_services_reviewed(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	const CldMeasureSettings *settings = measuring->settings;
	bool reviewed = was_reviewed(measuring);
	if (!alive_on(person, settings->to) || age_group(person, settings->to) == AGE_CHILD)
		return;
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		if (is_long_term(event) && is_users(event) && is_valid(event) && event->row->start <= settings->from
		    && event->end >= settings->to)
			count_in(measuring, CLD_MEASURE_SERVICES_REVIEWED, event->row->service, reviewed, true, event->row,
				reviewed ? S("reviewed") : S("no review"));
	}
}

/* ---- 3D. ---- */

static void measure_users_payments(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	Date to = measuring->settings->to;
	LongTerm at_end = find_long_term(person, to, to);
	int group = age_group(person, to);
	if (at_end.row == NULL || !alive_on(person, to) || group == AGE_CHILD
	    || at_end.setting < SETTING_DIRECT_PAYMENT || at_end.setting == SETTING_PRISON)
		return;
	bool payment = at_end.setting == SETTING_DIRECT_PAYMENT;
	count_by_age(measuring, CLD_MEASURE_3D_1A, group, payment || at_end.setting == SETTING_MANAGED, at_end.row,
		SETTINGS[at_end.setting]);
	count_by_age(measuring, CLD_MEASURE_3D_2A, group, payment, at_end.row, SETTINGS[at_end.setting]);
}

/* CLD_MECHANISM_COUNT when it is none of the three. */
static uint8_t carers_mechanism(const Measuring *measuring, const CldEventRow *row)
{
	if (row->mechanism == CLD_MECHANISM_DIRECT_PAYMENT || row->component == CLD_COMPONENT_DIRECT_PAYMENT)
		return CLD_MECHANISM_DIRECT_PAYMENT;
	bool lost = row->component == CLD_CODE_BLANK && !measuring->settings->keep_blank_component;
	return row->mechanism < CLD_MECHANISM_COUNT && !lost ? row->mechanism : CLD_MECHANISM_COUNT;
}

/* LTS003: what support of their own a carer had, the first of direct payment, managed budget, commissioned, other. */
static void count_carer(const Measuring *measuring, int group, const CldEventRow *row, uint8_t support)
{
	Str why = cld_part_name(CLD_MEASURE_CARERS, support);
	count_in(measuring, CLD_MEASURE_CARERS, support, true, false, row, why);
	if (group != CLD_AGE_TOTAL)
		count_in(measuring, CLD_MEASURE_CARERS, (size_t)group * CLD_CARER_SUPPORTS + support, true, false, row, why);
}

static bool is_carers_support(const Measuring *measuring, const CldKept *event)
{
	const CldEventRow *row = event->row;
	return (row->client == CLD_CLIENT_CARER || row->client == CLD_CLIENT_CARER_BY_ASSOCIATION) && row->event == CLD_EVENT_SERVICE
		&& row->service == CLD_SERVICE_TO_CARER && is_valid(event) && row->start <= measuring->settings->to
		&& event->end >= measuring->settings->from;
}

static void measure_carers_support(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	const CldEventRow *best = NULL;
	uint8_t first = CLD_MECHANISM_COUNT;
	int group = age_group(person, measuring->settings->to);
	for (size_t i = 0; i < person->count; i++) {
		const CldEventRow *row = person->events[i].row;
		if (!is_carers_support(measuring, &person->events[i]))
			continue;
		uint8_t support = row->component == CLD_COMPONENT_DIRECT_PAYMENT ? CLD_MECHANISM_DIRECT_PAYMENT
			: row->mechanism < CLD_MECHANISM_COUNT ? row->mechanism : CLD_MECHANISM_COUNT;
		if (best == NULL || support < first || (support == first && row->sequence < best->sequence)) {
			first = support;
			best = row;
		}
	}
	if (best != NULL && group != AGE_CHILD && alive_on(person, measuring->settings->from))
		count_carer(measuring, group, best, first);
}

static void measure_carers_payments(const Measuring *measuring)
{
	const CldPerson *person = measuring->person;
	const CldMeasureSettings *settings = measuring->settings;
	const CldEventRow *best = NULL;
	uint8_t first = CLD_MECHANISM_COUNT;
	int group = age_group(person, settings->to);
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		const CldEventRow *row = event->row;
		if (!is_carers_support(measuring, event))
			continue;
		uint8_t mechanism = carers_mechanism(measuring, row);
		if (mechanism < first || (best != NULL && mechanism == first && row->sequence < best->sequence)) {
			first = mechanism;
			best = row;
		}
	}
	if (best == NULL || group == AGE_CHILD || !alive_on(person, settings->from))
		return;
	count_by_age(measuring, CLD_MEASURE_3D_1B, group, first <= CLD_MECHANISM_MANAGED_BUDGET, best, CLD_MECHANISMS[first]);
	count_by_age(measuring, CLD_MEASURE_3D_2B, group, first == CLD_MECHANISM_DIRECT_PAYMENT, best, CLD_MECHANISMS[first]);
}

/* ---- Requests and reviews. ---- */

static void measure_events(const Measuring *measuring)
{
	const CldMeasureSettings *settings = measuring->settings;
	for (size_t i = 0; i < measuring->person->count; i++) {
		const CldKept *event = &measuring->person->events[i];
		const CldEventRow *row = event->row;
		size_t outcome = outcome_place(row->outcome);
		if (!is_users(event) || event->end < settings->from || event->end > settings->to)
			continue;
		size_t route = row->kind < CLD_ROUTE_COUNT ? row->kind : CLD_ROUTE_COUNT;
		if (row->event == CLD_EVENT_REQUEST)
			count_in(measuring, CLD_MEASURE_REQUESTS, route * CLD_OUTCOME_CELLS + outcome, true, false, row, S(""));
		else if (row->event == CLD_EVENT_REVIEW)
			count_in(measuring, CLD_MEASURE_REVIEWS, row->kind * (size_t)CLD_OUTCOME_CELLS + outcome, true, false, row, S(""));
	}
}

/* ---- Costs, and whether the person is known by an NHS number. ---- */

enum { COSTS_MONTHS = 3 };

static void measure_costs(const Measuring *measuring)
{
	Date to = measuring->settings->to;
	Date from = date_add_months(to + 1, -COSTS_MONTHS);
	for (size_t i = 0; i < measuring->person->count; i++) {
		const CldKept *event = &measuring->person->events[i];
		const CldEventRow *row = event->row;
		Pence cost = 0;
		if (row->event == CLD_EVENT_SERVICE && is_valid(event) && cld_cost_between(row, event->end, from, to, &cost))
			count_in(measuring, CLD_MEASURE_COSTS, row->service < CLD_SERVICE_COUNT ? row->service : CLD_SERVICE_COUNT,
				(uint64_t)cost, true, row, S("costed"));
	}
}

static void measure_nhs_number(const Measuring *measuring)
{
	const CldEventRow *first = NULL;
	for (size_t i = 0; i < measuring->person->count; i++)
		if (first == NULL || measuring->person->events[i].row->sequence < first->sequence)
			first = measuring->person->events[i].row;
	if (first != NULL)
		count_in(measuring, CLD_MEASURE_NHS_NUMBER, 0, cld_event_is_traced(first), true, first,
			cld_event_is_traced(first) ? S("NHS number") : S("the council's own number alone"));
}

void cld_measure_person(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context)
{
	Measuring measuring = {.settings = settings, .person = person, .count = count, .context = context};
	cld_measure_reablement(settings, person, count, context);
	measure_admissions(&measuring);
	measure_long_term(&measuring);
	measure_users_payments(&measuring);
	measure_services_reviewed(&measuring);
	measure_carers_payments(&measuring);
	measure_carers_support(&measuring);
	measure_events(&measuring);
	measure_costs(&measuring);
	measure_nhs_number(&measuring);
	cld_measure_waiting(settings, person, count, context);
}
