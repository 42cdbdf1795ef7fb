/* A person's own copy: everything held, what tells of others marked, nothing of them given without a decision. */
#include "site_test.h"

#include "care/letter/letter.h"
#include "care/rights/retention.h"
#include "care/rights/subject_access.h"

typedef struct Asked {
	Str person;
	Str request;
} Asked;

/* A contact with a letter, an answer by a helper, a relation, and a worry with somebody who told us. */
static Asked asked(CareTest *test)
{
	Care care = care_test_desk(test, test->practitioner);
	Care officer = care_test_desk(test, test->officer);
	Asked out = {.person = care_test_person(&care, "Ann Smith", "1941-03-14", "RM17 6SL")};
	Str other = care_test_person(&care, "Benedict Neighbour", "1950", "");
	Str contact = {0};
	Str worry = {0};
	assert_ok(person_relate(&care, out.person, other, S("friend"), S("")));
	assert_ok(person_relate(&care, out.person, care_test_person(&care, "Carl Smith", "1970", ""), S("friend"), S("")));
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("contact"), .person = out.person}, &contact));
	care_test_answer(&care, contact, "contact_route", "community");
	care_test_answer(&care, contact, "contact_from", "self");
	care_test_answer(&care, contact, "contact_story", "Benedict found her on the floor");
	care_test_answer(&care, contact, "contact_urgency", "days");
	assert_ok(work_submit(&care, &(WorkSubmit){.work = contact, .outcome = S("self-funder"),
		.version = care_test_work(&care, contact).version}));
	Answer by_helper = {.question = S("phones"), .value = S("01375 111111"), .giver = GIVER_HELPER};
	assert_ok(person_record(&care, out.person, &by_helper, 1, NULL));
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("report-concern"), .person = out.person}, &worry));
	DraftSave told[] = {{.question = S("sg_reporter_name"), .value = S("Tessa Telltale")}};
	assert_ok(work_save(&care, worry, told, 1));
	assert_ok(subject_ask(&officer, out.person, care_today(&officer) - 2, S("Herself"), S("Known to the worker"), &out.request));
	return out;
}

static SubjectFile open_file(CareTest *test, const Asked *a)
{
	Care officer = care_test_desk(test, test->officer);
	SubjectFile file = {0};
	assert_ok(subject_open(&officer, a->person, a->request, &file));
	return file;
}

static const SubjectEntry *entry_saying(const SubjectFile *file, const char *words)
{
	for (size_t i = 0; i < file->count; i++)
		for (size_t l = 0; l < file->entries[i].line_count; l++)
			if (str_contains(file->entries[i].lines[l].value, str_from_c(words)))
				return &file->entries[i];
	return NULL;
}

static Status decide(CareTest *test, const Asked *a, const SubjectEntry *entry, SubjectDecision decision, const char *words)
{
	Care officer = care_test_desk(test, test->officer);
	size_t count = 0;
	return subject_decide(&officer, &(SubjectDeciding){.person = a->person, .request = a->request, .entry = entry->key,
		.decision = decision, .words = str_from_c(words), .exemption = subject_exemptions(&count)[0], .reason = S("Looked at")});
}

static void test_everything_is_gathered_and_what_tells_of_others_is_marked(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	SubjectFile file = open_file(test, &a);
	assert_true(file.count > 15);
	assert_true(file.undecided > 0);
	for (size_t i = 1; i < file.count; i++)
		assert_true(file.entries[i - 1].at <= file.entries[i].at);
	const SubjectEntry *story = entry_saying(&file, "Benedict found her");
	assert_non_null(story);
	assert_true(str_contains(story->mark, S("Benedict Neighbour")));
	const SubjectEntry *referrer = entry_saying(&file, "Tessa Telltale");
	assert_non_null(referrer);
	assert_true(str_starts_with(referrer->key, S("answer_apart/")));
	assert_true(str_contains(referrer->mark, S("who told us of a worry")));
	assert_true(str_contains(entry_saying(&file, "01375 111111")->mark, S("Somebody else said it")));
	assert_null(entry_saying(&file, "Known to the worker")); /* the request itself is no part of it */
	/* Their own plain answers need no decision, nor does a family name that others have too. */
	assert_true(str_is_empty(entry_saying(&file, "Ann Smith")->mark));
	const SubjectEntry *born = entry_saying(&file, "14 March 1941");
	assert_non_null(born);
	assert_true(str_is_empty(born->mark));
}

static void test_the_copy_waits_for_every_decision_and_keeps_to_it(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care officer = care_test_desk(test, test->officer);
	SubjectCopy copy = {0};
	SubjectFile file = open_file(test, &a);
	assert_status(subject_copy(&officer, a.person, a.request, &copy), STATUS_CONFLICT);
	const SubjectEntry *referrer = entry_saying(&file, "Tessa Telltale");
	const SubjectEntry *story = entry_saying(&file, "Benedict found her");
	assert_status(decide(test, &a, story, SUBJECT_REDACT, "Words that are not there"), STATUS_INVALID);
	assert_status(decide(test, &a, referrer, SUBJECT_UNDECIDED, ""), STATUS_INVALID);
	for (size_t i = 0; i < file.count; i++) {
		const SubjectEntry *entry = &file.entries[i];
		bool tells = false;
		for (size_t l = 0; l < entry->line_count; l++)
			tells = tells || str_contains(entry->lines[l].value, S("Tessa"));
		bool names = false;
		for (size_t l = 0; l < entry->line_count; l++)
			names = names || str_contains(entry->lines[l].value, S("Benedict"));
		if (tells)
			assert_ok(decide(test, &a, entry, SUBJECT_WITHHOLD, ""));
		else if (names)
			assert_ok(decide(test, &a, entry, SUBJECT_REDACT, "Benedict"));
		else if (!str_is_empty(entry->mark))
			assert_ok(decide(test, &a, entry, SUBJECT_RELEASE, ""));
	}
	assert_ok(subject_copy(&officer, a.person, a.request, &copy));
	assert_false(str_contains(copy.json, S("Tessa")));
	assert_false(str_contains(copy.json, S("Benedict")));
	assert_true(str_contains(copy.json, S("[taken out] found her on the floor")));
	assert_true(str_contains(copy.json, S("Schedule 2, paragraph 16")));
	assert_true(str_contains(copy.json, S("01375 111111")));
	assert_true(str_contains(copy.json, S("\"demonstration\":true")));
	/* As long as it is not given the record does not go; given once, decisions stay. */
	assert_status(subject_give(&officer, a.person, a.request, copy.request.version + 1), STATUS_STALE);
	assert_ok(subject_give(&officer, a.person, a.request, copy.request.version));
	assert_status(decide(test, &a, referrer, SUBJECT_RELEASE, ""), STATUS_CONFLICT);
	SubjectRequest *requests = NULL;
	size_t count = 0;
	assert_ok(subject_requests(&officer, a.person, &requests, &count));
	assert_int_equal(requests[0].given_hash.length, 64);
}

static void test_the_time_is_a_month_to_the_next_working_day(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-11-30"), 10, 0);
	Care worker = care_test_desk(test, test->practitioner);
	Care officer = care_test_desk(test, test->officer);
	Str person = care_test_person(&worker, "Ann Smith", "1941", "");
	Str request = {0};
	SubjectRequest *requests = NULL;
	size_t count = 0;
	Date asked_on = DATE_NONE;
	assert_status(subject_ask(&officer, person, care_today(&officer) + 1, S("Herself"), S("Known"), &request), STATUS_INVALID);
	assert_status(subject_ask(&officer, person, care_today(&officer), S("Herself"), S(" "), &request), STATUS_INVALID);
	assert_status(subject_ask(&worker, person, care_today(&officer), S("Herself"), S("Known"), &request), STATUS_REFUSED);
	/* 25 December, 26 December a Saturday, Boxing Day kept on the Monday. */
	assert_ok(date_parse(S("2026-11-25"), &asked_on));
	assert_ok(subject_ask(&officer, person, asked_on, S("Herself"), S("Known"), &request));
	assert_ok(subject_requests(&officer, person, &requests, &count));
	assert_str(test->arena, date_format(test->arena, requests[0].due_on), "2026-12-29");
}

static void test_the_pages_decide_and_hand_over(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	SiteTest site = site_test_open(test);
	SubjectFile file = open_file(test, &a);
	Str list = str_format(test->arena, "/people/%.*s/subject-access", STR_ARG(a.person));
	Str path = str_format(test->arena, "%.*s/%.*s", STR_ARG(list), STR_ARG(a.request));
	assert_int_equal(site_test_get(&site, test->practitioner, list).status, 403);
	Response response = site_test_get(&site, test->officer, path);
	assert_shows(response, "wait for a decision");
	assert_shows(response, "who told us of a worry");
	assert_int_equal(site_test_get(&site, test->officer, str_concat(test->arena, path, S("/document"))).status, 409);
	Str decision = str_concat(test->arena, path, S("/decide"));
	for (size_t i = 0; i < file.count; i++) {
		const char *const fields[] = {"entry", str_c(test->arena, file.entries[i].key), "decision", "release", NULL};
		if (!str_is_empty(file.entries[i].mark) && !str_starts_with(file.entries[i].key, S("answer_apart")))
			assert_int_equal(site_test_post(&site, test->officer, decision, fields).status, 303);
	}
	const SubjectEntry *referrer = entry_saying(&file, "Tessa Telltale");
	const char *const bare[] = {"entry", str_c(test->arena, referrer->key), "decision", "withhold", NULL};
	assert_int_equal(site_test_post(&site, test->officer, decision, bare).status, 422);
	size_t exemption_count = 0;
	for (size_t i = 0; i < file.count; i++) {
		const char *const withheld[] = {"entry", str_c(test->arena, file.entries[i].key), "decision", "withhold", "exemption",
			str_c(test->arena, subject_exemptions(&exemption_count)[0]), "reason", "A promise", NULL};
		if (str_starts_with(file.entries[i].key, S("answer_apart")))
			assert_int_equal(site_test_post(&site, test->officer, decision, withheld).status, 303);
	}
	response = site_test_get(&site, test->officer, str_concat(test->arena, path, S("/document")));
	assert_true(str_starts_with(response.body, S("<!DOCTYPE html>")));
	assert_shows(response, "What Thurrock Council holds about Ann Smith");
	assert_shows(response, "Withheld:");
	assert_hides(response, "Tessa");
	assert_hides(response, "<script");
	response = site_test_get(&site, test->officer, str_concat(test->arena, path, S("/file")));
	assert_true(str_starts_with(response.body, S("{\"council\"")));
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_everything_is_gathered_and_what_tells_of_others_is_marked),
		CARE_TEST(test_the_copy_waits_for_every_decision_and_keeps_to_it),
		CARE_TEST(test_the_time_is_a_month_to_the_next_working_day),
		CARE_TEST(test_the_pages_decide_and_hand_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
