/* What a colleague may send who means harm, or whose words were sent by somebody who does: every form of the staff's pages with
 * words that mean something to a browser, a database or a spreadsheet, names of files, searches, and the files that are made of
 * what was sent. */
#include "hostile_test.h"

#include <string.h>

#include "base/csv.h"
#include "matrix_test.h"

enum { CELLS_MAX = 200, CELL_BYTES_MAX = 64 * 1024 };

static void sign_in_as(HostileBrowser *browser, Str user)
{
	browser->cookie_count = 0;
	hostile_keep_cookie(browser, S("kith-session"), site_test_session(&browser->site, user));
}

static Str path_of(const HostileBrowser *browser, const MatrixRecord *record, const char *path)
{
	return matrix_fill(browser->test->arena, record, str_from_c(path));
}

/* Without what ends the session that sends, or the record that the next page shows. */
static const char *const RECORD_PAGES[] = {"/people/$person", "/people/$person/notes", "/people/$person/documents",
	"/people/$person/chronology", "/people/$person/facts?question=known_as", "/people/$person/facts?question=home_address",
	"/people/$person/people", "/people/$person/sharing", "/people/$person/services", "/people/$person/timeline",
	"/people/$person/merge", "/people/$person/restrict", "/people/$person/notes/$note/correct", "/work/$work",
	"/work/$work/section/home", "/work/$work/whole", "/work/$waiting", "/work/$awaiting", "/work/$work/misfiled", "/people/new",
	"/duty", "/duty/$call", "/letters/$document/sending", "/kept"};

static void test_hostile_words_in_every_field_of_a_records_forms_stay_words(void **state)
{
	HostileBrowser browser = hostile_open(state);
	CareTest *test = browser.test;
	MatrixRecord record = matrix_record(test);
	const Str users[] = {test->practitioner, test->first_contact, test->manager, test->safeguarding};
	for (size_t u = 0; u < sizeof users / sizeof users[0]; u++) {
		sign_in_as(&browser, users[u]);
		for (size_t p = 0; p < sizeof RECORD_PAGES / sizeof RECORD_PAGES[0]; p++)
			for (size_t w = 0; w < 3; w++) {
				hostile_ask(&browser, METHOD_GET, path_of(&browser, &record, RECORD_PAGES[p]), NULL, 0);
				hostile_send_forms(&browser, HOSTILE_WORDS[(p + u + w * 3) % HOSTILE_WORD_COUNT]);
			}
	}
	/* What was kept of it is shown as words. */
	sign_in_as(&browser, test->safeguarding);
	for (size_t p = 0; p < sizeof RECORD_PAGES / sizeof RECORD_PAGES[0]; p++)
		hostile_ask(&browser, METHOD_GET, path_of(&browser, &record, RECORD_PAGES[p]), NULL, 0);
	print_message("%zu requests\n", browser.answered);
	assert_true(browser.answered > 500);
	site_test_close(&browser.site);
}

static void test_hostile_words_in_every_form_of_the_installation_stay_words(void **state)
{
	static const char *const PAGES[] = {"/administration/users/new", "/administration/teams", "/administration/teams/$team",
		"/administration/roles/trusted-assessor", "/administration/settings", "/administration/messages", "/administration/drafts",
		"/administration/audit", "/desk/directory", "/desk/advice", "/administration/users/$user"};
	HostileBrowser browser = hostile_open(state);
	MatrixRecord record = matrix_record(browser.test);
	sign_in_as(&browser, browser.test->administrator);
	for (size_t p = 0; p < sizeof PAGES / sizeof PAGES[0]; p++)
		for (size_t w = 0; w < HOSTILE_WORD_COUNT; w++) {
			hostile_ask(&browser, METHOD_GET, path_of(&browser, &record, PAGES[p]), NULL, 0);
			assert_int_equal(browser.response.status == 0 ? 200 : browser.response.status, 200);
			hostile_send_forms(&browser, HOSTILE_WORDS[w]);
		}
	for (size_t p = 0; p < sizeof PAGES / sizeof PAGES[0]; p++)
		hostile_ask(&browser, METHOD_GET, path_of(&browser, &record, PAGES[p]), NULL, 0);
	assert_true(browser.answered > 200);
	site_test_close(&browser.site);
}

static void test_hostile_words_in_searches_of_staff_find_nothing_and_break_nothing(void **state)
{
	static const char *const PATHS[] = {"/people?q=", "/duty/$call?q=", "/people/$person/people?kind=sibling&q=",
		"/people/$person/notes?q=", "/people/$person/notes?draft=", "/people/$person/merge?reference=", "/people/$person/merge?other=",
		"/people/$person/facts?question=", "/team?team=", "/team?stage=", "/team?user=", "/today?team=", "/administration/audit?reference=",
		"/administration/audit?user=", "/retention?after=", "/duplicates?page=", "/helpline?month=", "/people/$person/timeline?before="};
	HostileBrowser browser = hostile_open(state);
	CareTest *test = browser.test;
	MatrixRecord record = matrix_record(test);
	const Str users[] = {test->manager, test->first_contact};
	for (size_t u = 0; u < 2; u++) {
		sign_in_as(&browser, users[u]);
		for (size_t i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++)
			for (size_t w = 0; w < HOSTILE_WORD_COUNT; w++)
				hostile_ask(&browser, METHOD_GET, str_concat(test->arena, path_of(&browser, &record, PATHS[i]), HOSTILE_WORDS[w]),
					NULL, 0);
	}
	assert_int_equal(browser.answered, 2 * HOSTILE_WORD_COUNT * (sizeof PATHS / sizeof PATHS[0]));
	site_test_close(&browser.site);
}

/* A file's name is what somebody's machine says. */
static void test_hostile_names_of_files_lead_nowhere(void **state)
{
	static const Str NAMES[] = {S_INIT("../../../../etc/passwd"), S_INIT("..\\..\\boot.ini"), S_INIT("a\r\nSet-Cookie: kith-session=x"),
		S_INIT("<script>alert(1)</script>.txt"), S_INIT("\"; filename=\"evil.html"), S_INIT("\xE2\x80\xAE" "txt.exe"),
		S_INIT("con.txt"), S_INIT("/dev/stdin"), S_INIT("=HYPERLINK(1).txt"), S_INIT("\xFF\xFE.txt"), S_INIT("")};
	HostileBrowser browser = hostile_open(state);
	CareTest *test = browser.test;
	MatrixRecord record = matrix_record(test);
	Str documents = path_of(&browser, &record, "/people/$person/documents");
	sign_in_as(&browser, test->practitioner);
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
		UploadedFile file = {.field = S("file"), .name = NAMES[i], .media_type = S("text/html\r\nX: y"),
			.bytes = S("The words of a letter\n")};
		hostile_ask(&browser, METHOD_GET, documents, NULL, 0);
		FormField form[] = {{S("form-token"), hostile_attribute(browser.response.body, "name=\"form-token\" value=\"")},
			{S("given_by"), S("person")}};
		browser.files = &file;
		browser.file_count = 1;
		hostile_ask(&browser, METHOD_POST, documents, form, 2);
		browser.file_count = 0;
	}
	hostile_ask(&browser, METHOD_GET, documents, NULL, 0);
	Str rest = browser.response.body;
	size_t at = 0;
	size_t taken = 0;
	while (str_find(rest, S("href=\"/files/"), &at)) {
		rest = str_slice(rest, at, rest.length);
		hostile_ask(&browser, METHOD_GET, hostile_attribute(rest, "href=\""), NULL, 0);
		rest = str_slice(rest, 10, rest.length);
		bool attached = false;
		for (size_t h = 0; h < browser.response.header_count; h++) {
			Str value = browser.response.headers[h].value;
			if (!str_equal(browser.response.headers[h].name, S("Content-Disposition")))
				continue;
			attached = str_starts_with(value, S("attachment;"));
			assert_false(str_contains(value, S("/")) || str_contains(value, S("\\")) || str_contains(value, S("<")));
		}
		assert_true(attached);
		assert_false(str_contains(browser.response.media_type, S("html")));
		taken++;
	}
	assert_true(taken >= 5);
	site_test_close(&browser.site);
}

/* Every cell of every file for spreadsheets. */
static void check_cells(HostileBrowser *browser, Str path)
{
	CsvReader reader;
	CsvRow row = {0};
	Problems problems = problems_make(browser->test->arena);
	csv_open_text(&reader, browser->test->arena, path, browser->response.body,
		(CsvLimits){.columns_most = CELLS_MAX, .field_bytes_most = CELL_BYTES_MAX}, &problems);
	size_t rows = 0;
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		rows++;
		for (size_t i = 0; i < row.count; i++)
			if (csv_could_be_formula(row.fields[i]))
				fail_msg("%.*s has a cell that is a formula: %.*s", STR_ARG(path), STR_ARG(row.fields[i]));
	}
	assert_true(rows > 0);
	assert_false(problems_any(&problems));
}

static void test_no_file_for_a_spreadsheet_has_a_cell_that_is_a_formula(void **state)
{
	static const char *const FILES[] = {"/figures/file", "/panels/themes/file", "/helpline/file/contacts", "/helpline/file/calls",
		"/how-are-we-doing/file"};
	HostileBrowser browser = hostile_open(state);
	CareTest *test = browser.test;
	(void)matrix_record(test);
	size_t files = 0;
	store_test_tamper(test->store, "UPDATE team SET name = '=cmd|' || id");
	sign_in_as(&browser, test->manager);
	for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
		hostile_ask(&browser, METHOD_GET, str_from_c(FILES[i]), NULL, 0);
		if (!str_starts_with(browser.response.media_type, S("text/csv")))
			continue;
		files++;
		check_cells(&browser, str_from_c(FILES[i]));
	}
	assert_true(files >= 3);
	site_test_close(&browser.site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_hostile_words_in_every_field_of_a_records_forms_stay_words),
		CARE_TEST(test_hostile_words_in_every_form_of_the_installation_stay_words),
		CARE_TEST(test_hostile_words_in_searches_of_staff_find_nothing_and_break_nothing),
		CARE_TEST(test_hostile_names_of_files_lead_nowhere),
		CARE_TEST(test_no_file_for_a_spreadsheet_has_a_cell_that_is_a_formula),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
