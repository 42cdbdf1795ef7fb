/* The lives behind an invented return: who asks, what follows, and what of it shows in the period. */
#include "engine/returns/cld_generate.h"

#include "base/random.h"
#include "engine/returns/cld_faults.h"
#include "engine/returns/cld_words.h"

enum {
	WORLD_DAYS = 7 * 365,       /* from WORLD_START: nothing begins outside */
	EVENTS_MAX = 96,            /* of one person */
	ARENA_BYTES_MAX = 8 << 20,  /* of one person */
	THOUSAND = 1000,
};
#define WORLD_START ((Date)18718) /* 1 April 2021 */

typedef struct Event {
	CldRow row;
	Date start;
	Date end;
} Event;

typedef struct Life {
	const CldGeneration *world;
	Arena *arena;
	RandomStream stream;
	CldRow person; /* what all rows of the person have */
	Str id;
	bool carer;
	bool old;
	Date died;
	CldReason reason;
	Event events[EVENTS_MAX];
	uint32_t count;
} Life;

static uint32_t draw(Life *life, uint32_t bound)
{
	return random_below(&life->stream, bound);
}

static bool chance(Life *life, uint32_t in_a_thousand)
{
	return random_below(&life->stream, THOUSAND) < in_a_thousand;
}

/* One of the places whose weights sum to total. */
static size_t pick(Life *life, const uint32_t *weights, size_t count, uint32_t total)
{
	uint32_t at = draw(life, total);
	size_t i = 0;
	while (i + 1 < count && at >= weights[i])
		at -= weights[i++];
	return i;
}

static Str pick_listed(Life *life, CldField field)
{
	const CldCodes *codes = life->world->codes;
	Str list = cld_field_rule(field)->list;
	uint32_t count = 0;
	for (size_t i = 0; i < codes->count; i++)
		count += str_equal(codes->items[i].list, list) && str_contains(codes->items[i].release, S("R2"));
	uint32_t at = count == 0 ? 0 : draw(life, count);
	for (size_t i = 0; i < codes->count; i++)
		if (str_equal(codes->items[i].list, list) && str_contains(codes->items[i].release, S("R2")) && at-- == 0)
			return codes->items[i].value;
	return (Str){0};
}

/* Numbers that begin with 999 are never given to anybody; ten digits with the check digit of modulus 11. */
static Str make_nhs_number(Life *life)
{
	for (;;) {
		uint32_t middle = draw(life, 1000000);
		uint32_t sum = 9 * 10 + 9 * 9 + 9 * 8;
		uint32_t rest = middle;
		for (uint32_t weight = 2; weight <= 7; weight++, rest /= 10)
			sum += rest % 10 * weight;
		uint32_t check = 11 - sum % 11;
		if (check != 10)
			return str_format(life->arena, "999%06u%u", middle, check == 11 ? 0 : check);
	}
}

static void put_identity(Life *life, uint32_t council, uint32_t number)
{
	/* Codes of councils run from 102 to 936: these are nobody's. */
	Str *values = life->person.values;
	uint32_t code = council < 100 ? council : 900 + council - 60;
	life->id = str_format(life->arena, "P%03u%06u", code, number);
	values[CLD_LA_CODE] = str_format(life->arena, "%03u", code);
	values[CLD_LA_PERSON_UNIQUE_IDENTIFIER] = life->id;
	values[CLD_NHS_NUMBER] = make_nhs_number(life);
	values[CLD_FIRST_NAME] = str_format(life->arena, "Invented%u", draw(life, THOUSAND));
	values[CLD_LAST_NAME] = str_format(life->arena, "Person%u", number);
	values[CLD_GP_PRACTICE_NAME] = S("Invented Surgery");
	values[CLD_GP_PRACTICE_CODE] = str_format(life->arena, "Z%05u", draw(life, 400));
	values[CLD_POSTCODE] = str_format(life->arena, "ZZ%u %uZZ", 1 + draw(life, 60), draw(life, 10));
	cld_set_date(&life->person, life->arena, CLD_REPORTING_PERIOD_START_DATE, life->world->from);
	cld_set_date(&life->person, life->arena, CLD_REPORTING_PERIOD_END_DATE, life->world->to);
}

static void put_person(Life *life)
{
	static const uint32_t REASONS[CLD_REASON_COUNT] = {90, 430, 15, 10, 5, 90, 150, 120, 10, 2, 40, 0, 38};
	static const uint32_t OLD_REASONS[CLD_REASON_COUNT] = {130, 590, 15, 15, 10, 150, 15, 40, 2, 0, 13, 0, 20};
	Str *values = life->person.values;
	life->carer = chance(life, 120);
	life->old = chance(life, 640);
	life->reason = life->carer ? CLD_REASON_CARER
		: (CldReason)pick(life, life->old ? OLD_REASONS : REASONS, CLD_REASON_COUNT, THOUSAND);
	Date birth = WORLD_START - (life->old ? 65 * 365 + (int32_t)draw(life, 33 * 365) : 17 * 365 + (int32_t)draw(life, 48 * 365));
	life->died = chance(life, life->old ? 220 : 25) ? WORLD_START + (int32_t)draw(life, WORLD_DAYS) : DATE_NONE;
	cld_set_date(&life->person, life->arena, CLD_DATE_OF_BIRTH, birth);
	if (life->died != DATE_NONE && life->died <= life->world->to)
		cld_set_date(&life->person, life->arena, CLD_DATE_OF_DEATH, life->died);
	values[CLD_GENDER] = chance(life, 580) ? S("Female") : chance(life, 975) ? S("Male") : S("Unknown");
	values[CLD_ETHNICITY] = chance(life, 700) ? S("White: English, Welsh, Scottish, Northern Irish or British")
		: pick_listed(life, CLD_ETHNICITY);
	values[CLD_CLIENT_TYPE] = CLD_CLIENTS[life->carer ? CLD_CLIENT_CARER : CLD_CLIENT_USER];
	values[CLD_PRIMARY_SUPPORT_REASON] = CLD_REASONS[life->reason];
	values[CLD_ACCOMMODATION_STATUS] = chance(life, 880) ? CLD_HOMES[draw(life, CLD_HOME_WITH_FAMILY + 1)]
		: pick_listed(life, CLD_ACCOMMODATION_STATUS);
	values[CLD_EMPLOYMENT_STATUS] = life->old ? S("Not in paid employment: Not actively seeking work or retired")
		: pick_listed(life, CLD_EMPLOYMENT_STATUS);
	values[CLD_HAS_UNPAID_CARER] = S("Unknown");
	values[CLD_AUTISM_SPECTRUM_DISORDER] = S("Unknown");
	values[CLD_VISUAL_IMPAIRMENT] = chance(life, 850) ? S("No visual impairment") : pick_listed(life, CLD_VISUAL_IMPAIRMENT);
	values[CLD_HEARING_IMPAIRMENT] = chance(life, 850) ? S("No hearing impairment")
		: pick_listed(life, CLD_HEARING_IMPAIRMENT);
	values[CLD_DEMENTIA] = S("Unknown");
	values[CLD_CLIENT_FUNDING_STATUS] = pick_listed(life, CLD_CLIENT_FUNDING_STATUS);
}

/* A new event with the person's columns; NULL when they are dead by then or have no room. */
static Event *add_event(Life *life, const char *type, Date start, Date end)
{
	if (life->count == EVENTS_MAX || (life->died != DATE_NONE && start > life->died))
		return NULL;
	Event *event = &life->events[life->count++];
	*event = (Event){.row = life->person, .start = start, .end = end};
	event->row.values[CLD_EVENT_TYPE] = str_from_c(type);
	event->row.values[CLD_EVENT_REFERENCE] = str_format(life->arena, "%.*s-%u", STR_ARG(life->id), life->count);
	return event;
}

static void set_outcome(Event *event, CldOutcome outcome)
{
	if (event != NULL)
		event->row.values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[outcome];
}

static Date later(Life *life, Date date, uint32_t least, uint32_t most)
{
	return date + (int32_t)(least + draw(life, most - least + 1));
}

static void set_cost(Life *life, Event *event, CldFrequency frequency, uint32_t least_pence, uint32_t most_pence)
{
	bool counted = frequency == CLD_FREQUENCY_HOUR || frequency == CLD_FREQUENCY_DAY || frequency == CLD_FREQUENCY_SESSION;
	cld_set_hundredths(&event->row, life->arena, CLD_UNIT_COST, least_pence + draw(life, most_pence - least_pence + 1));
	event->row.values[CLD_COST_FREQUENCY] = CLD_FREQUENCIES[frequency];
	if (counted)
		cld_set_hundredths(&event->row, life->arena, CLD_PLANNED_UNITS_PER_WEEK, 100 * (1 + draw(life, 20)));
}

static Event *add_service(Life *life, CldServiceType type, CldComponent component, Date start, Date end)
{
	Event *event = add_event(life, "Service", start, end);
	if (event == NULL)
		return NULL;
	event->row.values[CLD_SERVICE_TYPE] = CLD_SERVICE_TYPES[type];
	event->row.values[CLD_SERVICE_COMPONENT] = CLD_COMPONENTS[component];
	event->row.values[CLD_PROVIDER_CQC_LOCATION_NAME] = str_format(life->arena, "Invented Provider %u", draw(life, 60));
	event->row.values[CLD_PROVIDER_CQC_LOCATION_ID] = str_format(life->arena, "1-9%08u", draw(life, 60));
	set_outcome(event, chance(life, 700) ? CLD_OUTCOME_ENDED_AS_PLANNED : CLD_OUTCOME_ENDED_OTHER);
	return event;
}

static void add_reviews(Life *life, Date from, Date to)
{
	static const uint32_t OUTCOMES[CLD_OUTCOME_COUNT] = {5, 40, 90, 720, 30, 10, 20, 10, 5, 5, 5, 10, 40, 5, 0, 5};
	static const char *const ACHIEVED[] = {"Fully Met", "Partially Met", "Not Met"};
	static const char *const METHODS[] = {"Service user only", "Service user and carer", "Carer only"};
	for (Date at = later(life, from, 30, 400); at < to; at = later(life, at, 200, 560)) {
		bool planned = chance(life, 650);
		Event *review = add_event(life, "Review", at, later(life, at, 0, 20));
		if (review == NULL)
			return;
		review->row.values[CLD_REVIEW_REASON] = planned ? S("Planned")
			: chance(life, 400) ? S("Unplanned - Hospital (Planned and unplanned episodes)") : S("Unplanned - Other Reason");
		review->row.values[CLD_REVIEW_OUTCOMES_ACHIEVED] = planned ? str_from_c(ACHIEVED[draw(life, 3)]) : (Str){0};
		review->row.values[CLD_METHOD_OF_REVIEW] = str_from_c(METHODS[draw(life, 3)]);
		set_outcome(review, (CldOutcome)pick(life, OUTCOMES, CLD_OUTCOME_COUNT, THOUSAND));
	}
}

static Event *add_care_home(Life *life, Date start, Date end)
{
	bool nursing = chance(life, 300);
	Event *event = add_service(life, nursing ? CLD_SERVICE_NURSING : CLD_SERVICE_RESIDENTIAL,
		nursing ? CLD_COMPONENT_LONG_NURSING : CLD_COMPONENT_LONG_RESIDENTIAL, start, end);
	if (event == NULL)
		return NULL;
	event->row.values[CLD_ACCOMMODATION_STATUS] = CLD_HOMES[nursing ? CLD_HOME_NURSING_HOME : CLD_HOME_CARE_HOME];
	set_outcome(event, chance(life, 80) ? CLD_OUTCOME_SELF_FUNDED : CLD_OUTCOME_ENDED_OTHER);
	set_cost(life, event, CLD_FREQUENCY_WEEK, 62000, 165000);
	return event;
}

static Event *add_home_care(Life *life, Date start, Date end)
{
	static const struct { CldComponent component; CldFrequency frequency; uint32_t least; uint32_t most; } KINDS[] = {
		{CLD_COMPONENT_HOME_SUPPORT, CLD_FREQUENCY_HOUR, 1900, 2900},
		{CLD_COMPONENT_DIRECT_PAYMENT, CLD_FREQUENCY_FOUR_WEEKS, 20000, 160000},
		{CLD_COMPONENT_SUPPORTED_LIVING, CLD_FREQUENCY_WEEK, 30000, 190000},
		{CLD_COMPONENT_EXTRA_CARE, CLD_FREQUENCY_WEEK, 15000, 45000},
		{CLD_COMPONENT_DAY, CLD_FREQUENCY_SESSION, 3500, 9500},
		{CLD_COMPONENT_SHARED_LIVES, CLD_FREQUENCY_WEEK, 40000, 70000},
	};
	static const uint32_t WEIGHTS[] = {560, 190, 100, 60, 60, 30};
	size_t kind = pick(life, WEIGHTS, sizeof WEIGHTS / sizeof *WEIGHTS, THOUSAND);
	Event *event = add_service(life, CLD_SERVICE_COMMUNITY, KINDS[kind].component, start, end);
	if (event == NULL)
		return NULL;
	bool direct = KINDS[kind].component == CLD_COMPONENT_DIRECT_PAYMENT;
	event->row.values[CLD_DELIVERY_MECHANISM] = CLD_MECHANISMS[direct ? CLD_MECHANISM_DIRECT_PAYMENT
		: chance(life, 620) ? CLD_MECHANISM_MANAGED_BUDGET : CLD_MECHANISM_COMMISSIONED];
	set_cost(life, event, KINDS[kind].frequency, KINDS[kind].least, KINDS[kind].most);
	return event;
}

/* Long term support for years, sometimes with a change on the way, and its reviews. */
static void add_long_term(Life *life, Date start)
{
	Date end = chance(life, 550) ? DATE_NONE : later(life, start, 60, 1400);
	Date last = end == DATE_NONE ? WORLD_START + WORLD_DAYS : end;
	Date change = chance(life, 330) ? later(life, start, 40, 700) : last;
	bool home = chance(life, life->old ? 260 : 110);
	if (change >= last)
		change = end;
	Event *first = home ? add_care_home(life, start, change) : add_home_care(life, start, change);
	if (change != end && change != DATE_NONE) {
		set_outcome(first, CLD_OUTCOME_CONTINUATION);
		(void)(home || chance(life, 350) ? add_care_home(life, change + 1, end) : add_home_care(life, change + 1, end));
	}
	add_reviews(life, start, last);
}

static void add_equipment(Life *life, Date on)
{
	Event *event = add_service(life, CLD_SERVICE_LOW_LEVEL, CLD_COMPONENT_EQUIPMENT, on, on);
	if (event != NULL)
		set_cost(life, event, CLD_FREQUENCY_ONCE, 1200, 42000);
}

static Date add_assessment(Life *life, Date start, const char *type, CldOutcome outcome)
{
	static const char *const METHODS[] = {"Service user only", "Service user and carer", "Carer only"};
	Date end = later(life, start, 1, 35);
	Event *event = add_event(life, "Assessment", start, end);
	if (event == NULL)
		return end;
	event->row.values[CLD_ASSESSMENT_TYPE] = str_from_c(type);
	event->row.values[CLD_ELIGIBLE_NEEDS_IDENTIFIED] = S("Unknown");
	event->row.values[CLD_METHOD_OF_ASSESSMENT] = str_from_c(METHODS[draw(life, 3)]);
	set_outcome(event, outcome);
	return end;
}

/* Reablement in one or two lines, and one of the many ways in which it ends. */
static void add_reablement(Life *life, Date start)
{
	static const CldOutcome ENDS[] = {CLD_OUTCOME_ENDED_AS_PLANNED, CLD_OUTCOME_SUPPORT_PLANNING, CLD_OUTCOME_ASSESSMENT,
		CLD_OUTCOME_HOSPITAL, CLD_OUTCOME_ADVICE, CLD_OUTCOME_SELF_FUNDED, CLD_OUTCOME_ENDED_OTHER, CLD_OUTCOME_DECLINED,
		CLD_OUTCOME_CONTINUATION};
	static const uint32_t WEIGHTS[] = {400, 140, 120, 80, 60, 60, 60, 40, 40};
	Date end = later(life, start, 7, 49);
	Event *event = add_service(life, CLD_SERVICE_ST_MAX, CLD_COMPONENT_REABLEMENT, start, end);
	if (event != NULL && chance(life, 150)) {
		set_outcome(event, CLD_OUTCOME_CONTINUATION);
		Date again = later(life, end, 0, 10);
		end = later(life, again, 5, 30);
		event = add_service(life, CLD_SERVICE_ST_MAX, CLD_COMPONENT_REABLEMENT, again, end);
	}
	CldOutcome outcome = ENDS[pick(life, WEIGHTS, sizeof WEIGHTS / sizeof *WEIGHTS, THOUSAND)];
	set_outcome(event, outcome);
	if (chance(life, 250))
		(void)add_assessment(life, end - (int32_t)draw(life, 20), "Short term assessment",
			chance(life, 500) ? CLD_OUTCOME_ADVICE : CLD_OUTCOME_SUPPORT_PLANNING);
	if (chance(life, 120))
		add_equipment(life, later(life, start, 1, 20));
	if (chance(life, 280))
		add_long_term(life, later(life, end, 0, 12));
	else if (chance(life, 60))
		(void)add_service(life, CLD_SERVICE_OTHER_SHORT, chance(life, 500) ? CLD_COMPONENT_SHORT_RESIDENTIAL
			: CLD_COMPONENT_OTHER_SHORT, later(life, end, 0, 9), later(life, end, 10, 40));
}

static void add_carer_support(Life *life, Date start)
{
	bool direct = chance(life, 700);
	Event *event = add_service(life, direct ? CLD_SERVICE_TO_CARER : CLD_SERVICE_INVOLVING_CARED_FOR,
		chance(life, 400) ? CLD_COMPONENT_DIRECT_PAYMENT : CLD_COMPONENT_CARER_OTHER, start,
		chance(life, 400) ? DATE_NONE : later(life, start, 0, 365));
	if (event == NULL || !direct)
		return;
	bool payment = str_equal(event->row.values[CLD_SERVICE_COMPONENT], CLD_COMPONENTS[CLD_COMPONENT_DIRECT_PAYMENT]);
	event->row.values[CLD_DELIVERY_MECHANISM] = CLD_MECHANISMS[payment ? CLD_MECHANISM_DIRECT_PAYMENT
		: chance(life, 500) ? CLD_MECHANISM_MANAGED_BUDGET : CLD_MECHANISM_COMMISSIONED];
	set_cost(life, event, payment ? CLD_FREQUENCY_ONCE : CLD_FREQUENCY_MONTH, 5000, 60000);
}

/* One time that the person asks for help, and what follows. */
static void add_episode(Life *life, Date asked)
{
	static const CldOutcome OUTCOMES[] = {CLD_OUTCOME_ADVICE, CLD_OUTCOME_ASSESSMENT, CLD_OUTCOME_REABLEMENT,
		CLD_OUTCOME_DECLINED, CLD_OUTCOME_OTHER_COUNCIL_SERVICE, CLD_OUTCOME_NO_SERVICES, CLD_OUTCOME_SELF_FUNDED,
		CLD_OUTCOME_NHS, CLD_OUTCOME_OTHER};
	static const uint32_t WEIGHTS[] = {250, 420, 160, 50, 40, 30, 20, 20, 10};
	static const uint32_t ROUTES[CLD_ROUTE_COUNT] = {15, 260, 60, 590, 5, 30, 20, 20};
	Date done = later(life, asked, 0, 12);
	CldOutcome outcome = OUTCOMES[pick(life, WEIGHTS, sizeof WEIGHTS / sizeof *WEIGHTS, THOUSAND)];
	Event *request = add_event(life, "Request", asked, done);
	if (request == NULL)
		return;
	request->row.values[CLD_ROUTE_OF_ACCESS] = CLD_ROUTES[pick(life, ROUTES, CLD_ROUTE_COUNT, THOUSAND)];
	set_outcome(request, outcome);
	if (outcome == CLD_OUTCOME_REABLEMENT && !life->carer) {
		add_reablement(life, later(life, done, 0, 5));
	} else if (outcome == CLD_OUTCOME_ASSESSMENT || outcome == CLD_OUTCOME_REABLEMENT) {
		bool support = chance(life, 640);
		Date from = add_assessment(life, done, "Long term assessment", support ? CLD_OUTCOME_SUPPORT_PLANNING
			: CLD_OUTCOME_ADVICE);
		if (support && life->carer)
			add_carer_support(life, later(life, from, 1, 30));
		else if (support)
			add_long_term(life, later(life, from, 1, 30));
		else if (chance(life, 300))
			add_equipment(life, later(life, from, 1, 20));
	}
}

/* How the period sees an event: not at all, as ended, or as going on. */
static bool show_in_period(const Life *life, const Event *event, CldRow *row)
{
	const CldGeneration *world = life->world;
	bool service = str_equal(event->row.values[CLD_EVENT_TYPE], S("Service"));
	Date end = event->end;
	*row = event->row;
	if (life->died != DATE_NONE && (end == DATE_NONE || end > life->died)) {
		end = life->died;
		if (service)
			row->values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[CLD_OUTCOME_DECEASED];
	}
	bool open = end == DATE_NONE || end > world->to;
	if (event->start > world->to || (!open && end < world->from) || (open && !service))
		return false;
	if (open)
		row->values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[CLD_OUTCOME_CONTINUATION];
	cld_set_date(row, life->arena, CLD_EVENT_START_DATE, event->start);
	cld_set_date(row, life->arena, CLD_EVENT_END_DATE, open ? DATE_NONE : end);
	return true;
}

static void sort_by_start(Life *life)
{
	for (uint32_t i = 1; i < life->count; i++) {
		Event event = life->events[i];
		uint32_t at = i;
		for (; at > 0 && life->events[at - 1].start > event.start; at--)
			life->events[at] = life->events[at - 1];
		life->events[at] = event;
	}
}

static void live(Life *life, uint32_t council, uint32_t number)
{
	Str key = str_format(life->arena, "%u/%u", council, number);
	life->stream = random_stream(life->world->seed, key);
	life->person = (CldRow){0};
	life->count = 0;
	put_identity(life, council, number);
	put_person(life);
	uint32_t episodes = 1 + draw(life, 4);
	for (uint32_t i = 0; i < episodes; i++)
		add_episode(life, WORLD_START + (int32_t)draw(life, WORLD_DAYS));
	sort_by_start(life);
}

static Status show(Life *life, uint32_t council, uint32_t number, CldRowSink *sink, void *context)
{
	CldFaulty faulty = {.generation = life->world, .arena = life->arena, .sink = sink, .context = context,
		.stream = random_stream(life->world->seed, str_format(life->arena, "fault/%u/%u", council, number))};
	Status status = STATUS_OK;
	cld_faulty_begin_person(&faulty);
	for (uint32_t i = 0; i < life->count && status == STATUS_OK; i++) {
		CldRow row;
		if (show_in_period(life, &life->events[i], &row))
			status = cld_faulty_put(&faulty, &row);
	}
	return status;
}

Status cld_generate(const CldGeneration *generation, CldRowSink *sink, void *context)
{
	Arena arena;
	Arena held;
	arena_init(&arena, ARENA_BYTES_MAX);
	arena_init(&held, sizeof(Life) + 64);
	Life *life = ARENA_NEW(&held, Life);
	life->world = generation;
	life->arena = &arena;
	Status status = STATUS_OK;
	for (uint32_t council = 1; council <= generation->councils && status == STATUS_OK; council++)
		for (uint32_t number = 1; number <= generation->people && status == STATUS_OK; number++) {
			live(life, council, number);
			status = show(life, council, number, sink, context);
			arena_reset(&arena);
		}
	arena_clear(&arena);
	arena_clear(&held);
	return status;
}
