/* Records that are not open, asked for by every address: every page, list, search, file and form, of the record itself, of
 * who stands beside it, and of nobody. Nothing of it is shown or changed; where it leaves no trace, the answer is that of a
 * record that there never was. Each answer is a line of tests/output/matrix-hidden.tsv. */
#include "matrix_test.h"

#include <string.h>

typedef enum HiddenState { STATE_EXISTS, STATE_NO_TRACE, STATE_NO_TRACE_BY_OLD_ID, STATE_ACCESS_ENDED, STATE_COUNT } HiddenState;
static const char *const STATE_NAMES[STATE_COUNT] = {"exists, ask", "no trace", "no trace, by the id that was merged",
	"no trace, opened for a time that is over"};

/* Words that stand in no other record. */
static const char *const SECRETS[] = {"Zebedee", "Quillfeather", "1933-07-09", "9 July 1933", "09/07/1933", "SS17 9ZZ", "Pelican Wharf",
	"9990000042", "999 000 0042", "unheard story", "unheard+story"};

typedef struct Hiding {
	SiteTest site;
	CareTest *test;
	MatrixRole roles[MATRIX_ROLES];
	size_t role_count; /* without the lead, whose team owns the record */
	Arena scratch;
	HiddenState state;
	MatrixRecord record;
	MatrixRecord absent;
	size_t asked;
} Hiding;

/* --- what may not be there ------------------------------------------------------------------------------------------------ */

static void fail_shown(const Hiding *hiding, const char *what, Str path, const MatrixRole *who)
{
	fail_msg("%.*s showed \"%s\" of a record (%s) to %s", STR_ARG(path), what, STATE_NAMES[hiding->state], who->role);
}

/* asked: the asker's own words, which an answer may repeat. */
static void check_silent(Hiding *hiding, Str path, Str asked, const MatrixRole *who, const Response *response)
{
	if (response->status >= 500)
		fail_msg("%.*s by %s answered %d", STR_ARG(path), who->role, response->status);
	for (size_t i = 0; i < sizeof SECRETS / sizeof SECRETS[0]; i++)
		if (str_contains(response->body, str_from_c(SECRETS[i])) && !str_contains(asked, str_from_c(SECRETS[i])))
			fail_shown(hiding, SECRETS[i], path, who);
	if (hiding->state == STATE_EXISTS)
		return;
	Str reference = matrix_thing(&hiding->record, S("reference"));
	if (str_contains(response->body, reference) && !str_contains(asked, reference))
		fail_shown(hiding, "the reference", path, who);
	for (size_t i = 0; i < hiding->record.count; i++) {
		const MatrixThing *thing = &hiding->record.things[i];
		if (thing->is_id && str_contains(response->body, thing->value) && !str_contains(asked, thing->value))
			fail_shown(hiding, thing->name, path, who);
	}
}

/* An answer with the names of what was asked for in place of the ids: those are the asker's own words. */
static Str nameless(Arena *arena, Str body, const MatrixRecord *record)
{
	body = site_test_without_tokens(arena, body);
	for (size_t i = 0; i < record->count; i++)
		if (record->things[i].is_id || strcmp(record->things[i].name, "reference") == 0)
			body = str_replace(arena, body, record->things[i].value, S("THING"));
	return body;
}

/* --- one request ------------------------------------------------------------------------------------------------------------ */

static Str words_asked(Arena *arena, Str path, const char *const *fields)
{
	Buffer words = buffer_make(arena, (size_t)16 * 1024);
	buffer_add(&words, path);
	for (size_t i = 0; fields != NULL && fields[i] != NULL; i++) {
		buffer_add_character(&words, ' ');
		buffer_add(&words, str_from_c(fields[i]));
	}
	return buffer_str(&words);
}

typedef struct Asked {
	Response response;
	Str path;
	Str asked;
} Asked;

static Asked ask(Hiding *hiding, const Route *route, const MatrixRole *who, const MatrixRecord *record)
{
	Arena *arena = hiding->test->arena;
	const MatrixForm *form = route->method == METHOD_POST ? matrix_form(route->path) : NULL;
	MatrixRecord meant = form == NULL ? *record : matrix_places(record, form);
	const char *const *fields = form == NULL ? NULL : matrix_fields(arena, &meant, form);
	Str path = matrix_path(arena, &meant, str_from_c(route->path));
	hiding->asked++;
	return (Asked){.path = path, .asked = words_asked(arena, path, fields),
		.response = site_test_ask(&hiding->site, who->session, route->method, path, fields,
			form == NULL || form->file == NULL ? (Str){0} : str_from_c(form->file))};
}

static bool names_record(const Route *route)
{
	static const char *const PLACES[] = {"{person:", "{work:", "{upload:", "{document:", "{run:", "{kept:"};
	const MatrixForm *form = route->method == METHOD_POST ? matrix_form(route->path) : NULL;
	for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
		if (strstr(route->path, PLACES[i]) != NULL)
			return true;
	return form != NULL && (strncmp(route->path, "/duplicates", 11) == 0);
}

/* What somebody may know without the record: what is theirs, and the whole return for who may make it. */
static bool is_theirs(const Route *route, const MatrixRole *who)
{
	bool author = strcmp(who->role, "practitioner") == 0;
	return (author && (strncmp(route->path, "/kept", 5) == 0 || strstr(route->path, "/notes/discard") != NULL))
		|| (strcmp(who->role, "information-officer") == 0 && strcmp(route->path, "/figures/return") == 0);
}

static void check_route(Hiding *hiding, const Route *route, const MatrixRole *who, const MatrixRecord *record,
	const MatrixRecord *absent)
{
	Arena *kept = hiding->test->arena;
	arena_reset(&hiding->scratch);
	hiding->test->arena = &hiding->scratch;
	Asked there = ask(hiding, route, who, record);
	matrix_report(hiding->test, route, who->role, STATE_NAMES[hiding->state], there.response.status);
	if (!is_theirs(route, who))
		check_silent(hiding, there.path, there.asked, who, &there.response);
	/* No trace: not to be told from a record that there never was. */
	if (hiding->state != STATE_EXISTS && names_record(route) && !is_theirs(route, who)) {
		Asked none = ask(hiding, route, who, absent);
		bool same = str_equal(there.asked, none.asked); /* of the open record alone: that has new ids each time */
		if (!same && (there.response.status != none.response.status
		    || !str_equal(nameless(&hiding->scratch, there.response.body, record), nameless(&hiding->scratch, none.response.body, absent))
		    || !str_equal(nameless(&hiding->scratch, there.response.location, record),
			nameless(&hiding->scratch, none.response.location, absent))))
			fail_msg("%s tells %s a record (%s, %d) from none (%d)", route->path, who->role, STATE_NAMES[hiding->state],
				there.response.status, none.response.status);
	}
	hiding->test->arena = kept;
}

static void check_path(Hiding *hiding, const MatrixRole *who, Str path)
{
	static const Route QUERY = {METHOD_GET, "a list or a search", "", "", NULL, 0};
	Arena *kept = hiding->test->arena;
	arena_reset(&hiding->scratch);
	hiding->test->arena = &hiding->scratch;
	Response response = site_test_ask(&hiding->site, who->session, METHOD_GET, path, NULL, (Str){0});
	hiding->asked++;
	Route route = QUERY;
	route.path = str_c(&hiding->scratch, path);
	matrix_report(hiding->test, &route, who->role, STATE_NAMES[hiding->state], response.status);
	check_silent(hiding, path, path, who, &response);
	hiding->test->arena = kept;
}

/* --- the record and what becomes of it -------------------------------------------------------------------------------------- */

static void hide(Hiding *hiding, HiddenState state)
{
	CareTest *test = hiding->test;
	Care lead = care_test_desk(test, test->safeguarding);
	Person person = {0};
	hiding->state = state;
	hiding->record = matrix_record(test);
	Str id = matrix_thing(&hiding->record, S("person"));
	assert_ok(person_find(&lead, id, &person));
	assert_ok(person_restrict(&lead, id, state == STATE_EXISTS ? PERSON_EXISTS : PERSON_NO_TRACE, test->team_safeguarding,
		S("In hiding"), person.version));
	PersonAccess *accesses = NULL;
	size_t count = 0;
	Str reader = state == STATE_ACCESS_ENDED ? test->practitioner : test->colleague;
	Care desk = care_test_desk(test, reader);
	assert_ok(person_give_access(&lead, id, reader, care_today(&lead) + 3, S("A visit")));
	assert_ok(person_open(&desk, id, S("page"), &person));
	assert_ok(person_accesses(&lead, id, &accesses, &count));
	assert_int_equal(count, 1);
	matrix_put(&hiding->record, "access", accesses[0].id, true);
	if (state == STATE_ACCESS_ENDED)
		assert_ok(person_end_access(&lead, id, accesses[0].id, S("The visit is over")));
	hiding->absent = matrix_absent(test, &hiding->record);
	if (state == STATE_NO_TRACE_BY_OLD_ID)
		matrix_put(&hiding->record, "person", matrix_thing(&hiding->record, S("old")), true);
}

/* The rows of the record itself, whatever else an alert or an audit row adds. */
static Str rows_of(Hiding *hiding)
{
	static const char *const TABLES[] = {"person", "person_identity", "person_merge", "person_apart", "fact", "residence", "relation",
		"work", "draft_answer", "service", "document", "letter_sending", "work_event", "person_access", "case_note", "case_note_person",
		"chronology_entry", "upload", "subject_access", "subject_access_decision", "legal_hold", "panel_paper",
		"answer_apart"};
	Str rest = care_test_export(hiding->test);
	Str line = {0};
	Buffer kept = buffer_make(hiding->test->arena, (size_t)64 * 1024 * 1024);
	while (str_next(&rest, '\n', &line)) {
		bool ours = false;
		for (size_t i = 0; !ours && i < hiding->record.count; i++)
			ours = hiding->record.things[i].is_id && str_contains(line, hiding->record.things[i].value);
		if (!ours || str_contains(line, S("record-alert")))
			continue;
		for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
			if (str_starts_with(line, str_format(hiding->test->arena, "{\"table\":\"%s\",", TABLES[i]))) {
				buffer_add(&kept, line);
				buffer_add_character(&kept, '\n');
			}
	}
	return buffer_str(&kept);
}

static void check_unchanged(Hiding *hiding, Str before, const char *by)
{
	Str after = rows_of(hiding);
	Str was = {0};
	Str is = {0};
	assert_true(before.length > 5000);
	if (str_equal(before, after))
		return;
	while (str_next(&before, '\n', &was) && str_next(&after, '\n', &is) && str_equal(was, is)) {
	}
	fail_msg("%s changed a record (%s):\n%.*s\n%.*s", by, STATE_NAMES[hiding->state], STR_ARG(was), STR_ARG(is));
}

static void hiding_open(Hiding *hiding, void **state)
{
	*hiding = (Hiding){.test = care_test_of(state), .role_count = MATRIX_ROLES - 1};
	hiding->site = site_test_open(hiding->test);
	matrix_roles(&hiding->site, hiding->roles);
	arena_init(&hiding->scratch, (size_t)1024 * 1024 * 1024);
}

static void hiding_close(Hiding *hiding, const char *what)
{
	print_message("%zu requests for %s\n", hiding->asked, what);
	arena_clear(&hiding->scratch);
	site_test_close(&hiding->site);
}

/* --- tests -------------------------------------------------------------------------------------------------------------------- */

static void test_no_route_shows_or_changes_a_record_that_is_not_open_to_any_role(void **state)
{
	Hiding hiding;
	size_t count = 0;
	const Route *routes = site_routes(&count);
	hiding_open(&hiding, state);
	for (HiddenState hidden = STATE_EXISTS; hidden < STATE_COUNT; hidden++) {
		hide(&hiding, hidden);
		Str before = rows_of(&hiding);
		for (size_t i = 0; i < count; i++) {
			/* Every page; of what is sent, what is about the record, takes letters along, or names people. */
			bool wanted = routes[i].method == METHOD_GET || names_record(&routes[i])
				|| strcmp(routes[i].path, "/desk/letters/print") == 0 || strcmp(routes[i].path, "/figures/return") == 0;
			for (size_t w = 0; wanted && w < hiding.role_count; w++)
				check_route(&hiding, &routes[i], &hiding.roles[w], &hiding.record, &hiding.absent);
		}
		check_unchanged(&hiding, before, "a route");
	}
	assert_true(hiding.asked > 10000);
	hiding_close(&hiding, "records that are not open");
}

/* The open record of somebody beside them, with the ids of what is hidden: in the address, in the form. */
static void test_the_way_by_an_open_record_leads_to_nothing_of_a_hidden_one(void **state)
{
	Hiding hiding;
	size_t count = 0;
	const Route *routes = site_routes(&count);
	hiding_open(&hiding, state);
	for (HiddenState hidden = STATE_EXISTS; hidden <= STATE_NO_TRACE; hidden++) {
		hide(&hiding, hidden);
		MatrixRecord beside = hiding.record;
		MatrixRecord absent = hiding.absent;
		matrix_put(&beside, "person", matrix_thing(&hiding.record, S("other")), true);
		matrix_put(&absent, "person", matrix_thing(&hiding.record, S("other")), true);
		matrix_put(&beside, "other", matrix_thing(&hiding.record, S("person")), true);
		matrix_put(&absent, "other", matrix_thing(&hiding.absent, S("person")), true);
		Str before = rows_of(&hiding);
		for (size_t i = 0; i < count; i++)
			for (size_t w = 0; strstr(routes[i].path, "{person:") != NULL && w < hiding.role_count; w++)
				check_route(&hiding, &routes[i], &hiding.roles[w], &beside, &absent);
		check_unchanged(&hiding, before, "the way by an open record");
	}
	hiding_close(&hiding, "what is hidden by the record beside it");
}

static const char *const QUERIES[] = {"/people?q=Zebedee Quillfeather", "/people?q=Quillfether", "/people?q=$reference",
	"/people?q=9990000042", "/people?q=999 000 0042", "/people?q=SS17 9ZZ", "/people?q=SS17", "/people?q=1933-07-09", "/people?q=9/7/1933",
	"/people?q=Zeb", "/people?q=Una Openbook", "/people/new?name_full=Zebedee Quillfeather", "/duty/$call?q=Zebedee Quillfeather",
	"/people/$other/people?kind=sibling&q=Zebedee Quillfeather", "/people/$other/merge?reference=$reference",
	"/people/$other/merge?other=$person", "/people/$other/notes?q=story", "/people/$other/notes?draft=$note_draft",
	"/people/$other/facts?question=known_as", "/team?team=all", "/team?team=all&stage=waiting", "/team?team=all&stage=finished",
	"/team?team=all&stage=awaiting-approval", "/team?team=$owners", "/team?user=$practitioner&team=all", "/today?team=all",
	"/today?team=$owners", "/waiting/assessment", "/waiting/therapy", "/waiting/review", "/waiting/care-to-start", "/waiting/financial",
	"/figures/list/requests/2026-11-01", "/figures/list/assessments/2026-11-01", "/figures/list/reviews/2026-11-01",
	"/figures/list/reviews-overdue/2026-11-01", "/figures/list/supported/2026-11-01", "/helpline/list/contact/all",
	"/helpline/list/call-back/waiting", "/helpline/list/interpreter/waiting", "/administration/audit?reference=$reference",
	"/administration/audit?user=$practitioner", "/administration/audit?user=$owners", "/panels/sittings/funding/2026-11-24",
	"/panels/sittings/funding/2026-11-24/papers", "/panels/themes/cost/2026-11-01", "/desk/letters?state=waiting", "/desk/letters?run=$run",
	"/retention?after=", "/duplicates?page=1", "/duplicates/said?page=1", "/directory?words=Zebedee", "/kept?work=$work"};

static void test_no_search_list_or_figure_shows_a_record_that_is_not_open(void **state)
{
	Hiding hiding;
	hiding_open(&hiding, state);
	for (HiddenState hidden = STATE_EXISTS; hidden <= STATE_NO_TRACE; hidden++) {
		hide(&hiding, hidden);
		for (size_t i = 0; i < sizeof QUERIES / sizeof QUERIES[0]; i++)
			for (size_t w = 0; w < hiding.role_count; w++) {
				if (strncmp(QUERIES[i], "/kept", 5) == 0 && strcmp(hiding.roles[w].role, "practitioner") == 0)
					continue;
				check_path(&hiding, &hiding.roles[w], matrix_fill(hiding.test->arena, &hiding.record, str_from_c(QUERIES[i])));
			}
	}
	hiding_close(&hiding, "lists and searches");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_no_route_shows_or_changes_a_record_that_is_not_open_to_any_role),
		CARE_TEST(test_the_way_by_an_open_record_leads_to_nothing_of_a_hidden_one),
		CARE_TEST(test_no_search_list_or_figure_shows_a_record_that_is_not_open),
	};
	matrix_report_begin("matrix-hidden");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	matrix_report_end();
	return failed;
}
