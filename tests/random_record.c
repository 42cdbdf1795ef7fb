#include "random_record.h"

#include <stdio.h>

#include "care/jobs/job_kinds.h"

void random_record_init(RandomRecord *record, CareTest *test, uint64_t seed, bool with_merges)
{
	*record = (RandomRecord){
		.test = test,
		.random = random_stream(seed, S("random-record")),
		.worker = care_test_desk(test, test->practitioner),
		.manager = care_test_desk(test, test->manager),
		.system = care_test_system(test),
		.with_merges = with_merges,
	};
}

static uint32_t below(RandomRecord *record, uint32_t bound)
{
	return random_below(&record->random, bound);
}

static const char *one_of(RandomRecord *record, const char *const *items, uint32_t count)
{
	return items[below(record, count)];
}

Str random_record_person(RandomRecord *record)
{
	assert_true(record->people_count > 0);
	return record->people[below(record, (uint32_t)record->people_count)];
}

/* A rule may say no; nothing may fail. */
static Status note(RandomRecord *record, Status status)
{
	bool answered = status == STATUS_OK || status == STATUS_REFUSED || status == STATUS_CONFLICT
		|| status == STATUS_NOT_FOUND || status == STATUS_INVALID || status == STATUS_STALE;
	if (!answered)
		fail_msg("an act answered %s", status_name(status));
	if (status == STATUS_OK)
		record->done++;
	else
		record->refused++;
	return status;
}

static const char *const GIVEN[] = {"Ann", "José", "Mary", "Zoë", "Bartłomiej", "Ngọc", "Ada", "O'Neil", "Per"};
static const char *const FAMILY[] = {"Smith", "Ó Briain", "Müller", "Okonkwo", "van der Berg", "Şahin", "Lee"};
static const char *const POSTCODES[] = {"RM17 6SL", "RM16 2AB", "SS17 9HQ", "RM19 1QW"};
static const char *const PLAIN[] = {"washing", "name_known_as", "about_me", "culture_needs"};
static const char *const VALUES[] = {"one", "two", "with-help", "alone"};

static Str random_name(RandomRecord *record)
{
	const char *given = one_of(record, GIVEN, 9);
	return str_format(record->test->arena, "%s %s", given, one_of(record, FAMILY, 7));
}

static void act_create(RandomRecord *record)
{
	if (record->people_count == RANDOM_RECORD_PEOPLE_MAX)
		return;
	Str name = random_name(record);
	char born[16];
	(void)snprintf(born, sizeof born, below(record, 4) == 0 ? "19%02u" : "19%02u-0%u-1%u", 30 + below(record, 60),
		1 + below(record, 9), below(record, 9));
	const char *postcode = below(record, 3) == 0 ? "" : one_of(record, POSTCODES, 4);
	record->people[record->people_count++] =
		care_test_person(&record->worker, str_c(record->test->arena, name), born, postcode);
	record->done++;
}

static void act_record(RandomRecord *record)
{
	Str person = random_record_person(record);
	Answer answer = {.giver = (Giver)below(record, 4)};
	switch (below(record, 4)) {
	case 0:
		answer.question = S("name_full");
		answer.value = random_name(record);
		break;
	case 1:
		answer.question = S("home_postcode");
		answer.value = str_from_c(one_of(record, POSTCODES, 4));
		break;
	case 2:
		answer.question = S("phones");
		answer.value = str_format(record->test->arena, "[{\"number\":\"07700 900%03u\"}]", below(record, 1000));
		break;
	default:
		answer.question = str_from_c(one_of(record, PLAIN, 4));
		answer.value = str_from_c(one_of(record, VALUES, 4));
	}
	(void)note(record, person_record(&record->worker, person, &answer, 1, NULL));
}

static void act_confirm(RandomRecord *record)
{
	Str person = random_record_person(record);
	const char *question = below(record, 2) == 0 ? "name_full" : "home_postcode";
	(void)note(record, person_confirm(&record->worker, person, str_from_c(question)));
}

static void act_withdraw(RandomRecord *record)
{
	Facts facts = {0};
	Str person = random_record_person(record);
	if (note(record, person_facts(&record->worker, person, &facts)) != STATUS_OK || facts.count == 0)
		return;
	const Fact *fact = &facts.items[below(record, (uint32_t)facts.count)];
	(void)note(record, person_withdraw(&record->worker, fact->id, S("It was about somebody else")));
}

typedef struct Later {
	Str person;
	Answer answer;
	Date valid_from;
} Later;

static Status later_in(CareWrite *write, void *context)
{
	const Later *later = context;
	Status status = person_append_in(write, later->person, &later->answer, 1, (Str){0}, later->valid_from);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("fact/append"), .subject_kind = S("person"),
		.subject = later->person});
}

static void act_record_for_another_day(RandomRecord *record)
{
	Later later = {.person = random_record_person(record), .valid_from = care_today(&record->worker)
		+ (Date)below(record, 12) - 6};
	bool household = below(record, 2) == 0;
	later.answer = (Answer){.question = household ? S("home_postcode") : S("name_known_as"),
		.value = str_from_c(household ? one_of(record, POSTCODES, 4) : one_of(record, GIVEN, 9))};
	(void)note(record, care_write(&record->worker, later_in, &later));
}

static void act_relate(RandomRecord *record)
{
	static const char *const KINDS[] = {"daughter", "informal-carer", "neighbour"};
	Str person = random_record_person(record);
	Str other = random_record_person(record);
	(void)note(record, person_relate(&record->worker, person, other, str_from_c(one_of(record, KINDS, 3)), S("")));
}

static void act_restrict(RandomRecord *record)
{
	Person person = {0};
	if (note(record, person_find(&record->manager, random_record_person(record), &person)) != STATUS_OK)
		return;
	PersonTier tier = (PersonTier)below(record, 3);
	(void)note(record, person_restrict(&record->manager, person.id, tier, record->test->team_practice,
		S("At risk"), person.version));
}

static void act_give_access(RandomRecord *record)
{
	Str person = random_record_person(record);
	Date until = care_today(&record->manager) + (Date)below(record, 5);
	(void)note(record, person_give_access(&record->manager, person, record->test->colleague, until,
		S("Covers for a week")));
}

static void act_merge(RandomRecord *record)
{
	if (!record->with_merges || record->merge_count == RANDOM_RECORD_PEOPLE_MAX)
		return;
	Str id = {0};
	Str kept = random_record_person(record);
	Str other = random_record_person(record);
	if (note(record, person_merge(&record->manager, kept, other, S("The same NHS number"), &id)) == STATUS_OK)
		record->merges[record->merge_count++] = id;
}

static void act_unmerge(RandomRecord *record)
{
	if (record->merge_count == 0)
		return;
	Str merge = record->merges[below(record, (uint32_t)record->merge_count)];
	(void)note(record, person_unmerge(&record->manager, merge, S("Two people after all")));
}

static void act_open_work(RandomRecord *record)
{
	static const char *const PATHWAYS[] = {"contact", "needs-assessment", "support-plan", "review", "brokerage", "task"};
	Str person = below(record, 6) == 0 ? (Str){0} : random_record_person(record);
	WorkNew wanted = {.pathway = str_from_c(one_of(record, PATHWAYS, 6)), .person = person,
		.urgent = below(record, 5) == 0};
	(void)note(record, work_open(&record->worker, &wanted, NULL));
}

static bool pick_work(RandomRecord *record, Care *care, Str stage, WorkRow *out)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	if (note(record, work_list(care, &(WorkFilter){.stage = stage}, &rows, &count)) != STATUS_OK || count == 0)
		return false;
	*out = rows[below(record, (uint32_t)count)];
	return true;
}

static void act_save(RandomRecord *record)
{
	WorkRow row = {0};
	if (!pick_work(record, &record->worker, S(""), &row))
		return;
	DraftSave saves[] = {
		{.question = S("contact_route"), .value = S("phone"), .giver = GIVER_WORKER, .expected = below(record, 2)},
		{.question = S("contact_story"), .value = str_from_c(one_of(record, VALUES, 4)), .giver = GIVER_SELF,
			.expected = below(record, 3)},
		{.question = S("worker_analysis"), .value = S("She manages with help."), .giver = GIVER_WORKER},
		{.question = S("prevent_advice"), .value = S("Falls class."), .giver = GIVER_WORKER},
		{.question = S("contact_from"), .value = S("self"), .giver = GIVER_WORKER},
		{.question = S("meeting_method"), .value = S("home"), .giver = GIVER_WORKER},
		{.question = S("review_reason"), .value = S("planned"), .giver = GIVER_WORKER},
		{.question = S("plan_agreed"), .value = S("yes"), .giver = GIVER_SELF},
		{.question = S("plan_lines"), .value = below(record, 2) == 0 ? S("")
			: str_format(record->test->arena, "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\","
				"\"units\":\"%u\",\"unit_cost\":2000,\"mechanism\":\"council\"}]", 1 + below(record, 30)),
			.giver = GIVER_WORKER},
	};
	(void)note(record, work_save(&record->worker, row.id, saves, sizeof saves / sizeof saves[0]));
}

static void act_submit(RandomRecord *record)
{
	WorkRow row = {0};
	Work work = {0};
	if (!pick_work(record, &record->worker, S("in-progress"), &row) && !pick_work(record, &record->worker,
		S("returned"), &row))
		return;
	assert_ok(work_find(&record->worker, row.id, &work));
	if (work.pathway->outcome_count == 0)
		return;
	const Outcome *outcome = &work.pathway->outcomes[below(record, (uint32_t)work.pathway->outcome_count)];
	record->worker.problems = problems_make(record->test->arena);
	(void)note(record, work_submit(&record->worker, &(WorkSubmit){.work = work.id, .outcome = outcome->id,
		.note = S("They asked for it."), .version = work.version}));
}

static void act_decide(RandomRecord *record)
{
	WorkRow row = {0};
	Work work = {0};
	if (!pick_work(record, &record->manager, S("awaiting-approval"), &row))
		return;
	assert_ok(work_find(&record->manager, row.id, &work));
	record->manager.problems = problems_make(record->test->arena);
	(void)note(record, below(record, 3) == 0
		? work_return(&record->manager, work.id, S("Say more about nights."), work.version)
		: work_approve(&record->manager, work.id, S(""), work.version));
}

static void act_move_work(RandomRecord *record)
{
	WorkRow row = {0};
	if (!pick_work(record, &record->worker, S(""), &row))
		return;
	switch (below(record, 5)) {
	case 0:
		(void)note(record, work_cancel(&record->worker, row.id, S("No longer needed"), 0));
		break;
	case 1:
		(void)note(record, work_assign(&record->worker, row.id, record->test->colleague, S("")));
		break;
	case 2:
		(void)note(record, work_assign(&record->worker, row.id, S(""), record->test->team_review));
		break;
	case 3:
		(void)note(record, work_match(&record->worker, row.id, random_record_person(record)));
		break;
	default:
		(void)note(record, work_start(&record->worker, row.id));
	}
}

static void run_jobs(RandomRecord *record)
{
	size_t count = 0;
	int64_t done = 0;
	const JobKind *kinds = job_kinds(&count);
	do
		assert_ok(jobs_run_due(&record->system, S("random"), kinds, count, &done));
	while (done > 0);
}

static void act_time_passes(RandomRecord *record)
{
	care_test_wait(record->test, (Instant)below(record, 90) * INSTANT_HOUR);
	run_jobs(record);
}

void random_record_act(RandomRecord *record, size_t count)
{
	static void (*const ACTS[])(RandomRecord *) = {
		act_create, act_record, act_record, act_record, act_confirm, act_withdraw, act_record_for_another_day,
		act_relate, act_restrict, act_give_access, act_merge, act_unmerge, act_open_work, act_open_work, act_save,
		act_save, act_submit, act_submit, act_decide, act_decide, act_move_work, act_time_passes,
	};
	for (size_t i = 0; i < 4 && record->people_count < 4; i++)
		act_create(record);
	for (size_t i = 0; i < count; i++) {
		care_test_wait(record->test, INSTANT_MINUTE);
		ACTS[below(record, sizeof ACTS / sizeof ACTS[0])](record);
	}
	run_jobs(record);
}
