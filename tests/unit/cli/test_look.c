/* Bring your own return: what a look counts, who stands behind each figure, and the pages of kith serve --local. */
#include "unit_test.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/spool.h"
#include "care/returns/page_local.h"
#include "care/returns/page_look.h"
#include "cli/cld_files.h"
#include "engine/returns/cld_generate.h"

enum { TEXT_BYTES_MAX = 32 << 20, PEOPLE = 600 };

static Arena arena;
static CldTables tables;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)8 << 30);
	Problems problems = problems_make(&arena);
	return cld_tables_load(&tables, &arena, &problems) == STATUS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static Status keep_row(void *context, const CldRow *row)
{
	cld_write_row(context, row);
	return STATUS_OK;
}

static Str generated(uint32_t councils, uint32_t per_thousand)
{
	Buffer text = buffer_make(&arena, TEXT_BYTES_MAX);
	Buffer work = buffer_make(&arena, TEXT_BYTES_MAX);
	CldGeneration generation = {.seed = 4, .councils = councils, .people = PEOPLE, .codes = &tables.codes, .map = &tables.map};
	(void)work;
	assert_ok(date_make(2024, 4, 1, &generation.from));
	assert_ok(date_make(2025, 3, 31, &generation.to));
	for (size_t i = 0; i < CLD_FAULT_COUNT; i++)
		generation.per_thousand[i] = per_thousand;
	cld_write_header(&text);
	assert_ok(cld_generate(&generation, keep_row, &text));
	return buffer_str(&text);
}

static CldFile file_of(const char *name, Str text)
{
	CldFile file = {.name = str_from_c(name), .file = tmpfile()};
	assert_non_null(file.file);
	assert_int_equal(fwrite(text.data, 1, text.length, file.file), text.length);
	rewind(file.file);
	return file;
}

static void make_look(Look *out, CldFile *files, size_t count)
{
	Problems problems = problems_make(&arena);
	LookInput input = {.lists = tables.lists, .national = &tables.national, .files = files, .file_count = count, .threads = 2,
		.from = DATE_NONE, .to = DATE_NONE};
	assert_ok(look_make(out, &arena, &input, &problems));
}

static void test_the_period_is_the_one_that_most_rows_state(void **state)
{
	(void)state;
	CldFile file = file_of("return.csv", generated(1, 5));
	Look look;
	make_look(&look, &file, 1);
	assert_str(&arena, look.period, "2024/25");
	assert_int_equal(look.input.to - look.input.from, 364);
	(void)fclose(file.file);
}

static void test_each_figure_is_as_long_as_its_list(void **state)
{
	(void)state;
	CldFile file = file_of("return.csv", generated(2, 10));
	Look look;
	make_look(&look, &file, 1);
	static const CldMeasure MEASURES[] = {CLD_MEASURE_2A, CLD_MEASURE_2C, CLD_MEASURE_2E, CLD_MEASURE_3D_2A, CLD_MEASURE_REVIEWED,
		CLD_MEASURE_NHS_NUMBER};
	for (size_t i = 0; i < sizeof MEASURES / sizeof *MEASURES; i++)
		for (size_t council = 0; council <= look_together(&look); council++) {
			LookWanted wanted = {.council = council, .measure = MEASURES[i], .only = LOOK_COUNTED, .rule = CLD_RULE_COUNT};
			LookLines lines;
			assert_ok(look_list(&look, &arena, &wanted, &lines));
			assert_int_equal(lines.total, look_cell(&look, council, MEASURES[i], 0)->numerator);
			for (size_t at = 0; at < lines.count; at++) {
				assert_true(lines.items[at].place.row > 1);
				assert_false(str_is_empty(lines.items[at].event) && str_is_empty(lines.items[at].person));
			}
		}
	(void)fclose(file.file);
}

static void test_a_fault_is_as_often_in_its_list_as_in_the_count(void **state)
{
	(void)state;
	CldFile files[2] = {file_of("a.csv", generated(1, 20)), file_of("b.csv", generated(1, 20))};
	Look look;
	make_look(&look, files, 2);
	size_t kinds = 0;
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++) {
		LookWanted wanted = {.council = look_together(&look), .measure = CLD_MEASURE_COUNT, .rule = (CldRule)rule};
		LookLines lines;
		if (look.report.of_rule[rule].findings == 0)
			continue;
		assert_ok(look_list(&look, &arena, &wanted, &lines));
		assert_int_equal(lines.total, look.report.of_rule[rule].findings);
		kinds++;
	}
	assert_true(kinds > 20);
	(void)fclose(files[0].file);
	(void)fclose(files[1].file);
}

static void test_a_council_that_is_known_stands_beside_england_with_its_population(void **state)
{
	(void)state;
	Str text = str_replace(&arena, generated(1, 0), S("\n001,"), S("\n622,"));
	CldFile file = file_of("thurrock.csv", text);
	Look look;
	make_look(&look, &file, 1);
	assert_str(&arena, look_council_name(&look, &arena, 0), "Thurrock");
	LookFigure admissions = look_figure(&look, 0, CLD_MEASURE_2C, 0);
	assert_int_equal(admissions.denominator, 24123); /* the latest that is published to us for 65 and over: 2022/23 */
	assert_int_equal(admissions.population_year, 2022);
	assert_int_equal(admissions.standing->england, 4982000);
	LookFigure payments = look_figure(&look, 0, CLD_MEASURE_3D_2A, 0);
	assert_int_equal(payments.standing->england, 266000);
	assert_int_equal(payments.standing->england_year, 2020);
	assert_true(payments.standing->spread.lower < payments.standing->spread.upper);
	assert_int_equal(payments.against, measure_standing(payments.value, 266000, BETTER_HIGHER, 10000));
	(void)fclose(file.file);
}

static void test_the_page_alone_loads_nothing_and_names_nobody(void **state)
{
	(void)state;
	CldFile file = file_of("return.csv", generated(1, 10));
	Look look;
	make_look(&look, &file, 1);
	LookPage page = {.look = &look, .council = look_together(&look)};
	Str document = look_document(&arena, &page);
	assert_false(str_contains(document, S("src=")));
	assert_false(str_contains(document, S("url(")));
	assert_false(str_contains(document, S("href=")));
	assert_false(str_contains(document, S("P001000"))); /* how the generator numbers people */
	assert_true(str_contains(document, S("England 26.6%")));
	(void)fclose(file.file);
}

static void test_what_is_no_return_says_so(void **state)
{
	(void)state;
	CldFile file = file_of("letter.csv", S("Dear colleague;the figures\nfollow;soon\n"));
	Look look;
	make_look(&look, &file, 1);
	assert_int_equal(look.report.of_rule[CLD_RULE_FILE_SHAPE].findings, 1);
	LookPage page = {.look = &look, .council = look_together(&look)};
	assert_true(str_contains(look_document(&arena, &page), S("parted by semicolons"))
		|| str_contains(look_document(&arena, &page), CLD_RULES[CLD_RULE_FILE_SHAPE].title));
	(void)fclose(file.file);
}

/* ---- The pages. ---- */

static const char SECRET[] = "0123456789abcdef0123456789abcdef";

static WebOptions web_of(const Local *local)
{
	WebOptions options = {.workers = 1, .application = local_application(local), .clock = clock_system(),
		.secret = {.data = SECRET, .length = sizeof SECRET - 1}};
	options.routes = local_routes(&options.route_count);
	return options;
}

static Response get(const WebOptions *options, Str path, FormField *query, size_t query_count)
{
	Response response = {0};
	Request request = {.arena = &arena, .method = METHOD_GET, .path = path, .query = query, .query_count = query_count};
	web_handle(options, NULL, &request, &response);
	return response;
}

/* As the server does it: the body in a spool, the files mapped from it. */
static Response upload(const WebOptions *options, Str text, const char *year)
{
	Response response = {0};
	FormField form[] = {{.name = S("year"), .value = str_from_c(year)}};
	UploadedFile files[] = {{.field = S("files"), .name = S("return.csv"), .offset = 3}};
	Request request = {.arena = &arena, .method = METHOD_POST, .path = S("/"), .form = form, .form_count = 1, .files = files,
		.file_count = 1, .spool = spool_open()};
	assert_true(request.spool > 0);
	assert_int_equal(write(request.spool, "...", 3), 3);
	assert_int_equal(write(request.spool, text.data, text.length), text.length);
	files[0].bytes = text;
	web_handle(options, NULL, &request, &response);
	assert_int_equal(close(request.spool), 0); /* the look keeps what it needs */
	return response;
}

static void test_files_are_looked_at_and_their_rows_listed(void **state)
{
	(void)state;
	Local *local = local_open(&(LocalOptions){.lists = tables.lists, .national = &tables.national, .threads = 2});
	WebOptions options = web_of(local);
	Response posted = upload(&options, generated(1, 10), "");
	assert_int_equal(posted.status, 303);
	assert_true(str_starts_with(posted.location, S("/returns/")));
	Response page = get(&options, posted.location, NULL, 0);
	assert_int_equal(page.status, 200);
	assert_true(str_contains(page.body, S("Council 001: the return at a glance")));
	FormField query[] = {{S("of"), S("REVIEWED-12M")}, {S("group"), S("all")}, {S("only"), S("rest")}};
	Response list = get(&options, str_concat(&arena, posted.location, S("/list")), query, 3);
	assert_int_equal(list.status, 200);
	assert_true(str_contains(list.body, S("People supported all year and not reviewed in it")));
	assert_true(str_contains(list.body, S("P001000")));
	assert_false(str_contains(list.body, S("9990"))); /* no NHS number is shown */
	Response file = get(&options, str_concat(&arena, posted.location, S("/list.csv")), query, 3);
	assert_true(str_starts_with(file.body, S("file,row,person,")));
	assert_int_equal(get(&options, str_concat(&arena, posted.location, S("/figures.csv")), NULL, 0).status, 200);
	assert_int_equal(get(&options, str_concat(&arena, posted.location, S("/faults.csv")), NULL, 0).status, 200);
	FormField wrong[] = {{S("of"), S("9Z")}, {S("group"), S("0")}};
	assert_int_equal(get(&options, str_concat(&arena, posted.location, S("/list")), wrong, 2).status, 404);
	local_close(local);
}

static void test_an_address_that_was_not_given_out_opens_nothing(void **state)
{
	(void)state;
	Local *local = local_open(&(LocalOptions){.lists = tables.lists, .national = &tables.national, .threads = 1});
	WebOptions options = web_of(local);
	assert_int_equal(get(&options, S("/returns/01M81629X3000083AW0NSYDCCX"), NULL, 0).status, 404);
	assert_int_equal(get(&options, S("/"), NULL, 0).status, 200);
	local_close(local);
}

static void test_the_oldest_look_makes_room(void **state)
{
	(void)state;
	Local *local = local_open(&(LocalOptions){.lists = tables.lists, .national = &tables.national, .threads = 1});
	WebOptions options = web_of(local);
	Str text = generated(1, 0);
	Str first = str_copy(&arena, upload(&options, text, "2024/25").location);
	for (size_t i = 0; i < LOCAL_LOOKS_MAX; i++) {
		assert_int_equal(get(&options, first, NULL, 0).status, 200);
		assert_int_equal(upload(&options, text, "2024/25").status, 303);
	}
	assert_int_equal(get(&options, first, NULL, 0).status, 404);
	local_close(local);
}

static void test_a_form_without_files_or_with_a_made_up_year_is_asked_again(void **state)
{
	(void)state;
	Local *local = local_open(&(LocalOptions){.lists = tables.lists, .national = &tables.national, .threads = 1});
	WebOptions options = web_of(local);
	Response response = {0};
	Request request = {.arena = &arena, .method = METHOD_POST, .path = S("/")};
	web_handle(&options, NULL, &request, &response);
	assert_int_equal(response.status, 422);
	assert_true(str_contains(response.body, S("Choose a file")));
	Response odd = upload(&options, generated(1, 0), "next year");
	assert_int_equal(odd.status, 422);
	assert_true(str_contains(odd.body, S("Choose a year from the list")));
	local_close(local);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_period_is_the_one_that_most_rows_state),
		cmocka_unit_test(test_each_figure_is_as_long_as_its_list),
		cmocka_unit_test(test_a_fault_is_as_often_in_its_list_as_in_the_count),
		cmocka_unit_test(test_a_council_that_is_known_stands_beside_england_with_its_population),
		cmocka_unit_test(test_the_page_alone_loads_nothing_and_names_nobody),
		cmocka_unit_test(test_what_is_no_return_says_so),
		cmocka_unit_test(test_files_are_looked_at_and_their_rows_listed),
		cmocka_unit_test(test_an_address_that_was_not_given_out_opens_nothing),
		cmocka_unit_test(test_the_oldest_look_makes_room),
		cmocka_unit_test(test_a_form_without_files_or_with_a_made_up_year_is_asked_again),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
