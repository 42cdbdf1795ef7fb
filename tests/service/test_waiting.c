/* Waiting lists: how many and how long, who comes first and why, and the letters meanwhile. */
#include "care_test.h"

#include "care/jobs/job_kinds.h"
#include "care/letter/letter.h"
#include "care/waiting/waiting.h"

static Str open_wait(CareTest *test, Str person, const char *pathway, bool urgent)
{
	Care care = care_test_desk(test, test->practitioner);
	Str id = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = str_from_c(pathway), .person = person, .urgent = urgent}, &id));
	return id;
}

static const WaitingList *list_named(CareTest *test, const char *id)
{
	size_t count = 0;
	const WaitingList *lists = practice_waiting_lists(test->practice, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(lists[i].id, str_from_c(id)))
			return &lists[i];
	fail_msg("no list %s", id);
	return NULL;
}

static WaitingSum sum_named(CareTest *test, const char *id)
{
	Care care = care_test_desk(test, test->manager);
	WaitingSum *sums = NULL;
	size_t count = 0;
	assert_ok(waiting_sums(&care, &sums, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(sums[i].list->id, str_from_c(id)))
			return sums[i];
	fail_msg("no list %s", id);
	return (WaitingSum){0};
}

static Str somebody(CareTest *test, const char *name)
{
	Care care = care_test_desk(test, test->practitioner);
	return care_test_person(&care, name, "1941", "");
}

static void run_jobs(CareTest *test)
{
	size_t count = 0;
	int64_t done = 1;
	const JobKind *kinds = job_kinds(&count);
	while (done > 0) {
		Care system = care_test_system(test);
		assert_ok(jobs_run_due(&system, S("test"), kinds, count, &done));
	}
}

static size_t letters_about(CareTest *test, Str work)
{
	Care care = care_test_desk(test, test->practitioner);
	Document *letters = NULL;
	size_t count = 0;
	assert_ok(letters_of_work(&care, work, &letters, &count));
	return count;
}

static void test_each_list_counts_its_own_and_its_days(void **state)
{
	CareTest *test = care_test_of(state);
	Str names[] = {somebody(test, "Ann Ash"), somebody(test, "Ben Birch"), somebody(test, "Cora Cedar")};
	(void)open_wait(test, names[0], "needs-assessment", false);
	care_test_wait(test, 10 * INSTANT_DAY);
	(void)open_wait(test, names[1], "needs-assessment", false);
	(void)open_wait(test, names[1], "occupational-therapy-assessment", false);
	care_test_wait(test, 20 * INSTANT_DAY);
	(void)open_wait(test, names[2], "carers-assessment", false);
	WaitingSum assessment = sum_named(test, "assessment");
	assert_int_equal(assessment.count, 3);
	assert_int_equal(assessment.longest_days, 30);
	assert_int_equal(assessment.median_days, 20);
	assert_int_equal(sum_named(test, "therapy").count, 1);
	assert_int_equal(sum_named(test, "review").count, 0);
	care_test_wait(test, 20 * INSTANT_DAY);
	assert_int_equal(sum_named(test, "assessment").overdue, 2); /* they were told 28 days */
}

static void test_a_wait_ends_when_somebody_begins_or_when_care_is_arranged(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care broker = care_test_desk(test, test->broker);
	Str person = somebody(test, "Ann Ash");
	Str assessment = open_wait(test, person, "needs-assessment", false);
	Str brokerage = open_wait(test, person, "brokerage", false);
	assert_ok(work_start(&care, assessment));
	assert_ok(work_start(&broker, brokerage));
	assert_int_equal(sum_named(test, "assessment").count, 0);
	assert_int_equal(sum_named(test, "care-to-start").count, 1); /* nothing has started for the person yet */
}

static void test_risk_comes_before_days_and_the_unasked_before_the_safe(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	WaitingRow *rows = NULL;
	size_t count = 0;
	size_t total = 0;
	static const char *const NAMES[] = {"Safe Longest", "Unasked", "Worse", "Danger", "Urgent Newest"};
	Str works[5];
	Str people[5];
	for (size_t i = 0; i < 5; i++) {
		people[i] = somebody(test, NAMES[i]);
		works[i] = open_wait(test, people[i], "needs-assessment", i == 4);
		care_test_wait(test, INSTANT_DAY);
	}
	assert_ok(care_test_record(&care, people[0], "health_trend", "better"));
	assert_ok(care_test_record(&care, people[2], "health_trend", "worse"));
	assert_ok(care_test_record(&care, people[3], "help_if_stops", "danger"));
	assert_ok(waiting_rows(&care, list_named(test, "assessment"), 0, 10, &rows, &count, &total));
	assert_int_equal(total, 5);
	for (size_t i = 0; i < 5; i++)
		assert_true(str_equal(rows[i].work, works[(size_t[]){4, 3, 2, 1, 0}[i]]));
	assert_str(test->arena, rows[1].why, "At risk within a day if family help stops");
	assert_ok(waiting_rows(&care, list_named(test, "assessment"), 3, 10, &rows, &count, &total));
	assert_int_equal(count, 2);
	assert_true(str_equal(rows[0].work, works[1]));
}

static void test_a_review_is_waited_for_from_the_day_it_is_due(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	WaitingRow *rows = NULL;
	size_t count = 0;
	size_t total = 0;
	Str work = open_wait(test, somebody(test, "Ann Ash"), "review", false);
	assert_int_equal(sum_named(test, "review").count, 0);
	care_test_wait(test, (care_test_work(&care, work).due_on - care_today(&care) + 9) * INSTANT_DAY);
	assert_int_equal(sum_named(test, "review").count, 1);
	assert_int_equal(sum_named(test, "review").longest_days, 9);
	assert_ok(waiting_rows(&care, list_named(test, "review"), 0, 10, &rows, &count, &total));
	assert_int_equal(total, 1);
	assert_int_equal(care_today(&care) - rows[0].since_on, 9);
}

static void test_a_hidden_person_is_in_no_list_and_no_count(void **state)
{
	CareTest *test = care_test_of(state);
	Care lead = care_test_desk(test, test->safeguarding);
	Care analyst = care_test_desk(test, test->analyst);
	WaitingRow *rows = NULL;
	WaitingSum *sums = NULL;
	Person found = {0};
	size_t count = 0;
	size_t total = 0;
	Str person = somebody(test, "Ann Ash");
	(void)open_wait(test, person, "needs-assessment", false);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, test->team_safeguarding, S("Hiding"), found.version));
	assert_int_equal(sum_named(test, "assessment").count, 0);
	assert_ok(waiting_rows(&lead, list_named(test, "assessment"), 0, 10, &rows, &count, &total));
	assert_int_equal(total, 1);
	assert_status(waiting_sums(&analyst, &sums, &count), STATUS_REFUSED);
}

static void test_who_waits_is_written_to_until_the_wait_is_over(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	Str work = open_wait(test, somebody(test, "Ann Ash"), "brokerage", false);
	Str due = date_format_words(test->arena, care_test_work(&care, work).due_on);
	care_test_wait(test, 13 * INSTANT_DAY);
	run_jobs(test);
	assert_int_equal(letters_about(test, work), 0);
	care_test_wait(test, 2 * INSTANT_DAY);
	run_jobs(test);
	assert_int_equal(letters_about(test, work), 1);
	assert_ok(letters_of_work(&care, work, &letters, &count));
	assert_ok(letter_get(&care, letters[0].id, &letter));
	assert_true(str_contains(letter.content, S("You are still on our list.")));
	assert_true(str_contains(letter.content, due));
	assert_true(str_contains(letter.content, S("you feel worse or you have had a fall")));
	assert_true(str_contains(letter.content, practice_council(test->practice)->emergency_phone));
	care_test_wait(test, 15 * INSTANT_DAY);
	run_jobs(test);
	assert_int_equal(letters_about(test, work), 2);
	/* The day that was told has passed: no day is promised again. */
	assert_ok(letters_of_work(&care, work, &letters, &count));
	assert_ok(letter_get(&care, letters[0].id, &letter));
	assert_false(str_contains(letter.content, due));
	Care broker = care_test_desk(test, test->broker);
	assert_ok(work_cancel(&broker, work, S("She moved away"), care_test_work(&broker, work).version));
	care_test_wait(test, 60 * INSTANT_DAY);
	run_jobs(test);
	assert_int_equal(letters_about(test, work), 2);
}

static void test_no_letter_goes_where_it_may_do_harm(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	WorkRow *rows = NULL;
	Person found = {0};
	size_t count = 0;
	Str watched = somebody(test, "Ann Ash");
	Str hidden = somebody(test, "Ben Birch");
	Str dead = somebody(test, "Cora Cedar");
	Str works[] = {open_wait(test, watched, "needs-assessment", false), open_wait(test, hidden, "needs-assessment", false),
		open_wait(test, dead, "needs-assessment", false)};
	assert_ok(care_test_record(&care, watched, "contact_avoid", "Never write: he opens her post"));
	assert_ok(care_test_record(&care, dead, "death_date", str_c(test->arena, date_format(test->arena, care_today(&care)))));
	assert_ok(person_find(&lead, hidden, &found));
	assert_ok(person_restrict(&lead, hidden, PERSON_EXISTS, test->team_safeguarding, S("Hiding"), found.version));
	care_test_wait(test, 60 * INSTANT_DAY);
	run_jobs(test);
	assert_int_equal(letters_about(test, works[0]), 0);
	assert_int_equal(letters_about(test, works[2]), 0);
	assert_ok(work_open_of_person(&care, watched, &rows, &count));
	assert_int_equal(count, 2); /* the assessment, and one task to tell her in a safe way */
	assert_ok(work_open_of_person(&lead, hidden, &rows, &count));
	assert_int_equal(count, 2);
	assert_ok(work_open_of_person(&care, dead, &rows, &count));
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_each_list_counts_its_own_and_its_days),
		CARE_TEST(test_a_wait_ends_when_somebody_begins_or_when_care_is_arranged),
		CARE_TEST(test_risk_comes_before_days_and_the_unasked_before_the_safe),
		CARE_TEST(test_a_review_is_waited_for_from_the_day_it_is_due),
		CARE_TEST(test_a_hidden_person_is_in_no_list_and_no_count),
		CARE_TEST(test_who_waits_is_written_to_until_the_wait_is_over),
		CARE_TEST(test_no_letter_goes_where_it_may_do_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
