/* Finding people: by what somebody remembers of them; hidden ones leave no trace and their owners hear of it. */
#include "site_test.h"

#include "care/jobs/job_kinds.h"

/* How many come back; the first one's id in first. */
static size_t find(Care *care, const char *typed, Str *first)
{
	PersonFound *found = NULL;
	size_t count = 0;
	assert_ok(person_search(care, str_from_c(typed), &found, &count));
	*first = count > 0 ? found[0].person.id : (Str){0};
	return count;
}

static void assert_first(Care *care, const char *typed, Str expected)
{
	Str first = {0};
	if (find(care, typed, &first) == 0 || !str_equal(first, expected))
		fail_msg("\"%s\" found another first", typed);
}

static void test_names_are_found_in_any_order_and_spelling(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str jose = care_test_person(&care, "José Ó Briain", "1941-03-04", "RM17 6SL");
	(void)care_test_person(&care, "Maria Briars", "1950", "RM16 2AB");
	assert_first(&care, "Jose O Briain", jose);
	assert_first(&care, "briain jose", jose);
	assert_first(&care, "JOSÉ", jose);
	assert_first(&care, "bri jos", jose);
}

static void test_a_former_name_finds_and_is_not_shown(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	PersonFound *found = NULL;
	size_t count = 0;
	Str id = care_test_person(&care, "Philippa Deadname", "1970-01-02", "");
	care_test_wait(test, INSTANT_MINUTE);
	assert_ok(care_test_record(&care, id, "name_full", "Philip Newname"));
	assert_ok(care_test_record(&care, id, "name_other", "[{\"name\":\"Pippa Alias\"}]"));
	static const char *const TYPED[] = {"Deadname", "Pippa Alias"};
	for (size_t i = 0; i < 2; i++) {
		assert_ok(person_search(&care, str_from_c(TYPED[i]), &found, &count));
		assert_int_equal(count, 1);
		assert_str(test->arena, found[0].person.name, "Philip Newname");
		assert_false(str_contains(found[0].why, S("Deadname")) || str_contains(found[0].why, S("Alias")));
		assert_true(str_contains(found[0].why, S("another name")));
	}
}

static void test_dates_postcodes_numbers_and_references_find(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Person person = {0};
	Str ann = care_test_person(&care, "Ann Smith", "1941-03-04", "RM17 6SL");
	Str bea = care_test_person(&care, "Ann Smith", "1952-11-30", "RM16 2AB");
	assert_ok(care_test_record(&care, ann, "nhs_number", "9990001123"));
	assert_ok(care_test_record(&care, bea, "phones", "[{\"number\":\"01632 960 123\"}]"));
	assert_first(&care, "smith 4/3/1941", ann);
	assert_first(&care, "smith 3/4/1941", ann); /* day and month the other way round */
	assert_first(&care, "smith 1952", bea);
	assert_first(&care, "smith rm16", bea);
	assert_first(&care, "ann rm17 6", ann);
	assert_first(&care, "RM16 2AB", bea);
	assert_first(&care, "01632 960123", bea);
	assert_ok(person_find(&care, bea, &person));
	assert_first(&care, str_c(test->arena, person.reference), bea);
	Str first = {0};
	assert_int_equal(find(&care, "zzyzx", &first), 0);
	assert_int_equal(find(&care, "  ", &first), 0);
}

static void test_an_nhs_number_finds_with_and_without_spaces(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str ann = care_test_person(&care, "Ann Smith", "1941-03-04", "RM17 6SL");
	assert_ok(care_test_record(&care, ann, "nhs_number", "9990001006"));
	Str first = {0};
	bool spaced = find(&care, "999 000 1006", &first) == 1 && str_equal(first, ann);
	bool plain = find(&care, "9990001006", &first) == 1 && str_equal(first, ann);
	assert_int_equal(spaced, plain);
	assert_true(plain);
}

static void restrict_to(Care *manager, Str id, PersonTier tier, Str team)
{
	Person person = {0};
	assert_ok(person_find(manager, id, &person));
	assert_ok(person_restrict(manager, id, tier, team, S("At risk from family"), person.version));
}

static size_t alerts_of(CareTest *test, Str person)
{
	Care system = care_test_system(test);
	assert_ok(person_weigh_looks(&system));
	Care owner = care_test_desk(test, test->safeguarding);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t alerts = 0;
	assert_ok(work_open_of_person(&owner, person, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (str_contains(rows[i].title, S("hidden record"))) {
			alerts++;
			assert_str(test->arena, rows[i].team_name, "Safeguarding");
		}
	return alerts;
}

static void test_a_restricted_record_shows_that_it_exists_and_whom_to_ask(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	PersonFound *found = NULL;
	size_t count = 0;
	Str id = care_test_person(&care, "Hilda Hidewell", "1960-02-03", "RM17 6SL");
	restrict_to(&lead, id, PERSON_EXISTS, test->team_safeguarding);
	assert_ok(person_search(&care, S("Hidewell"), &found, &count));
	assert_int_equal(count, 1);
	assert_int_equal(found[0].person.how, PERSON_EXISTS);
	assert_str(test->arena, found[0].person.owner_name, "Safeguarding");
	assert_true(str_is_empty(found[0].person.name) && str_is_empty(found[0].person.born));
	assert_true(str_is_empty(found[0].person.address) && str_is_empty(found[0].why));
	assert_ok(person_search(&lead, S("Hidewell"), &found, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, found[0].person.name, "Hilda Hidewell");
}

static void test_a_hidden_record_leaves_no_trace_and_its_owner_hears_of_the_search(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Str first = {0};
	Str id = care_test_person(&care, "Hilda Hidewell", "1960-02-03", "RM17 6SL");
	assert_ok(care_test_record(&care, id, "nhs_number", "9990001006"));
	restrict_to(&lead, id, PERSON_NO_TRACE, test->team_safeguarding);
	assert_int_equal(find(&care, "RM17 6SL", &first), 0);
	assert_int_equal(alerts_of(test, id), 0); /* a postcode names nobody */
	assert_int_equal(find(&care, "Hidewell", &first), 0);
	assert_int_equal(alerts_of(test, id), 1);
	assert_int_equal(find(&lead, "Hidewell", &first), 1);
	assert_int_equal(alerts_of(test, id), 1); /* an owner may look */
}

enum { TABLES_MAX = 200 };

/* How many rows each table has. */
static void count_rows(CareTest *test, int64_t counts[TABLES_MAX])
{
	StoreProof proof = {0};
	assert_ok(store_prove(test->store->store, test->arena, &proof));
	assert_true(proof.table_count <= TABLES_MAX);
	for (size_t i = 0; i < TABLES_MAX; i++)
		counts[i] = i < proof.table_count ? proof.tables[i].rows : 0;
}

typedef struct Asked {
	Str body;
	int64_t rows[TABLES_MAX]; /* that asking added to each table */
} Asked;

/* A practitioner asks for a page. */
static Asked *ask(SiteTest *site, Str path)
{
	CareTest *test = site->care;
	int64_t before[TABLES_MAX];
	Asked *asked = ARENA_NEW(test->arena, Asked);
	count_rows(test, before);
	Response response = site_test_get(site, test->practitioner, path);
	asked->body = site_test_without_tokens(test->arena, response.body);
	count_rows(test, asked->rows);
	for (size_t i = 0; i < TABLES_MAX; i++)
		asked->rows[i] -= before[i];
	return asked;
}

static void assert_same(const Asked *nobody, const Asked *hidden, const char *what)
{
	if (!str_equal(nobody->body, hidden->body))
		fail_msg("%s: the page tells a hidden person from nobody", what);
	for (size_t i = 0; i < TABLES_MAX; i++)
		if (nobody->rows[i] != hidden->rows[i])
			fail_msg("%s: table %zu grew by %d rows for nobody and %d for a hidden person", what, i, (int)nobody->rows[i],
				(int)hidden->rows[i]);
}

static void test_asking_for_a_hidden_person_writes_and_answers_what_asking_for_nobody_does(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care lead = care_test_desk(test, test->safeguarding);
	static const char *const TYPED[] = {"9990001006", "01632960777", "hidewell", "hilda", "hilda+hidewel", "hil",
		"hidewell+1960", "RM176SL"};
	enum { TYPED_COUNT = sizeof TYPED / sizeof TYPED[0] };
	Asked *nobody[TYPED_COUNT + 1];
	Str none = id_make(&test->store->ids, test->arena);
	for (size_t i = 0; i < TYPED_COUNT; i++)
		nobody[i] = ask(&site, str_format(test->arena, "/people?q=%s", TYPED[i]));
	nobody[TYPED_COUNT] = ask(&site, str_concat(test->arena, S("/people/"), none));
	Str id = care_test_person(&lead, "Hilda Hidewell", "1960-02-03", "RM17 6SL");
	assert_ok(care_test_record(&lead, id, "nhs_number", "9990001006"));
	assert_ok(care_test_record(&lead, id, "phones", "[{\"number\":\"01632 960 777\"}]"));
	restrict_to(&lead, id, PERSON_NO_TRACE, test->team_safeguarding);
	for (size_t i = 0; i < TYPED_COUNT; i++)
		assert_same(nobody[i], ask(&site, str_format(test->arena, "/people?q=%s", TYPED[i])), TYPED[i]);
	Asked *opened = ask(&site, str_concat(test->arena, S("/people/"), id));
	assert_same(nobody[TYPED_COUNT], opened, "opening");
	assert_int_equal(alerts_of(test, id), 2); /* searched for, and opened: all the same its owner hears */
	assert_int_equal(alerts_of(test, id), 2);
	site_test_close(&site);
}

static void test_a_reference_of_a_hidden_record_writes_what_one_of_nobody_does(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	int64_t start[TABLES_MAX];
	int64_t middle[TABLES_MAX];
	int64_t end[TABLES_MAX];
	Person hidden = {0};
	Str found = {0};
	Str id = care_test_person(&lead, "Hilda Hidewell", "1960-02-03", "RM17 6SL");
	assert_ok(person_find(&lead, id, &hidden));
	restrict_to(&lead, id, PERSON_NO_TRACE, test->team_safeguarding);
	Str none = reference_make(&test->store->ids, test->arena, S("TH"));
	count_rows(test, start);
	assert_status(person_find_by_reference(&care, none, &found), STATUS_NOT_FOUND);
	count_rows(test, middle);
	assert_status(person_find_by_reference(&care, hidden.reference, &found), STATUS_NOT_FOUND);
	count_rows(test, end);
	int64_t grown = 0;
	for (size_t i = 0; i < TABLES_MAX; i++) {
		assert_int_equal(middle[i] - start[i], end[i] - middle[i]);
		grown += end[i] - middle[i];
	}
	assert_true(grown >= 2); /* it is written down at all */
	assert_int_equal(alerts_of(test, id), 1);
}

static void test_a_telephone_of_many_hidden_people_finds_nobody_and_its_owner_hears_once(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care lead = care_test_desk(test, test->safeguarding);
	Asked *nobody = ask(&site, S("/people?q=01632960777"));
	assert_true(str_contains(nobody->body, S("Nobody found")));
	for (int i = 0; i < 25; i++) {
		Str id = care_test_person(&lead, str_c(test->arena, str_format(test->arena, "Refuge Number%c", 'a' + i)), "1990", "");
		assert_ok(care_test_record(&lead, id, "phones", "[{\"number\":\"01632 960 777\"}]"));
		restrict_to(&lead, id, PERSON_NO_TRACE, test->team_safeguarding);
	}
	assert_same(nobody, ask(&site, S("/people?q=01632960777")), "a refuge's telephone");
	Care system = care_test_system(test);
	WorkRow *alerts = NULL;
	size_t count = 0;
	assert_ok(person_weigh_looks(&system));
	assert_ok(work_list(&lead, &(WorkFilter){.team = test->team_safeguarding, .pathway = S("record-alert")}, &alerts, &count));
	assert_int_equal(count, 1);
	assert_shows((Response){.body = alerts[0].title}, "several hidden records");
	site_test_close(&site);
}

static void test_a_hidden_record_stays_hidden_under_another_that_it_is_merged_into(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Care system = care_test_system(test);
	Person person = {0};
	Str first = {0};
	Str open = care_test_person(&care, "Hilda Plain", "1960-02-03", "RM17 6SL");
	Str hidden = care_test_person(&care, "Hilda Hidewell", "1960-02-03", "RM17 6SL");
	restrict_to(&lead, hidden, PERSON_NO_TRACE, test->team_safeguarding);
	assert_ok(person_merge(&system, open, hidden, S("One person"), NULL));
	assert_int_equal(find(&care, "Plain", &first), 0);
	assert_int_equal(alerts_of(test, open), 1);
	assert_status(person_find(&care, open, &person), STATUS_NOT_FOUND);
	assert_int_equal(alerts_of(test, open), 2);
	assert_ok(person_find(&lead, open, &person));
	assert_int_equal(person.tier, PERSON_NO_TRACE);
	assert_str(test->arena, person.owner_name, "Safeguarding");
	/* Opened again, it is open as a whole. */
	assert_ok(person_restrict(&lead, open, PERSON_OPEN, (Str){0}, S("No danger now"), person.version));
	assert_int_equal(find(&care, "Plain", &first), 1);
}

static void test_a_search_that_shows_people_is_on_record(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Looker *lookers = NULL;
	size_t count = 0;
	Str first = {0};
	Str id = care_test_person(&care, "Ann Smith", "1941-03-04", "RM17 6SL");
	assert_int_equal(find(&care, "Smith", &first), 1);
	assert_ok(person_lookers(&care, id, 0, &lookers, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, lookers[0].purpose, "search");
	Care analyst = care_test_desk(test, test->analyst);
	PersonFound *found = NULL;
	assert_status(person_search(&analyst, S("Smith"), &found, &count), STATUS_REFUSED);
	assert_int_equal(count, 0);
}

static void test_a_misspelt_name_is_found_when_nothing_fits_better(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str wanda = care_test_person(&care, "Wanda Thistlewood", "1941-03-04", "RM17 6SL");
	(void)care_test_person(&care, "Wanda Fairbrother", "1941-03-05", "RM17 6SL");
	static const char *const TYPED[] = {"Thistlewodo", "wanda thistelwood", "Vanda Tistlewood", "thislewood 1941",
		"tthistlewood wanda 4/3/1940", "thistlewood 4/3/1914", "Thistle"};
	for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++)
		assert_first(&care, TYPED[i], wanda);
	Str pat = care_test_person(&care, "Patricia Thistlewodd", "1950-01-01", "");
	assert_first(&care, "Thistlewodd", pat); /* as it is written stands before what is near */
	assert_first(&care, "pat thistlewood", pat);
}

static size_t count_of(CareTest *test, const char *typed)
{
	Care care = care_test_desk(test, test->practitioner);
	Str first = {0};
	return find(&care, typed, &first);
}

static void test_a_common_name_that_was_typed_right_stands_before_a_rare_one_that_is_like_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	(void)care_test_person(&care, "Billy Fairbrother", "1950", "");
	Str bill = care_test_person(&care, "Bill Fairbrother", "1951", "");
	store_test_tamper(test->store, "UPDATE token_frequency SET people = 9000 WHERE token IN ('name:bill', 'sound:BL')");
	assert_first(&care, "bill", bill);
	assert_int_equal(count_of(test, "bill"), 2);
	store_test_tamper(test->store, "UPDATE token_frequency SET people = 9000");
	assert_first(&care, "bill fairbrother", bill); /* all of it common: the first of very many */
}

static size_t place_of(Str body, Str person)
{
	size_t at = 0;
	if (!str_find(body, person, &at))
		fail_msg("somebody found is not on the page");
	return at;
}

static void test_the_order_computed_is_the_order_on_the_page(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care care = care_test_desk(test, test->practitioner);
	static const char *const NAMES[] = {"Ann Quarringtone", "Zoe Quarrington", "Quarrington Mary Ann", "Ann Quarrington",
		"Annabel Quarrington", "Anne Quarington", "Ann Quarrington"};
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
		(void)care_test_person(&care, NAMES[i], i == 3 ? "1961-02-03" : "1950", "");
	PersonFound *found = NULL;
	size_t count = 0;
	assert_ok(person_search(&care, S("ann quarrington 1961"), &found, &count));
	assert_true(count >= 5);
	assert_str(test->arena, found[0].person.born, "1961-02-03");
	Response page = site_test_get(&site, test->practitioner, S("/people?q=ann+quarrington+1961"));
	for (size_t i = 0; i + 1 < count; i++)
		assert_true(place_of(page.body, found[i].person.id) < place_of(page.body, found[i + 1].person.id));
	site_test_close(&site);
}

static void test_a_record_of_an_older_program_is_found_by_more_after_its_jobs(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care system = care_test_system(test);
	size_t kind_count = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	int64_t checked = 0;
	int64_t differed = 0;
	int64_t done = 1;
	for (int i = 0; i < 120; i++) /* more than one job does */
		(void)care_test_person(&care, str_c(test->arena, str_format(test->arena, "Ann Number%d", i)), "1950", "");
	Str wanda = care_test_person(&care, "Wanda Thistlewood", "1941-03-04", "RM17 6SL");
	store_test_tamper(test->store, "DELETE FROM person_token WHERE token LIKE 'pair:%' OR token LIKE 'year:%'");
	store_test_tamper(test->store, "DELETE FROM token_frequency WHERE token LIKE 'pair:%' OR token LIKE 'year:%'");
	store_test_tamper(test->store, "DELETE FROM name_near");
	store_test_tamper(test->store, "INSERT INTO job (id, kind, unique_key, due_at, payload, attempts)"
		" VALUES ('search-tokens-of-two-things', 'search-tokens', 'search-tokens/of-two-things/', 0, '', 0)");
	assert_int_equal(count_of(test, "xhistlewood"), 0);
	assert_first(&care, "wanda thistlewood", wanda); /* found as before until then */
	while (done > 0)
		assert_ok(jobs_run_due(&system, S("here"), kinds, kind_count, &done));
	assert_int_equal(count_of(test, "xhistlewood"), 1);
	assert_ok(person_rebuild(&system, &checked, &differed));
	assert_int_equal(differed, 0);
	store_test_tamper(test->store, "DELETE FROM name_near WHERE word = 'thistlewood'");
	assert_ok(person_rebuild(&system, &checked, &differed));
	assert_int_equal(differed, 1);
	assert_int_equal(count_of(test, "xhistlewood"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_names_are_found_in_any_order_and_spelling),
		CARE_TEST(test_a_former_name_finds_and_is_not_shown),
		CARE_TEST(test_dates_postcodes_numbers_and_references_find),
		CARE_TEST(test_an_nhs_number_finds_with_and_without_spaces),
		CARE_TEST(test_a_restricted_record_shows_that_it_exists_and_whom_to_ask),
		CARE_TEST(test_a_hidden_record_leaves_no_trace_and_its_owner_hears_of_the_search),
		CARE_TEST(test_asking_for_a_hidden_person_writes_and_answers_what_asking_for_nobody_does),
		CARE_TEST(test_a_reference_of_a_hidden_record_writes_what_one_of_nobody_does),
		CARE_TEST(test_a_telephone_of_many_hidden_people_finds_nobody_and_its_owner_hears_once),
		CARE_TEST(test_a_hidden_record_stays_hidden_under_another_that_it_is_merged_into),
		CARE_TEST(test_a_search_that_shows_people_is_on_record),
		CARE_TEST(test_a_misspelt_name_is_found_when_nothing_fits_better),
		CARE_TEST(test_a_common_name_that_was_typed_right_stands_before_a_rare_one_that_is_like_it),
		CARE_TEST(test_the_order_computed_is_the_order_on_the_page),
		CARE_TEST(test_a_record_of_an_older_program_is_found_by_more_after_its_jobs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
