#include "unit_test.h"

#include "unit/practice/practice_test.h"

static Arena arena;
static Practice *practice;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20U);
	practice = practice_loaded(&arena, (Str){0});
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const Question *question(const char *id)
{
	const Question *found = practice_question(practice, str_from_c(id));
	if (found == NULL)
		fail_msg("no question %s", id);
	return found;
}

static const char *read_answer(const char *id, const char *typed)
{
	Problems problems = problems_make(&arena);
	Str stored = {0};
	if (answer_read(question(id), &arena, str_from_c(typed), &stored, &problems) != STATUS_OK)
		return str_c(&arena, problems_for_field(&problems, str_from_c(id)));
	return str_c(&arena, stored);
}

static void test_dates_are_read_as_people_type_them(void **state)
{
	(void)state;
	const struct { const char *typed; const char *stored; } cases[] = {
		{"14-3-1941", "1941-03-14"},
		{"14/3/1941", "1941-03-14"},
		{"14 March 1941", "1941-03-14"},
		{"1941-03-14", "1941-03-14"},
		{"-3-1941", "1941-03"},
		{"mar 1941", "1941-03"},
		{"--1941", "1941"},
		{"1941", "1941"},
		{"--", ""},
		{"  ", ""},
		{"14-3-41", "Enter the year as four numbers, like 1941"},
		{"14-3-", "Enter the year as four numbers, like 1941"},
		{"14-13-1941", "Enter the month as a number from 1 to 12, or as a word"},
		{"14-0-1941", "Enter the month as a number from 1 to 12, or as a word"},
		{"32-1-1941", "Enter the day as a number from 1 to 31"},
		{"31-4-1941", "There is no such day. Look at the day and the month again"},
		{"29-2-1941", "There is no such day. Look at the day and the month again"},
		{"14--1941", "Enter the month too, or only the year"},
		{"1-2-3-4", "Enter a day, a month and a year, like 14 3 1941"},
		{"spring", "Enter the year as four numbers, like 1941"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(read_answer("birth_date", cases[i].typed), cases[i].stored);
}

static void test_choices_are_kept_in_the_order_of_the_list(void **state)
{
	(void)state;
	assert_string_equal(read_answer("wellbeing_areas", "home,dignity"), "dignity,home");
	assert_string_equal(read_answer("wellbeing_areas", "home, home"), "home");
	assert_string_equal(read_answer("wellbeing_areas", "garden"), "Choose from the answers on the list");
	assert_string_equal(read_answer("limb_hygiene", "unsafe,needs-person"), "needs-person,unsafe");
	assert_string_equal(read_answer("limb_hygiene", "none,unsafe"), "Choose \"None of these\" on its own, or leave it out");
	assert_string_equal(read_answer("washing", "with-help"), "with-help");
	assert_string_equal(read_answer("washing", "not-known"), "not-known");
	assert_string_equal(read_answer("washing", "well"), "Choose one of the answers");
	assert_string_equal(read_answer("eligible_adult", "not-known"), "Choose one of the answers");
	assert_string_equal(read_answer("made_to", "not-known"), "Choose one of the answers"); /* it has unsure */
}

static void test_numbers_money_postcodes_and_texts_keep_their_limits(void **state)
{
	(void)state;
	assert_string_equal(read_answer("falls_12m", " 12 "), "12");
	assert_string_equal(read_answer("falls_12m", "100"), "Enter a number from 0 to 99");
	assert_string_equal(read_answer("falls_12m", "-1"), "Enter a number from 0 to 99");
	assert_string_equal(read_answer("falls_12m", "two"), "Enter a whole number, like 12");
	assert_string_equal(read_answer("budget_final", "£742.50"), "74250");
	assert_string_equal(read_answer("budget_final", "1,040"), "104000");
	assert_string_equal(read_answer("budget_final", "-1"), "Enter an amount from £0.00 to £1,000,000.00");
	assert_string_equal(read_answer("budget_final", "lots"), "Enter an amount in pounds, like 742.50");
	assert_string_equal(read_answer("home_postcode", "rm176sl"), "RM17 6SL");
	assert_string_equal(read_answer("home_postcode", "ec1a1bb"), "EC1A 1BB");
	assert_string_equal(read_answer("home_postcode", "no-fixed-address"), "no-fixed-address");
	assert_string_equal(read_answer("home_postcode", "RM17"), "Enter a full postcode, like RM17 6SL");
	assert_string_equal(read_answer("home_postcode", "1M17 6SL"), "Enter a full postcode, like RM17 6SL");
	assert_string_equal(read_answer("feel_safe", "4"), "4");
	assert_string_equal(read_answer("feel_safe", "6"), "Choose one of the answers");
	assert_string_equal(read_answer("name_full", "  Łucja O’Brien "), "Łucja O’Brien");
	assert_string_equal(read_answer("pronouns", "abcdefghijklmnopqrstuvwxyz01234"),
		"This is 31 characters long. Make it 30 or fewer");
}

/* Composed with what stands before it, an accent would change the letter of a JSON escape. */
static void test_rows_are_normalised_cell_by_cell(void **state)
{
	(void)state;
	const char *kept = read_answer("phones", "Ann\t\xCC\x88x");
	assert_string_equal(read_answer("phones", kept), kept);
	assert_string_equal(read_answer("phones", "[{\"number\":\"01375\\u0001 000\xCC\x81\"}]"),
		read_answer("phones", "[{\"number\":\"01375 000\xCC\x81\"}]"));
}

static void test_more_lines_than_there_are_rows_are_refused_however_many(void **state)
{
	(void)state;
	Buffer typed = buffer_make(&arena, 64 * 1024);
	for (int i = 0; i < 30000; i++)
		buffer_add(&typed, S("x\n"));
	Str rows = str_format(&arena, "There is room for %lld rows", (long long)question("phones")->rows_max);
	assert_string_equal(read_answer("phones", str_c(&arena, buffer_str(&typed))), str_c(&arena, rows));
}

static void test_rows_come_as_an_array_or_as_plain_lines(void **state)
{
	(void)state;
	assert_string_equal(read_answer("phones", "01632 960 001\n\n 07700 900 002"),
		"[{\"number\":\"01632 960 001\"},{\"number\":\"07700 900 002\"}]");
	assert_string_equal(read_answer("informal_help",
		"[{\"carry_on\":\"yes\",\"helper\":\"Ann\",\"area\":\"nutrition\",\"share\":\"50\"},{\"helper\":\" \"}]"),
		"[{\"helper\":\"Ann\",\"area\":\"nutrition\",\"share\":\"50\",\"carry_on\":\"yes\"}]");
	assert_string_equal(read_answer("plan_lines", "[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":\"£412.50\"}]"),
		"[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":41250}]");
	assert_string_equal(read_answer("plan_lines", "[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":41250}]"),
		"[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":41250}]");
	assert_string_equal(read_answer("phones", "[{\"number\":\"1\",\"colour\":\"red\"}]"), "There is no column colour here");
	assert_string_equal(read_answer("phones", "[{\"whose\":\"mine\"}]"), "Row 1: fill in \"Number\"");
	assert_string_equal(read_answer("phones", "[{\"number\":\"1\",\"kind\":\"pager\"}]"),
		"Row 1, What kind: Choose one of the answers");
	assert_string_equal(read_answer("phones", "[1]"), "Each row must be an object");
	assert_string_equal(read_answer("phones", "[{]"), "These rows cannot be read");
	/* A goal without its result would count as nothing in the return. */
	assert_string_equal(read_answer("goal_progress", "[{\"goal\":\"Walk\"}]"), "Row 1: fill in \"Result\"");
	assert_string_equal(read_answer("home_address", "1 High Road\n2 High Road"), "There is room for 1 rows");
	assert_string_equal(read_answer("phones", "[]"), "");
}

static void test_what_was_stored_reads_back_the_same(void **state)
{
	(void)state;
	const struct { const char *id; const char *stored; } cases[] = {
		{"washing", "with-help"}, {"washing", "not-known"}, {"wellbeing_areas", "dignity,home"}, {"birth_date", "1941-03"},
		{"falls_12m", "3"}, {"home_postcode", "RM17 6SL"}, {"what_matters", "My garden,\nand the birds"},
		{"phones", "[{\"number\":\"01632 960 001\",\"kind\":\"mobile\"}]"},
		{"plan_lines", "[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":41250,\"starts\":\"2026-11-30\"}]"},
		{"plan_timetable", "[{\"day\":\"monday\",\"from\":\"08:00\",\"minutes\":45,\"workers\":2}]"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(read_answer(cases[i].id, cases[i].stored), cases[i].stored);
}

static const char *words(const char *id, const char *stored, bool for_resident)
{
	return str_c(&arena, answer_words(question(id), &arena, str_from_c(stored), for_resident));
}

static void test_words_are_the_residents_or_the_staffs(void **state)
{
	(void)state;
	assert_string_equal(words("washing", "with-help", true), "I need someone to help me");
	assert_string_equal(words("washing", "with-help", false), "Able only with another person doing part of it");
	assert_string_equal(words("washing", "not-known", true), "I am not sure");
	assert_string_equal(words("washing", "not-known", false), "Not known");
	assert_string_equal(words("wellbeing_areas", "dignity,home", true), "Dignity and respect; My home");
	assert_string_equal(words("birth_date", "1941-03-14", true), "14 March 1941");
	assert_string_equal(words("birth_date", "1941-03", true), "March 1941");
	assert_string_equal(words("budget_final", "74250", true), "£742.50");
	assert_string_equal(words("feel_safe", "1", true), "Not at all");
	assert_string_equal(words("phones", "[{\"number\":\"01632 960 001\",\"kind\":\"mobile\"}]", true),
		"01632 960 001, What kind: Mobile");
	assert_string_equal(words("plan_lines", "[{\"goal\":\"Stay\",\"detail\":\"Home care\",\"unit_cost\":41250}]", false),
		"Stay, Home care, Cost of one unit: £412.50");
	assert_string_equal(words("washing", "", true), "");
}

static ExpressionValue value(const char *id, const char *stored)
{
	return answer_value(question(id), &arena, str_from_c(stored));
}

static void test_conditions_see_what_is_known_and_nothing_else(void **state)
{
	(void)state;
	assert_int_equal(value("washing", "not-known").type, EXPRESSION_TYPE_NONE);
	assert_int_equal(value("has_carer", "unknown").type, EXPRESSION_TYPE_NONE);
	assert_int_equal(value("washing", "").type, EXPRESSION_TYPE_NONE);
	assert_str(&arena, value("washing", "unable").text, "unable");
	assert_int_equal(value("falls_12m", "3").number, 3);
	assert_int_equal(value("budget_final", "74250").number, 74250);
	assert_int_equal(value("feel_safe", "4").number, 4);
	ExpressionValue areas = value("wellbeing_areas", "dignity,home");
	assert_int_equal(areas.type, EXPRESSION_TYPE_LIST);
	assert_int_equal(areas.item_count, 2);
	assert_str(&arena, areas.items[1], "home");
	ExpressionValue offers = value("conv1_offer", "[{\"what\":\"equipment\"},{\"what\":\"technology\"}]");
	assert_int_equal(offers.item_count, 2);
	assert_str(&arena, offers.items[0], "equipment");
	ExpressionValue born = value("birth_date", "1941");
	assert_int_equal(born.date_last - born.date, 364);
}

static void test_twelve_month_answers_are_stale_after_thirteen_and_not_before(void **state)
{
	(void)state;
	Date confirmed = DATE_NONE;
	assert_ok(date_make(2025, 10, 22, &confirmed));
	Date year_on = date_add_months(confirmed, 12);
	Date thirteen = date_add_months(confirmed, 13);
	size_t count = 0;
	size_t twelve = 0;
	const Question *const *questions = practice_questions(practice, &count);
	for (size_t i = 0; i < count; i++) {
		const Question *asked = questions[i];
		bool is_twelve = asked->staleness == STALE_AFTER && asked->stale_after.count == 12;
		bool shorter = asked->staleness == STALE_AFTER && asked->stale_after.count < 12;
		twelve += is_twelve ? 1 : 0;
		bool expected = is_twelve || shorter || asked->staleness == STALE_EACH_TIME;
		assert_int_equal(answer_is_stale(asked, confirmed, thirteen), expected);
		if (is_twelve)
			assert_false(answer_is_stale(asked, confirmed, year_on));
	}
	assert_true(twelve > 50);
	assert_false(answer_is_stale(question("birth_date"), confirmed, date_add_months(confirmed, 600)));
	assert_false(answer_is_stale(question("contact_story"), confirmed, confirmed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_are_read_as_people_type_them),
		cmocka_unit_test(test_choices_are_kept_in_the_order_of_the_list),
		cmocka_unit_test(test_numbers_money_postcodes_and_texts_keep_their_limits),
		cmocka_unit_test(test_rows_are_normalised_cell_by_cell),
		cmocka_unit_test(test_more_lines_than_there_are_rows_are_refused_however_many),
		cmocka_unit_test(test_rows_come_as_an_array_or_as_plain_lines),
		cmocka_unit_test(test_what_was_stored_reads_back_the_same),
		cmocka_unit_test(test_words_are_the_residents_or_the_staffs),
		cmocka_unit_test(test_conditions_see_what_is_known_and_nothing_else),
		cmocka_unit_test(test_twelve_month_answers_are_stale_after_thirteen_and_not_before),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
