/* Work: opened with a date, filled in by several, sent up, decided by somebody else, and what its outcome leaves. */
#include "care_test.h"

#include "care/jobs/job_kinds.h"
#include "care/letter/letter.h"
#include "care/service/service.h"

static Str open_work(Care *care, const char *pathway, Str person)
{
	Str id = {0};
	assert_ok(work_open(care, &(WorkNew){.pathway = str_from_c(pathway), .person = person}, &id));
	return id;
}

static Status submit(Care *care, Str work, const char *outcome, const char *note)
{
	care->problems = problems_make(care->arena);
	return work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome), .note = str_from_c(note),
		.version = care_test_work(care, work).version});
}

static Status approve(Care *care, Str work)
{
	care->problems = problems_make(care->arena);
	return work_approve(care, work, S(""), care_test_work(care, work).version);
}

static void assert_due(CareTest *test, Care *care, Str work, const char *day)
{
	assert_str(test->arena, date_format(test->arena, care_test_work(care, work).due_on), day);
}

static void test_work_is_due_in_working_days_and_days(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	care_test_go(test, S("2026-12-24"), 10, 0);
	/* Two working days from Christmas Eve: Christmas, Boxing Day's substitute and a weekend are not counted. */
	assert_due(test, &care, open_work(&care, "contact", person), "2026-12-30");
	assert_due(test, &care, open_work(&care, "needs-assessment", person), "2027-01-21");
	Str urgent = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = person, .urgent = true}, &urgent));
	assert_due(test, &care, urgent, "2026-12-25");
	Str asked = {0};
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("task"), .person = person,
		.within = {7, DURATION_DAYS}, .title = S("Ring back")}, &asked));
	assert_due(test, &care, asked, "2026-12-31");
	assert_str(test->arena, care_test_work(&care, asked).title, "Ring back");
	assert_str(test->arena, care_test_work(&care, urgent).team_name, "Grays");
}

static void test_starting_work_gives_it_to_whoever_starts_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care other = care_test_desk(test, test->colleague);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	Str by_reference = {0};
	assert_int_equal(care_test_work(&care, work).stage, WORK_WAITING);
	assert_ok(work_start(&care, work));
	assert_int_equal(care_test_work(&care, work).stage, WORK_IN_PROGRESS);
	assert_true(str_equal(care_test_work(&care, work).assigned_user, test->practitioner));
	assert_ok(work_start(&other, work));
	assert_true(str_equal(care_test_work(&care, work).assigned_user, test->colleague));
	assert_ok(work_find_by_reference(&care, care_test_work(&care, work).reference, &by_reference));
	assert_true(str_equal(by_reference, work));
}

static void test_answering_work_that_nobody_has_gives_it_to_whoever_answers(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care other = care_test_desk(test, test->colleague);
	Str person = care_test_person(&care, "Ann Smith", "", "");
	Str work = open_work(&care, "contact", person);
	care_test_answer(&care, work, "contact_story", "She fell");
	assert_true(str_equal(care_test_work(&care, work).assigned_user, test->practitioner));
	assert_int_equal(care_test_work(&care, work).stage, WORK_IN_PROGRESS);
	/* A colleague who adds an answer does not take it away. */
	care_test_answer(&other, work, "contact_tried", "Her son");
	assert_true(str_equal(care_test_work(&care, work).assigned_user, test->practitioner));
	/* What lay with a team alone after a return is taken up too. */
	assert_ok(work_assign(&care, work, S(""), test->team_review));
	care_test_answer(&other, work, "contact_urgency", "days");
	assert_true(str_equal(care_test_work(&care, work).assigned_user, test->colleague));
	assert_str(test->arena, care_test_work(&care, work).team_name, "Reviews");
}

static void test_work_goes_to_a_team_a_colleague_or_nobody_unknown(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	assert_ok(work_assign(&care, work, S(""), test->team_review));
	assert_str(test->arena, care_test_work(&care, work).team_name, "Reviews");
	assert_ok(work_assign(&care, work, test->colleague, S("")));
	assert_str(test->arena, care_test_work(&care, work).user_name, "Cora Worker");
	assert_status(work_assign(&care, work, S("nobody"), S("")), STATUS_INVALID);
	assert_status(work_assign(&care, work, S(""), S("no-team")), STATUS_INVALID);
	assert_status(work_assign(&care, work, S(""), S("")), STATUS_INVALID);
}

static void test_different_questions_merge_and_the_same_one_gives_both_values(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care other = care_test_desk(test, test->colleague);
	Drafts drafts = {0};
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	DraftSave mine[] = {{.question = S("contact_story"), .value = S("She fell"), .giver = GIVER_SELF},
		{.question = S("contact_route"), .value = S("phone"), .giver = GIVER_WORKER}};
	DraftSave theirs[] = {{.question = S("contact_story"), .value = S("She slipped"), .giver = GIVER_SELF},
		{.question = S("contact_urgency"), .value = S("today"), .giver = GIVER_WORKER}};
	assert_ok(work_save(&care, work, mine, 2));
	assert_int_equal(care_test_work(&care, work).stage, WORK_IN_PROGRESS);
	assert_status(work_save(&other, work, theirs, 2), STATUS_STALE);
	assert_true(theirs[0].conflict);
	assert_str(test->arena, theirs[0].other.value, "She fell");
	assert_str(test->arena, theirs[0].other.by_name, "Paul Worker");
	assert_false(theirs[1].conflict);
	assert_ok(work_drafts(&care, work, &drafts));
	assert_int_equal(drafts.count, 3);
	assert_str(test->arena, drafts_find(&drafts, S("contact_story"))->value, "She fell");
	assert_str(test->arena, drafts_find(&drafts, S("contact_urgency"))->value, "today");
	/* With the version that stands now it is taken; the same value by both is no conflict. */
	theirs[0].expected = theirs[0].version;
	assert_ok(work_save(&other, work, theirs, 1));
	mine[0].value = S("She slipped");
	mine[0].expected = 0;
	assert_ok(work_save(&care, work, mine, 1));
	assert_int_equal(mine[0].version, 2);
}

static void fill_contact(Care *care, Str work)
{
	care_test_answer(care, work, "contact_route", "community");
	care_test_answer(care, work, "contact_from", "self");
	care_test_answer(care, work, "contact_story", "She fell twice");
}

static void fill_review(Care *care, Str work)
{
	static const char *const QUESTIONS[] = {"review_reason", "meeting_method", "prevent_advice", "worker_analysis"};
	for (size_t i = 0; i < 4; i++)
		care_test_answer(care, work, QUESTIONS[i], i == 0 ? "planned" : "home");
	care_test_answer(care, work, "goal_progress", "[{\"goal\":\"Wash\",\"result\":\"partly\"}]");
}

/* The return wants the outcome of every planned review: better asked here than missed at the quarter's end. */
static void test_a_planned_review_says_how_far_the_goals_are(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "review", care_test_person(&care, "Ann Smith", "1941", ""));
	fill_review(&care, work);
	care_test_answer(&care, work, "goal_progress", "");
	assert_status(submit(&care, work, "no-change", "As before"), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&care.problems, S("goal_progress"))));
	care_test_answer(&care, work, "review_reason", "hospital");
	assert_ok(submit(&care, work, "no-change", "As before"));
}

static void test_required_answers_are_asked_for_by_name(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	assert_ok(work_start(&care, work));
	assert_status(submit(&care, work, "connected", ""), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&care.problems, S("contact_story"))));
	assert_int_equal(care.problems.count, 3);
	assert_int_equal(care_test_work(&care, work).stage, WORK_IN_PROGRESS);
	fill_contact(&care, work);
	assert_status(submit(&care, work, "no-such-outcome", ""), STATUS_INVALID);
	assert_ok(submit(&care, work, "self-funder", ""));
	assert_int_equal(care_test_work(&care, work).stage, WORK_FINISHED);
}

static void test_an_outcome_against_the_answers_wants_a_reason(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	fill_contact(&care, work);
	care_test_answer(&care, work, "conv1_offer", "[{\"what\":\"advice-page\"}]");
	assert_status(submit(&care, work, "equipment", ""), STATUS_INVALID);
	assert_false(str_is_empty(problems_for_field(&care.problems, S("note"))));
	assert_status(submit(&care, work, "declined", " "), STATUS_INVALID); /* wants one always */
	assert_ok(submit(&care, work, "equipment", "She needs a rail as well"));
}

static void test_answers_become_facts_with_who_gave_them_and_from_which_work(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Facts facts = {0};
	Drafts drafts = {0};
	Str person = care_test_person(&care, "Ann Smith", "", "");
	Str work = open_work(&care, "contact", person);
	fill_contact(&care, work);
	DraftSave carer = {.question = S("language_main"), .value = S("English"), .giver = GIVER_CARER};
	assert_ok(work_save(&care, work, &carer, 1));
	assert_ok(submit(&care, work, "self-funder", ""));
	assert_ok(person_facts(&care, person, &facts));
	const Fact *language = facts_find(&facts, S("language_main"));
	assert_non_null(language);
	assert_str(test->arena, language->value, "English");
	assert_int_equal(language->giver, GIVER_CARER);
	assert_true(str_equal(language->source_work, work));
	assert_ok(work_drafts(&care, work, &drafts));
	assert_int_equal(drafts.count, 0);
	Str export = care_test_export(test);
	assert_true(str_contains(export, S("\"work_snapshot\"")));
	assert_true(str_contains(export, S("She fell twice")));
	assert_status(submit(&care, work, "self-funder", ""), STATUS_CONFLICT);
}

/* What is said of a bad day is an answer of its own: kept, with who gave it, and asked only of those whose days differ. */
static void test_a_bad_day_is_kept_beside_the_usual_one(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str work = open_work(&care, "review", person);
	const Form *form = care_test_work(&care, work).pathway->form;
	size_t asked = 0;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++)
			asked += str_equal(form->sections[s].questions[q]->id, S("washing_bad_day")) ? 1 : 0;
	assert_int_equal(asked, 1);
	assert_ok(care_test_record(&care, person, "ups_and_downs", "days"));
	fill_review(&care, work);
	care_test_answer(&care, work, "washing", "with-difficulty");
	care_test_answer(&care, work, "washing_bad_day", "unable");
	assert_ok(submit(&care, work, "equipment", "As agreed"));
	assert_str(test->arena, care_test_value(&care, person, "washing"), "with-difficulty");
	assert_str(test->arena, care_test_value(&care, person, "washing_bad_day"), "unable");
}

static void test_a_role_that_the_pathway_does_not_name_may_not_send_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care finance = care_test_desk(test, test->finance);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	fill_contact(&care, work);
	assert_status(submit(&finance, work, "self-funder", ""), STATUS_REFUSED);
	assert_int_equal(care_test_work(&care, work).stage, WORK_IN_PROGRESS);
}

static Str submitted_review(Care *author, Str person)
{
	Str work = open_work(author, "review", person);
	fill_review(author, work);
	assert_ok(submit(author, work, "equipment", "As agreed on the day"));
	return work;
}

static void test_nobody_approves_their_own_work_whatever_their_role(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Care second = care_test_desk(test, test->second_manager);
	Care care = care_test_desk(test, test->practitioner);
	User user = {0};
	Str work = submitted_review(&care, care_test_person(&care, "Ann Smith", "1941", ""));
	assert_int_equal(care_test_work(&care, work).stage, WORK_AWAITING_APPROVAL);
	assert_status(approve(&care, work), STATUS_REFUSED);
	assert_status(submit(&care, work, "equipment", "Again"), STATUS_CONFLICT);
	assert_status(work_start(&care, work), STATUS_CONFLICT);
	/* With the manager's role the author is still the author. */
	assert_ok(access_user(&system, test->practitioner, &user));
	assert_ok(access_update_user(&system, user.id, user.name, user.team, S("manager"), DATE_NONE, 50000, user.version));
	Care promoted = care_test_desk(test, test->practitioner);
	assert_status(approve(&promoted, work), STATUS_REFUSED);
	assert_false(str_is_empty(problems_for_field(&promoted.problems, S("approve"))));
	/* Without the role that the pathway names nobody else may either. */
	Care panel = care_test_desk(test, test->panel);
	assert_status(approve(&panel, work), STATUS_REFUSED);
	assert_ok(approve(&second, work));
	assert_status(approve(&second, work), STATUS_CONFLICT);
}

static void test_who_wrote_an_earlier_round_is_an_author_too(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Care care = care_test_desk(test, test->practitioner);
	User user = {0};
	Str work = submitted_review(&care, care_test_person(&care, "Ann Smith", "1941", ""));
	Care second = care_test_desk(test, test->second_manager);
	Care colleague = care_test_desk(test, test->colleague);
	assert_ok(work_return(&second, work, S("Say more"), care_test_work(&care, work).version));
	assert_ok(submit(&colleague, work, "equipment", "Said more"));
	assert_true(str_equal(care_test_work(&care, work).submitted_by, test->colleague));
	/* The first author becomes a manager and looks at it. */
	assert_ok(access_user(&system, test->practitioner, &user));
	assert_ok(access_update_user(&system, user.id, user.name, user.team, S("manager"), DATE_NONE, 50000, user.version));
	Care promoted = care_test_desk(test, test->practitioner);
	assert_status(approve(&promoted, work), STATUS_REFUSED);
	assert_false(str_is_empty(problems_for_field(&promoted.problems, S("approve"))));
	assert_ok(approve(&second, work));
	assert_int_equal(care_test_work(&care, work).stage, WORK_FINISHED);
}

static void test_a_return_opens_the_same_draft_with_the_comment(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	WorkEvent *events = NULL;
	size_t count = 0;
	Drafts drafts = {0};
	Str work = submitted_review(&care, care_test_person(&care, "Ann Smith", "1941", ""));
	DraftSave late = {.question = S("my_view"), .value = S("Fine"), .expected = 0};
	assert_status(work_save(&care, work, &late, 1), STATUS_CONFLICT);
	assert_status(work_return(&manager, work, S(" "), care_test_work(&care, work).version), STATUS_INVALID);
	assert_status(work_return(&manager, work, S("More on nights"), 1), STATUS_STALE);
	assert_ok(work_return(&manager, work, S("More on nights"), care_test_work(&care, work).version));
	Work returned = care_test_work(&care, work);
	assert_int_equal(returned.stage, WORK_RETURNED);
	assert_true(str_equal(returned.assigned_user, test->practitioner));
	assert_true(str_is_empty(returned.outcome));
	assert_ok(work_events(&care, work, &events, &count));
	assert_str(test->arena, events[count - 1].detail, "More on nights");
	assert_ok(work_drafts(&care, work, &drafts));
	assert_str(test->arena, drafts_find(&drafts, S("review_reason"))->value, "planned");
	assert_ok(work_save(&care, work, &late, 1));
	assert_ok(submit(&care, work, "equipment", "With nights"));
	assert_ok(approve(&manager, work));
}

/* Whoever may not finish it may not make it go away either, nor send it back unless they may approve it. */
static void test_work_is_ended_by_those_it_is_done_by_or_decided_by_and_nobody_else(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care finance = care_test_desk(test, test->finance);
	Care broker = care_test_desk(test, test->broker);
	Care manager = care_test_desk(test, test->manager);
	Care lead = care_test_desk(test, test->safeguarding);
	Str person = care_test_person(&care, "Ann Smith", "", "");
	Str concern = open_work(&care, "safeguarding-concern", person);
	assert_status(work_cancel(&finance, concern, S("Gone away"), 0), STATUS_REFUSED);
	assert_status(work_cancel(&broker, concern, S("Gone away"), 0), STATUS_REFUSED);
	assert_int_equal(care_test_work(&care, concern).stage, WORK_WAITING);
	assert_ok(work_cancel(&lead, concern, S("Recorded twice"), 0));
	Str assessment = open_work(&care, "needs-assessment", person);
	assert_status(work_cancel(&broker, assessment, S("Gone away"), 0), STATUS_REFUSED);
	assert_ok(work_cancel(&manager, assessment, S("Opened twice"), 0));
	Str money = open_work(&finance, "financial-assessment", person);
	assert_status(work_cancel(&care, money, S("Gone away"), 0), STATUS_REFUSED);
	assert_status(work_cancel(&manager, money, S("Gone away"), 0), STATUS_REFUSED);
	assert_ok(work_cancel(&finance, money, S("Opened twice"), 0));
}

static void test_cancelled_work_says_why_and_stays_cancelled(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str work = open_work(&care, "contact", care_test_person(&care, "Ann Smith", "", ""));
	assert_status(work_cancel(&care, work, S(""), care_test_work(&care, work).version), STATUS_INVALID);
	assert_ok(work_cancel(&care, work, S("Opened twice"), care_test_work(&care, work).version));
	assert_int_equal(care_test_work(&care, work).stage, WORK_CANCELLED);
	assert_status(work_cancel(&care, work, S("Again"), care_test_work(&care, work).version), STATUS_CONFLICT);
	assert_status(work_start(&care, work), STATUS_CONFLICT);
	assert_status(submit(&care, work, "self-funder", ""), STATUS_CONFLICT);
}

static Str submitted_plan(Care *author, Str person, const char *lines, const char *outcome)
{
	Str work = open_work(author, "support-plan", person);
	care_test_answer(author, work, "plan_lines", lines);
	care_test_answer(author, work, "plan_agreed", "yes");
	care_test_answer(author, work, "budget_choice", "council");
	care_test_answer(author, work, "prevent_advice", "Falls class");
	assert_ok(submit(author, work, outcome, "As agreed"));
	return work;
}

#define LINE(goal, units, cost) "{\"goal\":\"" goal "\",\"how\":\"service\",\"service_kind\":\"home-care\"," \
	"\"units\":\"" units "\",\"unit_cost\":" cost ",\"mechanism\":\"council\"}"

static void test_a_limit_is_reached_to_the_penny_and_no_further(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Str at = submitted_plan(&care, care_test_person(&care, "Ann Smith", "1941", ""),
		"[" LINE("Wash", "20", "2500") "]", "agreed-within");
	Str above = submitted_plan(&care, care_test_person(&care, "Bea Smith", "1941", ""),
		"[" LINE("Wash", "20", "2500") "," LINE("Eat", "1", "1") "]", "agreed-within");
	assert_ok(approve(&manager, at));
	assert_status(approve(&manager, above), STATUS_REFUSED);
	assert_true(str_contains(problems_for_field(&manager.problems, S("approve")), S("500.01")));
	assert_int_equal(care_test_work(&care, above).stage, WORK_AWAITING_APPROVAL);
}

static void test_a_line_that_cannot_be_read_passes_no_limit(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	static const char *const LINES[] = {
		"[" LINE("Wash", "all day", "2500") "]", "[" LINE("Wash", "-20", "2500") "]",
		"[" LINE("Wash", "20", "-2500") "]", "[" LINE("Wash", "20", "\"much\"") "]",
	};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
		Str work = open_work(&care, "support-plan", person);
		care_test_answer(&care, work, "plan_lines", LINES[i]);
		care_test_answer(&care, work, "plan_agreed", "yes");
		care_test_answer(&care, work, "prevent_advice", "Falls class");
		assert_status(submit(&care, work, "agreed-within", ""), STATUS_INVALID);
		assert_false(str_is_empty(problems_for_field(&care.problems, S("plan_lines"))));
	}
}

/* A plan that was approved, whose lines the broker arranges. */
static void arrange(CareTest *test, Str person, const char *lines)
{
	Care broker = care_test_desk(test, test->broker);
	Str work = {0};
	Care care = care_test_desk(test, test->practitioner);
	assert_int_equal(care_test_open_works(&broker, person, "brokerage", &work), 1);
	assert_ok(work_start(&broker, work));
	if (lines != NULL)
		assert_ok(care_test_record(&care, person, "plan_lines", lines));
	assert_ok(submit(&broker, work, "arranged", ""));
}

static const Practice *begun_with;

static const Practice *find_begun_with(void *context, StoreConnection *reader, Str hash)
{
	(void)context;
	(void)reader;
	return str_equal(hash, practice_hash(begun_with)) ? begun_with : NULL;
}

static void test_work_keeps_the_release_it_was_begun_with(void **state)
{
	CareTest *test = care_test_of(state);
	Practice *later = NULL;
	Problems problems = problems_make(test->arena);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str work = open_work(&care, "needs-assessment", person);
	assert_ok(practice_load(&later, test->arena, S("boroughs/common"), (Str){0}, &problems));
	begun_with = test->practice;
	assert_false(str_equal(practice_hash(later), practice_hash(begun_with)));
	care.practice = later;
	care.release_find = find_begun_with;
	assert_ptr_equal(care_test_work(&care, work).pathway, practice_pathway(begun_with, S("needs-assessment")));
	Str next = open_work(&care, "needs-assessment", person);
	assert_ptr_equal(care_test_work(&care, next).pathway, practice_pathway(later, S("needs-assessment")));
	assert_true(care_test_work(&care, next).due_on > care_test_work(&care, work).due_on); /* 42 days, not Thurrock's 28 */
}

static void test_a_broker_starts_no_line_dearer_than_what_was_approved(void **state)
{
	CareTest *test = care_test_of(state);
	Care author = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care broker = care_test_desk(test, test->broker);
	Str person = care_test_person(&author, "Ama Mensah", "1944-02-01", "RM17 6AA");
	Str work = {0};
	const char *agreed = "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\",\"units\":\"7.00\",\"unit_cost\":2410}]";
	const char *dearer = "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\",\"units\":\"7.01\",\"unit_cost\":2410}]";
	assert_ok(approve(&manager, submitted_plan(&author, person, agreed, "agreed-within")));
	assert_int_equal(care_test_open_works(&broker, person, "brokerage", &work), 1);
	care_test_answer(&broker, work, "plan_lines", dearer);
	assert_status(submit(&broker, work, "arranged", ""), STATUS_REFUSED);
	Service *lines = NULL;
	size_t count = 0;
	assert_ok(services_of(&broker, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 0);
	care_test_answer(&broker, work, "plan_lines", agreed);
	assert_ok(submit(&broker, work, "arranged", ""));
	assert_ok(services_of(&broker, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].weekly, 16870);
}

static void test_an_arranged_plan_starts_ends_and_follows_lines(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Service *lines = NULL;
	size_t count = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(approve(&manager, submitted_plan(&care, person,
		"[" LINE("Wash", "10", "2000") "," LINE("Eat", "2", "1000") "," LINE("Shop", "1.5", "1000") "]",
		"agreed-within")));
	arrange(test, person, NULL);
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 3);
	assert_int_equal(services_weekly(lines, count, care_today(&care)), 20000 + 2000 + 1500);
	care_test_wait(test, 20 * INSTANT_DAY);
	/* The same, more, and no longer. */
	assert_ok(approve(&manager, submitted_plan(&care, person,
		"[" LINE("Wash", "10", "2000") "," LINE("Eat", "3", "1000") "]", "agreed-within")));
	arrange(test, person, NULL);
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 4);
	size_t followed = 0;
	size_t ended = 0;
	for (size_t i = 0; i < count; i++) {
		if (!str_is_empty(lines[i].follows)) {
			followed++;
			assert_int_equal(lines[i].units_hundredths, 300);
		}
		if (lines[i].ends_on != DATE_NONE) {
			ended++;
			bool eat = str_equal(lines[i].goal, S("Eat"));
			assert_int_equal(lines[i].ends_on, care_today(&care) - (eat ? 1 : 0));
		}
	}
	assert_int_equal(followed, 1);
	assert_int_equal(ended, 2);
	assert_int_equal(services_weekly(lines, count, care_today(&care) + 1), 20000 + 3000);
}

static void test_an_agreed_plan_without_a_way_to_pay_goes_to_the_broker(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Str brokerage = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str plan = open_work(&care, "support-plan", person);
	care_test_answer(&care, plan, "plan_lines", "[" LINE("Wash", "10", "2000") "]");
	care_test_answer(&care, plan, "plan_agreed", "yes");
	care_test_answer(&care, plan, "prevent_advice", "Falls class");
	assert_ok(submit(&care, plan, "agreed-within", "As agreed"));
	assert_ok(approve(&manager, plan));
	assert_int_equal(care_test_open_works(&manager, person, "brokerage", &brokerage), 1);
}

static void test_a_line_changed_on_its_first_day_is_not_counted_twice(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Service *lines = NULL;
	size_t count = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(approve(&manager, submitted_plan(&care, person, "[" LINE("Wash", "10", "2000") "]", "agreed-within")));
	arrange(test, person, NULL);
	assert_ok(approve(&manager, submitted_plan(&care, person, "[" LINE("Wash", "7", "2000") "]", "agreed-within")));
	arrange(test, person, NULL);
	Date today = care_today(&care);
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 2);
	assert_int_equal(services_weekly(lines, count, today), 14000);
	assert_int_equal(services_weekly(lines, count, today - 1), 0);
	/* What never ran is gone from whatever asks for a day, not only from the sum. */
	assert_ok(services_of(&care, person, today, &lines, &count));
	assert_int_equal(count, 1);
}

static void test_an_end_outcome_ends_every_line_and_writes_the_letter(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Service *lines = NULL;
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	Str task = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(approve(&manager, submitted_plan(&care, person, "[" LINE("Wash", "10", "2000") "]", "agreed-within")));
	arrange(test, person, NULL);
	care_test_wait(test, 20 * INSTANT_DAY);
	Str review = open_work(&care, "review", person);
	fill_review(&care, review);
	assert_ok(submit(&care, review, "end-met", ""));
	assert_ok(approve(&manager, review));
	assert_ok(services_of(&care, person, DATE_NONE, &lines, &count));
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].ends_on, care_today(&care));
	assert_str(test->arena, lines[0].end_reason, "end-met");
	assert_ok(letters_of_work(&care, review, &letters, &count));
	assert_int_equal(count, 1);
	assert_ok(letter_get(&care, letters[0].id, &letter));
	assert_true(str_contains(letter.content, S("Ann Smith")));
	assert_true(str_contains(letter.content, S("everybody in this letter is invented")));
	assert_false(str_contains(letter.content, S("{{")));
	assert_false(str_contains(letter.content, S("Your worker is not recorded yet")));
	assert_true(str_contains(letter.content, str_format(test->arena, " on %.*s.",
		STR_ARG(practice_council(care.practice)->phone))));
	assert_int_equal(care_test_open_works(&care, person, "task", &task), 1);
	assert_due(test, &care, task, str_c(test->arena, date_format(test->arena, care_today(&care) + 28)));
}

static void test_arranging_without_a_plan_ends_nothing_and_leaves_a_task(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care broker = care_test_desk(test, test->broker);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str task = {0};
	Str work = open_work(&care, "brokerage", person);
	assert_ok(submit(&broker, work, "arranged", ""));
	assert_int_equal(care_test_open_works(&care, person, "task", &task), 1);
	assert_true(str_starts_with(care_test_work(&care, task).title, S("Arrange the service")));
}

static void test_an_alert_and_opened_work_are_there_at_once(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str id = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str work = open_work(&care, "contact", person);
	fill_contact(&care, work);
	assert_ok(submit(&care, work, "safeguarding", "A neighbour saw bruises"));
	assert_int_equal(care_test_open_works(&care, person, "safeguarding-concern", &id), 1);
	assert_true(str_equal(care_test_work(&care, id).parent, work));
	assert_int_equal(care_test_open_works(&care, person, "alert", &id), 1);
	assert_true(care_test_work(&care, id).urgent);
	assert_str(test->arena, care_test_work(&care, id).team_name, "Safeguarding");
	assert_str(test->arena, care_test_work(&care, id).title, "A safeguarding concern was raised at contact");
}

static void run_jobs(CareTest *test)
{
	Care system = care_test_system(test);
	size_t count = 0;
	const JobKind *kinds = job_kinds(&count);
	assert_ok(jobs_run_due(&system, S("test"), kinds, count, NULL));
}

/* An alert that lies unread is worse than none: it goes on until a person takes it up, and only then it stops. */
static void test_an_alert_goes_from_team_to_team_until_somebody_takes_it_up(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	WorkAlert *alerts = NULL;
	size_t count = 0;
	Str id = {0};
	static const char *const TEAMS[] = {"Front door", "Grays", "Safeguarding", "Front door"};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str contact = open_work(&care, "contact", person);
	fill_contact(&care, contact);
	assert_ok(submit(&care, contact, "safeguarding", "A neighbour saw bruises"));
	assert_int_equal(care_test_open_works(&care, person, "alert", &id), 1);
	assert_ok(work_alerts(&lead, &alerts, &count));
	assert_int_equal(count, 1);
	assert_str(test->arena, alerts[0].name, "Ann Smith");
	for (size_t i = 0; i < sizeof TEAMS / sizeof TEAMS[0]; i++) {
		care_test_wait(test, 29 * INSTANT_MINUTE);
		run_jobs(test);
		assert_false(i == 0 && !str_equal(care_test_work(&care, id).team_name, S("Safeguarding")));
		care_test_wait(test, 2 * INSTANT_MINUTE);
		run_jobs(test);
		assert_str(test->arena, care_test_work(&care, id).team_name, TEAMS[i]);
		assert_int_equal(care_test_work(&care, id).stage, WORK_WAITING);
	}
	assert_ok(work_start(&lead, id));
	care_test_wait(test, 3 * INSTANT_HOUR);
	run_jobs(test);
	assert_true(str_equal(care_test_work(&care, id).assigned_user, test->safeguarding));
	assert_str(test->arena, care_test_work(&care, id).team_name, "Safeguarding");
	assert_ok(work_alerts(&lead, &alerts, &count));
	assert_int_equal(count, 0);
	int64_t checked = 0;
	int64_t differed = 0;
	Care system = care_test_system(test);
	assert_ok(work_verify(&system, &checked, &differed));
	assert_int_equal(differed, 0);
}

static size_t occurrences(Str text, Str part)
{
	size_t count = 0;
	size_t at = 0;
	while (str_find(text, part, &at)) {
		count++;
		text = str_slice(text, at + part.length, text.length);
	}
	return count;
}

static void test_a_message_leaves_once_and_a_recorded_no_action_opens_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	WorkRow *rows = NULL;
	size_t count = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str work = open_work(&care, "contact", person);
	fill_contact(&care, work);
	assert_ok(submit(&care, work, "existing-work", ""));
	assert_int_equal(occurrences(care_test_export(test), S("passed-to-your-worker")), 2); /* its key and its text */
	Str other = care_test_person(&care, "Bea Smith", "1941", "");
	work = open_work(&care, "contact", other);
	fill_contact(&care, work);
	assert_ok(submit(&care, work, "not-a-need", "A question about parking"));
	assert_ok(work_open_of_person(&care, other, &rows, &count));
	assert_int_equal(count, 0);
}

static void test_a_matched_request_gives_its_answers_to_the_person(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Care public_desk = care_test_public(test);
	Care care = care_test_desk(test, test->first_contact);
	WorkRow *rows = NULL;
	size_t count = 0;
	Facts facts = {0};
	Drafts drafts = {0};
	Str request = {0};
	assert_ok(work_open(&system, &(WorkNew){.pathway = S("self-assessment")}, &request));
	DraftSave saves[] = {{.question = S("name_known_as"), .value = S("Annie"), .giver = GIVER_SELF},
		{.question = S("about_me"), .value = S("I like tea"), .giver = GIVER_HELPER}};
	assert_ok(work_save_public(&public_desk, request, saves, 2));
	assert_ok(work_submit(&system, &(WorkSubmit){.work = request, .outcome = S("goes-to-contact")}));
	Date asked = care_today(&care);
	assert_ok(work_list(&care, &(WorkFilter){.pathway = S("contact")}, &rows, &count));
	assert_int_equal(count, 1);
	Str contact = rows[0].id;
	care_test_wait(test, 2 * INSTANT_DAY);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(work_match(&care, contact, person));
	assert_ok(person_facts(&care, person, &facts));
	const Fact *known_as = facts_find(&facts, S("name_known_as"));
	const Fact *about = facts_find(&facts, S("about_me"));
	assert_non_null(known_as);
	assert_non_null(about);
	assert_int_equal(known_as->giver, GIVER_SELF);
	assert_int_equal(about->giver, GIVER_HELPER);
	assert_int_equal(known_as->valid_from, asked);
	assert_true(str_equal(known_as->source_work, request));
	assert_true(str_equal(care_test_work(&care, request).person, person));
	assert_ok(work_drafts(&care, request, &drafts));
	assert_int_equal(drafts.count, 0);
	assert_status(work_match(&care, contact, person), STATUS_CONFLICT);
}

static void test_what_an_unmatched_contact_opened_is_matched_with_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->first_contact);
	Str task = {0};
	Document *letters = NULL;
	Document letter = {0};
	size_t count = 0;
	Str contact = open_work(&care, "contact", (Str){0});
	fill_contact(&care, contact);
	care_test_answer(&care, contact, "conv1_offer", "[{\"what\":\"advice-page\"}]");
	care_test_answer(&care, contact, "language_main", "English");
	assert_ok(submit(&care, contact, "connected", ""));
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(work_match(&care, contact, person));
	assert_true(care_test_open_works(&care, person, "task", &task) >= 1);
	assert_str(test->arena, care_test_value(&care, person, "language_main"), "English");
	/* Its letter is closed to whoever may not see the person any more. */
	Care lead = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(letters_of_work(&care, contact, &letters, &count));
	assert_int_equal(count, 1);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, test->team_safeguarding, S("At risk"), found.version));
	assert_status(letter_get(&care, letters[0].id, &letter), STATUS_NOT_FOUND);
	assert_ok(letter_get(&lead, letters[0].id, &letter));
}

static void test_lists_and_counts_show_what_is_unfinished_most_late_first(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	WorkRow *rows = NULL;
	WorkCount *counts = NULL;
	size_t count = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str late = open_work(&care, "needs-assessment", person);
	care_test_wait(test, 40 * INSTANT_DAY);
	Str young = open_work(&care, "needs-assessment", person);
	Str done = open_work(&care, "needs-assessment", person);
	assert_ok(work_cancel(&care, done, S("Twice"), 0));
	assert_ok(work_list(&care, &(WorkFilter){.team = test->team_practice, .stage = S("waiting")}, &rows, &count));
	assert_int_equal(count, 2);
	assert_true(str_equal(rows[0].id, late) && str_equal(rows[1].id, young));
	assert_str(test->arena, rows[0].name, "Ann Smith");
	assert_ok(work_list(&care, &(WorkFilter){.pathway = S("needs-assessment"), .most = 1, .skip = 1}, &rows, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(rows[0].id, young));
	assert_ok(work_start(&care, young));
	assert_ok(work_list(&care, &(WorkFilter){.user = test->practitioner}, &rows, &count));
	assert_int_equal(count, 1);
	assert_ok(work_counts(&care, test->team_practice, &counts, &count));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(counts[i].count, 1);
		assert_int_equal(counts[i].overdue, counts[i].stage == WORK_WAITING ? 1 : 0);
	}
}

/* The people of a list in its order, by their first letters. */
static Str order_of(Care *care, WorkFilter filter)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	filter.team = filter.team.length > 0 ? filter.team : care->actor_team;
	assert_ok(work_list(care, &filter, &rows, &count));
	Buffer letters = buffer_make(care->arena, WORK_LIST_MAX);
	for (size_t i = 0; i < count; i++)
		buffer_add(&letters, str_slice(rows[i].name, 0, 1));
	return buffer_str(&letters);
}

static void test_a_list_is_sorted_as_asked_and_pages_keep_to_the_order(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	static const char *const NAMES[] = {"Cara Smith", "Ann Smith", "Bea Smith", "Dan Smith"};
	for (size_t i = 0; i < 4; i++) {
		Str person = care_test_person(&care, NAMES[i], "1941", "");
		Str work = open_work(&care, "needs-assessment", person);
		if (i == 2)
			assert_ok(work_start(&care, work));
		care_test_wait(test, INSTANT_DAY);
	}
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_DUE}), "CABD");
	assert_str(test->arena, order_of(&care, (WorkFilter){.is_descending = true}), "DBAC");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_OPENED}), "CABD");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_OPENED, .is_descending = true}), "DBAC");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON}), "ABCD");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON, .is_descending = true}), "DCBA");
	assert_str(test->arena, str_slice(order_of(&care, (WorkFilter){.sort = WORK_BY_HOLDER}), 3, 4), "B");
	assert_str(test->arena, str_slice(order_of(&care, (WorkFilter){.sort = WORK_BY_HOLDER, .is_descending = true}), 0, 1), "B");
	/* Pages and filters keep to it. */
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON, .most = 2, .skip = 2}), "CD");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON, .pathway = S("review")}), "");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON, .stage = S("waiting")}), "ACD");
	assert_str(test->arena, order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON, .user = care.actor}), "B");
}

static void test_no_order_shows_what_the_actor_may_not_see(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Person found = {0};
	(void)open_work(&care, "needs-assessment", person);
	assert_int_equal(order_of(&care, (WorkFilter){.sort = WORK_BY_PERSON}).length, 1);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, test->team_safeguarding, S("In hiding"), found.version));
	for (int sort = WORK_BY_DUE; sort <= WORK_BY_HOLDER; sort++) {
		assert_int_equal(order_of(&care, (WorkFilter){.sort = (WorkSort)sort}).length, 0);
		assert_int_equal(order_of(&care, (WorkFilter){.sort = (WorkSort)sort, .is_descending = true}).length, 0);
	}
}

static void test_the_chronology_is_newest_first_and_no_page_loses_a_line(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	TimelineLine *all = NULL;
	TimelineLine *page = NULL;
	size_t count = 0;
	size_t page_count = 0;
	size_t seen = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	for (int i = 0; i < 3; i++) {
		Str work = open_work(&care, "contact", person);
		fill_contact(&care, work);
		assert_ok(submit(&care, work, "connected", "She asked")); /* several lines of one instant */
		care_test_wait(test, INSTANT_HOUR);
	}
	assert_ok(work_chronology(&care, person, care_now(&care), 200, &all, &count));
	assert_true(count >= 12);
	for (size_t i = 1; i < count; i++)
		assert_true(all[i - 1].at >= all[i].at);
	Instant before = care_now(&care);
	do {
		assert_ok(work_chronology(&care, person, before, 2, &page, &page_count));
		for (size_t i = 0; i < page_count; i++)
			assert_true(str_equal(page[i].id, all[seen + i].id));
		seen += page_count;
		if (page_count > 0)
			before = page[page_count - 1].at;
	} while (page_count > 0);
	assert_int_equal(seen, count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_work_is_due_in_working_days_and_days),
		CARE_TEST(test_starting_work_gives_it_to_whoever_starts_it),
		CARE_TEST(test_answering_work_that_nobody_has_gives_it_to_whoever_answers),
		CARE_TEST(test_work_goes_to_a_team_a_colleague_or_nobody_unknown),
		CARE_TEST(test_different_questions_merge_and_the_same_one_gives_both_values),
		CARE_TEST(test_required_answers_are_asked_for_by_name),
		CARE_TEST(test_a_planned_review_says_how_far_the_goals_are),
		CARE_TEST(test_an_outcome_against_the_answers_wants_a_reason),
		CARE_TEST(test_answers_become_facts_with_who_gave_them_and_from_which_work),
		CARE_TEST(test_a_bad_day_is_kept_beside_the_usual_one),
		CARE_TEST(test_a_role_that_the_pathway_does_not_name_may_not_send_it),
		CARE_TEST(test_nobody_approves_their_own_work_whatever_their_role),
		CARE_TEST(test_who_wrote_an_earlier_round_is_an_author_too),
		CARE_TEST(test_a_return_opens_the_same_draft_with_the_comment),
		CARE_TEST(test_work_is_ended_by_those_it_is_done_by_or_decided_by_and_nobody_else),
		CARE_TEST(test_cancelled_work_says_why_and_stays_cancelled),
		CARE_TEST(test_a_limit_is_reached_to_the_penny_and_no_further),
		CARE_TEST(test_a_line_that_cannot_be_read_passes_no_limit),
		CARE_TEST(test_work_keeps_the_release_it_was_begun_with),
		CARE_TEST(test_a_broker_starts_no_line_dearer_than_what_was_approved),
		CARE_TEST(test_an_arranged_plan_starts_ends_and_follows_lines),
		CARE_TEST(test_an_agreed_plan_without_a_way_to_pay_goes_to_the_broker),
		CARE_TEST(test_a_line_changed_on_its_first_day_is_not_counted_twice),
		CARE_TEST(test_an_end_outcome_ends_every_line_and_writes_the_letter),
		CARE_TEST(test_arranging_without_a_plan_ends_nothing_and_leaves_a_task),
		CARE_TEST(test_an_alert_and_opened_work_are_there_at_once),
		CARE_TEST(test_an_alert_goes_from_team_to_team_until_somebody_takes_it_up),
		CARE_TEST(test_a_message_leaves_once_and_a_recorded_no_action_opens_nothing),
		CARE_TEST(test_a_matched_request_gives_its_answers_to_the_person),
		CARE_TEST(test_what_an_unmatched_contact_opened_is_matched_with_it),
		CARE_TEST(test_lists_and_counts_show_what_is_unfinished_most_late_first),
		CARE_TEST(test_a_list_is_sorted_as_asked_and_pages_keep_to_the_order),
		CARE_TEST(test_no_order_shows_what_the_actor_may_not_see),
		CARE_TEST(test_the_chronology_is_newest_first_and_no_page_loses_a_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
