/* Jobs: done once whoever runs them, given back when they fail, taken over when whoever had them is gone. */
#include "care_test.h"

#include "care/jobs/job_kinds.h"

static int runs;
static bool fails;

static Status run_counting(CareWrite *write, Str payload)
{
	runs++;
	if (fails)
		return STATUS_INVALID;
	return care_audit(write, &(CareAudit){.action = S("test/ran"), .subject = payload});
}

static const JobKind KINDS[] = {{"count", run_counting}};

static Status add_in(CareWrite *write, void *context)
{
	const JobNew *wanted = context;
	Status status = job_add_in(write, wanted);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("test/add"), .subject = wanted->key});
}

static void add(Care *care, const char *kind, const char *key, Instant due_at)
{
	JobNew wanted = {.kind = str_from_c(kind), .key = str_from_c(key), .due_at = due_at, .payload = S("x")};
	assert_ok(care_write(care, add_in, &wanted));
}

static int64_t run(CareTest *test, const char *owner)
{
	int64_t done = 0;
	Care system = care_test_system(test);
	assert_ok(jobs_run_due(&system, str_from_c(owner), KINDS, 1, &done));
	return done;
}

static void start(void)
{
	runs = 0;
	fails = false;
}

static void test_a_job_is_done_once_when_it_is_due_however_often_it_was_asked_for(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	start();
	add(&system, "count", "one", care_now(&system) + INSTANT_HOUR);
	add(&system, "count", "one", care_now(&system));
	assert_int_equal(run(test, "a"), 0);
	care_test_wait(test, INSTANT_HOUR);
	assert_int_equal(run(test, "a"), 1);
	assert_int_equal(run(test, "b"), 0);
	add(&system, "count", "one", care_now(&system));
	assert_int_equal(run(test, "a"), 0);
	assert_int_equal(runs, 1);
}

static void test_a_job_that_fails_comes_back_later_and_leaves_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	start();
	add(&system, "count", "one", care_now(&system));
	fails = true;
	assert_int_equal(run(test, "a"), 0);
	assert_int_equal(runs, 1);
	assert_int_equal(run(test, "a"), 0);
	assert_int_equal(runs, 1); /* not at once */
	fails = false;
	care_test_wait(test, JOBS_RETRY_MINUTES * INSTANT_MINUTE);
	assert_int_equal(run(test, "b"), 1);
	assert_int_equal(runs, 2);
}

static void test_who_holds_a_job_has_it_alone_until_the_lease_ends(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	start();
	add(&system, "count", "one", care_now(&system));
	Str until = str_format(test->arena, "UPDATE job SET leased_by = 'gone', leased_until = %lld",
		(long long)(care_now(&system) + JOBS_LEASE_SECONDS * INSTANT_SECOND));
	store_test_tamper(test->store, str_c(test->arena, until));
	assert_int_equal(run(test, "b"), 0);
	assert_int_equal(runs, 0);
	care_test_wait(test, JOBS_LEASE_SECONDS * INSTANT_SECOND + 1);
	assert_int_equal(run(test, "b"), 1);
	assert_int_equal(runs, 1);
}

static void test_a_kind_that_nobody_runs_waits_and_keeps_nobody_waiting(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	start();
	for (int i = 0; i < 20; i++) {
		char key[] = "unknown-a";
		key[8] = (char)('a' + i);
		add(&system, "of-tomorrow", key, care_now(&system));
	}
	add(&system, "count", "one", care_now(&system));
	(void)run(test, "a");
	(void)run(test, "a");
	assert_int_equal(runs, 1);
}

static void test_only_the_system_runs_jobs(void **state)
{
	CareTest *test = care_test_of(state);
	Care manager = care_test_desk(test, test->manager);
	assert_status(jobs_run_due(&manager, S("a"), KINDS, 1, NULL), STATUS_REFUSED);
}

static void test_access_for_a_time_ends_with_its_last_day(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Person person = {0};
	size_t count = 0;
	const JobKind *kinds = job_kinds(&count);
	Str id = care_test_person(&worker, "Hilda Hidewell", "1960", "");
	assert_ok(person_find(&lead, id, &person));
	assert_ok(person_restrict(&lead, id, PERSON_EXISTS, test->team_safeguarding, S("At risk"), person.version));
	assert_status(person_give_access(&lead, id, test->practitioner, care_today(&lead) - 1, S("Visit")), STATUS_INVALID);
	assert_ok(person_give_access(&lead, id, test->practitioner, care_today(&lead) + 1, S("A visit tomorrow")));
	assert_ok(person_open(&worker, id, S("page"), &person));
	care_test_wait(test, INSTANT_DAY);
	assert_ok(jobs_run_due(&system, S("a"), kinds, count, NULL));
	assert_ok(person_open(&worker, id, S("page"), &person));
	care_test_go(test, date_format(test->arena, care_today(&system) + 1), 0, 1);
	assert_ok(jobs_run_due(&system, S("a"), kinds, count, NULL));
	assert_status(person_open(&worker, id, S("page"), &person), STATUS_REFUSED);
}

static size_t accesses_of(Care *lead, Str person)
{
	PersonAccess *accesses = NULL;
	size_t count = 0;
	assert_ok(person_accesses(lead, person, &accesses, &count));
	return count;
}

static void restrict_to(CareTest *test, Str person, PersonTier tier)
{
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, tier, test->team_safeguarding, S("At risk"), found.version));
}

static void test_no_access_can_be_given_to_an_open_record_for_the_day_it_is_hidden(void **state)
{
	CareTest *test = care_test_of(state);
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	Str id = care_test_person(&worker, "Hilda Hidewell", "1960", "");
	assert_status(person_give_access(&lead, id, test->practitioner, care_today(&lead) + 3, S("A visit")), STATUS_INVALID);
	restrict_to(test, id, PERSON_NO_TRACE);
	assert_int_equal(accesses_of(&lead, id), 0);
	assert_status(person_find(&worker, id, &found), STATUS_NOT_FOUND);
	/* Never for longer than the rule, whatever a page offers. */
	lead.problems = problems_make(test->arena);
	assert_status(person_give_access(&lead, id, test->practitioner, care_today(&lead) + PERSON_ACCESS_DAYS_MAX + 1,
		S("A visit")), STATUS_INVALID);
	assert_ok(person_give_access(&lead, id, test->practitioner, care_today(&lead) + PERSON_ACCESS_DAYS_MAX, S("A visit")));
	assert_ok(person_find(&worker, id, &found));
	/* Stricter or less strict, it stands; opened to all and hidden again, it does not come back. */
	restrict_to(test, id, PERSON_EXISTS);
	assert_int_equal(accesses_of(&lead, id), 1);
	restrict_to(test, id, PERSON_OPEN);
	restrict_to(test, id, PERSON_NO_TRACE);
	assert_int_equal(accesses_of(&lead, id), 0);
	assert_status(person_find(&worker, id, &found), STATUS_NOT_FOUND);
	care_test_assert_sound(test);
}

/* A record that was written before this rule, by whoever knew that it would be hidden. */
static void test_access_that_was_planted_ends_with_the_restriction(void **state)
{
	CareTest *test = care_test_of(state);
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	Str id = care_test_person(&worker, "Hilda Hidewell", "1960", "");
	store_test_tamper(test->store, str_c(test->arena, str_format(test->arena,
		"INSERT INTO person_access (id, person_id, audience_id, from_on, until_on, reason, by_actor) "
		"VALUES ('planted', '%.*s', '%.*s', '2026-11-01', '2027-11-01', 'x', 'x')", STR_ARG(id), STR_ARG(test->practitioner))));
	restrict_to(test, id, PERSON_NO_TRACE);
	assert_int_equal(accesses_of(&lead, id), 0);
	assert_status(person_find(&worker, id, &found), STATUS_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_job_is_done_once_when_it_is_due_however_often_it_was_asked_for),
		CARE_TEST(test_a_job_that_fails_comes_back_later_and_leaves_nothing),
		CARE_TEST(test_who_holds_a_job_has_it_alone_until_the_lease_ends),
		CARE_TEST(test_a_kind_that_nobody_runs_waits_and_keeps_nobody_waiting),
		CARE_TEST(test_only_the_system_runs_jobs),
		CARE_TEST(test_access_for_a_time_ends_with_its_last_day),
		CARE_TEST(test_no_access_can_be_given_to_an_open_record_for_the_day_it_is_hidden),
		CARE_TEST(test_access_that_was_planted_ends_with_the_restriction),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
