/* A person's own copy: everything held, what tells of others marked, nothing of them given without a decision. */
#include "long_record.h"
#include "site_test.h"

#include "base/hash.h"
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

/* As somebody who may open what is restricted too. */
static SubjectFile open_file(CareTest *test, const Asked *a)
{
	Care manager = care_test_desk(test, test->manager);
	SubjectFile file = {0};
	assert_ok(subject_open(&manager, a->person, a->request, &file));
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

/* Decides as an officer would who is asked about every marked entry: releases, save who told us. */
static void release_all(CareTest *test, const Asked *a)
{
	SubjectFile file = open_file(test, a);
	for (size_t i = 0; i < file.count; i++)
		if (!str_is_empty(file.entries[i].mark) && file.entries[i].decision == SUBJECT_UNDECIDED)
			assert_ok(decide(test, a, &file.entries[i], file.entries[i].told_us ? SUBJECT_LEAVE_OUT : SUBJECT_RELEASE, ""));
}

static SubjectCopy copy_of(CareTest *test, const Asked *a)
{
	Care officer = care_test_desk(test, test->officer);
	SubjectCopy copy = {0};
	assert_ok(subject_copy(&officer, a->person, a->request, &copy));
	return copy;
}

static Str json_of(CareTest *test, const SubjectCopy *copy)
{
	Care officer = care_test_desk(test, test->officer);
	return subject_copy_json(&officer, copy, test->arena);
}

static Str page_of(CareTest *test, const Asked *a, const char *rest)
{
	return str_format(test->arena, "/people/%.*s/subject-access/%.*s%s", STR_ARG(a->person), STR_ARG(a->request), rest);
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
			assert_ok(decide(test, &a, entry, entry->told_us ? SUBJECT_LEAVE_OUT : SUBJECT_REDACT, "Benedict"));
		else if (!str_is_empty(entry->mark))
			assert_ok(decide(test, &a, entry, SUBJECT_RELEASE, ""));
	}
	assert_ok(subject_copy(&officer, a.person, a.request, &copy));
	Str json = json_of(test, &copy);
	assert_false(str_contains(json, S("Tessa")));
	assert_false(str_contains(json, S("Benedict")));
	assert_true(str_contains(json, S("[taken out] found her on the floor")));
	assert_false(str_contains(json, S("Schedule 2, paragraph 16"))); /* who told us is withheld without a word */
	assert_true(str_contains(json, S("01375 111111")));
	assert_true(str_contains(json, S("\"demonstration\":true")));
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
	assert_hides(response, "Withheld:");
	assert_hides(response, "Who told us");
	assert_hides(response, "Tessa");
	assert_hides(response, "<script");
	response = site_test_get(&site, test->officer, str_concat(test->arena, path, S("/file")));
	assert_true(str_starts_with(response.body, S("{\"council\"")));
	site_test_close(&site);
}

static void test_who_told_us_is_left_out_without_a_trace_and_kept_in_what_was_decided(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *referrer = entry_saying(&file, "Tessa Telltale");
	assert_true(referrer->told_us);
	/* What is left after words are taken out would still tell that somebody told us. */
	assert_status(decide(test, &a, referrer, SUBJECT_REDACT, "Tessa Telltale"), STATUS_INVALID);
	assert_ok(decide(test, &a, referrer, SUBJECT_WITHHOLD, ""));
	release_all(test, &a);
	SubjectCopy copy = copy_of(test, &a);
	Str json = json_of(test, &copy);
	assert_false(str_contains(json, S("Tessa")));
	assert_false(str_contains(json, S("answer_apart")));
	assert_false(str_contains(json, S("Who told us")));
	assert_false(str_contains(json, S("withheld")));
	for (size_t i = 0; i < copy.count; i++)
		assert_false(copy.entries[i].told_us);
	file = open_file(test, &a);
	referrer = entry_saying(&file, "Tessa Telltale");
	assert_int_equal(referrer->decision, SUBJECT_LEAVE_OUT);
	assert_str(test->arena, referrer->reason, "Looked at");
	SiteTest site = site_test_open(test);
	assert_shows(site_test_get(&site, test->officer, page_of(test, &a, "")), "Left out without a trace");
	Response document = site_test_get(&site, test->officer, page_of(test, &a, "/document"));
	assert_hides(document, "Who told us");
	assert_hides(document, "Withheld:");
	site_test_close(&site);
}

static void test_who_told_us_is_left_out_by_somebody_who_may_not_read_it(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care officer = care_test_desk(test, test->officer);
	SubjectFile seen = {0};
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *referrer = entry_saying(&file, "Tessa Telltale");
	assert_ok(subject_open(&officer, a.person, a.request, &seen));
	assert_null(entry_saying(&seen, "Tessa"));
	SiteTest site = site_test_open(test);
	assert_hides(site_test_get(&site, test->officer, page_of(test, &a, "")), "Tessa");
	site_test_close(&site);
	assert_status(decide(test, &a, referrer, SUBJECT_RELEASE, ""), STATUS_REFUSED);
	assert_ok(decide(test, &a, referrer, SUBJECT_LEAVE_OUT, ""));
}

static void test_the_name_of_who_told_us_is_looked_for_in_everything_else(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care worker = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&worker, a.person, "about_me", "I have coffee with tessa on Fridays"));
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *coffee = entry_saying(&file, "coffee with tessa");
	assert_true(str_contains(coffee->mark, S("who told us")));
}

static void test_any_other_entry_can_be_left_out_without_a_trace(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *story = entry_saying(&file, "01375 111111");
	assert_status(decide(test, &a, story, SUBJECT_WITHHOLD, ""), STATUS_OK);
	release_all(test, &a);
	SubjectCopy copy = copy_of(test, &a);
	Str json = json_of(test, &copy);
	assert_true(str_contains(json, S("\"withheld\":\"Information about another person")));
	assert_true(str_contains(json, story->key));
	assert_false(str_contains(json, S("01375 111111")));
	assert_ok(decide(test, &a, story, SUBJECT_LEAVE_OUT, ""));
	copy = copy_of(test, &a);
	json = json_of(test, &copy);
	assert_false(str_contains(json, story->key));
	assert_false(str_contains(json, S("withheld")));
}

static void test_the_longest_words_are_taken_out_first_and_nothing_of_them_stays(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care worker = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&worker, a.person, "about_me", "Benedict and Benedict Neighbour came, taken by car"));
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *about = entry_saying(&file, "taken by car");
	assert_status(decide(test, &a, about, SUBJECT_REDACT, "B"), STATUS_INVALID);
	assert_ok(decide(test, &a, about, SUBJECT_REDACT, "Benedict\nBenedict Neighbour\ntaken"));
	release_all(test, &a);
	SubjectCopy copy = copy_of(test, &a);
	assert_true(str_contains(json_of(test, &copy), S("[taken out] and [taken out] came, [taken out] by car")));
}

static void test_a_form_as_it_was_sent_says_when_and_every_answer(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	SubjectFile file = open_file(test, &a);
	bool found = false;
	for (size_t i = 0; i < file.count; i++) {
		const SubjectEntry *entry = &file.entries[i];
		for (size_t l = 0; l < entry->line_count; l++) {
			assert_false(str_is_empty(entry->lines[l].label));
			assert_false(str_is_empty(entry->lines[l].value));
		}
		if (!str_starts_with(entry->key, S("work_snapshot/")))
			continue;
		found = true;
		assert_str(test->arena, entry->lines[0].label, "When");
		assert_true(entry->line_count >= 5);
	}
	assert_true(found);
}

static const Str PDF = S_INIT("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");

static Str give_file(CareTest *test, Str person, const char *name)
{
	Care worker = care_test_desk(test, test->practitioner);
	Str id = {0};
	assert_ok(upload_add(&worker, &(UploadNew){.person = person, .original_name = str_from_c(name), .bytes = PDF,
		.given_by = S("person")}, &id));
	return id;
}

static const SubjectEntry *entry_of_file(const SubjectFile *file, Str upload)
{
	for (size_t i = 0; i < file->count; i++)
		if (str_equal(file->entries[i].file, upload))
			return &file->entries[i];
	return NULL;
}

static void test_files_wait_for_a_decision_and_go_beside_the_copy(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Str given = give_file(test, a.person, "Letter of the bank.pdf");
	Str kept = give_file(test, a.person, "of somebody else.pdf");
	SubjectFile file = open_file(test, &a);
	const SubjectEntry *entry = entry_of_file(&file, given);
	assert_non_null(entry);
	assert_true(str_contains(entry->mark, S("cannot read a file")));
	assert_status(decide(test, &a, entry, SUBJECT_REDACT, "Letter"), STATUS_INVALID);
	assert_ok(decide(test, &a, entry_of_file(&file, kept), SUBJECT_LEAVE_OUT, ""));
	SiteTest site = site_test_open(test);
	Str one = str_format(test->arena, "/files/%.*s", STR_ARG(given));
	/* Whoever decides opens it before. */
	Response response = site_test_get(&site, test->officer, page_of(test, &a, str_c(test->arena, one)));
	assert_int_equal(response.status, 200);
	assert_true(str_equal(response.body, PDF));
	assert_int_equal(site_test_get(&site, test->practitioner, page_of(test, &a, str_c(test->arena, one))).status, 403);
	release_all(test, &a);
	assert_shows(site_test_get(&site, test->officer, page_of(test, &a, "")), "Everything with its 1 file as one download");
	response = site_test_get(&site, test->officer, page_of(test, &a, "/all"));
	assert_int_equal(response.status, 200);
	assert_str(test->arena, response.media_type, "application/x-tar");
	assert_int_equal(response.body.length % 512, 0);
	assert_shows(response, "record.html");
	assert_shows(response, "record.json");
	assert_shows(response, "001-Letter_of_the_bank.pdf");
	assert_true(str_contains(response.body, PDF));
	assert_hides(response, "somebody_else");
	assert_hides(response, "somebody else.pdf");
	assert_shows(site_test_get(&site, test->officer, page_of(test, &a, "/document")),
		"<a href=\"files/001-Letter_of_the_bank.pdf\">");
	/* A file that was taken back may be somebody else's: it is asked about, and can be looked at. */
	Care worker = care_test_desk(test, test->practitioner);
	assert_ok(upload_withdraw(&worker, given, S("Of another")));
	assert_int_equal(site_test_get(&site, test->officer, page_of(test, &a, str_c(test->arena, one))).status, 200);
	site_test_close(&site);
}

static void test_a_copy_of_a_record_that_rests_is_the_same_whenever_it_is_made(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care officer = care_test_desk(test, test->officer);
	Care worker = care_test_desk(test, test->practitioner);
	Person person = {0};
	release_all(test, &a);
	SubjectCopy copy = copy_of(test, &a);
	Str before = json_of(test, &copy);
	care_test_wait(test, 3 * INSTANT_HOUR);
	assert_ok(person_open(&worker, a.person, S("page"), &person)); /* a look after they asked is no part of it */
	copy = copy_of(test, &a);
	assert_true(str_equal(before, json_of(test, &copy)));
	assert_ok(subject_give(&officer, a.person, a.request, copy.request.version));
	SubjectRequest *requests = NULL;
	size_t count = 0;
	assert_ok(subject_requests(&officer, a.person, &requests, &count));
	assert_true(str_equal(requests[0].given_hash, hash_text(test->arena, before)));
	/* Nor is what is written after it was handed over, marked or not. */
	care_test_wait(test, INSTANT_HOUR);
	Answer later = {.question = S("phones"), .value = S("01375 222222"), .giver = GIVER_HELPER};
	assert_ok(person_record(&worker, a.person, &later, 1, NULL));
	copy = copy_of(test, &a);
	assert_true(str_equal(before, json_of(test, &copy)));
}

/* Also that the memory of a request is enough for each of its pages. */
static void test_the_longest_record_is_copied_and_one_that_is_too_long_says_so(void **state)
{
	CareTest *test = care_test_of(state);
	Asked a = asked(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care officer = care_test_desk(test, test->officer);
	SubjectFile before = open_file(test, &a);
	Str work = {0};
	for (size_t i = 0; i < before.count; i++)
		if (str_starts_with(before.entries[i].key, S("work/")))
			work = str_slice(before.entries[i].key, 5, before.entries[i].key.length);
	assert_ok(long_record_make(&worker, a.person, work));
	Arena request;
	arena_init(&request, ARENA_REQUEST_BYTES_MAX);
	officer.arena = &request;
	SubjectFile file = {0};
	assert_ok(subject_open(&officer, a.person, a.request, &file));
	assert_true(file.count >= before.count + LONG_RECORD_ANSWERS + LONG_RECORD_NOTES + LONG_RECORD_FORMS + LONG_RECORD_RELATIONS);
	assert_true(request.used_bytes < ARENA_REQUEST_BYTES_MAX / 4);
	size_t named = 0;
	for (size_t i = 0; i < file.count; i++) {
		const SubjectEntry *entry = &file.entries[i];
		bool is_form = str_starts_with(entry->key, S("work_snapshot/")) && entry->line_count > 20;
		assert_true(!is_form || entry->line_count >= 61);
		named += str_starts_with(entry->key, S("case_note/")) && str_contains(entry->mark, S("Zebedee")) ? 1 : 0;
	}
	assert_int_equal(named, LONG_RECORD_NOTES / 50);
	arena_clear(&request);
	SiteTest site = site_test_open(test);
	assert_int_equal(site_test_get(&site, test->officer, page_of(test, &a, "")).status, 200);
	assert_ok(long_record_add_notes(&worker, a.person, SUBJECT_BYTES_MAX / LONG_RECORD_NOTE_BYTES));
	Response response = site_test_get(&site, test->officer, page_of(test, &a, ""));
	assert_int_equal(response.status, 507);
	assert_shows(response, "too long for one copy");
	assert_int_equal(site_test_get(&site, test->officer, page_of(test, &a, "/document")).status, 507);
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_everything_is_gathered_and_what_tells_of_others_is_marked),
		CARE_TEST(test_the_copy_waits_for_every_decision_and_keeps_to_it),
		CARE_TEST(test_the_time_is_a_month_to_the_next_working_day),
		CARE_TEST(test_the_pages_decide_and_hand_over),
		CARE_TEST(test_who_told_us_is_left_out_without_a_trace_and_kept_in_what_was_decided),
		CARE_TEST(test_who_told_us_is_left_out_by_somebody_who_may_not_read_it),
		CARE_TEST(test_the_name_of_who_told_us_is_looked_for_in_everything_else),
		CARE_TEST(test_any_other_entry_can_be_left_out_without_a_trace),
		CARE_TEST(test_the_longest_words_are_taken_out_first_and_nothing_of_them_stays),
		CARE_TEST(test_a_form_as_it_was_sent_says_when_and_every_answer),
		CARE_TEST(test_files_wait_for_a_decision_and_go_beside_the_copy),
		CARE_TEST(test_a_copy_of_a_record_that_rests_is_the_same_whenever_it_is_made),
		CARE_TEST(test_the_longest_record_is_copied_and_one_that_is_too_long_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
