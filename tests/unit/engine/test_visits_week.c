/* Kith's own week, and mending a plan: what is read, what is refused, what stays as it was. */
#include "unit_test.h"

#include <stdlib.h>

#include "engine/visits/search.h"
#include "visits_example.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* Two sides of a river with one bridge; invented people. */
static const char WEEK[] =
	"{\"week\":{\"from\":\"2026-11-23\"},\n"
	"\"travel\":{\"barriers\":[{\"line\":[[51.47,0.30],[51.47,0.40]],\"crossings\":[[51.47,0.36]]}]},\n"
	"\"carers\":[\n"
	"{\"id\":\"north\",\"provider\":\"North Care\",\"home\":[51.48,0.32],\"mode\":\"drive\",\"abilities\":[\"personal\",\"lift\"],\n"
	"\"max_week_minutes\":2400,\"shifts\":[{\"day\":\"2026-11-23\",\"start\":\"07:00\",\"end\":\"14:00\",\"break\":true},\n"
	"{\"day\":\"2026-11-24\",\"start\":\"07:00\",\"end\":\"14:00\"}]},\n"
	"{\"id\":\"south\",\"provider\":\"South Care\",\"home\":[51.46,0.33],\"mode\":\"walk\",\"abilities\":[\"personal\",\"lift\"],\n"
	"\"shifts\":[{\"day\":\"2026-11-23\",\"start\":\"07:00\",\"end\":\"14:00\"},\n"
	"{\"day\":\"2026-11-24\",\"start\":\"07:00\",\"end\":\"14:00\"}]}],\n"
	"\"clients\":[\n"
	"{\"id\":\"ellis\",\"location\":[51.482,0.325],\"risk\":4,\"history\":{\"north\":3,\"south\":30},\n"
	"\"refused\":[{\"carer\":\"south\",\"reason\":\"asked for somebody else\",\"approved_by\":\"a manager\"}],\n"
	"\"visits\":[{\"id\":\"morning\",\"required_services\":[{\"service\":\"personal\",\"duration\":30}],\"days\":[\"mon\",\"tue\"],\n"
	"\"from\":\"07:30\",\"until\":\"09:00\",\"importance\":3}]},\n"
	"{\"id\":\"pryce\",\"location\":[51.463,0.331],\"visits\":[\n"
	"{\"id\":\"hoist\",\"required_services\":[{\"service\":\"personal\",\"duration\":30},{\"service\":\"lift\",\"duration\":30}],\n"
	"\"synchronization\":{\"type\":\"simultaneous\"},\"days\":[\"mon\"],\"from\":\"10:00\",\"until\":\"11:00\"},\n"
	"{\"id\":\"bath\",\"required_services\":[{\"service\":\"personal\",\"duration\":45}],\"days\":[\"mon\",\"tue\"],\"any_day\":true,\n"
	"\"from\":\"08:00\",\"until\":\"12:00\"},\n"
	"{\"id\":\"tablets\",\"required_services\":[{\"service\":\"personal\",\"duration\":15}],\"days\":[\"2026-11-24\"],\n"
	"\"from\":\"08:00\",\"until\":\"09:00\",\"locked\":{\"carer\":\"south\",\"start\":\"08:30\"}}]}]}";

static VisitsProblem read_week(Str text)
{
	Problems problems = problems_make(&arena);
	VisitsProblem problem;
	Status status = visits_read_problem(&arena, S("week.json"), text, &problems, &problem);
	if (status != STATUS_OK)
		print_message("%s\n", str_c(&arena, problems.items[0].message));
	assert_ok(status);
	return problem;
}

static VisitsPlan solve(const VisitsProblem *problem, const VisitsPlan *begin_with, uint64_t iterations)
{
	VisitsPlan plan;
	assert_ok(visits_solve(&arena, problem, &(VisitsSettings){.iterations = iterations, .seed = 1, .threads = 1,
		.begin_with = begin_with}, &plan));
	return plan;
}

static uint32_t client_of(const VisitsProblem *problem, const char *id)
{
	for (uint32_t i = 0; i < problem->client_count; i++)
		if (str_equal(problem->clients[i].id, str_from_c(id)))
			return i;
	fail_msg("there is no %s", id);
	return 0;
}

static uint32_t first_task(const VisitsProblem *problem, const char *id)
{
	return problem->clients[client_of(problem, id)].tasks[0];
}

static const VisitsStop *stop_of(const VisitsPlan *plan, uint32_t task, uint32_t *shift)
{
	for (uint32_t i = 0; i < plan->shift_count; i++)
		for (size_t k = 0; k < plan->routes[i].count; k++)
			if (plan->routes[i].stops[k].task == task) {
				*shift = i;
				return &plan->routes[i].stops[k];
			}
	return NULL;
}

static void assert_feasible(const VisitsProblem *problem, const VisitsPlan *plan)
{
	VisitsVerdict verdict;
	visits_evaluate(&arena, problem, plan, &verdict);
	if (verdict.violation_total > 0)
		fail_msg("%s", str_c(&arena, verdict.violations[0]));
}

static void test_patterns_become_dated_visits_and_a_plan_keeps_refusals_and_locks(void **state)
{
	(void)state;
	VisitsProblem problem = read_week(str_from_c(WEEK));
	assert_int_equal(problem.client_count, 5);
	VisitsPlan plan = solve(&problem, NULL, 300);
	assert_feasible(&problem, &plan);
	uint32_t shift = 0;
	uint32_t morning = problem.clients[client_of(&problem, "ellis/morning/2026-11-24")].tasks[0];
	assert_non_null(stop_of(&plan, morning, &shift));
	assert_str(&arena, problem.shifts[shift].carer, "north"); /* history says south, the refusal says no */
	assert_str(&arena, problem.shifts[shift].day, "2026-11-24");
	uint32_t tablets = problem.clients[client_of(&problem, "pryce/tablets/2026-11-24")].tasks[0];
	const VisitsStop *stop = stop_of(&plan, tablets, &shift);
	assert_non_null(stop);
	assert_str(&arena, problem.shifts[shift].carer, "south");
	assert_int_equal(stop->start, (1440 + 510) * VISITS_UNITS);
}

static void test_the_river_is_crossed_only_at_its_bridge(void **state)
{
	(void)state;
	VisitsProblem with = read_week(str_from_c(WEEK));
	VisitsProblem without = read_week(str_replace(&arena, str_from_c(WEEK), S("\"line\":[[51.47,0.30],[51.47,0.40]]"),
		S("\"line\":[[51.57,0.30],[51.57,0.40]]")));
	/* Places: the two clients, then the two carers' homes; the driver's matrix. */
	size_t across = (size_t)2 * with.place_count + 1;
	size_t along = (size_t)2 * with.place_count;
	assert_true(with.travel[2][across] > without.travel[2][across]);
	assert_int_equal(with.travel[2][along], without.travel[2][along]);
}

static void test_a_table_of_a_routing_service_is_taken_instead(void **state)
{
	(void)state;
	VisitsProblem problem = read_week(str_replace(&arena, str_from_c(WEEK), S("\"travel\":{"),
		S("\"travel\":{\"tables\":{\"drive\":{\"places\":[\"north\",\"ellis\",\"pryce\",\"south\"],"
		"\"durations\":[[0,60,120,180],[61,0,240,300],[121,240,0,360],[181,300,361,0]]}},")));
	/* From north's home (place 2) to ellis (place 0): a minute; back: a second more. */
	assert_int_equal(problem.travel[2][2 * 4 + 0], VISITS_UNITS);
	assert_int_equal(problem.travel[2][0 * 4 + 2], 61 * VISITS_UNITS / 60);
	assert_int_equal(problem.travel_back[2][0 * 4 + 2], VISITS_UNITS);
}

static void test_continuity_draws_visits_to_the_familiar_face(void **state)
{
	(void)state;
	Str open_door = str_replace(&arena, str_from_c(WEEK), S("\"refused\":[{\"carer\":\"south\",\"reason\":\"asked for somebody else\","
		"\"approved_by\":\"a manager\"}],"), S("\"refused\":[],"));
	Str dear = str_replace(&arena, open_door, S("{\"week\""), S("{\"settings\":{\"unfamiliar_pence\":100000},\"week\""));
	VisitsProblem problem = read_week(dear);
	VisitsPlan plan = solve(&problem, NULL, 300);
	uint32_t shift = 0;
	assert_non_null(stop_of(&plan, problem.clients[client_of(&problem, "ellis/morning/2026-11-24")].tasks[0], &shift));
	assert_str(&arena, problem.shifts[shift].carer, "south");
}

static void test_the_most_that_somebody_works_in_a_week_is_kept(void **state)
{
	(void)state;
	VisitsProblem problem = read_week(str_replace(&arena, str_from_c(WEEK), S("\"max_week_minutes\":2400"),
		S("\"max_week_minutes\":60")));
	VisitsPlan plan = solve(&problem, NULL, 300);
	VisitsVerdict verdict;
	visits_evaluate(&arena, &problem, &plan, &verdict);
	assert_true(verdict.violation_total > 0);
	for (size_t i = 0; i < verdict.violation_count; i++)
		assert_true(str_contains(verdict.violations[i], S("services are done"))); /* left out, never over the limit */
}

typedef struct Wrong {
	const char *from;
	const char *to;
	const char *field;
	const char *words;
} Wrong;

static void test_a_wrong_week_is_refused_with_field_and_reason(void **state)
{
	(void)state;
	static const Wrong WRONG[] = {
		{"\"approved_by\":\"a manager\"", "\"approved\":\"?\"", "approved_by", "missing"},
		{"\"reason\":\"asked for somebody else\",", "", "reason", "missing"},
		{"\"from\":\"07:30\"", "\"from\":\"7.30\"", "from", "a time of day"},
		{"\"until\":\"09:00\"", "\"until\":\"07:00\"", "until", "before the earliest"},
		{"[\"mon\",\"tue\"],\n", "[\"someday\"],\n", "days", "a day of the planned week"},
		{"\"mode\":\"walk\"", "\"mode\":\"fly\"", "mode", "walk, cycle or drive"},
		{"\"home\":[51.48,0.32]", "\"home\":[151.48,0.32]", "home", "latitude"},
		{"{\"day\":\"2026-11-24\",\"start\":\"07:00\",\"end\":\"14:00\"}]},\n{\"id\":\"south\"",
			"{\"day\":\"2026-11-24\",\"start\":\"00:30\",\"end\":\"14:00\"}]},\n{\"id\":\"south\"", "start", "of rest"},
		{"\"history\":{\"north\":3", "\"history\":{\"north\":-3", "history", "how many visits"},
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		Problems problems = problems_make(&arena);
		VisitsProblem problem;
		Str text = str_replace(&arena, str_from_c(WEEK), str_from_c(WRONG[i].from), str_from_c(WRONG[i].to));
		/* The shift of the first day ends at 14:00; half past midnight is within eleven hours of it. */
		assert_status(visits_read_problem(&arena, S("week.json"), text, &problems, &problem), STATUS_INVALID);
		if (!str_equal(problems.items[0].field, str_from_c(WRONG[i].field)) || problems.items[0].line == 0 ||
			!str_contains(problems.items[0].message, str_from_c(WRONG[i].words)))
			fail_msg("case %zu: %s: %s", i, str_c(&arena, problems.items[0].field), str_c(&arena, problems.items[0].message));
	}
}

/* ---- Few faces, fair shares. ---- */

/* So many people with a visit each morning and evening of five days, and carers who are there on all of them. */
static Str busy_week(uint64_t seed, uint32_t people, uint32_t carers, const char *settings)
{
	RandomStream random = random_stream(seed, S("busy week"));
	Buffer text = buffer_make(&arena, EXAMPLE_BYTES_MAX);
	buffer_add_format(&text, "{\"week\":{\"from\":\"2026-11-23\",\"days\":5},\"settings\":{%s},\"carers\":[", settings);
	for (uint32_t i = 0; i < carers; i++) {
		buffer_add_format(&text, "%s{\"id\":\"c%u\",\"home\":[51.4%u,0.3%u],\"abilities\":[\"personal\"],\"shifts\":[",
			i == 0 ? "" : ",", i, 10 + random_below(&random, 80), 10 + random_below(&random, 80));
		for (int day = 23; day <= 27; day++)
			buffer_add_format(&text, "%s{\"day\":\"2026-11-%d\",\"start\":\"07:00\",\"end\":\"%s\"}", day == 23 ? "" : ",", day,
				i == 0 ? "13:00" : "19:00");
		buffer_add(&text, S("]}"));
	}
	buffer_add(&text, S("],\"clients\":["));
	for (uint32_t i = 0; i < people; i++) {
		buffer_add_format(&text, "%s{\"id\":\"p%u\",\"location\":[51.4%u,0.3%u],\"visits\":[", i == 0 ? "" : ",", i,
			10 + random_below(&random, 80), 10 + random_below(&random, 80));
		for (int part = 0; part < 2; part++)
			buffer_add_format(&text, "%s{\"id\":\"v%d\",\"required_services\":[{\"service\":\"personal\",\"duration\":%u}],"
				"\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"from\":\"%s\",\"until\":\"%s\"}", part == 0 ? "" : ",", part,
				15 + 15 * random_below(&random, 3), part == 0 ? "07:30" : "15:00", part == 0 ? "10:30" : "18:00");
		buffer_add(&text, S("]}"));
	}
	buffer_add(&text, S("]}"));
	return buffer_str(&text);
}

static int64_t component(const VisitsProblem *problem, const VisitsPlan *plan, VisitsComponent which)
{
	VisitsVerdict verdict;
	VisitsProblem counted = *problem;
	counted.weight[VISITS_FACES] = counted.weight[VISITS_UNEVEN] = 1;
	visits_evaluate(&arena, &counted, plan, &verdict);
	assert_int_equal(verdict.violation_total, 0);
	return verdict.value[which] / VISITS_UNITS;
}

static void test_a_price_for_each_face_brings_fewer_of_them_without_any_history(void **state)
{
	(void)state;
	VisitsProblem free_faces = read_week(busy_week(1, 12, 5, "\"each_carer_pence\":0"));
	VisitsProblem dear_faces = read_week(busy_week(1, 12, 5, "\"each_carer_pence\":3000"));
	VisitsPlan any = solve(&free_faces, NULL, 3000);
	VisitsPlan few = solve(&dear_faces, NULL, 3000);
	int64_t many = component(&free_faces, &any, VISITS_FACES);
	int64_t fewest = component(&dear_faces, &few, VISITS_FACES);
	print_message("# %d carers come to 12 people when faces cost nothing, %d when they do\n", (int)many, (int)fewest);
	assert_true(fewest >= 12);
	assert_true(fewest * 3 < many * 2);
}

static void test_a_price_for_uneven_weeks_shares_the_work_by_the_hours_that_carers_are_there(void **state)
{
	(void)state;
	VisitsProblem any_share = read_week(busy_week(2, 10, 4, "\"each_carer_pence\":0,\"uneven_pence_per_minute\":0"));
	VisitsProblem fair_share = read_week(busy_week(2, 10, 4, "\"each_carer_pence\":0,\"uneven_pence_per_minute\":200"));
	/* The first carer is there for half of the time of the others. */
	assert_true(fair_share.carers[0].fair_minutes * 2 <= fair_share.carers[1].fair_minutes + 2 * VISITS_UNITS);
	VisitsPlan any = solve(&any_share, NULL, 3000);
	VisitsPlan fair = solve(&fair_share, NULL, 3000);
	assert_true(component(&fair_share, &fair, VISITS_UNEVEN) * 4 < component(&any_share, &any, VISITS_UNEVEN));
}

static void test_the_search_reckons_weeks_as_the_judge_does(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		VisitsProblem problem = read_week(busy_week(seed, 8, 4,
			seed % 3 == 0 ? "\"uneven_pence_per_minute\":40" : "\"each_carer_pence\":700"));
		Search search;
		search_init(&search, &arena, &problem, seed, 0);
		for (int round = 0; round < 40; round++) {
			search_recreate(&search, true);
			search_renumber(&search);
			VisitsPlan plan = search_plan(&search, &search.state, &arena);
			VisitsVerdict verdict;
			visits_evaluate(&arena, &problem, &plan, &verdict);
			if (search.removed_count == 0) {
				assert_int_equal(verdict.violation_total, 0);
				assert_int_equal(search_cost(&search), verdict.cost);
			}
			search_ruin(&search);
		}
		arena_reset(&arena);
	}
}

/* ---- Mending. ---- */

typedef struct Mended {
	VisitsProblem problem;
	VisitsProblem left;
	VisitsPlan before;
	VisitsPlan after;
	VisitsLoss loss;
	VisitsMended counts;
} Mended;

static Mended mend(Str text, VisitsLoss loss)
{
	Mended mended = {.problem = read_week(text), .loss = loss};
	VisitsPlan begin_with;
	Problems problems = problems_make(&arena);
	mended.before = solve(&mended.problem, NULL, 200);
	assert_ok(visits_replan_prepare(&arena, &mended.problem, &mended.before, &mended.loss, &problems, &mended.left, &begin_with));
	mended.after = solve(&mended.left, &begin_with, 100);
	Buffer report = buffer_make(&arena, EXAMPLE_BYTES_MAX);
	JsonWriter writer = json_writer_make(&report);
	json_write_object_begin(&writer);
	mended.counts = visits_replan_report(&mended.left, &mended.before, &mended.after, &mended.loss, &writer);
	json_write_object_end(&writer);
	return mended;
}

static void assert_begun_stays_and_lost_take_nothing(const Mended *mended)
{
	for (uint32_t i = 0; i < mended->before.shift_count; i++) {
		for (size_t k = 0; k < mended->before.routes[i].count; k++) {
			const VisitsStop *was = &mended->before.routes[i].stops[k];
			if (was->task == VISITS_NONE || was->start >= mended->loss.now)
				continue;
			uint32_t shift = 0;
			const VisitsStop *is = stop_of(&mended->after, was->task, &shift);
			assert_non_null(is);
			assert_int_equal(shift, i);
			assert_int_equal(is->start, was->start);
		}
	}
	for (uint32_t i = 0; i < mended->after.shift_count; i++)
		for (size_t k = 0; k < mended->after.routes[i].count; k++) {
			const VisitsStop *stop = &mended->after.routes[i].stops[k];
			bool lost = mended->loss.carer_count > 0 && str_equal(mended->problem.shifts[i].carer, mended->loss.carers[0]);
			bool frozen = stop->task != VISITS_NONE && mended->left.tasks[stop->task].frozen;
			assert_true(!lost || frozen);
			assert_true(stop->task == VISITS_NONE || frozen || stop->start >= mended->loss.now);
		}
}

static void test_two_hundred_mended_plans_keep_what_has_begun_and_most_of_the_rest(void **state)
{
	(void)state;
	static const Str LOST[] = {S_INIT("c2")};
	uint32_t untouched = 0;
	uint32_t kept = 0;
	for (uint64_t seed = 1; seed <= 200; seed++) {
		Str text = seed % 2 == 0 ? example_classic(&arena, seed, 16, 8) : example_unified(&arena, seed, 16, 8);
		Mended mended = mend(text, (VisitsLoss){.now = (int64_t)(seed % 5) * 50 * VISITS_UNITS, .carers = LOST, .carer_count = 1});
		assert_begun_stays_and_lost_take_nothing(&mended);
		VisitsVerdict verdict;
		visits_evaluate(&arena, &mended.left, &mended.after, &verdict);
		for (size_t i = 0; i < verdict.violation_count; i++)
			fail_msg("seed %lu: %s", (unsigned long)seed, str_c(&arena, verdict.violations[i]));
		untouched += mended.counts.untouched;
		kept += mended.counts.kept;
		arena_reset(&arena);
	}
	print_message("# %u of %u other visits kept carer and time\n", kept, untouched);
	assert_true(kept * 10 >= untouched * 9);
}

static void test_nothing_changes_when_nobody_is_lost_of_those_who_work(void **state)
{
	(void)state;
	Mended mended = mend(example_classic(&arena, 3, 15, 4), (VisitsLoss){.now = 0});
	assert_int_equal(mended.counts.lost, 0);
	assert_int_equal(mended.counts.kept, mended.counts.untouched);
}

static void test_a_failed_provider_leaves_out_only_what_nobody_else_may_do(void **state)
{
	(void)state;
	Mended mended = mend(str_from_c(WEEK), (VisitsLoss){.now = 0, .provider = S("South Care")});
	uint32_t shift = 0;
	/* Two carers are wanted and one is left; the tablets are locked to somebody who is gone. */
	assert_null(stop_of(&mended.after, first_task(&mended.problem, "pryce/hoist/2026-11-23"), &shift));
	assert_null(stop_of(&mended.after, first_task(&mended.problem, "pryce/tablets/2026-11-24"), &shift));
	assert_non_null(stop_of(&mended.after, first_task(&mended.problem, "pryce/bath"), &shift));
	assert_non_null(stop_of(&mended.after, first_task(&mended.problem, "ellis/morning/2026-11-23"), &shift));
}

static void test_an_unknown_provider_or_carer_is_refused(void **state)
{
	(void)state;
	static const Str LOST[] = {S_INIT("nobody")};
	VisitsProblem problem = read_week(str_from_c(WEEK));
	VisitsPlan plan = solve(&problem, NULL, 10);
	VisitsProblem left;
	VisitsPlan begin_with;
	Problems problems = problems_make(&arena);
	VisitsLoss provider = {.provider = S("East Care")};
	VisitsLoss carer = {.carers = LOST, .carer_count = 1};
	assert_status(visits_replan_prepare(&arena, &problem, &plan, &provider, &problems, &left, &begin_with), STATUS_INVALID);
	assert_status(visits_replan_prepare(&arena, &problem, &plan, &carer, &problems, &left, &begin_with), STATUS_INVALID);
	assert_int_equal(problems.count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_patterns_become_dated_visits_and_a_plan_keeps_refusals_and_locks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_river_is_crossed_only_at_its_bridge, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_table_of_a_routing_service_is_taken_instead, setup, teardown),
		cmocka_unit_test_setup_teardown(test_continuity_draws_visits_to_the_familiar_face, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_most_that_somebody_works_in_a_week_is_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_price_for_each_face_brings_fewer_of_them_without_any_history, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_price_for_uneven_weeks_shares_the_work_by_the_hours_that_carers_are_there, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_search_reckons_weeks_as_the_judge_does, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_wrong_week_is_refused_with_field_and_reason, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_hundred_mended_plans_keep_what_has_begun_and_most_of_the_rest, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing_changes_when_nobody_is_lost_of_those_who_work, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_failed_provider_leaves_out_only_what_nobody_else_may_do, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_unknown_provider_or_carer_is_refused, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
