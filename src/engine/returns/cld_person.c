#include "engine/returns/cld_person.h"

#include <stdlib.h>

#include "engine/returns/cld_words.h"

enum { RANK_STEP = 10, RANK_RELEASE_1 = 15, RANK_NONE = 9990, SERVICE_RANK_OTHER = 99 };

int cld_outcome_rank(uint8_t outcome)
{
	if (outcome < CLD_OUTCOME_COUNT)
		return outcome * RANK_STEP;
	return outcome == CLD_CODE_RELEASE_1_ONLY ? RANK_RELEASE_1 : RANK_NONE;
}

/* ---- Which rows count, and in which period. ---- */

static Date derived_end(const CldEventRow *row)
{
	bool dies_in_it = row->death != DATE_NONE
		&& (row->end == DATE_NONE ? row->death > row->start : row->death >= row->start && row->death <= row->end);
	Date end = dies_in_it ? row->death : row->end;
	return end == DATE_NONE ? CLD_OPEN_END : end;
}

static bool is_in_period(const CldEventRow *row, Date end, const CldReferencePeriod *period)
{
	if (row->start == DATE_NONE || row->start > period->last)
		return false;
	if (row->death != DATE_NONE && (row->death < period->first || row->death < row->start))
		return false;
	return end >= period->first && (row->event == CLD_EVENT_SERVICE || end <= period->last);
}

static size_t find_candidates(CldKept *out, const CldEventRow *const *rows, size_t count, const CldCouncilPeriods *periods)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		Date end = derived_end(rows[i]);
		for (size_t p = 0; p < periods->count; p++)
			if (periods->items[p].file == rows[i]->file && is_in_period(rows[i], end, &periods->items[p]))
				out[found++] = (CldKept){.row = rows[i], .end = end, .reference = (uint16_t)p};
	}
	return found;
}

/* ---- The same event. ---- */

static int compare_codes(unsigned one, unsigned two)
{
	return (one > two) - (one < two);
}

static int compare_dates(Date one, Date two)
{
	return (one > two) - (one < two);
}

static int compare_service(const CldEventRow *one, const CldEventRow *two, bool single)
{
	int order = compare_codes(one->service, two->service);
	order = order != 0 ? order : compare_codes(one->component, two->component);
	if (order != 0 || !single)
		return order;
	order = compare_codes(one->mechanism, two->mechanism);
	order = order != 0 ? order : compare_codes(one->frequency, two->frequency);
	return order != 0 ? order : (one->cost_digest > two->cost_digest) - (one->cost_digest < two->cost_digest);
}

/* 0 when the two are the same event; council and person are equal already. */
static int compare_identity(const CldKept *left, const CldKept *right, bool single)
{
	const CldEventRow *one = left->row;
	const CldEventRow *two = right->row;
	int order = compare_codes(one->event, two->event);
	order = order != 0 ? order : compare_dates(one->start, two->start);
	order = order != 0 ? order : compare_codes(one->client, two->client);
	if (order != 0)
		return order;
	if (one->event == CLD_EVENT_SERVICE)
		return compare_service(one, two, single);
	order = compare_dates(left->end, right->end);
	return order != 0 || one->event == CLD_EVENT_REVIEW ? order : compare_codes(one->kind, two->kind);
}

/* Which of two rows of one event stays: the first by this order. */
static int compare_worth(const CldKept *left, const CldKept *right)
{
	int order = compare_codes(right->reference, left->reference);
	order = order != 0 ? order : compare_dates(right->end, left->end);
	order = order != 0 ? order : cld_outcome_rank(left->row->outcome) - cld_outcome_rank(right->row->outcome);
	return order != 0 ? order : compare_codes(right->row->sequence, left->row->sequence);
}

static int by_identity_of_joined(const void *left, const void *right)
{
	int order = compare_identity(left, right, false);
	return order != 0 ? order : compare_worth(left, right);
}

static int by_identity_of_single(const void *left, const void *right)
{
	int order = compare_identity(left, right, true);
	return order != 0 ? order : compare_worth(left, right);
}

static bool stands_in_next(const CldKept *group, size_t count, const CldKept *event, const CldCouncilPeriods *periods)
{
	size_t next = (size_t)event->reference + 1;
	if (next >= periods->count || periods->items[next].first != periods->items[event->reference].last + 1)
		return false;
	for (size_t i = 0; i < count; i++)
		if (group[i].reference == next)
			return true;
	return false;
}

/* A service that goes on after its reference period and is not in the next one has lost its end. */
static void close_lost(CldKept *group, size_t count, const CldCouncilPeriods *periods)
{
	if (periods->single || group[0].row->event != CLD_EVENT_SERVICE)
		return;
	for (size_t i = 0; i < count; i++) {
		Date last = periods->items[group[i].reference].last;
		if ((size_t)group[i].reference + 1 < periods->count && group[i].end > last
		    && !stands_in_next(group, count, &group[i], periods))
			group[i].end = last;
	}
}

static size_t keep_one_of_each(CldKept *events, size_t count, const CldCouncilPeriods *periods)
{
	size_t kept = 0;
	qsort(events, count, sizeof *events, periods->single ? by_identity_of_single : by_identity_of_joined);
	for (size_t at = 0; at < count;) {
		size_t next = at + 1;
		while (next < count && compare_identity(&events[at], &events[next], periods->single) == 0)
			next++;
		close_lost(&events[at], next - at, periods);
		CldKept best = events[at];
		for (size_t i = at + 1; i < next; i++)
			if (compare_worth(&events[i], &best) < 0)
				best = events[i];
		events[kept++] = best;
		at = next;
	}
	return kept;
}

/* ---- What is known of the person. ---- */

static void find_dates(CldPerson *person)
{
	uint16_t birth_reference = 0;
	uint16_t death_reference = 0;
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		Date birth = event->row->birth;
		Date death = event->row->death;
		if (birth != DATE_NONE && (person->birth == DATE_NONE || event->reference > birth_reference
		    || (event->reference == birth_reference && birth < person->birth))) {
			person->birth = birth;
			birth_reference = event->reference;
		}
		if (death != DATE_NONE && (person->death == DATE_NONE || event->reference > death_reference
		    || (event->reference == death_reference && death > person->death))) {
			person->death = death;
			death_reference = event->reference;
		}
	}
}

/* Later reference period, later end, later start: above 0 when left is. */
static int compare_lateness(const CldKept *left, const CldKept *right)
{
	int order = compare_codes(left->reference, right->reference);
	order = order != 0 ? order : compare_dates(left->end, right->end);
	return order != 0 ? order : compare_dates(left->row->start, right->row->start);
}

typedef uint8_t ReadCode(const CldEventRow *row, bool *known);

static uint8_t read_home(const CldEventRow *row, bool *known)
{
	*known = row->home < CLD_HOME_UNKNOWN;
	return *known ? row->home : CLD_HOME_UNKNOWN;
}

static uint8_t read_reason(const CldEventRow *row, bool *known)
{
	*known = row->reason < CLD_REASON_CARER;
	return row->reason < CLD_REASON_COUNT ? row->reason : CLD_REASON_UNKNOWN;
}

static uint8_t read_work(const CldEventRow *row, bool *known)
{
	*known = row->work < CLD_WORK_UNKNOWN;
	return *known ? row->work : CLD_WORK_UNKNOWN;
}

/* The latest known value; unknown when the rows at that place differ. */
static uint8_t latest(const CldPerson *person, ReadCode *read, uint8_t unknown)
{
	const CldKept *best = NULL;
	bool best_known = false;
	uint8_t value = unknown;
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		bool known = false;
		uint8_t own = read(event->row, &known);
		int order = best == NULL ? 1 : known != best_known ? (known ? 1 : -1) : compare_lateness(event, best);
		if (order > 0) {
			best = event;
			best_known = known;
			value = own;
		} else if (order == 0 && own != value) {
			value = unknown;
		}
	}
	return value;
}

static int service_rank(const CldEventRow *row)
{
	return row->service <= CLD_SERVICE_OTHER_SHORT ? row->service : SERVICE_RANK_OTHER;
}

static bool tells_home(uint8_t component)
{
	return component == CLD_COMPONENT_SHARED_LIVES || component == CLD_COMPONENT_SUPPORTED_LIVING
		|| component == CLD_COMPONENT_EXTRA_CARE || component == CLD_COMPONENT_HOME_SUPPORT;
}

/* Above 0 when left tells more about where the person lives. */
static int compare_telling(const CldKept *left, const CldKept *right)
{
	int order = compare_dates(left->end, right->end);
	order = order != 0 ? order : service_rank(right->row) - service_rank(left->row);
	order = order != 0 ? order : (int)tells_home(left->row->component) - (int)tells_home(right->row->component);
	return order != 0 ? order : compare_dates(left->row->start, right->row->start);
}

typedef struct OneCode {
	bool any;
	bool several;
	uint8_t code;
} OneCode;

static void add_code(OneCode *one, uint8_t code)
{
	one->several = one->several || (one->any && one->code != code);
	one->any = true;
	one->code = code;
}

static bool settled_by_services(const CldPerson *person)
{
	const CldKept *best = NULL;
	OneCode type = {0};
	OneCode component = {0};
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		if (event->row->event == CLD_EVENT_SERVICE && (best == NULL || compare_telling(event, best) > 0))
			best = event;
	}
	for (size_t i = 0; best != NULL && i < person->count; i++) {
		const CldKept *event = &person->events[i];
		if (event->row->event != CLD_EVENT_SERVICE || compare_telling(event, best) != 0)
			continue;
		if (service_rank(event->row) != SERVICE_RANK_OTHER)
			add_code(&type, event->row->service);
		if (tells_home(event->row->component))
			add_code(&component, event->row->component);
	}
	bool one_type = type.any && !type.several;
	if ((one_type && (type.code == CLD_SERVICE_NURSING || type.code == CLD_SERVICE_RESIDENTIAL))
	    || !component.any || component.several)
		return false;
	return component.code != CLD_COMPONENT_HOME_SUPPORT || (one_type && type.code == CLD_SERVICE_COMMUNITY);
}

void cld_person_make(CldPerson *out, Arena *arena, const CldEventRow *const *rows, size_t count,
	const CldCouncilPeriods *periods)
{
	*out = (CldPerson){.events = ARENA_ARRAY(arena, CldKept, count * periods->count + 1), .birth = DATE_NONE,
		.death = DATE_NONE, .periods = periods->items};
	out->count = find_candidates(out->events, rows, count, periods);
	if (out->count == 0)
		return;
	out->count = keep_one_of_each(out->events, out->count, periods);
	out->ordered = ARENA_ARRAY(arena, const CldKept *, out->count);
	find_dates(out);
	out->reason = latest(out, read_reason, CLD_REASON_UNKNOWN);
	out->work = latest(out, read_work, CLD_WORK_UNKNOWN);
	out->home = latest(out, read_home, CLD_HOME_UNKNOWN);
	out->settled = out->home == CLD_HOME_UNKNOWN ? settled_by_services(out) : out->home <= CLD_HOME_MOBILE;
}
