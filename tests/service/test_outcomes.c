/* Every outcome of every pathway of every council acts: what it names is there afterwards, and what has no room of its own
 * yet is a task with a day, where those of a named role find it. */
#include "care_test.h"

#include <dirent.h>

#include "care/letter/letter.h"
#include "care/work/work.sql.h"
#include "care/work/work_write.h"

typedef struct Doing {
	Str work;
	const Outcome *outcome;
} Doing;

/* All its acts, whatever their conditions. */
static Status do_in(CareWrite *write, void *context)
{
	const Doing *doing = context;
	WorkGetInRow row = {0};
	WorkAnswers *answers = NULL;
	Status status = work_get_in(write, doing->work, 0, &row);
	if (status == STATUS_OK)
		status = work_answers_in(write, &row, &answers);
	if (status == STATUS_OK)
		status = work_outcome_in(write, &row, doing->outcome, S("Why, in the words of the test"), answers);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("test/outcome"), .subject_kind = S("work"), .subject = doing->work});
}

static Str team_of_kind(const CareTest *test, Str kind)
{
	const struct { const char *kind; Str team; } teams[] = {{"duty", test->team_duty}, {"practice", test->team_practice},
		{"review", test->team_review}, {"brokerage", test->team_brokerage}, {"safeguarding", test->team_safeguarding},
		{"finance", test->team_finance}};
	for (size_t i = 0; i < sizeof teams / sizeof teams[0]; i++)
		if (str_equal(kind, str_from_c(teams[i].kind)))
			return teams[i].team;
	fail_msg("no team of kind %.*s", STR_ARG(kind));
	return (Str){0};
}

/* The work that the outcome opened, of this pathway, with this title or one that begins with it and a colon. */
static Work child_of(Care *care, const Doing *doing, Str pathway, Str title, const char *where)
{
	WorkChildrenRow *rows = NULL;
	size_t count = 0;
	assert_ok(sql_work_children_list(store_maintenance(care->store), care->arena, &(WorkChildrenArguments){.work = doing->work}, &rows,
		&count));
	for (size_t i = 0; i < count; i++) {
		Work work = care_test_work(care, rows[i].id);
		Str begun = str_concat(care->arena, title, S(": "));
		if (str_equal(rows[i].pathway, pathway)
		    && (str_is_empty(title) || str_equal(work.title, title) || str_starts_with(work.title, begun)))
			return work;
	}
	fail_msg("%s left no %.*s \"%.*s\"", where, STR_ARG(pathway), STR_ARG(title));
	return (Work){0};
}

/* A dated task in the team where those of the role work. */
static void assert_task(CareTest *test, Care *care, const Doing *doing, Str title, Str role, const char *where)
{
	Work task = child_of(care, doing, S("task"), title, where);
	const PracticeRole *whose = practice_role(care->practice, role);
	bool named = str_equal(role, S("named-worker"));
	if (whose == NULL && !named)
		fail_msg("%s: there is no role %.*s", where, STR_ARG(role));
	Str kind = whose == NULL || str_is_empty(whose->team_kind) ? S("practice") : whose->team_kind;
	assert_true(task.due_on != DATE_NONE);
	if (!str_equal(task.assigned_team, team_of_kind(test, kind)))
		fail_msg("%s: \"%.*s\" for %.*s waits elsewhere", where, STR_ARG(title), STR_ARG(role));
}

static void assert_letter(Care *care, const Doing *doing, Str id, const char *where)
{
	const Letter *letter = practice_letter(care->practice, id);
	Document *letters = NULL;
	size_t count = 0;
	if (!str_is_empty(letter->only_with) || !str_is_empty(letter->shares_with))
		return; /* not without what it needs: test_letters, test_sharing */
	assert_ok(letters_of_work(care, doing->work, &letters, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(letters[i].title, letter->title))
			return;
	fail_msg("%s made no letter %.*s", where, STR_ARG(id));
}

static void assert_act(CareTest *test, Care *care, const Doing *doing, const Act *act, const char *where)
{
	Str words = act->words;
	switch (act->kind) {
	case ACT_OPEN: (void)child_of(care, doing, act->target, (Str){0}, where); break;
	case ACT_TASK: assert_task(test, care, doing, words, act->role, where); break;
	case ACT_ALERT: assert_true(child_of(care, doing, S("alert"), words, where).urgent); break;
	case ACT_INTRODUCE:
		assert_task(test, care, doing, str_is_empty(words) ? S("Introduce") : words, S("first-contact"), where);
		break;
	case ACT_SIGNPOST:
		assert_task(test, care, doing, str_is_empty(words) ? S("Send information") : words, S("first-contact"), where);
		break;
	case ACT_ORDER: assert_task(test, care, doing, str_is_empty(words) ? S("Order") : words, S("trusted-assessor"), where); break;
	case ACT_SERVICE:
		if (!str_equal(act->target, S("end"))) /* nothing runs that could end: test_work */
			assert_task(test, care, doing, str_is_empty(words) ? S("Arrange the service") : words, S("broker"), where);
		break;
	case ACT_LETTER: assert_letter(care, doing, act->target, where); break;
	case ACT_MESSAGE:
	case ACT_RECORD: break; /* counted in the whole record */
	}
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

static size_t do_outcome(CareTest *test, Care *care, const Pathway *pathway, const Outcome *outcome, Str person)
{
	const char *where = str_c(test->arena, str_format(test->arena, "%.*s: %.*s: %.*s", STR_ARG(practice_council(care->practice)->id),
		STR_ARG(pathway->id), STR_ARG(outcome->id)));
	Act *acts = ARENA_ARRAY(test->arena, Act, outcome->act_count + 1);
	size_t messages = 0;
	for (size_t i = 0; i < outcome->act_count; i++) {
		acts[i] = outcome->acts[i];
		acts[i].when = NULL;
		messages += acts[i].kind == ACT_MESSAGE ? 1 : 0;
	}
	Outcome always = *outcome;
	always.acts = acts;
	Doing doing = {.outcome = &always};
	assert_ok(work_open(care, &(WorkNew){.pathway = pathway->id, .person = person}, &doing.work));
	Status status = care_write(care, do_in, &doing);
	if (status != STATUS_OK)
		fail_msg("%s: %s", where, status_name(status));
	for (size_t i = 0; i < always.act_count; i++)
		assert_act(test, care, &doing, &acts[i], where);
	return messages;
}

/* The messages that were due to leave. */
static size_t do_council(CareTest *test, const Practice *practice)
{
	Care care = care_test_desk(test, test->practitioner);
	care.practice = practice;
	size_t count = 0;
	size_t messages = 0;
	const Pathway *const *pathways = practice_pathways(practice, &count);
	Str person = care_test_person(&care, "Ann Smith", "1941-03-14", "");
	assert_true(count >= 40);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < pathways[i]->outcome_count; j++)
			messages += do_outcome(test, &care, pathways[i], &pathways[i]->outcomes[j], person);
	return messages;
}

static void test_every_outcome_of_every_council_leaves_what_it_names(void **state)
{
	CareTest *test = care_test_of(state);
	DIR *folder = opendir("boroughs");
	size_t councils = 0;
	size_t messages = 0;
	assert_non_null(folder);
	for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		Str name = str_from_c(entry->d_name);
		Arena arena;
		if (str_starts_with(name, S(".")))
			continue;
		arena_init(&arena, (size_t)512 << 20U);
		Practice *practice = NULL;
		Problems problems = problems_make(&arena);
		Str own = str_equal(name, S("common")) ? (Str){0} : str_format(&arena, "boroughs/%.*s", STR_ARG(name));
		assert_ok(practice_load(&practice, &arena, S("boroughs/common"), own, &problems));
		messages += do_council(test, practice);
		councils++;
		arena_clear(&arena);
	}
	assert_int_equal(closedir(folder), 0);
	assert_true(councils >= 6);
	assert_true(occurrences(care_test_export(test), S("\"kind\":\"message\"")) >= messages);
	assert_true(messages > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_every_outcome_of_every_council_leaves_what_it_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
