/* A carer's way (S11): asked by phone late at night, assessed, paid once, a plan for a bad day that stands on two
 * records; counted once. Nothing else of the carer's record is seen from there. */
#include "site_test.h"

#include "base/csv.h"
#include "care/carers/carers.h"
#include "care/front/front.h"
#include "care/insight/insight.h"
#include "care/insight/measures.h"
#include "care/letter/letter.h"
#include "care/service/service.h"

enum { PAYMENT = 25000 };

static const struct { const char *question; const char *value; } ASKED[] = {
	{"name_full", "Nadia Rowe"}, {"birth_date", "1979-04-02"}, {"home_postcode", "RM17 6SL"},
	{"care_for", "[{\"person\":\"Mum, Ivy Rowe\",\"adult\":\"adult\"},{\"person\":\"Uncle Bert Lane\",\"adult\":\"adult\"}]"},
	{"care_hours", "34"}, {"care_tasks", "nights,personal"}, {"care_nights", "most"}, {"health_effect", "tired"},
	{"care_carry_on", "with-support"}, {"support_wanted", "payment"}, {"plan_b_have", "no"},
	{"plan_b_people", "[{\"person\":\"Joan Hale\",\"phone\":\"01632 960 011\",\"has_key\":\"yes\",\"can_do\":\"overnight\","
		"\"asked\":\"yes\"}]"},
	{"plan_b_needs", "Tablets in the blue tin at eight."}, {"plan_b_share", "yes"},
	{"what_matters", "I am so tired that I could walk out."},
};

typedef struct Story {
	CareTest *test;
	Care worker;
	Care first;
	Care manager;
	Str carer;
	Str mother;
	Str uncle;
} Story;

static void save_public(Care *public, const FrontRequest *request, const char *question, const char *value)
{
	DraftSave save = {.question = str_from_c(question), .value = str_from_c(value), .giver = GIVER_CARER};
	assert_ok(front_save(public, request, &save));
}

/* At 23:30, saved, left, and come back to with reference and code. */
static void ask_at_night(Story *story)
{
	Care public = care_test_public(story->test);
	FrontRequest request = {0};
	FrontRequest again = {0};
	size_t half = sizeof ASKED / sizeof ASKED[0] / 2;
	care_test_go(story->test, S("2026-11-19"), 23, 30);
	assert_ok(front_begin(&public, S("carer-self-assessment"), &request));
	for (size_t i = 0; i < half; i++)
		save_public(&public, &request, ASKED[i].question, ASKED[i].value);
	assert_ok(front_resume(&public, request.reference, front_code_words(story->test->arena, request.code),
		S("203.0.113.9"), &again));
	for (size_t i = half; i < sizeof ASKED / sizeof ASKED[0]; i++)
		save_public(&public, &again, ASKED[i].question, ASKED[i].value);
	assert_ok(front_open(&public, front_cookie(story->test->arena, &again), &again));
	assert_ok(front_send(&public, &again, again.version));
}

static void submit(Care *care, Str work, const char *outcome, const char *note)
{
	assert_ok(work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome), .note = str_from_c(note),
		.version = care_test_work(care, work).version}));
}

static void match_and_answer(Story *story)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	assert_ok(work_list(&story->first, &(WorkFilter){.pathway = S("contact")}, &rows, &count));
	assert_int_equal(count, 1);
	Str contact = rows[0].id;
	story->carer = care_test_person(&story->first, "Nadia Rowe", "1979-04-02", "");
	assert_ok(work_match(&story->first, contact, story->carer));
	care_test_answer(&story->first, contact, "contact_from", "carer");
	care_test_answer(&story->first, contact, "contact_route", "community");
	care_test_answer(&story->first, contact, "contact_story", "She cares for two people and works nights.");
	submit(&story->first, contact, "carer", "");
}

static void assess(Story *story)
{
	static const struct { const char *question; const char *value; } ANSWERS[] = {
		{"meeting_method", "carer"}, {"care_necessary", "yes"}, {"health_at_risk", "yes"},
		{"health_at_risk_why", "Woken every night."}, {"climb_recreation", "needs-person"},
		{"carer_impact", "significant"}, {"carer_impact_why", "No time for anything but caring and work."},
		{"worker_analysis", "A break and a washing machine would help."}, {"eligible_carer", "eligible"},
		{"prevent_advice", "Sleep when somebody else is there."},
	};
	Str work = care_test_open_work(&story->worker, story->carer, "carers-assessment");
	for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++)
		care_test_answer(&story->worker, work, ANSWERS[i].question, ANSWERS[i].value);
	submit(&story->worker, work, "eligible", "");
	assert_ok(work_approve(&story->manager, work, S(""), care_test_work(&story->manager, work).version));
}

static Str plan(Story *story, const char *pence)
{
	Str work = care_test_open_work(&story->worker, story->carer, "carers-plan");
	care_test_answer(&story->worker, work, "carer_payment", pence);
	care_test_answer(&story->worker, work, "carer_payment_for", "A washing machine");
	care_test_answer(&story->worker, work, "plan_agreed", "yes");
	submit(&story->worker, work, "agreed", "");
	return work;
}

static void relate(Story *story)
{
	assert_ok(person_relate(&story->worker, story->carer, story->mother, S("cared-for"), S("")));
	assert_ok(person_relate(&story->worker, story->uncle, story->carer, S("informal-carer"), S("")));
}

static Story tell(CareTest *test)
{
	Story story = {.test = test, .worker = care_test_desk(test, test->practitioner),
		.first = care_test_desk(test, test->first_contact), .manager = care_test_desk(test, test->manager)};
	story.mother = care_test_person(&story.worker, "Ivy Rowe", "1944-01-30", "RM17 5AA");
	story.uncle = care_test_person(&story.worker, "Bert Lane", "1951-06-12", "RM17 5AB");
	ask_at_night(&story);
	care_test_go(test, S("2026-11-20"), 9, 5);
	match_and_answer(&story);
	relate(&story);
	assess(&story);
	return story;
}

static Status approve(Care *care, Str work)
{
	care->problems = problems_make(care->arena);
	return work_approve(care, work, S(""), care_test_work(care, work).version);
}

static void test_a_carer_is_paid_once_after_somebody_else_agreed(void **state)
{
	Story story = tell(care_test_of(state));
	Service *services = NULL;
	size_t count = 0;
	Str work = plan(&story, "25000");
	assert_status(approve(&story.worker, work), STATUS_REFUSED);
	assert_ok(services_of(&story.manager, story.carer, DATE_NONE, &services, &count));
	assert_int_equal(count, 0);
	assert_ok(approve(&story.manager, work));
	assert_ok(services_of(&story.manager, story.carer, DATE_NONE, &services, &count));
	assert_int_equal(count, 1);
	assert_str(story.test->arena, services[0].kind_id, "carer-payment");
	assert_str(story.test->arena, services[0].goal, "A washing machine");
	assert_int_equal(services[0].unit_cost, PAYMENT);
	assert_int_equal(services[0].weekly, 0);
	assert_int_equal(services[0].ends_on, services[0].starts_on);
	/* What leaves is the finance team's to say, with its day. */
	Care finance = care_test_desk(story.test, story.test->finance);
	Str payment = care_test_open_work(&finance, story.carer, "carer-payment");
	assert_status(work_submit(&finance, &(WorkSubmit){.work = payment, .outcome = S("paid"),
		.version = care_test_work(&finance, payment).version}), STATUS_INVALID);
	finance.problems = problems_make(finance.arena);
	care_test_answer(&finance, payment, "payment_made_on", "2026-11-20");
	submit(&finance, payment, "paid", "");
	assert_int_equal(care_test_work(&finance, payment).stage, WORK_FINISHED);
}

static size_t services_count(Story *story)
{
	Service *services = NULL;
	size_t count = 0;
	assert_ok(services_of(&story->manager, story->carer, DATE_NONE, &services, &count));
	return count;
}

static void test_finance_reads_the_sum_of_the_plan_and_a_later_plan_pays_nothing_again(void **state)
{
	Story story = tell(care_test_of(state));
	SiteTest site = site_test_open(story.test);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t payments = 0;
	assert_ok(approve(&story.manager, plan(&story, "25000")));
	Care finance = care_test_desk(story.test, story.test->finance);
	Str payment = care_test_open_work(&finance, story.carer, "carer-payment");
	Response page = site_test_get(&site, story.test->finance, str_format(story.test->arena, "/work/%.*s", STR_ARG(payment)));
	assert_shows(page, "value=\"250.00\"");
	assert_shows(page, "A washing machine");
	assert_shows(page, "As it was said in the work that led here.");
	assert_int_equal(services_count(&story), 1);
	/* A year later the plan is made again, and nobody speaks of money. */
	Str again = {0};
	care_test_go(story.test, S("2027-11-20"), 9, 0);
	assert_ok(work_open(&story.worker, &(WorkNew){.pathway = S("carers-plan"), .person = story.carer}, &again));
	care_test_answer(&story.worker, again, "plan_agreed", "yes");
	submit(&story.worker, again, "agreed", "");
	assert_ok(approve(&story.manager, again));
	assert_int_equal(services_count(&story), 1);
	assert_ok(work_open_of_person(&story.manager, story.carer, &rows, &count));
	for (size_t i = 0; i < count; i++)
		payments += str_equal(rows[i].pathway->id, S("carer-payment"));
	assert_int_equal(payments, 1);
	site_test_close(&site);
}

static void test_a_payment_above_the_limit_goes_to_somebody_with_a_higher_one(void **state)
{
	Story story = tell(care_test_of(state));
	Str work = plan(&story, "50001");
	assert_status(approve(&story.manager, work), STATUS_REFUSED);
	assert_true(str_contains(problems_for_field(&story.manager.problems, S("approve")), S("costs £500.01 once")));
	assert_int_equal(care_test_work(&story.manager, work).stage, WORK_AWAITING_APPROVAL);
}

static void assert_plan_shown(Story *story, Str person, size_t wanted)
{
	CarersPlan *plans = NULL;
	size_t count = 0;
	assert_ok(carers_plans(&story->first, person, &plans, &count));
	assert_int_equal(count, wanted);
	if (wanted == 0)
		return;
	assert_str(story->test->arena, plans[0].carer_name, "Nadia Rowe");
	assert_int_equal(plans[0].count, 1);
	assert_str(story->test->arena, plans[0].people[0].name, "Joan Hale");
	assert_str(story->test->arena, plans[0].people[0].phone, "01632 960 011");
	assert_str(story->test->arena, plans[0].people[0].can, "overnight, has a key, has said yes");
	assert_str(story->test->arena, plans[0].first_day, "Tablets in the blue tin at eight.");
	assert_false(plans[0].is_old);
}

static void test_the_plan_for_a_bad_day_stands_on_both_records_while_the_carer_says_so(void **state)
{
	Story story = tell(care_test_of(state));
	assert_plan_shown(&story, story.mother, 1);
	assert_plan_shown(&story, story.uncle, 1);
	assert_plan_shown(&story, story.carer, 0);
	assert_ok(care_test_record(&story.worker, story.carer, "plan_b_share", "no"));
	assert_plan_shown(&story, story.mother, 0);
	assert_plan_shown(&story, story.uncle, 0);
	assert_ok(care_test_record(&story.worker, story.carer, "plan_b_share", "yes"));
	/* Half a year on it is shown as old. */
	care_test_go(story.test, S("2027-06-20"), 9, 0);
	CarersPlan *plans = NULL;
	size_t count = 0;
	assert_ok(carers_plans(&story.first, story.uncle, &plans, &count));
	assert_true(plans[0].is_old);
	/* Two relations to one carer are one plan; a relation that was wrong shows it no more. */
	assert_ok(person_relate(&story.worker, story.uncle, story.carer, S("main-carer"), S("")));
	Relation *relations = NULL;
	assert_ok(carers_plans(&story.first, story.uncle, &plans, &count));
	assert_int_equal(count, 1);
	assert_ok(person_relations(&story.worker, story.uncle, &relations, &count));
	for (size_t i = 0; i < count; i++)
		assert_ok(person_unrelate(&story.worker, story.uncle, relations[i].id));
	assert_ok(carers_plans(&story.first, story.uncle, &plans, &count));
	assert_int_equal(count, 0);
	assert_status(person_unrelate(&story.worker, story.uncle, relations[0].id), STATUS_NOT_FOUND);
}

static void test_a_carer_whose_record_is_hidden_is_not_betrayed_by_the_plan(void **state)
{
	Story story = tell(care_test_of(state));
	Person carer = {0};
	Care lead = care_test_desk(story.test, story.test->safeguarding);
	assert_ok(person_find(&lead, story.carer, &carer));
	assert_ok(person_restrict(&lead, story.carer, PERSON_NO_TRACE, story.test->team_safeguarding, S("Hidden from him"),
		carer.version));
	assert_plan_shown(&story, story.mother, 0);
}

static void test_a_carer_s_own_words_are_in_no_letter_of_those_they_look_after(void **state)
{
	Story story = tell(care_test_of(state));
	Str work = plan(&story, "25000");
	assert_ok(approve(&story.manager, work));
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	assert_ok(letters_of_work(&story.manager, work, &letters, &count));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		assert_ok(letter_get(&story.manager, letters[i].id, &letter));
		assert_true(str_equal(letter.person, story.carer));
		assert_true(str_contains(letter.content, S("Joan Hale")));
		bool card = str_contains(letter.title, S("card"));
		assert_int_equal(str_contains(letter.content, S("We will pay you £250.00 once")), !card);
		assert_false(card && str_contains(letter.content, S("walk out")));
	}
	TimelineLine *lines = NULL;
	assert_ok(work_chronology(&story.manager, story.mother, INT64_MAX, 50, &lines, &count));
	for (size_t i = 0; i < count; i++)
		assert_false(str_equal(lines[i].kind, S("document")));
}

typedef struct Counted {
	size_t requests;
	size_t assessments;
	size_t services;
} Counted;

static Str cell_of(const CsvReader *file, const CsvRow *row, const char *column)
{
	for (size_t i = 0; i < file->header_count; i++)
		if (str_equal(file->header[i], str_from_c(column)))
			return row->fields[i];
	fail_msg("no column %s", column);
	return (Str){0};
}

/* The carer's rows of the file, each with both people they look after. */
static Counted count_rows(const Story *story, Str file)
{
	Problems problems = problems_make(story->test->arena);
	CsvReader reader;
	CsvRow row;
	Counted counted = {0};
	csv_open_text(&reader, story->test->arena, S("cld"), file, (CsvLimits){.columns_most = 100, .field_bytes_most = 4000},
		&problems);
	assert_ok(csv_read_header(&reader));
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		if (!str_equal(cell_of(&reader, &row, "LA Person Unique Identifier"), story->carer))
			continue;
		Str event = cell_of(&reader, &row, "Event Type");
		counted.requests += str_equal(event, S("Request"));
		counted.assessments += str_equal(event, S("Assessment"));
		counted.services += str_equal(event, S("Service"));
		assert_str(story->test->arena, cell_of(&reader, &row, "Client Type"), "Unpaid carer");
		assert_str(story->test->arena, cell_of(&reader, &row, "No. of adults being cared for"), "2");
		Str one = cell_of(&reader, &row, "Adult 1 Linked Person ID");
		Str two = cell_of(&reader, &row, "Adult 2 Linked Person ID");
		assert_true(str_equal(one, story->mother) || str_equal(two, story->mother));
		assert_true(str_equal(one, story->uncle) || str_equal(two, story->uncle));
	}
	return counted;
}

static void test_two_cared_for_people_make_one_carer_in_the_return_and_the_measure(void **state)
{
	Story story = tell(care_test_of(state));
	CareTest *test = story.test;
	assert_ok(approve(&story.manager, plan(&story, "25000")));
	Care analyst = care_test_desk(test, test->analyst);
	CldExported done = {0};
	Str file = {0};
	Date today = care_today(&analyst);
	assert_ok(insight_make_cld(&analyst, today, today, &file, &done));
	Counted counted = count_rows(&story, file);
	assert_int_equal(counted.requests, 1);
	assert_int_equal(counted.assessments, 1);
	assert_int_equal(counted.services, 1);
	/* One carer with support paid to them, in the measure of the year. */
	care_test_go(test, S("2027-05-01"), 9, 0);
	Care counting = care_test_system(test);
	counting.reader = store_maintenance(counting.store);
	MeasureResult *results = NULL;
	size_t count = 0;
	Date from = DATE_NONE;
	assert_ok(date_make(2026, 4, 1, &from));
	assert_ok(insight_measures(&counting, from, from + 364, &results, &count));
	size_t seen = 0;
	for (size_t i = 0; i < count; i++)
		if (results[i].measure->rows == ROWS_CARERS_IN_YEAR) {
			assert_int_equal(results[i].denominator, 1);
			assert_int_equal(results[i].numerator, 1);
			seen++;
		}
	assert_true(seen > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_carer_is_paid_once_after_somebody_else_agreed),
		CARE_TEST(test_finance_reads_the_sum_of_the_plan_and_a_later_plan_pays_nothing_again),
		CARE_TEST(test_a_payment_above_the_limit_goes_to_somebody_with_a_higher_one),
		CARE_TEST(test_the_plan_for_a_bad_day_stands_on_both_records_while_the_carer_says_so),
		CARE_TEST(test_a_carer_whose_record_is_hidden_is_not_betrayed_by_the_plan),
		CARE_TEST(test_a_carer_s_own_words_are_in_no_letter_of_those_they_look_after),
		CARE_TEST(test_two_cared_for_people_make_one_carer_in_the_return_and_the_measure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
