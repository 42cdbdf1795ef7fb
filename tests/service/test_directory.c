/* The directory on both engines: bringing in, finding by word and by distance, places. */
#include "store_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "care/directory/directory.h"

static Arena practice_arena;
static Practice *practice;

static int load_practice(void **state)
{
	(void)state;
	arena_init(&practice_arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&practice_arena);
	return practice_load(&practice, &practice_arena, S("boroughs/common"), S("boroughs/thurrock"), &problems) == STATUS_OK
		? 0 : -1;
}

static int clear_practice(void **state)
{
	(void)state;
	arena_clear(&practice_arena);
	return 0;
}

static Care desk(StoreTest *test)
{
	return care_system(test->store, store_maintenance(test->store), &test->arena, &test->clock, &test->ids, practice);
}

static Care public_desk(StoreTest *test)
{
	return care_public(test->store, store_reader(test->store, 0), &test->arena, &test->clock, &test->ids, practice);
}

static const char FEW[] =
	"id,name,category,description,address,postcode,telephone,website\n"
	"a,Tilbury lunch club,meals,Hot dinners every Tuesday,Civic Square Tilbury,RM18 7BF,01632 960001,https://example.org\n"
	"b,Grays walking group,falls-exercise,Gentle walks and lunch after,Grays,RM17 5AA,,\n"
	"c,Lunch at home,meals,We bring it to your door,,,01632 960003,\n"
	"d,Corringham befrienders,befriending,A friendly call each week,Corringham,SS17 7NL,,\n"
	"e,Closed for good,meals,A lunch club of old,,RM18 7BF,,\n";

static void load_few(Care *care, DirectoryReport *report)
{
	assert_ok(directory_load_gazetteer(care, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_import(care, S("few.csv"), str_from_c(FEW), S("test"), report));
}

static void test_the_same_file_twice_adds_nothing(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	load_few(&care, &report);
	assert_int_equal(report.read, 5);
	assert_int_equal(report.added, 5);
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report));
	assert_int_equal(report.added, 0);
	assert_int_equal(report.changed, 0);
	assert_int_equal(report.unchanged, 5);
}

static void test_a_changed_row_changes_one_listing_and_its_version(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	load_few(&care, &report);
	Str changed = str_replace(&test->arena, str_from_c(FEW), S("Gentle walks"), S("Brisk strolls"));
	assert_ok(directory_import(&care, S("few.csv"), changed, S("test"), &report));
	assert_int_equal(report.changed, 1);
	assert_int_equal(report.unchanged, 4);
	Care public = public_desk(test);
	assert_ok(directory_search(&public, &(DirectoryQuery){.words = S("strolls"), .page = 1, .page_size = 10}, &answer));
	assert_int_equal(answer.total, 1);
	assert_int_equal(answer.items[0].version, 2);
	assert_ok(directory_search(&public, &(DirectoryQuery){.words = S("gentle"), .page = 1, .page_size = 10}, &answer));
	assert_int_equal(answer.total, 0);
}

static void test_the_same_id_of_another_source_is_another_listing(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	load_few(&care, &report);
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("other"), &report));
	assert_int_equal(report.added, 5);
}

static void test_only_an_editor_brings_in(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = public_desk(test);
	DirectoryReport report = {0};
	assert_status(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report), STATUS_REFUSED);
	assert_status(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")), STATUS_REFUSED);
}

/* Whole word in the name before its category before its description; a beginning counts less than the whole. */
static void test_words_are_found_in_the_same_order_on_both_engines(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	load_few(&care, &report);
	Care public = public_desk(test);
	assert_ok(directory_search(&public, &(DirectoryQuery){.words = S("lunch"), .page = 1, .page_size = 10}, &answer));
	assert_int_equal(answer.total, 4);
	assert_str(&test->arena, answer.items[0].name, "Lunch at home");
	assert_str(&test->arena, answer.items[1].name, "Tilbury lunch club");
	assert_str(&test->arena, answer.items[3].name, "Grays walking group");
	assert_ok(directory_search(&public, &(DirectoryQuery){.words = S("the LUNCH in Tilb"), .page = 1, .page_size = 10},
		&answer));
	assert_int_equal(answer.total, 1);
	assert_str(&test->arena, answer.items[0].name, "Tilbury lunch club");
}

static void test_categories_and_pages_narrow_the_list(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	load_few(&care, &report);
	Care public = public_desk(test);
	const Str categories[] = {S("meals"), S("befriending")};
	DirectoryQuery query = {.categories = categories, .category_count = 2, .page = 2, .page_size = 3};
	assert_ok(directory_search(&public, &query, &answer));
	assert_int_equal(answer.total, 4);
	assert_int_equal(answer.count, 1);
	assert_str(&test->arena, answer.items[0].name, "Tilbury lunch club");
	query.page = 9;
	assert_ok(directory_search(&public, &query, &answer));
	assert_int_equal(answer.count, 0);
	assert_int_equal(answer.total, 4);
}

static void test_the_nearest_come_first_with_their_distance(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryFound *found = NULL;
	size_t count = 0;
	PlaceFound place = {0};
	load_few(&care, &report);
	Care public = public_desk(test);
	assert_ok(directory_near(&public, S("rm187bf"), NULL, 0, 3, &place, &found, &count));
	assert_int_equal(place.precision, PLACE_FULL);
	assert_int_equal(count, 3);
	assert_int_equal(found[0].metres, 0);
	assert_str(&test->arena, found[2].name, "Grays walking group");
	assert_true(found[2].metres > 2000 && found[2].metres < 8000);
	const Str category = S("befriending");
	assert_ok(directory_near(&public, S("RM18 7BF"), &category, 1, 3, NULL, &found, &count));
	assert_int_equal(count, 1);
	assert_str(&test->arena, found[0].name, "Corringham befrienders");
}

static void test_a_search_near_a_place_puts_what_has_no_place_last(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	load_few(&care, &report);
	Care public = public_desk(test);
	DirectoryQuery query = {.postcode = S("RM17 5AA"), .page = 1, .page_size = 10};
	assert_ok(directory_search(&public, &query, &answer));
	assert_int_equal(answer.total, 5);
	assert_str(&test->arena, answer.items[0].name, "Grays walking group");
	assert_str(&test->arena, answer.items[4].name, "Lunch at home");
	assert_int_equal(answer.items[4].metres, -1);
	query.within_metres = 1000;
	assert_ok(directory_search(&public, &query, &answer));
	assert_int_equal(answer.total, 1);
	query.postcode = S("nowhere");
	assert_ok(directory_search(&public, &query, &answer));
	assert_status(answer.place_status, STATUS_INVALID);
	assert_int_equal(answer.total, 5);
}

static void test_listings_get_their_position_when_the_gazetteer_comes_later(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryFound *found = NULL;
	size_t count = 0;
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report));
	assert_status(directory_near(&care, S("RM18 7BF"), NULL, 0, 3, NULL, &found, &count), STATUS_NOT_FOUND);
	assert_ok(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_near(&care, S("RM18 7BF"), NULL, 0, 3, NULL, &found, &count));
	assert_int_equal(count, 3);
	/* and the next import finds them as they are */
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report));
	assert_int_equal(report.unchanged, 5);
}

static const char CHOICES[] =
	"id,name,category,description,address,postcode,opening_hours,cost,accessibility,assured_on\n"
	"a,Carers tea,carers-support,For carers of older people,Grays,RM17 5AA,Tuesdays and Thursdays,Free,Step-free entrance,2026-10-01\n"
	"b,Night sitting,home-care,Somebody stays,Grays,RM17 5AA,Every night,From £90,There is no step-free way in,2026-10-01\n"
	"c,Monday lunch,meals,A dinner,Grays,RM17 5AA,Mon - Wed 12:00 to 14:00,Pay what you can,\"Hearing loop; level access\",2024-01-01\n"
	"d,Unchecked lunch,meals,A dinner,Grays,RM17 5AA,,,,\n";

static size_t with_feature(Care *care, const char *kind, const char *code)
{
	DirectoryAnswer answer = {0};
	DirectoryFeature feature = {.kind = str_from_c(kind), .code = str_from_c(code)};
	assert_ok(directory_search(care, &(DirectoryQuery){.features = &feature, .feature_count = 1, .page = 1, .page_size = 10}, &answer));
	return answer.total;
}

static void test_choices_are_read_from_the_words_and_never_from_a_no(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	assert_ok(directory_import(&care, S("choices.csv"), str_from_c(CHOICES), S("test"), &report));
	assert_int_equal(with_feature(&care, "audience", "carers"), 1);
	assert_int_equal(with_feature(&care, "audience", "older"), 1);
	assert_int_equal(with_feature(&care, "cost", "free"), 1);
	assert_int_equal(with_feature(&care, "cost", "paid"), 1);
	assert_int_equal(with_feature(&care, "cost", "donation"), 1);
	assert_int_equal(with_feature(&care, "day", "tuesday"), 3);
	assert_int_equal(with_feature(&care, "day", "wednesday"), 2);
	assert_int_equal(with_feature(&care, "day", "sunday"), 1);
	assert_int_equal(with_feature(&care, "access", "step-free"), 2); /* not where there is no step-free way in */
	assert_int_equal(with_feature(&care, "access", "hearing-loop"), 1);
	/* A record that an older program made has none; the same file brings them. */
	assert_ok(directory_import(&care, S("choices.csv"), str_from_c(CHOICES), S("test"), &report));
	assert_int_equal(report.unchanged, 4);
}

static void test_what_nobody_has_checked_for_a_year_sinks_and_says_so(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	assert_ok(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_import(&care, S("choices.csv"), str_from_c(CHOICES), S("test"), &report));
	assert_ok(directory_search(&care, &(DirectoryQuery){.page = 1, .page_size = 10}, &answer));
	assert_str(&test->arena, answer.items[0].name, "Carers tea");
	assert_str(&test->arena, answer.items[1].name, "Night sitting");
	assert_false(answer.items[1].is_stale);
	assert_str(&test->arena, answer.items[1].checked_by_kind, "source");
	assert_str(&test->arena, answer.items[2].name, "Monday lunch");
	assert_true(answer.items[2].is_stale && answer.items[3].is_stale);
	assert_str(&test->arena, answer.items[3].checked_on, "");
	/* At the same place too. */
	assert_ok(directory_search(&care, &(DirectoryQuery){.postcode = S("RM17 5AA"), .page = 1, .page_size = 10}, &answer));
	assert_str(&test->arena, answer.items[0].name, "Carers tea");
	assert_true(answer.items[3].is_stale);
}

static Str words_used(Care *care, const char *words, size_t *total)
{
	DirectoryAnswer answer = {0};
	assert_ok(directory_search(care, &(DirectoryQuery){.words = str_from_c(words), .page = 1, .page_size = 10}, &answer));
	*total = answer.total;
	return answer.words_used;
}

static void test_a_slip_in_a_word_is_forgiven_and_told(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	size_t total = 0;
	load_few(&care, &report);
	assert_str(&test->arena, words_used(&care, "lnuch", &total), "lunch");
	assert_int_equal(total, 4);
	assert_str(&test->arena, words_used(&care, "befreinders corringham", &total), "befrienders corringham");
	assert_int_equal(total, 1);
	assert_str(&test->arena, words_used(&care, "lunch", &total), "");
	assert_str(&test->arena, words_used(&care, "wxyzzy", &total), "");
	assert_int_equal(total, 0);
}

static void test_an_unknown_postcode_falls_back_and_says_so(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	PlaceFound place = {0};
	assert_ok(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")));
	assert_ok(place_locate(&care, S("rm18 7bf"), &place));
	assert_int_equal(place.precision, PLACE_FULL);
	assert_str(&test->arena, place.ward_name, "Tilbury St Chads");
	assert_true(place.deprivation_tenth >= 1 && place.deprivation_tenth <= 10);
	assert_ok(place_locate(&care, S("RM18 7ZZ"), &place));
	assert_int_equal(place.precision, PLACE_SECTOR);
	assert_str(&test->arena, place.matched, "RM18 7");
	assert_str(&test->arena, place.asked, "RM18 7ZZ");
	assert_true(str_is_empty(place.ward));
	assert_ok(place_locate(&care, S("RM18 1ZZ"), &place));
	assert_int_equal(place.precision, PLACE_OUTWARD);
	assert_str(&test->arena, place.matched, "RM18");
	assert_ok(place_locate(&care, S("rm18"), &place));
	assert_int_equal(place.precision, PLACE_OUTWARD);
	assert_ok(place_locate(&care, S("rm18 7"), &place));
	assert_int_equal(place.precision, PLACE_SECTOR);
	assert_status(place_locate(&care, S("ZE1 1AA"), &place), STATUS_NOT_FOUND);
	assert_status(place_locate(&care, S("Tilbury"), &place), STATUS_INVALID);
	assert_status(place_locate(&care, S(""), &place), STATUS_INVALID);
}

static void test_the_export_comes_back_in_without_a_change(void **state)
{
	StoreTest *test = store_test_of(state);
	Care care = desk(test);
	DirectoryReport report = {0};
	DirectoryAnswer answer = {0};
	Str feed = {0};
	load_few(&care, &report);
	assert_ok(directory_export(&care, &feed));
	assert_ok(directory_import(&care, S("feed.json"), feed, S("back"), &report));
	assert_int_equal(report.added, 5);
	assert_int_equal(report.finding_total, 0);
	assert_ok(directory_import(&care, S("feed.json"), feed, S("back"), &report));
	assert_int_equal(report.unchanged, 5);
	const Str category = S("befriending");
	assert_ok(directory_search(&care, &(DirectoryQuery){.categories = &category, .category_count = 1, .page = 1,
		.page_size = 10}, &answer));
	assert_int_equal(answer.total, 2);
	assert_str(&test->arena, answer.items[0].description, "A friendly call each week");
	assert_str(&test->arena, answer.items[1].description, "A friendly call each week");
}

/* --- reference data, when it is there --------------------------------------------------------------------------------- */

static Str reference_folder(void)
{
	const char *folder = getenv("KITH_REFERENCE");
	return str_from_c(folder == NULL ? "../shared/reference" : folder);
}

/* Before anything else is taken: a test that is left out clears nothing. */
static void need_reference(StoreTest *test, const char *name)
{
	const char *path = str_c(&test->arena, str_format(&test->arena, "%.*s/%s", STR_ARG(reference_folder()), name));
	if (access(path, R_OK) != 0)
		skip_because("the reference data are not here");
}

static Str reference_file(Arena *arena, const char *name)
{
	const char *path = str_c(arena, str_format(arena, "%.*s/%s", STR_ARG(reference_folder()), name));
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	enum { BYTES_MAX = 16 * 1024 * 1024 };
	char *bytes = arena_allocate(arena, BYTES_MAX);
	size_t length = fread(bytes, 1, BYTES_MAX, file);
	assert_true(length < BYTES_MAX);
	(void)fclose(file);
	return (Str){.data = bytes, .length = length};
}

static void test_the_real_services_of_a_feed_all_come_in(void **state)
{
	StoreTest *test = store_test_of(state);
	need_reference(test, "openreferral/samples/trafford_services.hsds-uk-3.0.json");
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Care care = desk(test);
	care.arena = &arena;
	DirectoryReport report = {0};
	Str feed = reference_file(&arena, "openreferral/samples/trafford_services.hsds-uk-3.0.json");
	assert_ok(directory_import(&care, S("feed.json"), feed, S("trafford"), &report));
	assert_int_equal(report.read, 1377);
	assert_int_equal(report.refused, 0);
	assert_int_equal(report.added, 1377);
	assert_ok(directory_import(&care, S("feed.json"), feed, S("trafford"), &report));
	assert_int_equal(report.unchanged, 1377);
	arena_clear(&arena);
}

static void test_the_real_services_of_a_table_come_in_or_are_named(void **state)
{
	StoreTest *test = store_test_of(state);
	need_reference(test, "openreferral/samples/trafford_services.csv");
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Care care = desk(test);
	care.arena = &arena;
	DirectoryReport report = {0};
	Str table = reference_file(&arena, "openreferral/samples/trafford_services.csv");
	assert_ok(directory_import(&care, S("table.csv"), table, S("trafford"), &report));
	assert_int_equal(report.read, 1383);
	assert_int_equal(report.added + report.refused, 1383);
	assert_true(report.refused <= 6); /* the rows that stand twice */
	size_t refusals = 0;
	for (size_t i = 0; i < report.finding_count; i++)
		refusals += report.findings[i].is_refused ? 1U : 0U;
	assert_int_equal(refusals, report.refused);
	assert_ok(directory_import(&care, S("table.csv"), table, S("trafford"), &report));
	assert_int_equal(report.added + report.changed, 0);
	arena_clear(&arena);
}

static void test_a_councils_postcodes_come_in_with_wards_and_tenths(void **state)
{
	StoreTest *test = store_test_of(state);
	need_reference(test, "geo/wards.geojson");
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Care care = desk(test);
	care.arena = &arena;
	GeographyReport report = {0};
	PlaceFound place = {0};
	Str folder = str_format(&arena, "%.*s/geo", STR_ARG(reference_folder()));
	assert_ok(geography_import(&care, folder, &report));
	assert_true(report.postcodes > 37000);
	assert_int_equal(report.wards, 100);
	assert_int_equal(report.refused, 0);
	assert_ok(place_locate(&care, S("RM18 7BF"), &place));
	assert_str(&arena, place.ward_name, "Tilbury St Chads");
	assert_int_equal(place.deprivation_tenth, 2); /* the mean of its four small areas: 2, 4, 2, 1 */
	assert_ok(place_locate(&care, S("SE13 9ZZ"), &place));
	assert_true(place.precision != PLACE_FULL);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_the_same_file_twice_adds_nothing),
		STORE_TEST(test_a_changed_row_changes_one_listing_and_its_version),
		STORE_TEST(test_the_same_id_of_another_source_is_another_listing),
		STORE_TEST(test_only_an_editor_brings_in),
		STORE_TEST(test_words_are_found_in_the_same_order_on_both_engines),
		STORE_TEST(test_categories_and_pages_narrow_the_list),
		STORE_TEST(test_the_nearest_come_first_with_their_distance),
		STORE_TEST(test_a_search_near_a_place_puts_what_has_no_place_last),
		STORE_TEST(test_listings_get_their_position_when_the_gazetteer_comes_later),
		STORE_TEST(test_choices_are_read_from_the_words_and_never_from_a_no),
		STORE_TEST(test_what_nobody_has_checked_for_a_year_sinks_and_says_so),
		STORE_TEST(test_a_slip_in_a_word_is_forgiven_and_told),
		STORE_TEST(test_an_unknown_postcode_falls_back_and_says_so),
		STORE_TEST(test_the_export_comes_back_in_without_a_change),
		STORE_TEST(test_the_real_services_of_a_feed_all_come_in),
		STORE_TEST(test_the_real_services_of_a_table_come_in_or_are_named),
		STORE_TEST(test_a_councils_postcodes_come_in_with_wards_and_tenths),
	};
	return cmocka_run_group_tests(tests, load_practice, clear_practice);
}
