#include "unit_test.h"

#include "base/random.h"
#include "engine/allocation/allocation.h"
#include "allocation_example.h"

/* The six persons were worked by hand when the table was made; levels not named are independent or none. */

enum { ANSWERS_MAX = 40 };

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

typedef struct Person {
	AllocationAnswer answers[ANSWERS_MAX];
	size_t count;
	AllocationHelp help[8];
	size_t help_count;
	AllocationTwoHelpers two_helpers;
	bool days_differ;
} Person;

static AllocationAnswer *answer_of(Person *person, Str question)
{
	for (size_t i = 0; i < person->count; i++) {
		if (str_equal(person->answers[i].question, question)) {
			return &person->answers[i];
		}
	}
	fail_msg("no question %.*s", STR_ARG(question));
	return NULL;
}

static Str level_code(char letter)
{
	return letter == 'd' ? S("with-difficulty") : letter == 'h' ? S("with-help") : S("unable");
}

/* Everybody starts able at everything; text is "washing d, continence some-help". */
static Person person_of(const char *text)
{
	Person person = {0};
	for (size_t i = 0; i < example_table.ability_count; i++) {
		person.answers[person.count++] = (AllocationAnswer){.question = example_table.abilities[i].question,
			.code = example_table.abilities[i].options[0].code, .by = S("Jo Field"), .on = 20560};
	}
	person.answers[person.count++] = (AllocationAnswer){.question = S("safe_alone"), .code = S("whole-day")};
	person.answers[person.count++] = (AllocationAnswer){.question = S("night_help"), .code = S("none")};
	Str rest = str_from_c(text);
	Str pair;
	while (str_next(&rest, ',', &pair)) {
		Str words = str_trim(pair);
		Str question;
		assert_true(str_next(&words, ' ', &question));
		answer_of(&person, question)->code = words.length == 1 ? level_code(words.data[0]) : words;
	}
	return person;
}

static void add_help(Person *person, const char *area, int32_t share, const char *carry_on)
{
	person->help[person->help_count++] = (AllocationHelp){.helper = S("a helper"), .area = str_from_c(area),
		.share = share, .carry_on = str_from_c(carry_on)};
}

static AllocationCase case_of(const Person *person)
{
	return (AllocationCase){.days_differ = person->days_differ, .two_helpers = person->two_helpers,
		.answers = person->answers, .answer_count = person->count, .help = person->help,
		.help_count = person->help_count};
}

static AllocationResult compute(const Person *person)
{
	AllocationCase input = case_of(person);
	AllocationResult result;
	Problems problems = problems_make(&arena);
	assert_ok(allocation_compute(&arena, &example_table, &input, &problems, &result));
	return result;
}

static void assert_sum(const Person *person, int32_t points, Pence exact, Pence total, Pence without_help)
{
	AllocationResult result = compute(person);
	assert_true(result.has_figure);
	assert_int_equal(result.agreed.points, points);
	assert_int_equal(result.agreed.exact, exact);
	assert_int_equal(result.agreed.total, total);
	assert_int_equal(result.without_help.exact, without_help);
}

static void assert_groups(const AllocationSum *sum, int32_t personal, int32_t home, int32_t life, int32_t mind)
{
	assert_int_equal(sum->groups[0].capped_points, personal);
	assert_int_equal(sum->groups[1].capped_points, home);
	assert_int_equal(sum->groups[2].capped_points, life);
	assert_int_equal(sum->groups[3].capped_points, mind);
}

static Person person_a(void)
{
	Person person = person_of("washing d, bath_shower h, grooming d, dressing h, chair_transfer d, bed_transfer d, "
		"walking_indoors d, snack_meal_drink d, food_shopping u, laundry h, cleaning u, bills_paperwork d, "
		"home_in_out d, keeping_in_touch d, getting_about h");
	add_help(&person, "nutrition", 50, "yes");
	add_help(&person, "habitable", 75, "yes");
	add_help(&person, "clothing", 25, "yes");
	return person;
}

static Person person_b(void)
{
	Person person = person_of("eating_drinking d, washing h, bath_shower u, grooming h, toilet_use h, "
		"continence some-help, dressing h, chair_transfer h, bed_transfer h, walking_indoors d, medicine_taking d, "
		"snack_meal_drink u, food_shopping u, laundry u, cleaning u, bills_paperwork d, stairs u, home_in_out h, "
		"work_learning h, getting_about h, night_help once");
	const char *const half[] = {"nutrition", "hygiene", "toilet", "clothing", "home-safety"};
	for (size_t i = 0; i < 5; i++) {
		add_help(&person, half[i], 50, "with-support");
	}
	add_help(&person, "habitable", 100, "with-support");
	add_help(&person, "community", 25, "with-support");
	add_help(&person, "night", 100, "with-support");
	return person;
}

static Person person_c(void)
{
	Person person = person_of("grooming d, medicine_taking h, snack_meal_drink h, food_shopping h, cleaning h, "
		"bills_paperwork u, keeping_in_touch h, work_learning h, getting_about h, home_dangers h, "
		"daily_prompting often, behaviour_support calm-words, safe_alone two-hours");
	add_help(&person, "habitable", 25, "yes");
	add_help(&person, "community", 25, "yes");
	return person;
}

static Person person_d(void)
{
	Person person = person_of("eating_drinking h, washing u, bath_shower u, grooming u, toilet_use h, "
		"continence daily-help, dressing u, chair_transfer h, bed_transfer h, walking_indoors h, medicine_taking u, "
		"snack_meal_drink u, food_shopping u, laundry u, cleaning u, bills_paperwork u, stairs u, home_in_out u, "
		"keeping_in_touch u, getting_about u, home_dangers u, daily_prompting often, behaviour_support most-days, "
		"safe_alone never, night_help twice-plus");
	add_help(&person, "hygiene", 100, "no");
	add_help(&person, "company", 100, "no");
	add_help(&person, "night", 100, "no");
	return person;
}

static Person person_e(void)
{
	return person_of("washing d, grooming d, medicine_taking d, snack_meal_drink d, food_shopping d, laundry h, "
		"cleaning u, bills_paperwork u, keeping_in_touch h, work_learning h, getting_about h, daily_prompting few");
}

static Person person_f(void)
{
	Person person = person_of("eating_drinking h, washing u, bath_shower u, grooming h, toilet_use u, "
		"continence daily-help, dressing u, chair_transfer u, bed_transfer u, walking_indoors u, medicine_taking h, "
		"snack_meal_drink u, food_shopping u, laundry u, cleaning u, bills_paperwork h, stairs u, home_in_out u, "
		"keeping_in_touch h, getting_about h, safe_alone half-day, night_help once");
	person.two_helpers = ALLOCATION_TWO_HELPERS_YES;
	return person;
}

static void test_six_worked_persons_come_out_to_the_penny(void **state)
{
	(void)state;
	Person a = person_a();
	Person b = person_b();
	Person c = person_c();
	Person d = person_d();
	Person e = person_e();
	Person f = person_f();
	assert_sum(&a, 2400, 19112, 19200, 24453);
	assert_sum(&b, 4205, 34993, 35000, 58953);
	assert_sum(&c, 4200, 32846, 32900, 33609);
	assert_sum(&d, 16800, 177144, 177200, 177144);
	assert_sum(&e, 3000, 23690, 23700, 23690);
	assert_sum(&f, 14500, 113870, 113900, 113870);
	AllocationResult with_partner = compute(&b);
	assert_groups(&with_partner.without_help, 3300, 2400, 900, 0);
	assert_groups(&with_partner.agreed, 2066, 1351, 788, 0);
	assert_int_equal(with_partner.agreed.night, 2109);
	AllocationResult two_helpers = compute(&f);
	assert_groups(&two_helpers.agreed, 5600, 2400, 900, 0);
	assert_int_equal(two_helpers.agreed.second_helper_points, 5600);
	AllocationResult reminded = compute(&c);
	assert_groups(&reminded.agreed, 500, 1175, 1050, 1300);
}

static void test_there_is_no_figure_until_every_ability_is_answered(void **state)
{
	(void)state;
	Person person = person_a();
	for (size_t i = 0; i < person.count; i++) {
		Person asked = person;
		asked.answers[i].code = i % 3 == 0 ? (Str){0} : i % 3 == 1 ? S("unknown") : S("not-said");
		AllocationResult result = compute(&asked);
		assert_false(result.has_figure);
		assert_int_equal(result.missing_count, 1);
		assert_true(str_equal(result.missing[0], person.answers[i].question));
		assert_int_equal(result.agreed.total, 0);
		assert_int_equal(result.range_high, 0);
	}
	Person nobody = {0};
	assert_int_equal(compute(&nobody).missing_count, example_table.ability_count + 2);
	Person moved = person_f();
	moved.two_helpers = ALLOCATION_TWO_HELPERS_UNKNOWN;
	AllocationResult result = compute(&moved);
	assert_false(result.has_figure);
	assert_str(&arena, result.missing[0], "two_helpers");
}

static void test_a_question_that_does_not_apply_is_not_missing(void **state)
{
	(void)state;
	Person person = person_e();
	*answer_of(&person, S("child_care_tasks")) = (AllocationAnswer){.question = S("child_care_tasks"),
		.does_not_apply = true};
	assert_sum(&person, 3000, 23690, 23700, 23690);
}

static void test_help_nobody_was_asked_about_never_deducts(void **state)
{
	(void)state;
	const char *const not_agreed[] = {"not-asked", "no", "unknown", ""};
	for (size_t i = 0; i < 4; i++) {
		Person person = person_a();
		for (size_t j = 0; j < person.help_count; j++) {
			person.help[j].carry_on = str_from_c(not_agreed[i]);
		}
		AllocationResult result = compute(&person);
		assert_int_equal(result.agreed.exact, result.without_help.exact);
	}
}

static void test_several_helpers_take_off_at_most_everything(void **state)
{
	(void)state;
	Person person = person_of("keeping_in_touch u");
	add_help(&person, "relationships", 75, "yes");
	add_help(&person, "relationships", 100, "yes");
	AllocationResult result = compute(&person);
	assert_int_equal(result.agreed.exact, 0);
	assert_int_equal(result.agreed.total, 0);
	assert_int_equal(result.without_help.exact, 4818);
}

static void test_a_bad_day_adds_half_of_its_extra_and_a_lighter_one_nothing(void **state)
{
	(void)state;
	Person person = person_of("washing d, dressing h");
	person.days_differ = true;
	for (size_t i = 0; i < person.count; i++) {
		person.answers[i].bad_day_code = person.answers[i].code;
	}
	answer_of(&person, S("washing"))->bad_day_code = S("with-help");
	answer_of(&person, S("dressing"))->bad_day_code = S("independent");
	assert_int_equal(compute(&person).agreed.points, 200 + 150 + 400);
	answer_of(&person, S("washing"))->bad_day_code = (Str){0};
	AllocationResult result = compute(&person);
	assert_false(result.has_figure);
	assert_str(&arena, result.missing[0], "washing (bad day)");
}

static void test_the_range_goes_outwards_to_ten_pounds_and_a_figure_needs_its_published_fit(void **state)
{
	(void)state;
	Person person = person_a();
	AllocationCase input = case_of(&person);
	AllocationTable table = example_table;
	AllocationResult result;
	Problems problems = problems_make(&arena);
	assert_ok(allocation_compute(&arena, &table, &input, &problems, &result));
	assert_int_equal(result.range_low, 17000);  /* £192 less a tenth is £172.80 */
	assert_int_equal(result.range_high, 22000); /* and a tenth is £211.20 */
	assert_int_equal(result.show, ALLOCATION_SHOW_RANGE);
	table.show = ALLOCATION_SHOW_FIGURE;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
	assert_ok(allocation_compute(&arena, &table, &input, &problems, &result));
	assert_int_equal(result.show, ALLOCATION_SHOW_RANGE);
	table.fit_published = S("council paper 12/2026");
	assert_ok(allocation_table_check(&table, &problems));
	assert_ok(allocation_compute(&arena, &table, &input, &problems, &result));
	assert_int_equal(result.show, ALLOCATION_SHOW_FIGURE);
}

static void test_a_high_figure_asks_to_compare_and_is_never_cut(void **state)
{
	(void)state;
	Person d = person_d();
	AllocationResult result = compute(&d);
	assert_true(result.compare_ways_of_living);
	assert_int_equal(result.agreed.total, 177200);
	Person f = person_f();
	assert_false(compute(&f).compare_ways_of_living);
}

static void test_the_price_of_a_point_follows_the_price_of_an_hour(void **state)
{
	(void)state;
	const Pence expected[] = {803, 763, 723, 683};
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(allocation_band_price(&example_table, i), expected[i]);
	}
	Person sixteen = person_of("washing u, dressing u, grooming h");
	Person twenty_two = person_of("washing u, dressing u, grooming u, bed_transfer h");
	assert_int_equal(compute(&sixteen).agreed.exact, 12848);
	assert_int_equal(compute(&twenty_two).agreed.exact, 17586);
}

static bool has_line(const Explanation *lines, const char *label, const char *value)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (str_equal(lines->items[i].label, str_from_c(label)) &&
		    str_equal(lines->items[i].value, str_from_c(value))) {
			return true;
		}
	}
	return false;
}

static void test_the_lines_show_the_whole_sum(void **state)
{
	(void)state;
	Person person = person_b();
	AllocationResult result = compute(&person);
	assert_true(has_line(&result.lines, "washing", "5.00 points"));
	assert_true(has_line(&result.lines, "Help with community from a helper", "18.75 % taken off"));
	assert_true(has_line(&result.lines, "Personal care", "20.66 points"));
	assert_true(has_line(&result.lines, "From 0.00 points to 20.00 points", "£160.60"));
	assert_true(has_line(&result.lines, "From 20.00 points to 42.05 points", "£168.24"));
	assert_true(has_line(&result.lines, "Night", "£21.09"));
	assert_true(has_line(&result.lines, "Indicative weekly budget", "£350.00"));
	assert_true(has_line(&result.lines, "Without family help", "£589.53"));
	for (size_t i = 0; i < result.lines.count; i++) {
		assert_false(str_is_empty(result.lines.items[i].rule));
		assert_false(str_is_empty(result.lines.items[i].source));
	}
}

static void test_answers_and_help_the_table_does_not_know_are_refused(void **state)
{
	(void)state;
	Person person = person_a();
	answer_of(&person, S("washing"))->code = S("sometimes");
	person.help[0].area = S("garden");
	person.help[1].share = 120;
	person.help[2].carry_on = S("perhaps");
	AllocationCase input = case_of(&person);
	AllocationResult result;
	Problems problems = problems_make(&arena);
	assert_status(allocation_compute(&arena, &example_table, &input, &problems, &result), STATUS_INVALID);
	assert_int_equal(problems.total, 4);
	assert_false(result.has_figure);
}

static void test_a_table_with_a_fault_is_refused(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	assert_ok(allocation_table_check(&example_table, &problems));
	AllocationTable table = example_table;
	const AllocationBand rising[] = {{.up_to = 2000, .percent = 90}, {.up_to = INT32_MAX, .percent = 95}};
	table.bands = rising;
	table.band_count = 2;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
	table = example_table;
	table.band_count = 3;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
	table = example_table;
	table.factor_count = 3;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
	table = example_table;
	table.group_count = 4;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
	table = example_table;
	table.hour_price = 0;
	assert_status(allocation_table_check(&table, &problems), STATUS_INVALID);
}

/* ---- No worse level lowers the figure, and no single step jumps. ---- */

static const AllocationOption *options_of(size_t question, size_t *count)
{
	if (question < example_table.ability_count) {
		*count = example_table.abilities[question].option_count;
		return example_table.abilities[question].options;
	}
	*count = example_table.alone_count;
	return example_table.alone;
}

static Person random_person(RandomStream *stream)
{
	static const char *const areas[] = {"nutrition", "hygiene", "toilet", "clothing", "home-safety", "habitable",
		"community", "company"};
	static const char *const carry_on[] = {"yes", "with-support", "no", "not-asked"};
	Person person = person_of("");
	for (size_t i = 0; i <= example_table.ability_count; i++) {
		size_t count = 0;
		const AllocationOption *options = options_of(i, &count);
		person.answers[i].code = options[random_below(stream, (uint32_t)count)].code;
	}
	for (uint32_t i = random_below(stream, 9); i > 0; i--) {
		add_help(&person, areas[random_below(stream, 8)], (int32_t)(25 * (1 + random_below(stream, 4))),
			carry_on[random_below(stream, 4)]);
	}
	return person;
}

static int32_t points_of(const AllocationOption *options, size_t count, Str code)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(options[i].code, code)) {
			return options[i].points;
		}
	}
	fail_msg("no answer %.*s", STR_ARG(code));
	return 0;
}

static void test_no_worse_level_lowers_the_figure_and_no_step_costs_more_than_803p_a_point(void **state)
{
	(void)state;
	RandomStream stream = random_stream(7, S("allocation steps"));
	int steps = 0;
	for (int round = 0; round < 5000; round++) {
		Arena scratch;
		arena_init(&scratch, 1 << 22);
		Person person = random_person(&stream);
		size_t question = random_below(&stream, (uint32_t)example_table.ability_count + 1);
		size_t count = 0;
		const AllocationOption *options = options_of(question, &count);
		Person worse = person;
		worse.answers[question].code = options[random_below(&stream, (uint32_t)count)].code;
		int32_t step = points_of(options, count, worse.answers[question].code) -
			points_of(options, count, person.answers[question].code);
		AllocationCase inputs[2] = {case_of(&person), case_of(&worse)};
		AllocationResult results[2];
		Problems problems = problems_make(&scratch);
		for (int i = 0; i < 2; i++) {
			assert_ok(allocation_compute(&scratch, &example_table, &inputs[i], &problems, &results[i]));
		}
		if (step > 0) {
			steps++;
			Pence more = results[1].without_help.exact - results[0].without_help.exact;
			assert_true(more >= 0);
			assert_true(more * 100 <= 803 * (int64_t)step);
			Pence more_with_help = results[1].agreed.exact - results[0].agreed.exact;
			assert_true(more_with_help >= 0);
			/* Help leaves hundredths of a point, so each of two bands may round by half a penny. */
			assert_true(more_with_help * 100 <= 803 * (int64_t)(step + 1) + 100);
			assert_true(results[1].agreed.total >= results[0].agreed.total);
		}
		assert_true(results[0].agreed.exact <= results[0].without_help.exact);
		arena_clear(&scratch);
	}
	assert_true(steps > 1500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_six_worked_persons_come_out_to_the_penny),
		cmocka_unit_test(test_there_is_no_figure_until_every_ability_is_answered),
		cmocka_unit_test(test_a_question_that_does_not_apply_is_not_missing),
		cmocka_unit_test(test_help_nobody_was_asked_about_never_deducts),
		cmocka_unit_test(test_several_helpers_take_off_at_most_everything),
		cmocka_unit_test(test_a_bad_day_adds_half_of_its_extra_and_a_lighter_one_nothing),
		cmocka_unit_test(test_the_range_goes_outwards_to_ten_pounds_and_a_figure_needs_its_published_fit),
		cmocka_unit_test(test_a_high_figure_asks_to_compare_and_is_never_cut),
		cmocka_unit_test(test_the_price_of_a_point_follows_the_price_of_an_hour),
		cmocka_unit_test(test_the_lines_show_the_whole_sum),
		cmocka_unit_test(test_answers_and_help_the_table_does_not_know_are_refused),
		cmocka_unit_test(test_a_table_with_a_fault_is_refused),
		cmocka_unit_test(test_no_worse_level_lowers_the_figure_and_no_step_costs_more_than_803p_a_point),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
