#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "engine/returns/cld_row.h"

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

static Status check(const CldRow *row, Problems *problems)
{
	CldCodes codes = load_codes();
	CldCheck settings = {.codes = &codes, .release = S("R2"), .file = S("out.csv")};
	*problems = problems_make(&arena);
	return cld_row_check(&settings, row, 7, problems);
}

static void assert_fault(CldRow row, CldField field, const char *value)
{
	Problems problems;
	row.values[field] = str_from_c(value);
	assert_status(check(&row, &problems), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&problems, cld_field_rule(field)->name)));
	assert_int_equal(problems.items[0].line, 7);
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
	assert_ok(cld_header_check(record.fields, record.count, S("out.csv"), &problems));
	assert_ok(csv_next_row(&reader, &record));
	CldRow again;
	assert_ok(cld_row_read(record.fields, record.count, &again));
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		assert_true(str_equal(again.values[i], row.values[i]));
	}
	assert_str(&arena, again.values[CLD_UNIT_COST], "24.10");
	assert_status(cld_row_read(record.fields, 49, &again), STATUS_INVALID);
	assert_int_equal(csv_next_row(&reader, &record), STATUS_NOT_FOUND);
}

static void test_good_rows_pass(void **state)
{
	(void)state;
	Problems problems;
	CldRow request = request_row();
	CldRow service = service_row();
	assert_ok(check(&request, &problems));
	assert_ok(check(&service, &problems));
}

static void test_formats_and_lists_are_checked(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_LA_CODE, "62");
	assert_fault(request_row(), CLD_NHS_NUMBER, "9990000019");
	assert_fault(request_row(), CLD_EVENT_START_DATE, "2026-05-03");
	assert_fault(request_row(), CLD_EVENT_START_DATE, "31/02/2026");
	assert_fault(request_row(), CLD_EVENT_START_DATE, "3/5/2026");
	assert_fault(request_row(), CLD_ETHNICITY, "White - Irish"); /* the string of release 1 */
	assert_fault(request_row(), CLD_CLIENT_TYPE, "service user");
	assert_fault(request_row(), CLD_EVENT_TYPE, "Contact");
	assert_fault(service_row(), CLD_UNIT_COST, "24.1");
	assert_fault(service_row(), CLD_UNIT_COST, "£24.10");
	assert_fault(service_row(), CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR, "two");
}

static void test_each_event_has_what_it_needs_and_nothing_of_another(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_ROUTE_OF_ACCESS, "");
	assert_fault(request_row(), CLD_EVENT_END_DATE, "");
	assert_fault(request_row(), CLD_EVENT_OUTCOME, "");
	assert_fault(request_row(), CLD_SERVICE_TYPE, "Long term support: Community");
	assert_fault(service_row(), CLD_SERVICE_COMPONENT, "");
	assert_fault(service_row(), CLD_LA_PERSON_UNIQUE_IDENTIFIER, "");
	CldRow assessment = request_row();
	assessment.values[CLD_EVENT_TYPE] = S("Assessment");
	assessment.values[CLD_ROUTE_OF_ACCESS] = (Str){0};
	assert_fault(assessment, CLD_ASSESSMENT_TYPE, "");
	assessment.values[CLD_ASSESSMENT_TYPE] = S("Financial Assessment");
	assessment.values[CLD_EVENT_OUTCOME] = (Str){0};
	Problems problems;
	assert_ok(check(&assessment, &problems));
	CldRow review = assessment;
	review.values[CLD_EVENT_TYPE] = S("Review");
	review.values[CLD_ASSESSMENT_TYPE] = (Str){0};
	review.values[CLD_EVENT_OUTCOME] = S("Continuation of support or services");
	review.values[CLD_REVIEW_REASON] = S("Planned");
	review.values[CLD_METHOD_OF_REVIEW] = S("Service user only");
	assert_fault(review, CLD_REVIEW_OUTCOMES_ACHIEVED, "");
	review.values[CLD_REVIEW_OUTCOMES_ACHIEVED] = S("Fully Met");
	assert_ok(check(&review, &problems));
}

static void test_dates_follow_one_another(void **state)
{
	(void)state;
	assert_fault(request_row(), CLD_EVENT_END_DATE, "02/05/2026");
	assert_fault(request_row(), CLD_REPORTING_PERIOD_END_DATE, "31/03/2026");
	assert_fault(request_row(), CLD_DATE_OF_DEATH, "13/03/1941");
	CldRow row = request_row();
	row.values[CLD_DATE_OF_BIRTH] = S("04/05/2026");
	Problems problems;
	assert_status(check(&row, &problems), STATUS_INVALID);
}

static void test_lists_known_in_part_are_not_judged(void **state)
{
	(void)state;
	CldCodes codes = load_codes();
	assert_int_equal(cld_code_judge(&codes, S("ethnicity"), S("White: Irish"), S("R2")), CLD_GOOD);
	assert_int_equal(cld_code_judge(&codes, S("ethnicity"), S("White - Irish"), S("R2")), CLD_WRONG);
	assert_int_equal(cld_code_judge(&codes, S("ethnicity"), S("White - Irish"), S("R1")), CLD_GOOD);
	assert_int_equal(cld_code_judge(&codes, S("gender"), S("Female"), S("R2")), CLD_GOOD);
	assert_int_equal(cld_code_judge(&codes, S("gender"), S("Another"), S("R2")), CLD_NOT_JUDGED);
	assert_int_equal(cld_code_judge(&codes, S("review_reason"), S("Unplanned: Carer"), S("R2")), CLD_GOOD);
	assert_int_equal(cld_code_judge(&codes, S("route_of_access"), S("Somehow"), S("R2")), CLD_NOT_JUDGED);
	CldRow row = request_row();
	row.values[CLD_HAS_UNPAID_CARER] = S("Yes");
	row.values[CLD_DEMENTIA] = S("Yes");
	CldCheck settings = {.codes = &codes, .release = S("R2")};
	Problems problems = problems_make(&arena);
	assert_ok(cld_row_check(&settings, &row, 2, &problems));
	assert_int_equal(settings.not_judged, 3); /* these two and the route of access */
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

static void test_a_wrong_header_names_the_column(void **state)
{
	(void)state;
	Str fields[CLD_FIELD_COUNT];
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		fields[i] = cld_field_rule((CldField)i)->name;
	}
	Problems problems = problems_make(&arena);
	assert_ok(cld_header_check(fields, CLD_FIELD_COUNT, S("x.csv"), &problems));
	fields[9] = S("Sex");
	assert_status(cld_header_check(fields, CLD_FIELD_COUNT, S("x.csv"), &problems), STATUS_INVALID);
	assert_int_equal(problems.items[0].column, 10);
	assert_status(cld_header_check(fields, 49, S("x.csv"), &problems), STATUS_INVALID);
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
		cmocka_unit_test(test_lists_known_in_part_are_not_judged),
		cmocka_unit_test(test_every_string_of_the_map_is_in_its_list),
		cmocka_unit_test(test_a_file_with_a_fault_names_its_line),
		cmocka_unit_test(test_a_wrong_header_names_the_column),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
