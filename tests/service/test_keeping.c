/* Keeping the directory true: who may propose and who decides, what a decision does, checks, reports. */
#include "site_test.h"

#include "care/directory/keeping.h"
#include "care/letter/sending.h"

static const char FEW[] =
	"id,name,category,description,address,postcode,telephone,opening_hours,assured_on\n"
	"a,Tilbury lunch club,meals,Hot dinners,Civic Square Tilbury,RM18 7BF,01632 960001,Tuesdays,2024-01-01\n"
	"b,Grays walking group,falls-exercise,Gentle walks,Grays,RM17 5AA,,Mondays,2024-01-01\n";

static Str import_few(CareTest *test, const char *name)
{
	Care care = care_test_system(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	assert_ok(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report));
	assert_ok(directory_search(&care, &(DirectoryQuery){.words = str_from_c(name), .page = 1, .page_size = 5}, &answer));
	assert_int_equal(answer.total, 1);
	return answer.items[0].id;
}

/* Another administrator, so that somebody can decide. */
static Care system_desk(CareTest *test)
{
	return care_test_system(test);
}

static ListingContent content_now(CareTest *test, Str listing)
{
	Care care = system_desk(test);
	ListingContent content = {0};
	int64_t version = 0;
	assert_ok(keeping_content(&care, listing, &content, &version));
	return content;
}

static void test_a_change_shows_only_when_somebody_else_has_approved_it(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care editor = care_test_desk(test, test->administrator);
	Care other = system_desk(test);
	ListingContent content = content_now(test, listing);
	Str id = {0};
	content.values[LISTING_OPENING] = S("Fridays 12:00 to 14:00");
	content.values[LISTING_POSTCODE] = S("rm17 5aa");
	assert_ok(keeping_propose(&editor, listing, &content, (Str){0}, NULL, &id));
	assert_true(str_equal(content_now(test, listing).values[LISTING_OPENING], S("Tuesdays")));
	assert_status(keeping_approve(&editor, id), STATUS_REFUSED); /* never one's own */
	assert_ok(keeping_approve(&other, id));
	ListingContent now = content_now(test, listing);
	assert_true(str_equal(now.values[LISTING_OPENING], S("Fridays 12:00 to 14:00")));
	assert_true(str_equal(now.values[LISTING_POSTCODE], S("RM17 5AA")));
	assert_status(keeping_approve(&other, id), STATUS_CONFLICT);
	/* Its choices, its place and the day of its check follow. */
	DirectoryFeature friday = {.kind = S("day"), .code = S("friday")};
	DirectoryAnswer answer = {0};
	assert_ok(directory_search(&other, &(DirectoryQuery){.features = &friday, .feature_count = 1, .postcode = S("RM17 5AA"),
		.within_metres = 500, .page = 1, .page_size = 5}, &answer));
	assert_int_equal(answer.total, 1);
	assert_false(answer.items[0].is_stale);
	assert_true(str_equal(answer.items[0].checked_by_kind, S("council")));
	/* Its source does not undo it. */
	DirectoryReport report = {0};
	Str file = str_replace(test->arena, str_from_c(FEW), S("Hot dinners"), S("Warm dinners"));
	assert_ok(directory_import(&other, S("few.csv"), file, S("test"), &report));
	assert_int_equal(report.kept, 1);
	assert_int_equal(report.changed, 0);
	assert_true(str_equal(content_now(test, listing).values[LISTING_OPENING], S("Fridays 12:00 to 14:00")));
}

static Str one_letter_out(Care *desk, size_t *count)
{
	LetterSending *letters = NULL;
	assert_ok(letters_in_state(desk, S("waiting"), &letters, count));
	return *count == 0 ? (Str){0} : letters[0].id;
}

static void test_one_administrator_decides_on_what_a_colleague_proposed_and_the_colleague_is_told(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care colleague = care_test_desk(test, test->broker);
	Care analyst = care_test_desk(test, test->analyst);
	Care administrator = care_test_desk(test, test->administrator);
	ListingContent content = content_now(test, listing);
	Str id = {0};
	content.values[LISTING_OPENING] = S("Fridays 12:00 to 14:00");
	assert_status(keeping_propose(&analyst, listing, &content, (Str){0}, NULL, &id), STATUS_REFUSED);
	assert_status(keeping_propose(&colleague, listing, &content, (Str){0}, &(ProposalReply){.email = S("no address")}, &id),
		STATUS_INVALID);
	assert_ok(keeping_propose(&colleague, listing, &content, (Str){0}, &(ProposalReply){.email = S("bea@example.com")}, &id));
	assert_status(keeping_approve(&colleague, id), STATUS_REFUSED);
	assert_ok(keeping_approve(&administrator, id));
	Str export = care_test_export(test);
	assert_true(str_contains(export, S("bea@example.com")));
	assert_true(str_contains(export, S("We have made the change that you sent us about Tilbury lunch club")));
}

static void test_an_organisation_without_email_is_told_by_post_why_not(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care public = care_test_public(test);
	Care administrator = care_test_desk(test, test->administrator);
	Care desk = care_test_desk(test, test->first_contact);
	ListingContent content = content_now(test, listing);
	LetterSending *sheaf = NULL;
	Str id = {0};
	Str code = {0};
	Str run = {0};
	size_t count = 0;
	size_t held = 0;
	assert_ok(keeping_code_issue(&administrator, listing, &code));
	content.values[LISTING_FEES] = S("Free of charge");
	assert_ok(keeping_propose(&public, listing, &content, code, &(ProposalReply){.post = S("Tilbury club\r\n1 Square\r\nRM18 7BF")}, &id));
	(void)one_letter_out(&desk, &count);
	assert_int_equal(count, 0); /* nothing before it is decided */
	assert_ok(keeping_reject(&administrator, id, S("It costs two pounds.")));
	assert_false(str_is_empty(one_letter_out(&desk, &count)));
	assert_ok(letters_print(&desk, S("print"), &run, &held));
	assert_ok(letters_of_run(&desk, run, &sheaf, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(sheaf[0].address, S("Tilbury club\n1 Square\nRM18 7BF")));
	assert_true(str_contains(sheaf[0].content, S("It costs two pounds.")));
}

static void test_a_rejection_has_a_reason_and_changes_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care editor = care_test_desk(test, test->administrator);
	Care other = system_desk(test);
	ListingContent content = content_now(test, listing);
	ListingProposal proposal = {0};
	Str id = {0};
	content.values[LISTING_FEES] = S("£400");
	assert_ok(keeping_propose(&editor, listing, &content, (Str){0}, NULL, &id));
	assert_status(keeping_reject(&other, id, S("  ")), STATUS_INVALID);
	assert_ok(keeping_reject(&other, id, S("Forty, not four hundred")));
	assert_ok(keeping_proposal(&other, id, &proposal));
	assert_true(str_equal(proposal.decision, S("rejected")));
	assert_true(str_equal(proposal.reason, S("Forty, not four hundred")));
	assert_true(str_is_empty(content_now(test, listing).values[LISTING_FEES]));
	assert_status(keeping_approve(&other, id), STATUS_CONFLICT);
}

static void test_two_changes_of_the_same_line_are_never_last_wins(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care editor = care_test_desk(test, test->administrator);
	Care other = system_desk(test);
	ListingContent first = content_now(test, listing);
	ListingContent second = first;
	ListingContent third = first;
	Str ids[3] = {{0}};
	first.values[LISTING_OPENING] = S("Fridays");
	second.values[LISTING_OPENING] = S("Sundays");
	third.values[LISTING_PHONE] = S("01632 960009");
	assert_ok(keeping_propose(&editor, listing, &first, (Str){0}, NULL, &ids[0]));
	assert_ok(keeping_propose(&editor, listing, &second, (Str){0}, NULL, &ids[1]));
	assert_ok(keeping_propose(&editor, listing, &third, (Str){0}, NULL, &ids[2]));
	assert_ok(keeping_approve(&other, ids[0]));
	assert_status(keeping_approve(&other, ids[1]), STATUS_STALE);
	assert_ok(keeping_approve(&other, ids[2])); /* another line */
	ListingContent now = content_now(test, listing);
	assert_true(str_equal(now.values[LISTING_OPENING], S("Fridays")));
	assert_true(str_equal(now.values[LISTING_PHONE], S("01632 960009")));
}

static void test_an_organisation_proposes_with_its_code_for_its_own_entry_alone(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Str another = import_few(test, "walking");
	Care editor = care_test_desk(test, test->administrator);
	Care public = care_test_public(test);
	Str code = {0};
	Str newer = {0};
	Str id = {0};
	assert_ok(keeping_code_issue(&editor, listing, &code));
	assert_int_equal(code.length, KEEPING_CODE_LENGTH);
	ListingContent content = content_now(test, listing);
	content.values[LISTING_PHONE] = S("01632 960007");
	assert_status(keeping_propose(&public, listing, &content, (Str){0}, NULL, &id), STATUS_REFUSED);
	assert_status(keeping_propose(&public, listing, &content, S("222222222222"), NULL, &id), STATUS_REFUSED);
	assert_status(keeping_propose(&public, another, &content, code, NULL, &id), STATUS_REFUSED);
	Str typed = str_concat(test->arena, str_lower_ascii(test->arena, str_slice(code, 0, 4)), str_concat(test->arena, S(" "),
		str_slice(code, 4, code.length)));
	assert_ok(keeping_propose(&public, listing, &content, typed, NULL, &id));
	assert_false(str_contains(care_test_export(test), code));
	assert_ok(keeping_code_issue(&editor, listing, &newer));
	assert_status(keeping_propose(&public, listing, &content, code, NULL, &id), STATUS_REFUSED);
	care_test_wait(test, INSTANT_HOUR * 24 * (KEEPING_CODE_DAYS + 1));
	assert_status(keeping_propose(&public, listing, &content, newer, NULL, &id), STATUS_REFUSED);
}

static void test_what_is_typed_wrong_is_named_and_nothing_new_is_no_change(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	ListingContent content = content_now(test, listing);
	Str id = {0};
	Care editor = care_test_desk(test, test->administrator);
	assert_status(keeping_propose(&editor, listing, &content, (Str){0}, NULL, &id), STATUS_INVALID);
	Care again = care_test_desk(test, test->administrator);
	content.values[LISTING_EMAIL] = S("nobody");
	content.values[LISTING_NAME] = S("");
	assert_status(keeping_propose(&again, listing, &content, (Str){0}, NULL, &id), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&again.problems, S("email"))));
	assert_false(str_is_empty(problems_for_field(&again.problems, S("name"))));
	Care nobody = care_test_desk(test, test->analyst);
	content = content_now(test, listing);
	content.values[LISTING_FEES] = S("Free");
	assert_status(keeping_propose(&nobody, listing, &content, (Str){0}, NULL, &id), STATUS_REFUSED);
}

static void test_a_check_makes_an_entry_fresh_and_says_by_whom(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	Care editor = care_test_desk(test, test->administrator);
	DirectoryFound found = {0};
	ListingStale *stale = NULL;
	size_t count = 0;
	int64_t total = 0;
	int64_t offered = 0;
	assert_ok(keeping_stale(&editor, &stale, &count, &total, &offered));
	assert_int_equal(total, 2);
	assert_int_equal(offered, 2);
	assert_ok(keeping_check(&editor, listing));
	assert_ok(directory_listing(&editor, listing, &found));
	assert_false(found.is_stale);
	assert_true(str_equal(found.checked_by_kind, S("council")));
	assert_ok(keeping_stale(&editor, &stale, &count, &total, &offered));
	assert_int_equal(total, 1);
	assert_int_equal(count, 1);
}

static void test_reports_are_kept_without_who_and_end_with_what_was_done(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	SiteTest site = site_test_open(test);
	Care editor = care_test_desk(test, test->administrator);
	ListingReport *reports = NULL;
	size_t count = 0;
	const char *const fields[] = {"what", "times", "words", "It is on Fridays now", NULL};
	Str path = str_format(test->arena, "/directory/%.*s/wrong", STR_ARG(listing));
	assert_int_equal(site_test_post(&site, (Str){0}, path, NULL).status, 422);
	for (int i = 0; i < KEEPING_REPORTS_MAX + 3; i++)
		assert_shows(site_test_post(&site, (Str){0}, path, fields), "Thank you");
	assert_ok(keeping_reports(&editor, &reports, &count));
	assert_int_equal(count, KEEPING_REPORTS_MAX);
	assert_true(str_equal(reports[0].words, S("It is on Fridays now")));
	assert_shows(site_test_get(&site, test->administrator, S("/desk/directory")), "It is on Fridays now");
	assert_status(keeping_report_settle(&editor, reports[0].id, S("")), STATUS_INVALID);
	assert_ok(keeping_report_settle(&editor, reports[0].id, S("Called them; changed")));
	assert_status(keeping_report_settle(&editor, reports[0].id, S("again")), STATUS_STALE);
	assert_ok(keeping_reports(&editor, &reports, &count));
	assert_int_equal(count, KEEPING_REPORTS_MAX - 1);
	Care nobody = care_test_public(test);
	assert_status(keeping_reports(&nobody, &reports, &count), STATUS_REFUSED);
	site_test_close(&site);
}

static void test_the_pages_walk_from_proposal_to_difference(void **state)
{
	CareTest *test = care_test_of(state);
	Str listing = import_few(test, "tilbury");
	SiteTest site = site_test_open(test);
	Care system = system_desk(test);
	ListingProposal *proposals = NULL;
	size_t count = 0;
	const char *const fields[] = {"name", "Tilbury dinner club", "description", "Hot dinners", "phone", "01632 960001", "opening",
		"Tuesdays", "status", "active", "address", "Civic Square Tilbury", "postcode", "RM18 7BF", NULL};
	Str path = str_format(test->arena, "/directory/%.*s/change", STR_ARG(listing));
	assert_shows(site_test_get(&site, (Str){0}, path), "Your code");
	assert_int_equal(site_test_post(&site, (Str){0}, path, fields).status, 422);
	assert_hides(site_test_get(&site, test->administrator, path), "Your code");
	assert_shows(site_test_post(&site, test->administrator, path, fields), "Thank you");
	assert_ok(keeping_proposals(&system, &proposals, &count));
	assert_int_equal(count, 1);
	Response page = site_test_get(&site, test->administrator, str_concat(test->arena, S("/desk/directory/proposals/"), proposals[0].id));
	assert_shows(page, "Tilbury lunch club");
	assert_shows(page, "Tilbury dinner club");
	assert_shows(page, "Somebody else has to decide");
	assert_hides(page, "Hot dinners"); /* not different */
	assert_int_equal(site_test_get(&site, test->manager, S("/desk/directory")).status, 403);
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_change_shows_only_when_somebody_else_has_approved_it),
		CARE_TEST(test_one_administrator_decides_on_what_a_colleague_proposed_and_the_colleague_is_told),
		CARE_TEST(test_an_organisation_without_email_is_told_by_post_why_not),
		CARE_TEST(test_a_rejection_has_a_reason_and_changes_nothing),
		CARE_TEST(test_two_changes_of_the_same_line_are_never_last_wins),
		CARE_TEST(test_an_organisation_proposes_with_its_code_for_its_own_entry_alone),
		CARE_TEST(test_what_is_typed_wrong_is_named_and_nothing_new_is_no_change),
		CARE_TEST(test_a_check_makes_an_entry_fresh_and_says_by_whom),
		CARE_TEST(test_reports_are_kept_without_who_and_end_with_what_was_done),
		CARE_TEST(test_the_pages_walk_from_proposal_to_difference),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
