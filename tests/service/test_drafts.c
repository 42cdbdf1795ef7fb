/* Nothing that was answered is lost: two people at one form, and answers that arrive after the session has ended. */
#include "site_test.h"

#include "care/kept/kept.h"
#include "care/kept/page_kept.h"
#include "web/form_token.h"
#include "web/handle.h"

typedef struct Visit {
	SiteTest site;
	CareTest *test;
	Str work;
	Str save; /* the address */
} Visit;

static Visit begin(void **state)
{
	Visit visit = {.test = care_test_of(state)};
	visit.site = site_test_open(visit.test);
	Care care = care_test_desk(visit.test, visit.test->practitioner);
	Str person = care_test_person(&care, "Maud Ferris", "1941-03-14", "RM17 6AA");
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = person}, &visit.work));
	visit.save = str_format(visit.test->arena, "/work/%.*s/save", STR_ARG(visit.work));
	return visit;
}

static Str draft_of(Visit *visit, const char *question)
{
	Care care = care_test_desk(visit->test, visit->test->practitioner);
	Drafts drafts = {0};
	assert_ok(work_drafts(&care, visit->work, &drafts));
	const Draft *found = drafts_find(&drafts, str_from_c(question));
	return found == NULL ? S("") : found->value;
}

#define assert_draft(visit, question, words) \
	assert_string_equal(str_c((visit)->test->arena, draft_of(visit, question)), words)

/* A browser's request with this session cookie. */
static Response send_with(Visit *visit, Str session, Str token, Method method, Str path, const char *const *fields)
{
	Arena *arena = visit->test->arena;
	FormField cookies[] = {{S("kith-session"), session}, {FORM_COOKIE_NAME, S("0123456789abcdef0123456789abcdef")}};
	FormField form[32] = {{FORM_TOKEN_NAME, token}};
	Arrival arrival = {.sec_fetch_site = S("same-origin"), .origin = S("http://kith.test"), .host = S("kith.test")};
	Request request = {.arena = arena, .method = method, .id = S("test"), .address = S("192.0.2.1"), .path = path,
		.form = form, .form_count = 1, .cookies = cookies, .cookie_count = 2, .clock = &visit->test->store->clock};
	Response response = {0};
	for (size_t i = 0; fields != NULL && fields[i] != NULL; i += 2)
		form[request.form_count++] = (FormField){str_from_c(fields[i]), str_from_c(fields[i + 1])};
	handle_request(&visit->site.options, visit->site.worker, &arrival, &request, &response);
	return response;
}

static Response send_to(Visit *visit, Str session, Str path, const char *const *fields)
{
	Str token = form_token_make(visit->test->arena, visit->site.options.secret, S("0123456789abcdef0123456789abcdef"), session);
	return send_with(visit, session, token, METHOD_POST, path, fields);
}

static Response send_form(Visit *visit, Str session, const char *const *fields)
{
	Str token = form_token_make(visit->test->arena, visit->site.options.secret, S("0123456789abcdef0123456789abcdef"), session);
	return send_with(visit, session, token, METHOD_POST, visit->save, fields);
}

static size_t waiting_of(Visit *visit, Str user)
{
	Care care = care_test_desk(visit->test, user);
	Kept *kept = NULL;
	size_t count = 0;
	assert_ok(kept_list(&care, &kept, &count));
	return count;
}

static Str kept_id(Visit *visit, Str user)
{
	Care care = care_test_desk(visit->test, user);
	Kept *kept = NULL;
	size_t count = 0;
	assert_ok(kept_list(&care, &kept, &count));
	assert_int_equal(count, 1);
	return kept[0].id;
}

static const char *const HOME[] = {"section", "home", "giver", "self", "shown", "home_access", "version-home_access", "0",
	"was-home_access", "", "home_access", "use the back gate", NULL};

static void test_different_questions_of_two_people_merge(void **state)
{
	Visit visit = begin(state);
	const char *const theirs[] = {"section", "home", "giver", "self", "shown", "pets", "version-pets", "0", "was-pets", "",
		"pets", "a cat called Tibbles", "shown", "home_access", "version-home_access", "0", "was-home_access", "",
		"home_access", "", NULL};
	Response first = site_test_post(&visit.site, visit.test->colleague, visit.save, theirs);
	assert_int_equal(first.status, 303);
	Response second = site_test_post(&visit.site, visit.test->practitioner, visit.save, HOME);
	assert_int_equal(second.status, 303);
	assert_draft(&visit, "pets", "a cat called Tibbles");
	assert_draft(&visit, "home_access", "use the back gate");
	site_test_close(&visit.site);
}

static void test_a_collision_keeps_what_does_not_collide(void **state)
{
	Visit visit = begin(state);
	Response first = site_test_post(&visit.site, visit.test->colleague, visit.save, HOME);
	assert_int_equal(first.status, 303);
	const char *const mine[] = {"section", "home", "giver", "self", "shown", "home_access", "version-home_access", "0",
		"was-home_access", "", "home_access", "ring the neighbour", "shown", "pets", "version-pets", "0", "was-pets", "",
		"pets", "a cat", NULL};
	Response second = site_test_post(&visit.site, visit.test->practitioner, visit.save, mine);
	assert_int_equal(second.status, 409);
	assert_shows(second, "use the back gate");
	assert_shows(second, "You answered: ring the neighbour");
	assert_shows(second, "answered this");
	assert_draft(&visit, "home_access", "use the back gate");
	assert_draft(&visit, "pets", "a cat");
	site_test_close(&visit.site);
}

static void test_the_whole_form_on_one_page_shows_both_answers_too(void **state)
{
	Visit visit = begin(state);
	Response whole = site_test_get(&visit.site, visit.test->practitioner,
		str_format(visit.test->arena, "/work/%.*s/whole", STR_ARG(visit.work)));
	assert_int_equal(whole.status, 200);
	assert_shows(whole, "name=\"version-home_access\"");
	assert_shows(whole, "name=\"version-pets\"");
	assert_shows(whole, "data-keeping-key=");
	Response first = site_test_post(&visit.site, visit.test->colleague, visit.save, HOME);
	assert_int_equal(first.status, 303);
	const char *const mine[] = {"giver", "self", "shown", "home_access", "version-home_access", "0", "was-home_access", "",
		"home_access", "ring the neighbour", NULL};
	Response second = site_test_post(&visit.site, visit.test->practitioner, visit.save, mine);
	assert_int_equal(second.status, 409);
	assert_shows(second, "use the back gate");
	assert_shows(second, "ring the neighbour");
	assert_shows(second, "Keep theirs");
	site_test_close(&visit.site);
}

static void test_answers_sent_after_the_session_ended_wait_for_their_sender(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	Response late = send_form(&visit, session, HOME);
	assert_int_equal(late.status, 303);
	assert_string_equal(str_c(visit.test->arena, late.location), "/sign-in?then=%2Fkept");
	assert_draft(&visit, "home_access", "");
	assert_shows(site_test_get(&visit.site, (Str){0}, S("/sign-in?then=/kept")), "What you sent is kept");
	assert_hides(site_test_get(&visit.site, (Str){0}, S("/sign-in")), "is kept");
	Response list = site_test_get(&visit.site, visit.test->practitioner, S("/work"));
	assert_shows(list, "was kept");
	Response waiting = site_test_get(&visit.site, visit.test->practitioner, S("/kept"));
	assert_shows(waiting, "use the back gate");
	assert_shows(waiting, "Save these answers");
	Str id = kept_id(&visit, visit.test->practitioner);
	const char *again[sizeof HOME / sizeof *HOME + 2] = {"kept", str_c(visit.test->arena, id)};
	for (size_t i = 0; i < sizeof HOME / sizeof *HOME; i++)
		again[i + 2] = HOME[i];
	Response saved = site_test_post(&visit.site, visit.test->practitioner, visit.save, again);
	assert_int_equal(saved.status, 303);
	assert_draft(&visit, "home_access", "use the back gate");
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	site_test_close(&visit.site);
}

static void test_what_waits_collides_like_any_save_and_waits_until_one_was_chosen(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	assert_int_equal(send_form(&visit, session, HOME).status, 303);
	const char *const theirs[] = {"section", "home", "giver", "self", "shown", "home_access", "version-home_access", "0",
		"was-home_access", "", "home_access", "ring the neighbour", NULL};
	assert_int_equal(site_test_post(&visit.site, visit.test->colleague, visit.save, theirs).status, 303);
	Str id = kept_id(&visit, visit.test->practitioner);
	const char *again[sizeof HOME / sizeof *HOME + 2] = {"kept", str_c(visit.test->arena, id)};
	for (size_t i = 0; i < sizeof HOME / sizeof *HOME; i++)
		again[i + 2] = HOME[i];
	Response both = site_test_post(&visit.site, visit.test->practitioner, visit.save, again);
	assert_int_equal(both.status, 409);
	assert_shows(both, "ring the neighbour");
	assert_shows(both, "use the back gate");
	assert_shows(both, "name=\"kept\"");
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 1);
	const char *const keep[] = {"kept", str_c(visit.test->arena, id), "section", "home", "keep", "home_access", "shown",
		"home_access", "version-home_access", "1", "was-home_access", "ring the neighbour", "home_access", "use the back gate", NULL};
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, visit.save, keep).status, 303);
	assert_draft(&visit, "home_access", "ring the neighbour");
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	site_test_close(&visit.site);
}

static void test_what_waits_is_nobody_elses(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	assert_int_equal(send_form(&visit, session, HOME).status, 303);
	Response theirs = site_test_get(&visit.site, visit.test->colleague, S("/kept"));
	assert_int_equal(theirs.status, 200);
	assert_hides(theirs, "use the back gate");
	Str path = str_format(visit.test->arena, "/kept/%.*s/remove",
		STR_ARG(kept_id(&visit, visit.test->practitioner)));
	assert_int_equal(site_test_post(&visit.site, visit.test->colleague, path, NULL).status, 303);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 1);
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, path, NULL).status, 303);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	site_test_close(&visit.site);
}

static void test_nothing_is_kept_but_for_a_session_that_ended_by_itself(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	Str out = site_test_session(&visit.site, visit.test->practitioner);
	Care care = care_test_desk(visit.test, visit.test->practitioner);
	assert_ok(access_sign_out(&care, out));
	assert_int_equal(send_form(&visit, out, HOME).status, 403);
	assert_int_equal(send_form(&visit, S("made-up"), HOME).status, 403);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	/* Another site's form, and the script, which keeps what it has itself. */
	assert_int_equal(send_with(&visit, session, S("made-up"), METHOD_POST, visit.save, HOME).status, 403);
	const char *const script[] = {"autosave", "yes", "shown", "home_access", "home_access", "use the back gate", NULL};
	assert_int_equal(send_form(&visit, session, script).status, 403);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	care_test_wait(visit.test, 25 * INSTANT_HOUR);
	assert_int_equal(send_form(&visit, session, HOME).status, 403);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	site_test_close(&visit.site);
}

static void test_what_waits_has_a_limit_and_an_end(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	for (size_t i = 0; i < KEPT_MAX; i++)
		assert_int_equal(send_form(&visit, session, HOME).status, 303);
	assert_int_equal(send_form(&visit, session, HOME).status, 403);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), KEPT_MAX);
	care_test_wait(visit.test, KEPT_DAYS * INSTANT_DAY);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	site_test_close(&visit.site);
}

static const char *const NOTE[] = {"kind", "visit", "happened-day", "22", "happened-month", "11", "happened-year", "2026",
	"body", "Maud said the back gate sticks.", "do", "sign", "draft", "01KAAAAAAAAAAAAAAAAAAAAAAA", NULL};

static Str path_of(Visit *visit, const char *rest)
{
	Care care = care_test_desk(visit->test, visit->test->practitioner);
	return str_format(visit->test->arena, "/people/%.*s%s", STR_ARG(care_test_work(&care, visit->work).person), rest);
}

static Str kept_path(Visit *visit, const char *rest)
{
	return str_format(visit->test->arena, "/kept/%.*s/%s", STR_ARG(kept_id(visit, visit->test->practitioner)), rest);
}

static void test_a_note_sent_after_the_session_ended_waits_and_is_sent_again(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	Str notes = path_of(&visit, "/notes");
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	Response late = send_to(&visit, session, notes, NOTE);
	assert_int_equal(late.status, 303);
	assert_str(visit.test->arena, late.location, "/sign-in?then=%2Fkept");
	assert_hides(site_test_get(&visit.site, visit.test->practitioner, notes), "gate sticks");
	Response waiting = site_test_get(&visit.site, visit.test->practitioner, S("/kept"));
	assert_shows(waiting, "Write a note: Maud Ferris");
	assert_shows(waiting, "22 November 2026");
	assert_shows(waiting, "gate sticks");
	/* Nobody else sees it or sends it. */
	assert_hides(site_test_get(&visit.site, visit.test->colleague, S("/kept")), "gate sticks");
	assert_int_equal(site_test_post(&visit.site, visit.test->colleague, kept_path(&visit, "send"), NULL).status, 404);
	assert_hides(site_test_get(&visit.site, visit.test->practitioner, notes), "gate sticks");
	Str send = kept_path(&visit, "send");
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, send, NULL).status, 303);
	assert_shows(site_test_get(&visit.site, visit.test->practitioner, notes), "gate sticks");
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 0);
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, send, NULL).status, 404);
	site_test_close(&visit.site);
}

static void test_a_form_that_is_refused_when_it_is_sent_again_waits_on(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	const char *const reason[] = {"reason", "", "version", "1", NULL};
	Str cancel = str_format(visit.test->arena, "/work/%.*s/cancel", STR_ARG(visit.work));
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	assert_int_equal(send_to(&visit, session, cancel, reason).status, 303);
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, kept_path(&visit, "send"), NULL).status, 422);
	assert_int_equal(waiting_of(&visit, visit.test->practitioner), 1);
	site_test_close(&visit.site);
}

static void test_a_form_about_a_record_that_was_hidden_since_shows_nothing_of_it(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->practitioner);
	Care lead = care_test_desk(visit.test, visit.test->safeguarding);
	Person found = {0};
	Str notes = path_of(&visit, "/notes");
	Str person = str_slice(notes, sizeof "/people/" - 1, sizeof "/people/" - 1 + ID_LENGTH);
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	assert_int_equal(send_to(&visit, session, notes, NOTE).status, 303);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, visit.test->team_safeguarding, S("In hiding"), found.version));
	Response waiting = site_test_get(&visit.site, visit.test->practitioner, S("/kept"));
	assert_int_equal(waiting.status, 200);
	assert_hides(waiting, "Maud");
	assert_hides(waiting, "gate sticks");
	assert_shows(waiting, "A form that you cannot send any more");
	assert_int_equal(site_test_post(&visit.site, visit.test->practitioner, kept_path(&visit, "send"), NULL).status, 404);
	site_test_close(&visit.site);
}

static void test_passwords_are_kept_nowhere(void **state)
{
	Visit visit = begin(state);
	Str session = site_test_session(&visit.site, visit.test->administrator);
	const char *const mine[] = {"current", "copper lantern orchard", "password", "a wholly new password", NULL};
	Str theirs = str_format(visit.test->arena, "/administration/users/%.*s/password", STR_ARG(visit.test->practitioner));
	care_test_wait(visit.test, 61 * INSTANT_MINUTE);
	assert_int_equal(send_to(&visit, session, S("/account/password"), mine).status, 403);
	assert_int_equal(send_to(&visit, session, theirs, mine).status, 403);
	assert_int_equal(send_to(&visit, session, S("/administration/teams"), mine).status, 403);
	assert_int_equal(waiting_of(&visit, visit.test->administrator), 0);
	site_test_close(&visit.site);
}

static void test_a_file_is_not_kept_and_that_is_said(void **state)
{
	Visit visit = begin(state);
	Care public = care_test_public(visit.test);
	FormField form[] = {{S("title"), S("A letter from the surgery")}};
	UploadedFile files[] = {{.field = S("file"), .name = S("surgery.pdf"), .bytes = S("%PDF-1.7")}, {.field = S("file")}};
	Request late = {.arena = visit.test->arena, .method = METHOD_POST, .path = path_of(&visit, "/documents"), .form = form,
		.form_count = 1, .files = files, .file_count = 2, .application = &public};
	Response response = {0};
	assert_true(page_kept_keep(&late, visit.test->practitioner, &response));
	Response waiting = site_test_get(&visit.site, visit.test->practitioner, S("/kept"));
	assert_shows(waiting, "A letter from the surgery");
	assert_shows(waiting, "The file that you chose was not kept");
	site_test_close(&visit.site);
}

/* However busily somebody works, the day's session ends after its hours: what they send then waits as well. */
static void test_what_is_sent_after_the_absolute_end_waits_too(void **state)
{
	Visit visit = begin(state);
	Care system = care_test_system(visit.test);
	Care care = care_test_public(visit.test);
	SignInDone done = {0};
	Str id = {0};
	assert_ok(access_add_user(&system, &(UserNew){.sign_in = S("nia.new"), .name = S("Nia New"),
		.team = visit.test->team_practice, .roles = S("practitioner"), .password = S("copper lantern orchard"),
		.employed_from = care_today(&system), .employed_until = DATE_NONE}, &id));
	assert_ok(access_sign_in(&care, S("nia.new"), S("copper lantern orchard"), S("192.0.2.1"), &done));
	for (int hour = 1; hour < ACCESS_SESSION_HOURS; hour++) {
		care_test_wait(visit.test, INSTANT_HOUR);
		assert_int_equal(site_test_get_with(&visit.site, done.token, S("/account")).status, 200);
	}
	care_test_wait(visit.test, INSTANT_HOUR);
	assert_int_equal(site_test_get_with(&visit.site, done.token, S("/account")).status, 303);
	assert_int_equal(send_to(&visit, done.token, path_of(&visit, "/notes"), NOTE).status, 303);
	assert_int_equal(send_to(&visit, done.token, visit.save, HOME).status, 303);
	assert_int_equal(waiting_of(&visit, id), 2);
	assert_draft(&visit, "home_access", "");
	site_test_close(&visit.site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_different_questions_of_two_people_merge),
		CARE_TEST(test_a_collision_keeps_what_does_not_collide),
		CARE_TEST(test_the_whole_form_on_one_page_shows_both_answers_too),
		CARE_TEST(test_answers_sent_after_the_session_ended_wait_for_their_sender),
		CARE_TEST(test_what_waits_collides_like_any_save_and_waits_until_one_was_chosen),
		CARE_TEST(test_what_waits_is_nobody_elses),
		CARE_TEST(test_nothing_is_kept_but_for_a_session_that_ended_by_itself),
		CARE_TEST(test_what_waits_has_a_limit_and_an_end),
		CARE_TEST(test_a_note_sent_after_the_session_ended_waits_and_is_sent_again),
		CARE_TEST(test_a_form_that_is_refused_when_it_is_sent_again_waits_on),
		CARE_TEST(test_a_form_about_a_record_that_was_hidden_since_shows_nothing_of_it),
		CARE_TEST(test_passwords_are_kept_nowhere),
		CARE_TEST(test_a_file_is_not_kept_and_that_is_said),
		CARE_TEST(test_what_is_sent_after_the_absolute_end_waits_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
