#include "engine/returns/cld_period.h"

#include <assert.h>
#include <stdlib.h>

enum { MONTHS_A_YEAR = 12, NO_MONTH = -1 };

const Str CLD_PERIOD_NAMES[CLD_PERIOD_COUNT] = {[CLD_PERIOD_STATED] = S_INIT("stated"), [CLD_PERIOD_RULE] = S_INIT("rule"),
	[CLD_PERIOD_CODE] = S_INIT("code"), [CLD_PERIOD_COVERAGE] = S_INIT("coverage")};

/* Below 0 or CLD_MONTHS and above: outside. */
static int month_of(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return (year - CLD_MONTHS_FROM_YEAR) * MONTHS_A_YEAR + month - 1;
}

static Date month_start(int month)
{
	Date date = DATE_NONE;
	Status status = date_make(CLD_MONTHS_FROM_YEAR + month / MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1, &date);
	assert(status == STATUS_OK);
	(void)status;
	return date;
}

int32_t cld_month_of(Date end)
{
	if (end == DATE_NONE)
		return CLD_MONTH_NONE;
	int month = month_of(end);
	return month >= 0 && month < CLD_MONTHS ? month : CLD_MONTH_OUTSIDE;
}

void cld_months_add(CldMonths *months, CldEvent event, int32_t month)
{
	assert(event >= CLD_EVENT_REQUEST && event <= CLD_EVENT_REVIEW && month < CLD_MONTHS);
	if (month >= 0)
		months->ends[month][event - 1]++;
	else
		months->open_services += month == CLD_MONTH_NONE && event == CLD_EVENT_SERVICE;
}

/* The first month that does not count. */
static int import_month(CldDays stated, Date imported)
{
	if (imported == DATE_NONE && stated.last == DATE_NONE)
		return CLD_MONTHS;
	int month = imported != DATE_NONE ? month_of(imported) : month_of(stated.last) + 1;
	return month < 0 ? 0 : month < CLD_MONTHS ? month : CLD_MONTHS;
}

static CldDays days_of(int first, int last)
{
	if (first == NO_MONTH)
		return (CldDays){.first = DATE_NONE, .last = DATE_NONE};
	return (CldDays){.first = month_start(first), .last = date_add_months(month_start(last), 1) - 1};
}

/* ---- Two per cent. ---- */

static uint64_t ends_in(const CldMonths *months, int month)
{
	uint64_t sum = 0;
	for (size_t kind = 0; kind < CLD_KINDS; kind++)
		sum += months->ends[month][kind];
	return sum;
}

static int kinds_in(const CldMonths *months, int month)
{
	int kinds = 0;
	for (size_t kind = 0; kind < CLD_KINDS; kind++)
		kinds += months->ends[month][kind] > 0;
	return kinds;
}

static CldDays two_per_cent(CldPeriodBy by, const CldMonths *months, CldDays stated, int until)
{
	enum { ENDS_LEAST = 100, PER_CENT_LEAST = 2 };
	uint64_t all = 0;
	int kinds_of_month = 0;
	bool seen[CLD_KINDS] = {false};
	int kinds_of_file = 0;
	int first = NO_MONTH;
	int last = NO_MONTH;
	for (int month = 0; month < until; month++) {
		int kinds = kinds_in(months, month);
		all += ends_in(months, month);
		kinds_of_month = kinds > kinds_of_month ? kinds : kinds_of_month;
		for (size_t kind = 0; kind < CLD_KINDS; kind++)
			seen[kind] = seen[kind] || months->ends[month][kind] > 0;
	}
	for (size_t kind = 0; kind < CLD_KINDS; kind++)
		kinds_of_file += seen[kind];
	if (by == CLD_PERIOD_RULE && all < ENDS_LEAST)
		return stated;
	int kinds_least = (by == CLD_PERIOD_RULE ? kinds_of_file : kinds_of_month) - 1;
	for (int month = 0; month < until; month++) {
		uint64_t ends = ends_in(months, month);
		if (ends == 0 || (all >= ENDS_LEAST && (100 * ends < PER_CENT_LEAST * all || kinds_in(months, month) < kinds_least)))
			continue;
		first = first == NO_MONTH ? month : first;
		last = month;
	}
	return days_of(first, last);
}

/* ---- Coverage. ---- */

enum { COVERED_KINDS = 3, CALENDAR_FROM = (2020 - CLD_MONTHS_FROM_YEAR) * MONTHS_A_YEAR + 3 };
static const CldEvent COVERED[COVERED_KINDS] = {CLD_EVENT_REQUEST, CLD_EVENT_ASSESSMENT, CLD_EVENT_SERVICE};

static int by_size(const void *left, const void *right)
{
	uint64_t one = *(const uint64_t *)left;
	uint64_t two = *(const uint64_t *)right;
	return (one > two) - (one < two);
}

/* Twice the middle of the months that have any; 0 without one. */
static uint64_t twice_usual(const CldMonths *months, size_t kind, int until)
{
	uint64_t ends[CLD_MONTHS];
	size_t count = 0;
	for (int month = CALENDAR_FROM; month < until; month++)
		if (months->ends[month][kind] > 0)
			ends[count++] = months->ends[month][kind];
	if (count == 0)
		return 0;
	qsort(ends, count, sizeof *ends, by_size);
	return ends[(count - 1) / 2] + ends[count / 2];
}

/* Of one kind of event: which months are complete, with single gaps between two such. */
static void mark_covered(const CldMonths *months, size_t kind, bool any_number, int until, bool *covered)
{
	enum { ENDS_LEAST = 10, PER_CENT_OF_USUAL = 20 };
	uint64_t twice = twice_usual(months, kind, until);
	bool complete[CLD_MONTHS + 1] = {false};
	for (int month = CALENDAR_FROM; month < until; month++) {
		uint64_t ends = months->ends[month][kind];
		complete[month] = twice > 0 && (ends >= ENDS_LEAST || any_number) && 200 * ends >= PER_CENT_OF_USUAL * twice;
	}
	for (int month = CALENDAR_FROM; month < until; month++)
		covered[month] = covered[month]
			&& (complete[month] || (month > CALENDAR_FROM && complete[month - 1] && complete[month + 1]));
}

static CldDays coverage(const CldMonths *months, Str council, CldDays stated, int until)
{
	enum { PER_CENT_OF_MIDDLE = 5 };
	bool covered[CLD_MONTHS];
	uint64_t totals[COVERED_KINDS] = {0};
	uint64_t sorted[COVERED_KINDS];
	int last = until - 1;
	if (str_equal(council, S("906"))) /* Isles of Scilly: too few events, as the script says */
		return stated;
	for (size_t i = 0; i < COVERED_KINDS; i++) {
		for (int month = CALENDAR_FROM; month < until; month++)
			totals[i] += months->ends[month][COVERED[i] - 1];
		totals[i] += COVERED[i] == CLD_EVENT_SERVICE ? months->open_services : 0;
		sorted[i] = totals[i];
	}
	qsort(sorted, COVERED_KINDS, sizeof *sorted, by_size);
	for (int month = 0; month < CLD_MONTHS; month++)
		covered[month] = true;
	for (size_t i = 0; i < COVERED_KINDS; i++) {
		if (totals[i] * 100 < sorted[1] * PER_CENT_OF_MIDDLE)
			return days_of(NO_MONTH, NO_MONTH);
		mark_covered(months, COVERED[i] - 1, str_equal(council, S("714")), until, covered); /* City of London: low numbers */
	}
	while (last >= CALENDAR_FROM && !covered[last])
		last--;
	if (last < CALENDAR_FROM)
		return days_of(NO_MONTH, NO_MONTH);
	int first = last;
	while (first > CALENDAR_FROM && covered[first - 1])
		first--;
	return days_of(first, last);
}

CldDays cld_period_derive(CldPeriodBy by, const CldMonths *months, Str council, CldDays stated, Date imported)
{
	static const CldMonths NOTHING = {0};
	int until = import_month(stated, imported);
	if (by == CLD_PERIOD_STATED)
		return stated;
	months = months == NULL ? &NOTHING : months;
	return by == CLD_PERIOD_COVERAGE ? coverage(months, council, stated, until) : two_per_cent(by, months, stated, until);
}
