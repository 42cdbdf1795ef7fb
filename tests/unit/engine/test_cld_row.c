#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "engine/returns/cld_judge.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

enum { FILE_BYTES_MAX = 1 << 20 };

static Str read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		return (Str){0};
	}
	char *data = arena_allocate(&arena, FILE_BYTES_MAX);
	size_t length = fread(data, 1, FILE_BYTES_MAX, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = data, .length = length};
}

static CsvReader open_csv(Str text, Problems *problems)
{
	CsvReader reader;
	*problems = problems_make(&arena);
	csv_open_text(&reader, &arena, S("test.csv"), text, (CsvLimits){.columns_most = 60, .field_bytes_most = 2000},
		problems);
	return reader;
}

static CldCodes load_codes(void)
{
	CldCodes codes;
	Problems problems = problems_make(&arena);
	assert_ok(cld_codes_load(&codes, &arena, S("codes.csv"), read_text("data/cld/codes.csv"), &problems));
	return codes;
}

static CldRow request_row(void)
{
	CldRow row = {0};
	row.values[CLD_LA_CODE] = S("621");
	cld_set_date(&row, &arena, CLD_REPORTING_PERIOD_START_DATE, 20544); /* 2026-04-01 */
	cld_set_date(&row, &arena, CLD_REPORTING_PERIOD_END_DATE, 20634);
	row.values[CLD_NHS_NUMBER] = S("9990000018");
	row.values[CLD_LA_PERSON_UNIQUE_IDENTIFIER] = S("KT-1");
	row.values[CLD_GENDER] = S("Female");
	row.values[CLD_ETHNICITY] = S("White: English, Welsh, Scottish, Northern Irish or British");
	row.values[CLD_DATE_OF_BIRTH] = S("14/03/1941");
	row.values[CLD_CLIENT_TYPE] = S("Service user");
	row.values[CLD_EVENT_TYPE] = S("Request");
	row.values[CLD_EVENT_REFERENCE] = S("E1");
	row.values[CLD_EVENT_START_DATE] = S("03/05/2026");
	row.values[CLD_EVENT_END_DATE] = S("04/05/2026");
	row.values[CLD_EVENT_OUTCOME] = S("NFA: Information and advice or signposting");
	row.values[CLD_ROUTE_OF_ACCESS] = S("Community / Other route");
	return row;
}

static CldRow service_row(void)
{
	CldRow row = request_row();
	row.values[CLD_EVENT_TYPE] = S("Service");
	row.values[CLD_EVENT_END_DATE] = (Str){0};
	row.values[CLD_EVENT_OUTCOME] = (Str){0};
	row.values[CLD_ROUTE_OF_ACCESS] = (Str){0};
	row.values[CLD_SERVICE_TYPE] = S("Long term support: Community");
	row.values[CLD_SERVICE_COMPONENT] = S("Reablement");
	row.values[CLD_COST_FREQUENCY] = S("Hourly");
	cld_set_hundredths(&row, &arena, CLD_UNIT_COST, 2410);
	cld_set_hundredths(&row, &arena, CLD_PLANNED_UNITS_PER_WEEK, 1050);
	cld_set_integer(&row, &arena, CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR, 2);
	return row;
}

/* What the rules say of a row: which rule is broken at which column. */
typedef struct Judged {
	CldFinding findings[CLD_RULE_COUNT];
	size_t count;
	size_t errors;
	CldReading read;
} Judged;

static void keep_finding(void *context, const CldFinding *finding)
{
	Judged *judged = context;
	assert_true(judged->count < CLD_RULE_COUNT);
	judged->findings[judged->count++] = *finding;
	judged->errors += CLD_RULES[finding->rule].severity == CLD_ERROR;
}

static const CldLists *shipped_lists(void)
{
	static const CldLists *lists; /* made once: the arena is that of all tests */
	CldReleaseMap map;
	Problems problems = problems_make(&arena);
	if (lists == NULL) {
		CldCodes codes = load_codes();
		assert_ok(cld_release_map_load(&map, &arena, S("release1.csv"), read_text("data/cld/release1.csv"), &problems));
		lists = cld_lists_make(&arena, &codes, &map);
	}
	return lists;
}

static Judged judge(const CldRow *row)
{
	CldColumns columns = cld_columns_all();
	Judged judged = {0};
	CldJudge judge = {.lists = shipped_lists(), .columns = &columns, .sink = keep_finding,
		.context = &judged};
	cld_judge_row(&judge, row, &judged.read);
	return judged;
}

static void assert_good(const CldRow *row)
{
	Judged judged = judge(row);
	assert_int_equal(judged.errors, 0);
}

static void assert_fault(CldRow row, CldField field, const char *value, CldRule rule)
{
	row.values[field] = str_from_c(value);
	Judged judged = judge(&row);
	for (size_t i = 0; i < judged.count; i++)
		if (judged.findings[i].rule == rule && judged.findings[i].field == field)
			return;
	fail_msg("%s is not found in %s", CLD_RULES[rule].id.data, value);
}

static void test_the_columns_are_those_of_the_shipped_field_list(void **state)
{
	(void)state;
	static const char *const kinds[] = {[CLD_KIND_TEXT] = "text", [CLD_KIND_DATE] = "date", [CLD_KIND_LIST] = "list",
		[CLD_KIND_INTEGER] = "integer", [CLD_KIND_DECIMAL] = "decimal", [CLD_KIND_NHS_NUMBER] = "nhs-number",
		[CLD_KIND_LA_CODE] = "la-code"};
	Str rest = read_text("data/cld/fields.csv");
	Problems problems;
	CsvReader reader = open_csv(rest, &problems);
	CsvRow row;
	assert_ok(csv_next_row(&reader, &row));
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		const CldFieldRule *rule = cld_field_rule((CldField)i);
		assert_ok(csv_next_row(&reader, &row));
		assert_int_equal(row.count, 8);
		assert_true(str_equal(row.fields[0], rule->name));
		assert_str(&arena, row.fields[2], kinds[rule->kind]);
		assert_true(str_equal(row.fields[3], rule->list));
	}
	assert_int_equal(csv_next_row(&reader, &row), STATUS_NOT_FOUND);
}

static void test_the_shipped_lists_are_those_of_the_reference(void **state)
{
	(void)state;
	const char *reference = getenv("KITH_REFERENCE");
	Str path = str_format(&arena, "%s/cld/fields.csv", reference == NULL ? "../shared/reference" : reference);
	Str rest = read_text(str_c(&arena, path));
	if (str_is_empty(rest)) {
		print_message("skipped: no reference at %s\n", str_c(&arena, path));
		skip();
	}
	Problems problems;
	CsvReader reader = open_csv(rest, &problems);
	CsvRow row;
	assert_ok(csv_next_row(&reader, &row));
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		assert_ok(csv_next_row(&reader, &row));
		assert_true(str_equal(row.fields[0], cld_field_rule((CldField)i)->name));
	}
}

static void test_a_row_written_is_the_row_read(void **state)
{
	(void)state;
	CldRow row = service_row();
	row.values[CLD_FIRST_NAME] = S("Anne \"Nan\"");
	row.values[CLD_LAST_NAME] = S("Ellis, the\nelder");
	Buffer out = buffer_make(&arena, 1 << 16);
	cld_write_header(&out);
	cld_write_row(&out, &row);
	Str rest = buffer_str(&out);
	assert_true(str_starts_with(rest, S("LA Code,Reporting Period Start Date,Reporting Period End Date,NHS Number,")));
	assert_true(str_contains(rest, S(",01/04/2026,")) || str_contains(rest, S("621,01/04/2026")));
	Problems problems;
	CsvReader reader = open_csv(rest, &problems);
	CsvRow record;
	assert_ok(csv_next_row(&reader, &record));
	assert_int_equal(record.count, CLD_FIELD_COUNT);
	assert_str(&arena, record.fields[0], "LA Code");
	assert_ok(csv_next_row(&reader, &record));
	assert_int_equal(record.count, CLD_FIELD_COUNT);
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++)
		assert_true(str_equal(record.fields[i], row.values[i]));
	assert_str(&arena, record.fields[CLD_UNIT_COST], "24.10");
	assert_int_equal(csv_next_row(&reader, &record), STATUS_NOT_FOUND);
}

static void test_good_rows_pass(void **state)
{
	(void)state;
	CldRow request = request_row();
	CldRow service = service_row();
	assert_good(&request);
	assert_good(&service);
}

static void test_formats_and_lists_are_checked(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_LA_CODE, "62", CLD_RULE_COUNCIL_FORMAT);
	assert_fault(request_row(), CLD_NHS_NUMBER, "9990000019", CLD_RULE_NHS_DIGIT);
	assert_fault(request_row(), CLD_EVENT_START_DATE, "2026-05-03", CLD_RULE_DATE_FORMAT);
	assert_fault(request_row(), CLD_EVENT_START_DATE, "31/02/2026", CLD_RULE_DATE_FORMAT);
	assert_fault(request_row(), CLD_EVENT_START_DATE, "3/5/2026", CLD_RULE_DATE_FORMAT);
	assert_fault(request_row(), CLD_ETHNICITY, "White - Irish", CLD_RULE_CODE_RELEASE_1);
	assert_fault(request_row(), CLD_CLIENT_TYPE, "service user", CLD_RULE_CODE_CASE);
	assert_fault(request_row(), CLD_EVENT_TYPE, "Contact", CLD_RULE_CODE_UNKNOWN);
	assert_fault(service_row(), CLD_UNIT_COST, "24.1", CLD_RULE_AMOUNT_FORMAT);
	assert_fault(service_row(), CLD_UNIT_COST, "£24.10", CLD_RULE_AMOUNT_FORMAT);
	assert_fault(service_row(), CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR, "two", CLD_RULE_INTEGER_FORMAT);
}

static void test_each_event_has_what_it_needs_and_nothing_of_another(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_ROUTE_OF_ACCESS, "", CLD_RULE_BLANK);
	assert_fault(request_row(), CLD_EVENT_END_DATE, "", CLD_RULE_BLANK);
	assert_fault(request_row(), CLD_EVENT_OUTCOME, "", CLD_RULE_BLANK);
	assert_fault(request_row(), CLD_SERVICE_TYPE, "Long term support: Community", CLD_RULE_OTHER_EVENT);
	assert_fault(service_row(), CLD_SERVICE_COMPONENT, "", CLD_RULE_BLANK);
	assert_fault(service_row(), CLD_LA_PERSON_UNIQUE_IDENTIFIER, "", CLD_RULE_BLANK);
	CldRow assessment = request_row();
	assessment.values[CLD_EVENT_TYPE] = S("Assessment");
	assessment.values[CLD_ROUTE_OF_ACCESS] = (Str){0};
	assert_fault(assessment, CLD_ASSESSMENT_TYPE, "", CLD_RULE_BLANK);
	assessment.values[CLD_ASSESSMENT_TYPE] = S("Financial Assessment");
	assessment.values[CLD_EVENT_OUTCOME] = (Str){0};
	assert_good(&assessment);
	CldRow review = assessment;
	review.values[CLD_EVENT_TYPE] = S("Review");
	review.values[CLD_ASSESSMENT_TYPE] = (Str){0};
	review.values[CLD_EVENT_OUTCOME] = S("Continuation of support or services");
	review.values[CLD_REVIEW_REASON] = S("Planned");
	review.values[CLD_METHOD_OF_REVIEW] = S("Service user only");
	assert_fault(review, CLD_REVIEW_OUTCOMES_ACHIEVED, "", CLD_RULE_BLANK);
	review.values[CLD_REVIEW_OUTCOMES_ACHIEVED] = S("Fully Met");
	assert_good(&review);
}

static void test_dates_follow_one_another(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_EVENT_END_DATE, "02/05/2026", CLD_RULE_EVENT_ORDER);
	assert_fault(request_row(), CLD_REPORTING_PERIOD_END_DATE, "31/03/2026", CLD_RULE_PERIOD_ORDER);
	assert_fault(request_row(), CLD_DATE_OF_DEATH, "13/03/1941", CLD_RULE_DEATH_BEFORE_BIRTH);
	assert_fault(request_row(), CLD_DATE_OF_BIRTH, "04/05/2026", CLD_RULE_BORN_AFTER_EVENT);
}

static void test_values_of_lists_that_are_not_published_whole_are_counted(void **state)
{
	(void)state;
	CldRow row = request_row();
	row.values[CLD_HAS_UNPAID_CARER] = S("Yes");
	row.values[CLD_DEMENTIA] = S("Yes");
	Judged judged = judge(&row);
	assert_int_equal(judged.errors, 0);
	assert_int_equal(judged.read.not_judged, 3); /* these two and the route of access; the gender is known to be listed */
	row.values[CLD_GENDER] = S("Another");
	judged = judge(&row);
	assert_int_equal(judged.read.not_judged, 4);
}

static void test_every_string_of_the_map_is_in_its_list(void **state)
{
	(void)state;
	CldCodes codes = load_codes();
	CldMap map;
	Problems problems = problems_make(&arena);
	assert_ok(cld_map_load(&map, &arena, S("map.csv"), read_text("data/cld/map.csv"), &problems));
	assert_true(map.count > 100);
	for (size_t i = 0; i < map.count; i++) {
		const CldMapEntry *entry = &map.items[i];
		bool found = false;
		for (size_t c = 0; c < codes.count && !found; c++) {
			found = str_equal(codes.items[c].list, entry->list) && str_equal(codes.items[c].value, entry->value) &&
				str_contains(codes.items[c].release, entry->release);
		}
		if (!found) {
			fail_msg("%.*s is not in %.*s", STR_ARG(entry->value), STR_ARG(entry->list));
		}
	}
	Str value;
	assert_true(cld_map_find(&map, S("accommodation"), S("refuge"), &value));
	assert_str(&arena, value, "Refuge");
	assert_true(cld_map_find(&map, S("contact_route"), S("prison"), &value));
	assert_str(&arena, value, "Prison");
	assert_false(cld_map_find(&map, S("accommodation"), S("castle"), &value));
}

static void test_a_file_with_a_fault_names_its_line(void **state)
{
	(void)state;
	CldCodes codes;
	Problems problems = problems_make(&arena);
	assert_status(cld_codes_load(&codes, &arena, S("c.csv"), S("list,code,release,source\na,b,R2,x\na,b\n"), &problems),
		STATUS_INVALID);
	assert_int_equal(problems.total, 1);
	assert_int_equal(problems.items[0].line, 3);
	assert_status(cld_codes_load(&codes, &arena, S("c.csv"), S("list,value,release,source\n"), &problems),
		STATUS_INVALID);
	assert_status(cld_codes_load(&codes, &arena, S("c.csv"), S("list,code,release,source\n\"a,b,R2,x\n"), &problems),
		STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_columns_are_those_of_the_shipped_field_list),
		cmocka_unit_test(test_the_shipped_lists_are_those_of_the_reference),
		cmocka_unit_test(test_a_row_written_is_the_row_read),
		cmocka_unit_test(test_good_rows_pass),
		cmocka_unit_test(test_formats_and_lists_are_checked),
		cmocka_unit_test(test_each_event_has_what_it_needs_and_nothing_of_another),
		cmocka_unit_test(test_dates_follow_one_another),
		cmocka_unit_test(test_values_of_lists_that_are_not_published_whole_are_counted),
		cmocka_unit_test(test_every_string_of_the_map_is_in_its_list),
		cmocka_unit_test(test_a_file_with_a_fault_names_its_line),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
