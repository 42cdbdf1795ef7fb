/* Memory runs out while a page is read and while an answer is saved: at every place in turn, once and for good. Nothing
 * crashes, nothing is half written, and the next request is answered as if nothing had been.
 *
 * The program's own allocations are caught by the linker (--wrap), those of SQLite by its own configuration. */
#include "site_test.h"

#include <sqlite3.h>
#include <stdatomic.h>

#include "care/record/record.h"

enum { SAVES_MAX = 4000, STEP = 9 };

/* How many more allocations succeed; below nought: all. */
static atomic_long own_left = -1;
static atomic_long engine_left = -1;
static atomic_bool for_good;
static atomic_long failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool fails(atomic_long *left)
{
	if (atomic_load(left) < 0)
		return false;
	if (atomic_fetch_sub(left, 1) > 0)
		return false;
	atomic_store(left, atomic_load(&for_good) ? 0 : -1);
	atomic_fetch_add(&failed, 1);
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails(&own_left) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails(&own_left) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
	return fails(&own_left) ? NULL : __real_realloc(memory, size);
}

static sqlite3_mem_methods usual;

static void *engine_malloc(int size)
{
	return fails(&engine_left) ? NULL : usual.xMalloc(size);
}

static void *engine_realloc(void *memory, int size)
{
	return fails(&engine_left) ? NULL : usual.xRealloc(memory, size);
}

static void catch_engine(void)
{
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual), SQLITE_OK);
	sqlite3_mem_methods caught = usual;
	caught.xMalloc = engine_malloc;
	caught.xRealloc = engine_realloc;
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &caught), SQLITE_OK);
}

static void memory_is_back(void)
{
	atomic_store(&own_left, -1);
	atomic_store(&engine_left, -1);
	atomic_store(&for_good, false);
}

typedef struct Desk {
	CareTest *test;
	SiteTest site;
	Str session;
	Str person;
	Str work;
	int64_t version; /* of the answer that is written */
	Str value;
	size_t refused;
	size_t done;
} Desk;

static Desk open_desk(void **state)
{
	Desk desk = {.test = care_test_of(state)};
	desk.site = site_test_open(desk.test);
	Care care = care_test_desk(desk.test, desk.test->practitioner);
	desk.person = care_test_person(&care, "Maud Ferris", "1941-03-14", "RM17 6AA");
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = desk.person}, &desk.work));
	desk.session = site_test_session(&desk.site, desk.test->practitioner);
	return desk;
}

/* A request in an arena of its own, as a worker has one. */
static int ask(Desk *desk, Method method, Str path, FormField *form, size_t count)
{
	Arena arena;
	FormField cookie = {S("kith-session"), desk->session};
	Response response = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Request request = {.arena = &arena, .method = method, .id = S("test"), .address = S("192.0.2.1"), .path = path, .form = form,
		.form_count = count, .cookies = &cookie, .cookie_count = 1, .clock = &desk->test->store->clock};
	web_handle(&desk->site.options, desk->site.worker, &request, &response);
	arena_clear(&arena);
	return response.status;
}

static int save(Desk *desk, size_t number)
{
	Arena *arena = desk->test->arena;
	FormField form[] = {{S("autosave"), S("yes")}, {S("giver"), S("self")}, {S("shown"), S("home_access")},
		{S("version-home_access"), str_format(arena, "%lld", (long long)desk->version)}, {S("was-home_access"), desk->value},
		{S("home_access"), str_format(arena, "as told the %zuth time", number)}};
	return ask(desk, METHOD_POST, str_format(arena, "/work/%.*s/save", STR_ARG(desk->work)), form, sizeof form / sizeof *form);
}

/* What stands now: the old answer or the new one, whole, and as many versions as there were saves that went through. */
static void check_whole(Desk *desk, int status, size_t number)
{
	Drafts drafts = {0};
	Care care = care_test_desk(desk->test, desk->test->practitioner);
	assert_ok(work_drafts(&care, desk->work, &drafts));
	const Draft *stands = drafts_find(&drafts, S("home_access"));
	int64_t version = stands == NULL ? 0 : stands->version;
	Str wanted = str_format(desk->test->arena, "as told the %zuth time", number);
	if (status == 200)
		assert_int_equal(version, desk->version + 1);
	else
		assert_true(version == desk->version || version == desk->version + 1);
	if (version == desk->version + 1)
		assert_true(str_equal(stands->value, wanted));
	desk->done += version == desk->version + 1 ? 1 : 0;
	desk->refused += status == 200 ? 0 : 1;
	desk->version = version;
	desk->value = stands == NULL ? S("") : stands->value;
}

static void check_record(Desk *desk)
{
	StoreVerifyReport report = {0};
	assert_ok(store_verify(desk->test->store->store, desk->test->arena, &report));
	assert_true(report.database_sound);
}

/* Saves again and again, each time with memory running out a little later, until none fails any more. */
static void torture_saves(Desk *desk, atomic_long *left, bool lasting, size_t step)
{
	size_t number = 1;
	long before = 0;
	(void)save(desk, 0); /* statements are prepared */
	check_whole(desk, 200, 0);
	for (size_t places = 0; places < SAVES_MAX; places += step) {
		before = atomic_load(&failed);
		atomic_store(&for_good, lasting);
		atomic_store(left, (long)places);
		int status = save(desk, number);
		memory_is_back();
		check_whole(desk, status, number);
		number++;
		if (atomic_load(&failed) == before)
			break;
	}
	assert_int_equal(atomic_load(&failed), before); /* the last one had all it wanted: no place was left out at the end */
	assert_int_equal(save(desk, number), 200);
	check_whole(desk, 200, number);
	check_record(desk);
}

/* An arena asks again; what the driver of PostgreSQL cannot have is an answer of its own. */
static void test_a_save_whose_own_memory_fails_once_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, &own_left, false, 1);
	assert_true(desk.done > 1);
	assert_true(desk.refused == 0 || desk.test->store->engine == STORE_POSTGRES);
	site_test_close(&desk.site);
}

static void test_a_save_during_which_the_engine_has_no_memory_once_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, &engine_left, false, STEP);
	assert_true(desk.refused > 0 && desk.done > 1);
	site_test_close(&desk.site);
}

static void test_a_save_from_which_on_the_engine_has_no_memory_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, &engine_left, true, STEP);
	assert_true(desk.refused > 0 && desk.done > 1);
	site_test_close(&desk.site);
}

static void test_a_page_that_finds_no_memory_is_refused_and_the_next_is_answered(void **state)
{
	Desk desk = open_desk(state);
	Str path = str_concat(desk.test->arena, S("/people/"), desk.person);
	size_t refused = 0;
	long before = -1;
	assert_int_equal(ask(&desk, METHOD_GET, path, NULL, 0), 200);
	for (size_t places = 0; places < SAVES_MAX && before != atomic_load(&failed); places += STEP) {
		before = atomic_load(&failed);
		atomic_store(&for_good, places % 2 == 1);
		atomic_store(&engine_left, (long)places);
		int status = ask(&desk, METHOD_GET, path, NULL, 0);
		memory_is_back();
		refused += status == 200 ? 0 : 1;
		assert_true(status == 200 || status >= 300);
		assert_int_equal(ask(&desk, METHOD_GET, path, NULL, 0), 200);
	}
	assert_true(refused > 0);
	check_record(&desk);
	site_test_close(&desk.site);
}

#define ON_SQLITE(function) cmocka_unit_test_setup_teardown(function, care_test_open_sqlite, care_test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_save_whose_own_memory_fails_once_is_whole_or_not_there),
		ON_SQLITE(test_a_save_during_which_the_engine_has_no_memory_once_is_whole_or_not_there),
		ON_SQLITE(test_a_save_from_which_on_the_engine_has_no_memory_is_whole_or_not_there),
		ON_SQLITE(test_a_page_that_finds_no_memory_is_refused_and_the_next_is_answered),
	};
	catch_engine();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
