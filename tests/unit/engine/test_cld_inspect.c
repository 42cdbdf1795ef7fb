#include "unit_test.h"

#include <stdio.h>
#include <unistd.h>

#include "engine/returns/cld_generate.h"
#include "engine/returns/cld_inspect.h"
#include "engine/returns/cld_words.h"

/* Returns held against the rules as kith cld check does, on texts. */

enum { FILE_BYTES_MAX = 1 << 20, TEXT_BYTES_MAX = 64 << 20 };

static Arena arena;
static CldCodes codes;
static CldReleaseMap map;
static const CldLists *lists;

static Str read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *data = arena_allocate(&arena, FILE_BYTES_MAX);
	size_t length = fread(data, 1, FILE_BYTES_MAX, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = data, .length = length};
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)2 << 30);
	Problems problems = problems_make(&arena);
	assert_ok(cld_codes_load(&codes, &arena, S("codes.csv"), read_text("data/cld/codes.csv"), &problems));
	assert_ok(cld_release_map_load(&map, &arena, S("release1.csv"), read_text("data/cld/release1.csv"), &problems));
	lists = cld_lists_make(&arena, &codes, &map);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

typedef struct Checked {
	CldReport report;
	Buffer findings;
} Checked;

static Status keep_lines(void *context, Str lines)
{
	buffer_add(context, lines);
	return STATUS_OK;
}

static FILE *file_of(Str text)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	rewind(file);
	return file;
}

static Checked check_files(const Str *texts, size_t count, size_t threads, CldFindingForm form)
{
	static const char *const NAMES[] = {"a.csv", "b.csv"};
	Checked checked = {.findings = buffer_make(&arena, TEXT_BYTES_MAX)};
	CldFile files[2];
	uint32_t failed = 0;
	for (size_t i = 0; i < count; i++)
		files[i] = (CldFile){.name = str_from_c(NAMES[i]), .file = file_of(texts[i])};
	CldInspection inspection = {.lists = lists, .files = files, .file_count = count, .threads = threads, .form = form,
		.write = keep_lines, .context = &checked.findings};
	assert_ok(cld_inspect(&inspection, &arena, &checked.report, &failed));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(fclose(files[i].file), 0);
	return checked;
}

static Checked check_text(Str text)
{
	return check_files(&text, 1, 2, CLD_FINDINGS_CSV);
}

static uint64_t count_of(const Checked *checked, CldRule rule)
{
	return checked->report.of_rule[rule].findings;
}

static void assert_only(const Checked *checked, CldRule rule, uint64_t count)
{
	for (size_t i = 0; i < CLD_RULE_COUNT; i++)
		if (i != CLD_RULE_LIST_NOT_VERIFIED && i != (size_t)rule && checked->report.of_rule[i].findings > 0)
			fail_msg("also %s: %.*s", CLD_RULES[i].id.data, STR_ARG(buffer_str(&checked->findings)));
	assert_int_equal(count_of(checked, rule), count);
}

static void assert_says(const Checked *checked, const char *words)
{
	if (!str_contains(buffer_str(&checked->findings), str_from_c(words)))
		fail_msg("%s is not in %.*s", words, STR_ARG(buffer_str(&checked->findings)));
}

/* ---- Rows. ---- */

static CldRow person_row(const char *event, const char *reference)
{
	CldRow row = {0};
	row.values[CLD_LA_CODE] = S("001");
	row.values[CLD_REPORTING_PERIOD_START_DATE] = S("01/04/2024");
	row.values[CLD_REPORTING_PERIOD_END_DATE] = S("31/03/2025");
	row.values[CLD_NHS_NUMBER] = S("9990000018");
	row.values[CLD_LA_PERSON_UNIQUE_IDENTIFIER] = S("P1");
	row.values[CLD_DATE_OF_BIRTH] = S("14/03/1941");
	row.values[CLD_CLIENT_TYPE] = CLD_CLIENTS[CLD_CLIENT_USER];
	row.values[CLD_EVENT_TYPE] = str_from_c(event);
	row.values[CLD_EVENT_REFERENCE] = str_from_c(reference);
	row.values[CLD_EVENT_START_DATE] = S("03/05/2024");
	row.values[CLD_EVENT_END_DATE] = S("04/05/2024");
	row.values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[CLD_OUTCOME_ADVICE];
	return row;
}

static CldRow request_row(void)
{
	CldRow row = person_row("Request", "E1");
	row.values[CLD_ROUTE_OF_ACCESS] = CLD_ROUTES[CLD_ROUTE_COMMUNITY];
	return row;
}

static CldRow home_row(const char *provider, const char *from, const char *to)
{
	CldRow row = person_row("Service", provider);
	row.values[CLD_EVENT_START_DATE] = str_from_c(from);
	row.values[CLD_EVENT_END_DATE] = str_from_c(to);
	row.values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[to[0] == '\0' ? CLD_OUTCOME_CONTINUATION : CLD_OUTCOME_ENDED_OTHER];
	row.values[CLD_SERVICE_TYPE] = CLD_SERVICE_TYPES[CLD_SERVICE_RESIDENTIAL];
	row.values[CLD_SERVICE_COMPONENT] = CLD_COMPONENTS[CLD_COMPONENT_LONG_RESIDENTIAL];
	row.values[CLD_PROVIDER_CQC_LOCATION_ID] = str_from_c(provider);
	row.values[CLD_UNIT_COST] = S("900.00");
	row.values[CLD_COST_FREQUENCY] = CLD_FREQUENCIES[CLD_FREQUENCY_WEEK];
	return row;
}

static Str text_of(const CldRow *rows, size_t count)
{
	Buffer text = buffer_make(&arena, TEXT_BYTES_MAX);
	cld_write_header(&text);
	for (size_t i = 0; i < count; i++)
		cld_write_row(&text, &rows[i]);
	return str_copy(&arena, buffer_str(&text));
}

static void assert_rule(CldRow row, CldField field, const char *value, CldRule rule)
{
	row.values[field] = str_from_c(value);
	Checked checked = check_text(text_of(&row, 1));
	if (count_of(&checked, rule) != 1)
		fail_msg("%s: %.*s", CLD_RULES[rule].id.data, STR_ARG(buffer_str(&checked.findings)));
	assert_int_equal(checked.report.of_rule[rule].row, 2);
}

/* ---- The file. ---- */

static void test_an_empty_file_and_other_files_are_named_for_what_they_are(void **state)
{
	(void)state;
	static const struct { Str text; CldRule rule; const char *words; } FILES[] = {
		{S_INIT(""), CLD_RULE_FILE_EMPTY, "Write a header row"},
		{S_INIT("LA Code;NHS Number;Gender\n001;1;Male\n"), CLD_RULE_FILE_SHAPE, "semicolons"},
		{S_INIT("LA Code\tNHS Number\n001\t1\n"), CLD_RULE_FILE_SHAPE, "tabs"},
		{S_INIT("LA Code\rNHS Number\r"), CLD_RULE_FILE_SHAPE, "CR alone"},
		{S_INIT("PK\x03\x04 and so on\n"), CLD_RULE_FILE_SHAPE, "workbook"},
		{S_INIT("name,street\nAnne,High Street\n"), CLD_RULE_FILE_SHAPE, "Is it the right file?"},
		{S_INIT("\xFF\xFEL\0A\0"), CLD_RULE_FILE_ENCODING, "Save it as CSV UTF-8"},
	};
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		Checked checked = check_text(FILES[i].text);
		assert_only(&checked, FILES[i].rule, 1);
		assert_says(&checked, FILES[i].words);
		assert_int_equal(checked.report.rows, 0);
	}
}

static void test_a_good_row_passes_with_mark_crlf_and_quoted_line_ends(void **state)
{
	(void)state;
	CldRow row = request_row();
	row.values[CLD_LAST_NAME] = S("Ellis, the\nelder \"Nan\"");
	Checked plain = check_text(text_of(&row, 1));
	assert_int_equal(plain.report.of_severity[CLD_ERROR] + plain.report.of_severity[CLD_WARNING], 0);
	Str marked = str_concat(&arena, S("\xEF\xBB\xBF"), str_replace(&arena, text_of(&row, 1), S("\n"), S("\r\n")));
	Checked checked = check_text(marked);
	assert_int_equal(checked.report.of_severity[CLD_ERROR] + checked.report.of_severity[CLD_WARNING], 0);
	assert_int_equal(checked.report.rows, 1);
	assert_int_equal(checked.report.of_event[CLD_EVENT_REQUEST], 1);
}

static void test_columns_may_stand_in_any_order_and_near_names_are_named(void **state)
{
	(void)state;
	CldRow row = request_row();
	Str text = text_of(&row, 1);
	Str swapped = str_replace(&arena, str_replace(&arena, text, S("LA Code,Reporting Period Start Date"),
		S("Reporting Period Start Date,LA Code")), S("001,01/04/2024"), S("01/04/2024,001"));
	Checked good = check_text(swapped);
	assert_int_equal(good.report.of_severity[CLD_ERROR], 0);
	Checked near = check_text(str_replace(&arena, text, S("Event Outcome"), S("event outcome ")));
	assert_only(&near, CLD_RULE_COLUMN_NAME, 1);
	assert_says(&near, "write \"\"Event Outcome\"\"");
	Checked missing = check_text(str_replace(&arena, text, S("Event Outcome"), S("Shoe size")));
	assert_int_equal(count_of(&missing, CLD_RULE_COLUMN_MISSING), 1);
	assert_int_equal(count_of(&missing, CLD_RULE_COLUMN_UNKNOWN), 1);
	assert_int_equal(count_of(&missing, CLD_RULE_BLANK), 0); /* said once, not in every row */
	Checked twice = check_text(str_replace(&arena, text, S("Event Description"), S("Event Outcome")));
	assert_int_equal(count_of(&twice, CLD_RULE_COLUMN_REPEATED), 1);
}

static void test_a_broken_row_is_one_fault_and_the_rows_after_it_are_read(void **state)
{
	(void)state;
	CldRow good = request_row();
	Str text = text_of(&good, 1);
	Buffer wide = buffer_make(&arena, TEXT_BYTES_MAX);
	buffer_add(&wide, text);
	for (size_t i = 0; i < 1000000; i++)
		buffer_add_character(&wide, ',');
	buffer_add(&wide, S("\nx,y\n\"never closed,1\n"));
	good.values[CLD_EVENT_START_DATE] = S("02/05/2024");
	cld_write_row(&wide, &good);
	Checked checked = check_text(buffer_str(&wide));
	assert_int_equal(checked.report.rows, 5);
	assert_int_equal(count_of(&checked, CLD_RULE_ROW_TOO_LONG), 1);
	assert_int_equal(count_of(&checked, CLD_RULE_ROW_COLUMNS), 1);
	assert_int_equal(count_of(&checked, CLD_RULE_ROW_QUOTES), 1);
	assert_int_equal(checked.report.of_rule[CLD_RULE_ROW_TOO_LONG].row, 3);
	assert_int_equal(checked.report.of_rule[CLD_RULE_ROW_COLUMNS].row, 4);
	assert_int_equal(checked.report.of_rule[CLD_RULE_ROW_QUOTES].row, 5);
	assert_int_equal(checked.report.of_event[CLD_EVENT_REQUEST], 2);
	assert_says(&checked, "1000001 bytes with 1000000 commas");
}

static void test_a_row_that_is_not_text_is_named_and_shown_safely(void **state)
{
	(void)state;
	CldRow row = request_row();
	row.values[CLD_EVENT_OUTCOME] = S("NFA\xE9");
	Checked checked = check_files((Str[]){text_of(&row, 1)}, 1, 1, CLD_FINDINGS_JSON);
	assert_int_equal(count_of(&checked, CLD_RULE_ROW_ENCODING), 1);
	assert_true(str_is_utf8(buffer_str(&checked.findings)));
	assert_says(&checked, "\"value\":\"NFA?\"");
	assert_says(&checked, "\"row\":2");
}

/* ---- Values. ---- */

static void test_slips_of_case_and_spacing_name_the_right_value(void **state)
{
	(void)state;
	CldRow row = request_row();
	row.values[CLD_CLIENT_TYPE] = S("SERVICE USER");
	row.values[CLD_EVENT_OUTCOME] = S(" NFA: Support  declined");
	Checked checked = check_text(text_of(&row, 1));
	assert_int_equal(count_of(&checked, CLD_RULE_CODE_CASE), 1);
	assert_int_equal(count_of(&checked, CLD_RULE_CODE_SPACING), 1);
	assert_says(&checked, "Write \"\"Service user\"\".");
	assert_says(&checked, "Write \"\"NFA: Support declined\"\".");
	row = request_row();
	row.values[CLD_EVENT_OUTCOME] = S("NFA: Suport declined");
	Checked near = check_text(text_of(&row, 1));
	assert_only(&near, CLD_RULE_CODE_UNKNOWN, 1);
	assert_says(&near, "Is \"\"NFA: Support declined\"\" meant?");
}

static void test_a_value_of_release_1_is_a_warning_with_its_successor(void **state)
{
	(void)state;
	CldRow row = request_row();
	row.values[CLD_EVENT_OUTCOME] = S("NFA - Support declined");
	Checked checked = check_text(text_of(&row, 1));
	assert_only(&checked, CLD_RULE_CODE_RELEASE_1, 1);
	assert_says(&checked, "Write \"\"NFA: Support declined\"\".");
	row.values[CLD_EVENT_OUTCOME] = S("Progress to financial assessment");
	checked = check_text(text_of(&row, 1));
	assert_says(&checked, "Release 2 has no value in its place");
}

static void test_a_list_published_in_part_is_noted_once_a_file(void **state)
{
	(void)state;
	CldRow rows[] = {request_row(), request_row()};
	rows[1].values[CLD_EVENT_START_DATE] = S("02/05/2024");
	Checked checked = check_text(text_of(rows, 2));
	assert_only(&checked, CLD_RULE_LIST_NOT_VERIFIED, 1);
	rows[1].values[CLD_ROUTE_OF_ACCESS] = S("By carrier pigeon");
	checked = check_text(text_of(rows, 2));
	assert_only(&checked, CLD_RULE_CODE_NOT_VERIFIED, 1);
	assert_int_equal(checked.report.of_severity[CLD_ERROR], 0);
}

static void test_each_rule_of_a_row_finds_its_fault(void **state)
{
	(void)state;
	assert_rule(request_row(), CLD_EVENT_REFERENCE, "", CLD_RULE_BLANK);
	assert_rule(request_row(), CLD_ROUTE_OF_ACCESS, "", CLD_RULE_BLANK);
	assert_rule(request_row(), CLD_EVENT_END_DATE, "", CLD_RULE_BLANK);
	assert_rule(request_row(), CLD_EVENT_START_DATE, "2024-05-03", CLD_RULE_DATE_FORMAT);
	assert_rule(request_row(), CLD_EVENT_START_DATE, "31/04/2024", CLD_RULE_DATE_FORMAT);
	assert_rule(request_row(), CLD_LA_CODE, "E09000002", CLD_RULE_COUNCIL_FORMAT);
	assert_rule(request_row(), CLD_NHS_NUMBER, "9990000019", CLD_RULE_NHS_DIGIT);
	assert_rule(request_row(), CLD_NHS_NUMBER, "", CLD_RULE_NHS_BLANK);
	assert_rule(request_row(), CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR, "two", CLD_RULE_INTEGER_FORMAT);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_UNIT_COST, "900", CLD_RULE_AMOUNT_FORMAT);
	assert_rule(request_row(), CLD_SERVICE_COMPONENT, "Day support", CLD_RULE_OTHER_EVENT);
	assert_rule(request_row(), CLD_EVENT_END_DATE, "02/05/2024", CLD_RULE_EVENT_ORDER);
	assert_rule(request_row(), CLD_EVENT_START_DATE, "01/04/2025", CLD_RULE_STARTS_AFTER_PERIOD);
	assert_rule(request_row(), CLD_EVENT_END_DATE, "01/04/2025", CLD_RULE_ENDS_AFTER_PERIOD);
	assert_rule(home_row("1-1", "03/05/2023", "31/03/2024"), CLD_EVENT_DESCRIPTION, "", CLD_RULE_ENDED_BEFORE_PERIOD);
	assert_rule(request_row(), CLD_REPORTING_PERIOD_END_DATE, "31/03/2024", CLD_RULE_PERIOD_ORDER);
	assert_rule(request_row(), CLD_DATE_OF_BIRTH, "04/05/2024", CLD_RULE_BORN_AFTER_EVENT);
	assert_rule(request_row(), CLD_DATE_OF_BIRTH, "05/05/2006", CLD_RULE_UNDER_18);
	assert_rule(request_row(), CLD_DATE_OF_BIRTH, "01/05/1908", CLD_RULE_OVER_115);
	assert_rule(request_row(), CLD_DATE_OF_BIRTH, "", CLD_RULE_BIRTH_BLANK);
	assert_rule(request_row(), CLD_DATE_OF_DEATH, "03/05/1940", CLD_RULE_DEATH_BEFORE_BIRTH);
	assert_rule(request_row(), CLD_DATE_OF_DEATH, "02/05/2024", CLD_RULE_STARTS_AFTER_DEATH);
	assert_rule(request_row(), CLD_DATE_OF_DEATH, "03/05/2024", CLD_RULE_ENDS_AFTER_DEATH);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_EVENT_OUTCOME, "NFA: Other", CLD_RULE_OUTCOME_OPEN);
	assert_rule(request_row(), CLD_EVENT_OUTCOME, "NFA: Support ended as planned", CLD_RULE_OUTCOME_EVENT);
	assert_rule(request_row(), CLD_EVENT_OUTCOME, "NFA: Deceased", CLD_RULE_OUTCOME_DEATH);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_SERVICE_COMPONENT, "Reablement", CLD_RULE_COMPONENT_TYPE);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_CLIENT_TYPE, "Unpaid carer", CLD_RULE_CLIENT_SERVICE);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_COST_FREQUENCY, "", CLD_RULE_COST_FREQUENCY);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_COST_FREQUENCY, "Hourly", CLD_RULE_COST_UNITS);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_UNIT_COST, "", CLD_RULE_COST_BLANK);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_UNIT_COST, "0.00", CLD_RULE_COST_ZERO);
	assert_rule(home_row("1-1", "03/05/2024", ""), CLD_UNIT_COST, "10000.01", CLD_RULE_COST_HIGH);
	assert_rule(request_row(), CLD_ADULT_1_LINKED_PERSON_ID, "P1", CLD_RULE_LINKED_SELF);
	assert_rule(request_row(), CLD_EVENT_REFERENCE, "R-9990000018", CLD_RULE_REFERENCE_PERSONAL);
	CldRow prison = home_row("1-1", "03/05/2024", "");
	prison.values[CLD_SERVICE_TYPE] = CLD_SERVICE_TYPES[CLD_SERVICE_PRISON];
	prison.values[CLD_SERVICE_COMPONENT] = CLD_COMPONENTS[CLD_COMPONENT_OTHER_LONG];
	assert_rule(prison, CLD_DELIVERY_MECHANISM, "Direct payment", CLD_RULE_PRISON_PAYMENT);
	CldRow financial = person_row("Assessment", "E2");
	assert_rule(financial, CLD_ASSESSMENT_TYPE, "Financial Assessment", CLD_RULE_OUTCOME_FINANCIAL);
}

/* ---- Rows together. ---- */

static void test_the_same_event_is_found_in_the_file_and_across_files(void **state)
{
	(void)state;
	CldRow rows[] = {request_row(), request_row()};
	rows[1].values[CLD_EVENT_REFERENCE] = S("E9"); /* references are not part of the national key */
	Checked one = check_text(text_of(rows, 2));
	assert_only(&one, CLD_RULE_DUPLICATE, 1);
	assert_says(&one, "a.csv,3,");
	assert_says(&one, "Compare with row 2 of a.csv.");
	Checked two = check_files((Str[]){text_of(rows, 1), text_of(&rows[1], 1)}, 2, 2, CLD_FINDINGS_CSV);
	assert_only(&two, CLD_RULE_DUPLICATE, 1);
	assert_says(&two, "b.csv,2,");
	assert_says(&two, "Compare with row 2 of a.csv.");
	rows[1].values[CLD_ROUTE_OF_ACCESS] = CLD_ROUTES[CLD_ROUTE_PRISON];
	Checked differ = check_text(text_of(rows, 2));
	assert_only(&differ, CLD_RULE_DUPLICATE, 0);
}

static void test_lines_of_a_package_that_look_alike_are_a_warning(void **state)
{
	(void)state;
	CldRow rows[] = {request_row(), home_row("1-1", "03/05/2024", ""), home_row("1-1", "03/05/2024", "")};
	Checked again = check_text(text_of(rows, 3));
	assert_only(&again, CLD_RULE_DUPLICATE, 1);
	rows[2].values[CLD_EVENT_REFERENCE] = S("another");
	Checked alike = check_text(text_of(rows, 3));
	assert_only(&alike, CLD_RULE_SAME_SERVICE, 1);
	assert_int_equal(alike.report.of_severity[CLD_ERROR], 0);
}

static void test_two_homes_at_once_are_found_and_a_move_is_not(void **state)
{
	(void)state;
	CldRow rows[] = {request_row(), home_row("1-1", "03/05/2024", "20/06/2024"), home_row("1-2", "10/06/2024", "")};
	Checked both = check_text(text_of(rows, 3));
	assert_only(&both, CLD_RULE_TWO_PLACES, 1);
	assert_says(&both, "a.csv,4,");
	assert_says(&both, "Compare with row 3 of a.csv.");
	rows[2].values[CLD_EVENT_START_DATE] = S("19/06/2024"); /* one night */
	Checked move = check_text(text_of(rows, 3));
	assert_only(&move, CLD_RULE_TWO_PLACES, 0);
	rows[2] = home_row("1-1", "10/06/2024", ""); /* the same home */
	Checked same = check_text(text_of(rows, 3));
	assert_only(&same, CLD_RULE_TWO_PLACES, 0);
}

static void test_a_new_service_without_anything_before_it_is_found(void **state)
{
	(void)state;
	CldRow alone = home_row("1-1", "03/10/2024", "");
	Checked orphan = check_text(text_of(&alone, 1));
	assert_only(&orphan, CLD_RULE_ORPHAN, 1);
	CldRow with[] = {alone, request_row()};
	Checked asked = check_text(text_of(with, 2));
	assert_only(&asked, CLD_RULE_ORPHAN, 0);
	CldRow early = home_row("1-1", "03/05/2024", ""); /* its assessment may lie before the period */
	Checked before = check_text(text_of(&early, 1));
	assert_only(&before, CLD_RULE_ORPHAN, 0);
}

/* ---- Generated files. ---- */

static Status keep_row(void *context, const CldRow *row)
{
	cld_write_row(context, row);
	return STATUS_OK;
}

static Str generate(const char *faults, uint32_t people)
{
	CldGeneration generation = {.seed = 7, .councils = 2, .people = people, .from = 19814, .to = 20178, .codes = &codes,
		.map = &map};
	Problems problems = problems_make(&arena);
	Buffer text = buffer_make(&arena, TEXT_BYTES_MAX);
	cld_write_header(&text);
	assert_ok(cld_faults_read(str_from_c(faults), generation.per_thousand, &problems));
	assert_ok(cld_generate(&generation, keep_row, &text));
	return buffer_str(&text);
}

static void test_a_generated_return_has_no_error_and_stays_the_same(void **state)
{
	(void)state;
	Str text = generate("", 1500);
	assert_true(str_equal(text, generate("", 1500)));
	Checked checked = check_text(text);
	assert_true(checked.report.rows > 2500);
	assert_int_equal(checked.report.of_severity[CLD_ERROR], 0);
}

static void test_each_dial_makes_its_fault_and_the_check_finds_it(void **state)
{
	(void)state;
	static const struct { const char *dial; CldRule rule; } DIALS[] = {
		{"case=50", CLD_RULE_CODE_CASE}, {"spacing=50", CLD_RULE_CODE_SPACING}, {"release-1=50", CLD_RULE_CODE_RELEASE_1},
		{"unknown-value=50", CLD_RULE_CODE_UNKNOWN}, {"blank=50", CLD_RULE_BLANK}, {"date-format=50", CLD_RULE_DATE_FORMAT},
		{"date-order=50", CLD_RULE_EVENT_ORDER}, {"no-start=50", CLD_RULE_BLANK},
		{"outside-period=50", CLD_RULE_ENDED_BEFORE_PERIOD}, {"nhs-digit=50", CLD_RULE_NHS_DIGIT},
		{"no-nhs=50", CLD_RULE_NHS_BLANK}, {"other-event=50", CLD_RULE_OTHER_EVENT}, {"component=50", CLD_RULE_COMPONENT_TYPE},
		{"no-component=50", CLD_RULE_BLANK}, {"outcome=50", CLD_RULE_OUTCOME_EVENT}, {"open-event=50", CLD_RULE_BLANK},
		{"no-frequency=50", CLD_RULE_COST_FREQUENCY}, {"number-format=50", CLD_RULE_AMOUNT_FORMAT},
		{"no-birth=50", CLD_RULE_BIRTH_BLANK}, {"birth=50", CLD_RULE_BORN_AFTER_EVENT}, {"duplicate=50", CLD_RULE_DUPLICATE},
		{"orphan=200", CLD_RULE_ORPHAN}, {"two-places=500", CLD_RULE_TWO_PLACES}, {"reference=50", CLD_RULE_REFERENCE_PERSONAL},
	};
	Checked clean = check_text(generate("", 400));
	for (size_t i = 0; i < sizeof DIALS / sizeof *DIALS; i++) {
		Checked checked = check_text(generate(DIALS[i].dial, 400));
		if (count_of(&checked, DIALS[i].rule) <= count_of(&clean, DIALS[i].rule))
			fail_msg("%s is not found", DIALS[i].dial);
	}
}

static void test_threads_and_blocks_change_nothing(void **state)
{
	(void)state;
	Str text = generate("all=20", 3000); /* several blocks */
	assert_true(text.length > 8 * (size_t)CLD_BLOCK_BYTES);
	Checked one = check_files(&text, 1, 1, CLD_FINDINGS_CSV);
	Checked four = check_files(&text, 1, 4, CLD_FINDINGS_CSV);
	assert_true(str_equal(buffer_str(&one.findings), buffer_str(&four.findings)));
	assert_memory_equal(&one.report, &four.report, sizeof one.report);
	assert_true(one.report.of_rule[CLD_RULE_DUPLICATE].findings > 20);
}

static void test_standard_input_is_read_again_from_its_copy(void **state)
{
	(void)state;
	CldRow rows[] = {request_row(), request_row()};
	Checked checked = {.findings = buffer_make(&arena, TEXT_BYTES_MAX)};
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	Str text = text_of(rows, 2);
	assert_int_equal(write(ends[1], text.data, text.length), (ssize_t)text.length);
	assert_int_equal(close(ends[1]), 0);
	CldFile file = {.name = S("-"), .file = fdopen(ends[0], "rb"), .spool = tmpfile()};
	CldInspection inspection = {.lists = lists, .files = &file, .file_count = 1, .threads = 1, .form = CLD_FINDINGS_CSV,
		.write = keep_lines, .context = &checked.findings};
	uint32_t failed = 0;
	assert_ok(cld_inspect(&inspection, &arena, &checked.report, &failed));
	assert_only(&checked, CLD_RULE_DUPLICATE, 1);
	assert_int_equal(fclose(file.file), 0);
	assert_int_equal(fclose(file.spool), 0);
}

static void test_the_words_of_the_rules_are_those_of_the_lists(void **state)
{
	(void)state;
	static const struct { CldField field; const Str *words; size_t count; } LISTS[] = {
		{CLD_CLIENT_TYPE, CLD_CLIENTS, CLD_CLIENT_COUNT}, {CLD_PRIMARY_SUPPORT_REASON, CLD_REASONS, CLD_REASON_COUNT},
		{CLD_ACCOMMODATION_STATUS, CLD_HOMES, CLD_HOME_COUNT}, {CLD_SERVICE_TYPE, CLD_SERVICE_TYPES, CLD_SERVICE_COUNT},
		{CLD_SERVICE_COMPONENT, CLD_COMPONENTS, CLD_COMPONENT_COUNT},
		{CLD_DELIVERY_MECHANISM, CLD_MECHANISMS, CLD_MECHANISM_COUNT}, {CLD_EVENT_OUTCOME, CLD_OUTCOMES, CLD_OUTCOME_COUNT},
		{CLD_COST_FREQUENCY, CLD_FREQUENCIES, CLD_FREQUENCY_COUNT},
		{CLD_EMPLOYMENT_STATUS, CLD_WORKS, CLD_WORK_COUNT}, {CLD_ROUTE_OF_ACCESS, CLD_ROUTES, CLD_ROUTE_COUNT},
		{CLD_ASSESSMENT_TYPE, CLD_ASSESSMENTS, CLD_ASSESSMENT_COUNT},
	};
	for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
		for (size_t code = 0; code < LISTS[i].count; code++) {
			const CldListValue *value = cld_list_find(&lists->of[LISTS[i].field], LISTS[i].words[code]);
			assert_non_null(value);
			assert_int_equal(value->code, code);
		}
	for (size_t i = 0; i < map.count; i++) /* what became of release 1 is in the lists of both releases */
		for (size_t field = 0; field < CLD_FIELD_COUNT; field++)
			if (str_equal(lists->of[field].name, map.items[i].list)) {
				const CldListValue *old = cld_list_find(&lists->of[field], map.items[i].release_1);
				assert_non_null(old);
				assert_true(str_equal(old->successor, map.items[i].release_2));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_file_and_other_files_are_named_for_what_they_are),
		cmocka_unit_test(test_a_good_row_passes_with_mark_crlf_and_quoted_line_ends),
		cmocka_unit_test(test_columns_may_stand_in_any_order_and_near_names_are_named),
		cmocka_unit_test(test_a_broken_row_is_one_fault_and_the_rows_after_it_are_read),
		cmocka_unit_test(test_a_row_that_is_not_text_is_named_and_shown_safely),
		cmocka_unit_test(test_slips_of_case_and_spacing_name_the_right_value),
		cmocka_unit_test(test_a_value_of_release_1_is_a_warning_with_its_successor),
		cmocka_unit_test(test_a_list_published_in_part_is_noted_once_a_file),
		cmocka_unit_test(test_each_rule_of_a_row_finds_its_fault),
		cmocka_unit_test(test_the_same_event_is_found_in_the_file_and_across_files),
		cmocka_unit_test(test_lines_of_a_package_that_look_alike_are_a_warning),
		cmocka_unit_test(test_two_homes_at_once_are_found_and_a_move_is_not),
		cmocka_unit_test(test_a_new_service_without_anything_before_it_is_found),
		cmocka_unit_test(test_a_generated_return_has_no_error_and_stays_the_same),
		cmocka_unit_test(test_each_dial_makes_its_fault_and_the_check_finds_it),
		cmocka_unit_test(test_threads_and_blocks_change_nothing),
		cmocka_unit_test(test_standard_input_is_read_again_from_its_copy),
		cmocka_unit_test(test_the_words_of_the_rules_are_those_of_the_lists),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
