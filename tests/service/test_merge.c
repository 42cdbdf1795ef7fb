/* Two records of one person: joined, read by either id, and parted again, whatever was merged before or after. */
#include "care_test.h"

#include "care/record/record.h"

typedef struct Three {
	Care manager;
	Care care;
	Str a;
	Str b;
	Str c;
} Three;

static Three three_of(CareTest *test)
{
	Three three = {.manager = care_test_desk(test, test->manager), .care = care_test_desk(test, test->practitioner)};
	three.a = care_test_person(&three.care, "Ann Alpha", "1941", "RM17 6SL");
	three.b = care_test_person(&three.care, "Ann Beta", "1941-03", "");
	three.c = care_test_person(&three.care, "Ann Gamma", "1941-03-04", "");
	return three;
}

static Str merge(Three *three, Str kept, Str other)
{
	Str id = {0};
	assert_ok(person_merge(&three->manager, kept, other, S("The same NHS number"), &id));
	return id;
}

static void assert_current(Three *three, Str id, Str current)
{
	Person person = {0};
	assert_ok(person_find(&three->care, id, &person));
	assert_true(str_equal(person.id, current));
}

static void assert_sound(CareTest *test)
{
	Care system = care_test_system(test);
	RecordVerifyReport report;
	assert_ok(record_verify(&system, &report));
	assert_true(report.sound);
}

static void test_everything_of_both_is_read_under_either_id(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Str work = {0};
	WorkRow *rows = NULL;
	Relation *relations = NULL;
	size_t count = 0;
	assert_ok(work_open(&three.care, &(WorkNew){.pathway = S("contact"), .person = three.b}, &work));
	assert_ok(person_relate(&three.care, three.b, three.c, S("daughter"), S("")));
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.b, "name_known_as", "Annie"));
	(void)merge(&three, three.a, three.b);
	assert_current(&three, three.b, three.a);
	assert_str(test->arena, care_test_value(&three.care, three.b, "name_known_as"), "Annie");
	assert_str(test->arena, care_test_value(&three.care, three.b, "home_postcode"), "RM17 6SL");
	assert_ok(work_open_of_person(&three.care, three.a, &rows, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(rows[0].id, work));
	assert_ok(person_relations(&three.care, three.c, &relations, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(relations[0].other, three.a));
	PersonFound *found = NULL;
	assert_ok(person_search(&three.care, S("Beta"), &found, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(found[0].person.id, three.a));
	assert_sound(test);
}

static void test_a_relation_between_two_who_are_one_is_not_shown(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Relation *relations = NULL;
	size_t count = 0;
	assert_ok(person_relate(&three.care, three.a, three.b, S("sibling"), S("")));
	(void)merge(&three, three.a, three.b);
	assert_ok(person_relations(&three.care, three.a, &relations, &count));
	assert_int_equal(count, 0);
}

static void test_parting_an_inner_merge_then_an_outer_one_parts_all_three(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Str inner = merge(&three, three.a, three.b);
	Str outer = merge(&three, three.c, three.a);
	assert_current(&three, three.b, three.c);
	assert_ok(person_unmerge(&three.manager, inner, S("B is somebody else")));
	assert_current(&three, three.a, three.c);
	assert_current(&three, three.b, three.b);
	assert_sound(test);
	assert_ok(person_unmerge(&three.manager, outer, S("And so is A")));
	assert_current(&three, three.a, three.a);
	assert_current(&three, three.b, three.b);
	assert_current(&three, three.c, three.c);
	assert_str(test->arena, care_test_value(&three.care, three.b, "name_full"), "Ann Beta");
	assert_sound(test);
}

static void test_an_id_that_was_joined_again_stays_where_it_was_put(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Str inner = merge(&three, three.a, three.b);
	Str outer = merge(&three, three.c, three.a);
	assert_ok(person_unmerge(&three.manager, inner, S("B is somebody else")));
	(void)merge(&three, three.c, three.b);
	assert_ok(person_unmerge(&three.manager, outer, S("A is somebody else")));
	assert_current(&three, three.b, three.c);
	assert_current(&three, three.a, three.a);
	assert_sound(test);
}

static void test_a_merge_wants_a_reason_a_role_and_two_records(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	assert_status(person_merge(&three.care, three.a, three.b, S("Same"), NULL), STATUS_REFUSED);
	assert_status(person_merge(&three.manager, three.a, three.b, S(" "), NULL), STATUS_INVALID);
	assert_status(person_merge(&three.manager, three.a, three.a, S("Same"), NULL), STATUS_CONFLICT);
	Str id = merge(&three, three.a, three.b);
	assert_status(person_merge(&three.manager, three.b, three.a, S("Same"), NULL), STATUS_CONFLICT);
	assert_status(person_unmerge(&three.care, id, S("No")), STATUS_REFUSED);
	assert_status(person_unmerge(&three.manager, id, S("")), STATUS_INVALID);
	assert_ok(person_unmerge(&three.manager, id, S("Two people")));
	assert_status(person_unmerge(&three.manager, id, S("Two people")), STATUS_CONFLICT);
}

static void test_who_may_not_see_a_record_may_not_part_it(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Care lead = care_test_desk(test, test->safeguarding);
	Person person = {0};
	Str id = merge(&three, three.a, three.b);
	assert_ok(person_find(&lead, three.a, &person));
	assert_ok(person_restrict(&lead, three.a, PERSON_EXISTS, test->team_safeguarding, S("At risk"), person.version));
	assert_status(person_unmerge(&three.manager, id, S("Two people")), STATUS_REFUSED);
	assert_current(&three, three.b, three.a);
}

static Str fact_id(Three *three, Str person, const char *question)
{
	Facts facts = {0};
	assert_ok(person_facts(&three->care, person, &facts));
	const Fact *fact = facts_find(&facts, str_from_c(question));
	assert_non_null(fact);
	return fact->id;
}

static void test_the_chosen_answers_count_and_parting_gives_each_its_own(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Str id = {0};
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.b, "name_full", "Ann Wrong"));
	/* The name of the one and the birth date of the other, against the order in which they were recorded. */
	const Str chosen[] = {fact_id(&three, three.a, "name_full"), fact_id(&three, three.b, "birth_date")};
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.a, "birth_date", "1942"));
	const Str stale[] = {S("no such fact")};
	assert_status(person_merge_choosing(&three.manager, three.a, three.b, S("One"), stale, 1, NULL), STATUS_STALE);
	assert_current(&three, three.b, three.b);
	assert_ok(person_merge_choosing(&three.manager, three.a, three.b, S("One"), chosen, 2, &id));
	assert_str(test->arena, care_test_value(&three.care, three.b, "name_full"), "Ann Alpha");
	assert_str(test->arena, care_test_value(&three.care, three.a, "birth_date"), "1941-03");
	assert_sound(test);
	care_test_wait(test, INSTANT_DAY);
	assert_ok(person_unmerge(&three.manager, id, S("Two people")));
	assert_str(test->arena, care_test_value(&three.care, three.a, "name_full"), "Ann Alpha");
	assert_str(test->arena, care_test_value(&three.care, three.a, "birth_date"), "1942");
	assert_str(test->arena, care_test_value(&three.care, three.b, "name_full"), "Ann Wrong");
	assert_str(test->arena, care_test_value(&three.care, three.b, "birth_date"), "1941-03");
	assert_sound(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_everything_of_both_is_read_under_either_id),
		CARE_TEST(test_the_chosen_answers_count_and_parting_gives_each_its_own),
		CARE_TEST(test_a_relation_between_two_who_are_one_is_not_shown),
		CARE_TEST(test_parting_an_inner_merge_then_an_outer_one_parts_all_three),
		CARE_TEST(test_an_id_that_was_joined_again_stays_where_it_was_put),
		CARE_TEST(test_a_merge_wants_a_reason_a_role_and_two_records),
		CARE_TEST(test_who_may_not_see_a_record_may_not_part_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
