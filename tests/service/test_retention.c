/* When records go: the rule that holds, what stands in the way, who may do it, what is left, and that figures and the chain
 * of the audit stay. */
#include "site_test.h"

#include "care/insight/measures.h"
#include "care/letter/letter.h"
#include "care/record/record.h"
#include "care/rights/retention.h"

static const char OLD[] = "2015-05-06";
static const char NOW[] = "2026-11-23";

/* Somebody who asked in 2015, whose work was finished then, with a letter. */
static Str asked_long_ago(CareTest *test, const char *name)
{
	care_test_go(test, str_from_c(OLD), 10, 0);
	Care care = care_test_desk(test, test->practitioner);
	Str contact = {0};
	Str person = care_test_person(&care, name, "1931-07-09", "SS17 9ZZ");
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("contact"), .person = person}, &contact));
	care_test_answer(&care, contact, "contact_route", "community");
	care_test_answer(&care, contact, "contact_from", "self");
	care_test_answer(&care, contact, "contact_story",
		str_c(test->arena, str_format(test->arena, "An unheard story of %s", name)));
	care_test_answer(&care, contact, "contact_urgency", "days");
	assert_ok(work_submit(&care, &(WorkSubmit){.work = contact, .outcome = S("self-funder"),
		.version = care_test_work(&care, contact).version}));
	/* What it leaves to do is done, too. */
	WorkRow *rows = NULL;
	size_t count = 0;
	assert_ok(work_open_of_person(&care, person, &rows, &count));
	for (size_t i = 0; i < count; i++)
		assert_ok(work_cancel(&care, rows[i].id, S("Done by phone"), care_test_work(&care, rows[i].id).version));
	return person;
}

static void today(CareTest *test)
{
	care_test_go(test, str_from_c(NOW), 9, 0);
}

/* Closes the figures of the financial year that begins in year. */
static void close_year(CareTest *test, int year)
{
	Care system = care_test_system(test);
	Date from = DATE_NONE;
	MeasureResult result = {.value = 123};
	size_t count = 0;
	const Measure *const *measures = practice_measures(test->practice, &count);
	assert_true(count > 0);
	result.measure = measures[0];
	assert_ok(date_make(year, 4, 1, &from));
	assert_ok(insight_keep_measures(&system, from, date_add_months(from, 12) - 1, &result, 1));
}

static Str reference_of(CareTest *test, Str person)
{
	Care officer = care_test_desk(test, test->officer);
	Person found = {0};
	assert_ok(person_find(&officer, person, &found));
	return found.reference;
}

static RetentionCase case_of(CareTest *test, Str person)
{
	Care officer = care_test_desk(test, test->officer);
	RetentionCase one = {0};
	assert_ok(retention_of(&officer, person, &one));
	return one;
}

static size_t due_of(Care *care, RetentionCase **cases)
{
	Str next = {0};
	size_t count = 0;
	assert_ok(retention_due(care, &(RetentionAsk){.most = 100, .read_most = 10000}, cases, &count, &next));
	assert_true(str_is_empty(next));
	return count;
}

static bool holds(const RetentionCase *one, const char *words)
{
	for (size_t i = 0; i < one->hold_count; i++)
		if (str_contains(one->holds[i], str_from_c(words)))
			return true;
	return false;
}

static Status carry_out(CareTest *test, Str person, RetentionAction action)
{
	Care officer = care_test_desk(test, test->officer);
	return retention_carry_out(&officer, &(RetentionDoing){.person = person, .action = action,
		.typed = reference_of(test, person), .reason = S("Its time is over")});
}

static void test_the_rule_that_keeps_a_record_longest_holds(void **state)
{
	CareTest *test = care_test_of(state);
	Str asked = asked_long_ago(test, "Zebedee Quillfeather");
	Care care = care_test_desk(test, test->practitioner);
	Str carer = care_test_person(&care, "Cara Carer", "1960", "");
	Str work = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("carers-assessment"), .person = carer}, &work));
	assert_ok(work_cancel(&care, work, S("Moved away"), care_test_work(&care, work).version));
	today(test);
	RetentionCase one = case_of(test, asked);
	assert_str(test->arena, one.rule->id, "asked");
	assert_str(test->arena, date_format(test->arena, one.started), OLD);
	assert_str(test->arena, date_format(test->arena, one.due), "2017-05-06");
	one = case_of(test, carer);
	assert_str(test->arena, one.rule->id, "carer");
	assert_str(test->arena, date_format(test->arena, one.due), "2023-05-06");
	/* Something new, and the time counts again. */
	Care now = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&now, asked, "phones", "01375 000000"));
	one = case_of(test, asked);
	assert_str(test->arena, date_format(test->arena, one.due), "2028-11-23");
	Care system = care_test_system(test);
	RetentionCase *cases = NULL;
	assert_int_equal(due_of(&system, &cases), 1);
	assert_true(str_equal(cases[0].person, carer));
}

static void test_what_must_come_first_holds_a_record(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = asked_long_ago(test, "Zebedee Quillfeather");
	today(test);
	Care officer = care_test_desk(test, test->officer);
	LegalHold *hold = NULL;
	size_t count = 0;
	RetentionCase one = case_of(test, person);
	assert_true(holds(&one, "figures of 2015/16"));
	assert_status(carry_out(test, person, RETENTION_DESTROY), STATUS_CONFLICT);
	close_year(test, 2015);
	assert_int_equal(case_of(test, person).hold_count, 0);
	assert_status(retention_hold(&officer, person, S(" ")), STATUS_INVALID);
	assert_ok(retention_hold(&officer, person, S("A public inquiry")));
	one = case_of(test, person);
	assert_true(holds(&one, "legal hold"));
	assert_status(carry_out(test, person, RETENTION_DESTROY), STATUS_CONFLICT);
	assert_ok(retention_legal_holds(&officer, person, &hold, &count));
	assert_int_equal(count, 1);
	assert_status(retention_end_hold(&officer, person, hold[0].id, hold[0].version + 1), STATUS_STALE);
	assert_ok(retention_end_hold(&officer, person, hold[0].id, hold[0].version));
	assert_int_equal(case_of(test, person).hold_count, 0);
	/* Looked at and kept longer. */
	assert_status(retention_keep_longer(&officer, person, care_today(&officer) + 400, S("")), STATUS_INVALID);
	assert_ok(retention_keep_longer(&officer, person, care_today(&officer) + 400, S("A claim may come")));
	one = case_of(test, person);
	assert_true(holds(&one, "kept until"));
	assert_status(carry_out(test, person, RETENTION_DESTROY), STATUS_CONFLICT);
	care_test_wait(test, 401 * INSTANT_DAY);
	assert_int_equal(case_of(test, person).hold_count, 0);
}

/* Nothing in any exported table names them or their work. */
static void assert_gone(CareTest *test, Str person, Str reference)
{
	Str text = care_test_export(test);
	assert_false(str_contains(text, person));
	assert_false(str_contains(text, reference));
	assert_false(str_contains(text, S("Quillfeather")));
	assert_false(str_contains(text, S("unheard story of Zebedee")));
}

static void test_a_destroyed_record_leaves_nothing_but_the_audit_and_closed_figures_stay(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = asked_long_ago(test, "Zebedee Quillfeather");
	Str other = asked_long_ago(test, "Ann Stays");
	today(test);
	close_year(test, 2015);
	Str reference = reference_of(test, person);
	Care officer = care_test_desk(test, test->officer);
	Care worker = care_test_desk(test, test->practitioner);
	PersonFound *found = NULL;
	size_t count = 0;
	assert_status(retention_carry_out(&officer, &(RetentionDoing){.person = person, .action = RETENTION_DESTROY,
		.typed = reference_of(test, other), .reason = S("Over")}), STATUS_INVALID);
	assert_status(retention_carry_out(&officer, &(RetentionDoing){.person = person, .action = RETENTION_DESTROY,
		.typed = reference, .reason = S(" ")}), STATUS_INVALID);
	assert_status(carry_out(test, person, RETENTION_ANONYMISE), STATUS_CONFLICT); /* the rule says destroy */
	assert_ok(person_search(&worker, S("Quillfeather"), &found, &count));
	assert_int_equal(count, 1);
	assert_ok(carry_out(test, person, RETENTION_DESTROY));
	assert_gone(test, person, reference);
	assert_ok(person_search(&worker, S("Quillfether"), &found, &count));
	assert_int_equal(count, 0);
	Person nobody = {0};
	assert_status(person_find(&officer, person, &nobody), STATUS_NOT_FOUND);
	assert_ok(person_find(&officer, other, &nobody));
	/* What was kept of the closed year is there as it was, and so is the chain. */
	assert_true(str_contains(care_test_export(test), S("\"table\":\"measure_snapshot\"")));
	care_test_assert_sound(test);
	RetentionDone *done = NULL;
	assert_ok(retention_history(&officer, &done, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, done[0].rule, "asked");
	assert_true(done[0].rows > 10);
	assert_str(test->arena, done[0].reason, "Its time is over");
}

typedef struct Breaking {
	const StoreTable *table;
	Str person;
	int64_t changed;
} Breaking;

/* The statement itself, without the row that lets it through. */
static Status break_in(CareWrite *write, void *context)
{
	Breaking *breaking = context;
	StoreValue value = {.type = STORE_TEXT, .text = breaking->person};
	return store_run(write->connection, breaking->table->erase, &value, &breaking->changed);
}

static void test_rows_of_append_only_tables_go_no_other_way(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Str person = asked_long_ago(test, "Zebedee Quillfeather");
	Str before = care_test_export(test);
	const StoreSchema *schema = store_schema(test->store->store);
	size_t tried = 0;
	for (size_t i = 0; i < schema->table_count; i++) {
		Breaking breaking = {.table = &schema->tables[i], .person = person};
		if (breaking.table->erase == NULL || !breaking.table->append_only
			|| !str_contains(before, str_format(test->arena, "{\"table\":\"%s\"", breaking.table->name)))
			continue;
		assert_status(care_write(&system, break_in, &breaking), STATUS_CONFLICT);
		tried++;
	}
	assert_true(tried >= 3); /* stamps, snapshots, letters */
	assert_true(str_equal(before, care_test_export(test)));
}

static void test_an_anonymous_record_still_counts_and_says_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, str_from_c(OLD), 10, 0);
	Care care = care_test_desk(test, test->practitioner);
	Str carer = care_test_person(&care, "Zebedee Quillfeather", "1931-07-09", "SS17 9ZZ");
	Str work = {0};
	assert_ok(care_test_record(&care, carer, "employment", "retired"));
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("carers-assessment"), .person = carer,
		.title = S("An unheard story")}, &work));
	assert_ok(work_cancel(&care, work, S("His unheard story"), care_test_work(&care, work).version));
	Str reference = reference_of(test, carer);
	today(test);
	close_year(test, 2015);
	assert_status(carry_out(test, carer, RETENTION_DESTROY), STATUS_CONFLICT);
	assert_ok(carry_out(test, carer, RETENTION_ANONYMISE));
	Str text = care_test_export(test);
	assert_false(str_contains(text, reference));
	assert_false(str_contains(text, S("Quillfeather")));
	assert_false(str_contains(text, S("unheard story")));
	assert_false(str_contains(text, S("1931-07-09")));
	Care officer = care_test_desk(test, test->officer);
	Person left = {0};
	assert_ok(person_find(&officer, carer, &left));
	assert_true(str_is_empty(left.name));
	assert_str(test->arena, left.born, "1931");
	assert_str(test->arena, care_test_value(&officer, carer, "employment"), "retired");
	assert_int_equal(care_test_work(&officer, work).stage, WORK_CANCELLED);
	care_test_assert_sound(test);
}

static void test_a_record_that_shared_a_home_leaves_the_other_theirs(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = asked_long_ago(test, "Zebedee Quillfeather");
	Care care = care_test_desk(test, test->practitioner);
	Str wife = care_test_person(&care, "Wanda Stays", "1935", "");
	assert_ok(person_live_with(&care, wife, person));
	assert_ok(person_relate(&care, person, wife, S("spouse"), S("")));
	today(test);
	close_year(test, 2015);
	assert_ok(carry_out(test, person, RETENTION_DESTROY));
	Care now = care_test_desk(test, test->practitioner);
	Relation *relations = NULL;
	size_t count = 0;
	assert_str(test->arena, care_test_value(&now, wife, "home_postcode"), "SS17 9ZZ");
	assert_ok(person_relations(&now, wife, &relations, &count));
	assert_int_equal(count, 0);
	care_test_assert_sound(test);
}

static void test_the_pages_list_what_is_due_and_only_the_right_person_carries_it_out(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str person = asked_long_ago(test, "Zebedee Quillfeather");
	Str hidden = asked_long_ago(test, "Hidden Hattie");
	today(test);
	close_year(test, 2015);
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(person_find(&lead, hidden, &found));
	assert_ok(person_restrict(&lead, hidden, PERSON_NO_TRACE, test->team_safeguarding, S("In hiding"), found.version));
	Str path = str_format(test->arena, "/people/%.*s/retention", STR_ARG(person));
	Response response = site_test_get(&site, test->officer, S("/retention"));
	assert_shows(response, "Zebedee Quillfeather");
	assert_hides(response, "Hattie");
	assert_shows(response, "Blackpool");
	response = site_test_get(&site, test->manager, path);
	assert_shows(response, "Somebody who asked, and nothing came of it");
	assert_hides(response, "Type the reference");
	response = site_test_get(&site, test->officer, path);
	assert_shows(response, "Type the reference");
	const char *reference = str_c(test->arena, reference_of(test, person));
	const char *const wrong[] = {"action", "destroy", "typed", "TH-0000-0000", "reason", "Over", NULL};
	assert_int_equal(site_test_post(&site, test->officer, path, wrong).status, 422);
	const char *const right[] = {"action", "destroy", "typed", reference, "reason", "Over", NULL};
	assert_int_equal(site_test_post(&site, test->manager, path, right).status, 403);
	assert_int_equal(site_test_post(&site, test->officer, path, right).status, 303);
	response = site_test_get(&site, test->officer, S("/retention"));
	assert_hides(response, "Zebedee");
	assert_shows(response, "What was carried out");
	response = site_test_get(&site, (Str){0}, S("/privacy"));
	assert_shows(response, "2 years");
	assert_shows(response, "The day your support ended");
	assert_shows(response, "Ambulance and the out-of-hours team");
	assert_hides(response, "retention.");
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_rule_that_keeps_a_record_longest_holds),
		CARE_TEST(test_what_must_come_first_holds_a_record),
		CARE_TEST(test_a_destroyed_record_leaves_nothing_but_the_audit_and_closed_figures_stay),
		CARE_TEST(test_rows_of_append_only_tables_go_no_other_way),
		CARE_TEST(test_an_anonymous_record_still_counts_and_says_nothing),
		CARE_TEST(test_a_record_that_shared_a_home_leaves_the_other_theirs),
		CARE_TEST(test_the_pages_list_what_is_due_and_only_the_right_person_carries_it_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
