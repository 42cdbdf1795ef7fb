/* People: made, answered about, confirmed, corrected; what the record said on a past day; where people live. */
#include "care_test.h"

#include "care/jobs/job_kinds.h"

static void run_jobs(CareTest *test)
{
	size_t count = 0;
	int64_t done = 0;
	Care system = care_test_system(test);
	const JobKind *kinds = job_kinds(&count);
	assert_ok(jobs_run_due(&system, S("test"), kinds, count, &done));
}

/* Inside a write, with the day from which the answer holds. */
typedef struct Dated {
	Str person;
	Answer answer;
	Date valid_from;
} Dated;

static Status dated_in(CareWrite *write, void *context)
{
	const Dated *dated = context;
	Status status = person_append_in(write, dated->person, &dated->answer, 1, (Str){0}, dated->valid_from);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("fact/append"), .subject_kind = S("person"),
		.subject = dated->person});
}

static void record_dated(Care *care, Str person, const char *question, const char *value, Date valid_from)
{
	Dated dated = {.person = person, .valid_from = valid_from,
		.answer = {.question = str_from_c(question), .value = str_from_c(value)}};
	assert_ok(care_write(care, dated_in, &dated));
}

static void test_somebody_new_has_a_reference_a_name_and_is_open(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Person person = {0};
	Str by_reference = {0};
	Str id = care_test_person(&care, "Ann Smith", "1941-03", "RM17 6SL");
	assert_ok(person_open(&care, id, S("page"), &person));
	assert_str(test->arena, person.name, "Ann Smith");
	assert_str(test->arena, person.born, "1941-03");
	assert_str(test->arena, person.postcode, "RM17 6SL");
	assert_int_equal(person.how, PERSON_OPEN);
	assert_true(str_starts_with(person.reference, S("TH-")));
	assert_ok(person_find_by_reference(&care, str_lower_ascii(test->arena, person.reference), &by_reference));
	assert_true(str_equal(by_reference, id));
	assert_status(person_find(&care, S("nobody"), &person), STATUS_NOT_FOUND);
}

static void test_somebody_without_a_name_is_refused_with_a_sentence(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Answer answer = {.question = S("birth_date"), .value = S("1941")};
	Str id = {0};
	assert_status(person_create(&care, &answer, 1, &id), STATUS_INVALID);
	assert_true(str_contains(problems_for_field(&care.problems, S("name_full")), S("Enter a name")));
}

static void test_a_stale_page_writes_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str id = care_test_person(&care, "Ann Smith", "", "");
	Facts facts = {0};
	assert_ok(person_facts(&care, id, &facts));
	Str shown[] = {facts_find(&facts, S("name_full"))->id, (Str){0}};
	Answer answers[] = {{.question = S("name_full"), .value = S("Ann Jones")},
		{.question = S("name_known_as"), .value = S("Annie")}};
	care_test_wait(test, INSTANT_MINUTE);
	assert_ok(care_test_record(&care, id, "name_full", "Anne Smith"));
	assert_status(person_record(&care, id, answers, 2, shown), STATUS_STALE);
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Anne Smith");
	assert_true(str_is_empty(care_test_value(&care, id, "name_known_as")));
	assert_ok(person_facts(&care, id, &facts));
	shown[0] = facts_find(&facts, S("name_full"))->id;
	assert_ok(person_record(&care, id, answers, 2, shown));
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Ann Jones");
	/* What was unanswered on the page and is not any more is stale too. */
	assert_status(person_record(&care, id, &answers[1], 1, &shown[1]), STATUS_STALE);
}

static void test_confirming_keeps_the_value_and_says_when_and_by_whom(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care other = care_test_desk(test, test->first_contact);
	FactVersion *versions = NULL;
	size_t count = 0;
	Facts facts = {0};
	Str id = care_test_person(&care, "Ann Smith", "", "RM17 6SL");
	care_test_wait(test, 30 * INSTANT_DAY);
	assert_ok(person_confirm(&other, id, S("name_full")));
	assert_ok(person_confirm(&other, id, S("home_postcode")));
	assert_status(person_confirm(&other, id, S("nhs_number")), STATUS_NOT_FOUND);
	assert_ok(person_facts(&care, id, &facts));
	const Fact *name = facts_find(&facts, S("name_full"));
	const Fact *postcode = facts_find(&facts, S("home_postcode"));
	assert_str(test->arena, name->value, "Ann Smith");
	assert_int_equal(name->giver, GIVER_SELF);
	assert_str(test->arena, name->by_name, "Fay Contact");
	assert_int_equal(name->valid_from, care_today(&care));
	assert_str(test->arena, postcode->value, "RM17 6SL");
	assert_str(test->arena, postcode->by_name, "Fay Contact");
	assert_true(postcode->of_place);
	assert_ok(person_fact_history(&care, id, S("name_full"), &versions, &count));
	assert_int_equal(count, 2);
	assert_str(test->arena, versions[0].standing, "confirmed");
	assert_str(test->arena, versions[1].standing, "given");
}

static void test_a_withdrawn_entry_is_gone_from_the_page_and_read_only_with_a_reason(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	FactVersion *versions = NULL;
	size_t count = 0;
	Str value = {0};
	Str id = care_test_person(&care, "Ann Smith", "", "");
	care_test_wait(test, INSTANT_MINUTE);
	assert_ok(care_test_record(&care, id, "name_full", "Quentin Wrongfile"));
	assert_ok(person_fact_history(&care, id, S("name_full"), &versions, &count));
	Str wrong = versions[0].id;
	assert_status(person_withdraw(&care, wrong, S("  ")), STATUS_INVALID);
	assert_ok(person_withdraw(&care, wrong, S("Typed into the wrong record")));
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Ann Smith");
	assert_ok(person_fact_history(&care, id, S("name_full"), &versions, &count));
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_false(str_contains(versions[i].value, S("Wrongfile")));
	assert_status(person_read_withdrawn(&care, wrong, S(""), &value), STATUS_INVALID);
	assert_true(str_is_empty(value));
	assert_ok(person_read_withdrawn(&care, wrong, S("The family asks what was said"), &value));
	assert_str(test->arena, value, "Quentin Wrongfile");
	assert_status(person_withdraw(&care, wrong, S("Once more")), STATUS_CONFLICT);
	PersonFound *found = NULL;
	assert_ok(person_search(&care, S("Wrongfile"), &found, &count));
	assert_int_equal(count, 0);
}

static void test_a_wrong_address_is_withdrawn_from_the_household(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Person person = {0};
	Facts facts = {0};
	Str id = care_test_person(&care, "Ann Smith", "", "RM17 6SL");
	assert_ok(person_facts(&care, id, &facts));
	assert_ok(person_withdraw(&care, facts_find(&facts, S("home_postcode"))->id, S("Another Ann Smith's")));
	assert_true(str_is_empty(care_test_value(&care, id, "home_postcode")));
	assert_ok(person_find(&care, id, &person));
	assert_true(str_is_empty(person.postcode));
}

static void test_the_record_says_what_it_said_on_a_past_day(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Facts facts = {0};
	Str id = care_test_person(&care, "Ann Smith", "", "");
	Instant first = care_now(&care);
	Date monday = care_today(&care);
	care_test_wait(test, 10 * INSTANT_DAY);
	Instant second = care_now(&care);
	/* Told today about five days ago. */
	record_dated(&care, id, "name_known_as", "Annie", monday + 5);
	care_test_wait(test, INSTANT_DAY);
	assert_ok(person_facts_as_known(&care, id, monday + 6, first, &facts));
	assert_true(str_is_empty(facts_value(&facts, S("name_known_as"))));
	assert_ok(person_facts_as_known(&care, id, monday + 6, second, &facts));
	assert_str(test->arena, facts_value(&facts, S("name_known_as")), "Annie");
	assert_ok(person_facts_as_known(&care, id, monday + 4, second, &facts));
	assert_true(str_is_empty(facts_value(&facts, S("name_known_as"))));
	assert_str(test->arena, facts_value(&facts, S("name_full")), "Ann Smith");
	/* Withdrawn since: it was still known then. */
	assert_ok(person_facts(&care, id, &facts));
	assert_ok(person_withdraw(&care, facts_find(&facts, S("name_known_as"))->id, S("Wrong person")));
	assert_ok(person_facts_as_known(&care, id, monday + 6, second, &facts));
	assert_str(test->arena, facts_value(&facts, S("name_known_as")), "Annie");
	assert_ok(person_facts_as_known(&care, id, monday + 6, care_now(&care), &facts));
	assert_true(str_is_empty(facts_value(&facts, S("name_known_as"))));
}

static void test_an_earlier_day_told_later_does_not_replace_what_came_after(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str id = care_test_person(&care, "Ann Smith", "", "");
	care_test_wait(test, INSTANT_DAY);
	record_dated(&care, id, "name_full", "Ann Maiden", care_today(&care) - 3000);
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Ann Smith");
}

static void test_an_answer_for_a_later_day_holds_from_that_day(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Person person = {0};
	Str id = care_test_person(&care, "Ann Smith", "", "RM17 6SL");
	Date later = care_today(&care) + 3;
	record_dated(&care, id, "name_full", "Ann Jones", later);
	record_dated(&care, id, "home_postcode", "SS17 9HQ", later);
	run_jobs(test);
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Ann Smith");
	assert_str(test->arena, care_test_value(&care, id, "home_postcode"), "RM17 6SL");
	care_test_go(test, date_format(test->arena, later), 0, 30);
	run_jobs(test);
	assert_str(test->arena, care_test_value(&care, id, "name_full"), "Ann Jones");
	assert_str(test->arena, care_test_value(&care, id, "home_postcode"), "SS17 9HQ");
	assert_ok(person_find(&care, id, &person));
	assert_str(test->arena, person.name, "Ann Jones");
	assert_str(test->arena, person.postcode, "SS17 9HQ");
}

static void test_partial_dates_stand_as_they_were_given(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	static const char *const BORN[] = {"1941", "1941-03", "1941-03-14"};
	for (size_t i = 0; i < 3; i++) {
		Person person = {0};
		assert_ok(person_find(&care, care_test_person(&care, "Ann Smith", BORN[i], ""), &person));
		assert_str(test->arena, person.born, BORN[i]);
	}
}

static void test_a_household_answer_holds_for_all_who_live_there_until_one_moves(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Person person = {0};
	Str ann = care_test_person(&care, "Ann Smith", "", "RM17 6SL");
	Str bob = care_test_person(&care, "Bob Smith", "", "");
	Str none = care_test_person(&care, "Cy Smith", "", "");
	assert_status(person_live_with(&care, ann, none), STATUS_NOT_FOUND);
	assert_ok(person_live_with(&care, bob, ann));
	assert_status(person_live_with(&care, bob, ann), STATUS_CONFLICT);
	assert_str(test->arena, care_test_value(&care, bob, "home_postcode"), "RM17 6SL");
	assert_ok(person_find(&care, bob, &person));
	assert_str(test->arena, person.postcode, "RM17 6SL");
	care_test_wait(test, INSTANT_DAY);
	assert_ok(care_test_record(&care, bob, "home_address", "[{\"lines\":\"1 High Street\",\"town\":\"Grays\"}]"));
	assert_true(str_contains(care_test_value(&care, ann, "home_address"), S("High Street")));
	assert_ok(person_find(&care, ann, &person));
	assert_str(test->arena, person.address, "1 High Street, Grays, RM17 6SL");
	care_test_wait(test, INSTANT_DAY);
	assert_ok(care_test_record(&care, bob, "home_postcode", "SS17 9HQ"));
	assert_str(test->arena, care_test_value(&care, bob, "home_postcode"), "SS17 9HQ");
	assert_true(str_is_empty(care_test_value(&care, bob, "home_address")));
	assert_str(test->arena, care_test_value(&care, ann, "home_postcode"), "RM17 6SL");
	assert_true(str_contains(care_test_value(&care, ann, "home_address"), S("High Street")));
}

static void test_one_question_about_several_is_answered_as_for_each_alone(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care reader = care_test_desk(test, test->colleague);
	Care manager = care_test_desk(test, test->manager);
	Person hidden = {0};
	Str people[4];
	Str values[4];
	people[0] = care_test_person(&care, "Ann Smith", "1941", "RM17 6SL");
	people[1] = care_test_person(&care, "Bob Smith", "", "");
	people[2] = care_test_person(&care, "Cy Smith", "1950", "");
	people[3] = care_test_person(&care, "Dot Smith", "", "SS17 9HQ");
	assert_ok(person_live_with(&care, people[1], people[0]));
	assert_ok(person_find(&manager, people[3], &hidden));
	assert_ok(person_restrict(&manager, people[3], PERSON_NO_TRACE, test->team_safeguarding, S("At risk from family"),
		hidden.version));
	assert_ok(person_answers(&reader, S("home_postcode"), people, 4, values)); /* of the household */
	assert_str(test->arena, values[0], "RM17 6SL");
	assert_str(test->arena, values[1], "RM17 6SL");
	assert_true(str_is_empty(values[2]) && str_is_empty(values[3]));
	assert_ok(person_answers(&reader, S("birth_date"), people, 4, values)); /* of the person */
	assert_str(test->arena, values[0], "1941");
	assert_true(str_is_empty(values[1]));
	assert_str(test->arena, values[2], "1950");
	care_test_wait(test, INSTANT_DAY);
	assert_ok(care_test_record(&care, people[1], "home_postcode", "SS17 9HQ"));
	assert_ok(person_answers(&reader, S("home_postcode"), people, 2, values));
	assert_str(test->arena, values[0], "RM17 6SL");
	assert_str(test->arena, values[1], "SS17 9HQ");
}

static void test_a_relation_is_seen_from_both_sides(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Relation *relations = NULL;
	size_t count = 0;
	Str ann = care_test_person(&care, "Ann Smith", "", "");
	Str eve = care_test_person(&care, "Eve Jones", "", "");
	assert_ok(person_relate(&care, ann, eve, S("daughter"), S("Has a key")));
	assert_status(person_relate(&care, ann, ann, S("daughter"), S("")), STATUS_INVALID);
	assert_status(person_relate(&care, ann, eve, S("no-such-kind"), S("")), STATUS_INVALID);
	assert_ok(person_relations(&care, ann, &relations, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, relations[0].other_name, "Eve Jones");
	assert_str(test->arena, relations[0].kind, "daughter");
	assert_str(test->arena, relations[0].note, "Has a key");
	assert_ok(person_relations(&care, eve, &relations, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, relations[0].other_name, "Ann Smith");
	assert_str(test->arena, relations[0].kind, "parent");
}

static void test_who_has_looked_is_listed_with_the_purpose(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care other = care_test_desk(test, test->first_contact);
	Person person = {0};
	Looker *lookers = NULL;
	size_t count = 0;
	Str id = care_test_person(&care, "Ann Smith", "", "");
	assert_ok(person_open(&care, id, S("page"), &person));
	care_test_wait(test, INSTANT_HOUR);
	Instant since = care_now(&care);
	assert_ok(person_open(&other, id, S("contact"), &person));
	assert_ok(person_lookers(&care, id, 0, &lookers, &count));
	assert_int_equal(count, 2);
	assert_str(test->arena, lookers[0].name, "Fay Contact");
	assert_str(test->arena, lookers[0].team, "Front door");
	assert_str(test->arena, lookers[0].purpose, "contact");
	assert_ok(person_lookers(&care, id, since, &lookers, &count));
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_somebody_new_has_a_reference_a_name_and_is_open),
		CARE_TEST(test_somebody_without_a_name_is_refused_with_a_sentence),
		CARE_TEST(test_a_stale_page_writes_nothing),
		CARE_TEST(test_confirming_keeps_the_value_and_says_when_and_by_whom),
		CARE_TEST(test_a_withdrawn_entry_is_gone_from_the_page_and_read_only_with_a_reason),
		CARE_TEST(test_a_wrong_address_is_withdrawn_from_the_household),
		CARE_TEST(test_the_record_says_what_it_said_on_a_past_day),
		CARE_TEST(test_an_earlier_day_told_later_does_not_replace_what_came_after),
		CARE_TEST(test_an_answer_for_a_later_day_holds_from_that_day),
		CARE_TEST(test_partial_dates_stand_as_they_were_given),
		CARE_TEST(test_a_household_answer_holds_for_all_who_live_there_until_one_moves),
		CARE_TEST(test_one_question_about_several_is_answered_as_for_each_alone),
		CARE_TEST(test_a_relation_is_seen_from_both_sides),
		CARE_TEST(test_who_has_looked_is_listed_with_the_purpose),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
