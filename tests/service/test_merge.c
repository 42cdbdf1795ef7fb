/* Two records of one person: joined, read by either id, and parted again, whatever was merged before or after. */
#include "site_test.h"

#include "care/administration/administration.h"
#include "care/record/record.h"
#include "care/service/service.h"
#include "care/service/service.sql.h"

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

/* A lives in Grays; B has moved to Tilbury an hour later and has a dog there. */
static void give_two_homes(CareTest *test, Three *three)
{
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three->care, three->b, "home_postcode", "RM18 7AA"));
	assert_ok(care_test_record(&three->care, three->b, "landlord", "The council"));
}

static void assert_lives_at(CareTest *test, Three *three, Str person, const char *postcode)
{
	Person found = {0};
	assert_str(test->arena, care_test_value(&three->care, person, "home_postcode"), postcode);
	assert_ok(person_find(&three->care, person, &found));
	assert_str(test->arena, found.postcode, postcode);
}

static void test_the_home_that_is_chosen_stands_with_all_that_is_said_of_it(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	Str id = {0};
	FactVersion *versions = NULL;
	size_t count = 0;
	give_two_homes(test, &three);
	const Str both[] = {fact_id(&three, three.a, "home_postcode"), fact_id(&three, three.b, "home_postcode")};
	assert_status(person_merge_choosing(&three.manager, three.a, three.b, S("One"), both, 2, NULL), STATUS_STALE);
	assert_ok(person_merge_choosing(&three.manager, three.a, three.b, S("One"), both, 1, &id));
	assert_lives_at(test, &three, three.b, "RM17 6SL");
	assert_str(test->arena, care_test_value(&three.care, three.a, "landlord"), "");
	assert_ok(person_fact_history(&three.care, three.a, S("home_postcode"), &versions, &count));
	assert_int_equal(count, 2);
	assert_str(test->arena, versions[0].value, "RM18 7AA");
	assert_sound(test);
	care_test_wait(test, INSTANT_DAY);
	assert_ok(person_unmerge(&three.manager, id, S("Two people")));
	assert_lives_at(test, &three, three.a, "RM17 6SL");
	assert_lives_at(test, &three, three.b, "RM18 7AA");
	assert_str(test->arena, care_test_value(&three.care, three.b, "landlord"), "The council");
	assert_ok(person_fact_history(&three.care, three.a, S("home_postcode"), &versions, &count));
	assert_int_equal(count, 1);
	assert_sound(test);
}

static void test_without_a_choice_the_later_home_stands(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	give_two_homes(test, &three);
	(void)merge(&three, three.a, three.b);
	assert_lives_at(test, &three, three.a, "RM18 7AA");
	assert_sound(test);
}

static void test_a_home_of_which_everything_was_withdrawn_does_not_hide_the_one_that_is_known(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.b, "home_postcode", "RM18 7AA"));
	assert_ok(person_withdraw(&three.care, fact_id(&three, three.b, "home_postcode"), S("Misheard")));
	(void)merge(&three, three.a, three.b);
	assert_lives_at(test, &three, three.a, "RM17 6SL");
	assert_sound(test);
}

static void test_what_others_say_of_a_home_after_somebody_left_is_not_in_their_history(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	FactVersion *versions = NULL;
	size_t count = 0;
	assert_ok(person_live_with(&three.care, three.b, three.a));
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.b, "home_postcode", "RM18 7AA"));
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(care_test_record(&three.care, three.a, "landlord", "A housing association"));
	assert_ok(person_fact_history(&three.care, three.b, S("landlord"), &versions, &count));
	assert_int_equal(count, 0);
	assert_ok(person_fact_history(&three.care, three.a, S("landlord"), &versions, &count));
	assert_int_equal(count, 1);
	assert_ok(person_fact_history(&three.care, three.b, S("home_postcode"), &versions, &count));
	assert_int_equal(count, 2);
}

static void test_the_page_asks_where_they_live_and_keeps_to_the_answer(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	SiteTest site = site_test_open(test);
	Str path = str_format(test->arena, "/people/%.*s/merge", STR_ARG(three.a));
	Str compare = str_format(test->arena, "%.*s?other=%.*s", STR_ARG(path), STR_ARG(three.b));
	assert_hides(site_test_get(&site, test->manager, compare), "Where do they live now?");
	give_two_homes(test, &three);
	assert_shows(site_test_get(&site, test->manager, compare), "Where do they live now?");
	const char *const post[] = {"other", str_c(test->arena, three.b), "choice-home",
		str_c(test->arena, fact_id(&three, three.a, "home_postcode")), "reason", "The same passport", NULL};
	assert_int_equal(site_test_post(&site, test->manager, path, post).status, 303);
	assert_lives_at(test, &three, three.a, "RM17 6SL");
	site_test_close(&site);
}

/* --- what S2 asks: one of the two has an open worry, the other a payment in their own hand --- */

enum { LINES_MOST = 100 };

static Status pay_directly_in(CareWrite *write, void *context)
{
	const Str *person = context;
	Str id = id_make(write->care->ids, write->care->arena);
	Status status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){.id = id, .person = *person,
		.kind = S("personal-assistant"), .units_hundredths = 1000, .unit_cost_pence = 1650, .mechanism = S("direct-payment"),
		.funding = S("council"), .goal = S("Getting up and washing"),
		.starts_on = date_format(write->care->arena, write->today), .created_at = write->now, .by_actor = S("system")});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("test/line"), .subject_kind = S("service"),
		.subject = id});
}

static size_t lines_of(Care *care, Str person, TimelineLine **lines)
{
	size_t count = 0;
	assert_ok(work_chronology(care, person, INT64_MAX, LINES_MOST, lines, &count));
	return count;
}

static void assert_all_among(const TimelineLine *lines, size_t count, const TimelineLine *all, size_t all_count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		while (at < all_count && !(str_equal(all[at].id, lines[i].id) && all[at].at == lines[i].at
			&& str_equal(all[at].what, lines[i].what)))
			at++;
		assert_true(at < all_count);
	}
}

static size_t payments_of(Three *three, Str person)
{
	Service *services = NULL;
	size_t count = 0;
	assert_ok(services_of(&three->manager, person, DATE_NONE, &services, &count));
	if (count > 0)
		assert_true(str_equal(services[0].mechanism, S("direct-payment")));
	return count;
}

static void assert_in_audit(Three *three, Str person, const char *action)
{
	Person found = {0};
	AuditLook *looks = NULL;
	size_t count = 0;
	Date today = care_today(&three->manager);
	assert_ok(person_find(&three->manager, person, &found));
	assert_ok(administration_looks(&three->manager, &(AuditSearch){.reference = found.reference, .from = today, .to = today},
		&looks, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(looks[i].action, str_from_c(action)))
			return;
	fail_msg("%s does not stand in the audit", action);
}

static void test_a_worry_and_a_direct_payment_are_carried_and_given_back_the_next_day(void **state)
{
	CareTest *test = care_test_of(state);
	Three three = three_of(test);
	SiteTest site = site_test_open(test);
	Care system = care_test_system(test);
	Str worry = {0};
	Relation *relations = NULL;
	TimelineLine *of_a = NULL;
	TimelineLine *of_b = NULL;
	TimelineLine *of_both = NULL;
	size_t relation_count = 0;
	care_test_wait(test, INSTANT_HOUR);
	assert_ok(work_open(&three.care, &(WorkNew){.pathway = S("safeguarding-concern"), .person = three.a}, &worry));
	assert_ok(care_write(&system, pay_directly_in, &three.b));
	assert_ok(person_relate(&three.care, three.b, three.c, S("daughter"), S("")));
	Care lead = care_test_desk(test, test->safeguarding);
	size_t a_count = lines_of(&lead, three.a, &of_a);
	size_t b_count = lines_of(&lead, three.b, &of_b);
	assert_true(a_count > 0 && b_count > 0);

	Str path = str_format(test->arena, "/people/%.*s/merge", STR_ARG(three.a));
	Response page = site_test_get(&site, test->manager, str_format(test->arena, "%.*s?other=%.*s", STR_ARG(path), STR_ARG(three.b)));
	assert_shows(page, "Both records, fact by fact");
	assert_shows(page, "Ann Beta");
	const char *const merge[] = {"other", str_c(test->arena, three.b), "choice-birth_date",
		str_c(test->arena, fact_id(&three, three.a, "birth_date")), "choice-name_full",
		str_c(test->arena, fact_id(&three, three.b, "name_full")), "reason", "The same passport", NULL};
	page = site_test_post(&site, test->manager, path, merge);
	assert_int_equal(page.status, 303);

	size_t both_count = lines_of(&lead, three.a, &of_both);
	assert_all_among(of_a, a_count, of_both, both_count);
	assert_all_among(of_b, b_count, of_both, both_count);
	assert_int_equal(payments_of(&three, three.a), 1);
	assert_ok(person_relations(&three.care, three.a, &relations, &relation_count));
	assert_int_equal(relation_count, 1);
	assert_str(test->arena, care_test_value(&three.care, three.a, "name_full"), "Ann Beta");
	assert_str(test->arena, care_test_value(&three.care, three.a, "birth_date"), "1941");
	page = site_test_get(&site, test->manager, str_format(test->arena, "/people/%.*s", STR_ARG(three.b)));
	assert_int_equal(page.status, 200);
	assert_shows(page, "Ann Beta");
	assert_in_audit(&three, three.a, "person/merge");

	care_test_wait(test, INSTANT_DAY);
	PersonMerge *merges = NULL;
	size_t merge_count = 0;
	assert_ok(person_merges(&three.manager, three.a, &merges, &merge_count));
	assert_int_equal(merge_count, 1);
	const char *const part[] = {"merge", str_c(test->arena, merges[0].id), "reason", "Sisters", NULL};
	page = site_test_post(&site, test->manager, str_format(test->arena, "/people/%.*s/unmerge", STR_ARG(three.a)), part);
	assert_int_equal(page.status, 303);
	assert_int_equal(payments_of(&three, three.a), 0);
	assert_int_equal(payments_of(&three, three.b), 1);
	assert_int_equal(care_test_open_works(&lead, three.a, "safeguarding-concern", &worry), 1);
	assert_int_equal(care_test_open_works(&lead, three.b, "safeguarding-concern", &worry), 0);
	assert_str(test->arena, care_test_value(&three.care, three.a, "name_full"), "Ann Alpha");
	assert_str(test->arena, care_test_value(&three.care, three.b, "birth_date"), "1941-03");
	assert_in_audit(&three, three.a, "person/unmerge");
	assert_sound(test);
	site_test_close(&site);
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
		CARE_TEST(test_the_home_that_is_chosen_stands_with_all_that_is_said_of_it),
		CARE_TEST(test_without_a_choice_the_later_home_stands),
		CARE_TEST(test_a_home_of_which_everything_was_withdrawn_does_not_hide_the_one_that_is_known),
		CARE_TEST(test_what_others_say_of_a_home_after_somebody_left_is_not_in_their_history),
		CARE_TEST(test_the_page_asks_where_they_live_and_keeps_to_the_answer),
		CARE_TEST(test_a_worry_and_a_direct_payment_are_carried_and_given_back_the_next_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
