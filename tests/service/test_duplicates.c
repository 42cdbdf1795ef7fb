/* Two records of one person are found inside the record, shown to those who may judge them, and remembered as judged. */
#include "crowd_test.h"
#include "site_test.h"

#include "care/duplicates/duplicates.h"

enum { CROWD_HUNDREDS = 2, CROWD_LARGE_HUNDREDS = 10, SHOWN_MAX = 100 };

typedef struct Town {
	CareTest *test;
	Care care;
	Care manager;
	Care system;
} Town;

static Town town_of(CareTest *test, size_t hundreds)
{
	Town town = {.test = test, .care = care_test_desk(test, test->practitioner),
		.manager = care_test_desk(test, test->manager), .system = care_test_system(test)};
	crowd_test_add(&town.care, hundreds);
	return town;
}

static void assert_pass(Town *town)
{
	assert_ok(duplicates_pass(&town->system, NULL));
}

/* The pair of these two as the queue shows it to a manager; NULL when it does not. */
static const DuplicatePair *pair_shown(Care *care, Str one, Str other)
{
	DuplicatePair *pairs = NULL;
	size_t count = 0;
	assert_ok(duplicates_list(care, 0, SHOWN_MAX, &pairs, &count));
	for (size_t i = 0; i < count; i++)
		if ((str_equal(pairs[i].one.id, one) && str_equal(pairs[i].other.id, other))
		    || (str_equal(pairs[i].one.id, other) && str_equal(pairs[i].other.id, one)))
			return &pairs[i];
	return NULL;
}

static void test_the_night_finds_two_records_of_one_person_and_says_how_they_agree(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Str margaret = care_test_person(&town.care, "Margaret Ashdown", "1941-03-04", "RM17 6SL");
	Str peggy = care_test_person(&town.care, "Peggy Ashdown", "1941-04-03", "RM17 6SL");
	assert_pass(&town);
	const DuplicatePair *pair = pair_shown(&town.manager, margaret, peggy);
	assert_non_null(pair);
	assert_true(str_equal(pair->one.id, margaret)); /* the older record stands first: it is the one to keep */
	assert_str(town.test->arena, pair->one.name, "Margaret Ashdown");
	assert_str(town.test->arena, pair->other.born, "1941-04-03");
	assert_str(town.test->arena, pair->ways[DUPLICATE_FORENAME], "a form of the name");
	assert_str(town.test->arena, pair->ways[DUPLICATE_SURNAME], "exact");
	assert_str(town.test->arena, pair->ways[DUPLICATE_BORN], "day and month swapped");
	assert_str(town.test->arena, pair->ways[DUPLICATE_POSTCODE], "exact");
	assert_true(str_is_empty(pair->ways[DUPLICATE_NHS]));
}

static void test_two_of_one_household_are_not_proposed(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Str mother = care_test_person(&town.care, "Amina Farah", "1950-05-06", "RM18 7AA");
	Str daughter = care_test_person(&town.care, "Hodan Farah", "1978-11-20", "RM18 7AA");
	Str once = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	Str twice = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, mother, daughter));
	const DuplicatePair *pair = pair_shown(&town.manager, once, twice);
	assert_non_null(pair);
	assert_int_equal(pair->likely, DUPLICATE_NEARLY_SURE);
}

static void test_two_nhs_numbers_are_two_people(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Str one = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	Str other = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	assert_ok(care_test_record(&town.care, one, "nhs_number", "9990000018"));
	assert_ok(care_test_record(&town.care, other, "nhs_number", "9990000026"));
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, one, other));
}

static void test_whoever_may_not_open_both_does_not_hear_of_the_pair(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Care lead = care_test_desk(town.test, town.test->safeguarding);
	Person person = {0};
	Str one = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	Str other = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	assert_pass(&town);
	assert_non_null(pair_shown(&town.manager, one, other));
	int64_t before = 0;
	int64_t after = 0;
	assert_ok(duplicates_count(&town.manager, &before));
	assert_ok(person_find(&lead, other, &person));
	assert_ok(person_restrict(&lead, other, PERSON_NO_TRACE, town.test->team_safeguarding, S("In hiding"), person.version));
	assert_null(pair_shown(&town.manager, one, other));
	assert_ok(duplicates_count(&town.manager, &after));
	assert_int_equal(after, before - 1);
	DuplicateOther *others = NULL;
	size_t count = 0;
	assert_ok(duplicates_of(&town.manager, one, &others, &count));
	assert_int_equal(count, 0);
	assert_status(duplicates_say_apart(&town.manager, one, other, S("Two")), STATUS_NOT_FOUND);
	/* Nor does a later night bring it back for them. */
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, one, other));
}

static void test_what_was_said_of_a_pair_is_kept_with_its_reason_and_may_be_taken_back(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	DuplicateApart *said = NULL;
	size_t count = 0;
	Str one = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	Str other = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	assert_pass(&town);
	assert_status(duplicates_say_apart(&town.care, one, other, S("Two")), STATUS_REFUSED);
	assert_status(duplicates_say_apart(&town.manager, one, other, S("  ")), STATUS_INVALID);
	assert_ok(duplicates_say_apart(&town.manager, other, one, S("Father and son, spoke to both")));
	assert_status(duplicates_say_apart(&town.manager, one, other, S("Again")), STATUS_CONFLICT);
	assert_null(pair_shown(&town.manager, one, other));
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, one, other));
	assert_ok(duplicates_apart(&town.manager, 0, SHOWN_MAX, &said, &count));
	assert_int_equal(count, 1);
	assert_str(town.test->arena, said[0].reason, "Father and son, spoke to both");
	assert_ok(duplicates_said_between(&town.manager, one, other, &said, &count));
	assert_int_equal(count, 1);
	assert_status(duplicates_look_again(&town.care, said[0].id), STATUS_REFUSED);
	assert_ok(duplicates_look_again(&town.manager, said[0].id));
	assert_status(duplicates_look_again(&town.manager, said[0].id), STATUS_NOT_FOUND);
	assert_non_null(pair_shown(&town.manager, one, other));
	care_test_assert_sound(town.test);
}

static void test_joined_records_leave_the_queue_and_parted_ones_are_not_proposed_again(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Str merge = {0};
	DuplicateApart *said = NULL;
	size_t count = 0;
	Str one = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	Str other = care_test_person(&town.care, "Ted Marsh", "1938-01-31", "RM16 2BB");
	assert_pass(&town);
	assert_non_null(pair_shown(&town.manager, one, other));
	assert_ok(person_merge(&town.manager, one, other, S("The same passport"), &merge));
	assert_null(pair_shown(&town.manager, one, other));
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, one, other));
	assert_ok(person_unmerge(&town.manager, merge, S("Twins")));
	assert_pass(&town);
	assert_null(pair_shown(&town.manager, one, other));
	assert_ok(duplicates_apart(&town.manager, 0, SHOWN_MAX, &said, &count));
	assert_int_equal(count, 1);
	assert_str(town.test->arena, said[0].reason, "Twins");
}

static void assert_checked(Town *town, int64_t expected)
{
	int64_t checked = 0;
	assert_ok(duplicates_check_changed(&town->system, &checked));
	assert_int_equal(checked, expected);
}

static void test_a_new_record_is_compared_without_going_through_all(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	Str here = care_test_person(&town.care, "Kazimierz Wrona", "1944-02-29", "RM20 3XX");
	assert_status(duplicates_check_changed(&town.system, NULL), STATUS_NOT_FOUND);
	assert_pass(&town);
	assert_checked(&town, 0);
	care_test_wait(town.test, INSTANT_MINUTE);
	Str again = care_test_person(&town.care, "Kazimierz Wrona", "1944-02-29", "");
	Str stranger = care_test_person(&town.care, "Kazimierz Byrne", "1981-07-15", "RM20 3XX");
	assert_null(pair_shown(&town.manager, here, again));
	assert_checked(&town, 2);
	const DuplicatePair *pair = pair_shown(&town.manager, here, again);
	assert_non_null(pair);
	assert_str(town.test->arena, pair->ways[DUPLICATE_BORN], "exact");
	assert_null(pair_shown(&town.manager, here, stranger));
	assert_checked(&town, 0);
	/* The name was somebody else's: the pair goes. */
	care_test_wait(town.test, INSTANT_MINUTE);
	assert_ok(care_test_record(&town.care, again, "name_full", "Folasade Adeyemi"));
	assert_ok(care_test_record(&town.care, again, "birth_date", "1990-10-10"));
	assert_checked(&town, 1);
	assert_null(pair_shown(&town.manager, here, again));
}

static void test_the_night_agrees_with_what_was_found_by_day(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	static const char *const TWICE[][4] = {
		{"Kazimierz Wrona", "Kazimierz Wrona", "1944-02-29", "RM20 3XX"},
		{"Margaret Ashdown", "Peggy Ashdown", "1941-03-04", "RM17 6SL"},
		{"Olufemi Adebayo", "Femi Adebayo", "1966-08-19", "RM15 4PQ"},
		{"Farhana Begum Chowdhury", "Farhana Chowdhury", "1958-12-01", "RM18 8TT"},
	};
	enum { PAIRS = sizeof TWICE / sizeof TWICE[0] };
	Str here[PAIRS];
	Str again[PAIRS];
	int64_t found = 0;
	for (size_t i = 0; i < PAIRS; i++)
		here[i] = care_test_person(&town.care, TWICE[i][0], TWICE[i][2], TWICE[i][3]);
	assert_pass(&town);
	care_test_wait(town.test, INSTANT_MINUTE);
	for (size_t i = 0; i < PAIRS; i++)
		again[i] = care_test_person(&town.care, TWICE[i][1], TWICE[i][2], TWICE[i][3]);
	assert_checked(&town, PAIRS);
	for (size_t i = 0; i < PAIRS; i++)
		assert_non_null(pair_shown(&town.manager, here[i], again[i]));
	assert_ok(duplicates_pass(&town.system, &found));
	assert_true(found >= PAIRS);
	for (size_t i = 0; i < PAIRS; i++)
		assert_non_null(pair_shown(&town.manager, here[i], again[i]));
}

static void test_the_whole_record_is_gone_through_at_night_and_when_it_is_new(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_LARGE_HUNDREDS);
	Str one = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	care_test_go(town.test, S("2026-11-20"), 10, 0);
	assert_ok(duplicates_tick(&town.system));
	Str other = care_test_person(&town.care, "Edwin Marsh", "1938-01-31", "RM16 2BB");
	assert_null(pair_shown(&town.manager, one, other));
	assert_ok(duplicates_tick(&town.system)); /* by day, those who changed */
	assert_non_null(pair_shown(&town.manager, one, other));
	assert_ok(duplicates_tick(&town.system));
	/* A pair that changed without a mark is found again at night, not before two. */
	assert_ok(duplicates_say_apart(&town.manager, one, other, S("Twins")));
	care_test_go(town.test, S("2026-11-21"), 1, 59);
	assert_ok(duplicates_tick(&town.system));
	care_test_go(town.test, S("2026-11-21"), 2, 0);
	assert_ok(duplicates_tick(&town.system));
	assert_status(duplicates_tick(&town.manager), STATUS_REFUSED);
}

static void test_the_page_shows_the_pair_and_takes_what_is_said(void **state)
{
	Town town = town_of(care_test_of(state), CROWD_HUNDREDS);
	CareTest *test = town.test;
	Str margaret = care_test_person(&town.care, "Margaret Ashdown", "1941-03-04", "RM17 6SL");
	Str peggy = care_test_person(&town.care, "Peggy Ashdown", "1941-03-04", "RM17 6SL");
	assert_ok(care_test_record(&town.care, peggy, "name_other", "[{\"name\":\"Zebedee Former\"}]"));
	assert_pass(&town);
	SiteTest site = site_test_open(test);
	const char *one = str_c(test->arena, margaret);
	const char *other = str_c(test->arena, peggy);
	Response page = site_test_get(&site, test->manager, S("/duplicates"));
	assert_int_equal(page.status, 200);
	assert_shows(page, "Margaret Ashdown and Peggy Ashdown");
	assert_shows(page, "first name a form of the name, family name the same");
	assert_shows(page, "Compare the whole records");
	assert_hides(page, "Zebedee");
	assert_int_equal(site_test_get(&site, test->practitioner, S("/duplicates")).status, 403);
	page = site_test_get(&site, test->manager, str_format(test->arena, "/people/%s/merge", one));
	assert_shows(page, "Other records that may be of this person");
	const char *const empty[] = {"person", one, "other", other, "reason", "", NULL};
	page = site_test_post(&site, test->manager, S("/duplicates/apart"), empty);
	assert_int_equal(page.status, 422);
	assert_shows(page, "Say how you know that these are two people.");
	const char *const said[] = {"person", one, "other", other, "reason", "Cousins, met both", NULL};
	page = site_test_post(&site, test->manager, S("/duplicates/apart"), said);
	assert_int_equal(page.status, 303);
	page = site_test_get(&site, test->manager, S("/duplicates"));
	assert_hides(page, "Margaret Ashdown and Peggy Ashdown");
	page = site_test_get(&site, test->manager, S("/duplicates/said"));
	assert_shows(page, "Cousins, met both");
	page = site_test_get(&site, test->manager, str_format(test->arena, "/people/%s/merge?other=%s", one, other));
	assert_shows(page, "Somebody looked and said that these are two people: Cousins, met both");
	DuplicateApart *apart = NULL;
	size_t count = 0;
	assert_ok(duplicates_apart(&town.manager, 0, 1, &apart, &count));
	const char *const again[] = {"apart", str_c(test->arena, apart[0].id), NULL};
	page = site_test_post(&site, test->manager, S("/duplicates/again"), again);
	assert_int_equal(page.status, 303);
	page = site_test_get(&site, test->manager, S("/duplicates"));
	assert_shows(page, "Margaret Ashdown and Peggy Ashdown");
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_night_finds_two_records_of_one_person_and_says_how_they_agree),
		CARE_TEST(test_two_of_one_household_are_not_proposed),
		CARE_TEST(test_two_nhs_numbers_are_two_people),
		CARE_TEST(test_whoever_may_not_open_both_does_not_hear_of_the_pair),
		CARE_TEST(test_what_was_said_of_a_pair_is_kept_with_its_reason_and_may_be_taken_back),
		CARE_TEST(test_joined_records_leave_the_queue_and_parted_ones_are_not_proposed_again),
		CARE_TEST(test_a_new_record_is_compared_without_going_through_all),
		CARE_TEST(test_the_night_agrees_with_what_was_found_by_day),
		CARE_TEST(test_the_whole_record_is_gone_through_at_night_and_when_it_is_new),
		CARE_TEST(test_the_page_shows_the_pair_and_takes_what_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
