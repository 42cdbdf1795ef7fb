/* The gold set among some hundreds of others, on both engines: the right person stands in the first three. */
#include "crowd_test.h"

#include "finding/gold.h"

enum { OTHERS_HUNDREDS = 12, PER_MILLE_MIN = 980 };

typedef struct Tally {
	size_t asked;
	size_t right;
} Tally;

static void assert_most_are_right(const char *half, Tally tally)
{
	print_message("%s: %zu of %zu in the first three\n", half, tally.right, tally.asked);
	assert_true(tally.asked >= 150);
	assert_true(tally.right * 1000 >= tally.asked * PER_MILLE_MIN);
}

/* Where each right person stood on the engine that was asked first: the other one has to say the same. */
static struct {
	bool known;
	size_t place;
} stood[GOLD_QUERIES_MAX];

static void assert_same_place(size_t query, size_t place)
{
	if (stood[query].known)
		assert_int_equal(place, stood[query].place);
	stood[query].known = true;
	stood[query].place = place;
}

static void test_the_right_person_is_among_the_first_three(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Gold *gold = ARENA_NEW(test->arena, Gold);
	Tally work = {0};
	Tally measured = {0};
	Problems problems = problems_make(test->arena);
	crowd_test_add(&care, OTHERS_HUNDREDS);
	assert_ok(gold_load(gold, test->arena, S("tests/finding/"), &problems));
	assert_ok(gold_plant(&care, &test->store->clock, gold));
	for (size_t i = 0; i < gold->query_count; i++) {
		const GoldQuery *query = &gold->queries[i];
		Arena scratch;
		size_t place = 0;
		arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
		care.arena = &scratch;
		assert_ok(gold_ask(&care, query, &place));
		assert_same_place(i, place);
		Tally *tally = query->measured ? &measured : &work;
		bool right = place >= 1 && place <= GOLD_FIRST;
		tally->asked++;
		tally->right += right ? 1 : 0;
		if (!right && !query->measured)
			print_message("%.*s: \"%.*s\" for %.*s: place %zu\n", STR_ARG(query->kind), STR_ARG(query->typed),
				STR_ARG(query->person->name), place);
		arena_clear(&scratch);
	}
	assert_most_are_right("the half to work with", work);
	assert_most_are_right("the half that measures", measured);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_right_person_is_among_the_first_three),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
