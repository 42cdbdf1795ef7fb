/* Lines of two texts side by side: what went, what came, and both rebuilt from the steps. */
#include "unit_test.h"

#include "base/buffer.h"
#include "base/line_difference.h"
#include "base/random.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 256U << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* "  a", "- b", "+ c", a line each; and the numbers fit the texts. */
static const char *drawn(const char *before, const char *after)
{
	static const char SIGNS[] = " -+";
	const LineStep *steps = NULL;
	size_t count = line_difference(&arena, str_from_c(before), str_from_c(after), &steps);
	Buffer out = buffer_make(&arena, 1 << 20);
	size_t was = 0;
	size_t is = 0;
	for (size_t i = 0; i < count; i++) {
		was += steps[i].fate == LINE_CAME ? 0 : 1;
		is += steps[i].fate == LINE_WENT ? 0 : 1;
		assert_int_equal(steps[i].before, steps[i].fate == LINE_CAME ? 0 : was);
		assert_int_equal(steps[i].after, steps[i].fate == LINE_WENT ? 0 : is);
		buffer_add_format(&out, "%c%.*s\n", SIGNS[steps[i].fate], STR_ARG(steps[i].text));
	}
	return str_c(&arena, buffer_str(&out));
}

static void test_what_stays_is_found_between_what_went_and_came(void **state)
{
	(void)state;
	assert_string_equal(drawn("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n"), " a\n-b\n+x\n c\n+y\n d\n");
	assert_string_equal(drawn("a\na\na\n", "a\na\n"), " a\n a\n-a\n");
	assert_string_equal(drawn("", "a\nb"), "+a\n+b\n");
	assert_string_equal(drawn("a\nb", ""), "-a\n-b\n");
	assert_string_equal(drawn("a\n", "a\n"), " a\n");
	assert_string_equal(drawn("", ""), "");
}

static Str random_text(RandomStream *random, uint32_t lines)
{
	Buffer out = buffer_make(&arena, 1 << 16);
	for (uint32_t i = 0; i < lines; i++)
		buffer_add_format(&out, "%c\n", (char)('a' + (int)random_below(random, 4)));
	return str_copy(&arena, buffer_str(&out));
}

static void test_both_texts_can_be_read_out_of_the_steps(void **state)
{
	(void)state;
	RandomStream random = random_stream(7, S("lines"));
	for (int round = 0; round < 300; round++) {
		Str before = random_text(&random, random_below(&random, 20));
		Str after = random_text(&random, random_below(&random, 20));
		const LineStep *steps = NULL;
		size_t count = line_difference(&arena, before, after, &steps);
		Buffer was = buffer_make(&arena, 1 << 16);
		Buffer is = buffer_make(&arena, 1 << 16);
		for (size_t i = 0; i < count; i++) {
			if (steps[i].fate != LINE_CAME)
				buffer_add_format(&was, "%.*s\n", STR_ARG(steps[i].text));
			if (steps[i].fate != LINE_WENT)
				buffer_add_format(&is, "%.*s\n", STR_ARG(steps[i].text));
		}
		assert_true(str_equal(buffer_str(&was), before) && str_equal(buffer_str(&is), after));
	}
}

static void test_texts_that_differ_too_much_are_shown_one_after_the_other(void **state)
{
	(void)state;
	Buffer before = buffer_make(&arena, 1 << 20);
	Buffer after = buffer_make(&arena, 1 << 20);
	for (int i = 0; i <= LINE_DIFFERENCE_LINES_MAX; i++) {
		buffer_add_format(&before, "b%d\n", i);
		buffer_add_format(&after, "a%d\n", i);
	}
	const LineStep *steps = NULL;
	size_t count = line_difference(&arena, buffer_str(&before), buffer_str(&after), &steps);
	assert_int_equal(count, 2 * (LINE_DIFFERENCE_LINES_MAX + 1));
	assert_int_equal(steps[0].fate, LINE_WENT);
	assert_int_equal(steps[count - 1].fate, LINE_CAME);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_stays_is_found_between_what_went_and_came),
		cmocka_unit_test(test_both_texts_can_be_read_out_of_the_steps),
		cmocka_unit_test(test_texts_that_differ_too_much_are_shown_one_after_the_other),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
