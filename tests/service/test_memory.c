/* Memory runs out while a page is read, an answer is saved, a file is taken apart and a council's folder is loaded: at every
 * place in turn, once and for good. Nothing crashes, nothing is half written, and the next request is answered as if nothing
 * had been. Where an arena ends the process (arena.h), nothing that was answered is lost.
 */
#include "site_test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/json.h"
#include "care/record/record.h"
#include "memory_test.h"
#include "web/compress.h"
#include "web/multipart_parser.h"

enum { SAVES_MAX = 4000, STEP = 9, PAGE_STEP = 3, LOAD_STEP = 97, LOADS_MAX = 12, TEXT_BYTES_MAX = 1024 * 1024 };

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

/* What the record has now is what the desk has seen. */
static void stand_as_found(Desk *desk)
{
	Drafts drafts = {0};
	Care care = care_test_desk(desk->test, desk->test->practitioner);
	assert_ok(work_drafts(&care, desk->work, &drafts));
	const Draft *stands = drafts_find(&drafts, S("home_access"));
	assert_non_null(stands);
	desk->version = stands->version;
	desk->value = stands->value;
}

static void check_record(Desk *desk)
{
	StoreVerifyReport report = {0};
	assert_ok(store_verify(desk->test->store->store, desk->test->arena, &report));
	assert_true(report.database_sound);
}

/* Saves again and again, each time with memory running out a little later, until none fails any more. */
static void torture_saves(Desk *desk, MemoryOf kind, bool lasting, size_t step)
{
	size_t number = 1;
	long missed = 1;
	(void)save(desk, 0); /* statements are prepared */
	check_whole(desk, 200, 0);
	for (size_t places = 0; missed > 0 && places < SAVES_MAX; places += step) {
		memory_test_end_after(kind, (long)places, lasting);
		int status = save(desk, number);
		missed = memory_test_back();
		check_whole(desk, status, number);
		number++;
	}
	assert_int_equal(missed, 0); /* the last one had all it wanted: no place was left out at the end */
	assert_int_equal(save(desk, number), 200);
	check_whole(desk, 200, number);
	check_record(desk);
}

/* An arena asks again; what the driver of PostgreSQL cannot have is an answer of its own. */
static void test_a_save_whose_own_memory_fails_once_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, MEMORY_OF_PROGRAM, false, 1);
	assert_true(desk.done > 1);
	assert_true(desk.refused == 0 || desk.test->store->engine == STORE_POSTGRES);
	site_test_close(&desk.site);
}

static void test_a_save_during_which_the_engine_has_no_memory_once_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, MEMORY_OF_SQLITE, false, STEP);
	assert_true(desk.refused > 0 && desk.done > 1);
	site_test_close(&desk.site);
}

static void test_a_save_from_which_on_the_engine_has_no_memory_is_whole_or_not_there(void **state)
{
	Desk desk = open_desk(state);
	torture_saves(&desk, MEMORY_OF_SQLITE, true, STEP);
	assert_true(desk.refused > 0 && desk.done > 1);
	site_test_close(&desk.site);
}

static void torture_page(Desk *desk, MemoryOf kind, size_t step, size_t *refused)
{
	Str path = str_concat(desk->test->arena, S("/people/"), desk->person);
	long missed = 1;
	*refused = 0;
	assert_int_equal(ask(desk, METHOD_GET, path, NULL, 0), 200);
	for (size_t places = 0; places < SAVES_MAX && missed > 0; places += step) {
		memory_test_end_after(kind, (long)places, kind == MEMORY_OF_SQLITE && places % 2 == 1);
		int status = ask(desk, METHOD_GET, path, NULL, 0);
		missed = memory_test_back();
		*refused += status == 200 ? 0 : 1;
		assert_true(status == 200 || status >= 300);
		assert_int_equal(ask(desk, METHOD_GET, path, NULL, 0), 200);
	}
	assert_int_equal(missed, 0);
	check_record(desk);
}

static void test_a_page_that_finds_no_memory_is_refused_and_the_next_is_answered(void **state)
{
	Desk desk = open_desk(state);
	size_t refused = 0;
	torture_page(&desk, MEMORY_OF_SQLITE, STEP, &refused);
	assert_true(refused > 0);
	site_test_close(&desk.site);
}

/* An arena asks again. */
static void test_a_page_whose_own_memory_fails_once_is_answered(void **state)
{
	Desk desk = open_desk(state);
	size_t refused = 0;
	torture_page(&desk, MEMORY_OF_PROGRAM, 1, &refused);
	assert_true(refused == 0 || desk.test->store->engine == STORE_POSTGRES);
	site_test_close(&desk.site);
}

/* --- reading a council's folder ------------------------------------------------------------------------------------- */

static Status load(Arena *arena, Problems *problems, Str *hash)
{
	Practice *practice = NULL;
	*problems = problems_make(arena);
	Status status = practice_load(&practice, arena, S("boroughs/common"), S("boroughs/thurrock"), problems);
	*hash = status == STATUS_OK ? practice_hash(practice) : (Str){0};
	return status;
}

/* Once is waited for: it is the same release. libyaml's answer becomes a problem that names a file, never half a release. */
static void torture_load(MemoryOf kind, bool must_be_whole)
{
	Arena arena;
	Problems problems;
	Str hash = {0};
	long missed = 1;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	assert_ok(load(&arena, &problems, &hash));
	char whole[65] = {0};
	assert_true(hash.length < sizeof whole);
	memcpy(whole, hash.data, hash.length);
	for (long places = 0, loads = 0; missed > 0 && loads < LOADS_MAX; places = places * 3 + LOAD_STEP, loads++) {
		arena_clear(&arena);
		memory_test_end_after(kind, places, false);
		Status status = load(&arena, &problems, &hash);
		missed = memory_test_back();
		assert_true(status == STATUS_OK || (!must_be_whole && problems_any(&problems)));
		assert_true(status != STATUS_OK || str_equal(hash, str_from_c(whole)));
		assert_true(must_be_whole || missed == 0 || status != STATUS_OK);
	}
	assert_int_equal(missed, 0);
	arena_clear(&arena);
}

static void test_a_practice_read_while_memory_fails_once_is_whole(void **state)
{
	(void)state;
	torture_load(MEMORY_OF_PROGRAM, true);
}

static void test_a_practice_for_which_libyaml_has_no_memory_is_refused_with_a_reason(void **state)
{
	(void)state;
	torture_load(MEMORY_OF_LIBRARIES, false);
}

/* --- the end of the process ----------------------------------------------------------------------------------------- */

/* Saves until an arena ends the process; each answered save is told through the pipe. */
static void save_until_the_end(Desk *desk, long places, int told)
{
	for (size_t number = 1; number < SAVES_MAX; number++) {
		if (number == 5)
			memory_test_end_after(MEMORY_OF_PROGRAM, places, true);
		int status = save(desk, number);
		if (status == 200 && write(told, "+", 1) != 1)
			break;
		desk->version += status == 200 ? 1 : 0;
		desk->value = str_format(desk->test->arena, "as told the %zuth time", number);
	}
	_exit(3);
}

/* How many answered saves there were; the process ended by itself for want of memory. */
static size_t watch_the_end(pid_t child, int told)
{
	size_t answered = 0;
	char one = 0;
	int status = 0;
	while (read(told, &one, 1) == 1)
		answered++;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	return answered;
}

/* Nothing that was acknowledged is lost by the one way in which want of memory ends the process (arena.h). */
static void test_a_process_that_memory_ends_has_kept_every_answered_save(void **state)
{
	static const long PLACES[] = {0, 2, 9, 40, 160};
	Desk desk = open_desk(state);
	StoreTest *place = desk.test->store;
	StoreOptions options = store_test_options(place);
	(void)save(&desk, 0);
	check_whole(&desk, 200, 0);
	site_test_close(&desk.site);
	store_close(place->store);
	place->store = NULL;
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
		int told[2];
		assert_int_equal(pipe(told), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			(void)signal(SIGABRT, SIG_DFL);
			(void)close(told[0]);
			id_source_clear(&place->ids); /* other ids than those that an earlier child has made */
			id_source_init_seeded(&place->ids, &place->clock, 100 + i);
			assert_ok(store_test_reopen(place, &options));
			desk.site = site_test_open(desk.test);
			save_until_the_end(&desk, PLACES[i], told[1]);
		}
		(void)close(told[1]);
		int64_t answered = (int64_t)watch_the_end(child, told[0]);
		(void)close(told[0]);
		int64_t before = desk.version;
		assert_ok(store_test_reopen(place, &options));
		stand_as_found(&desk);
		assert_true(answered >= 4); /* memory was there for the first saves */
		assert_true(desk.version == before + answered || desk.version == before + answered + 1);
		check_record(&desk);
		store_close(place->store);
		place->store = NULL;
	}
}

/* --- what reads and writes without a store: the same answer as if memory had been there ----------------------------- */

static Str read_json(Arena *arena)
{
	const JsonNode *root = NULL;
	Problems problems = problems_make(arena);
	Buffer out = buffer_make(arena, TEXT_BYTES_MAX);
	JsonWriter writer = json_writer_make(&out);
	Buffer text = buffer_make(arena, TEXT_BYTES_MAX);
	buffer_add(&text, S("[0"));
	for (int i = 0; i < 3000; i++)
		buffer_add(&text, S(",{\"a\":[\"Zo\\u00eb\",1.50]}"));
	buffer_add(&text, S("]"));
	assert_ok(json_parse(arena, S("file"), 1, buffer_str(&text), &problems, &root));
	json_write_node(&writer, root);
	return buffer_str(&out);
}

static Str read_csv(Arena *arena)
{
	CsvReader reader;
	CsvRow row;
	Problems problems = problems_make(arena);
	Buffer out = buffer_make(arena, TEXT_BYTES_MAX);
	Buffer text = buffer_make(arena, TEXT_BYTES_MAX);
	buffer_add(&text, S("id,words\n"));
	for (int i = 0; i < 3000; i++)
		buffer_add(&text, S("7,\"Zo\xC3\xAB, \"\"and\"\" others\"\n"));
	csv_open_text(&reader, arena, S("file"), buffer_str(&text), (CsvLimits){.columns_most = 4, .field_bytes_most = 100}, &problems);
	assert_ok(csv_read_header(&reader));
	while (csv_next_row(&reader, &row) == STATUS_OK)
		csv_write_row(&out, row.fields, row.count, (CsvStyle){0});
	return buffer_str(&out);
}

static Str read_multipart(Arena *arena)
{
	Str boundary = {0};
	MultipartForm form = {0};
	Buffer text = buffer_make(arena, TEXT_BYTES_MAX);
	Buffer out = buffer_make(arena, TEXT_BYTES_MAX);
	for (int i = 0; i < 40; i++)
		buffer_add(&text, S("--cut\r\nContent-Disposition: form-data; name=\"washing\"\r\n\r\nwith help\r\n"));
	buffer_add(&text, S("--cut--\r\n"));
	assert_ok(multipart_boundary(S("multipart/form-data; boundary=cut"), &boundary));
	assert_ok(multipart_parse(arena, boundary, buffer_str(&text), &form));
	for (size_t i = 0; i < form.field_count; i++)
		buffer_add(&out, form.fields[i].value);
	return buffer_str(&out);
}

static ExpressionValue nothing_known(const void *context, Str name)
{
	(void)context;
	(void)name;
	return (ExpressionValue){0};
}

static Str read_expression(Arena *arena)
{
	const Expression *expression = NULL;
	Problems problems = problems_make(arena);
	Buffer text = buffer_make(arena, TEXT_BYTES_MAX);
	buffer_add(&text, S("washing = 'unable'"));
	for (int i = 0; i < 60; i++)
		buffer_add_format(&text, " or (falls > %d and not has(carer))", i);
	assert_ok(expression_parse(arena, buffer_str(&text), (Problem){.line = 1, .column = 1}, &problems, &expression));
	return expression_explain(arena, expression, &(ExpressionLookup){.value = nothing_known, .today = DATE_NONE});
}

static Str pack(Arena *arena)
{
	Buffer text = buffer_make(arena, TEXT_BYTES_MAX);
	for (int i = 0; i < 5000; i++)
		buffer_add(&text, S("<p>A page of many words that are much the same.</p>"));
	return gzip_pack(arena, buffer_str(&text));
}

static void test_what_is_read_while_memory_fails_once_is_the_same(void **state)
{
	static Str (*const READERS[])(Arena *arena) = {read_json, read_csv, read_multipart, read_expression, pack};
	(void)state;
	for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
		Arena kept;
		Arena arena;
		arena_init(&kept, ARENA_REQUEST_BYTES_MAX);
		arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
		Str wanted = READERS[i](&kept);
		long missed = 1;
		assert_true(wanted.length > 100);
		for (long places = 0; missed > 0; places++) {
			arena_clear(&arena);
			memory_test_end_after(MEMORY_OF_PROGRAM, places, false);
			Str found = READERS[i](&arena);
			missed = memory_test_back();
			assert_true(str_equal(found, wanted));
			assert_true(missed == 0 || places < SAVES_MAX);
		}
		arena_clear(&arena);
		arena_clear(&kept);
	}
}

/* A page that cannot be packed goes as it is. */
static void test_a_page_for_which_zlib_has_no_memory_is_not_packed(void **state)
{
	Arena arena;
	(void)state;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	memory_test_end_after(MEMORY_OF_LIBRARIES, 0, false);
	Str packed = pack(&arena);
	assert_int_equal(memory_test_back(), 1);
	assert_null(packed.data);
	assert_non_null(pack(&arena).data);
	arena_clear(&arena);
}

#define ON_SQLITE(function) cmocka_unit_test_setup_teardown(function, care_test_open_sqlite, care_test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_save_whose_own_memory_fails_once_is_whole_or_not_there),
		ON_SQLITE(test_a_save_during_which_the_engine_has_no_memory_once_is_whole_or_not_there),
		ON_SQLITE(test_a_save_from_which_on_the_engine_has_no_memory_is_whole_or_not_there),
		ON_SQLITE(test_a_page_that_finds_no_memory_is_refused_and_the_next_is_answered),
		CARE_TEST(test_a_page_whose_own_memory_fails_once_is_answered),
		ON_SQLITE(test_a_process_that_memory_ends_has_kept_every_answered_save),
		cmocka_unit_test(test_a_practice_read_while_memory_fails_once_is_whole),
		cmocka_unit_test(test_a_practice_for_which_libyaml_has_no_memory_is_refused_with_a_reason),
		cmocka_unit_test(test_what_is_read_while_memory_fails_once_is_the_same),
		cmocka_unit_test(test_a_page_for_which_zlib_has_no_memory_is_not_packed),
	};
	memory_test_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
