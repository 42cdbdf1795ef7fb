#include "engine/returns/cld_reablement.h"

enum {
	GAP_DAYS = 7,        /* within it lines of reablement are one episode */
	SEQUEL_DAYS = 7,     /* what starts later did not follow from it */
	NESTED_DAYS = 14,    /* an assessment that ended so shortly before the end tells of it */
	ADULT = 18,
	OLD = 65,
	NOT_USABLE = 10000,  /* added to the rank of outcomes that tell nothing of what followed */
	SHORT_HOME = CLD_SEQUEL_SERVICES - 1,
	NO_SEQUEL = -1,
};

typedef struct Episode {
	Date start;
	Date end;
	const CldEventRow *last; /* the row whose outcome is that of the episode */
	Date last_end;
} Episode;

typedef struct Sequels {
	const CldMeasureSettings *settings;
	const CldPerson *person;
	CldCount *count;
	void *context;
} Sequels;

static bool is_usable(uint8_t outcome)
{
	return outcome >= CLD_OUTCOME_HOSPITAL && outcome < CLD_OUTCOME_COUNT;
}

/* By usable outcome, then by the list. */
static int sequel_rank(uint8_t outcome)
{
	return cld_outcome_rank(outcome) + (is_usable(outcome) ? 0 : NOT_USABLE);
}

static bool counts(const CldKept *event)
{
	return event->row->client == CLD_CLIENT_USER && event->end >= event->row->start;
}

static bool is_reablement(const CldKept *event)
{
	return counts(event) && event->row->event == CLD_EVENT_SERVICE && event->row->service == CLD_SERVICE_ST_MAX;
}

/* The rows of the episode itself: those that start within it. */
static bool is_of_episode(const CldKept *event, const Episode *episode)
{
	return is_reablement(event) && event->row->start >= episode->start && event->row->start <= episode->end;
}

static size_t outcome_sequel(uint8_t outcome)
{
	return CLD_SEQUEL_SERVICES + (outcome < CLD_OUTCOME_COUNT ? (size_t)outcome : (size_t)CLD_OUTCOME_COUNT);
}

/* ---- Episodes. ---- */

static void add_row(Episode *episode, const CldKept *event)
{
	bool later = event->end > episode->last_end;
	if (event->end == episode->last_end) {
		int order = sequel_rank(event->row->outcome) - sequel_rank(episode->last->outcome);
		later = order < 0 || (order == 0 && event->row->sequence > episode->last->sequence);
	}
	if (later) {
		episode->last = event->row;
		episode->last_end = event->end;
	}
	episode->end = event->end > episode->end ? event->end : episode->end;
}

/* The reablement row that starts first on or after day, of equals any: those that start together are one episode. */
static const CldKept *find_next(const CldPerson *person, Date day)
{
	const CldKept *next = NULL;
	for (size_t i = 0; i < person->count; i++) {
		const CldKept *event = &person->events[i];
		if (is_reablement(event) && event->row->start >= day && (next == NULL || event->row->start < next->row->start))
			next = event;
	}
	return next;
}

static void grow_episode(const CldPerson *person, Episode *episode)
{
	Date known_end;
	do {
		known_end = episode->end;
		for (size_t i = 0; i < person->count; i++) {
			const CldKept *event = &person->events[i];
			Date start = event->row->start;
			if (is_reablement(event) && start >= episode->start && (int64_t)start - episode->end <= GAP_DAYS)
				add_row(episode, event);
		}
	} while (episode->end > known_end);
}

/* ---- What followed. ---- */

static bool is_new_client(const Sequels *sequels, const Episode *episode)
{
	for (size_t i = 0; i < sequels->person->count; i++) {
		const CldKept *event = &sequels->person->events[i];
		if (counts(event) && event->row->event == CLD_EVENT_SERVICE && event->row->service <= CLD_SERVICE_PRISON
		    && event->row->start < episode->start && (event->end == CLD_OPEN_END
		    || (int64_t)episode->start - event->end < sequels->settings->new_within_days))
			return false;
	}
	return true;
}

static bool follows(const CldKept *event, const Episode *episode)
{
	return counts(event) && !is_of_episode(event, episode) && event->row->start >= episode->start
		&& event->row->start - episode->end <= SEQUEL_DAYS && event->end > episode->end;
}

static bool is_nested(const CldKept *event, const Episode *episode)
{
	return counts(event) && !is_of_episode(event, episode) && event->row->start >= episode->start
		&& event->end > episode->start && event->end <= episode->end;
}

static bool is_short_home(const CldEventRow *row)
{
	return row->component == CLD_COMPONENT_SHORT_RESIDENTIAL || row->component == CLD_COMPONENT_SHORT_NURSING;
}

static int find_service(const Sequels *sequels, const Episode *episode)
{
	int best = NO_SEQUEL;
	bool home = false;
	for (size_t i = 0; i < sequels->person->count; i++) {
		const CldKept *event = &sequels->person->events[i];
		const CldEventRow *row = event->row;
		if (row->event != CLD_EVENT_SERVICE || row->service > CLD_SERVICE_OTHER_SHORT || !follows(event, episode))
			continue;
		if (best == NO_SEQUEL || row->service < best) {
			best = row->service;
			home = is_short_home(row);
		} else if (row->service == best) {
			home = home || is_short_home(row);
		}
	}
	return best == CLD_SERVICE_OTHER_SHORT && home ? SHORT_HOME : best;
}

typedef struct BestOutcome {
	bool any;
	uint8_t outcome;
} BestOutcome;

static void offer(BestOutcome *best, uint8_t outcome)
{
	if (!best->any || sequel_rank(outcome) < sequel_rank(best->outcome))
		*best = (BestOutcome){.any = true, .outcome = outcome};
}

static void offer_following(const Sequels *sequels, const Episode *episode, BestOutcome *best)
{
	bool any_follows = false;
	for (size_t i = 0; i < sequels->person->count; i++) {
		const CldKept *event = &sequels->person->events[i];
		uint8_t outcome = event->row->outcome;
		if (!follows(event, episode))
			continue;
		any_follows = true;
		if (event->row->event == CLD_EVENT_SERVICE || outcome == CLD_OUTCOME_ENDED_AS_PLANNED
		    || (!is_usable(outcome) && !is_usable(episode->last->outcome)))
			continue;
		offer(best, episode->last->outcome);
		if (is_usable(outcome))
			offer(best, outcome);
	}
	if (!any_follows && is_usable(episode->last->outcome))
		offer(best, episode->last->outcome);
}

static void offer_nested(const Sequels *sequels, const Episode *episode, BestOutcome *best)
{
	const CldKept *latest = NULL;
	for (size_t i = 0; i < sequels->person->count; i++) {
		const CldKept *event = &sequels->person->events[i];
		const CldEventRow *row = event->row;
		bool meeting = row->event == CLD_EVENT_ASSESSMENT || row->event == CLD_EVENT_REVIEW;
		if (!meeting || !is_usable(row->outcome) || !is_nested(event, episode) || episode->end - event->end >= NESTED_DAYS)
			continue;
		if (latest == NULL || event->end > latest->end
		    || (event->end == latest->end && sequel_rank(row->outcome) < sequel_rank(latest->row->outcome)))
			latest = event;
	}
	if (latest != NULL)
		offer(best, latest->row->outcome);
}

static bool had_equipment(const Sequels *sequels, const Episode *episode)
{
	for (size_t i = 0; i < sequels->person->count; i++) {
		const CldKept *event = &sequels->person->events[i];
		if (event->row->event == CLD_EVENT_SERVICE && event->row->component == CLD_COMPONENT_EQUIPMENT
		    && is_nested(event, episode))
			return true;
	}
	return false;
}

/* Place among the groups of ST-MAX; step says which rule found it. */
static size_t find_sequel(const Sequels *sequels, const Episode *episode, Str *step)
{
	BestOutcome best = {0};
	Date death = sequels->person->death;
	*step = S("1: died");
	if (death != DATE_NONE && death - episode->end <= SEQUEL_DAYS)
		return outcome_sequel(CLD_OUTCOME_DECEASED);
	*step = S("2: admitted to hospital");
	if (episode->last->outcome == CLD_OUTCOME_HOSPITAL)
		return outcome_sequel(CLD_OUTCOME_HOSPITAL);
	*step = S("3: a service followed");
	int service = find_service(sequels, episode);
	if (service != NO_SEQUEL)
		return (size_t)service;
	*step = S("4: an outcome");
	offer_following(sequels, episode, &best);
	offer_nested(sequels, episode, &best);
	if (best.any)
		return outcome_sequel(best.outcome);
	*step = S("5: equipment");
	if (had_equipment(sequels, episode))
		return CLD_SERVICE_LOW_LEVEL;
	*step = S("6: nothing tells");
	return outcome_sequel(episode->last->outcome);
}

/* ---- Counting. ---- */

static bool is_in_numerator(size_t sequel)
{
	static const CldOutcome OUTCOMES[] = {CLD_OUTCOME_ADVICE, CLD_OUTCOME_ENDED_AS_PLANNED, CLD_OUTCOME_MOVED,
		CLD_OUTCOME_OTHER, CLD_OUTCOME_NO_SERVICES, CLD_OUTCOME_ENDED_OTHER, CLD_OUTCOME_OTHER_COUNCIL_SERVICE};
	for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES; i++)
		if (sequel == outcome_sequel((uint8_t)OUTCOMES[i]))
			return true;
	return sequel == CLD_SERVICE_LOW_LEVEL || sequel == CLD_SERVICE_OTHER_SHORT;
}

static void count_episode(const Sequels *sequels, const Episode *episode)
{
	const CldPerson *person = sequels->person;
	Date death = person->death;
	int64_t days = person->birth == DATE_NONE ? 0 : (int64_t)episode->end - person->birth;
	int age = days < 0 ? -1 : (int)(days * 4 / 1461);
	if (episode->end < sequels->settings->from || episode->end > sequels->settings->to
	    || (person->birth != DATE_NONE && age < ADULT) || (death != DATE_NONE && death < episode->start))
		return;
	Str step = {0};
	size_t sequel = find_sequel(sequels, episode, &step);
	if (!is_new_client(sequels, episode)) {
		sequels->count(sequels->context, cld_measure_first_cell(CLD_MEASURE_ST_MAX_KNOWN) + sequel, true, false, episode->last, step);
		return;
	}
	bool numerator = is_in_numerator(sequel);
	bool denominator = numerator || sequel <= CLD_SERVICE_PRISON || sequel == SHORT_HOME;
	size_t cell = cld_measure_first_cell(CLD_MEASURE_2A);
	sequels->count(sequels->context, cld_measure_first_cell(CLD_MEASURE_ST_MAX) + sequel, true, false, episode->last, step);
	if (!denominator)
		return;
	sequels->count(sequels->context, cell + CLD_AGE_TOTAL, numerator, true, episode->last, step);
	if (person->birth != DATE_NONE)
		sequels->count(sequels->context, cell + (age < OLD ? CLD_AGE_18_TO_64 : CLD_AGE_65), numerator, true, episode->last,
			step);
}

void cld_measure_reablement(const CldMeasureSettings *settings, const CldPerson *person, CldCount *count, void *context)
{
	Sequels sequels = {.settings = settings, .person = person, .count = count, .context = context};
	const CldKept *first = find_next(person, DATE_NONE + 1);
	while (first != NULL) {
		Episode episode = {.start = first->row->start, .end = first->end, .last = first->row, .last_end = first->end};
		grow_episode(person, &episode);
		count_episode(&sequels, &episode);
		if (episode.end == CLD_OPEN_END)
			return;
		first = find_next(person, episode.end + 1);
	}
}
