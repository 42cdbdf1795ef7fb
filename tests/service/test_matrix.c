/* Every address by every role, asked for directly: what the route table promises is what happens, whatever the state of the
 * record; of a record that is not open nothing is shown or changed. Each answer is a line of tests/output/matrix.tsv. */
#include "matrix_test.h"

#include <string.h>

/* --- what is written while a request is answered ------------------------------------------------------------------------ */

/* What a refusal may write: the session's and the audit's own rows, and the alert to who owns a hidden record. */
static const Str QUIET[] = {S_INIT("audit"), S_INIT("session"), S_INIT("alert"), S_INIT("access_over"), S_INIT("lease")};
static const char *written; /* the first statement that is not one of those; NULL: none */
static bool alerting;       /* the work that is opened is an alert */

Status __real_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed);
Status __wrap_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed);

Status __wrap_store_run(StoreConnection *write, const StoreStatement *statement, const StoreValue *parameters, int64_t *changed)
{
	bool quiet = alerting;
	for (size_t i = 0; i < sizeof QUIET / sizeof QUIET[0]; i++)
		quiet = quiet || str_contains(str_from_c(statement->name), QUIET[i]);
	if (!quiet && written == NULL)
		written = statement->name;
	return __real_store_run(write, statement, parameters, changed);
}

/* --- one request ---------------------------------------------------------------------------------------------------------- */

typedef struct Asking {
	SiteTest site;
	CareTest *test;
	MatrixRole roles[MATRIX_ROLES];
	Arena scratch; /* of one request */
	size_t asked;
} Asking;

static void asking_open(Asking *asking, void **state)
{
	*asking = (Asking){.test = care_test_of(state)};
	asking->site = site_test_open(asking->test);
	matrix_roles(&asking->site, asking->roles);
	arena_init(&asking->scratch, (size_t)512 * 1024 * 1024);
}

static void asking_close(Asking *asking)
{
	arena_clear(&asking->scratch);
	site_test_close(&asking->site);
}

static Response ask(Asking *asking, const Route *route, const MatrixRole *who, Str path, const MatrixRecord *record)
{
	const MatrixForm *form = route->method == METHOD_POST ? matrix_form(route->path) : NULL;
	const char *const *fields = form == NULL ? NULL : matrix_fields(asking->test->arena, record, form);
	Str file = form == NULL || form->file == NULL ? (Str){0} : str_from_c(form->file);
	written = NULL;
	asking->asked++;
	return site_test_ask(&asking->site, who->session, route->method, path, fields, file);
}

static Response ask_place(Asking *asking, const Route *route, const MatrixRole *who, const MatrixRecord *record)
{
	const MatrixForm *form = route->method == METHOD_POST ? matrix_form(route->path) : NULL;
	MatrixRecord meant = form == NULL ? *record : matrix_places(record, form);
	return ask(asking, route, who, matrix_path(asking->test->arena, &meant, str_from_c(route->path)), &meant);
}

static int status_of(const Response *response)
{
	return response->status == 0 ? 200 : response->status;
}

/* What is made for a request is given back after it: the whole matrix would fill the memory. */
static Arena *begin_scratch(Asking *asking)
{
	Arena *kept = asking->test->arena;
	arena_reset(&asking->scratch);
	asking->test->arena = &asking->scratch;
	return kept;
}

/* --- the table ------------------------------------------------------------------------------------------------------------ */

/* "a|b": one of them is enough; "author" is whoever wrote what the record holds. */
static bool holds_one(Asking *asking, const MatrixRole *who, Str permissions)
{
	Str one = {0};
	Care desk = care_test_desk(asking->test, who->user);
	while (str_next(&permissions, '|', &one))
		if (str_equal(one, S("author")) ? strcmp(who->role, "practitioner") == 0 : care_may(&desk, one))
			return true;
	return false;
}

static bool may(Asking *asking, const Route *route, const MatrixRole *who)
{
	const MatrixForm *form = route->method == METHOD_POST ? matrix_form(route->path) : NULL;
	if (route->permission == NULL)
		return true;
	if (str_is_empty(who->user))
		return false;
	if (route->permission[0] != '\0' && !holds_one(asking, who, str_from_c(route->permission)))
		return false;
	return form == NULL || form->needs == NULL || holds_one(asking, who, str_from_c(form->needs));
}

/* A refusal says so and writes nothing. */
static void check_refused(Asking *asking, const Route *route, const MatrixRole *who, const char *state, const Response *response)
{
	int status = status_of(response);
	if (str_is_empty(who->user) ? status != 303 && status != 403 : status != 403)
		fail_msg("%s answered %d to %s, who may not (%s)", route->path, status, who->role, state);
	if (status == 303 && !str_starts_with(response->location, S("/sign-in")))
		fail_msg("%s sent nobody to %.*s (%s)", route->path, STR_ARG(response->location), state);
	if (written != NULL)
		fail_msg("%s wrote %s for %s, who may not (%s)", route->path, written, who->role, state);
	(void)asking;
}

static bool names_record(const Route *route)
{
	static const char *const PLACES[] = {"{person:", "{work:", "{upload:", "{document:", "{run:", "{kept:"};
	for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
		if (strstr(route->path, PLACES[i]) != NULL)
			return true;
	return false;
}

/* A page without places in its address must be there for somebody; a room may ask for more than the table does. */
static bool is_page(const Route *route)
{
	return route->method == METHOD_GET && strchr(route->path, '{') == NULL;
}

static bool check_open(Asking *asking, const Route *route, const MatrixRole *who, const MatrixRecord *record, const char *state)
{
	bool allowed = may(asking, route, who);
	Response response = {0};
	/* What succeeds would change the record for those after it: see the forms, each on a record of its own. */
	if (route->method == METHOD_POST && allowed)
		return true;
	response = ask_place(asking, route, who, record);
	int status = status_of(&response);
	matrix_report(asking->test, route, who->role, state, status);
	if (status < 200 || status >= 500)
		fail_msg("%s by %s answered %d (%s)", route->path, who->role, status, state);
	if (!allowed)
		check_refused(asking, route, who, state, &response);
	return allowed && (status == 200 || status == 303);
}

static void check_routes(Asking *asking, const MatrixRecord *record, const char *state, bool all)
{
	size_t count = 0;
	const Route *routes = site_routes(&count);
	for (size_t i = 0; i < count; i++) {
		size_t seen = 0;
		if (!all && !names_record(&routes[i]))
			continue;
		for (size_t w = 0; w < MATRIX_ROLES; w++) {
			Arena *kept = begin_scratch(asking);
			seen += check_open(asking, &routes[i], &asking->roles[w], record, state);
			asking->test->arena = kept;
		}
		if (all && seen == 0 && is_page(&routes[i]))
			fail_msg("nobody can see %s", routes[i].path);
	}
}

static void test_every_route_by_every_role_does_as_the_table_says(void **state)
{
	Asking asking;
	asking_open(&asking, state);
	MatrixRecord record = matrix_record(asking.test);
	check_routes(&asking, &record, "open", true);
	print_message("%zu requests for open records\n", asking.asked);
	asking_close(&asking);
}

/* Like check_open; and what is over is changed by nobody, whatever they send. */
static bool check_work(Asking *asking, const Route *route, const MatrixRole *who, const MatrixRecord *record, const char *state)
{
	Arena *kept = begin_scratch(asking);
	bool changes = strcmp(state, "awaiting") == 0 || strstr(route->path, "/misfiled") != NULL; /* by who may */
	bool allowed = may(asking, route, who);
	bool sent = !(route->method == METHOD_POST && allowed && changes);
	if (sent) {
		Response response = ask_place(asking, route, who, record);
		int status = status_of(&response);
		matrix_report(asking->test, route, who->role, state, status);
		if (status < 200 || status >= 500)
			fail_msg("%s by %s answered %d (%s)", route->path, who->role, status, state);
		if (!allowed && status != 404 && status != 409) /* it is over: that comes first for some */
			check_refused(asking, route, who, state, &response);
		if (route->method == METHOD_POST && written != NULL)
			fail_msg("%s by %s wrote %s and answered %d (%s)", route->path, who->role, written, status, state);
	}
	asking->test->arena = kept;
	return sent;
}

/* Who was let in for a time reads the record like any other; nobody else does, and they no more when it is over. */
static void check_let_in(Asking *asking, const MatrixRecord *record, bool holds, const char *state)
{
	size_t count = 0;
	const Route *routes = site_routes(&count);
	MatrixRole colleague = {.role = "colleague", .user = asking->test->colleague,
		.session = site_test_session(&asking->site, asking->test->colleague)};
	for (size_t i = 0; i < count; i++) {
		if (routes[i].method != METHOD_GET || strncmp(routes[i].path, "/people/{person:id}", 19) != 0
		    || routes[i].permission == NULL || strcmp(routes[i].permission, "person-read") != 0
		    || strstr(routes[i].path, "{note:") != NULL)
			continue;
		Arena *kept = begin_scratch(asking);
		Response theirs = ask_place(asking, &routes[i], &colleague, record);
		matrix_report(asking->test, &routes[i], colleague.role, state, status_of(&theirs));
		if (status_of(&theirs) != (holds ? 200 : 404))
			fail_msg("%s answered %d to who was let in (%s)", routes[i].path, theirs.status, state);
		for (size_t w = 1; w < MATRIX_ROLES - 1; w++) {
			Response response = ask_place(asking, &routes[i], &asking->roles[w], record);
			matrix_report(asking->test, &routes[i], asking->roles[w].role, state, status_of(&response));
			if (response.status != 404 && response.status != 403)
				fail_msg("%s answered %d to %s (%s)", routes[i].path, response.status, asking->roles[w].role, state);
		}
		asking->test->arena = kept;
	}
}

/* --- states ------------------------------------------------------------------------------------------------------------------ */

/* Work that waits for approval or is over, asked for in the place of work in progress. */
static void test_work_in_every_state_is_refused_to_the_same_roles_and_what_is_over_stays_as_it_is(void **state)
{
	static const char *const PLACES[] = {"work", "waiting", "awaiting", "call", "withdrawn"}; /* what forms are sent to */
	static const char *const STATES[] = {"awaiting", "finished", "cancelled", "withdrawn"};
	Asking asking;
	size_t count = 0;
	const Route *routes = site_routes(&count);
	asking_open(&asking, state);
	for (size_t s = 0; s < sizeof STATES / sizeof STATES[0]; s++) {
		MatrixRecord record = matrix_record(asking.test);
		Str over = matrix_thing(&record, str_from_c(STATES[s]));
		for (size_t i = 0; i < record.count; i++)
			for (size_t p = 0; p < sizeof PLACES / sizeof PLACES[0]; p++)
				if (strcmp(record.things[i].name, PLACES[p]) == 0)
					record.things[i].value = over;
		for (size_t i = 0; i < count; i++)
			for (size_t w = 0; strstr(routes[i].path, "{work:") != NULL && w < MATRIX_ROLES; w++)
				(void)check_work(&asking, &routes[i], &asking.roles[w], &record, STATES[s]);
	}
	print_message("%zu requests for work in four states\n", asking.asked);
	asking_close(&asking);
}

static int status_of_page(Asking *asking, Str user, Str person)
{
	Str session = site_test_session(&asking->site, user);
	Response response = site_test_ask(&asking->site, session, METHOD_GET, str_concat(asking->test->arena, S("/people/"), person),
		NULL, (Str){0});
	return status_of(&response);
}

static Status anonymise_in(CareWrite *write, void *context)
{
	const Str *person = context;
	int64_t rows = 0;
	Status status = person_anonymise_in(write, *person, &rows);
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("test/anonymise"), .subject_kind = S("person"),
		.subject = *person}) : status;
}

typedef enum PersonState { PERSON_MERGED, PERSON_DIED, PERSON_LET_IN, PERSON_LET_IN_NO_MORE, PERSON_ANONYMISED, PERSON_DESTROYED,
	PERSON_STATES } PersonState;
static const char *const PERSON_STATE_NAMES[PERSON_STATES] = {"merged", "died", "opened for a time", "opened for a time that is over",
	"anonymised", "destroyed"};

/* The colleague is let into a hidden record for three days. */
static void let_in(Asking *asking, Str person)
{
	CareTest *test = asking->test;
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, test->team_safeguarding, S("In hiding"), found.version));
	assert_ok(person_give_access(&lead, person, test->colleague, care_today(&lead) + 3, S("A visit")));
	assert_int_equal(status_of_page(asking, test->colleague, person), 200);
	assert_int_equal(status_of_page(asking, test->practitioner, person), 404);
}

static void bring_about(Asking *asking, MatrixRecord *record, PersonState wanted)
{
	CareTest *test = asking->test;
	Care worker = care_test_desk(test, test->practitioner);
	Care system = care_test_system(test);
	Str person = matrix_thing(record, S("person"));
	if (wanted == PERSON_MERGED)
		matrix_put(record, "person", matrix_thing(record, S("old")), true);
	if (wanted == PERSON_DIED)
		assert_ok(care_test_record(&worker, person, "died_on", "2026-11-20"));
	if (wanted == PERSON_LET_IN || wanted == PERSON_LET_IN_NO_MORE)
		let_in(asking, person);
	if (wanted == PERSON_LET_IN_NO_MORE) {
		care_test_wait(test, 4 * INSTANT_DAY);
		assert_int_equal(status_of_page(asking, test->colleague, person), 404);
		matrix_roles(&asking->site, asking->roles); /* nobody's session lives that long */
	}
	if (wanted == PERSON_ANONYMISED)
		assert_ok(care_write(&system, anonymise_in, &person));
	if (wanted == PERSON_DESTROYED)
		care_test_destroy(test, person);
}

static void check_gone(Asking *asking, const Route *route, const MatrixRole *who, const MatrixRecord *record, PersonState wanted)
{
	static const char *const SECRETS[] = {"Zebedee", "Quillfeather", "9 July 1933", "SS17 9ZZ", "Pelican Wharf", "999 000 0042",
		"unheard story"};
	Arena *kept = begin_scratch(asking);
	Response response = ask_place(asking, route, who, record);
	matrix_report(asking->test, route, who->role, PERSON_STATE_NAMES[wanted], status_of(&response));
	if (response.status >= 500)
		fail_msg("%s by %s answered %d (%s)", route->path, who->role, response.status, PERSON_STATE_NAMES[wanted]);
	for (size_t i = 0; i < sizeof SECRETS / sizeof SECRETS[0]; i++)
		if (str_contains(response.body, str_from_c(SECRETS[i])))
			fail_msg("%s showed \"%s\" to %s (%s)", route->path, SECRETS[i], who->role, PERSON_STATE_NAMES[wanted]);
	asking->test->arena = kept;
}

static void test_people_in_every_state_are_refused_to_the_same_roles_and_nothing_is_left_of_who_is_gone(void **state)
{
	Asking asking;
	size_t count = 0;
	const Route *routes = site_routes(&count);
	asking_open(&asking, state);
	for (PersonState wanted = PERSON_MERGED; wanted < PERSON_STATES; wanted++) {
		MatrixRecord record = matrix_record(asking.test);
		bring_about(&asking, &record, wanted);
		if (wanted == PERSON_MERGED || wanted == PERSON_DIED)
			check_routes(&asking, &record, PERSON_STATE_NAMES[wanted], false);
		else if (wanted == PERSON_LET_IN || wanted == PERSON_LET_IN_NO_MORE)
			check_let_in(&asking, &record, wanted == PERSON_LET_IN, PERSON_STATE_NAMES[wanted]);
		else
			for (size_t i = 0; i < count; i++)
				for (size_t w = 0; routes[i].method == METHOD_GET && w < MATRIX_ROLES; w++)
					check_gone(&asking, &routes[i], &asking.roles[w], &record, wanted);
		if (wanted != PERSON_ANONYMISED && wanted != PERSON_DESTROYED)
			care_test_destroy(asking.test, matrix_thing(&record, S("person"))); /* so that those after it meet their own words alone */
	}
	print_message("%zu requests for people in six states\n", asking.asked);
	asking_close(&asking);
}

static void test_every_form_has_its_row_and_succeeds_for_who_may(void **state)
{
	Asking asking;
	MatrixRecord record = {0};
	size_t count = 0;
	const Route *routes = site_routes(&count);
	asking_open(&asking, state);
	for (size_t i = 0; i < count; i++) {
		const MatrixForm *form = matrix_form(routes[i].path);
		const MatrixRole *who = NULL;
		if (routes[i].method != METHOD_POST || routes[i].permission == NULL)
			continue;
		if (form == NULL) {
			fail_msg("%s has no row in matrix_forms.c", routes[i].path);
			continue;
		}
		for (size_t w = 0; w < MATRIX_ROLES; w++)
			if (strcmp(asking.roles[w].role, form->role) == 0)
				who = &asking.roles[w];
		assert_non_null(who);
		MatrixRole fresh = {.role = who->role, .user = who->user, .session = site_test_session(&asking.site, who->user)};
		/* What changes a record gets one of its own; the rest share the last. */
		if (record.count == 0 || names_record(&routes[i]) || strncmp(routes[i].path, "/d", 2) == 0)
			record = matrix_record(asking.test);
		Response response = ask_place(&asking, &routes[i], &fresh, &record);
		int status = status_of(&response);
		matrix_report(asking.test, &routes[i], who->role, "succeeds", status);
		if (status != (form->answers == 0 ? 303 : form->answers))
			fail_msg("%s by %s answered %d", routes[i].path, who->role, status);
	}
	asking_close(&asking);
}

static void test_the_table_is_sound_and_every_permission_is_one_a_role_can_hold(void **state)
{
	CareTest *test = care_test_of(state);
	size_t count = 0;
	size_t role_count = 0;
	const Route *routes = site_routes(&count);
	const PracticeRole *roles = practice_roles(test->practice, &role_count);
	for (size_t i = 0; i < count; i++) {
		bool held = routes[i].permission == NULL || routes[i].permission[0] == '\0';
		for (size_t r = 0; r < role_count; r++)
			for (size_t p = 0; p < roles[r].permission_count; p++)
				held = held || str_equal(roles[r].permissions[p], str_from_c(routes[i].permission));
		if (!held)
			fail_msg("nobody can hold %s, which %s asks for", routes[i].permission, routes[i].path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_route_by_every_role_does_as_the_table_says),
		CARE_TEST(test_work_in_every_state_is_refused_to_the_same_roles_and_what_is_over_stays_as_it_is),
		CARE_TEST(test_people_in_every_state_are_refused_to_the_same_roles_and_nothing_is_left_of_who_is_gone),
		CARE_TEST(test_every_form_has_its_row_and_succeeds_for_who_may),
		CARE_TEST(test_the_table_is_sound_and_every_permission_is_one_a_role_can_hold),
	};
	matrix_report_begin("matrix");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	matrix_report_end();
	return failed;
}
