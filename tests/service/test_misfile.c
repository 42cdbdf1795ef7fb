/* Work on the wrong record: moved whole, or withdrawn; what each record, each page and each figure says afterwards. */
#include "site_test.h"

#include "care/insight/insight.h"
#include "care/letter/letter.h"
#include "care/record/record.h"
#include "care/service/service.h"

typedef struct Misfiled {
	Str wrong;
	Str right;
	Str contact;
	Str after; /* the carer's assessment that it opened */
} Misfiled;

/* Ben's contact, written on Ann's record and finished there. */
static Misfiled misfiled(CareTest *test)
{
	Care care = care_test_desk(test, test->practitioner);
	Misfiled out = {.wrong = care_test_person(&care, "Ann Smith", "1941", "RM17 6SL"),
		.right = care_test_person(&care, "Ben Jones", "1950", "")};
	assert_ok(care_test_record(&care, out.wrong, "has_carer", "no"));
	care_test_wait(test, INSTANT_MINUTE);
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("contact"), .person = out.wrong}, &out.contact));
	care_test_answer(&care, out.contact, "contact_route", "community");
	care_test_answer(&care, out.contact, "contact_from", "self");
	care_test_answer(&care, out.contact, "contact_story", "Ben fell twice");
	care_test_answer(&care, out.contact, "contact_tried", "His son");
	care_test_answer(&care, out.contact, "contact_urgency", "days");
	care_test_answer(&care, out.contact, "conv1_offer", "[\"carer-support\"]");
	care_test_answer(&care, out.contact, "has_carer", "yes");
	care_test_answer(&care, out.contact, "home_postcode", "RM18 7AA");
	care.problems = problems_make(care.arena);
	Status status = work_submit(&care, &(WorkSubmit){.work = out.contact, .outcome = S("carer"),
		.version = care_test_work(&care, out.contact).version});
	for (size_t i = 0; i < care.problems.count; i++)
		print_message("%.*s: %.*s\n", STR_ARG(care.problems.items[i].field), STR_ARG(care.problems.items[i].message));
	assert_ok(status);
	out.after = care_test_open_work(&care, out.wrong, "carers-assessment");
	assert_false(str_is_empty(out.after));
	return out;
}

static size_t letters(Care *care, Str work)
{
	Document *found = NULL;
	size_t count = 0;
	assert_ok(letters_of_work(care, work, &found, &count));
	return count;
}

static bool timeline_says(Care *care, Str person, const char *kind, const char *what)
{
	TimelineLine *lines = NULL;
	size_t count = 0;
	assert_ok(work_chronology(care, person, care_now(care) + 1, 100, &lines, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(lines[i].kind, str_from_c(kind)) && str_equal(lines[i].what, str_from_c(what)))
			return true;
	return false;
}

static size_t returned_rows(CareTest *test)
{
	Care analyst = care_test_desk(test, test->analyst);
	Str file = {0};
	CldExported done = {0};
	assert_ok(insight_make_cld(&analyst, care_today(&analyst) - 30, care_today(&analyst), &file, &done));
	return done.rows;
}

static void test_moved_work_takes_its_answers_letters_and_further_work_along(void **state)
{
	CareTest *test = care_test_of(state);
	Misfiled m = misfiled(test);
	Care manager = care_test_desk(test, test->manager);
	assert_str(test->arena, care_test_value(&manager, m.wrong, "has_carer"), "yes");
	assert_str(test->arena, care_test_value(&manager, m.wrong, "home_postcode"), "RM18 7AA");
	assert_int_equal(letters(&manager, m.contact), 1);
	int64_t version = care_test_work(&manager, m.contact).version;
	assert_status(work_move(&manager, m.contact, m.right, S(" "), version), STATUS_INVALID);
	assert_status(work_move(&manager, m.contact, m.right, S("Another date of birth"), version - 1), STATUS_STALE);
	assert_ok(work_move(&manager, m.contact, m.right, S("Another date of birth"), version));
	/* The wrong record is what it was; the right one has all. */
	assert_str(test->arena, care_test_value(&manager, m.wrong, "has_carer"), "no");
	assert_str(test->arena, care_test_value(&manager, m.wrong, "home_postcode"), "RM17 6SL");
	assert_str(test->arena, care_test_value(&manager, m.right, "has_carer"), "yes");
	assert_str(test->arena, care_test_value(&manager, m.right, "home_postcode"), "RM18 7AA");
	assert_true(str_equal(care_test_work(&manager, m.contact).person, m.right));
	assert_true(str_equal(care_test_work(&manager, m.after).person, m.right));
	Str none = {0};
	assert_int_equal(care_test_open_works(&manager, m.wrong, "carers-assessment", &none), 0);
	assert_int_equal(letters(&manager, m.contact), 1);
	assert_true(timeline_says(&manager, m.wrong, "misfiled", "moved-away"));
	assert_false(timeline_says(&manager, m.wrong, "work", "finished"));
	assert_false(timeline_says(&manager, m.wrong, "document", "letter"));
	assert_true(timeline_says(&manager, m.right, "work", "finished"));
	assert_true(timeline_says(&manager, m.right, "work", "moved"));
	assert_true(timeline_says(&manager, m.right, "document", "letter"));
	assert_status(work_move(&manager, m.contact, m.right, S("Again"), 0), STATUS_CONFLICT);
	care_test_assert_sound(test);
}

static void test_the_old_record_never_says_whose_it_was(void **state)
{
	CareTest *test = care_test_of(state);
	Misfiled m = misfiled(test);
	SiteTest site = site_test_open(test);
	Care manager = care_test_desk(test, test->manager);
	Person right = {0};
	assert_ok(person_find(&manager, m.right, &right));
	Str address = str_format(test->arena, "/work/%.*s/misfiled", STR_ARG(m.contact));
	Response response = site_test_get(&site, test->manager, address);
	assert_shows(response, "Do not name the other person.");
	const char *version = str_c(test->arena, str_format(test->arena, "%lld",
		(long long)care_test_work(&manager, m.contact).version));
	const char *const nobody[] = {"what", "move", "reference", "TH-0000-0000", "reason", "Wrong", "version", version, NULL};
	response = site_test_post(&site, test->manager, address, nobody);
	assert_int_equal(response.status, 422);
	assert_shows(response, "There is no record of that reference");
	const char *const move[] = {"what", "move", "reference", str_c(test->arena, right.reference), "reason",
		"Their birth date differs", "version", version, NULL};
	assert_int_equal(site_test_post(&site, test->manager, address, move).status, 303);
	response = site_test_get(&site, test->manager, str_format(test->arena, "/people/%.*s/timeline", STR_ARG(m.wrong)));
	assert_shows(response, "was on this record by mistake, and was moved to the right one");
	assert_hides(response, "Ben");
	assert_false(str_contains(response.body, m.contact));
	assert_false(str_contains(response.body, m.right));
	response = site_test_get(&site, test->manager, str_format(test->arena, "/work/%.*s", STR_ARG(m.contact)));
	assert_shows(response, "Ben Jones");
	assert_shows(response, "Their birth date differs");
	site_test_close(&site);
}

static void test_withdrawn_work_leaves_figures_and_is_read_only_with_a_reason(void **state)
{
	CareTest *test = care_test_of(state);
	Misfiled m = misfiled(test);
	SiteTest site = site_test_open(test);
	Care manager = care_test_desk(test, test->manager);
	WorkSnapshot snapshot = {0};
	size_t before = returned_rows(test);
	assert_true(before > 0);
	Str address = str_format(test->arena, "/work/%.*s", STR_ARG(m.contact));
	assert_ok(work_withdraw(&manager, m.contact, S("Nobody called"), care_test_work(&manager, m.contact).version));
	assert_int_equal(returned_rows(test), before - 1);
	assert_int_equal(care_test_work(&manager, m.contact).stage, WORK_CANCELLED);
	assert_int_equal(care_test_work(&manager, m.after).stage, WORK_CANCELLED); /* nobody had begun it */
	assert_str(test->arena, care_test_value(&manager, m.wrong, "has_carer"), "no");
	assert_status(work_snapshot(&manager, m.contact, &snapshot), STATUS_NOT_FOUND);
	assert_int_equal(letters(&manager, m.contact), 0);
	assert_true(timeline_says(&manager, m.wrong, "misfiled", "withdrawn"));
	assert_false(timeline_says(&manager, m.wrong, "work", "finished"));
	Response response = site_test_get(&site, test->practitioner, address);
	assert_shows(response, "This did not belong here.");
	assert_hides(response, "Ben fell twice");
	Str read = str_concat(test->arena, address, S("/withdrawn"));
	const char *const silent[] = {"reason", " ", NULL};
	response = site_test_post(&site, test->practitioner, read, silent);
	assert_int_equal(response.status, 422);
	assert_hides(response, "Ben fell twice");
	const char *const said[] = {"reason", "A complaint", NULL};
	response = site_test_post(&site, test->practitioner, read, said);
	assert_shows(response, "Ben fell twice");
	assert_status(work_withdraw(&manager, m.contact, S("Again"), 0), STATUS_CONFLICT);
	assert_status(work_move(&manager, m.contact, m.right, S("After all"), 0), STATUS_CONFLICT);
	care_test_assert_sound(test);
	site_test_close(&site);
}

static void test_care_that_runs_is_not_withdrawn_with_a_paper(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care broker = care_test_desk(test, test->broker);
	Care manager = care_test_desk(test, test->manager);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str other = care_test_person(&care, "Ben Jones", "1950", "");
	Str plan = {0};
	Service *lines = NULL;
	size_t count = 0;
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("support-plan"), .person = person}, &plan));
	care_test_answer(&care, plan, "goals", "[{\"goal\":\"Be clean and dressed by ten\"}]");
	care_test_answer(&care, plan, "plan_lines", "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\","
		"\"units\":\"7\",\"unit_cost\":2475,\"mechanism\":\"council\"}]");
	care_test_answer(&care, plan, "plan_backup", "Call the agency");
	care_test_answer(&care, plan, "plan_agreed", "yes");
	care_test_answer(&care, plan, "budget_choice", "council");
	care_test_answer(&care, plan, "prevent_advice", "Falls class");
	assert_ok(work_submit(&care, &(WorkSubmit){.work = plan, .outcome = S("agreed-within"), .note = S("As agreed"),
		.version = care_test_work(&care, plan).version}));
	assert_ok(work_approve(&manager, plan, S(""), care_test_work(&manager, plan).version));
	Str brokerage = care_test_open_work(&care, person, "brokerage");
	assert_ok(work_submit(&broker, &(WorkSubmit){.work = brokerage, .outcome = S("arranged"),
		.version = care_test_work(&broker, brokerage).version}));
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_true(count > 0);
	Str arranged_by = lines[0].plan_work;
	manager.problems = problems_make(manager.arena);
	assert_status(work_withdraw(&manager, arranged_by, S("Wrong"), 0), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&manager.problems, S("what"))));
	assert_int_equal(care_test_work(&manager, arranged_by).stage, WORK_FINISHED);
	/* Moved, the care is the other's. */
	manager.problems = problems_make(manager.arena);
	assert_ok(work_move(&manager, plan, other, S("The plan is his"), 0));
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 0);
	assert_ok(services_of(&care, other, DATE_NONE, &lines, &count));
	assert_true(count > 0);
	care_test_assert_sound(test);
}

static void test_who_may_not_see_both_records_moves_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Misfiled m = misfiled(test);
	Care manager = care_test_desk(test, test->manager);
	Care lead = care_test_desk(test, test->safeguarding);
	Care worker = care_test_desk(test, test->practitioner);
	Person right = {0};
	assert_status(work_move(&worker, m.contact, m.right, S("Wrong"), 0), STATUS_REFUSED);
	assert_status(work_withdraw(&worker, m.contact, S("Wrong"), 0), STATUS_REFUSED);
	assert_ok(person_find(&lead, m.right, &right));
	assert_ok(person_restrict(&lead, m.right, PERSON_EXISTS, test->team_safeguarding, S("At risk"), right.version));
	assert_status(work_move(&manager, m.contact, m.right, S("Wrong"), 0), STATUS_REFUSED);
	assert_true(str_equal(care_test_work(&manager, m.contact).person, m.wrong));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_moved_work_takes_its_answers_letters_and_further_work_along),
		CARE_TEST(test_the_old_record_never_says_whose_it_was),
		CARE_TEST(test_withdrawn_work_leaves_figures_and_is_read_only_with_a_reason),
		CARE_TEST(test_care_that_runs_is_not_withdrawn_with_a_paper),
		CARE_TEST(test_who_may_not_see_both_records_moves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
