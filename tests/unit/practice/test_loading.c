#include "unit_test.h"

#include <string.h>

#include "base/json.h"
#include "practice/practice.h"

/* A small release that loads, and what the loader says when one file of it is broken. */

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

typedef struct File {
	const char *path;
	const char *text;
} File;

#define COUNCIL_START "id: x\nname: X Council\nplace: X\nservice_name: X care\nphone: '1'\nphone_hours: 9 to 5\n" \
	"emergency_phone: '2'\nanswer_working_days: 3\nreference_prefix: XX\ncolour_soft: '#e7f0ee'\n"
#define WASHING "- id: washing\n  home: person\n  type: choice\n  resident: Can you wash?\n  options: ability\n" \
	"  stale_after: 12 months\n  use: decision\n"
#define PATHWAY_START "id: contact\ntitle: Contact\nform: contact\ndue: {within: 2 working days}\n" \
	"done_by: [practitioner]\nteam: duty\n"

static const File GOOD[] = {
	{"council.yaml", COUNCIL_START "cassr_code: '622'\ncolour: '#14504a'\n"},
	{"roles.yaml", "- {id: practitioner, title: Practitioner, permissions: [work-do]}\n"},
	{"lists/ability.yaml", "id: ability\noptions:\n  - {code: independent, resident: On my own}\n"
		"  - {code: unable, resident: Someone does it}\n"},
	{"questions/a.yaml", WASHING},
	{"forms/contact.yaml", "id: contact\ntitle: Contact\nsections:\n  - {id: one, title: One, questions: [washing]}\n"},
	{"letters/hello.yaml", "id: hello\ntitle: Hello\nparts: none\nparagraphs: ['Dear {{name_known_as}}']\n"},
	{"pathways/contact.yaml", PATHWAY_START "outcomes:\n  - id: done\n    label: Done\n    then: [{letter: hello}]\n"},
	{"words/en.yaml", "front:\n  title: Care\n"},
	{"data/cld/codes.csv", "list,code,release,source\nevent_outcome,NFA: Other,R2,x\nassessment_type,Long,R2,x\n"},
};
enum { GOOD_COUNT = sizeof GOOD / sizeof GOOD[0] };

/* The good release with file in place of the one of its path, or beside the others. */
static Str bundle_with(File file)
{
	Buffer buffer = buffer_make(&arena, 1 << 20);
	JsonWriter writer = json_writer_make(&buffer);
	bool placed = file.path == NULL;
	json_write_object_begin(&writer);
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		bool here = file.path != NULL && strcmp(GOOD[i].path, file.path) == 0;
		placed = placed || here;
		json_write_member_text(&writer, str_from_c(GOOD[i].path), str_from_c(here ? file.text : GOOD[i].text));
	}
	if (!placed)
		json_write_member_text(&writer, str_from_c(file.path), str_from_c(file.text));
	json_write_object_end(&writer);
	return str_copy(&arena, buffer_str(&buffer));
}

static const char *said_of(File file)
{
	Problems problems = problems_make(&arena);
	Practice *practice = NULL;
	Status status = practice_load_bundle(&practice, &arena, bundle_with(file), &problems);
	assert_int_equal(status == STATUS_OK, !problems_any(&problems));
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void test_the_small_release_loads(void **state)
{
	(void)state;
	assert_string_equal(said_of((File){0}), "");
}

typedef struct Refusal {
	File file;
	const char *place;
	const char *words;
} Refusal;

/* One of the lines that were said starts with the place and holds the words. */
static void assert_refused(const Refusal *refusal)
{
	const char *said = said_of(refusal->file);
	Str rest = str_from_c(said);
	Str line = {0};
	while (str_next(&rest, '\n', &line))
		if (str_starts_with(line, str_from_c(refusal->place)) && str_contains(line, str_from_c(refusal->words)))
			return;
	fail_msg("expected %s … %s\nbut it said:\n%s", refusal->place, refusal->words, said);
}

static void assert_all_refused(const Refusal *refusals, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_refused(&refusals[i]);
}

static void test_a_broken_question_is_named_with_its_place(void **state)
{
	(void)state;
	const Refusal refusals[] = {
		{{"questions/a.yaml", WASHING WASHING}, "questions/a.yaml:8:7: ", "two questions with the id washing"},
		{{"questions/a.yaml", "- id: Wash-Ing\n  home: person\n  type: text\n  resident: A?\n  stale: never\n  use: act\n"},
			"questions/a.yaml:1:7: ", "snake_case"},
		{{"questions/a.yaml", "- id: a\n  home: street\n  type: text\n  resident: A?\n  stale: never\n  use: act\n"},
			"questions/a.yaml:2:9: ", "person, household, carer, episode"},
		{{"questions/a.yaml", WASHING "  show_iff: age > 1\n"}, "questions/a.yaml:8:3: ", "show_if"},
		{{"questions/a.yaml", WASHING "  show_if: age >\n"}, "questions/a.yaml:8:", "expected"},
		{{"questions/a.yaml", WASHING "  show_if: ages > 1\n"}, "questions/a.yaml:8:12: ", "age"},
		{{"questions/a.yaml", WASHING "  show_if: age = 'old'\n"}, "questions/a.yaml:8:", "number"},
		{{"questions/a.yaml", WASHING "  show_if: washing = 'unable'\n"}, "questions/a.yaml:8:12: ", "its own answer"},
		{{"questions/a.yaml", WASHING "  propose: {when: age > 1, code: able}\n"}, "questions/a.yaml:8:34: ", "not an option"},
		{{"questions/a.yaml", WASHING "  stale: never\n"}, "questions/a.yaml:1:3: ", "either stale"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: choice\n  resident: A?\n  stale: never\n  use: act\n"},
			"questions/a.yaml:1:3: ", "needs options"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: choice\n  resident: A?\n  options: abilities\n"
			"  stale: never\n  use: act\n"}, "questions/a.yaml:5:12: ", "no list named abilities"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: choice\n  resident: A?\n  options:\n"
			"    - {code: x, resident: X}\n    - {code: x, resident: Y}\n  stale: never\n  use: act\n"},
			"questions/a.yaml:7:7: ", "stands here twice"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: repeat\n  resident: A?\n  stale: never\n  use: act\n"},
			"questions/a.yaml:1:3: ", "needs fields"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: number\n  resident: A?\n  least: 5\n  most: 3\n"
			"  stale: never\n  use: act\n"}, "questions/a.yaml:1:3: ", "least is more than most"},
		{{"questions/a.yaml", "- id: a\n  home: person\n  type: text\n  resident: A?\n  stale_after: 3 working days\n"
			"  use: act\n"}, "questions/a.yaml:5:16: ", "12 months"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

static void test_a_broken_form_is_named_with_its_place(void **state)
{
	(void)state;
	const Refusal refusals[] = {
		{{"forms/contact.yaml", "id: contact\ntitle: C\nsections:\n  - {id: a, title: A, questions: [wishing]}\n"},
			"forms/contact.yaml:4:35: ", "no question wishing"},
		{{"forms/contact.yaml", "id: contact\ntitle: C\nsections:\n  - {id: a, title: A, questions: [washing, washing]}\n"},
			"forms/contact.yaml:4:44: ", "twice"},
		{{"forms/contact.yaml", "id: other\ntitle: C\nsections:\n  - {id: a, title: A, questions: [washing]}\n"},
			"forms/contact.yaml:1:5: ", "forms/other.yaml"},
		{{"forms/contact.yaml", "id: contact\ntitle: C\nsections:\n  - {id: a, title: A, when: washing = 'unable', "
			"questions: [washing]}\n"}, "forms/contact.yaml:4:29: ", "comes later"},
		{{"forms/contact.yaml", "id: contact\ntitle: C\npublic: true\nsections:\n  - {id: a, title: A, danger: true, "
			"questions: [washing]}\n"}, "forms/contact.yaml:5:49: ", "not a danger question"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

static void test_a_broken_pathway_is_named_with_its_place(void **state)
{
	(void)state;
	#define OUTCOME PATHWAY_START "outcomes:\n  - id: done\n    label: Done\n    then: "
	const Refusal refusals[] = {
		{{"pathways/contact.yaml", OUTCOME "[]\n"}, "pathways/contact.yaml:8:5: ", "does nothing"},
		{{"pathways/contact.yaml", OUTCOME "[{letter: helo}]\n"}, "pathways/contact.yaml:10:12: ", "no helo"},
		{{"pathways/contact.yaml", OUTCOME "[{open: review}]\n"}, "pathways/contact.yaml:10:12: ", "pathways/"},
		{{"pathways/contact.yaml", OUTCOME "[{letter: hello, record: x}]\n"}, "pathways/contact.yaml:10:12: ", "exactly one"},
		{{"pathways/contact.yaml", OUTCOME "[{task: Call, within: 2 days}]\n"}, "pathways/contact.yaml:10:12: ", "which role"},
		{{"pathways/contact.yaml", OUTCOME "[{task: Call, to: nobody, within: 2 days}]\n"},
			"pathways/contact.yaml:10:29: ", "no role nobody"},
		{{"pathways/contact.yaml", OUTCOME "[{message: gone}]\n"}, "pathways/contact.yaml:10:12: ", "message"},
		{{"pathways/contact.yaml", OUTCOME "[{service: pause}]\n"}, "pathways/contact.yaml:10:12: ", "suspend"},
		{{"pathways/contact.yaml", OUTCOME "[{record: x}]\n    national: 'NFA: Other'\n"}, "pathways/contact.yaml:11:15: ",
			"counts as nothing"},
		{{"pathways/contact.yaml", OUTCOME "[{record: x}]\ncounts_as: {cld: Request}\n"}, "pathways/contact.yaml:8:5: ",
			"needs its national string"},
		{{"pathways/contact.yaml", OUTCOME "[{record: x}]\n    national: NFA\ncounts_as: {cld: Request}\n"},
			"pathways/contact.yaml:11:15: ", "not an event outcome"},
		{{"pathways/contact.yaml", OUTCOME "[{record: x}]\n    national: 'NFA: Other'\ncounts_as: {cld: Assessment}\n"},
			"pathways/contact.yaml:12:12: ", "assessment_type"},
		{{"pathways/contact.yaml", OUTCOME "[{record: x}]\n    when: washing = 'well'\n"}, "pathways/contact.yaml:11:", "well"},
		{{"pathways/contact.yaml", "id: contact\ntitle: C\nform: gone\ndue: {within: 0 days}\ndone_by: [practitioner]\n"
			"team: duty\noutcomes:\n  - {id: a, label: A, then: [{record: x}]}\n"}, "pathways/contact.yaml:3:7: ", "no form gone"},
		{{"pathways/contact.yaml", "id: contact\ntitle: C\ndue: {within: 0 days}\ndone_by: [boss]\n"
			"team: duty\noutcomes:\n  - {id: a, label: A, then: [{record: x}]}\n"}, "pathways/contact.yaml:3:6: ", "28 days"},
		{{"targets.yaml", "- {pathway: gone, within: 2 days, source: x}\n"}, "targets.yaml:1:13: ", "no pathway gone"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

#define RULE_START "- id: asked\n  title: A\n  kind: person\n  everybody: true\n  starts: last-contact\n  source: x\n  basis: verified\n"

static void test_a_broken_rule_of_retention_is_named_with_its_place(void **state)
{
	(void)state;
	const Refusal refusals[] = {
		{{"retention.yaml", RULE_START "  keep: 2 years\n  action: burn\n"}, "retention.yaml:9:11: ", "anonymise"},
		{{"retention.yaml", RULE_START "  keep: 2 years\n  action: keep\n"}, "retention.yaml:9:11: ", "none with the action keep"},
		{{"retention.yaml", RULE_START "  keep: 4 hours\n  action: destroy\n"}, "retention.yaml:8:9: ", "days, weeks, months"},
		{{"retention.yaml", RULE_START "  keep: 2 years\n  action: destroy\n  pathways: [gone]\n"}, "retention.yaml:10:13: ",
			"no pathway gone"},
		{{"retention.yaml", RULE_START "  keep: 2 years\n  action: destroy\n"}, "retention.yaml:1:7: ", "retention.asked"},
		{{"retention.yaml", "- {id: asked, title: A, kind: unsent-check, starts: begun, keep: 2 months, action: destroy, source: x, "
			"basis: verified}\n"}, "retention.yaml:1:66: ", "a number of days"},
		{{"retention.yaml", "- {id: asked, title: A, kind: audit, starts: begun, keep: 2 years, action: destroy, source: x, "
			"basis: verified}\n"}, "retention.yaml:1:", "chain"},
		{{"retention.yaml", "- {id: asked, title: A, kind: audit, starts: begun, action: keep, source: x, basis: verified}\n"},
			"retention.yaml:1:1: ", "for everybody is missing"},
		{{"letters/hello.yaml", "id: hello\ntitle: H\nparts: none\nshares_with: gp\nparagraphs: ['Dear']\n"},
			"letters/hello.yaml:4:14: ", "has no option gp"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

static void test_other_broken_files_are_named_with_their_place(void **state)
{
	(void)state;
	const Refusal refusals[] = {
		{{"council.yaml", COUNCIL_START "cassr_code: '622'\ncolour: '#88cccc'\n"}, "council.yaml:12:9: ", "4.5:1"},
		{{"council.yaml", COUNCIL_START "cassr_code: '62'\ncolour: '#14504a'\n"}, "council.yaml:11:13: ", "three digits"},
		{{"letters/hello.yaml", "id: hello\ntitle: H\nparts: none\nparagraphs: ['Dear {{nickname}}']\n"},
			"letters/hello.yaml:4:14: ", "{{nickname}}"},
		{{"letters/hello.ro.yaml", "title: H\nparagraphs: [Hello]\n"}, "letters/hello.ro.yaml:1:1: ", "no words/ro.yaml"},
		{{"letters/helo.ro.yaml", "title: H\nread_by: Ana\nparagraphs: [Hello]\n"}, "letters/helo.ro.yaml:1:1: ", "read_on"},
		{{"letter-languages.yaml", "- {option: martian, name: M, tag: xx, line: 'Free: call {{phone}}'}\n"},
			"letter-languages.yaml: ", "martian is no option"},
		{{"letter-languages.yaml", "- {option: martian, name: M, tag: xx, line: 'It is all free'}\n"},
			"letter-languages.yaml:1:3: ", "no {{phone}}"},
		{{"letters/hello.yaml", "id: hello\ntitle: H\nparts: none\nparagraphs: ['Dear {{today']\n"},
			"letters/hello.yaml:4:14: ", "the end is missing"},
		{{"letters/hello.yaml", "id: hello\ntitle: H\nparagraphs: [Hello]\n"}, "letters/hello.yaml:1:1: ", "letter-parts.yaml"},
		{{"roles.yaml", "- {id: practitioner, title: P, permissions: [work-dance]}\n"}, "roles.yaml:1:46: ", "work-do"},
		{{"relations.yaml", "- {id: son, label: son, inverse: mother}\n"}, "relations.yaml:1:34: ", "no relation mother"},
		{{"words/en.yaml", "front:\n  title: []\n"}, "words/en.yaml:2:10: ", "a text"},
		{{"question/a.yaml", "x\n"}, "question/a.yaml: ", "would not be read"},
		{{"services.yaml", "- {id: a, label: A, national_type: B, national_component: C, setting: other, unit: item, "
			"cost_frequency: D}\n"}, "services.yaml:1:36: ", "service_type"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

#define TABLE_START "id: t\nfrom: 2026-04-01\nsource: s\nhour_price: 24.10\nminutes_per_point: 20\n" \
	"alone_question: washing\nalone_area: company\nnight_question: washing\nnight_area: company\nround_up_to: 1\n" \
	"show: range\nrange_down_percent: 10\nrange_up_percent: 10\nrange_round_to: 10\ngroups: [{id: P, label: P}]\n" \
	"bands: [{percent: 100}]\nfactors: [{code: not-asked, percent: 0}]\n"
#define ALONE "alone: [{code: independent, points: 0}, {code: unable, points: 5}]\n"
#define NIGHTS "nights: [{code: independent}, {code: unable, times: 7, minutes: 30}]\n"
#define ABILITIES(light, heavy) "abilities:\n  - {question: washing, label: W, group: P, area: company, options: " \
	"[{code: independent, points: " light "}, {code: unable, points: " heavy "}]}\n"

static void test_an_allocation_table_that_punishes_or_forgets_is_refused(void **state)
{
	(void)state;
	const File area = {"lists/area.yaml", "id: area\noptions: [{code: company, resident: Company}]\n"};
	assert_string_equal(said_of(area), "");
	const Refusal refusals[] = {
		{{"allocation.yaml", TABLE_START ALONE NIGHTS ABILITIES("3", "2")}, "allocation.yaml:21:5: ", "lower the figure"},
		{{"allocation.yaml", TABLE_START ALONE NIGHTS ABILITIES("0", "5000")}, "allocation.yaml:20:1: ", "0 to 1,000"},
		{{"allocation.yaml", TABLE_START "alone: [{code: unable, points: 5}]\n" NIGHTS ABILITIES("0", "2")},
			"allocation.yaml:18:8: ", "independent of washing has no points"},
		{{"allocation.yaml", TABLE_START ALONE "nights: [{code: unable}]\n" ABILITIES("0", "2")},
			"allocation.yaml:19:9: ", "night answer independent"},
		{{"allocation.yaml", TABLE_START ALONE NIGHTS ABILITIES("0", "2")}, "allocation.yaml:21:5: ", "lists/area.yaml"},
	};
	assert_refused(&refusals[0]);
	assert_refused(&refusals[2]);
	assert_refused(&refusals[3]);
	assert_refused(&refusals[4]);
	assert_non_null(strstr(said_of(refusals[1].file), refusals[1].words));
}

static void test_what_is_missing_altogether_is_said(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	Practice *practice = NULL;
	assert_status(practice_load_bundle(&practice, &arena, S("{}"), &problems), STATUS_INVALID);
	assert_int_equal(problems.count, 3); /* council.yaml, roles.yaml, questions/ */
	assert_status(practice_load_bundle(&practice, &arena, S("[]"), &problems), STATUS_INVALID);
	assert_status(practice_load_bundle(&practice, &arena, S("{\"a\": 1}"), &problems), STATUS_INVALID);
	assert_status(practice_load(&practice, &arena, S("no/such/folder"), (Str){0}, &problems), STATUS_INVALID);
}

static void test_a_reason_of_a_call_is_told_from_the_contact_alone(void **state)
{
	(void)state;
	const Refusal refusals[] = {
		{{"helpline.yaml", "reasons:\n  - {id: one, words: One, when: \"washing = 'unable'\"}\n"
			"online:\n  - {id: check, paths: [/check]}\n"}, "helpline.yaml:2:", "washing is no question about the contact itself"},
		{{"helpline.yaml", "reasons:\n  - {id: one, words: One, when: \"age > 3\"}\n"
			"online:\n  - {id: check, paths: [/check]}\n"}, "helpline.yaml:2:", "age is no question about the contact itself"},
		{{"helpline.yaml", "reasons:\n  - {id: one, words: One, when: \"age > 3\"}\n"
			"online:\n  - {id: check, paths: [check], forms: [contact]}\n"}, "helpline.yaml:4:", "no public form contact"},
		{{"helpline.yaml", "reasons:\n  - {id: one, words: One, when: \"age > 3\"}\n"
			"online:\n  - {id: check, paths: [check]}\n"}, "helpline.yaml:4:", "begins with /"},
	};
	assert_all_refused(refusals, sizeof refusals / sizeof refusals[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_small_release_loads),
		cmocka_unit_test(test_a_broken_question_is_named_with_its_place),
		cmocka_unit_test(test_a_broken_form_is_named_with_its_place),
		cmocka_unit_test(test_a_broken_pathway_is_named_with_its_place),
		cmocka_unit_test(test_a_broken_rule_of_retention_is_named_with_its_place),
		cmocka_unit_test(test_other_broken_files_are_named_with_their_place),
		cmocka_unit_test(test_an_allocation_table_that_punishes_or_forgets_is_refused),
		cmocka_unit_test(test_what_is_missing_altogether_is_said),
		cmocka_unit_test(test_a_reason_of_a_call_is_told_from_the_contact_alone),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
