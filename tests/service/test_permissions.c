/* Every rule refuses a desk that holds no permission, for writing and for reading; and no reading function shows a
 * restricted record to whoever may not open it. */
#include "care_test.h"

#include "care/letter/letter.h"
#include "care/record/record.h"
#include "care/release/release.h"
#include "care/rights/retention.h"
#include "care/rights/subject_access.h"
#include "care/service/service.h"

typedef struct Case {
	CareTest *test;
	Str person;
	Str other;
	Str work;
	Str fact;
	Str merge;
	Str letter;
	Str service;
} Case;

typedef Status (*Rule)(Care *care, const Case *facts);

#define RULE(name, call) static Status name(Care *care, const Case *c) { (void)c; return (call); }
static const Answer ONE_ANSWER = {.question = S_INIT("name_full"), .value = S_INIT("Mallory")};

static Str id_out;
static DraftSave one_save = {.question = S_INIT("contact_story"), .value = S_INIT("x")};
RULE(rule_create, person_create(care, &ONE_ANSWER, 1, &id_out))
RULE(rule_record, person_record(care, c->person, &ONE_ANSWER, 1, NULL))
RULE(rule_confirm, person_confirm(care, c->person, S("name_full")))
RULE(rule_withdraw, person_withdraw(care, c->fact, S("Wrong")))
RULE(rule_live_with, person_live_with(care, c->other, c->person))
RULE(rule_relate, person_relate(care, c->person, c->other, S("friend"), S("")))
RULE(rule_restrict, person_restrict(care, c->person, PERSON_EXISTS, c->test->team_duty, S("Why"), 1))
RULE(rule_give_access, person_give_access(care, c->person, c->test->colleague, care_today(care) + 3, S("Why")))
RULE(rule_end_access, person_end_access(care, c->person, S("any"), S("Why")))
RULE(rule_merge, person_merge(care, c->person, c->other, S("One"), NULL))
RULE(rule_unmerge, person_unmerge(care, c->merge, S("Two")))
RULE(rule_work_open, work_open(care, &(WorkNew){.pathway = S("task"), .person = c->person}, NULL))
RULE(rule_work_assign, work_assign(care, c->work, c->test->colleague, S("")))
RULE(rule_work_start, work_start(care, c->work))
RULE(rule_work_match, work_match(care, c->work, c->person))
RULE(rule_work_save, work_save(care, c->work, &one_save, 1))
RULE(rule_work_submit, work_submit(care, &(WorkSubmit){.work = c->work, .outcome = S("done")}))
RULE(rule_work_approve, work_approve(care, c->work, S(""), 0))
RULE(rule_work_return, work_return(care, c->work, S("More"), 0))
RULE(rule_work_cancel, work_cancel(care, c->work, S("No"), 0))
RULE(rule_work_move, work_move(care, c->work, c->other, S("Wrong"), 0))
RULE(rule_work_withdraw, work_withdraw(care, c->work, S("Wrong"), 0))
RULE(rule_retention, retention_carry_out(care, &(RetentionDoing){.person = c->person, .action = RETENTION_DESTROY}))
RULE(rule_keep_longer, retention_keep_longer(care, c->person, care_today(care) + 100, S("Why")))
RULE(rule_subject_ask, subject_ask(care, c->person, care_today(care), S("Them"), S("Known"), &id_out))
RULE(rule_subject_decide, subject_decide(care, &(SubjectDeciding){.person = c->person, .decision = SUBJECT_RELEASE}))
RULE(rule_subject_give, subject_give(care, c->person, S("any"), 1))
RULE(rule_hold, retention_hold(care, c->person, S("Court")))
RULE(rule_hold_end, retention_end_hold(care, c->person, S("any"), 1))
RULE(rule_service_end, service_end(care, c->person, c->service, care_today(care), S("Why"), 1))
RULE(rule_provider, service_add_provider(care, S("X"), S("home-care"), S("t"), S("k"), &id_out))
RULE(rule_user, access_add_user(care, &(UserNew){.sign_in = S("m"), .name = S("M"), .password = S("long enough 1"),
	.team = c->test->team_duty, .roles = S("manager"), .employed_until = DATE_NONE}, NULL))
RULE(rule_user_update, access_update_user(care, c->test->manager, S("M"), c->test->team_duty, S("manager"), DATE_NONE, 1, 1))
RULE(rule_password, access_set_password(care, c->test->manager, S("long enough 1")))
RULE(rule_team, access_add_team(care, S("T"), S("duty"), NULL))
RULE(rule_team_update, access_update_team(care, c->test->team_duty, S("T"), S("duty"), S(""), 1))
RULE(rule_role, access_put_role(care, S("manager"), S("M"), (const Str[]){S("merge")}, 1))
RULE(rule_factor_remove, factor_remove(care, c->test->manager))
RULE(rule_session_end, session_end(care, c->test->manager, S("any")))
RULE(rule_setting, setting_change(care, SETTING_SECOND_FACTOR, S("required"), 0))
RULE(rule_publish, release_publish(care, c->test->practice, 0))

static Person person_out;
static Facts facts_out;
static size_t count_out;
RULE(read_accesses, person_accesses(care, c->person, &(PersonAccess *){0}, &count_out))
RULE(read_sessions, sessions_list(care, c->test->manager, S(""), &(Session *){0}, &count_out))
RULE(read_open, person_open(care, c->person, S("page"), &person_out))
RULE(read_find, person_find(care, c->person, &person_out))
RULE(read_reference, person_find_by_reference(care, S("TH-0000-0000"), &id_out))
RULE(read_facts, person_facts(care, c->person, &facts_out))
RULE(read_as_known, person_facts_as_known(care, c->person, care_today(care), care_now(care), &facts_out))
RULE(read_history, person_fact_history(care, c->person, S("name_full"), &(FactVersion *){0}, &count_out))
RULE(read_withdrawn, person_read_withdrawn(care, c->fact, S("Why"), &id_out))
RULE(read_relations, person_relations(care, c->person, &(Relation *){0}, &count_out))
RULE(read_search, person_search(care, S("Smith"), &(PersonFound *){0}, &count_out))
RULE(read_lookers, person_lookers(care, c->person, 0, &(Looker *){0}, &count_out))
RULE(read_work, work_find(care, c->work, &(Work){0}))
RULE(read_work_reference, work_find_by_reference(care, S("TH-0000-0000"), &id_out))
RULE(read_withdrawn_work, work_read_withdrawn(care, c->work, S("Why"), &(WorkSnapshot){0}))
RULE(read_misfiled, work_misfiled_of(care, c->work, &(WorkMisfiled *){0}, &count_out))
RULE(read_retention, retention_of(care, c->person, &(RetentionCase){0}))
RULE(read_retention_due, retention_due(care, &(RetentionAsk){.most = 1, .read_most = 1}, &(RetentionCase *){0}, &count_out, &id_out))
RULE(read_subject_requests, subject_requests(care, c->person, &(SubjectRequest *){0}, &count_out))
RULE(read_subject, subject_open(care, c->person, S("any"), &(SubjectFile){0}))
RULE(read_subject_copy, subject_copy(care, c->person, S("any"), &(SubjectCopy){0}))
RULE(read_holds, retention_legal_holds(care, c->person, &(LegalHold *){0}, &count_out))
RULE(read_retention_done, retention_history(care, &(RetentionDone *){0}, &count_out))
RULE(read_events, work_events(care, c->work, &(WorkEvent *){0}, &count_out))
RULE(read_drafts, work_drafts(care, c->work, &(Drafts){0}))
RULE(read_list, work_list(care, &(WorkFilter){.skip = 0}, &(WorkRow *){0}, &count_out))
RULE(read_open_work, work_open_of_person(care, c->person, &(WorkRow *){0}, &count_out))
RULE(read_counts, work_counts(care, S(""), &(WorkCount *){0}, &count_out))
RULE(read_chronology, work_chronology(care, c->person, care_now(care) + 1, 20, &(TimelineLine *){0}, &count_out))
RULE(read_services, services_of(care, c->person, DATE_NONE, &(Service *){0}, &count_out))
RULE(read_letter, letter_get(care, c->letter, &(Document){0}))
RULE(read_letters, letters_of_work(care, c->work, &(Document *){0}, &count_out))

typedef struct Named {
	const char *name;
	Rule rule;
} Named;

static const Named RULES[] = {
	{"person_create", rule_create}, {"person_record", rule_record}, {"person_confirm", rule_confirm},
	{"person_withdraw", rule_withdraw}, {"person_live_with", rule_live_with}, {"person_relate", rule_relate},
	{"person_restrict", rule_restrict}, {"person_give_access", rule_give_access},
	{"person_end_access", rule_end_access}, {"person_accesses", read_accesses}, {"person_merge", rule_merge},
	{"person_unmerge", rule_unmerge}, {"work_open", rule_work_open}, {"work_assign", rule_work_assign},
	{"work_start", rule_work_start}, {"work_match", rule_work_match}, {"work_save", rule_work_save},
	{"work_submit", rule_work_submit}, {"work_approve", rule_work_approve}, {"work_return", rule_work_return},
	{"work_cancel", rule_work_cancel}, {"work_move", rule_work_move}, {"work_withdraw", rule_work_withdraw},
	{"work_read_withdrawn", read_withdrawn_work}, {"work_misfiled_of", read_misfiled}, {"service_end", rule_service_end},
	{"subject_ask", rule_subject_ask}, {"subject_decide", rule_subject_decide}, {"subject_give", rule_subject_give},
	{"subject_requests", read_subject_requests}, {"subject_open", read_subject}, {"subject_copy", read_subject_copy},
	{"retention_carry_out", rule_retention}, {"retention_keep_longer", rule_keep_longer}, {"retention_hold", rule_hold},
	{"retention_end_hold", rule_hold_end}, {"retention_of", read_retention}, {"retention_due", read_retention_due},
	{"retention_legal_holds", read_holds}, {"retention_history", read_retention_done},
	{"service_add_provider", rule_provider}, {"access_add_user", rule_user}, {"access_update_user", rule_user_update},
	{"access_set_password", rule_password}, {"access_add_team", rule_team}, {"access_update_team", rule_team_update},
	{"access_put_role", rule_role}, {"release_publish", rule_publish},
	{"factor_remove", rule_factor_remove}, {"session_end", rule_session_end}, {"setting_change", rule_setting},
	{"sessions_list", read_sessions},
	{"person_open", read_open}, {"person_find", read_find}, {"person_find_by_reference", read_reference},
	{"person_facts", read_facts}, {"person_facts_as_known", read_as_known}, {"person_fact_history", read_history},
	{"person_read_withdrawn", read_withdrawn}, {"person_relations", read_relations}, {"person_search", read_search},
	{"person_lookers", read_lookers}, {"work_find", read_work}, {"work_find_by_reference", read_work_reference},
	{"work_events", read_events}, {"work_drafts", read_drafts}, {"work_list", read_list},
	{"work_open_of_person", read_open_work}, {"work_counts", read_counts}, {"work_chronology", read_chronology},
	{"services_of", read_services}, {"letter_get", read_letter}, {"letters_of_work", read_letters},
};

static Case case_of(CareTest *test)
{
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Case facts = {.test = test, .letter = S("none"), .service = S("none")};
	Facts known = {0};
	facts.person = care_test_person(&care, "Ann Smith", "1941", "RM17 6SL");
	facts.other = care_test_person(&care, "Bob Smith", "1942", "");
	Str third = care_test_person(&care, "Rob Smith", "1942", "");
	assert_ok(person_merge(&manager, facts.other, third, S("One"), &facts.merge));
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("contact"), .person = facts.person}, &facts.work));
	assert_ok(person_facts(&care, facts.person, &known));
	facts.fact = facts_find(&known, S("name_full"))->id;
	return facts;
}

static void assert_all_refuse(CareTest *test, Care care, const Case *facts)
{
	Str before = care_test_export(test);
	for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
		care.problems = problems_make(test->arena);
		Status status = RULES[i].rule(&care, facts);
		if (status != STATUS_REFUSED)
			fail_msg("%s answered %s to somebody without any permission", RULES[i].name, status_name(status));
	}
	assert_true(str_equal(before, care_test_export(test)));
}

static void test_every_rule_refuses_somebody_without_permissions(void **state)
{
	CareTest *test = care_test_of(state);
	Case facts = case_of(test);
	assert_all_refuse(test, care_test_public(test), &facts);
	Care nobody = care_test_desk(test, test->practitioner);
	nobody.permission_count = 0;
	nobody.role_count = 0;
	assert_all_refuse(test, nobody, &facts);
}

/* What each reading function shows of a restricted record: nothing that is said of the person. */
static void test_no_reading_function_shows_a_record_that_is_not_open(void **state)
{
	CareTest *test = care_test_of(state);
	Case facts = case_of(test);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	static const Named READS[] = {
		{"person_facts", read_facts}, {"person_facts_as_known", read_as_known}, {"person_fact_history", read_history},
		{"person_relations", read_relations}, {"person_lookers", read_lookers}, {"work_find", read_work},
		{"work_events", read_events}, {"work_drafts", read_drafts}, {"work_list", read_list},
		{"work_open_of_person", read_open_work}, {"work_chronology", read_chronology}, {"services_of", read_services},
		{"person_read_withdrawn", read_withdrawn}, {"person_open", read_open},
	};
	for (int tier = PERSON_EXISTS; tier >= PERSON_NO_TRACE; tier--) {
		Person person = {0};
		assert_ok(person_find(&lead, facts.person, &person));
		assert_ok(person_restrict(&lead, facts.person, (PersonTier)tier, test->team_safeguarding, S("At risk"),
			person.version));
		for (size_t i = 0; i < sizeof READS / sizeof READS[0]; i++) {
			count_out = 0;
			facts_out = (Facts){0};
			Status status = READS[i].rule(&care, &facts);
			bool closed = status == STATUS_NOT_FOUND || status == STATUS_REFUSED
				|| (status == STATUS_OK && count_out == 0 && facts_out.count == 0);
			if (!closed)
				fail_msg("%s showed a record of tier %d", READS[i].name, tier);
		}
		Status found = person_find(&care, facts.person, &person);
		assert_status(found, tier == PERSON_EXISTS ? STATUS_OK : STATUS_NOT_FOUND);
		if (found == STATUS_OK)
			assert_true(str_is_empty(person.name) && str_is_empty(person.born) && str_is_empty(person.address));
	}
	Person person = {0};
	assert_ok(person_open(&lead, facts.person, S("page"), &person));
	assert_str(test->arena, person.name, "Ann Smith");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_rule_refuses_somebody_without_permissions),
		CARE_TEST(test_no_reading_function_shows_a_record_that_is_not_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
