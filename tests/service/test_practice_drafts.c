/* Drafts of the next release, on both engines: editing by two, the check, four eyes, dates, taking back, following a newer one. */
#include "site_test.h"

#include "care/release/release.h"

#define DAILY S("questions/daily-living.yaml")
#define ELIGIBLE S("letters/eligible.yaml")

/* A second administrator, for four eyes. */
static Str add_administrator(CareTest *test)
{
	Care care = care_test_system(test);
	Str id = {0};
	assert_ok(access_add_user(&care, &(UserNew){.sign_in = S("bea"), .name = S("Bea Second"), .team = test->team_practice,
		.roles = S("administrator"), .password_hash = S("no password opens this"), .employed_from = care_today(&care) - 100,
		.employed_until = DATE_NONE}, &id));
	return id;
}

static void publish_first(CareTest *test)
{
	Care system = care_test_system(test);
	assert_ok(release_publish(&system, test->practice, care_now(&system)));
}

static Str begin(Care *care)
{
	Str id = {0};
	assert_ok(draft_begin(care, S("Plainer words"), &id));
	return id;
}

static PracticeDraft get(Care *care, Str id)
{
	PracticeDraft draft = {0};
	assert_ok(draft_get(care, id, &draft));
	return draft;
}

static PracticeDraftFile file_of(Care *care, Str id, Str path)
{
	PracticeDraft draft = get(care, id);
	PracticeDraftFile file = {0};
	assert_ok(draft_file(care, &draft, path, &file));
	return file;
}

static Status save(Care *care, Str id, Str path, const char *from, const char *to)
{
	PracticeDraftFile file = file_of(care, id, path);
	assert_true(str_contains(file.text, str_from_c(from)));
	return draft_file_save(care, id, path, str_replace(care->arena, file.text, str_from_c(from), str_from_c(to)), file.version);
}

static const char *WASHING = "resident: Can you wash your whole body?";
static const char *WASHING_PLAINER = "resident: Can you wash all over?";

static void test_a_draft_changes_a_question_and_nobody_sees_it_before_its_day(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Care bea = care_test_desk(test, second);
	Str id = begin(&ada);
	assert_ok(save(&ada, id, DAILY, WASHING, WASHING_PLAINER));
	assert_int_equal(get(&ada, id).changed_count, 1);
	Date day = care_today(&ada) + 7;
	assert_ok(draft_propose(&ada, id, get(&ada, id).version, day, false));
	Str hash = {0};
	assert_status(draft_publish(&ada, id, get(&ada, id).version, &hash), STATUS_REFUSED);
	assert_ok(draft_publish(&bea, id, get(&bea, id).version, &hash));
	assert_int_equal(get(&bea, id).state, DRAFT_PUBLISHED);
	Problems problems = problems_make(test->arena);
	Practice *practice = NULL;
	assert_ok(release_load(ada.reader, test->arena, ada.clock, &problems, &practice));
	assert_str(test->arena, practice_question(practice, S("washing"))->resident, "Can you wash your whole body?");
	care_test_wait(test, 8 * 24 * INSTANT_HOUR);
	assert_ok(release_load(ada.reader, test->arena, ada.clock, &problems, &practice));
	assert_true(str_equal(practice_hash(practice), hash));
	assert_str(test->arena, practice_question(practice, S("washing"))->resident, "Can you wash all over?");
	care_test_assert_sound(test);
}

static void test_two_editors_of_one_file_lose_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Care bea = care_test_desk(test, second);
	Str id = begin(&ada);
	PracticeDraftFile seen = file_of(&bea, id, DAILY);
	assert_ok(save(&ada, id, DAILY, WASHING, WASHING_PLAINER));
	Str hers = str_replace(test->arena, seen.text, S("Can you eat and drink?"), S("Can you eat, and drink?"));
	assert_status(draft_file_save(&bea, id, DAILY, hers, seen.version), STATUS_STALE);
	assert_true(str_contains(file_of(&bea, id, DAILY).text, str_from_c(WASHING_PLAINER)));
	/* Taking back makes no old version new again. */
	PracticeDraftFile saved = file_of(&ada, id, DAILY);
	assert_ok(draft_file_take_back(&bea, id, DAILY, saved.version));
	assert_status(draft_file_save(&ada, id, DAILY, hers, saved.version), STATUS_STALE);
	assert_ok(save(&bea, id, DAILY, WASHING, WASHING_PLAINER));
	assert_status(draft_file_save(&ada, id, DAILY, hers, saved.version), STATUS_STALE);
	/* The release's own text again is no change. */
	assert_ok(save(&ada, id, DAILY, WASHING_PLAINER, WASHING));
	assert_false(file_of(&ada, id, DAILY).is_changed);
	/* Two who add the same file. */
	assert_ok(draft_file_save(&ada, id, S("lists/mine.yaml"), S("id: mine\noptions:\n  - {code: a, resident: A}\n"), 0));
	assert_status(draft_file_save(&bea, id, S("lists/mine.yaml"), S("id: mine\n"), 0), STATUS_STALE);
}

static void test_a_file_that_no_release_reads_or_that_is_the_nations_is_refused(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	const char *const wrong[] = {"data/cld/codes.csv", "../council.yaml", "questions/../roles.yaml", "questions/Big.yaml",
		"questions/.yaml", "forms/review.changes.yaml", "advice/x.yaml", "letters/a\"b.yaml", "", NULL};
	for (size_t i = 0; wrong[i] != NULL; i++) {
		assert_status(draft_file_save(&ada, id, str_from_c(wrong[i]), S("id: x\n"), 0), STATUS_INVALID);
		assert_false(practice_path_is_ours(str_from_c(wrong[i])));
	}
	char *large = arena_allocate(test->arena, DRAFT_FILE_BYTES_MAX + 1);
	for (size_t i = 0; i <= DRAFT_FILE_BYTES_MAX; i++)
		large[i] = '#';
	Str text = {.data = large, .length = DRAFT_FILE_BYTES_MAX + 1};
	assert_status(draft_file_save(&ada, id, S("lists/large.yaml"), text, 0), STATUS_INVALID);
	for (int i = 1; i < DRAFTS_OPEN_MAX; i++)
		(void)begin(&ada);
	Str more = {0};
	assert_status(draft_begin(&ada, S("One too many"), &more), STATUS_FULL);
}

static void test_what_has_findings_or_changes_nothing_is_not_proposed(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	Date today = care_today(&ada);
	assert_status(draft_propose(&ada, id, get(&ada, id).version, today, false), STATUS_INVALID);
	assert_ok(save(&ada, id, DAILY, "options: ability\n", "options: no-such-list\n"));
	PracticeDraft draft = get(&ada, id);
	Problems findings = problems_make(test->arena);
	Practice *practice = NULL;
	assert_status(draft_check(&ada, &draft, &findings, &practice), STATUS_INVALID);
	assert_str(test->arena, findings.items[0].file, "questions/daily-living.yaml");
	assert_true(findings.items[0].line > 0);
	ada.problems = problems_make(test->arena);
	assert_status(draft_propose(&ada, id, draft.version, today, false), STATUS_INVALID);
	assert_true(str_contains(ada.problems.items[0].message, S("The check has findings")));
	/* Content is judged too, not only whether it can be read. */
	assert_ok(draft_file_take_back(&ada, id, DAILY, file_of(&ada, id, DAILY).version));
	assert_ok(save(&ada, id, DAILY, WASHING, "resident: Do you wander off when you should wash your whole body?"));
	draft = get(&ada, id);
	assert_status(draft_check(&ada, &draft, &findings, &practice), STATUS_INVALID);
	assert_ok(save(&ada, id, DAILY, "resident: Do you wander off when you should wash your whole body?", WASHING_PLAINER));
	assert_status(draft_propose(&ada, id, get(&ada, id).version, today - 1, false), STATUS_INVALID);
	assert_status(draft_propose(&ada, id, 1, today, false), STATUS_STALE);
	assert_ok(draft_propose(&ada, id, get(&ada, id).version, today, false));
	/* Proposed, nobody edits it; returned, they do. */
	assert_status(save(&ada, id, DAILY, WASHING_PLAINER, WASHING), STATUS_STALE);
	assert_status(draft_return(&ada, id, get(&ada, id).version, S(" ")), STATUS_INVALID);
	assert_ok(draft_return(&ada, id, get(&ada, id).version, S("Say it with 'all over'.")));
	assert_str(test->arena, get(&ada, id).returned_words, "Say it with 'all over'.");
	assert_ok(save(&ada, id, DAILY, WASHING_PLAINER, "resident: Can you wash?"));
	assert_ok(draft_give_up(&ada, id, get(&ada, id).version));
	assert_status(save(&ada, id, DAILY, "resident: Can you wash?", WASHING), STATUS_STALE);
}

static void test_an_option_that_goes_is_proposed_only_on_purpose(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	assert_ok(save(&ada, id, S("lists/employment.yaml"), "code: voluntary", "code: volunteer"));
	ada.problems = problems_make(test->arena);
	assert_status(draft_propose(&ada, id, get(&ada, id).version, care_today(&ada), false), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&ada.problems, S("although"))));
	assert_ok(draft_propose(&ada, id, get(&ada, id).version, care_today(&ada), true));
}

static void test_a_release_to_come_is_taken_back_and_one_in_force_is_not(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Care bea = care_test_desk(test, second);
	Str id = begin(&ada);
	Str hash = {0};
	Release *releases = NULL;
	size_t count = 0;
	assert_ok(save(&ada, id, DAILY, WASHING, WASHING_PLAINER));
	assert_ok(draft_propose(&ada, id, get(&ada, id).version, care_today(&ada) + 3, false));
	assert_ok(draft_publish(&bea, id, get(&bea, id).version, &hash));
	assert_ok(release_list(&ada, &releases, &count));
	assert_int_equal(count, 2);
	assert_status(release_withdraw(&ada, hash, releases[0].effective_from, S("")), STATUS_INVALID);
	assert_ok(release_withdraw(&ada, hash, releases[0].effective_from, S("Too early for the teams")));
	assert_status(release_withdraw(&ada, hash, releases[0].effective_from, S("Again")), STATUS_STALE);
	assert_status(release_withdraw(&ada, releases[1].hash, releases[1].effective_from, S("In force")), STATUS_STALE);
	care_test_wait(test, 5 * 24 * INSTANT_HOUR);
	Problems problems = problems_make(test->arena);
	Practice *practice = NULL;
	assert_ok(release_load(ada.reader, test->arena, ada.clock, &problems, &practice));
	assert_true(str_equal(practice_hash(practice), practice_hash(test->practice)));
	assert_ok(release_list(&ada, &releases, &count));
	assert_str(test->arena, releases[0].withdrawn_why, "Too early for the teams");
	/* Published once more, for that very day, it counts again. */
	Practice *again = NULL;
	assert_ok(release_load_hash(ada.reader, test->arena, hash, &problems, &again));
	Care system = care_test_system(test);
	assert_ok(release_publish(&system, again, releases[0].effective_from));
	assert_ok(release_load(ada.reader, test->arena, ada.clock, &problems, &practice));
	assert_true(str_equal(practice_hash(practice), hash));
}

static void test_a_draft_follows_a_newer_release_and_marks_what_both_changed(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Care bea = care_test_desk(test, second);
	Str mine = begin(&ada);
	Str other = begin(&bea);
	Str hash = {0};
	assert_ok(save(&ada, mine, DAILY, WASHING, WASHING_PLAINER));
	assert_ok(save(&ada, mine, ELIGIBLE, "title: We can help you", "title: We can help"));
	assert_ok(save(&bea, other, DAILY, "resident: Can you eat and drink?", "resident: Can you eat and can you drink?"));
	assert_ok(draft_propose(&bea, other, get(&bea, other).version, care_today(&bea) + 2, false));
	assert_ok(draft_publish(&ada, other, get(&ada, other).version, &hash));
	/* Mine would undo the other's: it is not taken as it is. */
	assert_status(draft_propose(&ada, mine, get(&ada, mine).version, care_today(&ada) + 9, false), STATUS_INVALID);
	care_test_wait(test, INSTANT_MINUTE);
	assert_ok(draft_take_newest(&ada, mine, get(&ada, mine).version));
	assert_true(file_of(&ada, mine, DAILY).is_moved);
	assert_false(file_of(&ada, mine, ELIGIBLE).is_moved);
	assert_status(draft_propose(&ada, mine, get(&ada, mine).version, care_today(&ada) + 9, false), STATUS_INVALID);
	PracticeDraftFile both = file_of(&ada, mine, DAILY);
	Str text = str_replace(test->arena, both.before, str_from_c(WASHING), str_from_c(WASHING_PLAINER));
	assert_ok(draft_file_save(&ada, mine, DAILY, text, both.version));
	assert_false(file_of(&ada, mine, DAILY).is_moved);
	/* The other's day has not come: an earlier one would be undone by it. */
	ada.problems = problems_make(test->arena);
	assert_status(draft_propose(&ada, mine, get(&ada, mine).version, care_today(&ada) + 1, false), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&ada.problems, S("from-day"))));
	assert_ok(draft_propose(&ada, mine, get(&ada, mine).version, care_today(&ada) + 2, false));
	assert_ok(draft_publish(&bea, mine, get(&bea, mine).version, &hash));
	care_test_wait(test, 3 * 24 * INSTANT_HOUR);
	Problems problems = problems_make(test->arena);
	Practice *practice = NULL;
	assert_ok(release_load(ada.reader, test->arena, ada.clock, &problems, &practice));
	assert_str(test->arena, practice_question(practice, S("washing"))->resident, "Can you wash all over?");
	assert_str(test->arena, practice_question(practice, S("eating_drinking"))->resident, "Can you eat and can you drink?");
}

static void test_who_has_no_right_sees_and_changes_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	publish_first(test);
	Care ada = care_test_desk(test, test->administrator);
	Care manager = care_test_desk(test, test->manager);
	Str id = begin(&ada);
	PracticeDraft draft = get(&ada, id);
	PracticeDraft *drafts = NULL;
	Str out = {0};
	size_t count = 0;
	assert_status(draft_list(&manager, &drafts, &count), STATUS_REFUSED);
	assert_status(draft_get(&manager, id, &draft), STATUS_REFUSED);
	assert_status(draft_begin(&manager, S("Mine"), &out), STATUS_REFUSED);
	assert_status(draft_bundle(&manager, &draft, &out), STATUS_REFUSED);
	assert_status(draft_file_save(&manager, id, DAILY, S("x"), 0), STATUS_REFUSED);
	assert_status(draft_propose(&manager, id, draft.version, care_today(&ada), false), STATUS_REFUSED);
	assert_status(draft_publish(&manager, id, draft.version, &out), STATUS_REFUSED);
	assert_status(draft_give_up(&manager, id, draft.version), STATUS_REFUSED);
	assert_status(release_withdraw(&manager, draft.base, 0, S("why")), STATUS_REFUSED);
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static Str draft_path(CareTest *test, Str id, const char *rest)
{
	return str_format(test->arena, "/administration/drafts/%.*s%s", STR_ARG(id), rest);
}

static void test_the_pages_edit_by_fields_show_the_preview_and_what_was_found(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care ada = care_test_desk(test, test->administrator);
	const char *const title[] = {"title", "Plainer words", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, S("/administration/drafts"), title).status, 303);
	PracticeDraft *drafts = NULL;
	size_t count = 0;
	assert_ok(draft_list(&ada, &drafts, &count));
	Str id = drafts[0].id;
	Response response = site_test_get(&site, test->administrator, draft_path(test, id, "/files?find=wash"));
	assert_shows(response, "washing");
	assert_shows(response, "Can you wash your whole body?");
	response = site_test_get(&site, test->administrator, draft_path(test, id, "/fields?name=questions/daily-living.yaml&thing=washing"));
	assert_shows(response, "As residents see it");
	assert_shows(response, "I need someone to help me");
	const char *const words[] = {"name", "questions/daily-living.yaml", "thing", "washing", "version", "0", "field-resident",
		"Can you wash all over?", "field-hint", "In a bath, or: standing up.", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/fields"), words).status, 303);
	response = site_test_get(&site, test->administrator, draft_path(test, id, "/fields?name=questions/daily-living.yaml&thing=washing"));
	assert_shows(response, "value=\"Can you wash all over?\"");
	assert_shows(response, "value=\"In a bath, or: standing up.\"");
	response = site_test_post(&site, test->administrator, draft_path(test, id, "/fields"), words);
	assert_int_equal(response.status, 409);
	assert_shows(response, "Somebody changed this");
	response = site_test_get(&site, test->administrator, draft_path(test, id, ""));
	assert_shows(response, "The check has no findings.");
	assert_shows(response, "In a bath, or: standing up.");
	response = site_test_get(&site, test->administrator, draft_path(test, id, "/fields?name=letters/eligible.yaml&thing=eligible"));
	assert_shows(response, "Dear Rose");
	assert_shows(response, "Sam Example");
	assert_hides(response, "{{worker_name}}.");
	site_test_close(&site);
}

static void test_the_editor_shows_findings_beside_their_lines_and_both_texts_to_the_later(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	const char *const wrong[] = {"name", "targets.yaml", "version", "0", "do", "save", "text",
		"- {pathway: needs-assessment, within: 28 dayz, source: 'The cabinet'}\n", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/file"), wrong).status, 303);
	Response response = site_test_get(&site, test->administrator, draft_path(test, id, "/file?name=targets.yaml"));
	assert_shows(response, "What was found, beside its line");
	assert_shows(response, "The check has 1 finding in this file");
	assert_shows(response, "28 dayz");
	const char *const theirs[] = {"name", "targets.yaml", "version", "0", "do", "save", "text",
		"- {pathway: needs-assessment, within: 21 days, source: 'Another'}\n", NULL};
	response = site_test_post(&site, second, draft_path(test, id, "/file"), theirs);
	assert_int_equal(response.status, 409);
	assert_shows(response, "saved this file while you had it open");
	assert_shows(response, "28 dayz");
	assert_shows(response, "within: 21 days");
	const char *const empty[] = {"name", "targets.yaml", "version", "9", "do", "save", "text", "  \n", NULL};
	response = site_test_post(&site, second, draft_path(test, id, "/file"), empty);
	assert_int_equal(response.status, 422);
	assert_shows(response, "Remove it instead");
	const char *const markup[] = {"name", "lists/mine.yaml", "version", "0", "do", "save", "text",
		"# <script>alert(1)</script>\nid: mine\noptions:\n  - {code: a, resident: '<b>A</b>'}\n", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/file"), markup).status, 303);
	response = site_test_get(&site, test->administrator, draft_path(test, id, "/file?name=lists/mine.yaml"));
	assert_hides(response, "<script>alert");
	assert_hides(response, "<b>A</b>");
	assert_int_equal(site_test_get(&site, test->administrator, draft_path(test, id, "/file?name=data/cld/codes.csv")).status, 404);
	assert_int_equal(site_test_get(&site, test->administrator, draft_path(test, id, "/file?name=../roles.yaml")).status, 404);
	site_test_close(&site);
}

static void test_one_proposes_another_publishes_on_the_pages(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str second = add_administrator(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	assert_ok(save(&ada, id, DAILY, WASHING, WASHING_PLAINER));
	const char *version = str_c(test->arena, str_format(test->arena, "%lld", (long long)get(&ada, id).version));
	const char *const early[] = {"version", version, "from-day", "1", "from-month", "1", "from-year", "2020", NULL};
	const char *const proposal[] = {"version", version, "from-day", "1", "from-month", "12", "from-year", "2030", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/propose"), early).status, 422);
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/propose"), proposal).status, 303);
	Response response = site_test_get(&site, test->administrator, draft_path(test, id, ""));
	assert_shows(response, "somebody else publishes it");
	assert_hides(response, "Publish, in force from");
	const char *const next[] = {"version", str_c(test->arena, str_format(test->arena, "%lld", (long long)get(&ada, id).version)), NULL};
	assert_int_equal(site_test_post(&site, test->administrator, draft_path(test, id, "/publish"), next).status, 403);
	response = site_test_get(&site, second, draft_path(test, id, ""));
	assert_shows(response, "Publish, in force from 1 December 2030");
	assert_int_equal(site_test_post(&site, second, draft_path(test, id, "/publish"), next).status, 303);
	Str release = str_concat(test->arena, S("/administration/releases/"), get(&ada, id).release);
	response = site_test_get(&site, second, release);
	assert_shows(response, "Take the release back");
	Date day = DATE_NONE;
	assert_ok(date_make(2030, 12, 1, &day));
	Instant from = instant_from_london(day, 0, 0);
	const char *const why[] = {"reason", "Wrong day", "effective-from",
		str_c(test->arena, str_format(test->arena, "%lld", (long long)from)), NULL};
	assert_int_equal(site_test_post(&site, second, str_concat(test->arena, release, S("/withdraw")), why).status, 303);
	response = site_test_get(&site, second, release);
	assert_shows(response, "Taken back by Bea Second: Wrong day");
	site_test_close(&site);
}

/* The whole as files, as a council keeps them: every byte of every file, in the format of tar. */
static void test_the_export_holds_the_files_as_they_stand(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care ada = care_test_desk(test, test->administrator);
	Str id = begin(&ada);
	assert_ok(save(&ada, id, DAILY, WASHING, WASHING_PLAINER));
	PracticeDraftFile file = file_of(&ada, id, DAILY);
	Response whole = site_test_get(&site, test->administrator, draft_path(test, id, "/export"));
	Response only = site_test_get(&site, test->administrator, draft_path(test, id, "/export?only=changed"));
	assert_true(str_contains(whole.body, file.text) && str_contains(only.body, file.text));
	assert_true(str_contains(whole.body, S("letters/eligible.yaml")) || str_contains(whole.body, S("eligible.yaml")));
	assert_false(str_contains(only.body, S("eligible.yaml")));
	assert_true(str_starts_with(only.body, S("daily-living.yaml")));
	assert_true(str_equal(str_slice(only.body, 257, 262), S("ustar")));
	assert_int_equal(only.body.length % 512, 0);
	assert_int_equal(only.body.length, 512 + (file.text.length + 511) / 512 * 512 + 1024);
	assert_false(str_contains(whole.body, S("codes.csv")));
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_draft_changes_a_question_and_nobody_sees_it_before_its_day),
		CARE_TEST(test_two_editors_of_one_file_lose_nothing),
		CARE_TEST(test_a_file_that_no_release_reads_or_that_is_the_nations_is_refused),
		CARE_TEST(test_what_has_findings_or_changes_nothing_is_not_proposed),
		CARE_TEST(test_an_option_that_goes_is_proposed_only_on_purpose),
		CARE_TEST(test_a_release_to_come_is_taken_back_and_one_in_force_is_not),
		CARE_TEST(test_a_draft_follows_a_newer_release_and_marks_what_both_changed),
		CARE_TEST(test_who_has_no_right_sees_and_changes_nothing),
		CARE_TEST(test_the_pages_edit_by_fields_show_the_preview_and_what_was_found),
		CARE_TEST(test_the_editor_shows_findings_beside_their_lines_and_both_texts_to_the_later),
		CARE_TEST(test_one_proposes_another_publishes_on_the_pages),
		CARE_TEST(test_the_export_holds_the_files_as_they_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
