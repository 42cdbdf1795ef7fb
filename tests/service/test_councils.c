/* Two councils, each with its own practice: what one overrides is what its people see, and nothing of it reaches the
 * other. Barking and Dagenham's overrides are from its Adult Social Care Improvement Plan of August 2023. */
#include "site_test.h"

#include "care/release/release.h"

typedef struct Councils {
	CareTest *barking;
	CareTest *thurrock;
} Councils;

static int open_councils(void **state)
{
	static Councils councils;
	void *test = NULL;
	care_test_council("boroughs/barking-and-dagenham");
	assert_int_equal(care_test_open_sqlite(&test), 0);
	councils.barking = test;
	care_test_council(NULL);
	assert_int_equal(care_test_open_sqlite(&test), 0);
	councils.thurrock = test;
	*state = &councils;
	return 0;
}

static int close_councils(void **state)
{
	Councils *councils = *state;
	void *test = councils->barking;
	(void)care_test_close(&test);
	test = councils->thurrock;
	return care_test_close(&test);
}

static Str open_work(Care *care, const char *pathway)
{
	Str person = care_test_person(care, "Ann Smith", "1941-03-04", "");
	Str work = {0};
	assert_ok(work_open(care, &(WorkNew){.pathway = str_from_c(pathway), .person = person}, &work));
	assert_ok(work_start(care, work));
	return work;
}

/* What a practitioner of this council sees of who took part in a review. */
static Response see_review(CareTest *test)
{
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "review");
	Response seen = site_test_get(&site, test->practitioner,
		str_format(test->arena, "/work/%.*s/section/who-took-part", STR_ARG(work)));
	assert_int_equal(seen.status, 200);
	assert_shows(seen, "Reason for review");
	site_test_close(&site);
	return seen;
}

static void test_a_review_asks_if_it_was_face_to_face_where_the_council_wants_to_know(void **state)
{
	Councils *councils = *state;
	assert_shows(see_review(councils->barking), "Met face to face for this review");
	assert_hides(see_review(councils->thurrock), "Met face to face for this review");
}

static Status submit_review(CareTest *test, const char *met, Str *work)
{
	static const char *const answers[][2] = {{"review_reason", "planned"}, {"meeting_method", "service-user"},
		{"review_changes", "none"}, {"goal_progress", "[{\"goal\":\"Get out\",\"result\":\"met\"}]"},
		{"own_view", "yes"}, {"worker_analysis", "All is well."}, {"prevent_advice", "Keep on walking."},
		{"review_due", "2027-06-01"}, {"hurt_or_afraid", "no"}, {"made_to", "no"}};
	Care care = care_test_desk(test, test->practitioner);
	*work = open_work(&care, "review");
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		care_test_answer(&care, *work, answers[i][0], answers[i][1]);
	if (met != NULL)
		care_test_answer(&care, *work, "review_in_person", met);
	if (met != NULL && str_equal(str_from_c(met), S("no")))
		care_test_answer(&care, *work, "review_in_person_why", "She was away with her sister.");
	return work_submit(&care, &(WorkSubmit){.work = *work, .outcome = S("no-change"), .note = S("Nothing to change."),
		.version = care_test_work(&care, *work).version});
}

/* Tasks to go and see the person that the approval of this review opened. */
static size_t visits_opened(CareTest *test, Str work)
{
	Care system = care_test_system(test);
	Care manager = care_test_desk(test, test->manager);
	Care reader = care_test_desk(test, test->practitioner);
	WorkChild *children = NULL;
	size_t count = 0;
	size_t visits = 0;
	assert_ok(work_approve(&manager, work, (Str){0}, care_test_work(&manager, work).version));
	assert_ok(work_children(&system, work, &children, &count));
	for (size_t i = 0; i < count; i++)
		visits += str_contains(care_test_work(&reader, children[i].id).title, S("Meet the person face to face"));
	return visits;
}

static void test_a_review_by_telephone_brings_a_visit_there_and_needs_no_answer_elsewhere(void **state)
{
	Councils *councils = *state;
	Str work = {0};
	assert_int_equal(submit_review(councils->barking, NULL, &work), STATUS_INVALID);
	assert_ok(submit_review(councils->barking, "no", &work));
	assert_int_equal(visits_opened(councils->barking, work), 1);
	assert_ok(submit_review(councils->barking, "yes", &work));
	assert_int_equal(visits_opened(councils->barking, work), 0);
	assert_ok(submit_review(councils->thurrock, NULL, &work));
	assert_int_equal(visits_opened(councils->thurrock, work), 0);
}

static bool introduces_to_help(const Practice *practice)
{
	const Outcome *outcome = pathway_outcome(practice_pathway(practice, S("dp-setup")), S("set-up"));
	assert_non_null(outcome);
	for (size_t i = 0; i < outcome->act_count; i++)
		if (outcome->acts[i].kind == ACT_INTRODUCE && str_equal(outcome->acts[i].target, S("personal-assistants")))
			return true;
	return false;
}

static void test_whoever_takes_a_direct_payment_is_introduced_to_help_with_it(void **state)
{
	Councils *councils = *state;
	assert_true(introduces_to_help(councils->barking->practice));
	assert_false(introduces_to_help(councils->thurrock->practice));
}

static Str release_in_force(CareTest *test)
{
	Practice *practice = NULL;
	Problems problems = problems_make(test->arena);
	assert_ok(release_load(store_maintenance(test->store->store), test->arena, &test->store->clock, &problems, &practice));
	return practice_hash(practice);
}

static void publish(CareTest *test, const Practice *practice)
{
	Care system = care_test_system(test);
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(release_publish(&system, practice, test->store->clock.held));
}

static void test_a_release_of_one_council_leaves_the_other_as_it_was(void **state)
{
	Councils *councils = *state;
	publish(councils->barking, councils->barking->practice);
	publish(councils->thurrock, councils->thurrock->practice);
	Str thurrocks = release_in_force(councils->thurrock);
	Str before = care_test_export(councils->thurrock);
	assert_false(str_equal(release_in_force(councils->barking), thurrocks));
	/* Barking and Dagenham takes its question away again: the common practice under its own name. */
	Practice *plain = NULL;
	Arena *arena = councils->barking->arena;
	Problems problems = problems_make(arena);
	assert_ok(practice_load(&plain, arena, S("boroughs/common"), S("boroughs/harrow"), &problems));
	publish(councils->barking, plain);
	assert_string_equal(str_c(arena, release_in_force(councils->barking)), str_c(arena, practice_hash(plain)));
	assert_true(str_equal(release_in_force(councils->thurrock), thurrocks));
	assert_true(str_equal(care_test_export(councils->thurrock), before));
}

#define COUNCILS_TEST(function) {#function, function, open_councils, close_councils, NULL}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNCILS_TEST(test_a_review_asks_if_it_was_face_to_face_where_the_council_wants_to_know),
		COUNCILS_TEST(test_a_review_by_telephone_brings_a_visit_there_and_needs_no_answer_elsewhere),
		COUNCILS_TEST(test_whoever_takes_a_direct_payment_is_introduced_to_help_with_it),
		COUNCILS_TEST(test_a_release_of_one_council_leaves_the_other_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
