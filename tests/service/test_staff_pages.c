/* The pages of staff through the server's own routing: who may do what by direct request, restricted records, two
 * people at the same answer, and the way of a contact from the duty list to its acts. */
#include "care_test.h"

#include "care/pages/pages.h"
#include "care/pages/site.h"
#include "care/service/service.h"
#include "web/web.h"

typedef struct Desk {
	CareTest *test;
	Str user;
} Desk;

static void *desk_begin(void *context, void *worker, Request *request)
{
	const Desk *desk = context;
	Care *care = ARENA_NEW(request->arena, Care);
	(void)worker;
	*care = care_test_desk(desk->test, desk->user);
	request->user = (WebUser){.signed_in = true, .id = care->actor, .name = care->actor_name};
	return care;
}

static bool desk_may(void *context, const Request *request, const char *permission)
{
	(void)context;
	return care_may(page_care(request), str_from_c(permission));
}

static Markup desk_error(void *context, const Request *request, int status, Str title, Str explanation)
{
	(void)context;
	(void)status;
	Html out = html_make(request->arena);
	html_element(&out, "h1", NO_ATTRIBUTES, title);
	html_element(&out, "p", NO_ATTRIBUTES, explanation);
	return html_finish(&out);
}

enum { FIELDS_MAX = 24 };

typedef struct Sending {
	CareTest *test;
	Str user;
	Method method;
	Str path; /* with the query */
	FormField form[FIELDS_MAX];
	size_t form_count;
} Sending;

static size_t read_query(Arena *arena, Str query, FormField *out)
{
	size_t count = 0;
	Str pair = {0};
	while (count < FIELDS_MAX && str_next(&query, '&', &pair)) {
		size_t at = 0;
		assert_true(str_find(pair, S("="), &at));
		out[count++] = (FormField){.name = str_slice(pair, 0, at),
			.value = str_replace(arena, str_slice(pair, at + 1, pair.length), S("+"), S(" "))};
	}
	return count;
}

static Response ask(const Sending *sending)
{
	Desk desk = {.test = sending->test, .user = sending->user};
	WebApplication application = {.context = &desk, .request_begin = desk_begin, .may = desk_may,
		.error_page = desk_error, .sign_in_path = S("/sign-in")};
	WebOptions options = {.application = &application, .clock = &sending->test->store->clock,
		.secret = S("a secret of thirty-two bytes....")};
	options.routes = site_routes(&options.route_count);
	FormField query[FIELDS_MAX] = {0};
	size_t at = 0;
	Str path = sending->path;
	Request request = {.arena = sending->test->arena, .method = sending->method, .id = S("test"),
		.address = S("127.0.0.1"), .clock = &sending->test->store->clock, .form = (FormField *)sending->form,
		.form_count = sending->form_count, .query = query};
	if (str_find(path, S("?"), &at)) {
		request.query_count = read_query(sending->test->arena, str_slice(path, at + 1, path.length), query);
		path = str_slice(path, 0, at);
	}
	request.path = path;
	Response response = {0};
	web_handle(&options, NULL, &request, &response);
	return response;
}

static Response get(CareTest *test, Str user, Str path)
{
	return ask(&(Sending){.test = test, .user = user, .method = METHOD_GET, .path = path});
}

#define POST(test_, user_, path_, ...) post_fields(test_, user_, path_, (const FormField[]){__VA_ARGS__, {{0}, {0}}})

static Response post_fields(CareTest *test, Str user, Str path, const FormField *fields)
{
	Sending sending = {.test = test, .user = user, .method = METHOD_POST, .path = path};
	for (size_t i = 0; fields[i].name.length > 0; i++) {
		assert_true(sending.form_count < FIELDS_MAX);
		sending.form[sending.form_count++] = fields[i];
	}
	return ask(&sending);
}

static int status_of(const Response *response)
{
	return response->status == 0 ? 200 : response->status;
}

static void assert_answer(const Response *response, int wanted)
{
	size_t at = 0;
	if (status_of(response) == wanted)
		return;
	if (!str_find(response->body, S("error-summary"), &at) && !str_find(response->body, S("<main"), &at))
		at = 0;
	Str rest = str_slice(response->body, at, response->body.length);
	fail_msg("status %d instead of %d: %.*s", status_of(response), wanted, rest.length > 900 ? 900 : (int)rest.length,
		rest.data);
}

static void assert_says(const Response *response, const char *words)
{
	if (!str_contains(response->body, str_from_c(words)))
		fail_msg("\"%s\" is not on the page:\n%.*s", words, STR_ARG(response->body));
}

static void assert_silent(const Response *response, const char *words)
{
	if (str_contains(response->body, str_from_c(words)))
		fail_msg("\"%s\" is on the page", words);
}

static Str path_of(CareTest *test, const char *before, Str id, const char *after)
{
	return str_format(test->arena, "%s%.*s%s", before, STR_ARG(id), after);
}

static Str version_text(CareTest *test, Str user, Str work)
{
	Work found = {0};
	Care care = care_test_desk(test, user);
	assert_ok(work_find(&care, work, &found));
	return str_format(test->arena, "%lld", (long long)found.version);
}

static Str open_work(CareTest *test, Str user, const char *pathway, Str person)
{
	Str id = {0};
	Care care = care_test_desk(test, user);
	assert_ok(work_open(&care, &(WorkNew){.pathway = str_from_c(pathway), .person = person, .user = user}, &id));
	return id;
}

static Str add_person(CareTest *test, const char *name)
{
	Care care = care_test_desk(test, test->practitioner);
	return care_test_person(&care, name, "1941-03-14", "RM18 7AB");
}

static void save_answer(CareTest *test, Str user, Str work, const char *question, const char *value)
{
	Care care = care_test_desk(test, user);
	DraftSave save = {.question = str_from_c(question), .value = str_from_c(value), .giver = GIVER_WORKER};
	assert_ok(work_save(&care, work, &save, 1));
}

/* --- the record --- */

static void test_the_record_shows_who_they_are_and_stays_small(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Care care = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&care, person, "what_matters", "Sundays with the grandchildren"));
	assert_ok(care_test_record(&care, person, "contact_avoid", "Never ring the landline"));
	for (int i = 0; i < 12; i++)
		(void)open_work(test, test->practitioner, i % 2 == 0 ? "needs-assessment" : "contact", person);
	Response page = get(test, test->practitioner, path_of(test, "/people/", person, ""));
	assert_answer(&page, 200);
	assert_says(&page, "Maud Ferris");
	assert_says(&page, "14 March 1941 (85)");
	assert_says(&page, "Sundays with the grandchildren");
	assert_says(&page, "Unsafe contact");
	assert_says(&page, "answers came from the record");
	assert_true(page.body.length < (size_t)60 * 1024);
}

static void test_a_withdrawn_fact_is_not_shown_again(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Care care = care_test_desk(test, test->practitioner);
	Facts facts = {0};
	assert_ok(care_test_record(&care, person, "about_me", "She was a welder in the yard"));
	assert_ok(person_facts(&care, person, &facts));
	Str fact = facts_find(&facts, S("about_me"))->id;
	Str path = path_of(test, "/people/", person, "/facts/withdraw");
	Response refused = POST(test, test->practitioner, path, {S("fact"), fact}, {S("question"), S("about_me")},
		{S("reason"), S("")});
	assert_answer(&refused, 422);
	Response done = POST(test, test->practitioner, path, {S("fact"), fact}, {S("question"), S("about_me")},
		{S("reason"), S("of another woman")});
	assert_answer(&done, 303);
	Response page = get(test, test->practitioner, path_of(test, "/people/", person, "/facts?question=about_me"));
	assert_answer(&page, 200);
	assert_silent(&page, "welder");
	assert_says(&page, "withdrawn");
}

static void test_a_former_name_finds_and_is_never_displayed(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str other = add_person(test, "Maude Feris");
	Care care = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&care, person, "name_other", "[{\"name\":\"Gwilherm Ferris\",\"kind\":\"birth\"}]"));
	Response found = get(test, test->manager, S("/people?q=gwilherm"));
	assert_says(&found, "Maud Ferris");
	Str paths[] = {path_of(test, "/people/", person, ""), path_of(test, "/people/", person, "/facts"),
		path_of(test, "/people/", person, "/facts?question=name_other"),
		str_format(test->arena, "/people/%.*s/merge?other=%.*s", STR_ARG(person), STR_ARG(other))};
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		Response page = get(test, test->manager, paths[i]);
		assert_answer(&page, 200);
		assert_silent(&page, "Gwilherm");
	}
}

static void test_a_stale_fact_shows_both_values(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Care care = care_test_desk(test, test->practitioner);
	Facts facts = {0};
	assert_ok(care_test_record(&care, person, "what_matters", "the first words"));
	assert_ok(person_facts(&care, person, &facts));
	Str shown = facts_find(&facts, S("what_matters"))->id;
	care_test_wait(test, INSTANT_MINUTE);
	Care other = care_test_desk(test, test->colleague);
	assert_ok(care_test_record(&other, person, "what_matters", "words of the colleague"));
	Response page = POST(test, test->practitioner, path_of(test, "/people/", person, "/facts/record"),
		{S("question"), S("what_matters")}, {S("expected"), shown}, {S("giver"), S("self")},
		{S("what_matters"), S("words of mine")});
	assert_answer(&page, 409);
	assert_says(&page, "words of the colleague");
	assert_says(&page, "words of mine");
	assert_string_equal(str_c(test->arena, care_test_value(&care, person, "what_matters")), "words of the colleague");
}

static void test_who_may_not_merge_or_restrict_is_refused_by_direct_request(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str other = add_person(test, "Maude Feris");
	Response merge = POST(test, test->practitioner, path_of(test, "/people/", person, "/merge"), {S("other"), other},
		{S("reason"), S("same woman")});
	assert_answer(&merge, 403);
	Response restrict_ = POST(test, test->practitioner, path_of(test, "/people/", person, "/restrict"),
		{S("tier"), S("0")}, {S("version"), S("1")}, {S("reason"), S("hide")});
	assert_answer(&restrict_, 403);
	Response analyst = get(test, test->analyst, path_of(test, "/people/", person, ""));
	assert_answer(&analyst, 403);
	assert_silent(&analyst, "Maud");
}

static void test_two_records_stand_side_by_side_and_merge_and_part_again(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str other = add_person(test, "Maude Feris");
	Response compare = get(test, test->manager, str_format(test->arena, "/people/%.*s/merge?other=%.*s",
		STR_ARG(person), STR_ARG(other)));
	assert_answer(&compare, 200);
	assert_says(&compare, "Maud Ferris");
	assert_says(&compare, "Maude Feris");
	Response merge = POST(test, test->manager, path_of(test, "/people/", person, "/merge"), {S("other"), other},
		{S("reason"), S("same NHS number on the letter")});
	assert_answer(&merge, 303);
	Response old_id = get(test, test->manager, path_of(test, "/people/", other, ""));
	assert_answer(&old_id, 200);
	Care care = care_test_desk(test, test->manager);
	PersonMerge *merges = NULL;
	size_t count = 0;
	assert_ok(person_merges(&care, person, &merges, &count));
	assert_int_equal(count, 1);
	Response undo = POST(test, test->manager, path_of(test, "/people/", person, "/unmerge"),
		{S("merge"), merges[0].id}, {S("reason"), S("two sisters")});
	assert_answer(&undo, 303);
	Response page = get(test, test->manager, path_of(test, "/people/", person, "/merge"));
	assert_says(&page, "undone");
}

/* --- restricted records --- */

static void restrict_person(CareTest *test, Str person, PersonTier tier)
{
	Care care = care_test_desk(test, test->safeguarding);
	Person found = {0};
	assert_ok(person_find(&care, person, &found));
	assert_ok(person_restrict(&care, person, tier, test->team_safeguarding, S("in danger"), found.version));
}

static void test_a_restricted_record_says_only_that_it_exists(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Zenobia Quarrington");
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	restrict_person(test, person, PERSON_EXISTS);
	Response page = get(test, test->practitioner, path_of(test, "/people/", person, ""));
	assert_answer(&page, 403);
	assert_says(&page, "A record exists. Ask");
	assert_silent(&page, "Zenobia");
	Response timeline = get(test, test->practitioner, path_of(test, "/people/", person, "/timeline"));
	assert_answer(&timeline, 403);
	assert_silent(&timeline, "Zenobia");
	Response search = get(test, test->practitioner, S("/people?q=quarrington"));
	assert_answer(&search, 200);
	assert_says(&search, "A record exists. Ask");
	assert_silent(&search, "Zenobia");
	Response of_work = get(test, test->practitioner, path_of(test, "/work/", work, ""));
	assert_answer(&of_work, 404);
	Response owner = get(test, test->safeguarding, path_of(test, "/people/", person, ""));
	assert_answer(&owner, 200);
	assert_says(&owner, "Zenobia Quarrington");
}

static void test_a_record_without_trace_is_not_found_and_its_owner_hears_of_it(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Zenobia Quarrington");
	restrict_person(test, person, PERSON_NO_TRACE);
	Response search = get(test, test->practitioner, S("/people?q=quarrington"));
	assert_answer(&search, 200);
	assert_silent(&search, "A record exists");
	assert_silent(&search, "Zenobia");
	static const char *const PAGES[] = {"", "/facts", "/timeline", "/services", "/looked"};
	for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
		Response page = get(test, test->practitioner, path_of(test, "/people/", person, PAGES[i]));
		assert_answer(&page, 404);
		assert_silent(&page, "Zenobia");
	}
	Care system = care_test_system(test);
	assert_ok(person_weigh_looks(&system));
	Care owner = care_test_desk(test, test->safeguarding);
	WorkRow *alerts = NULL;
	size_t count = 0;
	assert_ok(work_list(&owner, &(WorkFilter){.team = test->team_safeguarding, .pathway = S("record-alert")}, &alerts,
		&count));
	assert_true(count >= 1);
}

/* --- the work page --- */

static void test_what_the_record_knows_is_shown_and_confirmed_with_one_press(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Care care = care_test_desk(test, test->practitioner);
	assert_ok(care_test_record(&care, person, "home_access", "Key safe by the side door"));
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	Response page = get(test, test->practitioner, path_of(test, "/work/", work, "/section/home"));
	assert_answer(&page, 200);
	assert_says(&page, "Key safe by the side door");
	assert_says(&page, "Still right");
	Response saved = POST(test, test->practitioner, path_of(test, "/work/", work, "/save"), {S("section"), S("home")},
		{S("shown"), S("home_access")}, {S("version-home_access"), S("0")}, {S("confirm"), S("home_access")});
	assert_answer(&saved, 303);
	Drafts drafts = {0};
	assert_ok(work_drafts(&care, work, &drafts));
	assert_int_equal(drafts.count, 1);
	assert_string_equal(str_c(test->arena, drafts.items[0].value), "Key safe by the side door");
}

static void test_a_provider_is_named_wherever_a_plan_is_told_in_words(void **state)
{
	CareTest *test = care_test_of(state);
	Care administrator = care_test_desk(test, test->administrator);
	Care care = care_test_desk(test, test->practitioner);
	Str provider = {0};
	assert_ok(service_add_provider(&administrator, S("Example Home Care (invented)"), S("home-care"), S("test"), S("1"),
		&provider));
	Str person = add_person(test, "Maud Ferris");
	Str lines = str_format(test->arena, "[{\"goal\":\"Wash\",\"how\":\"service\",\"service_kind\":\"home-care\","
		"\"provider\":\"%.*s\",\"units\":\"7\",\"unit_cost\":2410}]", STR_ARG(provider));
	assert_ok(care_test_record(&care, person, "plan_lines", str_c(test->arena, lines)));
	Response page = get(test, test->practitioner, path_of(test, "/people/", person, "/facts"));
	assert_answer(&page, 200);
	assert_says(&page, "Wash, Home care, Example Home Care (invented), 7 hours a week");
	assert_false(str_contains(page.body, provider));
}

static void test_the_last_look_says_whose_words_are_sent(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = add_person(test, "Maud Ferris");
	Str work = open_work(test, test->practitioner, "contact", person);
	DraftSave saves[] = {{.question = S("contact_story"), .value = S("She fell"), .giver = GIVER_HELPER},
		{.question = S("contact_route"), .value = S("community"), .giver = GIVER_WORKER}};
	assert_ok(work_save(&care, work, saves, 2));
	Response page = get(test, test->practitioner, path_of(test, "/work/", work, ""));
	assert_says(&page, "1 by somebody who helps them, 1 by a worker");
	assert_says(&page, "<option value=\"helper\" selected>");
}

static void test_a_save_without_a_change_keeps_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	Response saved = POST(test, test->practitioner, path_of(test, "/work/", work, "/save"), {S("section"), S("home")},
		{S("shown"), S("home_access")}, {S("was-home_access"), S("")}, {S("home_access"), S("")});
	assert_answer(&saved, 303);
	Care care = care_test_desk(test, test->practitioner);
	Drafts drafts = {0};
	assert_ok(work_drafts(&care, work, &drafts));
	assert_int_equal(drafts.count, 0);
}

static void test_two_answers_to_one_question_stand_side_by_side(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	save_answer(test, test->colleague, work, "home_access", "ring the neighbour");
	Str path = path_of(test, "/work/", work, "/save");
	Response page = POST(test, test->practitioner, path, {S("section"), S("home")}, {S("shown"), S("home_access")},
		{S("version-home_access"), S("0")}, {S("was-home_access"), S("")}, {S("home_access"), S("use the back gate")},
		{S("shown"), S("pets")}, {S("giver"), S("self")});
	assert_answer(&page, 409);
	assert_says(&page, "ring the neighbour");
	assert_says(&page, "use the back gate");
	assert_says(&page, "Keep theirs");
	Response script = POST(test, test->practitioner, path, {S("autosave"), S("yes")}, {S("shown"), S("home_access")},
		{S("version-home_access"), S("0")}, {S("was-home_access"), S("")}, {S("home_access"), S("use the back gate")});
	assert_answer(&script, 409);
	Response mine = POST(test, test->practitioner, path, {S("section"), S("home")}, {S("shown"), S("home_access")},
		{S("version-home_access"), S("1")}, {S("was-home_access"), S("")}, {S("home_access"), S("use the back gate")});
	assert_answer(&mine, 303);
	Care care = care_test_desk(test, test->practitioner);
	Drafts drafts = {0};
	assert_ok(work_drafts(&care, work, &drafts));
	assert_string_equal(str_c(test->arena, drafts_find(&drafts, S("home_access"))->value), "use the back gate");
}

static void test_the_script_hears_the_new_version(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	Response saved = POST(test, test->practitioner, path_of(test, "/work/", work, "/save"), {S("autosave"), S("yes")},
		{S("shown"), S("home_access")}, {S("version-home_access"), S("0")}, {S("was-home_access"), S("")},
		{S("home_access"), S("third floor, no lift")});
	assert_answer(&saved, 200);
	assert_int_equal(saved.header_count, 1);
	assert_string_equal(str_c(test->arena, saved.headers[0].value), "1");
}

static void test_somebody_without_the_role_cannot_save_or_finish(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str work = open_work(test, test->practitioner, "needs-assessment", person);
	Response save = POST(test, test->analyst, path_of(test, "/work/", work, "/save"), {S("shown"), S("home_access")},
		{S("home_access"), S("mine")});
	assert_answer(&save, 403);
	Response submit = POST(test, test->finance, path_of(test, "/work/", work, "/submit"), {S("outcome"), S("declined")},
		{S("note"), S("said no")}, {S("version"), version_text(test, test->practitioner, work)});
	assert_answer(&submit, 403);
	Care care = care_test_desk(test, test->practitioner);
	Work found = {0};
	assert_ok(work_find(&care, work, &found));
	assert_int_equal(found.stage, WORK_WAITING);
}

static Str answer_required(CareTest *test, Str work, const char *const *answers, size_t count)
{
	for (size_t i = 0; i + 1 < count; i += 2)
		save_answer(test, test->practitioner, work, answers[i], answers[i + 1]);
	return work;
}

static const char PLAN[] = "[{\"goal\":\"Up and washed\",\"how\":\"service\",\"service_kind\":\"home-care\","
	"\"units\":\"30\",\"unit_cost\":2475,\"mechanism\":\"commissioned\"}]"; /* 742.50 a week: scenario 4 */

static Str submitted_plan(CareTest *test, Str person)
{
	Str plan = open_work(test, test->practitioner, "support-plan", person);
	const char *const answers[] = {"plan_lines", PLAN, "plan_agreed", "yes", "budget_final", "74250",
		"prevent_advice", "Exercises for balance"};
	answer_required(test, plan, answers, sizeof answers / sizeof answers[0]);
	Response page = get(test, test->practitioner, path_of(test, "/work/", plan, ""));
	assert_answer(&page, 200);
	assert_says(&page, "\xC2\xA3" "742.50");
	assert_says(&page, "365");
	Response sent = POST(test, test->practitioner, path_of(test, "/work/", plan, "/submit"),
		{S("outcome"), S("agreed-within")}, {S("note"), S("as agreed with Maud")},
		{S("version"), version_text(test, test->practitioner, plan)});
	assert_answer(&sent, 303);
	return plan;
}

/* The author becomes a manager with a limit that reaches the cost: still not their own plan. */
static void test_the_author_cannot_approve_and_is_told_who_can(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str plan = submitted_plan(test, person);
	Care administrator = care_test_desk(test, test->administrator);
	User author = {0};
	assert_ok(access_user(&administrator, test->practitioner, &author));
	assert_ok(access_update_user(&administrator, author.id, author.name, author.team, S("manager"), DATE_NONE,
		CARE_TEST_PANEL_LIMIT, author.version));
	Response page = get(test, test->practitioner, path_of(test, "/work/", plan, ""));
	assert_answer(&page, 200);
	assert_says(&page, "You wrote this, so somebody else has to approve it");
	assert_silent(&page, "/approve\"");
	Response approve = POST(test, test->practitioner, path_of(test, "/work/", plan, "/approve"),
		{S("version"), version_text(test, test->practitioner, plan)});
	assert_answer(&approve, 403);
	assert_says(&approve, "You wrote this");
	Care care = care_test_desk(test, test->manager);
	Work found = {0};
	assert_ok(work_find(&care, plan, &found));
	assert_int_equal(found.stage, WORK_AWAITING_APPROVAL);
}

static void test_an_approver_below_the_cost_is_refused_with_the_limit(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str plan = submitted_plan(test, person);
	Response own = POST(test, test->practitioner, path_of(test, "/work/", plan, "/approve"),
		{S("version"), version_text(test, test->practitioner, plan)});
	assert_answer(&own, 403);
	Response seen = get(test, test->manager, path_of(test, "/work/", plan, ""));
	assert_says(&seen, "Waiting for approval");
	Response page = POST(test, test->manager, path_of(test, "/work/", plan, "/approve"),
		{S("version"), version_text(test, test->manager, plan)});
	assert_answer(&page, 403);
	assert_says(&page, "You may approve up to \xC2\xA3" "500.00 a week");
}

static void test_a_return_needs_a_comment_and_opens_the_same_draft(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str plan = submitted_plan(test, person);
	Str path = path_of(test, "/work/", plan, "/return");
	Response empty = POST(test, test->manager, path, {S("comment"), S(" ")},
		{S("version"), version_text(test, test->manager, plan)});
	assert_answer(&empty, 422);
	assert_says(&empty, "Say what should change");
	Response done = POST(test, test->manager, path, {S("comment"), S("Ask about mornings")},
		{S("version"), version_text(test, test->manager, plan)});
	assert_answer(&done, 303);
	Response page = get(test, test->practitioner, path_of(test, "/work/", plan, ""));
	assert_answer(&page, 200);
	assert_says(&page, "Ask about mornings");
	assert_says(&page, "Up and washed");
}

static void test_a_stale_approval_is_not_done(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str plan = submitted_plan(test, person);
	Str version = version_text(test, test->manager, plan);
	Response first = POST(test, test->second_manager, path_of(test, "/work/", plan, "/return"),
		{S("comment"), S("Not yet")}, {S("version"), version});
	assert_answer(&first, 303);
	Response second = POST(test, test->manager, path_of(test, "/work/", plan, "/approve"), {S("version"), version});
	assert_answer(&second, 409);
	assert_says(&second, "Returned");
}

/* --- the front door --- */

static void test_a_contact_is_matched_and_its_outcome_acts(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	Str contact = open_work(test, test->first_contact, "contact", (Str){0});
	save_answer(test, test->first_contact, contact, "name_full", "Maude Feris");
	save_answer(test, test->first_contact, contact, "birth_date", "1941-03-14");
	save_answer(test, test->first_contact, contact, "hurt_or_afraid", "now");
	Response list = get(test, test->first_contact, S("/duty"));
	assert_answer(&list, 200);
	assert_says(&list, "not matched yet");
	Response opened = get(test, test->first_contact, path_of(test, "/duty/", contact, ""));
	assert_answer(&opened, 200);
	assert_says(&opened, "About danger: read this first");
	assert_says(&opened, "Maud Ferris");
	Response match = POST(test, test->first_contact, path_of(test, "/duty/", contact, "/match"),
		{S("person"), person});
	assert_answer(&match, 303);
	const char *const answers[] = {"contact_from", "family", "contact_story", "Mum needs a rail", "contact_route", "community",
		"concern_decision",
		"no", "concern_why", "She is with her son tonight and safe"};
	Care care = care_test_desk(test, test->first_contact);
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i += 2)
		assert_int_equal(work_save(&care, contact, &(DraftSave){.question = str_from_c(answers[i]),
			.value = str_from_c(answers[i + 1]), .giver = GIVER_WORKER}, 1), STATUS_OK);
	Response page = get(test, test->first_contact, path_of(test, "/work/", contact, ""));
	assert_answer(&page, 200);
	assert_says(&page, "opens needs assessment");
	Response done = POST(test, test->first_contact, path_of(test, "/work/", contact, "/submit"),
		{S("outcome"), S("assessment")}, {S("note"), S("more than a rail is needed")},
		{S("version"), version_text(test, test->first_contact, contact)});
	assert_answer(&done, 303);
	WorkRow *rows = NULL;
	size_t count = 0;
	assert_ok(work_open_of_person(&care, person, &rows, &count));
	bool opened_assessment = false;
	for (size_t i = 0; i < count; i++)
		opened_assessment = opened_assessment || str_equal(rows[i].pathway->id, S("needs-assessment"));
	assert_true(opened_assessment);
	Response timeline = get(test, test->first_contact, path_of(test, "/people/", person, "/timeline"));
	assert_says(&timeline, "Needs assessment: opened");
}

static void test_somebody_new_is_recorded_after_those_on_file_were_shown(void **state)
{
	CareTest *test = care_test_of(state);
	(void)add_person(test, "Maud Ferris");
	Response looked = POST(test, test->first_contact, S("/people/new"), {S("name_full"), S("Maud Ferris")},
		{S("birth_date-day"), S("14")}, {S("birth_date-month"), S("3")}, {S("birth_date-year"), S("1941")});
	assert_answer(&looked, 200);
	assert_says(&looked, "on file already");
	Response made = POST(test, test->first_contact, S("/people/new"), {S("name_full"), S("Maud Ferris")},
		{S("birth_date-day"), S("14")}, {S("birth_date-month"), S("3")}, {S("birth_date-year"), S("1941")},
		{S("looked"), S("yes")});
	assert_answer(&made, 303);
	Response refused = POST(test, test->analyst, S("/people/new"), {S("name_full"), S("Maud Ferris")});
	assert_answer(&refused, 403);
}

static void test_the_record_of_somebody_who_has_died_does_not_speak_as_if_they_lived(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Str person = care_test_person(&care, "Maud Ferris", "1941", "RM17 6SL");
	Response page = get(test, test->manager, path_of(test, "/people/", person, ""));
	assert_says(&page, ">Lives<");
	assert_says(&page, "nobody yet");
	assert_ok(care_test_record(&care, person, "death_date", "2026-01-02"));
	page = get(test, test->manager, path_of(test, "/people/", person, ""));
	assert_says(&page, ">Lived<");
	assert_silent(&page, ">Lives<");
	assert_silent(&page, "nobody yet");
}

static void test_every_list_opens_empty_and_full(void **state)
{
	CareTest *test = care_test_of(state);
	static const char *const LISTS[] = {"/work", "/team", "/today", "/duty", "/people", "/services", "/people/new",
		"/team?team=all&stage=waiting"};
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++) {
			Response page = get(test, test->manager, str_from_c(LISTS[i]));
			assert_answer(&page, 200);
		}
		Str person = add_person(test, "Maud Ferris");
		(void)open_work(test, test->manager, "needs-assessment", person);
		(void)submitted_plan(test, person);
	}
}

static void test_the_heads_of_the_team_list_sort_and_what_is_not_among_them_is_left_out(void **state)
{
	CareTest *test = care_test_of(state);
	Str person = add_person(test, "Maud Ferris");
	(void)open_work(test, test->manager, "needs-assessment", person);
	Response page = get(test, test->manager, S("/team?team=all&stage=waiting"));
	assert_says(&page, "Most late first");
	assert_says(&page, "aria-sort=\"ascending\"");
	assert_says(&page, "&amp;stage=waiting&amp;pathway=&amp;user=&amp;sort=person&amp;direction=up");
	assert_says(&page, "&amp;sort=due&amp;direction=down");
	page = get(test, test->manager, S("/team?team=all&sort=person&direction=down"));
	assert_says(&page, "By person, Z to A");
	assert_says(&page, "aria-sort=\"descending\"");
	assert_says(&page, "&amp;sort=person&amp;direction=up");
	assert_says(&page, "name=\"sort\" value=\"person\"");
	page = get(test, test->manager, S("/team?team=all&sort=born;DROP&direction=sideways"));
	assert_answer(&page, 200);
	assert_says(&page, "Most late first");
	assert_silent(&page, "DROP");
	page = get(test, test->manager, S("/work?sort=opened"));
	assert_answer(&page, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_record_shows_who_they_are_and_stays_small),
		CARE_TEST(test_a_withdrawn_fact_is_not_shown_again),
		CARE_TEST(test_a_former_name_finds_and_is_never_displayed),
		CARE_TEST(test_a_stale_fact_shows_both_values),
		CARE_TEST(test_who_may_not_merge_or_restrict_is_refused_by_direct_request),
		CARE_TEST(test_two_records_stand_side_by_side_and_merge_and_part_again),
		CARE_TEST(test_a_restricted_record_says_only_that_it_exists),
		CARE_TEST(test_a_record_without_trace_is_not_found_and_its_owner_hears_of_it),
		CARE_TEST(test_what_the_record_knows_is_shown_and_confirmed_with_one_press),
		CARE_TEST(test_a_provider_is_named_wherever_a_plan_is_told_in_words),
		CARE_TEST(test_the_last_look_says_whose_words_are_sent),
		CARE_TEST(test_a_save_without_a_change_keeps_nothing),
		CARE_TEST(test_two_answers_to_one_question_stand_side_by_side),
		CARE_TEST(test_the_script_hears_the_new_version),
		CARE_TEST(test_somebody_without_the_role_cannot_save_or_finish),
		CARE_TEST(test_the_author_cannot_approve_and_is_told_who_can),
		CARE_TEST(test_an_approver_below_the_cost_is_refused_with_the_limit),
		CARE_TEST(test_a_return_needs_a_comment_and_opens_the_same_draft),
		CARE_TEST(test_a_stale_approval_is_not_done),
		CARE_TEST(test_a_contact_is_matched_and_its_outcome_acts),
		CARE_TEST(test_somebody_new_is_recorded_after_those_on_file_were_shown),
		CARE_TEST(test_the_record_of_somebody_who_has_died_does_not_speak_as_if_they_lived),
		CARE_TEST(test_every_list_opens_empty_and_full),
		CARE_TEST(test_the_heads_of_the_team_list_sort_and_what_is_not_among_them_is_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
