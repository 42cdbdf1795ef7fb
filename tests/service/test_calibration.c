/* A calibrated story: what Thurrock published for 2015/16 comes out when the record is counted, and because it is counted
 * it moves when the record is changed. Here with a beginning of the story; tests/demonstration/calibrated.sh has all of it. */
#include "unit_test.h"

#include <stdlib.h>

#include <sqlite3.h>

#include "care/insight/measures.h"
#include "care/person/person.h"
#include "care/release/release.h"
#include "care/service/service.h"
#include "cli/commands.h"
#include "statements.h"
#include "store_test.h"

#define PEOPLE "420"

typedef struct Borough {
	StoreTest *place;
	Care care;
	Date from;
	Date to;
} Borough;

static Date day(const char *text)
{
	Date date = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &date));
	return date;
}

static int make_borough(void **state)
{
	static Borough borough;
	StoreTest *place = store_test_place(STORE_SQLITE);
	place->arena.limit_bytes = ARENA_COMMAND_BYTES_MAX;
	const char *database = str_c(&place->arena, place->database);
	char *arguments[] = {(char *)"demo", (char *)"--borough", (char *)"thurrock", (char *)"--calibrated", (char *)"2015-16",
		(char *)"--people", (char *)PEOPLE, (char *)"--data", (char *)database, NULL};
	assert_int_equal(command_demo(9, arguments), EXIT_STATUS_GOOD);
	place->clock.held = instant_from_london(day("2016-04-04"), 9, 0);
	StoreOptions options = store_test_options(place);
	assert_ok(store_test_reopen(place, &options));
	Practice *practice = NULL;
	Problems problems = problems_make(&place->arena);
	StoreConnection *reader = store_maintenance(place->store);
	assert_ok(release_load(reader, &place->arena, &place->clock, &problems, &practice));
	borough = (Borough){.place = place, .from = day("2015-04-01"), .to = day("2016-03-31"),
		.care = care_system(place->store, reader, &place->arena, &place->clock, &place->ids, practice)};
	*state = &borough;
	return 0;
}

static int remove_borough(void **state)
{
	const Borough *borough = *state;
	store_test_remove(borough->place);
	return 0;
}

static MeasureResult measure(Borough *borough, const char *code)
{
	MeasureResult *results = NULL;
	size_t count = 0;
	assert_ok(insight_measures(&borough->care, borough->from, borough->to, &results, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(results[i].measure->code, str_from_c(code)) && str_equal(results[i].measure->set, S("ascof-2015-16")))
			return results[i];
	fail_msg("no measure %s", code);
	return (MeasureResult){0};
}

/* One text from the record, as the rooms wrote it. */
static Str one(Borough *borough, const char *sql)
{
	sqlite3 *database = NULL;
	sqlite3_stmt *statement = NULL;
	Arena *arena = &borough->place->arena;
	const char *path = str_c(arena, str_concat(arena, borough->place->database, S("/kith.sqlite")));
	assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(database));
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	Str text = str_copy(arena, str_from_c((const char *)sqlite3_column_text(statement, 0)));
	(void)sqlite3_finalize(statement);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
	return text;
}

static void assert_near(const MeasureResult *result, int64_t published_tenths, int64_t apart_tenths)
{
	assert_true(result->denominator > 0);
	int64_t tenths = result->value / (MEASURE_VALUE_ONE / 10);
	if (llabs(tenths - published_tenths) > apart_tenths)
		fail_msg("%.*s: %lld of %lld, published %lld tenths", STR_ARG(result->measure->code), (long long)result->numerator,
			(long long)result->denominator, (long long)published_tenths);
}

static void test_a_tenth_of_the_story_has_the_published_shares_of_the_whole(void **state)
{
	Borough *borough = *state;
	MeasureResult self_directed = measure(borough, "1C(1a)");
	MeasureResult payments = measure(borough, "1C(2a)");
	MeasureResult work = measure(borough, "1E");
	MeasureResult home = measure(borough, "1G");
	MeasureResult reablement = measure(borough, "2D");
	assert_near(&self_directed, 742, 60);
	assert_near(&payments, 286, 60);
	assert_near(&home, 852, 80);
	assert_near(&work, 74, 60);
	assert_near(&reablement, 869, 80);
	assert_int_equal(self_directed.denominator, payments.denominator);
	assert_int_equal(work.denominator, home.denominator);
	assert_true(self_directed.denominator > 80);
}

static void test_a_direct_payment_that_ends_lowers_its_measure_by_one(void **state)
{
	Borough *borough = *state;
	MeasureResult before = measure(borough, "1C(2a)");
	const char *whose = " FROM service s WHERE s.kind = 'direct-payment' AND s.ends_on IS NULL AND NOT EXISTS (SELECT 1 FROM"
		" service o WHERE o.person_id = s.person_id AND o.id <> s.id) ORDER BY s.id LIMIT 1";
	Arena *arena = &borough->place->arena;
	Str person = one(borough, str_c(arena, str_format(arena, "SELECT s.person_id%s", whose)));
	assert_ok(service_end_all(&borough->care, person, borough->to - 1, S("other")));
	MeasureResult after = measure(borough, "1C(2a)");
	assert_int_equal(after.numerator, before.numerator - 1);
	assert_int_equal(after.denominator, before.denominator - 1);
}

static void test_somebody_who_finds_work_raises_its_measure_by_one(void **state)
{
	Borough *borough = *state;
	MeasureResult before = measure(borough, "1E");
	Str person = one(borough, "SELECT w.subject_id FROM fact_current w JOIN fact_current r ON r.subject_id = w.subject_id"
		" AND r.question = 'primary_support_reason' AND r.value = 'learning-disability' JOIN service s ON s.person_id ="
		" w.subject_id AND s.ends_on IS NULL JOIN person_summary p ON p.person_id = w.subject_id AND p.born > '1952'"
		" WHERE w.question = 'employment' AND w.value = 'not-seeking' ORDER BY 1 LIMIT 1");
	borough->place->clock.held = instant_from_london(borough->to - 10, 9, 0);
	const Answer answer = {.question = S("employment"), .value = S("paid-16-plus"), .giver = GIVER_WORKER};
	assert_ok(person_record(&borough->care, person, &answer, 1, NULL));
	borough->place->clock.held = instant_from_london(borough->to + 4, 9, 0);
	MeasureResult after = measure(borough, "1E");
	assert_int_equal(after.numerator, before.numerator + 1);
	assert_int_equal(after.denominator, before.denominator);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_tenth_of_the_story_has_the_published_shares_of_the_whole),
		cmocka_unit_test(test_a_direct_payment_that_ends_lowers_its_measure_by_one),
		cmocka_unit_test(test_somebody_who_finds_work_raises_its_measure_by_one),
	};
	return cmocka_run_group_tests(tests, make_borough, remove_borough);
}
