/* The components and the shell: what the package's fixtures do not say, and two whole pages written to tests/output,
 * where tools/see_components.mjs takes pictures of them and looks for accessibility faults. */
#include "unit_test.h"

#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>

#include "web/assets.h"
#include "web/shell.h"

static Arena arena;

static int clear_arena(void **state)
{
	(void)state;
	arena_clear(&arena);
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	return 0;
}

static void assert_holds(Markup page, const char *part)
{
	if (!str_contains(page.html, str_from_c(part)))
		fail_msg("the page lacks %s:\n%s", part, str_c(&arena, page.html));
}

static void assert_lacks(Markup page, const char *part)
{
	if (str_contains(page.html, str_from_c(part)))
		fail_msg("the page holds %s", part);
}

static void test_what_people_typed_is_escaped_in_text_and_in_values(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	component_text_input(&out, &(TextInput){.name = S("known_as"), .label = S("What do you like to be called?"),
		.value = S("\"><b>Auntie"), .error = S("<i>no</i>")});
	Markup page = html_finish(&out);
	assert_holds(page, "value=\"&quot;&gt;&lt;b&gt;Auntie\"");
	assert_lacks(page, "<i>");
}

static void test_an_error_is_tied_to_its_control_and_to_the_summary(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	assert_status(problems_add(&problems, (Problem){.field = S("postcode"), .message = S("Enter a postcode")}),
		STATUS_INVALID);
	Html out = html_make(&arena);
	component_problems(&out, &problems);
	component_text_input(&out, &(TextInput){.name = S("postcode"), .label = S("Postcode"), .hint = S("Like RM18 7AA"),
		.error = problems_for_field(&problems, S("postcode"))});
	Markup page = html_finish(&out);
	assert_holds(page, "<a href=\"#postcode\">Enter a postcode</a>");
	assert_holds(page, "id=\"postcode\"");
	assert_holds(page, "aria-describedby=\"postcode-hint postcode-error\"");
	assert_holds(page, "govuk-form-group--error");
}

static void test_a_page_with_problems_says_error_first_in_its_title(void **state)
{
	(void)state;
	const Shell shell = {.service_name = S("Thurrock care and support")};
	Problems problems = problems_make(&arena);
	Markup calm = shell_public(&arena, &(PublicPage){.shell = &shell, .title = S("Your name"),
		.problems = &problems});
	assert_holds(calm, "<title>Your name - Thurrock care and support</title>");
	(void)problems_add(&problems, (Problem){.field = S("name"), .message = S("Enter your name")});
	Markup page = shell_public(&arena, &(PublicPage){.shell = &shell, .title = S("Your name"),
		.problems = &problems});
	assert_holds(page, "<title>Error: Your name - ");
	assert_holds(page, "govuk-error-summary");
}

static void test_a_demonstration_says_so_on_both_kinds_of_page(void **state)
{
	(void)state;
	Shell shell = {.service_name = S("Kith"), .is_demonstration = true};
	assert_holds(shell_public(&arena, &(PublicPage){.shell = &shell}), "everybody here is invented");
	assert_holds(shell_staff(&arena, &(StaffPage){.shell = &shell}), "everybody here is invented");
	shell.is_demonstration = false;
	assert_lacks(shell_staff(&arena, &(StaffPage){.shell = &shell}), "everybody here is invented");
}

static void test_a_posted_form_carries_its_token_and_a_filter_does_not(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	component_form_open(&out, &(PageForm){.action = S("/save"), .token = S("t0ken"), .autosave = S("/save/draft")});
	component_form_close(&out);
	component_form_open(&out, &(PageForm){.action = S("/people"), .is_get = true});
	component_form_close(&out);
	Markup page = html_finish(&out);
	assert_holds(page, "<input type=\"hidden\" name=\"form-token\" value=\"t0ken\"/>");
	assert_holds(page, "data-autosave=\"/save/draft\"");
	assert_holds(page, "<form action=\"/people\" method=\"get\" novalidate></form>");
}

static void test_many_pages_show_the_ends_and_the_neighbours(void **state)
{
	(void)state;
	Html out = html_make(&arena);
	component_pages(&out, S("/people?page="), 6, 20);
	Markup page = html_finish(&out);
	const char *shown[] = {"Page 1\"", "Page 5\"", "Page 6\" aria-current", "Page 7\"", "Page 20\""};
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		assert_holds(page, shown[i]);
	assert_lacks(page, "Page 4\"");
	assert_lacks(page, "Page 8\"");
	Html one = html_make(&arena);
	component_pages(&one, S("/people?page="), 1, 1);
	assert_true(markup_is_empty(html_finish(&one)));
}

static void test_what_is_served_holds_nothing_of_the_government_brand(void **state)
{
	(void)state;
	size_t count = 0;
	const Asset *assets = asset_list(&count);
	bool found = false;
	for (size_t i = 0; i < count; i++) {
		if (!str_ends_with(assets[i].name, S(".css")))
			continue;
		found = true;
		assert_false(str_contains(assets[i].bytes, S("GDS Transport")));
		assert_false(str_contains(assets[i].bytes, S("copyright-logo")));
		assert_false(str_contains(assets[i].bytes, S("crest")));
	}
	assert_true(found);
}

static size_t asset_wire_bytes(Str name)
{
	size_t count = 0;
	const Asset *assets = asset_list(&count);
	for (size_t i = 0; i < count; i++) {
		if (str_equal(assets[i].name, name))
			return assets[i].gzip.length > 0 ? assets[i].gzip.length : assets[i].bytes.length;
	}
	fail_msg("no asset %.*s", STR_ARG(name));
	return 0;
}

static void test_the_first_visit_leaves_five_kilobytes_for_the_page_itself(void **state)
{
	(void)state;
	const Str names[] = {S("govuk.css"), S("govuk.js"), S("kith.css"), S("kith.js"),
		S("fonts/atkinson-hyperlegible-next-400.woff2"), S("fonts/atkinson-hyperlegible-next-700.woff2")};
	size_t bytes = 0;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		bytes += asset_wire_bytes(names[i]);
	assert_in_range(bytes, 1, 55 * 1024);
}

#include "gallery_pages.h"

static void gallery_save(const char *path, Markup page)
{
	(void)mkdir("tests/output", 0755);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(page.html.data, 1, page.html.length, file), page.html.length);
	assert_int_equal(fclose(file), 0);
}

static void test_whole_pages_close_every_element_and_hold_nothing_inline(void **state)
{
	(void)state;
	Markup pages[] = {gallery_staff(&arena), gallery_public(&arena)};
	for (size_t i = 0; i < 2; i++) {
		assert_true(str_starts_with(pages[i].html, S("<!DOCTYPE html><html lang=\"en\"")));
		assert_lacks(pages[i], " style=");
		assert_lacks(pages[i], " onclick=");
		assert_lacks(pages[i], "<style");
	}
	gallery_save("tests/output/components-staff.html", pages[0]);
	gallery_save("tests/output/components-public.html", pages[1]);
}

/* ---- every component has its place on /components ---- */

enum { SOURCE_BYTES_MAX = 256 * 1024, FILES_MAX = 40 };

static Str source_load(const char *path)
{
	char *bytes = arena_allocate(&arena, SOURCE_BYTES_MAX);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		fail_msg("%s is not there", path);
	size_t read = fread(bytes, 1, SOURCE_BYTES_MAX, file);
	assert_true(read > 0 && read < SOURCE_BYTES_MAX);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = bytes, .length = read};
}

static Str sources_of(const char *pattern)
{
	glob_t found;
	Buffer all = buffer_make(&arena, 4 * SOURCE_BYTES_MAX);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_true(found.gl_pathc <= FILES_MAX);
	for (size_t i = 0; i < found.gl_pathc; i++)
		buffer_add(&all, source_load(found.gl_pathv[i]));
	globfree(&found);
	return buffer_str(&all);
}

/* The functions that a header's lines declare, those of a prefix: each is looked for as a call in shown. */
static size_t assert_each_is_called(Str headers, const char *prefix, Str shown)
{
	size_t count = 0;
	Str line = {0};
	while (str_next(&headers, '\n', &line)) {
		size_t at = 0;
		size_t end = 0;
		bool declares = str_starts_with(line, S("void ")) || str_starts_with(line, S("Str "));
		if (!declares || !str_find(line, str_from_c(prefix), &at) || !str_find(line, S("("), &end))
			continue;
		Str call = str_slice(line, at, end + 1);
		count++;
		if (!str_contains(shown, str_concat(&arena, S("\t"), call)) && !str_contains(shown, str_concat(&arena, S(" "), call)))
			fail_msg("%.*s) has no place on /components: call it in src/web/gallery.c", STR_ARG(call));
	}
	return count;
}

static void test_every_component_and_chart_of_the_headers_has_its_place_in_the_gallery(void **state)
{
	(void)state;
	/* The shell writes on every page what there may be only one of: the skip link and the demonstration's mark. */
	Str shell = sources_of("src/web/shell.c");
	assert_true(str_contains(shell, S("component_skip_link(")) && str_contains(shell, S("component_demo_banner(")));
	Str shown = str_concat(&arena, str_concat(&arena, sources_of("src/web/gallery*.c"),
		source_load("src/care/administration/page_components.c")), S(" component_skip_link( component_demo_banner("));
	size_t components = assert_each_is_called(sources_of("src/web/components/*.h"), "component_", shown);
	size_t charts = assert_each_is_called(source_load("src/web/charts/charts.h"), "chart_", shown);
	print_message("%zu components and %zu functions of charts have their place\n", components, charts);
	assert_true(components >= 60 && charts == 4);
}

static void test_the_gallery_sorts_its_list_as_its_heads_ask(void **state)
{
	(void)state;
	static const struct { const char *sort; const char *direction; const char *first; const char *last; const char *says; } ORDERS[] = {
		{"", "", "Safeguarding concern", "Equipment: bath board", "aria-sort=\"ascending\""},
		{"due", "down", "Equipment: bath board", "Safeguarding concern", "aria-sort=\"descending\""},
		{"work", "up", "Equipment: bath board", "Safeguarding concern", "aria-sort=\"ascending\""},
		{"no such column", "down", "Equipment: bath board", "Safeguarding concern", "aria-sort=\"descending\""},
	};
	for (size_t i = 0; i < sizeof ORDERS / sizeof ORDERS[0]; i++) {
		Html out = html_make(&arena);
		gallery_staff_parts(&out, &(GallerySort){.sort = str_from_c(ORDERS[i].sort),
			.direction = str_from_c(ORDERS[i].direction)});
		Str page = html_finish(&out).html;
		size_t start = 0;
		size_t first = 0;
		size_t last = 0;
		assert_true(str_find(page, S("Work that is open"), &start));
		page = str_slice(page, start, page.length);
		assert_true(str_find(page, str_from_c(ORDERS[i].first), &first));
		assert_true(str_find(page, str_from_c(ORDERS[i].last), &last));
		assert_true(first < last);
		assert_true(str_contains(page, str_from_c(ORDERS[i].says)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_what_people_typed_is_escaped_in_text_and_in_values, clear_arena),
		cmocka_unit_test_setup(test_an_error_is_tied_to_its_control_and_to_the_summary, clear_arena),
		cmocka_unit_test_setup(test_a_page_with_problems_says_error_first_in_its_title, clear_arena),
		cmocka_unit_test_setup(test_a_demonstration_says_so_on_both_kinds_of_page, clear_arena),
		cmocka_unit_test_setup(test_a_posted_form_carries_its_token_and_a_filter_does_not, clear_arena),
		cmocka_unit_test_setup(test_many_pages_show_the_ends_and_the_neighbours, clear_arena),
		cmocka_unit_test_setup(test_what_is_served_holds_nothing_of_the_government_brand, clear_arena),
		cmocka_unit_test_setup(test_the_first_visit_leaves_five_kilobytes_for_the_page_itself, clear_arena),
		cmocka_unit_test_setup(test_whole_pages_close_every_element_and_hold_nothing_inline, clear_arena),
		cmocka_unit_test_setup(test_every_component_and_chart_of_the_headers_has_its_place_in_the_gallery, clear_arena),
		cmocka_unit_test_setup(test_the_gallery_sorts_its_list_as_its_heads_ask, clear_arena),
	};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_clear(&arena);
	return failed;
}
