/* Reading problems and plans, and judging: the published plans, and what is refused with its place. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/visits/visits.h"
#include "visits_example.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)2 << 30);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

enum { FILE_BYTES_MAX = 16 * 1024 * 1024 };

static bool load(Str path, Str *out)
{
	FILE *file = fopen(str_c(&arena, path), "rb");
	if (file == NULL)
		return false;
	char *bytes = arena_allocate(&arena, FILE_BYTES_MAX);
	*out = (Str){.data = bytes, .length = fread(bytes, 1, FILE_BYTES_MAX, file)};
	return fclose(file) == 0;
}

static Str reference_folder(void)
{
	const char *folder = getenv("KITH_REFERENCE");
	return str_concat(&arena, str_from_c(folder == NULL ? "../shared/reference" : folder), S("/hhcrsp"));
}

static void read_pair(Str folder, Str name, VisitsProblem *problem, VisitsPlan *plan)
{
	Problems problems = problems_make(&arena);
	Str text = {0};
	Str stem = str_ends_with(name, S(".json")) ? str_slice(name, 0, name.length - 5) : name;
	assert_true(load(str_format(&arena, "%.*s/instances/%.*s.json", STR_ARG(folder), STR_ARG(stem)), &text));
	assert_ok(visits_read_problem(&arena, name, text, &problems, problem));
	assert_true(load(str_format(&arena, "%.*s/solutions/%.*s.sol.json", STR_ARG(folder), STR_ARG(stem)), &text));
	assert_ok(visits_read_plan(&arena, problem, name, text, &problems, plan));
}

/* Every row of best-known.csv whose value comes from the plan beside it: same cost to a hundredth, and no rule broken. */
static void check_published(Str folder, const char *cost_column)
{
	Str text = {0};
	if (!load(str_concat(&arena, folder, S("/best-known.csv")), &text))
		skip_because("the public plans are not here; set KITH_REFERENCE");
	Str line = {0};
	size_t column = 0;
	uint32_t row = 0;
	uint32_t judged = 0;
	while (str_next(&text, '\n', &line)) {
		Str field = {0};
		Str name = {0};
		Str rest = line;
		char published[32] = {0};
		for (size_t i = 0; str_next(&rest, ',', &field); i++) {
			name = i == 0 ? field : name;
			if (row == 0 && str_equal(field, str_from_c(cost_column)))
				column = i;
			if (row > 0 && i == column && field.length < sizeof published)
				memcpy(published, field.data, field.length);
		}
		if (row++ == 0)
			continue;
		VisitsProblem problem;
		VisitsPlan plan;
		VisitsVerdict verdict;
		read_pair(folder, name, &problem, &plan);
		visits_evaluate(&arena, &problem, &plan, &verdict);
		if (verdict.violation_total > 0)
			fail_msg("%s: %s", str_c(&arena, name), str_c(&arena, verdict.violations[0]));
		double cost = (double)verdict.cost / (double)VISITS_UNITS / (double)problem.cost_divisor;
		if (fabs(cost - strtod(published, NULL)) > 0.01)
			fail_msg("%s: %f, published is %s", str_c(&arena, name), cost, published);
		judged++;
	}
	assert_true(judged >= 9);
}

static void test_the_published_classic_plans_cost_what_was_published(void **state)
{
	(void)state;
	check_published(reference_folder(), "best_known_cost");
}

static void test_the_published_unified_plans_cost_what_was_published(void **state)
{
	(void)state;
	check_published(str_concat(&arena, reference_folder(), S("/uhhc")), "best_known_objective");
}

/* ---- By hand. ---- */

/* One office at 0; two clients 10 minutes out on either side; the second wants two carers, the second 5 to 15 minutes later. */
static const char HAND[] =
	"{\"patients\":[\n"
	"{\"id\":\"a\",\"time_window\":[30,40],\"required_caregivers\":[{\"service\":\"wash\",\"duration\":20}]},\n"
	"{\"id\":\"b\",\"time_window\":[60,70],\"required_caregivers\":[{\"service\":\"wash\",\"duration\":10},{\"service\":\"lift\"}],\n"
	"\"synchronization\":{\"type\":\"sequential\",\"distance\":[5,15]}}],\n"
	"\"services\":[{\"id\":\"wash\",\"default_duration\":10},{\"id\":\"lift\",\"default_duration\":12.5}],\n"
	"\"caregivers\":[{\"id\":\"x\",\"abilities\":[\"wash\"]},{\"id\":\"y\",\"abilities\":[\"lift\"]}],\n"
	"\"central_offices\":[{\"id\":\"d\"}],\n"
	"\"distances\":[[0,10,10],[10,0,20],[10,20,0]]}";

static VisitsProblem read_hand(void)
{
	Problems problems = problems_make(&arena);
	VisitsProblem problem;
	assert_ok(visits_read_problem(&arena, S("hand.json"), str_from_c(HAND), &problems, &problem));
	return problem;
}

static VisitsVerdict judge_hand(const char *routes)
{
	Problems problems = problems_make(&arena);
	VisitsProblem problem = read_hand();
	VisitsPlan plan;
	VisitsVerdict verdict;
	assert_ok(visits_read_plan(&arena, &problem, S("plan.json"), str_from_c(routes), &problems, &plan));
	visits_evaluate(&arena, &problem, &plan, &verdict);
	return verdict;
}

static void assert_violation(const VisitsVerdict *verdict, const char *words)
{
	for (size_t i = 0; i < verdict->violation_count; i++)
		if (str_contains(verdict->violations[i], str_from_c(words)))
			return;
	fail_msg("no violation says \"%s\"", words);
}

#define ROUTE_X(start_a, start_b) "{\"caregiver_id\":\"x\",\"locations\":[" \
	"{\"patient\":\"a\",\"service\":\"wash\",\"arrival_time\":" #start_a ",\"departure_time\":" #start_a "}," \
	"{\"patient\":\"b\",\"service\":\"wash\",\"arrival_time\":" #start_b ",\"departure_time\":" #start_b "}]}"

static void test_a_plan_by_hand_costs_what_a_pencil_says(void **state)
{
	(void)state;
	VisitsVerdict verdict = judge_hand("{\"routes\":[{\"caregiver_id\":\"x\",\"locations\":["
		"{\"patient\":\"a\",\"service\":\"wash\",\"arrival_time\":35,\"departure_time\":55},"
		"{\"patient\":\"b\",\"service\":\"wash\",\"arrival_time\":76,\"departure_time\":86}]},"
		"{\"caregiver_id\":\"y\",\"locations\":["
		"{\"patient\":\"b\",\"service\":\"lift\",\"arrival_time\":81,\"departure_time\":93.5}]}]}");
	assert_int_equal(verdict.violation_total, 0);
	assert_int_equal(verdict.value[VISITS_TRAVEL], 60 * VISITS_UNITS);
	assert_int_equal(verdict.value[VISITS_LATENESS], 17 * VISITS_UNITS);
	assert_int_equal(verdict.value[VISITS_HIGHEST_LATENESS], 11 * VISITS_UNITS);
	assert_int_equal(verdict.cost, 88 * VISITS_UNITS);
}

static void test_every_hard_rule_that_is_broken_is_named(void **state)
{
	(void)state;
	VisitsVerdict verdict = judge_hand("{\"routes\":[" ROUTE_X(20, 41) ",{\"caregiver_id\":\"y\",\"locations\":["
		"{\"patient\":\"b\",\"service\":\"lift\",\"arrival_time\":61,\"departure_time\":73.5}]}]}");
	assert_violation(&verdict, "before the window");
	assert_violation(&verdict, "takes 20.000 minutes");
	assert_violation(&verdict, "from start to start");
	verdict = judge_hand("{\"routes\":[" ROUTE_X(5, 10) "]}");
	assert_violation(&verdict, "before the shift starts");
	assert_violation(&verdict, "cannot be there before");
	assert_violation(&verdict, "b: 1 of 2 services");
	verdict = judge_hand("{\"routes\":[{\"caregiver_id\":\"y\",\"locations\":["
		"{\"patient\":\"a\",\"service\":\"wash\",\"arrival_time\":35,\"departure_time\":55}]}]}");
	assert_violation(&verdict, "y may not do wash");
}

static void test_a_plan_is_read_as_it_was_written(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	VisitsProblem problem = read_hand();
	VisitsPlan plan;
	VisitsPlan again;
	assert_ok(visits_solve(&arena, &problem, &(VisitsSettings){.iterations = 20, .seed = 1, .threads = 1}, &plan));
	Buffer first = buffer_make(&arena, 1 << 20);
	Buffer second = buffer_make(&arena, 1 << 20);
	visits_write_plan(&problem, &plan, &first);
	assert_ok(visits_read_plan(&arena, &problem, S("plan.json"), buffer_str(&first), &problems, &again));
	visits_write_plan(&problem, &again, &second);
	assert_str(&arena, buffer_str(&second), str_c(&arena, buffer_str(&first)));
}

/* ---- What is refused. ---- */

typedef struct Wrong {
	const char *from; /* in HAND */
	const char *to;
	uint32_t line;
	const char *field;
	const char *words;
} Wrong;

static void test_a_wrong_problem_is_refused_with_place_and_reason(void **state)
{
	(void)state;
	static const Wrong WRONG[] = {
		{"[30,40]", "[40,30]", 2, "time_window", "ends before it starts"},
		{"[30,40]", "[-1,30]", 2, "time_window", "start and end in minutes"},
		{"\"service\":\"lift\"}", "\"service\":\"list\"}", 3, "service", "there is no service"},
		{"[5,15]", "[15,5]", 4, "distance", "least gap is above"},
		{"sequential", "soon", 4, "type", "simultaneous, sequential or independent"},
		{"\"abilities\":[\"lift\"]", "\"abilities\":[]", 3, "service", "nobody can do"},
		{"{\"id\":\"y\"", "{\"id\":\"x\"", 6, "id", "an id of its own"},
		{"[10,20,0]]", "[10,20]]", 8, "distances", "a row of 3 numbers"},
		{"[10,20,0]]", "[10,20,1e99]]", 8, "distances", "minutes from 0"},
		{"[[0,10,10],", "[", 8, "distances", "3 rows"},
		{"\"duration\":20", "\"duration\":\"long\"", 2, "duration", "minutes from 0"},
		{"\"central_offices\":[{\"id\":\"d\"}],", "", 1, "central_offices", "an array was expected"},
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		Problems problems = problems_make(&arena);
		VisitsProblem problem;
		Str text = str_replace(&arena, str_from_c(HAND), str_from_c(WRONG[i].from), str_from_c(WRONG[i].to));
		assert_status(visits_read_problem(&arena, S("hand.json"), text, &problems, &problem), STATUS_INVALID);
		assert_true(problems.count > 0);
		if (problems.items[0].line != WRONG[i].line || !str_equal(problems.items[0].field, str_from_c(WRONG[i].field)) ||
			!str_contains(problems.items[0].message, str_from_c(WRONG[i].words)))
			fail_msg("case %zu: line %u, %s: %s", i, problems.items[0].line, str_c(&arena, problems.items[0].field),
				str_c(&arena, problems.items[0].message));
	}
}

static void test_a_plan_of_strangers_is_refused(void **state)
{
	(void)state;
	static const char *const WRONG[] = {
		"{\"routes\":[{\"caregiver_id\":\"z\"}]}",
		"{\"routes\":[{\"caregiver_id\":\"x\"},{\"caregiver_id\":\"x\"}]}",
		"{\"routes\":[{\"caregiver_id\":\"x\",\"locations\":[{\"patient\":\"q\",\"service\":\"wash\",\"arrival_time\":1,"
			"\"departure_time\":2}]}]}",
		"{\"routes\":[{\"caregiver_id\":\"x\",\"locations\":[{\"patient\":\"a\",\"service\":\"lift\",\"arrival_time\":1,"
			"\"departure_time\":2}]}]}",
		"{\"routes\":[{\"caregiver_id\":\"x\",\"locations\":[{\"patient\":\"a\",\"service\":\"wash\",\"departure_time\":2}]}]}",
		"{\"cost\":1}",
	};
	VisitsProblem problem = read_hand();
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		Problems problems = problems_make(&arena);
		VisitsPlan plan;
		assert_status(visits_read_plan(&arena, &problem, S("plan.json"), str_from_c(WRONG[i]), &problems, &plan), STATUS_INVALID);
		assert_true(problems_any(&problems) && problems.items[0].line == 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_published_classic_plans_cost_what_was_published, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_published_unified_plans_cost_what_was_published, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_plan_by_hand_costs_what_a_pencil_says, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_hard_rule_that_is_broken_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_plan_is_read_as_it_was_written, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_wrong_problem_is_refused_with_place_and_reason, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_plan_of_strangers_is_refused, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
