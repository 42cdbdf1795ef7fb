/* What the readers of feeds and tables say about bad rows: which row, which field, in which words, and what was kept. */
#include "unit_test.h"

#include "care/directory/directory_import.h"

static Arena arena;
static DirectoryReport report;
static DirectoryReading reading;

static const Option OPTIONS[] = {
	{.code = S_INIT("meals"), .resident = S_INIT("Meals")},
	{.code = S_INIT("care-homes"), .resident = S_INIT("Care homes")},
};
static const OptionList CATEGORIES = {.id = S_INIT("directory-category"), .options = OPTIONS, .count = 2};

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	report = (DirectoryReport){0};
	reading = (DirectoryReading){.arena = &arena, .report = &report, .categories = &CATEGORIES};
	return 0;
}

static int clear_arena(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Status read_any(const char *text)
{
	Problems problems = problems_make(&arena);
	return text[0] == '{' || text[0] == '[' ? directory_read_json(&reading, S("feed.json"), str_from_c(text), &problems)
		: directory_read_csv(&reading, S("table.csv"), str_from_c(text), &problems);
}

static void test_every_bad_row_is_named_with_its_field_and_what_was_done(void **state)
{
	static const struct { const char *text; uint32_t row; const char *field; const char *wrong; const char *done; } CASES[] = {
		{"name,postcode\nA,RM17 6SL\n,RM17 6SL\n", 3, "name", "There is no name", "left out"},
		{"name,postcode\nA,nowhere\n", 2, "postcode", "\"nowhere\"", "left empty"},
		{"name,postcode\nA,RM17 OSL\n", 2, "postcode", "\"RM17 OSL\"", "read as RM17 0SL"},
		{"name,website\nA,www.example.org/x\n", 2, "website", "does not begin with http", "https:// was put"},
		{"name,website\nA,javascript:alert(1)\n", 2, "website", "not a web address", "left empty"},
		{"name,website\nA,ask at the desk\n", 2, "website", "not a web address", "left empty"},
		{"name,email\nA,desk at example.org\n", 2, "email", "not an e-mail address", "left empty"},
		{"name,telephone\nA,ask\n", 2, "telephone", "not a telephone number", "left empty"},
		{"name,status\nA,Temporarily_Closed\n", 2, "status", "another way", "temporarily closed"},
		{"name,status\nA,closing\n", 2, "status", "\"closing\"", "taken as active"},
		{"name,assured_on\nA,1/2/2026\n", 2, "assured_on", "\"1/2/2026\"", "left empty"},
		{"name,lat,lon\nA,0.32,51.48\n", 2, "latitude", "each other's place", "changed over"},
		{"name,lat,lon\nA,10,10\n", 2, "latitude", "not a place in the United Kingdom", "postcode is used"},
		{"name,category\nA,Basket weaving\n", 2, "category", "\"Basket weaving\"", "search by"},
		{"name,postcode\nA,RM17 6SL\nB\n", 3, "row", "", "left out"},
		{"name,description\nA,\xFF\n", 2, "row", "not UTF-8", "left out"},
		{"id,name\n7,A\n7,A\n", 3, "id", "row 2 again", "left out"},
		{"id,name\n7,A\n7,B\n", 3, "id", "row 2 too", "kept as \"7#"},
		{"[{\"id\":\"12\",\"name\":\"A\"}]", 1, "id", "not a UUID", "ours stands beside it"},
		{"[{\"name\":\"A\"}]", 1, "id", "There is no id", "was made"},
		{"{\"contents\":[7]}", 1, "service", "not a number", "left out"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
		report = (DirectoryReport){0};
		reading = (DirectoryReading){.arena = &arena, .report = &report, .categories = &CATEGORIES};
		assert_ok(read_any(CASES[i].text));
		if (report.finding_count != 1)
			fail_msg("%s: %zu findings", CASES[i].text, report.finding_count);
		const DirectoryFinding *finding = &report.findings[0];
		assert_int_equal(finding->row, CASES[i].row);
		assert_str(&arena, finding->field, CASES[i].field);
		if (!str_contains(finding->wrong, str_from_c(CASES[i].wrong)) || !str_contains(finding->done, str_from_c(CASES[i].done)))
			fail_msg("%s: %s %s", CASES[i].text, str_c(&arena, finding->wrong), str_c(&arena, finding->done));
		assert_int_equal(report.refused, finding->is_refused ? 1 : 0);
		assert_int_equal(report.repaired, finding->is_refused ? 0 : 1);
		assert_int_equal(report.read, reading.draft_count + report.refused);
	}
}

static void test_a_good_row_is_kept_whole_and_nothing_is_said(void **state)
{
	(void)state;
	assert_ok(read_any("name,category,postcode,telephone,website,lat,lon,accessibility\n"
		" The  club ,meals;Care homes,rm176sl,01632 960001,https://example.org,51.480000,0.3251236,Ramp\n"));
	assert_int_equal(report.finding_count, 0);
	assert_int_equal(reading.draft_count, 1);
	const ListingDraft *draft = &reading.drafts[0];
	assert_str(&arena, draft->name, "The club");
	assert_str(&arena, draft->description, "Access: Ramp");
	assert_str(&arena, draft->status, "active");
	assert_str(&arena, draft->organisation_name, "The club");
	assert_int_equal(draft->category_count, 2);
	assert_str(&arena, draft->categories[1], "care-homes");
	assert_str(&arena, draft->places[0].postcode, "RM17 6SL");
	assert_int_equal(draft->places[0].latitude, 51480000);
	assert_int_equal(draft->places[0].longitude, 325124);
}

static void test_a_feed_of_version_1_is_read_by_its_own_names(void **state)
{
	(void)state;
	assert_ok(read_any("{\"content\":[{\"id\":\"ac148810-d857-441c-9679-408f346de14b\",\"name\":\"A\",\"status\":\"active\","
		"\"contacts\":[{\"phones\":[{\"number\":\"01632 960001\"}]}],"
		"\"regular_schedules\":[{\"byday\":\"MO,2TU\",\"opens_at\":\"09:00:00\",\"closes_at\":\"12:30:00\"}],"
		"\"cost_options\":[{\"option\":\"Adults\",\"amount\":3.50,\"amount_description\":\"a visit\"}],"
		"\"service_taxonomys\":[{\"taxonomy\":{\"name\":\"Nursing homes\"}}],"
		"\"service_at_locations\":[{\"location\":{\"latitude\":51.5,\"longitude\":-0.1,"
		"\"physical_addresses\":[{\"address_1\":\"1 High Street\",\"city\":\"Grays\",\"postal_code\":\"RM17 6SL\"}]}}]}]}"));
	assert_int_equal(report.finding_count, 0);
	const ListingDraft *draft = &reading.drafts[0];
	assert_str(&arena, draft->phone, "01632 960001");
	assert_str(&arena, draft->opening, "Monday, Tuesday 09:00 to 12:30");
	assert_str(&arena, draft->fees, "Adults: £3.50 a visit");
	assert_str(&arena, draft->categories[0], "care-homes");
	assert_str(&arena, draft->places[0].address, "1 High Street, Grays");
	assert_int_equal(draft->places[0].longitude, -100000);
}

static void test_a_file_that_is_no_directory_is_refused_as_a_whole(void **state)
{
	(void)state;
	assert_status(read_any("{\"total\":3}"), STATUS_INVALID);
	assert_status(read_any("[{\"name\":\"A\""), STATUS_INVALID);
	assert_status(read_any("title_of_work,postcode\nA,RM17 6SL\n"), STATUS_INVALID);
	assert_int_equal(reading.draft_count, 0);
}

static void test_an_organisation_keeps_the_name_of_its_first_row(void **state)
{
	(void)state;
	assert_ok(read_any("[{\"id\":\"ac148810-d857-441c-9679-408f346de14b\",\"name\":\"A\",\"organization\":{\"id\":\"o\",\"name\":\"One\"}},"
		"{\"id\":\"bc148810-d857-441c-9679-408f346de14b\",\"name\":\"B\",\"organization\":{\"id\":\"o\",\"name\":\"Two\"}}]"));
	assert_int_equal(report.finding_count, 1);
	assert_str(&arena, report.findings[0].field, "organization");
	assert_str(&arena, reading.drafts[1].organisation_name, "One");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_bad_row_is_named_with_its_field_and_what_was_done, open_arena, clear_arena),
		cmocka_unit_test_setup_teardown(test_a_good_row_is_kept_whole_and_nothing_is_said, open_arena, clear_arena),
		cmocka_unit_test_setup_teardown(test_a_feed_of_version_1_is_read_by_its_own_names, open_arena, clear_arena),
		cmocka_unit_test_setup_teardown(test_a_file_that_is_no_directory_is_refused_as_a_whole, open_arena, clear_arena),
		cmocka_unit_test_setup_teardown(test_an_organisation_keeps_the_name_of_its_first_row, open_arena, clear_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
