/* Comparators against published vectors and against their own laws. */
#include "unit_test.h"

#include "base/random.h"
#include "engine/comparing/dates_alike.h"
#include "engine/comparing/edit_distance.h"
#include "engine/comparing/jaro_winkler.h"
#include "engine/comparing/name_forms.h"

typedef struct Vector {
	Str left;
	Str right;
	double jaro;
	double winkler;
} Vector;

/* Winkler's own table of names (Census Bureau, 1994 and later), as far as remembered; three decimals. */
static void test_jaro_winkler_gives_the_published_values(void **state)
{
	(void)state;
	static const Vector VECTORS[] = {
		{S_INIT("MARTHA"), S_INIT("MARHTA"), 0.944, 0.961}, {S_INIT("DWAYNE"), S_INIT("DUANE"), 0.822, 0.840},
		{S_INIT("DIXON"), S_INIT("DICKSONX"), 0.767, 0.813}, {S_INIT("SHACKLEFORD"), S_INIT("SHACKELFORD"), 0.970, 0.982},
		{S_INIT("DUNNINGHAM"), S_INIT("CUNNIGHAM"), 0.896, 0.896}, {S_INIT("NICHLESON"), S_INIT("NICHULSON"), 0.926, 0.956},
		{S_INIT("JONES"), S_INIT("JOHNSON"), 0.790, 0.832}, {S_INIT("MASSEY"), S_INIT("MASSIE"), 0.889, 0.933},
		{S_INIT("ABROMS"), S_INIT("ABRAMS"), 0.889, 0.922}, {S_INIT("JERALDINE"), S_INIT("GERALDINE"), 0.926, 0.926},
		{S_INIT("MARHTA"), S_INIT("MARTHA"), 0.944, 0.961}, {S_INIT("MICHELLE"), S_INIT("MICHAEL"), 0.869, 0.921},
		{S_INIT("JULIES"), S_INIT("JULIUS"), 0.889, 0.933}, {S_INIT("TANYA"), S_INIT("TONYA"), 0.867, 0.880},
		{S_INIT("SEAN"), S_INIT("SUSAN"), 0.783, 0.805}, {S_INIT("JON"), S_INIT("JOHN"), 0.917, 0.933},
		{S_INIT("JON"), S_INIT("JAN"), 0.778, 0.800}, {S_INIT("ABC"), S_INIT("XYZ"), 0.0, 0.0},
		{S_INIT(""), S_INIT("A"), 0.0, 0.0}, {S_INIT(""), S_INIT(""), 1.0, 1.0},
	};
	for (size_t i = 0; i < sizeof VECTORS / sizeof VECTORS[0]; i++) {
		assert_true(jaro_similarity(VECTORS[i].left, VECTORS[i].right) - VECTORS[i].jaro < 0.0006);
		assert_true(VECTORS[i].jaro - jaro_similarity(VECTORS[i].left, VECTORS[i].right) < 0.0006);
		assert_true(jaro_winkler_similarity(VECTORS[i].left, VECTORS[i].right) - VECTORS[i].winkler < 0.0006);
		assert_true(VECTORS[i].winkler - jaro_winkler_similarity(VECTORS[i].left, VECTORS[i].right) < 0.0006);
	}
}

/* The whole table, without limits or short cuts. */
static size_t slow_distance(Str left, Str right)
{
	size_t table[EDIT_BYTES_MAX + 1][EDIT_BYTES_MAX + 1] = {{0}};
	for (size_t i = 0; i <= left.length; i++) {
		for (size_t j = 0; j <= right.length; j++) {
			size_t best = i == 0 ? j : j == 0 ? i : table[i - 1][j] + 1;
			if (i > 0 && j > 0) {
				size_t other = table[i][j - 1] + 1;
				size_t change = table[i - 1][j - 1] + (left.data[i - 1] != right.data[j - 1]);
				best = other < best ? other : best;
				best = change < best ? change : best;
			}
			if (i > 1 && j > 1 && left.data[i - 1] == right.data[j - 2] && left.data[i - 2] == right.data[j - 1] &&
			    table[i - 2][j - 2] + 1 < best)
				best = table[i - 2][j - 2] + 1;
			table[i][j] = best;
		}
	}
	return table[left.length][right.length];
}

static void test_edit_distance_counts_the_four_slips(void **state)
{
	(void)state;
	assert_int_equal(edit_distance(S("kitten"), S("sitting"), 8), 3);
	assert_int_equal(edit_distance(S("CA"), S("ABC"), 8), 3); /* optimal string alignment; unrestricted it is 2 */
	assert_int_equal(edit_distance(S("smtih"), S("smith"), 2), 1);
	assert_int_equal(edit_distance(S("smith"), S("smith"), 0), 0);
	assert_int_equal(edit_distance(S("smith"), S("jones"), 2), 3);
	assert_int_equal(edit_distance(S(""), S("ab"), 2), 2);
	assert_int_equal(edit_distance(S(""), S("abc"), 2), 3);
}

static void test_edit_distance_agrees_with_the_whole_table(void **state)
{
	(void)state;
	RandomStream stream = random_stream(7, S("test/edit"));
	for (int round = 0; round < 20000; round++) {
		char left[12];
		char right[12];
		Str a = {.data = left, .length = random_below(&stream, 12)};
		Str b = {.data = right, .length = random_below(&stream, 12)};
		for (size_t i = 0; i < sizeof left; i++) {
			left[i] = (char)('a' + random_below(&stream, 3));
			right[i] = (char)('a' + random_below(&stream, 3));
		}
		size_t most = random_below(&stream, 5);
		size_t expected = slow_distance(a, b);
		expected = expected > most ? most + 1 : expected;
		assert_int_equal(edit_distance(a, b, most), expected);
		assert_int_equal(edit_distance(b, a, most), expected);
	}
}

typedef struct Written {
	const char *text;
	const char *figures;
} Written;

static void test_dates_are_read_as_people_write_them(void **state)
{
	(void)state;
	static const Written WRITTEN[] = {
		{"1941-03-14", "19410314"}, {"19410314", "19410314"}, {"14/03/1941", "19410314"}, {"14.3.1941", "19410314"},
		{"14/3/41", "19410314"}, {"1/2/07", "20070201"}, {"14 March 1941", "19410314"}, {"Mar 14 1941", "19410314"},
		{"March 1941", "194103"},
		{"1941", "1941"}, {"1941-03-14T00:00:00", "19410314"}, {"1941-03-14 00:00:00", "19410314"}, {"03/25/1941", "19410325"},
		{"1941-03", "194103"}, {"not a date", "not a date"},
	};
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	for (size_t i = 0; i < sizeof WRITTEN / sizeof WRITTEN[0]; i++)
		assert_str(&arena, dates_figures(&arena, str_from_c(WRITTEN[i].text)), WRITTEN[i].figures);
	arena_clear(&arena);
}

static void test_dates_differ_in_the_ways_people_err(void **state)
{
	(void)state;
	assert_int_equal(dates_compare(S("19410314"), S("19410314")), DATES_SAME);
	assert_int_equal(dates_compare(S("19410314"), S("1941")), DATES_SAME_AS_FAR_AS_KNOWN);
	assert_int_equal(dates_compare(S("19410310"), S("19411003")), DATES_SWAPPED);
	assert_int_equal(dates_compare(S("19410314"), S("19410341")), DATES_ONE_SLIP);
	assert_int_equal(dates_compare(S("19410314"), S("19510314")), DATES_ONE_SLIP);
	assert_int_equal(dates_compare(S("19410314"), S("19410326")), DATES_TWO_PARTS);
	assert_int_equal(dates_compare(S("19410314"), S("19411125")), DATES_SAME_YEAR);
	assert_int_equal(dates_compare(S("19411225"), S("19420103")), DATES_NEAR);
	assert_int_equal(dates_compare(S("19411225"), S("19630807")), DATES_DIFFERENT);
	assert_int_equal(dates_compare(S("19630807"), S("19411225")), DATES_DIFFERENT);
}

static void test_forms_of_a_name_are_alike_and_strangers_are_not(void **state)
{
	(void)state;
	assert_true(name_forms_are_alike(S("bill"), S("william")));
	assert_true(name_forms_are_alike(S("gosia"), S("malgorzata")));
	assert_true(name_forms_are_alike(S("mo"), S("mohammed")));
	assert_false(name_forms_are_alike(S("bill"), S("robert")));
	assert_false(name_forms_are_alike(S("zebedee"), S("zebedee")));
	for (size_t i = 0; name_forms_group(i) != NULL; i++) {
		Str group = str_from_c(name_forms_group(i));
		Str first;
		assert_true(str_next(&group, ' ', &first));
		assert_true(group.length > 0); /* a group of one says nothing */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jaro_winkler_gives_the_published_values),
		cmocka_unit_test(test_edit_distance_counts_the_four_slips),
		cmocka_unit_test(test_edit_distance_agrees_with_the_whole_table),
		cmocka_unit_test(test_dates_are_read_as_people_write_them),
		cmocka_unit_test(test_dates_differ_in_the_ways_people_err),
		cmocka_unit_test(test_forms_of_a_name_are_alike_and_strangers_are_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
