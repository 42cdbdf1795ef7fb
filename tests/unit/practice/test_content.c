#include "unit_test.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "practice/letters.h"
#include "practice/plain.h"
#include "unit/engine/allocation_example.h"
#include "unit/practice/practice_test.h"

/* What the shipped content must keep, whoever edits it next. */

static Arena arena;
static Practice *practice;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20U);
	practice = practice_loaded(&arena, S("boroughs/thurrock"));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void test_a_council_replaces_only_the_files_that_it_has(void **state)
{
	(void)state;
	Practice *common = practice_loaded(&arena, (Str){0});
	assert_str(&arena, practice_council(practice)->cassr_code, "622");
	assert_str(&arena, practice_council(common)->id, "common");
	assert_int_equal(practice_pathway(common, S("needs-assessment"))->due.count, 42);
	assert_int_equal(practice_pathway(practice, S("needs-assessment"))->due.count, 28);
	assert_int_equal(practice_pathway(practice, S("needs-assessment"))->due_urgent.count, 1);
	assert_non_null(practice_question(practice, S("washing")));
}

static bool pathway_asks(const Pathway *pathway, Str question)
{
	return form_asks(pathway->form, question) || form_asks(pathway->minute, question);
}

static void test_every_question_is_asked_somewhere_and_has_a_use(void **state)
{
	(void)state;
	size_t count = 0;
	size_t pathway_count = 0;
	const Question *const *questions = practice_questions(practice, &count);
	const Pathway *const *pathways = practice_pathways(practice, &pathway_count);
	assert_true(count >= 250);
	for (size_t i = 0; i < count; i++) {
		bool asked = form_asks(practice_form(practice, S("identity-check")), questions[i]->id);
		for (size_t j = 0; j < pathway_count; j++)
			asked = asked || pathway_asks(pathways[j], questions[i]->id);
		if (!asked || str_is_empty(questions[i]->use))
			fail_msg("%.*s is in no form or has no use", STR_ARG(questions[i]->id));
	}
}

static void test_all_questions_together_are_plain(void **state)
{
	(void)state;
	size_t count = 0;
	const Question *const *questions = practice_questions(practice, &count);
	Reading all = {0};
	for (size_t i = 0; i < count; i++)
		reading_add(&all, questions[i]->resident);
	assert_true(reading_grade_tenths(&all) <= 40);
}

static void test_a_choice_can_always_be_left_open(void **state)
{
	(void)state;
	size_t count = 0;
	const Question *const *questions = practice_questions(practice, &count);
	for (size_t i = 0; i < count; i++) {
		const Question *question = questions[i];
		bool worker = question->asked_of == ASKED_OF_WORKER || question->asked_of == ASKED_OF_FINANCE;
		if (question->type != QUESTION_CHOICE || worker || question_not_known_allowed(question))
			continue;
		const OptionList *list = question->options;
		if (option_find(list, S("unknown")) == NULL && option_find(list, S("not-known")) == NULL &&
		    option_find(list, S("unsure")) == NULL && option_find(list, S("unclear")) == NULL)
			fail_msg("%.*s cannot be answered with 'not sure'", STR_ARG(question->id));
	}
}

/* Is code among the national list's codes of some release? */
static bool national_has(Str list, Str code, Str release)
{
	static Str text;
	if (text.length == 0) {
		FILE *file = fopen("data/cld/codes.csv", "rb");
		assert_non_null(file);
		char *bytes = arena_allocate(&arena, 1 << 20);
		text = (Str){.data = bytes, .length = fread(bytes, 1, 1 << 20, file)};
		assert_int_equal(fclose(file), 0);
	}
	Problems problems = problems_make(&arena);
	CsvReader reader;
	csv_open_text(&reader, &arena, S("codes.csv"), text, (CsvLimits){.columns_most = 10, .field_bytes_most = 4000},
		&problems);
	assert_ok(csv_read_header(&reader));
	CsvRow row;
	while (csv_next_row(&reader, &row) == STATUS_OK)
		if (str_equal(row.fields[0], list) && str_equal(row.fields[1], code) &&
		    (release.length == 0 || str_contains(row.fields[2], release)))
			return true;
	return false;
}

static const struct NationalList {
	const char *question;
	const char *list;
	const char *release; /* "" where release 2 has not published its own */
	size_t codes;
} NATIONAL_LISTS[] = {
	{"ethnicity", "ethnicity", "R2", 21},
	{"accommodation", "accommodation_status", "R2", 20},
	{"employment", "employment_status", "R2", 7},
	{"primary_support_reason", "primary_support_reason", "R2", 13},
	{"sight", "visual_impairment", "R2", 5},
	{"hearing", "hearing_impairment", "R2", 6},
	{"funding_status", "client_funding_status", "R2", 4},
	{"budget_choice", "delivery_mechanism", "R2", 3},
	{"contact_route", "route_of_access", "", 8},
	{"meeting_method", "method_of_review", "", 3},
	{"review_reason", "review_reason", "", 8},
};

static void test_every_national_string_is_in_its_list_and_every_code_can_be_reached(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof NATIONAL_LISTS / sizeof NATIONAL_LISTS[0]; i++) {
		const struct NationalList *row = &NATIONAL_LISTS[i];
		const Question *question = practice_question(practice, str_from_c(row->question));
		assert_non_null(question);
		assert_false(str_is_empty(question->national_field));
		size_t different = 0;
		for (size_t j = 0; j < question->options->count; j++) {
			const Option *option = &question->options->options[j];
			if (str_is_empty(option->national))
				continue;
			if (!national_has(str_from_c(row->list), option->national, str_from_c(row->release)))
				fail_msg("%s: %.*s", row->question, STR_ARG(option->national));
			bool seen = false;
			for (size_t k = 0; k < j; k++)
				seen = seen || str_equal(question->options->options[k].national, option->national);
			different += seen ? 0 : 1;
		}
		assert_int_equal(different, row->codes);
	}
}

/* Columns of the return that nobody is asked for, and what they are worked out from. */
static const struct { const char *field; const char *home; } WORKED_OUT[] = {
	{"LA Code", "council"}, {"Reporting Period Start Date", "the command"}, {"Reporting Period End Date", "the command"},
	{"LA Person Unique Identifier", "person"}, {"GP Practice Code", "gp_practice"}, {"Client Type", "pathway"},
	{"Event Type", "pathway"}, {"Event Reference", "work, service"}, {"Event Start Date", "work, service"},
	{"Event End Date", "work, service"}, {"Event Description", "pathway, service kind"}, {"Event Outcome", "outcome"},
	{"Assessment Type", "pathway"}, {"Adult 1 Linked Person ID", "relation"}, {"Adult 2 Linked Person ID", "relation"},
	{"Adult 3 Linked Person ID", "relation"}, {"Service Component", "service kind"}, {"Provider CQC Location Name", "service"},
	{"Provider CQC Location ID", "service"}, {"Method of Review", "meeting_method"}, {"Cost Frequency (Unit Type)", "service kind"},
};
enum { WORKED_OUT_COUNT = sizeof WORKED_OUT / sizeof WORKED_OUT[0], RETURN_FIELDS = 50 };

static bool has_a_home(Str field)
{
	size_t count = 0;
	const Question *const *questions = practice_questions(practice, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(questions[i]->national_field, field))
			return true;
	for (size_t i = 0; i < WORKED_OUT_COUNT; i++)
		if (str_equal(str_from_c(WORKED_OUT[i].field), field))
			return true;
	return false;
}

static void test_every_column_of_the_return_has_a_home_and_every_question_names_a_column(void **state)
{
	(void)state;
	FILE *file = fopen("data/cld/fields.csv", "rb");
	assert_non_null(file);
	char *bytes = arena_allocate(&arena, 1 << 18);
	Str text = {.data = bytes, .length = fread(bytes, 1, 1 << 18, file)};
	assert_int_equal(fclose(file), 0);
	Problems problems = problems_make(&arena);
	CsvReader reader;
	CsvRow row;
	Str fields[RETURN_FIELDS];
	size_t count = 0;
	csv_open_text(&reader, &arena, S("fields.csv"), text, (CsvLimits){.columns_most = 10, .field_bytes_most = 4000}, &problems);
	assert_ok(csv_read_header(&reader));
	while (csv_next_row(&reader, &row) == STATUS_OK && count < RETURN_FIELDS) {
		fields[count++] = str_copy(&arena, row.fields[0]);
		if (!has_a_home(row.fields[0]))
			fail_msg("nothing fills the column %.*s", STR_ARG(row.fields[0]));
	}
	assert_int_equal(count, RETURN_FIELDS);
	size_t question_count = 0;
	const Question *const *questions = practice_questions(practice, &question_count);
	for (size_t i = 0; i < question_count; i++) {
		bool known = str_is_empty(questions[i]->national_field);
		for (size_t j = 0; j < count; j++)
			known = known || str_equal(questions[i]->national_field, fields[j]);
		if (!known)
			fail_msg("%.*s feeds no column of the return", STR_ARG(questions[i]->id));
	}
}

static void test_every_counted_outcome_has_one_national_string_of_release_2(void **state)
{
	(void)state;
	size_t count = 0;
	size_t counted = 0;
	const Pathway *const *pathways = practice_pathways(practice, &count);
	for (size_t i = 0; i < count; i++) {
		bool counts = !str_is_empty(pathways[i]->event_type) &&
			!str_equal(pathways[i]->assessment_type, S("Financial Assessment"));
		for (size_t j = 0; j < pathways[i]->outcome_count; j++) {
			const Outcome *outcome = &pathways[i]->outcomes[j];
			assert_true(outcome->act_count > 0);
			assert_int_equal(!str_is_empty(outcome->national), counts);
			if (counts && !national_has(S("event_outcome"), outcome->national, S("R2")))
				fail_msg("%.*s: %.*s", STR_ARG(pathways[i]->id), STR_ARG(outcome->national));
			counted += counts ? 1 : 0;
		}
	}
	assert_true(counted > 30);
}

static const char *const PLANNED_PATHWAYS[] = {"contact", "needs-assessment", "support-plan", "funding-request", "review",
	"carers-assessment", "financial-assessment", "brokerage", "dp-setup", "reablement", "crisis-plan",
	"occupational-therapy-assessment", "minor-adaptation", "technology-referral", "safeguarding-concern",
	"mental-capacity", "best-interests", "advocacy-referral", "chc-checklist", "benefits-check", "housing-referral",
	"fire-visit", "community-introduction", "time-bank-offer", "provider-quality", "hospital-discharge"};

static void test_every_planned_pathway_stands_and_may_end_in_two_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof PLANNED_PATHWAYS / sizeof PLANNED_PATHWAYS[0]; i++) {
		const Pathway *pathway = practice_pathway(practice, str_from_c(PLANNED_PATHWAYS[i]));
		if (pathway == NULL || pathway->outcome_count < 2)
			fail_msg("%s", PLANNED_PATHWAYS[i]);
	}
}

static bool letter_says(const Letter *letter, const char *words)
{
	for (size_t i = 0; i < letter->paragraph_count; i++)
		if (str_contains(letter->paragraphs[i], str_from_c(words)))
			return true;
	return false;
}

static const char *const LETTERS[] = {"request-received", "what-we-agreed", "waiting", "appointment", "eligible",
	"not-eligible", "not-eligible-but-helping", "carer-eligible", "carer-not-eligible", "carer-offer", "indicative-budget",
	"plan", "plan-waiting", "funding-agreed", "funding-different", "funding-not-agreed", "paying-yourself",
	"reablement-starts", "equipment-on-its-way", "equipment-visit", "landlord-permission", "review-invite",
	"review-outcome", "plan-b-card", "support-ends", "door-stays-open", "referrer-feedback", "how-to-disagree",
	"to-other-council", "to-surgery", "bereavement"};

static void test_every_letter_has_the_common_parts_is_plain_and_fits_two_sides(void **state)
{
	(void)state;
	enum { TWO_SIDES_WORDS = 600 };
	for (size_t i = 0; i < sizeof LETTERS / sizeof LETTERS[0]; i++) {
		const Letter *letter = practice_letter(practice, str_from_c(LETTERS[i]));
		if (letter == NULL)
			fail_msg("there is no letter %s", LETTERS[i]);
		bool card = strcmp(LETTERS[i], "plan-b-card") == 0;
		if ((!card && !letter_says(letter, "{{name_known_as}}")) || !letter_says(letter, "{{worker_name}}") ||
		    !letter_says(letter, "{{worker_phone}}") || !letter_says(letter, "{{next_date}}") ||
		    !letter_says(letter, "is wrong"))
			fail_msg("%s lacks a part that every letter has", LETTERS[i]);
		Reading reading = {0};
		for (size_t j = 0; j < letter->paragraph_count; j++)
			reading_add(&reading, letter->paragraphs[j]);
		if (reading_grade_tenths(&reading) > 60 || reading.words > TWO_SIDES_WORDS)
			fail_msg("%s: grade %d tenths, %d words", LETTERS[i], reading_grade_tenths(&reading), reading.words);
	}
}

static int32_t points_of(const AllocationOption *options, size_t count, Str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(options[i].code, code))
			return options[i].points;
	return -1;
}

/* The engine's own test works six persons to the penny with example_table: the shipped one must be the same. */
static void test_the_shipped_allocation_table_is_the_one_that_was_worked_by_hand(void **state)
{
	(void)state;
	Date day = DATE_NONE;
	assert_ok(date_make(2026, 11, 22, &day));
	const AllocationTable *table = practice_allocation(practice, day);
	assert_non_null(table);
	assert_int_equal(table->ability_count, example_table.ability_count);
	for (size_t i = 0; i < example_table.ability_count; i++) {
		const AllocationAbility *expected = &example_table.abilities[i];
		const AllocationAbility *found = NULL;
		for (size_t j = 0; j < table->ability_count; j++)
			if (str_equal(table->abilities[j].question, expected->question))
				found = &table->abilities[j];
		assert_non_null(found);
		assert_str(&arena, found->group, str_c(&arena, expected->group));
		assert_str(&arena, found->area, str_c(&arena, expected->area));
		assert_int_equal(found->option_count, expected->option_count);
		for (size_t j = 0; j < expected->option_count; j++)
			assert_int_equal(points_of(found->options, found->option_count, expected->options[j].code),
				expected->options[j].points);
	}
	for (size_t i = 0; i < example_table.group_count; i++) {
		assert_str(&arena, table->groups[i].id, str_c(&arena, example_table.groups[i].id));
		assert_int_equal(table->groups[i].cap, example_table.groups[i].cap);
		assert_int_equal(table->groups[i].twice_with_two_helpers, example_table.groups[i].twice_with_two_helpers);
	}
	for (size_t i = 0; i < example_table.alone_count; i++)
		assert_int_equal(points_of(table->alone, table->alone_count, example_table.alone[i].code),
			example_table.alone[i].points);
	assert_int_equal(table->band_count, example_table.band_count);
	for (size_t i = 0; i < example_table.band_count; i++) {
		assert_int_equal(table->bands[i].up_to, example_table.bands[i].up_to);
		assert_int_equal(table->bands[i].percent, example_table.bands[i].percent);
	}
	assert_int_equal(table->night_count, example_table.night_count);
	for (size_t i = 0; i < example_table.night_count; i++) {
		assert_int_equal(table->nights[i].times, example_table.nights[i].times);
		assert_int_equal(table->nights[i].minutes, example_table.nights[i].minutes);
		assert_int_equal(table->nights[i].price, example_table.nights[i].price);
	}
	assert_int_equal(table->hour_price, example_table.hour_price);
	assert_int_equal(table->minutes_per_point, example_table.minutes_per_point);
	assert_int_equal(table->round_up_to, example_table.round_up_to);
	assert_int_equal(table->show, ALLOCATION_SHOW_RANGE);
	assert_null(practice_allocation(practice, table->from - 1));
}

static void test_the_public_check_asks_everything_that_a_figure_needs(void **state)
{
	(void)state;
	Date day = DATE_NONE;
	assert_ok(date_make(2026, 11, 22, &day));
	const AllocationTable *table = practice_allocation(practice, day);
	const Form *form = practice_form(practice, S("public-self-assessment"));
	for (size_t i = 0; i < table->ability_count; i++)
		if (!form_asks(form, table->abilities[i].question))
			fail_msg("the public check does not ask %.*s", STR_ARG(table->abilities[i].question));
	assert_true(form_asks(form, table->alone_question));
	assert_true(form_asks(form, table->night_question));
}

static void test_danger_answers_stand_apart_on_every_public_form(void **state)
{
	(void)state;
	const char *const always[] = {"hurt_or_afraid", "made_to", "worry_kinds", "self_harm", "concern_decision"};
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		assert_true(practice_question(practice, str_from_c(always[i]))->danger);
	size_t pathway_count = 0;
	const Pathway *const *pathways = practice_pathways(practice, &pathway_count);
	for (size_t i = 0; i < pathway_count; i++) {
		const Form *form = pathways[i]->form;
		for (size_t j = 0; form != NULL && form->is_public && j < form->section_count; j++)
			for (size_t k = 0; k < form->sections[j].question_count; k++)
				assert_int_equal(form->sections[j].questions[k]->danger, form->sections[j].danger);
	}
}

static void test_equality_questions_can_all_be_refused_and_are_kept_from_helpers(void **state)
{
	(void)state;
	const char *const ids[] = {"sex", "gender_same", "pronouns", "sexual_orientation", "religion", "ethnicity",
		"long_term_condition", "condition_limits", "partnership", "pregnancy", "armed_forces"};
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		const Question *question = practice_question(practice, str_from_c(ids[i]));
		assert_false(question->required);
		if (question->type == QUESTION_CHOICE)
			assert_non_null(option_find(question->options, S("not-said")));
	}
	assert_true(practice_question(practice, S("sexual_orientation"))->sensitive);
	assert_true(practice_question(practice, S("religion"))->sensitive);
	assert_true(practice_question(practice, S("gender_same"))->sensitive);
	assert_true(practice_question(practice, S("name_other"))->sensitive);
}

static const char *const SENTENCES[] = {"front.title", "start.title", "result.may", "result.more-needed", "result.ask-us",
	"result.right-to-assessment", "result.money-range", "result.money-off", "result.may-pay", "result.next-read",
	"danger.who-reads", "danger.when-open", "danger.when-closed", "danger.unsent", "resume.title", "errors.title",
	"exit.button", "privacy.title"};

static void test_public_sentences_stand_are_plain_and_fall_back_to_english(void **state)
{
	(void)state;
	Reading all = {0};
	for (size_t i = 0; i < sizeof SENTENCES / sizeof SENTENCES[0]; i++) {
		Str id = str_from_c(SENTENCES[i]);
		assert_true(practice_words_has(practice, id));
		reading_add(&all, practice_words(practice, id, (Str){0}));
		assert_str(&arena, practice_words(practice, id, S("pl")),
			str_c(&arena, practice_words(practice, id, (Str){0})));
	}
	assert_true(reading_grade_tenths(&all) <= 60);
	assert_false(practice_words_has(practice, S("result.refused")));
	assert_str(&arena, practice_words(practice, S("result.refused"), (Str){0}), "result.refused");
}

static void test_every_council_passes_the_checker(void **state)
{
	(void)state;
	DIR *folder = opendir("boroughs");
	int councils = 0;
	assert_non_null(folder);
	for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		Str name = str_from_c(entry->d_name);
		if (str_starts_with(name, S(".")) || str_equal(name, S("common")))
			continue;
		Practice *council = practice_loaded(&arena, str_concat(&arena, S("boroughs/"), name));
		assert_str(&arena, practice_council(council)->id, str_c(&arena, name));
		councils++;
	}
	assert_int_equal(closedir(folder), 0);
	assert_true(councils > 0);
}

static void test_a_bundle_loads_to_the_same_release(void **state)
{
	(void)state;
	Str bundle = practice_bundle(practice, &arena);
	Problems problems = problems_make(&arena);
	Practice *again = NULL;
	assert_ok(practice_load_bundle(&again, &arena, bundle, &problems));
	assert_str(&arena, practice_hash(again), str_c(&arena, practice_hash(practice)));
	assert_str(&arena, practice_council(again)->id, "thurrock");
	assert_int_equal(practice_bank_holidays(again)->count, practice_bank_holidays(practice)->count);
	assert_true(practice_bank_holidays(again)->count > 0);
	Practice *common = practice_loaded(&arena, (Str){0});
	assert_string_not_equal(str_c(&arena, practice_hash(common)), str_c(&arena, practice_hash(practice)));
}

static void test_the_reference_on_paper_is_the_programs(void **state)
{
	(void)state;
	FILE *file = fopen("docs/practice-format.md", "rb");
	assert_non_null(file);
	char *bytes = arena_allocate(&arena, 1 << 20);
	Str page = {.data = bytes, .length = fread(bytes, 1, 1 << 20, file)};
	assert_int_equal(fclose(file), 0);
	Buffer reference = buffer_make(&arena, 1 << 20);
	practice_write_reference(&reference);
	assert_true(reference.length > 5000);
	assert_true(str_ends_with(page, buffer_str(&reference)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_council_replaces_only_the_files_that_it_has),
		cmocka_unit_test(test_every_question_is_asked_somewhere_and_has_a_use),
		cmocka_unit_test(test_all_questions_together_are_plain),
		cmocka_unit_test(test_a_choice_can_always_be_left_open),
		cmocka_unit_test(test_every_national_string_is_in_its_list_and_every_code_can_be_reached),
		cmocka_unit_test(test_every_column_of_the_return_has_a_home_and_every_question_names_a_column),
		cmocka_unit_test(test_every_counted_outcome_has_one_national_string_of_release_2),
		cmocka_unit_test(test_every_planned_pathway_stands_and_may_end_in_two_ways),
		cmocka_unit_test(test_every_letter_has_the_common_parts_is_plain_and_fits_two_sides),
		cmocka_unit_test(test_the_shipped_allocation_table_is_the_one_that_was_worked_by_hand),
		cmocka_unit_test(test_the_public_check_asks_everything_that_a_figure_needs),
		cmocka_unit_test(test_danger_answers_stand_apart_on_every_public_form),
		cmocka_unit_test(test_equality_questions_can_all_be_refused_and_are_kept_from_helpers),
		cmocka_unit_test(test_public_sentences_stand_are_plain_and_fall_back_to_english),
		cmocka_unit_test(test_every_council_passes_the_checker),
		cmocka_unit_test(test_a_bundle_loads_to_the_same_release),
		cmocka_unit_test(test_the_reference_on_paper_is_the_programs),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
