/* What somebody would pay of their plan: provisional with its working, or what is missing, on the page too. */
#include <string.h>

#include "site_test.h"

#include "care/share/share.h"

#define PLAN "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\",\"units\":\"30\",\"unit_cost\":2475}]"

typedef struct Known {
	const char *question;
	const char *value;
} Known;

/* By hand, for 2024/25, as the calculator's own case: 221.20 + 108.55 + 17.00 of tariff income for 18,300 (4,050 / 250 =
 * 16.2, so 17) = 346.75; less the guarantee of 228.70 and 20.00 of disability costs: 98.05. */
static const Known WORKED[] = {
	{"birth_date", "1941-03"}, {"money_household", "single"}, {"money_savings", "1830000"}, {"money_state_pension", "22120"},
	{"money_other_pension", "0"}, {"money_disability_benefit", "10855"}, {"money_other_benefit", "0"},
	{"money_housing", "0"}, {"money_disability_costs", "2000"}, {NULL, NULL},
};

static Str known_value(const void *context, Str question)
{
	for (const Known *known = context; known->question != NULL; known++)
		if (str_equal(question, str_from_c(known->question)))
			return str_from_c(known->value);
	return (Str){0};
}

static PlanShare share_of(Care *care, const char *lines, const Known *known)
{
	PlanLine *plan = NULL;
	size_t count = 0;
	assert_ok(plan_lines_read(care, str_from_c(lines), &plan, &count));
	return plan_share(care, plan, count, known_value, known);
}

static void test_the_figure_is_the_one_worked_by_hand_and_the_council_pays_the_rest(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	PlanShare share = share_of(&care, PLAN, WORKED);
	assert_int_equal(share.kind, SHARE_FIGURE);
	assert_int_equal(share.chargeable, 74250);
	assert_int_equal(share.person_pays, 9805);
	assert_int_equal(share.council_pays, 64445);
	Pence sum = 0;
	for (size_t i = 0; i < share.result.charge.lines.count; i++)
		sum += share.result.charge.lines.items[i].adds ? share.result.charge.lines.items[i].amount : 0;
	assert_int_equal(sum, 9805);
	/* Never more than what it costs. */
	share = share_of(&care, "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\",\"units\":\"2\",\"unit_cost\":2475}]",
		WORKED);
	assert_int_equal(share.person_pays, 4950);
	assert_int_equal(share.council_pays, 0);
}

static void test_no_figure_while_anything_is_missing_and_each_missing_thing_is_named(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Known some[sizeof WORKED / sizeof WORKED[0]];
	PlanShare share = share_of(&care, PLAN, &(Known){NULL, NULL});
	assert_int_equal(share.kind, SHARE_MISSING);
	assert_int_equal(share.missing_count, 8);
	assert_true(share.age_missing);
	for (size_t gone = 0; WORKED[gone].question != NULL; gone++) {
		size_t count = 0;
		for (size_t i = 0; i < sizeof WORKED / sizeof WORKED[0]; i++)
			if (i != gone)
				some[count++] = WORKED[i];
		share = share_of(&care, PLAN, some);
		assert_int_equal(share.kind, SHARE_MISSING);
		assert_int_equal(share.person_pays, 0);
		bool age = str_equal(str_from_c(WORKED[gone].question), S("birth_date"));
		assert_int_equal(share.age_missing, age);
		assert_int_equal(share.missing_count, age ? 0 : 1);
		if (!age)
			assert_str(test->arena, share.missing[0]->id, WORKED[gone].question);
	}
	/* Not said is not nought. */
	memcpy(some, WORKED, sizeof WORKED);
	some[3].value = "not-said";
	assert_int_equal(share_of(&care, PLAN, some).kind, SHARE_MISSING);
}

static void test_above_the_limit_nothing_else_is_asked_and_what_is_free_costs_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	PlanShare share = share_of(&care, PLAN, (const Known[]){{"birth_date", "1941"}, {"money_savings", "3000000"}, {NULL, NULL}});
	assert_int_equal(share.kind, SHARE_FIGURE);
	assert_true(share.result.charge.is_full_cost);
	assert_int_equal(share.person_pays, 74250);
	share = share_of(&care, PLAN, (const Known[]){{"s117", "yes"}, {"money_savings", "3000000"}, {NULL, NULL}});
	assert_int_equal(share.kind, SHARE_FREE);
	assert_int_equal(share.council_pays, 74250);
	share = share_of(&care, "[{\"goal\":\"Walk\",\"how\":\"service\",\"service_kind\":\"reablement\",\"units\":\"5\",\"unit_cost\":2475},"
		"{\"goal\":\"Friends\",\"how\":\"family\"}]", &(Known){NULL, NULL});
	assert_int_equal(share.kind, SHARE_NOTHING_TO_CHARGE);
}

static void test_the_plan_s_page_says_what_is_missing_and_then_the_share(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	SiteTest site = site_test_open(test);
	Str person = care_test_person(&care, "Ann Smith", "", "");
	Str work = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("support-plan"), .person = person, .user = test->practitioner}, &work));
	care_test_answer(&care, work, "plan_lines", PLAN);
	Str path = str_format(test->arena, "/work/%.*s", STR_ARG(work));
	Response response = site_test_get(&site, test->practitioner, path);
	assert_shows(response, "It cannot be said yet what they would pay");
	assert_shows(response, "State Pension a week");
	for (size_t i = 0; WORKED[i].question != NULL; i++)
		assert_ok(care_test_record(&care, person, WORKED[i].question, WORKED[i].value));
	response = site_test_get(&site, test->practitioner, path);
	assert_shows(response, "Provisional: they would pay \xC2\xA3""98.05 a week and the council \xC2\xA3""644.45.");
	assert_shows(response, "228.70");
	assert_hides(response, "It cannot be said yet what they would pay");
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_figure_is_the_one_worked_by_hand_and_the_council_pays_the_rest),
		CARE_TEST(test_no_figure_while_anything_is_missing_and_each_missing_thing_is_named),
		CARE_TEST(test_above_the_limit_nothing_else_is_asked_and_what_is_free_costs_nothing),
		CARE_TEST(test_the_plan_s_page_says_what_is_missing_and_then_the_share),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
