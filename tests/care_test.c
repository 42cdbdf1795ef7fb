#include "care_test.h"

#include <stdlib.h>

#include "care/record/record.h"

enum { COUNCILS_MAX = 4 };

static Str council_folder = S_INIT("boroughs/thurrock");

void care_test_council(const char *folder)
{
	council_folder = folder == NULL ? S("boroughs/thurrock") : str_from_c(folder);
}

/* Loaded once a program and council: it never changes. */
static const Practice *practice_of_tests(void)
{
	static Arena arena;
	static struct { Str folder; Practice *practice; } known[COUNCILS_MAX];
	size_t place = 0;
	while (place < COUNCILS_MAX && known[place].practice != NULL && !str_equal(known[place].folder, council_folder))
		place++;
	assert_true(place < COUNCILS_MAX);
	if (known[place].practice != NULL)
		return known[place].practice;
	if (place == 0)
		arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Practice *practice = NULL;
	Problems problems = problems_make(&arena);
	if (practice_load(&practice, &arena, S("boroughs/common"), council_folder, &problems) != STATUS_OK) {
		Buffer buffer = buffer_make(&arena, 1 << 20);
		problems_write(&problems, &buffer);
		fail_msg("%s", str_c(&arena, buffer_str(&buffer)));
	}
	known[place].folder = council_folder;
	known[place].practice = practice;
	return practice;
}

Care care_test_system(CareTest *test)
{
	return care_system(test->store->store, store_maintenance(test->store->store), test->arena, &test->store->clock,
		&test->store->ids, test->practice);
}

Care care_test_public(CareTest *test)
{
	return care_public(test->store->store, store_reader(test->store->store, 0), test->arena, &test->store->clock,
		&test->store->ids, test->practice);
}

Care care_test_desk(CareTest *test, Str user)
{
	Care care = care_test_public(test);
	assert_ok(access_act_as(&care, user));
	return care;
}

static Str add_team(Care *care, const char *name, const char *kind)
{
	Str id = {0};
	assert_ok(access_add_team(care, str_from_c(name), str_from_c(kind), &id));
	return id;
}

static Str add_user(Care *care, const char *name, const char *role, Str team, Pence limit)
{
	Str id = {0};
	assert_ok(access_add_user(care, &(UserNew){
		.sign_in = str_replace(care->arena, str_lower_ascii(care->arena, str_from_c(name)), S(" "), S(".")),
		.name = str_from_c(name), .team = team, .roles = str_from_c(role), .password_hash = S("no password opens this"),
		.employed_from = care_today(care) - 1000, .employed_until = DATE_NONE, .approval_limit_weekly = limit}, &id));
	return id;
}

static void add_staff(CareTest *test)
{
	Care care = care_test_system(test);
	assert_ok(access_seed_roles(&care));
	test->team_duty = add_team(&care, "Front door", "duty");
	test->team_practice = add_team(&care, "Grays", "practice");
	test->team_review = add_team(&care, "Reviews", "review");
	test->team_brokerage = add_team(&care, "Brokerage", "brokerage");
	test->team_safeguarding = add_team(&care, "Safeguarding", "safeguarding");
	test->team_finance = add_team(&care, "Finance", "finance");
	test->first_contact = add_user(&care, "Fay Contact", "first-contact", test->team_duty, 0);
	test->practitioner = add_user(&care, "Paul Worker", "practitioner", test->team_practice, 0);
	test->colleague = add_user(&care, "Cora Worker", "practitioner", test->team_review, 0);
	test->assessor = add_user(&care, "Tess Assessor", "trusted-assessor", test->team_duty, 0);
	test->manager = add_user(&care, "Mina Manager", "manager", test->team_practice, CARE_TEST_MANAGER_LIMIT);
	test->second_manager = add_user(&care, "Omar Manager", "manager", test->team_review, CARE_TEST_MANAGER_LIMIT);
	test->panel = add_user(&care, "Pia Panel", "panel", test->team_finance, CARE_TEST_PANEL_LIMIT);
	test->broker = add_user(&care, "Bo Broker", "broker", test->team_brokerage, 0);
	test->finance = add_user(&care, "Finn Officer", "finance", test->team_finance, 0);
	test->analyst = add_user(&care, "Ana Lyst", "analyst", test->team_finance, 0);
	test->safeguarding = add_user(&care, "Sal Lead", "safeguarding-lead", test->team_safeguarding, 0);
	test->administrator = add_user(&care, "Ada Admin", "administrator", test->team_finance, 0);
	test->officer = add_user(&care, "Ivo Records", "information-officer", test->team_finance, 0);
}

static int open_care(void **state, int (*open_store)(void **store))
{
	void *store = NULL;
	*state = NULL;
	if (open_store(&store) != 0)
		return -1;
	if (store == NULL)
		return 0;
	CareTest *test = calloc(1, sizeof *test);
	assert_non_null(test);
	test->store = store;
	test->arena = &test->store->arena;
	test->arena->limit_bytes = ARENA_COMMAND_BYTES_MAX;
	test->practice = practice_of_tests();
	*state = test;
	add_staff(test);
	return 0;
}

int care_test_open_sqlite(void **state)
{
	return open_care(state, store_test_open_sqlite);
}

int care_test_open_postgres(void **state)
{
	return open_care(state, store_test_open_postgres);
}

int care_test_close(void **state)
{
	CareTest *test = *state;
	if (test == NULL)
		return 0;
	store_test_remove(test->store);
	free(test);
	return 0;
}

CareTest *care_test_of(void **state)
{
	if (*state == NULL)
		skip_because("KITH_TEST_POSTGRES names no server");
	return *state;
}

void care_test_wait(CareTest *test, Instant microseconds)
{
	test->store->clock.held += microseconds;
}

void care_test_go(CareTest *test, Str day, int hour, int minute)
{
	Date date = DATE_NONE;
	assert_ok(date_parse(day, &date));
	test->store->clock.held = instant_from_london(date, hour, minute);
}

Str care_test_person(Care *care, const char *name, const char *born, const char *postcode)
{
	const Answer answers[] = {
		{.question = S("name_full"), .value = str_from_c(name), .giver = GIVER_SELF},
		{.question = S("birth_date"), .value = str_from_c(born), .giver = GIVER_SELF},
		{.question = S("home_postcode"), .value = str_from_c(postcode), .giver = GIVER_SELF},
	};
	Answer given[3];
	size_t count = 0;
	for (size_t i = 0; i < 3; i++)
		if (!str_is_empty(answers[i].value))
			given[count++] = answers[i];
	Str id = {0};
	assert_ok(person_create(care, given, count, &id));
	return id;
}

Work care_test_work(Care *care, Str id)
{
	Work work = {0};
	assert_ok(work_find(care, id, &work));
	return work;
}

void care_test_answer(Care *care, Str work, const char *question, const char *value)
{
	Drafts drafts = {0};
	assert_ok(work_drafts(care, work, &drafts));
	const Draft *stands = drafts_find(&drafts, str_from_c(question));
	DraftSave answer = {.question = str_from_c(question), .value = str_from_c(value), .giver = GIVER_SELF,
		.expected = stands == NULL ? 0 : stands->version};
	assert_ok(work_save(care, work, &answer, 1));
}

Status care_test_record(Care *care, Str person, const char *question, const char *value)
{
	Answer answer = {.question = str_from_c(question), .value = str_from_c(value), .giver = GIVER_SELF};
	return person_record(care, person, &answer, 1, NULL);
}

Str care_test_value(Care *care, Str person, const char *question)
{
	Facts facts = {0};
	assert_ok(person_facts(care, person, &facts));
	return facts_value(&facts, str_from_c(question));
}

static Status take_line(Str line, void *context)
{
	Buffer *buffer = context;
	buffer_add(buffer, line);
	buffer_add_character(buffer, '\n');
	return STATUS_OK;
}

size_t care_test_open_works(Care *care, Str person, const char *pathway, Str *id)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t found = 0;
	*id = (Str){0};
	assert_ok(work_open_of_person(care, person, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(rows[i].pathway->id, str_from_c(pathway))) {
			*id = rows[i].id;
			found++;
		}
	return found;
}

Str care_test_open_work(Care *care, Str person, const char *pathway)
{
	Str id = {0};
	if (care_test_open_works(care, person, pathway, &id) == 0)
		fail_msg("no open %s", pathway);
	return id;
}

void care_test_assert_sound(CareTest *test)
{
	Care system = care_test_system(test);
	RecordVerifyReport report = {0};
	system.reader = store_maintenance(test->store->store);
	assert_ok(store_audit_seal(test->store->store, 10000, NULL));
	assert_ok(record_verify(&system, &report));
	assert_true(report.sound);
}

static Status destroy_in(CareWrite *write, void *context)
{
	const Str *person = context;
	int64_t rows = 0;
	Status status = person_destroy_in(write, *person, &rows);
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("test/destroy"), .subject_kind = S("person"),
		.subject = *person}) : status;
}

void care_test_destroy(CareTest *test, Str person)
{
	Care system = care_test_system(test);
	assert_ok(care_write(&system, destroy_in, &person));
}

Str care_test_export(CareTest *test)
{
	Buffer buffer = buffer_make(test->arena, (size_t)256 * 1024 * 1024);
	assert_ok(store_export(test->store->store, take_line, &buffer));
	return buffer_str(&buffer);
}
